//! Which operation of the graph stands for one of the mode's arithmetic operations.

use super::{Cmp, FloatFn, FloatOp, IntOp, SmiOp};
use crate::ir::Op;

/// The graph's operation of two small integers, and whether it overflows.
pub(super) fn smi_op(op: SmiOp) -> (Op, Op) {
    match op {
        SmiOp::Add => (Op::SmiAdd, Op::SmiAddOverflows),
        SmiOp::Sub => (Op::SmiSub, Op::SmiSubOverflows),
        SmiOp::Mul => (Op::SmiMul, Op::SmiMulOverflows),
    }
}

/// The graph's bitwise operation of two small integers: and, or, exclusive or.
pub(super) fn smi_bits(op: IntOp) -> Op {
    match op {
        IntOp::And => Op::SmiAnd,
        IntOp::Or => Op::SmiOr,
        _ => Op::SmiXor,
    }
}

/// The graph's comparison of two small integers.
pub(super) fn smi_cmp(cmp: Cmp) -> Op {
    match cmp {
        Cmp::Less => Op::SmiLess,
        Cmp::LessEq => Op::SmiLessEq,
        Cmp::Eq => Op::Same,
    }
}

/// The graph's operation of two floats.
pub(super) fn float_op(op: FloatOp) -> Op {
    match op {
        FloatOp::Add => Op::FloatAdd,
        FloatOp::Sub => Op::FloatSub,
        FloatOp::Mul => Op::FloatMul,
        FloatOp::Div => Op::FloatDiv,
    }
}

/// The graph's operation of one float.
pub(super) fn float_fn(f: FloatFn) -> Op {
    match f {
        FloatFn::Neg => Op::FloatNeg,
        FloatFn::Abs => Op::FloatAbs,
        FloatFn::Sqrt => Op::FloatSqrt,
        FloatFn::Floor => Op::FloatFloor,
        FloatFn::Ceil => Op::FloatCeil,
        FloatFn::Trunc => Op::FloatTrunc,
        FloatFn::Round => Op::FloatRound,
    }
}

/// The graph's operation of two raw integers.
pub(super) fn int_op(op: IntOp) -> Op {
    match op {
        IntOp::Add => Op::IntAdd,
        IntOp::Sub => Op::IntSub,
        IntOp::Mul => Op::IntMul,
        IntOp::And => Op::IntAnd,
        IntOp::Or => Op::IntOr,
        IntOp::Xor => Op::IntXor,
        IntOp::Shl => Op::IntShl,
        IntOp::Sar => Op::IntSar,
        IntOp::Shr => Op::IntShr,
    }
}
