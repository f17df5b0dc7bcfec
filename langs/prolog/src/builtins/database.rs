//! Clauses at run time, flags, operators, global variables.

use super::control::unifier;
use super::{Answer, builtins};
use crate::clauses::{self, Walk};
use crate::copy::copy_finite;
use crate::entries;
use crate::errors;
use crate::load;
use crate::modules;
use crate::object::*;
use crate::state::{Fix, OccursCheck, Quotes, Unknown, predicate};
use vm_core::{Object, Symbol, Vm, Word};

builtins! {
    ASSERTZ "assertz" 1 |vm, a| assert(vm, a[0], true).map(|_| true);
    ASSERT "assert" 1 |vm, a| assert(vm, a[0], true).map(|_| true);
    ASSERTA "asserta" 1 |vm, a| assert(vm, a[0], false).map(|_| true);
    ASSERT_CLAUSE "$assert_clause" 3 |vm, a| {
        // '$assert_clause'(Clause, first or last, Reference)
        let last = key(vm, a[1])? == "last";
        let clause = assert(vm, a[0], last)?;
        Ok(unify(vm, a[2], clause.word()))
    };
    KEEP "$keep_fact" 2 |vm, a| {
        // '$keep_fact'(Fact, first or last): one of the library's own. What it keeps for a program may contain itself.
        let last = key(vm, a[1])? == "last";
        let fact = copy(vm, a[0]);
        insert(vm, fact, last).map(|_| true)
    };
    CLAUSE_OF "$clause_of" 3 |vm, a| {
        // '$clause_of'(Reference, Module, Head): of which predicate a clause is that has not been erased; the most general head.
        let (w, s) = (deref(vm, a[0]), shapes(vm));
        let Some(c) = vm.cast(w, s.clause()).filter(|c| !clauses::is_erased(vm, *c)) else { return Ok(false) };
        let database = vm.get(c, Clause::database);
        let Some(db) = vm.cast(database, s.database()) else { return Ok(false) };
        let (Some(key), arity) = (vm.get(db, Database::name).as_symbol(), vm.get(db, Database::arity).smi_value()) else { return Ok(false) };
        let (module, name) = modules::parts(vm, key);
        let arguments = new_arguments(vm, arity as usize);
        let head = compound_of(vm, name, &arguments);
        Ok(unify(vm, a[1], module.into()) && unify(vm, a[2], head))
    };
    APART "$clause_apart" 3 |vm, a| {
        let Some((clause, last)) = load::apart(vm, a[0]) else { return Ok(false) };
        let [clause, last] = [clause, last].map(|(name, arity)| errors::indicator(vm, name.into(), arity));
        Ok(unify(vm, a[1], clause) && unify(vm, a[2], last))
    };
    ADD_CLAUSE "$add_clause" 1 |vm, a| {
        let clause = own_clause(vm, a[0])?;
        load::add(vm, clause).map(|_| true)
    };
    ADD_CLAUSES "$add_clauses" 1 |vm, a| {
        let i = super::stream::input(vm, a[0])?;
        load::add_plain(vm, i);
        Ok(true)
    };
    HAS_HOOK "$has_hook" 1 |vm, a| {
        // Whether a hook of two arguments has clauses in the module being loaded, in `user` or in the system.
        let (name, module) = (symbol(vm, a[0])?, world(vm).module.clone());
        Ok([module.as_str(), "user", "system"].iter().any(|module| {
            let module = vm.symbols.intern(module);
            let key = modules::own(vm, module, name, 2);
            load::is_defined(vm, key, 2)
        }))
    };
    WALK "$walk" 4 walk;
    LOOK "$look" 4 |vm, a| look(vm, a).map_err(|e| errors::in_context(vm, e, "clause", 2));
    STEP "$step" 4 |vm, a| {
        let (place, head) = (deref(vm, a[0]), modules::unqualified(vm, a[1]).1);
        let mut walk = Walk::resume(vm, arg(vm, place, 0), arg(vm, place, 1), head);
        stepped(vm, &mut walk, a[2], a[3])
    };
    RETRACT "$retract" 4 retract;
    PARTS "$clause" 3 |vm, a| {
        let (w, shape) = (deref(vm, a[0]), shapes(vm).clause());
        let Some(c) = vm.cast(w, shape) else { return Ok(false) };
        let head = modules::unqualified(vm, a[1]).1;
        Ok(unify_clause(vm, c, head, a[2]))
    };
    ERASE "$erase" 1 |vm, a| {
        let (w, shape) = (deref(vm, a[0]), shapes(vm).clause());
        let Some(c) = vm.cast(w, shape) else { return Ok(false) };
        Ok(clauses::erase(vm, c))
    };
    ERASE_ALL "$erase_all" 1 |vm, a| {
        let (db, head) = clauses_of(vm, a[0], "modify")?;
        // A predicate that does not exist begins to.
        let (key, arity, _) = predicate_named(vm, a[0])?;
        load::make_dynamic(vm, key, arity)?;
        let Some(db) = db else { return Ok(true) };
        let mut walk = Walk::new(vm, db, head);
        while let Some(c) = walk.next(vm) {
            let found = clauses::head(vm, c, &mut VarMap::default());
            if unifier(vm, head, found).is_some() {
                clauses::erase(vm, c);
            }
        }
        Ok(true)
    };
    DECLARE "$declare" 3 |vm, a| {
        let (what, (name, arity)) = (key(vm, a[0])?, named(vm, &a[1..])?);
        match what.as_str() {
            "dynamic" => load::make_dynamic(vm, name, arity)?,
            _ => {
                let p = predicate(vm, name, arity);
                p.discontiguous = true;
                p.multifile |= what == "multifile";
            }
        }
        Ok(true)
    };
    DECLARED "$declared" 3 |vm, a| {
        let (name, arity) = named(vm, a)?;
        let Some(p) = world(vm).predicates.get(&(name, arity)) else { return Ok(false) };
        let declared = [(p.tabled, "tabled"), (p.multifile, "multifile"), (p.discontiguous && !p.library, "discontiguous")];
        let names: Vec<&str> = declared.iter().filter(|d| d.0).map(|d| d.1).collect();
        let names: Vec<Word> = names.into_iter().map(|n| atom(vm, n)).collect();
        let l = proper_list(vm, &names);
        Ok(unify(vm, a[2], l))
    };
    ABOLISH "$abolish" 2 |vm, a| {
        let (name, arity) = named(vm, a)?;
        load::abolish(vm, name, arity)
    };
    PROPERTY "$property" 3 |vm, a| {
        let (name, arity) = named(vm, a)?;
        let Some(p) = world(vm).predicates.get(&(name, arity)) else { return Ok(false) };
        let kind = if p.dynamic { "dynamic" } else if p.builtin { "builtin" } else if p.library { "library" } else { "static" };
        let w = atom(vm, kind);
        Ok(unify(vm, a[2], w))
    };
    PREDICATES "$predicates" 2 |vm, a| {
        // A module's own, their names without it.
        let module = symbol(vm, a[0])?;
        let shown = world(vm).predicates.iter().filter(|(_, p)| !p.library && !p.builtin);
        let mut all: Vec<(Symbol, u32)> = shown.map(|(k, _)| *k).collect();
        all.retain(|k| modules::parts(vm, k.0).0 == module);
        all.sort_by(|a, b| vm.symbols.name(a.0).cmp(vm.symbols.name(b.0)).then(a.1.cmp(&b.1)));
        let mut found = Vec::new();
        for (name, arity) in all {
            if load::is_defined(vm, name, arity) {
                let name = modules::plain(vm, name);
                found.push(errors::indicator(vm, name.into(), arity));
            }
        }
        let l = proper_list(vm, &found);
        Ok(unify(vm, a[1], l))
    };
    OP "$op" 3 op;
    OPS "$ops" 2 |vm, a| {
        // '$ops'(Name, Operators): those of the module that the name is qualified with.
        let module = modules::unqualified(vm, a[0]).0;
        let mut all: Vec<(u32, Fix, String)> = Vec::new();
        for t in &modules::operators(vm, module).tables {
            all.extend(t.iter().map(|(n, (p, f))| (*p, *f, n.clone())));
        }
        all.sort_by(|x, y| x.2.cmp(&y.2).then(x.0.cmp(&y.0)));
        let mut found = Vec::new();
        for (p, f, n) in all {
            let (f, n) = (atom(vm, f.name()), atom(vm, &n));
            found.push(compound(vm, "op", &[Word::smi(p.into()), f, n]));
        }
        let l = proper_list(vm, &found);
        Ok(unify(vm, a[1], l))
    };
    SET_FLAG "$set_flag" 2 set_flag;
    FLAGS "$flags" 1 |vm, a| {
        let p = world(vm);
        let quotes = |q: Quotes| match q {
            Quotes::Codes => "codes",
            Quotes::Chars => "chars",
            Quotes::Atom => "atom",
            Quotes::String => "string",
        };
        let unknown = match p.unknown {
            Unknown::Error => "error",
            Unknown::Fail => "fail",
            Unknown::Warning => "warning",
        };
        let occurs_check = match p.occurs_check {
            OccursCheck::False => "false",
            OccursCheck::True => "true",
            OccursCheck::Error => "error",
        };
        let rows = [
            ("double_quotes", quotes(p.double_quotes)),
            ("back_quotes", quotes(p.back_quotes)),
            ("unknown", unknown),
            ("occurs_check", occurs_check),
            ("iso", if p.iso { "true" } else { "false" }),
            ("char_conversion", if p.conversions.on { "on" } else { "off" }),
            ("float_overflow", if p.floats.overflow { "infinity" } else { "error" }),
            ("float_zero_div", if p.floats.zero_div { "infinity" } else { "error" }),
            ("float_undefined", if p.floats.undefined { "nan" } else { "error" }),
        ];
        let mut found = Vec::new();
        for (name, value) in rows {
            let (name, value) = (atom(vm, name), atom(vm, value));
            found.push(compound(vm, "-", &[name, value]));
        }
        let (name, value) = (atom(vm, "max_arity"), atom(vm, "unbounded"));
        found.push(compound(vm, "-", &[name, value]));
        let l = proper_list(vm, &found);
        Ok(unify(vm, a[0], l))
    };
    NB_SETVAL "nb_setval" 2 |vm, a| {
        let key = key(vm, a[0])?;
        let w = lasting(vm, a[1]);
        let cell = cell(vm, key);
        vm.set(cell, Attributes::list, w);
        Ok(true)
    };
    B_SETVAL "b_setval" 2 |vm, a| {
        let key = key(vm, a[0])?;
        let cell = cell(vm, key);
        let w = deref(vm, a[1]);
        assign(vm, cell.word(), 1, w);
        Ok(true)
    };
    NB_DELETE "nb_delete" 1 |vm, a| {
        let key = key(vm, a[0])?;
        world_mut(vm).variables.remove(&key);
        Ok(true)
    };
    GETVAL "nb_getval" 2 getval;
    B_GETVAL "b_getval" 2 getval;
    DEFINED "$defined" 2 |vm, a| {
        let (name, arity) = named(vm, a)?;
        Ok(load::is_defined(vm, name, arity))
    };
    SERIAL "$serial" 1 |vm, a| {
        let p = world_mut(vm);
        p.serial += 1;
        let n = p.serial;
        Ok(unify(vm, a[0], Word::smi(n as i64)))
    };
    WALL_TIME "$walltime" 1 |vm, a| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let seconds = vm.float(since.as_secs_f64());
        Ok(unify(vm, a[0], seconds))
    };
    TIME "$cputime" 1 |vm, a| {
        let w = vm.float(crate::arith::cpu_time());
        Ok(unify(vm, a[0], w))
    };
    ARGUMENTS "$arguments" 1 |vm, a| {
        let arguments: Vec<String> = vm.arguments.iter().skip(1).cloned().collect();
        let words: Vec<Word> = arguments.iter().map(|s| atom(vm, s)).collect();
        let l = proper_list(vm, &words);
        Ok(unify(vm, a[0], l))
    };
    ABSORBED "$absorbed" 4 |vm, a| {
        let [head, body] = [0, 1].map(|i| deref(vm, a[i]));
        let (head, body) = crate::compile::absorbed(vm, head, body);
        Ok(unify(vm, a[2], head) && unify(vm, a[3], body))
    };
    CLAUSES "$clauses" 3 |vm, a| {
        let (key, arity) = named(vm, a)?;
        let Some(p) = world(vm).predicates.get(&(key, arity)) else { return Ok(false) };
        let database = Object::<Database>::trust(p.database.get(vm));
        let count = vm.get(database, Database::count);
        Ok(unify(vm, a[2], count))
    };
    FAILURES "$failures" 1 |vm, a| {
        let n = world(vm).failures;
        Ok(unify(vm, a[0], Word::smi(n.into())))
    };
    FAILED "$failed" 0 |vm, _| {
        world_mut(vm).failures += 1;
        Ok(true)
    };
    SET_RANDOM "$set_random" 1 |vm, a| {
        let seed = deref(vm, a[0]).as_smi().unwrap_or(1);
        world_mut(vm).random = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        Ok(true)
    };
}

/// The cell of a global variable: an object whose second slot is the value.
fn cell(vm: &mut Vm, key: String) -> Object<Attributes> {
    if let Some(root) = world(vm).variables.get(&key) {
        return Object::trust(root.get(vm));
    }
    let shape = shapes(vm).attributes();
    let cell = vm.make(shape, &[Word::smi(0), Word::HOLE]);
    let root = vm.root(cell.word());
    world_mut(vm).variables.insert(key, root);
    cell
}

fn getval(vm: &mut Vm, a: &[Word]) -> Answer {
    let name = key(vm, a[0])?;
    let cell = cell(vm, name);
    match vm.get(cell, Attributes::list) {
        Word::HOLE => {
            let w = deref(vm, a[0]);
            Err(errors::existence(vm, "variable", w))
        }
        w => Ok(unify(vm, a[1], w)),
    }
}

pub(crate) fn key(vm: &mut Vm, w: Word) -> Result<String, Word> {
    let s = symbol(vm, w)?;
    Ok(vm.symbols.name(s).to_string())
}

pub(crate) fn symbol(vm: &mut Vm, w: Word) -> Result<Symbol, Word> {
    let (w, t) = view(vm, w);
    match t {
        Term::Atom(s) => Ok(s),
        Term::Var(_) => Err(errors::instantiation(vm)),
        _ => Err(errors::type_error(vm, "atom", w)),
    }
}

pub(crate) fn named(vm: &mut Vm, a: &[Word]) -> Result<(Symbol, u32), Word> {
    let name = symbol(vm, a[0])?;
    let arity = deref(vm, a[1]);
    match arity.as_smi() {
        Some(n) if (0..=i64::from(vm_core::ShapeId::MAX_FIXED)).contains(&n) => Ok((name, n as u32)),
        Some(n) if n < 0 => Err(errors::domain(vm, "not_less_than_zero", arity)),
        Some(_) => Err(errors::representation(vm, "max_arity")),
        None if matches!(view(vm, arity).1, Term::Var(_)) => Err(errors::instantiation(vm)),
        None => Err(errors::type_error(vm, "integer", arity)),
    }
}

/// A clause as a term that nobody else has. It must be finite.
fn own_clause(vm: &mut Vm, clause: Word) -> Result<Word, Word> {
    copy_finite(vm, clause).ok_or_else(|| errors::representation(vm, "cyclic_term"))
}

fn assert(vm: &mut Vm, clause: Word, last: bool) -> Result<Object<Clause>, Word> {
    let clause = own_clause(vm, clause)?;
    insert(vm, clause, last)
}

/// Adds a clause that nobody else has.
fn insert(vm: &mut Vm, clause: Word, last: bool) -> Result<Object<Clause>, Word> {
    let (name, arity, head, body) = load::split(vm, clause, world(vm).user)?;
    let db = match world(vm).predicates.get(&(name, arity)) {
        // What is dynamic may be changed.
        Some(p) if p.dynamic && !p.builtin => Object::trust(p.database.get(vm)),
        _ => {
            load::check_modify(vm, name, arity, "modify", "static_procedure")?;
            load::make_dynamic(vm, name, arity)?;
            load::database(vm, name, arity)
        }
    };
    Ok(clauses::insert(vm, db, head, body, last))
}

/// The key of the predicate that a head, perhaps qualified, is of; its arity; the head itself.
fn predicate_named(vm: &mut Vm, head: Word) -> Result<(Symbol, u32, Word), Word> {
    let user = world(vm).user;
    let (module, head) = modules::strip_finite(vm, user, head)?;
    let (name, arity) = match view(vm, head).1 {
        Term::Atom(s) => (s, 0),
        Term::Compound(s, n) => (s, n),
        Term::Var(_) => return Err(errors::instantiation(vm)),
        _ => return Err(errors::type_error(vm, "callable", head)),
    };
    let key = match modules::definition(vm, module, name, arity) {
        Some(key) => key,
        None => modules::own(vm, module, name, arity),
    };
    Ok((key, arity, head))
}

/// The clauses of a head's predicate, if it has any, and the head.
fn clauses_of(vm: &mut Vm, head: Word, action: &str) -> Result<(Option<Object<Database>>, Word), Word> {
    let (key, arity, head) = predicate_named(vm, head)?;
    let Some(p) = world(vm).predicates.get(&(key, arity)) else { return Ok((None, head)) };
    let access = action == "access";
    let hidden = if access { p.builtin || world(vm).iso && !p.dynamic } else { !p.dynamic && load::is_defined(vm, key, arity) };
    if hidden {
        let w = errors::indicator(vm, key.into(), arity);
        let kind = if access { "private_procedure" } else { "static_procedure" };
        return Err(errors::permission(vm, action, kind, w));
    }
    Ok((Some(Object::trust(p.database.get(vm))), head))
}

/// `'$walk'(Head, Action, Clause, Place)`: the first clause that may match, and where the next is, or `[]`.
fn walk(vm: &mut Vm, a: &[Word]) -> Answer {
    let action = if deref(vm, a[1]).as_symbol().is_some_and(|s| vm.symbols.name(s) == "access") { "access" } else { "modify" };
    let (Some(db), head) = clauses_of(vm, a[0], action)? else { return Ok(false) };
    let mut walk = Walk::new(vm, db, head);
    stepped(vm, &mut walk, a[2], a[3])
}

/// `'$look'(Head, Body, Clause, Place)`: the same, for `clause/2`. If no other clause may match this one is unified, and the place is `true`.
fn look(vm: &mut Vm, a: &[Word]) -> Answer {
    let body = deref(vm, a[1]);
    if !matches!(view(vm, body).1, Term::Var(_) | Term::Atom(_) | Term::Compound(..)) {
        // A head that is wrong is the first error.
        clauses_of(vm, a[0], "access")?;
        return Err(errors::type_error(vm, "callable", body));
    }
    let (Some(db), head) = clauses_of(vm, a[0], "access")? else { return Ok(false) };
    entries::looked_at(vm, a[0], db);
    let mut walk = Walk::new(vm, db, head);
    let Some(c) = walk.next(vm) else { return Ok(false) };
    if let Some([at, generation]) = walk.place(vm) {
        let place = cons(vm, at, generation);
        return Ok(unify(vm, a[2], c.word()) && unify(vm, a[3], place));
    }
    let done = world(vm).truth;
    Ok(unify_clause(vm, c, head, body) && unify(vm, a[3], done))
}

/// `'$retract'(Head, Body, Clause, Place)`: the same. If no other clause may match this one is unified and erased, and the place is `true`.
fn retract(vm: &mut Vm, a: &[Word]) -> Answer {
    let (Some(db), head) = clauses_of(vm, a[0], "modify")? else { return Ok(false) };
    let mut walk = Walk::new(vm, db, head);
    let Some(c) = walk.next(vm) else { return Ok(false) };
    if let Some([at, generation]) = walk.place(vm) {
        let place = cons(vm, at, generation);
        return Ok(unify(vm, a[2], c.word()) && unify(vm, a[3], place));
    }
    if !unify_clause(vm, c, head, a[1]) {
        return Ok(false);
    }
    // Goals that wait for the bindings come first: if they fail the clause stays.
    if vm.get(registers(vm), State::wake) != Word::NIL {
        let none = world(vm).nil;
        return Ok(unify(vm, a[2], c.word()) && unify(vm, a[3], none));
    }
    let done = world(vm).truth;
    Ok(clauses::erase(vm, c) && unify(vm, a[3], done))
}

/// Unifies a head and a body with those of a clause.
fn unify_clause(vm: &mut Vm, c: Object<Clause>, head: Word, body: Word) -> bool {
    let mut map = VarMap::default();
    if !clauses::unify_head(vm, c, head, &mut map) {
        return false;
    }
    let found = copy_with(vm, vm.get(c, Clause::body), &mut map);
    unify(vm, body, found)
}

fn stepped(vm: &mut Vm, walk: &mut Walk, clause: Word, rest: Word) -> Answer {
    let Some(c) = walk.next(vm) else { return Ok(false) };
    let place = match walk.place(vm) {
        Some([at, generation]) => cons(vm, at, generation),
        None => world(vm).nil,
    };
    Ok(unify(vm, clause, c.word()) && unify(vm, rest, place))
}

fn op(vm: &mut Vm, a: &[Word]) -> Answer {
    let priority = deref(vm, a[0]);
    let Some(p) = priority.as_smi() else {
        let unbound = matches!(view(vm, priority).1, Term::Var(_));
        return Err(if unbound { errors::instantiation(vm) } else { errors::type_error(vm, "integer", priority) });
    };
    if !(0..=1200).contains(&p) {
        return Err(errors::domain(vm, "operator_priority", priority));
    }
    let spec = key(vm, a[1])?;
    let Some(fix) = Fix::of(&spec) else {
        let w = deref(vm, a[1]);
        return Err(errors::domain(vm, "operator_specifier", w));
    };
    let module = modules::unqualified(vm, a[2]).0.map(|m| vm.symbols.name(m).to_string());
    let names = operator_names(vm, a[2])?;
    for w in &names {
        let name = key(vm, *w)?;
        if name == "," {
            return Err(errors::permission(vm, "modify", "operator", *w));
        }
        let infix = matches!(fix, Fix::Infix | Fix::InfixLeft | Fix::InfixRight);
        let barred = matches!(name.as_str(), "[]" | "{}") || name == "|" && p != 0 && (p < 1001 || !infix);
        let ops = &world(vm).operators;
        let clash = match fix {
            Fix::PostfixX | Fix::PostfixY => ops.infix(&name).is_some(),
            _ if infix => ops.postfix(&name).is_some(),
            _ => false,
        };
        if barred || clash && p != 0 {
            return Err(errors::permission(vm, "create", "operator", *w));
        }
    }
    for w in names {
        let name = key(vm, w)?;
        modules::set_operator(vm, module.as_deref(), &name, p as u32, fix);
    }
    Ok(true)
}

/// The names that `op/3` is given: an atom or a list of atoms, perhaps of a module.
fn operator_names(vm: &mut Vm, w: Word) -> Result<Vec<Word>, Word> {
    let user = world(vm).user;
    let w = modules::strip_finite(vm, user, w)?.1;
    match view(vm, w).1 {
        Term::Var(_) => return Err(errors::instantiation(vm)),
        // `[]` too, which is no operator.
        Term::Atom(_) => return Ok(vec![w]),
        _ => {}
    }
    let names = super::terms::proper(vm, w)?;
    for n in &names {
        match view(vm, *n).1 {
            Term::Var(_) => return Err(errors::instantiation(vm)),
            Term::Atom(_) => {}
            _ => return Err(errors::type_error(vm, "atom", *n)),
        }
    }
    Ok(names)
}

/// Sets a flag that is kept here. The library has checked the value.
fn set_flag(vm: &mut Vm, a: &[Word]) -> Answer {
    let (name, text) = (key(vm, a[0])?, key(vm, a[1])?);
    let quotes = match text.as_str() {
        "codes" => Quotes::Codes,
        "chars" => Quotes::Chars,
        "atom" => Quotes::Atom,
        _ => Quotes::String,
    };
    let p = world_mut(vm);
    match name.as_str() {
        "double_quotes" => p.double_quotes = quotes,
        "back_quotes" => p.back_quotes = quotes,
        "float_overflow" => p.floats.overflow = text != "error",
        "float_zero_div" => p.floats.zero_div = text != "error",
        "float_undefined" => p.floats.undefined = text != "error",
        "char_conversion" => p.conversions.on = text == "on",
        "iso" => {
            // Compiled code may have compared numbers for good.
            if std::mem::replace(&mut p.iso, text == "true") != p.iso {
                crate::load::compile_again(vm, true);
            }
        }
        "occurs_check" => {
            let flag = match text.as_str() {
                "true" => OccursCheck::True,
                "error" => OccursCheck::Error,
                _ => OccursCheck::False,
            };
            if std::mem::replace(&mut p.occurs_check, flag) != flag {
                crate::load::compile_again(vm, true);
            }
        }
        _ => {
            p.unknown = match text.as_str() {
                "fail" => Unknown::Fail,
                "warning" => Unknown::Warning,
                _ => Unknown::Error,
            }
        }
    }
    Ok(true)
}
