//! Characters that are read as others where they are not quoted: `char_conversion/2`.
//!
//! A clause is converted before it becomes tokens. What is quoted, the character of a `0'c` and comments stay as they are, so where these
//! begin and end is followed here too. As each character becomes one, places in the converted text can be told in the other.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Which characters are read as which.
#[derive(Default)]
pub struct Conversions {
    /// The flag `char_conversion`.
    pub on: bool,
    /// Characters that are not read as themselves.
    pub table: HashMap<char, char, FxBuildHasher>,
}

impl Conversions {
    /// Has `from` read as `to`.
    pub fn set(&mut self, from: char, to: char) {
        if from == to {
            self.table.remove(&from);
        } else {
            self.table.insert(from, to);
        }
    }

    /// Whether anything is read as something else.
    pub fn are_active(&self) -> bool {
        self.on && !self.table.is_empty()
    }

    fn of(&self, c: char) -> char {
        self.table.get(&c).copied().unwrap_or(c)
    }

    /// The next clause of a text, converted.
    pub fn clause(&self, text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars().peekable();
        // The token that the character before belongs to, as far as it matters for the one behind.
        let mut before = Before::Other;
        while let Some(raw) = chars.next() {
            let c = self.of(raw);
            out.push(c);
            let next = chars.peek().copied();
            match c {
                '\'' if before == Before::Zero => {
                    let escaped = next.is_some_and(|n| n == '\\' || n == '\'');
                    out.extend(chars.by_ref().take(1 + usize::from(escaped)));
                }
                '\'' if before == Before::Digits => {}
                '\'' | '"' | '`' => quoted(&mut chars, raw, c, &mut out),
                '%' => until(&mut chars, &mut out, |_, c| c == '\n'),
                '/' if next.map(|n| self.of(n)) == Some('*') && before != Before::Symbol => {
                    out.extend(chars.next().map(|n| self.of(n)));
                    until(&mut chars, &mut out, |last, c| (last, c) == ('*', '/'));
                }
                '.' if before != Before::Symbol && next.is_none_or(|n| self.of(n).is_whitespace() || self.of(n) == '%') => {
                    out.extend(chars.next().map(|n| self.of(n)));
                    break;
                }
                _ => {}
            }
            before = before.behind(c);
        }
        out
    }
}

/// What comes before a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The digit 0, the beginning of a token.
    Zero,
    /// Digits that begin a token.
    Digits,
    /// A name or variable.
    Name,
    /// A symbol character.
    Symbol,
    /// Anything else.
    Other,
}

impl Before {
    fn behind(self, c: char) -> Before {
        match c {
            '0' if self != Before::Name && self != Before::Digits && self != Before::Zero => Before::Zero,
            '0'..='9' if self != Before::Name => Before::Digits,
            c if c.is_alphanumeric() || c == '_' => Before::Name,
            c if "+-*/\\^<>=~:.?@#&$".contains(c) => Before::Symbol,
            _ => Before::Other,
        }
    }
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Takes what is quoted, up to the character that began it; it may stand for the quote.
fn quoted(chars: &mut Chars<'_>, began: char, quote: char, out: &mut String) {
    while let Some(c) = chars.next() {
        out.push(if c == began { quote } else { c });
        if c == '\\' {
            out.extend(chars.next());
        } else if c == began {
            return;
        }
    }
}

/// Takes characters up to where a comment ends.
fn until(chars: &mut Chars<'_>, out: &mut String, end: impl Fn(char, char) -> bool) {
    let mut last = ' ';
    for c in chars {
        out.push(c);
        if end(last, c) {
            return;
        }
        last = c;
    }
}

/// Where in `text` the character is that is at `at` in what it has become.
pub fn place(text: &str, converted: &str, at: usize) -> usize {
    let count = converted[..at].chars().count();
    text.char_indices().nth(count).map_or(text.len(), |c| c.0)
}
