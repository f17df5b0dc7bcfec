//! One raw instruction: what it gives, what is written for it, what is known behind it.
//!
//! This is the dispatch that ties the parts together: folding ([`super::fold`]), facts ([`super::facts`]), objects
//! ([`super::virtuals`]) and memory ([`super::heap`]).

use super::facts::{Fact, bounds, kind, kind_bit, result_fact};
use super::state::{After, Opt, key};
use super::value::{Const, Consts, ObjId, Val};
use crate::helper::Effects;
use crate::ir::{ExitId, Inst, Op, Ref, referred_offset};
use smallvec::SmallVec;
use vm_core::word::{SMI_MAX, SMI_MIN};
use vm_core::{ShapeId, TailKind, Word};

/// How the walk goes on behind an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// With the next one.
    Next,
    /// Through the exit, always.
    Fails(ExitId),
}

impl Opt<'_> {
    /// Takes one raw instruction.
    pub(super) fn step(&mut self, r: Ref) -> Outcome {
        let raw = self.raw;
        let inst = raw.inst(r);
        let mut operands: SmallVec<[Val; 4]> = SmallVec::new();
        for a in &inst.args {
            let v = self.value(*a);
            operands.push(v);
        }
        let a = operands.first().copied().unwrap_or(Val::None);
        let b = operands.get(1).copied().unwrap_or(Val::None);
        let result = match inst.op {
            Op::Param => unreachable!("parameters are not listed as instructions"),
            Op::Word | Op::Int | Op::Float | Op::Constant => return Outcome::Next,
            Op::IsSmi | Op::IsFloat | Op::HasShape | Op::IsKind => self.class_test(inst.op, inst.imm, a),
            Op::Same => self.same(a, b),
            Op::SmiAdd | Op::SmiSub | Op::SmiMul => return self.checked(r, inst, a, b),
            Op::SmiAddOverflows | Op::SmiSubOverflows | Op::SmiMulOverflows => self.overflows(inst.op, a, b),
            Op::SmiLess | Op::SmiLessEq => self.smi_order(inst.op, a, b),
            Op::IntLess | Op::IntLessEq | Op::IntBelow | Op::IntEq => self.int_order(inst.op, a, b),
            Op::Untag | Op::Tag | Op::Fits => self.conversion(inst.op, a),
            Op::FromPayload => self.from_payload(inst.imm, a),
            Op::Box => self.box_float(a),
            Op::Unbox => self.unbox(a),
            Op::New => Val::Object(self.new_object(ShapeId::from_bits(inst.imm as u32), operands)),
            Op::Load | Op::LoadFinal | Op::Element | Op::ElementFinal => self.read(inst.op, inst.imm, a, b),
            Op::Store => {
                self.write(inst.op, inst.imm, a, Val::None, b);
                Val::None
            }
            Op::SlotOf => self.slot_of(inst.imm, a),
            Op::LoadThrough => self.read_through(a),
            Op::StoreThrough => {
                self.write_through(a, b);
                Val::None
            }
            Op::SetElement => {
                self.write(inst.op, inst.imm, a, b, operands[2]);
                Val::None
            }
            Op::Length => self.length(a),
            Op::Byte | Op::Unit | Op::Double => self.read_bytes(inst.op, inst.imm, a, b),
            Op::SetByte | Op::SetUnit | Op::SetDouble => {
                self.emit_effect(inst, &operands, None);
                self.new_version();
                Val::None
            }
            Op::CallHelper => self.call_helper(inst, &operands),
            Op::CallCode | Op::CallAny => self.call_code(inst, &operands),
            Op::Capture => {
                self.store_all();
                Val::Ref(self.emit_guard(inst, &operands))
            }
            Op::Resume => {
                self.store_all();
                self.pending.clear();
                self.emit_effect(inst, &operands, None);
                Val::None
            }
            Op::GuardTrue | Op::GuardFalse => return self.guard(inst, a),
            Op::GuardValid => return self.guard_valid(inst),
            Op::Enter | Op::Poll => {
                self.emit_guard(inst, &[]);
                Val::None
            }
            _ => self.arithmetic(inst, a, b, &operands),
        };
        self.bind(r, result);
        Outcome::Next
    }

    /// Takes down what a raw value is. One that is used behind a merge without being passed to it must be real.
    pub(super) fn bind(&mut self, r: Ref, v: Val) {
        self.map[r.index()] = match self.resolve(v) {
            Val::Object(o) if self.crosses[r.index()] || !self.on.virtuals => Val::Ref(self.allocate(o)),
            v => v,
        };
    }

    // ---- pure operations

    /// Operations without rules of their own.
    fn arithmetic(&mut self, inst: &Inst, a: Val, b: Val, operands: &[Val]) -> Val {
        if operands.len() > 3 {
            let r = self.emit_effect(inst, operands, None);
            return Val::Ref(r);
        }
        let (a, b) = self.ordered(inst.op, a, b);
        if let Some(v) = self.fold(inst.op, a, b) {
            return v;
        }
        if matches!(inst.op, Op::IntDiv | Op::IntRem)
            && let Some(v) = self.divide(inst.op, a, b)
        {
            return v;
        }
        let fact = result_fact(inst.op, inst.imm, self.fact(a), self.fact(b));
        let mut args = key(operands);
        if operands.len() <= 2 {
            args = [a, b, Val::None];
        }
        self.pure(inst.op, inst.imm, args, fact)
    }

    fn class_test(&mut self, op: Op, imm: i64, a: Val) -> Val {
        let fact = self.fact(a);
        let of_kind = |kinds: u16| match fact.kinds & kinds {
            0 => Some(false),
            _ if fact.kinds & !kinds == 0 => Some(true),
            _ => None,
        };
        let constant = matches!(a, Val::Const(_) | Val::Object(_) | Val::Boxed(_) | Val::Tagged(_));
        let known = match op {
            Op::IsSmi => of_kind(kind::SMI),
            Op::IsFloat => of_kind(kind::FLOAT),
            Op::IsKind if kind_bit(imm) == kind::OTHER => of_kind(kind::OTHER).filter(|k| !k),
            Op::IsKind => of_kind(kind_bit(imm)),
            _ => self.shape_known(a, ShapeId::from_bits(imm as u32)),
        };
        match known.filter(|_| if constant { self.on.fold } else { self.on.facts }) {
            Some(truth) => Consts::bool(truth),
            None => self.pure(op, imm, key(&[a]), Fact::WORD),
        }
    }

    fn same(&mut self, a: Val, b: Val) -> Val {
        if let (Some((x, i)), Some((y, j))) = (self.slot_known(a), self.slot_known(b)) {
            return if i == j { self.same(x, y) } else { Consts::bool(false) };
        }
        let (a, b) = self.ordered(Op::Same, a, b);
        // A float that is boxed again and again must still be the same as itself.
        if let Some(truth) = self.same_known(a, b).filter(|_| self.on.fold || a == b) {
            return Consts::bool(truth);
        }
        if let (Val::Tagged(i), Some(n)) = (a, self.as_number(b)) {
            let n = self.int(n);
            return self.int_order(Op::IntEq, Val::Ref(i), n);
        }
        let (x, y) = (self.operand(a), self.operand(b));
        // Allocating an operand makes it another value.
        let (a, b) = (self.resolve(Val::Ref(x)), self.resolve(Val::Ref(y)));
        let (a, b) = self.ordered(Op::Same, a, b);
        self.pure(Op::Same, 0, key(&[a, b]), Fact::WORD)
    }

    fn same_known(&self, a: Val, b: Val) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        match (a, b) {
            // An object that is not allocated is nothing but itself. What refers to a slot may be made twice.
            (Val::Object(o), _) | (_, Val::Object(o)) if self.is_fresh(o) => return Some(false),
            (Val::Const(x), Val::Const(y)) => match (self.consts.get(x), self.consts.get(y)) {
                (Const::Word(_), Const::Word(_)) => return Some(false),
                (Const::Pointer(x), Const::Pointer(y)) => {
                    let (x, y) = (self.out.constants[x as usize], self.out.constants[y as usize]);
                    return (x.is_pointer() && y.is_pointer()).then_some(false);
                }
                _ => {}
            },
            _ => {}
        }
        let (x, y) = (self.fact(a), self.fact(b));
        let common = x.kinds & y.kinds;
        let apart = common == kind::SMI && (x.high < y.low || y.high < x.low);
        let shapes = common == kind::POINTER && matches!((x.shape, y.shape), (Some(s), Some(t)) if s != t);
        (common == 0 || apart || shapes).then_some(false)
    }

    /// Whether nothing else can stand for a virtual object: it is no reference to a slot of one that has been allocated.
    fn is_fresh(&self, o: ObjId) -> bool {
        let object = self.object(o);
        let held = || self.slots[object.start as usize];
        referred_offset(object.shape).is_none()
            || matches!(held(), Val::Object(holder) if self.object(holder).allocated.is_none())
    }

    /// A checked operation: without its check if the result must fit.
    fn checked(&mut self, r: Ref, inst: &Inst, a: Val, b: Val) -> Outcome {
        let (plain, overflows) = match inst.op {
            Op::SmiAdd => (Op::SmiAddFits, Op::SmiAddOverflows),
            Op::SmiSub => (Op::SmiSubFits, Op::SmiSubOverflows),
            _ => (Op::SmiMulFits, Op::SmiMulOverflows),
        };
        let (a, b) = self.ordered(inst.op, a, b);
        let exit = inst.exit.expect("a checked operation has an exit");
        if let Some(v) = self.fold(inst.op, a, b) {
            self.map[r.index()] = v;
            return Outcome::Next;
        }
        let args = key(&[a, b]);
        let fact = result_fact(inst.op, 0, self.fact(a), self.fact(b));
        let known = self.overflow_known(overflows, a, b);
        let earlier = self.cse.find(plain, 0, args).filter(|_| self.on.cse);
        if known == Some(false) || earlier.is_some() {
            self.stats.checks_dropped += 1;
            self.map[r.index()] = self.pure(plain, 0, args, fact);
            return Outcome::Next;
        }
        if known == Some(true) {
            return Outcome::Fails(exit);
        }
        let result = self.emit_guard(inst, &[a, b]);
        if self.on.facts {
            self.facts[result.index()] = fact;
        }
        self.map[r.index()] = Val::Ref(result);
        self.follow(exit, After::Checked(inst.op, a, b, result));
        Outcome::Next
    }

    /// Whether the operation (`…Overflows`) of small integers overflows.
    fn overflow_known(&mut self, op: Op, a: Val, b: Val) -> Option<bool> {
        let known = self.cse.find(op, 0, key(&[a, b])).map(|v| self.resolve(v));
        if let Some(Const::Bool(t)) = known.and_then(|v| self.as_const(v)).filter(|_| self.on.facts) {
            return Some(t);
        }
        let (low, high) = bounds(op, self.fact(a), self.fact(b));
        let (min, max) = (i128::from(SMI_MIN), i128::from(SMI_MAX));
        if low >= min && high <= max {
            Some(false)
        } else if low > max || high < min {
            Some(true)
        } else {
            None
        }
    }

    /// Notes what a checked operation has shown.
    pub(super) fn learn_checked(&mut self, op: Op, a: Val, b: Val, result: Ref, fits: bool) {
        let (plain, overflows) = match op {
            Op::SmiAdd => (Op::SmiAddFits, Op::SmiAddOverflows),
            Op::SmiSub => (Op::SmiSubFits, Op::SmiSubOverflows),
            _ => (Op::SmiMulFits, Op::SmiMulOverflows),
        };
        if fits {
            self.cse.insert(plain, 0, key(&[a, b]), Val::Ref(result));
        }
        self.cse.insert(overflows, 0, key(&[a, b]), Consts::bool(!fits));
    }

    fn overflows(&mut self, op: Op, a: Val, b: Val) -> Val {
        let (a, b) = self.ordered(op, a, b);
        if let Some(v) = self.fold(op, a, b) {
            return v;
        }
        match self.overflow_known(op, a, b) {
            Some(t) => Consts::bool(t),
            None => self.pure(op, 0, key(&[a, b]), Fact::WORD),
        }
    }

    fn smi_order(&mut self, op: Op, a: Val, b: Val) -> Val {
        if let Some(v) = self.fold(op, a, b) {
            return v;
        }
        if let Some(truth) = self.order(a, b, op == Op::SmiLess).filter(|_| self.on.facts) {
            return Consts::bool(truth);
        }
        // Two raw integers need no tags to be compared.
        let raw = |o: &mut Self, v: Val| match v {
            Val::Tagged(i) => Some(Val::Ref(i)),
            _ => o.as_number(v).map(|n| o.int(n)),
        };
        if matches!(a, Val::Tagged(_)) || matches!(b, Val::Tagged(_)) {
            if let (Some(x), Some(y)) = (raw(self, a), raw(self, b)) {
                let op = if op == Op::SmiLess { Op::IntLess } else { Op::IntLessEq };
                return self.int_order(op, x, y);
            }
        }
        self.pure(op, 0, key(&[a, b]), Fact::WORD)
    }

    fn int_order(&mut self, op: Op, a: Val, b: Val) -> Val {
        let (a, b) = self.ordered(op, a, b);
        if let Some(v) = self.fold(op, a, b) {
            return v;
        }
        let a = if op == Op::IntEq && self.as_number(b) == Some(0) { self.as_zero(a) } else { a };
        if self.on.facts {
            let (fa, fb) = (self.fact(a), self.fact(b));
            let known = match op {
                Op::IntLess => self.order(a, b, true),
                Op::IntLessEq => self.order(a, b, false),
                Op::IntEq => (fa.high < fb.low || fb.high < fa.low).then_some(false),
                // Of numbers that are not negative, this is the signed comparison.
                _ if fa.low >= 0 && fb.low >= 0 => self.order(a, b, true),
                _ if fa.high < 0 && fb.low >= 0 => Some(false),
                _ => None,
            };
            if let Some(truth) = known {
                return Consts::bool(truth);
            }
        }
        self.pure(op, 0, key(&[a, b]), Fact::WORD)
    }

    fn conversion(&mut self, op: Op, a: Val) -> Val {
        if let Some(v) = self.fold(op, a, Val::None) {
            return v;
        }
        let inverse = |o: &Self, v: Val, op: Op| match v {
            Val::Ref(r) if o.out.inst(r).op == op => Some(Val::Ref(o.out.inst(r).args[0])),
            _ => None,
        };
        let fact = result_fact(op, 0, self.fact(a), Fact::WORD);
        match op {
            Op::Untag => {
                if let Val::Tagged(i) = a {
                    return Val::Ref(i);
                }
                if let Some(v) = inverse(self, a, Op::Tag) {
                    return v;
                }
                if let Some((raw, x, y)) = self.raw_sum(a) {
                    return self.pure(raw, 0, key(&[x, y]), fact);
                }
                self.pure(op, 0, key(&[a]), fact)
            }
            Op::Tag => {
                if let Some(v) = inverse(self, a, Op::Untag) {
                    return v;
                }
                self.narrow(a, Fact::range(SMI_MIN, SMI_MAX));
                match self.resolve(a) {
                    Val::Ref(i) if self.on.boxes => Val::Tagged(i),
                    a => self.fold(op, a, Val::None).unwrap_or_else(|| self.pure(op, 0, key(&[a]), fact)),
                }
            }
            _ => {
                let f = self.fact(a);
                if self.on.facts && f.low >= SMI_MIN && f.high <= SMI_MAX {
                    return Consts::TRUE;
                }
                if self.on.facts && (f.low > SMI_MAX || f.high < SMI_MIN) {
                    return Consts::FALSE;
                }
                self.pure(op, 0, key(&[a]), Fact::WORD)
            }
        }
    }

    /// The raw operation that gives the value of a sum or difference of tagged integers: the next operation on that need not wait for tags.
    fn raw_sum(&mut self, a: Val) -> Option<(Op, Val, Val)> {
        let Val::Ref(r) = a else { return None };
        let inst = self.out.inst(r);
        let raw = match inst.op {
            Op::SmiAdd | Op::SmiAddFits => Op::IntAdd,
            Op::SmiSub | Op::SmiSubFits => Op::IntSub,
            _ => return None,
        };
        let of = |r: Ref| Some(self.out.inst(r)).filter(|i| i.op == Op::Tag).map(|i| Val::Ref(i.args[0]));
        Some((raw, of(inst.args[0])?, of(inst.args[1])?))
    }

    fn from_payload(&mut self, imm: i64, a: Val) -> Val {
        match self.fold_payload(imm, a) {
            Some(v) => v,
            None => self.pure(Op::FromPayload, imm, key(&[a]), result_fact(Op::FromPayload, imm, Fact::WORD, Fact::WORD)),
        }
    }

    fn box_float(&mut self, a: Val) -> Val {
        if let Some(Const::Float(bits)) = self.as_const(a)
            && let Some(w) = Word::from_float(f64::from_bits(bits))
            && self.on.fold
        {
            return self.word(w);
        }
        let f = self.operand(a);
        let inst = self.out.inst(f);
        if inst.op == Op::Unbox {
            return Val::Ref(inst.args[0]);
        }
        if self.on.boxes { Val::Boxed(f) } else { self.pure(Op::Box, 0, key(&[Val::Ref(f)]), Fact::FLOAT) }
    }

    fn unbox(&mut self, a: Val) -> Val {
        match a {
            Val::Boxed(f) => return self.resolve(Val::Ref(f)),
            Val::Const(_) if self.on.fold => {
                let float = match self.as_const(a) {
                    Some(Const::Word(w)) if w.is_immediate_float() => Some(w.float_bits_decoded()),
                    Some(Const::Pointer(k)) => self.vm.float_value(self.out.constants[k as usize]),
                    _ => None,
                };
                if let Some(f) = float {
                    return self.consts.intern(Const::Float(f.to_bits()));
                }
            }
            Val::Ref(r) if self.out.inst(r).op == Op::Box => return self.resolve(Val::Ref(self.out.inst(r).args[0])),
            _ => {}
        }
        self.pure(Op::Unbox, 0, key(&[a]), Fact::WORD)
    }

    // ---- objects and memory

    /// The slot of an object not allocated that an access means.
    fn virtual_slot(&self, base: Val, offset: i64, index: Val) -> Option<(super::value::ObjId, u32)> {
        let Val::Object(o) = base else { return None };
        let element = if index == Val::None { Some(0) } else { self.as_number(index) }?;
        Self::slot_at(self.object(o), offset, element).map(|i| (o, i))
    }

    pub(super) fn read(&mut self, op: Op, offset: i64, base: Val, index: Val) -> Val {
        if let Some((o, i)) = self.virtual_slot(base, offset, index) {
            return self.object_slot(o, i);
        }
        let base = match base {
            Val::Object(o) => Val::Ref(self.allocate(o)),
            v => v,
        };
        if matches!(op, Op::LoadFinal | Op::ElementFinal) {
            if let Some(v) = self.read_constant(offset, base, index) {
                return v;
            }
            let index = if index == Val::None { index } else { self.number(index) };
            if op == Op::LoadFinal || self.as_const(index).is_some() {
                return self.pure(op, offset, key(&[base, index]), Fact::WORD);
            }
            // The place is named by the small integer, the operand is the raw one.
            return self.load(op, offset, base, index);
        }
        self.load(op, offset, base, index)
    }

    /// A final slot of a constant object.
    fn read_constant(&mut self, offset: i64, base: Val, index: Val) -> Option<Val> {
        let Some(Const::Pointer(k)) = self.as_const(base).filter(|_| self.on.fold) else { return None };
        let w = self.out.constants[k as usize];
        let shape = self.vm.shape_of(w)?;
        if shape.tail() == TailKind::Raw || shape.tail() == TailKind::Bytes && index != Val::None {
            return None;
        }
        let element = if index == Val::None { 0 } else { self.as_number(index)? };
        let i = (offset - shape.fixed_offset() as i64) / 8 + element;
        let held = match u32::try_from(i) {
            Ok(i) if i < shape.fixed() => self.vm.slot(w, i),
            Ok(i) => self.vm.tail_slot(w, i - shape.fixed()),
            Err(_) => None,
        }?;
        Some(self.constant_word(held))
    }

    pub(super) fn write(&mut self, op: Op, offset: i64, base: Val, index: Val, value: Val) {
        if let Some((o, i)) = self.virtual_slot(base, offset, index) {
            self.set_object_slot(o, i, value);
            return;
        }
        let base = match base {
            Val::Object(o) => Val::Ref(self.allocate(o)),
            v => v,
        };
        // Allocating the base may have allocated the value.
        let value = self.resolve(value);
        self.store(op, offset, base, index, value);
    }

    fn length(&mut self, a: Val) -> Val {
        match a {
            Val::Object(o) => {
                let object = self.object(o);
                return self.int(i64::from(object.len - object.shape.fixed()));
            }
            Val::Const(_) if self.on.fold => {
                if let Some(Const::Pointer(k)) = self.as_const(a)
                    && let Some(n) = self.vm.tail_length(self.out.constants[k as usize])
                {
                    return self.int(n as i64);
                }
            }
            _ => {}
        }
        self.pure(Op::Length, 0, key(&[a]), result_fact(Op::Length, 0, Fact::WORD, Fact::WORD))
    }

    fn read_bytes(&mut self, op: Op, offset: i64, base: Val, index: Val) -> Val {
        let fact = result_fact(op, 0, Fact::WORD, Fact::WORD);
        if !self.on.loads {
            let (base, index) = (self.operand(base), self.operand(index));
            return Val::Ref(self.emit(op, offset, &[base, index], None));
        }
        // The number of the bytes' state is part of the key: a later state is another operation.
        let state = self.int(i64::from(self.version));
        let place = key(&[base, index, state]);
        if let Some(v) = self.cse.find(op, offset, place) {
            self.stats.forwarded += 1;
            return self.resolve(v);
        }
        let (base, index) = (self.operand(base), self.operand(index));
        let r = self.emit(op, offset, &[base, index], None);
        if self.on.facts {
            self.facts[r.index()] = fact;
        }
        self.cse.insert(op, offset, place, Val::Ref(r));
        Val::Ref(r)
    }

    // ---- calls

    fn emit_effect(&mut self, inst: &Inst, operands: &[Val], exit: Option<ExitId>) -> Ref {
        let mut args = SmallVec::<[Ref; 8]>::new();
        for v in operands {
            let r = self.operand(*v);
            args.push(r);
        }
        // What is written for the operands comes before the exit's description, which must see it.
        if let Some(e) = exit {
            self.describe_exit(e);
        }
        self.emit(inst.op, inst.imm, &args, exit)
    }

    fn call_helper(&mut self, inst: &Inst, operands: &[Val]) -> Val {
        let effects: Effects = self.out.helpers[inst.imm as usize].effects;
        if effects.elidable && operands.len() <= 3 {
            // Operands first: the key holds what they are once they are allocated.
            let mut args = SmallVec::<[Val; 3]>::new();
            for v in operands {
                let r = self.operand(*v);
                let v = self.resolve(Val::Ref(r));
                args.push(v);
            }
            return self.pure(Op::CallHelper, inst.imm, key(&args), Fact::WORD);
        }
        if effects.reads || effects.writes {
            self.store_seen(effects.watched);
        }
        let r = self.emit_effect(inst, operands, None);
        if !effects.elidable {
            self.pending.clear();
        }
        if effects.writes {
            self.forget_seen(effects.watched);
        }
        if effects.invalidates {
            self.set_valid(false);
        }
        Val::Ref(r)
    }

    fn call_code(&mut self, inst: &Inst, operands: &[Val]) -> Val {
        let exit = inst.exit.expect("a call has an exit");
        self.store_all();
        self.pending.clear();
        let r = match self.raw.exit(exit).child {
            None => self.emit_effect(inst, operands, Some(exit)),
            Some(_) => {
                self.expect_child(exit);
                let r = self.emit_effect(inst, operands, None);
                self.out.insts[r.index()].exit = Some(exit);
                r
            }
        };
        self.forget_memory();
        self.set_valid(false);
        Val::Ref(r)
    }

    // ---- guards

    /// Writes a guard with its exit: a description, or a child to come.
    fn emit_guard(&mut self, inst: &Inst, operands: &[Val]) -> Ref {
        let exit = inst.exit.expect("a guard has an exit");
        self.pending.clear();
        match self.raw.exit(exit).child {
            None => self.emit_effect(inst, operands, Some(exit)),
            Some(_) => {
                self.expect_child(exit);
                let r = self.emit_effect(inst, operands, None);
                self.out.insts[r.index()].exit = Some(exit);
                r
            }
        }
    }

    fn guard(&mut self, inst: &Inst, test: Val) -> Outcome {
        let wanted = inst.op == Op::GuardTrue;
        let exit = inst.exit.expect("a guard has an exit");
        if let Some(Const::Bool(truth)) = self.as_const(test) {
            if truth != wanted {
                return Outcome::Fails(exit);
            }
            self.stats.guards_dropped += 1;
            return Outcome::Next;
        }
        self.emit_guard(inst, &[test]);
        self.follow(exit, After::Test(test, wanted));
        Outcome::Next
    }

    fn guard_valid(&mut self, inst: &Inst) -> Outcome {
        if self.valid && self.on.facts {
            self.stats.guards_dropped += 1;
            return Outcome::Next;
        }
        self.emit_guard(inst, &[]);
        self.follow(inst.exit.expect("a guard has an exit"), After::Valid);
        Outcome::Next
    }

    /// Has what a guard shows learned: at once, or by the two successors of the piece that it ends.
    fn follow(&mut self, exit: ExitId, after: After) {
        if self.raw.exit(exit).child.is_some() {
            self.pieces[self.piece as usize].after = after;
        } else {
            self.learn_after(after, true);
        }
    }

    /// Learns what the end of a piece has shown, on the main line or in the child.
    pub(super) fn learn_after(&mut self, after: After, main: bool) {
        match after {
            After::Nothing => {}
            After::Test(test, wanted) => self.learn(test, wanted == main),
            After::Checked(op, a, b, result) => self.learn_checked(op, a, b, result, main),
            After::Valid if main => self.set_valid(true),
            After::Valid => {}
        }
    }
}
