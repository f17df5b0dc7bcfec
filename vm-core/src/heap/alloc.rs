//! Allocation, the memory limit and the write barrier: what running code needs of the heap.
//!
//! ```text
//!   start       eden            top        end    bound                           end of the reservation
//!     | survivors | young objects |  free   |      |  address space, untouched | survivors |
//! ```
//!
//! The nursery is one stretch of reserved address space. Objects are made by bumping `top`; at `end` an allocation takes the
//! slow path, which asks for a collection through the poll word and moves `end` on, so it succeeds all the same. Should
//! the reservation be used up, more *chunks* are mapped elsewhere. Everything made since the last collection is *young*:
//! what lies in the nursery and the extra chunks, and large objects on a list of their own; and so is what has survived one collection:
//! see [`Survivors`]. What would fill the nursery by itself is made in the old space at once, if its maker says so: see [`Vm::outgrows_nursery`](crate::Vm::outgrows_nursery).
#![allow(unsafe_code)]

use super::memory::{Mapping, exhausted};
use super::old::{LARGE_BYTES, Large, OldSpace};
use super::stats::HeapStats;
use super::{OutOfMemory, raw};
use crate::config::HeapOptions;
use crate::limits::{PollWord, poll};
use crate::word::{Header, ShapeId, Word};
use std::ops::Range;
use std::sync::Arc;

/// What is no larger than this is small.
const SMALL_BYTES: usize = 4096;

/// Address space behind the nursery for what is allocated until the driver gets to collect.
const SLACK_BYTES: usize = 64 << 20;
/// The share of the largest nursery that may survive without becoming old.
const SURVIVORS_SHARE: usize = 4;
/// Fewer bytes that survive are no trouble.
const MANY_SURVIVORS: usize = 64 << 10;
/// For how many collections everything that survives becomes old after most of what was kept young has done so all the same.
const PAUSE: u32 = 16;
const LONGEST_PAUSE: u32 = 1024;
/// The size of the first extra chunk.
const EXTRA_BYTES: usize = 1 << 20;
/// Objects with more words than this are remembered slot by slot.
pub(super) const WHOLE_WORDS: usize = 32;
/// The first capacity of the buffer of remembered slots.
const SLOTS: usize = 1 << 10;
/// With this many remembered slots a collection is asked for.
const MANY_SLOTS: usize = 1 << 16;

/// The memory of a VM. The first fields are read and written by compiled code through `offset_of!`.
#[repr(C)]
pub struct Heap {
    /// Where the next young object goes.
    pub top: usize,
    /// The end of what may be bumped through.
    pub end: usize,
    /// Where the nursery begins, and where new objects begin in it.
    pub(super) start: usize,
    eden: usize,
    pub(super) survivors: Survivors,
    /// As `end`, but without the test switch that makes every allocation slow.
    bound: usize,
    pub(super) nursery: Mapping,
    /// How many bytes of it are used between two collections, and how many that may become.
    nursery_bytes: usize,
    nursery_most: usize,
    /// How much of the reservation was in use when the first extra chunk was taken.
    nursery_used: usize,
    /// Chunks besides the nursery; the last one is bumped through.
    pub(super) extra: Vec<Extra>,
    pub(super) young_large: Vec<Large>,
    young_large_bytes: usize,
    /// A large object's memory between `reserve` and `allocate`.
    parked: Option<Large>,
    pub(super) old: OldSpace,
    /// Old objects to be looked into by the next minor collection.
    pub(super) remembered: Vec<usize>,
    /// Addresses of old objects that are looked into at every collection: see [`Vm::watch`](crate::Vm::watch).
    pub(super) watched: Vec<usize>,
    /// Addresses of slots of larger old objects.
    pub(super) slots: Vec<usize>,
    slots_capacity: usize,
    poll: Arc<PollWord>,
    pub(super) options: HeapOptions,
    /// Allocations are counted, so that each takes the slow path.
    counting: bool,
    allocations: u64,
    /// The byte limit, and how far it may be exceeded while a collection has not had its chance.
    limit: usize,
    overshoot: usize,
    /// Past the limit: up to here exceeding it has been reported already.
    reported: usize,
    /// Bytes outside the heap that objects keep alive.
    pub(super) external: usize,
    /// Bytes of symbols' names, as of the last collection.
    pub(super) symbol_bytes: usize,
    /// The next collection must be a major one.
    pub(super) want_major: bool,
    hash_state: u32,
    /// The last number given to an object that is ordered.
    last_order: u32,
    pub(super) stats: HeapStats,
}

/// Where objects lie that have survived one collection: they stay young until the next, so that those that die soon after do not
/// become old, and with them what they refer to. There are two such spaces, at the ends of the nursery, so that a collection copies from one
/// of them and from what lies between, a single stretch, to the other.
pub(super) struct Survivors {
    spaces: [usize; 2],
    bytes: usize,
    /// The one in use, and its end.
    current: usize,
    pub(super) top: usize,
    /// For how many collections nothing is kept young, and for how many next time.
    pause: u32,
    next_pause: u32,
}

impl Survivors {
    fn new(spaces: [usize; 2], bytes: usize) -> Survivors {
        Survivors { spaces, bytes, current: 0, top: spaces[0], pause: 0, next_pause: PAUSE }
    }

    fn space(&self) -> usize {
        self.spaces[self.current]
    }

    /// Where the next survivors go.
    pub(super) fn free(&self) -> usize {
        self.spaces[1 - self.current]
    }

    pub(super) fn free_end(&self) -> usize {
        self.free() + self.bytes
    }

    /// What a collection copies from, of a nursery from one address to another.
    pub(super) fn copied(&self, start: usize, end: usize) -> (usize, usize) {
        if self.current == 0 { (start, end - self.bytes) } else { (start + self.bytes, end) }
    }

    fn exchange(&mut self, top: usize) {
        self.current = 1 - self.current;
        self.top = top;
    }

    /// Bytes of survivors.
    pub(super) fn used(&self) -> usize {
        self.top - self.space()
    }

    /// Whether what survives this collection stays young. Where survivors live on, copying them twice is of no use.
    pub(super) fn keeps(&mut self) -> bool {
        self.pause = self.pause.saturating_sub(1);
        self.pause == 0
    }

    /// Takes down how much of what had survived, so many bytes, has been promoted.
    pub(super) fn learn(&mut self, survived: usize, promoted: usize) {
        if survived < MANY_SURVIVORS {
            return;
        }
        if promoted > survived / 2 {
            (self.pause, self.next_pause) = (self.next_pause, (self.next_pause * 2).min(LONGEST_PAUSE));
        } else {
            self.next_pause = PAUSE;
        }
    }
}

/// An extra chunk.
pub(super) struct Extra {
    pub(super) memory: Mapping,
    /// How much of it is in use, if it is not the last.
    used: usize,
}

impl Heap {
    /// An empty heap that may hold `limit` bytes of objects. `None`: the system has no address space for its nursery.
    pub fn new(poll: Arc<PollWord>, options: HeapOptions, limit: usize) -> Option<Heap> {
        let options = options.checked();
        // A heap of few bytes is not to be overrun by its nursery.
        let most = (limit / 4).next_multiple_of(4096).max(HeapOptions::MIN_NURSERY_BYTES);
        let nursery_bytes = options.nursery_bytes.min(most);
        let nursery_most = (options.nursery_bytes * options.nursery_growth).min(most);
        let kept = (nursery_most / SURVIVORS_SHARE).next_multiple_of(4096);
        let nursery = Mapping::new(nursery_most + SLACK_BYTES + 2 * kept)?;
        let start = nursery.address();
        let eden = start + kept;
        let mut heap = Heap {
            top: eden,
            end: eden,
            start,
            eden,
            survivors: Survivors::new([start, start + nursery.bytes() - kept], kept),
            bound: eden,
            nursery,
            nursery_bytes,
            nursery_most,
            nursery_used: 0,
            extra: Vec::new(),
            young_large: Vec::new(),
            young_large_bytes: 0,
            parked: None,
            old: OldSpace::new(),
            remembered: Vec::new(),
            watched: Vec::new(),
            slots: Vec::new(),
            slots_capacity: SLOTS,
            poll,
            counting: options.collect_every > 0 || options.fail_allocation > 0,
            options,
            allocations: 0,
            limit,
            overshoot: (limit / 4).clamp(64 << 10, 256 << 20),
            reported: limit,
            external: 0,
            symbol_bytes: 0,
            want_major: false,
            hash_state: 0x9e37_79b9,
            last_order: 0,
            stats: HeapStats::default(),
        };
        heap.reset_nursery(heap.survivors.free());
        Some(heap)
    }

    /// Allocates an object with its header (and length) written and its slots not: the caller fills them at once.
    ///
    /// # Safety
    /// The caller writes every slot before anything else happens.
    #[inline(always)]
    pub unsafe fn allocate(&mut self, shape: ShapeId, length: usize) -> Word {
        let size = shape.size(length);
        let address = self.top;
        if size > self.end - address || size > LARGE_BYTES {
            // SAFETY: as required of this function's caller.
            return unsafe { self.allocate_slow(shape, length) };
        }
        self.top = address + size;
        // SAFETY: the object lies in the nursery.
        unsafe { Self::begin(address, shape, length) }
    }

    /// Writes the header and the length.
    ///
    /// # Safety
    /// The memory is large enough and holds nothing.
    #[inline(always)]
    unsafe fn begin(address: usize, shape: ShapeId, length: usize) -> Word {
        let w = Word::pointer(address);
        // SAFETY: as required.
        unsafe {
            raw::at(w, 0).cast::<u64>().write(Header::new(shape).bits());
            if shape.has_tail() {
                raw::at(w, 8).cast::<u64>().write(length as u64);
            }
        }
        w
    }

    /// Allocation when there is no room. Also called by compiled code.
    ///
    /// # Safety
    /// As for [`Heap::allocate`].
    #[cold]
    #[inline(never)]
    pub unsafe fn allocate_slow(&mut self, shape: ShapeId, length: usize) -> Word {
        let size = shape.size(length);
        if self.counting {
            self.count_allocation();
        }
        let address = if size > LARGE_BYTES {
            self.allocate_large(size)
        } else {
            if size > self.bound - self.top {
                self.extend(size);
            }
            let address = self.top;
            self.top += size;
            if self.counting {
                self.end = self.top;
            }
            address
        };
        // SAFETY: the memory has just been taken.
        unsafe {
            let w = Self::begin(address, shape, length);
            if size > LARGE_BYTES {
                raw::set_header(w, raw::header(w).with(Header::LARGE));
            }
            w
        }
    }

    /// Whether so many bytes of new objects are better made in the old space at once: they fill the nursery, and would be copied there.
    pub(super) fn outgrows_nursery(&self, bytes: usize) -> bool {
        bytes > self.nursery_bytes / 4
    }

    /// Memory for an object without tail in the old space.
    ///
    /// # Safety
    /// The caller writes every slot before anything else happens, and has the object remembered if one is young.
    pub(super) unsafe fn allocate_old(&mut self, shape: ShapeId) -> Word {
        let size = shape.size(0);
        if self.counting {
            self.count_allocation();
        }
        let fresh = !self.old.has_room(size);
        let address = self.old.allocate_scanned(size);
        self.stats.allocated += size as u64;
        if fresh {
            if self.major_due() {
                self.poll.raise(poll::COLLECT);
            }
            self.check_limit();
        }
        // SAFETY: the memory has just been taken.
        unsafe {
            let w = Self::begin(address, shape, 0);
            raw::set_header(w, raw::header(w).with(self.old_flags()));
            w
        }
    }

    /// Makes room for `size` bytes, and asks for a collection.
    fn extend(&mut self, size: usize) {
        self.poll.raise(poll::COLLECT);
        self.check_limit();
        let step = (self.nursery_bytes / 8).clamp(4 << 10, 256 << 10).max(size);
        let (region_end, grown) = match self.extra.last() {
            None => (self.survivors.spaces[1], self.bound + step),
            Some(e) => (e.memory.address() + e.memory.bytes(), self.bound + step),
        };
        if grown <= region_end {
            self.bound = grown;
        } else {
            self.extra_chunk(size);
        }
        self.end = self.bound;
    }

    #[cold]
    fn extra_chunk(&mut self, size: usize) {
        let used = self.top;
        let bytes = match self.extra.last_mut() {
            None => {
                self.nursery_used = used - self.eden;
                EXTRA_BYTES
            }
            Some(e) => {
                e.used = used - e.memory.address();
                (e.memory.bytes() * 2).min(64 * EXTRA_BYTES)
            }
        };
        let Some(memory) = Mapping::new(bytes.max(size)) else { exhausted(bytes) };
        (self.top, self.bound) = (memory.address(), memory.address() + memory.bytes());
        self.extra.push(Extra { memory, used: 0 });
    }

    fn allocate_large(&mut self, size: usize) -> usize {
        let object = match self.parked.take() {
            Some(l) if l.size == size => l,
            _ => self.old.large_memory(size).unwrap_or_else(|| exhausted(size)),
        };
        let address = object.address;
        self.young_large.push(object);
        self.young_large_bytes += size;
        self.stats.allocated_large += size as u64;
        if self.young_large_bytes > self.nursery_bytes.max(self.old.bytes() / 8) {
            self.poll.raise(poll::COLLECT);
        }
        self.check_limit();
        address
    }

    /// For the test switches.
    fn count_allocation(&mut self) -> bool {
        self.allocations += 1;
        if self.options.collect_every > 0 && self.allocations.is_multiple_of(self.options.collect_every) {
            self.poll.raise(poll::COLLECT);
        }
        let fails = self.allocations == self.options.fail_allocation;
        if fails {
            self.poll.raise(poll::MEMORY);
        }
        fails
    }

    /// Asks for what has to be done when the limit is exceeded.
    fn check_limit(&mut self) {
        let used = self.used();
        if used > self.limit {
            self.want_major = true;
            self.poll.raise(if used > self.hard_limit() { poll::MEMORY } else { poll::COLLECT });
        }
    }

    fn hard_limit(&self) -> usize {
        self.limit.saturating_add(self.overshoot)
    }

    /// Whether an object of that size may be allocated. If the answer is yes it is to be allocated next.
    ///
    /// The limit may be exceeded a little (by a quarter, at most 256 MiB) by objects that would fit if the collector had
    /// run: only the driver can run it. A small object is never refused: running code goes on until the driver gets its chance.
    #[inline]
    pub fn reserve(&mut self, shape: ShapeId, length: usize) -> Result<(), OutOfMemory> {
        let size = if length < 1 << 48 { shape.size(length) } else { usize::MAX >> 4 };
        // What the nursery has room for is within the limit.
        if size <= self.end - self.top && size <= LARGE_BYTES { Ok(()) } else { self.reserve_elsewhere(size) }
    }

    fn reserve_elsewhere(&mut self, size: usize) -> Result<(), OutOfMemory> {
        let refused = Err(OutOfMemory { bytes: size });
        if self.counting && self.count_allocation() {
            return refused;
        }
        let total = self.used() + size;
        if total > self.limit {
            if size <= self.limit {
                self.want_major = true;
                self.poll.raise(poll::COLLECT);
            }
            if size > SMALL_BYTES && (total > self.hard_limit() || self.old.live_bytes + self.external + size > self.limit) {
                return refused;
            }
        }
        if size > LARGE_BYTES {
            match self.old.large_memory(size) {
                Some(l) => self.parked = Some(l),
                None => return refused,
            }
        }
        Ok(())
    }

    /// Stores with the write barrier.
    ///
    /// # Safety
    /// `w` points to an object that has a tagged slot at the byte offset.
    #[inline(always)]
    pub unsafe fn store(&mut self, w: Word, offset: usize, value: Word) {
        // SAFETY: as required.
        unsafe {
            if raw::header(w).has(Header::OLD) && value.object().is_some() {
                self.remember(w, offset, value);
            }
            raw::store(w, offset, value)
        }
    }

    /// The cold half of the write barrier: notes that an old object's slot may hold a young pointer.
    ///
    /// A small object is remembered as a whole: from then on its header lets stores pass, so a loop that stores into the
    /// same object again and again pays once. Slots of larger objects are remembered one by one.
    #[cold]
    #[inline(never)]
    pub fn remember(&mut self, w: Word, offset: usize, value: Word) {
        if !value.object().is_some_and(|w| self.is_young(w)) {
            return;
        }
        // SAFETY: `w` points to an object.
        let header = unsafe { raw::header(w) };
        let shape = header.shape();
        // SAFETY: the object has a length word if its shape has a tail.
        let length = if shape.has_tail() { unsafe { raw::load(w, 8).bits() as usize } } else { 0 };
        if shape.is_special() || shape.size(length) <= WHOLE_WORDS * 8 {
            // SAFETY: `w` points to an object.
            unsafe { raw::set_header(w, header.without(Header::OLD).with(Header::REMEMBERED)) };
            self.remembered.push(w.address());
            return;
        }
        let slot = w.address() + offset;
        if self.slots.last() != Some(&slot) {
            if self.slots.len() >= self.slots_capacity {
                self.compact_slots();
            }
            self.slots.push(slot);
        }
    }

    /// Keeps the buffer of remembered slots in proportion to the number of different slots.
    fn compact_slots(&mut self) {
        self.slots.sort_unstable();
        self.slots.dedup();
        if self.slots.len() > self.slots_capacity / 2 {
            self.slots_capacity *= 2;
        }
        if self.slots.len() > MANY_SLOTS {
            self.poll.raise(poll::COLLECT);
        }
    }

    /// The addresses of which all objects are young. There are others.
    #[doc(hidden)]
    pub fn nursery(&self) -> Range<usize> {
        self.start..self.start + self.nursery.bytes()
    }

    /// Whether a word is a pointer to an object of the old space, which never moves.
    #[doc(hidden)]
    pub fn is_old(&self, w: Word) -> bool {
        // SAFETY: a pointer word points to an object.
        w.is_pointer() && !self.is_young(w) && !unsafe { raw::header(w) }.is_young()
    }

    /// Whether a pointer points to an object that the next minor collection may move.
    #[inline]
    pub(crate) fn is_young(&self, w: Word) -> bool {
        if w.address().wrapping_sub(self.start) < self.nursery.bytes() {
            return true;
        }
        let elsewhere = !self.extra.is_empty() || !self.young_large.is_empty();
        // SAFETY: a pointer word points to an object.
        elsewhere && unsafe { raw::header(w) }.is_young()
    }

    /// Bytes of objects made since the last collection.
    pub(super) fn young_bytes(&self) -> usize {
        let small = match self.extra.split_last() {
            None => self.top - self.eden,
            Some((last, full)) => {
                self.nursery_used + full.iter().map(|e| e.used).sum::<usize>() + (self.top - last.memory.address())
            }
        };
        small + self.young_large_bytes
    }

    /// Bytes in use: all objects that were not found dead, and external memory.
    pub fn used(&self) -> usize {
        self.young_bytes() + self.survivors.used() + self.old.bytes() + self.external + self.symbol_bytes
    }

    /// The byte limit.
    #[inline]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Changes the byte limit.
    pub fn set_limit(&mut self, bytes: usize) {
        (self.limit, self.reported) = (bytes, bytes);
        self.overshoot = (bytes / 4).clamp(64 << 10, 256 << 20);
    }

    /// Accounts for memory outside the heap that objects keep alive: counts against the limit.
    pub fn external_changed(&mut self, grown: isize) {
        self.external = self.external.saturating_add_signed(grown);
        if grown > 0 {
            self.check_limit();
        }
    }

    /// The options in force.
    pub fn options(&self) -> &HeapOptions {
        &self.options
    }

    /// Begins with nothing in the nursery but what has survived, up to `kept` in the space that was free. All other young objects were
    /// promoted or are dead.
    pub(super) fn reset_nursery(&mut self, kept: usize) {
        let used = if self.extra.is_empty() { self.top } else { self.eden + self.nursery_used };
        if self.options.poison {
            // A word of these bits looks like a pointer to no mapped memory. So a header read through a stale pointer is absurd, too.
            const POISON: u64 = 0x7fff_dead_dead_dea9;
            for (from, to) in [(self.eden, used), (self.survivors.space(), self.survivors.top)] {
                // SAFETY: nothing lives there any more.
                unsafe { std::slice::from_raw_parts_mut(from as *mut u64, (to - from) / 8).fill(POISON) };
            }
        }
        if used > self.eden + self.nursery_bytes + EXTRA_BYTES {
            self.nursery.release(self.eden + self.nursery_bytes, used);
        }
        if self.survivors.pause > 0 && kept == self.survivors.free() && self.survivors.used() > 0 {
            // Nothing is kept young for a while.
            for space in self.survivors.spaces {
                self.nursery.release(space, space + self.survivors.bytes);
            }
        }
        self.survivors.exchange(kept);
        self.extra.clear();
        debug_assert!(self.young_large.is_empty());
        self.young_large_bytes = 0;
        self.top = self.eden;
        self.bound = self.eden + self.nursery_bytes;
        self.end = if self.counting { self.top } else { self.bound };
        self.slots_capacity = SLOTS;
        if self.slots.capacity() > MANY_SLOTS * 4 {
            self.slots = Vec::new();
        }
    }

    /// After a collection: whether the limit holds. One that is exceeded is reported once, and then again only when use
    /// has grown by a sixteenth, so that the handler of the error has room to run.
    pub(super) fn within_limit(&mut self) -> bool {
        let used = self.used();
        if used <= self.limit {
            self.reported = self.limit;
            return true;
        }
        if used <= self.reported {
            return true;
        }
        self.reported = used.saturating_add(self.limit / 16).min(self.hard_limit());
        false
    }

    /// Whether the next collection should be a major one.
    pub(super) fn major_due(&self) -> bool {
        let growth = self.old.growth();
        growth > self.allowed_growth(self.old.bytes() - growth) || self.want_major || self.used() > self.limit
    }

    /// After a major collection, with the nursery empty: so many bytes were promoted since the last one, and so many were found dead. If these
    /// are most, objects are promoted shortly before they die, and a larger nursery gives them the time. Else a
    /// smaller one is better, as what is copied is still in the processor's caches.
    pub(super) fn adapt_nursery(&mut self, promoted: usize, dead: usize) {
        if promoted >= self.nursery_bytes && dead > promoted / 2 {
            self.nursery_bytes = (self.nursery_bytes * 2).min(self.nursery_most);
            self.reset_nursery(self.survivors.free());
        }
    }

    /// How many bytes the old space may grow by from `live` bytes on. Small heaps are collected more often: marking them
    /// is cheap, for they fit the processor's caches.
    pub(super) fn allowed_growth(&self, live: usize) -> usize {
        const FULL_SHARE: usize = 32 << 20;
        let percent = self.options.growth_percent * (FULL_SHARE + live.min(FULL_SHARE)) / FULL_SHARE / 2;
        (live / 100 * percent).max(self.options.growth_bytes)
    }

    /// The next number for an object that is ordered: 24 bits, not 0. Behind the last comes the first again.
    pub(super) fn next_order(&mut self) -> u32 {
        self.last_order = self.last_order % 0xff_ffff + 1;
        self.last_order
    }

    /// A number for an identity hash: 24 bits, not 0.
    pub(super) fn next_hash(&mut self) -> u32 {
        self.hash_state ^= self.hash_state << 13;
        self.hash_state ^= self.hash_state >> 17;
        self.hash_state ^= self.hash_state << 5;
        (self.hash_state >> 8).max(1)
    }
}
