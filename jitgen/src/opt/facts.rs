//! Facts: what is known of a value at a place of the graph.
//!
//! *Requires* nothing. *Keeps* soundness by construction: a fact is about a value that never changes (an SSA value; the
//! shape of an object is for ever), so it holds wherever the place that established it dominates. *Breaks* nothing: guards and
//! checks whose outcome a fact tells are dropped by whoever asks.

use super::state::{Opt, Undo};
use super::value::{Const, Consts, Val};
use crate::ir::{Op, Type, referred_offset};
use vm_core::word::{SMI_MAX, SMI_MIN};
use vm_core::{ConstKind, ShapeId, TailKind, Word, core_shapes};

/// Kinds of words, as bits.
pub mod kind {
    /// A small integer. Raw integers have this kind, too.
    pub const SMI: u16 = 1;
    /// A float, immediate or boxed.
    pub const FLOAT: u16 = 2;
    /// A pointer to anything but a float.
    pub const POINTER: u16 = 4;
    /// The first kind of constant; those after it follow.
    pub const CONSTANTS: u16 = 8;
    /// Constants of kinds that have no bit.
    pub const OTHER: u16 = CONSTANTS << 7;
    /// Everything.
    pub const ALL: u16 = (OTHER << 1) - 1;
}

/// Lengths are below this: no object is larger than the address space.
const LENGTH_LIMIT: i64 = 1 << 47;

/// What is known of a value. The range says something only of a value that may be an integer, the shape only of one that may be a
/// pointer to anything but a float.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fact {
    /// Which kinds it may have.
    pub kinds: u16,
    /// Its shape if it is a pointer.
    pub shape: Option<ShapeId>,
    /// Its smallest value if it is an integer.
    pub low: i64,
    /// Its largest.
    pub high: i64,
    /// The value that it is known to equal.
    pub equals: Val,
}

impl Fact {
    /// Nothing known of a word.
    pub const WORD: Fact = Fact { kinds: kind::ALL, shape: None, low: SMI_MIN, high: SMI_MAX, equals: Val::None };
    /// A small integer.
    pub const SMI: Fact = Fact { kinds: kind::SMI, ..Fact::WORD };
    /// A float.
    pub const FLOAT: Fact = Fact { kinds: kind::FLOAT, ..Fact::WORD };
    /// A raw integer.
    pub const INT: Fact = Fact { kinds: kind::SMI, low: i64::MIN, high: i64::MAX, ..Fact::WORD };

    /// An integer of this range.
    pub fn range(low: i64, high: i64) -> Fact {
        Fact { low, high, ..Fact::SMI }
    }

    /// A pointer to an object of this shape, or a reference to a slot.
    pub fn object(shape: ShapeId) -> Fact {
        if shape == core_shapes::FLOAT.id() {
            Fact::FLOAT
        } else if referred_offset(shape).is_some() {
            Fact { kinds: kind_bit(ConstKind::Slot as i64), ..Fact::WORD }
        } else {
            Fact { kinds: kind::POINTER, shape: Some(shape), ..Fact::WORD }
        }
    }

    /// What nothing is known of but the type.
    pub fn of_type(ty: Type) -> Fact {
        if ty == Type::Int { Fact::INT } else { Fact::WORD }
    }

    /// What holds if one of two facts does.
    pub fn join(self, other: Fact) -> Fact {
        let shape = match (self.kinds & kind::POINTER != 0, other.kinds & kind::POINTER != 0) {
            (true, true) if self.shape != other.shape => None,
            (true, _) => self.shape,
            (false, _) => other.shape,
        };
        let (low, high) = match (self.kinds & kind::SMI != 0, other.kinds & kind::SMI != 0) {
            (true, true) => (self.low.min(other.low), self.high.max(other.high)),
            (true, false) => (self.low, self.high),
            _ => (other.low, other.high),
        };
        Fact { kinds: self.kinds | other.kinds, shape, low, high, equals: Val::None }
    }

    /// Whether it implies the other.
    pub fn implies(self, other: Fact) -> bool {
        let pointer = self.kinds & kind::POINTER == 0 || other.shape.is_none() || self.shape == other.shape;
        let integer = self.kinds & kind::SMI == 0 || (self.low >= other.low && self.high <= other.high);
        self.kinds & !other.kinds == 0 && pointer && integer
    }

    /// What holds if either does, with the bounds that moved given up, so that repeating it comes to an end.
    pub fn widen(self, other: Fact, ty: Type) -> Fact {
        let mut joined = self.join(other);
        let full = Fact::of_type(ty);
        if self.kinds & kind::SMI != 0 {
            joined.low = if joined.low < self.low { full.low } else { joined.low };
            joined.high = if joined.high > self.high { full.high } else { joined.high };
        }
        joined
    }

    /// What holds if both do.
    fn meet(self, other: Fact) -> Fact {
        Fact {
            kinds: self.kinds & other.kinds,
            shape: self.shape.or(other.shape),
            low: self.low.max(other.low),
            high: self.high.min(other.high),
            equals: self.equals,
        }
    }

    /// Whether it is certainly a small integer.
    pub fn is_smi(self) -> bool {
        self.kinds == kind::SMI
    }

    /// Whether it is certainly a float.
    pub fn is_float(self) -> bool {
        self.kinds == kind::FLOAT
    }
}

/// The kind bit of a constant's kind.
pub fn kind_bit(k: i64) -> u16 {
    if (0..7).contains(&k) { kind::CONSTANTS << k } else { kind::OTHER }
}

/// The kinds that a word which is no pointer has.
fn kinds_of(w: Word) -> u16 {
    use ConstKind::{Char, Code, Hole, Shape, Singleton, Slot, Symbol};
    const KINDS: [ConstKind; 7] = [Singleton, Char, Symbol, Code, Shape, Hole, Slot];
    if w.is_smi() {
        kind::SMI
    } else if w.is_immediate_float() {
        kind::FLOAT
    } else {
        KINDS.into_iter().find(|k| w.is_constant(*k)).map_or(kind::OTHER, |k| kind_bit(k as i64))
    }
}

/// The bounds of `a op b` for raw or small integers, before wrapping.
pub fn bounds(op: Op, a: Fact, b: Fact) -> (i128, i128) {
    let (al, ah, bl, bh) = (i128::from(a.low), i128::from(a.high), i128::from(b.low), i128::from(b.high));
    match op {
        Op::SmiAdd | Op::SmiAddFits | Op::SmiAddOverflows | Op::IntAdd => (al + bl, ah + bh),
        Op::SmiSub | Op::SmiSubFits | Op::SmiSubOverflows | Op::IntSub => (al - bh, ah - bl),
        _ => {
            let products = [al * bl, al * bh, ah * bl, ah * bh];
            (products.into_iter().min().expect("four"), products.into_iter().max().expect("four"))
        }
    }
}

/// The range of an operation's result, from those of its operands.
pub fn result_fact(op: Op, imm: i64, a: Fact, b: Fact) -> Fact {
    let clamp = |(low, high): (i128, i128), full: Fact| {
        Fact::range(low.max(i128::from(full.low)) as i64, high.min(i128::from(full.high)) as i64)
    };
    let ones = |n: i64| if n == 0 { 0 } else { i64::MAX >> (n.leading_zeros() - 1) };
    match op {
        Op::SmiAdd | Op::SmiSub | Op::SmiMul | Op::SmiAddFits | Op::SmiSubFits | Op::SmiMulFits => {
            clamp(bounds(op, a, b), Fact::SMI)
        }
        Op::IntAdd | Op::IntSub | Op::IntMul => {
            let (low, high) = bounds(op, a, b);
            let wraps = low < i128::from(i64::MIN) || high > i128::from(i64::MAX);
            if wraps { Fact::INT } else { Fact::range(low as i64, high as i64) }
        }
        Op::SmiAnd | Op::IntAnd if a.low >= 0 && b.low >= 0 => Fact::range(0, a.high.min(b.high)),
        Op::SmiAnd | Op::IntAnd if a.low >= 0 => Fact::range(0, a.high),
        Op::SmiAnd | Op::IntAnd if b.low >= 0 => Fact::range(0, b.high),
        Op::SmiOr | Op::SmiXor | Op::IntOr | Op::IntXor if a.low >= 0 && b.low >= 0 => Fact::range(0, ones(a.high | b.high)),
        Op::SmiAnd | Op::SmiOr | Op::SmiXor => Fact::SMI,
        Op::IntSar if b.low == b.high && (0..64).contains(&b.low) => Fact::range(a.low >> b.low, a.high >> b.low),
        Op::IntShr if b.low == b.high && (1..64).contains(&b.low) => {
            if a.low >= 0 {
                Fact::range(a.low >> b.low, a.high >> b.low)
            } else {
                Fact::range(0, (u64::MAX >> b.low) as i64)
            }
        }
        Op::IntRem => {
            // Its sign is the dividend's; it is smaller than the divisor and not larger than the dividend.
            let most = b.low.unsigned_abs().max(b.high.unsigned_abs()).saturating_sub(1) as i64;
            Fact::range(a.low.clamp(-most, 0), a.high.clamp(0, most))
        }
        Op::IntDiv if b.low >= 1 => {
            // Further from zero, the smaller the divisor.
            let quotient = |n: i64, negative: i64, other: i64| n / if n < 0 { negative } else { other };
            Fact::range(quotient(a.low, b.low, b.high), quotient(a.high, b.high, b.low))
        }
        Op::Untag | Op::Tag => Fact::range(a.low.max(SMI_MIN), a.high.min(SMI_MAX)),
        Op::Payload | Op::Unit => Fact::range(0, u32::MAX.into()),
        Op::Byte => Fact::range(0, 255),
        Op::Length => Fact::range(0, LENGTH_LIMIT),
        Op::Box => Fact::FLOAT,
        Op::FromPayload => Fact { kinds: kind_bit(imm), ..Fact::WORD },
        Op::SlotOf => Fact { kinds: kind_bit(ConstKind::Slot as i64), ..Fact::WORD },
        Op::New => Fact::object(ShapeId::from_bits(imm as u32)),
        _ => Fact::of_type(op.result()),
    }
}

impl Opt<'_> {
    /// What is known of a resolved value here.
    pub(super) fn fact(&self, v: Val) -> Fact {
        match v {
            Val::Ref(r) => self.facts[r.index()],
            Val::Const(c) => match self.consts.get(c) {
                Const::Word(w) => match w.as_smi() {
                    Some(n) => Fact::range(n, n),
                    None => Fact { kinds: kinds_of(w), ..Fact::WORD },
                },
                Const::Int(n) => Fact::range(n, n),
                Const::Pointer(k) => self.vm.shape_of(self.out.constants[k as usize]).map_or(Fact::WORD, Fact::object),
                Const::Float(_) | Const::Bool(_) => Fact::WORD,
            },
            Val::Boxed(_) => Fact::FLOAT,
            Val::Tagged(i) => {
                let f = self.facts[i.index()];
                Fact::range(f.low.max(SMI_MIN), f.high.min(SMI_MAX))
            }
            Val::Object(o) => Fact::object(self.objects[o.0 as usize].shape),
            Val::None => Fact::WORD,
        }
    }

    /// Adds a fact about a value.
    pub(super) fn narrow(&mut self, v: Val, fact: Fact) {
        if !self.on.facts {
            return;
        }
        let r = match v {
            Val::Ref(r) | Val::Tagged(r) => r,
            _ => return,
        };
        let old = self.facts[r.index()];
        let new = old.meet(fact);
        if new == old || (new.kinds & kind::SMI != 0 && new.low > new.high) {
            // A contradiction: nothing runs here. What is known stays sound.
            return;
        }
        self.set_fact(r, new);
        // A small integer and its raw integer have one range.
        let inst = self.out.inst(r);
        let other = match inst.op {
            Op::Untag | Op::Tag => Some(Val::Ref(inst.args[0])),
            _ if inst.ty == Type::Word => self.cse.find(Op::Untag, 0, [Val::Ref(r), Val::None, Val::None]),
            _ => None,
        };
        if let Some(other @ Val::Ref(_)) = other {
            self.narrow(other, Fact::range(new.low, new.high));
        }
    }

    /// Replaces what is known of a value of the optimised graph.
    pub(super) fn set_fact(&mut self, r: crate::ir::Ref, fact: Fact) {
        let old = std::mem::replace(&mut self.facts[r.index()], fact);
        self.trail.push(Undo::Fact(r, old));
    }

    /// Makes one value stand for another that is known to be identical.
    fn equate(&mut self, a: Val, b: Val) {
        let (from, to) = match (a, b) {
            (Val::Ref(r), Val::Const(_)) => (r, b),
            (Val::Const(_), Val::Ref(r)) => (r, a),
            (Val::Ref(r), Val::Ref(s)) if r < s => (s, a),
            (Val::Ref(r), Val::Ref(s)) if s < r => (r, b),
            _ => return,
        };
        let known = self.fact(to);
        let learned = self.facts[from.index()];
        self.narrow(to, Fact { equals: Val::None, ..learned });
        self.narrow(Val::Ref(from), Fact { equals: Val::None, ..known });
        let fact = Fact { equals: to, ..self.facts[from.index()] };
        self.set_fact(from, fact);
    }

    /// The value whose order with others is noted: a small integer and its raw integer are one.
    pub(super) fn number(&mut self, v: Val) -> Val {
        match v {
            Val::Ref(r) => match self.out.inst(r) {
                inst if matches!(inst.op, Op::Untag | Op::Tag) => Val::Ref(inst.args[0]),
                _ => v,
            },
            Val::Tagged(i) => self.number(Val::Ref(i)),
            Val::Const(c) => match self.consts.get(c) {
                Const::Word(w) if w.is_smi() => self.consts.intern(Const::Int(w.smi_value())),
                _ => v,
            },
            _ => v,
        }
    }

    fn note_order(&mut self, less: Val, greater: Val, strict: bool) {
        let (x, y) = (self.number(less), self.number(greater));
        // Pseudo operations: the immediates 1 and 2 tell them from real comparisons.
        self.cse.insert(Op::IntLess, if strict { 1 } else { 2 }, [x, y, Val::None], Consts::TRUE);
    }

    /// Whether `a < b` (or `a <= b`) of integers is known; `None` if it is not.
    pub(super) fn order(&mut self, a: Val, b: Val, strict: bool) -> Option<bool> {
        let (fa, fb) = (self.fact(a), self.fact(b));
        let (always, never) = match strict {
            true => (fa.high < fb.low, fa.low >= fb.high),
            false => (fa.high <= fb.low, fa.low > fb.high),
        };
        if always || never {
            return Some(always);
        }
        let (x, y) = (self.number(a), self.number(b));
        let noted = |x, y, imm| self.cse.find(Op::IntLess, imm, [x, y, Val::None]).is_some();
        if noted(x, y, 1) || (!strict && noted(x, y, 2)) {
            return Some(true);
        }
        if noted(y, x, 1) || (strict && noted(y, x, 2)) {
            return Some(false);
        }
        None
    }

    /// Takes down that a test came out as `truth`.
    pub(super) fn learn(&mut self, test: Val, truth: bool) {
        let Val::Ref(r) = test else { return };
        if !self.on.facts {
            return;
        }
        let fact = Fact { equals: Consts::bool(truth), ..self.facts[r.index()] };
        self.set_fact(r, fact);
        let inst = self.out.inst(r);
        let (op, imm) = (inst.op, inst.imm);
        let Some(&a) = inst.args.first() else { return };
        let a = Val::Ref(a);
        let b = inst.args.get(1).map_or(Val::None, |b| Val::Ref(*b));
        let (a, b) = (self.resolve(a), self.resolve(b));
        match op {
            Op::IsSmi => self.learn_kinds(a, kind::SMI, truth),
            Op::IsFloat => self.learn_kinds(a, kind::FLOAT, truth),
            Op::IsKind => self.learn_kinds(a, kind_bit(imm), truth),
            Op::HasShape => self.learn_shape(a, ShapeId::from_bits(imm as u32), truth),
            Op::Fits if truth => self.narrow(a, Fact::range(SMI_MIN, SMI_MAX)),
            Op::Same | Op::IntEq if truth => self.equate(a, b),
            Op::IntEq => self.learn_unequal(a, b),
            Op::SmiLess | Op::IntLess => self.learn_order(a, b, true, truth),
            Op::SmiLessEq | Op::IntLessEq => self.learn_order(a, b, false, truth),
            Op::IntBelow => self.learn_below(a, b, truth),
            _ => {}
        }
    }

    fn learn_kinds(&mut self, a: Val, kinds: u16, truth: bool) {
        // The bit of the unnamed constants stands for several kinds, of which a test denies only one.
        let kinds = match truth {
            true => kinds,
            false if kinds == kind::OTHER => kind::ALL,
            false => kind::ALL & !kinds,
        };
        self.narrow(a, Fact { kinds, ..Fact::of_type(Type::Word) });
    }

    fn learn_shape(&mut self, a: Val, shape: ShapeId, truth: bool) {
        if truth {
            self.narrow(a, Fact::object(shape));
        } else if self.fact(a).shape == Some(shape) {
            self.learn_kinds(a, kind::POINTER, false);
        }
    }

    fn learn_unequal(&mut self, a: Val, b: Val) {
        for (a, b) in [(a, b), (b, a)] {
            let (fa, fb) = (self.fact(a), self.fact(b));
            if fb.low != fb.high {
                continue;
            }
            if fa.low == fb.low {
                self.narrow(a, Fact::range(fa.low.saturating_add(1), i64::MAX));
            } else if fa.high == fb.low {
                self.narrow(a, Fact::range(i64::MIN, fa.high.saturating_sub(1)));
            }
        }
    }

    /// `a < b` (strict) or `a <= b` came out as `truth`.
    fn learn_order(&mut self, a: Val, b: Val, strict: bool, truth: bool) {
        let (a, b, strict) = if truth { (a, b, strict) } else { (b, a, !strict) };
        let gap = i64::from(strict);
        let (fa, fb) = (self.fact(a), self.fact(b));
        self.narrow(a, Fact { high: fb.high.saturating_sub(gap), low: i64::MIN, ..Fact::WORD });
        self.narrow(b, Fact { low: fa.low.saturating_add(gap), high: i64::MAX, ..Fact::WORD });
        self.note_order(a, b, strict);
    }

    fn learn_below(&mut self, a: Val, b: Val, truth: bool) {
        if self.fact(b).low < 0 {
            return;
        }
        if truth {
            self.narrow(a, Fact { low: 0, high: i64::MAX, ..Fact::WORD });
            self.learn_order(a, b, true, true);
        } else if self.fact(a).low >= 0 {
            self.learn_order(a, b, true, false);
        }
    }

    /// Whether the word has the shape; `None` if that is not known.
    pub(super) fn shape_known(&self, a: Val, shape: ShapeId) -> Option<bool> {
        let fact = self.fact(a);
        let boxed = shape == core_shapes::FLOAT.id();
        if boxed {
            // An immediate float is a float, but has no shape.
            return (fact.kinds & kind::FLOAT == 0).then_some(false);
        }
        if fact.kinds & kind::POINTER == 0 {
            return Some(false);
        }
        match fact.shape {
            Some(s) if s != shape => Some(false),
            Some(_) if fact.kinds == kind::POINTER => Some(true),
            _ => None,
        }
    }

    /// Whether an object of the shape has a length word.
    pub(super) fn has_length(shape: ShapeId) -> bool {
        matches!(shape.tail(), TailKind::Slots | TailKind::Bytes)
    }
}
