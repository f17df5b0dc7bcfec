//! From a graph to Cranelift IR: blocks, guards, and the order of it all.
//!
//! A block of the graph becomes a row of Cranelift blocks, because each guard ends one. Blocks are lowered so that those that
//! dominate come first; so each value is known where it is used. Not every value is computed where it stands ([`Computed`]): a
//! test that is control flow itself (two loads of memory must not happen before the tag is known) is branched on by the guard that
//! uses it, and what only exits need is computed there.

use super::quiet::{Quiet, QuietAddresses};
use crate::backend::{BackendError, Job, RETURNED};
use crate::ir::{BlockId, Effect, ExitId, Graph, Inst, Op, Ref, Terminator, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{AbiParam, Block, BlockArg, FuncRef, InstBuilder, MemFlagsData, SigRef, Signature, Value, types};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::FunctionBuilder;
use rustc_hash::FxHashMap;
use std::mem::offset_of;
use vm_core::core_shapes::FLOAT;
use vm_core::frame::{FRAME_HEADER, Stack};
use vm_core::{ShapeId, Vm};

/// Memory that is there, and aligned. Nothing that a guard protects may be marked as movable, and no access has an alias
/// region: accesses with and without must not be mixed.
pub(super) const MEMORY: MemFlagsData = MemFlagsData::trusted();

/// A Cranelift function of the C convention that is called: the types of its parameters and its result.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
pub(super) enum Callee {
    /// Integers; whether there is a result.
    Ints(u8, bool),
    /// Floats, and a float as the result.
    Floats(u8),
    /// A [`Quiet`] function.
    Quiet(Quiet),
    /// A unit that takes that many parameters.
    Unit(u16),
}

/// A block of the graph, and an index into its instructions.
pub(super) type Place = (BlockId, usize);
/// In an exit, to which several places lead.
pub(super) const IN_EXIT: Place = (BlockId(u32::MAX), 0);

/// The state of lowering one graph.
pub(super) struct Lower<'a, 'b> {
    pub(super) job: &'a Job<'a>,
    pub(super) graph: &'a Graph,
    pub(super) b: FunctionBuilder<'b>,
    /// Whether the processor has an instruction that rounds floats.
    pub(super) rounds: bool,
    quiet: &'a QuietAddresses,
    pub(super) vm: Value,
    pub(super) fp: Value,
    /// Blocks to be filled with an exit.
    pub(super) pending: Vec<(Block, ExitId)>,
    /// The block being lowered, and where in it.
    pub(super) place: Place,
    /// Objects whose memory was reserved together with an earlier one's.
    pub(super) reserved: FxHashMap<Ref, Value>,
    /// Results of checked operations of which so far only the check was asked for, and where they were computed.
    pub(super) checked: FxHashMap<(Op, Ref, Ref), (Place, Value)>,
    /// The floats in words that were tested for being floats, and where.
    pub(super) unboxed: FxHashMap<Ref, (Place, Value)>,
    /// The addresses of slots that are referred to, and where they were computed.
    pub(super) slots: FxHashMap<Ref, (Place, Value)>,
    /// The exits of words that are small integers, left to the test for a float that follows.
    smi_exits: FxHashMap<Ref, Block>,
    values: Vec<Option<Value>>,
    blocks: Vec<Option<Block>>,
    computed: Vec<Computed>,
    /// Where a block that only one exit leads to goes on from.
    parents: FxHashMap<BlockId, Place>,
    signatures: FxHashMap<Callee, SigRef>,
    /// The function being made, as something to be called.
    pub(super) itself: Option<FuncRef>,
    /// How many polls there are.
    polls: i32,
}

/// Lowers the job's graph into the builder's function.
pub(super) fn lower(
    job: &Job<'_>,
    order: &[BlockId],
    isa: &dyn TargetIsa,
    quiet: &QuietAddresses,
    mut b: FunctionBuilder<'_>,
) -> Result<(), BackendError> {
    b.func.signature = super::unit_signature(job.params());
    let entry = b.create_block();
    b.append_block_params_for_function_params(entry);
    b.switch_to_block(entry);
    let params = b.block_params(entry).to_vec();
    let graph = job.graph;
    let rounds = isa.isa_flags().iter().any(|f| f.name == "has_sse41" && f.as_bool() == Some(true));
    let mut l = Lower {
        job,
        graph,
        b,
        rounds,
        quiet,
        vm: params[0],
        fp: params[1],
        pending: Vec::new(),
        place: (BlockId(0), 0),
        reserved: FxHashMap::default(),
        checked: FxHashMap::default(),
        unboxed: FxHashMap::default(),
        slots: FxHashMap::default(),
        smi_exits: FxHashMap::default(),
        values: vec![None; graph.insts.len()],
        blocks: vec![None; graph.blocks.len()],
        computed: computed(job, order),
        parents: parents(graph, order),
        signatures: FxHashMap::default(),
        itself: None,
        polls: 0,
    };
    l.enter(&params[2..]);
    for &block in order {
        l.lower_block(block)?;
    }
    l.emit_exits()?;
    l.b.seal_all_blocks();
    l.b.finalize(isa.frontend_config());
    Ok(())
}

/// Where a value is computed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Computed {
    /// Where it stands.
    Here,
    /// By the one guard that asks for it (a test that is control flow itself), or the one store in the same block that needs it
    /// (a box).
    ByUser,
    /// In the exits that need it, for nothing else does.
    InExits,
}

/// How many values in a row, each needed by the next, are computed in exits.
const SINK_DEPTH: u8 = 16;

/// Whether an operation may be computed in exits: it is no call, and no constant, which costs nothing anyway.
fn is_sunk(op: Op) -> bool {
    op.effect() == Effect::Pure && !matches!(op, Op::Param | Op::Word | Op::Int | Op::Float | Op::CallFloat)
}

/// Where each value is computed.
fn computed(job: &Job<'_>, order: &[BlockId]) -> Vec<Computed> {
    let graph = job.graph;
    // How often a value is needed: by exits, by a user that could compute it, by all else.
    let mut needs = vec![(0u32, 0u32, 0u32); graph.insts.len()];
    job.sites.iter().flatten().flat_map(|s| &s.values).for_each(|r| needs[r.index()].0 += 1);
    let mut computed = vec![Computed::Here; graph.insts.len()];
    // How many values that only exits need hang together from here on.
    let mut depth = vec![0u8; graph.insts.len()];
    let mut boxes = FxHashMap::default();
    for &b in order.iter().rev() {
        let block = graph.block(b);
        match &block.end {
            Terminator::Jump(_, args) | Terminator::TailCall(_, args) => args.iter().for_each(|a| needs[a.index()].2 += 1),
            Terminator::Return(r) => needs[r.index()].2 += 1,
            Terminator::Open | Terminator::Leave(_) => {}
        }
        // Users come after what they use, so by now all uses of an instruction are known.
        for &r in block.insts.iter().rev() {
            let inst = graph.inst(r);
            let (exits, users, others) = needs[r.index()];
            let by_user = match inst.op {
                Op::HasShape | Op::IsFloat => true,
                Op::Box => boxes.get(&r) == Some(&b),
                _ => false,
            };
            if by_user && (exits, users, others) == (0, 1, 0) {
                computed[r.index()] = Computed::ByUser;
            } else if exits > 0 && users + others == 0 && is_sunk(inst.op) && depth[r.index()] < SINK_DEPTH {
                computed[r.index()] = Computed::InExits;
                for a in &inst.args {
                    needs[a.index()].0 += 1;
                    depth[a.index()] = depth[a.index()].max(depth[r.index()] + 1);
                }
                continue;
            }
            let guard = matches!(inst.op, Op::GuardTrue | Op::GuardFalse);
            let store = matches!(inst.op, Op::Store | Op::SetElement);
            for (i, &a) in inst.args.iter().enumerate() {
                let stored = store && i + 1 == inst.args.len();
                if guard || stored {
                    needs[a.index()].1 += 1
                } else {
                    needs[a.index()].2 += 1
                }
                if stored {
                    boxes.insert(a, b);
                }
            }
        }
    }
    computed
}

/// For each block that is the child of just one exit of one instruction, that instruction's place.
fn parents(graph: &Graph, order: &[BlockId]) -> FxHashMap<BlockId, Place> {
    let mut parents = FxHashMap::default();
    let mut several = rustc_hash::FxHashSet::default();
    for &b in order {
        for (i, &r) in graph.block(b).insts.iter().enumerate() {
            if let Some(child) = graph.inst(r).exit.and_then(|e| graph.exit(e).child)
                && parents.insert(child, (b, i)).is_some()
            {
                several.insert(child);
            }
        }
        match graph.block(b).end {
            Terminator::Jump(to, _) => {
                several.insert(to);
            }
            Terminator::Leave(e) => several.extend(graph.exit(e).child),
            _ => {}
        }
    }
    parents.retain(|b, _| !several.contains(b));
    parents
}

/// The Cranelift type that holds a value.
pub(super) fn clif_type(ty: Type) -> types::Type {
    match ty {
        Type::Float => types::F64,
        Type::Bool => types::I8,
        Type::Word | Type::Int | Type::Void => types::I64,
    }
}

impl<'a> Lower<'a, '_> {
    /// Whether the one user of a value computes it.
    pub(super) fn is_computed_by_user(&self, r: Ref) -> bool {
        self.computed[r.index()] == Computed::ByUser
    }

    /// A value in an exit. What is computed only there is, and noted.
    pub(super) fn value_in_exit(&mut self, r: Ref, noted: &mut Vec<Ref>) -> Value {
        if let Some(v) = self.values[r.index()] {
            return v;
        }
        let graph = self.graph;
        let inst = graph.inst(r);
        for &a in &inst.args {
            self.value_in_exit(a, noted);
        }
        let v = match inst.op {
            Op::HasShape | Op::IsFloat => self.computed_test(inst),
            Op::LoadFinal | Op::Length | Op::ElementFinal => self.load(inst),
            _ => self.compute(inst),
        };
        self.values[r.index()] = Some(v);
        noted.push(r);
        v
    }

    /// Forgets values that were computed in an exit.
    pub(super) fn forget(&mut self, noted: Vec<Ref>) {
        noted.into_iter().for_each(|r| self.values[r.index()] = None);
    }

    /// The value that an instruction has computed.
    pub(super) fn value(&self, r: Ref) -> Value {
        self.values[r.index()].unwrap_or_else(|| panic!("v{} is used before it is computed", r.0))
    }

    /// An operand.
    pub(super) fn arg(&self, inst: &Inst, i: usize) -> Value {
        self.value(inst.args[i])
    }

    pub(super) fn int(&mut self, n: i64) -> Value {
        self.b.ins().iconst(types::I64, n)
    }

    /// The address of something that outlives the code.
    pub(super) fn address<T>(&mut self, p: *const T) -> Value {
        self.int(p as i64)
    }

    /// A field of the VM.
    pub(super) fn vm_field(&mut self, offset: usize) -> Value {
        self.b.ins().load(types::I64, MEMORY, self.vm, offset as i32)
    }

    /// A new block that only exits and other rare cases reach.
    pub(super) fn cold_block(&mut self) -> Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }

    pub(super) fn jump(&mut self, to: Block, args: &[Value]) {
        let args: Vec<_> = args.iter().map(|&v| BlockArg::Value(v)).collect();
        self.b.ins().jump(to, &args);
    }

    pub(super) fn brif(&mut self, condition: Value, yes: Block, no: Block) {
        self.b.ins().brif(condition, yes, &[], no, &[]);
    }

    /// Calls a Rust function by its address.
    pub(super) fn call(&mut self, address: usize, callee: Callee, args: &[Value]) -> Option<Value> {
        let target = self.int(address as i64);
        let signature = self.signature(callee);
        let call = self.b.ins().call_indirect(signature, target, args);
        self.b.inst_results(call).first().copied()
    }

    /// Calls a Rust function that takes integers and gives one.
    pub(super) fn call_ints(&mut self, address: usize, args: &[Value]) -> Value {
        self.call(address, Callee::Ints(args.len() as u8, true), args).expect("a result")
    }

    /// Calls a function that leaves all registers as they are.
    pub(super) fn call_quiet(&mut self, quiet: Quiet, args: &[Value]) {
        self.call(self.quiet.of(quiet).0, Callee::Quiet(quiet), args);
    }

    /// Calls a function that leaves all registers as they are, and gives a word.
    pub(super) fn call_quiet_word(&mut self, quiet: Quiet, args: &[Value]) -> Value {
        self.call_quiet(quiet, args);
        self.vm_field(offset_of!(Vm, quiet_result))
    }

    pub(super) fn signature(&mut self, callee: Callee) -> SigRef {
        let b = &mut self.b;
        *self.signatures.entry(callee).or_insert_with(|| {
            let ints = |n: usize| std::iter::repeat_n(AbiParam::new(types::I64), n);
            let floats = |n: usize| std::iter::repeat_n(AbiParam::new(types::F64), n);
            let mut s = Signature::new(CallConv::SystemV);
            match callee {
                Callee::Unit(n) => s = super::unit_signature(n.into()),
                Callee::Ints(n, result) => {
                    s.params.extend(ints(n.into()));
                    s.returns.extend(ints(result.into()));
                }
                Callee::Floats(n) => {
                    s.params.extend(floats(n.into()));
                    s.returns.extend(floats(1));
                }
                Callee::Quiet(quiet) => s = quiet.signature(),
            }
            b.import_signature(s)
        })
    }

    /// The Cranelift block of a block.
    pub(super) fn block(&mut self, b: BlockId) -> Block {
        if let Some(block) = self.blocks[b.index()] {
            return block;
        }
        let block = self.b.create_block();
        for &p in &self.graph.block(b).params {
            let ty = clif_type(self.graph.inst(p).ty);
            self.values[p.index()] = Some(self.b.append_block_param(block, ty));
        }
        self.blocks[b.index()] = Some(block);
        block
    }

    /// Brings the parameters of the unit to its first block.
    fn enter(&mut self, params: &[Value]) {
        let mut args = Vec::new();
        let stack = offset_of!(Vm, stack);
        let words = if self.job.at_entry { self.fp } else { self.vm_field(stack + offset_of!(Stack, words)) };
        for slot in &self.graph.entry_slots {
            args.push(match params.get(slot.index()) {
                Some(&p) => p,
                None if self.job.result == Some(*slot) => self.vm_field(stack + offset_of!(Stack, result)),
                None => self.b.ins().load(types::I64, MEMORY, words, 8 * (FRAME_HEADER + slot.index()) as i32),
            });
        }
        let first = self.block(BlockId(0));
        self.jump(first, &args);
    }

    fn lower_block(&mut self, id: BlockId) -> Result<(), BackendError> {
        let block = self.block(id);
        self.b.switch_to_block(block);
        let graph = self.graph;
        for (i, &r) in graph.block(id).insts.iter().enumerate() {
            self.place = (id, i);
            self.lower_inst(r)?;
        }
        match &graph.block(id).end {
            Terminator::Open => return Err(super::rejected("an open block")),
            Terminator::Jump(to, args) => {
                let args: Vec<_> = args.iter().map(|&r| self.value(r)).collect();
                let to = self.block(*to);
                self.jump(to, &args);
            }
            Terminator::Return(r) => {
                let value = self.value(*r);
                if !self.job.at_entry {
                    self.return_below(value);
                }
                let status = self.int(RETURNED as i64);
                self.b.ins().return_(&[status, value]);
            }
            Terminator::TailCall(code, args) => self.tail_call(*code, args),
            Terminator::Leave(e) => {
                let to = self.exit_block(*e);
                self.jump(to, &[]);
            }
        }
        Ok(())
    }

    fn lower_inst(&mut self, r: Ref) -> Result<(), BackendError> {
        let graph = self.graph;
        let inst = graph.inst(r);
        if self.computed[r.index()] != Computed::Here {
            return Ok(());
        }
        let value = match inst.op {
            Op::Param => None,
            Op::Enter => {
                self.enter_guard(inst);
                None
            }
            Op::Poll => {
                let leave = self.exit_block(exit_of(inst));
                self.poll(leave);
                None
            }
            Op::GuardTrue | Op::GuardFalse | Op::GuardValid => {
                if !self.float_guard(inst) {
                    self.guard(inst);
                }
                None
            }
            Op::SmiAdd | Op::SmiSub | Op::SmiMul => Some(self.checked_guard(inst)),
            Op::HasShape | Op::IsFloat => Some(self.computed_test(inst)),
            Op::New => Some(self.new_object(r)),
            Op::Store | Op::SetElement | Op::SetByte | Op::SetUnit | Op::SetDouble => {
                self.store(inst);
                None
            }
            Op::Load | Op::LoadFinal | Op::Length | Op::Element | Op::ElementFinal | Op::Byte | Op::Unit | Op::Double => {
                Some(self.load(inst))
            }
            Op::LoadThrough => Some(self.load_through(inst)),
            Op::StoreThrough => {
                self.store_through(inst);
                None
            }
            Op::CallHelper => Some(self.call_helper(inst)),
            Op::CallFloat => Some(self.call_float(inst)),
            Op::CallCode => Some(self.call_code(inst)?),
            Op::CallAny => Some(self.call_any(inst)?),
            Op::Capture => Some(self.capture(inst)),
            Op::Resume => {
                self.resume(inst);
                None
            }
            _ => Some(self.compute(inst)),
        };
        self.values[r.index()] = value;
        Ok(())
    }

    /// Whether every path to the current place comes through that one.
    pub(super) fn on_path(&self, computed: Place) -> bool {
        let mut here = self.place;
        loop {
            if here.0 == computed.0 {
                return computed.1 <= here.1;
            }
            match self.parents.get(&here.0) {
                Some(&parent) => here = parent,
                None => return false,
            }
        }
    }

    // ---- guards

    fn guard(&mut self, inst: &Inst) {
        let exit = exit_of(inst);
        let (leave, next) = (self.exit_block(exit), self.b.create_block());
        if self.job.is_forced(exit) {
            let never = self.b.ins().iconst(types::I8, 0);
            self.brif(never, next, leave);
        } else {
            match inst.op {
                Op::GuardTrue => self.branch(inst.args[0], next, leave),
                Op::GuardFalse => self.branch(inst.args[0], leave, next),
                _ => {
                    let flag = self.address(self.job.invalid);
                    let invalid = self.b.ins().load(types::I64, MEMORY, flag, 0);
                    self.brif(invalid, leave, next);
                }
            }
        }
        self.b.switch_to_block(next);
    }

    /// An operation of small integers that leaves when it overflows.
    fn checked_guard(&mut self, inst: &Inst) -> Value {
        let exit = exit_of(inst);
        let (leave, next) = (self.exit_block(exit), self.b.create_block());
        let (value, mut overflow) = self.checked_operation(inst);
        if self.job.is_forced(exit) {
            overflow = self.b.ins().iconst(types::I8, 1);
        }
        self.brif(overflow, leave, next);
        self.b.switch_to_block(next);
        value
    }

    /// Branches on a test.
    fn branch(&mut self, test: Ref, yes: Block, no: Block) {
        if self.is_computed_by_user(test) {
            let graph = self.graph;
            self.branch_on(graph.inst(test), yes, no);
        } else {
            let condition = self.value(test);
            self.brif(condition, yes, no);
        }
    }

    /// The word that a guard asks to be a float, if that is what it asks and its answer is needed nowhere else.
    fn float_asked(&self, inst: &Inst) -> Option<Ref> {
        let test = *inst.args.first()?;
        let asked = self.graph.inst(test);
        let only = inst.op == Op::GuardTrue && asked.op == Op::IsFloat && self.is_computed_by_user(test);
        (only && !self.job.is_forced(exit_of(inst))).then(|| asked.args[0])
    }

    /// Lowers a guard for a float together with taking the float out of the word, and with the guard against a small integer that often
    /// precedes it: of the word that is mostly there, an immediate float, one bit is tested once. Answers whether the guard was that.
    fn float_guard(&mut self, inst: &Inst) -> bool {
        if let Some(w) = self.float_asked(inst) {
            let leave = self.exit_block(exit_of(inst));
            let smi = self.smi_exits.remove(&w);
            let f = self.unbox(w, Some((smi, leave)));
            self.unboxed.insert(w, (self.place, f));
            return true;
        }
        let Some(&test) = inst.args.first() else { return false };
        let asked = self.graph.inst(test);
        if inst.op != Op::GuardFalse || asked.op != Op::IsSmi || self.job.is_forced(exit_of(inst)) {
            return false;
        }
        let mut rest = self.graph.block(self.place.0).insts[self.place.1 + 1..].iter().map(|&r| self.graph.inst(r));
        let follows = rest.find(|next| next.op != Op::IsFloat).and_then(|next| self.float_asked(next));
        if follows != Some(asked.args[0]) {
            return false;
        }
        let leave = self.exit_block(exit_of(inst));
        self.smi_exits.insert(asked.args[0], leave);
        true
    }

    /// Branches on a test that is control flow itself.
    fn branch_on(&mut self, inst: &Inst, yes: Block, no: Block) {
        let w = self.arg(inst, 0);
        if inst.op == Op::HasShape {
            return self.branch_on_shape(w, ShapeId::from_bits(inst.imm as u32), yes, no);
        }
        let immediate = self.low_bits(w, 2);
        let boxed = self.cold_block();
        self.brif(immediate, yes, boxed);
        self.b.switch_to_block(boxed);
        self.branch_on_shape(w, FLOAT.id(), yes, no);
    }

    pub(super) fn branch_on_shape(&mut self, w: Value, shape: ShapeId, yes: Block, no: Block) {
        let pointer = self.is_pointer(w);
        let look = self.b.create_block();
        self.brif(pointer, look, no);
        self.b.switch_to_block(look);
        // The shape is the upper half of the header; the pointer is one too high.
        let found = self.b.ins().load(types::I32, MEMORY, w, 4 - 1);
        let same = self.b.ins().icmp_imm_u(IntCC::Equal, found, i64::from(shape.bits()));
        self.brif(same, yes, no);
    }

    /// The outcome of a test that is control flow itself, as a value.
    fn computed_test(&mut self, inst: &Inst) -> Value {
        let (yes, no, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let result = self.b.append_block_param(join, types::I8);
        self.branch_on(inst, yes, no);
        for (block, outcome) in [(yes, 1), (no, 0)] {
            self.b.switch_to_block(block);
            let outcome = self.b.ins().iconst(types::I8, outcome);
            self.jump(join, &[outcome]);
        }
        self.b.switch_to_block(join);
        result
    }

    /// Goes to `leave` if the condition holds, and on otherwise.
    pub(super) fn leave_if(&mut self, condition: Value, leave: Block) {
        let next = self.b.create_block();
        self.brif(condition, leave, next);
        self.b.switch_to_block(next);
    }

    fn enter_guard(&mut self, inst: &Inst) {
        let leave = self.exit_block(exit_of(inst));
        let native = self.b.ins().get_stack_pointer(types::I64);
        let limit = self.vm_field(offset_of!(Vm, native_limit));
        let low = self.b.ins().icmp(IntCC::UnsignedLessThan, native, limit);
        self.leave_if(low, leave);
        let end = self.b.ins().iadd_imm_s(self.fp, 8 * inst.imm);
        let limit = self.vm_field(offset_of!(Vm, stack) + offset_of!(Stack, limit));
        let full = self.b.ins().icmp(IntCC::UnsignedGreaterThan, end, limit);
        self.leave_if(full, leave);
        self.poll(leave);
    }

    fn poll(&mut self, leave: Block) {
        if self.job.fuel {
            let offset = offset_of!(Vm, fuel) as i32;
            let fuel = self.b.ins().load(types::I64, MEMORY, self.vm, offset);
            let left = self.b.ins().iadd_imm_s(fuel, -1);
            self.b.ins().store(MEMORY, left, self.vm, offset);
            let spent = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, left, 0);
            self.leave_if(spent, leave);
        }
        if let Some(countdown) = self.job.countdown {
            let word = self.address(countdown);
            let count = self.b.ins().load(types::I32, MEMORY, word, 0);
            let left = self.b.ins().iadd_imm_s(count, -1);
            self.b.ins().store(MEMORY, left, word, 0);
            let spent = self.b.ins().icmp_imm_s(IntCC::Equal, left, 0);
            self.leave_if(spent, leave);
        }
        // Another thread writes the word. Aligned plain loads are atomic on all targets; what must not happen is that one is taken for
        // that of an earlier poll, so no two have the same base address.
        self.polls += 1;
        let word = self.job.vm.poll.address() as i64;
        let from_vm = word - std::ptr::from_ref(self.job.vm) as i64;
        let base = match i32::try_from(from_vm) {
            Ok(_) => self.b.ins().iadd_imm_s(self.vm, from_vm - i64::from(self.polls)),
            Err(_) => self.int(word - i64::from(self.polls)),
        };
        let set = self.b.ins().load(types::I64, MEMORY, base, self.polls);
        self.leave_if(set, leave);
    }
}

/// The exit of an instruction that has one; the verifier has seen to it.
pub(super) fn exit_of(inst: &Inst) -> ExitId {
    inst.exit.expect("an instruction with an exit")
}
