//! Code objects: the bytecode of one function, its literals, its marks for the JIT and its positions in the source.
//!
//! A language declares its instructions with [`bytecode!`](crate::bytecode), builds code with a [`CodeBuilder`], which checks
//! every operand, and reads instructions back in its `step`. The rest of the VM handles code through [`Ops`]: listing it,
//! computing liveness, writing it to an image.

mod liveness;
mod listing;
mod ops;

pub use liveness::Liveness;
pub use ops::{Args, List, Lit, OP_SIZE, OpSet, Operand, Ops, Slot, Target};
#[doc(hidden)]
pub use ops::{code_field_put, code_field_take, code_fingerprint};

use crate::source::{SourceId, Span};
use crate::word::Word;
use std::cell::{Cell, OnceCell};
use std::fmt;

/// An index into the VM's table of code objects.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CodeId(pub u32);

impl From<CodeId> for Word {
    #[inline(always)]
    fn from(id: CodeId) -> Word {
        Word::constant(crate::word::ConstKind::Code, id.0)
    }
}

impl Word {
    /// The code object, if this is a reference to one.
    #[inline(always)]
    pub const fn as_code(self) -> Option<CodeId> {
        match self.as_constant(crate::word::ConstKind::Code) {
            Some(i) => Some(CodeId(i)),
            None => None,
        }
    }
}

/// The slot of this index. For the reader of IR text and for tests: elsewhere only a code object hands out slots.
#[doc(hidden)]
pub const fn slot_from_index(i: u16) -> Slot {
    Slot::from_index(i)
}

/// The index of an instruction.
pub type Pc = u32;

/// Which language a code object belongs to: an index into the VM's list of languages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LanguageId(pub u8);

/// What a marked instruction is to the JIT. The language's compiler sets the marks; they are its loop-detection policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SiteKind {
    /// The first instruction.
    Entry,
    /// The target of back edges: counted when jumped to, and the root of a unit when hot.
    Loop,
    /// Where two paths of a branch meet again: the recorder merges there.
    Join,
    /// The same, but what the slot of this index of a constant object (one without a tail) holds is taken back from here on: a path that has
    /// put a new object there goes on by itself, as it knows what comes then.
    TakeBack(u8),
    /// The instruction after a call, or that of a handler: where a frame resumed by the driver gets back into compiled code.
    Return,
}

/// A marked instruction with the JIT's state for it.
#[derive(Debug)]
pub struct Site {
    /// The instruction.
    pub pc: Pc,
    /// What it is.
    pub kind: SiteKind,
    /// How often it was reached without compiled code; owned by the JIT.
    pub counter: Cell<u32>,
    /// The unit rooted here, plus one; 0 if there is none. Owned by the JIT.
    pub unit: Cell<u32>,
    /// At a return point, the address of the unit's machine code: what compiled code that returns to a written frame goes on
    /// with. 0 if there is none. Owned by the JIT.
    pub native: Cell<usize>,
}

/// Where native callers find a function's compiled code. Its address is stable: compiled code reads it.
#[derive(Debug, Default)]
#[repr(C)]
pub struct EntryCell {
    /// The address of the machine code, 0 if there is none. Owned by the JIT.
    pub native: Cell<usize>,
    /// Whether the function captures what it returns to: then it is better part of its caller's code. Owned by the JIT.
    pub captures: Cell<bool>,
}

/// A region of code whose exceptions are handled by the same function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    /// First instruction covered.
    pub from: Pc,
    /// First instruction not covered any more.
    pub to: Pc,
    /// Where to go on.
    pub target: Pc,
    /// Which slot receives the exception.
    pub slot: Slot,
}

/// The code of one function. It does not move, and it lives as long as its VM.
pub struct Code {
    /// Its index in the VM's table.
    pub id: CodeId,
    /// The name shown in stack traces.
    pub name: Box<str>,
    /// Whose instructions these are.
    pub language: LanguageId,
    /// How many slots a caller fills: slots `0..params`.
    pub params: u16,
    /// How many slots a frame has.
    pub slots: u16,
    /// A word of the language's own, green: arity flags and the like.
    pub attribute: u32,
    /// Where native callers find the compiled code.
    pub entry: EntryCell,
    ops: Box<dyn Ops>,
    /// The address of the first instruction: what the interpreter's loop asks for without a virtual call.
    first: usize,
    literals: Box<[Word]>,
    lists: Box<[Slot]>,
    sites: Box<[Site]>,
    site_of: Box<[u16]>,
    handlers: Box<[Handler]>,
    source: SourceId,
    spans: Box<[(Pc, Span)]>,
    liveness: OnceCell<Liveness>,
}

impl Code {
    /// The instructions, whatever the language.
    #[inline(always)]
    pub fn ops(&self) -> &dyn Ops {
        &*self.ops
    }

    /// The instructions of a known language. Panics if they are another's.
    pub fn ops_of<O: OpSet>(&self) -> &[O] {
        let ops: &dyn std::any::Any = self.ops.as_any();
        ops.downcast_ref::<Vec<O>>().expect("the code of this language")
    }

    /// The address of the first instruction; its type is that of the code's language.
    #[doc(hidden)]
    #[inline(always)]
    pub fn ops_address(&self) -> *const () {
        self.first as *const ()
    }

    /// How many instructions there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.site_of.len()
    }

    /// Whether there are no instructions. Never true of built code.
    pub fn is_empty(&self) -> bool {
        self.site_of.is_empty()
    }

    /// A slot of its frames, as an operand. Panics if there is no such slot.
    #[track_caller]
    pub fn slot(&self, i: usize) -> Slot {
        assert!(i < self.slots as usize);
        Slot::from_index(i as u16)
    }

    /// The literal pool.
    #[inline(always)]
    pub fn literals(&self) -> &[Word] {
        &self.literals
    }

    /// The literal pool, for the collector.
    pub fn literals_mut(&mut self) -> &mut [Word] {
        &mut self.literals
    }

    /// The slots of a list.
    #[inline(always)]
    pub fn list(&self, list: List) -> &[Slot] {
        &self.lists[list.range()]
    }

    /// The table that lists are parts of.
    #[inline(always)]
    pub fn lists(&self) -> &[Slot] {
        &self.lists
    }

    /// All marked instructions; the entry is the first.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The mark of an instruction.
    #[inline(always)]
    pub fn site(&self, pc: Pc) -> Option<&Site> {
        match self.site_of.get(pc as usize) {
            Some(&i) if i != 0 => Some(&self.sites[i as usize - 1]),
            _ => None,
        }
    }

    /// The handler of exceptions raised at an instruction: the innermost, that is the last one declared that covers it.
    pub fn handler(&self, pc: Pc) -> Option<&Handler> {
        self.handlers.iter().rev().find(|h| h.from <= pc && pc < h.to)
    }

    /// All handlers.
    pub fn handlers(&self) -> &[Handler] {
        &self.handlers
    }

    /// The source text the function was compiled from.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// Where in the source an instruction comes from.
    pub fn span(&self, pc: Pc) -> Span {
        match self.spans.partition_point(|&(p, _)| p <= pc) {
            0 => Span::default(),
            i => self.spans[i - 1].1,
        }
    }

    /// The positions as they were declared: from which instruction on, which span.
    pub fn spans(&self) -> &[(Pc, Span)] {
        &self.spans
    }

    /// Which slots are live before each instruction; computed when first asked for.
    pub fn liveness(&self) -> &Liveness {
        self.liveness.get_or_init(|| Liveness::of(self))
    }

    /// Whether a frame that waits for a call needs what the slot holds: behind the call, or in the handler of the call. The
    /// slot of the result it does not need.
    pub fn needs(&self, pc: Pc, result: Slot, slot: usize) -> bool {
        let live = self.liveness();
        let handler = pc.checked_sub(1).and_then(|call| self.handler(call));
        let handled = handler.is_some_and(|h| h.slot.index() != slot && live.is_live(h.target, slot));
        handled || live.is_live(pc, slot) && result.index() != slot
    }
}

/// Builds a code object. `O` is the language's instruction type.
pub struct CodeBuilder<O: OpSet> {
    name: Box<str>,
    language: LanguageId,
    params: u16,
    slots: u16,
    attribute: u32,
    ops: Vec<O>,
    literals: Vec<Word>,
    lists: Vec<Slot>,
    literal_index: hashbrown::HashMap<Word, usize, rustc_hash::FxBuildHasher>,
    marks: Vec<(Pc, SiteKind)>,
    handlers: Vec<Handler>,
    source: SourceId,
    spans: Vec<(Pc, Span)>,
}

/// Why code cannot be built.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodeError {
    /// A function needs more slots, literals or marks than an operand can name.
    TooLarge(&'static str),
    /// The instructions are not well formed: a compiler's bug or a damaged image.
    Malformed(String),
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeError::TooLarge(what) => write!(f, "function too large: too many {what}"),
            CodeError::Malformed(what) => write!(f, "malformed code: {what}"),
        }
    }
}

impl std::error::Error for CodeError {}

impl<O: OpSet> CodeBuilder<O> {
    /// The largest number of slots of a frame.
    pub const MAX_SLOTS: u32 = MAX_SLOTS;

    /// Starts a function whose callers fill `params` slots.
    pub fn new(name: &str, language: LanguageId, params: u16, source: SourceId) -> Self {
        CodeBuilder {
            name: name.into(),
            language,
            params,
            slots: params,
            attribute: 0,
            ops: Vec::new(),
            literals: Vec::new(),
            lists: Vec::new(),
            literal_index: Default::default(),
            marks: vec![(0, SiteKind::Entry)],
            handlers: Vec::new(),
            source,
            spans: Vec::new(),
        }
    }

    /// Sets the language's own green word.
    pub fn attribute(&mut self, attribute: u32) {
        self.attribute = attribute;
    }

    /// The operand for a slot; the frame grows to have it.
    pub fn slot(&mut self, index: u32) -> Slot {
        let index = index.min(u16::MAX as u32 - 1) as u16;
        self.slots = self.slots.max(index + 1);
        Slot::from_index(index)
    }

    /// The operand for a literal; equal words share an entry.
    pub fn literal(&mut self, w: Word) -> Lit {
        let i = *self.literal_index.entry(w).or_insert_with(|| {
            self.literals.push(w);
            self.literals.len() - 1
        });
        Lit::from_index(i.min(u16::MAX as usize) as u16)
    }

    /// The operand for a list of slots. Equal lists share their place while the table is short.
    pub fn list(&mut self, slots: &[Slot]) -> Result<List, CodeError> {
        const SEARCHED: usize = 256;
        let count = u8::try_from(slots.len()).map_err(|_| CodeError::TooLarge("operands"))?;
        let known = self.lists.len() <= SEARCHED && count > 0;
        let found = known.then(|| self.lists.windows(slots.len()).position(|w| w == slots)).flatten();
        let at = found.unwrap_or_else(|| {
            self.lists.extend_from_slice(slots);
            self.lists.len() - slots.len()
        });
        u16::try_from(at).map(|at| List::new(at, count)).map_err(|_| CodeError::TooLarge("operands"))
    }

    /// Replaces a literal: compilers that meet a function before its code exists put a placeholder first.
    pub fn patch_literal(&mut self, k: Lit, w: Word) {
        self.literals[k.index()] = w;
    }

    /// Where the next instruction will be.
    pub fn here(&self) -> Pc {
        self.ops.len() as Pc
    }

    /// Appends an instruction and gives its index.
    pub fn emit(&mut self, op: O) -> Pc {
        self.ops.push(op);
        self.here() - 1
    }

    /// Takes back the last instruction. What was marked at it is then said of the next.
    pub fn take_back(&mut self) -> Option<O> {
        self.ops.pop()
    }

    /// The last instruction.
    pub fn last(&self) -> Option<&O> {
        self.ops.last()
    }

    /// Has the jump at an index go to another one. Panics if there is no jump.
    #[track_caller]
    pub fn set_target(&mut self, jump: Pc, target: Pc) {
        *self.ops[jump as usize].target_mut().expect("a jump") = Target::new(target);
    }

    /// Marks the next instruction.
    pub fn mark(&mut self, kind: SiteKind) {
        let here = self.here();
        if !self.marks.iter().rev().take_while(|m| m.0 == here).any(|m| m.1 == kind) {
            self.marks.push((here, kind));
        }
    }

    /// Says where the instructions from here on come from.
    pub fn span(&mut self, span: Span) {
        let here = self.here();
        match self.spans.last_mut() {
            Some(last) if last.1 == span => {}
            Some(last) if last.0 == here => last.1 = span,
            _ => self.spans.push((here, span)),
        }
    }

    /// Declares a handler. Of two that cover an instruction the later declared wins.
    pub fn handler(&mut self, handler: Handler) {
        self.handlers.push(handler);
    }

    /// Checks everything and makes the code object. It gets its id from [`crate::Vm::add_code`].
    pub fn finish(self) -> Result<Code, CodeError> {
        let parts = CodeParts {
            name: self.name,
            language: self.language,
            params: self.params,
            slots: self.slots,
            attribute: self.attribute,
            ops: Box::new(self.ops),
            literals: self.literals,
            lists: self.lists,
            marks: self.marks,
            handlers: self.handlers,
            source: self.source,
            spans: self.spans,
        };
        parts.finish()
    }
}

/// What a code object is made of, from a builder or from an image.
pub(crate) struct CodeParts {
    pub(crate) name: Box<str>,
    pub(crate) language: LanguageId,
    pub(crate) params: u16,
    pub(crate) slots: u16,
    pub(crate) attribute: u32,
    pub(crate) ops: Box<dyn Ops>,
    pub(crate) literals: Vec<Word>,
    pub(crate) lists: Vec<Slot>,
    pub(crate) marks: Vec<(Pc, SiteKind)>,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) source: SourceId,
    pub(crate) spans: Vec<(Pc, Span)>,
}

/// The largest number of slots of a frame.
const MAX_SLOTS: u32 = 4096;

impl CodeParts {
    /// Checks everything and makes the code object.
    pub(crate) fn finish(self) -> Result<Code, CodeError> {
        if u32::from(self.slots) > MAX_SLOTS {
            return Err(CodeError::TooLarge("variables and temporaries"));
        }
        if self.literals.len() > u16::MAX as usize {
            return Err(CodeError::TooLarge("literals"));
        }
        if self.ops.count() > Target::MAX as usize {
            return Err(CodeError::TooLarge("instructions"));
        }
        let code = self.assemble()?;
        check(&code)?;
        Ok(code)
    }

    fn assemble(self) -> Result<Code, CodeError> {
        let mut site_of = vec![0u16; self.ops.count()];
        let mut sites: Vec<Site> = Vec::new();
        for (pc, kind) in self.marks {
            let Some(entry) = site_of.get_mut(pc as usize) else {
                return Err(CodeError::Malformed(format!("mark at {pc} is outside")));
            };
            // One mark an instruction: the entry stays one, a loop wins over a join, a join over a return point.
            let rank = |k| match k {
                SiteKind::Entry => 3,
                SiteKind::Loop => 2,
                SiteKind::Join | SiteKind::TakeBack(_) => 1,
                SiteKind::Return => 0,
            };
            if *entry != 0 {
                let old = &mut sites[*entry as usize - 1];
                if rank(kind) > rank(old.kind) {
                    old.kind = kind;
                }
                continue;
            }
            sites.push(Site { pc, kind, counter: Cell::new(0), unit: Cell::new(0), native: Cell::new(0) });
            *entry = u16::try_from(sites.len()).map_err(|_| CodeError::TooLarge("branches and calls"))?;
        }
        Ok(Code {
            id: CodeId(u32::MAX),
            name: self.name,
            language: self.language,
            params: self.params,
            slots: self.slots,
            attribute: self.attribute,
            entry: EntryCell::default(),
            first: self.ops.address() as usize,
            ops: self.ops,
            literals: self.literals.into(),
            lists: self.lists.into(),
            sites: sites.into(),
            site_of: site_of.into(),
            handlers: self.handlers.into(),
            source: self.source,
            spans: self.spans.into(),
            liveness: OnceCell::new(),
        })
    }
}

/// Every operand names something that exists, and control cannot run off the end.
fn check(code: &Code) -> Result<(), CodeError> {
    let len = code.len();
    let bad = |pc: Pc, what: &str| Err(CodeError::Malformed(format!("instruction {pc}: {what}")));
    let Some(last) = len.checked_sub(1) else { return Err(CodeError::Malformed("no instructions".into())) };
    for pc in 0..len as Pc {
        let mut fault = None;
        code.ops.operands(pc, &mut |o| {
            fault = fault.or(match o {
                Operand::Def(s) | Operand::Use(s) if s.index() >= usize::from(code.slots) => Some("no such slot"),
                Operand::Args(a) if a.base as usize + a.count as usize > usize::from(code.slots) => Some("no such slots"),
                Operand::List(l) if l.range().end > code.lists.len() => Some("no such list of slots"),
                Operand::Literal(k) if k.index() >= code.literals.len() => Some("no such literal"),
                Operand::Target(t) if t.pc() as usize >= len => Some("jump outside"),
                _ => None,
            })
        });
        if let Some(what) = fault {
            return bad(pc, what);
        }
    }
    if !code.ops.ends(last as Pc) {
        return bad(last as Pc, "control runs off the end");
    }
    for h in &*code.handlers {
        if h.from > h.to || h.to as usize > len || h.target as usize >= len || h.slot.index() >= usize::from(code.slots) {
            return bad(h.from, "bad handler");
        }
    }
    if code.lists.iter().any(|s| s.index() >= usize::from(code.slots)) {
        return bad(0, "a list names no slot");
    }
    if code.params > code.slots {
        return bad(0, "more parameters than slots");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{LANGUAGE, Op};

    #[test]
    fn lists_share_their_places_and_are_checked() {
        let mut b: CodeBuilder<Op> = CodeBuilder::new("f", LANGUAGE, 3, SourceId(0));
        let [a, c, d] = [0, 1, 2].map(|i| b.slot(i));
        let long = b.list(&[a, c, d, a]).unwrap();
        let inside = b.list(&[c, d]).unwrap();
        assert_eq!(b.list(&[]).unwrap().count(), 0);
        assert!(matches!(b.list(&[a; 256]), Err(CodeError::TooLarge(_))));
        b.emit(Op::Gather { dst: d, slots: long });
        b.emit(Op::Gather { dst: d, slots: inside });
        b.emit(Op::Return { value: d });
        let code = b.finish().unwrap();
        assert_eq!((code.list(long), code.list(inside), code.lists().len()), (&[a, c, d, a][..], &[c, d][..], 4));
        let live = |pc| [0, 1, 2].map(|slot| code.liveness().is_live(pc, slot));
        assert_eq!((live(0), live(1), live(2)), ([true, true, true], [false, true, true], [false, false, true]));

        let mut b: CodeBuilder<Op> = CodeBuilder::new("f", LANGUAGE, 1, SourceId(0));
        let dst = b.slot(0);
        b.emit(Op::Gather { dst, slots: List::new(0, 2) });
        b.emit(Op::Return { value: dst });
        assert!(matches!(b.finish(), Err(CodeError::Malformed(_))));
    }
}
