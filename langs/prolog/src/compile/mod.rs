//! Clauses to code.
//!
//! A predicate becomes one code object for its entry, with first-argument indexing and all its clauses, one for each alternative
//! (what remains to be tried when the clauses before have failed), and one for each continuation (what remains of a body behind
//! a call). Slot 0 is the continuation for an entry, the choice point for an alternative, the continuation being run for a
//! continuation, and in each of them the continuation whenever a goal can raise.

mod arithmetic;
mod body;
mod engine;
mod goals;
mod head;
mod solutions;
mod table;

pub use body::absorbed;
pub use engine::{install, redo, start};
pub use goals::{clause_facts, goal, spread, suspended};
pub use table::MOST_ROWS;

use crate::modules;
use crate::object::{Clause, Database, State, Term, arg, deref, has_wide, shapes, view, world};
use crate::ops::{ArithmeticGoal, Op};
use crate::state::binding;
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;
use vm_core::core_shapes::Global;
use vm_core::{
    Args, CodeBuilder, CodeError, CodeId, ConstKind, List, Lit, Object, ShapeId, SiteKind, Slot, SourceId, Symbol, Target, Vm, Word,
};

type Map<K, V> = HashMap<K, V, FxBuildHasher>;
type Set<K> = HashSet<K, FxBuildHasher>;

/// Predicates of more clauses are kept as data.
const MOST_CLAUSES: usize = 200;

/// An index looks at so many arguments at most, and so many of each term in them (so deep), and has so many branches. The lists of a grammar come
/// behind its arguments.
const MOST_ARGUMENTS: usize = 8;
const MOST_INDEXED: usize = 4;
const DEEPEST_INDEXED: usize = 3;
const MOST_BRANCHES: usize = 400;

/// Terms nest at most so deep in compiled clauses; deeper ones are kept as data.
const DEEPEST: u32 = 400;

/// A variable of a clause, or (a small integer) a level of the compiler's own.
pub(super) type Key = Word;

/// The key of the choice point at the entry of the predicate.
const ENTRY_LEVEL: Key = Word::smi(0);

/// A place in the code being built, to be jumped to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Label(usize);

/// One code object being built.
struct Function {
    code: CodeBuilder<Op>,
    /// Where variables and levels are.
    slots: Map<Key, u32>,
    /// Which of them have a value.
    known: Set<Key>,
    /// The first slot behind those.
    top: u32,
    /// The first free slot.
    temp: u32,
    /// The last slot that is used.
    highest: u32,
    labels: Vec<Option<u32>>,
    patches: Vec<(u32, Label)>,
    /// Where failing tests go; made when needed.
    fail: Option<Label>,
    /// The goal of arithmetic that is being compiled.
    goal: ArithmeticGoal,
    /// Whether something may have been bound since goals that wait were run.
    binds: bool,
    /// Where goals that wait are run, and where control goes on from there.
    awakenings: Vec<(Label, Label)>,
}

impl Function {
    /// Begins code with so many parameters, the one in slot 0 counted.
    fn new(vm: &Vm, name: &str, params: usize) -> Function {
        let p = world(vm);
        let mut code = CodeBuilder::new(name, p.language, params as u16, SourceId(0));
        code.attribute(p.shapes.0);
        code.literal(p.state.get(vm));
        let top = params as u32;
        Function {
            code,
            slots: Map::default(),
            known: Set::default(),
            top,
            temp: top,
            highest: top,
            labels: Vec::new(),
            patches: Vec::new(),
            fail: None,
            goal: ArithmeticGoal::Is,
            binds: false,
            awakenings: Vec::new(),
        }
    }

    fn emit(&mut self, op: Op) {
        self.binds |=
            matches!(op, Op::Constant { .. } | Op::Bind { .. } | Op::BindNew { .. } | Op::Unify { .. } | Op::Builtin { .. });
        // These end in several ways that go on in the same one: recorded paths meet again behind them.
        let merges = matches!(
            op,
            Op::Constant { .. }
                | Op::Bind { .. }
                | Op::BindNew { .. }
                | Op::Unify { .. }
                | Op::Deref { .. }
                | Op::Number { .. }
                | Op::Add { .. }
                | Op::Sub { .. }
                | Op::Mul { .. }
                | Op::AddConstant { .. }
                | Op::Integer { .. }
        );
        self.code.emit(op);
        if merges {
            self.code.mark(SiteKind::Join);
        }
    }

    fn slot(&mut self, i: u32) -> Slot {
        self.highest = self.highest.max(i);
        self.code.slot(i)
    }

    fn temporary(&mut self) -> u32 {
        self.temp += 1;
        self.temp - 1
    }

    /// A slot that lives to the end; only between goals.
    fn permanent(&mut self) -> u32 {
        debug_assert_eq!(self.temp, self.top);
        self.top += 1;
        self.temp = self.top;
        self.top - 1
    }

    /// Slots for what a continuation or a choice point has kept.
    fn held(&mut self, kept: &[Key]) -> Result<Args, CodeError> {
        let base = self.top;
        for &key in kept {
            let slot = self.permanent();
            self.slots.insert(key, slot);
            self.known.insert(key);
        }
        self.args(base, kept.len())
    }

    fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    fn place(&mut self, label: Label) {
        self.labels[label.0] = Some(self.code.here());
        self.code.mark(SiteKind::Join);
    }

    fn jump(&mut self, label: Label, op: impl FnOnce(Target) -> Op) {
        self.patches.push((self.code.here(), label));
        let op = op(Target::new(0));
        self.code.emit(op);
        // All but those that look at a word as it is follow references.
        if !matches!(op, Op::IfConstant { .. } | Op::IfFunctor { .. } | Op::IfWake { .. } | Op::Jump { .. }) {
            self.code.mark(SiteKind::Join);
        }
    }

    /// Runs goals that wait on what has been bound: before a cut, which may depend on them. Calls do this by themselves.
    fn awake(&mut self) {
        if std::mem::take(&mut self.binds) {
            let (aside, back) = (self.label(), self.label());
            self.jump(aside, |target| Op::IfWake { target });
            self.place(back);
            self.awakenings.push((aside, back));
        }
    }

    fn fail_label(&mut self) -> Label {
        match self.fail {
            Some(label) => label,
            None => {
                let label = self.label();
                self.fail = Some(label);
                label
            }
        }
    }

    fn args(&mut self, base: u32, count: usize) -> Result<Args, CodeError> {
        let count = u8::try_from(count).map_err(|_| CodeError::TooLarge("arguments"))?;
        if count > 0 {
            self.slot(base + u32::from(count) - 1);
        }
        Ok(Args { base: base as u16, count })
    }

    /// Those slots as operands.
    fn list(&mut self, slots: impl IntoIterator<Item = u32>) -> Result<List, CodeError> {
        let slots: SmallVec<[Slot; 8]> = slots.into_iter().map(|i| self.slot(i)).collect();
        self.code.list(&slots)
    }

    /// The slots of values that are known.
    fn values(&self, keys: &[Key]) -> SmallVec<[u32; 8]> {
        keys.iter().map(|k| self.slots[k]).collect()
    }

    /// The arguments that a caller fills, from slot 1 on.
    fn arguments(&mut self, count: usize) -> Result<List, CodeError> {
        self.list(1..=count as u32)
    }

    /// Makes the code object.
    fn finish(mut self, vm: &mut Vm) -> Result<CodeId, CodeError> {
        if !self.awakenings.is_empty() {
            let (dst, code) = (self.highest + 1, self.code.literal(world(vm).codes["awake"].into()));
            for (aside, back) in std::mem::take(&mut self.awakenings) {
                let dst = self.slot(dst);
                self.place(aside);
                self.emit(Op::Awake { dst, code });
                self.emit(Op::Awoken { a: dst });
                self.jump(back, |target| Op::Jump { target });
            }
        }
        // The last instruction is where every failure goes.
        if let Some(label) = self.fail {
            self.labels[label.0] = Some(self.code.here());
        }
        self.code.mark(SiteKind::TakeBack(State::choice.index() as u8));
        self.emit(Op::Fail {});
        // Slot 0 is there even if nothing names it.
        self.slot(0);
        for (pc, label) in std::mem::take(&mut self.patches) {
            self.code.set_target(pc, self.labels[label.0].expect("every label is placed"));
        }
        let code = self.code.finish()?;
        Ok(vm.add_code(code))
    }
}

/// The compiler of one predicate.
struct Compiler<'a> {
    vm: &'a mut Vm,
    /// The module whose predicate it is.
    module: Symbol,
    name: String,
    arity: usize,
    heads: Vec<Word>,
    /// The goals of each clause.
    bodies: Vec<body::Rest>,
    /// Continuations made: what remains, of which values are kept.
    rests: Map<(usize, Vec<Key>), (CodeId, body::Rest)>,
    levels: i64,
    depth: u32,
}

/// Compiles a predicate from its clauses.
pub fn predicate(vm: &mut Vm, name: Symbol, arity: u32, clauses: Vec<(Word, Word)>) -> Result<CodeId, CodeError> {
    if clauses.iter().any(|c| has_wide(vm, c.0) || has_wide(vm, c.1)) {
        return Err(CodeError::TooLarge("terms"));
    }
    let is_table = table::is_table(vm, arity, &clauses);
    if clauses.len() > MOST_CLAUSES && !is_table {
        return Err(CodeError::TooLarge("clauses"));
    }
    let mut c = Compiler::new(vm, name, arity, clauses);
    if is_table {
        return c.table();
    }
    let f = c.function("", c.arity + 1);
    c.entry(f)
}

/// Compiles one clause, to be run as a continuation that has kept the goal and the level of cuts.
pub fn clause(vm: &mut Vm, name: Symbol, arity: u32, (head, body): (Word, Word)) -> Result<CodeId, CodeError> {
    if has_wide(vm, head) || has_wide(vm, body) {
        return Err(CodeError::TooLarge("terms"));
    }
    let functor = if arity == 0 { None } else { vm.shape_of(head) };
    let mut c = Compiler::new(vm, name, arity, vec![(head, body)]);
    let mut f = c.function(" (one clause)", 1);
    (f.top, f.temp) = (arity + 1, arity + 1);
    let cont = f.slot(0);
    if c.cuts_entry(&c.bodies[0].clone()) {
        let dst = f.held(&[ENTRY_LEVEL])?.slot(0);
        f.emit(Op::Saved { dst, cont, i: 1 });
    }
    if let Some(shape) = functor {
        let goal = f.temporary();
        let (a, functor) = (f.slot(goal), f.code.literal(shape.into()));
        f.emit(Op::Saved { dst: a, cont, i: 0 });
        for i in 0..arity {
            let dst = f.slot(i + 1);
            f.emit(Op::Argument { dst, a, functor, i: i as u8 });
        }
        f.temp = f.top;
    }
    f.emit(Op::Behind { dst: cont, cont });
    c.clause(&mut f, 0, &[])?;
    f.finish(c.vm)
}

/// The binding of a predicate, with something to call in it if the predicate exists.
pub fn binding_of(vm: &mut Vm, name: Symbol, arity: u32) -> Object<Global> {
    binding(vm, name, arity)
}

/// The clauses of a database that exist now: heads and bodies.
pub fn clauses(vm: &Vm, database: Object<Database>) -> Vec<(Word, Word)> {
    let shape = shapes(vm).clause();
    let (mut found, mut next) = (Vec::new(), vm.get(database, Database::first));
    while let Some(c) = vm.cast(next, shape) {
        if vm.get(c, Clause::erased) == Word::HOLE {
            found.push((vm.get(c, Clause::head), vm.get(c, Clause::body)));
        }
        next = vm.get(c, Clause::next);
    }
    found
}

/// What a term in a clause's head is to the index.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum IndexKey {
    Any,
    Constant(Word),
    Functor(Word),
}

/// Where in a head a term is: which argument, which argument of that, and so on.
type Path = SmallVec<[u8; DEEPEST_INDEXED]>;

/// What the index has seen of the arguments: `Any` is an unbound variable.
type Seen = [(Path, IndexKey)];

fn seen_at(seen: &Seen, path: &[u8]) -> Option<IndexKey> {
    seen.iter().find(|s| *s.0 == *path).map(|s| s.1)
}

/// How many arguments terms of a functor have.
fn arity_of(functor: Word) -> u32 {
    functor.as_constant(ConstKind::Shape).map_or(0, |bits| ShapeId::from_bits(bits).fixed())
}

/// The path to an argument of the term at a path.
fn below(path: &[u8], i: u32) -> Path {
    path.iter().copied().chain(u8::try_from(i)).collect()
}

impl<'a> Compiler<'a> {
    fn new(vm: &'a mut Vm, name: Symbol, arity: u32, clauses: Vec<(Word, Word)>) -> Compiler<'a> {
        let (mut heads, mut bodies) = (Vec::new(), Vec::new());
        for (head, body) in clauses {
            let goals = body::flat(vm, &body::Rest::default().push(body::Item::Goal(body, ENTRY_LEVEL)));
            let (head, goals) = body::absorb(vm, head, goals);
            heads.push(head);
            bodies.push(goals);
        }
        Compiler {
            module: modules::module_of(vm, name, arity),
            name: format!("{}/{arity}", modules::shown(vm, name)),
            arity: arity as usize,
            heads,
            bodies,
            rests: Map::default(),
            levels: 0,
            depth: 0,
            vm,
        }
    }

    fn function(&self, suffix: &str, params: usize) -> Function {
        Function::new(self.vm, &format!("{}{suffix}", self.name), params)
    }

    /// What the term at a path is in the head of a clause.
    fn index_key(&self, clause: usize, path: &[u8]) -> IndexKey {
        let mut w = self.heads[clause];
        for &i in path {
            match view(self.vm, w).1 {
                Term::Compound(_, n) if u32::from(i) < n => w = arg(self.vm, w, i.into()),
                _ => return IndexKey::Any,
            }
        }
        match view(self.vm, w).1 {
            Term::Compound(..) => {
                let shape = self.vm.shape_of(w).expect("compound");
                IndexKey::Functor(Word::constant(ConstKind::Shape, shape.bits()))
            }
            Term::Atom(_) | Term::Number(_) if !w.is_pointer() && !w.is_immediate_float() => IndexKey::Constant(w),
            _ => IndexKey::Any,
        }
    }

    /// The entry, with the arguments in slots 1 and following: index, then the clauses.
    fn entry(&mut self, mut f: Function) -> Result<CodeId, CodeError> {
        let mut chains = Chains { retries: Map::default(), starts: Vec::new() };
        let first = chains.start(&mut f, Start { clauses: (0..self.heads.len()).collect(), seen: Vec::new() });
        f.place(first);
        let (slots, known, top) = (f.slots.clone(), f.known.clone(), f.top);
        let mut next = 0;
        while next < chains.starts.len() {
            let (label, start) = chains.starts[next].clone();
            next += 1;
            if label != first {
                f.place(label);
            }
            (f.slots, f.known, f.top, f.temp) = (slots.clone(), known.clone(), top, top);
            match self.discriminating(&start) {
                Some(path) if next < MOST_BRANCHES => self.index(&mut f, start, path, &mut chains),
                _ => self.attempt(&mut f, start, &mut chains)?,
            }
        }
        f.finish(self.vm)
    }

    /// Tries clauses in order.
    fn attempt(&mut self, f: &mut Function, start: Start, chains: &mut Chains) -> Result<(), CodeError> {
        let [first, rest @ ..] = start.clauses.as_slice() else {
            f.emit(Op::Fail {});
            return Ok(());
        };
        let mut body = self.bodies[*first].clone();
        if rest.is_empty() || !self.binds_nothing(*first, &start.seen) {
            if !rest.is_empty() {
                self.repeated(f, &start, chains);
            }
            self.entry_level(f, &body);
            self.choice_of(f, rest, chains)?;
            return self.clause(f, *first, &start.seen);
        }
        // As long as nothing is bound, failing is a jump: there is a choice point only if the clause is entered for good, and
        // none if the first thing that it does is to cut.
        self.head(f, self.heads[*first], &start.seen)?;
        f.temp = f.top;
        let otherwise = chains.start(f, Start { clauses: rest.to_vec(), seen: start.seen.clone() });
        body = self.guards(f, body, otherwise)?;
        let after = body.after_cut(ENTRY_LEVEL, self.vm);
        self.entry_level(f, after.as_ref().unwrap_or(&body));
        if let Some(after) = after {
            return self.sequence(f, after);
        }
        self.choice_of(f, rest, chains)?;
        self.sequence(f, body)
    }

    /// Goes on with the other clauses, before there is a choice point, if a variable is in two places of the first one's head where different atoms
    /// or small integers are.
    fn repeated(&mut self, f: &mut Function, start: &Start, chains: &mut Chains) {
        let mut places: Vec<(Word, Path)> = Vec::new();
        for i in 0..self.arity as u32 {
            let (path, w) = (below(&[], i), arg(self.vm, self.heads[start.clauses[0]], i));
            match (view(self.vm, w), seen_at(&start.seen, &path)) {
                ((v, Term::Var(_)), _) => places.push((v, path)),
                ((w, Term::Compound(_, n)), Some(IndexKey::Functor(_))) => {
                    let parts = (0..n.min(MOST_INDEXED as u32)).map(|k| (arg(self.vm, w, k), below(&path, k)));
                    places.extend(parts.filter(|(part, _)| matches!(view(self.vm, *part).1, Term::Var(_))));
                }
                _ => {}
            }
        }
        for (i, (v, path)) in places.iter().enumerate() {
            if let Some((_, before)) = places[..i].iter().find(|p| p.0 == *v) {
                let (a, b) = (self.at(f, before, &start.seen), self.at(f, path, &start.seen));
                let others = Start { clauses: start.clauses[1..].to_vec(), seen: start.seen.clone() };
                let otherwise = chains.start(f, others);
                f.jump(otherwise, |target| Op::IfDifferent { a, b, target });
                f.temp = f.top;
            }
        }
    }

    /// Pushes the choice point whose alternatives are those clauses, if there are any.
    fn choice_of(&mut self, f: &mut Function, clauses: &[usize], chains: &mut Chains) -> Result<(), CodeError> {
        if !clauses.is_empty() {
            let code = self.alternatives(clauses, chains)?;
            let code = f.code.literal(code.into());
            let saved = f.list(0..=self.arity as u32)?;
            f.emit(Op::Choice { code, saved });
        }
        Ok(())
    }

    /// Whether a body cuts to the level at the entry.
    fn cuts_entry(&mut self, body: &body::Rest) -> bool {
        self.needs(body).contains(&ENTRY_LEVEL)
    }

    /// Keeps the level to which a body cuts, if it does.
    fn entry_level(&mut self, f: &mut Function, body: &body::Rest) {
        if self.cuts_entry(body) {
            self.keep_level(f, ENTRY_LEVEL);
        }
    }

    /// Whether unifying with the head of a clause binds nothing: the index has seen to its arguments, or they are variables of their own.
    fn binds_nothing(&self, clause: usize, seen: &Seen) -> bool {
        let head = self.heads[clause];
        let mut work: Vec<(Path, Word)> = (0..self.arity as u32).map(|i| (below(&[], i), arg(self.vm, head, i))).collect();
        let mut met = Set::default();
        while let Some((path, w)) = work.pop() {
            match (seen_at(seen, &path), view(self.vm, w)) {
                (Some(IndexKey::Constant(c)), (w, _)) if w == c => {}
                (Some(IndexKey::Functor(_)), (w, Term::Compound(_, n))) => {
                    work.extend((0..n).map(|i| (below(&path, i), arg(self.vm, w, i))));
                }
                (_, (w, Term::Var(_))) if met.insert(w) => {}
                _ => return false,
            }
        }
        true
    }

    /// The place that tells the clauses apart best, of those not looked at yet: an argument, or one of a term that was seen there.
    fn discriminating(&self, start: &Start) -> Option<Path> {
        if start.clauses.len() < 2 {
            return None;
        }
        let mut places: Vec<Path> = (0..self.arity as u32).take(MOST_ARGUMENTS).map(|i| below(&[], i)).collect();
        for (path, key) in &start.seen {
            if let IndexKey::Functor(w) = key
                && path.len() < DEEPEST_INDEXED
            {
                places.extend((0..arity_of(*w)).take(MOST_INDEXED).map(|i| below(path, i)));
            }
        }
        places.sort();
        let mut best = (0, None);
        for path in places.into_iter().filter(|p| seen_at(&start.seen, p).is_none()) {
            let told = self.told_apart(&start.clauses, &path);
            if told > best.0 {
                best = (told, Some(path));
            }
        }
        best.1
    }

    /// How many clauses have something at a path, or somewhere in it, that others have not.
    fn told_apart(&self, clauses: &[usize], path: &[u8]) -> usize {
        let keys = clauses.iter().map(|&i| self.index_key(i, path)).filter(|k| *k != IndexKey::Any);
        let (bound, keys) = (keys.clone().count(), keys.collect::<Set<_>>());
        if keys.len() > 1 || bound < clauses.len() {
            return bound;
        }
        // One key for all tells only when a call fails.
        match keys.into_iter().next() {
            Some(IndexKey::Functor(w)) if path.len() < DEEPEST_INDEXED => {
                (0..arity_of(w).min(MOST_INDEXED as u32)).map(|i| self.told_apart(clauses, &below(path, i))).max().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// The slot of the term at a path. The references of what has been seen on the way were followed, those of arguments where they are.
    fn at(&mut self, f: &mut Function, path: &[u8], seen: &Seen) -> Slot {
        let mut a = f.slot(u32::from(path[0]) + 1);
        for k in 1..path.len() {
            let Some(IndexKey::Functor(w)) = seen_at(seen, &path[..k]) else { break };
            if k > 1 {
                f.emit(Op::Deref { dst: a, a });
            }
            let (dst, functor) = (f.temporary(), f.code.literal(w));
            let dst = f.slot(dst);
            f.emit(Op::Argument { dst, a, functor, i: path[k] });
            a = dst;
        }
        a
    }

    /// Branches on the term at a path.
    fn index(&mut self, f: &mut Function, start: Start, path: Path, chains: &mut Chains) {
        let a = self.at(f, &path, &start.seen);
        let keys: Vec<IndexKey> = start.clauses.iter().map(|&i| self.index_key(i, &path)).collect();
        let select = |key: Option<IndexKey>| {
            let clauses = start.clauses.iter().zip(&keys).filter(|(_, k)| key.is_none_or(|key| **k == key || **k == IndexKey::Any));
            let mut seen = start.seen.clone();
            seen.push((path.clone(), key.unwrap_or(IndexKey::Any)));
            Start { clauses: clauses.map(|(i, _)| *i).collect(), seen }
        };
        let all = chains.start(f, select(None));
        f.jump(all, |target| Op::IfVar { a, target });
        let mut done: Vec<IndexKey> = Vec::new();
        for &key in &keys {
            if key == IndexKey::Any || done.contains(&key) {
                continue;
            }
            done.push(key);
            let label = chains.start(f, select(Some(key)));
            match key {
                IndexKey::Constant(w) => {
                    let constant = f.code.literal(w);
                    f.jump(label, |target| Op::IfConstant { a, constant, target });
                }
                IndexKey::Functor(w) => {
                    let functor = f.code.literal(w);
                    f.jump(label, |target| Op::IfFunctor { a, functor, target });
                }
                IndexKey::Any => {}
            }
        }
        let others = chains.start(f, select(Some(IndexKey::Any)));
        f.jump(others, |target| Op::Jump { target });
    }

    /// The code that tries a list of clauses when those before have failed.
    fn alternatives(&mut self, list: &[usize], chains: &mut Chains) -> Result<CodeId, CodeError> {
        let mut next: Option<CodeId> = None;
        for from in (0..list.len()).rev() {
            let rest = &list[from..];
            let key = rest.to_vec();
            if let Some(&id) = chains.retries.get(&key) {
                next = Some(id);
                continue;
            }
            let mut f = self.function(&format!(" (clause {})", rest[0] + 1), 1);
            f.top = self.arity as u32 + 1;
            f.temp = f.top;
            let choice = f.slot(0);
            if self.cuts_entry(&self.bodies[rest[0]].clone()) {
                let dst = f.held(&[ENTRY_LEVEL])?.slot(0);
                f.emit(Op::Before { dst, choice });
            }
            let slots = f.args(1, self.arity)?;
            match next {
                None => f.emit(Op::RestoreLast { slots, cont: choice, choice }),
                Some(id) => {
                    let code = f.code.literal(id.into());
                    f.emit(Op::Again { code });
                    f.emit(Op::Restore { slots, cont: choice, choice });
                }
            }
            self.clause(&mut f, rest[0], &[])?;
            let id = f.finish(self.vm)?;
            chains.retries.insert(key, id);
            next = Some(id);
        }
        Ok(next.expect("there is at least one alternative"))
    }

    /// A clause whose arguments are in slots 1 and following; the index has seen some of them.
    fn clause(&mut self, f: &mut Function, i: usize, seen: &Seen) -> Result<(), CodeError> {
        let head = self.heads[i];
        self.head(f, head, seen)?;
        f.temp = f.top;
        let rest = self.bodies[i].clone();
        self.sequence(f, rest)
    }

    fn functor_literal(&mut self, f: &mut Function, w: Word) -> Lit {
        let shape = self.vm.shape_of(w).expect("compound");
        f.code.literal(Word::constant(ConstKind::Shape, shape.bits()))
    }

    fn deeper(&mut self) -> Result<(), CodeError> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(CodeError::TooLarge("nested terms")) } else { Ok(()) }
    }

    fn dereferenced(&self, w: Word) -> Word {
        deref(self.vm, w)
    }
}

/// Clauses to be tried, and what the index has seen.
#[derive(Clone, PartialEq)]
struct Start {
    clauses: Vec<usize>,
    seen: Vec<(Path, IndexKey)>,
}

/// The lists of clauses that an entry tries, and the codes that continue them.
struct Chains {
    retries: Map<Vec<usize>, CodeId>,
    starts: Vec<(Label, Start)>,
}

impl Chains {
    fn start(&mut self, f: &mut Function, start: Start) -> Label {
        if let Some(s) = self.starts.iter().find(|s| s.1 == start) {
            return s.0;
        }
        let label = f.label();
        self.starts.push((label, start));
        label
    }
}

/// The stub of a predicate whose clauses are not compiled yet.
pub fn stub(vm: &mut Vm, name: Symbol, arity: u32) -> Result<CodeId, CodeError> {
    let shown = format!("{}/{arity}", modules::shown(vm, name));
    let g = binding(vm, name, arity);
    let mut f = Function::new(vm, &shown, arity as usize + 1);
    let (name, arguments) = (f.code.literal(g.word()), f.arguments(arity as usize)?);
    f.emit(Op::Compile { name, arguments });
    f.finish(vm)
}

/// The code of a predicate whose clauses are kept as data.
pub fn dynamic(vm: &mut Vm, name: Symbol, arity: u32, database: Word) -> Result<CodeId, CodeError> {
    let shown = format!("{}/{arity}", modules::shown(vm, name));
    let retry = world(vm).codes["retry"];
    let name = modules::plain(vm, name);
    let functor = if arity == 0 { None } else { Some(crate::state::functor(vm, name, arity)) };
    let mut f = Function::new(vm, &shown, arity as usize + 1);
    let goal = f.temporary();
    let goal = f.slot(goal);
    let database = f.code.literal(database);
    match functor {
        None => {
            let value = f.code.literal(name.into());
            f.emit(Op::Literal { dst: goal, value });
        }
        Some(shape) => {
            let functor = f.code.literal(Word::constant(ConstKind::Shape, shape.bits()));
            let arguments = f.arguments(arity as usize)?;
            f.emit(Op::Part { database, arguments });
            f.emit(Op::Build { dst: goal, functor, arguments });
        }
    }
    let retry = f.code.literal(retry.into());
    f.emit(Op::Dynamic { database, goal, retry });
    f.finish(vm)
}
