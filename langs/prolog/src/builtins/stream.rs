//! Streams: opening, closing, naming, properties, positions.

use super::text::{Kind, make, needed, text_of};
use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::streams::{Data, EofAction, Position, Sink, Stream};
use std::io::Write;
use vm_core::{Vm, Word};

builtins! {
    OPEN "$open" 4 open;
    CLOSE "$close" 2 |vm, a| {
        let i = stream(vm, a[0])?;
        let force = is_true(vm, a[1]);
        close(vm, i, a[0], force)
    };
    CURRENT_OUTPUT "current_output" 1 |vm, a| current(vm, a[0], world(vm).output);
    CURRENT_INPUT "current_input" 1 |vm, a| current(vm, a[0], world(vm).input);
    SET_OUTPUT "set_output" 1 |vm, a| {
        let i = output(vm, a[0])?;
        world_mut(vm).output = i;
        Ok(true)
    };
    SET_INPUT "set_input" 1 |vm, a| {
        let i = input(vm, a[0])?;
        world_mut(vm).input = i;
        Ok(true)
    };
    MEMORY "$memory" 1 |vm, a| {
        let i = add(vm, Stream::new(Sink::Memory(String::new()), "", "write"));
        let s = stream_term(vm, i);
        Ok(unify(vm, a[0], s))
    };
    CONTENTS "$contents" 2 |vm, a| {
        let i = stream(vm, a[0])?;
        let text = match &mut world_mut(vm).streams[i].sink {
            Sink::Memory(s) => std::mem::take(s),
            _ => String::new(),
        };
        let w = make(vm, &text, Kind::Text)?;
        Ok(unify(vm, a[1], w))
    };
    OPEN_TEXT "$open_text" 2 |vm, a| {
        let text = needed(vm, a[0])?;
        let i = add(vm, Stream::of_text(&text, ""));
        let s = stream_term(vm, i);
        Ok(unify(vm, a[1], s))
    };
    SOURCE "$source_stream" 2 |vm, a| {
        let Some(i) = deref(vm, a[0]).as_smi() else { return Ok(false) };
        let source = vm.source(vm_core::SourceId(i as u32));
        let stream = Stream::of_text(&source.text, &source.name);
        let i = add(vm, stream);
        world_mut(vm).load += 1;
        let s = stream_term(vm, i);
        Ok(unify(vm, a[1], s))
    };
    SOURCE_TEXT "$source_text" 2 |vm, a| {
        let Some(i) = deref(vm, a[0]).as_smi() else { return Ok(false) };
        let text = vm.source(vm_core::SourceId(i as u32)).text.clone();
        let w = super::text::make(vm, &text, super::text::Kind::Text)?;
        Ok(unify(vm, a[1], w))
    };
    POSITION "$position" 3 |vm, a| {
        let i = stream(vm, a[0])?;
        let s = &world(vm).streams[i];
        // The line of what comes next, layout and comments not counted.
        let (text, mut position) = (s.text(), s.position);
        let start = crate::lexer::start(&text, position.bytes);
        position.advance(&text[position.bytes..start]);
        let name = s.name.clone();
        let w = atom(vm, &name);
        Ok(unify(vm, a[1], w) && unify(vm, a[2], Word::smi(position.line as i64)))
    };
    FLUSH "flush_output" 1 |vm, a| {
        let i = output(vm, a[0])?;
        flush(vm, i, a[0])
    };
    FLUSH_CURRENT "flush_output" 0 |vm, _| {
        let i = world(vm).output;
        let s = stream_term(vm, i);
        flush(vm, i, s)
    };
    STREAMS "$streams" 1 |vm, a| {
        let open: Vec<usize> = (0..world(vm).streams.len()).filter(|i| !world(vm).streams[*i].is_closed()).collect();
        let words: Vec<Word> = open.into_iter().map(|i| stream_term(vm, i)).collect();
        let l = proper_list(vm, &words);
        Ok(unify(vm, a[0], l))
    };
    IS_STREAM "is_stream" 1 |vm, a| Ok(stream(vm, a[0]).is_ok());
    STREAM_TERM "$stream_of" 2 |vm, a| {
        let i = stream(vm, a[0])?;
        let s = stream_term(vm, i);
        Ok(unify(vm, a[1], s))
    };
    PROPERTIES "$stream_properties" 2 |vm, a| {
        let i = stream(vm, a[0])?;
        let l = properties(vm, i);
        Ok(unify(vm, a[1], l))
    };
    SET_POSITION "set_stream_position" 2 set_position;
    SET_STREAM "$set_stream" 3 set_stream;
    LINE_COUNT "line_count" 2 |vm, a| counted(vm, a, |p| p.line);
    LINE_POSITION "line_position" 2 |vm, a| counted(vm, a, |p| p.column);
    CHARACTER_COUNT "character_count" 2 |vm, a| counted(vm, a, |p| p.chars);
    BYTE_COUNT "byte_count" 2 |vm, a| counted(vm, a, |p| p.bytes);
    EXISTS "exists_file" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        Ok(std::path::Path::new(&name).is_file())
    };
    EXISTS_DIRECTORY "exists_directory" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        Ok(std::path::Path::new(&name).is_dir())
    };
    DELETE "delete_file" 1 |vm, a| {
        let name = needed(vm, a[0])?;
        std::fs::remove_file(&name).map(|()| true).map_err(|e| file_error(vm, &e, "delete", "file", a[0]))
    };
    TEMPORARY "tmp_file" 2 |vm, a| {
        let base = needed(vm, a[0])?;
        let p = world_mut(vm);
        p.serial += 1;
        let name = format!("vm_{base}_{}_{}", std::process::id(), p.serial);
        let path = std::env::temp_dir().join(name).to_string_lossy().into_owned();
        let w = atom(vm, &path);
        Ok(unify(vm, a[1], w))
    };
    MESSAGE "$message" 1 |vm, a| {
        let s = needed(vm, a[0])?;
        // Where neither output nor errors can be written there is nobody to tell.
        let _ = vm.output.flush();
        // Output and errors mostly go to the same terminal: a message begins a line there.
        let mut begun = false;
        for stream in world_mut(vm).streams.iter_mut().take(3).skip(1) {
            begun |= std::mem::take(&mut stream.position.column) > 0;
        }
        let _ = writeln!(std::io::stderr(), "{}{s}", if begun { "\n" } else { "" });
        Ok(true)
    };
}

fn is_true(vm: &Vm, w: Word) -> bool {
    text_of(vm, w).as_deref() == Some("true")
}

fn add(vm: &mut Vm, stream: Stream) -> usize {
    let p = world_mut(vm);
    p.streams.push(stream);
    p.streams.len() - 1
}

/// The term that stands for a stream.
pub fn stream_term(vm: &mut Vm, i: usize) -> Word {
    compound(vm, "$stream", &[Word::smi(i as i64)])
}

/// The index of the stream that a term names.
pub fn stream(vm: &mut Vm, w: Word) -> Result<usize, Word> {
    let (w, t) = view(vm, w);
    let found = match t {
        Term::Var(_) => return Err(errors::instantiation(vm)),
        Term::Atom(s) => {
            let (name, p) = (vm.symbols.name(s), world(vm));
            match name {
                "$output" => Some(p.output),
                "$input" => Some(p.input),
                _ => p.streams.iter().position(|s| s.aliases.iter().any(|a| a == name)),
            }
        }
        Term::Compound(s, 1) if vm.symbols.name(s) == "$stream" => arg(vm, w, 0).as_smi().map(|i| i as usize),
        _ => return Err(errors::domain(vm, "stream_or_alias", w)),
    };
    match found {
        Some(i) if world(vm).streams.get(i).is_some_and(|s| !s.is_closed()) => Ok(i),
        _ => Err(errors::existence(vm, "stream", w)),
    }
}

/// What an error says about a stream: the term that named it, or the current one.
pub fn culprit(vm: &mut Vm, w: Word, i: usize) -> Word {
    let w = deref(vm, w);
    let implicit = matches!(text_of(vm, w).as_deref(), Some("$output" | "$input"));
    if implicit { stream_term(vm, i) } else { w }
}

/// The index of an input stream.
pub fn input(vm: &mut Vm, w: Word) -> Result<usize, Word> {
    let i = stream(vm, w)?;
    if world(vm).streams[i].is_input() {
        return Ok(i);
    }
    let w = culprit(vm, w, i);
    Err(errors::permission(vm, "input", "stream", w))
}

/// The index of an output stream.
pub fn output(vm: &mut Vm, w: Word) -> Result<usize, Word> {
    let i = stream(vm, w)?;
    if !world(vm).streams[i].is_input() {
        return Ok(i);
    }
    let w = culprit(vm, w, i);
    Err(errors::permission(vm, "output", "stream", w))
}

fn current(vm: &mut Vm, w: Word, i: usize) -> Answer {
    let (w, t) = view(vm, w);
    let ok = match t {
        Term::Var(_) => true,
        Term::Compound(s, 1) => vm.symbols.name(s) == "$stream",
        _ => false,
    };
    if !ok {
        return Err(errors::domain(vm, "stream", w));
    }
    if !matches!(t, Term::Var(_)) {
        stream(vm, w)?;
    }
    let s = stream_term(vm, i);
    Ok(unify(vm, w, s))
}

fn counted(vm: &mut Vm, a: &[Word], f: fn(&Position) -> usize) -> Answer {
    let i = stream(vm, a[0])?;
    let n = f(&world(vm).streams[i].position);
    Ok(unify(vm, a[1], Word::smi(n as i64)))
}

/// Puts out what is still in memory.
pub fn flush(vm: &mut Vm, i: usize, w: Word) -> Answer {
    let done = match world(vm).streams[i].sink {
        Sink::Output => vm.output.flush(),
        _ => world_mut(vm).streams[i].flush(),
    };
    match done {
        Ok(()) => Ok(true),
        Err(e) => Err(system_error(vm, &e, w)),
    }
}

fn system_error(vm: &mut Vm, e: &std::io::Error, w: Word) -> Word {
    let w = culprit(vm, w, 0);
    let message = atom(vm, &e.to_string());
    let formal = compound(vm, "io_error", &[message, w]);
    errors::error(vm, formal)
}

fn close(vm: &mut Vm, i: usize, w: Word, force: bool) -> Answer {
    let done = flush(vm, i, w);
    // The standard streams stay open.
    if i > 2 && (done.is_ok() || force) {
        let p = world_mut(vm);
        p.streams[i] = Stream::new(Sink::Closed, "", "read");
        while p.streams.last().is_some_and(Stream::is_closed) {
            p.streams.pop();
        }
        if p.input == i {
            p.input = 0;
        }
        if p.output == i {
            p.output = 1;
        }
    }
    if force { Ok(true) } else { done }
}

/// What the system said about a file.
/// What is raised when the system refuses something about a file.
pub fn file_error(vm: &mut Vm, e: &std::io::Error, action: &str, kind: &str, file: Word) -> Word {
    let file = deref(vm, file);
    let error = match e.kind() {
        std::io::ErrorKind::NotFound => errors::existence(vm, kind, file),
        _ => errors::permission(vm, action, kind, file),
    };
    // Behind the system's words Rust puts their number.
    let text = e.to_string();
    errors::with_message(vm, error, text.split_once(" (os error").map_or(&text, |(words, _)| words))
}

/// `'$open'(File, Mode, Options, Stream)`: options as `o(Binary, Alias, EofAction, Latin1)`; all checked.
fn open(vm: &mut Vm, a: &[Word]) -> Answer {
    let (file, options) = (deref(vm, a[0]), deref(vm, a[2]));
    let name = needed(vm, file)?;
    let mode = match text_of(vm, a[1]).as_deref() {
        Some("read") => "read",
        Some("append") => "append",
        _ => "write",
    };
    let alias = arg(vm, options, 1);
    let alias = if matches!(view(vm, alias).1, Term::Var(_)) { None } else { text_of(vm, alias) };
    if let Some(alias) = &alias
        && world(vm).streams.iter().any(|s| s.aliases.contains(alias))
    {
        let alias = atom(vm, alias);
        let alias = compound(vm, "alias", &[alias]);
        return Err(errors::permission(vm, "open", "source_sink", alias));
    }
    let (binary, latin1) = (is_true(vm, arg(vm, options, 0)), is_true(vm, arg(vm, options, 3)));
    let mut stream = match mode {
        "read" => {
            let bytes = std::fs::read(&name).map_err(|e| file_error(vm, &e, "open", "source_sink", file))?;
            Stream { data: data(bytes, binary, latin1), ..Stream::new(Sink::Input, &name, mode) }
        }
        _ => {
            let mut how = std::fs::OpenOptions::new();
            let how = if mode == "write" { how.write(true).truncate(true) } else { how.append(true) };
            let f = how.create(true).open(&name).map_err(|e| file_error(vm, &e, "open", "source_sink", file))?;
            Stream::new(Sink::File(std::io::BufWriter::new(f)), &name, mode)
        }
    };
    stream.binary = binary;
    stream.aliases.extend(alias);
    stream.eof_action = eof_action(vm, arg(vm, options, 2));
    let i = add(vm, stream);
    let s = stream_term(vm, i);
    Ok(unify(vm, a[3], s))
}

fn data(bytes: Vec<u8>, binary: bool, latin1: bool) -> Data {
    match (binary, latin1) {
        (true, _) => Data::Bytes(bytes.into()),
        (_, true) => Data::Text(bytes.iter().map(|b| char::from(*b)).collect::<String>().into()),
        _ => {
            let text = String::from_utf8_lossy(&bytes);
            // A byte order mark is not part of the text.
            Data::Text(text.strip_prefix('\u{feff}').unwrap_or(&text).into())
        }
    }
}

fn eof_action(vm: &Vm, w: Word) -> EofAction {
    match text_of(vm, w).as_deref() {
        Some("error") => EofAction::Error,
        Some("reset") => EofAction::Reset,
        _ => EofAction::Code,
    }
}

fn position_term(vm: &mut Vm, p: Position) -> Word {
    let parts = [p.chars, p.line, p.column, p.bytes].map(|n| Word::smi(n as i64));
    compound(vm, "$stream_position", &parts)
}

fn properties(vm: &mut Vm, i: usize) -> Word {
    let s = &mut world_mut(vm).streams[i];
    let waits = matches!(s.sink, Sink::Stdin);
    let end = match () {
        // Whether a terminal has more is known when it is asked.
        () if waits => "not",
        () if s.past_end => "past",
        () if s.is_input() && s.at_end() => "at",
        () => "not",
    };
    let (mode, name, aliases) = (s.mode, s.name.clone(), s.aliases.clone());
    let action = match s.eof_action {
        EofAction::Error => "error",
        EofAction::Code => "eof_code",
        EofAction::Reset => "reset",
    };
    let (is_input, binary, position) = (s.is_input(), s.binary, s.position);
    let reposition = i > 2 && is_input;
    let mut all = Vec::new();
    let mut add = |vm: &mut Vm, name: &str, value: &str| {
        let value = atom(vm, value);
        all.push(compound(vm, name, &[value]));
    };
    if !name.is_empty() {
        add(vm, "file_name", &name);
    }
    add(vm, "mode", mode);
    for alias in aliases {
        add(vm, "alias", &alias);
    }
    if is_input {
        add(vm, "end_of_stream", end);
        add(vm, "eof_action", action);
    } else {
        add(vm, "buffer", if i == 2 { "none" } else { "full" });
    }
    add(vm, "reposition", if reposition { "true" } else { "false" });
    add(vm, "type", if binary { "binary" } else { "text" });
    add(vm, "encoding", if binary { "octet" } else { "utf8" });
    add(vm, "newline", "posix");
    let direction = atom(vm, if is_input { "input" } else { "output" });
    let position = position_term(vm, position);
    let position = compound(vm, "position", &[position]);
    all.extend([direction, position]);
    proper_list(vm, &all)
}

fn set_position(vm: &mut Vm, a: &[Word]) -> Answer {
    if matches!(view(vm, a[0]).1, Term::Var(_)) {
        return Err(errors::instantiation(vm));
    }
    let (p, t) = view(vm, a[1]);
    let parts: Option<Vec<usize>> = match t {
        Term::Var(_) => return Err(errors::instantiation(vm)),
        Term::Compound(s, 4) if vm.symbols.name(s) == "$stream_position" => {
            (0..4).map(|i| arg(vm, p, i).as_smi().and_then(|n| usize::try_from(n).ok())).collect()
        }
        _ => None,
    };
    let i = stream(vm, a[0])?;
    let Some(&[chars, line, column, bytes]) = parts.as_deref() else { return Err(errors::domain(vm, "stream_position", p)) };
    let s = &mut world_mut(vm).streams[i];
    let fits = match &s.data {
        Data::Text(text) => text.is_char_boundary(bytes),
        Data::Bytes(data) => bytes <= data.len(),
    };
    if !matches!(s.sink, Sink::Input) || !fits {
        let w = culprit(vm, a[0], i);
        return Err(errors::permission(vm, "reposition", "stream", w));
    }
    s.position = Position { chars, line, column, bytes };
    s.past_end = false;
    Ok(true)
}

/// `'$set_stream'(Stream, Property, Value)`
fn set_stream(vm: &mut Vm, a: &[Word]) -> Answer {
    let i = stream(vm, a[0])?;
    let (name, value) = (needed(vm, a[1])?, text_of(vm, a[2]).unwrap_or_default());
    let number = deref(vm, a[2]).as_smi().unwrap_or(0).max(0) as usize;
    let action = eof_action(vm, a[2]);
    let p = world_mut(vm);
    match name.as_str() {
        "alias" => {
            p.streams.iter_mut().for_each(|s| s.aliases.retain(|a| *a != value));
            p.streams[i].aliases.push(value);
        }
        "type" => p.streams[i].binary = value == "binary",
        "eof_action" => p.streams[i].eof_action = action,
        "file_name" => p.streams[i].name = value,
        "line_position" => p.streams[i].position.column = number,
        "encoding" | "newline" | "buffer" | "buffer_size" | "tty" | "record_position" | "representation_errors" => {}
        "close_on_abort" | "close_on_exec" | "timeout" | "locale" => {}
        _ => return Ok(false),
    }
    Ok(true)
}
