//! Bodies: goals in sequence. What remains behind a call becomes a continuation's code; control constructs with goals that can
//! leave choice points become choice points, those with tests alone become branches.

use super::solutions::Expansion;
use super::{Compiler, Function, Key, Label, Set};
use crate::builtins;
use crate::object::{Term, arg, occurs, variables, view, world};
use crate::ops::{Op, TypeTest};
use std::rc::Rc;
use vm_core::{CodeError, CodeId, List, Slot, Vm, Word};

/// What remains of a body.
#[derive(Clone, Copy)]
pub(super) enum Item {
    /// A goal, and to which level a cut in it cuts.
    Goal(Word, Key),
    /// Cuts to a level.
    Cut(Key),
    /// Drops the alternative of a soft cut's choice point.
    SoftCut(Key),
}

/// A list of items, shared by the branches that end in it.
#[derive(Clone, Default)]
pub(super) struct Rest(Option<Rc<(Item, Rest)>>);

impl Rest {
    pub(super) fn push(&self, item: Item) -> Rest {
        Rest(Some(Rc::new((item, self.clone()))))
    }

    fn pop(&self) -> Option<(Item, Rest)> {
        self.0.as_ref().map(|r| (r.0, r.1.clone()))
    }

    /// Tells lists apart.
    fn address(&self) -> usize {
        self.0.as_ref().map_or(0, |r| Rc::as_ptr(r) as usize)
    }

    /// What comes behind a cut to a level, if that is the first.
    pub(super) fn after_cut(&self, level: Key, vm: &Vm) -> Option<Rest> {
        match self.pop()? {
            (Item::Goal(w, l), next) if l == level && w != Word::HOLE && matches!(goal(vm, w), Goal::Cut) => Some(next),
            _ => None,
        }
    }

    /// Whether a variable occurs in one of the goals.
    fn mentions(&self, vm: &Vm, v: Word) -> bool {
        let mut rest = self.clone();
        while let Some((item, next)) = rest.pop() {
            if matches!(item, Item::Goal(w, _) if w != Word::HOLE && occurs(vm, v, w)) {
                return true;
            }
            rest = next;
        }
        false
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// A goal as the compiler knows it.
pub(super) enum Goal {
    True,
    Fail,
    Cut,
    And(Word, Word),
    Or(Word, Word),
    IfThenElse(Word, Word, Word),
    SoftIf(Word, Word, Word),
    Not(Word),
    Variable,
    Simple(String, u32),
    NotCallable,
}

pub(super) fn goal(vm: &Vm, w: Word) -> Goal {
    let (w, t) = view(vm, w);
    let (name, n) = match t {
        Term::Var(_) => return Goal::Variable,
        Term::Atom(s) => (vm.symbols.name(s), 0),
        Term::Compound(s, n) => (vm.symbols.name(s), n),
        _ => return Goal::NotCallable,
    };
    let (a, b) = (arg(vm, w, 0), arg(vm, w, 1));
    let part = |w: Word, functor: &str| match view(vm, w) {
        (w, Term::Compound(s, 2)) if vm.symbols.name(s) == functor => Some((arg(vm, w, 0), arg(vm, w, 1))),
        _ => None,
    };
    match (name, n) {
        ("true" | "otherwise", 0) => Goal::True,
        ("fail" | "false", 0) => Goal::Fail,
        ("!", 0) => Goal::Cut,
        (",", 2) => Goal::And(a, b),
        (";" | "|", 2) => match (part(a, "->"), part(a, "*->")) {
            (Some((c, t)), _) => Goal::IfThenElse(c, t, b),
            (_, Some((c, t))) => Goal::SoftIf(c, t, b),
            _ => Goal::Or(a, b),
        },
        ("->", 2) => Goal::IfThenElse(a, b, vm_fail()),
        ("*->", 2) => Goal::And(a, b),
        ("\\+", 1) => Goal::Not(a),
        _ => Goal::Simple(name.to_string(), n),
    }
}

/// A body with its conjunctions taken apart.
pub(super) fn flat(vm: &Vm, rest: &Rest) -> Rest {
    let Some((Item::Goal(w, level), _)) = rest.pop() else { return rest.clone() };
    let (mut goals, mut work) = (Vec::new(), vec![w]);
    while let Some(w) = work.pop() {
        match goal(vm, w) {
            Goal::And(a, b) => work.extend([b, a]),
            _ => goals.push(w),
        }
    }
    goals.into_iter().rev().fold(Rest::default(), |rest, w| rest.push(Item::Goal(w, level)))
}

/// Moves unifications with which a body begins into the head, so that the index sees them (the terminals of grammars, above all):
/// those of an argument that is a variable, and occurs nowhere else, with a term.
pub(super) fn absorb(vm: &mut Vm, mut head: Word, mut rest: Rest) -> (Word, Rest) {
    while let Some((argument, term, next)) = absorbable(vm, head, &rest) {
        head = with_argument(vm, head, argument, term);
        rest = next;
    }
    (head, rest)
}

/// A clause without such unifications: what a program's clause is from when it is loaded on, for an index of clauses that are data does not look
/// into bodies, and SWI-Prolog lists it so.
pub fn absorbed(vm: &mut Vm, mut head: Word, mut body: Word) -> (Word, Word) {
    let truth = world(vm).truth;
    while body != truth {
        let (first, rest) = first_goal(vm, body);
        let goals = [rest.unwrap_or(truth), first].into_iter().fold(Rest::default(), |goals, w| goals.push(Item::Goal(w, super::ENTRY_LEVEL)));
        let Some((argument, term, _)) = absorbable(vm, head, &goals) else { break };
        head = with_argument(vm, head, argument, term);
        body = rest.unwrap_or(truth);
    }
    (head, body)
}

/// The first goal of a conjunction, and the conjunction of the others, if there are any.
fn first_goal(vm: &mut Vm, body: Word) -> (Word, Option<Word>) {
    let (mut first, mut behind) = (body, Vec::new());
    while let (w, Term::Compound(s, 2)) = view(vm, first)
        && vm.symbols.name(s) == ","
    {
        behind.push(arg(vm, w, 1));
        first = arg(vm, w, 0);
    }
    let rest = behind.into_iter().reduce(|rest, goal| crate::object::compound(vm, ",", &[goal, rest]));
    (first, rest)
}

fn with_argument(vm: &mut Vm, head: Word, argument: usize, term: Word) -> Word {
    let mut arguments = crate::object::arguments(vm, head);
    arguments[argument] = term;
    vm.new_object(vm.shape_of(head).expect("compound"), &arguments)
}

/// The argument of the head that the first goal unifies with a term, that term, and the goals behind.
fn absorbable(vm: &Vm, head: Word, rest: &Rest) -> Option<(usize, Word, Rest)> {
    let (Item::Goal(w, _), next) = rest.pop()? else { return None };
    if !matches!(goal(vm, w), Goal::Simple(name, 2) if name == "=") {
        return None;
    }
    let (a, b) = (view(vm, arg(vm, w, 0)), view(vm, arg(vm, w, 1)));
    let (v, term) = match (a.1, b.1) {
        (Term::Var(_), t) if !matches!(t, Term::Var(_)) => (a.0, b.0),
        (t, Term::Var(_)) if !matches!(t, Term::Var(_)) => (b.0, a.0),
        _ => return None,
    };
    let arguments: Vec<Word> = (0..vm.slots(head)?.len() as u32).map(|i| arg(vm, head, i)).collect();
    let at = arguments.iter().position(|&w| w == v)?;
    let elsewhere = arguments.iter().enumerate().any(|(i, &w)| i != at && occurs(vm, v, w));
    (!elsewhere && !occurs(vm, v, term) && !next.mentions(vm, v)).then_some((at, term, next))
}

/// A word that stands for the goal `fail`: no term.
fn vm_fail() -> Word {
    Word::HOLE
}

/// Whether a body contains a cut that is its clause's.
fn cuts(vm: &Vm, body: Word) -> bool {
    let mut work = vec![body];
    while let Some(w) = work.pop() {
        if w == Word::HOLE {
            continue;
        }
        match goal(vm, w) {
            Goal::Cut => return true,
            Goal::And(a, b) | Goal::Or(a, b) => work.extend([a, b]),
            // A condition's cut is its own, but it needs a level too.
            Goal::IfThenElse(c, t, e) | Goal::SoftIf(c, t, e) => work.extend([c, t, e]),
            Goal::Not(g) => work.push(g),
            _ => {}
        }
    }
    false
}

impl Compiler<'_> {
    pub(super) fn level(&mut self) -> Key {
        self.levels += 1;
        Word::smi(self.levels)
    }

    /// The tests that a body begins with, which go elsewhere if they fail. What remains of the body.
    pub(super) fn guards(&mut self, f: &mut Function, mut body: Rest, otherwise: Label) -> Result<Rest, CodeError> {
        while let Some((Item::Goal(w, _), next)) = body.pop() {
            if !self.is_test(w) {
                break;
            }
            self.tests(f, w, otherwise)?;
            body = next;
        }
        f.temp = f.top;
        Ok(body)
    }

    /// The variables and levels that items need.
    pub(super) fn needs(&mut self, rest: &Rest) -> Vec<Key> {
        let (mut found, mut seen) = (Vec::new(), Set::default());
        let mut rest = rest.clone();
        while let Some((item, next)) = rest.pop() {
            match item {
                Item::Goal(w, level) => {
                    if w != Word::HOLE {
                        found.extend(variables(self.vm, w).into_iter().filter(|v| seen.insert(*v)));
                        if cuts(self.vm, w) && seen.insert(level) {
                            found.push(level);
                        }
                    }
                }
                Item::Cut(level) | Item::SoftCut(level) => {
                    if seen.insert(level) {
                        found.push(level);
                    }
                }
            }
            rest = next;
        }
        found
    }

    fn slot_of(&mut self, f: &mut Function, key: Key) -> u32 {
        self.variable(f, key)
    }

    /// Gives every variable of a term a value.
    fn make_known(&mut self, f: &mut Function, vars: &[Key]) {
        for &v in vars {
            let slot = self.slot_of(f, v);
            if f.known.insert(v) {
                let dst = f.slot(slot);
                f.emit(Op::Fresh { dst });
            }
        }
        f.temp = f.temp.max(f.top);
    }

    /// Gives the variables of some goals that those behind need too their values.
    pub(super) fn share(&mut self, f: &mut Function, goals: &Rest, behind: &Rest) {
        let (inside, behind) = (self.needs(goals), self.needs(behind));
        let shared: Vec<Key> = inside.into_iter().filter(|k| k.object().is_some() && behind.contains(k)).collect();
        self.make_known(f, &shared);
        f.top = f.top.max(f.temp);
    }

    /// Code that goes on with the rest; slot 0 becomes the continuation that does so.
    pub(super) fn continuation(&mut self, f: &mut Function, rest: &Rest) -> Result<(), CodeError> {
        let needed = self.needs(rest);
        let kept: Vec<Key> = needed.into_iter().filter(|k| f.known.contains(k)).collect();
        let key = (rest.address(), kept);
        let code = match self.rests.get(&key) {
            Some(made) => made.0,
            None => {
                let code = self.rest_code(&key.1, rest)?;
                self.rests.insert(key.clone(), (code, rest.clone()));
                code
            }
        };
        let kept = key.1;
        let saved = f.list(f.values(&kept))?;
        let (dst, code) = (f.slot(0), f.code.literal(code.into()));
        f.emit(Op::Cont { dst, code, saved });
        Ok(())
    }

    fn rest_code(&mut self, kept: &[Key], rest: &Rest) -> Result<CodeId, CodeError> {
        self.deeper()?;
        let mut g = self.function(" (rest)", 1);
        let cont = g.slot(0);
        let slots = g.held(kept)?;
        g.emit(Op::Resume { slots, next: cont, cont });
        self.sequence(&mut g, rest.clone())?;
        self.depth -= 1;
        g.finish(self.vm)
    }

    /// The code of an alternative inside of a clause: what to run when the newest choice point is reached again.
    fn alternative(&mut self, kept: &[Key], rest: &Rest) -> Result<CodeId, CodeError> {
        self.deeper()?;
        let mut g = self.function(" (else)", 1);
        let choice = g.slot(0);
        let slots = g.held(kept)?;
        g.emit(Op::RestoreLast { slots, cont: choice, choice });
        self.sequence(&mut g, rest.clone())?;
        self.depth -= 1;
        g.finish(self.vm)
    }

    /// Pushes a choice point whose alternative is those items.
    fn choice(&mut self, f: &mut Function, rest: &Rest) -> Result<(), CodeError> {
        let kept: Vec<Key> = self.needs(rest).into_iter().filter(|k| f.known.contains(k)).collect();
        let code = self.alternative(&kept, rest)?;
        let saved = f.list(std::iter::once(0).chain(f.values(&kept)))?;
        let code = f.code.literal(code.into());
        f.emit(Op::Choice { code, saved });
        Ok(())
    }

    /// Compiles items to the end of the code.
    pub(super) fn sequence(&mut self, f: &mut Function, mut rest: Rest) -> Result<(), CodeError> {
        loop {
            f.temp = f.top;
            let Some((item, next)) = rest.pop() else {
                f.emit(Op::Proceed {});
                return Ok(());
            };
            let (w, level) = match item {
                Item::Cut(k) => {
                    f.awake();
                    let level = f.slot(f.slots[&k]);
                    self.cut(f, level);
                    rest = next;
                    continue;
                }
                Item::SoftCut(k) => {
                    f.awake();
                    let choice = f.slot(f.slots[&k]);
                    f.emit(Op::SoftCut { choice });
                    rest = next;
                    continue;
                }
                Item::Goal(w, level) => (w, level),
            };
            if w == Word::HOLE {
                self.awake(f);
                f.emit(Op::Fail {});
                return Ok(());
            }
            let w = self.dereferenced(w);
            match goal(self.vm, w) {
                Goal::True => rest = next,
                Goal::Fail => {
                    self.awake(f);
                    f.emit(Op::Fail {});
                    return Ok(());
                }
                Goal::Cut => rest = next.push(Item::Cut(level)),
                Goal::And(a, b) => rest = next.push(Item::Goal(b, level)).push(Item::Goal(a, level)),
                Goal::Simple(name, n) => {
                    if self.inline(f, w, &name, n, None)? {
                        rest = next;
                        continue;
                    }
                    match self.expansion(w, &name, n, &f.known) {
                        Some(Expansion::Goals(goals)) => {
                            rest = goals.into_iter().rfold(next, |rest, g| rest.push(Item::Goal(g, level)));
                        }
                        Some(Expansion::Local(goal)) => {
                            let local = self.level();
                            if cuts(self.vm, goal) {
                                self.keep_level(f, local);
                            }
                            rest = next.push(Item::Goal(goal, local));
                        }
                        Some(Expansion::Catch(goal, catcher, recovery)) => {
                            return self.catch(f, [goal, catcher, recovery], &next);
                        }
                        None => return self.call(f, w, &next),
                    }
                }
                Goal::Variable | Goal::NotCallable => {
                    let goal = crate::object::compound(self.vm, "call", &[w]);
                    return self.call(f, goal, &next);
                }
                control => return self.control(f, control, level, next),
            }
        }
    }

    /// A call; nothing comes after it in this code.
    fn call(&mut self, f: &mut Function, w: Word, rest: &Rest) -> Result<(), CodeError> {
        let (key, w) = crate::modules::called(self.vm, self.module, w);
        let n = if w.is_pointer() { self.vm.shape_of(w).map_or(0, |s| s.fixed()) } else { 0 };
        // The arguments first: making them gives the variables of the rest their values.
        let arguments = self.operands(f, w, n)?;
        if !rest.is_empty() {
            self.continuation(f, rest)?;
        }
        let g = super::binding_of(self.vm, key, n);
        let predicate = f.code.literal(g.word());
        f.emit(Op::Call { predicate, arguments });
        Ok(())
    }

    /// Disjunctions, conditionals, negation.
    fn control(&mut self, f: &mut Function, control: Goal, level: Key, rest: Rest) -> Result<(), CodeError> {
        let (condition, soft) = match &control {
            Goal::IfThenElse(c, _, _) => (Some(*c), false),
            Goal::SoftIf(c, _, _) => (Some(*c), true),
            Goal::Not(g) => (Some(*g), false),
            _ => (None, false),
        };
        let (first, second) = match control {
            Goal::IfThenElse(_, t, e) | Goal::SoftIf(_, t, e) => (Item::Goal(t, level), Item::Goal(e, level)),
            Goal::Or(a, b) => (Item::Goal(a, level), Item::Goal(b, level)),
            _ => (Item::Goal(Word::HOLE, level), Item::Goal(crate::object::atom(self.vm, "true"), level)),
        };
        let tests = condition.is_some_and(|c| self.is_test(c)) && !soft;
        if !rest.is_empty() {
            // Variables of the branches that the rest needs too must exist before the branches part.
            let branches = Rest::default().push(first).push(second);
            let branches = condition.into_iter().fold(branches, |b, c| b.push(Item::Goal(c, level)));
            self.share(f, &branches, &rest);
            if tests && self.is_inline(&first) && self.is_inline(&second) {
                return self.inline_branches(f, condition.expect("a test"), first, second, rest);
            }
            f.temp = f.top;
            self.continuation(f, &rest)?;
        }
        let nothing = Rest::default();
        if tests {
            let otherwise = f.label();
            self.awake(f);
            self.tests(f, condition.expect("a test"), otherwise)?;
            let known = f.known.clone();
            self.sequence(f, nothing.push(first))?;
            f.known = known;
            f.place(otherwise);
            return self.sequence(f, nothing.push(second));
        }
        let Some(condition) = condition else {
            self.choice(f, &nothing.push(second))?;
            return self.sequence(f, nothing.push(first));
        };
        let own = self.level();
        if !soft {
            self.keep_level(f, own);
        }
        self.choice(f, &nothing.push(second))?;
        if soft {
            self.keep_level(f, own);
        }
        // A cut in the condition is local to it: it cuts the condition's own choice points.
        let local = self.level();
        if cuts(self.vm, condition) {
            self.keep_level(f, local);
        }
        let after = if soft { Item::SoftCut(own) } else { Item::Cut(own) };
        self.sequence(f, nothing.push(first).push(after).push(Item::Goal(condition, local)))
    }

    pub(super) fn keep_level(&mut self, f: &mut Function, key: Key) {
        f.temp = f.temp.max(f.top);
        f.top = f.temp;
        let slot = f.permanent();
        f.slots.insert(key, slot);
        f.known.insert(key);
        let dst = f.slot(slot);
        f.emit(Op::Level { dst });
    }

    /// A conditional whose parts are all inline: the branches meet again.
    fn inline_branches(&mut self, f: &mut Function, c: Word, first: Item, second: Item, rest: Rest) -> Result<(), CodeError> {
        let (otherwise, end) = (f.label(), f.label());
        self.awake(f);
        self.tests(f, c, otherwise)?;
        let known = f.known.clone();
        self.inline_all(f, first)?;
        f.jump(end, |target| Op::Jump { target });
        f.place(otherwise);
        f.known.clone_from(&known);
        self.inline_all(f, second)?;
        f.known = known;
        f.place(end);
        self.sequence(f, rest)
    }

    fn inline_all(&mut self, f: &mut Function, item: Item) -> Result<(), CodeError> {
        let Item::Goal(w, level) = item else { return Ok(()) };
        if w == Word::HOLE {
            f.emit(Op::Fail {});
            return Ok(());
        }
        let w = self.dereferenced(w);
        match goal(self.vm, w) {
            Goal::True => {}
            Goal::Fail => f.emit(Op::Fail {}),
            Goal::Cut => {
                let level = f.slot(f.slots[&level]);
                self.cut(f, level);
            }
            Goal::And(a, b) => {
                self.inline_all(f, Item::Goal(a, level))?;
                self.inline_all(f, Item::Goal(b, level))?;
            }
            Goal::Simple(name, n) => {
                self.inline(f, w, &name, n, None)?;
                f.temp = f.top;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a goal neither calls anything nor can be tried again.
    fn is_inline(&mut self, item: &Item) -> bool {
        let Item::Goal(w, level) = *item else { return false };
        if w == Word::HOLE {
            return true;
        }
        match goal(self.vm, w) {
            Goal::True | Goal::Fail | Goal::Cut => true,
            Goal::And(a, b) => self.is_inline(&Item::Goal(a, level)) && self.is_inline(&Item::Goal(b, level)),
            Goal::Simple(name, n) => self.is_inline_goal(w, &name, n),
            _ => false,
        }
    }

    fn is_inline_goal(&mut self, w: Word, name: &str, n: u32) -> bool {
        if !crate::modules::is_inline(self.vm, self.module, name, n) {
            return false;
        }
        match (name, n) {
            ("=" | "==" | "\\==" | "$cut", _) => n == 2 || name == "$cut" && n == 1,
            ("is", 2) => self.is_expression(arg(self.vm, w, 1), 0),
            ("<" | ">" | "=<" | ">=" | "=:=" | "=\\=", 2) => {
                self.is_expression(arg(self.vm, w, 0), 0) && self.is_expression(arg(self.vm, w, 1), 0)
            }
            _ => n == 1 && TypeTest::ALL.iter().any(|t| t.1 == name) || builtins::index(name, n).is_some(),
        }
    }

    /// Whether a goal only tests, binding nothing.
    fn is_test(&mut self, w: Word) -> bool {
        if w == Word::HOLE {
            return false;
        }
        match goal(self.vm, w) {
            Goal::True => true,
            Goal::And(a, b) => self.is_test(a) && self.is_test(b),
            Goal::Simple(name, n) => {
                let tests = n == 1 && TypeTest::ALL.iter().any(|t| t.1 == name)
                    || n == 2 && matches!(name.as_str(), "==" | "\\==" | "<" | ">" | "=<" | ">=" | "=:=" | "=\\=");
                tests && self.is_inline_goal(w, &name, n)
            }
            _ => false,
        }
    }

    fn tests(&mut self, f: &mut Function, w: Word, otherwise: Label) -> Result<(), CodeError> {
        let w = self.dereferenced(w);
        match goal(self.vm, w) {
            Goal::And(a, b) => {
                self.tests(f, a, otherwise)?;
                self.tests(f, b, otherwise)
            }
            Goal::Simple(name, n) => {
                self.inline(f, w, &name, n, Some(otherwise))?;
                f.top = f.top.max(f.temp);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Compiles a goal that needs no call; false if there is none of that name. A test that fails goes to `otherwise`.
    fn inline(&mut self, f: &mut Function, w: Word, name: &str, n: u32, otherwise: Option<Label>) -> Result<bool, CodeError> {
        if !self.is_inline_goal(w, name, n) {
            return Ok(false);
        }
        if name != "=" && otherwise.is_none() {
            self.awake(f);
        }
        let (a, b) = (arg(self.vm, w, 0), arg(self.vm, w, 1));
        match (name, n) {
            ("=", 2) => self.equation(f, a, b)?,
            ("==" | "\\==", 2) => {
                let (a, b) = (self.operand(f, a)?, self.operand(f, b)?);
                let (a, b) = (f.slot(a), f.slot(b));
                let to = otherwise.unwrap_or_else(|| f.fail_label());
                if name == "==" {
                    f.jump(to, |target| Op::UnlessSame { a, b, target });
                } else {
                    f.jump(to, |target| Op::IfSame { a, b, target });
                }
            }
            ("$cut", 1) => {
                let a = self.operand(f, a)?;
                let (dst, a) = (f.temporary(), f.slot(a));
                let level = f.slot(dst);
                f.emit(Op::Deref { dst: level, a });
                self.cut(f, level);
            }
            ("is" | "<" | ">" | "=<" | ">=" | "=:=" | "=\\=", 2) => self.arithmetic(f, name, a, b, otherwise)?,
            _ => {
                if let Some(kind) = TypeTest::ALL.iter().find(|t| t.1 == name && n == 1) {
                    let a = self.operand(f, a)?;
                    let (a, kind) = (f.slot(a), kind.0 as u8);
                    let to = otherwise.unwrap_or_else(|| f.fail_label());
                    f.jump(to, |target| Op::UnlessKind { a, kind, target });
                } else {
                    let which = builtins::index(name, n).expect("it is inline");
                    let arguments = self.operands(f, w, n)?;
                    f.emit(Op::Builtin { which, arguments });
                }
            }
        }
        Ok(true)
    }

    /// Runs goals that wait before one that may depend on them, if the program has such goals.
    pub(super) fn awake(&mut self, f: &mut Function) {
        if world(self.vm).waking {
            f.awake();
        }
    }

    /// A cut. It may have cleanups to run.
    fn cut(&mut self, f: &mut Function, level: Slot) {
        f.emit(Op::Cut { level });
        f.binds |= world(self.vm).waking;
    }

    fn equation(&mut self, f: &mut Function, a: Word, b: Word) -> Result<(), CodeError> {
        let (x, y) = (view(self.vm, a), view(self.vm, b));
        let (term, other) = match (x.1, y.1) {
            (Term::Var(_), Term::Var(_)) if !f.known.contains(&x.0) => (x.0, y.0),
            (Term::Var(_), Term::Var(_)) if !f.known.contains(&y.0) => (y.0, x.0),
            (Term::Var(_), _) => (x.0, y.0),
            (_, Term::Var(_)) => (y.0, x.0),
            _ => {
                let slot = f.temporary();
                self.put(f, slot, a)?;
                return self.unify(f, slot, b);
            }
        };
        if f.known.contains(&term) {
            let slot = f.slots[&term];
            return self.unify(f, slot, other);
        }
        // A variable that has no value yet: it is the other term, unless it occurs in it.
        if variables(self.vm, other).contains(&term) {
            let slot = f.temporary();
            self.put(f, slot, other)?;
            return self.general(f, f.slots[&term], slot);
        }
        let to = self.variable(f, term);
        self.put(f, to, other)?;
        f.known.insert(term);
        Ok(())
    }

    /// Has a variable that has neither value nor slot begin as what is in a temporary slot; false if it has.
    pub(super) fn becomes(&mut self, f: &mut Function, w: Word, slot: u32) -> bool {
        let (v, t) = view(self.vm, w);
        let new = matches!(t, Term::Var(_)) && !f.slots.contains_key(&v);
        if new {
            f.slots.insert(v, slot);
            f.known.insert(v);
            f.top = f.top.max(slot + 1);
            f.temp = f.temp.max(f.top);
        }
        new
    }

    /// A term in a slot.
    pub(super) fn operand(&mut self, f: &mut Function, w: Word) -> Result<u32, CodeError> {
        if let (v, Term::Var(_)) = view(self.vm, w) {
            self.make_known(f, &[v]);
            return Ok(f.slots[&v]);
        }
        let slot = f.temporary();
        self.put(f, slot, w)?;
        Ok(slot)
    }

    /// The arguments of a term, which has so many, in slots.
    pub(super) fn operands(&mut self, f: &mut Function, w: Word, n: u32) -> Result<List, CodeError> {
        let slots = (0..n).map(|i| self.operand(f, arg(self.vm, w, i))).collect::<Result<Vec<_>, _>>()?;
        f.list(slots)
    }
}
