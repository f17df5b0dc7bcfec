//! The blocks of a merge point: two where a loop changes from one kind of number to another.
//!
//! What a block computes with, of its parameters, is tested on the edges that lead to it: so a loop has typed parameters even if what
//! enters it is of unknown kind, and a path that brings the other kind of number gets a block of its own. With one block for both, the
//! parameter would be a word, tested and boxed each time round.

use super::{Recording, Unit};
use crate::ir::{BlockId, Exit, ExitKind, FrameState, Graph, Inst, Op, Ref, Type};
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

impl Recording {
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
        matches!(graph.inst(value).op, Op::New | Op::FromPayload)
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
