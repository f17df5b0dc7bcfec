//! Calls. The callee's frame gets the procedure in slot 0 and the arguments behind it.

use super::{complain, raise, unbound};
use crate::builtins::control::{ARITY_CODE, SELECT_CLAUSE, VALUES_TO_LIST};
use crate::builtins::error::{ARITY, Complaint, NOT_PROCEDURE};
use crate::builtins::lists;
use crate::compile::{CASE, REST};
use jitgen::{Cmp, Mode};
use smallvec::SmallVec;
use vm_core::core_shapes::{CLOSURE, Closure, PAIR, Pair, TUPLE};
use vm_core::{Args, CodeId, Lit, Slot, Word};

/// How a call goes on: its result into a slot, or in place of the running frame.
type How = Option<Slot>;

#[inline(always)]
fn go<M: Mode>(m: &mut M, how: How) -> M::Next {
    match how {
        Some(dst) => m.enter(dst),
        None => m.enter_tail(),
    }
}

/// A call of code that takes just these parameters.
#[inline(always)]
pub(super) fn code<M: Mode>(m: &mut M, code: Lit, parameters: Args) {
    let id = m.code().literals()[code.index()].as_code().unwrap_or(CodeId(0));
    m.begin_call(id);
    m.arguments(0, parameters);
}

#[inline(always)]
pub(super) fn global<M: Mode>(m: &mut M, f: M::Word, global: Lit, arguments: Args, how: How) -> M::Next {
    if m.cast(f, CLOSURE).is_none() && m.is(f, Word::HOLE) {
        return unbound(m, global);
    }
    slots(m, f, arguments.base, arguments.count, how)
}

/// A call with arguments in consecutive slots.
#[inline(always)]
pub(super) fn slots<M: Mode>(m: &mut M, f: M::Word, base: u16, count: u8, how: How) -> M::Next {
    let args = Args { base, count };
    let Some(c) = m.cast(f, CLOSURE) else { return not_procedure(m, f) };
    let code = m.load(c, Closure::code);
    if let Some(id) = m.promote_code(code) {
        let callee = m.vm().code(id);
        if callee.attribute == 0 && callee.params == u16::from(count) + 1 {
            m.begin_call(id);
            m.argument(0, f);
            m.arguments(1, args);
            return go(m, how);
        }
    }
    uncommon_slots(m, f, code, args, how)
}

#[inline(never)]
fn uncommon_slots<M: Mode>(m: &mut M, f: M::Word, code: M::Word, args: Args, how: How) -> M::Next {
    let words: SmallVec<[M::Word; 8]> = args.iter().map(|s| m.get(s)).collect();
    words_to(m, f, code, &words, how)
}

/// A call with any number of arguments of any procedure.
fn words_to<M: Mode>(m: &mut M, f: M::Word, code: M::Word, args: &[M::Word], how: How) -> M::Next {
    let Some(id) = m.promote_code(code) else { return any(m, f, code, args, how) };
    let callee = m.vm().code(id);
    let (attribute, params) = (callee.attribute, usize::from(callee.params));
    if attribute == 0 && params == args.len() + 1 {
        m.begin_call(id);
        m.argument(0, f);
        for (i, w) in args.iter().enumerate() {
            m.argument(i + 1, *w);
        }
        return go(m, how);
    }
    if attribute & REST != 0 && params <= args.len() + 2 {
        let required = params - 2;
        let rest = list(m, &args[required..]);
        m.begin_call(id);
        m.argument(0, f);
        for (i, w) in args[..required].iter().enumerate() {
            m.argument(i + 1, *w);
        }
        m.argument(required + 1, rest);
        return go(m, how);
    }
    if attribute & CASE != 0 {
        if let Some((g, code)) = clause(m, f, id, args.len()) {
            return words_to(m, g, code, args, how);
        }
    }
    wrong_count(m, f, args.len())
}

/// The first clause of a `case-lambda` that takes so many arguments: its procedure and its code.
fn clause<M: Mode>(m: &mut M, f: M::Word, id: CodeId, count: usize) -> Option<(M::Word, M::Word)> {
    let vm = m.vm();
    let fits = |w: &Word| {
        w.as_code().is_some_and(|c| {
            let code = vm.code(c);
            let params = usize::from(code.params);
            if code.attribute & REST != 0 { params <= count + 2 } else { params == count + 1 }
        })
    };
    let i = vm.code(id).literals().iter().position(fits)?;
    let c = m.cast(f, CLOSURE)?;
    let i = m.int(i as i64);
    let g = m.element(c, i)?;
    let c = m.cast(g, CLOSURE)?;
    let code = m.load(c, Closure::code);
    Some((g, code))
}

fn list<M: Mode>(m: &mut M, words: &[M::Word]) -> M::Word {
    let mut list = m.constant(Word::NIL);
    for w in words.iter().rev() {
        list = m.new(PAIR, &[*w, list]).word();
    }
    list
}

/// A call of a procedure whose code cannot be promoted.
#[inline(never)]
fn any<M: Mode>(m: &mut M, f: M::Word, code: M::Word, args: &[M::Word], how: How) -> M::Next {
    let count = args.len();
    // The code's arity as a number: parameters, or minus one minus the required ones if there is a list of the rest.
    let Ok(arity) = m.call(&ARITY_CODE, &[code]) else { return wrong_count(m, f, count) };
    if m.is(arity, Word::smi(count as i64 + 1)) {
        if m.begin_any_call(code, count + 1) {
            m.argument(0, f);
            for (i, w) in args.iter().enumerate() {
                m.argument(i + 1, *w);
            }
            return go(m, how);
        }
        return wrong_count(m, f, count);
    }
    for required in 0..=count {
        if m.is(arity, Word::smi(-1 - required as i64)) {
            let rest = list(m, &args[required..]);
            if m.begin_any_call(code, required + 2) {
                m.argument(0, f);
                for (i, w) in args[..required].iter().enumerate() {
                    m.argument(i + 1, *w);
                }
                m.argument(required + 1, rest);
                return go(m, how);
            }
            return wrong_count(m, f, count);
        }
    }
    if !m.is(arity, Word::smi(0)) {
        return wrong_count(m, f, count);
    }
    let n = m.constant(Word::smi(count as i64));
    if let Ok(g) = m.call(&SELECT_CLAUSE, &[f, n]) {
        if let Some(c) = m.cast(g, CLOSURE) {
            let code = m.load(c, Closure::code);
            return any(m, g, code, args, how);
        }
    }
    wrong_count(m, f, count)
}

/// Calls a procedure with the elements of a list.
pub(super) fn apply<M: Mode>(m: &mut M, f: Slot, list: Slot, how: How) -> M::Next {
    let (f, list) = (m.get(f), m.get(list));
    let Some(c) = m.cast(f, CLOSURE) else { return not_procedure(m, f) };
    let code = m.load(c, Closure::code);
    let known = m.promote_code(code);
    if let Some(id) = known
        && m.vm().code(id).attribute & CASE == 0
    {
        return apply_known(m, f, id, list, how);
    }
    // How many arguments there are decides between clauses.
    let length = match m.call(&lists::LENGTH, &[list]) {
        Ok(n) => n,
        Err(_) => return complain(m, Complaint::Apply, 2, list),
    };
    if let Some(id) = known
        && let Some(n) = m.as_smi(length).map(|n| m.untag(n)).and_then(|n| promote_few(m, n))
        && let Some((g, code)) = clause(m, f, id, n as usize)
        && let Some(id) = m.promote_code(code)
    {
        return apply_known(m, g, id, list, how);
    }
    apply_chosen(m, f, length, list, how)
}

/// A number of arguments made green, if there are few.
fn promote_few<M: Mode>(m: &mut M, n: M::Int) -> Option<i64> {
    let most = m.int(16);
    if m.int_cmp(Cmp::LessEq, n, most) { m.promote_int(n) } else { None }
}

/// Calls a procedure, by its clause for so many arguments, with the elements of a list; their number is not promoted.
fn apply_chosen<M: Mode>(m: &mut M, f: M::Word, length: M::Word, list: M::Word, how: How) -> M::Next {
    let Ok(g) = m.call(&SELECT_CLAUSE, &[f, length]) else { return wrong_list(m, f, list) };
    let Some(c) = m.cast(g, CLOSURE) else { return wrong_list(m, f, list) };
    let code = m.load(c, Closure::code);
    match m.promote_code(code) {
        Some(id) => apply_known(m, g, id, list, how),
        None => apply_any(m, g, code, list, how),
    }
}

/// The number of required parameters is found by trying: the list is no longer than it, or has as many pairs.
fn apply_any<M: Mode>(m: &mut M, f: M::Word, code: M::Word, list: M::Word, how: How) -> M::Next {
    let Ok(arity) = m.call(&ARITY_CODE, &[code]) else { return wrong_list(m, f, list) };
    let mut args: SmallVec<[M::Word; 8]> = SmallVec::new();
    let mut rest = list;
    for required in 0.. {
        let exact = m.is(arity, Word::smi(required as i64 + 1));
        if exact || m.is(arity, Word::smi(-1 - required as i64)) {
            if exact && !m.is(rest, Word::NIL) {
                break;
            }
            if !exact {
                // The list of the rest belongs to the procedure alone.
                match m.call(&lists::COPY_PROPER, &[rest]) {
                    Ok(copy) => rest = copy,
                    Err(_) => return complain(m, Complaint::Apply, 2, list),
                }
            }
            if m.begin_any_call(code, args.len() + 1 + usize::from(!exact)) {
                m.argument(0, f);
                for (i, w) in args.iter().enumerate() {
                    m.argument(i + 1, *w);
                }
                if !exact {
                    m.argument(required + 1, rest);
                }
                return go(m, how);
            }
            break;
        }
        let Some(p) = m.cast(rest, PAIR) else { break };
        args.push(m.load(p, Pair::car));
        rest = m.load(p, Pair::cdr);
    }
    wrong_list(m, f, list)
}

fn apply_known<M: Mode>(m: &mut M, f: M::Word, id: CodeId, list: M::Word, how: How) -> M::Next {
    let callee = m.vm().code(id);
    let rest = callee.attribute & REST != 0;
    let required = usize::from(callee.params) - 1 - usize::from(rest);
    let mut args: SmallVec<[M::Word; 8]> = SmallVec::new();
    let mut left = list;
    for _ in 0..required {
        let Some(p) = m.cast(left, PAIR) else { return wrong_list(m, f, list) };
        args.push(m.load(p, Pair::car));
        left = m.load(p, Pair::cdr);
    }
    if !m.is(left, Word::NIL) {
        if !rest {
            return wrong_list(m, f, list);
        }
        // The list of the rest belongs to the procedure alone.
        match m.call(&lists::COPY_PROPER, &[left]) {
            Ok(copy) => left = copy,
            Err(_) => return complain(m, Complaint::Apply, 2, list),
        }
    }
    m.begin_call(id);
    m.argument(0, f);
    for (i, w) in args.iter().enumerate() {
        m.argument(i + 1, *w);
    }
    if rest {
        m.argument(required + 1, left);
    }
    go(m, how)
}

/// Calls a procedure with the values that one value stands for.
pub(super) fn apply_values<M: Mode>(m: &mut M, f: Slot, values: Slot, how: How) -> M::Next {
    let (f, values) = (m.get(f), m.get(values));
    let Some(c) = m.cast(f, CLOSURE) else { return not_procedure(m, f) };
    let code = m.load(c, Closure::code);
    let Some(t) = m.cast(values, TUPLE) else { return words_to(m, f, code, &[values], how) };
    let n = m.length(t);
    let Some(n) = promote_few(m, n) else {
        // Too many values, or more counts than promotion follows.
        let Ok(list) = m.call(&VALUES_TO_LIST, &[values]) else { return wrong_count(m, f, 0) };
        let length = match m.tag(n) {
            Some(n) => n.word(),
            None => return wrong_list(m, f, list),
        };
        return apply_chosen(m, f, length, list, how);
    };
    let mut args: SmallVec<[M::Word; 8]> = SmallVec::new();
    for i in 0..n {
        let i = m.int(i);
        args.extend(m.element(t, i));
    }
    words_to(m, f, code, &args, how)
}

#[cold]
#[inline(never)]
fn not_procedure<M: Mode>(m: &mut M, f: M::Word) -> M::Next {
    match m.call(&NOT_PROCEDURE, &[f]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}

#[cold]
#[inline(never)]
fn wrong_count<M: Mode>(m: &mut M, f: M::Word, count: usize) -> M::Next {
    let count = m.constant(Word::smi(count as i64));
    match m.call(&ARITY, &[f, count]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}

/// The elements of a list do not fit a procedure, or it is no list.
#[cold]
#[inline(never)]
fn wrong_list<M: Mode>(m: &mut M, f: M::Word, list: M::Word) -> M::Next {
    let length = match m.call(&lists::LENGTH, &[list]) {
        Ok(n) => n,
        Err(_) => return complain(m, Complaint::Apply, 2, list),
    };
    match m.call(&ARITY, &[f, length]) {
        Ok(condition) | Err(condition) => raise(m, condition),
    }
}
