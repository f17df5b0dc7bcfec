//! Capturing, resuming, and returning to frames that are written.

use super::build::frame;
use super::*;
use vm_core::code::SiteKind;
use vm_core::core_shapes::PAIR;
use vm_core::frame::frame_size;

/// A function of two slots whose second instruction is a return point; the second slot receives the result.
fn waiting(h: &mut Harness) -> CodeId {
    let mut b = CodeBuilder::<TestOp>::new("waits", LanguageId(0), 1, vm_core::SourceId(0));
    let value = b.slot(1);
    b.emit(TestOp::Return { value });
    b.mark(SiteKind::Return);
    b.emit(TestOp::Return { value });
    h.vm.add_code(b.finish().expect("code"))
}

/// Compiles the return point: it returns a pair of its slots.
fn compile_return_point(h: &mut Harness, code: CodeId) {
    let (mut g, p) = G::new(h, code, &[0, 1]);
    let pair = g.make(PAIR.id(), &[p[0], p[1]]);
    g.ret(pair);
    let result = Some(h.vm.code(code).slot(1));
    let unit = h.compile(code, &g.graph, Options { result, ..INSIDE });
    let entry = h.backend.entry(h.units[unit].handle);
    h.vm.code(code).site(1).expect("a return point").native.set(entry);
}

/// The words of a frame of that function which waits at its return point.
fn words(h: &Harness, g: &mut G, code: CodeId, slot: Ref, previous: i64) -> Vec<Ref> {
    let resume = Resume { pc: 1, slot: Some(h.vm.code(code).slot(1)) }.word();
    let mut words: Vec<_> = [code.into(), resume, Word::smi(previous)].map(|w| g.word(w)).into();
    words.extend([slot, g.word(Word::UNDEFINED)]);
    words
}

/// Captures two frames that wait, and gives the value in its first slot to the continuation.
fn capture_and_resume(h: &Harness, code: CodeId) -> Graph {
    let (mut g, p) = G::new(h, code, &[0]);
    let size = frame_size(h.vm.code(code)) as i64;
    let seven = g.smi(7);
    let mut all = words(h, &mut g, code, seven, 0);
    let eight = g.smi(8);
    all.extend(words(h, &mut g, code, eight, size));
    let e = g.leave(h, ExitKind::Leave, code, 0, &[(0, p[0])]);
    let k = g.capture(size, &all, e);
    g.op(Op::Resume, &[k, p[0]]);
    let e = g.leave(h, ExitKind::Leave, code, 0, &[(0, k)]);
    g.end(Terminator::Leave(e));
    g.graph
}

#[test]
fn captured_frames_are_resumed_one_after_the_other() {
    let result = both(|h| {
        h.vm.begin_entry();
        let f = waiting(h);
        compile_return_point(h, f);
        let graph = capture_and_resume(h, f);
        let unit = h.compile(f, &graph, INSIDE);
        h.run(f, unit, &[Word::smi(42)])
    });
    assert_eq!(result, "(#0:pair 7 (#1:pair 8 42))");
}

#[test]
fn what_is_not_compiled_is_left_to_the_driver() {
    let result = both(|h| {
        let f = waiting(h);
        let graph = capture_and_resume(h, f);
        let unit = h.compile(f, &graph, INSIDE);
        // Not in a call by the host, then without code at the return point.
        let outside = h.run(f, unit, &[Word::smi(42)]);
        h.vm.stack.fp = std::ptr::null_mut();
        h.vm.begin_entry();
        (outside, h.run(f, unit, &[Word::smi(42)]))
    });
    assert_eq!(result.0, "left u0 !0 | c0 pc0 42 -");
    assert!(result.1.starts_with("left u0 !1 | c0 pc0 (#0:stacksegment nil 5"), "{}", result.1);
}

#[test]
fn native_callers_are_dropped_when_a_continuation_goes_on() {
    let result = both(|h| {
        h.vm.begin_entry();
        let f = waiting(h);
        compile_return_point(h, f);
        // The callee resumes the continuation that it is given.
        let callee = h.code(1, 1);
        let (mut g, p) = G::new(h, callee, &[0]);
        let value = g.smi(42);
        g.op(Op::Resume, &[p[0], value]);
        let e = g.leave(h, ExitKind::Leave, callee, 0, &[(0, p[0])]);
        g.end(Terminator::Leave(e));
        h.compile(callee, &g.graph, ENTRY);
        // The caller captures a frame, and waits for the callee.
        let caller = h.code(1, 2);
        let (mut g, p) = G::new(h, caller, &[0]);
        let all = words(h, &mut g, f, p[0], 0);
        let e = g.leave(h, ExitKind::Leave, caller, 0, &[(0, p[0])]);
        let k = g.capture(0, &all, e);
        let waits = frame(h, caller, 0, Some(1), &[(0, k)]);
        let e = g.exit(ExitKind::Unwind, vec![waits]);
        let r = g.call(callee, &[k], e);
        g.ret(r);
        let unit = h.compile(caller, &g.graph, INSIDE);
        let outcome = h.enter(caller, unit, &[Word::smi(7)]);
        assert_eq!(outcome.status, UNWOUND);
        let entry = std::mem::take(&mut h.vm.resumed);
        // SAFETY: that is the code of the top frame.
        let outcome = unsafe { h.backend.resume(&mut h.vm, entry) };
        assert_eq!(outcome.status, RETURNED);
        h.show(Word::from_bits(outcome.value))
    });
    assert_eq!(result, "(#0:pair 7 42)");
}
