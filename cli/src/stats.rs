//! `--stats`: what the JIT did, on standard error at the end.

use crate::settings::StatsFormat;
use jitgen::Machine;
use std::fmt::Write as _;
use std::io::Write;

/// Prints the counts.
pub fn print(machine: &Machine, format: StatsFormat) {
    let text = match format {
        StatsFormat::Json => format!("{}\n", serde_json::Value::Object(counts(machine))),
        StatsFormat::Text => {
            let mut text = String::new();
            for (name, value) in counts(machine) {
                let _ = writeln!(text, "{name:24} {value}");
            }
            text
        }
    };
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The counts by name; times are in milliseconds.
pub fn counts(machine: &Machine) -> serde_json::Map<String, serde_json::Value> {
    let s = machine.stats();
    let mut map = serde_json::Map::new();
    let mut add = |name: &str, value: serde_json::Value| map.insert(name.into(), value);
    add("recordings", s.recordings.into());
    add("compiles", s.compiles.into());
    add("units", machine.units().count().into());
    add("recorded_operations", s.recorded.into());
    add("compiled_operations", s.compiled.into());
    add("compile_ms", ((s.nanoseconds / 1000) as f64 / 1000.0).into());
    add("entries", s.entries.into());
    add("exits", s.exits.into());
    add("invalidated", s.invalidated.into());
    let h = machine.vm().heap_stats();
    let ms = |d: std::time::Duration| (d.as_micros() as f64 / 1000.0).into();
    add("minor_collections", h.minor.into());
    add("major_collections", h.major.into());
    add("allocated_bytes", h.allocated.into());
    add("promoted_bytes", h.promoted.into());
    add("live_bytes", h.live.into());
    add("peak_bytes", h.peak.into());
    add("collecting_ms", ms(h.pause_total));
    add("longest_pause_ms", ms(h.pause_longest));
    let mut aborts: Vec<_> = s.aborts.iter().collect();
    aborts.sort_by_key(|(a, _)| a.text());
    for (abort, count) in aborts {
        add(&format!("abort: {}", abort.text()), (*count).into());
    }
    map
}
