//! The event log: one line an event, for people and for tests.
//!
//! ```text
//! record   u3 fib@0                      a recording starts at a site …
//! record   u3 fib@0 exit 7               … or continues an exit
//! close    u3 142 ops                    it ended in a jump to a block of the unit, or in a return
//! leave    u3 recording too long         it ended in an exit
//! abort    u3 an assumption was given up it was thrown away
//! compile  u3 well 142 -> 61 ops 0.60 ms quickly: it may grow; well: it has run for long, or is small
//! invalid  u3                            its assumptions no longer hold
//! flush    code memory is full           all units were freed
//! ```

use std::fmt;
use std::io::Write;

/// Where events go.
#[derive(Default)]
pub struct Log(Option<Box<dyn Write + Send>>);

impl Log {
    /// A log that writes lines.
    pub fn new(out: Box<dyn Write + Send>) -> Log {
        Log(Some(out))
    }

    /// Whether anybody listens.
    pub fn enabled(&self) -> bool {
        self.0.is_some()
    }

    /// Writes an event.
    pub fn event(&mut self, kind: &str, line: fmt::Arguments<'_>) {
        if let Some(out) = &mut self.0 {
            // A log that cannot be written is not worth stopping a program for.
            let _ = writeln!(out, "{kind:8} {line}");
        }
    }
}
