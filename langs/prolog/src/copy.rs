//! Copies of terms.

use crate::object::{
    Attributes, Met, State, Term, arg, attributes, follow, is_acyclic, new_attributed, new_hole,
    new_var, part, registers, term_of, view, world,
};
use smallvec::SmallVec;
use vm_core::{ShapeId, Vm, Word};

/// A copy of a term with new variables, without attributes. Nothing is shared: what is a part of the term now may be bound, and not for ever.
pub fn copy(vm: &mut Vm, term: Word) -> Word {
    match copy_flat(vm, term) {
        Some(copied) => copied,
        None => copy_with(vm, term, &mut VarMap::default()),
    }
}

/// A copy of a term with new variables; none of a term that contains itself.
pub fn copy_finite(vm: &mut Vm, term: Word) -> Option<Word> {
    if let Some(copied) = copy_flat(vm, term) {
        return Some(copied);
    }
    let (mut map, mutable) = (VarMap::default(), world(vm).mutable);
    let mut copying = Copying { shares: false, mutable, map: &mut map, bare: None, left: MOST_SMALL };
    // What recursion has copied is finite.
    match copy_small(vm, &mut copying, term, DEEPEST_SMALL) {
        None => is_acyclic(vm, term).then(|| copy_large(vm, &mut copying, term)),
        copied => copied,
    }
}

/// A copy of a constant, or of a term of few constants.
#[inline]
fn copy_flat(vm: &mut Vm, term: Word) -> Option<Word> {
    let p = world(vm);
    let w = follow(vm, term);
    let Some(functor) = vm.shape_of(w) else { return (!w.is_slot()).then_some(w) };
    if !p.is_functor(functor) {
        return None;
    }
    let (mut copies, arguments) = ([Word::NIL; 3], vm.slots(w)?);
    let copies = copies.get_mut(..arguments.len())?;
    for (to, &argument) in copies.iter_mut().zip(arguments) {
        *to = follow(vm, argument);
        if to.object().is_some() || to.is_hole() {
            return None;
        }
    }
    Some(new_term(vm, functor, copies))
}

/// A copy that outlives backtracking: its variables are older than every choice point.
pub fn lasting(vm: &mut Vm, term: Word) -> Word {
    let state = registers(vm);
    let serial = vm.get(state, State::serial);
    vm.set(state, State::serial, Word::hole(0));
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
    copy_part(vm, term, map, None, false)
}

/// Copies a term that the copy does not outlive: ground parts are shared. If asked to copies its variables' attributes, too.
#[inline]
pub fn copy_term(vm: &mut Vm, term: Word, map: &mut VarMap, attributed: bool) -> Word {
    // New variables that still need their attributes.
    let mut bare = Vec::new();
    let result = copy_part(vm, term, map, attributed.then_some(&mut bare), true);
    while let Some((v, list)) = bare.pop() {
        let list = copy_part(vm, list, map, Some(&mut bare), true);
        if let Some(a) = attributes(vm, v) {
            vm.set(a, Attributes::list, list);
        }
    }
    result
}

/// Copies a term. The attributes of its variables are left to be copied, if a list for them is given.
fn copy_part(vm: &mut Vm, term: Word, map: &mut VarMap, bare: Option<&mut Vec<(Word, Word)>>, shares: bool) -> Word {
    let mutable = world(vm).mutable;
    let mut copying = Copying { shares: shares && !mutable, mutable, map, bare, left: MOST_SMALL };
    match copy_small(vm, &mut copying, term, DEEPEST_SMALL) {
        Some(copied) => copied,
        None => copy_large(vm, &mut copying, term),
    }
}

/// What is the same for all parts of a term that is copied.
struct Copying<'a> {
    /// Whether ground parts are shared.
    shares: bool,
    mutable: bool,
    map: &'a mut VarMap,
    bare: Option<&'a mut Vec<(Word, Word)>>,
    /// So many more compound terms are copied by recursion.
    left: u32,
}

/// Terms of no more compound terms, and no deeper, are copied by recursion.
const MOST_SMALL: u32 = 512;
const DEEPEST_SMALL: u32 = 64;

/// Copies a term by recursion; `None` if it is too large. The variables that were met then have their copies.
fn copy_small(vm: &mut Vm, c: &mut Copying<'_>, term: Word, depth: u32) -> Option<Word> {
    let w = follow(vm, term);
    let functor = match vm.shape_of(w) {
        None if w.is_slot() => return Some(copy_variable(vm, c, w)),
        Some(shape) if world(vm).is_functor(shape) => shape,
        _ => return Some(w),
    };
    let (mut copies, n) = ([Word::NIL; 4], functor.fixed());
    if c.left == 0 || depth == 0 || n as usize > copies.len() || functor.has_tail() {
        return None;
    }
    c.left -= 1;
    let (mut shared, mut made) = (c.shares, None);
    for i in 0..n {
        let value = vm.slots_of(w, functor)?[i as usize];
        let mut new = None;
        let copy = if value.is_plain() {
            value
        } else if value.is_pointer() {
            copy_small(vm, c, value, depth - 1)?
        } else {
            let v = follow(vm, part(vm, w, i as usize, value));
            match c.map.get(v) {
                Some(copy) => copy,
                None if is_new(vm, c, v) => {
                    // A variable met for the first time lives in the copy, which is made now: other parts may refer to it.
                    let term = *made.get_or_insert_with(|| new_term(vm, functor, &copies[..n as usize]));
                    c.map.insert(v, vm.reference(term, i)?);
                    *new.insert(new_hole(vm))
                }
                None => copy_small(vm, c, v, depth - 1)?,
            }
        };
        shared &= copy == value && new.is_none();
        copies[i as usize] = copy;
        if let Some(term) = made {
            vm.set_slot(term, i, copy);
        }
    }
    Some(match made {
        Some(term) => term,
        None if shared => w,
        None => new_term(vm, functor, copies.get(..n as usize)?),
    })
}

/// Whether it is a variable, without attributes to be copied, whose copy may live in a term.
#[inline]
fn is_new(vm: &Vm, c: &Copying<'_>, v: Word) -> bool {
    !c.mutable && v.is_slot() && (c.bare.is_none() || attributes(vm, v).is_none())
}

/// Copies a term of any size.
fn copy_large(vm: &mut Vm, c: &mut Copying<'_>, term: Word) -> Word {
    let (mut open, mut done) = (SmallVec::<[Open; 16]>::new(), SmallVec::<[Word; 32]>::new());
    let (mut met, mut finite) = (Met::default(), false);
    let mut next = term;
    loop {
        let w = follow(vm, next);
        match vm.shape_of(w) {
            None if w.is_slot() => done.push(copy_variable(vm, c, w)),
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
            let first = done.len() - from;
            let mut rest = slots.get(first..).unwrap_or_default().iter().zip(first..).map(|(w, i)| part(vm, term, i, *w));
            let argument = rest.find(|w| {
                if w.object().is_none() {
                    done.push(*w);
                }
                w.object().is_some()
            });
            if let Some(argument) = argument {
                break argument;
            }
            let copied = if c.shares && *slots == done[from..] { term } else { new_term(vm, functor, &done.as_slice()[from..]) };
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
pub(crate) fn new_term(vm: &mut Vm, functor: ShapeId, arguments: &[Word]) -> Word {
    match *arguments {
        [a] => vm.new_object(functor, &[a]),
        [a, b] => vm.new_object(functor, &[a, b]),
        [a, b, c] => vm.new_object(functor, &[a, b, c]),
        [a, b, c, d] => vm.new_object(functor, &[a, b, c, d]),
        _ => term_of(vm, functor, arguments),
    }
}

/// The copy of a variable.
fn copy_variable(vm: &mut Vm, c: &mut Copying<'_>, v: Word) -> Word {
    if let Some(copy) = c.map.get(v) {
        return copy;
    }
    let list = c.bare.as_mut().and_then(|bare| attributes(vm, v).map(|a| (bare, vm.get(a, Attributes::list))));
    let copy = match list {
        None => new_var(vm),
        Some((bare, list)) => {
            let copy = new_attributed(vm, list);
            bare.push((copy, list));
            copy
        }
    };
    c.map.insert(v, copy);
    copy
}

/// Copies a term that contains itself: every compound term is made before its arguments.
fn copy_cyclic(vm: &mut Vm, term: Word, map: &mut VarMap) -> Word {
    let mut work = Vec::new();
    let result = shell(vm, term, map, &mut work);
    while let Some((from, to)) = work.pop() {
        for i in 0..vm.slots(to).map_or(0, <[Word]>::len) as u32 {
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
            let made = term_of(vm, vm.shape_of(w).expect("compound"), &vec![Word::NIL; n as usize]);
            work.push((w, made));
            made
        }
        _ => return w,
    };
    map.insert(w, made);
    made
}
