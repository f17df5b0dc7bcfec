//! Integers in the heap: the one place of the tower that looks at the memory of a big integer as limbs.
//!
//! An [`Integer`] is an operand that was looked at once: sign, and magnitude either in a register or in the heap. A result is
//! written by [`fill`] straight into the object that holds it when its length is known before, and otherwise collected in a
//! scratch buffer and copied by [`from_limbs`]. Nothing is collected meanwhile (see [`crate::heap`]), so operands stay put.

#![allow(unsafe_code)]

use super::nat::{self, LIMB_BITS};
use super::{NumberError, Result, check_bits};
use crate::heap::{Object, raw};
use crate::word::core_shapes::{BIGINT, BigInt};
use crate::word::{SMI_MAX, SMI_MIN};
use crate::{Layout, Vm, Word};
use dashu_int::{IBig, Sign, UBig};

/// Where the limbs begin.
const TAIL: usize = crate::heap::fixed_offset::<BigInt>(BigInt::FIXED);

// Limbs are stored in the order of the machine, and images are exchanged between machines of one order only.
const _: () = assert!(cfg!(target_endian = "little"));

/// An integer operand.
#[derive(Clone, Copy)]
pub(super) struct Integer {
    /// Whether it is below zero.
    pub negative: bool,
    /// The magnitude of a small integer.
    small: u64,
    big: Option<Object<BigInt>>,
}

impl Integer {
    /// The integer that the word is.
    #[inline]
    pub fn of(vm: &Vm, w: Word) -> Option<Integer> {
        if let Some(n) = w.as_smi() {
            return Some(Integer::small(n));
        }
        let big = vm.cast(w, BIGINT)?;
        Some(Integer { negative: is_negative(vm, big), small: 0, big: Some(big) })
    }

    /// A small integer.
    #[inline]
    pub fn small(n: i64) -> Integer {
        Integer { negative: n < 0, small: n.unsigned_abs(), big: None }
    }

    /// The magnitude, trimmed.
    #[inline]
    pub fn limbs<'a>(&'a self, vm: &'a Vm) -> &'a [u64] {
        match self.big {
            Some(big) => limbs(vm, big),
            None => nat::trimmed(std::slice::from_ref(&self.small)),
        }
    }

    /// The number of limbs of the magnitude.
    #[inline]
    pub fn length(&self, vm: &Vm) -> usize {
        match self.big {
            Some(big) => vm.length(big) / 8,
            None => usize::from(self.small != 0),
        }
    }

    /// Whether the magnitude is that of a small integer, and which.
    #[inline]
    pub fn small_magnitude(&self) -> Option<u64> {
        if self.big.is_none() { Some(self.small) } else { None }
    }

    /// The magnitude as a number of `dashu_int`.
    pub fn to_ubig(self, vm: &Vm) -> UBig {
        UBig::from_words(self.limbs(vm))
    }
}

/// The magnitude of a big integer.
#[inline]
pub(super) fn limbs(vm: &Vm, o: Object<BigInt>) -> &[u64] {
    let bytes = vm.bytes(o);
    debug_assert!(bytes.len().is_multiple_of(8) && bytes.as_ptr().addr().is_multiple_of(8));
    // SAFETY: objects and their tails are aligned to words, and the tail has this many bytes; any bits are a limb.
    unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len() / 8) }
}

/// Whether a big integer is below zero.
#[inline]
pub(super) fn is_negative(vm: &Vm, o: Object<BigInt>) -> bool {
    vm.get(o, BigInt::sign) != Word::smi(0)
}

/// Up to so many limbs an object is small: it is made without asking, like a pair.
const SMALL_LIMBS: usize = 16;

/// A new big integer whose limbs are still to be written.
#[inline]
fn allocate(vm: &mut Vm, negative: bool, length: usize) -> Result<Word> {
    if length > SMALL_LIMBS {
        check_bits(vm, (length as u64 - 1) * LIMB_BITS)?;
        vm.heap.reserve(BIGINT.id(), length * 8)?;
    }
    // SAFETY: the object has one slot, written here, and bytes. Memory of the heap is always initialised, if only with what stood
    // there before, so the bytes may be looked at (as limbs) before they are written.
    unsafe {
        let w = vm.heap.allocate(BIGINT.id(), length * 8);
        raw::store(w, crate::heap::fixed_offset::<BigInt>(BigInt::sign.index()), Word::smi(i64::from(negative)));
        Ok(w)
    }
}

/// A new big integer of `length` limbs, all of which `write` writes, given the magnitudes of two operands. The caller knows that the
/// top limb will not be zero and that the result will not fit a small integer.
#[inline]
pub(super) fn fill(
    vm: &mut Vm,
    negative: bool,
    length: usize,
    operands: [&Integer; 2],
    write: impl FnOnce([&[u64]; 2], &mut [u64]),
) -> Result {
    let w = allocate(vm, negative, length)?;
    // SAFETY: the object was made with this many limbs, and no slice of it exists but this one: the operands are older.
    let out = unsafe { std::slice::from_raw_parts_mut(raw::at(w, TAIL).cast::<u64>(), length) };
    write(operands.map(|operand| operand.limbs(vm)), out);
    debug_assert!(out.last().is_some_and(|&top| top != 0) && (length > 1 || small(negative, out[0]).is_none()));
    Ok(w)
}

/// The small integer of this sign and magnitude.
#[inline]
fn small(negative: bool, magnitude: u64) -> Option<Word> {
    if negative && magnitude <= SMI_MIN.unsigned_abs() {
        Some(Word::smi((magnitude as i64).wrapping_neg()))
    } else if magnitude <= SMI_MAX as u64 {
        Some(Word::smi(magnitude as i64))
    } else {
        None
    }
}

/// The integer of this sign and magnitude, which need not be trimmed.
pub(super) fn from_limbs(vm: &mut Vm, negative: bool, magnitude: &[u64]) -> Result {
    let magnitude = nat::trimmed(magnitude);
    match *magnitude {
        [] => return Ok(Word::smi(0)),
        [m] => {
            if let Some(w) = small(negative, m) {
                return Ok(w);
            }
        }
        _ => {}
    }
    check_bits(vm, nat::bit_length(magnitude))?;
    let zero = Integer::small(0);
    fill(vm, negative, magnitude.len(), [&zero, &zero], |_, out| out.copy_from_slice(magnitude))
}

/// The integer of this sign and magnitude.
#[inline]
pub(super) fn from_u128_parts(vm: &mut Vm, negative: bool, magnitude: u128) -> Result {
    let (low, high) = (magnitude as u64, (magnitude >> 64) as u64);
    if high == 0
        && let Some(w) = small(negative, low)
    {
        return Ok(w);
    }
    let length = 1 + usize::from(high != 0);
    let w = allocate(vm, negative, length)?;
    // SAFETY: the object was made with one limb or two.
    unsafe {
        raw::at(w, TAIL).cast::<u64>().write(low);
        if length == 2 {
            raw::at(w, TAIL + 8).cast::<u64>().write(high);
        }
    }
    Ok(w)
}

/// An integer of less than 126 bits, so that the sum of two does not overflow: the common case after a small integer has overflowed.
#[inline]
pub(super) fn wide(vm: &Vm, w: Word) -> Option<i128> {
    if let Some(n) = w.as_smi() {
        return Some(i128::from(n));
    }
    let o = vm.cast(w, BIGINT)?;
    let magnitude = match *limbs(vm, o) {
        [a] => i128::from(a),
        [a, b] if b >> 62 == 0 => i128::from(a) | i128::from(b) << 64,
        _ => return None,
    };
    Some(if is_negative(vm, o) { -magnitude } else { magnitude })
}

/// The integer as 128 bits with sign, if it fits.
#[inline]
pub(super) fn to_i128(vm: &Vm, w: Word) -> Option<i128> {
    if let Some(n) = w.as_smi() {
        return Some(i128::from(n));
    }
    let o = vm.cast(w, BIGINT)?;
    let magnitude = match *limbs(vm, o) {
        [a] => u128::from(a),
        [a, b] => u128::from(a) | u128::from(b) << 64,
        _ => return None,
    };
    if is_negative(vm, o) { 0i128.checked_sub_unsigned(magnitude) } else { i128::try_from(magnitude).ok() }
}

/// An integer of `dashu_int` in the heap.
pub(super) fn from_ubig(vm: &mut Vm, negative: bool, magnitude: &UBig) -> Result {
    from_limbs(vm, negative, magnitude.as_words())
}

/// An integer of `dashu_int` in the heap.
pub(super) fn from_ibig(vm: &mut Vm, n: &IBig) -> Result {
    let (sign, words) = n.as_sign_words();
    from_limbs(vm, sign == Sign::Negative, words)
}

/// Checks the invariants of a big integer's operand number `index`, for tests.
#[cfg(test)]
pub(super) fn is_normal(vm: &Vm, w: Word) -> bool {
    let Some(o) = vm.cast(w, BIGINT) else { return w.is_smi() };
    let l = limbs(vm, o);
    l.last().is_some_and(|&top| top != 0) && (l.len() > 1 || small(is_negative(vm, o), l[0]).is_none())
}

/// The error for an operand that is not an exact integer.
pub(super) const fn not_an_integer(index: u8) -> NumberError {
    NumberError::operand(index, super::Expected::ExactInteger)
}
