//! Which variables need cells: those that are assigned and captured by a closure, and those that are assigned and in scope at a call
//! after which the procedure goes on. A call may capture a continuation, and a continuation that is entered again gets the slots
//! as they were at the capture, whereas an assignment made since must be seen.

use crate::ast::{Clause, Expr, Kind, Lambda, Unit, Var};
use rustc_hash::{FxHashMap, FxHashSet};

/// The walk over one form.
pub struct Boxes<'a> {
    unit: &'a mut Unit,
    /// Which procedure binds each variable.
    owner: FxHashMap<Var, u32>,
    /// Procedures whose calls are jumps.
    labels: FxHashSet<Var>,
    procedure: u32,
    procedures: u32,
    /// Calls seen so far in each procedure being walked that are not its last act.
    calls: u32,
}

impl<'a> Boxes<'a> {
    /// Marks the variables of a form.
    pub fn find(unit: &'a mut Unit, e: &Expr) {
        let mut walk = Boxes { unit, owner: FxHashMap::default(), labels: FxHashSet::default(), procedure: 0, procedures: 0, calls: 0 };
        walk.expr(e, true);
    }

    fn assigned(&self, v: Var) -> bool {
        self.unit.vars[v.0 as usize].sets > 0
    }

    fn bind(&mut self, v: Var) {
        if self.assigned(v) {
            self.owner.insert(v, self.procedure);
        }
    }

    /// Ends the scope of variables that began when `calls` calls had been seen.
    fn end(&mut self, vars: impl Iterator<Item = Var>, calls: u32) {
        if self.calls > calls {
            for v in vars {
                if self.assigned(v) {
                    self.unit.vars[v.0 as usize].boxed = true;
                }
            }
        }
    }

    fn touch(&mut self, v: Var) {
        if self.owner.get(&v).is_some_and(|&o| o != self.procedure) {
            self.unit.vars[v.0 as usize].boxed = true;
        }
    }

    fn lambda(&mut self, l: &Lambda) {
        for c in &l.clauses {
            self.procedures += 1;
            let outer = (self.procedure, self.calls);
            (self.procedure, self.calls) = (self.procedures, 0);
            self.clause(c, true);
            (self.procedure, self.calls) = outer;
        }
    }

    fn clause(&mut self, c: &Clause, tail: bool) {
        let vars = || c.params.iter().copied().chain(c.rest);
        vars().for_each(|v| self.bind(v));
        let calls = self.calls;
        self.expr(&c.body, tail);
        self.end(vars(), calls);
    }

    fn expr(&mut self, e: &Expr, tail: bool) {
        match &e.kind {
            Kind::Const(_) | Kind::Global(_) => {}
            Kind::Var(v) => self.touch(*v),
            Kind::SetVar(v, e) => {
                self.touch(*v);
                self.expr(e, false);
            }
            Kind::SetGlobal(_, e) | Kind::Define(_, e) => self.expr(e, false),
            Kind::If(es) => {
                self.expr(&es[0], false);
                self.expr(&es[1], tail);
                self.expr(&es[2], tail);
            }
            Kind::Or(es) => {
                self.expr(&es[0], false);
                self.expr(&es[1], tail);
            }
            Kind::Seq(es) => {
                for (i, e) in es.iter().enumerate() {
                    self.expr(e, tail && i + 1 == es.len());
                }
            }
            Kind::Lambda(l) => self.lambda(l),
            Kind::Let(bindings, body) | Kind::Letrec(bindings, body) => {
                bindings.iter().for_each(|(_, e)| self.expr(e, false));
                bindings.iter().for_each(|(v, _)| self.bind(*v));
                let calls = self.calls;
                self.expr(body, tail);
                self.end(bindings.iter().map(|b| b.0), calls);
            }
            Kind::Fix(bindings, body) => {
                bindings.iter().for_each(|(_, l)| self.lambda(l));
                self.expr(body, tail);
            }
            Kind::Labels(bindings, body) => {
                self.labels.extend(bindings.iter().map(|b| b.0));
                self.expr(body, tail);
                bindings.iter().for_each(|(_, l)| self.clause(&l.clauses[0], tail));
            }
            Kind::Call(f, args) => {
                self.expr(f, false);
                args.iter().for_each(|a| self.expr(a, false));
                let jump = matches!(f.kind, Kind::Var(v) if self.labels.contains(&v));
                self.calls += u32::from(!tail && !jump);
            }
            Kind::Prim(p, args) => {
                args.iter().for_each(|a| self.expr(a, false));
                self.calls += u32::from(!tail && p.info().calls);
            }
            Kind::Record(_, args) => args.iter().for_each(|a| self.expr(a, false)),
            Kind::Receive(e, clause) => {
                self.expr(e, false);
                self.clause(clause, tail);
            }
            Kind::Catch(e, v, handler) => {
                self.expr(e, false);
                self.bind(*v);
                self.expr(handler, false);
                self.calls += 1;
            }
        }
    }
}
