//! The old space: where objects that survived a minor collection live, without ever moving again.
//!
//! Memory comes in *chunks* of 1 MiB, aligned to their size, divided into *lines* of 256 bytes. The first lines of a
//! chunk hold a mark byte for each of its lines. A major collection marks the lines that live objects touch; promotion then
//! bumps a pointer through the *runs* of unmarked lines. So promoting is as cheap as in a copying space, sweeping costs a byte
//! per 256, and nothing is copied twice. Objects above [`LARGE_BYTES`] each have memory of their own.
//!
//! Taking a run marks its lines, so a line is free if and only if its mark byte is 0.
#![allow(unsafe_code)]

use super::memory::{Mapping, exhausted};
use crate::word::Header;

/// The size and alignment of a chunk.
pub const CHUNK: usize = 1 << 20;
/// The size of a line.
pub const LINE: usize = 1 << LINE_SHIFT;
const LINE_SHIFT: u32 = 8;
const LINES: usize = CHUNK >> LINE_SHIFT;
/// The first line that holds objects: those before hold the marks.
const FIRST_LINE: usize = LINES / LINE;
/// Lines of a chunk that hold objects.
const USABLE_LINES: usize = LINES - FIRST_LINE;
/// Bytes of a chunk that hold objects.
pub const CHUNK_BYTES: usize = USABLE_LINES * LINE;
/// Objects larger than this have memory of their own.
pub const LARGE_BYTES: usize = 8 << 10;
/// Shorter runs are left alone: taking one costs more than its lines are worth.
const SHORTEST_RUN: usize = 2;
/// Objects larger than a line that do not fit the current run go to a run of at least this many lines.
const MEDIUM_RUN: usize = 64;
/// From this many chunks on, a fresh one is committed at once.
const POPULATE_CHUNKS: usize = 8;
/// From this many chunks on, fresh ones come many at a time, in huge pages.
const HUGE_CHUNKS: usize = 64;
/// So much is mapped at a time then.
const SLAB: usize = 16 << 20;
/// The size of a huge page.
const HUGE: usize = 2 << 20;

/// One chunk.
pub(super) struct Chunk {
    memory: Mapping,
    /// How many lines were free after the last sweep.
    free: usize,
    /// No run of free lines is longer than this.
    longest: usize,
}

impl Chunk {
    fn new(memory: Mapping) -> Chunk {
        let mut chunk = Chunk { memory, free: USABLE_LINES, longest: USABLE_LINES };
        chunk.marks()[..FIRST_LINE].fill(1);
        chunk
    }

    pub(super) fn address(&self) -> usize {
        self.memory.address()
    }

    fn marks(&mut self) -> &mut [u8; LINES] {
        // SAFETY: the first lines of the mapping hold the marks, and only this chunk refers to them.
        unsafe { &mut *(self.memory.address() as *mut [u8; LINES]) }
    }

    /// The first run of at least `shortest` free lines at or behind `from`, and the longest run passed over.
    fn run(&mut self, from: usize, shortest: usize) -> (Option<(usize, usize)>, usize) {
        let marks = self.marks();
        let (mut at, mut passed) = (from, 0);
        while let Some(start) = next(marks, at, true) {
            let end = next(marks, start, false).unwrap_or(LINES);
            if end - start >= shortest {
                return (Some((start, end)), passed);
            }
            passed = passed.max(end - start);
            at = end;
        }
        (None, passed)
    }

    /// Takes lines for allocation: their addresses.
    fn take(&mut self, (start, end): (usize, usize)) -> (usize, usize) {
        self.marks()[start..end].fill(1);
        let base = self.address();
        (base + (start << LINE_SHIFT), base + (end << LINE_SHIFT))
    }

    /// Counts the free lines and measures their runs.
    fn survey(&mut self) {
        let marks = self.marks();
        let (mut at, mut free, mut longest) = (FIRST_LINE, 0, 0);
        while let Some(start) = next(marks, at, true) {
            let end = next(marks, start, false).unwrap_or(LINES);
            free += end - start;
            longest = longest.max(end - start);
            at = end;
        }
        (self.free, self.longest) = (free, longest);
    }
}

/// The first line at or behind `at` that is free (or, if `free` is false, marked). Looks at eight lines at a time.
fn next(marks: &[u8; LINES], mut at: usize, free: bool) -> Option<usize> {
    let skip = if free { u64::from_ne_bytes([1; 8]) } else { 0 };
    while at < LINES {
        if at.is_multiple_of(8) && marks[at..at + 8] == skip.to_ne_bytes() {
            at += 8;
        } else if (marks[at] == 0) == free {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

/// Marks the lines of an object.
///
/// # Safety
/// The object lies in a chunk.
#[inline(always)]
pub(super) unsafe fn mark_lines(address: usize, size: usize) {
    let chunk = address & !(CHUNK - 1);
    let (first, last) = ((address - chunk) >> LINE_SHIFT, (address + size - 1 - chunk) >> LINE_SHIFT);
    for line in first..=last {
        // SAFETY: the marks lie at the chunk's start.
        unsafe { ((chunk + line) as *mut u8).write(1) }
    }
}

/// Where promoted objects go: a run of lines. Those in `scan..top` were copied but not looked into.
#[derive(Clone, Copy, Default)]
pub(super) struct Region {
    pub(super) scan: usize,
    pub(super) top: usize,
    end: usize,
}

impl Region {
    fn new((start, end): (usize, usize)) -> Region {
        Region { scan: start, top: start, end }
    }
}

/// How much memory of dead large objects is kept to be used again. What it held before a major collection goes back then.
const RELEASED_BYTES: usize = 16 << 20;

/// An object with memory of its own.
pub(super) struct Large {
    pub(super) address: usize,
    pub(super) size: usize,
    /// `None`: the memory is from the system's allocator.
    mapping: Option<Mapping>,
}

impl Large {
    /// From this size on pages are mapped, so that they go back to the system at once when the object dies.
    const MAPPED_BYTES: usize = 64 << 10;
    /// From this size on huge pages are asked for: what is left of the last one is a small part.
    const HUGE_BYTES: usize = 4 << 20;

    /// Memory for an object; its contents are arbitrary.
    pub(super) fn new(size: usize) -> Option<Large> {
        if size >= Self::HUGE_BYTES {
            // It begins with a huge page, and is visited in any order.
            let memory = Mapping::aligned(size, HUGE)?;
            memory.prefer_huge();
            return Some(Large::mapped(memory, size));
        }
        if size >= Self::MAPPED_BYTES {
            return Some(Large::mapped(Mapping::new(size)?, size));
        }
        // SAFETY: the size is not zero.
        let address = unsafe { std::alloc::alloc(Self::layout(size)?) } as usize;
        if address == 0 { None } else { Some(Large { address, size, mapping: None }) }
    }

    fn mapped(memory: Mapping, size: usize) -> Large {
        Large { address: memory.address(), size, mapping: Some(memory) }
    }

    fn layout(size: usize) -> Option<std::alloc::Layout> {
        std::alloc::Layout::from_size_align(size.max(8), 8).ok()
    }
}

impl Drop for Large {
    fn drop(&mut self) {
        if self.mapping.is_none()
            && let Some(layout) = Self::layout(self.size)
        {
            // SAFETY: allocated by `new` with the same layout.
            unsafe { std::alloc::dealloc(self.address as *mut u8, layout) }
        }
    }
}

/// The old space of a VM.
pub struct OldSpace {
    pub(super) chunks: Vec<Chunk>,
    /// Chunks of the last slab that were not touched yet.
    spare: Vec<Mapping>,
    pub(super) main: Region,
    pub(super) medium: Region,
    /// Stretches of promoted objects not yet looked into, of regions that are full.
    pub(super) grey: Vec<(usize, usize)>,
    pub(super) large: Vec<Large>,
    /// The state of [`Header::MARKED`] that means alive; each major collection flips it.
    pub(super) mark: u64,
    /// Bytes in chunks that the last major collection found alive.
    pub(super) live_bytes: usize,
    /// Bytes promoted to chunks since.
    pub(super) promoted_bytes: usize,
    /// Bytes of large objects.
    pub(super) large_bytes: usize,
    /// Of these, how many became old since the last major collection.
    pub(super) large_since: usize,
    /// Memory of dead large objects, to be used again: a program that makes one vector after the other would have each of
    /// its pages committed anew.
    released: Vec<Mapping>,
    /// Where the search for free runs goes on.
    cursor: (usize, usize),
    medium_cursor: usize,
}

impl OldSpace {
    pub(super) fn new() -> OldSpace {
        OldSpace {
            chunks: Vec::new(),
            spare: Vec::new(),
            main: Region::default(),
            medium: Region::default(),
            grey: Vec::new(),
            large: Vec::new(),
            mark: Header::MARKED,
            live_bytes: 0,
            promoted_bytes: 0,
            large_bytes: 0,
            large_since: 0,
            released: Vec::new(),
            cursor: (0, FIRST_LINE),
            medium_cursor: 0,
        }
    }

    /// Bytes of all objects, dead ones included.
    pub(super) fn bytes(&self) -> usize {
        self.live_bytes + self.promoted_bytes + self.large_bytes
    }

    /// Bytes that were added since the last major collection.
    pub(super) fn growth(&self) -> usize {
        self.promoted_bytes + self.large_since
    }

    /// Bytes of memory held from the system.
    pub(super) fn mapped(&self) -> usize {
        self.chunks.len() * CHUNK + self.large_bytes + self.released_bytes()
    }

    /// Memory for a promoted object of at most [`LARGE_BYTES`].
    #[inline(always)]
    pub(super) fn allocate(&mut self, size: usize) -> usize {
        let address = self.main.top;
        if size <= self.main.end - address {
            self.main.top = address + size;
            return address;
        }
        self.allocate_slow(size)
    }

    /// Whether an object of at most a line fits the current run.
    pub(super) fn has_room(&self, size: usize) -> bool {
        size <= self.main.end - self.main.top
    }

    /// Memory for an object that is made here, between two collections, and not looked into by the next one.
    pub(super) fn allocate_scanned(&mut self, size: usize) -> usize {
        debug_assert!(self.main.scan == self.main.top && size <= LINE);
        let address = self.allocate(size);
        self.main.scan = self.main.top;
        self.promoted_bytes += size;
        address
    }

    #[cold]
    #[inline(never)]
    fn allocate_slow(&mut self, size: usize) -> usize {
        if size > LINE {
            return self.allocate_medium(size);
        }
        Self::close(&mut self.grey, self.main);
        self.main = Region::new(self.next_run());
        self.allocate(size)
    }

    /// Memory for an object of more than a line. Small holes are left to small objects.
    fn allocate_medium(&mut self, size: usize) -> usize {
        if size > self.medium.end - self.medium.top {
            Self::close(&mut self.grey, self.medium);
            self.medium = Region::new(self.long_run(MEDIUM_RUN.max(size.div_ceil(LINE))));
        }
        let address = self.medium.top;
        self.medium.top += size;
        address
    }

    fn close(grey: &mut Vec<(usize, usize)>, region: Region) {
        if region.scan < region.top {
            grey.push((region.scan, region.top));
        }
    }

    /// The next run of free lines; a fresh chunk if there is none.
    fn next_run(&mut self) -> (usize, usize) {
        while let Some(chunk) = self.chunks.get_mut(self.cursor.0) {
            if chunk.longest >= SHORTEST_RUN
                && let (Some(run), _) = chunk.run(self.cursor.1, SHORTEST_RUN)
            {
                self.cursor.1 = run.1;
                return chunk.take(run);
            }
            self.cursor = (self.cursor.0 + 1, FIRST_LINE);
        }
        let chunk = self.grow();
        let run = chunk.take((FIRST_LINE, LINES));
        self.cursor = (self.chunks.len(), FIRST_LINE);
        run
    }

    /// A run of at least so many free lines.
    fn long_run(&mut self, lines: usize) -> (usize, usize) {
        while let Some(chunk) = self.chunks.get_mut(self.medium_cursor) {
            if chunk.longest >= lines {
                let (run, passed) = chunk.run(FIRST_LINE, lines);
                if let Some(run) = run {
                    return chunk.take(run);
                }
                chunk.longest = passed;
            }
            self.medium_cursor += 1;
        }
        self.grow().take((FIRST_LINE, LINES))
    }

    fn grow(&mut self) -> &mut Chunk {
        if self.spare.is_empty() && self.chunks.len() >= HUGE_CHUNKS {
            let Some(slab) = Mapping::aligned(SLAB, HUGE) else { exhausted(SLAB) };
            slab.prefer_huge();
            self.spare.extend(slab.split(CHUNK));
            self.spare.reverse();
        }
        let memory = self.spare.pop().or_else(|| {
            let memory = Mapping::aligned(CHUNK, CHUNK)?;
            if self.chunks.len() >= POPULATE_CHUNKS {
                memory.populate(memory.address(), memory.address() + CHUNK);
            }
            Some(memory)
        });
        let Some(memory) = memory else { exhausted(CHUNK) };
        self.chunks.push(Chunk::new(memory));
        self.chunks.last_mut().expect("just pushed")
    }

    /// Takes the beginning of a fresh chunk for an image: `bytes` is at most [`CHUNK_BYTES`]. The rest of its lines stay free.
    pub(super) fn image_run(&mut self, bytes: usize) -> usize {
        let lines = bytes.div_ceil(LINE);
        let chunk = self.grow();
        let (start, _) = chunk.take((FIRST_LINE, FIRST_LINE + lines));
        (chunk.free, chunk.longest) = (USABLE_LINES - lines, USABLE_LINES - lines);
        start
    }

    /// Memory for a large object; its contents are arbitrary.
    pub(super) fn large_memory(&mut self, size: usize) -> Option<Large> {
        let fits = |m: &Mapping| (size..=size + size / 4).contains(&m.bytes());
        match self.released.iter().position(fits).filter(|_| size >= Large::MAPPED_BYTES) {
            Some(i) => Some(Large::mapped(self.released.swap_remove(i), size)),
            None => Large::new(size),
        }
    }

    fn released_bytes(&self) -> usize {
        self.released.iter().map(Mapping::bytes).sum()
    }

    /// Takes back the memory of a large object that has died.
    pub(super) fn release(&mut self, mut dead: Large) {
        let held = self.released_bytes();
        if let Some(memory) = dead.mapping.take_if(|m| held + m.bytes() <= RELEASED_BYTES) {
            self.released.push(memory);
            // Without its mapping it would be taken for one from the system's allocator.
            std::mem::forget(dead);
        }
    }

    /// Adopts a large object that has become old.
    pub(super) fn adopt(&mut self, object: Large) {
        self.large_bytes += object.size;
        self.large_since += object.size;
        self.large.push(object);
    }

    /// Begins a major collection: nothing is marked, no line is in use.
    pub(super) fn unmark(&mut self) {
        self.mark ^= Header::MARKED;
        (self.main, self.medium) = (Region::default(), Region::default());
        for chunk in &mut self.chunks {
            chunk.marks()[FIRST_LINE..].fill(0);
        }
    }

    /// Ends a major collection that found `live_bytes` in chunks: finds the free lines, gives back dead large objects, and
    /// chunks that are free beyond `budget` bytes of growth.
    pub(super) fn sweep(&mut self, live_bytes: usize, budget: usize) {
        self.live_bytes = live_bytes;
        self.promoted_bytes = 0;
        let mark = self.mark;
        self.released.clear();
        // SAFETY: the list holds every large object, each with its header.
        let is_dead = |l: &mut Large| unsafe { (l.address as *const u64).read() } & Header::MARKED != mark;
        let dead: Vec<_> = self.large.extract_if(.., is_dead).collect();
        dead.into_iter().for_each(|l| self.release(l));
        self.large_bytes = self.large.iter().map(|l| l.size).sum();
        self.large_since = 0;
        self.chunks.iter_mut().for_each(Chunk::survey);
        // Partly used chunks are filled first.
        self.chunks.sort_by_key(|c| (c.free == USABLE_LINES, c.address()));
        let free: usize = self.chunks.iter().map(|c| c.free << LINE_SHIFT).sum();
        // What exceeds the budget goes back by halves: a heap whose size swings does not map the same memory again and again.
        let mut spare = free.saturating_sub(budget + CHUNK).div_ceil(2);
        while spare >= CHUNK && self.chunks.last().is_some_and(|c| c.free == USABLE_LINES) {
            self.chunks.pop();
            spare -= CHUNK;
        }
        self.cursor = (0, FIRST_LINE);
        self.medium_cursor = 0;
    }

    /// Whether an address lies in lines of a chunk that are in use. For the verifier.
    pub(super) fn holds(&mut self, address: usize, size: usize) -> bool {
        self.chunks.iter_mut().any(|c| {
            let base = c.address();
            if address < base + FIRST_LINE * LINE || address + size > base + CHUNK {
                return false;
            }
            let (first, last) = ((address - base) >> LINE_SHIFT, (address + size - 1 - base) >> LINE_SHIFT);
            c.marks()[first..=last].iter().all(|&m| m == 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_between_marked_lines() {
        let mut space = OldSpace::new();
        let a = space.allocate(24);
        let b = space.allocate(LARGE_BYTES);
        assert_eq!(b, a + 24);
        space.unmark();
        // SAFETY: both lie in the chunk.
        unsafe {
            mark_lines(a + 4 * LINE, LINE);
            mark_lines(a + 6 * LINE, 8);
            mark_lines(a + 8 * LINE, LARGE_BYTES);
        }
        space.sweep(3 * LINE, 0);
        assert_eq!(space.allocate(LINE), a);
        assert_eq!(space.main.end, a + 4 * LINE);
        // Too large for the run of four lines: goes to a long run, and the small one stays.
        let medium = space.allocate(4 * LINE);
        assert!(medium > a + 8 * LINE + LARGE_BYTES - LINE);
        assert_eq!(space.allocate(3 * LINE), a + LINE);
        // The single line between two marked ones is passed over, and so is what the medium object took.
        space.allocate(LINE);
        assert_eq!(space.chunks.len(), 2);
        assert!(space.holds(medium, 4 * LINE));
    }

    #[test]
    fn memory_of_large_objects_is_used_again() {
        let mut space = OldSpace::new();
        let (a, b) = (space.large_memory(1 << 20).unwrap(), space.large_memory(RELEASED_BYTES).unwrap());
        let address = a.address;
        space.release(a);
        space.release(b);
        assert_eq!((space.released.len(), space.mapped()), (1, 1 << 20));
        let (other, again) = (space.large_memory(700 << 10).unwrap(), space.large_memory((1 << 20) - 8).unwrap());
        assert!(other.address != address && again.address == address && again.size == (1 << 20) - 8);
        let small = space.large_memory(1000).unwrap();
        space.release(small);
        space.release(again);
        assert_eq!(space.released.len(), 1);
        space.sweep(0, 0);
        assert!(space.released.is_empty());
    }

    #[test]
    fn free_chunks_go_back() {
        let mut space = OldSpace::new();
        for _ in 0..10 * CHUNK / 4096 {
            space.allocate(4096);
        }
        assert!(space.chunks.len() >= 10);
        space.unmark();
        space.sweep(0, 2 * CHUNK);
        assert!((2..=8).contains(&space.chunks.len()));
        (0..4).for_each(|_| space.sweep(0, 0));
        assert!(space.chunks.len() <= 3);
    }
}
