//! Numbers to and from those of Rust, and between exact and inexact. Every conversion to a float is rounded correctly (to the
//! nearest, ties to even), whatever the size of the operand.

use super::limbs::{self, Integer};
use super::{Expected, Number, NumberError, Result, complex, nat, ratio};
use crate::{Vm, Word};
use dashu_int::{IBig, UBig};

/// The integer.
#[inline]
pub fn from_i64(vm: &mut Vm, n: i64) -> Result {
    match Word::from_smi(n) {
        Some(w) => Ok(w),
        None => limbs::from_limbs(vm, n < 0, &[n.unsigned_abs()]),
    }
}

/// The integer.
#[inline]
pub fn from_u64(vm: &mut Vm, n: u64) -> Result {
    limbs::from_limbs(vm, false, &[n])
}

/// The integer.
#[inline]
pub fn from_i128(vm: &mut Vm, n: i128) -> Result {
    match i64::try_from(n).ok().and_then(Word::from_smi) {
        Some(w) => Ok(w),
        None => limbs::from_u128_parts(vm, n < 0, n.unsigned_abs()),
    }
}

/// The integer.
pub fn from_u128(vm: &mut Vm, n: u128) -> Result {
    limbs::from_u128_parts(vm, false, n)
}

/// The integer.
pub fn from_ibig(vm: &mut Vm, n: &IBig) -> Result {
    limbs::from_ibig(vm, n)
}

/// The value of an exact integer that fits.
#[inline]
pub fn to_i64(vm: &Vm, w: Word) -> Option<i64> {
    match w.as_smi() {
        Some(n) => Some(n),
        None => limbs::to_i128(vm, w).and_then(|n| i64::try_from(n).ok()),
    }
}

/// The value of an exact integer that fits.
pub fn to_u64(vm: &Vm, w: Word) -> Option<u64> {
    limbs::to_i128(vm, w).and_then(|n| u64::try_from(n).ok())
}

/// The value of an exact integer that fits.
pub fn to_i128(vm: &Vm, w: Word) -> Option<i128> {
    limbs::to_i128(vm, w)
}

/// The value of an exact integer.
pub fn to_ibig(vm: &Vm, w: Word) -> Option<IBig> {
    let n = Integer::of(vm, w)?;
    let magnitude = IBig::from(n.to_ubig(vm));
    Some(if n.negative { -magnitude } else { magnitude })
}

/// The float nearest to a real number; `None` if the word is no real number.
#[inline]
pub fn to_f64(vm: &Vm, w: Word) -> Option<f64> {
    match Number::of(vm, w)? {
        Number::Small(n) => Some(n as f64),
        Number::Float(f) => Some(f),
        Number::Big(o) => Some(magnitude_to_f64(limbs::limbs(vm, o), limbs::is_negative(vm, o))),
        Number::Ratio(o) => Some(ratio_to_f64(vm, ratio::parts(vm, o))),
        Number::Complex(_) => None,
    }
}

fn magnitude_to_f64(magnitude: &[u64], negative: bool) -> f64 {
    let (mantissa, sticky) = nat::leading_bits(magnitude);
    let f = round_to_f64(mantissa, sticky, nat::bit_length(magnitude) as i64 - 64);
    if negative { -f } else { f }
}

#[cfg(test)]
/// The float nearest to a natural number.
pub(super) fn ubig_to_f64(n: &UBig) -> f64 {
    if n.is_zero() { 0.0 } else { magnitude_to_f64(n.as_words(), false) }
}

/// The float nearest to `mantissa * 2^exponent`, or to something a little larger if `sticky`. The top bit of the mantissa is set.
pub(super) fn round_to_f64(mantissa: u64, sticky: bool, exponent: i64) -> f64 {
    debug_assert!(mantissa >> 63 == 1);
    let top = exponent + 63;
    if top > 1023 {
        return f64::INFINITY;
    }
    // A subnormal has fewer than 53 bits.
    let dropped = if top >= -1022 { 11 } else { 11 - 1022 - top };
    if dropped > 64 {
        return 0.0;
    }
    let mantissa = u128::from(mantissa);
    let (kept, rest, half) = (mantissa >> dropped, mantissa & ((1 << dropped) - 1), 1u128 << (dropped - 1));
    let up = rest > half || rest == half && (sticky || kept & 1 == 1);
    let kept = kept as u64 + u64::from(up);
    // A carry out of the mantissa runs into the exponent, which is just what it should do.
    f64::from_bits(if top >= -1022 { ((top + 1022) as u64) << 52 } else { 0 } + kept)
}

fn ratio_to_f64(vm: &Vm, (n, d): (Word, Word)) -> f64 {
    const EXACT: i64 = 1 << 53;
    if let (Some(n), Some(d)) = (n.as_smi(), d.as_smi())
        && n.abs() <= EXACT
        && d <= EXACT
    {
        return n as f64 / d as f64;
    }
    let (Some(n), Some(d)) = (Integer::of(vm, n), Integer::of(vm, d)) else { return f64::NAN };
    let f = quotient_to_f64(&n.to_ubig(vm), &d.to_ubig(vm));
    if n.negative { -f } else { f }
}

/// The float nearest to a quotient of naturals, neither of them zero.
pub(super) fn quotient_to_f64(n: &UBig, d: &UBig) -> f64 {
    // The quotient is scaled to 65 or 66 bits; what is left over only decides ties.
    let shift = 65 - (nat::bit_length(n.as_words()) as i64 - nat::bit_length(d.as_words()) as i64);
    let (q, r) = if shift >= 0 { div_rem(&(n << shift as usize), d) } else { div_rem(n, &(d << shift.unsigned_abs() as usize)) };
    let (mantissa, sticky) = nat::leading_bits(q.as_words());
    round_to_f64(mantissa, sticky || !r.is_zero(), nat::bit_length(q.as_words()) as i64 - 64 - shift)
}

/// Quotient and remainder.
pub(super) fn div_rem(n: &UBig, d: &UBig) -> (UBig, UBig) {
    use dashu_int::ops::DivRem;
    n.div_rem(d)
}

/// A finite float as sign, mantissa and power of two. The mantissa is odd, or zero.
pub(super) fn decompose(f: f64) -> (bool, u64, i32) {
    let bits = f.to_bits();
    let field = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if field == 0 { (fraction, -1074) } else { (fraction | 1 << 52, field - 1075) };
    if mantissa == 0 {
        return (f.is_sign_negative(), 0, 0);
    }
    let zeros = mantissa.trailing_zeros();
    (f.is_sign_negative(), mantissa >> zeros, exponent + zeros as i32)
}

/// The exact number that a float is.
pub(super) fn exact_f64(vm: &mut Vm, f: f64) -> Result {
    if let Some(w) = small_integer(f) {
        return Ok(w);
    }
    if !f.is_finite() {
        return Err(NumberError::operand(0, Expected::Finite));
    }
    let (negative, mantissa, exponent) = decompose(f);
    if exponent >= 0 {
        return limbs::from_ubig(vm, negative, &(UBig::from(mantissa) << exponent as usize));
    }
    let n = limbs::from_limbs(vm, negative, &[mantissa])?;
    let d = limbs::from_ubig(vm, false, &(UBig::ONE << exponent.unsigned_abs() as usize))?;
    Ok(ratio::in_lowest_terms(vm, n, d))
}

/// The small integer that a float is.
#[inline]
fn small_integer(f: f64) -> Option<Word> {
    // The cast saturates, so an infinity, a NaN or a large float does not come back equal and in range.
    let n = f as i64;
    if n as f64 == f { Word::from_smi(n) } else { None }
}

/// The exact integer that a float is; an error if it has a fraction or is not finite.
pub fn integer_from_f64(vm: &mut Vm, f: f64) -> Result {
    if let Some(w) = small_integer(f) {
        return Ok(w);
    }
    if !f.is_finite() || f.fract() != 0.0 {
        return Err(NumberError::operand(0, Expected::Integer));
    }
    exact_f64(vm, f)
}

/// The exact number equal to a number. Infinities and NaN have none.
pub fn exact(vm: &mut Vm, a: Word) -> Result {
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Float(f)) => exact_f64(vm, f),
        Some(Number::Complex(o)) => {
            let (re, im) = complex::parts(vm, o);
            let (re, im) = (exact(vm, re)?, exact(vm, im)?);
            Ok(complex::rectangular(vm, re, im))
        }
        Some(_) => Ok(a),
    }
}

/// The float nearest to a number; a complex number of floats for a complex number.
#[inline]
pub fn inexact(vm: &mut Vm, a: Word) -> Result {
    if a.is_immediate_float() {
        return Ok(a);
    }
    if let Some(n) = a.as_smi() {
        return Ok(vm.float(n as f64));
    }
    match Number::of(vm, a) {
        None => Err(NumberError::operand(0, Expected::Number)),
        Some(Number::Complex(o)) => {
            let (re, im) = complex::parts(vm, o);
            let (re, im) = (inexact(vm, re)?, inexact(vm, im)?);
            Ok(complex::rectangular(vm, re, im))
        }
        Some(Number::Float(_)) => Ok(a),
        Some(_) => match to_f64(vm, a) {
            Some(f) => Ok(vm.float(f)),
            None => Err(NumberError::operand(0, Expected::Real)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use crate::word::{SMI_MAX, SMI_MIN};

    #[test]
    fn integers_of_rust_come_back_and_are_normal() {
        let mut vm = vm();
        let edges = [0, 1, -1, SMI_MAX, SMI_MIN, SMI_MAX + 1, SMI_MIN - 1, i64::MAX, i64::MIN];
        for n in edges {
            let w = from_i64(&mut vm, n).unwrap();
            assert!(limbs::is_normal(&vm, w), "{n}");
            assert_eq!(w.is_smi(), (SMI_MIN..=SMI_MAX).contains(&n));
            assert_eq!(to_i64(&vm, w), Some(n));
            assert_eq!(to_u64(&vm, w), u64::try_from(n).ok());
            assert_eq!(to_i128(&vm, w), Some(i128::from(n)));
            assert_eq!(to_ibig(&vm, w), Some(IBig::from(n)));
        }
        for n in [i128::MAX, i128::MIN, 1 << 64, -(1 << 64), (1 << 64) - 1, (1 << 126) + 1] {
            let w = from_i128(&mut vm, n).unwrap();
            assert!(limbs::is_normal(&vm, w));
            assert_eq!(to_i128(&vm, w), Some(n));
            assert_eq!(to_i64(&vm, w), None);
        }
        let w = from_u128(&mut vm, u128::MAX).unwrap();
        assert_eq!(to_i128(&vm, w), None);
        assert_eq!(to_ibig(&vm, w), Some(IBig::from(u128::MAX)));
        let w = from_u64(&mut vm, u64::MAX).unwrap();
        assert_eq!((to_u64(&vm, w), to_i64(&vm, w)), (Some(u64::MAX), None));
    }

    #[test]
    fn exact_and_inexact_are_inverse_on_floats() {
        let mut vm = vm();
        let mut random = Random::new(7);
        let edges = [5e-324, f64::MIN_POSITIVE, f64::MAX, -f64::MAX, 0.1, 1e22, 2f64.powi(61), -2f64.powi(61), 2f64.powi(63), 0.5];
        for f in edges.into_iter().chain((0..2000).map(|_| random.float())) {
            let e = exact_f64(&mut vm, f).unwrap();
            assert_eq!(to_f64(&vm, e).unwrap().to_bits(), f.to_bits(), "{f:e}");
        }
        for f in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(exact_f64(&mut vm, f), Err(NumberError::operand(0, Expected::Finite)));
        }
        assert_eq!(exact_f64(&mut vm, -0.0), Ok(Word::smi(0)));
    }

    #[test]
    fn conversions_to_floats_round_to_even() {
        let cases = [
            ("9007199254740993", 9007199254740992.0),
            ("9007199254740995", 9007199254740996.0),
            ("36893488147419103232", 36893488147419103232.0),
            ("36893488147419107328", 36893488147419103232.0), // 2^65 + 2^12: exactly between two floats
            ("36893488147419107329", 36893488147419111424.0),
            ("1/3", 1.0 / 3.0),
            ("-1/3", -1.0 / 3.0),
        ];
        let mut vm = vm();
        for (text, f) in cases {
            let w = n(&mut vm, text);
            assert_eq!(to_f64(&vm, w), Some(f), "{text}");
        }
        let half = UBig::ONE << 1075;
        assert_eq!(quotient_to_f64(&UBig::ONE, &half), 0.0);
        assert_eq!(quotient_to_f64(&UBig::from(3u8), &half), 1e-323);
        assert_eq!(quotient_to_f64(&UBig::ONE, &(half - UBig::ONE)), 5e-324);
        assert_eq!(ubig_to_f64(&(UBig::ONE << 1024)), f64::INFINITY);
        assert_eq!(ubig_to_f64(&((UBig::ONE << 1024) - (UBig::ONE << 970) - UBig::ONE)), f64::MAX);
        assert_eq!(ubig_to_f64(&((UBig::ONE << 1024) - (UBig::ONE << 970))), f64::INFINITY);
    }

    #[test]
    fn rationals_round_like_decimal_text() {
        let mut random = Random::new(8);
        for _ in 0..500 {
            let (digits, e) = (random.next() >> random.below(60), random.below(330) as usize);
            let f: f64 = format!("{digits}e-{e}").parse().unwrap();
            if digits != 0 {
                assert_eq!(quotient_to_f64(&UBig::from(digits), &UBig::from(10u8).pow(e)), f, "{digits}e-{e}");
            }
        }
    }
}
