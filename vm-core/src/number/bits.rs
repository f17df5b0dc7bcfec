//! Bit operations on exact integers, as if a negative number were written in two's complement with infinitely many ones in front.

use super::integer::operand;
use super::limbs::{self, Integer};
use super::nat::{self, LIMB_BITS, Scratch};
use super::{NumberError, Result, check_bits, convert, integer};
use crate::{Vm, Word};
use smallvec::smallvec;

/// The limbs of a number in two's complement, from the lowest on, without end.
struct Complement<'a> {
    magnitude: &'a [u64],
    at: usize,
    /// What is left to add after complementing, for a negative number.
    carry: bool,
    negative: bool,
}

impl Complement<'_> {
    fn new<'a>(vm: &'a Vm, x: &'a Integer) -> Complement<'a> {
        Complement { magnitude: x.limbs(vm), at: 0, carry: x.negative, negative: x.negative }
    }

    #[inline(always)]
    fn next(&mut self) -> u64 {
        let limb = self.magnitude.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        if !self.negative {
            return limb;
        }
        let (limb, carry) = (!limb).overflowing_add(u64::from(self.carry));
        self.carry = carry;
        limb
    }
}

/// Applies an operation bit by bit; on the signs it works as on any other bit.
#[inline]
fn bitwise(vm: &mut Vm, a: Word, b: Word, op: impl Fn(u64, u64) -> u64) -> Result {
    if let (Some(x), Some(y)) = (a.as_smi(), b.as_smi()) {
        return Ok(Word::smi(op(x as u64, y as u64) as i64));
    }
    let (x, y) = (operand(vm, a, 0)?, operand(vm, b, 1)?);
    let sign = |negative: bool| if negative { u64::MAX } else { 0 };
    let negative = op(sign(x.negative), sign(y.negative)) != 0;
    let length = x.length(vm).max(y.length(vm)) + 1;
    let (mut p, mut q) = (Complement::new(vm, &x), Complement::new(vm, &y));
    let mut result: Scratch = (0..length).map(|_| op(p.next(), q.next())).collect();
    if negative {
        complement(&mut result);
    }
    limbs::from_limbs(vm, negative, &result)
}

/// Negates a number in two's complement.
fn complement(limbs: &mut [u64]) {
    let mut carry = true;
    for limb in limbs {
        (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
    }
}

/// Bitwise and.
#[inline]
pub fn bit_and(vm: &mut Vm, a: Word, b: Word) -> Result {
    bitwise(vm, a, b, |x, y| x & y)
}

/// Bitwise inclusive or.
#[inline]
pub fn bit_or(vm: &mut Vm, a: Word, b: Word) -> Result {
    bitwise(vm, a, b, |x, y| x | y)
}

/// Bitwise exclusive or.
#[inline]
pub fn bit_xor(vm: &mut Vm, a: Word, b: Word) -> Result {
    bitwise(vm, a, b, |x, y| x ^ y)
}

/// All bits inverted: `-1 - a`.
#[inline]
pub fn bit_not(vm: &mut Vm, a: Word) -> Result {
    if let Some(n) = a.as_smi() {
        return Ok(Word::smi(!n));
    }
    operand(vm, a, 0)?;
    integer::sub(vm, Word::smi(-1), a)
}

/// `a * 2^count`, rounded down: to the left if the count is positive, to the right if it is negative.
#[inline]
pub fn shift(vm: &mut Vm, a: Word, count: Word) -> Result {
    if let (Some(n), Some(c)) = (a.as_smi(), count.as_smi()) {
        if c <= 0 {
            return Ok(Word::smi(n >> c.unsigned_abs().min(63)));
        }
        if c < 62 && (n << c) >> c == n {
            return convert::from_i64(vm, n << c);
        }
    }
    shift_long(vm, a, count)
}

#[cold]
fn shift_long(vm: &mut Vm, a: Word, count: Word) -> Result {
    let x = operand(vm, a, 0)?;
    let y = operand(vm, count, 1)?;
    let magnitude = x.limbs(vm);
    let bits = nat::bit_length(magnitude);
    let count = if bits == 0 { Some(0) } else { y.small_magnitude() };
    if y.negative {
        return match count {
            Some(count) if count < bits => shift_right(vm, &x, count),
            _ => Ok(Word::smi(if x.negative { -1 } else { 0 })),
        };
    }
    let count = count.ok_or(NumberError::TooLarge)?;
    check_bits(vm, bits.saturating_add(count))?;
    let length = (bits + count).div_ceil(LIMB_BITS) as usize;
    if length < 2 {
        return limbs::from_limbs(vm, x.negative, &[magnitude.first().copied().unwrap_or(0) << count]);
    }
    limbs::fill(vm, x.negative, length, [&x, &x], |[m, _], out| nat::shift_left(out, m, count))
}

/// Shifts to the right by less than all bits; what is dropped of a negative number makes it one less.
fn shift_right(vm: &mut Vm, x: &Integer, count: u64) -> Result {
    let magnitude = x.limbs(vm);
    let n = magnitude.len() - (count / LIMB_BITS) as usize;
    let mut out: Scratch = smallvec![0; n + 1];
    let lost = nat::shift_right(&mut out[..n], magnitude, count);
    if lost && x.negative {
        let copy = Scratch::from_slice(&out[..n]);
        out[n] = u64::from(nat::add(&mut out[..n], &copy, &[1]));
    }
    limbs::from_limbs(vm, x.negative, &out)
}

/// The number of ones of an integer that is not negative; of a negative one, that of the zeros.
pub fn bit_count(vm: &Vm, a: Word) -> Result<u64> {
    if let Some(n) = a.as_smi() {
        return Ok(u64::from(if n < 0 { n.count_zeros() } else { n.count_ones() }));
    }
    let x = operand(vm, a, 0)?;
    let mut limbs = Complement::new(vm, &x);
    let sign = if x.negative { u64::MAX } else { 0 };
    Ok((0..=x.length(vm)).map(|_| u64::from((limbs.next() ^ sign).count_ones())).sum())
}

/// The number of bits needed without the sign: the position of the highest bit that differs from the sign, plus one.
pub fn bit_length(vm: &Vm, a: Word) -> Result<u64> {
    if let Some(n) = a.as_smi() {
        return Ok(64 - u64::from((n ^ n >> 63).leading_zeros()));
    }
    let x = operand(vm, a, 0)?;
    let magnitude = x.limbs(vm);
    let bits = nat::bit_length(magnitude);
    // The negative of a power of two needs one bit less than the power.
    Ok(if x.negative && nat::leading_bits(magnitude) == (1 << 63, false) { bits - 1 } else { bits })
}

/// Whether the bit at that position is one.
pub fn bit_test(vm: &Vm, a: Word, position: Word) -> Result<bool> {
    let x = operand(vm, a, 0)?;
    let p = operand(vm, position, 1)?;
    if p.negative {
        return Err(NumberError::operand(1, super::Expected::NonNegative));
    }
    let Some(p) = p.small_magnitude() else { return Ok(x.negative) };
    let magnitude = x.limbs(vm);
    let (limb, bit) = ((p / LIMB_BITS) as usize, p % LIMB_BITS);
    let Some(&m) = magnitude.get(limb) else { return Ok(x.negative) };
    let borrowed = x.negative && magnitude[..limb].iter().all(|&l| l == 0);
    let value = if x.negative { (!m).wrapping_add(u64::from(borrowed)) } else { m };
    Ok(value >> bit & 1 == 1)
}

/// The position of the lowest one; `None` for zero.
pub fn first_set_bit(vm: &Vm, a: Word) -> Result<Option<u64>> {
    let x = operand(vm, a, 0)?;
    let zeros = |(i, l): (usize, &u64)| i as u64 * LIMB_BITS + u64::from(l.trailing_zeros());
    Ok(x.limbs(vm).iter().enumerate().find(|(_, l)| **l != 0).map(zeros))
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use dashu_int::IBig;

    fn random_i128(random: &mut Random) -> i128 {
        let n = (u128::from(random.limb()) << 64 | u128::from(random.limb())) as i128;
        n >> random.below(127)
    }

    #[test]
    fn operations_agree_with_machine_integers() {
        let mut vm = vm();
        let mut random = Random::new(51);
        for _ in 0..20_000 {
            let (x, y) = (random_i128(&mut random), random_i128(&mut random));
            let (a, b) = (convert::from_i128(&mut vm, x).unwrap(), convert::from_i128(&mut vm, y).unwrap());
            let results = [
                (bit_and(&mut vm, a, b).unwrap(), x & y),
                (bit_or(&mut vm, a, b).unwrap(), x | y),
                (bit_xor(&mut vm, a, b).unwrap(), x ^ y),
                (bit_not(&mut vm, a).unwrap(), !x),
            ];
            for (w, expected) in results {
                assert!(limbs::is_normal(&vm, w));
                assert_eq!(convert::to_i128(&vm, w), Some(expected), "{x} {y}");
            }
            let length = 128 - (x ^ x >> 127).leading_zeros();
            assert_eq!(bit_length(&vm, a), Ok(u64::from(length)), "{x}");
            assert_eq!(bit_count(&vm, a), Ok(u64::from(if x < 0 { x.count_zeros() } else { x.count_ones() })), "{x}");
            assert_eq!(first_set_bit(&vm, a), Ok((x != 0).then(|| u64::from(x.trailing_zeros()))));
            let p = random.below(127);
            assert_eq!(bit_test(&vm, a, Word::smi(p as i64)), Ok(x >> p & 1 == 1), "{x} {p}");
            let right = shift(&mut vm, a, Word::smi(-(p as i64))).unwrap();
            assert_eq!(convert::to_i128(&vm, right), Some(x >> p), "{x} >> {p}");
            let left = shift(&mut vm, a, Word::smi(p as i64)).unwrap();
            assert!(limbs::is_normal(&vm, left));
            assert_eq!(convert::to_ibig(&vm, left), Some(IBig::from(x) << p as usize), "{x} << {p}");
        }
    }

    #[test]
    fn long_operands() {
        let mut vm = vm();
        let mut random = Random::new(52);
        for _ in 0..2000 {
            let (x, y) = (random.integer() * random.integer(), random.integer() * random.integer());
            let (a, b) = (convert::from_ibig(&mut vm, &x).unwrap(), convert::from_ibig(&mut vm, &y).unwrap());
            let w = bit_and(&mut vm, a, b).unwrap();
            assert_eq!(convert::to_ibig(&vm, w), Some(&x & &y));
            let w = bit_xor(&mut vm, a, b).unwrap();
            assert_eq!(convert::to_ibig(&vm, w), Some(&x ^ &y));
            let s = random.below(500);
            let w = shift(&mut vm, a, Word::smi(-(s as i64))).unwrap();
            assert_eq!(convert::to_ibig(&vm, w), Some(&x >> s as usize), "{x} >> {s}");
        }
    }

    #[test]
    fn edges() {
        assert_eq!(binary(shift, "1", "61"), "2305843009213693952");
        assert_eq!(binary(shift, "-1", "61"), "-2305843009213693952");
        assert_eq!(binary(shift, "1", "64"), "18446744073709551616");
        assert_eq!(binary(shift, "0", "1000000000000000000"), "0");
        assert_eq!(binary(shift, "0", "100000000000000000000"), "0");
        assert_eq!(binary(shift, "1", "1000000000000000000"), "the number is too large");
        assert_eq!(binary(shift, "1", "100000000000000000000"), "the number is too large");
        assert_eq!(binary(shift, "5", "-100000000000000000000"), "0");
        assert_eq!(binary(shift, "-5", "-1000"), "-1");
        assert_eq!(binary(shift, "-100000000000000000000", "-100"), "-1");
        assert_eq!(binary(shift, "1.0", "1"), "operand 1 is not an exact integer");
        assert_eq!(binary(bit_and, "1", "1/2"), "operand 2 is not an exact integer");
        let mut vm = vm();
        let big = n(&mut vm, "-100000000000000000000");
        assert_eq!(bit_test(&vm, Word::smi(-1), big), Err(NumberError::operand(1, super::super::Expected::NonNegative)));
        let far = n(&mut vm, "100000000000000000000");
        assert_eq!(bit_test(&vm, Word::smi(-1), far), Ok(true));
        assert_eq!(bit_test(&vm, far, far), Ok(false));
    }
}
