//! Sums and products of exact integers. The operands are known to be integers; small ones have mostly been dealt with by the
//! callers' fast paths.

use super::limbs::{self, Integer};
use super::nat::{self, LIMB_BITS, Scratch};
use super::{NumberError, Result, check_bits, convert};
use crate::{Vm, Word};
use smallvec::smallvec;
use std::cmp::Ordering;

/// From how many limbs of the shorter operand on a product is left to `dashu_int`, whose faster methods then outweigh copying.
const LONG_PRODUCT: usize = 4096;

/// The integer operand number `index`.
#[inline]
pub(super) fn operand(vm: &Vm, w: Word, index: u8) -> Result<Integer> {
    Integer::of(vm, w).ok_or(limbs::not_an_integer(index))
}

/// The sum.
pub(super) fn add(vm: &mut Vm, a: Word, b: Word) -> Result {
    if let (Some(x), Some(y)) = (limbs::wide(vm, a), limbs::wide(vm, b)) {
        return convert::from_i128(vm, x + y);
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    signed_sum(vm, &x, &y, y.negative)
}

/// The difference.
pub(super) fn sub(vm: &mut Vm, a: Word, b: Word) -> Result {
    if let (Some(x), Some(y)) = (limbs::wide(vm, a), limbs::wide(vm, b)) {
        return convert::from_i128(vm, x - y);
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    signed_sum(vm, &x, &y, !y.negative)
}

/// The sum, with the second operand's sign given.
fn signed_sum(vm: &mut Vm, x: &Integer, y: &Integer, y_negative: bool) -> Result {
    if x.negative == y_negative {
        return if x.length(vm) >= y.length(vm) {
            sum_of_magnitudes(vm, x.negative, x, y)
        } else {
            sum_of_magnitudes(vm, x.negative, y, x)
        };
    }
    match nat::compare(x.limbs(vm), y.limbs(vm)) {
        Ordering::Equal => Ok(Word::smi(0)),
        Ordering::Greater => difference_of_magnitudes(vm, x.negative, x, y),
        Ordering::Less => difference_of_magnitudes(vm, y_negative, y, x),
    }
}

/// What the top limbs of the operands say of the length of the result.
enum Length {
    Known(usize),
    /// At most.
    Unknown(usize),
}

fn sum_of_magnitudes(vm: &mut Vm, negative: bool, long: &Integer, short: &Integer) -> Result {
    let (a, b) = (long.limbs(vm), short.limbs(vm));
    let n = a.len();
    let other = if b.len() == n { b.last().copied().unwrap_or(0) } else { 0 };
    let (top, carry) = a.last().copied().unwrap_or(0).overflowing_add(other);
    let length = match (top, carry) {
        (_, true) => Length::Known(n + 1),
        (u64::MAX, false) => Length::Unknown(n + 1),
        _ => Length::Known(n),
    };
    store(vm, negative, length, [long, short], |[a, b], out| {
        let carry = nat::add(&mut out[..n], a, b);
        if let Some(top) = out.get_mut(n) {
            *top = u64::from(carry);
        }
    })
}

/// `long` has the greater magnitude.
fn difference_of_magnitudes(vm: &mut Vm, negative: bool, long: &Integer, short: &Integer) -> Result {
    let (a, b) = (long.limbs(vm), short.limbs(vm));
    let n = a.len();
    let other = if b.len() == n { b.last().copied().unwrap_or(0) } else { 0 };
    let top = a.last().copied().unwrap_or(0) - other;
    let length = if top >= 2 && n > 1 { Length::Known(n) } else { Length::Unknown(n) };
    store(vm, negative, length, [long, short], |[a, b], out| nat::subtract(out, a, b))
}

/// Writes a result into the heap directly where its length is known, through a scratch buffer otherwise.
#[inline]
fn store(
    vm: &mut Vm,
    negative: bool,
    length: Length,
    operands: [&Integer; 2],
    write: impl FnOnce([&[u64]; 2], &mut [u64]),
) -> Result {
    match length {
        Length::Known(n) => limbs::fill(vm, negative, n, operands, write),
        Length::Unknown(n) => {
            let mut scratch: Scratch = smallvec![0; n];
            write(operands.map(|operand| operand.limbs(vm)), &mut scratch);
            limbs::from_limbs(vm, negative, &scratch)
        }
    }
}

/// The product.
pub(super) fn mul(vm: &mut Vm, a: Word, b: Word) -> Result {
    if let (Some(x), Some(y)) = (a.as_smi(), b.as_smi()) {
        return convert::from_i128(vm, i128::from(x) * i128::from(y));
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    product(vm, &x, &y)
}

fn product(vm: &mut Vm, x: &Integer, y: &Integer) -> Result {
    let negative = x.negative != y.negative;
    let (p, q) = (x.limbs(vm), y.limbs(vm));
    let shorter = p.len().min(q.len());
    if shorter == 0 {
        return Ok(Word::smi(0));
    }
    if let ([p], [q]) = (p, q) {
        return limbs::from_u128_parts(vm, negative, u128::from(*p) * u128::from(*q));
    }
    // The product has as many bits as both factors together, or one less.
    let bits = nat::bit_length(p) + nat::bit_length(q);
    check_bits(vm, bits - 1)?;
    if shorter >= LONG_PRODUCT {
        let (p, q) = (x.to_ubig(vm), y.to_ubig(vm));
        let product = if p == q { p.sqr() } else { p * q };
        return limbs::from_ubig(vm, negative, &product);
    }
    let n = bits.div_ceil(LIMB_BITS) as usize;
    let length = if bits % LIMB_BITS == 1 { Length::Unknown(n) } else { Length::Known(n) };
    store(vm, negative, length, [x, y], |[p, q], out| nat::multiply(out, p, q))
}

/// The integer with the other sign.
pub(super) fn negate(vm: &mut Vm, a: Word) -> Result {
    let x = operand(vm, a, 0)?;
    let magnitude = Scratch::from_slice(x.limbs(vm));
    limbs::from_limbs(vm, !x.negative, &magnitude)
}

/// The order of two integers.
#[inline]
pub(super) fn compare(vm: &Vm, a: Word, b: Word) -> Result<Ordering> {
    if let (Some(x), Some(y)) = (a.as_smi(), b.as_smi()) {
        return Ok(x.cmp(&y));
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    Ok(match (x.negative, y.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => nat::compare(x.limbs(vm), y.limbs(vm)),
        (true, true) => nat::compare(y.limbs(vm), x.limbs(vm)),
    })
}

/// Whether an integer is below zero.
#[inline]
pub(super) fn is_negative(vm: &Vm, a: Word) -> bool {
    match a.as_smi() {
        Some(n) => n < 0,
        None => Integer::of(vm, a).is_some_and(|x| x.negative),
    }
}

/// The bits of the magnitude.
pub(super) fn magnitude_bits(vm: &Vm, a: Word) -> Result<u64> {
    Ok(nat::bit_length(operand(vm, a, 0)?.limbs(vm)))
}

/// The power of an integer to a natural exponent.
pub(super) fn power(vm: &mut Vm, base: Word, exponent: Word) -> Result {
    match (base.as_smi(), exponent.as_smi()) {
        (_, Some(0)) | (Some(1), _) => return Ok(Word::smi(1)),
        (Some(0), _) => return Ok(Word::smi(0)),
        (Some(-1), _) => {
            let odd = operand(vm, exponent, 1)?.limbs(vm).first().is_some_and(|low| low & 1 == 1);
            return Ok(Word::smi(if odd { -1 } else { 1 }));
        }
        (_, None) => return Err(NumberError::TooLarge),
        _ => {}
    }
    let e = exponent.smi_value().unsigned_abs();
    let x = operand(vm, base, 0)?;
    let magnitude = x.limbs(vm);
    let bits = nat::bit_length(magnitude);
    // The power has more than (bits - 1) * e bits; whatever more than the limit it has is caught when it is stored.
    check_bits(vm, (bits - 1).saturating_mul(e))?;
    let negative = x.negative && e & 1 == 1;
    if nat::leading_bits(magnitude) == (1 << 63, false) {
        let zero = Integer::small(0);
        let shift = (bits - 1) * e;
        if shift >= LIMB_BITS {
            return limbs::fill(vm, negative, (shift / LIMB_BITS + 1) as usize, [&zero, &zero], |_, out| {
                nat::shift_left(out, &[1], shift);
            });
        }
        return limbs::from_limbs(vm, negative, &[1 << shift]);
    }
    if let [m] = *magnitude
        && bits * e <= 128
    {
        return limbs::from_u128_parts(vm, negative, u128::from(m).pow(e as u32));
    }
    let power = x.to_ubig(vm).pow(e as usize);
    limbs::from_ubig(vm, negative, &power)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use dashu_int::IBig;

    #[test]
    fn arithmetic_agrees_with_an_independent_library() {
        let mut vm = vm();
        let mut random = Random::new(11);
        for _ in 0..20_000 {
            let (x, y) = (random.integer(), random.integer());
            let (a, b) = (limbs::from_ibig(&mut vm, &x).unwrap(), limbs::from_ibig(&mut vm, &y).unwrap());
            let results = [
                (add(&mut vm, a, b), &x + &y, "+"),
                (sub(&mut vm, a, b), &x - &y, "-"),
                (mul(&mut vm, a, b), &x * &y, "*"),
                (negate(&mut vm, a), -&x, "negate"),
            ];
            for (result, expected, name) in results {
                let w = result.unwrap();
                assert!(limbs::is_normal(&vm, w), "{x} {name} {y}");
                assert_eq!(convert::to_ibig(&vm, w), Some(expected), "{x} {name} {y}");
            }
            assert_eq!(compare(&vm, a, b), Ok(x.cmp(&y)));
            assert_eq!(compare(&vm, a, a), Ok(Ordering::Equal));
        }
    }

    #[test]
    fn long_products_agree() {
        let mut vm = vm();
        let mut random = Random::new(12);
        for _ in 0..200 {
            let x = IBig::from(dashu_int::UBig::from_words(&random.limbs(20, 80)));
            let y = -IBig::from(dashu_int::UBig::from_words(&random.limbs(20, 80)));
            let (a, b) = (limbs::from_ibig(&mut vm, &x).unwrap(), limbs::from_ibig(&mut vm, &y).unwrap());
            let p = mul(&mut vm, a, b).unwrap();
            assert_eq!(convert::to_ibig(&vm, p), Some(&x * &y));
            let s = mul(&mut vm, a, a).unwrap();
            assert_eq!(convert::to_ibig(&vm, s), Some(&x * &x));
        }
    }

    #[test]
    fn powers() {
        let mut vm = vm();
        for base in -20i64..=20 {
            for e in 0..70 {
                let p = power(&mut vm, Word::smi(base), Word::smi(e)).unwrap();
                assert!(limbs::is_normal(&vm, p), "{base}^{e}");
                assert_eq!(convert::to_ibig(&vm, p), Some(IBig::from(base).pow(e as usize)), "{base}^{e}");
            }
        }
    }

    #[test]
    fn what_is_too_long_is_refused_at_once() {
        let mut vm = vm();
        vm.limits.number_bits = 1 << 16;
        let huge = power(&mut vm, Word::smi(2), Word::smi(65_000)).unwrap();
        assert_eq!(mul(&mut vm, huge, huge), Err(NumberError::TooLarge));
        assert_eq!(power(&mut vm, Word::smi(2), Word::smi(1 << 60)), Err(NumberError::TooLarge));
        assert_eq!(power(&mut vm, Word::smi(3), Word::smi(1 << 60)), Err(NumberError::TooLarge));
        assert_eq!(power(&mut vm, Word::smi(3), huge), Err(NumberError::TooLarge));
        assert_eq!(power(&mut vm, Word::smi(-1), huge), Ok(Word::smi(1)));
        let below = sub(&mut vm, huge, Word::smi(1)).unwrap();
        assert_eq!(power(&mut vm, Word::smi(-1), below), Ok(Word::smi(-1)));
        let mut sum = huge;
        let error = loop {
            match add(&mut vm, sum, sum) {
                Ok(s) => sum = s,
                Err(e) => break e,
            }
        };
        assert_eq!(error, NumberError::TooLarge);
    }
}
