//! What the instructions need from Rust: the cold halves of unification and backtracking, exceptions, calls of goals that are
//! terms, clauses that are data.

use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::ops::TypeTest;
use crate::state::{Unknown, binding};
use jitgen::{Effects, HelperResult};
use vm_core::core_shapes::{GLOBAL, Global};
use vm_core::{Object, Vm, Word};

jitgen::helpers! {
    /// Follows references.
    pub DEREF "deref" Effects::READS => |vm, w| Ok(deref(vm, w));
    /// Unifies.
    pub UNIFY "unify" Effects::READS_WRITES => |vm, a, b| Ok(Word::bool(unify(vm, a, b)));
    /// Whether two terms are identical.
    pub IDENTICAL "identical" Effects::READS => |vm, a, b| Ok(Word::bool(compare(vm, a, b).is_eq()));
    /// Undoes the bindings back to a trail.
    pub UNDO "undo" Effects::READS_WRITES => |vm, trail| {
        undo(vm, trail);
        Ok(Word::UNSPECIFIED)
    };
    /// Whether a term is of a kind.
    pub IS_KIND "is_kind" Effects::READS => |vm, w, kind| Ok(Word::bool(is_kind(vm, w, kind)));
    /// Makes a choice point fail at once.
    pub DISARM "disarm" Effects::READS_WRITES => |vm, choice| {
        let (shape, code) = (shapes(vm).choice(), world(vm).codes["dropped"]);
        if let Some(c) = vm.cast(choice, shape) {
            vm.set(c, Choice::code, code.into());
        }
        Ok(Word::UNSPECIFIED)
    };
    /// The continuation that recovers from a ball, if a `catch/3` around takes it.
    pub UNWIND "unwind" Effects::READS_WRITES => |vm, cont, ball| Ok(unwind(vm, cont, ball));
    /// A copy of what is thrown.
    pub BALL "ball" Effects::READS_WRITES => |vm, ball| {
        let (w, t) = view(vm, ball);
        if matches!(t, Term::Var(_)) { Err(errors::instantiation(vm)) } else { Ok(copy(vm, w)) }
    };
    /// A goal made ready to be called: checked, control constructs wrapped.
    pub PREPARE "prepare" Effects::READS_WRITES => |vm, goal| prepare(vm, goal);
    /// The code that calls a goal: of an atom the predicate's (false if it fails because there is none), else code that takes the goal.
    pub RESOLVE "resolve" Effects::ANY => |vm, goal| resolve(vm, goal);
    /// What happens at a call of a predicate that does not exist.
    pub UNKNOWN "unknown" Effects::ANY => |vm, binding| {
        let Some(g) = vm.cast(binding, GLOBAL) else { return Ok(Word::FALSE) };
        let (name, arity) = name_of(vm, g);
        unknown(vm, name, arity)
    };
    /// Makes code of the clauses of a predicate.
    pub COMPILE "compile" Effects::ANY => |vm, binding| crate::load::compile(vm, binding);
    /// Begins a program: pushes a base choice point of that code and gives the continuation that ends the program.
    pub BEGIN "begin" Effects::ANY => |vm, base| begin(vm, base);
    /// Ends a program: its base choice point, or its last continuation, says which.
    pub END "end" Effects::ANY => |vm, w| {
        let s = shapes(vm);
        let base = match vm.cast(w, s.cont()) {
            Some(k) => vm.elements(k).first().copied().unwrap_or(w),
            None => w,
        };
        if let Some(choice) = vm.cast(base, s.choice()) {
            drop_choice(vm, choice);
        }
        Ok(Word::UNSPECIFIED)
    };
    /// Begins a call of a predicate whose clauses are data: what to go on with, or false.
    pub FIRST_CLAUSE "first_clause" Effects::READS_WRITES => |vm, all...| first_clause(vm, all);
    /// Tries the next clause.
    pub NEXT_CLAUSE "next_clause" Effects::READS_WRITES => |vm, choice, _retry| next_clause(vm, choice);
}

builtins! {
    HALT "$halt" 1 |vm, a| {
        let (w, t) = view(vm, a[0]);
        match t {
            Term::Var(_) => Err(errors::instantiation(vm)),
            _ if w.is_smi() => Ok(true),
            _ => Err(errors::type_error(vm, "integer", w)),
        }
    };
    ADD_ARGUMENTS "$add_arguments" 2 add_arguments;
    LEVEL "$level" 1 |vm, a| {
        let level = newest(vm);
        Ok(unify(vm, a[0], level))
    };
    CALLABLE "$must_be_callable" 1 |vm, a| callable(vm, a[0]).map(|_| true);
}

fn begin(vm: &mut Vm, base: Word) -> HelperResult {
    let (s, state) = (shapes(vm), registers(vm));
    let [previous, trail, counter] = [State::choice, State::trail, State::counter].map(|f| vm.get(state, f));
    let serial = Word::smi(counter.smi_value() + 1);
    let choice = vm.make_slots(s.choice(), &[base, previous, trail, serial], &[Word::NIL]).map_err(|e| errors::memory(vm, e))?;
    vm.set(state, State::choice, choice.word());
    vm.set(state, State::serial, serial);
    vm.set(state, State::counter, serial);
    let done = world(vm).codes["done"];
    vm.make_slots(s.cont(), &[done.into(), Word::NIL], &[choice.word()]).map(Object::word).map_err(|e| errors::memory(vm, e))
}

fn newest(vm: &Vm) -> Word {
    vm.get(registers(vm), State::choice)
}

fn is_kind(vm: &Vm, w: Word, kind: Word) -> bool {
    let (w, t) = view(vm, w);
    let kind = kind.as_smi().and_then(|k| TypeTest::ALL.get(k as usize)).map(|k| k.0);
    let integer = vm_core::number::is_exact_integer(vm, w);
    match kind {
        Some(TypeTest::Var) => matches!(t, Term::Var(_)),
        Some(TypeTest::Nonvar) => !matches!(t, Term::Var(_)),
        Some(TypeTest::Atom) => matches!(t, Term::Atom(_)),
        Some(TypeTest::Integer) => integer,
        Some(TypeTest::Number) => matches!(t, Term::Number(_)),
        Some(TypeTest::Float) => vm.float_value(w).is_some(),
        Some(TypeTest::Atomic) => !matches!(t, Term::Var(_) | Term::Compound(..)),
        Some(TypeTest::Compound) => matches!(t, Term::Compound(..)),
        Some(TypeTest::Callable) => matches!(t, Term::Compound(..) | Term::Atom(_)),
        Some(TypeTest::List) => items(vm, w).1 == world(vm).nil,
        Some(TypeTest::Text) => matches!(t, Term::Text),
        None => false,
    }
}

fn set_newest(vm: &mut Vm, choice: Object<Choice>) {
    let (s, serial) = (registers(vm), vm.get(choice, Choice::serial));
    vm.set(s, State::choice, choice.word());
    vm.set(s, State::serial, serial);
}

fn drop_choice(vm: &mut Vm, choice: Object<Choice>) {
    let previous = vm.get(choice, Choice::previous);
    let shape = shapes(vm).choice();
    match vm.cast(previous, shape) {
        Some(previous) => set_newest(vm, previous),
        None => {
            let s = registers(vm);
            vm.set(s, State::choice, Word::NIL);
            vm.set(s, State::serial, Word::smi(0));
            vm.set(s, State::trail, Word::NIL);
        }
    }
}

/// The goals of active `catch/3` calls are followed by a continuation of their own: those in the chain are the active ones.
fn unwind(vm: &mut Vm, cont: Word, ball: Word) -> Word {
    let (s, codes) = (shapes(vm), &world(vm).codes);
    let [catch, done] = ["catch", "done"].map(|name| Word::from(codes[name]));
    let ball = copy(vm, ball);
    let mut next = cont;
    while let Some(k) = vm.cast(next, s.cont()) {
        next = vm.get(k, Cont::next);
        let code = vm.get(k, Cont::code);
        if code == done {
            // Nobody takes it: the program ends.
            if let Some(base) = vm.elements(k).first().and_then(|&w| vm.cast(w, s.choice())) {
                drop_choice(vm, base);
            }
        }
        if code != catch {
            continue;
        }
        let &[level, catcher, recovery] = vm.elements(k) else { continue };
        let Some(choice) = vm.cast(level, s.choice()) else { continue };
        let trail = vm.get(choice, Choice::trail);
        undo(vm, trail);
        drop_choice(vm, choice);
        let before = vm.get(registers(vm), State::trail);
        if unify(vm, catcher, ball) {
            let code = world(vm).codes["goal"];
            let k = vm.make_slots(s.cont(), &[code.into(), next], &[recovery]);
            return k.map_or(Word::FALSE, Object::word);
        }
        undo(vm, before);
    }
    Word::FALSE
}

/// The goal as a term that can be called; the error if it cannot.
fn callable(vm: &mut Vm, goal: Word) -> HelperResult {
    let (w, t) = view(vm, goal);
    match t {
        Term::Atom(_) | Term::Compound(..) => Ok(w),
        Term::Var(_) => Err(errors::instantiation(vm)),
        _ => Err(errors::type_error(vm, "callable", w)),
    }
}

fn is_control(name: &str, n: u32) -> bool {
    matches!((name, n), ("," | ";" | "->" | "*->" | "|", 2) | ("\\+", 1) | ("!", 0))
}

/// Strips module qualifications: there is one module.
fn unqualified(vm: &Vm, mut w: Word) -> Word {
    loop {
        match view(vm, w) {
            (t, Term::Compound(s, 2)) if vm.symbols.name(s) == ":" && arg(vm, t, 0).as_symbol().is_some() => w = arg(vm, t, 1),
            (t, _) => return t,
        }
    }
}

fn prepare(vm: &mut Vm, goal: Word) -> HelperResult {
    let goal = unqualified(vm, goal);
    let w = callable(vm, goal)?;
    let (name, n) = match view(vm, w).1 {
        Term::Compound(s, n) => (vm.symbols.name(s), n),
        Term::Atom(s) => (vm.symbols.name(s), 0),
        _ => return Ok(w),
    };
    if !is_control(name, n) {
        return Ok(w);
    }
    let body = body(vm, w, w)?;
    Ok(compound(vm, "$body", &[body]))
}

/// A body with its variables as calls; the error if a part of it is no goal.
pub fn body(vm: &mut Vm, w: Word, whole: Word) -> HelperResult {
    enum Work {
        Goal(Word),
        Make(Word, u32),
    }
    let (mut work, mut done) = (vec![Work::Goal(w)], Vec::new());
    while let Some(next) = work.pop() {
        let w = match next {
            Work::Make(w, n) => {
                let from = done.len() - n as usize;
                let made = vm.new_object(vm.shape_of(w).expect("compound"), &done[from..]);
                done.truncate(from);
                done.push(made);
                continue;
            }
            Work::Goal(w) => unqualified(vm, w),
        };
        match view(vm, w) {
            (w, Term::Var(_)) => done.push(compound(vm, "call", &[w])),
            (w, Term::Atom(_)) => done.push(w),
            (w, Term::Compound(s, n)) if is_control(vm.symbols.name(s), n) => {
                work.push(Work::Make(w, n));
                work.extend((0..n).rev().map(|i| Work::Goal(arg(vm, w, i))));
            }
            (w, Term::Compound(..)) => done.push(w),
            _ => {
                let whole = copy(vm, whole);
                return Err(errors::type_error(vm, "callable", whole));
            }
        }
    }
    Ok(done.pop().unwrap_or(w))
}

fn resolve(vm: &mut Vm, goal: Word) -> HelperResult {
    let Some(name) = goal.as_symbol() else {
        let Some(shape) = vm.shape_of(goal) else { return Ok(Word::FALSE) };
        return crate::compile::spread(vm, shape).map(Word::from).map_err(|_| errors::resource(vm, "program_space"));
    };
    let g = binding(vm, name, 0);
    let code = vm.get(g, Global::value);
    if code != Word::HOLE { Ok(code) } else { unknown(vm, name, 0) }
}

/// The name and the arity that a binding is for.
pub fn name_of(vm: &mut Vm, g: Object<Global>) -> (vm_core::Symbol, u32) {
    let key = vm.get(g, Global::name).as_symbol().expect("a binding has a name");
    let text = vm.symbols.name(key).to_string();
    match text.rsplit_once("\0/") {
        Some((name, arity)) => (vm.symbols.intern(name), arity.parse().unwrap_or(0)),
        None => (key, 0),
    }
}

fn unknown(vm: &mut Vm, name: vm_core::Symbol, arity: u32) -> HelperResult {
    let text = vm.symbols.name(name).to_string();
    let known = world(vm).predicates.contains_key(&(text.clone(), arity));
    if !known && crate::libraries::autoload(vm, &text, arity)? {
        let g = binding(vm, name, arity);
        return Ok(vm.get(g, Global::value));
    }
    if known || world(vm).unknown != Unknown::Error {
        return Ok(Word::FALSE);
    }
    let culprit = errors::indicator(vm, name.into(), arity);
    let (procedure, context) = (atom(vm, "procedure"), errors::indicator(vm, name.into(), arity));
    let formal = compound(vm, "existence_error", &[procedure, culprit]);
    Err(compound(vm, "error", &[formal, context]))
}

/// `'$add_arguments'(call(Goal, A...), Goal with A...)`
fn add_arguments(vm: &mut Vm, a: &[Word]) -> Answer {
    let (call, t) = view(vm, a[0]);
    let Term::Compound(_, n) = t else { return Ok(false) };
    let goal = unqualified(vm, arg(vm, call, 0));
    let goal = callable(vm, goal)?;
    let (name, m) = match view(vm, goal).1 {
        Term::Compound(s, m) => (s, m),
        Term::Atom(s) => (s, 0),
        _ => return Ok(false),
    };
    if m + n - 1 > vm_core::ShapeId::MAX_FIXED {
        return Err(errors::representation(vm, "max_arity"));
    }
    let mut args: Vec<Word> = (0..m).map(|i| arg(vm, goal, i)).collect();
    args.extend((1..n).map(|i| arg(vm, call, i)));
    let whole = compound_of(vm, name, &args);
    Ok(unify(vm, a[1], whole))
}

/// Whether a clause's first argument can match a goal's.
fn may_match(vm: &Vm, clause: Object<Clause>, goal: Word) -> bool {
    let (Some(h), Some(g)) = (vm.slot(vm.get(clause, Clause::head), 0), vm.slot(goal, 0)) else { return true };
    match (view(vm, h), view(vm, g)) {
        ((_, Term::Var(_)), _) | (_, (_, Term::Var(_))) => true,
        ((_, Term::Compound(f, n)), (_, Term::Compound(g, m))) => f == g && n == m,
        ((h, Term::Atom(_)), (g, Term::Atom(_))) => h == g,
        ((h, Term::Number(_)), (g, Term::Number(_))) => vm_core::number::eqv(vm, h, g),
        ((_, Term::Text), (_, Term::Text)) => true,
        _ => false,
    }
}

/// The first clause from a word on that existed at a generation and may match.
fn visible(vm: &Vm, mut next: Word, generation: i64, goal: Word) -> Option<Object<Clause>> {
    let shape = shapes(vm).clause();
    while let Some(c) = vm.cast(next, shape) {
        let born = vm.get(c, Clause::born).smi_value();
        let erased = vm.get(c, Clause::erased).as_smi().unwrap_or(i64::MAX);
        if born <= generation && generation < erased && may_match(vm, c, goal) {
            return Some(c);
        }
        next = vm.get(c, Clause::next);
    }
    None
}

fn first_clause(vm: &mut Vm, all: &[Word]) -> HelperResult {
    let &[database, goal, retry, cont] = all else { return Ok(Word::FALSE) };
    let s = shapes(vm);
    let Some(db) = vm.cast(database, s.database()) else { return Ok(Word::FALSE) };
    let generation = vm.get(db, Database::generation).smi_value();
    let Some(clause) = visible(vm, vm.get(db, Database::first), generation, goal) else { return Ok(Word::FALSE) };
    let level = newest(vm);
    let Some(second) = visible(vm, vm.get(clause, Clause::next), generation, goal) else {
        return resolved(vm, clause, goal, cont, level);
    };
    let registers = registers(vm);
    let trail = vm.get(registers, State::trail);
    let serial = Word::smi(vm.get(registers, State::counter).smi_value() + 1);
    let kept = [cont, goal, second.word(), Word::smi(generation)];
    let choice = vm.make_slots(s.choice(), &[retry, level, trail, serial], &kept).map_err(|e| errors::memory(vm, e))?;
    vm.set(registers, State::choice, choice.word());
    vm.set(registers, State::serial, serial);
    vm.set(registers, State::counter, serial);
    resolved(vm, clause, goal, cont, level)
}

/// Unifies a goal with a renamed clause's head: what to go on with.
fn resolved(vm: &mut Vm, clause: Object<Clause>, goal: Word, cont: Word, level: Word) -> HelperResult {
    let mut map = VarMap::default();
    let (head, body) = (vm.get(clause, Clause::head), vm.get(clause, Clause::body));
    let head = copy_with(vm, head, &mut map);
    if !unify(vm, goal, head) {
        return Ok(Word::FALSE);
    }
    let body = copy_with(vm, body, &mut map);
    let (name, n) = match view(vm, body).1 {
        Term::Compound(s, n) => (vm.symbols.name(s), n),
        Term::Atom(s) => (vm.symbols.name(s), 0),
        _ => ("", 0),
    };
    if (name, n) == ("true", 0) {
        return Ok(cont);
    }
    let goal = if is_control(name, n) { compound(vm, "$body", &[body, level]) } else { body };
    let (shape, code) = (shapes(vm).cont(), world(vm).codes["goal"]);
    vm.make_slots(shape, &[code.into(), cont], &[goal]).map(Object::word).map_err(|e| errors::memory(vm, e))
}

fn next_clause(vm: &mut Vm, choice: Word) -> HelperResult {
    let s = shapes(vm);
    let Some(c) = vm.cast(choice, s.choice()) else { return Ok(Word::FALSE) };
    let &[cont, goal, clause, generation] = vm.elements(c) else { return Ok(Word::FALSE) };
    let Some(clause) = vm.cast(clause, s.clause()) else { return Ok(Word::FALSE) };
    let level = vm.get(c, Choice::previous);
    match visible(vm, vm.get(clause, Clause::next), generation.smi_value(), goal) {
        Some(next) => vm.set_element(c, 2, next.word()),
        None => drop_choice(vm, c),
    }
    resolved(vm, clause, goal, cont, level)
}
