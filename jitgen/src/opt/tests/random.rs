//! Random raw graphs, as a recorder would make them, run before and after each set of passes: outcomes, exits and objects agree.
//!
//! A graph is made statement by statement over a frame of slots. Each statement is a step: its exits describe the frame as it
//! was when the statement began, and log what the statement did. Slots are tested before they are used; the generator guesses
//! what they hold, so that most tests succeed.

use super::*;
use crate::backend::Reference;
use crate::backend::tests::{Harness, INSIDE};
use crate::ir::{BlockId, Effect, Exit, ExitId, ExitKind, FrameState, Inst, Ref, Terminator, Type, Value};
use vm_core::{CodeId, ConstKind, Root};
use vm_core::core_shapes::{BYTES, CELL, CLOSURE, PAIR, VECTOR};
use vm_core::word::{SMI_MAX, SMI_MIN};

/// Xorshift.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        let mut r = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        r.next();
        r
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 16) as usize % n
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// What the generator guesses a slot to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Guess {
    Smi,
    Float,
    Pair,
    Cell,
    Vector,
    Nil,
    Place,
}

const GUESSES: [Guess; 7] = [Guess::Smi, Guess::Float, Guess::Pair, Guess::Cell, Guess::Vector, Guess::Nil, Guess::Place];
const SLOTS: usize = 7;
/// Slots that statements do not set: counters of loops, by depth.
const COUNTERS: [usize; 2] = [5, 6];
const FREE: usize = 5;

#[derive(Clone)]
struct Slot {
    r: Ref,
    guess: Guess,
}

struct Maker<'a> {
    h: &'a Harness,
    code: CodeId,
    random: Random,
    g: Graph,
    at: BlockId,
    slots: Vec<Slot>,
    /// The frame when the statement began.
    start: Vec<Ref>,
    log: Vec<Ref>,
    effects: bool,
    /// Classes of values that the path has tested.
    classes: Vec<(Ref, Guess)>,
    branches: usize,
    depth: usize,
    registers: Word,
    closure: Word,
    bytes: Word,
    vector: Word,
}

impl Maker<'_> {
    fn push(&mut self, op: Op, imm: i64, args: &[Ref], exit: Option<ExitId>) -> Ref {
        let r = self.g.add(Inst { op, ty: op.result(), imm, args: args.into(), exit });
        self.g.blocks[self.at.index()].insts.push(r);
        if matches!(op.effect(), Effect::Read | Effect::Allocate | Effect::Write | Effect::Call) {
            self.effects |= matches!(op.effect(), Effect::Write | Effect::Call);
            let logged = if op.result() == Type::Void { self.word(Word::UNDEFINED) } else { r };
            self.log.push(logged);
        }
        r
    }

    fn op(&mut self, op: Op, args: &[Ref]) -> Ref {
        self.push(op, 0, args, None)
    }

    fn imm(&mut self, op: Op, imm: i64, args: &[Ref]) -> Ref {
        self.push(op, imm, args, None)
    }

    fn word(&mut self, w: Word) -> Ref {
        if w.is_pointer() {
            let k = self.g.constant(w);
            return self.imm(Op::Constant, k, &[]);
        }
        self.imm(Op::Word, w.bits() as i64, &[])
    }

    fn exit(&mut self, kind: ExitKind) -> ExitId {
        let code = self.h.vm.code(self.code);
        let all: Vec<_> = self.start.iter().enumerate().map(|(i, r)| (code.slot(i), Value::Ref(*r))).collect();
        let mut frames = vec![FrameState { code: self.code, pc: self.g.exits.len() as u32, result: None, slots: all.clone() }];
        if self.g.exits.len() % 3 == 0 {
            // An inlined call: the caller waits, the callee has some of the values.
            frames[0].result = Some(code.slot(1));
            frames.push(FrameState { code: self.code, pc: 1, result: None, slots: all[..3].to_vec() });
        }
        let log = if self.effects { self.log.iter().map(|r| Value::Ref(*r)).collect() } else { Vec::new() };
        self.g.add_exit(Exit { kind, frames, log, virtuals: vec![], stores: vec![], child: None })
    }

    fn guard(&mut self, op: Op, args: &[Ref]) -> Ref {
        let e = self.exit(ExitKind::Guard);
        self.push(op, 0, args, Some(e))
    }

    fn require(&mut self, test: Ref) {
        self.guard(Op::GuardTrue, &[test]);
    }

    fn class_op(guess: Guess) -> (Op, i64) {
        let shape = |s: vm_core::ShapeId| (Op::HasShape, i64::from(s.bits()));
        match guess {
            Guess::Smi => (Op::IsSmi, 0),
            Guess::Float => (Op::IsFloat, 0),
            Guess::Pair => shape(PAIR.id()),
            Guess::Cell => shape(CELL.id()),
            Guess::Vector => shape(VECTOR.id()),
            Guess::Nil => (Op::IsKind, 0),
            Guess::Place => (Op::IsKind, ConstKind::Slot as i64),
        }
    }

    /// A free slot's value, tested to be of its guessed class or, sometimes, of another.
    fn get(&mut self, guess: Guess) -> Ref {
        let fitting: Vec<usize> = (0..SLOTS).filter(|&i| self.slots[i].guess == guess).collect();
        let i = match fitting.is_empty() {
            true => {
                let i = self.random.below(FREE);
                let r = self.fresh(guess);
                self.slots[i] = Slot { r, guess };
                i
            }
            false => self.random.pick(&fitting),
        };
        let r = self.slots[i].r;
        self.test_class(r, guess);
        r
    }

    fn test_class(&mut self, r: Ref, guess: Guess) {
        if self.classes.contains(&(r, guess)) && self.random.chance(80) {
            return;
        }
        let (op, imm) = Self::class_op(guess);
        let test = self.imm(op, imm, &[r]);
        self.require(test);
        self.classes.push((r, guess));
    }

    fn any(&mut self) -> Ref {
        let i = self.random.below(SLOTS);
        self.slots[i].r
    }

    fn set(&mut self, r: Ref, guess: Guess) {
        let i = self.random.below(FREE);
        self.slots[i] = Slot { r, guess };
    }

    fn number(&mut self) -> i64 {
        let edge = [0, 1, 2, 3, -1, 7, SMI_MAX, SMI_MIN, SMI_MAX - 1, 1 << 31];
        if self.random.chance(70) { self.random.pick(&edge[..6]) } else { self.random.pick(&edge) }
    }

    fn float(&mut self) -> f64 {
        self.random.pick(&[0.0, -0.0, 1.0, 0.5, -2.5, 1e100, 1e-200, f64::INFINITY, 3.0])
    }

    /// A new value of a class, known to the path to be of it.
    fn fresh(&mut self, guess: Guess) -> Ref {
        let r = match guess {
            Guess::Smi => {
                let n = self.number();
                self.word(Word::smi(n))
            }
            Guess::Float => {
                let f = self.float();
                let f = self.imm(Op::Float, f.to_bits() as i64, &[]);
                self.op(Op::Box, &[f])
            }
            Guess::Pair => {
                let (a, b) = (self.any(), self.any());
                self.imm(Op::New, PAIR.id().bits().into(), &[a, b])
            }
            Guess::Cell => {
                let a = self.any();
                self.imm(Op::New, CELL.id().bits().into(), &[a])
            }
            Guess::Vector => {
                let (a, b, c) = (self.any(), self.any(), self.any());
                self.imm(Op::New, VECTOR.id().bits().into(), &[a, b, c])
            }
            Guess::Nil => self.word(Word::NIL),
            Guess::Place => {
                let guess = self.random.pick(&[Guess::Pair, Guess::Cell]);
                let p = self.get(guess);
                let offset = if guess == Guess::Pair { self.random.pick(&[8, 16]) } else { 8 };
                self.imm(Op::SlotOf, offset, &[p])
            }
        };
        self.classes.push((r, guess));
        r
    }

    fn begin(&mut self) {
        self.start = self.slots.iter().map(|s| s.r).collect();
        self.log.clear();
        self.effects = false;
    }

    // ---- statements

    fn integers(&mut self) {
        let (a, b) = (self.get(Guess::Smi), self.get(Guess::Smi));
        let b = if self.random.chance(50) { self.fresh(Guess::Smi) } else { b };
        let r = match self.random.below(8) {
            0..=3 => {
                let op = self.random.pick(&[Op::SmiAdd, Op::SmiSub, Op::SmiAdd, Op::SmiMul]);
                self.guard(op, &[a, b])
            }
            4 => {
                let op = self.random.pick(&[Op::SmiAnd, Op::SmiOr, Op::SmiXor]);
                self.op(op, &[a, b])
            }
            5 => {
                let (x, y) = (self.op(Op::Untag, &[a]), self.op(Op::Untag, &[b]));
                let op = self.random.pick(&Op::OF_RAW_INTEGERS);
                let n = self.op(op, &[x, y]);
                let fits = self.op(Op::Fits, &[n]);
                self.require(fits);
                self.op(Op::Tag, &[n])
            }
            6 => {
                let x = self.op(Op::Untag, &[a]);
                let y = self.divisor(b, x);
                let op = self.random.pick(&[Op::IntDiv, Op::IntRem]);
                let n = self.op(op, &[x, y]);
                let fits = self.op(Op::Fits, &[n]);
                self.require(fits);
                self.op(Op::Tag, &[n])
            }
            _ => {
                let x = self.op(Op::Untag, &[a]);
                let c = self.imm(Op::FromPayload, 1, &[x]);
                let x = self.op(Op::Payload, &[c]);
                self.op(Op::Tag, &[x])
            }
        };
        self.classes.push((r, Guess::Smi));
        self.set(r, Guess::Smi);
    }

    /// A number that is not zero: any, or a constant, perhaps one that is known to divide `x` or not to.
    fn divisor(&mut self, any: Ref, x: Ref) -> Ref {
        let zero = self.imm(Op::Int, 0, &[]);
        if self.random.below(2) == 0 {
            let y = self.op(Op::Untag, &[any]);
            let is_zero = self.op(Op::IntEq, &[y, zero]);
            self.guard(Op::GuardFalse, &[is_zero]);
            return y;
        }
        let n = self.random.pick(&[2, 3, 4, 8, -2, 1 << 40]);
        let y = self.imm(Op::Int, n, &[]);
        let guard = self.random.pick(&[None, Some(Op::GuardTrue), Some(Op::GuardFalse)]);
        if let Some(guard) = guard {
            let rest = self.op(Op::IntRem, &[x, y]);
            let divides = self.op(Op::IntEq, &[rest, zero]);
            self.guard(guard, &[divides]);
        }
        y
    }

    fn floats(&mut self) {
        let (a, b) = (self.get(Guess::Float), self.get(Guess::Float));
        let (x, y) = (self.op(Op::Unbox, &[a]), self.op(Op::Unbox, &[b]));
        let f = match self.random.below(4) {
            0 => {
                let a = self.get(Guess::Smi);
                let n = self.op(Op::Untag, &[a]);
                self.op(Op::IntToFloat, &[n])
            }
            1 => {
                let op = self.random.pick(&[Op::FloatNeg, Op::FloatAbs, Op::FloatFloor, Op::FloatRound]);
                self.op(op, &[x])
            }
            _ => {
                let op = self.random.pick(&[Op::FloatAdd, Op::FloatSub, Op::FloatMul, Op::FloatDiv]);
                self.op(op, &[x, y])
            }
        };
        let r = self.op(Op::Box, &[f]);
        self.classes.push((r, Guess::Float));
        self.set(r, Guess::Float);
    }

    fn objects(&mut self) {
        match self.random.below(10) {
            0 | 1 => {
                let guess = self.random.pick(&[Guess::Pair, Guess::Cell, Guess::Vector, Guess::Pair, Guess::Place]);
                let r = self.fresh(guess);
                self.set(r, guess);
            }
            2 | 3 => {
                let guess = self.random.pick(&[Guess::Pair, Guess::Cell]);
                let p = self.get(guess);
                let offset = if guess == Guess::Pair { self.random.pick(&[8, 16]) } else { 8 };
                let r = self.imm(Op::Load, offset, &[p]);
                let guess = self.random.pick(&GUESSES);
                self.set(r, guess);
                if self.random.chance(30) {
                    self.test_class(r, guess);
                }
            }
            4 | 5 => {
                let guess = self.random.pick(&[Guess::Pair, Guess::Cell]);
                let p = self.get(guess);
                let w = if self.random.chance(40) { self.fresh(Guess::Cell) } else { self.any() };
                let offset = if guess == Guess::Pair { self.random.pick(&[8, 16]) } else { 8 };
                self.imm(Op::Store, offset, &[p, w]);
                if self.random.chance(30) {
                    // Perhaps the same object under another name.
                    let q = self.get(guess);
                    let r = self.imm(Op::Load, offset, &[q]);
                    let guess = self.random.pick(&GUESSES);
                    self.set(r, guess);
                }
                if self.random.chance(30) {
                    let w = self.any();
                    self.imm(Op::Store, offset, &[p, w]);
                }
                if self.random.chance(30) {
                    let (a, b) = (self.get(Guess::Smi), self.get(Guess::Smi));
                    let less = self.op(Op::SmiLess, &[a, b]);
                    let op = self.random.pick(&[Op::GuardTrue, Op::GuardFalse]);
                    self.guard(op, &[less]);
                }
            }
            6 => self.tail(),
            7 => {
                let p = self.get(Guess::Place);
                let r = self.op(Op::LoadThrough, &[p]);
                let guess = self.random.pick(&GUESSES);
                self.set(r, guess);
            }
            8 => {
                let (p, w) = (self.get(Guess::Place), self.any());
                self.op(Op::StoreThrough, &[p, w]);
            }
            _ => {
                // The identity of floats is nobody's business.
                let guess = self.random.pick(&[Guess::Smi, Guess::Pair, Guess::Cell, Guess::Vector, Guess::Nil]);
                let (a, b) = (self.get(guess), self.get(guess));
                let same = self.op(Op::Same, &[a, b]);
                let op = if a == b { Op::GuardTrue } else { Op::GuardFalse };
                self.guard(op, &[same]);
            }
        }
    }

    fn tail(&mut self) {
        let v = if self.random.chance(30) { self.word(self.vector) } else { self.get(Guess::Vector) };
        let i = match self.random.chance(60) {
            true => {
                let n = self.random.below(3) as i64;
                self.imm(Op::Int, n, &[])
            }
            false => {
                let a = self.get(Guess::Smi);
                let x = self.op(Op::Untag, &[a]);
                let one = self.imm(Op::Int, 1, &[]);
                if self.random.chance(50) { self.op(Op::IntAnd, &[x, one]) } else { x }
            }
        };
        let length = self.op(Op::Length, &[v]);
        let below = self.op(Op::IntBelow, &[i, length]);
        self.require(below);
        if self.random.chance(50) {
            let w = self.any();
            self.imm(Op::SetElement, 16, &[v, i, w]);
        }
        let r = self.imm(Op::Element, 16, &[v, i]);
        let guess = self.random.pick(&GUESSES);
        self.set(r, guess);
    }

    fn calls(&mut self) {
        let (a, b) = (self.any(), self.any());
        let helper = self.random.pick(&[&PURE, &READS, &LOOKS, &MAKES, &WRITES, &ANYTHING]);
        let args: &[Ref] = if matches!(helper.name, "pure" | "reads" | "looks") { &[a] } else { &[a, b] };
        let k = self.g.helper(helper);
        let r = self.imm(Op::CallHelper, k, args);
        if helper.effects.invalidates {
            self.guard(Op::GuardValid, &[]);
        }
        let guess = if helper.name == "makes" { Guess::Pair } else { self.random.pick(&GUESSES) };
        self.set(r, guess);
    }

    /// The slots of an object that the collector watches: stores into it wait.
    fn registers(&mut self) {
        let registers = self.word(self.registers);
        let offset = self.random.pick(&[8, 16]);
        if self.random.chance(60) {
            let w = self.any();
            self.imm(Op::Store, offset, &[registers, w]);
        } else {
            let r = self.imm(Op::Load, offset, &[registers]);
            let guess = self.random.pick(&GUESSES);
            self.set(r, guess);
        }
    }

    /// Final slots of a constant, and bytes.
    fn constants(&mut self) {
        let c = self.word(self.closure);
        let i = self.imm(Op::Int, 0, &[]);
        let r = match self.random.below(3) {
            0 => self.imm(Op::LoadFinal, 16, &[c]),
            1 => self.imm(Op::ElementFinal, 24, &[c, i]),
            _ => {
                let bytes = self.word(self.bytes);
                let a = self.get(Guess::Smi);
                let x = self.op(Op::Untag, &[a]);
                let mask = self.imm(Op::Int, 3, &[]);
                let i = self.op(Op::IntAnd, &[x, mask]);
                self.imm(Op::SetByte, 16, &[bytes, i, x]);
                let n = self.imm(Op::Byte, 16, &[bytes, i]);
                self.op(Op::Tag, &[n])
            }
        };
        self.set(r, Guess::Smi);
    }

    fn test(&mut self) -> Ref {
        match self.random.below(5) {
            0 | 1 => {
                let (a, b) = (self.get(Guess::Smi), self.get(Guess::Smi));
                let b = if self.random.chance(60) { self.fresh(Guess::Smi) } else { b };
                let op = self.random.pick(&[Op::SmiLess, Op::SmiLessEq, Op::Same]);
                self.op(op, &[a, b])
            }
            2 => {
                let (a, b) = (self.get(Guess::Float), self.get(Guess::Float));
                let (x, y) = (self.op(Op::Unbox, &[a]), self.op(Op::Unbox, &[b]));
                self.op(Op::FloatLess, &[x, y])
            }
            _ => {
                let i = self.random.below(FREE);
                let guess = if self.random.chance(50) { self.slots[i].guess } else { self.random.pick(&GUESSES) };
                let (op, imm) = Self::class_op(guess);
                self.imm(op, imm, &[self.slots[i].r])
            }
        }
    }

    // ---- control

    fn jump(&mut self, to: BlockId) {
        let args = self.slots.iter().map(|s| s.r).collect();
        self.g.blocks[self.at.index()].end = Terminator::Jump(to, args);
    }

    /// Goes on in a merge whose parameters are all slots.
    fn open(&mut self, block: BlockId) {
        self.at = block;
        for i in 0..SLOTS {
            self.slots[i].r = self.g.add_param(block, Type::Word);
        }
        self.classes.clear();
    }

    /// Sets slots whose guess is not what the merge expects, mostly.
    fn reconcile(&mut self, guesses: &[Guess]) {
        self.begin();
        for (i, guess) in guesses.iter().enumerate().take(FREE) {
            if self.slots[i].guess != *guess && self.random.chance(85) {
                let r = self.fresh(*guess);
                self.slots[i] = Slot { r, guess: *guess };
            }
        }
    }

    fn guesses(&self) -> Vec<Guess> {
        self.slots.iter().map(|s| s.guess).collect()
    }

    /// A guard whose exit goes on in a child.
    fn branch(&mut self, test: Ref) -> (BlockId, Op) {
        let op = self.random.pick(&[Op::GuardTrue, Op::GuardFalse]);
        let e = self.exit(ExitKind::Guard);
        self.push(op, 0, &[test], Some(e));
        let child = self.g.add_block();
        self.g.exits[e.index()].as_mut().expect("just made").child = Some(child);
        (child, op)
    }

    fn two_way(&mut self, n: usize) {
        self.begin();
        let test = self.test();
        let (child, _) = self.branch(test);
        let (slots, classes) = (self.slots.clone(), self.classes.clone());
        let join = self.g.add_block();
        self.statements(n / 2);
        let guesses = self.guesses();
        self.jump(join);
        (self.at, self.slots, self.classes) = (child, slots, classes);
        self.statements(n / 2);
        if self.random.chance(80) {
            self.reconcile(&guesses);
            self.jump(join);
        } else {
            self.finish();
        }
        self.open(join);
        self.slots.iter_mut().zip(guesses).for_each(|(s, g)| s.guess = g);
    }

    fn loop_statement(&mut self, n: usize) {
        let counter = COUNTERS[self.depth];
        self.depth += 1;
        self.begin();
        let zero = self.word(Word::smi(0));
        self.slots[counter] = Slot { r: zero, guess: Guess::Smi };
        let header = self.g.add_block();
        if self.random.chance(50) {
            // The first iteration is peeled.
            self.statements(n / 2);
            let one = self.word(Word::smi(1));
            self.slots[counter] = Slot { r: one, guess: Guess::Smi };
        }
        self.jump(header);
        self.open(header);
        self.begin();
        let e = self.exit(ExitKind::Poll);
        self.push(Op::Poll, 0, &[], Some(e));
        let guesses = self.guesses();
        self.begin();
        let i = self.slots[counter].r;
        self.test_class(i, Guess::Smi);
        let bound = 1 + self.random.below(5) as i64;
        let bound = self.word(Word::smi(bound));
        let less = self.op(Op::SmiLess, &[i, bound]);
        let e = self.exit(ExitKind::Guard);
        self.push(Op::GuardTrue, 0, &[less], Some(e));
        let after = self.g.add_block();
        self.g.exits[e.index()].as_mut().expect("just made").child = Some(after);
        let outside = (self.slots.clone(), self.classes.clone());
        self.statements(n);
        self.reconcile(&guesses);
        self.begin();
        let one = self.word(Word::smi(1));
        let i = self.slots[counter].r;
        let next = self.guard(Op::SmiAdd, &[i, one]);
        self.slots[counter].r = next;
        self.jump(header);
        self.at = after;
        (self.slots, self.classes) = outside;
        self.depth -= 1;
    }

    fn finish(&mut self) {
        self.begin();
        let end = if self.random.chance(60) {
            let (a, b) = (self.any(), self.any());
            let (c, d) = (self.any(), self.any());
            let p = self.imm(Op::New, PAIR.id().bits().into(), &[a, b]);
            let q = self.imm(Op::New, PAIR.id().bits().into(), &[c, d]);
            Terminator::Return(self.imm(Op::New, PAIR.id().bits().into(), &[p, q]))
        } else {
            Terminator::Leave(self.exit(ExitKind::Leave))
        };
        self.g.blocks[self.at.index()].end = end;
    }

    fn statements(&mut self, n: usize) {
        for _ in 0..n {
            self.begin();
            match self.random.below(20) {
                0..=4 => self.integers(),
                5..=7 => self.floats(),
                8..=11 => self.objects(),
                12 | 13 => self.registers(),
                14 => self.calls(),
                15 => self.constants(),
                16 | 17 if self.branches > 0 => {
                    self.branches -= 1;
                    self.two_way(n);
                }
                18 if self.branches > 0 && self.depth < COUNTERS.len() => {
                    self.branches -= 1;
                    self.loop_statement(n);
                }
                _ => {
                    let (a, b) = (self.any(), self.random.pick(&GUESSES));
                    self.set(a, b);
                }
            }
        }
    }
}

/// A graph and the slots to run it with.
fn make(h: &mut Harness, code: CodeId, seed: u64) -> (Graph, Vec<Vec<Word>>, Root) {
    let mut random = Random::new(seed);
    let registers = h.vm.pair(Word::smi(1), Word::smi(2));
    let root = h.vm.root(registers);
    h.vm.watch(&root);
    let registers = root.get(&h.vm);
    let closure = h.vm.make_slots(CLOSURE, &[Word::smi(3)], &[Word::smi(4), Word::NIL]).expect("room").word();
    let bytes = h.vm.make_bytes(BYTES, &[], 16).expect("room").word();
    let vector = h.vm.make_slots(VECTOR, &[], &[Word::smi(1), Word::NIL, Word::TRUE]).expect("room").word();
    let guesses: Vec<Guess> = (0..SLOTS).map(|_| random.pick(&GUESSES)).collect();
    let inputs = (0..4).map(|_| {
        let pair = h.vm.pair(Word::smi(5), vector);
        guesses.iter().map(|g| input(h, &mut random, *g, (vector, pair))).collect()
    });
    let inputs = inputs.collect();
    let mut g = Graph::default();
    let at = g.add_block();
    let slots: Vec<Slot> = guesses.iter().map(|&guess| Slot { r: g.add_param(at, Type::Word), guess }).collect();
    g.entry_slots = (0..SLOTS).map(|i| h.vm.code(code).slot(i)).collect();
    let start = Vec::new();
    let (log, classes) = (Vec::new(), Vec::new());
    let (effects, branches, depth) = (false, 5, 0);
    let mut m = Maker { h, code, random, g, at, slots, start, log, effects, classes, branches, depth, registers, closure, bytes, vector };
    m.begin();
    let n = 3 + m.random.below(8);
    m.statements(n);
    m.finish();
    (m.g, inputs, root)
}

fn input(h: &mut Harness, random: &mut Random, guess: Guess, (shared, pair): (Word, Word)) -> Word {
    let guess = if random.chance(95) { guess } else { random.pick(&GUESSES) };
    match guess {
        Guess::Smi => Word::smi(random.pick(&[0, 1, 2, 3, -1, 10, SMI_MAX])),
        Guess::Float => {
            let f = random.pick(&[0.0, 1.5, -3.0, 1e100, 1e-300]);
            h.vm.float(f)
        }
        Guess::Pair if random.chance(50) => pair,
        Guess::Pair => h.vm.pair(Word::smi(1), shared),
        Guess::Cell => h.vm.make(CELL, &[Word::NIL]).word(),
        Guess::Vector if random.chance(50) => shared,
        Guess::Vector => h.vm.make_slots(VECTOR, &[], &[Word::smi(1), shared, Word::smi(2)]).expect("room").word(),
        Guess::Nil => Word::NIL,
        Guess::Place => Word::slot_of(h.vm.pair(Word::smi(1), shared), random.pick(&[8, 16])),
    }
}

/// What a graph does for its inputs, as it is or optimised.
fn outcomes(seed: u64, passes: Option<PassSet>, harness: fn() -> Harness) -> (Vec<String>, String) {
    let mut h = harness();
    let code = h.code(SLOTS as u16, SLOTS as u16);
    let (mut graph, inputs, registers) = make(&mut h, code, seed);
    if let Some(passes) = passes {
        graph = optimise(&graph, &h.vm, passes);
    }
    let unit = h.compile(code, &graph, INSIDE);
    let text = graph.to_string();
    let mut seen = Vec::new();
    for slots in &inputs {
        seen.push(h.run(code, unit, slots));
        // What was done to the objects given.
        let registers = registers.get(&h.vm);
        seen.push(slots.iter().chain([&registers]).map(|w| h.show(*w)).collect());
    }
    (seen, text)
}

fn reference() -> Harness {
    Harness::new(Box::new(Reference::new()))
}

/// The sets of passes tried: all, none, all but each, each alone.
fn sets() -> Vec<(String, PassSet)> {
    let mut sets = vec![("all".into(), PassSet::ALL), ("none".into(), PassSet::NONE)];
    for name in PassSet::NAMES {
        let (mut without, mut only) = (PassSet::ALL, PassSet::NONE);
        without.set(name, false);
        only.set(name, true);
        sets.push((format!("without {name}"), without));
        sets.push((format!("only {name}"), only));
    }
    sets
}

#[test]
fn random_graphs_do_the_same_optimised() {
    let number = |name: &str| std::env::var(name).ok().and_then(|s| s.parse::<u64>().ok());
    let count = number("OPT_GRAPHS").unwrap_or(1500);
    let first = number("OPT_SEED").unwrap_or(1);
    let (mut returned, mut left) = (0, 0);
    for seed in first..first + count {
        println!("seed {seed}");
        let (expected, raw) = outcomes(seed, None, reference);
        for s in expected.iter().step_by(2) {
            if s.starts_with("left") { left += 1 } else { returned += 1 }
        }
        for (name, set) in sets() {
            let (found, text) = outcomes(seed, Some(set), reference);
            assert_eq!(expected, found, "seed {seed}, {name}\n--- raw\n{raw}\n--- optimised\n{text}");
        }
        if seed % 4 == 0 {
            let (found, text) = outcomes(seed, Some(PassSet::ALL), Harness::cranelift);
            assert_eq!(expected, found, "seed {seed}, machine code\n--- raw\n{raw}\n--- optimised\n{text}");
        }
    }
    assert!(count < 100 || (returned > count / 4 && left > count / 4), "{returned} returned, {left} left");
}
