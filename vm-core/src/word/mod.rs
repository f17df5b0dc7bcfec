//! The tagged word: every value of every language is one 64-bit [`Word`].
//!
//! ```text
//!   low bits   meaning
//!   ......00   small integer: 62 bits, n << 2, so that addition needs no untagging
//!   ......1.   immediate float (self-tagging, below)
//!   .....001   pointer to a heap object, address + 1
//!   .....101   constant: kind in bits 3..8, payload in bits 32..64 (of a stamped hole: 8..64)
//!              kind 6: a slot of a heap object: its index in bits 8..16, its address in bits 16..64
//! ```
//!
//! **Slots as values.** A slot that has no value yet may hold a *stamped hole*, which says since when; and a word may refer to such a
//! slot ([`Word::slot_of`]), so that what is not known yet needs no object of its own beside the one that it is a part of.
//! The collector keeps the object and updates the reference.
//!
//! **Self-tagged floats** (Melançon, Serrano, Feeley, "Float Self-Tagging", 2024). A double is rotated left by four so that
//! its sign and the three high bits of its exponent become the low bits, then one is subtracted. The exponents of nearly
//! all doubles that programs use start with 000 (zero), 011, 100 or 111 (infinities, NaN); minus one these give 111, 010, 011 and
//! 110: exactly the patterns with bit 1 set. So one bit test recognises an immediate float, and the same bit says while
//! encoding whether the float fits. The rest (magnitudes in about 2^-767..2^-255 and 2^257..2^768) is boxed.
//!
//! This module has no `unsafe`: it computes with bits. What a pointer points at is the business of [`crate::heap`].

mod shape;
mod symbol;

#[doc(hidden)]
pub use shape::layout_mask;
pub use shape::{Bytes, Field, Header, Layout, Shape, ShapeId, ShapeInfo, ShapeTable, Slots, Special, Tail, TailKind, core_shapes};
pub use symbol::{Symbol, SymbolTable};

use std::fmt;

/// A tagged 64-bit value. See the [module](self) for the encoding.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Word(u64);

/// What the constants of tag 101 are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum ConstKind {
    /// One of the named singletons: [`Word::NIL`], [`Word::TRUE`] …
    Singleton = 0,
    /// A Unicode scalar value (or, where a language allows it, a lone surrogate).
    Char = 1,
    /// An index into the VM's [`SymbolTable`].
    Symbol = 2,
    /// An index into the VM's table of code objects.
    Code = 3,
    /// A [`ShapeId`] as a value.
    Shape = 4,
    /// A stamped hole: see [`Word::hole`].
    Hole = 5,
    /// A reference to a slot: see [`Word::slot_of`].
    Slot = 6,
}

impl ConstKind {
    /// How far the payload is shifted.
    #[inline(always)]
    pub const fn payload_shift(self) -> u32 {
        if matches!(self, ConstKind::Hole) { 8 } else { 32 }
    }
}

const FLOAT_BIT: u64 = 2;
const TAG_MASK: u64 = 7;
const POINTER_TAG: u64 = 1;
const CONST_TAG: u64 = 5;
const CONST_MASK: u64 = 0xff;

/// The largest small integer, 2^61 - 1.
pub const SMI_MAX: i64 = (1 << 61) - 1;
/// The smallest small integer, -2^61.
pub const SMI_MIN: i64 = -(1 << 61);

const fn singleton(payload: u64) -> Word {
    Word(payload << 32 | CONST_TAG)
}

impl Word {
    /// How far a small integer is shifted.
    pub const SMI_SHIFT: u32 = 2;

    /// The empty list, `nil`, `null`, `[]`.
    pub const NIL: Word = singleton(0);
    /// Falsehood.
    pub const FALSE: Word = singleton(1);
    /// Truth.
    pub const TRUE: Word = singleton(2);
    /// The value of a slot that nothing has been stored into; JavaScript's `undefined`.
    pub const UNDEFINED: Word = singleton(3);
    /// The value of an expression that has no useful value.
    pub const UNSPECIFIED: Word = singleton(4);
    /// The end-of-file object.
    pub const EOF: Word = singleton(5);
    /// A hole: an element that is absent, a binding not yet initialised, an argument not given.
    pub const HOLE: Word = singleton(6);
    /// What a residual helper returns when it has left an exception in [`crate::Vm::pending`]. Never stored.
    pub const RAISED: Word = singleton(7);

    /// What stands in the log of a step's results for its `n`-th promotion when compiled code has not promoted. Never stored.
    #[doc(hidden)]
    pub const fn refused(n: u32) -> Word {
        singleton(1 << 31 | n as u64)
    }

    /// The raw bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The word of these bits. Making a word does not dereference it; forging a pointer is caught only by the heap
    /// verifier, so only `vm-core` and `jitgen` call this.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Word {
        Word(bits)
    }

    /// A small integer, if `n` is in [`SMI_MIN`]`..=`[`SMI_MAX`].
    #[inline(always)]
    pub const fn from_smi(n: i64) -> Option<Word> {
        if n >= SMI_MIN && n <= SMI_MAX { Some(Word((n << Self::SMI_SHIFT) as u64)) } else { None }
    }

    /// A small integer known to be in range (a constant, a count, an index). Panics otherwise.
    #[inline(always)]
    #[track_caller]
    pub const fn smi(n: i64) -> Word {
        match Word::from_smi(n) {
            Some(w) => w,
            None => panic!("small integer out of range"),
        }
    }

    /// [`Word::TRUE`] or [`Word::FALSE`].
    #[inline(always)]
    pub const fn bool(b: bool) -> Word {
        if b { Word::TRUE } else { Word::FALSE }
    }

    /// A character constant. `c` is a code point below 0x110000.
    #[inline(always)]
    pub const fn char(c: u32) -> Word {
        Word::constant(ConstKind::Char, c)
    }

    /// The constant of this kind and payload.
    #[inline(always)]
    pub const fn constant(kind: ConstKind, payload: u32) -> Word {
        Word((payload as u64) << 32 | (kind as u64) << 3 | CONST_TAG)
    }

    /// What is in a slot that has no value yet: a hole with a stamp below 2^55. Of two of them, that with the lower stamp has
    /// the lower bits.
    #[inline(always)]
    pub const fn hole(stamp: u64) -> Word {
        Word(stamp << ConstKind::Hole.payload_shift() | (ConstKind::Hole as u64) << 3 | CONST_TAG)
    }

    /// Whether this is a stamped hole.
    #[inline(always)]
    pub const fn is_hole(self) -> bool {
        self.is_constant(ConstKind::Hole)
    }

    /// The stamp of a hole. Meaningless (but defined) for another word.
    #[inline(always)]
    pub const fn stamp(self) -> i64 {
        (self.0 >> ConstKind::Hole.payload_shift()) as i64
    }

    /// The largest offset in bytes of a slot that a word can refer to.
    pub const LAST_SLOT: usize = 8 * 0xff;

    /// A reference to the slot at a byte offset of the object that a pointer points to.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn slot_of(object: Word, offset: usize) -> Word {
        debug_assert!(object.is_pointer() && offset <= Self::LAST_SLOT);
        Word((object.0 - POINTER_TAG + offset as u64) << 16 | (offset as u64) << 5 | (ConstKind::Slot as u64) << 3 | CONST_TAG)
    }

    /// Whether this refers to a slot.
    #[inline(always)]
    pub const fn is_slot(self) -> bool {
        self.is_constant(ConstKind::Slot)
    }

    /// Whether it is itself what it stands for: neither a pointer, nor a hole with a stamp, nor a reference to a slot.
    #[inline(always)]
    pub const fn is_plain(self) -> bool {
        !self.is_pointer() & !self.is_hole() & !self.is_slot()
    }

    /// Whether two words are both small integers or both symbols, and not the same: whatever else they stand for, they differ. Computed
    /// without a branch.
    #[inline(always)]
    pub const fn differ_at_sight(self, other: Word) -> bool {
        const SYMBOL: u64 = (ConstKind::Symbol as u64) << 3 | CONST_TAG;
        let smis = (self.0 | other.0) & (FLOAT_BIT | 1) == 0;
        let symbols = ((self.0 ^ SYMBOL) | (other.0 ^ SYMBOL)) as u32 == 0;
        (smis | symbols) & (self.0 != other.0)
    }

    /// The pointer to the object that has the slot. Meaningless (but defined) for another word.
    #[inline(always)]
    pub const fn holder(self) -> Word {
        Word((self.0 >> 16).wrapping_sub(self.slot_offset() as u64) | POINTER_TAG)
    }

    /// The address of the slot. Meaningless (but defined) for another word.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn slot_address(self) -> usize {
        (self.0 >> 16) as usize
    }

    /// The byte offset of the slot.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn slot_offset(self) -> usize {
        (self.0 >> 8 & 0xff) as usize * 8
    }

    /// The same slot of an object that has moved.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn moved_to(self, holder: Word) -> Word {
        Word::slot_of(holder, self.slot_offset())
    }

    /// The pointer to the object that this word keeps alive.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn object(self) -> Option<Word> {
        if self.is_pointer() {
            Some(self)
        } else if self.is_slot() {
            Some(self.holder())
        } else {
            None
        }
    }

    /// The immediate form of a float, if its exponent is one of the usual ones.
    #[inline(always)]
    pub const fn from_float(f: f64) -> Option<Word> {
        let w = f.to_bits().rotate_left(4).wrapping_sub(1);
        if w & FLOAT_BIT != 0 { Some(Word(w)) } else { None }
    }

    /// Whether this is a small integer.
    #[inline(always)]
    pub const fn is_smi(self) -> bool {
        self.0 & 3 == 0
    }

    /// Whether this is an immediate float. Floats of unusual exponents are objects: see [`crate::Vm::float_value`].
    #[inline(always)]
    pub const fn is_immediate_float(self) -> bool {
        self.0 & FLOAT_BIT != 0
    }

    /// Whether this points to a heap object.
    #[inline(always)]
    pub const fn is_pointer(self) -> bool {
        self.0 & TAG_MASK == POINTER_TAG
    }

    /// Whether this is a constant of that kind.
    #[inline(always)]
    pub const fn is_constant(self, kind: ConstKind) -> bool {
        self.0 & CONST_MASK == (kind as u64) << 3 | CONST_TAG
    }

    /// The small integer's value. Meaningless (but defined) for another word.
    #[inline(always)]
    pub const fn smi_value(self) -> i64 {
        self.0 as i64 >> Self::SMI_SHIFT
    }

    /// The small integer's value, if it is one.
    #[inline(always)]
    pub const fn as_smi(self) -> Option<i64> {
        if self.is_smi() { Some(self.smi_value()) } else { None }
    }

    /// The value of an immediate float. Meaningless (but defined) for another word.
    #[inline(always)]
    pub const fn float_bits_decoded(self) -> f64 {
        f64::from_bits(self.0.wrapping_add(1).rotate_right(4))
    }

    /// The payload of a constant of that kind, if it is one.
    #[inline(always)]
    pub const fn as_constant(self, kind: ConstKind) -> Option<u32> {
        if self.is_constant(kind) { Some((self.0 >> 32) as u32) } else { None }
    }

    /// The code point of a character.
    #[inline(always)]
    pub const fn as_char(self) -> Option<u32> {
        self.as_constant(ConstKind::Char)
    }

    /// The symbol, if it is one.
    #[inline(always)]
    pub fn as_symbol(self) -> Option<Symbol> {
        self.as_constant(ConstKind::Symbol).map(Symbol::from_index)
    }

    /// The address of the object a pointer points to.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn address(self) -> usize {
        (self.0 - POINTER_TAG) as usize
    }

    /// A pointer to the object at an 8-aligned address.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn pointer(address: usize) -> Word {
        Word(address as u64 | POINTER_TAG)
    }
}

impl From<Symbol> for Word {
    fn from(s: Symbol) -> Word {
        Word::constant(ConstKind::Symbol, s.index())
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(n) = self.as_smi() {
            return write!(f, "{n}");
        }
        if self.is_immediate_float() {
            return write!(f, "{:?}", self.float_bits_decoded());
        }
        if self.is_pointer() {
            return write!(f, "@{:x}", self.address());
        }
        const NAMES: [&str; 8] = ["nil", "false", "true", "undefined", "unspecified", "eof", "hole", "raised"];
        let payload = (self.0 >> 32) as u32;
        match (self.0 >> 3) & 31 {
            0 => write!(f, "{}", NAMES.get(payload as usize).copied().unwrap_or("?")),
            1 => write!(f, "char:{payload:x}"),
            2 => write!(f, "symbol:{payload}"),
            3 => write!(f, "code:{payload}"),
            4 => write!(f, "shape:{payload:x}"),
            5 => write!(f, "hole:{}", self.stamp()),
            6 => write!(f, "slot:{:x}+{:x}", self.holder().address(), self.slot_offset()),
            kind => write!(f, "constant:{kind}:{payload}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_floats_are_immediate_and_come_back() {
        for f in [0.0, -0.0, 1.0, -1.5, 1e-70, 1e70, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, 5e-324, f64::EPSILON] {
            let w = Word::from_float(f).expect("immediate");
            assert!(w.is_immediate_float() && !w.is_smi() && !w.is_pointer());
            assert_eq!(w.float_bits_decoded().to_bits(), f.to_bits());
        }
        assert!(Word::from_float(f64::NAN).unwrap().float_bits_decoded().is_nan());
        for f in [1e-100, 1e100, -1e200] {
            assert_eq!(Word::from_float(f), None);
        }
    }

    #[test]
    fn small_integers_have_62_bits() {
        assert_eq!(Word::smi(SMI_MAX).as_smi(), Some(SMI_MAX));
        assert_eq!(Word::smi(SMI_MIN).as_smi(), Some(SMI_MIN));
        assert_eq!(Word::from_smi(SMI_MAX + 1), None);
        assert_eq!(Word::from_smi(SMI_MIN - 1), None);
        // The overflow of the machine's addition is the overflow of small integers.
        assert_eq!((Word::smi(SMI_MAX).bits() as i64).checked_add(Word::smi(1).bits() as i64), None);
    }

    #[test]
    fn slots_of_objects_are_words() {
        let object = Word::pointer(0x7fff_ffff_fff8);
        for offset in [8, 16, Word::LAST_SLOT] {
            let w = Word::slot_of(object, offset);
            assert!(w.is_slot() && !w.is_pointer() && !w.is_hole());
            assert_eq!((w.holder(), w.slot_offset(), w.object()), (object, offset, Some(object)));
            assert_eq!(w.moved_to(Word::pointer(64)), Word::slot_of(Word::pointer(64), offset));
        }
    }

    #[test]
    fn holes_are_ordered_by_their_stamps() {
        let last = (1 << 55) - 1;
        for (a, b) in [(0, 1), (1, 255), (255, 256), (1 << 32, last)] {
            assert!((Word::hole(a).bits() as i64) < Word::hole(b).bits() as i64);
        }
        assert_eq!(Word::hole(last).stamp(), last as i64);
        assert!(Word::hole(7).is_hole() && Word::hole(7).object().is_none());
    }

    #[test]
    fn tags_are_disjoint() {
        let all = [Word::smi(-1), Word::smi(1), Word::from_float(2.5).unwrap(), Word::pointer(4096), Word::NIL, Word::char(0x41)];
        for w in all {
            let kinds = [w.is_smi(), w.is_immediate_float(), w.is_pointer(), w.bits() & TAG_MASK == CONST_TAG];
            assert_eq!(kinds.iter().filter(|k| **k).count(), 1, "{w:?}");
        }
    }
}
