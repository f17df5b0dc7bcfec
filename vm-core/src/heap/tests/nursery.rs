//! How the nursery's size follows what becomes of the objects that it promotes.

use crate::testing::safepoint;
use crate::{HeapOptions, Limits, Vm, Word};

/// So many minor collections happen while a list of a million pairs grows of which no more than `kept` are alive.
fn collections(nursery_growth: usize, kept: i64) -> u64 {
    let options = HeapOptions { nursery_bytes: 64 << 10, nursery_growth, growth_bytes: 1 << 20, ..HeapOptions::default() };
    let mut vm = Vm::with_options(Limits::default(), options).unwrap();
    let mut root = vm.root(Word::NIL);
    for i in 0..1_000_000 {
        let rest = if i % kept == 0 { Word::NIL } else { root.get(&vm) };
        let w = vm.pair(Word::smi(i), rest);
        root = vm.root(w);
        safepoint(&mut vm);
    }
    vm.heap_stats().minor
}

#[test]
fn it_grows_when_promoted_objects_die() {
    let (grown, fixed) = (collections(4, 5000), collections(1, 5000));
    assert!(grown < fixed / 3, "{grown} collections, {fixed} with a nursery that does not grow");
}

#[test]
fn it_does_not_grow_while_they_live() {
    assert_eq!(collections(4, 1_000_000), collections(1, 1_000_000));
}
