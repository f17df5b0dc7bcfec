//! Memory from the system, for the heap and the stack: mapping, releasing, unmapping.
#![allow(unsafe_code)]

use std::ptr::null_mut;

/// The size and alignment of what the system maps.
pub const PAGE: usize = 4096;

/// A mapping of zeroed pages that is given back when dropped.
#[derive(Debug)]
pub struct Mapping {
    address: usize,
    bytes: usize,
}

impl Mapping {
    /// Maps `bytes` (rounded up to pages), readable and writable; pages are committed when touched. `None`: the system
    /// has no memory or address space left.
    pub fn new(bytes: usize) -> Option<Mapping> {
        let bytes = bytes.checked_next_multiple_of(PAGE).filter(|&b| b > 0 && b <= isize::MAX as usize)?;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a fresh anonymous mapping.
        let address = unsafe { libc::mmap(null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0) };
        if address == libc::MAP_FAILED {
            return None;
        }
        Some(Mapping { address: address as usize, bytes })
    }

    /// The same at an address that is a multiple of `align`, a power of two.
    pub fn aligned(bytes: usize, align: usize) -> Option<Mapping> {
        let bytes = bytes.checked_next_multiple_of(PAGE)?;
        // Neighbouring mappings grow downwards in most systems, so that the next one is often aligned already.
        let tight = Mapping::new(bytes)?;
        if tight.address.is_multiple_of(align) {
            return Some(tight);
        }
        drop(tight);
        let loose = Mapping::new(bytes.checked_add(align)?)?;
        let (start, end) = (loose.address.next_multiple_of(align), loose.address + loose.bytes);
        let loose = std::mem::ManuallyDrop::new(loose);
        unmap(loose.address, start - loose.address);
        unmap(start + bytes, end - (start + bytes));
        Some(Mapping { address: start, bytes })
    }

    /// Asks for huge pages: fewer faults, and fewer misses when objects are visited in any order.
    pub fn prefer_huge(&self) {
        #[cfg(target_os = "linux")]
        // SAFETY: concerns this mapping only, and changes no contents. Failure is harmless.
        unsafe {
            libc::madvise(self.address as *mut _, self.bytes, libc::MADV_HUGEPAGE)
        };
    }

    /// Divides the mapping; `bytes` is a multiple of the page size and divides the size.
    pub fn split(self, bytes: usize) -> impl Iterator<Item = Mapping> {
        let whole = std::mem::ManuallyDrop::new(self);
        let (start, end) = (whole.address, whole.address + whole.bytes);
        (start..end).step_by(bytes).map(move |address| Mapping { address, bytes })
    }

    /// The first address.
    pub fn address(&self) -> usize {
        self.address
    }

    /// The size in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Gives the pages that lie wholly in `from..to` back to the system; they read as zero when touched again.
    pub fn release(&self, from: usize, to: usize) {
        let from = from.max(self.address).next_multiple_of(PAGE);
        let to = to.min(self.address + self.bytes) / PAGE * PAGE;
        if from < to {
            // SAFETY: the pages belong to this mapping, and the caller says that nothing in them is needed.
            unsafe { libc::madvise(from as *mut _, to - from, libc::MADV_DONTNEED) };
        }
    }

    /// Commits the pages of `from..to` at once: cheaper than one fault a page.
    pub fn populate(&self, from: usize, to: usize) {
        #[cfg(target_os = "linux")]
        {
            let from = from.max(self.address) / PAGE * PAGE;
            let to = to.min(self.address + self.bytes).next_multiple_of(PAGE);
            if from < to {
                // SAFETY: the pages belong to this mapping; populating changes no contents. Failure is harmless.
                unsafe { libc::madvise(from as *mut _, to - from, libc::MADV_POPULATE_WRITE) };
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _ = (from, to);
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        unmap(self.address, self.bytes);
    }
}

fn unmap(address: usize, bytes: usize) {
    if bytes > 0 {
        // SAFETY: callers own the pages and nothing refers to them any more.
        unsafe { libc::munmap(address as *mut _, bytes) };
    }
}

/// Ends the process: the system has no memory left for an object that must not fail. Objects whose size the guest
/// chooses are mapped by [`Heap::reserve`](super::Heap::reserve), which can say no.
pub fn exhausted(bytes: usize) -> ! {
    std::alloc::handle_alloc_error(std::alloc::Layout::from_size_align(bytes, 8).unwrap_or(std::alloc::Layout::new::<u64>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_aligned_and_released() {
        let m = Mapping::aligned(3 << 20, 1 << 20).unwrap();
        assert!(m.address().is_multiple_of(1 << 20));
        let p = m.address() as *mut u8;
        // SAFETY: inside the mapping.
        unsafe {
            p.add(PAGE).write(7);
            m.release(m.address(), m.address() + 2 * PAGE);
            assert_eq!(p.add(PAGE).read(), 0);
        }
        assert!(Mapping::new(usize::MAX - 5).is_none());
        assert!(Mapping::new(1 << 60).is_none());
    }
}
