//! Where the collector begins: every kind of root is seen and updated.

use crate::testing::{LANGUAGE, code, safepoint, vm};
use crate::{Collection, Word, core_shapes::*};
use std::sync::Arc;

#[test]
fn every_kind_of_root_is_updated() {
    let mut vm = vm(4096);
    let mut n = 0;
    let mut fresh = |vm: &mut crate::Vm| {
        n += 1;
        vm.pair(Word::smi(n), Word::NIL)
    };
    let w = fresh(&mut vm);
    let handle = vm.root(w);
    vm.registers[3] = fresh(&mut vm);
    vm.pending = fresh(&mut vm);
    let w = fresh(&mut vm);
    let id = code(&mut vm, "f", 2, &[w]);
    let w = fresh(&mut vm);
    let table = vm.add_root_table(Box::new([Word::NIL, w]));
    let address = vm.root_table(table).as_ptr();
    let name = vm.symbols.intern("x");
    let g = vm.global(LANGUAGE, name);
    let w = fresh(&mut vm);
    vm.set_global(g, w);
    let w = fresh(&mut vm);
    vm.shapes.get_mut(PAIR.id()).meta = w;
    vm.begin_entry();
    let w = fresh(&mut vm);
    vm.push_frame(id, &[w]).unwrap();
    let mut mine = fresh(&mut vm);
    for kind in [Collection::Minor, Collection::Major, Collection::Minor] {
        vm.collect_with(kind, &mut |visit| visit(&mut mine));
        let g = vm.global(LANGUAGE, name);
        let all = [
            handle.get(&vm),
            vm.registers[3],
            vm.pending,
            vm.code(id).literals()[0],
            vm.root_table(table)[1],
            vm.global_value(g),
            vm.shapes.get(PAIR.id()).meta,
            vm.top_slots()[0],
            mine,
        ];
        for (i, w) in all.into_iter().enumerate() {
            assert_eq!(vm.slot(w, 0), Some(Word::smi(i as i64 + 1)), "root {i}");
        }
    }
    assert_eq!(vm.root_table(table).as_ptr(), address);
    vm.remove_root_table(table);
    assert!(vm.root_table(table).is_empty());
    let again = vm.add_root_table(Box::new([Word::TRUE]));
    assert_eq!(again, table);
}

#[test]
fn roots_may_be_cloned_and_dropped_in_any_thread() {
    let mut vm = vm(4096);
    let roots: Vec<_> = (0..100)
        .map(|i| {
            let p = vm.pair(Word::smi(i), Word::NIL);
            vm.root(p)
        })
        .collect();
    let clone = roots[7].clone();
    std::thread::spawn(move || drop(roots)).join().unwrap();
    assert_eq!(vm.root_count(), 1);
    vm.collect(Collection::Major);
    assert_eq!(vm.slot(clone.get(&vm), 0), Some(Word::smi(7)));
    assert!(vm.heap_stats().live < 4096);
    // Slots are used again.
    let more: Vec<_> = (0..100).map(|i| vm.root(Word::smi(i))).collect();
    assert_eq!(vm.root_count(), 101);
    assert!(more.iter().enumerate().all(|(i, r)| r.get(&vm) == Word::smi(i as i64)));
}

#[test]
#[should_panic = "another VM"]
fn roots_belong_to_their_machine() {
    let (mut a, b) = (vm(4096), vm(4096));
    a.root(Word::NIL).get(&b);
}

#[test]
fn unused_symbols_and_unbound_globals_go() {
    let mut vm = vm(4096);
    let permanent = vm.symbols.intern("permanent");
    let kept = vm.symbols.intern_weak("kept");
    let root = vm.root(kept.into());
    let in_code = vm.symbols.intern_weak("in code");
    let id = code(&mut vm, "f", 1, &[in_code.into()]);
    let bound = vm.symbols.intern_weak("bound");
    let g = vm.global(LANGUAGE, bound);
    vm.set_global(g, Word::smi(5));
    let unbound = vm.symbols.intern_weak("unbound");
    vm.global(LANGUAGE, unbound);
    let referred = vm.symbols.intern_weak("referred");
    let g = vm.global(LANGUAGE, referred);
    let cell = vm.root(g.word());
    let shape = vm.symbols.intern_weak("shape");
    vm.shapes.add(shape, 1, crate::TailKind::None, 0, false, Default::default());
    for i in 0..1000 {
        vm.symbols.intern_weak(&format!("temporary {i}"));
    }
    vm.symbols.uninterned_weak("g");
    vm.collect(Collection::Major);
    for s in ["permanent", "kept", "in code", "bound", "referred", "shape"] {
        assert!(vm.symbols.find(s).is_some(), "{s}");
    }
    for s in ["unbound", "temporary 0", "temporary 999"] {
        assert!(vm.symbols.find(s).is_none(), "{s}");
    }
    assert_eq!(vm.symbols.name(permanent), "permanent");
    assert_eq!(root.get(&vm).as_symbol(), Some(kept));
    assert_eq!(vm.code(id).literals()[0].as_symbol(), Some(in_code));
    assert_eq!(vm.find_global(LANGUAGE, referred).unwrap().word(), cell.get(&vm));
    let g = vm.global(LANGUAGE, bound);
    assert_eq!(vm.global_value(g), Word::smi(5));
    assert_eq!(vm.globals().count(), 2);
    drop(cell);
    vm.collect(Collection::Major);
    assert!(vm.symbols.find("referred").is_none());
    // Entries are used again.
    let entries = vm.symbols.capacity();
    for i in 0..1000 {
        vm.symbols.intern_weak(&format!("new {i}"));
    }
    assert_eq!(vm.symbols.capacity(), entries);
}

#[test]
fn host_values_are_dropped_after_their_objects() {
    let mut vm = vm(4096);
    let shared = Arc::new(());
    let roots: Vec<_> = (0..10usize)
        .map(|i| {
            let o = vm.host_value(Box::new((i, shared.clone())), 100);
            vm.root(o.word())
        })
        .collect();
    for _ in 0..10 {
        vm.host_value(Box::new((0usize, shared.clone())), 100);
    }
    assert_eq!(Arc::strong_count(&shared), 21);
    vm.collect(Collection::Minor);
    assert_eq!(Arc::strong_count(&shared), 11);
    for (i, r) in roots.iter().enumerate() {
        let w = r.get(&vm);
        assert_eq!(vm.host::<(usize, Arc<()>)>(w).map(|v| v.0), Some(i));
        assert!(vm.host::<String>(w).is_none());
        vm.host_mut::<(usize, Arc<()>)>(w).unwrap().0 += 1;
    }
    drop(roots);
    vm.collect(Collection::Minor);
    assert_eq!(Arc::strong_count(&shared), 11);
    vm.collect(Collection::Major);
    assert_eq!(Arc::strong_count(&shared), 1);
    assert_eq!(vm.heap.external, 0);
    vm.host_value(Box::new((0usize, shared.clone())), 0);
    drop(vm);
    assert_eq!(Arc::strong_count(&shared), 1);
}

#[test]
fn states_are_kept_by_type() {
    let mut vm = vm(4096);
    vm.set_state(7u32);
    vm.set_state(String::from("state"));
    *vm.state_mut::<u32>().unwrap() += 1;
    assert_eq!((vm.state::<u32>(), vm.state::<String>().map(String::as_str)), (Some(&8), Some("state")));
    assert!(vm.state::<u64>().is_none());
    assert!(safepoint(&mut vm));
}
