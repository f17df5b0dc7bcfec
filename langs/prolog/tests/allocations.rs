//! What programs allocate: the cells of their results, and nothing beside them.

use jitgen::ir::{Graph, Op, Terminator};
use jitgen::{Config, Machine};
use vm_core::{LanguageId, Limits, Source};

const P: LanguageId = LanguageId(0);
/// Bytes of a list's cell: a header and two slots.
const CELL: u64 = 24;

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
    let (few, many) = (allocated(&mut m, "length(_, 1000)"), allocated(&mut m, "length(_, 101000)"));
    let cells = 100_000 * CELL;
    assert!((cells..cells + 1000).contains(&(many - few)), "{} bytes instead of {cells}", many - few);
}
