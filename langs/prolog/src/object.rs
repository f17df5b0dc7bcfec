//! What terms and the engine's records look like in the heap, and the operations on terms that need no control: reading a
//! reference, binding, unifying, copying, comparing.
//!
//! An atom is a symbol, a number is the core's, a string is the core's text, a compound term is an object whose shape is its functor
//! (so that comparing functors is comparing shapes). A variable that is an argument of a compound term lives in the argument's slot, which
//! holds a stamped hole while it is unbound; where else it occurs there is a reference to that slot. Any other variable is an object of
//! its own, which is referred to in the same way. The stamp is the serial number of the choice point current at the variable's birth: only an older variable has to be trailed.
//!
//! What is read from a slot of a compound term may be a hole: [`part`] makes the reference to it, and no hole is ever passed on.

pub(crate) use crate::copy::new_term;
pub use crate::copy::{VarMap, copy, copy_term, copy_with, lasting};
pub use crate::walk::{Met, has_wide, is_acyclic, is_ground, occurrences, occurs, variables};
pub use crate::unify::{
    apart, compare, compare_noting, identical, number_variables, order, raised, unify, unify_finite, unify_in, unify_renamed,
};

use crate::state::{Prolog, functor};
use smallvec::SmallVec;
use vm_core::assume::Switch;
use vm_core::core_shapes::{PAIR, Pair, TEXT};
use vm_core::number::Number;
use vm_core::{Field, Layout, Object, Shape, ShapeId, Symbol, Vm, Word};

vm_core::layout! {
    /// A variable on its own: its slot, and the hole that it began with; or [`Attributes`].
    pub Var { value, imm stamp };
    /// What an attributed variable has instead of a stamp: the stamp, and a term `att(Module, Value, More)` or `[]`.
    pub Attributes { imm stamp, list };
    /// The engine's registers: the newest choice point, the trail (a list of [`Reset`]s, and of pairs with [`Undo`]s), the serial number of the
    /// newest choice point as a stamped hole, the last one given out, goals to be run before the next call, the serial number of the newest
    /// choice point that has a cleanup (0: none), how far the trail is tidy (see [`tidy`]), and the last serial number given out then; how
    /// many calls were counted, after how many it is too many ([`NO_LIMIT`]), and whose limit that is; from which stamp on the collector follows references.
    pub State { choice, trail, serial, counter, wake, cleanup, tidied, tidied_at, inferences, most, limit, followed };
    /// An entry of the trail: slot `index` of an object had that value.
    pub Undo { imm object, imm index, imm old };
    /// A link and an entry of the trail: the slot referred to held that hole.
    pub Reset { imm slot, next, imm old };
    /// A choice point: what to run when everything since has failed, and with what.
    pub Choice { code, imm previous, imm trail, imm serial } tail imm slots;
    /// A success continuation: what to run next, with what, and the continuation of that.
    pub Cont { imm code, imm next } tail imm slots;
    /// The clauses of a predicate: a chain, the number of changes made to it, how many clauses exist; the indexes by argument; calls
    /// since the last change, after how many the clauses are made code, and (if they are) the code that walks them; looks at the clauses since then,
    /// and (if they were made code) its cell, or false if they cannot be: see [`crate::entries`]; what of it is code (`clauses/parts.rs`).
    pub Database { first, last, generation, imm name, imm arity, count, indexes, calls, patience, walker, looks, view, parts };
    /// A clause: its term, the next of the chain, the changes between which it exists, the one before in the chain, whether its head
    /// is ground, and its code or how often it was used.
    pub Clause { imm head, imm body, next, imm born, erased, imm database, previous, imm ground, code };
    /// An index of an argument: clauses and buckets by key, how many places of the table are taken, the clauses that any key may match.
    pub Index { table, used, imm open };
    /// Clauses that may match a key: a list, its last pair, how many of them exist, how many are erased; the key.
    pub Bucket { first, last, live, dead, imm key };
}

/// On once goals may wait to be run before the next call.
pub const WAKING: Switch = Switch::new(0);
/// On once a choice point may have a cleanup.
pub const CLEANUPS: Switch = Switch::new(1);
/// On once a variable may have attributes.
pub const ATTRIBUTES: Switch = Switch::new(2);

/// More calls than can be counted.
pub const NO_LIMIT: i64 = 1 << 58;

/// This is a part of the stamps of variables with attributes, and larger than all others: so a hole shows that its variable may have some.
const ATTRIBUTED: i64 = 1 << 53;

/// From this hole on those of variables with attributes begin.
pub const FIRST_ATTRIBUTED: Word = Word::hole(ATTRIBUTED as u64);

/// The serial number in a hole.
#[inline(always)]
pub fn serial_of(hole: Word) -> i64 {
    hole.stamp() & !ATTRIBUTED
}

/// On once calls are counted.
pub const COUNTING: Switch = Switch::new(3);

/// The shapes of the language in a VM: consecutive, so that the first tells them all.
#[derive(Clone, Copy, Debug)]
pub struct Shapes(pub u32);

macro_rules! shapes {
    ($($name:ident $layout:ident $index:literal;)*) => { impl Shapes {
        $(#[doc = concat!("The shape of [`", stringify!($layout), "`].")]
        #[inline(always)]
        pub fn $name(self) -> Shape<$layout> {
            Shape::new(ShapeId::new(self.0 + $index, <$layout as Layout>::TAIL, <$layout as Layout>::FIXED))
        })*
        /// Those of a VM from an image, of which `first` is the first; `None` if they have other layouts.
        pub(crate) fn restore(vm: &Vm, first: u32) -> Option<Shapes> {
            $({
                let id = vm.shapes.by_index(first.checked_add($index)?)?.id;
                if id != ShapeId::new(first + $index, <$layout as Layout>::TAIL, <$layout as Layout>::FIXED) {
                    return None;
                }
            })*
            Some(Shapes(first))
        }

        /// Defines them in a new VM.
        pub fn define(vm: &mut Vm) -> Shapes {
            let mut ids = Vec::new();
            $({
                let name = vm.symbols.intern(concat!("prolog ", stringify!($name)));
                ids.push(vm.shapes.define::<$layout>(name).id());
            })*
            let shapes = Shapes(ids[0].index());
            $(assert_eq!(shapes.$name().id(), ids[$index]);)*
            shapes
        }
    } };
}
shapes! {
    var Var 0;
    state State 1;
    choice Choice 2;
    cont Cont 3;
    database Database 4;
    clause Clause 5;
    attributes Attributes 6;
    undo Undo 7;
    index Index 8;
    bucket Bucket 9;
    reset Reset 10;
}

/// The language's state, shared.
#[inline]
pub fn world(vm: &Vm) -> &Prolog {
    vm.state::<Prolog>().expect("installed")
}

/// The language's state, to be changed.
#[inline]
pub fn world_mut(vm: &mut Vm) -> &mut Prolog {
    vm.state_mut::<Prolog>().expect("installed")
}

/// The language's shapes.
#[inline]
pub fn shapes(vm: &Vm) -> Shapes {
    world(vm).shapes
}

impl Shapes {
    /// Those of the engine with these registers: no need to look for the language's state.
    #[inline(always)]
    pub(crate) fn of(vm: &Vm, registers: Object<State>) -> Shapes {
        let shape = vm.shape_of(registers.word()).map_or(0, ShapeId::index);
        Shapes(shape - Shapes(0).state().id().index())
    }
}

/// The engine's registers.
#[inline]
pub fn registers(vm: &Vm) -> Object<State> {
    Object::trust(world(vm).state.get(vm))
}

/// What a term is, its references followed.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// An unbound variable: a reference to a slot that holds a hole.
    Var(Word),
    /// An atom.
    Atom(Symbol),
    /// A number.
    Number(Number),
    /// A string.
    Text,
    /// A compound term: its name, its arity.
    Compound(Symbol, u32),
    /// An object that is no term of the standard: a reference to a clause, a value of another language.
    Other,
}

/// Follows references.
#[inline]
pub fn deref(vm: &Vm, w: Word) -> Word {
    if w.object().is_none() {
        return w;
    }
    follow(vm, w)
}

/// The same, inline.
#[inline(always)]
pub(crate) fn follow(vm: &Vm, mut w: Word) -> Word {
    while w.is_slot() {
        let value = vm.load_through(w);
        if value.is_hole() {
            break;
        }
        w = value;
    }
    w
}

/// What was read from slot `i` of a compound term, as a term.
#[inline(always)]
pub(crate) fn part(vm: &Vm, term: Word, i: usize, value: Word) -> Word {
    if value.is_hole() { vm.reference(term, i as u32).unwrap_or(value) } else { value }
}

/// An argument of a compound term, from 0.
#[inline]
pub fn argument(vm: &Vm, w: Word, i: u32) -> Option<Word> {
    Some(part(vm, w, i as usize, vm.slot(w, i)?))
}

/// The arguments of a compound term.
pub fn arguments(vm: &Vm, w: Word) -> SmallVec<[Word; 8]> {
    let slots = vm.slots(w).unwrap_or_default().iter();
    slots.enumerate().map(|(i, value)| part(vm, w, i, *value)).collect()
}

/// Takes a term apart. The word is returned with its references followed.
#[inline]
pub fn view(vm: &Vm, w: Word) -> (Word, Term) {
    if let Some(s) = w.as_symbol() {
        return (w, Term::Atom(s));
    }
    if let Some(n) = w.as_smi() {
        return (w, Term::Number(Number::Small(n)));
    }
    view_object(vm, w)
}

fn view_object(vm: &Vm, w: Word) -> (Word, Term) {
    let p = world(vm);
    let w = follow(vm, w);
    match vm.shape_of(w) {
        None if w.is_slot() => (w, Term::Var(w)),
        Some(shape) if p.is_functor(shape) => (w, Term::Compound(vm.shapes.get(shape).name, arity(vm, w, shape))),
        Some(shape) if shape == TEXT.id() => (w, Term::Text),
        _ => (w, w.as_symbol().map(Term::Atom).or_else(|| Number::of(vm, w).map(Term::Number)).unwrap_or(Term::Other)),
    }
}

/// How many arguments a compound term of a functor has. Those of more than a shape has fixed slots for are in a tail.
#[inline(always)]
pub fn arity(vm: &Vm, term: Word, functor: ShapeId) -> u32 {
    if functor.has_tail() { vm.tail_length(term).unwrap_or(0) as u32 } else { functor.fixed() }
}

/// An argument of a compound term, from 0, its references followed.
#[inline]
pub fn arg(vm: &Vm, w: Word, i: u32) -> Word {
    deref(vm, argument(vm, w, i).unwrap_or(Word::NIL))
}

/// The serial number of a new choice point.
pub fn next_serial(vm: &mut Vm, state: Object<State>) -> Word {
    let serial = vm.get(state, State::counter).smi_value() + 1;
    vm.set(state, State::counter, Word::smi(serial));
    Word::hole(serial as u64)
}

/// A new variable on its own.
pub fn new_var(vm: &mut Vm) -> Word {
    let shape = shapes(vm).var();
    let hole = vm.get(registers(vm), State::serial);
    let v = vm.make(shape, &[hole, hole]).word();
    vm.reference(v, 0).expect("a slot")
}

/// What a slot of a new compound term holds that is a new variable.
pub fn new_hole(vm: &Vm) -> Word {
    vm.get(registers(vm), State::serial)
}

/// New variables, as the arguments of a new compound term. Those that cannot be referred to are objects.
pub fn new_arguments(vm: &mut Vm, count: usize) -> Vec<Word> {
    let inside = !world(vm).mutable && count <= ShapeId::MAX_FIXED as usize;
    let holes = if inside { count.min(MOST_PLACES as usize) } else { 0 };
    let mut made = vec![new_hole(vm); holes];
    made.resize_with(count, || new_var(vm));
    made
}

/// So many of a compound term's arguments can be referred to.
pub const MOST_PLACES: u32 = (Word::LAST_SLOT / 8) as u32;

/// A compound term.
pub fn compound(vm: &mut Vm, name: &str, args: &[Word]) -> Word {
    let name = vm.symbols.intern(name);
    compound_of(vm, name, args)
}

/// A compound term, or the atom if there are no arguments.
pub fn compound_of(vm: &mut Vm, name: Symbol, args: &[Word]) -> Word {
    if args.is_empty() {
        return name.into();
    }
    let shape = functor(vm, name, args.len() as u32);
    term_of(vm, shape, args)
}

/// A compound term of a functor.
pub fn term_of(vm: &mut Vm, functor: ShapeId, args: &[Word]) -> Word {
    if functor.has_tail() { vm.new_tail(functor, args) } else { vm.new_object(functor, args) }
}

/// Terms with more arguments than shapes have fixed slots for: data only. They are never part of code, and no predicate has so many.
pub fn is_wide(arity: u32) -> bool {
    arity > ShapeId::MAX_FIXED
}

/// An atom.
pub fn atom(vm: &mut Vm, name: &str) -> Word {
    vm.symbols.intern(name).into()
}

/// A list cell.
pub fn cons(vm: &mut Vm, head: Word, tail: Word) -> Word {
    let shape = world(vm).cons;
    vm.new_object(shape, &[head, tail])
}

/// A list of terms with a tail.
pub fn list(vm: &mut Vm, items: &[Word], mut tail: Word) -> Word {
    let shape = world(vm).cons;
    for &w in items.iter().rev() {
        tail = vm.new_object(shape, &[w, tail]);
    }
    tail
}

/// A proper list.
pub fn proper_list(vm: &mut Vm, items: &[Word]) -> Word {
    let nil = world(vm).nil;
    list(vm, items, nil)
}

/// The head and the tail of a list cell.
#[inline]
pub fn uncons(vm: &Vm, w: Word) -> Option<(Word, Word)> {
    let p = world(vm);
    uncons_in(vm, p, follow(vm, w))
}

/// The same, of a word whose references are followed, by who has the language's state at hand.
#[inline(always)]
pub(crate) fn uncons_in(vm: &Vm, p: &Prolog, w: Word) -> Option<(Word, Word)> {
    let &[head, tail] = vm.slots_of(w, p.cons)? else { return None };
    Some((follow(vm, part(vm, w, 0, head)), follow(vm, part(vm, w, 1, tail))))
}

/// The stamp of a variable, and whether it has attributes.
pub fn stamp(vm: &Vm, v: Word) -> (i64, bool) {
    let hole = vm.load_through(v);
    (serial_of(hole), hole.stamp() >= ATTRIBUTED)
}

/// Binds an unbound variable, noting it on the trail if it is older than the newest choice point. The goals of an attributed
/// variable are run before the next call.
pub fn bind(vm: &mut Vm, v: Word, value: Word) {
    bind_in(vm, registers(vm), v, value);
}

/// The same, by who has the registers at hand.
#[inline(always)]
pub(crate) fn bind_in(vm: &mut Vm, state: Object<State>, v: Word, value: Word) {
    let hole = vm.load_through(v);
    vm.store_through(v, value);
    if serial_of(hole) < vm.get(state, State::serial).stamp() {
        let (shape, next) = (Shapes::of(vm, state).reset(), vm.get(state, State::trail));
        let entry = vm.make(shape, &[v, next, hole]);
        vm.set(state, State::trail, entry.word());
    }
    if hole.stamp() >= ATTRIBUTED {
        bind_attributed(vm, v, value);
    }
}

#[cold]
fn bind_attributed(vm: &mut Vm, v: Word, value: Word) {
    let Some(a) = attributes(vm, v) else { return };
    let list = vm.get(a, Attributes::list);
    if list != world(vm).nil {
        let goal = compound(vm, "$wakeup", &[list, value]);
        wake(vm, goal);
    }
}

/// Has a goal run before the next call.
pub fn wake(vm: &mut Vm, goal: Word) {
    debug_assert!(vm.is_on(WAKING), "compiled code looks for waiting goals");
    let state = registers(vm);
    let goals = vm.pair(goal, vm.get(state, State::wake));
    vm.set(state, State::wake, goals);
}

#[inline]
fn trail(vm: &mut Vm, state: Object<State>, entry: Word) {
    let entry = vm.pair(entry, vm.get(state, State::trail));
    vm.set(state, State::trail, entry);
}

/// Has a goal run when the search goes back behind here.
pub fn run_when_undone(vm: &mut Vm, goal: Word) {
    vm.turn_on(WAKING);
    let state = registers(vm);
    trail(vm, state, goal);
}

/// Sets a slot of an object until backtracking.
pub fn assign(vm: &mut Vm, object: Word, index: u32, value: Word) {
    let (shape, old) = (shapes(vm).undo(), vm.slot(object, index).unwrap_or(Word::NIL));
    let entry = vm.make(shape, &[object, Word::smi(index.into()), old]);
    trail(vm, registers(vm), entry.word());
    vm.set_slot(object, index, value);
}

/// Undoes the bindings back to a trail.
pub fn undo(vm: &mut Vm, to: Word) {
    undo_in(vm, registers(vm), to);
}

/// The same, by who has the registers at hand.
pub fn undo_in(vm: &mut Vm, state: Object<State>, to: Word) {
    let s = Shapes::of(vm, state);
    let mut trail = vm.get(state, State::trail);
    while trail != to {
        if let Some(r) = vm.cast(trail, s.reset()) {
            vm.store_through(vm.get(r, Reset::slot), vm.get(r, Reset::old));
            trail = vm.get(r, Reset::next);
            continue;
        }
        let Some(p) = vm.cast(trail, PAIR) else { break };
        let entry = vm.get(p, Pair::car);
        if let Term::Compound(..) = view(vm, entry).1 {
            // A goal to be run when the search goes back.
            wake(vm, entry);
        } else if let Some(u) = vm.cast(entry, s.undo()) {
            let (object, index, old) = (vm.get(u, Undo::object), vm.get(u, Undo::index), vm.get(u, Undo::old));
            vm.set_slot(object, index.smi_value() as u32, old);
        }
        trail = vm.get(p, Pair::cdr);
    }
    vm.set(state, State::trail, trail);
}

/// With this as the serial number of the newest choice point every binding is noted.
pub const LATEST: Word = Word::hole(1 << 54);

/// Drops from the trail what need not be undone any more. Cuts leave such entries behind: made since a choice point, and before the next
/// newer one, for variables that are younger than it.
///
/// What lies between two choice points that were both there at the last collection was looked at then. So this looks at what is above
/// each newer choice point, and above the newest of the others; what was tidy there already is noted in a list of pairs of a choice
/// point and its first entry.
pub fn tidy(vm: &mut Vm) {
    let (state, s) = (registers(vm), shapes(vm));
    // What the variables of engines are bound to is known by their own trails alone.
    let followed = if world(vm).engines.any() { LATEST } else { vm.get(state, State::serial) };
    vm.set(state, State::followed, followed);
    let [newest, seen, mut marks] = [State::choice, State::tidied_at, State::tidied].map(|f| vm.get(state, f));
    let (mut choice, mut stays, mut newest_first) = (newest, None, None);
    let first = loop {
        let c = vm.cast(choice, s.choice());
        let (serial, bottom) = c.map_or((0, None), |c| (vm.get(c, Choice::serial).stamp(), Some(vm.get(c, Choice::trail))));
        let seen = serial <= seen.as_smi().unwrap_or(0);
        let tidy = if seen { tidy_from(vm, &mut marks, choice, serial) } else { None };
        let first = tidy_segment(vm, state, stays, serial, |entry| Some(entry) == bottom || Some(entry) == tidy);
        newest_first = newest_first.or(Some(first));
        match c {
            Some(c) if !seen => (choice, stays) = (vm.get(c, Choice::previous), bottom),
            _ => break first,
        }
    };
    let mark = |vm: &mut Vm, choice: Word, first: Word, marks: Word| {
        let mark = vm.pair(choice, first);
        vm.pair(mark, marks)
    };
    marks = mark(vm, choice, first, marks);
    if newest != choice {
        marks = mark(vm, newest, newest_first.unwrap_or(first), marks);
    }
    vm.set(state, State::tidied, marks);
    vm.set(state, State::tidied_at, vm.get(state, State::counter));
}

/// Takes off the marks of choice points not older than this one, and gives the entry of its own.
fn tidy_from(vm: &Vm, marks: &mut Word, choice: Word, serial: i64) -> Option<Word> {
    let s = shapes(vm);
    while let Some(list) = vm.cast(*marks, PAIR) {
        let mark = vm.cast(vm.get(list, Pair::car), PAIR)?;
        let of = vm.get(mark, Pair::car);
        let older = vm.cast(of, s.choice()).is_none_or(|c| vm.get(c, Choice::serial).stamp() < serial);
        if older && of != choice {
            break;
        }
        *marks = vm.get(list, Pair::cdr);
        if of == choice {
            return Some(vm.get(mark, Pair::cdr));
        }
    }
    None
}

/// Takes out the entries that are of no use to the choice point with this serial number (0: there is none), down to the entry where it
/// ends. The first is that of the trail, or one that has to stay as a newer choice point refers to it. Gives the first that is left.
fn tidy_segment(vm: &mut Vm, state: Object<State>, stays: Option<Word>, serial: i64, ends: impl Fn(Word) -> bool) -> Word {
    let s = shapes(vm);
    let (mut last, mut next) = (None, stays.unwrap_or(vm.get(state, State::trail)));
    while !ends(next) {
        let (older, useless) = match (vm.cast(next, s.reset()), vm.cast(next, PAIR)) {
            (Some(r), _) => (vm.get(r, Reset::next), serial_of(vm.get(r, Reset::old)) >= serial),
            (None, Some(p)) => (vm.get(p, Pair::cdr), serial == 0),
            _ => break,
        };
        match last {
            _ if !useless || Some(next) == stays => last = Some(next),
            None => vm.set(state, State::trail, older),
            // The link is the second slot of both shapes.
            Some(last) => {
                vm.set_slot(last, 1, older);
            }
        }
        next = older;
    }
    stays.unwrap_or(vm.get(state, State::trail))
}

/// A new variable with attributes.
pub fn new_attributed(vm: &mut Vm, list: Word) -> Word {
    let (s, serial) = (shapes(vm), vm.get(registers(vm), State::serial));
    vm.turn_on(ATTRIBUTES);
    vm.turn_on(WAKING);
    let attributes = vm.make(s.attributes(), &[serial, list]).word();
    let hole = Word::hole((serial.stamp() | ATTRIBUTED) as u64);
    let v = vm.make(s.var(), &[hole, attributes]).word();
    vm.reference(v, 0).expect("a slot")
}

/// The attributes of an unbound variable.
pub fn attributes(vm: &Vm, v: Word) -> Option<Object<Attributes>> {
    let s = shapes(vm);
    vm.cast(vm.get(vm.cast(v.holder(), s.var())?, Var::stamp), s.attributes())
}

/// The items of a list and its tail, which is `[]` if the list is proper.
pub fn items(vm: &Vm, w: Word) -> (Vec<Word>, Word) {
    let mut found = Vec::new();
    let tail = each_item(vm, w, |w| {
        if found.is_empty() {
            found.reserve(FEW_ITEMS);
        }
        found.push(w);
    });
    (found, tail)
}

/// Room for so many items is made at once.
const FEW_ITEMS: usize = 16;

/// What is behind the items of a list: `[]` if it is proper.
pub fn tail(vm: &Vm, w: Word) -> Word {
    each_cell(vm, w, |_, _| {})
}

#[inline]
pub(crate) fn each_item(vm: &Vm, w: Word, mut item: impl FnMut(Word)) -> Word {
    each_cell(vm, w, |cell, head| item(follow(vm, part(vm, cell, 0, head))))
}

/// The cells of a list, and what is in their first slots; what is behind them.
#[inline(always)]
pub(crate) fn each_cell(vm: &Vm, w: Word, mut each: impl FnMut(Word, Word)) -> Word {
    let cons = world(vm).cons;
    let mut rest = follow(vm, w);
    let (mut count, mut again, mut mark) = (0_usize, 1, Word::HOLE);
    while let Some(&[head, tail]) = vm.slots_of(rest, cons) {
        // A list that contains itself ends, as a partial one, where it is found to be at an earlier place again (Brent).
        if count == again {
            (mark, again) = (rest, 2 * again);
        } else if rest == mark {
            break;
        }
        count += 1;
        each(rest, head);
        rest = follow(vm, part(vm, rest, 1, tail));
    }
    rest
}

/// A slot of an engine record, by its typed field.
pub fn field<L: Layout>(vm: &Vm, w: Word, shape: Shape<L>, f: Field<L>) -> Word {
    vm.cast(w, shape).map_or(Word::NIL, |o| vm.get(o, f))
}
