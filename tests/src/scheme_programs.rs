//! Random Scheme programs.
