//! Text to tokens, a clause at a time: the end of a clause is a point followed by layout.

use logos::Logos;

/// A token as the automaton sees it.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(skip r"[ \t\r\n\x0b\x0c\u{85}\u{a0}\u{feff}]+")]
pub enum Raw {
    /// A comment to the end of the line.
    #[regex(r"%[^\n]*", allow_greedy = true)]
    LineComment,
    /// A comment in brackets.
    #[regex(r"/\*([^*]|\*+[^*/])*\*+/", priority = 50)]
    BlockComment,
    /// A name of letters, or one of the solo characters.
    #[regex(r"[\p{Ll}\p{Lo}\p{Lm}][\p{L}\p{N}\p{M}_]*")]
    #[regex(r"[!;]")]
    Name,
    /// A name of symbol characters.
    #[regex(r"[-+*/\\^<>=~:.?@#&$]+", priority = 10)]
    Symbols,
    /// A variable.
    #[regex(r"[_\p{Lu}\p{Lt}][\p{L}\p{N}\p{M}_]*")]
    Variable,
    /// A decimal integer.
    #[regex(r"[0-9]+(_[0-9]+)*")]
    Integer,
    /// An integer of another radix.
    #[regex(r"0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|[1-9][0-9]?'[0-9a-zA-Z]+")]
    Radix,
    /// The code of a character.
    #[regex(r"0'(\\x[0-9a-fA-F]+\\?|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\[0-7]+\\?|\\[^xuU0-7]|''|[^\\'])")]
    Code,
    /// A float.
    #[regex(r"[0-9]+\.[0-9]+([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|[0-9]+\.[0-9]+(Inf|NaN)", priority = 20)]
    Float,
    /// A quoted name.
    #[regex(r"'([^'\\]|\\[^\n]|\\\n|'')*'")]
    Quoted,
    /// Double quotes.
    #[regex(r#""([^"\\]|\\[^\n]|\\\n|"")*""#)]
    Double,
    /// Back quotes.
    #[regex(r"`([^`\\]|\\[^\n]|\\\n|``)*`")]
    Back,
    /// Punctuation.
    #[regex(r"[()\[\]{},|]")]
    Sign,
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
    /// An integer in any notation.
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

/// Why text is no token, and where.
pub type LexError = (&'static str, usize);

/// The tokens of the next clause, its end included, and where the text goes on. No tokens: the end of the text.
/// After an error the text goes on behind the clause in which it is, as far as that can be told.
pub fn clause(text: &str, from: usize) -> (Result<Vec<Token<'_>>, LexError>, usize) {
    let mut lexer = Raw::lexer(&text[from..]);
    let (mut tokens, mut error, mut last_end) = (Vec::new(), None, from);
    while let Some(raw) = lexer.next() {
        let (at, end) = (from + lexer.span().start, from + lexer.span().end);
        let layout = at != last_end;
        let slice = &text[at..end];
        let kind = match raw {
            Ok(Raw::LineComment | Raw::BlockComment) => continue,
            Ok(Raw::Symbols) if slice == "." && is_end(&text[end..]) => Kind::End,
            // A point that ends the clause right behind other symbols, as in `X = *.`, is part of the name; the standard says so.
            Ok(Raw::Symbols) if slice.starts_with("/*") => {
                return (Err(("end_of_file_in_block_comment", at)), text.len());
            }
            Ok(Raw::Name | Raw::Symbols) => Kind::Name,
            Ok(Raw::Variable) => Kind::Variable,
            Ok(Raw::Integer | Raw::Radix) => Kind::Integer,
            Ok(Raw::Code) => Kind::Code,
            Ok(Raw::Float) => Kind::Float,
            Ok(Raw::Quoted) => Kind::Quoted,
            Ok(Raw::Double) => Kind::Double,
            Ok(Raw::Back) => Kind::Back,
            Ok(Raw::Sign) => Kind::Sign,
            Err(()) => {
                let quote = slice.starts_with(['\'', '"', '`']);
                error = error.or(Some((if quote { "end_of_file_in_quoted" } else { "illegal_character" }, at)));
                if quote {
                    return (Err(error.expect("just set")), text.len());
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

fn is_end(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| c.is_whitespace() || c == '%')
}

/// The characters between quotes, escapes resolved.
pub fn unquote(text: &str) -> Result<String, &'static str> {
    let quote = text.chars().next().unwrap_or('\'');
    let mut chars = text[1..text.len() - 1].chars().peekable();
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
    Ok(out)
}

fn escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) -> Result<(), &'static str> {
    let number = |chars: &mut std::iter::Peekable<std::str::Chars<'_>>, radix: u32, first: u32, most: usize, closed: bool| {
        let (mut n, mut count) = (first, 0);
        while let Some(d) = chars.peek().and_then(|c| c.to_digit(radix)).filter(|_| count < most) {
            n = n.saturating_mul(radix).saturating_add(d);
            count += 1;
            chars.next();
        }
        if closed && chars.peek() == Some(&'\\') {
            chars.next();
        }
        char::from_u32(n).ok_or("illegal_character_code")
    };
    let c = match chars.next() {
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some('a') => '\x07',
        Some('b') => '\x08',
        Some('f') => '\x0c',
        Some('v') => '\x0b',
        Some('e') => '\x1b',
        Some('s') => ' ',
        Some('z') => return Err("undefined_char_escape(z)"),
        Some('\n') => return Ok(()),
        Some('c') => {
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            return Ok(());
        }
        Some('x') => number(chars, 16, 0, 8, true)?,
        Some('u') => number(chars, 16, 0, 4, false)?,
        Some('U') => number(chars, 16, 0, 8, false)?,
        Some(d @ '0'..='7') => number(chars, 8, d.to_digit(8).unwrap_or(0), 12, true)?,
        Some(c @ ('\\' | '\'' | '"' | '`')) => c,
        _ => return Err("undefined_char_escape"),
    };
    out.push(c);
    Ok(())
}
