//! The door of the old space for images: memory that is filled from a file.
#![allow(unsafe_code)]

use super::alloc::Heap;
use super::old::{self, Large};
use crate::Vm;
use crate::word::Header;

pub(crate) use super::old::{CHUNK, LARGE_BYTES};
pub(crate) use super::raw::{Extent, extent};

/// Where the first object of a chunk lies.
pub(crate) const FIRST_OFFSET: usize = CHUNK - old::CHUNK_BYTES;

/// Copies a segment of objects, at most as long as a chunk has room, to the beginning of a fresh chunk. Gives its address.
pub(crate) fn segment_memory(heap: &mut Heap, bytes: &[u8]) -> usize {
    let address = heap.old.image_run(bytes.len());
    // SAFETY: the run is as long, and fresh.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), address as *mut u8, bytes.len()) };
    heap.old.live_bytes += bytes.len();
    address
}

/// Copies a large object to memory of its own. Gives its address; `None` if there is none.
pub(crate) fn large_memory(heap: &mut Heap, bytes: &[u8]) -> Option<usize> {
    let object = Large::new(bytes.len())?;
    let address = object.address;
    // SAFETY: the memory is as long, and fresh.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), address as *mut u8, bytes.len()) };
    heap.old.adopt(object);
    heap.old.large_since = 0;
    Some(address)
}

impl Heap {
    /// The flags of an object of the old space.
    pub(crate) fn old_flags(&self) -> u64 {
        Header::OLD | self.old.mark
    }
}

impl Vm {
    /// Says that every root points to old objects: true after an image was loaded.
    pub(crate) fn all_old(&mut self) {
        self.codes_old = self.codes.len();
        self.globals.all_old();
    }
}
