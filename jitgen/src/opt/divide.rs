//! Division by a constant: of numbers that are not negative a product instead of a quotient; by powers of two, bits.
//!
//! *Requires* resolved operands. *Keeps* the quotient and the remainder, bit for bit. *Breaks* nothing. For a dividend that may be negative
//! the backend has a sequence of its own, which costs a third more, unless it is known to be a multiple.

use super::facts::{Fact, result_fact};
use super::state::{Opt, key};
use super::value::Val;
use crate::ir::Op;

/// What divides the integers from 0 to `most` by `divisor`: a factor and the bits above the first 64 that the product is shifted by.
///
/// With `2^k = q * divisor + r` and `e = divisor - r`, the factor `q + 1` is too large by `e / divisor` of a unit. A dividend `n` makes that an error of
/// `n * e / (divisor * 2^k)`, which changes no quotient while it is below `1 / divisor`: while `n * e < 2^k`. As `e <= divisor`, that holds for
/// `k` of as many bits as both have together.
fn factor(most: i64, divisor: i64) -> Option<(i64, i64)> {
    let bits = |n: i64| 64 - n.leading_zeros();
    let k = (bits(most) + bits(divisor)).max(64);
    let factor = (1i128.checked_shl(k).filter(|_| k < 127)? / i128::from(divisor)) + 1;
    Some((i64::try_from(factor).ok()?, i64::from(k) - 64))
}

impl Opt<'_> {
    /// A quotient or remainder that costs no division, if the operands are such.
    pub(super) fn divide(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        let (divisor, known) = (self.as_number(b)?, self.fact(a));
        if !self.on.facts || divisor < 2 {
            return None;
        }
        if known.low < 0 {
            return self.divide_multiple(op, a, divisor);
        }
        let fact = result_fact(op, 0, known, Fact::range(divisor, divisor));
        let two = |o: &mut Self, op, x: Val, n: i64, fact| {
            let n = o.int(n);
            o.fold(op, x, n).unwrap_or_else(|| o.pure(op, 0, key(&[x, n]), fact))
        };
        if divisor & (divisor - 1) == 0 {
            let shift = i64::from(divisor.trailing_zeros());
            return Some(match op {
                Op::IntDiv => two(self, Op::IntShr, a, shift, fact),
                _ => two(self, Op::IntAnd, a, divisor - 1, fact),
            });
        }
        let (factor, shift) = factor(known.high, divisor)?;
        let quotients = result_fact(Op::IntDiv, 0, known, Fact::range(divisor, divisor));
        let upper = Fact::range(0, i64::MAX);
        let high = two(self, Op::IntMulHigh, a, factor, if shift == 0 { quotients } else { upper });
        let quotient = two(self, Op::IntShr, high, shift, quotients);
        if op == Op::IntDiv {
            return Some(quotient);
        }
        let multiple = two(self, Op::IntMul, quotient, divisor, Fact::range(0, known.high));
        Some(self.pure(Op::IntSub, 0, key(&[a, multiple]), fact))
    }

    /// The same where a test has found the dividend to be a multiple of the divisor, a power of two.
    fn divide_multiple(&mut self, op: Op, a: Val, divisor: i64) -> Option<Val> {
        let low = self.low_bits(a, divisor)?;
        let low = self.cse.find(Op::IntAnd, 0, low)?;
        let low = self.resolve(low);
        if self.as_number(low) != Some(0) {
            return None;
        }
        if op == Op::IntRem {
            return Some(low);
        }
        let fact = result_fact(op, 0, self.fact(a), Fact::range(divisor, divisor));
        let shift = self.int(divisor.trailing_zeros().into());
        Some(self.pure(Op::IntSar, 0, key(&[a, shift]), fact))
    }

    /// What to take the conjunction of for the bits of a number that say whether it is a multiple of a power of two.
    fn low_bits(&mut self, a: Val, divisor: i64) -> Option<[Val; 3]> {
        let power = divisor >= 2 && divisor & (divisor - 1) == 0;
        power.then(|| key(&[a, self.int(divisor - 1)]))
    }

    /// What is zero if and only if `a` is, and costs less: the low bits of a dividend instead of the remainder.
    pub(super) fn as_zero(&mut self, a: Val) -> Val {
        let Val::Ref(r) = a else { return a };
        let inst = self.out.inst(r);
        if !self.on.facts || inst.op != Op::IntRem {
            return a;
        }
        let (dividend, divisor) = (Val::Ref(inst.args[0]), Val::Ref(inst.args[1]));
        let divisor = self.resolve(divisor);
        let Some(operands) = self.as_number(divisor).and_then(|d| self.low_bits(dividend, d)) else { return a };
        let fact = result_fact(Op::IntAnd, 0, self.fact(dividend), self.fact(operands[1]));
        self.pure(Op::IntAnd, 0, operands, fact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Around each multiple of the divisor that is near an end, the quotient is right.
    #[test]
    fn quotients_are_exact() {
        let divisors = (3..200).chain([1_000_003, 1_073_741_789, (1 << 40) + 1, (1 << 61) - 1, i64::MAX]);
        for divisor in divisors.filter(|d: &i64| !(*d as u64).is_power_of_two()) {
            for most in [1, 255, 1 << 31, (1 << 53) - 1, (1 << 61) - 1, i64::MAX] {
                let Some((factor, shift)) = factor(most, divisor) else {
                    assert!(most > (1 << 61) - 1, "{divisor}");
                    continue;
                };
                let last = most / divisor;
                for multiple in (0..4).chain(last.saturating_sub(3)..=last).map(|q: i64| i128::from(q) * i128::from(divisor)) {
                    for n in (multiple - 2..=multiple + 2).filter(|n| (0..=i128::from(most)).contains(n)) {
                        let quotient = n * i128::from(factor) >> 64 >> shift;
                        assert_eq!(quotient, n / i128::from(divisor), "{n} by {divisor}, up to {most}");
                    }
                }
            }
        }
    }
}
