//! The text form of a graph: printing. [`parse`](super::parse) reads it back.
//!
//! A line is a block's head, an instruction, a terminator or an exit; a `;` begins a comment. Operands follow the immediate:
//! `v7: word = load 8 v3`. Floats are written so that they come back bit for bit.

use super::{Exit, ExitKind, FrameState, Graph, Imm, Inst, Ref, Terminator, Type, Value};
use std::fmt::{self, Display, Formatter, Write};
use vm_core::Word;

impl Type {
    /// The name in IR text.
    pub const fn text(self) -> &'static str {
        match self {
            Type::Void => "void",
            Type::Word => "word",
            Type::Int => "int",
            Type::Float => "float",
            Type::Bool => "bool",
        }
    }
}

impl ExitKind {
    /// The name in IR text.
    pub const fn text(self) -> &'static str {
        match self {
            ExitKind::Guard => "guard",
            ExitKind::Edge => "edge",
            ExitKind::Poll => "poll",
            ExitKind::Unwind => "unwind",
            ExitKind::Leave => "leave",
        }
    }
}

impl Display for Graph {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, block) in self.blocks.iter().enumerate() {
            f.write_str(if i == 0 { "entry b0(" } else { "" })?;
            if i != 0 {
                write!(f, "b{i}(")?;
            }
            for (k, p) in block.params.iter().enumerate() {
                let comma = if k == 0 { "" } else { ", " };
                write!(f, "{comma}v{}: {}", p.0, self.inst(*p).ty.text())?;
            }
            f.write_str(")")?;
            if i == 0 && !self.entry_slots.is_empty() {
                f.write_str(" slots")?;
                self.entry_slots.iter().try_for_each(|s| write!(f, " s{}", s.index()))?;
            }
            f.write_str(":\n")?;
            for r in &block.insts {
                self.write_inst(f, *r)?;
            }
            self.write_end(f, &block.end)?;
        }
        for (i, e) in self.exits.iter().enumerate() {
            if let Some(e) = e {
                write_exit(f, i, e)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl Graph {
    fn write_inst(&self, f: &mut Formatter<'_>, r: Ref) -> fmt::Result {
        let inst = self.inst(r);
        f.write_str("  ")?;
        if inst.ty != Type::Void {
            write!(f, "v{}: {} = ", r.0, inst.ty.text())?;
        }
        f.write_str(inst.op.text())?;
        self.write_imm(f, inst)?;
        inst.args.iter().try_for_each(|a| write!(f, " v{}", a.0))?;
        if let Some(e) = inst.exit {
            write!(f, " !{}", e.0)?;
        }
        if inst.op.imm() == Imm::Word {
            write!(f, " ; {:?}", Word::from_bits(inst.imm as u64))?;
        }
        f.write_char('\n')
    }

    fn write_imm(&self, f: &mut Formatter<'_>, inst: &Inst) -> fmt::Result {
        match inst.op.imm() {
            Imm::None => Ok(()),
            Imm::Float => {
                let x = f64::from_bits(inst.imm as u64);
                if x.is_finite() { write!(f, " {x:?}") } else { write!(f, " bits:{:x}", inst.imm as u64) }
            }
            Imm::Helper => match self.helpers.get(inst.imm as usize) {
                Some(h) => write!(f, " {:?}", h.name),
                None => write!(f, " \"?{}\"", inst.imm),
            },
            _ => write!(f, " {}", inst.imm),
        }
    }

    fn write_end(&self, f: &mut Formatter<'_>, end: &Terminator) -> fmt::Result {
        match end {
            Terminator::Open => f.write_str("  open"),
            Terminator::Jump(b, args) => {
                write!(f, "  jump b{}", b.0)?;
                write_args(f, args)
            }
            Terminator::Return(r) => write!(f, "  return v{}", r.0),
            Terminator::TailCall(code, args) => {
                match code {
                    Some(code) => write!(f, "  tail_call {} ", code.0)?,
                    None => f.write_str("  tail_call any ")?,
                }
                write_args(f, args)
            }
            Terminator::Leave(e) => write!(f, "  leave !{}", e.0),
        }?;
        f.write_char('\n')
    }
}

fn write_args(f: &mut Formatter<'_>, args: &[Ref]) -> fmt::Result {
    f.write_char('(')?;
    for (k, a) in args.iter().enumerate() {
        write!(f, "{}v{}", if k == 0 { "" } else { ", " }, a.0)?;
    }
    f.write_char(')')
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::Ref(r) => write!(f, "v{}", r.0),
            Value::Virtual(k) => write!(f, "%{k}"),
        }
    }
}

fn write_exit(f: &mut Formatter<'_>, i: usize, e: &Exit) -> fmt::Result {
    write!(f, "exit {i}: {}", e.kind.text())?;
    for frame in &e.frames {
        write_frame(f, frame)?;
    }
    if !e.log.is_empty() {
        f.write_str(" log")?;
        e.log.iter().try_for_each(|v| write!(f, " {v}"))?;
    }
    for (k, v) in e.virtuals.iter().enumerate() {
        write!(f, " %{k} = new {}(", v.shape.bits())?;
        for (j, s) in v.slots.iter().enumerate() {
            write!(f, "{}{s}", if j == 0 { "" } else { ", " })?;
        }
        f.write_char(')')?;
    }
    if !e.stores.is_empty() {
        f.write_str(" stores")?;
        e.stores.iter().try_for_each(|s| write!(f, " v{}+{}={}", s.object.0, s.offset, s.value))?;
    }
    if let Some(b) = e.child {
        write!(f, " child b{}", b.0)?;
    }
    f.write_char('\n')
}

fn write_frame(f: &mut Formatter<'_>, frame: &FrameState) -> fmt::Result {
    write!(f, " code {} pc {}", frame.code.0, frame.pc)?;
    if let Some(s) = frame.result {
        write!(f, " result s{}", s.index())?;
    }
    if !frame.slots.is_empty() {
        f.write_str(" slots")?;
        frame.slots.iter().try_for_each(|(s, v)| write!(f, " s{}={v}", s.index()))?;
    }
    Ok(())
}
