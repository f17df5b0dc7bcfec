//! `vm bench`: benchmark programs in modes of our own and on rivals found on the path, side by side.
//!
//! Every measurement is a child process: user time and peak memory come from the system. Runs are interleaved, one of each
//! program and system a round, so that a busy machine hurts all of them alike; the median counts. What a program prints must be
//! the same everywhere.

mod child; // running and measuring a process
mod programs; // benchmark programs
mod systems; // our modes and the rivals
mod extra; // what is measured beside the programs
mod figures; // ratios, means, targets
mod record; // JSON and tables

pub use programs::quick;

use crate::status;
use child::Sample;
use programs::{Program, Size};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use systems::System;

/// `vm bench`.
#[derive(clap::Args, Debug)]
pub struct BenchArgs {
    /// Which programs: names with * for anything, separated by commas
    #[arg(long, value_name = "GLOB,…", default_value = "*", value_delimiter = ',')]
    pub programs: Vec<String>,
    /// The language whose programs are measured
    #[arg(long, value_name = "L", default_value = "scheme")]
    pub lang: String,
    /// Which groups of programs: calls, floats, tlc, large, control, numbers, io; of toy: loops
    #[arg(long, value_name = "GROUP,…", value_delimiter = ',')]
    pub groups: Vec<String>,
    /// Modes of our own: interp, jit, no-virtuals, no-promotion, no-joins, no-versions, no-optimiser, reference; all: the first five
    #[arg(long, value_name = "MODE,…", default_value = "interp,jit", value_delimiter = ',')]
    pub modes: Vec<String>,
    /// Rivals: chez, chez-program, guile, racket, luajit, lua, node, quickjs, rust, swipl, gprolog; all; none. Those that are not on the path
    /// are left out
    #[arg(long, value_name = "NAME,…", default_value = "chez,guile,luajit,lua,rust", value_delimiter = ',')]
    pub rivals: Vec<String>,
    /// How often each program runs on each system
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub runs: usize,
    /// Stop a run after this many seconds; the program is not run again on that system
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub patience: u64,
    /// Run each program whose work grows with its size at half the size too: what the other half takes is the steady state
    #[arg(long)]
    pub steady: bool,
    /// Leave out the figures that are not about a program: start, interrupt, poll, the interpreter against Lua
    #[arg(long)]
    pub no_extra: bool,
    /// Small inputs: checks that everything runs, and measures nothing of interest
    #[arg(long)]
    pub quick: bool,
    /// Where the programs are
    #[arg(long, value_name = "FOLDER", default_value = "tests/bench")]
    pub folder: PathBuf,
    /// Write the measurements to this file
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Print the tables; without --json and --record they are printed anyway
    #[arg(long)]
    pub table: bool,
    /// Write measurements and tables to FOLDER/record, named by the date
    #[arg(long)]
    pub record: bool,
}

/// The runs of one program on one system, or why there are none.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// The runs.
    pub samples: Vec<Sample>,
    /// Runs at half the size.
    pub half: Vec<Sample>,
    /// What went wrong, if something did.
    pub failure: Option<String>,
}

/// All measurements, by program and system.
pub type Results = BTreeMap<(String, String), Measurement>;

/// A run that takes longer than this is not repeated as often.
const LONG: Duration = Duration::from_secs(10);

/// Measures, and gives the exit status: 1 if a program of ours failed.
pub fn bench(args: &BenchArgs) -> i32 {
    match measure(args) {
        Ok(failed) => i32::from(failed),
        Err(message) => {
            eprintln!("error: {message}");
            status::USAGE
        }
    }
}

fn measure(args: &BenchArgs) -> Result<bool, String> {
    let programs = programs::find(&args.folder, &args.lang, &args.programs, &args.groups)?;
    let scratch = std::env::temp_dir().join(format!("vm-bench-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).map_err(|e| format!("cannot write {}: {e}", scratch.display()))?;
    let mut systems = systems::own(&args.modes, &args.lang)?;
    for name in systems::rival_names(&args.rivals) {
        match systems::rival(name)? {
            Some(system) => systems.push(system),
            None => eprintln!("{name} is not on the path: left out"),
        }
    }
    let results = rounds(args, &programs, &systems, &scratch);
    let extra = if args.no_extra { extra::Extra::default() } else { extra::measure(args, &scratch, &systems) };
    let _ = std::fs::remove_dir_all(&scratch);
    let report = record::Report { programs: &programs, systems: &systems, results: &results, extra: &extra };
    record::write(args, &report)?;
    Ok(results.iter().any(|((_, system), m)| m.failure.is_some() && systems.iter().any(|s| s.own && s.name == *system)))
}

fn rounds(args: &BenchArgs, programs: &[Program], systems: &[System], scratch: &std::path::Path) -> Results {
    let mut results = Results::new();
    let patience = Duration::from_secs(args.patience);
    for round in 1..=args.runs.max(1) {
        for program in programs {
            for system in systems {
                let key = (program.name.clone(), system.name.clone());
                if round == 1 {
                    let Some(source) = program.source(system.language) else { continue };
                    let sizes: &[Size] = if args.quick { &[Size::Quick] } else { &[Size::Whole, Size::Half] };
                    let prepared = sizes.iter().filter(|s| **s != Size::Half || args.steady && program.iterates);
                    let mut prepared = prepared.map(|size| system.prepare(program, source, *size, args, scratch));
                    let failure = prepared.find_map(Result::err);
                    results.insert(key.clone(), Measurement { samples: Vec::new(), half: Vec::new(), failure });
                }
                let Some(m) = results.get_mut(&key) else { continue };
                let long = m.samples.iter().any(|s| s.elapsed > LONG);
                if m.failure.is_some() || long && (round > 2 && !system.own || round > 3) {
                    continue;
                }
                let size = if args.quick { Size::Quick } else { Size::Whole };
                match child::run(&mut system.command(program, size, scratch), patience) {
                    Ok(sample) => add(m, sample, program, args.quick),
                    Err(e) => m.failure = Some(e),
                }
                if args.steady && program.iterates && !args.quick && m.failure.is_none() {
                    match child::run(&mut system.command(program, Size::Half, scratch), patience) {
                        Ok(sample) => m.half.push(sample),
                        Err(e) => m.failure = Some(format!("at half the size: {e}")),
                    }
                }
                progress(round, program, system, m);
            }
        }
    }
    results
}

fn add(m: &mut Measurement, sample: Sample, program: &Program, quick: bool) {
    // The outputs of the small inputs are in the programs; those of the large ones must agree.
    let expected = if quick { Some(program.expected_quick.clone()) } else { program.reference.borrow().clone() };
    match expected {
        Some(expected) if expected != sample.output => m.failure = Some(format!("printed {:?}", sample.output.trim())),
        Some(_) => {}
        None => *program.reference.borrow_mut() = Some(sample.output.clone()),
    }
    m.samples.push(sample);
}

fn progress(round: usize, program: &Program, system: &System, m: &Measurement) {
    let text = match (&m.failure, m.samples.last()) {
        (Some(f), _) => format!("failed: {f}"),
        (None, Some(s)) => format!("{:.3} s", s.user.as_secs_f64()),
        (None, None) => String::new(),
    };
    eprintln!("{round} {:14} {:14} {text}", program.name, system.name);
}
