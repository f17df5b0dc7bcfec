//! Leaving compiled code: from the values of an exit back to frames.
//!
//! An [`ExitSite`] holds a *recipe*, made when the unit is compiled: each place of each frame names a value handed over in
//! [`Vm::exit_values`], a constant, or an object still to be made. [`leave`] follows it without looking at the graph. It
//! writes the frames of one native activation only; the activations below do the same when they see that their callee
//! has unwound, so frames are written from the innermost outwards.
#![allow(unsafe_code)]

use super::ExitSite;
use crate::ir::{Exit, ExitKind, FrameState, Graph, Op, Ref, Type, Value, referred_offset};
use vm_core::frame::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume, frame_size};
use vm_core::{ShapeId, Vm, Word};

/// Where a word of the interpreter's state comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// The value handed over at this index, of this type.
    Value(u32, Type),
    /// A word that is not a pointer.
    Constant(Word),
    /// The object to be made.
    Virtual(u32),
}

#[derive(Debug)]
struct ObjectRecipe {
    shape: ShapeId,
    slots: Box<[Source]>,
}

#[derive(Debug)]
struct FrameRecipe {
    /// The words that are known, but for the previous word; the others are undefined.
    words: Box<[Word]>,
    /// The words that are not, by index.
    values: Box<[(u32, Source)]>,
}

impl FrameRecipe {
    fn new(frame: &FrameState, waits: bool, values: &Values<'_>, vm: &Vm) -> FrameRecipe {
        let mut words = vec![Word::UNDEFINED; frame_size(vm.code(frame.code))];
        words[FRAME_CODE] = frame.code.into();
        words[FRAME_RESUME] = Resume { pc: frame.pc, slot: frame.result.filter(|_| waits) }.word();
        let mut unknown = Vec::new();
        for &(slot, v) in &frame.slots {
            let i = FRAME_HEADER + slot.index();
            match values.source(v) {
                Source::Constant(w) => words[i] = w,
                source => unknown.push((i as u32, source)),
            }
        }
        FrameRecipe { words: words.into(), values: unknown.into() }
    }
}

/// How to make the interpreter's state from an exit's values.
#[derive(Debug)]
pub(super) struct Recipe {
    kind: ExitKind,
    frames: Box<[FrameRecipe]>,
    log: Box<[Source]>,
    virtuals: Box<[ObjectRecipe]>,
    /// Objects, byte offsets of their slots, and what is stored there.
    stores: Box<[(Source, u32, Source)]>,
}

impl Recipe {
    /// The recipe of an exit, and the values it needs.
    pub(super) fn new(exit: &Exit, graph: &Graph, vm: &Vm) -> (Recipe, Vec<Ref>) {
        let values = Values::new(exit, graph);
        let last = exit.frames.len().wrapping_sub(1);
        let frame = |(i, f): (usize, &FrameState)| {
            let waits = i != last || exit.kind == ExitKind::Unwind;
            FrameRecipe::new(f, waits, &values, vm)
        };
        let recipe = Recipe {
            kind: exit.kind,
            frames: exit.frames.iter().enumerate().map(|f| frame(f)).collect(),
            log: exit.log.iter().map(|&v| values.source(v)).collect(),
            virtuals: exit
                .virtuals
                .iter()
                .map(|o| ObjectRecipe { shape: o.shape, slots: o.slots.iter().map(|&v| values.source(v)).collect() })
                .collect(),
            stores: exit.stores.iter().map(|s| (values.source(Value::Ref(s.object)), s.offset, values.source(s.value))).collect(),
        };
        (recipe, values.refs)
    }

    pub(super) fn kind(&self) -> ExitKind {
        self.kind
    }
}

/// The values that an exit needs, each once, the oldest first: so exits have long rows of values in common.
struct Values<'a> {
    graph: &'a Graph,
    refs: Vec<Ref>,
}

impl<'a> Values<'a> {
    fn new(exit: &Exit, graph: &'a Graph) -> Values<'a> {
        let named = crate::ir::values(exit).filter_map(|v| if let Value::Ref(r) = v { Some(r) } else { None });
        let mut refs: Vec<_> = named.filter(|&r| constant(graph, r).is_none()).collect();
        refs.sort_unstable();
        refs.dedup();
        Values { graph, refs }
    }

    fn source(&self, v: Value) -> Source {
        match v {
            Value::Virtual(i) => Source::Virtual(i),
            Value::Ref(r) => match constant(self.graph, r) {
                Some(w) => Source::Constant(w),
                None => {
                    let i = self.refs.binary_search(&r).expect("all values were collected");
                    Source::Value(i as u32, self.graph.inst(r).ty)
                }
            },
        }
    }
}

/// The word that a constant is, if it is no pointer.
fn constant(graph: &Graph, r: Ref) -> Option<Word> {
    let inst = graph.inst(r);
    match inst.op {
        Op::Word => Some(Word::from_bits(inst.imm as u64)),
        Op::Int => Word::from_smi(inst.imm),
        Op::Float => Word::from_float(f64::from_bits(inst.imm as u64)),
        _ => None,
    }
}

/// Turns what an exit hands over into words.
struct Maker<'a> {
    vm: &'a mut Vm,
    /// The objects made so far.
    made: Vec<Word>,
    /// The words of values that had to be boxed, so that each is boxed once.
    boxed: Vec<(u32, Word)>,
}

impl Maker<'_> {
    fn word(&mut self, source: Source) -> Word {
        let (i, ty) = match source {
            Source::Constant(w) => return w,
            Source::Virtual(i) => return self.made[i as usize],
            Source::Value(i, ty) => (i, ty),
        };
        let bits = self.vm.exit_values[i as usize];
        match ty {
            Type::Word | Type::Void => Word::from_bits(bits),
            // The optimiser names a raw integer only where it knows that it fits.
            Type::Int => Word::from_bits(bits << Word::SMI_SHIFT),
            Type::Bool => Word::bool(bits & 1 != 0),
            Type::Float => match Word::from_float(f64::from_bits(bits)) {
                Some(w) => w,
                None => self.boxed(i, f64::from_bits(bits)),
            },
        }
    }

    fn boxed(&mut self, i: u32, f: f64) -> Word {
        if let Some(&(_, w)) = self.boxed.iter().find(|(k, _)| *k == i) {
            return w;
        }
        let w = self.vm.float(f);
        self.boxed.push((i, w));
        w
    }

    /// Makes the exit's objects: first all of them, then their slots, which may name any of them.
    fn objects(&mut self, objects: &[ObjectRecipe]) {
        for o in objects {
            if referred_offset(o.shape).is_some() {
                self.made.push(Word::UNDEFINED);
                continue;
            }
            let fixed = o.shape.fixed() as usize;
            // SAFETY: every slot is written at once.
            unsafe {
                let w = self.vm.heap.allocate(o.shape, o.slots.len() - fixed);
                let first = vm_core::heap::raw::at(w, o.shape.fixed_offset());
                for i in 0..o.slots.len() {
                    first.add(i).write(Word::UNDEFINED);
                }
                self.made.push(w);
            }
        }
        for (i, o) in objects.iter().enumerate() {
            if let Some(offset) = referred_offset(o.shape) {
                self.made[i] = Word::slot_of(self.word(o.slots[0]), offset as usize);
            }
        }
        for (i, o) in objects.iter().enumerate().filter(|o| referred_offset(o.1.shape).is_none()) {
            for (k, &source) in o.slots.iter().enumerate() {
                let w = self.word(source);
                // SAFETY: the object has the slot; it was made above.
                unsafe { self.vm.heap.store(self.made[i], o.shape.fixed_offset() + 8 * k, w) };
            }
        }
    }

    /// Does the stores that compiled code has put off.
    fn stores(&mut self, stores: &[(Source, u32, Source)]) {
        for &(object, offset, value) in stores {
            let (object, value) = (self.word(object), self.word(value));
            // SAFETY: the interpreter has stored there, and compiled code would have: the object has the slot.
            unsafe { self.vm.heap.store(object, offset as usize, value) };
        }
    }
}

/// Writes the frames of an exit, and does its stores, from the values in [`Vm::exit_values`].
///
/// The first frame's previous word is not touched: whoever wrote or calls that frame knows it. An exit of kind
/// [`ExitKind::Unwind`] sets the previous word of the callee's frame, which lies behind its last one. Every other exit makes
/// its last frame the top one and says in [`Vm::last_exit`] that it was taken.
///
/// # Safety
/// `fp` is the address of the unit's root frame, the stack has room for all frames of the exit, and the first values in
/// `vm.exit_values` are those of the site.
pub unsafe extern "C" fn leave(vm: &mut Vm, fp: *mut Word, site: &ExitSite) {
    let recipe = &site.recipe;
    if vm.resumed != 0 {
        // A continuation goes on: see `resume`.
        return;
    }
    let mut maker = Maker { vm, made: Vec::new(), boxed: Vec::new() };
    maker.objects(&recipe.virtuals);
    maker.stores(&recipe.stores);
    let mut at = fp;
    let mut top = fp;
    let mut size = 0;
    for frame in &recipe.frames {
        // SAFETY: the stack has room for the frame.
        unsafe {
            if at != fp {
                at.add(FRAME_PREVIOUS).write(Word::smi(size as i64));
            }
            write_frame(&mut maker, at, frame);
        }
        top = at;
        size = frame.words.len();
        at = at.wrapping_add(size);
    }
    // A refused call leaves no frame behind: see `refuse_call`.
    let called = recipe.kind == ExitKind::Unwind && !maker.vm.stack.fp.is_null();
    if called {
        // SAFETY: the callee's frame was written there.
        unsafe { at.add(FRAME_PREVIOUS).write(Word::smi(size as i64)) };
        return;
    }
    if recipe.kind != ExitKind::Unwind {
        let log = recipe.log.iter().map(|&s| maker.word(s)).collect();
        maker.vm.exit_log = log;
    }
    maker.vm.stack.fp = top;
    maker.vm.last_exit = Some((site.unit, site.exit.0));
}

/// Writes a frame but for its previous word.
///
/// # Safety
/// The stack has room for the frame.
unsafe fn write_frame(maker: &mut Maker<'_>, at: *mut Word, frame: &FrameRecipe) {
    // SAFETY: as required; slots of a frame state are slots of its code.
    unsafe {
        at.add(FRAME_CODE).write(frame.words[FRAME_CODE]);
        at.add(FRAME_RESUME).write(frame.words[FRAME_RESUME]);
        for (i, &w) in frame.words.iter().enumerate().skip(FRAME_HEADER) {
            at.add(i).write(w);
        }
        for &(i, source) in &frame.values {
            at.add(i as usize).write(maker.word(source));
        }
    }
}
