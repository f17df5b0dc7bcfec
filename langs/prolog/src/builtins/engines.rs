//! Engines (`engine_create/3` and so on): goals that are asked for one answer after the other.
//!
//! An engine has registers of its own: a chain of choice points and a trail that begin with its base choice point. Asking it exchanges
//! the registers and goes on with one of its continuations; an answer, the end, a yield or an exception exchanges them again and
//! goes on with who has asked. So nothing nests on a native stack, and engines may ask each other. They share no variables: the
//! goal is a copy, and so is each answer.

use super::builtins;
use super::control::goal_continuation;
use crate::errors;
use crate::object::*;
use jitgen::{Effects, HelperResult};
use vm_core::{Object, Root, Vm, Word};

/// What is exchanged.
const EXCHANGED: [vm_core::Field<State>; 6] =
    [State::choice, State::trail, State::serial, State::cleanup, State::tidied, State::tidied_at];

type Registers = [Root; EXCHANGED.len()];

/// What an instruction asks of engines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Request {
    /// Go on with an engine; its answer is to be unified with a variable.
    Resume,
    /// The engine's goal has succeeded.
    Answer,
    /// It has no more answers.
    End,
    /// A term is an answer though the goal goes on.
    Yield,
}

/// Where an engine goes on.
enum Next {
    /// At the beginning of its goal.
    Begin,
    /// At its newest choice point.
    Redo(Registers),
    /// At a continuation.
    Continue(Registers, Root),
    /// It is running, for whom.
    Running(Caller),
    /// Nowhere.
    Ended,
}

/// Who waits for an answer.
struct Caller {
    registers: Registers,
    continuation: Root,
    /// What the answer is unified with.
    result: Root,
    /// The engine that it is.
    engine: Option<usize>,
}

/// An engine.
struct Engine {
    alias: Option<Root>,
    /// `Template-Goal`
    goal: Root,
    next: Next,
    /// What has been posted and not been fetched.
    posted: Option<Root>,
}

/// All engines: those that are destroyed leave their numbers free.
#[derive(Default)]
pub struct Engines {
    all: Vec<Option<Engine>>,
    running: Option<usize>,
}

impl Engines {
    /// Whether there are variables that the registers know nothing of.
    pub fn any(&self) -> bool {
        self.all.iter().any(Option::is_some)
    }
}

jitgen::helpers! {
    /// Exchanges registers: a [`Request`], the word in slot 0, two operands. What to go on with.
    pub SWITCH "switch" Effects::ANY => |vm, all...| {
        let &[kind, own, a, b] = all else { return Ok(Word::NIL) };
        match kind.smi_value() {
            k if k == Request::Resume as i64 => resume(vm, own, a, b),
            k if k == Request::Answer as i64 => answer(vm),
            k if k == Request::End as i64 => end(vm),
            _ => give(vm, own, a),
        }
    };
}

builtins! {
    CREATE "$engine_create" 3 |vm, a| {
        // '$engine_create'(Template-Goal, Alias, Number): no alias is [].
        let goal = copy(vm, a[0]);
        let alias = Some(deref(vm, a[1])).filter(|w| *w != world(vm).nil).map(|w| vm.root(w));
        let engine = Engine { alias, goal: vm.root(goal), next: Next::Begin, posted: None };
        let all = &mut world_mut(vm).engines.all;
        let i = all.iter().position(Option::is_none).unwrap_or(all.len());
        if i == all.len() { all.push(None) }
        all[i] = Some(engine);
        Ok(unify(vm, a[2], Word::smi(i as i64)))
    };
    NUMBER "$engine_number" 2 |vm, a| {
        // '$engine_number'(Engine, Number): of a handle or an alias; fails if there is no such engine.
        let wanted = match view(vm, a[0]) {
            (w, Term::Compound(s, 1)) if vm.symbols.name(s) == "$engine" => deref(vm, arg(vm, w, 0)).as_smi(),
            (w, _) => {
                let found = world(vm).engines.all.iter().position(|e| e.as_ref().and_then(|e| Some(e.alias.as_ref()?.get(vm))) == Some(w));
                found.map(|i| i as i64)
            }
        };
        let known = wanted.filter(|i| place_of(vm, Word::smi(*i)).is_some());
        Ok(known.is_some_and(|i| unify(vm, a[1], Word::smi(i))))
    };
    NUMBERS "$engines" 1 |vm, a| {
        let all = world(vm).engines.all.iter().enumerate().filter(|(_, e)| e.is_some());
        let numbers: Vec<Word> = all.map(|(i, _)| Word::smi(i as i64)).collect();
        let l = proper_list(vm, &numbers);
        Ok(unify(vm, a[0], l))
    };
    STATUS "$engine_status" 2 |vm, a| {
        let Some(e) = engine(vm, a[0]) else { return Ok(false) };
        let status = match e.next {
            Next::Running(_) => "running",
            Next::Ended => "ended",
            _ => "waiting",
        };
        let w = atom(vm, status);
        Ok(unify(vm, a[1], w))
    };
    RUNNING "$engine_running" 1 |vm, a| {
        // The alias of the running engine, or its number.
        let Some(i) = world(vm).engines.running else { return Ok(false) };
        Ok(unify(vm, a[0], Word::smi(i as i64)))
    };
    ALIAS "$engine_alias" 2 |vm, a| {
        let Some(alias) = engine(vm, a[0]).and_then(|e| e.alias.clone()) else { return Ok(false) };
        let alias = alias.get(vm);
        Ok(unify(vm, a[1], alias))
    };
    DESTROY "$engine_destroy" 1 |vm, a| {
        // Not while it runs: its caller is to go on.
        let Some(i) = place_of(vm, a[0]) else { return Ok(false) };
        let all = &mut world_mut(vm).engines.all;
        let gone = all[i].take_if(|e| !matches!(e.next, Next::Running(_)));
        Ok(gone.is_some())
    };
    POST "$engine_post" 2 |vm, a| {
        // Fails if something is posted already.
        let posted = copy(vm, a[1]);
        let posted = vm.root(posted);
        let Some(e) = engine(vm, a[0]) else { return Ok(false) };
        let free = e.posted.is_none();
        if free { e.posted = Some(posted) }
        Ok(free)
    };
    FETCH "$engine_fetch" 1 |vm, a| {
        let engines = &mut world_mut(vm).engines;
        let running = engines.running.and_then(|i| engines.all[i].as_mut());
        let Some(posted) = running.and_then(|e| e.posted.take()) else { return Ok(false) };
        let w = posted.get(vm);
        Ok(unify(vm, a[0], w))
    };
}

/// Where the engine with a number is, if there is one.
fn place_of(vm: &Vm, number: Word) -> Option<usize> {
    let i = usize::try_from(deref(vm, number).as_smi()?).ok()?;
    world(vm).engines.all.get(i)?.as_ref().map(|_| i)
}

/// The engine with a number.
fn engine(vm: &mut Vm, number: Word) -> Option<&mut Engine> {
    let i = place_of(vm, number)?;
    world_mut(vm).engines.all[i].as_mut()
}

/// What is raised by what only a running engine can do.
fn none_runs(vm: &mut Vm) -> Word {
    let main = atom(vm, "main");
    errors::permission(vm, "yield", "engine", main)
}

fn registers_now(vm: &mut Vm) -> Registers {
    EXCHANGED.map(|f| {
        let w = vm.get(registers(vm), f);
        vm.root(w)
    })
}

fn set_registers(vm: &mut Vm, saved: &Registers) {
    for (f, root) in EXCHANGED.into_iter().zip(saved) {
        let w = root.get(vm);
        vm.set(registers(vm), f, w);
    }
}

/// A continuation of that code that keeps nothing.
fn continuation_of(vm: &mut Vm, code: &str) -> HelperResult {
    let code = world(vm).codes[code];
    let shape = shapes(vm).cont();
    vm.make_slots(shape, &[code.into(), Word::NIL], &[]).map(Object::word).map_err(|e| errors::memory(vm, e))
}

fn resume(vm: &mut Vm, own: Word, number: Word, result: Word) -> HelperResult {
    let waits = |e: &Engine| matches!(e.next, Next::Begin | Next::Redo(_) | Next::Continue(..));
    let Some(i) = place_of(vm, number).filter(|i| world(vm).engines.all[*i].as_ref().is_some_and(waits)) else {
        let number = deref(vm, number);
        return Err(errors::permission(vm, "resume", "engine", number));
    };
    let (continuation, result) = (vm.root(own), vm.root(result));
    let caller = Caller { registers: registers_now(vm), continuation, result, engine: world(vm).engines.running };
    let engines = &mut world_mut(vm).engines;
    engines.running = Some(i);
    let e = engines.all[i].as_mut().expect("an engine that waits");
    let goal = e.goal.clone();
    match std::mem::replace(&mut e.next, Next::Running(caller)) {
        Next::Redo(saved) => {
            set_registers(vm, &saved);
            continuation_of(vm, "engine redo")
        }
        Next::Continue(saved, next) => {
            set_registers(vm, &saved);
            Ok(next.get(vm))
        }
        _ => begin(vm, &goal),
    }
}

/// The base choice point and the first continuation.
fn begin(vm: &mut Vm, goal: &Root) -> HelperResult {
    let state = registers(vm);
    let (base, shape) = (world(vm).codes["engine base"], shapes(vm).choice());
    let serial = next_serial(vm, state);
    let choice = vm.make_slots(shape, &[base.into(), Word::NIL, Word::NIL, serial], &[Word::NIL]);
    let choice = choice.map_err(|e| errors::memory(vm, e))?.word();
    for (f, w) in EXCHANGED.into_iter().zip([choice, Word::NIL, serial, Word::smi(0), Word::NIL, Word::smi(0)]) {
        vm.set(registers(vm), f, w);
    }
    let last = continuation_of(vm, "engine")?;
    let goal = arg(vm, goal.get(vm), 1);
    goal_continuation(vm, goal, last)
}

/// Has the caller of the running engine go on, with that as the result.
fn leave(vm: &mut Vm, next: impl FnOnce(&mut Vm) -> Next, answer: Option<Word>) -> HelperResult {
    let answer = answer.map(|w| vm.root(w));
    let next = next(vm);
    let Some(caller) = exchange(vm, next) else { return Err(none_runs(vm)) };
    let result = match answer {
        Some(w) => {
            let w = copy(vm, w.get(vm));
            compound(vm, "the", &[w])
        }
        None => atom(vm, "no"),
    };
    let variable = caller.result.get(vm);
    unify(vm, variable, result);
    Ok(caller.continuation.get(vm))
}

/// Ends the turn of the running engine, if one runs.
fn exchange(vm: &mut Vm, next: Next) -> Option<Caller> {
    let engines = &mut world_mut(vm).engines;
    let e = engines.all[engines.running?].as_mut().expect("no running engine is destroyed");
    let Next::Running(caller) = std::mem::replace(&mut e.next, next) else { unreachable!("it runs") };
    engines.running = caller.engine;
    set_registers(vm, &caller.registers);
    Some(caller)
}

/// If the host calls nothing now: engines that are still said to run were left so when a program was stopped. They have ended.
pub fn end_stopped(vm: &mut Vm) {
    if vm.entry_depth() == 0 {
        while exchange(vm, Next::Ended).is_some() {}
    }
}

fn answer(vm: &mut Vm) -> HelperResult {
    let engines = &world(vm).engines;
    let running = engines.running.and_then(|i| engines.all[i].as_ref());
    let Some(goal) = running.map(|e| e.goal.get(vm)) else { return Err(none_runs(vm)) };
    let template = arg(vm, goal, 0);
    leave(vm, |vm| Next::Redo(registers_now(vm)), Some(template))
}

fn end(vm: &mut Vm) -> HelperResult {
    leave(vm, |_| Next::Ended, None)
}

fn give(vm: &mut Vm, own: Word, term: Word) -> HelperResult {
    leave(vm, |vm| Next::Continue(registers_now(vm), vm.root(own)), Some(term))
}

/// The running engine's goal has raised: its caller is the next who may catch that.
pub fn abandon(vm: &mut Vm) -> Option<Word> {
    exchange(vm, Next::Ended).map(|caller| caller.continuation.get(vm))
}
