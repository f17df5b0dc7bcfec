//! Prolog: ISO 13211-1 and what its users take for granted. `README.md` says what is covered.

#![forbid(unsafe_code)]

pub mod lexer; // text to tokens
mod conversion; // characters read as others
pub mod reader; // tokens to terms
pub mod object; // terms and the engine's records in the heap
mod walk; // terms gone through
mod copy; // copies of terms
mod unify; // terms side by side: unification, identity, order
pub mod state; // operators, flags, predicates, streams
pub mod modules; // which predicate a name means
pub mod streams; // where characters come from and go to
pub mod write; // terms to text
mod compile; // clauses to code
mod entries; // what goals and closures are entered by
mod clauses; // clauses that are data
mod load; // the clause store
mod libraries; // libraries loaded when they are used
pub mod ops; // the instructions
mod step; // what they do
mod arith; // evaluable functions
mod alarm; // goals that run too long
mod errors; // the standard's error terms
mod builtins; // builtins in Rust
mod toplevel; // queries that a user types
mod image; // what Prolog keeps in Rust, in images

use jitgen::{Interpreter, Mode};
use state::{OccursCheck, Operators, Prolog as World, Quotes, Unknown};
use vm_core::image::ImageState;
use vm_core::{
    Code, CodeId, Error, ErrorKind, Fault, Language, LanguageId, Location, Reading, Source, SourceId, Span, TailKind, Vm, Word,
};

/// The language.
#[derive(Default)]
pub struct Prolog;

/// The library, in Prolog, in the order in which it is loaded.
const LIBRARY: &[(&str, &str)] = &[
    ("control.pl", include_str!("../../../images/prolog/control.pl")),
    ("errors.pl", include_str!("../../../images/prolog/errors.pl")),
    ("lists.pl", include_str!("../../../images/prolog/lists.pl")),
    ("solutions.pl", include_str!("../../../images/prolog/solutions.pl")),
    ("attributes.pl", include_str!("../../../images/prolog/attributes.pl")),
    ("continuations.pl", include_str!("../../../images/prolog/continuations.pl")),
    ("terms.pl", include_str!("../../../images/prolog/terms.pl")),
    ("text.pl", include_str!("../../../images/prolog/text.pl")),
    ("database.pl", include_str!("../../../images/prolog/database.pl")),
    ("io.pl", include_str!("../../../images/prolog/io.pl")),
    ("numbers.pl", include_str!("../../../images/prolog/numbers.pl")),
    ("readutil.pl", include_str!("../../../images/prolog/readutil.pl")),
    ("dcg.pl", include_str!("../../../images/prolog/dcg.pl")),
    ("modules.pl", include_str!("../../../images/prolog/modules.pl")),
    ("load.pl", include_str!("../../../images/prolog/load.pl")),
    ("toplevel.pl", include_str!("../../../images/prolog/toplevel.pl")),
    ("messages.pl", include_str!("../../../images/prolog/messages.pl")),
];

impl Interpreter for Prolog {
    type Op = ops::Op;

    #[inline(always)]
    fn step<M: Mode>(m: &mut M, op: &ops::Op) -> M::Next {
        step::step(m, op)
    }
}

impl Language for Prolog {
    fn name(&self) -> &'static str {
        "prolog"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pl", "pro", "prolog"]
    }

    fn install(&self, vm: &mut Vm, id: LanguageId) -> Result<Vec<CodeId>, Error> {
        world(vm, id);
        compile::install(vm).map_err(|e| Error::new(ErrorKind::Host, e.to_string()))?;
        for (name, text) in LIBRARY {
            library(vm, name, text)?;
            // The clauses of everything else are hidden.
            if *name != "lists.pl" {
                object::world_mut(vm).predicates.values_mut().for_each(|p| p.builtin |= !p.discontiguous);
            } else {
                object::world_mut(vm).predicates.values_mut().filter(|p| !p.builtin).for_each(|p| p.discontiguous = true);
            }
        }
        load::compile_always_run(vm).map_err(|_| Error::new(ErrorKind::Host, "the library cannot be compiled"))?;
        let p = object::world_mut(vm);
        p.double_quotes = Quotes::String;
        p.load = 1;
        p.module = "user".into();
        Ok(Vec::new())
    }

    fn compile(&self, vm: &mut Vm, _id: LanguageId, source: SourceId) -> Result<CodeId, Error> {
        builtins::engines::end_stopped(vm);
        compile::start(vm, "$program", Word::smi(source.0.into())).map_err(|e| Error::new(ErrorKind::Syntax, e.to_string()))
    }

    fn reading(&self, _vm: &mut Vm, text: &str) -> Reading {
        toplevel::reading(text)
    }

    fn compile_interactive(&self, vm: &mut Vm, _id: LanguageId, source: SourceId) -> Result<CodeId, Error> {
        object::world_mut(vm).answer = None;
        builtins::engines::end_stopped(vm);
        let Source { name, text, .. } = vm.source(source);
        // A query that ends with the text needs no point.
        let source = match toplevel::reading(text) {
            Reading::Unfinished => {
                let whole = Source::new(name.to_string(), format!("{text}\n."));
                vm.add_source(whole)
            }
            _ => source,
        };
        compile::start(vm, "$query", Word::smi(source.0.into())).map_err(|e| Error::new(ErrorKind::Syntax, e.to_string()))
    }

    fn answer(&self, vm: &Vm, value: Word) -> Option<String> {
        match &object::world(vm).answer {
            Some(answer) => Some(answer.text.clone()).filter(|t| !t.is_empty()),
            None => Some(self.show(vm, value, true)),
        }
    }

    fn failed(&self, _vm: &Vm, value: Word) -> bool {
        value == Word::FALSE
    }

    fn more(&self, vm: &mut Vm, _value: Word) -> Option<(CodeId, Vec<Word>)> {
        if toplevel::go_back(vm) { compile::redo(vm).ok().map(|code| (code, Vec::new())) } else { None }
    }

    fn show(&self, vm: &Vm, value: Word, write: bool) -> String {
        // The value of a program: it has succeeded or it has not.
        match value {
            Word::TRUE => "true".into(),
            Word::FALSE => "false".into(),
            w => write::text(vm, w, write::Style { quoted: write, numbervars: true, ..Default::default() }),
        }
    }

    fn fault(&self, vm: &mut Vm, fault: Fault) -> Word {
        match fault {
            Fault::StackOverflow => errors::resource(vm, "stack"),
            Fault::OutOfMemory => errors::resource(vm, "memory"),
        }
    }

    fn recover(&self, vm: &mut Vm, exception: Word, first: Word) -> Option<(CodeId, Vec<Word>)> {
        // A continuation, or a choice point, which keeps one.
        let s = object::shapes(vm);
        let cont = match vm.cast(first, s.choice()) {
            Some(choice) => vm.elements(choice).first().copied()?,
            None => first,
        };
        vm.cast(cont, s.cont())?;
        Some((object::world(vm).codes["fault"], vec![cont, exception]))
    }

    fn attend(&self, vm: &mut Vm) {
        alarm::ring(vm);
    }

    fn error(&self, vm: &mut Vm, message: &str) -> Word {
        let text = object::atom(vm, message);
        let formal = object::compound(vm, "system_error", &[text]);
        errors::error(vm, formal)
    }

    fn call(&self, vm: &mut Vm, goal: Word, args: &[Word]) -> Result<(CodeId, Vec<Word>), Error> {
        builtins::engines::end_stopped(vm);
        image::call(vm, goal, args).map(|code| (code, Vec::new()))
    }

    /// The name of a predicate without arguments is a goal.
    fn global(&self, vm: &mut Vm, _id: LanguageId, name: &str) -> Option<Word> {
        let symbol = vm.symbols.find(name)?;
        let predicates = &object::world(vm).predicates;
        let found = predicates.contains_key(&(symbol, 0)) || predicates.contains_key(&(symbol, 1));
        found.then(|| symbol.into())
    }

    fn names(&self, vm: &Vm, _id: LanguageId, prefix: &str) -> Vec<String> {
        toplevel::names(vm, prefix)
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

    fn check_code(&self, _vm: &Vm, code: &Code) -> Result<(), String> {
        image::check_code(code)
    }

    fn compiles_late(&self) -> bool {
        true
    }

    fn stage(&self, vm: &mut Vm, source: SourceId, stage: &str) -> Option<Result<String, Error>> {
        let text = vm.source(source).text.to_string();
        let mut out = String::new();
        let mut at = 0;
        loop {
            let next = match stage {
                "tokens" => {
                    let (tokens, next) = lexer::clause(&text, at);
                    match tokens {
                        Ok(tokens) if tokens.is_empty() => break,
                        Ok(tokens) => out.extend(tokens.iter().map(|t| format!("{:?} {:?}\n", t.kind, t.text))),
                        Err((message, at)) => return Some(Err(syntax(vm, source, message, at))),
                    }
                    next
                }
                "ast" => {
                    let (read, next) = reader::read(vm, &text, at);
                    match read {
                        Err(e) => return Some(Err(syntax(vm, source, &e.message, e.at))),
                        Ok(read) => {
                            let Some(w) = read.term else { break };
                            let style = write::Style { quoted: true, ignore_ops: true, ..Default::default() };
                            out += &write::text(vm, w, style);
                            out += ".\n";
                        }
                    }
                    next
                }
                _ => return None,
            };
            at = next;
        }
        Some(Ok(out))
    }
}

fn syntax(vm: &Vm, source: SourceId, message: &str, at: usize) -> Error {
    let s = vm.source(source);
    let (line, column) = s.line_column(at as u32);
    let location = Location { source: s.name.clone(), span: Span::new(at, at + 1), line, column };
    Error::new(ErrorKind::Syntax, message.replace('_', " ")).at(location)
}

/// The language's state in a new VM.
fn world(vm: &mut Vm, language: LanguageId) {
    let shapes = object::Shapes::define(vm);
    let name = vm.symbols.intern("[|]");
    let cons = vm.shapes.add(name, 2, TailKind::None, 0, false, Default::default());
    let nil = object::atom(vm, "[]");
    let (none, zero) = (Word::NIL, Word::smi(0));
    let registers = vm.make(
        shapes.state(),
        &[none, none, Word::hole(0), zero, none, zero, none, none, zero, Word::smi(object::NO_LIMIT), zero, Word::hole(0)],
    );
    let state = vm.root(registers.word());
    let mut p = empty(vm, language, shapes, cons, nil, state);
    p.keep = vec![vm.root(nil)];
    p.add_functor(name, 2, cons, false);
    watch(vm, p);
}

/// Takes up the language's state. The registers change at each call.
fn watch(vm: &mut Vm, state: World) {
    let registers = state.state.clone();
    vm.set_state(state);
    vm.watch(&registers);
}

/// The language's state before anything is in it.
fn empty(
    vm: &mut Vm,
    language: LanguageId,
    shapes: object::Shapes,
    cons: vm_core::ShapeId,
    nil: Word,
    state: vm_core::Root,
) -> World {
    // Variables younger than the newest choice point keep their values.
    vm.follow_references(shapes.var(), state.clone(), object::State::followed.index());
    vm.before_collection(object::tidy);
    let (truth, module) = (object::atom(vm, "true"), object::atom(vm, "user"));
    let user = vm.root(module);
    World {
        language,
        shapes,
        cons,
        nil,
        truth,
        functors: Default::default(),
        is_functor: Vec::new(),
        operators: Operators::standard(),
        double_quotes: Quotes::String,
        back_quotes: Quotes::Codes,
        unknown: Unknown::Error,
        floats: Default::default(),
        occurs_check: OccursCheck::False,
        iso: false,
        conversions: Default::default(),
        cycle: None,
        predicates: Default::default(),
        mutable: false,
        waking: false,
        wakers: Vec::new(),
        wide: false,
        recent: Default::default(),
        spare: String::new(),
        state,
        alarms: Vec::new(),
        engines: Default::default(),
        tables: Default::default(),
        module: "system".into(),
        user: module.as_symbol().expect("just made"),
        system: vm.symbols.intern("system"),
        colon: vm.symbols.intern(":"),
        neck: vm.symbols.intern(":-"),
        functions: arith::numbered(vm),
        operations: ["+", "-", "*"].map(|name| vm.symbols.intern(name)),
        orders: ["<", "=", ">"].map(|name| vm.symbols.intern(name)),
        modules: modules::Modules::new(user),
        raised: None,
        entries: Default::default(),
        spreads: Default::default(),
        suspended: Default::default(),
        compiled_clauses: 0,
        codes: Default::default(),
        streams: streams::Stream::standard(),
        input: 0,
        output: 1,
        variables: Default::default(),
        load: 0,
        last_clause: None,
        answer: None,
        failures: 0,
        keep: Vec::new(),
        libraries: Default::default(),
        random: 0x2545_f491_4f6c_dd1d,
        serial: 0,
    }
}

/// Loads a file of the library: clauses only, and directives that declare.
fn library(vm: &mut Vm, name: &str, text: &str) -> Result<(), Error> {
    let mut at = 0;
    loop {
        let (read, next) = reader::read(vm, text, at);
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let wrong = |at: usize, what: String| Error::new(ErrorKind::Host, format!("library {name}:{}: {what}", line(at)));
        let start = at;
        at = next;
        let read = read.map_err(|e| wrong(e.at, e.message))?;
        let Some(term) = read.term else { return Ok(()) };
        // What types must be is said of arguments of any predicate.
        if name != "errors.pl" {
            errors::name_contexts(vm, term);
        }
        if let Err(e) = load::add(vm, term) {
            return Err(wrong(start, write::text(vm, e, write::Style { quoted: true, ..Default::default() })));
        }
    }
}
