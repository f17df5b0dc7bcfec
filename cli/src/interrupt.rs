//! SIGINT: the first stops guest code, which then ends like any error; the second ends the process.

use crate::status;
use std::sync::atomic::{AtomicBool, Ordering};
use vm_core::InterruptHandle;

static SEEN: AtomicBool = AtomicBool::new(false);

/// Lets SIGINT stop the machine that `handle` belongs to.
pub fn install(handle: InterruptHandle) {
    // Without a handler SIGINT ends the process at once: no reason not to run.
    let _ = ctrlc::set_handler(move || {
        if SEEN.swap(true, Ordering::Relaxed) {
            std::process::exit(status::INTERRUPTED);
        }
        handle.interrupt();
    });
}
