//! The characters of a string in either form, as something to read.

use std::borrow::Cow;

/// The characters of a string.
#[derive(Clone, Copy, Debug)]
pub enum Chars<'a> {
    /// Code points below 256.
    Narrow(&'a [u8]),
    /// Code points as four bytes, little endian.
    Wide(&'a [[u8; 4]]),
}

impl<'a> Chars<'a> {
    /// How many there are.
    #[inline]
    pub fn len(self) -> usize {
        match self {
            Chars::Narrow(b) => b.len(),
            Chars::Wide(w) => w.len(),
        }
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code point at a position.
    #[inline]
    pub fn get(self, i: usize) -> Option<u32> {
        match self {
            Chars::Narrow(b) => b.get(i).map(|&c| u32::from(c)),
            Chars::Wide(w) => w.get(i).map(|&c| u32::from_le_bytes(c)),
        }
    }

    /// The part from `start` to before `end`, both cut to what there is.
    #[inline]
    pub fn slice(self, start: usize, end: usize) -> Chars<'a> {
        let end = end.min(self.len());
        let start = start.min(end);
        match self {
            Chars::Narrow(b) => Chars::Narrow(&b[start..end]),
            Chars::Wide(w) => Chars::Wide(&w[start..end]),
        }
    }

    /// The code points in order.
    #[inline]
    pub fn iter(self) -> CharsIter<'a> {
        CharsIter { chars: self, front: 0, back: self.len() }
    }

    /// Whether every one fits a byte.
    pub fn fits_narrow(self) -> bool {
        match self {
            Chars::Narrow(_) => true,
            Chars::Wide(w) => w.iter().all(|&c| u32::from_le_bytes(c) < 256),
        }
    }

    /// Whether one is a surrogate.
    pub fn has_surrogate(self) -> bool {
        matches!(self, Chars::Wide(w) if w.iter().any(|&c| char::from_u32(u32::from_le_bytes(c)).is_none()))
    }

    /// The characters as Rust has them: borrowed if they are ASCII; lone surrogates are replaced.
    pub fn to_str(self) -> Cow<'a, str> {
        if let Chars::Narrow(b) = self
            && b.is_ascii()
            && let Ok(s) = std::str::from_utf8(b)
        {
            return Cow::Borrowed(s);
        }
        Cow::Owned(self.iter().map(|c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

impl<'a> IntoIterator for Chars<'a> {
    type Item = u32;
    type IntoIter = CharsIter<'a>;

    fn into_iter(self) -> CharsIter<'a> {
        self.iter()
    }
}

/// The code points of a string in order.
#[derive(Clone, Debug)]
pub struct CharsIter<'a> {
    chars: Chars<'a>,
    front: usize,
    back: usize,
}

impl Iterator for CharsIter<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.front >= self.back {
            return None;
        }
        self.front += 1;
        self.chars.get(self.front - 1)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.back - self.front, Some(self.back - self.front))
    }
}

impl DoubleEndedIterator for CharsIter<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        self.chars.get(self.back)
    }
}

impl ExactSizeIterator for CharsIter<'_> {}
