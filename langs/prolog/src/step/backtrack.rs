//! Backtracking: what is undone, and which choice points are dropped.

use super::{ALTERNATIVES, enter, shapes, state, waiting};
use crate::builtins::control;
use crate::object::{ATTRIBUTES, CLEANUPS, Choice, State, Var};
use jitgen::mode::Obj;
use jitgen::{Cmp, Mode};
use vm_core::core_shapes::{PAIR, Pair};
use vm_core::{Args, List, Slot, Word};

/// So many bindings are undone without a helper.
const FEW: usize = 3;

/// Backtracks.
#[inline(always)]
pub(super) fn fail<M: Mode>(m: &mut M) -> M::Next {
    if let Some(wake) = waiting(m) {
        let _ = m.call(&control::FORGET, &[wake]);
    }
    let (s, shapes) = (state(m), shapes(m));
    let newest = m.load(s, State::choice);
    let choice = m.cast(newest, shapes.choice()).expect("there is a base choice point");
    let (saved, trail) = (m.load(choice, Choice::trail), m.load(s, State::trail));
    if !undone(m, trail, saved) {
        let _ = m.call(&control::UNDO, &[s.word(), saved]);
    }
    let code = m.load(choice, Choice::code);
    enter(m, code, ALTERNATIVES, newest, List::EMPTY)
}

/// Undoes the bindings since the trail was as saved, if they are few.
#[inline(always)]
fn undone<M: Mode>(m: &mut M, mut trail: M::Word, saved: M::Word) -> bool {
    let (s, shape) = (state(m), shapes(m).var());
    for _ in 0..FEW {
        if m.same(trail, saved) {
            return true;
        }
        let Some(entry) = m.cast(trail, PAIR) else { return false };
        let v = m.load(entry, Pair::car);
        let Some(v) = m.cast(v, shape) else { return false };
        let hole = m.constant(Word::HOLE);
        m.store(v, Var::value, hole);
        trail = m.load(entry, Pair::cdr);
        m.store(s, State::trail, trail);
    }
    m.same(trail, saved)
}

/// Makes a choice point the newest again. A few entries of the trail that need not be undone any more are dropped here, the others
/// before a collection ([`crate::object::tidy`]).
#[inline(always)]
pub(super) fn cut_to<M: Mode>(m: &mut M, level: M::Word) {
    let (s, shapes) = (state(m), shapes(m));
    let newest = m.load(s, State::choice);
    if m.same(newest, level) {
        return;
    }
    if m.is_on(CLEANUPS) {
        let cleanup = m.load(s, State::cleanup);
        if !m.is(cleanup, Word::smi(0)) {
            let _ = m.call(&control::CLEAN_UP, &[level]);
        }
    }
    let choice = m.cast(level, shapes.choice()).expect("a level is a choice point");
    let serial = m.load(choice, Choice::serial);
    m.store(s, State::choice, level);
    m.store(s, State::serial, serial);
    for _ in 0..2 {
        let trail = m.load(s, State::trail);
        let Some(entry) = m.cast(trail, PAIR) else { return };
        let v = m.load(entry, Pair::car);
        let Some(v) = m.cast(v, shapes.var()) else { return };
        let stamp = m.load(v, Var::stamp);
        if m.is_on(ATTRIBUTES) && m.as_smi(stamp).is_none() || m.word_cmp(Cmp::Less, stamp, serial) {
            return;
        }
        let older = m.load(entry, Pair::cdr);
        m.store(s, State::trail, older);
    }
}

/// Sets slots to what a choice point has kept.
#[inline(always)]
pub(super) fn restore<M: Mode>(m: &mut M, c: Obj<M::Word, Choice>, slots: Args, cont: Slot) {
    m.unpack(c, 1, slots);
    let first = m.int(0);
    let next = m.element(c, first).expect("a continuation");
    m.set(cont, next);
}
