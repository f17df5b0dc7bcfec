//! How much native stack this thread has left.
#![allow(unsafe_code)]

use std::cell::Cell;

/// What Rust keeps for itself below the guest's limit: helpers, the collector, the compiler.
const RESERVE: usize = 256 << 10;
/// The least that a guest gets, where the thread's stack cannot be found out.
const DEFAULT: usize = 512 << 10;

/// What a call by the host and the host function that makes it may need of the native stack.
const HOST_CALL: usize = 128 << 10;

thread_local! {
    static LIMIT: Cell<usize> = const { Cell::new(0) };
}

/// The address below which compiled code unwinds.
pub(crate) fn limit() -> usize {
    LIMIT.with(|l| {
        if l.get() == 0 {
            l.set(find().unwrap_or_else(|| approximate_pointer().saturating_sub(DEFAULT)));
        }
        l.get()
    })
}

/// Whether so little is left that another call by the host cannot begin.
pub(super) fn exhausted() -> bool {
    approximate_pointer() < limit().saturating_add(HOST_CALL)
}

#[inline(never)]
fn approximate_pointer() -> usize {
    let here = 0u8;
    &raw const here as usize
}

#[cfg(target_os = "linux")]
fn find() -> Option<usize> {
    // SAFETY: the attributes are initialised by the first call and destroyed after use.
    unsafe {
        let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
        if libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) != 0 {
            return None;
        }
        let (mut base, mut size) = (std::ptr::null_mut(), 0);
        let found = libc::pthread_attr_getstack(attributes.as_ptr(), &mut base, &mut size) == 0;
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        // The main thread's stack is grown by the system up to its limit; half of it is never in doubt.
        found.then(|| (base as usize + RESERVE).max(approximate_pointer().saturating_sub(64 << 20)))
    }
}

#[cfg(not(target_os = "linux"))]
fn find() -> Option<usize> {
    None
}
