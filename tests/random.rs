//! Random programs print the same in every mode.
//!
//! `VM_RANDOM_SECONDS` is how long each language is tried (8), `VM_RANDOM_SEED` the first seed (1). The seed being tried stands in
//! the file `random-LANGUAGE.seed` of the target's temporary folder, to be found after a crash.

use jitgen::opt::PassSet;
use jitgen::{BackendKind, Config, Machine};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use vm_core::{Error, LanguageId, Limits, Source};

#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Puts a language into a machine.
type Add = fn(&mut Machine) -> Result<LanguageId, Error>;

/// What a program prints, and how it ends.
fn run(add: Add, program: &str, config: Config) -> String {
    let limits = Limits { stack_bytes: 1 << 20, heap_bytes: 256 << 20, ..Limits::default() };
    let mut machine = Machine::new(config, limits).unwrap();
    let output = Output::default();
    let language = add(&mut machine).unwrap();
    machine.vm_mut().output = Box::new(output.clone());
    let end = match machine.eval(language, Source::new("random", program)) {
        Ok(_) => String::new(),
        Err(e) => format!("{e}"),
    };
    drop(machine);
    let text = String::from_utf8_lossy(&output.0.lock().unwrap()).into_owned();
    text + &end
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn modes_agree(language: &str, add: Add, generate: fn(u64) -> String) {
    let first = number("VM_RANDOM_SEED", 1);
    let time = Duration::from_secs(number("VM_RANDOM_SECONDS", 8));
    let eager = Config::eager();
    let modes = [
        ("reference", Config { backend: BackendKind::Reference, ..eager.clone() }),
        ("eager", eager.clone()),
        ("thresholds of 3", Config { loop_threshold: 3, entry_threshold: 3, exit_threshold: 2, ..eager.clone() }),
        ("no inlining", Config { inline_depth: 1, ..eager.clone() }),
        ("short recordings", Config { trace_operations: 40, ..eager.clone() }),
        ("no optimiser", Config { disabled: PassSet::NAMES.iter().map(|n| n.to_string()).collect(), ..eager.clone() }),
        ("failing guards", Config { fail_guards: Some((first, u32::MAX / 10)), ..eager.clone() }),
    ];
    let note = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("random-{language}.seed"));
    let start = Instant::now();
    let mut seed = first;
    while start.elapsed() < time {
        let program = generate(seed);
        let expected = run(add, &program, Config::interpreter());
        for (name, config) in &modes {
            let _ = std::fs::write(&note, format!("{seed} {name}\n"));
            let got = run(add, &program, config.clone());
            assert!(got == expected, "seed {seed}, mode {name}\n{program}\nexpected:\n{expected}\ngot:\n{got}");
        }
        seed += 1;
    }
    println!("{language}: seeds {first} to {} agree", seed - 1);
}

#[test]
fn toy() {
    modes_agree("toy", |m| m.add_language(toy::Toy), vm_tests::toy_programs::generate);
}
