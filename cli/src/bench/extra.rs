//! Measurements that are not about a benchmark program: an empty program, an interrupt, the cost of a poll, and the
//! interpreter beside Lua's.

use super::figures::{mean, median};
use super::programs::sized_to;
use super::systems::{System, rival};
use super::{BenchArgs, child};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What was measured; `None`: it was not, or it failed.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// Seconds of user time of an empty program.
    pub empty_seconds: Option<f64>,
    /// Its peak memory.
    pub empty_memory: Option<f64>,
    /// Seconds from an interrupt to the end of the process, in a compiled loop.
    pub interrupt_seconds: Option<f64>,
    /// Time of a very short compiled loop with a poll over that without.
    pub poll_cost: Option<f64>,
    /// The same of programs that are loops, the mean.
    pub loops_poll_cost: Option<f64>,
    /// Time of Fibonacci's 32nd number in our interpreter over that in Lua's.
    pub interpreter_to_lua: Option<f64>,
}

/// How long one of these runs may take.
const LIMIT: Duration = Duration::from_secs(60);

/// Measures, on our own executable.
pub fn measure(args: &BenchArgs, scratch: &Path, systems: &[System]) -> Extra {
    let mut extra = Extra::default();
    let Ok(executable) = std::env::current_exe() else { return extra };
    if !systems.iter().any(|s| s.own) {
        return extra;
    }
    if let Some(path) = file(scratch, "empty.scm", "") {
        let samples: Vec<_> =
            (0..21).filter_map(|_| child::run(Command::new(&executable).arg("run").arg(&path), LIMIT).ok()).collect();
        extra.empty_seconds = median(samples.iter().map(|s| s.user.as_secs_f64()).collect());
        extra.empty_memory = median(samples.iter().map(|s| s.memory as f64).collect());
    }
    extra.interrupt_seconds = interrupt(&executable, scratch);
    extra.poll_cost = poll_cost(args, &executable, scratch);
    extra.loops_poll_cost = loops_poll_cost(args, &executable);
    extra.interpreter_to_lua = interpreter_to_lua(args, &executable, scratch);
    extra
}

fn file(scratch: &Path, name: &str, text: &str) -> Option<PathBuf> {
    let path = scratch.join(name);
    std::fs::write(&path, text).ok().map(|()| path)
}

fn interrupt(executable: &Path, scratch: &Path) -> Option<f64> {
    let path = file(scratch, "endless.scm", "(let loop ((i 0)) (loop (if (= i 1000000) 0 (+ i 1))))\n")?;
    let latency = || {
        let mut child = Command::new(executable).arg("run").arg(&path).stderr(Stdio::null()).spawn().ok()?;
        std::thread::sleep(Duration::from_millis(300));
        let start = Instant::now();
        child::interrupt(&child);
        let status = child.wait().ok()?;
        (status.code() == Some(crate::status::INTERRUPTED)).then(|| start.elapsed().as_secs_f64())
    };
    median((0..5).filter_map(|_| latency()).collect())
}

/// Benchmark programs that are loops and allocate nothing, so that they run without polls.
const LOOPS: [&str; 4] = ["fannkuch", "mandelbrot", "sum", "sumfp"];

/// Programs with their polls and without.
fn loops_poll_cost(args: &BenchArgs, executable: &Path) -> Option<f64> {
    let cost = |name: &str| poll_ratio(args, executable, &args.folder.join("scheme").join(name).with_extension("scm"));
    if args.quick {
        return None;
    }
    mean(&LOOPS.iter().map(|name| cost(name)).collect::<Option<Vec<f64>>>()?)
}

/// A loop of a dozen machine instructions, with its poll and without.
fn poll_cost(args: &BenchArgs, executable: &Path, scratch: &Path) -> Option<f64> {
    let count = if args.quick { "1000" } else { "400000000" };
    let text = format!("(display (let loop ((i 0) (a 0)) (if (= i {count}) a (loop (+ i 1) (if (odd? i) (+ a 3) (- a 1))))))\n");
    poll_ratio(args, executable, &file(scratch, "poll.scm", &text)?)
}

fn poll_ratio(args: &BenchArgs, executable: &Path, program: &Path) -> Option<f64> {
    // Polls also count until a unit is compiled well: here all are at once.
    let mut with = Command::new(executable);
    with.args(["run", "--jit-quick-polls=0"]).arg(program);
    let mut without = Command::new(executable);
    without.args(["run", "--jit-quick-polls=0", "--jit-disable=polls"]).arg(program);
    ratio(args, &mut with, &mut without)
}

fn interpreter_to_lua(args: &BenchArgs, executable: &Path, scratch: &Path) -> Option<f64> {
    let program = |folder: &str, name: &str| {
        let text = std::fs::read_to_string(args.folder.join(folder).join(name)).ok()?;
        file(scratch, &format!("interpreter-{name}"), &sized_to(&text, if args.quick { "10" } else { "32" })?)
    };
    let lua = rival("lua").ok()??;
    let mut ours = Command::new(executable);
    ours.args(["run", "--no-jit"]).arg(program("scheme", "fib.scm")?);
    let mut theirs = Command::new(lua.executable());
    theirs.arg(program("lua", "fib.lua")?);
    ratio(args, &mut ours, &mut theirs)
}

/// The user time of one command over that of another, medians of interleaved runs that print the same.
fn ratio(args: &BenchArgs, a: &mut Command, b: &mut Command) -> Option<f64> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..args.runs.max(1) {
        let (x, y) = (child::run(a, LIMIT).ok()?, child::run(b, LIMIT).ok()?);
        if x.output.trim() != y.output.trim() {
            return None;
        }
        first.push(x.user.as_secs_f64());
        second.push(y.user.as_secs_f64());
    }
    Some(median(first)?.max(0.001) / median(second)?.max(0.001))
}
