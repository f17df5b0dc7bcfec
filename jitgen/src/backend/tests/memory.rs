//! Units come and go in code memory.

use super::leaving::sum_loop;
use super::*;

#[test]
fn freed_code_is_used_again() {
    let mut h = Harness::cranelift();
    let f = h.code(1, 3);
    let graph = sum_loop(&h, f, ENTRY);
    let first = h.compile(f, &graph, ENTRY);
    let one = h.backend.bytes();
    let others: Vec<_> = (0..20).map(|_| h.compile(f, &graph, ENTRY)).collect();
    let all = h.backend.bytes();
    assert!(all > one && all < 21 * one);
    for &u in &others {
        let handle = h.units[u].handle;
        h.backend.free(handle);
    }
    assert_eq!(h.backend.bytes(), one);
    // Thousands of units do not need more than a few at a time.
    for _ in 0..200 {
        let u = h.compile(f, &graph, ENTRY);
        assert_eq!(h.run(f, u, &[Word::smi(10)]), format!("left u{u} !4 | c0 pc3 10 10 45"));
        assert!(h.backend.bytes() <= all);
        let handle = h.units[u].handle;
        h.backend.free(handle);
    }
    assert_eq!(h.run(f, first, &[Word::smi(4)]), "left u0 !4 | c0 pc3 4 4 6");
}

#[test]
fn the_limit_is_kept_and_can_be_recovered_from() {
    let mut h = Harness::new(Box::new(Cranelift::new(8192)));
    let f = h.code(1, 3);
    let graph = sum_loop(&h, f, ENTRY);
    let mut units = Vec::new();
    let error = loop {
        match h.try_compile(f, &graph, ENTRY) {
            Ok(u) => units.push(u),
            Err(e) => break e,
        }
    };
    assert_eq!(error, BackendError::NoMemory);
    assert!(units.len() > 3 && h.backend.bytes() <= 8192);
    let handle = h.units[units[0]].handle;
    h.backend.free(handle);
    let again = h.compile(f, &graph, ENTRY);
    assert_eq!(h.run(f, again, &[Word::smi(4)]), format!("left u{again} !4 | c0 pc3 4 4 6"));
    assert_eq!(h.run(f, units[1], &[Word::smi(4)]), "left u1 !4 | c0 pc3 4 4 6");
    let mut nothing = Harness::new(Box::new(Cranelift::new(0)));
    let f = nothing.code(1, 3);
    let graph = sum_loop(&nothing, f, ENTRY);
    assert_eq!(nothing.try_compile(f, &graph, ENTRY), Err(BackendError::NoMemory));
}

#[test]
fn texts_are_kept_when_asked_for() {
    let mut h = Harness::cranelift();
    let f = h.code(1, 3);
    let graph = sum_loop(&h, f, ENTRY);
    let silent = h.compile(f, &graph, ENTRY);
    let spoken = h.compile(f, &graph, Options { keep_text: true, ..ENTRY });
    let text = |u: usize, stage| h.backend.text(h.units[u].handle, stage);
    assert_eq!((text(silent, "clif"), text(silent, "asm"), text(spoken, "other")), (None, None, None));
    assert!(text(spoken, "clif").unwrap().contains("sadd_overflow"));
    assert!(text(spoken, "asm").unwrap().contains("ret"));
}

#[test]
fn a_backend_moves_between_threads() {
    let mut h = Harness::cranelift();
    let f = h.code(1, 3);
    let graph = sum_loop(&h, f, ENTRY);
    let unit = h.compile(f, &graph, ENTRY);
    let handle = h.units[unit].handle;
    let Harness { mut vm, mut backend, units } = h;
    let sites = units;
    std::thread::spawn(move || {
        vm.native_limit = stack_pointer() - (128 << 10);
        let fp = vm.stack.base();
        // SAFETY: a frame with its parameter.
        unsafe {
            fp.add(FRAME_CODE).write(f.into());
            fp.add(FRAME_PREVIOUS).write(Word::smi(0));
            fp.add(FRAME_HEADER).write(Word::smi(10));
            assert_eq!(backend.enter(&mut vm, fp, handle).status, UNWOUND);
            assert_eq!(fp.add(FRAME_HEADER + 2).read(), Word::smi(45));
        }
    })
    .join()
    .unwrap();
    drop(sites);
}

/// Hundreds of values alive at once still compile; more than a native frame may hold are refused.
#[test]
fn native_frames_are_bounded() {
    for (n, fits) in [(1000, true), (9000, false)] {
        let mut h = Harness::cranelift();
        let f = h.code(1, 1);
        let (mut g, p) = G::new(&h, f, &[0]);
        let mut x = g.op(Op::Untag, &[p[0]]);
        // Calls stay where they are, and all results are needed at the end.
        let words: Vec<_> = (0..n).map(|_| g.helper(&NEGATE, &[p[0]])).collect();
        for &w in &words {
            let y = g.op(Op::Untag, &[w]);
            x = g.op(Op::IntSub, &[x, y]);
        }
        let r = g.op(Op::Tag, &[x]);
        g.ret(r);
        match h.try_compile(f, &g.graph, ENTRY) {
            Ok(unit) => assert_eq!((fits, h.run(f, unit, &[Word::smi(2)])), (true, (2 + 2 * n as i64).to_string())),
            Err(e) => assert_eq!((fits, e), (false, BackendError::TooLarge)),
        }
    }
}
