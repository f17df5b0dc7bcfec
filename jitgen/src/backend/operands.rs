//! How compiled code passes any number of operands to a helper.
#![allow(unsafe_code)]

use std::marker::PhantomData;
use vm_core::Word;

/// The operands of a helper that takes any number of them: in C, a pointer and a count by value.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Operands<'a> {
    first: *const Word,
    count: usize,
    words: PhantomData<&'a [Word]>,
}

impl<'a> Operands<'a> {
    /// The operands.
    #[inline]
    pub fn words(self) -> &'a [Word] {
        // SAFETY: made from a slice, or by compiled code that has just written the words.
        unsafe { std::slice::from_raw_parts(self.first, self.count) }
    }
}

impl<'a> From<&'a [Word]> for Operands<'a> {
    #[inline]
    fn from(words: &'a [Word]) -> Self {
        Operands { first: words.as_ptr(), count: words.len(), words: PhantomData }
    }
}
