//! What the measurements say: medians, ratios, geometric means, and the figures that have targets.

use super::extra::Extra;
use super::programs::Program;
use super::{Measurement, Results};

/// The median of some numbers.
pub fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let n = numbers.len();
    if n == 0 { None } else { Some((numbers[(n - 1) / 2] + numbers[n / 2]) / 2.0) }
}

/// The geometric mean.
pub fn mean(ratios: &[f64]) -> Option<f64> {
    let sum: f64 = ratios.iter().map(|r| r.ln()).sum();
    if ratios.is_empty() { None } else { Some((sum / ratios.len() as f64).exp()) }
}

impl Measurement {
    /// Seconds of user time.
    pub fn seconds(&self) -> Option<f64> {
        if self.failure.is_some() {
            return None;
        }
        median(self.samples.iter().map(|s| s.user.as_secs_f64()).collect())
    }

    /// Seconds of user time in the steady state: twice what the second half of the work takes.
    pub fn steady(&self) -> Option<f64> {
        let half = median(self.half.iter().map(|s| s.user.as_secs_f64()).collect())?;
        Some((2.0 * (self.seconds()? - half)).max(0.0))
    }

    /// Bytes of memory at the peak.
    pub fn memory(&self) -> Option<f64> {
        median(self.samples.iter().map(|s| s.memory as f64).collect())
    }

    /// A count of `--stats=json`, for our own systems.
    pub fn count(&self, name: &str) -> Option<f64> {
        let counts = self.samples.iter().filter_map(|s| {
            let json: serde_json::Value = serde_json::from_str(s.errors.lines().last()?).ok()?;
            json.get(name)?.as_f64()
        });
        median(counts.collect())
    }
}

/// A figure with a target.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// Its value; `None`: it could not be measured.
    pub value: Option<f64>,
    /// The bound.
    pub target: f64,
    /// Whether the value should be at least the bound, not at most.
    pub at_least: bool,
    /// What the value rests on, such as the number of programs.
    pub note: String,
}

impl Figure {
    fn at_most(name: &str, value: Option<f64>, target: f64, note: String) -> Figure {
        Figure { name: name.into(), value, target, at_least: false, note }
    }

    /// Whether the target is met; `None`: not measured.
    pub fn met(&self) -> Option<bool> {
        self.value.map(|v| if self.at_least { v >= self.target } else { v <= self.target })
    }
}

/// The programs of the group `floats` in which floats dominate.
const FLOATS_DOMINATE: [&str; 5] = ["fft", "mandelbrot", "nbody", "spectral-norm", "sumfp"];

/// Looks measurements up.
pub struct Table<'a> {
    /// The programs.
    pub programs: &'a [Program],
    /// The measurements.
    pub results: &'a Results,
}

impl<'a> Table<'a> {
    /// The measurement of a program on a system.
    pub fn get(&self, program: &str, system: &str) -> Option<&'a Measurement> {
        self.results.get(&(program.to_string(), system.to_string()))
    }

    /// Time on `a` over time on `b`.
    pub fn ratio(&self, program: &str, a: &str, b: &str) -> Option<f64> {
        Some(self.get(program, a)?.seconds()?.max(0.001) / self.get(program, b)?.seconds()?.max(0.001))
    }

    /// Steady state on `a` over that on `b`; where that is too short to be told from noise there is none.
    pub fn steady_ratio(&self, program: &str, a: &str, b: &str) -> Option<f64> {
        let (a, b) = (self.get(program, a)?.steady()?, self.get(program, b)?.steady()?);
        if a < 0.01 || b < 0.01 { None } else { Some(a / b) }
    }

    /// The ratios of all programs of a group (`""`: of all) that ran on both systems.
    pub fn ratios(&self, group: &str, a: &str, b: &str) -> Vec<(&str, f64)> {
        let chosen = self.programs.iter().filter(|p| group.is_empty() || p.group == group);
        chosen.filter_map(|p| Some((p.name.as_str(), self.ratio(&p.name, a, b)?))).collect()
    }

    /// The geometric mean of the ratios, and a note on how many programs there are and which is the worst.
    fn summary(&self, group: &str, a: &str, b: &str) -> (Option<f64>, String) {
        let count = self.programs.iter().filter(|p| group.is_empty() || p.group == group).count();
        Table::summary_of(&self.ratios(group, a, b), count)
    }

    /// The same for the programs of the group `floats` whose time goes into floats; in the others it goes into integers and arrays.
    fn of_floats(&self, a: &str, b: &str) -> (Option<f64>, String) {
        let mut ratios = self.ratios("floats", a, b);
        ratios.retain(|(name, _)| FLOATS_DOMINATE.contains(name));
        Table::summary_of(&ratios, FLOATS_DOMINATE.len())
    }

    fn summary_of(ratios: &[(&str, f64)], count: usize) -> (Option<f64>, String) {
        let worst = ratios.iter().max_by(|x, y| x.1.total_cmp(&y.1));
        let note = worst.map_or(String::new(), |(name, r)| format!("{} of {count} programs; worst {name} {r:.2}", ratios.len()));
        (mean(&ratios.iter().map(|(_, r)| *r).collect::<Vec<_>>()), note)
    }

    fn worst(&self, group: &str, a: &str, b: &str) -> (Option<f64>, String) {
        let ratios = self.ratios(group, a, b);
        let worst = ratios.iter().max_by(|x, y| x.1.total_cmp(&y.1));
        (worst.map(|w| w.1), worst.map_or(String::new(), |w| w.0.into()))
    }

    /// The figures that have targets, as far as they were measured.
    pub fn figures(&self, extra: &Extra) -> Vec<Figure> {
        let mut all = Vec::new();
        let mut add =
            |name: &str, (value, note): (Option<f64>, String), target: f64| all.push(Figure::at_most(name, value, target, note));
        add("call- and allocation-bound programs / Chez, mean", self.summary("calls", "jit", "chez"), 1.2);
        add("the same, worst", self.worst("calls", "jit", "chez"), 2.5);
        add("float- and array-bound programs / LuaJIT, mean", self.summary("floats", "jit", "luajit"), 1.0);
        add("those in which floats dominate / Chez, mean", self.of_floats("jit", "chez"), 0.2);
        add("all programs / Guile, mean", self.summary("", "jit", "guile"), 0.5);
        for (group, name) in [
            ("large", "larger programs"),
            ("control", "continuations and exceptions"),
            ("numbers", "big integers"),
            ("io", "files by character and line"),
        ] {
            add(&format!("{name} / Chez, mean"), self.summary(group, "jit", "chez"), 1.0);
        }
        add("Prolog: all programs / SWI-Prolog, mean", self.summary("", "jit", "swipl"), 0.15);
        add("the same, worst", self.worst("", "jit", "swipl"), 1.0);
        add("Prolog: all programs / GNU Prolog, mean", self.summary("", "jit", "gprolog"), 0.5);
        add("Prolog: own interpreter / SWI-Prolog, mean", self.summary("", "interp", "swipl"), 1.0);
        add("larger programs / Chez, worst", self.worst("large", "jit", "chez"), 2.5);
        add("larger programs / Guile, mean", self.summary("large", "jit", "guile"), 0.35);
        for (name, target) in [("factorial", 1.5), ("fibonacci", 1.1), ("accumulator", 1.0)] {
            add(&format!("{name} / Rust"), (self.ratio(name, "jit", "rust"), String::new()), target);
        }
        add("interpreter, fib(32) / Lua", (extra.interpreter_to_lua, String::new()), 1.0);
        add("one poll a loop / none, programs of loops", (extra.loops_poll_cost, String::new()), 1.03);
        add("the same, a loop of a dozen machine instructions", (extra.poll_cost, String::new()), 1.03);
        let (compile, note) = self.compile_time();
        add("compiling a unit of 200 operations, ms", (compile, note), 1.5);
        add("empty program, user ms", (extra.empty_seconds.map(|s| s * 1e3), String::new()), 10.0);
        add("empty program, peak MB", (extra.empty_memory.map(|m| m / 1e6), String::new()), 16.0);
        for (program, target) in [("binary-trees", 1.2), ("gcbench", 1.5), ("gcold", 1.5)] {
            let memory = |system| self.get(program, system)?.memory();
            let both = memory("jit").zip(memory("chez"));
            let note = both.map_or(String::new(), |(a, b)| format!("{:.0} MB to {:.0} MB", a / 1e6, b / 1e6));
            add(&format!("{program}, peak memory / Chez"), (both.map(|(a, b)| a / b), note), target);
        }
        add(
            "interrupt of a compiled loop to the end of the process, ms",
            (extra.interrupt_seconds.map(|s| s * 1e3), String::new()),
            10.0,
        );
        let gains: Vec<(&str, f64)> = self.ratios("", "interp", "jit");
        let least = gains.iter().min_by(|x, y| x.1.total_cmp(&y.1));
        let at_least = |name: &str, value: Option<f64>, target: f64, note: String| Figure {
            name: name.into(),
            value,
            target,
            at_least: true,
            note,
        };
        let all_gains = mean(&gains.iter().map(|g| g.1).collect::<Vec<_>>());
        let all_in = |language: &str| self.programs.iter().all(|p| p.source(language).is_some());
        let times = if all_in("prolog") { 5.0 } else if all_in("toy") { 20.0 } else { 8.0 };
        all.push(at_least(
            "interpreter / JIT, mean",
            all_gains,
            times,
            format!("{} programs", gains.len()),
        ));
        all.push(at_least("interpreter / JIT, least", least.map(|l| l.1), 0.95, least.map_or(String::new(), |l| l.0.into())));
        all
    }

    /// Milliseconds for 200 operations, over all programs.
    fn compile_time(&self) -> (Option<f64>, String) {
        let (mut ms, mut operations) = (0.0, 0.0);
        for p in self.programs {
            let Some(m) = self.get(&p.name, "jit") else { continue };
            ms += m.count("compile_ms").unwrap_or(0.0);
            operations += m.count("compiled_operations").unwrap_or(0.0);
        }
        (if operations == 0.0 { None } else { Some(ms / operations * 200.0) }, format!("{operations:.0} operations in {ms:.0} ms"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_medians() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![1.0, 2.0, 4.0, 3.0]), Some(2.5));
        assert!((mean(&[2.0, 8.0]).unwrap() - 4.0).abs() < 1e-12);
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn targets() {
        assert_eq!(Figure::at_most("", Some(1.0), 1.0, String::new()).met(), Some(true));
        assert_eq!(Figure::at_most("", Some(1.1), 1.0, String::new()).met(), Some(false));
        assert_eq!(Figure::at_most("", None, 1.0, String::new()).met(), None);
    }
}
