//! The optimiser: a raw graph in, an optimised graph out.
//!
//! The whole unit is optimised again from its recorded operations each time it grows. It is one abstract interpretation of the
//! raw graph that builds a new one ([`walk`] down the dominator tree, [`step`] for an instruction, [`merge`] where paths meet),
//! and one pass that [`clean`]s up. The parts of the interpretation are the files of this folder; each can be switched off:
//!
//! | part | file | what it does |
//! | --- | --- | --- |
//! | `fold` | [`fold`], [`rules`] | constants and algebra |
//! | `facts` | [`facts`], [`divide`] | kinds, shapes, ranges: guards, overflow and bounds checks go, and divisions by constants |
//! | `boxes` | [`step`], [`merge`] | boxed floats and tagged integers stay unboxed until a word is needed |
//! | `virtuals` | [`virtuals`] | objects are not allocated until they escape |
//! | `loads` | [`heap`] | loads take what is known to be in memory |
//! | `stores` | [`heap`] | stores that change nothing, or that nobody sees, go |
//! | `delays` | [`heap`], [`merge`] | stores wait until something may see them: what they store need not be allocated till then |
//! | `cse` | [`state`] | pure operations are computed once on a path |
//! | `loops` | [`merge`] | loop headers with typed parameters, invariants and virtual objects |
//! | `dce` | [`clean`] | what nobody uses goes |

mod clean;
mod divide;
mod edge;
mod facts;
mod fold;
mod header;
mod heap;
mod merge;
mod plan;
mod rules;
mod state;
mod step;
mod value;
mod virtuals;
mod walk;
#[cfg(test)]
mod tests;

use crate::ir::{Graph, Op};
use state::Opt;
use vm_core::Vm;

macro_rules! passes {
    ($($name:ident $doc:literal;)*) => {
        /// Which parts of the optimiser are on.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct PassSet { $(#[doc = $doc] pub $name: bool,)* }

        impl PassSet {
            /// All of them.
            pub const ALL: PassSet = PassSet { $($name: true),* };
            /// None of them.
            pub const NONE: PassSet = PassSet { $($name: false),* };
            /// Their names.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Switches one on or off. False if there is none of this name.
            pub fn set(&mut self, name: &str, on: bool) -> bool {
                match name {
                    $(stringify!($name) => self.$name = on,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

passes! {
    fold "Constants and algebra.";
    facts "Facts about values.";
    boxes "Unboxed floats and integers.";
    virtuals "Virtual objects.";
    loads "Forwarding of loads.";
    stores "Dropping of stores.";
    delays "Stores put off until something may see them.";
    cse "Common subexpressions.";
    loops "Typed parameters of loop headers.";
    dce "Dead code.";
}

impl PassSet {
    /// All passes but those named. Names of other switches are passed over.
    pub fn without(names: &[String]) -> PassSet {
        let mut set = PassSet::ALL;
        for n in names {
            set.set(n, false);
        }
        set
    }
}

impl Default for PassSet {
    fn default() -> Self {
        PassSet::ALL
    }
}

/// How many operations of each kind a graph has.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// All of them.
    pub operations: usize,
    /// Those that may leave.
    pub guards: usize,
    /// Objects made.
    pub allocations: usize,
    /// Floats boxed.
    pub boxes: usize,
    /// Loads from memory that may change.
    pub loads: usize,
    /// Stores.
    pub stores: usize,
    /// Calls, pure ones excepted.
    pub calls: usize,
}

impl Counts {
    /// Counts the instructions of a graph's blocks.
    pub fn of(g: &Graph) -> Counts {
        use crate::ir::Effect;
        let mut c = Counts::default();
        for r in g.blocks.iter().flat_map(|b| &b.insts) {
            let op = g.inst(*r).op;
            c.operations += 1;
            c.boxes += usize::from(op == Op::Box);
            match op.effect() {
                Effect::Guard => c.guards += 1,
                Effect::Allocate => c.allocations += 1,
                Effect::Read => c.loads += 1,
                Effect::Write => c.stores += 1,
                Effect::Call => c.calls += 1,
                Effect::Pure => {}
            }
        }
        c
    }
}

/// What the optimiser has done.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Stats {
    /// The raw graph.
    pub raw: Counts,
    /// The optimised graph.
    pub optimised: Counts,
    /// Guards whose outcome was known.
    pub guards_dropped: usize,
    /// Overflow checks that were not needed.
    pub checks_dropped: usize,
    /// Loads whose value was known.
    pub forwarded: usize,
    /// Stores that were not needed.
    pub stores_dropped: usize,
    /// Pure operations computed before.
    pub shared: usize,
    /// How often a loop was walked again.
    pub rounds: usize,
}

/// Optimises a unit.
pub fn optimise(raw: &Graph, vm: &Vm, passes: PassSet) -> Graph {
    optimise_counted(raw, vm, passes).0
}

/// Optimises a unit, and tells what was done.
pub fn optimise_counted(raw: &Graph, vm: &Vm, passes: PassSet) -> (Graph, Stats) {
    #[cfg(debug_assertions)]
    crate::ir::assert_verified(raw, crate::ir::Stage::Raw);
    let mut opt = Opt::new(raw, vm, passes);
    opt.walk();
    let mut stats = opt.stats;
    let graph = clean::clean(opt.out, passes);
    #[cfg(debug_assertions)]
    crate::ir::assert_verified(&graph, crate::ir::Stage::Optimised);
    (stats.raw, stats.optimised) = (Counts::of(raw), Counts::of(&graph));
    (graph, stats)
}
