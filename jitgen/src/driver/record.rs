//! The recording loop: steps in the mode [`Record`], merging, inlining, and how recordings end.
#![allow(unsafe_code)]

use super::jit::Tier;
use super::merge::{Merging, merge};
use super::{Machine, Stop};
use crate::ir::{Exit, ExitId, ExitKind, FrameState, Inst, Op, Ref, Terminator, Type, Value};
use crate::mode::record::{Record, RecordWord, Recorded};
use crate::mode::{Mode, Next, Request, Run};
use crate::unit::{Abort, ExitState, Recording, State, SymbolicFrame, Unit, UnitId};
use smallvec::SmallVec;
use std::time::Instant;
use vm_core::frame::{FRAME_HEADER, FRAME_PREVIOUS, frame_size};
use vm_core::{Code, CodeId, Slot, Vm, Word};

/// What the recording loop does after a step.
enum After {
    /// Records the next step.
    Continue,
    /// The recording has its end: the unit is compiled.
    Finish,
    /// The recording is no good.
    Abort(Abort),
    /// Recording pauses; the interpreter executes a call.
    Pause,
}

impl Machine {
    /// Begins the first recording of a unit at the running instruction.
    pub(super) fn begin_unit(&mut self, id: UnitId) {
        let unit = self.jit.units[id.index()].as_mut().expect("a new unit");
        let vm = &self.vm;
        let entry = unit.raw.add_block();
        let mut rec = Recording::new(id, None, &unit.raw, entry);
        rec.keep_entry_block();
        let code = vm.code(unit.code);
        let mut frame = SymbolicFrame::new(code);
        frame.pc = unit.pc;
        for i in 0..code.slots as usize {
            let given = if unit.at_entry { i < code.params as usize } else { code.liveness().is_live(unit.pc, i) };
            if given {
                frame.slots[i] = Some(unit.raw.add_param(entry, Type::Word));
                unit.raw.entry_slots.push(code.slot(i));
            }
        }
        rec.frames.push(frame);
        rec.visits.insert(rec.key(), 1);
        poll(&mut rec, unit, vm, Op::Enter, frame_size(code) as i64);
        self.jit.recordings.push(rec);
    }

    /// Begins a recording that continues an exit; the frames are on the stack.
    pub(super) fn begin_exit(&mut self, m: &Run, id: UnitId, exit: ExitId) {
        let log = std::mem::take(&mut self.vm.exit_log);
        let unit = self.jit.units[id.index()].as_mut().expect("a unit in use");
        let raw = unit.raw.exit(exit);
        let frames = raw.frames.iter().map(|f| symbolic(f, self.vm.code(f.code))).collect();
        let replay = log.iter().zip(&raw.log).map(|(&now, v)| match v {
            Value::Ref(r) => Recorded { now, r: *r },
            Value::Virtual(_) => unreachable!("raw graphs have no virtual objects"),
        });
        let replay = replay.collect();
        let fresh = raw.kind != ExitKind::Edge;
        let block = unit.raw.add_block();
        let mut rec = Recording::new(id, Some(exit), &unit.raw, block);
        rec.fresh = fresh;
        rec.frames = frames;
        rec.replay = replay;
        self.jit.log.event("record", format_args!("u{} {}@{} exit {}", id.0, m.code().name, m.pc(), exit.0));
        self.jit.stats.recordings += 1;
        self.jit.recordings.push(rec);
    }

    /// Records until the recording ends or pauses, or something needs the driver.
    pub(super) fn record(&mut self, m: &mut Run) -> Stop {
        loop {
            // The results that a first step takes over must not be moved by a collection.
            let fresh = self.jit.recordings.last().is_some_and(|r| r.fresh);
            if self.vm.poll.get() != 0 && !fresh {
                return Stop::Poll;
            }
            let start = Instant::now();
            let (after, stop) = self.record_step(m);
            self.jit.stats.nanoseconds += start.elapsed().as_nanos() as u64;
            match after {
                After::Continue => {}
                After::Finish => self.finish(),
                After::Abort(reason) => self.abort(reason),
                After::Pause => {
                    m.watch = m.watch.max(self.waiting_at());
                    return stop.unwrap_or(Stop::Entered);
                }
            }
            if let Some(stop) = stop {
                return stop;
            }
            if !self.jit.is_recording() {
                return Stop::Foreign;
            }
        }
    }

    /// The lowest address to which a return does not concern the innermost waiting recording.
    fn waiting_at(&self) -> *mut Word {
        match self.jit.recordings.last().map(|r| r.state) {
            Some(State::Waiting(fp)) => (fp + 8) as *mut Word,
            _ => std::ptr::null_mut(),
        }
    }

    fn record_step(&mut self, m: &mut Run) -> (After, Option<Stop>) {
        let mut rec = self.jit.recordings.pop().expect("a recording");
        let mut unit = self.jit.units[rec.unit.index()].take().expect("a unit in use");
        let result = self.step_in(m, &mut rec, &mut unit);
        self.jit.units[rec.unit.index()] = Some(unit);
        // A waiting recording stays below whatever the step's effects begin; nothing begins during a step.
        self.jit.recordings.push(rec);
        result
    }

    fn step_in(&mut self, m: &mut Run, rec: &mut Recording, unit: &mut Unit) -> (After, Option<Stop>) {
        if !unit.validity.holds() {
            return (After::Abort(Abort::Invalidated), None);
        }
        let large = rec.tail_called && self.is_large(m.code().id);
        let policy = Merging { joins: self.jit.joins, versions: self.jit.versions, polls: self.jit.polls, large };
        if merge(m, rec, unit, &self.vm, policy) {
            return (After::Finish, None);
        }
        if rec.operations > self.jit.config.trace_operations {
            end(rec, unit, Exit::new(ExitKind::Leave, rec.snapshot(&self.vm)));
            *self.jit.stats.aborts.entry(Abort::TooLong).or_default() += 1;
            self.jit.log.event("leave", format_args!("u{} {}", rec.unit.0, Abort::TooLong.text()));
            return (After::Finish, None);
        }
        let language = m.code().language;
        let mut mode = Record::new(m, unit, rec, &self.jit.config);
        let next = self.languages[language.0 as usize].record(&mut mode);
        let requested = mode.requested;
        let captured = matches!(requested, Some(Request::Capture(slot)) if mode.capture(slot));
        if let Some(Request::Reinstate(k, w)) = requested {
            mode.resume(k, w);
        }
        mode.run.stop = requested.map(|r| Stop::Request(concrete_request(r)));
        if captured {
            return (After::Continue, self.apply(m, concrete(next)));
        }
        let (leave, abort) = (mode.leave, mode.abort);
        let now = concrete(next);
        if let Some(reason) = abort {
            return (After::Abort(reason), self.apply(m, now));
        }
        if leave || matches!(next, Next::Raise(_) | Next::Request) {
            let exit = mode.exit(ExitKind::Leave);
            let exit = end(rec, unit, exit);
            // The step would only leave again.
            unit.exit_state(exit).failures = ExitState::NEVER;
            return (After::Finish, self.apply(m, now));
        }
        mode.commit();
        let callee = mode.callee.take();
        let after = self.follow(m, rec, unit, next, callee);
        (after, self.apply(m, now))
    }

    /// Follows control from a step that is recorded and not yet applied.
    fn follow(
        &self,
        m: &Run,
        rec: &mut Recording,
        unit: &mut Unit,
        next: Next<RecordWord>,
        callee: Option<SymbolicFrame>,
    ) -> After {
        let frame = rec.frames.last_mut().expect("the running frame");
        rec.tail_called = false;
        match next {
            Next::Next => frame.pc += 1,
            Next::Jump(t) => frame.pc = t.pc(),
            Next::Enter(slot) => {
                frame.pc += 1;
                frame.result = Some(slot);
                let callee = callee.expect("an opened frame");
                let config = &self.jit.config;
                let recursion = rec.frames.iter().filter(|f| f.code == callee.code).count();
                if callee.red_code.is_none()
                    && !self.is_large(callee.code)
                    && rec.frames.len() < config.inline_depth
                    && recursion <= config.inline_recursion
                {
                    rec.frames.push(callee);
                    let words: usize = rec.frames.iter().map(|f| FRAME_HEADER + f.slots.len()).sum();
                    grow_entry(unit, words);
                    return After::Continue;
                }
                return self.follow_native_call(m.fp, rec, unit, slot, callee);
            }
            Next::EnterTail => {
                let mut callee = callee.expect("an opened frame");
                if let Some(code) = callee.red_code {
                    return self.follow_red_tail_call(m, rec, unit, code, callee);
                }
                callee.pc = 0;
                *frame = callee;
                rec.tail_called = true;
            }
            Next::Return(w) => {
                if rec.frames.len() == 1 {
                    unit.raw.blocks[rec.block.index()].end = Terminator::Return(w.r);
                    return After::Finish;
                }
                rec.frames.pop();
                let caller = rec.frames.last_mut().expect("a caller");
                if let Some(slot) = caller.result.take() {
                    caller.slots[slot.index()] = Some(w.r);
                }
            }
            Next::Raise(_) | Next::Request => unreachable!("ended above"),
        }
        After::Continue
    }

    /// A tail call of code that is not promoted: a jump out of the unit if it replaces the root frame, otherwise a native call
    /// for the frame below.
    fn follow_red_tail_call(&self, m: &Run, rec: &mut Recording, unit: &mut Unit, code: Ref, callee: SymbolicFrame) -> After {
        rec.frames.pop();
        let Some(slot) = rec.frames.last().map(|caller| caller.result.expect("a caller that waits")) else {
            let mut operands = vec![code];
            operands.extend(parameters(rec, unit, self.vm.code(callee.code), &callee));
            unit.raw.blocks[rec.block.index()].end = Terminator::TailCall(None, operands);
            return After::Finish;
        };
        // SAFETY: the running frame, which is not yet replaced, has a frame below it.
        let caller = unsafe { m.fp.sub(m.fp.add(FRAME_PREVIOUS).read().smi_value() as usize) };
        self.follow_native_call(caller, rec, unit, slot, callee)
    }

    /// Whether a function has compiled code of its own, too much to be compiled again as part of each caller. One that captures what it
    /// returns to would have to leave if it were called: only what runs directly under the driver can capture.
    fn is_large(&self, code: CodeId) -> bool {
        if self.vm.code(code).entry.captures.get() {
            return false;
        }
        let unit = self.vm.code(code).site(0).map_or(0, |s| s.unit.get());
        let unit = unit.checked_sub(1).and_then(|i| self.jit.units.get(i as usize)).and_then(Option::as_ref);
        unit.is_some_and(|u| u.handle.is_some() && u.optimised.size() > self.jit.config.inline_operations)
    }

    /// Records a native call for the frame at `caller`, and pauses until it returns there.
    fn follow_native_call(
        &self,
        caller: *mut Word,
        rec: &mut Recording,
        unit: &mut Unit,
        slot: Slot,
        callee: SymbolicFrame,
    ) -> After {
        let (op, imm) = match callee.red_code {
            Some(_) => (Op::CallAny, 0),
            None => (Op::CallCode, i64::from(callee.code.0)),
        };
        let mut args: SmallVec<[Ref; 3]> = callee.red_code.into_iter().collect();
        args.extend(parameters(rec, unit, self.vm.code(callee.code), &callee));
        let exit = unit.raw.add_exit(Exit::new(ExitKind::Unwind, rec.snapshot(&self.vm)));
        let r = unit.raw.add(Inst { op, ty: Type::Word, imm, args, exit: Some(exit) });
        unit.raw.blocks[rec.block.index()].insts.push(r);
        rec.operations += 1;
        let frame = rec.frames.last_mut().expect("the caller");
        frame.result = None;
        frame.slots[slot.index()] = Some(r);
        rec.state = State::Waiting(caller as usize);
        After::Pause
    }

    /// The innermost recording waits for a call that does not return to it now: it ends behind the call, in an exit that may grow.
    pub(super) fn close_waiting(&mut self) {
        let Some(rec) = self.jit.recordings.last() else { return };
        let unit = self.jit.units[rec.unit.index()].as_mut().expect("a unit in use");
        end(rec, unit, Exit::new(ExitKind::Leave, rec.snapshot(&self.vm)));
        self.finish();
    }

    /// Has the unit of the finished recording compiled, unless it should wait for more.
    fn finish(&mut self) {
        let rec = self.jit.recordings.last_mut().expect("a recording");
        let passed = std::mem::take(&mut rec.visits);
        let (id, exit, first, operations) = (rec.unit, rec.exit, rec.first_block, rec.operations);
        let exit_threshold = self.jit.config.exit_threshold;
        let unit = self.jit.unit(id);
        unit.passed.extend(passed.into_keys());
        unit.segments += 1;
        let mut wait = false;
        if let Some(exit) = exit {
            unit.raw.exits[exit.index()].as_mut().expect("the exit recorded from").child = Some(first);
            unit.exit_state(exit).count = 0;
            wait = unit.pause(exit_threshold) > unit.waited;
        }
        self.jit.stats.recorded += operations as u64;
        self.jit.log.event("close", format_args!("u{} {operations} ops", id.0));
        if wait {
            self.jit.recordings.pop();
            return;
        }
        match self.compile(id, Tier::Quick) {
            Ok(()) => {
                self.jit.recordings.pop();
            }
            Err(reason) => {
                if let Some(exit) = exit {
                    self.jit.unit(id).raw.exits[exit.index()].as_mut().expect("the exit recorded from").child = None;
                }
                self.abort(reason);
                if reason == Abort::CodeMemory {
                    self.flush();
                }
            }
        }
    }
}

/// The concrete half of what a step asks of control.
fn concrete(next: Next<RecordWord>) -> Next<Word> {
    match next {
        Next::Next => Next::Next,
        Next::Jump(t) => Next::Jump(t),
        Next::Enter(s) => Next::Enter(s),
        Next::EnterTail => Next::EnterTail,
        Next::Return(w) => Next::Return(w.now),
        Next::Raise(w) => Next::Raise(w.now),
        Next::Request => Next::Request,
    }
}

/// The concrete half of a request.
fn concrete_request(request: Request<RecordWord>) -> Request<Word> {
    match request {
        Request::Capture(s) => Request::Capture(s),
        Request::Reinstate(k, w) => Request::Reinstate(k.now, w.now),
        Request::Host(f, args, s) => Request::Host(f.now, args.now, s),
        Request::Uncaught(w) => Request::Uncaught(w.now),
        Request::Exit(w) => Request::Exit(w.now),
        Request::Collect => Request::Collect,
    }
}

/// The recorder's frame for one that an exit describes.
fn symbolic(state: &FrameState, code: &Code) -> SymbolicFrame {
    let mut frame = SymbolicFrame::new(code);
    frame.pc = state.pc;
    frame.result = state.result;
    for (slot, value) in &state.slots {
        if let Value::Ref(r) = value {
            frame.slots[slot.index()] = Some(*r);
        }
    }
    frame
}

/// Ends the recording in an exit.
fn end(rec: &Recording, unit: &mut Unit, exit: Exit) -> ExitId {
    let exit = unit.raw.add_exit(exit);
    unit.raw.blocks[rec.block.index()].end = Terminator::Leave(exit);
    exit
}

/// Makes the unit's entry check room for `words` words of frames.
fn grow_entry(unit: &mut Unit, words: usize) {
    let first = unit.raw.blocks[0].insts.iter().copied().find(|r| unit.raw.inst(*r).op == Op::Enter);
    if let Some(r) = first {
        let imm = &mut unit.raw.insts[r.index()].imm;
        *imm = (*imm).max(words as i64);
    }
}

/// Records a poll of the current point.
pub(super) fn poll(rec: &mut Recording, unit: &mut Unit, vm: &Vm, op: Op, imm: i64) {
    let exit = unit.raw.add_exit(Exit::new(ExitKind::Poll, rec.snapshot(vm)));
    let r = unit.raw.add(Inst { op, ty: Type::Void, imm, args: SmallVec::new(), exit: Some(exit) });
    unit.raw.blocks[rec.block.index()].insts.push(r);
}

/// What the parameters of an opened frame hold.
pub(super) fn parameters(rec: &mut Recording, unit: &mut Unit, code: &Code, callee: &SymbolicFrame) -> Vec<Ref> {
    let held = callee.slots[..code.params as usize].iter();
    held.map(|r| r.unwrap_or_else(|| rec.constant_word(&mut unit.raw, Word::UNDEFINED))).collect()
}
