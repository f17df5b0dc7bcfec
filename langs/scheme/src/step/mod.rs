//! The interpreter: what each instruction does. The JIT compiler is made of it too.

mod arith;
mod call;
mod chars;
mod data;
mod types;

use crate::builtins::Prim;
use crate::builtins::error::{AS_CALLED, COMPLAIN, Complaint, UNBOUND, UNSET, note};
use crate::object;
use crate::ops::{Op, Type};
use jitgen::smi::Division;
use jitgen::{Cmp, FloatOp, IntOp, Mode, Request, SmiOp};
use vm_core::core_shapes::{CELL, CLOSURE, Cell, GLOBAL, PAIR};
use vm_core::{Args, Lit, Slot, Target, Word};

/// What an instruction that may fail gives: where control goes when it has failed.
type Outcome<M, T = <M as Mode>::Word> = Result<T, <M as Mode>::Next>;

/// Executes one instruction.
#[inline(always)]
pub(crate) fn step<M: Mode>(m: &mut M, op: &Op) -> M::Next {
    match *op {
        Op::Const { dst, value } => {
            let w = m.literal(value);
            put(m, dst, w)
        }
        Op::Int { dst, value } => {
            let w = m.constant(Word::smi(i64::from(value)));
            put(m, dst, w)
        }
        Op::Eof { dst } => {
            let w = m.constant(Word::EOF);
            put(m, dst, w)
        }
        Op::Move { dst, a } => {
            let w = m.get(a);
            put(m, dst, w)
        }
        Op::Captured { dst, index } => {
            let w = captured(m, index);
            put(m, dst, w)
        }
        Op::CapturedCell { dst, index } => {
            let cell = captured(m, index);
            cell_ref(m, dst, cell)
        }
        Op::SetCapturedCell { index, a } => {
            let (cell, w) = (captured(m, index), m.get(a));
            if let Some(c) = m.cast(cell, CELL) {
                m.store(c, Cell::value, w);
            }
            m.next()
        }
        Op::MakeCell { dst, a } => {
            let w = m.get(a);
            let c = m.new(CELL, &[w]);
            put(m, dst, c.word())
        }
        Op::CellRef { dst, a } => {
            let cell = m.get(a);
            cell_ref(m, dst, cell)
        }
        Op::CellSet { a, b } => {
            let (cell, w) = (m.get(a), m.get(b));
            match m.cast(cell, CELL) {
                Some(c) => {
                    m.store(c, Cell::value, w);
                    m.next()
                }
                None => complain(m, Complaint::SetBox, 1, cell),
            }
        }
        Op::CheckSet { a, name } => {
            let w = m.get(a);
            if m.is(w, Word::HOLE) { unset(m, name) } else { m.next() }
        }
        Op::Global { dst, global } => {
            let w = global_value(m, global);
            if m.is(w, Word::HOLE) { unbound(m, global) } else { put(m, dst, w) }
        }
        Op::SetGlobal { global, a } => {
            let old = global_value(m, global);
            if m.is(old, Word::HOLE) { unbound(m, global) } else { define_global(m, global, a) }
        }
        Op::DefineGlobal { global, a } => define_global(m, global, a),
        Op::Closure { dst, code, captured } => data::closure(m, dst, code, captured),

        Op::Jump { target } => m.jump(target),
        Op::JumpFalse { a, target } => {
            let w = m.get(a);
            let jumps = m.is(w, Word::FALSE);
            m.jump_if(jumps, target)
        }
        Op::JumpTrue { a, target } => {
            let w = m.get(a);
            let jumps = !m.is(w, Word::FALSE);
            m.jump_if(jumps, target)
        }
        Op::JumpNull { a, target } => {
            let w = m.get(a);
            let jumps = m.is(w, Word::NIL);
            m.jump_if(jumps, target)
        }
        Op::JumpNotNull { a, target } => {
            let w = m.get(a);
            let jumps = !m.is(w, Word::NIL);
            m.jump_if(jumps, target)
        }
        Op::JumpPair { a, target } => {
            let w = m.get(a);
            let jumps = m.cast(w, PAIR).is_some();
            m.jump_if(jumps, target)
        }
        Op::JumpNotPair { a, target } => {
            let w = m.get(a);
            let jumps = m.cast(w, PAIR).is_none();
            m.jump_if(jumps, target)
        }
        Op::JumpIs { a, kind, target } => {
            let w = m.get(a);
            let jumps = types::is(m, w, Type::of(kind));
            m.jump_if(jumps, target)
        }
        Op::JumpIsNot { a, kind, target } => {
            let w = m.get(a);
            let jumps = !types::is(m, w, Type::of(kind));
            m.jump_if(jumps, target)
        }
        Op::JumpEq { a, b, target } => {
            let (a, b) = (m.get(a), m.get(b));
            let jumps = m.same(a, b);
            m.jump_if(jumps, target)
        }
        Op::JumpNotEq { a, b, target } => {
            let (a, b) = (m.get(a), m.get(b));
            let jumps = !m.same(a, b);
            m.jump_if(jumps, target)
        }
        Op::JumpEqLit { a, b, target } => {
            let (a, b) = (m.get(a), m.literal(b));
            let jumps = m.same(a, b);
            m.jump_if(jumps, target)
        }
        Op::JumpNotEqLit { a, b, target } => {
            let (a, b) = (m.get(a), m.literal(b));
            let jumps = !m.same(a, b);
            m.jump_if(jumps, target)
        }
        Op::JumpLess { a, b, target } => compare_jump(m, Cmp::Less, a, b, true, target),
        Op::JumpNotLess { a, b, target } => compare_jump(m, Cmp::Less, a, b, false, target),
        Op::JumpLessEq { a, b, target } => compare_jump(m, Cmp::LessEq, a, b, true, target),
        Op::JumpNotLessEq { a, b, target } => compare_jump(m, Cmp::LessEq, a, b, false, target),
        Op::JumpNumEq { a, b, target } => compare_jump(m, Cmp::Eq, a, b, true, target),
        Op::JumpNotNumEq { a, b, target } => compare_jump(m, Cmp::Eq, a, b, false, target),
        Op::JumpLessInt { a, n, target } => compare_int(m, Cmp::Less, a, n, false, true, target),
        Op::JumpNotLessInt { a, n, target } => compare_int(m, Cmp::Less, a, n, false, false, target),
        Op::JumpLessEqInt { a, n, target } => compare_int(m, Cmp::LessEq, a, n, false, true, target),
        Op::JumpNotLessEqInt { a, n, target } => compare_int(m, Cmp::LessEq, a, n, false, false, target),
        Op::JumpGreaterInt { a, n, target } => compare_int(m, Cmp::Less, a, n, true, true, target),
        Op::JumpNotGreaterInt { a, n, target } => compare_int(m, Cmp::Less, a, n, true, false, target),
        Op::JumpGreaterEqInt { a, n, target } => compare_int(m, Cmp::LessEq, a, n, true, true, target),
        Op::JumpNotGreaterEqInt { a, n, target } => compare_int(m, Cmp::LessEq, a, n, true, false, target),
        Op::JumpNumEqInt { a, n, target } => compare_int(m, Cmp::Eq, a, n, false, true, target),
        Op::JumpNotNumEqInt { a, n, target } => compare_int(m, Cmp::Eq, a, n, false, false, target),

        Op::Call { dst, call } => {
            let f = m.get(call.slot(0));
            call::slots(m, f, call.base + 1, call.count - 1, Some(dst))
        }
        Op::TailCall { call } => {
            let f = m.get(call.slot(0));
            call::slots(m, f, call.base + 1, call.count - 1, None)
        }
        Op::CallGlobal { dst, global, arguments } => {
            let f = global_value(m, global);
            call::global(m, f, global, arguments, Some(dst))
        }
        Op::TailCallGlobal { global, arguments } => {
            let f = global_value(m, global);
            call::global(m, f, global, arguments, None)
        }
        Op::CallCode { dst, code, parameters } => {
            call::code(m, code, parameters);
            m.enter(dst)
        }
        Op::TailCallCode { code, parameters } => {
            call::code(m, code, parameters);
            m.enter_tail()
        }
        Op::Apply { dst, f, list } => call::apply(m, f, list, Some(dst)),
        Op::TailApply { f, list } => call::apply(m, f, list, None),
        Op::ApplyValues { dst, f, values } => call::apply_values(m, f, values, Some(dst)),
        Op::TailApplyValues { f, values } => call::apply_values(m, f, values, None),
        Op::Return { a } => {
            let w = m.get(a);
            m.give_back(w)
        }
        Op::MakeValues { dst, values } => data::make_values(m, dst, values),
        Op::CheckValues { a, count, more } => data::check_values(m, a, count, more),
        Op::ValuesRef { dst, a, index } => data::values_ref(m, dst, a, index),
        Op::ValuesRest { dst, a, index } => data::values_rest(m, dst, a, index),
        Op::Capture { dst } => m.request(Request::Capture(dst)),
        Op::Reinstate { a, b } => {
            let (continuation, value) = (m.get(a), m.get(b));
            m.request(Request::Reinstate(continuation, value))
        }
        Op::Throw { a } => {
            let w = m.get(a);
            m.raise(w)
        }
        Op::Raise { a } => {
            let w = m.get(a);
            raise(m, w)
        }
        Op::Uncaught { a } => {
            let w = m.get(a);
            m.request(Request::Uncaught(w))
        }
        Op::Exit { a } => {
            let w = m.get(a);
            m.request(Request::Exit(w))
        }
        Op::Collect { dst } => {
            let w = m.constant(Word::UNSPECIFIED);
            m.set(dst, w);
            m.request(Request::Collect)
        }
        Op::Host { dst, arguments, index } => {
            let (function, arguments) = (m.constant(Word::smi(i64::from(index))), m.get(arguments));
            m.request(Request::Host(function, arguments, dst))
        }

        Op::Add { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            let r = arith::smi_or_float(m, SmiOp::Add, FloatOp::Add, &crate::builtins::numbers::ADD, a, b);
            store(m, dst, r)
        }
        Op::Sub { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            let r = arith::smi_or_float(m, SmiOp::Sub, FloatOp::Sub, &crate::builtins::numbers::SUB, a, b);
            store(m, dst, r)
        }
        Op::Mul { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            let r = arith::smi_or_float(m, SmiOp::Mul, FloatOp::Mul, &crate::builtins::numbers::MUL, a, b);
            store(m, dst, r)
        }
        Op::AddInt { dst, a, n } => {
            let (a, b) = (m.get(a), m.constant(Word::smi(i64::from(n as i16))));
            let r = arith::smi_or_float(m, SmiOp::Add, FloatOp::Add, &crate::builtins::numbers::ADD, a, b);
            store(m, dst, r)
        }
        Op::SubInt { dst, a, n } => {
            let (a, b) = (m.get(a), m.constant(Word::smi(i64::from(n as i16))));
            let r = arith::smi_or_float(m, SmiOp::Sub, FloatOp::Sub, &crate::builtins::numbers::SUB, a, b);
            store(m, dst, r)
        }
        Op::Div { dst, a, b } => binary(m, dst, a, b, arith::divide),
        Op::Less { dst, a, b } => compare(m, Cmp::Less, dst, a, b),
        Op::LessEq { dst, a, b } => compare(m, Cmp::LessEq, dst, a, b),
        Op::NumEq { dst, a, b } => compare(m, Cmp::Eq, dst, a, b),
        Op::Quotient { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::integer_division(m, Division::Quotient, a, b)),
        Op::Remainder { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::integer_division(m, Division::Remainder, a, b)),
        Op::Modulo { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::integer_division(m, Division::Modulo, a, b)),
        Op::BitAnd { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::bits(m, IntOp::And, a, b)),
        Op::BitOr { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::bits(m, IntOp::Or, a, b)),
        Op::BitXor { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::bits(m, IntOp::Xor, a, b)),
        Op::Shift { dst, a, b } => binary(m, dst, a, b, arith::shift),
        Op::Max { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::extreme(m, true, a, b)),
        Op::Min { dst, a, b } => binary(m, dst, a, b, |m, a, b| arith::extreme(m, false, a, b)),
        Op::Real { dst, a, which } => {
            let a = m.get(a);
            let r = arith::real(m, crate::ops::Real::of(which), a);
            store(m, dst, r)
        }
        Op::Flonum { dst, a, b, which } => {
            let (a, b) = (m.get(a), m.get(b));
            let r = arith::flonum(m, crate::ops::Flonum::of(which), a, b);
            store(m, dst, r)
        }

        Op::Not { dst, a } => {
            let w = m.get(a);
            let is = m.is(w, Word::FALSE);
            put_bool(m, dst, is)
        }
        Op::Eq { dst, a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            let same = m.same(a, b);
            put_bool(m, dst, same)
        }
        Op::Eqv { dst, a, b } => binary(m, dst, a, b, types::eqv),
        Op::Equal { dst, a, b } => binary(m, dst, a, b, types::equal),
        Op::Is { dst, a, kind } => {
            let w = m.get(a);
            let is = types::is(m, w, Type::of(kind));
            put_bool(m, dst, is)
        }
        Op::Cons { dst, a, b } => {
            let fields = [m.get(a), m.get(b)];
            let p = m.new(PAIR, &fields);
            put(m, dst, p.word())
        }
        Op::Car { dst, a } => data::pair_ref(m, dst, a, vm_core::core_shapes::Pair::car, Complaint::Car),
        Op::Cdr { dst, a } => data::pair_ref(m, dst, a, vm_core::core_shapes::Pair::cdr, Complaint::Cdr),
        Op::SetCar { a, b } => data::pair_set(m, a, b, vm_core::core_shapes::Pair::car, Complaint::SetCar),
        Op::SetCdr { a, b } => data::pair_set(m, a, b, vm_core::core_shapes::Pair::cdr, Complaint::SetCdr),
        Op::VectorRef { dst, a, b } => data::vector_ref(m, dst, a, b),
        Op::VectorSet { a, b, c } => data::vector_set(m, a, b, c),
        Op::VectorLength { dst, a } => data::vector_length(m, dst, a),
        Op::MakeVector { dst, elements } => data::make_vector(m, dst, elements),
        Op::StringRef { dst, a, b } => data::string_ref(m, dst, a, b),
        Op::StringSet { a, b, c } => data::string_set(m, a, b, c),
        Op::StringLength { dst, a } => data::string_length(m, dst, a),
        Op::BytesRef { dst, a, b } => data::bytes_ref(m, dst, a, b),
        Op::BytesSet { a, b, c } => data::bytes_set(m, a, b, c),
        Op::BytesLength { dst, a } => data::bytes_length(m, dst, a),
        Op::CharToInt { dst, a } => data::char_to_int(m, dst, a),
        Op::IntToChar { dst, a } => data::int_to_char(m, dst, a),
        Op::CharCompare { dst, a, b, order } => data::char_compare(m, dst, a, b, order),
        Op::CharApply { dst, a, which } => chars::apply(m, dst, a, which),
        Op::ReadChar { dst, a } => data::next_char(m, dst, a, true),
        Op::PeekChar { dst, a } => data::next_char(m, dst, a, false),
        Op::WriteChar { a, b } => data::write_char(m, a, b),
        Op::RecordNew { dst, shape, fields } => data::record_new(m, dst, shape, fields),
        Op::RecordIs { dst, a, shape } => data::record_is(m, dst, a, shape),
        Op::RecordRef { dst, a, shape, index } => data::record_ref(m, dst, a, shape, index),
        Op::RecordSet { a, b, shape, index } => data::record_set(m, a, b, shape, index),
        Op::RecordNewOf { dst, fields } => data::record_new_of(m, dst, fields),
        Op::RecordIsOf { dst, a, rtd } => data::record_is_of(m, dst, a, rtd),
        Op::RecordRefOf { dst, operands } => data::record_ref_of(m, dst, operands),
        Op::RecordSetOf { dst, operands } => data::record_set_of(m, dst, operands),

        Op::Helper0 { dst, prim } => {
            let r = m.call(Prim::of(prim).helper(), &[]);
            helped(m, dst, r)
        }
        Op::Helper1 { dst, a, prim } => {
            let args = [m.get(a)];
            let r = m.call(Prim::of(prim).helper(), &args);
            helped(m, dst, r)
        }
        Op::Helper2 { dst, a, b, prim } => {
            let args = [m.get(a), m.get(b)];
            let r = m.call(Prim::of(u16::from(prim)).helper(), &args);
            helped(m, dst, r)
        }
        Op::Helper3 { dst, operands, prim } => {
            let args = [m.get(operands.slot(0)), m.get(operands.slot(1)), m.get(operands.slot(2))];
            let r = m.call(Prim::of(prim).helper(), &args);
            helped(m, dst, r)
        }
        Op::HelperN { dst, operands, prim } => helper_n(m, dst, operands, prim),
    }
}

// ---- results

#[inline(always)]
fn put<M: Mode>(m: &mut M, dst: Slot, w: M::Word) -> M::Next {
    m.set(dst, w);
    m.next()
}

#[inline(always)]
fn put_bool<M: Mode>(m: &mut M, dst: Slot, b: bool) -> M::Next {
    let w = m.constant(Word::bool(b));
    put(m, dst, w)
}

#[inline(always)]
fn store<M: Mode>(m: &mut M, dst: Slot, r: Outcome<M>) -> M::Next {
    match r {
        Ok(w) => put(m, dst, w),
        Err(next) => next,
    }
}

/// The outcome of a helper.
#[inline(always)]
fn helped<M: Mode>(m: &mut M, dst: Slot, r: Result<M::Word, M::Word>) -> M::Next {
    match r {
        Ok(w) => put(m, dst, w),
        Err(exception) => raise(m, exception),
    }
}

#[inline(always)]
fn binary<M: Mode>(m: &mut M, dst: Slot, a: Slot, b: Slot, f: impl FnOnce(&mut M, M::Word, M::Word) -> Outcome<M>) -> M::Next {
    let (a, b) = (m.get(a), m.get(b));
    let r = f(m, a, b);
    store(m, dst, r)
}

#[inline(always)]
fn compare<M: Mode>(m: &mut M, cmp: Cmp, dst: Slot, a: Slot, b: Slot) -> M::Next {
    let (a, b) = (m.get(a), m.get(b));
    match arith::compare(m, cmp, a, b) {
        Ok(truth) => put_bool(m, dst, truth),
        Err(next) => next,
    }
}

#[inline(always)]
fn compare_jump<M: Mode>(m: &mut M, cmp: Cmp, a: Slot, b: Slot, sense: bool, target: Target) -> M::Next {
    let (a, b) = (m.get(a), m.get(b));
    match arith::compare(m, cmp, a, b) {
        Ok(truth) => m.jump_if(truth == sense, target),
        Err(next) => next,
    }
}

/// Compares with a constant; `swapped`: the constant is the first operand.
#[inline(always)]
fn compare_int<M: Mode>(m: &mut M, cmp: Cmp, a: Slot, n: u16, swapped: bool, sense: bool, target: Target) -> M::Next {
    let (a, n) = (m.get(a), m.constant(Word::smi(i64::from(n as i16))));
    let (a, b) = if swapped { (n, a) } else { (a, n) };
    match arith::compare(m, cmp, a, b) {
        Ok(truth) => m.jump_if(truth == sense, target),
        Err(next) => next,
    }
}

fn helper_n<M: Mode>(m: &mut M, dst: Slot, operands: Args, prim: u16) -> M::Next {
    let args: smallvec::SmallVec<[M::Word; 8]> = operands.iter().map(|s| m.get(s)).collect();
    let r = m.call(Prim::of(prim).helper(), &args);
    helped(m, dst, r)
}

// ---- variables

/// A captured value of the running procedure.
#[inline(always)]
fn captured<M: Mode>(m: &mut M, index: u16) -> M::Word {
    let own = m.code().slot(0);
    let f = m.get(own);
    let i = m.int(i64::from(index));
    let value = m.cast(f, CLOSURE).and_then(|c| m.element(c, i));
    match value {
        Some(w) => w,
        // Callers pass the procedure whose code runs.
        None => m.constant(Word::UNDEFINED),
    }
}

#[inline(always)]
fn cell_ref<M: Mode>(m: &mut M, dst: Slot, cell: M::Word) -> M::Next {
    match m.cast(cell, CELL) {
        Some(c) => {
            let w = m.load(c, Cell::value);
            put(m, dst, w)
        }
        None => complain(m, Complaint::Unbox, 1, cell),
    }
}

#[inline(always)]
fn global_value<M: Mode>(m: &mut M, global: Lit) -> M::Word {
    let w = m.literal(global);
    match m.cast(w, GLOBAL) {
        Some(g) => m.global(g),
        None => m.constant(Word::HOLE),
    }
}

#[inline(always)]
fn define_global<M: Mode>(m: &mut M, global: Lit, a: Slot) -> M::Next {
    let (w, value) = (m.literal(global), m.get(a));
    if let Some(g) = m.cast(w, GLOBAL) {
        m.set_global(g, value);
    }
    m.next()
}

// ---- errors

/// Raises an exception: calls the library's procedure for that in place of the instruction.
#[cold]
#[inline(never)]
fn raise<M: Mode>(m: &mut M, exception: M::Word) -> M::Next {
    let exception = as_called(m, exception);
    let Some(code) = object::state(m.vm()).raise else { return m.raise(exception) };
    let own = m.constant(Word::UNDEFINED);
    m.begin_call(code);
    m.argument(0, own);
    m.argument(1, exception);
    // The procedure does not return, so any slot will do.
    let slot = m.code().slot(0);
    m.enter(slot)
}

/// Where the instruction stands for a call of another procedure, the message speaks of that.
fn as_called<M: Mode>(m: &mut M, exception: M::Word) -> M::Word {
    let pc = m.pc();
    if note(m.vm(), m.code(), pc).is_none() {
        return exception;
    }
    let (code, pc) = (m.constant(m.code().id.into()), m.constant(Word::smi(pc.into())));
    match m.call(&AS_CALLED, &[exception, code, pc]) {
        Ok(e) | Err(e) => e,
    }
}

#[cold]
#[inline(never)]
fn complain<M: Mode>(m: &mut M, which: Complaint, position: i64, w: M::Word) -> M::Next {
    let (which, position) = (m.constant(Word::smi(which as i64)), m.constant(Word::smi(position)));
    let made = m.call(&COMPLAIN, &[which, position, w]);
    match made {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}

#[cold]
#[inline(never)]
fn unbound<M: Mode>(m: &mut M, global: Lit) -> M::Next {
    let (g, name) = (m.literal(global), m.constant(Word::UNSPECIFIED));
    match m.call(&UNBOUND, &[g, name]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}

#[cold]
#[inline(never)]
fn unset<M: Mode>(m: &mut M, name: Lit) -> M::Next {
    let name = m.literal(name);
    match m.call(&UNSET, &[name]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}
