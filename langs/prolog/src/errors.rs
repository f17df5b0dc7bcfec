//! The standard's error terms. A helper returns them as `Err`; their second argument, the context, is left to the caller.

use crate::modules;
use crate::object::{Term, arg, atom, bind, compound, new_var, view};
use vm_core::number::NumberError;
use vm_core::{OutOfMemory, Vm, Word};

/// `error(Formal, _)`
pub fn error(vm: &mut Vm, formal: Word) -> Word {
    let context = new_var(vm);
    compound(vm, "error", &[formal, context])
}

/// An argument is not instantiated enough.
pub fn instantiation(vm: &mut Vm) -> Word {
    let formal = atom(vm, "instantiation_error");
    error(vm, formal)
}

/// An argument should have been unbound.
pub fn uninstantiation(vm: &mut Vm, culprit: Word) -> Word {
    let formal = compound(vm, "uninstantiation_error", &[culprit]);
    error(vm, formal)
}

/// Says in an error in which predicate of the system it was, if nothing is said yet and that is one that users know.
pub fn in_context(vm: &mut Vm, error: Word, name: &str, arity: u32) -> Word {
    if let (w, Term::Compound(s, 2)) = view(vm, error)
        && vm.symbols.name(s) == "error"
        && let Term::Var(v) = view(vm, arg(vm, w, 1)).1
        && !name.starts_with('$')
    {
        let (module, name) = (atom(vm, "system"), atom(vm, name));
        let indicator = indicator(vm, name, arity);
        let (culprit, message) = (compound(vm, ":", &[module, indicator]), new_var(vm));
        let context = compound(vm, "context", &[culprit, message]);
        bind(vm, v, context);
    }
    error
}

/// The same for what an evaluable function raises because it has no value.
pub fn in_function(vm: &mut Vm, error: Word, name: &str, arity: u32) -> Word {
    let formal = match view(vm, error) {
        (w, Term::Compound(_, 2)) => view(vm, arg(vm, w, 0)).1,
        _ => return error,
    };
    match formal {
        Term::Compound(s, 1) if vm.symbols.name(s) == "evaluation_error" => in_context(vm, error, name, arity),
        _ => error,
    }
}

fn two(vm: &mut Vm, name: &str, what: &str, culprit: Word) -> Word {
    let what = atom(vm, what);
    let formal = compound(vm, name, &[what, culprit]);
    error(vm, formal)
}

/// An argument is of the wrong type.
pub fn type_error(vm: &mut Vm, expected: &str, culprit: Word) -> Word {
    two(vm, "type_error", expected, culprit)
}

/// An argument is of the right type but outside of the domain.
pub fn domain(vm: &mut Vm, expected: &str, culprit: Word) -> Word {
    two(vm, "domain_error", expected, culprit)
}

/// Something does not exist.
pub fn existence(vm: &mut Vm, what: &str, culprit: Word) -> Word {
    two(vm, "existence_error", what, culprit)
}

/// Something is not allowed.
pub fn permission(vm: &mut Vm, action: &str, kind: &str, culprit: Word) -> Word {
    let (action, kind) = (atom(vm, action), atom(vm, kind));
    let formal = compound(vm, "permission_error", &[action, kind, culprit]);
    error(vm, formal)
}

fn one(vm: &mut Vm, name: &str, what: &str) -> Word {
    let what = atom(vm, what);
    let formal = compound(vm, name, &[what]);
    error(vm, formal)
}

/// An arithmetic function has no value.
pub fn evaluation(vm: &mut Vm, what: &str) -> Word {
    one(vm, "evaluation_error", what)
}

/// A limit of the implementation.
pub fn representation(vm: &mut Vm, what: &str) -> Word {
    one(vm, "representation_error", what)
}

/// There is not enough of something.
pub fn resource(vm: &mut Vm, what: &str) -> Word {
    one(vm, "resource_error", what)
}

/// Text is not a term. A message may have an argument in parentheses.
pub fn syntax(vm: &mut Vm, message: &str) -> Word {
    let Some((name, argument)) = message.split_once('(') else { return one(vm, "syntax_error", message) };
    let argument = atom(vm, argument.strip_suffix(')').unwrap_or(argument));
    let what = compound(vm, name, &[argument]);
    let formal = compound(vm, "syntax_error", &[what]);
    error(vm, formal)
}

/// Name and arity; of a predicate of a module other than `user` with the module.
pub fn indicator(vm: &mut Vm, name: Word, arity: u32) -> Word {
    let Some(key) = name.as_symbol() else { return compound(vm, "/", &[name, Word::smi(arity.into())]) };
    let (module, name) = modules::parts(vm, key);
    let indicator = compound(vm, "/", &[name.into(), Word::smi(arity.into())]);
    modules::qualified(vm, module, indicator)
}

/// What the numeric tower reports.
pub fn number(vm: &mut Vm, e: NumberError, culprit: Word) -> Word {
    match e {
        NumberError::DivisionByZero => evaluation(vm, "zero_divisor"),
        NumberError::TooLarge => resource(vm, "memory"),
        NumberError::OutOfRange => evaluation(vm, "undefined"),
        _ => type_error(vm, "evaluable", culprit),
    }
}

/// The memory limit was hit by one object.
pub fn memory(vm: &mut Vm, _: OutOfMemory) -> Word {
    resource(vm, "memory")
}
