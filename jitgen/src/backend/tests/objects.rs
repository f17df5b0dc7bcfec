//! Allocating, loading, storing.

use super::*;
use crate::ir::Type;
use vm_core::ConstKind;
use vm_core::core_shapes::{BYTES, CLOSURE, PAIR, VECTOR};
use vm_core::word::Special;

#[test]
fn objects_of_all_kinds() {
    let result = both(|h| {
        let f = h.code(2, 2);
        let (mut g, p) = G::new(h, f, &[0, 1]);
        let pair = g.make(PAIR.id(), &[p[0], p[1]]);
        let one = g.smi(1);
        // A cycle: the vector is stored into the pair that it holds.
        let vector = g.make(VECTOR.id(), &[pair, one, p[1]]);
        let empty = g.make(VECTOR.id(), &[]);
        let closure = g.make(CLOSURE.id(), &[p[0], vector, empty]);
        g.imm(Op::Store, 16, &[pair, vector]);
        let index = g.int(1);
        g.imm(Op::SetElement, 16, &[vector, index, closure]);
        let length = g.op(Op::Length, &[vector]);
        let length = g.op(Op::Tag, &[length]);
        let zero = g.int(0);
        let (car, first) = (g.imm(Op::LoadFinal, 8, &[pair]), g.imm(Op::ElementFinal, 16, &[vector, zero]));
        let second = g.imm(Op::Element, 16, &[vector, index]);
        let all = g.make(VECTOR.id(), &[length, car, first, second]);
        g.ret(all);
        let unit = h.compile(f, &g.graph, ENTRY);
        h.run(f, unit, &[Word::TRUE, Word::smi(-9)])
    });
    assert_eq!(result, "(#0:vector 3 true (#1:pair true (#2:vector #1 (#3:closure true #2 (#4:vector)) -9)) #3)");
}

/// A list longer than the nursery's first chunk.
#[test]
fn allocation_goes_on_when_the_chunk_is_full() {
    both(|h| {
        let f = h.code(1, 2);
        let (mut g, p) = G::new(h, f, &[0]);
        let (header, v) = g.block(&[Type::Word, Type::Word]);
        let (nil, zero) = (g.word(Word::NIL), g.smi(0));
        g.end(Terminator::Jump(header, vec![nil, zero]));
        g.at = header;
        let less = g.op(Op::SmiLess, &[v[1], p[0]]);
        let done = g.side(h, f, 1, &[(0, v[0])]);
        g.guard(Op::GuardTrue, &[less], done);
        // Three objects and a test for room.
        let cell = g.make(vm_core::core_shapes::CELL.id(), &[v[1]]);
        let pair = g.make(PAIR.id(), &[v[1], cell]);
        let vector = g.make(VECTOR.id(), &[pair, v[0]]);
        let one = g.smi(1);
        let next = g.op(Op::SmiAddFits, &[v[1], one]);
        g.end(Terminator::Jump(header, vec![vector, next]));
        let unit = h.compile(f, &g.graph, ENTRY);
        let n = 100_000;
        assert_eq!(h.enter(f, unit, &[Word::smi(n)]).status, UNWOUND);
        // SAFETY: the unit has written its root frame at the base, and that has a slot.
        let mut list = unsafe { h.vm.stack.base().add(FRAME_HEADER).read() };
        for i in (0..n).rev() {
            let v = h.vm.cast(list, VECTOR).expect("a vector");
            let [pair, rest] = *h.vm.elements(v) else { panic!("two elements") };
            assert_eq!(h.vm.slot(pair, 0), Some(Word::smi(i)));
            assert_eq!(h.vm.slot(h.vm.slot(pair, 1).unwrap(), 0), Some(Word::smi(i)));
            list = rest;
        }
        assert_eq!(list, Word::NIL);
    });
}

#[test]
fn raw_data() {
    let result = both(|h| {
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let (i, n) = (g.int(3), g.int(0x1_8765_43fe));
        g.imm(Op::SetByte, 16, &[p[0], i, n]);
        let b = g.imm(Op::Byte, 16, &[p[0], i]);
        let two = g.int(2);
        g.imm(Op::SetUnit, 16, &[p[0], two, n]);
        let u = g.imm(Op::Unit, 16, &[p[0], two]);
        let x = g.float(-2.5);
        g.imm(Op::SetDouble, 16, &[p[0], two, x]);
        let d = g.imm(Op::Double, 16, &[p[0], two]);
        let (b, u, d) = (g.op(Op::Tag, &[b]), g.op(Op::Tag, &[u]), g.op(Op::Box, &[d]));
        let all = g.make(VECTOR.id(), &[b, u, d, p[0]]);
        g.ret(all);
        let unit = h.compile(f, &g.graph, ENTRY);
        let bytes = h.vm.make_bytes(BYTES, &[], 24).unwrap().word();
        h.run(f, unit, &[bytes])
    });
    assert_eq!(result, "(#0:vector 254 2271560702 -2.5 (#1:bytearray fe000000 876543fe c004000000000000))");
}

/// The barrier must tell old objects from young ones and pointers from other words. An old object is forged by its flag.
#[test]
fn stores_into_old_objects_go_through_the_barrier() {
    for (pointer, old) in [(false, false), (true, false), (false, true), (true, true)] {
        both(|h| {
            let f = h.code(2, 2);
            let (mut g, p) = G::new(h, f, &[0, 1]);
            let (index, vector) = (g.int(1), g.imm(Op::Load, 8, &[p[0]]));
            g.imm(Op::Store, 16, &[p[0], p[1]]);
            g.imm(Op::SetElement, 16, &[vector, index, p[1]]);
            g.ret(p[0]);
            let unit = h.compile(f, &g.graph, ENTRY);
            let v = h.vm.make_slots(VECTOR, &[], &[Word::NIL, Word::NIL]).unwrap().word();
            let o = h.vm.pair(v, Word::NIL);
            let value = if pointer { h.vm.pair(Word::TRUE, Word::NIL) } else { Word::smi(4) };
            if old {
                for w in [v, o] {
                    // SAFETY: the header of an object.
                    unsafe {
                        let header = vm_core::heap::raw::at(w, 0).cast::<u64>();
                        header.write(header.read() | vm_core::Header::OLD);
                    }
                }
            }
            h.run(f, unit, &[o, value])
        });
    }
}

/// The barrier looks at the object that has the slot, and at the object that a stored reference to a slot names.
#[test]
fn slots_are_referred_to() {
    for old in [false, true] {
        let result = both(|h| {
            let f = h.code(2, 2);
            let (mut g, p) = G::new(h, f, &[0, 1]);
            let car = g.imm(Op::SlotOf, 8, &[p[0]]);
            let cdr = g.imm(Op::SlotOf, 16, &[p[0]]);
            let before = g.op(Op::LoadThrough, &[cdr]);
            g.op(Op::StoreThrough, &[cdr, p[1]]);
            let hole = g.op(Op::Untag, &[before]);
            let hole = g.imm(Op::FromPayload, ConstKind::Hole as i64, &[hole]);
            let new = g.make(PAIR.id(), &[hole, before]);
            let inner = g.imm(Op::SlotOf, 8, &[new]);
            g.op(Op::StoreThrough, &[car, inner]);
            let test = g.imm(Op::IsKind, ConstKind::Slot as i64, &[inner]);
            let e = g.side(h, f, 1, &[]);
            g.guard(Op::GuardTrue, &[test], e);
            g.ret(p[0]);
            let unit = h.compile(f, &g.graph, ENTRY);
            let (o, value) = (h.vm.pair(Word::NIL, Word::smi(300)), h.vm.pair(Word::TRUE, Word::NIL));
            if old {
                // SAFETY: the header of an object.
                unsafe {
                    let header = vm_core::heap::raw::at(o, 0).cast::<u64>();
                    header.write(header.read() | vm_core::Header::OLD);
                }
            }
            let result = h.run(f, unit, &[o, value]);
            assert_eq!(h.vm.load_through(h.vm.slot(o, 0).unwrap()), Word::hole(300));
            result
        });
        assert_eq!(result, "(#0:pair (#1:pair hole:300 300)@8 (#2:pair true nil))");
    }
}

/// Shapes that the collector treats specially are allocated by the VM.
#[test]
fn special_shapes() {
    let result = both(|h| {
        let name = h.vm.symbols.intern("weak");
        let shape = h.vm.shapes.add(name, 1, TailKind::Slots, 0, false, Special::Weak);
        let f = h.code(1, 1);
        let (mut g, p) = G::new(h, f, &[0]);
        let pair = g.make(PAIR.id(), &[p[0], p[0]]);
        let weak = g.make(shape, &[pair, p[0]]);
        let pair = g.make(PAIR.id(), &[weak, pair]);
        g.ret(pair);
        let unit = h.compile(f, &g.graph, ENTRY);
        h.run(f, unit, &[Word::smi(2)])
    });
    assert_eq!(result, "(#0:pair (#1:weak (#2:pair 2 2) 2) #2)");
}

#[test]
fn constants_are_read_from_the_table() {
    let result = both(|h| {
        let f = h.code(1, 1);
        let constant = h.vm.pair(Word::TRUE, Word::NIL);
        let (mut g, p) = G::new(h, f, &[0]);
        let c = g.word(constant);
        let r = g.make(PAIR.id(), &[c, p[0]]);
        g.ret(r);
        let unit = h.compile(f, &g.graph, ENTRY);
        // As the collector does when the object moves.
        let moved = h.vm.pair(Word::FALSE, Word::NIL);
        h.units[unit].constants[0] = moved;
        h.run(f, unit, &[Word::smi(1)])
    });
    assert_eq!(result, "(#0:pair (#1:pair false nil) 1)");
}
