//! Backtracking: what is undone, and which choice points are dropped.

use super::{ALTERNATIVES, enter, shapes, state, waiting};
use crate::builtins::control;
use crate::object::{CLEANUPS, Choice, Reset, State};
use jitgen::mode::Obj;
use jitgen::{Cmp, Mode};
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
    let (s, reset) = (state(m), shapes(m).reset());
    for _ in 0..FEW {
        if m.same(trail, saved) {
            return true;
        }
        if let Some(entry) = m.cast(trail, reset) {
            let (slot, hole) = (m.load(entry, Reset::slot), m.load(entry, Reset::old));
            let place = m.as_place(slot).expect("a reference to a slot");
            m.store_through(place, hole);
            trail = m.load(entry, Reset::next);
            m.store(s, State::trail, trail);
        } else {
            return false;
        }
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
        let Some(entry) = m.cast(trail, shapes.reset()) else { return };
        let hole = m.load(entry, Reset::old);
        if super::has_attributes(m, hole) || m.word_cmp(Cmp::Less, hole, serial) {
            return;
        }
        let older = m.load(entry, Reset::next);
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
