//! The ways in which every program runs. Whatever the way, output, errors and exit status are the same.

/// A way to run a program.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    /// Its name in the names of test cases.
    pub name: &'static str,
    /// The flags of the vm program.
    pub flags: &'static [&'static str],
}

const fn mode(name: &'static str, flags: &'static [&'static str]) -> Mode {
    Mode { name, flags }
}

/// The interpreter alone.
pub const INTERPRETER: Mode = mode("interpreter", &["--no-jit"]);

/// Everything is compiled as soon as it can be.
pub const EAGER: Mode = mode("eager", &["--jit-threshold=1"]);

/// The same, run by the reference executor.
pub const REFERENCE: Mode = mode("reference", &["--jit-threshold=1", "--jit-backend=reference"]);

/// Guards that fail at random.
pub const GUARDS: Mode = mode("guards-1", &["--jit-threshold=1", "--jit-fail-guards=1:0.05"]);

/// All ways.
pub const ALL: &[Mode] = &[
    INTERPRETER,
    mode("jit", &[]),
    EAGER,
    REFERENCE,
    mode("without-fold", &["--jit-threshold=1", "--jit-disable=fold"]),
    mode("without-facts", &["--jit-threshold=1", "--jit-disable=facts"]),
    mode("without-loads-and-stores", &["--jit-threshold=1", "--jit-disable=loads,stores"]),
    mode("without-virtuals", &["--jit-threshold=1", "--jit-disable=virtuals"]),
    mode("without-loops", &["--jit-threshold=1", "--jit-disable=loops"]),
    mode("without-joins", &["--jit-threshold=1", "--jit-disable=joins"]),
    mode("without-promotion", &["--jit-threshold=1", "--jit-disable=promotion"]),
    mode("without-optimiser", &["--jit-threshold=1", "--jit-disable=all"]),
    GUARDS,
    mode("guards-2", &["--jit-threshold=3", "--jit-fail-guards=2:0.3"]),
    mode("guards-all", &["--jit-threshold=2", "--jit-fail-guards=3:1"]),
    mode("collector-stress", &["--jit-threshold=1", "--gc-stress=97", "--gc-verify", "--gc-poison"]),
    mode("collector-stress-interpreter", &["--no-jit", "--gc-stress=31", "--gc-verify", "--gc-poison"]),
    mode("small-nursery", &["--jit-threshold=2", "--nursery=4K", "--gc-verify"]),
];
