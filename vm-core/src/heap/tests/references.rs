//! References that the collector replaces by what they refer to.

use crate::testing::vm;
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
    let limit = vm.make(CELL, &[Word::smi(5)]).word();
    let limit = vm.root(limit);
    vm.follow_references(shape, limit, 0);
    let p = vm.pair(Word::smi(1), Word::NIL);
    let new = |vm: &mut crate::Vm, value: Word, stamp: i64| vm.make(shape, &[value, Word::smi(stamp)]).word();
    let followed = new(&mut vm, p, 5);
    let chain = new(&mut vm, followed, 7);
    let immediate = new(&mut vm, Word::smi(3), 9);
    let older = new(&mut vm, p, 4);
    let open = new(&mut vm, Word::HOLE, 9);
    let to_open = new(&mut vm, open, 9);
    let to_older = new(&mut vm, older, 9);
    let roots = [p, followed, chain, immediate, older, open, to_open, to_older].map(|w| vm.root(w));
    vm.collect(Collection::Minor);
    let [p, followed, chain, immediate, older, open, to_open, to_older] = [0, 1, 2, 3, 4, 5, 6, 7].map(|i| roots[i].get(&vm));
    assert_eq!([followed, chain, immediate], [p, p, Word::smi(3)]);
    assert_eq!(vm.slot(older, 0), Some(p), "its value may still be taken back");
    assert_eq!(vm.slot(open, 0), Some(Word::HOLE));
    assert_eq!([vm.slot(to_open, 0), vm.slot(to_older, 0)], [Some(open), Some(older)], "references to such stay");
}
