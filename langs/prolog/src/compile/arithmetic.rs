//! Arithmetic compiled: goals that evaluate and compare.

use super::{Compiler, Function, Label};
use crate::arith;
use crate::object::{Term, arg, view};
use crate::ops::{ArithmeticGoal, Integer, Op};
use vm_core::{CodeError, Word};

impl Compiler<'_> {
    /// `is/2`, or a comparison. One that does not hold goes to `otherwise`.
    pub(super) fn arithmetic(
        &mut self,
        f: &mut Function,
        name: &str,
        a: Word,
        b: Word,
        otherwise: Option<Label>,
    ) -> Result<(), CodeError> {
        f.goal = ArithmeticGoal::of(name).expect("a goal of arithmetic");
        if f.goal == ArithmeticGoal::Is {
            let value = self.expression(f, b)?;
            if !self.becomes(f, a, value) {
                self.unify(f, value, a)?;
            }
            return Ok(());
        }
        let (a, b) = (self.number_operand(f, a)?, self.number_operand(f, b)?);
        let (a, b) = (f.slot(a), f.slot(b));
        let to = otherwise.unwrap_or_else(|| f.fail_label());
        let goal = f.goal;
        f.jump(to, |target| match goal {
            ArithmeticGoal::Less => Op::UnlessLess { a, b, target },
            ArithmeticGoal::Greater => Op::UnlessGreater { a, b, target },
            ArithmeticGoal::LessEq => Op::UnlessLessEq { a, b, target },
            ArithmeticGoal::GreaterEq => Op::UnlessGreaterEq { a, b, target },
            ArithmeticGoal::Equal => Op::UnlessEqual { a, b, target },
            _ => Op::IfEqual { a, b, target },
        });
        Ok(())
    }

    /// Whether an expression can be compiled: its functions are known.
    pub(super) fn is_expression(&mut self, w: Word, depth: u32) -> bool {
        let (w, t) = view(self.vm, w);
        match t {
            Term::Var(_) | Term::Number(_) => true,
            Term::Compound(s, n) if depth < 50 => {
                let known = arith::function(self.vm.symbols.name(s), n).is_some();
                known && (0..n).all(|i| self.is_expression(arg(self.vm, w, i), depth + 1))
            }
            Term::Atom(s) => arith::function(self.vm.symbols.name(s), 0).is_some(),
            _ => false,
        }
    }

    /// The operand of an instruction that evaluates it: a variable as it is.
    fn number_operand(&mut self, f: &mut Function, w: Word) -> Result<u32, CodeError> {
        match view(self.vm, w).1 {
            Term::Var(_) => self.operand(f, w),
            _ => self.expression(f, w),
        }
    }

    /// `a + n`, if an expression is that with a small constant.
    fn sum_with_constant(&mut self, f: &mut Function, name: &str, w: Word) -> Result<Option<u32>, CodeError> {
        let (a, b) = (arg(self.vm, w, 0), arg(self.vm, w, 1));
        let Some(n) = b.as_smi().map(|n| if name == "-" { -n } else { n }).filter(|_| matches!(name, "+" | "-")) else {
            return Ok(None);
        };
        let Ok(n) = i16::try_from(n) else { return Ok(None) };
        let (a, slot) = (self.number_operand(f, a)?, f.temporary());
        let (dst, a) = (f.slot(slot), f.slot(a));
        f.emit(Op::AddConstant { dst, goal: f.goal as u8, a, n: n as u16 });
        Ok(Some(slot))
    }

    /// The value of an expression in a slot.
    fn expression(&mut self, f: &mut Function, w: Word) -> Result<u32, CodeError> {
        let (w, t) = view(self.vm, w);
        let dst = match t {
            Term::Number(_) => {
                let (slot, value) = (f.temporary(), f.code.literal(w));
                let dst = f.slot(slot);
                f.emit(Op::Literal { dst, value });
                return Ok(slot);
            }
            Term::Var(_) => {
                let a = self.operand(f, w)?;
                let slot = f.temporary();
                let (dst, a) = (f.slot(slot), f.slot(a));
                f.emit(Op::Number { dst, goal: f.goal as u8, a });
                return Ok(slot);
            }
            Term::Compound(s, n) => {
                let name = self.vm.symbols.name(s).to_string();
                let evaluates = n == 2 && (matches!(name.as_str(), "+" | "-" | "*") || Integer::of(&name).is_some());
                if evaluates && let Some(slot) = self.sum_with_constant(f, &name, w)? {
                    return Ok(slot);
                }
                let mut values = Vec::new();
                for i in 0..n {
                    let w = arg(self.vm, w, i);
                    values.push(if evaluates { self.number_operand(f, w)? } else { self.expression(f, w)? });
                }
                if let ("+" | "-" | "*", [a, b]) = (name.as_str(), values.as_slice()) {
                    let slot = f.temporary();
                    let (dst, a, b) = (f.slot(slot), f.slot(*a), f.slot(*b));
                    let goal = f.goal as u8;
                    f.emit(match name.as_str() {
                        "+" => Op::Add { dst, goal, a, b },
                        "-" => Op::Sub { dst, goal, a, b },
                        _ => Op::Mul { dst, goal, a, b },
                    });
                    return Ok(slot);
                }
                if let (Some(operation), [a, b]) = (Integer::of(&name), values.as_slice()) {
                    let slot = f.temporary();
                    let (dst, a, b) = (f.slot(slot), f.slot(*a), f.slot(*b));
                    f.emit(Op::Integer { dst, operation: operation.in_goal(f.goal), a, b });
                    return Ok(slot);
                }
                self.function_call(f, &name, &values)?
            }
            Term::Atom(s) => {
                let name = self.vm.symbols.name(s).to_string();
                self.function_call(f, &name, &[])?
            }
            _ => f.temporary(),
        };
        Ok(dst)
    }

    fn function_call(&mut self, f: &mut Function, name: &str, values: &[u32]) -> Result<u32, CodeError> {
        let which = arith::function(name, values.len() as u32).expect("a known function");
        let (slot, arguments) = (f.temporary(), f.list(values.iter().copied())?);
        let dst = f.slot(slot);
        f.emit(Op::Function { dst, which, arguments });
        Ok(slot)
    }
}
