//! Writing data: `write` with labels for shared and cyclic structure, `display`, and the pieces that the compiler's messages use.

use crate::builtins::numbers;
use crate::lexer::CHAR_NAMES;
use std::fmt::Write as _;
use vm_core::Word;

/// Writes a symbol, between vertical lines where that is needed to read it back.
pub fn write_symbol(out: &mut String, name: &str) {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()[]\";'`,|\\#".contains(c);
    let numeric = numbers::valid_literal(name, 10) || crate::syntax::Number::parse(name, 10).is_some();
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
