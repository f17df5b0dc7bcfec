//! Natural numbers as slices of limbs, least significant first: what big integers are computed with.
//!
//! The functions take slices and write into a slice that the caller gives, so that sums and products go straight into the
//! object that will hold them. Algorithms that pay only for long operands (fast multiplication, division of long by
//! long, greatest common divisor, other radices) are not here: they are those of `dashu_int`, see [`super::limbs`].

use smallvec::SmallVec;
use std::cmp::Ordering;

/// Limbs of a result whose length is not known before it is computed.
pub(super) type Scratch = SmallVec<[u64; 16]>;

/// Bits of a limb.
pub(super) const LIMB_BITS: u64 = 64;

/// The slice without its leading zero limbs.
#[inline]
pub(super) fn trimmed(a: &[u64]) -> &[u64] {
    let mut n = a.len();
    while n > 0 && a[n - 1] == 0 {
        n -= 1;
    }
    &a[..n]
}

/// The number of significant bits of a trimmed slice.
#[inline]
pub(super) fn bit_length(a: &[u64]) -> u64 {
    match a.last() {
        None => 0,
        Some(top) => a.len() as u64 * LIMB_BITS - u64::from(top.leading_zeros()),
    }
}

/// The order of two trimmed slices.
#[inline]
pub(super) fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `out = a + b`; `a` is at least as long as `b`, `out` as long as `a`. Answers the carry.
pub(super) fn add(out: &mut [u64], a: &[u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at(b.len());
    let (out_low, out_high) = out[..a.len()].split_at_mut(b.len());
    let mut carry = false;
    for ((o, &x), &y) in out_low.iter_mut().zip(low).zip(b) {
        (*o, carry) = x.carrying_add(y, carry);
    }
    for (o, &x) in out_high.iter_mut().zip(high) {
        (*o, carry) = x.overflowing_add(u64::from(carry));
    }
    carry
}

/// `out = a - b`; `a` is not less than `b`, `out` is as long as `a`.
pub(super) fn subtract(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (low, high) = a.split_at(b.len());
    let (out_low, out_high) = out[..a.len()].split_at_mut(b.len());
    let mut borrow = false;
    for ((o, &x), &y) in out_low.iter_mut().zip(low).zip(b) {
        (*o, borrow) = x.borrowing_sub(y, borrow);
    }
    for (o, &x) in out_high.iter_mut().zip(high) {
        (*o, borrow) = x.overflowing_sub(u64::from(borrow));
    }
    debug_assert!(!borrow, "the difference of naturals is a natural");
}

/// `out = a * m`, `out` as long as `a`. Answers the limb carried out.
pub(super) fn multiply_limb(out: &mut [u64], a: &[u64], m: u64) -> u64 {
    let mut carry = 0;
    for (o, &x) in out.iter_mut().zip(a) {
        (*o, carry) = x.carrying_mul(m, carry);
    }
    carry
}

/// `out += a * m`, `out` as long as `a`. Answers the limb carried out.
#[inline]
fn add_product(out: &mut [u64], a: &[u64], m: u64) -> u64 {
    let mut carry = 0;
    for (o, &x) in out.iter_mut().zip(a) {
        (*o, carry) = x.carrying_mul_add(m, *o, carry);
    }
    carry
}

/// `out = a * b` by the method of the school. Neither is empty; `out` is as long as both together, or one limb shorter where the
/// caller knows that the top limb would be zero.
pub(super) fn multiply(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (a, b) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let n = a.len();
    let carry = multiply_limb(&mut out[..n], a, b[0]);
    match out.get_mut(n) {
        Some(o) => *o = carry,
        None => debug_assert_eq!(carry, 0),
    }
    for (i, &m) in b.iter().enumerate().skip(1) {
        let carry = add_product(&mut out[i..n + i], a, m);
        match out.get_mut(n + i) {
            Some(o) => *o = carry,
            None => debug_assert_eq!(carry, 0),
        }
    }
}

/// `out = a << bits`; `out` has room for all bits and is zero.
pub(super) fn shift_left(out: &mut [u64], a: &[u64], bits: u64) {
    let (limbs, bits) = ((bits / LIMB_BITS) as usize, bits % LIMB_BITS);
    let out = &mut out[limbs..];
    if bits == 0 {
        out[..a.len()].copy_from_slice(a);
        return;
    }
    let mut carry = 0;
    for (o, &x) in out.iter_mut().zip(a) {
        *o = x << bits | carry;
        carry = x >> (LIMB_BITS - bits);
    }
    if carry != 0 {
        out[a.len()] = carry;
    }
}

/// `a >> bits` into `out`, which is as long as what remains of `a`. Answers whether a bit that is set was dropped.
pub(super) fn shift_right(out: &mut [u64], a: &[u64], bits: u64) -> bool {
    let (limbs, bits) = ((bits / LIMB_BITS) as usize, bits % LIMB_BITS);
    if limbs >= a.len() {
        return a.iter().any(|&x| x != 0);
    }
    let (dropped, a) = a.split_at(limbs);
    let mut lost = dropped.iter().any(|&x| x != 0);
    if bits == 0 {
        out[..a.len()].copy_from_slice(a);
        return lost;
    }
    lost |= a[0] << (LIMB_BITS - bits) != 0;
    for i in 0..a.len() {
        let above = a.get(i + 1).map_or(0, |&x| x << (LIMB_BITS - bits));
        out[i] = a[i] >> bits | above;
    }
    lost
}

/// Division by a limb that is known for many dividends: with the reciprocal, each quotient limb is two multiplications
/// instead of a division (Möller, Granlund, "Improved division by invariant integers", 2011).
#[derive(Clone, Copy)]
pub(super) struct Divisor {
    /// The divisor, shifted so that its top bit is set.
    normal: u64,
    /// floor((2^128 - 1) / normal) - 2^64.
    reciprocal: u64,
    shift: u32,
}

impl Divisor {
    /// Prepares a divisor, which is not zero.
    pub(super) fn new(d: u64) -> Divisor {
        let shift = d.leading_zeros();
        let normal = d << shift;
        Divisor { normal, reciprocal: (u128::MAX / u128::from(normal)) as u64, shift }
    }

    /// The quotient and the remainder of `high * 2^64 + low` by the normalised divisor; `high` is less than it.
    #[inline(always)]
    fn step(self, high: u64, low: u64) -> (u64, u64) {
        let product = u128::from(self.reciprocal) * u128::from(high) + (u128::from(high) << 64 | u128::from(low));
        let mut q = ((product >> 64) as u64).wrapping_add(1);
        let mut r = low.wrapping_sub(q.wrapping_mul(self.normal));
        if r > product as u64 {
            q = q.wrapping_sub(1);
            r = r.wrapping_add(self.normal);
        }
        if r >= self.normal {
            q = q.wrapping_add(1);
            r -= self.normal;
        }
        (q, r)
    }

    /// `out = a / self`; `out` is as long as `a`, or one limb shorter where the caller knows that the top limb would be zero. Answers
    /// the remainder.
    pub(super) fn divide(self, out: &mut [u64], a: &[u64]) -> u64 {
        self.run(a, |i, q| match out.get_mut(i) {
            Some(o) => *o = q,
            None => debug_assert_eq!(q, 0),
        })
    }

    /// The remainder of `a`.
    pub(super) fn remainder(self, a: &[u64]) -> u64 {
        self.run(a, |_, _| ())
    }

    /// Hands out the limbs of the quotient from the top and answers the remainder.
    #[inline(always)]
    fn run(self, a: &[u64], mut quotient: impl FnMut(usize, u64)) -> u64 {
        let Some(&top) = a.last() else { return 0 };
        let shift = self.shift;
        // The dividend is shifted on the fly, like the divisor.
        let mut r = if shift == 0 { 0 } else { top >> (64 - shift) };
        for i in (0..a.len()).rev() {
            let below = if shift == 0 || i == 0 { 0 } else { a[i - 1] >> (64 - shift) };
            let (q, rest) = self.step(r, a[i] << shift | below);
            quotient(i, q);
            r = rest;
        }
        r >> shift
    }
}

/// The quotient and the remainder of two long naturals, `b` of at least two limbs, by the method of the school (Knuth,
/// algorithm D). `a` is replaced by the remainder; the quotient goes into `out`, which has `a.len() - b.len() + 1` limbs.
/// `a` has a spare limb at its top, and both are shifted so that the top bit of `b` is set.
pub(super) fn divide_normalised(out: &mut [u64], a: &mut [u64], b: &[u64]) {
    let n = b.len();
    let divisor = Divisor::new(b[n - 1]);
    for j in (0..a.len() - n).rev() {
        let (high, middle, low) = (a[j + n], a[j + n - 1], a[j + n - 2]);
        let mut q;
        if high >= b[n - 1] {
            q = u64::MAX;
        } else {
            let r;
            (q, r) = divisor.step(high, middle);
            // The second limb of the divisor corrects the estimate to at most one too large.
            let mut product = u128::from(q) * u128::from(b[n - 2]);
            let mut rest = u128::from(r) << 64 | u128::from(low);
            while product > rest {
                q -= 1;
                product -= u128::from(b[n - 2]);
                match rest.checked_add(u128::from(b[n - 1]) << 64) {
                    Some(sum) => rest = sum,
                    None => break,
                }
            }
        }
        let mut overdrawn = subtract_product(&mut a[j..=j + n], b, q);
        while overdrawn {
            q -= 1;
            overdrawn = !add_back(&mut a[j..=j + n], b);
        }
        out[j] = q;
    }
}

/// `a -= b * q`; `a` is one limb longer than `b`. Answers whether the result is below zero.
fn subtract_product(a: &mut [u64], b: &[u64], q: u64) -> bool {
    let mut carry = 0;
    let mut borrow = false;
    for (x, &y) in a.iter_mut().zip(b) {
        let product;
        (product, carry) = y.carrying_mul(q, carry);
        (*x, borrow) = x.borrowing_sub(product, borrow);
    }
    let top = a.len() - 1;
    (a[top], borrow) = a[top].borrowing_sub(carry, borrow);
    borrow
}

/// `a += b`; `a` is one limb longer. Answers the carry.
fn add_back(a: &mut [u64], b: &[u64]) -> bool {
    let mut carry = false;
    for (x, &y) in a.iter_mut().zip(b) {
        (*x, carry) = x.carrying_add(y, carry);
    }
    let top = a.len() - 1;
    (a[top], carry) = a[top].carrying_add(0, carry);
    carry
}

/// The 64 bits of a trimmed, non-empty slice from its top set bit downwards, and whether a bit below them is set.
pub(super) fn leading_bits(a: &[u64]) -> (u64, bool) {
    let n = a.len();
    let shift = a[n - 1].leading_zeros();
    let second = if n > 1 { a[n - 2] } else { 0 };
    let top = if shift == 0 { a[n - 1] } else { a[n - 1] << shift | second >> (64 - shift) };
    let rest = second << shift != 0;
    (top, rest || n > 2 && a[..n - 2].iter().any(|&x| x != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::testing::Random;
    use dashu_int::UBig;

    fn long(a: &[u64]) -> UBig {
        UBig::from_words(a)
    }

    #[test]
    fn sums_differences_and_products_agree_with_an_independent_library() {
        let mut random = Random::new(1);
        for _ in 0..3000 {
            let (mut a, mut b) = (random.limbs(1, 12), random.limbs(1, 12));
            if compare(&a, &b) == Ordering::Less {
                std::mem::swap(&mut a, &mut b);
            }
            let mut out = vec![0; a.len() + 1];
            let n = a.len();
            out[n] = u64::from(add(&mut out[..n], &a, &b));
            assert_eq!(long(&out), long(&a) + long(&b));
            subtract(&mut out[..n], &a, &b);
            assert_eq!(long(&out[..n]), long(&a) - long(&b));
            let mut out = vec![0; a.len() + b.len()];
            multiply(&mut out, &a, &b);
            assert_eq!(long(&out), long(&a) * long(&b));
        }
    }

    #[test]
    fn shifts_and_divisions_agree_with_an_independent_library() {
        let mut random = Random::new(2);
        for _ in 0..3000 {
            let a = random.limbs(1, 10);
            let bits = random.below(300);
            let mut out = vec![0; a.len() + 6];
            shift_left(&mut out, &a, bits);
            assert_eq!(long(&out), long(&a) << bits as usize);
            let mut out = vec![0; a.len()];
            let lost = shift_right(&mut out, &a, bits);
            assert_eq!(long(&out), long(&a) >> bits as usize);
            assert_eq!(lost, (long(&out) << bits as usize) != long(&a));
            let d = random.limbs(1, 1)[0].max(1);
            let mut out = vec![0; a.len()];
            let r = Divisor::new(d).divide(&mut out, &a);
            assert_eq!(long(&out), long(&a) / UBig::from(d));
            assert_eq!(UBig::from(r), long(&a) % UBig::from(d));
            assert_eq!(Divisor::new(d).remainder(&a), r);
        }
    }

    #[test]
    fn long_divisions_agree_with_an_independent_library() {
        let mut random = Random::new(3);
        for _ in 0..5000 {
            let (mut a, mut b) = (random.limbs(2, 12), random.limbs(2, 8));
            if a.len() < b.len() {
                std::mem::swap(&mut a, &mut b);
            }
            let top = b.len() - 1;
            b[top] |= 1 << 63;
            let (q, r) = (long(&a) / long(&b), long(&a) % long(&b));
            a.push(0);
            let mut out = vec![0; a.len() - b.len()];
            divide_normalised(&mut out, &mut a, &b);
            assert_eq!(long(&out), q);
            assert_eq!(long(&a), r);
        }
    }

    #[test]
    fn leading_bits_see_everything_below() {
        assert_eq!(leading_bits(&[1]), (1 << 63, false));
        assert_eq!(leading_bits(&[0, 1]), (1 << 63, false));
        assert_eq!(leading_bits(&[1, 1 << 63]), (1 << 63, true));
        assert_eq!(leading_bits(&[1, 1]), (1 << 63, true));
        assert_eq!(leading_bits(&[0, 3 << 62, 1 << 62]), (1 << 63 | 1, true));
        assert_eq!(leading_bits(&[5, 0, 1 << 63]), (1 << 63, true));
    }
}
