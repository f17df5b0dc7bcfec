//! The state of the walk over the raw graph: the graph being built, what is known, and how to go back.
//!
//! The walk visits the pieces of the raw graph down the dominator tree. Everything that is known holds in the subtree below the
//! place where it was learned; the *trail* says how to forget it when the walk leaves the subtree.

use super::edge::EdgeState;
use super::facts::Fact;
use super::header::HeaderState;
use super::heap::{Entry, PendingStore};
use super::value::{Const, Consts, ObjId, Val};
use super::{PassSet, Stats};
use crate::ir::flow::{Flow, PieceId};
use crate::ir::{Block, BlockId, ExitId, Graph, Inst, Op, Ref, Terminator, Type};
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use vm_core::{ShapeId, Vm, Word};

/// How to take one change back.
#[derive(Clone, Copy, Debug)]
pub enum Undo {
    /// What was known of a value.
    Fact(Ref, Fact),
    /// What an object's slot held.
    Slot(u32, Val),
    /// The object was not allocated.
    Allocated(ObjId),
    /// What an entry of the memory's table said.
    Memory(u32, Entry),
    /// The memory's table was one shorter.
    MemoryGrew,
    /// The number of the bytes' state.
    Version(u32),
    /// Whether the unit's validity was known.
    Valid(bool),
}

/// A place in the walk to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    trail: usize,
    cse: usize,
    objects: usize,
    slots: usize,
}

/// An object that may not be allocated yet.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// Its shape.
    pub shape: ShapeId,
    /// Where its slots begin in the table of slots: fixed ones, then the tail.
    pub start: u32,
    /// How many there are.
    pub len: u32,
    /// The value that is the object, once it is allocated.
    pub allocated: Option<Ref>,
    /// Which exit it was last described in, and as which of its objects.
    pub exit: (u32, u32),
    /// Allocating it is under way.
    pub busy: bool,
}

/// Pure operations met so far: a hash table whose newest entries can be taken out again.
pub struct Cse {
    heads: Vec<u32>,
    entries: Vec<CseEntry>,
}

struct CseEntry {
    op: Op,
    imm: i64,
    args: [Val; 3],
    result: Val,
    bucket: u32,
    next: u32,
}

const END: u32 = u32::MAX;

impl Cse {
    fn new(ops: usize) -> Cse {
        Cse { heads: vec![END; ops.next_power_of_two().max(64)], entries: Vec::new() }
    }

    fn bucket(&self, op: Op, imm: i64, args: &[Val; 3]) -> u32 {
        let mut h = FxHasher::default();
        (op as u8, imm).hash(&mut h);
        args.hash(&mut h);
        let bits = h.finish();
        (bits ^ bits >> 32) as u32 & (self.heads.len() as u32 - 1)
    }

    /// The result of an operation that dominates this place.
    pub fn find(&self, op: Op, imm: i64, args: [Val; 3]) -> Option<Val> {
        let mut i = self.heads[self.bucket(op, imm, &args) as usize];
        while i != END {
            let e = &self.entries[i as usize];
            if e.op == op && e.imm == imm && e.args == args {
                return Some(e.result);
            }
            i = e.next;
        }
        None
    }

    /// Notes the result of an operation.
    pub fn insert(&mut self, op: Op, imm: i64, args: [Val; 3], result: Val) {
        let bucket = self.bucket(op, imm, &args);
        let next = std::mem::replace(&mut self.heads[bucket as usize], self.entries.len() as u32);
        self.entries.push(CseEntry { op, imm, args, result, bucket, next });
    }

    fn truncate(&mut self, len: usize) {
        while self.entries.len() > len {
            if let Some(e) = self.entries.pop() {
                self.heads[e.bucket as usize] = e.next;
            }
        }
    }
}

/// What the end of a piece leaves to be learned by its successors.
#[derive(Clone, Copy, Debug)]
pub enum After {
    /// Nothing.
    Nothing,
    /// The test came out so on the main line, and otherwise in the child.
    Test(Val, bool),
    /// The checked operation gave this result on the main line, and overflowed in the child.
    Checked(Op, Val, Val, Ref),
    /// The unit is known to be valid on the main line.
    Valid,
}

/// Where the walk of a piece ended.
#[derive(Clone, Copy, Debug)]
pub struct PieceState {
    /// Something leads there.
    pub alive: bool,
    /// The optimised block that its end is in, or (before its walk) that it goes into; `None`: that of its predecessor.
    pub block: Option<BlockId>,
    /// What its successors learn.
    pub after: After,
}

/// The optimiser's state.
pub struct Opt<'a> {
    /// What is optimised.
    pub raw: &'a Graph,
    /// For looking at constants.
    pub vm: &'a Vm,
    /// Which passes are on.
    pub on: PassSet,
    /// What is built.
    pub out: Graph,
    /// The raw graph's control flow.
    pub flow: Flow,
    /// What each raw value is.
    pub map: Vec<Val>,
    /// Raw values used behind a merge without being passed to it.
    pub crosses: Vec<bool>,
    /// The constants.
    pub consts: Consts,
    /// What is known of each value of the optimised graph.
    pub facts: Vec<Fact>,
    /// How to go back.
    pub trail: Vec<Undo>,
    /// Pure operations.
    pub cse: Cse,
    /// Memory.
    pub memory: Vec<Entry>,
    /// Which entry of the memory's table goes next when it is full.
    pub memory_next: usize,
    /// Stores that nothing has seen yet.
    pub pending: Vec<PendingStore>,
    /// A number that differs between states of the bytes in memory.
    pub version: u32,
    next_version: u32,
    /// Whether the unit is known to be valid.
    pub valid: bool,
    /// Objects.
    pub objects: Vec<Object>,
    /// Their slots.
    pub slots: Vec<Val>,
    /// The block being written.
    pub block: BlockId,
    /// A number of each optimised block that no other ever had.
    serials: Vec<u32>,
    next_serial: u32,
    /// Where each constant was last written out: the serial number of the block, and the value.
    const_refs: Vec<(u32, Ref)>,
    /// The piece being walked.
    pub piece: PieceId,
    /// The raw pieces.
    pub pieces: Vec<PieceState>,
    /// The edges that have come to each merge so far.
    pub incoming: Vec<Vec<EdgeState>>,
    /// Targets of all edges, in the order in which they came.
    pub edge_log: Vec<PieceId>,
    /// What is remembered of each loop header from one attempt to the next.
    pub headers: Vec<Option<Box<HeaderState>>>,
    /// Counts the exits described.
    pub exit_count: u32,
    /// Figures.
    pub stats: Stats,
}

impl<'a> Opt<'a> {
    pub(super) fn new(raw: &'a Graph, vm: &'a Vm, on: PassSet) -> Opt<'a> {
        let flow = Flow::of(raw);
        let pieces = flow.pieces.len();
        let mut out = Graph {
            constants: raw.constants.clone(),
            helpers: raw.helpers.clone(),
            entry_slots: raw.entry_slots.clone(),
            ..Graph::default()
        };
        out.exits.resize(raw.exits.len(), None);
        out.insts.reserve(raw.insts.len());
        let mut opt = Opt {
            raw,
            vm,
            on,
            out,
            map: vec![Val::None; raw.insts.len()],
            crosses: Vec::new(),
            consts: Consts::new(),
            facts: Vec::with_capacity(raw.insts.len()),
            trail: Vec::new(),
            cse: Cse::new(raw.insts.len()),
            memory: Vec::new(),
            memory_next: 0,
            pending: Vec::new(),
            version: 0,
            next_version: 1,
            valid: false,
            objects: Vec::new(),
            slots: Vec::new(),
            block: BlockId(0),
            serials: Vec::new(),
            next_serial: 1,
            const_refs: Vec::new(),
            piece: 0,
            pieces: vec![PieceState { alive: false, block: None, after: After::Nothing }; pieces],
            incoming: (0..pieces).map(|_| Vec::new()).collect(),
            edge_log: Vec::new(),
            headers: (0..pieces).map(|_| None).collect(),
            exit_count: 0,
            stats: Stats::default(),
            flow,
        };
        opt.map_constants();
        opt
    }

    /// Raw constants are known wherever they are used.
    fn map_constants(&mut self) {
        let mut pointers: Vec<Option<Val>> = vec![None; self.raw.constants.len()];
        for (i, inst) in self.raw.insts.iter().enumerate() {
            let c = match inst.op {
                Op::Word => Const::Word(Word::from_bits(inst.imm as u64)),
                Op::Int => Const::Int(inst.imm),
                Op::Float => Const::Float(inst.imm as u64),
                Op::Constant => {
                    let w = self.raw.constants[inst.imm as usize];
                    let v = pointers[inst.imm as usize].get_or_insert_with(|| {
                        let first = self.raw.constants.iter().position(|&c| c == w).unwrap_or(inst.imm as usize);
                        match w.is_pointer() {
                            true => self.consts.intern(Const::Pointer(first as u32)),
                            // A number without a value: it stands for a pointer that nothing is known of.
                            false => self.consts.intern(Const::Pointer(inst.imm as u32)),
                        }
                    });
                    self.map[i] = *v;
                    continue;
                }
                _ => continue,
            };
            self.map[i] = self.consts.intern(c);
        }
    }

    // ---- going back

    /// The current place.
    pub(super) fn mark(&self) -> Mark {
        Mark { trail: self.trail.len(), cse: self.cse.entries.len(), objects: self.objects.len(), slots: self.slots.len() }
    }

    /// Forgets what was learned since.
    pub(super) fn undo_to(&mut self, mark: Mark) {
        while self.trail.len() > mark.trail {
            match self.trail.pop().expect("longer than the mark") {
                Undo::Fact(r, fact) => self.facts[r.index()] = fact,
                Undo::Slot(i, v) => self.slots[i as usize] = v,
                Undo::Allocated(o) => self.objects[o.0 as usize].allocated = None,
                Undo::Memory(i, e) => self.memory[i as usize] = e,
                Undo::MemoryGrew => {
                    self.memory.pop();
                }
                Undo::Version(v) => self.version = v,
                Undo::Valid(v) => self.valid = v,
            }
        }
        self.cse.truncate(mark.cse);
        self.objects.truncate(mark.objects);
        self.slots.truncate(mark.slots);
        self.pending.clear();
    }

    pub(super) fn set_valid(&mut self, valid: bool) {
        self.trail.push(Undo::Valid(self.valid));
        self.valid = valid;
    }

    /// The bytes in memory may have changed.
    pub(super) fn new_version(&mut self) {
        self.trail.push(Undo::Version(self.version));
        self.version = self.next_version;
        self.next_version += 1;
    }

    // ---- writing

    /// A new block.
    pub(super) fn new_block(&mut self) -> BlockId {
        self.serials.truncate(self.out.blocks.len());
        self.serials.push(self.next_serial);
        self.next_serial += 1;
        self.out.blocks.push(Block { params: Vec::new(), insts: Vec::new(), end: Terminator::Open });
        BlockId(self.out.blocks.len() as u32 - 1)
    }

    /// Writes an instruction into the current block.
    pub(super) fn emit(&mut self, op: Op, imm: i64, args: &[Ref], exit: Option<ExitId>) -> Ref {
        let block = self.block;
        self.emit_in(block, op, imm, args, exit)
    }

    /// Writes an instruction into a block.
    pub(super) fn emit_in(&mut self, block: BlockId, op: Op, imm: i64, args: &[Ref], exit: Option<ExitId>) -> Ref {
        let r = self.out.add(Inst { op, ty: op.result(), imm, args: SmallVec::from_slice(args), exit });
        self.facts.push(Fact::of_type(op.result()));
        self.out.blocks[block.index()].insts.push(r);
        r
    }

    /// Adds a parameter to a block.
    pub(super) fn emit_param(&mut self, block: BlockId, ty: Type, fact: Fact) -> Ref {
        let r = self.out.add_param(block, ty);
        self.facts.push(if self.on.facts { Fact { equals: Val::None, ..fact } } else { Fact::of_type(ty) });
        r
    }

    pub(super) fn end(&mut self, end: Terminator) {
        self.out.blocks[self.block.index()].end = end;
    }

    /// The value of a constant in the current block.
    pub(super) fn const_ref(&mut self, v: Val) -> Ref {
        let Val::Const(id) = v else { unreachable!("a constant") };
        if self.const_refs.len() < self.consts.len() {
            self.const_refs.resize(self.consts.len(), (0, Ref(0)));
        }
        let serial = self.serials[self.block.index()];
        let (at, r) = self.const_refs[id.0 as usize];
        if at == serial {
            return r;
        }
        let r = self.write_const(self.block, self.consts.get(id));
        self.const_refs[id.0 as usize] = (serial, r);
        r
    }

    /// Writes a constant into a block.
    pub(super) fn write_const(&mut self, block: BlockId, c: Const) -> Ref {
        let (op, imm) = match c {
            Const::Word(w) => (Op::Word, w.bits() as i64),
            Const::Pointer(k) => (Op::Constant, i64::from(k)),
            Const::Int(n) => (Op::Int, n),
            Const::Float(bits) => (Op::Float, bits as i64),
            // Only guards take tests, and a guard whose test is known is not written.
            Const::Bool(_) => unreachable!("the outcome of a test is never an operand"),
        };
        let r = self.emit_in(block, op, imm, &[], None);
        // Whoever meets the value again (through an operand of a test) sees the constant.
        let v = self.consts.intern(c);
        self.facts[r.index()].equals = v;
        r
    }

    // ---- values

    /// What a raw value is here.
    pub(super) fn value(&mut self, raw: Ref) -> Val {
        let v = self.map[raw.index()];
        self.resolve(v)
    }

    /// The most that is known of a value.
    pub(super) fn resolve(&mut self, v: Val) -> Val {
        match v {
            Val::Ref(r) => {
                let f = &self.facts[r.index()];
                if f.equals != Val::None {
                    return self.resolve(f.equals);
                }
                if f.is_smi() && f.low == f.high {
                    let n = f.low;
                    match self.out.inst(r).ty {
                        Type::Int => return self.consts.intern(Const::Int(n)),
                        Type::Word => return self.smi(n),
                        _ => {}
                    }
                }
                v
            }
            Val::Tagged(i) => match self.resolve(Val::Ref(i)) {
                Val::Const(c) => match self.consts.get(c) {
                    Const::Int(n) => Word::from_smi(n).map_or(v, |w| self.word(w)),
                    _ => v,
                },
                Val::Ref(j) => match self.out.inst(j) {
                    inst if inst.op == Op::Untag => Val::Ref(inst.args[0]),
                    _ => Val::Tagged(j),
                },
                _ => v,
            },
            Val::Object(o) => match self.objects[o.0 as usize].allocated {
                Some(r) => Val::Ref(r),
                None => v,
            },
            _ => v,
        }
    }

    pub(super) fn word(&mut self, w: Word) -> Val {
        self.consts.intern(Const::Word(w))
    }

    pub(super) fn smi(&mut self, n: i64) -> Val {
        self.word(Word::smi(n))
    }

    pub(super) fn int(&mut self, n: i64) -> Val {
        self.consts.intern(Const::Int(n))
    }

    /// A constant word of either kind.
    pub(super) fn constant_word(&mut self, w: Word) -> Val {
        if w.is_pointer() {
            let k = self.out.constant(w) as u32;
            self.consts.intern(Const::Pointer(k))
        } else {
            self.word(w)
        }
    }

    /// The constant that a value is.
    pub(super) fn as_const(&self, v: Val) -> Option<Const> {
        match v {
            Val::Const(c) => Some(self.consts.get(c)),
            _ => None,
        }
    }

    /// The integer that a value is, small or raw.
    pub(super) fn as_number(&self, v: Val) -> Option<i64> {
        match self.as_const(v)? {
            Const::Int(n) => Some(n),
            Const::Word(w) => w.as_smi(),
            _ => None,
        }
    }

    /// The value as an operand: whatever stands for a word becomes one.
    pub(super) fn operand(&mut self, v: Val) -> Ref {
        match self.resolve(v) {
            Val::Ref(r) => r,
            c @ Val::Const(_) => self.const_ref(c),
            Val::Boxed(f) => self.pure_ref(Op::Box, 0, [Val::Ref(f), Val::None, Val::None], Fact::FLOAT),
            Val::Tagged(i) => {
                let fact = self.fact(Val::Tagged(i));
                self.pure_ref(Op::Tag, 0, [Val::Ref(i), Val::None, Val::None], fact)
            }
            Val::Object(o) => self.allocate(o),
            Val::None => unreachable!("a raw value that dominates its uses"),
        }
    }

    /// A pure operation: the value computed before, or a new one.
    pub(super) fn pure(&mut self, op: Op, imm: i64, args: [Val; 3], fact: Fact) -> Val {
        let conversion = matches!(op, Op::Box | Op::Tag | Op::Untag);
        if let Some(v) = self.cse.find(op, imm, args).filter(|_| self.on.cse || conversion) {
            self.stats.shared += 1;
            return self.resolve(v);
        }
        let mut operands = SmallVec::<[Ref; 3]>::new();
        for a in args {
            if a != Val::None {
                let r = self.operand(a);
                operands.push(r);
            }
        }
        let r = self.emit(op, imm, &operands, None);
        if self.on.facts {
            self.facts[r.index()] = fact;
        }
        self.cse.insert(op, imm, args, Val::Ref(r));
        Val::Ref(r)
    }

    /// The same, as an operand.
    pub(super) fn pure_ref(&mut self, op: Op, imm: i64, args: [Val; 3], fact: Fact) -> Ref {
        match self.pure(op, imm, args, fact) {
            Val::Ref(r) => r,
            v => self.operand(v),
        }
    }
}

/// Up to three operands as the key of a pure operation.
pub fn key(args: &[Val]) -> [Val; 3] {
    let mut key = [Val::None; 3];
    key[..args.len()].copy_from_slice(args);
    key
}
