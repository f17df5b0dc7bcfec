//! Benchmark programs: one name, a group, and a text in each of some languages.
//!
//! A text says in its comments what it is: `bench: GROUP`, `quick: N` (a small value for its constant `size`) and, in Scheme,
//! `expect: LINE` for each line that it prints with the small value.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// The languages, with the folder and the file extension of each.
const LANGUAGES: [(&str, &str); 3] = [("scheme", "scm"), ("lua", "lua"), ("rust", "rs")];

/// A program.
#[derive(Debug)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// `calls`, `floats` or `tlc`.
    pub group: String,
    /// What it prints with small inputs.
    pub expected_quick: String,
    /// What it prints: what the first system to run it printed.
    pub reference: RefCell<Option<String>>,
    sources: Vec<(&'static str, PathBuf)>,
}

impl Program {
    /// Its text in a language.
    pub fn source(&self, language: &str) -> Option<&Path> {
        self.sources.iter().find(|(l, _)| *l == language).map(|(_, path)| path.as_path())
    }
}

/// The programs of a folder whose names match one of the patterns, by group and name.
pub fn find(folder: &Path, patterns: &[String]) -> Result<Vec<Program>, String> {
    let scheme = folder.join("scheme");
    let entries = std::fs::read_dir(&scheme).map_err(|e| format!("no programs in {}: {e}", scheme.display()))?;
    let mut found = Vec::new();
    for path in entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "scm")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !patterns.iter().any(|p| matches(p, &name)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let comment =
            |key: &'static str| text.lines().filter_map(move |l| l.strip_prefix(";; ")?.strip_prefix(key)?.strip_prefix(": "));
        let group = comment("bench").next().ok_or_else(|| format!("{} names no group", path.display()))?.to_string();
        let expected_quick = comment("expect").map(|l| format!("{l}\n")).collect();
        let paths = LANGUAGES.iter().map(|(l, extension)| (*l, folder.join(l).join(&name).with_extension(extension)));
        let sources = paths.filter(|(_, path)| path.exists()).collect();
        found.push(Program { name, group, expected_quick, reference: RefCell::new(None), sources });
    }
    if found.is_empty() {
        return Err(format!("no program matches {}", patterns.join(",")));
    }
    found.sort_by(|a, b| (&a.group, &a.name).cmp(&(&b.group, &b.name)));
    Ok(found)
}

/// Whether a name matches a pattern in which `*` stands for anything.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => {
            let Some(tail) = name.strip_prefix(start) else { return false };
            (0..=tail.len()).filter(|&i| tail.is_char_boundary(i)).any(|i| matches(rest, &tail[i..]))
        }
    }
}

/// A program with its small input: the number of its constant `size` replaced by that of its line `quick: N`.
pub fn quick(text: &str) -> Option<String> {
    let number = |from: usize| {
        let digits = text[from..].find(|c: char| c.is_ascii_digit())? + from;
        let end = text[digits..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |i| digits + i);
        Some(digits..end)
    };
    let small = number(text.find("quick: ")?)?;
    let size = ["(define size ", "local size = ", "const SIZE: i64 = "].iter().find_map(|d| Some(text.find(d)? + d.len()))?;
    let large = number(size)?;
    Some(format!("{}{}{}", &text[..large.start], &text[small], &text[large.end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_names() {
        for (pattern, name, expected) in [
            ("*", "fib", true),
            ("fib", "fib", true),
            ("fib", "fibonacci", false),
            ("fib*", "fibonacci", true),
            ("*a*", "tak", true),
            ("*x", "tak", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn small_inputs_replace_large_ones() {
        assert_eq!(quick(";; quick: 7\n(define size 300)\n").unwrap(), ";; quick: 7\n(define size 7)\n");
        assert_eq!(quick("-- quick: 7\nlocal size = 300\n").unwrap(), "-- quick: 7\nlocal size = 7\n");
        assert_eq!(quick("(define size 300)"), None);
    }
}
