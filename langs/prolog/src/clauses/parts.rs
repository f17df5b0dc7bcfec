//! Predicates of many clauses, in parts: the clauses that one argument tells apart are code of their own.
//!
//! A predicate that is too large to be code is data, and each call would make a term of its arguments, look for clauses and make a continuation.
//! If one argument tells its clauses apart (the state of an automaton, the instruction of a machine, the rule's functor), what has been
//! called often with a key there is compiled as a predicate of just these clauses, and calls find it by the key ([`crate::ops::Op::Part`]). All other
//! calls go the long way. When the clauses change, the parts are dropped.

use super::index::{Keys, MOST_INDEXED, key, key_of, with_key};
use super::{MOST_COMPILED, Walk, predicate_of};
use crate::builtins::control::LOOKS;
use crate::compile;
use crate::object::*;
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;
use vm_core::core_shapes::{VECTOR, Vector};
use vm_core::{Object, Vm, Word};

/// Fewer parts are not worth a table.
const FEWEST_PARTS: usize = 16;
/// A clause that has a variable for the argument is in each part. With more of them there are no parts.
const MOST_OPEN: usize = 16;

/// The elements of the vector before its table: which argument it is, and how many parts there are. In the table a key is followed by a code, or by
/// false if its clauses stay data; false is no key.
const BEFORE: usize = 2;

jitgen::helpers! {
    /// The code for a call with these arguments, behind the parts of the predicate: false if there is none.
    pub PART "part" LOOKS => |vm, all...| {
        let [parts, arguments @ ..] = all else { return Ok(Word::FALSE) };
        let parts: Object<Vector> = Object::trust(*parts);
        let argument = arguments.get(argument_of(vm, parts) as usize).map_or(Word::HOLE, |&w| key(vm, w));
        Ok(if argument == Word::HOLE { Word::FALSE } else { find(vm, parts, argument).1 })
    };
}

fn argument_of(vm: &Vm, parts: Object<Vector>) -> u32 {
    vm.elements(parts)[0].smi_value() as u32
}

/// Where a key is in the table or would be, and the code behind it.
fn find(vm: &Vm, parts: Object<Vector>, key: Word) -> (usize, Word) {
    let table = &vm.elements(parts)[BEFORE..];
    let mask = table.len() / 2 - 1;
    let mut i = (key.bits().rotate_left(32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
    loop {
        match table[2 * i] {
            w if w == key => return (2 * i, table[2 * i + 1]),
            Word::FALSE => return (2 * i, Word::FALSE),
            _ => i = (i + 1) & mask,
        }
    }
}

/// Whether a predicate has parts.
pub(super) fn has_parts(vm: &Vm, db: Object<Database>) -> bool {
    vm.get(db, Database::parts) != Word::NIL
}

/// Makes the table of a predicate's parts, without any, if an argument tells its clauses apart; whether it does. Facts alone are as well found as data.
pub(super) fn begin(vm: &mut Vm, db: Object<Database>) -> bool {
    if !has_rules(vm, db) {
        return false;
    }
    let arity = vm.get(db, Database::arity).smi_value() as u32;
    let best = (0..arity.min(MOST_INDEXED)).map(|i| (different(vm, db, i), i)).max_by_key(|(count, i)| (*count, u32::MAX - i));
    let Some((_, argument)) = best.filter(|(count, _)| *count >= FEWEST_PARTS) else { return false };
    let Some(parts) = table(vm, Word::smi(argument.into()), 2 * FEWEST_PARTS) else { return false };
    vm.set(db, Database::parts, parts.word());
    true
}

fn has_rules(vm: &Vm, db: Object<Database>) -> bool {
    let (shape, truth, mut next) = (shapes(vm).clause(), world(vm).truth, vm.get(db, Database::first));
    while let Some(c) = vm.cast(next, shape) {
        if vm.get(c, Clause::body) != truth {
            return true;
        }
        next = vm.get(c, Clause::next);
    }
    false
}

/// How many keys the clauses of a predicate have for an argument; 0 if too many have none.
fn different(vm: &Vm, db: Object<Database>, argument: u32) -> usize {
    let (shape, mut next) = (shapes(vm).clause(), vm.get(db, Database::first));
    let (mut seen, mut open) = (HashSet::<Word, FxBuildHasher>::default(), 0);
    while let Some(c) = vm.cast(next, shape).filter(|_| open <= MOST_OPEN) {
        next = vm.get(c, Clause::next);
        match key_of(vm, c, argument) {
            Word::HOLE => open += 1,
            key => _ = seen.insert(key),
        }
    }
    if open > MOST_OPEN { 0 } else { seen.len() }
}

fn table(vm: &mut Vm, argument: Word, places: usize) -> Option<Object<Vector>> {
    let element = |i: usize| match i {
        0 => argument,
        1 => Word::smi(0),
        _ => Word::FALSE,
    };
    vm.make_slots_with(VECTOR, &[], BEFORE + 2 * places, element).ok()
}

/// Makes code of the clauses that a goal may match by the argument that counts; whether there is such code now, and was none before.
pub(super) fn extend(vm: &mut Vm, db: Object<Database>, goal: Word) -> bool {
    let Some(parts) = vm.cast(vm.get(db, Database::parts), VECTOR) else { return false };
    let argument = argument_of(vm, parts);
    let key = vm.slot(goal, argument).map_or(Word::HOLE, |w| key(vm, w));
    let (i, _) = find(vm, parts, key);
    if key == Word::HOLE || vm.elements(parts)[BEFORE + i] == key {
        return false;
    }
    let code = compiled(vm, db, argument, key).unwrap_or(Word::FALSE);
    let Some(parts) = with_room(vm, db, parts) else { return false };
    let (i, _) = find(vm, parts, key);
    vm.set_element(parts, BEFORE + i, key);
    vm.set_element(parts, BEFORE + i + 1, code);
    let count = vm.elements(parts)[1].smi_value() + 1;
    vm.set_element(parts, 1, Word::smi(count));
    code != Word::FALSE
}

/// The code of the clauses with a key, and of those with a variable there. `None`: they are too many.
fn compiled(vm: &mut Vm, db: Object<Database>, argument: u32, key: Word) -> Option<Word> {
    let (name, arity) = predicate_of(vm, db)?;
    let mut keys: Keys = (0..argument).map(|_| Word::HOLE).collect();
    keys.push(key);
    let beginning = with_key(vm, db, argument, key);
    let mut walk = Walk::of(vm, db, beginning, keys);
    let mut clauses = Vec::new();
    while let Some(c) = walk.next(vm) {
        clauses.push((vm.get(c, Clause::head), vm.get(c, Clause::body)));
    }
    let count = clauses.len() as u32;
    if world(vm).compiled_clauses + count > MOST_COMPILED {
        return None;
    }
    let code = compile::predicate(vm, name, arity, clauses).ok()?;
    world_mut(vm).compiled_clauses += count;
    Some(code.into())
}

/// The parts with room for one more.
fn with_room(vm: &mut Vm, db: Object<Database>, parts: Object<Vector>) -> Option<Object<Vector>> {
    let old = vm.elements(parts).to_vec();
    let (count, places) = (old[1].smi_value() as usize, (old.len() - BEFORE) / 2);
    if 2 * (count + 1) <= places {
        return Some(parts);
    }
    let new = table(vm, old[0], 2 * places)?;
    vm.set_element(new, 1, old[1]);
    for pair in old[BEFORE..].chunks_exact(2).filter(|pair| pair[0] != Word::FALSE) {
        let (i, _) = find(vm, new, pair[0]);
        vm.set_element(new, BEFORE + i, pair[0]);
        vm.set_element(new, BEFORE + i + 1, pair[1]);
    }
    vm.set(db, Database::parts, new.word());
    Some(new)
}
