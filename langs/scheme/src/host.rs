//! The host: its functions as procedures, its calls of procedures.
//!
//! A function of the host is a procedure whose code hands a vector of its arguments to the driver. Programs without imports
//! see it like a standard procedure; others import the library `(host)`.

use crate::builtins::{self, error};
use crate::compile::{CASE, REST};
use crate::expand::env::Library;
use crate::expand::{Binding, Env, Meaning};
use crate::object::{self, Dynamic};
use crate::ops::Op;
use crate::syntax::Ident;
use vm_core::core_shapes::{CLOSURE, Closure};
use vm_core::{Args, CodeBuilder, CodeId, Error, ErrorKind, LanguageId, Source, SourceId, Symbol, Vm, Word};

/// The library of the host's functions.
const LIBRARY: &str = "host";

/// Binds a name to a function of the host.
pub(crate) fn bind(vm: &mut Vm, id: LanguageId, name: &str, index: usize, params: Option<u16>) -> Result<(), Error> {
    let source = source(vm);
    let wrong = |e: String| Error::new(ErrorKind::Host, format!("{name}: {e}"));
    let code = code(id, source, name, index, params).map_err(|e| wrong(e.to_string()))?;
    let code = vm.add_code(code);
    let closure = vm.make_slots(CLOSURE, &[code.into()], &[]).map_err(|_| wrong("no memory".into()))?;
    let symbol = vm.symbols.intern(name);
    let cell = vm.symbols.intern(&format!("{LIBRARY} {name}"));
    let g = vm.global(id, cell);
    vm.set_global(g, closure.word());
    let s = &mut object::state_mut(vm).syntactic;
    s.libraries.entry(LIBRARY.into()).or_insert_with(Library::default).exports.insert(symbol, Binding::Global(cell));
    if let Some(env) = s.everything {
        s.top_mut(env).bindings.insert(Ident::Plain(symbol), Binding::Global(cell));
    }
    Ok(())
}

/// The text that the code of the host's functions is said to come from.
fn source(vm: &mut Vm) -> SourceId {
    let known = vm.sources().position(|s| s.name == "<host>");
    known.map_or_else(|| vm.add_source(Source::new("<host>", "")), |i| SourceId(i as u32))
}

fn code(id: LanguageId, source: SourceId, name: &str, index: usize, params: Option<u16>) -> Result<vm_core::Code, String> {
    let index = u16::try_from(index).map_err(|_| "more than 65536 functions of the host".to_string())?;
    let count = params.map(u8::try_from).transpose().map_err(|_| "more than 255 parameters".to_string())?;
    // Slot 0 is the procedure; the arguments, or the list of them, are behind it.
    let parameters = count.map_or(2, |n| u16::from(n) + 1);
    let mut b: CodeBuilder<Op> = CodeBuilder::new(name, id, parameters, source);
    let dst = b.slot(u32::from(parameters));
    match count {
        Some(count) => {
            b.emit(Op::MakeVector { dst, elements: Args { base: 1, count } });
        }
        None => {
            b.attribute(REST);
            let to_vector = builtins::prim("list->vector").expect("in the table").index();
            let list = b.slot(1);
            b.emit(Op::Helper1 { dst, a: list, prim: to_vector });
        }
    }
    b.emit(Op::Host { dst, arguments: dst, index });
    b.emit(Op::Return { a: dst });
    b.finish().map_err(|e| e.to_string())
}

/// What to run to call a procedure with arguments.
pub(crate) fn call(vm: &mut Vm, function: Word, args: &[Word]) -> Result<(CodeId, Vec<Word>), Error> {
    let mut f = function;
    loop {
        let target = vm.cast(f, CLOSURE).and_then(|c| Some((c, vm.get(c, Closure::code).as_code()?)));
        let Some((closure, id)) = target else {
            let exception = error::condition(vm, "apply", "attempt to call what is no procedure:", &[f]);
            return Err(uncaught(vm, exception));
        };
        let code = vm.code(id);
        let (attribute, params) = (code.attribute, usize::from(code.params));
        if attribute & CASE != 0 {
            let fits = |w: &Word| w.as_code().is_some_and(|c| takes(vm.code(c), args.len()));
            let clause = code.literals().iter().position(fits);
            if let Some(clause) = clause.and_then(|i| vm.elements(closure).get(i).copied()) {
                f = clause;
                continue;
            }
        } else if takes(code, args.len()) {
            let mut words = vec![f];
            if attribute & REST == 0 {
                words.extend_from_slice(args);
            } else {
                words.extend_from_slice(&args[..params - 2]);
                words.push(object::list(vm, &args[params - 2..]));
            }
            return Ok((id, words));
        }
        let exception = error::arity(vm, f, Word::smi(args.len() as i64));
        return Err(uncaught(vm, exception));
    }
}

/// Whether a procedure's code, or that of a clause, takes so many arguments.
fn takes(code: &vm_core::Code, count: usize) -> bool {
    let params = usize::from(code.params);
    if code.attribute & REST != 0 { params <= count + 2 } else { params == count + 1 }
}

fn uncaught(vm: &mut Vm, exception: Word) -> Error {
    let message = error::report(vm, exception);
    Error::new(ErrorKind::Uncaught(vm.root(exception)), message)
}

/// The environment in which the host looks names up: that of programs and of the REPL.
pub(crate) fn environment(vm: &Vm) -> Option<Env> {
    let s = &object::state(vm).syntactic;
    s.interaction.or(s.everything)
}

/// The cell of the variable that a name means there.
pub(crate) fn cell(vm: &Vm, name: Symbol) -> Option<Symbol> {
    match object::state(vm).syntactic.lookup(Ident::Plain(name), environment(vm)?) {
        Meaning::Bound(Binding::Global(cell)) => Some(cell),
        Meaning::Bound(_) => None,
        Meaning::Free(..) => Some(name),
    }
}

/// The value of a toplevel variable.
pub(crate) fn global(vm: &Vm, id: LanguageId, name: &str) -> Option<Word> {
    let cell = cell(vm, vm.symbols.find(name)?)?;
    let value = vm.global_value(vm.find_global(id, cell)?);
    (value != Word::HOLE).then_some(value)
}

fn dynamic(vm: &Vm) -> Option<vm_core::Object<Dynamic>> {
    let name = vm.symbols.find("%dynamic-state")?;
    let state = vm.find_global(object::state(vm).language, name)?;
    vm.cast(vm.global_value(state), object::shapes(vm).dynamic)
}

/// Puts the exception handlers of the code aside that the host's call has interrupted: an exception that nobody within the
/// call handles is the host's. Winders and parameters stay: `exit` within the call leaves all extents.
pub(crate) fn enter(vm: &mut Vm) -> Option<Word> {
    let state = dynamic(vm)?;
    let outer = [Dynamic::handlers, Dynamic::winders, Dynamic::parameters].map(|f| vm.get(state, f));
    vm.set(state, Dynamic::handlers, Word::NIL);
    let shape = object::shapes(vm).dynamic;
    Some(vm.make(shape, &outer).word())
}

/// Puts the dynamic state back, and writes what ports hold back.
pub(crate) fn leave(vm: &mut Vm, outer: Word) {
    crate::builtins::port::flush_all(vm);
    let Some(state) = dynamic(vm) else { return };
    let Some(outer) = vm.cast(outer, object::shapes(vm).dynamic) else { return };
    for field in [Dynamic::handlers, Dynamic::winders, Dynamic::parameters] {
        let value = vm.get(outer, field);
        vm.set(state, field, value);
    }
}
