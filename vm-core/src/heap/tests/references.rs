//! References that the collector replaces by what they refer to, and references to slots.

use crate::testing::{fast_vm, vm};
use crate::{Collection, Word, core_shapes::*};

crate::layout! {
    /// A reference.
    Reference { value, stamp };
}

#[test]
fn references_that_do_not_change_any_more_are_followed() {
    let mut vm = vm(4096);
    let name = vm.symbols.intern("reference");
    let shape = vm.shapes.define::<Reference>(name);
    let limit = vm.make(CELL, &[Word::hole(5)]).word();
    let limit = vm.root(limit);
    vm.follow_references(shape, limit, 0);
    let p = vm.pair(Word::smi(1), Word::NIL);
    let new = |vm: &mut crate::Vm, value: Word, stamp: u64| {
        let object = vm.make(shape, &[value, Word::hole(stamp)]).word();
        vm.reference(object, 0).expect("a slot")
    };
    let followed = new(&mut vm, p, 5);
    let chain = new(&mut vm, followed, 7);
    let immediate = new(&mut vm, Word::smi(3), 9);
    let older = new(&mut vm, p, 4);
    let open = new(&mut vm, Word::hole(9), 9);
    let to_open = new(&mut vm, open, 9);
    let to_older = new(&mut vm, older, 9);
    let roots = [p, followed, chain, immediate, older, open, to_open, to_older].map(|w| vm.root(w));
    for kind in [Collection::Automatic, Collection::Minor, Collection::Minor] {
        vm.collect(kind);
        let [p, followed, chain, immediate, older, open, to_open, to_older] = [0, 1, 2, 3, 4, 5, 6, 7].map(|i| roots[i].get(&vm));
        assert_eq!([followed, chain, immediate], [p, p, Word::smi(3)]);
        assert_eq!(vm.load_through(older), p, "its value may still be taken back");
        assert_eq!(vm.load_through(open), Word::hole(9));
        assert_eq!([to_open, to_older], [open, older], "references to such stay");
    }
}

#[test]
fn a_reference_to_a_slot_keeps_its_object_and_moves_with_it() {
    let mut vm = vm(4096);
    let p = vm.pair(Word::smi(1), Word::hole(7));
    let root = vm.reference(p, 1).map(|w| vm.root(w)).expect("a slot");
    for kind in [Collection::Automatic, Collection::Minor, Collection::Major, Collection::Minor] {
        vm.collect(kind);
        let slot = root.get(&vm);
        assert_eq!((vm.slot(slot.holder(), 0), vm.load_through(slot)), (Some(Word::smi(1)), Word::hole(7)));
    }
    let young = vm.pair(Word::smi(2), Word::hole(8));
    let inner = vm.reference(young, 1).expect("a slot");
    // An old object's slot gets a reference to a slot of a young one.
    vm.store_through(root.get(&vm), inner);
    for kind in [Collection::Automatic, Collection::Automatic, Collection::Major] {
        vm.collect(kind);
        let inner = vm.load_through(root.get(&vm));
        assert_eq!((vm.slot(inner.holder(), 0), vm.load_through(inner)), (Some(Word::smi(2)), Word::hole(8)));
    }
}

#[test]
fn references_to_slots_are_weak_where_pointers_are() {
    let mut vm = fast_vm();
    let (kept, lost) = (vm.pair(Word::hole(1), Word::NIL), vm.pair(Word::hole(2), Word::NIL));
    let [a, b] = [kept, lost].map(|w| vm.reference(w, 0).expect("a slot"));
    let weak = [a, b].map(|w| vm.make(WEAK, &[w]).word());
    let value = vm.pair(Word::TRUE, Word::NIL);
    let ephemerons = [a, b].map(|w| vm.make(EPHEMERON, &[w, value]).word());
    let kept = vm.root(kept);
    let (weak, ephemerons) = (weak.map(|w| vm.root(w)), ephemerons.map(|w| vm.root(w)));
    for kind in [Collection::Minor, Collection::Major] {
        vm.collect(kind);
        let slots = weak.each_ref().map(|r| vm.slot(r.get(&vm), 0));
        assert_eq!(slots, [vm.reference(kept.get(&vm), 0), Some(Word::HOLE)]);
        let keys = ephemerons.each_ref().map(|r| vm.slot(r.get(&vm), 0));
        assert_eq!(keys, slots);
    }
}

#[test]
fn slots_of_tails_have_no_references() {
    let mut vm = vm(4096);
    let vector = vm.make_slots(VECTOR, &[], &[Word::NIL; 3]).expect("room").word();
    assert_eq!(vm.reference(vector, 0), None, "a tail");
    assert_eq!(vm.reference(Word::smi(1), 0), None);
    let name = vm.symbols.intern("wide");
    let shape = vm.shapes.add(name, 255, crate::TailKind::None, 0, false, Default::default());
    let wide = vm.new_object(shape, &[Word::hole(0); 255]);
    assert!(vm.reference(wide, 254).is_some() && vm.reference(wide, 255).is_none());
}
