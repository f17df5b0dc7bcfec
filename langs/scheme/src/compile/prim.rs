//! Standard procedures that are instructions.

use super::{Compiler, Dest};
use crate::ast::{Expr, Kind};
use crate::builtins::{Lower, Prim, Special, error};
use crate::ops::Op;
use vm_core::{Slot, Word};

/// A small constant that fits the instruction.
pub(super) fn short(e: &Expr) -> Option<u16> {
    match e.kind {
        Kind::Const(w) => i16::try_from(w.as_smi()?).ok().map(|n| n as u16),
        _ => None,
    }
}

impl Compiler<'_> {
    pub(super) fn prim(&mut self, e: &Expr, p: Prim, args: &[Expr], d: Dest) {
        let info = p.info();
        if d == Dest::Effect && info.total {
            args.iter().for_each(|a| self.expr(a, Dest::Effect));
            return;
        }
        let top = self.f().top;
        match info.special {
            Some(Special::Sum | Special::Difference) if args.len() == 2 => {
                let sum = info.special == Some(Special::Sum);
                let immediate = match (short(&args[0]), short(&args[1])) {
                    (_, Some(n)) => Some((&args[0], n)),
                    (Some(n), None) if sum => Some((&args[1], n)),
                    _ => None,
                };
                if let Some((operand, n)) = immediate {
                    let swapped = !std::ptr::eq(operand, &args[0]);
                    let numbers = self.operand_numbers(e, p, args);
                    return self.immediate(e, p, operand, d, (numbers, swapped), |dst, a| {
                        if sum { Op::AddInt { dst, a, n } } else { Op::SubInt { dst, a, n } }
                    });
                }
            }
            Some(Special::Add(n)) => {
                return self.immediate(e, p, &args[0], d, ([1, 2], false), |dst, a| Op::AddInt { dst, a, n: n as u16 });
            }
            Some(Special::Compare(with, n)) => {
                let with = crate::builtins::prim(with).expect("in the table");
                let Lower::Op2(make) = with.info().lower else { unreachable!("a comparison is an instruction") };
                let b = self.temp();
                self.constant(b, Word::smi(n));
                self.immediate(e, p, &args[0], d, ([1, 2], with.is_swapped()), |dst, a| make(dst, a, b));
                self.f().top = top;
                return;
            }
            Some(Special::List) => {
                let a = self.list(args, None);
                return self.deliver(a, d, top);
            }
            Some(Special::ConsStar) => {
                let (last, rest) = args.split_last().expect("at least one operand");
                let a = self.list(rest, Some(last));
                return self.deliver(a, d, top);
            }
            Some(Special::Apply) => {
                let f = self.value(&args[0]);
                let (last, rest) = args[1..].split_last().expect("at least two operands");
                let list = if rest.is_empty() { self.value(last) } else { self.list(rest, Some(last)) };
                self.span(e.at);
                return self.apply(f, list, d, top);
            }
            Some(Special::CallWithValues) => {
                let (f, values) = (self.value(&args[0]), self.value(&args[1]));
                self.span(e.at);
                if d == Dest::Tail {
                    self.emit(Op::TailApplyValues { f, values });
                    self.f().top = top;
                    return;
                }
                let (dst, _) = self.dst(d);
                self.emit(Op::ApplyValues { dst, f, values });
                self.mark_return();
                return self.deliver(dst, d, top);
            }
            _ => {}
        }
        self.lowered(e, info.lower, p, args, d, top);
    }

    /// An instruction with one operand that is computed. `numbers`: see [`note`](Self::note).
    fn immediate(
        &mut self,
        e: &Expr,
        p: Prim,
        operand: &Expr,
        d: Dest,
        numbers: ([u8; 2], bool),
        make: impl FnOnce(Slot, Slot) -> Op,
    ) {
        let top = self.f().top;
        let a = self.value(operand);
        self.f().top = top;
        let (dst, _) = self.dst(d);
        self.span(e.at);
        self.note(p, numbers.0, numbers.1);
        self.emit(make(dst, a));
        self.deliver(dst, d, top);
    }

    /// Says that the next instruction stands for a call of `p`, and which operands of that call its own two are; `swapped` if they are in
    /// the other order.
    pub(super) fn note(&mut self, p: Prim, [a, b]: [u8; 2], swapped: bool) {
        let operands = if swapped { [b, a] } else { [a, b] };
        if self.f().live && (p.info().named || operands != [1, 2]) {
            let name = self.vm.symbols.intern(p.info().name);
            let f = self.f();
            f.notes.extend(error::note_words(f.code.here(), name, operands));
        }
    }

    /// Which operands of the call in the program the two of a primitive are: of more than two, two are taken at a time.
    pub(super) fn operand_numbers(&self, e: &Expr, p: Prim, args: &[Expr]) -> [u8; 2] {
        let number = |e: &Expr| match e.kind {
            Kind::Var(v) => self.unit.vars[v.0 as usize].operand,
            _ => 0,
        };
        match args {
            [a, b] if p.special() == Some(Special::Chain) => match (number(a), number(b)) {
                (0, 0) => [1, 2],
                (0, n) => [n - 1, n],
                (n, 0) => [n, n + 1],
                (m, n) => [m, n],
            },
            [a, _] if p.special().is_some_and(Special::is_pairwise) => {
                let (mut last, mut first) = (2, a);
                while let (Kind::Prim(q, inner), true) = (&first.kind, first.at == e.at && e.at.span.end > 0) {
                    if *q != p || inner.len() != 2 {
                        break;
                    }
                    (last, first) = (last + 1, &inner[0]);
                }
                [1, last]
            }
            _ => [1, 2],
        }
    }

    fn lowered(&mut self, e: &Expr, lower: Lower, p: Prim, args: &[Expr], d: Dest, top: u32) {
        let operand = |c: &mut Self, i: usize| -> Slot { c.value(&args[i]) };
        let op = match lower {
            Lower::Op0(make) => {
                let (dst, _) = self.dst(d);
                self.span(e.at);
                self.emit(make(dst));
                if p.info().calls {
                    self.mark_return();
                }
                return self.deliver(dst, d, top);
            }
            Lower::Op1(make) => {
                let a = operand(self, 0);
                self.f().top = top;
                let (dst, _) = self.dst(d);
                self.span(e.at);
                self.emit(make(dst, a));
                return self.deliver(dst, d, top);
            }
            Lower::Op2(make) => {
                let (a, b) = (operand(self, 0), operand(self, 1));
                self.f().top = top;
                let (dst, _) = self.dst(d);
                self.span(e.at);
                self.note(p, self.operand_numbers(e, p, args), p.is_swapped());
                self.emit(make(dst, a, b));
                return self.deliver(dst, d, top);
            }
            Lower::OpN(make) => {
                let operands = self.operands(args);
                self.f().top = top;
                let (dst, _) = self.dst(d);
                self.span(e.at);
                self.emit(make(dst, operands));
                return self.deliver(dst, d, top);
            }
            Lower::Help(_) => {
                let op = match args.len() {
                    0 => {
                        let (dst, _) = self.dst(d);
                        (Op::Helper0 { dst, prim: p.index() }, dst)
                    }
                    1 if !p.is_variadic() => {
                        let a = operand(self, 0);
                        self.f().top = top;
                        let (dst, _) = self.dst(d);
                        (Op::Helper1 { dst, a, prim: p.index() }, dst)
                    }
                    2 if !p.is_variadic() => {
                        let (a, b) = (operand(self, 0), operand(self, 1));
                        self.f().top = top;
                        let (dst, _) = self.dst(d);
                        (Op::Helper2 { dst, a, b, prim: p.index() as u8 }, dst)
                    }
                    _ => {
                        let operands = self.operands(args);
                        self.f().top = top;
                        let (dst, _) = self.dst(d);
                        let prim = p.index();
                        let three = args.len() == 3 && !p.is_variadic();
                        (if three { Op::Helper3 { dst, operands, prim } } else { Op::HelperN { dst, operands, prim } }, dst)
                    }
                };
                self.span(e.at);
                self.emit(op.0);
                return self.deliver(op.1, d, top);
            }
            Lower::Do1(make) => make(operand(self, 0)),
            Lower::Do2(make) => make(operand(self, 0), operand(self, 1)),
            Lower::Do3(make) => {
                let (a, b) = (operand(self, 0), operand(self, 1));
                make(a, b, operand(self, 2))
            }
            Lower::Source => {
                // A primitive that has been taken apart before.
                unreachable!("{} is not an instruction", p.info().name)
            }
        };
        self.span(e.at);
        self.emit(op);
        self.f().top = top;
        self.constant_to(Word::UNSPECIFIED, d);
    }
}
