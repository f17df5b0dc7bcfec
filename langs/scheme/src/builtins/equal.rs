//! `eqv?` and `equal?` where the instructions' fast paths end, and hashing to match.

use super::{PrimInfo, help};
use crate::object;
use jitgen::Effects;
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::{SmallVec, smallvec};
use std::hash::Hasher;
use vm_core::core_shapes::{BYTES, CELL, Cell, PAIR, Pair, TEXT, VECTOR};
use vm_core::{Vm, Word, number, text};

/// Whether two words that are not identical are the same object to a program.
pub fn eqv(vm: &Vm, a: Word, b: Word) -> bool {
    a == b
        || if a.is_pointer() && b.is_pointer() { number::is_number(vm, a) && number::eqv(vm, a, b) } else { is_nan(a) && is_nan(b) }
}

/// Whether the word is a NaN. They are all the same to programs, though there are many words for them: which one an operation gives
/// depends on the processor.
pub fn is_nan(w: Word) -> bool {
    w.is_immediate_float() && w.float_bits_decoded().is_nan()
}

/// How many pairs are compared before cycles are looked for.
const BOLD: usize = 100_000;

/// Whether two data have the same structure. Terminates on cyclic data.
pub fn equal(vm: &Vm, a: Word, b: Word) -> bool {
    if a == b || !a.is_pointer() || !b.is_pointer() {
        return eqv(vm, a, b);
    }
    let mut todo: SmallVec<[(Word, Word); 16]> = smallvec![(a, b)];
    let mut steps = 0;
    // Pairs of objects assumed equal, as classes: only once the comparison has become long.
    let mut classes: FxHashMap<Word, Word> = FxHashMap::default();
    while let Some((a, b)) = todo.pop() {
        if a == b {
            continue;
        }
        if !a.is_pointer() || !b.is_pointer() {
            if eqv(vm, a, b) {
                continue;
            }
            return false;
        }
        steps += 1;
        if steps > BOLD && joined(&mut classes, a, b) {
            continue;
        }
        if let (Some(p), Some(q)) = (vm.cast(a, PAIR), vm.cast(b, PAIR)) {
            todo.push((vm.get(p, Pair::cdr), vm.get(q, Pair::cdr)));
            todo.push((vm.get(p, Pair::car), vm.get(q, Pair::car)));
        } else if let (Some(v), Some(w)) = (vm.cast(a, VECTOR), vm.cast(b, VECTOR)) {
            let (v, w) = (vm.elements(v), vm.elements(w));
            if v.len() != w.len() {
                return false;
            }
            todo.extend(v.iter().copied().zip(w.iter().copied()).rev());
        } else if let (Some(s), Some(t)) = (vm.cast(a, TEXT), vm.cast(b, TEXT)) {
            if !text::eq(vm, s, t) {
                return false;
            }
        } else if let (Some(x), Some(y)) = (vm.cast(a, BYTES), vm.cast(b, BYTES)) {
            if vm.bytes(x) != vm.bytes(y) {
                return false;
            }
        } else if let (Some(x), Some(y)) = (vm.cast(a, CELL), vm.cast(b, CELL)) {
            todo.push((vm.get(x, Cell::value), vm.get(y, Cell::value)));
        } else if !eqv(vm, a, b) {
            return false;
        }
    }
    true
}

/// Puts two objects into one class; whether they were in one already.
fn joined(classes: &mut FxHashMap<Word, Word>, a: Word, b: Word) -> bool {
    let root = |classes: &FxHashMap<Word, Word>, mut w: Word| {
        while let Some(&up) = classes.get(&w) {
            w = up;
        }
        w
    };
    let (x, y) = (root(classes, a), root(classes, b));
    if x == y {
        return true;
    }
    classes.insert(x, y);
    false
}

/// A hash of a word that is no pointer.
pub fn immediate_hash(w: Word) -> u64 {
    if is_nan(w) { f64::NAN.to_bits() } else { w.bits() }
}

/// A hash that equal data share. Looks at a bounded part of them.
pub fn equal_hash(vm: &mut Vm, w: Word) -> u64 {
    let mut h = FxHasher::default();
    let mut todo: SmallVec<[Word; 32]> = smallvec![w];
    let mut budget = 64;
    while let Some(w) = todo.pop() {
        budget -= 1;
        if budget == 0 {
            break;
        }
        if !w.is_pointer() {
            h.write_u64(immediate_hash(w));
        } else if let Some(p) = vm.cast(w, PAIR) {
            h.write_u8(1);
            todo.push(vm.get(p, Pair::cdr));
            todo.push(vm.get(p, Pair::car));
        } else if let Some(v) = vm.cast(w, VECTOR) {
            h.write_usize(vm.length(v));
            todo.extend(vm.elements(v).iter().take(16).copied());
        } else if let Some(t) = vm.cast(w, TEXT) {
            h.write_u64(text::hash(vm, t));
        } else if let Some(b) = vm.cast(w, BYTES) {
            h.write(&vm.bytes(b)[..vm.length(b).min(64)]);
        } else if let Some(n) = number::hash_eqv(vm, w) {
            h.write_u64(n);
        } else if let Some(c) = vm.cast(w, CELL) {
            todo.push(vm.get(c, Cell::value));
        } else {
            h.write_u64(object::identity(vm, w));
        }
    }
    h.finish()
}

/// A hash that equivalent objects share.
pub fn eqv_hash(vm: &mut Vm, w: Word) -> u64 {
    let mut h = FxHasher::default();
    let n = if !w.is_pointer() {
        immediate_hash(w)
    } else if let Some(n) = number::hash_eqv(vm, w) {
        n
    } else {
        object::identity(vm, w)
    };
    h.write_u64(n);
    h.finish()
}

jitgen::helpers! {
    /// `eqv?` of words that are not identical.
    pub EQV "eqv" Effects::PURE => |vm, a, b| Ok(Word::bool(eqv(vm, a, b)));
    /// `equal?` of words that are not identical.
    pub EQUAL "equal" Effects::READS => |vm, a, b| Ok(Word::bool(equal(vm, a, b)));
    EQUAL_HASH "equal_hash" Effects::READS => |vm, w| Ok(Word::smi((equal_hash(vm, w) & 0xfff_ffff) as i64));
    EQV_HASH "eqv_hash" Effects::READS => |vm, w| Ok(Word::smi((eqv_hash(vm, w) & 0xfff_ffff) as i64));
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[help("%equal-hash", &EQUAL_HASH), help("%eqv-hash", &EQV_HASH)];
