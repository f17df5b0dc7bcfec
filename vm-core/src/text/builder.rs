//! Strings made character by character: for readers and ports.

use super::{Chars, from_code_points, from_latin1};
use crate::Vm;
use crate::heap::{Object, OutOfMemory};
use crate::word::core_shapes::Text;

/// Collects characters, as bytes until one does not fit. It never takes more memory than the VM's heap may: past that it drops what it
/// has and is given, and [`finish`](TextBuilder::finish) answers [`OutOfMemory`].
#[derive(Clone, Debug)]
pub struct TextBuilder {
    collected: Collected,
    limit: usize,
}

#[derive(Clone, Debug)]
enum Collected {
    Narrow(Vec<u8>),
    Wide(Vec<u32>),
    TooLong,
}

impl TextBuilder {
    /// An empty builder within the memory limit of the VM.
    pub fn new(vm: &Vm) -> TextBuilder {
        TextBuilder { collected: Collected::Narrow(Vec::new()), limit: vm.heap.limit() }
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        match &self.collected {
            Collected::Narrow(b) => b.len(),
            Collected::Wide(w) => w.len(),
            Collected::TooLong => 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all characters, to start anew.
    pub fn clear(&mut self) {
        match &mut self.collected {
            Collected::Narrow(b) => b.clear(),
            _ => self.collected = Collected::Narrow(Vec::new()),
        }
    }

    /// Adds a code point.
    #[inline]
    pub fn push(&mut self, c: u32) {
        match &mut self.collected {
            Collected::Narrow(b) if c < 256 && b.len() < self.limit => b.push(c as u8),
            Collected::Wide(w) if w.len() < self.limit / 4 => w.push(c),
            _ => self.push_slow(c),
        }
    }

    #[cold]
    fn push_slow(&mut self, c: u32) {
        self.collected = match std::mem::replace(&mut self.collected, Collected::TooLong) {
            Collected::Narrow(b) if b.len() < self.limit / 4 => {
                let mut wide = Vec::with_capacity(b.len() * 2 + 8);
                wide.extend(b.into_iter().map(u32::from));
                wide.push(c);
                Collected::Wide(wide)
            }
            _ => Collected::TooLong,
        };
    }

    /// Adds a character.
    #[inline]
    pub fn push_char(&mut self, c: char) {
        self.push(c.into());
    }

    /// Adds all characters of a text.
    pub fn push_str(&mut self, s: &str) {
        if s.is_ascii() {
            self.push_latin1(s.as_bytes());
        } else {
            s.chars().for_each(|c| self.push_char(c));
        }
    }

    /// Adds code points below 256.
    pub fn push_latin1(&mut self, bytes: &[u8]) {
        match &mut self.collected {
            Collected::Narrow(b) if bytes.len() <= self.limit - b.len() => b.extend_from_slice(bytes),
            _ => bytes.iter().for_each(|&c| self.push(c.into())),
        }
    }

    /// Adds the characters of a string, or of a part of one.
    pub fn push_chars(&mut self, chars: Chars<'_>) {
        match chars {
            Chars::Narrow(b) => self.push_latin1(b),
            Chars::Wide(_) => chars.iter().for_each(|c| self.push(c)),
        }
    }

    /// Takes the last character away.
    pub fn pop(&mut self) -> Option<u32> {
        match &mut self.collected {
            Collected::Narrow(b) => b.pop().map(u32::from),
            Collected::Wide(w) => w.pop(),
            Collected::TooLong => None,
        }
    }

    /// Shortens it to so many characters.
    pub fn truncate(&mut self, length: usize) {
        match &mut self.collected {
            Collected::Narrow(b) => b.truncate(length),
            Collected::Wide(w) => w.truncate(length),
            Collected::TooLong => {}
        }
    }

    /// The characters as Rust has them; lone surrogates are replaced.
    pub fn to_str(&self) -> String {
        match &self.collected {
            Collected::Narrow(b) => b.iter().map(|&c| char::from(c)).collect(),
            Collected::Wide(w) => w.iter().map(|&c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
            Collected::TooLong => String::new(),
        }
    }

    /// A new string of the characters. The builder keeps them, so that output can go on.
    pub fn finish(&self, vm: &mut Vm) -> Result<Object<Text>, OutOfMemory> {
        match &self.collected {
            Collected::Narrow(b) => from_latin1(vm, b),
            Collected::Wide(w) => from_code_points(vm, w),
            Collected::TooLong => Err(OutOfMemory { bytes: self.limit.saturating_add(1) }),
        }
    }
}

impl std::fmt::Write for TextBuilder {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        self.push_str(s);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{chars, new, to_string};
    use super::*;
    use crate::Limits;
    use std::fmt::Write;

    #[test]
    fn narrow_until_a_wide_character_comes() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        let mut b = TextBuilder::new(&vm);
        assert!(b.is_empty());
        b.push_str("abcé");
        write!(b, "{}", 42).unwrap();
        let t = b.finish(&mut vm).unwrap();
        assert_eq!(to_string(&vm, t), "abcé42");
        assert!(matches!(chars(&vm, t), Chars::Narrow(_)));
        b.push_char('€');
        b.push_latin1(b"x\xe9");
        b.push_chars(chars(&vm, t));
        b.push(0xdc00);
        assert_eq!(b.len(), 16);
        assert_eq!(b.pop(), Some(0xdc00));
        b.truncate(9);
        assert_eq!(b.to_str(), "abcé42€xé");
        let t = b.finish(&mut vm).unwrap();
        assert_eq!(to_string(&vm, t), "abcé42€xé");
        b.truncate(6);
        let t = b.finish(&mut vm).unwrap();
        assert!(matches!(chars(&vm, t), Chars::Narrow(_)));
        b.clear();
        assert_eq!((b.len(), b.pop()), (0, None));
    }

    #[test]
    fn memory_is_limited() {
        const LIMIT: usize = 4 << 20;
        let mut vm = Vm::new(Limits { heap_bytes: LIMIT, ..Limits::default() }).unwrap();
        for c in ['a', '€'] {
            let mut b = TextBuilder::new(&vm);
            (0..2 * LIMIT).for_each(|_| b.push_char(c));
            assert!(b.finish(&mut vm).is_err());
            b.clear();
            b.push_char(c);
            assert!(b.finish(&mut vm).is_ok());
        }
        let mut b = TextBuilder::new(&vm);
        b.push_str(&"a".repeat(LIMIT - 1));
        assert_eq!(b.len(), LIMIT - 1);
        b.push_str("bc");
        assert_eq!(b.len(), 0);
        assert!(b.finish(&mut vm).is_err());
        let t = new(&mut vm, "a").unwrap();
        assert_eq!(to_string(&vm, t), "a");
    }
}
