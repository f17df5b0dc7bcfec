//! Guards, loops, polls, and what exits write.

use super::build::frame;
use super::*;
use crate::ir::{Type, Value};
use vm_core::core_shapes::{PAIR, VECTOR};
use vm_core::limits::poll;

/// The sum of the numbers below the first parameter, as a unit rooted at the loop: slots are the limit, the counter, the sum.
pub(super) fn sum_loop(h: &Harness, f: CodeId, options: Options) -> Graph {
    let slots: &[usize] = if options.at_entry { &[0] } else { &[0, 1, 2] };
    let (mut g, p) = G::new(h, f, slots);
    let start: Vec<_> = (0..3).map(|i| p.get(i).copied()).collect();
    let (header, v) = g.block(&[Type::Word, Type::Word]);
    let begin = match options.at_entry {
        true => vec![g.smi(0), g.smi(0)],
        false => vec![start[1].unwrap(), start[2].unwrap()],
    };
    let limit = p[0];
    let entry = g.leave(h, ExitKind::Poll, f, 0, &[(0, limit), (1, begin[0]), (2, begin[1])]);
    g.enter(6, entry);
    for &w in &begin {
        let t = g.op(Op::IsSmi, &[w]);
        let e = g.side(h, f, 1, &[(0, limit), (1, begin[0]), (2, begin[1])]);
        g.guard(Op::GuardTrue, &[t], e);
    }
    g.end(Terminator::Jump(header, begin));
    g.at = header;
    let state = [(0, limit), (1, v[0]), (2, v[1])];
    let e = g.leave(h, ExitKind::Poll, f, 2, &state);
    g.guard(Op::Poll, &[], e);
    let less = g.op(Op::SmiLess, &[v[0], limit]);
    let done = g.side(h, f, 3, &state);
    g.guard(Op::GuardTrue, &[less], done);
    let overflow = g.side(h, f, 4, &state);
    let sum = g.guard(Op::SmiAdd, &[v[1], v[0]], overflow);
    let one = g.smi(1);
    let next = g.op(Op::SmiAddFits, &[v[0], one]);
    g.end(Terminator::Jump(header, vec![next, sum]));
    g.graph
}

#[test]
fn a_loop_leaves_with_its_state() {
    let results = both(|h| {
        let f = h.code(1, 3);
        let graph = sum_loop(h, f, INSIDE);
        let unit = h.compile(f, &graph, INSIDE);
        let big = Word::smi(vm_core::word::SMI_MAX - 10);
        [
            h.run(f, unit, &[Word::smi(100), Word::smi(0), Word::smi(0)]),
            h.run(f, unit, &[Word::smi(100), Word::smi(0), big]),
            h.run(f, unit, &[Word::smi(100), Word::NIL, big]),
        ]
    });
    assert_eq!(results[0], "left u0 !4 | c0 pc3 100 100 4950");
    assert_eq!(results[1], "left u0 !5 | c0 pc4 100 5 2305843009213693951");
    assert_eq!(results[2], "left u0 !1 | c0 pc1 100 nil 2305843009213693941");
}

#[test]
fn a_child_goes_on_from_an_exit_and_sees_what_came_before() {
    let results = both(|h| {
        let f = h.code(2, 2);
        let (mut g, p) = G::new(h, f, &[0, 1]);
        let shared = g.make(PAIR.id(), &[p[0], p[1]]);
        let t = g.op(Op::IsSmi, &[p[0]]);
        let e = g.side(h, f, 1, &[(0, p[0]), (1, p[1])]);
        g.guard(Op::GuardTrue, &[t], e);
        let overflow = g.side(h, f, 2, &[(0, p[0]), (1, shared)]);
        let one = g.smi(1);
        let r = g.guard(Op::SmiAdd, &[p[0], one], overflow);
        g.ret(r);
        let (child, _) = g.block(&[]);
        g.graph.exits[e.index()].as_mut().unwrap().child = Some(child);
        g.at = child;
        let pair = g.has_shape(PAIR.id(), p[0]);
        let e2 = g.side(h, f, 3, &[(0, shared), (1, p[1])]);
        g.guard(Op::GuardTrue, &[pair], e2);
        let car = g.imm(Op::Load, 8, &[p[0]]);
        let r = g.make(PAIR.id(), &[car, shared]);
        g.ret(r);
        let unit = h.compile(f, &g.graph, ENTRY);
        let pair = h.vm.pair(Word::char(65), Word::NIL);
        [Word::smi(4), Word::smi(vm_core::word::SMI_MAX), pair, Word::NIL].map(|w| h.run(f, unit, &[w, Word::TRUE]))
    });
    assert_eq!(results[0], "5");
    assert_eq!(results[2], "(#0:pair char:41 (#1:pair (#2:pair char:41 nil) true))");
    assert_eq!(results[3], "left u0 !2 | c0 pc3 (#0:pair nil true) true");
}

#[test]
fn exits_make_objects_that_were_never_allocated() {
    let result = both(|h| {
        let f = h.code(2, 4);
        let inner = h.code(1, 3);
        let (mut g, p) = G::new(h, f, &[0, 1]);
        let x = g.op(Op::Unbox, &[p[1]]);
        let two = g.float(2.0);
        let y = g.op(Op::FloatMul, &[x, two]);
        let n = g.op(Op::Untag, &[p[0]]);
        let mut frames = vec![frame(h, f, 7, Some(3), &[(0, p[0])]), frame(h, inner, 9, Some(1), &[])];
        frames[0].slots.push((h.vm.code(f).slot(2), Value::Virtual(0)));
        frames[1].slots.push((h.vm.code(inner).slot(0), Value::Virtual(2)));
        frames[1].slots.push((h.vm.code(inner).slot(2), Value::Ref(y)));
        let e = g.exit(ExitKind::Guard, frames);
        // A pair of a boxed float and a vector that names the pair and itself; a pair that shares the float.
        g.virtuals(
            e,
            vec![
                (PAIR.id(), vec![Value::Ref(y), Value::Virtual(1)]),
                (VECTOR.id(), vec![Value::Virtual(0), Value::Virtual(1), Value::Ref(n), Value::Ref(p[1])]),
                (PAIR.id(), vec![Value::Ref(y), Value::Virtual(0)]),
            ],
        );
        g.graph.exits[0].as_mut().unwrap().log = vec![Value::Ref(n), Value::Virtual(2)];
        let t = g.op(Op::FloatLess, &[y, two]);
        g.guard(Op::GuardTrue, &[t], e);
        g.ret(p[0]);
        let unit = h.compile(f, &g.graph, ENTRY);
        let big = h.vm.float(1e200);
        h.run(f, unit, &[Word::smi(5), big])
    });
    assert_eq!(
        result,
        "left u0 !0 log 5 log (#0:pair boxed 2e200 (#1:pair boxed 2e200 (#2:vector #1 #2 5 boxed 1e200))) \
         | c1 pc9 #0 - boxed 2e200 | c0 pc7->s3 5 - #1 -"
    );
}

#[test]
fn constants_of_an_exit_are_not_handed_over() {
    let result = both(|h| {
        let f = h.code(1, 6);
        let (mut g, p) = G::new(h, f, &[0]);
        let constant = h.vm.pair(Word::NIL, Word::TRUE);
        let (a, b, c, d, e) = (g.smi(3), g.int(-4), g.float(0.5), g.float(1e200), g.word(constant));
        let exit = g.leave(h, ExitKind::Leave, f, 1, &[(0, p[0]), (1, a), (2, b), (3, c), (4, d), (5, e)]);
        g.end(Terminator::Leave(exit));
        let unit = h.compile(f, &g.graph, ENTRY);
        assert_eq!(h.units[unit].sites[0].as_ref().unwrap().values, [p[0], d, e]);
        h.run(f, unit, &[Word::smi(1)])
    });
    assert_eq!(result, "left u0 !0 | c0 pc1 1 3 -4 0.5 boxed 1e200 (#0:pair nil true)");
}

#[test]
fn polls_leave_when_the_driver_must_act() {
    let results = both(|h| {
        let f = h.code(1, 3);
        let graph = sum_loop(h, f, ENTRY);
        let unit = h.compile(f, &graph, ENTRY);
        let before = h.run(f, unit, &[Word::smi(10)]);
        h.vm.poll.raise(poll::INTERRUPT);
        let set = h.run(f, unit, &[Word::smi(10)]);
        h.vm.poll.take(u64::MAX);
        (before, set, h.run(f, unit, &[Word::smi(10)]))
    });
    assert_eq!(results.0, "left u0 !4 | c0 pc3 10 10 45");
    assert_eq!(results.1, "left u0 !0 | c0 pc0 10 0 0");
    assert_eq!(results.2, results.0);
}

#[test]
fn a_running_loop_can_be_interrupted() {
    let mut h = Harness::cranelift();
    let f = h.code(1, 3);
    let graph = sum_loop(&h, f, ENTRY);
    let unit = h.compile(f, &graph, ENTRY);
    let handle = h.vm.interrupt_handle();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(30));
        handle.interrupt();
    });
    let result = h.run(f, unit, &[Word::smi(1 << 60)]);
    thread.join().unwrap();
    // Either at the poll, or, on a fast machine, because the sum has overflowed.
    assert!(result.contains("!3") || result.contains("!5"), "{result}");
}

#[test]
fn fuel_is_counted_by_entries_and_iterations() {
    let results = both(|h| {
        let f = h.code(1, 3);
        let graph = sum_loop(h, f, ENTRY);
        let unit = h.compile(f, &graph, Options { fuel: true, ..ENTRY });
        [1000, 5, 0].map(|fuel| {
            h.vm.fuel = fuel;
            (h.run(f, unit, &[Word::smi(10)]), h.vm.fuel)
        })
    });
    assert_eq!(results[0], ("left u0 !4 | c0 pc3 10 10 45".into(), 1000 - 12));
    assert_eq!(results[1], ("left u0 !3 | c0 pc2 10 4 6".into(), -1));
    assert_eq!(results[2], ("left u0 !0 | c0 pc0 10 0 0".into(), -1));
}

#[test]
fn entering_needs_room_on_both_stacks() {
    let results = both(|h| {
        let f = h.code(1, 3);
        let graph = sum_loop(h, f, ENTRY);
        let unit = h.compile(f, &graph, ENTRY);
        let mut results = Vec::new();
        let limit = h.vm.native_limit;
        h.vm.native_limit = stack_pointer() + 4096;
        results.push(h.run(f, unit, &[Word::smi(10)]));
        h.vm.native_limit = limit;
        for words in [5, 6] {
            h.vm.stack.limit = h.vm.stack.base().wrapping_add(words);
            results.push(h.run(f, unit, &[Word::smi(10)]));
        }
        results
    });
    assert_eq!(results, ["left u0 !0 | c0 pc0 10 0 0", "left u0 !0 | c0 pc0 10 0 0", "left u0 !4 | c0 pc3 10 10 45"]);
}

#[test]
fn a_unit_notices_that_it_has_become_invalid() {
    let results = both(|h| {
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let e = g.side(h, f, 2, &[(0, p[0])]);
        g.guard(Op::GuardValid, &[], e);
        g.ret(p[0]);
        let unit = h.compile(f, &g.graph, ENTRY);
        let valid = h.run(f, unit, &[Word::TRUE]);
        // As the VM does it: through the address that the code has.
        // SAFETY: the flag lives as long as the unit, and no code runs.
        unsafe { (&raw mut *h.units[unit].invalid).write(1) };
        (valid, h.run(f, unit, &[Word::TRUE]))
    });
    assert_eq!(results, ("true".into(), "left u0 !0 | c0 pc2 true".into()));
}

#[test]
fn guards_can_be_made_to_fail() {
    let mut taken = Vec::new();
    for seed in 0..40 {
        let result = both(|h| {
            let f = h.code(1, 3);
            let graph = sum_loop(h, f, ENTRY);
            let unit = h.compile(f, &graph, Options { fail_guards: Some((seed, u32::MAX / 4)), ..ENTRY });
            h.run(f, unit, &[Word::smi(10)])
        });
        taken.push(result);
    }
    taken.sort();
    taken.dedup();
    // Each of the four guards or none, but neither of the polls.
    assert_eq!(taken.len(), 5, "{taken:?}");
    let all = both(|h| {
        let f = h.code(1, 3);
        let graph = sum_loop(h, f, ENTRY);
        let unit = h.compile(f, &graph, Options { fail_guards: Some((1, u32::MAX)), ..ENTRY });
        h.run(f, unit, &[Word::smi(10)])
    });
    assert_eq!(all, "left u0 !1 | c0 pc1 10 0 0");
}

/// More guards than share a block, and more values than go through parameters.
#[test]
fn many_exits() {
    let results = both(|h| {
        let f = h.code(3, 60);
        let (mut g, p) = G::new(h, f, &[0, 1, 2]);
        let mut all = vec![p[2]];
        for i in 0..350 {
            let i_word = g.smi(i);
            let same = g.op(Op::Same, &[p[0], i_word]);
            let n = if i % 7 == 0 { 40 } else { i as usize % 5 };
            let slots: Vec<_> = (0..n).map(|k| (k, all[k % all.len()])).collect();
            let e = g.side(h, f, i as u32, &slots);
            g.guard(Op::GuardFalse, &[same], e);
            if i < 50 {
                let overflow = g.side(h, f, 1000, &[]);
                let next = g.guard(Op::SmiAdd, &[p[1], i_word], overflow);
                all.push(next);
            }
        }
        g.ret(p[1]);
        let unit = h.compile(f, &g.graph, ENTRY);
        [0, 1, 48, 49, 77, 348, 349, 350].map(|n| h.run(f, unit, &[Word::smi(n), Word::smi(10_000), Word::NIL]))
    });
    assert_eq!(results[7], "10000");
    assert!(results[5].contains(" pc348 nil 10000 10001 -"));
}
