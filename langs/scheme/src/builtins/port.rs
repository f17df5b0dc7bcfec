//! Ports. A port is an object of the heap: what an input port has buffered is a string or a bytevector in it, and so is what has been
//! written to a port without a stream, or is held back before it goes to a file. Only files and the standard streams live outside (see [`super::stream`]).

use super::bytes::bytevector;
use super::error::{condition, memory_error, type_error};
use super::stream::{self, Stream};
use super::strings::{made, range, size, string};
use super::{PrimInfo, do2, help, helpn, op1};
use crate::object::{self, Dynamic, Parameter, Port};
use crate::ops::Op;
use jitgen::{Effects, HelperResult};
use smallvec::SmallVec;
use std::fs::{File, OpenOptions};
use vm_core::core_shapes::{BYTES, PAIR, Pair, TEXT, Text};
use vm_core::text::{TextBuilder, utf8};
use vm_core::{Object, Vm, Word, text};

/// Flag of ports that are read.
pub const INPUT: i64 = 1;
/// Flag of ports that are written.
pub const OUTPUT: i64 = 2;
/// Flag of ports of bytes.
pub const BINARY: i64 = 4;
/// Flag of input ports that are open.
pub const OPEN_INPUT: i64 = 8;
/// Flag of output ports that are open.
pub const OPEN_OUTPUT: i64 = 16;
/// Flag of ports that fold the case of symbols they read.
pub const FOLD: i64 = 32;

/// How much is read from a stream at a time.
const CHUNK: usize = 1 << 16;

/// How much a port to a file holds back before it writes.
const HELD_BACK: usize = 1 << 13;

/// Makes a port.
pub fn make(vm: &mut Vm, flags: i64, buffer: Word, stream: Option<usize>) -> Word {
    let shape = object::shapes(vm).port;
    let stream = stream.map_or(Word::FALSE, |s| Word::smi(s as i64));
    vm.make(shape, &[Word::smi(flags), buffer, Word::smi(0), stream, Word::smi(0)]).word()
}

fn flags(vm: &Vm, p: Object<Port>) -> i64 {
    vm.get(p, Port::flags).as_smi().unwrap_or(0)
}

fn position(vm: &Vm, p: Object<Port>) -> usize {
    vm.get(p, Port::position).as_smi().unwrap_or(0).max(0) as usize
}

fn set_position(vm: &mut Vm, p: Object<Port>, n: usize) {
    vm.set(p, Port::position, Word::smi(n as i64));
}

/// The current value of one of the parameters that hold ports.
pub fn current(vm: &mut Vm, name: &str) -> Word {
    let language = object::state(vm).language;
    let shapes = object::shapes(vm);
    let (parameter, dynamic) = (vm.symbols.intern(name), vm.symbols.intern("%dynamic-state"));
    let (g, d) = (vm.global(language, parameter), vm.global(language, dynamic));
    let (parameter, dynamic) = (vm.global_value(g), vm.global_value(d));
    let Some(p) = vm.cast(parameter, shapes.parameter) else { return Word::FALSE };
    if let Some(d) = vm.cast(dynamic, shapes.dynamic) {
        let mut bindings = vm.get(d, Dynamic::parameters);
        while let Some(cell) = vm.cast(bindings, PAIR) {
            if let Some(entry) = vm.cast(vm.get(cell, Pair::car), PAIR) {
                if vm.get(entry, Pair::car) == parameter {
                    return vm.get(entry, Pair::cdr);
                }
            }
            bindings = vm.get(cell, Pair::cdr);
        }
    }
    vm.get(p, Parameter::value)
}

/// The port that an argument must be, or the current one.
pub fn port(vm: &mut Vm, who: &str, args: &[Word], i: usize, wanted: i64) -> Result<Object<Port>, Word> {
    let w = match args.get(i) {
        Some(w) => *w,
        None if wanted & INPUT != 0 => current(vm, "%current-input-port"),
        None => current(vm, "%current-output-port"),
    };
    let shape = object::shapes(vm).port;
    let kind = match (wanted & INPUT != 0, wanted & BINARY != 0) {
        (true, false) => "a textual input port",
        (true, true) => "a binary input port",
        (false, false) => "a textual output port",
        (false, true) => "a binary output port",
    };
    let Some(p) = vm.cast(w, shape) else { return Err(type_error(vm, who, i + 1, kind, w)) };
    let f = flags(vm, p);
    if f & wanted & (INPUT | OUTPUT) == 0 || (f ^ wanted) & BINARY != 0 {
        return Err(type_error(vm, who, i + 1, kind, w));
    }
    let open = if wanted & INPUT != 0 { OPEN_INPUT } else { OPEN_OUTPUT };
    if f & open == 0 {
        return Err(condition(vm, "file", &format!("{who}: the port is closed:"), &[w]));
    }
    Ok(p)
}

fn io_error(vm: &mut Vm, who: &str, e: &std::io::Error) -> Word {
    condition(vm, "file", &format!("{who}: {e}"), &[])
}

fn stream_of(vm: &Vm, p: Object<Port>) -> Option<usize> {
    vm.get(p, Port::stream).as_smi().map(|n| n as usize)
}

// ---- input

fn chars(vm: &Vm, p: Object<Port>) -> Option<Object<Text>> {
    vm.cast(vm.get(p, Port::buffer), TEXT)
}

/// Reads more text into the buffer, which has been used up. False at the end of the file.
fn fill(vm: &mut Vm, who: &str, p: Object<Port>) -> Result<bool, Word> {
    let Some(s) = stream_of(vm, p) else { return Ok(false) };
    let mut bytes = object::state_mut(vm).streams.take_carry(s);
    loop {
        let start = bytes.len();
        bytes.resize(start + CHUNK, 0);
        let n = stream::read(vm, s, &mut bytes[start..]).map_err(|e| io_error(vm, who, &e))?;
        bytes.truncate(start + n);
        if bytes.is_empty() {
            return Ok(false);
        }
        // A character may be cut in two.
        let whole = if n == 0 { bytes.len() } else { complete(&bytes) };
        if whole == 0 {
            continue;
        }
        let carry = bytes.split_off(whole);
        object::state_mut(vm).streams.set_carry(s, carry);
        let text = utf8::decode_lossy(vm, &bytes).map_err(|e| memory_error(vm, who, e))?;
        vm.set(p, Port::buffer, text.word());
        set_position(vm, p, 0);
        return Ok(true);
    }
}

/// How many of the bytes are whole characters.
fn complete(bytes: &[u8]) -> usize {
    let n = bytes.len();
    for back in 1..=n.min(3) {
        let b = bytes[n - back];
        if b & 0xc0 == 0xc0 {
            let needed = if b >= 0xf0 {
                4
            } else if b >= 0xe0 {
                3
            } else {
                2
            };
            return if needed > back { n - back } else { n };
        }
        if b < 0x80 {
            return n;
        }
    }
    n
}

/// The next character; `take`: and goes past it.
fn next_char(vm: &mut Vm, who: &str, p: Object<Port>, take: bool) -> HelperResult {
    loop {
        let at = position(vm, p);
        if let Some(c) = chars(vm, p).and_then(|t| text::char_at(vm, t, at)) {
            if take {
                set_position(vm, p, at + 1);
            }
            return Ok(Word::char(c));
        }
        if !fill(vm, who, p)? {
            return Ok(Word::EOF);
        }
    }
}

/// Appends what is buffered, up to `limit` characters, and goes past it.
fn take_text(vm: &mut Vm, p: Object<Port>, out: &mut TextBuilder, limit: usize) {
    let Some(t) = chars(vm, p) else { return };
    let at = position(vm, p);
    let end = text::length(vm, t).min(at.saturating_add(limit));
    out.push_chars(text::chars(vm, t).slice(at, end));
    set_position(vm, p, end);
}

/// Whether reading does not wait; `buffered` is the length of the port's buffer.
fn is_ready(vm: &Vm, p: Object<Port>, buffered: usize) -> bool {
    position(vm, p) < buffered || stream_of(vm, p).is_none_or(|s| stream::is_ready(vm, s))
}

/// A line ends with a line feed, a carriage return, or both in this order; the end is not part of the result.
fn read_line(vm: &mut Vm, p: Object<Port>) -> HelperResult {
    let mut out = TextBuilder::new(vm);
    let mut any = false;
    loop {
        let at = position(vm, p);
        let Some(t) = chars(vm, p).filter(|t| text::length(vm, *t) > at) else {
            if fill(vm, "read-line", p)? {
                continue;
            }
            break;
        };
        any = true;
        let Some(end) = text::find_line_end(vm, t, at) else {
            take_text(vm, p, &mut out, usize::MAX);
            continue;
        };
        out.push_chars(text::chars(vm, t).slice(at, end));
        set_position(vm, p, end + 1);
        if text::char_at(vm, t, end) == Some(13) {
            skip_line_feed(vm, p)?;
        }
        break;
    }
    if !any {
        return Ok(Word::EOF);
    }
    let result = out.finish(vm);
    made(vm, "read-line", result)
}

fn skip_line_feed(vm: &mut Vm, p: Object<Port>) -> Result<(), Word> {
    let at = position(vm, p);
    if chars(vm, p).is_none_or(|t| text::length(vm, t) <= at) && !fill(vm, "read-line", p)? {
        return Ok(());
    }
    let at = position(vm, p);
    if chars(vm, p).and_then(|t| text::char_at(vm, t, at)) == Some(10) {
        set_position(vm, p, at + 1);
    }
    Ok(())
}

/// Bytes of a binary port: up to `limit`, fewer only at the end.
fn take_bytes(vm: &mut Vm, who: &str, p: Object<Port>, limit: usize) -> Result<Vec<u8>, Word> {
    let mut out = Vec::new();
    while out.len() < limit {
        let at = position(vm, p);
        let buffered = vm.cast(vm.get(p, Port::buffer), BYTES).map_or(&[][..], |b| &vm.bytes(b)[at.min(vm.length(b))..]);
        if !buffered.is_empty() {
            let n = buffered.len().min(limit - out.len());
            out.extend_from_slice(&buffered[..n]);
            set_position(vm, p, at + n);
        } else if !fill_bytes(vm, who, p)? {
            break;
        }
    }
    Ok(out)
}

fn fill_bytes(vm: &mut Vm, who: &str, p: Object<Port>) -> Result<bool, Word> {
    let Some(s) = stream_of(vm, p) else { return Ok(false) };
    let mut bytes = vec![0; CHUNK];
    let n = stream::read(vm, s, &mut bytes).map_err(|e| io_error(vm, who, &e))?;
    if n == 0 {
        return Ok(false);
    }
    let buffer = object::new_bytes(vm, &bytes[..n]).map_err(|e| memory_error(vm, who, e))?;
    vm.set(p, Port::buffer, buffer);
    set_position(vm, p, 0);
    Ok(true)
}

fn next_byte(vm: &mut Vm, who: &str, p: Object<Port>, take: bool) -> HelperResult {
    loop {
        let at = position(vm, p);
        let b = vm.cast(vm.get(p, Port::buffer), BYTES).and_then(|b| vm.bytes(b).get(at).copied());
        if let Some(b) = b {
            if take {
                set_position(vm, p, at + 1);
            }
            return Ok(Word::smi(i64::from(b)));
        }
        if !fill_bytes(vm, who, p)? {
            return Ok(Word::EOF);
        }
    }
}

// ---- output

/// Writes bytes (of text: UTF-8) to a port.
pub fn emit(vm: &mut Vm, who: &str, p: Object<Port>, bytes: &[u8]) -> Result<(), Word> {
    let buffer = vm.cast(vm.get(p, Port::buffer), BYTES);
    if let Some(s) = stream_of(vm, p) {
        let room = buffer.map_or(0, |b| vm.length(b) - position(vm, p));
        if bytes.len() > room {
            write_held(vm, who, p, s)?;
        }
        if buffer.is_none_or(|b| bytes.len() > vm.length(b)) {
            return stream::write(vm, s, bytes).map_err(|e| io_error(vm, who, &e));
        }
    }
    let used = position(vm, p);
    let needed = used + bytes.len();
    let buffer = match buffer {
        Some(b) if vm.length(b) >= needed => b,
        old => {
            let new = vm.make_bytes(BYTES, &[], (needed * 2).max(64)).map_err(|e| memory_error(vm, who, e))?;
            if let Some(old) = old {
                let kept = vm.bytes(old)[..used].to_vec();
                vm.bytes_mut(new)[..used].copy_from_slice(&kept);
            }
            vm.set(p, Port::buffer, new.word());
            new
        }
    };
    vm.bytes_mut(buffer)[used..needed].copy_from_slice(bytes);
    set_position(vm, p, needed);
    Ok(())
}

/// Writes what a port holds back to its stream.
fn write_held(vm: &mut Vm, who: &str, p: Object<Port>, s: usize) -> Result<(), Word> {
    let held = written(vm, p).to_vec();
    set_position(vm, p, 0);
    stream::write(vm, s, &held).map_err(|e| io_error(vm, who, &e))
}

/// Has all that was written to a port reach the host.
fn flush(vm: &mut Vm, who: &str, p: Object<Port>) -> Result<(), Word> {
    let Some(s) = stream_of(vm, p).filter(|_| flags(vm, p) & OUTPUT != 0) else { return Ok(()) };
    write_held(vm, who, p, s)?;
    stream::flush(vm, s).map_err(|e| io_error(vm, who, &e))
}

/// Writes what all ports hold back that are not closed: a call by the host has ended.
pub fn flush_all(vm: &mut Vm) {
    for port in object::state(vm).streams.ports() {
        let shape = object::shapes(vm).port;
        if let Some(p) = vm.cast(port.get(vm), shape) {
            // There is nobody any more to whom an error could be told.
            let _ = flush(vm, "exit", p);
        }
    }
}

/// Writes text to a port and remembers whether a line has begun.
pub fn emit_text(vm: &mut Vm, who: &str, p: Object<Port>, text: &[u8]) -> Result<(), Word> {
    if let Some(last) = text.last() {
        vm.set(p, Port::line, Word::smi(i64::from(*last != b'\n')));
    }
    emit(vm, who, p, text)
}

/// Writes a part of a string as it is.
pub fn emit_chars(vm: &mut Vm, who: &str, p: Object<Port>, t: Object<Text>, start: usize, end: usize) -> HelperResult {
    // It lies in the heap, as the port's buffer does, so a copy is written: a short one is on the native stack.
    let copy: SmallVec<[u8; 128]> = SmallVec::from_slice(text::chars(vm, t).slice(start, end).to_str().as_bytes());
    emit_text(vm, who, p, &copy)?;
    Ok(Word::UNSPECIFIED)
}

fn written<'a>(vm: &'a Vm, p: Object<Port>) -> &'a [u8] {
    let used = position(vm, p);
    match vm.cast(vm.get(p, Port::buffer), BYTES) {
        Some(b) => &vm.bytes(b)[..used],
        None => &[],
    }
}

fn accumulator(vm: &mut Vm, who: &str, w: Word, binary: bool) -> Result<Object<Port>, Word> {
    let shape = object::shapes(vm).port;
    match vm.cast(w, shape) {
        Some(p) if flags(vm, p) & OUTPUT != 0 && (flags(vm, p) & BINARY != 0) == binary && stream_of(vm, p).is_none() => Ok(p),
        _ => Err(type_error(vm, who, 1, if binary { "a bytevector output port" } else { "a string output port" }, w)),
    }
}

fn has(vm: &mut Vm, w: Word, flag: i64, wanted: i64) -> Word {
    let shape = object::shapes(vm).port;
    Word::bool(vm.cast(w, shape).is_some_and(|p| flags(vm, p) & flag == wanted))
}

fn close(vm: &mut Vm, who: &str, w: Word, which: i64) -> HelperResult {
    let shape = object::shapes(vm).port;
    let Some(p) = vm.cast(w, shape) else { return Err(type_error(vm, who, 1, "a port", w)) };
    let f = flags(vm, p);
    if f & which == 0 {
        let kind = if which & INPUT != 0 { "an input port" } else { "an output port" };
        return Err(type_error(vm, who, 1, kind, w));
    }
    vm.set(p, Port::flags, Word::smi(f & !(OPEN_INPUT | OPEN_OUTPUT)));
    let flushed = if f & OPEN_OUTPUT != 0 { flush(vm, who, p) } else { Ok(()) };
    if let Some(s) = stream_of(vm, p) {
        object::state_mut(vm).streams.close(s);
    }
    flushed.map(|()| Word::UNSPECIFIED)
}

fn open_file(vm: &mut Vm, who: &str, name: Word, mode: i64) -> HelperResult {
    let t = string(vm, who, 1, name)?;
    let path = text::to_string(vm, t);
    let append = mode & 64 != 0;
    let file = if mode & INPUT != 0 {
        File::open(&path).and_then(|f| if f.metadata()?.is_dir() { Err(std::io::Error::other("is a directory")) } else { Ok(f) })
    } else if append {
        OpenOptions::new().append(true).create(true).open(&path)
    } else {
        File::create(&path)
    };
    let file = match file {
        Ok(f) => f,
        Err(e) => {
            let quoted = object::new_text(vm, &path);
            return Err(condition(vm, "file", &format!("{who}: cannot open the file: {e}:"), &[quoted]));
        }
    };
    let kind = mode & (INPUT | OUTPUT | BINARY);
    if mode & INPUT != 0 {
        let stream = object::state_mut(vm).streams.add(Stream::Reader(file));
        return Ok(make(vm, kind | OPEN_INPUT, Word::FALSE, Some(stream)));
    }
    let buffer = vm.make_bytes(BYTES, &[], HELD_BACK).map_err(|e| memory_error(vm, who, e))?;
    let stream = object::state_mut(vm).streams.add(Stream::Writer(file));
    let port = make(vm, kind | OPEN_OUTPUT, buffer.word(), Some(stream));
    let root = vm.root(port);
    object::state_mut(vm).streams.set_port(stream, root);
    Ok(port)
}

const IO: Effects = Effects::READS_WRITES;
const READS: Effects = Effects { raises: true, ..Effects::READS };

jitgen::helpers! {
    /// `read-char` when the buffer is used up.
    pub READ_CHAR "read-char" IO => |vm, p| {
        let p = port(vm, "read-char", &[p], 0, INPUT)?;
        next_char(vm, "read-char", p, true)
    };
    /// `peek-char` when the buffer is used up.
    pub PEEK_CHAR "peek-char" IO => |vm, p| {
        let p = port(vm, "peek-char", &[p], 0, INPUT)?;
        next_char(vm, "peek-char", p, false)
    };
    CURRENT_INPUT "current-input" Effects::READS => |vm, _none...| Ok(current(vm, "%current-input-port"));
    READ_LINE "read-line" IO => |vm, args...| {
        let p = port(vm, "read-line", args, 0, INPUT)?;
        read_line(vm, p)
    };
    READ_STRING "read-string" IO => |vm, args...| {
        // Some programs give the port first.
        let swapped: [Word; 2];
        let args = match args {
            [a, b] if a.as_smi().is_none() && b.as_smi().is_some() => {
                swapped = [*b, *a];
                &swapped[..]
            }
            other => other,
        };
        let k = size(vm, "read-string", 1, args[0])?;
        let p = port(vm, "read-string", args, 1, INPUT)?;
        let mut out = TextBuilder::new(vm);
        while out.len() < k {
            let at = position(vm, p);
            if chars(vm, p).map_or(0, |t| text::length(vm, t)) > at {
                let left = k - out.len();
                take_text(vm, p, &mut out, left);
            } else if !fill(vm, "read-string", p)? {
                break;
            }
        }
        if out.is_empty() && k > 0 {
            return Ok(Word::EOF);
        }
        let result = out.finish(vm);
        made(vm, "read-string", result)
    };
    CHAR_READY "char-ready?" IO => |vm, args...| {
        let p = port(vm, "char-ready?", args, 0, INPUT)?;
        let buffered = chars(vm, p).map_or(0, |t| text::length(vm, t));
        Ok(Word::bool(is_ready(vm, p, buffered)))
    };
    READ_U8 "read-u8" IO => |vm, args...| {
        let p = port(vm, "read-u8", args, 0, INPUT | BINARY)?;
        next_byte(vm, "read-u8", p, true)
    };
    PEEK_U8 "peek-u8" IO => |vm, args...| {
        let p = port(vm, "peek-u8", args, 0, INPUT | BINARY)?;
        next_byte(vm, "peek-u8", p, false)
    };
    U8_READY "u8-ready?" IO => |vm, args...| {
        let p = port(vm, "u8-ready?", args, 0, INPUT | BINARY)?;
        let buffered = vm.cast(vm.get(p, Port::buffer), BYTES).map_or(0, |b| vm.length(b));
        Ok(Word::bool(is_ready(vm, p, buffered)))
    };
    READ_BYTES "read-bytevector" IO => |vm, args...| {
        let k = size(vm, "read-bytevector", 1, args[0])?;
        let p = port(vm, "read-bytevector", args, 1, INPUT | BINARY)?;
        let bytes = take_bytes(vm, "read-bytevector", p, k)?;
        if bytes.is_empty() && k > 0 {
            return Ok(Word::EOF);
        }
        object::new_bytes(vm, &bytes).map_err(|e| memory_error(vm, "read-bytevector", e))
    };
    READ_INTO "read-bytevector!" IO => |vm, args...| {
        let b = bytevector(vm, "read-bytevector!", 1, args[0])?;
        let p = port(vm, "read-bytevector!", args, 1, INPUT | BINARY)?;
        let length = vm.length(b);
        let (start, end) = range(vm, "read-bytevector!", args, 2, length)?;
        let bytes = take_bytes(vm, "read-bytevector!", p, end - start)?;
        if bytes.is_empty() && end > start {
            return Ok(Word::EOF);
        }
        vm.bytes_mut(b)[start..start + bytes.len()].copy_from_slice(&bytes);
        Ok(Word::smi(bytes.len() as i64))
    };
    /// `write-char` unless there is room in the port's own buffer.
    pub WRITE_CHAR "write-char" IO => |vm, c, w| {
        let shape = object::shapes(vm).port;
        if let (Some(c), Some(p)) = (c.as_char().filter(|c| *c < 128), vm.cast(w, shape)) {
            if flags(vm, p) == OUTPUT | OPEN_OUTPUT {
                vm.set(p, Port::line, Word::smi(i64::from(c != 10)));
                emit(vm, "write-char", p, &[c as u8])?;
                return Ok(Word::UNSPECIFIED);
            }
        }
        let Some(c) = c.as_char() else { return Err(type_error(vm, "write-char", 1, "a character", c)) };
        let p = port(vm, "write-char", &[Word::char(c), w], 1, OUTPUT)?;
        let mut buffer = [0; 4];
        let s = char::from_u32(c).unwrap_or('\u{fffd}').encode_utf8(&mut buffer);
        emit_text(vm, "write-char", p, s.as_bytes())?;
        Ok(Word::UNSPECIFIED)
    };
    WRITE_STRING "write-string" IO => |vm, args...| {
        let t = string(vm, "write-string", 1, args[0])?;
        let p = port(vm, "write-string", args, 1, OUTPUT)?;
        let length = text::length(vm, t);
        let (start, end) = range(vm, "write-string", args, 2, length)?;
        emit_chars(vm, "write-string", p, t, start, end)
    };
    NEWLINE "newline" IO => |vm, args...| {
        let p = port(vm, "newline", args, 0, OUTPUT)?;
        emit_text(vm, "newline", p, b"\n")?;
        Ok(Word::UNSPECIFIED)
    };
    FRESH_LINE "fresh-line" IO => |vm, args...| {
        let p = port(vm, "fresh-line", args, 0, OUTPUT)?;
        if vm.get(p, Port::line) != Word::smi(0) {
            emit_text(vm, "fresh-line", p, b"\n")?;
        }
        Ok(Word::UNSPECIFIED)
    };
    WRITE_U8 "write-u8" IO => |vm, args...| {
        let Some(b) = args[0].as_smi().filter(|n| (0..256).contains(n)) else {
            return Err(type_error(vm, "write-u8", 1, "a byte", args[0]));
        };
        let p = port(vm, "write-u8", args, 1, OUTPUT | BINARY)?;
        emit(vm, "write-u8", p, &[b as u8])?;
        Ok(Word::UNSPECIFIED)
    };
    WRITE_BYTES "write-bytevector" IO => |vm, args...| {
        let b = bytevector(vm, "write-bytevector", 1, args[0])?;
        let p = port(vm, "write-bytevector", args, 1, OUTPUT | BINARY)?;
        let length = vm.length(b);
        let (start, end) = range(vm, "write-bytevector", args, 2, length)?;
        let bytes = vm.bytes(b)[start..end].to_vec();
        emit(vm, "write-bytevector", p, &bytes)?;
        Ok(Word::UNSPECIFIED)
    };
    FLUSH "flush-output-port" IO => |vm, args...| {
        let w = match args.first() {
            Some(w) => *w,
            None => current(vm, "%current-output-port"),
        };
        let shape = object::shapes(vm).port;
        let Some(p) = vm.cast(w, shape) else { return Err(type_error(vm, "flush-output-port", 1, "a port", w)) };
        flush(vm, "flush-output-port", p)?;
        Ok(Word::UNSPECIFIED)
    };
    OPEN_INPUT_STRING "open-input-string" READS => |vm, s| {
        let t = string(vm, "open-input-string", 1, s)?;
        // The port keeps its own copy, which later changes of the string do not touch.
        let length = text::length(vm, t);
        let copy = text::substring(vm, t, 0, length);
        let copy = made(vm, "open-input-string", copy)?;
        Ok(make(vm, INPUT | OPEN_INPUT, copy, None))
    };
    OPEN_OUTPUT_STRING "open-output-string" Effects::ALLOCATES => |vm, _none...| Ok(make(vm, OUTPUT | OPEN_OUTPUT, Word::FALSE, None));
    OPEN_INPUT_BYTES "open-input-bytevector" READS => |vm, b| {
        let b = bytevector(vm, "open-input-bytevector", 1, b)?;
        let bytes = vm.bytes(b).to_vec();
        let copy = object::new_bytes(vm, &bytes).map_err(|e| memory_error(vm, "open-input-bytevector", e))?;
        Ok(make(vm, INPUT | BINARY | OPEN_INPUT, copy, None))
    };
    OPEN_OUTPUT_BYTES "open-output-bytevector" Effects::ALLOCATES => |vm, _none...| {
        Ok(make(vm, OUTPUT | BINARY | OPEN_OUTPUT, Word::FALSE, None))
    };
    GET_STRING "get-output-string" READS => |vm, w| {
        let p = accumulator(vm, "get-output-string", w, false)?;
        let bytes = written(vm, p).to_vec();
        let result = utf8::decode_lossy(vm, &bytes);
        made(vm, "get-output-string", result)
    };
    GET_BYTES "get-output-bytevector" READS => |vm, w| {
        let p = accumulator(vm, "get-output-bytevector", w, true)?;
        let bytes = written(vm, p).to_vec();
        object::new_bytes(vm, &bytes).map_err(|e| memory_error(vm, "get-output-bytevector", e))
    };
    OPEN_FILE "open-file" IO => |vm, who, name, mode| {
        let who = who.as_symbol().map_or_else(String::new, |s| vm.symbols.name(s).to_string());
        open_file(vm, &who, name, mode.as_smi().unwrap_or(INPUT))
    };
    STANDARD_PORT "standard-port" Effects::ALLOCATES => |vm, which| {
        let i = which.as_smi().unwrap_or(0) as usize;
        let flags = if i == 0 { INPUT | OPEN_INPUT } else { OUTPUT | OPEN_OUTPUT };
        Ok(make(vm, flags, Word::FALSE, Some(i)))
    };
    CLOSE "close-port" IO => |vm, p| close(vm, "close-port", p, INPUT | OUTPUT);
    CLOSE_INPUT "close-input-port" IO => |vm, p| close(vm, "close-input-port", p, INPUT);
    CLOSE_OUTPUT "close-output-port" IO => |vm, p| close(vm, "close-output-port", p, OUTPUT);
    IS_PORT "port?" Effects::READS => |vm, w| Ok(has(vm, w, 0, 0));
    IS_INPUT "input-port?" Effects::READS => |vm, w| Ok(has(vm, w, INPUT, INPUT));
    IS_OUTPUT "output-port?" Effects::READS => |vm, w| Ok(has(vm, w, OUTPUT, OUTPUT));
    IS_TEXTUAL "textual-port?" Effects::READS => |vm, w| Ok(has(vm, w, BINARY, 0));
    IS_BINARY "binary-port?" Effects::READS => |vm, w| Ok(has(vm, w, BINARY, BINARY));
    INPUT_OPEN "input-port-open?" READS => |vm, w| match has(vm, w, INPUT, INPUT) {
        Word::TRUE => Ok(has(vm, w, OPEN_INPUT, OPEN_INPUT)),
        _ => Err(type_error(vm, "input-port-open?", 1, "an input port", w)),
    };
    OUTPUT_OPEN "output-port-open?" READS => |vm, w| match has(vm, w, OUTPUT, OUTPUT) {
        Word::TRUE => Ok(has(vm, w, OPEN_OUTPUT, OPEN_OUTPUT)),
        _ => Err(type_error(vm, "output-port-open?", 1, "an output port", w)),
    };
}

/// The text that a port has buffered from where it stands, at most `limit` characters of it, with whether that is all that is
/// buffered. Reads more if nothing is.
pub fn peek_text(vm: &mut Vm, p: Object<Port>, limit: usize) -> Result<Option<(String, bool)>, Word> {
    loop {
        let at = position(vm, p);
        if let Some(t) = chars(vm, p) {
            let length = text::length(vm, t);
            if at < length {
                let end = length.min(at + limit);
                return Ok(Some((text::chars(vm, t).slice(at, end).to_str().into_owned(), end == length)));
            }
        }
        if !fill(vm, "read", p)? {
            return Ok(None);
        }
    }
}

/// Reads more and puts it behind what is buffered. False at the end of the file.
pub fn extend_text(vm: &mut Vm, p: Object<Port>) -> Result<bool, Word> {
    let Some(old) = chars(vm, p) else { return fill(vm, "read", p) };
    let at = position(vm, p);
    let length = text::length(vm, old);
    if !fill(vm, "read", p)? {
        return Ok(false);
    }
    let Some(new) = chars(vm, p) else { return Ok(false) };
    let kept = text::substring(vm, old, at, length).map_err(|e| memory_error(vm, "read", e))?;
    let both = text::append(vm, &[kept, new]).map_err(|e| memory_error(vm, "read", e))?;
    vm.set(p, Port::buffer, both.word());
    set_position(vm, p, 0);
    Ok(true)
}

/// Goes past so many characters of what is buffered.
pub fn skip_text(vm: &mut Vm, p: Object<Port>, n: usize) {
    let at = position(vm, p);
    set_position(vm, p, at + n);
}

/// Whether symbols are folded, and sets it.
pub fn folding(vm: &mut Vm, p: Object<Port>, new: Option<bool>) -> bool {
    let f = flags(vm, p);
    if let Some(fold) = new {
        vm.set(p, Port::flags, Word::smi(if fold { f | FOLD } else { f & !FOLD }));
    }
    f & FOLD != 0
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op1("%read-char", |dst, a| Op::ReadChar { dst, a }),
    op1("%peek-char", |dst, a| Op::PeekChar { dst, a }),
    helpn("%current-input", 0, 0, &CURRENT_INPUT),
    helpn("read-line", 0, 1, &READ_LINE),
    helpn("read-string", 1, 2, &READ_STRING),
    helpn("char-ready?", 0, 1, &CHAR_READY),
    helpn("read-u8", 0, 1, &READ_U8),
    helpn("peek-u8", 0, 1, &PEEK_U8),
    helpn("u8-ready?", 0, 1, &U8_READY),
    helpn("read-bytevector", 1, 2, &READ_BYTES),
    helpn("read-bytevector!", 1, 4, &READ_INTO),
    do2("%write-char", |a, b| Op::WriteChar { a, b }),
    helpn("write-string", 1, 4, &WRITE_STRING),
    helpn("newline", 0, 1, &NEWLINE),
    helpn("fresh-line", 0, 1, &FRESH_LINE),
    helpn("write-u8", 1, 2, &WRITE_U8),
    helpn("write-bytevector", 1, 4, &WRITE_BYTES),
    helpn("flush-output-port", 0, 1, &FLUSH),
    helpn("flush-output", 0, 1, &FLUSH),
    help("open-input-string", &OPEN_INPUT_STRING),
    helpn("open-output-string", 0, 0, &OPEN_OUTPUT_STRING),
    help("open-input-bytevector", &OPEN_INPUT_BYTES),
    helpn("open-output-bytevector", 0, 0, &OPEN_OUTPUT_BYTES),
    help("get-output-string", &GET_STRING),
    help("get-output-bytevector", &GET_BYTES),
    help("%open-file", &OPEN_FILE),
    help("%standard-port", &STANDARD_PORT),
    help("close-port", &CLOSE),
    help("close-input-port", &CLOSE_INPUT),
    help("close-output-port", &CLOSE_OUTPUT),
    help("port?", &IS_PORT).total(),
    help("input-port?", &IS_INPUT).total(),
    help("output-port?", &IS_OUTPUT).total(),
    help("textual-port?", &IS_TEXTUAL).total(),
    help("binary-port?", &IS_BINARY).total(),
    help("input-port-open?", &INPUT_OPEN),
    help("output-port-open?", &OUTPUT_OPEN),
];
