//! Rectangular complex numbers. The parts are any real numbers, exact or not, each on its own; an imaginary part that is an exact
//! zero makes the number real, an inexact zero does not.

use super::{Expected, Number, NumberError, Result, arithmetic, compare, convert, power, transcendental};
use crate::heap::Object;
use crate::word::core_shapes::{COMPLEX, Complex};
use crate::{Vm, Word};

const ZERO: Word = Word::smi(0);

/// Real and imaginary part.
pub(super) fn parts(vm: &Vm, o: Object<Complex>) -> (Word, Word) {
    (vm.get(o, Complex::real), vm.get(o, Complex::imaginary))
}

/// Real and imaginary part of any number.
pub(super) fn of(vm: &Vm, a: Word) -> (Word, Word) {
    match vm.cast(a, COMPLEX) {
        Some(o) => parts(vm, o),
        None => (a, ZERO),
    }
}

/// The number of these parts, which are known to be real.
pub(super) fn rectangular(vm: &mut Vm, re: Word, im: Word) -> Word {
    if im == ZERO { re } else { vm.make(COMPLEX, &[re, im]).word() }
}

/// The number of two floats.
pub(super) fn from_floats(vm: &mut Vm, (re, im): (f64, f64)) -> Word {
    let (re, im) = (vm.float(re), vm.float(im));
    rectangular(vm, re, im)
}

/// Real and imaginary part as floats; `None` if the word is no number.
pub(super) fn to_floats(vm: &Vm, a: Word) -> Option<(f64, f64)> {
    let (re, im) = of(vm, a);
    Some((convert::to_f64(vm, re)?, convert::to_f64(vm, im)?))
}

fn expect_real(vm: &Vm, a: Word, index: u8) -> Result<()> {
    match Number::of(vm, a) {
        None | Some(Number::Complex(_)) => Err(NumberError::operand(index, Expected::Real)),
        Some(_) => Ok(()),
    }
}

fn expect_number(vm: &Vm, a: Word) -> Result<()> {
    if Number::of(vm, a).is_some() { Ok(()) } else { Err(NumberError::operand(0, Expected::Number)) }
}

/// The number of two real parts.
pub fn make_rectangular(vm: &mut Vm, re: Word, im: Word) -> Result {
    expect_real(vm, re, 0)?;
    expect_real(vm, im, 1)?;
    Ok(rectangular(vm, re, im))
}

/// The number of a real magnitude and a real angle.
pub fn make_polar(vm: &mut Vm, magnitude: Word, angle: Word) -> Result {
    expect_real(vm, magnitude, 0)?;
    expect_real(vm, angle, 1)?;
    if angle == ZERO || magnitude == ZERO {
        return Ok(magnitude);
    }
    let (Some(m), Some(a)) = (convert::to_f64(vm, magnitude), convert::to_f64(vm, angle)) else { return Ok(magnitude) };
    Ok(from_floats(vm, (m * a.cos(), m * a.sin())))
}

/// The real part of a number.
pub fn real_part(vm: &Vm, a: Word) -> Result {
    expect_number(vm, a)?;
    Ok(of(vm, a).0)
}

/// The imaginary part of a number; an exact zero if it is real.
pub fn imag_part(vm: &Vm, a: Word) -> Result {
    expect_number(vm, a)?;
    Ok(of(vm, a).1)
}

/// The angle of a number in the complex plane, above -π and at most π; exact only for exact positive reals, where it is zero.
pub fn angle(vm: &mut Vm, a: Word) -> Result {
    expect_number(vm, a)?;
    let (re, im) = of(vm, a);
    transcendental::atan2(vm, im, re)
}

/// The absolute value, exact if that of exact parts is.
pub(super) fn magnitude(vm: &mut Vm, a: Word) -> Result {
    let (re, im) = of(vm, a);
    if compare::is_exact(vm, re)? && compare::is_exact(vm, im)? {
        let (x, y) = (arithmetic::mul(vm, re, re)?, arithmetic::mul(vm, im, im)?);
        let sum = arithmetic::add(vm, x, y)?;
        return power::sqrt(vm, sum);
    }
    let (Some(x), Some(y)) = (convert::to_f64(vm, re), convert::to_f64(vm, im)) else {
        return Err(NumberError::operand(0, Expected::Number));
    };
    Ok(vm.float(x.hypot(y)))
}

/// The sum.
pub(super) fn add(vm: &mut Vm, a: Word, b: Word) -> Result {
    let ((p, q), (r, s)) = (of(vm, a), of(vm, b));
    let (re, im) = (arithmetic::add(vm, p, r)?, arithmetic::add(vm, q, s)?);
    Ok(rectangular(vm, re, im))
}

/// The difference.
pub(super) fn sub(vm: &mut Vm, a: Word, b: Word) -> Result {
    let ((p, q), (r, s)) = (of(vm, a), of(vm, b));
    let (re, im) = (arithmetic::sub(vm, p, r)?, arithmetic::sub(vm, q, s)?);
    Ok(rectangular(vm, re, im))
}

/// The product. With a real factor the parts are only scaled, so that infinities of one part do not spoil the other.
pub(super) fn mul(vm: &mut Vm, a: Word, b: Word) -> Result {
    let ((p, q), (r, s)) = (of(vm, a), of(vm, b));
    if q == ZERO || s == ZERO {
        let (factor, (re, im)) = if q == ZERO { (p, (r, s)) } else { (r, (p, q)) };
        let (re, im) = (arithmetic::mul(vm, re, factor)?, arithmetic::mul(vm, im, factor)?);
        return Ok(rectangular(vm, re, im));
    }
    let (pr, qs) = (arithmetic::mul(vm, p, r)?, arithmetic::mul(vm, q, s)?);
    let (ps, qr) = (arithmetic::mul(vm, p, s)?, arithmetic::mul(vm, q, r)?);
    let (re, im) = (arithmetic::sub(vm, pr, qs)?, arithmetic::add(vm, ps, qr)?);
    Ok(rectangular(vm, re, im))
}

/// The quotient.
pub(super) fn div(vm: &mut Vm, a: Word, b: Word) -> Result {
    let ((p, q), (r, s)) = (of(vm, a), of(vm, b));
    if s == ZERO {
        let (re, im) = (arithmetic::div(vm, p, r)?, arithmetic::div(vm, q, r)?);
        return Ok(rectangular(vm, re, im));
    }
    for part in [p, q, r, s] {
        if !compare::is_exact(vm, part)? {
            let (Some(x), Some(y)) = (to_floats(vm, a), to_floats(vm, b)) else {
                return Err(NumberError::operand(0, Expected::Number));
            };
            return Ok(from_floats(vm, divide_floats(x, y)));
        }
    }
    // Exact: multiply by the conjugate.
    let (rr, ss) = (arithmetic::mul(vm, r, r)?, arithmetic::mul(vm, s, s)?);
    let norm = arithmetic::add(vm, rr, ss)?;
    let minus = arithmetic::negate(vm, s)?;
    let conjugate = rectangular(vm, r, minus);
    let product = mul(vm, a, conjugate)?;
    let (re, im) = of(vm, product);
    let (re, im) = (arithmetic::div(vm, re, norm)?, arithmetic::div(vm, im, norm)?);
    Ok(rectangular(vm, re, im))
}

/// Division by scaling with the larger part of the divisor (Smith, 1962), so that squares do not overflow.
pub(super) fn divide_floats((p, q): (f64, f64), (r, s): (f64, f64)) -> (f64, f64) {
    if r.abs() >= s.abs() {
        let ratio = s / r;
        let d = r + s * ratio;
        ((p + q * ratio) / d, (q - p * ratio) / d)
    } else {
        let ratio = r / s;
        let d = r * ratio + s;
        ((p * ratio + q) / d, (q * ratio - p) / d)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn exact_parts_stay_exact_and_zero_imaginary_parts_vanish() {
        use super::super::{abs, add, div, mul, sub};
        assert_eq!(binary(add, "1+2i", "3-2i"), "4");
        assert_eq!(binary(sub, "1+2i", "1"), "+2i");
        assert_eq!(binary(mul, "+i", "+i"), "-1");
        assert_eq!(binary(mul, "1+2i", "1/2-i"), "5/2");
        assert_eq!(binary(mul, "1+2i", "3/2-i"), "7/2+2i");
        assert_eq!(binary(div, "1+2i", "3-4i"), "-1/5+2/5i");
        assert_eq!(binary(div, "1", "+i"), "-i");
        assert_eq!(binary(div, "1+i", "0"), "division by zero");
        assert_eq!(binary(add, "1.5+2i", "1"), "2.5+2i");
        assert_eq!(binary(mul, "1.0+2.0i", "2"), "2.0+4.0i");
        assert_eq!(binary(div, "1.0+2.0i", "1.0+2.0i"), "1.0+0.0i");
        assert_eq!(binary(div, "1e200+1e200i", "1e200+1e200i"), "1.0+0.0i");
        assert_eq!(unary(abs, "3+4i"), "operand 1 is not a real number");
        assert_eq!(unary(super::super::magnitude, "3+4i"), "5");
        assert_eq!(unary(super::super::magnitude, "3.0+4i"), "5.0");
        assert_eq!(unary(super::super::magnitude, "-1/2"), "1/2");
    }

    #[test]
    fn polar_form() {
        assert_eq!(binary(make_polar, "2", "0"), "2");
        assert_eq!(binary(make_polar, "0", "1"), "0");
        assert_eq!(binary(make_polar, "2", "0.0"), "2.0+0.0i");
        assert_eq!(unary(angle, "-1"), "3.141592653589793");
        assert_eq!(unary(angle, "5"), "0");
        assert_eq!(unary(angle, "+i"), "1.5707963267948966");
        assert_eq!(binary(make_polar, "1", "+i"), "operand 2 is not a real number");
    }
}
