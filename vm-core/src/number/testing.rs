//! What the tests of the tower share: a VM, random operands, and numbers written as text.

use super::{Result, format, parse};
use crate::{Limits, Vm, Word};

pub(super) fn vm() -> Vm {
    Vm::new(Limits::default()).expect("address space")
}

/// The number that the text denotes.
#[track_caller]
pub(super) fn n(vm: &mut Vm, text: &str) -> Word {
    parse::tower_syntax(vm, text, 10).expect("within limits").unwrap_or_else(|| panic!("{text} is not a number"))
}

/// How a number is written.
pub(super) fn show(vm: &Vm, w: Word) -> String {
    format::to_text(vm, w, 10, &format::FloatStyle::TOWER).unwrap_or_else(|e| format!("{e}: {w:?}"))
}

/// Applies a unary operation to numbers written as text.
#[track_caller]
pub(super) fn unary(op: fn(&mut Vm, Word) -> Result, a: &str) -> String {
    let mut vm = vm();
    let a = n(&mut vm, a);
    op(&mut vm, a).map_or_else(|e| e.to_string(), |w| show(&vm, w))
}

/// Applies a binary operation to numbers written as text.
#[track_caller]
pub(super) fn binary(op: fn(&mut Vm, Word, Word) -> Result, a: &str, b: &str) -> String {
    let mut vm = vm();
    let (a, b) = (n(&mut vm, a), n(&mut vm, b));
    op(&mut vm, a, b).map_or_else(|e| e.to_string(), |w| show(&vm, w))
}

/// A small generator of pseudo-random numbers (splitmix64).
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A limb that is often one of the values where carries start and end.
    pub fn limb(&mut self) -> u64 {
        match self.below(8) {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << self.below(64),
            3 => u64::MAX << self.below(64),
            _ => self.next(),
        }
    }

    /// Between `low` and `high` limbs, the last of them not zero.
    pub fn limbs(&mut self, low: u64, high: u64) -> Vec<u64> {
        let n = low + self.below(high - low + 1);
        let mut limbs: Vec<u64> = (0..n).map(|_| self.limb()).collect();
        if let Some(top) = limbs.last_mut() {
            *top = (*top).max(1);
        }
        limbs
    }

    /// An integer that is often near the borders between representations.
    pub fn integer(&mut self) -> dashu_int::IBig {
        use dashu_int::IBig;
        let magnitude = match self.below(4) {
            0 => IBig::from(self.below(100)),
            1 => {
                (IBig::from(1) << [60, 61, 62, 63, 64, 126, 127, 128][self.below(8) as usize]) + IBig::from(self.below(5))
                    - IBig::from(2)
            }
            2 => IBig::from(self.next() >> self.below(64)),
            _ => IBig::from(dashu_int::UBig::from_words(&self.limbs(0, 6))),
        };
        if self.below(2) == 0 { magnitude } else { -magnitude }
    }

    /// Any finite float, every exponent as likely as every other.
    pub fn float(&mut self) -> f64 {
        loop {
            let f = f64::from_bits(self.next());
            if f.is_finite() {
                return f;
            }
        }
    }
}
