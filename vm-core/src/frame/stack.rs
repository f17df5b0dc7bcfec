//! The reserved, demand-committed region that holds a VM's frames.
#![allow(unsafe_code)]

use crate::word::Word;

/// A VM stack. Words from `base` up to the end of the top frame are initialised.
pub struct Stack {
    base: *mut Word,
    reserved: usize,
    /// No frame may end above this address. Read by compiled code.
    pub limit: *mut Word,
    /// The top frame, null if there is none.
    pub fp: *mut Word,
}

// SAFETY: the region belongs to this stack alone.
unsafe impl Send for Stack {}

impl Stack {
    /// Reserves address space for `bytes` of frames, and a margin for the frame that finds the limit exceeded.
    pub fn new(bytes: usize) -> std::io::Result<Stack> {
        let margin = 8 * (crate::frame::FRAME_HEADER + 2 * 4096);
        let reserved = (bytes + 2 * margin).next_multiple_of(4096);
        // SAFETY: a fresh anonymous mapping.
        let base = unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
            libc::mmap(std::ptr::null_mut(), reserved, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0)
        };
        if base == libc::MAP_FAILED {
            return Err(std::io::Error::last_os_error());
        }
        let base: *mut Word = base.cast();
        Ok(Stack { base, reserved, limit: base.wrapping_byte_add(bytes), fp: std::ptr::null_mut() })
    }

    /// The lowest address.
    pub fn base(&self) -> *mut Word {
        self.base
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: the mapping made by `new`.
        unsafe {
            libc::munmap(self.base.cast(), self.reserved);
        }
    }
}
