//! Codes for terms that are goals, closures or heads of clauses (see [`crate::entries`]), and for calls that wait.

use super::{Compiler, Function, MOST_CLAUSES, arity_of, clauses};
use crate::entries;
use crate::modules;
use crate::object::{Database, arg, compound_of, has_wide, world, world_mut};
use crate::ops::Op;
use crate::state::binding;
use vm_core::core_shapes::Global;
use vm_core::{CodeError, CodeId, ConstKind, Object, ShapeId, Symbol, Vm, Word};

/// Code that takes a goal of that functor and calls it with its arguments.
pub fn goal(vm: &mut Vm, functor: ShapeId) -> Result<CodeId, CodeError> {
    if let Some(&id) = world(vm).spreads.get(&functor) {
        return Ok(id);
    }
    let id = spread(vm, None, entries::functor_word(functor), 0)?;
    world_mut(vm).spreads.insert(functor, id);
    Ok(id)
}

/// Code that takes a term of that functor (or an atom) and so many more arguments, and calls it with its arguments and those, in a module if
/// its name does not say which.
pub fn spread(vm: &mut Vm, module: Option<Symbol>, functor: Word, more: u32) -> Result<CodeId, CodeError> {
    let shape = functor.as_constant(ConstKind::Shape).map(ShapeId::from_bits);
    let own = shape.map(|shape| vm.shapes.get(shape).name).or(functor.as_symbol()).expect("a functor or an atom");
    let (arity, (own_module, name)) = (arity_of(functor), modules::parts(vm, own));
    let key = modules::target(vm, module.unwrap_or(own_module), name, arity + more);
    let g = binding(vm, key, arity + more);
    let mut f = Function::new(vm, &format!("{} (call)", modules::shown(vm, own)), more as usize + 2);
    let (a, literal, first) = (f.slot(1), f.code.literal(functor), more + 2);
    for i in 0..arity {
        let dst = f.slot(first + i);
        f.emit(Op::Argument { dst, a, functor: literal, i: i as u8 });
    }
    let all = (first..first + arity).chain(2..first);
    if let Some(spec) = module.and_then(|module| modules::depending(vm, module, name, arity + more)) {
        let depending = all.clone().zip(spec.bytes()).filter(|&(_, letter)| modules::depends(letter));
        qualify(vm, &mut f, module.expect("one that qualifies"), first + arity, depending.map(|(i, _)| i))?;
    }
    let (predicate, arguments) = (f.code.literal(g.word()), f.list(all)?);
    f.emit(Op::Call { predicate, arguments });
    f.finish(vm)
}

/// Puts a module in front of what is in those slots and has none; a slot is free.
fn qualify(vm: &mut Vm, f: &mut Function, module: Symbol, free: u32, slots: impl Iterator<Item = u32>) -> Result<(), CodeError> {
    let colon = crate::state::functor(vm, world(vm).colon, 2);
    let (functor, module) = (f.code.literal(entries::functor_word(colon)), f.code.literal(module.into()));
    let before = f.slot(free);
    f.emit(Op::Literal { dst: before, value: module });
    for i in slots {
        let (a, qualified) = (f.slot(i), f.label());
        f.emit(Op::Deref { dst: a, a });
        f.jump(qualified, |target| Op::IfFunctor { a, functor, target });
        let arguments = f.list([free, i])?;
        f.emit(Op::Build { dst: a, functor, arguments });
        f.place(qualified);
    }
    Ok(())
}

/// The continuation that calls a predicate, by its binding, with the arguments that it has kept.
pub fn suspended(vm: &mut Vm, g: Object<Global>, arity: u32) -> Result<CodeId, CodeError> {
    let name = vm.get(g, Global::name).as_symbol().expect("a binding has a name");
    if let Some(&id) = world(vm).suspended.get(&name) {
        return Ok(id);
    }
    let key = crate::builtins::control::name_of(vm, g).0;
    let mut f = Function::new(vm, &format!("{} (suspended)", modules::shown(vm, key)), 1);
    let (cont, slots) = (f.slot(0), f.args(1, arity as usize)?);
    f.emit(Op::Resume { slots, next: cont, cont });
    let (predicate, arguments) = (f.code.literal(g.word()), f.arguments(arity as usize)?);
    f.emit(Op::Call { predicate, arguments });
    let id = f.finish(vm)?;
    world_mut(vm).suspended.insert(name, id);
    Ok(id)
}

/// Code that takes a head of that functor (or an atom) and a term, and unifies them with the head and the body of one clause after the other.
pub fn clause_facts(vm: &mut Vm, functor: Word, database: Object<Database>) -> Result<CodeId, CodeError> {
    let (name, arity) = (vm.symbols.intern("clause"), arity_of(functor));
    if arity >= ShapeId::MAX_FIXED {
        return Err(CodeError::TooLarge("arguments"));
    }
    let facts: Vec<(Word, Word)> = clauses(vm, database)
        .into_iter()
        .map(|(head, body)| {
            let parts: Vec<Word> = (0..arity).map(|i| arg(vm, head, i)).chain([body]).collect();
            (compound_of(vm, name, &parts), world(vm).truth)
        })
        .collect();
    if facts.iter().any(|f| has_wide(vm, f.0)) {
        return Err(CodeError::TooLarge("terms"));
    }
    if facts.len() > MOST_CLAUSES {
        return Err(CodeError::TooLarge("clauses"));
    }
    let mut c = Compiler::new(vm, name, arity + 1, facts);
    let mut f = c.function(" (facts)", 3);
    // The body goes behind the arguments of the head.
    (f.top, f.temp) = (arity + 2, (arity + 2).max(3));
    let (head, body) = (f.temporary(), f.slot(2));
    let (head, last, literal) = (f.slot(head), f.slot(arity + 1), f.code.literal(functor));
    let goal = f.slot(1);
    f.emit(Op::Move { dst: head, a: goal });
    f.emit(Op::Move { dst: last, a: body });
    for i in 0..arity {
        let dst = f.slot(i + 1);
        f.emit(Op::Argument { dst, a: head, functor: literal, i: i as u8 });
    }
    f.temp = f.top;
    c.entry(f)
}
