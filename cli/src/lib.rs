//! The `vm` program, the same for every language: command line in, exit status out.
//!
//! Modules in the order in which a command passes through them:

pub mod args; // the command line
pub mod settings; // every limit and switch: flag, environment name, unit, default, help
mod units; // sizes, times and counts as people write them
mod host; // the machine and its languages
mod input; // programs: where their text comes from, in which language they are
mod output; // what guest programs print
mod interrupt; // SIGINT
mod run; // vm run, vm eval, vm check
mod show; // vm show
mod image; // vm image
mod repl; // vm repl
mod report; // errors, for people and for programs
mod stats; // --stats
pub mod bench; // vm bench

use args::{Cli, Command};
use clap::Parser;
use std::ffi::OsString;
use std::io::Write;

/// Exit statuses of the program itself; a guest's `exit` gives its own.
pub mod status {
    /// All went well.
    pub const SUCCESS: i32 = 0;
    /// The guest raised something that nobody caught.
    pub const UNCAUGHT: i32 = 1;
    /// The command line is wrong, or names what does not exist.
    pub const USAGE: i32 = 2;
    /// The text is not a program.
    pub const SYNTAX: i32 = 3;
    /// A limit was hit.
    pub const LIMIT: i32 = 4;
    /// An image was rejected.
    pub const IMAGE: i32 = 5;
    /// SIGINT.
    pub const INTERRUPTED: i32 = 130;
}

/// Does what the command line says and gives the exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> i32 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(e) => {
            // A closed pipe is no reason to complain about a help page.
            let _ = e.print();
            return e.exit_code();
        }
    };
    match cli.command {
        _ if cli.version => version(cli.verbose),
        Some(Command::Run(c)) => run::run(&c),
        Some(Command::Eval(c)) => run::eval(&c),
        Some(Command::Repl(c)) => repl::repl(&c),
        Some(Command::Check(c)) => run::check(&c),
        Some(Command::Show(c)) => show::show(&c),
        Some(Command::Image(c)) => image::image(&c.command),
        Some(Command::Bench(c)) => bench::bench(&c),
        None => {
            let _ = write!(std::io::stderr(), "{}", args::help());
            status::USAGE
        }
    }
}

/// The optimisations that `--jit-disable` can switch off.
pub fn optimisations() -> Vec<&'static str> {
    settings::optimisations().collect()
}

/// The languages that are built in: name and file extensions.
pub fn languages() -> Vec<(&'static str, &'static [&'static str])> {
    host::languages().into_iter().map(|l| (l.name, l.extensions)).collect()
}

fn version(verbose: bool) -> i32 {
    let mut text = format!("vm {}\n", env!("CARGO_PKG_VERSION"));
    if verbose {
        text += &format!("target: {} {}\n", std::env::consts::ARCH, std::env::consts::OS);
        text += &format!("build: {}\n", if cfg!(debug_assertions) { "debug" } else { "release" });
        text += "backends: cranelift, reference\n";
        for l in host::languages() {
            text += &format!("language: {} (.{})\n", l.name, l.extensions.join(", ."));
        }
    }
    let _ = std::io::stdout().write_all(text.as_bytes());
    status::SUCCESS
}
