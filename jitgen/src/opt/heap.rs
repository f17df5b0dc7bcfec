//! What is known of memory: loads take values from earlier loads and stores, stores that say nothing new or that nobody sees
//! are dropped.
//!
//! *Requires* that every call tells its effects. *Keeps* each store that an exit, a call or a load may see. *Breaks* nothing.
//!
//! A place in memory is an object, a byte offset and, in a tail, an index. Two places of different offsets are different: an
//! offset names one slot (or the tail) of whatever shape the object has. Two objects of known and different shapes are different,
//! and an object made here is none that was there before. What a reference
//! to a slot refers to may be any fixed slot of an object without a tail that was there when the reference was.

use super::facts::{Fact, kind, kind_bit, result_fact};
use super::state::{Opt, Undo, key};
use super::value::{Const, Val};
use crate::ir::{Op, Ref, reference_shape, referred_offset};
use vm_core::{ConstKind, TailKind};

/// The table is this long at most; then old entries give way.
const CAPACITY: usize = 48;

/// The offset of what a reference to a slot refers to, wherever that is.
const THROUGH: i64 = -1;

/// What a place in memory holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Entry {
    /// The object; `None`: the entry is unused.
    pub base: Val,
    /// The byte offset.
    pub offset: i64,
    /// The index in the tail, or `None` for a fixed slot.
    pub index: Val,
    /// What is there.
    pub value: Val,
    /// The store of the value has been put off: what memory holds until then (`None`: unknown).
    pub late: Option<Val>,
}

impl Entry {
    /// Which place of an object it is about, if it is none of a tail.
    pub(super) fn place(&self) -> (Val, i64) {
        (self.base, self.offset)
    }
}

const UNUSED: Entry = Entry { base: Val::None, offset: 0, index: Val::None, value: Val::None, late: None };

/// So many stores may be put off at a time: each is described in every exit.
const MOST_LATE: usize = 12;

/// A store that nothing has seen yet.
#[derive(Clone, Copy, Debug)]
pub struct PendingStore {
    base: Val,
    offset: i64,
    index: Val,
    store: Ref,
}

impl Opt<'_> {
    /// What a place holds, if that is known.
    pub(super) fn recall(&mut self, base: Val, offset: i64, index: Val) -> Option<Val> {
        let found = self.memory.iter().find(|e| e.base == base && e.offset == offset && e.index == index)?;
        let value = found.value;
        Some(self.resolve(value))
    }

    /// Takes down what a place holds.
    pub(super) fn remember(&mut self, base: Val, offset: i64, index: Val, value: Val) {
        self.take_down(Entry { base, offset, index, value, late: None });
    }

    /// Takes down an entry in place of an older one, but of none whose store has been put off.
    pub(super) fn take_down(&mut self, entry: Entry) {
        if !self.on.loads {
            return;
        }
        let Entry { base, offset, index, .. } = entry;
        let same = self.memory.iter().position(|e| e.base == base && e.offset == offset && e.index == index);
        let free = same.or_else(|| self.memory.iter().position(|e| e.base == Val::None));
        match free {
            Some(i) => self.set_entry(i, entry),
            None if self.memory.len() < CAPACITY => {
                self.memory.push(entry);
                self.trail.push(Undo::MemoryGrew);
            }
            None => {
                self.memory_next = (self.memory_next + 1) % CAPACITY;
                while self.memory[self.memory_next].late.is_some() {
                    self.memory_next = (self.memory_next + 1) % CAPACITY;
                }
                self.set_entry(self.memory_next, entry);
            }
        }
    }

    pub(super) fn set_entry(&mut self, i: usize, entry: Entry) {
        let old = std::mem::replace(&mut self.memory[i], entry);
        self.trail.push(Undo::Memory(i as u32, old));
    }

    /// Forgets everything about memory that can change.
    pub(super) fn forget_memory(&mut self) {
        self.forget_seen(true);
    }

    /// Forgets what a call may change that sees watched objects or not.
    pub(super) fn forget_seen(&mut self, watched: bool) {
        for i in 0..self.memory.len() {
            if self.memory[i].base != Val::None && (watched || !self.is_watched(self.memory[i].base)) {
                self.set_entry(i, UNUSED);
            }
        }
        self.new_version();
    }

    /// Forgets what a store to this place may change.
    fn forget_aliases(&mut self, base: Val, offset: i64, index: Val) {
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            let through = e.offset == THROUGH && self.may_be_slot_of(e.base, base, index);
            if through || e.base != Val::None && e.offset == offset && self.same_index(e.index, index) && self.may_alias(e.base, base) {
                self.set_entry(i, UNUSED);
            }
        }
    }

    /// Whether two indices into tails may be equal.
    fn same_index(&self, a: Val, b: Val) -> bool {
        if a == b {
            return true;
        }
        if a == Val::None || b == Val::None {
            return false;
        }
        let (a, b) = (self.fact(a), self.fact(b));
        a.low <= b.high && b.low <= a.high
    }

    /// Whether two resolved values may be the same object.
    pub(super) fn may_alias(&self, a: Val, b: Val) -> bool {
        if a == b {
            return true;
        }
        let made = |v: Val| match v {
            Val::Ref(r) if self.out.inst(r).op == Op::New => Some(r),
            _ => None,
        };
        match (a, b) {
            (Val::Const(x), Val::Const(y)) => {
                let word = |c| match self.consts.get(c) {
                    Const::Pointer(k) => self.out.constants[k as usize],
                    Const::Word(w) => w,
                    _ => vm_core::Word::NIL,
                };
                let (x, y) = (word(x), word(y));
                // Constants without values stand for unknown pointers.
                return x == y || !x.is_pointer() || !y.is_pointer();
            }
            (Val::Const(_), v) | (v, Val::Const(_)) if made(v).is_some() => return false,
            (Val::Ref(x), Val::Ref(y)) => match (made(a), made(b)) {
                (Some(_), Some(_)) => return false,
                // What was computed before an object was made is not that object.
                (Some(x), None) if y < x => return false,
                (None, Some(y)) if x < y => return false,
                _ => {}
            },
            _ => {}
        }
        let (a, b) = (self.fact(a), self.fact(b));
        !matches!((a.shape, b.shape), (Some(s), Some(t)) if s != t)
    }

    /// A load from a real object.
    pub(super) fn load(&mut self, op: Op, offset: i64, base: Val, index: Val) -> Val {
        let place = self.number_or_none(index);
        if let Some(v) = self.recall(base, offset, place).filter(|_| self.on.loads) {
            self.stats.forwarded += 1;
            return v;
        }
        self.store_aliases(base, offset, place);
        self.see_stores(base, offset, place);
        let mut args = smallvec::SmallVec::<[Ref; 2]>::new();
        args.push(self.operand(base));
        if index != Val::None {
            args.push(self.operand(index));
        }
        let r = self.emit(op, if offset == THROUGH { 0 } else { offset }, &args, None);
        self.remember(base, offset, place, Val::Ref(r));
        Val::Ref(r)
    }

    /// A reference to a slot. One to a slot of a virtual object is virtual, too.
    pub(super) fn slot_of(&mut self, offset: i64, object: Val) -> Val {
        if let Val::Object(_) = object {
            return Val::Object(self.new_object(reference_shape(offset), [object]));
        }
        let r = self.operand(object);
        let object = self.resolve(Val::Ref(r));
        self.pure(Op::SlotOf, offset, key(&[object]), result_fact(Op::SlotOf, offset, Fact::WORD, Fact::WORD))
    }

    /// The object and the offset of a slot that is referred to, if the reference was made here.
    pub(super) fn slot_known(&mut self, place: Val) -> Option<(Val, i64)> {
        if let Val::Object(o) = place {
            let offset = referred_offset(self.object(o).shape)?;
            return Some((self.object_slot(o, 0), offset));
        }
        let Val::Ref(r) = place else { return None };
        let inst = self.out.inst(r);
        let (object, offset) = (Val::Ref(*inst.args.first()?), inst.imm);
        (inst.op == Op::SlotOf).then(|| (self.resolve(object), offset))
    }

    /// A load from a slot that is referred to.
    pub(super) fn read_through(&mut self, place: Val) -> Val {
        match self.slot_known(place) {
            Some((object, offset)) => self.read(Op::Load, offset, object, Val::None),
            None => {
                self.store_late_through(place);
                self.pending.clear();
                self.load(Op::LoadThrough, THROUGH, place, Val::None)
            }
        }
    }

    /// A store into a slot that is referred to.
    pub(super) fn write_through(&mut self, place: Val, value: Val) {
        if let Some((object, offset)) = self.slot_known(place) {
            return self.write(Op::Store, offset, object, Val::None, value);
        }
        let value = self.operand(value);
        let (stored, place) = (self.resolve(Val::Ref(value)), self.operand(place));
        self.store_late_through(Val::Ref(place));
        let objects = kind::POINTER | kind::FLOAT | kind_bit(ConstKind::Slot as i64);
        let plain = self.on.facts && self.fact(stored).kinds & objects == 0;
        self.emit(Op::StoreThrough, plain.into(), &[place, value], None);
        let (place, value) = (Val::Ref(place), self.resolve(Val::Ref(value)));
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            if e.base != Val::None && (e.offset == THROUGH || self.may_be_slot_of(place, e.base, e.index)) {
                self.set_entry(i, UNUSED);
            }
        }
        self.remember(place, THROUGH, Val::None, value);
    }

    /// Does the stores put off that an access through a reference may see.
    fn store_late_through(&mut self, place: Val) {
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            if e.late.is_some() && self.may_be_slot_of(place, e.base, e.index) {
                self.store_now(i);
            }
        }
    }

    /// Whether what a reference refers to may be a fixed slot of the object. References are to objects without a tail, and not to
    /// watched ones.
    fn may_be_slot_of(&self, place: Val, object: Val, index: Val) -> bool {
        let tail = self.fact(object).shape.is_some_and(|s| s.tail() != TailKind::None);
        let newer = |r: Ref| self.out.inst(r).op == Op::New && matches!(place, Val::Ref(p) if p < r);
        index == Val::None && !tail && !self.is_watched(object) && !matches!(object, Val::Ref(r) if newer(r))
    }

    /// A store into a real object.
    pub(super) fn store(&mut self, op: Op, offset: i64, base: Val, index: Val, value: Val) {
        if op == Op::Store && self.can_wait(offset, base, value) {
            return self.put_off(offset, base, value);
        }
        let place = self.number_or_none(index);
        // Allocating what is stored may store into other objects; it goes first.
        self.operand(value);
        let value = self.resolve(value);
        if self.on.stores && self.recall(base, offset, place).is_some_and(|old| old == value) {
            self.stats.stores_dropped += 1;
            return;
        }
        self.store_aliases(base, offset, place);
        self.emit_store(op, offset, (base, index, place), value);
        self.forget_aliases(base, offset, place);
        self.remember(base, offset, place, value);
    }

    /// Writes a store, in place of one to the same place that nothing has seen.
    fn emit_store(&mut self, op: Op, offset: i64, (base, index, place): (Val, Val, Val), value: Val) {
        let mut args = smallvec::SmallVec::<[Ref; 3]>::new();
        args.push(self.operand(base));
        if index != Val::None {
            args.push(self.operand(index));
        }
        args.push(self.operand(value));
        let r = self.emit(op, offset, &args, None);
        if self.on.stores {
            let same = |p: &PendingStore| p.base == base && p.offset == offset && p.index == place;
            if let Some(i) = self.pending.iter().position(same) {
                let dead = self.pending.swap_remove(i).store;
                self.drop_store(dead);
            }
            self.pending.push(PendingStore { base, offset, index: place, store: r });
        }
    }

    /// An index as part of a place: a small integer and its raw integer are one.
    fn number_or_none(&mut self, index: Val) -> Val {
        if index == Val::None { index } else { self.number(index) }
    }

    fn drop_store(&mut self, store: Ref) {
        self.stats.stores_dropped += 1;
        let inst = &mut self.out.insts[store.index()];
        // It becomes a constant that nobody uses; the last pass takes it away.
        (inst.op, inst.ty, inst.imm) = (Op::Word, crate::ir::Type::Word, 0);
        inst.args.clear();
    }

    /// A load may see the stores to the same place.
    fn see_stores(&mut self, base: Val, offset: i64, index: Val) {
        let mut pending = std::mem::take(&mut self.pending);
        pending.retain(|p| !(p.offset == offset && self.same_index(p.index, index) && self.may_alias(p.base, base)));
        self.pending = pending;
    }

    // ---- late stores

    /// Whether a store is put off until something may see it: one of an object that is not allocated, which need not be till then,
    /// one into the registers of an engine, which are often set back first, and one to a place where an earlier one waits.
    fn can_wait(&self, offset: i64, base: Val, value: Val) -> bool {
        let late = || self.memory.iter().filter(|e| e.late.is_some());
        self.on.delays
            && self.on.loads
            && (late().any(|e| e.place() == (base, offset))
                || (matches!((base, value), (Val::Ref(_), Val::Object(_))) || self.is_watched(base)) && late().count() < MOST_LATE)
    }

    fn put_off(&mut self, offset: i64, base: Val, value: Val) {
        self.store_aliases(base, offset, Val::None);
        let same = self.memory.iter().find(|e| e.base == base && e.offset == offset && e.index == Val::None);
        let old = same.map_or(Val::None, |e| e.late.unwrap_or(e.value));
        let stored = old != Val::None && self.resolve(old) == value;
        self.forget_aliases(base, offset, Val::None);
        self.take_down(Entry { base, offset, index: Val::None, value, late: (!stored).then_some(old) });
    }

    /// Does the stores put off that another access may see: all that may be to the same place but are not known to be.
    fn store_aliases(&mut self, base: Val, offset: i64, index: Val) {
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            let other = (e.base, e.index) != (base, index);
            if e.late.is_some() && e.offset == offset && other && self.same_index(e.index, index) && self.may_alias(e.base, base) {
                self.store_now(i);
            }
        }
    }

    /// Whether it is an object that the collector watches ([`vm_core::Vm::watch`]).
    fn is_watched(&self, base: Val) -> bool {
        match self.as_const(base) {
            Some(Const::Pointer(k)) => self.vm.is_watched(self.out.constants[k as usize]),
            _ => false,
        }
    }

    /// Does all stores put off.
    pub(super) fn store_all(&mut self) {
        self.store_seen(true);
    }

    /// Does the stores put off that a call may see; `watched`: it sees watched objects too.
    pub(super) fn store_seen(&mut self, watched: bool) {
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            if e.late.is_some() && (watched || !self.is_watched(e.base)) {
                self.store_now(i);
            }
        }
    }

    fn store_now(&mut self, i: usize) {
        let e = self.memory[i];
        self.operand(e.value);
        let value = self.resolve(e.value);
        self.emit_store(Op::Store, e.offset, (e.base, Val::None, Val::None), value);
        self.set_entry(i, Entry { value, late: None, ..e });
    }
}
