//! Weak references and ephemerons: what a collection, minor or major, does with slots that do not keep alive.
//!
//! A collection traces strong slots until nothing is left, and sets special objects aside when it meets them. An ephemeron
//! whose key turns out to be alive gives its value to be traced, which may bring other keys to life; so this is repeated until
//! nothing changes. Then what is still not reached is dead, and the slots that point to it are cleared.
#![allow(unsafe_code)]

use super::raw;
use crate::word::{Header, ShapeTable, Special, Word};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// A collection as seen from here.
pub(super) trait Tracer {
    /// Where the object a word points to is now; `None` if it has not been reached.
    fn alive(&self, w: Word) -> Option<Word>;
    /// Whether what a word points to, where it is now, will still be young.
    fn stays_young(&self, _w: Word) -> bool {
        false
    }
    /// Reaches what a slot or root points to, and updates the slot.
    ///
    /// # Safety
    /// The slot holds a tagged word; if a pointer, to an object of this heap.
    unsafe fn keep(&mut self, slot: *mut Word);
    /// Traces until every object reached has been looked into.
    fn drain(&mut self);
    /// The addresses of special objects reached and not yet treated.
    fn specials(&mut self) -> &mut Vec<usize>;
    /// Where ephemerons are announced whose key has been reached. `None`: this collection cannot tell.
    fn watch(&mut self) -> Option<&mut Watch> {
        None
    }
}

/// Ephemerons by their keys, for a marker that looks up every object it reaches: then long chains of
/// ephemerons cost no more than short ones.
#[derive(Default)]
pub(super) struct Watch {
    pub(super) by_key: HashMap<usize, Vec<usize>, FxBuildHasher>,
    pub(super) ready: Vec<usize>,
    pub(super) active: bool,
}

/// So many times all waiting ephemerons are looked at before the watch is set up.
const ROUNDS: usize = 8;

/// Traces to the end, then clears the weak slots whose objects were not reached.
///
/// # Safety
/// All roots have been given to the tracer.
pub(super) unsafe fn settle(t: &mut impl Tracer, shapes: &ShapeTable) {
    let (mut weak, mut waiting) = (Vec::new(), Vec::new());
    let mut rounds = 0;
    // SAFETY: the addresses are those of live special objects, whose slots are as their kind says.
    unsafe {
        loop {
            t.drain();
            let met = std::mem::take(t.specials());
            if !met.is_empty() {
                for address in met {
                    sort(t, shapes, address, &mut weak, &mut waiting);
                }
                continue;
            }
            let before = waiting.len();
            waiting.retain(|&e| !release(t, e));
            if waiting.len() == before {
                break;
            }
            rounds += 1;
            if rounds == ROUNDS {
                watch(t, shapes, &mut weak, &mut waiting);
                break;
            }
        }
        for address in waiting {
            ephemeron_slot(address, 0).write(Word::HOLE);
            ephemeron_slot(address, 1).write(Word::HOLE);
        }
        for address in weak {
            clear(t, address);
        }
    }
}

/// Sets a special object aside by its kind, and traces its strong slots.
unsafe fn sort(t: &mut impl Tracer, shapes: &ShapeTable, address: usize, weak: &mut Vec<usize>, waiting: &mut Vec<usize>) {
    // SAFETY: a live object.
    unsafe {
        let extent = raw::extent(address, raw::header(Word::pointer(address)));
        let shape = extent.header.shape();
        let strong = match shapes.get(shape).special {
            Special::Weak => {
                weak.push(address);
                extent.from + 8..extent.from + 8 * shape.fixed() as usize
            }
            Special::Ephemeron => {
                waiting.push(address);
                extent.from + 16..extent.to
            }
            Special::None => extent.from..extent.to,
        };
        for slot in strong.step_by(8) {
            t.keep(slot as *mut Word);
        }
    }
}

unsafe fn ephemeron_slot(address: usize, i: usize) -> *mut Word {
    // SAFETY: the object is an ephemeron.
    let extent = unsafe { raw::extent(address, raw::header(Word::pointer(address))) };
    (extent.from + 8 * i) as *mut Word
}

/// Keeps key and value if the key is alive.
unsafe fn release(t: &mut impl Tracer, address: usize) -> bool {
    // SAFETY: an ephemeron has these slots.
    unsafe {
        let alive = t.alive(ephemeron_slot(address, 0).read()).is_some();
        if alive {
            t.keep(ephemeron_slot(address, 0));
            t.keep(ephemeron_slot(address, 1));
        }
        alive
    }
}

/// The end of [`settle`] for long chains: what is left in `waiting` is dead.
unsafe fn watch(t: &mut impl Tracer, shapes: &ShapeTable, weak: &mut Vec<usize>, waiting: &mut Vec<usize>) {
    // SAFETY: as for `settle`.
    unsafe {
        if t.watch().is_none() {
            // A minor collection: what is wrongly kept now dies in the next major one.
            loop {
                for e in waiting.drain(..) {
                    t.keep(ephemeron_slot(e, 0));
                    t.keep(ephemeron_slot(e, 1));
                }
                t.drain();
                for address in std::mem::take(t.specials()) {
                    sort(t, shapes, address, weak, waiting);
                }
                if waiting.is_empty() {
                    t.drain();
                    if t.specials().is_empty() {
                        return;
                    }
                }
            }
        }
        loop {
            for e in waiting.drain(..) {
                if !release(t, e) {
                    let key = ephemeron_slot(e, 0).read().object().expect("what may be dead is an object").address();
                    let watch = t.watch().expect("just seen");
                    watch.active = true;
                    watch.by_key.entry(key).or_default().push(e);
                }
            }
            t.drain();
            waiting.append(&mut t.watch().expect("just seen").ready);
            for address in std::mem::take(t.specials()) {
                sort(t, shapes, address, weak, waiting);
            }
            if waiting.is_empty() {
                t.drain();
                let watch = t.watch().expect("just seen");
                if watch.ready.is_empty() && t.specials().is_empty() {
                    break;
                }
            }
        }
        let watch = std::mem::take(t.watch().expect("just seen"));
        waiting.extend(watch.by_key.into_values().flatten());
    }
}

/// Clears the weak slots of an object that point to what was not reached, and updates the others.
unsafe fn clear(t: &impl Tracer, address: usize) {
    // SAFETY: a live object with fixed slot 0 and tail elements weak.
    unsafe {
        let extent = raw::extent(address, raw::header(Word::pointer(address)));
        let fixed = extent.header.shape().fixed() as usize;
        let first = extent.from..extent.from + 8 * fixed.min(1);
        for slot in first.chain(extent.from + 8 * fixed..extent.to).step_by(8) {
            let slot = slot as *mut Word;
            slot.write(t.alive(slot.read()).unwrap_or(Word::HOLE));
        }
    }
}

/// An object whose death a language wants to hear of.
pub(crate) struct Finalizer {
    pub(super) object: Word,
    pub(super) language: crate::LanguageId,
}

/// Objects with a finalisation hook, and those that have died.
#[derive(Default)]
pub(crate) struct Finalizers {
    pub(super) waiting: Vec<Finalizer>,
    /// How many of `waiting` are known to be old.
    pub(super) old: usize,
    /// Objects that have died and that the languages have not fetched yet: they are alive again.
    pub(super) dead: Vec<Finalizer>,
}

impl Finalizers {
    /// Moves the objects that were not reached to the dead, and reaches them again for their finaliser's use; the others are
    /// updated. Only those at index `from` and behind are looked at.
    ///
    /// # Safety
    /// As for [`settle`], which has run.
    pub(super) unsafe fn settle(&mut self, t: &mut impl Tracer, shapes: &ShapeTable, from: usize) {
        let mut kept = from;
        let first = self.dead.len();
        for i in from..self.waiting.len() {
            match t.alive(self.waiting[i].object) {
                Some(object) => {
                    self.waiting[i].object = object;
                    self.waiting.swap(kept, i);
                    kept += 1;
                }
                None => self.dead.push(Finalizer { ..self.waiting[i] }),
            }
        }
        self.waiting.truncate(kept);
        let young = self.waiting[from..].iter().position(|f| t.stays_young(f.object));
        self.old = young.map_or(kept, |i| from + i);
        if self.dead.len() > first {
            // SAFETY: the objects have not been freed yet.
            unsafe {
                for f in &mut self.dead[first..] {
                    t.keep(&mut f.object);
                }
                settle(t, shapes);
                for f in &self.dead[first..] {
                    raw::set_header(f.object, raw::header(f.object).without(Header::FINALIZE));
                }
            }
        }
    }
}
