//! Untyped access to objects: the one place where a [`Word`] is dereferenced.
#![allow(unsafe_code)]

use crate::word::{Header, Word};

/// The address of a byte offset in the object.
///
/// # Safety
/// `w` points to an object that has this offset.
#[inline(always)]
pub unsafe fn at(w: Word, offset: usize) -> *mut Word {
    (w.address() + offset) as *mut Word
}

/// The object's header.
///
/// # Safety
/// `w` points to an object.
#[inline(always)]
pub unsafe fn header(w: Word) -> Header {
    // SAFETY: every object begins with its header.
    Header::from_bits(unsafe { at(w, 0).cast::<u64>().read() })
}

/// The word at a byte offset.
///
/// # Safety
/// `w` points to an object that has this offset.
#[inline(always)]
pub unsafe fn load(w: Word, offset: usize) -> Word {
    // SAFETY: as required.
    unsafe { at(w, offset).read() }
}

/// Writes the word at a byte offset, without the write barrier.
///
/// # Safety
/// `w` points to an object that has this offset, and the caller sees to the barrier.
#[inline(always)]
pub unsafe fn store(w: Word, offset: usize, value: Word) {
    // SAFETY: as required.
    unsafe { at(w, offset).write(value) }
}
