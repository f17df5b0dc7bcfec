//! Which predicate an instruction that raises belongs to, for the context of its error.

use crate::builtins::BUILTINS;
use crate::ops::{ArithmeticGoal, Integer, Op};
use jitgen::Mode;
use vm_core::Word;

/// The name and the arity of the predicate: of arithmetic the goal that evaluates, of a builtin in Rust the predicate in whose clause
/// it is called. Nothing is known of other instructions. All of it is known when code is compiled.
pub(super) fn place<M: Mode>(m: &mut M, op: &Op) -> [M::Word; 2] {
    let goal = match *op {
        Op::Number { goal, .. } | Op::AddConstant { goal, .. } => goal,
        Op::Add { goal, .. } | Op::Sub { goal, .. } | Op::Mul { goal, .. } => goal,
        Op::Integer { operation, .. } => Integer::parts(operation).1,
        Op::UnlessLess { .. } => ArithmeticGoal::Less as u8,
        Op::UnlessGreater { .. } => ArithmeticGoal::Greater as u8,
        Op::UnlessLessEq { .. } => ArithmeticGoal::LessEq as u8,
        Op::UnlessGreaterEq { .. } => ArithmeticGoal::GreaterEq as u8,
        Op::UnlessEqual { .. } => ArithmeticGoal::Equal as u8,
        Op::IfEqual { .. } => ArithmeticGoal::NotEqual as u8,
        // Others have named themselves.
        Op::Builtin { which, .. } if BUILTINS[usize::from(which)].name.starts_with('$') => {
            let place = crate::errors::indicator_of_code(m.vm(), &m.code().name);
            let (name, arity) = place.map_or((Word::NIL, 0), |(name, arity)| (name.into(), arity));
            return [m.constant(name), m.constant(Word::smi(arity.into()))];
        }
        _ => return [m.constant(Word::NIL), m.constant(Word::smi(0))],
    };
    let name = ArithmeticGoal::ALL.get(usize::from(goal)).and_then(|g| m.vm().symbols.find(g.1));
    [m.constant(name.map_or(Word::NIL, Word::from)), m.constant(Word::smi(2))]
}
