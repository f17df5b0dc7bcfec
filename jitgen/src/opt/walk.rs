//! The walk over the raw graph: down the dominator tree, children in reverse postorder, loops again until their assumptions hold.
//!
//! In this order every piece is walked after whatever leads to it (edges that come back excepted), and everything learned at
//! a place is known in all that it dominates.

use super::facts::Fact;
use super::state::{After, Mark, Opt};
use super::step::Outcome;
use crate::ir::flow::{Arrival, PieceId};
use crate::ir::{ExitId, Ref, Terminator, Type, Value};

enum Work {
    /// Walks a piece, from the state at the mark.
    Enter(PieceId, Mark),
    /// Everything below a loop header was walked.
    Close(PieceId),
}

impl Opt<'_> {
    /// Walks everything.
    pub(super) fn walk(&mut self) {
        self.find_crossing();
        let children = self.flow.dominated();
        let mut work = vec![Work::Enter(0, self.mark())];
        while let Some(next) = work.pop() {
            match next {
                Work::Enter(p, mark) => {
                    self.undo_to(mark);
                    if !self.enter(p, mark) {
                        continue;
                    }
                    self.walk_piece(p);
                    if self.flow.back_edges(p).next().is_some() {
                        work.push(Work::Close(p));
                    }
                    let mark = self.mark();
                    work.extend(children[p as usize].iter().rev().map(|&c| Work::Enter(c, mark)));
                }
                Work::Close(p) => {
                    if !self.close(p) {
                        work.push(Work::Enter(p, self.header_mark(p)));
                    }
                }
            }
        }
    }

    /// Finds the raw values that are used behind a merge without being passed to it.
    fn find_crossing(&mut self) {
        let mut region = vec![u32::MAX; self.flow.pieces.len()];
        let mut home = vec![u32::MAX; self.raw.insts.len()];
        for &p in &self.flow.order {
            let piece = &self.flow.pieces[p as usize];
            let merges = self.is_merge(p) || p == 0;
            region[p as usize] = if merges { p } else { region[piece.dominator as usize] };
            let block = self.raw.block(piece.block);
            let params = if piece.from == 0 { &block.params[..] } else { &[] };
            for r in params.iter().chain(&block.insts[piece.from as usize..piece.to as usize]) {
                home[r.index()] = region[p as usize];
            }
        }
        let mut crosses = vec![false; self.raw.insts.len()];
        for &p in &self.flow.order {
            let here = region[p as usize];
            let mut used = |r: Ref| crosses[r.index()] |= home[r.index()] != here;
            self.raw_uses(p, &mut used);
        }
        self.crosses = crosses;
    }

    fn raw_uses(&self, p: PieceId, used: &mut impl FnMut(Ref)) {
        let piece = &self.flow.pieces[p as usize];
        let block = self.raw.block(piece.block);
        let exit_uses = |e: ExitId, used: &mut dyn FnMut(Ref)| {
            for v in crate::ir::values(self.raw.exit(e)) {
                if let Value::Ref(r) = v {
                    used(r);
                }
            }
        };
        for r in &block.insts[piece.from as usize..piece.to as usize] {
            let inst = self.raw.inst(*r);
            inst.args.iter().for_each(|a| used(*a));
            if let Some(e) = inst.exit {
                exit_uses(e, used);
            }
        }
        if self.is_last(p) {
            match &block.end {
                Terminator::Jump(_, args) | Terminator::TailCall(_, args) => args.iter().for_each(|a| used(*a)),
                Terminator::Return(r) => used(*r),
                Terminator::Leave(e) => exit_uses(*e, used),
                Terminator::Open => {}
            }
        }
    }

    /// Whether the piece ends its block.
    fn is_last(&self, p: PieceId) -> bool {
        self.flow.pieces.get(p as usize + 1).is_none_or(|next| next.arrival != Arrival::Next)
    }

    /// Goes to the beginning of a piece. False if nothing leads there.
    fn enter(&mut self, p: PieceId, mark: Mark) -> bool {
        self.piece = p;
        self.pieces[p as usize].after = After::Nothing;
        let piece = &self.flow.pieces[p as usize];
        if p == 0 {
            self.block = self.new_block();
            for param in &self.raw.blocks[0].params {
                let r = self.emit_param(self.block, Type::Word, Fact::WORD);
                self.map[param.index()] = crate::opt::value::Val::Ref(r);
            }
            return true;
        }
        if self.is_merge(p) {
            return self.enter_merge(p, mark);
        }
        if !self.pieces[p as usize].alive {
            return false;
        }
        let (arrival, from) = (piece.arrival, piece.predecessors[0]);
        let before = self.pieces[from as usize];
        let own = self.pieces[p as usize].block.take();
        self.block = own.or(before.block).expect("the predecessor was walked");
        match arrival {
            Arrival::Entry => {}
            Arrival::Next => self.learn_after(before.after, true),
            Arrival::Child(_) if own.is_some() => self.learn_after(before.after, false),
            Arrival::Child(_) => {}
            Arrival::Jump => self.bind_params(p, from),
        }
        true
    }

    /// The only jump to a block gives its parameters their values.
    fn bind_params(&mut self, p: PieceId, from: PieceId) {
        let raw = self.raw;
        let block = raw.block(self.flow.pieces[p as usize].block);
        let source = raw.block(self.flow.pieces[from as usize].block);
        if let Terminator::Jump(_, args) = &source.end {
            for (param, a) in block.params.iter().zip(args) {
                let v = self.value(*a);
                self.bind(*param, v);
            }
        }
    }

    fn walk_piece(&mut self, p: PieceId) {
        let raw = self.raw;
        let piece = &self.flow.pieces[p as usize];
        let block = raw.block(piece.block);
        for r in &block.insts[piece.from as usize..piece.to as usize] {
            if let Outcome::Fails(e) = self.step(*r) {
                self.pieces[p as usize].after = After::Nothing;
                self.leave(e);
                self.pieces[p as usize].block = Some(self.block);
                return;
            }
        }
        if !self.is_last(p) {
            self.pieces[p as usize + 1].alive = true;
            self.pieces[p as usize + 1].block = None;
        } else {
            self.walk_end(&block.end);
        }
        self.pieces[p as usize].block = Some(self.block);
    }

    fn walk_end(&mut self, end: &Terminator) {
        match end {
            Terminator::Open => {}
            Terminator::Jump(target, args) => {
                let target = self.flow.first[target.index()];
                if self.is_merge(target) {
                    self.capture(target, args);
                } else {
                    self.pieces[target as usize].alive = true;
                    self.pieces[target as usize].block = None;
                }
            }
            Terminator::Return(r) => {
                self.store_all();
                let v = self.value(*r);
                let r = self.operand(v);
                self.end(Terminator::Return(r));
            }
            Terminator::TailCall(code, args) => {
                self.store_all();
                let mut operands = Vec::with_capacity(args.len());
                for a in args {
                    let v = self.value(*a);
                    operands.push(self.operand(v));
                }
                self.end(Terminator::TailCall(*code, operands));
            }
            Terminator::Leave(e) => self.leave(*e),
        }
    }

    /// Leaves through an exit for certain: into its child, or out of the unit.
    fn leave(&mut self, e: ExitId) {
        match self.raw.exit(e).child {
            Some(child) => {
                let child = self.flow.first[child.index()];
                self.pieces[child as usize].alive = true;
                self.pieces[child as usize].block = None;
            }
            None => {
                self.describe_exit(e);
                self.end(Terminator::Leave(e));
            }
        }
    }

    /// A guard that may fail is written: its exit's child gets a block.
    pub(super) fn expect_child(&mut self, e: ExitId) {
        let Some(child) = self.raw.exit(e).child else { return };
        let block = self.new_block();
        let child = self.flow.first[child.index()];
        self.pieces[child as usize].alive = true;
        self.pieces[child as usize].block = Some(block);
        self.link_exit(e, block);
    }
}
