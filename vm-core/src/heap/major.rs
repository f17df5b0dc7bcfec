//! The major collection's first half: marking what is reachable in the old space. (The second half, sweeping, is the old
//! space's own.)
//!
//! It begins right after a minor collection, so nothing is young. Objects to be visited wait on a stack; behind the stack a
//! short queue gives the memory time to answer the prefetch of an object's header before the header is read.
//! Long objects are looked into piece by piece, so that the stack stays short. Nothing recurses.
#![allow(unsafe_code)]

use super::old::{OldSpace, mark_lines};
use super::raw;
use super::special::{Tracer, Watch};
use crate::word::{ConstKind, Header, Word};

/// How many objects wait for their headers.
const QUEUE: usize = 32;
/// How many slots of an object are looked into at a time.
const SLICE: usize = 512 * 8;

/// A running major collection.
pub(super) struct Marker {
    mark: u64,
    /// Addresses of objects; or, if odd, the next slot to be looked into, on top of the end of the slots.
    stack: Vec<usize>,
    queue: [usize; QUEUE],
    /// Index of the oldest in the queue, and how many there are.
    first: usize,
    queued: usize,
    /// A bit per symbol: it was met.
    symbols: Vec<u64>,
    /// Bytes of live objects in chunks.
    live: usize,
    specials: Vec<usize>,
    watch: Watch,
}

impl Marker {
    /// Begins: every object is unmarked.
    pub(super) fn new(old: &mut OldSpace, symbols: usize) -> Marker {
        old.unmark();
        Marker {
            mark: old.mark,
            stack: Vec::new(),
            queue: [0; QUEUE],
            first: 0,
            queued: 0,
            symbols: vec![0; symbols.div_ceil(64)],
            live: 0,
            specials: Vec::new(),
            watch: Watch::default(),
        }
    }

    /// Reaches what a word refers to.
    #[inline(always)]
    pub(super) fn word(&mut self, w: Word) {
        if let Some(w) = w.object() {
            self.stack.push(w.address());
        } else {
            self.symbol(w);
        }
    }

    /// Notes a symbol, if the word is one.
    fn symbol(&mut self, w: Word) {
        if let Some(i) = w.as_constant(ConstKind::Symbol)
            && let Some(bits) = self.symbols.get_mut(i as usize / 64)
        {
            *bits |= 1 << (i % 64);
        }
    }

    /// The symbols met.
    pub(super) fn symbols(&self) -> &[u64] {
        &self.symbols
    }

    /// Bytes of live objects in chunks.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    /// # Safety
    /// An object of the old space.
    #[inline(always)]
    unsafe fn visit(&mut self, address: usize) {
        // SAFETY: as required.
        unsafe {
            let w = Word::pointer(address);
            let header = raw::header(w);
            if header.bits() & Header::MARKED == self.mark {
                return;
            }
            raw::set_header(w, Header::from_bits(header.bits() ^ Header::MARKED));
            let extent = raw::extent(address, header);
            if !header.has(Header::LARGE) {
                mark_lines(address, extent.size);
                self.live += extent.size;
            }
            if self.watch.active {
                self.announce(address);
            }
            if header.shape().is_special() {
                self.specials.push(address);
            } else {
                self.slots(extent.from, extent.to);
            }
        }
    }

    #[cold]
    fn announce(&mut self, key: usize) {
        if let Some(mut ephemerons) = self.watch.by_key.remove(&key) {
            self.watch.ready.append(&mut ephemerons);
        }
    }

    /// # Safety
    /// The slots from one address to the other are tagged words.
    #[inline(always)]
    unsafe fn slots(&mut self, mut from: usize, mut to: usize) {
        if to - from > SLICE {
            self.stack.push(to);
            to = from + SLICE;
            self.stack.push(to | 1);
        }
        // Room for every slot, and for one more: the loop writes before it knows whether the word is a pointer.
        self.stack.reserve((to - from) / 8 + 1);
        let (stack, mut length) = (self.stack.as_mut_ptr(), self.stack.len());
        while from < to {
            // SAFETY: as required; there is room.
            unsafe {
                let w = (from as *const Word).read();
                stack.add(length).write(w.bits().wrapping_sub(Word::pointer(0).bits()) as usize);
                length += usize::from(w.is_pointer());
                if w.is_constant(ConstKind::Symbol) {
                    self.symbol(w);
                } else if w.is_slot() {
                    stack.add(length).write(w.holder().address());
                    length += 1;
                }
            }
            from += 8;
        }
        // SAFETY: so many entries are written.
        unsafe { self.stack.set_len(length) };
    }
}

#[inline(always)]
fn prefetch(address: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch has no effect but on the cache.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(address as *const i8);
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

impl Tracer for Marker {
    fn alive(&self, w: Word) -> Option<Word> {
        // SAFETY: a pointer word points to an object of the old space, which is not swept yet.
        let dead = w.object().is_some_and(|w| unsafe { raw::header(w) }.bits() & Header::MARKED != self.mark);
        if dead { None } else { Some(w) }
    }

    unsafe fn keep(&mut self, slot: *mut Word) {
        // SAFETY: as required of the caller.
        self.word(unsafe { slot.read() });
    }

    fn drain(&mut self) {
        // SAFETY: the stack and the queue hold objects of the old space, and stretches of their slots.
        unsafe {
            loop {
                match self.stack.pop() {
                    Some(from) if from & 1 != 0 => {
                        let to = self.stack.pop().expect("the end of the stretch");
                        self.slots(from - 1, to);
                        continue;
                    }
                    Some(address) => {
                        prefetch(address);
                        self.queue[(self.first + self.queued) % QUEUE] = address;
                        self.queued += 1;
                        if self.queued < QUEUE {
                            continue;
                        }
                    }
                    None if self.queued == 0 => return,
                    None => {}
                }
                let address = self.queue[self.first];
                self.first = (self.first + 1) % QUEUE;
                self.queued -= 1;
                self.visit(address);
            }
        }
    }

    fn specials(&mut self) -> &mut Vec<usize> {
        &mut self.specials
    }

    fn watch(&mut self) -> Option<&mut Watch> {
        Some(&mut self.watch)
    }
}
