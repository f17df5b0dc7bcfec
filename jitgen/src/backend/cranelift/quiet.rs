//! Functions that leave all registers as they are: the cold halves of allocation, boxing and the write barrier.
//!
//! A call in the C convention makes the register allocator bring everything alive, all floats among it, to the native stack, on the way
//! that is hardly ever taken and often on the other too. So these three go through a stub in the convention that preserves all
//! registers; since that has no results, a stub leaves its result in [`Vm::quiet_result`].

use super::Generator;
use super::lower::MEMORY;
use crate::backend::memory::CodeAddress;
use crate::backend::{BackendError, allocate_slow, box_float_slow, remember};
use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, types};
use cranelift_codegen::isa::CallConv;
use std::mem::offset_of;
use vm_core::Vm;

/// Which function.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
pub(super) enum Quiet {
    /// [`allocate_slow`]: VM, shape, length; a word.
    Allocate,
    /// [`box_float_slow`]: VM, float; a word.
    Box,
    /// [`remember`]: VM, object, offset, value.
    Remember,
}

impl Quiet {
    const ALL: [Quiet; 3] = [Quiet::Allocate, Quiet::Box, Quiet::Remember];

    fn params(self) -> &'static [types::Type] {
        match self {
            Quiet::Allocate => &[types::I64; 3],
            Quiet::Box => &[types::I64, types::F64],
            Quiet::Remember => &[types::I64; 4],
        }
    }

    /// The type of the stub.
    pub(super) fn signature(self) -> Signature {
        let mut signature = Signature::new(CallConv::PreserveAll);
        signature.params.extend(self.params().iter().map(|&ty| AbiParam::new(ty)));
        signature
    }

    /// The Rust function behind the stub, and its type.
    fn target(self) -> (usize, Signature) {
        let mut signature = Signature { call_conv: CallConv::SystemV, ..self.signature() };
        let result = AbiParam::new(types::I64);
        let function = match self {
            Quiet::Allocate => allocate_slow as *const (),
            Quiet::Box => box_float_slow as *const (),
            Quiet::Remember => remember as *const (),
        };
        if self != Quiet::Remember {
            signature.returns.push(result);
        }
        (function as usize, signature)
    }
}

/// Where the stubs are.
pub(super) struct QuietAddresses([CodeAddress; 3]);

impl QuietAddresses {
    pub(super) fn of(&self, quiet: Quiet) -> CodeAddress {
        self.0[quiet as usize]
    }
}

impl Generator {
    pub(super) fn make_quiet(&mut self) -> Result<QuietAddresses, BackendError> {
        let mut addresses = [CodeAddress(0); 3];
        for quiet in Quiet::ALL {
            let (function, signature) = quiet.target();
            addresses[quiet as usize] = self.straight(quiet.signature(), |b, params| {
                let signature = b.import_signature(signature);
                let target = b.ins().iconst(types::I64, function as i64);
                let call = b.ins().call_indirect(signature, target, params);
                if let Some(&result) = b.inst_results(call).first() {
                    b.ins().store(MEMORY, result, params[0], offset_of!(Vm, quiet_result) as i32);
                }
                b.ins().return_(&[]);
            })?;
        }
        Ok(QuietAddresses(addresses))
    }
}
