//! The mode that does each operation and writes it down.
//!
//! Every value is a pair: the concrete word, on which the operation is done at once, and the SSA value that stands for it in
//! the unit's raw graph. The recorder is deliberately dumb, so that the optimiser can see the whole unit as it was recorded
//! whenever it grows. It does only what keeps recordings short: operations on constants give constants, and what a path has tested
//! it does not test again.
//!
//! Sets of slots take effect in the symbolic frame at the end of the step, so that every exit of the step describes the frames as
//! they were when the step began.
#![allow(unsafe_code)]

use super::operations::{float_fn, float_op, int_op, smi_bits, smi_cmp, smi_op};
pub use super::recorded::{RecordWord, Recorded};
use super::recorded::{nows, refs};
use super::resume::immutable_slot;
use super::*;
use crate::ir::{Effect, Exit, ExitKind, Inst, Op, Ref, Type};
use crate::unit::{Abort, Number, Recording, SymbolicFrame, Unit};
use smallvec::SmallVec;
use vm_core::heap::fixed_offset;
use vm_core::{Object, OpSet, TailKind};

/// Does each operation and writes it down.
pub struct Record<'a> {
    pub(crate) run: &'a mut Run,
    pub(crate) unit: &'a mut Unit,
    pub(crate) rec: &'a mut Recording,
    pub(crate) promotion_values: u32,
    pub(crate) promote: bool,
    /// Sets of slots that this step has done.
    pub(crate) writes: SmallVec<[(Slot, Ref); 4]>,
    /// The frame opened by `begin_call`.
    pub(crate) callee: Option<SymbolicFrame>,
    /// Results of the step's impure operations.
    pub(super) log: Vec<Ref>,
    /// Whether any of them changed anything.
    effects: bool,
    /// How many promotions the step has asked for.
    pub(super) promotions: u32,
    /// The step has come to something that cannot be recorded: end there.
    pub(crate) leave: bool,
    /// Something is wrong: throw the recording away.
    pub(crate) abort: Option<Abort>,
    /// What the step has asked for.
    pub(crate) requested: Option<Request<RecordWord>>,
}

impl<'a> Record<'a> {
    pub(crate) fn new(run: &'a mut Run, unit: &'a mut Unit, rec: &'a mut Recording, config: &crate::Config) -> Record<'a> {
        Record {
            run,
            unit,
            rec,
            promotion_values: config.promotion_values,
            promote: config.enabled("promotion"),
            writes: SmallVec::new(),
            callee: None,
            log: Vec::new(),
            effects: false,
            promotions: 0,
            leave: false,
            abort: None,
            requested: None,
        }
    }

    /// The running instruction.
    pub(crate) fn instruction<O: OpSet>(&self) -> O {
        // SAFETY: the running frame's code is of the language whose instructions are `O`.
        unsafe { *self.run.ip.cast::<O>() }
    }

    // ---- writing down

    fn inst(&self, r: Ref) -> &Inst {
        self.unit.raw.inst(r)
    }

    pub(super) fn emit(&mut self, op: Op, imm: i64, args: &[Ref]) -> Ref {
        self.emit_exit(op, imm, args, None)
    }

    pub(super) fn emit_exit(&mut self, op: Op, imm: i64, args: &[Ref], kind: Option<ExitKind>) -> Ref {
        let exit = kind.map(|k| {
            let exit = self.exit(k);
            self.unit.raw.add_exit(exit)
        });
        let r = self.unit.raw.add(Inst { op, ty: op.result(), imm, args: SmallVec::from_slice(args), exit });
        self.unit.raw.blocks[self.rec.block.index()].insts.push(r);
        self.rec.operations += 1;
        r
    }

    /// The exit of the current point: the frames as at the start of the step, and what the step has done since.
    pub(crate) fn exit(&self, kind: ExitKind) -> Exit {
        let frames = self.rec.snapshot(self.run.vm());
        let log = if self.effects { self.log.iter().map(|r| crate::ir::Value::Ref(*r)).collect() } else { Vec::new() };
        Exit { kind, frames, log, virtuals: Vec::new(), stores: Vec::new(), child: None }
    }

    pub(super) fn is_constant(&self, r: Ref) -> bool {
        matches!(self.inst(r).op, Op::Word | Op::Int | Op::Float | Op::Constant)
    }

    pub(crate) fn constant_word(&mut self, w: Word) -> RecordWord {
        Recorded { now: w, r: self.rec.constant_word(&mut self.unit.raw, w) }
    }

    fn constant_int(&mut self, n: i64) -> Recorded<i64> {
        Recorded { now: n, r: self.rec.constant(&mut self.unit.raw, Op::Int, n) }
    }

    fn constant_float(&mut self, f: f64) -> Recorded<f64> {
        Recorded { now: f, r: self.rec.constant(&mut self.unit.raw, Op::Float, f.to_bits() as i64) }
    }

    /// A pure operation whose result is a word.
    fn pure_word(&mut self, op: Op, imm: i64, args: &[Ref], now: Word) -> RecordWord {
        if args.iter().all(|a| self.is_constant(*a)) {
            return self.constant_word(now);
        }
        Recorded { now, r: self.emit(op, imm, args) }
    }

    fn pure_int(&mut self, op: Op, imm: i64, args: &[Ref], now: i64) -> Recorded<i64> {
        if args.iter().all(|a| self.is_constant(*a)) {
            return self.constant_int(now);
        }
        Recorded { now, r: self.emit(op, imm, args) }
    }

    fn pure_float(&mut self, op: Op, imm: i64, args: &[Ref], now: f64) -> Recorded<f64> {
        if args.iter().all(|a| self.is_constant(*a)) {
            return self.constant_float(now);
        }
        Recorded { now, r: self.emit(op, imm, args) }
    }

    /// A test that came out as `outcome`: a guard, unless the path has made it before.
    fn test(&mut self, op: Op, imm: i64, args: &[Ref], outcome: bool) -> bool {
        if args.iter().all(|a| self.is_constant(*a)) {
            return outcome;
        }
        let key = (op, imm, args[0], args.get(1).copied());
        if self.rec.tested.contains(&key) {
            return outcome;
        }
        let test = self.emit(op, imm, args);
        let guard = if outcome { Op::GuardTrue } else { Op::GuardFalse };
        self.emit_exit(guard, 0, &[test], Some(ExitKind::Guard));
        self.rec.tested.insert(key);
        outcome
    }

    /// A test of what kind of thing a word is. Once one of them has succeeded, the others need not be made.
    fn class_test(&mut self, op: Op, imm: i64, w: Ref, outcome: bool) -> bool {
        if self.rec.is_classified(&self.unit.raw, w) {
            return outcome;
        }
        self.test(op, imm, &[w], outcome);
        if outcome {
            self.rec.classified.insert(w, Number::tested(op));
        }
        outcome
    }

    /// Takes down an impure operation that has been done.
    pub(super) fn impure(&mut self, op: Op, imm: i64, args: &[Ref]) -> Ref {
        debug_assert!(matches!(op.effect(), Effect::Read | Effect::Allocate | Effect::Write | Effect::Call));
        let r = self.emit(op, imm, args);
        self.logged(op, r);
        r
    }

    fn logged(&mut self, op: Op, r: Ref) {
        if matches!(op.effect(), Effect::Write | Effect::Call) {
            self.effects = true;
        }
        let r = if op.result() == Type::Void { self.constant_word(Word::UNDEFINED).r } else { r };
        self.log.push(r);
    }

    /// The logged result of an impure operation that compiled code has done before it left.
    pub(super) fn replayed(&mut self) -> Option<RecordWord> {
        let Recorded { now, r } = self.rec.replay.pop_front()?;
        self.log.push(r);
        self.effects = true;
        Some(Recorded { now, r })
    }

    /// The same for a result that is not a word in the graph.
    fn replayed_as(&mut self, ty: Type) -> Option<RecordWord> {
        let w = self.replayed()?;
        if ty != Type::Void && self.inst(w.r).ty != ty {
            self.abort = Some(Abort::ReplayMismatch);
        }
        Some(w)
    }

    fn new_object(&mut self, shape: ShapeId, slots: &[Ref], make: impl FnOnce(&mut Run) -> Word) -> RecordWord {
        if let Some(w) = self.replayed() {
            return w;
        }
        let now = make(self.run);
        Recorded { now, r: self.impure(Op::New, i64::from(shape.bits()), slots) }
    }

    fn load_at(&mut self, object: RecordWord, offset: usize, immutable: bool, load: impl FnOnce(&mut Run) -> Word) -> RecordWord {
        if immutable {
            let now = load(self.run);
            return self.pure_word(Op::LoadFinal, offset as i64, &[object.r], now);
        }
        if let Some(w) = self.replayed() {
            return w;
        }
        let now = load(self.run);
        Recorded { now, r: self.impure(Op::Load, offset as i64, &[object.r]) }
    }

    fn store_at(&mut self, object: Ref, offset: usize, w: Ref, store: impl FnOnce(&mut Run)) {
        if self.replayed().is_none() {
            store(self.run);
            self.impure(Op::Store, offset as i64, &[object, w]);
        }
    }

    /// The bounds check of a tail access in units of `1 << shift` bytes or elements.
    fn in_range<L: Tail>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>, shift: u32) -> bool {
        let length = self.length(o);
        let length = if shift == 0 {
            length
        } else {
            let shift = self.constant_int(i64::from(shift));
            self.int_op(IntOp::Shr, length, shift)
        };
        let outcome = (i.now as u64) < length.now as u64;
        self.test(Op::IntBelow, 0, &[i.r, length.r], outcome)
    }

    fn object<L>(o: Obj<RecordWord, L>) -> Obj<Word, L> {
        Obj::trust(o.0.now)
    }

    /// Reads from a tail in range.
    fn read_tail<L: Tail>(&mut self, op: Op, o: Obj<RecordWord, L>, i: Recorded<i64>) -> Ref {
        let offset = fixed_offset::<L>(L::FIXED) as i64;
        self.impure(op, offset, &[o.0.r, i.r])
    }

    fn write_tail<L: Tail>(&mut self, op: Op, o: Obj<RecordWord, L>, i: Recorded<i64>, value: Ref) {
        let offset = fixed_offset::<L>(L::FIXED) as i64;
        self.impure(op, offset, &[o.0.r, i.r, value]);
    }

    /// Finishes the step: its sets take effect.
    pub(crate) fn commit(&mut self) {
        let frame = self.rec.frames.last_mut().expect("the running frame");
        for (slot, r) in self.writes.drain(..) {
            frame.slots[slot.index()] = Some(r);
        }
    }
}

impl Mode for Record<'_> {
    type Word = RecordWord;
    type Int = Recorded<i64>;
    type Float = Recorded<f64>;
    next_for_the_driver!(RecordWord);

    fn request(&mut self, request: Request<RecordWord>) -> Next<RecordWord> {
        self.requested = Some(request);
        Next::Request
    }

    fn code(&self) -> &Code {
        self.run.code()
    }

    fn pc(&self) -> Pc {
        self.run.pc()
    }

    fn vm(&self) -> &Vm {
        self.run.vm()
    }

    fn literal(&mut self, k: Lit) -> RecordWord {
        let w = self.run.literal(k);
        self.constant_word(w)
    }

    fn constant(&mut self, w: Word) -> RecordWord {
        self.constant_word(w)
    }

    fn int(&mut self, n: i64) -> Recorded<i64> {
        self.constant_int(n)
    }

    fn float(&mut self, f: f64) -> Recorded<f64> {
        self.constant_float(f)
    }

    fn get(&mut self, s: Slot) -> RecordWord {
        let now = self.run.get(s);
        if let Some((_, r)) = self.writes.iter().rev().find(|(slot, _)| *slot == s) {
            return Recorded { now, r: *r };
        }
        match self.rec.frames.last().expect("the running frame").slots[s.index()] {
            Some(r) => Recorded { now, r },
            None => {
                // Only a slot that the instruction does not declare can be dead here and yet hold something.
                if now != Word::UNDEFINED {
                    self.abort = Some(Abort::UndeclaredSlot);
                }
                self.constant_word(Word::UNDEFINED)
            }
        }
    }

    fn set(&mut self, s: Slot, w: RecordWord) {
        self.run.set(s, w.now);
        self.writes.push((s, w.r));
    }

    fn begin_call(&mut self, code: CodeId) {
        self.run.begin_call(code);
        self.callee = Some(SymbolicFrame::new(self.run.vm().code(code)));
    }

    fn begin_any_call(&mut self, code: RecordWord, params: usize) -> bool {
        let fits = self.run.begin_any_call(code.now, params);
        self.test(Op::Takes, params as i64, &[code.r], fits);
        if let Some(id) = code.now.as_code().filter(|_| fits) {
            let mut callee = SymbolicFrame::new(self.run.vm().code(id));
            callee.red_code = Some(code.r);
            self.callee = Some(callee);
        }
        fits
    }

    fn argument(&mut self, i: usize, w: RecordWord) {
        self.run.argument(i, w.now);
        self.callee.as_mut().expect("an opened frame").slots[i] = Some(w.r);
    }

    fn as_smi(&mut self, w: RecordWord) -> Option<Smi<RecordWord>> {
        self.class_test(Op::IsSmi, 0, w.r, w.now.is_smi()).then_some(Smi(w))
    }

    fn as_smis(&mut self, a: RecordWord, b: RecordWord) -> Option<(Smi<RecordWord>, Smi<RecordWord>)> {
        let smis = (self.as_smi(a)?, self.as_smi(b)?);
        self.rec.computes_with(self.unit, a.r, Number::Integer);
        self.rec.computes_with(self.unit, b.r, Number::Integer);
        Some(smis)
    }

    fn as_float(&mut self, w: RecordWord) -> Option<Recorded<f64>> {
        let now = self.run.as_float(w.now);
        self.class_test(Op::IsFloat, 0, w.r, now.is_some());
        let now = now?;
        self.rec.computes_with(self.unit, w.r, Number::Float);
        if let Inst { op: Op::Box, args, .. } = self.inst(w.r) {
            return Some(Recorded { now, r: args[0] });
        }
        Some(self.pure_float(Op::Unbox, 0, &[w.r], now))
    }

    fn cast<L: Layout>(&mut self, w: RecordWord, shape: Shape<L>) -> Option<Obj<RecordWord, L>> {
        let outcome = self.run.vm().shape_of(w.now) == Some(shape.id());
        self.class_test(Op::HasShape, i64::from(shape.id().bits()), w.r, outcome).then_some(Obj::trust(w))
    }

    fn cast_any(&mut self, w: RecordWord, shape: ShapeId) -> Option<AnyObj<RecordWord>> {
        let outcome = self.run.vm().shape_of(w.now) == Some(shape);
        self.class_test(Op::HasShape, i64::from(shape.bits()), w.r, outcome).then_some(AnyObj { word: w, shape })
    }

    fn is_kind(&mut self, w: RecordWord, kind: ConstKind) -> bool {
        self.class_test(Op::IsKind, kind as i64, w.r, w.now.is_constant(kind))
    }

    fn same(&mut self, a: RecordWord, b: RecordWord) -> bool {
        if a.r == b.r {
            return true;
        }
        self.test(Op::Same, 0, &[a.r, b.r], a.now == b.now)
    }

    fn promote_few(&mut self, w: RecordWord, most: u32) -> Option<Word> {
        let most = if w.now.is_slot() { 0 } else { most };
        if !self.may_promote(w.r, w.now.bits(), most) {
            return None;
        }
        let constant = self.constant_word(w.now);
        self.test(Op::Same, 0, &[w.r, constant.r], true);
        Some(w.now)
    }

    fn promote_int(&mut self, n: Recorded<i64>) -> Option<i64> {
        if !self.may_promote(n.r, n.now as u64, u32::MAX) {
            return None;
        }
        let constant = self.constant_int(n.now);
        self.test(Op::IntEq, 0, &[n.r, constant.r], true);
        Some(n.now)
    }

    fn class(&mut self, w: RecordWord) -> Option<Class> {
        let class = Class::of(self.run.vm(), w.now);
        let (op, imm, bits) = match class {
            Class::Smi => (Op::IsSmi, 0, 0),
            Class::Float => (Op::IsFloat, 0, 1),
            Class::Constant(kind) => (Op::IsKind, kind as i64, 2 + kind as u64),
            Class::Singleton(w) => (Op::Same, 0, w.bits()),
            Class::Object(shape) => (Op::HasShape, i64::from(shape.bits()), 1 << 32 | u64::from(shape.bits())),
        };
        if self.rec.classified.contains_key(&w.r) {
            // The path has tested it already.
            self.promotions += 1;
        } else if !self.may_promote(w.r, bits, u32::MAX) {
            return None;
        }
        if let Class::Singleton(singleton) = class {
            let constant = self.constant_word(singleton);
            self.test(Op::Same, 0, &[w.r, constant.r], true);
        } else {
            self.class_test(op, imm, w.r, true);
        }
        Some(class)
    }

    fn smi_op(&mut self, op: SmiOp, a: Smi<RecordWord>, b: Smi<RecordWord>) -> Option<Smi<RecordWord>> {
        let now = self.run.smi_op(op, Smi(a.0.now), Smi(b.0.now));
        let (checked, overflows) = smi_op(op);
        let args = [a.0.r, b.0.r];
        let Some(now) = now else {
            self.test(overflows, 0, &args, true);
            return None;
        };
        if args.iter().all(|r| self.is_constant(*r)) {
            return Some(Smi(self.constant_word(now.0)));
        }
        let r = self.emit_exit(checked, 0, &args, Some(ExitKind::Guard));
        Some(Smi(Recorded { now: now.0, r }))
    }

    fn smi_cmp(&mut self, cmp: Cmp, a: Smi<RecordWord>, b: Smi<RecordWord>) -> bool {
        let outcome = self.run.smi_cmp(cmp, Smi(a.0.now), Smi(b.0.now));
        self.test(smi_cmp(cmp), 0, &[a.0.r, b.0.r], outcome)
    }

    fn smi_bits(&mut self, op: IntOp, a: Smi<RecordWord>, b: Smi<RecordWord>) -> Smi<RecordWord> {
        let now = self.run.smi_bits(op, Smi(a.0.now), Smi(b.0.now)).0;
        Smi(self.pure_word(smi_bits(op), 0, &[a.0.r, b.0.r], now))
    }

    fn untag(&mut self, a: Smi<RecordWord>) -> Recorded<i64> {
        let now = a.0.now.smi_value();
        if let Inst { op: Op::Tag, args, .. } = self.inst(a.0.r) {
            return Recorded { now, r: args[0] };
        }
        self.pure_int(Op::Untag, 0, &[a.0.r], now)
    }

    fn tag(&mut self, n: Recorded<i64>) -> Option<Smi<RecordWord>> {
        let now = Word::from_smi(n.now);
        if let Inst { op: Op::Untag, args, .. } = self.inst(n.r) {
            return Some(Smi(Recorded { now: now?, r: args[0] }));
        }
        self.test(Op::Fits, 0, &[n.r], now.is_some());
        Some(Smi(self.pure_word(Op::Tag, 0, &[n.r], now?)))
    }

    fn int_op(&mut self, op: IntOp, a: Recorded<i64>, b: Recorded<i64>) -> Recorded<i64> {
        let now = self.run.int_op(op, a.now, b.now);
        self.pure_int(int_op(op), 0, &[a.r, b.r], now)
    }

    fn int_div(&mut self, a: Recorded<i64>, b: Recorded<i64>) -> Option<(Recorded<i64>, Recorded<i64>)> {
        let now = self.run.int_div(a.now, b.now);
        let zero = self.constant_int(0);
        self.test(Op::IntEq, 0, &[b.r, zero.r], now.is_none());
        let (q, r) = now?;
        Some((self.pure_int(Op::IntDiv, 0, &[a.r, b.r], q), self.pure_int(Op::IntRem, 0, &[a.r, b.r], r)))
    }

    fn int_cmp(&mut self, cmp: Cmp, a: Recorded<i64>, b: Recorded<i64>) -> bool {
        let op = match cmp {
            Cmp::Less => Op::IntLess,
            Cmp::LessEq => Op::IntLessEq,
            Cmp::Eq => Op::IntEq,
        };
        let outcome = self.run.int_cmp(cmp, a.now, b.now);
        self.test(op, 0, &[a.r, b.r], outcome)
    }

    fn payload(&mut self, w: RecordWord) -> Recorded<i64> {
        let now = self.run.payload(w.now);
        self.pure_int(Op::Payload, 0, &[w.r], now)
    }

    fn from_payload(&mut self, kind: ConstKind, n: Recorded<i64>) -> RecordWord {
        let now = self.run.from_payload(kind, n.now);
        self.pure_word(Op::FromPayload, kind as i64, &[n.r], now)
    }

    fn float_op(&mut self, op: FloatOp, a: Recorded<f64>, b: Recorded<f64>) -> Recorded<f64> {
        let now = self.run.float_op(op, a.now, b.now);
        self.pure_float(float_op(op), 0, &[a.r, b.r], now)
    }

    fn float_fn(&mut self, f: FloatFn, a: Recorded<f64>) -> Recorded<f64> {
        let now = self.run.float_fn(f, a.now);
        self.pure_float(float_fn(f), 0, &[a.r], now)
    }

    fn float_cmp(&mut self, cmp: Cmp, a: Recorded<f64>, b: Recorded<f64>) -> bool {
        let op = match cmp {
            Cmp::Less => Op::FloatLess,
            Cmp::LessEq => Op::FloatLessEq,
            Cmp::Eq => Op::FloatEq,
        };
        let outcome = self.run.float_cmp(cmp, a.now, b.now);
        self.test(op, 0, &[a.r, b.r], outcome)
    }

    fn int_to_float(&mut self, n: Recorded<i64>) -> Recorded<f64> {
        self.pure_float(Op::IntToFloat, 0, &[n.r], n.now as f64)
    }

    fn float_to_int(&mut self, f: Recorded<f64>) -> Recorded<i64> {
        self.pure_int(Op::FloatToInt, 0, &[f.r], f.now as i64)
    }

    fn box_float(&mut self, f: Recorded<f64>) -> RecordWord {
        let now = self.run.box_float(f.now);
        self.pure_word(Op::Box, 0, &[f.r], now)
    }

    fn call_float(&mut self, helper: &'static Helper, args: &[Recorded<f64>]) -> Recorded<f64> {
        let now = self.run.call_float(helper, &nows(args));
        let index = self.unit.raw.helper(helper);
        self.pure_float(Op::CallFloat, index, &refs(args), now)
    }

    fn new<L: Layout>(&mut self, shape: Shape<L>, fields: &[RecordWord]) -> Obj<RecordWord, L> {
        let words = nows(fields);
        Obj::trust(self.new_object(shape.id(), &refs(fields), |run| run.new(shape, &words).0))
    }

    fn new_slots<L: Slots>(&mut self, shape: Shape<L>, fields: &[RecordWord], tail: &[RecordWord]) -> Obj<RecordWord, L> {
        let (words, elements) = (nows(fields), nows(tail));
        let mut slots = refs(fields);
        slots.extend(tail.iter().map(|a| a.r));
        Obj::trust(self.new_object(shape.id(), &slots, |run| run.new_slots(shape, &words, &elements).0))
    }

    fn new_any(&mut self, shape: ShapeId, fields: &[RecordWord]) -> AnyObj<RecordWord> {
        let words = nows(fields);
        AnyObj { word: self.new_object(shape, &refs(fields), |run| run.new_any(shape, &words).word), shape }
    }

    fn load<L: Layout>(&mut self, o: Obj<RecordWord, L>, field: Field<L>) -> RecordWord {
        let object = Self::object(o);
        self.load_at(o.0, fixed_offset::<L>(field.index()), field.immutable(), |run| run.load(object, field))
    }

    fn store<L: Layout>(&mut self, o: Obj<RecordWord, L>, field: Field<L>, w: RecordWord) {
        let object = Self::object(o);
        self.store_at(o.0.r, fixed_offset::<L>(field.index()), w.r, |run| run.store(object, field, w.now))
    }

    fn load_slot(&mut self, o: AnyObj<RecordWord>, i: u32) -> RecordWord {
        assert!(i < o.shape.fixed() && o.shape.tail() != TailKind::Raw);
        let object = AnyObj { word: o.word.now, shape: o.shape };
        let immutable = immutable_slot(self.run.vm(), o.shape, i);
        if immutable {
            // SAFETY: the VM is lent to the mode.
            unsafe { &mut *self.run.vm }.assume_immutable(&self.unit.validity);
        }
        self.load_at(o.word, o.shape.fixed_offset() + 8 * i as usize, immutable, |run| run.load_slot(object, i))
    }

    fn store_slot(&mut self, o: AnyObj<RecordWord>, i: u32, w: RecordWord) {
        assert!(i < o.shape.fixed() && o.shape.tail() != TailKind::Raw);
        let object = AnyObj { word: o.word.now, shape: o.shape };
        self.store_at(o.word.r, o.shape.fixed_offset() + 8 * i as usize, w.r, |run| run.store_slot(object, i, w.now))
    }

    fn place_of(&mut self, o: AnyObj<RecordWord>, i: u32) -> Place<RecordWord> {
        let now = self.run.place_of(AnyObj { word: o.word.now, shape: o.shape }, i).word();
        // Never a constant: the collector knows no constants of this kind.
        Place(Recorded { now, r: self.emit(Op::SlotOf, now.slot_offset() as i64, &[o.word.r]) })
    }

    fn load_through(&mut self, place: Place<RecordWord>) -> RecordWord {
        if let Some(w) = self.replayed() {
            return w;
        }
        let now = self.run.load_through(Place(place.0.now));
        Recorded { now, r: self.impure(Op::LoadThrough, 0, &[place.0.r]) }
    }

    fn store_through(&mut self, place: Place<RecordWord>, w: RecordWord) {
        if self.replayed().is_none() {
            self.run.store_through(Place(place.0.now), w.now);
            self.impure(Op::StoreThrough, 0, &[place.0.r, w.r]);
        }
    }

    fn length<L: Tail>(&mut self, o: Obj<RecordWord, L>) -> Recorded<i64> {
        let now = self.run.length(Self::object(o));
        self.pure_int(Op::Length, 0, &[o.0.r], now)
    }

    fn element<L: Slots>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>) -> Option<RecordWord> {
        if !self.in_range(o, i, 0) {
            return None;
        }
        if L::TAIL_IMMUTABLE {
            let now = self.run.element(Self::object(o), i.now)?;
            return Some(self.pure_word(Op::ElementFinal, fixed_offset::<L>(L::FIXED) as i64, &[o.0.r, i.r], now));
        }
        if let Some(w) = self.replayed() {
            return Some(w);
        }
        let now = self.run.element(Self::object(o), i.now)?;
        Some(Recorded { now, r: self.read_tail(Op::Element, o, i) })
    }

    fn set_element<L: Slots>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>, w: RecordWord) -> bool {
        let ok = self.in_range(o, i, 0);
        if ok && self.replayed().is_none() {
            self.run.set_element(Self::object(o), i.now, w.now);
            self.write_tail(Op::SetElement, o, i, w.r);
        }
        ok
    }

    fn byte<L: Bytes>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>) -> Option<Recorded<i64>> {
        if !self.in_range(o, i, 0) {
            return None;
        }
        if let Some(w) = self.replayed_as(Type::Int) {
            return Some(Recorded { now: w.now.smi_value(), r: w.r });
        }
        let now = self.run.byte(Self::object(o), i.now)?;
        Some(Recorded { now, r: self.read_tail(Op::Byte, o, i) })
    }

    fn set_byte<L: Bytes>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>, n: Recorded<i64>) -> bool {
        let ok = self.in_range(o, i, 0);
        if ok && self.replayed().is_none() {
            self.run.set_byte(Self::object(o), i.now, n.now);
            self.write_tail(Op::SetByte, o, i, n.r);
        }
        ok
    }

    fn unit<L: Bytes>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>) -> Option<Recorded<i64>> {
        if !self.in_range(o, i, 2) {
            return None;
        }
        if let Some(w) = self.replayed_as(Type::Int) {
            return Some(Recorded { now: w.now.smi_value(), r: w.r });
        }
        let now = self.run.unit(Self::object(o), i.now)?;
        Some(Recorded { now, r: self.read_tail(Op::Unit, o, i) })
    }

    fn set_unit<L: Bytes>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>, n: Recorded<i64>) -> bool {
        let ok = self.in_range(o, i, 2);
        if ok && self.replayed().is_none() {
            self.run.set_unit(Self::object(o), i.now, n.now);
            self.write_tail(Op::SetUnit, o, i, n.r);
        }
        ok
    }

    fn double<L: Bytes>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>) -> Option<Recorded<f64>> {
        if !self.in_range(o, i, 3) {
            return None;
        }
        if let Some(w) = self.replayed_as(Type::Float) {
            let now = self.run.as_float(w.now)?;
            return Some(Recorded { now, r: w.r });
        }
        let now = self.run.double(Self::object(o), i.now)?;
        Some(Recorded { now, r: self.read_tail(Op::Double, o, i) })
    }

    fn set_double<L: Bytes>(&mut self, o: Obj<RecordWord, L>, i: Recorded<i64>, f: Recorded<f64>) -> bool {
        let ok = self.in_range(o, i, 3);
        if ok && self.replayed().is_none() {
            self.run.set_double(Self::object(o), i.now, f.now);
            self.write_tail(Op::SetDouble, o, i, f.r);
        }
        ok
    }

    fn global(&mut self, g: Obj<RecordWord, Global>) -> RecordWord {
        if let Some(w) = self.replayed() {
            return w;
        }
        let object = Object::trust(g.0.now);
        if self.is_constant(g.0.r) {
            // SAFETY: the VM is lent to the mode.
            let vm = unsafe { &mut *self.run.vm };
            if let Some(now) = vm.assume_global(object, &self.unit.validity) {
                let w = self.constant_word(now);
                self.log.push(w.r);
                return w;
            }
        }
        let now = self.run.vm().global_value(object);
        Recorded { now, r: self.impure(Op::Load, fixed_offset::<Global>(Global::value.index()) as i64, &[g.0.r]) }
    }

    fn set_global(&mut self, g: Obj<RecordWord, Global>, w: RecordWord) {
        if self.replayed().is_some() {
            return;
        }
        let object = Object::trust(g.0.now);
        let mutable = self.run.vm().get(object, Global::state) == vm_core::assume::MUTABLE;
        self.run.set_global(Self::object(g), w.now);
        if mutable && self.is_constant(g.0.r) {
            self.impure(Op::Store, fixed_offset::<Global>(Global::value.index()) as i64, &[g.0.r, w.r]);
            return;
        }
        let helper = self.unit.raw.helper(&crate::helper::SET_GLOBAL);
        self.impure(Op::CallHelper, helper, &[g.0.r, w.r]);
        self.emit_exit(Op::GuardValid, 0, &[], Some(ExitKind::Guard));
    }

    fn is_on(&mut self, switch: Switch) -> bool {
        // The answer is logged: a step that turns the switch on goes on from the log as it began.
        if let Some(w) = self.replayed() {
            return w.now == Word::TRUE;
        }
        let on = self.run.is_on(switch);
        if !on {
            // SAFETY: the VM is lent to the mode.
            unsafe { &mut *self.run.vm }.assume_off(switch, &self.unit.validity);
        }
        let w = self.constant_word(Word::bool(on));
        self.log.push(w.r);
        on
    }

    fn call(&mut self, helper: &'static Helper, args: &[RecordWord]) -> Result<RecordWord, RecordWord> {
        let args_now = nows(args);
        let w = match self.replayed() {
            Some(w) => w,
            None => {
                let now = self.run.call(helper, &args_now).unwrap_or(Word::RAISED);
                let elidable = helper.effects.elidable && now != Word::RAISED;
                if elidable && args.iter().all(|a| self.is_constant(a.r)) {
                    let w = self.constant_word(now);
                    self.log.push(w.r);
                    return Ok(w);
                }
                let index = self.unit.raw.helper(helper);
                let w = Recorded { now, r: self.impure(Op::CallHelper, index, &refs(args)) };
                if helper.effects.invalidates {
                    self.emit_exit(Op::GuardValid, 0, &[], Some(ExitKind::Guard));
                }
                w
            }
        };
        if !helper.effects.raises {
            return Ok(w);
        }
        let raised = self.constant_word(Word::RAISED);
        if !self.test(Op::Same, 0, &[w.r, raised.r], w.now == Word::RAISED) {
            return Ok(w);
        }
        let exception = match self.replayed() {
            Some(w) => w,
            None => {
                let index = self.unit.raw.helper(&crate::helper::PENDING);
                Recorded { now: self.run.vm().pending, r: self.impure(Op::CallHelper, index, &[raised.r]) }
            }
        };
        Err(exception)
    }
}
