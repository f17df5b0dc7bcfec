//! What the optimiser knows a raw value to be, and the table of constants.

use crate::ir::{Ref, Type};
use rustc_hash::FxHashMap;
use vm_core::Word;

/// The index of a constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ConstId(pub u32);

/// The index of an object that the optimiser knows of; valid until the walk leaves the place where it was made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ObjId(pub u32);

/// An abstract value. Raw values of type `Word` may be any of these; those of other types are `Ref` or `Const`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Val {
    /// No value: a raw value that was not reached, or an unused operand of a key.
    None,
    /// A value of the optimised graph, of the same type as the raw one.
    Ref(Ref),
    /// A constant.
    Const(ConstId),
    /// The word that boxes this float.
    Boxed(Ref),
    /// The small integer of this raw integer, which is known to fit.
    Tagged(Ref),
    /// An object; allocated only once something needs it to be.
    Object(ObjId),
}

/// A constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Const {
    /// A word that is no pointer.
    Word(Word),
    /// An entry of the graph's table of pointer constants. Equal pointers have the same entry.
    Pointer(u32),
    /// A raw integer.
    Int(i64),
    /// The bits of a raw float.
    Float(u64),
    /// The outcome of a test.
    Bool(bool),
}

impl Const {
    /// Its type.
    pub fn ty(self) -> Type {
        match self {
            Const::Word(_) | Const::Pointer(_) => Type::Word,
            Const::Int(_) => Type::Int,
            Const::Float(_) => Type::Float,
            Const::Bool(_) => Type::Bool,
        }
    }
}

/// The constants met so far, each once, so that equal constants are equal [`Val`]s.
pub struct Consts {
    list: Vec<Const>,
    index: FxHashMap<Const, ConstId>,
}

impl Consts {
    /// The outcome `false` of a test.
    pub const FALSE: Val = Val::Const(ConstId(0));
    /// The outcome `true` of a test.
    pub const TRUE: Val = Val::Const(ConstId(1));

    /// A table of the two outcomes of tests.
    pub fn new() -> Consts {
        let mut consts = Consts { list: Vec::new(), index: FxHashMap::default() };
        consts.intern(Const::Bool(false));
        consts.intern(Const::Bool(true));
        consts
    }

    /// The value of a constant.
    pub fn intern(&mut self, c: Const) -> Val {
        let list = &mut self.list;
        let id = *self.index.entry(c).or_insert_with(|| {
            list.push(c);
            ConstId(list.len() as u32 - 1)
        });
        Val::Const(id)
    }

    /// The constant.
    #[inline]
    pub fn get(&self, id: ConstId) -> Const {
        self.list[id.0 as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The outcome of a test as a value.
    #[inline]
    pub fn bool(b: bool) -> Val {
        if b { Consts::TRUE } else { Consts::FALSE }
    }
}
