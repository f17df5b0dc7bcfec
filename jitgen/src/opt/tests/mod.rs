//! Tests of the optimiser: rules, random graphs. What remains of small graphs is in `jitgen/tests/traces`.

mod random;
mod rules;

use super::*;
use crate::helper::Effects;
use vm_core::Word;

crate::helpers! {
    pub PURE "pure" Effects::PURE => |_vm, a| Ok(a.as_smi().map_or(a, |n| Word::smi(n / 2 ^ 5)));
    pub READS "reads" Effects::READS => |vm, a| Ok(vm.slot(a, 0).unwrap_or(a));
    pub LOOKS "looks" Effects { watched: false, ..Effects::READS } => |vm, a| Ok(vm.slot(a, 0).unwrap_or(a));
    pub MAKES "makes" Effects::ALLOCATES => |vm, a, b| Ok(vm.pair(a, b));
    pub WRITES "writes" Effects::READS_WRITES => |vm, a, b| {
        vm.set_slot(a, 0, b);
        Ok(b)
    };
    pub ANYTHING "anything" Effects::ANY => |vm, a, b| {
        vm.set_slot(a, 1, b);
        Ok(a)
    };
}
