//! The ways in which every program runs. Whatever the way, output, errors and exit status are the same.

/// A way to run a program.
#[derive(Clone, Debug)]
pub struct Mode {
    /// Its name in the names of test cases.
    pub name: String,
    /// The flags of the vm program.
    pub flags: Vec<String>,
}

/// The way that expectations are taken from.
pub const INTERPRETER: &str = "interpreter";

const FIXED: &[(&str, &str)] = &[
    (INTERPRETER, "--no-jit"),
    ("jit", ""),
    // Everything is compiled as soon as it can be.
    ("eager", "--jit-threshold=1"),
    ("reference", "--jit-threshold=1 --jit-backend=reference"),
    ("without-optimiser", "--jit-threshold=1 --jit-disable=all"),
    // Guards that fail at random.
    ("guards-few", "--jit-threshold=1 --jit-fail-guards=1:0.05"),
    ("guards-some", "--jit-threshold=3 --jit-fail-guards=2:0.3"),
    ("guards-all", "--jit-threshold=2 --jit-fail-guards=3:1"),
    ("collector-stress", "--jit-threshold=1 --gc-stress=97 --gc-verify --gc-poison"),
    ("collector-stress-interpreter", "--no-jit --gc-stress=67 --gc-verify --gc-poison"),
    ("small-nursery", "--jit-threshold=2 --nursery=4K --gc-verify"),
];

/// Whether benchmarks, of which there are many and which are long, run in this way too: those that differ most.
pub fn for_benchmarks(mode: &Mode) -> bool {
    const NAMES: &[&str] = &[INTERPRETER, "jit", "eager", "guards-some", "collector-stress", "without-optimiser", "without-promotion"];
    NAMES.contains(&mode.name.as_str())
}

/// All ways: those above, and each optimisation switched off.
pub fn all() -> Vec<Mode> {
    let fixed = FIXED
        .iter()
        .map(|(name, flags)| Mode { name: name.to_string(), flags: flags.split_whitespace().map(String::from).collect() });
    let without = vm_cli::optimisations()
        .into_iter()
        .map(|o| Mode { name: format!("without-{o}"), flags: vec!["--jit-threshold=1".into(), format!("--jit-disable={o}")] });
    fixed.chain(without).collect()
}
