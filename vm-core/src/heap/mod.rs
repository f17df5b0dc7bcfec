//! The heap: a bump-allocated nursery, an old space, and the safe door to objects.
//!
//! Nothing here collects while a program's words are in Rust variables: allocation takes an extra chunk when the nursery is
//! full and sets the poll word; the driver, with no native frame alive, calls [`Vm::collect`]. So a builtin may hold [`Word`]s in
//! locals as it likes, and needs no rooting; it must not keep them from one call to the next (hosts use [`Root`]).
//!
//! **The collector** is generational. Young objects are bump-allocated ([`alloc`]); those that survive a collection are copied and stay young, those that
//! survive another move to the old space (`minor`);
//! objects of the old space ([`old`]) never move, and are marked and swept when it has grown enough (`major`). `collect` puts both together;
//! `roots` says where they begin, `special` what they do with weak references, `verify` checks that they did it right.

#![allow(unsafe_code)]

mod alloc;
mod collect;
pub(crate) mod image;
mod major;
pub(crate) mod memory;
mod minor;
mod old;
pub mod raw;
mod roots;
mod special;
mod states;
mod stats;
#[cfg(test)]
mod tests;
mod verify;

pub use alloc::Heap;
pub use collect::{Collection, MoreRoots};
pub(crate) use roots::{Globals, Hosts, Roots};
pub use roots::{Root, RootTable};
pub(crate) use special::Finalizers;
pub(crate) use states::States;
pub use stats::HeapStats;

use crate::Vm;
use crate::word::{Bytes, Field, Header, Layout, Shape, ShapeId, Slots, Tail, Word, core_shapes::*};
use std::marker::PhantomData;

/// A pointer to an object known to have layout `L`.
#[derive(Debug)]
pub struct Object<L>(Word, PhantomData<L>);

impl<L> Clone for Object<L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<L> Copy for Object<L> {}

impl<L> Object<L> {
    /// The pointer as a word.
    #[inline(always)]
    pub const fn word(self) -> Word {
        self.0
    }

    /// Trusts that `w` points to an object of layout `L`. For the modes of `jitgen`, which have tested it.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn trust(w: Word) -> Object<L> {
        Object(w, PhantomData)
    }
}

impl<L> From<Object<L>> for Word {
    fn from(o: Object<L>) -> Word {
        o.0
    }
}

/// The offset in bytes of a fixed slot from the object's address.
#[inline(always)]
pub const fn fixed_offset<L: Layout>(index: u32) -> usize {
    ShapeId::new(0, L::TAIL, L::FIXED).fixed_offset() + 8 * index as usize
}

/// Reading.
impl Vm {
    /// The object's header, if `w` points to one.
    #[inline(always)]
    pub fn header(&self, w: Word) -> Option<Header> {
        // SAFETY: a pointer word of a running program points to a live object.
        if w.is_pointer() { Some(unsafe { raw::header(w) }) } else { None }
    }

    /// The shape of the object `w` points to.
    #[inline(always)]
    pub fn shape_of(&self, w: Word) -> Option<ShapeId> {
        // SAFETY: a pointer word of a running program points to a live object.
        if w.is_pointer() { Some(unsafe { raw::shape(w) }) } else { None }
    }

    /// The object, if `w` points to one of that shape.
    #[inline(always)]
    pub fn cast<L: Layout>(&self, w: Word, shape: Shape<L>) -> Option<Object<L>> {
        if self.shape_of(w) == Some(shape.id()) { Some(Object::trust(w)) } else { None }
    }

    /// A fixed slot.
    #[inline(always)]
    pub fn get<L: Layout>(&self, o: Object<L>, field: Field<L>) -> Word {
        // SAFETY: the layout, proved when `o` was made, has the field.
        unsafe { raw::load(o.0, fixed_offset::<L>(field.index())) }
    }

    /// The number of elements, or of bytes, in the tail.
    #[inline(always)]
    pub fn length<L: Tail>(&self, o: Object<L>) -> usize {
        // SAFETY: the layout has a tail, so word 1 is its length.
        unsafe { raw::load(o.0, 8).bits() as usize }
    }

    /// The elements of the tail.
    #[inline(always)]
    pub fn elements<L: Slots>(&self, o: Object<L>) -> &[Word] {
        // SAFETY: the layout has a tail of words; nothing is written or collected while `self` is borrowed.
        unsafe { std::slice::from_raw_parts(raw::at(o.0, fixed_offset::<L>(L::FIXED)), self.length(o)) }
    }

    /// The bytes of the tail.
    #[inline(always)]
    pub fn bytes<L: Bytes>(&self, o: Object<L>) -> &[u8] {
        // SAFETY: the layout has a tail of bytes; nothing is written or collected while `self` is borrowed.
        unsafe { std::slice::from_raw_parts(raw::at(o.0, fixed_offset::<L>(L::FIXED)).cast(), self.length(o)) }
    }

    /// The bytes of the tail, to be changed.
    #[inline(always)]
    pub fn bytes_mut<L: Bytes>(&mut self, o: Object<L>) -> &mut [u8] {
        let length = self.length(o);
        // SAFETY: the layout has a tail of bytes; `self` is borrowed mutably, so nothing else looks at them.
        unsafe { std::slice::from_raw_parts_mut(raw::at(o.0, fixed_offset::<L>(L::FIXED)).cast(), length) }
    }

    /// Copies bytes of one tail over those of another, which may be the same. Panics if there are not so many.
    #[inline]
    #[track_caller]
    pub fn copy_bytes<L: Bytes>(&mut self, to: Object<L>, at: usize, from: Object<L>, start: usize, length: usize) {
        let (source, target) = (self.bytes(from)[start..][..length].as_ptr(), self.bytes_mut(to)[at..][..length].as_mut_ptr());
        // SAFETY: both are in their tails; overlapping is allowed.
        unsafe { std::ptr::copy(source, target, length) }
    }

    /// A slot of an object of any shape without raw slots, fixed or behind those in the tail; `None` if `w` is no such object.
    #[inline]
    pub fn slot(&self, w: Word, i: u32) -> Option<Word> {
        self.slots(w)?.get(i as usize).copied()
    }

    /// The slots of an object of any shape without raw slots: the fixed ones, then those of the tail.
    #[inline(always)]
    pub fn slots(&self, w: Word) -> Option<&[Word]> {
        let shape = self.shape_of(w)?;
        if shape.tail() == crate::TailKind::None { self.slots_of(w, shape) } else { self.slots_with_tail(w, shape) }
    }

    /// The slots of an object of that shape, which has neither tail nor raw slots; `None` if `w` is no such object.
    #[inline(always)]
    pub fn slots_of(&self, w: Word, shape: ShapeId) -> Option<&[Word]> {
        if shape.tail() != crate::TailKind::None || self.shape_of(w) != Some(shape) {
            return None;
        }
        // SAFETY: the shape has just these slots; nothing is written or collected while `self` is borrowed.
        Some(unsafe { std::slice::from_raw_parts(raw::at(w, 8), shape.fixed() as usize) })
    }

    #[cold]
    fn slots_with_tail(&self, w: Word, shape: ShapeId) -> Option<&[Word]> {
        if shape.tail() == crate::TailKind::Raw {
            return None;
        }
        // SAFETY: the object has these slots, the fixed ones and behind them those of the tail; nothing is written or collected while
        // `self` is borrowed.
        unsafe {
            let tail = if shape.tail() == crate::TailKind::Slots { raw::load(w, 8).bits() as usize } else { 0 };
            Some(std::slice::from_raw_parts(raw::at(w, 16), shape.fixed() as usize + tail))
        }
    }

    /// The length of the tail of an object of any shape; `None` if `w` is no object with a tail.
    #[inline]
    pub fn tail_length(&self, w: Word) -> Option<usize> {
        self.shape_of(w).filter(|s| s.has_tail())?;
        // SAFETY: the shape has a tail, so word 1 is its length.
        Some(unsafe { raw::load(w, 8).bits() as usize })
    }

    /// An element of the tail of an object of any shape with a tail of slots; `None` if `w` is no such object.
    #[inline]
    pub fn tail_slot(&self, w: Word, i: u32) -> Option<Word> {
        let shape = self.shape_of(w)?;
        if shape.tail() != crate::TailKind::Slots || i as usize >= self.tail_length(w)? {
            return None;
        }
        // SAFETY: the tail has the element.
        Some(unsafe { raw::load(w, shape.tail_offset() + 8 * i as usize) })
    }

    /// A reference to a fixed slot of an object of any shape without tail and raw slots; `None` if `w` is no such object, or if
    /// the slot lies behind [`Word::LAST_SLOT`].
    #[inline(always)]
    pub fn reference(&self, w: Word, i: u32) -> Option<Word> {
        let shape = self.shape_of(w)?;
        let offset = 8 + 8 * i as usize;
        let fits = i < shape.fixed() && shape.tail() == crate::TailKind::None && offset <= Word::LAST_SLOT;
        if fits { Some(Word::slot_of(w, offset)) } else { None }
    }

    /// What is in the slot that a word refers to. Panics if it is no reference to a slot.
    #[inline(always)]
    #[track_caller]
    pub fn load_through(&self, w: Word) -> Word {
        assert!(w.is_slot());
        // SAFETY: a reference to a slot of a running program is to one of a live object.
        unsafe { raw::load_at(w) }
    }

    /// The value of a float of either form.
    #[inline(always)]
    pub fn float_value(&self, w: Word) -> Option<f64> {
        if w.is_immediate_float() {
            return Some(w.float_bits_decoded());
        }
        let o = self.cast(w, FLOAT)?;
        Some(f64::from_bits(self.get(o, Float::bits).bits()))
    }
}

/// Writing, with the write barrier.
impl Vm {
    /// Sets a fixed slot.
    #[inline(always)]
    pub fn set<L: Layout>(&mut self, o: Object<L>, field: Field<L>, value: Word) {
        // SAFETY: the layout has the field.
        unsafe { self.heap.store(o.0, fixed_offset::<L>(field.index()), value) }
    }

    /// Sets an element of the tail. Panics if there is none.
    #[inline(always)]
    #[track_caller]
    pub fn set_element<L: Slots>(&mut self, o: Object<L>, i: usize, value: Word) {
        assert!(i < self.length(o));
        // SAFETY: the tail has the element.
        unsafe { self.heap.store(o.0, fixed_offset::<L>(L::FIXED) + 8 * i, value) }
    }

    /// Sets the slot that a word refers to. Panics if it is no reference to a slot.
    #[inline(always)]
    #[track_caller]
    pub fn store_through(&mut self, w: Word, value: Word) {
        assert!(w.is_slot());
        // SAFETY: a reference to a slot of a running program is to one of a live object.
        unsafe { self.heap.store(w.holder(), w.slot_offset(), value) }
    }

    /// Sets what [`Vm::slot`] gives; false if there is no such slot.
    #[inline]
    pub fn set_slot(&mut self, w: Word, i: u32, value: Word) -> bool {
        let Some(shape) = self.shape_of(w) else { return false };
        if i >= shape.fixed() && self.slot(w, i).is_none() || shape.tail() == crate::TailKind::Raw {
            return false;
        }
        // SAFETY: the object has the slot, and it is a tagged one.
        unsafe { self.heap.store(w, shape.fixed_offset() + 8 * i as usize, value) };
        true
    }
}

/// Making objects. Small objects always succeed: past the memory limit the poll word is set, and the driver raises the
/// language's out-of-memory error at the next safepoint. Objects whose size the guest chooses are checked first.
impl Vm {
    /// A new object without tail. Panics if `slots` is not as long as the shape says.
    #[inline(always)]
    #[track_caller]
    pub fn new_object(&mut self, shape: ShapeId, slots: &[Word]) -> Word {
        assert!(slots.len() == shape.fixed() as usize && shape.tail() == crate::TailKind::None);
        // SAFETY: the object has just these slots.
        unsafe {
            let w = self.heap.allocate(shape, 0);
            std::ptr::copy_nonoverlapping(slots.as_ptr(), raw::at(w, 8), slots.len());
            w
        }
    }

    /// The same in the old space: for structures that [outgrow](Vm::outgrows_nursery) the nursery. Panics if it takes more than
    /// 256 bytes or is a special one, too.
    #[track_caller]
    pub fn new_old_object(&mut self, shape: ShapeId, slots: &[Word]) -> Word {
        assert!(slots.len() == shape.fixed() as usize && shape.tail() == crate::TailKind::None);
        assert!(shape.size(0) <= old::LINE && !shape.is_special());
        // SAFETY: the object has just these slots, and is remembered as a whole if one is young.
        unsafe {
            let w = self.heap.allocate_old(shape);
            std::ptr::copy_nonoverlapping(slots.as_ptr(), raw::at(w, 8), slots.len());
            for (i, &value) in slots.iter().enumerate() {
                if value.object().is_some_and(|o| self.heap.is_young(o)) {
                    self.heap.remember(w, 8 + 8 * i, value);
                    break;
                }
            }
            w
        }
    }

    /// Whether a structure of so many bytes, made in one go, is better made of [old objects](Vm::new_old_object): in the nursery there is hardly
    /// room for it, and all of it would be copied out.
    pub fn outgrows_nursery(&self, bytes: usize) -> bool {
        self.heap.outgrows_nursery(bytes)
    }

    /// A new object whose slots are a tail. Like smaller ones it is made even if it exceeds the limit of memory: who makes more than exists
    /// already asks [`Vm::reserve`] first. Panics if the shape has fixed slots or another tail.
    #[track_caller]
    pub fn new_tail(&mut self, shape: ShapeId, slots: &[Word]) -> Word {
        assert!(shape.fixed() == 0 && shape.tail() == crate::TailKind::Slots);
        // SAFETY: the object has just these slots.
        unsafe {
            let w = self.heap.allocate(shape, slots.len());
            std::ptr::copy_nonoverlapping(slots.as_ptr(), raw::at(w, 16), slots.len());
            w
        }
    }

    /// Whether there is room for an object with a tail of so many slots.
    pub fn reserve(&mut self, slots: usize) -> Result<(), OutOfMemory> {
        self.heap.reserve(VECTOR.id(), slots)
    }

    /// A new object of a static layout without tail.
    #[inline]
    #[track_caller]
    pub fn make<L: Layout>(&mut self, shape: Shape<L>, slots: &[Word]) -> Object<L> {
        Object::trust(self.new_object(shape.id(), slots))
    }

    /// A new object with a tail of slots, all of them given. Panics if `fixed` is not as long as the shape says.
    #[inline]
    #[track_caller]
    pub fn make_slots<L: Slots>(&mut self, shape: Shape<L>, fixed: &[Word], tail: &[Word]) -> Result<Object<L>, OutOfMemory> {
        self.make_slots_with(shape, fixed, tail.len(), |i| tail[i])
    }

    /// A new object with a tail of `length` slots, each given by `element`.
    #[inline]
    #[track_caller]
    pub fn make_slots_with<L: Slots>(
        &mut self,
        shape: Shape<L>,
        fixed: &[Word],
        length: usize,
        mut element: impl FnMut(usize) -> Word,
    ) -> Result<Object<L>, OutOfMemory> {
        assert_eq!(fixed.len(), L::FIXED as usize);
        self.heap.reserve(shape.id(), length)?;
        // SAFETY: the object has just these slots; `element` cannot reach the heap while it is filled.
        unsafe {
            let w = self.heap.allocate(shape.id(), length);
            std::ptr::copy_nonoverlapping(fixed.as_ptr(), raw::at(w, 16), fixed.len());
            let tail: *mut Word = raw::at(w, fixed_offset::<L>(L::FIXED));
            for i in 0..length {
                tail.add(i).write(element(i));
            }
            Ok(Object::trust(w))
        }
    }

    /// A new object with a tail of bytes, all zero. Panics if `fixed` is not as long as the shape says.
    #[track_caller]
    pub fn make_bytes<L: Bytes>(&mut self, shape: Shape<L>, fixed: &[Word], length: usize) -> Result<Object<L>, OutOfMemory> {
        assert_eq!(fixed.len(), L::FIXED as usize);
        self.heap.reserve(shape.id(), length)?;
        // SAFETY: the object has just these slots and bytes.
        unsafe {
            let w = self.heap.allocate(shape.id(), length);
            std::ptr::copy_nonoverlapping(fixed.as_ptr(), raw::at(w, 16), fixed.len());
            let tail: *mut u64 = raw::at(w, fixed_offset::<L>(L::FIXED)).cast();
            tail.write_bytes(0, length.div_ceil(8));
            Ok(Object::trust(w))
        }
    }

    /// A new object whose tail is a part of another's. Panics if there are not so many bytes.
    #[inline]
    #[track_caller]
    pub fn make_part<L: Bytes>(
        &mut self,
        shape: Shape<L>,
        of: Object<L>,
        start: usize,
        length: usize,
    ) -> Result<Object<L>, OutOfMemory> {
        const { assert!(L::FIXED == 0) }
        let source = self.bytes(of)[start..][..length].as_ptr();
        self.heap.reserve(shape.id(), length)?;
        // SAFETY: the object has just these bytes, up to the end of its last word; making it moves nothing.
        unsafe {
            let w = self.heap.allocate(shape.id(), length);
            let tail: *mut u64 = raw::at(w, fixed_offset::<L>(0)).cast();
            if length > 0 {
                tail.add((length - 1) / 8).write(0);
            }
            std::ptr::copy_nonoverlapping(source, tail.cast(), length);
            Ok(Object::trust(w))
        }
    }

    /// A float of either form.
    #[inline(always)]
    pub fn float(&mut self, f: f64) -> Word {
        match Word::from_float(f) {
            Some(w) => w,
            None => self.box_float(f),
        }
    }

    #[cold]
    fn box_float(&mut self, f: f64) -> Word {
        // SAFETY: one raw slot.
        unsafe {
            let w = self.heap.allocate(FLOAT.id(), 0);
            raw::at(w, 8).cast::<u64>().write(f.to_bits());
            w
        }
    }

    /// A pair.
    #[inline]
    pub fn pair(&mut self, car: Word, cdr: Word) -> Word {
        self.new_object(PAIR.id(), &[car, cdr])
    }
}

/// An object would exceed the memory limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory {
    /// Bytes asked for.
    pub bytes: usize,
}
