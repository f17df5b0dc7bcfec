//! Order, equality and hashes of numbers; what can be asked of one number.
//!
//! An exact number and a float are compared by their exact values, so the order is transitive: 2^53 + 1 is greater than
//! the float 2^53. NaN is unordered with everything, itself included; only [`eqv`] takes it as equal to itself.

use super::limbs::{self, Integer};
use super::nat::LIMB_BITS;
use super::{Expected, Number, NumberError, Result, complex, convert, integer, ratio};
use crate::{Vm, Word};
use dashu_int::UBig;
use std::cmp::Ordering;

/// The order of two real numbers; `None` if one of them is NaN.
pub fn compare(vm: &Vm, a: Word, b: Word) -> Result<Option<Ordering>> {
    use Number::*;
    let real = |w, index| match Number::of(vm, w) {
        None | Some(Complex(_)) => Err(NumberError::operand(index, Expected::Real)),
        Some(n) => Ok(n),
    };
    Ok(match (real(a, 0)?, real(b, 1)?) {
        (Small(x), Small(y)) => Some(x.cmp(&y)),
        (Float(x), Float(y)) => x.partial_cmp(&y),
        (Float(x), _) => compare_with_float(vm, b, x).map(Ordering::reverse),
        (_, Float(y)) => compare_with_float(vm, a, y),
        (Small(_) | Big(_), Small(_) | Big(_)) => Some(integer::compare(vm, a, b)?),
        _ => Some(ratio::compare(vm, a, b)?),
    })
}

/// The order of an exact real and a float.
fn compare_with_float(vm: &Vm, a: Word, f: f64) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    // Rounding keeps the order, so only when the rounded number is equal must the exact one be looked at.
    let rounded = convert::to_f64(vm, a)?;
    Some(match rounded.partial_cmp(&f)? {
        Ordering::Equal if f.is_infinite() => {
            // A number beyond the floats was rounded to infinity.
            if f > 0.0 { Ordering::Less } else { Ordering::Greater }
        }
        Ordering::Equal => compare_exactly(vm, a, f),
        order => order,
    })
}

/// The order of an exact real and a finite float that it is near to.
fn compare_exactly(vm: &Vm, a: Word, f: f64) -> Ordering {
    let (_, mantissa, exponent) = convert::decompose(f);
    let (n, d) = ratio::of(vm, a);
    let (Some(n), Some(d)) = (Integer::of(vm, n), Integer::of(vm, d)) else { return Ordering::Equal };
    // |n| / d against |f|: both have the same sign, or the float is zero.
    let left = n.to_ubig(vm);
    let right = UBig::from(mantissa) * d.to_ubig(vm);
    let order = if exponent >= 0 {
        left.cmp(&(right << exponent as usize))
    } else {
        (left << exponent.unsigned_abs() as usize).cmp(&right)
    };
    if n.negative { order.reverse() } else { order }
}

#[cold]
#[inline(never)]
fn compare_cold(vm: &Vm, a: Word, b: Word) -> Result<Option<Ordering>> {
    compare(vm, a, b)
}

/// Whether `a < b`.
#[inline]
pub fn less(vm: &Vm, a: Word, b: Word) -> Result<bool> {
    if a.is_smi() && b.is_smi() {
        return Ok((a.bits() as i64) < b.bits() as i64);
    }
    if a.is_immediate_float() && b.is_immediate_float() {
        return Ok(a.float_bits_decoded() < b.float_bits_decoded());
    }
    Ok(compare_cold(vm, a, b)? == Some(Ordering::Less))
}

/// Whether `a <= b`.
#[inline]
pub fn less_or_equal(vm: &Vm, a: Word, b: Word) -> Result<bool> {
    if a.is_smi() && b.is_smi() {
        return Ok(a.bits() as i64 <= b.bits() as i64);
    }
    if a.is_immediate_float() && b.is_immediate_float() {
        return Ok(a.float_bits_decoded() <= b.float_bits_decoded());
    }
    Ok(matches!(compare_cold(vm, a, b)?, Some(Ordering::Less | Ordering::Equal)))
}

/// Whether two numbers are equal, whatever their exactness.
#[inline]
pub fn numeric_equal(vm: &Vm, a: Word, b: Word) -> Result<bool> {
    if a.is_smi() && b.is_smi() {
        return Ok(a == b);
    }
    if a.is_immediate_float() && b.is_immediate_float() {
        return Ok(a.float_bits_decoded() == b.float_bits_decoded());
    }
    equal_cold(vm, a, b)
}

#[cold]
#[inline(never)]
fn equal_cold(vm: &Vm, a: Word, b: Word) -> Result<bool> {
    let x = Number::of(vm, a).ok_or(NumberError::operand(0, Expected::Number))?;
    let y = Number::of(vm, b).ok_or(NumberError::operand(1, Expected::Number))?;
    if matches!(x, Number::Complex(_)) || matches!(y, Number::Complex(_)) {
        let ((p, q), (r, s)) = (complex::of(vm, a), complex::of(vm, b));
        return Ok(compare(vm, p, r)? == Some(Ordering::Equal) && compare(vm, q, s)? == Some(Ordering::Equal));
    }
    Ok(compare(vm, a, b)? == Some(Ordering::Equal))
}

/// Whether two words are the same number: equal, of the same exactness, and of the same sign if they are float zeros. NaN is the same
/// as NaN. False if one of them is no number.
#[inline]
pub fn eqv(vm: &Vm, a: Word, b: Word) -> bool {
    a == b || a.is_pointer() && b.is_pointer() && eqv_cold(vm, a, b) || both_nan(a, b)
}

/// Whether both are immediate NaNs, of which there are many.
fn both_nan(a: Word, b: Word) -> bool {
    let nan = |w: Word| w.is_immediate_float() && w.float_bits_decoded().is_nan();
    nan(a) && nan(b)
}

#[cold]
#[inline(never)]
fn eqv_cold(vm: &Vm, a: Word, b: Word) -> bool {
    use Number::*;
    match (Number::of(vm, a), Number::of(vm, b)) {
        (Some(Float(x)), Some(Float(y))) => x.to_bits() == y.to_bits(),
        (Some(Big(x)), Some(Big(y))) => {
            limbs::is_negative(vm, x) == limbs::is_negative(vm, y) && limbs::limbs(vm, x) == limbs::limbs(vm, y)
        }
        (Some(Ratio(x)), Some(Ratio(y))) => {
            let ((p, q), (r, s)) = (ratio::parts(vm, x), ratio::parts(vm, y));
            eqv(vm, p, r) && eqv(vm, q, s)
        }
        (Some(Complex(x)), Some(Complex(y))) => {
            let ((p, q), (r, s)) = (complex::parts(vm, x), complex::parts(vm, y));
            eqv(vm, p, r) && eqv(vm, q, s)
        }
        _ => false,
    }
}

/// The greater of two real numbers; a float if one of them is, NaN if one of them is.
pub fn max(vm: &mut Vm, a: Word, b: Word) -> Result {
    let order = compare(vm, a, b)?;
    extreme(vm, a, b, order)
}

/// The lesser of two real numbers; a float if one of them is, NaN if one of them is.
pub fn min(vm: &mut Vm, a: Word, b: Word) -> Result {
    let order = compare(vm, a, b)?;
    extreme(vm, a, b, order.map(Ordering::reverse))
}

fn extreme(vm: &mut Vm, a: Word, b: Word, order: Option<Ordering>) -> Result {
    let chosen = match order {
        Some(Ordering::Less) => b,
        Some(_) => a,
        None if is_nan(vm, a)? => a,
        None => b,
    };
    if is_exact(vm, a)? && is_exact(vm, b)? { Ok(chosen) } else { convert::inexact(vm, chosen) }
}

/// Whether the word is a number.
#[inline]
pub fn is_number(vm: &Vm, a: Word) -> bool {
    Number::of(vm, a).is_some()
}

/// Whether the word is a real number.
#[inline]
pub fn is_real(vm: &Vm, a: Word) -> bool {
    matches!(Number::of(vm, a), Some(n) if !matches!(n, Number::Complex(_)))
}

/// Whether the word is a real number that is neither infinite nor NaN.
pub fn is_rational(vm: &Vm, a: Word) -> bool {
    match Number::of(vm, a) {
        None | Some(Number::Complex(_)) => false,
        Some(Number::Float(f)) => f.is_finite(),
        Some(_) => true,
    }
}

/// Whether the word is an integer, exact or a float without fraction.
pub fn is_integer(vm: &Vm, a: Word) -> bool {
    match Number::of(vm, a) {
        Some(Number::Small(_) | Number::Big(_)) => true,
        Some(Number::Float(f)) => f.is_finite() && f.fract() == 0.0,
        _ => false,
    }
}

/// Whether the word is an exact integer.
#[inline]
pub fn is_exact_integer(vm: &Vm, a: Word) -> bool {
    a.is_smi() || matches!(Number::of(vm, a), Some(Number::Big(_)))
}

/// Whether all parts of a number are exact.
pub fn is_exact(vm: &Vm, a: Word) -> Result<bool> {
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Float(_)) => Ok(false),
        Some(Number::Complex(o)) => {
            let (re, im) = complex::parts(vm, o);
            Ok(is_exact(vm, re)? && is_exact(vm, im)?)
        }
        Some(_) => Ok(true),
    }
}

/// Asks each part of a number that is a float.
fn any_float(vm: &Vm, a: Word, test: fn(f64) -> bool) -> Result<bool> {
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Float(f)) => Ok(test(f)),
        Some(Number::Complex(o)) => {
            let (re, im) = complex::parts(vm, o);
            Ok(any_float(vm, re, test)? || any_float(vm, im, test)?)
        }
        Some(_) => Ok(false),
    }
}

/// Whether no part of a number is infinite or NaN.
pub fn is_finite(vm: &Vm, a: Word) -> Result<bool> {
    Ok(!any_float(vm, a, |f| !f.is_finite())?)
}

/// Whether a part of a number is infinite.
pub fn is_infinite(vm: &Vm, a: Word) -> Result<bool> {
    any_float(vm, a, f64::is_infinite)
}

/// Whether a part of a number is NaN.
pub fn is_nan(vm: &Vm, a: Word) -> Result<bool> {
    any_float(vm, a, f64::is_nan)
}

/// Whether a number is zero.
#[inline]
pub fn is_zero(vm: &Vm, a: Word) -> Result<bool> {
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Small(n)) => Ok(n == 0),
        Some(Number::Float(f)) => Ok(f == 0.0),
        Some(Number::Complex(o)) => {
            let (re, im) = complex::parts(vm, o);
            Ok(is_zero(vm, re)? && is_zero(vm, im)?)
        }
        Some(_) => Ok(false),
    }
}

/// The sign of a real number; `None` for NaN.
fn sign(vm: &Vm, a: Word) -> Result<Option<Ordering>> {
    match Number::of(vm, a) {
        None | Some(Number::Complex(_)) => Err(NumberError::operand(0, Expected::Real)),
        Some(Number::Float(f)) => Ok(f.partial_cmp(&0.0)),
        Some(Number::Ratio(o)) => Ok(Some(ratio::sign(vm, ratio::parts(vm, o).0).cmp(&0))),
        Some(_) => Ok(Some(ratio::sign(vm, a).cmp(&0))),
    }
}

/// Whether a real number is greater than zero.
#[inline]
pub fn is_positive(vm: &Vm, a: Word) -> Result<bool> {
    Ok(sign(vm, a)? == Some(Ordering::Greater))
}

/// Whether a real number is less than zero.
#[inline]
pub fn is_negative(vm: &Vm, a: Word) -> Result<bool> {
    Ok(sign(vm, a)? == Some(Ordering::Less))
}

/// Whether an integer is odd.
#[inline]
pub fn is_odd(vm: &Vm, a: Word) -> Result<bool> {
    match Number::of(vm, a) {
        Some(Number::Small(n)) => Ok(n & 1 == 1),
        Some(Number::Big(o)) => Ok(limbs::limbs(vm, o).first().is_some_and(|low| low & 1 == 1)),
        Some(Number::Float(f)) if f.is_finite() && f.fract() == 0.0 => Ok(f % 2.0 != 0.0),
        _ => Err(NumberError::operand(0, Expected::Integer)),
    }
}

/// Whether an integer is even.
#[inline]
pub fn is_even(vm: &Vm, a: Word) -> Result<bool> {
    Ok(!is_odd(vm, a)?)
}

/// A hash of a number's value: equal numbers, exact or not, have equal hashes. `None` if the word is no number.
///
/// The value of a finite real is a rational, and rationals map to remainders modulo the prime 2^61 - 1, whatever they are
/// represented as; that is the hash before mixing.
pub fn hash_equal(vm: &Vm, a: Word) -> Option<u64> {
    Some(mix(match Number::of(vm, a)? {
        Number::Complex(o) => {
            let (re, im) = complex::parts(vm, o);
            residue(vm, re)?.wrapping_add(residue(vm, im)?.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        }
        _ => residue(vm, a)?,
    }))
}

/// A hash for [`eqv`]: numbers that are the same have equal hashes; a float and an exact number that are equal mostly have different ones.
pub fn hash_eqv(vm: &Vm, a: Word) -> Option<u64> {
    match Number::of(vm, a)? {
        Number::Float(f) => Some(mix(if f.is_nan() { f64::NAN.to_bits() } else { f.to_bits() })),
        Number::Complex(o) => {
            let (re, im) = complex::parts(vm, o);
            Some(mix(hash_eqv(vm, re)?.rotate_left(32) ^ hash_eqv(vm, im)?))
        }
        _ => hash_equal(vm, a),
    }
}

/// Spreads the bits of a residue over the word.
fn mix(h: u64) -> u64 {
    let h = (h ^ h >> 32).wrapping_mul(0x9fb2_1c65_1e98_df25);
    h ^ h >> 29
}

const PRIME: u64 = (1 << 61) - 1;

fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

/// `2^e` modulo the prime: the exponent counts modulo 61.
fn power_of_two(e: i64) -> u64 {
    1 << e.rem_euclid(61)
}

/// The inverse, by Fermat's theorem.
fn inverse(a: u64) -> u64 {
    let (mut result, mut square, mut e) = (1, a, PRIME - 2);
    while e != 0 {
        if e & 1 == 1 {
            result = times(result, square);
        }
        square = times(square, square);
        e >>= 1;
    }
    result
}

/// The remainder of a real number modulo the prime.
fn residue(vm: &Vm, a: Word) -> Option<u64> {
    let signed = |negative: bool, r: u64| if negative && r != 0 { PRIME - r } else { r };
    Some(match Number::of(vm, a)? {
        Number::Small(n) => signed(n < 0, n.unsigned_abs() % PRIME),
        Number::Big(o) => {
            let r = limbs::limbs(vm, o).iter().rev().fold(0, |r, &limb| {
                let shifted = u128::from(r) << LIMB_BITS | u128::from(limb);
                (shifted % u128::from(PRIME)) as u64
            });
            signed(limbs::is_negative(vm, o), r)
        }
        Number::Ratio(o) => {
            let (n, d) = ratio::parts(vm, o);
            // A denominator that is a multiple of the prime has no inverse; any constant will do.
            times(residue(vm, n)?, inverse(residue(vm, d)?))
        }
        Number::Float(f) if f.is_nan() => 1 << 62,
        Number::Float(f) if f.is_infinite() => 3 << 61 | u64::from(f < 0.0),
        Number::Float(f) => {
            let (negative, mantissa, exponent) = convert::decompose(f);
            signed(negative, times(mantissa % PRIME, power_of_two(i64::from(exponent))))
        }
        Number::Complex(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn order(a: &str, b: &str) -> Option<Ordering> {
        let mut vm = vm();
        let (a, b) = (n(&mut vm, a), n(&mut vm, b));
        let result = compare(&vm, a, b).unwrap();
        assert_eq!(compare(&vm, b, a).unwrap(), result.map(Ordering::reverse));
        assert_eq!(less(&vm, a, b).unwrap(), result == Some(Ordering::Less));
        assert_eq!(less_or_equal(&vm, a, b).unwrap(), matches!(result, Some(Ordering::Less | Ordering::Equal)));
        assert_eq!(numeric_equal(&vm, a, b).unwrap(), result == Some(Ordering::Equal));
        if result == Some(Ordering::Equal) {
            assert_eq!(hash_equal(&vm, a), hash_equal(&vm, b));
        }
        result
    }

    #[test]
    fn exact_numbers_and_floats_are_compared_by_value() {
        use Ordering::*;
        let cases = [
            ("1", "1.0", Equal),
            ("0", "-0.0", Equal),
            ("9007199254740993", "9007199254740992.0", Greater),
            ("-9007199254740993", "-9007199254740992.0", Less),
            ("9007199254740991", "9007199254740992.0", Less),
            ("18446744073709551616", "18446744073709551616.0", Equal),
            ("18446744073709551617", "18446744073709551616.0", Greater),
            ("1/3", "0.3333333333333333", Greater),
            ("-1/3", "-0.3333333333333333", Less),
            ("1/2", "0.5", Equal),
            ("1/10", "0.1", Less),
            ("5", "+inf.0", Less),
            ("5", "-inf.0", Greater),
            ("1/3", "1/2", Less),
            ("1/3", "0", Greater),
            ("-1/3", "-1", Greater),
            ("100000000000000000000/3", "33333333333333333333", Greater),
            ("-100000000000000000000", "100000000000000000000", Less),
            ("2305843009213693952", "2305843009213693951", Greater),
        ];
        for (a, b, expected) in cases {
            assert_eq!(order(a, b), Some(expected), "{a} {b}");
        }
        for x in ["1", "1.0", "+inf.0", "+nan.0", "1/3", "100000000000000000000"] {
            assert_eq!(order("+nan.0", x), None);
        }
    }

    #[test]
    fn numbers_beyond_the_floats_are_below_infinity() {
        let huge = format!("1{}", "0".repeat(400));
        assert_eq!(order(&huge, "+inf.0"), Some(Ordering::Less));
        assert_eq!(order(&format!("-{huge}"), "-inf.0"), Some(Ordering::Greater));
        assert_eq!(order(&huge, "1e308"), Some(Ordering::Greater));
        assert_eq!(order(&format!("1/{huge}"), "0.0"), Some(Ordering::Greater));
        assert_eq!(order(&format!("1/{huge}"), "5e-324"), Some(Ordering::Less));
    }

    #[test]
    fn random_floats_equal_their_exact_values_and_hash_alike() {
        let mut vm = vm();
        let mut random = Random::new(41);
        for _ in 0..3000 {
            let f = random.float();
            let (w, e) = (vm.float(f), convert::exact_f64(&mut vm, f).unwrap());
            assert_eq!(compare(&vm, w, e), Ok(Some(Ordering::Equal)));
            assert_eq!(hash_equal(&vm, w), hash_equal(&vm, e), "{f:e}");
            assert!(!eqv(&vm, w, e));
            let w2 = vm.float(f);
            assert!(eqv(&vm, w, w2));
            assert_eq!(hash_eqv(&vm, w), hash_eqv(&vm, w2));
            let ulp = vm.float(f.next_up());
            assert_eq!(compare(&vm, e, ulp), Ok(Some(Ordering::Less)));
        }
    }

    #[test]
    fn the_same_number() {
        let mut vm = vm();
        let same = [
            "0",
            "0.0",
            "-0.0",
            "+nan.0",
            "1e100",
            "1/3",
            "100000000000000000000",
            "-100000000000000000000",
            "1+2i",
            "1.0+2.0i",
            "+inf.0",
        ];
        for (i, x) in same.iter().enumerate() {
            for (j, y) in same.iter().enumerate() {
                let (a, b) = (n(&mut vm, x), n(&mut vm, y));
                assert_eq!(eqv(&vm, a, b), i == j, "{x} {y}");
                if i == j {
                    assert_eq!(hash_eqv(&vm, a), hash_eqv(&vm, b));
                }
            }
        }
        assert!(!eqv(&vm, Word::NIL, Word::smi(0)));
        let other_nan = vm.float(f64::from_bits(0xfff8_0000_0000_0123));
        let nan = vm.float(f64::NAN);
        assert!(eqv(&vm, nan, other_nan) && hash_eqv(&vm, nan) == hash_eqv(&vm, other_nan));
        assert_eq!(hash_eqv(&vm, Word::NIL), None);
        let (a, b) = (n(&mut vm, "1+2i"), n(&mut vm, "1.0+2.0i"));
        assert_eq!(hash_equal(&vm, a), hash_equal(&vm, b));
        assert_eq!(numeric_equal(&vm, a, b), Ok(true));
        assert_eq!(numeric_equal(&vm, a, Word::smi(1)), Ok(false));
    }

    #[test]
    fn max_and_min_are_contagious() {
        assert_eq!(binary(max, "1", "2.0"), "2.0");
        assert_eq!(binary(max, "3", "2.0"), "3.0");
        assert_eq!(binary(min, "1/2", "2.0"), "0.5");
        assert_eq!(binary(min, "1/2", "2"), "1/2");
        assert_eq!(binary(max, "1", "+nan.0"), "+nan.0");
        assert_eq!(binary(min, "+nan.0", "1"), "+nan.0");
        assert_eq!(binary(max, "+i", "1"), "operand 1 is not a real number");
    }

    #[test]
    fn predicates() {
        let mut vm = vm();
        type Test = fn(&Vm, Word) -> Result<bool>;
        let cases: [(Test, &str, bool); 22] = [
            (is_zero, "0", true),
            (is_zero, "-0.0", true),
            (is_zero, "0.0+0.0i", true),
            (is_zero, "1/3", false),
            (is_positive, "1e-320", true),
            (is_positive, "+nan.0", false),
            (is_negative, "-1/3", true),
            (is_negative, "-0.0", false),
            (is_negative, "-100000000000000000000", true),
            (is_odd, "3", true),
            (is_odd, "-3.0", true),
            (is_odd, "100000000000000000001", true),
            (is_even, "100000000000000000000", true),
            (is_even, "1e300", true),
            (is_even, "0", true),
            (is_exact, "1/2+3i", true),
            (is_exact, "1.0+3i", false),
            (is_finite, "1+2i", true),
            (is_finite, "+inf.0+i", false),
            (is_infinite, "1-inf.0i", true),
            (is_nan, "+nan.0+i", true),
            (is_nan, "1", false),
        ];
        for (test, x, expected) in cases {
            let w = n(&mut vm, x);
            assert_eq!(test(&vm, w), Ok(expected), "{x}");
        }
        let half = n(&mut vm, "1.5");
        assert_eq!(is_odd(&vm, half), Err(NumberError::operand(0, Expected::Integer)));
        type Kind = fn(&Vm, Word) -> bool;
        let kinds: [(Kind, &str, bool); 12] = [
            (is_integer, "3.0", true),
            (is_integer, "3.5", false),
            (is_integer, "+inf.0", false),
            (is_rational, "1.5", true),
            (is_rational, "-inf.0", false),
            (is_rational, "+nan.0", false),
            (is_real, "+nan.0", true),
            (is_real, "-2.5+0.0i", false),
            (is_real, "-2.5+0i", true),
            (is_number, "+i", true),
            (is_exact_integer, "3.0", false),
            (is_exact_integer, "100000000000000000000", true),
        ];
        for (test, x, expected) in kinds {
            let w = n(&mut vm, x);
            assert_eq!(test(&vm, w), expected, "{x}");
        }
        assert!(!is_number(&vm, Word::TRUE));
    }
}
