//! The rewrite rules, each against what the operations mean: exhaustively for small widths, and at the edges of the full one.

use super::super::fold::{int_op, int_test, smi_op};
use super::super::rules::{Gives, Pattern, RULES, commutes};
use super::*;
use vm_core::word::{SMI_MAX, SMI_MIN};

/// An integer's low bits, sign-extended.
fn wrap(n: i64, width: u32) -> i64 {
    n << (64 - width) >> (64 - width)
}

#[derive(PartialEq, Debug)]
enum Meaning {
    Number(i64),
    Truth(bool),
    /// Leaves, or has no meaning.
    None,
}

/// What an operation of integers of a width gives.
fn meaning(op: Op, a: i64, b: i64, width: u32) -> Meaning {
    let unsigned = |n: i64| (n as u64) << (64 - width) >> (64 - width);
    let fits = |n: i128| (wrap(n as i64, width) as i128 == n).then_some(n as i64);
    match op {
        Op::IntShl => Meaning::Number(wrap(a << (b as u64 % u64::from(width)), width)),
        Op::IntSar => Meaning::Number(a >> (b as u64 % u64::from(width))),
        Op::IntShr => Meaning::Number(wrap((unsigned(a) >> (b as u64 % u64::from(width))) as i64, width)),
        Op::IntBelow => Meaning::Truth(unsigned(a) < unsigned(b)),
        Op::SmiAddOverflows | Op::SmiSubOverflows | Op::SmiMulOverflows => {
            Meaning::Truth(fits(smi_op(op, a, b).expect("an operation")).is_none())
        }
        _ => match (int_test(op, a, b), smi_op(op, a, b), int_op(op, a, b)) {
            (Some(t), ..) => Meaning::Truth(t),
            (_, Some(exact), _) => fits(exact).map_or(Meaning::None, Meaning::Number),
            (_, _, Some(n)) => Meaning::Number(wrap(n, width)),
            _ => Meaning::None,
        },
    }
}

fn check(width: u32, values: &[i64]) {
    for rule in RULES {
        for &a in values {
            let b = match rule.second {
                Pattern::Same => a,
                Pattern::Number(n) => n,
            };
            let gives = match rule.gives {
                Gives::First => Meaning::Number(a),
                Gives::Number(n) => Meaning::Number(n),
                Gives::Truth(t) => Meaning::Truth(t),
            };
            assert_eq!(meaning(rule.op, a, b, width), gives, "{:?} {a} {b}, {width} bits", rule.op);
        }
    }
}

#[test]
fn rules_hold_for_all_small_integers() {
    for width in 2..=10 {
        let values: Vec<i64> = (-(1 << (width - 1))..1 << (width - 1)).collect();
        check(width, &values);
    }
}

#[test]
fn rules_hold_at_the_edges() {
    check(64, &[0, 1, -1, 2, i64::MAX, i64::MIN, i64::MIN + 1, 1 << 32]);
    check(62, &[0, 1, -1, 2, SMI_MAX, SMI_MIN, SMI_MIN + 1, 1 << 32]);
}

#[test]
fn operations_that_commute_do() {
    let all = -8..8;
    for op in Op::ALL.iter().copied().filter(|op| commutes(*op) && *op != Op::Same) {
        for a in all.clone() {
            for b in all.clone() {
                assert_eq!(meaning(op, a, b, 4), meaning(op, b, a, 4), "{op:?} {a} {b}");
            }
        }
    }
}

/// The ranges that [`facts`](super::super::facts) derives contain every result.
#[test]
fn ranges_contain_every_result() {
    use super::super::facts::{Fact, result_fact};
    let ops = [
        Op::IntAdd,
        Op::IntSub,
        Op::IntMul,
        Op::IntMulHigh,
        Op::IntDiv,
        Op::IntRem,
        Op::IntAnd,
        Op::IntOr,
        Op::IntXor,
        Op::IntSar,
        Op::IntShr,
        Op::SmiAdd,
        Op::SmiSub,
        Op::SmiMul,
        Op::SmiAnd,
        Op::SmiOr,
        Op::SmiXor,
    ];
    let edges = [-5, -3, -1, 0, 1, 2, 5];
    let ranges: Vec<(i64, i64)> = edges.iter().flat_map(|&l| edges.iter().map(move |&h| (l, h))).filter(|(l, h)| l <= h).collect();
    for op in ops {
        for &(al, ah) in &ranges {
            for &(bl, bh) in &ranges {
                let fact = result_fact(op, 0, Fact::range(al, ah), Fact::range(bl, bh));
                for a in al..=ah {
                    for b in bl..=bh {
                        let result = int_op(op, a, b).or_else(|| smi_op(op, a, b).map(|n| n as i64));
                        if let Some(n) = result {
                            assert!(fact.low <= n && n <= fact.high, "{op:?} {a} {b}: {n} is not in {fact:?}");
                        }
                    }
                }
            }
        }
    }
}
