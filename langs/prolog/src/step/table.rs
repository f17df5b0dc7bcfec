//! Tables of constants: which row comes next.

use super::{Leave, Value};
use crate::clauses;
use jitgen::{Cmp, IntOp, Mode, SmiOp};
use vm_core::core_shapes::VECTOR;
use vm_core::{ConstKind, List, Lit, Word};

/// The next row of a table that may match the arguments, or false; the last of the list is the row before. A row with several
/// constants is found by a helper.
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
        if m.as_place(operands[i + 1]).is_none() && column.replace(i).is_some() {
            return m.call(&clauses::ROW, &operands).map_err(Leave::Throw);
        }
    }
    let rows = clauses::rows(m.vm(), m.code().literals()[table.index()]);
    let size = (rows * columns) as i64;
    if let Some(column) = column.filter(|_| first) {
        if let Some(row) = first_row(m, w, operands[column + 1], (rows, columns, column)) {
            return Ok(row);
        }
        return m.call(&clauses::ROW, &operands).map_err(Leave::Throw);
    }
    if let Some(column) = column {
        let t = m.cast(w, VECTOR).expect("a table");
        let (before, offset) = (m.untag(before), m.int(size + column as i64));
        let i = m.int_op(IntOp::Add, before, offset);
        return Ok(m.element(t, i).expect("a row"));
    }
    let (columns, size) = (m.constant(Word::smi(columns as i64)), m.constant(Word::smi(size)));
    let (columns, size) = (m.as_smi(columns).expect("a constant"), m.as_smi(size).expect("a constant"));
    let next = m.smi_op(SmiOp::Add, before, columns).expect("a row");
    Ok(if m.smi_cmp(Cmp::Less, next, size) { next.word() } else { m.constant(Word::FALSE) })
}

/// The first row with a constant in a column, or false; `None` if another constant is where it belongs.
#[inline(always)]
fn first_row<M: Mode>(m: &mut M, table: M::Word, constant: M::Word, (rows, columns, column): (usize, usize, usize)) -> Option<M::Word> {
    let number = match m.as_smi(constant) {
        Some(n) => m.untag(n),
        None if m.is_kind(constant, ConstKind::Symbol) => m.payload(constant),
        None => return None,
    };
    let places = clauses::places(rows);
    let (factor, shift) = (m.int(clauses::ROW_FACTOR), m.int(clauses::row_shift(places).into()));
    let firsts = m.int((2 * rows * columns + column * places) as i64);
    let product = m.int_op(IntOp::Mul, number, factor);
    let place = m.int_op(IntOp::Shr, product, shift);
    let place = m.int_op(IntOp::Add, place, firsts);
    let t = m.cast(table, VECTOR).expect("a table");
    let found = m.element(t, place).expect("a place");
    let Some(row) = m.as_smi(found) else { return Some(found) };
    let (row, column) = (m.untag(row), m.int(column as i64));
    let cell = m.int_op(IntOp::Add, row, column);
    let cell = m.element(t, cell).expect("a cell");
    m.same(cell, constant).then_some(found)
}
