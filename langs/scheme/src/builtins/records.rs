//! Record types made while the program runs, and what can be asked of records.

use super::error::type_error;
use super::{ANY, Lower, PrimInfo, help, helpn};
use crate::object::{self, RecordType};
use crate::ops::Op;
use jitgen::Effects;
use vm_core::{ShapeId, Symbol, Vm, Word};

fn shape_of(vm: &mut Vm, rtd: Word) -> Result<ShapeId, Word> {
    let layout = object::shapes(vm).record_type;
    let shape = vm.cast(rtd, layout).and_then(|r| vm.get(r, RecordType::shape).as_shape());
    shape.ok_or_else(|| type_error(vm, "record", 1, "a record type", rtd))
}

jitgen::helpers! {
    MAKE "make-record-type" Effects::ANY => |vm, args...| {
        let names = |vm: &vm_core::Vm, w: Word| -> Vec<Symbol> {
            object::elements(vm, w).unwrap_or_default().into_iter().filter_map(Word::as_symbol).collect()
        };
        let Some(name) = args[0].as_symbol() else { return Err(type_error(vm, "make-record-type", 1, "a symbol", args[0])) };
        let (fields, accessors) = (names(vm, args[1]), names(vm, args[2]));
        let immutable = args[3].as_smi().unwrap_or(0) as u64;
        Ok(object::new_record_type(vm, name, &fields, &accessors, immutable).0)
    };
    /// Making a record of a type that is not promoted.
    pub MAKE_RECORD "make-record" Effects { raises: true, ..Effects::READS } => |vm, args...| {
        let shape = shape_of(vm, args[0])?;
        if shape.fixed() as usize != args.len() - 1 {
            return Err(type_error(vm, "make-record", 1, "a type with as many fields", args[0]));
        }
        Ok(vm.new_object(shape, &args[1..]))
    };
    /// Testing for a type that is not promoted.
    pub RECORD_IS "record-is" Effects { raises: true, ..Effects::READS } => |vm, w, rtd| {
        let shape = shape_of(vm, rtd)?;
        Ok(Word::bool(vm.shape_of(w) == Some(shape)))
    };
    /// Reading a field of a type that is not promoted.
    pub RECORD_REF "record-ref" Effects { raises: true, ..Effects::READS } => |vm, args...| {
        let shape = shape_of(vm, args[1])?;
        let index = args[2].as_smi().unwrap_or(-1) as u32;
        match vm.slot(args[0], index).filter(|_| vm.shape_of(args[0]) == Some(shape)) {
            Some(w) => Ok(w),
            None => Err(type_error(vm, "record-ref", 1, "a record of that type", args[0])),
        }
    };
    /// Writing a field of a type that is not promoted.
    pub RECORD_SET "record-set" Effects::READS_WRITES => |vm, args...| {
        let shape = shape_of(vm, args[1])?;
        let index = args[2].as_smi().unwrap_or(-1) as u32;
        if vm.shape_of(args[0]) == Some(shape) && vm.set_slot(args[0], index, args[3]) {
            return Ok(Word::UNSPECIFIED);
        }
        Err(type_error(vm, "record-set!", 1, "a record of that type", args[0]))
    };
    IS_RECORD "is-record" Effects::READS => |vm, w| {
        let rtd = object::shapes(vm).record_type;
        let meta = vm.shape_of(w).map(|s| vm.shapes.get(s).meta);
        Ok(Word::bool(meta.is_some_and(|m| vm.cast(m, rtd).is_some())))
    };
    RECORD_TYPE "record-rtd" Effects::READS => |vm, w| {
        let rtd = object::shapes(vm).record_type;
        let meta = vm.shape_of(w).map(|s| vm.shapes.get(s).meta);
        Ok(meta.filter(|m| vm.cast(*m, rtd).is_some()).unwrap_or(Word::FALSE))
    };
    TYPE_NAME "record-type-name" Effects::READS => |vm, w| {
        let shape = object::shapes(vm).record_type;
        Ok(vm.cast(w, shape).map_or(Word::FALSE, |r| vm.get(r, RecordType::name)))
    };
    TYPE_FIELDS "record-type-fields" Effects::READS => |vm, w| {
        let shape = object::shapes(vm).record_type;
        Ok(vm.cast(w, shape).map_or(Word::FALSE, |r| vm.get(r, RecordType::fields)))
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    helpn("%make-record-type", 4, 4, &MAKE),
    help("%record?", &IS_RECORD).total(),
    help("%record-rtd", &RECORD_TYPE).total(),
    help("%record-type-name", &TYPE_NAME).total(),
    help("%record-type-fields", &TYPE_FIELDS).total(),
    PrimInfo::new("%make-record", 1, ANY, Lower::OpN(|dst, fields| Op::RecordNewOf { dst, fields })),
    PrimInfo::new("%record-is?", 2, 2, Lower::Op2(|dst, a, rtd| Op::RecordIsOf { dst, a, rtd })),
    PrimInfo::new("%record-ref", 3, 3, Lower::OpN(|dst, operands| Op::RecordRefOf { dst, operands })),
    PrimInfo::new("%record-set!", 4, 4, Lower::OpN(|dst, operands| Op::RecordSetOf { dst, operands })),
];
