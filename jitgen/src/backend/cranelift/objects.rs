//! The heap: allocating by bumping a pointer, loading, storing with the write barrier.
//!
//! A pointer word is its object's address plus one, so every offset here is one less than in the object.

use super::lower::{Lower, MEMORY};
use super::quiet::Quiet;
use crate::backend::{allocate_slow, runtime};
use crate::ir::{Effect, Inst, Op, Ref};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use std::mem::offset_of;
use vm_core::heap::Heap;
use vm_core::{ConstKind, Header, ShapeId, Vm, Word};

/// How many objects are allocated by one test for room. Each is a value alive from there on.
const RUN_OBJECTS: usize = 6;
/// How many bytes are allocated by one test for room: less than what the heap calls a large object.
const RUN_BYTES: usize = 2048;

/// An object to be allocated.
struct Plan {
    shape: ShapeId,
    length: usize,
    /// Its offset from the first object's.
    offset: usize,
}

impl Lower<'_, '_> {
    fn plan(&self, r: Ref, offset: usize) -> Plan {
        let inst = self.graph.inst(r);
        let length = runtime::new_length(inst).expect("checked by the job");
        Plan { shape: ShapeId::from_bits(inst.imm as u32), length, offset }
    }

    /// Whether the VM allocates the object: it is large, or the collector treats it specially.
    fn is_called(&self, r: Ref) -> bool {
        let plan = self.plan(r, 0);
        plan.shape.is_special() || plan.shape.size(plan.length) > RUN_BYTES
    }

    pub(super) fn new_object(&mut self, r: Ref) -> Value {
        let graph = self.graph;
        let object = match self.reserved.remove(&r) {
            Some(object) => object,
            None if self.is_called(r) => {
                let plan = self.plan(r, 0);
                self.call_allocator(&plan)
            }
            None => self.allocate_run(),
        };
        let inst = graph.inst(r);
        let first = ShapeId::from_bits(inst.imm as u32).fixed_offset() as i32 - 1;
        for (i, &slot) in inst.args.iter().enumerate() {
            let w = self.value(slot);
            self.b.ins().store(MEMORY, w, object, first + 8 * i as i32);
        }
        object
    }

    /// The objects that are made from the current instruction on with nothing between them that could see the heap.
    fn run(&self) -> Vec<(Ref, Plan)> {
        let (block, at) = self.place;
        let mut plans = Vec::new();
        let mut bytes = 0;
        for &r in &self.graph.block(block).insts[at..] {
            match self.graph.inst(r).op {
                Op::New if !self.is_called(r) => {
                    let plan = self.plan(r, bytes);
                    bytes += plan.shape.size(plan.length);
                    if plans.len() == RUN_OBJECTS || bytes > RUN_BYTES {
                        break;
                    }
                    plans.push((r, plan));
                }
                op if matches!(op.effect(), Effect::Pure | Effect::Read) => {}
                _ => break,
            }
        }
        plans
    }

    /// Allocates a run of objects, headers and lengths written, and gives the first.
    fn allocate_run(&mut self) -> Value {
        let (refs, plans): (Vec<_>, Vec<_>) = self.run().into_iter().unzip();
        let objects = self.allocate(&plans);
        self.reserved.extend(refs.into_iter().zip(objects.iter().copied()).skip(1));
        objects[0]
    }

    /// Allocates objects, headers and lengths written.
    fn allocate(&mut self, plans: &[Plan]) -> Vec<Value> {
        let bytes: usize = plans.iter().map(|p| p.shape.size(p.length)).sum();
        let (fast, slow, done) = (self.b.create_block(), self.cold_block(), self.b.create_block());
        let heap = offset_of!(Vm, heap);
        let top_offset = heap + offset_of!(Heap, top);
        let top = self.vm_field(top_offset);
        let end = self.vm_field(heap + offset_of!(Heap, end));
        let new_top = self.b.ins().iadd_imm_s(top, bytes as i64);
        let full = self.b.ins().icmp(IntCC::UnsignedGreaterThan, new_top, end);
        self.brif(full, slow, fast);

        self.b.switch_to_block(slow);
        let mut objects = Vec::new();
        for p in plans {
            let args = self.allocator_args(p);
            objects.push(self.call_quiet_word(Quiet::Allocate, &args));
        }
        self.jump(done, &objects);

        self.b.switch_to_block(fast);
        self.b.ins().store(MEMORY, new_top, self.vm, top_offset as i32);
        let mut objects = Vec::new();
        for p in plans {
            let header = self.int(Header::new(p.shape).bits() as i64);
            self.b.ins().store(MEMORY, header, top, p.offset as i32);
            if p.shape.has_tail() {
                let length = self.int(p.length as i64);
                self.b.ins().store(MEMORY, length, top, p.offset as i32 + 8);
            }
            objects.push(self.b.ins().iadd_imm_s(top, p.offset as i64 + 1));
        }
        self.jump(done, &objects);

        let objects = plans.iter().map(|_| self.b.append_block_param(done, types::I64)).collect();
        self.b.switch_to_block(done);
        objects
    }

    /// Makes an object of which all slots are given.
    pub(super) fn new_filled(&mut self, shape: ShapeId, fixed: &[Value], words: &[Value]) -> Value {
        let plan = Plan { shape, length: words.len(), offset: 0 };
        let large = shape.size(words.len()) > RUN_BYTES;
        let object = if large { self.call_allocator(&plan) } else { self.allocate(&[plan])[0] };
        let first = shape.fixed_offset() as i32 - 1;
        for (i, &w) in fixed.iter().chain(words).enumerate() {
            self.b.ins().store(MEMORY, w, object, first + 8 * i as i32);
        }
        object
    }

    /// Lets the VM allocate an object of a kind that it always allocates.
    fn call_allocator(&mut self, p: &Plan) -> Value {
        let args = self.allocator_args(p);
        self.call_ints(allocate_slow as *const () as usize, &args)
    }

    fn allocator_args(&mut self, p: &Plan) -> [Value; 3] {
        let shape = self.int(p.shape.bits().into());
        let length = self.int(p.length as i64);
        [self.vm, shape, length]
    }

    /// Where an access is: an address and the offset added to it. An index counts in units of 2^`shift`.
    fn place_of(&mut self, inst: &Inst, shift: Option<i64>) -> (Value, i32) {
        let object = self.arg(inst, 0);
        let offset = inst.imm as i32 - 1;
        let Some(shift) = shift else { return (object, offset) };
        let index = self.graph.inst(inst.args[1]);
        if index.op == Op::Int
            && let Ok(more) = i32::try_from(index.imm << shift)
            && let Some(offset) = offset.checked_add(more)
        {
            return (object, offset);
        }
        let index = self.arg(inst, 1);
        let scaled = if shift == 0 { index } else { self.b.ins().ishl_imm_s(index, shift) };
        (self.b.ins().iadd(object, scaled), offset)
    }

    pub(super) fn load(&mut self, inst: &Inst) -> Value {
        let (base, offset) = self.place_of(inst, index_shift(inst.op));
        let ins = self.b.ins();
        match inst.op {
            Op::Length => ins.load(types::I64, MEMORY, base, 8 - 1),
            Op::Byte => ins.uload8(types::I64, MEMORY, base, offset),
            Op::Unit => ins.uload32(MEMORY, base, offset),
            Op::Double => ins.load(types::F64, MEMORY, base, offset),
            _ => ins.load(types::I64, MEMORY, base, offset),
        }
    }

    pub(super) fn store(&mut self, inst: &Inst) {
        let (base, offset) = self.place_of(inst, index_shift(inst.op));
        let stored = *inst.args.last().expect("a value to store");
        if self.is_computed_by_user(stored) {
            return self.store_float(inst, (base, offset), stored);
        }
        let value = self.value(stored);
        match inst.op {
            Op::SetByte => self.b.ins().istore8(MEMORY, value, base, offset),
            Op::SetUnit => self.b.ins().istore32(MEMORY, value, base, offset),
            Op::SetDouble => self.b.ins().store(MEMORY, value, base, offset),
            _ => {
                if self.needs_barrier(inst.args[0], stored) {
                    self.barrier(inst, (base, offset), value);
                }
                self.b.ins().store(MEMORY, value, base, offset)
            }
        };
    }

    /// Stores a float as a word: a barrier only for the one that needs a box.
    fn store_float(&mut self, inst: &Inst, place: (Value, i32), stored: Ref) {
        let f = self.value(self.graph.inst(stored).args[0]);
        let done = self.b.create_block();
        let word = self.b.append_block_param(done, types::I64);
        self.immediate_float(f, done);
        let boxed = self.call_quiet_word(Quiet::Box, &[self.vm, f]);
        if self.needs_barrier(inst.args[0], stored) {
            self.barrier(inst, place, boxed);
        }
        self.jump(done, &[boxed]);
        self.b.switch_to_block(done);
        self.b.ins().store(MEMORY, word, place.0, place.1);
    }

    /// Whether an old object may get a pointer. An object made by this activation is young: nothing is collected before it ends.
    fn needs_barrier(&self, object: Ref, value: Ref) -> bool {
        let object = self.graph.inst(object);
        let exempt = match object.op {
            Op::New => true,
            Op::Constant => self.job.vm.is_watched(self.graph.constants[object.imm as usize]),
            _ => false,
        };
        !exempt && !is_never_pointer(self.graph.inst(value).op)
    }

    fn barrier(&mut self, inst: &Inst, (base, offset): (Value, i32), value: Value) {
        let object = self.arg(inst, 0);
        let offset = |l: &mut Self| {
            if index_shift(inst.op).is_some() {
                let index = l.b.ins().isub(base, object);
                l.b.ins().iadd_imm_s(index, i64::from(offset) + 1)
            } else {
                l.int(inst.imm)
            }
        };
        let done = self.b.create_block();
        self.barrier_of(object, value, offset, done);
    }

    pub(super) fn load_through(&mut self, inst: &Inst) -> Value {
        let slot = self.slot_address(inst.args[0]);
        self.b.ins().load(types::I64, MEMORY, slot, 0)
    }

    /// The address of a slot that is referred to.
    fn slot_address(&mut self, r: Ref) -> Value {
        if let Some(&(place, slot)) = self.slots.get(&r)
            && self.on_path(place)
        {
            return slot;
        }
        let place = self.value(r);
        let slot = self.b.ins().ushr_imm_s(place, 16);
        self.slots.insert(r, (self.place, slot));
        slot
    }

    pub(super) fn store_through(&mut self, inst: &Inst) {
        let slot = self.slot_address(inst.args[0]);
        let value = self.arg(inst, 1);
        if inst.imm == 0 && !is_never_pointer(self.graph.inst(inst.args[1]).op) {
            let (elsewhere, done) = (self.cold_block(), self.b.create_block());
            // Most are in the nursery, and an address tells it without finding the object.
            let nursery = self.job.vm.heap.nursery();
            let from_start = self.b.ins().iadd_imm_s(slot, -(nursery.start as i64));
            let young = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, from_start, nursery.len() as i64);
            self.brif(young, done, elsewhere);
            self.b.switch_to_block(elsewhere);
            // The index is in bits 8 to 16, the offset eight times that.
            let place = self.arg(inst, 0);
            let offset = self.b.ins().ushr_imm_s(place, 5);
            let offset = self.b.ins().band_imm_s(offset, Word::LAST_SLOT as i64);
            let object = self.b.ins().isub(slot, offset);
            let object = self.b.ins().iadd_imm_s(object, 1);
            self.barrier_of(object, value, |_| offset, done);
        }
        self.b.ins().store(MEMORY, value, slot, 0);
    }

    /// The write barrier of a store into an object, which goes on at `done`.
    fn barrier_of(&mut self, object: Value, value: Value, offset: impl FnOnce(&mut Self) -> Value, done: Block) {
        let old = self.cold_block();
        let flags = self.b.ins().load(types::I8, MEMORY, object, -1);
        let is_old = self.b.ins().band_imm_s(flags, Header::OLD as i64);
        self.brif(is_old, old, done);
        self.b.switch_to_block(old);
        // Often a small integer or another old object is stored into the same old object, again and again.
        let (pointer, other, young) = (self.cold_block(), self.cold_block(), self.cold_block());
        let is_pointer = self.is_pointer(value);
        self.brif(is_pointer, pointer, other);
        self.b.switch_to_block(other);
        let is_slot = self.is_kind(value, ConstKind::Slot as i64);
        self.brif(is_slot, young, done);
        self.b.switch_to_block(pointer);
        let flags = self.b.ins().load(types::I8, MEMORY, value, -1);
        let is_old = self.b.ins().band_imm_s(flags, (Header::OLD | Header::REMEMBERED) as i64);
        self.brif(is_old, done, young);
        self.b.switch_to_block(young);
        let offset = offset(self);
        self.call_quiet(Quiet::Remember, &[self.vm, object, offset, value]);
        self.jump(done, &[]);
        self.b.switch_to_block(done);
    }
}

/// By which power of two the index of an access is scaled; `None` if there is no index.
fn index_shift(op: Op) -> Option<i64> {
    match op {
        Op::Element | Op::ElementFinal | Op::SetElement | Op::Double | Op::SetDouble => Some(3),
        Op::Unit | Op::SetUnit => Some(2),
        Op::Byte | Op::SetByte => Some(0),
        _ => None,
    }
}

/// Whether an operation gives a word that is no pointer.
fn is_never_pointer(op: Op) -> bool {
    matches!(
        op,
        Op::Word
            | Op::SmiAdd
            | Op::SmiSub
            | Op::SmiMul
            | Op::SmiAddFits
            | Op::SmiSubFits
            | Op::SmiMulFits
            | Op::SmiAnd
            | Op::SmiOr
            | Op::SmiXor
            | Op::Tag
            | Op::FromPayload
    )
}
