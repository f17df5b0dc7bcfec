//! Any text compiles and runs, or ends in an error; within limits.
#![no_main]

use jitgen::{Config, Machine};
use libfuzzer_sys::fuzz_target;
use std::time::Duration;
use vm_core::{Limits, Source};

fuzz_target!(|text: &str| {
    let limits = Limits { fuel: Some(10_000), heap_bytes: 32 << 20, stack_bytes: 1 << 20, deadline: Some(Duration::from_secs(2)), ..Limits::default() };
    let mut machine = Machine::new(Config::default(), limits).expect("a machine");
    machine.vm_mut().output = Box::new(std::io::sink());
    let scheme = machine.add_language(scheme::Scheme::default()).expect("the library");
    let _ = machine.eval(scheme, Source::new("<fuzz>", text));
});
