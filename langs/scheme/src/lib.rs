//! Scheme (R7RS-small) on the shared core.
//!
//! Modules in pipeline order:

pub mod lexer; // text to tokens
pub mod syntax; // data with positions and hygienic identifiers
pub mod reader; // tokens to data
pub mod builtins;
