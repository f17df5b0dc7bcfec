//! The instructions. In every frame slot 0 holds the continuation (at the beginning of an alternative: the choice point) and the
//! arguments follow; the first literal of all code is the engine's registers. A predicate never returns: it fails, or calls its last
//! goal or its continuation in its own place. What may raise reads slot 0: the catchers are found from there.

vm_core::bytecode! {
    /// The instructions of Prolog.
    pub enum Op {
        /// `dst := value`
        Literal(def dst, lit value),
        /// `dst := a`
        Move(def dst, use a),
        /// `dst := a new variable`
        Fresh(def dst),
        /// `dst := a, references followed`
        Deref(def dst, use a),
        /// `dst := a compound term`
        Build(def dst, lit functor, list arguments),
        /// Follows the references of `a`, and goes to `target` if it is unbound.
        IfVar(inout a, to target),
        /// Goes to `target` if the dereferenced `a` is that constant.
        IfConstant(use a, lit constant, to target),
        /// Goes to `target` if the dereferenced `a` has that functor.
        IfFunctor(use a, lit functor, to target),
        /// `dst := argument i` of a compound term of that functor.
        Argument(def dst, use a, lit functor, byte i),
        /// `slots := the arguments` of a compound term of that functor.
        Arguments(defs slots, use a, lit functor),
        /// Fails unless the dereferenced `a` is (or, being unbound, becomes) that constant.
        Constant(use a, lit constant),
        /// Follows the references of `a`; goes on if it has that functor, goes to `target` if it is unbound, else fails.
        Functor(inout a, lit functor, to target),
        /// Binds the unbound `a`.
        Bind(use a, use value),
        /// Binds the unbound `a` to a new compound term, which `a` is then.
        BindNew(inout a, lit functor, list arguments),
        /// `dst := what a slot of a new compound term holds that is a new variable`
        Hole(def dst),
        /// `dst := the variable that is argument i` of a compound term of that functor.
        Place(def dst, use a, lit functor, byte i),
        /// Unifies or fails.
        Unify(use a, use b),
        /// Goes to `target` if `a` and `b` cannot be unified because one of them is an atom or a small integer, and the other something else.
        IfDifferent(use a, use b, to target),
        /// Fails.
        Fail() end,
        /// `dst := the newest choice point`
        Level(def dst),
        /// Drops choice points newer than `level`.
        Cut(use level),
        /// Drops only the alternative of the choice point that was made after `level`.
        SoftCut(use choice),
        /// Drops the choice point if it is the newest.
        Leave(use choice),
        /// Pushes a choice point whose alternative is `code`; `saved` is kept for it, the continuation first.
        Choice(lit code, list saved),
        /// At the beginning of an alternative: drops the choice point in slot 0.
        Last() own,
        /// At the beginning of an alternative: the choice point in slot 0 goes on with `code`.
        Again(lit code) own,
        /// At the beginning of an alternative: `cont := the continuation that the choice point has kept, slots := the rest`.
        Restore(defs slots, def cont, use choice),
        /// `Last`, then `Restore`.
        RestoreLast(defs slots, def cont, use choice),
        /// `dst := what the choice point has kept`
        Kept(def dst, use choice, byte i),
        /// `dst := the choice point before`
        Before(def dst, use choice),
        /// `dst := a continuation`; what is in slot 0 is the next one.
        Cont(def dst, lit code, list saved) own,
        /// At the beginning of a continuation: `slots := what it has kept, next := the continuation behind`.
        Resume(defs slots, def next, use cont),
        /// `dst := what the continuation has kept`
        Saved(def dst, use cont, byte i),
        /// `dst := the continuation behind`
        Behind(def dst, use cont),
        /// `dst := the first row of a table of constants that may match the dereferenced arguments`, behind the row that the last of them is;
        /// false if there is none. Rows are known by where they begin in the table.
        Row(def dst, lit table, list arguments),
        /// `dst := the cell of a row`
        Cell(def dst, lit table, use row, byte column),
        /// Goes to `target` if goals wait to be run.
        IfWake(to target),
        /// Runs the goals that wait, as a program of its own: `dst := whether they succeed`.
        Awake(def dst, lit code),
        /// Fails or raises if the goals did.
        Awoken(use a) own,
        /// Gives the continuation up to the innermost `reset/3` that takes the ball to that one.
        Shift(use ball) own_end,
        /// Goes on with continuations that a shift has taken, then with the one in slot 0.
        Relink(use list) own_end,
        /// Goes on with what another engine, or who has asked this one, goes on with: see [`Request`](crate::builtins::engines::Request).
        Switch(byte request, use a, use b) own_end,
        /// Goes on with the continuation.
        Proceed() own_end,
        /// Calls a predicate in this one's place, with the continuation in slot 0 and these arguments.
        Call(lit predicate, list arguments) own_end,
        /// Goes on with the code that a term is entered by (`entry`: see [`crate::entries::Entry`]), which is given the term and the arguments; with
        /// the next instruction if none is known.
        Enter(byte entry, use a, list arguments) own,
        /// Calls the goal in this predicate's place.
        Invoke(use goal) own_end,
        /// Calls a builtin that succeeds at most once: fails or goes on.
        Builtin(short which, list arguments) own,
        /// `dst := the number that a is or evaluates to`; `goal` here and below is an [`ArithmeticGoal`], which errors name.
        Number(def dst, byte goal, use a) own,
        /// `dst := a + n`, where `n` has 16 bits and a sign.
        AddConstant(def dst, byte goal, use a, short n) own,
        /// `dst := a + b`
        Add(def dst, byte goal, use a, use b) own,
        /// `dst := a - b`
        Sub(def dst, byte goal, use a, use b) own,
        /// `dst := a * b`
        Mul(def dst, byte goal, use a, use b) own,
        /// `dst := an operation of [`Integer`]`; the goal stands in the upper half of the byte.
        Integer(def dst, byte operation, use a, use b) own,
        /// `dst := f(arguments)`, numbers.
        Function(def dst, short which, list arguments) own,
        /// Goes to `target` unless `a < b`.
        UnlessLess(use a, use b, to target) own,
        /// Goes to `target` unless `a > b`. What differs from `b < a` is what an error tells.
        UnlessGreater(use a, use b, to target) own,
        /// Goes to `target` unless `a =< b`.
        UnlessLessEq(use a, use b, to target) own,
        /// Goes to `target` unless `a >= b`.
        UnlessGreaterEq(use a, use b, to target) own,
        /// Goes to `target` unless `a =:= b`.
        UnlessEqual(use a, use b, to target) own,
        /// Goes to `target` if `a =:= b`.
        IfEqual(use a, use b, to target) own,
        /// Goes to `target` unless `a == b`.
        UnlessSame(use a, use b, to target),
        /// Goes to `target` if `a == b`.
        IfSame(use a, use b, to target),
        /// Goes to `target` unless the dereferenced `a` is of that kind.
        UnlessKind(use a, byte kind, to target),
        /// Goes to `target`.
        Jump(to target) end,
        /// Begins a program: registers, base choice point; then calls a predicate with the argument.
        Start(lit predicate, lit argument, lit base) end,
        /// Ends a program.
        Stop(use success) own_end,
        /// Raises the term.
        Throw(use ball) own_end,
        /// Makes the clauses of the predicate code and calls it with these arguments.
        Compile(lit name, list arguments) own_end,
        /// Goes on with the code of those clauses of a large predicate that one of the arguments names: see [`crate::clauses`]; with the next
        /// instruction if there is none.
        Part(lit database, list arguments) own,
        /// Calls a predicate whose clauses are data, with the goal made of this frame's arguments.
        Dynamic(lit database, use goal, lit retry) own_end,
        /// Tries the clause that the choice point in slot 0 has kept.
        Retry(lit retry) own_end,
        /// Asks for the end of the process.
        Halt(use status) end,
    }
}

/// The operations of [`Op::Integer`]: functions that are quick for small integers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Integer {
    /// `//`
    Quotient,
    /// `rem`
    Remainder,
    /// `div`
    FloorQuotient,
    /// `mod`
    Modulo,
    /// `/\`
    And,
    /// `\/`
    Or,
    /// `xor`
    Xor,
    /// `<<`
    Left,
    /// `>>`
    Right,
    /// `min`
    Min,
    /// `max`
    Max,
}

impl Integer {
    /// All, with the names of their functions, in the order of their numbers.
    pub const ALL: [(Integer, &'static str); 11] = [
        (Integer::Quotient, "//"),
        (Integer::Remainder, "rem"),
        (Integer::FloorQuotient, "div"),
        (Integer::Modulo, "mod"),
        (Integer::And, "/\\"),
        (Integer::Or, "\\/"),
        (Integer::Xor, "xor"),
        (Integer::Left, "<<"),
        (Integer::Right, ">>"),
        (Integer::Min, "min"),
        (Integer::Max, "max"),
    ];

    /// The operation of a function.
    pub fn of(name: &str) -> Option<Integer> {
        Self::ALL.iter().find(|o| o.1 == name).map(|o| o.0)
    }

    /// The operation and the goal in which it is, as one byte.
    pub fn in_goal(self, goal: ArithmeticGoal) -> u8 {
        self as u8 | (goal as u8) << 4
    }

    /// What [`Integer::in_goal`] has put together: the numbers of the operation and of the goal.
    pub fn parts(byte: u8) -> (u8, u8) {
        (byte & 0xf, byte >> 4)
    }
}

/// The goals that evaluate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ArithmeticGoal {
    /// `is/2`
    Is,
    /// `</2`
    Less,
    /// `>/2`
    Greater,
    /// `=</2`
    LessEq,
    /// `>=/2`
    GreaterEq,
    /// `=:=/2`
    Equal,
    /// `=\=/2`
    NotEqual,
}

impl ArithmeticGoal {
    /// All, with the names of their predicates, in the order of their numbers.
    pub const ALL: [(ArithmeticGoal, &'static str); 7] = [
        (ArithmeticGoal::Is, "is"),
        (ArithmeticGoal::Less, "<"),
        (ArithmeticGoal::Greater, ">"),
        (ArithmeticGoal::LessEq, "=<"),
        (ArithmeticGoal::GreaterEq, ">="),
        (ArithmeticGoal::Equal, "=:="),
        (ArithmeticGoal::NotEqual, "=\\="),
    ];

    /// The goal of that name.
    pub fn of(name: &str) -> Option<ArithmeticGoal> {
        Self::ALL.iter().find(|g| g.1 == name).map(|g| g.0)
    }
}

/// The kinds of [`Op::UnlessKind`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum TypeTest {
    /// `var/1`
    Var,
    /// `nonvar/1`
    Nonvar,
    /// `atom/1`
    Atom,
    /// `integer/1`
    Integer,
    /// `number/1`
    Number,
    /// `float/1`
    Float,
    /// `atomic/1`
    Atomic,
    /// `compound/1`
    Compound,
    /// `callable/1`
    Callable,
    /// `is_list/1`
    List,
    /// `string/1`
    Text,
}

impl TypeTest {
    /// All, with the names of their predicates.
    pub const ALL: [(TypeTest, &'static str); 11] = [
        (TypeTest::Var, "var"),
        (TypeTest::Nonvar, "nonvar"),
        (TypeTest::Atom, "atom"),
        (TypeTest::Integer, "integer"),
        (TypeTest::Number, "number"),
        (TypeTest::Float, "float"),
        (TypeTest::Atomic, "atomic"),
        (TypeTest::Compound, "compound"),
        (TypeTest::Callable, "callable"),
        (TypeTest::List, "is_list"),
        (TypeTest::Text, "string"),
    ];
}
