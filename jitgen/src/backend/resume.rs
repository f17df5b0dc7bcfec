//! From compiled code to frames that wait: returning to a frame that is written on the VM stack, capturing continuations, and
//! giving values to them, without the driver.
//!
//! Only code that runs directly under the driver may go on in another frame: nobody below it on the native stack waits for its
//! result. That is so of each unit that is not rooted at a function's entry, and of others if their root frame is the
//! VM's top frame, because the driver enters only that one. What goes on is the unit of the return point at which the frame waits,
//! by a tail call. It takes the result from [`Stack::result`](vm_core::frame::Stack::result) and the frame's words from where
//! [`Stack::words`](vm_core::frame::Stack::words) says; like any root frame in compiled code a frame that was captured is not written
//! before the unit leaves. Where there is no such code these functions do nothing, and the driver finds out the same again.
#![allow(unsafe_code)]

use vm_core::frame::{FRAME_CODE, FRAME_PREVIOUS, FRAME_RESUME, Place, Resume};
use vm_core::{Code, Vm, Word};

/// What [`resume`] answers if callers on the native stack must drop their frames first. No code has this address, nor does the
/// reference executor make an entry of it: its entries are odd.
pub const DROPPED: usize = 2;

/// The code of the unit of a return point.
#[inline]
fn return_point(code: &Code, resume: Resume) -> Option<usize> {
    code.site(resume.pc).map(|s| s.native.get()).filter(|&native| native != 0)
}

/// Returns `w` from the frame at `fp`: makes the frame below the top one, gives it the value, and answers what code goes on there. 0
/// if nothing was done.
///
/// # Safety
/// `fp` is the top frame, and no native frame waits for its result.
pub unsafe extern "C" fn return_below(vm: &mut Vm, fp: *mut Word, w: Word) -> usize {
    // SAFETY: as required; a frame on the stack names its code.
    unsafe {
        let previous = fp.add(FRAME_PREVIOUS).read().smi_value() as usize;
        if previous == 0 {
            return receive(vm, vm.stack.entry.below, w);
        }
        let to = fp.sub(previous);
        if to <= vm.stack.awaited {
            return 0;
        }
        let resume = Resume::from_word(to.add(FRAME_RESUME).read());
        let code = to.add(FRAME_CODE).read().as_code().expect("a frame's code word");
        let Some(native) = return_point(vm.code(code), resume) else { return 0 };
        (vm.stack.fp, vm.stack.words, vm.stack.result) = (to, to, w);
        vm.lower_watermark();
        native
    }
}

/// Gives `w` to a continuation of the innermost call by the host, in place of all frames there.
fn receive(vm: &mut Vm, k: Word, w: Word) -> usize {
    // Without a call by the host both are null.
    if vm.stack.awaited >= vm.stack.entry.base {
        return 0;
    }
    let Some(native) = vm.resume_if(k, return_point) else { return 0 };
    vm.stack.result = w;
    native
}

/// Gives `w` to the continuation `k` from the unit whose root frame is at `fp`. 0 if nothing was done; [`DROPPED`] if the unit must
/// answer *unwound*, and with it all on the native stack: [`leave`](super::leave) does not write their frames.
pub extern "C" fn resume(vm: &mut Vm, fp: *mut Word, k: Word, w: Word) -> usize {
    if vm.place(k) != Place::Here {
        return 0;
    }
    let alone = fp == vm.stack.fp;
    let native = receive(vm, k, w);
    if native == 0 || alone {
        return native;
    }
    vm.resumed = native;
    DROPPED
}

/// What the root frame at `fp` returns to, together with frames of the unit: `count` words of them, the top one beginning at
/// `top`. 0 if the frame is not a base frame: then the frames below must be written first.
///
/// # Safety
/// There are so many words.
pub unsafe extern "C" fn capture(vm: &mut Vm, fp: *mut Word, words: *const Word, count: usize, top: usize) -> Word {
    if fp != vm.stack.entry.base {
        return Word::from_bits(0);
    }
    // SAFETY: as required.
    let words = unsafe { std::slice::from_raw_parts(words, count) };
    vm.capture_words(words, top).unwrap_or(Word::from_bits(0))
}
