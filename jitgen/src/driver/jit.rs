//! Units: when they are recorded, compiled, entered, left and freed.
#![allow(unsafe_code)]

use super::execute::Call;
use super::interpret::site_reached;
use super::{Machine, Stop};
use crate::backend::{Backend, BackendError, ExitSite, Job, RETURNED, return_below};
use crate::config::{BackendKind, Budget, Config, RELUCTANCE};
use crate::ir::{Exit, ExitId, ExitKind, Graph};
use crate::log::Log;
use crate::mode::resume::Resume;
use crate::mode::{Mode, Run};
use crate::unit::{Abort, ExitState, MAX_VERSIONS, Recording, State, Unit, UnitId};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::time::{Duration, Instant};
use vm_core::code::{Pc, SiteKind};
use vm_core::{CodeId, Error, Vm, Word};

/// What the JIT did.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// Recordings begun.
    pub recordings: u64,
    /// Recordings given up or ended early, by reason.
    pub aborts: FxHashMap<Abort, u64>,
    /// Units compiled, recompilations included.
    pub compiles: u64,
    /// Operations recorded, in all.
    pub recorded: u64,
    /// Operations compiled, in all.
    pub compiled: u64,
    /// Nanoseconds spent recording, optimising and compiling.
    pub nanoseconds: u64,
    /// Times a unit was entered from the driver.
    pub entries: u64,
    /// Times a unit was left through an exit.
    pub exits: u64,
    /// Times that all units were freed because code memory was full.
    pub flushes: u64,
    /// Units freed because an assumption was given up.
    pub invalidated: u64,
}

/// How a unit is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tier {
    /// Quickly: it may grow or may not run for long.
    Quick,
    /// Well.
    Full,
}

/// What an exit that was taken leads to.
enum Growth {
    /// Nothing: the step is finished.
    None,
    /// Recording from it.
    Record,
    /// Compiling what was recorded from it and other exits.
    Compile,
}

/// How a site is held back: with growing pauses if its recording has failed, and once when compiling has taken too much time.
#[derive(Clone, Copy, Debug, Default)]
struct Penalty {
    failures: u32,
    /// Whether it was held back for want of time.
    deferred: bool,
    /// How many times that it becomes hot it is passed over.
    skip: u32,
}

/// The state of the JIT.
pub(crate) struct Jit {
    pub(crate) config: Config,
    pub(crate) units: Vec<Option<Unit>>,
    /// Recordings in progress, the innermost last; all but that one wait for calls.
    pub(crate) recordings: Vec<Recording>,
    pub(crate) backend: Box<dyn Backend>,
    pub(crate) stats: Stats,
    pub(crate) log: Log,
    pub(crate) keep_text: bool,
    passes: crate::opt::PassSet,
    /// Whether paths are merged at joins.
    pub(super) joins: bool,
    /// How many blocks a merge point may have.
    pub(super) versions: usize,
    /// Whether loops poll; only a measurement of what that costs does without.
    pub(super) polls: bool,
    /// Sites that are held back, or were.
    penalties: FxHashMap<(CodeId, Pc), Penalty>,
    /// When the machine was made.
    born: Instant,
    /// The last exit that was left through a poll with nothing to do: unit, exit, frame.
    idle_poll: Option<(u32, ExitId, usize)>,
}

// SAFETY: a machine's raw addresses point into its own VM, which moves with it.
unsafe impl Send for Jit {}

impl Jit {
    pub(crate) fn new(config: Config, vm: &Vm) -> Jit {
        let backend: Box<dyn Backend> = match config.backend {
            BackendKind::Cranelift => Box::new(crate::backend::Cranelift::new(vm.limits.code_bytes)),
            BackendKind::Reference => Box::new(crate::backend::Reference::new()),
        };
        Jit {
            passes: crate::opt::PassSet::without(&config.disabled),
            joins: config.enabled("joins"),
            versions: if config.enabled("versions") { MAX_VERSIONS } else { 1 },
            polls: config.enabled("polls"),
            config,
            units: Vec::new(),
            recordings: Vec::new(),
            backend,
            stats: Stats::default(),
            log: Log::default(),
            keep_text: false,
            penalties: FxHashMap::default(),
            born: Instant::now(),
            idle_poll: None,
        }
    }

    pub(crate) fn is_recording(&self) -> bool {
        self.recordings.last().is_some_and(|r| r.state == State::Active)
    }

    /// Whether compiling has taken more time than it should.
    fn over_budget(&self) -> bool {
        let Some(Budget { free, percent }) = self.config.budget else { return false };
        let spent = Duration::from_nanos(self.stats.nanoseconds);
        spent > free && spent > free + self.born.elapsed() * percent / 100
    }

    /// Whether a site that is hot is passed over this time.
    fn passes_over(&mut self, site: (CodeId, Pc)) -> bool {
        let wait = self.over_budget();
        let penalty = match self.penalties.get_mut(&site) {
            Some(penalty) => penalty,
            None if wait => self.penalties.entry(site).or_default(),
            None => return false,
        };
        if wait && !std::mem::replace(&mut penalty.deferred, true) {
            penalty.skip += RELUCTANCE - 1;
        }
        let passed = penalty.skip > 0;
        penalty.skip -= u32::from(passed);
        passed
    }

    pub(crate) fn unit(&mut self, id: UnitId) -> &mut Unit {
        self.units[id.index()].as_mut().expect("a unit in use")
    }
}

impl Machine {
    /// The running instruction is a hot site: starts a recording there.
    pub(super) fn hot(&mut self, m: &mut Run) -> Option<Stop> {
        let (code, pc) = (m.code(), m.pc());
        let site = code.site(pc)?;
        // The next try comes later, should this one fail.
        site.counter.set(0);
        if self.jit.passes_over((code.id, pc)) {
            return None;
        }
        if self.close_recursion(code.id, pc) {
            return Some(Stop::Enter);
        }
        let unit = UnitId(self.jit.units.len() as u32);
        self.jit.log.event("record", format_args!("u{} {}@{pc}", unit.0, code.name));
        let at_entry = site.kind == SiteKind::Entry;
        // SAFETY: the running frame is a frame; its resume word still says what it has waited for.
        let waited = unsafe { Run::resume(m.fp) };
        let result = waited.slot.filter(|_| site.kind == SiteKind::Return && waited.pc == pc);
        self.jit.units.push(Some(Unit { result, ..Unit::new(unit, code.id, pc, at_entry) }));
        self.jit.stats.recordings += 1;
        self.begin_unit(unit);
        None
    }

    /// A recording of the same site that waits for a call to return has waited too long: the recursion below it has become hot
    /// itself, and goes on in what is recorded. Whether that is so.
    fn close_recursion(&mut self, code: CodeId, pc: Pc) -> bool {
        let same = |r: &Recording, units: &[Option<Unit>]| {
            r.exit.is_none() && units[r.unit.index()].as_ref().is_some_and(|u| u.code == code && u.pc == pc)
        };
        while let Some(i) = self.jit.recordings.iter().position(|r| same(r, &self.jit.units)) {
            while self.jit.recordings.len() > i {
                self.close_waiting();
            }
        }
        self.vm.code(code).site(pc).is_some_and(|s| s.unit.get() != 0)
    }

    /// The running instruction is a site with a unit: enters it.
    pub(super) fn enter(&mut self, m: &mut Run, call: &Call) -> Result<Option<Stop>, Error> {
        let unit = m.code().site(m.pc()).map_or(0, |s| s.unit.get());
        let Some(Some(u)) = self.jit.units.get((unit as usize).wrapping_sub(1)) else { return Ok(None) };
        let Some(handle) = u.handle else { return Ok(None) };
        self.jit.stats.entries += 1;
        self.vm.stack.awaited = match self.jit.recordings.last().map(|r| r.state) {
            Some(State::Waiting(fp)) => fp as *mut Word,
            _ => std::ptr::null_mut(),
        };
        self.vm.stack.words = m.fp;
        self.vm.stack.result = u.result.map_or(Word::UNDEFINED, |slot| m.get(slot));
        // SAFETY: the frame at `fp` is the top frame, at the unit's root; and code goes on only in the top frame.
        unsafe {
            let mut outcome = self.jit.backend.enter(&mut self.vm, m.fp, handle);
            loop {
                let (fp, value) = (self.vm.stack.fp, Word::from_bits(outcome.value));
                let entry = match outcome.status {
                    RETURNED => return_below(&mut self.vm, fp, value),
                    _ => std::mem::take(&mut self.vm.resumed),
                };
                if entry == 0 && outcome.status == RETURNED {
                    m.fp = fp;
                    return Ok(self.returned(m, value));
                }
                if entry == 0 {
                    return self.left(m, call);
                }
                outcome = self.jit.backend.resume(&mut self.vm, entry);
            }
        }
    }

    /// A unit has been left: all frames are on the stack.
    fn left(&mut self, m: &mut Run, call: &Call) -> Result<Option<Stop>, Error> {
        self.jit.stats.exits += 1;
        let fp = self.vm.stack.fp;
        // SAFETY: `leave` has made it the top frame.
        let pc = unsafe { Run::resume(fp) }.pc;
        self.take(m, fp, pc);
        // Native frames have become plain frames below: their return points are sites.
        m.watch = m.watch.max(fp);
        // Without an exit: compiled code called a function that is not compiled.
        let Some((unit, exit)) = self.vm.last_exit.take() else { return Ok(Some(Stop::Entered)) };
        let (unit, exit) = (UnitId(unit), ExitId(exit));
        let kind = self.jit.unit(unit).raw.exit(exit).kind;
        if kind == ExitKind::Poll {
            return self.left_poll(m, call, unit, exit);
        }
        self.jit.idle_poll = None;
        match self.exit_taken(unit, exit) {
            Growth::None => {}
            Growth::Record => {
                self.begin_exit(m, unit, exit);
                return Ok(None);
            }
            Growth::Compile => self.recompile(unit, Tier::Quick),
        }
        Ok(self.finish_step(m))
    }

    /// Goes on behind a poll.
    fn left_poll(&mut self, m: &mut Run, call: &Call, unit: UnitId, exit: ExitId) -> Result<Option<Stop>, Error> {
        if self.jit.unit(unit).countdown.get() == 0 {
            self.tier_up(unit);
        }
        let busy = self.vm.poll.get() != 0 || self.vm.fuel < 0;
        let here = (unit.0, exit, m.fp as usize);
        if busy {
            self.jit.idle_poll = None;
            if let Some(stop) = self.poll(m, call)? {
                return Ok(Some(stop));
            }
        } else if self.jit.idle_poll.replace(here) == Some(here) {
            // Neither the poll word nor the native stack: the VM stack is nearly full. The interpreter finds that out.
            return Ok(None);
        }
        Ok(self.at_site(m))
    }

    /// Enters the unit of the running instruction, if it has one.
    fn at_site(&self, m: &Run) -> Option<Stop> {
        let site = m.code().site(m.pc())?;
        (site.unit.get() != 0).then_some(Stop::Enter)
    }

    /// Finishes the step in the middle of which compiled code has left.
    fn finish_step(&mut self, m: &mut Run) -> Option<Stop> {
        if self.vm.exit_log.is_empty() {
            return None;
        }
        let log = std::mem::take(&mut self.vm.exit_log).into();
        let mut mode = Resume::new(m, log);
        let language = mode.code().language;
        let next = self.languages[language.0 as usize].resume(&mut mode);
        self.apply(m, next)
    }

    /// Counts an exit, and says how its unit should grow now.
    fn exit_taken(&mut self, unit: UnitId, exit: ExitId) -> Growth {
        let Jit { config, units, recordings, .. } = &mut self.jit;
        let u = units[unit.index()].as_mut().expect("a unit in use");
        let pending = u.raw.exit(exit).child.is_some();
        let state = u.exit_state(exit);
        state.count += 1;
        state.total += 1;
        let hot = state.failures < ExitState::NEVER && state.count >= config.exit_threshold << state.failures;
        u.waited += u64::from(pending);
        // A recording of an invalid unit would be given up at once, and with it what the unfinished step has done already.
        if !config.jit || u.frozen || !u.validity.holds() || recordings.iter().any(|r| r.unit == unit) {
            return Growth::None;
        }
        match pending {
            true if u.waited > u.pause(config.exit_threshold) => Growth::Compile,
            false if hot && (u.segments as usize) < config.unit_segments && u.raw.size() < config.unit_operations => Growth::Record,
            _ => Growth::None,
        }
    }

    /// A return into a frame below the watch: a recording may have waited for it, and its return point may have a unit.
    pub(super) fn watched(&mut self, m: &mut Run) -> Option<Stop> {
        let here = m.fp as usize;
        while let Some(rec) = self.jit.recordings.last_mut()
            && let State::Waiting(fp) = rec.state
            && fp >= here
        {
            if fp == here {
                rec.state = State::Active;
                m.watch = m.watch.min(m.fp);
                return None;
            }
            self.close_waiting();
        }
        m.watch = m.fp;
        if self.jit.is_recording() {
            return None;
        }
        if let Some(State::Waiting(fp)) = self.jit.recordings.last().map(|r| r.state) {
            m.watch = m.watch.max((fp + 8) as *mut Word);
        }
        self.came_back(m)
    }

    /// Control has come back to a frame: counts the site there, if it is one.
    pub(super) fn came_back(&self, m: &Run) -> Option<Stop> {
        let site = m.code().site(m.pc()).filter(|_| self.jit.config.jit)?;
        site_reached(site, self.jit.config.entry_threshold)
    }

    /// Control goes on in the frame at `fp` or below otherwise than by returning there: nothing returns to what waits above.
    pub(super) fn overtake(&mut self, fp: *mut Word) {
        while let Some(rec) = self.jit.recordings.last() {
            match rec.state {
                State::Waiting(waiting) if waiting < fp as usize => return,
                State::Waiting(_) => self.close_waiting(),
                State::Active => self.abort(Abort::Overtaken),
            }
        }
    }

    /// A call by the host has ended: what still waits from the frame at `fp` on is of no use.
    pub(super) fn end_recordings(&mut self, fp: *mut Word) {
        let ends = |r: &Recording| !matches!(r.state, State::Waiting(waiting) if waiting < fp as usize);
        while self.jit.recordings.last().is_some_and(ends) {
            self.abort(Abort::Overtaken);
        }
    }

    /// The frames below the running one become a continuation's: nothing returns to what waits there, what the running frame records
    /// goes on.
    pub(super) fn overtake_waiting(&mut self, fp: *mut Word) {
        let active = self.jit.recordings.pop_if(|r| r.state == State::Active);
        self.overtake(fp);
        self.jit.recordings.extend(active);
    }

    /// Throws the innermost recording away.
    pub(super) fn abort(&mut self, reason: Abort) {
        let Some(rec) = self.jit.recordings.pop() else { return };
        self.jit.log.event("abort", format_args!("u{} {}", rec.unit.0, reason.text()));
        *self.jit.stats.aborts.entry(reason).or_default() += 1;
        let unit = self.jit.unit(rec.unit);
        let first = rec.first_new_block();
        unit.merges.retain(|_, blocks| {
            blocks.retain(|b| b.index() < first);
            !blocks.is_empty()
        });
        rec.roll_back(&mut unit.raw);
        unit.numbers.retain(|r, _| r.index() < unit.raw.insts.len());
        match rec.exit {
            Some(exit) => {
                let state = unit.exit_state(exit);
                state.count = 0;
                state.failures += if reason.lasting() { ExitState::NEVER } else { 1 };
            }
            None => {
                let (code, pc) = (unit.code, unit.pc);
                self.jit.units[rec.unit.index()] = None;
                let penalty = self.jit.penalties.entry((code, pc)).or_default();
                penalty.failures += if reason.lasting() { 16 } else { 1 };
                penalty.skip = 1 << penalty.failures.min(24);
            }
        }
    }

    /// Optimises and compiles a unit as a whole.
    pub(super) fn compile(&mut self, id: UnitId, tier: Tier) -> Result<(), Abort> {
        let start = Instant::now();
        let Jit { units, backend, passes, config, keep_text, .. } = &mut self.jit;
        let unit = units[id.index()].as_mut().expect("a unit in use");
        if !unit.validity.holds() {
            return Err(Abort::Invalidated);
        }
        let optimised = crate::opt::optimise(&unit.raw, &self.vm, *passes);
        let sites: Vec<_> =
            optimised.exits.iter().enumerate().map(|(i, e)| exit_site(id, i, e.as_ref(), &optimised, &self.vm)).collect();
        let constants: Box<[Word]> = optimised.constants.clone().into();
        let size = optimised.size() as u32;
        let quick = tier == Tier::Quick && config.quick_polls > 0 && config.backend != BackendKind::Reference;
        let countdown = Box::new(Cell::new(if quick { size.saturating_mul(config.quick_polls) } else { u32::MAX }));
        let job = Job {
            graph: &optimised,
            vm: &self.vm,
            code: unit.code,
            at_entry: unit.at_entry,
            result: unit.result,
            sites: &sites,
            constants: constants.as_ptr(),
            invalid: unit.validity.address(),
            fuel: self.vm.limits.fuel.is_some(),
            countdown: quick.then_some(countdown.as_ptr()),
            fail_guards: config.fail_guards,
            keep_text: *keep_text,
        };
        let handle = backend.compile(&job).map_err(|e| match e {
            BackendError::NoMemory => Abort::CodeMemory,
            BackendError::TooLarge => Abort::TooLarge,
            BackendError::Rejected(why) => {
                debug_assert!(false, "{why}");
                Abort::Rejected
            }
        })?;
        if let Some(old) = unit.handle.replace(handle) {
            backend.free(old);
        }
        unit.optimised = optimised;
        unit.sites = sites;
        unit.constants = constants;
        unit.countdown = countdown;
        unit.compiles += 1;
        unit.waited = 0;
        let code = self.vm.code(unit.code);
        if unit.at_entry {
            code.entry.native.set(backend.entry(handle));
        }
        if let Some(site) = code.site(unit.pc) {
            site.unit.set(id.0 + 1);
            site.native.set(if unit.result.is_some() { backend.entry(handle) } else { 0 });
        }
        let (raw, optimised) = (unit.raw.size(), unit.optimised.size());
        let nanoseconds = start.elapsed().as_nanos() as u64;
        unit.nanoseconds += nanoseconds;
        self.jit.stats.compiles += 1;
        self.jit.stats.nanoseconds += nanoseconds;
        self.jit.stats.compiled += optimised as u64;
        let how = if quick { "quickly" } else { "well" };
        self.jit.log.event("compile", format_args!("u{} {how} {raw} -> {optimised} ops {:.2} ms", id.0, nanoseconds as f64 / 1e6));
        Ok(())
    }

    /// The quickly compiled code of a unit has run for long: compiles it well.
    fn tier_up(&mut self, id: UnitId) {
        let (polls, wait) = (self.jit.config.quick_polls, self.jit.over_budget());
        let unfinished = self.jit.recordings.iter().any(|r| r.unit == id);
        let unit = self.jit.unit(id);
        if unfinished {
            // Its graph has loose ends.
            unit.countdown.set(1_000);
        } else if wait && !std::mem::replace(&mut unit.deferred, true) {
            unit.countdown.set((unit.optimised.size() as u32).saturating_mul(polls).saturating_mul(RELUCTANCE - 1));
        } else {
            unit.countdown.set(u32::MAX);
            self.recompile(id, Tier::Full);
        }
    }

    /// Compiles a unit again, with all that was recorded since.
    fn recompile(&mut self, id: UnitId, tier: Tier) {
        let Err(reason) = self.compile(id, tier) else { return };
        self.jit.log.event("abort", format_args!("u{} {}", id.0, reason.text()));
        *self.jit.stats.aborts.entry(reason).or_default() += 1;
        match reason {
            Abort::CodeMemory => self.flush(),
            // The poll word is set, and the next poll drops it.
            Abort::Invalidated => {}
            _ => self.jit.unit(id).frozen = true,
        }
    }

    /// Frees the units whose assumptions no longer hold.
    pub(super) fn drop_invalid_units(&mut self) {
        let invalid = |jit: &Jit, i: usize| jit.units[i].as_ref().is_some_and(|u| !u.validity.holds());
        while let Some(first) = self.jit.recordings.iter().position(|r| invalid(&self.jit, r.unit.index())) {
            while self.jit.recordings.len() > first {
                self.abort(Abort::Invalidated);
            }
        }
        for i in 0..self.jit.units.len() {
            if !invalid(&self.jit, i) {
                continue;
            }
            self.free_unit(i);
            self.jit.stats.invalidated += 1;
            self.jit.log.event("invalid", format_args!("u{i}"));
        }
    }

    /// Frees all units: what a full code memory leads to. What is still hot comes back, a little later each time.
    pub(super) fn flush(&mut self) {
        while !self.jit.recordings.is_empty() {
            self.abort(Abort::CodeMemory);
        }
        for i in 0..self.jit.units.len() {
            self.free_unit(i);
        }
        let config = &mut self.jit.config;
        config.loop_threshold = config.loop_threshold.saturating_mul(2);
        config.entry_threshold = config.entry_threshold.saturating_mul(2);
        self.jit.penalties.clear();
        self.jit.stats.flushes += 1;
        self.jit.log.event("flush", format_args!("code memory is full"));
    }

    /// Frees a unit that nobody records.
    pub(super) fn free_unit(&mut self, i: usize) {
        let Some(unit) = self.jit.units[i].take() else { return };
        let code = self.vm.code(unit.code);
        if unit.at_entry {
            code.entry.native.set(0);
        }
        if let Some(site) = code.site(unit.pc)
            && site.unit.get() == i as u32 + 1
        {
            site.unit.set(0);
            site.native.set(0);
        }
        if let Some(handle) = unit.handle {
            self.jit.backend.free(handle);
        }
    }
}

fn exit_site(unit: UnitId, i: usize, exit: Option<&Exit>, optimised: &Graph, vm: &Vm) -> Option<Box<ExitSite>> {
    let exit = exit.filter(|e| e.child.is_none())?;
    Some(Box::new(ExitSite::new(unit.0, ExitId(i as u32), exit, optimised, vm)))
}
