//! Arithmetic: small integers and floats here, everything else in helpers.

use super::{Outcome, complain, raise};
use crate::builtins::error::Complaint;
use crate::builtins::numbers as n;
use crate::ops::{Flonum, Real};
use jitgen::smi::{self, Division};
use jitgen::{Cmp, FloatFn, FloatOp, Helper, IntOp, Mode, SmiOp};
use vm_core::Word;

/// Calls the helper for operands that have no fast path.
#[inline(never)]
fn slow<M: Mode>(m: &mut M, helper: &'static Helper, a: M::Word, b: M::Word) -> Outcome<M> {
    let r = m.call(helper, &[a, b]);
    r.map_err(|e| raise(m, e))
}

/// A sum, difference or product.
#[inline(always)]
pub(super) fn smi_or_float<M: Mode>(
    m: &mut M,
    op: SmiOp,
    float: FloatOp,
    helper: &'static Helper,
    a: M::Word,
    b: M::Word,
) -> Outcome<M> {
    if let Some((x, y)) = m.as_smis(a, b) {
        return match m.smi_op(op, x, y) {
            Some(r) => Ok(r.word()),
            None => slow(m, helper, a, b),
        };
    }
    if let Some((x, y)) = smi::floats(m, a, b) {
        let r = m.float_op(float, x, y);
        return Ok(m.box_float(r));
    }
    slow(m, helper, a, b)
}

pub(super) fn divide<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Outcome<M> {
    if let Some((x, y)) = m.as_smis(a, b) {
        let (x, y) = (m.untag(x), m.untag(y));
        if let Some((q, r)) = m.int_div(x, y) {
            let zero = m.int(0);
            if m.int_cmp(Cmp::Eq, r, zero) {
                if let Some(q) = m.tag(q) {
                    return Ok(q.word());
                }
            }
        }
        return slow(m, &n::DIV, a, b);
    }
    if let Some((x, y)) = smi::floats(m, a, b) {
        // An exact zero divides nothing.
        if !m.is(b, Word::smi(0)) {
            let r = m.float_op(FloatOp::Div, x, y);
            return Ok(m.box_float(r));
        }
    }
    slow(m, &n::DIV, a, b)
}

/// Integers that floats represent exactly.
const EXACT: i64 = 1 << 53;

/// Compares. Exact integers are not rounded: where a float would not hold one, the helper decides.
#[inline(always)]
pub(super) fn compare<M: Mode>(m: &mut M, cmp: Cmp, a: M::Word, b: M::Word) -> Outcome<M, bool> {
    if let Some((x, y)) = m.as_smis(a, b) {
        return Ok(m.smi_cmp(cmp, x, y));
    }
    compare_floats(m, cmp, a, b)
}

#[inline(always)]
fn compare_floats<M: Mode>(m: &mut M, cmp: Cmp, a: M::Word, b: M::Word) -> Outcome<M, bool> {
    if let Some(x) = m.as_float(a) {
        if let Some(y) = m.as_float(b) {
            return Ok(m.float_cmp(cmp, x, y));
        }
        if let Some(y) = small(m, b) {
            return Ok(m.float_cmp(cmp, x, y));
        }
    } else if let Some(y) = m.as_float(b) {
        if let Some(x) = small(m, a) {
            return Ok(m.float_cmp(cmp, x, y));
        }
    }
    let helper = match cmp {
        Cmp::Less => &n::LESS,
        Cmp::LessEq => &n::LESS_EQ,
        Cmp::Eq => &n::NUM_EQ,
    };
    let r = slow(m, helper, a, b)?;
    Ok(m.is(r, Word::TRUE))
}

/// A small integer that a float represents exactly.
#[inline(always)]
fn small<M: Mode>(m: &mut M, w: M::Word) -> Option<M::Float> {
    let s = m.as_smi(w)?;
    let i = m.untag(s);
    let (low, high) = (m.int(-EXACT), m.int(EXACT));
    if m.int_cmp(Cmp::LessEq, low, i) && m.int_cmp(Cmp::LessEq, i, high) { Some(m.int_to_float(i)) } else { None }
}

pub(super) fn integer_division<M: Mode>(m: &mut M, what: Division, a: M::Word, b: M::Word) -> Outcome<M> {
    if let Some((x, y)) = m.as_smis(a, b)
        && let Some(r) = smi::divide(m, what, x, y)
    {
        return Ok(r.word());
    }
    let helper = match what {
        Division::Quotient => &n::QUOTIENT,
        Division::Remainder => &n::REMAINDER,
        _ => &n::MODULO,
    };
    slow(m, helper, a, b)
}

#[inline(always)]
pub(super) fn bits<M: Mode>(m: &mut M, op: IntOp, a: M::Word, b: M::Word) -> Outcome<M> {
    if let Some((x, y)) = m.as_smis(a, b) {
        return Ok(m.smi_bits(op, x, y).word());
    }
    let helper = match op {
        IntOp::And => &n::BIT_AND,
        IntOp::Or => &n::BIT_OR,
        _ => &n::BIT_XOR,
    };
    slow(m, helper, a, b)
}

pub(super) fn shift<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Outcome<M> {
    if let Some((x, count)) = m.as_smis(a, b)
        && let Some(r) = smi::shift(m, x, count)
    {
        return Ok(r.word());
    }
    slow(m, &n::SHIFT, a, b)
}

pub(super) fn extreme<M: Mode>(m: &mut M, max: bool, a: M::Word, b: M::Word) -> Outcome<M> {
    if let Some((x, y)) = m.as_smis(a, b) {
        let less = m.smi_cmp(Cmp::Less, x, y);
        return Ok(if less == max { b } else { a });
    }
    if let Some(x) = m.as_float(a) {
        if let Some(y) = m.as_float(b) {
            if m.float_cmp(Cmp::Less, x, y) {
                return Ok(if max { b } else { a });
            }
            if m.float_cmp(Cmp::Less, y, x) {
                return Ok(if max { a } else { b });
            }
        }
    }
    slow(m, if max { &n::MAX } else { &n::MIN }, a, b)
}

#[inline(never)]
fn real_slow<M: Mode>(m: &mut M, which: Real, a: M::Word) -> Outcome<M> {
    let which = m.constant(Word::smi(which as i64));
    slow(m, &n::REAL, which, a)
}

/// A function of one number.
pub(super) fn real<M: Mode>(m: &mut M, which: Real, a: M::Word) -> Outcome<M> {
    if let Some(x) = m.as_float(a) {
        return float_fn(m, which, a, x);
    }
    let Some(s) = m.as_smi(a) else { return real_slow(m, which, a) };
    match which {
        Real::Floor | Real::Ceiling | Real::Truncate | Real::Round | Real::Exact | Real::Number => Ok(a),
        Real::Inexact => {
            let i = m.untag(s);
            let f = m.int_to_float(i);
            Ok(m.box_float(f))
        }
        Real::Even | Real::Odd => {
            let one = m.constant(Word::smi(1));
            if let Some((x, one)) = m.as_smis(a, one) {
                let bit = m.smi_bits(IntOp::And, x, one);
                let odd = m.is(bit.word(), Word::smi(1));
                return Ok(m.constant(Word::bool(odd == (which == Real::Odd))));
            }
            real_slow(m, which, a)
        }
        Real::Abs | Real::Negate => {
            let zero = m.constant(Word::smi(0));
            if let Some((z, x)) = m.as_smis(zero, a) {
                if which == Real::Abs && !m.smi_cmp(Cmp::Less, x, z) {
                    return Ok(a);
                }
                if let Some(r) = m.smi_op(SmiOp::Sub, z, x) {
                    return Ok(r.word());
                }
            }
            real_slow(m, which, a)
        }
        _ => real_slow(m, which, a),
    }
}

fn float_fn<M: Mode>(m: &mut M, which: Real, a: M::Word, x: M::Float) -> Outcome<M> {
    let simple = match which {
        Real::Floor => Some(FloatFn::Floor),
        Real::Ceiling => Some(FloatFn::Ceil),
        Real::Truncate => Some(FloatFn::Trunc),
        Real::Round => Some(FloatFn::Round),
        Real::Abs => Some(FloatFn::Abs),
        Real::Negate => Some(FloatFn::Neg),
        _ => None,
    };
    if let Some(f) = simple {
        let r = m.float_fn(f, x);
        return Ok(m.box_float(r));
    }
    let zero = m.float(0.0);
    let call = match which {
        Real::Inexact | Real::Number => return Ok(a),
        Real::Sqrt if m.float_cmp(Cmp::LessEq, zero, x) => {
            let r = m.float_fn(FloatFn::Sqrt, x);
            return Ok(m.box_float(r));
        }
        Real::Exact => {
            let i = m.float_to_int(x);
            let back = m.int_to_float(i);
            if m.float_cmp(Cmp::Eq, back, x) {
                if let Some(s) = m.tag(i) {
                    return Ok(s.word());
                }
            }
            return real_slow(m, which, a);
        }
        Real::Exp => &n::EXP_FLOAT,
        Real::Sin => &n::SIN_FLOAT,
        Real::Cos => &n::COS_FLOAT,
        Real::Tan => &n::TAN_FLOAT,
        Real::Atan => &n::ATAN_FLOAT,
        Real::Log if m.float_cmp(Cmp::Less, zero, x) => &n::LOG_FLOAT,
        _ => return real_slow(m, which, a),
    };
    let r = m.call_float(call, &[x]);
    Ok(m.box_float(r))
}

/// A function of two floats.
pub(super) fn flonum<M: Mode>(m: &mut M, which: Flonum, a: M::Word, b: M::Word) -> Outcome<M> {
    let complaint = match which {
        Flonum::Add => Complaint::FlAdd,
        Flonum::Sub => Complaint::FlSub,
        Flonum::Mul => Complaint::FlMul,
        Flonum::Div => Complaint::FlDiv,
        Flonum::Less => Complaint::FlLess,
        Flonum::LessEq => Complaint::FlLessEq,
        Flonum::Eq => Complaint::FlEq,
    };
    let Some(x) = m.as_float(a) else { return Err(complain(m, complaint, 1, a)) };
    let Some(y) = m.as_float(b) else { return Err(complain(m, complaint, 2, b)) };
    let op = match which {
        Flonum::Add => FloatOp::Add,
        Flonum::Sub => FloatOp::Sub,
        Flonum::Mul => FloatOp::Mul,
        Flonum::Div => FloatOp::Div,
        Flonum::Less | Flonum::LessEq | Flonum::Eq => {
            let cmp = match which {
                Flonum::Less => Cmp::Less,
                Flonum::LessEq => Cmp::LessEq,
                _ => Cmp::Eq,
            };
            let truth = m.float_cmp(cmp, x, y);
            return Ok(m.constant(Word::bool(truth)));
        }
    };
    let r = m.float_op(op, x, y);
    Ok(m.box_float(r))
}
