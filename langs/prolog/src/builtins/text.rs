//! Atoms, characters, codes, strings, and numbers as text.

use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::state::Quotes;
use std::borrow::Cow;
use vm_core::text::character;
use vm_core::{Object, Vm, Word, number};

builtins! {
    ATOM_CODES "atom_codes" 2 |vm, a| convert(vm, a, Kind::Atom, Kind::Codes);
    ATOM_CHARS "atom_chars" 2 |vm, a| convert(vm, a, Kind::Atom, Kind::Chars);
    CHAR_CODE "char_code" 2 char_code;
    NUMBER_CODES "number_codes" 2 |vm, a| convert(vm, a, Kind::Number, Kind::Codes);
    NUMBER_CHARS "number_chars" 2 |vm, a| convert(vm, a, Kind::Number, Kind::Chars);
    ATOM_NUMBER "atom_number" 2 atom_number;
    NUMBER_STRING "number_string" 2 |vm, a| {
        match text_of(vm, a[1]) {
            Some(s) => match exact_number(vm, s.trim()) {
                Some(n) => Ok(unify(vm, a[0], n)),
                None => Ok(false),
            },
            None => convert(vm, a, Kind::Number, Kind::Text),
        }
    };
    ATOM_STRING "atom_string" 2 |vm, a| convert(vm, a, Kind::Atom, Kind::Text);
    ATOM_LENGTH "atom_length" 2 length;
    STRING_LENGTH "string_length" 2 length;
    TEXT_LENGTH "$text_length" 2 |vm, a| {
        let count = character_count(vm, a[0])?;
        Ok(unify(vm, a[1], Word::smi(count as i64)))
    };
    STRING_CHARS "string_chars" 2 |vm, a| convert(vm, a, Kind::Text, Kind::Chars);
    STRING_CODES "string_codes" 2 |vm, a| convert(vm, a, Kind::Text, Kind::Codes);
    STRING_TO_ATOM "string_to_atom" 2 |vm, a| convert(vm, a, Kind::Text, Kind::Atom);
    TERM_STRING "$text_string" 2 |vm, a| convert(vm, a, Kind::Any, Kind::Text);
    TEXT_ATOM "$text_atom" 2 |vm, a| convert(vm, a, Kind::Any, Kind::Atom);
    UPCASE "upcase_atom" 2 |vm, a| mapped(vm, a, Kind::Atom, |s| in_case(s, character::upcase));
    DOWNCASE "downcase_atom" 2 |vm, a| mapped(vm, a, Kind::Atom, |s| in_case(s, character::downcase));
    STRING_UPPER "string_upper" 2 |vm, a| mapped(vm, a, Kind::Text, |s| in_case(s, character::upcase));
    STRING_LOWER "string_lower" 2 |vm, a| mapped(vm, a, Kind::Text, |s| in_case(s, character::downcase));
    NORMALIZE "$normalize_space" 2 |vm, a| mapped(vm, a, Kind::Atom, |s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    CONCAT "$concat" 4 |vm, a| {
        let mut text = needed(vm, a[0])?;
        add_needed(vm, a[1], &mut text)?;
        let kind = wanted(vm, a[3]);
        let w = make(vm, &text, kind)?;
        Ok(unify(vm, a[2], w))
    };
    CONCAT_REST "$concat_rest" 5 |vm, a| {
        let (whole, part) = (needed(vm, a[0])?, needed(vm, a[1])?);
        let rest = if is_named(vm, a[2], "prefix") { whole.strip_prefix(&*part) } else { whole.strip_suffix(&*part) };
        let Some(rest) = rest else { return Ok(false) };
        let kind = wanted(vm, a[4]);
        let w = make(vm, rest, kind)?;
        Ok(unify(vm, a[3], w))
    };
    SUB_KNOWN "$sub_known" 5 |vm, a| {
        let (whole, part) = (needed(vm, a[0])?, needed(vm, a[4])?);
        let [all, length] = [&whole, &part].map(|s| s.chars().count() as i64);
        let before = match (deref_smi(vm, a[1]), deref_smi(vm, a[3])) {
            (Some(before), _) => before,
            (None, Some(after)) => all - length - after,
            (None, None) => return Ok(false),
        };
        let after = all - length - before;
        if before < 0 || after < 0 || part_of(&whole, before as usize, length as usize) != Some(&*part) {
            return Ok(false);
        }
        let known = [(1, before), (2, length), (3, after)];
        Ok(known.into_iter().all(|(i, n)| unify(vm, a[i], Word::smi(n))))
    };
    SUB "$sub_text" 5 |vm, a| {
        let (Some(b), Some(l)) = (deref_smi(vm, a[1]), deref_smi(vm, a[2])) else { return Ok(false) };
        if b < 0 || l < 0 {
            return Ok(false);
        }
        let part = match chars_of(vm, a[0]) {
            Some(s) => part_of(&s, b as usize, l as usize).map(String::from),
            None => return Err(no_text(vm, a[0])),
        };
        let Some(part) = part else { return Ok(false) };
        let kind = wanted(vm, a[4]);
        let w = make(vm, &part, kind)?;
        Ok(unify(vm, a[3], w))
    };
    FIND "$find_text" 4 |vm, a| {
        let (s, part) = (needed(vm, a[0])?, needed(vm, a[1])?);
        let from = deref_smi(vm, a[2]).unwrap_or(0).max(0) as usize;
        let byte = s.char_indices().nth(from).map_or(s.len(), |c| c.0);
        match s[byte..].find(&part) {
            Some(i) if from <= s.chars().count() => {
                let at = from + s[byte..byte + i].chars().count();
                Ok(unify(vm, a[3], Word::smi(at as i64)))
            }
            _ => Ok(false),
        }
    };
    JOIN "$join" 4 |vm, a| {
        let l = super::terms::proper(vm, a[0])?;
        let separator = needed(vm, a[1])?;
        let mut text = String::new();
        for (i, w) in l.into_iter().enumerate() {
            if i > 0 {
                text += &separator;
            }
            add_needed(vm, w, &mut text)?;
        }
        let kind = wanted(vm, a[3]);
        let w = make(vm, &text, kind)?;
        Ok(unify(vm, a[2], w))
    };
    SPLIT "$split" 3 |vm, a| {
        let (s, separator) = (needed(vm, a[1])?, needed(vm, a[0])?);
        if separator.is_empty() {
            let w = atom(vm, "");
            return Err(errors::domain(vm, "non_empty_atom", w));
        }
        let mut words = Vec::new();
        let mut chars = separator.chars();
        match chars.next().filter(|_| chars.as_str().is_empty()) {
            Some(c) => words.extend(s.split(c).map(|p| atom(vm, p))),
            None => words.extend(s.split(&separator).map(|p| atom(vm, p))),
        }
        let l = proper_list(vm, &words);
        Ok(unify(vm, a[2], l))
    };
    SPLIT_STRING "split_string" 4 split_string;
    CHAR_CLASS "$char_class" 2 |vm, a| {
        let c = character(vm, a[0]);
        let (Some(c), Some(class)) = (c, chars_of(vm, a[1])) else { return Ok(false) };
        Ok(is_of_class(c, &class))
    };
    CHAR_CASE "$char_case" 3 |vm, a| {
        // '$char_case'(upper or lower, Char, Other): the character of the other case, as a character or code like the first.
        let (w, Some(c)) = (deref(vm, a[1]), character(vm, a[1])) else { return Ok(false) };
        let other = if is_named(vm, a[0], "upper") { character::upcase(c as u32) } else { character::downcase(c as u32) };
        let other = char::from_u32(other).unwrap_or(c);
        let other = if w.is_smi() { Word::smi(other as i64) } else { atom(vm, other.encode_utf8(&mut [0; 4])) };
        Ok(unify(vm, a[2], other))
    };
    CHAR_WEIGHT "$char_weight" 2 |vm, a| {
        let Some(d) = character(vm, a[0]).and_then(|c| c.to_digit(16)) else { return Ok(false) };
        Ok(unify(vm, a[1], Word::smi(d.into())))
    };
}

/// Each character in a case: as many as before.
fn in_case(s: &str, convert: fn(u32) -> u32) -> String {
    s.chars().map(|c| char::from_u32(convert(c as u32)).unwrap_or(c)).collect()
}

/// So many characters of a text from one on, if it has them.
fn part_of(s: &str, from: usize, length: usize) -> Option<&str> {
    if s.is_ascii() {
        return s.get(from..from.checked_add(length)?);
    }
    let after = |s: &str, count: usize| s.char_indices().map(|c| c.0).chain([s.len()]).nth(count);
    let rest = &s[after(s, from)?..];
    Some(&rest[..after(rest, length)?])
}

/// Which kind of text is asked for: `atom`, or `string`.
fn wanted(vm: &Vm, w: Word) -> Kind {
    if is_named(vm, w, "atom") { Kind::Atom } else { Kind::Text }
}

/// The character that a term stands for: a code, or the only character of a text.
fn character(vm: &Vm, w: Word) -> Option<char> {
    let w = deref(vm, w);
    match w.as_smi() {
        Some(n) => char::from_u32(u32::try_from(n).ok()?),
        None => {
            let s = chars_of(vm, w)?;
            let mut chars = s.chars();
            chars.next().filter(|_| chars.next().is_none())
        }
    }
}

fn is_of_class(c: char, class: &str) -> bool {
    match class {
        "alpha" => c.is_alphanumeric() || c == '_',
        "letter" => c.is_alphabetic(),
        "alnum" => c.is_alphanumeric(),
        "digit" => c.is_ascii_digit(),
        "space" | "white" => c.is_whitespace() && (class == "space" || matches!(c, ' ' | '\t')),
        "upper" => c.is_uppercase(),
        "lower" => c.is_lowercase(),
        "punct" => !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control(),
        "csym" | "prolog_identifier_continue" => c.is_alphanumeric() || c == '_',
        "csymf" => c.is_alphabetic() || c == '_',
        "ascii" => c.is_ascii(),
        "cntrl" => c.is_control(),
        "graph" => !c.is_whitespace() && !c.is_control(),
        "print" => !c.is_control(),
        "end_of_line" => matches!(c, '\n' | '\r' | '\x0b' | '\x0c'),
        "newline" => c == '\n',
        "period" => matches!(c, '.' | '?' | '!'),
        "quote" => matches!(c, '\'' | '"' | '`'),
        "paren" => matches!(c, '(' | ')' | '[' | ']' | '{' | '}'),
        "prolog_var_start" => c.is_uppercase() || c == '_',
        "prolog_atom_start" => c.is_alphabetic() && !c.is_uppercase(),
        "prolog_symbol" => "#$&*+-./:<=>?@\\^~".contains(c),
        _ => false,
    }
}

/// Text between separators, each piece stripped of padding. Where a separator is padding too, several count as one.
fn split_string(vm: &mut Vm, a: &[Word]) -> Answer {
    let (s, separators, pad) = (needed(vm, a[0])?, needed(vm, a[1])?, needed(vm, a[2])?);
    let (is_separator, is_pad) = (|c: char| separators.contains(c), |c: char| pad.contains(c));
    let (mut rest, mut words) = (s.trim_matches(is_pad), Vec::new());
    loop {
        let end = rest.find(is_separator);
        let piece = &rest[..end.unwrap_or(rest.len())];
        words.push(make(vm, piece.trim_matches(is_pad), Kind::Text)?);
        let Some(end) = end else { break };
        rest = rest[end..].strip_prefix(is_separator).unwrap_or("").trim_start_matches(is_pad);
    }
    let l = proper_list(vm, &words);
    Ok(unify(vm, a[3], l))
}

/// A representation of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An atom.
    Atom,
    /// A list of codes.
    Codes,
    /// A list of one-character atoms.
    Chars,
    /// A string.
    Text,
    /// A number.
    Number,
    /// Whatever it is.
    Any,
}

fn deref_smi(vm: &Vm, w: Word) -> Option<i64> {
    deref(vm, w).as_smi()
}

fn is_named(vm: &Vm, w: Word, name: &str) -> bool {
    deref(vm, w).as_symbol().is_some_and(|s| vm.symbols.name(s) == name)
}

/// The text of an atom, a string, a number, a list of codes or of characters: borrowed where it is there as Rust has it.
pub fn chars_of(vm: &Vm, w: Word) -> Option<Cow<'_, str>> {
    let (w, t) = view(vm, w);
    match t {
        Term::Atom(_) if w == world(vm).nil => Some("[]".into()),
        Term::Atom(s) => Some(vm.symbols.name(s).into()),
        Term::Number(_) => Some(crate::write::number(vm, w).into()),
        Term::Text => Some(vm_core::text::as_str(vm, Object::trust(w))),
        Term::Compound(..) => list_text(vm, w).map(Cow::from),
        _ => None,
    }
}

/// The same, as a string of its own.
pub fn text_of(vm: &Vm, w: Word) -> Option<String> {
    chars_of(vm, w).map(Cow::into_owned)
}

/// The text of a list of codes or of characters.
pub fn list_text(vm: &Vm, w: Word) -> Option<String> {
    let mut text = String::with_capacity(16);
    add_list_text(vm, w, &mut text).then_some(text)
}

/// Adds the text of such a list to another; false if it is none.
fn add_list_text(vm: &Vm, w: Word, text: &mut String) -> bool {
    let (mut wrong, mut codes, mut chars) = (false, false, false);
    let tail = each_item(vm, w, |c| match (c.as_smi(), c.as_symbol()) {
        (Some(n), _) => match u32::try_from(n).ok().and_then(char::from_u32) {
            Some(c) => {
                codes = true;
                text.push(c);
            }
            None => wrong = true,
        },
        (_, Some(s)) => {
            let mut name = vm.symbols.name(s).chars();
            match (name.next(), name.next()) {
                (Some(c), None) => {
                    chars = true;
                    text.push(c);
                }
                _ => wrong = true,
            }
        }
        _ => wrong = true,
    });
    tail == world(vm).nil && !wrong && !(codes && chars)
}

/// The text of an argument that must have one.
pub fn needed(vm: &mut Vm, w: Word) -> Result<String, Word> {
    text_of(vm, w).ok_or_else(|| no_text(vm, w))
}

/// Adds the text of an argument that must have one to another.
fn add_needed(vm: &mut Vm, w: Word, text: &mut String) -> Result<(), Word> {
    match chars_of(vm, w) {
        Some(s) => text.push_str(&s),
        None => return Err(no_text(vm, w)),
    }
    Ok(())
}

/// The error if an argument has no text.
fn no_text(vm: &mut Vm, w: Word) -> Word {
    let (w, t) = view(vm, w);
    let partial = variables(vm, w);
    match t {
        Term::Var(_) => errors::instantiation(vm),
        _ if !partial.is_empty() && uncons(vm, w).is_some() => errors::instantiation(vm),
        _ => errors::type_error(vm, "atomic", w),
    }
}

/// Text in a representation.
pub fn make(vm: &mut Vm, s: &str, kind: Kind) -> Result<Word, Word> {
    Ok(match kind {
        Kind::Atom | Kind::Any => atom(vm, s),
        Kind::Codes => quoted(vm, s, Quotes::Codes),
        Kind::Chars => quoted(vm, s, Quotes::Chars),
        Kind::Text => quoted(vm, s, Quotes::String),
        Kind::Number => match parse_number(vm, s) {
            Some(n) => n,
            None => return Err(errors::syntax(vm, "illegal_number")),
        },
    })
}

/// What text in quotes reads as.
pub fn quoted(vm: &mut Vm, s: &str, quotes: Quotes) -> Word {
    match quotes {
        Quotes::Atom => atom(vm, s),
        Quotes::String => match vm_core::text::new(vm, s) {
            Ok(t) => t.word(),
            Err(_) => atom(vm, s),
        },
        Quotes::Codes => {
            let (cons, nil) = (world(vm).cons, world(vm).nil);
            s.chars().rev().fold(nil, |l, c| vm.new_object(cons, &[Word::smi(c as i64), l]))
        }
        Quotes::Chars => {
            let nil = world(vm).nil;
            s.chars().rev().fold(nil, |l, c| {
                let c = atom(vm, c.encode_utf8(&mut [0; 4]));
                cons(vm, c, l)
            })
        }
    }
}

/// The number that a text is, in the language's syntax, with layout before it allowed but none behind it.
pub fn parse_number(vm: &mut Vm, s: &str) -> Option<Word> {
    let start = crate::lexer::start(s, 0);
    let (negative, at) = match s.as_bytes().get(start) {
        Some(b'-') => (true, start + 1),
        Some(b'+') => (false, start + 1),
        _ => (false, start),
    };
    let digits = &s[at..];
    if digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty() {
        let n: i64 = digits.parse().ok()?;
        return number::from_i64(vm, if negative { -n } else { n }).ok();
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = format!("{digits} .");
    let (tokens, _) = crate::lexer::clause(&text, 0);
    let [number, end] = tokens.ok()?[..] else { return None };
    if number.text.len() != digits.len() || end.kind != crate::lexer::Kind::End {
        return None;
    }
    let w = crate::reader::read(vm, &text, 0).0.ok()?.term?;
    if negative { number::negate(vm, w).ok() } else { Some(w) }
}

/// The number that a text is, without any layout.
fn exact_number(vm: &mut Vm, s: &str) -> Option<Word> {
    if s.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') { parse_number(vm, s) } else { None }
}

/// `a` is a text of one kind and `b` of the other; whichever is known gives the other.
fn convert(vm: &mut Vm, a: &[Word], first: Kind, second: Kind) -> Answer {
    let (w, t) = view(vm, a[0]);
    if !matches!(t, Term::Var(_)) {
        if first == Kind::Number && !matches!(t, Term::Number(_)) {
            return Err(errors::type_error(vm, "number", w));
        }
        if matches!(second, Kind::Codes | Kind::Chars) {
            check_list(vm, a[1], second)?;
        }
        // A number's text may be written otherwise: then it is read.
        if first == Kind::Number
            && let Some(s) = text_of(vm, a[1]).filter(|_| is_ground(vm, a[1]))
        {
            let n = make(vm, &s, Kind::Number)?;
            return Ok(unify(vm, w, n));
        }
        if first == Kind::Atom && matches!(t, Term::Compound(..)) {
            return Err(errors::type_error(vm, "atom", w));
        }
        let s = needed(vm, w)?;
        let made = make(vm, &s, second)?;
        if second == Kind::Text
            && let Some(given) = chars_of(vm, a[1])
        {
            return Ok(given == s);
        }
        return Ok(unify(vm, a[1], made));
    }
    let s = match second {
        Kind::Codes | Kind::Chars => list_argument(vm, a[1], second)?,
        _ => needed(vm, a[1])?,
    };
    let made = match make(vm, &s, first) {
        Ok(made) => made,
        // That an element is no character comes before what the characters spell.
        Err(ball) => return check_list(vm, a[1], second).and(Err(ball)),
    };
    if s.capacity() <= MOST_SPARE {
        world_mut(vm).spare = s;
    }
    Ok(unify(vm, w, made))
}

/// Memory for text is kept for the next, unless it is more.
const MOST_SPARE: usize = 4096;

/// The text of a list argument, with the standard's errors.
fn list_argument(vm: &mut Vm, w: Word, kind: Kind) -> Result<String, Word> {
    let mut text = std::mem::take(&mut world_mut(vm).spare);
    text.clear();
    if add_list_text(vm, w, &mut text) {
        return Ok(text);
    }
    let (l, tail) = items(vm, w);
    // A string stands for a list of its characters.
    if l.is_empty() && matches!(view(vm, w).1, Term::Text) {
        return needed(vm, w);
    }
    if l.into_iter().chain([tail]).any(|c| matches!(view(vm, c).1, Term::Var(_))) {
        return Err(errors::instantiation(vm));
    }
    let l = items(vm, w).0;
    if let Some(&odd) = l.iter().find(|c| c.is_smi() != l[0].is_smi())
        && l.iter().all(|c| c.is_smi() || character(vm, *c).is_some())
    {
        // What the first is the others have to be.
        return Err(errors::type_error(vm, if l[0].is_smi() { "integer" } else { "character" }, odd));
    }
    check_list(vm, w, kind)?;
    Ok(String::new())
}

/// Raises unless the argument is, or may become, a text or a list of codes or of characters.
fn check_list(vm: &mut Vm, w: Word, kind: Kind) -> Result<(), Word> {
    let (l, tail) = items(vm, w);
    let open = matches!(view(vm, tail).1, Term::Var(_) | Term::Text);
    if !open && tail != world(vm).nil {
        let w = deref(vm, w);
        return Err(errors::type_error(vm, "list", w));
    }
    for c in l {
        let (c, t) = view(vm, c);
        let code = c.as_smi().map(|n| u32::try_from(n).ok().and_then(char::from_u32).is_some());
        match (kind, code, t) {
            (_, _, Term::Var(_)) | (Kind::Codes, Some(true), _) => {}
            (Kind::Codes, Some(false), _) => return Err(errors::representation(vm, "character_code")),
            (Kind::Codes, None, _) => return Err(errors::type_error(vm, "integer", c)),
            (_, _, Term::Atom(_)) if character(vm, c).is_some() => {}
            _ => return Err(errors::type_error(vm, "character", c)),
        }
    }
    Ok(())
}

fn char_code(vm: &mut Vm, a: &[Word]) -> Answer {
    let ((c, t), (code, u)) = (view(vm, a[0]), view(vm, a[1]));
    match (t, u) {
        (Term::Var(_), Term::Var(_)) => Err(errors::instantiation(vm)),
        (Term::Var(_), _) => {
            if !number::is_exact_integer(vm, code) {
                return Err(errors::type_error(vm, "integer", code));
            }
            match code.as_smi().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32) {
                Some(ch) => {
                    let w = atom(vm, ch.encode_utf8(&mut [0; 4]));
                    Ok(unify(vm, c, w))
                }
                None => Err(errors::representation(vm, "character_code")),
            }
        }
        (Term::Atom(s), _) => {
            let mut chars = vm.symbols.name(s).chars();
            match (chars.next(), chars.next()) {
                (Some(_), None) if !matches!(u, Term::Var(_)) && !number::is_exact_integer(vm, code) => {
                    Err(errors::type_error(vm, "integer", code))
                }
                (Some(_), None) if code.as_smi().is_some_and(|n| u32::try_from(n).ok().and_then(char::from_u32).is_none()) => {
                    Err(errors::representation(vm, "character_code"))
                }
                (Some(ch), None) => Ok(unify(vm, code, Word::smi(ch as i64))),
                _ => Err(errors::type_error(vm, "character", c)),
            }
        }
        _ => Err(errors::type_error(vm, "character", c)),
    }
}

fn atom_number(vm: &mut Vm, a: &[Word]) -> Answer {
    let (w, t) = view(vm, a[0]);
    match t {
        Term::Var(_) => {
            let n = deref(vm, a[1]);
            if !number::is_number(vm, n) {
                let unbound = matches!(view(vm, n).1, Term::Var(_));
                return Err(if unbound { errors::instantiation(vm) } else { errors::type_error(vm, "number", n) });
            }
            let s = crate::write::number(vm, n);
            let made = atom(vm, &s);
            Ok(unify(vm, w, made))
        }
        Term::Atom(_) | Term::Text => {
            let s = needed(vm, w)?;
            match exact_number(vm, &s) {
                Some(n) => Ok(unify(vm, a[1], n)),
                None => Ok(false),
            }
        }
        _ => Err(errors::type_error(vm, "atom", w)),
    }
}

/// How many characters the text of an argument has that must have one.
fn character_count(vm: &mut Vm, w: Word) -> Result<usize, Word> {
    let (w, t) = view(vm, w);
    match t {
        Term::Text => Ok(vm_core::text::length(vm, Object::trust(w))),
        _ => chars_of(vm, w).map(|s| s.chars().count()).ok_or(()).or_else(|()| Err(no_text(vm, w))),
    }
}

fn length(vm: &mut Vm, a: &[Word]) -> Answer {
    let (w, t) = view(vm, a[0]);
    // The length of a list or of a float (whose text depends on the writer) is asked for by mistake.
    if matches!(t, Term::Compound(..)) || vm.float_value(w).is_some() || world(vm).iso && matches!(t, Term::Number(_)) {
        return Err(errors::type_error(vm, "atom", w));
    }
    let count = character_count(vm, w)?;
    let (n, u) = view(vm, a[1]);
    if !matches!(u, Term::Var(_)) {
        if !number::is_exact_integer(vm, n) {
            return Err(errors::type_error(vm, "integer", n));
        }
        if number::is_negative(vm, n).unwrap_or(false) {
            return Err(errors::domain(vm, "not_less_than_zero", n));
        }
    }
    Ok(unify(vm, n, Word::smi(count as i64)))
}

fn mapped(vm: &mut Vm, a: &[Word], kind: Kind, f: fn(&str) -> String) -> Answer {
    let s = needed(vm, a[0])?;
    let w = make(vm, &f(&s), kind)?;
    Ok(unify(vm, a[1], w))
}
