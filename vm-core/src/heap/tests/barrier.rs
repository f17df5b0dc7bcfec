//! The write barrier and the remembered sets.

use crate::testing::{code, fast_vm, vm};
use crate::{Collection, Object, Word, core_shapes::*};

#[test]
fn stores_into_old_objects_are_remembered() {
    let mut vm = vm(4096);
    let cell = vm.make(CELL, &[Word::NIL]).word();
    let vector = vm.make_slots(VECTOR, &[], &[Word::NIL; 500]).unwrap().word();
    let large = vm.make_slots(VECTOR, &[], &[Word::NIL; 5000]).unwrap().word();
    let roots = [vm.root(cell), vm.root(vector), vm.root(large)];
    for round in 0..5 {
        vm.collect(if round % 2 == 0 { Collection::Minor } else { Collection::Major });
        let [cell, vector, large] = [0, 1, 2].map(|i| roots[i].get(&vm));
        let young = [0, 1, 2].map(|i| vm.pair(Word::smi(round * 10 + i), Word::NIL));
        vm.set(Object::<Cell>::trust(cell), Cell::value, young[0]);
        vm.set_element(Object::<Vector>::trust(vector), 499, young[1]);
        vm.set_element(Object::<Vector>::trust(large), 4321, young[2]);
        vm.collect(Collection::Minor);
        let values = [
            vm.get(Object::<Cell>::trust(cell), Cell::value),
            vm.elements(Object::<Vector>::trust(vector))[499],
            vm.elements(Object::<Vector>::trust(large))[4321],
        ];
        for (i, w) in values.into_iter().enumerate() {
            assert_eq!(vm.slot(w, 0), Some(Word::smi(round * 10 + i as i64)));
        }
    }
}

#[test]
fn watched_objects_need_no_barrier() {
    let mut vm = vm(4096);
    let cell = vm.make(CELL, &[Word::NIL]).word();
    let other = vm.make(CELL, &[Word::NIL]).word();
    let (root, other) = (vm.root(cell), vm.root(other));
    vm.watch(&root);
    let cell = root.get(&vm);
    assert!(vm.is_watched(cell) && !vm.is_watched(other.get(&vm)) && !vm.is_watched(Word::NIL));
    for round in 0..6 {
        // The young object is reachable through the watched one alone, and nothing has noted the store.
        let young = vm.pair(Word::smi(round), Word::NIL);
        vm.set(Object::<Cell>::trust(cell), Cell::value, young);
        assert!(vm.heap.remembered.is_empty() && vm.heap.slots.is_empty());
        vm.collect(if round % 2 == 0 { Collection::Minor } else { Collection::Major });
        assert_eq!(root.get(&vm), cell);
        assert_eq!(vm.slot(vm.get(Object::<Cell>::trust(cell), Cell::value), 0), Some(Word::smi(round)));
    }
}

#[test]
fn storing_again_and_again_does_not_grow_the_buffers() {
    let mut vm = fast_vm();
    let cell = vm.make(CELL, &[Word::NIL]).word();
    let vector = vm.make_slots(VECTOR, &[], &[Word::NIL; 5000]).unwrap().word();
    let roots = [vm.root(cell), vm.root(vector)];
    vm.collect(Collection::Minor);
    let (cell, vector) = (Object::<Cell>::trust(roots[0].get(&vm)), Object::<Vector>::trust(roots[1].get(&vm)));
    let young = vm.pair(Word::NIL, Word::NIL);
    for i in 0..1_000_000 {
        vm.set(cell, Cell::value, young);
        vm.set_element(vector, i % 2, young);
        vm.set_element(vector, i % 700, young);
    }
    assert_eq!(vm.heap.remembered.len(), 1);
    assert!(vm.heap.slots.len() <= 4096, "{}", vm.heap.slots.len());
    vm.collect(Collection::Minor);
    assert!(vm.heap.remembered.is_empty() && vm.heap.slots.is_empty());
    assert!(vm.elements(vector)[..700].iter().all(|&w| w == vm.get(cell, Cell::value)));
}

#[test]
fn young_large_objects_are_young_until_the_first_collection() {
    let mut vm = vm(4096);
    let large = vm.make_slots(VECTOR, &[], &[Word::NIL; 3000]).unwrap();
    let root = vm.root(large.word());
    let p = vm.pair(Word::smi(1), Word::NIL);
    vm.set_element(large, 7, p);
    assert!(vm.heap.slots.is_empty());
    // Another dies young, and one is reached only through the first.
    vm.make_slots(VECTOR, &[], &[p; 3000]).unwrap();
    let inner = vm.make_slots(VECTOR, &[], &[p; 2000]).unwrap();
    vm.set_element(large, 8, inner.word());
    vm.collect(Collection::Minor);
    assert_eq!(vm.heap.old.large.len(), 2);
    assert_eq!(root.get(&vm), large.word());
    let p = vm.elements(large)[7];
    assert_eq!(vm.slot(p, 0), Some(Word::smi(1)));
    assert!(vm.elements(inner).iter().all(|&w| w == p));
    vm.set_element(large, 8, Word::NIL);
    vm.collect(Collection::Major);
    assert_eq!(vm.heap.old.large.len(), 1);
}

#[test]
fn frames_below_the_watermark_are_skipped_and_those_above_are_not() {
    let mut vm = vm(64 << 10);
    vm.stack.keeps_watermark = true;
    let code = code(&mut vm, "f", 5, &[]);
    vm.begin_entry();
    for i in 0..1000 {
        let p = vm.pair(Word::smi(i), Word::NIL);
        vm.push_frame(code, &[p]).unwrap();
        if i % 100 == 0 {
            vm.collect(Collection::Minor);
            assert_eq!(vm.stack.watermark, vm.stack.fp);
        }
    }
    for _ in 0..300 {
        vm.pop_frame().unwrap();
    }
    // The top frame changes, and so does one pushed anew.
    let p = vm.pair(Word::smi(-1), Word::NIL);
    vm.top_slots()[1] = p;
    vm.push_frame(code, &[p]).unwrap();
    vm.collect(Collection::Major);
    vm.collect(Collection::Minor);
    let slots: Vec<Word> = vm.frames().map(|f| f.slots[0]).collect();
    assert_eq!(vm.slot(slots[0], 0), Some(Word::smi(-1)));
    assert_eq!(vm.frames().nth(1).unwrap().slots[1], slots[0]);
    for (i, w) in slots[1..].iter().rev().enumerate() {
        assert_eq!(vm.slot(*w, 0), Some(Word::smi(i as i64)));
    }
    assert_eq!(slots.len(), 701);
}
