//! Predicates that are tables of constants: their rows are data, and the same code tries one after the other. So backtracking into
//! them is a loop, and what is compiled does not grow with their number.

use super::{Compiler, Function};
use crate::clauses;
use crate::object::{Term, arg, view, world};
use crate::ops::Op;
use vm_core::core_shapes::VECTOR;
use vm_core::{CodeError, CodeId, Lit, Vm, Word};

/// Fewer rows are tried faster as clauses; of more, the tables that find them would take too much memory.
const ROWS: std::ops::RangeInclusive<usize> = 16..=MOST_ROWS;
/// No predicate of more clauses is compiled.
pub const MOST_ROWS: usize = 4096;
/// More columns are not looked at.
const MOST_COLUMNS: u32 = 8;

/// Whether clauses are facts of atoms and small integers.
pub(super) fn is_table(vm: &Vm, arity: u32, clauses: &[(Word, Word)]) -> bool {
    let constant = |w: Word| match view(vm, w) {
        (_, Term::Atom(_)) => true,
        (w, _) => w.is_smi(),
    };
    let truth = world(vm).truth;
    let fact = |(head, body): &(Word, Word)| *body == truth && (0..arity).all(|i| constant(arg(vm, *head, i)));
    ROWS.contains(&clauses.len()) && (1..=MOST_COLUMNS).contains(&arity) && clauses.iter().all(fact)
}

impl Compiler<'_> {
    /// The entry of such a predicate.
    pub(super) fn table(&mut self) -> Result<CodeId, CodeError> {
        let n = self.arity as u32;
        let rows: Vec<Vec<Word>> = self.heads.iter().map(|&head| (0..n).map(|i| arg(self.vm, head, i)).collect()).collect();
        let table = self.vm.make_slots(VECTOR, &[], &clauses::table_of(&rows)).map_err(|_| CodeError::TooLarge("clauses"))?.word();
        let retry = self.other_rows(table)?;
        let mut f = self.function("", self.arity + 1);
        for i in 1..=n {
            let a = f.slot(i);
            f.emit(Op::Deref { dst: a, a });
        }
        let next = f.slot(n + 1);
        let (table, before) = (f.code.literal(table), f.code.literal(Word::smi(-i64::from(n))));
        f.emit(Op::Literal { dst: next, value: before });
        let (none, arguments) = (f.fail_label(), f.arguments(self.arity + 1)?);
        f.emit(Op::Row { dst: next, table, arguments });
        let constant = f.code.literal(Word::FALSE);
        f.jump(none, |target| Op::IfConstant { a: next, constant, target });
        self.row_and_others(&mut f, table, retry)?;
        f.finish(self.vm)
    }

    /// The alternative: the row that was found before, and then those behind it.
    fn other_rows(&mut self, table: Word) -> Result<CodeId, CodeError> {
        let n = self.arity as u32;
        let mut f = self.function(" (rows)", 1);
        let [own, cont] = [0, n + 3].map(|i| f.slot(i));
        let (table, slots) = (f.code.literal(table), f.args(1, self.arity + 1)?);
        f.emit(Op::Restore { slots, cont, choice: own });
        f.emit(Op::Last {});
        f.emit(Op::Move { dst: own, a: cont });
        let retry = self.vm.next_code_id();
        self.row_and_others(&mut f, table, retry)?;
        f.finish(self.vm)
    }

    /// Goes on with the row in the slot behind the arguments, and leaves a choice point if another one behind it may match.
    fn row_and_others(&mut self, f: &mut Function, table: Lit, retry: CodeId) -> Result<(), CodeError> {
        let n = self.arity as u32;
        let (next, row) = (f.slot(n + 1), f.slot(n + 2));
        let (found, arguments) = (f.label(), f.arguments(self.arity + 1)?);
        f.emit(Op::Move { dst: row, a: next });
        f.emit(Op::Row { dst: next, table, arguments });
        let (code, constant) = (f.code.literal(retry.into()), f.code.literal(Word::FALSE));
        f.jump(found, |target| Op::IfConstant { a: next, constant, target });
        let saved = f.list(0..=n + 1)?;
        f.emit(Op::Choice { code, saved });
        f.place(found);
        self.row(f, table);
        Ok(())
    }

    /// Unifies the arguments with a row, and goes on.
    fn row(&mut self, f: &mut Function, table: Lit) {
        let n = self.arity as u32;
        let (row, cell) = (f.slot(n + 2), f.slot(n + 4));
        for i in 0..n {
            let a = f.slot(i + 1);
            f.emit(Op::Cell { dst: cell, table, row, column: i as u8 });
            f.emit(Op::Unify { a, b: cell });
        }
        f.emit(Op::Proceed {});
    }
}
