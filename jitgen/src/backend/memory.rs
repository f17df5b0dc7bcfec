//! Code memory: one reserved range that holds the machine code of all units of a VM.
//!
//! The range is mapped twice: the same pages can be written at one address and executed at another, so no page is ever
//! writable and executable, and nothing has to be protected anew when a unit is added. Units are packed; what a freed unit leaves
//! is merged with its neighbours and used again. Pages are committed by the system when they are first written.
//!
//! `cranelift-jit` writes code through its memory provider. It keeps a record of every function for as long as its
//! module lives, and its own providers free only everything at once. Therefore each unit is defined in a module of its
//! own, with a [`Loan`] of this arena as its provider; the module is dropped as soon as the code is final, and the code stays.
//! Code needs no relocation, since every address in it is an absolute constant; so it does not matter that the module takes
//! the writable view for the code's address.
#![allow(unsafe_code)]

use cranelift_jit::{BranchProtection, JITMemoryKind, JITMemoryProvider};
use cranelift_module::ModuleResult;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

/// Blocks are multiples of this, and begin at multiples of it.
const GRAIN: usize = 32;
/// What unused code memory is filled with: `int3`.
const POISON: u8 = 0xcc;

/// The arena, shared by a backend and the modules it makes for a moment.
#[derive(Clone)]
pub(super) struct CodeMemory(Arc<Mutex<Arena>>);

/// An address that can be executed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CodeAddress(pub(super) usize);

struct Arena {
    writable: usize,
    executable: usize,
    size: usize,
    /// Free ranges: where each begins, and how long it is. No two touch.
    free: BTreeMap<usize, usize>,
    /// Blocks in use.
    blocks: BTreeMap<usize, usize>,
    used: usize,
    /// The block that a module took last.
    written: Option<usize>,
}

impl CodeMemory {
    /// Reserves a range for `limit` bytes.
    pub(super) fn new(limit: usize) -> io::Result<CodeMemory> {
        Ok(CodeMemory(Arc::new(Mutex::new(Arena::new(limit)?))))
    }

    fn lock(&self) -> MutexGuard<'_, Arena> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Bytes in use.
    pub(super) fn bytes(&self) -> usize {
        self.lock().used
    }

    /// A provider for one module.
    pub(super) fn loan(&self) -> Loan {
        Loan(self.clone())
    }

    /// Where the code that a module has just written can be executed.
    pub(super) fn take_written(&self) -> Option<CodeAddress> {
        let mut arena = self.lock();
        let offset = arena.written.take()?;
        Some(CodeAddress(arena.executable + offset))
    }

    /// Frees a block.
    pub(super) fn free(&self, code: CodeAddress) {
        let mut arena = self.lock();
        let offset = code.0 - arena.executable;
        arena.free(offset);
    }
}

impl Arena {
    fn new(limit: usize) -> io::Result<Arena> {
        let size = limit.next_multiple_of(4096);
        let (writable, executable) = map_twice(size)?;
        let free = if size > 0 { BTreeMap::from([(0, size)]) } else { BTreeMap::new() };
        Ok(Arena { writable, executable, size, free, blocks: BTreeMap::new(), used: 0, written: None })
    }

    /// The offset of a block, the lowest that there is.
    fn allocate(&mut self, size: usize, align: usize) -> Option<usize> {
        let size = size.max(1).checked_next_multiple_of(GRAIN)?;
        let align = align.max(GRAIN);
        let fits = |(&from, &len): (&usize, &usize)| {
            let at = from.checked_next_multiple_of(align)?;
            (at.checked_add(size)? <= from + len).then_some((from, len, at))
        };
        let (from, len, at) = self.free.iter().find_map(fits)?;
        self.free.remove(&from);
        if at > from {
            self.free.insert(from, at - from);
        }
        let rest = from + len - (at + size);
        if rest > 0 {
            self.free.insert(at + size, rest);
        }
        self.blocks.insert(at, size);
        self.used += size;
        Some(at)
    }

    fn free(&mut self, offset: usize) {
        let Some(size) = self.blocks.remove(&offset) else {
            debug_assert!(false, "code memory freed twice");
            return;
        };
        self.used -= size;
        // SAFETY: the block lies in the writable view.
        unsafe { std::ptr::write_bytes((self.writable + offset) as *mut u8, POISON, size) };
        let (mut from, mut to) = (offset, offset + size);
        if let Some((&before, &len)) = self.free.range(..offset).next_back()
            && before + len == offset
        {
            self.free.remove(&before);
            from = before;
        }
        if let Some(len) = self.free.remove(&to) {
            to += len;
        }
        self.free.insert(from, to - from);
    }
}

/// Maps fresh memory to be written at the first address and to be executed at the second.
fn map_twice(size: usize) -> io::Result<(usize, usize)> {
    if size == 0 {
        return Ok((0, 0));
    }
    // SAFETY: fresh mappings of a file that nobody else has; unmapped again on failure.
    unsafe {
        let file = libc::memfd_create(c"code".as_ptr(), libc::MFD_CLOEXEC);
        if file < 0 {
            return Err(io::Error::last_os_error());
        }
        let map = |protection| libc::mmap(std::ptr::null_mut(), size, protection, libc::MAP_SHARED | libc::MAP_NORESERVE, file, 0);
        let result = if libc::ftruncate(file, size as libc::off_t) < 0 {
            Err(io::Error::last_os_error())
        } else {
            let writable = map(libc::PROT_READ | libc::PROT_WRITE);
            let executable = map(libc::PROT_READ | libc::PROT_EXEC);
            if writable == libc::MAP_FAILED || executable == libc::MAP_FAILED {
                let error = io::Error::last_os_error();
                for view in [writable, executable] {
                    if view != libc::MAP_FAILED {
                        libc::munmap(view, size);
                    }
                }
                Err(error)
            } else {
                Ok((writable as usize, executable as usize))
            }
        };
        libc::close(file);
        result
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        if self.size > 0 {
            // SAFETY: the mappings made by `map_twice`; the code in them is not active.
            unsafe {
                libc::munmap(self.writable as *mut _, self.size);
                libc::munmap(self.executable as *mut _, self.size);
            }
        }
    }
}

/// What a module gets its memory from.
pub(super) struct Loan(CodeMemory);

impl JITMemoryProvider for Loan {
    fn allocate(&mut self, size: usize, align: u64, kind: JITMemoryKind) -> io::Result<*mut u8> {
        if !matches!(kind, JITMemoryKind::Executable) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let mut arena = self.0.lock();
        let offset = arena.allocate(size, align as usize).ok_or(io::ErrorKind::OutOfMemory)?;
        arena.written = Some(offset);
        Ok((arena.writable + offset) as *mut u8)
    }

    /// The code outlives its module: the backend frees it.
    unsafe fn free_memory(&mut self) {}

    /// Nothing to do: the executable view sees what was written, and this processor's instruction cache is coherent.
    fn finalize(&mut self, _: BranchProtection) -> ModuleResult<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arena(size: usize) -> Arena {
        Arena::new(size).expect("memory")
    }

    #[test]
    fn packs_and_reports() {
        let mut a = arena(8192);
        let blocks: Vec<_> = (0..4).map(|_| a.allocate(100, 16).unwrap()).collect();
        assert_eq!(blocks, [0, 128, 256, 384]);
        assert_eq!(a.used, 512);
    }

    #[test]
    fn freed_neighbours_merge() {
        let mut a = arena(4096);
        let blocks: Vec<_> = (0..32).map(|_| a.allocate(128, 16).unwrap()).collect();
        assert_eq!(a.allocate(1, 1), None);
        for i in [3, 5, 4] {
            a.free(blocks[i]);
        }
        assert_eq!(a.free.len(), 1);
        assert_eq!(a.allocate(384, 16), Some(blocks[3]));
        for (i, &b) in blocks.iter().enumerate() {
            if !(3..6).contains(&i) {
                a.free(b);
            }
        }
        a.free(blocks[3]);
        assert_eq!((a.free.clone(), a.used), (BTreeMap::from([(0, 4096)]), 0));
    }

    #[test]
    fn alignment_leaves_no_hole_behind() {
        let mut a = arena(4096);
        let first = a.allocate(32, 32).unwrap();
        let second = a.allocate(64, 256).unwrap();
        assert_eq!((first, second), (0, 256));
        assert_eq!(a.allocate(200, 32), Some(32));
    }

    #[test]
    fn both_views_show_the_same_bytes_and_neither_allows_both() {
        let a = arena(4096);
        // SAFETY: the first byte of both views.
        unsafe {
            (a.writable as *mut u8).write(7);
            assert_eq!((a.executable as *const u8).read(), 7);
        }
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let line = |at: usize| maps.lines().find(|l| l.starts_with(&format!("{at:x}-"))).map(str::to_owned);
        assert!(line(a.writable).unwrap().contains("rw-s"));
        assert!(line(a.executable).unwrap().contains("r-xs"));
        assert!(!maps.lines().any(|l| l.contains("rwx")));
    }

    #[test]
    fn no_memory_at_all() {
        assert_eq!(arena(0).allocate(1, 1), None);
    }
}
