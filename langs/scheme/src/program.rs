//! The pipeline from a text, or from a datum at run time, to code.

use crate::ast::{Expr, Kind, Unit};
use crate::builtins::error::{condition, type_error};
use crate::compile::Compiler;
use crate::expand::{Binding, Env, Expander, SyntaxError, Top, Trouble};
use crate::files::Disk;
use crate::lexer::{Lexer, ReadError};
use crate::object;
use crate::syntax::{At, Ident, Node, Syntax};
use crate::{reader, scope, warnings};
use jitgen::HelperResult;
use std::fmt::Write as _;
use vm_core::core_shapes::{BYTES, CLOSURE, PAIR, Pair, TEXT, VECTOR};
use vm_core::limits::poll;
use vm_core::{CodeId, Error, ErrorKind, Location, Source, SourceId, Span, Vm, Word, text};

/// How deep expressions may nest where the native stack is not known to be large.
const SHALLOW: u32 = 100;

/// How deep expressions may nest on a stack of their own.
const DEEP: u32 = 30_000;

/// The size of that stack. It is address space until it is used.
const STACK: usize = 1 << 30;

/// Why there is no code.
enum Failure {
    Syntax(SyntaxError),
    Size(vm_core::CodeError, At),
}

impl From<SyntaxError> for Failure {
    fn from(e: SyntaxError) -> Failure {
        Failure::Syntax(e)
    }
}

/// The error of a place in a text.
fn error_at(vm: &Vm, at: At, message: String) -> Error {
    Error::new(ErrorKind::Syntax, message).at(location(vm, at))
}

/// A place in a text, for people.
pub(crate) fn location(vm: &Vm, at: At) -> Location {
    let source = vm.source(at.source);
    let (line, column) = source.line_column(at.span.start);
    Location { source: source.name.clone(), span: at.span, line, column }
}

fn read_error(vm: &Vm, source: SourceId, e: ReadError) -> Error {
    error_at(vm, At { source, span: e.span }, e.message)
}

fn failure(vm: &Vm, f: Failure) -> Error {
    match f {
        Failure::Syntax(SyntaxError { at, message, trouble: Trouble::Stopped(kind) }) => {
            Error::new(kind, message).at(location(vm, at))
        }
        Failure::Syntax(e) => error_at(vm, e.at, e.message),
        Failure::Size(e, at) => error_at(vm, at, e.to_string()),
    }
}

/// All data of a source text.
fn read(vm: &mut Vm, source: SourceId) -> Result<Vec<Syntax>, Error> {
    let text = vm.source(source).text.clone();
    let depth = vm.limits.parser_depth;
    reader::read_all(&mut vm.symbols, source, &text, depth).map_err(|e| read_error(vm, source, e))
}

/// Does a piece of work that may recurse deeply on a stack that is large enough.
fn deeply<T: Send>(vm: &mut Vm, work: impl FnOnce(&mut Vm) -> T + Send) -> Option<T> {
    std::thread::scope(|s| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        match builder.spawn_scoped(s, || work(vm)) {
            Ok(handle) => match handle.join() {
                Ok(value) => Some(value),
                Err(panic) => std::panic::resume_unwind(panic),
            },
            Err(_) => None,
        }
    })
}

/// How compiled forms are used.
#[derive(Clone, Copy)]
struct Use {
    source: SourceId,
    /// How many parameters the code has.
    params: u16,
    /// Whether positions are kept for messages.
    spans: bool,
}

/// Analyses and compiles what the expander has made.
fn finish(vm: &mut Vm, mut unit: Unit, exprs: Vec<Expr>, how: Use) -> Result<CodeId, Failure> {
    let language = object::state(vm).language;
    if nesting(&exprs) > DEEP {
        let at = exprs.first().map_or(At { source: how.source, span: Span::default() }, |e| e.at);
        return Err(SyntaxError::new(at, format!("expressions nested deeper than {DEEP}")).into());
    }
    if how.params == 0 && how.spans {
        warnings::find(vm, how.source, &unit, &exprs);
    }
    let exprs = scope::analyse(&mut unit, exprs);
    Compiler::program(vm, &unit, language, how.spans, how.source, how.params, &exprs).map_err(|(e, at)| Failure::Size(e, at))
}

/// How deep expressions nest, or will when what stands side by side in them has become nested.
fn nesting(exprs: &[Expr]) -> u32 {
    let mut deepest = 0;
    let mut todo: Vec<(&Expr, u32)> = exprs.iter().map(|e| (e, 1)).collect();
    while let Some((e, d)) = todo.pop() {
        deepest = deepest.max(d);
        let mut next = d + 1;
        let becomes_nested = match &e.kind {
            Kind::Letrec(..) | Kind::Prim(..) => true,
            Kind::Call(f, args) => matches!(f.kind, Kind::Lambda(_)) || args.len() <= scope::MANY,
            _ => false,
        };
        e.children(&mut |c| {
            todo.push((c, next));
            next += u32::from(becomes_nested);
        });
    }
    deepest
}

fn expand(vm: &mut Vm, forms: &[Syntax], env: Env, limit: u32) -> Result<(Unit, Vec<Expr>), SyntaxError> {
    let language = object::state(vm).language;
    let mut s = std::mem::take(&mut object::state_mut(vm).syntactic);
    let mark = s.mark();
    let mut disk = Disk;
    let mut x = Expander::new(vm, &mut s, language, &mut disk, limit);
    let result = x.program(forms, env).map(|exprs| {
        x.resolve_globals();
        exprs
    });
    let unit = if result.is_ok() { x.finish() } else { x.fail() };
    s.release(mark);
    object::state_mut(vm).syntactic = s;
    result.map(|exprs| (unit, exprs))
}

/// Compiles forms, on a larger stack if they are deep or become so.
fn build(vm: &mut Vm, forms: Vec<Syntax>, env: Env, how: Use) -> Result<CodeId, Error> {
    let mut expanded = None;
    if forms.iter().all(|f| f.depth() < SHALLOW) {
        match expand(vm, &forms, env, 2 * SHALLOW) {
            Ok((unit, exprs)) if nesting(&exprs) <= 2 * SHALLOW => {
                return finish(vm, unit, exprs, how).map_err(|f| failure(vm, f));
            }
            Ok(deep) => expanded = Some(deep),
            Err(e) if matches!(e.trouble, Trouble::Depth) => {}
            Err(e) => return Err(failure(vm, e.into())),
        }
    }
    let result = deeply(vm, move |vm| {
        let forms = forms;
        let (unit, exprs) = match expanded {
            Some(deep) => deep,
            None => expand(vm, &forms, env, DEEP).map_err(|e| failure(vm, e.into()))?,
        };
        finish(vm, unit, exprs, how).map_err(|f| failure(vm, f))
    });
    result.unwrap_or_else(|| Err(Error::new(ErrorKind::Host, "no memory for the compiler's stack")))
}

/// The environment of a program: the interaction environment, unless the program begins with an import and is the first.
fn program_env(vm: &mut Vm, source: SourceId, forms: &[Syntax]) -> Env {
    let import = vm.symbols.intern("import");
    let library = vm.symbols.intern("define-library");
    let named = !vm.source(source).name.starts_with('<');
    let s = &mut object::state_mut(vm).syntactic;
    let begins_with = |name| {
        let first = forms.iter().find(|f| head(f) != Some(library));
        first.is_some_and(|f| head(f) == Some(name))
    };
    if s.interaction.is_none() || (named && begins_with(import)) {
        let mut top = Top { base: s.everything, ..Top::default() };
        if named && begins_with(import) {
            top.base = None;
            let keyword = |core: crate::expand::core::Core| Binding::Core(core);
            top.bindings.insert(Ident::Plain(import), keyword(crate::expand::core::Core::Import));
            top.bindings.insert(Ident::Plain(library), keyword(crate::expand::core::Core::DefineLibrary));
        }
        let env = s.top(top);
        s.interaction = Some(env);
    }
    s.interaction.expect("just made")
}

fn head(stx: &Syntax) -> Option<vm_core::Symbol> {
    match stx.items()?.first()?.ident()? {
        Ident::Plain(s) => Some(s),
        Ident::Alias(_) => None,
    }
}

/// Compiles a source text to a function without parameters.
pub(crate) fn compile(vm: &mut Vm, source: SourceId) -> Result<CodeId, Error> {
    let forms = read(vm, source)?;
    let env = program_env(vm, source, &forms);
    let result = build(vm, forms, env, Use { source, params: 0, spans: true });
    if matches!(&result, Err(e) if matches!(e.kind, ErrorKind::Interrupted)) {
        vm.poll.take(poll::INTERRUPT);
    }
    result
}

/// Compiles a text of the standard library in the libraries' own environment.
pub(crate) fn compile_library(vm: &mut Vm, name: &str, text: &str, env: Env) -> Result<CodeId, Error> {
    let source = vm.add_source(Source::new(name, text));
    let forms = read(vm, source)?;
    let (unit, exprs) = expand(vm, &forms, env, DEEP).map_err(|e| failure(vm, e.into()))?;
    finish(vm, unit, exprs, Use { source, params: 0, spans: false }).map_err(|f| failure(vm, f))
}

/// A procedure without parameters for code.
fn thunk(vm: &mut Vm, code: CodeId) -> HelperResult {
    let made = vm.make_slots(CLOSURE, &[code.into()], &[]);
    made.map(|c| c.word()).map_err(|e| crate::builtins::error::memory_error(vm, "eval", e))
}

fn raised(vm: &mut Vm, e: &Error) -> Word {
    let place = match &e.location {
        Some(l) if l.span != Span::default() => format!("{}:{}:{}: ", l.source, l.line, l.column),
        _ => String::new(),
    };
    condition(vm, "syntax", &format!("{place}{}", e.message), &[])
}

fn env_of(vm: &mut Vm, who: &str, w: Word) -> Result<Env, Word> {
    if w == Word::FALSE {
        let s = &mut object::state_mut(vm).syntactic;
        if let Some(env) = s.interaction.or(s.everything) {
            return Ok(env);
        }
    }
    let shape = object::shapes(vm).environment;
    match vm.cast(w, shape).map(|e| vm.get(e, object::Environment::number)).and_then(Word::as_smi) {
        Some(n) => Ok(Env(n as u32)),
        None => Err(type_error(vm, who, 2, "an environment", w)),
    }
}

/// Compiles a datum to a procedure without parameters: the work of `eval`.
pub fn compile_datum(vm: &mut Vm, form: Word, env: Word) -> HelperResult {
    let env = env_of(vm, "eval", env)?;
    let source = eval_source(vm);
    let stx = match to_syntax(vm, source, form, 0) {
        Ok(stx) => stx,
        Err(message) => return Err(condition(vm, "syntax", &format!("eval: {message}"), &[])),
    };
    match build(vm, vec![stx], env, Use { source, params: 1, spans: true }) {
        Ok(code) => thunk(vm, code),
        Err(e) => Err(raised(vm, &e)),
    }
}

/// Compiles a file to a procedure without parameters: the work of `load`.
pub fn compile_file(vm: &mut Vm, path: &str, env: Word) -> HelperResult {
    let env = env_of(vm, "load", env)?;
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) => {
            let name = object::new_text(vm, path);
            return Err(condition(vm, "file", &format!("load: cannot read the file: {e}:"), &[name]));
        }
    };
    let source = vm.add_source(Source::new(path, text));
    let result = read(vm, source).and_then(|forms| build(vm, forms, env, Use { source, params: 1, spans: true }));
    match result {
        Ok(code) => thunk(vm, code),
        Err(e) => Err(raised(vm, &e)),
    }
}

/// The text that code made from data is said to come from.
fn eval_source(vm: &mut Vm) -> SourceId {
    if let Some(s) = object::state(vm).eval_source {
        return s;
    }
    let s = vm.add_source(Source::new("<eval>", ""));
    object::state_mut(vm).eval_source = Some(s);
    s
}

/// How many data a form that is a datum of the heap may be made of: shared parts count as often as they occur.
const LARGEST_FORM: u32 = 2_000_000;

/// A datum of the heap as syntax.
fn to_syntax(vm: &mut Vm, source: SourceId, w: Word, level: u32) -> Result<Syntax, String> {
    let at = At { source, span: Span::default() };
    if level > vm.limits.parser_depth.min(5_000) {
        return Err("the form is nested too deeply or cyclic".into());
    }
    let node = if let Some(s) = w.as_symbol() {
        Node::Ident(Ident::Plain(s))
    } else if w == Word::NIL {
        Node::List([].into())
    } else if !w.is_pointer() {
        Node::Word(w)
    } else if vm.cast(w, PAIR).is_some() {
        let (mut items, mut rest) = (Vec::new(), w);
        let proper = crate::builtins::lists::length(vm, w);
        while let Some(p) = vm.cast(rest, PAIR) {
            let (car, cdr) = (vm.get(p, Pair::car), vm.get(p, Pair::cdr));
            items.push(to_syntax(vm, source, car, level + 1)?);
            rest = cdr;
            if proper.is_none() && items.len() > 1_000_000 {
                return Err("the form is cyclic".into());
            }
        }
        match rest {
            Word::NIL => Node::List(items.into()),
            tail => {
                items.push(to_syntax(vm, source, tail, level + 1)?);
                Node::Dotted(items.into())
            }
        }
    } else if let Some(v) = vm.cast(w, VECTOR) {
        let words = vm.elements(v).to_vec();
        let items: Result<Vec<Syntax>, String> = words.into_iter().map(|x| to_syntax(vm, source, x, level + 1)).collect();
        Node::Vector(items?.into())
    } else if let Some(t) = vm.cast(w, TEXT) {
        Node::Text(text::to_string(vm, t).into())
    } else if let Some(b) = vm.cast(w, BYTES) {
        Node::Bytes(vm.bytes(b).into())
    } else {
        let language = object::state(vm).language;
        Node::Object(object::root(vm, language, w))
    };
    let stx = Syntax::new(at, node);
    if stx.size() > LARGEST_FORM { Err("the form is too large".into()) } else { Ok(stx) }
}

/// The environment of `environment`: import sets given as data. If libraries had to be loaded, a pair of a procedure that runs
/// their bodies and the environment.
pub fn make_environment(vm: &mut Vm, sets: &[Word]) -> HelperResult {
    let source = eval_source(vm);
    let mut forms = Vec::new();
    for set in sets {
        match to_syntax(vm, source, *set, 0) {
            Ok(stx) => forms.push(stx),
            Err(message) => return Err(condition(vm, "syntax", &format!("environment: {message}"), &[])),
        }
    }
    let language = object::state(vm).language;
    let mut s = std::mem::take(&mut object::state_mut(vm).syntactic);
    let env = s.top(Top::default());
    let mut disk = Disk;
    let mut x = Expander::new(vm, &mut s, language, &mut disk, 2 * SHALLOW);
    let result = x.import(&forms, env).map(|code| {
        x.resolve_globals();
        code
    });
    let mut unit = if result.is_ok() { x.finish() } else { x.fail() };
    object::state_mut(vm).syntactic = s;
    match result {
        Ok(code) if code.is_empty() => Ok(environment_object(vm, env)),
        Ok(code) => {
            let code = scope::analyse(&mut unit, code);
            match Compiler::program(vm, &unit, language, true, source, 1, &code) {
                Ok(code) => {
                    let (run, env) = (thunk(vm, code)?, environment_object(vm, env));
                    Ok(vm.pair(run, env))
                }
                Err((e, _)) => Err(condition(vm, "syntax", &format!("environment: {e}"), &[])),
            }
        }
        Err(e) => Err(condition(vm, "syntax", &format!("environment: {}", e.message), &[])),
    }
}

fn environment_object(vm: &mut Vm, env: Env) -> Word {
    let shape = object::shapes(vm).environment;
    vm.make(shape, &[Word::smi(i64::from(env.0))]).word()
}

/// The standard environments: true for the one of the program.
pub fn named_environment(vm: &mut Vm, which: Word) -> HelperResult {
    let s = &mut object::state_mut(vm).syntactic;
    let env = if which == Word::TRUE { s.interaction.or(s.everything) } else { s.everything };
    match env {
        Some(env) => Ok(environment_object(vm, env)),
        None => Err(condition(vm, "syntax", "there is no such environment", &[])),
    }
}

/// A stage before bytecode as text.
pub(crate) fn stage(vm: &mut Vm, source: SourceId, stage: &str) -> Option<Result<String, Error>> {
    let text = vm.source(source).text.clone();
    match stage {
        "tokens" => {
            let mut out = String::new();
            for token in Lexer::new(&text, 0) {
                match token {
                    Ok((t, span)) => {
                        let _ = writeln!(out, "{}..{} {t:?}", span.start, span.end);
                    }
                    Err(e) => return Some(Err(read_error(vm, source, e))),
                }
            }
            Some(Ok(out))
        }
        "data" => Some(read(vm, source).map(|forms| {
            let plain = |i: Ident| match i {
                Ident::Plain(s) => s,
                Ident::Alias(_) => unreachable!("only the expander makes aliases"),
            };
            let mut out = String::new();
            for f in &forms {
                f.write(&mut out, &vm.symbols, &plain, usize::MAX);
                out.push('\n');
            }
            out
        })),
        "ast" | "expand" => Some(read(vm, source).and_then(|forms| {
            let env = program_env(vm, source, &forms);
            let (mut unit, exprs) = expand(vm, &forms, env, 2 * SHALLOW).map_err(|e| failure(vm, e.into()))?;
            let exprs = if stage == "ast" { scope::analyse(&mut unit, exprs) } else { exprs };
            Ok(exprs.iter().map(|e| crate::ast::show(vm, &unit, e) + "\n").collect())
        })),
        _ => None,
    }
}
