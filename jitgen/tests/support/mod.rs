//! What the tests of the optimiser share: helpers to call, a VM, and running IR.
#![allow(dead_code)]

use jitgen::vm_core::{Limits, Vm, Word};
use jitgen::{Effects, Helper};

jitgen::helpers! {
    /// Only computes.
    pub PURE "pure" Effects::PURE => |vm, a| Ok(if a.is_smi() { Word::smi(a.smi_value() ^ 5) } else { a });
    /// Only computes, or raises.
    pub PURE_RAISES "pure_raises" Effects::PURE_RAISES => |vm, a| if a == Word::NIL { Err(a) } else { Ok(a) };
    /// Reads memory.
    pub READS "reads" Effects::READS => |vm, a| Ok(vm.slot(a, 0).unwrap_or(a));
    /// Makes an object.
    pub MAKES "makes" Effects::ALLOCATES => |vm, a, b| Ok(vm.pair(a, b));
    /// Writes memory.
    pub WRITES "writes" Effects::READS_WRITES => |vm, a, b| {
        vm.set_slot(a, 0, b);
        Ok(b)
    };
    /// May do anything.
    pub ANYTHING "anything" Effects::ANY => |vm, a, b| {
        vm.set_slot(a, 1, b);
        Ok(a)
    };
    /// A function of floats.
    pub SIN "sin" Effects::PURE => float |x| x.sin();
}

/// All of them.
pub static HELPERS: [&Helper; 7] = [&PURE, &PURE_RAISES, &READS, &MAKES, &WRITES, &ANYTHING, &SIN];

/// A VM.
pub fn vm() -> Vm {
    Vm::new(Limits::default()).expect("address space")
}
