//! Syntax objects: data as read from a text, with their positions, and with identifiers that remember which macro expansion made them.
//!
//! A syntax object holds no pointer into the heap, so that macros may keep pieces of their definitions as long as they like:
//! strings and large numbers are kept as text until a constant is made of them.

use std::fmt::Write as _;
use std::sync::Arc;
use vm_core::word::SymbolTable;
use vm_core::{SourceId, Span, Symbol, Word};

/// A stretch of one of the VM's texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct At {
    /// The text.
    pub source: SourceId,
    /// Where in it.
    pub span: Span,
}

/// A symbol, or a renamed symbol that a macro expansion introduced.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ident {
    /// As written.
    Plain(Symbol),
    /// An index into the expander's table of aliases.
    Alias(u32),
}

/// A datum with its position.
#[derive(Clone, Debug)]
pub struct Syntax {
    /// Where it was read, or where the macro use is that made it.
    pub at: At,
    /// What it is.
    pub node: Node,
    /// How many data it is made of, however often it shares them.
    size: u32,
    /// How deep it nests.
    depth: u32,
}

/// What a datum is.
#[derive(Clone, Debug)]
pub enum Node {
    /// A symbol.
    Ident(Ident),
    /// A constant that is no pointer: a small integer, a boolean, a character.
    Word(Word),
    /// A number that is not small, as its notation.
    Number(Arc<str>),
    /// A string.
    Text(Arc<str>),
    /// A proper list.
    List(Arc<[Syntax]>),
    /// An improper list; the last element is its tail, which is no list.
    Dotted(Arc<[Syntax]>),
    /// A vector.
    Vector(Arc<[Syntax]>),
    /// A bytevector.
    Bytes(Arc<[u8]>),
    /// An object of the running program inside a form given to `eval`: an index into the table of rooted objects.
    Object(u32),
    /// A datum with a label.
    Label(u32, Arc<Syntax>),
    /// A reference to a label.
    Reference(u32),
}

impl Syntax {
    /// Whether a reference to the label is inside.
    pub fn refers_to(&self, label: u32) -> bool {
        match &self.node {
            Node::Reference(n) => *n == label,
            Node::Label(_, inner) => inner.refers_to(label),
            Node::List(items) | Node::Dotted(items) | Node::Vector(items) => items.iter().any(|i| i.refers_to(label)),
            _ => false,
        }
    }

    /// A datum.
    pub fn new(at: At, node: Node) -> Syntax {
        let (mut size, mut depth) = (1u32, 0);
        let mut add = |inner: &Syntax| {
            size = size.saturating_add(inner.size);
            depth = depth.max(inner.depth + 1);
        };
        match &node {
            Node::List(items) | Node::Dotted(items) | Node::Vector(items) => items.iter().for_each(add),
            Node::Label(_, inner) => add(inner),
            _ => {}
        }
        Syntax { at, node, size, depth }
    }

    /// How many data it is made of: one that occurs twice counts twice, though it is in memory once.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// How deep lists and vectors nest in it.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// A proper list.
    pub fn list(at: At, items: Vec<Syntax>) -> Syntax {
        Syntax::new(at, Node::List(items.into()))
    }

    /// The identifier, if it is one.
    pub fn ident(&self) -> Option<Ident> {
        match self.node {
            Node::Ident(i) => Some(i),
            _ => None,
        }
    }

    /// The elements, if it is a proper list.
    pub fn items(&self) -> Option<&[Syntax]> {
        match &self.node {
            Node::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether it is the empty list.
    pub fn is_nil(&self) -> bool {
        self.items().is_some_and(<[Syntax]>::is_empty)
    }

    /// The text of a small datum for messages; long ones are cut.
    pub fn show(&self, symbols: &SymbolTable, names: &dyn Fn(Ident) -> Symbol) -> String {
        let mut out = String::new();
        self.write(&mut out, symbols, names, 60);
        if out.len() > 64 {
            let cut = (0..=60).rev().find(|&i| out.is_char_boundary(i)).unwrap_or(0);
            out.truncate(cut);
            out.push_str(" ...");
        }
        out
    }

    /// Writes the datum, and stops soon after `limit` bytes.
    pub fn write(&self, out: &mut String, symbols: &SymbolTable, names: &dyn Fn(Ident) -> Symbol, limit: usize) {
        if out.len() > limit {
            return;
        }
        let seq = |out: &mut String, items: &[Syntax], dotted: bool| {
            for (i, item) in items.iter().enumerate() {
                if out.len() > limit {
                    return;
                }
                if i > 0 {
                    out.push(' ');
                }
                if dotted && i + 1 == items.len() {
                    out.push_str(". ");
                }
                item.write(out, symbols, names, limit);
            }
        };
        match &self.node {
            Node::Ident(i) => crate::builtins::print::write_symbol(out, symbols.name(names(*i))),
            Node::Word(w) => crate::builtins::print::write_immediate(out, *w),
            Node::Number(t) => out.push_str(t),
            Node::Text(t) => crate::builtins::print::write_string(out, t.chars().map(u32::from)),
            Node::List(items) | Node::Dotted(items) => {
                out.push('(');
                seq(out, items, matches!(self.node, Node::Dotted(_)));
                out.push(')');
            }
            Node::Vector(items) => {
                out.push_str("#(");
                seq(out, items, false);
                out.push(')');
            }
            Node::Bytes(bytes) => {
                out.push_str("#u8(");
                for (i, b) in bytes.iter().enumerate() {
                    let _ = write!(out, "{}{b}", if i > 0 { " " } else { "" });
                }
                out.push(')');
            }
            Node::Object(_) => out.push_str("#<object>"),
            Node::Label(n, d) => {
                let _ = write!(out, "#{n}=");
                d.write(out, symbols, names, limit);
            }
            Node::Reference(n) => {
                let _ = write!(out, "#{n}#");
            }
        }
    }
}

/// Makes an improper list of a tail that may itself be a list.
pub fn dotted(mut items: Vec<Syntax>, tail: Syntax) -> Node {
    match tail.node {
        Node::List(rest) => {
            items.extend(rest.iter().cloned());
            Node::List(items.into())
        }
        Node::Dotted(rest) => {
            items.extend(rest.iter().cloned());
            Node::Dotted(items.into())
        }
        _ if items.is_empty() => tail.node,
        _ => {
            items.push(tail);
            Node::Dotted(items.into())
        }
    }
}
