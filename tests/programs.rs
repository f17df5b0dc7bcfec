//! Every program under `programs/` in every mode, those under `bench/` with small inputs in a few, and golden files of the stages.
//!
//! `VM_BLESS=1` rewrites expectations and golden files from what the interpreter does; `VM_TEST_SECONDS` is how long a program may
//! take (60).

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::time::Duration;
use vm_tests::child;
use vm_tests::expect::{Expectation, bless};
use vm_tests::modes::{self, INTERPRETER, Mode};
use vm_tests::{files, workspace};

fn main() {
    child::become_the_program_in_a_child();
    let (mut trials, modes) = (Vec::new(), modes::all());
    for path in files(&workspace().join("tests/programs")) {
        if languages().iter().any(|(_, extension)| path.extension().is_some_and(|e| e == *extension)) {
            trials.extend(modes.iter().map(|mode| program(path.clone(), mode)));
        }
    }
    for language in ["scheme", "prolog", "toy"].into_iter().filter(|l| built_in(l)) {
        for path in files(&workspace().join("tests/bench").join(language)) {
            trials.extend(modes.iter().filter(|m| modes::for_benchmarks(m)).map(|mode| benchmark(path.clone(), language, mode)));
        }
    }
    trials.extend(files(&workspace().join("tests/golden")).into_iter().map(golden));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The languages that are built in, with the extension of their programs.
fn languages() -> Vec<(&'static str, &'static str)> {
    vm_cli::languages().into_iter().flat_map(|(name, extensions)| extensions.iter().map(move |e| (name, *e))).collect()
}

fn built_in(language: &str) -> bool {
    languages().iter().any(|(name, _)| *name == language)
}

fn name(path: &Path, folder: &str) -> String {
    let below = path.strip_prefix(workspace().join("tests").join(folder)).unwrap_or(path);
    below.with_extension("").display().to_string()
}

fn limit() -> Duration {
    let seconds = std::env::var("VM_TEST_SECONDS").ok().and_then(|s| s.parse().ok());
    Duration::from_secs(seconds.unwrap_or(60))
}

fn blessing() -> bool {
    std::env::var_os("VM_BLESS").is_some_and(|v| v == "1")
}

fn program(path: PathBuf, mode: &Mode) -> Trial {
    let mode = mode.clone();
    Trial::test(format!("{}::{}", name(&path, "programs"), mode.name), move || {
        let text = std::fs::read_to_string(&path)?;
        let expected = Expectation::parse(&path, &text);
        let mut line = vec!["run".to_string()];
        line.extend(mode.flags.iter().cloned());
        line.extend(expected.limits.iter().cloned());
        line.push(path.display().to_string());
        line.extend(expected.args.iter().cloned());
        let outcome = child::run(&line, &expected.stdin, limit())?;
        if blessing() && mode.name == INTERPRETER {
            std::fs::write(&path, bless(&path, &text, &outcome.stdout))?;
            return Ok(());
        }
        verdict(&expected, &outcome)
    })
}

fn verdict(expected: &Expectation, outcome: &child::Outcome) -> Result<(), Failed> {
    let mut wrong = if outcome.late { "the program took too long\n".into() } else { String::new() };
    wrong += &expected.differences(&outcome.stdout, &outcome.stderr, outcome.exit);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// A benchmark program with its small input, from standard input.
fn benchmark(path: PathBuf, language: &'static str, mode: &Mode) -> Trial {
    let mode = mode.clone();
    Trial::test(format!("bench/{}::{}", name(&path, "bench"), mode.name), move || {
        let text = std::fs::read_to_string(&path)?;
        let quick = vm_cli::bench::quick(&text).ok_or("the program has no line 'quick: N'")?;
        let expected = Expectation::parse(&path, &text);
        let mut line = vec!["run".to_string(), format!("--lang={language}")];
        line.extend(mode.flags.iter().cloned());
        line.push("-".into());
        let outcome = child::run(&line, &quick, limit())?;
        if blessing() && mode.name == INTERPRETER {
            std::fs::write(&path, bless(&path, &text, &outcome.stdout))?;
            return Ok(());
        }
        verdict(&expected, &outcome)
    })
}

/// A golden file `golden/LANGUAGE/PROGRAM.EXTENSION.STAGE` is the stage of `programs/LANGUAGE/PROGRAM.EXTENSION`.
fn golden(path: PathBuf) -> Trial {
    let below = path.strip_prefix(workspace().join("tests/golden")).unwrap_or(&path).to_path_buf();
    Trial::test(format!("golden/{}", below.display()), move || {
        let stage = below.extension().and_then(|e| e.to_str()).unwrap_or_default().to_string();
        let program = workspace().join("tests/programs").join(below.with_extension(""));
        let line = ["show".to_string(), format!("--stage={stage}"), program.display().to_string()];
        let outcome = child::run(&line, "", limit())?;
        if outcome.exit != Some(0) {
            return Err(outcome.stderr.into());
        }
        if blessing() {
            return Ok(std::fs::write(&path, outcome.stdout)?);
        }
        let expected = std::fs::read_to_string(&path)?;
        match expected.lines().zip(outcome.stdout.lines()).position(|(a, b)| a != b) {
            None if expected.lines().count() == outcome.stdout.lines().count() => Ok(()),
            at => {
                let at = at.unwrap_or(expected.lines().count().min(outcome.stdout.lines().count()));
                let line = |t: &str| t.lines().nth(at).unwrap_or("nothing").to_string();
                Err(format!("line {}: expected\n{}\ngot\n{}", at + 1, line(&expected), line(&outcome.stdout)).into())
            }
        }
    })
}
