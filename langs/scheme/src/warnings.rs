//! Warnings: what is probably wrong in a program, found when it has been expanded. Takes the core language as expanded, leaves
//! it as it is, and adds to the machine's list. In doubt it says nothing: a name may be defined by `eval` or `load`, or by the next line of
//! a conversation.
//!
//! ```text
//! (define (f x) x)
//! (f 1 2)          f takes 1 argument, got 2
//! (car)            car takes 1 argument, got 0
//! (display nmae)   variable nmae is not bound
//! ```

use crate::ast::{Clause, Expr, GlobalRef, Kind, Known, Lambda, RecordKind, Unit, Var};
use crate::builtins::{self, error::shown_name};
use crate::compile::{CASE, REST};
use crate::object;
use crate::program::location;
use crate::syntax::At;
use rustc_hash::{FxHashMap, FxHashSet};
use vm_core::core_shapes::{CLOSURE, Closure, Global};
use vm_core::{SourceId, Symbol, Vm, Warning, Word};

/// A program gets at most so many.
const MOST: usize = 100;

/// How many arguments a procedure takes: for each clause the least number, and whether more are welcome.
type Arity = Vec<(usize, bool)>;

struct Finder<'a> {
    unit: &'a Unit,
    /// The arity of toplevel procedures that are known: `None` for what may be anything.
    globals: FxHashMap<GlobalRef, Option<Arity>>,
    locals: FxHashMap<Var, Arity>,
    /// Unbound variables that have been reported.
    seen: FxHashSet<Symbol>,
    /// Unbound variables are reported.
    unbound: bool,
    found: Vec<(At, String)>,
}

/// Adds the warnings for a program.
pub(crate) fn find(vm: &mut Vm, source: SourceId, unit: &Unit, forms: &[Expr]) {
    let name = &vm.source(source).name;
    if name.starts_with('<') && name != "<stdin>" {
        return;
    }
    let dynamic = ["eval", "load", "interaction-environment"].iter().any(|name| {
        let mut globals = unit.globals.iter();
        globals.any(|g| g.standard && vm.symbols.name(g.symbol) == *name)
    });
    let mut f = Finder {
        unit,
        globals: FxHashMap::default(),
        locals: FxHashMap::default(),
        seen: FxHashSet::default(),
        unbound: !dynamic,
        found: Vec::new(),
    };
    if !dynamic {
        f.own(forms);
    }
    f.standard(vm);
    for form in forms {
        f.expr(vm, form);
    }
    let mut found = std::mem::take(&mut f.found);
    found.retain(|(at, _)| at.span.end > 0);
    found.sort_by_key(|(at, _)| (at.source.0, at.span.start));
    found.dedup();
    for (at, message) in found.into_iter().take(MOST) {
        let location = location(vm, at);
        vm.warnings.push(Warning { message, location });
    }
}

fn arity_of(clauses: &[Clause]) -> Arity {
    clauses.iter().map(|c| (c.params.len(), c.rest.is_some())).collect()
}

impl Finder<'_> {
    /// The procedures that the program defines once and never assigns.
    fn own(&mut self, forms: &[Expr]) {
        let mut cells: FxHashMap<Symbol, Arity> = FxHashMap::default();
        for form in forms {
            if let Kind::Define(g, value) = &form.kind {
                let info = &self.unit.globals[g.0 as usize];
                if let (1, Kind::Lambda(l)) = (info.sets, &value.kind) {
                    cells.insert(info.symbol, arity_of(&l.clauses));
                }
            }
        }
        for (i, info) in self.unit.globals.iter().enumerate() {
            if let Some(arity) = cells.get(&info.symbol) {
                self.globals.insert(GlobalRef(i as u32), Some(arity.clone()));
            }
        }
    }

    /// The procedures of the standard libraries, which never change.
    fn standard(&mut self, vm: &mut Vm) {
        for (i, info) in self.unit.globals.iter().enumerate() {
            let arity = match &info.known {
                Known::Prim(p) => {
                    let (min, max) = (usize::from(p.info().min), p.info().max);
                    if max == builtins::ANY { Some(vec![(min, true)]) } else { Some((min..=usize::from(max)).map(|n| (n, false)).collect()) }
                }
                Known::Record(r) if !info.standard && info.sets <= 1 => Some(vec![(record_arity(&r.kind), false)]),
                _ if info.standard && info.sets == 0 => procedure_arity(vm, info.symbol),
                _ => continue,
            };
            self.globals.insert(GlobalRef(i as u32), arity);
        }
    }

    fn expr(&mut self, vm: &Vm, e: &Expr) {
        match &e.kind {
            Kind::Global(g) | Kind::SetGlobal(g, _) => {
                let info = &self.unit.globals[g.0 as usize];
                if self.unbound && info.free && self.seen.insert(info.symbol) {
                    let name = shown_name(vm, info.name);
                    self.found.push((e.at, format!("variable {name} is not bound")));
                }
            }
            Kind::Let(bindings, _) | Kind::Letrec(bindings, _) => {
                for (v, init) in bindings {
                    if let Kind::Lambda(l) = &init.kind {
                        self.local(*v, l);
                    }
                }
            }
            Kind::Fix(bindings, _) | Kind::Labels(bindings, _) => bindings.iter().for_each(|(v, l)| self.local(*v, l)),
            Kind::Call(f, args) => self.call(vm, e.at, f, args.len()),
            _ => {}
        }
        e.children(&mut |c| self.expr(vm, c));
    }

    fn local(&mut self, v: Var, l: &Lambda) {
        if self.unit.vars[v.0 as usize].sets == 0 {
            self.locals.insert(v, arity_of(&l.clauses));
        }
    }

    fn call(&mut self, vm: &Vm, at: At, f: &Expr, count: usize) {
        let (name, arity) = match &f.kind {
            Kind::Global(g) => {
                let Some(Some(arity)) = self.globals.get(g) else { return };
                (shown_name(vm, self.unit.globals[g.0 as usize].name), arity.clone())
            }
            Kind::Var(v) => {
                let Some(arity) = self.locals.get(v) else { return };
                let name = self.unit.vars[v.0 as usize].name;
                (name.map_or_else(|| "the procedure".into(), |s| shown_name(vm, s)), arity.clone())
            }
            Kind::Lambda(l) => ("the procedure".into(), arity_of(&l.clauses)),
            _ => return,
        };
        if !arity.iter().any(|(n, more)| count == *n || (*more && count > *n)) {
            self.found.push((at, format!("{name} takes {}, got {count}", describe(&arity))));
        }
    }
}

/// `1 argument`, `2 to 4 arguments`, `at least 1 argument`, `1 or 3 arguments`.
fn describe(arity: &Arity) -> String {
    let mut numbers: Vec<(usize, bool)> = arity.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let last = numbers.last().map_or(0, |n| n.0);
    let first = numbers.first().map_or(0, |n| n.0);
    let plain = numbers.iter().all(|n| !n.1);
    let text = if plain && numbers.len() > 1 && last - first + 1 == numbers.len() {
        format!("{first} to {last}")
    } else {
        let each = numbers.iter().map(|(n, more)| if *more { format!("at least {n}") } else { n.to_string() });
        each.collect::<Vec<_>>().join(" or ")
    };
    let plural = if numbers.len() == 1 && last == 1 { "" } else { "s" };
    format!("{text} argument{plural}")
}

fn record_arity(kind: &RecordKind) -> usize {
    match kind {
        RecordKind::Make(order, _) => order.len(),
        RecordKind::Is | RecordKind::Get(_) => 1,
        RecordKind::Set(_) => 2,
    }
}

/// The arity of a procedure that the library in Scheme has defined.
fn procedure_arity(vm: &mut Vm, symbol: Symbol) -> Option<Arity> {
    let language = object::state(vm).language;
    let global = vm.global(language, symbol);
    closure_arity(vm, vm.get(global, Global::value))
}

fn closure_arity(vm: &Vm, w: Word) -> Option<Arity> {
    let closure = vm.cast(w, CLOSURE)?;
    let code = vm.code(vm.get(closure, Closure::code).as_code()?);
    let one = |code: &vm_core::Code| {
        let rest = code.attribute & REST != 0;
        (usize::from(code.params).saturating_sub(1 + usize::from(rest)), rest)
    };
    if code.attribute & CASE == 0 {
        return Some(vec![one(code)]);
    }
    let clauses: Vec<_> = code.literals().iter().filter_map(|w| w.as_code()).map(|c| one(vm.code(c))).collect();
    if clauses.is_empty() { None } else { Some(clauses) }
}
