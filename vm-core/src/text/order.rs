//! Equality, order, hashes and search of strings: by code points, whichever form they are stored in.

use super::{Chars, chars};
use crate::Vm;
use crate::heap::Object;
use crate::word::core_shapes::Text;
use std::cmp::Ordering;

/// Whether two strings have the same characters.
pub fn eq(vm: &Vm, a: Object<Text>, b: Object<Text>) -> bool {
    same(chars(vm, a), chars(vm, b))
}

fn same(a: Chars<'_>, b: Chars<'_>) -> bool {
    match (a, b) {
        (Chars::Narrow(a), Chars::Narrow(b)) => a == b,
        (Chars::Wide(a), Chars::Wide(b)) => a == b,
        _ => a.len() == b.len() && a.iter().eq(b),
    }
}

/// The order of two strings by code points.
pub fn compare(vm: &Vm, a: Object<Text>, b: Object<Text>) -> Ordering {
    match (chars(vm, a), chars(vm, b)) {
        (Chars::Narrow(a), Chars::Narrow(b)) => a.cmp(b),
        (a, b) => a.iter().cmp(b),
    }
}

/// A hash of the characters: equal strings have equal hashes, whichever form they are stored in.
pub fn hash(vm: &Vm, t: Object<Text>) -> u64 {
    hash_chars(chars(vm, t))
}

fn hash_chars(chars: Chars<'_>) -> u64 {
    const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;
    let step = |h: u64, x: u64| (h.rotate_left(26) ^ x).wrapping_mul(FACTOR);
    let length = chars.len();
    let mut h = length as u64;
    // Eight characters that fit a byte are one step, in both forms; others are one step each.
    let mut at = 0;
    while at < length {
        let part = chars.slice(at, at + 8);
        h = match part {
            Chars::Narrow(bytes) => step(h, pack(bytes.iter().copied())),
            Chars::Wide(wide) if part.fits_narrow() => step(h, pack(wide.iter().map(|c| c[0]))),
            Chars::Wide(wide) => wide.iter().fold(h, |h, &c| step(h, u64::from(u32::from_le_bytes(c)))),
        };
        at += 8;
    }
    h ^ h >> 32
}

fn pack(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0, |x, b| x << 8 | u64::from(b))
}

/// The position of the first occurrence of a character at or after `from`.
pub fn find_char(vm: &Vm, t: Object<Text>, c: u32, from: usize) -> Option<usize> {
    position(chars(vm, t).slice(from, usize::MAX), c).map(|i| i + from)
}

fn position(chars: Chars<'_>, c: u32) -> Option<usize> {
    match chars {
        Chars::Narrow(b) => {
            let c = u8::try_from(c).ok()?;
            b.iter().position(|&x| x == c)
        }
        Chars::Wide(w) => {
            let c = c.to_le_bytes();
            w.iter().position(|&x| x == c)
        }
    }
}

/// The position of the first line feed or carriage return at or after `from`.
pub fn find_line_end(vm: &Vm, t: Object<Text>, from: usize) -> Option<usize> {
    let found = match chars(vm, t).slice(from, usize::MAX) {
        Chars::Narrow(b) => b.iter().position(|&x| x == b'\n' || x == b'\r'),
        Chars::Wide(w) => w.iter().position(|&x| x == [b'\n', 0, 0, 0] || x == [b'\r', 0, 0, 0]),
    };
    found.map(|i| i + from)
}

/// The position of the first occurrence of a string in another at or after `from`. The empty string occurs everywhere.
pub fn find(vm: &Vm, t: Object<Text>, part: Object<Text>, from: usize) -> Option<usize> {
    let (all, part) = (chars(vm, t), chars(vm, part));
    if from > all.len() {
        return None;
    }
    let rest = all.slice(from, usize::MAX);
    let found = if part.len() <= SHORT { find_short(rest, part) } else { find_long(rest.iter(), &part.iter().collect::<Vec<_>>()) };
    found.map(|i| i + from)
}

/// The position of the last occurrence of a string in another that starts at or before `from`.
pub fn find_last(vm: &Vm, t: Object<Text>, part: Object<Text>, from: usize) -> Option<usize> {
    let (all, part) = (chars(vm, t), chars(vm, part));
    let last = all.len().checked_sub(part.len())?.min(from);
    let head = all.slice(0, last + part.len());
    // Backwards, the last occurrence is the first one.
    let reversed: Vec<u32> = part.iter().rev().collect();
    find_long(head.iter().rev(), &reversed).map(|i| head.len() - i - part.len())
}

/// Up to this length of what is looked for, comparing at every position is not slower than cleverness.
const SHORT: usize = 8;

fn find_short(all: Chars<'_>, part: Chars<'_>) -> Option<usize> {
    let Some(first) = part.get(0) else { return Some(0) };
    let mut from = 0;
    loop {
        let at = from + position(all.slice(from, usize::MAX), first)?;
        if at + part.len() > all.len() {
            return None;
        }
        if same(all.slice(at, at + part.len()), part) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Search in linear time (Knuth, Morris, Pratt): after a mismatch, the table says how much of the part still matches.
fn find_long(all: impl Iterator<Item = u32>, part: &[u32]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    let mut borders = vec![0; part.len()];
    let mut matched = 0;
    for i in 1..part.len() {
        while matched > 0 && part[i] != part[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(part[i] == part[matched]);
        borders[i] = matched;
    }
    matched = 0;
    for (i, c) in all.enumerate() {
        while matched > 0 && c != part[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(c == part[matched]);
        if matched == part.len() {
            return Some(i + 1 - part.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{from_code_points, new, set_char};
    use super::*;
    use crate::Limits;

    fn vm() -> Vm {
        Vm::new(Limits::default()).unwrap()
    }

    /// The same string in wide form, whatever its characters.
    fn widened(vm: &mut Vm, s: &str) -> Object<Text> {
        let t = new(vm, s).unwrap();
        if let Some(c) = super::super::char_at(vm, t, 0) {
            set_char(vm, t, 0, 0x1f600).unwrap();
            set_char(vm, t, 0, c).unwrap();
        }
        t
    }

    #[test]
    fn both_forms_compare_and_hash_alike() {
        let mut vm = vm();
        let texts = ["", "a", "ab", "abcdefgh", "abcdefghi", "ÿ", "ÿÿÿÿÿÿÿÿÿÿÿ", "€", "abcdefgh€", "€abcdefgh", "z"];
        for x in texts {
            for y in texts {
                let pairs = [(new(&mut vm, x).unwrap(), new(&mut vm, y).unwrap()), (new(&mut vm, x).unwrap(), widened(&mut vm, y))];
                for (a, b) in pairs {
                    assert_eq!(eq(&vm, a, b), x == y, "{x} {y}");
                    assert_eq!(compare(&vm, a, b), x.cmp(y), "{x} {y}");
                    assert_eq!(hash(&vm, a) == hash(&vm, b), x == y, "{x} {y}");
                }
            }
        }
        let (a, b) = (from_code_points(&mut vm, &[0xe000]).unwrap(), from_code_points(&mut vm, &[0x10000]).unwrap());
        assert_eq!(compare(&vm, a, b), Ordering::Less);
    }

    #[test]
    fn searching_agrees_with_the_definition() {
        let mut vm = vm();
        let mut seed = 1u64;
        let mut random = |n: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % n
        };
        for i in 0..3000 {
            let alphabet = if i % 2 == 0 { ['a', 'b'] } else { ['a', '€'] };
            let long: Vec<char> = (0..random(40)).map(|_| alphabet[random(2) as usize]).collect();
            let short: Vec<char> = (0..random(14)).map(|_| alphabet[random(2) as usize]).collect();
            let at = random(45) as usize;
            let (a, b) = (new(&mut vm, &String::from_iter(&long)).unwrap(), new(&mut vm, &String::from_iter(&short)).unwrap());
            let matches = |&p: &usize| p + short.len() <= long.len() && long[p..p + short.len()] == short[..];
            assert_eq!(find(&vm, a, b, at), (at..=long.len()).find(matches), "{long:?} {short:?} {at}");
            assert_eq!(find_last(&vm, a, b, at), (0..=long.len().min(at)).rev().find(matches), "{long:?} {short:?} {at}");
            let first = long.iter().skip(at).position(|&c| c == alphabet[1]).map(|p| p + at);
            assert_eq!(find_char(&vm, a, u32::from(alphabet[1]), at), first);
        }
    }

    #[test]
    fn searching_takes_linear_time() {
        let mut vm = vm();
        let (a, b) = ("a".repeat(1_000_000), format!("{}b", "a".repeat(300_000)));
        let (a, b) = (new(&mut vm, &a).unwrap(), new(&mut vm, &b).unwrap());
        assert_eq!(find(&vm, a, b, 0), None);
        assert_eq!(find_last(&vm, a, b, usize::MAX), None);
    }
}
