//! Virtual objects: made in the optimiser's head, allocated where they escape, described in exits.
//!
//! *Requires* that whoever passes a value to where it can be seen (a store into a real object, a call, a return) asks for it as
//! an operand. *Keeps* the order of effects: allocating can be seen by nobody. *Breaks* nothing.

use super::state::key;
use super::state::{Object, Opt, Undo};
use super::value::{ObjId, Val};
use crate::ir::{BlockId, Exit, ExitId, FrameState, LateStore, Op, Ref, Value, VirtualObject, referred_offset};
use smallvec::SmallVec;
use vm_core::{ShapeId, Word};

/// Objects with more slots than this are not remembered in the memory's table when they are allocated.
const REMEMBERED_SLOTS: u32 = 16;

impl Opt<'_> {
    /// A new object with these slots.
    pub(super) fn new_object(&mut self, shape: ShapeId, slots: impl IntoIterator<Item = Val>) -> ObjId {
        let start = self.slots.len() as u32;
        self.slots.extend(slots);
        let len = self.slots.len() as u32 - start;
        self.objects.push(Object { shape, start, len, allocated: None, exit: (0, 0), busy: false });
        ObjId(self.objects.len() as u32 - 1)
    }

    pub(super) fn object(&self, o: ObjId) -> Object {
        self.objects[o.0 as usize]
    }

    /// Which of an object's slots lies at a byte offset (of a fixed slot, or of a tail's element).
    pub(super) fn slot_at(object: Object, offset: i64, element: i64) -> Option<u32> {
        let first = object.shape.fixed_offset() as i64;
        let i = (offset - first) / 8 + element;
        (offset >= first && element >= 0 && i < i64::from(object.len)).then_some(i as u32)
    }

    /// The slot of an object that is not allocated.
    pub(super) fn object_slot(&mut self, o: ObjId, i: u32) -> Val {
        let v = self.slots[(self.object(o).start + i) as usize];
        self.resolve(v)
    }

    pub(super) fn set_object_slot(&mut self, o: ObjId, i: u32, v: Val) {
        let at = self.object(o).start + i;
        let old = std::mem::replace(&mut self.slots[at as usize], v);
        self.trail.push(Undo::Slot(at, old));
    }

    /// Allocates an object, and first what its slots hold. An object that holds itself, however indirectly, gets the slot later.
    pub(super) fn allocate(&mut self, root: ObjId) -> Ref {
        if let Some(offset) = referred_offset(self.object(root).shape) {
            return self.allocate_reference(root, offset);
        }
        let mut patches: SmallVec<[(ObjId, u32, ObjId); 2]> = SmallVec::new();
        let mut stack: Vec<(ObjId, u32)> = vec![(root, 0)];
        self.objects[root.0 as usize].busy = true;
        while let Some(&mut (o, ref mut next)) = stack.last_mut() {
            let object = self.objects[o.0 as usize];
            if *next < object.len {
                let i = *next;
                *next += 1;
                if let Some(inner) = self.object_needed(o, i)
                    && !std::mem::replace(&mut self.objects[inner.0 as usize].busy, true)
                {
                    stack.push((inner, 0));
                }
                continue;
            }
            stack.pop();
            self.allocate_one(o, &mut patches);
        }
        for (holder, i, held) in patches {
            let Some(h) = self.object(holder).allocated else { continue };
            let v = self.operand(Val::Object(held));
            let offset = self.object(holder).shape.fixed_offset() as i64 + 8 * i64::from(i);
            self.emit(Op::Store, offset, &[h, v], None);
            self.remember_slot(holder, h, i, Val::Ref(v));
        }
        self.object(root).allocated.expect("allocated above")
    }

    /// The virtual object that must be allocated before what a slot holds can be stored.
    fn object_needed(&mut self, o: ObjId, i: u32) -> Option<ObjId> {
        let Val::Object(inner) = self.object_slot(o, i) else { return None };
        if referred_offset(self.object(inner).shape).is_none() {
            return Some(inner);
        }
        match self.object_slot(inner, 0) {
            Val::Object(holder) => Some(holder),
            _ => None,
        }
    }

    /// Makes a virtual reference to a slot, and first the object.
    fn allocate_reference(&mut self, o: ObjId, offset: i64) -> Ref {
        let holder = self.object_slot(o, 0);
        let holder = self.operand(holder);
        let reference = self.slot_of(offset, Val::Ref(holder));
        let r = self.operand(reference);
        self.objects[o.0 as usize].allocated = Some(r);
        self.trail.push(Undo::Allocated(o));
        r
    }

    fn allocate_one(&mut self, o: ObjId, patches: &mut SmallVec<[(ObjId, u32, ObjId); 2]>) {
        let object = self.object(o);
        let mut args = SmallVec::<[Ref; 8]>::new();
        for i in 0..object.len {
            let v = match self.object_slot(o, i) {
                Val::Object(inner) if self.object_needed(o, i).is_some() => {
                    patches.push((o, i, inner));
                    self.word(Word::UNDEFINED)
                }
                v => v,
            };
            let r = self.operand(v);
            args.push(r);
        }
        let r = self.emit(Op::New, i64::from(object.shape.bits()), &args, None);
        self.facts[r.index()] = super::facts::Fact::object(object.shape);
        self.objects[o.0 as usize].allocated = Some(r);
        self.objects[o.0 as usize].busy = false;
        self.trail.push(Undo::Allocated(o));
        if Self::has_length(object.shape) {
            let n = self.int(i64::from(object.len - object.shape.fixed()));
            self.cse.insert(Op::Length, 0, key(&[Val::Ref(r)]), n);
        }
        for i in 0..object.len.min(REMEMBERED_SLOTS) {
            let v = self.object_slot(o, i);
            if !matches!(v, Val::Object(_)) {
                self.remember_slot(o, r, i, v);
            }
        }
    }

    /// Takes down what a slot of an object just allocated holds.
    fn remember_slot(&mut self, o: ObjId, r: Ref, i: u32, v: Val) {
        if !self.on.loads {
            return;
        }
        let shape = self.object(o).shape;
        if i < shape.fixed() {
            let offset = shape.fixed_offset() as i64 + 8 * i64::from(i);
            self.cse.insert(Op::LoadFinal, offset, key(&[Val::Ref(r)]), v);
            self.remember(Val::Ref(r), offset, Val::None, v);
        } else {
            let index = self.int(i64::from(i - shape.fixed()));
            let offset = shape.tail_offset() as i64;
            self.cse.insert(Op::ElementFinal, offset, key(&[Val::Ref(r), index]), v);
            self.remember(Val::Ref(r), offset, index, v);
        }
    }

    // ---- exits

    /// Describes a raw exit in terms of the optimised graph. What it needs is written into the current block.
    pub(super) fn describe_exit(&mut self, e: ExitId) {
        let raw = self.raw.exit(e);
        self.exit_count += 1;
        let mut virtuals: Vec<VirtualObject> = Vec::new();
        let mut queue: Vec<ObjId> = Vec::new();
        let mut frames = Vec::with_capacity(raw.frames.len());
        for f in &raw.frames {
            let mut slots = Vec::with_capacity(f.slots.len());
            for (slot, v) in &f.slots {
                slots.push((*slot, self.describe_raw(*v, &mut queue)));
            }
            frames.push(FrameState { code: f.code, pc: f.pc, result: f.result, slots });
        }
        let log = raw.log.iter().map(|v| self.describe_raw(*v, &mut queue)).collect();
        let stores = self.describe_stores(&mut queue);
        let mut next = 0;
        while next < queue.len() {
            let object = self.object(queue[next]);
            next += 1;
            let mut slots = Vec::with_capacity(object.len as usize);
            for i in 0..object.len {
                let v = self.slots[(object.start + i) as usize];
                slots.push(self.describe(v, &mut queue));
            }
            virtuals.push(VirtualObject { shape: object.shape, slots });
        }
        self.out.exits[e.index()] = Some(Exit { kind: raw.kind, frames, log, virtuals, stores, child: None });
    }

    /// The stores that have been put off.
    fn describe_stores(&mut self, queue: &mut Vec<ObjId>) -> Vec<LateStore> {
        let mut stores = Vec::new();
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            if e.late.is_some() {
                // Not what it is known to equal: on a path that is never taken that may be a number.
                let object = match e.base {
                    Val::Ref(r) => r,
                    base => self.const_ref(base),
                };
                let value = self.describe(e.value, queue);
                stores.push(LateStore { object, offset: e.offset as u32, value });
            }
        }
        stores
    }

    fn describe_raw(&mut self, v: Value, queue: &mut Vec<ObjId>) -> Value {
        match v {
            Value::Ref(r) => {
                let v = self.map[r.index()];
                self.describe(v, queue)
            }
            Value::Virtual(_) => unreachable!("raw graphs have no virtual objects"),
        }
    }

    fn describe(&mut self, v: Val, queue: &mut Vec<ObjId>) -> Value {
        match self.resolve(v) {
            Val::Object(o) => {
                let count = self.exit_count;
                let object = &mut self.objects[o.0 as usize];
                if object.exit.0 != count {
                    object.exit = (count, queue.len() as u32);
                    queue.push(o);
                }
                Value::Virtual(object.exit.1)
            }
            Val::Ref(r) | Val::Boxed(r) | Val::Tagged(r) => Value::Ref(r),
            c => Value::Ref(self.const_ref(c)),
        }
    }

    /// An exit that is never left through, because its child goes on.
    pub(super) fn link_exit(&mut self, e: ExitId, child: BlockId) {
        let kind = self.raw.exit(e).kind;
        let exit = Exit { kind, frames: Vec::new(), log: Vec::new(), virtuals: Vec::new(), stores: Vec::new(), child: Some(child) };
        self.out.exits[e.index()] = Some(exit);
    }
}
