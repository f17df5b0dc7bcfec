//! A collection from beginning to end: the table of contents of the collector.
//!
//! ```text
//!   young roots -> minor: copy, scan -> weak slots, finalisers -> empty nursery, but for what stays young
//!                                                                     |  if it is time
//!                                      all roots -> major: mark -> weak slots, finalisers -> symbols, globals -> sweep
//! ```
#![allow(unsafe_code)]

use super::major::Marker;
use super::minor::Minor;
use super::raw;
use super::special::{Finalizer, Tracer, settle};
use crate::Root;
use crate::code::LanguageId;
use crate::limits::poll;
use crate::word::{Header, Word};
use crate::{HeapStats, Vm};
use std::time::Instant;

/// What to collect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collection {
    /// The young objects, and all if the old space has grown enough.
    Automatic,
    /// The young objects; those that live become old.
    Minor,
    /// All.
    Major,
}

/// Enumerates roots that only the caller knows: calls its argument with each of them.
pub type MoreRoots<'a> = &'a mut dyn FnMut(&mut dyn FnMut(&mut Word));

/// Collecting.
impl Vm {
    /// Collects garbage. Words in Rust variables are invalid afterwards; those in frames, registers, roots and objects are
    /// updated. All frames are on the VM stack. False if the memory limit is exceeded all the same: then the language's
    /// out-of-memory error is due.
    pub fn collect(&mut self, kind: Collection) -> bool {
        self.collect_with(kind, &mut |_| {})
    }

    /// The same with more roots.
    pub fn collect_with(&mut self, kind: Collection, more: MoreRoots<'_>) -> bool {
        let start = Instant::now();
        self.poll.take(poll::COLLECT | poll::MEMORY);
        let before = self.heap.used();
        self.heap.stats.peak = self.heap.stats.peak.max(before as u64);
        self.stack.clear_dead(&self.codes);
        if !self.keeps_references {
            for i in 0..self.before_collection.len() {
                self.before_collection[i](self);
            }
        }
        if self.heap.options.verify {
            self.verify_heap(more);
        }
        self.roots.release_dropped();
        let automatic = kind == Collection::Automatic;
        let ages = automatic && !self.heap.major_due() && self.heap.survivors.keeps();
        let mut dead = self.minor_from_anywhere(more, ages);
        // What the old space has grown by now can wait for the next collection, but not what exceeds the limit.
        let due = if ages { self.heap.used() > self.heap.limit() } else { self.heap.major_due() };
        if kind == Collection::Major || automatic && due {
            if ages {
                dead.append(&mut self.minor_from_anywhere(more, false));
            }
            dead.append(&mut self.major(more));
        }
        if self.heap.options.verify {
            self.verify_heap(more);
        }
        if !self.finalizers.dead.is_empty() {
            self.poll.raise(poll::LANGUAGE);
        }
        let pause = start.elapsed();
        let stats = &mut self.heap.stats;
        stats.pause_total += pause;
        stats.pause_longest = stats.pause_longest.max(pause);
        // Dropping a host's value may run any Rust code of the host's, so it comes last.
        drop(dead);
        let heap = &mut self.heap;
        heap.symbol_bytes = self.symbols.bytes();
        heap.stats.live = heap.used() as u64;
        heap.stats.freed += before.saturating_sub(heap.used()) as u64;
        heap.within_limit()
    }

    /// Has the collector look into an object at every collection, so that stores into it need no write barrier: for the registers of a
    /// language's engine, which change all the time. The object must stay reachable as long as the VM lives, and nothing
    /// may refer to its slots ([`Word::slot_of`]). Collects if it is young.
    pub fn watch(&mut self, object: &Root) {
        if self.heap.is_young(object.get(self)) {
            self.collect(Collection::Minor);
        }
        let w = object.get(self);
        assert!(w.is_pointer(), "an object");
        // SAFETY: a root's pointer is to an object.
        unsafe { raw::set_header(w, raw::header(w).without(Header::OLD).with(Header::REMEMBERED)) };
        self.heap.watched.push(w.address());
    }

    /// Whether stores into the object need no write barrier.
    pub fn is_watched(&self, w: Word) -> bool {
        w.is_pointer() && self.heap.watched.contains(&w.address())
    }

    fn minor_from_anywhere(&mut self, more: MoreRoots<'_>, ages: bool) -> Vec<Box<dyn std::any::Any + Send>> {
        match (self.heap.extra.is_empty() && self.heap.young_large.is_empty(), ages) {
            (true, false) => self.minor::<false, false>(more),
            (true, true) => self.minor::<false, true>(more),
            (false, false) => self.minor::<true, false>(more),
            (false, true) => self.minor::<true, true>(more),
        }
    }

    fn minor<const ELSEWHERE: bool, const AGES: bool>(&mut self, more: MoreRoots<'_>) -> Vec<Box<dyn std::any::Any + Send>> {
        self.heap.stats.minor += 1;
        self.heap.stats.allocated += self.heap.young_bytes() as u64;
        let followed = self.references.as_ref().filter(|_| !self.keeps_references);
        let references = followed.and_then(|r| Some((r.shape, self.slot(r.limit.get(self), r.slot).filter(|w| w.is_hole())?)));
        let survived = self.heap.survivors.used();
        let mut t = Minor::<ELSEWHERE, AGES>::new(&mut self.heap, references);
        // SAFETY: roots hold tagged words whose pointers are valid.
        unsafe {
            let mut visit = |w: &mut Word| t.forward(w);
            self.stack.young_words(&self.codes).iter_mut().for_each(&mut visit);
            self.stack.continuations().for_each(&mut visit);
            self.registers.iter_mut().for_each(&mut visit);
            self.exit_log.iter_mut().for_each(&mut visit);
            visit(&mut self.pending);
            self.roots.visit(true, &mut visit);
            self.finalizers.dead.iter_mut().for_each(|f| visit(&mut f.object));
            self.codes[self.codes_old..].iter_mut().flat_map(|c| c.literals_mut()).for_each(&mut visit);
            self.globals.visit_young(&mut visit);
            self.shapes.young_metas(&mut visit);
            more(&mut visit);
            t.scan_remembered();
            settle(&mut t, &self.shapes);
            let from = self.finalizers.old;
            self.finalizers.settle(&mut t, &self.shapes, from);
        }
        let (dead, bytes) = self.hosts.sweep(&t, true);
        let young = |w: Word| t.stays_young(w);
        let code = self.codes[self.codes_old..].iter().position(|c| c.literals().iter().any(|w| young(*w)));
        self.codes_old = code.map_or(self.codes.len(), |i| self.codes_old + i);
        self.roots.settled(young);
        self.globals.settled(young);
        self.shapes.settled_metas(young);
        self.stack.all_seen(AGES);
        let (promoted, kept) = t.finish();
        self.heap.external -= bytes;
        self.heap.stats.promoted += promoted as u64;
        if AGES {
            self.heap.survivors.learn(survived, promoted);
        }
        self.heap.reset_nursery(kept);
        dead
    }

    fn major(&mut self, more: MoreRoots<'_>) -> Vec<Box<dyn std::any::Any + Send>> {
        self.heap.stats.major += 1;
        self.heap.want_major = false;
        let (promoted, before) = (self.heap.old.promoted_bytes, self.heap.old.live_bytes + self.heap.old.promoted_bytes);
        let mut t = Marker::new(&mut self.heap.old, self.symbols.capacity());
        let mut visit = |w: &mut Word| t.word(*w);
        self.stack.words(&self.codes).iter_mut().for_each(&mut visit);
        self.stack.continuations().for_each(&mut visit);
        self.registers.iter_mut().for_each(&mut visit);
        self.exit_log.iter_mut().for_each(&mut visit);
        visit(&mut self.pending);
        self.roots.visit(false, &mut visit);
        self.finalizers.dead.iter_mut().for_each(|f| visit(&mut f.object));
        self.codes.iter_mut().flat_map(|c| c.literals_mut()).for_each(&mut visit);
        self.globals.bound().for_each(|mut w| visit(&mut w));
        self.shapes.metas().for_each(&mut visit);
        self.shapes.iter().for_each(|s| visit(&mut s.name.into()));
        more(&mut visit);
        // SAFETY: all roots were given to the marker.
        unsafe {
            settle(&mut t, &self.shapes);
            self.finalizers.settle(&mut t, &self.shapes, 0);
        }
        let (dead, bytes) = self.hosts.sweep(&t, false);
        self.heap.external -= bytes;
        self.globals.sweep(&t);
        let live_symbols = t.symbols();
        self.symbols.sweep(|s| live_symbols.get(s.index() as usize / 64).is_some_and(|w| w >> (s.index() % 64) & 1 != 0));
        let live = t.live();
        let budget = self.heap.allowed_growth(live);
        self.heap.old.sweep(live, budget);
        self.heap.adapt_nursery(promoted, before.saturating_sub(live));
        self.stack.release_unused(&self.codes);
        dead
    }

    /// What the collector has counted.
    pub fn heap_stats(&self) -> HeapStats {
        let young = self.heap.young_bytes() as u64;
        let mut stats = self.heap.stats;
        stats.allocated += young;
        stats.live = self.heap.used() as u64;
        stats.mapped = self.heap.old.mapped() as u64;
        stats.peak = stats.peak.max(stats.live);
        stats
    }

    /// A number that stays the same for a word as long as the VM lives, wherever the collector moves its object; 24 bits
    /// for objects. Equal words have equal numbers.
    pub fn identity_hash(&mut self, w: Word) -> u32 {
        let Some(header) = self.header(w) else {
            let mixed = w.bits().wrapping_mul(0x9e37_79b9_7f4a_7c15);
            return (mixed >> 32) as u32;
        };
        if header.hash() != 0 {
            return header.hash();
        }
        let hash = self.heap.next_hash();
        // SAFETY: `w` points to an object.
        unsafe { raw::set_header(w, header.with_hash(hash)) };
        hash
    }

    /// The number that [`Vm::set_order_number`] has given to an object, wherever the collector has moved it; 0: none. It lies where
    /// the identity hash does: a language asks for one of them.
    pub fn order_number(&self, w: Word) -> u32 {
        self.header(w).map_or(0, Header::hash)
    }

    /// Gives an object without a number the next one: so objects that have no order of their own get one that lasts.
    pub fn set_order_number(&mut self, w: Word) {
        let Some(header) = self.header(w).filter(|h| h.hash() == 0) else { return };
        let number = self.heap.next_order();
        // SAFETY: `w` points to an object.
        unsafe { raw::set_header(w, header.with_hash(number)) };
    }

    /// Asks for the object to be handed to its language, once, when it is no longer reachable: see
    /// [`Vm::next_finalizable`]. Has no effect on words that are no objects.
    pub fn finalize(&mut self, language: LanguageId, w: Word) {
        let Some(header) = self.header(w) else { return };
        if !header.has(Header::FINALIZE) {
            // SAFETY: `w` points to an object.
            unsafe { raw::set_header(w, header.with(Header::FINALIZE)) };
            self.finalizers.waiting.push(Finalizer { object: w, language });
        }
    }

    /// An object of that language that has become unreachable since it was registered with [`Vm::finalize`]. It is alive
    /// again until it is dropped for good. The driver calls on the languages when [`poll::LANGUAGE`] is set.
    pub fn next_finalizable(&mut self, language: LanguageId) -> Option<Word> {
        let dead = &mut self.finalizers.dead;
        let i = dead.iter().position(|f| f.language == language)?;
        Some(dead.remove(i).object)
    }
}
