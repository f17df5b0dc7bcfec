//! The table of operations. The enum, printer, parser, verifier, reference executor's dispatch check and documentation expand
//! from it or are checked against it.
//!
//! Columns: name in Rust, name in text, operand types, result type, immediate, effect.

use super::Type;

/// What the immediate of an operation means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Imm {
    /// Nothing; it is 0.
    None,
    /// A raw 64-bit integer.
    Int,
    /// The bits of a float.
    Float,
    /// The bits of a word that is not a pointer.
    Word,
    /// An index into the graph's table of pointer constants, which the collector updates.
    Constant,
    /// A `ShapeId`.
    Shape,
    /// The byte offset of a slot from the object's address.
    Offset,
    /// A kind of constant (`ConstKind`).
    Kind,
    /// An index into the graph's list of helpers.
    Helper,
    /// A `CodeId`.
    Code,
}

/// What an operation does besides computing its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing: it may be moved, merged and dropped.
    Pure,
    /// Reads memory that stores and calls may change.
    Read,
    /// Makes an object: may be dropped, not merged.
    Allocate,
    /// Writes memory.
    Write,
    /// Leaves through its exit when its test fails; otherwise does nothing.
    Guard,
    /// Runs code that may do anything its helper's declared effects allow, or anything at all.
    Call,
}

macro_rules! operations {
    ($($(#[doc = $doc:literal])* $name:ident $text:literal ($($arg:ident)* $(; $rest:ident)?) -> $result:ident, $imm:ident, $effect:ident;)*) => {
        /// One kind of operation.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Op { $($(#[doc = $doc])* $name),* }

        impl Op {
            /// All operations, in the order of the table.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];

            /// The name in IR text.
            pub const fn text(self) -> &'static str {
                match self { $(Op::$name => $text),* }
            }

            /// The types of the operands.
            pub const fn operands(self) -> &'static [Type] {
                match self { $(Op::$name => &[$(Type::$arg),*]),* }
            }

            /// The type of further operands, if there may be any number of them.
            pub const fn rest(self) -> Option<Type> {
                match self { $(Op::$name => operations!(@rest $($rest)?)),* }
            }

            /// The type of the result (`Void`: none). `Param`'s is its own.
            pub const fn result(self) -> Type {
                match self { $(Op::$name => Type::$result),* }
            }

            /// What the immediate means.
            pub const fn imm(self) -> Imm {
                match self { $(Op::$name => Imm::$imm),* }
            }

            /// What it does besides computing.
            pub const fn effect(self) -> Effect {
                match self { $(Op::$name => Effect::$effect),* }
            }
        }
    };
    (@rest) => { None };
    (@rest $t:ident) => { Some(Type::$t) };
}

operations! {
    /// A parameter of a block. Its type is the instruction's own.
    Param "param" () -> Void, None, Pure;
    /// A word that is not a pointer.
    Word "word" () -> Word, Word, Pure;
    /// A raw integer.
    Int "int" () -> Int, Int, Pure;
    /// A raw float.
    Float "float" () -> Float, Float, Pure;
    /// A pointer constant.
    Constant "constant" () -> Word, Constant, Pure;

    /// Whether the word is a small integer.
    IsSmi "is_smi" (Word) -> Bool, None, Pure;
    /// Whether the word is a float, immediate or boxed.
    IsFloat "is_float" (Word) -> Bool, None, Pure;
    /// Whether the word points to an object of exactly this shape.
    HasShape "has_shape" (Word) -> Bool, Shape, Pure;
    /// Whether the word is a constant of this kind.
    IsKind "is_kind" (Word) -> Bool, Kind, Pure;
    /// Whether the word names code that takes exactly so many parameters.
    Takes "takes" (Word) -> Bool, Int, Pure;
    /// Whether two words are identical.
    Same "same" (Word Word) -> Bool, None, Pure;

    /// Sum of two small integers; leaves if it is none.
    SmiAdd "smi_add" (Word Word) -> Word, None, Guard;
    /// Difference of two small integers; leaves if it is none.
    SmiSub "smi_sub" (Word Word) -> Word, None, Guard;
    /// Product of two small integers; leaves if it is none.
    SmiMul "smi_mul" (Word Word) -> Word, None, Guard;
    /// Sum known to be a small integer.
    SmiAddFits "smi_add_fits" (Word Word) -> Word, None, Pure;
    /// Difference known to be a small integer.
    SmiSubFits "smi_sub_fits" (Word Word) -> Word, None, Pure;
    /// Product known to be a small integer.
    SmiMulFits "smi_mul_fits" (Word Word) -> Word, None, Pure;
    /// Whether the sum of two small integers is none.
    SmiAddOverflows "smi_add_overflows" (Word Word) -> Bool, None, Pure;
    /// Whether the difference of two small integers is none.
    SmiSubOverflows "smi_sub_overflows" (Word Word) -> Bool, None, Pure;
    /// Whether the product of two small integers is none.
    SmiMulOverflows "smi_mul_overflows" (Word Word) -> Bool, None, Pure;
    /// Whether the first small integer is less.
    SmiLess "smi_less" (Word Word) -> Bool, None, Pure;
    /// Whether the first small integer is less or equal.
    SmiLessEq "smi_less_eq" (Word Word) -> Bool, None, Pure;
    /// Bitwise and of small integers.
    SmiAnd "smi_and" (Word Word) -> Word, None, Pure;
    /// Bitwise or of small integers.
    SmiOr "smi_or" (Word Word) -> Word, None, Pure;
    /// Bitwise exclusive or of small integers.
    SmiXor "smi_xor" (Word Word) -> Word, None, Pure;

    /// The value of a small integer.
    Untag "untag" (Word) -> Int, None, Pure;
    /// The small integer of a value known to fit.
    Tag "tag" (Int) -> Word, None, Pure;
    /// Whether a value fits a small integer.
    Fits "fits" (Int) -> Bool, None, Pure;
    /// The payload of a constant of 32 bits (a character's code point).
    Payload "payload" (Word) -> Int, None, Pure;
    /// The constant of this kind with a payload below 2^32, or that stamped hole.
    FromPayload "from_payload" (Int) -> Word, Kind, Pure;

    /// Wrapping sum.
    IntAdd "int_add" (Int Int) -> Int, None, Pure;
    /// Wrapping difference.
    IntSub "int_sub" (Int Int) -> Int, None, Pure;
    /// Wrapping product.
    IntMul "int_mul" (Int Int) -> Int, None, Pure;
    /// The upper half of the product, which has 128 bits.
    IntMulHigh "int_mul_high" (Int Int) -> Int, None, Pure;
    /// Quotient rounded to zero. The divisor is not 0; -2^63 by -1 gives -2^63.
    IntDiv "int_div" (Int Int) -> Int, None, Pure;
    /// Remainder with the dividend's sign. The divisor is not 0; by -1 gives 0.
    IntRem "int_rem" (Int Int) -> Int, None, Pure;
    /// Bitwise and.
    IntAnd "int_and" (Int Int) -> Int, None, Pure;
    /// Bitwise or.
    IntOr "int_or" (Int Int) -> Int, None, Pure;
    /// Bitwise exclusive or.
    IntXor "int_xor" (Int Int) -> Int, None, Pure;
    /// Shift left; the count is taken modulo 64.
    IntShl "int_shl" (Int Int) -> Int, None, Pure;
    /// Arithmetic shift right; the count is taken modulo 64.
    IntSar "int_sar" (Int Int) -> Int, None, Pure;
    /// Logical shift right; the count is taken modulo 64.
    IntShr "int_shr" (Int Int) -> Int, None, Pure;
    /// Signed less.
    IntLess "int_less" (Int Int) -> Bool, None, Pure;
    /// Signed less or equal.
    IntLessEq "int_less_eq" (Int Int) -> Bool, None, Pure;
    /// Equal.
    IntEq "int_eq" (Int Int) -> Bool, None, Pure;
    /// Unsigned less: the bounds check.
    IntBelow "int_below" (Int Int) -> Bool, None, Pure;

    /// Sum.
    FloatAdd "float_add" (Float Float) -> Float, None, Pure;
    /// Difference.
    FloatSub "float_sub" (Float Float) -> Float, None, Pure;
    /// Product.
    FloatMul "float_mul" (Float Float) -> Float, None, Pure;
    /// Quotient.
    FloatDiv "float_div" (Float Float) -> Float, None, Pure;
    /// Negation (of the sign bit).
    FloatNeg "float_neg" (Float) -> Float, None, Pure;
    /// Absolute value.
    FloatAbs "float_abs" (Float) -> Float, None, Pure;
    /// Square root; NaN for negative numbers.
    FloatSqrt "float_sqrt" (Float) -> Float, None, Pure;
    /// Rounded down.
    FloatFloor "float_floor" (Float) -> Float, None, Pure;
    /// Rounded up.
    FloatCeil "float_ceil" (Float) -> Float, None, Pure;
    /// Rounded to zero.
    FloatTrunc "float_trunc" (Float) -> Float, None, Pure;
    /// Rounded to nearest, ties to even.
    FloatRound "float_round" (Float) -> Float, None, Pure;
    /// Less; false if either is NaN.
    FloatLess "float_less" (Float Float) -> Bool, None, Pure;
    /// Less or equal; false if either is NaN.
    FloatLessEq "float_less_eq" (Float Float) -> Bool, None, Pure;
    /// Equal; false if either is NaN.
    FloatEq "float_eq" (Float Float) -> Bool, None, Pure;
    /// The nearest float.
    IntToFloat "int_to_float" (Int) -> Float, None, Pure;
    /// Rounded to zero; saturating; NaN gives 0.
    FloatToInt "float_to_int" (Float) -> Int, None, Pure;
    /// The float as a word: immediate, or boxed if its exponent is unusual.
    Box "box" (Float) -> Word, None, Pure;
    /// The value of a word known to be a float.
    Unbox "unbox" (Word) -> Float, None, Pure;

    /// A new object. Operands: the fixed slots, then the elements of a tail of slots. Shapes with raw slots or a tail of
    /// bytes are not made so.
    New "new" (; Word) -> Word, Shape, Allocate;
    /// The tagged slot at a byte offset of an object known to have it; it may change.
    Load "load" (Word) -> Word, Offset, Read;
    /// The same of a slot that never changes.
    LoadFinal "load_final" (Word) -> Word, Offset, Pure;
    /// Stores into a slot, with the write barrier.
    Store "store" (Word Word) -> Void, Offset, Write;
    /// A reference to the slot at a byte offset of an object.
    SlotOf "slot_of" (Word) -> Word, Offset, Pure;
    /// What is in the slot that a word known to be a reference to one refers to.
    LoadThrough "load_through" (Word) -> Word, None, Read;
    /// Stores into such a slot, with the write barrier if the immediate is 0: else what is stored is known to be no object.
    StoreThrough "store_through" (Word Word) -> Void, Int, Write;
    /// The length word of an object known to have one.
    Length "length" (Word) -> Int, None, Pure;
    /// The tagged element at index `Int` (in range) of the tail that begins at the byte offset; it may change.
    Element "element" (Word Int) -> Word, Offset, Read;
    /// The same of a tail that never changes.
    ElementFinal "element_final" (Word Int) -> Word, Offset, Pure;
    /// Stores into an element in range, with the write barrier.
    SetElement "set_element" (Word Int Word) -> Void, Offset, Write;
    /// The byte at an index in range.
    Byte "byte" (Word Int) -> Int, Offset, Read;
    /// Stores the low eight bits at an index in range.
    SetByte "set_byte" (Word Int Int) -> Void, Offset, Write;
    /// The 32 bits at an index (in units of 32 bits) in range, zero-extended.
    Unit "unit" (Word Int) -> Int, Offset, Read;
    /// Stores the low 32 bits at an index in range.
    SetUnit "set_unit" (Word Int Int) -> Void, Offset, Write;
    /// The eight bytes at an index (in units of 8 bytes) in range, as a float.
    Double "double" (Word Int) -> Float, Offset, Read;
    /// Stores a float at an index in range.
    SetDouble "set_double" (Word Int Float) -> Void, Offset, Write;

    /// Calls a helper of words. The result is `RAISED` if it raised.
    CallHelper "call" (; Word) -> Word, Helper, Call;
    /// Calls a pure function of floats.
    CallFloat "call_float" (; Float) -> Float, Helper, Pure;
    /// Calls a function's compiled code with its parameters; leaves through its exit when the callee unwinds.
    CallCode "call_code" (; Word) -> Word, Code, Call;
    /// Calls the code that a word names, if that takes exactly these parameters; leaves through its exit otherwise, and when
    /// the callee unwinds.
    CallAny "call_any" (Word; Word) -> Word, None, Call;
    /// Captures what the root frame returns to; leaves unless that is the base frame of a call by the host. The operands are the
    /// words of the frames that become part of it, the immediate the index of the top one; the root frame is the one above
    /// them from then on. The result is the continuation.
    Capture "capture" (; Word) -> Word, Int, Call;
    /// Gives a value (the second) to a continuation (the first), with all frames dropped, if compiled code waits there for it.
    Resume "resume" (Word Word) -> Void, None, Call;

    /// Leaves unless true.
    GuardTrue "guard_true" (Bool) -> Void, None, Guard;
    /// Leaves unless false.
    GuardFalse "guard_false" (Bool) -> Void, None, Guard;
    /// Leaves if an assumption of the unit has been given up.
    GuardValid "guard_valid" () -> Void, None, Guard;
    /// Leaves if the native stack is low, if the VM stack cannot take this many more words from the root frame on, or if the poll
    /// word is set; counts fuel. The first instruction of every unit.
    Enter "enter" () -> Void, Int, Guard;
    /// Leaves if the poll word is set; counts fuel. The first instruction of every loop header.
    Poll "poll" () -> Void, None, Guard;
}

#[cfg(test)]
impl Op {
    /// What takes any two raw integers and gives one, for tests.
    pub(crate) const OF_RAW_INTEGERS: [Op; 10] =
        [Op::IntAdd, Op::IntSub, Op::IntMul, Op::IntMulHigh, Op::IntAnd, Op::IntOr, Op::IntXor, Op::IntShl, Op::IntSar, Op::IntShr];
}
