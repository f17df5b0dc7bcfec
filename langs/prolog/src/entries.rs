//! Entries: the code that a term with some functor is entered by, so that a goal or a closure is called, or clauses are looked at, without
//! making a term and looking for its predicate.
//!
//! Each entry has a cell, a global binding of its own, which holds its code, or a hole while there is none (the general way is gone then).
//! Compiled code assumes that a cell does not change, as of every global binding; what goals mean changes rarely.

use crate::builtins::control::LOOKS;
use crate::compile;
use crate::modules;
use crate::object::{Database, deref, world, world_mut};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use vm_core::core_shapes::{GLOBAL, Global};
use vm_core::{CodeId, ConstKind, Object, Root, ShapeId, Symbol, Vm, Word};

/// What is done with a term.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Entry {
    /// It is called, more arguments added: the code takes it and them.
    Call,
    /// It is the head of clauses that are looked at: the code takes it and what is unified with a body.
    Clause,
}

impl Entry {
    /// The one of that number.
    pub fn of(number: i64) -> Entry {
        if number == Entry::Call as i64 { Entry::Call } else { Entry::Clause }
    }
}

jitgen::helpers! {
    /// The code that a term of a module (`NIL` if it says none) is entered by, or a hole. The last operand: the entry, and in its lower eight bits
    /// how many more arguments there are.
    pub ENTRY "entry" LOOKS => |vm, module, term, which| {
        let (which, name) = (which.smi_value(), name_of(vm, term));
        let cell = name.map(|name| Functor::new(vm, module, name)).and_then(|f| world(vm).entries.cell(vm, Entry::of(which >> 8), f, which as u32 & 0xff));
        Ok(cell.map_or(Word::HOLE, |cell| vm.get(Object::<Global>::trust(cell), Global::value)))
    };
}

/// An entry's term.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Functor {
    /// The atom in front of it that says its module, or `NIL`.
    pub module: Word,
    /// A functor (a shape) or an atom.
    pub name: Word,
}

/// What is done; with what; how many more arguments there are.
type Key = (Entry, Functor, u32);

/// A program may make closures of names without end: no more entries than so many are known.
const MOST: usize = 20_000;

/// All entries.
#[derive(Default)]
pub struct Entries {
    known: HashMap<Key, Known, FxBuildHasher>,
}

struct Known {
    /// The cell. It keeps the atom.
    cell: Root,
    /// Keeps the module.
    _module: Root,
    /// Code that has been made for a call and qualifies nothing: it does not depend on what the name means.
    code: Option<CodeId>,
}

impl Entries {
    /// The cell of an entry, if it is known.
    #[inline]
    pub fn cell(&self, vm: &Vm, entry: Entry, functor: Functor, more: u32) -> Option<Word> {
        self.known.get(&(entry, functor, more)).map(|known| known.cell.get(vm))
    }
}

impl Functor {
    /// That of a name in a module. `user` is the module of what says none.
    pub fn new(vm: &Vm, module: Word, name: Word) -> Functor {
        Functor { module: if module == Word::from(world(vm).user) { Word::NIL } else { module }, name }
    }

    /// That of a term whose references are followed; `None` if it is no goal.
    pub fn of(vm: &Vm, term: Word) -> Option<Functor> {
        let (module, term) = modules::strip(vm, world(vm).user, term);
        Some(Functor::new(vm, module.into(), name_of(vm, term)?))
    }
}

/// The functor of a term, or the atom that it is.
fn name_of(vm: &Vm, term: Word) -> Option<Word> {
    match vm.shape_of(term) {
        Some(shape) => world(vm).is_functor(shape).then(|| functor_word(shape)),
        None => term.as_symbol().map(Word::from),
    }
}

/// A functor as a word.
#[inline]
pub fn functor_word(shape: ShapeId) -> Word {
    Word::constant(ConstKind::Shape, shape.bits())
}

/// The cell of an entry, made now if need be; `None` if there are too many.
fn cell(vm: &mut Vm, key: Key) -> Option<Object<Global>> {
    let known = &world(vm).entries.known;
    if let Some(known) = known.get(&key) {
        return Some(Object::trust(known.cell.get(vm)));
    }
    if known.len() >= MOST {
        return None;
    }
    let cell = vm.make(GLOBAL, &[Word::HOLE, key.1.name, Word::smi(0)]);
    let known = Known { cell: vm.root(cell.word()), _module: vm.root(key.1.module), code: None };
    world_mut(vm).entries.known.insert(key, known);
    Some(cell)
}

/// What terms mean has changed: no entry is known any more.
pub fn forget(vm: &mut Vm) {
    forget_if(vm, |_, _| true);
}

/// The same of terms that a predicate of that name, without its module, is called by.
pub fn forget_name(vm: &mut Vm, name: Symbol, arity: u32) {
    forget_if(vm, |vm, (entry, functor, more)| {
        let shape = functor.name.as_constant(ConstKind::Shape).map(ShapeId::from_bits);
        let called = shape.map(|shape| vm.shapes.get(shape).name).or(functor.name.as_symbol());
        let added = if entry == Entry::Call { more } else { 0 };
        shape.map_or(0, |shape| shape.fixed()) + added == arity && called.is_some_and(|called| modules::is_named(vm, called, name))
    });
}

fn forget_if(vm: &mut Vm, which: impl Fn(&Vm, Key) -> bool) {
    let known = world(vm).entries.known.iter().filter(|(key, _)| which(vm, **key));
    let cells: Vec<Word> = known.map(|(_, known)| known.cell.get(vm)).collect();
    cells.into_iter().for_each(|cell| empty(vm, cell));
}

/// Empties a cell.
fn empty(vm: &mut Vm, cell: Word) {
    if let Some(cell) = vm.cast(cell, GLOBAL)
        && vm.get(cell, Global::value) != Word::HOLE
    {
        vm.set_global(cell, Word::HOLE);
    }
}

/// From now on terms with a functor, to which so many arguments are added, are called by code that spreads their arguments; and qualifies them, if
/// that is what it `depends` on.
pub fn know_call(vm: &mut Vm, functor: Functor, more: u32, depends: bool) {
    let key = (Entry::Call, functor, more);
    let Some(cell) = cell(vm, key) else { return };
    if vm.get(cell, Global::value) != Word::HOLE {
        return;
    }
    let code = match world(vm).entries.known[&key].code.filter(|_| !depends) {
        Some(code) => code,
        None => match compile::spread(vm, functor.module.as_symbol(), functor.name, more) {
            Ok(code) => code,
            Err(_) => return,
        },
    };
    if !depends {
        world_mut(vm).entries.known.entry(key).and_modify(|known| known.code = Some(code));
    }
    vm.set_global(cell, code.into());
}

/// Counts a look at the clauses of a head. If these do not change, code is made that is their heads and bodies as facts.
pub fn looked_at(vm: &mut Vm, head: Word, database: Object<Database>) {
    let Some(functor) = Functor::of(vm, deref(vm, head)) else { return };
    let view = vm.get(database, Database::view);
    if view == Word::FALSE {
        return;
    }
    let Some(cell) = cell(vm, (Entry::Clause, functor, 1)) else { return };
    let looks = vm.get(database, Database::looks).smi_value() + 1;
    vm.set(database, Database::looks, Word::smi(looks));
    if looks < vm.get(database, Database::patience).smi_value() {
        return;
    }
    vm.set(database, Database::looks, Word::smi(0));
    // Modules that see the predicate of another have cells of their own: there is code in one of them at a time.
    empty(vm, view);
    let code = compile::clause_facts(vm, functor.name, database);
    vm.set(database, Database::view, if code.is_ok() { cell.word() } else { Word::FALSE });
    if let Ok(code) = code {
        vm.set_global(cell, code.into());
    }
}

/// The clauses of a predicate have changed: whether code had been made of them.
pub fn look_again(vm: &mut Vm, database: Object<Database>) -> bool {
    // Most predicates that change are never looked at.
    let view = vm.get(database, Database::view);
    if vm.get(database, Database::looks) == Word::smi(0) && view == Word::NIL {
        return false;
    }
    vm.set(database, Database::looks, Word::smi(0));
    vm.set(database, Database::view, Word::NIL);
    empty(vm, view);
    view.is_pointer()
}
