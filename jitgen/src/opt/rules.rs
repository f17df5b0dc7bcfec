//! Rewrite rules of integer operations and tests, as data.
//!
//! A rule holds for every word width: the tests check each against the operation's meaning, exhaustively on small widths.
//! Operands that are constants stand on the right: see [`commutes`].

use crate::ir::Op;

/// What an operand must be for a rule to apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pattern {
    /// The same value as the first operand.
    Same,
    /// The integer (or small integer) of this value.
    Number(i64),
}

/// What a rule gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gives {
    /// The first operand.
    First,
    /// The integer (or small integer, as the operation's result) of this value.
    Number(i64),
    /// The outcome of a test.
    Truth(bool),
}

/// `op x PATTERN` is `gives`.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The operation.
    pub op: Op,
    /// What the second operand is.
    pub second: Pattern,
    /// What the operation then gives.
    pub gives: Gives,
}

const fn rule(op: Op, second: Pattern, gives: Gives) -> Rule {
    Rule { op, second, gives }
}

/// All rules. The first that applies is taken.
pub const RULES: &[Rule] = {
    use Gives::{First, Truth};
    use Pattern::Same;
    const fn n(n: i64) -> Pattern {
        Pattern::Number(n)
    }
    const fn gives(n: i64) -> Gives {
        Gives::Number(n)
    }
    &[
        rule(Op::IntAdd, n(0), First),
        rule(Op::IntSub, n(0), First),
        rule(Op::IntSub, Same, gives(0)),
        rule(Op::IntMul, n(0), gives(0)),
        rule(Op::IntMul, n(1), First),
        rule(Op::IntDiv, n(1), First),
        rule(Op::IntRem, n(1), gives(0)),
        rule(Op::IntRem, n(-1), gives(0)),
        rule(Op::IntAnd, n(0), gives(0)),
        rule(Op::IntAnd, n(-1), First),
        rule(Op::IntAnd, Same, First),
        rule(Op::IntOr, n(0), First),
        rule(Op::IntOr, n(-1), gives(-1)),
        rule(Op::IntOr, Same, First),
        rule(Op::IntXor, n(0), First),
        rule(Op::IntXor, Same, gives(0)),
        rule(Op::IntShl, n(0), First),
        rule(Op::IntSar, n(0), First),
        rule(Op::IntShr, n(0), First),
        rule(Op::IntLess, Same, Truth(false)),
        rule(Op::IntLessEq, Same, Truth(true)),
        rule(Op::IntEq, Same, Truth(true)),
        rule(Op::IntBelow, Same, Truth(false)),
        rule(Op::IntBelow, n(0), Truth(false)),
        rule(Op::SmiAdd, n(0), First),
        rule(Op::SmiAddFits, n(0), First),
        rule(Op::SmiSub, n(0), First),
        rule(Op::SmiSub, Same, gives(0)),
        rule(Op::SmiSubFits, n(0), First),
        rule(Op::SmiSubFits, Same, gives(0)),
        rule(Op::SmiMul, n(0), gives(0)),
        rule(Op::SmiMul, n(1), First),
        rule(Op::SmiMulFits, n(0), gives(0)),
        rule(Op::SmiMulFits, n(1), First),
        rule(Op::SmiAddOverflows, n(0), Truth(false)),
        rule(Op::SmiSubOverflows, n(0), Truth(false)),
        rule(Op::SmiSubOverflows, Same, Truth(false)),
        rule(Op::SmiMulOverflows, n(0), Truth(false)),
        rule(Op::SmiMulOverflows, n(1), Truth(false)),
        rule(Op::SmiAnd, n(0), gives(0)),
        rule(Op::SmiAnd, n(-1), First),
        rule(Op::SmiAnd, Same, First),
        rule(Op::SmiOr, n(0), First),
        rule(Op::SmiOr, n(-1), gives(-1)),
        rule(Op::SmiOr, Same, First),
        rule(Op::SmiXor, n(0), First),
        rule(Op::SmiXor, Same, gives(0)),
        rule(Op::SmiLess, Same, Truth(false)),
        rule(Op::SmiLessEq, Same, Truth(true)),
    ]
};

/// Whether the operands may be exchanged.
pub fn commutes(op: Op) -> bool {
    use Op::*;
    matches!(
        op,
        IntAdd
            | IntMul
            | IntAnd
            | IntOr
            | IntXor
            | IntEq
            | Same
            | SmiAdd
            | SmiMul
            | SmiAddFits
            | SmiMulFits
            | SmiAddOverflows
            | SmiMulOverflows
            | SmiAnd
            | SmiOr
            | SmiXor
    )
}
