//! A random mutator against a model of what it has built, and structures of unusual size and depth.

use crate::testing::{Random, code, fast_vm, safepoint, vm};
use crate::{Collection, HeapOptions, Limits, TailKind, Vm, Word, core_shapes::*};

/// What a node should look like: its children by number, and a payload.
struct Node {
    children: Vec<Option<usize>>,
    payload: i64,
}

/// A random graph in the heap beside a model of it. Node `n` is a vector or a small object whose slot 0 is its payload. Roots are
/// the slots of a frame; a node not reachable from them is forgotten by the model as well.
struct Mutator {
    vm: Vm,
    random: Random,
    nodes: Vec<Node>,
    /// Which node each slot of the frame holds.
    roots: Vec<Option<usize>>,
    three: crate::ShapeId,
}

const ROOTS: usize = 24;

impl Mutator {
    fn new(mut vm: Vm, seed: u64) -> Mutator {
        let code = code(&mut vm, "mutator", ROOTS as u32, &[]);
        vm.begin_entry();
        vm.push_frame(code, &[]).unwrap();
        vm.top_slots().fill(Word::NIL);
        let name = vm.symbols.intern("three");
        let three = vm.shapes.add(name, 3, TailKind::None, 0, false, Default::default());
        Mutator { vm, random: Random(seed), nodes: Vec::new(), roots: vec![None; ROOTS], three }
    }

    fn step(&mut self) {
        let r = self.random.below(ROOTS);
        match self.random.below(10) {
            0..5 => self.allocate(r),
            5..8 => self.link(r),
            8 => {
                // Goes to a child.
                if let Some(n) = self.roots[r] {
                    let i = self.random.below(self.nodes[n].children.len().max(1));
                    if let Some(Some(child)) = self.nodes[n].children.get(i).copied() {
                        let w = self.child(self.vm_root(r), i);
                        self.set_root(r, Some(child), w);
                    }
                }
            }
            _ => self.set_root(r, None, Word::NIL),
        }
        safepoint(&mut self.vm);
    }

    fn vm_root(&self, r: usize) -> Word {
        self.vm.frames().next().unwrap().slots[r]
    }

    fn set_root(&mut self, r: usize, node: Option<usize>, w: Word) {
        self.roots[r] = node;
        self.vm.top_slots()[r] = w;
    }

    fn child(&self, w: Word, i: usize) -> Word {
        match self.vm.cast(w, VECTOR) {
            Some(v) => self.vm.elements(v)[i + 1],
            None => self.vm.slot(w, i as u32 + 1).unwrap(),
        }
    }

    fn allocate(&mut self, r: usize) {
        let payload = self.random.below(1 << 40) as i64;
        let (count, is_vector) = match self.random.below(40) {
            0 => (1200 + self.random.below(3000), true),
            1..4 => (40 + self.random.below(200), true),
            4..12 => (self.random.below(8), true),
            _ => (2, false),
        };
        // Two children are given at birth, if there are any.
        let born: Vec<(usize, usize)> = (0..2.min(count)).map(|i| (i, self.random.below(ROOTS))).collect();
        let mut words = vec![Word::NIL; count + 1];
        let mut children = vec![None; count];
        words[0] = Word::smi(payload);
        for (i, root) in born {
            words[i + 1] = self.vm_root(root);
            children[i] = self.roots[root];
        }
        let w = if is_vector {
            self.vm.make_slots(VECTOR, &[], &words).unwrap().word()
        } else if self.random.below(4) == 0 {
            self.vm.new_old_object(self.three, &words)
        } else {
            self.vm.new_object(self.three, &words)
        };
        self.nodes.push(Node { children, payload });
        self.set_root(r, Some(self.nodes.len() - 1), w);
    }

    fn link(&mut self, r: usize) {
        let (Some(n), from) = (self.roots[r], self.random.below(ROOTS)) else { return };
        let count = self.nodes[n].children.len();
        if count == 0 {
            return;
        }
        let i = self.random.below(count);
        let (w, value) = (self.vm_root(r), self.vm_root(from));
        self.nodes[n].children[i] = self.roots[from];
        match self.vm.cast(w, VECTOR) {
            Some(v) => self.vm.set_element(v, i + 1, value),
            None => assert!(self.vm.set_slot(w, i as u32 + 1, value)),
        }
    }

    /// Everything reachable is as the model says, with the same sharing.
    fn check(&self) {
        let mut place = vec![None; self.nodes.len()];
        let mut queue: Vec<(usize, Word)> = (0..ROOTS).filter_map(|r| self.roots[r].map(|n| (n, self.vm_root(r)))).collect();
        while let Some((n, w)) = queue.pop() {
            if let Some(before) = place[n].replace(w) {
                assert_eq!(before, w, "node {n} was duplicated");
                continue;
            }
            let node = &self.nodes[n];
            let payload = match self.vm.cast(w, VECTOR) {
                Some(v) => {
                    assert_eq!(self.vm.length(v), node.children.len() + 1);
                    self.vm.elements(v)[0]
                }
                None => self.vm.slot(w, 0).unwrap(),
            };
            assert_eq!(payload.as_smi(), Some(node.payload));
            for (i, c) in node.children.iter().enumerate() {
                match c {
                    Some(c) => queue.push((*c, self.child(w, i))),
                    None => assert_eq!(self.child(w, i), Word::NIL),
                }
            }
        }
    }
}

fn run(options: HeapOptions, seed: u64, steps: usize) -> Mutator {
    let mut m = Mutator::new(Vm::with_options(Limits::default(), options).unwrap(), seed);
    for i in 0..steps {
        m.step();
        if i % (steps / 8) == 0 {
            m.check();
        }
    }
    m.vm.collect(Collection::Major);
    m.check();
    m
}

#[test]
fn a_random_mutator_agrees_with_its_model_at_every_nursery_size() {
    for (seed, kib) in [4, 8, 12, 20, 32, 36, 48, 64, 96, 128, 1024].into_iter().enumerate() {
        let options = HeapOptions {
            nursery_bytes: kib << 10,
            growth_bytes: 256 << 10,
            verify: seed % 3 == 0,
            poison: true,
            ..HeapOptions::default()
        };
        let m = run(options, 88172645463325252 + seed as u64, 8_000);
        let stats = m.vm.heap_stats();
        assert!(stats.minor > 1 && stats.promoted > 0 && stats.freed > 0);
        assert!(kib > 64 || stats.major > 2, "{kib} KiB: {stats:?}");
    }
}

#[test]
fn a_random_mutator_survives_a_collection_at_every_allocation() {
    for every in [1, 2, 7] {
        let options =
            HeapOptions { nursery_bytes: 4096, collect_every: every, verify: true, poison: true, ..HeapOptions::default() };
        let m = run(options, 1234567 + every, 600);
        assert!(m.vm.heap_stats().minor > 20 / every);
    }
}

#[test]
fn a_list_of_ten_million_pairs_is_collected_without_recursion() {
    let mut vm = fast_vm();
    let mut head = vm.root(Word::NIL);
    for i in 0..10_000_000 {
        let next = vm.pair(Word::smi(i), head.get(&vm));
        // A root is the slowest way to hold on to a word, so it is renewed only when it matters.
        if vm.poll.get() != 0 || i % 4096 == 0 {
            head = vm.root(next);
            safepoint(&mut vm);
        } else {
            vm.set_root(&head, next);
        }
    }
    vm.collect(Collection::Major);
    let (mut w, mut n) = (head.get(&vm), 10_000_000);
    while let Some(p) = vm.cast(w, PAIR) {
        n -= 1;
        assert_eq!(vm.get(p, Pair::car), Word::smi(n));
        w = vm.get(p, Pair::cdr);
    }
    assert_eq!(n, 0);
    assert!(vm.heap_stats().live >= 240_000_000);
    drop(head);
    vm.collect(Collection::Major);
    assert!(vm.heap_stats().live < 1 << 20);
}

#[test]
fn a_tree_deep_to_the_left_and_a_vector_of_a_million_are_marked() {
    let mut vm = fast_vm();
    let mut w = Word::NIL;
    for _ in 0..1_000_000 {
        w = vm.pair(w, Word::NIL);
    }
    let pairs: Vec<Word> = (0..1_000_000).map(|i| vm.pair(Word::smi(i), w)).collect();
    let v = vm.make_slots(VECTOR, &[], &pairs).unwrap();
    let root = vm.root(v.word());
    for _ in 0..2 {
        vm.collect(Collection::Major);
        let v = vm.cast(root.get(&vm), VECTOR).unwrap();
        for (i, w) in vm.elements(v).iter().enumerate().step_by(9973) {
            assert_eq!(vm.slot(*w, 0), Some(Word::smi(i as i64)));
        }
    }
}

#[test]
fn byte_objects_and_boxed_floats_come_through() {
    let mut vm = vm(4096);
    let sizes = [0usize, 1, 7, 8, 9, 255, 256, 4000, 8175, 8176, 8177, 9000, 70_000, 3 << 20];
    let roots: Vec<_> = sizes
        .iter()
        .map(|&n| {
            let o = vm.make_bytes(BYTES, &[], n).unwrap();
            vm.bytes_mut(o).iter_mut().enumerate().for_each(|(i, b)| *b = (i % 251) as u8);
            let f = vm.float(1e200 * (n + 1) as f64);
            let p = vm.pair(o.word(), f);
            vm.root(p)
        })
        .collect();
    for kind in [Collection::Minor, Collection::Major, Collection::Automatic, Collection::Major] {
        vm.collect(kind);
        for (root, &n) in roots.iter().zip(&sizes) {
            let p = vm.cast(root.get(&vm), PAIR).unwrap();
            let o = vm.cast(vm.get(p, Pair::car), BYTES).unwrap();
            assert_eq!(vm.length(o), n);
            assert!(vm.bytes(o).iter().enumerate().all(|(i, &b)| b == (i % 251) as u8));
            assert_eq!(vm.float_value(vm.get(p, Pair::cdr)), Some(1e200 * (n + 1) as f64));
        }
    }
    let before = vm.heap_stats().live;
    drop(roots);
    vm.collect(Collection::Major);
    assert!(vm.heap_stats().live < before / 100);
}

#[test]
fn allocation_goes_on_far_beyond_the_nursery() {
    // 100 MiB without a collection: past the reservation behind the nursery, into extra chunks.
    let mut vm =
        Vm::with_options(Limits::default(), HeapOptions { nursery_bytes: 4096, poison: true, ..Default::default() }).unwrap();
    let mut w = Word::NIL;
    for i in 0..(100 << 20) / 24 {
        w = vm.pair(Word::smi(i), w);
    }
    assert!(vm.poll.get() & crate::limits::poll::COLLECT != 0);
    let root = vm.root(w);
    assert_eq!(vm.heap_stats().live, (100 << 20) / 24 * 24);
    vm.collect(Collection::Minor);
    let mut w = root.get(&vm);
    for i in (0..(100 << 20) / 24).rev() {
        assert_eq!(vm.slot(w, 0), Some(Word::smi(i)));
        w = vm.slot(w, 1).unwrap();
    }
    assert_eq!(vm.heap_stats().promoted, (100 << 20) / 24 * 24);
}

#[test]
fn identity_hashes_survive_moving() {
    let mut vm = vm(4096);
    let roots: Vec<_> = (0..500)
        .map(|i| {
            let p = vm.pair(Word::smi(i), Word::NIL);
            vm.root(p)
        })
        .collect();
    let hashes: Vec<u32> = roots.iter().map(|r| vm.identity_hash(r.get(&vm))).collect();
    let mut distinct = hashes.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert!(distinct.len() > 495);
    for kind in [Collection::Minor, Collection::Major] {
        vm.collect(kind);
        assert!(roots.iter().zip(&hashes).all(|(r, &h)| vm.identity_hash(r.get(&vm)) == h));
    }
    assert_eq!(vm.identity_hash(Word::smi(7)), vm.identity_hash(Word::smi(7)));
    assert_ne!(vm.identity_hash(Word::smi(7)), vm.identity_hash(Word::smi(8)));
}

#[test]
fn many_machines_run_in_many_threads() {
    let threads: Vec<_> = (0..8u64)
        .map(|seed| {
            let vm = vm(8192);
            std::thread::spawn(move || {
                let mut m = Mutator::new(vm, 99 + seed);
                (0..1500).for_each(|_| m.step());
                m.check();
                m.vm
            })
        })
        .collect();
    for t in threads {
        let mut vm = t.join().unwrap();
        vm.collect(Collection::Major);
    }
}
