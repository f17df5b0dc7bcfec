//! Images of the languages' libraries, kept from one run to the next: loading one takes a fraction of the time that compiling the
//! library takes. The first run makes them in the user's folder for caches, or in the one that `VM_CACHE` names in the environment; an
//! empty name means none. A program that has been built again does not take those of another build. Where there is no folder, or anything
//! goes wrong, the library is compiled.

use crate::settings::Settings;
use crate::{image, status};
use jitgen::Machine;
use rustc_hash::FxHasher;
use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many images stay in the folder; the oldest go.
const KEPT: usize = 12;
/// Smaller libraries are compiled faster than a file is found.
const SMALL: usize = 64 << 10;

/// The folder: `$VM_CACHE`, `$XDG_CACHE_HOME/vm` or `$HOME/.cache/vm`.
fn folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(folder) = variable("VM_CACHE") {
        return Some(folder).filter(|f| !f.is_empty()).map(PathBuf::from);
    }
    let absolute = |name| variable(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let caches = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(caches.join("vm"))
}

/// The file for a language's library as this build of the program has it.
fn path(language: &str) -> Option<PathBuf> {
    let folder = folder(|name| std::env::var_os(name))?;
    let program = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let mut h = FxHasher::default();
    let built = program.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    (env!("CARGO_PKG_VERSION"), program.len(), built.as_nanos()).hash(&mut h);
    Some(folder.join(format!("{language}-{:016x}.image", h.finish())))
}

/// The machine with the library, if an image of it is there and good.
pub fn load(settings: &Settings, language: &str) -> Option<Machine> {
    let path = path(language)?;
    let bytes = std::fs::read(&path).ok()?;
    match image::load(settings, &bytes, language) {
        Ok((machine, _, _)) => Some(machine),
        Err(e) => {
            // A limit is the user's; anything else is the image's fault, which goes.
            if crate::run::status_of(&e.kind) == status::IMAGE {
                let _ = std::fs::remove_file(&path);
            }
            None
        }
    }
}

/// Keeps an image of a machine that has just this library.
pub fn store(machine: &mut Machine, language: &str) {
    let Some(path) = path(language) else { return };
    let Ok(bytes) = machine.save_image(None) else { return };
    let Some(folder) = path.parent() else { return };
    if bytes.len() < SMALL || std::fs::create_dir_all(folder).is_err() {
        return;
    }
    // Whoever cannot write goes on without.
    let _ = vm_core::image::write_file(&path, &bytes);
    remove_old(folder);
}

fn remove_old(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let age = |p: &PathBuf| p.metadata().and_then(|m| m.modified()).ok();
    let mut images: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "image")).collect();
    images.sort_by_key(age);
    let excess = images.len().saturating_sub(KEPT);
    for old in &images[..excess] {
        let _ = std::fs::remove_file(old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_the_users() {
        let with = |set: &[(&str, &str)]| {
            folder(|name| set.iter().find(|s| s.0 == name).map(|s| s.1.into())).map(|p| p.display().to_string())
        };
        assert_eq!(with(&[("HOME", "/h")]).as_deref(), Some("/h/.cache/vm"));
        assert_eq!(with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")]).as_deref(), Some("/x/vm"));
        assert_eq!(with(&[("XDG_CACHE_HOME", "relative")]), None);
        assert_eq!(with(&[]), None);
        assert_eq!(with(&[("HOME", "/h"), ("VM_CACHE", "/v")]).as_deref(), Some("/v"));
        assert_eq!(with(&[("HOME", "/h"), ("VM_CACHE", "")]), None);
    }
}
