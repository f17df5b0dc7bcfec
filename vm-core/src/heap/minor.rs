//! The minor collection: every young object that is reachable moves to the old space.
//!
//! Promotion is *en masse*: nothing stays young, so a minor collection needs no ages, and afterwards no old object
//! points to a young one. Copied objects are looked into in the order in which they were copied, straight through the regions
//! that the old space handed out (Cheney's method), so there is no recursion and no stack.
//!
//! A copied object leaves its new address in its header's place: the word that points to the new copy, whose tag bit is
//! [`Header::FORWARDED`].
#![allow(unsafe_code)]

use super::alloc::Heap;
use super::raw::{self, Extent};
use super::special::Tracer;
use crate::word::{Header, ShapeId, TailKind, Word};

/// A running minor collection. `ELSEWHERE`: some young objects are not in the nursery proper.
pub(super) struct Minor<'h, const ELSEWHERE: bool> {
    heap: &'h mut Heap,
    start: usize,
    bytes: usize,
    /// Where young objects outside the nursery lie, roughly.
    elsewhere: std::ops::Range<usize>,
    /// The flags that promoted objects get.
    flags: u64,
    promoted: usize,
    grey_large: Vec<usize>,
    specials: Vec<usize>,
    /// The shape of references, and from which stamp on they are followed.
    references: Option<(ShapeId, i64)>,
}

impl<'h, const ELSEWHERE: bool> Minor<'h, ELSEWHERE> {
    pub(super) fn new(heap: &'h mut Heap, references: Option<(ShapeId, i64)>) -> Self {
        let mut elsewhere = usize::MAX..0;
        let extra = heap.extra.iter().map(|e| (e.memory.address(), e.memory.bytes()));
        for (start, bytes) in extra.chain(heap.young_large.iter().map(|l| (l.address, l.size))) {
            elsewhere = elsewhere.start.min(start)..elsewhere.end.max(start + bytes);
        }
        Minor {
            start: heap.start,
            bytes: heap.nursery.bytes(),
            elsewhere,
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
                    slot.write(self.new_place(self.start + offset));
                }
            } else if ELSEWHERE && w.is_pointer() && self.elsewhere.contains(&w.address()) {
                slot.write(self.forward_elsewhere(w));
            }
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
            if let Some((shape, limit)) = self.references
                && header.shape() == shape
                && let Some(w) = self.referent(from, shape, limit)
            {
                return w;
            }
            self.copy(from, header)
        }
    }

    /// Where that is gone to what a reference leads to, if it leads through young references to something else.
    ///
    /// # Safety
    /// A young reference that was not copied.
    unsafe fn referent(&mut self, from: usize, shape: ShapeId, limit: i64) -> Option<Word> {
        let mut at = from;
        loop {
            // SAFETY: a reference has two slots: what it refers to, and its stamp.
            let (mut w, stamp) = unsafe { ((at as *const Word).add(1).read(), (at as *const Word).add(2).read()) };
            if w == Word::HOLE || stamp.as_smi().is_none_or(|s| s < limit) {
                return None;
            }
            if !w.is_pointer() {
                return Some(w);
            }
            // SAFETY: a slot points to an object, whose header or new address is there.
            unsafe {
                let header = raw::header(w);
                if header.has(Header::FORWARDED) {
                    w = Word::from_bits(header.bits());
                }
                let header = raw::header(w);
                if header.shape() != shape {
                    self.forward(&mut w);
                    return Some(w);
                }
                if !header.is_young() {
                    return None;
                }
            }
            at = w.address();
        }
    }

    /// # Safety
    /// A pointer into the range of young objects outside the nursery.
    #[inline(never)]
    unsafe fn forward_elsewhere(&mut self, w: Word) -> Word {
        // SAFETY: as required: the range also holds old objects, which their header tells.
        unsafe {
            let header = raw::header(w);
            if header.has(Header::FORWARDED) {
                return Word::from_bits(header.bits());
            }
            if !header.is_young() {
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
            let to = self.heap.old.allocate(8 * words);
            let (source, target) = (from as *const u64, to as *mut u64);
            target.write(header.bits() | self.flags);
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
            self.promoted += 8 * words;
            w
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
            let header = raw::header(Word::pointer(address));
            let extent = raw::extent(address, header);
            if header.shape().is_special() {
                self.scan_special(address, extent);
            } else {
                self.scan_slots(extent.from, extent.to);
            }
            extent.size
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

    #[cold]
    unsafe fn scan_special(&mut self, address: usize, extent: Extent) {
        // Its kind is in the shape table; strong slots are traced when it is looked at there.
        let _ = extent;
        self.specials.push(address);
    }

    /// Looks into what stores have made old objects point to. Both buffers are empty afterwards.
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
        for slot in &slots {
            // SAFETY: slots of old objects.
            unsafe { self.forward(*slot as *mut Word) };
        }
        slots.clear();
        self.heap.slots = slots;
    }

    /// Bytes promoted, large objects included. Large objects that survived become old; the others are freed.
    pub(super) fn finish(self) -> usize {
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
        promoted
    }
}

impl<const ELSEWHERE: bool> Tracer for Minor<'_, ELSEWHERE> {
    fn alive(&self, w: Word) -> Option<Word> {
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
        if header.is_young() { None } else { Some(w) }
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
                    if extent.header.shape().is_special() {
                        self.scan_special(address, extent);
                    } else {
                        self.scan_slots(extent.from, extent.to);
                    }
                }
                if self.heap.old.medium.scan < self.heap.old.medium.top {
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

impl<const ELSEWHERE: bool> Minor<'_, ELSEWHERE> {
    /// # Safety
    /// Objects lie one behind the other between the addresses.
    unsafe fn scan_run(&mut self, mut from: usize, to: usize) {
        while from < to {
            // SAFETY: as required.
            from += unsafe { self.scan(from) };
        }
    }
}
