//! Programs: where their text comes from and in which language they are.

use crate::host::{BuiltIn, languages};
use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::Path;
use vm_core::Source;

/// A program to be run.
pub struct Program {
    /// Its text, with the path as its name.
    pub source: Source,
    /// Its language.
    pub language: BuiltIn,
    /// The command line that it sees: its own name, then its arguments.
    pub arguments: Vec<String>,
}

/// A saved machine to be run.
pub struct Image {
    /// Its file's name.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
    /// The command line that its program sees.
    pub arguments: Vec<String>,
}

/// What `vm run` can run.
pub enum Runnable {
    /// A text.
    Program(Program),
    /// An image.
    Image(Image),
}

/// Reads the program or image named first on `line`.
pub fn runnable(line: &[OsString], lang: Option<&str>) -> Result<Runnable, String> {
    let arguments: Vec<String> = line.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    let (name, bytes) = read(&line[0])?;
    if vm_core::image::is_image(&bytes) {
        return Ok(Runnable::Image(Image { name, bytes, arguments }));
    }
    text(name, bytes, Path::new(&line[0]), arguments, lang).map(Runnable::Program)
}

/// Reads the program named first on `line`, the program's command line. `lang` overrides what its name and text say.
pub fn program(line: &[OsString], lang: Option<&str>) -> Result<Program, String> {
    match runnable(line, lang)? {
        Runnable::Program(program) => Ok(program),
        Runnable::Image(image) => Err(format!("{} is an image, not a program: give it to --image", image.name)),
    }
}

fn text(name: String, bytes: Vec<u8>, path: &Path, arguments: Vec<String>, lang: Option<&str>) -> Result<Program, String> {
    let text = String::from_utf8(bytes).map_err(|e| format!("{name} is not UTF-8: byte {}", e.utf8_error().valid_up_to()))?;
    let language = match lang {
        Some(name) => by_name(name)?,
        None => detect(path, &text)
            .ok_or_else(|| format!("cannot tell the language of {name}: say --lang with one of {}", names()))?,
    };
    Ok(Program { source: Source::new(name, without_interpreter_line(text)), language, arguments })
}

/// The language of this name.
pub fn by_name(name: &str) -> Result<BuiltIn, String> {
    languages().into_iter().find(|l| l.name == name).ok_or_else(|| format!("no language '{name}': there are {}", names()))
}

fn names() -> String {
    languages().iter().map(|l| l.name).collect::<Vec<_>>().join(", ")
}

fn read(path: &OsStr) -> Result<(String, Vec<u8>), String> {
    if path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| format!("cannot read standard input: {e}"))?;
        return Ok(("<stdin>".into(), bytes));
    }
    let name = path.to_string_lossy().into_owned();
    let bytes = std::fs::read(path).map_err(|e| format!("cannot read {name}: {e}"))?;
    Ok((name, bytes))
}

/// By extension, then by the interpreter line: what follows its `--lang`, or a word that is a language's name.
fn detect(path: &Path, text: &str) -> Option<BuiltIn> {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or("");
    if let Some(language) = languages().into_iter().find(|l| l.extensions.contains(&extension)) {
        return Some(language);
    }
    let line = text.lines().next().filter(|l| is_interpreter_line(l))?;
    let words: Vec<&str> = line.split([' ', '\t', '/', '=']).collect();
    let named = words.iter().position(|w| *w == "--lang").and_then(|i| words.get(i + 1));
    languages().into_iter().find(|l| match named {
        Some(name) => *name == l.name,
        None => words.contains(&l.name),
    })
}

/// `#!/path` or `#! /path`; other things behind `#!` belong to the language.
fn is_interpreter_line(line: &str) -> bool {
    line.strip_prefix("#!").is_some_and(|rest| rest.trim_start().starts_with('/'))
}

/// Blanks the interpreter line out, so that all positions stay.
fn without_interpreter_line(text: String) -> String {
    let text = text.strip_prefix('\u{feff}').map(String::from).unwrap_or(text);
    let line = text.lines().next().unwrap_or("");
    if !is_interpreter_line(line) {
        return text;
    }
    format!("{}{}", " ".repeat(line.len()), &text[line.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(path: &str, text: &str) -> Option<&'static str> {
        detect(Path::new(path), text).map(|l| l.name)
    }

    #[test]
    fn languages_are_detected() {
        assert_eq!(detected("a/b.toy", ""), Some("toy"));
        assert_eq!(detected("b", "#!/usr/bin/env -S vm run --lang toy\n"), Some("toy"));
        assert_eq!(detected("b", "#!/usr/bin/env -S vm run --lang=toy\n"), Some("toy"));
        assert_eq!(detected("b", "#! /usr/local/bin/toy\n"), Some("toy"));
        assert_eq!(detected("b", "#!toy\n"), None);
        assert_eq!(detected("b", "toy"), None);
        assert_eq!(detected("toy", ""), None);
    }

    #[test]
    fn an_interpreter_line_becomes_blanks() {
        assert_eq!(without_interpreter_line("#!/bin/vm\nx".into()), "         \nx");
        assert_eq!(without_interpreter_line("#!fold-case\nx".into()), "#!fold-case\nx");
        assert_eq!(without_interpreter_line("#!/bin/vm".into()), "         ");
        assert_eq!(without_interpreter_line("\u{feff}x".into()), "x");
    }
}
