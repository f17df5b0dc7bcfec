//! Constants: syntax objects to data in the heap, and quasiquotation.

use super::core::Core;
use super::{Env, Expander, Result, SyntaxError};
use crate::ast::Expr;
use crate::builtins::read::Labels;
use crate::syntax::{Node, Syntax};
use vm_core::Word;
use vm_core::core_shapes::VECTOR;

impl Expander<'_> {
    /// A string constant.
    pub(super) fn text_word(&mut self, text: &str) -> Word {
        crate::object::new_text(self.vm, text)
    }

    /// The datum in the heap; names lose their renaming.
    pub fn datum(&mut self, stx: &Syntax) -> Result<Word> {
        self.work += u64::from(stx.size());
        let mut labels = Labels::default();
        let w = self.datum_in(stx, &mut labels)?;
        Ok(labels.close(self.vm, w))
    }

    fn datum_in(&mut self, stx: &Syntax, labels: &mut Labels) -> Result<Word> {
        let too_large = || SyntaxError::new(stx.at, "constant too large");
        Ok(match &stx.node {
            Node::Ident(i) => self.s.symbol(*i).into(),
            Node::Word(w) => *w,
            Node::Number(t) => match crate::builtins::numbers::parse(self.vm, t, 10) {
                Some(w) => w,
                None => return SyntaxError::fail(stx, format!("{t} is no number that can be represented")),
            },
            Node::Text(t) => self.text_word(t),
            Node::List(items) => self.data(items, Word::NIL, labels)?,
            Node::Dotted(items) => {
                let (tail, items) = items.split_last().expect("an improper list is not empty");
                let tail = self.datum_in(tail, labels)?;
                self.data(items, tail, labels)?
            }
            Node::Vector(items) => {
                let mut words = Vec::with_capacity(items.len());
                for i in items.iter() {
                    words.push(self.datum_in(i, labels)?);
                }
                self.vm.make_slots(VECTOR, &[], &words).map_err(|_| too_large())?.word()
            }
            Node::Bytes(bytes) => crate::object::new_bytes(self.vm, bytes).map_err(|_| too_large())?,
            Node::Object(i) => crate::object::rooted(self.vm, self.language, *i),
            Node::Label(n, d) => {
                labels.begin(self.vm, *n);
                let w = self.datum_in(d, labels)?;
                match labels.end(*n, w) {
                    Some(w) => w,
                    None => return SyntaxError::fail(stx, format!("label #{n}# stands for nothing but itself")),
                }
            }
            Node::Reference(n) => match labels.get(*n) {
                Some(w) => w,
                None => return SyntaxError::fail(stx, format!("label #{n}# has no datum")),
            },
        })
    }

    fn data(&mut self, items: &[Syntax], tail: Word, labels: &mut Labels) -> Result<Word> {
        // Labels are defined before they are referred to, so elements are made from left to right.
        let mut words = Vec::with_capacity(items.len());
        for i in items {
            words.push(self.datum_in(i, labels)?);
        }
        Ok(words.into_iter().rev().fold(tail, |tail, w| self.vm.pair(w, tail)))
    }

    pub(super) fn quasiquote(&mut self, stx: &Syntax, env: Env) -> Result<Expr> {
        self.quasi(stx, env, 1)
    }

    fn quasi_keyword(&self, stx: &Syntax, env: Env) -> Option<Core> {
        let [head, _] = stx.items()? else { return None };
        self.s.core(head.ident()?, env).filter(|c| matches!(c, Core::Quasiquote | Core::Unquote | Core::UnquoteSplicing))
    }

    /// Whether an unquotation of this level is inside.
    fn is_constant(&self, stx: &Syntax, env: Env, level: u32) -> bool {
        let level = match self.quasi_keyword(stx, env) {
            Some(Core::Quasiquote) => level + 1,
            Some(_) if level == 1 => return false,
            Some(_) => level - 1,
            None => level,
        };
        match &stx.node {
            Node::List(items) | Node::Dotted(items) | Node::Vector(items) => {
                !self.has_splice(items, env, level) && items.iter().all(|i| self.is_constant(i, env, level))
            }
            _ => true,
        }
    }

    /// Whether the list ends as `. ,x` does: `(a unquote x)`.
    fn has_splice(&self, items: &[Syntax], env: Env, level: u32) -> bool {
        level == 1 && self.dotted_unquote(items, env).is_some()
    }

    /// The position of a dotted unquotation: `(a . ,x)` reads as `(a unquote x)`.
    fn dotted_unquote(&self, items: &[Syntax], env: Env) -> Option<usize> {
        let i = items.len().checked_sub(2).filter(|&i| i > 0)?;
        let head = items[i].ident()?;
        matches!(self.s.core(head, env), Some(Core::Unquote | Core::Quasiquote)).then_some(i)
    }

    fn quasi(&mut self, stx: &Syntax, env: Env, level: u32) -> Result<Expr> {
        self.deeper(stx)?;
        let result = self.quasi_inner(stx, env, level);
        self.depth -= 1;
        result
    }

    fn quasi_inner(&mut self, stx: &Syntax, env: Env, level: u32) -> Result<Expr> {
        if self.is_constant(stx, env, level) {
            return Ok(Expr::constant(stx.at, self.datum(stx)?));
        }
        match (self.quasi_keyword(stx, env), &stx.node) {
            (Some(Core::Unquote), Node::List(items)) if level == 1 => self.expr(&items[1], env),
            (Some(Core::UnquoteSplicing), _) if level == 1 => self.bad(stx, "unquote-splicing is not in a list"),
            (Some(c), Node::List(items)) => {
                let level = if c == Core::Quasiquote { level + 1 } else { level - 1 };
                // The keyword stays; its operand is a list of one element, into which splicing is possible.
                let head = Expr::constant(items[0].at, self.datum(&items[0])?);
                let rest = self.quasi_items(&items[1..], None, stx, env, level)?;
                Ok(self.call_standard(stx.at, "cons", vec![head, rest]))
            }
            (None, Node::List(items)) => match self.dotted_unquote(items, env) {
                Some(i) => {
                    let tail = Syntax::list(items[i].at, items[i..].to_vec());
                    self.quasi_items(&items[..i], Some(&tail), stx, env, level)
                }
                None => self.quasi_items(items, None, stx, env, level),
            },
            (None, Node::Dotted(items)) => {
                let (tail, items) = items.split_last().expect("an improper list is not empty");
                self.quasi_items(items, Some(tail), stx, env, level)
            }
            (_, Node::Vector(items)) => {
                let list = self.quasi_items(items, None, stx, env, level)?;
                Ok(self.call_standard(stx.at, "list->vector", vec![list]))
            }
            _ => Ok(Expr::constant(stx.at, self.datum(stx)?)),
        }
    }

    fn quasi_items(&mut self, items: &[Syntax], tail: Option<&Syntax>, stx: &Syntax, env: Env, level: u32) -> Result<Expr> {
        // The constant end of the list is one constant.
        let mut parts = Vec::new();
        let mut end = items.len();
        if tail.is_none() {
            while end > 0 && self.is_constant(&items[end - 1], env, level) {
                end -= 1;
            }
        }
        for item in &items[..end] {
            let splice = self.quasi_keyword(item, env) == Some(Core::UnquoteSplicing) && level == 1;
            let e = if splice { self.expr(&item.items().expect("a list of two")[1], env)? } else { self.quasi(item, env, level)? };
            parts.push((splice, e));
        }
        let mut result = match tail {
            Some(t) => Some(self.quasi(t, env, level)?),
            None if end == items.len() => None,
            None => {
                let rest = Syntax::list(stx.at, items[end..].to_vec());
                Some(Expr::constant(stx.at, self.datum(&rest)?))
            }
        };
        // What stands side by side is one call.
        while let Some(&(splice, _)) = parts.last() {
            let first = parts.iter().rposition(|p| p.0 != splice).map_or(0, |i| i + 1);
            let mut items: Vec<Expr> = parts.drain(first..).map(|p| p.1).collect();
            let name = match (splice, &result) {
                (true, _) => "append",
                (false, Some(_)) => "cons*",
                (false, None) => "list",
            };
            items.extend(result);
            // The last spliced list is not copied.
            let alone = splice && items.len() == 1;
            result = Some(if alone { items.remove(0) } else { self.call_standard(stx.at, name, items) });
        }
        Ok(result.unwrap_or_else(|| Expr::constant(stx.at, Word::NIL)))
    }
}
