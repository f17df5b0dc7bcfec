//! Clauses that are data: the chain of a predicate's clauses, indexes into it, calls that walk it.
//!
//! Each clause knows between which changes it exists, so a call sees the clauses that existed when it began: the logical update
//! view. A clause that is erased leaves the chain at once, but keeps its link: who stands on it still gets to the clauses behind.
//!
//! An index of an argument (`index`) is a hash table of clauses, where there is one for a key, and buckets; a bucket is the list of the clauses
//! that may match its key, in order, those with a variable for that argument among them. Indexes are made when a call could use one, and kept up to date. A
//! list keeps erased clauses until they are more than the others.
//!
//! Facts are unified; the body of another clause is run as a term until the clause has been used some times, and is then code. A
//! predicate that is called again and again between changes is compiled as if it were static, until it changes.

mod index;
mod parts;

pub use parts::PART;

use crate::builtins::control::LOOKS;
use crate::compile;
use crate::entries;
use crate::errors;
use crate::object::*;
use crate::state::binding;
use index::{Beginning, Keys, beginning, forget, indexes, keys, may_match, note};
use jitgen::HelperResult;
use vm_core::core_shapes::{PAIR, Pair, VECTOR};
use vm_core::{Object, Vm, Word};

/// A clause used so often is made code.
const USES: i64 = 8;
/// So many clauses are made code: what is compiled stays.
const MOST_COMPILED: u32 = 20_000;
/// A predicate is compiled after so many calls without a change, at first; after each change that was compiled in vain, after
/// some times as many.
pub const PATIENCE: i64 = 200;
const PATIENCE_GROWTH: i64 = 8;
const MOST_PATIENCE: i64 = 1 << 40;

/// What the number of a constant is multiplied with in a hash table of rows; the upper bits of the product say where it belongs.
pub const ROW_FACTOR: i64 = 0x9e37_79b9_7f4a_7c15_u64 as i64;

/// By how much the product is shifted for a hash table of that size.
pub fn row_shift(size: usize) -> u32 {
    64 - size.trailing_zeros()
}

/// Where a constant belongs in a hash table of rows.
#[inline(always)]
fn row_place(constant: Word, size: usize) -> usize {
    let number = constant.as_smi().or_else(|| Some(constant.as_symbol()?.index().into())).unwrap_or(0);
    (number.wrapping_mul(ROW_FACTOR) as u64 >> row_shift(size)) as usize
}

jitgen::helpers! {
    /// The next row of a table that may match the arguments, or false: see [`crate::ops::Op::Row`].
    pub ROW "row" LOOKS => |vm, all...| {
        Ok(match all {
            [table, arguments @ .., behind] => next_row(vm, *table, behind.smi_value(), arguments).unwrap_or(Word::FALSE),
            _ => Word::FALSE,
        })
    };
}

/// The cells of a table of constants: one row after the other; then for each cell the next row with the same constant in that
/// column; then for each column a hash table of the first row with each constant, all of one size; that size and the number of rows.
/// Rows are known by where they begin.
pub fn table_of(rows: &[Vec<Word>]) -> Vec<Word> {
    let (columns, size) = (rows[0].len(), places(rows.len()));
    let mut cells = rows.concat();
    let mut next = vec![Word::FALSE; cells.len()];
    let mut first = vec![Word::FALSE; columns * size];
    for column in 0..columns {
        let firsts = &mut first[column * size..][..size];
        for row in (0..rows.len()).rev().map(|row| row * columns) {
            let constant = cells[row + column];
            let place = place_of(firsts, constant, |row| cells[row + column]);
            next[row + column] = std::mem::replace(&mut firsts[place], Word::smi(row as i64));
        }
    }
    cells.extend(next);
    cells.extend(first);
    cells.extend([size, rows.len()].map(|n| Word::smi(n as i64)));
    cells
}

/// How many rows a table has.
pub fn rows(vm: &Vm, table: Word) -> usize {
    match vm.cast(table, VECTOR).map(|t| vm.elements(t)) {
        Some([.., rows]) => rows.smi_value() as usize,
        _ => 0,
    }
}

/// The size of the hash tables of a table with so many rows.
pub fn places(rows: usize) -> usize {
    (rows * 2).next_power_of_two()
}

/// Where in a hash table of rows the first with a constant is, or would be.
#[inline(always)]
fn place_of(firsts: &[Word], constant: Word, cell: impl Fn(usize) -> Word) -> usize {
    let mask = firsts.len() - 1;
    let mut place = row_place(constant, firsts.len());
    while firsts[place].as_smi().is_some_and(|row| cell(row as usize) != constant) {
        place = (place + 1) & mask;
    }
    place
}

/// The first row behind one (or the first of all, behind a negative number) whose constants are those of the arguments that are no
/// variables.
fn next_row(vm: &Vm, table: Word, behind: i64, arguments: &[Word]) -> Option<Word> {
    let table = vm.elements(vm.cast(table, VECTOR)?);
    let columns = arguments.len();
    let [table @ .., places, rows] = table else { return None };
    let size = rows.smi_value() as usize * columns;
    let unbound = |w: Word| w.is_slot();
    let Some(column) = arguments.iter().position(|&w| !unbound(w)) else {
        let row = if behind < 0 { 0 } else { behind as usize + columns };
        return (row < size).then_some(Word::smi(row as i64));
    };
    let (cells, rest) = table.split_at(size);
    let (next, firsts) = rest.split_at(size);
    let mut found = if behind < 0 {
        let places = places.smi_value() as usize;
        let firsts = &firsts[column * places..][..places];
        firsts[place_of(firsts, arguments[column], |row| cells[row + column])]
    } else {
        next[behind as usize + column]
    };
    while let Some(row) = found.as_smi() {
        let matches = |i: usize| cells[row as usize + i] == arguments[i] || unbound(arguments[i]);
        if (column + 1..columns).all(matches) {
            return Some(found);
        }
        found = next[row as usize + column];
    }
    None
}

/// Adds a clause.
pub fn insert(vm: &mut Vm, db: Object<Database>, head: Word, body: Word, last: bool) -> Object<Clause> {
    changed(vm, db);
    let generation = next_generation(vm, db);
    let (s, ground) = (shapes(vm), Word::bool(is_ground(vm, head)));
    let (next, previous) = if last { (Word::NIL, vm.get(db, Database::last)) } else { (vm.get(db, Database::first), Word::NIL) };
    let fields = [head, body, next, generation, Word::HOLE, db.word(), previous, ground, Word::smi(0)];
    let clause = vm.make(s.clause(), &fields);
    join(vm, db, previous, clause.word());
    join_back(vm, db, next, clause.word());
    let count = vm.get(db, Database::count).smi_value() + 1;
    vm.set(db, Database::count, Word::smi(count));
    for (i, index) in indexes(vm, db) {
        note(vm, db, i, index, clause, last);
    }
    clause
}

/// Erases a clause; false if it is erased already.
pub fn erase(vm: &mut Vm, clause: Object<Clause>) -> bool {
    if is_erased(vm, clause) {
        return false;
    }
    let s = shapes(vm);
    let database = vm.get(clause, Clause::database);
    let Some(db) = vm.cast(database, s.database()) else { return false };
    changed(vm, db);
    let generation = next_generation(vm, db);
    vm.set(clause, Clause::erased, generation);
    let (next, previous) = (vm.get(clause, Clause::next), vm.get(clause, Clause::previous));
    join(vm, db, previous, next);
    join_back(vm, db, next, previous);
    vm.set(clause, Clause::previous, Word::NIL);
    let count = vm.get(db, Database::count).smi_value() - 1;
    vm.set(db, Database::count, Word::smi(count));
    if count == 0 {
        vm.set(db, Database::indexes, Word::NIL);
        return true;
    }
    for (i, index) in indexes(vm, db) {
        forget(vm, i, index, clause);
    }
    true
}

/// Sets the link from a clause (or the beginning) to the next.
fn join(vm: &mut Vm, db: Object<Database>, from: Word, to: Word) {
    match vm.cast(from, shapes(vm).clause()) {
        Some(c) => vm.set(c, Clause::next, to),
        None => vm.set(db, Database::first, to),
    }
}

fn join_back(vm: &mut Vm, db: Object<Database>, from: Word, to: Word) {
    match vm.cast(from, shapes(vm).clause()) {
        Some(c) => vm.set(c, Clause::previous, to),
        None => vm.set(db, Database::last, to),
    }
}

fn next_generation(vm: &mut Vm, db: Object<Database>) -> Word {
    let generation = Word::smi(vm.get(db, Database::generation).smi_value() + 1);
    vm.set(db, Database::generation, generation);
    generation
}

/// The code made of the clauses as they were is not that of the predicate any more.
fn changed(vm: &mut Vm, db: Object<Database>) {
    vm.set(db, Database::calls, Word::smi(0));
    let (viewed, code) = (entries::look_again(vm, db), vm.get(db, Database::walker));
    let divided = parts::has_parts(vm, db);
    if divided {
        vm.set(db, Database::parts, Word::NIL);
    }
    if viewed || divided || code != Word::NIL {
        let patience = (vm.get(db, Database::patience).smi_value() * PATIENCE_GROWTH).min(MOST_PATIENCE);
        vm.set(db, Database::patience, Word::smi(patience));
    }
    if code == Word::NIL {
        return;
    }
    vm.set(db, Database::walker, Word::NIL);
    if let Some((name, arity)) = predicate_of(vm, db) {
        crate::modules::set_code(vm, name, arity, code);
    }
}

/// Forgets the code that has been made of a dynamic predicate and of its clauses.
pub fn forget_code(vm: &mut Vm, db: Object<Database>) {
    changed(vm, db);
    let (shape, mut next) = (shapes(vm).clause(), vm.get(db, Database::first));
    while let Some(c) = vm.cast(next, shape) {
        next = vm.get(c, Clause::next);
        vm.set(c, Clause::code, Word::smi(0));
    }
}

fn predicate_of(vm: &Vm, db: Object<Database>) -> Option<(vm_core::Symbol, u32)> {
    let arity = vm.get(db, Database::arity).as_smi()?;
    Some((vm.get(db, Database::name).as_symbol()?, arity as u32))
}

/// Counts a call. A predicate that is called often and does not change is made code.
fn called(vm: &mut Vm, db: Object<Database>) {
    let calls = vm.get(db, Database::calls).smi_value() + 1;
    vm.set(db, Database::calls, Word::smi(calls));
    // Code that runs still may have got the walker before the predicate became code.
    let made = vm.get(db, Database::walker) != Word::NIL || parts::has_parts(vm, db);
    if calls < vm.get(db, Database::patience).smi_value() || made {
        return;
    }
    let Some((name, arity)) = predicate_of(vm, db) else { return };
    let large = vm.get(db, Database::count).smi_value() > compile::MOST_ROWS as i64;
    let clauses = (!large).then(|| compile::clauses(vm, db));
    let code = clauses.and_then(|clauses| compile::predicate(vm, name, arity, clauses).ok());
    let patience = match code {
        Some(_) => calls,
        None if parts::begin(vm, db) => calls,
        // It may have fewer clauses one day.
        None if large => calls.saturating_mul(PATIENCE_GROWTH),
        None => MOST_PATIENCE,
    };
    vm.set(db, Database::patience, Word::smi(patience.min(MOST_PATIENCE)));
    if let Some(code) = code {
        let g = binding(vm, name, arity);
        let walker = vm.get(g, vm_core::core_shapes::Global::value);
        vm.set(db, Database::walker, walker);
        crate::modules::set_code(vm, name, arity, code.into());
    }
}

/// Whether a clause has been erased.
pub fn is_erased(vm: &Vm, clause: Object<Clause>) -> bool {
    vm.get(clause, Clause::erased) != Word::HOLE
}

/// The clause at a place, and the next place.
fn clause_at(vm: &Vm, at: Word) -> Option<(Object<Clause>, Word)> {
    let shape = shapes(vm).clause();
    match vm.cast(at, PAIR) {
        Some(p) => Some((vm.cast(vm.get(p, Pair::car), shape)?, vm.get(p, Pair::cdr))),
        None => vm.cast(at, shape).map(|c| (c, vm.get(c, Clause::next))),
    }
}

/// The first place from one on with a clause that existed at a generation and may match.
fn visible(vm: &Vm, mut at: Word, generation: i64, keys: &Keys) -> Option<(Word, Object<Clause>)> {
    while let Some((c, next)) = clause_at(vm, at) {
        let exists = vm.get(c, Clause::born).smi_value() <= generation
            && vm.get(c, Clause::erased).as_smi().is_none_or(|erased| generation < erased);
        if exists && may_match(vm, vm.get(c, Clause::head), keys) {
            return Some((at, c));
        }
        at = next;
    }
    None
}

/// The clauses that existed when a walk began and may match a goal.
#[derive(Clone)]
pub struct Walk {
    /// The first clause, if no other may match.
    only: Option<Object<Clause>>,
    at: Word,
    generation: i64,
    keys: Keys,
}

impl Walk {
    /// Begins a walk.
    pub fn new(vm: &mut Vm, db: Object<Database>, goal: Word) -> Walk {
        let keys = keys(vm, goal);
        let beginning = beginning(vm, db, goal, &keys);
        Walk::of(vm, db, beginning, keys)
    }

    fn of(vm: &Vm, db: Object<Database>, beginning: Beginning, keys: Keys) -> Walk {
        let (only, at) = match beginning {
            Beginning::At(at) => (None, at),
            Beginning::Only(c) => (Some(c), Word::NIL),
        };
        Walk { only, at, generation: vm.get(db, Database::generation).smi_value(), keys }
    }

    /// Goes on with one that was interrupted at a place.
    pub fn resume(vm: &Vm, at: Word, generation: Word, goal: Word) -> Walk {
        Walk { only: None, at, generation: generation.smi_value(), keys: keys(vm, goal) }
    }

    /// The place of the clause behind one that [`Walk::next`] gave, if there is one, and the generation: what [`Walk::resume`] needs.
    pub fn place(&mut self, vm: &Vm) -> Option<[Word; 2]> {
        debug_assert!(self.only.is_none(), "the first clause has been asked for");
        self.at = visible(vm, self.at, self.generation, &self.keys)?.0;
        Some([self.at, Word::smi(self.generation)])
    }

    /// The next clause.
    pub fn next(&mut self, vm: &Vm) -> Option<Object<Clause>> {
        if let Some(c) = self.only.take() {
            return may_match(vm, vm.get(c, Clause::head), &self.keys).then_some(c);
        }
        let (at, clause) = visible(vm, self.at, self.generation, &self.keys)?;
        self.at = clause_at(vm, at)?.1;
        Some(clause)
    }
}

/// Begins a call of a predicate whose clauses are data: what to go on with, or false. If more than one clause may match, a choice
/// point remains.
pub fn first_clause(vm: &mut Vm, all: &[Word]) -> HelperResult {
    let &[database, goal, retry, cont] = all else { return Ok(Word::FALSE) };
    let s = shapes(vm);
    let Some(db) = vm.cast(database, s.database()) else { return Ok(Word::FALSE) };
    called(vm, db);
    let mut walk = Walk::new(vm, db, goal);
    let Some(clause) = walk.next(vm) else { return Ok(Word::FALSE) };
    let registers = registers(vm);
    let level = vm.get(registers, State::choice);
    if let Some([at, generation]) = walk.place(vm) {
        let trail = vm.get(registers, State::trail);
        let serial = crate::object::next_serial(vm, registers);
        let kept = [cont, goal, at, generation];
        let choice = vm.make_slots(s.choice(), &[retry, level, trail, serial], &kept).map_err(|e| errors::memory(vm, e))?;
        vm.set(registers, State::choice, choice.word());
        vm.set(registers, State::serial, serial);
    }
    resolved(vm, clause, goal, cont, level)
}

/// Goes on with a call that has been backtracked into.
pub fn next_clause(vm: &mut Vm, choice: Word) -> HelperResult {
    let Some(c) = vm.cast(choice, shapes(vm).choice()) else { return Ok(Word::FALSE) };
    let &[cont, goal, at, generation] = vm.elements(c) else { return Ok(Word::FALSE) };
    let mut walk = Walk::resume(vm, at, generation, goal);
    let Some(clause) = walk.next(vm) else { return Ok(Word::FALSE) };
    let level = vm.get(c, Choice::previous);
    match walk.place(vm) {
        Some([at, _]) => vm.set_element(c, 2, at),
        None => crate::builtins::control::drop_choice(vm, c),
    }
    resolved(vm, clause, goal, cont, level)
}

/// Unifies a goal with a clause's head: what to go on with, or false.
fn resolved(vm: &mut Vm, clause: Object<Clause>, goal: Word, cont: Word, level: Word) -> HelperResult {
    let (body, code) = (vm.get(clause, Clause::body), vm.get(clause, Clause::code));
    let fact = body == world(vm).truth;
    if !fact && let Some(code) = clause_code(vm, clause, code, goal) {
        let shape = shapes(vm).cont();
        return vm.make_slots(shape, &[code, cont], &[goal, level]).map(Object::word).map_err(|e| errors::memory(vm, e));
    }
    let mut map = VarMap::default();
    let matches = unify_head(vm, clause, goal, &mut map);
    if !raised(vm, matches)? {
        return Ok(Word::FALSE);
    }
    if fact {
        return Ok(cont);
    }
    let body = copy_with(vm, body, &mut map);
    let module = predicate_of(vm, Object::trust(vm.get(clause, Clause::database))).map(|(key, _)| crate::modules::parts(vm, key).0);
    crate::builtins::control::goal_behind(vm, module, body, level, cont)
}

/// Unifies a goal with a clause's head, whose variables are renamed.
pub fn unify_head(vm: &mut Vm, clause: Object<Clause>, goal: Word, map: &mut VarMap) -> bool {
    let head = vm.get(clause, Clause::head);
    let ground = vm.get(clause, Clause::ground) == Word::TRUE && !world(vm).mutable;
    if ground { unify(vm, goal, head) } else { unify_renamed(vm, goal, head, map) }
}

/// A clause's head, its variables renamed.
pub fn head(vm: &mut Vm, clause: Object<Clause>, map: &mut VarMap) -> Word {
    let head = vm.get(clause, Clause::head);
    if vm.get(clause, Clause::ground) == Word::TRUE && !world(vm).mutable { head } else { copy_with(vm, head, map) }
}

/// The code of a clause that has been used often enough, unless it is part of such that later calls find: it is run as a continuation, with the goal
/// and the level of cuts.
fn clause_code(vm: &mut Vm, clause: Object<Clause>, code: Word, goal: Word) -> Option<Word> {
    let Some(uses) = code.as_smi() else { return Some(code).filter(|c| c.as_code().is_some()) };
    if uses < USES {
        vm.set(clause, Clause::code, Word::smi(uses + 1));
        return None;
    }
    let db = Object::trust(vm.get(clause, Clause::database));
    if parts::extend(vm, db, goal) {
        return None;
    }
    let compiled = world(vm).compiled_clauses;
    let (name, arity) = predicate_of(vm, db)?;
    let parts = (vm.get(clause, Clause::head), vm.get(clause, Clause::body));
    let made = if compiled < MOST_COMPILED { compile::clause(vm, name, arity, parts).ok() } else { None };
    world_mut(vm).compiled_clauses += u32::from(made.is_some());
    let code = made.map_or(Word::FALSE, Word::from);
    vm.set(clause, Clause::code, code);
    made.map(Word::from)
}
