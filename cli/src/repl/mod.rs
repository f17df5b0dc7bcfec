//! `vm repl`: reads what a user types, runs it, and prints what the language answers. The same for every language: what a form
//! is, what its names are and what is shown of a value the [`vm_core::Language`] says.
//!
//! On a terminal lines are edited, with history and completion (see [`editor`]). Anything else is read line by line, without
//! prompts: so that programs and tests can talk to it.

mod commands;
mod editor;

use crate::args::ReplArgs;
use crate::host::Host;
use crate::report::Reporter;
use crate::{input, interrupt, run, status};
use std::cell::RefCell;
use std::io::{IsTerminal, Write};
use std::rc::Rc;
use vm_core::{CodeId, Error, ErrorKind, Reading, Source, Word};

/// Where forms come from.
trait Lines {
    /// The next line; without a prompt where nobody sees it. `unfinished`: it goes on a form.
    fn next(&mut self, unfinished: bool) -> Line;
    /// Whether the user wants more of an answer.
    fn wants_more(&mut self, answer: &str) -> bool;
}

/// What reading a line gives.
enum Line {
    Text(String),
    /// The user gives up what was typed so far.
    Dropped,
    End,
}

/// The machine and what is known of the user.
struct Session {
    host: Host,
    reporter: Reporter,
    /// How many forms have been run: each is a text of its own, so that messages show the right one.
    forms: usize,
    /// What a program's own `exit` says.
    exit: Option<i32>,
}

/// Runs until the user leaves; gives the exit status.
pub fn repl(args: &ReplArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let language = match input::by_name(&args.lang) {
        Ok(language) => language,
        Err(message) => return reporter.usage(&message),
    };
    let host = Host::new(&args.settings, &language);
    let mut host = match host {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    run::set_output(&mut host, &["<repl>".to_string()]);
    let terminal = std::io::stdin().is_terminal();
    interrupt::install_repl(host.machine.interrupt_handle(), terminal);
    let session = Rc::new(RefCell::new(Session { host, reporter, forms: 0, exit: None }));
    for file in &args.files {
        let program = match input::program(std::slice::from_ref(file), Some(&args.lang)) {
            Ok(program) => program,
            Err(message) => return session.borrow().reporter.usage(&message),
        };
        session.borrow_mut().run_text(program.source, &mut |_| false);
    }
    let status = if terminal {
        match editor::Terminal::new(session.clone(), language.name) {
            Ok(mut lines) => talk(&session, &mut lines),
            Err(e) => session.borrow().reporter.usage(&format!("cannot use the terminal: {e}")),
        }
    } else {
        talk(&session, &mut Plain)
    };
    session.borrow_mut().host.finish();
    status
}

/// Reads and runs until the end.
fn talk(session: &RefCell<Session>, lines: &mut dyn Lines) -> i32 {
    let mut text = String::new();
    loop {
        match lines.next(!text.trim().is_empty()) {
            Line::Text(line) => {
                if text.trim().is_empty() && commands::is_command(&line) {
                    if !commands::run(&mut session.borrow_mut(), &line) {
                        return status::SUCCESS;
                    }
                    continue;
                }
                text.push_str(&line);
                text.push('\n');
            }
            Line::Dropped => text.clear(),
            Line::End => {
                // A form that was never finished is the user's mistake, and reported like any.
                if !text.trim().is_empty() {
                    session.borrow_mut().evaluate(&text, &mut |_| false);
                    return status::SYNTAX;
                }
                return status::SUCCESS;
            }
        }
        loop {
            let reading = session.borrow_mut().reading(&text);
            let Reading::Form(end) = reading else {
                if let Reading::Blank = reading {
                    text.clear();
                }
                break;
            };
            let rest = text.split_off(end);
            session.borrow_mut().evaluate(&text, &mut |answer| lines.wants_more(answer));
            text = rest;
            if let Some(status) = session.borrow().exit {
                return status;
            }
        }
    }
}

impl Session {
    fn reading(&mut self, text: &str) -> Reading {
        let machine = &mut self.host.machine;
        machine.reading(self.host.language, text)
    }

    /// Runs one form and prints what it answers, or what went wrong.
    fn evaluate(&mut self, text: &str, wants_more: &mut dyn FnMut(&str) -> bool) {
        self.forms += 1;
        self.run_text(Source::new(format!("<repl {}>", self.forms), text), wants_more);
    }

    fn run_text(&mut self, source: Source, wants_more: &mut dyn FnMut(&str) -> bool) {
        let _busy = interrupt::Busy::begin(self.host.machine.vm_mut());
        let language = self.host.language;
        let loaded = self.host.machine.load_interactive(language, source);
        let mut next = loaded.map(|code| (code, Vec::new()));
        loop {
            let (code, args): (CodeId, Vec<Word>) = match next {
                Ok(next) => next,
                Err(e) => return self.failed(&e),
            };
            let value = match self.host.machine.call(code, &args) {
                Ok(value) => value,
                Err(e) => return self.failed(&e),
            };
            let (answer, more) = self.host.machine.answer(language, value);
            let answer = answer.unwrap_or_default();
            match more {
                Some(more) if wants_more(&answer) => next = Ok(more),
                Some(_) => return self.print(""),
                None => return self.print(&answer),
            }
        }
    }

    fn print(&mut self, answer: &str) {
        let vm = self.host.machine.vm_mut();
        if !answer.is_empty() {
            vm.print(&format!("{answer}\n"));
        }
        let _ = vm.output.flush();
    }

    fn failed(&mut self, e: &Error) {
        let _ = self.host.machine.vm_mut().output.flush();
        if let ErrorKind::Exit(status) = e.kind {
            self.exit = Some(status & 0xff);
            return;
        }
        self.reporter.error(e, Some(self.host.machine.vm()));
    }
}

/// Lines of a pipe or a file.
struct Plain;

impl Lines for Plain {
    fn next(&mut self, _unfinished: bool) -> Line {
        let mut line = String::new();
        match std::io::stdin().read_line(&mut line) {
            Ok(0) | Err(_) => Line::End,
            Ok(_) => {
                line.truncate(line.trim_end_matches(['\n', '\r']).len());
                Line::Text(line)
            }
        }
    }

    /// The next line says so with a semicolon.
    fn wants_more(&mut self, answer: &str) -> bool {
        crate::output::print(&format!("{answer}\n"));
        matches!(self.next(false), Line::Text(line) if line.trim() == ";")
    }
}
