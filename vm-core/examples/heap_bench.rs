//! Measures the collector: `heap_bench trees [DEPTH] | live [MEGABYTES] | lists | barrier | image [FUNCTIONS]`.
//!
//! The programs keep their words in a frame's slots and collect when the poll word says so, as the driver does.

use std::time::Instant;
use vm_core::image::{self, ImageLanguage, OpsOf};
use vm_core::limits::poll;
use vm_core::{CodeBuilder, Collection, HeapOptions, LanguageId, Limits, SourceId, Vm, Word, core_shapes::*};

vm_core::bytecode! {
    /// Instructions that are never run: the frame's code needs some.
    pub enum Op {
        /// Reads a literal.
        Load(def dst, lit value),
        /// Adds.
        Add(def dst, use a, use b),
        /// Ends.
        Return(use value) end,
    }
}

const SLOTS: u32 = 64;

struct Mutator {
    vm: Vm,
}

impl Mutator {
    fn new() -> Mutator {
        let limits = Limits { heap_bytes: 16 << 30, ..Limits::default() };
        let mut vm = Vm::with_options(limits, HeapOptions::from_environment()).expect("a VM");
        let mut b: CodeBuilder<Op> = CodeBuilder::new("bench", LanguageId(0), 0, SourceId(0));
        let value = b.slot(SLOTS - 1);
        b.emit(Op::Return { value });
        let code = vm.add_code(b.finish().expect("code"));
        vm.begin_entry();
        vm.push_frame(code, &[]).expect("room");
        Mutator { vm }
    }

    fn get(&mut self, i: usize) -> Word {
        self.vm.top_slots()[i]
    }

    fn set(&mut self, i: usize, w: Word) {
        self.vm.top_slots()[i] = w;
    }

    fn safepoint(&mut self) {
        if self.vm.poll.get() & poll::COLLECT != 0 {
            self.vm.collect(Collection::Automatic);
        }
    }

    /// Builds a complete tree of pairs into a slot, using the slots from `at` on.
    fn tree(&mut self, depth: usize, to: usize, at: usize) {
        for i in 0..1usize << depth {
            let mut w = self.vm.pair(Word::NIL, Word::NIL);
            let mut level = 0;
            while i >> level & 1 != 0 {
                let left = self.get(at + level);
                w = self.vm.pair(left, w);
                level += 1;
            }
            self.set(at + level, w);
            self.safepoint();
        }
        let w = self.get(at + depth);
        self.set(to, w);
    }

    fn count(&self, w: Word) -> usize {
        let Some(p) = self.vm.cast(w, PAIR) else { return 0 };
        1 + self.count(self.vm.get(p, Pair::car)) + self.count(self.vm.get(p, Pair::cdr))
    }
}

fn trees(depth: usize) {
    let mut m = Mutator::new();
    let start = Instant::now();
    let mut objects = 0;
    m.tree(depth + 1, 0, 4);
    objects += 2 << (depth + 1);
    m.set(0, Word::NIL);
    m.tree(depth, 1, 4);
    objects += 2 << depth;
    for d in (4..=depth).step_by(4) {
        for _ in 0..1 << (depth - d + 4) {
            m.tree(d, 0, 4);
            objects += 2 << d;
        }
    }
    let w = m.get(1);
    assert_eq!(m.count(w), (2 << depth) - 1);
    report(&m, objects, start);
}

fn lists() {
    let mut m = Mutator::new();
    let start = Instant::now();
    let mut objects = 0;
    for _ in 0..20 {
        m.set(0, Word::NIL);
        for i in 0..1_000_000 {
            let tail = m.get(0);
            let w = m.vm.pair(Word::smi(i), tail);
            m.set(0, w);
            m.safepoint();
        }
        objects += 1_000_000;
    }
    report(&m, objects, start);
}

/// Garbage beside so many megabytes of live vectors of pairs, a twentieth of which is replaced.
fn live(megabytes: usize) {
    let mut m = Mutator::new();
    let build = |m: &mut Mutator| {
        let v = m.vm.make_slots_with(VECTOR, &[], 1000, |_| Word::NIL).expect("room");
        m.set(2, v.word());
        for i in 0..1000 {
            let p = m.vm.pair(Word::smi(i), Word::NIL);
            let w = m.get(2);
            let v = m.vm.cast(w, VECTOR).expect("a vector");
            m.vm.set_element(v, i as usize, p);
            m.safepoint();
        }
        m.get(2)
    };
    let count = megabytes * (1 << 20) / 32_000;
    let all = m.vm.make_slots_with(VECTOR, &[], count, |_| Word::NIL).expect("room");
    m.set(0, all.word());
    let mut objects = 0;
    let start = Instant::now();
    let mut seed = 1u64;
    for i in 0..count * 5 {
        let v = build(&mut m);
        objects += 1001;
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
        let at = if i < count { i } else { (seed >> 33) as usize % count };
        let w = m.get(0);
        let all = m.vm.cast(w, VECTOR).expect("a vector");
        m.vm.set_element(all, at, v);
    }
    report(&m, objects, start);
}

/// Stores of young objects into one old object and into an old vector.
fn barrier() {
    let mut m = Mutator::new();
    let cell = m.vm.make(CELL, &[Word::NIL]);
    m.set(0, cell.word());
    let v = m.vm.make_slots_with(VECTOR, &[], 1_000_000, |_| Word::NIL).expect("room");
    m.set(1, v.word());
    m.vm.collect(Collection::Minor);
    let start = Instant::now();
    for i in 0..20_000_000usize {
        let p = m.vm.pair(Word::NIL, Word::NIL);
        let (c, v) = (m.get(0), m.get(1));
        let (c, v) = (m.vm.cast(c, CELL).expect("a cell"), m.vm.cast(v, VECTOR).expect("a vector"));
        if i % 2 == 0 {
            m.vm.set(c, Cell::value, p);
        } else {
            m.vm.set_element(v, i * 7919 % 1_000_000, p);
        }
        m.safepoint();
    }
    report(&m, 20_000_000, start);
}

/// How long an image of so many functions and thirty times as many objects takes to load.
fn image(functions: usize) {
    let mut m = Mutator::new();
    let vm = &mut m.vm;
    for i in 0..functions {
        let name = vm.symbols.intern(&format!("function-{i}"));
        let g = vm.global(LanguageId(0), name);
        let list = (0..30).fold(Word::NIL, |w, n| vm.pair(Word::smi(n), w));
        let mut b: CodeBuilder<Op> = CodeBuilder::new(&format!("function-{i}"), LanguageId(0), 2, SourceId(0));
        let k = [b.literal(g.word()), b.literal(list)];
        let (a, c) = (b.slot(0), b.slot(5));
        for n in 0..20 {
            b.span(vm_core::Span::new(i * 20 + n, i * 20 + n + 1));
            b.emit(Op::Load { dst: c, value: k[n % 2] });
            b.emit(Op::Add { dst: a, a: c, b: a });
        }
        b.emit(Op::Return { value: a });
        let code = vm.add_code(b.finish().expect("code"));
        let closure = vm.make_slots(CLOSURE, &[code.into()], &[list]).expect("room");
        vm.set_global(g, closure.word());
    }
    vm.add_source(vm_core::Source::new("library", "x".repeat(functions * 20 + 20)));
    let decoder = OpsOf::<Op>::new();
    let languages = [ImageLanguage { name: "bench", decoder: &decoder, version: 0 }];
    vm.collect(vm_core::Collection::Major);
    let bytes = image::save(vm, &languages, &[]).expect("saved");
    let mut best = f64::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        let vm = image::load(&bytes, &languages, Limits::default(), HeapOptions::default()).expect("loaded");
        best = best.min(start.elapsed().as_secs_f64());
        drop(vm);
    }
    println!("{} bytes loaded in {:.2} ms at best", bytes.len(), best * 1e3);
}

fn report(m: &Mutator, objects: usize, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    let s = m.vm.heap_stats();
    let ns = seconds * 1e9 / objects as f64;
    let gc = s.pause_total.as_secs_f64();
    println!(
        "{objects} objects {seconds:.3} s, {ns:.1} ns/object; collecting {gc:.3} s ({} minor, {} major, longest {:.1} ms)",
        s.minor,
        s.major,
        s.pause_longest.as_secs_f64() * 1e3
    );
    println!(
        "promoted {:.1} MB ({:.2} ns/byte), peak {:.1} MB, mapped {:.1} MB, rss peak {}",
        s.promoted as f64 / 1e6,
        gc * 1e9 / s.promoted.max(1) as f64,
        s.peak as f64 / 1e6,
        s.mapped as f64 / 1e6,
        std::fs::read_to_string("/proc/self/status")
            .ok()
            .and_then(|t| t.lines().find(|l| l.starts_with("VmHWM")).map(str::to_owned))
            .unwrap_or_default()
    );
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |default| args.get(1).and_then(|a| a.parse().ok()).unwrap_or(default);
    match args.first().map(String::as_str) {
        Some("live") => live(number(100)),
        Some("lists") => lists(),
        Some("image") => image(number(1000)),
        Some("barrier") => barrier(),
        _ => trees(number(18)),
    }
}
