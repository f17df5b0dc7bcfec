//! Calls.

use super::{Compiler, Dest, Known, MAX_ARGS, Patch};
use crate::ast::{Expr, GlobalRef, Kind, RecordKind, RecordProc};
use crate::ops::Op;
use vm_core::{Args, Slot, Word};

impl Compiler<'_> {
    /// Evaluates operands into consecutive slots from the top on.
    pub(super) fn operands(&mut self, args: &[Expr]) -> Args {
        let base = self.f().top;
        // A single variable in a slot of its own is in consecutive slots already.
        if let [a] = args {
            let s = self.value(a);
            return Args { base: s.index() as u16, count: 1 };
        }
        for a in args {
            let s = self.temp();
            let top = self.f().top;
            self.expr(a, Dest::Slot(s));
            self.f().top = top;
        }
        Args { base: base as u16, count: args.len().min(MAX_ARGS) as u8 }
    }

    pub(super) fn call(&mut self, e: &Expr, f: &Expr, args: &[Expr], d: Dest) {
        if matches!(f.kind, Kind::Var(v) if self.jump_call(v, args)) {
            return;
        }
        if args.len() + 1 > MAX_ARGS {
            return self.long_call(e, f, args, d);
        }
        match f.kind {
            Kind::Var(v) => {
                if let Some(&k) = self.known.get(&v) {
                    if !k.rest && k.params == args.len() {
                        return self.known_call(e, k, args, d);
                    }
                }
            }
            Kind::Global(g) => {
                let top = self.f().top;
                let base = top as u16;
                for a in args {
                    let s = self.temp();
                    let inner = self.f().top;
                    self.expr(a, Dest::Slot(s));
                    self.f().top = inner;
                }
                let global = self.global(g);
                let arguments = Args { base, count: args.len() as u8 };
                self.span(e.at);
                self.f().top = top;
                if d == Dest::Tail && !self.never_returns(g) {
                    return self.emit(Op::TailCallGlobal { global, arguments });
                }
                let (dst, top) = self.dst(d);
                self.emit(Op::CallGlobal { dst, global, arguments });
                self.mark_return();
                return self.deliver(dst, d, top);
            }
            _ => {}
        }
        let top = self.f().top;
        for a in std::iter::once(f).chain(args) {
            let s = self.temp();
            let inner = self.f().top;
            self.expr(a, Dest::Slot(s));
            self.f().top = inner;
        }
        let call = Args { base: top as u16, count: args.len() as u8 + 1 };
        self.span(e.at);
        self.f().top = top;
        if d == Dest::Tail {
            return self.emit(Op::TailCall { call });
        }
        let (dst, top) = self.dst(d);
        self.emit(Op::Call { dst, call });
        self.mark_return();
        self.deliver(dst, d, top);
    }

    /// Whether a call of the variable's value does not return. In place of a tail call there is then an ordinary one: that costs no
    /// space that anybody could miss, and an error is shown with the place and the procedure that it comes from.
    fn never_returns(&self, g: GlobalRef) -> bool {
        let global = &self.unit.globals[g.0 as usize];
        global.standard && matches!(self.vm.symbols.name(global.symbol), "error" | "raise")
    }

    /// A call of a procedure whose code is known.
    fn known_call(&mut self, e: &Expr, k: Known, args: &[Expr], d: Dest) {
        let top = self.f().top;
        let own = self.temp();
        for a in args {
            let s = self.temp();
            let inner = self.f().top;
            self.expr(a, Dest::Slot(s));
            self.f().top = inner;
        }
        self.holder(k.holder, own);
        let code = self.placeholder(Patch::Code(k.id));
        let parameters = Args { base: top as u16, count: args.len() as u8 + 1 };
        self.span(e.at);
        self.f().top = top;
        if d == Dest::Tail {
            return self.emit(Op::TailCallCode { code, parameters });
        }
        let (dst, top) = self.dst(d);
        self.emit(Op::CallCode { dst, code, parameters });
        self.mark_return();
        self.deliver(dst, d, top);
    }

    /// A call with more arguments than an instruction names: they are put into a list.
    fn long_call(&mut self, e: &Expr, f: &Expr, args: &[Expr], d: Dest) {
        let top = self.f().top;
        let f = self.value(f);
        let list = self.list(args, None);
        self.span(e.at);
        self.apply(f, list, d, top);
    }

    /// A list of the values of expressions, evaluated from left to right.
    pub(super) fn list(&mut self, args: &[Expr], tail: Option<&Expr>) -> Slot {
        if args.len() > MAX_ARGS {
            return self.long_list(args, tail);
        }
        let dst = self.temp();
        let top = self.f().top;
        let slots: Vec<Slot> = args.iter().map(|a| self.value(a)).collect();
        match tail {
            Some(t) => {
                let inner = self.f().top;
                self.expr(t, Dest::Slot(dst));
                self.f().top = inner;
            }
            None => self.constant(dst, Word::NIL),
        }
        for a in slots.into_iter().rev() {
            self.emit(Op::Cons { dst, a, b: dst });
        }
        self.f().top = top;
        dst
    }

    /// The same for more values than a frame should hold: they are collected in reverse.
    fn long_list(&mut self, args: &[Expr], tail: Option<&Expr>) -> Slot {
        let prim = |name| crate::builtins::prim(name).expect("in the table").index();
        let dst = self.temp();
        let top = self.f().top;
        self.constant(dst, Word::NIL);
        for e in args {
            let a = self.value(e);
            self.emit(Op::Cons { dst, a, b: dst });
            self.f().top = top;
        }
        self.emit(Op::Helper1 { dst, a: dst, prim: prim("reverse") });
        if let Some(t) = tail {
            let b = self.value(t);
            self.emit(Op::Helper2 { dst, a: dst, b, prim: prim("%append2") as u8 });
            self.f().top = top;
        }
        dst
    }

    pub(super) fn apply(&mut self, f: Slot, list: Slot, d: Dest, top: u32) {
        if d == Dest::Tail {
            self.emit(Op::TailApply { f, list });
        } else {
            let (dst, _) = self.dst(d);
            self.emit(Op::Apply { dst, f, list });
            self.mark_return();
            self.deliver(dst, d, top);
        }
        self.f().top = top;
    }

    /// A procedure of a known record type.
    pub(super) fn record(&mut self, e: &Expr, r: &RecordProc, args: &[Expr], d: Dest) {
        let top = self.f().top;
        let shape = self.literal(r.shape);
        match &r.kind {
            RecordKind::Make(order, count) => {
                let base = top as u16;
                let slots: Vec<Slot> = (0..*count).map(|_| self.temp()).collect();
                for (a, i) in args.iter().zip(order) {
                    let inner = self.f().top;
                    self.expr(a, Dest::Slot(slots[usize::from(*i)]));
                    self.f().top = inner;
                }
                for i in (0..*count).filter(|i| !order.contains(i)) {
                    self.constant(slots[usize::from(i)], Word::FALSE);
                }
                self.f().top = top;
                let (dst, top) = self.dst(d);
                self.emit(Op::RecordNew { dst, shape, fields: Args { base, count: *count } });
                self.deliver(dst, d, top);
            }
            RecordKind::Is => {
                let a = self.value(&args[0]);
                let (dst, _) = self.dst(d);
                self.emit(Op::RecordIs { dst, a, shape });
                self.deliver(dst, d, top);
            }
            RecordKind::Get(index) => {
                let a = self.value(&args[0]);
                let (dst, _) = self.dst(d);
                self.span(e.at);
                self.emit(Op::RecordRef { dst, a, shape, index: *index });
                self.deliver(dst, d, top);
            }
            RecordKind::Set(index) => {
                let (a, b) = (self.value(&args[0]), self.value(&args[1]));
                self.span(e.at);
                self.emit(Op::RecordSet { a, b, shape, index: *index });
                self.f().top = top;
                self.constant_to(Word::UNSPECIFIED, d);
            }
        }
    }
}
