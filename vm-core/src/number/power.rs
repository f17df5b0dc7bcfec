//! Roots and powers.
//!
//! A root is exact if the operand is an exact square; otherwise it is a float, rounded correctly also where the operand itself would
//! not fit into a float. A power is exact if base and exponent are and the exponent is an integer.

use super::limbs::{self, Integer};
use super::{
    Expected, Number, NumberError, Result, arithmetic, check_bits, compare, complex, convert, integer, nat, ratio, transcendental,
};
use crate::{Vm, Word};
use dashu_int::UBig;

const ZERO: Word = Word::smi(0);
const ONE: Word = Word::smi(1);

/// The root of the greatest square that is not greater, and the rest.
fn root_and_rest(n: &UBig) -> (UBig, UBig) {
    use dashu_int::ops::SquareRootRem;
    n.sqrt_rem()
}

/// The natural numbers `s` and `r` with `s² + r = n` and `r` as small as possible.
pub fn exact_integer_sqrt(vm: &mut Vm, a: Word) -> Result<(Word, Word)> {
    if compare::is_exact_integer(vm, a) && integer::is_negative(vm, a) {
        return Err(NumberError::operand(0, Expected::NonNegative));
    }
    if let Some(n) = a.as_smi() {
        let root = n.isqrt();
        return Ok((Word::smi(root), Word::smi(n - root * root)));
    }
    let (root, rest) = root_and_rest(&integer::operand(vm, a, 0)?.to_ubig(vm));
    Ok((limbs::from_ubig(vm, false, &root)?, limbs::from_ubig(vm, false, &rest)?))
}

/// The root of an exact integer, not negative, that is a square.
fn perfect_root(vm: &mut Vm, n: Word) -> Result<Option<Word>> {
    let (root, rest) = exact_integer_sqrt(vm, n)?;
    Ok(if rest == ZERO { Some(root) } else { None })
}

/// The root of an exact real, not negative, that is a square.
fn perfect_ratio_root(vm: &mut Vm, a: Word) -> Result<Option<Word>> {
    let (n, d) = ratio::of(vm, a);
    let Some(d) = perfect_root(vm, d)? else { return Ok(None) };
    let Some(n) = perfect_root(vm, n)? else { return Ok(None) };
    Ok(Some(ratio::in_lowest_terms(vm, n, d)))
}

/// The float nearest to the root of an exact real that is positive and no square.
fn inexact_root(vm: &Vm, a: Word) -> f64 {
    let (n, d) = ratio::of(vm, a);
    let (Some(n), Some(d)) = (Integer::of(vm, n), Integer::of(vm, d)) else { return f64::NAN };
    let (n, d) = (n.to_ubig(vm), d.to_ubig(vm));
    // Scaled by a power of four to at least 130 bits, the root has 65 or more, so that it can be rounded with nothing but the knowledge
    // that there is a rest.
    let bits = nat::bit_length(n.as_words()) as i64 - nat::bit_length(d.as_words()) as i64;
    let scale = ((132 - bits) / 2).max(0);
    let scaled = (n << (2 * scale) as usize) / d;
    let root = root_and_rest(&scaled).0;
    let (mantissa, _) = nat::leading_bits(root.as_words());
    convert::round_to_f64(mantissa, true, nat::bit_length(root.as_words()) as i64 - 64 - scale)
}

/// The square root with a positive real part, or else a non-negative imaginary part.
pub fn sqrt(vm: &mut Vm, a: Word) -> Result {
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Float(f)) if f < 0.0 => Ok(complex::from_floats(vm, (0.0, (-f).sqrt()))),
        Some(Number::Float(f)) => Ok(vm.float(f.sqrt())),
        Some(Number::Complex(_)) => complex_sqrt(vm, a),
        Some(_) => {
            let negative = compare::is_negative(vm, a)?;
            let square = if negative { arithmetic::negate(vm, a)? } else { a };
            match perfect_ratio_root(vm, square)? {
                Some(root) if negative => Ok(complex::rectangular(vm, ZERO, root)),
                Some(root) => Ok(root),
                None => {
                    let root = inexact_root(vm, square);
                    if negative { Ok(complex::from_floats(vm, (0.0, root))) } else { Ok(vm.float(root)) }
                }
            }
        }
    }
}

fn complex_sqrt(vm: &mut Vm, a: Word) -> Result {
    if compare::is_exact(vm, a)?
        && let Some(root) = exact_complex_sqrt(vm, a)?
    {
        return Ok(root);
    }
    let Some(z) = complex::to_floats(vm, a) else { return Err(NumberError::operand(0, Expected::Number)) };
    let (re, im) = transcendental::sqrt_floats(z);
    Ok(complex::from_floats(vm, if re == 0.0 { (re, im.abs()) } else { (re, im) }))
}

/// The root of a complex number of exact parts, if it has exact parts too.
fn exact_complex_sqrt(vm: &mut Vm, a: Word) -> Result<Option<Word>> {
    let (re, im) = complex::of(vm, a);
    let magnitude = complex::magnitude(vm, a)?;
    if !compare::is_exact(vm, magnitude)? {
        return Ok(None);
    }
    // The real part is the root of (|a| + re) / 2, and the imaginary part follows from it. It is not zero, as `im` is not.
    let sum = arithmetic::add(vm, magnitude, re)?;
    let square = arithmetic::div(vm, sum, Word::smi(2))?;
    if square == ZERO {
        return Ok(None);
    }
    let Some(x) = perfect_ratio_root(vm, square)? else { return Ok(None) };
    let twice = arithmetic::add(vm, x, x)?;
    let y = arithmetic::div(vm, im, twice)?;
    Ok(Some(complex::rectangular(vm, x, y)))
}

/// `base` to the power of `exponent`.
pub fn expt(vm: &mut Vm, base: Word, exponent: Word) -> Result {
    use Number::*;
    let b = Number::of(vm, base).ok_or(NumberError::operand(0, Expected::Number))?;
    let e = Number::of(vm, exponent).ok_or(NumberError::operand(1, Expected::Number))?;
    match (b, e) {
        (Float(x), Small(n)) => Ok(vm.float(float_power(x, n))),
        (_, Small(_) | Big(_)) => exact_exponent(vm, base, exponent),
        (Complex(_), _) | (_, Complex(_)) => general(vm, base, exponent),
        (_, Ratio(o)) => {
            let (n, d) = ratio::parts(vm, o);
            if d == Word::smi(2) {
                let root = sqrt(vm, base)?;
                // Only an exact root may be raised further: the power of a rounded one would be rounded twice.
                if n == ONE || compare::is_exact(vm, root)? {
                    return exact_exponent(vm, root, n);
                }
            }
            real_exponent(vm, base, exponent)
        }
        _ => real_exponent(vm, base, exponent),
    }
}

/// A float to a small integer power: rounded once where the exponent is a float too, which it is for all that matter.
fn float_power(x: f64, n: i64) -> f64 {
    if n.unsigned_abs() <= 1 << 53 {
        return x.powf(n as f64);
    }
    // The exponent is rounded, but whether it is odd still decides the sign.
    let p = x.abs().powf(n as f64);
    if x.is_sign_negative() && n & 1 == 1 { -p } else { p }
}

/// A real base and a real exponent that is no exact integer.
fn real_exponent(vm: &mut Vm, base: Word, exponent: Word) -> Result {
    let (Some(x), Some(y)) = (convert::to_f64(vm, base), convert::to_f64(vm, exponent)) else {
        return Err(NumberError::operand(0, Expected::Number));
    };
    if x < 0.0 && y.is_finite() && y.fract() != 0.0 {
        let (magnitude, angle) = ((-x).powf(y), y * std::f64::consts::PI);
        return Ok(complex::from_floats(vm, (magnitude * angle.cos(), magnitude * angle.sin())));
    }
    if base == ZERO && y < 0.0 {
        return Err(NumberError::DivisionByZero);
    }
    // An exact base may be too large or too small for a float although the power is not.
    if (x.is_infinite() || x == 0.0) && base != ZERO && compare::is_exact(vm, base)? {
        let log = transcendental::log_magnitude(vm, base)?;
        return Ok(vm.float((y * log).exp()));
    }
    Ok(vm.float(x.powf(y)))
}

/// Any base and an exact integer as exponent.
fn exact_exponent(vm: &mut Vm, base: Word, exponent: Word) -> Result {
    if integer::is_negative(vm, exponent) {
        let positive = integer::negate(vm, exponent)?;
        if compare::is_exact(vm, base)? && compare::is_zero(vm, base)? {
            return Err(NumberError::DivisionByZero);
        }
        let power = exact_exponent(vm, base, positive)?;
        return arithmetic::div(vm, ONE, power);
    }
    match Number::of(vm, base) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Small(_) | Number::Big(_)) => integer::power(vm, base, exponent),
        Some(Number::Ratio(o)) => {
            let (n, d) = ratio::parts(vm, o);
            let (n, d) = (integer::power(vm, n, exponent)?, integer::power(vm, d, exponent)?);
            Ok(ratio::in_lowest_terms(vm, n, d))
        }
        Some(Number::Float(x)) => {
            let (y, odd) = (convert::to_f64(vm, exponent).unwrap_or(f64::INFINITY), compare::is_odd(vm, exponent)?);
            let p = x.abs().powf(y);
            Ok(vm.float(if x.is_sign_negative() && odd { -p } else { p }))
        }
        Some(Number::Complex(_)) => complex_power(vm, base, exponent),
    }
}

/// A complex number to a natural power, by squaring.
fn complex_power(vm: &mut Vm, base: Word, exponent: Word) -> Result {
    let Some(mut e) = exponent.as_smi() else {
        return if compare::is_exact(vm, base)? { Err(NumberError::TooLarge) } else { general(vm, base, exponent) };
    };
    if compare::is_exact(vm, base)? {
        // The parts grow like the powers of the magnitude, of which the larger part is a lower bound.
        let (re, im) = complex::of(vm, base);
        let bits = longest_part(vm, re)?.max(longest_part(vm, im)?);
        check_bits(vm, (bits - 1).saturating_mul(e as u64))?;
    } else if e > 1 << 10 {
        return general(vm, base, exponent);
    }
    let (mut result, mut square) = (ONE, base);
    loop {
        if e & 1 == 1 {
            result = arithmetic::mul(vm, result, square)?;
        }
        e >>= 1;
        if e == 0 {
            return Ok(result);
        }
        square = arithmetic::mul(vm, square, square)?;
    }
}

/// The bits of numerator or denominator, whichever is longer; at least one.
fn longest_part(vm: &Vm, a: Word) -> Result<u64> {
    let (n, d) = ratio::of(vm, a);
    Ok(integer::magnitude_bits(vm, n)?.max(integer::magnitude_bits(vm, d)?).max(1))
}

/// The definition for all that is left: `exp(exponent * log(base))`.
fn general(vm: &mut Vm, base: Word, exponent: Word) -> Result {
    if compare::is_zero(vm, base)? {
        let (re, _) = complex::of(vm, exponent);
        if compare::is_positive(vm, re)? {
            return if compare::is_exact(vm, base)? { Ok(ZERO) } else { Ok(vm.float(0.0)) };
        }
        return Err(NumberError::DivisionByZero);
    }
    let log = transcendental::log(vm, base)?;
    let product = arithmetic::mul(vm, exponent, log)?;
    transcendental::exp(vm, product)
}

/// `base` to the power of `exponent`, modulo a positive integer; the exponent is an integer that is not negative.
pub fn expt_modulo(vm: &mut Vm, base: Word, exponent: Word, modulus: Word) -> Result {
    let m = integer::operand(vm, modulus, 2)?;
    if m.limbs(vm).is_empty() {
        return Err(NumberError::DivisionByZero);
    }
    let e = integer::operand(vm, exponent, 1)?;
    if e.negative {
        return Err(NumberError::operand(1, Expected::NonNegative));
    }
    integer::operand(vm, base, 0)?;
    // The library's ring of one element does not reduce its one.
    if *m.limbs(vm) == [1] {
        return Ok(ZERO);
    }
    let reduced = super::modulo(vm, base, modulus)?;
    let b = integer::operand(vm, reduced, 0)?;
    let ring = dashu_int::fast_div::ConstDivisor::new(m.to_ubig(vm));
    let (factor, exponent) = (ring.reduce(b.to_ubig(vm)), e.to_ubig(vm));
    let mut power = ring.reduce(1u8);
    for &limb in exponent.as_words().iter().rev() {
        for bit in (0..u64::BITS).rev() {
            super::check_interrupt(vm)?;
            power = power.sqr();
            if limb >> bit & 1 == 1 {
                power *= &factor;
            }
        }
    }
    let power = power.residue();
    let negative = b.negative && e.limbs(vm).first().is_some_and(|low| low & 1 == 1);
    let power = limbs::from_ubig(vm, negative, &power)?;
    super::modulo(vm, power, modulus)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn roots() {
        let cases = [
            ("16", "4"),
            ("0", "0"),
            ("1/4", "1/2"),
            ("2", "1.4142135623730951"),
            ("-4", "+2i"),
            ("-1", "+i"),
            ("-1/4", "+1/2i"),
            ("-2", "0.0+1.4142135623730951i"),
            ("-2.0", "0.0+1.4142135623730951i"),
            ("2.25", "1.5"),
            ("-0.0", "-0.0"),
            ("+inf.0", "+inf.0"),
            ("-3+4i", "1+2i"),
            ("+2i", "1+i"),
            ("-1.0-0.0i", "0.0+1.0i"),
            ("1/2", "0.7071067811865476"),
            ("10000000000000000000000000000000000000000", "100000000000000000000"),
            ("10000000000000000000000000000000000000001", "100000000000000000000.0"),
        ];
        for (x, expected) in cases {
            assert_eq!(unary(sqrt, x), expected, "{x}");
        }
        let huge = format!("1{}", "0".repeat(401));
        assert_eq!(unary(sqrt, &huge), "3.1622776601683794e200");
        assert_eq!(unary(sqrt, &format!("1/{huge}")), "3.1622776601683792e-201");
        let square = format!("1{}", "0".repeat(400));
        assert_eq!(unary(sqrt, &square), format!("1{}", "0".repeat(200)));
    }

    #[test]
    fn inexact_roots_agree_with_the_machine() {
        let mut vm = vm();
        let mut random = Random::new(61);
        for _ in 0..3000 {
            let n = random.next() >> 11;
            let f = (n as f64).sqrt();
            let w = Word::smi(n as i64);
            let root = sqrt(&mut vm, w).unwrap();
            assert_eq!(convert::to_f64(&vm, root), Some(f), "{n}");
        }
    }

    #[test]
    fn integer_roots() {
        let mut vm = vm();
        let mut random = Random::new(62);
        for _ in 0..2000 {
            let n = random.integer();
            let w = convert::from_ibig(&mut vm, &n).unwrap();
            match exact_integer_sqrt(&mut vm, w) {
                Err(e) => assert!(n < dashu_int::IBig::from(0) && e == NumberError::operand(0, Expected::NonNegative)),
                Ok((s, r)) => {
                    let (s, r) = (convert::to_ibig(&vm, s).unwrap(), convert::to_ibig(&vm, r).unwrap());
                    assert_eq!(&s * &s + &r, n);
                    assert!(r <= s * dashu_int::IBig::from(2));
                }
            }
        }
        assert!(exact_integer_sqrt(&mut vm, Word::TRUE).is_err());
    }

    #[test]
    fn powers() {
        let cases = [
            ("2", "10", "1024"),
            ("2", "-3", "1/8"),
            ("-2", "3", "-8"),
            ("0", "0", "1"),
            ("0.0", "0", "1.0"),
            ("0", "1.0", "0.0"),
            ("0", "5", "0"),
            ("0", "-1", "division by zero"),
            ("0", "-1.5", "division by zero"),
            ("0.0", "-1", "+inf.0"),
            ("1/2", "3", "1/8"),
            ("2/3", "-2", "9/4"),
            ("-2/3", "-3", "-27/8"),
            ("2.0", "3", "8.0"),
            ("2", "0.5", "1.4142135623730951"),
            ("4", "1/2", "2"),
            ("4", "3/2", "8"),
            ("1/4", "-1/2", "2"),
            ("8.0", "1/3", "2.0"),
            ("-1", "1/2", "+i"),
            ("-8.0", "3", "-512.0"),
            ("+i", "2", "-1"),
            ("+i", "3", "-i"),
            ("1+i", "4", "-4"),
            ("1+i", "-2", "-1/2i"),
            ("1", "100000000000000000000", "1"),
            ("-1", "100000000000000000001", "-1"),
            ("2", "100000000000000000000", "the number is too large"),
            ("1/2", "100000000000000000000", "the number is too large"),
            ("1+i", "100000000000000000000", "the number is too large"),
            ("1+2i", "1000000000000", "the number is too large"),
            ("0.5", "100000000000000000000", "0.0"),
            ("-1.0", "100000000000000000001", "-1.0"),
            ("0", "+i", "division by zero"),
            ("0", "1+i", "0"),
            ("+nan.0", "0", "1.0"),
        ];
        for (b, e, expected) in cases {
            assert_eq!(binary(expt, b, e), expected, "{b} {e}");
        }
        assert_eq!(binary(expt, "-8", "1/3"), "1.0000000000000002+1.7320508075688772i");
    }

    #[test]
    fn modular_powers() {
        let mut vm = vm();
        for b in -7i64..=7 {
            for e in 0..6u32 {
                for m in [-5i64, -1, 1, 2, 7, 10] {
                    let expected = {
                        let r = b.pow(e) % m;
                        if r != 0 && (r < 0) != (m < 0) { r + m } else { r }
                    };
                    let p = expt_modulo(&mut vm, Word::smi(b), Word::smi(i64::from(e)), Word::smi(m));
                    assert_eq!(p, Ok(Word::smi(expected)), "{b}^{e} mod {m}");
                }
            }
        }
        let e = n(&mut vm, "100000000000000000000000000000000000");
        let m = n(&mut vm, "1000000007");
        assert_eq!(expt_modulo(&mut vm, Word::smi(2), e, ZERO), Err(NumberError::DivisionByZero));
        assert!(expt_modulo(&mut vm, Word::smi(2), e, m).unwrap().is_smi());
    }
}
