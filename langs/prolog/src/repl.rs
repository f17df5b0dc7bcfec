//! Prolog at the prompt: what is typed is a query, which prints its answers itself (see `images/prolog/toplevel.pl`).

use crate::lexer;
use crate::object::world;
use vm_core::{Reading, Vm};

/// What a text begins with.
pub(crate) fn reading(text: &str) -> Reading {
    match lexer::clause(text, 0) {
        (Ok(tokens), _) if tokens.is_empty() => Reading::Blank,
        (Ok(_), end) => Reading::Form(end),
        (Err((message, _)), _) if message.starts_with("end_of_file") => Reading::Unfinished,
        // The reader tells what is wrong.
        (Err(_), end) => Reading::Form(end.max(1)),
    }
}

/// The predicates whose names begin so.
pub(crate) fn names(vm: &Vm, prefix: &str) -> Vec<String> {
    let shown = |n: &&String| n.starts_with(prefix) && (!n.starts_with('$') || prefix.starts_with('$'));
    let mut names: Vec<String> = world(vm).predicates.keys().map(|(n, _)| n).filter(shown).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
}
