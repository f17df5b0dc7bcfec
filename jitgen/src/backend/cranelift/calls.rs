//! Calls: helpers in the C convention, compiled code in the `tail` convention.

use super::lower::{Callee, Lower, MEMORY, exit_of};
use crate::backend::{BackendError, DROPPED, capture, push_callee, refuse_call, resume, return_below};
use crate::helper::Entry;
use crate::ir::{ExitId, Inst, Ref};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, BlockArg, ExtFuncData, ExternalName, InstBuilder, StackSlotData, StackSlotKind, Value, types};
use std::mem::offset_of;
use vm_core::code::{Code, EntryCell};
use vm_core::core_shapes::SEGMENT;
use vm_core::frame::{Entry as HostCall, Stack, frame_size};
use vm_core::{CodeId, ConstKind, Vm, Word};

impl Lower<'_, '_> {
    fn values_of(&self, refs: &[Ref]) -> Vec<Value> {
        refs.iter().map(|&r| self.value(r)).collect()
    }

    pub(super) fn call_helper(&mut self, inst: &Inst) -> Value {
        let words = self.values_of(&inst.args);
        let mut args = vec![self.vm];
        let address = match self.graph.helpers[inst.imm as usize].entry {
            Entry::Words1(f) => f as *const () as usize,
            Entry::Words2(f) => f as *const () as usize,
            Entry::Words3(f) => f as *const () as usize,
            Entry::Words(f) => {
                let first = self.spill(&words);
                args.extend([first, self.int(words.len() as i64)]);
                return self.call_ints(f as *const () as usize, &args);
            }
            Entry::Float1(_) | Entry::Float2(_) => unreachable!("checked by the job"),
        };
        args.extend(words);
        self.call_ints(address, &args)
    }

    /// Puts words in a row on the native stack, and gives their address.
    fn spill(&mut self, words: &[Value]) -> Value {
        let size = 8 * words.len().max(1) as u32;
        let slot = self.b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, size, 3));
        let address = self.b.ins().stack_addr(types::I64, slot, 0);
        for (i, &w) in words.iter().enumerate() {
            self.b.ins().store(MEMORY, w, address, 8 * i as i32);
        }
        address
    }

    pub(super) fn call_float(&mut self, inst: &Inst) -> Value {
        let args = self.values_of(&inst.args);
        let address = match self.graph.helpers[inst.imm as usize].entry {
            Entry::Float1(f) => f as *const () as usize,
            Entry::Float2(f) => f as *const () as usize,
            _ => unreachable!("checked by the job"),
        };
        self.call(address, Callee::Floats(args.len() as u8), &args).expect("a result")
    }

    /// The address of the frame of a callee: behind the last frame of the exit.
    fn callee_frame(&mut self, exit: ExitId) -> Value {
        let job = self.job;
        let words: usize = job.graph.exit(exit).frames.iter().map(|f| frame_size(job.vm.code(f.code))).sum();
        self.b.ins().iadd_imm_s(self.fp, 8 * words as i64)
    }

    /// The address in a code object's entry cell, 0 if it is not compiled.
    fn entry_of(&mut self, code: CodeId) -> Value {
        let cell = self.address(&raw const self.job.vm.code(code).entry.native);
        self.b.ins().load(types::I64, MEMORY, cell, 0)
    }

    /// The address of a code object.
    fn code_at(&mut self, id: Value) -> Value {
        let table = self.vm_field(offset_of!(Vm, code_table));
        let offset = self.b.ins().ishl_imm_s(id, 3);
        let place = self.b.ins().iadd(table, offset);
        self.b.ins().load(types::I64, MEMORY, place, 0)
    }

    /// The compiled code of a code object; 0 if it has none.
    fn native_entry(&mut self, code: Value) -> Value {
        let offset = offset_of!(Code, entry) + offset_of!(EntryCell, native);
        self.b.ins().load(types::I64, MEMORY, code, offset as i32)
    }

    /// Whether a word names code that takes so many parameters, and the code object.
    pub(super) fn takes(&mut self, callee: Value, params: i64) -> (Value, Value) {
        let is_code = self.is_kind(callee, ConstKind::Code as i64);
        // There is a code with the number 0: this one.
        let (id, none) = (self.b.ins().ushr_imm_s(callee, 32), self.int(0));
        let id = self.b.ins().select(is_code, id, none);
        let code = self.code_at(id);
        let takes = self.b.ins().uload16(types::I64, MEMORY, code, offset_of!(Code, params) as i32);
        let same = self.b.ins().icmp_imm_s(IntCC::Equal, takes, params);
        (self.b.ins().band(is_code, same), code)
    }

    /// Calls compiled code; goes to `unwind` if it unwinds, and on otherwise.
    fn call_unit(&mut self, entry: Value, fp: Value, params: &[Value], unwind: Block) -> Value {
        let mut args = vec![self.vm, fp];
        args.extend(params);
        let signature = self.signature(Callee::Unit(params.len() as u16));
        let call = self.b.ins().call_indirect(signature, entry, &args);
        self.returned(call, unwind)
    }

    /// The same for the unit itself, at its own address. Code that takes its place is made by the driver, when this has unwound or
    /// will at its next exit; and a unit becomes invalid with the poll word set, so it leaves when it is entered.
    fn call_self(&mut self, fp: Value, params: &[Value], unwind: Block) -> Value {
        let mut args = vec![self.vm, fp];
        args.extend(params);
        let signature = self.signature(Callee::Unit(params.len() as u16));
        let itself = *self.itself.get_or_insert_with(|| {
            let name = self.b.func.declare_imported_user_function(super::ITSELF);
            let data = ExtFuncData { name: ExternalName::user(name), signature, colocated: true, patchable: false };
            self.b.import_function(data)
        });
        let call = self.b.ins().call(itself, &args);
        self.returned(call, unwind)
    }

    fn returned(&mut self, call: cranelift_codegen::ir::Inst, unwind: Block) -> Value {
        let (status, value) = (self.b.inst_results(call)[0], self.b.inst_results(call)[1]);
        let next = self.b.create_block();
        self.brif(status, unwind, next);
        self.b.switch_to_block(next);
        value
    }

    /// Writes the frame of a callee that is not compiled.
    fn push(&mut self, fp: Value, code: Value, params: &[Value]) {
        self.store_exit_values(params);
        let count = self.int(params.len() as i64);
        self.call(push_callee as *const () as usize, Callee::Ints(4, false), &[self.vm, fp, code, count]);
    }

    pub(super) fn call_code(&mut self, inst: &Inst) -> Result<Value, BackendError> {
        let code = CodeId(inst.imm as u32);
        let unwind = self.exit_block(exit_of(inst));
        let params = self.values_of(&inst.args);
        let fp = self.callee_frame(exit_of(inst));
        if self.job.at_entry && code == self.job.code {
            return Ok(self.call_self(fp, &params, unwind));
        }
        let entry = self.entry_of(code);
        let (compiled, missing) = (self.b.create_block(), self.cold_block());
        self.brif(entry, compiled, missing);
        self.b.switch_to_block(missing);
        let id = self.int(code.0.into());
        self.push(fp, id, &params);
        self.jump(unwind, &[]);
        self.b.switch_to_block(compiled);
        Ok(self.call_unit(entry, fp, &params, unwind))
    }

    pub(super) fn call_any(&mut self, inst: &Inst) -> Result<Value, BackendError> {
        let unwind = self.exit_block(exit_of(inst));
        let words = self.values_of(&inst.args);
        let (callee, params) = (words[0], &words[1..]);
        let fp = self.callee_frame(exit_of(inst));
        let (taken, compiled) = (self.b.create_block(), self.b.create_block());
        let (missing, refused) = (self.cold_block(), self.cold_block());
        let (takes, code) = self.takes(callee, params.len() as i64);
        self.brif(takes, taken, refused);
        self.b.switch_to_block(taken);
        let entry = self.native_entry(code);
        self.brif(entry, compiled, missing);
        self.b.switch_to_block(refused);
        self.store_exit_values(&words);
        let count = self.int(words.len() as i64);
        self.call(refuse_call as *const () as usize, Callee::Ints(2, false), &[self.vm, count]);
        self.jump(unwind, &[]);
        self.b.switch_to_block(missing);
        let code = self.b.ins().ushr_imm_s(callee, 32);
        self.push(fp, code, params);
        self.jump(unwind, &[]);
        self.b.switch_to_block(compiled);
        Ok(self.call_unit(entry, fp, params, unwind))
    }

    /// Ends a block by calling other code in place of the root frame.
    pub(super) fn tail_call(&mut self, code: Option<CodeId>, args: &[Ref]) {
        let words = self.values_of(args);
        let (entry, id, params) = match code {
            Some(code) => (self.entry_of(code), self.int(code.0.into()), &words[..]),
            None => {
                // The recording has seen to it that it is code, and takes so many.
                let id = self.b.ins().ushr_imm_s(words[0], 32);
                let code = self.code_at(id);
                (self.native_entry(code), id, &words[1..])
            }
        };
        let (compiled, missing) = (self.b.create_block(), self.cold_block());
        self.brif(entry, compiled, missing);
        self.b.switch_to_block(missing);
        self.push(self.fp, id, params);
        self.return_unwound();
        self.b.switch_to_block(compiled);
        let mut args = vec![self.vm, self.fp];
        args.extend(params);
        let signature = self.signature(Callee::Unit(params.len() as u16));
        self.b.ins().return_call_indirect(signature, entry, &args);
    }

    // ---- frames that wait

    /// Returns to the frame below if code waits there, and goes on otherwise.
    pub(super) fn return_below(&mut self, value: Value) {
        let entry = self.call_ints(return_below as *const () as usize, &[self.vm, self.fp, value]);
        let (found, next) = (self.b.create_block(), self.cold_block());
        self.brif(entry, found, next);
        self.b.switch_to_block(found);
        self.go_on(entry);
        self.b.switch_to_block(next);
    }

    /// Gives a value to a continuation if code waits there, and goes on otherwise.
    pub(super) fn resume(&mut self, inst: &Inst) {
        let words = self.values_of(&inst.args);
        let entry = self.call_ints(resume as *const () as usize, &[self.vm, self.fp, words[0], words[1]]);
        let (found, jump, dropped, next) = (self.b.create_block(), self.b.create_block(), self.cold_block(), self.cold_block());
        self.brif(entry, found, next);
        self.b.switch_to_block(found);
        let drop = self.b.ins().icmp_imm_s(IntCC::Equal, entry, DROPPED as i64);
        self.brif(drop, dropped, jump);
        self.b.switch_to_block(dropped);
        self.return_unwound();
        self.b.switch_to_block(jump);
        self.go_on(entry);
        self.b.switch_to_block(next);
    }

    /// Goes on with other code in the top frame.
    fn go_on(&mut self, entry: Value) {
        let fp = self.vm_field(offset_of!(Vm, stack) + offset_of!(Stack, fp));
        let signature = self.signature(Callee::Unit(0));
        self.b.ins().return_call_indirect(signature, entry, &[self.vm, fp]);
    }

    /// The continuation of the root frame.
    pub(super) fn capture(&mut self, inst: &Inst) -> Value {
        let leave = self.exit_block(exit_of(inst));
        let entry = offset_of!(Vm, stack) + offset_of!(Stack, entry);
        let base = self.vm_field(entry + offset_of!(HostCall, base));
        let above = self.b.ins().icmp(IntCC::NotEqual, base, self.fp);
        self.leave_if(above, leave);
        let below = self.vm_field(entry + offset_of!(HostCall, below));
        if inst.args.is_empty() {
            return self.captured(below, leave);
        }
        let words = self.values_of(&inst.args);
        let top = self.int(inst.imm << Word::SMI_SHIFT);
        let number = self.vm_field(entry + offset_of!(HostCall, number));
        let k = self.new_filled(SEGMENT.id(), &[below, top, number], &words);
        self.b.ins().store(MEMORY, k, self.vm, (entry + offset_of!(HostCall, below)) as i32);
        k
    }

    /// What the base frame returns to as a continuation, also if that is the host.
    fn captured(&mut self, below: Value, leave: Block) -> Value {
        let (host, done) = (self.cold_block(), self.b.create_block());
        let k = self.b.append_block_param(done, types::I64);
        let pointer = self.is_pointer(below);
        self.b.ins().brif(pointer, done, &[BlockArg::Value(below)], host, &[]);
        self.b.switch_to_block(host);
        let none = self.int(0);
        let made = self.call_ints(capture as *const () as usize, &[self.vm, self.fp, self.fp, none, none]);
        let refused = self.b.ins().icmp_imm_s(IntCC::Equal, made, 0);
        self.leave_if(refused, leave);
        self.jump(done, &[made]);
        self.b.switch_to_block(done);
        k
    }
}
