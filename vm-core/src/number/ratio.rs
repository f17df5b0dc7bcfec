//! Exact rationals: their construction in lowest terms, and the four operations.
//!
//! An operand is an integer or a [`Ratio`]; as a pair of integers, numerator and denominator, both are the same.

use super::division::{gcd_exact, quotient_exact};
use super::gcd;
use super::{NumberError, Result, convert, integer};
use crate::heap::Object;
use crate::word::core_shapes::{RATIO, Ratio};
use crate::{Vm, Word};
use std::cmp::Ordering;

const ONE: Word = Word::smi(1);

/// Numerator and denominator.
#[inline]
pub(super) fn parts(vm: &Vm, o: Object<Ratio>) -> (Word, Word) {
    (vm.get(o, Ratio::numerator), vm.get(o, Ratio::denominator))
}

/// Numerator and denominator of an integer or a rational.
#[inline]
pub(super) fn of(vm: &Vm, a: Word) -> (Word, Word) {
    match vm.cast(a, RATIO) {
        Some(o) => parts(vm, o),
        None => (a, ONE),
    }
}

/// The rational of a numerator and a positive denominator without common divisor.
pub(super) fn in_lowest_terms(vm: &mut Vm, n: Word, d: Word) -> Word {
    if d == ONE { n } else { vm.make(RATIO, &[n, d]).word() }
}

/// The exact quotient of two exact integers.
pub fn make_ratio(vm: &mut Vm, n: Word, d: Word) -> Result {
    if let (Some(x), Some(y)) = (n.as_smi(), d.as_smi()) {
        return small(vm, i128::from(x), i128::from(y));
    }
    if d == Word::smi(0) {
        return Err(NumberError::DivisionByZero);
    }
    integer::operand(vm, d, 1)?;
    let g = gcd_exact(vm, n, d)?;
    let (mut n, mut d) = if g == ONE { (n, d) } else { (quotient_exact(vm, n, g)?, quotient_exact(vm, d, g)?) };
    if integer::is_negative(vm, d) {
        (n, d) = (integer::negate(vm, n)?, integer::negate(vm, d)?);
    }
    Ok(in_lowest_terms(vm, n, d))
}

/// The quotient of two machine integers.
fn small(vm: &mut Vm, n: i128, d: i128) -> Result {
    if d == 0 {
        return Err(NumberError::DivisionByZero);
    }
    let g = gcd_u128(n.unsigned_abs(), d.unsigned_abs());
    let negative = (n < 0) != (d < 0);
    let (n, d) = (n.unsigned_abs() / g, d.unsigned_abs() / g);
    let n = super::limbs::from_u128_parts(vm, negative, n)?;
    let d = convert::from_u128(vm, d)?;
    Ok(in_lowest_terms(vm, n, d))
}

fn gcd_u128(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = if a > b { (b, a) } else { (a, b) };
    // One division brings operands of different lengths together; then 64 bits usually are enough.
    while a != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd::of_limbs(x, y));
        }
        (a, b) = (b % a, a);
    }
    b
}

/// Four small integers, if both operands consist of such.
#[inline]
fn all_small(a: (Word, Word), b: (Word, Word)) -> Option<[i128; 4]> {
    match (a.0.as_smi(), a.1.as_smi(), b.0.as_smi(), b.1.as_smi()) {
        (Some(p), Some(q), Some(r), Some(s)) => Some([p, q, r, s].map(i128::from)),
        _ => None,
    }
}

/// Addition or subtraction of integers.
type Linear = fn(&mut Vm, Word, Word) -> Result;

/// The sum.
pub(super) fn add(vm: &mut Vm, a: Word, b: Word) -> Result {
    let (a, b) = (of(vm, a), of(vm, b));
    match all_small(a, b) {
        Some([p, q, r, s]) => small(vm, p * s + r * q, q * s),
        None => linear(vm, a, b, integer::add),
    }
}

/// The difference.
pub(super) fn sub(vm: &mut Vm, a: Word, b: Word) -> Result {
    let (a, b) = (of(vm, a), of(vm, b));
    match all_small(a, b) {
        Some([p, q, r, s]) => small(vm, p * s - r * q, q * s),
        None => linear(vm, a, b, integer::sub),
    }
}

/// Sum or difference of long rationals (Knuth, section 4.5.1): the common divisor is taken out early, while numbers are short.
fn linear(vm: &mut Vm, (p, q): (Word, Word), (r, s): (Word, Word), op: Linear) -> Result {
    let g = gcd_exact(vm, q, s)?;
    if g == ONE {
        let (x, y) = (integer::mul(vm, p, s)?, integer::mul(vm, r, q)?);
        let (n, d) = (op(vm, x, y)?, integer::mul(vm, q, s)?);
        return Ok(in_lowest_terms(vm, n, d));
    }
    let (q_part, s_part) = (quotient_exact(vm, q, g)?, quotient_exact(vm, s, g)?);
    let (x, y) = (integer::mul(vm, p, s_part)?, integer::mul(vm, r, q_part)?);
    let t = op(vm, x, y)?;
    if t == Word::smi(0) {
        return Ok(t);
    }
    let h = gcd_exact(vm, t, g)?;
    let n = quotient_exact(vm, t, h)?;
    let s_rest = quotient_exact(vm, s, h)?;
    let d = integer::mul(vm, q_part, s_rest)?;
    Ok(in_lowest_terms(vm, n, d))
}

/// The product.
pub(super) fn mul(vm: &mut Vm, a: Word, b: Word) -> Result {
    let (a, b) = (of(vm, a), of(vm, b));
    match all_small(a, b) {
        Some([p, q, r, s]) => small(vm, p * r, q * s),
        None => product(vm, a, b),
    }
}

/// The quotient.
pub(super) fn div(vm: &mut Vm, a: Word, b: Word) -> Result {
    let (a, (r, s)) = (of(vm, a), of(vm, b));
    if r == Word::smi(0) {
        return Err(NumberError::DivisionByZero);
    }
    if let Some([p, q, r, s]) = all_small(a, (r, s)) {
        return small(vm, p * s, q * r);
    }
    if integer::is_negative(vm, r) {
        let (s, r) = (integer::negate(vm, s)?, integer::negate(vm, r)?);
        return product(vm, a, (s, r));
    }
    product(vm, a, (s, r))
}

/// The product of long rationals: common divisors are taken out of numerators and denominators crosswise.
fn product(vm: &mut Vm, (p, q): (Word, Word), (r, s): (Word, Word)) -> Result {
    let (g, h) = (gcd_exact(vm, p, s)?, gcd_exact(vm, r, q)?);
    let (p, s) = (quotient_exact(vm, p, g)?, quotient_exact(vm, s, g)?);
    let (r, q) = (quotient_exact(vm, r, h)?, quotient_exact(vm, q, h)?);
    let (n, d) = (integer::mul(vm, p, r)?, integer::mul(vm, q, s)?);
    Ok(in_lowest_terms(vm, n, d))
}

/// The order of two exact reals.
pub(super) fn compare(vm: &Vm, a: Word, b: Word) -> Result<Ordering> {
    let ((p, q), (r, s)) = (of(vm, a), of(vm, b));
    if let Some([p, q, r, s]) = all_small((p, q), (r, s)) {
        return Ok((p * s).cmp(&(r * q)));
    }
    let (p_sign, r_sign) = (sign(vm, p), sign(vm, r));
    if p_sign != r_sign || p_sign == 0 {
        return Ok(p_sign.cmp(&r_sign));
    }
    let [p, q, r, s] =
        [integer::operand(vm, p, 0)?, integer::operand(vm, q, 0)?, integer::operand(vm, r, 1)?, integer::operand(vm, s, 1)?]
            .map(|x| x.to_ubig(vm));
    let order = (p * s).cmp(&(r * q));
    Ok(if p_sign < 0 { order.reverse() } else { order })
}

/// The sign of an integer.
pub(super) fn sign(vm: &Vm, a: Word) -> i32 {
    match a.as_smi() {
        Some(n) => n.signum() as i32,
        None if integer::is_negative(vm, a) => -1,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use dashu_int::IBig;
    use dashu_int::ops::Gcd;

    fn check(vm: &Vm, w: Word, n: &IBig, d: &IBig) {
        let (p, q) = of(vm, w);
        let (p, q) = (convert::to_ibig(vm, p).unwrap(), convert::to_ibig(vm, q).unwrap());
        assert!(q > IBig::from(0));
        assert!(p == IBig::from(0) && q == IBig::from(1) || (&p).gcd(&q) == dashu_int::UBig::ONE, "{p}/{q}");
        assert_eq!(&p * d, n * &q, "{p}/{q} is not {n}/{d}");
        assert_eq!(vm.cast(w, RATIO).is_some(), q != IBig::from(1));
    }

    #[test]
    fn arithmetic_agrees_with_the_definitions() {
        let mut vm = vm();
        let mut random = Random::new(31);
        let zero = IBig::from(0);
        for _ in 0..5000 {
            let [p, mut q, r, mut s] = [random.integer(), random.integer(), random.integer(), random.integer()];
            if q == zero {
                q = IBig::from(1);
            }
            if s == zero {
                s = IBig::from(-6);
            }
            let [a, b, c, d] = [&p, &q, &r, &s].map(|x| convert::from_ibig(&mut vm, x).unwrap());
            let (x, y) = (make_ratio(&mut vm, a, b).unwrap(), make_ratio(&mut vm, c, d).unwrap());
            check(&vm, x, &p, &q);
            let w = add(&mut vm, x, y).unwrap();
            check(&vm, w, &(&p * &s + &r * &q), &(&q * &s));
            let w = sub(&mut vm, x, y).unwrap();
            check(&vm, w, &(&p * &s - &r * &q), &(&q * &s));
            let w = mul(&mut vm, x, y).unwrap();
            check(&vm, w, &(&p * &r), &(&q * &s));
            if r == zero {
                assert_eq!(div(&mut vm, x, y), Err(NumberError::DivisionByZero));
            } else {
                let w = div(&mut vm, x, y).unwrap();
                check(&vm, w, &(&p * &s), &(&q * &r));
            }
            let positive = (q > zero) == (s > zero);
            let order = (&p * &s).cmp(&(&r * &q));
            assert_eq!(compare(&vm, x, y), Ok(if positive { order } else { order.reverse() }), "{p}/{q} {r}/{s}");
        }
    }

    #[test]
    fn denominators_are_positive_and_not_one() {
        assert_eq!(binary(make_ratio, "6", "-4"), "-3/2");
        assert_eq!(binary(make_ratio, "-6", "-3"), "2");
        assert_eq!(binary(make_ratio, "0", "-3"), "0");
        assert_eq!(binary(make_ratio, "5", "0"), "division by zero");
        assert_eq!(binary(make_ratio, "100000000000000000000", "0"), "division by zero");
        assert_eq!(binary(make_ratio, "100000000000000000000", "-30000000000000000000"), "-10/3");
    }
}
