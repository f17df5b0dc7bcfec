//! Counts of what remains of small programs.
