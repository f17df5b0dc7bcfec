//! Identity, types, boxes, multiple values, continuations: procedures that are instructions.

use super::{Lower, PrimInfo, Special, Test, do1, do2, help, is, op0, op1, op2};
use crate::compile::{CASE, REST};
use crate::object;
use crate::ops::{Op, Type};
use jitgen::{Effects, Entry, Operands};
use vm_core::core_shapes::{CLOSURE, Closure, TUPLE};
use vm_core::Word;

jitgen::helpers! {
    APPLY_PRIMITIVE "apply_primitive" Effects::ANY => |vm, index, args| {
        let prim = super::Prim::of(index.as_smi().and_then(|n| u16::try_from(n).ok()).unwrap_or(0));
        let args = object::elements(vm, args).unwrap_or_default();
        let info = prim.info();
        if !prim.accepts(args.len()) {
            let takes = match (info.min, info.max) {
                (min, super::ANY) => format!("at least {min}"),
                (min, max) if min == max => min.to_string(),
                (min, max) => format!("{min} to {max}"),
            };
            return Err(super::error::condition(vm, "arity", &format!("{} takes {takes} arguments, got {}", info.name, args.len()), &[]));
        }
        let Lower::Help(helper) = info.lower else { return Ok(Word::UNSPECIFIED) };
        let Entry::Words(entry) = helper.entry else { return Ok(Word::UNSPECIFIED) };
        match entry(vm, Operands::from(&args[..])) {
            Word::RAISED => Err(vm.pending),
            w => Ok(w),
        }
    };

    LIST_TO_VALUES "list_to_values" Effects { raises: true, ..Effects::READS } => |vm, list| {
        let all = object::elements(vm, list).unwrap_or_default();
        if let [one] = all[..] {
            return Ok(one);
        }
        vm.make_slots(TUPLE, &[], &all).map(|t| t.word()).map_err(|e| super::error::memory_error(vm, "values", e))
    };

    /// The list of the values that one value stands for.
    pub VALUES_TO_LIST "values_to_list" Effects::READS => |vm, w| {
        match vm.cast(w, TUPLE) {
            Some(t) => {
                let all = vm.elements(t).to_vec();
                Ok(object::list(vm, &all))
            }
            None => Ok(vm.pair(w, Word::NIL)),
        }
    };

    /// The list of the values from an index on.
    pub VALUES_TAIL "values_tail" Effects::READS => |vm, w, index| {
        let from = index.as_smi().unwrap_or(0) as usize;
        let all = match vm.cast(w, TUPLE) {
            Some(t) => vm.elements(t).get(from..).unwrap_or_default().to_vec(),
            None if from == 0 => vec![w],
            None => Vec::new(),
        };
        Ok(object::list(vm, &all))
    };

    /// A code's arity as a number: how many parameters; minus one minus the required arguments if the last parameter is
    /// a list of the rest; zero for a `case-lambda`.
    pub ARITY_CODE "arity_code" Effects::PURE => |vm, code| {
        let Some(id) = code.as_code() else { return Ok(Word::smi(0)) };
        let code = vm.code(id);
        Ok(Word::smi(match code.attribute {
            0 => i64::from(code.params),
            REST => 1 - i64::from(code.params),
            _ => 0,
        }))
    };

    /// The clause of a `case-lambda` that takes so many arguments; a procedure that is none is its own clause.
    pub SELECT_CLAUSE "select_clause" Effects::PURE => |vm, f, count| {
        let count = count.as_smi().unwrap_or(0);
        let Some(c) = vm.cast(f, CLOSURE) else { return Ok(Word::FALSE) };
        let Some(id) = vm.get(c, Closure::code).as_code() else { return Ok(Word::FALSE) };
        if vm.code(id).attribute & CASE == 0 {
            return Ok(f);
        }
        let fits = |w: &&Word| {
            let code = vm.cast(**w, CLOSURE).and_then(|c| vm.get(c, Closure::code).as_code()).map(|c| vm.code(c));
            code.is_some_and(|c| {
                let params = i64::from(c.params);
                if c.attribute & REST != 0 { params <= count + 2 } else { params == count + 1 }
            })
        };
        Ok(vm.elements(c).iter().find(fits).copied().unwrap_or(Word::FALSE))
    };

    PROCEDURE_NAME "procedure_name" Effects::READS => |vm, f| {
        let Some(c) = vm.cast(f, CLOSURE) else { return Ok(Word::FALSE) };
        let Some(code) = vm.get(c, Closure::code).as_code() else { return Ok(Word::FALSE) };
        let name = vm.code(code).name.to_string();
        Ok(vm.symbols.intern(&name).into())
    };

    ARITY_MASK "arity_mask" Effects::READS => |vm, f| {
        let Some(c) = vm.cast(f, CLOSURE) else { return Ok(Word::FALSE) };
        let Some(id) = vm.get(c, Closure::code).as_code() else { return Ok(Word::FALSE) };
        let one = |code: &vm_core::Code| {
            let rest = code.attribute & REST != 0;
            let n = i64::from(code.params) - 1 - i64::from(rest);
            (n, rest)
        };
        let code = vm.code(id);
        let mut clauses = Vec::new();
        if code.attribute & CASE != 0 {
            clauses.extend(code.literals().iter().filter_map(|w| w.as_code()).map(|c| one(vm.code(c))));
        } else {
            clauses.push(one(code));
        }
        let words: Vec<Word> = clauses.iter().map(|(n, rest)| vm.pair(Word::smi(*n), Word::bool(*rest))).collect();
        Ok(object::list(vm, &words))
    };

    SAME_IDENTITY "identity_hash" Effects::READS => |vm, w| {
        Ok(Word::smi((object::identity(vm, w) & 0xff_ffff) as i64))
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op1("not", |dst, a| Op::Not { dst, a }).total().special(Special::Not),
    op2("eq?", |dst, a, b| Op::Eq { dst, a, b }).total().test(Test::Eq),
    op2("eqv?", |dst, a, b| Op::Eqv { dst, a, b }).total().special(Special::Eqv),
    op2("equal?", |dst, a, b| Op::Equal { dst, a, b }).special(Special::Equal),
    is("null?", Type::Null).test(Test::Null),
    is("pair?", Type::Pair).test(Test::Pair),
    is("vector?", Type::Vector),
    is("string?", Type::Text),
    is("symbol?", Type::Symbol),
    is("char?", Type::Char),
    is("boolean?", Type::Boolean),
    is("procedure?", Type::Procedure),
    is("bytevector?", Type::Bytes),
    is("eof-object?", Type::Eof),
    is("fixnum?", Type::Fixnum),
    is("flonum?", Type::Flonum),
    is("number?", Type::Number),
    is("complex?", Type::Number),
    is("exact-integer?", Type::ExactInteger),
    is("%values?", Type::Values),
    is("box?", Type::Cell),
    is("default-object?", Type::Default),
    op1("box", |dst, a| Op::MakeCell { dst, a }).total(),
    op1("unbox", |dst, a| Op::CellRef { dst, a }),
    do2("set-box!", |a, b| Op::CellSet { a, b }),
    PrimInfo::new("values", 0, 250, Lower::OpN(|dst, values| Op::MakeValues { dst, values })).total().special(Special::Values),
    PrimInfo::new("call-with-values", 2, 2, Lower::Source).special(Special::CallWithValues).calls(),
    PrimInfo::new("apply", 2, 250, Lower::Source).special(Special::Apply).calls(),
    op0("%eof", |dst| Op::Eof { dst }).total(),
    op0("%capture", |dst| Op::Capture { dst }).calls(),
    do2("%reinstate", |a, b| Op::Reinstate { a, b }).calls(),
    do1("%throw", |a| Op::Throw { a }).calls(),
    do1("%raise", |a| Op::Raise { a }).calls(),
    do1("%uncaught", |a| Op::Uncaught { a }).calls(),
    do1("%exit", |a| Op::Exit { a }),
    op0("%collect", |dst| Op::Collect { dst }),
    help("%apply-primitive", &APPLY_PRIMITIVE),
    help("%list->values", &LIST_TO_VALUES),
    help("%values->list", &VALUES_TO_LIST),
    help("%procedure-name", &PROCEDURE_NAME),
    help("%procedure-arity", &ARITY_MASK),
    help("%identity-hash", &SAME_IDENTITY),
];
