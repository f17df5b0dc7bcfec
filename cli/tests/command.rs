//! The command line as people and programs meet it: exit statuses, messages, limits, interrupts. The subject is the built program.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn vm() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vm"));
    command.env_clear().stdin(Stdio::null());
    command
}

/// A program in a file of its own.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn run(flags: &[&str], program: &std::path::Path) -> Output {
    vm().arg("run").args(flags).arg(program).output().unwrap()
}

fn err(o: &Output) -> String {
    String::from_utf8_lossy(&o.stderr).into_owned()
}

fn out(o: &Output) -> String {
    String::from_utf8_lossy(&o.stdout).into_owned()
}

const ENDLESS: &str = "var i = 0\nwhile 0 == 0 { i = i + 1 }\n";

#[test]
fn success_is_silent() {
    let o = run(&[], &file("ok.toy", "print(1 + 2)\n"));
    assert_eq!((o.status.code(), out(&o).as_str(), err(&o).as_str()), (Some(0), "3\n", ""));
}

#[test]
fn uncaught_errors_show_the_place_and_the_stack() {
    let o = run(&[], &file("uncaught.toy", "fun f(n) {\n  return 1 / n\n}\nprint(f(0))\n"));
    assert_eq!((o.status.code(), out(&o).as_str()), (Some(1), ""));
    let text = err(&o);
    for part in ["error: division by zero", "uncaught.toy:2:10", "return 1 / n", "^^^^^", "in f at", "in program at"] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "colours in a pipe");
}

#[test]
fn syntax_errors_are_found_by_run_and_check() {
    let path = file("syntax.toy", "print(1)\nvar = 3\n");
    for command in ["run", "check"] {
        let o = vm().arg(command).arg(&path).output().unwrap();
        assert_eq!((o.status.code(), out(&o).as_str()), (Some(3), ""));
        assert!(err(&o).contains("syntax.toy:2:5"), "{}", err(&o));
    }
    let good = file("good.toy", "print(1)\n");
    let o = vm().arg("check").args([&good, &path]).output().unwrap();
    assert_eq!((o.status.code(), out(&o).as_str()), (Some(3), ""));
}

#[test]
fn wrong_usage_is_status_2() {
    let ok = file("usage.toy", "print(1)\n");
    let ok = ok.to_str().unwrap();
    let lines: &[&[&str]] = &[
        &[],
        &["run"],
        &["nonsense"],
        &["run", "--nonsense", ok],
        &["run", "--fuel", "lots", ok],
        &["run", "--max-heap=1Q", ok],
        &["run", "--timeout=5", ok],
        &["run", "--lang", "latin", ok],
        &["run", "no-such-file.toy"],
        &["show", "--stage", "nonsense", ok],
        &["eval", "--lang", "toy"],
    ];
    for line in lines {
        let o = vm().args(*line).output().unwrap();
        assert_eq!(o.status.code(), Some(2), "{line:?}: {}", err(&o));
        assert_eq!(out(&o), "", "{line:?}");
        assert!(!err(&o).is_empty(), "{line:?}");
    }
    let o = vm().env("VM_FUEL", "lots").args(["run", ok]).output().unwrap();
    assert_eq!(o.status.code(), Some(2));
    assert!(err(&o).contains("VM_FUEL: 'lots' is not a whole number"), "{}", err(&o));
}

#[test]
fn a_program_that_is_no_text_is_rejected() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bytes.toy");
    std::fs::write(&path, b"print(1)\n\xff\xfe\n").unwrap();
    let o = run(&[], &path);
    assert_eq!(o.status.code(), Some(2));
    assert!(err(&o).contains("is not UTF-8: byte 9"), "{}", err(&o));
}

#[test]
fn limits_are_status_4() {
    let endless = file("endless.toy", ENDLESS);
    let deep = file("deep.toy", "fun f(n) { return 1 + f(n + 1) }\nprint(f(0))\n");
    let growing = file("growing.toy", "var l = nil\nwhile 0 == 0 { l = pair(1, l) }\n");
    for jit in [&["--no-jit"][..], &[], &["--jit-threshold=1"]] {
        let with = |flags: &[&str], path| run(&[jit, flags].concat(), path);
        let o = with(&["--fuel", "100000"], &endless);
        assert_eq!(o.status.code(), Some(4), "{jit:?} {}", err(&o));
        assert!(err(&o).contains("fuel limit of 100000 exceeded"), "{}", err(&o));
        let start = Instant::now();
        let o = with(&["--timeout", "200ms"], &endless);
        assert_eq!(o.status.code(), Some(4), "{jit:?} {}", err(&o));
        assert!(start.elapsed() < Duration::from_secs(5) && start.elapsed() > Duration::from_millis(150));
        // The language makes errors of its own of these; uncaught they are the limit's.
        let o = with(&["--max-stack", "1M"], &deep);
        assert_eq!(o.status.code(), Some(4), "{jit:?} {}", err(&o));
        assert!(err(&o).contains("stack overflow"), "{}", err(&o));
        let o = with(&["--max-heap", "16M"], &growing);
        assert_eq!(o.status.code(), Some(4), "{jit:?} {}", err(&o));
        assert!(err(&o).contains("out of memory"), "{}", err(&o));
    }
}

#[test]
fn limits_can_come_from_the_environment() {
    let endless = file("environment.toy", ENDLESS);
    let o = vm().env("VM_FUEL", "10").arg("run").arg(&endless).output().unwrap();
    assert!(err(&o).contains("fuel limit of 10 exceeded"), "{}", err(&o));
    let o = vm().env("VM_FUEL", "10").args(["run", "--fuel=20"]).arg(&endless).output().unwrap();
    assert!(err(&o).contains("fuel limit of 20 exceeded"), "{}", err(&o));
}

/// SIGINT, sent by the system's own program.
fn interrupt(pid: u32) {
    assert!(Command::new("kill").args(["-INT", &pid.to_string()]).status().unwrap().success());
}

#[test]
fn interrupts_stop_hot_loops() {
    let endless = file("interrupt.toy", &format!("print(7)\n{ENDLESS}"));
    for flags in [&["--no-jit"][..], &[], &["--jit-threshold=1"]] {
        let mut child = vm().arg("run").args(flags).arg(&endless).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(300));
        let start = Instant::now();
        interrupt(child.id());
        let status = child.wait().unwrap();
        // Generous: the machine may be busy.
        assert!(start.elapsed() < Duration::from_secs(2), "{flags:?}: {:?}", start.elapsed());
        assert_eq!(status.code(), Some(130), "{flags:?}");
        let (mut text, mut errors) = (String::new(), String::new());
        child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!(text, "7\n", "output is flushed");
        assert!(errors.contains("interrupted") && errors.contains("interrupt.toy:3:7"), "{errors}");
    }
}

#[test]
fn the_interpreter_line_is_skipped_and_names_the_language() {
    let path = file("script", "#!/usr/bin/env -S vm run --lang toy\nprint(1 / 0)\n");
    let o = run(&[], &path);
    assert_eq!(o.status.code(), Some(1), "{}", err(&o));
    assert!(err(&o).contains("script:2:7"), "{}", err(&o));
    let o = run(&[], &file("unknown", "print(1)\n"));
    assert_eq!(o.status.code(), Some(2));
    assert!(err(&o).contains("cannot tell the language"), "{}", err(&o));
}

#[test]
fn programs_come_from_standard_input_and_expressions() {
    let mut child = vm().args(["run", "--lang=toy", "-", "x"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"print(4)").unwrap();
    assert_eq!(out(&child.wait_with_output().unwrap()), "4\n");
    let o = vm().args(["eval", "--lang=toy", "-e", "x = 4", "-e", "print(x + 1)"]).output().unwrap();
    assert_eq!((o.status.code(), out(&o).as_str()), (Some(0), "5\n"), "{}", err(&o));
}

#[test]
fn a_pipe_is_ready_when_something_is_in_it() {
    let program =
        "(begin (write (char-ready?)) (write (read-char)) (write (char-ready?)) (read-line) (write (char-ready?)) (read-char))";
    let mut child =
        vm().args(["eval", "--lang=scheme", "-e", program]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    // What is written so far is seen when the program waits.
    let mut seen = [0; 2];
    output.read_exact(&mut seen).unwrap();
    assert_eq!(&seen, b"#f");
    input.write_all(b"ab\n").unwrap();
    let mut seen = [0; 7];
    output.read_exact(&mut seen).unwrap();
    assert_eq!(&seen, b"#\\a#t#f");
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn data_are_read_as_they_come() {
    let program = "(let loop () (let ((x (read))) (write (if (pair? x) (length x) x)) (flush-output-port) (if (not (eof-object? x)) (loop))))";
    let mut child =
        vm().args(["eval", "--lang=scheme", "-e", program]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut seen = [0; 1];
    // The parenthesis ends the datum; nothing else needs to come.
    for (text, answer) in [("(a b)", "2"), (" (c\n d #;", ""), ("e f)", "3")] {
        input.write_all(text.as_bytes()).unwrap();
        for byte in answer.bytes() {
            output.read_exact(&mut seen).unwrap();
            assert_eq!(seen[0], byte);
        }
    }
    // Many pieces, and tokens longer than pieces.
    let long = format!("({}) (|{}| \"{}\")", "ab \"c\" ; d\n".repeat(300_000), "x".repeat(300_000), "y".repeat(300_000));
    let writer = std::thread::spawn(move || input.write_all(long.as_bytes()));
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "6000002#<eof>");
    writer.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn errors_come_in_three_formats() {
    let path = file("formats.toy", "print(1 / 0)\n");
    let o = run(&["--error-format=short"], &path);
    assert_eq!(err(&o), format!("{}:1:7: error: division by zero\n", path.display()));
    let o = run(&["--error-format=json"], &path);
    assert!(err(&o).starts_with("{\"kind\":\"uncaught\"") && err(&o).lines().count() == 1, "{}", err(&o));
    let o = vm().env("CLICOLOR_FORCE", "1").arg("run").arg(&path).output().unwrap();
    assert!(err(&o).contains("\u{1b}["), "{}", err(&o));
    let o = vm().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").arg("run").arg(&path).output().unwrap();
    assert!(!err(&o).contains("\u{1b}["), "{}", err(&o));
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let path = file("pipe.toy", "var i = 0\nwhile 0 == 0 { print(i) i = i + 1 }\n");
    let mut child = vm().arg("run").arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 100];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut some).unwrap();
    drop(pipe);
    let o = child.wait_with_output().unwrap();
    assert_eq!((o.status.code(), err(&o).as_str()), (Some(0), ""));
}

#[test]
fn statistics_and_the_log_tell_what_was_compiled() {
    let path = file("stats.toy", "var i = 0 var s = 0\nwhile i < 100000 { s = s + i i = i + 1 }\nprint(s)\n");
    let o = run(&["--stats=json"], &path);
    assert_eq!(out(&o), "4999950000\n");
    let text = err(&o);
    assert!(text.lines().count() == 1 && text.contains("\"compiles\":"), "{text}");
    let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("jit.log");
    run(&["--jit-log", log.to_str().unwrap()], &path);
    assert!(std::fs::read_to_string(&log).unwrap().lines().any(|l| l.starts_with("compile ")));
    let o = run(&["--stats", "--no-jit"], &path);
    assert!(err(&o).lines().any(|l| l.split_whitespace().eq(["compiles", "0"])), "{}", err(&o));
}

#[test]
fn every_stage_can_be_shown() {
    let path = file("show.toy", "var i = 0 var s = 0\nwhile i < 100000 { s = s + i i = i + 1 }\nprint(s)\n");
    for (stage, part) in [
        ("tokens", "while"),
        ("ast", "While"),
        ("bytecode", "Unless"),
        ("trace", "entry b0"),
        ("ir", "entry b0"),
        ("clif", "function"),
        ("asm", "unit"),
        ("exits", "exit"),
    ] {
        let o = vm().args(["show", "--stage", stage]).arg(&path).output().unwrap();
        assert_eq!(o.status.code(), Some(0), "{stage}: {}", err(&o));
        assert!(out(&o).contains(part), "{stage}: {}", out(&o));
        assert!(!out(&o).contains("4999950000"), "{stage} mixes the program's output in");
    }
}

#[test]
fn the_version_lists_what_is_built_in() {
    let o = vm().arg("--version").output().unwrap();
    assert_eq!(out(&o), format!("vm {}\n", env!("CARGO_PKG_VERSION")));
    let o = vm().args(["--version", "--verbose"]).output().unwrap();
    assert!(out(&o).contains("language: toy (.toy)"), "{}", out(&o));
}

/// A path for a file that a test makes.
fn made(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path.to_str().unwrap().to_string()
}

fn words(line: &[&str]) -> (Option<i32>, String, String) {
    let o = vm().args(line).output().unwrap();
    (o.status.code(), out(&o), err(&o))
}

#[test]
fn images_go_on_where_the_program_was() {
    let text = "(define n 40)\n(define-syntax twice (syntax-rules () ((_ e) (begin e e))))\n(display \"saving\") (newline)
(define (main args) (twice (set! n (+ n 1))) (display (list n (cdr args) (cdr (command-line)))) (newline) (exit n))";
    let (program, image) = (file("image.scm", text), made("image.img"));
    let program = program.to_str().unwrap();
    assert_eq!(words(&["image", "save", "-o", &image, program]), (Some(0), "saving\n".into(), String::new()));
    for run in [&["run"][..], &["image", "run"], &["run", "--jit-threshold=1"]] {
        let line = [run, &[&image, "a", "-b"]].concat();
        assert_eq!(words(&line), (Some(42), "(42 (a -b) (a -b))\n".into(), String::new()));
    }
    let (status, shown, _) = words(&["image", "show", &image]);
    assert_eq!(status, Some(0));
    for part in ["languages    scheme\n", "starts with  #<procedure main>\n", "image.scm"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    // Other programs begin with what it holds.
    let user = file("image-user.scm", "(set! n (* n 2)) (twice (display n))");
    let user = user.to_str().unwrap();
    assert_eq!(words(&["run", "--image", &image, user]), (Some(0), "8080".into(), String::new()));
    assert_eq!(words(&["eval", "--image", &image, "-e", "n"]), (Some(0), "40\n".into(), String::new()));
    // Another start; none; a program that fails is not saved.
    assert_eq!(words(&["image", "save", "-o", &image, "--main", "car", program]).0, Some(0));
    let (status, _, errors) = words(&["image", "save", "-o", &image, "--main", "no-such-name", program]);
    assert!(status == Some(2) && errors.contains("no-such-name is not defined"), "{errors}");
    let failing = file("image-fails.scm", "(car 5)");
    let none = made("none.img");
    assert_eq!(words(&["image", "save", "-o", &none, failing.to_str().unwrap()]).0, Some(1));
    assert!(!std::path::Path::new(&none).exists());
    assert_eq!(words(&["image", "build", "--lang", "scheme", "-o", &none]), (Some(0), String::new(), String::new()));
    let (status, _, errors) = words(&["run", &none]);
    assert!(status == Some(2) && errors.contains("has nothing to start with"), "{errors}");
    assert_eq!(words(&["run", "--image", &none, "--no-jit", user]).0, Some(1));
    let toy = file("image.toy", "fun main() { print(7) }\nprint(1)\n");
    assert_eq!(words(&["image", "save", "-o", &none, toy.to_str().unwrap()]).0, Some(0));
    assert!(words(&["image", "show", &none]).1.contains("languages    toy\n"));
    let prolog = file("image.pl", ":- dynamic(n/1).\nn(1).\nmain :- n(X), write(X), nl.\n:- retract(n(1)), assertz(n(42)).\n");
    assert_eq!(words(&["image", "save", "-o", &none, prolog.to_str().unwrap()]), (Some(0), String::new(), String::new()));
    assert_eq!(words(&["run", &none]), (Some(0), "42\n".into(), String::new()));
    let (status, _, errors) = words(&["check", &none]);
    assert!(status == Some(2) && errors.contains("is an image"), "{errors}");
}

#[test]
fn programs_save_images_of_themselves() {
    let image = made("self.img");
    let text = format!(
        "(define (count from)
           (let ((n (call/cc (lambda (k) (save-image \"{image}\" (lambda (args) (k (string->number (cadr args))))) from))))
             (display (+ n 1)) (newline)))
         (dynamic-wind (lambda () #f) (lambda () (count 1)) (lambda () (display \"left\") (newline)))"
    );
    let program = file("self.scm", &text);
    assert_eq!(words(&["run", program.to_str().unwrap()]), (Some(0), "2\nleft\n".into(), String::new()));
    assert_eq!(words(&["run", &image, "41"]), (Some(0), "42\nleft\n".into(), String::new()));
}

#[test]
fn rejected_images_are_status_5() {
    let image = made("rejected.img");
    assert_eq!(words(&["image", "build", "-o", &image]).0, Some(0));
    let good = std::fs::read(&image).unwrap();
    let mut bad = good.clone();
    bad[good.len() / 2] ^= 1;
    let mut other = good.clone();
    other[8] = 99;
    for (bytes, message) in [
        (&bad[..], "damaged image: its checksum is wrong"),
        (&good[..good.len() - 7], "damaged image: it is not as long as it says"),
        (&other[..], "an image of format 99; this program reads format"),
    ] {
        std::fs::write(&image, bytes).unwrap();
        for line in [&["run", image.as_str()][..], &["image", "show", &image], &["eval", "--image", &image, "-e", "1"]] {
            let (status, output, errors) = words(line);
            assert_eq!((status, output.as_str()), (Some(5), ""), "{line:?}: {errors}");
            assert!(errors.contains(&image) && errors.contains(message), "{errors}");
        }
    }
    let (status, _, errors) = words(&["image", "show", "no-such.img"]);
    assert!(status == Some(2) && errors.contains("no-such.img"), "{errors}");
    let (status, _, errors) = words(&["image", "build", "-o", "/no/such/folder/x.img"]);
    assert!(status == Some(2) && errors.contains("/no/such/folder"), "{errors}");
}

#[test]
fn scheme_programs_have_the_same_statuses() {
    for (text, status) in [
        ("(display 1)", 0),
        ("(car 5)", 1),
        ("(raise 'x)", 1),
        ("(exit 9)", 9),
        ("(exit #f)", 1),
        ("(car", 3),
        ("(let ((x)) x)", 3),
    ] {
        let path = file("statuses.scm", text);
        let o = run(&[], &path);
        assert_eq!(o.status.code(), Some(status), "{text}: {}", err(&o));
        let o = vm().arg("check").arg(&path).output().unwrap();
        assert_eq!(o.status.code(), Some(if status == 3 { 3 } else { 0 }), "{text}: {}", err(&o));
        assert_eq!(out(&o), "", "check runs nothing");
    }
    for flags in [&["--fuel", "1000"][..], &["--timeout=50ms"], &["--timeout=50ms", "--no-jit"]] {
        let o = run(flags, &file("loop.scm", "(let loop () (loop))"));
        assert_eq!(o.status.code(), Some(4), "{flags:?}: {}", err(&o));
    }
}

#[test]
fn json_tells_everything_about_an_error() {
    let parsed = |text: &str, flags: &[&str]| -> serde_json::Value {
        let o = run(&[&["--error-format=json"], flags].concat(), &file("json.scm", text));
        assert_eq!(err(&o).lines().count(), 1, "{}", err(&o));
        let parsed: serde_json::Value = serde_json::from_str(&err(&o)).unwrap();
        assert_eq!(parsed["status"], o.status.code().unwrap());
        parsed
    };
    let e = parsed("(define (f x)\n  (+ 1 (car x)))\n(f \"ü\")", &[]);
    assert_eq!((&e["kind"], &e["location"]["line"], &e["location"]["column"]), (&"uncaught".into(), &2.into(), &8.into()));
    assert!(e["message"].as_str().unwrap().contains("car") && e["location"]["file"].as_str().unwrap().ends_with("json.scm"));
    assert_eq!(e["trace"][0]["function"], "f");
    assert_eq!(parsed("(car", &[])["kind"], "syntax");
    let e = parsed("(let loop () (loop))", &["--fuel=500"]);
    assert_eq!(
        (&e["kind"], &e["limit"]["which"], &e["limit"]["given"], &e["limit"]["limit"]),
        (&"limit".into(), &"fuel".into(), &501.into(), &500.into())
    );
}

#[test]
fn options_end_where_the_program_begins() {
    let path = file("arguments.scm", "(write (cdr (command-line)))");
    for (line, arguments) in [
        (&["run", "PATH", "--fuel", "-x", "--"][..], "(\"--fuel\" \"-x\" \"--\")"),
        (&["run", "--", "PATH", "-a"], "(\"-a\")"),
        (&["run", "--no-jit", "PATH", "--no-jit"], "(\"--no-jit\")"),
    ] {
        let line: Vec<&str> = line.iter().map(|w| if *w == "PATH" { path.to_str().unwrap() } else { w }).collect();
        assert_eq!(words(&line), (Some(0), arguments.into(), String::new()));
    }
    assert_eq!(words(&["eval", "-e", "(cdr (command-line))", "--", "-x", "y"]).1, "(\"-x\" \"y\")\n");
    assert_eq!(words(&["eval", "-e", "(define x 2)", "-e", "x", "-e", "(values)"]), (Some(0), "2\n".into(), String::new()));
    let (status, _, errors) = words(&["eval", "-e", "(+ 1", "-e", "2"]);
    assert!(status == Some(3) && errors.contains("<eval>:1:1"), "{errors}");
}

#[test]
fn expressions_may_be_queries() {
    let query = |text: &str| words(&["eval", "--lang", "prolog", "-e", text]);
    assert_eq!(query("X is 1 + 2"), (Some(0), "X = 3.\n".into(), String::new()));
    assert_eq!(query("X = f(Y), write(hello), nl."), (Some(0), "hello\nX = f(Y).\n".into(), String::new()));
    assert_eq!(query("member(X, [a, b]) % the first"), (Some(0), "X = a\n".into(), String::new()));
    assert_eq!(query("fail"), (Some(1), "false.\n".into(), String::new()));
    let (status, output, errors) = query("no_such(1)");
    assert!(
        status == Some(1) && output.is_empty() && errors.contains("Unknown procedure: no_such/1"),
        "{status:?} {output} {errors}"
    );
}

#[test]
fn programs_of_standard_input_are_programs() {
    let feed = |line: &[&str], text: &str| {
        let mut child = vm().args(line).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let o = feed(&["run", "--lang=scheme", "-", "a"], "#!/usr/bin/env vm\n(display (cdr (command-line)))");
    assert_eq!((o.status.code(), out(&o).as_str()), (Some(0), "(a)"));
    let o = feed(&["run", "-"], "#! /usr/bin/env -S vm run --lang scheme\n(car 5)");
    assert!(o.status.code() == Some(1) && err(&o).contains("<stdin>:2:1"), "{}", err(&o));
    let o = feed(&["check", "--lang=scheme", "-"], "(car");
    assert_eq!(o.status.code(), Some(3));
    let o = feed(&["run", "-"], "(display 1)");
    assert!(o.status.code() == Some(2) && err(&o).contains("cannot tell the language"), "{}", err(&o));
}

#[test]
fn a_reader_that_leaves_ends_any_output_quietly() {
    let path = file("pipe.scm", "(let loop ((i 0)) (write i) (newline) (loop (+ i 1)))");
    for line in [&["run", path.to_str().unwrap()][..], &["eval", "-e", "(let loop () (display 'x) (loop))"]] {
        let mut child = vm().args(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut [0; 10]).unwrap();
        drop(pipe);
        let o = child.wait_with_output().unwrap();
        assert_eq!((o.status.code(), err(&o).as_str()), (Some(0), ""), "{line:?}");
    }
    // Of the help pages too.
    let mut child = vm().args(["run", "--help"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let o = child.wait_with_output().unwrap();
    assert_eq!(err(&o), "");
}

#[test]
fn an_interrupt_is_status_130_in_scheme_too() {
    let path = file("interrupt.scm", "(display 1) (newline) (flush-output-port) (guard (e (#t 'never)) (let loop () (loop)))");
    for flags in [&["--no-jit"][..], &[]] {
        let mut child = vm().arg("run").args(flags).arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.as_mut().unwrap().read_exact(&mut [0; 2]).unwrap();
        interrupt(child.id());
        let o = child.wait_with_output().unwrap();
        assert!(o.status.code() == Some(130) && err(&o).contains("interrupted"), "{}", err(&o));
    }
}

#[test]
fn statistics_are_json_on_demand() {
    let path = file("stats.scm", "(let loop ((i 0)) (if (< i 100000) (loop (+ i 1))))");
    let o = run(&["--stats=json"], &path);
    let stats: serde_json::Value = serde_json::from_str(&err(&o)).unwrap();
    assert!(stats["compiles"].as_u64().unwrap() > 0 && stats["recordings"].as_u64().unwrap() > 0, "{stats}");
    // Also when the program fails: behind the error.
    let o = run(&["--stats=json", "--error-format=json"], &file("stats-fails.scm", "(car 5)"));
    assert!(
        o.status.code() == Some(1) && err(&o).lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()),
        "{}",
        err(&o)
    );
    assert_eq!(err(&o).lines().count(), 2);
}

#[test]
fn code_that_is_made_late_is_shown_too() {
    let path = file(
        "late.pl",
        ":- initialization(main).\nlarger(X, Y, X) :- X >= Y, !.\nlarger(_, Y, Y).\nmain :- larger(1, 2, X), write(X), nl.\n",
    );
    let o = vm().args(["show", "--stage", "bytecode"]).arg(&path).output().unwrap();
    let shown = out(&o);
    assert!(o.status.success() && shown.contains("larger/3 (clause 2)") && shown.contains("UnlessGreaterEq"), "{shown}");
}

#[test]
fn libraries_are_kept_as_images() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let _ = std::fs::remove_dir_all(&folder);
    let run = |flags: &[&str]| {
        let o =
            vm().env("VM_CACHE", &folder).args(["eval", "-e", "(map (lambda (x) (* x x)) '(1 2 3))"]).args(flags).output().unwrap();
        (o.status.code(), out(&o), err(&o))
    };
    let good = (Some(0), "(1 4 9)\n".to_string(), String::new());
    let images = || std::fs::read_dir(&folder).map_or(0, |f| f.flatten().count());
    assert_eq!((run(&[]), images()), (good.clone(), 1));
    let image = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let bytes = std::fs::read(&image).unwrap();
    assert_eq!((run(&[]), run(&["--gc-stress=3", "--jit-threshold=1"]), images()), (good.clone(), good.clone(), 1));
    // A damaged one is replaced, and nobody notices.
    std::fs::write(&image, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!((run(&[]), std::fs::read(&image).unwrap().len()), (good.clone(), bytes.len()));
    std::fs::write(&image, b"no image").unwrap();
    assert_eq!((run(&[]), images()), (good.clone(), 1));
    // Neither is a folder that cannot be written, nor one that is not wanted.
    let o = vm().env("VM_CACHE", "/proc/no/such").args(["eval", "-e", "5"]).output().unwrap();
    assert_eq!((o.status.code(), out(&o), err(&o)), (Some(0), "5\n".into(), String::new()));
    let o = vm().env("VM_CACHE", "").env("HOME", &folder).args(["eval", "-e", "5"]).output().unwrap();
    assert_eq!((out(&o), images()), ("5\n".into(), 1));
}
