//! The command line.

use crate::bench::BenchArgs;
use crate::settings::Settings;
use clap::{Args, CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Runs programs of several languages on one just-in-time compiling virtual machine.
#[derive(Parser, Debug)]
#[command(name = "vm", disable_version_flag = true, max_term_width = 120)]
pub struct Cli {
    /// Print the version
    #[arg(long, short = 'V')]
    pub version: bool,
    /// With --version: print what is built in
    #[arg(long, requires = "version")]
    pub verbose: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Run a program or an image
    Run(RunArgs),
    /// Evaluate expressions and print their values
    Eval(EvalArgs),
    /// Talk with a language: read, run, print
    Repl(ReplArgs),
    /// Compile a program without running it
    Check(CheckArgs),
    /// Print a stage of a program on its way to machine code
    Show(ShowArgs),
    /// Machines in files: build, save, show, run
    Image(ImageArgs),
    /// Measure benchmark programs against other systems
    Bench(BenchArgs),
}

/// `vm run`.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// The language; otherwise it is known by the file's extension, then by its #! line
    #[arg(long, value_name = "L")]
    pub lang: Option<String>,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// The program's file (- is standard input), then the program's own arguments
    #[arg(required = true, value_name = "FILE [ARGS]", trailing_var_arg = true)]
    pub program: Vec<OsString>,
}

/// `vm eval`.
#[derive(Args, Debug)]
pub struct EvalArgs {
    /// The language
    #[arg(long, value_name = "L", default_value = "scheme")]
    pub lang: String,
    /// What to evaluate; several are evaluated one after the other in the same machine
    #[arg(short = 'e', long = "expr", value_name = "EXPR", required = true, allow_hyphen_values = true)]
    pub expressions: Vec<String>,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// The program's arguments
    #[arg(value_name = "ARGS", trailing_var_arg = true)]
    pub arguments: Vec<OsString>,
}

/// `vm repl`.
#[derive(Args, Debug)]
pub struct ReplArgs {
    /// The language
    #[arg(long, value_name = "L", default_value = "scheme")]
    pub lang: String,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// Programs to run first
    #[arg(value_name = "FILES")]
    pub files: Vec<OsString>,
}

/// `vm check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The language; otherwise it is known by the file's extension, then by its #! line
    #[arg(long, value_name = "L")]
    pub lang: Option<String>,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// The files (- is standard input)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
}

/// `vm show`.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Which: tokens, ast, bytecode (without running the program); trace, ir, clif, asm, exits (after running it)
    #[arg(long, value_name = "STAGE")]
    pub stage: String,
    /// The language; otherwise it is known by the file's extension, then by its #! line
    #[arg(long, value_name = "L")]
    pub lang: Option<String>,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// The program's file (- is standard input), then the program's own arguments
    #[arg(required = true, value_name = "FILE [ARGS]", trailing_var_arg = true)]
    pub program: Vec<OsString>,
}

/// `vm image`.
#[derive(Args, Debug)]
pub struct ImageArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ImageCommand,
}

/// `vm image …`.
#[derive(Subcommand, Debug)]
pub enum ImageCommand {
    /// Write an image of a language's library
    Build(ImageBuildArgs),
    /// Run a program and write an image of the machine as it is then
    Save(ImageSaveArgs),
    /// Check an image and describe it
    Show(ImageShowArgs),
    /// Run an image; vm run does the same
    Run(RunArgs),
}

/// `vm image build`.
#[derive(Args, Debug)]
pub struct ImageBuildArgs {
    /// The language
    #[arg(long, value_name = "L", default_value = "scheme")]
    pub lang: String,
    /// Where to write the image
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
}

/// `vm image save`.
#[derive(Args, Debug)]
pub struct ImageSaveArgs {
    /// The language; otherwise it is known by the file's extension, then by its #! line
    #[arg(long, value_name = "L")]
    pub lang: Option<String>,
    /// Where to write the image
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// The function that the image starts with when it is run; it gets the command line if it takes an argument [default:
    /// main, if the program defines it]
    #[arg(long, value_name = "NAME")]
    pub main: Option<String>,
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// The program's file (- is standard input), then the program's own arguments
    #[arg(required = true, value_name = "FILE [ARGS]", trailing_var_arg = true)]
    pub program: Vec<OsString>,
}

/// `vm image show`.
#[derive(Args, Debug)]
pub struct ImageShowArgs {
    /// The limits and switches.
    #[command(flatten)]
    pub settings: Settings,
    /// The image
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// The help page.
pub fn help() -> clap::builder::StyledStr {
    Cli::command().render_help()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    fn program(line: &[&str]) -> Vec<String> {
        let cli = Cli::try_parse_from(line).unwrap();
        let Some(Command::Run(run)) = cli.command else { panic!("not run") };
        run.program.iter().map(|a| a.to_str().unwrap().to_string()).collect()
    }

    #[test]
    fn arguments_after_the_file_are_the_programs() {
        assert_eq!(program(&["vm", "run", "--no-jit", "f", "--no-jit", "--", "-x"]), ["f", "--no-jit", "--", "-x"]);
        assert_eq!(program(&["vm", "run", "--", "-f", "--fuel"]), ["-f", "--fuel"]);
        assert_eq!(program(&["vm", "run", "-", "a"]), ["-", "a"]);
    }

    #[test]
    fn flags_without_a_value_take_none() {
        assert_eq!(program(&["vm", "run", "--stats", "f"]), ["f"]);
        assert!(Cli::try_parse_from(["vm", "run", "--stats=xml", "f"]).is_err());
        assert!(Cli::try_parse_from(["vm", "run", "--fuel", "-3", "f"]).is_err());
        assert!(Cli::try_parse_from(["vm", "run"]).is_err());
    }
}
