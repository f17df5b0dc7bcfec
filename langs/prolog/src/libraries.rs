//! Libraries that are loaded when one of their predicates is first called and the program has none of that name.
//!
//! A library is a file that begins with `:- module(Name, Exports)` and goes on with clauses. A program that defines a predicate of a
//! library itself keeps its own, in the library too: there is one name space.

use crate::errors;
use crate::object::*;
use crate::state::{Operators, Quotes};
use crate::{load, reader};
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use vm_core::{Symbol, Vm, Word};

macro_rules! libraries {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../images/prolog/library/", $name, ".pl")))),*]
    };
}

const LIBRARIES: &[(&str, &str)] = libraries! {
    "aggregate" "apply" "assoc" "date" "dcg_basics" "debug" "files" "heaps" "lists" "main" "nb_set" "option" "ordsets" "plunit"
    "random" "rbtrees" "records" "solution_sequences" "strings" "terms" "ugraphs" "yall"
};

/// Which libraries there are and which are loaded.
#[derive(Default)]
pub struct Libraries {
    /// The library of each exported predicate; empty until it is asked for.
    exports: HashMap<(Symbol, u32), usize, FxBuildHasher>,
    loaded: Vec<usize>,
}

impl Libraries {
    /// Those that are loaded, by number.
    pub(crate) fn loaded(&self) -> &[usize] {
        &self.loaded
    }

    /// Says that one is loaded.
    pub(crate) fn set_loaded(&mut self, which: usize) {
        self.loaded.push(which);
    }
}

/// Loads the library that defines a predicate; false if none does, or it is loaded.
pub fn autoload(vm: &mut Vm, name: Symbol, arity: u32) -> Result<bool, Word> {
    if world(vm).libraries.exports.is_empty() {
        for (which, (_, text)) in LIBRARIES.iter().enumerate() {
            for export in exports(vm, text) {
                world_mut(vm).libraries.exports.entry(export).or_insert(which);
            }
        }
    }
    let p = world_mut(vm);
    let Some(&which) = p.libraries.exports.get(&(name, arity)) else { return Ok(false) };
    if p.libraries.loaded.contains(&which) {
        return Ok(false);
    }
    p.libraries.loaded.push(which);
    with_library_syntax(vm, |vm| load_library(vm, LIBRARIES[which].1))?;
    Ok(true)
}

/// Does something with the operators and flags that libraries are written with.
fn with_library_syntax<T>(vm: &mut Vm, f: impl FnOnce(&mut Vm) -> T) -> T {
    let p = world_mut(vm);
    let operators = std::mem::replace(&mut p.operators, Operators::standard());
    let quotes = (std::mem::replace(&mut p.double_quotes, Quotes::String), std::mem::replace(&mut p.back_quotes, Quotes::Codes));
    let load = std::mem::replace(&mut p.load, 0);
    let result = f(vm);
    let p = world_mut(vm);
    p.operators = operators;
    (p.double_quotes, p.back_quotes) = quotes;
    p.load = load;
    result
}

/// The predicates that a library exports, from its first term.
fn exports(vm: &mut Vm, text: &str) -> Vec<(Symbol, u32)> {
    let read = with_library_syntax(vm, |vm| reader::read(vm, text, 0).0);
    let Some(term) = read.ok().and_then(|r| r.term) else { return Vec::new() };
    let module = arg(vm, term, 0);
    let list = arg(vm, module, 1);
    let mut found = Vec::new();
    for indicator in items(vm, list).0 {
        let Term::Compound(slash, 2) = view(vm, indicator).1 else { continue };
        let extra = if vm.symbols.name(slash) == "//" { 2 } else { 0 };
        let (name, arity) = (arg(vm, indicator, 0), arg(vm, indicator, 1));
        if let (Some(name), Some(arity)) = (name.as_symbol(), arity.as_smi()) {
            found.push((name, arity as u32 + extra));
        }
    }
    found
}

fn load_library(vm: &mut Vm, text: &str) -> Result<(), Word> {
    let (mut at, mut defined) = (0, HashSet::<(Symbol, u32), FxBuildHasher>::default());
    loop {
        let (read, next) = reader::read(vm, text, at);
        at = next;
        let read = match read {
            Ok(read) => read,
            Err(e) => return Err(errors::syntax(vm, &e.message)),
        };
        let Some(term) = read.term else { return Ok(()) };
        let (head, directive) = match view(vm, term) {
            (w, Term::Compound(s, 2)) if vm.symbols.name(s) == ":-" => (arg(vm, w, 0), false),
            (w, Term::Compound(s, 1)) => (w, vm.symbols.name(s) == ":-"),
            (w, _) => (w, false),
        };
        let key = match view(vm, head).1 {
            Term::Compound(s, n) => (s, n),
            Term::Atom(s) => (s, 0),
            _ => continue,
        };
        if directive {
            continue;
        }
        // What was there before, the program's or the system's, stays as it is.
        if !defined.contains(&key) {
            if world(vm).predicates.contains_key(&key) {
                continue;
            }
            defined.insert(key);
        }
        load::add(vm, term)?;
    }
}
