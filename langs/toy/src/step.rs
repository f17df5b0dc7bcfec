//! The interpreter: what each instruction does. The JIT compiler is made of it too.

use crate::Fault;
use crate::ops::{Op, Operation};
use jitgen::smi::{self, Division};
use jitgen::{Cmp, Effects, FloatOp, Mode, SmiOp};
use vm_core::core_shapes::{GLOBAL, PAIR, Pair};
use vm_core::{Args, Word};

jitgen::helpers! {
    /// Writes a value and a line end.
    PRINT "print" Effects { writes: true, ..Effects::READS } => |vm, w| {
        let text = crate::show(vm, w) + "\n";
        vm.print(&text);
        Ok(Word::UNSPECIFIED)
    };
}

type Outcome<M> = Result<<M as Mode>::Word, Fault>;

#[inline(always)]
fn arithmetic<M: Mode>(m: &mut M, op: Option<SmiOp>, float: FloatOp, a: M::Word, b: M::Word) -> Outcome<M> {
    if let (Some(op), Some((x, y))) = (op, m.as_smis(a, b)) {
        return m.smi_op(op, x, y).map(|r| r.word()).ok_or(Fault::Overflow);
    }
    let (x, y) = smi::floats(m, a, b).ok_or(Fault::NotANumber)?;
    let r = m.float_op(float, x, y);
    Ok(m.box_float(r))
}

/// Integers divide to integers, rounded to zero; anything else as floats.
fn divide<M: Mode>(m: &mut M, what: Division, a: M::Word, b: M::Word) -> Outcome<M> {
    match m.as_smis(a, b) {
        Some((x, y)) => smi::divide(m, what, x, y).map(|r| r.word()).ok_or(Fault::DivisionByZero),
        None if what == Division::Quotient => arithmetic(m, None, FloatOp::Div, a, b),
        None => Err(Fault::NotANumber),
    }
}

/// Whether the comparison's answer is `truth`, as a value.
#[inline(always)]
fn compare<M: Mode>(m: &mut M, cmp: Cmp, a: M::Word, b: M::Word, truth: bool) -> Outcome<M> {
    let holds = match smi::compare(m, cmp, a, b) {
        None if cmp == Cmp::Eq => m.same(a, b),
        answer => answer.ok_or(Fault::NotANumber)?,
    };
    Ok(m.constant(Word::bool(holds == truth)))
}

#[inline(always)]
fn operate<M: Mode>(m: &mut M, operation: Operation, a: M::Word, b: M::Word) -> Outcome<M> {
    Ok(match operation {
        Operation::Add => arithmetic(m, Some(SmiOp::Add), FloatOp::Add, a, b)?,
        Operation::Sub => arithmetic(m, Some(SmiOp::Sub), FloatOp::Sub, a, b)?,
        Operation::Mul => arithmetic(m, Some(SmiOp::Mul), FloatOp::Mul, a, b)?,
        Operation::Div => divide(m, Division::Quotient, a, b)?,
        Operation::Rem => divide(m, Division::Remainder, a, b)?,
        Operation::Less => compare(m, Cmp::Less, a, b, true)?,
        Operation::LessEq => compare(m, Cmp::LessEq, a, b, true)?,
        Operation::Greater => compare(m, Cmp::Less, b, a, true)?,
        Operation::GreaterEq => compare(m, Cmp::LessEq, b, a, true)?,
        Operation::Equal => compare(m, Cmp::Eq, a, b, true)?,
        Operation::NotEqual => compare(m, Cmp::Eq, a, b, false)?,
        Operation::Pair => m.new(PAIR, &[a, b]).word(),
        Operation::Print => m.call(&PRINT, &[a]).expect("it does not raise"),
        Operation::First | Operation::Second | Operation::SetFirst => {
            let pair = m.cast(a, PAIR).ok_or(Fault::NotAPair)?;
            if operation == Operation::SetFirst {
                m.store(pair, Pair::car, b);
            }
            m.load(pair, if operation == Operation::Second { Pair::cdr } else { Pair::car })
        }
    })
}

#[inline(always)]
fn execute<M: Mode>(m: &mut M, op: &Op) -> Result<M::Next, Fault> {
    let (dst, value) = match *op {
        Op::Literal { dst, value } => (dst, m.literal(value)),
        Op::Move { dst, a } => (dst, m.get(a)),
        Op::Global { dst, global } => {
            let w = m.literal(global);
            let value = m.cast(w, GLOBAL).map(|g| m.global(g));
            (dst, value.filter(|w| !m.is(*w, Word::HOLE)).ok_or(Fault::Undefined)?)
        }
        Op::SetGlobal { global, a } => {
            let (w, value) = (m.literal(global), m.get(a));
            let g = m.cast(w, GLOBAL).ok_or(Fault::Undefined)?;
            m.set_global(g, value);
            return Ok(m.next());
        }
        Op::Operation { dst, a, b, operation } => {
            let (a, b) = (m.get(a), m.get(b));
            (dst, operate(m, Operation::of(operation), a, b)?)
        }
        Op::Unless { a, target } => {
            let w = m.get(a);
            let is_false = m.is(w, Word::FALSE);
            return Ok(m.jump_if(is_false, target));
        }
        Op::Jump { target } => return Ok(m.jump(target)),
        Op::Call { dst, call: Args { base, count } } => {
            let callee = m.get(Args { base, count }.slot(0));
            if !m.begin_call_of(callee, usize::from(count) - 1) {
                return Err(Fault::NotAFunction);
            }
            m.arguments(0, Args { base: base + 1, count: count - 1 });
            return Ok(m.enter(dst));
        }
        Op::Return { value } => {
            let w = m.get(value);
            return Ok(m.give_back(w));
        }
    };
    m.set(dst, value);
    Ok(m.next())
}

/// One instruction.
#[inline(always)]
pub(crate) fn step<M: Mode>(m: &mut M, op: &Op) -> M::Next {
    execute(m, op).unwrap_or_else(|fault| {
        let exception = m.constant(Word::smi(fault as i64));
        m.raise(exception)
    })
}
