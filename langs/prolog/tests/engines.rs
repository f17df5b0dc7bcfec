//! Engines of programs that are stopped: by a limit of the host, by `halt/0`.

mod output;

use jitgen::{Config, Machine};
use output::Output;
use vm_core::{ErrorKind, LanguageId, Limits, Source};

fn machine(limits: Limits) -> (Machine, LanguageId, Output) {
    let mut machine = Machine::new(Config::default(), limits).unwrap();
    let language = machine.add_language(prolog::Prolog).unwrap();
    let output = Output::default();
    machine.vm_mut().output = Box::new(output.clone());
    (machine, language, output)
}

/// What is known of engines in the program behind the one that was stopped: the inner and the outer are there, have ended and are asked
/// in vain, none runs, and a new one works.
const BEHIND: &str = "
t(G) :- catch(( call(G) -> R = yes ; R = no ), error(R, _), true), print(R), nl.
:- t(engine_self(_)), t(engine_yield(a)), t(engine_next(inner, _)), t(engine_next(outer, _)), t(current_engine(_)).
:- engine_create(X, member(X, [a, b]), E), engine_next(E, A), engine_next(E, B), print(A-B), nl, t(engine_next(E, _)).
:- t(\\+ member(_, [])), t(findall(Y, member(Y, [1, 2]), [1, 2])).
";

const EXPECTED: &str = "no
permission_error(yield,engine,main)
existence_error(engine,inner)
existence_error(engine,outer)
no
a-b
no
yes
yes
";

#[track_caller]
fn check(limits: Limits, goal: &str, stopped: impl Fn(&ErrorKind) -> bool) {
    let (mut machine, language, output) = machine(limits);
    let program = format!(
        ":- engine_create(x, {goal}, _, [alias(inner)]), engine_create(x, engine_next(inner, _), _, [alias(outer)]).
         :- engine_next(outer, _)."
    );
    let error = machine.eval(language, Source::new("<stopped>", program)).expect_err("it is stopped");
    assert!(stopped(&error.kind), "{error}");
    // An interrupt or a limit is of one call.
    machine.eval(language, Source::new("<behind>", BEHIND)).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(String::from_utf8(output.0.lock().unwrap().clone()).unwrap(), EXPECTED);
}

#[test]
fn a_deadline_ends_the_engines_that_run() {
    let limits = Limits { deadline: Some(std::time::Duration::from_millis(300)), ..Limits::default() };
    check(limits, "(repeat, fail)", |kind| !matches!(kind, ErrorKind::Exit(_)));
}

#[test]
fn halt_ends_the_engines_that_run() {
    check(Limits::default(), "halt(3)", |kind| matches!(kind, ErrorKind::Exit(3)));
}
