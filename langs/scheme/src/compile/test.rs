//! Conditions: comparisons that jump.

use super::prim::short;
use super::{Compiler, Dest, label::Label};
use crate::ast::{Expr, Kind};
use crate::builtins::{Prim, Special, Test};
use crate::ops::Op;
use vm_core::{SiteKind, Slot, Target, Word};

/// A jump without its target yet.
const HERE: Target = Target::new(0);

impl Compiler<'_> {
    /// Jumps to the label if the truth of the expression is `sense`, otherwise goes on.
    pub(super) fn test(&mut self, e: &Expr, sense: bool, label: Label) {
        let top = self.f().top;
        self.test_inner(e, sense, label);
        self.f().top = top;
    }

    fn test_inner(&mut self, e: &Expr, sense: bool, label: Label) {
        match &e.kind {
            Kind::Const(w) => {
                if (*w != Word::FALSE) == sense {
                    self.go(label);
                }
            }
            Kind::Lambda(_) => {
                if sense {
                    self.go(label);
                }
            }
            Kind::Or(es) => {
                let [a, b] = &**es;
                if sense {
                    self.test(a, true, label);
                    self.test(b, true, label);
                } else {
                    let skip = self.new_label();
                    self.test(a, true, skip);
                    self.test(b, false, label);
                    self.place(skip, SiteKind::Join);
                }
            }
            Kind::If(es) => {
                let [test, yes, no] = &**es;
                if matches!(no.kind, Kind::Const(Word::FALSE)) {
                    if sense {
                        let skip = self.new_label();
                        self.test(test, false, skip);
                        self.test(yes, true, label);
                        self.place(skip, SiteKind::Join);
                    } else {
                        self.test(test, false, label);
                        self.test(yes, false, label);
                    }
                    return;
                }
                let (other, end) = (self.new_label(), self.new_label());
                self.test(test, false, other);
                self.test(yes, sense, label);
                self.go(end);
                self.place(other, SiteKind::Join);
                self.test(no, sense, label);
                self.place(end, SiteKind::Join);
            }
            Kind::Seq(es) => {
                let (last, rest) = es.split_last().expect("not empty");
                for e in rest {
                    let top = self.f().top;
                    self.expr(e, Dest::Effect);
                    self.f().top = top;
                }
                self.test(last, sense, label);
            }
            Kind::Prim(p, args) if self.test_prim(e, *p, args, sense, label) => {}
            _ => {
                let a = self.value(e);
                self.jump(if sense { Op::JumpTrue { a, target: HERE } } else { Op::JumpFalse { a, target: HERE } }, label);
            }
        }
    }

    fn test_prim(&mut self, e: &Expr, p: Prim, args: &[Expr], sense: bool, label: Label) -> bool {
        if p.special() == Some(Special::Not) {
            self.test(&args[0], !sense, label);
            return true;
        }
        if let Some(Special::Compare(with, n)) = p.special() {
            let test = crate::builtins::prim(with).and_then(|w| w.info().test).expect("a comparison has a test");
            let a = self.value(&args[0]);
            self.span(e.at);
            self.note(p, [1, 2], test.is_swapped());
            self.jump(compare_int(test, a, n as u16, sense), label);
            return true;
        }
        let Some(test) = p.info().test else { return false };
        let mut swapped = false;
        let op = match test {
            Test::Null => {
                let a = self.value(&args[0]);
                if sense { Op::JumpNull { a, target: HERE } } else { Op::JumpNotNull { a, target: HERE } }
            }
            Test::Pair => {
                let a = self.value(&args[0]);
                if sense { Op::JumpPair { a, target: HERE } } else { Op::JumpNotPair { a, target: HERE } }
            }
            Test::Is(kind) => {
                let a = self.value(&args[0]);
                let kind = kind as u8;
                if sense { Op::JumpIs { a, kind, target: HERE } } else { Op::JumpIsNot { a, kind, target: HERE } }
            }
            Test::Eq => self.test_eq(&args[0], &args[1], sense),
            Test::Less | Test::LessEq | Test::Greater | Test::GreaterEq | Test::NumEq if args.len() == 2 => {
                let op;
                (op, swapped) = self.compare(test, &args[0], &args[1], sense);
                op
            }
            _ => return false,
        };
        self.span(e.at);
        self.note(p, self.operand_numbers(e, p, args), swapped);
        self.jump(op, label);
        true
    }

    fn test_eq(&mut self, a: &Expr, b: &Expr, sense: bool) -> Op {
        let literal = |e: &Expr| match e.kind {
            Kind::Const(w) if !w.is_pointer() => Some(w),
            _ => None,
        };
        let (operand, constant) = match (literal(a), literal(b)) {
            (_, Some(w)) => (a, w),
            (Some(w), None) => (b, w),
            _ => {
                let (a, b) = (self.value(a), self.value(b));
                return if sense { Op::JumpEq { a, b, target: HERE } } else { Op::JumpNotEq { a, b, target: HERE } };
            }
        };
        let a = self.value(operand);
        match (constant, sense) {
            (Word::NIL, true) => Op::JumpNull { a, target: HERE },
            (Word::NIL, false) => Op::JumpNotNull { a, target: HERE },
            (Word::FALSE, true) => Op::JumpFalse { a, target: HERE },
            (Word::FALSE, false) => Op::JumpTrue { a, target: HERE },
            (w, sense) => {
                let b = self.literal(w);
                if sense { Op::JumpEqLit { a, b, target: HERE } } else { Op::JumpNotEqLit { a, b, target: HERE } }
            }
        }
    }

    /// The jump, and whether it has the operands in the other order.
    fn compare(&mut self, test: Test, a: &Expr, b: &Expr, sense: bool) -> (Op, bool) {
        if let Some(n) = short(b) {
            let a = self.value(a);
            return (compare_int(test, a, n, sense), test.is_swapped());
        }
        if let Some(n) = short(a) {
            let (b, test) = (self.value(b), test.swapped());
            return (compare_int(test, b, n, sense), !test.is_swapped());
        }
        let (a, b) = (self.value(a), self.value(b));
        let swapped = test.is_swapped();
        let (test, a, b) = if swapped { (test.swapped(), b, a) } else { (test, a, b) };
        let target = HERE;
        let op = match (test, sense) {
            (Test::Less, true) => Op::JumpLess { a, b, target },
            (Test::Less, false) => Op::JumpNotLess { a, b, target },
            (Test::LessEq, true) => Op::JumpLessEq { a, b, target },
            (Test::LessEq, false) => Op::JumpNotLessEq { a, b, target },
            (_, true) => Op::JumpNumEq { a, b, target },
            (_, false) => Op::JumpNotNumEq { a, b, target },
        };
        (op, swapped)
    }
}

fn compare_int(test: Test, a: Slot, n: u16, sense: bool) -> Op {
    let target = HERE;
    match (test, sense) {
        (Test::Less, true) => Op::JumpLessInt { a, n, target },
        (Test::Less, false) => Op::JumpNotLessInt { a, n, target },
        (Test::LessEq, true) => Op::JumpLessEqInt { a, n, target },
        (Test::LessEq, false) => Op::JumpNotLessEqInt { a, n, target },
        (Test::Greater, true) => Op::JumpGreaterInt { a, n, target },
        (Test::Greater, false) => Op::JumpNotGreaterInt { a, n, target },
        (Test::GreaterEq, true) => Op::JumpGreaterEqInt { a, n, target },
        (Test::GreaterEq, false) => Op::JumpNotGreaterEqInt { a, n, target },
        (_, true) => Op::JumpNumEqInt { a, n, target },
        (_, false) => Op::JumpNotNumEqInt { a, n, target },
    }
}
