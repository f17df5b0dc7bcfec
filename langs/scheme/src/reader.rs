//! Tokens to syntax objects: runs the generated parser, and turns its complaints into those a Schemer expects.

use crate::lexer::{Lexer, ReadError, Token};
use crate::syntax::{At, Ident, Node, Syntax};
use lalrpop_util::ParseError;
use std::cell::{Cell, RefCell};
use vm_core::word::SymbolTable;
use vm_core::{SourceId, Span, Symbol};

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, missing_docs, unused)]
    grammar
);

/// What the grammar's actions need: the text's id, where it starts, and the symbols.
pub struct Context<'a> {
    source: SourceId,
    symbols: RefCell<&'a mut SymbolTable>,
}

impl Context<'_> {
    /// A node at a position.
    pub fn node(&self, start: u32, end: u32, node: Node) -> Syntax {
        Syntax::new(At { source: self.source, span: Span { start, end } }, node)
    }

    /// A symbol.
    pub fn symbol(&self, name: &str) -> Ident {
        Ident::Plain(self.intern(name))
    }

    fn intern(&self, name: &str) -> Symbol {
        self.symbols.borrow_mut().intern(name)
    }

    /// `'x` and its kind.
    pub fn prefixed(&self, start: u32, end: u32, name: &str, datum: Syntax) -> Syntax {
        let keyword = self.node(start, end, Node::Ident(self.symbol(name)));
        let whole = At { source: self.source, span: Span { start, end: datum.at.span.end } };
        Syntax::list(whole, vec![keyword, datum])
    }

    /// `(a b . c)`.
    pub fn dotted(&self, dot: u32, items: Vec<Syntax>, tail: Syntax) -> Result<Node, ReadError> {
        if items.is_empty() {
            return Err(ReadError::new(Span { start: dot, end: dot + 1 }, "a dot needs a datum before it"));
        }
        Ok(crate::syntax::dotted(items, tail))
    }

    /// `#u8(…)`.
    pub fn bytes(&self, start: u32, end: u32, items: Vec<Syntax>) -> Result<Syntax, ReadError> {
        let mut bytes = Vec::with_capacity(items.len());
        for item in items {
            match item.node {
                Node::Word(w) if w.as_smi().is_some_and(|n| (0..256).contains(&n)) => bytes.push(w.smi_value() as u8),
                _ => return Err(ReadError::new(item.at.span, "a bytevector holds integers from 0 to 255")),
            }
        }
        Ok(self.node(start, end, Node::Bytes(bytes.into())))
    }
}

/// Reads all data of a text.
pub fn read_all(symbols: &mut SymbolTable, source: SourceId, text: &str, depth: u32) -> Result<Vec<Syntax>, ReadError> {
    parse(symbols, source, Lexer::new(text, 0, depth), text.len())
}

/// Reads the first datum at or behind a byte offset, and says where it ends. `None`: there is none. `fold` says whether symbols are
/// folded, and may be changed by a directive.
pub fn read_one(
    symbols: &mut SymbolTable,
    text: &str,
    offset: usize,
    depth: u32,
    fold: &mut bool,
) -> Result<Option<(Syntax, usize)>, ReadError> {
    let mut lexer = Lexer::new(text, offset, depth);
    lexer.set_folding(*fold);
    // The tokens of one datum are those up to where nothing is open any more; a datum comment asks for one datum more.
    let (mut tokens, mut open, mut needed) = (Vec::new(), 0usize, 1usize);
    let (mut end, mut between) = (None, true);
    for token in lexer.by_ref() {
        let (token, span) = token?;
        match token {
            Token::Open | Token::OpenBracket | Token::OpenVector | Token::OpenBytes => open += 1,
            Token::Close | Token::CloseBracket if open == 0 => {
                return Err(ReadError::new(span, "unexpected closing parenthesis"));
            }
            Token::Close | Token::CloseBracket => open -= 1,
            Token::DatumComment if open == 0 => needed += 1,
            _ => {}
        }
        let prefix = matches!(
            token,
            Token::Quote | Token::Quasiquote | Token::Unquote | Token::UnquoteSplicing | Token::Label(_) | Token::DatumComment
        );
        between = open == 0 && !prefix;
        tokens.push(Ok((token, span)));
        if between {
            needed -= 1;
            if needed == 0 {
                end = Some(span.end as usize);
                break;
            }
        }
    }
    *fold = lexer.folding();
    let Some(end) = end else {
        if between && needed == 1 {
            return Ok(None);
        }
        let start = tokens.first().and_then(|t: &Result<(Token, Span), ReadError>| t.as_ref().ok()).map_or(offset as u32, |t| t.1.start);
        return Err(ReadError::incomplete(Span { start, end: start + 1 }, "the text ends inside a datum"));
    };
    let mut data = parse(symbols, SourceId::default(), tokens.into_iter(), end)?;
    Ok(data.pop().map(|d| (d, end)))
}

fn parse(
    symbols: &mut SymbolTable,
    source: SourceId,
    tokens: impl Iterator<Item = Result<(Token, Span), ReadError>>,
    end: usize,
) -> Result<Vec<Syntax>, ReadError> {
    let context = Context { source, symbols: RefCell::new(symbols) };
    let open = RefCell::new(Vec::new());
    let stray = Cell::new(false);
    let tokens = tokens.map(|t| {
        t.map(|(token, span)| {
            match token {
                Token::Open | Token::OpenBracket | Token::OpenVector | Token::OpenBytes => open.borrow_mut().push(span),
                Token::Close | Token::CloseBracket => stray.set(open.borrow_mut().pop().is_none()),
                _ => {}
            }
            (span.start, token, span.end)
        })
    });
    let result = grammar::DataParser::new().parse(&context, tokens);
    result.map_err(|e| {
        let unclosed = open.borrow().last().copied();
        explain(e, unclosed, stray.get(), end)
    })
}

/// The message for a text that the grammar refuses. `unclosed` is the innermost parenthesis still open, `stray` whether the
/// last closing one closed nothing.
fn explain(error: ParseError<u32, Token, ReadError>, unclosed: Option<Span>, stray: bool, end: usize) -> ReadError {
    match error {
        ParseError::User { error } => error,
        ParseError::UnrecognizedToken { token: (start, token, stop), .. } | ParseError::ExtraToken { token: (start, token, stop) } => {
            let message = match token {
                Token::Close | Token::CloseBracket if stray => "unexpected closing parenthesis",
                Token::Close | Token::CloseBracket => "this parenthesis does not match, or a datum is missing before it",
                Token::Dot => "unexpected dot",
                _ => "unexpected datum",
            };
            ReadError::new(Span { start, end: stop }, message)
        }
        ParseError::UnrecognizedEof { .. } | ParseError::InvalidToken { .. } => match unclosed {
            Some(span) => ReadError::incomplete(span, "this parenthesis is never closed"),
            None => ReadError::incomplete(Span::new(end.saturating_sub(1), end), "the text ends where a datum is expected"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let mut symbols = SymbolTable::default();
        match read_all(&mut symbols, SourceId(0), text, 1000) {
            Ok(data) => {
                let plain = |i: Ident| match i {
                    Ident::Plain(s) => s,
                    Ident::Alias(_) => unreachable!("only the expander makes aliases"),
                };
                data.iter().map(|d| d.show(&symbols, &plain)).collect::<Vec<_>>().join(" ")
            }
            Err(e) => format!("{}..{}{}: {}", e.span.start, e.span.end, if e.incomplete { "+" } else { "" }, e.message),
        }
    }

    #[test]
    fn data_are_read() {
        assert_eq!(show("(a . (b c)) #;(x) [d . e] 'f `(g ,h ,@i)"), "(a b c) (d . e) (quote f) (quasiquote (g (unquote h) (unquote-splicing i)))");
        assert_eq!(show("#| a #| b |# |# #(1 #t #false) #u8(1 2 255) ; end"), "#(1 #t #f) #u8(1 2 255)");
        assert_eq!(show("(a #;b . #;c d #;e)"), "(a . d)");
        assert_eq!(show("#!fold-case ABC #!no-fold-case ABC |a B| a|B c|d"), "abc ABC |a B| |aB cd|");
        assert_eq!(show(r#""a\x41;\n\"" #\a #\( #\space #\x41"#), r#""aA\n\"" #\a #\( #\space #\A"#);
        assert_eq!(show("\"a\\   \n   b\""), "\"ab\"");
        assert_eq!(show("+ - ... 1+ -> .5 -1 1e3 #0=(a #0#)"), "+ - ... 1+ -> .5 -1 1e3 #0=(a #0#)");
    }

    #[test]
    fn errors_have_places() {
        assert_eq!(show("(a (b c"), "3..4+: this parenthesis is never closed");
        assert_eq!(show("a) b"), "1..2: unexpected closing parenthesis");
        assert_eq!(show("(a]"), "2..3: this parenthesis does not match, or a datum is missing before it");
        assert_eq!(show("(. a)"), "1..2: a dot needs a datum before it");
        assert_eq!(show("(a . b c)"), "7..8: unexpected datum");
        assert_eq!(show("x \"abc"), "2..3+: this string is never closed");
        assert_eq!(show("#u8(1 256)"), "6..9: a bytevector holds integers from 0 to 255");
        assert_eq!(show("#\\foo"), "0..5: unknown character name #\\foo");
        assert_eq!(show("\"\\q\""), "1..3: unknown escape \\q");
        assert!(show(&"(".repeat(2000)).contains("deeper than 1000"));
    }

    #[test]
    fn one_datum_at_a_time() {
        let mut symbols = SymbolTable::default();
        let text = " #;x (a 'b) c";
        let (first, end) = read_one(&mut symbols, text, 0, 100, &mut false).unwrap().unwrap();
        assert_eq!((first.items().map(<[Syntax]>::len), end), (Some(2), 11));
        let (_, end) = read_one(&mut symbols, text, end, 100, &mut false).unwrap().unwrap();
        assert!(read_one(&mut symbols, text, end, 100, &mut false).unwrap().is_none());
        assert!(read_one(&mut symbols, "#;a ", 0, 100, &mut false).unwrap().is_none());
        assert!(read_one(&mut symbols, "(a ", 0, 100, &mut false).unwrap_err().incomplete);
        assert!(read_one(&mut symbols, "'", 0, 100, &mut false).unwrap_err().incomplete);
    }
}
