//! The reader on random texts: it refuses with a position, and never panics. Longer by `VM_RANDOM_SECONDS`, from another beginning by
//! `VM_RANDOM_SEED`; `fuzz/` has the same as a target for libFuzzer.

use scheme::reader::{self, read_one};
use std::time::Instant;
use vm_core::SourceId;
use vm_core::word::SymbolTable;

const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "#(",
    "#u8(",
    "'",
    "`",
    ",",
    ",@",
    "#;",
    ".",
    "#0=",
    "#0#",
    "#1=",
    " ",
    "\n",
    "\"",
    "\\",
    "|",
    ";",
    "#|",
    "|#",
    "#\\",
    "#\\x41",
    "#\\space",
    "#t",
    "#false",
    "#!fold-case",
    "#!eof",
    "abc",
    "ABC",
    "λ",
    "€",
    "...",
    "+",
    "-",
    "1",
    "-2.5e10",
    "1/2",
    "1/0",
    "#xFF",
    "#e1.5",
    "+i",
    "1@2",
    "+inf.0",
    "-nan.0",
    "\"a\\n\"",
    "\"\\x41;\"",
    "\"\\x110000;\"",
    "|a b|",
    "|\\x3bb;|",
    "255",
    "256",
    "\u{0}",
    "\u{feff}",
    "\\",
    "99999999999999999999",
    "1e400",
    "#d1#e",
    "#;#;",
    "\r\n",
    "\t",
    "\u{a0}",
    "𝄞",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }
}

/// The data of a text, one after the other; `None` if one is refused.
fn one_by_one(symbols: &mut SymbolTable, text: &str) -> Option<usize> {
    let (mut offset, mut count) = (0, 0);
    loop {
        match read_one(symbols, text, offset, 100) {
            Ok(Some((_, end))) => {
                assert!(end > offset && text.is_char_boundary(end), "{text:?}");
                (offset, count) = (end, count + 1);
            }
            Ok(None) => return Some(count),
            Err(_) => return None,
        }
    }
}

#[test]
fn random_texts_are_read_or_refused() {
    let number = |name: &str, otherwise| std::env::var(name).ok().and_then(|s| s.parse().ok()).unwrap_or(otherwise);
    let (seed, seconds) = (number("VM_RANDOM_SEED", 1), number("VM_RANDOM_SECONDS", 2));
    let mut random = Random(seed | 1 << 40);
    let start = Instant::now();
    let (mut read, mut refused) = (0, 0);
    while start.elapsed().as_secs() < seconds {
        let mut text: String = (0..random.below(30)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        if random.below(4) == 0 && !text.is_empty() {
            let at = (0..=random.below(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.truncate(at);
        }
        let mut symbols = SymbolTable::default();
        match reader::read_all(&mut symbols, SourceId::default(), &text, 100) {
            Ok(all) => {
                read += 1;
                assert_eq!(one_by_one(&mut symbols, &text), Some(all.len()), "seed {seed}: {text:?}");
            }
            Err(e) => {
                refused += 1;
                let (from, to) = (e.span.start as usize, e.span.end as usize);
                assert!(from <= to && to <= text.len() + 1, "seed {seed}: {text:?}: {e:?}");
                assert!(!e.message.is_empty());
            }
        }
    }
    assert!(read > 100 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn nesting_is_limited_and_not_recursive() {
    let mut symbols = SymbolTable::default();
    for open in ["(", "#(", "'", "#;", "`", "(a . "] {
        let text = open.repeat(200_000);
        assert!(reader::read_all(&mut symbols, SourceId::default(), &text, 10_000).is_err(), "{open}");
        assert!(read_one(&mut symbols, &text, 0, 10_000).is_err(), "{open}");
    }
}
