//! Errors on standard error: for people with the source line, a caret and the guest's stack; in one line; or as JSON.

use crate::run::{kind_name, status_of};
use crate::settings::ErrorFormat;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use vm_core::{Error, ErrorKind, Location, Source, TraceEntry, Vm, Warning};

/// Prints errors in one format.
pub struct Reporter {
    format: ErrorFormat,
}

impl Reporter {
    /// A reporter.
    pub fn new(format: ErrorFormat) -> Reporter {
        Reporter { format }
    }

    /// Reports a wrong command line; gives the exit status.
    pub fn usage(&self, message: &str) -> i32 {
        self.error(&Error::new(ErrorKind::Host, message), None)
    }

    /// Reports an error, unless it is the program's own `exit`; gives the exit status. `vm` knows the source texts.
    pub fn error(&self, error: &Error, vm: Option<&Vm>) -> i32 {
        let status = status_of(&error.kind);
        if matches!(error.kind, ErrorKind::Exit(_)) {
            return status;
        }
        let text = match self.format {
            ErrorFormat::Human => human(error, vm, colours()),
            ErrorFormat::Short => short(error),
            ErrorFormat::Json => json(error),
        };
        // Where errors cannot be written there is nobody to tell.
        let _ = std::io::stderr().write_all(text.as_bytes());
        status
    }

    /// Reports a warning. `vm` knows the source texts.
    pub fn warning(&self, warning: &Warning, vm: &Vm) {
        let (message, l) = (&warning.message, &warning.location);
        let text = match self.format {
            ErrorFormat::Human => annotated(Level::WARNING, message, Some(l), Some(vm), colours()),
            ErrorFormat::Short => format!("{}:{}:{}: warning: {}\n", l.source, l.line, l.column, one_line(message)),
            ErrorFormat::Json => format!("{}\n", serde_json::json!({ "kind": "warning", "message": message, "location": place(l) })),
        };
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

/// Whether standard error shows colours: on a terminal, unless the environment says otherwise.
fn colours() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
    if set("NO_COLOR") { false } else { set("CLICOLOR_FORCE") || std::io::stderr().is_terminal() }
}

fn one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn short(error: &Error) -> String {
    match &error.location {
        Some(l) => format!("{}:{}:{}: error: {}\n", l.source, l.line, l.column, one_line(&error.message)),
        None => format!("error: {}\n", one_line(&error.message)),
    }
}

fn place(l: &Location) -> serde_json::Value {
    serde_json::json!({ "file": l.source, "line": l.line, "column": l.column, "start": l.span.start, "end": l.span.end })
}

fn json(error: &Error) -> String {
    let trace: Vec<_> = error
        .trace
        .iter()
        .map(|t| serde_json::json!({ "function": t.function, "location": t.location.as_ref().map(place) }))
        .collect();
    let mut object = serde_json::json!({
        "kind": kind_name(&error.kind),
        "status": status_of(&error.kind),
        "message": error.message,
        "location": error.location.as_ref().map(place),
        "trace": trace,
    });
    if let ErrorKind::Limit { which, given, limit } = error.kind {
        object["limit"] = serde_json::json!({ "which": which, "given": given, "limit": limit });
    }
    format!("{object}\n")
}

fn human(error: &Error, vm: Option<&Vm>, colours: bool) -> String {
    let mut text = annotated(Level::ERROR, &error.message, error.location.as_ref(), vm, colours);
    stack(&error.trace, &mut text);
    text
}

/// A message with the source line and a caret.
fn annotated(level: Level<'static>, message: &str, location: Option<&Location>, vm: Option<&Vm>, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let title = level.primary_title(message);
    let excerpt = location.and_then(|l| vm.and_then(|vm| excerpt(vm, l)));
    let mut text = match (&excerpt, location) {
        (Some(e), _) => {
            let snippet = Snippet::source(e.text.as_str()).line_start(e.line).path(e.path.as_str());
            renderer.render(&[title.element(snippet.annotation(AnnotationKind::Primary.span(e.span.clone())))])
        }
        (None, Some(l)) => {
            let place = annotate_snippets::Origin::path(l.source.as_str()).line(l.line as usize).char_column(l.column as usize);
            renderer.render(&[title.element(place)])
        }
        (None, None) => renderer.render(&[annotate_snippets::Group::with_title(title)]),
    };
    text.push('\n');
    text
}

/// The lines of a source that an error is in.
struct Excerpt {
    path: String,
    text: String,
    line: usize,
    span: std::ops::Range<usize>,
}

/// At most this many bytes of a line are shown.
const LINE_BYTES: usize = 2_000;

fn excerpt(vm: &Vm, l: &Location) -> Option<Excerpt> {
    let source: &Source = vm.sources().filter(|s| s.name == l.source).last()?;
    let text = source.text.as_str();
    let boundary = |mut i: usize| {
        i = i.min(text.len());
        while !text.is_char_boundary(i) {
            i -= 1;
        }
        i
    };
    let start = boundary(l.span.start as usize);
    let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let to = text[start..].find('\n').map_or(text.len(), |i| start + i);
    // A machine-made line of megabytes is no help to anybody.
    if to - from > LINE_BYTES {
        return None;
    }
    // Only the first line of a long form, so that the reader sees where it begins.
    let end = boundary(l.span.end as usize).clamp(start, to);
    let line = l.line as usize;
    // An error at the end of the text is shown behind its last character.
    let line_text = format!("{}\n", text[from..to].trim_end_matches('\r'));
    let limit = line_text.len();
    let span = (start - from).min(limit)..(end.max(start + 1) - from).min(limit);
    Some(Excerpt { path: l.source.clone(), text: line_text, line, span })
}

/// The guest's stack; runs of the same entry are one line. It begins where the program's own code called what raised the error:
/// the library's frames above that have no place to be shown, and the message says what they did.
fn stack(trace: &[TraceEntry], out: &mut String) {
    let own = trace.iter().position(|t| t.location.is_some()).unwrap_or(0);
    let trace = &trace[own..];
    let mut i = 0;
    while i < trace.len() {
        let same = trace[i..].iter().take_while(|t| **t == trace[i]).count();
        let _ = write!(out, "  in {}", trace[i].function);
        if let Some(l) = &trace[i].location {
            let _ = write!(out, " at {}:{}:{}", l.source, l.line, l.column);
        }
        if same > 1 {
            let _ = write!(out, " ({same} times)");
        }
        out.push('\n');
        i += same;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vm_core::{Limits, Span};

    fn error(start: usize, end: usize) -> (Vm, Error) {
        let mut vm = Vm::new(Limits::default()).unwrap();
        let source = Source::new("f.scm", "(define x\n  (car 5))\n");
        let (line, column) = source.line_column(start as u32);
        vm.add_source(source);
        let location = Location { source: "f.scm".into(), span: Span::new(start, end), line, column };
        let entry = TraceEntry { function: "f".into(), location: Some(location.clone()) };
        let mut e = Error::new(ErrorKind::Uncaught(vm_core::Word::NIL), "not a pair: 5").at(location);
        e.trace = vec![entry.clone(), entry, TraceEntry { function: "program".into(), location: None }];
        (vm, e)
    }

    #[test]
    fn people_see_the_line_and_the_stack() {
        let (vm, e) = error(12, 19);
        let expected = "\
error: not a pair: 5
 --> f.scm:2:3
  |
2 |   (car 5))
  |   ^^^^^^^
  in f at f.scm:2:3 (2 times)
  in program
";
        assert_eq!(human(&e, Some(&vm), false), expected);
        assert!(human(&e, Some(&vm), true).contains("\u{1b}["));
    }

    #[test]
    fn odd_positions_do_no_harm() {
        for (start, end) in [(0, 100), (21, 21), (19, 20), (50, 90), (20, 5), (9, 9)] {
            let (vm, e) = error(start, end);
            assert!(human(&e, Some(&vm), false).starts_with("error: not a pair: 5\n --> f.scm:"), "{start}");
        }
        let (_, e) = error(12, 19);
        assert!(human(&e, None, false).contains("f.scm:2:3"));
    }

    #[test]
    fn programs_get_one_line() {
        let (_, mut e) = error(12, 19);
        e.message = "two\n  lines".into();
        assert_eq!(short(&e), "f.scm:2:3: error: two lines\n");
        let parsed: serde_json::Value = serde_json::from_str(&json(&e)).unwrap();
        assert_eq!(parsed["location"]["line"], 2);
        assert_eq!(parsed["status"], 1);
        assert_eq!(parsed["trace"][0]["function"], "f");
        assert_eq!(json(&e).lines().count(), 1);
    }
}
