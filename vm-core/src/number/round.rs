//! Real numbers to integers, four ways; their parts as fractions; the simplest rational nearby.
//!
//! The integer is exact if the number is.

use super::division::{floor_exact, floor_exact_both, quotient_exact};
use super::{Expected, Number, NumberError, Result, arithmetic, compare, convert, integer, ratio};
use crate::{Vm, Word};
use std::cmp::Ordering;

const ZERO: Word = Word::smi(0);
const ONE: Word = Word::smi(1);

fn not_real() -> NumberError {
    NumberError::operand(0, Expected::Real)
}

/// Sorts a real number by kind: integers stay, floats and rationals are given to the functions.
#[inline]
fn by_kind(vm: &mut Vm, a: Word, float: fn(f64) -> f64, rational: fn(&mut Vm, Word, Word) -> Result) -> Result {
    match Number::of(vm, a) {
        Some(Number::Small(_) | Number::Big(_)) => Ok(a),
        Some(Number::Float(f)) => Ok(vm.float(float(f))),
        Some(Number::Ratio(o)) => {
            let (n, d) = ratio::parts(vm, o);
            rational(vm, n, d)
        }
        None | Some(Number::Complex(_)) => Err(not_real()),
    }
}

/// The greatest integer that is not greater.
#[inline]
pub fn floor(vm: &mut Vm, a: Word) -> Result {
    by_kind(vm, a, f64::floor, floor_exact)
}

/// The least integer that is not less.
#[inline]
pub fn ceiling(vm: &mut Vm, a: Word) -> Result {
    by_kind(vm, a, f64::ceil, |vm, n, d| {
        let q = floor_exact(vm, n, d)?;
        integer::add(vm, q, ONE)
    })
}

/// The integer nearest to it that is not farther from zero.
#[inline]
pub fn truncate(vm: &mut Vm, a: Word) -> Result {
    by_kind(vm, a, f64::trunc, quotient_exact)
}

/// The nearest integer, and of two that are equally near the even one.
#[inline]
pub fn round(vm: &mut Vm, a: Word) -> Result {
    by_kind(vm, a, f64::round_ties_even, |vm, n, d| {
        let (q, half) = halves(vm, n, d)?;
        let up = half == Ordering::Greater || half == Ordering::Equal && compare::is_odd(vm, q)?;
        if up { integer::add(vm, q, ONE) } else { Ok(q) }
    })
}

/// The nearest integer, and of two that are equally near the one farther from zero.
#[inline]
pub fn round_half_away(vm: &mut Vm, a: Word) -> Result {
    by_kind(vm, a, f64::round, |vm, n, d| {
        let (q, half) = halves(vm, n, d)?;
        let up = half == Ordering::Greater || half == Ordering::Equal && !integer::is_negative(vm, n);
        if up { integer::add(vm, q, ONE) } else { Ok(q) }
    })
}

/// The quotient rounded down, and how what is left of it compares with one half.
fn halves(vm: &mut Vm, n: Word, d: Word) -> Result<(Word, Ordering)> {
    let (q, r) = floor_exact_both(vm, n, d)?;
    let twice = integer::add(vm, r, r)?;
    Ok((q, integer::compare(vm, twice, d)?))
}

/// Numerator or denominator of a number that may be a float.
fn part(vm: &mut Vm, a: Word, choose: fn((Word, Word)) -> Word) -> Result {
    match Number::of(vm, a) {
        Some(Number::Float(f)) => {
            let e = convert::exact_f64(vm, f)?;
            let chosen = choose(ratio::of(vm, e));
            convert::inexact(vm, chosen)
        }
        None | Some(Number::Complex(_)) => Err(not_real()),
        Some(_) => Ok(choose(ratio::of(vm, a))),
    }
}

/// The numerator in lowest terms; that of a float is a float.
pub fn numerator(vm: &mut Vm, a: Word) -> Result {
    part(vm, a, |(n, _)| n)
}

/// The denominator in lowest terms, which is positive; that of a float is a float.
pub fn denominator(vm: &mut Vm, a: Word) -> Result {
    part(vm, a, |(_, d)| d)
}

/// The simplest rational (the one with the smallest denominator, then numerator) that differs from `a` by at most `tolerance`.
pub fn rationalize(vm: &mut Vm, a: Word, tolerance: Word) -> Result {
    let exact = real_exactness(vm, a, 0)? & real_exactness(vm, tolerance, 1)?;
    if let Some(special) = rationalize_special(vm, a, tolerance)? {
        return Ok(vm.float(special));
    }
    let (x, y) = (convert::exact(vm, a)?, convert::exact(vm, tolerance)?);
    let y = arithmetic::abs(vm, y)?;
    let (low, high) = (arithmetic::sub(vm, x, y)?, arithmetic::add(vm, x, y)?);
    let simplest = if compare::is_positive(vm, low)? {
        simplest_between(vm, low, high)?
    } else if compare::is_negative(vm, high)? {
        let (low, high) = (arithmetic::negate(vm, high)?, arithmetic::negate(vm, low)?);
        let simplest = simplest_between(vm, low, high)?;
        arithmetic::negate(vm, simplest)?
    } else {
        ZERO
    };
    if exact { Ok(simplest) } else { convert::inexact(vm, simplest) }
}

fn real_exactness(vm: &Vm, a: Word, index: u8) -> Result<bool> {
    if compare::is_real(vm, a) { compare::is_exact(vm, a) } else { Err(NumberError::operand(index, Expected::Real)) }
}

/// The answer where an operand is infinite or NaN.
fn rationalize_special(vm: &Vm, a: Word, tolerance: Word) -> Result<Option<f64>> {
    if compare::is_nan(vm, a)? || compare::is_nan(vm, tolerance)? {
        return Ok(Some(f64::NAN));
    }
    Ok(match (compare::is_infinite(vm, a)?, compare::is_infinite(vm, tolerance)?) {
        (true, true) => Some(f64::NAN),
        (true, false) => convert::to_f64(vm, a),
        (false, true) => Some(0.0),
        (false, false) => None,
    })
}

/// The simplest rational in an interval of positive rationals, through their common continued fraction.
fn simplest_between(vm: &mut Vm, mut low: Word, mut high: Word) -> Result {
    let mut terms = Vec::new();
    let last = loop {
        super::check_interrupt(vm)?;
        let floor_low = floor(vm, low)?;
        if compare::numeric_equal(vm, floor_low, low)? {
            break floor_low;
        }
        let floor_high = floor(vm, high)?;
        if compare::less(vm, floor_low, floor_high)? {
            break integer::add(vm, floor_low, ONE)?;
        }
        terms.push(floor_low);
        let (rest_high, rest_low) = (arithmetic::sub(vm, high, floor_low)?, arithmetic::sub(vm, low, floor_low)?);
        (low, high) = (arithmetic::div(vm, ONE, rest_high)?, arithmetic::div(vm, ONE, rest_low)?);
    };
    let mut result = last;
    for term in terms.into_iter().rev() {
        super::check_interrupt(vm)?;
        let inverse = arithmetic::div(vm, ONE, result)?;
        result = arithmetic::add(vm, term, inverse)?;
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn rounding_of_every_kind() {
        // number, floor, ceiling, truncate, round, round half away
        let cases = [
            ["-4.3", "-5.0", "-4.0", "-4.0", "-4.0", "-4.0"],
            ["3.5", "3.0", "4.0", "3.0", "4.0", "4.0"],
            ["2.5", "2.0", "3.0", "2.0", "2.0", "3.0"],
            ["-2.5", "-3.0", "-2.0", "-2.0", "-2.0", "-3.0"],
            ["7/2", "3", "4", "3", "4", "4"],
            ["5/2", "2", "3", "2", "2", "3"],
            ["-5/2", "-3", "-2", "-2", "-2", "-3"],
            ["-7/2", "-4", "-3", "-3", "-4", "-4"],
            ["7/3", "2", "3", "2", "2", "2"],
            ["-8/3", "-3", "-2", "-2", "-3", "-3"],
            ["1/3", "0", "1", "0", "0", "0"],
            ["-1/3", "-1", "0", "0", "0", "0"],
            ["7", "7", "7", "7", "7", "7"],
            [
                "200000000000000000001/2",
                "100000000000000000000",
                "100000000000000000001",
                "100000000000000000000",
                "100000000000000000000",
                "100000000000000000001",
            ],
            ["-0.5", "-1.0", "-0.0", "-0.0", "-0.0", "-1.0"],
            ["+inf.0", "+inf.0", "+inf.0", "+inf.0", "+inf.0", "+inf.0"],
            ["0.49999999999999994", "0.0", "1.0", "0.0", "0.0", "0.0"],
        ];
        for [x, expected @ ..] in cases {
            let results = [floor, ceiling, truncate, round, round_half_away].map(|op| unary(op, x));
            assert_eq!(results, expected.map(String::from), "{x}");
        }
        assert_eq!(unary(floor, "1+i"), "operand 1 is not a real number");
    }

    #[test]
    fn parts_of_fractions() {
        assert_eq!(unary(numerator, "6/4"), "3");
        assert_eq!(unary(denominator, "6/4"), "2");
        assert_eq!(unary(denominator, "0.5"), "2.0");
        assert_eq!(unary(numerator, "-0.75"), "-3.0");
        assert_eq!(unary(denominator, "0"), "1");
        assert_eq!(unary(denominator, "0.0"), "1.0");
        assert_eq!(unary(numerator, "+inf.0"), "operand 1 is not a finite real number");
    }

    #[test]
    fn simplest_rationals() {
        let cases = [
            ("3/10", "1/10", "1/3"),
            ("0.3", "1/10", "0.3333333333333333"),
            ("-3/10", "1/10", "-1/3"),
            ("1/10", "1/2", "0"),
            ("5/2", "0", "5/2"),
            ("5", "1/2", "5"),
            ("+inf.0", "1", "+inf.0"),
            ("1", "+inf.0", "0.0"),
            ("+inf.0", "+inf.0", "+nan.0"),
            ("+nan.0", "1", "+nan.0"),
            ("3141592653589793/1000000000000000", "1/1000", "201/64"),
            ("3/10", "-1/10", "1/3"),
        ];
        for (x, y, expected) in cases {
            assert_eq!(binary(rationalize, x, y), expected, "{x} {y}");
        }
        assert_eq!(binary(rationalize, "1", "+i"), "operand 2 is not a real number");
    }
}
