//! The instructions. Each is eight bytes. Slots hold variables and temporaries; slot 0 of every frame is the running procedure.

vm_core::bytecode! {
    /// The instructions of Scheme code.
    pub enum Op {
        // ---- values

        /// `dst := literal`
        Const(def dst, lit value),
        /// `dst := n`
        Int(def dst, num value),
        /// `dst :=` the end-of-file object
        Eof(def dst),
        /// `dst := a`
        Move(def dst, use a),
        /// `dst :=` the captured value of that index
        Captured(def dst, short index) own,
        /// `dst :=` the contents of the captured cell of that index
        CapturedCell(def dst, short index) own,
        /// Sets the contents of the captured cell of that index.
        SetCapturedCell(short index, use a) own,
        /// `dst :=` a new cell with that contents
        MakeCell(def dst, use a),
        /// `dst :=` the contents of a cell
        CellRef(def dst, use a),
        /// Sets the contents of a cell.
        CellSet(use a, use b),
        /// Complains unless the variable of that name has been initialised.
        CheckSet(use a, lit name),
        /// `dst :=` a global's value; complains if it has none.
        Global(def dst, lit global),
        /// Sets a global that has a value.
        SetGlobal(lit global, use a),
        /// Defines a global.
        DefineGlobal(lit global, use a),
        /// `dst :=` a new procedure with that code and those captured values
        Closure(def dst, lit code, args captured),

        // ---- control

        /// Goes to the target.
        Jump(to target) end,
        /// Goes to the target if false.
        JumpFalse(use a, to target),
        /// Goes to the target unless false.
        JumpTrue(use a, to target),
        /// Goes to the target if the empty list.
        JumpNull(use a, to target),
        /// Goes to the target unless the empty list.
        JumpNotNull(use a, to target),
        /// Goes to the target if a pair.
        JumpPair(use a, to target),
        /// Goes to the target unless a pair.
        JumpNotPair(use a, to target),
        /// Goes to the target if of that type.
        JumpIs(use a, byte kind, to target),
        /// Goes to the target unless of that type.
        JumpIsNot(use a, byte kind, to target),
        /// Goes to the target if identical.
        JumpEq(use a, use b, to target),
        /// Goes to the target unless identical.
        JumpNotEq(use a, use b, to target),
        /// Goes to the target if identical to the literal, which is no pointer.
        JumpEqLit(use a, lit b, to target),
        /// Goes to the target unless identical to the literal, which is no pointer.
        JumpNotEqLit(use a, lit b, to target),
        /// Goes to the target if the numbers are so ordered.
        JumpLess(use a, use b, to target),
        /// The opposite.
        JumpNotLess(use a, use b, to target),
        /// Goes to the target if the numbers are so ordered.
        JumpLessEq(use a, use b, to target),
        /// The opposite.
        JumpNotLessEq(use a, use b, to target),
        /// Goes to the target if the numbers are equal.
        JumpNumEq(use a, use b, to target),
        /// The opposite.
        JumpNotNumEq(use a, use b, to target),
        /// Goes to the target if `a < n`.
        JumpLessInt(use a, short n, to target),
        /// The opposite.
        JumpNotLessInt(use a, short n, to target),
        /// Goes to the target if `a <= n`.
        JumpLessEqInt(use a, short n, to target),
        /// The opposite.
        JumpNotLessEqInt(use a, short n, to target),
        /// Goes to the target if `a > n`.
        JumpGreaterInt(use a, short n, to target),
        /// The opposite.
        JumpNotGreaterInt(use a, short n, to target),
        /// Goes to the target if `a >= n`.
        JumpGreaterEqInt(use a, short n, to target),
        /// The opposite.
        JumpNotGreaterEqInt(use a, short n, to target),
        /// Goes to the target if `a = n`.
        JumpNumEqInt(use a, short n, to target),
        /// The opposite.
        JumpNotNumEqInt(use a, short n, to target),
        /// Calls the procedure in the first of `call` with the others as arguments.
        Call(def dst, args call),
        /// The same as the last thing the frame does.
        TailCall(args call) end,
        /// Calls a global procedure. The first of `call` is not read.
        CallGlobal(def dst, lit global, args arguments),
        /// The same as the last thing the frame does.
        TailCallGlobal(lit global, args arguments) end,
        /// Calls code that takes just these parameters; the first is the procedure.
        CallCode(def dst, lit code, args parameters),
        /// The same as the last thing the frame does.
        TailCallCode(lit code, args parameters) end,
        /// Calls a procedure with the elements of a list.
        Apply(def dst, use f, use list),
        /// The same as the last thing the frame does.
        TailApply(use f, use list) end,
        /// Calls a procedure with the values that one value stands for.
        ApplyValues(def dst, use f, use values),
        /// The same as the last thing the frame does.
        TailApplyValues(use f, use values) end,
        /// Ends the function.
        Return(use a) end,
        /// `dst :=` as many values
        MakeValues(def dst, args values),
        /// Complains unless the value stands for `count` values, or (`more`) at least for so many.
        CheckValues(use a, byte count, byte more),
        /// `dst :=` one of the values
        ValuesRef(def dst, use a, byte index),
        /// `dst :=` the list of the values from that index on
        ValuesRest(def dst, use a, byte index),
        /// `dst :=` the frames from here on, or what is handed to them later
        Capture(def dst),
        /// Goes on with other frames and hands them a value.
        Reinstate(use a, use b) end,
        /// Raises through the machine: the innermost handler in the frames' code gets it.
        Throw(use a) end,
        /// Raises an error, through the handlers of the program.
        Raise(use a) end,
        /// Ends the program with an uncaught exception.
        Uncaught(use a) end,
        /// Ends the program with a status.
        Exit(use a) end,
        /// Collects all garbage.
        Collect(def dst),
        /// `dst :=` what the host's function of that number answers to a vector of arguments
        Host(def dst, use arguments, short index),

        // ---- numbers

        /// `dst := a + b`
        Add(def dst, use a, use b),
        /// `dst := a - b`
        Sub(def dst, use a, use b),
        /// `dst := a * b`
        Mul(def dst, use a, use b),
        /// `dst := a / b`
        Div(def dst, use a, use b),
        /// `dst := a + n`
        AddInt(def dst, use a, short n),
        /// `dst := a - n`
        SubInt(def dst, use a, short n),
        /// `dst := a < b`
        Less(def dst, use a, use b),
        /// `dst := a <= b`
        LessEq(def dst, use a, use b),
        /// `dst := a = b`
        NumEq(def dst, use a, use b),
        /// Truncating quotient of integers.
        Quotient(def dst, use a, use b),
        /// Its remainder.
        Remainder(def dst, use a, use b),
        /// Floor remainder.
        Modulo(def dst, use a, use b),
        /// Bitwise and.
        BitAnd(def dst, use a, use b),
        /// Bitwise or.
        BitOr(def dst, use a, use b),
        /// Bitwise exclusive or.
        BitXor(def dst, use a, use b),
        /// `a` shifted left by `b`, right if `b` is negative.
        Shift(def dst, use a, use b),
        /// The larger.
        Max(def dst, use a, use b),
        /// The smaller.
        Min(def dst, use a, use b),
        /// A function of one number: see [`Real`].
        Real(def dst, use a, byte which),
        /// A function of floats: see [`Flonum`].
        Flonum(def dst, use a, use b, byte which),

        // ---- data

        /// `dst := a` is false
        Not(def dst, use a),
        /// `dst := a` and `b` are identical
        Eq(def dst, use a, use b),
        /// `dst := a` and `b` are equivalent
        Eqv(def dst, use a, use b),
        /// `dst := a` and `b` are equal
        Equal(def dst, use a, use b),
        /// `dst := a` is of that type
        Is(def dst, use a, byte kind),
        /// `dst := (a . b)`
        Cons(def dst, use a, use b),
        /// `dst :=` the first of a pair
        Car(def dst, use a),
        /// `dst :=` the second of a pair
        Cdr(def dst, use a),
        /// Sets the first of a pair.
        SetCar(use a, use b),
        /// Sets the second of a pair.
        SetCdr(use a, use b),
        /// `dst :=` an element of a vector
        VectorRef(def dst, use a, use b),
        /// Sets an element of a vector.
        VectorSet(use a, use b, use c),
        /// `dst :=` the length of a vector
        VectorLength(def dst, use a),
        /// `dst :=` a new vector
        MakeVector(def dst, args elements),
        /// `dst :=` a character of a string
        StringRef(def dst, use a, use b),
        /// Sets a character of a string.
        StringSet(use a, use b, use c),
        /// `dst :=` the length of a string
        StringLength(def dst, use a),
        /// `dst :=` a byte
        BytesRef(def dst, use a, use b),
        /// Sets a byte.
        BytesSet(use a, use b, use c),
        /// `dst :=` the length of a bytevector
        BytesLength(def dst, use a),
        /// `dst :=` the code point
        CharToInt(def dst, use a),
        /// `dst :=` the character
        IntToChar(def dst, use a),
        /// `dst := a` and `b` are characters so ordered: see [`Order`]
        CharCompare(def dst, use a, use b, byte order),
        /// `dst :=` what a function says of a character: see [`CharFn`]
        CharApply(def dst, use a, byte which),
        /// The next character of a port.
        ReadChar(def dst, use a),
        /// The same, and it stays.
        PeekChar(def dst, use a),
        /// Writes the character `a` to the port `b`.
        WriteChar(use a, use b),
        /// `dst :=` a record
        RecordNew(def dst, lit shape, args fields),
        /// `dst := a` is a record of that shape
        RecordIs(def dst, use a, lit shape),
        /// `dst :=` a field
        RecordRef(def dst, use a, lit shape, byte index),
        /// Sets a field.
        RecordSet(use a, use b, lit shape, byte index),
        /// The same four for a type that is known only when the program runs; it is the first operand of the first.
        RecordNewOf(def dst, args fields),
        /// See above.
        RecordIsOf(def dst, use a, use rtd),
        /// See above; the arguments are record, type, index.
        RecordRefOf(def dst, args operands),
        /// See above; the arguments are record, type, index, value.
        RecordSetOf(def dst, args operands),

        // ---- everything else

        /// Calls a primitive without operands.
        Helper0(def dst, short prim),
        /// Calls a primitive.
        Helper1(def dst, use a, short prim),
        /// Calls a primitive; those with two operands come first in the table.
        Helper2(def dst, use a, use b, byte prim),
        /// Calls a primitive with three operands.
        Helper3(def dst, args operands, short prim),
        /// Calls a primitive with any number of operands.
        HelperN(def dst, args operands, short prim),
    }
}

macro_rules! numbered {
    ($(#[$doc:meta])* $Name:ident { $($(#[$vdoc:meta])* $V:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum $Name { $($(#[$vdoc])* $V),* }

        impl $Name {
            const ALL: &'static [$Name] = &[$($Name::$V),*];

            /// The one of this number. Compilers write only such numbers, and damaged images are refused by what uses them.
            #[inline(always)]
            pub fn of(n: u8) -> $Name {
                Self::ALL[n as usize % Self::ALL.len()]
            }
        }
    };
}

numbered! {
    /// A type that can be tested.
    Type {
        /// The empty list.
        Null,
        /// A pair.
        Pair,
        /// A vector.
        Vector,
        /// A string.
        Text,
        /// A symbol.
        Symbol,
        /// A character.
        Char,
        /// A boolean.
        Boolean,
        /// A procedure.
        Procedure,
        /// A bytevector.
        Bytes,
        /// The end-of-file object.
        Eof,
        /// A small integer.
        Fixnum,
        /// A float.
        Flonum,
        /// A number.
        Number,
        /// An exact integer.
        ExactInteger,
        /// Several values, or none.
        Values,
        /// A box.
        Cell,
        /// The default object and the absence of a value.
        Default,
    }
}

numbered! {
    /// A function of one number.
    Real {
        /// `sqrt`
        Sqrt,
        /// `floor`
        Floor,
        /// `ceiling`
        Ceiling,
        /// `truncate`
        Truncate,
        /// `round`
        Round,
        /// `abs`
        Abs,
        /// `inexact`
        Inexact,
        /// `exact`
        Exact,
        /// `-`
        Negate,
        /// `exp`
        Exp,
        /// `log`
        Log,
        /// `sin`
        Sin,
        /// `cos`
        Cos,
        /// `tan`
        Tan,
        /// `asin`
        Asin,
        /// `acos`
        Acos,
        /// `atan`
        Atan,
        /// `exact-integer?` and the like are types; this one is `even?`
        Even,
        /// `odd?`
        Odd,
        /// Complains unless it is a number.
        Number,
    }
}

numbered! {
    /// A function of two floats.
    Flonum {
        /// `fl+`
        Add,
        /// `fl-`
        Sub,
        /// `fl*`
        Mul,
        /// `fl/`
        Div,
        /// `fl<`
        Less,
        /// `fl<=`
        LessEq,
        /// `fl=`
        Eq,
    }
}

numbered! {
    /// A function of one character.
    CharFn {
        /// `char-alphabetic?`
        Alphabetic,
        /// `char-numeric?`
        Numeric,
        /// `char-whitespace?`
        Whitespace,
        /// `char-upcase`
        Upcase,
        /// `char-downcase`
        Downcase,
    }
}

numbered! {
    /// How two characters may be ordered.
    Order {
        /// The same.
        Eq,
        /// Before.
        Less,
        /// Before or the same.
        LessEq,
    }
}
