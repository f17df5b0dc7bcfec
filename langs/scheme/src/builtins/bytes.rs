//! Bytevectors.

use super::error::{condition, memory_error, range_error, type_error};
use super::strings::{range, size, string};
use super::{ANY, PrimInfo, do3, helpn, op1, op2};
use crate::object;
use crate::ops::Op;
use jitgen::Effects;
use vm_core::core_shapes::{BYTES, ByteArray};
use vm_core::text::{self, utf8};
use vm_core::{Object, Vm, Word};

/// The bytevector that an argument must be.
pub fn bytevector(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<Object<ByteArray>, Word> {
    vm.cast(w, BYTES).ok_or_else(|| type_error(vm, who, position, "a bytevector", w))
}

fn byte(vm: &mut Vm, who: &str, position: usize, w: Word) -> Result<u8, Word> {
    match w.as_smi() {
        Some(n) if (0..256).contains(&n) => Ok(n as u8),
        _ => Err(type_error(vm, who, position, "a byte", w)),
    }
}

const READS: Effects = Effects { raises: true, ..Effects::READS };
const WRITES: Effects = Effects::READS_WRITES;

jitgen::helpers! {
    MAKE "make-bytevector" Effects { raises: true, ..Effects::ALLOCATES } => |vm, args...| {
        let n = size(vm, "make-bytevector", 1, args[0])?;
        let fill = match args.get(1) {
            Some(w) => byte(vm, "make-bytevector", 2, *w)?,
            None => 0,
        };
        match vm.make_bytes(BYTES, &[], n) {
            Ok(b) => {
                vm.bytes_mut(b).fill(fill);
                Ok(b.word())
            }
            Err(e) => Err(memory_error(vm, "make-bytevector", e)),
        }
    };
    BYTEVECTOR "bytevector" READS => |vm, args...| {
        let mut bytes = Vec::with_capacity(args.len());
        for (i, a) in args.iter().enumerate() {
            bytes.push(byte(vm, "bytevector", i + 1, *a)?);
        }
        object::new_bytes(vm, &bytes).map_err(|e| memory_error(vm, "bytevector", e))
    };
    COPY "bytevector-copy" READS => |vm, args...| {
        let b = bytevector(vm, "bytevector-copy", 1, args[0])?;
        let length = vm.length(b);
        let (start, end) = range(vm, "bytevector-copy", args, 1, length)?;
        let bytes = vm.bytes(b)[start..end].to_vec();
        object::new_bytes(vm, &bytes).map_err(|e| memory_error(vm, "bytevector-copy", e))
    };
    COPY_INTO "bytevector-copy!" WRITES => |vm, args...| {
        let to = bytevector(vm, "bytevector-copy!", 1, args[0])?;
        let at = size(vm, "bytevector-copy!", 2, args[1])?;
        let from = bytevector(vm, "bytevector-copy!", 3, args[2])?;
        let length = vm.length(from);
        let (start, end) = range(vm, "bytevector-copy!", args, 3, length)?;
        if at > vm.length(to) || end - start > vm.length(to) - at {
            return Err(range_error(vm, "bytevector-copy!", 2, args[1]));
        }
        let bytes = vm.bytes(from)[start..end].to_vec();
        vm.bytes_mut(to)[at..at + bytes.len()].copy_from_slice(&bytes);
        Ok(Word::UNSPECIFIED)
    };
    FILL "bytevector-fill!" WRITES => |vm, args...| {
        let b = bytevector(vm, "bytevector-fill!", 1, args[0])?;
        let fill = byte(vm, "bytevector-fill!", 2, args[1])?;
        let length = vm.length(b);
        let (start, end) = range(vm, "bytevector-fill!", args, 2, length)?;
        vm.bytes_mut(b)[start..end].fill(fill);
        Ok(Word::UNSPECIFIED)
    };
    APPEND "bytevector-append" READS => |vm, args...| {
        let mut bytes = Vec::new();
        for (i, a) in args.iter().enumerate() {
            let b = bytevector(vm, "bytevector-append", i + 1, *a)?;
            bytes.extend_from_slice(vm.bytes(b));
        }
        object::new_bytes(vm, &bytes).map_err(|e| memory_error(vm, "bytevector-append", e))
    };
    DECODE "utf8->string" READS => |vm, args...| {
        let b = bytevector(vm, "utf8->string", 1, args[0])?;
        let length = vm.length(b);
        let (start, end) = range(vm, "utf8->string", args, 1, length)?;
        match utf8::decode(vm, b, start, end) {
            Ok(t) => Ok(t.word()),
            Err(_) => Err(condition(vm, "decode", "utf8->string: the bytes are not UTF-8:", &[args[0]])),
        }
    };
    ENCODE "string->utf8" READS => |vm, args...| {
        let t = string(vm, "string->utf8", 1, args[0])?;
        let length = text::length(vm, t);
        let (start, end) = range(vm, "string->utf8", args, 1, length)?;
        match utf8::encode(vm, t, start, end) {
            Ok(b) => Ok(b.word()),
            Err(_) => Err(condition(vm, "encode", "string->utf8: the string cannot be encoded:", &[args[0]])),
        }
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op2("bytevector-u8-ref", |dst, a, b| Op::BytesRef { dst, a, b }),
    do3("bytevector-u8-set!", |a, b, c| Op::BytesSet { a, b, c }),
    op1("bytevector-length", |dst, a| Op::BytesLength { dst, a }),
    helpn("make-bytevector", 1, 2, &MAKE),
    helpn("bytevector", 0, ANY, &BYTEVECTOR),
    helpn("bytevector-copy", 1, 3, &COPY),
    helpn("bytevector-copy!", 3, 5, &COPY_INTO),
    helpn("bytevector-fill!", 2, 4, &FILL),
    helpn("bytevector-append", 0, ANY, &APPEND),
    helpn("utf8->string", 1, 3, &DECODE),
    helpn("string->utf8", 1, 3, &ENCODE),
];
