//! The standard's error terms. A helper returns them as `Err`; their second argument, the context, is left to the caller.

use crate::modules;
use crate::object::{Cont, Term, arg, atom, bind, compound, new_var, shapes, view};
use vm_core::number::NumberError;
use vm_core::{OutOfMemory, Symbol, Vm, Word};

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
    let Some(context) = error_context(vm, error).filter(|_| !name.starts_with('$')) else { return error };
    match view(vm, context) {
        (_, Term::Var(v)) => {
            let (culprit, message) = (in_system(vm, name, arity), new_var(vm));
            let context = compound(vm, "context", &[culprit, message]);
            bind(vm, v, context);
        }
        (w, Term::Compound(s, 2)) if vm.symbols.name(s) == "context" => {
            if let Term::Var(v) = view(vm, arg(vm, w, 0)).1 {
                let culprit = in_system(vm, name, arity);
                bind(vm, v, culprit);
            }
        }
        _ => {}
    }
    error
}

/// The predicate of the system whose code has that name: continuations have what they are behind it, in parentheses.
pub fn indicator_of_code(vm: &Vm, name: &str) -> Option<(Symbol, u32)> {
    let name = name.split_once(" (").map_or(name, |(name, _)| name);
    let (name, arity) = name.rsplit_once('/')?;
    let (name, arity) = (vm.symbols.find(name)?, arity.parse().ok()?);
    modules::is_systems(vm, name, arity).then_some((name, arity))
}

/// An error that a helper of the library raises is its caller's, who is known by the continuations. So many are looked at.
const MOST_CALLERS: usize = 8;

/// Says in an error in which predicate of the system it was: the one given, or if that is a helper the one that has called it. The
/// context is a variable, or one without a predicate.
pub fn complete(vm: &mut Vm, error: Word, cont: Word, raiser: Option<(Symbol, u32)>) {
    let Some(context) = error_context(vm, error) else { return };
    let helper = |vm: &Vm, name| vm.symbols.name(name).starts_with('$');
    let (free, raiser) = match (view(vm, context), raiser) {
        ((_, Term::Var(_)), None) => return,
        ((_, Term::Var(_)), raiser) => (None, raiser),
        ((w, Term::Compound(s, 2)), raiser) if vm.symbols.name(s) == "context" => match view(vm, arg(vm, w, 0)).1 {
            Term::Var(v) => (Some(v), raiser),
            _ => return,
        },
        _ => return,
    };
    let Some((name, arity)) = raiser.filter(|r| !helper(vm, r.0)).or_else(|| caller(vm, cont)) else { return };
    let name = vm.symbols.name(name).to_string();
    match free {
        None => {
            in_context(vm, error, &name, arity);
        }
        Some(v) => {
            let place = in_system(vm, &name, arity);
            bind(vm, v, place);
        }
    }
}

/// The second argument of an error term.
fn error_context(vm: &Vm, error: Word) -> Option<Word> {
    match view(vm, error) {
        (w, Term::Compound(s, 2)) if vm.symbols.name(s) == "error" => Some(arg(vm, w, 1)),
        _ => None,
    }
}

/// The innermost predicate of the system among continuations that is no helper. One that calls goals may have called the program's.
fn caller(vm: &Vm, cont: Word) -> Option<(Symbol, u32)> {
    let shape = shapes(vm).cont();
    let mut next = cont;
    for _ in 0..MOST_CALLERS {
        let k = vm.cast(next, shape)?;
        let code = vm.get(k, Cont::code).as_code()?;
        let (name, arity) = indicator_of_code(vm, &vm.code(code).name)?;
        if !vm.symbols.name(name).starts_with('$') {
            let calls = modules::meta(vm, name, arity).is_some_and(|spec| spec.contains(|c: char| c.is_ascii_digit() || "^/".contains(c)));
            return (!calls).then_some((name, arity));
        }
        next = vm.get(k, Cont::next);
    }
    None
}

/// Names in a clause of the library, before it is added, the predicate that it belongs to in each error that it throws. What its helpers
/// throw is completed when it is raised.
pub fn name_contexts(vm: &mut Vm, clause: Word) {
    let (w, t) = view(vm, clause);
    let Term::Compound(neck, 2) = t else { return };
    if vm.symbols.name(neck) != ":-" {
        return;
    }
    let (name, arity) = match view(vm, arg(vm, w, 0)).1 {
        Term::Atom(s) => (s, 0),
        Term::Compound(s, n) => (s, n),
        _ => return,
    };
    let name = vm.symbols.name(name).to_string();
    // Goals, each as an argument of a term.
    let mut work = vec![(w, 1)];
    while let Some((term, i)) = work.pop() {
        let (w, Term::Compound(s, n)) = view(vm, arg(vm, term, i)) else { continue };
        if vm.symbols.name(s) == "throw"
            && let Some(context) = error_context(vm, arg(vm, w, 0))
            && let Term::Var(v) = view(vm, context).1
        {
            if name.starts_with('$') {
                let ball = arg(vm, w, 0);
                let raise = compound(vm, "$raise", &[ball]);
                vm.set_slot(term, i, raise);
            } else {
                let (place, message) = (in_system(vm, &name, arity), new_var(vm));
                let context = compound(vm, "context", &[place, message]);
                bind(vm, v, context);
            }
            continue;
        }
        work.extend((0..n).map(|i| (w, i)));
    }
}

fn in_system(vm: &mut Vm, name: &str, arity: u32) -> Word {
    let (module, name) = (atom(vm, "system"), atom(vm, name));
    let indicator = indicator(vm, name, arity);
    compound(vm, ":", &[module, indicator])
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

/// The same error with a message in its context.
pub fn with_message(vm: &mut Vm, error: Word, message: &str) -> Word {
    let formal = arg(vm, error, 0);
    let (place, message) = (new_var(vm), atom(vm, message));
    let context = compound(vm, "context", &[place, message]);
    compound(vm, "error", &[formal, context])
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
