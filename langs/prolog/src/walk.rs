//! Walks through terms: which variables they have, whether they are ground, finite, or have wide terms in them.

use crate::object::{Term, VarMap, arg, arguments, follow, is_wide, part, view, world};
use crate::state::Prolog;
use smallvec::SmallVec;
use vm_core::{Vm, Word};

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

/// Goes through a term from left to right with what is to be done at each occurrence of a variable, until that says no: gives
/// whether it never did. Of arguments that are looked into only those with others behind them are kept, so lists take no room.
fn each_variable(vm: &Vm, term: Word, mut each: impl FnMut(Word) -> bool) -> bool {
    let p = world(vm);
    let (mut open, mut met) = (SmallVec::<[(Word, usize); 16]>::new(), Met::default());
    let mut w = follow(vm, term);
    loop {
        let mut at = match vm.shape_of(w) {
            None if w.is_slot() && !each(w) => return false,
            Some(shape) if p.is_functor(shape) && !met.again(w) => Some((w, 0)),
            _ => open.pop(),
        };
        w = loop {
            let Some((term, mut i)) = at else { return true };
            let slots = vm.slots(term).unwrap_or_default();
            while slots.get(i).is_some_and(|w| w.is_plain()) {
                i += 1;
            }
            let Some(&value) = slots.get(i) else {
                at = open.pop();
                continue;
            };
            if i + 1 < slots.len() {
                open.push((term, i + 1));
            }
            break follow(vm, part(vm, term, i, value));
        };
    }
}

/// Whether a variable occurs in a term.
pub fn occurs(vm: &Vm, v: Word, term: Word) -> bool {
    !each_variable(vm, term, |w| w != v)
}

/// The variables of a term, in the order of their first occurrence.
pub fn variables(vm: &Vm, term: Word) -> Vec<Word> {
    let (mut found, mut seen) = (Vec::new(), VarMap::default());
    each_variable(vm, term, |v| {
        if seen.get(v).is_none() {
            seen.insert(v, v);
            found.push(v);
        }
        true
    });
    found
}

/// How often each variable occurs in a term; in one of very many parts, or a cyclic one, some are missing.
pub fn occurrences(vm: &Vm, term: Word) -> hashbrown::HashMap<Word, u32, rustc_hash::FxBuildHasher> {
    let (mut counts, mut work) = (hashbrown::HashMap::<_, u32, _>::default(), SmallVec::<[Word; 16]>::from_slice(&[term]));
    let mut left = 1 << 16;
    while let Some(w) = work.pop() {
        if left == 0 {
            return Default::default();
        }
        left -= 1;
        match view(vm, w) {
            (w, Term::Var(_)) => *counts.entry(w).or_insert(0) += 1,
            (w, Term::Compound(..)) => work.extend(arguments(vm, w)),
            _ => {}
        }
    }
    counts
}

/// Terms no deeper, but for last arguments, and of no more compound terms are looked at by recursion to find them ground.
const DEEPEST_GROUND: u32 = 32;
const MOST_GROUND: u32 = 4096;

/// Whether a term has no variables; `None` if it is too large.
fn is_ground_in(vm: &Vm, p: &Prolog, mut w: Word, depth: u32, left: &mut u32) -> Option<bool> {
    loop {
        w = follow(vm, w);
        let shape = match vm.shape_of(w) {
            None => return Some(!w.is_slot()),
            Some(shape) if p.is_functor(shape) => shape,
            Some(_) => return Some(true),
        };
        *left = left.checked_sub(1)?;
        let Some((last, before)) = vm.slots_of(w, shape)?.split_last() else { return Some(true) };
        for &part in before {
            if part.is_hole() || !part.is_plain() && !is_ground_in(vm, p, part, depth.checked_sub(1)?, left)? {
                return Some(false);
            }
        }
        if last.is_hole() {
            return Some(false);
        }
        w = *last;
    }
}

/// Whether a term has no variables.
pub fn is_ground(vm: &Vm, term: Word) -> bool {
    let ground = is_ground_in(vm, world(vm), term, DEEPEST_GROUND, &mut { MOST_GROUND });
    ground.unwrap_or_else(|| each_variable(vm, term, |_| false))
}

/// So many compound terms are gone through to find that a term ends, before any are noted.
const MOST_FINITE: usize = 1 << 16;

/// Whether a term, gone through as a tree, has at most so many compound terms. Then it is finite.
fn has_few_parts(vm: &Vm, term: Word, mut left: usize) -> bool {
    let (p, mut work) = (world(vm), SmallVec::<[Word; 16]>::new());
    let mut next = Some(term);
    while let Some(w) = next {
        let w = follow(vm, w);
        if vm.shape_of(w).is_some_and(|shape| p.is_functor(shape)) {
            if left == 0 {
                return false;
            }
            left -= 1;
            for &part in vm.slots(w).unwrap_or_default() {
                if part.object().is_some() {
                    work.push(part);
                }
            }
        }
        next = work.pop();
    }
    true
}

/// Whether a term is finite: no compound is part of itself.
pub fn is_acyclic(vm: &Vm, w: Word) -> bool {
    if has_few_parts(vm, w, MOST_FINITE) {
        return true;
    }
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

/// Whether a term has a wide one in it.
pub fn has_wide(vm: &Vm, term: Word) -> bool {
    if !world(vm).wide {
        return false;
    }
    let (mut work, mut met) = (vec![term], Met::default());
    while let Some(w) = work.pop() {
        if let (w, Term::Compound(_, n)) = view(vm, w)
            && !met.again(w)
        {
            if is_wide(n) {
                return true;
            }
            work.extend(arguments(vm, w));
        }
    }
    false
}
