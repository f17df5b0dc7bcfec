//! Syntax tree to code.

use crate::ast::{Expr, ExprKind, Stmt};
use crate::ops::Op;
use vm_core::{Args, CodeBuilder, CodeError, CodeId, LanguageId, SiteKind, Slot, SourceId, Span, Target, Vm, Word};

/// Compiles the function of a whole program.
pub(crate) fn program(vm: &mut Vm, language: LanguageId, source: SourceId, body: &[Stmt]) -> Result<CodeId, CodeError> {
    function(vm, language, source, "program", &[], body)
}

fn function(
    vm: &mut Vm,
    language: LanguageId,
    source: SourceId,
    name: &str,
    params: &[String],
    body: &[Stmt],
) -> Result<CodeId, CodeError> {
    let code = CodeBuilder::new(name, language, params.len() as u16, source);
    let mut f = Function { vm, language, source, code, locals: params.to_vec(), top: params.len() as u32 };
    f.block(body)?;
    let value = f.literal(Word::UNSPECIFIED);
    f.code.emit(Op::Return { value });
    let code = f.code.finish()?;
    Ok(vm.add_code(code))
}

/// A function being compiled. Variables come first in the frame, temporaries behind them like a stack.
struct Function<'a> {
    vm: &'a mut Vm,
    language: LanguageId,
    source: SourceId,
    code: CodeBuilder<Op>,
    locals: Vec<String>,
    top: u32,
}

impl Function<'_> {
    fn temporary(&mut self) -> Slot {
        self.top += 1;
        self.code.slot(self.top - 1)
    }

    fn literal(&mut self, w: Word) -> Slot {
        let (dst, value) = (self.temporary(), self.code.literal(w));
        self.code.emit(Op::Literal { dst, value });
        dst
    }

    fn local(&mut self, name: &str) -> Option<Slot> {
        let i = self.locals.iter().rposition(|l| l == name)?;
        Some(self.code.slot(i as u32))
    }

    fn global(&mut self, name: &str) -> vm_core::Lit {
        let symbol = self.vm.symbols.intern(name);
        let global = self.vm.global(self.language, symbol);
        self.code.literal(global.word())
    }

    fn block(&mut self, body: &[Stmt]) -> Result<(), CodeError> {
        body.iter().try_for_each(|s| self.statement(s))
    }

    fn statement(&mut self, s: &Stmt) -> Result<(), CodeError> {
        let top = self.top;
        match s {
            Stmt::Var(x, e) => {
                let value = self.expr(e);
                let variable = top;
                self.locals.resize(variable as usize, String::new());
                self.locals.push(x.clone());
                let dst = self.code.slot(variable);
                if dst != value {
                    self.code.emit(Op::Move { dst, a: value });
                }
                self.top = variable + 1;
                return Ok(());
            }
            Stmt::Assign(x, e) => {
                let a = self.expr(e);
                match self.local(x) {
                    Some(dst) => self.code.emit(Op::Move { dst, a }),
                    None => {
                        let global = self.global(x);
                        self.code.emit(Op::SetGlobal { global, a })
                    }
                };
            }
            Stmt::If(e, a, b) => {
                let to_else = self.condition(e);
                self.top = top;
                self.scoped(a)?;
                let to_end = self.code.emit(Op::Jump { target: Target::new(0) });
                self.patch(to_else);
                self.scoped(b)?;
                self.patch(to_end);
                self.code.mark(SiteKind::Join);
            }
            Stmt::While(e, body) => {
                self.code.mark(SiteKind::Loop);
                let start = self.code.here();
                let to_end = self.condition(e);
                self.top = top;
                self.scoped(body)?;
                self.code.emit(Op::Jump { target: Target::new(start) });
                self.patch(to_end);
            }
            Stmt::Return(e) => {
                let value = self.expr(e);
                self.code.emit(Op::Return { value });
            }
            Stmt::Expr(e) => {
                self.expr(e);
            }
            Stmt::Fun(name, params, body) => {
                let code = function(self.vm, self.language, self.source, name, params, body)?;
                let a = self.literal(code.into());
                let global = self.global(name);
                self.code.emit(Op::SetGlobal { global, a });
            }
        }
        self.top = top;
        Ok(())
    }

    /// A block whose variables end with it.
    fn scoped(&mut self, body: &[Stmt]) -> Result<(), CodeError> {
        let (locals, top) = (self.locals.len(), self.top);
        self.block(body)?;
        self.locals.truncate(locals);
        self.top = top;
        Ok(())
    }

    /// A jump taken unless the condition holds, to be patched.
    fn condition(&mut self, e: &Expr) -> u32 {
        let target = Target::new(0);
        self.code.span(e.span);
        if let ExprKind::Binary(op, a, b) = &e.kind
            && let "<" | "<=" | ">" | ">=" | "==" = *op
        {
            let (a, b) = (self.expr(a), self.expr(b));
            self.code.span(e.span);
            return self.code.emit(match *op {
                "<" => Op::UnlessLess { a, b, target },
                "<=" => Op::UnlessLessEq { a, b, target },
                ">" => Op::UnlessLess { a: b, b: a, target },
                ">=" => Op::UnlessLessEq { a: b, b: a, target },
                _ => Op::UnlessEqual { a, b, target },
            });
        }
        if let ExprKind::Binary("!=", a, b) = &e.kind {
            let (a, b) = (self.expr(a), self.expr(b));
            let equal = self.code.emit(Op::UnlessEqual { a, b, target });
            let to_end = self.code.emit(Op::Jump { target });
            self.patch(equal);
            return to_end;
        }
        let a = self.expr(e);
        let b = self.literal(Word::TRUE);
        self.code.emit(Op::UnlessEqual { a, b, target })
    }

    fn patch(&mut self, pc: u32) {
        let here = Target::new(self.code.here());
        match self.code.op_mut(pc) {
            Op::Jump { target }
            | Op::UnlessLess { target, .. }
            | Op::UnlessLessEq { target, .. }
            | Op::UnlessEqual { target, .. } => *target = here,
            _ => unreachable!("a jump"),
        }
    }

    /// The slot that holds the expression's value.
    fn expr(&mut self, e: &Expr) -> Slot {
        self.code.span(e.span);
        match &e.kind {
            ExprKind::Int(n) => self.literal(Word::from_smi(*n).unwrap_or(Word::smi(0))),
            ExprKind::Float(f) => {
                let w = self.vm.float(*f);
                self.literal(w)
            }
            ExprKind::Name(x) => self.name(x),
            ExprKind::Binary(op, a, b) => self.binary(e, op, a, b),
            ExprKind::Call(f, args) => self.call(e.span, f, args),
        }
    }

    fn name(&mut self, x: &str) -> Slot {
        if let Some(s) = self.local(x) {
            return s;
        }
        let constant = ["nil", "true", "false"].iter().position(|c| *c == x);
        if let Some(i) = constant {
            return self.literal([Word::NIL, Word::TRUE, Word::FALSE][i]);
        }
        let (global, dst) = (self.global(x), self.temporary());
        self.code.emit(Op::Global { dst, global });
        dst
    }

    fn binary(&mut self, e: &Expr, op: &str, a: &Expr, b: &Expr) -> Slot {
        let top = self.top;
        if !"+-*/%".contains(op) {
            let to_false = self.condition(e);
            self.top = top;
            let dst = self.literal(Word::TRUE);
            let to_end = self.code.emit(Op::Jump { target: Target::new(0) });
            self.patch(to_false);
            self.top = top;
            self.literal(Word::FALSE);
            self.patch(to_end);
            self.code.mark(SiteKind::Join);
            return dst;
        }
        let (a, b) = (self.expr(a), self.expr(b));
        self.top = top;
        let dst = self.temporary();
        self.code.span(e.span);
        self.code.emit(match op {
            "+" => Op::Add { dst, a, b },
            "-" => Op::Sub { dst, a, b },
            "*" => Op::Mul { dst, a, b },
            "/" => Op::Div { dst, a, b },
            _ => Op::Rem { dst, a, b },
        });
        dst
    }

    fn call(&mut self, span: Span, f: &Expr, args: &[Expr]) -> Slot {
        let top = self.top;
        let primitive = if let ExprKind::Name(name) = &f.kind { name.as_str() } else { "" };
        if let ("pair" | "setfirst", [a, b]) | ("first" | "second" | "print", [a @ b]) = (primitive, args) {
            let a = self.expr(a);
            let b = if args.len() == 2 { self.expr(b) } else { a };
            self.top = top;
            let dst = self.temporary();
            self.code.span(span);
            self.code.emit(match primitive {
                "pair" => Op::Pair { dst, a, b },
                "setfirst" => Op::SetFirst { a, b },
                "first" => Op::First { dst, a },
                "second" => Op::Second { dst, a },
                _ => Op::Print { a },
            });
            return dst;
        }
        let base = self.top;
        for e in std::iter::once(f).chain(args) {
            let at = self.top;
            let a = self.expr(e);
            self.top = at;
            let dst = self.temporary();
            if a != dst {
                self.code.emit(Op::Move { dst, a });
            }
        }
        self.top = base;
        let dst = self.temporary();
        self.code.span(span);
        self.code.emit(Op::Call { dst, call: Args { base: base as u16, count: args.len() as u8 + 1 } });
        self.code.mark(SiteKind::Return);
        dst
    }
}
