//! What compiled code calls, and what both backends ask about an instruction.
//!
//! None of these functions collects garbage, and none panics: they run with native frames alive.
#![allow(unsafe_code)]

use crate::helper::Entry;
use crate::ir::{Graph, Inst, Op};
use vm_core::frame::{FRAME_CODE, FRAME_HEADER, FRAME_RESUME, Resume, frame_size};
use vm_core::{CodeId, ShapeId, TailKind, Vm, Word};

/// What [`find_entry`] answers of a word that cannot be called so. No code has this address.
pub const REFUSED: usize = usize::MAX;

/// Writes the frame of a callee without compiled code at `fp`, with the parameters from [`Vm::exit_values`], and makes it
/// the top frame. Its previous word is written by the caller, which unwinds next, or stays (a tail call).
///
/// # Safety
/// The stack has room for the frame, and `vm.exit_values` holds `count` parameters, as many as the code takes.
pub unsafe extern "C" fn push_callee(vm: &mut Vm, fp: *mut Word, code: u32, count: usize) {
    let id = CodeId(code);
    let size = frame_size(vm.code(id));
    // SAFETY: as required of the caller.
    unsafe {
        fp.add(FRAME_CODE).write(id.into());
        fp.add(FRAME_RESUME).write(Resume { pc: 0, slot: None }.word());
        for i in 0..size - FRAME_HEADER {
            let w = if i < count { Word::from_bits(vm.exit_values[i]) } else { Word::UNDEFINED };
            fp.add(FRAME_HEADER + i).write(w);
        }
    }
    vm.stack.fp = fp;
}

/// The entry of the code that a word names, if that takes `count` parameters: 0 if it is not compiled, [`REFUSED`] if there
/// is no such code.
pub extern "C" fn find_entry(vm: &mut Vm, callee: Word, count: usize) -> usize {
    let Some(id) = callee.as_code() else { return REFUSED };
    let code = vm.code(id);
    if usize::from(code.params) == count { code.entry.native.get() } else { REFUSED }
}

/// Keeps the first `count` words of [`Vm::exit_values`] (what was to be called, and the parameters) as [`Vm::exit_log`], and makes
/// the next [`leave`](super::leave) go on without a callee's frame.
pub extern "C" fn refuse_call(vm: &mut Vm, count: usize) {
    vm.exit_log = vm.exit_values[..count].iter().map(|&w| Word::from_bits(w)).collect();
    vm.stack.fp = std::ptr::null_mut();
}

/// Allocates when the chunk is full, or an object that the collector treats specially; see
/// [`Heap::allocate`](vm_core::heap::Heap::allocate).
///
/// # Safety
/// The caller writes every slot at once.
pub unsafe extern "C" fn allocate_slow(vm: &mut Vm, shape: u32, length: usize) -> Word {
    // SAFETY: as required.
    unsafe { vm.heap.allocate(ShapeId::from_bits(shape), length) }
}

/// A float as a word.
pub extern "C" fn box_float_slow(vm: &mut Vm, f: f64) -> Word {
    vm.float(f)
}

/// The cold half of the write barrier: the object is old.
pub extern "C" fn remember(vm: &mut Vm, object: Word, offset: usize, value: Word) {
    if value.object().is_some() {
        vm.heap.remember(object, offset, value);
    }
}

macro_rules! roundings {
    ($($(#[$doc:meta])* $name:ident $method:ident;)*) => { $(
        $(#[$doc])*
        pub(super) extern "C" fn $name(f: f64) -> f64 {
            f.$method()
        }
    )* };
}
// For processors without instructions for them.
roundings! {
    floor floor;
    ceil ceil;
    trunc trunc;
    round round_ties_even;
}

/// The length of the tail of the object that a `new` makes (0 without tail), if it can be made.
pub(super) fn new_length(inst: &Inst) -> Result<usize, String> {
    let shape = ShapeId::from_bits(inst.imm as u32);
    let fixed = shape.fixed() as usize;
    let fits = match shape.tail() {
        TailKind::None => inst.args.len() == fixed,
        TailKind::Slots => inst.args.len() >= fixed,
        TailKind::Bytes | TailKind::Raw => false,
    };
    if fits {
        Ok(inst.args.len() - fixed)
    } else {
        Err(format!("shape {:x} is not made of {} words", shape.bits(), inst.args.len()))
    }
}

/// Whether the helper that an instruction calls takes its operands.
pub(super) fn helper_fits(graph: &Graph, inst: &Inst) -> bool {
    let Some(helper) = graph.helpers.get(inst.imm as usize) else { return false };
    let n = inst.args.len();
    match helper.entry {
        Entry::Words1(_) => inst.op == Op::CallHelper && n == 1,
        Entry::Words2(_) => inst.op == Op::CallHelper && n == 2,
        Entry::Words3(_) => inst.op == Op::CallHelper && n == 3,
        Entry::Words(_) => inst.op == Op::CallHelper,
        Entry::Float1(_) => inst.op == Op::CallFloat && n == 1,
        Entry::Float2(_) => inst.op == Op::CallFloat && n == 2,
    }
}
