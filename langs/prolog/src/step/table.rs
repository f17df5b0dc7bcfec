//! Tables of constants: which row comes next.

use super::{Leave, Value};
use crate::clauses;
use jitgen::{Cmp, Mode, SmiOp};
use vm_core::core_shapes::VECTOR;
use vm_core::{List, Lit, Word};

/// The next row of a table that may match the arguments, or false; the last of the list is the row before. The first row with a
/// constant, and one with several, is found by a helper.
#[inline(always)]
pub(super) fn next_row<M: Mode>(m: &mut M, table: Lit, list: List) -> Value<M> {
    let w = m.literal(table);
    let operands = m.listed(&[w], list);
    let columns = operands.len() - 2;
    let before = m.as_smi(operands[columns + 1]).expect("a row");
    let zero = m.constant(Word::smi(0));
    let zero = m.as_smi(zero).expect("a constant");
    let first = m.smi_cmp(Cmp::Less, before, zero);
    let mut column = None;
    for i in 0..columns {
        if m.as_place(operands[i + 1]).is_none() && (first || column.replace(i).is_some()) {
            return m.call(&clauses::ROW, &operands).map_err(Leave::Throw);
        }
    }
    let size = (clauses::rows(m.vm(), m.code().literals()[table.index()]) * columns) as i64;
    if let Some(column) = column {
        let t = m.cast(w, VECTOR).expect("a table");
        let (before, offset) = (m.untag(before), m.int(size + column as i64));
        let i = m.int_op(jitgen::IntOp::Add, before, offset);
        return Ok(m.element(t, i).expect("a row"));
    }
    let (columns, size) = (m.constant(Word::smi(columns as i64)), m.constant(Word::smi(size)));
    let (columns, size) = (m.as_smi(columns).expect("a constant"), m.as_smi(size).expect("a constant"));
    let next = m.smi_op(SmiOp::Add, before, columns).expect("a row");
    Ok(if m.smi_cmp(Cmp::Less, next, size) { next.word() } else { m.constant(Word::FALSE) })
}
