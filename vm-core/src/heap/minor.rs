//! The minor collection: every young object that is reachable moves, to the old space if it has survived one collection before, else to
//! where it stays young for one more.
//!
//! Before a major collection, and where survivors live on, promotion is *en masse*: nothing stays young. Else an object that becomes old
//! may point to one that does not; it is remembered then. Copied objects are looked into in the order in which they were copied, straight through
//! the regions that the old space handed out (Cheney's method), so there is no recursion and no stack.
//!
//! A copied object leaves its new address in its header's place: the word that points to the new copy, whose tag bit is
//! [`Header::FORWARDED`].
#![allow(unsafe_code)]

use super::alloc::{Heap, WHOLE_WORDS};
use super::raw::{self, Extent};
use super::special::Tracer;
use crate::word::{Header, ShapeId, TailKind, Word};
use smallvec::SmallVec;

/// So many stretches are told apart: reading the header of each old object between them would cost more.
const FEW_STRETCHES: usize = 8;

/// A running minor collection. `ELSEWHERE`: some young objects are not in the nursery proper. `AGES`: what survives for the first time
/// stays young.
pub(super) struct Minor<'h, const ELSEWHERE: bool, const AGES: bool> {
    heap: &'h mut Heap,
    start: usize,
    bytes: usize,
    kept: Kept,
    /// Whether a slot has been updated to point to what stays young.
    young: bool,
    /// Old special objects that were met.
    old_specials: Vec<usize>,
    /// Where young objects outside the nursery lie, roughly; and exactly, if in few stretches.
    elsewhere: std::ops::Range<usize>,
    stretches: SmallVec<[std::ops::Range<usize>; FEW_STRETCHES]>,
    /// The flags that promoted objects get.
    flags: u64,
    promoted: usize,
    grey_large: Vec<usize>,
    specials: Vec<usize>,
    /// The shape of references, and from which stamp on they are followed.
    references: Option<(ShapeId, Word)>,
}

/// Where those go that stay young.
#[derive(Clone, Copy)]
struct Kept {
    start: usize,
    scan: usize,
    top: usize,
    /// What survives for the first time lies outside of this stretch.
    survivors: (usize, usize),
    end: usize,
}

impl Kept {
    #[inline(always)]
    fn holds(&self, w: Word) -> bool {
        w.object().is_some_and(|w| w.address().wrapping_sub(self.start) < self.top - self.start)
    }
}

impl<'h, const ELSEWHERE: bool, const AGES: bool> Minor<'h, ELSEWHERE, AGES> {
    pub(super) fn new(heap: &'h mut Heap, references: Option<(ShapeId, Word)>) -> Self {
        let extra = heap.extra.iter().map(|e| (e.memory.address(), e.memory.bytes()));
        let all = extra.chain(heap.young_large.iter().map(|l| (l.address, l.size))).map(|(start, bytes)| start..start + bytes);
        let elsewhere = all.clone().fold(usize::MAX..0, |all, s| all.start.min(s.start)..all.end.max(s.end));
        let stretches = if all.clone().count() <= FEW_STRETCHES { all.collect() } else { SmallVec::from_iter([elsewhere.clone()]) };
        let (start, end) = heap.survivors.copied(heap.start, heap.start + heap.nursery.bytes());
        let free = heap.survivors.free();
        let survivors = (heap.survivors.top - heap.survivors.used(), heap.survivors.top);
        Minor {
            start,
            bytes: end - start,
            kept: Kept { start: free, scan: free, top: free, survivors, end: heap.survivors.free_end() },
            young: false,
            old_specials: Vec::new(),
            elsewhere,
            stretches,
            flags: Header::OLD | heap.old.mark,
            promoted: 0,
            grey_large: Vec::new(),
            specials: Vec::new(),
            references,
            heap,
        }
    }

    /// Updates a root or a slot.
    ///
    /// # Safety
    /// `slot` holds a tagged word; if it is a pointer, to an object of this heap.
    #[inline(always)]
    pub(super) unsafe fn forward(&mut self, slot: *mut Word) {
        // SAFETY: as required; a young object begins with its header or its new address.
        unsafe {
            let w = slot.read();
            // One subtraction tests range and tag: only pointers are 8-aligned after it.
            let offset = w.bits().wrapping_sub(Word::pointer(self.start).bits()) as usize;
            if offset < self.bytes {
                if offset & 7 == 0 {
                    let place = self.new_place(self.start + offset);
                    self.young |= AGES && self.kept.holds(place);
                    slot.write(place);
                }
            } else if ELSEWHERE && w.is_pointer() && self.elsewhere.contains(&w.address()) {
                let place = self.forward_elsewhere(w);
                self.young |= AGES && self.kept.holds(place);
                slot.write(place);
            } else if w.is_slot() {
                self.forward_slot(slot, w);
            }
        }
    }

    /// Updates a reference to a slot: it follows the object that has the slot, unless what it leads to can take its place.
    ///
    /// # Safety
    /// As for `forward`.
    #[inline(never)]
    unsafe fn forward_slot(&mut self, slot: *mut Word, w: Word) {
        // SAFETY: as required.
        unsafe {
            if let Some(w) = self.referent(w) {
                slot.write(w);
                if !w.is_slot() {
                    self.forward(slot);
                    self.young |= AGES && self.kept.holds(slot.read());
                    return;
                }
            }
            let w = slot.read();
            let mut holder = w.holder();
            self.forward(&mut holder);
            self.young |= AGES && self.kept.holds(holder);
            slot.write(w.moved_to(holder));
        }
    }

    /// Where the young object has gone, or goes now.
    ///
    /// # Safety
    /// An object in the nursery or in an extra chunk.
    #[inline(always)]
    unsafe fn new_place(&mut self, from: usize) -> Word {
        // SAFETY: as required.
        unsafe {
            let header = (from as *const u64).read();
            if header & Header::FORWARDED != 0 {
                return Word::from_bits(header);
            }
            let header = Header::from_bits(header);
            self.copy(from, header)
        }
    }

    /// What a reference to a slot leads to through slots of references that do not change any more, if it leads through any.
    ///
    /// # Safety
    /// The references are to slots of objects.
    unsafe fn referent(&self, mut w: Word) -> Option<Word> {
        let (shape, limit) = self.references?;
        let mut found = None;
        while w.is_slot() {
            let mut holder = w.holder();
            // SAFETY: as required; a reference has two slots: what it refers to, and its stamp.
            unsafe {
                let header = raw::header(holder);
                if header.has(Header::FORWARDED) {
                    holder = Word::from_bits(header.bits());
                }
                if raw::shape(holder) != shape {
                    break;
                }
                let (value, stamp) = (raw::load(holder, 8), raw::load(holder, 16));
                if value.is_hole() || !stamp.is_hole() || stamp.stamp() < limit.stamp() {
                    break;
                }
                found = Some(value);
                w = value;
            }
        }
        found
    }

    /// # Safety
    /// A pointer into the range of young objects outside the nursery.
    #[inline(never)]
    unsafe fn forward_elsewhere(&mut self, w: Word) -> Word {
        if !self.stretches.iter().any(|s| s.contains(&w.address())) {
            return w;
        }
        // SAFETY: as required: the range also holds old objects, which their header tells.
        unsafe {
            let header = raw::header(w);
            if header.has(Header::FORWARDED) {
                return Word::from_bits(header.bits());
            }
            if !header.is_young() || self.kept.holds(w) {
                return w;
            }
            if header.has(Header::LARGE) {
                raw::set_header(w, header.with(self.flags));
                self.grey_large.push(w.address());
                return w;
            }
            self.copy(w.address(), header)
        }
    }

    /// # Safety
    /// A young object that was not copied yet, and its header.
    #[inline(always)]
    unsafe fn copy(&mut self, from: usize, header: Header) -> Word {
        // SAFETY: as required; the copy fits where the old space says.
        unsafe {
            let shape = header.shape();
            let words = match shape.tail() {
                TailKind::None | TailKind::Raw => 1 + shape.fixed() as usize,
                TailKind::Slots => 2 + shape.fixed() as usize + ((from + 8) as *const usize).read(),
                TailKind::Bytes => 2 + shape.fixed() as usize + ((from + 8) as *const usize).read().div_ceil(8),
            };
            let (to, flags) = self.room(from, 8 * words);
            let (source, target) = (from as *const u64, to as *mut u64);
            target.write(header.bits() | flags);
            match words {
                2 => target.add(1).write(source.add(1).read()),
                3 => {
                    target.add(1).write(source.add(1).read());
                    target.add(2).write(source.add(2).read());
                }
                _ => {
                    for i in 1..words {
                        target.add(i).write(source.add(i).read());
                    }
                }
            }
            let w = Word::pointer(to);
            (from as *mut u64).write(w.bits());
            w
        }
    }

    /// Room for the copy of an object of that size, and the flags that it gets.
    #[inline(always)]
    fn room(&mut self, from: usize, size: usize) -> (usize, u64) {
        let to = self.kept.top;
        let survived = (self.kept.survivors.0..self.kept.survivors.1).contains(&from);
        if AGES && size <= self.kept.end - to && !survived {
            self.kept.top += size;
            return (to, 0);
        }
        self.promoted += size;
        (self.heap.old.allocate(size), self.flags)
    }

    /// Notes that an old object points to what stays young.
    ///
    /// # Safety
    /// The extent is the object's.
    #[cold]
    #[inline(never)]
    unsafe fn remember(&mut self, address: usize, extent: Extent) {
        // SAFETY: as required.
        unsafe {
            if extent.header.shape().is_special() || extent.size <= WHOLE_WORDS * 8 {
                let w = Word::pointer(address);
                raw::set_header(w, raw::header(w).without(Header::OLD).with(Header::REMEMBERED));
                self.heap.remembered.push(address);
                return;
            }
            for slot in (extent.from..extent.to).step_by(8) {
                if self.kept.holds((slot as *const Word).read()) {
                    self.heap.slots.push(slot);
                }
            }
        }
    }

    /// Looks into an object of the old space, and gives its size.
    ///
    /// # Safety
    /// An object whose slots may be young.
    #[inline(always)]
    unsafe fn scan(&mut self, address: usize) -> usize {
        // SAFETY: as required.
        unsafe {
            let extent = raw::extent(address, raw::header(Word::pointer(address)));
            self.scan_extent(address, extent);
            extent.size
        }
    }

    /// # Safety
    /// As for `scan`; the extent is the object's.
    #[inline(always)]
    unsafe fn scan_extent(&mut self, address: usize, extent: Extent) {
        // SAFETY: as required.
        unsafe {
            if extent.header.shape().is_special() {
                if AGES {
                    self.old_specials.push(address);
                }
                self.specials.push(address);
                return;
            }
            self.young = false;
            self.scan_slots(extent.from, extent.to);
            if AGES && self.young {
                self.remember(address, extent);
            }
        }
    }

    /// # Safety
    /// The slots from one address to the other are tagged words.
    #[inline(always)]
    unsafe fn scan_slots(&mut self, from: usize, to: usize) {
        let (mut slot, end) = (from as *mut Word, to as *mut Word);
        while slot < end {
            // SAFETY: as required.
            unsafe {
                self.forward(slot);
                slot = slot.add(1);
            }
        }
    }

    /// Looks into what stores, and becoming old, have made old objects point to. What then points to something young is remembered again.
    pub(super) fn scan_remembered(&mut self) {
        for address in std::mem::take(&mut self.heap.remembered) {
            let w = Word::pointer(address);
            // SAFETY: remembered objects are old, and the old space keeps all its objects until a major collection.
            unsafe {
                raw::set_header(w, raw::header(w).without(Header::REMEMBERED).with(Header::OLD));
                self.scan(address);
            }
        }
        for i in 0..self.heap.watched.len() {
            let address = self.heap.watched[i];
            let w = Word::pointer(address);
            // SAFETY: watched objects are old and stay reachable.
            unsafe {
                raw::set_header(w, raw::header(w).without(Header::OLD).with(Header::REMEMBERED));
                self.scan(address);
            }
        }
        let mut slots = std::mem::take(&mut self.heap.slots);
        slots.retain(|slot| {
            // SAFETY: slots of old objects.
            unsafe {
                self.forward(*slot as *mut Word);
                self.kept.holds((*slot as *const Word).read())
            }
        });
        self.heap.slots.append(&mut slots);
    }

    /// Bytes promoted, large objects included, and the end of what stays young. Large objects that survived become old; the others are freed.
    pub(super) fn finish(mut self) -> (usize, usize) {
        for address in std::mem::take(&mut self.old_specials) {
            // SAFETY: a special object that lives, whose slots are settled.
            unsafe {
                let extent = raw::extent(address, raw::header(Word::pointer(address)));
                if (extent.from..extent.to).step_by(8).any(|slot| self.kept.holds((slot as *const Word).read())) {
                    self.remember(address, extent);
                }
            }
        }
        let heap = self.heap;
        let mut promoted = self.promoted;
        heap.old.promoted_bytes += promoted;
        for large in heap.young_large.drain(..) {
            // SAFETY: a large object begins with its header.
            if !unsafe { raw::header(Word::pointer(large.address)) }.is_young() {
                promoted += large.size;
                heap.old.adopt(large);
            } else {
                heap.old.release(large);
            }
        }
        (promoted, self.kept.top)
    }
}

impl<const ELSEWHERE: bool, const AGES: bool> Tracer for Minor<'_, ELSEWHERE, AGES> {
    fn alive(&self, w: Word) -> Option<Word> {
        if w.is_slot() {
            return self.alive(w.holder()).map(|holder| w.moved_to(holder));
        }
        if !w.is_pointer() {
            return Some(w);
        }
        let near = w.address().wrapping_sub(self.start) < self.bytes;
        if !near && !(ELSEWHERE && self.elsewhere.contains(&w.address())) {
            return Some(w);
        }
        // SAFETY: a pointer word points to an object, or to where a copied one was.
        let header = unsafe { raw::header(w) };
        if header.has(Header::FORWARDED) {
            return Some(Word::from_bits(header.bits()));
        }
        if header.is_young() && !self.kept.holds(w) { None } else { Some(w) }
    }

    fn stays_young(&self, w: Word) -> bool {
        self.kept.holds(w)
    }

    unsafe fn keep(&mut self, slot: *mut Word) {
        // SAFETY: as required of the caller.
        unsafe { self.forward(slot) }
    }

    fn drain(&mut self) {
        // SAFETY: every object in `scan..top` of a region and in the lists is a copied one, or a large one that survives.
        unsafe {
            loop {
                while self.heap.old.main.scan < self.heap.old.main.top {
                    // The region may be exchanged while the object is scanned; so `scan` moves on first.
                    let address = self.heap.old.main.scan;
                    let extent = raw::extent(address, raw::header(Word::pointer(address)));
                    self.heap.old.main.scan = address + extent.size;
                    self.scan_extent(address, extent);
                }
                if AGES && self.kept.scan < self.kept.top {
                    let address = self.kept.scan;
                    let extent = raw::extent(address, raw::header(Word::pointer(address)));
                    self.kept.scan = address + extent.size;
                    if extent.header.shape().is_special() {
                        self.specials.push(address);
                    } else {
                        self.scan_slots(extent.from, extent.to);
                    }
                } else if self.heap.old.medium.scan < self.heap.old.medium.top {
                    let (from, to) = (self.heap.old.medium.scan, self.heap.old.medium.top);
                    self.heap.old.medium.scan = to;
                    self.scan_run(from, to);
                } else if let Some((from, to)) = self.heap.old.grey.pop() {
                    self.scan_run(from, to);
                } else if let Some(address) = self.grey_large.pop() {
                    self.scan(address);
                } else {
                    return;
                }
            }
        }
    }

    fn specials(&mut self) -> &mut Vec<usize> {
        &mut self.specials
    }
}

impl<const ELSEWHERE: bool, const AGES: bool> Minor<'_, ELSEWHERE, AGES> {
    /// # Safety
    /// Objects lie one behind the other between the addresses.
    unsafe fn scan_run(&mut self, mut from: usize, to: usize) {
        while from < to {
            // SAFETY: as required.
            from += unsafe { self.scan(from) };
        }
    }
}
