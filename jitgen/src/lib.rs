//! The JIT generator: an interpreter, written once as a function generic over a [`Mode`], is run, recorded and resumed; the
//! compiler falls out of the second reading.
//!
//! Modules in pipeline order:

pub mod helper; // residual helpers: what the recorder does not look into
pub mod mode; // the operations an interpreter is written in: run, record, resume
pub mod smi; // arithmetic of small integers in several operations
pub mod ir; // the trace IR
pub mod opt; // the optimiser
pub mod backend; // machine code, or the reference executor
pub mod unit; // what is compiled as one function; recordings
pub mod config; // thresholds and switches
pub mod log; // one line per event
pub mod host; // host functions and typed values
pub mod image; // whole machines, to bytes and back
pub mod driver; // runs programs: interprets, records, compiles, enters

pub use config::{BackendKind, Budget, Config, RELUCTANCE};
pub use driver::{Machine, Stats};
pub use helper::{Effects, Entry, Helper, HelperResult, Operands};
pub use host::HostCallable;
pub use host::convert::{FromWord, IntoArgs, IntoWord};
pub use image::AnyLanguage;
pub use mode::{Class, Cmp, FloatFn, FloatOp, IntOp, Interpreter, Mode, Next, Request, SmiOp};
pub use vm_core;
