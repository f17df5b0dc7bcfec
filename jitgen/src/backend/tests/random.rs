//! Random graphs, run by both backends on the same inputs.

use super::*;
use crate::ir::{Exit, FrameState, Type, Value, VirtualObject};
use vm_core::core_shapes::{BYTES, PAIR, VECTOR};
use vm_core::word::{SMI_MAX, SMI_MIN};
use vm_core::{ConstKind, ShapeId};

/// Xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 16) as usize % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn smi(&mut self) -> i64 {
        let edge = [0, 1, -1, 2, 100, SMI_MAX, SMI_MIN, SMI_MAX - 1, 1 << 31, 1 << 40];
        if self.below(2) == 0 { self.pick(&edge) } else { self.next() as i64 >> (2 + self.below(60)) }
    }

    fn float(&mut self) -> f64 {
        match self.below(3) {
            0 => self.pick(&[0.0, -0.0, 1.0, 0.5, -2.0, 1e100, 1e-200, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e18]),
            1 => f64::from_bits(self.next()),
            _ => (self.next() as i64 >> 40) as f64 / 16.0,
        }
    }
}

/// The values in scope, by what is known of them.
#[derive(Clone, Default)]
struct Scope {
    smis: Vec<Ref>,
    floats: Vec<Ref>,
    ints: Vec<Ref>,
    words: Vec<Ref>,
    pairs: Vec<Ref>,
    /// Vectors of three elements.
    vectors: Vec<Ref>,
}

struct Maker<'a> {
    h: &'a Harness,
    f: CodeId,
    random: Random,
    g: G,
    /// The byte array that every graph may use.
    bytes: Ref,
    join: BlockId,
    /// Blocks still to be filled.
    work: Vec<(BlockId, Scope)>,
    branches: usize,
}

const SLOTS: usize = 6;

impl Maker<'_> {
    fn any(&mut self, s: &Scope) -> Ref {
        let pools = [&s.smis, &s.words, &s.pairs, &s.vectors];
        loop {
            let pool = pools[self.random.below(4)];
            if !pool.is_empty() {
                return self.random.pick(pool);
            }
        }
    }

    fn exit_value(&mut self, s: &Scope, virtuals: usize) -> Value {
        let pick = self.random.below(6);
        match pick {
            0 if virtuals > 0 => Value::Virtual(self.random.below(virtuals) as u32),
            1 if !s.floats.is_empty() => Value::Ref(self.random.pick(&s.floats)),
            _ => Value::Ref(self.any(s)),
        }
    }

    fn exit(&mut self, s: &Scope) -> ExitId {
        let virtuals = self.random.below(3);
        let values = |m: &mut Self, n: usize| (0..n).map(|_| m.exit_value(s, virtuals)).collect::<Vec<_>>();
        let mut objects = Vec::new();
        for _ in 0..virtuals {
            let (shape, n): (ShapeId, usize) =
                if self.random.below(2) == 0 { (PAIR.id(), 2) } else { (VECTOR.id(), self.random.below(4)) };
            objects.push(VirtualObject { shape, slots: values(self, n) });
        }
        let mut frames = Vec::new();
        for _ in 0..1 + self.random.below(2) {
            let mut slots = Vec::new();
            for i in 0..SLOTS {
                if self.random.below(2) == 0 {
                    slots.push((self.h.vm.code(self.f).slot(i), self.exit_value(s, virtuals)));
                }
            }
            let result = Some(self.h.vm.code(self.f).slot(1));
            frames.push(FrameState { code: self.f, pc: self.random.below(1000) as u32, result, slots });
        }
        let log = self.random.below(3);
        let log = values(self, log);
        let child = (self.branches > 0 && self.random.below(4) == 0).then(|| {
            self.branches -= 1;
            self.g.graph.add_block()
        });
        if let Some(b) = child {
            self.work.push((b, s.clone()));
        }
        self.g.graph.add_exit(Exit { kind: ExitKind::Guard, frames, log, virtuals: objects, stores: Vec::new(), child })
    }

    fn guard(&mut self, op: Op, args: &[Ref], s: &Scope) -> Ref {
        let exit = self.exit(s);
        self.g.guard(op, args, exit)
    }

    /// Goes on only if the test holds.
    fn require(&mut self, test: Ref, s: &Scope) {
        self.guard(Op::GuardTrue, &[test], s);
    }

    fn test(&mut self, s: &Scope) -> Ref {
        let (a, b) = (self.random.pick(&s.smis), self.random.pick(&s.smis));
        let (x, y) = (self.random.pick(&s.floats), self.random.pick(&s.floats));
        let (n, m) = (self.random.pick(&s.ints), self.random.pick(&s.ints));
        let w = self.any(s);
        match self.random.below(16) {
            0 => self.g.op(Op::SmiLess, &[a, b]),
            1 => self.g.op(Op::SmiLessEq, &[a, b]),
            2 => self.g.op(Op::Same, &[a, b]),
            3 => self.g.op(Op::FloatLess, &[x, y]),
            4 => self.g.op(Op::FloatLessEq, &[x, y]),
            5 => self.g.op(Op::FloatEq, &[x, y]),
            6 => self.g.op(Op::IntLess, &[n, m]),
            7 => self.g.op(Op::IntBelow, &[n, m]),
            8 => self.g.op(Op::IntEq, &[n, m]),
            9 => self.g.op(Op::IsSmi, &[w]),
            10 => self.g.op(Op::IsFloat, &[w]),
            11 => self.g.has_shape(PAIR.id(), w),
            12 => self.g.has_shape(VECTOR.id(), w),
            13 => self.g.is_kind(ConstKind::Singleton, w),
            14 => self.g.op(Op::SmiMulOverflows, &[a, b]),
            _ => self.g.op(Op::Fits, &[n]),
        }
    }

    fn arithmetic(&mut self, s: &mut Scope) {
        let (a, b) = (self.random.pick(&s.smis), self.random.pick(&s.smis));
        let (x, y) = (self.random.pick(&s.floats), self.random.pick(&s.floats));
        let (n, m) = (self.random.pick(&s.ints), self.random.pick(&s.ints));
        match self.random.below(13) {
            0 => {
                let op = self.random.pick(&[Op::SmiAdd, Op::SmiSub, Op::SmiMul]);
                let r = self.guard(op, &[a, b], s);
                s.smis.push(r);
            }
            1 => {
                let pairs = [
                    (Op::SmiAddOverflows, Op::SmiAddFits),
                    (Op::SmiSubOverflows, Op::SmiSubFits),
                    (Op::SmiMulOverflows, Op::SmiMulFits),
                ];
                let (check, fits) = self.random.pick(&pairs);
                let overflows = self.g.op(check, &[a, b]);
                self.guard(Op::GuardFalse, &[overflows], s);
                let r = self.g.op(fits, &[a, b]);
                s.smis.push(r);
            }
            2 => {
                let op = self.random.pick(&[Op::SmiAnd, Op::SmiOr, Op::SmiXor]);
                let r = self.g.op(op, &[a, b]);
                s.smis.push(r);
            }
            3 | 4 => {
                let op = self.random.pick(&Op::OF_RAW_INTEGERS);
                let r = self.g.op(op, &[n, m]);
                s.ints.push(r);
            }
            5 => {
                let one = self.g.int(1);
                let divisor = self.g.op(Op::IntOr, &[m, one]);
                let op = self.random.pick(&[Op::IntDiv, Op::IntRem]);
                let r = self.g.op(op, &[n, divisor]);
                s.ints.push(r);
            }
            6 => {
                let t = self.g.op(Op::Fits, &[n]);
                self.require(t, s);
                let r = self.g.op(Op::Tag, &[n]);
                s.smis.push(r);
            }
            7 => {
                let r = self.g.op(Op::Untag, &[a]);
                s.ints.push(r);
            }
            8 | 9 => {
                let op = self.random.pick(&[Op::FloatAdd, Op::FloatSub, Op::FloatMul, Op::FloatDiv]);
                let r = self.g.op(op, &[x, y]);
                s.floats.push(r);
            }
            10 => {
                let ops =
                    [Op::FloatNeg, Op::FloatAbs, Op::FloatSqrt, Op::FloatFloor, Op::FloatCeil, Op::FloatTrunc, Op::FloatRound];
                let op = self.random.pick(&ops);
                let r = self.g.op(op, &[x]);
                s.floats.push(r);
            }
            11 => {
                let r = self.g.op(Op::IntToFloat, &[n]);
                s.floats.push(r);
                let r = self.g.op(Op::FloatToInt, &[y]);
                s.ints.push(r);
            }
            _ => {
                let r = self.g.op(Op::Box, &[x]);
                s.words.push(r);
                let r = self.g.op(Op::Unbox, &[r]);
                s.floats.push(r);
            }
        }
    }

    fn objects(&mut self, s: &mut Scope) {
        let (a, b, c) = (self.any(s), self.any(s), self.any(s));
        let n = self.random.pick(&s.ints);
        match self.random.below(9) {
            0 | 1 => {
                let r = self.g.make(PAIR.id(), &[a, b]);
                s.pairs.push(r);
            }
            2 => {
                let r = self.g.make(VECTOR.id(), &[a, b, c]);
                s.vectors.push(r);
            }
            3 if !s.pairs.is_empty() => {
                let (p, offset) = (self.random.pick(&s.pairs), self.random.pick(&[8, 16]));
                let r = self.g.imm(Op::Load, offset, &[p]);
                s.words.push(r);
                self.g.imm(Op::Store, 24 - offset, &[p, a]);
            }
            4 if !s.vectors.is_empty() => {
                let v = self.random.pick(&s.vectors);
                let length = self.g.op(Op::Length, &[v]);
                let below = self.g.op(Op::IntBelow, &[n, length]);
                let e = self.exit(s);
                self.g.guard(Op::GuardTrue, &[below], e);
                let r = self.g.imm(Op::Element, 16, &[v, n]);
                s.words.push(r);
                self.g.imm(Op::SetElement, 16, &[v, n, a]);
            }
            5 => {
                let index = self.random.below(8) as i64;
                let i = self.g.int(index);
                let bytes = self.bytes;
                self.g.imm(Op::SetByte, 16, &[bytes, i, n]);
                self.g.imm(Op::SetUnit, 16, &[bytes, i, n]);
                let r = self.g.imm(self.random.pick(&[Op::Byte, Op::Unit]), 16, &[bytes, i]);
                s.ints.push(r);
            }
            6 => {
                // The bits of a NaN are nobody's business.
                let x = self.random.pick(&s.floats);
                let number = self.g.op(Op::FloatEq, &[x, x]);
                self.require(number, s);
                let i = self.g.int(4 + self.random.below(4) as i64);
                let bytes = self.bytes;
                self.g.imm(Op::SetDouble, 16, &[bytes, i, x]);
                let r = self.g.imm(Op::Double, 16, &[bytes, i]);
                s.floats.push(r);
            }
            7 => {
                let r = self.g.helper(&CONS, &[a, b]);
                s.pairs.push(r);
            }
            _ => {
                let r = self.g.helper(&COUNT, &[a, b, c, a, b]);
                s.smis.push(r);
                let x = self.random.pick(&s.floats);
                let r = self.g.helper(&HALVE, &[x]);
                s.floats.push(r);
            }
        }
    }

    fn fill(&mut self, block: BlockId, mut s: Scope) {
        self.g.at = block;
        let n = self.random.below(20);
        for _ in 0..n {
            match self.random.below(6) {
                0 => {
                    let t = self.test(&s);
                    let op = self.random.pick(&[Op::GuardTrue, Op::GuardFalse]);
                    self.guard(op, &[t], &s);
                    if self.random.below(4) == 0 {
                        self.guard(op, &[t], &s);
                    }
                }
                1 | 2 => self.objects(&mut s),
                _ => self.arithmetic(&mut s),
            }
        }
        let end = match self.random.below(4) {
            0 => Terminator::Return(self.any(&s)),
            1 => Terminator::Leave(self.exit(&s)),
            _ => {
                let (w, v) = (self.any(&s), self.random.pick(&s.smis));
                Terminator::Jump(self.join, vec![w, v, self.random.pick(&s.floats)])
            }
        };
        self.g.at = block;
        self.g.end(end);
    }
}

/// A graph and the slots of its frame to run it with.
fn make(h: &mut Harness, f: CodeId, seed: u64) -> (Graph, Vec<Vec<Word>>) {
    let bytes = h.vm.make_bytes(BYTES, &[], 64).unwrap().word();
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    random.next();
    let inputs: Vec<Vec<Word>> = (0..6)
        .map(|_| {
            let (a, b) = (random.smi(), random.smi());
            let (x, y) = (random.float(), random.float());
            let (x, y) = (h.vm.float(x), h.vm.float(y));
            let other = [Word::NIL, Word::smi(random.smi()), Word::char(65), x, h.vm.pair(Word::smi(a), Word::NIL)];
            vec![Word::smi(a), Word::smi(b), x, y, random.pick(&other), random.pick(&other)]
        })
        .collect();
    let (mut g, p) = G::new(h, f, &[0, 1, 2, 3, 4, 5]);
    let (join, params) = g.block(&[Type::Word, Type::Word, Type::Float]);
    let bytes = g.word(bytes);
    let mut s = Scope { smis: vec![p[0], p[1]], words: vec![p[4], p[5]], ..Scope::default() };
    for _ in 0..2 {
        s.smis.push(g.smi(random.smi()));
        s.ints.push(g.int(random.next() as i64 >> random.below(64)));
        s.floats.push(g.float(random.float()));
    }
    for r in [p[2], p[3]] {
        s.floats.push(g.op(Op::Unbox, &[r]));
    }
    s.ints.push(g.op(Op::Untag, &[p[0]]));
    let after = Scope {
        smis: vec![p[0], params[1]],
        floats: vec![params[2]],
        words: vec![params[0], p[4]],
        ints: s.ints.clone(),
        ..Scope::default()
    };
    let mut m = Maker { h, f, random, g, bytes, join, work: vec![], branches: 6 };
    m.fill(BlockId(0), s);
    while let Some((block, s)) = m.work.pop() {
        m.fill(block, s);
    }
    // Behind the join: a shorter block that does not jump.
    m.branches = 0;
    m.fill(join, after);
    if let Terminator::Jump(..) = m.g.graph.block(join).end {
        m.g.at = join;
        m.g.ret(params[0]);
    }
    (m.g.graph, inputs)
}

#[test]
fn random_graphs() {
    let count = std::env::var("BACKEND_GRAPHS").ok().and_then(|s| s.parse().ok()).unwrap_or(300);
    let first = std::env::var("BACKEND_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let (mut left, mut returned) = (0, 0);
    for seed in first..first + count {
        for fail_guards in [None, Some((seed, 1 << 29))] {
            println!("seed {seed} {fail_guards:?}");
            let results = both(|h| {
                let f = h.code(SLOTS as u16, SLOTS as u16);
                let (graph, inputs) = make(h, f, seed);
                let quick = seed % 3 == 0;
                let unit = h.compile(f, &graph, Options { fail_guards, quick, ..if seed % 2 == 0 { ENTRY } else { INSIDE } });
                inputs.iter().map(|slots| h.run(f, unit, slots)).collect::<Vec<_>>()
            });
            for r in results {
                if r.starts_with("left") { left += 1 } else { returned += 1 }
            }
        }
    }
    assert!(left > 100 && returned > 100 || count < 100, "{left} left, {returned} returned");
}
