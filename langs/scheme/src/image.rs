//! What Scheme keeps in Rust, in images: its shapes, and all that the expander remembers.
//!
//! Macros are kept as the forms that define them and compiled again, which also checks them. Open files are not kept: their ports are
//! closed in the loaded machine. Local scopes keep their place in the table but lose their variables, which belong to
//! compilations that are over.

use crate::ast::{RecordKind, RecordProc};
use crate::builtins::{self, Lower};
use crate::compile::{CASE, REST};
use crate::expand::core::Core;
use crate::expand::env::{Alias, Library, Scope};
use crate::expand::rules::Rules;
use crate::expand::{Binding, Env, Syntactic, Top};
use crate::object::{self, Shapes, State};
use crate::ops::Op;
use crate::syntax::{At, Ident, Node, Syntax};
use jitgen::Entry;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use vm_core::core_shapes::GLOBAL;
use vm_core::image::bytes::{Input, Output, Read};
use vm_core::image::{ImageState, damaged};
use vm_core::{Args, Code, CodeId, Error, LanguageId, Layout, Lit, Shape, ShapeId, SourceId, Span, Symbol, Vm, Word};

/// How deep data in macros nest at most: deeper ones are not read from texts either.
const DEPTH: u32 = 20_000;

/// The table of standard procedures and the syntax, as a number.
pub(crate) fn version() -> u64 {
    let mut h = FxHasher::default();
    for p in builtins::prims() {
        (p.info().name, p.info().min, p.info().max).hash(&mut h);
    }
    Core::ALL.iter().for_each(|(_, text, _)| text.hash(&mut h));
    h.finish()
}

// ---- writing

struct Writer<'a> {
    out: Output,
    words: Vec<Word>,
    vm: &'a Vm,
}

/// The state.
pub(crate) fn save(vm: &Vm) -> ImageState {
    let s = object::state(vm);
    let mut w = Writer { out: Output::default(), words: Vec::new(), vm };
    let Shapes { record_type, condition, port, table, environment, parameter, dynamic, promise } = s.shapes;
    let shapes = [record_type.id(), condition.id(), port.id(), table.id(), environment.id(), parameter.id(), dynamic.id(), promise.id()];
    shapes.iter().for_each(|id| w.word((*id).into()));
    w.word(s.raise.map_or(Word::UNDEFINED, Word::from));
    w.option(s.eval_source.map(|i| i.0));
    w.out.u64(s.random);
    w.out.count(s.streams.count());
    w.syntactic(&s.syntactic);
    ImageState { name: String::new(), bytes: w.out.bytes, words: w.words }
}

impl Writer<'_> {
    fn word(&mut self, w: Word) {
        self.words.push(w);
    }

    fn option(&mut self, n: Option<u32>) {
        self.out.number(n.map_or(0, |n| u64::from(n) + 1));
    }

    fn symbol(&mut self, s: Symbol) {
        debug_assert!(self.vm.symbols.exists(s));
        self.out.number(s.index().into());
    }

    fn ident(&mut self, i: Ident) {
        match i {
            Ident::Plain(s) => self.out.number(u64::from(s.index()) << 1),
            Ident::Alias(n) => self.out.number(u64::from(n) << 1 | 1),
        }
    }

    fn syntactic(&mut self, s: &Syntactic) {
        self.out.count(s.scopes.len());
        for scope in &s.scopes {
            match scope {
                Scope::Local { parent, bindings } => {
                    self.out.u8(0);
                    self.out.number(parent.0.into());
                    let kept: Vec<_> = bindings.iter().filter(|b| !matches!(b.1, Binding::Var(_))).collect();
                    self.out.count(kept.len());
                    for (name, binding) in kept {
                        self.ident(*name);
                        self.binding(*binding);
                    }
                }
                Scope::Top(top) => {
                    self.out.u8(1 + u8::from(top.standard));
                    self.option(top.base.map(|e| e.0));
                    self.out.str(&top.prefix);
                    let kept: Vec<_> = top.bindings.iter().filter(|b| !matches!(b.1, Binding::Var(_))).collect();
                    self.out.count(kept.len());
                    for (name, binding) in kept {
                        self.ident(*name);
                        self.binding(*binding);
                    }
                }
            }
        }
        self.out.count(s.aliases.len());
        for a in &s.aliases {
            self.ident(a.name);
            self.out.number(a.env.0.into());
        }
        self.out.count(s.macros.len());
        for m in &s.macros {
            self.out.number(m.env.0.into());
            self.syntax(&m.form);
        }
        self.out.count(s.libraries.len());
        for (name, library) in &s.libraries {
            self.out.str(name);
            self.out.count(library.exports.len());
            for (name, binding) in &library.exports {
                self.symbol(*name);
                self.binding(*binding);
            }
        }
        self.out.count(s.standard.len());
        s.standard.iter().for_each(|n| self.symbol(*n));
        self.out.count(s.records.len());
        for (name, r) in &s.records {
            self.symbol(*name);
            self.record(r);
        }
        self.option(s.everything.map(|e| e.0));
        self.option(s.interaction.map(|e| e.0));
        self.ident(s.everywhere.unwrap_or(Ident::Alias(0)));
        self.out.number(s.unique.into());
    }

    fn binding(&mut self, b: Binding) {
        let (kind, n) = match b {
            Binding::Core(c) => (0, c as u64),
            Binding::Macro(m) => (1, u64::from(m)),
            Binding::Global(s) => (2, u64::from(s.index())),
            Binding::Var(_) => unreachable!("left out by the caller"),
        };
        self.out.number(n << 2 | kind);
    }

    fn record(&mut self, r: &RecordProc) {
        self.word(r.shape);
        let (kind, n) = match &r.kind {
            RecordKind::Make(_, n) => (0, *n),
            RecordKind::Is => (1, 0),
            RecordKind::Get(n) => (2, *n),
            RecordKind::Set(n) => (3, *n),
        };
        self.out.u8(kind);
        self.out.u8(n);
        if let RecordKind::Make(fields, _) = &r.kind {
            self.out.blob(fields);
        }
    }

    fn syntax(&mut self, stx: &Syntax) {
        let At { source, span } = stx.at;
        [source.0, span.start, span.end].into_iter().for_each(|n| self.out.number(n.into()));
        let all = |w: &mut Self, kind, items: &[Syntax]| {
            w.out.u8(kind);
            w.out.count(items.len());
            items.iter().for_each(|i| w.syntax(i));
        };
        match &stx.node {
            Node::Ident(i) => {
                self.out.u8(0);
                self.ident(*i);
            }
            Node::Word(w) => {
                self.out.u8(1);
                self.word(*w);
            }
            Node::Number(t) => {
                self.out.u8(2);
                self.out.str(t);
            }
            Node::Text(t) => {
                self.out.u8(3);
                self.out.str(t);
            }
            Node::List(items) => all(self, 4, items),
            Node::Dotted(items) => all(self, 5, items),
            Node::Vector(items) => all(self, 6, items),
            Node::Bytes(b) => {
                self.out.u8(7);
                self.out.blob(b);
            }
            Node::Object(n) => {
                self.out.u8(8);
                self.out.number((*n).into());
            }
            Node::Label(n, inner) => {
                self.out.u8(9);
                self.out.number((*n).into());
                self.syntax(inner);
            }
            Node::Reference(n) => {
                self.out.u8(10);
                self.out.number((*n).into());
            }
        }
    }
}

// ---- reading

struct Reader<'a> {
    input: Input<'a>,
    words: std::slice::Iter<'a, Word>,
    vm: &'a Vm,
    sources: usize,
    /// How many scopes, aliases and macros there are so far.
    scopes: u32,
    aliases: u32,
    macros: u32,
}

/// Puts the state of an image into a VM.
pub(crate) fn restore(vm: &mut Vm, language: LanguageId, state: &ImageState) -> Result<(), Error> {
    let sources = vm.sources().count();
    let words = state.words.iter();
    let mut r = Reader { input: Input::new(&state.bytes), words, vm, sources, scopes: 0, aliases: 0, macros: 0 };
    let shapes = Shapes {
        record_type: r.shape()?,
        condition: r.shape()?,
        port: r.shape()?,
        table: r.shape()?,
        environment: r.shape()?,
        parameter: r.shape()?,
        dynamic: r.shape()?,
        promise: r.shape()?,
    };
    let raise = match r.word()? {
        Word::UNDEFINED => None,
        w => Some(raise_code(r.vm, w)?),
    };
    let eval_source = r.option(sources as u32)?.map(SourceId);
    let random = r.input.u64()?;
    let streams = r.input.number()?;
    if streams > 1 << 20 {
        return Err(damaged("too many open files"));
    }
    let syntactic = r.syntactic()?;
    r.input.end()?;
    vm.set_state(State {
        language,
        shapes,
        syntactic,
        raise,
        streams: builtins::stream::Streams::closed(streams as usize),
        library_roots: Vec::new(),
        start: std::time::Instant::now(),
        eval_source,
        random,
    });
    Ok(())
}

/// The code of the procedure that raises exceptions: it takes itself and the exception.
fn raise_code(vm: &Vm, w: Word) -> Read<CodeId> {
    let id = w.as_code().filter(|id| vm.code(*id).params == 2 && vm.code(*id).attribute == 0);
    id.ok_or_else(|| damaged("exceptions are raised by no procedure"))
}

impl Reader<'_> {
    fn word(&mut self) -> Read<Word> {
        self.words.next().copied().ok_or_else(|| damaged("a word is missing"))
    }

    fn shape<L: Layout>(&mut self) -> Read<Shape<L>> {
        let id: Option<ShapeId> = self.word()?.as_shape();
        let known = id.filter(|id| id.fixed() == L::FIXED && id.tail() as u8 == L::TAIL as u8);
        known.map(Shape::new).ok_or_else(|| damaged("a shape of Scheme is another"))
    }

    fn below(&mut self, limit: u32) -> Read<u32> {
        let n = self.input.number()?;
        if n < limit.into() { Ok(n as u32) } else { Err(damaged("a number is too large")) }
    }

    fn option(&mut self, limit: u32) -> Read<Option<u32>> {
        let n = self.below(limit.saturating_add(1))?;
        Ok(n.checked_sub(1))
    }

    fn symbol_of(&self, n: u64) -> Read<Symbol> {
        let s = u32::try_from(n).ok().map(Symbol::from_index).filter(|s| self.vm.symbols.exists(*s));
        s.ok_or_else(|| damaged("a symbol that does not exist"))
    }

    fn symbol(&mut self) -> Read<Symbol> {
        let n = self.input.number()?;
        self.symbol_of(n)
    }

    fn ident(&mut self, aliases: u32) -> Read<Ident> {
        let n = self.input.number()?;
        match n & 1 {
            0 => Ok(Ident::Plain(self.symbol_of(n >> 1)?)),
            _ if n >> 1 < aliases.into() => Ok(Ident::Alias((n >> 1) as u32)),
            _ => Err(damaged("an alias that does not exist")),
        }
    }

    fn syntactic(&mut self) -> Read<Syntactic> {
        let mut s = Syntactic::default();
        let count = self.input.count(4)?;
        // Scopes refer to macros and aliases that follow: those are checked when their number is known.
        let (mut highest_alias, mut highest_macro) = (0, 0);
        for i in 0..count {
            let scope = self.scope(i as u32, &mut highest_alias, &mut highest_macro)?;
            s.scopes.push(scope);
        }
        self.scopes = count as u32;
        let count = self.input.count(2)?;
        for i in 0..count {
            // An alias of an alias was made later: so every chain ends.
            let name = self.ident(i as u32)?;
            let env = Env(self.below(self.scopes)?);
            s.aliases.push(Alias { name, env });
        }
        self.aliases = count as u32;
        let count = self.input.count(5)?;
        self.macros = count as u32;
        if highest_alias > self.aliases || highest_macro > self.macros {
            return Err(damaged("a macro or an alias that does not exist"));
        }
        for _ in 0..count {
            let env = Env(self.below(self.scopes)?);
            let form = self.syntax(0)?;
            let rules = Rules::define(&s, &self.vm.symbols, &form, env).map_err(|e| damaged(&e.message))?;
            s.add_macro(rules);
        }
        self.tables(&mut s)?;
        Ok(s)
    }

    fn tables(&mut self, s: &mut Syntactic) -> Read<()> {
        for _ in 0..self.input.count(2)? {
            let name = self.input.str()?.to_string();
            let mut library = Library::default();
            for _ in 0..self.input.count(2)? {
                let name = self.symbol()?;
                let binding = self.binding(&mut 0)?;
                library.exports.insert(name, binding);
            }
            s.libraries.insert(name, library);
        }
        for _ in 0..self.input.count(1)? {
            let name = self.symbol()?;
            s.standard.insert(name);
        }
        for _ in 0..self.input.count(3)? {
            let name = self.symbol()?;
            let record = self.record()?;
            s.records.insert(name, record);
        }
        let top = |s: &Syntactic, e: Option<u32>| match e.map(Env) {
            Some(env) if !s.is_top(env) => Err(damaged("an environment is not one of programs")),
            env => Ok(env),
        };
        s.everything = top(s, self.option(self.scopes)?)?;
        s.interaction = top(s, self.option(self.scopes)?)?;
        s.everywhere = Some(self.ident(self.aliases)?);
        s.unique = self.input.small()?;
        // Every table is checked: what is bound to a macro is bound to one that there is.
        let all = s.libraries.values().flat_map(|l| l.exports.values());
        if all.into_iter().any(|b| matches!(b, Binding::Macro(m) if *m >= self.macros)) {
            return Err(damaged("a macro that does not exist"));
        }
        Ok(())
    }

    fn scope(&mut self, index: u32, highest_alias: &mut u32, highest_macro: &mut u32) -> Read<Scope> {
        let kind = self.input.u8()?;
        let mut name = |r: &mut Self| {
            let i = r.ident(u32::MAX)?;
            if let Ident::Alias(n) = i {
                *highest_alias = (*highest_alias).max(n + 1);
            }
            Ok::<_, Error>(i)
        };
        // A scope lies within one that was made before: so every chain ends.
        match kind {
            0 => {
                let parent = Env(self.below(index)?);
                let count = self.input.count(2)?;
                let bindings = (0..count).map(|_| Ok((name(self)?, self.binding(highest_macro)?))).collect::<Read<_>>()?;
                Ok(Scope::Local { parent, bindings })
            }
            1 | 2 => {
                let base = self.option(index)?.map(Env);
                let prefix = self.input.str()?.to_string();
                let count = self.input.count(2)?;
                let bindings: FxHashMap<_, _> =
                    (0..count).map(|_| Ok((name(self)?, self.binding(highest_macro)?))).collect::<Read<_>>()?;
                Ok(Scope::Top(Top { bindings, base, prefix, standard: kind == 2 }))
            }
            _ => Err(damaged("a scope of unknown kind")),
        }
    }

    fn binding(&mut self, highest_macro: &mut u32) -> Read<Binding> {
        let n = self.input.number()?;
        match n & 3 {
            0 => Core::ALL.get((n >> 2) as usize).map(|c| Binding::Core(c.0)).ok_or_else(|| damaged("unknown syntax")),
            1 => {
                let m = u32::try_from(n >> 2).ok().filter(|m| *m < u32::MAX).ok_or_else(|| damaged("a macro that does not exist"))?;
                *highest_macro = (*highest_macro).max(m + 1);
                Ok(Binding::Macro(m))
            }
            2 => Ok(Binding::Global(self.symbol_of(n >> 2)?)),
            _ => Err(damaged("a binding of unknown kind")),
        }
    }

    fn record(&mut self) -> Read<RecordProc> {
        let shape = self.word()?;
        let (kind, n) = (self.input.u8()?, self.input.u8()?);
        let kind = match kind {
            0 => RecordKind::Make(self.input.blob()?.to_vec(), n),
            1 => RecordKind::Is,
            2 => RecordKind::Get(n),
            3 => RecordKind::Set(n),
            _ => return Err(damaged("a record procedure of unknown kind")),
        };
        let fixed = shape.as_shape().map_or(0, ShapeId::fixed);
        let fits = match &kind {
            RecordKind::Make(fields, n) => u32::from(*n) == fixed && fields.iter().all(|f| f < n),
            RecordKind::Is => true,
            RecordKind::Get(n) | RecordKind::Set(n) => u32::from(*n) < fixed,
        };
        if fits && shape.as_shape().is_some() { Ok(RecordProc { shape, kind }) } else { Err(damaged("a record procedure of no record")) }
    }

    fn syntax(&mut self, depth: u32) -> Read<Syntax> {
        if depth > DEPTH.min(self.vm.limits.parser_depth.saturating_add(100)) {
            return Err(damaged("data nested too deeply"));
        }
        let source = SourceId(self.below(self.sources as u32)?);
        let span = Span { start: self.input.small()?, end: self.input.small()? };
        let node = match self.input.u8()? {
            0 => Node::Ident(self.ident(self.aliases)?),
            1 => match self.word()? {
                w if w.is_pointer() => return Err(damaged("a constant in a macro is an object")),
                w => Node::Word(w),
            },
            2 => Node::Number(self.input.str()?.into()),
            3 => Node::Text(self.input.str()?.into()),
            4 => Node::List(self.items(depth)?.into()),
            5 => match self.items(depth)? {
                items if items.len() < 2 => return Err(damaged("an improper list of one element")),
                items => Node::Dotted(items.into()),
            },
            6 => Node::Vector(self.items(depth)?.into()),
            7 => Node::Bytes(self.input.blob()?.into()),
            8 => Node::Object(self.input.small()?),
            9 => Node::Label(self.input.small()?, self.syntax(depth + 1)?.into()),
            10 => Node::Reference(self.input.small()?),
            _ => return Err(damaged("a datum of unknown kind")),
        };
        Ok(Syntax::new(At { source, span }, node))
    }

    fn items(&mut self, depth: u32) -> Read<Vec<Syntax>> {
        let count = self.input.count(4)?;
        (0..count).map(|_| self.syntax(depth + 1)).collect()
    }
}

// ---- code

/// What Scheme requires of its code: the interpreter takes it for granted.
pub(crate) fn check_code(vm: &Vm, code: &Code) -> Result<(), String> {
    let ops: &Vec<Op> = code.ops().as_any().downcast_ref().ok_or("not the instructions of Scheme")?;
    // The procedure itself and the list of the rest.
    if (code.attribute & REST != 0 && code.params < 2) || code.attribute & !(REST | CASE) != 0 {
        return Err("the parameters are not those of a procedure".into());
    }
    ops.iter().try_for_each(|op| check_op(vm, code, *op))
}

fn check_op(vm: &Vm, code: &Code, op: Op) -> Result<(), String> {
    let literal = |k: Lit| code.literals()[k.index()];
    let need = |good: bool| if good { Ok(()) } else { Err(format!("an operand does not fit {op:?}")) };
    let takes = |k: Lit, parameters: Args| {
        literal(k).as_code().is_some_and(|id| vm.code(id).params == u16::from(parameters.count))
    };
    let fixed = |k: Lit| literal(k).as_shape().filter(|id| !id.has_tail()).map(ShapeId::fixed);
    match op {
        Op::Global { global, .. }
        | Op::SetGlobal { global, .. }
        | Op::DefineGlobal { global, .. }
        | Op::CallGlobal { global, .. }
        | Op::TailCallGlobal { global, .. } => need(vm.cast(literal(global), GLOBAL).is_some()),
        Op::Closure { code, .. } => need(literal(code).as_code().is_some_and(|id| vm.code(id).params > 0)),
        Op::CallCode { code, parameters, .. } | Op::TailCallCode { code, parameters } => need(takes(code, parameters)),
        Op::Call { call, .. } | Op::TailCall { call } => need(call.count > 0),
        Op::RecordNew { shape, fields, .. } => need(fixed(shape) == Some(fields.count.into())),
        Op::RecordIs { shape, .. } => need(literal(shape).as_shape().is_some()),
        Op::RecordRef { shape, index, .. } | Op::RecordSet { shape, index, .. } => need(Some(u32::from(index)) < fixed(shape)),
        Op::RecordRefOf { operands, .. } => need(operands.count == 3),
        Op::RecordSetOf { operands, .. } => need(operands.count == 4),
        Op::RecordNewOf { fields, .. } => need(fields.count > 0),
        Op::Helper0 { prim, .. } => need(helper_takes(prim, 0)),
        Op::Helper1 { prim, .. } => need(helper_takes(prim, 1)),
        Op::Helper2 { prim, .. } => need(helper_takes(prim.into(), 2)),
        Op::Helper3 { prim, operands, .. } => need(operands.count == 3 && helper_takes(prim, 3)),
        Op::HelperN { prim, operands, .. } => need(helper_takes(prim, operands.count)),
        _ => Ok(()),
    }
}

/// Whether that primitive is a helper that takes so many operands.
fn helper_takes(prim: u16, count: u8) -> bool {
    let Some(p) = builtins::prims().nth(prim.into()) else { return false };
    let Lower::Help(helper) = p.info().lower else { return false };
    match helper.entry {
        Entry::Words1(_) => count == 1,
        Entry::Words2(_) => count == 2,
        Entry::Words3(_) => count == 3,
        Entry::Words(_) => p.accepts(count.into()),
        Entry::Float1(_) | Entry::Float2(_) => false,
    }
}
