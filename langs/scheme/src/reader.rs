//! Tokens to data. One parser serves programs, whose data are syntax objects with positions, and `read`, whose data are objects of the
//! heap: see [`Build`]. It keeps what is open in a vector instead of on the native stack, and takes one token at a time, so that a datum may
//! be as deep as its builder allows and arrive in pieces.

use crate::lexer::{Atom, Bracket, Lexer, ReadError, Token};
use crate::syntax::{At, Ident, Node, Syntax};
use std::vec::Drain;
use vm_core::word::SymbolTable;
use vm_core::{SourceId, Span};

/// What the parser makes data with.
pub trait Build {
    /// A datum.
    type Datum;

    /// A datum of one token.
    fn atom(&mut self, span: Span, atom: Atom<'_>) -> Result<Self::Datum, ReadError>;

    /// A list, a vector or a bytevector. `dotted`: the last of the items, of which there are two at least, is the list's tail.
    fn sequence(
        &mut self,
        span: Span,
        kind: Bracket,
        items: Drain<'_, Self::Datum>,
        dotted: bool,
    ) -> Result<Self::Datum, ReadError>;

    /// The byte that a datum is, if it is one.
    fn byte(&self, datum: &Self::Datum) -> Option<u8>;

    /// `'x` and its kind; `keyword` is where the prefix stands.
    fn prefixed(&mut self, keyword: Span, name: &'static str, end: u32, datum: Self::Datum) -> Result<Self::Datum, ReadError>;

    /// The datum that comes next has a label.
    fn label(&mut self, label: u32);

    /// That datum.
    fn labelled(&mut self, span: Span, label: u32, datum: Self::Datum) -> Result<Self::Datum, ReadError>;
}

/// What waits for data.
struct Open {
    kind: Kind,
    /// Where it begins.
    at: Span,
    /// How many data belonged to what is around it.
    base: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sequence(Bracket),
    /// Behind its dot.
    Dotted(Bracket),
    /// Behind the datum that follows its dot.
    Tailed(Bracket),
    Prefix(&'static str),
    Label(u32),
    Comment,
}

/// A parser; it holds the beginning of a datum between two tokens.
pub struct Parser<D> {
    open: Vec<Open>,
    data: Vec<D>,
    limit: usize,
}

impl<D> Parser<D> {
    /// One that refuses data that are nested deeper than `limit`.
    pub fn new(limit: u32) -> Parser<D> {
        Parser { open: Vec::new(), data: Vec::new(), limit: limit as usize }
    }

    /// Takes a token. Gives the datum that it ends, if it is part of no other.
    #[inline]
    pub fn push(&mut self, build: &mut impl Build<Datum = D>, token: Token<'_>, span: Span) -> Result<Option<D>, ReadError> {
        match token {
            Token::Atom(atom) => {
                let datum = build.atom(span, atom)?;
                return self.complete(build, datum, span);
            }
            Token::Close | Token::CloseSquare => return self.close(build, token == Token::CloseSquare, span),
            Token::Open(bracket) => self.wait(Kind::Sequence(bracket), span)?,
            Token::Prefix(name) => self.wait(Kind::Prefix(name), span)?,
            Token::DatumComment => self.wait(Kind::Comment, span)?,
            Token::Label(n) => {
                build.label(n);
                self.wait(Kind::Label(n), span)?;
            }
            Token::Dot => {
                let list = self.open.last_mut().and_then(|open| match open.kind {
                    Kind::Sequence(bracket @ (Bracket::Round | Bracket::Square)) => Some((open, bracket)),
                    _ => None,
                });
                let Some((open, bracket)) = list else { return Err(ReadError::new(span, "unexpected dot")) };
                if open.base == self.data.len() {
                    return Err(ReadError::new(span, "a dot needs a datum before it"));
                }
                open.kind = Kind::Dotted(bracket);
            }
        }
        Ok(None)
    }

    /// The text ends at `end`: an error if a datum does not end there.
    pub fn finish(&self, end: usize) -> Result<(), ReadError> {
        if self.open.is_empty() {
            return Ok(());
        }
        Err(match self.sequences().next_back() {
            Some(open) => ReadError::incomplete(open.at, "this parenthesis is never closed"),
            None => ReadError::incomplete(Span::new(end.saturating_sub(1), end), "the text ends where a datum is expected"),
        })
    }

    /// How many bytes the beginning of a datum takes, its parts not counted.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.open) + size_of_val(&*self.data)
    }

    fn sequences(&self) -> impl DoubleEndedIterator<Item = &Open> {
        self.open.iter().filter(|o| matches!(o.kind, Kind::Sequence(_) | Kind::Dotted(_) | Kind::Tailed(_)))
    }

    fn wait(&mut self, kind: Kind, at: Span) -> Result<(), ReadError> {
        if self.open.len() >= self.limit {
            return Err(ReadError::new(at, format!("data nested deeper than {}", self.limit)));
        }
        self.open.push(Open { kind, at, base: self.data.len() });
        Ok(())
    }

    fn close(&mut self, build: &mut impl Build<Datum = D>, square: bool, span: Span) -> Result<Option<D>, ReadError> {
        match self.open.last() {
            Some(&Open { kind: Kind::Sequence(bracket) | Kind::Tailed(bracket), at, base })
                if square == (bracket == Bracket::Square) =>
            {
                let dotted = matches!(self.open.pop(), Some(Open { kind: Kind::Tailed(_), .. }));
                let whole = Span { start: at.start, end: span.end };
                let datum = build.sequence(whole, bracket, self.data.drain(base..), dotted)?;
                self.complete(build, datum, whole)
            }
            _ if self.sequences().next().is_none() => Err(ReadError::new(span, "unexpected closing parenthesis")),
            _ => Err(ReadError::new(span, "this parenthesis does not match, or a datum is missing before it")),
        }
    }

    /// Gives a datum to what waits for it.
    fn complete(&mut self, build: &mut impl Build<Datum = D>, mut datum: D, mut span: Span) -> Result<Option<D>, ReadError> {
        while let Some(open) = self.open.last_mut() {
            match open.kind {
                Kind::Prefix(name) => datum = build.prefixed(open.at, name, span.end, datum)?,
                Kind::Label(n) => datum = build.labelled(Span { start: open.at.start, end: span.end }, n, datum)?,
                Kind::Comment => {
                    self.open.pop();
                    return Ok(None);
                }
                _ => return self.add(build, datum, span).map(|()| None),
            }
            span.start = open.at.start;
            self.open.pop();
        }
        Ok(Some(datum))
    }

    /// Adds a datum to the innermost sequence, which waits for it.
    fn add(&mut self, build: &impl Build<Datum = D>, datum: D, span: Span) -> Result<(), ReadError> {
        if let Some(open) = self.open.last_mut() {
            match open.kind {
                Kind::Tailed(_) => return Err(ReadError::new(span, "unexpected datum")),
                Kind::Sequence(Bracket::Bytes) if build.byte(&datum).is_none() => {
                    return Err(ReadError::new(span, "a bytevector holds integers from 0 to 255"));
                }
                Kind::Dotted(bracket) => open.kind = Kind::Tailed(bracket),
                _ => {}
            }
        }
        self.data.push(datum);
        Ok(())
    }
}

/// Makes syntax objects.
struct Program<'a> {
    source: SourceId,
    symbols: &'a mut SymbolTable,
}

impl Program<'_> {
    fn node(&self, span: Span, node: Node) -> Syntax {
        Syntax::new(At { source: self.source, span }, node)
    }

    fn symbol(&mut self, name: &str) -> Node {
        Node::Ident(Ident::Plain(self.symbols.intern(name)))
    }
}

impl Build for Program<'_> {
    type Datum = Syntax;

    fn atom(&mut self, span: Span, atom: Atom<'_>) -> Result<Syntax, ReadError> {
        let node = match atom {
            Atom::Symbol(name) => self.symbol(&name),
            Atom::Constant(w) => Node::Word(w),
            Atom::Number(text) => Node::Number(text.into()),
            Atom::Text(text) => Node::Text(text.into()),
            Atom::Reference(n) => Node::Reference(n),
        };
        Ok(self.node(span, node))
    }

    fn sequence(&mut self, span: Span, kind: Bracket, mut items: Drain<'_, Syntax>, dotted: bool) -> Result<Syntax, ReadError> {
        let node = match kind {
            Bracket::Vector => Node::Vector(items.collect()),
            Bracket::Bytes => Node::Bytes(items.filter_map(|i| self.byte(&i)).collect()),
            _ => match if dotted { items.next_back() } else { None } {
                Some(tail) => crate::syntax::dotted(items.collect(), tail),
                None => Node::List(items.collect()),
            },
        };
        Ok(self.node(span, node))
    }

    fn byte(&self, datum: &Syntax) -> Option<u8> {
        match datum.node {
            Node::Word(w) => w.as_smi().and_then(|n| n.try_into().ok()),
            _ => None,
        }
    }

    fn prefixed(&mut self, keyword: Span, name: &'static str, end: u32, datum: Syntax) -> Result<Syntax, ReadError> {
        let name = self.symbol(name);
        let items = [self.node(keyword, name), datum];
        Ok(self.node(Span { end, ..keyword }, Node::List(items.into())))
    }

    fn label(&mut self, _label: u32) {}

    fn labelled(&mut self, span: Span, label: u32, datum: Syntax) -> Result<Syntax, ReadError> {
        Ok(self.node(span, Node::Label(label, datum.into())))
    }
}

/// Reads all data of a text.
pub fn read_all(symbols: &mut SymbolTable, source: SourceId, text: &str, depth: u32) -> Result<Vec<Syntax>, ReadError> {
    let (mut parser, mut build, mut data) = (Parser::new(depth), Program { source, symbols }, Vec::new());
    for token in Lexer::new(text, 0) {
        let (token, span) = token?;
        data.extend(parser.push(&mut build, token, span)?);
    }
    parser.finish(text.len())?;
    Ok(data)
}

/// Reads the first datum at or behind a byte offset, and says where it ends. `None`: there is none.
pub fn read_one(symbols: &mut SymbolTable, text: &str, offset: usize, depth: u32) -> Result<Option<(Syntax, usize)>, ReadError> {
    let (mut parser, mut build) = (Parser::new(depth), Program { source: SourceId::default(), symbols });
    for token in Lexer::new(text, offset) {
        let (token, span) = token?;
        if let Some(datum) = parser.push(&mut build, token, span)? {
            return Ok(Some((datum, span.end as usize)));
        }
    }
    parser.finish(text.len())?;
    Ok(None)
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
        assert_eq!(
            show("(a . (b c)) #;(x) [d . e] 'f `(g ,h ,@i)"),
            "(a b c) (d . e) (quote f) (quasiquote (g (unquote h) (unquote-splicing i)))"
        );
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
        let (first, end) = read_one(&mut symbols, text, 0, 100).unwrap().unwrap();
        assert_eq!((first.items().map(<[Syntax]>::len), end), (Some(2), 11));
        let (_, end) = read_one(&mut symbols, text, end, 100).unwrap().unwrap();
        assert!(read_one(&mut symbols, text, end, 100).unwrap().is_none());
        assert!(read_one(&mut symbols, "#;a ", 0, 100).unwrap().is_none());
        assert!(read_one(&mut symbols, "(a ", 0, 100).unwrap_err().incomplete);
        assert!(read_one(&mut symbols, "'", 0, 100).unwrap_err().incomplete);
    }
}
