//! Tests of the optimiser: rules, counts of what remains, random graphs.

mod counts;
mod random;
mod rules;

use super::*;
use crate::helper::{Effects, Helper};
use crate::ir::parse;
use vm_core::{Limits, Vm, Word};

crate::helpers! {
    pub PURE "pure" Effects::PURE => |_vm, a| Ok(a.as_smi().map_or(a, |n| Word::smi(n / 2 ^ 5)));
    pub READS "reads" Effects::READS => |vm, a| Ok(vm.slot(a, 0).unwrap_or(a));
    pub MAKES "makes" Effects::ALLOCATES => |vm, a, b| Ok(vm.pair(a, b));
    pub WRITES "writes" Effects::READS_WRITES => |vm, a, b| {
        vm.set_slot(a, 0, b);
        Ok(b)
    };
    pub ANYTHING "anything" Effects::ANY => |vm, a, b| {
        vm.set_slot(a, 1, b);
        Ok(a)
    };
    pub SIN "sin" Effects::PURE => float |x| x.sin();
}

/// The helpers that graphs of tests call.
pub(super) static HELPERS: [&Helper; 6] = [&PURE, &READS, &MAKES, &WRITES, &ANYTHING, &SIN];

fn vm() -> Vm {
    Vm::new(Limits { stack_bytes: 1 << 16, ..Limits::default() }).expect("a VM")
}

/// Reads a graph.
#[track_caller]
fn graph(text: &str) -> Graph {
    parse(text, &HELPERS).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// Optimises a text.
#[track_caller]
fn optimised(text: &str) -> (Graph, Stats) {
    optimise_counted(&graph(text), &vm(), PassSet::ALL)
}
