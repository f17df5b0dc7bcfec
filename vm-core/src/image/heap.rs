//! The heap in images: packing live objects into segments, and unpacking segments into chunks.
//!
//! A stored pointer is `segment << 20 | offset`, tagged, where the offset is that in a chunk of the old space (its first
//! lines hold the marks, so offsets begin behind them); or, for a large object, its number with bit 46 set. A stored reference to a
//! slot is that of its object with the slot's index.
#![allow(unsafe_code)]

use super::bytes::{Input, Output, Read};
use super::damaged;
use crate::assume::MUTABLE;
use crate::error::Error;
use crate::frame::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume};
use crate::heap::fixed_offset;
use crate::heap::image::{CHUNK, Extent, FIRST_OFFSET, LARGE_BYTES, extent, large_memory, segment_memory};
use crate::heap::raw;
use crate::vm::Vm;
use crate::word::core_shapes::*;
use crate::word::{ConstKind, Header, ShapeId, ShapeTable, SymbolTable, Word};
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use std::marker::PhantomData;

const LARGE_BIT: u64 = 1 << 46;
const SEGMENT_SHIFT: u32 = CHUNK.trailing_zeros();
/// What of a header goes into an image besides the shape: the identity hash, and that a constant must not be changed.
const KEPT: u64 = 0xffff_ff00 | Header::FROZEN;

/// Finds what is reachable and gives every object its place.
pub(super) struct Packer<'a> {
    /// Nothing moves meanwhile.
    vm: PhantomData<&'a Vm>,
    /// The stored pointer of every object met, by address.
    places: HashMap<usize, u64, FxBuildHasher>,
    /// The objects in the order in which they were met; the segments hold the small ones in this order.
    order: Vec<usize>,
    traced: usize,
    /// Bytes of each segment in use.
    segments: Vec<usize>,
    large: Vec<usize>,
}

impl<'a> Packer<'a> {
    pub(super) fn new(_vm: &'a Vm) -> Self {
        Packer {
            vm: PhantomData,
            places: HashMap::default(),
            order: Vec::new(),
            traced: 0,
            segments: Vec::new(),
            large: Vec::new(),
        }
    }

    fn extent(&self, address: usize) -> Extent {
        // SAFETY: addresses of live objects.
        unsafe { extent(address, raw::header(Word::pointer(address))) }
    }

    /// Gives what a word points to a place.
    pub(super) fn reach(&mut self, w: Word) {
        let Some(w) = w.object().filter(|w| !self.places.contains_key(&w.address())) else { return };
        let size = self.extent(w.address()).size;
        let place = if size > LARGE_BYTES {
            self.large.push(w.address());
            LARGE_BIT | (self.large.len() as u64 - 1) << 3
        } else {
            if self.segments.last().is_none_or(|used| FIRST_OFFSET + used + size > CHUNK) {
                self.segments.push(0);
            }
            let segment = self.segments.len() - 1;
            let used = &mut self.segments[segment];
            let offset = FIRST_OFFSET + *used;
            *used += size;
            (segment as u64) << SEGMENT_SHIFT | offset as u64
        };
        self.places.insert(w.address(), Word::pointer(0).bits() + place);
        self.order.push(w.address());
    }

    /// Goes through the objects met, and through those met thereby.
    pub(super) fn trace(&mut self) {
        while let Some(&address) = self.order.get(self.traced) {
            self.traced += 1;
            let e = self.extent(address);
            for slot in (e.from..e.to).step_by(8) {
                // SAFETY: a tagged slot of a live object.
                self.reach(unsafe { (slot as *const Word).read() });
            }
        }
    }

    /// A word as it is stored. Its object has been reached.
    pub(super) fn stored(&self, w: Word) -> u64 {
        match w.object() {
            None => w.bits(),
            Some(object) => {
                let place = self.places[&object.address()];
                if w.is_slot() { w.moved_to(Word::from_bits(place)).bits() } else { place }
            }
        }
    }

    /// Appends the heap.
    pub(super) fn write(&self, out: &mut Output) {
        out.count(self.segments.len());
        self.segments.iter().for_each(|s| out.count(*s));
        out.count(self.large.len());
        self.large.iter().for_each(|a| out.count(self.extent(*a).size));
        let (small, large): (Vec<_>, Vec<_>) =
            self.order.iter().map(|a| (*a, self.extent(*a))).partition(|o| o.1.size <= LARGE_BYTES);
        for (address, e) in small.into_iter().chain(large) {
            self.write_object(out, address, e);
        }
    }

    fn write_object(&self, out: &mut Output, address: usize, e: Extent) {
        let (shape, begin) = (e.header.shape(), out.bytes.len());
        out.u64(u64::from(shape.bits()) << 32 | e.header.bits() & KEPT);
        let mut at = address + 8;
        while at < address + e.size {
            // SAFETY: inside a live object.
            let bits = unsafe { (at as *const u64).read() };
            let tagged = e.from <= at && at < e.to;
            out.u64(if tagged { self.stored(Word::from_bits(bits)) } else { bits });
            at += 8;
        }
        // Numbers that mean something only while the VM lives are left out.
        let last = out.bytes.len() - 8;
        if shape == HOST.id() {
            out.bytes[last..].copy_from_slice(&NO_HOST.bits().to_le_bytes());
        }
        if shape == SEGMENT.id() {
            let at = begin + fixed_offset::<StackSegment>(StackSegment::entry.index());
            out.bytes[at..at + 8].copy_from_slice(&NO_ENTRY.bits().to_le_bytes());
        }
        if shape == GLOBAL.id() {
            // SAFETY: a global.
            let state = unsafe { raw::load(Word::pointer(address), fixed_offset::<Global>(Global::state.index())) };
            let state = if state == MUTABLE { state } else { Word::smi(state.smi_value() % 256) };
            out.bytes[last..].copy_from_slice(&state.bits().to_le_bytes());
        }
    }
}

/// What the index of a host value's object is in an image.
const NO_HOST: Word = Word::smi(-1);

/// Which call by the host the frames of a continuation of an image belong to: none.
const NO_ENTRY: Word = Word::smi(0);

/// Turns stored words into words.
pub(super) struct Resolver {
    /// Where each segment begins, less the first offset.
    bases: Vec<usize>,
    /// A bit per 8 bytes of each segment: an object begins there.
    starts: Vec<Box<[u64; CHUNK / 512]>>,
    large: Vec<usize>,
    symbols: Vec<bool>,
    shapes: Vec<ShapeId>,
    codes: u32,
    /// Captured continuations, to be checked when the code objects are there.
    segments_met: Vec<Word>,
}

impl Resolver {
    /// Reads the heap into a VM that has its symbols and shapes.
    pub(super) fn read(input: &mut Input<'_>, vm: &mut Vm, codes: u32) -> Read<Resolver> {
        let (symbols, shapes) = (live_symbols(&vm.symbols), vm.shapes.iter().map(|s| s.id).collect());
        let mut r = Resolver { bases: vec![], starts: vec![], large: vec![], symbols, shapes, codes, segments_met: vec![] };
        let (segments, large) = sizes(input)?;
        let total = segments.iter().chain(&large).fold(0usize, |a, b| a.saturating_add(*b));
        if total > vm.heap.limit() {
            return Err(too_large(total, vm));
        }
        for &bytes in &segments {
            if bytes % 8 != 0 || bytes > CHUNK - FIRST_OFFSET || bytes == 0 {
                return Err(damaged("a segment of impossible size"));
            }
            let start = segment_memory(&mut vm.heap, input.take(bytes)?);
            r.bases.push(start - FIRST_OFFSET);
            r.starts.push(Box::new([0; CHUNK / 512]));
        }
        for &bytes in &large {
            if bytes % 8 != 0 || bytes <= LARGE_BYTES {
                return Err(damaged("a large object of impossible size"));
            }
            let memory = large_memory(&mut vm.heap, input.take(bytes)?);
            r.large.push(memory.ok_or_else(|| too_large(bytes, vm))?);
        }
        // SAFETY: the memory holds the bytes just copied; nothing else refers to it.
        unsafe {
            let flags = vm.heap.old_flags();
            for (i, &bytes) in segments.iter().enumerate() {
                r.find_objects(i, bytes, flags)?;
            }
            for (i, &bytes) in large.iter().enumerate() {
                if r.begin(r.large[i], bytes, flags | Header::LARGE)? != bytes {
                    return Err(damaged("a large object of another size"));
                }
            }
            for (i, &bytes) in segments.iter().enumerate() {
                let (mut at, end) = (r.bases[i] + FIRST_OFFSET, r.bases[i] + FIRST_OFFSET + bytes);
                while at < end {
                    at += r.resolve_object(at)?;
                }
            }
            for i in 0..large.len() {
                r.resolve_object(r.large[i])?;
            }
        }
        Ok(r)
    }

    /// Marks where the objects of a segment begin.
    unsafe fn find_objects(&mut self, segment: usize, bytes: usize, flags: u64) -> Read<()> {
        let base = self.bases[segment];
        let mut offset = FIRST_OFFSET;
        let end = FIRST_OFFSET + bytes;
        while offset < end {
            // SAFETY: inside the segment.
            let size = unsafe { self.begin(base + offset, end - offset, flags)? };
            if size > LARGE_BYTES {
                return Err(damaged("a large object in a segment"));
            }
            self.starts[segment][offset / 512] |= 1 << (offset / 8 % 64);
            offset += size;
        }
        Ok(())
    }

    /// Checks the header of an object in the next `room` bytes, completes it, and gives the size.
    unsafe fn begin(&self, address: usize, room: usize, flags: u64) -> Read<usize> {
        // SAFETY: at least eight bytes are there; the length is only read if sixteen are.
        unsafe {
            let header = raw::header(Word::pointer(address));
            let shape = header.shape();
            if !self.is_shape(shape) {
                return Err(damaged("an object of unknown shape"));
            }
            if header.bits() & 0xff & !KEPT != 0 {
                return Err(damaged("an object with unknown flags"));
            }
            let mut length = 0;
            if shape.has_tail() {
                if room < 16 {
                    return Err(damaged("an object is cut off"));
                }
                length = raw::load(Word::pointer(address), 8).bits() as usize;
            }
            if length > room || shape.size(length) > room {
                return Err(damaged("an object is cut off"));
            }
            raw::set_header(Word::pointer(address), header.with(flags));
            Ok(shape.size(length))
        }
    }

    /// Resolves the slots of an object, checks what core shapes require, and gives the size.
    #[inline]
    unsafe fn resolve_object(&mut self, address: usize) -> Read<usize> {
        // SAFETY: all headers have been checked, so the object lies where its extent says.
        unsafe {
            let object = Word::pointer(address);
            let e = extent(address, raw::header(object));
            for slot in (e.from..e.to).step_by(8) {
                let slot = slot as *mut Word;
                slot.write(self.word(slot.read())?);
            }
            let shape = e.header.shape();
            if shape.index() <= LAST_CHECKED {
                check_core(object, shape, &e)?;
                if shape == SEGMENT.id() {
                    self.segments_met.push(object);
                }
            }
            Ok(e.size)
        }
    }

    /// The word of a stored word.
    #[inline]
    pub(super) fn word(&self, stored: Word) -> Read<Word> {
        if stored.is_smi() || stored.is_immediate_float() {
            return Ok(stored);
        }
        if stored.is_pointer() { self.pointer(stored) } else { self.constant(stored) }
    }

    /// The slot of an object. All headers have been checked.
    fn slot(&self, stored: Word) -> Read<Word> {
        let holder = Some(stored.holder()).filter(|w| w.is_pointer()).ok_or_else(|| damaged("a reference to no slot"))?;
        let holder = self.pointer(holder)?;
        // SAFETY: an object of the image, whose header has been checked.
        let e = unsafe { extent(holder.address(), raw::header(holder)) };
        let place = holder.address() + stored.slot_offset();
        if (e.from..e.to).contains(&place) { Ok(stored.moved_to(holder)) } else { Err(damaged("a reference to no slot")) }
    }

    #[inline]
    fn pointer(&self, stored: Word) -> Read<Word> {
        let bits = stored.bits() - Word::pointer(0).bits();
        if bits & LARGE_BIT != 0 {
            let address = self.large.get((bits & !LARGE_BIT) as usize >> 3);
            return address.map(|a| Word::pointer(*a)).ok_or_else(|| damaged("a pointer to no object"));
        }
        let (segment, offset) = ((bits >> SEGMENT_SHIFT) as usize, bits as usize & (CHUNK - 1));
        match self.starts.get(segment) {
            Some(s) if s[offset / 512] >> (offset / 8 % 64) & 1 != 0 => Ok(Word::pointer(self.bases[segment] + offset)),
            _ => Err(damaged("a pointer to no object")),
        }
    }

    fn constant(&self, w: Word) -> Read<Word> {
        if w.is_slot() {
            return self.slot(w);
        }
        if w.is_hole() && w.stamp() < 1 << 55 {
            return Ok(w);
        }
        let has = |kind, test: &dyn Fn(u32) -> bool| w.as_constant(kind).is_some_and(test);
        let good = has(ConstKind::Singleton, &|i| i < 7)
            || has(ConstKind::Symbol, &|i| self.is_symbol(i))
            || has(ConstKind::Char, &|i| i < 0x11_0000)
            || has(ConstKind::Code, &|i| i < self.codes)
            || has(ConstKind::Shape, &|i| self.is_shape(ShapeId::from_bits(i)));
        // The bits between kind and payload are zero in every constant.
        if good && w.bits() & 0xffff_ff00 == 0 { Ok(w) } else { Err(damaged("an unknown constant")) }
    }

    fn is_shape(&self, id: ShapeId) -> bool {
        self.shapes.get(id.index() as usize) == Some(&id)
    }

    pub(super) fn is_symbol(&self, i: u32) -> bool {
        self.symbols.get(i as usize).copied().unwrap_or(false)
    }

    /// Every captured continuation consists of frames of their codes.
    pub(super) fn check_continuations(&self, vm: &Vm) -> Read<()> {
        let bad = || damaged("a malformed continuation");
        let mut begins = Begins::default();
        let all = || self.segments_met.iter().filter_map(|k| vm.cast(*k, SEGMENT));
        for k in all().filter(|k| vm.length(*k) > 0) {
            let below = vm.get(k, StackSegment::below);
            if below != Word::NIL && vm.cast(below, SEGMENT).is_none() {
                return Err(bad());
            }
            let frames = frames(vm, vm.elements(k), vm.get(k, StackSegment::top)).ok_or_else(bad)?;
            begins.extend(frames.into_iter().map(|at| (k.word(), at)));
        }
        for k in all().filter(|k| vm.length(*k) == 0) {
            let below = vm.get(k, StackSegment::below);
            let top = vm.get(k, StackSegment::top).as_smi().and_then(|n| usize::try_from(n).ok());
            if below != Word::NIL && !top.is_some_and(|at| begins.contains(&(below, at))) {
                return Err(bad());
            }
        }
        Ok(())
    }
}

type Begins = HashSet<(Word, usize), FxBuildHasher>;

/// Checks the frames of a segment from its top frame down, and says where they begin.
fn frames(vm: &Vm, words: &[Word], top: Word) -> Option<Vec<usize>> {
    let (mut at, mut end) = (usize::try_from(top.as_smi()?).ok()?, words.len());
    let mut begins = Vec::new();
    loop {
        begins.push(at);
        let frame = words.get(at..end).filter(|f| f.len() >= FRAME_HEADER)?;
        let code = vm.codes.get(frame[FRAME_CODE].as_code()?.0 as usize)?;
        let resume = frame[FRAME_RESUME];
        resume.as_smi().filter(|n| *n >= 0)?;
        let resume = Resume::from_word(resume);
        let slots = usize::from(code.slots);
        if resume.pc as usize >= code.len() || resume.slot.is_some_and(|s| s.index() >= slots) {
            return None;
        }
        // The top frame may end before slots that it does not need.
        let present = frame.len() - FRAME_HEADER;
        let needs = |i| resume.slot.is_none_or(|result| code.needs(resume.pc, result, i));
        if present > slots || end != words.len() && present < slots || (present..slots).any(needs) {
            return None;
        }
        let previous = usize::try_from(frame[FRAME_PREVIOUS].as_smi()?).ok()?;
        if previous == 0 {
            return (at == 0).then_some(begins);
        }
        end = at;
        at = at.checked_sub(previous)?;
    }
}

/// Up to this index core shapes are looked at by [`check_core`].
const LAST_CHECKED: u32 = HOST.id().index();

/// What Rust code takes for granted of objects of core shapes.
///
/// # Safety
/// An object of the shape whose slots are resolved.
unsafe fn check_core(object: Word, shape: ShapeId, e: &Extent) -> Read<()> {
    // SAFETY: callers ask for slots that the shape has.
    let slot = |i: usize| unsafe { ((e.from + 8 * i) as *const Word).read() };
    // SAFETY: a pointer that has been resolved points to an object whose header has been checked.
    let shape_of = |w: Word| w.is_pointer().then(|| unsafe { raw::header(w) }.shape());
    let has = |w: Word, id: ShapeId| shape_of(w) == Some(id);
    let integer = |w: Word| w.is_smi() || has(w, BIGINT.id());
    let real = |w: Word| integer(w) || w.is_immediate_float() || has(w, FLOAT.id()) || has(w, RATIO.id());
    let length = || e.size - shape.size(0);
    let good = match shape {
        s if s == TEXT.id() => has(slot(0), NARROW.id()) || has(slot(0), WIDE.id()),
        s if s == CLOSURE.id() => slot(0).as_code().is_some(),
        s if s == GLOBAL.id() => {
            let state = slot(Global::state.index() as usize);
            slot(Global::name.index() as usize).as_symbol().is_some()
                && (state == MUTABLE || state.as_smi().is_some_and(|n| (0..256).contains(&n)))
        }
        s if s == HOST.id() => slot(0) == NO_HOST,
        s if s == SEGMENT.id() => slot(StackSegment::entry.index() as usize) == NO_ENTRY,
        s if s == BIGINT.id() => {
            // SAFETY: the tail's last word, if there is one.
            let last = || unsafe { ((e.to + length() - 8) as *const u64).read() };
            // SAFETY: the shape has a tail.
            let bytes = unsafe { raw::load(object, 8) }.bits();
            matches!(slot(0).as_smi(), Some(0 | 1)) && bytes % 8 == 0 && bytes > 0 && last() != 0
        }
        s if s == RATIO.id() => {
            // SAFETY: a big integer has a sign.
            let positive = |w: Word| w.as_smi().map_or_else(|| unsafe { raw::load(w, 16) } == Word::smi(0), |n| n > 1);
            let (n, d) = (slot(0), slot(1));
            integer(n) && integer(d) && positive(d)
        }
        s if s == COMPLEX.id() => real(slot(0)) && real(slot(1)),
        _ => true,
    };
    if good { Ok(()) } else { Err(damaged("a malformed object of a core shape")) }
}

/// The sizes of segments and of large objects.
fn sizes(input: &mut Input<'_>) -> Read<(Vec<usize>, Vec<usize>)> {
    let count = input.count(1)?;
    let segments = (0..count).map(|_| input.count(1)).collect::<Read<_>>()?;
    let count = input.count(1)?;
    let large = (0..count).map(|_| input.count(1)).collect::<Read<_>>()?;
    Ok((segments, large))
}

/// Bytes of objects in all.
pub(super) fn total(input: &mut Input<'_>) -> Read<usize> {
    let (segments, large) = sizes(input)?;
    Ok(segments.iter().chain(&large).fold(0, |a, b| a.saturating_add(*b)))
}

fn too_large(bytes: usize, vm: &Vm) -> Error {
    let limit = vm.heap.limit() as u64;
    Error::limit("heap", bytes as u64, limit, format!("the image needs {bytes} bytes; the limit is {limit}"))
}

fn live_symbols(symbols: &SymbolTable) -> Vec<bool> {
    symbols.entries().map(|e| e.is_some()).collect()
}

/// Shapes that were read: the core shapes are as they must be.
pub(super) fn same_core(read: &ShapeTable, core: &ShapeTable) -> bool {
    core.iter().zip(read.iter()).all(|(a, b)| a.id == b.id && a.special == b.special && a.immutable == b.immutable)
        && read.count() >= core.count()
}
