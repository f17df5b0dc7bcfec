//! The clause store: adding clauses while a program is consulted and while it runs, making code of them when they are first
//! called, erasing them.
//!
//! A predicate's binding holds what a call calls: code made of its clauses, a stub that makes it, or code that walks the clauses as
//! data: see [`crate::clauses`].

use crate::clauses;
use crate::compile;
use crate::errors;
use crate::modules;
use crate::object::*;
use crate::reader::Read;
use crate::state::{binding, predicate};
use jitgen::HelperResult;
use vm_core::core_shapes::{GLOBAL, Global};
use vm_core::{Object, Symbol, Vm, Word};

/// The predicate (its key, its arity), head and body of a clause in a module's text, a term that nobody else has; the standard's error
/// if it is no clause.
pub fn split(vm: &mut Vm, clause: Word, source: Symbol) -> Result<(Symbol, u32, Word, Word), Word> {
    let (source, w) = modules::strip(vm, source, clause);
    let (head, body) = match view(vm, w).1 {
        Term::Compound(s, 2) if s == world(vm).neck => (arg(vm, w, 0), arg(vm, w, 1)),
        _ => (w, world(vm).truth),
    };
    let (module, head) = modules::strip(vm, source, head);
    let (name, arity) = match view(vm, head).1 {
        Term::Var(_) => return Err(errors::instantiation(vm)),
        Term::Atom(s) => (s, 0),
        Term::Compound(s, n) => (s, n),
        _ => return Err(errors::type_error(vm, "callable", head)),
    };
    if is_wide(arity) {
        return Err(errors::representation(vm, "max_arity"));
    }
    let body = flat(vm, body);
    // A body belongs to the module in whose text it is.
    let outer = Some(source).filter(|s| *s != module && body != world(vm).truth);
    let body = match view(vm, body) {
        (w, _) if w == world(vm).truth => w,
        (w, Term::Var(_)) => {
            let w = outer.map_or(w, |m| modules::qualified(vm, m, w));
            compound(vm, "call", &[w])
        }
        (w, Term::Atom(_) | Term::Compound(..)) => crate::builtins::control::body(vm, w, w, outer)?,
        (w, _) => return Err(errors::type_error(vm, "callable", w)),
    };
    Ok((modules::own(vm, module, name, arity), arity, head, body))
}

/// A conjunction whose left sides are none: so bodies are kept.
fn flat(vm: &mut Vm, body: Word) -> Word {
    let comma = |vm: &Vm, w: Word| match view(vm, w) {
        (w, Term::Compound(s, 2)) if vm.symbols.name(s) == "," => Some((arg(vm, w, 0), arg(vm, w, 1))),
        _ => None,
    };
    let (mut rest, mut nested) = (body, false);
    while let Some((left, right)) = comma(vm, rest) {
        nested |= comma(vm, left).is_some();
        rest = right;
    }
    if !nested {
        return body;
    }
    let (mut work, mut goals) = (vec![body], Vec::new());
    while let Some(w) = work.pop() {
        match comma(vm, w) {
            Some((left, right)) => work.extend([right, left]),
            None => goals.push(w),
        }
    }
    let last = goals.pop().expect("a conjunction has goals");
    goals.into_iter().rev().fold(last, |rest, goal| compound(vm, ",", &[goal, rest]))
}

/// The module whose text is being loaded.
fn source(vm: &mut Vm) -> Symbol {
    let name = world(vm).module.clone();
    vm.symbols.intern(&name)
}

fn is_reserved(vm: &Vm, name: Symbol, arity: u32) -> bool {
    matches!(
        (vm.symbols.name(name), arity),
        ("," | ";" | "->" | "*->" | "|" | ":-" | "=", 2) | ("!" | "true" | "fail" | "false" | "[]", 0) | ("\\+", 1)
    )
}

/// The error if a predicate must not be changed.
pub fn check_modify(vm: &mut Vm, name: Symbol, arity: u32, action: &str, kind: &str) -> Result<(), Word> {
    let fixed = world(vm)
        .predicates
        .get(&(name, arity))
        .is_some_and(|p| p.builtin || action == "modify" && !p.dynamic && is_defined(vm, name, arity));
    if fixed || is_reserved(vm, name, arity) && world(vm).load > 0 {
        let w = errors::indicator(vm, name.into(), arity);
        let action = if action == "modify_at_load" { "modify" } else { action };
        return Err(errors::permission(vm, action, kind, w));
    }
    Ok(())
}

/// Whether a predicate has clauses or is dynamic.
pub fn is_defined(vm: &Vm, name: Symbol, arity: u32) -> bool {
    let Some(p) = world(vm).predicates.get(&(name, arity)) else { return false };
    let database = Object::<Database>::trust(p.database.get(vm));
    p.dynamic || p.builtin || vm.get(database, Database::first) != Word::NIL
}

/// The clauses of a predicate.
pub fn database(vm: &mut Vm, name: Symbol, arity: u32) -> Object<Database> {
    predicate(vm, name, arity);
    Object::trust(world(vm).predicates[&(name, arity)].database.get(vm))
}

fn code_error(vm: &mut Vm) -> Word {
    errors::resource(vm, "program_space")
}

/// Makes a predicate dynamic.
pub fn make_dynamic(vm: &mut Vm, name: Symbol, arity: u32) -> Result<(), Word> {
    let p = predicate(vm, name, arity);
    if p.dynamic {
        return Ok(());
    }
    if p.builtin || is_reserved(vm, name, arity) {
        let w = errors::indicator(vm, name.into(), arity);
        return Err(errors::permission(vm, "modify", "static_procedure", w));
    }
    predicate(vm, name, arity).dynamic = true;
    let db = database(vm, name, arity);
    let code = compile::dynamic(vm, name, arity, db.word()).map_err(|_| code_error(vm))?;
    modules::set_code(vm, name, arity, code.into());
    Ok(())
}

/// Whether a clause about to be added does not follow those of its predicate: if so, its predicate, and that of the clause before.
pub fn apart(vm: &mut Vm, clause: Word) -> Option<((Symbol, u32), (Symbol, u32))> {
    let source = source(vm);
    let (source, w) = modules::strip(vm, source, clause);
    let head = match view(vm, w).1 {
        Term::Compound(s, 2) if s == world(vm).neck => arg(vm, w, 0),
        _ => w,
    };
    let (module, w) = modules::strip(vm, source, head);
    let (name, arity) = match view(vm, w).1 {
        Term::Atom(s) => (s, 0),
        Term::Compound(s, n) => (s, n),
        _ => return None,
    };
    let key = (modules::own(vm, module, name, arity), arity);
    let last = world_mut(vm).last_clause.replace(key);
    let p = world(vm);
    let last = last.filter(|l| *l != key)?;
    let known =
        p.predicates.get(&key).filter(|known| known.load == p.load && !known.discontiguous && !known.dynamic && !known.tabled)?;
    let database = Object::<Database>::trust(known.database.get(vm));
    (vm.get(database, Database::first) != Word::NIL).then_some((key, last))
}

/// Adds a clause of a program being consulted: a term that nobody else has.
pub fn add(vm: &mut Vm, clause: Word) -> Result<(), Word> {
    let source = source(vm);
    let (mut name, arity, mut head, body) = split(vm, clause, source)?;
    if world(vm).predicates.get(&(name, arity)).is_some_and(|p| p.tabled) {
        // Its clauses belong to the predicate that is called when there is no table yet.
        let text = format!("{} tabled", vm.symbols.name(name));
        name = vm.symbols.intern(&text);
        let args: Vec<Word> = (0..arity).map(|i| arg(vm, head, i)).collect();
        let functor = modules::plain(vm, name);
        head = compound_of(vm, functor, &args);
    }
    check_modify(vm, name, arity, "modify_at_load", "static_procedure")?;
    let db = database(vm, name, arity);
    if predicate(vm, name, arity).dynamic {
        clauses::insert(vm, db, head, body, true);
        return Ok(());
    }
    let (head, body) = compile::absorbed(vm, head, body);
    clauses::insert(vm, db, head, body, true);
    let g = binding(vm, name, arity);
    let current = vm.get(g, Global::value);
    let pending = current.as_code().is_some_and(|id| vm.code(id).len() == 1);
    if !pending {
        let code = compile::stub(vm, name, arity).map_err(|_| code_error(vm))?;
        modules::set_code(vm, name, arity, code.into());
    }
    Ok(())
}

/// So many clauses are added before garbage may be collected.
const MOST_AT_ONCE: usize = 256;

/// Adds the clauses that come next in a text, up to the first term for which there is more to do: a directive, something to be
/// expanded, a warning, an error. That one stays to be read.
pub fn add_plain(vm: &mut Vm, stream: usize) {
    let text = world(vm).streams[stream].text();
    for _ in 0..MOST_AT_ONCE {
        let at = world(vm).streams[stream].position.bytes;
        // A directive is seen by how it begins: it will be read by whoever runs it.
        if [":-", "?-"].iter().any(|sign| text[crate::lexer::start(&text, at)..].starts_with(sign)) {
            return;
        }
        let (read, next) = crate::reader::read(vm, &text, at);
        let Ok(Read { term: Some(term), variables, .. }) = read else { return };
        let singleton = variables.iter().any(|(name, _, count)| *count == 1 && !name.starts_with('_'));
        if singleton || !is_plain(vm, term) {
            return;
        }
        let last = world(vm).last_clause;
        if apart(vm, term).is_some() || add(vm, term).is_err() {
            world_mut(vm).last_clause = last;
            return;
        }
        world_mut(vm).streams[stream].go_to(next);
    }
}

/// Whether a term of a program is a clause as it is, and none that changes how others are read.
fn is_plain(vm: &Vm, term: Word) -> bool {
    let functor = |w: Word| match view(vm, w).1 {
        Term::Atom(s) => Some((vm.symbols.name(s), 0)),
        Term::Compound(s, n) => Some((vm.symbols.name(s), n)),
        _ => None,
    };
    let head = match functor(term) {
        Some((":-", 2)) => arg(vm, term, 0),
        _ => term,
    };
    let other = [(":-", 1), (":-", 2), ("?-", 1), ("-->", 2), ("=>", 2), (":", 2), ("[]", 0), ("end_of_file", 0)];
    functor(head).is_some_and(|(name, arity)| {
        !other.contains(&(name, arity)) && !["term_expansion", "goal_expansion"].contains(&name) && uncons(vm, head).is_none()
    })
}

fn wipe(vm: &mut Vm, name: Symbol, arity: u32) {
    let db = database(vm, name, arity);
    let (shape, mut next) = (shapes(vm).clause(), vm.get(db, Database::first));
    while let Some(c) = vm.cast(next, shape) {
        next = vm.get(c, Clause::next);
        clauses::erase(vm, c);
    }
}

/// Removes a dynamic predicate's clauses.
pub fn abolish(vm: &mut Vm, name: Symbol, arity: u32) -> Result<bool, Word> {
    if is_defined(vm, name, arity) && !predicate(vm, name, arity).dynamic || is_reserved(vm, name, arity) {
        let w = errors::indicator(vm, name.into(), arity);
        return Err(errors::permission(vm, "modify", "static_procedure", w));
    }
    wipe(vm, name, arity);
    Ok(true)
}

/// Has the predicates of the program made code again when they are called next, perhaps those of the library too.
pub fn compile_again(vm: &mut Vm, library: bool) {
    crate::entries::forget(vm);
    let all = world(vm).predicates.iter().filter(|(_, p)| library || !p.library);
    for (name, arity) in all.map(|(k, _)| *k).collect::<Vec<_>>() {
        let db = database(vm, name, arity);
        if predicate(vm, name, arity).dynamic {
            clauses::forget_code(vm, db);
        } else if vm.get(db, Database::first) != Word::NIL
            && let Ok(code) = compile::stub(vm, name, arity)
        {
            modules::set_code(vm, name, arity, code.into());
        }
    }
}

/// Predicates of the library that every program runs.
const ALWAYS_RUN: &[(&str, u32)] = &[
    ("$run_initialization", 2),
    ("$note_main", 1),
    ("$end_rules", 0),
    ("$conditional", 2),
    ("$turns_on", 1),
    ("$run_goal", 1),
    ("$load_term", 2),
    ("$load_clauses", 1),
    ("expand_goal", 2),
    ("$trace_state", 1),
    ("$kept", 3),
    ("$at_halt", 1),
    ("reverse", 2),
    ("repeat", 0),
    ("fail", 0),
    ("close", 1),
    ("$singletons", 2),
    ("$run_initializations", 0),
    ("$run_directive", 1),
    ("$run_at_halt", 0),
    ("$reverse", 3),
    ("$read", 4),
    ("$once_or_warn", 1),
    ("$main", 0),
    ("$load_terms", 1),
    ("$load", 1),
    ("$initialize", 1),
    ("$in_module", 2),
    ("$handle", 1),
    ("$directive", 1),
    ("$condition", 2),
    ("$close", 1),
];

/// Makes code of what every program runs, so that an image has it.
pub fn compile_always_run(vm: &mut Vm) -> HelperResult {
    for (name, arity) in ALWAYS_RUN {
        let name = vm.symbols.intern(name);
        assert!(world(vm).predicates.contains_key(&(name, *arity)), "the library has what every program runs");
        let binding = crate::state::binding(vm, name, *arity);
        compile(vm, binding.word())?;
    }
    Ok(Word::TRUE)
}

/// Makes code of a predicate's clauses and puts it into its binding. Clauses that are too many or too large stay data.
pub fn compile(vm: &mut Vm, word: Word) -> HelperResult {
    let Some(g) = vm.cast(word, GLOBAL) else { return Ok(Word::FALSE) };
    let (name, arity) = crate::builtins::control::name_of(vm, g);
    let db = database(vm, name, arity);
    let found = compile::clauses(vm, db);
    let code = match compile::predicate(vm, name, arity, found) {
        Ok(code) => code,
        Err(_) => compile::dynamic(vm, name, arity, db.word()).map_err(|_| code_error(vm))?,
    };
    modules::set_code(vm, name, arity, code.into());
    Ok(code.into())
}
