//! Terms to text: `write`, `writeq`, `print`, `write_canonical`. What is written quoted reads back as the same term.

use crate::object::{Term, arg, deref, uncons, view, world};
use crate::state::Fix;
use std::fmt::Write as _;
use vm_core::number::{Number, format};
use vm_core::{Object, Symbol, Vm, Word};

/// How to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Quote atoms that need it.
    pub quoted: bool,
    /// No operators, no list notation for operators' sake.
    pub ignore_ops: bool,
    /// `'$VAR'(N)` as a variable's name.
    pub numbervars: bool,
    /// Deeper terms are dots; 0: no limit but that of the writer.
    pub max_depth: u32,
}

/// Nesting beyond which terms are written as dots.
const DEEPEST: u32 = 3_000;

/// The text of a term.
pub fn text(vm: &Vm, w: Word, style: Style) -> String {
    text_at(vm, w, style, 1200)
}

/// The text of a term as an operand of that priority.
pub fn text_at(vm: &Vm, w: Word, style: Style, priority: u32) -> String {
    let deepest = if style.max_depth == 0 { DEEPEST } else { style.max_depth };
    let mut writer = Writer { vm, style, out: String::new(), depth: 0, deepest };
    writer.term(w, priority);
    writer.out
}

/// The atom as `writeq` writes it.
pub fn quoted(name: &str) -> String {
    if needs_quotes(name) { quote(name, '\'') } else { name.into() }
}

fn needs_quotes(name: &str) -> bool {
    if matches!(name, "[]" | "!" | ";" | "{}" | ",") {
        return name == ",";
    }
    let mut chars = name.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase() => !chars.all(|c| c.is_alphanumeric() || c == '_'),
        Some(_) => name == "." || name.starts_with("/*") || !name.chars().all(is_symbol),
    }
}

fn is_symbol(c: char) -> bool {
    "+-*/\\^<>=~:.?@#&$".contains(c)
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
            '\0' => out.push_str("\\000\\"),
            c if c == with => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\x{:x}\\", c as u32);
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
        Some(Number::Float(f)) if f.is_infinite() => (if f > 0.0 { "inf" } else { "-inf" }).into(),
        Some(Number::Float(f)) if f.is_nan() => "nan".into(),
        Some(Number::Float(f)) => float(f),
        Some(_) => format::to_text(vm, w, 10, &format::FloatStyle::DOTTED).unwrap_or_default().replace('/', "r"),
        None => String::new(),
    }
}

/// Like C's `%.15g`, or more digits if these do not tell the float from its neighbours; always with a point.
fn float(f: f64) -> String {
    let shortest = format!("{f:e}");
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..15).contains(&exponent) {
        let s = format!("{f}");
        return if s.contains('.') { s } else { s + ".0" };
    }
    let digits = if digits.contains('.') { digits.to_string() } else { format!("{digits}.0") };
    format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

struct Writer<'a> {
    vm: &'a Vm,
    style: Style,
    out: String,
    depth: u32,
    deepest: u32,
}

impl Writer<'_> {
    /// Writes a token, with a space before it if it would run together with what is there.
    fn put(&mut self, s: &str) {
        let (last, first) = (self.out.chars().next_back(), s.chars().next());
        if let (Some(l), Some(f)) = (last, first) {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            if word(l) && word(f) || is_symbol(l) && is_symbol(f) || l == ',' && f != ' ' && false {
                self.out.push(' ');
            }
        }
        self.out.push_str(s);
    }

    fn atom_text(&self, s: Symbol) -> String {
        let name = self.vm.symbols.name(s);
        if self.style.quoted { quoted(name) } else { name.into() }
    }

    fn atom(&mut self, s: Symbol, priority: u32) {
        let text = self.atom_text(s);
        let name = self.vm.symbols.name(s);
        let ops = &world(self.vm).operators;
        let p = [ops.prefix(name), ops.infix(name), ops.postfix(name)].into_iter().flatten().map(|o| o.0).max().unwrap_or(0);
        if p > priority {
            self.put("(");
            self.out.push_str(&text);
            self.out.push(')');
        } else {
            self.put(&text);
        }
    }

    fn term(&mut self, w: Word, priority: u32) {
        self.depth += 1;
        if self.depth > self.deepest {
            self.put("...");
        } else {
            self.any(w, priority);
        }
        self.depth -= 1;
    }

    fn any(&mut self, w: Word, priority: u32) {
        let vm = self.vm;
        let (w, t) = view(vm, w);
        match t {
            Term::Var(_) => self.put(&format!("_G{}", w.bits() >> 3)),
            Term::Atom(s) => self.atom(s, priority),
            Term::Number(_) => self.put(&number(vm, w)),
            Term::Text => {
                let s = vm_core::text::to_string(vm, Object::trust(w));
                if self.style.quoted {
                    self.put(&quote(&s, '"'));
                } else {
                    self.out.push_str(&s);
                }
            }
            Term::Compound(name, n) => self.compound(w, name, n, priority),
            Term::Other => self.put(&format!("<object>({:x})", w.bits() >> 3)),
        }
    }

    fn compound(&mut self, w: Word, name: Symbol, n: u32, priority: u32) {
        let vm = self.vm;
        let text = vm.symbols.name(name);
        if uncons(vm, w).is_some() {
            return self.list(w);
        }
        if self.style.numbervars
            && text == "$VAR"
            && n == 1
            && let Some(i) = arg(vm, w, 0).as_smi().filter(|&i| i >= 0)
        {
            let letter = char::from(b'A' + (i % 26) as u8);
            return self.put(&if i < 26 { letter.to_string() } else { format!("{letter}{}", i / 26) });
        }
        if !self.style.ignore_ops {
            if text == "{}" && n == 1 {
                self.put("{");
                self.term(arg(vm, w, 0), 1200);
                return self.out.push('}');
            }
            let ops = &world(vm).operators;
            match n {
                1 => {
                    if let Some(op) = ops.prefix(text).filter(|_| text != "-" && text != "+" || n == 1) {
                        return self.prefix(w, name, op, priority);
                    }
                    if let Some(op) = ops.postfix(text) {
                        return self.postfix(w, name, op, priority);
                    }
                }
                2 => {
                    if let Some(op) = ops.infix(text) {
                        return self.infix(w, name, op, priority);
                    }
                }
                _ => {}
            }
        }
        let functor = self.atom_text(name);
        self.put(&functor);
        self.out.push('(');
        for i in 0..n {
            if i > 0 {
                self.out.push(',');
            }
            self.term(arg(vm, w, i), 999);
        }
        self.out.push(')');
    }

    fn open(&mut self, p: u32, priority: u32) -> bool {
        if p > priority {
            self.put("(");
        }
        p > priority
    }

    fn prefix(&mut self, w: Word, name: Symbol, (p, fix): (u32, Fix), priority: u32) {
        let operand = arg(self.vm, w, 0);
        let bracket = self.open(p, priority);
        let text = self.atom_text(name);
        self.put(&text);
        let (operand, t) = view(self.vm, operand);
        let name = self.vm.symbols.name(name);
        // `- 1` is a term, `-1` a number; and an operator as operand must not be taken for an infix one.
        let apart = match t {
            Term::Number(_) => name == "-" || name == "+",
            Term::Atom(s) => world(self.vm).operators.any(self.vm.symbols.name(s)),
            Term::Compound(s, n) => {
                let inner = self.vm.symbols.name(s);
                let ops = &world(self.vm).operators;
                let op = if n == 1 { ops.prefix(inner) } else { None };
                let infix = if n == 2 { ops.infix(inner) } else { None };
                let limit = if fix == Fix::PrefixY { p } else { p - 1 };
                op.is_some() && !self.style.ignore_ops || infix.is_some_and(|o| o.0 > limit)
            }
            _ => false,
        };
        if apart {
            self.out.push(' ');
        } else {
            // A bracket right behind the operator would make it a functional term.
            let rest = self.out.len();
            self.term(operand, if fix == Fix::PrefixY { p } else { p - 1 });
            if self.out[rest..].starts_with('(') {
                self.out.insert(rest, ' ');
            }
            if bracket {
                self.out.push(')');
            }
            return;
        }
        self.term(operand, if fix == Fix::PrefixY { p } else { p - 1 });
        if bracket {
            self.out.push(')');
        }
    }

    fn postfix(&mut self, w: Word, name: Symbol, (p, fix): (u32, Fix), priority: u32) {
        let bracket = self.open(p, priority);
        self.term(arg(self.vm, w, 0), if fix == Fix::PostfixY { p } else { p - 1 });
        let text = self.atom_text(name);
        self.put(&text);
        if bracket {
            self.out.push(')');
        }
    }

    fn infix(&mut self, w: Word, name: Symbol, (p, fix): (u32, Fix), priority: u32) {
        let (l, r) = match fix {
            Fix::Infix => (p - 1, p - 1),
            Fix::InfixRight => (p - 1, p),
            _ => (p, p - 1),
        };
        let bracket = self.open(p, priority);
        self.term(arg(self.vm, w, 0), l);
        let text = self.vm.symbols.name(name);
        match text {
            "," => self.out.push(','),
            "->" | ":-" | "-->" | "is" | "*->" | ">:<" | ":<" => {
                self.out.push_str(if text == "->" || text == "*->" || text == ":-" || text == "-->" { "" } else { " " });
                let shown = self.atom_text(name);
                self.put(&shown);
                if text == "is" || text.len() == 3 && text.starts_with([':', '>']) {
                    self.out.push(' ');
                }
            }
            _ => {
                let shown = self.atom_text(name);
                let alphabetic = shown.chars().next().is_some_and(|c| c.is_alphabetic());
                if alphabetic {
                    self.out.push(' ');
                    self.out.push_str(&shown);
                    self.out.push(' ');
                } else {
                    self.put(&shown);
                }
            }
        }
        let from = self.out.len();
        self.term(arg(self.vm, w, 1), r);
        // A negative number right of a symbol must not run together with it.
        let _ = from;
        if bracket {
            self.out.push(')');
        }
    }

    fn list(&mut self, w: Word) {
        self.put("[");
        let (mut rest, mut count) = (deref(self.vm, w), 0u32);
        while let Some((head, tail)) = uncons(self.vm, rest) {
            if count > 0 {
                self.out.push(',');
            }
            count += 1;
            if self.style.max_depth > 0 && count > self.style.max_depth {
                self.out.push_str("...");
                break;
            }
            self.term(head, 999);
            rest = tail;
        }
        if rest != world(self.vm).nil && !(self.style.max_depth > 0 && count > self.style.max_depth) {
            self.out.push('|');
            self.term(rest, 999);
        }
        self.out.push(']');
    }
}
