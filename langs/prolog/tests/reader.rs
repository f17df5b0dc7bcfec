//! The reader on random texts: it reads terms or refuses with a position, goes on behind an error, and never panics. Longer by
//! `VM_RANDOM_SECONDS`, from another beginning by `VM_RANDOM_SEED`; `fuzz/` has the same as a target for libFuzzer.

use jitgen::{Config, Machine};
use prolog::reader;
use std::time::Instant;
use vm_core::{Collection, Limits};

const PIECES: &[&str] = &[
    "a", "foo", "X", "_", "_G1", "'quoted atom'", "'it''s'", "'\\x41\\'", "'\\", "\"str\"", "`codes`", "0'a", "0'''", "0'\\n", "0x1F", "0b101", "0o17", "1.5",
    "1.5e10", "1e10", "12345678901234567890123", "1_000", "(", ")", "[", "]", "{", "}", ",", "|", ".", ". ", ".\n", " ", "\n", ":-", "-->", ";", "->", "*->",
    "\\+", "-", "- ", "+", "*", "**", "^", "is", "=", "\\=", "==", "=..", "@<", "mod", "rdiv", "dynamic", "discontiguous", "!", "[]", "{}", "$", "?-", "%", "% c\n",
    "/*", "*/", "/* c */", "foo(", "- 1", "-1", "-(1)", "\\", "λ", "Ω", "€", "\u{0}", "𝄞", "end_of_file", "op(700,xfx,===)", "\r\n", "''", "\"\"", "0'",
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

fn machine() -> Machine {
    let mut machine = Machine::new(Config::default(), Limits::default()).unwrap();
    machine.add_language(prolog::Prolog).unwrap();
    machine
}

#[test]
fn random_texts_are_read_or_refused() {
    let number = |name: &str, otherwise| std::env::var(name).ok().and_then(|s| s.parse().ok()).unwrap_or(otherwise);
    let (seed, seconds) = (number("VM_RANDOM_SEED", 1), number("VM_RANDOM_SECONDS", 2));
    let mut random = Random(seed | 1 << 40);
    let mut machine = machine();
    let start = Instant::now();
    let (mut terms, mut refused) = (0, 0);
    while start.elapsed().as_secs() < seconds {
        let mut text: String = (0..random.below(25)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        text.push_str(if random.below(3) == 0 { "" } else { " ." });
        let mut at = 0;
        while at < text.len() {
            let (read, next) = reader::read(machine.vm_mut(), &text, at);
            match read {
                Ok(read) if read.term.is_none() => break,
                Ok(read) => {
                    assert!(read.start >= at && read.start <= text.len(), "seed {seed}: {text:?}");
                    terms += 1;
                }
                Err(e) => {
                    assert!(e.at <= text.len() && !e.message.is_empty(), "seed {seed}: {text:?}: {e:?}");
                    refused += 1;
                }
            }
            assert!(next > at && text.is_char_boundary(next), "seed {seed}: {text:?}: from {at} to {next}");
            at = next;
        }
        if random.below(1000) == 0 {
            machine.vm_mut().collect(Collection::Minor);
        }
    }
    assert!(terms > 100 && refused > 100, "{terms} terms, {refused} refused");
}

#[test]
fn nesting_is_limited() {
    let mut machine = machine();
    for open in ["(", "[", "{", "f(", "- ", "[a|", "\\+ "] {
        let text = format!("{} a .", open.repeat(100_000));
        let (read, _) = reader::read(machine.vm_mut(), &text, 0);
        assert!(read.is_err(), "{open}");
    }
}
