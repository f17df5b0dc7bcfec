//! Weak references, ephemerons and finalisers.

use crate::limits::poll;
use crate::testing::{LANGUAGE, fast_vm, vm};
use crate::word::Special;
use crate::{Collection, LanguageId, Object, TailKind, Vm, Word, core_shapes::*};

fn target(vm: &Vm, w: Word) -> Word {
    vm.get(vm.cast(w, WEAK).unwrap(), WeakRef::target)
}

#[test]
fn weak_references_are_cleared_when_their_object_dies() {
    for kind in [Collection::Minor, Collection::Major] {
        let mut vm = vm(4096);
        let (alive, dead) = (vm.pair(Word::smi(1), Word::NIL), vm.pair(Word::smi(2), Word::NIL));
        let root = vm.root(alive);
        let refs = [alive, dead, Word::smi(3)].map(|w| {
            let w = vm.make(WEAK, &[w]).word();
            vm.root(w)
        });
        vm.collect(kind);
        assert_eq!(target(&vm, refs[0].get(&vm)), root.get(&vm));
        assert_eq!(target(&vm, refs[1].get(&vm)), Word::HOLE);
        assert_eq!(target(&vm, refs[2].get(&vm)), Word::smi(3));
        // An old weak reference to a young object.
        let young = vm.pair(Word::smi(4), Word::NIL);
        let w = refs[1].get(&vm);
        vm.set(Object::<WeakRef>::trust(w), WeakRef::target, young);
        let keeps = vm.root(young);
        vm.collect(kind);
        assert_eq!(target(&vm, refs[1].get(&vm)), keeps.get(&vm));
        drop((root, keeps));
        vm.collect(Collection::Major);
        assert_eq!([0, 1].map(|i| target(&vm, refs[i].get(&vm))), [Word::HOLE; 2]);
    }
}

#[test]
fn weak_vectors_keep_their_strong_slots() {
    let mut vm = vm(4096);
    let name = vm.symbols.intern("weak-vector");
    let shape = vm.shapes.add(name, 2, TailKind::Slots, 0, false, Special::Weak);
    assert!(shape.is_special());
    // SAFETY: all slots are written.
    let v = unsafe {
        let strong = vm.pair(Word::smi(1), Word::NIL);
        let weak: Vec<Word> = (0..2000).map(|i| vm.pair(Word::smi(i), Word::NIL)).collect();
        let v = vm.heap.allocate(shape, 2000);
        crate::heap::raw::store(v, 16, strong);
        crate::heap::raw::store(v, 24, strong);
        weak.iter().enumerate().for_each(|(i, w)| crate::heap::raw::store(v, 32 + 8 * i, *w));
        v
    };
    let root = vm.root(v);
    // SAFETY: the object has these slots.
    let load = |vm: &Vm, offset: usize| unsafe { crate::heap::raw::load(root.get(vm), offset) };
    let kept = vm.root(load(&vm, 32 + 8 * 77));
    for kind in [Collection::Minor, Collection::Major] {
        vm.collect(kind);
        assert_eq!(vm.slot(load(&vm, 24), 0), Some(Word::smi(1)));
        assert_eq!(load(&vm, 16), load(&vm, 24));
        assert_eq!(load(&vm, 32 + 8 * 77), kept.get(&vm));
        assert_eq!(load(&vm, 32 + 8 * 78), Word::HOLE);
    }
}

#[test]
fn ephemerons_live_with_their_keys() {
    for kind in [Collection::Minor, Collection::Major] {
        let mut vm = vm(4096);
        let (key, dead) = (vm.pair(Word::smi(1), Word::NIL), vm.pair(Word::smi(2), Word::NIL));
        let root = vm.root(key);
        // A value that refers to its own key does not keep it alive.
        let values = [key, dead].map(|k| vm.pair(k, Word::TRUE));
        let e = [(key, values[0]), (dead, values[1])].map(|(k, v)| {
            let w = vm.make(EPHEMERON, &[k, v]).word();
            vm.root(w)
        });
        vm.collect(kind);
        let get = |vm: &Vm, i: usize| {
            let o = Object::<Ephemeron>::trust(e[i].get(vm));
            (vm.get(o, Ephemeron::key), vm.get(o, Ephemeron::value))
        };
        let (k, v) = get(&vm, 0);
        assert_eq!(k, root.get(&vm));
        assert_eq!(vm.slot(v, 0), Some(k));
        assert_eq!(get(&vm, 1), (Word::HOLE, Word::HOLE));
        drop(root);
        vm.collect(Collection::Major);
        assert_eq!(get(&vm, 0), (Word::HOLE, Word::HOLE));
    }
}

/// Each ephemeron's value is the key of the one before: only the last key is referred to from elsewhere.
#[test]
fn chains_of_ephemerons_of_any_length() {
    for (length, kind) in [(5, Collection::Minor), (5, Collection::Major), (100, Collection::Major), (200_000, Collection::Major)] {
        let mut vm = if length > 1000 { fast_vm() } else { vm(4096) };
        let (mut all, mut key) = (Word::NIL, Word::NIL);
        for i in 0..length {
            let value = key;
            key = vm.pair(Word::smi(i), Word::NIL);
            let e = vm.make(EPHEMERON, &[key, value]).word();
            all = vm.pair(e, all);
        }
        let (all, key) = (vm.root(all), vm.root(key));
        let count = |vm: &Vm| {
            let (mut w, mut alive) = (all.get(vm), 0);
            while let Some(p) = vm.cast(w, PAIR) {
                let e = Object::<Ephemeron>::trust(vm.get(p, Pair::car));
                alive += usize::from(vm.get(e, Ephemeron::key) != Word::HOLE);
                w = vm.get(p, Pair::cdr);
            }
            alive
        };
        vm.collect(kind);
        assert_eq!(count(&vm), length as usize);
        vm.collect(Collection::Major);
        assert_eq!(count(&vm), length as usize);
        drop(key);
        vm.collect(Collection::Major);
        assert_eq!(count(&vm), 0);
    }
}

#[test]
fn dead_objects_are_finalised_once_by_their_language() {
    for kind in [Collection::Minor, Collection::Major] {
        let mut vm = vm(4096);
        let inner = vm.pair(Word::smi(7), Word::NIL);
        let weak = vm.make(WEAK, &[inner]).word();
        let weak = vm.root(weak);
        let object = vm.pair(Word::smi(1), inner);
        vm.finalize(LANGUAGE, object);
        vm.finalize(LANGUAGE, object);
        let alive = vm.pair(Word::smi(2), Word::NIL);
        vm.finalize(LanguageId(1), alive);
        let root = vm.root(alive);
        vm.finalize(LANGUAGE, Word::smi(5));
        vm.collect(kind);
        assert_ne!(vm.poll.take(poll::LANGUAGE), 0);
        // The object waits to be fetched, and what it refers to has come back with it; but weak references are cleared.
        vm.collect(Collection::Minor);
        vm.collect(Collection::Major);
        assert_eq!(target(&vm, weak.get(&vm)), Word::HOLE);
        assert_eq!(vm.next_finalizable(LanguageId(1)), None);
        let w = vm.next_finalizable(LANGUAGE).unwrap();
        assert_eq!(vm.slot(w, 0), Some(Word::smi(1)));
        assert_eq!(vm.slot(vm.slot(w, 1).unwrap(), 0), Some(Word::smi(7)));
        assert_eq!(vm.next_finalizable(LANGUAGE), None);
        // It may be registered again.
        vm.finalize(LANGUAGE, w);
        vm.collect(Collection::Major);
        assert!(vm.next_finalizable(LANGUAGE).is_some());
        drop(root);
        vm.collect(Collection::Major);
        let w = vm.next_finalizable(LanguageId(1)).unwrap();
        assert_eq!(vm.slot(w, 0), Some(Word::smi(2)));
        vm.collect(Collection::Major);
        assert!(vm.finalizers.dead.is_empty() && vm.finalizers.waiting.is_empty());
    }
}

#[test]
fn weak_things_inside_finalised_objects_are_treated() {
    let mut vm = vm(4096);
    let key = vm.pair(Word::smi(1), Word::NIL);
    let value = vm.pair(Word::smi(2), Word::NIL);
    let e = vm.make(EPHEMERON, &[key, value]).word();
    let lost = vm.pair(Word::smi(3), Word::NIL);
    let weak = vm.make(WEAK, &[lost]).word();
    let refs = vm.pair(e, weak);
    let object = vm.pair(key, refs);
    vm.finalize(LANGUAGE, object);
    vm.collect(Collection::Minor);
    let w = vm.next_finalizable(LANGUAGE).unwrap();
    let refs = vm.slot(w, 1).unwrap();
    let e = vm.slot(refs, 0).unwrap();
    assert_eq!(vm.slot(e, 0), vm.slot(w, 0));
    assert_eq!(vm.slot(vm.slot(e, 1).unwrap(), 0), Some(Word::smi(2)));
    assert_eq!(target(&vm, vm.slot(refs, 1).unwrap()), Word::HOLE);
}
