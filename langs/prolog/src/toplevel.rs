//! Queries that a user types: what is one, and what is said of its solutions. `images/prolog/toplevel.pl` runs them.

use crate::builtins::builtins;
use crate::builtins::text::text_of;
use crate::lexer;
use crate::object::{Choice, State, deref, registers, shapes, world, world_mut};
use vm_core::{Reading, Root, Vm};

/// What the toplevel says of a solution.
pub struct Answer {
    /// Bindings, or that there is none.
    pub text: String,
    /// Where the search for another goes on: the newest choice point and the trail, if there may be one.
    pub rest: Option<(Root, Root)>,
}

/// Puts the engine's registers back to where the last answer left them; false if there is no other.
pub fn go_back(vm: &mut Vm) -> bool {
    let Some((choice, trail)) = world_mut(vm).answer.take().and_then(|a| a.rest) else { return false };
    let (choice, trail, state, shape) = (choice.get(vm), trail.get(vm), registers(vm), shapes(vm).choice());
    let Some(newest) = vm.cast(choice, shape) else { return false };
    let serial = vm.get(newest, Choice::serial);
    vm.set(state, State::choice, choice);
    vm.set(state, State::serial, serial);
    vm.set(state, State::trail, trail);
    true
}

/// What a text begins with: a query ends in a point.
pub fn reading(text: &str) -> Reading {
    match lexer::clause(text, 0) {
        (Ok(tokens), _) if tokens.is_empty() => Reading::Blank,
        (Err((message, _)), _) if message.starts_with("end_of_file") => Reading::Unfinished,
        (_, end) => Reading::Form(end),
    }
}

/// The predicates whose names begin so.
pub fn names(vm: &Vm, prefix: &str) -> Vec<String> {
    let shown = |n: &&str| n.starts_with(prefix) && (!n.starts_with('$') || prefix.starts_with('$'));
    let mut names: Vec<&str> = world(vm).predicates.keys().map(|(n, _)| vm.symbols.name(*n)).filter(shown).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(String::from).collect()
}

builtins! {
    ANSWER "$answer" 2 |vm, a| {
        let text = text_of(vm, a[0]).unwrap_or_default();
        let more = text_of(vm, deref(vm, a[1])).as_deref() == Some("true");
        let state = registers(vm);
        let rest = more.then(|| [State::choice, State::trail].map(|f| vm.get(state, f)));
        let rest = rest.map(|[choice, trail]| (vm.root(choice), vm.root(trail)));
        world_mut(vm).answer = Some(Answer { text, rest });
        Ok(true)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_end_in_points() {
        assert!(matches!(reading(" % nothing"), Reading::Blank));
        assert!(matches!(reading("member(X, [1,"), Reading::Unfinished));
        assert!(matches!(reading("X = 'a. b"), Reading::Unfinished));
        assert!(matches!(reading("true. false."), Reading::Form(5)));
        assert!(matches!(reading("X = 1.5, Y = a.b.\n"), Reading::Form(17)));
    }
}
