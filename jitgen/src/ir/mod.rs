//! The trace IR: what the recorder writes, the optimiser rewrites and the backends compile.
//!
//! A [`Graph`] is the tree (with joins and loops) of one unit in SSA form. A block is a straight run of instructions and may be
//! left in the middle: each guard names an [`Exit`], which describes the interpreter's frames at that point. An exit that
//! became hot has a `child`: the block that goes on from there, with every value of its ancestors in scope. Blocks at merge
//! points have parameters; a child block has none.
//!
//! ```text
//! entry b0(v0: word):
//!   v1: bool = is_smi v0
//!   guard_true v1 !0
//!   v2: word = word 4                        ; the small integer 1
//!   v3: word = smi_add v0 v2 !1
//!   jump b1(v3)
//! b1(v4: word):
//!   poll !2
//!   …
//! exit 0: code 3 pc 7 slots s0=v0
//! ```
//!
//! The recorder's graphs are *raw*: every block parameter is a whole frame slot, every object is real, every exit's value is an
//! SSA value. The optimiser's are not: values in exits may be descriptions of objects that were never allocated.

mod ops;
mod text;
mod parse;
pub mod flow;
mod verify;

pub use ops::{Effect, Imm, Op};
pub use parse::{ParseError, parse};
pub use verify::{Fault, Stage, assert_verified, values, verify};

use crate::helper::Helper;
use smallvec::SmallVec;
use vm_core::code::Pc;
use vm_core::{CodeId, ShapeId, Slot, TailKind, Word};

/// The type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// No value.
    Void,
    /// A tagged word.
    Word,
    /// A raw 64-bit integer.
    Int,
    /// A raw double.
    Float,
    /// The outcome of a test.
    Bool,
}

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index.
            #[inline(always)]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}
index! {
    /// A value: the index of the instruction that computes it.
    Ref;
    /// A block.
    BlockId;
    /// An exit. The same number names the same exit in a unit's raw and optimised graphs.
    ExitId;
}

/// One instruction.
#[derive(Clone, PartialEq, Debug)]
pub struct Inst {
    /// What it does.
    pub op: Op,
    /// The type of its result.
    pub ty: Type,
    /// The immediate; see [`Op::imm`].
    pub imm: i64,
    /// The operands.
    pub args: SmallVec<[Ref; 3]>,
    /// Where it leaves to.
    pub exit: Option<ExitId>,
}

/// How a block ends.
#[derive(Clone, PartialEq, Debug)]
pub enum Terminator {
    /// Not recorded yet. Never in a finished graph.
    Open,
    /// Goes to a block, giving its parameters.
    Jump(BlockId, Vec<Ref>),
    /// Returns from the unit's root frame.
    Return(Ref),
    /// Replaces the root frame by a call of other code with these parameters. Without a code the first operand names it: a
    /// code that takes so many parameters as follow.
    TailCall(Option<CodeId>, Vec<Ref>),
    /// Leaves always.
    Leave(ExitId),
}

/// A straight run of instructions.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    /// Its parameters, each an [`Op::Param`].
    pub params: Vec<Ref>,
    /// Its instructions, in order.
    pub insts: Vec<Ref>,
    /// How it ends.
    pub end: Terminator,
}

/// A value in an exit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// An SSA value. A float stands for the word that boxes it, an integer for its small integer.
    Ref(Ref),
    /// An object of [`Exit::virtuals`].
    Virtual(u32),
}

/// An object that exists only in the exit's description.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VirtualObject {
    /// Its shape; see also [`reference_shape`].
    pub shape: ShapeId,
    /// Its fixed slots, then the elements of its tail. They may name any other virtual object of the exit: cycles are fine.
    pub slots: Vec<Value>,
}

/// A store that is still to be done on the way out of an exit: to a fixed slot, at its byte offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateStore {
    /// The object, which exists.
    pub object: Ref,
    /// The byte offset.
    pub offset: u32,
    /// What is stored.
    pub value: Value,
}

/// Indices of shapes that stand for references to slots begin here: none that a table of shapes gives.
const FIRST_SLOT: u32 = ShapeId::MAX_SHAPES;

/// The shape that stands for a reference to the slot at a byte offset of an object which may itself be virtual: so such a reference is
/// described as an object whose only slot holds the object.
pub const fn reference_shape(offset: i64) -> ShapeId {
    ShapeId::new(FIRST_SLOT + offset as u32 / 8, TailKind::None, 1)
}

/// The offset of the slot, if a shape stands for a reference to one.
pub const fn referred_offset(shape: ShapeId) -> Option<i64> {
    if shape.index() >= FIRST_SLOT { Some(8 * (shape.index() - FIRST_SLOT) as i64) } else { None }
}

/// The state of one frame in an exit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameState {
    /// Whose frame.
    pub code: CodeId,
    /// The instruction to go on at.
    pub pc: Pc,
    /// In a frame that waits for a call to return: where the result goes.
    pub result: Option<Slot>,
    /// The live slots. The others become undefined.
    pub slots: Vec<(Slot, Value)>,
}

/// Why an exit exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitKind {
    /// A guard: counted, and recorded from when hot.
    Guard,
    /// A guard on an edge to a merge point: what is recorded from it merges there.
    Edge,
    /// A poll: the driver acts and comes back.
    Poll,
    /// The unwinding of a native call: the last frame waits for the callee's result.
    Unwind,
    /// Something only the driver can do: a request, the end of a recording that may grow.
    Leave,
}

/// How to get back to the interpreter from one point of the graph.
#[derive(Clone, PartialEq, Debug)]
pub struct Exit {
    /// Why it exists.
    pub kind: ExitKind,
    /// The frames from the unit's root frame on, innermost last, as at the start of the current step.
    pub frames: Vec<FrameState>,
    /// The results of the step's impure operations so far, in order; see the mode `Resume`.
    pub log: Vec<Value>,
    /// Objects to be made on the way out.
    pub virtuals: Vec<VirtualObject>,
    /// Stores to be done on the way out, once the objects are made. No two are to the same place.
    pub stores: Vec<LateStore>,
    /// The block that goes on from here, once the exit was hot.
    pub child: Option<BlockId>,
}

impl Exit {
    /// An exit at the start of a step, of which nothing is done.
    pub fn new(kind: ExitKind, frames: Vec<FrameState>) -> Exit {
        Exit { kind, frames, log: Vec::new(), virtuals: Vec::new(), stores: Vec::new(), child: None }
    }
}

/// A unit's code in SSA form.
#[derive(Clone, Default)]
pub struct Graph {
    /// The instructions; a [`Ref`] is an index.
    pub insts: Vec<Inst>,
    /// The blocks; block 0 is the entry. Its parameters are the unit's: see [`Graph::entry_slots`].
    pub blocks: Vec<Block>,
    /// The exits, by [`ExitId`]. Optimised graphs keep the numbers of exits they no longer use.
    pub exits: Vec<Option<Exit>>,
    /// Pointer constants: roots of the collector, which updates them.
    pub constants: Vec<Word>,
    /// The helpers called.
    pub helpers: Vec<&'static Helper>,
    /// The slots of the root frame that the parameters of the entry block hold.
    pub entry_slots: Vec<Slot>,
}

impl Graph {
    /// The instruction that computes a value.
    #[inline(always)]
    pub fn inst(&self, r: Ref) -> &Inst {
        &self.insts[r.index()]
    }

    /// The block.
    #[inline(always)]
    pub fn block(&self, b: BlockId) -> &Block {
        &self.blocks[b.index()]
    }

    /// The exit. Panics if the graph does not use it.
    #[inline(always)]
    #[track_caller]
    pub fn exit(&self, e: ExitId) -> &Exit {
        self.exits[e.index()].as_ref().expect("an exit of this graph")
    }

    /// Adds an instruction that belongs to no block yet.
    pub fn add(&mut self, inst: Inst) -> Ref {
        self.insts.push(inst);
        Ref(self.insts.len() as u32 - 1)
    }

    /// Adds an empty block without parameters.
    pub fn add_block(&mut self) -> BlockId {
        self.blocks.push(Block { params: Vec::new(), insts: Vec::new(), end: Terminator::Open });
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// Adds a parameter to a block.
    pub fn add_param(&mut self, b: BlockId, ty: Type) -> Ref {
        let r = self.add(Inst { op: Op::Param, ty, imm: 0, args: SmallVec::new(), exit: None });
        self.blocks[b.index()].params.push(r);
        r
    }

    /// Adds an exit.
    pub fn add_exit(&mut self, exit: Exit) -> ExitId {
        self.exits.push(Some(exit));
        ExitId(self.exits.len() as u32 - 1)
    }

    /// The index of a pointer constant; the same word shares an entry.
    pub fn constant(&mut self, w: Word) -> i64 {
        let i = self.constants.iter().position(|&c| c == w).unwrap_or_else(|| {
            self.constants.push(w);
            self.constants.len() - 1
        });
        i as i64
    }

    /// The index of a helper.
    pub fn helper(&mut self, h: &'static Helper) -> i64 {
        let i = self.helpers.iter().position(|&k| std::ptr::eq(k, h)).unwrap_or_else(|| {
            self.helpers.push(h);
            self.helpers.len() - 1
        });
        i as i64
    }

    /// How many instructions the blocks hold.
    pub fn size(&self) -> usize {
        self.blocks.iter().map(|b| b.insts.len()).sum()
    }
}
