//! What choice points cost: those that a loop makes and drops are not made, nor are their entries in the trail.

use jitgen::{Config, Machine};
use vm_core::{LanguageId, Limits, Source};

const P: LanguageId = LanguageId(0);

fn machine(program: &str) -> Machine {
    let mut machine = Machine::new(Config::default(), Limits::default()).expect("a machine");
    machine.vm_mut().output = Box::new(std::io::sink());
    assert_eq!(machine.add_language(prolog::Prolog).expect("Prolog installs"), P);
    run(&mut machine, program);
    machine
}

fn run(machine: &mut Machine, text: &str) {
    machine.eval(P, Source::new("test", text)).unwrap_or_else(|e| panic!("{text}: {e}"));
}

/// Bytes that each of so many rounds of a goal with a number of rounds allocates, once it is compiled.
fn allocated_each(machine: &mut Machine, goal: impl Fn(u64) -> String) -> u64 {
    let mut bytes = |rounds: u64| {
        let before = machine.vm().heap_stats().allocated;
        run(machine, &format!(":- {}.", goal(rounds)));
        machine.vm().heap_stats().allocated - before
    };
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
