//! Benchmark programs: one name, a group, and a text in each of some languages.
//!
//! A text says in its comments what it is: `bench: GROUP`, `quick: N` (a small value for its constant `size`) and, in languages of
//! our own, `expect: LINE` for each line that it prints with the small value. `size: iterations` says that `size` is how often the same
//! is done, so that half the size is half the work.

use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The languages, with the folder and the file extension of each.
const LANGUAGES: [(&str, &str); 6] =
    [("scheme", "scm"), ("prolog", "pl"), ("toy", "toy"), ("lua", "lua"), ("js", "js"), ("rust", "rs")];

/// A language's name that lives as long as the program, and its file extension.
pub fn language(name: &str) -> Result<(&'static str, &'static str), String> {
    let known = || LANGUAGES.map(|l| l.0).join(", ");
    LANGUAGES.iter().find(|l| l.0 == name).copied().ok_or_else(|| format!("no benchmark programs in '{name}': there are {}", known()))
}

/// A program.
#[derive(Debug)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// `calls`, `floats`, `tlc`, `large`, `control`, `numbers`, `io` or `loops`.
    pub group: String,
    /// Whether its work is proportional to its size.
    pub iterates: bool,
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

/// With which value of its constant `size` a program runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// That of its text.
    Whole,
    /// Half of that.
    Half,
    /// That of its line `quick: N`.
    Quick,
}

/// The programs of a folder's language whose names match one of the patterns, in the groups (none: in all), by group and name.
pub fn find(folder: &Path, lang: &str, patterns: &[String], groups: &[String]) -> Result<Vec<Program>, String> {
    let (lang, extension) = language(lang)?;
    let own = folder.join(lang);
    let entries = std::fs::read_dir(&own).map_err(|e| format!("no programs in {}: {e}", own.display()))?;
    let mut found = Vec::new();
    for path in entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == extension)) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !patterns.iter().any(|p| matches(p, &name)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let comment = |key: &'static str| {
            let texts = text.lines().filter_map(|l| [";; ", "% ", "# "].iter().find_map(|start| l.strip_prefix(start)));
            texts.filter_map(move |l| l.strip_prefix(key)?.strip_prefix(": "))
        };
        let group = comment("bench").next().ok_or_else(|| format!("{} names no group", path.display()))?.to_string();
        if !groups.is_empty() && !groups.contains(&group) {
            continue;
        }
        let iterates = comment("size").any(|s| s == "iterations");
        let expected_quick = comment("expect").map(|l| format!("{l}\n")).collect();
        let paths = LANGUAGES.iter().map(|(l, extension)| (*l, folder.join(l).join(&name).with_extension(extension)));
        let sources = paths.filter(|(_, path)| path.exists()).collect();
        found.push(Program { name, group, iterates, expected_quick, reference: RefCell::new(None), sources });
    }
    if found.is_empty() {
        let within = if groups.is_empty() { String::new() } else { format!(" in {}", groups.join(",")) };
        return Err(format!("no program matches {}{within}", patterns.join(",")));
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
    sized(text, Size::Quick)
}

/// A program in one of its sizes.
pub fn sized(text: &str, size: Size) -> Option<String> {
    let whole = &text[whole(text)?];
    let value = match size {
        Size::Whole => whole.to_string(),
        Size::Half => (whole.parse::<u64>().ok()? / 2).to_string(),
        Size::Quick => text[number(text, text.find("quick: ")?)?].to_string(),
    };
    sized_to(text, &value)
}

/// A program with the number of its constant `size` replaced.
pub fn sized_to(text: &str, value: &str) -> Option<String> {
    let whole = whole(text)?;
    Some(format!("{}{value}{}", &text[..whole.start], &text[whole.end..]))
}

/// Where the number of the constant `size` stands.
fn whole(text: &str) -> Option<Range<usize>> {
    let definition = ["(define size ", "local size = ", "const size = ", "const SIZE: i64 = ", "\nsize(", "\nvar size = "];
    number(text, definition.iter().find_map(|d| Some(text.find(d)? + d.len()))?)
}

/// The next number from here.
fn number(text: &str, from: usize) -> Option<Range<usize>> {
    let digits = text[from..].find(|c: char| c.is_ascii_digit())? + from;
    let end = text[digits..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |i| digits + i);
    Some(digits..end)
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
        assert_eq!(sized("(define size 300)", Size::Half).unwrap(), "(define size 150)");
    }
}
