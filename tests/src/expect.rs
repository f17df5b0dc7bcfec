//! What a program should do, from its comments: `expect: a line of its output`, `error: part of a message on standard error`,
//! `no-error: what is not there`, `exit: status`, and what it is run with: `args: words`, `stdin: a line`, `limits: flags`.
//!
//! A comment may follow code on its line; the order of the `expect:` comments is the order of the output.

use std::path::Path;

/// What a program is run with and what it should do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Expectation {
    /// The lines of its output.
    pub output: Vec<String>,
    /// Parts of what it prints on standard error.
    pub errors: Vec<String>,
    /// What it does not print there.
    pub silences: Vec<String>,
    /// Its exit status.
    pub exit: i32,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its input.
    pub stdin: String,
    /// Flags for the vm program.
    pub limits: Vec<String>,
}

/// What begins a comment in the language of a file.
fn comment(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()) {
        Some("scm" | "sld" | "sps") => ";",
        Some("pl") => "%",
        Some("js" | "mjs") => "//",
        Some("st" | "som") => "\"",
        _ => "#",
    }
}

/// The comment with this key on a line: where it begins, and its text.
fn keyed<'a>(line: &'a str, marker: &str, key: &str) -> Option<(usize, &'a str)> {
    line.match_indices(marker).find_map(|(at, _)| {
        let text = line[at..].trim_start_matches(marker).trim_start_matches(' ').strip_prefix(key)?.strip_prefix(':')?;
        let text = text.strip_prefix(' ').unwrap_or(text);
        // A comment that has to be closed ends with what it begins with.
        Some((at, if marker == "\"" { text.strip_suffix(marker).unwrap_or(text) } else { text }))
    })
}

impl Expectation {
    /// Reads the comments of the file's text.
    pub fn parse(path: &Path, text: &str) -> Expectation {
        let marker = comment(path);
        let mut e = Expectation::default();
        let mut exit = None;
        for line in text.lines() {
            let get = |key| keyed(line, marker, key).map(|(_, text)| text);
            let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
            if let Some(text) = get("expect") {
                e.output.push(text.into());
            }
            if let Some(text) = get("error") {
                e.errors.push(text.into());
            }
            if let Some(text) = get("no-error") {
                e.silences.push(text.into());
            }
            if let Some(text) = get("exit") {
                exit = text.trim().parse().ok();
            }
            if let Some(text) = get("args") {
                e.args = words(text);
            }
            if let Some(text) = get("limits") {
                e.limits = words(text);
            }
            if let Some(text) = get("stdin") {
                e.stdin += &format!("{text}\n");
            }
        }
        e.exit = exit.unwrap_or(if e.errors.is_empty() { 0 } else { 1 });
        e
    }

    /// What is wrong with what the program did; empty if nothing is.
    pub fn differences(&self, stdout: &str, stderr: &str, exit: Option<i32>) -> String {
        let mut wrong = String::new();
        let lines: Vec<&str> = stdout.lines().collect();
        if lines != self.output {
            let at = (0..).find(|&i| lines.get(i).copied() != self.output.get(i).map(|l| l.as_str())).unwrap_or(0);
            let show = |l: Option<&str>| l.map_or("nothing".into(), |l| format!("'{l}'"));
            let (expected, got) = (show(self.output.get(at).map(|l| l.as_str())), show(lines.get(at).copied()));
            wrong += &format!("line {} of the output: expected {expected}, got {got}\n", at + 1);
        }
        if exit != Some(self.exit) {
            let got = exit.map_or("a signal".into(), |e| e.to_string());
            wrong += &format!("exit status: expected {}, got {got}\n", self.exit);
        }
        for part in self.errors.iter().filter(|part| !stderr.contains(part.as_str())) {
            wrong += &format!("standard error lacks '{part}'\n");
        }
        for part in self.silences.iter().filter(|part| stderr.contains(part.as_str())) {
            wrong += &format!("standard error has '{part}'\n");
        }
        if !wrong.is_empty() {
            wrong += &format!("--- output\n{}--- errors\n{}", last_lines(stdout), last_lines(stderr));
        }
        wrong
    }
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].iter().map(|l| format!("{l}\n")).collect()
}

/// The text with its `expect:` comments (under another key if the file uses one) changed to this output: in place if there are
/// as many as before, at the end otherwise.
pub fn bless(path: &Path, text: &str, output: &str) -> String {
    let marker = comment(path);
    let close = if marker == "\"" { "\"" } else { "" };
    let old: Vec<usize> = text.lines().enumerate().filter(|(_, l)| keyed(l, marker, "expect").is_some()).map(|(i, _)| i).collect();
    let new: Vec<&str> = output.lines().collect();
    let in_place = old.len() == new.len();
    let mut blessed = String::new();
    for (i, line) in text.lines().enumerate() {
        match (keyed(line, marker, "expect"), old.iter().position(|&o| o == i)) {
            (Some((at, _)), Some(n)) if in_place => blessed += &format!("{}{marker} expect: {}{close}\n", &line[..at], new[n]),
            (Some((at, _)), _) if line[..at].trim().is_empty() => {}
            (Some((at, _)), _) => blessed += &format!("{}\n", line[..at].trim_end()),
            (None, _) => blessed += &format!("{line}\n"),
        }
    }
    if !in_place {
        blessed.extend(new.iter().map(|l| format!("{marker} expect: {l}{close}\n")));
    }
    blessed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let text = "(display 1) ;; expect: 1\n; expect: a ; b\n;expect:\n; error: not a pair\n; args: x -y\n; stdin: in\n; limits: --fuel=3\n";
        let e = Expectation::parse(Path::new("a.scm"), text);
        assert_eq!(e.output, ["1", "a ; b", ""]);
        assert_eq!((e.errors, e.exit), (vec!["not a pair".to_string()], 1));
        assert_eq!(
            (e.args, e.stdin.as_str(), e.limits),
            (vec!["x".to_string(), "-y".into()], "in\n", vec!["--fuel=3".to_string()])
        );
        let e = Expectation::parse(Path::new("a.toy"), "# error: x\n# exit: 4\n");
        assert_eq!(e.exit, 4);
        let e = Expectation::parse(Path::new("a.st"), "\"expect: 'x'\"\n");
        assert_eq!(e.output, ["'x'"]);
    }

    #[test]
    fn differences_are_found() {
        let e = Expectation { output: vec!["1".into(), "2".into()], errors: vec!["oh".into()], exit: 1, ..Expectation::default() };
        assert_eq!(e.differences("1\n2\n", "oh no", Some(1)), "");
        assert!(e.differences("1\n3\n", "oh no", Some(1)).starts_with("line 2 of the output: expected '2', got '3'\n"));
        assert!(
            e.differences("1\n", "", Some(0))
                .contains("expected '2', got nothing\nexit status: expected 1, got 0\nstandard error lacks 'oh'")
        );
        assert!(e.differences("1\n2\n", "oh", None).contains("got a signal"));
    }

    #[test]
    fn blessing() {
        let path = Path::new("a.scm");
        assert_eq!(bless(path, "(f) ; expect: 1\n; expect: 2\n", "3\n4\n"), "(f) ; expect: 3\n; expect: 4\n");
        assert_eq!(bless(path, "(f) ; expect: 1\n; expect: 2\n(g)\n", "3\n"), "(f)\n(g)\n; expect: 3\n");
    }
}
