//! The interpreter: what each instruction does. The JIT compiler is made of it too.

use crate::ops::Op;
use jitgen::{Cmp, Effects, FloatOp, Mode, SmiOp};
use vm_core::core_shapes::{GLOBAL, PAIR, Pair};
use vm_core::{Object, Word};

jitgen::helpers! {
    /// Makes the exception for an operand that does not fit.
    FAULT "fault" Effects::ALLOCATES => |vm, which| Ok(vm.pair(which, Word::NIL));
    /// Writes a value and a line end.
    PRINT "print" Effects { writes: true, ..Effects::READS } => |vm, w| {
        let text = crate::show(vm, w);
        vm.print(&text);
        vm.print("\n");
        Ok(Word::UNSPECIFIED)
    };
}

/// What can go wrong: indices into the list of messages.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    NotANumber,
    DivisionByZero,
    Overflow,
    NotAPair,
    NotAFunction,
    WrongArguments,
    Undefined,
}

/// The messages of [`Fault`], in order.
pub(crate) const FAULTS: [&str; 7] = [
    "operand is not a number",
    "division by zero",
    "integer overflow",
    "operand is not a pair",
    "called value is not a function",
    "wrong number of arguments",
    "undefined name",
];

type Outcome<M> = Result<<M as Mode>::Word, Fault>;

/// An operand of mixed arithmetic.
#[inline(always)]
fn number<M: Mode>(m: &mut M, w: M::Word) -> Result<M::Float, Fault> {
    if let Some(i) = m.as_smi(w) {
        let n = m.untag(i);
        return Ok(m.int_to_float(n));
    }
    m.as_float(w).ok_or(Fault::NotANumber)
}

#[inline(always)]
fn arithmetic<M: Mode>(m: &mut M, smi: Option<SmiOp>, float: FloatOp, a: M::Word, b: M::Word) -> Outcome<M> {
    if let (Some(op), Some((x, y))) = (smi, m.as_smis(a, b)) {
        return m.smi_op(op, x, y).map(|r| r.word()).ok_or(Fault::Overflow);
    }
    let (x, y) = (number(m, a)?, number(m, b)?);
    let r = m.float_op(float, x, y);
    Ok(m.box_float(r))
}

/// Integers divide to integers, rounded to zero; anything else as floats.
fn divide<M: Mode>(m: &mut M, remainder: bool, a: M::Word, b: M::Word) -> Outcome<M> {
    if let Some((x, y)) = m.as_smis(a, b) {
        let (x, y) = (m.untag(x), m.untag(y));
        let (q, r) = m.int_div(x, y).ok_or(Fault::DivisionByZero)?;
        return m.tag(if remainder { r } else { q }).map(|r| r.word()).ok_or(Fault::Overflow);
    }
    if remainder { Err(Fault::NotANumber) } else { arithmetic(m, None, FloatOp::Div, a, b) }
}

#[inline(always)]
fn compare<M: Mode>(m: &mut M, cmp: Cmp, a: M::Word, b: M::Word) -> Result<bool, Fault> {
    if let Some((x, y)) = m.as_smis(a, b) {
        return Ok(m.smi_cmp(cmp, x, y));
    }
    if cmp == Cmp::Eq && m.same(a, b) {
        return Ok(true);
    }
    match (number(m, a), number(m, b)) {
        (Ok(x), Ok(y)) => Ok(m.float_cmp(cmp, x, y)),
        _ if cmp == Cmp::Eq => Ok(false),
        _ => Err(Fault::NotANumber),
    }
}

#[inline(always)]
fn call<M: Mode>(m: &mut M, args: vm_core::Args) -> Result<(), Fault> {
    let callee = m.get(args.slot(0));
    let count = args.iter().len() - 1;
    match m.promote_code(callee) {
        Some(code) if usize::from(m.vm().code(code).params) == count => m.begin_call(code),
        Some(_) => return Err(Fault::WrongArguments),
        // No function, or one of too many that were called here.
        None if !m.begin_any_call(callee, count) => return Err(Fault::NotAFunction),
        None => {}
    }
    for (i, slot) in args.iter().skip(1).enumerate() {
        let w = m.get(slot);
        m.argument(i, w);
    }
    Ok(())
}

/// One instruction.
#[inline(always)]
pub(crate) fn step<M: Mode>(m: &mut M, op: &Op) -> M::Next {
    match execute(m, op) {
        Ok(next) => next,
        Err(fault) => {
            let which = m.constant(Word::smi(fault as i64));
            let (Ok(w) | Err(w)) = m.call(&FAULT, &[which]);
            m.raise(w)
        }
    }
}

#[inline(always)]
fn execute<M: Mode>(m: &mut M, op: &Op) -> Result<M::Next, Fault> {
    let (dst, value) = match *op {
        Op::Literal { dst, value } => (dst, m.literal(value)),
        Op::Move { dst, a } => (dst, m.get(a)),
        Op::Global { dst, global } => {
            let w = m.literal(global);
            let g = m.cast(w, GLOBAL).ok_or(Fault::Undefined)?;
            let value = m.global(g);
            if m.is(value, Word::HOLE) {
                return Err(Fault::Undefined);
            }
            (dst, value)
        }
        Op::SetGlobal { global, a } => {
            let w = m.literal(global);
            let g = m.cast(w, GLOBAL).ok_or(Fault::Undefined)?;
            let value = m.get(a);
            m.set_global(g, value);
            return Ok(m.next());
        }
        Op::Add { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            (dst, arithmetic(m, Some(SmiOp::Add), FloatOp::Add, a, b)?)
        }
        Op::Sub { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            (dst, arithmetic(m, Some(SmiOp::Sub), FloatOp::Sub, a, b)?)
        }
        Op::Mul { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            (dst, arithmetic(m, Some(SmiOp::Mul), FloatOp::Mul, a, b)?)
        }
        Op::Div { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            (dst, divide(m, false, a, b)?)
        }
        Op::Rem { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            (dst, divide(m, true, a, b)?)
        }
        Op::UnlessLess { a, b, target } => return branch(m, Cmp::Less, a, b, target),
        Op::UnlessLessEq { a, b, target } => return branch(m, Cmp::LessEq, a, b, target),
        Op::UnlessEqual { a, b, target } => return branch(m, Cmp::Eq, a, b, target),
        Op::Jump { target } => return Ok(m.jump(target)),
        Op::Pair { dst, a, b } => {
            let fields = [m.get(a), m.get(b)];
            (dst, m.new(PAIR, &fields).word())
        }
        Op::First { dst, a } => {
            let w = m.get(a);
            let pair = m.cast(w, PAIR).ok_or(Fault::NotAPair)?;
            (dst, m.load(pair, Pair::car))
        }
        Op::Second { dst, a } => {
            let w = m.get(a);
            let pair = m.cast(w, PAIR).ok_or(Fault::NotAPair)?;
            (dst, m.load(pair, Pair::cdr))
        }
        Op::SetFirst { a, b } => {
            let w = m.get(a);
            let pair = m.cast(w, PAIR).ok_or(Fault::NotAPair)?;
            let value = m.get(b);
            m.store(pair, Pair::car, value);
            return Ok(m.next());
        }
        Op::Print { a } => {
            let w = m.get(a);
            // Printing does not raise.
            let _ = m.call(&PRINT, &[w]);
            return Ok(m.next());
        }
        Op::Call { dst, call: args } => {
            call(m, args)?;
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

#[inline(always)]
fn branch<M: Mode>(m: &mut M, cmp: Cmp, a: vm_core::Slot, b: vm_core::Slot, target: vm_core::Target) -> Result<M::Next, Fault> {
    let (a, b) = (m.get(a), m.get(b));
    Ok(if compare(m, cmp, a, b)? { m.next() } else { m.jump(target) })
}

/// The message of an exception: a pair of a [`Fault`]'s number, or of the message as a symbol.
pub(crate) fn message(vm: &vm_core::Vm, exception: Word) -> String {
    let which = vm.cast(exception, PAIR).map_or(Word::NIL, |p: Object<Pair>| vm.get(p, Pair::car));
    match (which.as_smi(), which.as_symbol()) {
        (Some(i), _) => FAULTS.get(i as usize).unwrap_or(&"error").to_string(),
        (_, Some(name)) => vm.symbols.name(name).into(),
        _ => "error".into(),
    }
}
