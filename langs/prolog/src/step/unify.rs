//! Unification and identity: what is seen at once is done by instructions, the rest by helpers.

use super::{Leave, Seen, Variable, argument, ask, bind, has_attributes, is_plain, see, state};
use crate::builtins::control;
use jitgen::mode::AnyObj;
use jitgen::{Cmp, Mode};
use vm_core::{ConstKind, Slot, Word};

/// Unification of terms with arguments, and of attributed variables.
#[inline(always)]
fn general<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<(), Leave<M::Word>> {
    let s = state(m);
    ask(m, &control::UNIFY, &[s.word(), a, b])
}

#[inline(always)]
pub(super) fn unify<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<(), Leave<M::Word>> {
    unify_by(m, a, b, terms)
}

/// Unifies two terms; `terms` those of them that are bound, differ, and are neither atoms nor small integers.
#[inline(always)]
fn unify_by<M: Mode>(
    m: &mut M,
    a: M::Word,
    b: M::Word,
    terms: impl FnOnce(&mut M, M::Word, M::Word) -> Result<(), Leave<M::Word>>,
) -> Result<(), Leave<M::Word>> {
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
            if is_plain(m, a) || is_plain(m, b) {
                return Err(Leave::Fail);
            }
            terms(m, a, b)
        }
    }
}

/// So many arguments are unified one by one, as one of the terms was often made just to be taken apart here; with more there are too many ways
/// through them.
const FEW_UNIFIED: u32 = 3;
/// So many are compared one by one.
const FEW_COMPARED: u32 = 4;

/// A compound term that is not wide, its functor promoted.
#[inline(always)]
fn compound<M: Mode>(m: &mut M, w: M::Word) -> Option<AnyObj<M::Word>> {
    let o = m.any_object(w)?;
    (!o.shape.has_tail() && crate::object::world(m.vm()).is_functor(o.shape)).then_some(o)
}

/// Of terms with so many arguments those are looked at first that hold constants: if some differ there is nothing to bind, and to undo. With
/// fewer the second look costs more than it saves.
const MANY: std::ops::RangeInclusive<u32> = 4..=64;

/// Unifies compound terms, and what else is not a plain word.
#[inline(always)]
fn terms<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Result<(), Leave<M::Word>> {
    if heads_differ(m, a, b) {
        return Err(Leave::Fail);
    }
    let Some(a) = compound(m, a) else { return general(m, a, b) };
    let Some(b) = m.cast_any(b, a.shape) else { return Err(Leave::Fail) };
    let arity = a.shape.fixed();
    if arity <= FEW_UNIFIED {
        for i in 0..arity {
            let (x, y) = (argument(m, a, i), argument(m, b, i));
            unify_by(m, x, y, general)?;
        }
        return Ok(());
    }
    if MANY.contains(&arity) {
        ask(m, &control::MAY_UNIFY, &[a.word(), b.word()])?;
    }
    general(m, a.word(), b.word())
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
    // Lists are long.
    let cons = crate::object::world(m.vm()).cons;
    let Some(x) = compound(m, a).filter(|x| x.shape != cons && x.shape.fixed() <= FEW_COMPARED) else { return same_by_helper(m, a, b) };
    let Some(y) = m.cast_any(b, x.shape) else { return Ok(false) };
    for i in 0..x.shape.fixed() {
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
