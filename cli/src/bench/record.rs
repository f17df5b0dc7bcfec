//! Measurements as JSON and as tables.

use super::extra::Extra;
use super::figures::{Table, mean};
use super::programs::Program;
use super::systems::System;
use super::{BenchArgs, Results};
use crate::output;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Everything that was measured.
pub struct Report<'a> {
    /// The programs.
    pub programs: &'a [Program],
    /// What they ran on.
    pub systems: &'a [System],
    /// How long.
    pub results: &'a Results,
    /// The rest.
    pub extra: &'a Extra,
}

/// Writes what the command line asks for.
pub fn write(args: &BenchArgs, report: &Report<'_>) -> Result<(), String> {
    let save = |path: &Path, text: &str| std::fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()));
    let (json, tables) = (format!("{:#}\n", report.json()), report.tables(args));
    if let Some(path) = &args.json {
        save(path, &json)?;
    }
    if args.record {
        let folder = args.folder.join("record");
        std::fs::create_dir_all(&folder).map_err(|e| format!("cannot write {}: {e}", folder.display()))?;
        save(&folder.join(format!("{}.json", date())), &json)?;
        save(&folder.join(format!("{}.md", date())), &tables)?;
    }
    if args.table || args.json.is_none() && !args.record {
        output::print(&tables);
    }
    Ok(())
}

/// Today, as year-month-day.
fn date() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    civil(seconds / 86400)
}

/// The date of a day after 1970-01-01, by counting in eras of 400 years that begin in March.
fn civil(days: u64) -> String {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The processor's name.
fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|l| l.strip_prefix("model name")?.split_once(": ").map(|(_, n)| n.to_string()));
    name.unwrap_or_else(|| std::env::consts::ARCH.into())
}

impl<'a> Report<'a> {
    fn table(&self) -> Table<'a> {
        Table { programs: self.programs, results: self.results }
    }

    fn json(&self) -> Value {
        let round = |x: f64| (x * 1e6).round() / 1e6;
        let measurement = |((program, system), m): (&(String, String), &super::Measurement)| {
            json!({
                "program": program,
                "system": system,
                "user_seconds": m.samples.iter().map(|s| round(s.user.as_secs_f64())).collect::<Vec<_>>(),
                "system_seconds": m.samples.iter().map(|s| round(s.system.as_secs_f64())).collect::<Vec<_>>(),
                "median_user_seconds": m.seconds().map(round),
                "steady_user_seconds": m.steady().map(round),
                "peak_bytes": m.memory(),
                "compile_ms": m.count("compile_ms"),
                "failure": m.failure,
            })
        };
        let figures: Vec<Value> = self
            .table()
            .figures(self.extra)
            .iter()
            .map(|f| json!({ "name": f.name, "value": f.value.map(round), "target": f.target, "met": f.met(), "note": f.note }))
            .collect();
        json!({
            "date": date(),
            "processor": processor(),
            "systems": self.systems.iter().map(|s| json!({ "name": s.name, "version": s.version })).collect::<Vec<_>>(),
            "figures": figures,
            "measurements": self.results.iter().map(measurement).collect::<Vec<_>>(),
        })
    }

    fn tables(&self, args: &BenchArgs) -> String {
        let mut text = format!("# Benchmarks, {}\n\n", date());
        let _ = writeln!(
            text,
            "{}, {} processors. User time of whole processes, in seconds (start-up and compilation",
            processor(),
            cpus()
        );
        let _ = writeln!(text, "included), the median of {} interleaved runs.\n", args.runs);
        for s in self.systems.iter().filter(|s| !s.own) {
            let _ = writeln!(text, "- {}: {}", s.name, s.version);
        }
        let mut groups: Vec<&str> = self.programs.iter().map(|p| p.group.as_str()).collect();
        groups.dedup();
        for group in groups {
            self.group(group, &mut text);
        }
        self.own(&mut text);
        self.figures(&mut text);
        text
    }

    /// The programs of one group: times on all systems, and our ratio to each rival.
    fn group(&self, group: &str, text: &mut String) {
        let programs: Vec<&Program> = self.programs.iter().filter(|p| p.group == group).collect();
        let ran = |s: &&System| programs.iter().any(|p| self.table().get(&p.name, &s.name).is_some());
        let systems: Vec<&System> = self.systems.iter().filter(ran).collect();
        let rivals: Vec<&System> = systems.iter().filter(|s| !s.own && systems.iter().any(|o| o.name == "jit")).copied().collect();
        let steady = programs.iter().any(|p| self.table().get(&p.name, "jit").is_some_and(|m| !m.half.is_empty()));
        let _ = writeln!(text, "\n## {group}\n");
        let mut head: Vec<String> = systems.iter().map(|s| s.name.clone()).collect();
        head.extend(rivals.iter().map(|r| format!("jit / {}", r.name)));
        head.extend(rivals.iter().filter(|_| steady).map(|r| format!("steady / {}", r.name)));
        row(text, "program", &head);
        row(text, "---", &vec!["---:".to_string(); head.len()]);
        for p in &programs {
            let mut cells: Vec<String> = systems.iter().map(|s| self.cell(&p.name, &s.name)).collect();
            cells.extend(rivals.iter().map(|r| number(self.table().ratio(&p.name, "jit", &r.name))));
            cells.extend(rivals.iter().filter(|_| steady).map(|r| number(self.table().steady_ratio(&p.name, "jit", &r.name))));
            row(text, &p.name, &cells);
        }
        let mut cells = vec![String::new(); systems.len()];
        for r in &rivals {
            let ratios: Vec<f64> = self.table().ratios(group, "jit", &r.name).iter().map(|x| x.1).collect();
            cells.push(number(mean(&ratios)));
        }
        for r in rivals.iter().filter(|_| steady) {
            let ratios: Vec<f64> = programs.iter().filter_map(|p| self.table().steady_ratio(&p.name, "jit", &r.name)).collect();
            cells.push(number(mean(&ratios)));
        }
        row(text, "geometric mean", &cells);
    }

    fn cell(&self, program: &str, system: &str) -> String {
        match self.table().get(program, system) {
            None => String::new(),
            Some(m) => match (&m.failure, m.seconds()) {
                (Some(_), _) => "failed".into(),
                (None, s) => s.map_or(String::new(), |s| format!("{s:.3}")),
            },
        }
    }

    /// What is known of our own runs: first run and steady state, memory, collector.
    fn own(&self, text: &mut String) {
        if !self.systems.iter().any(|s| s.name == "jit") {
            return;
        }
        let _ = writeln!(text, "\n## Compilation and memory\n");
        let _ = writeln!(text, "Steady state is twice the second half of the work where that was measured, otherwise user time");
        let _ = writeln!(text, "without recording, optimising and compiling.\n");
        let counts = ["compile_ms", "units", "compiles", "compiled_operations", "minor_collections", "collecting_ms"];
        let mut head = vec!["jit s".to_string(), "steady s".into(), "peak MB".into()];
        head.extend(counts.iter().map(|c| c.replace('_', " ")));
        row(text, "program", &head);
        row(text, "---", &vec!["---:".to_string(); head.len()]);
        for p in self.programs {
            let Some(m) = self.table().get(&p.name, "jit") else { continue };
            let compile = m.count("compile_ms").unwrap_or(0.0) / 1e3;
            let mut cells = vec![
                self.cell(&p.name, "jit"),
                m.steady().or_else(|| Some((m.seconds()? - compile).max(0.0))).map_or(String::new(), |s| format!("{s:.3}")),
                m.memory().map_or(String::new(), |b| format!("{:.1}", b / 1e6)),
            ];
            cells.extend(counts.iter().map(|c| m.count(c).map_or(String::new(), |n| format!("{n:.0}"))));
            row(text, &p.name, &cells);
        }
        for ((program, system), m) in self.results {
            if let Some(f) = &m.failure {
                let _ = writeln!(text, "\n{program} on {system} failed: {f}");
            }
        }
    }

    fn figures(&self, text: &mut String) {
        let _ = writeln!(text, "\n## Figures with targets\n");
        row(text, "figure", &["value".into(), "target".into(), "met".into(), "rests on".into()]);
        row(text, "---", &["---:".into(), "---:".into(), "---".into(), "---".into()]);
        for f in self.table().figures(self.extra).iter().filter(|f| f.value.is_some()) {
            let bound = if f.at_least { "at least" } else { "at most" };
            let met = if f.met() == Some(true) { "yes" } else { "no" };
            row(text, &f.name, &[number(f.value), format!("{bound} {}", f.target), met.into(), f.note.clone()]);
        }
        let _ = writeln!(text, "\nFigures that are not listed were not measured.");
    }
}

fn cpus() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

fn number(x: Option<f64>) -> String {
    x.map_or(String::new(), |x| format!("{x:.2}"))
}

fn row(text: &mut String, first: &str, cells: &[String]) {
    let _ = writeln!(text, "| {first} | {} |", cells.join(" | "));
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates() {
        assert_eq!(super::civil(0), "1970-01-01");
        assert_eq!(super::civil(11_016), "2000-02-29");
        assert_eq!(super::civil(20_780), "2026-11-23");
        assert_eq!(super::civil(20_089), "2025-01-01");
    }
}
