//! Constant folding and algebra.
//!
//! *Requires* resolved operands. *Keeps* the meaning of each operation as [`Op`] defines it, bit for bit (a NaN's payload excepted).
//! *Breaks* nothing.

use super::rules::{Gives, Pattern, RULES, commutes};
use super::state::Opt;
use super::value::{Const, Consts, Val};
use crate::ir::{Op, Type};
use vm_core::{ConstKind, Word};

/// The outcome of an operation of raw integers; `None` if it has none (division by zero).
pub fn int_op(op: Op, a: i64, b: i64) -> Option<i64> {
    Some(match op {
        Op::IntAdd => a.wrapping_add(b),
        Op::IntSub => a.wrapping_sub(b),
        Op::IntMul => a.wrapping_mul(b),
        Op::IntMulHigh => (i128::from(a) * i128::from(b) >> 64) as i64,
        Op::IntDiv if b != 0 => a.wrapping_div(b),
        Op::IntRem if b != 0 => a.wrapping_rem(b),
        Op::IntAnd => a & b,
        Op::IntOr => a | b,
        Op::IntXor => a ^ b,
        Op::IntShl => a.wrapping_shl(b as u32),
        Op::IntSar => a.wrapping_shr(b as u32),
        Op::IntShr => (a as u64).wrapping_shr(b as u32) as i64,
        _ => return None,
    })
}

/// The outcome of a comparison of integers, raw or small.
pub fn int_test(op: Op, a: i64, b: i64) -> Option<bool> {
    Some(match op {
        Op::IntLess | Op::SmiLess => a < b,
        Op::IntLessEq | Op::SmiLessEq => a <= b,
        Op::IntEq => a == b,
        Op::IntBelow => (a as u64) < b as u64,
        _ => return None,
    })
}

/// The exact outcome of an operation of small integers, which may be none of them.
pub fn smi_op(op: Op, a: i64, b: i64) -> Option<i128> {
    let (a, b) = (i128::from(a), i128::from(b));
    Some(match op {
        Op::SmiAdd | Op::SmiAddFits | Op::SmiAddOverflows => a + b,
        Op::SmiSub | Op::SmiSubFits | Op::SmiSubOverflows => a - b,
        Op::SmiMul | Op::SmiMulFits | Op::SmiMulOverflows => a * b,
        Op::SmiAnd => a & b,
        Op::SmiOr => a | b,
        Op::SmiXor => a ^ b,
        _ => return None,
    })
}

fn float_op(op: Op, a: f64, b: f64) -> Option<f64> {
    Some(match op {
        Op::FloatAdd => a + b,
        Op::FloatSub => a - b,
        Op::FloatMul => a * b,
        Op::FloatDiv => a / b,
        Op::FloatNeg => -a,
        Op::FloatAbs => a.abs(),
        Op::FloatSqrt => a.sqrt(),
        Op::FloatFloor => a.floor(),
        Op::FloatCeil => a.ceil(),
        Op::FloatTrunc => a.trunc(),
        Op::FloatRound => a.round_ties_even(),
        _ => return None,
    })
}

fn float_test(op: Op, a: f64, b: f64) -> Option<bool> {
    Some(match op {
        Op::FloatLess => a < b,
        Op::FloatLessEq => a <= b,
        Op::FloatEq => a == b,
        _ => return None,
    })
}

fn fits(n: i128) -> Option<Word> {
    i64::try_from(n).ok().and_then(Word::from_smi)
}

impl Opt<'_> {
    /// The value of a pure operation of one or two operands (`b` may be `None`) of integers, floats or small integers, if
    /// constants or algebra tell it.
    pub(super) fn fold(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        if !self.on.fold {
            return None;
        }
        let folded = match (self.as_const(a), self.as_const(b)) {
            (Some(x), y) if y.is_some() || b == Val::None => self.fold_constants(op, x, y),
            _ => None,
        };
        folded.or_else(|| self.apply_rules(op, a, b))
    }

    fn fold_constants(&mut self, op: Op, a: Const, b: Option<Const>) -> Option<Val> {
        let c = match (a, b.unwrap_or(a)) {
            (Const::Int(x), Const::Int(y)) => match op {
                Op::Fits => Const::Bool(Word::from_smi(x).is_some()),
                Op::Tag => Const::Word(Word::from_smi(x)?),
                Op::IntToFloat => Const::Float((x as f64).to_bits()),
                _ => match int_test(op, x, y) {
                    Some(t) => Const::Bool(t),
                    None => Const::Int(int_op(op, x, y)?),
                },
            },
            (Const::Float(x), Const::Float(y)) => {
                let (x, y) = (f64::from_bits(x), f64::from_bits(y));
                match (op, float_test(op, x, y)) {
                    (Op::FloatToInt, _) => Const::Int(x as i64),
                    (_, Some(t)) => Const::Bool(t),
                    _ => Const::Float(float_op(op, x, y)?.to_bits()),
                }
            }
            (Const::Word(x), Const::Word(y)) => self.fold_words(op, x, y)?,
            _ => return None,
        };
        Some(self.consts.intern(c))
    }

    fn fold_words(&self, op: Op, x: Word, y: Word) -> Option<Const> {
        if op == Op::Payload {
            return (!x.is_smi() && !x.is_immediate_float() && !x.is_pointer()).then_some(Const::Int((x.bits() >> 32) as i64));
        }
        let (x, y) = (x.as_smi()?, y.as_smi()?);
        if op == Op::Untag {
            return Some(Const::Int(x));
        }
        if let Some(t) = int_test(op, x, y) {
            return Some(Const::Bool(t));
        }
        let exact = fits(smi_op(op, x, y)?);
        match op {
            Op::SmiAddOverflows | Op::SmiSubOverflows | Op::SmiMulOverflows => Some(Const::Bool(exact.is_none())),
            _ => exact.map(Const::Word),
        }
    }

    fn apply_rules(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        let second = self.as_number(b);
        let applies = |p: Pattern| match p {
            Pattern::Same => a == b,
            Pattern::Number(n) => second == Some(n),
        };
        if second.is_none() && a != b {
            return None;
        }
        let rule = RULES.iter().find(|r| r.op == op && applies(r.second))?;
        Some(match rule.gives {
            Gives::First => a,
            Gives::Number(n) if op.result() == Type::Word => self.smi(n),
            Gives::Number(n) => self.int(n),
            Gives::Truth(t) => Consts::bool(t),
        })
    }

    /// Operands in the order that rules and keys expect: constants on the right, otherwise older values first.
    pub(super) fn ordered(&self, op: Op, a: Val, b: Val) -> (Val, Val) {
        let rank = |v: Val| match v {
            Val::Const(c) => (1, c.0),
            Val::Ref(r) | Val::Boxed(r) | Val::Tagged(r) => (0, r.0),
            Val::Object(o) => (0, o.0),
            Val::None => (2, 0),
        };
        if commutes(op) && rank(a) > rank(b) { (b, a) } else { (a, b) }
    }

    /// The constant of a kind with a payload.
    pub(super) fn fold_payload(&mut self, kind: i64, n: Val) -> Option<Val> {
        const KINDS: [ConstKind; 5] = [ConstKind::Singleton, ConstKind::Char, ConstKind::Symbol, ConstKind::Code, ConstKind::Shape];
        let kind = *KINDS.get(usize::try_from(kind).ok()?)?;
        let payload = u32::try_from(self.as_number(n)?).ok()?;
        self.on.fold.then(|| self.word(Word::constant(kind, payload)))
    }
}
