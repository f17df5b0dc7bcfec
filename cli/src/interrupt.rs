//! SIGINT: the first stops guest code, which then ends like any error; the second ends the process. In the REPL each stops what runs,
//! and the user goes on.

use crate::status;
use std::sync::atomic::{AtomicBool, Ordering};
use vm_core::limits::poll;
use vm_core::{InterruptHandle, Vm};

static SEEN: AtomicBool = AtomicBool::new(false);
static BUSY: AtomicBool = AtomicBool::new(false);

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

/// Lets SIGINT stop what the REPL runs. Where there is no terminal, SIGINT while nothing runs ends the process.
pub fn install_repl(handle: InterruptHandle, terminal: bool) {
    let _ = ctrlc::set_handler(move || {
        if !terminal && !BUSY.load(Ordering::Relaxed) {
            std::process::exit(status::INTERRUPTED);
        }
        handle.interrupt();
    });
}

/// While it lives, SIGINT is meant for what runs.
pub struct Busy;

impl Busy {
    /// Forgets what came before; the limits of the machine hold anew.
    pub fn begin(vm: &mut Vm) -> Busy {
        vm.poll.take(poll::INTERRUPT);
        vm.fuel = vm.limits.fuel.map_or(i64::MAX, |f| f as i64);
        BUSY.store(true, Ordering::Relaxed);
        Busy
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        BUSY.store(false, Ordering::Relaxed);
    }
}
