//! Tables of answers: what the predicates in `images/prolog/continuations.pl` keep.
//!
//! A table belongs to a variant of a goal. An answer is what the goal's variables are bound to, in the order in which they occur: the goal's
//! *template*. While goals are being evaluated they form a stack; a goal that uses the table of one below
//! it on the stack depends on it, and is complete only when the lowest goal that anything between depends on has
//! nothing new to find: until then its table is evaluated again in each round of that goal.
//!
//! Who reads the answers of a table that is not complete gets those too that are added while it reads. Only if some are added after
//! a reader had come to the end is there another round: what is left recursive is evaluated once.

use super::builtins;
use crate::object::*;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;
use vm_core::{Root, Vm, Word};

/// What tells variants of terms apart: see [`Variant::of`].
type Key = Vec<u64>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Fresh,
    /// On the stack, at that depth.
    Active(usize),
    /// Evaluated in this round of the goal it depends on.
    Pending,
    Complete,
}

struct Table {
    status: Status,
    /// In this round somebody has read all the answers that there were.
    exhausted: bool,
    answers: Vec<Root>,
    known: HashMap<Key, usize, FxBuildHasher>,
    /// Keeps the atoms of the goal.
    _atoms: Root,
}

/// A goal being evaluated.
struct Frame {
    /// The lowest frame that it depends on.
    low: usize,
    /// Something depends on it.
    recursive: bool,
    /// In this round something has been found that who was there before has not seen.
    changed: bool,
    /// The same in any round.
    ever_changed: bool,
    /// The goals that wait for this one.
    members: Vec<usize>,
}

/// All tables.
#[derive(Default)]
pub struct Tables {
    tables: Vec<Table>,
    by_goal: HashMap<Key, usize, FxBuildHasher>,
    stack: Vec<Frame>,
}

builtins! {
    OF "$table_of" 4 |vm, a| {
        // '$table_of'(Goal, Table, Status, Template)
        let goal = Variant::of(vm, a[0])?;
        let (id, status) = match tables(vm).by_goal.get(&goal.key) {
            Some(&id) => (id, tables(vm).tables[id].status),
            None => {
                let atoms = proper_list(vm, &goal.atoms);
                let atoms = vm.root(atoms);
                let t = tables(vm);
                t.tables.push(Table { status: Status::Fresh, exhausted: false, answers: Vec::new(), known: HashMap::default(), _atoms: atoms });
                let id = t.tables.len() - 1;
                t.by_goal.insert(goal.key, id);
                (id, Status::Fresh)
            }
        };
        let template = proper_list(vm, &goal.variables);
        let t = tables(vm);
        let name = match status {
            Status::Fresh => "fresh",
            Status::Complete => "complete",
            Status::Pending => {
                // It may depend on anything that is being evaluated.
                t.depend(0);
                "active"
            }
            Status::Active(depth) => {
                t.depend(depth);
                "active"
            }
        };
        let name = atom(vm, name);
        Ok(unify(vm, a[1], Word::smi(id as i64)) && unify(vm, a[2], name) && unify(vm, a[3], template))
    };
    PUSH "$table_push" 1 |vm, a| {
        let table = id(vm, a[0]);
        let t = tables(vm);
        let depth = t.stack.len();
        t.tables[table].status = Status::Active(depth);
        t.stack.push(Frame { low: depth, changed: false, ever_changed: false, recursive: false, members: Vec::new() });
        Ok(true)
    };
    ROUND "$table_round" 1 |vm, a| {
        let table = id(vm, a[0]);
        let t = tables(vm);
        t.tables[table].exhausted = false;
        if let Some(top) = t.stack.last_mut() {
            top.changed = false;
            for m in std::mem::take(&mut top.members) {
                (t.tables[m].status, t.tables[m].exhausted) = (Status::Fresh, false);
            }
        }
        Ok(true)
    };
    ADD "$table_add" 2 |vm, a| {
        let (table, key) = (id(vm, a[0]), Variant::of(vm, a[1])?.key);
        if tables(vm).tables[table].known.contains_key(&key) {
            return Ok(false);
        }
        store(vm, table, key, a[1], None);
        Ok(true)
    };
    BEST "$table_best_of" 3 |vm, a| {
        // The answer for a key, of an answer that is `Key-Others`.
        let (table, key) = (id(vm, a[0]), Variant::of(vm, a[1])?.key);
        let t = &tables(vm).tables[table];
        let Some(root) = t.known.get(&key).map(|&i| t.answers[i].clone()) else { return Ok(false) };
        let answer = root.get(vm);
        let answer = copy(vm, answer);
        let others = arg(vm, answer, 1);
        Ok(unify(vm, a[2], others))
    };
    REPLACE "$table_replace" 3 |vm, a| {
        let (table, key) = (id(vm, a[0]), Variant::of(vm, a[1])?.key);
        let known = tables(vm).tables[table].known.get(&key).copied();
        let answer = compound(vm, "-", &[a[1], a[2]]);
        store(vm, table, key, answer, known);
        Ok(true)
    };
    DONE "$table_done" 1 |vm, a| {
        let table = id(vm, a[0]);
        let t = tables(vm);
        let depth = t.stack.len() - 1;
        let top = &t.stack[depth];
        // The lowest of goals that depend on each other begins again while there is something new.
        if top.changed && top.recursive && top.low == depth {
            return Ok(false);
        }
        let Some(top) = t.stack.pop() else { return Ok(true) };
        if let Some(below) = t.stack.last_mut().filter(|_| top.ever_changed) {
            (below.changed, below.ever_changed) = (true, true);
        }
        match t.stack.last_mut() {
            Some(below) if top.low < depth => {
                t.tables[table].status = Status::Pending;
                below.low = below.low.min(top.low);
                below.members.extend(top.members);
                below.members.push(table);
            }
            _ => {
                for m in top.members.into_iter().chain([table]) {
                    t.tables[m].status = Status::Complete;
                }
            }
        }
        Ok(true)
    };
    ANSWERS "$table_answers" 2 |vm, a| {
        // Those of a table that is complete.
        let table = id(vm, a[0]);
        if tables(vm).tables[table].status != Status::Complete {
            return Ok(false);
        }
        let roots = tables(vm).tables[table].answers.clone();
        let mut answers = Vec::new();
        for r in roots {
            // Nothing in an answer is ever bound: what is ground is shared.
            let w = r.get(vm);
            answers.push(copy_term(vm, w, &mut VarMap::default(), false));
        }
        let l = proper_list(vm, &answers);
        Ok(unify(vm, a[1], l))
    };
    ANSWER "$table_nth" 3 |vm, a| {
        // '$table_nth'(Table, Number, Answer): fails behind the last.
        let (table, number) = (id(vm, a[0]), id(vm, a[1]));
        let t = &mut tables(vm).tables[table];
        let Some(root) = t.answers.get(number).cloned() else {
            t.exhausted = true;
            return Ok(false);
        };
        let answer = root.get(vm);
        let answer = copy_term(vm, answer, &mut VarMap::default(), false);
        Ok(unify(vm, a[2], answer))
    };
    ABANDON "$table_abandon" 0 |vm, _| {
        let t = tables(vm);
        t.stack.clear();
        let Tables { tables, by_goal, .. } = t;
        by_goal.retain(|_, id| tables[*id].status == Status::Complete);
        Ok(true)
    };
    FORGET "$table_forget" 0 |vm, _| {
        // Goals that are being evaluated keep their tables by number.
        tables(vm).by_goal.clear();
        Ok(true)
    };
    MARK "$mark_tabled" 2 |vm, a| {
        let (name, arity) = super::database::named(vm, a)?;
        crate::state::predicate(vm, name, arity).tabled = true;
        Ok(true)
    };
}

impl Tables {
    /// The newest goal depends on the one at a depth.
    fn depend(&mut self, depth: usize) {
        if let Some(top) = self.stack.last_mut() {
            top.low = top.low.min(depth);
            self.stack[depth].recursive = true;
        }
    }
}

fn tables(vm: &mut Vm) -> &mut Tables {
    &mut world_mut(vm).tables
}

/// The table that a number names; numbers come from `'$table_of'/3` only.
fn id(vm: &Vm, w: Word) -> usize {
    deref(vm, w).as_smi().map_or(0, |n| n as usize)
}

fn store(vm: &mut Vm, table: usize, key: Key, answer: Word, at: Option<usize>) {
    let answer = copy(vm, answer);
    let root = vm.root(answer);
    let t = tables(vm);
    let known = &mut t.tables[table];
    match at {
        Some(i) => known.answers[i] = root,
        None => {
            known.known.insert(key, known.answers.len());
            known.answers.push(root);
        }
    }
    // Another answer in place of one may have been missed by anybody.
    let missed = known.exhausted || at.is_some();
    if let Some(top) = t.stack.last_mut().filter(|_| missed) {
        (top.changed, top.ever_changed) = (true, true);
    }
}

/// A term as tables know it.
#[derive(Default)]
struct Variant {
    /// Equal for variants only.
    key: Key,
    /// The variables in the order in which the key has them.
    variables: SmallVec<[Word; 8]>,
    /// The atoms in the key: one that follows itself once.
    atoms: SmallVec<[Word; 8]>,
    /// Compound terms that the key has a mark for, in its order, and how many of them are done.
    parts: SmallVec<[Word; 8]>,
    numbers: HashMap<Word, u64, FxBuildHasher>,
}

impl Variant {
    /// What stands in a key for a variable, before its number; for text, before its length and its bytes; for a compound term, of which the
    /// functor and the arguments come later; and behind the items of a list, before its tail.
    const VARIABLE: u64 = Word::HOLE.bits();
    const TEXT: u64 = Word::UNSPECIFIED.bits();
    const PART: u64 = Word::TRUE.bits();
    const END: u64 = Word::FALSE.bits();
    /// Behind so many words a term is looked at for cycles.
    const LONG: usize = 1 << 22;

    /// The key and the variables of a term; the error if it is cyclic.
    fn of(vm: &mut Vm, term: Word) -> Result<Variant, Word> {
        let mut v = Variant::default();
        v.constant(vm, term);
        let (mut next, mut finite) = (0, false);
        while let Some(&part) = v.parts.get(next) {
            next += 1;
            if !finite && v.key.len() > Self::LONG {
                finite = is_acyclic(vm, term);
                if !finite {
                    return Err(crate::errors::type_error(vm, "acyclic_term", term));
                }
            }
            v.part(vm, part);
        }
        Ok(v)
    }

    /// The functor and the arguments of a compound term; all items of a list.
    fn part(&mut self, vm: &mut Vm, mut w: Word) {
        let cons = world(vm).cons;
        let shape = vm.shape_of(w).expect("compound");
        self.key.push(crate::entries::functor_word(shape).bits());
        if shape != cons {
            return (0..arity(vm, w, shape)).for_each(|i| self.constant(vm, arg(vm, w, i)));
        }
        let mut items = 0;
        loop {
            self.constant(vm, arg(vm, w, 0));
            items += 1;
            let tail = deref(vm, arg(vm, w, 1));
            if vm.shape_of(tail) != Some(cons) || items == Self::LONG {
                self.key.push(Self::END);
                return self.constant(vm, tail);
            }
            w = tail;
        }
    }

    /// A constant or a variable; of a compound term the mark.
    fn constant(&mut self, vm: &mut Vm, w: Word) {
        let (w, t) = view(vm, w);
        match t {
            Term::Var(_) => {
                let n = self.numbers.len() as u64;
                let n = *self.numbers.entry(w).or_insert(n);
                self.key.extend([Self::VARIABLE, n]);
                if n == self.variables.len() as u64 {
                    self.variables.push(w);
                }
            }
            Term::Compound(..) => {
                self.key.push(Self::PART);
                self.parts.push(w);
            }
            _ if !w.is_pointer() => {
                self.key.push(w.bits());
                if w.as_symbol().is_some() && self.atoms.last() != Some(&w) {
                    self.atoms.push(w);
                }
            }
            _ => {
                let text = crate::write::text(vm, w, crate::write::Style { quoted: true, ..Default::default() });
                self.key.extend([Self::TEXT, text.len() as u64]);
                self.key.extend(text.bytes().map(u64::from));
            }
        }
    }
}
