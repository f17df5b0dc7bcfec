//! The blocks of a merge point: two where a loop changes from one kind of number to another.
//!
//! What a block computes with, of its parameters, is tested on the edges that lead to it: so a loop has typed parameters even if what
//! enters it is of unknown kind, and a path that brings the other kind of number gets a block of its own. With one block for both, the
//! parameter would be a word, tested and boxed each time round.

use super::{Recording, Unit};
use crate::ir::{BlockId, Exit, ExitId, ExitKind, FrameState, Graph, Inst, Op, Ref, Terminator, Type};
use smallvec::{SmallVec, smallvec};
use vm_core::Word;

/// So many blocks has a merge point at most.
pub(crate) const MAX_VERSIONS: usize = 2;

/// What kind of number a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Number {
    /// A small integer.
    Integer,
    /// An immediate float.
    Float,
}

impl Number {
    /// What a word is.
    fn of(w: Word) -> Option<Number> {
        match w {
            w if w.is_smi() => Some(Number::Integer),
            w if w.is_immediate_float() => Some(Number::Float),
            _ => None,
        }
    }

    /// What a word is for which this test has succeeded.
    pub(crate) fn tested(test: Op) -> Option<Number> {
        [Number::Integer, Number::Float].into_iter().find(|n| n.test() == test)
    }

    fn test(self) -> Op {
        match self {
            Number::Integer => Op::IsSmi,
            Number::Float => Op::IsFloat,
        }
    }
}

/// An edge to a merge point: what a jump there passes, and the frames.
pub(crate) struct Edge {
    /// The block that it leaves.
    pub(crate) from: BlockId,
    /// The values for the block's parameters.
    pub(crate) values: Vec<Ref>,
    pub(crate) frames: Vec<FrameState>,
}

impl Edge {
    /// Tests on the edge that a value is a number of that kind.
    fn test(&self, graph: &mut Graph, value: Ref, number: Number) {
        let exit = graph.add_exit(Exit::new(ExitKind::Edge, self.frames.clone()));
        let test = graph.add(Inst { op: number.test(), ty: Type::Bool, imm: 0, args: smallvec![value], exit: None });
        let guard = Inst { op: Op::GuardTrue, ty: Type::Void, imm: 0, args: smallvec![test], exit: Some(exit) };
        let guard = graph.add(guard);
        graph.blocks[self.from.index()].insts.extend([test, guard]);
    }
}

impl Unit {
    /// A parameter gets words that are no numbers. Where it is passed on, edges let them pass too: otherwise each in turn would
    /// leave until it is recorded.
    fn let_words_pass(&mut self, param: Ref) {
        let mut params = vec![param];
        let mut next = 0;
        while let Some(&p) = params.get(next) {
            next += 1;
            for b in 0..self.raw.blocks.len() {
                let Terminator::Jump(target, args) = self.raw.blocks[b].end.clone() else { continue };
                let Some((exit, others)) = self.edge_test(b, p) else { continue };
                let child = self.raw.add_block();
                for pair in others {
                    let guard = self.raw.inst(pair[1]);
                    let (op, exit) = (guard.op, guard.exit.map(|e| self.raw.exit(e).clone()));
                    let exit = exit.map(|e| self.raw.add_exit(Exit { child: None, ..e }));
                    let test = self.raw.add(self.raw.inst(pair[0]).clone());
                    let guard = self.raw.add(Inst { op, ty: Type::Void, imm: 0, args: smallvec![test], exit });
                    self.raw.blocks[child.index()].insts.extend([test, guard]);
                }
                let passed = args.iter().zip(&self.raw.block(target).params).filter(|(a, _)| **a == p).map(|(_, q)| *q);
                let passed: Vec<Ref> = passed.filter(|q| !params.contains(q)).collect();
                params.extend(passed);
                self.raw.blocks[child.index()].end = Terminator::Jump(target, args);
                self.raw.exits[exit.index()].as_mut().expect("the test's exit").child = Some(child);
            }
        }
    }

    /// The exit of the test that the edge at a block's end makes of a value, if it is not recorded yet, and the tests behind it.
    fn edge_test(&self, block: usize, value: Ref) -> Option<(ExitId, Vec<[Ref; 2]>)> {
        let insts = &self.raw.blocks[block].insts;
        let at = insts.iter().position(|r| {
            let guard = self.raw.inst(*r);
            let open = |e: ExitId| self.raw.exit(e).kind == ExitKind::Edge && self.raw.exit(e).child.is_none();
            guard.exit.is_some_and(open) && self.raw.inst(guard.args[0]).args[0] == value
        })?;
        let others = insts[at + 1..].chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        Some((self.raw.inst(insts[at]).exit?, others))
    }
}

impl Recording {
    /// A recording from an edge has come to a block: what it brings are words where the block computes with numbers.
    pub(crate) fn brings_words(&self, unit: &mut Unit, block: BlockId, edge: &Edge, now: &[Word]) {
        let from_edge = self.exit.is_some_and(|e| unit.raw.exit(e).kind == ExitKind::Edge);
        for (i, word) in now.iter().enumerate().filter(|_| from_edge && self.operations == 0) {
            let param = unit.raw.block(block).params[i];
            if unit.numbers.contains_key(&param) && self.number(&unit.raw, edge.values[i]).or(Number::of(*word)).is_none() {
                unit.let_words_pass(param);
            }
        }
    }

    /// The path computes with a value that is a number of this kind. If it is a parameter of a block, that is tested on the edge by
    /// which the recording came to the block, and will be on others.
    pub(crate) fn computes_with(&mut self, unit: &mut Unit, mut value: Ref, number: Number) {
        while unit.raw.inst(value).op == Op::Param {
            unit.numbers.entry(value).or_insert(number);
            let Some(&(edge, i)) = self.entered.get(&value) else { return };
            let edge = &self.edges[edge];
            value = edge.values[i];
            if self.is_classified(&unit.raw, value) {
                return;
            }
            edge.test(&mut unit.raw, value, number);
            self.classified.insert(value, Some(number));
        }
    }

    /// The block of a merge point that an edge leads to, if there is one for the kinds of numbers it brings or there may not be more
    /// than `max`. Where a block computes with a parameter of which the path does not know what it is, it is tested to be what it is now.
    pub(crate) fn version(
        &mut self,
        unit: &mut Unit,
        blocks: &[BlockId],
        edge: &Edge,
        now: &[Word],
        max: usize,
    ) -> Option<BlockId> {
        let mut suits: SmallVec<[bool; MAX_VERSIONS]> = smallvec![true; blocks.len()];
        for (i, &value) in edge.values.iter().enumerate() {
            let wanted = |b: &BlockId| unit.numbers.get(&unit.raw.blocks[b.index()].params[i]).copied();
            let wanted: SmallVec<[Option<Number>; MAX_VERSIONS]> = blocks.iter().map(wanted).collect();
            if wanted.iter().all(Option::is_none) {
                continue;
            }
            let mut number = self.number(&unit.raw, value);
            if !self.is_classified(&unit.raw, value) {
                number = Number::of(now[i]);
                if let Some(number) = number {
                    edge.test(&mut unit.raw, value, number);
                    self.classified.insert(value, Some(number));
                    self.computes_with(unit, value, number);
                }
            }
            for (suits, wanted) in suits.iter_mut().zip(wanted) {
                *suits &= number.is_none() || wanted.is_none() || number == wanted;
            }
        }
        let found = suits.iter().position(|s| *s);
        found.or((blocks.len() >= max).then_some(0)).map(|i| blocks[i])
    }

    /// Whether the path knows what kind of thing a value is.
    pub(crate) fn is_classified(&self, graph: &Graph, value: Ref) -> bool {
        matches!(graph.inst(value).op, Op::New | Op::FromPayload | Op::SlotOf)
            || self.number(graph, value).is_some()
            || self.classified.contains_key(&value)
    }

    /// What kind of number a value is, if the path knows that.
    fn number(&self, graph: &Graph, value: Ref) -> Option<Number> {
        let inst = graph.inst(value);
        match inst.op {
            Op::SmiAdd | Op::SmiSub | Op::SmiMul | Op::SmiAnd | Op::SmiOr | Op::SmiXor | Op::Tag => Some(Number::Integer),
            Op::Box => Some(Number::Float),
            Op::Word => Number::of(Word::from_bits(inst.imm as u64)),
            _ => self.classified.get(&value).copied().flatten(),
        }
    }
}
