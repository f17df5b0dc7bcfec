//! Untyped access to objects: the one place where a [`Word`] is dereferenced.
#![allow(unsafe_code)]

use crate::word::{Header, ShapeId, TailKind, Word};

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

/// The object's shape.
///
/// # Safety
/// `w` points to an object.
#[inline(always)]
pub unsafe fn shape(w: Word) -> ShapeId {
    // The whole header is read, which the compiler must not make a read of its upper half: that half of what was just written by a wider
    // store has to wait for the cache on some processors: a program of unifications took 1.6 times as long.
    // SAFETY: every object begins with its header.
    Header::from_bits(unsafe { at(w, 0).cast::<u64>().read_volatile() }).shape()
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

/// The word in the slot that a word refers to.
///
/// # Safety
/// `w` refers to a slot of an object.
#[inline(always)]
pub unsafe fn load_at(w: Word) -> Word {
    // SAFETY: as required.
    unsafe { (w.slot_address() as *const Word).read() }
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

/// Replaces the object's header.
///
/// # Safety
/// `w` points to an object, and the new header says the same of its size.
#[inline(always)]
pub unsafe fn set_header(w: Word, header: Header) {
    // SAFETY: as required.
    unsafe { at(w, 0).cast::<u64>().write(header.bits()) }
}

/// Where an object's tagged slots and its end are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub(crate) header: Header,
    /// The address of the first tagged slot.
    pub(crate) from: usize,
    /// The address behind the last tagged slot.
    pub(crate) to: usize,
    /// The size of the object in bytes.
    pub(crate) size: usize,
}

/// The extent of the object at an address whose header is this.
///
/// # Safety
/// An object of that header begins there.
#[inline(always)]
pub(crate) unsafe fn extent(address: usize, header: Header) -> Extent {
    let shape = header.shape();
    let fixed = 8 * shape.fixed() as usize;
    match shape.tail() {
        TailKind::None => Extent { header, from: address + 8, to: address + 8 + fixed, size: 8 + fixed },
        TailKind::Raw => Extent { header, from: address, to: address, size: 8 + fixed },
        tail => {
            // SAFETY: objects with a tail have a length word.
            let length = unsafe { ((address + 8) as *const u64).read() } as usize;
            let from = address + 16;
            match tail {
                TailKind::Slots => Extent { header, from, to: from + fixed + 8 * length, size: 16 + fixed + 8 * length },
                _ => Extent { header, from, to: from + fixed, size: 16 + fixed + length.next_multiple_of(8) },
            }
        }
    }
}
