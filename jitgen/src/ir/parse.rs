//! The text form of a graph: reading what [`Display`](std::fmt::Display) prints.
//!
//! Values keep the numbers they have in the text. Helpers are looked up by name in a list that the caller gives; pointer constants
//! have numbers but no values (the caller fills [`Graph::constants`]).

use super::{
    Block, BlockId, Exit, ExitId, ExitKind, FrameState, Graph, Imm, Inst, LateStore, Op, Ref, Terminator, Type, Value, VirtualObject,
};
use crate::helper::Helper;
use smallvec::SmallVec;
use std::fmt;
use vm_core::{CodeId, ShapeId, Slot, Word};

/// Where text is not a graph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ParseError {}

/// Numbers in a text are below this, so that a wild one cannot ask for all memory.
const MAX_INDEX: u64 = 1 << 20;

/// Instructions without result are numbered from here on until the others have their numbers.
const NUMBERLESS: u32 = 1 << 31;

/// Reads a graph. What it says is not checked beyond being well written: see [`verify`](super::verify).
pub fn parse(text: &str, helpers: &[&'static Helper]) -> Result<Graph, ParseError> {
    let mut p = Parser {
        graph: Graph::default(),
        helpers,
        defined: Vec::new(),
        voids: Vec::new(),
        line: 0,
        rest: "",
        column: 0,
        block: None,
    };
    for (i, line) in text.lines().enumerate() {
        p.line = i + 1;
        p.column = 0;
        p.rest = strip_comment(line);
        p.space();
        if !p.rest.is_empty() {
            p.statement()?;
        }
    }
    let missing = p.defined.iter().position(|d| *d == Defined::Used);
    if let Some(i) = missing {
        return Err(p.error(format!("v{i} is used and never defined")));
    }
    Ok(p.finish())
}

fn strip_comment(line: &str) -> &str {
    let mut quoted = false;
    for (i, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => return &line[..i],
            _ => {}
        }
    }
    line
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Defined {
    No,
    Used,
    Yes,
}

struct Parser<'a> {
    graph: Graph,
    helpers: &'a [&'static Helper],
    defined: Vec<Defined>,
    /// Instructions without result, which have no number in the text.
    voids: Vec<Inst>,
    line: usize,
    column: usize,
    rest: &'a str,
    block: Option<usize>,
}

impl<'a> Parser<'a> {
    /// Gives the instructions without result the numbers that are left.
    fn finish(mut self) -> Graph {
        let first = self.graph.insts.len() as u32;
        self.graph.insts.append(&mut self.voids);
        for r in self.graph.blocks.iter_mut().flat_map(|b| &mut b.insts) {
            if r.0 >= NUMBERLESS {
                r.0 = r.0 - NUMBERLESS + first;
            }
        }
        self.graph
    }

    fn error(&self, message: impl Into<String>) -> ParseError {
        ParseError { line: self.line, column: self.column + 1, message: message.into() }
    }

    fn advance(&mut self, n: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(n);
        self.rest = rest;
        self.column += taken.chars().count();
        taken
    }

    fn space(&mut self) {
        let n = self.rest.len() - self.rest.trim_start().len();
        self.advance(n);
    }

    fn eat(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest.starts_with(token);
        if found {
            self.advance(token.len());
            self.space();
        }
        found
    }

    /// A keyword: letters and underscores that end there.
    fn eat_word(&mut self, word: &str) -> bool {
        self.space();
        let n = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        if &self.rest[..n] == word { self.eat(word) } else { false }
    }

    fn expect(&mut self, token: &str) -> Result<(), ParseError> {
        if self.eat(token) { Ok(()) } else { Err(self.error(format!("expected `{token}`"))) }
    }

    fn name(&mut self) -> Result<&'a str, ParseError> {
        self.space();
        let n = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        if n == 0 {
            return Err(self.error("expected a name"));
        }
        let name = self.advance(n);
        self.space();
        Ok(name)
    }

    fn number(&mut self) -> Result<i64, ParseError> {
        self.space();
        let digits = self.rest.strip_prefix('-').unwrap_or(self.rest);
        let sign = self.rest.len() - digits.len();
        let n = sign + digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let value = self.rest[..n].parse().map_err(|_| self.error("expected a number"))?;
        self.advance(n);
        self.space();
        Ok(value)
    }

    /// A number behind a sigil: `v7`, `b2`, `s0`.
    fn index(&mut self, sigil: &str, what: &str) -> Result<u32, ParseError> {
        self.space();
        let follows = self.rest.strip_prefix(sigil).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if !follows {
            return Err(self.error(format!("expected {what}, as `{sigil}0`")));
        }
        self.advance(sigil.len());
        let n = self.number()?;
        if n as u64 >= MAX_INDEX {
            return Err(self.error(format!("{n} is too large")));
        }
        Ok(n as u32)
    }

    fn at_index(&self, sigil: &str) -> bool {
        self.rest.strip_prefix(sigil).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn slot(&mut self) -> Result<Slot, ParseError> {
        let n = self.index("s", "a slot")?;
        u16::try_from(n).map(vm_core::code::slot_from_index).map_err(|_| self.error(format!("there is no slot {n}")))
    }

    fn reserve(&mut self, i: usize) {
        if self.graph.insts.len() <= i {
            // A number that no instruction has stays unused; it belongs to no block.
            let unused = Inst { op: Op::Word, ty: Type::Word, imm: 0, args: SmallVec::new(), exit: None };
            self.graph.insts.resize(i + 1, unused);
            self.defined.resize(i + 1, Defined::No);
        }
    }

    fn operand(&mut self) -> Result<Ref, ParseError> {
        let i = self.index("v", "a value")?;
        self.reserve(i as usize);
        let defined = &mut self.defined[i as usize];
        if *defined == Defined::No {
            *defined = Defined::Used;
        }
        Ok(Ref(i))
    }

    fn define(&mut self, i: u32, inst: Inst) -> Result<Ref, ParseError> {
        self.reserve(i as usize);
        if self.defined[i as usize] == Defined::Yes {
            return Err(self.error(format!("v{i} is defined twice")));
        }
        self.defined[i as usize] = Defined::Yes;
        self.graph.insts[i as usize] = inst;
        Ok(Ref(i))
    }

    fn block_index(&mut self) -> Result<usize, ParseError> {
        let i = self.index("b", "a block")? as usize;
        while self.graph.blocks.len() <= i {
            self.graph.add_block();
        }
        Ok(i)
    }

    fn exit_index(&mut self) -> Result<ExitId, ParseError> {
        let i = self.index("!", "an exit")?;
        Ok(ExitId(i))
    }

    fn ty(&mut self) -> Result<Type, ParseError> {
        let all = [Type::Void, Type::Word, Type::Int, Type::Float, Type::Bool];
        let error = self.error("expected a type");
        let name = self.name()?;
        all.into_iter().find(|t| t.text() == name).ok_or(error)
    }

    fn statement(&mut self) -> Result<(), ParseError> {
        let entry = self.eat_word("entry");
        if entry || self.at_index("b") {
            return self.head(entry);
        }
        if self.eat_word("exit") {
            return self.exit();
        }
        let Some(b) = self.block else { return Err(self.error("an instruction outside a block")) };
        if let Some(end) = self.terminator()? {
            let block = &mut self.graph.blocks[b];
            if block.end != Terminator::Open {
                return Err(self.error("the block has ended"));
            }
            block.end = end;
        } else {
            let r = self.instruction()?;
            let block = &mut self.graph.blocks[b];
            if block.end != Terminator::Open {
                return Err(self.error("the block has ended"));
            }
            block.insts.push(r);
        }
        self.line_end()
    }

    fn line_end(&mut self) -> Result<(), ParseError> {
        self.space();
        if self.rest.is_empty() { Ok(()) } else { Err(self.error("expected the end of the line")) }
    }

    fn head(&mut self, entry: bool) -> Result<(), ParseError> {
        let b = self.block_index()?;
        if entry != (b == 0) {
            return Err(self.error("block 0, and no other, is the entry"));
        }
        let block: &Block = &self.graph.blocks[b];
        if !(block.params.is_empty() && block.insts.is_empty() && block.end == Terminator::Open) {
            return Err(self.error(format!("block b{b} appears twice")));
        }
        self.expect("(")?;
        while !self.eat(")") {
            if !self.graph.blocks[b].params.is_empty() {
                self.expect(",")?;
            }
            let i = self.index("v", "a value")?;
            self.expect(":")?;
            let ty = self.ty()?;
            let r = self.define(i, Inst { op: Op::Param, ty, imm: 0, args: SmallVec::new(), exit: None })?;
            self.graph.blocks[b].params.push(r);
        }
        if self.eat_word("slots") {
            while self.at_index("s") {
                let s = self.slot()?;
                self.graph.entry_slots.push(s);
            }
        } else if entry {
            let count = self.graph.blocks[0].params.len() as u16;
            self.graph.entry_slots = (0..count).map(vm_core::code::slot_from_index).collect();
        }
        self.expect(":")?;
        self.block = Some(b);
        self.line_end()
    }

    fn refs(&mut self) -> Result<Vec<Ref>, ParseError> {
        let mut refs = Vec::new();
        self.expect("(")?;
        while !self.eat(")") {
            if !refs.is_empty() {
                self.expect(",")?;
            }
            refs.push(self.operand()?);
        }
        Ok(refs)
    }

    fn terminator(&mut self) -> Result<Option<Terminator>, ParseError> {
        Ok(Some(if self.eat_word("jump") {
            let b = self.block_index()?;
            Terminator::Jump(BlockId(b as u32), self.refs()?)
        } else if self.eat_word("return") {
            Terminator::Return(self.operand()?)
        } else if self.eat_word("tail_call") {
            let code = if self.eat_word("any") { None } else { Some(CodeId(self.small()?)) };
            Terminator::TailCall(code, self.refs()?)
        } else if self.eat_word("leave") {
            Terminator::Leave(self.exit_index()?)
        } else {
            return Ok(None);
        }))
    }

    fn small(&mut self) -> Result<u32, ParseError> {
        let n = self.number()?;
        u32::try_from(n).map_err(|_| self.error(format!("{n} is out of range")))
    }

    fn instruction(&mut self) -> Result<Ref, ParseError> {
        let result = if self.at_index("v") {
            let i = self.index("v", "a value")?;
            self.expect(":")?;
            let ty = self.ty()?;
            self.expect("=")?;
            Some((i, ty))
        } else {
            None
        };
        let error = self.error("there is no such operation");
        let name = self.name()?;
        let op = Op::ALL.iter().copied().find(|op| op.text() == name && *op != Op::Param).ok_or(error)?;
        if result.map_or(Type::Void, |(_, ty)| ty) != op.result() {
            return Err(self.error(format!("the result of `{name}` is of type {}", op.result().text())));
        }
        let imm = self.immediate(op.imm())?;
        let mut args = SmallVec::new();
        while self.at_index("v") {
            args.push(self.operand()?);
        }
        let exit = if self.at_index("!") { Some(self.exit_index()?) } else { None };
        let inst = Inst { op, ty: op.result(), imm, args, exit };
        match result {
            Some((i, _)) => self.define(i, inst),
            None => {
                self.voids.push(inst);
                Ok(Ref(NUMBERLESS + self.voids.len() as u32 - 1))
            }
        }
    }

    fn immediate(&mut self, imm: Imm) -> Result<i64, ParseError> {
        match imm {
            Imm::None => Ok(0),
            Imm::Float => self.float(),
            Imm::Helper => {
                let name = self.quoted()?;
                let found = self.helpers.iter().copied().find(|h| h.name == name);
                let helper = found.ok_or_else(|| self.error(format!("there is no helper \"{name}\"")))?;
                Ok(self.graph.helper(helper))
            }
            Imm::Constant => {
                let k = self.small()?;
                if u64::from(k) >= MAX_INDEX {
                    return Err(self.error(format!("{k} is too large")));
                }
                if self.graph.constants.len() <= k as usize {
                    self.graph.constants.resize(k as usize + 1, Word::NIL);
                }
                Ok(i64::from(k))
            }
            _ => self.number(),
        }
    }

    fn float(&mut self) -> Result<i64, ParseError> {
        self.space();
        if self.eat("bits:") {
            let n = self.rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(self.rest.len());
            let bits = u64::from_str_radix(&self.rest[..n], 16).map_err(|_| self.error("expected hexadecimal digits"))?;
            self.advance(n);
            return Ok(bits as i64);
        }
        let n = self.rest.find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c))).unwrap_or(self.rest.len());
        let value: f64 = self.rest[..n].parse().map_err(|_| self.error("expected a float"))?;
        self.advance(n);
        Ok(value.to_bits() as i64)
    }

    /// A name in quotes, written as Rust writes strings.
    fn quoted(&mut self) -> Result<String, ParseError> {
        self.expect("\"")?;
        let (mut name, mut escaped) = (String::new(), false);
        let mut end = None;
        for (i, c) in self.rest.char_indices() {
            match c {
                _ if escaped => {
                    name.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                '"' => {
                    end = Some(i + 1);
                    break;
                }
                _ => name.push(c),
            }
        }
        let n = end.ok_or_else(|| self.error("the quote is not closed"))?;
        self.advance(n);
        Ok(name)
    }

    fn value(&mut self) -> Result<Value, ParseError> {
        if self.at_index("%") {
            return Ok(Value::Virtual(self.index("%", "a virtual object")?));
        }
        Ok(Value::Ref(self.operand()?))
    }

    fn exit(&mut self) -> Result<(), ParseError> {
        let i = self.number()?;
        if i < 0 || i as u64 >= MAX_INDEX {
            return Err(self.error(format!("there is no exit {i}")));
        }
        self.expect(":")?;
        let kinds = [ExitKind::Guard, ExitKind::Edge, ExitKind::Poll, ExitKind::Unwind, ExitKind::Leave];
        let kind = kinds.into_iter().find(|k| self.eat_word(k.text())).unwrap_or(ExitKind::Guard);
        let mut e = Exit { kind, frames: Vec::new(), log: Vec::new(), virtuals: Vec::new(), stores: Vec::new(), child: None };
        while self.eat_word("code") {
            let frame = self.frame()?;
            e.frames.push(frame);
        }
        if self.eat_word("log") {
            while self.at_index("v") || (self.at_index("%") && !self.at_object()) {
                e.log.push(self.value()?);
            }
        }
        while self.at_index("%") {
            let object = self.object(e.virtuals.len())?;
            e.virtuals.push(object);
        }
        if self.eat_word("stores") {
            while self.at_index("v") {
                let object = self.operand()?;
                self.expect("+")?;
                let offset = self.small()?;
                self.expect("=")?;
                e.stores.push(LateStore { object, offset, value: self.value()? });
            }
        }
        if self.eat_word("child") {
            e.child = Some(BlockId(self.block_index()? as u32));
        }
        let i = i as usize;
        if self.graph.exits.len() <= i {
            self.graph.exits.resize(i + 1, None);
        }
        if self.graph.exits[i].is_some() {
            return Err(self.error(format!("exit {i} appears twice")));
        }
        self.graph.exits[i] = Some(e);
        self.line_end()
    }

    /// Whether `%n` is followed by its description, and so is not a value of the log.
    fn at_object(&self) -> bool {
        let digits = self.rest[1..].trim_start_matches(|c: char| c.is_ascii_digit());
        digits.trim_start().starts_with('=')
    }

    fn frame(&mut self) -> Result<FrameState, ParseError> {
        let code = CodeId(self.small()?);
        if !self.eat_word("pc") {
            return Err(self.error("expected `pc`"));
        }
        let pc = self.small()?;
        let result = if self.eat_word("result") { Some(self.slot()?) } else { None };
        let mut slots = Vec::new();
        if self.eat_word("slots") {
            while self.at_index("s") {
                let s = self.slot()?;
                self.expect("=")?;
                slots.push((s, self.value()?));
            }
        }
        Ok(FrameState { code, pc, result, slots })
    }

    fn object(&mut self, expected: usize) -> Result<VirtualObject, ParseError> {
        let k = self.index("%", "a virtual object")? as usize;
        if k != expected {
            return Err(self.error(format!("expected the description of %{expected}")));
        }
        self.expect("=")?;
        if !self.eat_word("new") {
            return Err(self.error("expected `new`"));
        }
        let shape = ShapeId::from_bits(self.small()?);
        let mut slots = Vec::new();
        self.expect("(")?;
        while !self.eat(")") {
            if !slots.is_empty() {
                self.expect(",")?;
            }
            slots.push(self.value()?);
        }
        Ok(VirtualObject { shape, slots })
    }
}
