//! Tables of answers: what the predicates in `images/prolog/continuations.pl` keep.
//!
//! A table belongs to a variant of a goal. While goals are being evaluated they form a stack; a goal that uses the table of one below
//! it on the stack depends on it, and is complete only when the lowest goal that anything between depends on has
//! nothing new to find: until then its table is evaluated again in each round of that goal.

use super::builtins;
use crate::object::*;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use vm_core::{Root, Vm, Word};

/// What tells variants of terms apart: constants, functors, the places of variables.
type Variant = Vec<u64>;

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
    answers: Vec<Root>,
    known: HashMap<Variant, usize, FxBuildHasher>,
    /// Keeps the atoms of the goal.
    _goal: Root,
}

/// A goal being evaluated.
struct Frame {
    /// The lowest frame that it depends on.
    low: usize,
    /// Something depends on it.
    recursive: bool,
    /// Something new has been found in this round.
    changed: bool,
    /// The goals that wait for this one.
    members: Vec<usize>,
}

/// All tables.
#[derive(Default)]
pub struct Tables {
    tables: Vec<Table>,
    by_goal: HashMap<Variant, usize, FxBuildHasher>,
    stack: Vec<Frame>,
}

builtins! {
    OF "$table_of" 3 |vm, a| {
        let key = variant(vm, a[0]);
        let (id, status) = match tables(vm).by_goal.get(&key) {
            Some(&id) => (id, tables(vm).tables[id].status),
            None => {
                let goal = copy(vm, a[0]);
                let goal = vm.root(goal);
                let t = tables(vm);
                t.tables.push(Table { status: Status::Fresh, answers: Vec::new(), known: HashMap::default(), _goal: goal });
                let id = t.tables.len() - 1;
                t.by_goal.insert(key, id);
                (id, Status::Fresh)
            }
        };
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
        Ok(unify(vm, a[1], Word::smi(id as i64)) && unify(vm, a[2], name))
    };
    PUSH "$table_push" 1 |vm, a| {
        let table = id(vm, a[0]);
        let t = tables(vm);
        let depth = t.stack.len();
        t.tables[table].status = Status::Active(depth);
        t.stack.push(Frame { low: depth, changed: false, recursive: false, members: Vec::new() });
        Ok(true)
    };
    ROUND "$table_round" 1 |vm, _| {
        let t = tables(vm);
        if let Some(top) = t.stack.last_mut() {
            top.changed = false;
            for m in std::mem::take(&mut top.members) {
                t.tables[m].status = Status::Fresh;
            }
        }
        Ok(true)
    };
    ADD "$table_add" 2 |vm, a| {
        let (table, key) = (id(vm, a[0]), variant(vm, a[1]));
        if tables(vm).tables[table].known.contains_key(&key) {
            return Ok(false);
        }
        store(vm, table, key, a[1], None);
        Ok(true)
    };
    BEST "$table_best_of" 3 |vm, a| {
        // The answer for a key, of an answer that is `Key-Others`.
        let (table, key) = (id(vm, a[0]), variant(vm, a[1]));
        let t = &tables(vm).tables[table];
        let Some(root) = t.known.get(&key).map(|&i| t.answers[i].clone()) else { return Ok(false) };
        let answer = root.get(vm);
        let answer = copy(vm, answer);
        let others = arg(vm, answer, 1);
        Ok(unify(vm, a[2], others))
    };
    REPLACE "$table_replace" 3 |vm, a| {
        let (table, key) = (id(vm, a[0]), variant(vm, a[1]));
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
        let table = id(vm, a[0]);
        let roots = tables(vm).tables[table].answers.clone();
        let mut answers = Vec::new();
        for r in roots {
            let w = r.get(vm);
            answers.push(copy(vm, w));
        }
        let l = proper_list(vm, &answers);
        Ok(unify(vm, a[1], l))
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

fn store(vm: &mut Vm, table: usize, key: Variant, answer: Word, at: Option<usize>) {
    let answer = copy(vm, answer);
    let root = vm.root(answer);
    let t = tables(vm);
    let answers = &mut t.tables[table].answers;
    match at {
        Some(i) => answers[i] = root,
        None => {
            answers.push(root);
            let last = answers.len() - 1;
            t.tables[table].known.insert(key, last);
        }
    }
    t.stack.iter_mut().for_each(|f| f.changed = true);
}

/// The key of a term: equal for variants.
fn variant(vm: &Vm, term: Word) -> Variant {
    let (mut key, mut work) = (Vec::new(), vec![term]);
    let mut seen = HashMap::<Word, u64, FxBuildHasher>::default();
    while let Some(w) = work.pop() {
        let (w, t) = view(vm, w);
        match t {
            Term::Var(_) => {
                let n = seen.len() as u64;
                key.extend([0, *seen.entry(w).or_insert(n)]);
            }
            Term::Compound(_, n) => {
                key.extend([1, vm.shape_of(w).map_or(0, |s| s.bits().into())]);
                work.extend((0..n).rev().map(|i| arg(vm, w, i)));
            }
            _ if !w.is_pointer() => key.extend([2, w.bits()]),
            _ => {
                let text = crate::write::text(vm, w, crate::write::Style { quoted: true, ..Default::default() });
                key.extend([3, text.len() as u64]);
                key.extend(text.bytes().map(u64::from));
            }
        }
    }
    key
}
