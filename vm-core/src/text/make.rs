//! New strings, and changes of existing ones. A new string is narrow if its characters allow it.

use super::chars;
use crate::heap::{Object, OutOfMemory};
use crate::word::core_shapes::{NARROW, Narrow, TEXT, Text, WIDE, Wide};
use crate::{Vm, Word};

/// Refuses sizes that no memory limit would let pass, before anything is computed with them.
fn check(vm: &Vm, length: usize, width: usize) -> Result<usize, OutOfMemory> {
    match length.checked_mul(width) {
        Some(bytes) if bytes <= vm.heap.limit() => Ok(bytes),
        _ => Err(OutOfMemory { bytes: length.saturating_mul(width) }),
    }
}

fn narrow(vm: &mut Vm, length: usize) -> Result<Object<Narrow>, OutOfMemory> {
    let bytes = check(vm, length, 1)?;
    vm.make_bytes(NARROW, &[], bytes)
}

fn wide(vm: &mut Vm, length: usize) -> Result<Object<Wide>, OutOfMemory> {
    let bytes = check(vm, length, 4)?;
    vm.make_bytes(WIDE, &[], bytes)
}

fn text(vm: &mut Vm, chars: Word) -> Object<Text> {
    vm.make(TEXT, &[chars])
}

/// The characters of a wide object, to be written.
fn wide_mut(vm: &mut Vm, o: Object<Wide>) -> &mut [[u8; 4]] {
    vm.bytes_mut(o).as_chunks_mut().0
}

/// A string of this text.
pub fn new(vm: &mut Vm, s: &str) -> Result<Object<Text>, OutOfMemory> {
    if s.is_ascii() {
        return from_latin1(vm, s.as_bytes());
    }
    let length = s.chars().count();
    from_iterator(vm, length, s.chars().all(|c| u32::from(c) < 256), s.chars().map(u32::from))
}

/// A string of these code points below 256.
pub fn from_latin1(vm: &mut Vm, bytes: &[u8]) -> Result<Object<Text>, OutOfMemory> {
    let o = narrow(vm, bytes.len())?;
    vm.bytes_mut(o).copy_from_slice(bytes);
    Ok(text(vm, o.word()))
}

/// A string of these code points.
pub fn from_code_points(vm: &mut Vm, code_points: &[u32]) -> Result<Object<Text>, OutOfMemory> {
    from_iterator(vm, code_points.len(), code_points.iter().all(|&c| c < 256), code_points.iter().copied())
}

/// A string of `length` code points, of which `fits` says whether all are below 256.
fn from_iterator(
    vm: &mut Vm,
    length: usize,
    fits: bool,
    code_points: impl Iterator<Item = u32>,
) -> Result<Object<Text>, OutOfMemory> {
    if fits {
        let o = narrow(vm, length)?;
        for (to, c) in vm.bytes_mut(o).iter_mut().zip(code_points) {
            *to = c as u8;
        }
        return Ok(text(vm, o.word()));
    }
    let o = wide(vm, length)?;
    for (to, c) in wide_mut(vm, o).iter_mut().zip(code_points) {
        *to = c.to_le_bytes();
    }
    Ok(text(vm, o.word()))
}

/// A string of one character, repeated.
pub fn make(vm: &mut Vm, length: usize, c: u32) -> Result<Object<Text>, OutOfMemory> {
    if c < 256 {
        let o = narrow(vm, length)?;
        vm.bytes_mut(o).fill(c as u8);
        return Ok(text(vm, o.word()));
    }
    let o = wide(vm, length)?;
    wide_mut(vm, o).fill(c.to_le_bytes());
    Ok(text(vm, o.word()))
}

/// A new string of the characters from `start` to before `end`.
pub fn substring(vm: &mut Vm, t: Object<Text>, start: usize, end: usize) -> Result<Object<Text>, OutOfMemory> {
    let end = end.min(super::length(vm, t));
    let start = start.min(end);
    let length = end - start;
    if let Some(from) = vm.cast(vm.get(t, Text::chars), NARROW) {
        let part = vm.make_part(NARROW, from, start, length)?;
        return Ok(text(vm, part.word()));
    }
    let fits = chars(vm, t).slice(start, end).fits_narrow();
    let to = if fits { narrow(vm, length)?.word() } else { wide(vm, length)?.word() };
    let new = text(vm, to);
    copy_chars(vm, new, 0, t, start, length);
    Ok(new)
}

/// A new string of all these after each other.
pub fn append(vm: &mut Vm, parts: &[Object<Text>]) -> Result<Object<Text>, OutOfMemory> {
    let length = parts.iter().fold(0usize, |n, &t| n.saturating_add(super::length(vm, t)));
    let fits = parts.iter().all(|&t| chars(vm, t).fits_narrow());
    let to = if fits { narrow(vm, length)?.word() } else { wide(vm, length)?.word() };
    let new = text(vm, to);
    let mut at = 0;
    for &t in parts {
        let n = super::length(vm, t);
        copy_chars(vm, new, at, t, 0, n);
        at += n;
    }
    Ok(new)
}

/// Makes a string wide.
#[cold]
fn widen(vm: &mut Vm, t: Object<Text>) -> Result<(), OutOfMemory> {
    let Some(from) = vm.cast(vm.get(t, Text::chars), NARROW) else { return Ok(()) };
    let length = vm.length(from);
    let to = wide(vm, length)?;
    for i in 0..length {
        let c = vm.bytes(from)[i];
        wide_mut(vm, to)[i] = u32::from(c).to_le_bytes();
    }
    vm.set(t, Text::chars, to.word());
    Ok(())
}

/// Replaces a character; false if there is none at the position.
#[inline]
pub fn set_char(vm: &mut Vm, t: Object<Text>, i: usize, c: u32) -> Result<bool, OutOfMemory> {
    fill(vm, t, i, i.saturating_add(1), c).map(|n| n == 1)
}

/// Replaces all characters from `start` to before `end` by one; says how many there were.
pub fn fill(vm: &mut Vm, t: Object<Text>, start: usize, end: usize, c: u32) -> Result<usize, OutOfMemory> {
    let end = end.min(super::length(vm, t));
    if start >= end {
        return Ok(0);
    }
    if c >= 256 {
        widen(vm, t)?;
    }
    let w = vm.get(t, Text::chars);
    if let Some(o) = vm.cast(w, NARROW) {
        vm.bytes_mut(o)[start..end].fill(c as u8);
    } else if let Some(o) = vm.cast(w, WIDE) {
        wide_mut(vm, o)[start..end].fill(c.to_le_bytes());
    }
    Ok(end - start)
}

/// Copies the characters from `start` to before `end` of one string over those of another from `at` on. The strings may be the same. False,
/// and nothing is copied, if there is no room.
pub fn copy_into(
    vm: &mut Vm,
    to: Object<Text>,
    at: usize,
    from: Object<Text>,
    start: usize,
    end: usize,
) -> Result<bool, OutOfMemory> {
    let part = chars(vm, from).slice(start, end);
    let (length, fits) = (part.len(), part.fits_narrow());
    if at.checked_add(length).is_none_or(|end| end > super::length(vm, to)) {
        return Ok(false);
    }
    if !fits {
        widen(vm, to)?;
    }
    copy_chars(vm, to, at, from, start, length);
    Ok(true)
}

/// Copies so many characters, for which there is room of the right width. Same objects may overlap.
fn copy_chars(vm: &mut Vm, to: Object<Text>, at: usize, from: Object<Text>, start: usize, length: usize) {
    let (target, source) = (vm.get(to, Text::chars), vm.get(from, Text::chars));
    if let (Some(to), Some(from)) = (vm.cast(target, NARROW), vm.cast(source, NARROW)) {
        return vm.copy_bytes(to, at, from, start, length);
    }
    if let (Some(to), Some(from)) = (vm.cast(target, WIDE), vm.cast(source, WIDE)) {
        return vm.copy_bytes(to, 4 * at, from, 4 * start, 4 * length);
    }
    // One borrow of the heap reads or writes, so characters that change their width go through a buffer, which stays in the processor's cache.
    let mut done = 0;
    while done < length {
        let n = (length - done).min(BUFFER);
        let mut buffer = [0; BUFFER];
        for (c, to) in chars(vm, from).slice(start + done, start + done + n).iter().zip(&mut buffer) {
            *to = c;
        }
        put(vm, target, at + done, &buffer[..n]);
        done += n;
    }
}

/// How many characters are copied at once.
const BUFFER: usize = 1024;

/// Writes characters, which are known to fit if the target is narrow.
fn put(vm: &mut Vm, target: Word, at: usize, part: &[u32]) {
    if let Some(o) = vm.cast(target, WIDE) {
        wide_mut(vm, o)[at..].iter_mut().zip(part).for_each(|(to, from)| *to = from.to_le_bytes());
    } else if let Some(o) = vm.cast(target, NARROW) {
        vm.bytes_mut(o)[at..].iter_mut().zip(part).for_each(|(to, &from)| *to = from as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Chars, char_at, length, to_string};
    use super::*;
    use crate::Limits;

    fn vm() -> Vm {
        Vm::new(Limits::default()).unwrap()
    }

    fn is_wide(vm: &Vm, t: Object<Text>) -> bool {
        matches!(chars(vm, t), Chars::Wide(_))
    }

    #[test]
    fn strings_are_as_narrow_as_their_characters() {
        let mut vm = vm();
        for (s, wide) in [("", false), ("abc", false), ("größe ÿ", false), ("a€", true), ("😀", true)] {
            let t = new(&mut vm, s).unwrap();
            assert_eq!(is_wide(&vm, t), wide, "{s}");
            assert_eq!(to_string(&vm, t), s);
            assert_eq!(length(&vm, t), s.chars().count());
            for (i, c) in s.chars().enumerate() {
                assert_eq!(char_at(&vm, t, i), Some(u32::from(c)));
            }
            assert_eq!(char_at(&vm, t, length(&vm, t)), None);
        }
    }

    #[test]
    fn a_wide_character_widens_in_place() {
        let mut vm = vm();
        let t = make(&mut vm, 3, 0x61).unwrap();
        assert_eq!(set_char(&mut vm, t, 1, 0xe9), Ok(true));
        assert!(!is_wide(&vm, t));
        assert_eq!(set_char(&mut vm, t, 2, 0x20ac), Ok(true));
        assert!(is_wide(&vm, t));
        assert_eq!(to_string(&vm, t), "aé€");
        assert_eq!(set_char(&mut vm, t, 3, 0x61), Ok(false));
        assert_eq!(set_char(&mut vm, t, usize::MAX, 0x61), Ok(false));
        let part = substring(&mut vm, t, 0, 2).unwrap();
        assert!(!is_wide(&vm, part), "a part of a wide string may be narrow");
        assert_eq!(to_string(&vm, part), "aé");
    }

    #[test]
    fn parts_and_sums() {
        let mut vm = vm();
        let (a, b, c) = (new(&mut vm, "abc").unwrap(), new(&mut vm, "€").unwrap(), new(&mut vm, "").unwrap());
        for (parts, expected) in [(vec![], ""), (vec![a], "abc"), (vec![a, b, c, a], "abc€abc"), (vec![a, a], "abcabc")] {
            let t = append(&mut vm, &parts).unwrap();
            assert_eq!(to_string(&vm, t), expected);
        }
        for (start, end, expected) in
            [(0, 3, "abc"), (1, 2, "b"), (2, 2, ""), (3, 9, ""), (5, 9, ""), (2, 1, ""), (1, usize::MAX, "bc")]
        {
            let t = substring(&mut vm, a, start, end).unwrap();
            assert_eq!(to_string(&vm, t), expected, "{start} {end}");
        }
    }

    #[test]
    fn copies_may_overlap_and_widen() {
        let mut vm = vm();
        for s in ["abcdef", "äbcdef", "€bcdef"] {
            let t = new(&mut vm, s).unwrap();
            let tail: String = s.chars().skip(4).collect();
            let head: String = s.chars().take(2).collect();
            assert_eq!(copy_into(&mut vm, t, 2, t, 0, 4), Ok(true));
            assert_eq!(to_string(&vm, t), format!("{head}{head}cd"));
            let t = new(&mut vm, s).unwrap();
            assert_eq!(copy_into(&mut vm, t, 0, t, 2, 6), Ok(true));
            assert_eq!(to_string(&vm, t), format!("cd{tail}{tail}"));
            assert_eq!(copy_into(&mut vm, t, 3, t, 0, 4), Ok(false));
            assert_eq!(copy_into(&mut vm, t, usize::MAX, t, 0, 4), Ok(false));
        }
        let (a, b) = (new(&mut vm, "abc").unwrap(), new(&mut vm, "x€y").unwrap());
        assert_eq!(copy_into(&mut vm, a, 0, b, 0, 1), Ok(true));
        assert!(!is_wide(&vm, a));
        assert_eq!(copy_into(&mut vm, a, 1, b, 0, 2), Ok(true));
        assert_eq!(to_string(&vm, a), "xx€");
        assert_eq!(fill(&mut vm, a, 1, 9, 0x7a), Ok(2));
        assert_eq!(to_string(&vm, a), "xzz");
        assert_eq!(fill(&mut vm, a, 9, 1, 0x7a), Ok(0));
    }

    #[test]
    fn sizes_beyond_the_limit_are_refused() {
        let mut vm = Vm::new(Limits { heap_bytes: 1 << 20, ..Limits::default() }).unwrap();
        for length in [1 << 21, usize::MAX, usize::MAX / 4 + 1] {
            assert!(make(&mut vm, length, 0x61).is_err());
            assert!(make(&mut vm, length, 0x20ac).is_err());
        }
        let mut t = make(&mut vm, 1 << 10, 0x61).unwrap();
        let error = loop {
            match append(&mut vm, &[t, t]) {
                Ok(sum) => t = sum,
                Err(e) => break e,
            }
        };
        assert!(error.bytes > 1 << 20);
        assert!(length(&vm, t) >= 1 << 19);
    }
}
