//! Leaving: the cold half of every guard.
//!
//! A guard branches to a cold block of its own that only names the values of its exit. The stores, the call of
//! [`leave`] and the return are shared by the exits of the same *resume shape* (the same row of
//! value types), whose values come as block parameters: this makes the code several times smaller than stores for every guard.
//! A shared block with very many predecessors costs the register allocator more than it saves, so groups are split. Long
//! rows of values are stored by their own exit, and share only the rest.

use super::lower::{Callee, Lower, MEMORY};
use crate::backend::{BackendError, ExitSite, UNWOUND, leave};
use crate::ir::{ExitId, Type};
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use rustc_hash::FxHashMap;
use std::mem::offset_of;
use vm_core::Vm;

/// How many exits share a block.
const GROUP: u32 = 100;
/// How many values go through block parameters.
const SHARED_VALUES: usize = 24;

/// The exits of a function being lowered.
#[derive(Default)]
pub(super) struct Exits {
    /// Blocks to be filled with an exit.
    pending: Vec<(Block, ExitId)>,
    /// The block that exits of a resume shape share now, and how many do.
    groups: FxHashMap<Vec<types::Type>, (Block, u32)>,
    /// All shared blocks.
    shared: Vec<Block>,
}

impl<'a> Lower<'a, '_> {
    /// The block that goes on from an exit: its child, or a new one that leaves.
    pub(super) fn exit_block(&mut self, exit: ExitId) -> Block {
        match self.graph.exit(exit).child {
            Some(child) => self.block(child),
            None => {
                let block = self.cold_block();
                self.exits.pending.push((block, exit));
                block
            }
        }
    }

    /// Fills the blocks of all exits.
    pub(super) fn emit_exits(&mut self) -> Result<(), BackendError> {
        let job = self.job;
        for (block, exit) in std::mem::take(&mut self.exits.pending) {
            self.b.switch_to_block(block);
            self.emit_exit(job.site(exit)?);
        }
        for block in std::mem::take(&mut self.exits.shared) {
            self.emit_shared(block);
        }
        Ok(())
    }

    fn emit_exit(&mut self, site: &ExitSite) {
        let mut args = vec![self.address(site)];
        for &r in &site.values {
            let v = self.value(r);
            args.push(if self.graph.inst(r).ty == Type::Bool { self.b.ins().uextend(types::I64, v) } else { v });
        }
        if site.values.len() > SHARED_VALUES {
            self.store_exit_values(&args[1..]);
            args.truncate(1);
        }
        let shape: Vec<_> = args[1..].iter().map(|&v| self.b.func.dfg.value_type(v)).collect();
        let to = self.shared_block(shape);
        self.jump(to, &args);
    }

    fn shared_block(&mut self, shape: Vec<types::Type>) -> Block {
        if let Some((block, count)) = self.exits.groups.get_mut(&shape)
            && *count < GROUP
        {
            *count += 1;
            return *block;
        }
        let block = self.cold_block();
        self.b.append_block_param(block, types::I64);
        for &ty in &shape {
            self.b.append_block_param(block, ty);
        }
        self.exits.groups.insert(shape, (block, 1));
        self.exits.shared.push(block);
        block
    }

    fn emit_shared(&mut self, block: Block) {
        self.b.switch_to_block(block);
        let params = self.b.block_params(block).to_vec();
        self.store_exit_values(&params[1..]);
        self.call(leave as *const () as usize, Callee::Ints(3, false), &[self.vm, self.fp, params[0]]);
        self.return_unwound();
    }

    /// Hands values over in [`Vm::exit_values`].
    pub(super) fn store_exit_values(&mut self, values: &[Value]) {
        if values.is_empty() {
            return;
        }
        let to = self.vm_field(offset_of!(Vm, exit_values));
        for (i, &v) in values.iter().enumerate() {
            self.b.ins().store(MEMORY, v, to, 8 * i as i32);
        }
    }

    /// Answers that all frames are on the VM stack.
    pub(super) fn return_unwound(&mut self) {
        let (status, value) = (self.int(UNWOUND as i64), self.int(0));
        self.b.ins().return_(&[status, value]);
    }
}
