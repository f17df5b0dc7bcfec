//! Residual helpers: Rust functions that the recorder does not look into.

pub use crate::backend::Operands;

use vm_core::{Vm, Word};

/// What a helper does, beyond computing its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Effects {
    /// Equal operands give equal results, and nothing else happens: calls are merged, moved, dropped, and folded when
    /// the operands are constants. It may still raise.
    pub elidable: bool,
    /// It reads slots that stores may change.
    pub reads: bool,
    /// It writes slots of objects that existed before.
    pub writes: bool,
    /// It reads or writes watched objects ([`Vm::watch`]).
    pub watched: bool,
    /// It may raise: its result may be [`Word::RAISED`].
    pub raises: bool,
    /// It may write an assumption cell, or define code, shapes or methods.
    pub invalidates: bool,
}

impl Effects {
    /// Only computes.
    pub const PURE: Effects = Effects { elidable: true, reads: false, writes: false, watched: false, raises: false, invalidates: false };
    /// Only computes, or raises.
    pub const PURE_RAISES: Effects = Effects { elidable: true, raises: true, ..Effects::PURE };
    /// Reads memory.
    pub const READS: Effects = Effects { elidable: false, reads: true, watched: true, ..Effects::PURE };
    /// Makes objects; reads and writes nothing that exists.
    pub const ALLOCATES: Effects = Effects { elidable: false, ..Effects::PURE };
    /// Anything.
    pub const ANY: Effects = Effects { elidable: false, reads: true, writes: true, watched: true, raises: true, invalidates: true };
    /// Reads, writes and may raise, but invalidates nothing.
    pub const READS_WRITES: Effects = Effects { invalidates: false, ..Effects::ANY };
}

/// The entry of a helper in a calling convention that compiled code can use.
#[derive(Clone, Copy)]
pub enum Entry {
    /// One operand.
    Words1(extern "C" fn(&mut Vm, Word) -> Word),
    /// Two operands.
    Words2(extern "C" fn(&mut Vm, Word, Word) -> Word),
    /// Three operands.
    Words3(extern "C" fn(&mut Vm, Word, Word, Word) -> Word),
    /// Any number of operands.
    Words(extern "C" fn(&mut Vm, Operands<'_>) -> Word),
    /// A function of one float.
    Float1(extern "C" fn(f64) -> f64),
    /// A function of two floats.
    Float2(extern "C" fn(f64, f64) -> f64),
}

/// A residual helper; made by [`helpers!`](crate::helpers).
pub struct Helper {
    /// The name shown in logs.
    pub name: &'static str,
    /// What it does.
    pub effects: Effects,
    /// Its entry.
    pub entry: Entry,
}

impl std::fmt::Debug for Helper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// What a helper's body gives: a value, or the exception it raises.
pub type HelperResult = Result<Word, Word>;

/// For [`helpers!`](crate::helpers): hands the outcome to the caller, an exception through [`Vm::pending`].
#[doc(hidden)]
#[inline]
pub fn finish(vm: &mut Vm, result: HelperResult) -> Word {
    match result {
        Ok(w) => w,
        Err(exception) => {
            vm.pending = exception;
            Word::RAISED
        }
    }
}

/// Declares helpers.
///
/// ```
/// use jitgen::Effects;
/// use vm_core::Word;
/// jitgen::helpers! {
///     /// A new pair.
///     pub CONS "cons" Effects::ALLOCATES => |vm, a, b| Ok(vm.pair(a, b));
///     /// How many operands there were.
///     pub COUNT "count" Effects::PURE => |vm, all...| Ok(Word::smi(all.len() as i64));
///     /// The sine.
///     pub SIN "sin" Effects::PURE => float |x| x.sin();
/// }
/// ```
///
/// A body is an expression of type [`HelperResult`]; `vm` is the `&mut Vm`. Panics of a body end the process: helpers must
/// not panic on any guest input.
#[macro_export]
macro_rules! helpers {
    () => {};
    ($(#[$doc:meta])* $vis:vis $NAME:ident $text:literal $effects:expr_2021 => float |$x:ident| $body:expr_2021; $($rest:tt)*) => {
        $(#[$doc])*
        $vis static $NAME: $crate::Helper = {
            extern "C" fn entry($x: f64) -> f64 { $body }
            $crate::Helper { name: $text, effects: $effects, entry: $crate::Entry::Float1(entry) }
        };
        $crate::helpers! { $($rest)* }
    };
    ($(#[$doc:meta])* $vis:vis $NAME:ident $text:literal $effects:expr_2021 => float |$x:ident, $y:ident| $body:expr_2021; $($rest:tt)*) => {
        $(#[$doc])*
        $vis static $NAME: $crate::Helper = {
            extern "C" fn entry($x: f64, $y: f64) -> f64 { $body }
            $crate::Helper { name: $text, effects: $effects, entry: $crate::Entry::Float2(entry) }
        };
        $crate::helpers! { $($rest)* }
    };
    ($(#[$doc:meta])* $vis:vis $NAME:ident $text:literal $effects:expr_2021 => |$vm:ident, $all:ident ...| $body:expr_2021; $($rest:tt)*) => {
        $(#[$doc])*
        $vis static $NAME: $crate::Helper = {
            fn body($vm: &mut $crate::vm_core::Vm, $all: &[$crate::vm_core::Word]) -> $crate::HelperResult { let _ = &$vm; $body }
            extern "C" fn entry(vm: &mut $crate::vm_core::Vm, all: $crate::Operands<'_>) -> $crate::vm_core::Word {
                let result = body(vm, all.words());
                $crate::helper::finish(vm, result)
            }
            $crate::Helper { name: $text, effects: $effects, entry: $crate::Entry::Words(entry) }
        };
        $crate::helpers! { $($rest)* }
    };
    ($(#[$doc:meta])* $vis:vis $NAME:ident $text:literal $effects:expr_2021 => |$vm:ident, $($x:ident),+| $body:expr_2021; $($rest:tt)*) => {
        $(#[$doc])*
        $vis static $NAME: $crate::Helper = {
            fn body($vm: &mut $crate::vm_core::Vm, $($x: $crate::vm_core::Word),+) -> $crate::HelperResult { let _ = &$vm; $body }
            extern "C" fn entry(vm: &mut $crate::vm_core::Vm, $($x: $crate::vm_core::Word),+) -> $crate::vm_core::Word {
                let result = body(vm, $($x),+);
                $crate::helper::finish(vm, result)
            }
            $crate::Helper { name: $text, effects: $effects, entry: $crate::helpers!(@entry entry $($x)+) }
        };
        $crate::helpers! { $($rest)* }
    };
    (@entry $e:ident $a:ident) => { $crate::Entry::Words1($e) };
    (@entry $e:ident $a:ident $b:ident) => { $crate::Entry::Words2($e) };
    (@entry $e:ident $a:ident $b:ident $c:ident) => { $crate::Entry::Words3($e) };
}

crate::helpers! {
    /// The exception that the helper called before has raised. A result of its own, because steps go on with it.
    pub(crate) PENDING "pending" Effects { raises: false, ..Effects::READS_WRITES } => |vm, _raised| Ok(vm.pending);
    /// Writes a global and gives up what was assumed of it.
    pub(crate) SET_GLOBAL "set_global" Effects { raises: false, ..Effects::ANY } => |vm, global, value| {
        if let Some(g) = vm.cast(global, vm_core::core_shapes::GLOBAL) {
            vm.set_global(g, value);
        }
        Ok(Word::UNSPECIFIED)
    };
}
