//! Terms that are goals, closures or heads of clauses: see [`crate::entries`].

use super::{Leave, Seen, Step, argument, count, see, word};
use crate::builtins::control;
use crate::clauses;
use crate::entries::{self, Entry, functor_word};
use crate::object::{Database, shapes, world};
use jitgen::{Class, Mode};
use vm_core::core_shapes::GLOBAL;
use vm_core::{ConstKind, List, Lit, ShapeId, Slot, Word};

/// Goes on with the code that a term is entered by, or with the next instruction.
#[inline(always)]
pub(super) fn enter<M: Mode>(m: &mut M, entry: u8, a: Slot, arguments: List) -> M::Next {
    let entry = Entry::of(entry.into());
    let w = m.get(a);
    let Seen::Bound(term) = see(m, w) else { return m.next() };
    if entry == Entry::Clause && !may_be_body(m, arguments) {
        return m.next();
    }
    let more = arguments.count();
    let Some((code, term)) = known(m, entry, term, more as u32) else { return m.next() };
    if m.is(code, Word::HOLE) {
        return m.next();
    }
    count(m);
    super::begin(m, code, FEW, more + 2);
    let cont = m.get(Slot::OWN);
    m.argument(0, cont);
    m.argument(1, term);
    m.listed_arguments(2, arguments);
    m.enter_tail()
}

/// Goes on with the part of a predicate that its arguments name, or with the next instruction.
#[inline(always)]
pub(super) fn enter_part<M: Mode>(m: &mut M, database: Lit, arguments: List) -> M::Next {
    let w = m.literal(database);
    let database = shapes(m.vm()).database();
    let db = m.cast(w, database).expect("a database");
    let parts = m.load(db, Database::parts);
    if m.is(parts, Word::NIL) {
        return m.next();
    }
    let operands = m.listed(&[parts], arguments);
    let (Ok(code) | Err(code)) = m.call(&clauses::PART, &operands);
    if m.is(code, Word::FALSE) {
        return m.next();
    }
    let cont = m.get(Slot::OWN);
    super::enter(m, code, FEW, cont, arguments)
}

/// So many codes are distinguished where compiled code does not know the one that it enters.
const FEW: u32 = 2;

/// Whether what is to be unified with a body, the only argument, is unbound or an atom: others might have to be refused.
#[inline(always)]
fn may_be_body<M: Mode>(m: &mut M, arguments: List) -> bool {
    let w = m.listed(&[], arguments)[0];
    match see(m, w) {
        Seen::Unbound(_) => true,
        Seen::Bound(w) => m.is_kind(w, ConstKind::Symbol),
    }
}

/// What the cell of an entry holds, if there is a cell, and the term without a module in front. Where there are too many functors a helper looks.
#[inline(always)]
fn known<M: Mode>(m: &mut M, entry: Entry, term: M::Word, more: u32) -> Option<(M::Word, M::Word)> {
    let (mut term, mut before) = (term, m.constant(Word::NIL));
    let (mut name, mut module) = (promoted(m, term)?, Ok(Word::NIL));
    if let Ok(functor) = name
        && let Some(shape) = colon(m, functor)
    {
        let o = m.cast_any(term, shape)?;
        [before, term] = [0, 1].map(|i| {
            let w = argument(m, o, i);
            word::<M>(see(m, w))
        });
        if !m.is_kind(before, ConstKind::Symbol) {
            return None;
        }
        (module, name) = (m.promote(before).ok_or(()), promoted(m, term)?);
    }
    let (Ok(module), Ok(name)) = (module, name) else {
        let which = m.constant(Word::smi((entry as i64) << 8 | i64::from(more)));
        let (Ok(code) | Err(code)) = m.call(&entries::ENTRY, &[before, term, which]);
        return Some((code, term));
    };
    // A cell that is missing may be there the next time; then nothing else has been done in this step. Cells are never dropped.
    let cell = entries::Functor::new(m.vm(), module, name);
    let cell = world(m.vm()).entries.cell(m.vm(), entry, cell, more)?;
    let cell = m.constant(cell);
    let cell = m.cast(cell, GLOBAL)?;
    Some((m.global(cell), term))
}

/// The functor of a term, or the atom that it is, as a constant; an error if there are too many. `None`: it is neither.
#[inline(always)]
fn promoted<M: Mode>(m: &mut M, term: M::Word) -> Option<Result<Word, ()>> {
    match m.class(term) {
        Some(Class::Object(shape)) => Some(Ok(functor_word(shape))),
        Some(Class::Constant(ConstKind::Symbol)) => Some(m.promote(term).ok_or(())),
        Some(_) => None,
        None => Some(Err(())),
    }
}

/// The functor of terms with a module in front, if it is that.
#[inline(always)]
fn colon<M: Mode>(m: &M, functor: Word) -> Option<ShapeId> {
    let shape = functor.as_constant(ConstKind::Shape).map(ShapeId::from_bits)?;
    (shape.fixed() == 2 && m.vm().shapes.get(shape).name == world(m.vm()).colon).then_some(shape)
}

/// Calls a goal that is a term: its code takes the goal and spreads the arguments, if there are any.
#[inline(always)]
pub(super) fn invoke<M: Mode>(m: &mut M, goal: Slot) -> Step<M> {
    let goal = m.get(goal);
    let goal = m.call(&control::PREPARE, &[goal]).map_err(Leave::Throw)?;
    let code = m.call(&control::RESOLVE, &[goal]).map_err(Leave::Throw)?;
    if m.is(code, Word::FALSE) {
        return Err(Leave::Fail);
    }
    let params = if m.is_kind(goal, ConstKind::Symbol) { 1 } else { 2 };
    match m.promote_code(code) {
        Some(id) => {
            assert_eq!(usize::from(m.vm().code(id).params), params);
            m.begin_call(id);
        }
        None => assert!(m.begin_any_call(code, params), "code for goals"),
    }
    let cont = m.get(Slot::OWN);
    m.argument(0, cont);
    if params == 2 {
        m.argument(1, goal);
    }
    Ok(m.enter_tail())
}
