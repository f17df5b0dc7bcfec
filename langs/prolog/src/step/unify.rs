//! Unification and identity, as far as they are written in the mode's operations.

use super::{Leave, Seen, Variable, argument, ask, bind, has_attributes, is_plain, see, state};
use crate::builtins::control;
use jitgen::mode::Class;
use jitgen::{Cmp, Mode};
use vm_core::{ConstKind, ShapeId, Slot, Word};

/// Unification of terms with arguments, and of attributed variables.
#[inline(always)]
fn general<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<(), Leave<M::Word>> {
    let s = state(m);
    ask(m, &control::UNIFY, &[s.word(), a, b])
}

#[inline(always)]
pub(super) fn unify<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<(), Leave<M::Word>> {
    match (see(m, a), see(m, b)) {
        (Seen::Unbound(v), Seen::Unbound(u)) => {
            let (x, y) = (v.place.word(), u.place.word());
            if m.same(x, y) {
                return Ok(());
            }
            if has_attributes(m, v.hole) || has_attributes(m, u.hole) {
                return general(m, x, y);
            }
            match m.word_cmp(Cmp::Less, v.hole, u.hole) {
                true => bind(m, u, x),
                false => bind(m, v, y),
            }
            Ok(())
        }
        (Seen::Unbound(v), Seen::Bound(w)) | (Seen::Bound(w), Seen::Unbound(v)) => {
            bind(m, v, w);
            Ok(())
        }
        (Seen::Bound(a), Seen::Bound(b)) => {
            if m.same(a, b) {
                return Ok(());
            }
            if is_plain(m, a) || is_plain(m, b) || heads_differ(m, a, b) {
                return Err(Leave::Fail);
            }
            terms(m, a, b)
        }
    }
}

/// Terms of more arguments are unified, and compared, by a helper.
const FEW_ARGUMENTS: u32 = 4;

/// The functor of a term of few arguments; not of lists, which are long.
#[inline(always)]
fn few_arguments<M: Mode>(m: &mut M, w: M::Word) -> Option<ShapeId> {
    let Some(Class::Object(shape)) = m.class(w) else { return None };
    let p = crate::object::world(m.vm());
    (p.is_functor(shape) && shape != p.cons && shape.fixed() <= FEW_ARGUMENTS).then_some(shape)
}

/// Unification of what is neither a variable nor plain: of terms of few arguments argument by argument, as one of them was often made just to be
/// taken apart here; what is in their arguments by a helper.
#[inline(always)]
fn terms<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<(), Leave<M::Word>> {
    let Some(shape) = few_arguments(m, a) else { return general(m, a, b) };
    let x = m.cast_any(a, shape).expect("of that class");
    let Some(y) = m.cast_any(b, shape) else { return Err(Leave::Fail) };
    for i in 0..shape.fixed() {
        let (v, w) = (argument(m, x, i), argument(m, y, i));
        if m.same(v, w) {
            continue;
        }
        match (see(m, v), see(m, w)) {
            (Seen::Unbound(v), Seen::Unbound(w)) => general(m, v.place.word(), w.place.word())?,
            (Seen::Unbound(v), Seen::Bound(w)) | (Seen::Bound(w), Seen::Unbound(v)) => bind(m, v, w),
            (Seen::Bound(v), Seen::Bound(w)) => {
                if m.same(v, w) {
                    continue;
                }
                if is_plain(m, v) || is_plain(m, w) {
                    return Err(Leave::Fail);
                }
                general(m, v, w)?;
            }
        }
    }
    Ok(())
}

/// Whether two lists begin with constants that differ: most that do not unify do.
#[inline(always)]
fn heads_differ<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> bool {
    let cons = crate::object::world(m.vm()).cons;
    let Some(a) = m.cast_any(a, cons) else { return false };
    let Some(b) = m.cast_any(b, cons) else { return false };
    let (x, y) = (m.load_slot(a, 0), m.load_slot(b, 0));
    if m.same(x, y) || !is_plain(m, x) {
        return false;
    }
    is_plain(m, y)
}

/// Binds what was an unbound variable when the instruction before had seen it.
#[inline(always)]
pub(super) fn bind_unbound<M: Mode>(m: &mut M, w: M::Word, value: M::Word) -> Result<(), Leave<M::Word>> {
    if let Some(place) = m.as_place(w) {
        let hole = m.load_through(place);
        if m.is_kind(hole, ConstKind::Hole) {
            bind(m, Variable { place, hole }, value);
            return Ok(());
        }
    }
    unify(m, w, value)
}

/// Whether two terms are identical.
#[inline(always)]
pub(super) fn identical<M: Mode>(m: &mut M, a: Slot, b: Slot) -> Result<bool, Leave<M::Word>> {
    let (a, b) = (m.get(a), m.get(b));
    match (see(m, a), see(m, b)) {
        (Seen::Unbound(v), Seen::Unbound(u)) => Ok(m.same(v.place.word(), u.place.word())),
        (Seen::Bound(a), Seen::Bound(b)) => {
            if m.same(a, b) {
                return Ok(true);
            }
            if is_plain(m, a) || is_plain(m, b) || heads_differ(m, a, b) {
                return Ok(false);
            }
            identical_terms(m, a, b)
        }
        _ => Ok(false),
    }
}

/// The same of what is neither a variable nor plain: argument by argument of terms of few, what is in them by a helper.
#[inline(always)]
fn identical_terms<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<bool, Leave<M::Word>> {
    let Some(shape) = few_arguments(m, a) else { return same_by_helper(m, a, b) };
    let x = m.cast_any(a, shape).expect("of that class");
    let Some(y) = m.cast_any(b, shape) else { return Ok(false) };
    for i in 0..shape.fixed() {
        let (v, w) = (argument(m, x, i), argument(m, y, i));
        if m.same(v, w) {
            continue;
        }
        if is_plain(m, v) && is_plain(m, w) || !same_by_helper(m, v, w)? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[inline(always)]
fn same_by_helper<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<bool, Leave<M::Word>> {
    let w = m.call(&control::IDENTICAL, &[a, b]).map_err(Leave::Throw)?;
    Ok(!m.is(w, Word::FALSE))
}
