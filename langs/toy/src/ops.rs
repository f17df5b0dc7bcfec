//! The instructions.

vm_core::bytecode! {
    /// The instructions of the toy language: a register machine.
    pub enum Op {
        /// `dst := value`
        Literal(def dst, lit value),
        /// `dst := a`
        Move(def dst, use a),
        /// `dst := the value of a global`
        Global(def dst, lit global),
        /// `a global := a`
        SetGlobal(lit global, use a),
        /// `dst := an [`Operation`] of a and b`
        Operation(def dst, use a, use b, byte operation),
        /// Goes to `target` if `a` is false.
        Unless(use a, to target),
        /// Goes to `target`.
        Jump(to target),
        /// `dst := f(args)`; the function is the first of `call`.
        Call(def dst, args call),
        /// `return a`
        Return(use value) end,
    }
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident $text:literal $operands:literal,)*) => {
        /// What takes operands and gives a value.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs)]
        pub enum Operation { $($name),* }

        impl Operation {
            const ALL: [(Operation, &'static str, usize); 16] = [$((Operation::$name, $text, $operands)),*];
        }
    };
}
operations! {
    Add "+" 2, Sub "-" 2, Mul "*" 2, Div "/" 2, Rem "%" 2,
    Less "<" 2, LessEq "<=" 2, Greater ">" 2, GreaterEq ">=" 2, Equal "==" 2, NotEqual "!=" 2,
    Pair "pair" 2, First "first" 1, Second "second" 1, SetFirst "setfirst" 2, Print "print" 1,
}

impl Operation {
    /// The operation of that number.
    #[inline(always)]
    pub(crate) fn of(number: u8) -> Operation {
        Operation::ALL[usize::from(number)].0
    }

    /// The operation of that name with so many operands.
    pub(crate) fn named(name: &str, operands: usize) -> Option<Operation> {
        Operation::ALL.iter().find(|o| o.1 == name && o.2 == operands).map(|o| o.0)
    }
}
