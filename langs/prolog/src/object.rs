//! What terms and the engine's records look like in the heap, and the operations on terms that need no control: reading a
//! reference, binding, unifying, copying, comparing.
//!
//! An atom is a symbol, a number is the core's, a string is the core's text, a compound term is an object whose shape is its functor
//! (so that comparing functors is comparing shapes), and a variable is an object with one slot. A variable remembers
//! the serial number of the choice point current at its birth: only an older variable has to be trailed.

pub use crate::unify::{
    compare, compare_noting, identical, number_variables, order, raised, unify, unify_finite, unify_in, unify_renamed,
};

use crate::state::{Prolog, functor};
use smallvec::SmallVec;
use vm_core::assume::Switch;
use vm_core::core_shapes::{PAIR, Pair, TEXT};
use vm_core::number::Number;
use vm_core::{Field, Layout, Object, Shape, ShapeId, Symbol, Vm, Word};

vm_core::layout! {
    /// A variable: unbound while its value is a hole. Its stamp is a serial number, or [`Attributes`].
    pub Var { value, imm stamp };
    /// What an attributed variable has instead of a stamp: the stamp, and a term `att(Module, Value, More)` or `[]`.
    pub Attributes { imm stamp, list };
    /// The engine's registers: the newest choice point, the trail (a list of variables and [`Undo`]s), the serial number of the
    /// newest choice point, the last one given out, goals to be run before the next call, the serial number of the newest
    /// choice point that has a cleanup (0: none), how far the trail is tidy, and for which choice point.
    pub State { choice, trail, serial, counter, wake, cleanup, tidied, tidied_for };
    /// An entry of the trail: slot `index` of an object had that value.
    pub Undo { imm object, imm index, imm old };
    /// A choice point: what to run when everything since has failed, and with what.
    pub Choice { code, imm previous, imm trail, imm serial } tail imm slots;
    /// A success continuation: what to run next, with what, and the continuation of that.
    pub Cont { imm code, imm next } tail imm slots;
    /// The clauses of a predicate: a chain, the number of changes made to it, how many clauses exist; the indexes by argument; calls
    /// since the last change, after how many the clauses are made code, and (if they are) the code that walks them.
    pub Database { first, last, generation, imm name, imm arity, count, indexes, calls, patience, walker };
    /// A clause: its term, the next of the chain, the changes between which it exists, the one before in the chain, whether its head
    /// is ground, and its code or how often it was used.
    pub Clause { imm head, imm body, next, imm born, erased, imm database, previous, imm ground, code };
    /// An index of an argument: clauses and buckets by key, how many places of the table are taken, the clauses that any key may match.
    pub Index { table, used, imm open };
    /// Clauses that may match a key: a list, its last pair, how many of them exist, how many are erased.
    pub Bucket { first, last, live, dead };
}

/// On once goals may wait to be run before the next call.
pub const WAKING: Switch = Switch::new(0);
/// On once a choice point may have a cleanup.
pub const CLEANUPS: Switch = Switch::new(1);
/// On once a variable may have attributes.
pub const ATTRIBUTES: Switch = Switch::new(2);

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
    /// An unbound variable.
    Var(Object<Var>),
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
    if !w.is_pointer() {
        return w;
    }
    follow(vm, shapes(vm).var(), w)
}

/// The same, by who has the shape of variables at hand.
#[inline]
pub(crate) fn follow(vm: &Vm, var: Shape<Var>, mut w: Word) -> Word {
    while let Some(v) = vm.cast(w, var) {
        let value = vm.get(v, Var::value);
        if value == Word::HOLE {
            break;
        }
        w = value;
    }
    w
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
    let w = follow(vm, p.shapes.var(), w);
    match vm.shape_of(w) {
        Some(shape) if shape == p.shapes.var().id() => (w, Term::Var(Object::trust(w))),
        Some(shape) if p.is_functor(shape) => (w, Term::Compound(vm.shapes.get(shape).name, shape.fixed())),
        Some(shape) if shape == TEXT.id() => (w, Term::Text),
        _ => (w, w.as_symbol().map(Term::Atom).or_else(|| Number::of(vm, w).map(Term::Number)).unwrap_or(Term::Other)),
    }
}

/// An argument of a compound term, from 0, its references followed.
#[inline]
pub fn arg(vm: &Vm, w: Word, i: u32) -> Word {
    deref(vm, vm.slot(w, i).unwrap_or(Word::NIL))
}

/// A new variable.
pub fn new_var(vm: &mut Vm) -> Word {
    let shape = shapes(vm).var();
    let stamp = vm.get(registers(vm), State::serial);
    vm.make(shape, &[Word::HOLE, stamp]).word()
}

/// A compound term. Arities beyond what a shape has room for are refused earlier.
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
    vm.new_object(shape, args)
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
    uncons_in(vm, p, follow(vm, p.shapes.var(), w))
}

/// The same, of a word whose references are followed, by who has the language's state at hand.
#[inline(always)]
fn uncons_in(vm: &Vm, p: &Prolog, w: Word) -> Option<(Word, Word)> {
    if vm.shape_of(w)? != p.cons {
        return None;
    }
    let &[head, tail] = vm.slots(w)? else { return None };
    let var = p.shapes.var();
    Some((follow(vm, var, head), follow(vm, var, tail)))
}

/// The stamp of a variable, and whether it has attributes.
pub fn stamp(vm: &Vm, v: Object<Var>) -> (i64, bool) {
    match vm.get(v, Var::stamp).as_smi() {
        Some(stamp) => (stamp, false),
        None => (attributes(vm, v).map_or(0, |a| vm.get(a, Attributes::stamp).smi_value()), true),
    }
}

/// Binds an unbound variable, noting it on the trail if it is older than the newest choice point. The goals of an attributed
/// variable are run before the next call.
pub fn bind(vm: &mut Vm, v: Object<Var>, value: Word) {
    bind_in(vm, registers(vm), v, value);
}

/// The same, by who has the registers at hand.
#[inline(always)]
pub(crate) fn bind_in(vm: &mut Vm, state: Object<State>, v: Object<Var>, value: Word) {
    vm.set(v, Var::value, value);
    let Some(stamp) = vm.get(v, Var::stamp).as_smi() else { return bind_attributed(vm, state, v, value) };
    if stamp < vm.get(state, State::serial).smi_value() {
        trail(vm, state, v.word());
    }
}

#[cold]
fn bind_attributed(vm: &mut Vm, state: Object<State>, v: Object<Var>, value: Word) {
    let Some(a) = attributes(vm, v) else { return };
    if vm.get(a, Attributes::stamp).smi_value() < vm.get(state, State::serial).smi_value() {
        trail(vm, state, v.word());
    }
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
        let Some(p) = vm.cast(trail, PAIR) else { break };
        let entry = vm.get(p, Pair::car);
        if let Some(v) = vm.cast(entry, s.var()) {
            vm.set(v, Var::value, Word::HOLE);
        } else if let Some(u) = vm.cast(entry, s.undo()) {
            let (object, index, old) = (vm.get(u, Undo::object), vm.get(u, Undo::index), vm.get(u, Undo::old));
            vm.set_slot(object, index.smi_value() as u32, old);
        }
        trail = vm.get(p, Pair::cdr);
    }
    vm.set(state, State::trail, trail);
}

/// Drops from the trail what need not be undone any more: its entries since the newest choice point for variables that are
/// younger. Cuts leave such entries behind. What was looked at before a collection is not looked at again while its choice point stays.
pub fn tidy(vm: &mut Vm) {
    let (state, s) = (registers(vm), shapes(vm));
    let [newest, serial, tidied, tidied_for] = [State::choice, State::serial, State::tidied, State::tidied_for].map(|f| vm.get(state, f));
    let bottom = vm.cast(newest, s.choice()).map(|c| vm.get(c, Choice::trail));
    let useless = |vm: &Vm, entry: Word| match vm.cast(entry, s.var()) {
        Some(v) => stamp(vm, v).0 >= serial.smi_value(),
        // A variable that the collector has replaced by its value was younger.
        None => vm.cast(entry, s.undo()).is_none(),
    };
    let (mut last, mut next) = (None, vm.get(state, State::trail));
    while Some(next) != bottom && !(next == tidied && newest == tidied_for) {
        let Some(p) = vm.cast(next, PAIR) else { break };
        let older = vm.get(p, Pair::cdr);
        if !useless(vm, vm.get(p, Pair::car)) {
            last = Some(p);
        } else {
            match last {
                None => vm.set(state, State::trail, older),
                Some(last) => vm.set(last, Pair::cdr, older),
            }
        }
        next = older;
    }
    vm.set(state, State::tidied, vm.get(state, State::trail));
    vm.set(state, State::tidied_for, newest);
}

/// What has been met on the way through a term. Terms may be cyclic, few are: only after many steps is anything noted, so
/// that a cycle ends and other terms cost nothing.
pub struct Met<T> {
    steps: usize,
    met: Option<Box<hashbrown::HashSet<T, rustc_hash::FxBuildHasher>>>,
}

impl<T> Default for Met<T> {
    #[inline(always)]
    fn default() -> Self {
        Met { steps: 0, met: None }
    }
}

impl<T: std::hash::Hash + Eq> Met<T> {
    /// So many steps are taken without notes.
    const FREE: usize = 1 << 20;

    /// Whether it was met before, as far as that is known.
    #[inline(always)]
    pub fn again(&mut self, t: T) -> bool {
        self.steps += 1;
        self.steps > Self::FREE && self.note(t)
    }

    #[cold]
    fn note(&mut self, t: T) -> bool {
        !self.met.get_or_insert_default().insert(t)
    }
}

/// Whether a variable occurs in a term.
pub fn occurs(vm: &Vm, v: Word, term: Word) -> bool {
    let (mut work, mut met) = (vec![term], Met::default());
    while let Some(w) = work.pop() {
        let (w, t) = view(vm, w);
        if w == v {
            return true;
        }
        if let Term::Compound(_, n) = t
            && !met.again(w)
        {
            work.extend((0..n).map(|i| arg(vm, w, i)));
        }
    }
    false
}

/// The variables of a term, in the order of their first occurrence.
pub fn variables(vm: &Vm, term: Word) -> Vec<Word> {
    let p = world(vm);
    let (mut found, mut seen) = (Vec::new(), VarMap::default());
    let (mut work, mut met) = (SmallVec::<[Word; 16]>::from_slice(&[term]), Met::default());
    while let Some(w) = work.pop() {
        let w = follow(vm, p.shapes.var(), w);
        match vm.shape_of(w) {
            Some(shape) if shape == p.shapes.var().id() => {
                if seen.get(w).is_none() {
                    seen.insert(w, w);
                    found.push(w);
                }
            }
            Some(shape) if p.is_functor(shape) && !met.again(w) => {
                let arguments = vm.slots(w).unwrap_or_default().iter();
                arguments.rev().filter(|w| w.is_pointer()).for_each(|w| work.push(*w));
            }
            _ => {}
        }
    }
    found
}

/// Whether a term has no variables.
pub fn is_ground(vm: &Vm, term: Word) -> bool {
    let p = world(vm);
    let (mut work, mut met) = (SmallVec::<[Word; 16]>::new(), Met::default());
    let mut next = Some(term);
    while let Some(w) = next {
        let w = follow(vm, p.shapes.var(), w);
        match vm.shape_of(w) {
            Some(shape) if shape == p.shapes.var().id() => return false,
            Some(shape) if p.is_functor(shape) && !met.again(w) => {
                for &w in vm.slots_of(w, shape).unwrap_or_default() {
                    if w.is_pointer() {
                        work.push(w);
                    }
                }
            }
            _ => {}
        }
        next = work.pop();
    }
    true
}

/// A copy of a term with new variables, without attributes; ground parts are shared.
pub fn copy(vm: &mut Vm, term: Word) -> Word {
    match copy_flat(vm, term) {
        Some(copied) => copied,
        None => copy_with(vm, term, &mut VarMap::default()),
    }
}

/// The same of a constant, or of a term of few constants.
#[inline]
fn copy_flat(vm: &mut Vm, term: Word) -> Option<Word> {
    let p = world(vm);
    let w = follow(vm, p.shapes.var(), term);
    let Some(functor) = vm.shape_of(w) else { return Some(w) };
    if !p.is_functor(functor) {
        return None;
    }
    let (mut copies, arguments) = ([Word::NIL; 3], vm.slots(w)?);
    let copies = copies.get_mut(..arguments.len())?;
    for (to, &argument) in copies.iter_mut().zip(arguments) {
        *to = follow(vm, p.shapes.var(), argument);
        if to.is_pointer() {
            return None;
        }
    }
    Some(if !p.mutable && *copies == *arguments { w } else { new_term(vm, functor, copies) })
}

/// A copy that outlives backtracking: its variables are older than every choice point.
pub fn lasting(vm: &mut Vm, term: Word) -> Word {
    let state = registers(vm);
    let serial = vm.get(state, State::serial);
    vm.set(state, State::serial, Word::smi(0));
    let copied = copy(vm, term);
    vm.set(state, State::serial, serial);
    copied
}

/// Which variable of the original became which of the copy. Most terms have few.
#[derive(Default)]
pub struct VarMap {
    few: SmallVec<[(Word, Word); 8]>,
    many: Option<Box<hashbrown::HashMap<Word, Word, rustc_hash::FxBuildHasher>>>,
}

impl VarMap {
    /// What a variable became.
    #[inline]
    pub fn get(&self, w: Word) -> Option<Word> {
        let few = self.few.iter().find(|e| e.0 == w).map(|e| e.1);
        few.or_else(|| self.many.as_ref()?.get(&w).copied())
    }

    /// Notes what a variable that is new has become.
    pub fn insert(&mut self, w: Word, copy: Word) {
        if self.few.len() < self.few.inline_size() {
            self.few.push((w, copy));
        } else {
            self.many.get_or_insert_default().insert(w, copy);
        }
    }

    /// What a variable became, or becomes now.
    pub fn get_or_insert(&mut self, w: Word, copy: Word) -> Word {
        self.get(w).unwrap_or_else(|| {
            self.insert(w, copy);
            copy
        })
    }
}

/// The same, with a map that several terms share.
pub fn copy_with(vm: &mut Vm, term: Word, map: &mut VarMap) -> Word {
    copy_term(vm, term, map, false)
}

/// A new variable with attributes.
pub fn new_attributed(vm: &mut Vm, list: Word) -> Word {
    let (s, serial) = (shapes(vm), vm.get(registers(vm), State::serial));
    vm.turn_on(ATTRIBUTES);
    vm.turn_on(WAKING);
    let attributes = vm.make(s.attributes(), &[serial, list]).word();
    vm.make(s.var(), &[Word::HOLE, attributes]).word()
}

/// The attributes of an unbound variable.
pub fn attributes(vm: &Vm, v: Object<Var>) -> Option<Object<Attributes>> {
    vm.cast(vm.get(v, Var::stamp), shapes(vm).attributes())
}

/// Copies a term, and if asked to its variables' attributes.
#[inline]
pub fn copy_term(vm: &mut Vm, term: Word, map: &mut VarMap, attributed: bool) -> Word {
    // New variables that still need their attributes.
    let mut bare = Vec::new();
    let result = copy_part(vm, term, map, attributed.then_some(&mut bare));
    while let Some((v, list)) = bare.pop() {
        let list = copy_part(vm, list, map, Some(&mut bare));
        if let Some(a) = attributes(vm, v) {
            vm.set(a, Attributes::list, list);
        }
    }
    result
}

/// Copies a term. The attributes of its variables are left to be copied, if a list for them is given.
fn copy_part(vm: &mut Vm, term: Word, map: &mut VarMap, bare: Option<&mut Vec<(Object<Var>, Word)>>) -> Word {
    let (s, mutable) = (shapes(vm), world(vm).mutable);
    let mut copying = Copying { s, mutable, map, bare, left: MOST_SMALL };
    match copy_small(vm, &mut copying, term, DEEPEST_SMALL) {
        Some(copied) => copied,
        None => copy_large(vm, &mut copying, term),
    }
}

/// What is the same for all parts of a term that is copied.
struct Copying<'a> {
    s: Shapes,
    mutable: bool,
    map: &'a mut VarMap,
    bare: Option<&'a mut Vec<(Object<Var>, Word)>>,
    /// So many more compound terms are copied by recursion.
    left: u32,
}

/// Terms of no more compound terms, and no deeper, are copied by recursion.
const MOST_SMALL: u32 = 512;
const DEEPEST_SMALL: u32 = 64;

/// Copies a term by recursion; `None` if it is too large. The variables that were met then have their copies.
fn copy_small(vm: &mut Vm, c: &mut Copying<'_>, term: Word, depth: u32) -> Option<Word> {
    let w = follow(vm, c.s.var(), term);
    let functor = match vm.shape_of(w) {
        Some(shape) if shape == c.s.var().id() => return Some(copy_variable(vm, c, Object::trust(w))),
        Some(shape) if world(vm).is_functor(shape) => shape,
        _ => return Some(w),
    };
    let (mut copies, n) = ([Word::NIL; 4], functor.fixed());
    if c.left == 0 || depth == 0 || n as usize > copies.len() {
        return None;
    }
    c.left -= 1;
    let mut shared = !c.mutable;
    for i in 0..n {
        let argument = vm.slots_of(w, functor)?[i as usize];
        let copy = if argument.is_pointer() { copy_small(vm, c, argument, depth - 1)? } else { argument };
        shared &= copy == argument;
        copies[i as usize] = copy;
    }
    Some(if shared { w } else { new_term(vm, functor, copies.get(..n as usize)?) })
}

/// Copies a term of any size.
fn copy_large(vm: &mut Vm, c: &mut Copying<'_>, term: Word) -> Word {
    let (mut open, mut done) = (SmallVec::<[Open; 16]>::new(), SmallVec::<[Word; 32]>::new());
    let (mut met, mut finite) = (Met::default(), false);
    let mut next = term;
    loop {
        let w = follow(vm, c.s.var(), next);
        match vm.shape_of(w) {
            Some(shape) if shape == c.s.var().id() => done.push(copy_variable(vm, c, Object::trust(w))),
            Some(functor) if world(vm).is_functor(functor) => {
                if !finite && met.again(w) && !std::mem::replace(&mut finite, is_acyclic(vm, term)) && !finite {
                    return copy_cyclic(vm, term, c.map);
                }
                open.push(Open { term: w, functor, from: done.len() });
            }
            _ => done.push(w),
        }
        next = loop {
            let Some(&Open { term, functor, from }) = open.last() else { return done[0] };
            let slots = vm.slots(term).unwrap_or_default();
            let mut rest = slots.get(done.len() - from..).unwrap_or_default().iter();
            let argument = rest.find(|w| {
                if !w.is_pointer() {
                    done.push(**w);
                }
                w.is_pointer()
            });
            if let Some(argument) = argument {
                break *argument;
            }
            let copied = if *slots == done[from..] && !c.mutable { term } else { new_term(vm, functor, &done.as_slice()[from..]) };
            done.truncate(from);
            done.push(copied);
            open.pop();
        };
    }
}

/// A compound term of which the first arguments are copied.
#[derive(Clone, Copy)]
struct Open {
    term: Word,
    functor: ShapeId,
    /// Where these copies begin.
    from: usize,
}

/// A compound term. Short ones are made without a call.
#[inline(always)]
fn new_term(vm: &mut Vm, functor: ShapeId, arguments: &[Word]) -> Word {
    match *arguments {
        [a] => vm.new_object(functor, &[a]),
        [a, b] => vm.new_object(functor, &[a, b]),
        [a, b, c] => vm.new_object(functor, &[a, b, c]),
        [a, b, c, d] => vm.new_object(functor, &[a, b, c, d]),
        _ => vm.new_object(functor, arguments),
    }
}

/// The copy of a variable.
fn copy_variable(vm: &mut Vm, c: &mut Copying<'_>, v: Object<Var>) -> Word {
    if let Some(copy) = c.map.get(v.word()) {
        return copy;
    }
    let list = c.bare.as_mut().and_then(|bare| attributes(vm, v).map(|a| (bare, vm.get(a, Attributes::list))));
    let copy = match list {
        None => {
            let stamp = vm.get(registers(vm), State::serial);
            vm.make(c.s.var(), &[Word::HOLE, stamp]).word()
        }
        Some((bare, list)) => {
            let copy = new_attributed(vm, list);
            bare.push((Object::trust(copy), list));
            copy
        }
    };
    c.map.insert(v.word(), copy);
    copy
}

/// Copies a term that contains itself: every compound term is made before its arguments.
fn copy_cyclic(vm: &mut Vm, term: Word, map: &mut VarMap) -> Word {
    let mut work = Vec::new();
    let result = shell(vm, term, map, &mut work);
    while let Some((from, to)) = work.pop() {
        for i in 0..vm.shape_of(to).map_or(0, |s| s.fixed()) {
            let part = shell(vm, arg(vm, from, i), map, &mut work);
            vm.set_slot(to, i, part);
        }
    }
    result
}

/// The copy of a term whose arguments are still to be copied.
fn shell(vm: &mut Vm, w: Word, map: &mut VarMap, work: &mut Vec<(Word, Word)>) -> Word {
    let (w, t) = view(vm, w);
    if let Some(copy) = map.get(w) {
        return copy;
    }
    let made = match t {
        Term::Var(_) => new_var(vm),
        Term::Compound(_, n) => {
            let made = vm.new_object(vm.shape_of(w).expect("compound"), &vec![Word::NIL; n as usize]);
            work.push((w, made));
            made
        }
        _ => return w,
    };
    map.insert(w, made);
    made
}

/// Whether a term is finite: no compound is part of itself.
pub fn is_acyclic(vm: &Vm, w: Word) -> bool {
    enum Work {
        Enter(Word),
        Exit(Word),
    }
    let (mut work, mut open) = (vec![Work::Enter(w)], hashbrown::HashSet::<Word, rustc_hash::FxBuildHasher>::default());
    let mut done = open.clone();
    while let Some(next) = work.pop() {
        match next {
            Work::Exit(w) => {
                open.remove(&w);
                done.insert(w);
            }
            Work::Enter(w) => {
                let (w, t) = view(vm, w);
                let Term::Compound(_, n) = t else { continue };
                if open.contains(&w) {
                    return false;
                }
                if done.contains(&w) {
                    continue;
                }
                open.insert(w);
                work.push(Work::Exit(w));
                work.extend((0..n).map(|i| Work::Enter(arg(vm, w, i))));
            }
        }
    }
    true
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
    each_item(vm, w, |_| {})
}

#[inline]
pub(crate) fn each_item(vm: &Vm, w: Word, mut item: impl FnMut(Word)) -> Word {
    let p = world(vm);
    let mut rest = follow(vm, p.shapes.var(), w);
    let (mut count, mut again, mut mark) = (0_usize, 1, Word::HOLE);
    while let Some((head, tail)) = uncons_in(vm, p, rest) {
        // A list that contains itself ends, as a partial one, where it is found to be at an earlier place again (Brent).
        if count == again {
            (mark, again) = (rest, 2 * again);
        } else if rest == mark {
            break;
        }
        count += 1;
        item(head);
        rest = tail;
    }
    rest
}

/// A slot of an engine record, by its typed field.
pub fn field<L: Layout>(vm: &Vm, w: Word, shape: Shape<L>, f: Field<L>) -> Word {
    vm.cast(w, shape).map_or(Word::NIL, |o| vm.get(o, f))
}
