//! Every threshold and switch of the JIT, in one place.

use std::fmt;
use std::time::Duration;

/// Which backend compiles units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BackendKind {
    /// Machine code.
    #[default]
    Cranelift,
    /// The reference executor.
    Reference,
}

/// How much of the time compiling should take. When more has been taken, what is hot has to become [`RELUCTANCE`] times as hot before a unit is
/// begun, or compiled well: so a program of much code that does not run for long loses little by the JIT, and what is hot for good is compiled
/// all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// So much in any case.
    pub free: Duration,
    /// And of the time since the machine was made, so much.
    pub percent: u32,
}

/// See [`Budget`].
pub const RELUCTANCE: u32 = 8;

/// How the JIT behaves. [`Config::default`] is what measurements found best.
#[derive(Clone, Debug)]
pub struct Config {
    /// Whether anything is compiled.
    pub jit: bool,
    /// After how many back edges a loop is recorded.
    pub loop_threshold: u32,
    /// After how many calls a function is recorded; the same for return points.
    pub entry_threshold: u32,
    /// After how often it was taken an exit is recorded.
    pub exit_threshold: u32,
    /// How many iterations and calls, for each operation of it, a unit makes in quickly compiled code before it is compiled
    /// well. 0: everything is compiled well at once.
    pub quick_polls: u32,
    /// How much of the time compiling should take; `None`: any.
    pub budget: Option<Budget>,
    /// How many operations one recording may have.
    pub trace_operations: usize,
    /// How many operations the raw graph of a unit may have.
    pub unit_operations: usize,
    /// How many recordings a unit may have.
    pub unit_segments: usize,
    /// How many calls deep the recorder inlines.
    pub inline_depth: usize,
    /// How many frames of the same code the recorder inlines into one another.
    pub inline_recursion: usize,
    /// A function that has compiled code of its own is inlined if that has at most so many operations; a larger one is called.
    pub inline_operations: usize,
    /// How many values a promotion's switch may have.
    pub promotion_values: u32,
    /// Which backend.
    pub backend: BackendKind,
    /// Test switch: names of optimisations that are off.
    pub disabled: Vec<String>,
    /// Test switch: make guards leave at random, by seed and rate (of 2^32).
    pub fail_guards: Option<(u64, u32)>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            jit: true,
            loop_threshold: 120,
            entry_threshold: 120,
            exit_threshold: 20,
            quick_polls: 60,
            budget: Some(Budget { free: Duration::from_millis(20), percent: 25 }),
            trace_operations: 4_000,
            unit_operations: 10_000,
            unit_segments: 100,
            inline_depth: 12,
            inline_recursion: 2,
            inline_operations: 60,
            promotion_values: 4,
            backend: BackendKind::Cranelift,
            disabled: Vec::new(),
            fail_guards: None,
        }
    }
}

impl Config {
    /// The configuration with every threshold 1.
    pub fn eager() -> Config {
        Config { loop_threshold: 1, entry_threshold: 1, exit_threshold: 1, quick_polls: 1, budget: None, ..Config::default() }
    }

    /// The configuration of the plain interpreter.
    pub fn interpreter() -> Config {
        Config { jit: false, ..Config::default() }
    }

    /// Whether an optimisation is on.
    pub fn enabled(&self, name: &str) -> bool {
        !self.disabled.iter().any(|d| d == name)
    }
}

impl fmt::Display for BackendKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BackendKind::Cranelift => "cranelift",
            BackendKind::Reference => "reference",
        })
    }
}
