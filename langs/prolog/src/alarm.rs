//! Alarms: goals that have run too long are interrupted. A thread waits for the time and raises the poll word; at the next poll the
//! driver asks the language, which has a goal run that raises the exception.

use crate::object::{WAKING, compound, wake, world_mut};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use vm_core::limits::poll;
use vm_core::{Vm, Word};

/// An alarm that has not been stopped.
pub struct Alarm {
    id: i64,
    due: Instant,
    /// Its goal waits already.
    rung: bool,
    /// Dropping it ends the thread.
    _stop: Sender<()>,
}

/// Starts an alarm and gives its number.
pub fn start(vm: &mut Vm, after: Duration) -> i64 {
    let (stop, stopped) = channel::<()>();
    let word = vm.poll.clone();
    // Before the thread begins to wait: a ring that comes early is taken for none.
    let due = Instant::now() + after;
    // Without a thread the alarm rings at the next poll for another reason.
    let _ = std::thread::Builder::new().name("alarm".into()).spawn(move || {
        if stopped.recv_timeout(after) == Err(RecvTimeoutError::Timeout) {
            word.raise(poll::LANGUAGE);
        }
    });
    vm.turn_on(WAKING);
    let p = world_mut(vm);
    p.serial += 1;
    let id = p.serial as i64;
    p.alarms.push(Alarm { id, due, rung: false, _stop: stop });
    id
}

/// Stops an alarm; false if it is not there.
pub fn stop(vm: &mut Vm, id: i64) -> bool {
    let alarms = &mut world_mut(vm).alarms;
    let before = alarms.len();
    alarms.retain(|a| a.id != id);
    alarms.len() < before
}

/// Has the goals run of alarms that are due.
pub fn ring(vm: &mut Vm) {
    let now = Instant::now();
    let mut due = Vec::new();
    for alarm in world_mut(vm).alarms.iter_mut().filter(|a| a.due <= now && !a.rung) {
        alarm.rung = true;
        due.push(alarm.id);
    }
    for id in due {
        let goal = compound(vm, "$time_out", &[Word::smi(id)]);
        wake(vm, goal);
    }
}
