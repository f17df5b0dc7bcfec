//! Text to tokens, a clause at a time: the end of a clause is a point followed by layout.
//!
//! The automaton finds where a token begins and what it is; quoted text, character codes and comments in brackets, whose ends
//! another rule finds, are followed by hand behind their first characters.

use logos::{Lexer, Logos};
use std::borrow::Cow;
use std::ops::Range;

/// A token as the automaton sees it.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(skip r"[\s\u{feff}]+")]
enum Raw {
    /// A comment to the end of the line.
    #[regex(r"%[^\n]*", allow_greedy = true)]
    LineComment,
    /// A name of letters, or one of the solo characters.
    #[regex(r"[\p{Ll}\p{Lo}\p{Lm}][\p{L}\p{N}\p{M}_]*")]
    #[regex(r"[!;]")]
    Name,
    /// A name of symbol characters, or the beginning of a comment in brackets.
    #[regex(r"[-+*/\\^<>=~:.?@#&$]+", priority = 10)]
    #[regex(r"[\p{Sm}\p{Sc}\p{Sk}\p{So}--[\x00-\x7f]]+")]
    Symbols,
    /// A variable.
    #[regex(r"[_\p{Lu}\p{Lt}][\p{L}\p{N}\p{M}_]*")]
    Variable,
    /// A decimal integer, with an underscore or a single space between groups of digits.
    #[regex(r"[0-9]+(_[ \t\r\n]*[0-9]+)*")]
    #[regex(r"[0-9]{1,3}( [0-9]{3})+")]
    #[regex(r"[0-9]+r[0-9]+")]
    Integer,
    /// An integer of another radix.
    #[regex(r"0x[0-9a-fA-F]+(_[0-9a-fA-F]+)*|0o[0-7]+(_[0-7]+)*|0b[01]+(_[01]+)*|[1-9][0-9]?'[0-9a-zA-Z]+")]
    Radix,
    /// The code of a character.
    #[token("0'", code)]
    Code,
    /// A float.
    #[regex(r"[0-9]+(_[0-9]+)*\.[0-9]+([eE][+-]?[0-9]+|Inf|NaN)?|[0-9]+[eE][+-]?[0-9]+", priority = 20)]
    Float,
    /// A quoted name.
    #[token("'", |lexer| quoted(lexer, '\''))]
    Quoted,
    /// Double quotes.
    #[token("\"", |lexer| quoted(lexer, '"'))]
    Double,
    /// Back quotes.
    #[token("`", |lexer| quoted(lexer, '`'))]
    Back,
    /// Punctuation.
    #[regex(r"[()\[\]{},|]")]
    Sign,
}

/// Goes behind the closing quote.
fn quoted(lexer: &mut Lexer<'_, Raw>, quote: char) -> bool {
    let mut chars = lexer.remainder().char_indices();
    while let Some((i, c)) = chars.next() {
        if c == '\\' {
            let numeric = |digits: &str| digits.trim_start_matches(|c: char| c.is_ascii_hexdigit()).starts_with('\\');
            match chars.next() {
                // The digits of a code may end in a backslash, which escapes nothing.
                Some((j, 'x' | '0'..='7')) if numeric(&lexer.remainder()[j + 1..]) => {
                    chars.find(|c| c.1 == '\\');
                }
                _ => {}
            }
        } else if c == quote && lexer.remainder()[i + c.len_utf8()..].starts_with(quote) {
            chars.next();
        } else if c == quote {
            lexer.bump(i + c.len_utf8());
            return true;
        }
    }
    false
}

/// Goes behind the character of a `0'c`.
fn code(lexer: &mut Lexer<'_, Raw>) -> bool {
    let rest = lexer.remainder();
    let mut chars = rest.chars();
    let length = match chars.next() {
        None => return false,
        Some('\\') => {
            let mut behind = rest[1..].chars().peekable();
            let before = rest.len() - 1;
            if escape(&mut behind, &mut String::new()).is_err() {
                return false;
            }
            1 + before - behind.map(char::len_utf8).sum::<usize>()
        }
        Some('\'') if chars.next() == Some('\'') => 2,
        Some(c) => c.len_utf8(),
    };
    lexer.bump(length);
    true
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A name, unquoted.
    Name,
    /// A quoted name, its quotes still there.
    Quoted,
    /// A variable.
    Variable,
    /// An integer in any notation, or a rational number.
    Integer,
    /// A character's code.
    Code,
    /// A float.
    Float,
    /// Text in double quotes.
    Double,
    /// Text in back quotes.
    Back,
    /// Punctuation.
    Sign,
    /// The end of a clause.
    End,
}

/// A token with its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
    /// Where it begins.
    pub at: usize,
    /// Whether layout comes before it.
    pub layout: bool,
}

impl Token<'_> {
    /// Whether it is this punctuation.
    pub fn is_sign(&self, sign: &str) -> bool {
        // Punctuation is one character.
        self.kind == Kind::Sign && self.text.as_bytes().first() == sign.as_bytes().first()
    }

    /// Whether it is an opening parenthesis right behind the token before, which makes that a functor.
    pub fn is_application(&self) -> bool {
        self.is_sign("(") && !self.layout
    }

    /// Whether a term cannot go on here.
    pub fn is_closing(&self) -> bool {
        self.kind == Kind::End || self.kind == Kind::Sign && matches!(self.text.as_bytes(), [b')' | b']' | b'}' | b',' | b'|'])
    }
}

/// Why text is no token, and where.
pub type LexError = (&'static str, usize);

/// Most clauses have no more tokens.
const USUAL_TOKENS: usize = 32;

/// The tokens of the next clause, its end included, and where the text goes on. No tokens: the end of the text.
/// After an error the text goes on behind the clause in which it is, as far as that can be told.
pub fn clause(text: &str, from: usize) -> (Result<Vec<Token<'_>>, LexError>, usize) {
    let mut lexer = Raw::lexer(&text[from..]);
    let (mut tokens, mut error, mut last_end) = (Vec::with_capacity(USUAL_TOKENS), None, from);
    while let Some((raw, span)) = advance(&mut lexer) {
        let (at, end) = (from + span.start, from + span.end);
        let layout = at != last_end;
        let slice = &text[at..end];
        let kind = match raw {
            Ok(Raw::Symbols) if slice == "." && is_end(&text[end..]) => Kind::End,
            Ok(Raw::Symbols) if slice.starts_with("/*") => {
                return (Err(("end_of_file_in_block_comment", at)), text.len());
            }
            Ok(raw) => kind(raw),
            Err(()) => {
                let (message, fatal) = wrong(slice);
                error = error.or(Some((message, at)));
                if fatal {
                    break;
                }
                last_end = end;
                continue;
            }
        };
        last_end = end;
        tokens.push(Token { kind, text: slice, at, layout });
        if kind == Kind::End {
            return (error.map_or(Ok(tokens), Err), end);
        }
    }
    match (error, tokens.last()) {
        (Some(e), _) => (Err(e), text.len()),
        (None, None) => (Ok(tokens), text.len()),
        (None, Some(_)) => (Err(("end_of_file", text.len())), text.len()),
    }
}

/// Where the next token begins, layout and comments passed over.
pub fn start(text: &str, from: usize) -> usize {
    advance(&mut Raw::lexer(&text[from..])).map_or(text.len(), |(_, span)| from + span.start)
}

/// The next token and where it is, comments passed over. A comment in brackets ends at the first `*/` though more symbol
/// characters follow; a number before a quote that begins no character and no digits of that radix ends before the quote.
fn advance<'a>(lexer: &mut Lexer<'a, Raw>) -> Option<(Result<Raw, ()>, Range<usize>)> {
    let source: &'a str = lexer.source();
    loop {
        let raw = lexer.next()?;
        let Range { start, end } = lexer.span();
        let slice = &source[start..end];
        let (raw, cut) = match raw {
            Ok(Raw::LineComment) => continue,
            Ok(Raw::Symbols) if slice.starts_with("/*") => match source[start + 2..].find("*/") {
                Some(n) => (None, start + n + 4),
                None => (Some(raw), end),
            },
            Ok(Raw::Radix) => match slice.find('\'').filter(|q| !is_radix(&slice[..*q], &slice[q + 1..])) {
                Some(q) => (Some(Ok(Raw::Integer)), start + q),
                None => (Some(raw), end),
            },
            Err(()) if slice == "0'" && source[end..].starts_with("\\\n") => (Some(Ok(Raw::Integer)), start + 1),
            raw => (Some(raw), end),
        };
        if cut != end {
            *lexer = Raw::lexer(source);
            lexer.bump(cut);
        }
        if let Some(raw) = raw {
            return Some((raw, start..cut));
        }
    }
}

/// Whether a quote between these makes a number of another radix of them.
fn is_radix(radix: &str, digits: &str) -> bool {
    radix.parse().is_ok_and(|r| (2..=36).contains(&r) && digits.chars().next().is_some_and(|c| c.is_digit(r)))
}

fn kind(raw: Raw) -> Kind {
    match raw {
        // Comments are passed over before.
        Raw::Name | Raw::Symbols | Raw::LineComment => Kind::Name,
        Raw::Variable => Kind::Variable,
        Raw::Integer | Raw::Radix => Kind::Integer,
        Raw::Code => Kind::Code,
        Raw::Float => Kind::Float,
        Raw::Quoted => Kind::Quoted,
        Raw::Double => Kind::Double,
        Raw::Back => Kind::Back,
        Raw::Sign => Kind::Sign,
    }
}

/// What is wrong with text that is no token, and whether the rest of the text is part of it.
fn wrong(slice: &str) -> (&'static str, bool) {
    match slice.chars().next() {
        Some('\'') => ("end_of_file_in_quoted(')", true),
        Some('"') => ("end_of_file_in_quoted(\")", true),
        Some('`') => ("end_of_file_in_quoted(`)", true),
        Some('0') => ("illegal_number", false),
        _ => ("illegal_character", false),
    }
}

fn is_end(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| c.is_whitespace() || c == '%')
}

/// The characters between quotes, escapes resolved.
pub fn unquote(text: &str) -> Result<Cow<'_, str>, String> {
    let (quote, inner) = (text.chars().next().unwrap_or('\''), &text[1..text.len() - 1]);
    if !inner.contains([quote, '\\']) {
        return Ok(inner.into());
    }
    let mut chars = inner.chars().peekable();
    let mut out = String::new();
    while let Some(c) = chars.next() {
        match c {
            '\\' => escape(&mut chars, &mut out)?,
            c if c == quote => {
                chars.next();
                out.push(c);
            }
            c => out.push(c),
        }
    }
    Ok(out.into())
}

/// The character of a `0'c` token.
pub fn character(text: &str) -> Result<char, String> {
    let mut chars = text[2..].chars().peekable();
    match chars.next() {
        Some('\\') => {
            let mut out = String::new();
            escape(&mut chars, &mut out)?;
            out.chars().next().ok_or_else(|| "illegal_number".into())
        }
        c => c.ok_or_else(|| "illegal_number".into()),
    }
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// The character with a code in digits. A backslash behind them belongs to them if `closed`.
fn coded(chars: &mut Chars<'_>, radix: u32, digits: std::ops::RangeInclusive<usize>, closed: bool) -> Result<char, String> {
    let (mut n, mut count) = (0u32, 0);
    while let Some(d) = chars.peek().and_then(|c| c.to_digit(radix)).filter(|_| count < *digits.end()) {
        n = n.saturating_mul(radix).saturating_add(d);
        count += 1;
        chars.next();
    }
    if count < *digits.start() {
        return Err("undefined_char_escape(x)".into());
    }
    if closed && chars.peek() == Some(&'\\') {
        chars.next();
    }
    char::from_u32(n).ok_or_else(|| "illegal_character_code".into())
}

/// What a backslash stands for together with the characters behind it.
fn escape(chars: &mut Chars<'_>, out: &mut String) -> Result<(), String> {
    let c = match chars.peek().copied() {
        Some('0'..='7') => coded(chars, 8, 1..=12, true)?,
        Some('x') => {
            chars.next();
            coded(chars, 16, 1..=12, true)?
        }
        Some('u') => {
            chars.next();
            coded(chars, 16, 4..=4, false)?
        }
        Some('U') => {
            chars.next();
            coded(chars, 16, 8..=8, false)?
        }
        Some('c') => {
            chars.next();
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            return Ok(());
        }
        Some(c) => {
            chars.next();
            match c {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'a' => '\x07',
                'b' => '\x08',
                'f' => '\x0c',
                'v' => '\x0b',
                'e' => '\x1b',
                's' => ' ',
                // A continuation line.
                '\n' => return Ok(()),
                '\\' | '\'' | '"' | '`' => c,
                c => return Err(format!("undefined_char_escape({c})")),
            }
        }
        None => return Err("end_of_file".into()),
    };
    out.push(c);
    Ok(())
}
