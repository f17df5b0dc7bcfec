//! `vm run`, `vm eval` and `vm check`.

use crate::args::{CheckArgs, EvalArgs, RunArgs};
use crate::host::{BuiltIn, Host};
use crate::input::{self, Program, Runnable};
use crate::report::Reporter;
use crate::settings::Settings;
use crate::{image, interrupt, output, stats, status};
use vm_core::{Error, ErrorKind, Source};

/// Runs a program and gives the exit status.
pub fn run(args: &RunArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let program = match input::runnable(&args.program, args.lang.as_deref()) {
        Ok(Runnable::Program(program)) => program,
        Ok(Runnable::Image(found)) => return image::run_image(args, &found),
        Err(message) => return reporter.usage(&message),
    };
    let mut host = match host(&args.settings, &program.language, &program.arguments) {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    let code = host.machine.load(host.language, program.source);
    warn(&mut host, &args.settings, &reporter);
    let result = code.and_then(|code| host.machine.run(code));
    finish(host, &args.settings, &reporter, result.map(|_| ()))
}

/// A machine for the program, with its arguments, printing to standard output and stopping at SIGINT.
pub fn host(settings: &Settings, language: &BuiltIn, arguments: &[String]) -> Result<Host, Error> {
    let mut host = Host::new(settings, language)?;
    prepare(&mut host, arguments);
    Ok(host)
}

/// Gives the machine its arguments, standard output, and SIGINT.
pub fn prepare(host: &mut Host, arguments: &[String]) {
    set_output(host, arguments);
    interrupt::install(host.machine.interrupt_handle());
}

/// Gives the machine its arguments and standard output.
pub fn set_output(host: &mut Host, arguments: &[String]) {
    let vm = host.machine.vm_mut();
    vm.output = output::guest();
    vm.arguments = arguments.to_vec();
}

/// Flushes, reports and counts; gives the exit status. The process is about to end.
pub fn finish(mut host: Host, settings: &Settings, reporter: &Reporter, result: Result<(), Error>) -> i32 {
    host.finish();
    let status = match result {
        Ok(()) => status::SUCCESS,
        Err(e) => reporter.error(&e, Some(host.machine.vm())),
    };
    if let Some(format) = settings.stats {
        stats::print(&host.machine, format);
    }
    host.machine.abandon();
    status
}

/// Reports what the compiler has found to be probably wrong.
fn warn(host: &mut Host, settings: &Settings, reporter: &Reporter) {
    let warnings = std::mem::take(&mut host.machine.vm_mut().warnings);
    if !settings.no_warnings {
        warnings.iter().for_each(|w| reporter.warning(w, host.machine.vm()));
    }
}

/// Evaluates expressions, prints their values and gives the exit status.
pub fn eval(args: &EvalArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let language = match input::by_name(&args.lang) {
        Ok(language) => language,
        Err(message) => return reporter.usage(&message),
    };
    let rest = args.arguments.iter().map(|a| a.to_string_lossy().into_owned());
    let arguments: Vec<String> = std::iter::once("<eval>".to_string()).chain(rest).collect();
    let mut host = match host(&args.settings, &language, &arguments) {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    let result = args.expressions.iter().try_for_each(|e| evaluate(&mut host, e));
    finish(host, &args.settings, &reporter, result)
}

fn evaluate(host: &mut Host, expression: &str) -> Result<(), Error> {
    let code = host.machine.load_interactive(host.language, Source::new("<eval>", expression))?;
    let value = host.machine.call(code, &[])?;
    if let Some(text) = host.machine.answer(host.language, value).0 {
        host.machine.vm_mut().print(&format!("{}\n", text.trim_end()));
    }
    // A query that has failed has said so.
    if host.machine.failed(host.language, value) { Err(Error::new(ErrorKind::Exit(status::UNCAUGHT), "")) } else { Ok(()) }
}

/// Compiles files and gives the worst exit status.
pub fn check(args: &CheckArgs) -> i32 {
    let reporter = Reporter::new(args.settings.error_format);
    let mut worst = status::SUCCESS;
    for file in &args.files {
        let status = match input::program(std::slice::from_ref(file), args.lang.as_deref()) {
            Ok(program) => check_program(&args.settings, &reporter, program),
            Err(message) => reporter.usage(&message),
        };
        worst = worst.max(status);
    }
    worst
}

fn check_program(settings: &Settings, reporter: &Reporter, program: Program) -> i32 {
    let mut host = match Host::new(settings, &program.language) {
        Ok(host) => host,
        Err(e) => return reporter.error(&e, None),
    };
    let code = host.machine.load(host.language, program.source);
    warn(&mut host, settings, reporter);
    match code {
        Ok(_) => status::SUCCESS,
        Err(e) => reporter.error(&e, Some(host.machine.vm())),
    }
}

/// The exit status for an error.
pub fn status_of(kind: &ErrorKind) -> i32 {
    match kind {
        ErrorKind::Syntax => status::SYNTAX,
        ErrorKind::Uncaught(_) => status::UNCAUGHT,
        ErrorKind::Limit { .. } => status::LIMIT,
        ErrorKind::Interrupted => status::INTERRUPTED,
        ErrorKind::Exit(status) => status & 0xff,
        ErrorKind::Image => status::IMAGE,
        ErrorKind::Host | ErrorKind::Escape => status::USAGE,
    }
}

/// The name of an error's kind for programs that read it.
pub fn kind_name(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Syntax => "syntax",
        ErrorKind::Uncaught(_) => "uncaught",
        ErrorKind::Limit { .. } => "limit",
        ErrorKind::Interrupted => "interrupted",
        ErrorKind::Exit(_) => "exit",
        ErrorKind::Image => "image",
        ErrorKind::Host | ErrorKind::Escape => "usage",
    }
}
