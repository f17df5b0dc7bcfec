//! What the instructions need from Rust: the cold halves of unification and backtracking, exceptions, calls of goals that are
//! terms, clauses that are data.

use super::{Answer, builtins};
use crate::entries;
use crate::errors;
use crate::modules;
use crate::object::*;
use crate::ops::TypeTest;
use crate::state::{Unknown, binding};
use jitgen::{Effects, HelperResult};
use smallvec::SmallVec;
use vm_core::core_shapes::{GLOBAL, Global, PAIR, Pair};
use vm_core::{Object, Symbol, Vm, Word};

/// Only looks at terms.
pub const LOOKS: Effects = Effects { watched: false, ..Effects::READS };

jitgen::helpers! {
    /// Follows references.
    pub DEREF "deref" LOOKS => |vm, w| Ok(deref(vm, w));
    /// Unifies.
    pub UNIFY "unify" Effects { raises: false, ..Effects::READS_WRITES } => |vm, state, a, b| {
        Ok(Word::bool(unify_in(vm, Object::trust(state), a, b)))
    };
    /// Whether two terms of the same functor do not hold different constants somewhere. To ask first costs little, and what fails here needs
    /// no registers.
    pub MAY_UNIFY "may_unify" LOOKS => |vm, a, b| Ok(Word::bool(!apart(vm, a, b)));
    /// Whether two terms are identical.
    pub IDENTICAL "identical" LOOKS => |vm, a, b| Ok(Word::bool(identical(vm, a, b)));
    /// Undoes the bindings back to a trail.
    pub UNDO "undo" Effects { raises: false, ..Effects::READS_WRITES } => |vm, state, trail| {
        undo_in(vm, Object::trust(state), trail);
        Ok(Word::UNSPECIFIED)
    };
    /// Whether a term is of a kind.
    pub IS_KIND "is_kind" LOOKS => |vm, w, kind| Ok(Word::bool(is_kind(vm, w, kind)));
    /// Binds an attributed variable.
    pub BIND "bind" Effects { raises: false, ..Effects::READS_WRITES } => |vm, v, value| {
        bind(vm, v, value);
        Ok(Word::UNSPECIFIED)
    };
    /// What came of goals that waited: whether they succeeded, or what they raised.
    pub AWOKEN "awoken" Effects::READS_WRITES => |vm, result| match world_mut(vm).raised.take() {
        Some(ball) => Err(ball.get(vm)),
        None => Ok(result),
    };
    /// Has the cleanups of the choice points run that a cut to a level drops.
    pub CLEAN_UP "clean_up" Effects { raises: false, ..Effects::READS_WRITES } => |vm, level| {
        clean_up(vm, level);
        Ok(Word::UNSPECIFIED)
    };
    /// Forgets the goals of bindings that are being undone.
    pub FORGET "forget" Effects { raises: false, ..Effects::READS_WRITES } => |vm, goals| {
        forget(vm, goals);
        Ok(Word::UNSPECIFIED)
    };
    /// Has a goal run that says that the calls counted are more than their limit. So that the goals that deal with this can run, the
    /// limit is raised a little.
    pub TOO_MANY "too_many" Effects { raises: false, ..Effects::READS_WRITES } => |vm, state| {
        let state = Object::<State>::trust(state);
        let most = vm.get(state, State::inferences).smi_value() + 1000;
        vm.set(state, State::most, Word::smi(most));
        let goal = atom(vm, "$too_many");
        wake(vm, goal);
        Ok(Word::UNSPECIFIED)
    };
    /// The continuation that runs waiting goals, then goes on with another.
    pub SUSPEND "suspend" Effects::READS_WRITES => |vm, goals, cont| suspend(vm, goals, cont);
    /// The same, then calls a predicate: goals, continuation, binding, arguments.
    pub SUSPEND_CALL "suspend_call" Effects::READS_WRITES => |vm, all...| {
        let [goals, cont, binding, arguments @ ..] = all else { return Ok(Word::FALSE) };
        let Some(g) = vm.cast(*binding, GLOBAL) else { return Ok(Word::FALSE) };
        let code = crate::compile::suspended(vm, g, arguments.len() as u32).map_err(|_| errors::resource(vm, "program_space"))?;
        let shape = shapes(vm).cont();
        let cont = vm.make_slots(shape, &[code.into(), *cont], arguments).map_err(|e| errors::memory(vm, e))?;
        suspend(vm, *goals, cont.word())
    };
    /// Makes a choice point fail at once.
    pub DISARM "disarm" Effects { raises: false, ..Effects::READS_WRITES } => |vm, choice| {
        let (shape, code) = (shapes(vm).choice(), world(vm).codes["dropped"]);
        if let Some(c) = vm.cast(choice, shape) {
            vm.set(c, Choice::code, code.into());
        }
        Ok(Word::UNSPECIFIED)
    };
    /// The continuation that recovers from a ball, if a `catch/3` around takes it. Name and arity: which predicate has raised it.
    pub UNWIND "unwind" Effects::READS_WRITES => |vm, all...| {
        let &[cont, ball, name, arity] = all else { return Ok(Word::FALSE) };
        errors::complete(vm, ball, cont, name.as_symbol().map(|s| (s, arity.as_smi().unwrap_or(0) as u32)));
        let ball = copy(vm, ball);
        Ok(unwind(vm, cont, ball))
    };
    /// The same for a ball that a goal has thrown, which is a copy already.
    pub UNWIND_COPY "unwind_copy" Effects::READS_WRITES => |vm, cont, ball| Ok(unwind(vm, cont, ball));
    /// A copy of what is thrown.
    pub BALL "ball" Effects::READS_WRITES => |vm, ball| {
        let (w, t) = view(vm, ball);
        if !matches!(t, Term::Var(_)) {
            return Ok(copy(vm, w));
        }
        let error = errors::instantiation(vm);
        Err(errors::in_context(vm, error, "throw", 1))
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
    /// What a `reset/3` goes on with that takes a ball.
    pub SHIFT "shift" Effects::READS_WRITES => |vm, cont, ball| shift(vm, cont, ball);
    /// Continuations that a shift has taken, put before another.
    pub RELINK "relink" Effects::READS_WRITES => |vm, cont, list| relink(vm, cont, list);
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
    pub FIRST_CLAUSE "first_clause" Effects::ANY => |vm, all...| crate::clauses::first_clause(vm, all);
    /// Tries the next clause.
    pub NEXT_CLAUSE "next_clause" Effects::ANY => |vm, choice, _retry| crate::clauses::next_clause(vm, choice);
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
    WAITING "$waiting" 1 |vm, a| {
        let goals = vm.get(registers(vm), State::wake);
        vm.set(registers(vm), State::wake, Word::NIL);
        let goals = waiting(vm, goals);
        let l = proper_list(vm, &goals);
        Ok(unify(vm, a[0], l))
    };
    FUNCTIONS "$functions" 1 |vm, a| {
        let mut terms = Vec::new();
        for (name, arity) in crate::arith::names() {
            let name = atom(vm, name);
            terms.push(compound(vm, "/", &[name, Word::smi(arity.into())]));
        }
        let l = proper_list(vm, &terms);
        Ok(unify(vm, a[0], l))
    };
    INFERENCES "$inferences" 3 |vm, a| {
        // How many calls were made since they are counted, how many may be made, and whose limit that is.
        vm.turn_on(COUNTING);
        vm.turn_on(WAKING);
        let state = registers(vm);
        let counts = [State::inferences, State::most, State::limit].map(|f| vm.get(state, f));
        Ok(a.iter().zip(counts).all(|(&a, n)| unify(vm, a, n)))
    };
    LIMIT_INFERENCES "$limit_inferences" 2 |vm, a| {
        let (state, most, limit) = (registers(vm), deref(vm, a[0]), deref(vm, a[1]));
        let most = if most.is_smi() { most } else { Word::smi(NO_LIMIT) };
        vm.set(state, State::most, most);
        vm.set(state, State::limit, limit);
        Ok(true)
    };
    RAISE "$raise" 1 |vm, a| {
        // What helpers of the library throw: the error gets the context of who has called them.
        let ball = copy(vm, a[0]);
        Err(ball)
    };
    UNDO_GOAL "$undo" 1 |vm, a| {
        let goal = compound(vm, "ignore", &[a[0]]);
        run_when_undone(vm, goal);
        Ok(true)
    };
    RAISE_LATER "$raise_later" 1 |vm, a| {
        let ball = vm.root(a[0]);
        world_mut(vm).raised = Some(ball);
        Ok(true)
    };
    CLEANUP "$cleanup_serial" 1 |vm, a| {
        let serial = vm.get(registers(vm), State::cleanup);
        Ok(unify(vm, a[0], serial))
    };
    SET_CLEANUP "$set_cleanup" 1 |vm, a| {
        // An unbound argument: the newest choice point is the one that has a cleanup.
        let (state, w) = (registers(vm), deref(vm, a[0]));
        vm.turn_on(CLEANUPS);
        vm.turn_on(WAKING);
        let serial = if w.is_smi() { w } else { Word::smi(vm.get(state, State::serial).stamp()) };
        vm.set(state, State::cleanup, serial);
        Ok(true)
    };
    EXIT_CLEANUP "$exit_cleanup" 4 |vm, a| {
        // Level, outer cleanup, cleanup, what is to be run: nothing if the goal may have more solutions.
        let level = deref(vm, a[0]);
        if level != newest(vm) {
            let goal = atom(vm, "true");
            return Ok(unify(vm, a[3], goal));
        }
        let shape = shapes(vm).choice();
        if let Some(c) = vm.cast(level, shape) {
            drop_choice(vm, c);
        }
        let (state, outer) = (registers(vm), deref(vm, a[1]));
        vm.set(state, State::cleanup, outer);
        Ok(unify(vm, a[3], a[2]))
    };
    GET_ATTRIBUTES "$attributes" 2 |vm, a| {
        let Term::Var(v) = view(vm, a[0]).1 else { return Ok(false) };
        let Some(attributes) = attributes(vm, v) else { return Ok(false) };
        let list = vm.get(attributes, Attributes::list);
        Ok(unify(vm, a[1], list))
    };
    SET_ATTRIBUTES "$set_attributes" 2 |vm, a| {
        let (w, Term::Var(v)) = view(vm, a[0]) else {
            return Err(errors::uninstantiation(vm, a[0]));
        };
        let list = deref(vm, a[1]);
        match attributes(vm, v) {
            Some(attributes) => assign(vm, attributes.word(), 1, list),
            None => {
                let new = new_attributed(vm, list);
                // The plain variable becomes a reference to the one with attributes.
                let _ = w;
                bind(vm, v, new);
            }
        }
        Ok(true)
    };
    MAKE_LIST "$make_list" 3 |vm, a| {
        let n = deref(vm, a[0]).as_smi().unwrap_or(0);
        let (cons, mutable, mut l) = (world(vm).cons, world(vm).mutable, a[1]);
        let old = vm.outgrows_nursery(n as usize * cons.size(0));
        for _ in 0..n {
            let v = if mutable { new_var(vm) } else { new_hole(vm) };
            l = if old { vm.new_old_object(cons, &[v, l]) } else { vm.new_object(cons, &[v, l]) };
        }
        Ok(unify(vm, a[2], l))
    };
    ALARM "$alarm" 2 |vm, a| {
        let w = deref(vm, a[0]);
        let seconds = w.as_smi().map(|n| n as f64).or_else(|| vm.float_value(w)).unwrap_or(0.0).clamp(0.0, 1e9);
        let id = crate::alarm::start(vm, std::time::Duration::from_secs_f64(seconds));
        Ok(unify(vm, a[1], Word::smi(id)))
    };
    DISARM_ALARM "$disarm" 1 |vm, a| {
        let id = deref(vm, a[0]).as_smi().unwrap_or(-1);
        Ok(crate::alarm::stop(vm, id))
    };
    UNIFIABLE "unifiable" 3 |vm, a| {
        let Some(bound) = unifier(vm, a[0], a[1]) else { return Ok(false) };
        let mut pairs = Vec::new();
        for (v, w) in bound {
            pairs.push(compound(vm, "=", &[v, w]));
        }
        let l = proper_list(vm, &pairs);
        Ok(unify(vm, a[2], l))
    };
    CALLABLE "$must_be_callable" 1 |vm, a| callable(vm, a[0]).map(|_| true);
}

fn begin(vm: &mut Vm, base: Word) -> HelperResult {
    let (s, state) = (shapes(vm), registers(vm));
    let [previous, trail] = [State::choice, State::trail].map(|f| vm.get(state, f));
    let serial = next_serial(vm, state);
    let choice = vm.make_slots(s.choice(), &[base, previous, trail, serial], &[Word::NIL]).map_err(|e| errors::memory(vm, e))?;
    vm.set(state, State::choice, choice.word());
    vm.set(state, State::serial, serial);
    let done = world(vm).codes["done"];
    vm.make_slots(s.cont(), &[done.into(), Word::NIL], &[choice.word()]).map(Object::word).map_err(|e| errors::memory(vm, e))
}

fn newest(vm: &Vm) -> Word {
    vm.get(registers(vm), State::choice)
}

/// The bindings that would make two terms equal; they stay as they are.
pub fn unifier(vm: &mut Vm, a: Word, b: Word) -> Option<Vec<(Word, Word)>> {
    let (state, s) = (registers(vm), shapes(vm));
    let [before, serial, wake] = [State::trail, State::serial, State::wake].map(|f| vm.get(state, f));
    vm.set(state, State::serial, LATEST);
    let unified = unify(vm, a, b);
    vm.set(state, State::serial, serial);
    let (mut bound, mut next) = (Vec::new(), vm.get(state, State::trail));
    while next != before {
        if let Some(r) = vm.cast(next, s.reset()) {
            let slot = vm.get(r, Reset::slot);
            bound.push((slot, vm.load_through(slot)));
            next = vm.get(r, Reset::next);
            continue;
        }
        let Some(p) = vm.cast(next, PAIR) else { break };
        next = vm.get(p, Pair::cdr);
    }
    undo(vm, before);
    vm.set(state, State::wake, wake);
    unified.then_some(bound)
}

fn is_kind(vm: &Vm, w: Word, kind: Word) -> bool {
    let w = follow(vm, w);
    let kind = kind.as_smi().and_then(|k| TypeTest::ALL.get(k as usize)).map(|k| k.0);
    // These are asked for most.
    let compound = || vm.shape_of(w).is_some_and(|shape| world(vm).is_functor(shape));
    match kind {
        Some(TypeTest::Compound) => return compound(),
        Some(TypeTest::Callable) => return w.as_symbol().is_some() || compound(),
        Some(TypeTest::Atomic) => return !w.is_slot() && !compound(),
        _ => {}
    }
    let (w, t) = view(vm, w);
    match kind {
        Some(TypeTest::Var) => matches!(t, Term::Var(_)),
        Some(TypeTest::Nonvar) => !matches!(t, Term::Var(_)),
        Some(TypeTest::Atom) => matches!(t, Term::Atom(_)),
        Some(TypeTest::Integer) => vm_core::number::is_exact_integer(vm, w),
        Some(TypeTest::Number) => matches!(t, Term::Number(_)),
        Some(TypeTest::Float) => vm.float_value(w).is_some(),
        Some(TypeTest::List) => tail(vm, w) == world(vm).nil,
        Some(TypeTest::Text) => matches!(t, Term::Text),
        _ => false,
    }
}

fn set_newest(vm: &mut Vm, choice: Object<Choice>) {
    let (s, serial) = (registers(vm), vm.get(choice, Choice::serial));
    vm.set(s, State::choice, choice.word());
    vm.set(s, State::serial, serial);
}

pub(crate) fn drop_choice(vm: &mut Vm, choice: Object<Choice>) {
    let previous = vm.get(choice, Choice::previous);
    let shape = shapes(vm).choice();
    match vm.cast(previous, shape) {
        Some(previous) => set_newest(vm, previous),
        None => {
            let s = registers(vm);
            vm.set(s, State::choice, Word::NIL);
            vm.set(s, State::serial, Word::hole(0));
            vm.set(s, State::trail, Word::NIL);
        }
    }
}

/// A continuation that calls a goal.
pub(super) fn goal_continuation(vm: &mut Vm, goal: Word, next: Word) -> HelperResult {
    let p = world(vm);
    let (shape, code) = (p.shapes.cont(), p.codes.goal.expect("installed"));
    vm.make_slots(shape, &[code.into(), next], &[goal]).map(Object::word).map_err(|e| errors::memory(vm, e))
}

/// The goals in the order in which they came to wait.
fn waiting(vm: &Vm, mut goals: Word) -> Vec<Word> {
    let mut found = Vec::new();
    while let Some(p) = vm.cast(goals, PAIR) {
        found.push(vm.get(p, Pair::car));
        goals = vm.get(p, Pair::cdr);
    }
    found.reverse();
    found
}

fn suspend(vm: &mut Vm, goals: Word, cont: Word) -> HelperResult {
    vm.set(registers(vm), State::wake, Word::NIL);
    let goals = waiting(vm, goals);
    goals.into_iter().rev().try_fold(cont, |cont, goal| goal_continuation(vm, goal, cont))
}

/// What bindings have made wait is forgotten when they are undone; cleanups stay.
fn forget(vm: &mut Vm, goals: Word) {
    let wakeup = vm.symbols.intern("$wakeup");
    let stay: Vec<Word> =
        waiting(vm, goals).into_iter().filter(|&g| !matches!(view(vm, g).1, Term::Compound(s, 2) if s == wakeup)).collect();
    vm.set(registers(vm), State::wake, Word::NIL);
    for goal in stay {
        wake(vm, goal);
    }
}

fn forget_all(vm: &mut Vm) {
    let goals = vm.get(registers(vm), State::wake);
    if goals != Word::NIL {
        forget(vm, goals);
    }
}

fn is_current(vm: &Vm, choice: Object<Choice>) -> bool {
    let (s, serial) = (shapes(vm), vm.get(choice, Choice::serial).stamp());
    let mut next = vm.get(registers(vm), State::choice);
    while let Some(c) = vm.cast(next, s.choice()) {
        if vm.get(c, Choice::serial).stamp() <= serial {
            return c.word() == choice.word();
        }
        next = vm.get(c, Choice::previous);
    }
    false
}

/// Has the cleanups run of the choice points that are newer than a level.
fn clean_up(vm: &mut Vm, level: Word) {
    let (s, state) = (shapes(vm), registers(vm));
    if vm.get(state, State::cleanup) == Word::smi(0) {
        return;
    }
    let code = Word::from(world(vm).codes["cleanup retry"]);
    let mut next = vm.get(state, State::choice);
    while next != level {
        let Some(c) = vm.cast(next, s.choice()) else { break };
        // One that is newer than the newest with a cleanup has had its own run: backtracking has come to it.
        if vm.get(c, Choice::code) == code
            && vm.get(c, Choice::serial).stamp() <= vm.get(state, State::cleanup).smi_value()
            && let &[_, cleanup, outer] = vm.elements(c)
        {
            vm.set(state, State::cleanup, outer);
            let cleanup = copy(vm, cleanup);
            let goal = compound(vm, "$cleanup", &[cleanup]);
            wake(vm, goal);
        }
        next = vm.get(c, Choice::previous);
    }
}

/// The goals of active `catch/3` calls are followed by a continuation of their own: those in the chain are the active ones.
fn unwind(vm: &mut Vm, cont: Word, ball: Word) -> Word {
    let (s, codes) = (shapes(vm), &world(vm).codes);
    let word = |code: Option<vm_core::CodeId>| code.map_or(Word::HOLE, Word::from);
    let (catch, done, engine) = (word(codes.catch), word(codes.done), word(codes.engine));
    let mut next = cont;
    while let Some(k) = vm.cast(next, s.cont()) {
        next = vm.get(k, Cont::next);
        let code = vm.get(k, Cont::code);
        if code != catch {
            if code == done || code == engine {
                next = end_of_chain(vm, k, code == engine).unwrap_or(next);
            }
            continue;
        }
        let &[level, catcher, recovery] = vm.elements(k) else { continue };
        let Some(choice) = vm.cast(level, s.choice()) else { continue };
        // A catch in a continuation that has been taken up again is not on the stack of choice points.
        if !is_current(vm, choice) {
            continue;
        }
        let (trail, previous) = (vm.get(choice, Choice::trail), vm.get(choice, Choice::previous));
        forget_all(vm);
        clean_up(vm, previous);
        undo(vm, trail);
        drop_choice(vm, choice);
        // The ball's variables are younger than all choice points. What a catcher that does not take it has bound is undone, so it is noted.
        let state = registers(vm);
        let (before, serial) = (vm.get(state, State::trail), vm.get(state, State::serial));
        if !is_ground(vm, ball) {
            vm.set(state, State::serial, LATEST);
        }
        let takes = unify(vm, catcher, ball);
        vm.set(state, State::serial, serial);
        world_mut(vm).cycle = None;
        if takes {
            // What does nothing need not be called, unless goals wait for a call.
            if modules::unqualified(vm, recovery).1 == world(vm).truth && vm.get(registers(vm), State::wake) == Word::NIL {
                return next;
            }
            return goal_continuation(vm, recovery, next).unwrap_or(Word::FALSE);
        }
        undo(vm, before);
    }
    Word::FALSE
}

/// Nobody takes a ball up to the end of a program, which ends with it, or of an engine: then it is who has asked that one whose
/// continuation may.
#[cold]
fn end_of_chain(vm: &mut Vm, end: Object<Cont>, engine: bool) -> Option<Word> {
    if engine {
        return super::engines::abandon(vm);
    }
    let base = vm.elements(end).first().and_then(|&w| vm.cast(w, shapes(vm).choice()));
    if let Some(base) = base {
        drop_choice(vm, base);
    }
    None
}

/// Takes the continuations down to the innermost `reset/3` whose ball unifies.
fn shift(vm: &mut Vm, cont: Word, ball: Word) -> HelperResult {
    let (s, reset) = (shapes(vm), Word::from(world(vm).codes["reset"]));
    let (mut taken, mut next) = (Vec::new(), cont);
    while let Some(k) = vm.cast(next, s.cont()) {
        next = vm.get(k, Cont::next);
        if vm.get(k, Cont::code) != reset {
            taken.push(k.word());
            continue;
        }
        let &[expected, rest] = vm.elements(k) else { continue };
        let before = vm.get(registers(vm), State::trail);
        let serial = vm.get(registers(vm), State::serial);
        // Every binding is noted, so that those of a reset that does not take the ball can be undone.
        vm.set(registers(vm), State::serial, LATEST);
        let takes = unify(vm, expected, ball);
        vm.set(registers(vm), State::serial, serial);
        if !takes {
            undo(vm, before);
            taken.push(k.word());
            continue;
        }
        let taken: Vec<Word> = taken.into_iter().map(|k| compound(vm, "$cont", &[k])).collect();
        let list = proper_list(vm, &taken);
        let continuation = compound(vm, "call_continuation", &[list]);
        unify(vm, rest, continuation);
        return Ok(next);
    }
    let ball = copy(vm, ball);
    let kind = compound(vm, "/", &[Word::NIL, Word::smi(3)]);
    let reset = atom(vm, "reset");
    vm.set_slot(kind, 0, reset);
    let formal = compound(vm, "existence_error", &[kind, ball]);
    Err(errors::error(vm, formal))
}

fn relink(vm: &mut Vm, cont: Word, list: Word) -> HelperResult {
    let s = shapes(vm);
    let mut next = cont;
    for w in items(vm, list).0.into_iter().rev() {
        let Some(k) = vm.cast(arg(vm, w, 0), s.cont()) else { return Err(errors::type_error(vm, "continuation", w)) };
        let (code, kept) = (vm.get(k, Cont::code), vm.elements(k).to_vec());
        next = vm.make_slots(s.cont(), &[code, next], &kept).map_err(|e| errors::memory(vm, e))?.word();
    }
    Ok(next)
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

fn prepare(vm: &mut Vm, goal: Word) -> HelperResult {
    let (user, goal) = (world(vm).user, deref(vm, goal));
    if let Some(ready) = modules::ready_before(vm, user, goal) {
        return Ok(ready);
    }
    let (module, w) = modules::strip_finite(vm, user, goal)?;
    if module != user
        && let Some(ready) = modules::ready_before(vm, module, w)
    {
        if let Some(functor) = entries::Functor::of(vm, goal) {
            entries::know_call(vm, functor, 0, false);
        }
        return Ok(ready);
    }
    let (name, n) = match view(vm, w).1 {
        Term::Compound(s, n) => (vm.symbols.name(s), n),
        Term::Atom(s) => (vm.symbols.name(s), 0),
        _ => return callable(vm, w),
    };
    if is_wide(n) {
        // No predicate has so many arguments.
        let Term::Compound(name, n) = view(vm, w).1 else { return callable(vm, w) };
        let culprit = errors::indicator(vm, name.into(), n);
        return Err(errors::existence(vm, "procedure", culprit));
    }
    if !is_control(name, n) {
        let ready = modules::ready(vm, module, w)?;
        know_depending(vm, goal, module, w, 0);
        return Ok(ready);
    }
    let body = body(vm, w, w, Some(module).filter(|m| *m != user))?;
    Ok(compound(vm, "$body", &[body]))
}

/// A body of more goals is first looked at: it may contain itself.
const MOST_GOALS: usize = 1 << 16;

/// A body with its variables as calls, and its goals qualified if they belong to another module; the error if a part of it is no goal.
/// What `\+/1` is given is its argument, no part of the body: if that is no goal, the call says so.
pub fn body(vm: &mut Vm, w: Word, whole: Word, module: Option<Symbol>) -> HelperResult {
    enum Work {
        Goal(Word, Option<Symbol>),
        /// A term whose arguments are what will have been done from there on.
        Make(Word, usize),
    }
    let (mut work, mut done) = (SmallVec::<[Work; 8]>::new(), SmallVec::<[Word; 8]>::new());
    work.push(Work::Goal(w, module));
    let mut steps = 0;
    while let Some(next) = work.pop() {
        steps += 1;
        if steps == MOST_GOALS && !is_acyclic(vm, w) {
            return Err(errors::representation(vm, "cyclic_term"));
        }
        let (w, outer) = match next {
            Work::Make(w, from) => {
                let made = vm.new_object(vm.shape_of(w).expect("compound"), &done[from..]);
                done.truncate(from);
                done.push(made);
                continue;
            }
            Work::Goal(w, outer) => (deref(vm, w), outer),
        };
        let (inner, w) = modules::unqualified(vm, w);
        let module = inner.or(outer);
        let within = |vm: &mut Vm, w: Word| module.map_or(w, |m| compound(vm, ":", &[m.into(), w]));
        match view(vm, w) {
            (w, Term::Var(_)) => {
                let w = within(vm, w);
                done.push(compound(vm, "call", &[w]));
            }
            (w, Term::Compound(s, n)) if is_control(vm.symbols.name(s), n) => {
                work.push(Work::Make(w, done.len()));
                work.extend((0..n).rev().map(|i| Work::Goal(arg(vm, w, i), module)));
            }
            (w, Term::Atom(s)) if is_control(vm.symbols.name(s), 0) => done.push(w),
            (w, Term::Atom(_) | Term::Compound(..)) => {
                let w = within(vm, w);
                done.push(w);
            }
            _ => {
                // The innermost negation: what is still to be done within it is forgotten.
                let negation = work.iter().rposition(|next| matches!(next, Work::Make(w, _) if vm.slot(*w, 1).is_none()));
                let Some(Work::Make(w, from)) = negation.and_then(|at| work.drain(at..).next()) else {
                    let whole = copy(vm, whole);
                    return Err(errors::type_error(vm, "callable", whole));
                };
                done.truncate(from);
                let call = compound(vm, "call", &[arg(vm, w, 0)]);
                done.push(vm.new_object(vm.shape_of(w).expect("compound"), &[call]));
            }
        }
    }
    Ok(done.pop().unwrap_or(w))
}

fn resolve(vm: &mut Vm, goal: Word) -> HelperResult {
    let Some(name) = goal.as_symbol() else {
        let Some(shape) = vm.shape_of(goal) else { return Ok(Word::FALSE) };
        if modules::is_plain(vm, world(vm).user, shape) {
            let functor = entries::Functor::new(vm, Word::NIL, entries::functor_word(shape));
            entries::know_call(vm, functor, 0, false);
        }
        return crate::compile::goal(vm, shape).map(Word::from).map_err(|_| errors::resource(vm, "program_space"));
    };
    let mut g = binding(vm, name, 0);
    let mut key = name;
    if vm.get(g, Global::value) == Word::HOLE || modules::is_overridden(vm, name) {
        let (module, own) = modules::parts(vm, name);
        key = modules::target(vm, module, own, 0);
        g = binding(vm, key, 0);
    }
    let code = vm.get(g, Global::value);
    if code != Word::HOLE { Ok(code) } else { unknown(vm, key, 0) }
}

/// The name and the arity that a binding is for.
pub fn name_of(vm: &mut Vm, g: Object<Global>) -> (Symbol, u32) {
    let key = vm.get(g, Global::name).as_symbol().expect("a binding has a name");
    let text = vm.symbols.name(key).to_string();
    match text.rsplit_once("\0/") {
        Some((name, arity)) => (vm.symbols.intern(name), arity.parse().unwrap_or(0)),
        None => (key, 0),
    }
}

/// What to run for a predicate that has no code: that of what its name means now; false if the goal fails.
fn unknown(vm: &mut Vm, key: Symbol, arity: u32) -> HelperResult {
    if world(vm).predicates.contains_key(&(key, arity)) {
        return Ok(Word::FALSE);
    }
    let (module, name) = modules::parts(vm, key);
    if let Some(target) = modules::find(vm, module, name, arity)? {
        modules::link(vm, key, arity, target, false);
        let g = binding(vm, key, arity);
        return Ok(Some(vm.get(g, Global::value)).filter(|code| *code != Word::HOLE).unwrap_or(Word::FALSE));
    }
    if world(vm).unknown != Unknown::Error {
        return Ok(Word::FALSE);
    }
    let culprit = errors::indicator(vm, key.into(), arity);
    let procedure = atom(vm, "procedure");
    let formal = compound(vm, "existence_error", &[procedure, culprit]);
    Err(compound(vm, "error", &[formal, culprit]))
}

/// Has a closure of a module called by code if what it is with the arguments that are added takes goals.
fn know_depending(vm: &mut Vm, closure: Word, module: Symbol, whole: Word, more: u32) {
    if let Term::Compound(name, n) = view(vm, whole).1
        && !is_control(vm.symbols.name(name), n)
        && modules::depending(vm, module, name, n).is_some()
        && let Some(functor) = entries::Functor::of(vm, deref(vm, closure))
    {
        entries::know_call(vm, functor, more, true);
    }
}

/// `'$add_arguments'(call(Goal, A...), Goal with A...)`
fn add_arguments(vm: &mut Vm, a: &[Word]) -> Answer {
    let (call, t) = view(vm, a[0]);
    let Term::Compound(_, n) = t else { return Ok(false) };
    let user = world(vm).user;
    let closure = arg(vm, call, 0);
    let (module, goal) = modules::strip_finite(vm, user, closure)?;
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
    if let Some(shape) = vm.shape_of(whole)
        && modules::is_plain(vm, module, shape)
        && let Some(functor) = entries::Functor::of(vm, deref(vm, closure))
    {
        entries::know_call(vm, functor, n - 1, false);
    } else {
        know_depending(vm, closure, module, whole, n - 1);
    }
    let whole = modules::qualified(vm, module, whole);
    Ok(unify(vm, a[1], whole))
}

/// A continuation that runs a body of a module whose cuts cut to a level.
pub(crate) fn goal_behind(vm: &mut Vm, module: Option<Symbol>, body: Word, level: Word, cont: Word) -> HelperResult {
    let module = module.filter(|m| *m != world(vm).user);
    let body = if module.is_some() { self::body(vm, body, body, module)? } else { body };
    let (name, n) = match view(vm, body).1 {
        Term::Compound(s, n) => (vm.symbols.name(s), n),
        Term::Atom(s) => (vm.symbols.name(s), 0),
        _ => ("", 0),
    };
    let goal = if is_control(name, n) { compound(vm, "$body", &[body, level]) } else { body };
    goal_continuation(vm, goal, cont)
}
