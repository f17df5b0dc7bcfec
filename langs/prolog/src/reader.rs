//! Tokens to terms: an operator-precedence parser, because the operator table changes while a program is read.
//!
//! What an operator is at its place is decided by the token behind it, never by trying: so reading takes linear time. A prefix
//! operator before something that ends a term, or before an infix operator with an operand of its own, is an atom; before
//! anything else it takes an operand. `-` before a number in digits is the number's sign, with layout between or without.

use crate::conversion;
use crate::lexer::{self, Kind, Token};
use crate::object::{atom, compound_of, list, new_var, world};
use crate::state::{Fix, Quotes};
use smallvec::SmallVec;
use std::borrow::Cow;
use vm_core::{Symbol, Vm, Word, number};

/// What was read.
pub struct Read {
    /// The term; `None` at the end of the text.
    pub term: Option<Word>,
    /// The variables: name, variable, how often it occurs.
    pub variables: Vec<(String, Word, u32)>,
    /// All variables, those without a name too, in the order in which they occur first.
    pub all: Vec<Word>,
    /// Where the term begins.
    pub start: usize,
}

/// A syntax error: what is wrong, and at which byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// A name in the manner of SWI-Prolog, perhaps with an argument in parentheses.
    pub message: String,
    /// The byte.
    pub at: usize,
}

type Result<T> = std::result::Result<T, SyntaxError>;

/// Terms nest at most so deep in brackets and prefix operators, whatever the limits say: the parser is recursive.
const DEEPEST: u32 = 2_500;
/// Clauses of more tokens are read on a stack of their own: a thread of a host may have little.
const FEW: usize = 300;
/// The size of that stack. It is address space until it is used.
const STACK: usize = 64 << 20;

/// Reads the next term of a text, and says where the text goes on.
pub fn read(vm: &mut Vm, text: &str, from: usize) -> (Result<Read>, usize) {
    let conversions = &world(vm).conversions;
    if !conversions.are_active() {
        return read_plain(vm, text, from);
    }
    let rest = &text[from..];
    let converted = conversions.clause(rest);
    let back = |at: usize| from + conversion::place(rest, &converted, at);
    let (result, next) = read_plain(vm, &converted, 0);
    let result = match result {
        Ok(read) => Ok(Read { start: back(read.start), ..read }),
        Err(e) => Err(SyntaxError { at: back(e.at), ..e }),
    };
    (result, back(next))
}

fn read_plain(vm: &mut Vm, text: &str, from: usize) -> (Result<Read>, usize) {
    let (tokens, next) = lexer::clause(text, from);
    let tokens = match tokens {
        Ok(tokens) => tokens,
        Err((message, at)) => return (Err(SyntaxError { message: message.into(), at }), next),
    };
    let Some(first) = tokens.first() else {
        return (Ok(Read { term: None, variables: Vec::new(), all: Vec::new(), start: next }), next);
    };
    let start = first.at;
    let deepest = vm.limits.parser_depth.min(DEEPEST);
    // No term nests deeper than it has tokens.
    let result = match tokens.len() {
        ..=FEW => parse(vm, &tokens, deepest, start),
        _ => std::thread::scope(|s| {
            let builder = std::thread::Builder::new().stack_size(STACK);
            let reader = builder.spawn_scoped(s, || parse(vm, &tokens, deepest, start));
            match reader.map(|r| r.join()) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(_) => Err(SyntaxError { message: "no memory for the reader's stack".into(), at: start }),
            }
        }),
    };
    (result, next)
}

fn parse(vm: &mut Vm, tokens: &[lexer::Token<'_>], deepest: u32, start: usize) -> Result<Read> {
    let mut p = Parser { vm, tokens, pos: 0, variables: Vec::new(), all: Vec::new(), depth: 0, deepest };
    let term = p.parse(1200, Stop::Nowhere)?;
    p.expect_end()?;
    Ok(Read { term: Some(term), variables: p.variables, all: p.all, start })
}

/// Which punctuation is no operator where a term stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stop {
    /// In parentheses and at the outermost level both the comma and the bar are operators.
    Nowhere,
    /// In an argument the comma is none.
    Comma,
    /// In a list neither is.
    CommaAndBar,
}

/// An operator with its left operand, waiting for the right one.
struct Pending<'b> {
    left: Word,
    name: Cow<'b, str>,
    priority: u32,
    /// The greatest priority allowed for the whole.
    max: u32,
}

struct Parser<'a, 'b> {
    vm: &'a mut Vm,
    tokens: &'a [Token<'b>],
    pos: usize,
    variables: Vec<(String, Word, u32)>,
    all: Vec<Word>,
    depth: u32,
    deepest: u32,
}

impl<'b> Parser<'_, 'b> {
    fn token(&self) -> Token<'b> {
        self.peek(0)
    }

    fn peek(&self, n: usize) -> Token<'b> {
        self.tokens[(self.pos + n).min(self.tokens.len() - 1)]
    }

    fn fail<T>(&self, message: &str) -> Result<T> {
        Err(SyntaxError { message: message.into(), at: self.token().at })
    }

    fn expect(&mut self, sign: &str) -> Result<()> {
        if !self.token().is_sign(sign) {
            return self.unexpected();
        }
        self.pos += 1;
        Ok(())
    }

    fn expect_end(&self) -> Result<()> {
        if self.token().kind == Kind::End { Ok(()) } else { self.unexpected() }
    }

    /// A term ends, and what comes next does not belong there.
    fn unexpected<T>(&self) -> Result<T> {
        let t = self.token();
        match t.kind {
            Kind::End => self.fail("end_of_clause"),
            Kind::Sign if t.text == "|" => self.fail("list_rest"),
            Kind::Sign if matches!(t.text, ")" | "]" | "}") => self.fail("cannot_start_term"),
            _ => {
                let clash = self.operator_name().is_some_and(|n| world(self.vm).operators.infix(&n).is_some());
                self.fail(if clash { "operator_clash" } else { "operator_expected" })
            }
        }
    }

    /// A term of at most that priority.
    fn parse(&mut self, max: u32, stop: Stop) -> Result<Word> {
        self.depth += 1;
        if self.depth > self.deepest {
            return self.fail("term_too_deep");
        }
        let (mut pending, mut max): (Vec<Pending<'b>>, u32) = (Vec::new(), max);
        let (mut left, mut priority) = self.primary(max, stop)?;
        loop {
            if let Some((name, p, fix)) = self.infix(stop) {
                let (l, r) = operands(p, fix);
                if p <= max && priority <= l {
                    self.pos += 1;
                    pending.push(Pending { left, name, priority: p, max });
                    max = r;
                    (left, priority) = self.primary(r, stop)?;
                    continue;
                }
            } else if let Some((name, p, fix)) = self.postfix() {
                let l = if fix == Fix::PostfixY { p } else { p - 1 };
                if p <= max && priority <= l {
                    self.pos += 1;
                    let name = self.vm.symbols.intern(&name);
                    left = compound_of(self.vm, name, &[left]);
                    priority = p;
                    continue;
                }
            }
            // Nothing binds here: the operator before gets its right operand, and perhaps what comes next binds the whole.
            let Some(op) = pending.pop() else { break };
            let name = self.vm.symbols.intern(&op.name);
            left = compound_of(self.vm, name, &[op.left, left]);
            (priority, max) = (op.priority, op.max);
        }
        self.depth -= 1;
        Ok(left)
    }

    /// The name of an infix or postfix operator at the current token.
    fn operator_name(&self) -> Option<Cow<'b, str>> {
        let t = self.token();
        match t.kind {
            Kind::Name => Some(t.text.into()),
            Kind::Quoted => lexer::unquote(t.text).ok(),
            Kind::Sign if matches!(t.text, "," | "|") => Some(t.text.into()),
            _ => None,
        }
    }

    fn infix(&self, stop: Stop) -> Option<(Cow<'b, str>, u32, Fix)> {
        let t = self.token();
        if stop != Stop::Nowhere && t.is_sign(",") || stop == Stop::CommaAndBar && t.is_sign("|") {
            return None;
        }
        let name = self.operator_name()?;
        let ops = &world(self.vm).operators;
        let (p, fix) = ops.infix(&name)?;
        // An operator that is both stands behind its operand if nothing follows that could be another.
        if ops.postfix(&name).is_some() && self.peek(1).is_closing() { None } else { Some((name, p, fix)) }
    }

    fn postfix(&self) -> Option<(Cow<'b, str>, u32, Fix)> {
        let name = self.operator_name()?;
        let (p, fix) = world(self.vm).operators.postfix(&name)?;
        Some((name, p, fix))
    }

    fn primary(&mut self, max: u32, stop: Stop) -> Result<(Word, u32)> {
        let t = self.token();
        self.pos += 1;
        let wrong = |message: String| SyntaxError { message, at: t.at };
        let word = match t.kind {
            Kind::Integer | Kind::Code | Kind::Float => self.number(t, false)?,
            Kind::Variable => self.variable(t.text),
            Kind::Double | Kind::Back => {
                let s = lexer::unquote(t.text).map_err(wrong)?;
                let p = world(self.vm);
                let quotes = if t.kind == Kind::Double { p.double_quotes } else { p.back_quotes };
                self.text(&s, quotes)
            }
            Kind::Name => return self.name(t.text.into(), max, stop),
            Kind::Quoted => {
                let name = lexer::unquote(t.text).map_err(wrong)?;
                return self.name(name, max, stop);
            }
            Kind::Sign => return self.bracket(t.text, max, stop),
            Kind::End => {
                self.pos -= 1;
                return self.fail("end_of_clause");
            }
        };
        Ok((word, 0))
    }

    fn text(&mut self, s: &str, quotes: Quotes) -> Word {
        crate::builtins::text::quoted(self.vm, s, quotes)
    }

    fn bracket(&mut self, sign: &str, max: u32, stop: Stop) -> Result<(Word, u32)> {
        match sign {
            "(" => {
                let inner = self.parse(1200, Stop::Nowhere)?;
                self.expect(")")?;
                Ok((inner, 0))
            }
            "[" if self.token().is_sign("]") => {
                self.pos += 1;
                self.name("[]".into(), max, stop)
            }
            "[" => {
                let items = self.arguments(Stop::CommaAndBar)?;
                let tail = if self.token().is_sign("|") {
                    self.pos += 1;
                    self.parse(self.argument_priority(), Stop::CommaAndBar)?
                } else {
                    world(self.vm).nil
                };
                if self.token().is_sign(",") {
                    return self.fail("list_rest");
                }
                self.expect("]")?;
                Ok((list(self.vm, &items, tail), 0))
            }
            "{" if self.token().is_sign("}") => {
                self.pos += 1;
                self.name("{}".into(), max, stop)
            }
            "{" => {
                let inner = self.parse(1200, Stop::Nowhere)?;
                self.expect("}")?;
                let name = self.vm.symbols.intern("{}");
                Ok((compound_of(self.vm, name, &[inner]), 0))
            }
            _ => {
                self.pos -= 1;
                self.fail(if matches!(sign, "," | "|") { "quoted_punctuation" } else { "cannot_start_term" })
            }
        }
    }

    /// The greatest priority of arguments and elements of lists.
    fn argument_priority(&self) -> u32 {
        if world(self.vm).iso { 999 } else { 1200 }
    }

    /// Terms separated by commas.
    fn arguments(&mut self, stop: Stop) -> Result<SmallVec<[Word; 8]>> {
        let most = self.argument_priority();
        let mut items = SmallVec::new();
        items.push(self.parse(most, stop)?);
        while self.token().is_sign(",") {
            self.pos += 1;
            items.push(self.parse(most, stop)?);
        }
        Ok(items)
    }

    /// A term that begins with a name: a compound term, a negative number, a prefix operator with its operand, an atom.
    fn name(&mut self, name: Cow<'_, str>, max: u32, stop: Stop) -> Result<(Word, u32)> {
        let next = self.token();
        if next.is_application() {
            self.pos += 1;
            let args = self.arguments(Stop::Comma)?;
            self.expect(")")?;
            return Ok((self.compound(&name, &args), 0));
        }
        if name == "-" && matches!(next.kind, Kind::Integer | Kind::Float | Kind::Code) {
            self.pos += 1;
            return Ok((self.number(next, true)?, 0));
        }
        let Some((p, fix)) = world(self.vm).operators.prefix(&name) else { return Ok((atom(self.vm, &name), 0)) };
        if self.is_atom() {
            // Before an infix operator a prefix operator is an operand only if it binds no weaker.
            let priority = if next.is_closing() { 0 } else { p };
            return Ok((atom(self.vm, &name), if priority <= max { priority } else { 0 }));
        }
        if p > max {
            return self.fail("operator_clash");
        }
        let most = if fix == Fix::PrefixY { p } else { p - 1 };
        if self.is_weaker_operator(most) {
            return self.fail("operator_balance");
        }
        let arg = self.parse(most, stop)?;
        let symbol = self.vm.symbols.intern(&name);
        Ok((compound_of(self.vm, symbol, &[arg]), p))
    }

    fn compound(&mut self, name: &str, args: &[Word]) -> Word {
        // The standard's list constructor is this system's.
        if name == "." && args.len() == 2 {
            return list(self.vm, &args[..1], args[1]);
        }
        let symbol: Symbol = self.vm.symbols.intern(name);
        compound_of(self.vm, symbol, args)
    }

    /// Whether the prefix operator before the current token has no operand.
    fn is_atom(&self) -> bool {
        let t = self.token();
        if t.is_closing() {
            return true;
        }
        let Some(name) = self.operator_name() else { return false };
        let ops = &world(self.vm).operators;
        let infix = ops.infix(&name).is_some() || ops.postfix(&name).is_some();
        // `- = x` is an equation; `- =` and `- =(x)` are not.
        let behind = self.peek(1);
        infix && ops.prefix(&name).is_none() && !behind.is_application() && (ops.postfix(&name).is_some() || !behind.is_closing())
    }

    /// Whether the current token is an infix or postfix operator of more than that priority with nothing to bind.
    fn is_weaker_operator(&self, most: u32) -> bool {
        let Some(name) = self.operator_name().filter(|_| self.peek(1).is_closing()) else { return false };
        let ops = &world(self.vm).operators;
        let weaker = |op: Option<(u32, Fix)>| op.is_some_and(|(p, _)| p > most);
        ops.prefix(&name).is_none() && (weaker(ops.infix(&name)) || weaker(ops.postfix(&name)))
    }

    fn variable(&mut self, name: &str) -> Word {
        if name != "_"
            && let Some(v) = self.variables.iter_mut().find(|v| v.0 == name)
        {
            v.2 += 1;
            return v.1;
        }
        let v = new_var(self.vm);
        self.all.push(v);
        if name != "_" {
            self.variables.push((name.into(), v, 1));
        }
        v
    }

    fn number(&mut self, t: Token<'_>, negative: bool) -> Result<Word> {
        let illegal = || SyntaxError { message: "illegal_number".into(), at: t.at };
        match t.kind {
            Kind::Code => {
                let c = lexer::character(t.text).map_err(|message| SyntaxError { message, at: t.at })? as i64;
                Ok(Word::smi(if negative { -c } else { c }))
            }
            Kind::Float => {
                let f = float(t.text).ok_or_else(|| SyntaxError { message: "float_overflow".into(), at: t.at })?;
                Ok(self.vm.float(if negative { -f } else { f }))
            }
            _ => {
                let n = integer(self.vm, t.text).ok_or_else(illegal)?;
                if negative { number::negate(self.vm, n).map_err(|_| illegal()) } else { Ok(n) }
            }
        }
    }
}

/// The greatest priorities of an infix operator's operands.
pub fn operands(p: u32, fix: Fix) -> (u32, u32) {
    match fix {
        Fix::InfixRight => (p - 1, p),
        Fix::InfixLeft => (p, p - 1),
        _ => (p - 1, p - 1),
    }
}

/// The value of an integer or rational in digits.
fn integer(vm: &mut Vm, text: &str) -> Option<Word> {
    let clean = |s: &str| s.replace(|c: char| c == '_' || c.is_whitespace(), "");
    let mut digits = |text: &str, radix: u32| number::parse::digits(vm, text, radix).ok().flatten();
    if let Some((radix, text)) = text.split_once('\'') {
        let radix = radix.parse().ok().filter(|r| (2..=36).contains(r))?;
        return digits(text, radix);
    }
    if let Some((over, under)) = text.split_once('r') {
        let (over, under) = (digits(over, 10)?, digits(under, 10)?);
        return number::div(vm, over, under).ok();
    }
    match text.get(..2) {
        Some("0x") => digits(&clean(&text[2..]), 16),
        Some("0o") => digits(&clean(&text[2..]), 8),
        Some("0b") => digits(&clean(&text[2..]), 2),
        _ => digits(&clean(text), 10),
    }
}

/// The value of a float; none if it is too large.
fn float(text: &str) -> Option<f64> {
    if text.ends_with("Inf") {
        return Some(f64::INFINITY);
    }
    if text.ends_with("NaN") {
        return Some(f64::NAN);
    }
    text.replace('_', "").parse::<f64>().ok().filter(|f| f.is_finite())
}
