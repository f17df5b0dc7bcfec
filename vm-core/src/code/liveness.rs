//! Which slots of a frame are live before each instruction.
//!
//! Exits write only live slots, and block parameters of compiled loops are made only for them; a dead temporary that kept
//! an old value alive would cost a register and, if it is a virtual object, an allocation.

use super::{Code, Operand, Pc};

/// A bit per slot and instruction.
pub struct Liveness {
    row: usize,
    bits: Vec<u64>,
}

impl Liveness {
    /// Backward data flow over the instructions until nothing changes.
    pub(super) fn of(code: &Code) -> Liveness {
        let row = usize::from(code.slots).div_ceil(64).max(1);
        let len = code.len();
        let mut live = Liveness { row, bits: vec![0; row * len] };
        let mut scratch = vec![0u64; row];
        let mut changed = true;
        while changed {
            changed = false;
            for pc in (0..len).rev() {
                live.before(code, pc as Pc, &mut scratch);
                let stored = &mut live.bits[pc * row..(pc + 1) * row];
                if stored != scratch {
                    stored.copy_from_slice(&scratch);
                    changed = true;
                }
            }
        }
        live
    }

    /// What is live before `pc`, from what is live before its successors.
    fn before(&self, code: &Code, pc: Pc, out: &mut [u64]) {
        out.fill(0);
        if !code.ops().ends(pc) {
            self.join(pc + 1, out);
        }
        code.ops().operands(pc, &mut |o| {
            if let Operand::Target(t) = o {
                self.join(t.pc(), out)
            }
        });
        code.ops().operands(pc, &mut |o| {
            if let Operand::Def(s) = o {
                out[s.index() / 64] &= !(1 << (s.index() % 64))
            }
        });
        // An exception may leave in the middle: what the handler needs is live although the instruction would define it.
        for h in code.handlers().iter().filter(|h| h.from <= pc && pc < h.to) {
            let mut row = vec![0; self.row];
            self.join(h.target, &mut row);
            row[h.slot.index() / 64] &= !(1 << (h.slot.index() % 64));
            out.iter_mut().zip(row).for_each(|(o, r)| *o |= r);
        }
        let mut set = |i: usize| out[i / 64] |= 1 << (i % 64);
        code.ops().operands(pc, &mut |o| match o {
            Operand::Use(s) => set(s.index()),
            Operand::List(l) => code.list(l).iter().for_each(|s| set(s.index())),
            Operand::Args(a) => a.iter().for_each(|s| set(s.index())),
            _ => {}
        });
    }

    fn join(&self, pc: Pc, out: &mut [u64]) {
        let from = pc as usize * self.row;
        if let Some(row) = self.bits.get(from..from + self.row) {
            out.iter_mut().zip(row).for_each(|(o, r)| *o |= r);
        }
    }

    /// Whether the slot is live before the instruction. Behind the last one (where a call that never returns may stand)
    /// nothing is.
    #[inline]
    pub fn is_live(&self, pc: Pc, slot: usize) -> bool {
        self.bits.get(pc as usize * self.row + slot / 64).is_some_and(|b| b >> (slot % 64) & 1 != 0)
    }
}
