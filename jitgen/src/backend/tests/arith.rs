//! Operations on values, at their edges.

use super::*;
use vm_core::core_shapes::{FLOAT, PAIR};
use vm_core::word::{SMI_MAX, SMI_MIN};
use vm_core::{ConstKind, ShapeId};

const SMIS: [i64; 12] = [0, 1, -1, 2, -2, 7, 1 << 31, -(1 << 30), 1 << 60, SMI_MAX, SMI_MIN, SMI_MIN + 1];
const INTS: [i64; 12] = [0, 1, -1, 2, 63, 64, 65, -64, i64::MAX, i64::MIN, i64::MIN + 1, 0x1234_5678_9abc];
const FLOATS: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    2.5,
    3.5,
    -0.5,
    1e-300,
    -1e300,
    1e100,
    9.3e18,
    -9.3e18,
    9_007_199_254_740_993.0,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    f64::MIN_POSITIVE,
    5e-324,
    f64::MAX,
    -7.999_999,
];

/// Runs an operation of two words on all pairs.
fn binary(op: Op, inputs: &[Word], all: bool) -> Vec<String> {
    both(|h| {
        let f = h.code(2, 2);
        let (mut g, p) = G::new(h, f, &[0, 1]);
        let r = if op.effect() == crate::ir::Effect::Guard {
            let e = g.side(h, f, 3, &[(0, p[0]), (1, p[1])]);
            g.guard(op, &[p[0], p[1]], e)
        } else {
            g.op(op, &[p[0], p[1]])
        };
        let r = if op.result() == crate::ir::Type::Bool { g.bool_word(r) } else { r };
        g.ret(r);
        let unit = h.compile(f, &g.graph, ENTRY);
        let mut out = Vec::new();
        for &a in inputs {
            for &b in inputs {
                if all {
                    out.push(h.run(f, unit, &[a, b]));
                }
            }
        }
        out
    })
}

#[test]
fn small_integers() {
    let smis = SMIS.map(Word::smi);
    for op in [
        Op::SmiAdd,
        Op::SmiSub,
        Op::SmiMul,
        Op::SmiAddOverflows,
        Op::SmiSubOverflows,
        Op::SmiMulOverflows,
        Op::SmiLess,
        Op::SmiLessEq,
        Op::SmiAnd,
        Op::SmiOr,
        Op::SmiXor,
        Op::Same,
    ] {
        let results = binary(op, &smis, true);
        assert_eq!(results.len(), 144);
        if op == Op::SmiAdd {
            assert_eq!(results[9 * 12 + 1], format!("left u0 !0 | c0 pc3 {SMI_MAX} 1"));
            assert_eq!(results[9 * 12 + 2], (SMI_MAX - 1).to_string());
        }
    }
}

#[test]
fn results_that_fit_are_taken_from_the_check() {
    for (check, fits) in
        [(Op::SmiAddOverflows, Op::SmiAddFits), (Op::SmiSubOverflows, Op::SmiSubFits), (Op::SmiMulOverflows, Op::SmiMulFits)]
    {
        let results = both(|h| {
            let f = h.code(2, 2);
            let (mut g, p) = G::new(h, f, &[0, 1]);
            let e = g.side(h, f, 3, &[(0, p[0]), (1, p[1])]);
            let overflows = g.op(check, &[p[0], p[1]]);
            g.guard(Op::GuardFalse, &[overflows], e);
            let r = g.op(fits, &[p[0], p[1]]);
            g.ret(r);
            let unit = h.compile(f, &g.graph, ENTRY);
            SMIS.iter()
                .flat_map(|&a| SMIS.map(|b| (a, b)))
                .map(|(a, b)| h.run(f, unit, &[Word::smi(a), Word::smi(b)]))
                .collect::<Vec<_>>()
        });
        assert!(results.iter().any(|r| r.starts_with("left")) && results.iter().any(|r| !r.starts_with("left")));
    }
}

#[test]
fn tests_of_words() {
    let mut words: Vec<Word> = vec![Word::smi(0), Word::smi(-5), Word::NIL, Word::TRUE, Word::char(97), Word::char(0x10ffff)];
    words.extend([1.5, -0.0, f64::NAN].map(|f| Word::from_float(f).unwrap()));
    let tests: [fn(&mut G, Ref) -> Ref; 8] = [
        |g, w| g.op(Op::IsSmi, &[w]),
        |g, w| g.op(Op::IsFloat, &[w]),
        |g, w| g.has_shape(PAIR.id(), w),
        |g, w| g.has_shape(FLOAT.id(), w),
        |g, w| g.has_shape(ShapeId::new(4, TailKind::Slots, 2), w),
        |g, w| g.is_kind(ConstKind::Char, w),
        |g, w| g.is_kind(ConstKind::Singleton, w),
        |g, w| g.op(Op::Same, &[w, w]),
    ];
    let mut seen = Vec::new();
    for test in tests {
        // Once as the guard's own test, once as a value that two guards use.
        for twice in [false, true] {
            let results = both(|h| {
                let f = h.code(1, 1);
                let (mut g, p) = G::new(h, f, &[0]);
                let t = test(&mut g, p[0]);
                let first = g.bool_word(t);
                let r = if twice { g.bool_word(t) } else { first };
                g.ret(r);
                let unit = h.compile(f, &g.graph, ENTRY);
                let mut words = words.clone();
                words.push(h.vm.pair(Word::NIL, Word::NIL));
                words.push(h.vm.float(1e200));
                words.iter().map(|&w| h.run(f, unit, &[w])).collect::<Vec<_>>()
            });
            seen.push(results.iter().map(|r| if r == "true" { '1' } else { '0' }).collect::<String>());
        }
    }
    let expected =
        ["11000000000", "00000011101", "00000000010", "00000000001", "00000000000", "00001100000", "00110000000", "11111111111"];
    assert_eq!(seen, expected.iter().flat_map(|e| [e.to_string(), e.to_string()]).collect::<Vec<_>>());
}

/// Runs an operation of raw integers on all pairs; the result is shown through two halves, which fit small integers.
#[test]
fn raw_integers() {
    let others = [Op::IntDiv, Op::IntRem, Op::IntLess, Op::IntLessEq, Op::IntEq, Op::IntBelow];
    for op in Op::OF_RAW_INTEGERS.into_iter().chain(others) {
        let results = both(|h| {
            let f = h.code(1, 1);
            let mut out = Vec::new();
            for (a, b) in INTS.iter().flat_map(|&a| INTS.map(|b| (a, b))) {
                if b == 0 && matches!(op, Op::IntDiv | Op::IntRem) {
                    continue;
                }
                for constant in [false, true] {
                    let (mut g, p) = G::new(h, f, &[0]);
                    let (x, mut y) = (g.int(a), g.int(b));
                    if !constant {
                        let zero = g.op(Op::Untag, &[p[0]]);
                        y = g.op(Op::IntOr, &[y, zero]);
                    }
                    let r = g.op(op, &[x, y]);
                    if op.result() == crate::ir::Type::Bool {
                        let r = g.bool_word(r);
                        g.ret(r);
                    } else {
                        let (c32, mask) = (g.int(32), g.int(0xffff_ffff));
                        let (high, low) = (g.op(Op::IntSar, &[r, c32]), g.op(Op::IntAnd, &[r, mask]));
                        let (high, low) = (g.op(Op::Tag, &[high]), g.op(Op::Tag, &[low]));
                        let pair = g.make(PAIR.id(), &[high, low]);
                        g.ret(pair);
                    }
                    let unit = h.compile(f, &g.graph, ENTRY);
                    out.push(h.run(f, unit, &[Word::smi(0)]));
                    let handle = h.units[unit].handle;
                    h.backend.free(handle);
                }
            }
            out
        });
        assert!(results.chunks(2).all(|c| c[0] == c[1]));
    }
}

#[test]
fn division_wraps() {
    let result = both(|h| {
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let (min, divisor) = (g.int(i64::MIN), g.op(Op::Untag, &[p[0]]));
        let q = g.op(Op::IntDiv, &[min, divisor]);
        let r = g.op(Op::IntRem, &[min, divisor]);
        let q = g.op(Op::IntEq, &[q, min]);
        let q = g.bool_word(q);
        let r = g.op(Op::Tag, &[r]);
        let pair = g.make(PAIR.id(), &[q, r]);
        g.ret(pair);
        let unit = h.compile(f, &g.graph, ENTRY);
        (h.run(f, unit, &[Word::smi(-1)]), h.run(f, unit, &[Word::smi(3)]))
    });
    assert_eq!(result, ("(#0:pair true 0)".into(), "(#0:pair false -2)".into()));
}

#[test]
fn tags_and_payloads() {
    let results = both(|h| {
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let c = g.op(Op::Payload, &[p[0]]);
        let one = g.int(1);
        let next = g.op(Op::IntAdd, &[c, one]);
        let c2 = g.imm(Op::FromPayload, ConstKind::Char as i64, &[next]);
        let n = g.op(Op::Tag, &[c]);
        let pair = g.make(PAIR.id(), &[c2, n]);
        g.ret(pair);
        let unit = h.compile(f, &g.graph, ENTRY);
        let chars = [0, 97, 0x10fffe].map(|c| h.run(f, unit, &[Word::char(c)]));
        let fits = [SMI_MAX, SMI_MAX + 1, SMI_MIN, SMI_MIN - 1, i64::MAX, i64::MIN].map(|n| {
            let (mut g, _) = G::new(h, f, &[]);
            let n = g.int(n);
            let t = g.op(Op::Fits, &[n]);
            let t = g.bool_word(t);
            g.ret(t);
            let unit = h.compile(f, &g.graph, INSIDE);
            h.run(f, unit, &[])
        });
        (chars, fits)
    });
    assert_eq!(results.0, ["(#0:pair char:1 0)", "(#0:pair char:62 97)", "(#0:pair char:10ffff 1114110)"]);
    assert_eq!(results.1, ["true", "false", "true", "false", "false", "false"]);
}

#[test]
fn floats() {
    let unary = [Op::FloatNeg, Op::FloatAbs, Op::FloatSqrt, Op::FloatFloor, Op::FloatCeil, Op::FloatTrunc, Op::FloatRound];
    let binary = [Op::FloatAdd, Op::FloatSub, Op::FloatMul, Op::FloatDiv, Op::FloatLess, Op::FloatLessEq, Op::FloatEq];
    for op in unary.into_iter().chain(binary) {
        both(|h| {
            let f = h.code(2, 2);
            let (mut g, p) = G::new(h, f, &[0, 1]);
            let (a, b) = (g.op(Op::Unbox, &[p[0]]), g.op(Op::Unbox, &[p[1]]));
            let r = if op.operands().len() == 1 { g.op(op, &[a]) } else { g.op(op, &[a, b]) };
            let r = if op.result() == crate::ir::Type::Bool { g.bool_word(r) } else { g.op(Op::Box, &[r]) };
            g.ret(r);
            let unit = h.compile(f, &g.graph, ENTRY);
            let words = FLOATS.map(|f| h.vm.float(f));
            let pairs = words.iter().flat_map(|&a| words.map(|b| (a, b)));
            pairs.map(|(a, b)| h.run(f, unit, &[a, b])).collect::<Vec<_>>()
        });
    }
}

#[test]
fn floats_of_all_exponents_come_back() {
    both(|h| {
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let e = g.side(h, f, 1, &[(0, p[0])]);
        let t = g.op(Op::IsFloat, &[p[0]]);
        g.guard(Op::GuardTrue, &[t], e);
        let a = g.op(Op::Unbox, &[p[0]]);
        let w = g.op(Op::Box, &[a]);
        g.ret(w);
        let unit = h.compile(f, &g.graph, ENTRY);
        let results: Vec<_> = (0..2048u64)
            .flat_map(|e| [e << 52 | 0xf_1234_5678_9abc, 1 << 63 | e << 52])
            .map(|bits| {
                let w = h.vm.float(f64::from_bits(bits));
                let shown = h.run(f, unit, &[w]);
                let back = f64::from_bits(bits);
                assert!(shown == "NaN" || shown.trim_start_matches("boxed ") == format!("{back:?}"), "{bits:x}");
                assert_eq!(shown.starts_with("boxed"), Word::from_float(back).is_none());
                shown
            })
            .collect();
        results
    });
}

#[test]
fn conversions() {
    let results = both(|h| {
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let a = g.op(Op::Unbox, &[p[0]]);
        let n = g.op(Op::FloatToInt, &[a]);
        let c = g.int(2);
        let quarter = g.op(Op::IntSar, &[n, c]);
        let quarter = g.op(Op::Tag, &[quarter]);
        let back = g.op(Op::IntToFloat, &[n]);
        let back = g.op(Op::Box, &[back]);
        let pair = g.make(PAIR.id(), &[quarter, back]);
        g.ret(pair);
        let unit = h.compile(f, &g.graph, ENTRY);
        let words = FLOATS.map(|f| h.vm.float(f));
        words.iter().map(|&w| h.run(f, unit, &[w])).collect::<Vec<_>>()
    });
    assert_eq!(
        results[10],
        format!("(#0:pair {} 9.223372036854775807e18)", i64::MAX >> 2).replace("9.223372036854775807e18", "9.223372036854776e18")
    );
    assert_eq!(results[15], "(#0:pair 0 0.0)");
}
