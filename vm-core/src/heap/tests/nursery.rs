//! How the nursery's size follows what becomes of the objects that it promotes, and how long objects stay young.

use crate::core_shapes::{CELL, PAIR, Pair};
use crate::testing::{safepoint, vm};
use crate::{Collection, HeapOptions, Limits, Vm, Word};

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
    let (grown, fixed) = (collections(4, 20_000), collections(1, 20_000));
    assert!(grown < fixed / 3, "{grown} collections, {fixed} with a nursery that does not grow");
}

#[test]
fn it_does_not_grow_while_they_live() {
    assert_eq!(collections(4, 1_000_000), collections(1, 1_000_000));
}

#[test]
fn what_dies_after_one_collection_promotes_nothing() {
    let mut vm = vm(64 << 10);
    for i in 0..50 {
        // A variable that lives through a collection, and then has a list of its own for a while.
        let variable = vm.make(CELL, &[Word::NIL]);
        let root = vm.root(variable.word());
        vm.collect(Collection::Automatic);
        let mut list = Word::NIL;
        for j in 0..100 {
            list = vm.pair(Word::smi(i * j), list);
        }
        let variable = root.get(&vm);
        vm.set_slot(variable, 0, list);
        drop(root);
        vm.collect(Collection::Automatic);
    }
    assert_eq!(vm.heap_stats().promoted, 0);
}

#[test]
fn what_becomes_old_before_what_it_refers_to_is_remembered() {
    let mut vm = vm(64 << 10);
    let first = vm.pair(Word::NIL, Word::NIL);
    let large = vm.make_slots(crate::core_shapes::VECTOR, &[], &[Word::NIL; 100]).expect("room").word();
    let (root, wide) = (vm.root(first), vm.root(large));
    vm.collect(Collection::Automatic);
    for i in 0..100 {
        // The newest pair refers to one that is a collection younger than itself when it becomes old.
        let mut last = root.get(&vm);
        while let Some(next) = vm.cast(vm.get(vm.cast(last, PAIR).expect("a pair"), Pair::cdr), PAIR) {
            last = next.word();
        }
        let next = vm.pair(Word::smi(i), Word::NIL);
        vm.set_slot(last, 1, next);
        let vector = vm.cast(wide.get(&vm), crate::core_shapes::VECTOR).expect("a vector");
        let boxed = vm.make(CELL, &[Word::smi(i)]).word();
        vm.set_element(vector, i as usize, boxed);
        vm.collect(Collection::Automatic);
    }
    let (mut at, mut expected) = (vm.slot(root.get(&vm), 1), 0);
    while let Some(p) = at.and_then(|w| vm.cast(w, PAIR)) {
        assert_eq!(vm.get(p, Pair::car), Word::smi(expected));
        let cell = vm.tail_slot(wide.get(&vm), expected as u32).expect("an element");
        assert_eq!(vm.slot(cell, 0), Some(Word::smi(expected)));
        (at, expected) = (Some(vm.get(p, Pair::cdr)), expected + 1);
    }
    assert_eq!(expected, 100);
}
