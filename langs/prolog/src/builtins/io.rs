//! Streams: reading terms and characters, writing.

use super::text::{Kind, make, needed, text_of};
use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::state::{Sink, Stream};
use crate::write::{self, Style};
use std::io::{Read, Write};
use vm_core::{Vm, Word};

builtins! {
    WRITE "$write" 3 |vm, a| {
        let style = deref(vm, a[2]).as_smi().unwrap_or(0);
        let style = Style::of_bits(style, 0);
        let text = write::text(vm, a[1], style);
        put(vm, a[0], &text)
    };
    PUT "$put" 2 |vm, a| {
        let s = needed(vm, a[1])?;
        put(vm, a[0], &s)
    };
    FORMAT "$format" 3 |vm, a| {
        let column = column(vm, a[0]);
        let s = super::format::format(vm, a[1], a[2], column)?;
        put(vm, a[0], &s)
    };
    FLUSH "flush_output" 0 |vm, _| {
        let _ = vm.output.flush();
        Ok(true)
    };
    READ "$read" 4 read;
    GET "$get" 2 |vm, a| get(vm, a, true);
    PEEK "$peek" 2 |vm, a| get(vm, a, false);
    OPEN "$open" 3 open;
    CLOSE "$close" 1 |vm, a| {
        let i = stream(vm, a[0])?;
        if i > 2 {
            let p = world_mut(vm);
            p.streams[i].sink = Sink::Closed;
            p.streams[i].alias = None;
            if p.input == i {
                p.input = 0;
            }
            if p.output == i {
                p.output = 1;
            }
        }
        Ok(true)
    };
    CURRENT_OUTPUT "$current_output" 1 |vm, a| {
        let i = world(vm).output;
        let s = stream_term(vm, i);
        Ok(unify(vm, a[0], s))
    };
    CURRENT_INPUT "$current_input" 1 |vm, a| {
        let i = world(vm).input;
        let s = stream_term(vm, i);
        Ok(unify(vm, a[0], s))
    };
    SET_OUTPUT "set_output" 1 |vm, a| {
        let i = stream(vm, a[0])?;
        world_mut(vm).output = i;
        Ok(true)
    };
    SET_INPUT "set_input" 1 |vm, a| {
        let i = stream(vm, a[0])?;
        world_mut(vm).input = i;
        Ok(true)
    };
    MEMORY "$memory" 1 |vm, a| {
        let i = add(vm, Sink::Memory(String::new()), String::new(), "");
        let s = stream_term(vm, i);
        Ok(unify(vm, a[0], s))
    };
    CONTENTS "$contents" 2 |vm, a| {
        let i = stream(vm, a[0])?;
        let text = match &world(vm).streams[i].sink {
            Sink::Memory(s) => s.clone(),
            _ => String::new(),
        };
        let w = make(vm, &text, Kind::Text)?;
        Ok(unify(vm, a[1], w))
    };
    OPEN_TEXT "$open_text" 2 |vm, a| {
        let text = needed(vm, a[0])?;
        let i = add(vm, Sink::Input, text, "");
        let s = stream_term(vm, i);
        Ok(unify(vm, a[1], s))
    };
    SOURCE "$source_stream" 2 |vm, a| {
        let Some(i) = deref(vm, a[0]).as_smi() else { return Ok(false) };
        let source = vm.source(vm_core::SourceId(i as u32));
        let (text, name) = (source.text.to_string(), source.name.clone());
        let i = add(vm, Sink::Input, text, &name);
        world_mut(vm).load += 1;
        let s = stream_term(vm, i);
        Ok(unify(vm, a[1], s))
    };
    POSITION "$position" 3 |vm, a| {
        let i = stream(vm, a[0])?;
        let s = &world(vm).streams[i];
        // The line of what comes next, layout and comments not counted.
        let (tokens, _) = crate::lexer::clause(&s.text, s.at);
        let at = tokens.ok().and_then(|t| t.first().map(|t| t.at)).unwrap_or(s.at);
        let line = s.text[..at].matches('\n').count() as i64 + 1;
        let name = s.name.clone();
        let w = atom(vm, &name);
        Ok(unify(vm, a[1], w) && unify(vm, a[2], Word::smi(line)))
    };
    MESSAGE "$message" 1 |vm, a| {
        let s = needed(vm, a[0])?;
        let _ = vm.output.flush();
        // Where errors cannot be written there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "{s}");
        Ok(true)
    };
    EXISTS "exists_file" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        Ok(std::path::Path::new(&name).is_file())
    };
    COLUMN "$column" 2 |vm, a| {
        let n = column(vm, a[0]);
        Ok(unify(vm, a[1], Word::smi(n as i64)))
    };
}

fn add(vm: &mut Vm, sink: Sink, text: String, name: &str) -> usize {
    let s = Stream { text: text.into(), at: 0, name: name.into(), alias: None, sink, column: 0, past_end: false };
    let p = world_mut(vm);
    match p.streams.iter().position(|s| matches!(s.sink, Sink::Closed)) {
        Some(i) => {
            p.streams[i] = s;
            i
        }
        None => {
            p.streams.push(s);
            p.streams.len() - 1
        }
    }
}

fn stream_term(vm: &mut Vm, i: usize) -> Word {
    compound(vm, "$stream", &[Word::smi(i as i64)])
}

/// The stream that a term names.
fn stream(vm: &mut Vm, w: Word) -> Result<usize, Word> {
    let (w, t) = view(vm, w);
    let found = match t {
        Term::Var(_) => return Err(errors::instantiation(vm)),
        Term::Atom(s) => {
            let (name, p) = (vm.symbols.name(s), world(vm));
            match name {
                "$output" => Some(p.output),
                "$input" => Some(p.input),
                _ => p.streams.iter().position(|s| s.alias.as_deref() == Some(name)),
            }
        }
        Term::Compound(s, 1) if vm.symbols.name(s) == "$stream" => arg(vm, w, 0).as_smi().map(|i| i as usize),
        _ => return Err(errors::domain(vm, "stream_or_alias", w)),
    };
    match found {
        Some(i) if i < world(vm).streams.len() && !matches!(world(vm).streams[i].sink, Sink::Closed) => Ok(i),
        _ => Err(errors::existence(vm, "stream", w)),
    }
}

fn column(vm: &mut Vm, w: Word) -> usize {
    stream(vm, w).map_or(0, |i| world(vm).streams[i].column)
}

/// Writes text to a stream.
fn put(vm: &mut Vm, w: Word, text: &str) -> Answer {
    let i = stream(vm, w)?;
    let s = &mut world_mut(vm).streams[i];
    s.column = match text.rfind('\n') {
        Some(n) => text[n + 1..].chars().count(),
        None => s.column + text.chars().count(),
    };
    match &mut s.sink {
        Sink::Output => vm.print(text),
        Sink::Error => {
            let _ = vm.output.flush();
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        Sink::File(f) => {
            if f.write_all(text.as_bytes()).is_err() {
                return Err(errors::permission(vm, "output", "stream", w));
            }
        }
        Sink::Memory(m) => m.push_str(text),
        Sink::Input | Sink::Stdin | Sink::Closed => return Err(errors::permission(vm, "output", "stream", w)),
    }
    Ok(true)
}

/// The index of an input stream, its text there.
fn input(vm: &mut Vm, w: Word) -> Result<usize, Word> {
    let i = stream(vm, w)?;
    match world(vm).streams[i].sink {
        Sink::Input => {}
        Sink::Stdin => {
            let mut bytes = Vec::new();
            // What cannot be read is as if it had ended.
            let _ = std::io::stdin().read_to_end(&mut bytes);
            let s = &mut world_mut(vm).streams[i];
            s.text = String::from_utf8_lossy(&bytes).into();
            s.sink = Sink::Input;
        }
        _ => return Err(errors::permission(vm, "input", "stream", w)),
    }
    Ok(i)
}

fn get(vm: &mut Vm, a: &[Word], consume: bool) -> Answer {
    let i = input(vm, a[0])?;
    let s = &mut world_mut(vm).streams[i];
    let w = match s.text[s.at..].chars().next() {
        Some(c) => {
            if consume {
                s.at += c.len_utf8();
            }
            atom(vm, c.encode_utf8(&mut [0; 4]))
        }
        None => atom(vm, "end_of_file"),
    };
    Ok(unify(vm, a[1], w))
}

/// `'$read'(Stream, Term, Names, Singletons)`: names as `Name=Var`.
fn read(vm: &mut Vm, a: &[Word]) -> Answer {
    let i = input(vm, a[0])?;
    let s = &world(vm).streams[i];
    let (text, at, name) = (s.text.clone(), s.at, s.name.clone());
    let (result, next) = crate::reader::read(vm, &text, at);
    world_mut(vm).streams[i].at = next;
    let read = match result {
        Ok(read) => read,
        Err(e) => {
            let at = e.at.min(text.len());
            let line = text[..at].matches('\n').count() as i64 + 1;
            let column = text[..at].rsplit('\n').next().unwrap_or("").chars().count() as i64;
            let (what, file) = (atom(vm, &e.message), atom(vm, &name));
            let formal = compound(vm, "syntax_error", &[what]);
            let place = compound(vm, "file", &[file, Word::smi(line), Word::smi(column), Word::smi(at as i64)]);
            return Err(compound(vm, "error", &[formal, place]));
        }
    };
    let (mut names, mut singletons) = (Vec::new(), Vec::new());
    for (name, v, count) in &read.variables {
        let n = atom(vm, name);
        let pair = compound(vm, "=", &[n, *v]);
        names.push(pair);
        if *count == 1 && (!name.starts_with('_') || name.starts_with("__")) && !name.starts_with("__") {
            singletons.push(pair);
        }
    }
    let term = match read.term {
        Some(w) => w,
        None => atom(vm, "end_of_file"),
    };
    let (names, singletons) = (proper_list(vm, &names), proper_list(vm, &singletons));
    Ok(unify(vm, a[1], term) && unify(vm, a[2], names) && unify(vm, a[3], singletons))
}

/// `'$open'(File, Mode, Stream)`
fn open(vm: &mut Vm, a: &[Word]) -> Answer {
    let (file, t) = view(vm, a[0]);
    if matches!(t, Term::Var(_)) {
        return Err(errors::instantiation(vm));
    }
    let (mode, u) = view(vm, a[1]);
    let Term::Atom(_) = u else {
        return Err(if matches!(u, Term::Var(_)) { errors::instantiation(vm) } else { errors::type_error(vm, "atom", mode) });
    };
    let Some(name) = text_of(vm, file) else { return Err(errors::domain(vm, "source_sink", file)) };
    let missing = |vm: &mut Vm, e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => errors::existence(vm, "source_sink", file),
        _ => errors::permission(vm, "open", "source_sink", file),
    };
    let sink = match text_of(vm, mode).as_deref() {
        Some("read") => {
            let bytes = std::fs::read(&name).map_err(|e| missing(vm, e))?;
            let i = add(vm, Sink::Input, String::from_utf8_lossy(&bytes).into_owned(), &name);
            let s = stream_term(vm, i);
            return Ok(unify(vm, a[2], s));
        }
        Some("write") => std::fs::File::create(&name),
        Some("append") => std::fs::OpenOptions::new().append(true).create(true).open(&name),
        _ => return Err(errors::domain(vm, "io_mode", mode)),
    };
    let sink = sink.map_err(|e| missing(vm, e))?;
    let i = add(vm, Sink::File(sink), String::new(), &name);
    let s = stream_term(vm, i);
    Ok(unify(vm, a[2], s))
}

