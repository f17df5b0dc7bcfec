//! The builtins in Rust: goals that succeed at most once and call nothing. What calls goals or can be tried again is written in
//! Prolog, in `images/prolog`.

pub mod control; // what the instructions need
pub mod database; // clauses, flags, operators, global variables
pub mod module; // modules
pub mod stream; // streams: opening, closing, properties
pub mod io; // characters and bytes
pub mod term_io; // terms read and written
pub mod format; // format/2
pub mod system; // files by name, the environment, processes
pub mod tabling; // tables of answers
pub mod engines; // goals asked for one answer after the other
pub mod terms; // taking terms apart and making them; sorting
pub mod text; // atoms, characters, strings

use jitgen::Helper;
use vm_core::{CodeError, Vm, Word};

/// What a builtin answers: whether it succeeds, or what it raises.
pub(crate) type Answer = Result<bool, Word>;

/// A builtin: with its operands it answers true, false or an exception.
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// How many arguments it has. One without arguments is called with one that it ignores.
    pub arity: u32,
    /// Its code.
    pub helper: &'static Helper,
}

/// Declares builtins: a table of name, arity and function.
macro_rules! builtins {
    ($($NAME:ident $text:literal $arity:literal $f:expr_2021;)*) => {
        jitgen::helpers! { $(
            $NAME $text jitgen::Effects::ANY => |vm, a...| {
                let f: fn(&mut vm_core::Vm, &[vm_core::Word]) -> $crate::builtins::Answer = $f;
                let answer = f(vm, a).and_then(|answer| $crate::object::raised(vm, answer));
                answer.map(vm_core::Word::bool).map_err(|e| $crate::errors::in_context(vm, e, $text, $arity))
            };
        )* }
        /// The builtins of this module.
        pub(crate) const TABLE: &[$crate::builtins::Builtin] =
            &[$($crate::builtins::Builtin { name: $text, arity: $arity, helper: &$NAME }),*];
    };
}
pub(crate) use builtins;

/// Tables put one behind the other.
const fn join<const N: usize>(tables: &[&'static [Builtin]]) -> [Builtin; N] {
    let mut all = [const { Builtin { name: "", arity: 0, helper: &control::UNIFY } }; N];
    let (mut t, mut n) = (0, 0);
    while t < tables.len() {
        let mut i = 0;
        while i < tables[t].len() {
            let b = &tables[t][i];
            all[n] = Builtin { name: b.name, arity: b.arity, helper: b.helper };
            n += 1;
            i += 1;
        }
        t += 1;
    }
    all
}

const TABLES: &[&[Builtin]] = &[
    database::TABLE,
    module::TABLE,
    stream::TABLE,
    system::TABLE,
    io::TABLE,
    term_io::TABLE,
    terms::TABLE,
    text::TABLE,
    control::TABLE,
    tabling::TABLE,
    engines::TABLE,
    crate::toplevel::TABLE,
];

const COUNT: usize = {
    let (mut n, mut i) = (0, 0);
    while i < TABLES.len() {
        n += TABLES[i].len();
        i += 1;
    }
    n
};

/// All builtins; instructions name them by their index.
pub static BUILTINS: [Builtin; COUNT] = join(TABLES);

/// The index of a builtin.
pub fn index(name: &str, arity: u32) -> Option<u16> {
    BUILTINS.iter().position(|b| b.arity == arity && b.name == name).map(|i| i as u16)
}

/// Defines each as a predicate.
pub fn define(vm: &mut Vm, mut f: impl FnMut(&mut Vm, &'static str, u32, u16) -> Result<(), CodeError>) -> Result<(), CodeError> {
    for (i, b) in BUILTINS.iter().enumerate() {
        f(vm, b.name, b.arity, i as u16)?;
    }
    Ok(())
}
