//! Text to tokens. A DFA (logos) finds the lexemes; this module decodes them: escapes in strings, names of characters, `#!fold-case`,
//! nested comments. What an atom means (a number, a symbol) is decided here too, so that the grammar sees only kinds of tokens.

use crate::syntax::Number;
use logos::Logos;
use std::sync::Arc;
use vm_core::Span;

/// A lexeme as the DFA finds it.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(skip r"[\p{White_Space}\u{feff}]+")]
#[logos(skip(r";[^\n\r]*", allow_greedy = true))]
enum Lexeme {
    #[token("(")]
    Open,
    #[token(")")]
    Close,
    #[token("[")]
    OpenBracket,
    #[token("]")]
    CloseBracket,
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

/// A token of the grammar.
#[derive(Clone, PartialEq, Debug)]
pub enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `#(`
    OpenVector,
    /// `#u8(`
    OpenBytes,
    /// `'`
    Quote,
    /// `` ` ``
    Quasiquote,
    /// `,`
    Unquote,
    /// `,@`
    UnquoteSplicing,
    /// `#;`
    DatumComment,
    /// `.`
    Dot,
    /// `#0=`
    Label(u32),
    /// `#0#`
    Reference(u32),
    /// A symbol, decoded.
    Symbol(Arc<str>),
    /// A number.
    Number(Number),
    /// `#t` or `#f`.
    Bool(bool),
    /// `#!eof`, `#!default` and the like, and `#\x`: a constant.
    Char(u32),
    /// A string, decoded.
    Text(Arc<str>),
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

/// The tokens of a text.
pub struct Lexer<'a> {
    text: &'a str,
    base: usize,
    inner: logos::Lexer<'a, Lexeme>,
    fold: bool,
    /// Nesting so far, and how deep it may be.
    depth: u32,
    limit: u32,
    failed: bool,
}

impl<'a> Lexer<'a> {
    /// Starts at a byte offset of the text. A first line `#!…` is skipped when it starts at the beginning and names a path.
    pub fn new(text: &'a str, offset: usize, limit: u32) -> Lexer<'a> {
        let mut base = offset;
        if offset == 0 && (text.starts_with("#!/") || text.starts_with("#! ")) {
            base = text.find('\n').unwrap_or(text.len());
        }
        Lexer { text, base, inner: Lexeme::lexer(&text[base..]), fold: false, depth: 0, limit, failed: false }
    }

    /// Whether symbols are folded to lower case now.
    pub fn folding(&self) -> bool {
        self.fold
    }

    /// Sets whether symbols and character names are folded.
    pub fn set_folding(&mut self, fold: bool) {
        self.fold = fold;
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

    fn deeper(&mut self, span: Span) -> Result<(), ReadError> {
        self.depth += 1;
        if self.depth > self.limit {
            return Err(ReadError::new(span, format!("data nested deeper than {}", self.limit)));
        }
        Ok(())
    }

    fn next_token(&mut self) -> Option<Result<(Token, Span), ReadError>> {
        loop {
            let lexeme = self.inner.next()?;
            let span = self.span();
            let slice = self.inner.slice();
            let Ok(lexeme) = lexeme else {
                return Some(Err(ReadError::new(span, format!("unexpected {slice:?}"))));
            };
            let token = match lexeme {
                Lexeme::BlockComment => match self.block_comment() {
                    Ok(()) => continue,
                    Err(e) => return Some(Err(e)),
                },
                Lexeme::Directive => match slice {
                    "#!fold-case" => {
                        self.fold = true;
                        continue;
                    }
                    "#!no-fold-case" => {
                        self.fold = false;
                        continue;
                    }
                    "#!r6rs" | "#!r7rs" => continue,
                    _ => Err(ReadError::new(span, format!("unknown directive {slice}"))),
                },
                _ => self.token(lexeme, slice, span),
            };
            return Some(token.map(|t| (t, span)));
        }
    }

    fn token(&mut self, lexeme: Lexeme, slice: &str, span: Span) -> Result<Token, ReadError> {
        Ok(match lexeme {
            Lexeme::Open | Lexeme::OpenBracket | Lexeme::OpenVector | Lexeme::OpenBytes => {
                self.deeper(span)?;
                match lexeme {
                    Lexeme::Open => Token::Open,
                    Lexeme::OpenBracket => Token::OpenBracket,
                    Lexeme::OpenVector => Token::OpenVector,
                    _ => Token::OpenBytes,
                }
            }
            Lexeme::Close | Lexeme::CloseBracket => {
                self.depth = self.depth.saturating_sub(1);
                if lexeme == Lexeme::Close { Token::Close } else { Token::CloseBracket }
            }
            Lexeme::Quote => Token::Quote,
            Lexeme::Quasiquote => Token::Quasiquote,
            Lexeme::Unquote => Token::Unquote,
            Lexeme::UnquoteSplicing => Token::UnquoteSplicing,
            Lexeme::DatumComment => Token::DatumComment,
            Lexeme::Label => Token::Label(label(&slice[1..slice.len() - 1], span)?),
            Lexeme::Reference => Token::Reference(label(&slice[1..slice.len() - 1], span)?),
            Lexeme::Char => Token::Char(character(&slice[2..], self.fold, span)?),
            Lexeme::Hash => self.hash(slice, span)?,
            Lexeme::Text => Token::Text(unescape(&slice[1..slice.len() - 1], span.start as usize + 1)?.into()),
            Lexeme::OpenText => {
                let to_end = Span::new(span.start as usize, self.text.len());
                return Err(ReadError::incomplete(Span { end: span.end, ..to_end }, "this string is never closed"));
            }
            Lexeme::OpenSymbol => return Err(ReadError::incomplete(span, "this symbol is never closed")),
            Lexeme::Atom => self.atom(slice, span)?,
            Lexeme::BlockComment | Lexeme::Directive => unreachable!("handled by the caller"),
        })
    }

    fn hash(&self, slice: &str, span: Span) -> Result<Token, ReadError> {
        match slice.to_ascii_lowercase().as_str() {
            "#t" | "#true" => return Ok(Token::Bool(true)),
            "#f" | "#false" => return Ok(Token::Bool(false)),
            _ => {}
        }
        match Number::parse(slice, 10) {
            Some(n) => Ok(Token::Number(n)),
            None => Err(ReadError::new(span, format!("unknown syntax {slice}"))),
        }
    }

    fn atom(&self, slice: &str, span: Span) -> Result<Token, ReadError> {
        if slice == "." {
            return Ok(Token::Dot);
        }
        if !slice.contains('|') {
            if let Some(n) = Number::parse(slice, 10) {
                return Ok(Token::Number(n));
            }
            return Ok(Token::Symbol(if self.fold { fold_case(slice).into() } else { slice.into() }));
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
        Ok(Token::Symbol(name.into()))
    }
}

impl Iterator for Lexer<'_> {
    type Item = Result<(Token, Span), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let item = self.next_token();
        self.failed = matches!(item, Some(Err(_)));
        item
    }
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
fn unescape(s: &str, offset: usize) -> Result<String, ReadError> {
    if !s.contains(['\\', '\r']) {
        return Ok(s.to_string());
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
    Ok(out)
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
            match u32::from_str_radix(hex, 16).ok().and_then(char::from_u32) {
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
