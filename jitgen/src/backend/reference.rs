//! The reference executor: runs an optimised graph in plain Rust, one instruction after the other.
//!
//! It is the oracle for the machine code: same graphs, same exits, same frames, same heap objects. It is written to
//! be read, not to be fast. A value is 64 raw bits: a word, an integer, the bits of a float, or 0 or 1. Calls between units recurse
//! in Rust, with the same test for native stack as in machine code.
#![allow(unsafe_code)]

use super::runtime::{self, REFUSED};
use super::{Backend, BackendError, CodeHandle, ExitSite, Job, Outcome, RETURNED, UNWOUND};
use super::{DROPPED, capture, find_entry, leave, push_callee, refuse_call, resume, return_below};
use crate::helper::Entry;
use crate::ir::{BlockId, ExitId, Graph, Inst, Op, Ref, Terminator};
use std::sync::Arc;
use vm_core::core_shapes::FLOAT;
use vm_core::frame::{FRAME_HEADER, frame_size};
use vm_core::heap::raw;
use vm_core::{CodeId, ConstKind, ShapeId, Slot, Vm, Word};

/// The backend that executes graphs.
#[derive(Default)]
pub struct Reference {
    units: Vec<Option<Arc<Unit>>>,
}

/// A graph with what it refers to.
struct Unit {
    graph: Graph,
    at_entry: bool,
    params: usize,
    result: Option<Slot>,
    /// By exit; null where there is none. They outlive the unit, as they do machine code.
    sites: Vec<*const ExitSite>,
    constants: *const Word,
    invalid: *const u64,
    fuel: bool,
    forced: Vec<bool>,
    bytes: usize,
}

// SAFETY: the addresses are those of a VM's unit, which moves between threads together with its backend.
unsafe impl Send for Unit {}
// SAFETY: as above; nothing shares them.
unsafe impl Sync for Unit {}

impl Reference {
    /// A backend without units.
    pub fn new() -> Reference {
        Reference::default()
    }

    fn unit(&self, code: CodeHandle) -> &Arc<Unit> {
        self.units[code.0 as usize].as_ref().expect("a unit in use")
    }

    /// The unit whose entry cell holds this.
    fn at(&self, entry: usize) -> Arc<Unit> {
        self.unit(CodeHandle((entry >> 1) as u32)).clone()
    }

    /// Runs a unit, and those that replace it by tail calls.
    ///
    /// # Safety
    /// As for [`Backend::enter`], but that the frame is written only if the unit is not rooted at an entry.
    unsafe fn run(&self, vm: &mut Vm, mut fp: *mut Word, mut unit: Arc<Unit>, mut params: Vec<u64>) -> Outcome {
        loop {
            let mut a = Activation { backend: self, vm, unit: &unit, fp, values: vec![0; unit.graph.insts.len()] };
            // SAFETY: as required of this function's caller.
            match unsafe { a.execute(&params) } {
                End::Outcome(outcome) => return outcome,
                End::TailCall(entry, new) => {
                    unit = self.at(entry);
                    params = new;
                }
                End::Resume(entry) => {
                    fp = vm.stack.fp;
                    unit = self.at(entry);
                    params = Vec::new();
                }
            }
        }
    }
}

impl Backend for Reference {
    fn compile(&mut self, job: &Job<'_>) -> Result<CodeHandle, BackendError> {
        job.check()?;
        let exits = job.graph.exits.iter().enumerate();
        let unit = Unit {
            graph: job.graph.clone(),
            at_entry: job.at_entry,
            params: job.params(),
            result: job.result,
            sites: job.sites.iter().map(|s| s.as_deref().map_or(std::ptr::null(), |s| s)).collect(),
            constants: job.constants,
            invalid: job.invalid,
            fuel: job.fuel,
            forced: exits.map(|(i, e)| e.is_some() && job.is_forced(ExitId(i as u32))).collect(),
            bytes: job.graph.insts.len() * size_of::<Inst>(),
        };
        let i = self.units.iter().position(Option::is_none).unwrap_or_else(|| {
            self.units.push(None);
            self.units.len() - 1
        });
        self.units[i] = Some(Arc::new(unit));
        Ok(CodeHandle(i as u32))
    }

    /// An odd number: twice the handle, plus one.
    fn entry(&self, code: CodeHandle) -> usize {
        (code.0 as usize) << 1 | 1
    }

    unsafe fn enter(&mut self, vm: &mut Vm, fp: *mut Word, code: CodeHandle) -> Outcome {
        vm.last_exit = None;
        vm.exit_log.clear();
        let unit = self.unit(code).clone();
        // SAFETY: the frame has its parameters, and is as the caller promises.
        unsafe {
            let params = (0..unit.params).map(|i| fp.add(FRAME_HEADER + i).read().bits()).collect();
            self.run(vm, fp, unit, params)
        }
    }

    unsafe fn resume(&mut self, vm: &mut Vm, entry: usize) -> Outcome {
        vm.last_exit = None;
        vm.exit_log.clear();
        // SAFETY: as the caller promises.
        unsafe { self.run(vm, vm.stack.fp, self.at(entry), Vec::new()) }
    }

    fn free(&mut self, code: CodeHandle) {
        self.units[code.0 as usize] = None;
    }

    fn bytes(&self) -> usize {
        self.units.iter().flatten().map(|u| u.bytes).sum()
    }

    fn text(&self, _: CodeHandle, _: &str) -> Option<String> {
        None
    }
}

/// How an activation ends.
enum End {
    Outcome(Outcome),
    /// Goes on in the code of this entry, with these parameters.
    TailCall(usize, Vec<u64>),
    /// Goes on in the top frame, in the code of this entry.
    Resume(usize),
}

/// What one instruction does to control: it goes on, or leaves through its exit.
enum Step {
    Value(u64),
    Leave,
    /// The activation ends so.
    End(End),
}

/// One running unit.
struct Activation<'a> {
    backend: &'a Reference,
    vm: &'a mut Vm,
    unit: &'a Unit,
    fp: *mut Word,
    values: Vec<u64>,
}

fn float(bits: u64) -> f64 {
    f64::from_bits(bits)
}

fn word(bits: u64) -> Word {
    Word::from_bits(bits)
}

impl Activation<'_> {
    fn all(&self, refs: &[Ref]) -> Vec<u64> {
        refs.iter().map(|r| self.values[r.index()]).collect()
    }

    /// Runs the unit.
    ///
    /// # Safety
    /// As for [`Reference::run`].
    unsafe fn execute(&mut self, params: &[u64]) -> End {
        let graph = &self.unit.graph;
        let mut block = BlockId(0);
        for (p, slot) in graph.block(block).params.iter().zip(&graph.entry_slots) {
            self.values[p.index()] = if self.unit.at_entry {
                params[slot.index()]
            } else if self.unit.result == Some(*slot) {
                self.vm.stack.result.bits()
            } else {
                // SAFETY: the root frame's words are there, and it has the slot.
                unsafe { self.vm.stack.words.add(FRAME_HEADER + slot.index()).read().bits() }
            };
        }
        loop {
            let exit = match self.run_insts(block) {
                Some(Ok(exit)) => exit,
                Some(Err(end)) => return end,
                None => match &graph.block(block).end {
                    Terminator::Open => unreachable!("checked by the job"),
                    Terminator::Jump(to, args) => {
                        let args = self.all(args);
                        graph.block(*to).params.iter().zip(args).for_each(|(p, v)| self.values[p.index()] = v);
                        block = *to;
                        continue;
                    }
                    Terminator::Return(r) => return self.returned(self.values[r.index()]),
                    Terminator::TailCall(code, args) => return self.tail_call(*code, args),
                    Terminator::Leave(exit) => *exit,
                },
            };
            match graph.exit(exit).child {
                Some(child) => block = child,
                None => return self.leave(exit),
            }
        }
    }

    fn returned(&mut self, value: u64) -> End {
        if !self.unit.at_entry {
            // SAFETY: only the driver runs such units, and only in the top frame.
            let entry = unsafe { return_below(self.vm, self.fp, word(value)) };
            if entry != 0 {
                return End::Resume(entry);
            }
        }
        End::Outcome(Outcome { status: RETURNED, value })
    }

    /// Runs a block's instructions, up to the exit that is taken or to the end of it all.
    fn run_insts(&mut self, block: BlockId) -> Option<Result<ExitId, End>> {
        let graph = &self.unit.graph;
        for &r in &graph.block(block).insts {
            let inst = graph.inst(r);
            match self.inst(inst) {
                Step::Value(v) => self.values[r.index()] = v,
                Step::Leave => return inst.exit.map(Ok),
                Step::End(end) => return Some(Err(end)),
            }
        }
        None
    }

    fn leave(&mut self, exit: ExitId) -> End {
        // SAFETY: sites outlive the unit; the job has checked that this one is there.
        let site = unsafe { &*self.unit.sites[exit.index()] };
        let values = self.all(&site.values);
        self.hand_over(&values);
        // SAFETY: `Enter` has made sure of the room.
        unsafe { leave(self.vm, self.fp, site) };
        End::Outcome(Outcome { status: UNWOUND, value: 0 })
    }

    fn hand_over(&mut self, values: &[u64]) {
        self.vm.exit_values[..values.len()].copy_from_slice(values);
    }

    fn inst(&mut self, inst: &Inst) -> Step {
        if inst.exit.is_some_and(|e| self.unit.forced[e.index()]) {
            return Step::Leave;
        }
        let args = self.all(&inst.args);
        let leave_if = |c: bool| if c { Step::Leave } else { Step::Value(0) };
        match inst.op {
            Op::GuardTrue => leave_if(args[0] == 0),
            Op::GuardFalse => leave_if(args[0] != 0),
            // SAFETY: the flag outlives the unit.
            Op::GuardValid => leave_if(unsafe { self.unit.invalid.read() } != 0),
            Op::Enter => leave_if(!self.has_room(inst.imm) || self.poll()),
            Op::Poll => leave_if(self.poll()),
            Op::SmiAdd | Op::SmiSub | Op::SmiMul => match smi_result(inst.op, &args).and_then(Word::from_smi) {
                Some(w) => Step::Value(w.bits()),
                None => Step::Leave,
            },
            Op::CallCode | Op::CallAny => self.call(inst, &args),
            Op::CallHelper => Step::Value(self.call_helper(inst, &args)),
            Op::Capture => {
                let words: Vec<Word> = args.iter().map(|&a| word(a)).collect();
                // SAFETY: there are so many.
                match unsafe { capture(self.vm, self.fp, words.as_ptr(), words.len(), inst.imm as usize) }.bits() {
                    0 => Step::Leave,
                    k => Step::Value(k),
                }
            }
            Op::Resume => match resume(self.vm, self.fp, word(args[0]), word(args[1])) {
                0 => Step::Value(0),
                DROPPED => Step::End(End::Outcome(Outcome { status: UNWOUND, value: 0 })),
                entry => Step::End(End::Resume(entry)),
            },
            Op::New
            | Op::Load
            | Op::LoadFinal
            | Op::Store
            | Op::LoadThrough
            | Op::StoreThrough
            | Op::Length
            | Op::Element
            | Op::ElementFinal
            | Op::SetElement
            | Op::Byte
            | Op::SetByte
            | Op::Unit
            | Op::SetUnit
            | Op::Double
            | Op::SetDouble => Step::Value(self.memory(inst, &args)),
            Op::Box => Step::Value(self.vm.float(float(args[0])).bits()),
            Op::Unbox => Step::Value(self.vm.float_value(word(args[0])).expect("a float").to_bits()),
            Op::Takes => Step::Value((find_entry(self.vm, word(args[0]), inst.imm as usize) != REFUSED).into()),
            Op::HasShape => Step::Value((self.vm.shape_of(word(args[0])) == Some(ShapeId::from_bits(inst.imm as u32))).into()),
            Op::IsFloat => {
                let w = word(args[0]);
                Step::Value((w.is_immediate_float() || self.vm.shape_of(w) == Some(FLOAT.id())).into())
            }
            // SAFETY: the table outlives the unit and has the entry.
            Op::Constant => Step::Value(unsafe { self.unit.constants.add(inst.imm as usize).read() }.bits()),
            Op::CallFloat => Step::Value(match self.unit.graph.helpers[inst.imm as usize].entry {
                Entry::Float1(f) => f(float(args[0])).to_bits(),
                Entry::Float2(f) => f(float(args[0]), float(args[1])).to_bits(),
                _ => unreachable!("checked by the job"),
            }),
            _ => Step::Value(compute(inst, &args)),
        }
    }

    // ---- polls

    fn has_room(&self, words: i64) -> bool {
        let here = 0u8;
        let native = &raw const here as usize;
        native >= self.vm.native_limit && self.fp.wrapping_offset(words as isize) <= self.vm.stack.limit
    }

    /// Whether the driver must act.
    fn poll(&mut self) -> bool {
        if self.unit.fuel {
            self.vm.fuel = self.vm.fuel.wrapping_sub(1);
            if self.vm.fuel < 0 {
                return true;
            }
        }
        self.vm.poll.get() != 0
    }

    // ---- calls

    fn call_helper(&mut self, inst: &Inst, args: &[u64]) -> u64 {
        let words: Vec<Word> = args.iter().map(|&a| word(a)).collect();
        let result = match self.unit.graph.helpers[inst.imm as usize].entry {
            Entry::Words1(f) => f(self.vm, words[0]),
            Entry::Words2(f) => f(self.vm, words[0], words[1]),
            Entry::Words3(f) => f(self.vm, words[0], words[1], words[2]),
            Entry::Words(f) => f(self.vm, words.as_slice().into()),
            Entry::Float1(_) | Entry::Float2(_) => unreachable!("checked by the job"),
        };
        result.bits()
    }

    /// A call of compiled code. It leaves when the callee unwinds or has no compiled code.
    fn call(&mut self, inst: &Inst, args: &[u64]) -> Step {
        let (entry, code, params) = match inst.op {
            Op::CallCode => {
                let code = CodeId(inst.imm as u32);
                (self.vm.code(code).entry.native.get(), code, args)
            }
            _ => {
                let entry = find_entry(self.vm, word(args[0]), args.len() - 1);
                (entry, CodeId((args[0] >> 32) as u32), &args[1..])
            }
        };
        if entry == REFUSED {
            self.hand_over(args);
            refuse_call(self.vm, args.len());
            return Step::Leave;
        }
        let frames = &self.unit.graph.exit(inst.exit.expect("an exit")).frames;
        let words: usize = frames.iter().map(|f| frame_size(self.vm.code(f.code))).sum();
        let fp = self.fp.wrapping_add(words);
        if entry == 0 {
            self.hand_over(params);
            // SAFETY: the stack has room for one frame behind those of a unit.
            unsafe { push_callee(self.vm, fp, code.0, params.len()) };
            return Step::Leave;
        }
        // SAFETY: the callee is rooted at its entry: that is what entry cells hold.
        let outcome = unsafe { self.backend.run(self.vm, fp, self.backend.at(entry), params.to_vec()) };
        if outcome.status == RETURNED { Step::Value(outcome.value) } else { Step::Leave }
    }

    fn tail_call(&mut self, code: Option<CodeId>, args: &[Ref]) -> End {
        let mut params = self.all(args);
        let code = code.unwrap_or_else(|| CodeId((params.remove(0) >> 32) as u32));
        let entry = self.vm.code(code).entry.native.get();
        if entry != 0 {
            return End::TailCall(entry, params);
        }
        self.hand_over(&params);
        // SAFETY: as in `call`.
        unsafe { push_callee(self.vm, self.fp, code.0, params.len()) };
        End::Outcome(Outcome { status: UNWOUND, value: 0 })
    }

    // ---- objects

    fn memory(&mut self, inst: &Inst, args: &[u64]) -> u64 {
        if inst.op == Op::New {
            return self.new_object(inst, args);
        }
        let object = word(args[0]);
        let offset = inst.imm as usize;
        let index = args.get(1).map_or(0, |&i| i as usize);
        // SAFETY: the recorder has proved that the object has what the operation reaches.
        unsafe {
            match inst.op {
                Op::LoadThrough => raw::load_at(object).bits(),
                Op::Load | Op::LoadFinal => raw::load(object, offset).bits(),
                Op::Length => raw::load(object, 8).bits(),
                Op::Element | Op::ElementFinal | Op::Double => raw::load(object, offset + 8 * index).bits(),
                Op::Byte => raw::at(object, offset + index).cast::<u8>().read().into(),
                Op::Unit => raw::at(object, offset + 4 * index).cast::<u32>().read().into(),
                _ => {
                    match inst.op {
                        Op::Store => self.vm.heap.store(object, offset, word(args[1])),
                        Op::StoreThrough => self.vm.heap.store(object.holder(), object.slot_offset(), word(args[1])),
                        Op::SetElement => self.vm.heap.store(object, offset + 8 * index, word(args[2])),
                        Op::SetDouble => raw::at(object, offset + 8 * index).cast::<u64>().write(args[2]),
                        Op::SetByte => raw::at(object, offset + index).cast::<u8>().write(args[2] as u8),
                        Op::SetUnit => raw::at(object, offset + 4 * index).cast::<u32>().write(args[2] as u32),
                        op => unreachable!("{op:?} does not reach memory"),
                    }
                    0
                }
            }
        }
    }

    fn new_object(&mut self, inst: &Inst, slots: &[u64]) -> u64 {
        let shape = ShapeId::from_bits(inst.imm as u32);
        let length = runtime::new_length(inst).expect("checked by the job");
        // SAFETY: every slot is written at once.
        unsafe {
            let w = self.vm.heap.allocate(shape, length);
            let first = raw::at(w, shape.fixed_offset());
            slots.iter().enumerate().for_each(|(i, &s)| first.add(i).write(word(s)));
            w.bits()
        }
    }
}

/// The result of an operation of small integers, small or not; `None` if it does not fit 64 bits.
fn smi_result(op: Op, args: &[u64]) -> Option<i64> {
    let (a, b) = (word(args[0]).smi_value(), word(args[1]).smi_value());
    match op {
        Op::SmiAdd | Op::SmiAddFits | Op::SmiAddOverflows => a.checked_add(b),
        Op::SmiSub | Op::SmiSubFits | Op::SmiSubOverflows => a.checked_sub(b),
        _ => a.checked_mul(b),
    }
}

/// The result of an operation that depends on its operands alone.
fn compute(inst: &Inst, args: &[u64]) -> u64 {
    match inst.op {
        Op::Param => unreachable!("parameters stand in no block"),
        Op::Word | Op::Int | Op::Float => inst.imm as u64,
        Op::SmiAddFits | Op::SmiSubFits | Op::SmiMulFits => {
            smi_result(inst.op, args).and_then(Word::from_smi).expect("a small integer").bits()
        }
        Op::SmiAddOverflows | Op::SmiSubOverflows | Op::SmiMulOverflows => {
            smi_result(inst.op, args).and_then(Word::from_smi).is_none().into()
        }
        _ if inst.op.operands().first() == Some(&crate::ir::Type::Word) => compute_word(inst, args),
        _ if inst.op.operands().first() == Some(&crate::ir::Type::Int) => compute_int(inst, args),
        _ => compute_float(inst.op, args),
    }
}

fn compute_word(inst: &Inst, args: &[u64]) -> u64 {
    let (a, b) = (args[0], args.get(1).copied().unwrap_or(0));
    match inst.op {
        Op::IsSmi => word(a).is_smi().into(),
        Op::IsKind => (a & 0xff == (inst.imm as u64) << 3 | 5).into(),
        Op::Same => (a == b).into(),
        Op::SmiLess => (word(a).smi_value() < word(b).smi_value()).into(),
        Op::SmiLessEq => (word(a).smi_value() <= word(b).smi_value()).into(),
        Op::SmiAnd => a & b,
        Op::SmiOr => a | b,
        Op::SmiXor => a ^ b,
        Op::Untag => word(a).smi_value() as u64,
        Op::Payload => a >> 32,
        Op::SlotOf => Word::slot_of(word(a), inst.imm as usize).bits(),
        op => unreachable!("{op:?} is executed elsewhere"),
    }
}

fn compute_int(inst: &Inst, args: &[u64]) -> u64 {
    let (a, b) = (args[0] as i64, args.get(1).copied().unwrap_or(0) as i64);
    let result = match inst.op {
        Op::Tag => return Word::from_smi(a).expect("a small integer").bits(),
        Op::Fits => return Word::from_smi(a).is_some().into(),
        Op::FromPayload if inst.imm == ConstKind::Hole as i64 => return Word::hole(a as u64).bits(),
        Op::FromPayload => return (a as u64) << 32 | (inst.imm as u64) << 3 | 5,
        Op::IntLess => return (a < b).into(),
        Op::IntLessEq => return (a <= b).into(),
        Op::IntEq => return (a == b).into(),
        Op::IntBelow => return ((a as u64) < b as u64).into(),
        Op::IntToFloat => return (a as f64).to_bits(),
        Op::IntAdd => a.wrapping_add(b),
        Op::IntSub => a.wrapping_sub(b),
        Op::IntMul => a.wrapping_mul(b),
        Op::IntMulHigh => (i128::from(a) * i128::from(b) >> 64) as i64,
        Op::IntDiv => a.wrapping_div(b),
        Op::IntRem => a.wrapping_rem(b),
        Op::IntAnd => a & b,
        Op::IntOr => a | b,
        Op::IntXor => a ^ b,
        Op::IntShl => a.wrapping_shl(b as u32),
        Op::IntSar => a.wrapping_shr(b as u32),
        Op::IntShr => ((a as u64).wrapping_shr(b as u32)) as i64,
        op => unreachable!("{op:?} is executed elsewhere"),
    };
    result as u64
}

fn compute_float(op: Op, args: &[u64]) -> u64 {
    let (a, b) = (float(args[0]), float(args.get(1).copied().unwrap_or(0)));
    let result = match op {
        Op::FloatLess => return (a < b).into(),
        Op::FloatLessEq => return (a <= b).into(),
        Op::FloatEq => return (a == b).into(),
        Op::FloatToInt => return a as i64 as u64,
        Op::FloatAdd => a + b,
        Op::FloatSub => a - b,
        Op::FloatMul => a * b,
        Op::FloatDiv => a / b,
        Op::FloatNeg => -a,
        Op::FloatAbs => a.abs(),
        Op::FloatSqrt => a.sqrt(),
        Op::FloatFloor => a.floor(),
        Op::FloatCeil => a.ceil(),
        Op::FloatTrunc => a.trunc(),
        Op::FloatRound => a.round_ties_even(),
        op => unreachable!("{op:?} is executed elsewhere"),
    };
    result.to_bits()
}
