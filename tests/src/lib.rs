//! Programs with expectations, run in every mode, and generators of random programs.

pub mod random;
pub mod toy_programs;
