//! Placeholder until the executor lands.
use super::*;

/// Refuses everything.
pub struct Reference;

impl Reference {
    /// A new one.
    pub fn new() -> Reference {
        Reference
    }
}

/// Refuses everything.
pub struct Cranelift;

impl Cranelift {
    /// A new one.
    pub fn new(_limit: usize) -> Cranelift {
        Cranelift
    }
}

macro_rules! refuse {
    ($t:ty) => {
        #[allow(unsafe_code)]
        impl Backend for $t {
            fn compile(&mut self, _job: &Job<'_>) -> Result<CodeHandle, BackendError> {
                Err(BackendError::TooLarge)
            }
            fn entry(&self, _code: CodeHandle) -> usize {
                0
            }
            unsafe fn enter(&mut self, _vm: &mut Vm, _fp: *mut Word, _code: CodeHandle) -> Outcome {
                Outcome { status: UNWOUND, value: 0 }
            }
            fn free(&mut self, _code: CodeHandle) {}
            fn bytes(&self) -> usize {
                0
            }
            fn text(&self, _code: CodeHandle, _stage: &str) -> Option<String> {
                None
            }
        }
    };
}
refuse!(Reference);
refuse!(Cranelift);

impl ExitSite {
    /// The site of an exit.
    pub fn new(unit: u32, exit: ExitId, _e: &crate::ir::Exit, _g: &Graph) -> ExitSite {
        ExitSite { unit, exit, values: Vec::new() }
    }
}
