//! Arithmetic: small integers and floats here, everything else in helpers.

use super::{Leave, Value, argument, see, word};
use crate::arith;
use crate::object::world;
use crate::ops::Integer;
use jitgen::smi::{self, Division};
use jitgen::{Class, Cmp, FloatOp, Helper, IntOp, Mode, SmiOp};
use vm_core::{Slot, Word};

/// What an operand is if it is a number: references followed. The slot keeps that, so it need not be done again: in a loop, each time round.
#[inline(always)]
fn operand<M: Mode>(m: &mut M, slot: Slot) -> M::Word {
    let w = m.get(slot);
    if m.as_smi(w).is_some() {
        return w;
    }
    let seen = see(m, w);
    let w = word::<M>(seen);
    m.set(slot, w);
    w
}

#[inline(always)]
pub(super) fn number<M: Mode>(m: &mut M, a: Slot) -> Value<M> {
    let w = operand(m, a);
    if m.as_smi(w).is_some() || m.as_float(w).is_some() {
        return Ok(w);
    }
    match simple(m, w) {
        Some(value) => Ok(value),
        None => m.call(&arith::EVALUATE, &[w]).map_err(Leave::Throw),
    }
}

/// The value of a term that is a sum, a difference or a product of small integers: what `call/1` is given is evaluated as a term.
#[inline(always)]
fn simple<M: Mode>(m: &mut M, w: M::Word) -> Option<M::Word> {
    let Class::Object(shape) = m.class(w)? else { return None };
    let name = m.vm().shapes.get(shape).name;
    let which = world(m.vm()).operations.iter().position(|o| *o == name && shape.fixed() == 2)?;
    let term = m.cast_any(w, shape)?;
    let [a, b] = [0, 1].map(|i| {
        let w = argument(m, term, i);
        word::<M>(see(m, w))
    });
    let (a, b) = m.as_smis(a, b)?;
    m.smi_op([SmiOp::Add, SmiOp::Sub, SmiOp::Mul][which], a, b).map(|r| r.word())
}

#[inline(always)]
pub(super) fn arithmetic<M: Mode>(m: &mut M, smi: SmiOp, float: FloatOp, slow: &'static Helper, a: Slot, b: Slot) -> Value<M> {
    let (a, b) = (operand(m, a), operand(m, b));
    operation(m, smi, float, slow, a, b)
}

/// The sum of an operand and a constant.
#[inline(always)]
pub(super) fn plus<M: Mode>(m: &mut M, a: Slot, n: i16) -> Value<M> {
    let (a, n) = (operand(m, a), m.constant(Word::smi(n.into())));
    operation(m, SmiOp::Add, FloatOp::Add, &arith::ADD, a, n)
}

/// An operation on operands.
#[inline(always)]
fn operation<M: Mode>(m: &mut M, smi: SmiOp, float: FloatOp, slow: &'static Helper, a: M::Word, b: M::Word) -> Value<M> {
    if let Some((x, y)) = m.as_smis(a, b) {
        if let Some(r) = m.smi_op(smi, x, y) {
            return Ok(r.word());
        }
    } else if let (Some(x), Some(y)) = (m.as_float(a), m.as_float(b)) {
        let r = m.float_op(float, x, y);
        let w = m.box_float(r);
        // Overflow is an error, which the general function knows.
        let zero = m.float(0.0);
        let difference = m.float_op(FloatOp::Sub, r, r);
        if m.float_cmp(Cmp::Eq, difference, zero) {
            return Ok(w);
        }
    }
    m.call(slow, &[a, b]).map_err(Leave::Throw)
}

/// An operation of small integers; others are the general function's.
#[inline(always)]
pub(super) fn integer<M: Mode>(m: &mut M, operation: u8, a: Slot, b: Slot) -> Value<M> {
    let (a, b) = (operand(m, a), operand(m, b));
    if let Some((x, y)) = m.as_smis(a, b) {
        let result = match Integer::ALL[usize::from(Integer::parts(operation).0)].0 {
            Integer::Quotient => smi::divide(m, Division::Quotient, x, y),
            Integer::Remainder => smi::divide(m, Division::Remainder, x, y),
            Integer::FloorQuotient => smi::divide(m, Division::FloorQuotient, x, y),
            Integer::Modulo => smi::divide(m, Division::Modulo, x, y),
            Integer::And => Some(m.smi_bits(IntOp::And, x, y)),
            Integer::Or => Some(m.smi_bits(IntOp::Or, x, y)),
            Integer::Xor => Some(m.smi_bits(IntOp::Xor, x, y)),
            Integer::Left => smi::shift(m, x, y),
            Integer::Right => {
                let zero = m.constant(Word::smi(0));
                let zero = m.as_smi(zero).expect("a constant");
                m.smi_op(SmiOp::Sub, zero, y).and_then(|y| smi::shift(m, x, y))
            }
            Integer::Min => Some(if m.smi_cmp(Cmp::Less, y, x) { y } else { x }),
            Integer::Max => Some(if m.smi_cmp(Cmp::Less, x, y) { y } else { x }),
        };
        if let Some(r) = result {
            return Ok(r.word());
        }
    }
    let k = m.constant(Word::smi(Integer::parts(operation).0.into()));
    m.call(&arith::INTEGER, &[k, a, b]).map_err(Leave::Throw)
}

/// Whether two numbers compare so.
#[inline(always)]
pub(super) fn holds<M: Mode>(m: &mut M, cmp: Cmp, a: Slot, b: Slot) -> Result<bool, Leave<M::Word>> {
    let (a, b) = (operand(m, a), operand(m, b));
    if let Some((x, y)) = m.as_smis(a, b) {
        return Ok(m.smi_cmp(cmp, x, y));
    }
    if let (Some(x), Some(y)) = (m.as_float(a), m.as_float(b)) {
        return Ok(m.float_cmp(cmp, x, y));
    }
    let order = m.call(&arith::COMPARE, &[a, b]).map_err(Leave::Throw)?;
    let Some(order) = m.as_smi(order) else { return Ok(false) };
    let zero = m.constant(Word::smi(0));
    let Some(zero) = m.as_smi(zero) else { return Ok(false) };
    Ok(m.smi_cmp(cmp, order, zero))
}
