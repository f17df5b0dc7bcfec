//! What every language of the VM shares: values, heap, stacks, code objects, limits, errors.
//!
//! Modules in the order in which a reader needs them:

pub mod word; // the tagged word; shapes; symbols
pub mod source; // texts and positions
pub mod error; // what hosts see
pub mod config; // the heap's thresholds and test switches
pub mod limits; // fuel, time, memory; interrupting
pub mod code; // bytecode, literals, marks
pub mod heap; // objects: allocation, access, collection
pub mod number; // the numeric tower
pub mod text; // strings
pub mod frame; // VM stacks and frames
pub mod image; // snapshots of a VM, out and in
pub mod language; // what a language is to the VM
pub mod assume; // what compiled code takes as constant
pub mod vm; // all of it together
#[cfg(test)]
mod testing;

pub use code::{
    Args, Code, CodeBuilder, CodeError, CodeId, Handler, LanguageId, List, Lit, OP_SIZE, OpSet, Operand, Ops, Pc, SiteKind, Slot, Target,
};
pub use config::HeapOptions;
pub use error::{Error, ErrorKind, Location, TraceEntry, Warning};
pub use heap::{Collection, HeapStats, Object, OutOfMemory, Root, RootTable};
pub use language::{Fault, Language, Reading};
pub use limits::{InterruptHandle, Limits};
pub use source::{Source, SourceId, Span};
pub use vm::Vm;
pub use word::{Bytes, ConstKind, Field, Header, Layout, Shape, ShapeId, Slots, Symbol, Tail, TailKind, Word, core_shapes};

#[doc(hidden)]
pub use code::{code_field_put, code_field_take, code_fingerprint};
#[doc(hidden)]
pub use word::layout_mask;
