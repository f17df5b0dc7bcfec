//! Programs with expectations, run in every mode, and generators of random programs.

pub mod expect; // what a program should print, from its comments
pub mod modes; // the ways in which every program runs
pub mod child; // the vm program as a child process
pub mod random; // reproducible random numbers
pub mod scheme_programs; // random Scheme programs
pub mod toy_programs; // random toy programs

use std::path::{Path, PathBuf};

/// The workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a crate of the workspace").to_path_buf()
}

/// The files below a folder, sorted, folders left out. A folder that does not exist is empty.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
