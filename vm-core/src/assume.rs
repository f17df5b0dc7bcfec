//! Assumptions: what compiled code takes as constant although a program may change it.
//!
//! An assumption lists the validity flags of the units that took it. Giving it up raises every flag and the poll word: running
//! code tests its own flag behind each operation that may have written, every unit looks at the poll word when it
//! is entered, and the driver then frees the units.
//!
//! A [`Global`] keeps its bookkeeping in its `state` slot, a small integer: how often it was written (up to
//! [`STABLE_WRITES`]), plus its assumption's number times 256. A global written more often is `MUTABLE` for good: it is
//! read and written in memory, and nobody is told.

use crate::heap::Object;
use crate::limits::poll;
use crate::vm::Vm;
use crate::word::core_shapes::Global;
use crate::word::{ShapeId, Word};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How often a global may be written before compiled code stops assuming it constant.
pub const STABLE_WRITES: i64 = 8;

/// The state of a global that nobody assumes constant any more.
pub const MUTABLE: Word = Word::smi(-1);

/// Something that most programs never begin to do: it is off at first, and stays on from when it is turned on. Compiled code assumes that what is off
/// stays so. On must be the general case, right for every program: so languages need not agree about the numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Switch(u8);

impl Switch {
    /// The switch of this number, which is below 64.
    pub const fn new(number: u8) -> Switch {
        assert!(number < 64);
        Switch(number)
    }

    #[inline(always)]
    const fn bit(self) -> u64 {
        1 << self.0
    }
}

/// A unit's validity: zero while every assumption it took holds.
#[derive(Clone, Debug, Default)]
pub struct Validity(Arc<AtomicU64>);

impl Validity {
    /// Whether all assumptions hold.
    pub fn holds(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }

    /// Gives the unit up.
    pub fn give_up(&self) {
        self.0.store(1, Ordering::Relaxed);
    }

    /// Where compiled code looks; valid while a clone of this lives.
    pub fn address(&self) -> *const u64 {
        self.0.as_ptr()
    }
}

/// Which units took which assumptions.
#[derive(Default)]
pub struct Assumptions {
    takers: Vec<Vec<Validity>>,
    /// Those that have read slots that never change.
    readers: Vec<Validity>,
    /// The switches that are on, and who relies on which of the others.
    pub(crate) switches: u64,
    off: Vec<(Switch, Validity)>,
}

impl Assumptions {
    fn give_up(&mut self, id: usize) -> bool {
        let takers = std::mem::take(&mut self.takers[id]);
        takers.iter().for_each(Validity::give_up);
        !takers.is_empty()
    }
}

impl Vm {
    /// Notes that a unit relies on slots that its shapes declare immutable.
    pub fn assume_immutable(&mut self, unit: &Validity) {
        let readers = &mut self.assumptions.readers;
        // One unit is recorded at a time, and reads many slots.
        if !readers.last().is_some_and(|r| Arc::ptr_eq(&r.0, &unit.0)) {
            readers.retain(|r| r.holds() && Arc::strong_count(&r.0) > 1 && !Arc::ptr_eq(&r.0, &unit.0));
            readers.push(unit.clone());
        }
    }

    /// Declares the slots of shapes mutable that were immutable until now. What was compiled relying on that is given up.
    pub fn make_mutable(&mut self, shapes: impl IntoIterator<Item = ShapeId>) {
        for shape in shapes {
            self.shapes.get_mut(shape).immutable = 0;
        }
        let readers = std::mem::take(&mut self.assumptions.readers);
        readers.iter().for_each(Validity::give_up);
        if !readers.is_empty() {
            self.poll.raise(poll::INVALID);
        }
    }

    /// Whether a switch is on.
    #[inline(always)]
    pub fn is_on(&self, switch: Switch) -> bool {
        self.assumptions.switches & switch.bit() != 0
    }

    /// Turns a switch on. What was compiled relying on that it is off is given up.
    #[inline]
    pub fn turn_on(&mut self, switch: Switch) {
        if !self.is_on(switch) {
            self.assumptions.switches |= switch.bit();
            let takers = self.assumptions.off.extract_if(.., |(s, _)| *s == switch);
            if takers.map(|(_, unit)| unit.give_up()).count() > 0 {
                self.poll.raise(poll::INVALID);
            }
        }
    }

    /// Notes that a unit relies on a switch that is off.
    pub fn assume_off(&mut self, switch: Switch, unit: &Validity) {
        let off = &mut self.assumptions.off;
        if !off.iter().any(|(s, u)| *s == switch && Arc::ptr_eq(&u.0, &unit.0)) {
            off.retain(|(_, u)| u.holds() && Arc::strong_count(&u.0) > 1);
            off.push((switch, unit.clone()));
        }
    }

    /// The value of a global.
    #[inline(always)]
    pub fn global_value(&self, g: Object<Global>) -> Word {
        self.get(g, Global::value)
    }

    /// Writes a global and gives up what was assumed of it.
    #[inline(always)]
    pub fn set_global(&mut self, g: Object<Global>, value: Word) {
        self.set(g, Global::value, value);
        if self.get(g, Global::state) != MUTABLE {
            self.global_written(g);
        }
    }

    #[cold]
    fn global_written(&mut self, g: Object<Global>) {
        let state = self.get(g, Global::state).smi_value();
        let (writes, id) = (state % 256 + 1, state / 256);
        if id > 0 && self.assumptions.give_up(id as usize - 1) {
            self.poll.raise(poll::INVALID);
        }
        let state = if writes > STABLE_WRITES { MUTABLE } else { Word::smi(writes + id * 256) };
        self.set(g, Global::state, state);
    }

    /// Makes a unit depend on a global's value. `None` if the global is mutable; else its value.
    pub fn assume_global(&mut self, g: Object<Global>, unit: &Validity) -> Option<Word> {
        let state = self.get(g, Global::state);
        if state == MUTABLE {
            return None;
        }
        let (writes, mut id) = (state.smi_value() % 256, state.smi_value() / 256);
        if id == 0 {
            self.assumptions.takers.push(Vec::new());
            id = self.assumptions.takers.len() as i64;
            self.set(g, Global::state, Word::smi(writes + id * 256));
        }
        let takers = &mut self.assumptions.takers[id as usize - 1];
        takers.retain(|t| t.holds() && Arc::strong_count(&t.0) > 1);
        if !takers.iter().any(|t| Arc::ptr_eq(&t.0, &unit.0)) {
            takers.push(unit.clone());
        }
        Some(self.global_value(g))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_switch_that_is_turned_on_gives_units_up() {
        let mut vm = testing::vm(4096);
        let (first, second) = (Switch::new(0), Switch::new(63));
        let units = [Validity::default(), Validity::default(), Validity::default()];
        vm.assume_off(first, &units[0]);
        vm.assume_off(second, &units[1]);
        vm.assume_off(first, &units[2]);
        vm.assume_off(second, &units[2]);
        vm.turn_on(second);
        assert_eq!(units.each_ref().map(Validity::holds), [true, false, false]);
        assert!(vm.is_on(second) && !vm.is_on(first));
        assert!(vm.poll.take(poll::INVALID) != 0);
        // Once on it is on, and nobody is told again.
        vm.turn_on(second);
        assert!(vm.poll.take(poll::INVALID) == 0);
        vm.turn_on(first);
        assert!(!units[0].holds());
    }
}
