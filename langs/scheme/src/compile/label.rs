//! Labels, jumps, and local procedures that are labels.

use super::{Compiler, Dest, Home};
use crate::ast::{Expr, Kind, Lambda, Var};
use crate::ops::Op;
use crate::scope::uses;
use vm_core::code::Pc;
use vm_core::{OpSet, SiteKind, Slot, Target};

/// A place in the code of the function being compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(usize);

/// What is known of a label.
#[derive(Default)]
pub(super) struct LabelState {
    at: Option<Pc>,
    pending: Vec<Pc>,
    /// How many paths lead there.
    paths: u32,
}

/// A local procedure that is a label.
#[derive(Clone)]
pub(super) struct Loop {
    label: Label,
    params: Vec<Var>,
    slots: Vec<Slot>,
}

impl Compiler<'_> {
    pub(super) fn new_label(&mut self) -> Label {
        let f = self.f();
        f.labels.push(LabelState::default());
        Label(f.labels.len() - 1)
    }

    /// Emits an instruction that may jump to the label.
    pub(super) fn jump(&mut self, mut op: Op, label: Label) {
        let f = self.f();
        if !f.live {
            return;
        }
        f.labels[label.0].paths += 1;
        match f.labels[label.0].at {
            Some(pc) => {
                *op.target_mut().expect("a jump") = Target::new(pc);
                self.emit(op);
            }
            None => {
                let here = f.code.here();
                f.labels[label.0].pending.push(here);
                self.emit(op);
            }
        }
    }

    pub(super) fn go(&mut self, label: Label) {
        self.jump(Op::Jump { target: Target::new(0) }, label);
    }

    /// The label is here. `mark`: what the place is to the JIT if several paths meet.
    pub(super) fn place(&mut self, label: Label, mark: SiteKind) {
        let f = self.f();
        let mut here = f.code.here();
        let state = &mut f.labels[label.0];
        let paths = state.paths + u32::from(f.live);
        let mut pending = std::mem::take(&mut state.pending);
        // A jump to the next instruction is no jump.
        while !f.live && here > 0 && f.placed != Some(here) && pending.last() == Some(&(here - 1)) {
            if !matches!(f.code.last(), Some(Op::Jump { .. })) {
                break;
            }
            f.code.take_back();
            pending.pop();
            here -= 1;
            f.live = true;
        }
        let state = &mut f.labels[label.0];
        state.at = Some(here);
        f.placed = Some(here);
        for pc in &pending {
            f.code.set_target(*pc, here);
        }
        f.live |= !pending.is_empty();
        if f.live && (paths > 1 || mark == SiteKind::Loop) {
            f.code.mark(mark);
        }
    }

    /// Whether any path leads to the label.
    fn is_wanted(&mut self, label: Label) -> bool {
        self.f().labels[label.0].paths > 0
    }

    /// `Kind::Labels`.
    pub(super) fn labels(&mut self, bindings: &[(Var, Lambda)], body: &Expr, d: Dest) {
        for (v, l) in bindings {
            let label = self.new_label();
            let params = l.clauses[0].params.clone();
            let slots = params.iter().map(|_| self.temp()).collect();
            self.f().loops.insert(*v, Loop { label, params, slots });
        }
        let end = self.new_label();
        let mut done = vec![false; bindings.len()];
        // When the body is a call of one of them, that one comes right here.
        let first = match &body.kind {
            Kind::Call(f, args) => match f.kind {
                Kind::Var(v) => bindings.iter().position(|b| b.0 == v).map(|i| (i, args)),
                _ => None,
            },
            _ => None,
        };
        match first {
            Some((i, args)) => {
                let l = self.f().loops[&bindings[i].0].clone();
                self.arguments(&l, args);
                self.label_body(bindings, i, d);
                done[i] = true;
            }
            None => self.expr(body, d),
        }
        if d != Dest::Tail {
            self.go(end);
        }
        // A label may be wanted only by one that comes later.
        while let Some(i) = (0..bindings.len()).find(|&i| {
            !done[i] && {
                let label = self.f().loops[&bindings[i].0].label;
                self.is_wanted(label)
            }
        }) {
            done[i] = true;
            self.label_body(bindings, i, d);
            if d != Dest::Tail {
                self.go(end);
            }
        }
        if d != Dest::Tail {
            self.place(end, SiteKind::Join);
        }
    }

    fn label_body(&mut self, bindings: &[(Var, Lambda)], i: usize, d: Dest) {
        let v = bindings[i].0;
        let l = self.f().loops[&v].clone();
        let again = bindings.iter().any(|(_, l)| uses(&l.clauses[0].body, &[v]).1 > 0);
        self.place(l.label, if again { SiteKind::Loop } else { SiteKind::Join });
        let top = self.f().top;
        for (p, s) in l.params.iter().zip(&l.slots) {
            self.settle(*p, *s);
        }
        self.expr(&bindings[i].1.clauses[0].body, d);
        self.f().top = top;
    }

    /// A call of a label, if that is what the variable is.
    pub(super) fn jump_call(&mut self, v: Var, args: &[Expr]) -> bool {
        let Some(l) = self.f().loops.get(&v).cloned() else { return false };
        self.arguments(&l, args);
        self.go(l.label);
        true
    }

    /// Sets a label's parameters, all at once.
    fn arguments(&mut self, l: &Loop, args: &[Expr]) {
        let top = self.f().top;
        let simple = args.iter().all(is_simple);
        let mut late: Vec<(Slot, Slot)> = Vec::new();
        let mut open: Vec<usize> = (0..args.len()).filter(|&i| !self.is_same(l, i, &args[i])).collect();
        while !open.is_empty() {
            // One whose parameter no other argument still to be computed reads can be computed in place.
            let free = |i: usize| simple && open.iter().all(|&j| j == i || uses(&args[j], &l.params[i..=i]).0 == 0);
            let pick = open.iter().position(|&i| free(i)).unwrap_or(0);
            let i = open[pick];
            if free(i) {
                self.expr(&args[i], Dest::Slot(l.slots[i]));
            } else {
                let t = self.temp();
                self.expr(&args[i], Dest::Slot(t));
                late.push((l.slots[i], t));
            }
            open.remove(pick);
        }
        for (dst, a) in late {
            self.emit(Op::Move { dst, a });
        }
        self.f().top = top;
    }

    /// Whether the argument is the parameter itself and its slot already holds the value.
    fn is_same(&mut self, l: &Loop, i: usize, arg: &Expr) -> bool {
        let Kind::Var(v) = arg.kind else { return false };
        !self.boxed(v) && v == l.params[i] && self.f().homes.get(&v) == Some(&Home::Slot(l.slots[i]))
    }
}

/// Whether computing the expression writes its destination last and calls nothing, so that the destination may be
/// one of its operands.
fn is_simple(e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(_) | Kind::Var(_) | Kind::Global(_) => true,
        Kind::Prim(p, args) => !p.info().calls && args.iter().all(is_simple),
        Kind::Record(_, args) => args.iter().all(is_simple),
        _ => false,
    }
}
