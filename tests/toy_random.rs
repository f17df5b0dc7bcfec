//! Random toy programs print the same in every mode. `VM_RANDOM_SEED` and `VM_RANDOM_COUNT` choose which and how many.

use jitgen::{BackendKind, Config, Machine};
use std::sync::{Arc, Mutex};
use vm_core::{Limits, Source};
use vm_tests::toy_programs::generate;

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

fn run(program: &str, config: Config) -> String {
    let limits = Limits { stack_bytes: 1 << 20, heap_bytes: 256 << 20, ..Limits::default() };
    let mut machine = Machine::new(config, limits).unwrap();
    let output = Output::default();
    machine.vm_mut().output = Box::new(output.clone());
    let toy = machine.add_language(toy::Toy).unwrap();
    let end = match machine.eval(toy, Source::new("random", program)) {
        Ok(_) => String::new(),
        Err(e) => format!("{e}"),
    };
    drop(machine);
    let text = String::from_utf8(output.0.lock().unwrap().clone()).unwrap();
    text + &end
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

#[test]
fn modes_agree() {
    let (first, count) = (number("VM_RANDOM_SEED", 1), number("VM_RANDOM_COUNT", 300));
    let eager = Config::eager();
    let modes = [
        ("reference", Config { backend: BackendKind::Reference, ..eager.clone() }),
        ("eager", eager.clone()),
        ("thresholds of 3", Config { loop_threshold: 3, entry_threshold: 3, exit_threshold: 2, ..eager.clone() }),
        ("no inlining", Config { inline_depth: 1, ..eager.clone() }),
        ("short recordings", Config { trace_operations: 40, ..eager.clone() }),
        ("failing guards", Config { fail_guards: Some((first, u32::MAX / 10)), ..eager.clone() }),
    ];
    for seed in first..first + count {
        let program = generate(seed);
        let expected = run(&program, Config::interpreter());
        for (name, config) in &modes {
            let got = run(&program, config.clone());
            assert!(got == expected, "seed {seed}, mode {name}\n{program}\nexpected:\n{expected}\ngot:\n{got}");
        }
    }
}
