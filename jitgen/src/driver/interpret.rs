//! The interpreter's loop: `step` in the mode [`Run`], until something needs the driver.
#![allow(unsafe_code)]

use crate::mode::record::{Record, RecordWord};
use crate::mode::resume::Resume;
use crate::mode::{Interpreter, Mode, Next, Request, Run};
use std::ptr::NonNull;
use vm_core::frame::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume as ResumePoint, frame_size};
use vm_core::image::{OpDecoder, OpsOf};
use vm_core::{Code, Language, OP_SIZE, Pc, Slot, Word};

/// Why the interpreter's loop stopped. The mode's frame, code and instruction are where the program goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    /// The poll word is set, or fuel has run out.
    Poll,
    /// The instruction is a site that has become hot.
    Hot,
    /// The instruction is a site that has a unit.
    Enter,
    /// The frame was just made by a call that the loop has not seen.
    Entered,
    /// The frame belongs to another language.
    Foreign,
    /// Returned into a frame below the watch.
    Watched,
    /// The base frame of the host's call has returned. It is still there.
    Finished(Word),
    /// An exception was raised at the instruction.
    Raise(Word),
    /// The instruction asks for something; it is done but for that.
    Request(Request<Word>),
    /// The frame that [`Mode::begin_call`](crate::Mode::begin_call) has opened does not fit the stack.
    Overflow,
}

/// What the loop needs to know of the JIT.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Counting {
    pub(crate) jit: bool,
    pub(crate) loop_threshold: u32,
    pub(crate) entry_threshold: u32,
    pub(crate) fuel: bool,
}

/// A language as the driver sees it.
pub trait Dynamic: Send {
    /// Its front half.
    fn language(&self) -> &dyn Language;
    /// Reads its instructions from images.
    #[doc(hidden)]
    fn decoder(&self) -> &'static dyn OpDecoder;
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn run(&self, m: &mut Run, counting: Counting) -> Stop;
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn record(&self, m: &mut Record<'_>) -> Next<RecordWord>;
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn resume(&self, m: &mut Resume<'_>) -> Next<Word>;
}

/// A language made dynamic.
pub(crate) struct Typed<L>(pub(crate) L);

impl<L: Interpreter> Dynamic for Typed<L> {
    fn language(&self) -> &dyn Language {
        &self.0
    }

    fn decoder(&self) -> &'static dyn OpDecoder {
        const { &OpsOf::<L::Op>::new() }
    }

    #[allow(private_interfaces)]
    fn run(&self, m: &mut Run, counting: Counting) -> Stop {
        // SAFETY: the driver has given the mode a frame of this language's code.
        unsafe { run::<L>(m, counting) }
    }

    #[allow(private_interfaces)]
    fn record(&self, m: &mut Record<'_>) -> Next<RecordWord> {
        let op = m.instruction::<L::Op>();
        L::step(m, &op)
    }

    #[allow(private_interfaces)]
    fn resume(&self, m: &mut Resume<'_>) -> Next<Word> {
        let op = m.instruction::<L::Op>();
        L::step(m, &op)
    }
}

/// The loop.
///
/// # Safety
/// The mode's frame is the top frame of the stack and belongs to code of language `L`.
unsafe fn run<L: Interpreter>(m: &mut Run, counting: Counting) -> Stop {
    m.counting = counting;
    let mut ip = m.ip;
    loop {
        m.ip = ip;
        // SAFETY: control cannot run off the end of built code, and its instructions are of type `L::Op`.
        let op = unsafe { &*ip.cast::<L::Op>() };
        match L::step(m, op) {
            Some(next) => ip = next.as_ptr(),
            None => return m.stop.take().expect("a step that stops says why"),
        }
    }
}

impl Run {
    /// The code of the frame at `fp`.
    ///
    /// # Safety
    /// `fp` is a frame of the stack.
    #[inline(always)]
    pub(crate) unsafe fn code_of(&self, fp: *mut Word) -> *const Code {
        // SAFETY: as required; a frame's first word names its code.
        unsafe {
            let id = fp.add(FRAME_CODE).read().as_code().expect("a frame's code word");
            (*self.vm).code(id)
        }
    }

    /// Stops the loop.
    #[cold]
    #[inline(never)]
    pub(crate) fn stop(&mut self, stop: Stop) -> Option<NonNull<u8>> {
        self.stop = Some(stop);
        None
    }

    /// The address of an instruction of the running code.
    #[inline(always)]
    pub(crate) fn address(&self, pc: Pc) -> *const u8 {
        // SAFETY: set by `take_frame`; targets are checked when code is built.
        unsafe { (*self.code).ops_address().cast::<u8>().add(pc as usize * OP_SIZE) }
    }

    /// Jumps back, which is counted.
    #[inline(never)]
    pub(crate) fn back_edge(&mut self, target: Pc) -> Option<NonNull<u8>> {
        self.ip = self.address(target);
        if self.must_look_up() {
            return self.stop(Stop::Poll);
        }
        // SAFETY: set by `take_frame`.
        if self.counting.jit
            && let Some(site) = unsafe { (*self.code).site(target) }
            && let Some(stop) = site_reached(site, self.counting.loop_threshold)
        {
            return self.stop(stop);
        }
        NonNull::new(self.ip.cast_mut())
    }

    /// Whether the driver must act, fuel counted.
    #[inline(always)]
    fn must_look_up(&mut self) -> bool {
        // SAFETY: the VM is lent to the mode.
        let vm = unsafe { &mut *self.vm };
        if self.counting.fuel {
            vm.fuel -= 1;
            if vm.fuel < 0 {
                return true;
            }
        }
        vm.poll.get() != 0
    }

    /// Makes the opened frame the running one. False if it does not fit the stack.
    ///
    /// # Safety
    /// `begin_call` has opened the frame.
    #[inline(always)]
    pub(crate) unsafe fn push_call(&mut self, slot: Slot) -> bool {
        // SAFETY: as required.
        unsafe {
            let pc = self.pc() + 1;
            self.fp.add(FRAME_RESUME).write(ResumePoint { pc, slot: Some(slot) }.word());
            if self.next.add(frame_size(&*self.callee)) > (*self.vm).stack.limit {
                return false;
            }
            self.take_frame(self.next, self.callee, 0);
            true
        }
    }

    /// Slides the opened frame down over the running one. False if it does not fit the stack.
    ///
    /// # Safety
    /// `begin_call` has opened the frame.
    #[inline(always)]
    pub(crate) unsafe fn replace_frame(&mut self) -> bool {
        // SAFETY: as required; the frames may overlap, so the lower words are copied first.
        unsafe {
            let size = frame_size(&*self.callee);
            if self.fp.add(size) > (*self.vm).stack.limit {
                return false;
            }
            self.fp.add(FRAME_CODE).write((*self.callee).id.into());
            self.fp.add(FRAME_RESUME).write(Word::smi(0));
            // By fours, as that is fastest; the frames are at least four words apart.
            let (from, to) = (self.next.add(FRAME_HEADER), self.fp.add(FRAME_HEADER));
            for i in 0..usize::from((*self.callee).slots).div_ceil(4) {
                to.add(4 * i).cast::<[Word; 4]>().write(from.add(4 * i).cast::<[Word; 4]>().read());
            }
            self.take_frame(self.fp, self.callee, 0);
            true
        }
    }

    /// Drops the running frame and gives `w` to the frame below; `None` if it was the base frame, which stays.
    ///
    /// # Safety
    /// The running frame is the top frame of the stack.
    #[inline(always)]
    pub(crate) unsafe fn pop_frame(&mut self, w: Word) -> Option<*mut Word> {
        // SAFETY: as required.
        unsafe {
            let previous = self.fp.add(FRAME_PREVIOUS).read().smi_value();
            if previous == 0 {
                return None;
            }
            let fp = self.fp.sub(previous as usize);
            if let Some(slot) = Run::resume(fp).slot {
                fp.add(FRAME_HEADER + slot.index()).write(w);
            }
            Some(fp)
        }
    }

    /// Counts a function entry; the mode is at its first instruction.
    #[inline(always)]
    pub(crate) fn entered(&mut self) -> Option<NonNull<u8>> {
        // SAFETY: set by `take_frame`.
        let code = unsafe { &*self.code };
        if self.must_look_up() {
            return self.stop(Stop::Poll);
        }
        if self.counting.jit
            && let Some(stop) = site_reached(&code.sites()[0], self.counting.entry_threshold)
        {
            return self.stop(stop);
        }
        if code.language != self.language {
            return self.stop(Stop::Foreign);
        }
        NonNull::new(self.ip.cast_mut())
    }
}

/// Counts a site.
#[inline(always)]
pub(crate) fn site_reached(site: &vm_core::code::Site, threshold: u32) -> Option<Stop> {
    if site.unit.get() != 0 {
        return Some(Stop::Enter);
    }
    let count = site.counter.get() + 1;
    site.counter.set(count);
    if count >= threshold { Some(Stop::Hot) } else { None }
}
