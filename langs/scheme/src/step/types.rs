//! Types and equality.

use super::Outcome;
use crate::builtins::equal::{EQUAL, EQV};
use crate::builtins::numbers::{IS_EXACT_INTEGER, IS_NUMBER};
use crate::ops::Type;
use jitgen::Mode;
use vm_core::core_shapes::{BYTES, CELL, CLOSURE, PAIR, TEXT, TUPLE, VECTOR};
use vm_core::{ConstKind, Word};

/// Whether a word is of a type.
#[inline(always)]
pub(super) fn is<M: Mode>(m: &mut M, w: M::Word, kind: Type) -> bool {
    match kind {
        Type::Null => m.is(w, Word::NIL),
        Type::Pair => m.cast(w, PAIR).is_some(),
        Type::Vector => m.cast(w, VECTOR).is_some(),
        Type::Text => m.cast(w, TEXT).is_some(),
        Type::Symbol => m.is_kind(w, ConstKind::Symbol),
        Type::Char => m.is_kind(w, ConstKind::Char),
        Type::Boolean => m.is(w, Word::TRUE) || m.is(w, Word::FALSE),
        Type::Procedure => m.cast(w, CLOSURE).is_some(),
        Type::Bytes => m.cast(w, BYTES).is_some(),
        Type::Eof => m.is(w, Word::EOF),
        Type::Fixnum => m.as_smi(w).is_some(),
        Type::Flonum => m.as_float(w).is_some(),
        Type::Number => m.as_smi(w).is_some() || m.as_float(w).is_some() || ask(m, &IS_NUMBER, w),
        Type::ExactInteger => m.as_smi(w).is_some() || ask(m, &IS_EXACT_INTEGER, w),
        Type::Values => m.cast(w, TUPLE).is_some(),
        Type::Cell => m.cast(w, CELL).is_some(),
        Type::Default => m.is(w, Word::UNDEFINED),
    }
}

#[inline(never)]
fn ask<M: Mode>(m: &mut M, helper: &'static jitgen::Helper, w: M::Word) -> bool {
    match m.call(helper, &[w]) {
        Ok(r) => m.is(r, Word::TRUE),
        Err(_) => false,
    }
}

/// Whether a word is one of those of which the identical one is the only equal one.
#[inline(always)]
fn is_simple<M: Mode>(m: &mut M, w: M::Word) -> bool {
    m.as_smi(w).is_some() || m.is_kind(w, ConstKind::Symbol)
}

#[inline(always)]
pub(super) fn eqv<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Outcome<M> {
    if m.same(a, b) {
        return Ok(m.constant(Word::TRUE));
    }
    if is_simple(m, a) {
        return Ok(m.constant(Word::FALSE));
    }
    let r = m.call(&EQV, &[a, b]);
    r.map_err(|e| super::raise(m, e))
}

#[inline(always)]
pub(super) fn equal<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Outcome<M> {
    if m.same(a, b) {
        return Ok(m.constant(Word::TRUE));
    }
    if is_simple(m, a) || is_simple(m, b) {
        return Ok(m.constant(Word::FALSE));
    }
    let r = m.call(&EQUAL, &[a, b]);
    r.map_err(|e| super::raise(m, e))
}
