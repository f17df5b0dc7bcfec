//! Code generation: the core language to register code.
//!
//! Every procedure becomes one code object. Slot 0 of its frame is the procedure itself, the parameters follow, then variables and
//! temporaries like a stack. Free variables are copied into the closure when it is made. Code objects of one unit refer to
//! each other before they exist, so their literals hold placeholders until [`link`](Compiler::link).

mod call;
mod closure;
mod expr;
mod label;
mod prim;
mod test;

use crate::ast::{Expr, GlobalRef, Unit, Var};
use crate::builtins::error;
use crate::ops::Op;
use crate::syntax::At;
use label::{LabelState, Loop};
use rustc_hash::FxHashMap;
use vm_core::core_shapes::{CLOSURE, VECTOR};
use vm_core::{CodeBuilder, CodeError, CodeId, ConstKind, LanguageId, Lit, Slot, SourceId, Vm, Word};

/// Attribute of code whose last parameter is the list of the other arguments.
pub const REST: u32 = 1;
/// Attribute of the code of a `case-lambda`: its literals are the clauses' code, its closure holds the clauses' procedures.
pub const CASE: u32 = 2;

/// The largest number of operands of an instruction.
pub(crate) const MAX_ARGS: usize = 250;

/// How many forms of a program go into one code object.
const CHUNK: usize = 500;

/// Where the value of an expression goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Dest {
    /// Into a slot.
    Slot(Slot),
    /// Nowhere.
    Effect,
    /// It is the procedure's value.
    Tail,
}

/// Where a variable lives in a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Home {
    Slot(Slot),
    Captured(u16),
}

/// What a placeholder stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Patch {
    /// The code of a function.
    Code(usize),
    /// A procedure that captures nothing.
    Closure(usize),
}

/// A function whose code is finished but for its placeholders.
struct Finished {
    code: CodeBuilder<Op>,
    patches: Vec<(Lit, Patch)>,
    /// For a `case-lambda` that captures nothing: its clauses.
    clauses: Vec<usize>,
    at: At,
}

/// A function being compiled.
struct Frame {
    id: usize,
    code: CodeBuilder<Op>,
    source: SourceId,
    spans: bool,
    patches: Vec<(Lit, Patch)>,
    /// The next free slot.
    top: u32,
    homes: FxHashMap<Var, Home>,
    /// Which list of captured variables it extends; the members of a group share one.
    captures: usize,
    labels: Vec<LabelState>,
    loops: FxHashMap<Var, Loop>,
    /// Where a label was placed last.
    placed: Option<vm_core::code::Pc>,
    /// Whether control can reach the next instruction.
    live: bool,
    /// How messages speak of instructions that stand for calls of other procedures.
    notes: Vec<Word>,
}

/// A local procedure that is known where it is called.
#[derive(Clone, Copy)]
struct Known {
    id: usize,
    params: usize,
    rest: bool,
    /// The variable whose value is the closure that the procedure's group shares.
    holder: Var,
}

/// Generates the code of one unit.
pub struct Compiler<'a> {
    vm: &'a mut Vm,
    unit: &'a Unit,
    language: LanguageId,
    /// Whether code says where it comes from; the library does not, so that errors point into the program.
    spans: bool,
    functions: Vec<Option<Finished>>,
    frames: Vec<Frame>,
    captures: Vec<Vec<Var>>,
    known: FxHashMap<Var, Known>,
    /// Groups whose shared closure captures nothing: the function whose closure it is.
    fixed: FxHashMap<Var, usize>,
    error: Option<(CodeError, At)>,
}

impl<'a> Compiler<'a> {
    /// Compiles the forms of a program to a function. `params` is 1 if Scheme code is to call it, with the procedure as its
    /// only parameter, and 0 if the host is.
    pub fn program(
        vm: &'a mut Vm,
        unit: &'a Unit,
        language: LanguageId,
        spans: bool,
        source: SourceId,
        params: u16,
        forms: &[Expr],
    ) -> Result<CodeId, (CodeError, At)> {
        let mut c = Compiler {
            vm,
            unit,
            language,
            spans,
            functions: Vec::new(),
            frames: Vec::new(),
            captures: Vec::new(),
            known: FxHashMap::default(),
            fixed: FxHashMap::default(),
            error: None,
        };
        let at = At { source, ..At::default() };
        let main = c.chunks(at, params, forms);
        c.link(main)
    }

    fn chunks(&mut self, at: At, params: u16, forms: &[Expr]) -> usize {
        let mut pieces: Vec<usize> = Vec::new();
        if forms.len() > CHUNK {
            for piece in forms.chunks(CHUNK) {
                pieces.push(self.chunk(at, 0, piece, &[]));
            }
            return self.chunk(at, params, &[], &pieces);
        }
        self.chunk(at, params, forms, &[])
    }

    /// A function that evaluates forms, or calls other such functions, one after the other.
    fn chunk(&mut self, at: At, params: u16, forms: &[Expr], pieces: &[usize]) -> usize {
        let captures = self.new_captures();
        self.begin("program", at, params, captures);
        let value = self.temp();
        self.constant(value, Word::UNSPECIFIED);
        for (i, e) in forms.iter().enumerate() {
            let top = self.f().top;
            let d = if i + 1 == forms.len() { Dest::Slot(value) } else { Dest::Effect };
            self.expr(e, d);
            self.f().top = top;
        }
        for p in pieces {
            let code = self.placeholder(Patch::Code(*p));
            self.emit(Op::CallCode { dst: value, code, parameters: vm_core::Args { base: 0, count: 0 } });
            self.mark_return();
        }
        self.emit(Op::Return { a: value });
        self.end(at)
    }

    // ---- functions

    fn f(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a function is being compiled")
    }

    fn new_captures(&mut self) -> usize {
        self.captures.push(Vec::new());
        self.captures.len() - 1
    }

    /// Reserves a function's number.
    fn reserve(&mut self) -> usize {
        self.functions.push(None);
        self.functions.len() - 1
    }

    fn begin(&mut self, name: &str, at: At, params: u16, captures: usize) -> usize {
        let id = self.reserve();
        self.begin_as(id, name, at, params, captures);
        id
    }

    fn begin_as(&mut self, id: usize, name: &str, at: At, params: u16, captures: usize) {
        let code = CodeBuilder::new(name, self.language, params, at.source);
        self.frames.push(Frame {
            id,
            code,
            source: at.source,
            // The libraries that come with the language do not say where they are either.
            spans: self.spans && !crate::files::is_embedded(&self.vm.source(at.source).name),
            patches: Vec::new(),
            top: u32::from(params),
            homes: FxHashMap::default(),
            captures,
            labels: Vec::new(),
            loops: FxHashMap::default(),
            placed: None,
            live: true,
            notes: Vec::new(),
        });
    }

    fn end(&mut self, at: At) -> usize {
        let mut f = self.frames.pop().expect("a function is being compiled");
        if !f.notes.is_empty() {
            f.notes.insert(0, error::NOTES);
            // Without memory for them messages speak of the instructions.
            if let Ok(notes) = self.vm.make_slots(VECTOR, &[], &f.notes) {
                f.code.literal(notes.word());
            }
        }
        self.functions[f.id] = Some(Finished { code: f.code, patches: f.patches, clauses: Vec::new(), at });
        f.id
    }

    /// Gives every function its id, fills the placeholders, and adds the code to the VM.
    fn link(mut self, main: usize) -> Result<CodeId, (CodeError, At)> {
        if let Some(e) = self.error {
            return Err(e);
        }
        let base = self.vm.next_code_id().0;
        let code_of = |i: usize| CodeId(base + i as u32);
        // Procedures that capture nothing exist once; those of a `case-lambda` hold their clauses.
        let mut closures: FxHashMap<usize, Word> = FxHashMap::default();
        let functions: Vec<Finished> = self.functions.drain(..).map(|f| f.expect("every function was compiled")).collect();
        let mut wanted: Vec<usize> = Vec::new();
        for f in &functions {
            wanted.extend(f.patches.iter().filter_map(|(_, p)| match p {
                Patch::Closure(i) => Some(*i),
                Patch::Code(_) => None,
            }));
            wanted.extend(&f.clauses);
        }
        // Clauses come after the procedures that want them in no particular order, so plain ones are made first.
        wanted.sort_by_key(|i| !functions[*i].clauses.is_empty());
        for i in wanted {
            if !closures.contains_key(&i) {
                let clauses: Vec<Word> = functions[i].clauses.iter().map(|c| closures[c]).collect();
                let made = self.vm.make_slots(CLOSURE, &[code_of(i).into()], &clauses);
                let made = made.map_err(|_| (CodeError::TooLarge("clauses"), functions[i].at))?;
                closures.insert(i, made.word());
            }
        }
        let mut built = Vec::with_capacity(functions.len());
        for f in functions {
            let mut code = f.code;
            for (k, p) in f.patches {
                let w = match p {
                    Patch::Code(i) => code_of(i).into(),
                    Patch::Closure(i) => closures[&i],
                };
                code.patch_literal(k, w);
            }
            built.push(code.finish().map_err(|e| (e, f.at))?);
        }
        for code in built {
            self.vm.add_code(code);
        }
        Ok(code_of(main))
    }

    /// A literal that is filled in by [`link`](Self::link).
    fn placeholder(&mut self, p: Patch) -> Lit {
        let payload = match p {
            Patch::Code(i) => 0xf000_0000 | i as u32,
            Patch::Closure(i) => 0xe000_0000 | i as u32,
        };
        let f = self.f();
        let k = f.code.literal(Word::constant(ConstKind::Code, payload));
        if !f.patches.iter().any(|(_, q)| *q == p) {
            f.patches.push((k, p));
        }
        k
    }

    // ---- slots and instructions

    fn slot(&mut self, index: u32) -> Slot {
        if index >= CodeBuilder::<Op>::MAX_SLOTS {
            self.too_large("variables and temporaries");
        }
        self.f().code.slot(index)
    }

    fn too_large(&mut self, what: &'static str) {
        let at = At { source: self.f().source, ..At::default() };
        self.error.get_or_insert((CodeError::TooLarge(what), at));
    }

    /// A fresh slot on top.
    fn temp(&mut self) -> Slot {
        let top = self.f().top;
        self.f().top += 1;
        self.slot(top)
    }

    fn emit(&mut self, op: Op) {
        let f = self.f();
        if f.live {
            f.code.emit(op);
            f.live = !vm_core::OpSet::ends(&op);
        }
    }

    fn span(&mut self, at: At) {
        let f = self.frames.last_mut().expect("a function is being compiled");
        if f.spans && at.source == f.source && at.span.end > 0 {
            f.code.span(at.span);
        }
    }

    fn mark_return(&mut self) {
        let f = self.f();
        if f.live {
            f.code.mark(vm_core::SiteKind::Return);
        }
    }

    fn literal(&mut self, w: Word) -> Lit {
        self.f().code.literal(w)
    }

    fn constant(&mut self, dst: Slot, w: Word) {
        match w.as_smi().and_then(|n| i32::try_from(n).ok()) {
            Some(value) => self.emit(Op::Int { dst, value }),
            None => {
                let value = self.literal(w);
                self.emit(Op::Const { dst, value });
            }
        }
    }

    fn global(&mut self, g: GlobalRef) -> Lit {
        let symbol = self.unit.globals[g.0 as usize].symbol;
        let cell = self.vm.global(self.language, symbol);
        self.literal(cell.word())
    }

    fn symbol_name(&self, s: Option<vm_core::Symbol>) -> String {
        s.map_or_else(|| "lambda".to_string(), |s| self.vm.symbols.name(s).to_string())
    }

    // ---- variables

    fn boxed(&self, v: Var) -> bool {
        self.unit.vars[v.0 as usize].boxed
    }

    /// Where a variable lives in the running frame; it is captured if it belongs to an outer one.
    fn home(&mut self, v: Var) -> Home {
        self.home_in(self.frames.len() - 1, v)
    }

    fn home_in(&mut self, frame: usize, v: Var) -> Home {
        if let Some(&h) = self.frames[frame].homes.get(&v) {
            return h;
        }
        let set = self.frames[frame].captures;
        if let Some(i) = self.captures[set].iter().position(|c| *c == v) {
            return Home::Captured(i as u16);
        }
        debug_assert!(frame > 0, "variable {v:?} is bound");
        self.captures[set].push(v);
        if self.captures[set].len() > MAX_ARGS {
            self.too_large("captured variables");
        }
        Home::Captured(self.captures[set].len() as u16 - 1)
    }

    /// Gives a variable a slot whose value is there already; makes its cell if it needs one.
    fn settle(&mut self, v: Var, slot: Slot) {
        if self.boxed(v) {
            self.emit(Op::MakeCell { dst: slot, a: slot });
        }
        self.f().homes.insert(v, Home::Slot(slot));
    }
}
