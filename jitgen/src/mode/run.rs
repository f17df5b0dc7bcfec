//! The mode that does each operation: the plain interpreter.
//!
//! Everything here is inlined into the language's `step`, which is inlined into the driver's loop, and compiles to the bare
//! loads, stores and tests.
#![allow(unsafe_code)]

use super::*;
use crate::driver::{Counting, Stop};
use crate::helper::Entry;
use std::ptr::NonNull;
use vm_core::frame::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume, frame_size};
use vm_core::heap::{fixed_offset, raw};
use vm_core::{LanguageId, OP_SIZE, Object, core_shapes};

/// The running frame, and the mode that does each operation.
pub struct Run {
    pub(crate) vm: *mut Vm,
    pub(crate) fp: *mut Word,
    /// The address of the running instruction.
    pub(crate) ip: *const u8,
    pub(crate) code: *const Code,
    literals: *const Word,
    /// The language whose loop is running.
    pub(crate) language: LanguageId,
    /// Where a callee's frame begins.
    pub(crate) next: *mut Word,
    /// The code of the frame opened by `begin_call`.
    pub(crate) callee: *const Code,
    /// A return to a frame below this address is the driver's business.
    pub(crate) watch: *mut Word,
    /// What the interpreter's loop needs to know of the JIT.
    pub(crate) counting: Counting,
    /// Why a step has stopped the interpreter's loop.
    pub(crate) stop: Option<Stop>,
}

impl Run {
    pub(crate) fn new(vm: &mut Vm) -> Run {
        use std::ptr::{null, null_mut};
        Run {
            vm,
            fp: null_mut(),
            ip: null(),
            code: null(),
            literals: null(),
            language: LanguageId(0),
            next: null_mut(),
            callee: null(),
            watch: null_mut(),
            counting: Counting::default(),
            stop: None,
        }
    }

    /// Takes up the frame at `fp`, a frame of `code`, at `pc`.
    ///
    /// # Safety
    /// That frame is on the VM's stack, and `pc` is an instruction of the code.
    #[inline(always)]
    pub(crate) unsafe fn take_frame(&mut self, fp: *mut Word, code: *const Code, pc: Pc) {
        // SAFETY: code objects do not move and live as long as the VM; frames lie within the stack.
        unsafe {
            self.fp = fp;
            self.code = code;
            self.literals = (*code).literals().as_ptr();
            self.ip = self.address(pc);
            self.next = fp.add(frame_size(&*code));
        }
    }

    /// Writes a frame's header and makes its slots undefined.
    ///
    /// # Safety
    /// The stack has room at `fp` for a frame of the code and eight words more; nothing in use is above it.
    #[inline(always)]
    pub(crate) unsafe fn write_frame(fp: *mut Word, code: &Code, previous: i64) {
        // SAFETY: as required.
        unsafe {
            fp.add(FRAME_CODE).write(code.id.into());
            fp.add(FRAME_RESUME).write(Word::smi(0));
            fp.add(FRAME_PREVIOUS).write(Word::smi(previous));
            // By fours, as that is fastest: nothing is above the frame. Few frames have more than eight slots.
            let slots = fp.add(FRAME_HEADER).cast::<[Word; 4]>();
            slots.write([Word::UNDEFINED; 4]);
            slots.add(1).write([Word::UNDEFINED; 4]);
            for i in 2..usize::from(code.slots).div_ceil(4) {
                slots.add(i).write([Word::UNDEFINED; 4]);
            }
        }
    }

    #[inline(always)]
    fn vm_mut(&mut self) -> &mut Vm {
        // SAFETY: the driver lends the VM to the mode for as long as it runs; nothing else uses it meanwhile.
        unsafe { &mut *self.vm }
    }

    /// Copies what is in the slots of a list.
    ///
    /// # Safety
    /// There is room for so many words.
    #[inline(always)]
    unsafe fn copy_listed(&self, list: List, to: *mut Word) {
        for (i, slot) in self.code().list(list).iter().enumerate() {
            // SAFETY: as required; code was checked: its lists name slots of its frames.
            unsafe { to.add(i).write(self.slot(*slot).read()) };
        }
    }

    #[inline(always)]
    fn slot(&self, s: Slot) -> *mut Word {
        // SAFETY: operands are checked against the frame when code is built.
        unsafe { self.fp.add(FRAME_HEADER + s.index()) }
    }

    /// The instruction at `fp`'s resume word and the slot that waits there.
    ///
    /// # Safety
    /// `fp` is a frame of the stack.
    #[inline(always)]
    pub(crate) unsafe fn resume(fp: *mut Word) -> Resume {
        // SAFETY: as required.
        Resume::from_word(unsafe { fp.add(FRAME_RESUME).read() })
    }

    #[inline(always)]
    fn tail_at<L: Layout>(o: Obj<Word, L>, i: i64, unit: usize) -> *mut Word {
        // SAFETY: callers have checked the index against the length.
        unsafe { raw::at(o.0, fixed_offset::<L>(L::FIXED) + i as usize * unit) }
    }

    #[inline(always)]
    fn in_range<L: Tail>(&self, o: Obj<Word, L>, i: i64, unit: usize) -> bool {
        let length = self.vm().length(Object::<L>::trust(o.0));
        (i as u64) < (length / unit) as u64
    }
}

impl Mode for Run {
    type Word = Word;
    type Int = i64;
    type Float = f64;
    /// The address of the instruction to go on with; none: the loop is to stop.
    type Next = Option<NonNull<u8>>;

    #[inline(always)]
    fn next(&mut self) -> Self::Next {
        // SAFETY: control cannot run off the end of built code.
        unsafe { Some(NonNull::new_unchecked(self.ip.cast_mut().add(OP_SIZE))) }
    }

    #[inline(always)]
    fn jump(&mut self, target: Target) -> Self::Next {
        let to = self.address(target.pc());
        if to > self.ip { NonNull::new(to.cast_mut()) } else { self.back_edge(target.pc()) }
    }

    #[inline(always)]
    fn enter(&mut self, result: Slot) -> Self::Next {
        // SAFETY: `begin_call` has opened the frame.
        if unsafe { self.push_call(result) } { self.entered() } else { self.stop(Stop::Overflow) }
    }

    #[inline(always)]
    fn enter_tail(&mut self) -> Self::Next {
        // SAFETY: `begin_call` has opened the frame.
        if unsafe { self.replace_frame() } { self.entered() } else { self.stop(Stop::Overflow) }
    }

    #[inline(always)]
    fn give_back(&mut self, w: Word) -> Self::Next {
        // SAFETY: the frame is the top frame; the one below is a frame of its code, waiting at its resume word.
        unsafe {
            let Some(fp) = self.pop_frame(w) else { return self.stop(Stop::Finished(w)) };
            let code = self.code_of(fp);
            self.take_frame(fp, code, Run::resume(fp).pc);
            if fp < self.watch {
                return self.stop(Stop::Watched);
            }
            if (*code).language != self.language {
                return self.stop(Stop::Foreign);
            }
        }
        NonNull::new(self.ip.cast_mut())
    }

    #[inline(always)]
    fn raise(&mut self, exception: Word) -> Self::Next {
        self.stop(Stop::Raise(exception))
    }

    #[inline(always)]
    fn request(&mut self, request: Request<Word>) -> Self::Next {
        self.stop(Stop::Request(request))
    }

    #[inline(always)]
    fn code(&self) -> &Code {
        // SAFETY: set by `take_frame`.
        unsafe { &*self.code }
    }

    #[inline(always)]
    fn pc(&self) -> Pc {
        ((self.ip as usize - self.code().ops_address() as usize) / OP_SIZE) as Pc
    }

    #[inline(always)]
    fn vm(&self) -> &Vm {
        // SAFETY: as for `vm_mut`.
        unsafe { &*self.vm }
    }

    #[inline(always)]
    fn literal(&mut self, k: Lit) -> Word {
        // SAFETY: operands are checked against the literal pool when code is built.
        unsafe { *self.literals.add(k.index()) }
    }

    #[inline(always)]
    fn constant(&mut self, w: Word) -> Word {
        w
    }

    #[inline(always)]
    fn int(&mut self, n: i64) -> i64 {
        n
    }

    #[inline(always)]
    fn float(&mut self, f: f64) -> f64 {
        f
    }

    #[inline(always)]
    fn get(&mut self, s: Slot) -> Word {
        // SAFETY: see `slot`.
        unsafe { self.slot(s).read() }
    }

    #[inline(always)]
    fn set(&mut self, s: Slot, w: Word) {
        // SAFETY: see `slot`.
        unsafe { self.slot(s).write(w) }
    }

    #[inline(always)]
    fn begin_call(&mut self, code: CodeId) {
        // SAFETY: the stack keeps a margin of more than two of the largest frames above its limit, and the driver checks the limit
        // before it makes the new frame the running one.
        unsafe {
            let code: *const Code = self.vm().code(code);
            self.callee = code;
            Run::write_frame(self.next, &*code, self.next.offset_from(self.fp) as i64);
        }
    }

    #[inline]
    fn begin_any_call(&mut self, code: Word, params: usize) -> bool {
        let Some(id) = code.as_code() else { return false };
        let fits = self.vm().code(id).params as usize == params;
        if fits {
            self.begin_call(id);
        }
        fits
    }

    #[inline(always)]
    #[track_caller]
    fn argument(&mut self, i: usize, w: Word) {
        // SAFETY: `begin_call` has made the frame; the index is one of its slots.
        unsafe {
            assert!(i < (*self.callee).params as usize);
            self.next.add(FRAME_HEADER + i).write(w);
        }
    }

    #[inline(always)]
    #[track_caller]
    fn arguments(&mut self, first: usize, slots: Args) {
        let count = usize::from(slots.count);
        // SAFETY: `begin_call` has made the frame, which has these slots; for the others see `slot`.
        unsafe {
            assert!(first + count <= (*self.callee).params as usize);
            let (from, to) = (self.fp.add(FRAME_HEADER + usize::from(slots.base)), self.next.add(FRAME_HEADER + first));
            // Most calls have few arguments, for which a loop costs more than it does.
            if count > 0 {
                to.write(from.read());
            }
            if count > 1 {
                to.add(1).write(from.add(1).read());
            }
            for i in 2..count {
                to.add(i).write(from.add(i).read());
            }
        }
    }

    #[inline(always)]
    #[track_caller]
    fn listed_arguments(&mut self, first: usize, list: List) {
        // SAFETY: `begin_call` has made the frame, which has these slots.
        unsafe {
            assert!(first + list.count() <= (*self.callee).params as usize);
            self.copy_listed(list, self.next.add(FRAME_HEADER + first));
        }
    }

    #[inline(always)]
    fn listed(&mut self, first: &[Word], list: List) -> SmallVec<[Word; 12]> {
        let (n, mut words) = (first.len(), SmallVec::new());
        words.reserve(n + list.count());
        // SAFETY: there is room for them, and all are written.
        unsafe {
            let to: *mut Word = words.as_mut_ptr();
            std::ptr::copy_nonoverlapping(first.as_ptr(), to, n);
            self.copy_listed(list, to.add(n));
            words.set_len(n + list.count());
        }
        words
    }

    #[inline(always)]
    fn unpack<L: Slots>(&mut self, o: Obj<Word, L>, first: usize, slots: Args) {
        let count = usize::from(slots.count);
        assert!(first + count <= self.vm().length(Object::<L>::trust(o.0)), "an element");
        // SAFETY: the tail has the elements, the frame the slots.
        unsafe {
            let (from, to) = (Self::tail_at(o, first as i64, 8), self.fp.add(FRAME_HEADER + usize::from(slots.base)));
            for i in 0..count {
                to.add(i).write(from.add(i).read());
            }
        }
    }

    #[inline(always)]
    fn as_smi(&mut self, w: Word) -> Option<Smi<Word>> {
        if w.is_smi() { Some(Smi(w)) } else { None }
    }

    #[inline(always)]
    fn as_smis(&mut self, a: Word, b: Word) -> Option<(Smi<Word>, Smi<Word>)> {
        if (a.bits() | b.bits()) & 3 == 0 { Some((Smi(a), Smi(b))) } else { None }
    }

    #[inline(always)]
    fn as_float(&mut self, w: Word) -> Option<f64> {
        self.vm().float_value(w)
    }

    #[inline(always)]
    fn cast<L: Layout>(&mut self, w: Word, shape: Shape<L>) -> Option<Obj<Word, L>> {
        if self.vm().shape_of(w) == Some(shape.id()) { Some(Obj::trust(w)) } else { None }
    }

    #[inline(always)]
    fn cast_any(&mut self, w: Word, shape: ShapeId) -> Option<AnyObj<Word>> {
        if self.vm().shape_of(w) == Some(shape) { Some(AnyObj { word: w, shape }) } else { None }
    }

    #[inline(always)]
    fn is_kind(&mut self, w: Word, kind: ConstKind) -> bool {
        w.is_constant(kind)
    }

    #[inline(always)]
    fn same(&mut self, a: Word, b: Word) -> bool {
        a == b
    }

    #[inline(always)]
    fn promote_few(&mut self, w: Word, _most: u32) -> Option<Word> {
        Some(w)
    }

    #[inline(always)]
    fn promote_int(&mut self, n: i64) -> Option<i64> {
        Some(n)
    }

    #[inline(always)]
    fn class(&mut self, w: Word) -> Option<Class> {
        Some(Class::of(self.vm(), w))
    }

    #[inline(always)]
    fn smi_op(&mut self, op: SmiOp, a: Smi<Word>, b: Smi<Word>) -> Option<Smi<Word>> {
        let (x, y) = (a.0.bits() as i64, b.0.bits() as i64);
        let r = match op {
            SmiOp::Add => x.checked_add(y),
            SmiOp::Sub => x.checked_sub(y),
            SmiOp::Mul => (x >> Word::SMI_SHIFT).checked_mul(y),
        };
        r.map(|r| Smi(Word::from_bits(r as u64)))
    }

    #[inline(always)]
    fn smi_cmp(&mut self, cmp: Cmp, a: Smi<Word>, b: Smi<Word>) -> bool {
        self.int_cmp(cmp, a.0.bits() as i64, b.0.bits() as i64)
    }

    #[inline(always)]
    fn smi_bits(&mut self, op: IntOp, a: Smi<Word>, b: Smi<Word>) -> Smi<Word> {
        let (x, y) = (a.0.bits(), b.0.bits());
        Smi(Word::from_bits(match op {
            IntOp::And => x & y,
            IntOp::Or => x | y,
            IntOp::Xor => x ^ y,
            _ => unreachable!("a bitwise operation"),
        }))
    }

    #[inline(always)]
    fn untag(&mut self, a: Smi<Word>) -> i64 {
        a.0.smi_value()
    }

    #[inline(always)]
    fn tag(&mut self, n: i64) -> Option<Smi<Word>> {
        Word::from_smi(n).map(Smi)
    }

    #[inline(always)]
    fn int_op(&mut self, op: IntOp, a: i64, b: i64) -> i64 {
        match op {
            IntOp::Add => a.wrapping_add(b),
            IntOp::Sub => a.wrapping_sub(b),
            IntOp::Mul => a.wrapping_mul(b),
            IntOp::And => a & b,
            IntOp::Or => a | b,
            IntOp::Xor => a ^ b,
            IntOp::Shl => a.wrapping_shl(b as u32),
            IntOp::Sar => a.wrapping_shr(b as u32),
            IntOp::Shr => (a as u64).wrapping_shr(b as u32) as i64,
        }
    }

    #[inline(always)]
    fn int_div(&mut self, a: i64, b: i64) -> Option<(i64, i64)> {
        if b == 0 { None } else { Some((a.wrapping_div(b), a.wrapping_rem(b))) }
    }

    #[inline(always)]
    fn int_cmp(&mut self, cmp: Cmp, a: i64, b: i64) -> bool {
        match cmp {
            Cmp::Less => a < b,
            Cmp::LessEq => a <= b,
            Cmp::Eq => a == b,
        }
    }

    #[inline(always)]
    fn payload(&mut self, w: Word) -> i64 {
        (w.bits() >> 32) as i64
    }

    #[inline(always)]
    fn from_payload(&mut self, kind: ConstKind, n: i64) -> Word {
        assert!(kind != ConstKind::Slot);
        if kind == ConstKind::Hole { Word::hole(n as u64) } else { Word::constant(kind, n as u32) }
    }

    #[inline(always)]
    fn float_op(&mut self, op: FloatOp, a: f64, b: f64) -> f64 {
        match op {
            FloatOp::Add => a + b,
            FloatOp::Sub => a - b,
            FloatOp::Mul => a * b,
            FloatOp::Div => a / b,
        }
    }

    #[inline(always)]
    fn float_fn(&mut self, f: FloatFn, a: f64) -> f64 {
        match f {
            FloatFn::Neg => -a,
            FloatFn::Abs => a.abs(),
            FloatFn::Sqrt => a.sqrt(),
            FloatFn::Floor => a.floor(),
            FloatFn::Ceil => a.ceil(),
            FloatFn::Trunc => a.trunc(),
            FloatFn::Round => a.round_ties_even(),
        }
    }

    #[inline(always)]
    fn float_cmp(&mut self, cmp: Cmp, a: f64, b: f64) -> bool {
        match cmp {
            Cmp::Less => a < b,
            Cmp::LessEq => a <= b,
            Cmp::Eq => a == b,
        }
    }

    #[inline(always)]
    fn int_to_float(&mut self, n: i64) -> f64 {
        n as f64
    }

    #[inline(always)]
    fn float_to_int(&mut self, f: f64) -> i64 {
        f as i64
    }

    #[inline(always)]
    fn box_float(&mut self, f: f64) -> Word {
        self.vm_mut().float(f)
    }

    #[inline(always)]
    fn call_float(&mut self, helper: &'static Helper, args: &[f64]) -> f64 {
        match (helper.entry, args) {
            (Entry::Float1(f), &[x]) => f(x),
            (Entry::Float2(f), &[x, y]) => f(x, y),
            _ => panic!("{helper:?} does not take these operands"),
        }
    }

    #[inline(always)]
    fn new<L: Layout>(&mut self, shape: Shape<L>, fields: &[Word]) -> Obj<Word, L> {
        Obj::trust(self.vm_mut().new_object(shape.id(), fields))
    }

    #[inline(always)]
    fn new_slots<L: Slots>(&mut self, shape: Shape<L>, fields: &[Word], tail: &[Word]) -> Obj<Word, L> {
        assert!(tail.len() <= MAX_NEW);
        Obj::trust(self.vm_mut().make_slots(shape, fields, tail).expect("a small object").word())
    }

    #[inline(always)]
    fn new_any(&mut self, shape: ShapeId, fields: &[Word]) -> AnyObj<Word> {
        AnyObj { word: self.vm_mut().new_object(shape, fields), shape }
    }

    #[inline(always)]
    fn new_listed<L: Slots>(&mut self, shape: Shape<L>, fields: &[Word], tail: List) -> Obj<Word, L> {
        assert_eq!(fields.len(), L::FIXED as usize);
        // SAFETY: the object has just these slots.
        unsafe {
            let w = self.vm_mut().heap.allocate(shape.id(), tail.count());
            std::ptr::copy_nonoverlapping(fields.as_ptr(), raw::at(w, shape.id().fixed_offset()), fields.len());
            self.copy_listed(tail, raw::at(w, shape.id().tail_offset()));
            Obj::trust(w)
        }
    }

    #[inline(always)]
    #[track_caller]
    fn new_any_listed(&mut self, shape: ShapeId, fields: List) -> AnyObj<Word> {
        assert!(fields.count() == shape.fixed() as usize && shape.tail() == vm_core::TailKind::None);
        // SAFETY: the object has just these slots.
        unsafe {
            let word = self.vm_mut().heap.allocate(shape, 0);
            self.copy_listed(fields, raw::at(word, 8));
            AnyObj { word, shape }
        }
    }

    #[inline(always)]
    fn load<L: Layout>(&mut self, o: Obj<Word, L>, field: Field<L>) -> Word {
        self.vm().get(Object::trust(o.0), field)
    }

    #[inline(always)]
    fn store<L: Layout>(&mut self, o: Obj<Word, L>, field: Field<L>, w: Word) {
        self.vm_mut().set(Object::trust(o.0), field, w)
    }

    #[inline(always)]
    #[track_caller]
    fn load_slot(&mut self, o: AnyObj<Word>, i: u32) -> Word {
        assert!(i < o.shape.fixed() && o.shape.tail() != vm_core::TailKind::Raw);
        // SAFETY: the shape has the slot, and it is a tagged one.
        unsafe { raw::load(o.word, o.shape.fixed_offset() + 8 * i as usize) }
    }

    #[inline(always)]
    #[track_caller]
    fn store_slot(&mut self, o: AnyObj<Word>, i: u32, w: Word) {
        assert!(i < o.shape.fixed() && o.shape.tail() != vm_core::TailKind::Raw);
        // SAFETY: the shape has the slot, and it is a tagged one.
        unsafe { self.vm_mut().heap.store(o.word, o.shape.fixed_offset() + 8 * i as usize, w) }
    }

    #[inline(always)]
    #[track_caller]
    fn place_of(&mut self, o: AnyObj<Word>, i: u32) -> Place<Word> {
        let offset = o.shape.fixed_offset() + 8 * i as usize;
        assert!(i < o.shape.fixed() && o.shape.tail() != vm_core::TailKind::Raw && offset <= Word::LAST_SLOT);
        Place(Word::slot_of(o.word, offset))
    }

    #[inline(always)]
    fn load_through(&mut self, place: Place<Word>) -> Word {
        // SAFETY: the word refers to a tagged slot of an object.
        unsafe { raw::load_at(place.0) }
    }

    #[inline(always)]
    fn store_through(&mut self, place: Place<Word>, w: Word) {
        // SAFETY: the word refers to a tagged slot of an object.
        unsafe { self.vm_mut().heap.store(place.0.holder(), place.0.slot_offset(), w) }
    }

    #[inline(always)]
    fn length<L: Tail>(&mut self, o: Obj<Word, L>) -> i64 {
        self.vm().length(Object::<L>::trust(o.0)) as i64
    }

    #[inline(always)]
    fn element<L: Slots>(&mut self, o: Obj<Word, L>, i: i64) -> Option<Word> {
        // SAFETY: the index is in range.
        if self.in_range(o, i, 1) { Some(unsafe { Run::tail_at(o, i, 8).read() }) } else { None }
    }

    #[inline(always)]
    fn set_element<L: Slots>(&mut self, o: Obj<Word, L>, i: i64, w: Word) -> bool {
        if !self.in_range(o, i, 1) {
            return false;
        }
        // SAFETY: the index is in range.
        unsafe { self.vm_mut().heap.store(o.0, fixed_offset::<L>(L::FIXED) + 8 * i as usize, w) };
        true
    }

    #[inline(always)]
    fn byte<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64) -> Option<i64> {
        // SAFETY: the index is in range.
        if self.in_range(o, i, 1) { Some(i64::from(unsafe { Run::tail_at(o, i, 1).cast::<u8>().read() })) } else { None }
    }

    #[inline(always)]
    fn set_byte<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64, n: i64) -> bool {
        let ok = self.in_range(o, i, 1);
        if ok {
            // SAFETY: the index is in range.
            unsafe { Run::tail_at(o, i, 1).cast::<u8>().write(n as u8) };
        }
        ok
    }

    #[inline(always)]
    fn unit<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64) -> Option<i64> {
        // SAFETY: the index is in range.
        if self.in_range(o, i, 4) { Some(i64::from(unsafe { Run::tail_at(o, i, 4).cast::<u32>().read() })) } else { None }
    }

    #[inline(always)]
    fn set_unit<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64, n: i64) -> bool {
        let ok = self.in_range(o, i, 4);
        if ok {
            // SAFETY: the index is in range.
            unsafe { Run::tail_at(o, i, 4).cast::<u32>().write(n as u32) };
        }
        ok
    }

    #[inline(always)]
    fn double<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64) -> Option<f64> {
        // SAFETY: the index is in range.
        if self.in_range(o, i, 8) { Some(unsafe { Run::tail_at(o, i, 8).cast::<f64>().read() }) } else { None }
    }

    #[inline(always)]
    fn set_double<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64, f: f64) -> bool {
        let ok = self.in_range(o, i, 8);
        if ok {
            // SAFETY: the index is in range.
            unsafe { Run::tail_at(o, i, 8).cast::<f64>().write(f) };
        }
        ok
    }

    #[inline(always)]
    fn global(&mut self, g: Obj<Word, Global>) -> Word {
        self.vm().global_value(Object::trust(g.0))
    }

    #[inline(always)]
    fn set_global(&mut self, g: Obj<Word, Global>, w: Word) {
        self.vm_mut().set_global(Object::trust(g.0), w)
    }

    #[inline(always)]
    fn is_on(&mut self, switch: Switch) -> bool {
        self.vm().is_on(switch)
    }

    #[inline(always)]
    fn call(&mut self, helper: &'static Helper, args: &[Word]) -> Result<Word, Word> {
        let vm = self.vm_mut();
        let w = match (helper.entry, args) {
            (Entry::Words1(f), &[a]) => f(vm, a),
            (Entry::Words2(f), &[a, b]) => f(vm, a, b),
            (Entry::Words3(f), &[a, b, c]) => f(vm, a, b, c),
            (Entry::Words(f), all) => f(vm, all.into()),
            _ => panic!("{helper:?} does not take these operands"),
        };
        if helper.effects.raises && w == Word::RAISED { Err(self.vm().pending) } else { Ok(w) }
    }
}

impl Class {
    /// The class of a word.
    #[inline]
    pub fn of(vm: &Vm, w: Word) -> Class {
        if w.is_smi() {
            Class::Smi
        } else if w.is_immediate_float() {
            Class::Float
        } else if let Some(shape) = vm.shape_of(w) {
            if shape == core_shapes::FLOAT.id() { Class::Float } else { Class::Object(shape) }
        } else {
            use ConstKind::{Char, Code, Hole, Shape, Slot, Symbol};
            let kinds = [Char, Symbol, Code, Shape, Hole, Slot];
            kinds.into_iter().find(|k| w.is_constant(*k)).map_or(Class::Singleton(w), Class::Constant)
        }
    }
}
