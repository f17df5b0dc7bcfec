//! Strings.

use super::error::{memory_error, range_error, type_error};
use super::{ANY, PrimInfo, Special, do3, help, helpn, op1, op2};
use crate::object;
use crate::ops::Op;
use jitgen::{Effects, HelperResult};
use smallvec::SmallVec;
use std::cmp::Ordering;
use vm_core::core_shapes::{PAIR, Pair, TEXT, Text};
use vm_core::{Object, OutOfMemory, Vm, Word, text};

/// The string that an argument must be.
pub fn string(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<Object<Text>, Word> {
    vm.cast(w, TEXT).ok_or_else(|| type_error(vm, who, position, "a string", w))
}

/// A range given by optional arguments from index `from` of `args` on.
#[inline]
pub fn range(vm: &mut Vm, who: &str, args: &[Word], from: usize, length: usize) -> Result<(usize, usize), Word> {
    let mut bounds = [0, length];
    for (i, b) in bounds.iter_mut().enumerate() {
        match args.get(from + i).copied() {
            None | Some(Word::UNDEFINED | Word::HOLE) => {}
            Some(w) => match w.as_smi() {
                Some(n) if n >= 0 && n as usize <= length => *b = n as usize,
                Some(_) => return Err(range_error(vm, who, from + i + 1, w)),
                None => return Err(type_error(vm, who, from + i + 1, "an exact nonnegative integer", w)),
            },
        }
    }
    match bounds {
        [start, end] if start <= end => Ok((start, end)),
        _ => Err(range_error(vm, who, from + 1, args[from])),
    }
}

/// A size that an argument must be.
pub fn size(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<usize, Word> {
    match w.as_smi() {
        Some(n) if n >= 0 => Ok(n as usize),
        _ => Err(type_error(vm, who, position, "an exact nonnegative integer", w)),
    }
}

fn character(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<u32, Word> {
    w.as_char().ok_or_else(|| type_error(vm, who, position, "a character", w))
}

/// A new string as a helper's result.
pub fn made<L>(vm: &mut Vm, who: &str, result: Result<Object<L>, OutOfMemory>) -> HelperResult {
    result.map(Object::word).map_err(|e| memory_error(vm, who, e))
}

fn substring(vm: &mut Vm, who: &str, args: &[Word]) -> HelperResult {
    let t = string(vm, who, 1, args[0])?;
    let length = text::length(vm, t);
    let (start, end) = range(vm, who, args, 1, length)?;
    let result = text::substring(vm, t, start, end);
    made(vm, who, result)
}

fn compare(vm: &mut Vm, who: &str, a: Word, b: Word, fold: bool) -> Result<Ordering, Word> {
    let (s, t) = (string(vm, who, 1, a)?, string(vm, who, 2, b)?);
    Ok(if fold { text::compare_folded(vm, s, t) } else { text::compare(vm, s, t) })
}

const READS: Effects = Effects { raises: true, ..Effects::READS };
const WRITES: Effects = Effects::READS_WRITES;

macro_rules! compared {
    ($($NAME:ident $text:literal $fold:literal $o:ident $test:expr_2021;)*) => {
        jitgen::helpers! { $(
            #[doc = $text]
            pub $NAME $text READS => |vm, a, b| {
                let $o = compare(vm, $text, a, b, $fold)?;
                Ok(Word::bool($test))
            };
        )* }
    };
}

compared! {
    LESS "string<?" false o o.is_lt();
    LESS_EQ "string<=?" false o o.is_le();
    GREATER "string>?" false o o.is_gt();
    GREATER_EQ "string>=?" false o o.is_ge();
    CI_EQ "string-ci=?" true o o.is_eq();
    CI_LESS "string-ci<?" true o o.is_lt();
    CI_LESS_EQ "string-ci<=?" true o o.is_le();
    CI_GREATER "string-ci>?" true o o.is_gt();
    CI_GREATER_EQ "string-ci>=?" true o o.is_ge();
}

jitgen::helpers! {
    EQ "string=?" READS => |vm, a, b| {
        let (s, t) = (string(vm, "string=?", 1, a)?, string(vm, "string=?", 2, b)?);
        Ok(Word::bool(text::eq(vm, s, t)))
    };
    /// Storing a character that needs another representation: string, index, character.
    pub STRING_SET "string-set!" WRITES => |vm, s, i, c| {
        let t = string(vm, "string-set!", 1, s)?;
        let i_n = size(vm, "string-set!", 2, i)?;
        let c = character(vm, "string-set!", 3, c)?;
        match text::set_char(vm, t, i_n, c) {
            Ok(true) => Ok(Word::UNSPECIFIED),
            Ok(false) => Err(range_error(vm, "string-set!", 2, i)),
            Err(e) => Err(memory_error(vm, "string-set!", e)),
        }
    };
    MAKE_STRING "make-string" Effects { raises: true, ..Effects::ALLOCATES } => |vm, args...| {
        let n = size(vm, "make-string", 1, args[0])?;
        let c = match args.get(1) {
            Some(c) => character(vm, "make-string", 2, *c)?,
            None => 32,
        };
        let result = text::make(vm, n, c);
        made(vm, "make-string", result)
    };
    STRING "string" READS => |vm, args...| {
        let mut chars = Vec::with_capacity(args.len());
        for (i, c) in args.iter().enumerate() {
            chars.push(character(vm, "string", i + 1, *c)?);
        }
        let result = text::from_code_points(vm, &chars);
        made(vm, "string", result)
    };
    SUBSTRING "substring" READS => |vm, args...| substring(vm, "substring", args);
    STRING_COPY "string-copy" READS => |vm, args...| substring(vm, "string-copy", args);
    APPEND "string-append" READS => |vm, args...| {
        let mut parts: SmallVec<[_; 8]> = SmallVec::with_capacity(args.len());
        for (i, a) in args.iter().enumerate() {
            parts.push(string(vm, "string-append", i + 1, *a)?);
        }
        let result = text::append(vm, &parts);
        made(vm, "string-append", result)
    };
    APPEND_LIST "string-append-list" READS => |vm, list| {
        let all = object::elements(vm, list).unwrap_or_default();
        let mut parts = Vec::with_capacity(all.len());
        for (i, a) in all.iter().enumerate() {
            parts.push(string(vm, "string-append", i + 1, *a)?);
        }
        let result = text::append(vm, &parts);
        made(vm, "string-append", result)
    };
    TO_LIST "string->list" READS => |vm, args...| {
        let t = string(vm, "string->list", 1, args[0])?;
        let length = text::length(vm, t);
        let (start, end) = range(vm, "string->list", args, 1, length)?;
        let words: Vec<Word> = text::chars(vm, t).slice(start, end).iter().map(Word::char).collect();
        Ok(object::list(vm, &words))
    };
    FROM_LIST "list->string" READS => |vm, list| {
        let wrong = |vm: &mut Vm| Err(type_error(vm, "list->string", 1, "a list of characters", list));
        let Some(length) = super::lists::length(vm, list) else { return wrong(vm) };
        let mut chars: SmallVec<[u32; 64]> = SmallVec::with_capacity(length);
        let mut rest = list;
        while let Some(p) = vm.cast(rest, PAIR) {
            let Some(c) = vm.get(p, Pair::car).as_char() else { return wrong(vm) };
            chars.push(c);
            rest = vm.get(p, Pair::cdr);
        }
        let result = text::from_code_points(vm, &chars);
        made(vm, "list->string", result)
    };
    TO_VECTOR "string->vector" READS => |vm, args...| {
        let t = string(vm, "string->vector", 1, args[0])?;
        let length = text::length(vm, t);
        let (start, end) = range(vm, "string->vector", args, 1, length)?;
        let words: Vec<Word> = text::chars(vm, t).slice(start, end).iter().map(Word::char).collect();
        object::new_vector(vm, &words).map_err(|e| memory_error(vm, "string->vector", e))
    };
    FILL "string-fill!" WRITES => |vm, args...| {
        let t = string(vm, "string-fill!", 1, args[0])?;
        let c = character(vm, "string-fill!", 2, args[1])?;
        let length = text::length(vm, t);
        let (start, end) = range(vm, "string-fill!", args, 2, length)?;
        match text::fill(vm, t, start, end, c) {
            Ok(_) => Ok(Word::UNSPECIFIED),
            Err(e) => Err(memory_error(vm, "string-fill!", e)),
        }
    };
    COPY_INTO "string-copy!" WRITES => |vm, args...| {
        let to = string(vm, "string-copy!", 1, args[0])?;
        let at = size(vm, "string-copy!", 2, args[1])?;
        let from = string(vm, "string-copy!", 3, args[2])?;
        let length = text::length(vm, from);
        let (start, end) = range(vm, "string-copy!", args, 3, length)?;
        if at > text::length(vm, to) || end - start > text::length(vm, to) - at {
            return Err(range_error(vm, "string-copy!", 2, args[1]));
        }
        match text::copy_into(vm, to, at, from, start, end) {
            Ok(_) => Ok(Word::UNSPECIFIED),
            Err(e) => Err(memory_error(vm, "string-copy!", e)),
        }
    };
    UPCASE "string-upcase" READS => |vm, s| {
        let t = string(vm, "string-upcase", 1, s)?;
        let result = text::upcase(vm, t);
        made(vm, "string-upcase", result)
    };
    DOWNCASE "string-downcase" READS => |vm, s| {
        let t = string(vm, "string-downcase", 1, s)?;
        let result = text::downcase(vm, t);
        made(vm, "string-downcase", result)
    };
    FOLDCASE "string-foldcase" READS => |vm, s| {
        let t = string(vm, "string-foldcase", 1, s)?;
        let result = text::foldcase(vm, t);
        made(vm, "string-foldcase", result)
    };
    SEARCH "string-search" READS => |vm, part, s, start| {
        let (p, t) = (string(vm, "string-search-forward", 1, part)?, string(vm, "string-search-forward", 2, s)?);
        let from = size(vm, "string-search-forward", 3, start)?;
        Ok(text::find(vm, t, p, from).map_or(Word::FALSE, |i| Word::smi(i as i64)))
    };
    SEARCH_LAST "string-search-last" READS => |vm, part, s, end| {
        let (p, t) = (string(vm, "string-search-backward", 1, part)?, string(vm, "string-search-backward", 2, s)?);
        let end = size(vm, "string-search-backward", 3, end)?;
        let n = text::length(vm, p);
        Ok(text::find_last(vm, t, p, end.saturating_sub(n)).map_or(Word::FALSE, |i| Word::smi((i + n) as i64)))
    };
    HASH "string-hash" READS => |vm, s| {
        let t = string(vm, "string-hash", 1, s)?;
        Ok(Word::smi((text::hash(vm, t) & 0xfff_ffff) as i64))
    };
}

const fn chain(name: &'static str, h: &'static jitgen::Helper) -> PrimInfo {
    let mut info = help(name, h).special(Special::Chain);
    info.min = 1;
    info.max = ANY;
    info
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op2("string-ref", |dst, a, b| Op::StringRef { dst, a, b }),
    do3("string-set!", |a, b, c| Op::StringSet { a, b, c }),
    op1("string-length", |dst, a| Op::StringLength { dst, a }),
    chain("string=?", &EQ),
    chain("string<?", &LESS),
    chain("string<=?", &LESS_EQ),
    chain("string>?", &GREATER),
    chain("string>=?", &GREATER_EQ),
    chain("string-ci=?", &CI_EQ),
    chain("string-ci<?", &CI_LESS),
    chain("string-ci<=?", &CI_LESS_EQ),
    chain("string-ci>?", &CI_GREATER),
    chain("string-ci>=?", &CI_GREATER_EQ),
    helpn("make-string", 1, 2, &MAKE_STRING),
    helpn("string", 0, ANY, &STRING),
    helpn("substring", 2, 3, &SUBSTRING),
    helpn("string-copy", 1, 3, &STRING_COPY),
    helpn("string-append", 0, ANY, &APPEND),
    help("%string-append-list", &APPEND_LIST),
    helpn("string->list", 1, 3, &TO_LIST),
    help("list->string", &FROM_LIST),
    helpn("string->vector", 1, 3, &TO_VECTOR),
    helpn("string-fill!", 2, 4, &FILL),
    helpn("string-copy!", 3, 5, &COPY_INTO),
    help("string-upcase", &UPCASE),
    help("string-downcase", &DOWNCASE),
    help("string-foldcase", &FOLDCASE),
    help("%string-search", &SEARCH),
    help("%string-search-last", &SEARCH_LAST),
    help("%string-hash", &HASH),
];
