//! How long compiling takes and how fast the code is: printed, not asserted. Run with `--release --no-capture` to measure.

use super::calls::fib;
use super::leaving::sum_loop;
use super::*;
use crate::ir::Type;
use std::time::Instant;

const SCALE: i64 = if cfg!(debug_assertions) { 1000 } else { 1 };

/// Compiles a graph a few times; says how many microseconds the quickest took, and how large the code is.
fn compile_time(h: &mut Harness, f: CodeId, graph: &Graph, options: Options) -> String {
    let (mut best, mut bytes) = (f64::MAX, 0);
    for _ in 0..if cfg!(debug_assertions) { 2 } else { 50 } {
        let start = Instant::now();
        let unit = h.compile(f, graph, options);
        best = best.min(start.elapsed().as_secs_f64() * 1e6);
        let before = h.backend.bytes();
        let handle = h.units[unit].handle;
        h.backend.free(handle);
        bytes = before - h.backend.bytes();
    }
    format!("compiled in {best:.0} us to {bytes} bytes")
}

fn time(h: &mut Harness, f: CodeId, graph: &Graph, slots: &[Word]) -> (f64, String) {
    let unit = h.compile(f, graph, ENTRY);
    let start = Instant::now();
    let result = h.run(f, unit, slots);
    (start.elapsed().as_secs_f64(), result)
}

#[test]
fn integer_loop() {
    let mut h = Harness::cranelift();
    let f = h.code(1, 3);
    let graph = sum_loop(&h, f, ENTRY);
    let n = 1_000_000_000 / SCALE;
    let compile = compile_time(&mut h, f, &graph, ENTRY);
    let (seconds, result) = time(&mut h, f, &graph, &[Word::smi(n)]);
    assert_eq!(result, format!("left u{} !4 | c0 pc3 {n} {n} {}", h.units.len() - 1, n * (n - 1) / 2));
    println!("integer loop: {:.2} ns an iteration, {compile}", seconds * 1e9 / n as f64);
    if let Ok("1") = std::env::var("BACKEND_TEXT").as_deref() {
        let unit = h.compile(f, &graph, Options { keep_text: true, ..ENTRY });
        println!("{}", h.backend.text(h.units[unit].handle, "clif").unwrap());
        println!("{}", h.backend.text(h.units[unit].handle, "asm").unwrap());
    }
}

#[test]
fn float_loop() {
    let mut h = Harness::cranelift();
    let f = h.code(1, 3);
    let (mut g, p) = G::new(&h, f, &[0]);
    let (header, v) = g.block(&[Type::Word, Type::Float]);
    let e = g.leave(&h, ExitKind::Poll, f, 0, &[(0, p[0])]);
    g.enter(6, e);
    let (zero, x) = (g.smi(0), g.float(0.0));
    g.end(Terminator::Jump(header, vec![zero, x]));
    g.at = header;
    let state = [(0, p[0]), (1, v[0]), (2, v[1])];
    let e = g.leave(&h, ExitKind::Poll, f, 2, &state);
    g.guard(Op::Poll, &[], e);
    let less = g.op(Op::SmiLess, &[v[0], p[0]]);
    let done = g.side(&h, f, 3, &state);
    g.guard(Op::GuardTrue, &[less], done);
    let (a, b, one) = (g.float(0.999_999), g.float(0.5), g.smi(1));
    let x = g.op(Op::FloatMul, &[v[1], a]);
    let x = g.op(Op::FloatAdd, &[x, b]);
    let next = g.op(Op::SmiAddFits, &[v[0], one]);
    g.end(Terminator::Jump(header, vec![next, x]));
    let n = 200_000_000 / SCALE;
    let compile = compile_time(&mut h, f, &g.graph, ENTRY);
    let (seconds, result) = time(&mut h, f, &g.graph, &[Word::smi(n)]);
    assert!(result.contains(&format!("pc3 {n} {n} ")), "{result}");
    println!("float loop: {:.2} ns an iteration, {compile}", seconds * 1e9 / n as f64);
}

#[test]
fn recursion() {
    let mut h = Harness::cranelift();
    h.vm.native_limit = stack_pointer() - (1 << 20);
    let f = h.code(1, 3);
    let graph = fib(&h, f);
    let n = if cfg!(debug_assertions) { 18 } else { 35 };
    let compile = compile_time(&mut h, f, &graph, ENTRY);
    let (seconds, result) = time(&mut h, f, &graph, &[Word::smi(n)]);
    assert!(result == "2584" || result == "9227465", "{result}");
    println!(
        "fib({n}): {:.0} ms, {:.2} ns a call, {compile}",
        seconds * 1e3,
        seconds * 1e9 / (result.parse::<f64>().unwrap() * 3.236)
    );
}

/// A loop of about 200 operations: arithmetic, tests, loads, stores and a few allocations.
#[test]
fn compiling_a_large_loop() {
    let mut h = Harness::cranelift();
    let f = h.code(2, 8);
    let (mut g, p) = G::new(&h, f, &[0, 1]);
    let (header, v) = g.block(&[Type::Word, Type::Word, Type::Float, Type::Word]);
    let e = g.leave(&h, ExitKind::Poll, f, 0, &[(0, p[0]), (1, p[1])]);
    g.enter(11, e);
    let (zero, x) = (g.smi(0), g.float(0.0));
    g.end(Terminator::Jump(header, vec![zero, zero, x, p[1]]));
    g.at = header;
    let mut state = vec![(0, p[0]), (1, p[1]), (2, v[0]), (3, v[1]), (4, v[2]), (5, v[3])];
    let e = g.leave(&h, ExitKind::Poll, f, 2, &state);
    g.guard(Op::Poll, &[], e);
    let pair = vm_core::core_shapes::PAIR.id();
    let (mut sum, mut x, mut w) = (v[1], v[2], v[3]);
    let one = g.smi(1);
    while g.graph.size() < 200 {
        let pc = g.graph.size() as u32;
        let t = g.has_shape(pair, w);
        let e = g.side(&h, f, pc, &state);
        g.guard(Op::GuardTrue, &[t], e);
        let car = g.imm(Op::Load, 8, &[w]);
        let t = g.op(Op::IsSmi, &[car]);
        let e = g.side(&h, f, pc + 1, &state);
        g.guard(Op::GuardTrue, &[t], e);
        let e = g.side(&h, f, pc + 2, &state);
        sum = g.guard(Op::SmiAdd, &[sum, car], e);
        state[3].1 = sum;
        let n = g.op(Op::Untag, &[sum]);
        let y = g.op(Op::IntToFloat, &[n]);
        x = g.op(Op::FloatAdd, &[x, y]);
        let t = g.op(Op::FloatLess, &[x, y]);
        let e = g.side(&h, f, pc + 3, &state);
        g.guard(Op::GuardFalse, &[t], e);
        w = g.make(pair, &[one, w]);
        state[5].1 = w;
        g.imm(Op::Store, 16, &[p[1], sum]);
    }
    let less = g.op(Op::SmiLess, &[v[0], p[0]]);
    let done = g.side(&h, f, 999, &state);
    g.guard(Op::GuardTrue, &[less], done);
    let next = g.op(Op::SmiAddFits, &[v[0], one]);
    g.end(Terminator::Jump(header, vec![next, sum, x, w]));
    let compile = compile_time(&mut h, f, &g.graph, ENTRY);
    println!("{} operations, {compile}", g.graph.size());
    let (_, result) = time(&mut h, f, &g.graph, &[Word::smi(100), Word::NIL]);
    assert!(result.starts_with("left"), "{result}");
}
