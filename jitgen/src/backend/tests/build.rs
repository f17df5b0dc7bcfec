//! Builds graphs by hand.

use super::*;
use crate::helper::Helper;
use crate::ir::{FrameState, Inst, Type, Value, VirtualObject};
use vm_core::{ConstKind, ShapeId};

/// A graph being built, and the block that grows.
pub(super) struct G {
    pub(super) graph: Graph,
    pub(super) at: BlockId,
}

impl G {
    /// A graph whose entry takes these slots of the root frame.
    pub(super) fn new(h: &Harness, code: CodeId, slots: &[usize]) -> (G, Vec<Ref>) {
        let mut graph = Graph::default();
        let at = graph.add_block();
        let params = slots.iter().map(|_| graph.add_param(at, Type::Word)).collect();
        graph.entry_slots = slots.iter().map(|&s| h.vm.code(code).slot(s)).collect();
        (G { graph, at }, params)
    }

    fn push(&mut self, op: Op, imm: i64, args: &[Ref], exit: Option<ExitId>) -> Ref {
        let r = self.graph.add(Inst { op, ty: op.result(), imm, args: args.into(), exit });
        self.graph.blocks[self.at.index()].insts.push(r);
        r
    }

    pub(super) fn op(&mut self, op: Op, args: &[Ref]) -> Ref {
        self.push(op, 0, args, None)
    }

    pub(super) fn imm(&mut self, op: Op, imm: i64, args: &[Ref]) -> Ref {
        self.push(op, imm, args, None)
    }

    pub(super) fn guard(&mut self, op: Op, args: &[Ref], exit: ExitId) -> Ref {
        self.push(op, 0, args, Some(exit))
    }

    pub(super) fn enter(&mut self, words: i64, exit: ExitId) {
        self.push(Op::Enter, words, &[], Some(exit));
    }

    pub(super) fn word(&mut self, w: Word) -> Ref {
        if w.is_pointer() {
            let i = self.graph.constant(w);
            return self.imm(Op::Constant, i, &[]);
        }
        self.imm(Op::Word, w.bits() as i64, &[])
    }

    pub(super) fn smi(&mut self, n: i64) -> Ref {
        self.word(Word::smi(n))
    }

    pub(super) fn int(&mut self, n: i64) -> Ref {
        self.imm(Op::Int, n, &[])
    }

    pub(super) fn float(&mut self, f: f64) -> Ref {
        self.imm(Op::Float, f.to_bits() as i64, &[])
    }

    pub(super) fn is_kind(&mut self, kind: ConstKind, w: Ref) -> Ref {
        self.imm(Op::IsKind, kind as i64, &[w])
    }

    pub(super) fn has_shape(&mut self, shape: ShapeId, w: Ref) -> Ref {
        self.imm(Op::HasShape, shape.bits().into(), &[w])
    }

    pub(super) fn make(&mut self, shape: ShapeId, slots: &[Ref]) -> Ref {
        self.imm(Op::New, shape.bits().into(), slots)
    }

    pub(super) fn helper(&mut self, helper: &'static Helper, args: &[Ref]) -> Ref {
        let i = self.graph.helper(helper);
        let op = match helper.entry {
            crate::Entry::Float1(_) | crate::Entry::Float2(_) => Op::CallFloat,
            _ => Op::CallHelper,
        };
        self.imm(op, i, args)
    }

    pub(super) fn call(&mut self, code: CodeId, args: &[Ref], exit: ExitId) -> Ref {
        self.push(Op::CallCode, code.0.into(), args, Some(exit))
    }

    pub(super) fn capture(&mut self, top: i64, words: &[Ref], exit: ExitId) -> Ref {
        self.push(Op::Capture, top, words, Some(exit))
    }

    /// The word of a test: true or false, by way of two blocks.
    pub(super) fn bool_word(&mut self, test: Ref) -> Ref {
        let (yes, no, join) = (self.graph.add_block(), self.graph.add_block(), self.graph.add_block());
        let result = self.graph.add_param(join, Type::Word);
        let exit = self.exit(ExitKind::Guard, vec![]);
        self.graph.exits[exit.index()].as_mut().unwrap().child = Some(no);
        self.guard(Op::GuardTrue, &[test], exit);
        self.end(Terminator::Jump(yes, vec![]));
        for (block, w) in [(yes, Word::TRUE), (no, Word::FALSE)] {
            self.at = block;
            let w = self.word(w);
            self.end(Terminator::Jump(join, vec![w]));
        }
        self.at = join;
        result
    }

    pub(super) fn end(&mut self, end: Terminator) {
        self.graph.blocks[self.at.index()].end = end;
    }

    pub(super) fn ret(&mut self, r: Ref) {
        self.end(Terminator::Return(r));
    }

    /// A block with parameters; it is not the one that grows.
    pub(super) fn block(&mut self, types: &[Type]) -> (BlockId, Vec<Ref>) {
        let b = self.graph.add_block();
        (b, types.iter().map(|&t| self.graph.add_param(b, t)).collect())
    }

    pub(super) fn exit(&mut self, kind: ExitKind, frames: Vec<FrameState>) -> ExitId {
        self.graph.add_exit(Exit { kind, frames, log: vec![], virtuals: vec![], stores: vec![], child: None })
    }

    /// An exit with one frame.
    pub(super) fn leave(&mut self, h: &Harness, kind: ExitKind, code: CodeId, pc: u32, slots: &[(usize, Ref)]) -> ExitId {
        let frame = frame(h, code, pc, None, slots);
        self.exit(kind, vec![frame])
    }

    /// A guard's exit with one frame.
    pub(super) fn side(&mut self, h: &Harness, code: CodeId, pc: u32, slots: &[(usize, Ref)]) -> ExitId {
        self.leave(h, ExitKind::Guard, code, pc, slots)
    }

    pub(super) fn virtuals(&mut self, exit: ExitId, objects: Vec<(ShapeId, Vec<Value>)>) {
        let objects = objects.into_iter().map(|(shape, slots)| VirtualObject { shape, slots }).collect();
        self.graph.exits[exit.index()].as_mut().unwrap().virtuals = objects;
    }
}

/// A frame's state.
pub(super) fn frame(h: &Harness, code: CodeId, pc: u32, result: Option<usize>, slots: &[(usize, Ref)]) -> FrameState {
    let c = h.vm.code(code);
    FrameState {
        code,
        pc,
        result: result.map(|s| c.slot(s)),
        slots: slots.iter().map(|&(s, r)| (c.slot(s), Value::Ref(r))).collect(),
    }
}
