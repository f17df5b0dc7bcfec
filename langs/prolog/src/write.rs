//! Terms to text: `write`, `writeq`, `print`, `write_canonical`, `write_term`. What is written quoted reads back as the same term.
//!
//! The writer keeps what remains to be written on a stack of its own, so that only memory bounds a term's depth. Two tokens are
//! apart exactly where they would otherwise be read as one: `1- -1`, `a= \+b`, `- (1+2)`.

use crate::lexer::{self, Kind};
use crate::object::{Term, arg, uncons, view, world};
use crate::reader::operands;
use crate::state::Fix;
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;
use std::fmt::Write as _;
use vm_core::number::{Number, format};
use vm_core::{Object, Symbol, Vm, Word};

/// How to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Quote atoms that need it.
    pub quoted: bool,
    /// No operators.
    pub ignore_ops: bool,
    /// `'$VAR'(N)` as a variable's name.
    pub numbervars: bool,
    /// `'$portrayed'(Text)` stands for a text that `portray/1` has written.
    pub portrayed: bool,
    /// Terms in braces are written like others.
    pub no_braces: bool,
    /// Spaces behind commas between arguments.
    pub spacing: bool,
    /// Lists are written like other terms.
    pub no_lists: bool,
    /// The point that ends a clause follows.
    pub full_stop: bool,
    /// Deeper terms are dots; 0: no limit.
    pub max_depth: u32,
}

impl Style {
    /// How `writeq/1` writes.
    pub const QUOTED: Style = Style { quoted: true, numbervars: true, ..Style::PLAIN };
    /// How `write/1` writes.
    pub const WRITE: Style = Style { numbervars: true, ..Style::PLAIN };
    /// Nothing in particular.
    pub const PLAIN: Style = Style {
        quoted: false,
        ignore_ops: false,
        numbervars: false,
        portrayed: false,
        no_braces: false,
        spacing: false,
        no_lists: false,
        full_stop: false,
        max_depth: 0,
    };

    /// The style that a sum of flags describes, as the library writes it.
    pub fn of_bits(bits: i64, max_depth: u32) -> Style {
        let bit = |n: u32| bits >> n & 1 != 0;
        Style {
            quoted: bit(0),
            ignore_ops: bit(1),
            numbervars: bit(2),
            portrayed: bit(3),
            no_braces: bit(4),
            spacing: bit(5),
            no_lists: bit(6),
            full_stop: bit(8),
            max_depth,
        }
    }
}

/// Names for variables.
pub type Names = HashMap<Word, String, FxBuildHasher>;

/// The text of a term.
pub fn text(vm: &Vm, w: Word, style: Style) -> String {
    text_at(vm, w, style, 1200, &Names::default())
}

/// The text of a term as an operand of that priority, with names for some of its variables.
pub fn text_at(vm: &Vm, w: Word, style: Style, priority: u32, names: &Names) -> String {
    let cyclic = !crate::builtins::terms::acyclic(vm, w);
    // A term that contains itself is written to a depth at which it has shown itself.
    let max_depth = if cyclic && style.max_depth == 0 { 10 } else { style.max_depth };
    let style = Style { max_depth, ..style };
    let mut writer = Writer { vm, style, names, out: String::new(), prefix: false, jobs: Vec::new() };
    writer.jobs.push(Job::Term { term: w, priority, argument: false, depth: 1 });
    writer.run();
    if style.full_stop {
        writer.put(".");
    }
    writer.out
}

/// Names as `write_canonical/1` gives them: `_` for variables that occur once, letters for others.
pub fn canonical_names(vm: &Vm, w: Word) -> Names {
    let mut counts = HashMap::<Word, u32, FxBuildHasher>::default();
    let (mut order, mut work, mut seen) = (Vec::new(), vec![w], HashSet::<Word, FxBuildHasher>::default());
    let cyclic = !crate::builtins::terms::acyclic(vm, w);
    while let Some(w) = work.pop() {
        match view(vm, w) {
            (w, Term::Var(_)) => {
                let count = counts.entry(w).or_insert(0);
                *count += 1;
                if *count == 1 {
                    order.push(w);
                }
            }
            (w, Term::Compound(_, n)) if !cyclic || seen.insert(w) => {
                work.extend((0..n).rev().map(|i| arg(vm, w, i)));
            }
            _ => {}
        }
    }
    let (mut names, mut n) = (Names::default(), 0);
    for w in order {
        let name = if counts[&w] == 1 { "_".into() } else { letters(n) };
        n += u32::from(counts[&w] > 1);
        names.insert(w, name);
    }
    names
}

/// Where a variable is.
fn place(w: Word) -> usize {
    w.object().map_or(0, Word::address) + if w.is_slot() { w.slot_offset() } else { 0 }
}

/// A variable's name by its number: A to Z, A1 and so on.
fn letters(n: u32) -> String {
    let letter = char::from(b'A' + (n % 26) as u8);
    if n < 26 { letter.to_string() } else { format!("{letter}{}", n / 26) }
}

/// The atom as `writeq` writes it.
pub fn quoted(name: &str) -> Cow<'_, str> {
    if needs_quotes(name) { quote(name, '\'').into() } else { name.into() }
}

fn needs_quotes(name: &str) -> bool {
    if matches!(name, "[]" | "!" | ";" | "{}" | ",") {
        return name == ",";
    }
    let mut chars = name.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_alphabetic() && !c.is_uppercase() => !name.chars().all(is_word),
        Some(_) => name == "." || name.starts_with("/*") || !name.chars().all(is_symbol) && (name.is_ascii() || !is_name(name)),
    }
}

/// Whether the lexer reads it as one name: that of symbols beyond ASCII.
fn is_name(name: &str) -> bool {
    let text = format!("{name} .");
    let Ok(tokens) = lexer::clause(&text, 0).0 else { return false };
    matches!(tokens.as_slice(), [t, end] if t.kind == Kind::Name && t.text == name && end.kind == Kind::End)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_symbol(c: char) -> bool {
    matches!(c, '+' | '-' | '*' | '/' | '\\' | '^' | '<' | '>' | '=' | '~' | ':' | '.' | '?' | '@' | '#' | '&' | '$')
}

fn quote(name: &str, with: char) -> String {
    let mut out = String::from(with);
    for c in name.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\x07' => out.push_str("\\a"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            '\x0b' => out.push_str("\\v"),
            '\r' => out.push_str("\\r"),
            c if c == with => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || c.is_whitespace() && c != ' ' || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\x{:X}\\", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(with);
    out
}

/// The text of a number.
pub fn number(vm: &Vm, w: Word) -> String {
    match Number::of(vm, w) {
        Some(Number::Float(f)) => float(f),
        Some(Number::Small(n)) => n.to_string(),
        Some(_) => format::to_text(vm, w, 10, &format::FloatStyle::DOTTED).unwrap_or_default().replace('/', "r"),
        None => String::new(),
    }
}

/// The fewest digits that tell the float from its neighbours, always with a point.
pub fn float(f: f64) -> String {
    if f.is_infinite() {
        return (if f > 0.0 { "1.0Inf" } else { "-1.0Inf" }).into();
    }
    if f.is_nan() {
        return "1.5NaN".into();
    }
    let shortest = format!("{f:e}");
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let count = digits.len() as i32 - i32::from(digits.contains('.'));
    if (-4..15).contains(&exponent) || exponent > 0 && count > exponent + 1 {
        let s = format!("{f}");
        return if s.contains('.') { s } else { s + ".0" };
    }
    let digits = if digits.contains('.') { digits.to_string() } else { format!("{digits}.0") };
    format!("{digits}e{}{}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

/// What remains to be written.
enum Job {
    /// A term, as an operand of that priority or as an argument.
    Term { term: Word, priority: u32, argument: bool, depth: u32 },
    /// Characters that need no space.
    Text(&'static str),
    /// An infix operator.
    Infix(Symbol),
    /// A postfix operator.
    Postfix(Symbol),
    /// The arguments of a term from the `next` on, and the closing parenthesis.
    Arguments { term: Word, next: u32, count: u32, depth: u32 },
    /// The rest of a list, behind an element.
    Tail { list: Word, written: u32, depth: u32 },
}

struct Writer<'a> {
    vm: &'a Vm,
    style: Style,
    names: &'a Names,
    out: String,
    /// Whether a prefix operator was written last: an opening bracket must not make it a functor.
    prefix: bool,
    jobs: Vec<Job>,
}

impl<'a> Writer<'a> {
    fn run(&mut self) {
        while let Some(job) = self.jobs.pop() {
            match job {
                Job::Term { term, priority, argument, depth } => self.term(term, priority, argument, depth),
                Job::Text(s) => self.put(s),
                Job::Infix(name) => {
                    let text = self.atom_text(name);
                    let length = self.out.len();
                    self.put(&text);
                    // Where a space is needed before the operator there is one behind it too.
                    if self.out.len() > length + text.len() {
                        self.out.push(' ');
                    }
                }
                Job::Postfix(name) => {
                    let text = self.atom_text(name);
                    self.put(&text);
                }
                Job::Arguments { term, next, count, depth } => self.arguments(term, next, count, depth),
                Job::Tail { list, written, depth } => self.tail(list, written, depth),
            }
        }
    }

    /// Writes a token, with a space before it if it would run together with what is there.
    fn put(&mut self, s: &str) {
        let prefix = std::mem::replace(&mut self.prefix, false);
        let apart = |l: char, f: char| match f {
            '(' if prefix => true,
            '{' if prefix => is_word(l),
            // Behind digits a quote begins a character or a radix, behind another quote it is a quote within.
            '\'' => l == '\'' || l.is_ascii_digit(),
            _ => is_word(l) && is_word(f) || is_symbol(l) && is_symbol(f),
        };
        if let (Some(l), Some(f)) = (self.out.chars().next_back(), s.chars().next())
            && apart(l, f)
        {
            self.out.push(' ');
        }
        self.out.push_str(s);
    }

    /// What cannot be read back stands without a space.
    fn handle(&mut self, s: &str) {
        self.prefix = false;
        self.out.push_str(s);
    }

    fn comma(&mut self) {
        self.out.push_str(if self.style.spacing { ", " } else { "," });
    }

    fn atom_text(&self, s: Symbol) -> Cow<'a, str> {
        let name = self.vm.symbols.name(s);
        if self.style.quoted { quoted(name) } else { name.into() }
    }

    fn term(&mut self, w: Word, priority: u32, argument: bool, depth: u32) {
        let vm = self.vm;
        if self.style.max_depth > 0 && depth > self.style.max_depth {
            return self.put("...");
        }
        let (w, t) = view(vm, w);
        match t {
            Term::Var(_) => match self.names.get(&w) {
                Some(name) => self.put(name),
                // By where it is: an object begins at no place that is a slot.
                None => self.put(&format!("_{}", place(w) >> 3)),
            },
            Term::Atom(s) => {
                let text = self.atom_text(s);
                if !argument && priority < 1200 && world(vm).operators.any(vm.symbols.name(s)) {
                    self.put("(");
                    self.out.push_str(&text);
                    self.out.push(')');
                } else {
                    self.put(&text);
                }
            }
            Term::Number(_) => self.put(&number(vm, w)),
            Term::Text => {
                let s = vm_core::text::as_str(vm, Object::trust(w));
                if self.style.quoted {
                    self.put(&quote(&s, '"'));
                } else {
                    self.prefix = false;
                    self.out.push_str(&s);
                }
            }
            Term::Compound(name, n) => self.compound(w, name, n, if argument { 999 } else { priority }, depth),
            Term::Other => self.put(&format!("<clause>(0x{:x})", w.bits() >> 3)),
        }
    }

    fn push_argument(&mut self, term: Word, depth: u32) {
        self.jobs.push(Job::Term { term, priority: 999, argument: true, depth });
    }

    fn compound(&mut self, w: Word, name: Symbol, n: u32, priority: u32, depth: u32) {
        let vm = self.vm;
        let text = vm.symbols.name(name);
        if !self.style.no_lists && uncons(vm, w).is_some() {
            self.put("[");
            self.jobs.push(Job::Tail { list: w, written: 0, depth });
            return;
        }
        if n == 1 && self.special(w, text, depth) {
            return;
        }
        if !self.style.ignore_ops {
            let ops = &world(vm).operators;
            if n == 1
                && text != "-"
                && text != "+"
                && ops.prefix(text).is_none()
                && let Some((p, fix)) = ops.postfix(text)
            {
                return self.postfix(w, name, (p, fix), priority, depth);
            }
            if let Some(op) = ops.prefix(text).filter(|_| n == 1) {
                return self.prefix(w, name, op, priority, depth);
            }
            if let Some((p, fix)) = ops.infix(text).filter(|_| n == 2) {
                let (l, r) = operands(p, fix);
                self.bracket(p, priority);
                self.jobs.push(Job::Term { term: arg(vm, w, 1), priority: r, argument: false, depth: depth + 1 });
                self.jobs.push(match text {
                    "," if self.style.spacing => Job::Text(", "),
                    "," => Job::Text(","),
                    "|" => Job::Text("|"),
                    _ => Job::Infix(name),
                });
                let left = arg(vm, w, 0);
                let l = self.left_priority(left, l, p);
                self.jobs.push(Job::Term { term: left, priority: l, argument: false, depth: depth + 1 });
                return;
            }
        }
        let functor = self.atom_text(name);
        self.put(&functor);
        self.out.push('(');
        self.jobs.push(Job::Arguments { term: w, next: 0, count: n, depth: depth + 1 });
    }

    /// Terms with one argument that have a notation of their own.
    fn special(&mut self, w: Word, name: &str, depth: u32) -> bool {
        let vm = self.vm;
        let (inner, t) = view(vm, arg(vm, w, 0));
        match (name, t) {
            ("$VAR", Term::Number(_)) if self.style.numbervars => match inner.as_smi().filter(|i| *i >= 0) {
                Some(i) => self.put(&letters(i.min(u32::MAX.into()) as u32)),
                None => return false,
            },
            ("$portrayed", Term::Text) if self.style.portrayed => {
                let s = vm_core::text::as_str(vm, Object::trust(inner));
                self.put(&s);
            }
            ("$stream", Term::Number(_)) => {
                let n = number(vm, inner);
                self.handle(&format!("<stream>(0x{n})"));
            }
            ("$engine", Term::Number(_)) => {
                let n = number(vm, inner);
                self.handle(&format!("<engine>({n},0x{n})"));
            }
            ("{}", _) if !self.style.no_braces => {
                self.put("{");
                self.jobs.push(Job::Text("}"));
                self.jobs.push(Job::Term { term: inner, priority: 1200, argument: false, depth: depth + 1 });
            }
            _ => return false,
        }
        true
    }

    /// Opens a bracket, and sees to the closing one, around a term of priority `p` where less is allowed.
    fn bracket(&mut self, p: u32, allowed: u32) {
        if p > allowed {
            self.put("(");
            self.jobs.push(Job::Text(")"));
        }
    }

    fn prefix(&mut self, w: Word, name: Symbol, (p, fix): (u32, Fix), priority: u32, depth: u32) {
        self.bracket(p, priority);
        let text = self.atom_text(name);
        self.put(&text);
        let operand = arg(self.vm, w, 0);
        self.prefix = true;
        let mut allowed = if fix == Fix::PrefixY { p } else { p - 1 };
        if text == "-" && self.begins_with_digit(operand, allowed) {
            self.put("(");
            self.jobs.push(Job::Text(")"));
            allowed = 1200;
        }
        self.jobs.push(Job::Term { term: operand, priority: allowed, argument: false, depth: depth + 1 });
    }

    /// Whether the first token of the operand is a number without a sign: a minus before it would be its sign.
    fn begins_with_digit(&self, mut w: Word, mut allowed: u32) -> bool {
        let vm = self.vm;
        loop {
            let (term, t) = view(vm, w);
            match t {
                Term::Number(_) => return !number(vm, term).starts_with('-'),
                Term::Compound(s, n @ (1 | 2)) if uncons(vm, term).is_none() => {
                    let (ops, text) = (&world(vm).operators, vm.symbols.name(s));
                    if n == 1 && text == "$VAR" && self.style.numbervars {
                        return false;
                    }
                    let op = if n == 2 { ops.infix(text) } else { ops.postfix(text).filter(|_| ops.prefix(text).is_none()) };
                    let Some((p, fix)) = op.filter(|(p, _)| *p <= allowed && !self.style.ignore_ops) else { return false };
                    allowed = if matches!(fix, Fix::InfixLeft | Fix::PostfixY) { p } else { p - 1 };
                    w = arg(vm, term, 0);
                }
                _ => return false,
            }
        }
    }

    fn postfix(&mut self, w: Word, name: Symbol, (p, fix): (u32, Fix), priority: u32, depth: u32) {
        self.bracket(p, priority);
        self.jobs.push(Job::Postfix(name));
        let operand = arg(self.vm, w, 0);
        let allowed = self.left_priority(operand, if fix == Fix::PostfixY { p } else { p - 1 }, p);
        self.jobs.push(Job::Term { term: operand, priority: allowed, argument: false, depth: depth + 1 });
    }

    /// The priority allowed for the operand before an operator of priority `p`. An operand that may end in one as weak as the
    /// operator would take it for its own.
    fn left_priority(&self, operand: Word, allowed: u32, p: u32) -> u32 {
        let ops = &world(self.vm).operators;
        let open = match view(self.vm, operand).1 {
            Term::Compound(s, 1) => ops.prefix(self.vm.symbols.name(s)) == Some((p, Fix::PrefixY)),
            Term::Compound(s, 2) => ops.infix(self.vm.symbols.name(s)) == Some((p, Fix::InfixRight)),
            _ => false,
        };
        if open { allowed.min(p - 1) } else { allowed }
    }

    fn arguments(&mut self, term: Word, next: u32, count: u32, depth: u32) {
        if next == count {
            return self.out.push(')');
        }
        if next > 0 {
            self.comma();
        }
        self.jobs.push(Job::Arguments { term, next: next + 1, count, depth });
        self.push_argument(arg(self.vm, term, next), depth);
    }

    fn tail(&mut self, list: Word, written: u32, depth: u32) {
        let limit = self.style.max_depth;
        match uncons(self.vm, list) {
            Some(_) if limit > 0 && written > 0 && depth + written >= limit => self.out.push_str("|...]"),
            Some((head, tail)) => {
                if written > 0 {
                    self.comma();
                }
                self.jobs.push(Job::Tail { list: tail, written: written + 1, depth });
                self.push_argument(head, depth + written + 1);
            }
            None if crate::object::deref(self.vm, list) == world(self.vm).nil => self.out.push(']'),
            None => {
                self.out.push('|');
                self.jobs.push(Job::Text("]"));
                self.push_argument(list, depth + 1);
            }
        }
    }
}
