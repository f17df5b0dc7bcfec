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
    // Four limbs at a time, the carry stays in the processor's flag.
    let (out_fours, out_rest) = out_low.as_chunks_mut::<4>();
    let ((low_fours, low_rest), (b_fours, b_rest)) = (low.as_chunks::<4>(), b.as_chunks::<4>());
    let mut carry = false;
    for ((o, x), y) in out_fours.iter_mut().zip(low_fours).zip(b_fours) {
        for i in 0..4 {
            (o[i], carry) = x[i].carrying_add(y[i], carry);
        }
    }
    for ((o, &x), &y) in out_rest.iter_mut().zip(low_rest).zip(b_rest) {
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
    let (out_fours, out_rest) = out_low.as_chunks_mut::<4>();
    let ((low_fours, low_rest), (b_fours, b_rest)) = (low.as_chunks::<4>(), b.as_chunks::<4>());
    let mut borrow = false;
    for ((o, x), y) in out_fours.iter_mut().zip(low_fours).zip(b_fours) {
        for i in 0..4 {
            (o[i], borrow) = x[i].borrowing_sub(y[i], borrow);
        }
    }
    for ((o, &x), &y) in out_rest.iter_mut().zip(low_rest).zip(b_rest) {
        (*o, borrow) = x.borrowing_sub(y, borrow);
    }
    for (o, &x) in out_high.iter_mut().zip(high) {
        (*o, borrow) = x.overflowing_sub(u64::from(borrow));
    }
    debug_assert!(!borrow, "the difference of naturals is a natural");
}

/// `a += b`; `a` is at least as long as `b`. Answers the carry.
fn add_to(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut carry = false;
    for (x, &y) in low.iter_mut().zip(b) {
        (*x, carry) = x.carrying_add(y, carry);
    }
    for x in high {
        if !carry {
            break;
        }
        (*x, carry) = x.overflowing_add(1);
    }
    carry
}

/// `a -= b`; `a` is at least as long as `b`. Answers the borrow.
fn subtract_from(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut borrow = false;
    for (x, &y) in low.iter_mut().zip(b) {
        (*x, borrow) = x.borrowing_sub(y, borrow);
    }
    for x in high {
        if !borrow {
            break;
        }
        (*x, borrow) = x.overflowing_sub(1);
    }
    borrow
}

/// Four limbs times one, plus a carry: the product's lower four limbs, and its fifth. The four multiplications do not wait for
/// each other; only the additions are a chain.
#[inline(always)]
fn product_of_four(x: &[u64; 4], m: u64, carry: u64) -> ([u64; 4], u64) {
    let (low, high) = (x.map(|x| x.wrapping_mul(m)), x.map(|x| ((u128::from(x) * u128::from(m)) >> 64) as u64));
    let (a, k) = low[0].overflowing_add(carry);
    let (b, k) = low[1].carrying_add(high[0], k);
    let (c, k) = low[2].carrying_add(high[1], k);
    let (d, k) = low[3].carrying_add(high[2], k);
    ([a, b, c, d], high[3].wrapping_add(u64::from(k)))
}

/// `out = a * m`, `out` as long as `a`. Answers the limb carried out.
pub(super) fn multiply_limb(out: &mut [u64], a: &[u64], m: u64) -> u64 {
    let ((out_fours, out_rest), (a_fours, a_rest)) = (out.as_chunks_mut::<4>(), a.as_chunks::<4>());
    let mut carry = 0;
    for (o, x) in out_fours.iter_mut().zip(a_fours) {
        (*o, carry) = product_of_four(x, m, carry);
    }
    for (o, &x) in out_rest.iter_mut().zip(a_rest) {
        (*o, carry) = x.carrying_mul(m, carry);
    }
    carry
}

/// `out += a * m`, `out` as long as `a`. Answers the limb carried out.
fn add_product(out: &mut [u64], a: &[u64], m: u64) -> u64 {
    let ((out_fours, out_rest), (a_fours, a_rest)) = (out.as_chunks_mut::<4>(), a.as_chunks::<4>());
    let mut carry = 0;
    for (o, x) in out_fours.iter_mut().zip(a_fours) {
        let (product, high) = product_of_four(x, m, carry);
        let mut k = false;
        for i in 0..4 {
            (o[i], k) = o[i].carrying_add(product[i], k);
        }
        carry = high.wrapping_add(u64::from(k));
    }
    for (o, &x) in out_rest.iter_mut().zip(a_rest) {
        (*o, carry) = x.carrying_mul_add(m, *o, carry);
    }
    carry
}

/// `a -= b * q`; `a` is one limb longer than `b`. Answers whether the result is below zero.
fn subtract_product(a: &mut [u64], b: &[u64], q: u64) -> bool {
    let (low, top) = a.split_at_mut(b.len());
    let ((a_fours, a_rest), (b_fours, b_rest)) = (low.as_chunks_mut::<4>(), b.as_chunks::<4>());
    let mut carry = 0;
    for (x, y) in a_fours.iter_mut().zip(b_fours) {
        let (product, high) = product_of_four(y, q, carry);
        let mut k = false;
        for i in 0..4 {
            (x[i], k) = x[i].borrowing_sub(product[i], k);
        }
        carry = high.wrapping_add(u64::from(k));
    }
    for (x, &y) in a_rest.iter_mut().zip(b_rest) {
        let (product, high) = y.carrying_mul(q, carry);
        let borrow;
        (*x, borrow) = x.overflowing_sub(product);
        carry = high + u64::from(borrow);
    }
    let borrow;
    (top[0], borrow) = top[0].overflowing_sub(carry);
    borrow
}

/// From how many limbs of the shorter factor on three products of half the length are cheaper than four.
const KARATSUBA: usize = 32;

/// `out = a * b`. Neither is empty; `out` is as long as both together, or one limb shorter where the caller knows that the top limb
/// would be zero.
pub(super) fn multiply(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (a, b) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if b.len() < KARATSUBA {
        return multiply_school(out, a, b);
    }
    let n = b.len();
    let mut scratch = vec![0; 4 * n + 256];
    if a.len() == n && out.len() == 2 * n {
        return karatsuba(out, a, b, &mut scratch);
    }
    // The longer factor in pieces as long as the shorter one.
    let mut product = vec![0; 2 * n];
    out.fill(0);
    for (i, piece) in a.chunks(n).enumerate() {
        let product = &mut product[..piece.len() + n];
        if piece.len() == n {
            karatsuba(product, piece, b, &mut scratch);
        } else {
            multiply(product, b, piece);
        }
        let out = &mut out[i * n..];
        let kept = product.len().min(out.len());
        let carry = add_to(out, &product[..kept]);
        debug_assert!(!carry && product[kept..].iter().all(|&x| x == 0));
    }
}

/// The method of the school.
fn multiply_school(out: &mut [u64], a: &[u64], b: &[u64]) {
    let n = a.len();
    let put = |out: &mut [u64], i: usize, carry| match out.get_mut(i) {
        Some(o) => *o = carry,
        None => debug_assert_eq!(carry, 0),
    };
    let carry = multiply_limb(&mut out[..n], a, b[0]);
    put(out, n, carry);
    for (i, &m) in b.iter().enumerate().skip(1) {
        let carry = add_product(&mut out[i..n + i], a, m);
        put(out, n + i, carry);
    }
}

/// The product of two factors of the same length (Karatsuba): with `a = a1 B + a0` and `b = b1 B + b0`, the middle term
/// `a1 b0 + a0 b1` is `a1 b1 + a0 b0 - (a1 - a0)(b1 - b0)`. The scratch space is at least four times as long, and some.
fn karatsuba(out: &mut [u64], a: &[u64], b: &[u64], scratch: &mut [u64]) {
    let n = a.len();
    if n < KARATSUBA {
        return multiply_school(out, a, b);
    }
    let half = n.div_ceil(2);
    let ((a0, a1), (b0, b1)) = (a.split_at(half), b.split_at(half));
    let (middle, scratch) = scratch.split_at_mut(2 * half);
    // The differences stand in `out` until it is needed.
    let (da, db) = out.split_at_mut(half);
    let db = &mut db[..half];
    let negative = absolute_difference(da, a0, a1) != absolute_difference(db, b0, b1);
    karatsuba(middle, da, db, scratch);
    let (low, high) = out.split_at_mut(2 * half);
    karatsuba(low, a0, b0, scratch);
    karatsuba(high, a1, b1, scratch);
    // The middle term, with room for its carry.
    let (sum, top) = scratch[..=2 * half].split_at_mut(2 * half);
    top[0] = u64::from(add(sum, low, high));
    if negative {
        top[0] += u64::from(add_to(sum, middle));
    } else {
        top[0] -= u64::from(subtract_from(sum, middle));
    }
    let sum = trimmed(&scratch[..=2 * half]);
    let carry = add_to(&mut out[half..], sum);
    debug_assert!(!carry);
}

/// `out = |a - b|`; `b` is as long as `a` or one limb shorter. Answers whether `a` is less than `b`.
fn absolute_difference(out: &mut [u64], a: &[u64], b: &[u64]) -> bool {
    let less = compare(trimmed(a), trimmed(b)) == Ordering::Less;
    if less {
        let a = trimmed(a);
        subtract(&mut out[..b.len()], b, a);
        out[b.len()..].fill(0);
    } else {
        subtract(out, a, b);
    }
    less
}

/// `out = a << bits`; `out` has room for all bits.
pub(super) fn shift_left(out: &mut [u64], a: &[u64], bits: u64) {
    let (limbs, bits) = ((bits / LIMB_BITS) as usize, bits % LIMB_BITS);
    let (zeros, out) = out.split_at_mut(limbs);
    zeros.fill(0);
    let (out, above) = out.split_at_mut(a.len());
    above.fill(0);
    if bits == 0 {
        out.copy_from_slice(a);
        return;
    }
    let mut carry = 0;
    for (o, &x) in out.iter_mut().zip(a) {
        *o = x << bits | carry;
        carry = x >> (LIMB_BITS - bits);
    }
    if carry != 0 {
        above[0] = carry;
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
            overdrawn = !add_to(&mut a[j..=j + n], b);
        }
        out[j] = q;
    }
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
    fn long_products_agree_with_an_independent_library() {
        let mut random = Random::new(4);
        for i in 0..400 {
            let n = 30 + i % 150;
            let (a, b) = (random.limbs(n, n + i % 3), random.limbs(n, 3 * n));
            let mut out = vec![u64::MAX; a.len() + b.len()];
            multiply(&mut out, &a, &b);
            assert_eq!(long(&out), long(&a) * long(&b));
            let mut out = vec![u64::MAX; 2 * a.len()];
            multiply(&mut out, &a, &a);
            assert_eq!(long(&out), long(&a) * long(&a));
            let exact = trimmed(&out).len();
            let square = long(&out);
            out.truncate(exact);
            multiply(&mut out, &a, &a);
            assert_eq!(long(&out), square);
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
