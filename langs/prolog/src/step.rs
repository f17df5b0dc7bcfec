//! The interpreter: what each instruction does. The JIT compiler is made of it too, so whatever a deterministic predicate does
//! often (following references, binding, building, comparing small integers, choice points) is written in the mode's operations.

mod arithmetic;
mod backtrack;
mod context;
mod engines;
mod goal;
mod table;
mod unify;

use crate::arith;
use crate::builtins::{BUILTINS, control};
use crate::object::{ATTRIBUTES, COUNTING, Choice, Cont, FIRST_ATTRIBUTED, MOST_PLACES, Shapes, State, WAKING};
use crate::ops::{Op, TypeTest};
use arithmetic::{arithmetic, holds, integer, number, plus};
use backtrack::{cut_to, fail, restore};
use jitgen::mode::{AnyObj, Obj, Place};
use jitgen::{Cmp, FloatOp, Helper, IntOp, Mode, SmiOp};
use unify::{bind_unbound, identical, unify};
use vm_core::core_shapes::{GLOBAL, VECTOR};
use vm_core::{CodeId, ConstKind, List, Lit, ShapeId, Slot, Target, Word};

/// A step that does not simply go on.
pub(crate) enum Leave<W> {
    /// The goal fails.
    Fail,
    /// The goal raises.
    Throw(W),
}

type Step<M> = Result<<M as Mode>::Next, Leave<<M as Mode>::Word>>;
type Value<M> = Result<<M as Mode>::Word, Leave<<M as Mode>::Word>>;

/// A term whose references are followed.
enum Seen<M: Mode> {
    Unbound(Variable<M>),
    Bound(M::Word),
}

/// An unbound variable: its slot, and the hole in it.
struct Variable<M: Mode> {
    place: Place<M::Word>,
    hole: M::Word,
}

/// So many continuations, and alternatives, are followed where one is called that the recording does not know.
const CONTINUATIONS: u32 = 2;
const ALTERNATIVES: u32 = 1;

#[inline(always)]
fn shapes<M: Mode>(m: &M) -> Shapes {
    Shapes(m.code().attribute)
}

#[inline(always)]
fn state<M: Mode>(m: &mut M) -> Obj<M::Word, State> {
    let shape = shapes(m).state();
    let w = m.literal(Lit::FIRST);
    m.cast(w, shape).expect("the registers are the first literal")
}

#[inline(always)]
fn see<M: Mode>(m: &mut M, w: M::Word) -> Seen<M> {
    let Some(place) = m.as_place(w) else { return Seen::Bound(w) };
    let value = m.load_through(place);
    if m.is_kind(value, ConstKind::Hole) {
        return Seen::Unbound(Variable { place, hole: value });
    }
    if m.as_place(value).is_none() {
        return Seen::Bound(value);
    }
    // Longer chains are rare, as the collector shortens them.
    let (Ok(w) | Err(w)) = m.call(&control::DEREF, &[value]);
    let Some(place) = m.as_place(w) else { return Seen::Bound(w) };
    let hole = m.load_through(place);
    Seen::Unbound(Variable { place, hole })
}

/// An argument of a compound term.
#[inline(always)]
fn argument<M: Mode>(m: &mut M, o: AnyObj<M::Word>, i: u32) -> M::Word {
    let w = m.load_slot(o, i);
    if i < MOST_PLACES && m.is_kind(w, ConstKind::Hole) { m.place_of(o, i).word() } else { w }
}

#[inline(always)]
fn word<M: Mode>(seen: Seen<M>) -> M::Word {
    match seen {
        Seen::Unbound(v) => v.place.word(),
        Seen::Bound(w) => w,
    }
}

/// Whether the variable with this hole may have attributes.
#[inline(always)]
fn has_attributes<M: Mode>(m: &mut M, hole: M::Word) -> bool {
    if !m.is_on(ATTRIBUTES) {
        return false;
    }
    let first = m.constant(FIRST_ATTRIBUTED);
    m.word_cmp(Cmp::LessEq, first, hole)
}

#[inline(always)]
fn bind<M: Mode>(m: &mut M, v: Variable<M>, value: M::Word) {
    let Variable { place, hole } = v;
    if has_attributes(m, hole) {
        let _ = m.call(&control::BIND, &[place.word(), value]);
        return;
    }
    let s = state(m);
    m.store_through(place, value);
    let serial = m.load(s, State::serial);
    if m.word_cmp(Cmp::Less, hole, serial) {
        let (shape, trail) = (shapes(m).reset(), m.load(s, State::trail));
        let entry = m.new(shape, &[place.word(), trail, hole]);
        m.store(s, State::trail, entry.word());
    }
}

/// Whether a residual helper succeeds.
#[inline(always)]
fn ask<M: Mode>(m: &mut M, helper: &'static Helper, operands: &[M::Word]) -> Result<(), Leave<M::Word>> {
    let w = m.call(helper, operands).map_err(Leave::Throw)?;
    if m.is(w, Word::FALSE) { Err(Leave::Fail) } else { Ok(()) }
}

/// Whether it is an atom or a small integer: the same as what is identical, and nothing else.
#[inline(always)]
fn is_plain<M: Mode>(m: &mut M, w: M::Word) -> bool {
    m.as_smi(w).is_some() || m.is_kind(w, ConstKind::Symbol)
}

#[inline(always)]
fn shape_literal<M: Mode>(m: &M, k: Lit) -> ShapeId {
    let bits = m.code().literals()[k.index()].as_constant(ConstKind::Shape).expect("a functor");
    ShapeId::from_bits(bits)
}

#[inline(always)]
fn of_shape<M: Mode>(m: &mut M, w: M::Word, shape: ShapeId) -> bool {
    m.cast_any(w, shape).is_some()
}

#[inline(always)]
fn code_literal<M: Mode>(m: &M, k: Lit) -> CodeId {
    m.code().literals()[k.index()].as_code().expect("a code literal")
}

/// Calls code that takes a first word (a continuation, a choice point) and the arguments, in place of the running predicate.
#[inline(always)]
fn enter<M: Mode>(m: &mut M, code: M::Word, most: u32, first: M::Word, args: List) -> M::Next {
    begin(m, code, most, args.count() + 1);
    m.argument(0, first);
    m.listed_arguments(1, args);
    m.enter_tail()
}

/// Opens the frame of code that takes so many words.
#[inline(always)]
fn begin<M: Mode>(m: &mut M, code: M::Word, most: u32, count: usize) {
    match m.promote_few(code, most).and_then(Word::as_code) {
        Some(id) => {
            assert_eq!(usize::from(m.vm().code(id).params), count);
            m.begin_call(id);
        }
        None => assert!(m.begin_any_call(code, count), "a predicate's code"),
    }
}

#[inline(always)]
fn is_of_kind<M: Mode>(m: &mut M, w: M::Word, kind: u8) -> bool {
    let seen = see(m, w);
    let unbound = matches!(seen, Seen::Unbound(_));
    let w = word::<M>(seen);
    if unbound || kind <= TypeTest::Nonvar as u8 {
        return unbound == (kind == TypeTest::Var as u8);
    }
    if m.is_kind(w, ConstKind::Symbol) {
        if kind == TypeTest::List as u8 {
            let (Ok(r) | Err(r)) = is_kind_slow(m, w, kind);
            return m.is(r, Word::TRUE);
        }
        return [TypeTest::Atom, TypeTest::Atomic, TypeTest::Callable].iter().any(|k| *k as u8 == kind);
    }
    // All atoms are symbols.
    if kind == TypeTest::Atom as u8 {
        return false;
    }
    if m.as_smi(w).is_some() {
        return [TypeTest::Integer, TypeTest::Number, TypeTest::Atomic].iter().any(|k| *k as u8 == kind);
    }
    let (Ok(r) | Err(r)) = is_kind_slow(m, w, kind);
    m.is(r, Word::TRUE)
}

#[inline(always)]
fn is_kind_slow<M: Mode>(m: &mut M, w: M::Word, kind: u8) -> Result<M::Word, M::Word> {
    let k = m.constant(Word::smi(kind.into()));
    m.call(&control::IS_KIND, &[w, k])
}

/// One instruction.
#[inline(always)]
pub(crate) fn step<M: Mode>(m: &mut M, op: &Op) -> M::Next {
    match execute(m, op) {
        Ok(next) => next,
        Err(Leave::Fail) => m.jump(Target::new(m.code().len() as u32 - 1)),
        Err(Leave::Throw(ball)) => raise(m, op, ball),
    }
}

/// Looks for the innermost `catch/3` in whose goal this is that takes the ball, and goes on with its recovery.
#[inline(always)]
fn raise<M: Mode>(m: &mut M, op: &Op, ball: M::Word) -> M::Next {
    let (cont, [name, arity]) = (m.get(Slot::OWN), context::place(m, op));
    let found = m.call(&control::UNWIND, &[cont, ball, name, arity]);
    recover(m, ball, found)
}

#[inline(always)]
fn recover<M: Mode>(m: &mut M, ball: M::Word, found: Result<M::Word, M::Word>) -> M::Next {
    let (Ok(found) | Err(found)) = found;
    if m.is(found, Word::FALSE) {
        return m.raise(ball);
    }
    // A continuation that calls the recovery.
    proceed(m, found)
}

/// Counts a call, if calls are counted. One too many has a goal run that says so.
#[inline(always)]
fn count<M: Mode>(m: &mut M) {
    if !m.is_on(COUNTING) {
        return;
    }
    let s = state(m);
    let (n, most) = (m.load(s, State::inferences), m.load(s, State::most));
    let (n, most) = (m.as_smi(n).expect("a count"), m.as_smi(most).expect("a count"));
    let one = m.constant(Word::smi(1));
    let one = m.as_smi(one).expect("a constant");
    let n = m.smi_op(SmiOp::Add, n, one).expect("fewer than 2^61 inferences");
    m.store(s, State::inferences, n.word());
    if m.smi_cmp(Cmp::Less, most, n) {
        let _ = m.call(&control::TOO_MANY, &[s.word()]);
    }
}

/// The goals that are to be run before the next call, if there are any.
#[inline(always)]
fn waiting<M: Mode>(m: &mut M) -> Option<M::Word> {
    if !m.is_on(WAKING) {
        return None;
    }
    let s = state(m);
    let wake = m.load(s, State::wake);
    if m.is(wake, Word::NIL) { None } else { Some(wake) }
}

#[inline(always)]
fn proceed<M: Mode>(m: &mut M, cont: M::Word) -> M::Next {
    let shape = shapes(m).cont();
    let k = m.cast(cont, shape).expect("a continuation");
    let code = m.load(k, Cont::code);
    enter(m, code, CONTINUATIONS, cont, List::EMPTY)
}

#[inline(always)]
fn execute<M: Mode>(m: &mut M, op: &Op) -> Step<M> {
    let (dst, value) = match *op {
        Op::Literal { dst, value } => (dst, m.literal(value)),
        Op::Move { dst, a } => (dst, m.get(a)),
        Op::Fresh { dst } => {
            let (s, shape) = (state(m), shapes(m).var().id());
            let hole = m.load(s, State::serial);
            let v = m.new_any(shape, &[hole, hole]);
            (dst, m.place_of(v, 0).word())
        }
        Op::Deref { dst, a } => {
            let w = m.get(a);
            (dst, word::<M>(see(m, w)))
        }
        Op::Build { dst, functor, arguments } => {
            let shape = shape_literal(m, functor);
            (dst, m.new_any_listed(shape, arguments).word())
        }
        Op::IfVar { a, target } => {
            let w = m.get(a);
            let seen = see(m, w);
            let unbound = matches!(seen, Seen::Unbound(_));
            m.set(a, word::<M>(seen));
            return Ok(m.jump_if(unbound, target));
        }
        Op::IfConstant { a, constant, target } => {
            let (w, c) = (m.get(a), m.literal(constant));
            let jumps = m.same(w, c);
            return Ok(m.jump_if(jumps, target));
        }
        Op::IfFunctor { a, functor, target } => {
            let (w, shape) = (m.get(a), shape_literal(m, functor));
            let jumps = of_shape(m, w, shape);
            return Ok(m.jump_if(jumps, target));
        }
        Op::Argument { dst, a, functor, i } => {
            let (w, shape) = (m.get(a), shape_literal(m, functor));
            let o = m.cast_any(w, shape).expect("tested by the instructions before");
            (dst, argument(m, o, i.into()))
        }
        Op::Place { dst, a, functor, i } => {
            let (w, shape) = (m.get(a), shape_literal(m, functor));
            let o = m.cast_any(w, shape).expect("built by an instruction before");
            (dst, m.place_of(o, i.into()).word())
        }
        Op::Hole { dst } => {
            let s = state(m);
            (dst, m.load(s, State::serial))
        }
        Op::Arguments { slots, a, functor } => {
            let (w, shape) = (m.get(a), shape_literal(m, functor));
            let o = m.cast_any(w, shape).expect("tested by the instructions before");
            for (i, slot) in slots.iter().enumerate() {
                let argument = argument(m, o, i as u32);
                m.set(slot, argument);
            }
            return Ok(m.next());
        }
        Op::Constant { a, constant } => {
            let (w, c) = (m.get(a), m.literal(constant));
            if m.same(w, c) {
                return Ok(m.next());
            }
            match see(m, w) {
                Seen::Unbound(v) => bind(m, v, c),
                Seen::Bound(w) if m.same(w, c) => {}
                Seen::Bound(_) => return Err(Leave::Fail),
            }
            return Ok(m.next());
        }
        Op::Functor { a, functor, target } => {
            let (w, shape) = (m.get(a), shape_literal(m, functor));
            if of_shape(m, w, shape) {
                return Ok(m.next());
            }
            let seen = see(m, w);
            let unbound = matches!(seen, Seen::Unbound(_));
            let w = word::<M>(seen);
            m.set(a, w);
            return if unbound {
                Ok(m.jump(target))
            } else if of_shape(m, w, shape) {
                Ok(m.next())
            } else {
                Err(Leave::Fail)
            };
        }
        Op::Bind { a, value } => {
            let (w, value) = (m.get(a), m.get(value));
            bind_unbound(m, w, value)?;
            return Ok(m.next());
        }
        Op::BindNew { a, functor, arguments } => {
            let (w, shape) = (m.get(a), shape_literal(m, functor));
            let value = m.new_any_listed(shape, arguments).word();
            bind_unbound(m, w, value)?;
            m.set(a, value);
            return Ok(m.next());
        }
        Op::Unify { a, b } => {
            let (a, b) = (m.get(a), m.get(b));
            unify(m, a, b)?;
            return Ok(m.next());
        }
        Op::IfDifferent { a, b, target } => {
            let (a, b) = (m.get(a), m.get(b));
            let jumps = match (see(m, a), see(m, b)) {
                (Seen::Bound(a), Seen::Bound(b)) => !m.same(a, b) && (is_plain(m, a) || is_plain(m, b)),
                _ => false,
            };
            return Ok(m.jump_if(jumps, target));
        }
        Op::Fail {} => return Ok(fail(m)),
        Op::Level { dst } => {
            let s = state(m);
            (dst, m.load(s, State::choice))
        }
        Op::Number { dst, a, .. } => (dst, number(m, a)?),
        Op::AddConstant { dst, a, n, .. } => (dst, plus(m, a, n as i16)?),
        Op::Add { dst, a, b, .. } => (dst, arithmetic(m, SmiOp::Add, FloatOp::Add, &arith::ADD, a, b)?),
        Op::Sub { dst, a, b, .. } => (dst, arithmetic(m, SmiOp::Sub, FloatOp::Sub, &arith::SUB, a, b)?),
        Op::Mul { dst, a, b, .. } => (dst, arithmetic(m, SmiOp::Mul, FloatOp::Mul, &arith::MUL, a, b)?),
        Op::Integer { dst, operation, a, b } => (dst, integer(m, operation, a, b)?),
        Op::Function { dst, which, arguments } => {
            let k = m.constant(Word::smi(which.into()));
            let operands = m.listed(&[k], arguments);
            (dst, m.call(&arith::FUNCTION, &operands).map_err(Leave::Throw)?)
        }
        Op::Kept { dst, choice, i } => {
            let (w, shape) = (m.get(choice), shapes(m).choice());
            let c = m.cast(w, shape).expect("a choice point");
            let i = m.int(i.into());
            (dst, m.element(c, i).expect("kept"))
        }
        Op::Restore { slots, cont, choice } => {
            let (w, shape) = (m.get(choice), shapes(m).choice());
            let c = m.cast(w, shape).expect("a choice point");
            restore(m, c, slots, cont);
            return Ok(m.next());
        }
        Op::RestoreLast { slots, cont, choice } => {
            let (w, shape) = (m.get(choice), shapes(m).choice());
            let c = m.cast(w, shape).expect("a choice point");
            let previous = m.load(c, Choice::previous);
            cut_to(m, previous);
            restore(m, c, slots, cont);
            return Ok(m.next());
        }
        Op::Resume { slots, next, cont } => {
            let (w, shape) = (m.get(cont), shapes(m).cont());
            let k = m.cast(w, shape).expect("a continuation");
            m.unpack(k, 0, slots);
            (next, m.load(k, Cont::next))
        }
        Op::Before { dst, choice } => {
            let (w, shape) = (m.get(choice), shapes(m).choice());
            let c = m.cast(w, shape).expect("a choice point");
            (dst, m.load(c, Choice::previous))
        }
        Op::Cont { dst, code, saved } => {
            let shape = shapes(m).cont();
            let (code, next) = (m.literal(code), m.get(Slot::OWN));
            (dst, m.new_listed(shape, &[code, next], saved).word())
        }
        Op::Saved { dst, cont, i } => {
            let (w, shape) = (m.get(cont), shapes(m).cont());
            let k = m.cast(w, shape).expect("a continuation");
            let i = m.int(i.into());
            (dst, m.element(k, i).expect("saved"))
        }
        Op::Behind { dst, cont } => {
            let (w, shape) = (m.get(cont), shapes(m).cont());
            let k = m.cast(w, shape).expect("a continuation");
            (dst, m.load(k, Cont::next))
        }
        Op::Cut { level } => {
            return Ok({
                let w = m.get(level);
                cut_to(m, w);
                m.next()
            });
        }
        Op::SoftCut { choice } => {
            return Ok({
                let w = m.get(choice);
                let shape = shapes(m).choice();
                let c = m.cast(w, shape).expect("a choice point");
                let s = state(m);
                let newest = m.load(s, State::choice);
                if m.same(newest, w) {
                    let previous = m.load(c, Choice::previous);
                    cut_to(m, previous);
                } else {
                    let w = m.call(&control::DISARM, &[w]).map_err(Leave::Throw)?;
                    let _ = w;
                }
                m.next()
            });
        }
        Op::Choice { code, saved } => {
            return Ok({
                let (s, shape) = (state(m), shapes(m).choice());
                let (code, previous, trail) = (m.literal(code), m.load(s, State::choice), m.load(s, State::trail));
                let counter = m.load(s, State::counter);
                let (n, one) = (m.as_smi(counter).expect("a count"), m.constant(Word::smi(1)));
                let one = m.as_smi(one).expect("a constant");
                let counter = m.smi_op(SmiOp::Add, n, one).expect("fewer than 2^61 choice points");
                let count = m.untag(counter);
                let serial = m.from_payload(ConstKind::Hole, count);
                let choice = m.new_listed(shape, &[code, previous, trail, serial], saved);
                m.store(s, State::choice, choice.word());
                m.store(s, State::serial, serial);
                m.store(s, State::counter, counter.word());
                m.next()
            });
        }
        Op::Leave { choice } => {
            return Ok({
                let w = m.get(choice);
                let s = state(m);
                let newest = m.load(s, State::choice);
                if m.same(newest, w) {
                    let shape = shapes(m).choice();
                    let c = m.cast(w, shape).expect("a choice point");
                    let previous = m.load(c, Choice::previous);
                    cut_to(m, previous);
                }
                m.next()
            });
        }
        Op::Last {} => {
            return Ok({
                let (w, shape) = (m.get(Slot::OWN), shapes(m).choice());
                let c = m.cast(w, shape).expect("a choice point");
                let previous = m.load(c, Choice::previous);
                cut_to(m, previous);
                m.next()
            });
        }
        Op::Again { code } => {
            return Ok({
                let (w, shape) = (m.get(Slot::OWN), shapes(m).choice());
                let c = m.cast(w, shape).expect("a choice point");
                let code = m.literal(code);
                m.store(c, Choice::code, code);
                m.next()
            });
        }
        Op::Proceed {} => {
            return Ok({
                let w = m.get(Slot::OWN);
                if let Some(wake) = waiting(m) {
                    let k = m.call(&control::SUSPEND, &[wake, w]).map_err(Leave::Throw)?;
                    return Ok(proceed(m, k));
                }
                proceed(m, w)
            });
        }
        Op::IfWake { target } => {
            let jumps = waiting(m).is_some();
            return Ok(m.jump_if(jumps, target));
        }
        Op::Awake { dst, code } => {
            return Ok({
                let code = code_literal(m, code);
                m.begin_call(code);
                m.enter(dst)
            });
        }
        Op::Awoken { a } => {
            return Ok({
                let w = m.get(a);
                ask(m, &control::AWOKEN, &[w])?;
                m.next()
            });
        }
        Op::Call { predicate, arguments } => {
            return Ok({
                let w = m.literal(predicate);
                let g = m.cast(w, GLOBAL).expect("a predicate's binding");
                let mut code = m.global(g);
                if m.is(code, Word::HOLE) {
                    code = m.call(&control::UNKNOWN, &[w]).map_err(Leave::Throw)?;
                    if m.is(code, Word::FALSE) {
                        return Err(Leave::Fail);
                    }
                }
                let cont = m.get(Slot::OWN);
                count(m);
                if let Some(wake) = waiting(m) {
                    let operands = m.listed(&[wake, cont, w], arguments);
                    let k = m.call(&control::SUSPEND_CALL, &operands).map_err(Leave::Throw)?;
                    return Ok(proceed(m, k));
                }
                enter(m, code, u32::MAX, cont, arguments)
            });
        }
        Op::Enter { entry, a, arguments } => return Ok(goal::enter(m, entry, a, arguments)),
        Op::Invoke { goal } => {
            count(m);
            return goal::invoke(m, goal);
        }
        Op::Builtin { which, arguments } => {
            return Ok({
                let builtin = &BUILTINS[usize::from(which)];
                count(m);
                let mut operands = m.listed(&[], arguments);
                if operands.is_empty() {
                    operands.push(m.constant(Word::NIL));
                }
                ask(m, builtin.helper, &operands)?;
                m.next()
            });
        }
        Op::UnlessLess { a, b, target } | Op::UnlessGreater { a: b, b: a, target } => {
            let jumps = !holds(m, Cmp::Less, a, b)?;
            return Ok(m.jump_if(jumps, target));
        }
        Op::UnlessLessEq { a, b, target } | Op::UnlessGreaterEq { a: b, b: a, target } => {
            let jumps = !holds(m, Cmp::LessEq, a, b)?;
            return Ok(m.jump_if(jumps, target));
        }
        Op::UnlessEqual { a, b, target } => {
            let jumps = !holds(m, Cmp::Eq, a, b)?;
            return Ok(m.jump_if(jumps, target));
        }
        Op::IfEqual { a, b, target } => {
            let jumps = holds(m, Cmp::Eq, a, b)?;
            return Ok(m.jump_if(jumps, target));
        }
        Op::UnlessSame { a, b, target } => {
            let jumps = !identical(m, a, b)?;
            return Ok(m.jump_if(jumps, target));
        }
        Op::IfSame { a, b, target } => {
            let jumps = identical(m, a, b)?;
            return Ok(m.jump_if(jumps, target));
        }
        Op::UnlessKind { a, kind, target } => {
            return Ok({
                let w = m.get(a);
                let jumps = !is_of_kind(m, w, kind);
                m.jump_if(jumps, target)
            });
        }
        Op::Jump { target } => return Ok(m.jump(target)),
        Op::Row { dst, table, arguments } => (dst, table::next_row(m, table, arguments)?),
        Op::Cell { dst, table, row, column } => {
            let (t, row) = (m.literal(table), m.get(row));
            let (t, row) = (m.cast(t, VECTOR).expect("a table"), m.as_smi(row).expect("a row"));
            let (row, column) = (m.untag(row), m.int(i64::from(column)));
            let i = m.int_op(IntOp::Add, row, column);
            (dst, m.element(t, i).expect("a cell"))
        }
        _ => return rare_step(m, op),
    };
    m.set(dst, value);
    Ok(m.next())
}

/// What happens once in a program or with dynamic predicates.
fn rare_step<M: Mode>(m: &mut M, op: &Op) -> Step<M> {
    Ok(match *op {
        Op::Start { predicate, argument, base } => {
            let base = m.literal(base);
            // The helper pushes the base choice point and makes the continuation that ends the program.
            let done = m.call(&control::BEGIN, &[base]).map_err(Leave::Throw)?;
            let (w, argument) = (m.literal(predicate), m.literal(argument));
            let g = m.cast(w, GLOBAL).expect("a predicate's binding");
            let code = m.global(g);
            begin(m, code, u32::MAX, 2);
            m.argument(0, done);
            m.argument(1, argument);
            m.enter_tail()
        }
        Op::Stop { success } => stop(m, success),
        Op::Throw { ball } => {
            let w = m.get(ball);
            let w = m.call(&control::BALL, &[w]).map_err(Leave::Throw)?;
            let cont = m.get(Slot::OWN);
            let found = m.call(&control::UNWIND_COPY, &[cont, w]);
            recover(m, w, found)
        }
        Op::Shift { ball } => {
            let (w, cont) = (m.get(ball), m.get(Slot::OWN));
            let next = m.call(&control::SHIFT, &[cont, w]).map_err(Leave::Throw)?;
            proceed(m, next)
        }
        Op::Relink { list } => {
            let (w, cont) = (m.get(list), m.get(Slot::OWN));
            let next = m.call(&control::RELINK, &[cont, w]).map_err(Leave::Throw)?;
            proceed(m, next)
        }
        Op::Switch { request, a, b } => return engines::switch(m, request, a, b),
        Op::Compile { name, arguments } => {
            let w = m.literal(name);
            let code = m.call(&control::COMPILE, &[w]).map_err(Leave::Throw)?;
            let cont = m.get(Slot::OWN);
            enter(m, code, u32::MAX, cont, arguments)
        }
        Op::Part { database, arguments } => return Ok(goal::enter_part(m, database, arguments)),
        Op::Dynamic { database, goal, retry } => {
            let (db, goal, retry) = (m.literal(database), m.get(goal), m.literal(retry));
            let cont = m.get(Slot::OWN);
            let next = m.call(&control::FIRST_CLAUSE, &[db, goal, retry, cont]).map_err(Leave::Throw)?;
            if m.is(next, Word::FALSE) {
                return Err(Leave::Fail);
            }
            proceed(m, next)
        }
        Op::Retry { retry } => {
            let (choice, retry) = (m.get(Slot::OWN), m.literal(retry));
            // What is raised here is raised by the goal, not by an alternative.
            let next = m.call(&control::NEXT_CLAUSE, &[choice, retry]);
            match next {
                Ok(next) if m.is(next, Word::FALSE) => return Err(Leave::Fail),
                Ok(next) => proceed(m, next),
                Err(ball) => return Err(Leave::Throw(ball)),
            }
        }
        Op::Halt { status } => {
            let w = m.get(status);
            let w = word::<M>(see(m, w));
            m.request(jitgen::Request::Exit(w))
        }
        _ => unreachable!("every instruction is in one of the groups"),
    })
}

/// Ends a program: what it has left is dropped, and the registers are those of the program that was running before, if any.
fn stop<M: Mode>(m: &mut M, success: Slot) -> M::Next {
    let (w, result) = (m.get(Slot::OWN), m.get(success));
    let _ = m.call(&control::END, &[w]);
    m.give_back(result)
}
