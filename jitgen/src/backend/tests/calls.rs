//! Helpers, native calls, unwinding, tail calls.

use super::build::frame;
use super::*;
use vm_core::core_shapes::PAIR;

#[test]
fn helpers_of_each_kind() {
    let result = both(|h| {
        let f = h.code(2, 2);
        let (mut g, p) = G::new(h, f, &[0, 1]);
        let a = g.helper(&NEGATE, &[p[0]]);
        let b = g.helper(&CONS, &[a, p[1]]);
        let c = g.helper(&SUM3, &[p[0], p[0], a]);
        let none = g.helper(&LAST, &[]);
        let many: Vec<_> = (0..20).map(|i| if i % 2 == 0 { a } else { b }).collect();
        let d = g.helper(&LAST, &many);
        let e = g.helper(&COUNT, &many);
        let raised = g.helper(&FAIL, &[p[0]]);
        let x = g.op(Op::Unbox, &[p[1]]);
        let x = g.helper(&HALVE, &[x]);
        let y = g.helper(&HYPOT, &[x, x]);
        let (x, y) = (g.op(Op::Box, &[x]), g.op(Op::Box, &[y]));
        let all = g.make(vm_core::core_shapes::VECTOR.id(), &[a, b, c, none, d, e, x, y]);
        let is_raised = g.word(Word::RAISED);
        let is_raised = g.op(Op::Same, &[raised, is_raised]);
        let is_raised = g.bool_word(is_raised);
        let pair = g.make(PAIR.id(), &[all, is_raised]);
        g.ret(pair);
        let unit = h.compile(f, &g.graph, ENTRY);
        (h.run(f, unit, &[Word::smi(21), Word::from_float(3.0).unwrap()]), h.vm.pending)
    });
    assert_eq!(result.0, "(#0:pair (#1:vector -21 (#2:pair -21 3.0) 21 0 #2 10 1.5 2.1213203435596424) true)");
    assert_eq!(result.1, Word::smi(21));
}

/// A recursive Fibonacci function. Slots: n, the first result, the second.
pub(super) fn fib(h: &Harness, f: CodeId) -> Graph {
    let (mut g, p) = G::new(h, f, &[0]);
    let n = p[0];
    let e = g.leave(h, ExitKind::Poll, f, 0, &[(0, n)]);
    g.enter(6, e);
    let t = g.op(Op::IsSmi, &[n]);
    let e = g.side(h, f, 1, &[(0, n)]);
    g.guard(Op::GuardTrue, &[t], e);
    let two = g.smi(2);
    let less = g.op(Op::SmiLess, &[n, two]);
    let e = g.side(h, f, 2, &[(0, n)]);
    let (small, _) = g.block(&[]);
    g.graph.exits[e.index()].as_mut().unwrap().child = Some(small);
    g.guard(Op::GuardFalse, &[less], e);
    let one = g.smi(1);
    let a = g.op(Op::SmiSubFits, &[n, one]);
    let waits = frame(h, f, 3, Some(1), &[(0, n)]);
    let e = g.exit(ExitKind::Unwind, vec![waits]);
    let a = g.call(f, &[a], e);
    let b = g.op(Op::SmiSubFits, &[n, two]);
    let waits = frame(h, f, 4, Some(2), &[(0, n), (1, a)]);
    let e = g.exit(ExitKind::Unwind, vec![waits]);
    let b = g.call(f, &[b], e);
    for w in [a, b] {
        let t = g.op(Op::IsSmi, &[w]);
        let e = g.side(h, f, 5, &[(1, a), (2, b)]);
        g.guard(Op::GuardTrue, &[t], e);
    }
    let e = g.side(h, f, 5, &[(1, a), (2, b)]);
    let sum = g.guard(Op::SmiAdd, &[a, b], e);
    g.ret(sum);
    g.at = small;
    g.ret(n);
    g.graph
}

#[test]
fn calls_in_registers() {
    let result = both(|h| {
        let f = h.code(1, 3);
        let graph = fib(h, f);
        let unit = h.compile(f, &graph, ENTRY);
        h.run(f, unit, &[Word::smi(15)])
    });
    assert_eq!(result, "610");
}

/// f calls g (inlined: two frames), which calls h, which calls i; i leaves.
#[test]
fn unwinding_writes_frames_from_the_innermost_outwards() {
    let results = both(|h| {
        let codes = [h.code(1, 3), h.code(2, 2), h.code(2, 4), h.code(1, 2)];
        let [f, inlined, m, i] = codes;
        // The innermost: leaves unless its parameter is a small integer.
        let (mut g, p) = G::new(h, i, &[0]);
        let e = g.leave(h, ExitKind::Poll, i, 0, &[(0, p[0])]);
        g.enter(5, e);
        let t = g.op(Op::IsSmi, &[p[0]]);
        let pair = g.make(PAIR.id(), &[p[0], p[0]]);
        let e = g.side(h, i, 5, &[(0, p[0]), (1, pair)]);
        g.guard(Op::GuardTrue, &[t], e);
        g.ret(p[0]);
        let unit_i = h.compile(i, &g.graph, ENTRY);
        // The middle one.
        let (mut g, p) = G::new(h, m, &[0, 1]);
        let e = g.leave(h, ExitKind::Poll, m, 0, &[(0, p[0]), (1, p[1])]);
        g.enter(7, e);
        let waits = frame(h, m, 6, Some(3), &[(1, p[1])]);
        let e = g.exit(ExitKind::Unwind, vec![waits]);
        let r = g.call(i, &[p[0]], e);
        let r = g.make(PAIR.id(), &[r, p[1]]);
        g.ret(r);
        h.compile(m, &g.graph, ENTRY);
        // The outermost, with an inlined frame.
        let (mut g, p) = G::new(h, f, &[0]);
        let e = g.leave(h, ExitKind::Poll, f, 0, &[(0, p[0])]);
        g.enter(11, e);
        let seven = g.smi(7);
        let waits = vec![frame(h, f, 7, Some(2), &[(0, p[0])]), frame(h, inlined, 8, Some(1), &[(0, seven)])];
        let e = g.exit(ExitKind::Unwind, waits);
        let r = g.call(m, &[p[0], seven], e);
        g.ret(r);
        let unit = h.compile(f, &g.graph, ENTRY);
        let returned = h.run(f, unit, &[Word::smi(1)]);
        let left = h.run(f, unit, &[Word::TRUE]);
        // Without compiled code for the innermost.
        h.vm.code(i).entry.native.set(0);
        let pushed = h.run(f, unit, &[Word::TRUE]);
        h.vm.code(i).entry.native.set(h.backend.entry(h.units[unit_i].handle));
        // With the poll word set, the outermost does not even begin.
        h.vm.poll.raise(1);
        (returned, left, pushed, h.run(f, unit, &[Word::TRUE]))
    });
    assert_eq!(results.0, "(#0:pair 1 7)");
    let callers = " | c2 pc6->s3 - 7 - - | c1 pc8->s1 7 - | c0 pc7->s2 true - -";
    assert_eq!(results.1, format!("left u0 !1 | c3 pc5 true (#0:pair true true){callers}"));
    assert_eq!(results.2, format!("left | c3 pc0 true -{callers}"));
    assert_eq!(results.3, "left u2 !0 | c0 pc0 true - -");
}

/// f(n, r) = n < 1 ? r : f(n - 1, r + n)
#[test]
fn tail_calls_take_no_stack() {
    let results = both(|h| {
        let f = h.code(2, 2);
        let other = h.code(3, 5);
        let (mut g, p) = G::new(h, f, &[0, 1]);
        let state = [(0, p[0]), (1, p[1])];
        let e = g.leave(h, ExitKind::Poll, f, 0, &state);
        g.enter(5, e);
        let one = g.smi(1);
        let less = g.op(Op::SmiLess, &[p[0], one]);
        let e = g.side(h, f, 1, &state);
        let (done, _) = g.block(&[]);
        g.graph.exits[e.index()].as_mut().unwrap().child = Some(done);
        g.guard(Op::GuardFalse, &[less], e);
        let next = g.op(Op::SmiSubFits, &[p[0], one]);
        let e = g.side(h, f, 2, &state);
        let sum = g.guard(Op::SmiAdd, &[p[0], p[1]], e);
        g.end(Terminator::TailCall(Some(f), vec![next, sum]));
        g.at = done;
        // The last call goes to code that is not compiled.
        let t = g.op(Op::SmiLess, &[p[0], p[1]]);
        let e = g.side(h, f, 3, &state);
        let (missing, _) = g.block(&[]);
        g.graph.exits[e.index()].as_mut().unwrap().child = Some(missing);
        g.guard(Op::GuardTrue, &[t], e);
        g.ret(p[1]);
        g.at = missing;
        g.end(Terminator::TailCall(Some(other), vec![p[1], p[0], p[1]]));
        let unit = h.compile(f, &g.graph, ENTRY);
        let many = h.run(f, unit, &[Word::smi(100_000), Word::smi(0)]);
        let missing = h.run(f, unit, &[Word::smi(-3), Word::smi(-5)]);
        (many, missing)
    });
    assert_eq!(results.0, "5000050000");
    assert_eq!(results.1, "left | c1 pc0 -5 -3 -5 - -");
}

#[test]
fn deep_recursion_unwinds_when_the_native_stack_is_low() {
    // Backends use different amounts of native stack, so only the shape of what they leave is compared.
    both(|h| {
        let f = h.code(1, 2);
        let (mut g, p) = G::new(h, f, &[0]);
        let e = g.leave(h, ExitKind::Poll, f, 0, &[(0, p[0])]);
        g.enter(5, e);
        let one = g.smi(1);
        let next = g.op(Op::SmiSubFits, &[p[0], one]);
        let waits = frame(h, f, 1, Some(1), &[(0, p[0])]);
        let e = g.exit(ExitKind::Unwind, vec![waits]);
        let r = g.call(f, &[next], e);
        g.ret(r);
        let unit = h.compile(f, &g.graph, ENTRY);
        let outcome = h.enter(f, unit, &[Word::smi(0)]);
        assert_eq!((outcome.status, h.vm.last_exit), (UNWOUND, Some((0, 0))));
        let frames: Vec<String> = Show { vm: &h.vm, seen: vec![] }.frames().split(" | ").skip(1).map(str::to_owned).collect();
        assert!(frames.len() > 50);
        assert_eq!(frames[0], format!("c0 pc0 {} -", 1 - frames.len() as i64));
        for (i, f) in frames[1..].iter().rev().enumerate() {
            assert_eq!(*f, format!("c0 pc1->s1 {} -", -(i as i64)));
        }
        // The VM stack's limit is found as exactly.
        h.vm.stack.limit = h.vm.stack.base().wrapping_add(5 * 10);
        h.run(f, unit, &[Word::smi(0)]).split(" | ").count()
    });
}

#[test]
fn calls_of_code_found_at_run_time() {
    let results = both(|h| {
        let (f, callee) = (h.code(3, 4), h.code(2, 3));
        let (mut g, p) = G::new(h, callee, &[0, 1]);
        let e = g.side(h, callee, 4, &[(0, p[0]), (1, p[1])]);
        let r = g.guard(Op::SmiSub, &[p[0], p[1]], e);
        g.ret(r);
        h.compile(callee, &g.graph, ENTRY);
        let (mut g, p) = G::new(h, f, &[0, 1, 2]);
        let waits = frame(h, f, 2, Some(3), &[(0, p[0])]);
        let e = g.exit(ExitKind::Unwind, vec![waits]);
        let r = g.guard(Op::CallAny, &[p[0], p[1], p[2]], e);
        g.ret(r);
        let unit = h.compile(f, &g.graph, ENTRY);
        let args = [callee.into(), Word::smi(9), Word::smi(5)];
        let returned = h.run(f, unit, &args);
        let left = h.run(f, unit, &[args[0], Word::smi(vm_core::word::SMI_MIN), Word::smi(1)]);
        let wrong = [f.into(), Word::NIL].map(|w| h.run(f, unit, &[w, Word::smi(9), Word::smi(5)]));
        h.vm.code(callee).entry.native.set(0);
        (returned, left, wrong, h.run(f, unit, &args))
    });
    assert_eq!(results.0, "4");
    assert_eq!(results.1, "left u0 !0 | c1 pc4 -2305843009213693952 1 - | c0 pc2->s3 code:1 - - -");
    assert_eq!(results.2[0], "left u1 !0 log code:0 log 9 log 5 | c0 pc2->s3 code:0 - - -");
    assert_eq!(results.2[1], "left u1 !0 log nil log 9 log 5 | c0 pc2->s3 nil - - -");
    assert_eq!(results.3, "left | c1 pc0 9 5 - | c0 pc2->s3 code:1 - - -");
}

/// More parameters than registers, in every kind of call.
#[test]
fn calls_with_many_parameters() {
    let results = both(|h| {
        let (f, callee) = (h.code(20, 20), h.code(20, 20));
        let slots: Vec<_> = (0..20).collect();
        let (mut g, p) = G::new(h, callee, &slots);
        let v = g.make(vm_core::core_shapes::VECTOR.id(), &p);
        g.ret(v);
        h.compile(callee, &g.graph, ENTRY);
        let (mut g, p) = G::new(h, f, &slots);
        let waits = frame(h, f, 2, Some(3), &[(0, p[0])]);
        let e = g.exit(ExitKind::Unwind, vec![waits]);
        let reversed: Vec<_> = p.iter().rev().copied().collect();
        g.call(callee, &reversed, e);
        g.end(Terminator::TailCall(Some(callee), reversed));
        let unit = h.compile(f, &g.graph, ENTRY);
        let args: Vec<_> = (0..20).map(Word::smi).collect();
        let returned = h.run(f, unit, &args);
        h.vm.code(callee).entry.native.set(0);
        (returned, h.run(f, unit, &args))
    });
    assert_eq!(results.0, "(#0:vector 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0)");
    assert!(results.1.starts_with("left | c1 pc0 19 18 17"), "{}", results.1);
}

#[test]
fn calls_that_do_not_fit_are_refused() {
    for kind in 0..3 {
        both(|h| {
            let f = h.code(1, 2);
            let (mut g, p) = G::new(h, f, &[0]);
            match kind {
                0 => {
                    let e = g.exit(ExitKind::Unwind, vec![]);
                    g.call(f, &[], e);
                }
                1 => {
                    let i = g.graph.helper(&CONS);
                    g.imm(Op::CallHelper, i, &[p[0]]);
                }
                _ => {
                    g.make(PAIR.id(), &[p[0]]);
                }
            }
            g.ret(p[0]);
            assert!(matches!(h.try_compile(f, &g.graph, ENTRY), Err(BackendError::Rejected(_))));
        });
    }
}
