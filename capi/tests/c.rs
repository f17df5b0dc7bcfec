//! A program in C is compiled and run against the library, where there is a C compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_languages_are_those_of_the_program() {
    let built_in: Vec<&str> = vm_cli::languages().iter().map(|l| l.0).collect();
    assert_eq!(built_in, vm_c::LANGUAGES);
}

/// The newest shared library beside the test's own executable.
fn library(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.path());
    let named = |p: &PathBuf| p.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with("libvm_c") && n.ends_with(".so"));
    files.filter(named).max_by_key(|p| p.metadata().and_then(|m| m.modified()).ok())
}

#[test]
fn a_program_in_c_embeds_the_vm() {
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    if !Command::new(&compiler).arg("--version").output().is_ok_and(|o| o.status.success()) {
        eprintln!("no C compiler: nothing to test");
        return;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let executable = std::env::current_exe().unwrap();
    let folder = executable.parent().unwrap();
    let library = library(folder).expect("the shared library lies beside the test");
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embed-c");
    let compiled = Command::new(&compiler)
        .args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O1", "-o"])
        .arg(&program)
        .arg(here.join("tests/embed.c"))
        .arg(format!("-I{}", here.join("include").display()))
        .arg(&library)
        .arg(format!("-Wl,-rpath,{}", folder.display()))
        .arg("-lpthread")
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let ran = Command::new(&program).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "ok\n", "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success());
}
