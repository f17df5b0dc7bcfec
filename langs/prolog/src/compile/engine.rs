//! The codes that are not made of clauses: ends of programs, `catch/3`, `call/N`, cleanups, delimited control, and how programs begin.

use super::Function;
use crate::builtins::engines::Request;
use crate::entries::Entry;
use crate::object::{world, world_mut};
use crate::ops::Op;
use crate::state::binding;
use vm_core::{CodeError, CodeId, ConstKind, Slot, Vm, Word};

/// Makes all of them.
pub fn install(vm: &mut Vm) -> Result<(), CodeError> {
    engine(vm)?;
    let awake = start(vm, "$awake", Word::NIL)?;
    world_mut(vm).codes.insert("awake".into(), awake);
    control(vm)?;
    cleanup(vm)?;
    for n in 1..=MOST_CALL_ARGUMENTS {
        let mut f = Function::new(vm, &format!("call/{n}"), n as usize + 1);
        let mut goal = f.slot(1);
        if n > 1 {
            let more = f.list(2..=n)?;
            f.emit(Op::Enter { entry: Entry::Call as u8, a: goal, arguments: more });
            let call = vm.symbols.intern("call");
            let shape = crate::state::functor(vm, call, n);
            let functor = f.code.literal(Word::constant(ConstKind::Shape, shape.bits()));
            let arguments = f.arguments(n as usize)?;
            let (dst, result) = (f.slot(n + 1), f.slot(n + 2));
            f.emit(Op::Build { dst, functor, arguments });
            f.emit(Op::Fresh { dst: result });
            let (which, arguments) = (crate::builtins::index("$add_arguments", 2).expect("a builtin"), f.list([n + 1, n + 2])?);
            f.emit(Op::Builtin { which, arguments });
            goal = result;
        }
        invoke(&mut f, goal)?;
        define(vm, "call", n, f)?;
    }
    let mut f = Function::new(vm, "clause/2", 3);
    let (head, body) = (f.slot(1), f.list([2])?);
    f.emit(Op::Enter { entry: Entry::Clause as u8, a: head, arguments: body });
    let name = vm.symbols.intern("$clause");
    let (predicate, arguments) = (f.code.literal(binding(vm, name, 2).word()), f.arguments(2)?);
    f.emit(Op::Call { predicate, arguments });
    define(vm, "clause", 2, f)?;
    crate::builtins::define(vm, |vm, name, arity, which| {
        let mut f = Function::new(vm, &format!("{name}/{arity}"), arity as usize + 1);
        let arguments = f.arguments(arity as usize)?;
        f.emit(Op::Builtin { which, arguments });
        f.emit(Op::Proceed {});
        define(vm, name, arity, f)
    })
}

/// Calls a goal that is a term.
fn invoke(f: &mut Function, goal: Slot) -> Result<(), CodeError> {
    let arguments = f.list([])?;
    f.emit(Op::Enter { entry: Entry::Call as u8, a: goal, arguments });
    f.emit(Op::Invoke { goal });
    Ok(())
}

/// `call/1` to `call/N`.
const MOST_CALL_ARGUMENTS: u32 = 12;

fn keep(vm: &mut Vm, name: &'static str, f: Function) -> Result<CodeId, CodeError> {
    let id = f.finish(vm)?;
    world_mut(vm).codes.insert(name.into(), id);
    Ok(id)
}

/// Continuations and alternatives of the engine's own.
fn engine(vm: &mut Vm) -> Result<(), CodeError> {
    for (name, value) in [("done", Word::TRUE), ("base", Word::FALSE)] {
        let mut f = Function::new(vm, name, 1);
        let (dst, value) = (f.slot(1), f.code.literal(value));
        f.emit(Op::Literal { dst, value });
        f.emit(Op::Stop { success: dst });
        keep(vm, name, f)?;
    }
    let mut f = Function::new(vm, "dropped", 1);
    f.emit(Op::Last {});
    f.emit(Op::Fail {});
    keep(vm, "dropped", f)?;
    let mut f = Function::new(vm, "retry", 1);
    let own = f.code.literal(vm.next_code_id().into());
    f.emit(Op::Retry { retry: own });
    keep(vm, "retry", f)?;
    // What is run in place of a goal that needs more than there is.
    let mut f = Function::new(vm, "fault", 2);
    let ball = f.slot(1);
    f.emit(Op::Throw { ball });
    keep(vm, "fault", f)?;
    // A continuation that calls a goal.
    let mut f = Function::new(vm, "goal", 1);
    let (k, goal) = (f.slot(0), f.slot(1));
    f.emit(Op::Saved { dst: goal, cont: k, i: 0 });
    f.emit(Op::Behind { dst: k, cont: k });
    invoke(&mut f, goal)?;
    keep(vm, "goal", f)?;
    // The end of an engine's goal, its base choice point, and what goes on with it behind an answer.
    for (name, request) in [("engine", Request::Answer), ("engine base", Request::End)] {
        let mut f = Function::new(vm, name, 1);
        let own = f.slot(0);
        f.emit(Op::Switch { request: request as u8, a: own, b: own });
        keep(vm, name, f)?;
    }
    let mut f = Function::new(vm, "engine redo", 1);
    f.emit(Op::Fail {});
    keep(vm, "engine redo", f)?;
    // The end of the goal of `catch/3`.
    let mut f = Function::new(vm, "catch", 1);
    let (k, level) = (f.slot(0), f.slot(1));
    f.emit(Op::Saved { dst: level, cont: k, i: 0 });
    f.emit(Op::Leave { choice: level });
    f.emit(Op::Behind { dst: k, cont: k });
    f.emit(Op::Proceed {});
    keep(vm, "catch", f)?;
    Ok(())
}

/// `'$call_cleanup'(Goal, Cleanup)`: a choice point that runs the cleanup when it is reached again, dropped by a cut, or left by an
/// exception, and a continuation that runs it when the goal has no more solutions.
fn cleanup(vm: &mut Vm) -> Result<(), CodeError> {
    let builtin = |name: &str, arity: u32| crate::builtins::index(name, arity).expect("a builtin");
    let run = |vm: &mut Vm, name: &str| {
        let name = vm.symbols.intern(name);
        binding(vm, name, 1).word()
    };
    // Reached by backtracking.
    let mut f = Function::new(vm, "cleanup retry", 1);
    let (k, goal) = (f.slot(0), f.slot(1));
    let outer = f.slot(2);
    f.emit(Op::Kept { dst: goal, choice: k, i: 1 });
    f.emit(Op::Kept { dst: outer, choice: k, i: 2 });
    // Before the choice point is dropped, which would have the cleanup run.
    let arguments = f.list([2])?;
    f.emit(Op::Builtin { which: builtin("$set_cleanup", 1), arguments });
    f.emit(Op::Last {});
    f.emit(Op::Kept { dst: k, choice: k, i: 0 });
    let (predicate, arguments) = (f.code.literal(run(vm, "$cleanup_fail")), f.list([1])?);
    f.emit(Op::Call { predicate, arguments });
    let retry = keep(vm, "cleanup retry", f)?;
    // The goal has succeeded.
    let mut f = Function::new(vm, "cleanup exit", 1);
    let k = f.slot(0);
    // Level, outer serial, cleanup: in the order of the builtin's arguments.
    for i in 0..3 {
        let dst = f.slot(i + 1);
        f.emit(Op::Saved { dst, cont: k, i: i as u8 });
    }
    let dst = f.slot(4);
    f.emit(Op::Fresh { dst });
    f.emit(Op::Behind { dst: k, cont: k });
    let arguments = f.arguments(4)?;
    f.emit(Op::Builtin { which: builtin("$exit_cleanup", 4), arguments });
    let (predicate, arguments) = (f.code.literal(run(vm, "$cleanup")), f.list([4])?);
    f.emit(Op::Call { predicate, arguments });
    let exit = keep(vm, "cleanup exit", f)?;
    let mut f = Function::new(vm, "$call_cleanup/2", 3);
    // Slots: goal, cleanup, outer serial, level.
    let outer = f.slot(3);
    f.emit(Op::Fresh { dst: outer });
    let arguments = f.list([3])?;
    f.emit(Op::Builtin { which: builtin("$cleanup_serial", 1), arguments });
    f.emit(Op::Deref { dst: outer, a: outer });
    let (code, saved) = (f.code.literal(retry.into()), f.list([0, 2, 3])?);
    f.emit(Op::Choice { code, saved });
    let level = f.slot(4);
    f.emit(Op::Level { dst: level });
    let arguments = f.list([4])?;
    f.emit(Op::Builtin { which: builtin("$set_cleanup", 1), arguments });
    let (dst, code, saved) = (f.slot(0), f.code.literal(exit.into()), f.list([4, 3, 2])?);
    f.emit(Op::Cont { dst, code, saved });
    let goal = f.slot(1);
    invoke(&mut f, goal)?;
    define(vm, "$call_cleanup", 2, f)
}

/// `catch/3`, `throw/1`, `halt/1`.
fn control(vm: &mut Vm) -> Result<(), CodeError> {
    // catch(Goal, Catcher, Recovery)
    let mut f = Function::new(vm, "catch/3", 4);
    let (dropped, catch) = (world(vm).codes["dropped"], world(vm).codes["catch"]);
    let (code, saved) = (f.code.literal(dropped.into()), f.list([0])?);
    f.emit(Op::Choice { code, saved });
    let (goal, level) = (f.slot(1), f.slot(4));
    f.emit(Op::Level { dst: level });
    let (code, saved) = (f.code.literal(catch.into()), f.list([4, 2, 3])?);
    let dst = f.slot(0);
    f.emit(Op::Cont { dst, code, saved });
    invoke(&mut f, goal)?;
    define(vm, "catch", 3, f)?;
    delimited(vm)?;
    let mut f = Function::new(vm, "throw/1", 2);
    let ball = f.slot(1);
    f.emit(Op::Throw { ball });
    define(vm, "throw", 1, f)?;
    let mut f = Function::new(vm, "halt/1", 2);
    let status = f.slot(1);
    let (which, arguments) = (crate::builtins::index("$halt", 1).expect("a builtin"), f.list([1])?);
    f.emit(Op::Builtin { which, arguments });
    f.emit(Op::Halt { status });
    define(vm, "$exit", 1, f)
}

/// `reset/3`, `shift/1`, what calls continuations, and what asks engines.
fn delimited(vm: &mut Vm) -> Result<(), CodeError> {
    // The end of the goal: there was no shift.
    let mut f = Function::new(vm, "reset", 1);
    let (k, rest, none) = (f.slot(0), f.slot(1), f.code.literal(Word::smi(0)));
    f.emit(Op::Saved { dst: rest, cont: k, i: 1 });
    f.emit(Op::Behind { dst: k, cont: k });
    f.emit(Op::Constant { a: rest, constant: none });
    f.emit(Op::Proceed {});
    let reset = keep(vm, "reset", f)?;
    // reset(Goal, Ball, Rest)
    let mut f = Function::new(vm, "reset/3", 4);
    let (goal, dst, code, saved) = (f.slot(1), f.slot(0), f.code.literal(reset.into()), f.list([2, 3])?);
    f.emit(Op::Cont { dst, code, saved });
    invoke(&mut f, goal)?;
    define(vm, "reset", 3, f)?;
    let mut f = Function::new(vm, "shift/1", 2);
    let ball = f.slot(1);
    f.emit(Op::Shift { ball });
    define(vm, "shift", 1, f)?;
    let mut f = Function::new(vm, "$call_continuation/1", 2);
    let list = f.slot(1);
    f.emit(Op::Relink { list });
    define(vm, "$call_continuation", 1, f)?;
    for (name, arity, request) in [("$engine_resume", 2, Request::Resume), ("$engine_yield", 1, Request::Yield)] {
        let mut f = Function::new(vm, &format!("{name}/{arity}"), arity as usize + 1);
        let (a, b) = (f.slot(1), f.slot(arity));
        f.emit(Op::Switch { request: request as u8, a, b });
        define(vm, name, arity, f)?;
    }
    Ok(())
}

fn define(vm: &mut Vm, name: &str, arity: u32, f: Function) -> Result<(), CodeError> {
    let id = f.finish(vm)?;
    let symbol = vm.symbols.intern(name);
    crate::modules::set_code(vm, symbol, arity, id.into());
    crate::state::predicate(vm, symbol, arity).builtin = true;
    Ok(())
}

/// A program that goes on with the newest choice point of the one before.
pub fn redo(vm: &mut Vm) -> Result<CodeId, CodeError> {
    let mut f = Function::new(vm, "redo", 0);
    f.emit(Op::Fail {});
    f.finish(vm)
}

/// The function that runs a program: calls a predicate with an argument.
pub fn start(vm: &mut Vm, predicate: &str, argument: Word) -> Result<CodeId, CodeError> {
    let code = world(vm).codes["base"];
    let name = vm.symbols.intern(predicate);
    let g = binding(vm, name, 1);
    let mut f = Function::new(vm, "program", 0);
    let (predicate, argument, base) = (f.code.literal(g.word()), f.code.literal(argument), f.code.literal(code.into()));
    f.emit(Op::Start { predicate, argument, base });
    f.finish(vm)
}
