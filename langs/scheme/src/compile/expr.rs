//! Expressions.

use super::{Compiler, Dest, Home};
use crate::ast::{Clause, Expr, Kind, Var};
use crate::ops::Op;
use vm_core::{Handler, SiteKind, Slot, Target, Word};

impl Compiler<'_> {
    /// Evaluates an expression. May leave temporaries behind only above the top it found.
    pub(super) fn expr(&mut self, e: &Expr, d: Dest) {
        if !self.f().live {
            return;
        }
        match &e.kind {
            Kind::Const(w) => self.constant_to(*w, d),
            Kind::Var(v) => self.variable(e, *v, d),
            Kind::Global(g) => {
                if d == Dest::Effect && self.unit.globals[g.0 as usize].standard {
                    return;
                }
                let global = self.global(*g);
                let (dst, top) = self.dst(d);
                self.span(e.at);
                self.emit(Op::Global { dst, global });
                self.deliver(dst, d, top);
            }
            Kind::SetVar(v, value) => {
                self.set(*v, value);
                self.constant_to(Word::UNSPECIFIED, d);
            }
            Kind::SetGlobal(g, value) | Kind::Define(g, value) => {
                let top = self.f().top;
                let a = self.value(value);
                let global = self.global(*g);
                self.span(e.at);
                self.emit(if matches!(e.kind, Kind::Define(..)) { Op::DefineGlobal { global, a } } else { Op::SetGlobal { global, a } });
                self.f().top = top;
                self.constant_to(Word::UNSPECIFIED, d);
            }
            Kind::If(es) => self.branch(&es[0], &es[1], &es[2], d),
            Kind::Or(es) => self.or(e, &es[0], &es[1], d),
            Kind::Seq(es) => {
                let (last, rest) = es.split_last().expect("not empty");
                for e in rest {
                    let top = self.f().top;
                    self.expr(e, Dest::Effect);
                    self.f().top = top;
                }
                self.expr(last, d);
            }
            Kind::Lambda(l) => {
                if d == Dest::Effect {
                    return;
                }
                let (dst, top) = self.dst(d);
                self.lambda(l, dst);
                self.deliver(dst, d, top);
            }
            Kind::Let(bindings, body) => {
                let top = self.f().top;
                self.bind(bindings);
                self.expr(body, d);
                self.f().top = top;
            }
            Kind::Letrec(..) => unreachable!("replaced by the analysis"),
            Kind::Fix(bindings, body) => self.fix(bindings, body, d),
            Kind::Labels(bindings, body) => {
                let top = self.f().top;
                self.labels(bindings, body, d);
                self.f().top = top;
            }
            Kind::Call(f, args) => self.call(e, f, args, d),
            Kind::Prim(p, args) => self.prim(e, *p, args, d),
            Kind::Record(r, args) => self.record(e, r, args, d),
            Kind::Receive(values, clause) => self.receive(e, values, clause, d),
            Kind::Catch(body, v, handler) => self.catch(body, *v, handler, d),
        }
    }

    /// The slot an instruction may write for a destination, and the top to go back to.
    pub(super) fn dst(&mut self, d: Dest) -> (Slot, u32) {
        let top = self.f().top;
        match d {
            Dest::Slot(s) => (s, top),
            Dest::Effect | Dest::Tail => (self.temp(), top),
        }
    }

    /// A value is in a slot: takes it where it goes.
    pub(super) fn deliver(&mut self, a: Slot, d: Dest, top: u32) {
        match d {
            Dest::Slot(dst) if dst == a => {}
            Dest::Slot(dst) => self.emit(Op::Move { dst, a }),
            Dest::Effect => {}
            Dest::Tail => self.emit(Op::Return { a }),
        }
        self.f().top = top;
    }

    pub(super) fn constant_to(&mut self, w: Word, d: Dest) {
        if d != Dest::Effect {
            let (dst, top) = self.dst(d);
            self.constant(dst, w);
            self.deliver(dst, d, top);
        }
    }

    /// A slot that holds the expression's value: the variable's own where that is possible.
    pub(super) fn value(&mut self, e: &Expr) -> Slot {
        if let Kind::Var(v) = e.kind {
            if let Some(s) = self.variable_slot(v) {
                return s;
            }
        }
        let dst = self.temp();
        let top = self.f().top;
        self.expr(e, Dest::Slot(dst));
        self.f().top = top;
        dst
    }

    /// The slot of a variable that lives in one, is never assigned and has its value.
    fn variable_slot(&mut self, v: Var) -> Option<Slot> {
        let info = &self.unit.vars[v.0 as usize];
        if info.boxed || info.checked || info.sets > 0 || (self.known.contains_key(&v) && self.known[&v].holder != v) {
            return None;
        }
        match self.f().homes.get(&v) {
            Some(Home::Slot(s)) => Some(*s),
            _ => None,
        }
    }

    fn variable(&mut self, e: &Expr, v: Var, d: Dest) {
        let info = &self.unit.vars[v.0 as usize];
        let (checked, name) = (info.checked, info.name);
        if d == Dest::Effect && !checked {
            return;
        }
        let (dst, top) = self.dst(d);
        if let Some(k) = self.known.get(&v) {
            let holder = k.holder;
            if let (Some(a), true) = (self.variable_slot(holder), holder == v) {
                return self.deliver(a, d, top);
            }
            self.holder(holder, dst);
            return self.deliver(dst, d, top);
        }
        let mut from = dst;
        match (self.home(v), self.boxed(v)) {
            (Home::Slot(s), false) => from = s,
            (Home::Slot(a), true) => self.emit(Op::CellRef { dst, a }),
            (Home::Captured(index), false) => self.emit(Op::Captured { dst, index }),
            (Home::Captured(index), true) => self.emit(Op::CapturedCell { dst, index }),
        }
        if checked {
            let name = name.map_or(Word::UNSPECIFIED, Word::from);
            let name = self.literal(name);
            self.span(e.at);
            self.emit(Op::CheckSet { a: from, name });
        }
        self.deliver(from, d, top);
    }

    fn set(&mut self, v: Var, value: &Expr) {
        let top = self.f().top;
        match (self.home(v), self.boxed(v)) {
            (Home::Slot(dst), false) => {
                // The old value may still be needed while the new one is computed.
                if crate::scope::uses(value, &[v]).0 > 0 && !matches!(value.kind, Kind::Prim(..)) {
                    let a = self.value(value);
                    self.emit(Op::Move { dst, a });
                } else {
                    self.expr(value, Dest::Slot(dst));
                }
            }
            (Home::Slot(a), true) => {
                let b = self.value(value);
                self.emit(Op::CellSet { a, b });
            }
            (Home::Captured(index), _) => {
                let a = self.value(value);
                self.emit(Op::SetCapturedCell { index, a });
            }
        }
        self.f().top = top;
    }

    /// The bindings of a `let`: none sees the others.
    fn bind(&mut self, bindings: &[(Var, Expr)]) {
        let mut slots = Vec::with_capacity(bindings.len());
        for (_, init) in bindings {
            let s = self.temp();
            let top = self.f().top;
            self.expr(init, Dest::Slot(s));
            self.f().top = top;
            slots.push(s);
        }
        for ((v, _), s) in bindings.iter().zip(slots) {
            self.settle(*v, s);
        }
    }

    fn branch(&mut self, test: &Expr, yes: &Expr, no: &Expr, d: Dest) {
        let nothing = |e: &Expr| d == Dest::Effect && matches!(e.kind, Kind::Const(_));
        let top = self.f().top;
        let (other, end) = (self.new_label(), self.new_label());
        if nothing(no) {
            self.test(test, false, end);
            self.f().top = top;
            self.expr(yes, d);
        } else if nothing(yes) {
            self.test(test, true, end);
            self.f().top = top;
            self.expr(no, d);
        } else {
            self.test(test, false, other);
            self.f().top = top;
            self.expr(yes, d);
            self.f().top = top;
            if d != Dest::Tail {
                self.go(end);
            }
            self.place(other, SiteKind::Join);
            self.expr(no, d);
        }
        self.f().top = top;
        self.place(end, SiteKind::Join);
    }

    fn or(&mut self, e: &Expr, a: &Expr, b: &Expr, d: Dest) {
        if d == Dest::Effect {
            let no = Expr::constant(e.at, Word::UNSPECIFIED);
            return self.branch(a, &no, b, d);
        }
        let top = self.f().top;
        let end = self.new_label();
        let t = self.temp();
        let inner = self.f().top;
        self.expr(a, Dest::Slot(t));
        self.f().top = inner;
        match d {
            Dest::Tail => {
                let other = self.new_label();
                self.jump(Op::JumpFalse { a: t, target: Target::new(0) }, other);
                self.emit(Op::Return { a: t });
                self.place(other, SiteKind::Join);
                self.f().top = top;
                self.expr(b, d);
            }
            _ => {
                self.jump(Op::JumpTrue { a: t, target: Target::new(0) }, end);
                self.expr(b, Dest::Slot(t));
                self.place(end, SiteKind::Join);
                self.deliver(t, d, top);
            }
        }
        self.f().top = top;
    }

    fn receive(&mut self, e: &Expr, values: &Expr, clause: &Clause, d: Dest) {
        let top = self.f().top;
        let a = self.value(values);
        self.span(e.at);
        if clause.params.len() > 255 {
            self.too_large("variables that receive values");
        }
        let (count, more) = (clause.params.len().min(255) as u8, u8::from(clause.rest.is_some()));
        self.emit(Op::CheckValues { a, count, more });
        for (i, p) in clause.params.iter().enumerate() {
            let s = self.temp();
            if clause.params.len() == 1 && clause.rest.is_none() {
                self.emit(Op::Move { dst: s, a });
            } else {
                self.emit(Op::ValuesRef { dst: s, a, index: i.min(255) as u8 });
            }
            self.settle(*p, s);
        }
        if let Some(r) = clause.rest {
            let s = self.temp();
            self.emit(Op::ValuesRest { dst: s, a, index: count });
            self.settle(r, s);
        }
        self.expr(&clause.body, d);
        self.f().top = top;
    }

    fn catch(&mut self, body: &Expr, v: Var, handler: &Expr, d: Dest) {
        let (dst, top) = self.dst(d);
        let from = self.f().code.here();
        self.expr(body, Dest::Slot(dst));
        let to = self.f().code.here();
        let end = self.new_label();
        self.go(end);
        let f = self.f();
        f.live = true;
        let target = f.code.here();
        f.placed = Some(target);
        let slot = self.temp();
        self.f().code.handler(Handler { from, to, target, slot });
        self.mark_return();
        self.settle(v, slot);
        self.expr(handler, Dest::Slot(dst));
        self.place(end, SiteKind::Join);
        self.deliver(dst, d, top);
    }
}
