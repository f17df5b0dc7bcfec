//! The machine outside: folders and files by name, the environment, other processes, waiting.

use super::builtins;
use super::stream::file_error;
use super::text::{Kind, make, needed};
use crate::errors;
use crate::object::*;
use std::time::{Duration, UNIX_EPOCH};
use vm_core::number::Number;
use vm_core::{Vm, Word};

/// How long `'$nap'/1` sleeps at most: behind it the machine looks for interrupts.
const NAP: Duration = Duration::from_millis(20);

builtins! {
    DIRECTORY_FILES "directory_files" 2 |vm, a| {
        let name = needed(vm, a[0])?;
        let entries = std::fs::read_dir(&name).map_err(|e| file_error(vm, &e, "list", "directory", a[0]))?;
        let mut names: Vec<String> = entries.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned())).collect();
        names.extend([".".into(), "..".into()]);
        names.sort_unstable();
        let names: Vec<Word> = names.iter().map(|n| atom(vm, n)).collect();
        let l = proper_list(vm, &names);
        Ok(unify(vm, a[1], l))
    };
    MAKE_DIRECTORY "make_directory" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        std::fs::create_dir(&name).map(|()| true).map_err(|e| file_error(vm, &e, "create", "directory", a[0]))
    };
    DELETE_DIRECTORY "delete_directory" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        std::fs::remove_dir(&name).map(|()| true).map_err(|e| file_error(vm, &e, "delete", "directory", a[0]))
    };
    RENAME "rename_file" 2 |vm, a| {
        let (from, to) = (needed(vm, a[0])?, needed(vm, a[1])?);
        std::fs::rename(&from, &to).map(|()| true).map_err(|e| file_error(vm, &e, "rename", "file", a[0]))
    };
    SIZE "size_file" 2 |vm, a| {
        let data = metadata(vm, a[0])?;
        Ok(unify(vm, a[1], Word::smi(data.len() as i64)))
    };
    TIME "time_file" 2 |vm, a| {
        let data = metadata(vm, a[0])?;
        let time = data.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let w = vm.float(time.as_secs_f64());
        Ok(unify(vm, a[1], w))
    };
    WORKING_DIRECTORY "$working_directory" 1 |vm, a| {
        let path = std::env::current_dir().map_or_else(|_| ".".into(), |p| p.to_string_lossy().into_owned());
        let w = atom(vm, &path);
        Ok(unify(vm, a[0], w))
    };
    CHANGE_DIRECTORY "chdir" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        std::env::set_current_dir(&name).map(|()| true).map_err(|e| file_error(vm, &e, "chdir", "directory", a[0]))
    };
    GETENV "$getenv" 2 |vm, a| {
        let name = needed(vm, a[0])?;
        // Names that no variable can have are refused by the system with a panic.
        if name.is_empty() || name.contains(['=', '\0']) {
            return Ok(false);
        }
        let Ok(value) = std::env::var(&name) else { return Ok(false) };
        let w = make(vm, &value, Kind::Atom)?;
        Ok(unify(vm, a[1], w))
    };
    SHELL "shell" 2 |vm, a| {
        let command = needed(vm, a[0])?;
        let _ = vm.output.flush();
        match std::process::Command::new("/bin/sh").arg("-c").arg(&command).status() {
            Ok(status) => Ok(unify(vm, a[1], Word::smi(status.code().unwrap_or(-1).into()))),
            Err(_) => Err(errors::resource(vm, "no_shell")),
        }
    };
    NAP_FOR "$nap" 1 |vm, a| {
        // '$nap'(Seconds): sleeps so long, but not longer than the machine may be deaf.
        let seconds = match Number::of(vm, deref(vm, a[0])) {
            Some(Number::Float(f)) => f,
            Some(Number::Small(n)) => n as f64,
            _ => 0.0,
        };
        std::thread::sleep(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(NAP).min(NAP));
        Ok(true)
    };
}

fn metadata(vm: &mut Vm, file: Word) -> Result<std::fs::Metadata, Word> {
    let name = needed(vm, file)?;
    std::fs::metadata(&name).map_err(|e| file_error(vm, &e, "access", "file", file))
}
