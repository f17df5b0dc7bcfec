//! Standard procedures.
pub mod chars;
pub mod numbers;
pub mod print;
