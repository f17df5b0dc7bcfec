//! Texts of libraries and included files.

use crate::expand::Files;
use crate::reader;
use crate::syntax::{At, Syntax};
use std::path::{Path, PathBuf};
use vm_core::{Source, SourceId, Vm};

/// No files at all: for `read`, which makes data only.
pub struct NoFiles;

impl Files for NoFiles {
    fn include(&mut self, _vm: &mut Vm, name: &str, _from: At, _fold: bool) -> Result<Vec<Syntax>, String> {
        Err(format!("cannot include {name} here"))
    }

    fn library(&mut self, _vm: &mut Vm, _name: &[String], _from: At) -> Result<Vec<Syntax>, String> {
        Err(" cannot be loaded here".into())
    }
}

/// One row per library that comes with the language: its name and its text. Most are SRFIs.
macro_rules! embedded {
    ($($number:literal)*) => {
        &[
            $((concat!("srfi ", $number), include_str!(concat!("../../../images/scheme/srfi/", $number, ".sld"))),)*
            ("srfi 171 meta", include_str!("../../../images/scheme/srfi/171-meta.sld")),
            ("chibi test", include_str!("../../../images/scheme/chibi/test.sld")),
        ]
    };
}

/// The libraries that come with the language, by name. They are read and compiled when a program imports them.
const EMBEDDED: &[(&str, &str)] = embedded! {
    "check"
    0 1 2 6 8 9 11 13 14 16 18 23 26 27 28 30 31 34 37 38 39 41 42 43 45 48 60 61 62 64 69 71 78 87 95 98 111 113 115 117 121 125 128
    130 132 133 141 143 144 145 151 152 156 158 171 189 210 219 227 235
};

/// Other names of libraries that come with the language: those of R7RS-large.
const ALIASES: &[(&str, &str)] = &[
    ("scheme list", "srfi 1"),
    ("scheme vector", "srfi 133"),
    ("scheme sort", "srfi 132"),
    ("scheme set", "srfi 113"),
    ("scheme charset", "srfi 14"),
    ("scheme hash-table", "srfi 125"),
    ("scheme generator", "srfi 158"),
    ("scheme stream", "srfi 41"),
    ("scheme box", "srfi 111"),
    ("scheme list-queue", "srfi 117"),
    ("scheme comparator", "srfi 128"),
    ("scheme regex", "srfi 115"),
    ("scheme division", "srfi 141"),
    ("scheme bitwise", "srfi 151"),
    ("scheme fixnum", "srfi 143"),
    ("scheme flonum", "srfi 144"),
];

/// The name under which a library is kept.
pub fn canonical(key: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == key).map_or(key, |(_, name)| name)
}

/// The numbers of the SRFIs that come with the language as libraries.
pub fn srfis() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().filter_map(|(name, _)| name.strip_prefix("srfi ")).filter(|n| n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is that of a library that comes with the language: errors point into the program that uses it, not into it.
pub fn is_embedded(name: &str) -> bool {
    name.starts_with("<(")
}

/// The host's files, and the libraries that come with the language.
pub struct Disk;

impl Files for Disk {
    fn include(&mut self, vm: &mut Vm, name: &str, from: At, fold: bool) -> Result<Vec<Syntax>, String> {
        let path = directory(vm, from.source).join(name);
        let text = std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        add(vm, &path.display().to_string(), text, fold).map(|(_, forms)| forms)
    }

    fn library(&mut self, vm: &mut Vm, name: &[String], from: At) -> Result<Vec<Syntax>, String> {
        let key = name.join(" ");
        if let Some((_, text)) = EMBEDDED.iter().find(|(n, _)| *n == canonical(&key)) {
            return add(vm, &format!("<({key})>"), (*text).to_string(), false).map(|(_, forms)| forms);
        }
        if name.iter().any(|n| n.contains(['/', '\\', '\0']) || n == ".." || n == "." || n.is_empty()) {
            return Err(": its name cannot be that of a file".into());
        }
        let mut tried = String::from(" not found");
        for root in roots(vm, from.source) {
            for extension in ["sld", "scm"] {
                let mut path = root.clone();
                path.extend(name);
                path.as_mut_os_string().push(".");
                path.as_mut_os_string().push(extension);
                match std::fs::read_to_string(&path) {
                    Ok(text) => {
                        let added = add(vm, &path.display().to_string(), text, false);
                        let (source, forms) = added.map_err(|e| format!(" cannot be read: {e}"))?;
                        crate::object::state_mut(vm).library_roots.push((source, root));
                        return Ok(forms);
                    }
                    Err(e) if e.kind() == std::io::ErrorKind::NotFound => tried.push_str(&format!("\n  tried {}", path.display())),
                    Err(e) => tried.push_str(&format!("\n  tried {}: {e}", path.display())),
                }
            }
        }
        Err(tried)
    }
}

/// The folders in which a text's imports are looked for: for a library the one under which it was found itself, otherwise its own; then
/// those that the host names.
fn roots(vm: &Vm, source: SourceId) -> Vec<PathBuf> {
    let found = crate::object::state(vm).library_roots.iter().find(|(s, _)| *s == source);
    let mut roots = vec![found.map_or_else(|| directory(vm, source), |(_, root)| root.clone())];
    for root in &vm.library_path {
        if !roots.contains(root) {
            roots.push(root.clone());
        }
    }
    roots
}

/// Where a text lies.
fn directory(vm: &Vm, source: SourceId) -> PathBuf {
    Path::new(&vm.source(source).name).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn add(vm: &mut Vm, name: &str, text: String, fold: bool) -> Result<(SourceId, Vec<Syntax>), String> {
    let text = if fold { format!("#!fold-case {text}") } else { text };
    let source = vm.add_source(Source::new(name, text.clone()));
    let depth = vm.limits.parser_depth;
    let forms = reader::read_all(&mut vm.symbols, source, &text, depth).map_err(|e| {
        let (line, column) = vm.source(source).line_column(e.span.start);
        format!("{name}:{line}:{column}: {}", e.message)
    });
    forms.map(|forms| (source, forms))
}
