//! The reserved, demand-committed region that holds a VM's frames.
#![allow(unsafe_code)]

use super::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume, frame_size};
use crate::code::Code;
use crate::heap::memory::Mapping;
use crate::word::Word;

/// What stays committed above the top frame after a major collection.
const KEPT_BYTES: usize = 256 << 10;

/// A VM stack. Words from `base` up to the end of the top frame are initialised.
pub struct Stack {
    memory: Mapping,
    /// No frame may end above this address. Read by compiled code.
    pub limit: *mut Word,
    /// The top frame, null if there is none.
    pub fp: *mut Word,
    /// Frames that begin below this address have not run since the last collection, so a minor collection need not look at
    /// them. Whoever makes a lower frame the running one lowers the watermark to it: `if fp < watermark { watermark = fp }`.
    /// The collector raises it, and only if [`Stack::keeps_watermark`] is set.
    pub watermark: *mut Word,
    /// No frame below points to anything young: what they point to has survived a collection twice.
    settled: *mut Word,
    /// Says that the driver lowers the watermark. Without it a minor collection looks at all frames.
    pub keeps_watermark: bool,
    /// Where compiled code that is entered in the top frame finds the frame's words: there, or in a segment.
    pub words: *const Word,
    /// What such code is given as the result that the frame waits for.
    pub result: Word,
    /// The frame that a recording waits to be returned to, null if none: compiled code leaves it to the driver to return to this
    /// frame and those below.
    pub awaited: *mut Word,
    /// The innermost call by the host; without one, its base is null. Compiled code captures in it.
    pub entry: Entry,
    /// What [`Stack::entry`] was before each of the calls in progress, outermost first.
    pub(super) outer: Vec<Entry>,
    /// How many calls by the host have begun.
    pub(super) begun: i64,
}

/// A call by the host.
pub struct Entry {
    /// Where its base frame is.
    pub base: *mut Word,
    /// The continuation of the base frame: a stack segment, or nil if it returns to the host.
    pub below: Word,
    /// Which call it is, a small integer: no other has the same. Below zero if it was made within another.
    pub number: Word,
    /// The top frame when it began, null if there was none.
    pub(super) outer: *mut Word,
}

impl Entry {
    const NONE: Entry = Entry { base: std::ptr::null_mut(), below: Word::NIL, number: Word::smi(0), outer: std::ptr::null_mut() };
}

// SAFETY: the region belongs to this stack alone.
unsafe impl Send for Stack {}

impl Stack {
    /// Reserves address space for `bytes` of frames, and a margin for the frame that finds the limit exceeded.
    pub fn new(bytes: usize) -> std::io::Result<Stack> {
        let margin = 8 * (crate::frame::FRAME_HEADER + 2 * 4096);
        let memory = bytes.checked_add(2 * margin).and_then(Mapping::new).ok_or_else(std::io::Error::last_os_error)?;
        let base = memory.address() as *mut Word;
        let limit = base.wrapping_byte_add(bytes);
        let (fp, awaited, words) = (std::ptr::null_mut(), std::ptr::null_mut(), std::ptr::null());
        Ok(Stack {
            memory,
            limit,
            fp,
            watermark: base,
            settled: base,
            keeps_watermark: false,
            words,
            result: Word::UNDEFINED,
            awaited,
            entry: Entry::NONE,
            outer: Vec::new(),
            begun: 0,
        })
    }

    /// The lowest address.
    pub fn base(&self) -> *mut Word {
        self.memory.address() as *mut Word
    }

    /// Whether a frame of so many words fits at an address behind the top frame.
    #[inline(always)]
    pub fn has_room(&self, at: *mut Word, words: usize) -> bool {
        at.wrapping_add(words) <= self.limit
    }

    /// The address behind the top frame: where the next one begins.
    pub(crate) fn end(&self, codes: &[Box<Code>]) -> *mut Word {
        if self.fp.is_null() {
            return self.base();
        }
        // SAFETY: the top frame is a frame.
        let code = unsafe { self.fp.add(FRAME_CODE).read() }.as_code().expect("a frame's code word");
        self.fp.wrapping_add(frame_size(&codes[code.0 as usize]))
    }

    /// The words of all frames.
    pub(crate) fn words(&mut self, codes: &[Box<Code>]) -> &mut [Word] {
        let (base, end) = (self.base(), self.end(codes));
        // SAFETY: the words up to the end of the top frame are initialised.
        unsafe { std::slice::from_raw_parts_mut(base, end.offset_from_unsigned(base)) }
    }

    /// The words of the frames that may point to something young.
    pub(crate) fn young_words(&mut self, codes: &[Box<Code>]) -> &mut [Word] {
        let from = self.unchanged().min(self.settled);
        let skipped = from as usize - self.base() as usize;
        &mut self.words(codes)[skipped / 8..]
    }

    /// Forgets what frames that wait for a call hold in slots which they do not need any more, so that a deep recursion does
    /// not keep alive what it has worked off. Frames below the watermark were seen to by an earlier collection; what the
    /// running frame needs only the driver knows.
    pub(crate) fn clear_dead(&mut self, codes: &[Box<Code>]) {
        let mut fp = self.fp;
        while !fp.is_null() && fp > self.watermark {
            // SAFETY: `fp` walks the frames of the innermost call by the host, and frames follow one another without gap.
            unsafe {
                let previous = fp.add(FRAME_PREVIOUS).read().smi_value() as usize;
                if previous == 0 {
                    return;
                }
                fp = fp.sub(previous);
                let code = fp.add(FRAME_CODE).read().as_code().expect("a frame's code word");
                let resume = Resume::from_word(fp.add(FRAME_RESUME).read());
                // Without a slot for the result it waits for a handler that looks for its place.
                let Some(result) = resume.slot else { continue };
                let code = &codes[code.0 as usize];
                for i in (0..code.slots as usize).filter(|&i| !code.needs(resume.pc, result, i)) {
                    fp.add(FRAME_HEADER + i).write(Word::UNDEFINED);
                }
            }
        }
    }

    /// The frames below have not changed since the last collection.
    fn unchanged(&self) -> *mut Word {
        if self.fp.is_null() { self.base() } else { self.watermark.min(self.fp) }
    }

    /// Everything was seen by a collection; only the top frame may run before another says so. `ages`: what survived for the first
    /// time is still young.
    pub(crate) fn all_seen(&mut self, ages: bool) {
        let unchanged = self.unchanged();
        self.watermark = if self.keeps_watermark && !self.fp.is_null() { self.fp } else { self.base() };
        self.settled = if ages { unchanged } else { self.watermark };
    }

    /// The continuations of the base frames.
    pub(crate) fn continuations(&mut self) -> impl Iterator<Item = &mut Word> {
        self.outer.iter_mut().chain([&mut self.entry]).map(|e| &mut e.below)
    }

    /// Gives memory back that a deep recursion has touched.
    pub(crate) fn release_unused(&mut self, codes: &[Box<Code>]) {
        let from = self.end(codes) as usize + KEPT_BYTES;
        self.memory.release(from, self.memory.address() + self.memory.bytes());
    }
}
