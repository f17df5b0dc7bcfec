//! Text to tokens. A DFA (logos) finds the lexemes; this module decodes them: escapes in strings, names of characters, `#!fold-case`,
//! nested comments. What an atom means (a number, a symbol) is decided here too, so that the parser sees only kinds of tokens.

use crate::builtins::numbers::valid_literal;
use logos::Logos;
use std::borrow::Cow;
use vm_core::{Span, Word};

/// A lexeme as the DFA finds it.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(skip r"[\p{White_Space}\u{feff}]+")]
enum Lexeme {
    #[regex(r";[^\n\r]*", allow_greedy = true)]
    LineComment,
    #[token("(")]
    Open,
    #[token(")")]
    Close,
    #[token("[")]
    OpenSquare,
    #[token("]")]
    CloseSquare,
    #[token("#(")]
    OpenVector,
    #[regex(r"#[uU]8\(")]
    OpenBytes,
    #[token("'")]
    Quote,
    #[token("`")]
    Quasiquote,
    #[token(",")]
    Unquote,
    #[token(",@")]
    UnquoteSplicing,
    #[token("#;")]
    DatumComment,
    #[token("#|")]
    BlockComment,
    #[regex(r"#[0-9]+=")]
    Label,
    #[regex(r"#[0-9]+#")]
    Reference,
    #[regex(r"#![^\p{White_Space}()\[\]\x22';]*")]
    Directive,
    #[regex(r"#\\(?s:.)[^\p{White_Space}()\[\]\x22';`,|]*")]
    Char,
    #[regex(r"#[^\p{White_Space}()\[\]\x22';`,|\\!0-9#][^\p{White_Space}()\[\]\x22';`,|]*")]
    Hash,
    #[regex(r#""([^"\\]|\\(?s:.))*""#)]
    Text,
    #[token("\"")]
    OpenText,
    #[regex(r"([^\p{White_Space}\u{feff}()\[\]\x22';`,|#]|\|([^|\\]|\\(?s:.))*\|)([^\p{White_Space}\u{feff}()\[\]\x22';`,|]|\|([^|\\]|\\(?s:.))*\|)*")]
    Atom,
    #[token("|")]
    OpenSymbol,
}

/// What opens a sequence of data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bracket {
    /// `(`
    Round,
    /// `[`
    Square,
    /// `#(`
    Vector,
    /// `#u8(`
    Bytes,
}

/// A datum of one token.
#[derive(Clone, PartialEq, Debug)]
pub enum Atom<'a> {
    /// A symbol, decoded.
    Symbol(Cow<'a, str>),
    /// A constant that fits a word: a small integer, a usual float, a boolean, a character.
    Constant(Word),
    /// The notation of another number.
    Number(&'a str),
    /// A string, decoded.
    Text(Cow<'a, str>),
    /// `#0#`
    Reference(u32),
}

/// A token.
#[derive(Clone, PartialEq, Debug)]
pub enum Token<'a> {
    /// Whatever begins a sequence.
    Open(Bracket),
    /// `)`
    Close,
    /// `]`
    CloseSquare,
    /// `'`, `` ` ``, `,` or `,@`: the name that it stands for.
    Prefix(&'static str),
    /// `#;`
    DatumComment,
    /// `.`
    Dot,
    /// `#0=`
    Label(u32),
    /// A datum.
    Atom(Atom<'a>),
}

/// Why a text cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadError {
    /// Where.
    pub span: Span,
    /// What, for people.
    pub message: String,
    /// More text could mend it: a REPL goes on reading.
    pub incomplete: bool,
}

impl ReadError {
    /// An error that more text does not mend.
    pub fn new(span: Span, message: impl Into<String>) -> ReadError {
        ReadError { span, message: message.into(), incomplete: false }
    }

    /// The text ends too early.
    pub fn incomplete(span: Span, message: impl Into<String>) -> ReadError {
        ReadError { span, message: message.into(), incomplete: true }
    }
}

/// The tokens of a text, or of the beginning of one.
pub struct Lexer<'a> {
    text: &'a str,
    base: usize,
    inner: logos::Lexer<'a, Lexeme>,
    fold: bool,
    /// More text follows, so that what touches the end may go on.
    part: bool,
    /// Where the last token or comment ends.
    position: usize,
}

/// As far behind a place where the DFA finds nothing as text could still be missing.
const LOOK_AHEAD: usize = 16;

impl<'a> Lexer<'a> {
    /// Starts at a byte offset of the text. A first line `#!…` is skipped when it starts at the beginning and names a path.
    pub fn new(text: &'a str, offset: usize) -> Lexer<'a> {
        let mut base = offset;
        if offset == 0 && (text.starts_with("#!/") || text.starts_with("#! ")) {
            base = text.find('\n').unwrap_or(text.len());
        }
        Lexer { text, base, inner: Lexeme::lexer(&text[base..]), fold: false, part: false, position: base }
    }

    /// The tokens that are whole even if the text goes on, as it does if `part`; symbols and names of characters are folded if `fold`.
    pub fn part(text: &'a str, part: bool, fold: bool) -> Lexer<'a> {
        Lexer { text, base: 0, inner: Lexeme::lexer(text), fold, part, position: 0 }
    }

    /// Whether symbols are folded to lower case now.
    pub fn folding(&self) -> bool {
        self.fold
    }

    /// Where the last token or comment ends.
    pub fn position(&self) -> usize {
        self.position
    }

    fn span(&self) -> Span {
        let s = self.inner.span();
        Span::new(self.base + s.start, self.base + s.end)
    }

    /// Skips a nested comment whose `#|` has been read.
    fn block_comment(&mut self) -> Result<(), ReadError> {
        let start = self.span();
        let rest = self.inner.remainder().as_bytes();
        let (mut i, mut depth) = (0, 1);
        while depth > 0 {
            match rest.get(i..i + 2) {
                Some(b"|#") => {
                    depth -= 1;
                    i += 2;
                }
                Some(b"#|") => {
                    depth += 1;
                    i += 2;
                }
                Some(_) => i += 1,
                None => return Err(ReadError::incomplete(start, "this block comment is never closed")),
            }
        }
        self.inner.bump(i);
        Ok(())
    }

    #[inline(always)]
    fn next_token(&mut self) -> Option<Result<(Token<'a>, Span), ReadError>> {
        loop {
            let lexeme = self.inner.next()?;
            let span = self.span();
            let slice = self.inner.slice();
            let end = span.end as usize;
            if self.part && self.may_go_on(lexeme, end) {
                return None;
            }
            let token = match lexeme {
                Err(()) => Err(ReadError::new(span, format!("unexpected {slice:?}"))),
                Ok(Lexeme::LineComment) => Ok(None),
                Ok(Lexeme::BlockComment) => self.block_comment().map(|()| None),
                Ok(Lexeme::Directive) => self.directive(slice, span).map(|()| None),
                Ok(lexeme) => self.token(lexeme, slice, span).map(Some),
            };
            if self.part && matches!(&token, Err(e) if e.incomplete) {
                return None;
            }
            self.position = self.base + self.inner.span().end;
            match token {
                Ok(None) => {}
                Ok(Some(token)) => return Some(Ok((token, span))),
                Err(e) => return Some(Err(e)),
            }
        }
    }

    /// Whether a lexeme could be longer, or another, if there were more text.
    fn may_go_on(&self, lexeme: Result<Lexeme, ()>, end: usize) -> bool {
        match self.text.as_bytes().get(end) {
            None => match lexeme {
                Ok(lexeme) => matches!(
                    lexeme,
                    Lexeme::Atom
                        | Lexeme::Char
                        | Lexeme::Hash
                        | Lexeme::Directive
                        | Lexeme::LineComment
                        | Lexeme::Unquote
                        | Lexeme::OpenText
                ),
                Err(()) => true,
            },
            // Else the atom would go on behind the line: it has no other one.
            Some(b'|') if lexeme == Ok(Lexeme::Atom) => true,
            Some(_) => lexeme.is_err() && end + LOOK_AHEAD > self.text.len(),
        }
    }

    fn directive(&mut self, slice: &str, span: Span) -> Result<(), ReadError> {
        match slice {
            "#!fold-case" => self.fold = true,
            "#!no-fold-case" => self.fold = false,
            "#!r6rs" | "#!r7rs" => {}
            _ => return Err(ReadError::new(span, format!("unknown directive {slice}"))),
        }
        Ok(())
    }

    #[inline(always)]
    fn token(&self, lexeme: Lexeme, slice: &'a str, span: Span) -> Result<Token<'a>, ReadError> {
        Ok(match lexeme {
            Lexeme::Open => Token::Open(Bracket::Round),
            Lexeme::OpenSquare => Token::Open(Bracket::Square),
            Lexeme::OpenVector => Token::Open(Bracket::Vector),
            Lexeme::OpenBytes => Token::Open(Bracket::Bytes),
            Lexeme::Close => Token::Close,
            Lexeme::CloseSquare => Token::CloseSquare,
            Lexeme::Quote => Token::Prefix("quote"),
            Lexeme::Quasiquote => Token::Prefix("quasiquote"),
            Lexeme::Unquote => Token::Prefix("unquote"),
            Lexeme::UnquoteSplicing => Token::Prefix("unquote-splicing"),
            Lexeme::DatumComment => Token::DatumComment,
            Lexeme::Label => Token::Label(label(&slice[1..slice.len() - 1], span)?),
            Lexeme::Reference => Token::Atom(Atom::Reference(label(&slice[1..slice.len() - 1], span)?)),
            Lexeme::Char => Token::Atom(Atom::Constant(Word::char(character(&slice[2..], self.fold, span)?))),
            Lexeme::Hash => Token::Atom(hash(slice, span)?),
            Lexeme::Text => Token::Atom(Atom::Text(unescape(&slice[1..slice.len() - 1], span.start as usize + 1)?)),
            Lexeme::OpenText => return Err(ReadError::incomplete(span, "this string is never closed")),
            Lexeme::OpenSymbol => return Err(ReadError::incomplete(span, "this symbol is never closed")),
            Lexeme::Atom if slice == "." => Token::Dot,
            Lexeme::Atom => Token::Atom(self.atom(slice, span)?),
            Lexeme::LineComment | Lexeme::BlockComment | Lexeme::Directive => unreachable!("handled by the caller"),
        })
    }

    fn atom(&self, slice: &'a str, span: Span) -> Result<Atom<'a>, ReadError> {
        if !slice.contains('|') {
            return Ok(match number(slice) {
                Some(number) => number,
                None if self.fold => Atom::Symbol(fold_case(slice).into()),
                None => Atom::Symbol(slice.into()),
            });
        }
        let mut name = String::new();
        let mut offset = span.start as usize;
        for (i, part) in split_pipes(slice).enumerate() {
            if i % 2 == 1 {
                name.push_str(&unescape(part, offset)?);
            } else if self.fold {
                name.push_str(&fold_case(part));
            } else {
                name.push_str(part);
            }
            offset += part.len() + 1;
        }
        Ok(Atom::Symbol(name.into()))
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Result<(Token<'a>, Span), ReadError>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        self.next_token()
    }
}

fn hash(slice: &str, span: Span) -> Result<Atom<'_>, ReadError> {
    let is = |names: [&str; 2]| names.iter().any(|n| slice.eq_ignore_ascii_case(n));
    if is(["#t", "#true"]) {
        return Ok(Atom::Constant(Word::TRUE));
    }
    if is(["#f", "#false"]) {
        return Ok(Atom::Constant(Word::FALSE));
    }
    number(slice).ok_or_else(|| ReadError::new(span, format!("unknown syntax {slice}")))
}

/// A numeric literal. `None`: it is none.
pub fn number(text: &str) -> Option<Atom<'_>> {
    let first = *text.as_bytes().first()?;
    if !matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b'#') {
        return None;
    }
    match small_integer(text) {
        Some(n) => Some(Atom::Constant(n)),
        None => valid_literal(text, 10).then_some(Atom::Number(text)),
    }
}

/// An integer of at most 18 digits, perhaps written with a prefix for its radix.
fn small_integer(text: &str) -> Option<Word> {
    let (radix, digits) = match text.as_bytes() {
        [b'#', letter, ..] => match letter.to_ascii_lowercase() {
            b'x' => (16, text.get(2..)?),
            b'b' => (2, &text[2..]),
            b'o' => (8, &text[2..]),
            b'd' => (10, &text[2..]),
            _ => return None,
        },
        digits if digits.len() <= 18 => (10, text),
        _ => return None,
    };
    Word::from_smi(i64::from_str_radix(digits, radix).ok()?)
}

/// The parts of an atom outside and, in turn, inside vertical lines.
fn split_pipes(atom: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(atom);
    let mut inside = false;
    std::iter::from_fn(move || {
        let s = rest?;
        let mut escaped = false;
        for (i, c) in s.char_indices() {
            match c {
                '\\' if inside && !escaped => escaped = true,
                '|' if !escaped => {
                    rest = Some(&s[i + 1..]);
                    inside = !inside;
                    return Some(&s[..i]);
                }
                _ => escaped = false,
            }
        }
        rest = None;
        Some(s)
    })
}

/// Case folding as `string-foldcase` does it.
pub fn fold_case(s: &str) -> String {
    crate::builtins::chars::fold_string(s)
}

fn label(digits: &str, span: Span) -> Result<u32, ReadError> {
    digits.parse().map_err(|_| ReadError::new(span, "label too large"))
}

/// The names of characters, in the order in which `write` prefers them.
pub const CHAR_NAMES: &[(&str, u32)] = &[
    ("alarm", 7),
    ("backspace", 8),
    ("delete", 127),
    ("escape", 27),
    ("newline", 10),
    ("null", 0),
    ("return", 13),
    ("space", 32),
    ("tab", 9),
    ("altmode", 27),
    ("esc", 27),
    ("linefeed", 10),
    ("nul", 0),
    ("page", 12),
    ("rubout", 127),
    ("vtab", 11),
];

/// The code point of what follows `#\`.
pub fn character(name: &str, fold: bool, span: Span) -> Result<u32, ReadError> {
    let mut chars = name.chars();
    let first = chars.next().expect("at least one character");
    if chars.next().is_none() {
        return Ok(first as u32);
    }
    let folded = if fold { fold_case(name) } else { name.to_string() };
    if let Some(&(_, c)) = CHAR_NAMES.iter().find(|(n, _)| *n == folded) {
        return Ok(c);
    }
    if let Some(hex) = name.strip_prefix(['x', 'X', 'U', 'u']) {
        if let Some(c) = u32::from_str_radix(hex, 16).ok().filter(|_| hex.bytes().all(|b| b.is_ascii_hexdigit())) {
            return match char::from_u32(c) {
                Some(c) => Ok(c as u32),
                None => Err(ReadError::new(span, format!("#\\{name} is not a Unicode scalar value"))),
            };
        }
    }
    Err(ReadError::new(span, format!("unknown character name #\\{name}")))
}

/// Decodes the escapes of a string or of a symbol between vertical lines; `offset` is where it starts in the text.
fn unescape(s: &str, offset: usize) -> Result<Cow<'_, str>, ReadError> {
    if !s.contains(['\\', '\r']) {
        return Ok(s.into());
    }
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(c) = rest.chars().next() {
        let here = offset + s.len() - rest.len();
        rest = &rest[c.len_utf8()..];
        match c {
            // Any line ending in a literal stands for a newline.
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                out.push('\n');
            }
            '\\' => rest = escape(rest, here, &mut out)?,
            c => out.push(c),
        }
    }
    Ok(out.into())
}

/// Decodes one escape, whose backslash stands at `here` and is no longer in `rest`; gives what follows it.
fn escape<'s>(rest: &'s str, here: usize, out: &mut String) -> Result<&'s str, ReadError> {
    let bad = |len: usize, message: String| Err(ReadError::new(Span::new(here, here + 1 + len), message));
    let Some(e) = rest.chars().next() else { return bad(0, "an escape without a character".into()) };
    let after = &rest[e.len_utf8()..];
    let simple = match e {
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'v' => '\u{b}',
        'f' => '\u{c}',
        '0' => '\0',
        '"' | '\\' | '|' | '\'' => e,
        'x' | 'X' => {
            let Some(len) = after.find(';') else { return bad(1, "a hexadecimal escape ends with a semicolon".into()) };
            let hex = &after[..len];
            let digits = hex.bytes().all(|b| b.is_ascii_hexdigit());
            match u32::from_str_radix(hex, 16).ok().filter(|_| digits).and_then(char::from_u32) {
                Some(c) => out.push(c),
                None => return bad(len + 2, format!("\\x{hex}; is not a character")),
            }
            return Ok(&after[len + 1..]);
        }
        ' ' | '\t' | '\n' | '\r' => {
            let line = rest.trim_start_matches([' ', '\t']);
            let next = line.strip_prefix("\r\n").or_else(|| line.strip_prefix(['\n', '\r']));
            let Some(next) = next else { return bad(1, "a backslash before blanks must end the line".into()) };
            return Ok(next.trim_start_matches([' ', '\t']));
        }
        _ => return bad(e.len_utf8(), format!("unknown escape \\{e}")),
    };
    out.push(simple);
    Ok(after)
}
