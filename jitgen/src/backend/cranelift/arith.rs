//! Values from values: tests, small integers, raw integers, floats.
//!
//! The encoding of words is described in [`vm_core::word`].

use super::lower::{Callee, Lower, MEMORY};
use super::quiet::Quiet;
use crate::backend::runtime;
use crate::ir::{Inst, Op, Ref};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};
use vm_core::core_shapes::FLOAT;
use vm_core::{ConstKind, Word};

/// How far a small integer is shifted.
const SMI: i64 = vm_core::Word::SMI_SHIFT as i64;

/// The tag and kind bits of a constant of a kind; see [`vm_core::Word::constant`].
pub(super) const fn kind_bits(kind: i64) -> i64 {
    kind << 3 | 5
}

impl Lower<'_, '_> {
    /// The result of an operation without effect or exit.
    pub(super) fn compute(&mut self, inst: &Inst) -> Value {
        match inst.op {
            Op::Word | Op::Int | Op::Float | Op::Constant => self.constant(inst),
            Op::IsSmi | Op::IsKind | Op::Same | Op::SmiLess | Op::SmiLessEq => self.word_test(inst),
            Op::SmiAddOverflows | Op::SmiSubOverflows | Op::SmiMulOverflows => {
                let (value, overflow) = self.checked_operation(inst);
                self.checked.insert((inst.op, inst.args[0], inst.args[1]), (self.place, value));
                overflow
            }
            Op::SmiAddFits | Op::SmiSubFits | Op::SmiMulFits => self.unchecked_operation(inst),
            Op::SmiAnd | Op::SmiOr | Op::SmiXor | Op::Untag | Op::Tag | Op::Fits | Op::Payload | Op::FromPayload | Op::SlotOf => {
                self.word_operation(inst)
            }
            Op::Takes => {
                let callee = self.arg(inst, 0);
                self.takes(callee, inst.imm).0
            }
            Op::IntLess | Op::IntLessEq | Op::IntEq | Op::IntBelow => self.int_test(inst),
            Op::FloatLess | Op::FloatLessEq | Op::FloatEq => self.float_test(inst),
            Op::IntDiv | Op::IntRem => self.divide(inst),
            Op::Box => self.box_float(inst),
            Op::Unbox => self.unbox(inst.args[0], None),
            _ if inst.op.result() == crate::ir::Type::Int && inst.op != Op::FloatToInt => self.int_operation(inst),
            _ => self.float_operation(inst),
        }
    }

    fn constant(&mut self, inst: &Inst) -> Value {
        match inst.op {
            Op::Float => self.b.ins().f64const(f64::from_bits(inst.imm as u64)),
            Op::Constant if self.job.vm.heap.is_old(self.graph.constants[inst.imm as usize]) => {
                self.int(self.graph.constants[inst.imm as usize].bits() as i64)
            }
            Op::Constant => {
                let table = self.address(self.job.constants);
                // The table is always there, and changes only while no native code is active. So this load may be moved to where
                // it is needed, which is often only in an exit.
                let flags = MEMORY.with_readonly().with_can_move();
                self.b.ins().load(types::I64, flags, table, 8 * inst.imm as i32)
            }
            _ => self.int(inst.imm),
        }
    }

    /// Some of the low eight bits of a word. That they are tested in a register of eight bits makes it one short instruction.
    pub(super) fn low_bits(&mut self, w: Value, mask: i64) -> Value {
        let low = self.b.ins().ireduce(types::I8, w);
        self.b.ins().band_imm_u(low, mask)
    }

    pub(super) fn is_smi(&mut self, w: Value) -> Value {
        let tag = self.low_bits(w, 3);
        self.b.ins().icmp_imm_u(IntCC::Equal, tag, 0)
    }

    /// Whether a word is a constant of this kind: what its low eight bits are.
    pub(super) fn is_kind(&mut self, w: Value, kind: i64) -> Value {
        let low = self.b.ins().ireduce(types::I8, w);
        self.b.ins().icmp_imm_u(IntCC::Equal, low, kind_bits(kind))
    }

    /// Whether a word is a pointer: whether the low three bits of what is one less are zero, which takes a register and two instructions.
    pub(super) fn is_pointer(&mut self, w: Value) -> Value {
        let half = self.b.ins().ireduce(types::I32, w);
        let address = self.b.ins().iadd_imm_s(half, -1);
        let tag = self.low_bits(address, 7);
        self.b.ins().icmp_imm_u(IntCC::Equal, tag, 0)
    }

    fn word_test(&mut self, inst: &Inst) -> Value {
        let a = self.arg(inst, 0);
        match inst.op {
            Op::IsSmi => self.is_smi(a),
            Op::IsKind => self.is_kind(a, inst.imm),
            _ => {
                let b = self.arg(inst, 1);
                let condition = match inst.op {
                    Op::Same => IntCC::Equal,
                    Op::SmiLess => IntCC::SignedLessThan,
                    _ => IntCC::SignedLessThanOrEqual,
                };
                self.b.ins().icmp(condition, a, b)
            }
        }
    }

    /// The result of an operation of small integers, and whether it overflowed. The tagged words overflow exactly when the small
    /// integers do.
    pub(super) fn checked_operation(&mut self, inst: &Inst) -> (Value, Value) {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        if let Some(checked) = self.checked_step(inst, a, b) {
            return checked;
        }
        match inst.op {
            Op::SmiAdd | Op::SmiAddOverflows => self.b.ins().sadd_overflow(a, b),
            Op::SmiSub | Op::SmiSubOverflows => self.b.ins().ssub_overflow(a, b),
            _ => {
                let (a, b) = self.factors(inst, a, b);
                self.b.ins().smul_overflow(a, b)
            }
        }
    }

    /// The factors of a product of small integers: one of them raw.
    fn factors(&mut self, inst: &Inst, a: Value, b: Value) -> (Value, Value) {
        let second = self.graph.inst(inst.args[1]);
        match second.op {
            Op::Tag => (a, self.value(second.args[0])),
            Op::Word => (a, self.int(second.imm >> SMI)),
            _ => (self.b.ins().sshr_imm_s(a, SMI), b),
        }
    }

    /// The same where a constant is added or subtracted: it overflows if the result lies on the wrong side of the operand, and a
    /// comparison is branched on at once, a flag of overflow is not.
    fn checked_step(&mut self, inst: &Inst, a: Value, b: Value) -> Option<(Value, Value)> {
        let constant = |r: Ref| Some(self.graph.inst(r)).filter(|i| i.op == Op::Word && i.imm != i64::MIN).map(|i| i.imm);
        let (of, step, result) = match inst.op {
            Op::SmiAdd | Op::SmiAddOverflows => match (constant(inst.args[0]), constant(inst.args[1])) {
                (_, Some(n)) => (a, n, self.b.ins().iadd(a, b)),
                (Some(n), None) => (b, n, self.b.ins().iadd(a, b)),
                (None, None) => return None,
            },
            Op::SmiSub | Op::SmiSubOverflows => (a, constant(inst.args[1])?.wrapping_neg(), self.b.ins().isub(a, b)),
            _ => return None,
        };
        let wrong = if step < 0 { IntCC::SignedGreaterThan } else { IntCC::SignedLessThan };
        let overflow = self.b.ins().icmp(wrong, result, of);
        Some((result, overflow))
    }

    /// The result of an operation known not to overflow. If that was found out by computing it, it is there already.
    fn unchecked_operation(&mut self, inst: &Inst) -> Value {
        let check = match inst.op {
            Op::SmiAddFits => Op::SmiAddOverflows,
            Op::SmiSubFits => Op::SmiSubOverflows,
            _ => Op::SmiMulOverflows,
        };
        if let Some(&(place, value)) = self.checked.get(&(check, inst.args[0], inst.args[1]))
            && self.on_path(place)
        {
            return value;
        }
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        match inst.op {
            Op::SmiAddFits => self.b.ins().iadd(a, b),
            Op::SmiSubFits => self.b.ins().isub(a, b),
            _ => {
                let (a, b) = self.factors(inst, a, b);
                self.b.ins().imul(a, b)
            }
        }
    }

    fn word_operation(&mut self, inst: &Inst) -> Value {
        let a = self.arg(inst, 0);
        match inst.op {
            Op::SmiAnd | Op::SmiOr | Op::SmiXor => {
                let b = self.arg(inst, 1);
                match inst.op {
                    Op::SmiAnd => self.b.ins().band(a, b),
                    Op::SmiOr => self.b.ins().bor(a, b),
                    _ => self.b.ins().bxor(a, b),
                }
            }
            Op::Untag => self.b.ins().sshr_imm_s(a, SMI),
            Op::Tag => self.b.ins().ishl_imm_s(a, SMI),
            Op::Fits => {
                let tagged = self.b.ins().ishl_imm_s(a, SMI);
                let back = self.b.ins().sshr_imm_s(tagged, SMI);
                self.b.ins().icmp(IntCC::Equal, back, a)
            }
            Op::Payload => self.b.ins().ushr_imm_s(a, 32),
            Op::SlotOf => {
                // The pointer's tag and what is added are the lower 16 bits.
                let object = self.b.ins().ishl_imm_s(a, 16);
                let low = Word::slot_of(Word::pointer(0), inst.imm as usize).bits() as i64;
                self.b.ins().iadd_imm_s(object, low - (Word::pointer(0).bits() << 16) as i64)
            }
            _ => {
                let shift = if inst.imm == ConstKind::Hole as i64 { ConstKind::Hole } else { ConstKind::Char }.payload_shift();
                let payload = self.b.ins().ishl_imm_s(a, i64::from(shift));
                self.b.ins().bor_imm_s(payload, kind_bits(inst.imm))
            }
        }
    }

    fn int_test(&mut self, inst: &Inst) -> Value {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let condition = match inst.op {
            Op::IntLess => IntCC::SignedLessThan,
            Op::IntLessEq => IntCC::SignedLessThanOrEqual,
            Op::IntEq => IntCC::Equal,
            _ => IntCC::UnsignedLessThan,
        };
        self.b.ins().icmp(condition, a, b)
    }

    fn float_test(&mut self, inst: &Inst) -> Value {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let condition = match inst.op {
            Op::FloatLess => FloatCC::LessThan,
            Op::FloatLessEq => FloatCC::LessThanOrEqual,
            _ => FloatCC::Equal,
        };
        self.b.ins().fcmp(condition, a, b)
    }

    fn int_operation(&mut self, inst: &Inst) -> Value {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let ins = self.b.ins();
        match inst.op {
            Op::IntAdd => ins.iadd(a, b),
            Op::IntSub => ins.isub(a, b),
            Op::IntMul => ins.imul(a, b),
            Op::IntMulHigh => ins.smulhi(a, b),
            Op::IntAnd => ins.band(a, b),
            Op::IntOr => ins.bor(a, b),
            Op::IntXor => ins.bxor(a, b),
            Op::IntShl => ins.ishl(a, b),
            Op::IntSar => ins.sshr(a, b),
            Op::IntShr => ins.ushr(a, b),
            op => unreachable!("{op:?} is lowered elsewhere"),
        }
    }

    /// The machine's division traps where ours wraps: a divisor of -1 is replaced.
    fn divide(&mut self, inst: &Inst) -> Value {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let divisor = self.graph.inst(inst.args[1]);
        let div = inst.op == Op::IntDiv;
        if divisor.op == Op::Int && divisor.imm != -1 {
            return if div { self.b.ins().sdiv(a, b) } else { self.b.ins().srem(a, b) };
        }
        let wraps = self.b.ins().icmp_imm_s(IntCC::Equal, b, -1);
        let one = self.int(1);
        let b = self.b.ins().select(wraps, one, b);
        if !div {
            return self.b.ins().srem(a, b);
        }
        let quotient = self.b.ins().sdiv(a, b);
        let negated = self.b.ins().ineg(a);
        self.b.ins().select(wraps, negated, quotient)
    }

    fn float_operation(&mut self, inst: &Inst) -> Value {
        let a = self.arg(inst, 0);
        let rounding = match inst.op {
            Op::FloatFloor => Some(runtime::floor as *const () as usize),
            Op::FloatCeil => Some(runtime::ceil as *const () as usize),
            Op::FloatTrunc => Some(runtime::trunc as *const () as usize),
            Op::FloatRound => Some(runtime::round as *const () as usize),
            _ => None,
        };
        if let Some(function) = rounding
            && !self.rounds
        {
            return self.call(function, Callee::Floats(1), &[a]).expect("a result");
        }
        match inst.op {
            Op::FloatNeg => self.b.ins().fneg(a),
            Op::FloatAbs => self.b.ins().fabs(a),
            Op::FloatSqrt => self.b.ins().sqrt(a),
            Op::FloatFloor => self.b.ins().floor(a),
            Op::FloatCeil => self.b.ins().ceil(a),
            Op::FloatTrunc => self.b.ins().trunc(a),
            Op::FloatRound => self.b.ins().nearest(a),
            Op::IntToFloat => self.b.ins().fcvt_from_sint(types::F64, a),
            Op::FloatToInt => self.b.ins().fcvt_to_sint_sat(types::I64, a),
            _ => {
                let b = self.arg(inst, 1);
                match inst.op {
                    Op::FloatAdd => self.b.ins().fadd(a, b),
                    Op::FloatSub => self.b.ins().fsub(a, b),
                    Op::FloatMul => self.b.ins().fmul(a, b),
                    Op::FloatDiv => self.b.ins().fdiv(a, b),
                    op => unreachable!("{op:?} is lowered elsewhere"),
                }
            }
        }
    }

    fn box_float(&mut self, inst: &Inst) -> Value {
        let f = self.arg(inst, 0);
        let done = self.b.create_block();
        let result = self.b.append_block_param(done, types::I64);
        self.immediate_float(f, done);
        let boxed = self.call_quiet_word(Quiet::Box, &[self.vm, f]);
        self.b.ins().jump(done, &[boxed.into()]);
        self.b.switch_to_block(done);
        result
    }

    /// Brings a float as a word to a block, if it needs no box; the rest is up to the caller.
    ///
    /// The word is the float's bits, rotated left by four, less one; if bit 1 is not set then, the float needs a box.
    pub(super) fn immediate_float(&mut self, f: Value, to: Block) {
        let cold = self.cold_block();
        let bits = self.b.ins().bitcast(types::I64, MemFlagsData::new(), f);
        let rotated = self.b.ins().rotl_imm_s(bits, 4);
        let word = self.b.ins().iadd_imm_s(rotated, -1);
        let fits = self.low_bits(word, 2);
        self.b.ins().brif(fits, to, &[word.into()], cold, &[]);
        self.b.switch_to_block(cold);
    }

    /// The float in a word that holds one: in the word itself, or in a box. Of a word that may be something else: where to go then,
    /// for small integers and for all other words.
    pub(super) fn unbox(&mut self, r: Ref, otherwise: Option<(Option<Block>, Block)>) -> Value {
        if let Some(&(place, f)) = self.unboxed.get(&r)
            && self.on_path(place)
        {
            return f;
        }
        let w = self.value(r);
        let (immediate, boxed, done) = (self.b.create_block(), self.cold_block(), self.b.create_block());
        let result = self.b.append_block_param(done, types::F64);
        let tag = self.low_bits(w, 2);
        self.brif(tag, immediate, boxed);
        self.b.switch_to_block(boxed);
        if let Some((smi, other)) = otherwise {
            if let Some(smi) = smi {
                let is_smi = self.is_smi(w);
                self.leave_if(is_smi, smi);
            }
            let found = self.cold_block();
            self.branch_on_shape(w, FLOAT.id(), found, other);
            self.b.switch_to_block(found);
        }
        let f = self.b.ins().load(types::F64, MEMORY, w, 8 - 1);
        self.jump(done, &[f]);
        self.b.switch_to_block(immediate);
        let rotated = self.b.ins().iadd_imm_s(w, 1);
        let bits = self.b.ins().rotr_imm_s(rotated, 4);
        let f = self.b.ins().bitcast(types::F64, MemFlagsData::new(), bits);
        self.jump(done, &[f]);
        self.b.switch_to_block(done);
        result
    }
}
