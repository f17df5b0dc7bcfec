//! Strings that all languages share.
//!
//! ```text
//!   Text { chars } --> Narrow: a byte per character, all of them below 256
//!                  or  Wide:   four bytes per character, little endian
//! ```
//!
//! A string is a sequence of code points of which any is found in constant time. It can be changed in place; storing a
//! character that does not fit replaces the narrow characters by wide ones, and the string stays the same object. A code
//! point may be a lone surrogate where a language allows it; [`to_string`] replaces those, [`utf8::encode`] reports them.
//!
//! Functions take strings as [`Object<Text>`], which `vm.cast(w, TEXT)` makes of a word, and answer [`OutOfMemory`] where the
//! result would not fit. Positions count characters. Reading functions answer `None` beyond the end; a range is cut to the string.
//!
//! ```
//! use vm_core::{Limits, Vm, text};
//! let mut vm = Vm::new(Limits::default()).unwrap();
//! let t = text::new(&mut vm, "Straße").unwrap();
//! assert_eq!(text::length(&vm, t), 6);
//! let upper = text::upcase(&mut vm, t).unwrap();
//! assert_eq!(text::to_string(&vm, upper), "STRASSE");
//! ```

mod chars; // the characters of a string, read
mod make; // new strings, changed strings
mod order; // equality, order, hash, search
mod case; // upper case, lower case, folding
mod builder; // strings made character by character
pub mod character; // single characters
pub mod utf8; // to and from bytes

pub use builder::TextBuilder;
pub use case::{compare_folded, downcase, foldcase, upcase};
pub use chars::{Chars, CharsIter};
pub use make::{append, copy_into, fill, from_code_points, from_latin1, make, new, set_char, substring};
pub use order::{compare, eq, find, find_char, find_last, find_line_end, hash};

use crate::heap::{Object, OutOfMemory};
use crate::word::core_shapes::{NARROW, TEXT, Text, WIDE};
use crate::{Symbol, Vm, Word};
use smallvec::SmallVec;
use std::borrow::Cow;

/// The string that a word is.
#[inline]
pub fn of(vm: &Vm, w: Word) -> Option<Object<Text>> {
    vm.cast(w, TEXT)
}

/// The characters of a string, to be read.
#[inline]
pub fn chars(vm: &Vm, t: Object<Text>) -> Chars<'_> {
    let w = vm.get(t, Text::chars);
    if let Some(narrow) = vm.cast(w, NARROW) {
        return Chars::Narrow(vm.bytes(narrow));
    }
    match vm.cast(w, WIDE) {
        Some(wide) => Chars::Wide(vm.bytes(wide).as_chunks().0),
        None => Chars::Narrow(&[]),
    }
}

/// The number of characters.
#[inline]
pub fn length(vm: &Vm, t: Object<Text>) -> usize {
    chars(vm, t).len()
}

/// The code point at a position.
#[inline]
pub fn char_at(vm: &Vm, t: Object<Text>, i: usize) -> Option<u32> {
    chars(vm, t).get(i)
}

/// The string as Rust has them: borrowed if it is ASCII; lone surrogates are replaced.
pub fn as_str(vm: &Vm, t: Object<Text>) -> Cow<'_, str> {
    chars(vm, t).to_str()
}

/// The string as Rust has them; lone surrogates are replaced.
pub fn to_string(vm: &Vm, t: Object<Text>) -> String {
    as_str(vm, t).into_owned()
}

/// A new string of a symbol's name.
pub fn symbol_text(vm: &mut Vm, s: Symbol) -> Result<Object<Text>, OutOfMemory> {
    // Names are short: copied to where the collector's heap can be changed, without allocating.
    let name: SmallVec<[u8; 64]> = SmallVec::from_slice(vm.symbols.name(s).as_bytes());
    if name.is_ascii() { from_latin1(vm, &name) } else { new(vm, &String::from_utf8_lossy(&name)) }
}

/// The symbol of this name; `None` if it has a lone surrogate, for which names have no room.
pub fn intern_text(vm: &mut Vm, t: Object<Text>) -> Option<Symbol> {
    let chars = chars(vm, t);
    if chars.has_surrogate() {
        return None;
    }
    let name = chars.to_str().into_owned();
    Some(vm.symbols.intern(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn symbols_and_strings() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        for name in ["", "abc", "ä", "日本"] {
            let s = vm.symbols.intern(name);
            let t = symbol_text(&mut vm, s).unwrap();
            assert_eq!(to_string(&vm, t), name);
            assert_eq!(intern_text(&mut vm, t), Some(s));
        }
        let lone = from_code_points(&mut vm, &[0x61, 0xd800]).unwrap();
        assert_eq!(intern_text(&mut vm, lone), None);
        assert_eq!(to_string(&vm, lone), "a\u{fffd}");
        assert!(of(&vm, lone.word()).is_some() && of(&vm, Word::NIL).is_none());
    }

    #[test]
    fn ascii_is_borrowed() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        let t = new(&mut vm, "plain").unwrap();
        assert!(matches!(as_str(&vm, t), Cow::Borrowed("plain")));
        let t = new(&mut vm, "größer").unwrap();
        assert!(matches!(as_str(&vm, t), Cow::Owned(_)));
        assert_eq!(as_str(&vm, t), "größer");
    }
}
