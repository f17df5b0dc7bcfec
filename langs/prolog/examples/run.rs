//! Runs a Prolog program: `cargo run -p prolog --example run -- [--no-jit] FILE`.

use jitgen::{Config, Machine};
use std::process::ExitCode;
use vm_core::{ErrorKind, Limits, Source};

fn main() -> ExitCode {
    let mut files = Vec::new();
    let mut config = Config::default();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--no-jit" => config.jit = false,
            _ => files.push(argument),
        }
    }
    let Some(file) = files.first() else { return ExitCode::from(64) };
    let Ok(text) = std::fs::read_to_string(file) else { return ExitCode::from(66) };
    let mut machine = Machine::new(config, Limits::default()).expect("a machine");
    let language = machine.add_language(prolog::Prolog).expect("the library");
    let result = machine.eval(language, Source::new(file, text));
    let _ = machine.vm_mut().output.flush();
    match result {
        Ok(_) => ExitCode::SUCCESS,
        Err(e) => match e.kind {
            ErrorKind::Exit(status) => ExitCode::from(status as u8),
            _ => {
                eprintln!("{e}");
                ExitCode::FAILURE
            }
        },
    }
}
