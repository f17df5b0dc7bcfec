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
        Err(String::new())
    }
}

/// The libraries that come with the language, by name.
const EMBEDDED: &[(&str, &str)] = &[];

/// The host's files, and the libraries that come with the language.
pub struct Disk;

impl Files for Disk {
    fn include(&mut self, vm: &mut Vm, name: &str, from: At, fold: bool) -> Result<Vec<Syntax>, String> {
        let path = directory(vm, from.source).join(name);
        let text = std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        add(vm, &path.display().to_string(), text, fold)
    }

    fn library(&mut self, vm: &mut Vm, name: &[String], from: At) -> Result<Vec<Syntax>, String> {
        let key = name.join(" ");
        if let Some((_, text)) = EMBEDDED.iter().find(|(n, _)| *n == key) {
            return add(vm, &format!("<({key})>"), (*text).to_string(), false);
        }
        let mut tried = String::new();
        if name.iter().any(|n| n.contains(['/', '\\', '\0']) || n == "..") {
            return Err(String::new());
        }
        let mut roots = vec![directory(vm, from.source), PathBuf::new()];
        roots.extend(crate::object::state(vm).library_path.iter().cloned());
        roots.dedup();
        for root in roots {
            for extension in ["sld", "scm"] {
                let mut path = root.clone();
                path.extend(name);
                path.set_extension(extension);
                match std::fs::read_to_string(&path) {
                    Ok(text) => return add(vm, &path.display().to_string(), text, false),
                    Err(_) => tried.push_str(&format!("\n  tried {}", path.display())),
                }
            }
        }
        Err(tried)
    }
}

/// Where a text lies.
fn directory(vm: &Vm, source: SourceId) -> PathBuf {
    Path::new(&vm.source(source).name).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn add(vm: &mut Vm, name: &str, text: String, fold: bool) -> Result<Vec<Syntax>, String> {
    let text = if fold { format!("#!fold-case {text}") } else { text };
    let source = vm.add_source(Source::new(name, text.clone()));
    let depth = vm.limits.parser_depth;
    reader::read_all(&mut vm.symbols, source, &text, depth).map_err(|e| {
        let (line, column) = vm.source(source).line_column(e.span.start);
        format!("{name}:{line}:{column}: {}", e.message)
    })
}
