//! Continuations: captured stretches of stack that share what they have in common.
//!
//! A continuation is what the running frame returns to. Capturing it moves the frames below, down to the innermost call by the
//! host, into one immutable [`StackSegment`] and leaves the running frame alone on the stack, as the base frame, with the
//! segment as *its* continuation:
//!
//! ```text
//!   before           stack: host | f g h            below: nil
//!   capture          heap:  S = {f g, top g}        k = S
//!                    stack: host | h                below: S
//!   capture again                                   k = S                    nothing was pushed: nothing is made
//!   h returns        stack: host | g                below: (S, top f)        one frame is copied back
//!   g calls x        stack: host | g x              below: (S, top f)
//!   capture          heap:  T = {g, top g}          T's below: (S, top f)    only frames since are copied
//!   reinstate S      stack: host | g                below: (S, top f)        from any state, any number of times
//! ```
//!
//! `(S, top f)` is a segment without words of its own: *the frames of `S` up to and including the one at `f`*; without a segment
//! below it is the continuation that returns to the host. So capturing costs what
//! was pushed since the last capture, returning below a captured point and reinstating cost one frame, and a segment is
//! never written. What lies below is the business of the entry, not of a frame: the base frame's link is 0 whether it
//! returns to the host or to a captured frame, so popping stays one test; whoever finds 0 asks [`Vm::underflow`].
#![allow(unsafe_code)]

use super::{Entry, FRAME_PREVIOUS, FRAME_RESUME, Resume, frame_size};
use crate::code::Code;
use crate::heap::{Object, OutOfMemory, fixed_offset, raw};
use crate::vm::Vm;
use crate::word::Word;
use crate::word::core_shapes::{SEGMENT, StackSegment};

/// Where a continuation can go on, as calls by the host may be nested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the innermost call by the host.
    Here,
    /// In a call outside of that: the calls between must end first.
    Outside,
    /// It was captured in a call within another that has ended: nobody waits for what its last frame returns.
    Nowhere,
}

/// What the value that a continuation is given reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receiver {
    /// The frame that is the top frame now.
    Frame,
    /// The host: its call is to end.
    Host,
}

impl Vm {
    /// Captures what the top frame returns to, down to the innermost call by the host. The top frame may have moved afterwards, and
    /// is the only one on the stack.
    pub fn capture(&mut self) -> Result<Word, OutOfMemory> {
        let (base, fp) = (self.entry_base(), self.stack.fp);
        let words = (fp as usize - base as usize) / 8;
        // SAFETY: the words of the frames below are initialised, and making the object does not touch them; the frame moves
        // down over frames that are in the segment then.
        unsafe {
            let previous = fp.add(FRAME_PREVIOUS).read().smi_value() as usize;
            let k = self.capture_words(std::slice::from_raw_parts(base, words), words - previous)?;
            if words > 0 {
                std::ptr::copy(fp, base, self.stack.end(&self.codes).offset_from_unsigned(fp));
                base.add(FRAME_PREVIOUS).write(Word::smi(0));
                self.stack.fp = base;
                self.lower_watermark();
            }
            Ok(k)
        }
    }

    /// Captures frames that lie, or would lie, from where the base frame is: their words, and where the top one begins, of which slots
    /// at the end may be missing that it does not need. The frame that they are below of becomes the base frame.
    pub fn capture_words(&mut self, frames: &[Word], top: usize) -> Result<Word, OutOfMemory> {
        let Entry { below, number, .. } = self.stack.entry;
        if frames.is_empty() && below.is_pointer() {
            return Ok(below);
        }
        let k = self.make_slots(SEGMENT, &[below, Word::smi(top as i64), number], frames)?.word();
        if !frames.is_empty() {
            self.stack.entry.below = k;
        }
        Ok(k)
    }

    /// Puts the frame back that the base frame returns to, in the base frame's place, and makes it the top frame: it
    /// waits at its resume word for the value returned. False if the base frame returns to the host.
    pub fn underflow(&mut self) -> bool {
        self.reinstate(self.stack.entry.below) == Some(Receiver::Frame)
    }

    /// Drops all frames down to the innermost call by the host and puts back the top frame of a continuation, which waits at its
    /// resume word for a value; the frames below follow when it returns. `None` if `k` is no continuation.
    pub fn reinstate(&mut self, k: Word) -> Option<Receiver> {
        if let Some((segment, top)) = self.resolve(k) {
            return self.put_back(segment, top).then_some(Receiver::Frame);
        }
        let k = self.cast(k, SEGMENT)?;
        let to_host = self.length(k) == 0 && self.get(k, StackSegment::below) == Word::NIL;
        to_host.then(|| {
            self.set_base_frame(self.entry_base(), Word::NIL);
            Receiver::Host
        })
    }

    /// The same for compiled code that goes on there, if it is found by the top frame's code and by where that goes on: the frame is
    /// not written, [`Stack::words`](super::Stack::words) says where its words are. Otherwise, and if there is no such frame, nothing happens.
    #[inline]
    pub fn resume_if<T>(&mut self, k: Word, find: impl FnOnce(&Code, Resume) -> Option<T>) -> Option<T> {
        let (segment, top) = self.resolve(k)?;
        let (code, frame) = self.segment_frame(segment, top)?;
        let found = find(code, Resume::from_word(frame[FRAME_RESUME]))?;
        let previous = frame[FRAME_PREVIOUS].smi_value() as usize;
        self.stack.words = frame.as_ptr();
        let rest = self.rest(segment, top, previous);
        self.set_base_frame(self.entry_base(), rest);
        Some(found)
    }

    /// Drops all frames down to the innermost call by the host, and of what the base frame returns to all down to the first frame
    /// that is wanted. False, with nothing dropped, if there is none.
    pub fn reinstate_first(&mut self, wanted: impl Fn(&Code, Resume) -> bool) -> bool {
        let mut at = self.resolve(self.stack.entry.below);
        while let Some((segment, top)) = at {
            let Some((code, frame)) = self.segment_frame(segment, top) else { break };
            if wanted(code, Resume::from_word(frame[FRAME_RESUME])) {
                return self.put_back(segment, top);
            }
            let previous = frame[FRAME_PREVIOUS].smi_value() as usize;
            at = if previous > 0 { Some((segment, top - previous)) } else { self.resolve(self.get(segment, StackSegment::below)) };
        }
        false
    }

    /// Makes the frame at `top` of a segment the base frame. False if there is none.
    fn put_back(&mut self, segment: Object<StackSegment>, top: usize) -> bool {
        let Some((code, frame)) = self.segment_frame(segment, top) else { return false };
        let base = self.entry_base();
        // SAFETY: a frame fits behind the limit, where the margin begins; source and target do not overlap.
        let previous = unsafe {
            std::ptr::copy_nonoverlapping(frame.as_ptr(), base, frame.len());
            (frame.len()..frame_size(code)).for_each(|i| base.add(i).write(Word::UNDEFINED));
            base.add(FRAME_PREVIOUS).replace(Word::smi(0)).smi_value() as usize
        };
        let rest = self.rest(segment, top, previous);
        self.set_base_frame(base, rest);
        true
    }

    #[inline]
    fn set_base_frame(&mut self, base: *mut Word, below: Word) {
        self.stack.entry.below = below;
        self.stack.fp = base;
        self.lower_watermark();
    }

    /// Where the base frame of the innermost call by the host is. Panics if none is in progress.
    #[inline]
    pub fn entry_base(&self) -> *mut Word {
        let base = self.stack.entry.base;
        assert!(!base.is_null(), "a call by the host");
        base
    }

    /// Where a continuation can go on.
    #[inline]
    pub fn place(&self, k: Word) -> Place {
        let Some(k) = self.cast(k, SEGMENT) else { return Place::Here };
        let entry = self.get(k, StackSegment::entry);
        if entry == self.stack.entry.number {
            return Place::Here;
        }
        let Some((_, outer)) = self.stack.outer.split_first() else { return Place::Here };
        // Outermost calls have numbers from 0, and go on in each other: a program may re-enter what an earlier one has captured.
        match entry.as_smi() {
            Some(0..) if outer.is_empty() => Place::Here,
            Some(0..) => Place::Outside,
            _ if outer.iter().any(|e| e.number == entry) => Place::Outside,
            _ => Place::Nowhere,
        }
    }

    /// What is below the frame at `top` of a segment.
    #[inline]
    fn rest(&mut self, segment: Object<StackSegment>, top: usize, previous: usize) -> Word {
        if previous == 0 { self.get(segment, StackSegment::below) } else { self.part(segment, top - previous) }
    }

    /// A segment's frames up to and including the one at `top`.
    fn part(&mut self, segment: Object<StackSegment>, top: usize) -> Word {
        let entry = self.get(segment, StackSegment::entry);
        // SAFETY: all fixed slots are written; the object has no tail.
        unsafe {
            let k = self.heap.allocate(SEGMENT.id(), 0);
            raw::store(k, fixed_offset::<StackSegment>(0), segment.word());
            raw::store(k, fixed_offset::<StackSegment>(1), Word::smi(top as i64));
            raw::store(k, fixed_offset::<StackSegment>(2), entry);
            k
        }
    }

    /// The segment that holds the words of a continuation's top frame, and where.
    #[inline]
    pub(super) fn resolve(&self, k: Word) -> Option<(Object<StackSegment>, usize)> {
        let k = self.cast(k, SEGMENT)?;
        let top = self.get(k, StackSegment::top).as_smi()? as usize;
        if self.length(k) > 0 {
            return Some((k, top));
        }
        let segment = self.cast(self.get(k, StackSegment::below), SEGMENT)?;
        (self.length(segment) > 0).then_some((segment, top))
    }

    /// The frame at `top` of a segment: its code and its words, which may end before slots that it does not need.
    #[inline]
    pub(super) fn segment_frame(&self, segment: Object<StackSegment>, top: usize) -> Option<(&Code, &[Word])> {
        let words = self.elements(segment).get(top..)?;
        let code = self.codes.get(words.first()?.as_code()?.0 as usize)?;
        Some((code, words.get(..frame_size(code)).unwrap_or(words)))
    }
}
