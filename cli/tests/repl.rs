//! The REPL as programs meet it: lines in, results out. On a terminal only the reading of lines differs.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

fn vm() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vm"));
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn talk(flags: &[&str], input: &str) -> Output {
    let mut child = vm().arg("repl").args(flags).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn answers(input: &str, expected: &str) {
    let o = talk(&[], input);
    let (out, err) = (String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr));
    assert_eq!((out.as_ref(), err.as_ref(), o.status.code()), (expected, "", Some(0)));
}

#[test]
fn values_are_written() {
    answers("(+ 1 2)\n\"a\\nb\"\n#\\x\n'sym\n'(1 \"two\" #(3))\n", "3\n\"a\\nb\"\n#\\x\nsym\n(1 \"two\" #(3))\n");
    answers("(define x 5)\n(if #f #f)\n(values)\nx\n(values 1 \"b\")\n", "5\n1\n\"b\"\n");
    answers("(display 1) (newline) (display 2)\n(newline)\n", "1\n2\n");
    answers("", "");
    answers("; only a comment\n\n#| a\nb |# 7 ; and more\n", "7\n");
}

#[test]
fn forms_go_over_lines_and_lines_hold_forms() {
    answers("(define (f n)\n  (if (= n 0)\n      1\n      (* n (f (- n 1)))))\n(f 20)\n", "2432902008176640000\n");
    answers("1 2 (+ 1\n2) 4\n", "1\n2\n3\n4\n");
    answers("(string-append \"a (\n\" \"b\")\n#;(ignored\n) 5\n", "\"a (\\nb\"\n5\n");
    answers("'\n(quote\nx)\n", "(quote x)\n".replace("(quote x)", "'x").as_str());
}

#[test]
fn definitions_stay_and_replace_each_other() {
    let text = "(define (f) 1)\n(define (g) (f))\n(g)\n(define (f) 2)\n(g)\n(define-syntax two (syntax-rules () ((_ e) (list e e))))
(two (g))\n(define-record-type point (make x) point? (x px))\n(px (make 3))\n(import (scheme base))\n(set! f (lambda () 4))\n(g)\n";
    answers(text, "1\n2\n(2 2)\n3\n4\n");
    // Continuations of earlier forms.
    answers("(define k #f)\n(define n 0)\n(+ 1 (call/cc (lambda (c) (set! k c) 1)))\n(begin (set! n (+ n 1)) (if (< n 3) (k n) 'done))\n", "2\n2\n");
}

#[test]
fn errors_leave_it_usable() {
    let text = "(define (inner x) (+ 1 (vector-ref x 5)))\n(define (outer) (+ 1 (inner (vector 1))))\n(outer)\n(+ 1 1)\n(no-such-name)\n(car\n5)\n)\n(let ((x)) x)\n(raise 'boom)\n(+ 2 2)\n";
    let o = talk(&[], text);
    let (out, err) = (String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr));
    assert_eq!((out.as_ref(), o.status.code()), ("2\n4\n", Some(0)), "{err}");
    for part in ["vector-ref: argument 2", "in inner at <repl 1>:1:", "in outer at <repl 2>:1:", "no-such-name", "car: argument 1", "unexpected closing parenthesis", "boom"] {
        assert!(err.contains(part), "{part}: {err}");
    }
    // The text shown is that of the form which defined the function.
    assert!(err.contains("(vector-ref x 5)"), "{err}");
    // The dynamic state of a form that failed is gone.
    let text = "(define p (make-parameter 1))\n(parameterize ((p 2)) (with-exception-handler (lambda (e) (car 5)) (lambda () (car 6))))\n(p)\n(guard (e (#t 'caught)) (raise 'x))\n";
    let o = talk(&["--error-format=short"], text);
    assert_eq!(String::from_utf8_lossy(&o.stdout), "1\ncaught\n");
    assert_eq!(String::from_utf8_lossy(&o.stderr).lines().count(), 1);
}

#[test]
fn it_ends_with_the_input_or_when_told() {
    let o = talk(&[], "(display 1)\n(exit 7)\n(display 2)\n");
    assert_eq!((o.status.code(), String::from_utf8_lossy(&o.stdout).as_ref()), (Some(7), "1"));
    let o = talk(&[], "1\n,quit\n2\n");
    assert_eq!((o.status.code(), String::from_utf8_lossy(&o.stdout).as_ref()), (Some(0), "1\n"));
    let o = talk(&[], "1\n(+ 1\n");
    assert_eq!((o.status.code(), String::from_utf8_lossy(&o.stdout).as_ref()), (Some(3), "1\n"));
    let err = String::from_utf8_lossy(&o.stderr).into_owned();
    assert!(err.contains("never closed"), "{err}");
    let o = talk(&["--lang", "latin"], "");
    assert_eq!(o.status.code(), Some(2));
}

#[test]
fn commands() {
    let o = talk(&[], ",help\n");
    let out = String::from_utf8_lossy(&o.stdout).into_owned();
    for name in [",help", ",time FORM", ",dis FORM", ",jit", ",expand FORM", ",trace NAME", ",quit"] {
        assert!(out.contains(name), "{name}: {out}");
    }
    let text = "(define (f n) (if (= n 0) 0 (+ n (f (- n 1)))))\n,time (f 1000)\n,dis f\n,jit\n,expand (let loop ((i 0)) (if (< i 3) (loop (+ i 1))))\n";
    let o = talk(&["--jit-threshold=5"], text);
    let out = String::from_utf8_lossy(&o.stdout).into_owned();
    for part in ["500500\n", " ms; compiling ", "Return", "compiles ", "f at 0: ", "loop"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let o = talk(&[], "(define (f n) (if (= n 0) 1 (* n (f (- n 1)))))\n,trace f\n(f 2)\n,untrace f\n(f 3)\n");
    assert_eq!(String::from_utf8_lossy(&o.stdout), "2\n6\n");
    assert_eq!(String::from_utf8_lossy(&o.stderr), "(f 2)\n  (f 1)\n    (f 0)\n    (=> 1)\n  (=> 1)\n(=> 2)\n");
    for (wrong, message) in [(",nonsense", "no command ,nonsense"), (",time", ",time needs a FORM"), (",dis 5", "5 is not a function"), (",trace (f)", "cannot trace")] {
        let o = talk(&["--error-format=short"], &format!("{wrong}\n1\n"));
        let err = String::from_utf8_lossy(&o.stderr).into_owned();
        assert!(err.contains(message) && o.stdout == b"1\n", "{wrong}: {err}");
    }
}

#[test]
fn files_come_first_and_other_languages_talk_too() {
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("repl-first.scm");
    std::fs::write(&path, "(define from-file 12)\n").unwrap();
    let o = talk(&[path.to_str().unwrap()], "(* from-file 2)\n");
    assert_eq!(String::from_utf8_lossy(&o.stdout), "24\n");
    let o = talk(&["--lang", "toy"], "print(1 + 2)\nprint(1 / 0)\nprint(4)\n");
    assert_eq!(String::from_utf8_lossy(&o.stdout), "3\n4\n");
    assert!(String::from_utf8_lossy(&o.stderr).contains("division by zero"));
}

#[test]
fn limits_hold_for_every_form() {
    let o = talk(&["--fuel", "10000", "--error-format=short"], "(let loop () (loop))\n(+ 1 2)\n(let loop () (loop))\n'end\n");
    assert_eq!(String::from_utf8_lossy(&o.stdout), "3\nend\n");
    assert_eq!(String::from_utf8_lossy(&o.stderr).matches("fuel limit").count(), 2);
}

/// A REPL that is talked with.
struct Talk {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Talk {
    fn begin() -> Talk {
        let mut child = vm().arg("repl").spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            while output.read_line(&mut line).is_ok_and(|n| n > 0) {
                let _ = sender.send(std::mem::take(&mut line));
            }
        });
        Talk { child, input, lines }
    }

    fn say(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    #[track_caller]
    fn hear(&self, expected: &str) {
        assert_eq!(self.lines.recv_timeout(Duration::from_secs(20)).unwrap(), format!("{expected}\n"));
    }

    fn interrupt(&self) {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
    }
}

#[test]
fn an_interrupt_stops_what_runs_and_nothing_else() {
    let mut talk = Talk::begin();
    // Every answer comes at once, without waiting for the end of the input.
    talk.say("(define n 0)\n(+ 1 1)\n");
    talk.hear("2");
    for i in 1..=3 {
        talk.say("(begin (set! n (+ n 1)) (write n) (newline) (flush-output-port) (let loop ((i 0)) (loop (+ i 1))))\n");
        talk.hear(&i.to_string());
        std::thread::sleep(Duration::from_millis(50));
        let start = Instant::now();
        talk.interrupt();
        talk.say("(list 'still n)\n");
        talk.hear(&format!("(still {i})"));
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
    // While nothing runs it ends a REPL that no terminal belongs to.
    std::thread::sleep(Duration::from_millis(100));
    talk.interrupt();
    assert_eq!(talk.child.wait().unwrap().code(), Some(130));
}

#[test]
fn prolog_gives_one_answer_after_the_other() {
    let input = "X = 1.\nmember(X, [a, b]).\n;\nmember(X, [a, b]).\n\nlength(L, 2), X = f(Y,\n  \"s\").\nX = Y.\nfail.\ndif(X, a).\nassertz(p(1)).\np(X).\nhalt(3).\n";
    let o = talk(&["--lang", "prolog"], input);
    let (out, err) = (String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr));
    let expected = "X = 1.\nX = a \nX = b.\nX = a \nL = [_, _],\nX = f(Y, \"s\").\nX = Y.\nfalse.\ndif(X, a).\ntrue.\nX = 1.\n";
    assert_eq!((out.as_ref(), err.as_ref(), o.status.code()), (expected, "", Some(3)));
    let o = talk(&["--lang", "prolog"], "no_such(1).\nX = a b.\nX is 2 ** 3.\n");
    let (out, err) = (String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr));
    assert_eq!((out.as_ref(), o.status.code()), ("X = 8.\n", Some(0)), "{err}");
    for part in ["Unknown procedure: no_such/1", "<repl 2>:1:6: Syntax error: Operator expected"] {
        assert!(err.contains(part), "{part}: {err}");
    }
}
