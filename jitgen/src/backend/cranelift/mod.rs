//! The Cranelift backend: one optimised graph becomes one machine-code function.
//!
//! ```text
//!   graph --lower--> Cranelift IR --cranelift-codegen--> bytes --cranelift-jit--> code memory
//! ```
//!
//! The instruction set, the lowering contexts and the code memory live as long as the backend; a `JITModule` lives only while
//! one function is defined (the reason is in [`memory`](super::memory)). Besides units the code memory holds one
//! *trampoline* for each number of parameters: a function in the C convention that loads the parameters from the root frame
//! and calls a unit in the `tail` convention.
#![allow(unsafe_code)]

mod arith; // values from values
mod calls; // helpers and compiled callees
mod exits; // leaving
mod lower; // blocks, guards, order
mod objects; // the heap
mod quiet; // functions that leave all registers as they are

use super::memory::{CodeAddress, CodeMemory};
use super::{Backend, BackendError, CodeHandle, Job, Outcome};
use crate::ir::Op;
use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::ir::{
    AbiParam, ExternalName, Function, InstBuilder, MemFlagsData, Signature, UserExternalName, Value, types,
};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{CodegenError, Context, FinalizedMachReloc, FinalizedRelocTarget};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{Module, ModuleError};
use quiet::QuietAddresses;
use rustc_hash::FxHashMap;
use std::mem::transmute;
use vm_core::frame::FRAME_HEADER;
use vm_core::{Vm, Word};

/// The backend that makes machine code.
pub struct Cranelift {
    limit: usize,
    /// Made when the first unit is compiled.
    generator: Option<Generator>,
    units: Vec<Option<Compiled>>,
    unused: Vec<u32>,
}

/// The most bytes of native stack that one activation may take. A unit that is entered just above the limit takes them before it
/// finds the stack low, so this is a part of what the driver reserves below the limit.
const NATIVE_FRAME: u32 = 64 << 10;

/// From how many operations on a unit is never compiled well: backtracking register allocation of one huge function takes
/// longer than any program gains by it.
const LARGE: usize = 2_500;

/// Up to how many operations Cranelift's own optimiser goes over a unit. It takes a fifth of the time that compiling takes, and finds
/// little that ours has not done: it moves out of loops what does not change in them, which counts where a loop is all there
/// is. Divisions by constants are its work too.
const SMALL: usize = 64;

/// The name of the function being made: the first in its module.
const ITSELF: UserExternalName = UserExternalName { namespace: 0, index: 0 };

/// What the driver calls a unit through.
type Trampoline = unsafe extern "C" fn(*mut Vm, *mut Word, usize) -> Outcome;

struct Compiled {
    code: CodeAddress,
    trampoline: Trampoline,
    clif: Option<String>,
    asm: Option<String>,
}

impl Cranelift {
    /// A backend with that many bytes for code.
    pub fn new(limit: usize) -> Cranelift {
        Cranelift { limit, generator: None, units: Vec::new(), unused: Vec::new() }
    }

    fn unit(&self, code: CodeHandle) -> &Compiled {
        self.units[code.0 as usize].as_ref().expect("a unit in use")
    }
}

impl Backend for Cranelift {
    fn compile(&mut self, job: &Job<'_>) -> Result<CodeHandle, BackendError> {
        let order = job.check()?;
        let generator = match &mut self.generator {
            Some(g) => g,
            none => none.insert(Generator::new(self.limit)?),
        };
        let trampoline = generator.trampoline(job.params())?;
        let unit = generator.unit(job, &order, trampoline)?;
        let i = self.unused.pop().unwrap_or_else(|| {
            self.units.push(None);
            self.units.len() as u32 - 1
        });
        self.units[i as usize] = Some(unit);
        Ok(CodeHandle(i))
    }

    fn entry(&self, code: CodeHandle) -> usize {
        self.unit(code).code.0
    }

    unsafe fn enter(&mut self, vm: &mut Vm, fp: *mut Word, code: CodeHandle) -> Outcome {
        vm.last_exit = None;
        vm.exit_log.clear();
        let unit = self.unit(code);
        // SAFETY: the frame is as the caller of this function promises; the trampoline fits the unit.
        unsafe { (unit.trampoline)(vm, fp, unit.code.0) }
    }

    unsafe fn resume(&mut self, vm: &mut Vm, entry: usize) -> Outcome {
        vm.last_exit = None;
        vm.exit_log.clear();
        let trampoline = self.generator.as_mut().and_then(|g| g.trampoline(0).ok()).expect("made for the unit at the entry");
        // SAFETY: as above.
        unsafe { trampoline(vm, vm.stack.fp, entry) }
    }

    fn free(&mut self, code: CodeHandle) {
        let Some(unit) = self.units[code.0 as usize].take() else { return };
        if let Some(g) = &self.generator {
            g.memory.free(unit.code);
        }
        self.unused.push(code.0);
    }

    fn bytes(&self) -> usize {
        self.generator.as_ref().map_or(0, |g| g.memory.bytes())
    }

    fn text(&self, code: CodeHandle, stage: &str) -> Option<String> {
        match stage {
            "clif" => self.unit(code).clif.clone(),
            "asm" => self.unit(code).asm.clone(),
            _ => None,
        }
    }
}

/// What lives as long as the backend and is used for each unit again.
struct Generator {
    isa: OwnedTargetIsa,
    /// The same processor, for compiling quickly.
    quick_isa: OwnedTargetIsa,
    /// The same processor, for compiling well with Cranelift's own optimiser: see [`SMALL`].
    thorough_isa: OwnedTargetIsa,
    memory: CodeMemory,
    context: Context,
    builder: FunctionBuilderContext,
    trampolines: FxHashMap<usize, CodeAddress>,
    /// Made when the first unit is compiled.
    quiet: Option<QuietAddresses>,
}

fn rejected(why: impl ToString) -> BackendError {
    BackendError::Rejected(why.to_string())
}

impl Generator {
    fn new(limit: usize) -> Result<Generator, BackendError> {
        if !cfg!(target_arch = "x86_64") {
            // Elsewhere new code needs the instruction cache to be flushed.
            return Err(rejected("this processor is not supported"));
        }
        Ok(Generator {
            isa: Generator::isa("none", "backtracking")?,
            thorough_isa: Generator::isa("speed", "backtracking")?,
            quick_isa: Generator::isa("none", "single_pass")?,
            memory: CodeMemory::new(limit).map_err(|_| BackendError::NoMemory)?,
            context: Context::new(),
            builder: FunctionBuilderContext::new(),
            trampolines: FxHashMap::default(),
            quiet: None,
        })
    }

    fn isa(opt_level: &str, regalloc_algorithm: &str) -> Result<OwnedTargetIsa, BackendError> {
        let mut flags = settings::builder();
        let verify = if cfg!(debug_assertions) { "true" } else { "false" };
        for (name, value) in [
            ("opt_level", opt_level),
            ("regalloc_algorithm", regalloc_algorithm),
            ("enable_verifier", verify),
            ("is_pic", "false"),
            ("enable_probestack", "false"),
            // Tail calls need them. They cost nothing: only functions that call nothing would do without.
            ("preserve_frame_pointers", "true"),
        ] {
            flags.set(name, value).map_err(rejected)?;
        }
        cranelift_native::builder().map_err(rejected)?.finish(settings::Flags::new(flags)).map_err(rejected)
    }

    fn unit(&mut self, job: &Job<'_>, order: &[crate::ir::BlockId], trampoline: Trampoline) -> Result<Compiled, BackendError> {
        let quiet = match self.quiet.take() {
            Some(quiet) => quiet,
            None => self.make_quiet()?,
        };
        let isa = self.isa_for(job).clone();
        self.context.clear();
        self.context.set_disasm(job.keep_text);
        let builder = FunctionBuilder::new(&mut self.context.func, &mut self.builder);
        let lowered = lower::lower(job, order, &*isa, &quiet, builder);
        self.quiet = Some(quiet);
        if let Err(e) = lowered {
            // The builder's context is not reset when a function is given up.
            self.builder = FunctionBuilderContext::new();
            return Err(e);
        }
        let clif = job.keep_text.then(|| self.context.func.display().to_string());
        let code = self.define(isa)?;
        let asm = self.context.compiled_code().filter(|_| job.keep_text).and_then(|c| c.vcode.clone());
        Ok(Compiled { code, trampoline, clif, asm })
    }

    fn isa_for(&self, job: &Job<'_>) -> &OwnedTargetIsa {
        let size = job.graph.size();
        if job.countdown.is_some() || size > LARGE {
            &self.quick_isa
        } else if size <= SMALL || job.graph.insts.iter().any(|i| matches!(i.op, Op::IntDiv | Op::IntRem)) {
            &self.thorough_isa
        } else {
            &self.isa
        }
    }

    /// The trampoline for units that take this many parameters in registers.
    fn trampoline(&mut self, params: usize) -> Result<Trampoline, BackendError> {
        let code = match self.trampolines.get(&params) {
            Some(&code) => code,
            None => {
                let code = self.make_trampoline(params)?;
                self.trampolines.insert(params, code);
                code
            }
        };
        // SAFETY: `make_trampoline` makes functions of this type.
        Ok(unsafe { transmute::<usize, Trampoline>(code.0) })
    }

    fn make_trampoline(&mut self, params: usize) -> Result<CodeAddress, BackendError> {
        let mut signature = Signature::new(CallConv::SystemV);
        signature.params.extend([AbiParam::new(types::I64); 3]);
        signature.returns.extend([AbiParam::new(types::I64); 2]);
        self.straight(signature, |b, given| {
            let [vm, fp, target] = *given else { unreachable!("three parameters") };
            let mut args = vec![vm, fp];
            for i in 0..params {
                let offset = 8 * (FRAME_HEADER + i) as i32;
                args.push(b.ins().load(types::I64, MemFlagsData::trusted(), fp, offset));
            }
            let signature = b.import_signature(unit_signature(params));
            let call = b.ins().call_indirect(signature, target, &args);
            let results = b.inst_results(call).to_vec();
            b.ins().return_(&results);
        })
    }

    /// Makes a function of one block, of which `body` is given the parameters.
    fn straight(
        &mut self,
        signature: Signature,
        body: impl FnOnce(&mut FunctionBuilder<'_>, &[Value]),
    ) -> Result<CodeAddress, BackendError> {
        self.context.clear();
        self.context.func = Function::with_name_signature(Default::default(), signature);
        let mut b = FunctionBuilder::new(&mut self.context.func, &mut self.builder);
        let entry = b.create_block();
        b.append_block_params_for_function_params(entry);
        b.switch_to_block(entry);
        let params = b.block_params(entry).to_vec();
        body(&mut b, &params);
        b.seal_all_blocks();
        b.finalize(self.isa.frontend_config());
        self.define(self.isa.clone())
    }

    /// Compiles the function in the context into code memory.
    fn define(&mut self, isa: OwnedTargetIsa) -> Result<CodeAddress, BackendError> {
        let mut builder = JITBuilder::with_isa(isa, cranelift_module::default_libcall_names());
        builder.memory_provider(Box::new(self.memory.loan()));
        let mut module = JITModule::new(builder);
        let id = module.declare_anonymous_function(&self.context.func.signature).map_err(failure)?;
        module.define_function(id, &mut self.context).map_err(failure)?;
        let Some(code) = self.memory.take_written() else { return Err(rejected("no code was written")) };
        let result = self.check_compiled().and_then(|()| module.finalize_definitions().map_err(failure));
        if result.is_err() {
            self.memory.free(code);
        }
        result.map(|()| code)
    }

    fn check_compiled(&self) -> Result<(), BackendError> {
        let Some(code) = self.context.compiled_code() else { return Err(rejected("nothing was compiled")) };
        // The target of another relocation would be computed from the writable view.
        let to_itself = |r: &FinalizedMachReloc| {
            let name = match &r.target {
                FinalizedRelocTarget::ExternalName(ExternalName::User(name)) => {
                    self.context.func.params.user_named_funcs().get(*name)
                }
                _ => None,
            };
            matches!(r.kind, Reloc::X86CallPCRel4 | Reloc::Arm64Call) && name == Some(&ITSELF)
        };
        if !code.buffer.relocs().iter().all(to_itself) {
            return Err(rejected("the code refers to a symbol"));
        }
        if code.buffer.frame_layout().is_some_and(|f| f.frame_to_fp_offset > NATIVE_FRAME) {
            return Err(BackendError::TooLarge);
        }
        Ok(())
    }
}

fn failure(e: ModuleError) -> BackendError {
    match e {
        ModuleError::Allocation { .. } => BackendError::NoMemory,
        ModuleError::Compilation(CodegenError::ImplLimitExceeded | CodegenError::CodeTooLarge) => BackendError::TooLarge,
        ModuleError::Compilation(CodegenError::Verifier(errors)) => rejected(errors),
        e => rejected(e),
    }
}

/// The type of a unit that takes this many parameters in registers.
fn unit_signature(params: usize) -> Signature {
    let mut signature = Signature::new(CallConv::Tail);
    signature.params.extend(std::iter::repeat_n(AbiParam::new(types::I64), 2 + params));
    signature.returns.extend([AbiParam::new(types::I64); 2]);
    signature
}
