//! Strings to and from UTF-8 in byte arrays, with the position of what is wrong.

use super::{Chars, chars, from_latin1, new};
use crate::Vm;
use crate::heap::{Object, OutOfMemory};
use crate::word::core_shapes::{BYTES, ByteArray, Text};
use std::fmt;

/// Why bytes or characters were not converted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Utf8Error {
    /// The bytes from this position on are no character.
    Malformed(usize),
    /// The bytes from this position on are the beginning of a character that the end cuts off.
    Incomplete(usize),
    /// The character at this position is a lone surrogate.
    Surrogate(usize),
    /// The result does not fit into memory.
    OutOfMemory(OutOfMemory),
}

impl From<OutOfMemory> for Utf8Error {
    fn from(e: OutOfMemory) -> Utf8Error {
        Utf8Error::OutOfMemory(e)
    }
}

impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Utf8Error::Malformed(at) => write!(f, "the byte at position {at} starts no UTF-8 character"),
            Utf8Error::Incomplete(at) => write!(f, "the UTF-8 character at position {at} is cut off"),
            Utf8Error::Surrogate(at) => write!(f, "the character at position {at} is a lone surrogate"),
            Utf8Error::OutOfMemory(_) => f.write_str("out of memory"),
        }
    }
}

impl std::error::Error for Utf8Error {}

/// The UTF-8 of the characters from `start` to before `end` in a new byte array.
pub fn encode(vm: &mut Vm, t: Object<Text>, start: usize, end: usize) -> Result<Object<ByteArray>, Utf8Error> {
    let start = start.min(super::length(vm, t));
    let part = chars(vm, t).slice(start, end);
    if let Some(i) = part.iter().position(|c| char::from_u32(c).is_none()) {
        return Err(Utf8Error::Surrogate(start + i));
    }
    // Checked before the bytes are computed, which are at most four a character.
    let length: usize = part.iter().map(|c| char::from_u32(c).map_or(0, char::len_utf8)).sum();
    if length > vm.heap.limit() {
        return Err(OutOfMemory { bytes: length }.into());
    }
    let bytes = part.to_str().into_owned();
    let o = vm.make_bytes(BYTES, &[], length)?;
    vm.bytes_mut(o).copy_from_slice(bytes.as_bytes());
    Ok(o)
}

/// The bytes of a string's UTF-8; lone surrogates are replaced.
pub fn encode_lossy(vm: &Vm, t: Object<Text>, out: &mut Vec<u8>) {
    match chars(vm, t) {
        Chars::Narrow(b) if b.is_ascii() => out.extend_from_slice(b),
        chars => out.extend_from_slice(chars.to_str().as_bytes()),
    }
}

/// A string of the UTF-8 from `start` to before `end` of a byte array; both are cut to what there is.
pub fn decode(vm: &mut Vm, bytes: Object<ByteArray>, start: usize, end: usize) -> Result<Object<Text>, Utf8Error> {
    let end = end.min(vm.length(bytes));
    let start = start.min(end);
    // A copy, because the string is made in the heap that the bytes are in.
    let copy = vm.bytes(bytes)[start..end].to_vec();
    decode_slice(vm, &copy).map_err(|e| match e {
        Utf8Error::Malformed(at) => Utf8Error::Malformed(at + start),
        Utf8Error::Incomplete(at) => Utf8Error::Incomplete(at + start),
        e => e,
    })
}

/// A string of this UTF-8.
pub fn decode_slice(vm: &mut Vm, bytes: &[u8]) -> Result<Object<Text>, Utf8Error> {
    if bytes.is_ascii() {
        return Ok(from_latin1(vm, bytes)?);
    }
    match std::str::from_utf8(bytes) {
        Ok(s) => Ok(new(vm, s)?),
        Err(e) if e.error_len().is_none() => Err(Utf8Error::Incomplete(e.valid_up_to())),
        Err(e) => Err(Utf8Error::Malformed(e.valid_up_to())),
    }
}

/// A string of bytes that should be UTF-8; what is not is replaced.
pub fn decode_lossy(vm: &mut Vm, bytes: &[u8]) -> Result<Object<Text>, OutOfMemory> {
    new(vm, &String::from_utf8_lossy(bytes))
}

#[cfg(test)]
mod tests {
    use super::super::{from_code_points, to_string};
    use super::*;
    use crate::Limits;

    #[test]
    fn there_and_back() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        for s in ["", "abc", "größe", "日本語", "a😀b"] {
            let t = new(&mut vm, s).unwrap();
            let b = encode(&mut vm, t, 0, usize::MAX).unwrap();
            assert_eq!(vm.bytes(b), s.as_bytes());
            let back = decode(&mut vm, b, 0, usize::MAX).unwrap();
            assert_eq!(to_string(&vm, back), s);
            let mut out = vec![b'>'];
            encode_lossy(&vm, t, &mut out);
            assert_eq!(out, format!(">{s}").as_bytes());
        }
        let t = new(&mut vm, "a€b").unwrap();
        let b = encode(&mut vm, t, 1, 2).unwrap();
        assert_eq!(vm.bytes(b), "€".as_bytes());
    }

    #[test]
    fn errors_say_where() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        let t = from_code_points(&mut vm, &[0x61, 0x62, 0xd800]).unwrap();
        assert_eq!(encode(&mut vm, t, 1, 9).map(|_| ()), Err(Utf8Error::Surrogate(2)));
        let bytes = vm.make_bytes(BYTES, &[], 5).unwrap();
        vm.bytes_mut(bytes).copy_from_slice(b"ab\xff\xe2\x82");
        assert_eq!(decode(&mut vm, bytes, 1, 5).map(|_| ()), Err(Utf8Error::Malformed(2)));
        assert_eq!(decode(&mut vm, bytes, 3, 5).map(|_| ()), Err(Utf8Error::Incomplete(3)));
        assert!(decode(&mut vm, bytes, 0, 2).is_ok());
        assert!(decode(&mut vm, bytes, 9, 2).is_ok());
        let t = decode_lossy(&mut vm, b"a\xffb").unwrap();
        assert_eq!(to_string(&vm, t), "a\u{fffd}b");
    }
}
