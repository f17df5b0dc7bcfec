//! The commands of the REPL itself: a comma and a word at the beginning of a form.

use super::Session;
use std::fmt::Write as _;
use std::time::Instant;
use vm_core::core_shapes::{CLOSURE, Closure};
use vm_core::{CodeId, Error, ErrorKind, Source, Word};

/// A command: its name, what follows it, what it does.
struct Command {
    name: &'static str,
    argument: &'static str,
    help: &'static str,
    run: fn(&mut Session, &str) -> Result<(), Error>,
}

const COMMANDS: &[Command] = &[
    Command { name: "help", argument: "", help: "this list", run: help },
    Command { name: "time", argument: "FORM", help: "run it, and tell how long it took", run: time },
    Command { name: "dis", argument: "FORM", help: "the instructions of the function that it gives", run: disassemble },
    Command { name: "jit", argument: "", help: "what has been compiled to machine code", run: jit },
    Command { name: "expand", argument: "FORM", help: "what it is without macros", run: expand },
    Command { name: "trace", argument: "NAME", help: "show calls of a function and what they return", run: |s, a| by_language(s, "trace", a) },
    Command { name: "untrace", argument: "NAME", help: "and no more", run: |s, a| by_language(s, "untrace", a) },
    Command { name: "quit", argument: "", help: "leave; so does the end of the input", run: |_, _| Ok(()) },
];

/// Whether a line is a command.
pub fn is_command(line: &str) -> bool {
    line.trim_start().strip_prefix(',').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The commands as they are typed.
pub fn names() -> impl Iterator<Item = String> {
    COMMANDS.iter().map(|c| format!(",{}", c.name))
}

/// Runs a command. False: the user leaves.
pub fn run(session: &mut Session, line: &str) -> bool {
    let line = line.trim().trim_start_matches(',');
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let found = COMMANDS.iter().find(|c| c.name == name);
    let result = match found {
        None => Err(wrong(format!("no command ,{name}: ,help tells what there is"))),
        Some(c) if !c.argument.is_empty() && argument.trim().is_empty() => Err(wrong(format!(",{name} needs a {}", c.argument))),
        Some(c) => (c.run)(session, argument.trim()),
    };
    if let Err(e) = result {
        session.failed(&e);
    }
    name != "quit"
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Host, message)
}

fn help(session: &mut Session, _argument: &str) -> Result<(), Error> {
    let mut text = String::new();
    for c in COMMANDS {
        let _ = writeln!(text, "{:16} {}", format!(",{} {}", c.name, c.argument), c.help);
    }
    session.print(text.trim_end());
    Ok(())
}

fn time(session: &mut Session, form: &str) -> Result<(), Error> {
    let before = (Instant::now(), session.host.machine.vm().heap_stats(), session.host.machine.stats().nanoseconds);
    session.evaluate(form, &mut |_| false);
    let (start, heap, compiling) = before;
    let (elapsed, now) = (start.elapsed(), session.host.machine.vm().heap_stats());
    let compiling = (session.host.machine.stats().nanoseconds - compiling) as f64 / 1e6;
    session.print(&format!(
        "{:.3} ms; compiling {compiling:.3} ms; {} collections {:.3} ms",
        elapsed.as_secs_f64() * 1e3,
        now.minor - heap.minor,
        (now.pause_total - heap.pause_total).as_secs_f64() * 1e3
    ));
    Ok(())
}

/// The value of a form.
fn value(session: &mut Session, form: &str) -> Result<Word, Error> {
    let language = session.host.language;
    let code = session.host.machine.load_interactive(language, Source::new("<command>", form))?;
    session.host.machine.run(code)
}

fn disassemble(session: &mut Session, form: &str) -> Result<(), Error> {
    let w = value(session, form)?;
    let vm = session.host.machine.vm();
    let function = vm.cast(w, CLOSURE).map(|c| vm.get(c, Closure::code)).unwrap_or(w).as_code();
    let function = function.ok_or_else(|| wrong(format!("{form} is not a function")))?;
    // With the functions within: those that its code refers to and that have no name elsewhere.
    let (mut all, mut i): (Vec<CodeId>, usize) = (vec![function], 0);
    while i < all.len() {
        for inner in vm.code(all[i]).literals().iter().filter_map(|k| k.as_code()) {
            if !all.contains(&inner) {
                all.push(inner);
            }
        }
        i += 1;
    }
    let text: String = all.into_iter().map(|id| format!("{}\n", vm.listing(vm.code(id)))).collect();
    session.print(text.trim_end());
    Ok(())
}

fn jit(session: &mut Session, _argument: &str) -> Result<(), Error> {
    let machine = &session.host.machine;
    let mut text = String::new();
    for (name, count) in crate::stats::counts(machine) {
        let _ = writeln!(text, "{name:24} {count}");
    }
    for unit in machine.units() {
        let code = machine.vm().code(unit.code);
        let exits: u64 = unit.exits.iter().map(|e| u64::from(e.total)).sum();
        let _ = writeln!(text, "{} at {}: {} operations, left {exits} times", code.name, unit.pc, unit.optimised.size());
    }
    session.print(text.trim_end());
    Ok(())
}

fn expand(session: &mut Session, form: &str) -> Result<(), Error> {
    let machine = &mut session.host.machine;
    let source = machine.vm_mut().add_source(Source::new("<command>", form));
    let expanded = machine.stage(session.host.language, source, "expand");
    let text = expanded.unwrap_or_else(|| Err(wrong("this language has no macros to expand".into())))?;
    session.print(text.trim_end());
    Ok(())
}

/// A command that is a program of the language.
fn by_language(session: &mut Session, command: &str, argument: &str) -> Result<(), Error> {
    let text = session.host.machine.front(session.host.language).command(command, argument);
    let text = text.ok_or_else(|| wrong(format!("this language cannot {command} {argument}")))?;
    session.evaluate(&text, &mut |_| false);
    Ok(())
}
