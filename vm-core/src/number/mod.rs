//! The numeric tower that all languages share: small integers, big integers, exact rationals, floats, complex numbers.
//!
//! Every operation takes the [`Vm`] and [`Word`]s and answers a word or a [`NumberError`], which a language turns into an
//! exception of its own. An exact operand meeting a float becomes a float; a real meeting a complex number becomes one.
//! Division of exact numbers is exact. A language whose own rules differ (integer division that truncates, integers that
//! overflow to floats) picks other operations from here or tests its operands first.
//!
//! ```text
//!   value           representation                                  invariant
//!   small integer   immediate                                       -2^61 ..= 2^61 - 1
//!   big integer     BigInt: sign, 64-bit limbs                      no leading zero limb; never one that fits a small integer
//!   rational        Ratio: numerator, denominator                   lowest terms, denominator greater than one
//!   float           immediate or Float                              see `Vm::float`
//!   complex         Complex: real part, imaginary part              the imaginary part is not an exact zero
//! ```
//!
//! So two exact numbers are equal only if they look equal. Small operands take the inlined front door of each operation,
//! everything else a function that is not inlined. Big integers are added, multiplied while short, shifted and masked
//! directly in the heap ([`nat`], [`limbs`]); long products, long quotients and other radices are left to `dashu_int`.
//!
//! The longest exact number is a limit of the VM ([`crate::Limits::number_bits`]): what would exceed it is
//! [`NumberError::TooLarge`] before memory or time is spent.
//!
//! ```
//! use vm_core::{Limits, Vm, Word, number};
//! let mut vm = Vm::new(Limits::default()).unwrap();
//! let big = number::expt(&mut vm, Word::smi(2), Word::smi(100)).unwrap();
//! let third = number::div(&mut vm, big, Word::smi(3)).unwrap();
//! assert_eq!(number::format::to_text(&vm, third, 10, &number::format::FloatStyle::TOWER).unwrap(), "1267650600228229401496703205376/3");
//! ```

mod nat; // slices of limbs
mod limbs; // integers in the heap
mod view; // what kind of number a word is
mod convert; // to and from Rust's numbers; exact and inexact
mod integer; // sums and products of integers
mod gcd; // greatest common divisors of naturals
mod division; // quotients and remainders
mod bits; // two's complement
mod ratio; // exact rationals
mod complex; // rectangular complex numbers
mod arithmetic; // the four operations on all of the tower
mod compare; // order, equality, hashes, predicates
mod round; // to integers; simplest rationals
mod power; // roots and powers
mod transcendental; // exp, log, sin …
mod float_digits; // floats as digits
pub mod format; // numbers to text
pub mod parse; // text to numbers
#[cfg(test)]
mod testing;

pub use arithmetic::{abs, add, div, magnitude, mul, negate, sub};
pub use bits::{bit_and, bit_count, bit_length, bit_not, bit_or, bit_test, bit_xor, first_set_bit, shift};
pub use compare::{
    compare, eqv, hash_equal, hash_eqv, is_even, is_exact, is_exact_integer, is_finite, is_infinite, is_integer, is_nan,
    is_negative, is_number, is_odd, is_positive, is_rational, is_real, is_zero, less, less_or_equal, max, min, numeric_equal,
};
pub use complex::{angle, imag_part, make_polar, make_rectangular, real_part};
pub use convert::{
    exact, from_i64, from_i128, from_ibig, from_u64, from_u128, inexact, integer_from_f64, to_f64, to_i64, to_i128, to_ibig, to_u64,
};
pub use division::{floor_divide, floor_quotient, gcd, lcm, modulo, quotient, remainder, truncate_divide};
pub use power::{exact_integer_sqrt, expt, expt_modulo, sqrt};
pub use ratio::make_ratio;
pub use round::{ceiling, denominator, floor, numerator, rationalize, round, round_half_away, truncate};
pub use transcendental::{acos, asin, atan, atan2, cos, exp, log, log_base, sin, tan};
pub use view::Number;

use crate::heap::OutOfMemory;
use crate::limits::{PollWord, poll};
use crate::{Vm, Word};
use std::fmt;

/// What an operand should have been.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Any number.
    Number,
    /// A number that is not complex.
    Real,
    /// A real number that is neither infinite nor NaN.
    Finite,
    /// An integer, exact or a float without fraction.
    Integer,
    /// An exact integer.
    ExactInteger,
    /// An integer that is not negative.
    NonNegative,
}

/// Why an operation has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberError {
    /// An operand is not of the kind that the operation takes.
    Operand {
        /// Which: 0 is the first.
        index: u8,
        /// What it should have been.
        expected: Expected,
    },
    /// The divisor is an exact zero, or the operation has a pole there.
    DivisionByZero,
    /// An argument that is no operand (a radix, a number of digits) is out of range.
    OutOfRange,
    /// The result is longer than [`crate::Limits::number_bits`].
    TooLarge,
    /// The host has interrupted a long computation, or its time is up. The driver, at the next safepoint, does what follows.
    Interrupted,
    /// The result does not fit into the memory that is left.
    OutOfMemory(OutOfMemory),
}

impl NumberError {
    /// Operand `index` is not what was expected.
    pub(crate) const fn operand(index: u8, expected: Expected) -> NumberError {
        NumberError::Operand { index, expected }
    }
}

impl From<OutOfMemory> for NumberError {
    fn from(e: OutOfMemory) -> NumberError {
        NumberError::OutOfMemory(e)
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Number => "a number",
            Expected::Real => "a real number",
            Expected::Finite => "a finite real number",
            Expected::Integer => "an integer",
            Expected::ExactInteger => "an exact integer",
            Expected::NonNegative => "an integer that is not negative",
        })
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NumberError::Operand { index, expected } => write!(f, "operand {} is not {expected}", index + 1),
            NumberError::DivisionByZero => f.write_str("division by zero"),
            NumberError::OutOfRange => f.write_str("an argument is out of range"),
            NumberError::TooLarge => f.write_str("the number is too large"),
            NumberError::Interrupted => f.write_str("interrupted"),
            NumberError::OutOfMemory(_) => f.write_str("out of memory"),
        }
    }
}

impl std::error::Error for NumberError {}

/// What most operations answer.
pub type Result<T = Word> = std::result::Result<T, NumberError>;

/// Whether the host wants the VM to stop: asked between the steps of what may take long.
fn is_interrupted(poll: &PollWord) -> bool {
    poll.get() & (poll::INTERRUPT | poll::DEADLINE) != 0
}

/// Stops if the host wants it.
fn check_interrupt(vm: &Vm) -> Result<()> {
    if is_interrupted(&vm.poll) { Err(NumberError::Interrupted) } else { Ok(()) }
}

/// Refuses results longer than the limit.
#[inline]
fn check_bits(vm: &Vm, bits: u64) -> Result<()> {
    if bits > vm.limits.number_bits { Err(NumberError::TooLarge) } else { Ok(()) }
}
