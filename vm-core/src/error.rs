//! The one error type that hosts see.

use crate::heap::Root;
use std::fmt;

/// What went wrong.
#[derive(Clone, Debug)]
pub enum ErrorKind {
    /// The text is not a program.
    Syntax,
    /// The guest raised a value that nobody caught.
    Uncaught(Root),
    /// A limit was hit.
    Limit {
        /// Which: `fuel`, `time`, `heap`, `stack`, `nesting`.
        which: &'static str,
        /// What the program would have needed or had used when it was stopped, in the unit of the limit.
        given: u64,
        /// The limit that was set: loop iterations and calls, milliseconds, bytes, or levels.
        limit: u64,
    },
    /// An [`crate::InterruptHandle`] was used.
    Interrupted,
    /// The program asked to end with this status.
    Exit(i32),
    /// Guest code in a call back by a host function goes on in a continuation from outside of that call: the host function passes
    /// this error on, and the machine goes on there.
    Escape,
    /// An image was rejected.
    Image,
    /// The host asked for something that does not exist: a language, a global, a file.
    Host,
}

/// A place in a source text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The source's name.
    pub source: String,
    /// The bytes of the source.
    pub span: crate::source::Span,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// One line of a guest stack trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TraceEntry {
    /// The function's name.
    pub function: String,
    /// Where in it.
    pub location: Option<Location>,
}

/// Something in a program that is probably wrong, found when it was compiled. The program runs all the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// One sentence for people.
    pub message: String,
    /// Where.
    pub location: Location,
}

/// An error of a guest program or of its use.
#[derive(Clone, Debug)]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// One sentence for people.
    pub message: String,
    /// Where.
    pub location: Option<Location>,
    /// The guest's stack, innermost first.
    pub trace: Vec<TraceEntry>,
}

impl Error {
    /// An error without position.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), location: None, trace: Vec::new() }
    }

    /// A limit was hit.
    pub fn limit(which: &'static str, given: u64, limit: u64, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Limit { which, given, limit }, message)
    }

    /// What is said of a limit that is exceeded, in its unit: bytes of memory, milliseconds.
    pub fn exceeded(which: &str, limit: u64) -> String {
        let unit = match which {
            "time" => " ms",
            "heap" | "stack" | "code" => " bytes",
            _ => "",
        };
        format!("{which} limit of {limit}{unit} exceeded")
    }

    /// Adds the position.
    pub fn at(mut self, location: Location) -> Error {
        self.location = Some(location);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(l) = &self.location {
            write!(f, "{}:{}:{}: ", l.source, l.line, l.column)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
