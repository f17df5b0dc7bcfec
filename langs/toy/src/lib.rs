//! The toy language: the smallest language on the core. Template, subject of the JIT's tests, and the tutorial's example.

#![forbid(unsafe_code)]

pub mod lexer; // text to tokens
#[allow(clippy::all, missing_docs, unused)]
mod grammar {
    lalrpop_util::lalrpop_mod!(generated, "/grammar.rs");
    pub use generated::*;
} // tokens to syntax tree
pub mod ast; // the syntax tree
mod compile; // syntax tree to code
pub mod ops; // the instructions
mod step; // what they do

use jitgen::{Interpreter, Mode};
use lalrpop_util::ParseError;
use vm_core::core_shapes::{PAIR, Pair};
use vm_core::image::ImageState;
use vm_core::{CodeId, Error, ErrorKind, Language, LanguageId, Location, SourceId, Span, Vm, Word};

/// The language.
#[derive(Default)]
pub struct Toy;

/// What can go wrong. The exception is its number.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    NotANumber,
    DivisionByZero,
    Overflow,
    NotAPair,
    NotAFunction,
    Undefined,
    StackOverflow,
    OutOfMemory,
}

/// The messages, in order.
const MESSAGES: [&str; 8] = [
    "operand is not a number",
    "division by zero",
    "integer overflow",
    "operand is not a pair",
    "called value is not a function of so many arguments",
    "undefined name",
    "stack overflow",
    "out of memory",
];

/// The message of an exception: of a [`Fault`], or the message itself as a symbol.
fn message(vm: &Vm, exception: Word) -> String {
    match (exception.as_smi(), exception.as_symbol()) {
        (Some(i), _) => MESSAGES.get(i as usize).copied().unwrap_or("error").into(),
        (_, Some(name)) => vm.symbols.name(name).into(),
        _ => "error".into(),
    }
}

impl Interpreter for Toy {
    type Op = ops::Op;

    #[inline(always)]
    fn step<M: Mode>(m: &mut M, op: &ops::Op) -> M::Next {
        step::step(m, op)
    }
}

impl Language for Toy {
    fn name(&self) -> &'static str {
        "toy"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["toy"]
    }

    fn install(&self, _vm: &mut Vm, _id: LanguageId) -> Result<Vec<CodeId>, Error> {
        Ok(Vec::new())
    }

    fn compile(&self, vm: &mut Vm, id: LanguageId, source: SourceId) -> Result<CodeId, Error> {
        let program = parse(vm, source)?;
        compile::Function::compile(vm, (id, source), "program", &[], &program)
            .map_err(|e| Error::new(ErrorKind::Syntax, e.to_string()))
    }

    fn show(&self, vm: &Vm, value: Word, _write: bool) -> String {
        show(vm, value)
    }

    fn show_uncaught(&self, vm: &Vm, exception: Word) -> String {
        message(vm, exception)
    }

    fn fault(&self, _vm: &mut Vm, fault: vm_core::Fault) -> Word {
        Word::smi(match fault {
            vm_core::Fault::StackOverflow => Fault::StackOverflow,
            vm_core::Fault::OutOfMemory => Fault::OutOfMemory,
        } as i64)
    }

    fn fault_of(&self, _vm: &Vm, exception: Word) -> Option<vm_core::Fault> {
        let is = |fault: Fault| exception == Word::smi(fault as i64);
        let stack = is(Fault::StackOverflow).then_some(vm_core::Fault::StackOverflow);
        stack.or_else(|| is(Fault::OutOfMemory).then_some(vm_core::Fault::OutOfMemory))
    }

    fn error(&self, vm: &mut Vm, message: &str) -> Word {
        vm.symbols.intern(message).into()
    }

    fn save_state(&self, _vm: &Vm, _id: LanguageId) -> Result<ImageState, Error> {
        // All that there is is in the VM.
        Ok(ImageState::default())
    }

    fn stage(&self, vm: &mut Vm, source: SourceId, stage: &str) -> Option<Result<String, Error>> {
        match stage {
            "tokens" => Some(Ok(lexer::tokens(&vm.source(source).text).map(|t| format!("{t:?}\n")).collect())),
            "ast" => Some(parse(vm, source).map(|p| format!("{p:#?}\n"))),
            _ => None,
        }
    }
}

fn parse(vm: &Vm, source: SourceId) -> Result<Vec<ast::Stmt>, Error> {
    let text = &vm.source(source).text;
    grammar::ProgramParser::new().parse(lexer::tokens(text)).map_err(|e| {
        let (start, end) = match e {
            ParseError::InvalidToken { location } | ParseError::User { error: location } => (location, location + 1),
            ParseError::UnrecognizedEof { location, .. } => (location, location),
            ParseError::UnrecognizedToken { token: (l, _, r), .. } | ParseError::ExtraToken { token: (l, _, r) } => (l, r),
        };
        let (line, column) = vm.source(source).line_column(start as u32);
        let location = Location { source: vm.source(source).name.clone(), span: Span::new(start, end), line, column };
        Error::new(ErrorKind::Syntax, "syntax error").at(location)
    })
}

/// The text of a value. Lists nest to a depth, then end in dots.
pub(crate) fn show(vm: &Vm, w: Word) -> String {
    fn go(vm: &Vm, w: Word, depth: u32, out: &mut String) {
        if let Some(p) = vm.cast(w, PAIR) {
            if depth == 0 {
                return out.push_str("...");
            }
            out.push('(');
            go(vm, vm.get(p, Pair::car), depth - 1, out);
            out.push_str(", ");
            go(vm, vm.get(p, Pair::cdr), depth - 1, out);
            out.push(')');
        } else if let Some(f) = vm.float_value(w) {
            out.push_str(&format!("{f:?}"));
        } else if let Some(code) = w.as_code() {
            out.push_str(&vm.code(code).name);
        } else if let Some(s) = w.as_symbol() {
            out.push_str(vm.symbols.name(s));
        } else {
            out.push_str(&format!("{w:?}"));
        }
    }
    let mut out = String::new();
    go(vm, w, 100, &mut out);
    out
}
