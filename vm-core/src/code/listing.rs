//! Code as text: the stage `bytecode` of `vm show`.

use super::{Code, Operand, Pc, SiteKind};
use crate::vm::Vm;
use crate::word::Word;
use crate::word::core_shapes::{GLOBAL, Global};
use std::fmt::{self, Write};

/// A listing of a code object, to be printed.
pub struct Listing<'a> {
    vm: &'a Vm,
    code: &'a Code,
}

impl Vm {
    /// The listing of a code object.
    pub fn listing<'a>(&'a self, code: &'a Code) -> Listing<'a> {
        Listing { vm: self, code }
    }

    /// A literal as the listing shows it: no addresses, so that listings can be compared.
    fn literal_text(&self, w: Word) -> String {
        if let Some(g) = self.cast(w, GLOBAL) {
            return format!("global {}", self.get(g, Global::name).as_symbol().map_or("", |s| self.symbols.name(s)));
        }
        match (self.shape_of(w), w.as_symbol(), w.as_code()) {
            (Some(shape), ..) => self.symbols.name(self.shapes.get(shape).name).into(),
            (_, Some(symbol), _) => self.symbols.name(symbol).into(),
            (.., Some(code)) => format!("code {} {}", code.0, self.code(code).name),
            _ => format!("{w:?}"),
        }
    }
}

impl fmt::Display for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code;
        writeln!(f, "code {} {} params={} slots={}", code.id.0, code.name, code.params, code.slots)?;
        for pc in 0..code.len() as Pc {
            let mark = match code.site(pc).map(|s| s.kind) {
                None => ' ',
                Some(SiteKind::Entry) => '>',
                Some(SiteKind::Loop) => '*',
                Some(SiteKind::Join | SiteKind::TakeBack(_)) => '+',
                Some(SiteKind::Return) => '<',
            };
            write!(f, "{pc:5}{mark} ")?;
            code.ops().show(pc, f)?;
            let mut comment = String::new();
            code.ops().operands(pc, &mut |o| {
                let _ = match o {
                    Operand::Literal(k) => write!(comment, "  ; {}", self.vm.literal_text(code.literals()[k.index()])),
                    Operand::List(l) => write!(comment, "  ; {:?}", code.list(l)),
                    _ => Ok(()),
                };
            });
            writeln!(f, "{comment}")?;
        }
        for h in code.handlers() {
            writeln!(f, "  handler {}..{} -> {} s{}", h.from, h.to, h.target, h.slot.index())?;
        }
        Ok(())
    }
}
