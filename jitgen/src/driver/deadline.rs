//! A timer that raises the poll word when a call by the host has run too long.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;
use vm_core::limits::{PollWord, poll};

/// Raises [`poll::DEADLINE`] after a time, unless dropped before.
pub(super) struct Deadline {
    /// Dropping it wakes the timer.
    _stop: Sender<()>,
}

impl Deadline {
    pub(super) fn start(after: Duration, word: &Arc<PollWord>) -> Deadline {
        let (stop, stopped) = channel::<()>();
        let word = word.clone();
        // The thread ends by itself; if the system has none to give, the limit is checked at other polls only.
        let _ = std::thread::Builder::new().name("deadline".into()).spawn(move || {
            if stopped.recv_timeout(after) == Err(RecvTimeoutError::Timeout) {
                word.raise(poll::DEADLINE);
            }
        });
        Deadline { _stop: stop }
    }
}
