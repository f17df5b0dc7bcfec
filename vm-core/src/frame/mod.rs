//! VM stacks and frames.
//!
//! ```text
//!   fp[0]   the code object (a code constant)
//!   fp[1]   where the frame goes on when a call returns: pc | slot of the result << 32 (a small integer)
//!   fp[2]   how many words below the previous frame begins (a small integer); 0 in the base frame of an entry by the host
//!   fp[3…]  slots, as many as the code object says
//! ```
//!
//! Every word of a stack is a tagged word, so the collector scans frames exactly and an image stores them as they are. The stack
//! is reserved address space that the system commits when it is touched. Frames follow one another without gap: the callee's
//! frame begins right behind the caller's last slot, so where a frame lies follows from the frames below it alone. That
//! is why compiled code can leave frames unwritten and write them later, from the innermost outwards.
//!
//! **Calls by the host.** Each has a base frame, whose link to the previous frame is 0; [`Vm::begin_entry`](crate::Vm::begin_entry)
//! says where. When the base frame returns, [`Vm::underflow`](crate::Vm::underflow) tells whether that is a return to the host or to
//! a frame of a captured continuation. See `continuation.rs` for how continuations work.

mod continuation;
mod stack;
#[cfg(test)]
#[allow(unsafe_code)]
mod tests;
mod walk;

pub use continuation::{Place, Receiver};
pub use stack::{Entry, Stack};
pub use walk::{FrameView, Frames};

use crate::code::{Code, Pc, Slot};
use crate::word::Word;

/// Words before a frame's slots.
pub const FRAME_HEADER: usize = 3;
/// Index of the code word.
pub const FRAME_CODE: usize = 0;
/// Index of the resume word.
pub const FRAME_RESUME: usize = 1;
/// Index of the word that says where the previous frame is.
pub const FRAME_PREVIOUS: usize = 2;

/// How many words a frame of this code takes.
#[inline(always)]
pub fn frame_size(code: &Code) -> usize {
    FRAME_HEADER + code.slots as usize
}

/// Where a frame goes on when the call it waits for returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resume {
    /// The instruction.
    pub pc: Pc,
    /// The slot that receives the result.
    pub slot: Option<Slot>,
}

impl Resume {
    const NO_SLOT: u64 = 0xffff;

    /// As a small integer.
    #[inline(always)]
    pub fn word(self) -> Word {
        let slot = self.slot.map_or(Self::NO_SLOT, |s| s.index() as u64);
        Word::from_bits((slot << 32 | u64::from(self.pc)) << Word::SMI_SHIFT)
    }

    /// From a small integer made by [`Resume::word`].
    #[inline(always)]
    pub fn from_word(w: Word) -> Resume {
        let bits = w.bits() >> Word::SMI_SHIFT;
        let slot = bits >> 32 & 0xffff;
        Resume { pc: bits as Pc, slot: (slot != Self::NO_SLOT).then(|| Slot::from_index(slot as u16)) }
    }
}
