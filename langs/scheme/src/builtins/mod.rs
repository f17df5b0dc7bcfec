//! The standard procedures that are not written in Scheme, as one table: name, number of arguments, how a call of it is compiled.
//! Most become an instruction of their own or a call of a residual helper.

pub mod chars;
pub mod control;
pub mod equal;
pub mod error;
pub mod flonums;
pub mod lists;
pub mod numbers;
pub mod bytes;
pub mod port;
pub mod print;
pub mod read;
pub mod records;
pub mod stream;
pub mod strings;
pub mod symbols;
pub mod system;
pub mod tables;
pub mod vectors;

use crate::ops::{Op, Type};
use jitgen::{Entry, Helper};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use vm_core::{Args, Slot};

/// A standard procedure: an index into the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Prim(u16);

/// How a call is compiled.
#[derive(Clone, Copy)]
pub enum Lower {
    /// An instruction without operands.
    Op0(fn(Slot) -> Op),
    /// An instruction with one operand.
    Op1(fn(Slot, Slot) -> Op),
    /// An instruction with two operands.
    Op2(fn(Slot, Slot, Slot) -> Op),
    /// An instruction with any number of operands.
    OpN(fn(Slot, Args) -> Op),
    /// An instruction without result.
    Do1(fn(Slot) -> Op),
    /// An instruction without result.
    Do2(fn(Slot, Slot) -> Op),
    /// An instruction without result.
    Do3(fn(Slot, Slot, Slot) -> Op),
    /// A residual helper.
    Help(&'static Helper),
    /// The compiler takes it apart.
    Source,
}

/// What the compiler knows of a procedure beyond how to call it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// `not`
    Not,
    /// `eqv?`
    Eqv,
    /// `equal?`
    Equal,
    /// `values`
    Values,
    /// `call-with-values`
    CallWithValues,
    /// `apply`
    Apply,
    /// `+`
    Sum,
    /// `*`
    Product,
    /// `-`
    Difference,
    /// `/`
    Quotient,
    /// Two operands at a time, from the left; at least one.
    Fold,
    /// The same with a unit.
    BitFold(i64),
    /// Each operand with the next.
    Chain,
    /// Another procedure with one more operand, this number.
    Compare(&'static str, i64),
    /// `cadr` and its kind: the letters between `c` and `r`.
    Path(&'static str),
    /// The sum with this number.
    Add(i64),
    /// `list`
    List,
    /// `cons*`
    ConsStar,
}

impl Special {
    /// Whether operands are taken two at a time.
    pub fn is_pairwise(self) -> bool {
        use Special::{BitFold, Chain, Difference, Fold, Product, Quotient, Sum};
        matches!(self, Sum | Product | Difference | Quotient | Fold | BitFold(_) | Chain)
    }
}

/// The jump that tests the procedure's result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// `null?`
    Null,
    /// `pair?`
    Pair,
    /// Another type.
    Is(Type),
    /// `eq?`
    Eq,
    /// `<`
    Less,
    /// `<=`
    LessEq,
    /// `>`
    Greater,
    /// `>=`
    GreaterEq,
    /// `=`
    NumEq,
}

impl Test {
    /// Whether instructions take the operands in the other order.
    pub fn is_swapped(self) -> bool {
        matches!(self, Test::Greater | Test::GreaterEq)
    }

    /// The test with its operands exchanged.
    pub fn swapped(self) -> Test {
        match self {
            Test::Less => Test::Greater,
            Test::LessEq => Test::GreaterEq,
            Test::Greater => Test::Less,
            Test::GreaterEq => Test::LessEq,
            other => other,
        }
    }
}

/// Any number of arguments.
pub const ANY: u8 = 255;

/// A row of the table.
#[derive(Clone, Copy)]
pub struct PrimInfo {
    /// The name.
    pub name: &'static str,
    /// The least number of arguments.
    pub min: u8,
    /// The greatest number of arguments; [`ANY`].
    pub max: u8,
    /// How a call is compiled.
    pub lower: Lower,
    /// What the compiler knows of it.
    pub special: Option<Special>,
    /// The jump that tests its result.
    pub test: Option<Test>,
    /// It has no effect and no error: a call whose value is not wanted is dropped.
    pub total: bool,
    /// It may call procedures.
    pub calls: bool,
    /// Its instruction is named after another procedure.
    pub named: bool,
}

impl PrimInfo {
    const fn new(name: &'static str, min: u8, max: u8, lower: Lower) -> PrimInfo {
        PrimInfo { name, min, max, lower, special: None, test: None, total: false, calls: false, named: false }
    }

    const fn total(mut self) -> PrimInfo {
        self.total = true;
        self
    }

    const fn named(mut self) -> PrimInfo {
        self.named = true;
        self
    }

    const fn calls(mut self) -> PrimInfo {
        self.calls = true;
        self
    }

    const fn special(mut self, s: Special) -> PrimInfo {
        self.special = Some(s);
        self
    }

    const fn test(mut self, t: Test) -> PrimInfo {
        self.test = Some(t);
        self
    }
}

const fn op0(name: &'static str, f: fn(Slot) -> Op) -> PrimInfo {
    PrimInfo::new(name, 0, 0, Lower::Op0(f))
}

const fn op1(name: &'static str, f: fn(Slot, Slot) -> Op) -> PrimInfo {
    PrimInfo::new(name, 1, 1, Lower::Op1(f))
}

const fn op2(name: &'static str, f: fn(Slot, Slot, Slot) -> Op) -> PrimInfo {
    PrimInfo::new(name, 2, 2, Lower::Op2(f))
}

const fn do1(name: &'static str, f: fn(Slot) -> Op) -> PrimInfo {
    PrimInfo::new(name, 1, 1, Lower::Do1(f))
}

const fn do2(name: &'static str, f: fn(Slot, Slot) -> Op) -> PrimInfo {
    PrimInfo::new(name, 2, 2, Lower::Do2(f))
}

const fn do3(name: &'static str, f: fn(Slot, Slot, Slot) -> Op) -> PrimInfo {
    PrimInfo::new(name, 3, 3, Lower::Do3(f))
}

/// A helper of fixed arity, which its entry tells.
const fn help(name: &'static str, h: &'static Helper) -> PrimInfo {
    let n = match h.entry {
        Entry::Words1(_) => 1,
        Entry::Words2(_) => 2,
        Entry::Words3(_) => 3,
        _ => 0,
    };
    PrimInfo::new(name, n, n, Lower::Help(h))
}

/// A helper that takes from `min` to `max` arguments.
const fn helpn(name: &'static str, min: u8, max: u8, h: &'static Helper) -> PrimInfo {
    PrimInfo::new(name, min, max, Lower::Help(h))
}

const fn is(name: &'static str, kind: Type) -> PrimInfo {
    // Function pointers cannot capture, so each type has its own.
    macro_rules! by_type {
        ($($T:ident)*) => { match kind { $(Type::$T => op1(name, |dst, a| Op::Is { dst, a, kind: Type::$T as u8 })),* } };
    }
    let info = by_type!(Null Pair Vector Text Symbol Char Boolean Procedure Bytes Eof Fixnum Flonum Number ExactInteger Values Cell Default);
    info.total().test(Test::Is(kind))
}

struct Table {
    prims: Vec<PrimInfo>,
    names: FxHashMap<&'static str, Prim>,
}

/// The table. Helpers of two operands come first, because their instruction has room for a byte only.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let all = [
            control::PRIMS,
            lists::PRIMS,
            lists::PATH_PRIMS,
            numbers::PRIMS,
            numbers::REAL_PRIMS,
            numbers::FLONUM_PRIMS,
            flonums::PRIMS,
            chars::PRIMS,
            strings::PRIMS,
            symbols::PRIMS,
            vectors::PRIMS,
            bytes::PRIMS,
            equal::PRIMS,
            tables::PRIMS,
            records::PRIMS,
            port::PRIMS,
            print::PRIMS,
            read::PRIMS,
            error::PRIMS,
            system::PRIMS,
        ];
        let two = |p: &&PrimInfo| matches!(p.lower, Lower::Help(h) if matches!(h.entry, Entry::Words2(_)));
        let mut prims: Vec<PrimInfo> = all.iter().flat_map(|p| p.iter()).filter(two).copied().collect();
        assert!(prims.len() <= 256, "the instruction for two operands has a byte");
        prims.extend(all.iter().flat_map(|p| p.iter()).filter(|p| !two(p)));
        let names = prims.iter().enumerate().map(|(i, p)| (p.name, Prim(i as u16))).collect();
        Table { prims, names }
    })
}

/// The procedure of that name.
pub fn prim(name: &str) -> Option<Prim> {
    table().names.get(name).copied()
}

/// All of them.
pub fn prims() -> impl Iterator<Item = Prim> {
    (0..table().prims.len()).map(|i| Prim(i as u16))
}

impl Prim {
    /// The one of that number; the first if there is none, which built code never asks for.
    #[inline]
    pub fn of(index: u16) -> Prim {
        Prim(if usize::from(index) < table().prims.len() { index } else { 0 })
    }

    /// Its row.
    #[inline]
    pub fn info(self) -> &'static PrimInfo {
        &table().prims[usize::from(self.0)]
    }

    /// Its number.
    pub fn index(self) -> u16 {
        self.0
    }

    /// Its helper. Panics if it is an instruction.
    #[inline]
    pub fn helper(self) -> &'static Helper {
        match self.info().lower {
            Lower::Help(h) => h,
            _ => unreachable!("{} is no helper", self.info().name),
        }
    }

    /// What the compiler knows of it.
    pub fn special(self) -> Option<Special> {
        self.info().special
    }

    /// Whether it takes so many arguments.
    pub fn accepts(self, n: usize) -> bool {
        let info = self.info();
        n >= usize::from(info.min) && (info.max == ANY || n <= usize::from(info.max))
    }

    /// Whether its instruction has its two operands in the other order.
    pub fn is_swapped(self) -> bool {
        self.info().named && self.special() == Some(Special::Chain)
    }

    /// Whether its helper takes a list of operands.
    pub fn is_variadic(self) -> bool {
        matches!(self.info().lower, Lower::Help(h) if matches!(h.entry, Entry::Words(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_arities_fit() {
        assert_eq!(table().names.len(), table().prims.len());
        for p in prims() {
            let info = p.info();
            assert!(info.min <= info.max, "{}", info.name);
            if !p.is_variadic() && matches!(info.lower, Lower::Help(_)) {
                // Comparisons of a row of operands are taken apart into comparisons of two.
                assert!(info.min == info.max || info.max == ANY, "{}", info.name);
            }
        }
    }
}
