//! Checks that a graph is what its readers rely on: SSA form, types, block parameters, exits.
//!
//! It runs behind the recorder and behind the optimiser in debug builds and tests. A fault is a bug of whatever made the graph.

use super::flow::{Flow, PieceId, is_constant};
use super::{BlockId, Effect, Exit, ExitId, Graph, Imm, Inst, Op, Ref, Terminator, Type, Value};
use std::fmt;
use vm_core::TailKind;

/// Which kind of graph is checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// What the recorder makes: exits hold SSA values of words only, or results of their step.
    Raw,
    /// What the optimiser makes.
    Optimised,
}

/// Something wrong with a graph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where: a block and an instruction, a terminator or an exit.
    pub place: String,
    /// What.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// All faults of a graph; none if it is well formed.
pub fn verify(graph: &Graph, stage: Stage) -> Vec<Fault> {
    let mut v = Verifier { g: graph, stage, faults: Vec::new(), home: vec![None; graph.insts.len()], place: String::new() };
    v.check_references();
    if v.faults.is_empty() {
        v.check_flow();
    }
    v.faults
}

/// Panics with the graph and its faults, if it has any. For debug builds.
#[track_caller]
pub fn assert_verified(graph: &Graph, stage: Stage) {
    let faults = verify(graph, stage);
    if !faults.is_empty() {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("the {stage:?} graph is malformed:\n{}\n{graph}", list.join("\n"));
    }
}

/// Where a value is computed: a piece, and its place in the block (parameters have place -1).
#[derive(Clone, Copy)]
struct Home {
    piece: PieceId,
    block: BlockId,
    index: i64,
}

struct Verifier<'a> {
    g: &'a Graph,
    stage: Stage,
    faults: Vec<Fault>,
    home: Vec<Option<Home>>,
    place: String,
}

impl Verifier<'_> {
    fn fault(&mut self, message: impl Into<String>) {
        self.faults.push(Fault { place: self.place.clone(), message: message.into() });
    }

    fn require(&mut self, ok: bool, message: impl FnOnce() -> String) {
        if !ok {
            self.fault(message());
        }
    }

    // ---- what needs no flow graph: indices, types, arities

    fn check_references(&mut self) {
        let g = self.g;
        self.place = "graph".into();
        if g.blocks.is_empty() {
            return self.fault("there is no entry block");
        }
        self.require(g.entry_slots.len() == g.blocks[0].params.len(), || {
            "the entry's parameters and slots differ in number".into()
        });
        let mut listed = vec![false; g.insts.len()];
        let mut left_through = vec![0u32; g.exits.len()];
        for (b, block) in g.blocks.iter().enumerate() {
            for (i, r) in block.params.iter().chain(&block.insts).enumerate() {
                let is_param = i < block.params.len();
                self.place = format!("b{b} v{}", r.0);
                if r.index() >= g.insts.len() {
                    self.fault("there is no such instruction");
                    continue;
                }
                self.require(!std::mem::replace(&mut listed[r.index()], true), || "the instruction is listed twice".into());
                self.require((g.inst(*r).op == Op::Param) == is_param, || "a parameter is an instruction of its own kind".into());
                self.check_inst(g.inst(*r), &mut left_through);
            }
            self.place = format!("b{b} end");
            self.check_end(&block.end, &mut left_through);
        }
        self.check_exits(&left_through);
    }

    fn check_inst(&mut self, inst: &Inst, left_through: &mut [u32]) {
        let (op, fixed) = (inst.op, inst.op.operands());
        let expected = if op == Op::Param { inst.ty } else { op.result() };
        self.require(inst.ty == expected && (op != Op::Param || inst.ty != Type::Void), || format!("the type {:?}", inst.ty));
        let arity = inst.args.len() == fixed.len() || (op.rest().is_some() && inst.args.len() > fixed.len());
        self.require(arity, || format!("{} operands", inst.args.len()));
        for (i, a) in inst.args.iter().enumerate() {
            let wanted = fixed.get(i).copied().or(op.rest());
            if let Some(ty) = self.type_of(*a) {
                self.require(wanted.is_none_or(|w| w == ty), || format!("operand v{} is of type {}", a.0, ty.text()));
            }
        }
        let leaves = op.effect() == Effect::Guard || matches!(op, Op::CallCode | Op::CallAny | Op::Capture);
        self.require(inst.exit.is_some() == leaves, || if leaves { "no exit" } else { "an exit" }.into());
        if let Some(e) = inst.exit {
            self.count_exit(e, left_through);
        }
        let table = match op.imm() {
            Imm::Helper => self.g.helpers.len(),
            Imm::Constant => self.g.constants.len(),
            _ => usize::MAX,
        };
        self.require(table == usize::MAX || (inst.imm as u64) < table as u64, || {
            format!("the immediate {} is out of range", inst.imm)
        });
        if op == Op::New {
            let shape = vm_core::ShapeId::from_bits(inst.imm as u32);
            let (n, fixed) = (inst.args.len(), shape.fixed() as usize);
            let fits = match shape.tail() {
                TailKind::None => n == fixed,
                TailKind::Slots => n >= fixed,
                _ => false,
            };
            self.require(fits, || format!("an object of this shape does not have {n} slots"));
        }
    }

    fn count_exit(&mut self, e: ExitId, left_through: &mut [u32]) {
        match left_through.get_mut(e.index()) {
            Some(n) if self.g.exits[e.index()].is_some() => *n += 1,
            _ => self.fault(format!("there is no exit {}", e.0)),
        }
    }

    fn type_of(&mut self, r: Ref) -> Option<Type> {
        let inst = self.g.insts.get(r.index());
        if inst.is_none() {
            self.fault(format!("there is no v{}", r.0));
        }
        inst.map(|i| i.ty)
    }

    fn check_end(&mut self, end: &Terminator, left_through: &mut [u32]) {
        match end {
            Terminator::Open => self.fault("the block has no terminator"),
            Terminator::Jump(b, args) => {
                let Some(target) = self.g.blocks.get(b.index()) else { return self.fault(format!("there is no b{}", b.0)) };
                self.require(b.0 != 0, || "a jump to the entry".into());
                self.require(args.len() == target.params.len(), || format!("{} values for b{}", args.len(), b.0));
                for (a, p) in args.iter().zip(&target.params) {
                    let (given, wanted) = (self.type_of(*a), self.type_of(*p));
                    self.require(given == wanted, || format!("v{} for the parameter v{} of another type", a.0, p.0));
                }
            }
            Terminator::Return(r) => self.require_word(*r),
            Terminator::TailCall(code, args) => {
                self.require(code.is_some() || !args.is_empty(), || "a tail call of nothing".into());
                args.iter().for_each(|a| self.require_word(*a));
            }
            Terminator::Leave(e) => self.count_exit(*e, left_through),
        }
    }

    fn require_word(&mut self, r: Ref) {
        let ty = self.type_of(r);
        self.require(ty.is_none_or(|t| t == Type::Word), || format!("v{} is not a word", r.0));
    }

    fn check_exits(&mut self, left_through: &[u32]) {
        let mut child_of: Vec<Option<usize>> = vec![None; self.g.blocks.len()];
        for (i, e) in self.g.exits.iter().enumerate() {
            let Some(e) = e else { continue };
            self.place = format!("exit {i}");
            self.require(left_through[i] <= 1, || "more than one instruction leaves through it".into());
            if let Some(b) = e.child {
                match child_of.get_mut(b.index()) {
                    None => self.fault(format!("there is no b{}", b.0)),
                    Some(Some(other)) => {
                        let other = *other;
                        self.fault(format!("b{} is the child of exit {other} too", b.0))
                    }
                    Some(none) => {
                        *none = Some(i);
                        let has_params = !self.g.block(b).params.is_empty();
                        self.require(b.0 != 0 && !has_params, || format!("the child b{} has parameters", b.0));
                    }
                }
            }
            self.require(e.child.is_some() || !e.frames.is_empty(), || "it has no frames".into());
            self.check_exit_values(e);
        }
        for (b, block) in self.g.blocks.iter().enumerate() {
            if let Terminator::Jump(target, _) = &block.end
                && child_of.get(target.index()).is_some_and(Option::is_some)
            {
                self.place = format!("b{b} end");
                self.fault(format!("a jump to b{}, which is the child of an exit", target.0));
            }
        }
    }

    fn check_exit_values(&mut self, e: &Exit) {
        for v in values(e) {
            match v {
                Value::Virtual(k) => {
                    self.require(self.stage == Stage::Optimised, || "a virtual object in a raw graph".into());
                    self.require((k as usize) < e.virtuals.len(), || format!("there is no %{k}"));
                }
                Value::Ref(r) => {
                    let ty = self.type_of(r);
                    let ok = ty.is_none_or(|t| matches!(t, Type::Word | Type::Int | Type::Float));
                    self.require(ok, || format!("v{} is no value of a slot", r.0));
                }
            }
        }
        self.require(self.stage == Stage::Optimised || e.stores.is_empty(), || "a late store in a raw graph".into());
        for (i, s) in e.stores.iter().enumerate() {
            let word = self.type_of(s.object).is_none_or(|t| t == Type::Word);
            self.require(word, || "a late store into what is no object".into());
            let twice = e.stores[..i].iter().any(|o| (o.object, o.offset) == (s.object, s.offset));
            self.require(!twice, || "two late stores to a place".into());
        }
        for v in &e.virtuals {
            let fixed = v.shape.fixed() as usize;
            let fits = match v.shape.tail() {
                TailKind::None => v.slots.len() == fixed,
                TailKind::Slots => v.slots.len() >= fixed,
                _ => false,
            };
            self.require(fits, || "a virtual object whose slots are not those of its shape".into());
        }
        for frame in &e.frames {
            let mut slots: Vec<usize> = frame.slots.iter().map(|(s, _)| s.index()).collect();
            slots.sort_unstable();
            self.require(slots.windows(2).all(|w| w[0] != w[1]), || "a slot appears twice".into());
        }
    }

    // ---- dominance

    fn check_flow(&mut self) {
        let flow = Flow::of(self.g);
        for (p, piece) in flow.pieces.iter().enumerate() {
            let block = self.g.block(piece.block);
            let mut set = |r: &Ref, index| self.home[r.index()] = Some(Home { piece: p as PieceId, block: piece.block, index });
            if piece.from == 0 {
                block.params.iter().for_each(|r| set(r, -1));
            }
            for i in piece.from..piece.to {
                set(&block.insts[i as usize], i64::from(i));
            }
        }
        for p in 0..flow.pieces.len() as PieceId {
            if flow.reachable(p) {
                self.check_piece(&flow, p);
            }
        }
    }

    fn check_piece(&mut self, flow: &Flow, p: PieceId) {
        let g = self.g;
        let piece = &flow.pieces[p as usize];
        let block = g.block(piece.block);
        for i in piece.from..piece.to {
            let r = block.insts[i as usize];
            let inst = g.inst(r);
            let at = Home { piece: p, block: piece.block, index: i64::from(i) };
            self.place = format!("b{} v{} = {}", piece.block.0, r.0, inst.op.text());
            inst.args.iter().for_each(|a| self.check_use(flow, *a, at));
            if let Some(e) = inst.exit {
                self.check_exit_uses(flow, e, at);
            }
        }
        if piece.to as usize == block.insts.len() {
            // A guard that ends the block is followed by an empty piece, which checks the terminator.
            let is_last = flow.pieces.get(p as usize + 1).is_none_or(|next| next.block != piece.block);
            if is_last {
                let at = Home { piece: p, block: piece.block, index: i64::MAX };
                self.place = format!("b{} end", piece.block.0);
                match &block.end {
                    Terminator::Jump(_, args) | Terminator::TailCall(_, args) => {
                        args.iter().for_each(|a| self.check_use(flow, *a, at))
                    }
                    Terminator::Return(r) => self.check_use(flow, *r, at),
                    Terminator::Leave(e) => self.check_exit_uses(flow, *e, at),
                    Terminator::Open => {}
                }
            }
        }
    }

    fn check_exit_uses(&mut self, flow: &Flow, e: ExitId, at: Home) {
        let g = self.g;
        for v in values(g.exit(e)) {
            if let Value::Ref(r) = v {
                self.check_use(flow, r, at);
            }
        }
    }

    fn check_use(&mut self, flow: &Flow, r: Ref, at: Home) {
        if self.stage == Stage::Raw && is_constant(self.g.inst(r).op) {
            return;
        }
        let ok = match self.home[r.index()] {
            None => false,
            Some(h) if h.block == at.block => h.index < at.index,
            Some(h) if !flow.reachable(h.piece) => false,
            Some(h) => {
                // The result of the guard that ends a piece is not there on the guard's other side.
                let piece = &flow.pieces[h.piece as usize];
                let ends_piece = h.index + 1 == i64::from(piece.to) && piece.successors.len() == 2;
                let from = if ends_piece { h.piece + 1 } else { h.piece };
                flow.dominates(from, at.piece)
            }
        };
        self.require(ok, || format!("v{} is not computed on every path to this place", r.0));
    }
}

/// Every value that an exit mentions.
pub fn values(e: &Exit) -> impl Iterator<Item = Value> {
    let slots = e.frames.iter().flat_map(|f| f.slots.iter().map(|(_, v)| *v));
    let stores = e.stores.iter().flat_map(|s| [Value::Ref(s.object), s.value]);
    slots.chain(e.log.iter().copied()).chain(e.virtuals.iter().flat_map(|v| v.slots.iter().copied())).chain(stores)
}
