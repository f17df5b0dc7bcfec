//! Arithmetic that takes more than one operation of a [`Mode`]: division and shifts of small integers, floats mixed with them. `None` where
//! the result is no small integer, or there is none: the language's general function knows what to do then.

use crate::mode::{Cmp, IntOp, Mode, Smi};

/// Shifts by more than this leave nothing but the sign, or do not fit.
const MOST_SHIFTED: i64 = 62;

/// What of a division is wanted. The divisor's sign and the dividend's decide about rounding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Division {
    /// The quotient, rounded to zero.
    Quotient,
    /// The remainder, with the sign of the dividend.
    Remainder,
    /// The quotient, rounded down.
    FloorQuotient,
    /// The remainder, with the sign of the divisor.
    Modulo,
}

/// Divides.
#[inline(always)]
pub fn divide<M: Mode>(m: &mut M, what: Division, a: Smi<M::Word>, b: Smi<M::Word>) -> Option<Smi<M::Word>> {
    let (x, y) = (m.untag(a), m.untag(b));
    let (zero, minus_one) = (m.int(0), m.int(-1));
    let floor = matches!(what, Division::FloorQuotient | Division::Modulo);
    // The signs are looked at first: what is known of them makes the division cheaper.
    let opposite = floor && m.int_cmp(Cmp::Less, x, zero) != m.int_cmp(Cmp::Less, y, zero);
    let (q, r) = m.int_div(x, y)?;
    let down = opposite && !m.int_cmp(Cmp::Eq, r, zero);
    let result = match what {
        Division::Modulo if down => m.int_op(IntOp::Add, r, y),
        Division::FloorQuotient if down => m.int_op(IntOp::Add, q, minus_one),
        Division::Modulo | Division::Remainder => r,
        Division::FloorQuotient | Division::Quotient => q,
    };
    m.tag(result)
}

/// Shifts to the left, by a negative count to the right, with the sign.
#[inline(always)]
pub fn shift<M: Mode>(m: &mut M, a: Smi<M::Word>, count: Smi<M::Word>) -> Option<Smi<M::Word>> {
    let (x, count) = (m.untag(a), m.untag(count));
    let (zero, most) = (m.int(0), m.int(MOST_SHIFTED));
    if m.int_cmp(Cmp::Less, count, zero) {
        let right = m.int_op(IntOp::Sub, zero, count);
        let right = if m.int_cmp(Cmp::Less, right, most) { right } else { m.int(MOST_SHIFTED + 1) };
        let r = m.int_op(IntOp::Sar, x, right);
        return m.tag(r);
    }
    if !m.int_cmp(Cmp::Less, count, most) {
        return None;
    }
    let r = m.int_op(IntOp::Shl, x, count);
    let back = m.int_op(IntOp::Sar, r, count);
    if m.int_cmp(Cmp::Eq, back, x) { m.tag(r) } else { None }
}

/// Both operands as floats, if each is a float or a small integer.
#[inline(always)]
pub fn floats<M: Mode>(m: &mut M, a: M::Word, b: M::Word) -> Option<(M::Float, M::Float)> {
    Some((float(m, a)?, float(m, b)?))
}

/// Compares two numbers, each a float or a small integer.
#[inline(always)]
pub fn compare<M: Mode>(m: &mut M, cmp: Cmp, a: M::Word, b: M::Word) -> Option<bool> {
    if let Some((x, y)) = m.as_smis(a, b) {
        return Some(m.smi_cmp(cmp, x, y));
    }
    let (x, y) = floats(m, a, b)?;
    Some(m.float_cmp(cmp, x, y))
}

#[inline(always)]
fn float<M: Mode>(m: &mut M, w: M::Word) -> Option<M::Float> {
    if let Some(x) = m.as_float(w) {
        return Some(x);
    }
    let i = m.as_smi(w)?;
    let n = m.untag(i);
    Some(m.int_to_float(n))
}
