//! Syntax tree to code.

use crate::ast::{Expr, ExprKind, Stmt};
use crate::ops::Op;
use vm_core::{Args, CodeBuilder, CodeError, CodeId, LanguageId, Lit, SiteKind, Slot, SourceId, Target, Vm, Word};

/// Whose code it is, and of which text.
type Origin = (LanguageId, SourceId);

/// A function being compiled. The frame is a stack: variables by their names, nameless temporaries above them.
pub(crate) struct Function<'a> {
    vm: &'a mut Vm,
    origin: Origin,
    code: CodeBuilder<Op>,
    slots: Vec<String>,
}

impl Function<'_> {
    /// Compiles a function, or a whole program as one without parameters.
    pub(crate) fn compile(vm: &mut Vm, origin: Origin, name: &str, params: &[String], body: &[Stmt]) -> Result<CodeId, CodeError> {
        let code = CodeBuilder::new(name, origin.0, params.len() as u16, origin.1);
        let mut f = Function { vm, origin, code, slots: params.to_vec() };
        f.block(body)?;
        f.statement(&Stmt::Return(Expr::constant(Word::UNSPECIFIED)))?;
        let code = f.code.finish()?;
        Ok(f.vm.add_code(code))
    }

    fn local(&mut self, name: &str) -> Option<Slot> {
        let i = self.slots.iter().rposition(|s| s == name)?;
        Some(self.code.slot(i as u32))
    }

    fn global(&mut self, name: &str) -> Lit {
        let symbol = self.vm.symbols.intern(name);
        let global = self.vm.global(self.origin.0, symbol);
        self.code.literal(global.word())
    }

    /// A block whose variables end with it.
    fn block(&mut self, body: &[Stmt]) -> Result<(), CodeError> {
        let top = self.slots.len();
        body.iter().try_for_each(|s| self.statement(s))?;
        self.slots.truncate(top);
        Ok(())
    }

    fn statement(&mut self, s: &Stmt) -> Result<(), CodeError> {
        match s {
            Stmt::Var(x, e) => self.push(e, x),
            Stmt::Assign(x, e) => self.assign(x, e),
            Stmt::If(e, yes, no) => {
                let to_no = self.emit(e, |a| Op::Unless { a, target: Target::new(0) });
                self.block(yes)?;
                let to_end = self.code.emit(Op::Jump { target: Target::new(0) });
                self.code.set_target(to_no, self.code.here());
                self.block(no)?;
                self.code.set_target(to_end, self.code.here());
                self.code.mark(SiteKind::Join);
            }
            Stmt::While(e, body) => {
                self.code.mark(SiteKind::Loop);
                let target = Target::new(self.code.here());
                let to_end = self.emit(e, |a| Op::Unless { a, target: Target::new(0) });
                self.block(body)?;
                self.code.emit(Op::Jump { target });
                self.code.set_target(to_end, self.code.here());
            }
            Stmt::Return(e) => drop(self.emit(e, |value| Op::Return { value })),
            Stmt::Expr(e) => drop(self.expr(e)),
            Stmt::Fun(name, params, body) => {
                let code = Function::compile(self.vm, self.origin, name, params, body)?;
                self.assign(name, &Expr::constant(code.into()));
            }
        }
        Ok(())
    }

    fn assign(&mut self, name: &str, e: &Expr) {
        let a = self.expr(e);
        let op =
            if let Some(dst) = self.local(name) { Op::Move { dst, a } } else { Op::SetGlobal { global: self.global(name), a } };
        self.code.emit(op);
    }

    /// An instruction that uses the expression's value.
    fn emit(&mut self, e: &Expr, op: fn(Slot) -> Op) -> u32 {
        let a = self.expr(e);
        self.code.emit(op(a))
    }

    /// The expression's value on top of the stack, as a variable of that name.
    fn push(&mut self, e: &Expr, name: &str) {
        let (dst, a) = (self.code.slot(self.slots.len() as u32), self.expr(e));
        if a != dst {
            self.code.emit(Op::Move { dst, a });
        }
        self.slots.push(name.into());
    }

    /// The slot that holds the expression's value: that of a variable, or the one above the stack.
    fn expr(&mut self, e: &Expr) -> Slot {
        let top = self.slots.len();
        let dst = self.code.slot(top as u32);
        let op = match &e.kind {
            ExprKind::Constant(w) => Op::Literal { dst, value: self.code.literal(*w) },
            ExprKind::Float(f) => Op::Literal { dst, value: self.code.literal(self.vm.float(*f)) },
            ExprKind::Name(x) => match self.local(x) {
                Some(slot) => return slot,
                None => Op::Global { dst, global: self.global(x) },
            },
            ExprKind::Operation(operation, operands) => {
                let a = self.expr(&operands[0]);
                self.slots.push(String::new());
                let b = operands.get(1).map_or(a, |b| self.expr(b));
                Op::Operation { dst, a, b, operation: *operation as u8 }
            }
            ExprKind::Call(call) => {
                call.iter().for_each(|e| self.push(e, ""));
                Op::Call { dst, call: Args { base: top as u16, count: call.len() as u8 } }
            }
        };
        self.slots.truncate(top);
        self.code.span(e.span);
        self.code.emit(op);
        if let Op::Call { .. } = op {
            self.code.mark(SiteKind::Return);
        }
        dst
    }
}
