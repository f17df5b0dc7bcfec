//! Writing and reading the parts of an image: for the loader, and for languages' own state. Reading never trusts a length.

use super::damaged;
use crate::error::Error;
use crate::word::Word;

/// What reading gives.
pub type Read<T> = Result<T, Error>;

/// Bytes being written.
#[derive(Default)]
pub struct Output {
    /// What has been written.
    pub bytes: Vec<u8>,
}

impl Output {
    /// A byte.
    pub fn u8(&mut self, n: u8) {
        self.bytes.push(n);
    }

    /// A number in groups of seven bits: most are small.
    pub fn number(&mut self, mut n: u64) {
        while n >= 128 {
            self.bytes.push(n as u8 | 128);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    /// How many items follow.
    pub fn count(&mut self, n: usize) {
        self.number(n as u64);
    }

    /// A number that may be below zero.
    pub fn signed(&mut self, n: i64) {
        self.number((n << 1 ^ n >> 63) as u64);
    }

    /// Eight bytes.
    pub fn u64(&mut self, n: u64) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    /// A text.
    pub fn str(&mut self, s: &str) {
        self.blob(s.as_bytes());
    }

    /// Bytes and how many.
    pub fn blob(&mut self, b: &[u8]) {
        self.count(b.len());
        self.bytes.extend_from_slice(b);
    }
}

/// Bytes being read.
pub struct Input<'a> {
    bytes: &'a [u8],
}

impl<'a> Input<'a> {
    /// Begins.
    pub fn new(bytes: &'a [u8]) -> Self {
        Input { bytes }
    }

    /// So many bytes.
    pub fn take(&mut self, n: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(n).ok_or_else(|| damaged("it ends early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    /// A byte.
    pub fn u8(&mut self) -> Read<u8> {
        Ok(self.take(1)?[0])
    }

    /// Eight bytes.
    pub fn u64(&mut self) -> Read<u64> {
        let b = self.take(8)?;
        Ok(u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]))
    }

    /// A number in groups of seven bits.
    #[inline]
    pub fn number(&mut self) -> Read<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let b = self.u8()?;
            n |= u64::from(b & 127) << shift;
            if b < 128 {
                return Ok(n);
            }
        }
        Err(damaged("a number is too long"))
    }

    /// A number that fits `T`.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Read<T> {
        T::try_from(self.number()?).map_err(|_| damaged("a number is too large"))
    }

    /// A number that may be below zero.
    pub fn signed(&mut self) -> Read<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// How many items follow, each of at least `size` bytes.
    pub fn count(&mut self, size: usize) -> Read<usize> {
        let n = self.number()?;
        if n > (self.bytes.len() / size) as u64 {
            return Err(damaged("it ends early"));
        }
        Ok(n as usize)
    }

    /// Bytes and how many.
    pub fn blob(&mut self) -> Read<&'a [u8]> {
        let n = self.count(1)?;
        self.take(n)
    }

    /// A text.
    pub fn str(&mut self) -> Read<&'a str> {
        std::str::from_utf8(self.blob()?).map_err(|_| damaged("a text is not UTF-8"))
    }

    /// A flag.
    pub fn bool(&mut self) -> Read<bool> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(damaged("a flag is neither on nor off")),
        }
    }

    /// A word as it is stored: pointers are not resolved yet.
    pub fn stored_word(&mut self) -> Read<Word> {
        Ok(Word::from_bits(self.u64()?))
    }

    /// Nothing more may follow.
    pub fn end(&self) -> Read<()> {
        if self.bytes.is_empty() { Ok(()) } else { Err(damaged("something follows its end")) }
    }
}
