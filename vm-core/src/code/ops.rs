//! The table from which everything about a language's instructions expands: [`bytecode!`](crate::bytecode).

use std::any::Any;
use std::fmt;

/// A slot of the frame, as an operand. Only a [`CodeBuilder`](super::CodeBuilder) and the image loader make them, and both
/// check that the frame has the slot.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct Slot(u16);

impl Slot {
    #[inline(always)]
    pub(crate) const fn from_index(i: u16) -> Slot {
        Slot(i)
    }

    /// Slot 0, where languages keep what a frame belongs to (its procedure, its receiver).
    pub const OWN: Slot = Slot(0);

    /// The index of the slot.
    #[inline(always)]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// A literal, as an operand.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Lit(u16);

impl Lit {
    /// The first literal, where a language may keep what all its code refers to.
    pub const FIRST: Lit = Lit(0);

    pub(crate) const fn from_index(i: u16) -> Lit {
        Lit(i)
    }

    /// The index in the literal pool.
    #[inline(always)]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for Lit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "k{}", self.0)
    }
}

/// The target of a jump, as an operand: three bytes, so that a jump that compares two slots is an instruction of eight bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Target([u8; 3]);

impl Target {
    /// The largest instruction index that a target can name. Larger functions are refused when they are built.
    pub const MAX: super::Pc = (1 << 24) - 1;

    /// A target to be patched later, or one already known.
    pub const fn new(pc: super::Pc) -> Target {
        let b = (if pc > Self::MAX { Self::MAX } else { pc }).to_le_bytes();
        Target([b[0], b[1], b[2]])
    }

    /// The instruction jumped to.
    #[inline(always)]
    pub const fn pc(self) -> super::Pc {
        u32::from_le_bytes([self.0[0], self.0[1], self.0[2], 0])
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "->{}", self.pc())
    }
}

/// Consecutive slots that an instruction reads: a callee and its arguments. Packed, so that a call is an instruction of eight bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(C, packed)]
pub struct Args {
    /// The first slot.
    pub base: u16,
    /// How many.
    pub count: u8,
}

impl Args {
    /// The slots, in order.
    #[inline(always)]
    pub fn iter(self) -> impl ExactSizeIterator<Item = Slot> + DoubleEndedIterator + Clone {
        (self.base..self.base + u16::from(self.count)).map(Slot)
    }

    /// The slot at a position. Panics if there is none.
    #[inline(always)]
    #[track_caller]
    pub fn slot(self, i: usize) -> Slot {
        assert!(i < self.count as usize);
        Slot(self.base + i as u16)
    }
}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}..{}", { self.base }, self.base + u16::from(self.count))
    }
}

/// Slots that an instruction reads, wherever they are: a part of the code's table of slots. What is in them need not be moved together first.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(C, packed)]
pub struct List {
    at: u16,
    count: u8,
}

impl List {
    /// No slots.
    pub const EMPTY: List = List { at: 0, count: 0 };

    pub(crate) const fn new(at: u16, count: u8) -> List {
        List { at, count }
    }

    /// How many.
    #[inline(always)]
    pub const fn count(self) -> usize {
        self.count as usize
    }

    /// Where they are in the table.
    #[inline(always)]
    pub(crate) const fn range(self) -> std::ops::Range<usize> {
        self.at as usize..self.at as usize + self.count as usize
    }
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "t{}..{}", { self.at }, self.range().end)
    }
}

/// One operand as the rest of the VM sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// A slot the instruction writes.
    Def(Slot),
    /// A slot it reads.
    Use(Slot),
    /// Slots it reads.
    Args(Args),
    /// Slots it reads.
    List(List),
    /// A literal.
    Literal(Lit),
    /// Where it may jump.
    Target(Target),
    /// A number that only the language understands.
    Number(i32),
}

/// The size of an instruction of any language, in bytes: its number in one, and seven for operands.
pub const OP_SIZE: usize = 8;

/// An instruction type made by [`bytecode!`](crate::bytecode).
pub trait OpSet: Copy + fmt::Debug + Send + 'static {
    /// Shows every operand to `see`.
    fn operands(&self, see: &mut dyn FnMut(Operand));
    /// Whether control never goes on to the next instruction.
    fn ends(&self) -> bool;
    /// Appends the instruction to an image.
    fn encode(&self, out: &mut Vec<u8>);
    /// Where it may jump to.
    fn target_mut(&mut self) -> Option<&mut Target>;
    /// Reads an instruction from the front of `bytes` and says how many it took. The caller checks the operands.
    fn decode(bytes: &[u8]) -> Option<(Self, usize)>;
    /// Differs between tables of instructions that encode differently.
    const FINGERPRINT: u64;
}

/// The instructions of one function, whatever the language.
pub trait Ops: Any + Send {
    /// Shows every operand of an instruction to `see`.
    fn operands(&self, pc: super::Pc, see: &mut dyn FnMut(Operand));
    /// Whether control never goes on from the instruction to the next.
    fn ends(&self, pc: super::Pc) -> bool;
    /// Writes the instruction as text.
    fn show(&self, pc: super::Pc, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// Appends all instructions to an image.
    fn encode(&self, out: &mut Vec<u8>);
    /// How many instructions there are.
    fn count(&self) -> usize;
    /// The [`OpSet::FINGERPRINT`] of their type.
    fn fingerprint(&self) -> u64;
    /// For downcasting.
    fn as_any(&self) -> &dyn Any;
    /// The address of the first instruction.
    fn address(&self) -> *const ();
}

impl<O: OpSet> Ops for Vec<O> {
    fn operands(&self, pc: super::Pc, see: &mut dyn FnMut(Operand)) {
        self[pc as usize].operands(see)
    }

    fn ends(&self, pc: super::Pc) -> bool {
        self[pc as usize].ends()
    }

    fn show(&self, pc: super::Pc, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self[pc as usize])
    }

    fn encode(&self, out: &mut Vec<u8>) {
        for op in self {
            OpSet::encode(op, out);
        }
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn fingerprint(&self) -> u64 {
        O::FINGERPRINT
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn address(&self) -> *const () {
        self.as_ptr().cast()
    }
}

/// How an operand's Rust type is shown, written and read. For [`bytecode!`](crate::bytecode).
#[doc(hidden)]
pub trait Field: Copy {
    fn put(self, out: &mut Vec<u8>);
    fn take(bytes: &[u8], at: &mut usize) -> Option<Self>;
}

macro_rules! number_field {
    ($($t:ty)*) => { $(impl Field for $t {
        fn put(self, out: &mut Vec<u8>) {
            out.extend_from_slice(&self.to_le_bytes());
        }
        fn take(bytes: &[u8], at: &mut usize) -> Option<Self> {
            let n = size_of::<$t>();
            let v = <$t>::from_le_bytes(bytes.get(*at..*at + n)?.try_into().ok()?);
            *at += n;
            Some(v)
        }
    })* };
}
number_field!(u8 u16 u32 i32 i16);

macro_rules! wrapped_field {
    ($($t:ident $inner:ty;)*) => { $(impl Field for $t {
        fn put(self, out: &mut Vec<u8>) {
            self.0.put(out);
        }
        fn take(bytes: &[u8], at: &mut usize) -> Option<Self> {
            <$inner>::take(bytes, at).map($t)
        }
    })* };
}
wrapped_field!(Slot u16; Lit u16;);

impl Field for Target {
    fn put(self, out: &mut Vec<u8>) {
        self.pc().put(out);
    }
    fn take(bytes: &[u8], at: &mut usize) -> Option<Self> {
        u32::take(bytes, at).filter(|&pc| pc <= Target::MAX).map(Target::new)
    }
}

impl Field for Args {
    fn put(self, out: &mut Vec<u8>) {
        self.base.put(out);
        self.count.put(out);
    }
    fn take(bytes: &[u8], at: &mut usize) -> Option<Self> {
        Some(Args { base: u16::take(bytes, at)?, count: u8::take(bytes, at)? })
    }
}

impl Field for List {
    fn put(self, out: &mut Vec<u8>) {
        self.at.put(out);
        self.count.put(out);
    }
    fn take(bytes: &[u8], at: &mut usize) -> Option<Self> {
        Some(List { at: u16::take(bytes, at)?, count: u8::take(bytes, at)? })
    }
}

/// Declares a language's instructions: the enum, and from it listing, checking, liveness and images.
///
/// ```
/// vm_core::bytecode! {
///     /// The instructions of an example.
///     pub enum Op {
///         /// `dst := literal`
///         Load(def dst, lit value),
///         /// `dst := a + b`
///         Add(def dst, use a, use b),
///         /// Goes to `to` if `a` is less than `b`.
///         JumpLess(use a, use b, to target),
///         /// `dst := f(args)`; the function is the first of `f_args`.
///         Call(def dst, args f_args),
///         /// Ends the function.
///         Return(use value) end,
///     }
/// }
/// ```
///
/// Operand kinds: `def`, `use` and `inout`, which is both ([`Slot`](crate::Slot)), `args` and `defs` ([`Args`](crate::Args)), `list` ([`List`](crate::List)), `lit` ([`Lit`](crate::Lit)),
/// `to` ([`Target`](crate::Target)), `num` (`i32`), `short` (`u16`), `byte` (`u8`). A variant followed by `end` does not
/// go on to the next instruction; one followed by `own` reads slot 0, which is no operand;
/// `own_end` is both.
#[macro_export]
macro_rules! bytecode {
    ($(#[$doc:meta])* $vis:vis enum $Op:ident { $($(#[$vdoc:meta])* $V:ident($($kind:ident $field:ident),* $(,)?) $($end:ident)?),* $(,)? }) => {
        $crate::bytecode!(@build [$(#[$doc])* $vis enum $Op] [] $({$(#[$vdoc])* $V ($($kind $field)*) ($($end)?)})*);
    };
    (@build [$(#[$doc:meta])* $vis:vis enum $Op:ident] [] $({$(#[$vdoc:meta])* $V:ident ($($kind:ident $field:ident)*) ($($end:ident)?)})*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        #[repr(align(8))]
        $vis enum $Op { $($(#[$vdoc])* $V { $(#[doc = stringify!($kind)] $field: $crate::bytecode!(@type $kind)),* }),* }

        const _: () = assert!(size_of::<$Op>() == $crate::OP_SIZE, "an instruction's operands take more than seven bytes");

        impl std::fmt::Debug for $Op {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match *self {
                    $($Op::$V { $($field),* } => {
                        f.write_str(stringify!($V))?;
                        $(write!(f, concat!(" ", "{:?}"), $field)?;)*
                        Ok(())
                    })*
                }
            }
        }

        impl $crate::OpSet for $Op {
            fn operands(&self, see: &mut dyn FnMut($crate::Operand)) {
                match *self { $($Op::$V { $($field),* } => {
                    $($crate::bytecode!(@see $kind $field see);)*
                    $crate::bytecode!(@implicit see $($end)?);
                })* }
                let _ = see;
            }
            #[allow(unused_variables)]
            fn target_mut(&mut self) -> Option<&mut $crate::Target> {
                match self { $($Op::$V { $($field),* } => $crate::bytecode!(@target $($kind $field)*)),* }
            }
            fn ends(&self) -> bool {
                match *self { $($Op::$V { .. } => $crate::bytecode!(@end $($end)?)),* }
            }
            fn encode(&self, out: &mut Vec<u8>) {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                #[repr(u8)]
                enum Tag { $($V),* }
                match *self { $($Op::$V { $($field),* } => {
                    out.push(Tag::$V as u8);
                    $($crate::code_field_put($field, out);)*
                })* }
            }
            #[allow(unused_assignments, unused_mut)]
            fn decode(bytes: &[u8]) -> Option<(Self, usize)> {
                let tag = *bytes.first()?;
                let mut next = 0u8;
                $(
                    if tag == next {
                        let mut at = 1;
                        $(let $field = $crate::code_field_take(bytes, &mut at)?;)*
                        return Some(($Op::$V { $($field),* }, at));
                    }
                    next = next.wrapping_add(1);
                )*
                None
            }
            const FINGERPRINT: u64 =
                $crate::code_fingerprint(concat!($(stringify!($V), $(" ", stringify!($kind),)* $("!", stringify!($end),)? ";"),*));
        }
    };
    (@type def) => { $crate::Slot };
    (@type use) => { $crate::Slot };
    (@type inout) => { $crate::Slot };
    (@type args) => { $crate::Args };
    (@type defs) => { $crate::Args };
    (@type list) => { $crate::List };
    (@type lit) => { $crate::Lit };
    (@type to) => { $crate::Target };
    (@type num) => { i32 };
    (@type short) => { u16 };
    (@type byte) => { u8 };
    (@see def $f:ident $see:ident) => { $see($crate::Operand::Def($f)) };
    (@see use $f:ident $see:ident) => { $see($crate::Operand::Use($f)) };
    (@see inout $f:ident $see:ident) => {
        $see($crate::Operand::Def($f));
        $see($crate::Operand::Use($f));
    };
    (@see args $f:ident $see:ident) => { $see($crate::Operand::Args($f)) };
    (@see defs $f:ident $see:ident) => { $crate::Args::iter($f).for_each(|slot| $see($crate::Operand::Def(slot))) };
    (@see list $f:ident $see:ident) => { $see($crate::Operand::List($f)) };
    (@see lit $f:ident $see:ident) => { $see($crate::Operand::Literal($f)) };
    (@see to $f:ident $see:ident) => { $see($crate::Operand::Target($f)) };
    (@see num $f:ident $see:ident) => { $see($crate::Operand::Number($f)) };
    (@see short $f:ident $see:ident) => { $see($crate::Operand::Number(i32::from($f))) };
    (@see byte $f:ident $see:ident) => { $see($crate::Operand::Number(i32::from($f))) };
    (@target to $f:ident $($rest:ident)*) => { Some($f) };
    (@target $kind:ident $f:ident $($rest:ident)*) => { $crate::bytecode!(@target $($rest)*) };
    (@target) => { None };
    (@implicit $see:ident own) => { $see($crate::Operand::Use($crate::Slot::OWN)) };
    (@implicit $see:ident own_end) => { $see($crate::Operand::Use($crate::Slot::OWN)) };
    (@implicit $see:ident $($end:ident)?) => {};
    (@end) => { false };
    (@end own) => { false };
    (@end end) => { true };
    (@end own_end) => { true };
}

/// A hash of the text of a table of instructions (FNV-1a).
#[doc(hidden)]
pub const fn code_fingerprint(table: &str) -> u64 {
    let (bytes, mut i, mut hash) = (table.as_bytes(), 0, 0xcbf2_9ce4_8422_2325u64);
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

#[doc(hidden)]
pub fn code_field_put<F: Field>(f: F, out: &mut Vec<u8>) {
    f.put(out)
}

#[doc(hidden)]
pub fn code_field_take<F: Field>(bytes: &[u8], at: &mut usize) -> Option<F> {
    F::take(bytes, at)
}
