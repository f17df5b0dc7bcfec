//! The four operations on all of the tower. Small integers and immediate floats are dealt with where the operation is called;
//! the rest is sorted by kind here and handed to the module of the more general operand.

use super::{Expected, Number, NumberError, Result, compare, complex, convert, integer, limbs, ratio};
use crate::{Vm, Word};

type Operation = fn(&mut Vm, Word, Word) -> Result;

/// An operation, by kind of operand.
struct Table {
    integer: Operation,
    ratio: Operation,
    float: fn(f64, f64) -> f64,
    complex: Operation,
}

static ADD: Table = Table { integer: integer::add, ratio: ratio::add, float: |x, y| x + y, complex: complex::add };
static SUB: Table = Table { integer: integer::sub, ratio: ratio::sub, float: |x, y| x - y, complex: complex::sub };
static MUL: Table = Table { integer: integer::mul, ratio: ratio::mul, float: |x, y| x * y, complex: complex::mul };
static DIV: Table = Table { integer: ratio::make_ratio, ratio: ratio::div, float: |x, y| x / y, complex: complex::div };

/// The general case: the more general operand decides.
#[inline(never)]
fn general(vm: &mut Vm, a: Word, b: Word, table: &Table) -> Result {
    use Number::*;
    let x = Number::of(vm, a).ok_or(NumberError::operand(0, Expected::Number))?;
    let y = Number::of(vm, b).ok_or(NumberError::operand(1, Expected::Number))?;
    match (x, y) {
        (Small(_) | Big(_), Small(_) | Big(_)) => (table.integer)(vm, a, b),
        (Complex(_), _) | (_, Complex(_)) => (table.complex)(vm, a, b),
        (Float(x), Float(y)) => Ok(vm.float((table.float)(x, y))),
        (Float(_), _) | (_, Float(_)) => {
            let (Some(x), Some(y)) = (convert::to_f64(vm, a), convert::to_f64(vm, b)) else {
                return Err(NumberError::operand(0, Expected::Number));
            };
            Ok(vm.float((table.float)(x, y)))
        }
        _ => (table.ratio)(vm, a, b),
    }
}

#[inline(always)]
fn both_small(a: Word, b: Word) -> bool {
    (a.bits() | b.bits()) & 3 == 0
}

#[inline(always)]
fn both_immediate_floats(a: Word, b: Word) -> Option<(f64, f64)> {
    if a.is_immediate_float() && b.is_immediate_float() { Some((a.float_bits_decoded(), b.float_bits_decoded())) } else { None }
}

/// The sum.
#[inline]
pub fn add(vm: &mut Vm, a: Word, b: Word) -> Result {
    if both_small(a, b) {
        // The tag is zero, so the words add like the numbers, and overflow when they do.
        if let Some(sum) = (a.bits() as i64).checked_add(b.bits() as i64) {
            return Ok(Word::from_bits(sum as u64));
        }
    } else if let Some((x, y)) = both_immediate_floats(a, b) {
        return Ok(vm.float(x + y));
    }
    add_slow(vm, a, b)
}

// The cold half of each operation tries integers of two limbs before it sorts the operands by kind.

#[cold]
#[inline(never)]
fn add_slow(vm: &mut Vm, a: Word, b: Word) -> Result {
    match (limbs::wide(vm, a), limbs::wide(vm, b)) {
        (Some(x), Some(y)) => convert::from_i128(vm, x + y),
        _ => general(vm, a, b, &ADD),
    }
}

/// The difference.
#[inline]
pub fn sub(vm: &mut Vm, a: Word, b: Word) -> Result {
    if both_small(a, b) {
        if let Some(difference) = (a.bits() as i64).checked_sub(b.bits() as i64) {
            return Ok(Word::from_bits(difference as u64));
        }
    } else if let Some((x, y)) = both_immediate_floats(a, b) {
        return Ok(vm.float(x - y));
    }
    sub_slow(vm, a, b)
}

#[cold]
#[inline(never)]
fn sub_slow(vm: &mut Vm, a: Word, b: Word) -> Result {
    match (limbs::wide(vm, a), limbs::wide(vm, b)) {
        (Some(x), Some(y)) => convert::from_i128(vm, x - y),
        _ => general(vm, a, b, &SUB),
    }
}

/// The product.
#[inline]
pub fn mul(vm: &mut Vm, a: Word, b: Word) -> Result {
    if both_small(a, b) {
        if let Some(product) = (a.bits() as i64).checked_mul(b.smi_value()) {
            return Ok(Word::from_bits(product as u64));
        }
    } else if let Some((x, y)) = both_immediate_floats(a, b) {
        return Ok(vm.float(x * y));
    }
    mul_slow(vm, a, b)
}

#[cold]
#[inline(never)]
fn mul_slow(vm: &mut Vm, a: Word, b: Word) -> Result {
    match (a.as_smi(), b.as_smi()) {
        (Some(x), Some(y)) => convert::from_i128(vm, i128::from(x) * i128::from(y)),
        _ => general(vm, a, b, &MUL),
    }
}

/// The quotient: exact of exact numbers. An exact zero as divisor is an error even where the dividend is a float.
#[inline]
pub fn div(vm: &mut Vm, a: Word, b: Word) -> Result {
    if let Some((x, y)) = both_immediate_floats(a, b) {
        return Ok(vm.float(x / y));
    }
    if both_small(a, b) {
        let (x, y) = (a.smi_value(), b.smi_value());
        // With -1 the quotient may not be small.
        if y != 0 && y != -1 && x % y == 0 {
            return Ok(Word::smi(x / y));
        }
    }
    if b == Word::smi(0) {
        return Err(if Number::of(vm, a).is_some() {
            NumberError::DivisionByZero
        } else {
            NumberError::operand(0, Expected::Number)
        });
    }
    general(vm, a, b, &DIV)
}

/// The number with the other sign. An exact zero has none; a float zero has.
#[inline]
pub fn negate(vm: &mut Vm, a: Word) -> Result {
    if a.is_immediate_float() {
        return Ok(vm.float(-a.float_bits_decoded()));
    }
    if let Some(n) = a.as_smi() {
        return convert::from_i64(vm, -n);
    }
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Float(f)) => Ok(vm.float(-f)),
        Some(Number::Small(_) | Number::Big(_)) => integer::negate(vm, a),
        Some(Number::Ratio(o)) => {
            let (n, d) = ratio::parts(vm, o);
            let n = integer::negate(vm, n)?;
            Ok(ratio::in_lowest_terms(vm, n, d))
        }
        Some(Number::Complex(o)) => {
            let (re, im) = complex::parts(vm, o);
            let (re, im) = (negate(vm, re)?, negate(vm, im)?);
            Ok(complex::rectangular(vm, re, im))
        }
    }
}

/// The absolute value of a real number.
#[inline]
pub fn abs(vm: &mut Vm, a: Word) -> Result {
    match Number::of(vm, a) {
        Some(Number::Float(f)) => Ok(vm.float(f.abs())),
        Some(Number::Small(n)) if n >= 0 => Ok(a),
        Some(Number::Big(o)) if !limbs::is_negative(vm, o) => Ok(a),
        None | Some(Number::Complex(_)) => Err(NumberError::operand(0, Expected::Real)),
        Some(_) => {
            if compare::is_negative(vm, a)? {
                negate(vm, a)
            } else {
                Ok(a)
            }
        }
    }
}

/// The absolute value of any number.
pub fn magnitude(vm: &mut Vm, a: Word) -> Result {
    match Number::of(vm, a) {
        Some(Number::Complex(_)) => complex::magnitude(vm, a),
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(_) => abs(vm, a),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn small_integers_overflow_into_big_ones_and_come_back() {
        let max = "2305843009213693951";
        assert_eq!(binary(add, max, "1"), "2305843009213693952");
        assert_eq!(binary(sub, "2305843009213693952", "1"), max);
        assert_eq!(binary(sub, "-2305843009213693952", "1"), "-2305843009213693953");
        assert_eq!(binary(add, "-2305843009213693953", "1"), "-2305843009213693952");
        assert_eq!(binary(mul, max, max), "5316911983139663487003542222693990401");
        assert_eq!(binary(mul, "-2305843009213693952", "-1"), "2305843009213693952");
        assert_eq!(binary(div, "-2305843009213693952", "-1"), "2305843009213693952");
        assert_eq!(unary(negate, "-2305843009213693952"), "2305843009213693952");
        assert_eq!(unary(negate, "2305843009213693952"), "-2305843009213693952");
        assert_eq!(unary(abs, "-2305843009213693952"), "2305843009213693952");
        let mut vm = vm();
        let a = n(&mut vm, "-2305843009213693953");
        let b = add(&mut vm, a, Word::smi(1)).unwrap();
        assert!(b.is_smi());
        let c = n(&mut vm, "2305843009213693952");
        assert!(negate(&mut vm, c).unwrap().is_smi());
    }

    #[test]
    fn floats_are_contagious() {
        assert_eq!(binary(add, "1", "0.5"), "1.5");
        assert_eq!(binary(add, "1/2", "0.5"), "1.0");
        assert_eq!(binary(mul, "100000000000000000000", "0.5"), "50000000000000000000.0");
        assert_eq!(binary(sub, "0.5", "1/2"), "0.0");
        assert_eq!(binary(mul, "0", "1.5"), "0.0");
        assert_eq!(binary(div, "1", "3.0"), "0.3333333333333333");
        assert_eq!(binary(div, "1", "0.0"), "+inf.0");
        assert_eq!(binary(div, "1.0", "0"), "division by zero");
        assert_eq!(binary(div, "0.0", "0.0"), "+nan.0");
        // Boxed floats, and results that change between the two forms.
        assert_eq!(binary(mul, "1e100", "1e100"), "1e200");
        assert_eq!(binary(mul, "1e100", "1e-100"), "1.0");
        assert_eq!(binary(sub, "1e100", "1e100"), "0.0");
    }

    #[test]
    fn division_of_exact_numbers_is_exact() {
        assert_eq!(binary(div, "6", "3"), "2");
        assert_eq!(binary(div, "6", "-4"), "-3/2");
        assert_eq!(binary(div, "1/2", "1/2"), "1");
        assert_eq!(binary(div, "1", "0"), "division by zero");
        assert_eq!(binary(div, "1/2", "0"), "division by zero");
        assert_eq!(binary(div, "100000000000000000000", "10"), "10000000000000000000");
        assert_eq!(binary(add, "1/3", "2/3"), "1");
        assert_eq!(unary(negate, "1/3"), "-1/3");
        assert_eq!(unary(abs, "-1/3"), "1/3");
        assert_eq!(unary(abs, "-0.0"), "0.0");
        assert_eq!(unary(negate, "0.0"), "-0.0");
    }

    #[test]
    fn what_is_no_number_is_named() {
        let mut vm = vm();
        for op in [add, sub, mul, div] {
            assert_eq!(op(&mut vm, Word::NIL, Word::smi(1)), Err(NumberError::operand(0, Expected::Number)));
            assert_eq!(op(&mut vm, Word::smi(1), Word::TRUE), Err(NumberError::operand(1, Expected::Number)));
        }
        assert_eq!(negate(&mut vm, Word::NIL), Err(NumberError::operand(0, Expected::Number)));
    }
}
