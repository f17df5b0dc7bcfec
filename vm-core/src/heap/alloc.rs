//! Allocation.
#![allow(unsafe_code)]

use super::{OutOfMemory, raw};
use crate::word::{Header, ShapeId, Word};

/// The memory of a VM. The first fields are read and written by compiled code through `offset_of!`.
pub struct Heap {
    /// Where the next young object goes.
    pub top: usize,
    /// The end of the current chunk of the nursery.
    pub end: usize,
    chunks: Vec<Box<[u64]>>,
}

impl Heap {
    /// An empty heap.
    pub fn new() -> Heap {
        Heap { top: 0, end: 0, chunks: Vec::new() }
    }

    /// Allocates an object with its header (and length) written and its slots not: the caller fills them at once.
    ///
    /// # Safety
    /// The caller writes every slot before anything else happens.
    #[inline(always)]
    pub unsafe fn allocate(&mut self, shape: ShapeId, length: usize) -> Word {
        let size = shape.size(length);
        let address = self.top;
        if size > self.end - address {
            // SAFETY: as required of this function's caller.
            return unsafe { self.allocate_slow(shape, length) };
        }
        self.top = address + size;
        let w = Word::pointer(address);
        // SAFETY: the object lies in the chunk.
        unsafe {
            raw::at(w, 0).cast::<u64>().write(Header::new(shape).bits());
            if shape.has_tail() {
                raw::at(w, 8).cast::<u64>().write(length as u64);
            }
        }
        w
    }

    /// Allocation when the chunk is full. Also called by compiled code.
    ///
    /// # Safety
    /// As for [`Heap::allocate`].
    #[cold]
    pub unsafe fn allocate_slow(&mut self, shape: ShapeId, length: usize) -> Word {
        let size = shape.size(length).max(1 << 20);
        self.chunks.push(vec![0u64; size / 8 + 1].into_boxed_slice());
        let chunk = self.chunks.last_mut().expect("pushed");
        self.top = chunk.as_mut_ptr() as usize;
        self.end = self.top + chunk.len() * 8;
        // SAFETY: as required of this function's caller.
        unsafe { self.allocate(shape, length) }
    }

    /// Whether an object of that size may be allocated.
    pub fn reserve(&mut self, _shape: ShapeId, _length: usize) -> Result<(), OutOfMemory> {
        Ok(())
    }

    /// Stores with the write barrier.
    ///
    /// # Safety
    /// `w` points to an object that has a tagged slot at the byte offset.
    #[inline(always)]
    pub unsafe fn store(&mut self, w: Word, offset: usize, value: Word) {
        // SAFETY: as required.
        unsafe {
            if raw::header(w).has(Header::OLD) && value.is_pointer() {
                self.remember(w, offset, value);
            }
            raw::store(w, offset, value)
        }
    }

    /// The cold half of the write barrier: notes that an old object's slot may hold a young pointer.
    #[cold]
    pub fn remember(&mut self, _w: Word, _offset: usize, _value: Word) {}
}

impl Default for Heap {
    fn default() -> Self {
        Heap::new()
    }
}
