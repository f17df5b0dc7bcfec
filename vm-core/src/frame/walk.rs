//! Walking, pushing and popping frames for whoever is not in a hurry: stack traces, debuggers, tests, images.
#![allow(unsafe_code)]

use super::stack::Entry;
use super::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume, frame_size};
use crate::code::CodeId;
use crate::heap::Object;
use crate::language::Fault;
use crate::vm::Vm;
use crate::word::Word;
use crate::word::core_shapes::StackSegment;

/// A frame as it stands, on the stack or in a captured segment.
#[derive(Clone, Copy, Debug)]
pub struct FrameView<'a> {
    /// The code.
    pub code: CodeId,
    /// Where the frame goes on; of the top frame only valid if it waits for a call.
    pub resume: Resume,
    /// The slots.
    pub slots: &'a [Word],
    /// Whether the frame returns to the host.
    pub to_host: bool,
}

/// The frames of a VM, innermost first, those of captured continuations included, through all calls by the host.
pub struct Frames<'a> {
    vm: &'a Vm,
    at: At,
    /// How many entries are left: the last of them is the one that `at` belongs to.
    entries: usize,
}

#[derive(Clone, Copy)]
enum At {
    Stack(*const Word),
    Segment(Object<StackSegment>, usize),
}

impl<'a> Iterator for Frames<'a> {
    type Item = FrameView<'a>;

    fn next(&mut self) -> Option<FrameView<'a>> {
        let vm = self.vm;
        let (words, previous) = match self.at {
            At::Stack(fp) => {
                if fp.is_null() {
                    return None;
                }
                // SAFETY: `fp` walks the frames of the stack, which nobody changes while the VM is borrowed.
                let words = unsafe {
                    let code = vm.code((*fp.add(FRAME_CODE)).as_code().expect("a frame's code word"));
                    std::slice::from_raw_parts(fp, frame_size(code))
                };
                let previous = words[FRAME_PREVIOUS].smi_value() as usize;
                (words, (previous > 0).then(|| At::Stack(fp.wrapping_sub(previous))))
            }
            At::Segment(segment, top) => {
                let (_, words) = vm.segment_frame(segment, top)?;
                let previous = words[FRAME_PREVIOUS].smi_value() as usize;
                let below = || vm.resolve(vm.get(segment, StackSegment::below));
                (words, if previous > 0 { Some((segment, top - previous)) } else { below() }.map(|(s, top)| At::Segment(s, top)))
            }
        };
        let previous = previous.or_else(|| match (self.at, self.entry()) {
            (At::Stack(_), Some(e)) => vm.resolve(e.below).map(|(s, top)| At::Segment(s, top)),
            _ => None,
        });
        let to_host = previous.is_none();
        self.at = previous.unwrap_or_else(|| {
            let outer = self.entry().map_or(std::ptr::null(), |e| e.outer.cast_const());
            self.entries = self.entries.saturating_sub(1);
            At::Stack(outer)
        });
        Some(FrameView {
            code: words[FRAME_CODE].as_code()?,
            resume: Resume::from_word(words[FRAME_RESUME]),
            slots: &words[FRAME_HEADER..],
            to_host,
        })
    }
}

impl<'a> Frames<'a> {
    fn entry(&self) -> Option<&'a Entry> {
        let stack = &self.vm.stack;
        let outer = stack.outer.get(self.entries).unwrap_or(&stack.entry);
        (self.entries > 0).then_some(outer)
    }
}

/// Frames.
impl Vm {
    /// All frames, innermost first.
    pub fn frames(&self) -> Frames<'_> {
        Frames { vm: self, at: At::Stack(self.stack.fp), entries: self.entry_depth() }
    }

    /// Begins a call by the host: the next frame pushed is its base frame. Gives the address at which that frame is to be.
    pub fn begin_entry(&mut self) -> *mut Word {
        let base = self.stack.end(&self.codes);
        self.stack.begun += 1;
        let number = Word::smi(if self.entry_depth() == 0 { self.stack.begun } else { -self.stack.begun });
        let entry = Entry { base, below: Word::NIL, number, outer: self.stack.fp };
        self.stack.outer.push(std::mem::replace(&mut self.stack.entry, entry));
        base
    }

    /// Ends the innermost call by the host: its frames and its continuation are gone.
    pub fn end_entry(&mut self) {
        if let Some(outer) = self.stack.outer.pop() {
            self.stack.fp = std::mem::replace(&mut self.stack.entry, outer).outer;
            self.lower_watermark();
        }
    }

    /// How many calls by the host are in progress.
    pub fn entry_depth(&self) -> usize {
        self.stack.outer.len()
    }

    /// Keeps the contract of [`Stack::watermark`](super::Stack::watermark) after the top frame has changed.
    #[inline(always)]
    pub fn lower_watermark(&mut self) {
        let fp = if self.stack.fp.is_null() { self.stack.base() } else { self.stack.fp };
        self.stack.watermark = self.stack.watermark.min(fp);
    }

    /// Pushes a frame with its parameters filled and its other slots undefined, and makes it the top frame. Panics if there are
    /// more arguments than slots.
    pub fn push_frame(&mut self, code: CodeId, args: &[Word]) -> Result<*mut Word, Fault> {
        let size = frame_size(self.code(code));
        let fp = self.stack.end(&self.codes);
        if !self.stack.has_room(fp, size) {
            return Err(Fault::StackOverflow);
        }
        let is_base = self.stack.fp.is_null() || self.stack.entry.base == fp;
        let previous = if is_base { 0 } else { (fp as usize - self.stack.fp as usize) / 8 };
        // SAFETY: the frame fits.
        let frame = unsafe { std::slice::from_raw_parts_mut(fp, size) };
        frame.fill(Word::UNDEFINED);
        frame[FRAME_CODE] = code.into();
        frame[FRAME_RESUME] = Resume { pc: 0, slot: None }.word();
        frame[FRAME_PREVIOUS] = Word::smi(previous as i64);
        frame[FRAME_HEADER..][..args.len()].copy_from_slice(args);
        self.stack.fp = fp;
        Ok(fp)
    }

    /// Drops the top frame. `None` if it was the base frame of a call by the host: then it stays.
    pub fn pop_frame(&mut self) -> Option<*mut Word> {
        if self.stack.fp.is_null() {
            return None;
        }
        // SAFETY: the top frame is a frame.
        let previous = unsafe { self.stack.fp.add(FRAME_PREVIOUS).read() }.smi_value();
        if previous == 0 {
            return None;
        }
        self.stack.fp = self.stack.fp.wrapping_sub(previous as usize);
        self.lower_watermark();
        Some(self.stack.fp)
    }

    /// The slots of the top frame.
    pub fn top_slots(&mut self) -> &mut [Word] {
        if self.stack.fp.is_null() {
            return &mut [];
        }
        let words = (self.stack.end(&self.codes) as usize - self.stack.fp as usize) / 8;
        // SAFETY: the top frame has these words.
        unsafe { std::slice::from_raw_parts_mut(self.stack.fp.add(FRAME_HEADER), words - FRAME_HEADER) }
    }

    /// Sets where the top frame goes on when a call returns to it.
    pub fn set_resume(&mut self, resume: Resume) {
        if !self.stack.fp.is_null() {
            // SAFETY: the top frame is a frame.
            unsafe { self.stack.fp.add(FRAME_RESUME).write(resume.word()) }
        }
    }
}
