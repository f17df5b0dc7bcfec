//! The byte limit and the test switches for exhausted memory.

use crate::limits::poll;
use crate::testing::{fast_vm, safepoint};
use crate::{Collection, HeapOptions, Limits, Vm, Word, core_shapes::*};

fn limited(heap_bytes: usize) -> Vm {
    let options = HeapOptions { verify: true, poison: true, ..HeapOptions::default() };
    Vm::with_options(Limits { heap_bytes, ..Limits::default() }, options).unwrap()
}

#[test]
fn requests_past_the_limit_are_refused() {
    let mut vm = limited(16 << 20);
    let refused = vm.make_slots_with(VECTOR, &[], 3 << 20, |_| Word::NIL).unwrap_err();
    assert_eq!(refused.bytes, 16 + (24 << 20));
    assert!(vm.make_bytes(BYTES, &[], usize::MAX / 2).is_err());
    assert!(vm.make_bytes(BYTES, &[], usize::MAX).is_err());
    assert!(vm.make_slots_with(VECTOR, &[], usize::MAX / 8 + 2, |_| Word::NIL).is_err());
    assert!(vm.make_bytes(BYTES, &[], 8 << 20).is_ok());
    // Nothing refers to the first, so it does not stand in the way of another for long.
    assert!(vm.make_bytes(BYTES, &[], 8 << 20).is_ok());
    assert!(vm.make_bytes(BYTES, &[], 8 << 20).is_err());
    assert!(safepoint(&mut vm));
    assert!(vm.make_bytes(BYTES, &[], 8 << 20).is_ok());
}

#[test]
fn garbage_never_hits_the_limit() {
    let mut vm = limited(2 << 20);
    vm.heap.options.verify = false;
    for i in 0..3_000_000 {
        vm.pair(Word::smi(i), Word::NIL);
        if i % 1000 == 0 {
            vm.make_bytes(BYTES, &[], 50_000).unwrap();
        }
        assert_eq!(vm.poll.get() & poll::MEMORY, 0);
        assert!(safepoint(&mut vm));
    }
    assert!(vm.heap_stats().minor > 10);
    assert!(vm.heap_stats().peak < 3 << 20);
}

#[test]
fn live_data_past_the_limit_is_reported_and_the_machine_goes_on_when_it_is_dropped() {
    let mut vm = limited(4 << 20);
    for _ in 0..3 {
        let mut list = vm.root(Word::NIL);
        let mut reports = 0;
        for i in 0..1_000_000 {
            let p = vm.pair(Word::smi(i), list.get(&vm));
            list = vm.root(p);
            if !safepoint(&mut vm) {
                reports += 1;
                // The handler of the first error may still allocate a little.
                if reports == 2 {
                    break;
                }
            }
        }
        assert_eq!(reports, 2);
        let used = vm.heap_stats().live as usize;
        assert!(used > 4 << 20 && used < 6 << 20, "{used}");
        drop(list);
        assert!(vm.collect(Collection::Major));
        assert!(vm.heap_stats().live < 1 << 20);
    }
}

#[test]
fn a_builtin_that_does_not_stop_raises_the_memory_reason() {
    let mut vm = limited(1 << 20);
    let mut w = Word::NIL;
    while vm.poll.get() & poll::MEMORY == 0 {
        w = vm.pair(Word::NIL, w);
    }
    let root = vm.root(w);
    assert!(!vm.collect(Collection::Automatic));
    assert!(vm.heap_stats().live < 2 << 20);
    drop(root);
    assert!(vm.collect(Collection::Automatic));
}

#[test]
fn external_bytes_count() {
    let mut vm = limited(10 << 20);
    let v = vm.host_value(Box::new(vec![0u8; 4]), 11 << 20);
    let root = vm.root(v.word());
    assert!(!safepoint(&mut vm));
    assert!(vm.make_bytes(BYTES, &[], 100_000).is_err());
    drop(root);
    assert!(vm.collect(Collection::Major));
    assert!(vm.make_bytes(BYTES, &[], 100_000).is_ok());
}

#[test]
fn the_nth_allocation_fails() {
    let options = HeapOptions { fail_allocation: 10, ..HeapOptions::default() };
    let mut vm = Vm::with_options(Limits::default(), options.clone()).unwrap();
    for _ in 0..9 {
        vm.pair(Word::NIL, Word::NIL);
    }
    assert_eq!(vm.poll.get() & poll::MEMORY, 0);
    vm.pair(Word::NIL, Word::NIL);
    assert_ne!(vm.poll.get() & poll::MEMORY, 0);

    let mut vm = Vm::with_options(Limits::default(), options).unwrap();
    for _ in 0..9 {
        vm.pair(Word::NIL, Word::NIL);
    }
    assert!(vm.make_slots(VECTOR, &[], &[]).is_err());
    assert!(vm.make_slots(VECTOR, &[], &[]).is_ok());
}

#[test]
fn the_work_per_allocated_byte_stays_flat() {
    // The same program on live data of 2, 20 and 200 MB: how often the old space is marked must not grow with it.
    let majors = [2usize, 20, 200].map(|megabytes| {
        let mut vm = fast_vm();
        let rows = megabytes * 1000;
        let all = vm.make_slots_with(VECTOR, &[], rows, |_| Word::NIL).unwrap();
        let root = vm.root(all.word());
        for i in 0..rows * 4 {
            let row = vm.make_slots_with(VECTOR, &[], 123, |i| Word::smi(i as i64)).unwrap();
            let all = vm.cast(root.get(&vm), VECTOR).unwrap();
            vm.set_element(all, i * 7919 % rows, row.word());
            safepoint(&mut vm);
        }
        vm.heap_stats().major
    });
    assert!(majors[2] <= 12 && majors[0] <= 12, "{majors:?}");
}
