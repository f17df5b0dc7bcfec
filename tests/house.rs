//! The house rules that a machine can check: see the section on style in ARCHITECTURE.md.

use std::path::{Path, PathBuf};
use vm_tests::{files, workspace};

/// Files that are longer than 800 lines. The list only shrinks.
const LONG_FILES: &[&str] = &[];

/// Functions that are longer than 70 lines: each is one match over all instructions or operations. The list only shrinks.
const LONG_FUNCTIONS: &[&str] = &[
    "langs/scheme/src/step/mod.rs step",
    "langs/prolog/src/step.rs execute",
    "langs/scheme/src/compile/prim.rs lowered",
    "langs/scheme/src/expand/mod.rs core_expr",
    "langs/scheme/src/scope/simplify.rs prim",
];

/// Where words, heap, stacks and machine code are handled: the only places with `unsafe`.
const UNSAFE: &[&str] = &[
    "vm-core/src/word/",
    "vm-core/src/heap/",
    "vm-core/src/frame/",
    "vm-core/src/code/",
    "vm-core/src/image/heap.rs",
    "vm-core/src/number/limbs.rs",
    "jitgen/src/helper.rs",
    "jitgen/src/mode/",
    "jitgen/src/driver/",
    "jitgen/src/backend/",
    "cli/src/bench/child.rs",
    "capi/src/",
];

/// The Rust files of the crates, with their paths relative to the workspace and their texts without the unit tests.
fn sources() -> Vec<(String, String)> {
    let root = workspace();
    let mut found: Vec<PathBuf> = Vec::new();
    for crate_folder in crates() {
        found.extend(files(&root.join(crate_folder).join("src")));
    }
    let is_test = |p: &Path| p.ends_with("tests.rs") || p.parent().is_some_and(|f| f.ends_with("tests"));
    let rust = found.into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs") && !is_test(p));
    rust.map(|p| {
        let text = std::fs::read_to_string(&p).expect("a source file");
        let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default().to_string();
        (relative(&root, &p), text)
    })
    .collect()
}

fn crates() -> Vec<String> {
    let mut all: Vec<String> = ["vm-core", "jitgen", "cli", "capi", "tests"].iter().map(|c| c.to_string()).collect();
    let languages = std::fs::read_dir(workspace().join("langs")).expect("the languages");
    all.extend(languages.flatten().map(|e| format!("langs/{}", e.file_name().to_string_lossy())));
    all
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

#[track_caller]
fn no_complaints(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The lines without comments and string literals, roughly: enough to find words.
fn code(text: &str) -> impl Iterator<Item = (usize, String)> {
    text.lines().enumerate().map(|(i, l)| {
        let l = l.split("//").next().unwrap_or_default();
        let code = l.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        (i + 1, code)
    })
}

fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .any(|(i, _)| !line[..i].chars().next_back().is_some_and(part) && !line[i + word.len()..].chars().next().is_some_and(part))
}

#[test]
fn files_are_short() {
    let mut complaints = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        let excepted = LONG_FILES.contains(&path.as_str());
        if lines > 800 && !excepted {
            complaints.push(format!("{path} has {lines} lines; 800 are allowed"));
        }
        if lines <= 800 && excepted {
            complaints.push(format!("{path} is short now: take it off the list"));
        }
    }
    no_complaints(&complaints);
}

/// The template for a new language stays as small as it promises to be, comments and empty lines not counted.
#[test]
fn toy_is_small() {
    let folder = workspace().join("langs/toy/src");
    let code = |name: &&str| std::fs::read_to_string(folder.join(name)).expect(name);
    let files = ["lexer.rs", "grammar.lalrpop", "compile.rs", "step.rs"].iter().map(code).collect::<String>();
    let lines = files.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("//")).count();
    assert!(lines < 300, "lexer, grammar, compiler and step have {lines} lines");
}

/// The functions of a formatted text: name and number of lines.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let modifiers = ["pub ", "pub(crate) ", "pub(super) ", "const ", "unsafe ", "extern \"C\" "];
        let mut rest = code;
        while let Some(r) = modifiers.iter().find_map(|m| rest.strip_prefix(m)) {
            rest = r;
        }
        let Some(rest) = rest.strip_prefix("fn ") else { continue };
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if code.ends_with('}') || code.ends_with(';') {
            continue;
        }
        let indent = &line[..line.len() - code.len()];
        let end = lines[i..].iter().position(|l| *l == format!("{indent}}}") || *l == format!("{indent});"));
        if let Some(length) = end {
            found.push((name, length + 1));
        }
    }
    found
}

#[test]
fn functions_are_short() {
    let mut complaints = Vec::new();
    let mut used = Vec::new();
    for (path, text) in sources() {
        for (name, lines) in functions(&text).into_iter().filter(|(_, lines)| *lines > 70) {
            let full = format!("{path} {name}");
            if LONG_FUNCTIONS.contains(&full.as_str()) {
                used.push(full);
            } else {
                complaints.push(format!("{full} has {lines} lines; 70 are allowed"));
            }
        }
    }
    let unused = LONG_FUNCTIONS.iter().filter(|f| !used.iter().any(|u| u == *f));
    complaints.extend(unused.map(|f| format!("{f} is short now: take it off the list")));
    no_complaints(&complaints);
}

#[test]
fn modules_say_what_they_are() {
    let silent = sources().into_iter().filter(|(_, text)| !text.starts_with("//!"));
    no_complaints(&silent.map(|(path, _)| format!("{path} does not open with //!")).collect::<Vec<_>>());
}

#[test]
fn the_core_names_no_language() {
    let mut complaints = Vec::new();
    let names = ["scheme", "prolog", "smalltalk", "javascript", "toy"];
    for (path, text) in sources().iter().filter(|(p, _)| p.starts_with("vm-core/") || p.starts_with("jitgen/")) {
        for (line, code) in code(text) {
            let lower = code.to_lowercase();
            complaints.extend(names.iter().filter(|n| has_word(&lower, n)).map(|n| format!("{path}:{line} names {n}")));
        }
    }
    for name in ["vm-core", "jitgen"] {
        // Tests of the core may run programs in a language.
        let manifest = std::fs::read_to_string(workspace().join(name).join("Cargo.toml")).expect("a manifest");
        let manifest = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        complaints.extend(names.iter().filter(|n| has_word(manifest, n)).map(|n| format!("{name}/Cargo.toml names {n}")));
    }
    no_complaints(&complaints);
}

#[test]
fn unsafe_code_is_where_it_belongs() {
    let mut complaints = Vec::new();
    for (path, text) in sources() {
        let allowed = UNSAFE.iter().any(|p| path.starts_with(p));
        for (line, code) in code(&text) {
            if has_word(&code, "unsafe") && !allowed {
                complaints.push(format!("{path}:{line} has unsafe code"));
            }
        }
        if path.starts_with("langs/")
            && path.ends_with("src/lib.rs")
            && text.contains("mod ")
            && !text.contains("#![forbid(unsafe_code)]")
        {
            complaints.push(format!("{path} does not forbid unsafe code"));
        }
    }
    no_complaints(&complaints);
}

#[test]
fn unsafe_blocks_have_reasons() {
    let mut complaints = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (line, code) in code(&text).filter(|(_, c)| c.contains("unsafe {") || c.contains("unsafe impl")) {
            let near = &lines[line.saturating_sub(9)..line];
            if !near.iter().any(|l| l.contains("SAFETY")) {
                complaints.push(format!("{path}:{line} gives no reason: {}", code.trim()));
            }
        }
    }
    no_complaints(&complaints);
}

#[test]
fn nothing_is_left_undone() {
    let mut complaints = Vec::new();
    for (path, text) in sources() {
        for (line, code) in code(&text) {
            let left = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore"].iter().find(|w| code.contains(*w));
            complaints.extend(left.map(|w| format!("{path}:{line} has {w}")));
        }
    }
    no_complaints(&complaints);
}
