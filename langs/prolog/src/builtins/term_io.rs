//! Terms read from streams and written to them.

use super::io::{check_end, put};
use super::stream::{culprit, input, output, stream_term};
use super::text::{Kind, make, text_of};
use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::reader::{Read, SyntaxError};
use crate::streams::Position;
use crate::write::{self, Names, Style};
use vm_core::{Vm, Word};

builtins! {
    WRITE "$write" 3 |vm, a| write_styled(vm, a[0], a[1], a[2]);
    WRITE_WITH "$write" 6 |vm, a| {
        // '$write'(Stream, Term, Flags, Depth, Priority, Names)
        let style = Style::of_bits(smi(vm, a[2]), smi(vm, a[3]).clamp(0, u32::MAX.into()) as u32);
        let names = names(vm, a[5]);
        let text = write::text_at(vm, a[1], style, smi(vm, a[4]).clamp(0, 1200) as u32, &names);
        put(vm, a[0], &text)
    };
    WRITE_CANONICAL "$write_canonical" 2 |vm, a| {
        let names = write::canonical_names(vm, a[1]);
        let style = Style { quoted: true, ignore_ops: true, no_braces: true, ..Style::default() };
        let text = write::text_at(vm, a[1], style, 1200, &names);
        put(vm, a[0], &text)
    };
    WRITE_CURRENT "write" 1 |vm, a| write_current(vm, a[0], Style::WRITE, false);
    WRITEQ "writeq" 1 |vm, a| write_current(vm, a[0], Style::QUOTED, false);
    WRITELN "writeln" 1 |vm, a| write_current(vm, a[0], Style::WRITE, true);
    WRITE_TO "write" 2 |vm, a| write_to(vm, a, Style::WRITE, false);
    WRITEQ_TO "writeq" 2 |vm, a| write_to(vm, a, Style::QUOTED, false);
    WRITELN_TO "writeln" 2 |vm, a| write_to(vm, a, Style::WRITE, true);
    FORMAT "$format" 3 |vm, a| {
        let i = output(vm, a[0])?;
        let column = world(vm).streams[i].position.column;
        let (text, result) = super::format::format(vm, a[1], a[2], column);
        put(vm, a[0], &text)?;
        result.map(|()| true)
    };
    FORMAT_CALLS "$format_calls" 2 |vm, a| {
        let Some(directives) = text_of(vm, a[0]).and_then(|s| super::format::calls(&s)) else { return Ok(false) };
        let codes: Vec<Word> = directives.into_iter().map(|d| Word::smi(d as i64)).collect();
        let l = proper_list(vm, &codes);
        Ok(unify(vm, a[1], l))
    };
    CANONICAL_NAMES "$canonical_names" 2 |vm, a| {
        let mut pairs = Vec::new();
        for (var, name) in write::canonical_names(vm, a[0]) {
            let name = super::text::quoted(vm, &name, crate::state::Quotes::String);
            pairs.push(compound(vm, "=", &[name, var]));
        }
        let l = proper_list(vm, &pairs);
        Ok(unify(vm, a[1], l))
    };
    FORMATTED "$formatted" 4 |vm, a| {
        // '$formatted'(Kind, Format, Arguments, Text)
        let (text, result) = super::format::format(vm, a[1], a[2], 0);
        result.and_then(|()| made_text(vm, &text, a[0], a[3]))
    };
    WRITTEN "$written" 3 |vm, a| {
        // '$written'(Kind, Term, Text): as writeq/1 writes it.
        let text = write::text(vm, a[1], Style::QUOTED);
        made_text(vm, &text, a[0], a[2])
    };
    READ "$read" 6 read;
    READ_TEXT "$read_text" 3 |vm, a| {
        // '$read_text'(Text, Term, Names): the first term of a text, whose end needs no point.
        let text = super::text::needed(vm, a[0])? + "\n.";
        match crate::reader::read(vm, &text, 0).0 {
            Ok(read) => {
                let names = names_of(vm, &read).0;
                let l = proper_list(vm, &names);
                Ok(read.term.is_some_and(|w| unify(vm, a[1], w)) && unify(vm, a[2], l))
            }
            Err(e) => Err(syntax_error(vm, &e, &text, Position::START, "")),
        }
    };
    CONVERT "$convert_character" 2 |vm, a| {
        let [from, to] = [one_character(vm, a[0])?, one_character(vm, a[1])?];
        world_mut(vm).conversions.set(from, to);
        Ok(true)
    };
    CONVERTED "$converted_characters" 1 |vm, a| {
        let mut pairs: Vec<(char, char)> = world(vm).conversions.table.iter().map(|(from, to)| (*from, *to)).collect();
        pairs.sort_unstable();
        let mut found = Vec::new();
        for (from, to) in pairs {
            let [from, to] = [from, to].map(|c| atom(vm, c.encode_utf8(&mut [0; 4])));
            found.push(compound(vm, "-", &[from, to]));
        }
        let l = proper_list(vm, &found);
        Ok(unify(vm, a[0], l))
    };
    NEEDS_QUOTES "$quoted_atom" 2 |vm, a| {
        let s = text_of(vm, a[0]).unwrap_or_default();
        let w = atom(vm, &write::quoted(&s));
        Ok(unify(vm, a[1], w))
    };
    SYNTAX_POSITION "$start_of_term" 3 |vm, a| {
        // '$start_of_term'(Stream, Line, Column): where the next term begins.
        let i = input(vm, a[0])?;
        let s = &world(vm).streams[i];
        let (text, mut position) = (s.text(), s.position);
        position.advance(&text[position.bytes..crate::lexer::start(&text, position.bytes)]);
        Ok(unify(vm, a[1], Word::smi(position.line as i64)) && unify(vm, a[2], Word::smi(position.column as i64)))
    };
}

/// A character of an argument.
fn one_character(vm: &mut Vm, w: Word) -> Result<char, Word> {
    let (w, t) = view(vm, w);
    let name = match t {
        Term::Var(_) => return Err(errors::instantiation(vm)),
        Term::Atom(s) => vm.symbols.name(s),
        _ => "",
    };
    let mut chars = name.chars();
    let first = chars.next().filter(|_| chars.next().is_none());
    first.ok_or_else(|| errors::type_error(vm, "character", w))
}

fn smi(vm: &Vm, w: Word) -> i64 {
    deref(vm, w).as_smi().unwrap_or(0)
}

fn write_styled(vm: &mut Vm, to: Word, term: Word, flags: Word) -> Answer {
    let style = Style::of_bits(smi(vm, flags), 0);
    let text = write::text(vm, term, style);
    put(vm, to, &text)
}

fn write_current(vm: &mut Vm, term: Word, style: Style, line: bool) -> Answer {
    let s = stream_term(vm, world(vm).output);
    write_to(vm, &[s, term], style, line)
}

fn write_to(vm: &mut Vm, a: &[Word], style: Style, line: bool) -> Answer {
    output(vm, a[0])?;
    let mut text = write::text(vm, a[1], style);
    if line {
        text.push('\n');
    }
    put(vm, a[0], &text)
}

/// Names for variables from a list of `Name=Var`; the first of several for one variable counts.
fn names(vm: &Vm, list: Word) -> Names {
    let mut names = Names::default();
    for pair in items(vm, list).0 {
        let (name, var) = (arg(vm, pair, 0), arg(vm, pair, 1));
        if let (Some(name), Term::Var(_)) = (text_of(vm, name), view(vm, var).1) {
            names.entry(var).or_insert(name);
        }
    }
    names
}

/// What is wrong, as the standard's term, with its place.
fn syntax_error(vm: &mut Vm, e: &SyntaxError, text: &str, mut position: Position, file: &str) -> Word {
    position.advance(&text[position.bytes..e.at.clamp(position.bytes, text.len())]);
    let formal = errors::syntax(vm, &e.message);
    let formal = arg(vm, formal, 0);
    let [line, column, chars] = [position.line, position.column, position.chars].map(|n| Word::smi(n as i64));
    let place = if file.is_empty() {
        let text = super::text::quoted(vm, text, crate::state::Quotes::String);
        compound(vm, "string", &[text, chars])
    } else {
        let file = atom(vm, file);
        compound(vm, "file", &[file, line, column, chars])
    };
    compound(vm, "error", &[formal, place])
}

/// Unifies an argument with a text, as an atom or a string.
fn made_text(vm: &mut Vm, text: &str, kind: Word, w: Word) -> Answer {
    let atom = text_of(vm, kind).as_deref() == Some("atom");
    let made = make(vm, text, if atom { Kind::Atom } else { Kind::Text })?;
    Ok(unify(vm, w, made))
}

/// The variables of what was read as `Name=Var`, and those that occur once.
fn names_of(vm: &mut Vm, read: &Read) -> (Vec<Word>, Vec<Word>) {
    let (mut names, mut singletons) = (Vec::new(), Vec::new());
    for (name, v, count) in &read.variables {
        let n = atom(vm, name);
        let pair = compound(vm, "=", &[n, *v]);
        names.push(pair);
        if *count == 1 && !name.starts_with('_') {
            singletons.push(pair);
        }
    }
    (names, singletons)
}

/// `'$read'(Stream, Term, Names, Singletons, Variables, Position)`: names as `Name=Var`.
fn read(vm: &mut Vm, a: &[Word]) -> Answer {
    let i = input(vm, a[0])?;
    if world(vm).streams[i].binary {
        let w = culprit(vm, a[0], i);
        return Err(errors::permission(vm, "input", "binary_stream", w));
    }
    check_end(vm, i, a[0])?;
    world_mut(vm).streams[i].at_end();
    let (result, text, position, next) = loop {
        let s = &world(vm).streams[i];
        let (text, position) = (s.text(), s.position);
        let (result, next) = crate::reader::read(vm, &text, position.bytes);
        let incomplete = match &result {
            Ok(read) => read.term.is_none(),
            Err(e) => e.message.starts_with("end_of_file"),
        };
        // On a terminal the term may go on in the next line.
        if !incomplete || !world_mut(vm).streams[i].more() {
            break (result, text, position, next);
        }
    };
    let s = &mut world_mut(vm).streams[i];
    s.go_to(next);
    let read = match result {
        Ok(read) => read,
        Err(e) => {
            let name = s.name.clone();
            return Err(syntax_error(vm, &e, &text, position, &name));
        }
    };
    world_mut(vm).streams[i].past_end |= read.term.is_none();
    let (names, singletons) = names_of(vm, &read);
    let term = match read.term {
        Some(w) => w,
        None => atom(vm, "end_of_file"),
    };
    let mut start = position;
    start.advance(&text[position.bytes..read.start.max(position.bytes)]);
    let parts = [start.chars, start.line, start.column, start.bytes].map(|n| Word::smi(n as i64));
    let start = compound(vm, "$stream_position", &parts);
    let lists = [&names, &singletons, &read.all].map(|l| proper_list(vm, l));
    Ok(unify(vm, a[1], term)
        && unify(vm, a[2], lists[0])
        && unify(vm, a[3], lists[1])
        && unify(vm, a[4], lists[2])
        && unify(vm, a[5], start))
}
