//! Tokens to terms: an operator-precedence parser, because the operator table changes while a program is read.

use crate::lexer::{self, Kind, Token};
use crate::object::{atom, compound_of, list, new_var, world};
use crate::state::{Fix, Quotes};
use vm_core::{ShapeId, Vm, Word, number};

/// What was read.
pub struct Read {
    /// The term; `None` at the end of the text.
    pub term: Option<Word>,
    /// The variables: name, variable, how often it occurs.
    pub variables: Vec<(String, Word, u32)>,
    /// Where the term begins.
    pub start: usize,
}

/// A syntax error: what is wrong, and at which byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// A name in the manner of SWI-Prolog.
    pub message: String,
    /// The byte.
    pub at: usize,
}

type Result<T> = std::result::Result<T, SyntaxError>;

/// Terms nest at most so deep in brackets and operators, whatever the limits say: the parser is recursive.
const DEEPEST: u32 = 2_500;

/// Reads the next term of a text, and says where the text goes on.
pub fn read(vm: &mut Vm, text: &str, from: usize) -> (Result<Read>, usize) {
    let (tokens, next) = lexer::clause(text, from);
    let tokens = match tokens {
        Ok(tokens) => tokens,
        Err((message, at)) => return (Err(SyntaxError { message: message.into(), at }), next),
    };
    let Some(first) = tokens.first() else { return (Ok(Read { term: None, variables: Vec::new(), start: next }), next) };
    let start = first.at;
    let deepest = vm.limits.parser_depth.min(DEEPEST);
    let mut p = Parser { vm, tokens: &tokens, pos: 0, variables: Vec::new(), depth: 0, deepest };
    let result = p.parse(1200).and_then(|term| {
        p.expect_end()?;
        Ok(term)
    });
    let variables = std::mem::take(&mut p.variables);
    (result.map(|term| Read { term: Some(term), variables, start }), next)
}

struct Parser<'a, 'b> {
    vm: &'a mut Vm,
    tokens: &'a [Token<'b>],
    pos: usize,
    variables: Vec<(String, Word, u32)>,
    depth: u32,
    deepest: u32,
}

impl Parser<'_, '_> {
    fn token(&self) -> Token<'_> {
        self.tokens[self.pos.min(self.tokens.len() - 1)]
    }

    fn fail<T>(&self, message: &str) -> Result<T> {
        Err(SyntaxError { message: message.into(), at: self.token().at })
    }

    fn is_sign(&self, sign: &str) -> bool {
        let t = self.token();
        t.kind == Kind::Sign && t.text == sign
    }

    fn expect(&mut self, sign: &str) -> Result<()> {
        if !self.is_sign(sign) {
            return match self.token().kind {
                Kind::End => self.fail("end_of_clause"),
                _ if matches!(self.token().text, ")" | "]" | "}") => self.fail("illegal_start_of_term"),
                _ => self.fail("operator_expected"),
            };
        }
        self.pos += 1;
        Ok(())
    }

    fn expect_end(&mut self) -> Result<()> {
        match self.token() {
            t if t.kind == Kind::End => Ok(()),
            t if t.kind == Kind::Sign && matches!(t.text, ")" | "]" | "}") => self.fail("illegal_start_of_term"),
            _ => self.fail("operator_expected"),
        }
    }

    fn parse(&mut self, max: u32) -> Result<Word> {
        self.depth += 1;
        if self.depth > self.deepest {
            return self.fail("term_too_deep");
        }
        let (left, priority) = self.primary(max)?;
        let result = self.operators(left, priority, max);
        self.depth -= 1;
        result
    }

    /// The name of an infix or postfix operator at the current token.
    fn operator_name(&self) -> Option<String> {
        let t = self.token();
        match t.kind {
            Kind::Name => Some(t.text.into()),
            Kind::Quoted => lexer::unquote(t.text).ok(),
            Kind::Sign if matches!(t.text, "," | "|") => Some(t.text.into()),
            _ => None,
        }
    }

    fn operators(&mut self, mut left: Word, mut priority: u32, max: u32) -> Result<Word> {
        while let Some(name) = self.operator_name() {
            if let Some((p, fix)) = world(self.vm).operators.infix(&name) {
                let (l, r) = match fix {
                    Fix::Infix => (p - 1, p - 1),
                    Fix::InfixRight => (p - 1, p),
                    _ => (p, p - 1),
                };
                if p <= max && priority <= l {
                    let saved = self.pos;
                    self.pos += 1;
                    let postfix = world(self.vm).operators.postfix(&name).is_some();
                    match self.parse(r) {
                        Ok(right) => {
                            // A bar between goals is a disjunction.
                            let name = if name == "|" { ";" } else { &name };
                            let name = self.vm.symbols.intern(name);
                            left = compound_of(self.vm, name, &[left, right]);
                            priority = p;
                            continue;
                        }
                        Err(e) if !postfix => return Err(e),
                        Err(_) => self.pos = saved,
                    }
                }
            }
            if let Some((p, fix)) = world(self.vm).operators.postfix(&name) {
                let l = if fix == Fix::PostfixY { p } else { p - 1 };
                if p <= max && priority <= l {
                    self.pos += 1;
                    let name = self.vm.symbols.intern(&name);
                    left = compound_of(self.vm, name, &[left]);
                    priority = p;
                    continue;
                }
            }
            break;
        }
        Ok(left)
    }

    fn primary(&mut self, max: u32) -> Result<(Word, u32)> {
        let t = self.token();
        let (text, at) = (t.text.to_string(), t.at);
        let kind = t.kind;
        self.pos += 1;
        let word = match kind {
            Kind::Integer => self.integer(&text, at, false)?,
            Kind::Code => self.character(&text, at, false)?,
            Kind::Float => self.float(&text, at, false)?,
            Kind::Variable => self.variable(&text),
            Kind::Double => self.quoted(&text, at, world(self.vm).double_quotes)?,
            Kind::Back => self.quoted(&text, at, world(self.vm).back_quotes)?,
            Kind::Name => return self.name(text, max, false),
            Kind::Quoted => {
                let name = lexer::unquote(&text).map_err(|m| SyntaxError { message: m.into(), at })?;
                return self.name(name, max, true);
            }
            Kind::Sign => return self.bracket(&text, max),
            Kind::End => {
                self.pos -= 1;
                return self.fail("end_of_clause");
            }
        };
        Ok((word, 0))
    }

    fn bracket(&mut self, sign: &str, max: u32) -> Result<(Word, u32)> {
        match sign {
            "(" => {
                let inner = self.parse(1200)?;
                self.expect(")")?;
                Ok((inner, 0))
            }
            "[" if self.is_sign("]") => {
                self.pos += 1;
                self.name("[]".into(), max, true)
            }
            "[" => {
                let items = self.arguments()?;
                let tail = if self.is_sign("|") {
                    self.pos += 1;
                    self.parse(999)?
                } else {
                    world(self.vm).nil
                };
                self.expect("]")?;
                Ok((list(self.vm, &items, tail), 0))
            }
            "{" if self.is_sign("}") => {
                self.pos += 1;
                self.name("{}".into(), max, true)
            }
            "{" => {
                let inner = self.parse(1200)?;
                self.expect("}")?;
                let name = self.vm.symbols.intern("{}");
                Ok((compound_of(self.vm, name, &[inner]), 0))
            }
            _ => {
                self.pos -= 1;
                self.fail("illegal_start_of_term")
            }
        }
    }

    /// Terms separated by commas.
    fn arguments(&mut self) -> Result<Vec<Word>> {
        let mut items = vec![self.parse(999)?];
        while self.is_sign(",") {
            self.pos += 1;
            items.push(self.parse(999)?);
        }
        Ok(items)
    }

    /// A term that begins with a name: a compound term, a negative number, a prefix operator with its operand, an atom.
    fn name(&mut self, name: String, max: u32, quoted: bool) -> Result<(Word, u32)> {
        let next = self.token();
        if next.kind == Kind::Sign && next.text == "(" && !next.layout {
            self.pos += 1;
            let args = self.arguments()?;
            self.expect(")")?;
            if args.len() > ShapeId::MAX_FIXED as usize {
                return self.fail("arity_too_large");
            }
            let symbol = self.vm.symbols.intern(&name);
            return Ok((compound_of(self.vm, symbol, &args), 0));
        }
        if name == "-" && !quoted && !next.layout && matches!(next.kind, Kind::Integer | Kind::Float | Kind::Code) {
            let (text, at, kind) = (next.text.to_string(), next.at, next.kind);
            self.pos += 1;
            let word = match kind {
                Kind::Integer => self.integer(&text, at, true)?,
                Kind::Code => self.character(&text, at, true)?,
                _ => self.float(&text, at, true)?,
            };
            return Ok((word, 0));
        }
        let ops = &world(self.vm).operators;
        if let Some((p, fix)) = ops.prefix(&name).filter(|_| !self.ends_operand()) {
            // As an argument a prefix operator of a higher priority still takes an operand, of the argument's priority.
            let p = if p > max { 999.min(max) } else { p };
            let operand = if fix == Fix::PrefixY { p } else { p.saturating_sub(1) };
            let (saved, depth) = (self.pos, self.depth);
            match self.parse(operand) {
                Ok(arg) => {
                    let symbol = self.vm.symbols.intern(&name);
                    return Ok((compound_of(self.vm, symbol, &[arg]), p));
                }
                // Perhaps it is an atom after all; if it cannot be, the operand's error is the better one.
                Err(e) => {
                    self.pos = saved;
                    self.depth = depth;
                    let infix = self.operator_name().is_some_and(|n| world(self.vm).operators.infix(&n).is_some());
                    if !infix {
                        return Err(e);
                    }
                }
            }
        }
        let priority = if world(self.vm).operators.any(&name) && !quoted { self.operand_priority(&name, max) } else { 0 };
        Ok((atom(self.vm, &name), priority))
    }

    /// An operator that stands as an atom has the operator's priority, but fits where a smaller one is asked for.
    fn operand_priority(&self, name: &str, max: u32) -> u32 {
        let ops = &world(self.vm).operators;
        let p = [ops.prefix(name), ops.infix(name), ops.postfix(name)].into_iter().flatten().map(|o| o.0).max().unwrap_or(0);
        if p > max { 0 } else { p }
    }

    /// Whether what follows a prefix operator cannot be its operand, so that it is an atom.
    fn ends_operand(&self) -> bool {
        let t = self.token();
        match t.kind {
            Kind::End => true,
            Kind::Sign => matches!(t.text, ")" | "]" | "}" | "," | "|"),
            Kind::Name => {
                let ops = &world(self.vm).operators;
                let after = self.tokens.get(self.pos + 1);
                let applied = after.is_some_and(|a| a.kind == Kind::Sign && a.text == "(" && !a.layout);
                let infix = ops.infix(t.text).is_some() || ops.postfix(t.text).is_some();
                // `- = x` is an equation, `- = ` at the end of an operand is not.
                let operand_follows = !after.is_some_and(|a| {
                    a.kind == Kind::End || a.kind == Kind::Sign && matches!(a.text, ")" | "]" | "}" | "," | "|")
                });
                infix && ops.prefix(t.text).is_none() && !applied && operand_follows
            }
            _ => false,
        }
    }

    fn variable(&mut self, name: &str) -> Word {
        if name == "_" {
            return new_var(self.vm);
        }
        if let Some(v) = self.variables.iter_mut().find(|v| v.0 == name) {
            v.2 += 1;
            return v.1;
        }
        let v = new_var(self.vm);
        self.variables.push((name.into(), v, 1));
        v
    }

    fn integer(&mut self, text: &str, at: usize, negative: bool) -> Result<Word> {
        let bad = |_| SyntaxError { message: "illegal_number".into(), at };
        let (digits, radix) = match text.split_once('\'') {
            Some((radix, digits)) => (digits.to_string(), radix.parse().map_err(|_| bad(()))?),
            None => match text.get(..2) {
                Some("0x") => (text[2..].into(), 16),
                Some("0o") => (text[2..].into(), 8),
                Some("0b") => (text[2..].into(), 2),
                _ => (text.replace('_', ""), 10),
            },
        };
        let n = if (2..=36).contains(&radix) { number::parse::digits(self.vm, &digits, radix) } else { Ok(None) };
        let n = n.map_err(|_| bad(()))?.ok_or_else(|| bad(()))?;
        if negative { number::negate(self.vm, n).map_err(|_| bad(())) } else { Ok(n) }
    }

    fn character(&mut self, text: &str, at: usize, negative: bool) -> Result<Word> {
        let inner = &text[2..];
        let c = if inner == "''" { Ok("'".to_string()) } else { lexer::unquote(&format!("'{inner}'")) };
        let c = c.ok().and_then(|s| s.chars().next());
        let c = c.ok_or_else(|| SyntaxError { message: "illegal_character_code".into(), at })? as i64;
        Ok(Word::smi(if negative { -c } else { c }))
    }

    fn float(&mut self, text: &str, at: usize, negative: bool) -> Result<Word> {
        let f = if text.ends_with("Inf") {
            f64::INFINITY
        } else if text.ends_with("NaN") {
            f64::NAN
        } else {
            match text.parse::<f64>() {
                Ok(f) if f.is_finite() => f,
                _ => return Err(SyntaxError { message: "illegal_number".into(), at }),
            }
        };
        Ok(self.vm.float(if negative { -f } else { f }))
    }

    fn quoted(&mut self, text: &str, at: usize, quotes: Quotes) -> Result<Word> {
        let s = lexer::unquote(text).map_err(|m| SyntaxError { message: m.into(), at })?;
        Ok(crate::builtins::text::quoted(self.vm, &s, quotes))
    }
}
