//! What units are made of: counts of operations, allocations, recordings and exits, on toy programs.

use jitgen::ir::{ExitKind, Graph, Op, Terminator};
use jitgen::unit::Unit;
use jitgen::{Budget, Config, Machine, RELUCTANCE};
use std::time::Duration;
use vm_core::{Limits, Source};

fn run(program: &str, config: Config) -> Machine {
    // How fast the machine that tests is should not show.
    ran(program, Config { budget: None, ..config })
}

fn ran(program: &str, config: Config) -> Machine {
    let mut machine = Machine::new(config, Limits::default()).expect("a machine");
    machine.vm_mut().output = Box::new(std::io::sink());
    let toy = machine.add_language(toy::Toy).expect("toy installs");
    machine.eval(toy, Source::new("test", program)).expect("the program runs");
    machine
}

/// The unit rooted in a loop of the function.
fn loop_unit<'a>(machine: &'a Machine, function: &str) -> &'a Unit {
    let named = |u: &&Unit| &*machine.vm().code(u.code).name == function;
    machine.units().filter(named).max_by_key(|u| u.segments).expect("a unit of the function")
}

fn count(graph: &Graph, ops: &[Op]) -> usize {
    graph.blocks.iter().flat_map(|b| &b.insts).filter(|r| ops.contains(&graph.inst(**r).op)).count()
}

/// The instructions of the blocks that belong to a loop: from which a jump leads back.
fn in_loops(graph: &Graph, ops: &[Op]) -> usize {
    let reaches = |from: usize, to: usize| {
        let mut seen = vec![false; graph.blocks.len()];
        let mut work = vec![from];
        while let Some(b) = work.pop() {
            let exits = graph.blocks[b].insts.iter().filter_map(|r| graph.inst(*r).exit);
            let mut next: Vec<_> = exits.filter_map(|e| graph.exits[e.index()].as_ref()?.child).collect();
            match &graph.blocks[b].end {
                Terminator::Jump(t, _) => next.push(*t),
                Terminator::Leave(e) => next.extend(graph.exits[e.index()].as_ref().and_then(|e| e.child)),
                _ => {}
            }
            for n in next {
                if n.index() == to {
                    return true;
                }
                if !std::mem::replace(&mut seen[n.index()], true) {
                    work.push(n.index());
                }
            }
        }
        false
    };
    let looping = (0..graph.blocks.len()).filter(|&b| reaches(b, b));
    looping.flat_map(|b| &graph.blocks[b].insts).filter(|r| ops.contains(&graph.inst(**r).op)).count()
}

const ALLOCATIONS: &[Op] = &[Op::New, Op::Box];

#[test]
fn a_float_loop_allocates_nothing() {
    let m = run(
        "fun f(n) { var s = 0.5 var i = 0 while i < n { s = s * 1.5 + 1.0 i = i + 1 } return s } print(f(1000))",
        Config::default(),
    );
    let unit = loop_unit(&m, "f");
    assert_eq!(in_loops(&unit.optimised, ALLOCATIONS), 0, "{}", unit.optimised);
    assert_eq!(in_loops(&unit.optimised, &[Op::Unbox, Op::IsFloat, Op::IsSmi]), 0, "{}", unit.optimised);
}

#[test]
fn a_pair_that_a_called_function_takes_apart_is_not_made() {
    let program = "fun swap(p) { return pair(second(p), first(p)) }
        fun f(n) { var p = pair(1, 2) var i = 0 while i < n { p = swap(p) i = i + 1 } return p } print(f(1000))";
    let m = run(program, Config::default());
    let unit = loop_unit(&m, "f");
    assert_eq!(in_loops(&unit.optimised, ALLOCATIONS), 0, "{}", unit.optimised);
}

#[test]
fn a_pair_made_on_one_side_of_a_branch_is_not_made() {
    let program = "fun f(n) { var i = 0 var s = 0
        while i < n { var p = pair(0, 0) if i % 2 == 0 { p = pair(i, 1) } s = s + first(p) + second(p) i = i + 1 } return s } print(f(2000))";
    let m = run(program, Config::default());
    let unit = loop_unit(&m, "f");
    assert_eq!(in_loops(&unit.optimised, ALLOCATIONS), 0, "{}", unit.optimised);
}

#[test]
fn without_the_pass_the_pair_is_made() {
    let program =
        "fun f(n) { var i = 0 var s = 0 while i < n { var p = pair(i, 1) s = s + first(p) i = i + 1 } return s } print(f(1000))";
    let config = Config { disabled: vec!["virtuals".into(), "loads".into()], ..Config::default() };
    let m = run(program, config);
    assert!(in_loops(&loop_unit(&m, "f").optimised, &[Op::New]) > 0);
}

#[test]
fn twelve_branches_in_a_row_grow_the_unit_linearly() {
    let program = |branches: usize| {
        let row: String =
            (0..branches).map(|k| format!("if i % {} == 0 {{ s = s + {k} }} else {{ s = s - 1 }}\n", k + 2)).collect();
        format!("fun f(n) {{ var i = 0 var s = 0 while i < n {{ {row} i = i + 1 }} return s }} print(f(20000))")
    };
    let size = |branches| loop_unit(&run(&program(branches), Config::default()), "f").optimised.size();
    let (six, twelve) = (size(6), size(12));
    assert!(twelve < 3 * six, "{six} operations for six branches, {twelve} for twelve");
    assert!(twelve < 400, "{twelve} operations for twelve branches");
}

/// The sum becomes a float after a while; its kind is not known where the function begins.
const TURNS: &str =
    "fun f(s, n) { var i = 0 while i < n { if i == 500 { s = s + 0.5 } s = s + 1 i = i + 1 } return s } print(f(0, 5000))";

#[test]
fn a_loop_that_turns_to_floats_has_a_second_version() {
    let m = run(TURNS, Config::default());
    let graph = &loop_unit(&m, "f").optimised;
    assert_eq!(in_loops(graph, &[Op::Box, Op::Unbox, Op::IsFloat, Op::IsSmi]), 0, "{graph}");
    assert!(in_loops(graph, &[Op::FloatAdd]) > 0 && in_loops(graph, &[Op::SmiAdd]) > 0, "{graph}");
}

#[test]
fn without_versions_the_loop_tests_its_number() {
    let config = Config { disabled: vec!["versions".into()], ..Config::default() };
    let m = run(TURNS, config);
    let graph = &loop_unit(&m, "f").optimised;
    assert!(in_loops(graph, &[Op::IsFloat, Op::IsSmi]) > 0, "{graph}");
}

#[test]
fn a_loop_that_turns_back_and_forth_has_no_third_version() {
    let program = "fun f(n) { var s = 0 var i = 0
        while i < n { if i % 2 == 0 { s = s + 0.5 } else { s = i } s = s + 1 i = i + 1 } return s } print(f(50000))";
    let m = run(program, Config::default());
    let graph = &loop_unit(&m, "f").optimised;
    assert!(count(graph, &[Op::Poll]) <= 2, "{graph}");
}

#[test]
fn a_redefined_function_invalidates_the_loop_that_calls_it() {
    let program = "fun g(x) { return x + 1 } fun h(x) { return x - 1 }
        fun f(n) { var i = 0 var s = 0 while i < n { if i == 5000 { g = h } s = g(s) i = i + 1 } return s } print(f(10000))";
    let m = run(program, Config::default());
    assert!(m.stats().invalidated > 0);
}

#[test]
fn a_call_of_many_targets_becomes_generic() {
    let functions: String = (0..12).map(|k| format!("fun f{k}(x) {{ return x + {k} }}\n")).collect();
    let pick: String = (0..12).map(|k| format!("if i % 12 == {k} {{ f = f{k} }}\n")).collect();
    let program = format!(
        "{functions} fun f(n) {{ var i = 0 var s = 0 while i < n {{ var f = f0 {pick} s = f(s) i = i + 1 }} return s }} print(f(50000))"
    );
    let m = run(&program, Config::default());
    let unit = loop_unit(&m, "f");
    assert!(count(&unit.optimised, &[Op::CallAny]) > 0, "{}", unit.optimised);
    let config = Config::default();
    assert!(count(&unit.raw, &[Op::CallAny]) <= config.unit_segments);
}

#[test]
fn recursion_is_a_native_call() {
    let m = run("fun fib(n) { if n < 2 { return n } return fib(n - 1) + fib(n - 2) } print(fib(22))", Config::default());
    let unit = loop_unit(&m, "fib");
    assert!(count(&unit.optimised, &[Op::CallCode]) > 0);
    let unwinds = unit.optimised.exits.iter().flatten().filter(|e| e.kind == ExitKind::Unwind).count();
    assert_eq!(unwinds, count(&unit.optimised, &[Op::CallCode, Op::CallAny]));
}

#[test]
fn a_recording_over_the_limit_ends_in_an_exit_that_grows() {
    let row: String = (0..200).map(|k| format!("s = s + i * {k}\n")).collect();
    let program = format!("fun f(n) {{ var i = 0 var s = 0 while i < n {{ {row} i = i + 1 }} return s }} print(f(3000))");
    let config = Config { trace_operations: 300, ..Config::default() };
    let m = run(&program, config);
    let stats = m.stats();
    assert!(stats.aborts.get(&jitgen::unit::Abort::TooLong).is_some_and(|n| *n > 0));
    assert!(loop_unit(&m, "f").segments > 1);
}

#[test]
fn without_time_for_compiling_units_are_of_what_is_hotter() {
    let none = Budget { free: Duration::ZERO, percent: 0 };
    let units = |calls: u32| {
        let program = format!("fun f(x) {{ return x + 1 }} fun g(x) {{ return x + 2 }}
            var i = 0 while i < 200 {{ f(i) i = i + 1 }} i = 0 while i < {calls} {{ g(i) i = i + 1 }}");
        let config = Config { loop_threshold: u32::MAX, entry_threshold: 100, budget: Some(none), ..Config::default() };
        let machine = ran(&program, config);
        let names: Vec<_> = machine.units().map(|u| machine.vm().code(u.code).name.to_string()).collect();
        names
    };
    // The first unit takes the time: until then none was spent.
    assert_eq!(units(100 * (RELUCTANCE - 1)), ["f"]);
    assert_eq!(units(100 * (RELUCTANCE + 1)), ["f", "g"]);
}
