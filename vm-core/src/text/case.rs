//! Upper case, lower case and case folding of strings, by the full mappings of Unicode: one character may become several, and the Greek
//! sigma at the end of a word has a lower case of its own.

use super::character::special_folding;
use super::{Chars, TextBuilder, chars};
use crate::Vm;
use crate::heap::{Object, OutOfMemory};
use crate::word::core_shapes::Text;
use std::cmp::Ordering;

const SIGMA: u32 = 0x3a3;

/// The string in upper case.
pub fn upcase(vm: &mut Vm, t: Object<Text>) -> Result<Object<Text>, OutOfMemory> {
    map(vm, t, |c, out| c.to_uppercase().for_each(|c| out.push_char(c)))
}

/// The string in lower case.
pub fn downcase(vm: &mut Vm, t: Object<Text>) -> Result<Object<Text>, OutOfMemory> {
    if !chars(vm, t).iter().any(|c| c == SIGMA) {
        return map(vm, t, |c, out| c.to_lowercase().for_each(|c| out.push_char(c)));
    }
    // Whether a sigma is final depends on its surroundings, which the library looks at. Surrogates are no letters, so words end there.
    let mut out = TextBuilder::new(vm);
    let mut word = String::new();
    for c in chars(vm, t) {
        match char::from_u32(c) {
            Some(c) => word.push(c),
            None => {
                out.push_str(&word.to_lowercase());
                word.clear();
                out.push(c);
            }
        }
    }
    out.push_str(&word.to_lowercase());
    out.finish(vm)
}

/// The string with all differences of case removed, for comparing.
pub fn foldcase(vm: &mut Vm, t: Object<Text>) -> Result<Object<Text>, OutOfMemory> {
    let mut out = TextBuilder::new(vm);
    Folded::new(chars(vm, t)).for_each(|c| out.push(c));
    out.finish(vm)
}

/// The order of two strings, differences of case removed.
pub fn compare_folded(vm: &Vm, a: Object<Text>, b: Object<Text>) -> Ordering {
    Folded::new(chars(vm, a)).cmp(Folded::new(chars(vm, b)))
}

fn map(vm: &mut Vm, t: Object<Text>, f: impl Fn(char, &mut TextBuilder)) -> Result<Object<Text>, OutOfMemory> {
    let mut out = TextBuilder::new(vm);
    for c in chars(vm, t) {
        match char::from_u32(c) {
            Some(c) => f(c, &mut out),
            None => out.push(c),
        }
    }
    out.finish(vm)
}

/// The full case folding of characters.
struct Folded<'a> {
    chars: super::CharsIter<'a>,
    /// What is left of the folding of the last character, backwards.
    rest: smallvec::SmallVec<[u32; 4]>,
}

impl Folded<'_> {
    fn new(chars: Chars<'_>) -> Folded<'_> {
        Folded { chars: chars.iter(), rest: Default::default() }
    }
}

impl Iterator for Folded<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if let Some(c) = self.rest.pop() {
            return Some(c);
        }
        let c = self.chars.next()?;
        if c < 0x80 {
            return Some(u32::from((c as u8).to_ascii_lowercase()));
        }
        let Some(char) = char::from_u32(c) else { return Some(c) };
        match c {
            // The capital sharp s and the dotted i fold to two characters, the dotless i not at all.
            0x1e9e => self.rest.extend([0x73, 0x73]),
            0x130 => self.rest.extend([0x307, 0x69]),
            _ => match special_folding(c) {
                Some(folded) => return Some(folded),
                None => {
                    self.rest.extend(char.to_uppercase().flat_map(char::to_lowercase).map(u32::from));
                    self.rest.reverse();
                }
            },
        }
        self.rest.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{from_code_points, new, to_string};
    use super::*;
    use crate::Limits;

    #[test]
    fn full_mappings() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        let cases = [
            ("", "", "", ""),
            ("Hello", "HELLO", "hello", "hello"),
            ("Straße", "STRASSE", "straße", "strasse"),
            ("ẞ", "ẞ", "ß", "ss"),
            ("ΧΑΟΣΣ", "ΧΑΟΣΣ", "χαος".replace('ς', "σς").leak(), "χαοσσ"),
            ("ΧΑΟΣ ΣΑ", "ΧΑΟΣ ΣΑ", "χαος σα", "χαοσ σα"),
            ("Σ", "Σ", "σ", "σ"),
            ("ﬁx", "FIX", "ﬁx", "fix"),
            ("ÿ", "Ÿ", "ÿ", "ÿ"),
            ("İ", "İ", "i\u{307}", "i\u{307}"),
            ("ı", "I", "ı", "ı"),
            ("ꭰᎠ", "ᎠᎠ", "ꭰꭰ", "ᎠᎠ"),
            ("ŉ", "\u{2bc}N", "ŉ", "\u{2bc}n"),
        ];
        for (s, up, down, fold) in cases {
            let t = new(&mut vm, s).unwrap();
            let results = [upcase, downcase, foldcase].map(|f| f(&mut vm, t).unwrap());
            assert_eq!(results.map(|t| to_string(&vm, t)), [up, down, fold], "{s}");
        }
    }

    #[test]
    fn surrogates_stay_and_end_words() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        let t = from_code_points(&mut vm, &[0x391, 0x3a3, 0xd800, 0x3a3, 0x391]).unwrap();
        let down = downcase(&mut vm, t).unwrap();
        assert_eq!(chars(&vm, down).iter().collect::<Vec<_>>(), [0x3b1, 0x3c2, 0xd800, 0x3c3, 0x3b1]);
        let up = upcase(&mut vm, down).unwrap();
        assert_eq!(chars(&vm, up).iter().collect::<Vec<_>>(), [0x391, 0x3a3, 0xd800, 0x3a3, 0x391]);
    }

    #[test]
    fn comparing_without_case() {
        let mut vm = Vm::new(Limits::default()).unwrap();
        for (a, b, order) in [
            ("Straße", "STRASSE", Ordering::Equal),
            ("ΧΑΟΣ", "χαος", Ordering::Equal),
            ("abc", "ABD", Ordering::Less),
            ("Z", "a", Ordering::Greater),
            ("a", "AB", Ordering::Less),
        ] {
            let (a, b) = (new(&mut vm, a).unwrap(), new(&mut vm, b).unwrap());
            assert_eq!(compare_folded(&vm, a, b), order);
            let (a, b) = (foldcase(&mut vm, a).unwrap(), foldcase(&mut vm, b).unwrap());
            assert_eq!(super::super::compare(&vm, a, b), order);
        }
    }
}
