//! A recording in progress: the symbolic frames and what the current path knows.

use super::{Edge, Number, UnitId};
use crate::ir::{BlockId, ExitId, FrameState, Graph, Inst, Op, Ref, Terminator, Type, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::collections::VecDeque;
use vm_core::code::{Code, Pc};
use vm_core::{CodeId, Slot, Vm, Word};

/// A frame as the recorder sees it.
#[derive(Clone, Debug)]
pub(crate) struct SymbolicFrame {
    pub(crate) code: CodeId,
    /// The running instruction; in a frame that waits for a call, the one to go on at.
    pub(crate) pc: Pc,
    /// Where the result of the call goes that the frame waits for.
    pub(crate) result: Option<Slot>,
    /// In a frame just opened: the value that names its code, if that was not promoted.
    pub(crate) red_code: Option<Ref>,
    /// What each slot holds; `None`: undefined, or dead.
    pub(crate) slots: Vec<Option<Ref>>,
}

impl SymbolicFrame {
    pub(crate) fn new(code: &Code) -> SymbolicFrame {
        SymbolicFrame { code: code.id, pc: 0, result: None, red_code: None, slots: vec![None; code.slots as usize] }
    }
}

/// What makes two paths meet: the same frames at the same instructions.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct MergeKey(SmallVec<[(CodeId, Pc, u32); 4]>);

/// What a recording is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// The next step is recorded.
    Active,
    /// A native call is being executed; recording goes on when it returns to the frame at this address.
    Waiting(usize),
}

/// A recording in progress.
pub(crate) struct Recording {
    pub(crate) unit: UnitId,
    /// The exit it continues, if it is not the unit's first.
    pub(crate) exit: Option<ExitId>,
    pub(crate) state: State,
    /// The block being written.
    pub(crate) block: BlockId,
    /// The first block of the recording.
    pub(crate) first_block: BlockId,
    /// The unit's frames, root first.
    pub(crate) frames: Vec<SymbolicFrame>,
    /// How often the path has come by each merge point.
    pub(crate) visits: FxHashMap<MergeKey, u32>,
    /// Tests that the path has made, all with the outcome that the path has.
    pub(crate) tested: FxHashSet<(Op, i64, Ref, Option<Ref>)>,
    /// Words of which the path knows what kind of thing they are, and which number.
    pub(crate) classified: FxHashMap<Ref, Option<Number>>,
    /// The edges by which it has opened blocks.
    pub(super) edges: Vec<Edge>,
    /// Of the parameters of these blocks: the edge, and their place in it.
    pub(super) entered: FxHashMap<Ref, (usize, usize)>,
    /// Results of the first step that compiled code has computed already.
    pub(crate) replay: VecDeque<crate::mode::record::RecordWord>,
    /// How many operations were recorded.
    pub(crate) operations: usize,
    /// The next step is the first: it does not merge with what it continues.
    pub(crate) fresh: bool,
    /// The path has taken back what it had put aside itself: it goes on into what is called next, whatever else was recorded there.
    pub(crate) alone: bool,
    /// The last step was a tail call.
    pub(crate) tail_called: bool,
    constants: FxHashMap<(Op, i64), Ref>,
    mark: GraphMark,
}

/// How many blocks back what a path has put aside is looked for.
const PATH_BLOCKS: usize = 8;

/// How large the graph was when the recording began.
#[derive(Clone, Copy, Debug)]
struct GraphMark {
    insts: usize,
    blocks: usize,
    exits: usize,
}

impl Recording {
    /// A recording that writes into `block`.
    pub(crate) fn new(unit: UnitId, exit: Option<ExitId>, graph: &Graph, block: BlockId) -> Recording {
        let mark = GraphMark { insts: graph.insts.len(), blocks: block.index(), exits: graph.exits.len() };
        Recording {
            unit,
            exit,
            state: State::Active,
            block,
            first_block: block,
            frames: Vec::new(),
            visits: FxHashMap::default(),
            tested: FxHashSet::default(),
            classified: FxHashMap::default(),
            edges: Vec::new(),
            entered: FxHashMap::default(),
            replay: VecDeque::new(),
            operations: 0,
            fresh: true,
            alone: false,
            tail_called: false,
            constants: FxHashMap::default(),
            mark,
        }
    }

    /// The entry block of a new unit goes with the recording that made it.
    pub(crate) fn keep_entry_block(&mut self) {
        self.mark.blocks = 0;
    }

    /// Takes everything the recording has added out of the graph again.
    pub(crate) fn roll_back(&self, graph: &mut Graph) {
        graph.insts.truncate(self.mark.insts);
        graph.blocks.truncate(self.mark.blocks);
        graph.exits.truncate(self.mark.exits);
    }

    /// The index of the first block that the recording has added.
    pub(crate) fn first_new_block(&self) -> usize {
        self.mark.blocks
    }

    /// A constant; the path uses one value for equal ones.
    pub(crate) fn constant(&mut self, graph: &mut Graph, op: Op, imm: i64) -> Ref {
        if let Some(&r) = self.constants.get(&(op, imm)) {
            return r;
        }
        let r = graph.add(Inst { op, ty: op.result(), imm, args: SmallVec::new(), exit: None });
        graph.blocks[self.block.index()].insts.push(r);
        self.constants.insert((op, imm), r);
        r
    }

    /// A constant word, pointer or not.
    pub(crate) fn constant_word(&mut self, graph: &mut Graph, w: Word) -> Ref {
        debug_assert!(!w.is_slot(), "the collector knows no constants of this kind");
        if w.is_pointer() {
            let index = graph.constant(w);
            self.constant(graph, Op::Constant, index)
        } else {
            self.constant(graph, Op::Word, w.bits() as i64)
        }
    }

    /// The frames as an exit describes them.
    pub(crate) fn snapshot(&self, vm: &Vm) -> Vec<FrameState> {
        self.frames.iter().map(|f| Self::frame_state(vm.code(f.code), f)).collect()
    }

    fn frame_state(code: &Code, frame: &SymbolicFrame) -> FrameState {
        let mut slots = Vec::new();
        for (i, held) in frame.slots.iter().enumerate() {
            let slot = code.slot(i);
            if is_live(code, frame, i) {
                // An undefined slot is what an exit gives to slots it does not mention.
                if let Some(r) = held {
                    slots.push((slot, Value::Ref(*r)));
                }
            }
        }
        FrameState { code: frame.code, pc: frame.pc, result: frame.result, slots }
    }

    /// The key of the current point.
    pub(crate) fn key(&self) -> MergeKey {
        MergeKey(self.frames.iter().map(|f| (f.code, f.pc, f.result.map_or(u32::MAX, |s| s.index() as u32))).collect())
    }

    /// What a jump to the merge point here passes: the live slots of all frames, in order.
    pub(crate) fn live_values(&mut self, graph: &mut Graph, vm: &Vm) -> Vec<Ref> {
        let mut values = Vec::new();
        for f in 0..self.frames.len() {
            for slot in self.live_slots(vm, f) {
                let r = match self.frames[f].slots[slot] {
                    Some(r) => r,
                    None => self.constant_word(graph, Word::UNDEFINED),
                };
                values.push(r);
            }
        }
        values
    }

    /// Makes the block's parameters what the live slots hold, and forgets the others. The block is opened by `edge`.
    pub(crate) fn enter_block(&mut self, graph: &mut Graph, vm: &Vm, block: BlockId, edge: Edge) {
        for f in 0..self.frames.len() {
            let live = self.live_slots(vm, f);
            let frame = &mut self.frames[f];
            frame.slots.fill(None);
            for slot in live {
                let param = graph.add_param(block, Type::Word);
                frame.slots[slot] = Some(param);
                self.entered.insert(param, (self.edges.len(), graph.blocks[block.index()].params.len() - 1));
            }
        }
        self.edges.push(edge);
        self.block = block;
        // Other paths may come to the block: nothing but its parameters and what dominates them is known there.
        self.constants.clear();
    }

    /// Whether the path has put a new object into that slot of a constant object, as far as its last blocks show.
    pub(crate) fn has_put_aside(&self, graph: &Graph, slot: u8) -> bool {
        // Behind the header.
        let offset = 8 * (1 + i64::from(slot));
        let mut path = Some((self.block, graph.block(self.block).insts.len()));
        for _ in 0..PATH_BLOCKS {
            let Some((block, end)) = path else { return false };
            for inst in graph.block(block).insts[..end].iter().rev().map(|r| graph.inst(*r)) {
                match inst.op {
                    Op::Store if inst.imm == offset && graph.inst(inst.args[0]).op == Op::Constant => {
                        return graph.inst(inst.args[1]).op == Op::New;
                    }
                    Op::Poll | Op::CallCode | Op::CallAny => return false,
                    _ => {}
                }
            }
            path = self.way_to(graph, block);
        }
        false
    }

    /// Where a way to a block leaves another one.
    fn way_to(&self, graph: &Graph, block: BlockId) -> Option<(BlockId, usize)> {
        let leads = |e: ExitId| if block == self.first_block { self.exit == Some(e) } else { graph.exit(e).child == Some(block) };
        (0..).map(BlockId).zip(&graph.blocks).find_map(|(id, b)| {
            if matches!(b.end, Terminator::Jump(to, _) if to == block) {
                return Some((id, b.insts.len()));
            }
            Some((id, b.insts.iter().position(|r| graph.inst(*r).exit.is_some_and(leads))?))
        })
    }

    /// The live slots of a frame at its instruction.
    pub(crate) fn live_slots(&self, vm: &Vm, frame: usize) -> SmallVec<[usize; 16]> {
        let frame = &self.frames[frame];
        let code = vm.code(frame.code);
        (0..frame.slots.len()).filter(|&i| is_live(code, frame, i)).collect()
    }
}

/// Whether a slot of a frame is live.
fn is_live(code: &Code, frame: &SymbolicFrame, i: usize) -> bool {
    match frame.result {
        Some(result) => code.needs(frame.pc, result, i),
        None => code.liveness().is_live(frame.pc, i),
    }
}
