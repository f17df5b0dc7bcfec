//! What guest programs print: buffered, by lines if a terminal reads it. When nobody reads any more the program ends quietly.

use crate::status;
use std::io::{BufWriter, ErrorKind, IsTerminal, LineWriter, Stdout, Write, stdout};

/// The guest's standard output.
pub fn guest() -> Box<dyn Write + Send> {
    if stdout().is_terminal() {
        return Box::new(LineWriter::new(Raw(stdout())));
    }
    // The standard handle buffers by lines; this buffer makes its writes large, so that they pass straight through.
    Box::new(BufWriter::with_capacity(64 << 10, Raw(stdout())))
}

/// Standard output; a closed pipe ends the process with success, as the reader has what it wanted.
struct Raw(Stdout);

impl Raw {
    fn check<T>(result: std::io::Result<T>) -> std::io::Result<T> {
        match result {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => std::process::exit(status::SUCCESS),
            other => other,
        }
    }
}

impl Write for Raw {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Raw::check(self.0.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Raw::check(self.0.flush())
    }
}

/// Prints a text of ours.
pub fn print(text: &str) {
    let mut out = Raw(stdout());
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
