//! Characters, codes and bytes, one at a time; writing text.

use super::stream::{culprit, input, output, stream_term};
use super::text::text_of;
use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::streams::{Data, EofAction, Sink};
use std::io::Write;
use vm_core::{Vm, Word, number};

builtins! {
    GET_CHAR "get_char" 1 |vm, a| get(vm, None, a[0], Unit::Char, true);
    GET_CHAR_FROM "get_char" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Char, true);
    PEEK_CHAR "peek_char" 1 |vm, a| get(vm, None, a[0], Unit::Char, false);
    PEEK_CHAR_FROM "peek_char" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Char, false);
    GET_CODE "get_code" 1 |vm, a| get(vm, None, a[0], Unit::Code, true);
    GET_CODE_FROM "get_code" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Code, true);
    PEEK_CODE "peek_code" 1 |vm, a| get(vm, None, a[0], Unit::Code, false);
    PEEK_CODE_FROM "peek_code" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Code, false);
    GET0 "get0" 1 |vm, a| get(vm, None, a[0], Unit::Code, true);
    GET0_FROM "get0" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Code, true);
    GET_BYTE "get_byte" 1 |vm, a| get(vm, None, a[0], Unit::Byte, true);
    GET_BYTE_FROM "get_byte" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Byte, true);
    PEEK_BYTE "peek_byte" 1 |vm, a| get(vm, None, a[0], Unit::Byte, false);
    PEEK_BYTE_FROM "peek_byte" 2 |vm, a| get(vm, Some(a[0]), a[1], Unit::Byte, false);
    PUT_CHAR "put_char" 1 |vm, a| put_unit(vm, None, a[0], Unit::Char);
    PUT_CHAR_TO "put_char" 2 |vm, a| put_unit(vm, Some(a[0]), a[1], Unit::Char);
    PUT_CODE "put_code" 1 |vm, a| put_unit(vm, None, a[0], Unit::Code);
    PUT_CODE_TO "put_code" 2 |vm, a| put_unit(vm, Some(a[0]), a[1], Unit::Code);
    PUT_BYTE "put_byte" 1 |vm, a| put_unit(vm, None, a[0], Unit::Byte);
    PUT_BYTE_TO "put_byte" 2 |vm, a| put_unit(vm, Some(a[0]), a[1], Unit::Byte);
    NL "nl" 0 |vm, _| {
        let i = world(vm).output;
        let s = stream_term(vm, i);
        put(vm, s, "\n")
    };
    NL_TO "nl" 1 |vm, a| put(vm, a[0], "\n");
    SPACES "$spaces" 2 |vm, a| {
        let n = deref(vm, a[1]).as_smi().unwrap_or(0).clamp(0, 1 << 24) as usize;
        put(vm, a[0], &" ".repeat(n))
    };
    PUT "$put" 2 |vm, a| {
        let s = super::text::needed(vm, a[1])?;
        put(vm, a[0], &s)
    };
    AT_END "$at_end" 1 |vm, a| {
        let i = input(vm, a[0])?;
        Ok(world_mut(vm).streams[i].at_end())
    };
    READ_LINE "$read_line" 3 |vm, a| read_text(vm, a, true);
    READ_ALL "$read_all" 3 |vm, a| read_text(vm, a, false);
    PEEK_STRING "peek_string" 3 |vm, a| {
        let i = input(vm, a[0])?;
        let count = deref(vm, a[1]).as_smi().unwrap_or(0).max(0) as usize;
        let s = &mut world_mut(vm).streams[i];
        while s.text()[s.position.bytes..].chars().nth(count.saturating_sub(1)).is_none() && s.more() {}
        let (text, from) = (s.text(), s.position.bytes);
        let part: String = text[from..].chars().take(count).collect();
        let w = super::text::quoted(vm, &part, crate::state::Quotes::String);
        Ok(unify(vm, a[2], w))
    };
    SKIP "$skip" 2 |vm, a| {
        let i = input(vm, a[0])?;
        let Some(wanted) = deref(vm, a[1]).as_smi() else { return Ok(false) };
        let s = &mut world_mut(vm).streams[i];
        while let Some(c) = s.peek_char() {
            s.go_to(s.position.bytes + c.len_utf8());
            if i64::from(c as u32) == wanted {
                break;
            }
        }
        Ok(true)
    };
}

/// What is read or written at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Char,
    Code,
    Byte,
}

fn is_var(vm: &Vm, w: Word) -> bool {
    matches!(view(vm, w).1, Term::Var(_))
}

/// The only character of an atom.
fn single(vm: &Vm, w: Word) -> Option<char> {
    let mut chars = vm.symbols.name(w.as_symbol()?).chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn code_of(w: Word) -> Option<char> {
    w.as_smi().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32)
}

/// The error if what is to be unified with something read can never be that.
fn check_result(vm: &mut Vm, out: Word, unit: Unit) -> Result<(), Word> {
    let (out, t) = view(vm, out);
    if matches!(t, Term::Var(_)) {
        return Ok(());
    }
    match unit {
        Unit::Char if single(vm, out).is_some() || text_of(vm, out).as_deref() == Some("end_of_file") => Ok(()),
        Unit::Char => Err(errors::type_error(vm, "in_character", out)),
        Unit::Code if !number::is_exact_integer(vm, out) => Err(errors::type_error(vm, "integer", out)),
        Unit::Code if out == Word::smi(-1) || code_of(out).is_some() => Ok(()),
        Unit::Code => Err(errors::representation(vm, "in_character_code")),
        Unit::Byte if out.as_smi().is_some_and(|n| (-1..256).contains(&n)) => Ok(()),
        Unit::Byte => Err(errors::type_error(vm, "in_byte", out)),
    }
}

fn get(vm: &mut Vm, from: Option<Word>, out: Word, unit: Unit, consume: bool) -> Answer {
    if let Some(s) = from
        && is_var(vm, s)
    {
        return Err(errors::instantiation(vm));
    }
    check_result(vm, out, unit)?;
    let name = match from {
        Some(s) => s,
        None => stream_term(vm, world(vm).input),
    };
    let i = input(vm, name)?;
    let s = &world(vm).streams[i];
    if s.binary != (unit == Unit::Byte) {
        let w = culprit(vm, name, i);
        return Err(errors::permission(vm, "input", if unit == Unit::Byte { "text_stream" } else { "binary_stream" }, w));
    }
    check_end(vm, i, name)?;
    let s = &mut world_mut(vm).streams[i];
    let next = s.peek_char();
    match next {
        Some(_) if !consume => {}
        Some(c) => s.go_to(s.position.bytes + if unit == Unit::Byte { 1 } else { c.len_utf8() }),
        None if consume => s.past_end = true,
        None => {}
    }
    let w = match (next, unit) {
        (Some(c), Unit::Char) => atom(vm, c.encode_utf8(&mut [0; 4])),
        (None, Unit::Char) => atom(vm, "end_of_file"),
        (Some(c), _) => Word::smi(c as i64),
        (None, _) => Word::smi(-1),
    };
    Ok(unify(vm, out, w))
}

/// The error if a stream's end was read and must not be read again.
pub fn check_end(vm: &mut Vm, i: usize, name: Word) -> Result<(), Word> {
    let s = &mut world_mut(vm).streams[i];
    if !s.past_end || !s.at_end() {
        s.past_end = false;
        return Ok(());
    }
    if s.eof_action != EofAction::Error {
        return Ok(());
    }
    let w = culprit(vm, name, i);
    Err(errors::permission(vm, "input", "past_end_of_stream", w))
}

fn put_unit(vm: &mut Vm, to: Option<Word>, w: Word, unit: Unit) -> Answer {
    if let Some(s) = to
        && is_var(vm, s)
    {
        return Err(errors::instantiation(vm));
    }
    let (w, t) = view(vm, w);
    if matches!(t, Term::Var(_)) {
        return Err(errors::instantiation(vm));
    }
    let c = match unit {
        Unit::Char => single(vm, w).ok_or_else(|| errors::type_error(vm, "character", w))?,
        Unit::Code if !number::is_exact_integer(vm, w) => return Err(errors::type_error(vm, "integer", w)),
        Unit::Code => code_of(w).ok_or_else(|| errors::representation(vm, "character_code"))?,
        Unit::Byte => match w.as_smi().and_then(|n| u8::try_from(n).ok()) {
            Some(b) => char::from(b),
            None => return Err(errors::type_error(vm, "byte", w)),
        },
    };
    let name = match to {
        Some(s) => s,
        None => stream_term(vm, world(vm).output),
    };
    if unit != Unit::Byte {
        return put(vm, name, c.encode_utf8(&mut [0; 4]));
    }
    let i = output(vm, name)?;
    if !world(vm).streams[i].binary {
        let w = culprit(vm, name, i);
        return Err(errors::permission(vm, "output", "text_stream", w));
    }
    write_bytes(vm, i, name, &[c as u8])
}

/// Writes text to a stream.
pub fn put(vm: &mut Vm, name: Word, text: &str) -> Answer {
    let i = output(vm, name)?;
    let s = &mut world_mut(vm).streams[i];
    if s.binary {
        let w = culprit(vm, name, i);
        return Err(errors::permission(vm, "output", "binary_stream", w));
    }
    s.position.advance(text);
    write_bytes(vm, i, name, text.as_bytes())
}

fn write_bytes(vm: &mut Vm, i: usize, name: Word, bytes: &[u8]) -> Answer {
    let done = match &mut world_mut(vm).streams[i].sink {
        Sink::Output => vm.output.write_all(bytes),
        Sink::Error => {
            // What was written to standard output before comes before; an error there is reported there.
            let _ = vm.output.flush();
            std::io::stderr().write_all(bytes)
        }
        Sink::File(f) => f.write_all(bytes),
        Sink::Memory(m) => {
            m.push_str(&String::from_utf8_lossy(bytes));
            Ok(())
        }
        Sink::Input | Sink::Stdin | Sink::Closed => Ok(()),
    };
    if done.is_ok() {
        return Ok(true);
    }
    let w = culprit(vm, name, i);
    Err(errors::permission(vm, "output", "stream", w))
}

/// `'$read_line'(Stream, Text, End)`: the text to the end of the line or of the stream, and what ended it.
fn read_text(vm: &mut Vm, a: &[Word], line: bool) -> Answer {
    let i = input(vm, a[0])?;
    let s = &mut world_mut(vm).streams[i];
    let at_end = s.at_end();
    let (rest, at) = match &s.data {
        Data::Text(text) => (text.clone(), s.position.bytes),
        Data::Bytes(bytes) => (bytes[s.position.bytes..].iter().map(|b| char::from(*b)).collect::<String>().into(), 0),
    };
    let rest = &rest[at..];
    let length = if line { rest.find('\n') } else { None };
    let consumed = length.map_or(rest.len(), |n| n + 1);
    let target = s.position.bytes + if s.binary { rest[..consumed].chars().count() } else { consumed };
    s.go_to(target);
    s.past_end |= length.is_none();
    let text = &rest[..length.unwrap_or(rest.len())];
    let text = if line { text.strip_suffix('\r').unwrap_or(text) } else { text };
    let w = super::text::make(vm, text, super::text::Kind::Text)?;
    let end = atom(
        vm,
        if length.is_some() {
            "line"
        } else if at_end {
            "end"
        } else {
            "last"
        },
    );
    Ok(unify(vm, a[1], w) && unify(vm, a[2], end))
}
