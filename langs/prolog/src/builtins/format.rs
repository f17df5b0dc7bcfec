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
    /// Column of the last column stop, from which the next is counted.
    last: usize,
    fills: Vec<(usize, char)>,
}

impl Line {
    fn width(&self) -> usize {
        self.out[self.segment..].chars().count()
    }

    /// Adds text, which may have lines of its own.
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
        if let Some(n) = text.rfind('\n') {
            self.segment = self.out.len() - (text.len() - n - 1);
            (self.column, self.last) = (0, 0);
            self.fills.clear();
        }
    }

    fn newline(&mut self, times: usize) {
        self.out.extend(std::iter::repeat_n('\n', times));
        (self.segment, self.column, self.last) = (self.out.len(), 0, 0);
        self.fills.clear();
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
        (self.segment, self.last) = (self.out.len(), self.column);
    }
}

fn failure(vm: &mut Vm, message: &str) -> Word {
    let text = atom(vm, message);
    let formal = compound(vm, "format", &[text]);
    errors::error(vm, formal)
}

/// An argument that its directive cannot take.
fn wrong_argument(vm: &mut Vm, directive: char, w: Word) -> Word {
    let directive = atom(vm, directive.encode_utf8(&mut [0; 4]));
    let formal = compound(vm, "format_argument_type", &[directive, w]);
    errors::error(vm, formal)
}

/// The parts of a format: a piece of text, or a directive with its numeric argument.
enum Part<'a> {
    Text(&'a str),
    Directive { directive: char, count: Count },
}

/// The numeric argument of a directive.
#[derive(Clone, Copy)]
enum Count {
    None,
    Number(i64),
    /// `*`: the next argument.
    Argument,
}

/// The next part of a format.
fn part<'a>(chars: &mut std::str::Chars<'a>) -> Option<Part<'a>> {
    let rest = chars.as_str();
    let end = rest.find('~').unwrap_or(rest.len());
    if end > 0 {
        *chars = rest[end..].chars();
        return Some(Part::Text(&rest[..end]));
    }
    chars.next()?;
    let peek = |chars: &std::str::Chars<'_>| chars.clone().next();
    let mut count = Count::None;
    match peek(chars) {
        Some('*') => {
            chars.next();
            count = Count::Argument;
        }
        Some('`') => {
            chars.next();
            count = chars.next().map_or(Count::None, |c| Count::Number(c as i64));
        }
        _ => {
            let mut n: Option<i64> = None;
            while let Some(d) = peek(chars).and_then(|c| c.to_digit(10)) {
                n = Some((n.unwrap_or(0) * 10 + i64::from(d)).min(10_000_000));
                chars.next();
            }
            if let Some(n) = n {
                count = Count::Number(n);
            }
        }
    }
    // A colon asks for the locale's way of writing numbers, which here is the plain one.
    if peek(chars) == Some(':') {
        chars.next();
    }
    Some(Part::Directive { directive: chars.next().unwrap_or('\0'), count })
}

/// Which directive takes each argument, if there are directives that call the language: `~p`, `~@` and `~W`, whose
/// two arguments become one.
pub fn calls(text: &str) -> Option<Vec<char>> {
    let (mut found, mut chars) = (Vec::new(), text.chars());
    while let Some(part) = part(&mut chars) {
        let Part::Directive { directive, count } = part else { continue };
        if matches!(count, Count::Argument) {
            found.push('*');
        }
        if !matches!(directive, 'n' | 'N' | '~' | 't' | '|' | '+') {
            found.push(directive);
        }
    }
    found.iter().any(|d| matches!(d, 'p' | '@' | 'W')).then_some(found)
}

/// Room for so much text is made at once.
const USUAL_LENGTH: usize = 64;

/// The text of a format with its arguments, beginning in that column; if something is wrong, the text so far and the error.
pub fn format(vm: &mut Vm, text: Word, args: Word, column: usize) -> (String, Result<(), Word>) {
    let mut line = Line { out: String::with_capacity(USUAL_LENGTH), segment: 0, column, last: 0, fills: Vec::new() };
    let result = format_line(vm, &mut line, text, args);
    (line.out, result)
}

fn format_line(vm: &mut Vm, line: &mut Line, text: Word, args: Word) -> Result<(), Word> {
    let text = super::text::needed(vm, text)?;
    let (mut found, tail) = items(vm, args);
    if tail != world(vm).nil {
        // What is no list is the only argument.
        found = vec![args];
    }
    let mut args = found.into_iter();
    let mut chars = text.chars();
    while let Some(part) = part(&mut chars) {
        match part {
            Part::Text(text) => line.text(text),
            Part::Directive { directive, count } => {
                let count = match count {
                    Count::None => None,
                    Count::Number(n) => Some(n),
                    Count::Argument => match next(vm, &mut args)?.as_smi().filter(|n| *n >= 0) {
                        Some(n) => Some(n.min(10_000_000)),
                        None => return Err(failure(vm, "no or negative integer for `*' argument")),
                    },
                };
                self::directive(vm, line, directive, count, &mut args)?;
            }
        }
    }
    if args.next().is_some() { Err(failure(vm, "too many arguments")) } else { Ok(()) }
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
    let times = count.unwrap_or(1).max(0) as usize;
    match directive {
        'n' => line.newline(times),
        'N' if line.column + line.width() > 0 => line.newline(1),
        'N' => {}
        '~' => line.out.push('~'),
        't' => {
            let c = count.and_then(|c| u32::try_from(c).ok()).and_then(char::from_u32).unwrap_or(' ');
            line.fills.push((line.out.len(), c));
        }
        '|' => line.stop(count.map_or(line.column + line.width(), |c| c as usize)),
        '+' => line.stop(line.last + count.unwrap_or(8) as usize),
        'i' => {
            next(vm, args)?;
        }
        'w' | 'p' | 'q' | 'k' | '@' | 'W' | 'a' | 's' | 'c' => {
            let w = next(vm, args)?;
            let text = written(vm, directive, times, w)?;
            line.text(&text);
        }
        'd' | 'D' | 'I' | 'f' | 'e' | 'g' | 'r' | 'R' => {
            let w = next(vm, args)?;
            let text = numeric(vm, directive, count, w)?;
            line.text(&text);
        }
        c => {
            let c = atom(vm, c.encode_utf8(&mut [0; 4]));
            return Err(errors::existence(vm, "format_character", c));
        }
    }
    Ok(())
}

/// What a directive for terms and text writes.
fn written(vm: &mut Vm, directive: char, times: usize, w: Word) -> Result<String, Word> {
    let text = match directive {
        'w' => write::text(vm, w, Style::WRITE),
        'p' | '@' | 'W' => write::text(vm, w, Style { portrayed: true, ..Style::QUOTED }),
        'q' => write::text(vm, w, Style::QUOTED),
        'k' => {
            let names = write::canonical_names(vm, w);
            write::text_at(vm, w, Style { quoted: true, ignore_ops: true, ..Style::PLAIN }, 1200, &names)
        }
        'c' => match w.as_smi().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32) {
            Some(c) => c.to_string().repeat(times),
            None => return Err(wrong_argument(vm, directive, w)),
        },
        _ => {
            let (_, t) = view(vm, w);
            let text = match (directive, t) {
                ('s', Term::Number(_)) | ('a', Term::Compound(..)) => None,
                ('s', Term::Atom(_)) if w == world(vm).nil => Some(String::new()),
                ('a', Term::Atom(_)) => text_of(vm, w),
                _ => list_text(vm, w).or_else(|| text_of(vm, w)),
            };
            match text {
                Some(text) => text,
                None => return Err(wrong_argument(vm, directive, w)),
            }
        }
    };
    Ok(text)
}

/// What a directive for numbers writes.
fn numeric(vm: &mut Vm, directive: char, count: Option<i64>, w: Word) -> Result<String, Word> {
    let w = if number::is_number(vm, w) { w } else { crate::arith::evaluate(vm, w)? };
    if matches!(directive, 'f' | 'e' | 'g') {
        return Ok(fraction(vm, directive, count.unwrap_or(6).clamp(0, 10_000) as u32, w));
    }
    if !number::is_exact_integer(vm, w) {
        return Err(wrong_argument(vm, directive, w));
    }
    let places = count.unwrap_or(0).max(0) as usize;
    Ok(match directive {
        'd' => grouped(&write::number(vm, w), places, 3, ""),
        'D' => grouped(&write::number(vm, w), places, 3, ","),
        'I' => grouped(&write::number(vm, w), 0, count.unwrap_or(3).max(1) as usize, "_"),
        _ => {
            let Some(radix) = Some(count.unwrap_or(8)).filter(|r| (2..=36).contains(r)) else {
                return Err(errors::domain(vm, "radix", Word::smi(count.unwrap_or(8))));
            };
            let s = number::format::to_text(vm, w, radix as u32, &number::format::FloatStyle::DOTTED).unwrap_or_default();
            if directive == 'R' { s.to_uppercase() } else { s }
        }
    })
}

/// A number with digits behind the point, or with an exponent.
fn fraction(vm: &Vm, directive: char, digits: u32, w: Word) -> String {
    let style = &number::format::FloatStyle::DOTTED;
    if let Some(f) = vm.float_value(w)
        && !f.is_finite()
    {
        return (if f.is_nan() {
            "nan"
        } else if f > 0.0 {
            "inf"
        } else {
            "-inf"
        })
        .into();
    }
    if directive == 'f' {
        let text = number::format::to_fixed(vm, w, digits, number::format::Ties::Even, style).unwrap_or_default();
        return text.strip_suffix('.').map(String::from).unwrap_or(text);
    }
    let f = number::to_f64(vm, w).unwrap_or(0.0);
    if directive == 'e' { exponential(f, digits as usize) } else { general(f, digits.max(1) as usize) }
}

/// The shorter of the two notations with so many digits, as C's `%g` writes it.
fn general(f: f64, digits: usize) -> String {
    let scientific = exponential(f, digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let n: i32 = exponent.parse().unwrap_or(0);
    let trim = |s: &str| if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.').to_string() } else { s.to_string() };
    if n < -4 || n >= digits as i32 {
        return format!("{}e{exponent}", trim(mantissa));
    }
    let places = (digits as i32 - 1 - n).max(0) as usize;
    trim(&format!("{f:.places$}"))
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

/// Digits with a point before the last so many, and separators between groups of the others.
fn grouped(digits: &str, places: usize, size: usize, separator: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |d| ("-", d));
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(size) {
            out.push_str(separator);
        }
        out.push(c);
    }
    if places > 0 {
        out.push('.');
        out += fraction;
    }
    out
}
