//! Data: pairs, vectors, strings, bytevectors, characters, records, multiple values.

use super::{complain, helped, put, put_bool, raise};
use crate::builtins::error::{Complaint, VALUES_COUNT, WRONG_RECORD};
use crate::builtins::{port, strings};
use crate::object::{self, Port, RecordType};
use crate::ops::Order;
use jitgen::{Cmp, IntOp, Mode};
use smallvec::SmallVec;
use vm_core::core_shapes::{BYTES, CLOSURE, NARROW, Narrow, PAIR, Pair, TEXT, TUPLE, Text, VECTOR, WIDE, Wide};
use vm_core::{Args, ConstKind, Field, Lit, ShapeId, Slot, Word};

/// The words of consecutive slots.
pub(super) fn words<M: Mode>(m: &mut M, args: Args) -> SmallVec<[M::Word; 8]> {
    args.iter().map(|s| m.get(s)).collect()
}

pub(super) fn closure<M: Mode>(m: &mut M, dst: Slot, code: Lit, captured: Args) -> M::Next {
    let (code, captured) = (m.literal(code), words(m, captured));
    let c = m.new_slots(CLOSURE, &[code], &captured);
    put(m, dst, c.word())
}

#[inline(always)]
pub(super) fn pair_ref<M: Mode>(m: &mut M, dst: Slot, a: Slot, field: Field<Pair>, complaint: Complaint) -> M::Next {
    let w = m.get(a);
    match m.cast(w, PAIR) {
        Some(p) => {
            let x = m.load(p, field);
            put(m, dst, x)
        }
        None => complain(m, complaint, 1, w),
    }
}

#[inline(always)]
pub(super) fn pair_set<M: Mode>(m: &mut M, a: Slot, b: Slot, field: Field<Pair>, complaint: Complaint) -> M::Next {
    let (w, x) = (m.get(a), m.get(b));
    match m.cast(w, PAIR) {
        Some(p) => {
            m.store(p, field, x);
            m.next()
        }
        None => complain(m, complaint, 1, w),
    }
}

#[inline(always)]
pub(super) fn vector_ref<M: Mode>(m: &mut M, dst: Slot, a: Slot, b: Slot) -> M::Next {
    let (v, i) = (m.get(a), m.get(b));
    let Some(o) = m.cast(v, VECTOR) else { return complain(m, Complaint::VectorRef, 1, v) };
    if let Some(s) = m.as_smi(i) {
        let n = m.untag(s);
        if let Some(x) = m.element(o, n) {
            return put(m, dst, x);
        }
    }
    complain(m, Complaint::VectorRefIndex, 2, i)
}

#[inline(always)]
pub(super) fn vector_set<M: Mode>(m: &mut M, a: Slot, b: Slot, c: Slot) -> M::Next {
    let (v, i, x) = (m.get(a), m.get(b), m.get(c));
    let Some(o) = m.cast(v, VECTOR) else { return complain(m, Complaint::VectorSet, 1, v) };
    if let Some(s) = m.as_smi(i) {
        let n = m.untag(s);
        if m.set_element(o, n, x) {
            return m.next();
        }
    }
    complain(m, Complaint::VectorSetIndex, 2, i)
}

#[inline(always)]
fn put_int<M: Mode>(m: &mut M, dst: Slot, n: M::Int) -> M::Next {
    let w = match m.tag(n) {
        Some(s) => s.word(),
        // Lengths, bytes and code points are small.
        None => m.constant(Word::smi(0)),
    };
    put(m, dst, w)
}

#[inline(always)]
pub(super) fn vector_length<M: Mode>(m: &mut M, dst: Slot, a: Slot) -> M::Next {
    let v = m.get(a);
    match m.cast(v, VECTOR) {
        Some(o) => {
            let n = m.length(o);
            put_int(m, dst, n)
        }
        None => complain(m, Complaint::VectorLength, 1, v),
    }
}

pub(super) fn make_vector<M: Mode>(m: &mut M, dst: Slot, elements: Args) -> M::Next {
    let elements = words(m, elements);
    let v = m.new_slots(VECTOR, &[], &elements);
    put(m, dst, v.word())
}

/// The characters of a string.
enum Chars<W> {
    Narrow(jitgen::mode::Obj<W, Narrow>),
    Wide(jitgen::mode::Obj<W, Wide>),
}

#[inline(always)]
fn chars<M: Mode>(m: &mut M, w: M::Word) -> Option<Chars<M::Word>> {
    let t = m.cast(w, TEXT)?;
    let chars = m.load(t, Text::chars);
    if let Some(n) = m.cast(chars, NARROW) {
        return Some(Chars::Narrow(n));
    }
    m.cast(chars, WIDE).map(Chars::Wide)
}

#[inline(always)]
fn char_at<M: Mode>(m: &mut M, chars: &Chars<M::Word>, i: M::Int) -> Option<M::Int> {
    match chars {
        Chars::Narrow(n) => m.byte(*n, i),
        Chars::Wide(w) => m.unit(*w, i),
    }
}

#[inline(always)]
pub(super) fn string_ref<M: Mode>(m: &mut M, dst: Slot, a: Slot, b: Slot) -> M::Next {
    let (t, i) = (m.get(a), m.get(b));
    let Some(chars) = chars(m, t) else { return complain(m, Complaint::StringRef, 1, t) };
    if let Some(s) = m.as_smi(i) {
        let n = m.untag(s);
        if let Some(c) = char_at(m, &chars, n) {
            let w = m.from_payload(ConstKind::Char, c);
            return put(m, dst, w);
        }
    }
    complain(m, Complaint::StringRefIndex, 2, i)
}

pub(super) fn string_set<M: Mode>(m: &mut M, a: Slot, b: Slot, c: Slot) -> M::Next {
    let (t, i, w) = (m.get(a), m.get(b), m.get(c));
    let Some(chars) = chars(m, t) else { return complain(m, Complaint::StringSet, 1, t) };
    if !m.is_kind(w, ConstKind::Char) {
        return complain(m, Complaint::StringSetChar, 3, w);
    }
    let Some(s) = m.as_smi(i) else { return complain(m, Complaint::StringSetIndex, 2, i) };
    let (n, code) = (m.untag(s), m.payload(w));
    let stored = match chars {
        Chars::Narrow(o) => {
            let limit = m.int(256);
            if !m.int_cmp(Cmp::Less, code, limit) {
                // The string needs another representation.
                return match m.call(&strings::STRING_SET, &[t, i, w]) {
                    Ok(_) => m.next(),
                    Err(e) => raise(m, e),
                };
            }
            m.set_byte(o, n, code)
        }
        Chars::Wide(o) => m.set_unit(o, n, code),
    };
    if stored { m.next() } else { complain(m, Complaint::StringSetIndex, 2, i) }
}

pub(super) fn string_length<M: Mode>(m: &mut M, dst: Slot, a: Slot) -> M::Next {
    let t = m.get(a);
    let n = match chars(m, t) {
        Some(Chars::Narrow(o)) => m.length(o),
        Some(Chars::Wide(o)) => {
            let (bytes, two) = (m.length(o), m.int(2));
            m.int_op(IntOp::Shr, bytes, two)
        }
        None => return complain(m, Complaint::StringLength, 1, t),
    };
    put_int(m, dst, n)
}

#[inline(always)]
pub(super) fn bytes_ref<M: Mode>(m: &mut M, dst: Slot, a: Slot, b: Slot) -> M::Next {
    let (v, i) = (m.get(a), m.get(b));
    let Some(o) = m.cast(v, BYTES) else { return complain(m, Complaint::BytesRef, 1, v) };
    if let Some(s) = m.as_smi(i) {
        let n = m.untag(s);
        if let Some(x) = m.byte(o, n) {
            return put_int(m, dst, x);
        }
    }
    complain(m, Complaint::BytesRefIndex, 2, i)
}

#[inline(always)]
pub(super) fn bytes_set<M: Mode>(m: &mut M, a: Slot, b: Slot, c: Slot) -> M::Next {
    let (v, i, x) = (m.get(a), m.get(b), m.get(c));
    let Some(o) = m.cast(v, BYTES) else { return complain(m, Complaint::BytesSet, 1, v) };
    let Some(byte) = m.as_smi(x) else { return complain(m, Complaint::BytesSetByte, 3, x) };
    let byte = m.untag(byte);
    let (mask, zero) = (m.int(!255), m.int(0));
    let high = m.int_op(IntOp::And, byte, mask);
    if !m.int_cmp(Cmp::Eq, high, zero) {
        return complain(m, Complaint::BytesSetByte, 3, x);
    }
    if let Some(s) = m.as_smi(i) {
        let n = m.untag(s);
        if m.set_byte(o, n, byte) {
            return m.next();
        }
    }
    complain(m, Complaint::BytesSetIndex, 2, i)
}

pub(super) fn bytes_length<M: Mode>(m: &mut M, dst: Slot, a: Slot) -> M::Next {
    let v = m.get(a);
    match m.cast(v, BYTES) {
        Some(o) => {
            let n = m.length(o);
            put_int(m, dst, n)
        }
        None => complain(m, Complaint::BytesLength, 1, v),
    }
}

pub(super) fn char_to_int<M: Mode>(m: &mut M, dst: Slot, a: Slot) -> M::Next {
    let w = m.get(a);
    if !m.is_kind(w, ConstKind::Char) {
        return complain(m, Complaint::CharToInt, 1, w);
    }
    let n = m.payload(w);
    put_int(m, dst, n)
}

pub(super) fn int_to_char<M: Mode>(m: &mut M, dst: Slot, a: Slot) -> M::Next {
    let w = m.get(a);
    let Some(s) = m.as_smi(w) else { return complain(m, Complaint::IntToChar, 1, w) };
    let n = m.untag(s);
    let (zero, first, last, limit) = (m.int(0), m.int(0xd800), m.int(0xdfff), m.int(0x11_0000));
    let low = m.int_cmp(Cmp::LessEq, zero, n) && m.int_cmp(Cmp::Less, n, first);
    if low || (m.int_cmp(Cmp::Less, last, n) && m.int_cmp(Cmp::Less, n, limit)) {
        let c = m.from_payload(ConstKind::Char, n);
        return put(m, dst, c);
    }
    complain(m, Complaint::IntToChar, 1, w)
}

#[inline(always)]
pub(super) fn char_compare<M: Mode>(m: &mut M, dst: Slot, a: Slot, b: Slot, order: u8) -> M::Next {
    let (x, y) = (m.get(a), m.get(b));
    let order = Order::of(order);
    let complaint = match order {
        Order::Eq => Complaint::CharEq,
        Order::Less => Complaint::CharLess,
        Order::LessEq => Complaint::CharLessEq,
    };
    if !m.is_kind(x, ConstKind::Char) {
        return complain(m, complaint, 1, x);
    }
    if !m.is_kind(y, ConstKind::Char) {
        return complain(m, complaint, 2, y);
    }
    let truth = match order {
        Order::Eq => m.same(x, y),
        Order::Less | Order::LessEq => {
            let (p, q) = (m.payload(x), m.payload(y));
            m.int_cmp(if order == Order::Less { Cmp::Less } else { Cmp::LessEq }, p, q)
        }
    };
    put_bool(m, dst, truth)
}

/// `read-char` and `peek-char`: from the buffer, if that is not used up.
pub(super) fn next_char<M: Mode>(m: &mut M, dst: Slot, a: Slot, take: bool) -> M::Next {
    let w = m.get(a);
    let shape = object::shapes(m.vm()).port;
    if let Some(p) = m.cast(w, shape) {
        let (buffer, at) = (m.load(p, Port::buffer), m.load(p, Port::position));
        let flags = m.load(p, Port::flags);
        // Any other flags take the helper.
        if m.is(flags, Word::smi(port::INPUT | port::OPEN_INPUT)) {
            if let (Some(chars), Some(s)) = (chars(m, buffer), m.as_smi(at)) {
                let n = m.untag(s);
                if let Some(c) = char_at(m, &chars, n) {
                    if take {
                        let one = m.int(1);
                        let next = m.int_op(IntOp::Add, n, one);
                        if let Some(next) = m.tag(next) {
                            m.store(p, Port::position, next.word());
                        }
                    }
                    let c = m.from_payload(ConstKind::Char, c);
                    return put(m, dst, c);
                }
            }
        }
    }
    let r = m.call(if take { &port::READ_CHAR } else { &port::PEEK_CHAR }, &[w]);
    helped(m, dst, r)
}

/// `write-char`: an ASCII character into the port's own buffer, if that has room.
pub(super) fn write_char<M: Mode>(m: &mut M, a: Slot, b: Slot) -> M::Next {
    let (c, w) = (m.get(a), m.get(b));
    let shape = object::shapes(m.vm()).port;
    if let Some(p) = m.cast(w, shape) {
        let flags = m.load(p, Port::flags);
        if m.is(flags, Word::smi(port::OUTPUT | port::OPEN_OUTPUT)) && m.is_kind(c, ConstKind::Char) {
            let (buffer, at, code) = (m.load(p, Port::buffer), m.load(p, Port::position), m.payload(c));
            let ascii = m.int(128);
            if let (Some(bytes), Some(at), true) = (m.cast(buffer, BYTES), m.as_smi(at), m.int_cmp(Cmp::Less, code, ascii)) {
                let at = m.untag(at);
                if m.set_byte(bytes, at, code) {
                    let one = m.int(1);
                    let next = m.int_op(IntOp::Add, at, one);
                    let newline = m.int(10);
                    let begun = !m.int_cmp(Cmp::Eq, code, newline);
                    let begun = m.constant(Word::smi(i64::from(begun)));
                    m.store(p, Port::line, begun);
                    if let Some(next) = m.tag(next) {
                        m.store(p, Port::position, next.word());
                    }
                    return m.next();
                }
            }
        }
    }
    match m.call(&port::WRITE_CHAR, &[c, w]) {
        Ok(_) => m.next(),
        Err(condition) => raise(m, condition),
    }
}

// ---- records

/// The shape in the literal pool.
#[inline(always)]
fn shape<M: Mode>(m: &M, k: Lit) -> ShapeId {
    m.code().literals()[k.index()].as_shape().unwrap_or(PAIR.id())
}

pub(super) fn record_new<M: Mode>(m: &mut M, dst: Slot, k: Lit, fields: Args) -> M::Next {
    let (shape, fields) = (shape(m, k), words(m, fields));
    let r = m.new_any(shape, &fields);
    put(m, dst, r.word())
}

pub(super) fn record_is<M: Mode>(m: &mut M, dst: Slot, a: Slot, k: Lit) -> M::Next {
    let (shape, w) = (shape(m, k), m.get(a));
    let is = m.cast_any(w, shape).is_some();
    put_bool(m, dst, is)
}

#[inline(always)]
pub(super) fn record_ref<M: Mode>(m: &mut M, dst: Slot, a: Slot, k: Lit, index: u8) -> M::Next {
    let (shape, w) = (shape(m, k), m.get(a));
    match m.cast_any(w, shape) {
        Some(o) => {
            let x = m.load_slot(o, u32::from(index));
            put(m, dst, x)
        }
        None => {
            let k = m.literal(k);
            wrong_record(m, k, index, w)
        }
    }
}

#[inline(always)]
pub(super) fn record_set<M: Mode>(m: &mut M, a: Slot, b: Slot, k: Lit, index: u8) -> M::Next {
    let (shape, w, x) = (shape(m, k), m.get(a), m.get(b));
    match m.cast_any(w, shape) {
        Some(o) => {
            m.store_slot(o, u32::from(index), x);
            m.next()
        }
        None => {
            let k = m.literal(k);
            wrong_record(m, k, index, w)
        }
    }
}

#[cold]
#[inline(never)]
fn wrong_record<M: Mode>(m: &mut M, shape: M::Word, index: u8, w: M::Word) -> M::Next {
    let index = m.constant(Word::smi(i64::from(index)));
    match m.call(&WRONG_RECORD, &[shape, index, w]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}

/// The shape of a record type that is known only when the program runs.
fn shape_of_type<M: Mode>(m: &mut M, rtd: M::Word) -> Option<ShapeId> {
    let layout = object::shapes(m.vm()).record_type;
    let r = m.cast(rtd, layout)?;
    let shape = m.load(r, RecordType::shape);
    m.promote(shape)?.as_shape()
}

pub(super) fn record_new_of<M: Mode>(m: &mut M, dst: Slot, fields: Args) -> M::Next {
    let all = words(m, fields);
    match shape_of_type(m, all[0]) {
        Some(shape) if shape.fixed() as usize == all.len() - 1 => {
            let r = m.new_any(shape, &all[1..]);
            put(m, dst, r.word())
        }
        _ => {
            let r = m.call(&crate::builtins::records::MAKE_RECORD, &all);
            helped(m, dst, r)
        }
    }
}

pub(super) fn record_is_of<M: Mode>(m: &mut M, dst: Slot, a: Slot, rtd: Slot) -> M::Next {
    let (w, rtd) = (m.get(a), m.get(rtd));
    match shape_of_type(m, rtd) {
        Some(shape) => {
            let is = m.cast_any(w, shape).is_some();
            put_bool(m, dst, is)
        }
        None => {
            let r = m.call(&crate::builtins::records::RECORD_IS, &[w, rtd]);
            helped(m, dst, r)
        }
    }
}

pub(super) fn record_ref_of<M: Mode>(m: &mut M, dst: Slot, operands: Args) -> M::Next {
    let all = words(m, operands);
    let index = green_index(m, all[2]);
    match shape_of_type(m, all[1]) {
        Some(shape) if u32::from(index) < shape.fixed() => match m.cast_any(all[0], shape) {
            Some(o) => {
                let x = m.load_slot(o, u32::from(index));
                put(m, dst, x)
            }
            None => wrong_record(m, all[1], index, all[0]),
        },
        _ => {
            let r = m.call(&crate::builtins::records::RECORD_REF, &all);
            helped(m, dst, r)
        }
    }
}

pub(super) fn record_set_of<M: Mode>(m: &mut M, dst: Slot, operands: Args) -> M::Next {
    let all = words(m, operands);
    let index = green_index(m, all[2]);
    match shape_of_type(m, all[1]) {
        Some(shape) if u32::from(index) < shape.fixed() => match m.cast_any(all[0], shape) {
            Some(o) => {
                m.store_slot(o, u32::from(index), all[3]);
                let nothing = m.constant(Word::UNSPECIFIED);
                put(m, dst, nothing)
            }
            None => wrong_record(m, all[1], index, all[0]),
        },
        _ => {
            let r = m.call(&crate::builtins::records::RECORD_SET, &all);
            helped(m, dst, r)
        }
    }
}

/// The index of a field, which is a constant in the code.
fn green_index<M: Mode>(m: &mut M, w: M::Word) -> u8 {
    m.promote(w).and_then(Word::as_smi).and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX)
}

// ---- multiple values

pub(super) fn make_values<M: Mode>(m: &mut M, dst: Slot, values: Args) -> M::Next {
    let values = words(m, values);
    if let [one] = values[..] {
        return put(m, dst, one);
    }
    let t = m.new_slots(TUPLE, &[], &values);
    put(m, dst, t.word())
}

pub(super) fn check_values<M: Mode>(m: &mut M, a: Slot, count: u8, more: u8) -> M::Next {
    let w = m.get(a);
    let fits = match m.cast(w, TUPLE) {
        Some(t) => {
            let (n, wanted) = (m.length(t), m.int(i64::from(count)));
            if more != 0 { m.int_cmp(Cmp::LessEq, wanted, n) } else { m.int_cmp(Cmp::Eq, n, wanted) }
        }
        None => count == 1 || (count == 0 && more != 0),
    };
    if fits {
        return m.next();
    }
    let (count, more) = (m.constant(Word::smi(i64::from(count))), m.constant(Word::bool(more != 0)));
    match m.call(&VALUES_COUNT, &[count, more, w]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}

pub(super) fn values_ref<M: Mode>(m: &mut M, dst: Slot, a: Slot, index: u8) -> M::Next {
    let w = m.get(a);
    let x = match m.cast(w, TUPLE) {
        Some(t) => {
            let i = m.int(i64::from(index));
            m.element(t, i).unwrap_or(w)
        }
        None => w,
    };
    put(m, dst, x)
}

pub(super) fn values_rest<M: Mode>(m: &mut M, dst: Slot, a: Slot, index: u8) -> M::Next {
    let w = m.get(a);
    let mut all: SmallVec<[M::Word; 8]> = SmallVec::new();
    match m.cast(w, TUPLE) {
        Some(t) => {
            let n = m.length(t);
            match m.promote_int(n) {
                Some(n) => {
                    for i in i64::from(index)..n {
                        let i = m.int(i);
                        all.extend(m.element(t, i));
                    }
                }
                None => {
                    let index = m.constant(Word::smi(i64::from(index)));
                    let r = m.call(&crate::builtins::control::VALUES_TAIL, &[w, index]);
                    return helped(m, dst, r);
                }
            }
        }
        None if index == 0 => all.push(w),
        None => {}
    }
    let mut list = m.constant(Word::NIL);
    for x in all.into_iter().rev() {
        list = m.new(PAIR, &[x, list]).word();
    }
    put(m, dst, list)
}
