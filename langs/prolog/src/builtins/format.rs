//! `format/2,3`: directives with column stops.

use super::text::{list_text, text_of};
use crate::errors;
use crate::object::*;
use crate::write::{self, Style};
use vm_core::{Vm, Word, number};

/// The line being made: text, the places of its fill characters, where its last column stop is.
struct Line {
    out: String,
    /// Where the segment since the last column stop begins.
    segment: usize,
    /// Column of that place.
    column: usize,
    fills: Vec<(usize, char)>,
}

impl Line {
    fn width(&self) -> usize {
        self.out[self.segment..].chars().count()
    }

    /// Pads the segment so that it ends in that column.
    fn stop(&mut self, column: usize) {
        let missing = column.saturating_sub(self.column + self.width());
        if self.fills.is_empty() {
            self.fills.push((self.out.len(), ' '));
        }
        let n = self.fills.len();
        for (i, (at, c)) in self.fills.drain(..).enumerate().rev() {
            // What does not divide evenly goes to the last.
            let share = missing / n + if i == n - 1 { missing % n } else { 0 };
            self.out.insert_str(at, &c.to_string().repeat(share));
        }
        self.column += self.out[self.segment..].chars().count();
        self.segment = self.out.len();
    }
}

fn failure(vm: &mut Vm, message: &str) -> Word {
    let text = atom(vm, message);
    let formal = compound(vm, "format", &[text]);
    errors::error(vm, formal)
}

fn quoted() -> Style {
    Style { quoted: true, numbervars: true, ..Style::default() }
}

/// The text of a format with its arguments, beginning in that column.
pub fn format(vm: &mut Vm, text: Word, args: Word, column: usize) -> Result<String, Word> {
    let text = super::text::needed(vm, text)?;
    let (mut args, tail) = items(vm, args);
    if args.is_empty() && tail != world(vm).nil {
        args.push(tail);
    }
    let mut args = args.into_iter();
    let mut line = Line { out: String::new(), segment: 0, column, fills: Vec::new() };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '~' {
            line.out.push(c);
            if c == '\n' {
                (line.segment, line.column) = (line.out.len(), 0);
                line.fills.clear();
            }
            continue;
        }
        let mut count: Option<i64> = None;
        if chars.peek() == Some(&'*') {
            chars.next();
            let w = next(vm, &mut args)?;
            count = Some(w.as_smi().ok_or(()).or_else(|()| Err(failure(vm, "no integer for ~*")))?);
        } else if chars.peek() == Some(&'`') {
            chars.next();
            count = chars.next().map(|c| c as i64);
        } else {
            while let Some(d) = chars.peek().and_then(|c| c.to_digit(10)) {
                count = Some(count.unwrap_or(0).saturating_mul(10).saturating_add(d.into()).min(1_000_000));
                chars.next();
            }
        }
        let Some(directive) = chars.next() else { return Err(failure(vm, "truncated format specification")) };
        self::directive(vm, &mut line, directive, count, &mut args)?;
    }
    if args.next().is_some() {
        return Err(failure(vm, "too many arguments"));
    }
    Ok(line.out)
}

fn next(vm: &mut Vm, args: &mut std::vec::IntoIter<Word>) -> Result<Word, Word> {
    match args.next() {
        Some(w) => Ok(deref(vm, w)),
        None => Err(failure(vm, "not enough arguments")),
    }
}

fn directive(
    vm: &mut Vm,
    line: &mut Line,
    directive: char,
    count: Option<i64>,
    args: &mut std::vec::IntoIter<Word>,
) -> Result<(), Word> {
    let times = count.unwrap_or(1).clamp(0, 1_000_000) as usize;
    match directive {
        'w' => {
            let w = next(vm, args)?;
            line.out += &write::text(vm, w, Style { numbervars: true, ..Style::default() });
        }
        'p' | 'q' => {
            let w = next(vm, args)?;
            line.out += &write::text(vm, w, quoted());
        }
        'k' => {
            let w = next(vm, args)?;
            line.out += &write::text(vm, w, Style { quoted: true, ignore_ops: true, ..Style::default() });
        }
        'a' => {
            let w = next(vm, args)?;
            line.out += &super::text::needed(vm, w)?;
        }
        's' => {
            let w = next(vm, args)?;
            match list_text(vm, w).or_else(|| text_of(vm, w)) {
                Some(s) => line.out += &s,
                None => return Err(failure(vm, "illegal string")),
            }
        }
        'd' | 'D' => {
            let w = next(vm, args)?;
            let w = if number::is_number(vm, w) { w } else { crate::arith::evaluate(vm, w)? };
            if !number::is_exact_integer(vm, w) {
                return Err(errors::type_error(vm, "integer", w));
            }
            let digits = write::number(vm, w);
            line.out += &grouped(&digits, count.unwrap_or(0).max(0) as usize, directive == 'D');
        }
        'f' | 'e' | 'g' => {
            let w = next(vm, args)?;
            let w = crate::arith::evaluate(vm, w)?;
            let digits = count.unwrap_or(6).clamp(0, 1000) as usize;
            let f = number::to_f64(vm, w).unwrap_or(0.0);
            line.out += &match directive {
                'f' if number::is_exact_integer(vm, w) => {
                    let zeros = "0".repeat(digits);
                    write::number(vm, w) + if digits > 0 { "." } else { "" } + &zeros
                }
                'f' => format!("{f:.digits$}"),
                'e' => exponential(f, digits),
                _ => format!("{f}"),
            };
        }
        'n' => {
            line.out += &"\n".repeat(times);
            (line.segment, line.column) = (line.out.len(), 0);
            line.fills.clear();
        }
        'c' => {
            let w = next(vm, args)?;
            let c = w.as_smi().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32);
            match c {
                Some(c) => line.out += &c.to_string().repeat(times),
                None => return Err(errors::type_error(vm, "integer", w)),
            }
        }
        'r' | 'R' => {
            let w = next(vm, args)?;
            let Some(radix) = count.filter(|r| (2..=36).contains(r)) else { return Err(failure(vm, "~r needs a radix")) };
            if !number::is_exact_integer(vm, w) {
                return Err(errors::type_error(vm, "integer", w));
            }
            let s = number::format::to_text(vm, w, radix as u32, &number::format::FloatStyle::DOTTED).unwrap_or_default();
            line.out += &if directive == 'R' { s.to_uppercase() } else { s };
        }
        '~' => line.out.push('~'),
        'i' => {
            next(vm, args)?;
        }
        't' => {
            let c = count.and_then(|c| u32::try_from(c).ok()).and_then(char::from_u32).unwrap_or(' ');
            line.fills.push((line.out.len(), c));
        }
        '|' => {
            let column = count.map_or(line.column + line.width(), |c| c.clamp(0, 1_000_000) as usize);
            line.stop(column);
        }
        '+' => {
            let column = line.column + count.unwrap_or(8).clamp(0, 1_000_000) as usize;
            line.stop(column);
        }
        c => return Err(failure(vm, &format!("unknown directive ~{c}"))),
    }
    Ok(())
}

fn exponential(f: f64, digits: usize) -> String {
    let s = format!("{f:.digits$e}");
    match s.split_once('e') {
        Some((m, e)) => {
            let n: i32 = e.parse().unwrap_or(0);
            format!("{m}e{}{:02}", if n < 0 { '-' } else { '+' }, n.abs())
        }
        None => s,
    }
}

/// Digits with a point before the last so many, and commas between thousands.
fn grouped(digits: &str, places: usize, commas: bool) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |d| ("-", d));
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if commas && i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if places > 0 {
        out.push('.');
        out += fraction;
    }
    out
}
