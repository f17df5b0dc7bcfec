//! Scheme (R7RS-small) on the shared core.
//!
//! Modules in pipeline order:

#![forbid(unsafe_code)]

pub mod lexer; // text to tokens
pub mod syntax; // data with positions and hygienic identifiers
pub mod reader; // tokens to data
pub mod expand; // data to the core language: macros, libraries
pub mod ast; // the core language
pub mod scope; // what is bound, assigned, captured, called where
pub mod compile; // the core language to code
pub mod ops; // the instructions
mod step; // what they do
pub mod object; // objects and state
pub mod builtins; // standard procedures
mod files; // texts of libraries and included files
mod install; // makes the standard libraries
mod warnings; // what is probably wrong in a program
mod host; // functions of the host, calls by the host
mod repl; // Scheme at the prompt
mod image; // what Scheme keeps in Rust, in images
mod program; // the pipeline from a text to code

pub use files::NoFiles;
pub use program::{compile_datum, compile_file, make_environment, named_environment};

// The README's example is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

use jitgen::{Interpreter, Mode};
use vm_core::image::ImageState;
use vm_core::{Code, CodeId, Error, Fault, Language, LanguageId, Reading, SourceId, Vm, Word};

/// The language.
#[derive(Default)]
pub struct Scheme {}

impl Interpreter for Scheme {
    type Op = ops::Op;

    #[inline(always)]
    fn step<M: Mode>(m: &mut M, op: &ops::Op) -> M::Next {
        step::step(m, op)
    }
}

impl Language for Scheme {
    fn name(&self) -> &'static str {
        "scheme"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["scm", "ss", "sld", "sps"]
    }

    fn install(&self, vm: &mut Vm, id: LanguageId) -> Result<Vec<CodeId>, Error> {
        install::install(vm, id)
    }

    fn compile(&self, vm: &mut Vm, _id: LanguageId, source: SourceId) -> Result<CodeId, Error> {
        program::compile(vm, source)
    }

    fn show(&self, vm: &Vm, value: Word, write: bool) -> String {
        builtins::print::to_string(vm, value, write)
    }

    fn show_uncaught(&self, vm: &Vm, value: Word) -> String {
        builtins::error::report(vm, value)
    }

    fn fault(&self, vm: &mut Vm, fault: Fault) -> Word {
        let (kind, message) = match fault {
            Fault::StackOverflow => ("stack", "stack overflow: the recursion is too deep"),
            Fault::OutOfMemory => ("heap", "out of memory"),
        };
        builtins::error::condition(vm, kind, message, &[])
    }

    fn fault_of(&self, vm: &Vm, exception: Word) -> Option<Fault> {
        let c = vm.cast(exception, object::shapes(vm).condition)?;
        match vm.symbols.name(vm.get(c, object::Condition::kind).as_symbol()?) {
            "stack" => Some(Fault::StackOverflow),
            "heap" => Some(Fault::OutOfMemory),
            _ => None,
        }
    }

    fn error(&self, vm: &mut Vm, message: &str) -> Word {
        builtins::error::condition(vm, "error", message, &[])
    }

    fn call(&self, vm: &mut Vm, function: Word, args: &[Word]) -> Result<(CodeId, Vec<Word>), Error> {
        host::call(vm, function, args)
    }

    fn bind_host(&self, vm: &mut Vm, id: LanguageId, name: &str, index: usize, params: Option<u16>) -> Result<(), Error> {
        host::bind(vm, id, name, index, params)
    }

    fn global(&self, vm: &mut Vm, id: LanguageId, name: &str) -> Option<Word> {
        host::global(vm, id, name)
    }

    fn enter(&self, vm: &mut Vm) -> Option<Word> {
        host::enter(vm)
    }

    fn leave(&self, vm: &mut Vm, outer: Word) {
        host::leave(vm, outer);
    }

    fn reading(&self, vm: &mut Vm, text: &str) -> Reading {
        repl::reading(vm, text)
    }

    fn answer(&self, vm: &Vm, value: Word) -> Option<String> {
        repl::answer(vm, value)
    }

    fn name_start(&self, text: &str) -> usize {
        repl::name_start(text)
    }

    fn names(&self, vm: &Vm, id: LanguageId, prefix: &str) -> Vec<String> {
        repl::names(vm, id, prefix)
    }

    fn command(&self, command: &str, argument: &str) -> Option<String> {
        repl::command(command, argument)
    }

    fn image_version(&self) -> u64 {
        image::version()
    }

    fn save_state(&self, vm: &Vm, _id: LanguageId) -> Result<ImageState, Error> {
        Ok(image::save(vm))
    }

    fn restore_state(&self, vm: &mut Vm, id: LanguageId, state: &ImageState) -> Result<(), Error> {
        image::restore(vm, id, state)
    }

    fn check_code(&self, vm: &Vm, code: &Code) -> Result<(), String> {
        image::check_code(vm, code)
    }

    fn stage(&self, vm: &mut Vm, source: SourceId, stage: &str) -> Option<Result<String, Error>> {
        program::stage(vm, source, stage)
    }
}
