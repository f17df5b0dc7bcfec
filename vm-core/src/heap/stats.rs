//! What the collector counts.

use std::time::Duration;

/// Figures of one heap, from its beginning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeapStats {
    /// Minor collections, those that begin a major one included.
    pub minor: u64,
    /// Major collections.
    pub major: u64,
    /// Bytes of objects made; those made since the last collection are not counted yet.
    pub allocated: u64,
    /// Of these, bytes of large objects (counted at once).
    pub allocated_large: u64,
    /// Bytes that survived a minor collection.
    pub promoted: u64,
    /// Bytes of objects that were found dead.
    pub freed: u64,
    /// Bytes in use after the last collection.
    pub live: u64,
    /// The most bytes ever in use when a collection began.
    pub peak: u64,
    /// Bytes of old space held from the system.
    pub mapped: u64,
    /// Time spent collecting.
    pub pause_total: Duration,
    /// The longest collection.
    pub pause_longest: Duration,
}
