//! The world outside: time, files, the process, and code given as data.

use super::error::{condition, type_error};
use super::{PrimInfo, help, helpn};
use crate::builtins::strings::string;
use crate::object;
use jitgen::Effects;
use std::time::{SystemTime, UNIX_EPOCH};
use vm_core::{Word, text};

/// What `features` answers and `cond-expand` asks, the SRFIs apart.
const FEATURES: &[&str] = &[
    "r7rs",
    "exact-closed",
    "exact-complex",
    "ieee-float",
    "full-unicode",
    "ratios",
    "syntax-rules",
    #[cfg(unix)]
    "posix",
    #[cfg(target_os = "linux")]
    "linux",
    #[cfg(target_arch = "x86_64")]
    "x86-64",
];

/// SRFIs that are part of the language: nothing needs to be imported for them.
const BUILT_IN: &[&str] = &["srfi-0", "srfi-6", "srfi-9", "srfi-23", "srfi-30", "srfi-39", "srfi-62", "srfi-87"];

/// What `features` answers and `cond-expand` asks.
pub fn features() -> impl Iterator<Item = String> {
    let libraries = crate::files::srfis().map(|n| format!("srfi-{n}")).filter(|f| !BUILT_IN.contains(&f.as_str()));
    FEATURES.iter().chain(BUILT_IN).map(|f| (*f).to_string()).chain(libraries)
}

const ANY: Effects = Effects::ANY;

jitgen::helpers! {
    FEATURE_LIST "features" Effects::ALLOCATES => |vm, _none...| {
        let words: Vec<Word> = features().map(|f| vm.symbols.intern(&f).into()).collect();
        Ok(object::list(vm, &words))
    };
    CURRENT_SECOND "current-second" Effects::READS => |vm, _none...| {
        let t = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64());
        // The offset between UTC, which the system keeps, and TAI, which the standard asks for.
        Ok(vm.float(t + 37.0))
    };
    CURRENT_JIFFY "current-jiffy" Effects::READS => |vm, _none...| {
        let t = object::state(vm).start.elapsed().as_nanos() as i64;
        Ok(Word::smi(t))
    };
    /// Sleeps, but never long: whoever waits asks again, so that interrupts and limits are seen.
    NAP "nap" ANY => |_vm, seconds| {
        let wanted = vm_core::number::to_f64(_vm, seconds).unwrap_or(0.0);
        std::thread::sleep(std::time::Duration::from_secs_f64(wanted.clamp(0.0, 0.01)));
        Ok(Word::UNSPECIFIED)
    };
    FILE_EXISTS "file-exists?" ANY => |vm, name| {
        let t = string(vm, "file-exists?", 1, name)?;
        let path = text::to_string(vm, t);
        Ok(Word::bool(std::path::Path::new(&path).exists()))
    };
    DELETE_FILE "delete-file" ANY => |vm, name| {
        let t = string(vm, "delete-file", 1, name)?;
        let path = text::to_string(vm, t);
        match std::fs::remove_file(&path) {
            Ok(()) => Ok(Word::UNSPECIFIED),
            Err(e) => Err(condition(vm, "file", &format!("delete-file: cannot delete {path}: {e}"), &[])),
        }
    };
    COMMAND_LINE "command-line" Effects::READS => |vm, _none...| {
        let all = vm.arguments.clone();
        let words: Vec<Word> = all.iter().map(|s| object::new_text(vm, s)).collect();
        Ok(object::list(vm, &words))
    };
    GETENV "get-environment-variable" Effects { raises: true, ..Effects::READS } => |vm, name| {
        let t = string(vm, "get-environment-variable", 1, name)?;
        let name = text::to_string(vm, t);
        let valid = !name.is_empty() && !name.contains(['=', '\0']);
        Ok(match valid.then(|| std::env::var(&name).ok()).flatten() {
            Some(v) => object::new_text(vm, &v),
            None => Word::FALSE,
        })
    };
    GETENVS "get-environment-variables" Effects::READS => |vm, _none...| {
        let mut words = Vec::new();
        for (k, v) in std::env::vars_os() {
            let (k, v) = (object::new_text(vm, &k.to_string_lossy()), object::new_text(vm, &v.to_string_lossy()));
            words.push(vm.pair(k, v));
        }
        Ok(object::list(vm, &words))
    };
    COMPILE "compile" ANY => |vm, form, env| crate::compile_datum(vm, form, env);
    LOAD "load" ANY => |vm, name, env| {
        let t = string(vm, "load", 1, name)?;
        let path = text::to_string(vm, t);
        crate::compile_file(vm, &path, env)
    };
    ENVIRONMENT "environment" ANY => |vm, sets| {
        let all = object::elements(vm, sets).unwrap_or_default();
        crate::make_environment(vm, &all)
    };
    NAMED_ENVIRONMENT "named-environment" ANY => |vm, which| crate::named_environment(vm, which);
    IS_ENVIRONMENT "is-environment" Effects::READS => |vm, w| {
        let shape = object::shapes(vm).environment;
        Ok(Word::bool(vm.cast(w, shape).is_some()))
    };
    EXIT_STATUS "exit-status" Effects::PURE_RAISES => |vm, w| match w {
        Word::TRUE => Ok(Word::smi(0)),
        Word::FALSE => Ok(Word::smi(1)),
        w => match w.as_smi() {
            Some(n) => Ok(Word::smi(n & 255)),
            None => Err(type_error(vm, "exit", 1, "a small integer or a boolean", w)),
        },
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    helpn("features", 0, 0, &FEATURE_LIST),
    helpn("current-second", 0, 0, &CURRENT_SECOND),
    helpn("current-jiffy", 0, 0, &CURRENT_JIFFY),
    help("%nap", &NAP),
    help("file-exists?", &FILE_EXISTS),
    help("delete-file", &DELETE_FILE),
    helpn("command-line", 0, 0, &COMMAND_LINE),
    help("get-environment-variable", &GETENV),
    helpn("get-environment-variables", 0, 0, &GETENVS),
    help("%compile", &COMPILE),
    help("%load", &LOAD),
    help("%environment", &ENVIRONMENT),
    help("%named-environment", &NAMED_ENVIRONMENT),
    help("environment?", &IS_ENVIRONMENT),
    help("%exit-status", &EXIT_STATUS),
];
