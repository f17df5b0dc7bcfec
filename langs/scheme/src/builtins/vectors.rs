//! Vectors.

use super::error::{memory_error, range_error, type_error};
use super::strings::{range, size};
use super::{ANY, Lower, PrimInfo, do3, help, helpn, op1, op2};
use crate::object;
use crate::ops::Op;
use jitgen::Effects;
use vm_core::core_shapes::{VECTOR, Vector};
use vm_core::{Object, Vm, Word, text};

fn vector(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<Object<Vector>, Word> {
    vm.cast(w, VECTOR).ok_or_else(|| type_error(vm, who, position, "a vector", w))
}

const READS: Effects = Effects { raises: true, ..Effects::READS };
const WRITES: Effects = Effects::READS_WRITES;

jitgen::helpers! {
    MAKE "make-vector" Effects { raises: true, ..Effects::ALLOCATES } => |vm, args...| {
        let n = size(vm, "make-vector", 1, args[0])?;
        let fill = args.get(1).copied().unwrap_or(Word::smi(0));
        match vm.make_slots_with(VECTOR, &[], n, |_| fill) {
            Ok(v) => Ok(v.word()),
            Err(e) => Err(memory_error(vm, "make-vector", e)),
        }
    };
    TO_LIST "vector->list" READS => |vm, args...| {
        let v = vector(vm, "vector->list", 1, args[0])?;
        let length = vm.length(v);
        let (start, end) = range(vm, "vector->list", args, 1, length)?;
        let mut out = Word::NIL;
        for i in (start..end).rev() {
            let x = vm.elements(v)[i];
            out = vm.pair(x, out);
        }
        Ok(out)
    };
    FROM_LIST "list->vector" READS => |vm, list| match object::elements(vm, list) {
        Some(all) => object::new_vector(vm, &all).map_err(|e| memory_error(vm, "list->vector", e)),
        None => Err(type_error(vm, "list->vector", 1, "a proper list", list)),
    };
    TO_STRING "vector->string" READS => |vm, args...| {
        let v = vector(vm, "vector->string", 1, args[0])?;
        let length = vm.length(v);
        let (start, end) = range(vm, "vector->string", args, 1, length)?;
        let mut chars = Vec::with_capacity(end - start);
        for i in start..end {
            match vm.elements(v)[i].as_char() {
                Some(c) => chars.push(c),
                None => return Err(type_error(vm, "vector->string", 1, "a vector of characters", args[0])),
            }
        }
        text::from_code_points(vm, &chars).map(|t| t.word()).map_err(|e| memory_error(vm, "vector->string", e))
    };
    COPY "vector-copy" READS => |vm, args...| {
        let v = vector(vm, "vector-copy", 1, args[0])?;
        let length = vm.length(v);
        let (start, end) = range(vm, "vector-copy", args, 1, length)?;
        let words = vm.elements(v)[start..end].to_vec();
        object::new_vector(vm, &words).map_err(|e| memory_error(vm, "vector-copy", e))
    };
    COPY_INTO "vector-copy!" WRITES => |vm, args...| {
        let to = vector(vm, "vector-copy!", 1, args[0])?;
        let at = size(vm, "vector-copy!", 2, args[1])?;
        let from = vector(vm, "vector-copy!", 3, args[2])?;
        let length = vm.length(from);
        let (start, end) = range(vm, "vector-copy!", args, 3, length)?;
        if at > vm.length(to) || end - start > vm.length(to) - at {
            return Err(range_error(vm, "vector-copy!", 2, args[1]));
        }
        let words = vm.elements(from)[start..end].to_vec();
        for (i, w) in words.into_iter().enumerate() {
            vm.set_element(to, at + i, w);
        }
        Ok(Word::UNSPECIFIED)
    };
    FILL "vector-fill!" WRITES => |vm, args...| {
        let v = vector(vm, "vector-fill!", 1, args[0])?;
        let length = vm.length(v);
        let (start, end) = range(vm, "vector-fill!", args, 2, length)?;
        for i in start..end {
            vm.set_element(v, i, args[1]);
        }
        Ok(Word::UNSPECIFIED)
    };
    APPEND "vector-append" READS => |vm, args...| {
        let mut words = Vec::new();
        for (i, a) in args.iter().enumerate() {
            let v = vector(vm, "vector-append", i + 1, *a)?;
            words.extend_from_slice(vm.elements(v));
        }
        object::new_vector(vm, &words).map_err(|e| memory_error(vm, "vector-append", e))
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op2("vector-ref", |dst, a, b| Op::VectorRef { dst, a, b }),
    do3("vector-set!", |a, b, c| Op::VectorSet { a, b, c }),
    op1("vector-length", |dst, a| Op::VectorLength { dst, a }),
    PrimInfo::new("vector", 0, 250, Lower::OpN(|dst, elements| Op::MakeVector { dst, elements })).total(),
    helpn("make-vector", 1, 2, &MAKE),
    helpn("vector->list", 1, 3, &TO_LIST),
    help("list->vector", &FROM_LIST),
    helpn("vector->string", 1, 3, &TO_STRING),
    helpn("vector-copy", 1, 3, &COPY),
    helpn("vector-copy!", 3, 5, &COPY_INTO),
    helpn("vector-fill!", 2, 4, &FILL),
    helpn("vector-append", 0, ANY, &APPEND),
    helpn("subvector", 3, 3, &COPY),
];
