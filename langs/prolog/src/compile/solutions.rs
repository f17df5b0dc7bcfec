//! Predicates that take goals, where the goals are known: their parts become goals of the clause, so no term is made of them that
//! would have to be looked at when it is called.

use super::body::{Goal, Item, Rest, goal};
use super::{Compiler, Function, Key, Set};
use crate::modules;
use crate::object::{Term, arg, atom, compound, new_var, variables, view, world};
use crate::ops::Op;
use vm_core::{CodeError, Word};

/// So many variables of a goal are looked at to find it ground.
const MOST_FREE: usize = 8;

/// What stands for a goal.
pub(super) enum Expansion {
    /// Goals in this order. A cut in one of them is of its own.
    Goals(Vec<Word>),
    /// A goal whose cuts are local to it.
    Local(Word),
    /// A goal, what it may throw, and what is done then.
    Catch(Word, Word, Word),
}

impl Compiler<'_> {
    /// What stands for a goal of that name, if it is one of the system's that takes goals, and they are known. `known`: the variables that
    /// have a value.
    pub(super) fn expansion(&mut self, w: Word, name: &str, n: u32, known: &Set<Key>) -> Option<Expansion> {
        let goals: &[u32] = match (name, n) {
            ("call" | "once" | "ignore", 1) => &[0],
            ("findall" | "aggregate_all" | "bagof" | "setof", 3) => &[1],
            ("forall", 2) => &[0, 1],
            ("catch", 3) => &[0],
            _ => return None,
        };
        if !modules::is_systems_in(self.vm, self.module, name, n) || !goals.iter().all(|&i| self.is_known(arg(self.vm, w, i))) {
            return None;
        }
        let [a, b, c] = std::array::from_fn(|i| arg(self.vm, w, i as u32));
        let yes = atom(self.vm, "true");
        Some(Expansion::Goals(match (name, n) {
            ("call", _) => return Some(Expansion::Local(a)),
            ("catch", _) => {
                // The recovery is called as a term, which says whose goal it is.
                let (_, qualified) = modules::called(self.vm, self.module, w);
                return Some(Expansion::Catch(a, b, arg(self.vm, qualified, 2)));
            }
            ("once", _) => vec![compound(self.vm, "->", &[a, yes])],
            ("ignore", _) => {
                let once = compound(self.vm, "->", &[a, yes]);
                vec![compound(self.vm, ";", &[once, yes])]
            }
            ("forall", _) => {
                let unless = compound(self.vm, "\\+", &[b]);
                vec![self.none(&[a, unless])]
            }
            ("findall", _) => {
                let (list, t) = view(self.vm, c);
                self.findall(a, b, list, matches!(t, Term::Var(_)) && !known.contains(&list))
            }
            ("aggregate_all", _) => self.aggregate(a, b, c)?,
            _ => vec![self.grouped(w, [a, b, c], name == "setof")?],
        }))
    }

    /// A goal in the code of the clause, caught as by `catch/3`: see [`super::engine`].
    pub(super) fn catch(&mut self, f: &mut Function, [goal, catcher, recovery]: [Word; 3], rest: &Rest) -> Result<(), CodeError> {
        self.awake(f);
        if !rest.is_empty() {
            let inside = [goal, catcher, recovery].map(|w| Item::Goal(w, Word::smi(0)));
            let inside = inside.into_iter().fold(Rest::default(), |all, item| all.push(item));
            self.share(f, &inside, rest);
        }
        let (catcher, recovery) = (self.operand(f, catcher)?, self.operand(f, recovery)?);
        f.top = f.top.max(f.temp);
        if !rest.is_empty() {
            self.continuation(f, rest)?;
        }
        let codes = &world(self.vm).codes;
        let (dropped, catch) = (codes["dropped"], codes["catch"]);
        let (code, saved) = (f.code.literal(dropped.into()), f.list([0])?);
        f.emit(Op::Choice { code, saved });
        let local = self.level();
        self.keep_level(f, local);
        let (code, saved) = (f.code.literal(catch.into()), f.list([f.slots[&local], catcher, recovery])?);
        let dst = f.slot(0);
        f.emit(Op::Cont { dst, code, saved });
        self.sequence(f, Rest::default().push(Item::Goal(goal, local)))
    }

    /// Whether a term is a goal, as far as can be seen: a variable is not, but a part of it may be one. What is qualified is left to
    /// `call/1`, which is what its functor means.
    fn is_known(&self, w: Word) -> bool {
        let mut work = vec![w];
        match goal(self.vm, w) {
            Goal::Variable => return false,
            Goal::Simple(name, 2) if name == ":" => return false,
            _ => {}
        }
        while let Some(w) = work.pop() {
            match goal(self.vm, w) {
                Goal::And(a, b) | Goal::Or(a, b) => work.extend([a, b]),
                Goal::IfThenElse(c, t, e) | Goal::SoftIf(c, t, e) => work.extend([c, t, e].into_iter().filter(|w| *w != Word::HOLE)),
                Goal::NotCallable => return false,
                _ => {}
            }
        }
        true
    }

    /// A goal that is true if there is no solution of the goals one after the other. It leaves nothing bound.
    fn none(&mut self, goals: &[Word]) -> Word {
        let (last, before) = goals.split_last().expect("a goal");
        let all = before.iter().rfold(*last, |rest, &g| compound(self.vm, ",", &[g, rest]));
        compound(self.vm, "\\+", &[all])
    }

    /// All solutions of a goal, for each of which the steps are done.
    fn each(&mut self, goal: Word, steps: &[Word]) -> Word {
        let mut goals = vec![goal];
        goals.extend_from_slice(steps);
        goals.push(atom(self.vm, "fail"));
        self.none(&goals)
    }

    fn findall(&mut self, template: Word, goal: Word, list: Word, fresh: bool) -> Vec<Word> {
        let bag = new_var(self.vm);
        let add = compound(self.vm, "$bag_add", &[bag, template]);
        let check = (!fresh).then(|| compound(self.vm, "$partial_list", &[list]));
        let goals = [
            compound(self.vm, "$bag_new", &[bag]),
            self.each(goal, &[add]),
            compound(self.vm, "$bag_list", &[bag, list]),
        ];
        check.into_iter().chain(goals).collect()
    }

    /// `bagof/3` or `setof/3`: where the goal has no free variables, which is so if what else it mentions is ground, there is one group, of all
    /// solutions.
    fn grouped(&mut self, w: Word, [template, goal, list]: [Word; 3], sorted: bool) -> Option<Word> {
        let (mut inner, mut bound) = (goal, variables(self.vm, template));
        while let Goal::Simple(name, 2) = super::body::goal(self.vm, inner)
            && name == "^"
        {
            bound.extend(variables(self.vm, arg(self.vm, inner, 0)));
            inner = arg(self.vm, inner, 1);
        }
        if !self.is_known(inner) {
            return None;
        }
        let free: Vec<Word> = variables(self.vm, inner).into_iter().filter(|v| !bound.contains(v)).collect();
        if free.len() > MOST_FREE {
            return None;
        }
        let [all, solutions, nil] = [new_var(self.vm), new_var(self.vm), world(self.vm).nil];
        let mut goals = vec![compound(self.vm, "$partial_list", &[list])];
        goals.extend(self.findall(template, inner, all, true));
        goals.push(compound(self.vm, "\\==", &[all, nil]));
        if sorted {
            goals.push(compound(self.vm, "sort", &[all, solutions]));
        }
        goals.push(compound(self.vm, "=", &[if sorted { solutions } else { all }, list]));
        let one = goals.into_iter().rev().reduce(|rest, g| compound(self.vm, ",", &[g, rest]))?;
        if free.is_empty() {
            return Some(one);
        }
        let free = compound(self.vm, "v", &free);
        let ground = compound(self.vm, "ground", &[free]);
        // Not to be looked at again, but with goals that say whose they are.
        let (_, qualified) = modules::called(self.vm, self.module, w);
        let general = compound(self.vm, ":", &[world(self.vm).system.into(), qualified]);
        let then = compound(self.vm, "->", &[ground, one]);
        Some(compound(self.vm, ";", &[then, general]))
    }

    /// `aggregate_all/3` for what needs no more than a step for each solution.
    fn aggregate(&mut self, what: Word, goal: Word, result: Word) -> Option<Vec<Word>> {
        let (what, t) = view(self.vm, what);
        let (Term::Atom(name) | Term::Compound(name, 1)) = t else { return None };
        let expression = match (self.vm.symbols.name(name), t) {
            ("count", _) => Word::smi(1),
            ("sum", Term::Compound(..)) => arg(self.vm, what, 0),
            ("bag", Term::Compound(..)) => {
                let template = arg(self.vm, what, 0);
                return Some(self.findall(template, goal, result, false));
            }
            _ => return None,
        };
        let [cell, old, new] = std::array::from_fn(|_| new_var(self.vm));
        let sum = compound(self.vm, "+", &[old, expression]);
        let steps = [
            compound(self.vm, "$cell_get", &[cell, old]),
            compound(self.vm, "is", &[new, sum]),
            compound(self.vm, "$cell_set", &[cell, new]),
        ];
        Some(vec![
            compound(self.vm, "$bag_new", &[cell]),
            compound(self.vm, "$cell_set", &[cell, Word::smi(0)]),
            self.each(goal, &steps),
            compound(self.vm, "$cell_get", &[cell, result]),
        ])
    }
}
