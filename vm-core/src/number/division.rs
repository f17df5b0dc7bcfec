//! Quotients and remainders of integers, truncated and floored; greatest common divisors.
//!
//! A float without fraction counts as an integer; the result is then a float too, computed exactly and rounded once. The
//! functions of exact integers come first, the public operations after them.

use super::gcd as greatest;
use super::integer::{self, operand};
use super::limbs::{self, Integer};
use super::nat::{self, Divisor, Scratch};
use super::{Expected, Number, NumberError, Result, convert};
use crate::{Vm, Word};
use smallvec::smallvec;
use std::cmp::Ordering;

/// From how many limbs of both divisor and quotient on a division is left to `dashu_int`.
const LONG_QUOTIENT: usize = 400;

/// Which results are wanted: the other is an arbitrary word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Quotient,
    Remainder,
    Both,
}

/// Quotient rounded towards zero, and remainder with the sign of the dividend, of exact integers.
fn truncated(vm: &mut Vm, a: Word, b: Word, want: Want) -> Result<(Word, Word)> {
    if b == Word::smi(0) {
        return Err(NumberError::DivisionByZero);
    }
    if let (Some(x), Some(y)) = (a.as_smi(), b.as_smi()) {
        // The quotient of the smallest integer and -1 is not small, but does not overflow 64 bits.
        return Ok((convert::from_i64(vm, x / y)?, Word::smi(x % y)));
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    let (p, q) = (x.limbs(vm), y.limbs(vm));
    if nat::compare(p, q) == Ordering::Less {
        return Ok((Word::smi(0), a));
    }
    let negative = x.negative != y.negative;
    if p.len() <= 2 {
        let wide = |l: &[u64]| u128::from(l[0]) | u128::from(l.get(1).copied().unwrap_or(0)) << 64;
        let (m, n) = (wide(p), wide(q));
        let quotient = limbs::from_u128_parts(vm, negative, m / n)?;
        return Ok((quotient, limbs::from_u128_parts(vm, x.negative, m % n)?));
    }
    if let [d] = *q {
        return by_limb(vm, &x, d, negative, want);
    }
    long(vm, &x, &y, negative, want)
}

/// Division of three or more limbs by one.
fn by_limb(vm: &mut Vm, x: &Integer, d: u64, negative: bool, want: Want) -> Result<(Word, Word)> {
    let p = x.limbs(vm);
    let divisor = Divisor::new(d);
    if want == Want::Remainder {
        let r = divisor.remainder(p);
        return Ok((Word::smi(0), limbs::from_limbs(vm, x.negative, &[r])?));
    }
    let n = p.len();
    let length = if p[n - 1] >= d { n } else { n - 1 };
    let mut r = 0;
    let quotient = limbs::fill(vm, negative, length, [x, x], |[p, _], out| r = divisor.divide(out, p))?;
    Ok((quotient, limbs::from_limbs(vm, x.negative, &[r])?))
}

/// Division by two or more limbs.
fn long(vm: &mut Vm, x: &Integer, y: &Integer, negative: bool, want: Want) -> Result<(Word, Word)> {
    let (p, q) = (x.limbs(vm), y.limbs(vm));
    if q.len() >= LONG_QUOTIENT && p.len() - q.len() >= LONG_QUOTIENT {
        let (quotient, rest) = convert::div_rem(&x.to_ubig(vm), &y.to_ubig(vm));
        return Ok((limbs::from_ubig(vm, negative, &quotient)?, limbs::from_ubig(vm, x.negative, &rest)?));
    }
    let shift = u64::from(q[q.len() - 1].leading_zeros());
    let mut divisor: Scratch = smallvec![0; q.len()];
    let mut rest: Scratch = smallvec![0; p.len() + 1];
    let mut quotient: Scratch = smallvec![0; p.len() - q.len() + 1];
    nat::shift_left(&mut divisor, q, shift);
    nat::shift_left(&mut rest, p, shift);
    nat::divide_normalised(&mut quotient, &mut rest, &divisor);
    let quotient = if want == Want::Remainder { Word::smi(0) } else { limbs::from_limbs(vm, negative, &quotient)? };
    if want == Want::Quotient {
        return Ok((quotient, Word::smi(0)));
    }
    nat::shift_right(&mut divisor, &rest[..y.length(vm)], shift);
    Ok((quotient, limbs::from_limbs(vm, x.negative, &divisor)?))
}

/// Quotient rounded down, and remainder with the sign of the divisor, of exact integers.
fn floored(vm: &mut Vm, a: Word, b: Word, want: Want) -> Result<(Word, Word)> {
    // Whether there is a correction depends on the remainder.
    let (q, r) = truncated(vm, a, b, if want == Want::Quotient { Want::Both } else { want })?;
    if r == Word::smi(0) || integer::is_negative(vm, r) == integer::is_negative(vm, b) {
        return Ok((q, r));
    }
    let q = if want == Want::Remainder { q } else { integer::sub(vm, q, Word::smi(1))? };
    let r = if want == Want::Quotient { r } else { integer::add(vm, r, b)? };
    Ok((q, r))
}

/// The quotient of exact integers, rounded down.
pub(super) fn floor_exact(vm: &mut Vm, a: Word, b: Word) -> Result {
    Ok(floored(vm, a, b, Want::Quotient)?.0)
}

/// The quotient of exact integers that is known to have no remainder, or else is rounded towards zero.
pub(super) fn quotient_exact(vm: &mut Vm, a: Word, b: Word) -> Result {
    Ok(truncated(vm, a, b, Want::Quotient)?.0)
}

/// The quotient, rounded down, and the remainder of exact integers.
pub(super) fn floor_exact_both(vm: &mut Vm, a: Word, b: Word) -> Result<(Word, Word)> {
    floored(vm, a, b, Want::Both)
}

/// The greatest common divisor of exact integers, not negative.
pub(super) fn gcd_exact(vm: &mut Vm, a: Word, b: Word) -> Result {
    if let (Some(x), Some(y)) = (a.as_smi(), b.as_smi()) {
        return convert::from_u64(vm, greatest::of_limbs(x.unsigned_abs(), y.unsigned_abs()));
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    let (p, q) = (x.limbs(vm), y.limbs(vm));
    let d = match (p, q) {
        ([], rest) | (rest, []) => {
            let magnitude = Scratch::from_slice(rest);
            return limbs::from_limbs(vm, false, &magnitude);
        }
        (rest, &[d]) | (&[d], rest) => greatest::of_limbs(Divisor::new(d).remainder(rest), d),
        _ if p.len().min(q.len()) >= greatest::LONG => {
            let (p, q, poll) = (p.to_vec(), q.to_vec(), vm.poll.clone());
            let d = greatest::of_long(p, q, || super::is_interrupted(&poll)).ok_or(NumberError::Interrupted)?;
            return limbs::from_limbs(vm, false, &d);
        }
        _ => {
            use dashu_int::ops::Gcd;
            let d = x.to_ubig(vm).gcd(y.to_ubig(vm));
            return limbs::from_ubig(vm, false, &d);
        }
    };
    convert::from_u64(vm, d)
}

/// The operands as exact integers, if one of them is a float and both are integers.
#[cold]
fn from_floats(vm: &mut Vm, a: Word, b: Word) -> Result<(Word, Word)> {
    Ok((from_float(vm, a, 0)?, from_float(vm, b, 1)?))
}

/// The exact integer that operand number `index` is.
fn from_float(vm: &mut Vm, a: Word, index: u8) -> Result {
    match Number::of(vm, a) {
        Some(Number::Small(_) | Number::Big(_)) => Ok(a),
        Some(Number::Float(f)) => convert::integer_from_f64(vm, f).map_err(|e| match e {
            NumberError::Operand { expected, .. } => NumberError::operand(index, expected),
            e => e,
        }),
        _ => Err(NumberError::operand(index, Expected::Integer)),
    }
}

fn is_exact_integer(vm: &Vm, a: Word) -> bool {
    Integer::of(vm, a).is_some()
}

type Both = fn(&mut Vm, Word, Word, Want) -> Result<(Word, Word)>;

/// Applies a division of exact integers to operands of any kind.
#[cold]
fn general(vm: &mut Vm, a: Word, b: Word, want: Want, divide: Both) -> Result<(Word, Word)> {
    if is_exact_integer(vm, a) && is_exact_integer(vm, b) {
        return divide(vm, a, b, want);
    }
    let (x, y) = from_floats(vm, a, b)?;
    let (q, r) = divide(vm, x, y, want)?;
    Ok((convert::inexact(vm, q)?, convert::inexact(vm, r)?))
}

/// The operands of the fast paths: small integers, the second not zero and (so that nothing overflows) not -1.
#[inline(always)]
fn small(a: Word, b: Word) -> Option<(i64, i64)> {
    match (a.as_smi(), b.as_smi()) {
        (Some(x), Some(y)) if y != 0 && y != -1 => Some((x, y)),
        _ => None,
    }
}

/// The quotient of integers, rounded towards zero.
#[inline]
pub fn quotient(vm: &mut Vm, a: Word, b: Word) -> Result {
    match small(a, b) {
        Some((x, y)) => Ok(Word::smi(x / y)),
        None => Ok(general(vm, a, b, Want::Quotient, truncated)?.0),
    }
}

/// The remainder of integers, with the sign of the dividend.
#[inline]
pub fn remainder(vm: &mut Vm, a: Word, b: Word) -> Result {
    match small(a, b) {
        Some((x, y)) => Ok(Word::smi(x % y)),
        None => Ok(general(vm, a, b, Want::Remainder, truncated)?.1),
    }
}

/// The remainder of integers, with the sign of the divisor.
#[inline]
pub fn modulo(vm: &mut Vm, a: Word, b: Word) -> Result {
    match small(a, b) {
        Some((x, y)) => {
            let r = x % y;
            Ok(Word::smi(if r != 0 && (r < 0) != (y < 0) { r + y } else { r }))
        }
        None => Ok(general(vm, a, b, Want::Remainder, floored)?.1),
    }
}

/// The quotient of integers, rounded down.
#[inline]
pub fn floor_quotient(vm: &mut Vm, a: Word, b: Word) -> Result {
    match small(a, b) {
        Some((x, y)) => Ok(Word::smi(x / y - i64::from(x % y != 0 && (x < 0) != (y < 0)))),
        None => Ok(general(vm, a, b, Want::Quotient, floored)?.0),
    }
}

/// Quotient rounded towards zero, and its remainder.
pub fn truncate_divide(vm: &mut Vm, a: Word, b: Word) -> Result<(Word, Word)> {
    general(vm, a, b, Want::Both, truncated)
}

/// Quotient rounded down, and its remainder.
pub fn floor_divide(vm: &mut Vm, a: Word, b: Word) -> Result<(Word, Word)> {
    general(vm, a, b, Want::Both, floored)
}

/// The greatest common divisor of integers, not negative; of zeros it is zero.
pub fn gcd(vm: &mut Vm, a: Word, b: Word) -> Result {
    if is_exact_integer(vm, a) && is_exact_integer(vm, b) {
        return gcd_exact(vm, a, b);
    }
    let (x, y) = from_floats(vm, a, b)?;
    let d = gcd_exact(vm, x, y)?;
    convert::inexact(vm, d)
}

/// The least common multiple of integers, not negative; with a zero it is zero.
pub fn lcm(vm: &mut Vm, a: Word, b: Word) -> Result {
    if !is_exact_integer(vm, a) || !is_exact_integer(vm, b) {
        let (x, y) = from_floats(vm, a, b)?;
        let m = lcm(vm, x, y)?;
        return convert::inexact(vm, m);
    }
    if a == Word::smi(0) || b == Word::smi(0) {
        return Ok(Word::smi(0));
    }
    let d = gcd_exact(vm, a, b)?;
    let part = quotient_exact(vm, a, d)?;
    let multiple = integer::mul(vm, part, b)?;
    if integer::is_negative(vm, multiple) { integer::negate(vm, multiple) } else { Ok(multiple) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use dashu_int::ops::{Abs, Gcd};
    use dashu_int::{IBig, UBig};

    fn floor(x: &IBig, y: &IBig) -> (IBig, IBig) {
        let (q, r) = (x / y, x % y);
        let zero = IBig::from(0);
        if r != zero && (r < zero) != (*y < zero) { (q - IBig::from(1), r + y) } else { (q, r) }
    }

    fn check(vm: &mut Vm, x: &IBig, y: &IBig) {
        let (a, b) = (convert::from_ibig(vm, x).unwrap(), convert::from_ibig(vm, y).unwrap());
        let d = gcd(vm, a, b).unwrap();
        if *x != IBig::from(0) || *y != IBig::from(0) {
            assert_eq!(convert::to_ibig(vm, d), Some(IBig::from(x.gcd(y))), "gcd {x} {y}");
        }
        if *y == IBig::from(0) {
            assert_eq!(quotient(vm, a, b), Err(NumberError::DivisionByZero));
            assert_eq!(modulo(vm, a, b), Err(NumberError::DivisionByZero));
            return;
        }
        let (q, r) = truncate_divide(vm, a, b).unwrap();
        let (fq, fr) = floor_divide(vm, a, b).unwrap();
        let results = [
            (q, x / y),
            (r, x % y),
            (quotient(vm, a, b).unwrap(), x / y),
            (remainder(vm, a, b).unwrap(), x % y),
            (fq, floor(x, y).0),
            (fr, floor(x, y).1),
            (floor_quotient(vm, a, b).unwrap(), floor(x, y).0),
            (modulo(vm, a, b).unwrap(), floor(x, y).1),
        ];
        for (i, (w, expected)) in results.into_iter().enumerate() {
            assert!(limbs::is_normal(vm, w), "{x} {y} {i}");
            assert_eq!(convert::to_ibig(vm, w), Some(expected), "{x} {y} {i}");
        }
        let m = lcm(vm, a, b).unwrap();
        let expected = if *x == IBig::from(0) { IBig::from(0) } else { (x * y).abs() / IBig::from(x.gcd(y)) };
        assert_eq!(convert::to_ibig(vm, m), Some(expected));
    }

    #[test]
    fn divisions_agree_with_an_independent_library() {
        let mut vm = vm();
        let mut random = Random::new(21);
        for _ in 0..20_000 {
            let (x, y) = (random.integer(), random.integer());
            check(&mut vm, &x, &y);
        }
        for _ in 0..200 {
            let x = IBig::from(UBig::from_words(&random.limbs(1, 120)));
            let y = IBig::from(UBig::from_words(&random.limbs(1, 60)));
            check(&mut vm, &x, &y);
            check(&mut vm, &-(&x * &y), &y);
        }
    }

    #[test]
    fn small_operands_and_their_edges() {
        use crate::word::{SMI_MAX, SMI_MIN};
        let mut vm = vm();
        let edges = [0, 1, -1, 2, -2, 3, 7, -7, SMI_MAX, SMI_MIN, SMI_MAX - 1, SMI_MIN + 1];
        for x in edges {
            for y in edges {
                check(&mut vm, &IBig::from(x), &IBig::from(y));
            }
        }
    }

    #[test]
    fn floats_without_fraction_are_integers() {
        assert_eq!(binary(quotient, "7.0", "-2"), "-3.0");
        assert_eq!(binary(modulo, "-7", "2.0"), "1.0");
        assert_eq!(binary(remainder, "-7.0", "2.0"), "-1.0");
        assert_eq!(binary(floor_quotient, "-7.0", "2"), "-4.0");
        assert_eq!(binary(gcd, "32.0", "-36"), "4.0");
        assert_eq!(binary(lcm, "32.0", "-36"), "288.0");
        assert_eq!(binary(modulo, "1e300", "7.0"), "1.0");
        assert_eq!(binary(quotient, "7.5", "2"), "operand 1 is not an integer");
        assert_eq!(binary(quotient, "7", "+inf.0"), "operand 2 is not an integer");
        assert_eq!(binary(quotient, "7", "1/2"), "operand 2 is not an integer");
        assert_eq!(binary(quotient, "7.0", "0.0"), "division by zero");
        assert_eq!(binary(gcd, "0", "0"), "0");
        assert_eq!(binary(lcm, "0", "0"), "0");
    }
}
