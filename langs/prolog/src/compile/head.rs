//! Heads and unifications with known terms: reading and writing are separate paths, so that what is written is built at once.

use super::{Compiler, Function, IndexKey, Key, Seen, below, seen_at};
use crate::builtins;
use crate::object::{MOST_PLACES, Term, arg, is_ground, occurrences, view, world};
use crate::ops::Op;
use crate::state::OccursCheck;
use vm_core::{CodeError, List, Lit, Slot, Word};

impl Compiler<'_> {
    /// Unifies the arguments in slots 1 and following with those of the head.
    pub(super) fn head(&mut self, f: &mut Function, head: Word, seen: &Seen) -> Result<(), CodeError> {
        // Variables that stand alone first, so that they are known wherever they occur inside of terms.
        let args: Vec<Word> = (0..self.arity).map(|i| arg(self.vm, head, i as u32)).collect();
        let mut rest = Vec::new();
        for (i, &w) in args.iter().enumerate() {
            if matches!(view(self.vm, w).1, Term::Var(_)) && f.known.insert(w) {
                f.slots.insert(w, i as u32 + 1);
            } else {
                rest.push((i, w));
            }
        }
        for (i, w) in rest {
            f.temp = f.top;
            self.unify_seen(f, i as u32 + 1, w, seen, &below(&[], i as u32))?;
            f.temp = f.top;
        }
        Ok(())
    }

    /// Unifies the term at a path, which is in a slot, with one of the head: what the index has seen need not be tested.
    fn unify_seen(&mut self, f: &mut Function, slot: u32, term: Word, seen: &Seen, path: &[u8]) -> Result<(), CodeError> {
        match (seen_at(seen, path), view(self.vm, term)) {
            (Some(IndexKey::Constant(c)), (w, _)) if w == c => Ok(()),
            (Some(IndexKey::Functor(_)), (w, Term::Compound(_, n))) => {
                self.deeper()?;
                if path.len() > 1 {
                    let a = f.slot(slot);
                    f.emit(Op::Deref { dst: a, a });
                }
                let functor = self.functor_literal(f, w);
                self.parts(f, slot, functor, w, n, (seen, path))?;
                self.depth -= 1;
                Ok(())
            }
            _ => self.unify(f, slot, term),
        }
    }

    /// The slot of a variable, in the part of the frame that lasts.
    pub(super) fn variable(&mut self, f: &mut Function, key: Key) -> u32 {
        if let Some(&slot) = f.slots.get(&key) {
            return slot;
        }
        // Behind the temporaries in use, which are then part of what lasts.
        let slot = f.temp;
        f.temp += 1;
        f.top = f.temp;
        f.slots.insert(key, slot);
        slot
    }

    /// Unifies a slot with a term.
    pub(super) fn unify(&mut self, f: &mut Function, slot: u32, term: Word) -> Result<(), CodeError> {
        let (w, t) = view(self.vm, term);
        let a = f.slot(slot);
        match t {
            Term::Var(_) => {
                let v = self.variable(f, w);
                let b = f.slot(v);
                if f.known.insert(w) {
                    f.emit(Op::Move { dst: b, a });
                } else {
                    self.general(f, slot, v)?;
                }
            }
            Term::Atom(_) => {
                let constant = f.code.literal(w);
                f.emit(Op::Constant { a, constant });
            }
            Term::Number(_) if !w.is_pointer() => {
                let constant = f.code.literal(w);
                f.emit(Op::Constant { a, constant });
            }
            Term::Compound(_, n) => {
                self.deeper()?;
                self.unify_compound(f, slot, w, n)?;
                self.depth -= 1;
            }
            _ => {
                let (b, value) = (f.temporary(), f.code.literal(w));
                let b = f.slot(b);
                f.emit(Op::Literal { dst: b, value });
                f.emit(Op::Unify { a, b });
            }
        }
        Ok(())
    }

    /// Unifies two slots.
    pub(super) fn general(&mut self, f: &mut Function, a: u32, b: u32) -> Result<(), CodeError> {
        if !self.checks() {
            let (a, b) = (f.slot(a), f.slot(b));
            f.emit(Op::Unify { a, b });
            return Ok(());
        }
        let (which, arguments) = (builtins::index("$unify", 2).expect("a builtin"), f.list([a, b])?);
        f.emit(Op::Builtin { which, arguments });
        Ok(())
    }

    /// Whether the flag `occurs_check` has to be asked for.
    fn checks(&self) -> bool {
        world(self.vm).occurs_check != OccursCheck::False
    }

    fn unify_compound(&mut self, f: &mut Function, slot: u32, w: Word, n: u32) -> Result<(), CodeError> {
        if self.checks() {
            let value = f.temporary();
            self.put(f, value, w)?;
            return self.general(f, slot, value);
        }
        let functor = self.functor_literal(f, w);
        let (a, write, end) = (f.slot(slot), f.label(), f.label());
        f.jump(write, |target| Op::Functor { a, functor, target });
        let known = f.known.clone();
        self.parts(f, slot, functor, w, n, (&[], &[]))?;
        f.jump(end, |target| Op::Jump { target });
        f.place(write);
        f.known = known;
        if is_ground(self.vm, w) && !world(self.vm).mutable {
            let (value, literal) = (f.temporary(), f.code.literal(w));
            let value = f.slot(value);
            f.emit(Op::Literal { dst: value, value: literal });
            f.emit(Op::Bind { a, value });
        } else {
            let (arguments, inside) = self.built(f, w, n)?;
            f.emit(Op::BindNew { a, functor, arguments });
            self.places(f, a, functor, &inside);
        }
        f.place(end);
        Ok(())
    }

    /// Unifies the arguments of the compound term in a slot, which has that functor, with those of a term; with what the index has
    /// seen, and where the term is.
    fn parts(
        &mut self,
        f: &mut Function,
        object: u32,
        functor: Lit,
        w: Word,
        n: u32,
        (seen, path): (&Seen, &[u8]),
    ) -> Result<(), CodeError> {
        let (a, base) = (f.slot(object), f.temp);
        f.temp += n;
        let slots = f.args(base, n as usize)?;
        f.emit(Op::Arguments { slots, a, functor });
        for i in 0..n {
            let (part, slot) = (arg(self.vm, w, i), base + i);
            if !self.becomes(f, part, slot) {
                self.unify_seen(f, slot, part, seen, &below(path, i))?;
            }
        }
        Ok(())
    }

    /// The arguments of a term that is built, in slots, and which of its arguments are variables that will live in it: those that have
    /// no value yet and occur nowhere else in it.
    fn built(&mut self, f: &mut Function, w: Word, n: u32) -> Result<(List, Vec<(Key, u8)>), CodeError> {
        let (mut slots, mut inside) = (Vec::new(), Vec::new());
        let mut hole = None;
        let lives_inside = !world(self.vm).mutable;
        let counts = if lives_inside { occurrences(self.vm, w) } else { Default::default() };
        for i in 0..n {
            let (v, t) = view(self.vm, arg(self.vm, w, i));
            let new = lives_inside && i < MOST_PLACES && matches!(t, Term::Var(_)) && !f.known.contains(&v);
            if !new || counts.get(&v) != Some(&1) {
                slots.push(self.operand(f, v)?);
                continue;
            }
            slots.push(*hole.get_or_insert_with(|| {
                let slot = f.temporary();
                let dst = f.slot(slot);
                f.emit(Op::Hole { dst });
                slot
            }));
            inside.push((v, i as u8));
        }
        Ok((f.list(slots)?, inside))
    }

    /// Gives variables that live in the compound term in a slot their values.
    fn places(&mut self, f: &mut Function, a: Slot, functor: Lit, inside: &[(Key, u8)]) {
        for &(v, i) in inside {
            let slot = self.variable(f, v);
            f.known.insert(v);
            let dst = f.slot(slot);
            f.emit(Op::Place { dst, a, functor, i });
        }
        f.temp = f.temp.max(f.top);
    }

    /// Puts a term into a slot.
    pub(super) fn put(&mut self, f: &mut Function, slot: u32, term: Word) -> Result<(), CodeError> {
        let (w, t) = view(self.vm, term);
        let dst = f.slot(slot);
        match t {
            Term::Var(_) => {
                let v = self.variable(f, w);
                let v = f.slot(v);
                if f.known.insert(w) {
                    f.emit(Op::Fresh { dst: v });
                }
                f.emit(Op::Move { dst, a: v });
            }
            Term::Compound(_, n) if !is_ground(self.vm, w) || world(self.vm).mutable => {
                self.deeper()?;
                let ((arguments, inside), functor) = (self.built(f, w, n)?, self.functor_literal(f, w));
                f.emit(Op::Build { dst, functor, arguments });
                self.places(f, dst, functor, &inside);
                self.depth -= 1;
            }
            _ => {
                let value = f.code.literal(w);
                f.emit(Op::Literal { dst, value });
            }
        }
        Ok(())
    }
}
