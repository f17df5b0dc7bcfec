//! From an optimised graph to something that runs: machine code through Cranelift, or the reference executor.
//!
//! **Calling convention of compiled code.** A unit is entered with the VM, the address `fp` of its root frame, and, if it is
//! rooted at a function's entry, the function's parameters; it answers an [`Outcome`]. Native code uses Cranelift's
//! `tail` convention, with `(vm, fp, params…) -> (status, value)`, all of them 64-bit integers.
//!
//! - The root frame of a unit that is rooted at a function entry is *not* written when native code calls it: its
//!   parameters are in the arguments. Any other unit finds its frame written at `fp`, and loads [`Graph::entry_slots`] from it.
//! - The frames of inlined calls lie behind the root frame, each [`frame_size`](vm_core::frame::frame_size) words after the previous.
//!   The frame of a native callee lies behind the last of the frames named by the exit of its `call_code`: its `fp` is a constant offset from ours.
//! - *Leaving* through an exit: the values of the exit ([`ExitSite::values`], in that order, each as 64 raw bits) are stored in
//!   [`Vm::exit_values`], then [`leave`] is called with `fp` and the exit's site; it writes all frames of the exit. Then the unit
//!   answers *unwound*.
//! - When a native callee answers *unwound*, its frames are written already. The caller leaves through the exit of its
//!   `call_code` in the same way: its frames come below.
//! - `call_code` of a function whose [`EntryCell`](vm_core::code::EntryCell) is 0: the callee's parameters are stored in
//!   [`Vm::exit_values`], [`push_callee`] writes its frame, and the caller goes on as if the callee had unwound.
//! - `call_any` does the same with the code found at run time (see [`find_entry`]).
//! - `TailCall` passes its own `fp` and jumps to the callee's entry; a callee without machine code gets its frame written by
//!   [`push_callee`] at `fp`, and the unit answers *unwound*.
//! - Allocation bumps [`Heap::top`](vm_core::heap::Heap::top); without room it calls [`allocate_slow`], which takes an extra chunk and
//!   sets the poll word. No collection ever happens while native code is active, so an object made in a unit stays young there.

mod cranelift;
mod memory;
mod reference;

pub use reference::{Cranelift, Reference};

use crate::ir::{ExitId, Graph, Ref};
use vm_core::{CodeId, Vm, Word};

/// The status of an [`Outcome`]: the root frame returned the value.
pub const RETURNED: u64 = 0;
/// The status of an [`Outcome`]: all frames are on the VM stack; the driver goes on from its top.
pub const UNWOUND: u64 = 1;

/// What running a unit gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Outcome {
    /// [`RETURNED`] or [`UNWOUND`].
    pub status: u64,
    /// The value returned.
    pub value: u64,
}

/// What an exit is at run time. Its address is stable while the unit's code lives; machine code holds it.
#[derive(Debug)]
pub struct ExitSite {
    /// The unit.
    pub unit: u32,
    /// The exit, in the unit's graphs.
    pub exit: ExitId,
    /// Which SSA values of the optimised graph the exit needs, in the order in which they are handed over.
    pub values: Vec<Ref>,
}

/// What a backend is asked to compile.
pub struct Job<'a> {
    /// The optimised graph.
    pub graph: &'a Graph,
    /// The VM.
    pub vm: &'a Vm,
    /// The code of the root frame.
    pub code: CodeId,
    /// Whether the unit is rooted at the entry of `code`, so that its parameters come in registers.
    pub at_entry: bool,
    /// The sites of the graph's exits, by [`ExitId`]; `None` where the graph does not use the number, or where the exit has
    /// a child and so is never left through.
    pub sites: &'a [Option<Box<ExitSite>>],
    /// The addresses of the graph's pointer constants, which the collector updates: a stable copy of [`Graph::constants`].
    pub constants: *const Word,
    /// Not 0 when an assumption of the unit has been given up.
    pub invalid: *const u64,
    /// Whether polls count fuel.
    pub fuel: bool,
    /// Make every guard leave whose number, mixed with the seed, falls under the rate (of 2^32): a test switch.
    pub fail_guards: Option<(u64, u32)>,
    /// Keep the texts of the stages for `vm show`.
    pub keep_text: bool,
}

/// A unit's code in a backend.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CodeHandle(pub u32);

/// Why a backend cannot compile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BackendError {
    /// The code memory's limit is reached.
    NoMemory,
    /// The graph is larger than the backend handles.
    TooLarge,
    /// The code generator refused; a bug.
    Rejected(String),
}

/// A backend.
pub trait Backend: Send {
    /// Compiles a unit.
    fn compile(&mut self, job: &Job<'_>) -> Result<CodeHandle, BackendError>;
    /// What an [`EntryCell`](vm_core::code::EntryCell) holds so that native callers find the code; not 0.
    fn entry(&self, code: CodeHandle) -> usize;
    /// Runs a unit whose root frame is written at `fp`, parameters included.
    ///
    /// # Safety
    /// `fp` is the top frame of the VM's stack, a frame of the unit's root code at the unit's root instruction.
    #[allow(unsafe_code)]
    unsafe fn enter(&mut self, vm: &mut Vm, fp: *mut Word, code: CodeHandle) -> Outcome;
    /// Frees the code. It is not active and nothing refers to it.
    fn free(&mut self, code: CodeHandle);
    /// Bytes of code memory in use.
    fn bytes(&self) -> usize;
    /// A stage of the unit as text, if it was kept: `clif` or `asm`.
    fn text(&self, code: CodeHandle, stage: &str) -> Option<String>;
}
