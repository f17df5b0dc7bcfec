//! `vm show`: a program at one stage of its way from text to machine code.
//!
//! `tokens`, `ast` (and further stages of the language's own) and, in languages that compile a program as a whole, `bytecode` are shown
//! without running the program. For `trace` (recorded operations), `ir` (optimised operations), `clif`, `asm` and `exits` the program runs first, its output discarded.

use crate::args::ShowArgs;
use crate::host::Host;
use crate::input;
use crate::report::Reporter;
use crate::{interrupt, output, status};
use jitgen::unit::Unit;
use std::fmt::Write as _;
use vm_core::{CodeId, Error, ErrorKind};

/// The stages after bytecode.
const COMPILED: [&str; 5] = ["trace", "ir", "clif", "asm", "exits"];

/// Shows a stage and gives the exit status.
pub fn show(args: &ShowArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let program = match input::program(&args.program, args.lang.as_deref()) {
        Ok(program) => program,
        Err(message) => return reporter.usage(&message),
    };
    let mut host = match Host::new(&args.settings, &program.language) {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    let vm = host.machine.vm_mut();
    vm.output = Box::new(std::io::sink());
    vm.arguments = program.arguments;
    interrupt::install(vm.interrupt_handle());
    let result = match args.stage.as_str() {
        "bytecode" => bytecode(&mut host, program.source, &reporter),
        stage if COMPILED.contains(&stage) => compiled(&mut host, program.source, stage, &reporter),
        stage => front(&mut host, program.source, stage),
    };
    match result {
        Ok(text) => {
            output::print(&text);
            status::SUCCESS
        }
        Err(e) => reporter.error(&e, Some(host.machine.vm())),
    }
}

fn front(host: &mut Host, source: vm_core::Source, stage: &str) -> Result<String, Error> {
    let source = host.machine.vm_mut().add_source(source);
    let unknown =
        || Error::new(ErrorKind::Host, format!("no stage '{stage}': there are tokens, ast, bytecode, {}", COMPILED.join(", ")));
    host.machine.stage(host.language, source, stage).unwrap_or_else(|| Err(unknown()))
}

fn bytecode(host: &mut Host, source: vm_core::Source, reporter: &Reporter) -> Result<String, Error> {
    let before = host.machine.vm().codes().count();
    let code = host.machine.load(host.language, source)?;
    if host.machine.compiles_late(host.language) {
        run(host, code, reporter);
    }
    let mut text = String::new();
    let vm = host.machine.vm();
    for code in vm.codes().skip(before) {
        let _ = writeln!(text, "{}", vm.listing(code));
    }
    Ok(text)
}

/// Runs the program. An error is reported, and what was compiled is shown all the same.
fn run(host: &mut Host, code: CodeId, reporter: &Reporter) {
    if let Err(e) = host.machine.run(code) {
        reporter.error(&e, Some(host.machine.vm()));
    }
}

/// Runs the program and shows its units.
fn compiled(host: &mut Host, source: vm_core::Source, stage: &str, reporter: &Reporter) -> Result<String, Error> {
    host.machine.keep_text(true);
    let code = host.machine.load(host.language, source)?;
    run(host, code, reporter);
    let mut text = String::new();
    for unit in host.machine.units() {
        let name = &host.machine.vm().code(unit.code).name;
        let _ = writeln!(text, "unit {} {name}@{}: {} segments, {} compiles", unit.id.0, unit.pc, unit.segments, unit.compiles);
        match stage {
            "trace" => drop(writeln!(text, "{}", unit.raw)),
            "ir" => drop(writeln!(text, "{}", unit.optimised)),
            "exits" => exits(unit, &mut text),
            _ => drop(writeln!(text, "{}", host.machine.unit_text(unit, stage).unwrap_or_else(|| "not compiled".into()))),
        }
    }
    Ok(text)
}

/// The exits that were taken, the most frequent first.
fn exits(unit: &Unit, text: &mut String) {
    let mut taken: Vec<_> = unit.exits.iter().enumerate().filter(|(_, e)| e.total > 0).collect();
    taken.sort_by_key(|(_, e)| std::cmp::Reverse(e.total));
    for (i, e) in taken {
        let _ = writeln!(text, "  exit {i}: taken {} times, recording failed {} times", e.total, e.failures);
    }
}
