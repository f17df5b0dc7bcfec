//! Tests of frames, walking and continuations.

use super::{Receiver, Resume};
use crate::language::Fault;
use crate::testing::{code, vm};
use crate::{CodeId, Collection, HeapOptions, Limits, Vm, Word, core_shapes::*};

/// Pushes frames whose slot 0 is a number and whose slot 1 is a fresh pair of it.
fn push(vm: &mut Vm, code: CodeId, n: i64) {
    let p = vm.pair(Word::smi(n), Word::NIL);
    vm.set_resume(Resume { pc: n as u32, slot: None });
    vm.push_frame(code, &[Word::smi(n), p]).unwrap();
}

/// Slot 0 of every frame, innermost first; checks the pairs.
fn numbers(vm: &Vm) -> Vec<i64> {
    vm.frames()
        .map(|f| {
            assert_eq!(vm.slot(f.slots[1], 0), Some(f.slots[0]));
            f.slots[0].as_smi().unwrap()
        })
        .collect()
}

/// Captures the continuation of a frame that is pushed for it and returns at once.
fn capture_above(vm: &mut Vm, code: CodeId) -> Word {
    push(vm, code, -1);
    let k = vm.capture().unwrap();
    assert!(pop(vm));
    k
}

/// Returns from the top frame, as the driver does: false if to the host.
fn pop(vm: &mut Vm) -> bool {
    vm.pop_frame().is_some() || vm.underflow()
}

fn machine() -> (Vm, CodeId) {
    let mut vm = vm(4096);
    let code = code(&mut vm, "f", 3, &[]);
    (vm, code)
}

#[test]
fn a_waiting_frame_keeps_only_what_it_needs() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    let words = [0, 1, 2].map(|i| vm.pair(Word::smi(i), Word::NIL));
    vm.push_frame(code, &words).unwrap();
    // It goes on with the return of its last slot.
    vm.set_resume(Resume { pc: 1, slot: Some(vm.code(code).slot(0)) });
    vm.push_frame(code, &words).unwrap();
    vm.collect(Collection::Minor);
    let frames: Vec<_> = vm.frames().map(|f| f.slots.to_vec()).collect();
    assert_eq!(frames[0][2], frames[1][2]);
    assert_eq!(vm.slot(frames[1][2], 0), Some(Word::smi(2)));
    assert_eq!(frames[1][..2], [Word::UNDEFINED; 2]);
    assert_eq!(vm.slot(frames[0][0], 0), Some(Word::smi(0)), "what the running frame needs only the driver knows");
}

#[test]
fn frames_are_walked_through_all_entries() {
    let (mut vm, code) = machine();
    assert_eq!(vm.frames().count(), 0);
    for entry in 0..3 {
        vm.begin_entry();
        (0..3).for_each(|i| push(&mut vm, code, entry * 10 + i));
    }
    assert_eq!(numbers(&vm), [22, 21, 20, 12, 11, 10, 2, 1, 0]);
    let ends: Vec<bool> = vm.frames().map(|f| f.to_host).collect();
    assert_eq!(ends, [false, false, true, false, false, true, false, false, true]);
    assert_eq!(vm.frames().nth(1).unwrap().resume.pc, 22);
    assert_eq!(vm.entry_depth(), 3);
    vm.end_entry();
    assert_eq!(numbers(&vm), [12, 11, 10, 2, 1, 0]);
    assert!(pop(&mut vm) && pop(&mut vm) && !pop(&mut vm));
    vm.end_entry();
    assert_eq!(numbers(&vm), [2, 1, 0]);
    vm.end_entry();
    assert_eq!(vm.frames().count(), 0);
    assert!(vm.pop_frame().is_none());
}

#[test]
fn the_stack_has_a_limit_and_gives_memory_back() {
    let limits = Limits { stack_bytes: 64 << 20, ..Limits::default() };
    let mut vm = Vm::with_options(limits, HeapOptions::default()).unwrap();
    let code = code(&mut vm, "f", 5, &[]);
    vm.begin_entry();
    let mut depth = 0;
    while vm.push_frame(code, &[]).is_ok() {
        depth += 1;
    }
    assert_eq!(vm.push_frame(code, &[]), Err(Fault::StackOverflow));
    assert_eq!(depth, (64 << 20) / 64);
    assert_eq!(vm.frames().count(), depth);
    vm.end_entry();
    let touched = vm.stack.base().wrapping_add((32 << 20) / 8);
    // SAFETY: inside the stack's mapping, and written before.
    assert_ne!(unsafe { touched.read() }, Word::from_bits(0));
    vm.collect(Collection::Major);
    // SAFETY: as before; the page is a fresh one.
    assert_eq!(unsafe { touched.read() }, Word::from_bits(0));
}

#[test]
fn a_continuation_is_entered_again_and_again() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    (0..10).for_each(|i| push(&mut vm, code, i));
    let k = capture_above(&mut vm, code);
    let k = vm.root(k);
    let all: Vec<i64> = (0..10).rev().collect();
    assert_eq!(numbers(&vm), all);
    for round in 0..5 {
        // What happens to the frames on the stack does not change the captured ones.
        for i in (0..10).rev() {
            assert_eq!(numbers(&vm)[..], all[9 - i..]);
            assert_eq!(vm.frames().last().unwrap().to_host, true);
            if i < 9 {
                assert_eq!(vm.frames().next().unwrap().resume, Resume { pc: i as u32 + 1, slot: None });
            }
            if round % 2 == 0 {
                vm.collect(if round == 2 { Collection::Major } else { Collection::Minor });
            }
            vm.top_slots()[2] = Word::smi(round);
            assert_eq!(pop(&mut vm), i > 0);
        }
        // And from any state.
        (0..round).for_each(|i| push(&mut vm, code, 100 + i));
        let w = k.get(&vm);
        assert_eq!(vm.reinstate(w), Some(Receiver::Frame));
        assert_eq!(vm.top_slots()[2], Word::UNDEFINED);
        assert_eq!(numbers(&vm), all);
    }
    let pair = vm.pair(Word::NIL, Word::NIL);
    assert_eq!((vm.reinstate(pair), vm.reinstate(Word::NIL)), (None, None));
}

#[test]
fn capturing_costs_what_was_pushed_since_the_last_capture() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    (0..10_000).for_each(|i| push(&mut vm, code, i));
    capture_above(&mut vm, code);
    let before = vm.heap_stats().allocated;
    let mut ks = Vec::new();
    for i in 0..1000 {
        push(&mut vm, code, 10_000 + i);
        let k = capture_above(&mut vm, code);
        ks.push(vm.root(k));
    }
    // Each: two frames of six words, a segment of five words and its rest of five, and two pairs.
    let cost = (vm.heap_stats().allocated - before) / 1000;
    assert!(cost <= 8 * (2 * 6 + 10 + 8), "{cost}");
    vm.collect(Collection::Minor);
    assert_eq!(numbers(&vm), (0..11_000).rev().collect::<Vec<i64>>());
    let w = ks[499].get(&vm);
    assert_eq!(vm.reinstate(w), Some(Receiver::Frame));
    assert_eq!(numbers(&vm), (0..10_500).rev().collect::<Vec<i64>>());
    for _ in 0..10_499 {
        assert!(pop(&mut vm));
    }
    assert!(!pop(&mut vm));
}

#[test]
fn capturing_in_a_loop_does_not_grow() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    (0..3).for_each(|i| push(&mut vm, code, i));
    let mut last = vm.root(Word::NIL);
    for _ in 0..10_000 {
        let k = capture_above(&mut vm, code);
        last = vm.root(k);
        crate::testing::safepoint(&mut vm);
    }
    vm.collect(Collection::Major);
    assert!(vm.heap_stats().live < 4096);
    assert!(vm.cast(last.get(&vm), SEGMENT).is_some());
    assert_eq!(numbers(&vm), [2, 1, 0]);
}

#[test]
fn continuations_end_at_the_innermost_entry() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    (0..3).for_each(|i| push(&mut vm, code, i));
    capture_above(&mut vm, code);
    push(&mut vm, code, 3);
    vm.begin_entry();
    (10..13).for_each(|i| push(&mut vm, code, i));
    let inner = capture_above(&mut vm, code);
    let inner = vm.root(inner);
    vm.collect(Collection::Minor);
    assert_eq!(numbers(&vm), [12, 11, 10, 3, 2, 1, 0]);
    assert!(pop(&mut vm) && pop(&mut vm) && !pop(&mut vm));
    vm.end_entry();
    vm.collect(Collection::Major);
    assert_eq!(numbers(&vm), [3, 2, 1, 0]);
    // In another entry the frames return to that entry's host.
    vm.begin_entry();
    let w = inner.get(&vm);
    assert_eq!(vm.reinstate(w), Some(Receiver::Frame));
    assert_eq!(numbers(&vm), [12, 11, 10, 3, 2, 1, 0]);
    assert!(pop(&mut vm) && pop(&mut vm) && !pop(&mut vm));
    vm.end_entry();
    assert!(pop(&mut vm) && pop(&mut vm) && pop(&mut vm) && !pop(&mut vm));
}

#[test]
fn what_was_captured_is_not_captured_again() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    push(&mut vm, code, 0);
    let host = vm.capture().unwrap();
    let host = vm.root(host);
    push(&mut vm, code, 1);
    let k = vm.capture().unwrap();
    assert_eq!(vm.capture().unwrap(), k);
    assert_eq!(vm.reinstate(k), Some(Receiver::Frame));
    let w = host.get(&vm);
    assert_eq!(vm.reinstate(w), Some(Receiver::Host));
    assert!(!pop(&mut vm));
}

/// Two coroutines that hand control to each other: each switch captures one and reinstates the other.
#[test]
fn coroutines_switch_at_constant_cost() {
    let (mut vm, code) = machine();
    vm.begin_entry();
    (0..500).for_each(|i| push(&mut vm, code, i));
    let other = capture_above(&mut vm, code);
    let mut other = vm.root(other);
    while pop(&mut vm) {}
    (1000..1500).for_each(|i| push(&mut vm, code, i));
    for i in 0..2000 {
        let k = capture_above(&mut vm, code);
        let k = vm.root(k);
        let w = other.get(&vm);
        assert_eq!(vm.reinstate(w), Some(Receiver::Frame));
        other = k;
        assert_eq!(vm.top_slots()[0].as_smi(), Some(if i % 2 == 0 { 499 } else { 1499 }));
        if i > 2 {
            crate::testing::safepoint(&mut vm);
        }
    }
    assert_eq!(numbers(&vm)[..500], (1000..1500).rev().collect::<Vec<i64>>());
    let mut expected: Vec<i64> = (0..500).rev().collect();
    let w = other.get(&vm);
    assert_eq!(vm.reinstate(w), Some(Receiver::Frame));
    for _ in 0..500 {
        assert_eq!(numbers(&vm), expected);
        expected.remove(0);
        pop(&mut vm);
        if expected.len() % 50 == 0 {
            vm.collect(Collection::Major);
        }
    }
}
