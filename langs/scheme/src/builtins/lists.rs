//! Pairs and lists.

use super::{ANY, Lower, PrimInfo, Special, do2, help, helpn, op1, op2};
use crate::builtins::equal::is_nan;
use crate::builtins::error::{range_error, type_error};
use crate::ops::Op;
use jitgen::{Effects, HelperResult};
use vm_core::core_shapes::{PAIR, Pair};
use vm_core::{Vm, Word};

/// The length of a proper list. `None`: it is none (improper or cyclic).
pub fn length(vm: &Vm, list: Word) -> Option<usize> {
    let (mut n, mut w, mut slow) = (0usize, list, list);
    while let Some(p) = vm.cast(w, PAIR) {
        w = vm.get(p, Pair::cdr);
        n += 1;
        if n % 2 == 0 {
            slow = vm.get(vm.cast(slow, PAIR)?, Pair::cdr);
            if slow == w {
                return None;
            }
        }
    }
    (w == Word::NIL).then_some(n)
}

fn index(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<usize, Word> {
    match w.as_smi() {
        Some(n) if n >= 0 => Ok(n as usize),
        _ => Err(type_error(vm, who, position, "a valid index", w)),
    }
}

fn list_tail(vm: &mut Vm, who: &str, list: Word, k: Word) -> HelperResult {
    let n = index(vm, who, 2, k)?;
    let mut w = list;
    for _ in 0..n {
        match vm.cast(w, PAIR) {
            Some(p) => w = vm.get(p, Pair::cdr),
            None => return Err(range_error(vm, who, 2, k)),
        }
    }
    Ok(w)
}

/// Copies a list in front of a tail, from the front: each new pair is put behind the one before.
fn copy_onto(vm: &mut Vm, who: &str, position: usize, list: Word, tail: Word) -> HelperResult {
    let (mut w, mut first, mut last, mut steps) = (list, tail, None, 0usize);
    while let Some(p) = vm.cast(w, PAIR) {
        let pair = vm.pair(vm.get(p, Pair::car), tail);
        match last {
            Some(before) => vm.set(before, Pair::cdr, pair),
            None => first = pair,
        }
        last = vm.cast(pair, PAIR);
        w = vm.get(p, Pair::cdr);
        steps += 1;
        if steps % 0x10000 == 0 && length(vm, w).is_none() {
            break;
        }
    }
    if w != Word::NIL {
        return Err(type_error(vm, who, position, "a proper list", list));
    }
    Ok(first)
}

/// What a predicate takes for the same as `x`. Only for objects and NaNs that may be something that is not identical.
#[inline(always)]
fn same(x: Word, equal: impl Fn(&Vm, Word, Word) -> bool) -> impl Fn(&Vm, Word) -> bool {
    let looks = x.is_pointer() || is_nan(x);
    move |vm, y| x == y || looks && equal(vm, x, y)
}

/// Never: for `eq?`.
fn never(_: &Vm, _: Word, _: Word) -> bool {
    false
}

/// Searches a list; `equal` says whether an element that is not identical to `x` is the one.
fn member(vm: &mut Vm, who: &str, x: Word, list: Word, equal: impl Fn(&Vm, Word, Word) -> bool) -> HelperResult {
    let (mut w, mut steps) = (list, 0usize);
    let same = same(x, equal);
    while let Some(p) = vm.cast(w, PAIR) {
        if same(vm, vm.get(p, Pair::car)) {
            return Ok(w);
        }
        w = vm.get(p, Pair::cdr);
        steps += 1;
        if steps == 0x10_0000 && length(vm, w).is_none() {
            break;
        }
    }
    if w == Word::NIL { Ok(Word::FALSE) } else { Err(type_error(vm, who, 2, "a proper list", list)) }
}

fn assoc(vm: &mut Vm, who: &str, x: Word, list: Word, equal: impl Fn(&Vm, Word, Word) -> bool) -> HelperResult {
    let (mut w, mut steps) = (list, 0usize);
    let same = same(x, equal);
    while let Some(p) = vm.cast(w, PAIR) {
        let entry = vm.get(p, Pair::car);
        let Some(e) = vm.cast(entry, PAIR) else { return Err(type_error(vm, who, 2, "a list of pairs", list)) };
        if same(vm, vm.get(e, Pair::car)) {
            return Ok(entry);
        }
        w = vm.get(p, Pair::cdr);
        steps += 1;
        if steps == 0x10_0000 && length(vm, w).is_none() {
            break;
        }
    }
    if w == Word::NIL { Ok(Word::FALSE) } else { Err(type_error(vm, who, 2, "a list of pairs", list)) }
}

const READS: Effects = Effects { raises: true, ..Effects::READS };

jitgen::helpers! {
    /// `length`
    pub LENGTH "length" READS => |vm, list| match length(vm, list) {
        Some(n) => Ok(Word::smi(n as i64)),
        None => Err(type_error(vm, "length", 1, "a proper list", list)),
    };
    IS_LIST "is_list" Effects::READS => |vm, list| Ok(Word::bool(length(vm, list).is_some()));
    /// The length of a list, or how many pairs an improper one has; minus one if it is cyclic.
    LENGTH_PLUS "length_plus" Effects::READS => |vm, list| Ok(length(vm, list).map_or(Word::FALSE, |n| Word::smi(n as i64)));
    REVERSE "reverse" READS => |vm, list| {
        let (mut w, mut out, mut steps) = (list, Word::NIL, 0usize);
        while let Some(p) = vm.cast(w, PAIR) {
            out = vm.pair(vm.get(p, Pair::car), out);
            w = vm.get(p, Pair::cdr);
            steps += 1;
            if steps % 0x10_0000 == 0 && length(vm, w).is_none() {
                break;
            }
        }
        if w == Word::NIL { Ok(out) } else { Err(type_error(vm, "reverse", 1, "a proper list", list)) }
    };
    APPEND2 "append2" READS => |vm, a, b| copy_onto(vm, "append", 1, a, b);
    APPEND "append" READS => |vm, all...| {
        let Some((last, lists)) = all.split_last() else { return Ok(Word::NIL) };
        let mut out = *last;
        for (i, l) in lists.iter().enumerate().rev() {
            out = copy_onto(vm, "append", i + 1, *l, out)?;
        }
        Ok(out)
    };
    LIST_COPY "list_copy" READS => |vm, list| {
        let mut items = Vec::new();
        let mut w = list;
        while let Some(p) = vm.cast(w, PAIR) {
            items.push(vm.get(p, Pair::car));
            w = vm.get(p, Pair::cdr);
            if items.len() % 0x10000 == 0 && length(vm, w).is_none() && items.len() > 0x100_0000 {
                return Err(type_error(vm, "list-copy", 1, "a list without cycle", list));
            }
        }
        Ok(items.into_iter().rev().fold(w, |tail, x| vm.pair(x, tail)))
    };
    /// A copy of a list that must be proper.
    pub COPY_PROPER "copy_proper" READS => |vm, list| copy_onto(vm, "apply", 2, list, Word::NIL);
    LIST_TAIL "list_tail" READS => |vm, list, k| list_tail(vm, "list-tail", list, k);
    LIST_REF "list_ref" READS => |vm, list, k| {
        let w = list_tail(vm, "list-ref", list, k)?;
        match vm.cast(w, PAIR) {
            Some(p) => Ok(vm.get(p, Pair::car)),
            None => Err(range_error(vm, "list-ref", 2, k)),
        }
    };
    MEMQ "memq" READS => |vm, x, list| member(vm, "memq", x, list, never);
    MEMV "memv" READS => |vm, x, list| member(vm, "memv", x, list, super::equal::eqv);
    MEMBER "member" READS => |vm, x, list| member(vm, "member", x, list, super::equal::equal);
    ASSQ "assq" READS => |vm, x, list| assoc(vm, "assq", x, list, never);
    ASSV "assv" READS => |vm, x, list| assoc(vm, "assv", x, list, super::equal::eqv);
    ASSOC "assoc" READS => |vm, x, list| assoc(vm, "assoc", x, list, super::equal::equal);
    MAKE_LIST "make_list" READS => |vm, k, fill| {
        let n = index(vm, "make-list", 1, k)?;
        if n > vm.limits.heap_bytes / 24 {
            return Err(range_error(vm, "make-list", 1, k));
        }
        Ok((0..n).fold(Word::NIL, |tail, _| vm.pair(fill, tail)))
    };
}

macro_rules! paths {
    ($($name:literal $path:literal)*) => {
        const PATHS: &[PrimInfo] = &[$(PrimInfo::new($name, 1, 1, Lower::Source).special(Special::Path($path))),*];
    };
}

paths! {
    "caar" "aa" "cadr" "ad" "cdar" "da" "cddr" "dd"
    "caaar" "aaa" "caadr" "aad" "cadar" "ada" "caddr" "add" "cdaar" "daa" "cdadr" "dad" "cddar" "dda" "cdddr" "ddd"
    "caaaar" "aaaa" "caaadr" "aaad" "caadar" "aada" "caaddr" "aadd" "cadaar" "adaa" "cadadr" "adad" "caddar" "adda" "cadddr" "addd"
    "cdaaar" "daaa" "cdaadr" "daad" "cdadar" "dada" "cdaddr" "dadd" "cddaar" "ddaa" "cddadr" "ddad" "cdddar" "ddda" "cddddr" "dddd"
}

/// `cadr` and its kind.
pub const PATH_PRIMS: &[PrimInfo] = PATHS;

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op2("cons", |dst, a, b| Op::Cons { dst, a, b }).total(),
    op1("car", |dst, a| Op::Car { dst, a }),
    op1("cdr", |dst, a| Op::Cdr { dst, a }),
    do2("set-car!", |a, b| Op::SetCar { a, b }),
    do2("set-cdr!", |a, b| Op::SetCdr { a, b }),
    PrimInfo::new("list", 0, ANY, Lower::Source).special(Special::List).total(),
    PrimInfo::new("cons*", 1, ANY, Lower::Source).special(Special::ConsStar).total(),
    help("length", &LENGTH),
    help("list?", &IS_LIST).total(),
    help("%length+", &LENGTH_PLUS).total(),
    help("reverse", &REVERSE),
    help("%append2", &APPEND2),
    helpn("append", 0, ANY, &APPEND),
    help("list-copy", &LIST_COPY),
    help("list-tail", &LIST_TAIL),
    help("list-ref", &LIST_REF),
    help("memq", &MEMQ),
    help("memv", &MEMV),
    help("%member", &MEMBER),
    help("assq", &ASSQ),
    help("assv", &ASSV),
    help("%assoc", &ASSOC),
    help("%make-list", &MAKE_LIST),
];
