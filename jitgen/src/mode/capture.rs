//! Recording what is done with continuations.

use super::record::{Record, RecordWord};
use super::{Mode, Slot};
use crate::ir::{ExitKind, Op, Ref, Value};
use crate::unit::ExitState;
use vm_core::Word;
use vm_core::frame::{FRAME_HEADER, Resume};

/// Frames of more words than this are left to the driver.
const CAPTURED_WORDS: usize = 256;

impl Record<'_> {
    /// Records the capture of what the running frame returns to, which goes to `slot`. From there on it is the unit's root frame, and
    /// the frames below it are words of the continuation. False if it is not recorded.
    pub(crate) fn capture(&mut self, slot: Slot) -> bool {
        if self.leave || self.abort.is_some() {
            return false;
        }
        let (mut words, mut previous, mut end) = (Vec::new(), 0, 0);
        for mut f in self.rec.snapshot(self.run.vm()) {
            let Some(result) = f.result else { break };
            let code = self.run.vm().code(f.code);
            let (id, slots) = (code.id, code.slots as usize);
            let resume = Resume { pc: f.pc, slot: Some(result) }.word();
            words.extend([id.into(), resume, Word::smi(previous)].map(|w| self.constant_word(w).r));
            previous = (FRAME_HEADER + slots) as i64;
            let undefined = self.constant_word(Word::UNDEFINED).r;
            let at = words.len();
            words.resize(at + slots, undefined);
            for (slot, value) in f.slots.drain(..) {
                if let Value::Ref(r) = value {
                    words[at + slot.index()] = r;
                    end = at + slot.index() + 1;
                }
            }
            end = end.max(at);
        }
        let top = words.len() as i64 - previous;
        // What the top frame does not need at its end is left out.
        words.truncate(end);
        if words.len() > CAPTURED_WORDS {
            return false;
        }
        let r = self.emit_exit(Op::Capture, top, &words, Some(ExitKind::Leave));
        if let Some(exit) = self.unit.raw.inst(r).exit {
            // The step would only leave again.
            self.unit.exit_state(exit).failures = ExitState::NEVER;
        }
        if self.unit.at_entry {
            self.run.vm().code(self.unit.code).entry.captures.set(true);
        }
        self.leave_frames_behind(slot, r);
        true
    }

    fn leave_frames_behind(&mut self, slot: Slot, k: Ref) {
        let below = self.rec.frames.len() - 1;
        self.rec.frames.drain(..below);
        let frame = &mut self.rec.frames[0];
        frame.slots[slot.index()] = Some(k);
        frame.pc += 1;
        self.rec.tail_called = false;
    }

    /// Records that a continuation is given a value. What follows is what happens if no compiled code waits there.
    pub(crate) fn resume(&mut self, k: RecordWord, w: RecordWord) {
        if !self.leave && self.abort.is_none() {
            self.emit_exit(Op::Resume, 0, &[k.r, w.r], None);
        }
    }
}
