//! The values of a recording.

use super::Mode;
use super::record::Record;
use crate::ir::Ref;
use smallvec::SmallVec;
use vm_core::Word;

/// A red value while recording: the concrete one, and the one in the graph.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<T> {
    pub(crate) now: T,
    pub(crate) r: Ref,
}

/// A red word while recording.
pub type RecordWord = Recorded<Word>;

/// Those in the graph.
pub(super) fn refs<T>(args: &[Recorded<T>]) -> SmallVec<[Ref; 8]> {
    args.iter().map(|a| a.r).collect()
}

/// The concrete ones.
pub(super) fn nows<T: Copy>(args: &[Recorded<T>]) -> SmallVec<[T; 8]> {
    args.iter().map(|a| a.now).collect()
}

impl Record<'_> {
    /// Whether the value of `r`, which is `bits`, may be promoted at this place, as one of at most `most`. A refusal is logged: a step that goes on
    /// from the log has to take the same path.
    pub(super) fn may_promote(&mut self, r: Ref, bits: u64, most: u32) -> bool {
        self.promotions += 1;
        if self.is_constant(r) {
            return true;
        }
        let refused = Word::refused(self.promotions);
        if let Some(next) = self.rec.replay.front() {
            return next.now != refused || self.replayed().is_none();
        }
        let key = (self.run.code().id, self.run.pc(), self.promotions);
        let seen = self.unit.promotions.entry(key).or_default();
        if !seen.contains(&bits) {
            seen.push(bits);
        }
        let may = self.promote && seen.len() <= self.promotion_values.min(most) as usize;
        if !may {
            let marker = self.constant_word(refused);
            self.log.push(marker.r);
        }
        may
    }
}
