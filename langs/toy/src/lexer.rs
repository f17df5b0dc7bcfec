//! Text to tokens.

use logos::Logos;

/// A token.
#[derive(Logos, Clone, Copy, PartialEq, Debug)]
#[logos(skip r"[ \t\r\n]+", skip("#[^\n]*", allow_greedy = true))]
pub enum Token<'a> {
    /// An integer.
    #[regex("[0-9]+", |l| l.slice().parse().ok())]
    Int(i64),
    /// A float.
    #[regex(r"[0-9]+\.[0-9]+(e[+-]?[0-9]+)?", |l| l.slice().parse().ok())]
    Float(f64),
    /// A comparison.
    #[regex("==|!=|<=|>=|<|>")]
    Compare(&'a str),
    /// `+`
    #[token("+")]
    Plus,
    /// `-`
    #[token("-")]
    Minus,
    /// An operator of products.
    #[regex("[*/%]")]
    Mul(&'a str),
    /// A name or keyword.
    #[regex("[A-Za-z_][A-Za-z_0-9]*")]
    Name(&'a str),
    /// A bracket, comma or `=`.
    #[regex("[(){},=]")]
    Sign(&'a str),
}

/// A token with its place, as the parser wants it; `Err` holds the place of what is no token.
pub fn tokens(text: &str) -> impl Iterator<Item = Result<(usize, Token<'_>, usize), usize>> {
    Token::lexer(text).spanned().map(|(t, span)| t.map(|t| (span.start, t, span.end)).map_err(|()| span.start))
}
