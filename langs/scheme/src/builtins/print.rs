//! Writing data: `write` with labels for shared and cyclic structure, `display`, and the pieces that the compiler's messages use.

use super::{PrimInfo, helpn, numbers, port};
use crate::lexer::CHAR_NAMES;
use crate::object;
use jitgen::Effects;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use vm_core::core_shapes::{BYTES, CELL, CLOSURE, Cell, Closure, PAIR, Pair, TEXT, TUPLE, VECTOR, Vector};
use vm_core::limits::poll;
use vm_core::{Object, OutOfMemory, Vm, Word, text};

/// Writes a symbol, between vertical lines where that is needed to read it back.
pub fn write_symbol(out: &mut String, name: &str) {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()[]\";'`,|\\#".contains(c);
    let numeric = numbers::valid_literal(name, 10) || begins_as_special(name);
    // A number sign is plain everywhere but in front.
    let mut rest = name.chars();
    let bare = !name.is_empty() && name != "." && rest.next().is_some_and(plain) && rest.all(|c| plain(c) || c == '#') && !numeric;
    if bare {
        out.push_str(name);
        return;
    }
    out.push('|');
    for c in name.chars() {
        match c {
            '|' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\x{:x};", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('|');
}

/// Whether a name begins as infinities and NaN do: other readers stop there.
fn begins_as_special(name: &str) -> bool {
    let special = |s: &str| s.eq_ignore_ascii_case("inf.0") || s.eq_ignore_ascii_case("nan.0");
    name.starts_with(['+', '-']) && name.get(1..6).is_some_and(special)
}

/// Writes a character as `#\x`.
pub fn write_char(out: &mut String, c: u32) {
    out.push_str("#\\");
    if let Some((name, _)) = CHAR_NAMES.iter().find(|(_, code)| *code == c) {
        out.push_str(name);
        return;
    }
    match char::from_u32(c) {
        Some(ch) if !ch.is_control() && !(ch.is_whitespace() && c != 32) => out.push(ch),
        _ => {
            let _ = write!(out, "x{c:x}");
        }
    }
}

/// Writes a string with its escapes.
pub fn write_string(out: &mut String, chars: impl Iterator<Item = u32>) {
    out.push('"');
    for c in chars {
        match c {
            0x22 => out.push_str("\\\""),
            0x5c => out.push_str("\\\\"),
            7 => out.push_str("\\a"),
            8 => out.push_str("\\b"),
            9 => out.push_str("\\t"),
            10 => out.push_str("\\n"),
            13 => out.push_str("\\r"),
            c => match char::from_u32(c) {
                Some(ch) if !ch.is_control() => out.push(ch),
                _ => {
                    let _ = write!(out, "\\x{c:x};");
                }
            },
        }
    }
    out.push('"');
}

/// Writes a word that is no pointer and no symbol.
pub fn write_immediate(out: &mut String, w: Word) {
    if let Some(n) = w.as_smi() {
        let _ = write!(out, "{n}");
        return;
    }
    if w.is_immediate_float() {
        numbers::write_float(out, w.float_bits_decoded());
        return;
    }
    if let Some(c) = w.as_char() {
        write_char(out, c);
        return;
    }
    out.push_str(match w {
        Word::TRUE => "#t",
        Word::FALSE => "#f",
        Word::NIL => "()",
        Word::EOF => "#<eof>",
        Word::UNSPECIFIED => "#<unspecified>",
        Word::UNDEFINED => "#<undefined>",
        Word::HOLE => "#<unassigned>",
        _ => "#<constant>",
    });
}

// ---- whole data

/// How data are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As a program would print it, with labels where data are cyclic.
    Display,
    /// As it would be read, with labels where data are cyclic.
    Write,
    /// The same, with labels wherever data are shared.
    Shared,
    /// The same without labels.
    Simple,
}

struct Writer<'a> {
    vm: &'a Vm,
    out: String,
    write: bool,
    /// Objects that need a label, with the label once it has been given.
    labels: FxHashMap<Word, Option<usize>>,
    given: usize,
    limit: usize,
}

/// Something still to be written.
enum Todo {
    Datum(Word),
    /// The rest of a list.
    Rest(Word),
    Text(&'static str),
    /// The elements of a vector from an index on.
    Elements(Object<Vector>, usize),
}

/// The text of a value.
pub fn to_string(vm: &Vm, w: Word, write: bool) -> String {
    styled(vm, w, if write { Style::Write } else { Style::Display }, usize::MAX)
}

/// The text of a value, cut when it becomes long.
pub fn limited(vm: &Vm, w: Word, limit: usize) -> String {
    let mut s = styled(vm, w, Style::Write, limit);
    if s.len() > limit {
        let cut = (0..=limit).rev().find(|&i| s.is_char_boundary(i)).unwrap_or(0);
        s.truncate(cut);
        s.push_str(" ...");
    }
    s
}

/// The text of a value.
pub fn styled(vm: &Vm, w: Word, style: Style, limit: usize) -> String {
    whole(vm, w, style, limit).unwrap_or_else(|cut| cut)
}

/// The text of a value, or the beginning of one that is too long.
fn whole(vm: &Vm, w: Word, style: Style, limit: usize) -> Result<String, String> {
    let labels = match style {
        Style::Simple => FxHashMap::default(),
        _ => labels(vm, w, style == Style::Shared),
    };
    let mut writer = Writer { vm, out: String::new(), write: style != Style::Display, labels, given: 0, limit };
    if writer.run(w) { Ok(writer.out) } else { Err(writer.out) }
}

/// Compound data: what labels are for.
fn parts(vm: &Vm, w: Word, out: &mut Vec<Word>) -> bool {
    if let Some(p) = vm.cast(w, PAIR) {
        out.push(vm.get(p, Pair::cdr));
        out.push(vm.get(p, Pair::car));
        return true;
    }
    if let Some(v) = vm.cast(w, VECTOR) {
        out.extend(vm.elements(v).iter().rev());
        return true;
    }
    if let Some(c) = vm.cast(w, CELL) {
        out.push(vm.get(c, Cell::value));
        return true;
    }
    false
}

/// The objects that need labels: all shared ones, or those that contain themselves.
fn labels(vm: &Vm, root: Word, shared: bool) -> FxHashMap<Word, Option<usize>> {
    let mut found = FxHashMap::default();
    // A short look first: most data are small trees.
    if !w_is_compound(vm, root) {
        return found;
    }
    // Depth first; an object is on the path from its first visit to the mark behind its parts.
    let mut state: FxHashMap<Word, bool> = FxHashMap::default();
    let mut todo = vec![(root, false)];
    let mut children = Vec::new();
    while let Some((w, leave)) = todo.pop() {
        if leave {
            state.insert(w, false);
            continue;
        }
        if !w.is_pointer() {
            continue;
        }
        match state.get(&w) {
            Some(&on_path) => {
                if on_path || shared {
                    found.insert(w, None);
                }
                continue;
            }
            None => {
                children.clear();
                if !parts(vm, w, &mut children) {
                    continue;
                }
                state.insert(w, true);
                todo.push((w, true));
                todo.extend(children.iter().map(|c| (*c, false)));
            }
        }
    }
    found
}

fn w_is_compound(vm: &Vm, w: Word) -> bool {
    vm.cast(w, PAIR).is_some() || vm.cast(w, VECTOR).is_some() || vm.cast(w, CELL).is_some()
}

impl Writer<'_> {
    /// Writes everything; false if the limit or an interrupt ended that.
    fn run(&mut self, root: Word) -> bool {
        let mut todo = vec![Todo::Datum(root)];
        while let Some(t) = todo.pop() {
            // What is still to be written takes memory as well: so this ends for cycles that are written without labels.
            if self.out.len() > self.limit
                || todo.len() * size_of::<Todo>() > self.limit.max(1 << 20)
                || self.vm.poll.get() & (poll::INTERRUPT | poll::DEADLINE) != 0
            {
                return false;
            }
            match t {
                Todo::Text(s) => self.out.push_str(s),
                Todo::Datum(w) => self.datum(w, &mut todo),
                Todo::Rest(Word::NIL) => self.out.push(')'),
                Todo::Rest(w) => match self.vm.cast(w, PAIR) {
                    // A tail with a label is written behind a dot.
                    Some(p) if !self.labels.contains_key(&w) => {
                        self.out.push(' ');
                        todo.push(Todo::Rest(self.vm.get(p, Pair::cdr)));
                        todo.push(Todo::Datum(self.vm.get(p, Pair::car)));
                    }
                    _ => {
                        self.out.push_str(" . ");
                        todo.push(Todo::Text(")"));
                        todo.push(Todo::Datum(w));
                    }
                },
                Todo::Elements(v, i) => match self.vm.elements(v).get(i) {
                    None => self.out.push(')'),
                    Some(x) => {
                        if i > 0 {
                            self.out.push(' ');
                        }
                        todo.push(Todo::Elements(v, i + 1));
                        todo.push(Todo::Datum(*x));
                    }
                },
            }
        }
        true
    }

    fn datum(&mut self, w: Word, todo: &mut Vec<Todo>) {
        if let Some(label) = self.labels.get_mut(&w) {
            if let Some(n) = *label {
                let _ = write!(self.out, "#{n}#");
                return;
            }
            *label = Some(self.given);
            let _ = write!(self.out, "#{}=", self.given);
            self.given += 1;
        }
        let vm = self.vm;
        if let Some(p) = vm.cast(w, PAIR) {
            if let Some((prefix, x)) = self.abbreviation(p) {
                self.out.push_str(prefix);
                todo.push(Todo::Datum(x));
                return;
            }
            self.out.push('(');
            todo.push(Todo::Rest(vm.get(p, Pair::cdr)));
            todo.push(Todo::Datum(vm.get(p, Pair::car)));
        } else if let Some(v) = vm.cast(w, VECTOR) {
            self.out.push_str("#(");
            todo.push(Todo::Elements(v, 0));
        } else if let Some(c) = vm.cast(w, CELL) {
            self.out.push_str("#<box ");
            todo.push(Todo::Text(">"));
            todo.push(Todo::Datum(vm.get(c, Cell::value)));
        } else {
            self.atom(w);
        }
    }

    /// `(quote x)` is written as `'x`.
    fn abbreviation(&self, p: Object<Pair>) -> Option<(&'static str, Word)> {
        let vm = self.vm;
        let prefix = match vm.symbols.name(vm.get(p, Pair::car).as_symbol()?) {
            "quote" => "'",
            "quasiquote" => "`",
            "unquote" => ",",
            "unquote-splicing" => ",@",
            _ => return None,
        };
        let rest = vm.get(p, Pair::cdr);
        let q = vm.cast(rest, PAIR).filter(|_| !self.labels.contains_key(&rest))?;
        (vm.get(q, Pair::cdr) == Word::NIL).then(|| (prefix, vm.get(q, Pair::car)))
    }

    fn atom(&mut self, w: Word) {
        let vm = self.vm;
        if let Some(s) = w.as_symbol() {
            match self.write {
                true => write_symbol(&mut self.out, vm.symbols.name(s)),
                false => self.out.push_str(vm.symbols.name(s)),
            }
        } else if let (Some(c), false) = (w.as_char(), self.write) {
            self.out.push(char::from_u32(c).unwrap_or('\u{fffd}'));
        } else if !w.is_pointer() {
            write_immediate(&mut self.out, w);
        } else if let Some(t) = vm.cast(w, TEXT) {
            match self.write {
                true => write_string(&mut self.out, text::chars(vm, t).iter()),
                false => self.out.push_str(&text::as_str(vm, t)),
            }
        } else if let Some(b) = vm.cast(w, BYTES) {
            self.out.push_str("#u8(");
            for (i, b) in vm.bytes(b).iter().enumerate() {
                let _ = write!(self.out, "{}{b}", if i > 0 { " " } else { "" });
            }
            self.out.push(')');
        } else if !numbers::write_number(vm, &mut self.out, w, 10) {
            self.object(w);
        }
    }

    /// A value inside of an object that has no notation. What may lead back to the object is not opened.
    fn brief(&self, w: Word) -> String {
        let vm = self.vm;
        let record = vm.shape_of(w).is_some_and(|s| vm.shapes.get(s).meta != Word::NIL);
        let condition = vm.cast(w, object::shapes(vm).condition).is_some();
        if record || condition || w_is_compound(vm, w) { "...".into() } else { limited(vm, w, 40) }
    }

    /// Objects without a notation of their own.
    fn object(&mut self, w: Word) {
        let vm = self.vm;
        if let Some(c) = vm.cast(w, CLOSURE) {
            let name = vm.get(c, Closure::code).as_code().map_or("", |c| &vm.code(c).name);
            let _ = write!(self.out, "#<procedure {name}>");
            return;
        }
        let shapes = object::shapes(vm);
        if let Some(c) = vm.cast(w, shapes.condition) {
            let kind = vm.get(c, object::Condition::kind).as_symbol().map_or("", |s| vm.symbols.name(s));
            let message = vm.get(c, object::Condition::message);
            let _ = write!(self.out, "#<condition {kind}: {}", object::text_of(vm, message).unwrap_or_else(|| "...".into()));
            for i in object::elements(vm, vm.get(c, object::Condition::irritants)).unwrap_or_default() {
                let _ = write!(self.out, " {}", self.brief(i));
            }
            self.out.push('>');
            return;
        }
        if let Some(t) = vm.cast(w, TUPLE) {
            self.out.push_str("#<values");
            for x in vm.elements(t).to_vec() {
                self.out.push(' ');
                self.out.push_str(&limited(vm, x, 100));
            }
            self.out.push('>');
            return;
        }
        if let Some(r) = vm.cast(w, shapes.record_type) {
            let name = vm.get(r, object::RecordType::name).as_symbol().map_or("", |s| vm.symbols.name(s));
            let _ = write!(self.out, "#<record-type {name}>");
            return;
        }
        let Some(shape) = vm.shape_of(w) else { return };
        let info = vm.shapes.get(shape);
        let _ = write!(self.out, "#<{}", vm.symbols.name(info.name));
        if let Some(rtd) = vm.cast(info.meta, shapes.record_type) {
            let fields = vm.cast(vm.get(rtd, object::RecordType::fields), VECTOR);
            let names: Vec<Word> = fields.map_or_else(Vec::new, |f| vm.elements(f).to_vec());
            for (i, n) in names.iter().enumerate().take(16) {
                let value = vm.slot(w, i as u32).unwrap_or(Word::UNSPECIFIED);
                let name = n.as_symbol().map_or("", |s| vm.symbols.name(s));
                let _ = write!(self.out, " {name}: {}", self.brief(value));
            }
        }
        self.out.push('>');
    }
}

/// The longest text of a datum, in bytes: shared structure and cycles that are written without labels have no end.
const LONGEST: usize = 1 << 30;

fn print(vm: &mut Vm, who: &str, args: &[Word], style: Style) -> jitgen::HelperResult {
    let p = port::port(vm, who, args, 1, port::OUTPUT)?;
    if let (Style::Display, Some(t)) = (style, vm.cast(args[0], TEXT)) {
        return port::emit_chars(vm, who, p, t, 0, usize::MAX);
    }
    let most = vm.limits.heap_bytes.min(LONGEST);
    let text = match whole(vm, args[0], style, most) {
        Ok(text) => text,
        // An interrupt is seen to when the procedure has returned.
        Err(cut) if vm.poll.get() & (poll::INTERRUPT | poll::DEADLINE) != 0 => cut,
        Err(_) => return Err(super::error::memory_error(vm, who, OutOfMemory { bytes: most })),
    };
    port::emit_text(vm, who, p, text.as_bytes())?;
    Ok(Word::UNSPECIFIED)
}

jitgen::helpers! {
    WRITE "write" Effects::READS_WRITES => |vm, args...| print(vm, "write", args, Style::Write);
    DISPLAY "display" Effects::READS_WRITES => |vm, args...| print(vm, "display", args, Style::Display);
    WRITE_SHARED "write-shared" Effects::READS_WRITES => |vm, args...| print(vm, "write-shared", args, Style::Shared);
    WRITE_SIMPLE "write-simple" Effects::READS_WRITES => |vm, args...| print(vm, "write-simple", args, Style::Simple);
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    helpn("write", 1, 2, &WRITE),
    helpn("display", 1, 2, &DISPLAY),
    helpn("write-shared", 1, 2, &WRITE_SHARED),
    helpn("write-simple", 1, 2, &WRITE_SIMPLE),
];
