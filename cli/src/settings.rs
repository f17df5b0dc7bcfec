//! Every limit and switch that the command line and the environment can set, in one table.
//!
//! A row gives the flag, the environment name, what the value is, its default, its help and what it does; the flags, the help
//! pages and the reading of the environment all come from it. A flag wins over the environment.

use crate::units;
use clap::{Arg, ArgMatches, Command, error::ErrorKind};
use jitgen::opt::PassSet;
use jitgen::{BackendKind, Config};
use std::path::PathBuf;
use vm_core::{HeapOptions, Limits};

/// How the counts of `--stats` are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatsFormat {
    /// Lines for people.
    Text,
    /// One line of JSON.
    Json,
}

/// How errors are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ErrorFormat {
    /// With the source line and the stack.
    #[default]
    Human,
    /// One line.
    Short,
    /// One line of JSON.
    Json,
}

/// Everything that can be set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What guest programs may use.
    pub limits: Limits,
    /// How the JIT behaves.
    pub jit: Config,
    /// How the heap behaves.
    pub heap: HeapOptions,
    /// Whether and how counts are printed at the end.
    pub stats: Option<StatsFormat>,
    /// Where the JIT's events go; `-` is standard error.
    pub jit_log: Option<PathBuf>,
    /// How errors are printed.
    pub error_format: ErrorFormat,
    /// Where libraries are looked for, after the folder of the program.
    pub library_path: Vec<PathBuf>,
    /// Warnings are not printed.
    pub no_warnings: bool,
    /// The image that programs begin with, instead of the language's library alone.
    pub image: Option<PathBuf>,
}

/// What a setting's value is.
enum Kind {
    /// On or off: the flag stands alone, the environment says `1` or `0`.
    Switch(fn(&mut Settings)),
    /// A value in the unit named.
    Value(&'static str, fn(&mut Settings, &str) -> Result<(), String>),
    /// A value that may be left out, and what it is then.
    Optional(&'static str, &'static str, fn(&mut Settings, &str) -> Result<(), String>),
}

use Kind::{Optional, Switch, Value};

/// A row of the table.
struct Setting {
    flag: &'static str,
    environment: &'static str,
    default: &'static str,
    help: &'static str,
    kind: Kind,
}

const fn row(flag: &'static str, environment: &'static str, default: &'static str, help: &'static str, kind: Kind) -> Setting {
    Setting { flag, environment, default, help, kind }
}

#[rustfmt::skip]
const TABLE: &[Setting] = &[
    // Limits.
    row("fuel", "VM_FUEL", "unlimited", "Loop iterations and calls, together",
        Value("N", |s, v| { s.limits.fuel = Some(units::count(v)?.min(i64::MAX as u64)); Ok(()) })),
    row("timeout", "VM_TIMEOUT", "unlimited", "Wall-clock time of the program",
        Value("TIME", |s, v| { s.limits.deadline = Some(units::duration(v)?); Ok(()) })),
    row("max-heap", "VM_MAX_HEAP", "8G", "Bytes of heap",
        Value("BYTES", |s, v| { s.limits.heap_bytes = units::bytes(v)?; Ok(()) })),
    row("max-stack", "VM_MAX_STACK", "1G", "Bytes of stack",
        Value("BYTES", |s, v| { s.limits.stack_bytes = units::bytes(v)?; Ok(()) })),
    row("max-code", "VM_MAX_CODE", "64M", "Bytes of machine code",
        Value("BYTES", |s, v| { s.limits.code_bytes = units::bytes(v)?; Ok(()) })),
    row("max-nesting", "VM_MAX_NESTING", "10000", "How deep the text of a program nests",
        Value("N", |s, v| { s.limits.parser_depth = narrow(v)?; Ok(()) })),
    // Libraries.
    row("library-dir", "VM_LIBRARY_DIR", "none", "Where to look for libraries, after the program's folder; several times, or with :",
        Value("DIR", |s, v| { s.library_path.extend(std::env::split_paths(v)); Ok(()) })),
    // Reports.
    row("stats", "VM_STATS", "off", "Print counts to standard error at the end: text or json",
        Optional("FORMAT", "text", |s, v| { s.stats = Some(choose(v, &[("text", StatsFormat::Text), ("json", StatsFormat::Json)])?); Ok(()) })),
    row("error-format", "VM_ERROR_FORMAT", "human", "How errors are printed: human, short or json",
        Value("FORMAT", |s, v| {
            s.error_format = choose(v, &[("human", ErrorFormat::Human), ("short", ErrorFormat::Short), ("json", ErrorFormat::Json)])?;
            Ok(())
        })),
    row("no-warnings", "VM_NO_WARNINGS", "off", "Do not print warnings about the program", Switch(|s| s.no_warnings = true)),
    row("jit-log", "VM_JIT_LOG", "off", "Write the JIT's events to this file; - is standard error",
        Value("FILE", |s, v| { s.jit_log = Some(v.into()); Ok(()) })),
    row("image", "VM_IMAGE", "none", "Begin with this image instead of the language's library alone",
        Value("FILE", |s, v| { s.image = Some(v.into()); Ok(()) })),
    // The JIT.
    row("no-jit", "VM_NO_JIT", "off", "Interpret only", Switch(|s| s.jit.jit = false)),
    row("jit-threshold", "VM_JIT_THRESHOLD", "120, 120, 20", "How often a loop runs, a function is called or an exit is taken before it is compiled",
        Value("N", |s, v| {
            let n = narrow(v)?.max(1);
            (s.jit.loop_threshold, s.jit.entry_threshold, s.jit.exit_threshold) = (n, n, n);
            s.jit.quick_polls = s.jit.quick_polls.min(n);
            s.jit.budget = None;
            Ok(())
        })),
    row("jit-loop-threshold", "VM_JIT_LOOP_THRESHOLD", "120", "The same, for loops only",
        Value("N", |s, v| { s.jit.loop_threshold = narrow(v)?.max(1); Ok(()) })),
    row("jit-entry-threshold", "VM_JIT_ENTRY_THRESHOLD", "120", "The same, for functions only",
        Value("N", |s, v| { s.jit.entry_threshold = narrow(v)?.max(1); Ok(()) })),
    row("jit-exit-threshold", "VM_JIT_EXIT_THRESHOLD", "20", "The same, for exits only",
        Value("N", |s, v| { s.jit.exit_threshold = narrow(v)?.max(1); Ok(()) })),
    row("jit-quick-polls", "VM_JIT_QUICK_POLLS", "60", "How many iterations and calls, for each operation of it, a unit makes before it is compiled well; 0: none",
        Value("N", |s, v| { s.jit.quick_polls = narrow(v)?; Ok(()) })),
    row("jit-budget", "VM_JIT_BUDGET", "20:25", "How much of the time compiling should take: milliseconds, and percent of all; or off",
        Value("MS:PERCENT", |s, v| { s.jit.budget = units::budget(v)?; Ok(()) })),
    row("jit-trace-operations", "VM_JIT_TRACE_OPERATIONS", "4000", "How many operations one recording may have",
        Value("N", |s, v| { s.jit.trace_operations = narrow(v)? as usize; Ok(()) })),
    row("jit-unit-operations", "VM_JIT_UNIT_OPERATIONS", "10000", "How many operations a unit may have",
        Value("N", |s, v| { s.jit.unit_operations = narrow(v)? as usize; Ok(()) })),
    row("jit-unit-segments", "VM_JIT_UNIT_SEGMENTS", "100", "How many recordings a unit may have",
        Value("N", |s, v| { s.jit.unit_segments = narrow(v)? as usize; Ok(()) })),
    row("jit-inline-depth", "VM_JIT_INLINE_DEPTH", "12", "How many calls deep the recorder inlines",
        Value("N", |s, v| { s.jit.inline_depth = narrow(v)? as usize; Ok(()) })),
    row("jit-inline-recursion", "VM_JIT_INLINE_RECURSION", "2", "How many frames of the same function the recorder inlines",
        Value("N", |s, v| { s.jit.inline_recursion = narrow(v)? as usize; Ok(()) })),
    row("jit-inline-operations", "VM_JIT_INLINE_OPERATIONS", "60", "How large a function's own compiled code may be for the function to be inlined",
        Value("N", |s, v| { s.jit.inline_operations = narrow(v)? as usize; Ok(()) })),
    row("jit-promotion-values", "VM_JIT_PROMOTION_VALUES", "4", "How many values a promotion distinguishes",
        Value("N", |s, v| { s.jit.promotion_values = narrow(v)?; Ok(()) })),
    row("jit-disable", "VM_JIT_DISABLE", "none", "Optimisations to switch off; all: the whole optimiser",
        Value("PASS,…", |s, v| v.split(',').try_for_each(|name| disable(s, name)))),
    row("jit-backend", "VM_JIT_BACKEND", "cranelift", "What runs compiled code: cranelift, or reference (the slow oracle)",
        Value("NAME", |s, v| {
            s.jit.backend = choose(v, &[("cranelift", BackendKind::Cranelift), ("reference", BackendKind::Reference)])?;
            Ok(())
        })),
    // Test switches.
    row("jit-fail-guards", "VM_JIT_FAIL_GUARDS", "none", "Make guards fail at random",
        Value("SEED:RATE", |s, v| { s.jit.fail_guards = Some(units::seed_and_rate(v)?); Ok(()) })),
    row("gc-stress", "VM_GC_STRESS", "off", "Collect at every N-th allocation",
        Value("N", |s, v| { s.heap.collect_every = units::count(v)?; Ok(()) })),
    row("nursery", "VM_NURSERY", "4M", "Bytes of the nursery at first",
        Value("BYTES", |s, v| {
            s.heap.nursery_bytes = units::bytes(v)?;
            let (least, most) = (HeapOptions::MIN_NURSERY_BYTES, HeapOptions::MAX_NURSERY_BYTES);
            if (least..=most).contains(&s.heap.nursery_bytes) { Ok(()) } else { Err(format!("'{v}' is not between 4K and 1G")) }
        })),
    row("nursery-growth", "VM_NURSERY_GROWTH", "4", "How many times larger the nursery may become",
        Value("N", |s, v| { s.heap.nursery_growth = narrow(v)? as usize; Ok(()) })),
    row("gc-growth", "VM_GC_GROWTH", "100", "By how many percent the old space grows before it is collected",
        Value("N", |s, v| { s.heap.growth_percent = narrow(v)? as usize; Ok(()) })),
    row("gc-verify", "VM_GC_VERIFY", "off", "Check the heap before and after each collection", Switch(|s| s.heap.verify = true)),
    row("gc-poison", "VM_GC_POISON", "off", "Overwrite what a collection has left behind", Switch(|s| s.heap.poison = true)),
    row("gc-fail", "VM_GC_FAIL", "off", "Fail the N-th allocation",
        Value("N", |s, v| { s.heap.fail_allocation = units::count(v)?; Ok(()) })),
];

/// Flags that have a letter too.
const SHORT: &[(&str, char)] = &[("library-dir", 'I'), ("no-warnings", 'W')];

/// The optimisations that can be switched off: passes, and what the recorder does.
pub fn optimisations() -> impl Iterator<Item = &'static str> {
    PassSet::NAMES.iter().copied().chain(["joins", "promotion", "versions"])
}

fn disable(settings: &mut Settings, name: &str) -> Result<(), String> {
    match name {
        "" => {}
        "all" => settings.jit.disabled.extend(PassSet::NAMES.iter().map(|n| n.to_string())),
        // Not an optimisation: what a poll costs is measured without. Such loops cannot be interrupted.
        "polls" => settings.jit.disabled.push(name.into()),
        _ if optimisations().any(|o| o == name) => settings.jit.disabled.push(name.into()),
        _ => {
            let names: Vec<&str> = optimisations().collect();
            return Err(format!("'{name}' is not one of {}, polls, all", names.join(", ")));
        }
    }
    Ok(())
}

fn narrow(text: &str) -> Result<u32, String> {
    u32::try_from(units::count(text)?).map_err(|_| format!("'{text}' is too large"))
}

fn choose<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let found = choices.iter().find(|(name, _)| *name == text);
    found.map(|(_, v)| *v).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        format!("'{text}' is not one of {}", names.join(", "))
    })
}

impl Setting {
    fn apply(&self, settings: &mut Settings, value: &str) -> Result<(), String> {
        match &self.kind {
            Value(_, set) | Optional(_, _, set) => set(settings, value),
            Switch(set) => match value {
                "" | "0" | "false" | "off" => Ok(()),
                "1" | "true" | "on" => {
                    set(settings);
                    Ok(())
                }
                _ => Err(format!("'{value}' is neither 1 nor 0")),
            },
        }
    }

    fn arg(&self) -> Arg {
        let arg = Arg::new(self.flag).long(self.flag).help_heading("Limits and switches");
        let short = SHORT.iter().find(|(flag, _)| *flag == self.flag);
        let arg = if let Some((_, c)) = short { arg.short(*c) } else { arg };
        let help = format!("{} [default: {}] [env: {}]", self.help, self.default, self.environment);
        match self.kind {
            Switch(_) => arg.help(help).action(clap::ArgAction::Count),
            Value(unit, _) => arg.help(help).value_name(unit).action(clap::ArgAction::Append),
            Optional(unit, missing, _) => {
                let arg = arg.help(help).value_name(unit).action(clap::ArgAction::Append);
                arg.num_args(0..=1).require_equals(true).default_missing_value(missing)
            }
        }
    }
}

impl Settings {
    /// The defaults, changed by the environment as `lookup` finds it.
    fn from_environment(lookup: impl Fn(&str) -> Option<String>) -> Result<Settings, String> {
        let mut settings = Settings::default();
        for s in TABLE {
            if let Some(value) = lookup(s.environment) {
                s.apply(&mut settings, &value).map_err(|e| format!("{}: {e}", s.environment))?;
            }
        }
        Ok(settings)
    }
}

impl clap::Args for Settings {
    fn augment_args(command: Command) -> Command {
        command.args(TABLE.iter().map(Setting::arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Settings {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Settings, clap::Error> {
        let wrong = |message: String| clap::Error::raw(ErrorKind::ValueValidation, format!("{message}\n"));
        let mut settings = Settings::from_environment(|name| std::env::var(name).ok()).map_err(wrong)?;
        for s in TABLE {
            let set =
                |value: &str, settings: &mut Settings| s.apply(settings, value).map_err(|e| wrong(format!("--{}: {e}", s.flag)));
            if let Switch(_) = s.kind {
                if matches.get_count(s.flag) > 0 {
                    set("1", &mut settings)?;
                }
                continue;
            }
            for value in matches.get_many::<String>(s.flag).into_iter().flatten() {
                set(value, &mut settings)?;
            }
        }
        Ok(settings)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_consistent() {
        for (i, s) in TABLE.iter().enumerate() {
            assert_eq!(s.environment, format!("VM_{}", s.flag.to_uppercase().replace('-', "_")));
            assert!(TABLE[..i].iter().all(|t| t.flag != s.flag), "{} twice", s.flag);
        }
    }

    #[test]
    fn the_defaults_shown_are_the_defaults() {
        let d = Settings::default();
        let limits = Limits { heap_bytes: 0, stack_bytes: 0, code_bytes: 0, parser_depth: 0, ..d.limits.clone() };
        let heap = HeapOptions { nursery_bytes: 0, growth_percent: 0, ..d.heap.clone() };
        let mut s = Settings { limits, heap, ..d.clone() };
        for row in TABLE {
            if let Value("BYTES" | "N", _) = row.kind
                && row.default.starts_with(|c: char| c.is_ascii_digit())
                && row.flag != "jit-threshold"
            {
                row.apply(&mut s, row.default).unwrap();
            }
        }
        assert_eq!(format!("{s:?}"), format!("{d:?}"));
        let thresholds = format!("{}, {}, {}", d.jit.loop_threshold, d.jit.entry_threshold, d.jit.exit_threshold);
        assert!(TABLE.iter().any(|r| r.flag == "jit-threshold" && r.default == thresholds));
    }

    #[test]
    fn the_environment_is_read() {
        let read = |name: &'static str, value: &'static str| Settings::from_environment(move |n| (n == name).then(|| value.into()));
        assert_eq!(read("VM_FUEL", "12").unwrap().limits.fuel, Some(12));
        assert!(!read("VM_NO_JIT", "1").unwrap().jit.jit);
        assert!(read("VM_NO_JIT", "0").unwrap().jit.jit);
        assert_eq!(
            read("VM_MAX_HEAP", "lots").unwrap_err(),
            "VM_MAX_HEAP: 'lots' is not a size: write a number and K, M, G or T, for example 256M"
        );
        assert_eq!(read("VM_JIT_DISABLE", "joins,fold").unwrap().jit.disabled, ["joins", "fold"]);
        assert!(read("VM_JIT_DISABLE", "nonsense").unwrap_err().starts_with("VM_JIT_DISABLE: 'nonsense' is not one of fold"));
        assert_eq!(read("VM_JIT_BACKEND", "x").unwrap_err(), "VM_JIT_BACKEND: 'x' is not one of cranelift, reference");
    }
}
