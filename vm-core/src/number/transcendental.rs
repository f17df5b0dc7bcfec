//! Exponentials, logarithms, and the trigonometric functions and their inverses, on all of the tower.
//!
//! Where a theorem gives an exact result for an exact argument (`exp 0`, `log 1`, `sin 0`, `acos 1` …) the result is exact; a language
//! that wants a float there makes the argument inexact first. Reals outside a function's real domain have complex results, on the
//! sheet that the usual definitions by logarithms give.

use super::limbs::Integer;
use super::{Expected, Number, NumberError, Result, arithmetic, compare, complex, convert, integer, nat, ratio};
use crate::{Vm, Word};
use std::f64::consts::{FRAC_PI_2, LN_2, PI};

const ZERO: Word = Word::smi(0);
const ONE: Word = Word::smi(1);

type Floats = (f64, f64);

/// An argument of a function: a real as a float, or a complex number as two.
enum Argument {
    Real(f64),
    Complex(Floats),
}

fn argument(vm: &Vm, a: Word) -> Result<Argument> {
    let not_a_number = NumberError::operand(0, Expected::Number);
    match Number::of(vm, a) {
        None => Err(not_a_number),
        Some(Number::Complex(_)) => complex::to_floats(vm, a).map(Argument::Complex).ok_or(not_a_number),
        Some(_) => convert::to_f64(vm, a).map(Argument::Real).ok_or(not_a_number),
    }
}

/// Applies a function that maps reals to reals.
fn entire(vm: &mut Vm, a: Word, real: fn(f64) -> f64, complex: fn(Floats) -> Floats) -> Result {
    match argument(vm, a)? {
        Argument::Real(x) => Ok(vm.float(real(x))),
        Argument::Complex(z) => Ok(complex::from_floats(vm, complex(z))),
    }
}

/// The exponential.
pub fn exp(vm: &mut Vm, a: Word) -> Result {
    if a == ZERO { Ok(ONE) } else { entire(vm, a, f64::exp, exp_floats) }
}

/// The sine.
pub fn sin(vm: &mut Vm, a: Word) -> Result {
    if a == ZERO { Ok(a) } else { entire(vm, a, f64::sin, |(x, y)| (x.sin() * y.cosh(), x.cos() * y.sinh())) }
}

/// The cosine.
pub fn cos(vm: &mut Vm, a: Word) -> Result {
    if a == ZERO { Ok(ONE) } else { entire(vm, a, f64::cos, |(x, y)| (x.cos() * y.cosh(), -x.sin() * y.sinh())) }
}

/// The tangent.
pub fn tan(vm: &mut Vm, a: Word) -> Result {
    if a == ZERO { Ok(a) } else { entire(vm, a, f64::tan, tan_floats) }
}

/// The inverse sine.
pub fn asin(vm: &mut Vm, a: Word) -> Result {
    if a == ZERO {
        return Ok(a);
    }
    match argument(vm, a)? {
        Argument::Real(x) if x.abs() > 1.0 => Ok(complex::from_floats(vm, (FRAC_PI_2.copysign(x), -x.abs().acosh().copysign(x)))),
        Argument::Real(x) => Ok(vm.float(x.asin())),
        Argument::Complex(z) => Ok(complex::from_floats(vm, asin_floats(z))),
    }
}

/// The inverse cosine.
pub fn acos(vm: &mut Vm, a: Word) -> Result {
    if a == ONE {
        return Ok(ZERO);
    }
    match argument(vm, a)? {
        Argument::Real(x) if x > 1.0 => Ok(complex::from_floats(vm, (0.0, x.acosh()))),
        Argument::Real(x) if x < -1.0 => Ok(complex::from_floats(vm, (PI, -(-x).acosh()))),
        Argument::Real(x) => Ok(vm.float(x.acos())),
        Argument::Complex(z) => Ok(complex::from_floats(vm, acos_floats(z))),
    }
}

/// The inverse tangent. It has poles at `+i` and `-i`.
pub fn atan(vm: &mut Vm, a: Word) -> Result {
    if a == ZERO {
        return Ok(a);
    }
    if complex::to_floats(vm, a).is_some_and(|(x, y)| x == 0.0 && y.abs() == 1.0) {
        return Err(NumberError::DivisionByZero);
    }
    entire(vm, a, f64::atan, atan_floats)
}

/// The angle of the point (`x`, `y`), above -π and at most π; exact only where it is an exact zero.
pub fn atan2(vm: &mut Vm, y: Word, x: Word) -> Result {
    let Some(fy) = convert::to_f64(vm, y) else { return Err(NumberError::operand(0, Expected::Real)) };
    let Some(fx) = convert::to_f64(vm, x) else { return Err(NumberError::operand(1, Expected::Real)) };
    if y == ZERO && compare::is_exact(vm, x)? {
        if x == ZERO {
            return Err(NumberError::DivisionByZero);
        }
        if compare::is_positive(vm, x)? {
            return Ok(ZERO);
        }
    }
    Ok(vm.float(fy.atan2(fx)))
}

/// The natural logarithm, with an imaginary part above -π and at most π. That of an exact zero is an error.
pub fn log(vm: &mut Vm, a: Word) -> Result {
    if a == ONE {
        return Ok(ZERO);
    }
    if a == ZERO {
        return Err(NumberError::DivisionByZero);
    }
    match argument(vm, a)? {
        Argument::Real(x) => {
            let magnitude = log_magnitude(vm, a)?;
            if x < 0.0 || x == 0.0 && compare::is_negative(vm, a)? {
                return Ok(complex::from_floats(vm, (magnitude, PI)));
            }
            Ok(vm.float(magnitude))
        }
        Argument::Complex(z) => Ok(complex::from_floats(vm, log_floats(z))),
    }
}

/// The logarithm to a base.
pub fn log_base(vm: &mut Vm, a: Word, base: Word) -> Result {
    if a == ONE && base != ONE && compare::is_number(vm, base) {
        return Ok(ZERO);
    }
    if let Some(l) = real_log_base(vm, a, base)? {
        return Ok(vm.float(l));
    }
    let x = log(vm, a)?;
    let y = log(vm, base).map_err(|e| match e {
        NumberError::Operand { expected, .. } => NumberError::operand(1, expected),
        e => e,
    })?;
    arithmetic::div(vm, x, y)
}

/// The logarithm of a positive real to a positive base other than one, without the error of a quotient where the result is an integer.
fn real_log_base(vm: &mut Vm, a: Word, base: Word) -> Result<Option<f64>> {
    let positive = |w| compare::is_real(vm, w) && compare::is_positive(vm, w).is_ok_and(|p| p);
    if !positive(a) || !positive(base) || base == ONE {
        return Ok(None);
    }
    let quotient = match convert::to_f64(vm, base) {
        Some(2.0) => log2_magnitude(vm, a)?,
        Some(10.0) if convert::to_f64(vm, a).is_some_and(f64::is_normal) => convert::to_f64(vm, a).map_or(f64::NAN, f64::log10),
        _ => log_magnitude(vm, a)? / log_magnitude(vm, base)?,
    };
    let nearest = quotient.round();
    if nearest != quotient && (quotient - nearest).abs() <= 1e-12 * nearest.abs() && compare::is_exact_integer(vm, base) {
        let power = integer::power(vm, base, Word::smi(nearest.abs() as i64))?;
        let power = if nearest < 0.0 { arithmetic::div(vm, ONE, power)? } else { power };
        if compare::numeric_equal(vm, power, a)? {
            return Ok(Some(nearest));
        }
    }
    Ok(Some(quotient))
}

/// The logarithm of the magnitude of a real, also of one that is no float.
pub(super) fn log_magnitude(vm: &Vm, a: Word) -> Result<f64> {
    via_float(vm, a, f64::ln, |bits, mantissa| {
        // The logarithm of two in two parts, so that a large factor does not magnify its rounding error.
        const LN_2_REST: f64 = 2.3190468138462996e-17;
        bits.mul_add(LN_2, bits * LN_2_REST + mantissa.ln())
    })
}

fn log2_magnitude(vm: &Vm, a: Word) -> Result<f64> {
    via_float(vm, a, f64::log2, |bits, mantissa| bits + mantissa.log2())
}

/// Applies a logarithm to the float that a real is, or else to the parts of numerator and denominator.
fn via_float(vm: &Vm, a: Word, direct: fn(f64) -> f64, scaled: fn(f64, f64) -> f64) -> Result<f64> {
    let f = convert::to_f64(vm, a).ok_or(NumberError::operand(0, Expected::Real))?;
    if f.is_normal() || !compare::is_exact(vm, a)? {
        return Ok(direct(f.abs()));
    }
    let (n, d) = ratio::of(vm, a);
    let part = |w| -> Result<f64> {
        let x: Integer = integer::operand(vm, w, 0)?;
        let magnitude = x.limbs(vm);
        if magnitude.is_empty() {
            return Ok(f64::NEG_INFINITY);
        }
        let (mantissa, sticky) = nat::leading_bits(magnitude);
        Ok(scaled(nat::bit_length(magnitude) as f64, convert::round_to_f64(mantissa, sticky, -64)))
    };
    Ok(part(n)? - part(d)?)
}

fn exp_floats((x, y): Floats) -> Floats {
    let e = x.exp();
    // The sine of zero is zero however large the exponential.
    (e * y.cos(), if y == 0.0 { y } else { e * y.sin() })
}

fn log_floats((x, y): Floats) -> Floats {
    let (small, large) = if x.abs() < y.abs() { (x.abs(), y.abs()) } else { (y.abs(), x.abs()) };
    let magnitude = if (0.5..=2.0).contains(&large) && small <= large {
        // Near the unit circle the logarithm is small, and that of the rounded magnitude would be inexact.
        ((large - 1.0) * (large + 1.0) + small * small).ln_1p() / 2.0
    } else if large > 1e300 || large < 1e-300 && large > 0.0 {
        large.ln() + (1.0 + (small / large) * (small / large)).ln() / 2.0
    } else {
        x.hypot(y).ln()
    };
    (magnitude, y.atan2(x))
}

/// The root with a real part that is not negative; the imaginary part has the sign of that of the argument.
pub(super) fn sqrt_floats((x, y): Floats) -> Floats {
    if x == 0.0 && y == 0.0 {
        return (0.0, y);
    }
    if y.is_infinite() {
        return (f64::INFINITY, y);
    }
    // Scaling by a power of four keeps the sum of magnitudes finite and normal.
    let scale = if x.abs().max(y.abs()) > 1e300 {
        0.25
    } else if x.abs().max(y.abs()) < 1e-300 {
        2f64.powi(108)
    } else {
        1.0
    };
    let (x, y) = (x * scale, y * scale);
    let t = ((x.abs() + x.hypot(y)) / 2.0).sqrt();
    let unscale = scale.sqrt();
    if x >= 0.0 { (t / unscale, y / (2.0 * t) / unscale) } else { (y.abs() / (2.0 * t) / unscale, t.copysign(y) / unscale) }
}

fn tan_floats((x, y): Floats) -> Floats {
    // Beyond 20 the hyperbolic tangent is one, and the real part is too small to see.
    if y.abs() > 20.0 {
        return (4.0 * (2.0 * x).sin() / 2.0 * (-2.0 * y.abs()).exp(), 1f64.copysign(y));
    }
    let d = (2.0 * x).cos() + (2.0 * y).cosh();
    ((2.0 * x).sin() / d, (2.0 * y).sinh() / d)
}

/// The roots of `1 - z` and `1 + z` (Kahan, "Branch cuts for complex elementary functions", 1987).
fn roots_around((x, y): Floats) -> (Floats, Floats) {
    (sqrt_floats((1.0 - x, -y)), sqrt_floats((1.0 + x, y)))
}

fn asin_floats(z: Floats) -> Floats {
    let ((a, b), (c, d)) = roots_around(z);
    (z.0.atan2(a * c - b * d), (a * d - b * c).asinh())
}

fn acos_floats(z: Floats) -> Floats {
    let ((a, b), (c, d)) = roots_around(z);
    (2.0 * a.atan2(c), (c * b - d * a).asinh())
}

/// `(log(1 + iz) - log(1 - iz)) / 2i`
fn atan_floats((x, y): Floats) -> Floats {
    let (p, q) = (log_floats((1.0 - y, x)), log_floats((1.0 + y, -x)));
    ((p.1 - q.1) / 2.0, (q.0 - p.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    type Function = fn(&mut Vm, Word) -> Result;

    #[test]
    fn exact_arguments_with_exact_results() {
        let cases: [(Function, &str, &str); 11] = [
            (exp, "0", "1"),
            (exp, "0.0", "1.0"),
            (log, "1", "0"),
            (log, "1.0", "0.0"),
            (sin, "0", "0"),
            (cos, "0", "1"),
            (tan, "0", "0"),
            (asin, "0", "0"),
            (acos, "1", "0"),
            (atan, "0", "0"),
            (log, "0", "division by zero"),
        ];
        for (f, x, expected) in cases {
            assert_eq!(unary(f, x), expected, "{x}");
        }
    }

    #[test]
    fn reals() {
        assert_eq!(unary(exp, "1"), "2.718281828459045");
        assert_eq!(unary(log, "0.0"), "-inf.0");
        assert_eq!(unary(log, "-1"), "0.0+3.141592653589793i");
        assert_eq!(unary(log, "2.718281828459045"), "1.0");
        assert_eq!(unary(acos, "-1"), "3.141592653589793");
        assert_eq!(unary(asin, "2"), "1.5707963267948966-1.3169578969248166i");
        assert_eq!(unary(asin, "-2"), "-1.5707963267948966+1.3169578969248166i");
        assert_eq!(unary(acos, "2"), "0.0+1.3169578969248166i");
        assert_eq!(unary(acos, "-2"), "3.141592653589793-1.3169578969248166i");
        assert_eq!(binary(atan2, "0", "1"), "0");
        assert_eq!(binary(atan2, "0", "-1"), "3.141592653589793");
        assert_eq!(binary(atan2, "0", "0"), "division by zero");
        assert_eq!(binary(atan2, "-0.0", "-1.0"), "-3.141592653589793");
        assert_eq!(binary(atan2, "1", "0"), "1.5707963267948966");
        assert_eq!(binary(atan2, "1", "+i"), "operand 2 is not a real number");
        assert_eq!(unary(atan, "+i"), "division by zero");
        assert_eq!(unary(sin, "1/2"), "0.479425538604203");
    }

    #[test]
    fn logarithms_of_numbers_that_are_no_floats() {
        let huge = format!("1{}", "0".repeat(400));
        assert_eq!(unary(log, &huge), "921.0340371976183");
        assert_eq!(unary(log, &format!("1/{huge}")), "-921.0340371976183");
        assert_eq!(unary(log, &format!("-{huge}")), "921.0340371976183+3.141592653589793i");
        assert_eq!(binary(log_base, "1267650600228229401496703205376", "2"), "100.0");
        assert_eq!(binary(log_base, &huge, "10"), "400.0");
    }

    #[test]
    fn logarithms_to_a_base() {
        let cases = [
            ("8", "2", "3.0"),
            ("1000", "10", "3.0"),
            ("125", "5", "3.0"),
            ("243", "3", "5.0"),
            ("1/125", "5", "-3.0"),
            ("1", "7", "0"),
            ("8", "1", "division by zero"),
            ("100.0", "10", "2.0"),
            ("2", "4", "0.5"),
            ("-8", "2", "3.0+4.532360141827194i"),
        ];
        for (x, b, expected) in cases {
            assert_eq!(binary(log_base, x, b), expected, "{x} {b}");
        }
    }

    fn near(w: Word, vm: &Vm, expected: Floats) -> bool {
        let (x, y) = complex::to_floats(vm, w).unwrap();
        (x - expected.0).hypot(y - expected.1) <= 1e-13 * expected.0.hypot(expected.1).max(1.0)
    }

    #[test]
    fn complex_functions_invert_each_other() {
        let mut vm = vm();
        let mut random = Random::new(71);
        let mut unit = || (random.below(2001) as f64 - 1000.0) / 700.0;
        for _ in 0..2000 {
            let z = (unit(), unit());
            let w = complex::from_floats(&mut vm, z);
            let pairs: [(Function, Function); 4] = [(log, exp), (asin, sin), (acos, cos), (atan, tan)];
            for (i, (inverse, f)) in pairs.into_iter().enumerate() {
                let Ok(u) = inverse(&mut vm, w) else { continue };
                let back = f(&mut vm, u).unwrap();
                assert!(near(back, &vm, z), "function {i} of {z:?}: {}", show(&vm, back));
            }
            let root = super::super::sqrt(&mut vm, w).unwrap();
            let square = arithmetic::mul(&mut vm, root, root).unwrap();
            assert!(near(square, &vm, z), "root of {z:?}");
        }
    }

    #[test]
    fn complex_values() {
        // The values follow from the definitions: sin(i) = i sinh 1, cos(i) = cosh 1, e^(iπ) = -1, asin(i) = i asinh 1.
        assert_eq!(unary(sin, "+i"), "0.0+1.1752011936438014i");
        assert_eq!(unary(cos, "+i"), "1.5430806348152437-0.0i");
        assert_eq!(unary(log, "+i"), "0.0+1.5707963267948966i");
        assert_eq!(unary(asin, "+i"), "0.0+0.881373587019543i");
        assert_eq!(unary(exp, "1e3+0.0i"), "+inf.0+0.0i");
        assert_eq!(unary(tan, "1+1000.0i"), "0.0+1.0i");
    }
}
