//! Procedures: their code, and the closures that hold what they capture.

use super::{CASE, Compiler, Dest, Home, Known, MAX_ARGS, Patch, REST};
use crate::ast::{Clause, Expr, Lambda, Var};
use crate::ops::Op;
use vm_core::{Args, Slot};

impl Compiler<'_> {
    /// Compiles one clause as function `id`. `group`: the variable whose closure is the function's own.
    fn clause(&mut self, id: usize, l: &Lambda, c: &Clause, captures: usize, group: Option<Var>) {
        let name = self.symbol_name(l.name);
        let count = 1 + c.params.len() + usize::from(c.rest.is_some());
        if count > MAX_ARGS {
            self.too_large("parameters");
        }
        self.begin_as(id, &name, l.at, count.min(MAX_ARGS) as u16, captures);
        self.f().code.attribute(if c.rest.is_some() { REST } else { 0 });
        self.span(l.at);
        let own = self.slot(0);
        if let Some(v) = group {
            self.f().homes.insert(v, Home::Slot(own));
        }
        for (i, p) in c.params.iter().copied().chain(c.rest).enumerate() {
            let slot = self.slot((i + 1).min(MAX_ARGS) as u32);
            self.settle(p, slot);
        }
        self.expr(&c.body, Dest::Tail);
        self.end(l.at);
    }

    /// A procedure as a value.
    pub(super) fn lambda(&mut self, l: &Lambda, dst: Slot) {
        if let [c] = &l.clauses[..] {
            let (id, captures) = (self.reserve(), self.new_captures());
            self.clause(id, l, c, captures, None);
            self.close(id, captures, dst);
            return;
        }
        // A `case-lambda` is a procedure that holds one procedure per clause.
        let mut clauses = Vec::new();
        for c in &l.clauses {
            let (id, captures) = (self.reserve(), self.new_captures());
            self.clause(id, l, c, captures, None);
            clauses.push((id, captures));
        }
        let own = self.new_captures();
        let name = self.symbol_name(l.name);
        let dispatcher = self.begin(&name, l.at, 1, own);
        self.f().code.attribute(CASE);
        for (id, _) in &clauses {
            self.placeholder(Patch::Code(*id));
        }
        let own = self.slot(0);
        self.emit(Op::Return { a: own });
        self.end(l.at);
        if clauses.iter().all(|c| self.captures[c.1].is_empty()) {
            let f = self.functions[dispatcher].as_mut().expect("just compiled");
            f.clauses = clauses.iter().map(|c| c.0).collect();
            let value = self.placeholder(Patch::Closure(dispatcher));
            self.emit(Op::Const { dst, value });
            return;
        }
        if clauses.len() > MAX_ARGS {
            self.too_large("clauses");
        }
        let top = self.f().top;
        let base = top as u16;
        for (id, captures) in &clauses {
            let t = self.temp();
            self.close(*id, *captures, t);
        }
        let code = self.placeholder(Patch::Code(dispatcher));
        self.emit(Op::Closure { dst, code, captured: Args { base, count: clauses.len().min(MAX_ARGS) as u8 } });
        self.f().top = top;
    }

    /// Makes the closure of a function: a constant if it captures nothing.
    fn close(&mut self, id: usize, captures: usize, dst: Slot) {
        let captured = self.captures[captures].clone();
        if captured.is_empty() {
            let value = self.placeholder(Patch::Closure(id));
            self.emit(Op::Const { dst, value });
            return;
        }
        let code = self.placeholder(Patch::Code(id));
        let top = self.f().top;
        // One variable in a slot needs no copy.
        if let [v] = captured[..] {
            if let Home::Slot(s) = self.home(v) {
                self.emit(Op::Closure { dst, code, captured: Args { base: s.index() as u16, count: 1 } });
                return;
            }
        }
        for v in &captured {
            let t = self.temp();
            match self.home(*v) {
                Home::Slot(a) => self.emit(Op::Move { dst: t, a }),
                Home::Captured(index) => self.emit(Op::Captured { dst: t, index }),
            }
        }
        let count = captured.len().min(MAX_ARGS) as u8;
        self.emit(Op::Closure { dst, code, captured: Args { base: top as u16, count } });
        self.f().top = top;
    }

    /// Procedures that may refer to each other: they share one closure.
    pub(super) fn fix(&mut self, bindings: &[(Var, Lambda)], body: &Expr, d: Dest) {
        let escapes = |v: &Var| self.unit.vars[v.0 as usize].refs != self.unit.vars[v.0 as usize].calls;
        let holder = bindings.iter().position(|(v, _)| escapes(v)).unwrap_or(0);
        let holder_var = bindings[holder].0;
        let captures = self.new_captures();
        let ids: Vec<usize> = bindings.iter().map(|_| self.reserve()).collect();
        for ((v, l), id) in bindings.iter().zip(&ids) {
            let c = &l.clauses[0];
            self.known.insert(*v, Known { id: *id, params: c.params.len(), rest: c.rest.is_some(), holder: holder_var });
        }
        for ((_, l), id) in bindings.iter().zip(&ids) {
            self.clause(*id, l, &l.clauses[0], captures, Some(holder_var));
        }
        let top = self.f().top;
        if self.captures[captures].is_empty() {
            self.fixed.insert(holder_var, ids[holder]);
        } else {
            let dst = self.temp();
            self.close(ids[holder], captures, dst);
            self.f().homes.insert(holder_var, Home::Slot(dst));
        }
        self.expr(body, d);
        self.f().top = top;
    }

    /// The closure that a group shares.
    pub(super) fn holder(&mut self, v: Var, dst: Slot) {
        if !self.f().homes.contains_key(&v) {
            if let Some(&id) = self.fixed.get(&v) {
                let value = self.placeholder(Patch::Closure(id));
                self.emit(Op::Const { dst, value });
                return;
            }
        }
        match self.home(v) {
            Home::Slot(a) if a == dst => {}
            Home::Slot(a) => self.emit(Op::Move { dst, a }),
            Home::Captured(index) => self.emit(Op::Captured { dst, index }),
        }
    }
}
