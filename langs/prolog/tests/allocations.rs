//! What compiled programs need: the cells of their results, and neither variables beside them, nor choice points that are made and dropped, nor
//! their entries in the trail, nor calls of small predicates.

use jitgen::ir::{Graph, Op, Terminator};
use jitgen::{Config, Machine};
use vm_core::{LanguageId, Limits, Source};

const P: LanguageId = LanguageId(0);
/// Bytes of a list's cell: a header and two slots.
const CELL: u64 = 24;

fn machine(program: &str) -> Machine {
    machine_within(Limits::default(), program)
}

fn machine_within(limits: Limits, program: &str) -> Machine {
    let mut machine = Machine::new(Config { budget: None, ..Config::default() }, limits).expect("a machine");
    machine.vm_mut().output = Box::new(std::io::sink());
    assert_eq!(machine.add_language(prolog::Prolog).expect("Prolog installs"), P);
    run(&mut machine, program);
    machine
}

fn run(machine: &mut Machine, text: &str) {
    machine.eval(P, Source::new("test", text)).unwrap_or_else(|e| panic!("{text}: {e}"));
}

/// Bytes that a goal allocates.
fn allocated(machine: &mut Machine, goal: &str) -> u64 {
    let before = machine.vm().heap_stats().allocated;
    run(machine, &format!(":- {goal}."));
    machine.vm().heap_stats().allocated - before
}

/// The allocations in the blocks from which a jump leads back to them without leaving the unit's own code for an exit.
fn in_loops(graph: &Graph) -> usize {
    let next = |b: usize| match &graph.blocks[b].end {
        Terminator::Jump(t, _) => Some(t.index()),
        _ => None,
    };
    let loops = |from: usize| {
        let mut at = next(from);
        for _ in 0..graph.blocks.len() {
            match at {
                Some(b) if b == from => return true,
                Some(b) => at = next(b),
                None => return false,
            }
        }
        false
    };
    let looping = (0..graph.blocks.len()).filter(|b| loops(*b));
    looping.flat_map(|b| &graph.blocks[b].insts).filter(|r| graph.inst(**r).op == Op::New).count()
}

const APPEND: &str = "
app([], L, L).
app([H|T], L, [H|R]) :- app(T, L, R).
rep(0, _) :- !.
rep(N, L) :- app(L, [x], _), N1 is N - 1, rep(N1, L).
";

#[test]
fn append_allocates_the_cells_of_its_result() {
    let mut m = machine(APPEND);
    let goal = |times: u64| format!("numlist(1, 1000, L), rep({times}, L)");
    allocated(&mut m, &goal(500));
    let (few, many) = (allocated(&mut m, &goal(100)), allocated(&mut m, &goal(600)));
    // A call of app/3 makes a variable, the list [x] and a continuation as well.
    let (cells, rest) = (500 * 1000 * CELL, 500 * 200);
    assert!((cells..cells + rest).contains(&(many - few)), "{} bytes instead of {cells}", many - few);
    let units: Vec<_> = m.units().filter(|u| &*m.vm().code(u.code).name == "app/3").collect();
    assert!(!units.is_empty());
    for unit in units {
        assert!(in_loops(&unit.optimised) <= 1, "{}", unit.optimised);
    }
}

#[test]
fn a_loop_that_counts_allocates_nothing() {
    let mut m = machine("count(N, N) :- !.\ncount(I, N) :- I1 is I + 1, count(I1, N).");
    allocated(&mut m, "count(0, 10000)");
    let (few, many) = (allocated(&mut m, "count(0, 10000)"), allocated(&mut m, "count(0, 1010000)"));
    assert!(many < few + 10_000, "{} bytes for a million rounds", many - few);
}

#[test]
fn a_list_of_variables_is_its_cells() {
    let mut m = machine("");
    allocated(&mut m, "length(_, 10)");
    let (few, many) = (allocated(&mut m, "length(_, 1000)"), allocated(&mut m, "length(_, 101000)"));
    let cells = 100_000 * CELL;
    assert!((cells..cells + 1000).contains(&(many - few)), "{} bytes instead of {cells}", many - few);
}

/// Bytes that each of so many rounds of a goal with a number of rounds allocates, once it is compiled.
fn allocated_each(machine: &mut Machine, goal: impl Fn(u64) -> String) -> u64 {
    let mut bytes = |rounds: u64| allocated(machine, &goal(rounds));
    bytes(20_000);
    let (few, many) = (bytes(1_000), bytes(101_000));
    many.saturating_sub(few) / 100_000
}

#[test]
fn a_clause_that_a_comparison_and_a_cut_choose_makes_none() {
    let mut m = machine(
        "larger(X, Y, X) :- X >= Y, !.
         larger(_, Y, Y).
         rep(0, S, S) :- !.
         rep(N, S0, S) :- larger(N, S0, S1), M is N - 1, rep(M, S1, S).",
    );
    // A variable of 24 bytes, and a continuation of 56. The choice point would be 88.
    let bytes = allocated_each(&mut m, |n| format!("rep({n}, 0, _)"));
    assert!(bytes <= 24 + 56, "{bytes} bytes each round");
}

#[test]
fn alternatives_tried_in_a_loop_make_none() {
    let mut m = machine(
        "in(X, [X|_]).
         in(X, [_|T]) :- in(X, T).
         rep(0) :- !.
         rep(N) :- ( in(X, [1,2,3,4,5,6,7,8]), X > 8 -> true ; true ), M is N - 1, rep(M).",
    );
    // Eight choice points would be 640 bytes.
    let bytes = allocated_each(&mut m, |n| format!("rep({n})"));
    assert!(bytes < 200, "{bytes} bytes each round");
}

#[test]
fn a_loop_that_fails_back_makes_none() {
    let mut m = machine("rep(N) :- between(1, N, X), X < 0.\nrep(_).");
    assert_eq!(allocated_each(&mut m, |n| format!("rep({n})")), 0);
}

/// Both of the first clauses fail behind the choice point, in a test that the index cannot make.
#[test]
fn clauses_left_by_a_test_make_none() {
    let mut m = machine(
        "
        has(A, [B|_], _) :- A == B, !.
        has(A, [B|_], f(C)) :- A == g(B, C), !.
        has(A, [_|R], C) :- has(A, R, C).
        ",
    );
    let goal = "numlist(1, 100000, L), \\+ has(x, L, f(1))";
    allocated(&mut m, goal);
    let bytes = (allocated(&mut m, goal) - 100_000 * CELL) / 100_000;
    // A choice point is 80 bytes.
    assert!(bytes < 20, "{bytes} bytes each element");
}

/// What a meta-interpreter calls for each goal is part of its own units: their exits are inside of these predicates.
#[test]
fn predicates_inside_a_meta_interpreter_are_inlined() {
    let mut m = machine(
        "
        solve(true) :- !.
        solve((A, B)) :- !, solve(A), solve(B).
        solve(G) :- own(G), !, run(G).
        solve(G) :- rule(G, B), solve(B).
        own(_ is _).
        own(_ < _).
        run(X is E) :- X is E.
        run(X < Y) :- X < Y.
        rule(count(N, N), true) :- !.
        rule(count(I, N), (I < N, J is I + 1, count(J, N))).
        ",
    );
    run(&mut m, ":- solve(count(0, 20000)).");
    let of_solve = m.units().filter(|u| m.vm().code(u.code).name.starts_with("solve/1"));
    let frames = of_solve.flat_map(|u| u.optimised.exits.iter().flatten()).flat_map(|e| &e.frames);
    let inside: Vec<&str> = frames.map(|f| &*m.vm().code(f.code).name).collect();
    for name in ["own/1", "run/1", "rule/2"] {
        assert!(inside.iter().any(|code| code.starts_with(name)), "{name} is called: {inside:?}");
    }
}

/// Of 300 times 2,000 bindings noted in the trail none is of use once the choice points made before them are cut; collections come while
/// there are others.
#[test]
fn what_cuts_leave_in_the_trail_is_dropped() {
    let program = "
        pick(1). pick(2).
        deep(0, _) :- !.
        deep(N, X) :- pick(Y), X = f(Y, Z), M is N - 1, deep(M, Z).
        again(0) :- !.
        again(N) :- once(deep(2000, _)), M is N - 1, again(M).
    ";
    let mut machine = machine_within(Limits { heap_bytes: 16 << 20, ..Limits::default() }, program);
    run(&mut machine, ":- again(300).");
}
