//! Symbols.

use super::error::{memory_error, type_error};
use super::{PrimInfo, help, helpn};
use crate::builtins::strings::string;
use jitgen::Effects;
use vm_core::{Word, text};

jitgen::helpers! {
    TO_STRING "symbol->string" Effects { raises: true, ..Effects::ALLOCATES } => |vm, s| {
        let Some(symbol) = s.as_symbol() else { return Err(type_error(vm, "symbol->string", 1, "a symbol", s)) };
        text::symbol_text(vm, symbol).map(|t| t.word()).map_err(|e| memory_error(vm, "symbol->string", e))
    };
    FROM_STRING "string->symbol" Effects { raises: true, ..Effects::READS } => |vm, s| {
        let t = string(vm, "string->symbol", 1, s)?;
        match text::intern_text(vm, t) {
            Some(symbol) => Ok(symbol.into()),
            None => Err(type_error(vm, "string->symbol", 1, "a string of Unicode scalar values", s)),
        }
    };
    GENERATE "generate-symbol" Effects::ALLOCATES => |vm, _prefix...| Ok(vm.symbols.uninterned("g").into());
    UNINTERNED "uninterned-symbol" Effects { raises: true, ..Effects::READS } => |vm, s| {
        let t = string(vm, "string->uninterned-symbol", 1, s)?;
        let name = text::to_string(vm, t);
        Ok(vm.symbols.uninterned(&name).into())
    };
    LESS "symbol<?" Effects { raises: true, ..Effects::READS } => |vm, a, b| match (a.as_symbol(), b.as_symbol()) {
        (Some(x), Some(y)) => Ok(Word::bool(vm.symbols.name(x) < vm.symbols.name(y))),
        (None, _) => Err(type_error(vm, "symbol<?", 1, "a symbol", a)),
        _ => Err(type_error(vm, "symbol<?", 2, "a symbol", b)),
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    help("symbol->string", &TO_STRING),
    help("string->symbol", &FROM_STRING),
    help("intern", &FROM_STRING),
    helpn("generate-symbol", 0, 1, &GENERATE),
    helpn("gensym", 0, 1, &GENERATE),
    help("string->uninterned-symbol", &UNINTERNED),
    help("%symbol<?", &LESS),
];
