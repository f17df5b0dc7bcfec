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
        /// `dst := a + b`
        Add(def dst, use a, use b),
        /// `dst := a - b`
        Sub(def dst, use a, use b),
        /// `dst := a * b`
        Mul(def dst, use a, use b),
        /// `dst := a / b`
        Div(def dst, use a, use b),
        /// `dst := a % b`
        Rem(def dst, use a, use b),
        /// Goes to `target` unless `a < b`.
        UnlessLess(use a, use b, to target),
        /// Goes to `target` unless `a <= b`.
        UnlessLessEq(use a, use b, to target),
        /// Goes to `target` unless `a == b`.
        UnlessEqual(use a, use b, to target),
        /// Goes to `target`.
        Jump(to target),
        /// `dst := pair(a, b)`
        Pair(def dst, use a, use b),
        /// `dst := first(a)`
        First(def dst, use a),
        /// `dst := second(a)`
        Second(def dst, use a),
        /// `setfirst(a, b)`
        SetFirst(use a, use b),
        /// `print(a)`
        Print(use a),
        /// `dst := f(args)`; the function is the first of `call`.
        Call(def dst, args call),
        /// `return a`
        Return(use value) end,
    }
}
