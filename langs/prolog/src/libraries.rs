//! Libraries that are loaded when one of their predicates is first called and the program has none of that name.
//!
//! A library is a file that begins with `:- module(Name, Exports)` and goes on with clauses. What it does not define is the system's: a
//! program that defines predicates of the same names has its own, and the library never sees them.

use crate::errors;
use crate::lexer::{self, Kind, Token};
use crate::modules;
use crate::object::*;
use crate::state::{Fix, Operators, Quotes};
use crate::{load, reader};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use vm_core::{Symbol, Vm, Word};

macro_rules! libraries {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../images/prolog/library/", $name, ".pl")))),*]
    };
}

const LIBRARIES: &[(&str, &str)] = libraries! {
    "aggregate" "apply" "arithmetic" "assoc" "base32" "broadcast" "chr" "clpfd" "csv" "date" "dcg_basics" "debug" "dialect_hprolog" "engines" "files" "format_predicates" "hashtable" "heaps" "intercept" "lazy_lists" "lists" "main" "nb_set" "optparse" "option"
    "ordsets" "plunit" "prolog_code" "random" "rbtrees" "record" "records" "rules" "settings" "solution_sequences" "strings" "system_extras" "terms" "text_io" "thread" "trace"
    "tries" "ugraphs" "uri" "yall"
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

/// Whether a module is a library's: what it does not define is the system's.
pub fn is_library(module: &str) -> bool {
    BUILT_IN.contains(&module) || LIBRARIES.iter().any(|l| l.0 == module || l.0.replace('_', "/") == module)
}

/// Libraries whose predicates are always there.
const BUILT_IN: &[&str] = &["apply_macros", "backcomp", "error", "gensym", "pairs", "readutil", "when"];

fn find_exports(vm: &mut Vm) {
    if world(vm).libraries.exports.is_empty() {
        for (which, (_, text)) in LIBRARIES.iter().enumerate() {
            for export in exports(vm, text).1 {
                world_mut(vm).libraries.exports.entry(export).or_insert(which);
            }
        }
    }
}

/// Loads the library that defines a predicate; the predicate's key, if there is one.
pub fn autoload(vm: &mut Vm, name: Symbol, arity: u32) -> Result<Option<Symbol>, Word> {
    find_exports(vm);
    let Some(&which) = world(vm).libraries.exports.get(&(name, arity)) else { return Ok(None) };
    let module = load_numbered(vm, which)?;
    let key = modules::own(vm, module, name, arity);
    Ok(world(vm).predicates.contains_key(&(key, arity)).then_some(key))
}

/// Loads the library of that name; the module and what it exports, if there is one.
pub fn load_named(vm: &mut Vm, name: &str) -> Result<Option<(Symbol, Vec<(Symbol, u32)>)>, Word> {
    let found = LIBRARIES.iter().position(|l| l.0 == name || l.0.replace('_', "/") == name);
    let Some(which) = found else { return Ok(None) };
    load_numbered(vm, which)?;
    Ok(Some(exports(vm, LIBRARIES[which].1)))
}

fn load_numbered(vm: &mut Vm, which: usize) -> Result<Symbol, Word> {
    let module = exports(vm, LIBRARIES[which].1).0;
    if !world(vm).libraries.loaded.contains(&which) {
        world_mut(vm).libraries.loaded.push(which);
        let name = vm.symbols.name(module).to_string();
        let operators = operators(LIBRARIES[which].1);
        modules::module(vm, &name).operators = operators.clone();
        with_library_syntax(vm, |vm| {
            for (priority, fix, name) in operators {
                world_mut(vm).operators.set(&name, priority, Fix::of(&fix).expect("a specifier"));
            }
            let before = std::mem::replace(&mut world_mut(vm).module, name);
            let loaded = load_library(vm, LIBRARIES[which].1);
            world_mut(vm).module = before;
            loaded
        })?;
    }
    Ok(module)
}

/// Does something with the operators and flags that libraries are written with.
fn with_library_syntax<T>(vm: &mut Vm, f: impl FnOnce(&mut Vm) -> T) -> T {
    let p = world_mut(vm);
    let operators = std::mem::replace(&mut p.operators, Operators::standard());
    let quotes = (std::mem::replace(&mut p.double_quotes, Quotes::String), std::mem::replace(&mut p.back_quotes, Quotes::Codes));
    let (load, iso) = (std::mem::replace(&mut p.load, 0), std::mem::take(&mut p.iso));
    let conversions = std::mem::take(&mut p.conversions);
    let result = f(vm);
    let p = world_mut(vm);
    p.operators = operators;
    (p.double_quotes, p.back_quotes) = quotes;
    (p.load, p.iso, p.conversions) = (load, iso, conversions);
    result
}

/// A library's module and the predicates that it exports, from the tokens of its first term: `:- module(Name, [Name/Arity, ...])`.
fn exports(vm: &mut Vm, text: &str) -> (Symbol, Vec<(Symbol, u32)>) {
    let tokens = lexer::clause(text, 0).0.expect("a library begins with a declaration");
    let mut name = |t: &Token<'_>| match t.kind {
        Kind::Quoted => vm.symbols.intern(&lexer::unquote(t.text).expect("a name")),
        _ => vm.symbols.intern(t.text),
    };
    let module = name(&tokens[3]);
    let mut found = Vec::new();
    for (i, t) in tokens.iter().enumerate().filter(|(_, t)| t.kind == Kind::Integer) {
        if tokens[i - 2].text == "op" {
            continue;
        }
        // An operator is in parentheses. Rules of grammars have two arguments more.
        let named = if tokens[i - 2].is_sign(")") { i - 3 } else { i - 2 };
        let extra = if tokens[i - 1].text == "//" { 2 } else { 0 };
        found.push((name(&tokens[named]), t.text.parse::<u32>().expect("an arity") + extra));
    }
    (module, found)
}

/// The operators that a library exports, from the same tokens: `op(Priority, Specifier, Name)`.
fn operators(text: &str) -> Vec<(u32, String, String)> {
    let tokens = lexer::clause(text, 0).0.expect("a library begins with a declaration");
    let found = tokens.windows(7).filter(|t| t[0].text == "op" && t[1].text == "(" && t[2].kind == Kind::Integer);
    found.map(|t| (t[2].text.parse().expect("a priority"), t[4].text.into(), t[6].text.into())).collect()
}

fn load_library(vm: &mut Vm, text: &str) -> Result<(), Word> {
    let mut at = 0;
    loop {
        let (read, next) = reader::read(vm, text, at);
        at = next;
        let read = match read {
            Ok(read) => read,
            Err(e) => return Err(errors::syntax(vm, &e.message)),
        };
        let Some(term) = read.term else { return Ok(()) };
        if !matches!(view(vm, term).1, Term::Compound(s, 1) if vm.symbols.name(s) == ":-") {
            load::add(vm, term)?;
        }
    }
}
