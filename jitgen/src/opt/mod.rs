//! The optimiser: a raw graph in, an optimised graph out, by the passes of one list.
//!
//! The whole unit is optimised again from its recorded operations each time it grows.
