//! Units: what is compiled as one function, from its first recording to its end.
//!
//! A unit is rooted at a site (a loop header, a function's entry, a return point). It keeps its raw graph for as long as its
//! code lives: each recording from one of its exits adds blocks, and the whole is optimised and compiled again.

mod abort;
mod recording;
mod version;

pub use abort::Abort;
pub(crate) use recording::{MergeKey, Recording, State, SymbolicFrame};
pub(crate) use version::{Edge, MAX_VERSIONS, Number};

use crate::backend::{CodeHandle, ExitSite};
use crate::ir::{BlockId, ExitId, Graph, Ref};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::cell::Cell;
use vm_core::assume::Validity;
use vm_core::code::Pc;
use vm_core::{CodeId, Slot, Word};

/// An index into the JIT's list of units.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UnitId(pub u32);

impl UnitId {
    /// As an index.
    #[inline(always)]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the driver knows of one exit.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExitState {
    /// How often it was taken since its counter was last reset.
    pub count: u32,
    /// How often it was taken in all.
    pub total: u64,
    /// How often recording from it has failed.
    pub failures: u32,
}

impl ExitState {
    /// So many failures that the exit is never recorded from.
    pub(crate) const NEVER: u32 = 16;
}

/// One compiled thing.
pub struct Unit {
    /// Its number.
    pub id: UnitId,
    /// The code of its root frame.
    pub code: CodeId,
    /// The root's instruction.
    pub pc: Pc,
    /// Whether the root is the code's entry.
    pub at_entry: bool,
    /// If the root is a return point: the slot that receives the result.
    pub result: Option<Slot>,
    /// Everything recorded.
    pub raw: Graph,
    /// What was compiled last; kept for the log and the viewer.
    pub optimised: Graph,
    /// The blocks of the merge points that have some.
    pub(crate) merges: FxHashMap<MergeKey, SmallVec<[BlockId; 1]>>,
    /// The kinds of numbers with which the blocks of merge points compute, by their parameters.
    pub(crate) numbers: FxHashMap<Ref, Number>,
    /// The entries that finished recordings have come by.
    pub(crate) passed: FxHashSet<MergeKey>,
    /// Which values each promotion has seen: by code, instruction and number within the step.
    pub promotions: FxHashMap<(CodeId, Pc, u32), Vec<u64>>,
    /// The unit's compiled code.
    pub handle: Option<CodeHandle>,
    /// Where the exits of the compiled code lead.
    pub(crate) sites: Vec<Option<Box<ExitSite>>>,
    /// Counters of the exits, by [`ExitId`].
    pub exits: Vec<ExitState>,
    /// The pointer constants of the compiled code, at a stable address.
    pub(crate) constants: Box<[Word]>,
    /// Whether its assumptions hold.
    pub validity: Validity,
    /// How many recordings it consists of.
    pub segments: u32,
    /// How often exits whose recordings are not yet compiled were taken.
    pub(crate) waited: u64,
    /// The backend has refused it as it is now recorded: what is compiled stays, and it does not grow any more.
    pub(crate) frozen: bool,
    /// How often it was compiled.
    pub compiles: u32,
    /// In quickly compiled code: how many polls are left until it is compiled well.
    pub(crate) countdown: Box<Cell<u32>>,
    /// Whether compiling it well was put off for want of time.
    pub(crate) deferred: bool,
    /// Nanoseconds spent optimising and compiling it.
    pub nanoseconds: u64,
}

impl Unit {
    pub(crate) fn new(id: UnitId, code: CodeId, pc: Pc, at_entry: bool) -> Unit {
        Unit {
            id,
            code,
            pc,
            at_entry,
            result: None,
            raw: Graph::default(),
            optimised: Graph::default(),
            merges: FxHashMap::default(),
            numbers: FxHashMap::default(),
            passed: FxHashSet::default(),
            promotions: FxHashMap::default(),
            handle: None,
            sites: Vec::new(),
            exits: Vec::new(),
            constants: Box::default(),
            validity: Validity::default(),
            segments: 0,
            waited: 0,
            frozen: false,
            countdown: Box::default(),
            compiles: 0,
            deferred: false,
            nanoseconds: 0,
        }
    }

    /// Whether a block of a merge point computes with one of its parameters.
    pub(crate) fn computes(&self, block: BlockId) -> bool {
        self.raw.block(block).params.iter().any(|p| self.numbers.contains_key(p))
    }

    /// The counters of an exit.
    pub(crate) fn exit_state(&mut self, exit: ExitId) -> &mut ExitState {
        if self.exits.len() <= exit.index() {
            self.exits.resize(exit.index() + 1, ExitState::default());
        }
        &mut self.exits[exit.index()]
    }

    /// How often pending exits are taken before the unit is compiled again, which costs in proportion to its size. Measured: waiting
    /// until the exits have cost as much as compiling does is dearer, as what comes behind them is interpreted.
    pub(crate) fn pause(&self, exit_threshold: u32) -> u64 {
        let grown = u64::from(self.compiles.saturating_sub(1).min(4));
        self.raw.size() as u64 * grown * u64::from(exit_threshold) / 32
    }

    /// Every pointer constant, for the collector.
    pub(crate) fn roots(&mut self) -> impl Iterator<Item = &mut Word> {
        self.raw.constants.iter_mut().chain(self.optimised.constants.iter_mut()).chain(self.constants.iter_mut())
    }
}
