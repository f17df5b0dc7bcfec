//! A million frames that are not tail calls, and data as deep: deeper than the programs that run in every mode can afford.

use jitgen::{Config, Machine};
use vm_core::{Limits, Source};

const PROGRAM: &str = "
    (define (depth n) (if (= n 0) 0 (+ 1 (depth (- n 1)))))
    (define (copy l) (if (pair? l) (cons (car l) (copy (cdr l))) '()))
    (define (nest n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (list l)))))
    (define written (open-output-string))
    (write (nest 300000) written)
    (list (depth 1000000)
          (length (copy (make-list 1000000 'x)))
          (if (equal? (nest 300000) (nest 300000)) 1 0)
          (string-length (get-output-string written))
          (if (equal? (read (open-input-string (get-output-string written))) (nest 300000)) 1 2))";

const EXPECTED: [i64; 5] = [1_000_000, 1_000_000, 1, 600_002, 1];

fn lengths(config: Config) -> Vec<i64> {
    let mut machine = Machine::new(config, Limits::default()).expect("a machine");
    let scheme = machine.add_language(scheme::Scheme::default()).expect("Scheme installs");
    let value = machine.eval(scheme, Source::new("depth", PROGRAM)).expect("the program runs");
    machine.convert(value).expect("a list of integers")
}

#[test]
fn interpreted() {
    assert_eq!(lengths(Config::interpreter()), EXPECTED);
}

#[test]
fn compiled() {
    assert_eq!(lengths(Config::default()), EXPECTED);
}

/// What stands side by side in a text may be nested in what it is compiled from.
#[test]
fn wide_forms() {
    let mut machine = Machine::new(Config::default(), Limits::default()).expect("a machine");
    let scheme = machine.add_language(scheme::Scheme::default()).expect("Scheme installs");
    let all = |n: usize, part: &dyn Fn(usize) -> String| (0..n).map(part).collect::<String>();
    let programs = [
        format!("(or {} 7)", "#f ".repeat(20_000)),
        format!("(define (f x) x) (and {} 7)", "(f 1) ".repeat(5_000)),
        format!("(define (f x) x) (cond {} (else 7))", all(5_000, &|i| format!("((eqv? (f -1) {i}) {i})"))),
        format!("(define (f x) x) (let* ({}) a7)", all(5_000, &|i| format!("(a{i} (f {i}))"))),
        format!("(define (f x) x) (define (g) {} a7) (g)", all(5_000, &|i| format!("(define a{i} (f {i}))"))),
        format!("(+ {} -39993)", "(car '(1)) ".repeat(40_000)),
        format!("(- (length `({})) 39993)", ",(car '(1)) ".repeat(40_000)),
    ];
    for program in programs {
        let value = machine.eval(scheme, Source::new("wide", &program)).unwrap_or_else(|e| panic!("{}: {e}", &program[..60]));
        assert_eq!(machine.convert::<i64>(value).expect("an integer"), 7);
    }
    // Too much is an error.
    for program in [format!("(lambda ({}) 7)", all(300, &|i| format!("a{i} "))), format!("(or {} 7)", "(car '(#f)) ".repeat(40_000))] {
        assert!(machine.eval(scheme, Source::new("too wide", &program)).is_err());
    }
}
