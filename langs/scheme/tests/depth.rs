//! A million frames that are not tail calls: deeper than the programs that run in every mode can afford.

use jitgen::{Config, Machine};
use vm_core::{Limits, Source};

const PROGRAM: &str = "
    (define (depth n) (if (= n 0) 0 (+ 1 (depth (- n 1)))))
    (define (copy l) (if (pair? l) (cons (car l) (copy (cdr l))) '()))
    (list (depth 1000000) (length (copy (make-list 1000000 'x))))";

fn lengths(config: Config) -> Vec<i64> {
    let mut machine = Machine::new(config, Limits::default()).expect("a machine");
    let scheme = machine.add_language(scheme::Scheme::default()).expect("Scheme installs");
    let value = machine.eval(scheme, Source::new("depth", PROGRAM)).expect("the program runs");
    machine.convert(value).expect("a list of integers")
}

#[test]
fn interpreted() {
    assert_eq!(lengths(Config::interpreter()), [1_000_000, 1_000_000]);
}

#[test]
fn compiled() {
    assert_eq!(lengths(Config::default()), [1_000_000, 1_000_000]);
}
