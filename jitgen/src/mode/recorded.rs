//! The values of a recording.

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
