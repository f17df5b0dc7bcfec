//! Limits on what a guest program may use, and the handle that interrupts it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What a guest program may use. A limit that is hit raises the language's own error where the language has one, and
/// otherwise ends the program with [`crate::ErrorKind::Limit`].
#[derive(Clone, Debug)]
pub struct Limits {
    /// Loop iterations and function entries, together. `None`: not counted.
    pub fuel: Option<u64>,
    /// Wall-clock time for one call by the host.
    pub deadline: Option<Duration>,
    /// Bytes of heap, big integers and symbols included.
    pub heap_bytes: usize,
    /// Bytes of VM stack.
    pub stack_bytes: usize,
    /// Bytes of machine code.
    pub code_bytes: usize,
    /// How deep the parsers nest.
    pub parser_depth: u32,
    /// Bits of one exact number: arithmetic whose result would be longer answers an error before it computes anything. The
    /// default, 20 million decimal digits, lets no single operation run for more than some seconds.
    pub number_bits: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            fuel: None,
            deadline: None,
            heap_bytes: 8 << 30,
            stack_bytes: 1 << 30,
            code_bytes: 64 << 20,
            parser_depth: 10_000,
            number_bits: 1 << 26,
        }
    }
}

/// Why the driver should look up from running code: bits of the poll word.
pub mod poll {
    /// The nursery is full.
    pub const COLLECT: u64 = 1;
    /// The host interrupts.
    pub const INTERRUPT: u64 = 2;
    /// The deadline has passed.
    pub const DEADLINE: u64 = 4;
    /// The memory limit is exceeded.
    pub const MEMORY: u64 = 8;
    /// A language's own reason: timers of green threads, finalisers.
    pub const LANGUAGE: u64 = 16;
    /// Compiled code has lost an assumption.
    pub const INVALID: u64 = 32;
}

/// The word that every loop header and function entry reads; not zero when the driver must act.
#[derive(Debug, Default)]
pub struct PollWord(AtomicU64);

impl PollWord {
    /// Sets reasons.
    pub fn raise(&self, bits: u64) {
        self.0.fetch_or(bits, Ordering::Release);
    }

    /// Clears reasons and says which of them were set.
    pub fn take(&self, bits: u64) -> u64 {
        self.0.fetch_and(!bits, Ordering::Acquire) & bits
    }

    /// The reasons that are set.
    #[inline(always)]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Where compiled code reads.
    pub fn address(&self) -> usize {
        self.0.as_ptr() as usize
    }
}

/// Stops guest code from any thread: the running call ends with [`crate::ErrorKind::Interrupted`].
#[derive(Clone, Debug)]
pub struct InterruptHandle(pub(crate) Arc<PollWord>);

impl InterruptHandle {
    /// Asks the VM to stop. Takes effect at the next loop iteration or call, in compiled code too.
    pub fn interrupt(&self) {
        self.0.raise(poll::INTERRUPT);
    }
}
