//! Greatest common divisors of naturals.
//!
//! One limb: by halving and subtracting. Some limbs: left to `dashu_int`. Very long ones take time that grows with the square of the
//! length, seconds or minutes, and the library cannot be stopped; so those are done here by Lehmer's method, which asks after
//! every step whether to go on.

use super::nat;
use std::cmp::Ordering;

/// From how many limbs of the shorter operand on the computation can be stopped.
pub(super) const LONG: usize = 1024;

/// The greatest common divisor of two limbs.
pub(super) fn of_limbs(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << twos
}

/// The greatest common divisor of two trimmed naturals (Knuth, section 4.5.2, algorithm L); `None` if `stop` said so.
pub(super) fn of_long(mut x: Vec<u64>, mut y: Vec<u64>, stop: impl Fn() -> bool) -> Option<Vec<u64>> {
    if nat::compare(&x, &y) == Ordering::Less {
        std::mem::swap(&mut x, &mut y);
    }
    while y.len() > 1 {
        if stop() {
            return None;
        }
        match steps(&x, &y) {
            Some(matrix) => apply(matrix, &mut x, &mut y),
            None => {
                let rest = remainder(&x, &y);
                x = std::mem::replace(&mut y, rest);
            }
        }
    }
    match y.first() {
        None => Some(x),
        Some(&d) => Some(vec![of_limbs(nat::Divisor::new(d).remainder(&x), d)]),
    }
}

/// Several steps of Euclid's algorithm at once: the linear combinations that they amount to, found from the leading bits alone. `None` if
/// those do not determine even one step.
fn steps(x: &[u64], y: &[u64]) -> Option<[i64; 4]> {
    let (mut u, mut v) = leading_pair(x, y)?;
    let [mut a, mut b, mut c, mut d] = [1i64, 0, 0, 1];
    // A quotient is certain if it is the same for the least and the greatest numbers that start with these bits.
    while v + c != 0 && v + d != 0 {
        let q = (u + a) / (v + c);
        if q != (u + b) / (v + d) {
            break;
        }
        (a, c) = (c, a - q * c);
        (b, d) = (d, b - q * d);
        (u, v) = (v, u - q * v);
    }
    if b == 0 { None } else { Some([a, b, c, d]) }
}

/// The leading 62 bits of the longer number, and those of the other at the same place.
fn leading_pair(x: &[u64], y: &[u64]) -> Option<(i64, i64)> {
    let n = x.len();
    if y.len() + 1 < n {
        return None;
    }
    let shift = x[n - 1].leading_zeros();
    let leading = |a: &[u64]| {
        let limb = |i: usize| a.get(i).copied().unwrap_or(0);
        let top = if shift == 0 { limb(n - 1) } else { limb(n - 1) << shift | limb(n - 2) >> (64 - shift) };
        (top >> 2) as i64
    };
    Some((leading(x), leading(y)))
}

/// Replaces `x` and `y` by `a x + b y` and `c x + d y`, which are not negative and not longer.
fn apply([a, b, c, d]: [i64; 4], x: &mut Vec<u64>, y: &mut Vec<u64>) {
    y.resize(x.len(), 0);
    let [a, b, c, d] = [a, b, c, d].map(i128::from);
    // Quotients that agree keep the factors below the root of what they came from, so the sums of products do not overflow.
    debug_assert!([a, b, c, d].iter().all(|f| f.abs() < 1 << 32));
    let (mut p, mut q) = (0i128, 0i128);
    for (x, y) in x.iter_mut().zip(y.iter_mut()) {
        let (u, v) = (i128::from(*x), i128::from(*y));
        p += a * u + b * v;
        q += c * u + d * v;
        (*x, *y) = (p as u64, q as u64);
        (p, q) = (p >> 64, q >> 64);
    }
    debug_assert!(p == 0 && q == 0);
    x.truncate(nat::trimmed(x).len());
    y.truncate(nat::trimmed(y).len());
    if nat::compare(x, y) == Ordering::Less {
        std::mem::swap(x, y);
    }
}

/// The remainder of a longer number by one of at least two limbs.
fn remainder(x: &[u64], y: &[u64]) -> Vec<u64> {
    let shift = u64::from(y[y.len() - 1].leading_zeros());
    let (mut rest, mut divisor) = (vec![0; x.len() + 1], vec![0; y.len()]);
    nat::shift_left(&mut rest, x, shift);
    nat::shift_left(&mut divisor, y, shift);
    let mut quotient = vec![0; x.len() - y.len() + 1];
    nat::divide_normalised(&mut quotient, &mut rest, &divisor);
    nat::shift_right(&mut divisor, &rest[..y.len()], shift);
    divisor.truncate(nat::trimmed(&divisor).len());
    divisor
}

#[cfg(test)]
mod tests {
    use super::super::testing::Random;
    use super::*;
    use dashu_int::UBig;
    use dashu_int::ops::Gcd;

    #[test]
    fn long_divisors_agree_with_an_independent_library() {
        let mut random = Random::new(111);
        for i in 0..600 {
            let n = 1 + i % 30;
            let (x, y, z) = (random.limbs(1, n), random.limbs(1, 20), random.limbs(1, 10));
            let z = UBig::from_words(&z);
            let (x, y) = (UBig::from_words(&x) * &z, UBig::from_words(&y) * &z);
            let d = of_long(x.as_words().to_vec(), y.as_words().to_vec(), || false).unwrap();
            assert_eq!(UBig::from_words(&d), (&x).gcd(&y), "{x} {y}");
        }
        // Neighbouring Fibonacci numbers take the most steps.
        let (mut x, mut y) = (UBig::ONE, UBig::ONE);
        for _ in 0..5000 {
            (x, y) = (&x + &y, x);
        }
        assert_eq!(of_long(x.as_words().to_vec(), y.as_words().to_vec(), || false), Some(vec![1]));
        assert_eq!(of_long(x.as_words().to_vec(), y.as_words().to_vec(), || true), None);
    }

    #[test]
    fn limbs() {
        for a in 0..60u64 {
            for b in 0..60 {
                let expected = (1..=a.max(b)).rev().find(|d| a % d == 0 && b % d == 0).unwrap_or(0);
                assert_eq!(of_limbs(a, b), expected, "{a} {b}");
            }
        }
    }
}
