//! From an optimised graph to something that runs: machine code through Cranelift, or the reference executor.
//!
//! **Calling convention of compiled code.** A unit is entered with the VM, the address `fp` of its root frame, and, if it is
//! rooted at a function's entry, the function's parameters; it answers an [`Outcome`]. Native code uses Cranelift's
//! `tail` convention, with `(vm, fp, params…) -> (status, value)`, all of them 64-bit integers.
//!
//! - The root frame of a unit that is rooted at a function entry is *not* written when native code calls it: its
//!   parameters are in the arguments. Any other unit loads [`Graph::entry_slots`] from where
//!   [`Stack::words`](vm_core::frame::Stack::words) says; the result that a return point waits for is in
//!   [`Stack::result`](vm_core::frame::Stack::result).
//! - The frames of inlined calls lie behind the root frame, each [`frame_size`](vm_core::frame::frame_size) words after the previous.
//!   The frame of a native callee lies behind the last of the frames named by the exit of its `call_code`: its `fp` is a constant offset from ours.
//! - *Leaving* through an exit: the values of the exit ([`ExitSite::values`], in that order, each as 64 raw bits) are stored in
//!   [`Vm::exit_values`], then [`leave`] is called with `fp` and the exit's site; it writes all frames of the exit. Then the unit
//!   answers *unwound*.
//! - When a native callee answers *unwound*, its frames are written already. The caller leaves through the exit of its
//!   `call_code` in the same way: its frames come below.
//! - `call_code` of a function whose [`EntryCell`](vm_core::code::EntryCell) is 0: the callee's parameters are stored in
//!   [`Vm::exit_values`], [`push_callee`] writes its frame, and the caller goes on as if the callee had unwound.
//! - `call_any` does the same with the code found at run time (see [`find_entry`]). If the word names no code, or code that takes
//!   another number of parameters, [`refuse_call`] moves the word and the parameters to [`Vm::exit_log`], and the unit leaves
//!   through the exit although there is no callee: [`Vm::last_exit`] then names an exit of kind [`ExitKind::Unwind`].
//! - `TailCall` passes its own `fp` and jumps to the callee's entry; a callee without machine code gets its frame written by
//!   [`push_callee`] at `fp`, and the unit answers *unwound*.
//! - A unit that is not rooted at an entry returns by itself to the frame below, if code waits there: see [`return_below`]. It answers
//!   *returned* only if not; [`Stack::fp`](vm_core::frame::Stack::fp) is then the frame that returns.
//! - Allocation bumps [`Heap::top`](vm_core::heap::Heap::top); without room it calls [`allocate_slow`], which takes an extra chunk and
//!   sets the poll word. No collection ever happens while native code is active, so an object made in a unit stays young there.

mod cranelift;
mod leave;
mod memory;
mod operands;
mod reference;
mod resume;
mod runtime;
#[cfg(test)]
pub(crate) mod tests;

pub use cranelift::Cranelift;
pub use leave::leave;
pub use operands::Operands;
pub use reference::Reference;
pub use resume::{DROPPED, capture, resume, return_below};
pub use runtime::{allocate_slow, box_float_slow, find_entry, push_callee, refuse_call, remember};

use crate::ir::{BlockId, Exit, ExitId, ExitKind, Graph, Op, Ref, Terminator};
use leave::Recipe;
use vm_core::{CodeId, Slot, Vm, Word};

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
    /// Which SSA values of the optimised graph the exit needs, in the order in which they are handed over. Constants
    /// are not among them: the site knows them.
    pub values: Vec<Ref>,
    recipe: Recipe,
}

impl ExitSite {
    /// The site of an exit of the graph that is compiled.
    pub fn new(unit: u32, exit: ExitId, description: &Exit, graph: &Graph, vm: &Vm) -> ExitSite {
        let (recipe, values) = Recipe::new(description, graph, vm);
        ExitSite { unit, exit, values, recipe }
    }

    /// Why the exit exists.
    pub fn kind(&self) -> ExitKind {
        self.recipe.kind()
    }
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
    /// At a return point: the slot that receives the result. Its value comes in [`Stack::result`](vm_core::frame::Stack::result), not in the frame.
    pub result: Option<Slot>,
    /// The sites of the graph's exits, by [`ExitId`]; `None` where the graph does not use the number, or where the exit has
    /// a child and so is never left through.
    pub sites: &'a [Option<Box<ExitSite>>],
    /// The addresses of the graph's pointer constants, which the collector updates: a stable copy of [`Graph::constants`].
    pub constants: *const Word,
    /// Not 0 when an assumption of the unit has been given up.
    pub invalid: *const u64,
    /// Whether polls count fuel.
    pub fuel: bool,
    /// Compile quickly rather than well. Polls count this word down, and leave when it gets to 0: then the unit has run
    /// long enough to be compiled well. The reference executor has no need of it.
    pub countdown: Option<*mut u32>,
    /// Make every guard leave whose number, mixed with the seed, falls under the rate (of 2^32): a test switch.
    pub fail_guards: Option<(u64, u32)>,
    /// Keep the texts of the stages for `vm show`.
    pub keep_text: bool,
}

/// The most operations of a graph that is compiled. Units have smaller limits of their own.
const MAX_OPERATIONS: usize = 200_000;

impl Job<'_> {
    /// The site of an exit that the graph leaves through.
    fn site(&self, exit: ExitId) -> Result<&ExitSite, BackendError> {
        let site = self.sites.get(exit.index()).and_then(|s| s.as_deref());
        site.ok_or_else(|| BackendError::Rejected(format!("exit {} has no site", exit.0)))
    }

    /// Whether the test switch makes the guards of an exit leave always. Not where a child goes on: it relies on the failure.
    fn is_forced(&self, exit: ExitId) -> bool {
        let Some((seed, rate)) = self.fail_guards else { return false };
        let Exit { child, kind, .. } = self.graph.exit(exit);
        if child.is_some() || !matches!(kind, ExitKind::Guard | ExitKind::Edge) {
            return false;
        }
        // The finaliser of SplitMix64.
        let mut x = seed ^ (u64::from(exit.0) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ x >> 31) as u32) < rate
    }

    /// How many parameters a unit takes in registers.
    fn params(&self) -> usize {
        if self.at_entry { self.vm.code(self.code).params.into() } else { 0 }
    }

    /// Checks what neither backend could make sense of, and gives the blocks that can be reached: every block comes after
    /// those that dominate it.
    fn check(&self) -> Result<Vec<BlockId>, BackendError> {
        let reject = |why: String| Err(BackendError::Rejected(why));
        let entry = self.graph.block(BlockId(0));
        if entry.params.len() != self.graph.entry_slots.len() {
            return reject(format!("{} entry parameters for {} slots", entry.params.len(), self.graph.entry_slots.len()));
        }
        let slots = if self.at_entry { self.params() } else { self.vm.code(self.code).slots.into() };
        if let Some(s) = self.graph.entry_slots.iter().find(|s| s.index() >= slots) {
            return reject(format!("the entry takes {s:?}, which holds nothing"));
        }
        let long = self.sites.iter().flatten().any(|s| s.values.len() > vm_core::vm::EXIT_VALUES);
        if long || self.graph.size() > MAX_OPERATIONS {
            return Err(BackendError::TooLarge);
        }
        let order = reverse_postorder(self.graph);
        for &b in &order {
            self.check_block(b)?;
        }
        Ok(order)
    }

    fn check_block(&self, b: BlockId) -> Result<(), BackendError> {
        let reject = |why: String| Err(BackendError::Rejected(why));
        let graph = self.graph;
        let block = graph.block(b);
        for &r in &block.insts {
            let inst = graph.inst(r);
            if let Some(e) = inst.exit
                && graph.exit(e).child.is_none()
            {
                self.site(e)?;
            }
            match inst.op {
                Op::CallCode => self.check_call(CodeId(inst.imm as u32), inst.args.len())?,
                Op::New => runtime::new_length(inst).map(drop).map_err(BackendError::Rejected)?,
                Op::CallHelper if !runtime::helper_fits(graph, inst) => {
                    return reject(format!("v{} does not fit the helper", r.0));
                }
                Op::CallFloat if !runtime::helper_fits(graph, inst) => {
                    return reject(format!("v{} does not fit the helper", r.0));
                }
                _ => {}
            }
        }
        match &block.end {
            Terminator::Open => reject(format!("b{} is open", b.0)),
            Terminator::Leave(e) if graph.exit(*e).child.is_none() => self.site(*e).map(drop),
            Terminator::TailCall(Some(code), args) => self.check_call(*code, args.len()),
            Terminator::Jump(to, args) if graph.block(*to).params.len() != args.len() => {
                reject(format!("b{} jumps to b{} with {} values", b.0, to.0, args.len()))
            }
            _ => Ok(()),
        }
    }

    fn check_call(&self, code: CodeId, args: usize) -> Result<(), BackendError> {
        let params = usize::from(self.vm.code(code).params);
        if params == args {
            return Ok(());
        }
        Err(BackendError::Rejected(format!("a call of code {} with {args} of {params} parameters", code.0)))
    }
}

/// Where control goes from a block: the children of its exits, then its end.
fn successors(graph: &Graph, b: BlockId) -> impl Iterator<Item = BlockId> {
    let block = graph.block(b);
    let children = block.insts.iter().filter_map(|&r| graph.exit(graph.inst(r).exit?).child);
    let end = match block.end {
        Terminator::Jump(to, _) => Some(to),
        Terminator::Leave(e) => graph.exit(e).child,
        _ => None,
    };
    children.chain(end)
}

/// The blocks that can be reached, each after those that dominate it.
fn reverse_postorder(graph: &Graph) -> Vec<BlockId> {
    let mut seen = vec![false; graph.blocks.len()];
    let mut order = Vec::new();
    let mut work = vec![(BlockId(0), successors(graph, BlockId(0)).collect::<Vec<_>>())];
    seen[0] = true;
    while let Some((b, left)) = work.last_mut() {
        match left.pop() {
            Some(next) if !std::mem::replace(&mut seen[next.index()], true) => {
                let after = successors(graph, next).collect();
                work.push((next, after));
            }
            Some(_) => {}
            None => {
                order.push(*b);
                work.pop();
            }
        }
    }
    order.reverse();
    order
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
    /// Goes on in the top frame with the code at this address ([`Backend::entry`]), of a unit that is not rooted at an entry.
    ///
    /// # Safety
    /// As for [`Backend::enter`].
    #[allow(unsafe_code)]
    unsafe fn resume(&mut self, vm: &mut Vm, entry: usize) -> Outcome;
    /// Frees the code. It is not active and nothing refers to it.
    fn free(&mut self, code: CodeHandle);
    /// Bytes of code memory in use.
    fn bytes(&self) -> usize;
    /// A stage of the unit as text, if it was kept: `clif` or `asm`.
    fn text(&self, code: CodeHandle, stage: &str) -> Option<String>;
}
