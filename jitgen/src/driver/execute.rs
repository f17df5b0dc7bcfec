//! The loop that runs a host's call to its end.
#![allow(unsafe_code)]

use super::deadline::Deadline;
use super::interpret::site_reached;
use super::{Counting, Jit, Machine, Stop};
use crate::mode::{Mode, Next, Request, Run};
use crate::unit::Unit;
use std::time::{Duration, Instant};
use vm_core::OP_SIZE;
use vm_core::code::Pc;
use vm_core::frame::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Place, Receiver, Resume};
use vm_core::heap::Collection;
use vm_core::limits::poll;
use vm_core::{Code, CodeId, Error, ErrorKind, Fault, Location, Root, TraceEntry, Vm, Word};

/// One call by the host.
pub(super) struct Call {
    /// The base frame.
    pub(super) base: *mut Word,
    /// When the outermost call that it is part of began.
    pub(super) start: Instant,
}

/// What a call puts back when it ends: what the languages have put aside, and when the outermost call began.
struct Outer {
    started: Option<Instant>,
    states: Vec<Option<Root>>,
}

impl Machine {
    /// Calls a function with its parameters filled. The result is valid until the machine runs again.
    pub fn call(&mut self, code: CodeId, args: &[Word]) -> Result<Word, Error> {
        let target: *const Code = self.vm.code(code);
        // SAFETY: code objects do not move and live as long as the VM.
        let target = unsafe { &*target };
        if args.len() != usize::from(target.params) {
            return Err(Error::new(ErrorKind::Host, format!("{} takes {} parameters", target.name, target.params)));
        }
        if self.escape.is_some() {
            return Err(escaping());
        }
        self.vm.native_limit = super::native::limit();
        // A host function and the guest that call each other need native stack for each other's frames.
        if super::native::exhausted() {
            return Err(Error::limit(
                "nesting",
                self.vm.entry_depth() as u64,
                self.vm.entry_depth() as u64,
                "calls by the host nest too deeply",
            ));
        }
        self.vm.stack.keeps_watermark = true;
        // The clock begins before the timer: when the timer rings, the time is up by the clock too.
        let outermost = self.started.is_none();
        let (start, outer) = self.enter_call();
        let after = self.vm.limits.deadline.filter(|_| outermost);
        let _timer = after.map(|after| Deadline::start(after, &self.vm.poll));
        let base = self.vm.begin_entry();
        let result = match self.vm.push_frame(code, args) {
            Ok(fp) => {
                let mut m = Run::new(&mut self.vm);
                self.take(&mut m, fp, 0);
                m.watch = self.vm.stack.watermark;
                self.drive(&mut m, &Call { base, start })
            }
            Err(_) => Err(self.traced(self.stack_limit())),
        };
        self.end_recordings(base);
        self.vm.end_entry();
        self.leave_call(outer);
        if self.vm.entry_depth() == 0 {
            self.escape = None;
        }
        result
    }

    fn enter_call(&mut self) -> (Instant, Outer) {
        let started = self.started;
        let start = *self.started.get_or_insert_with(Instant::now);
        let vm = &mut self.vm;
        let states = self.languages.iter().map(|l| l.language().enter(vm).map(|w| vm.root(w))).collect();
        (start, Outer { started, states })
    }

    fn leave_call(&mut self, outer: Outer) {
        self.started = outer.started;
        if self.escape.is_some() {
            // The continuation that goes on has its own.
            return;
        }
        for (language, state) in self.languages.iter().zip(outer.states) {
            if let Some(state) = state {
                let state = state.get(&self.vm);
                language.language().leave(&mut self.vm, state);
            }
        }
    }

    /// Ends the calls that a panic of a host function has left unfinished.
    pub(crate) fn unwind_to(&mut self, depth: usize) {
        while self.vm.entry_depth() > depth {
            let base = self.vm.entry_base();
            self.end_recordings(base);
            self.vm.end_entry();
        }
    }

    /// Makes the mode go on in the frame at `fp`.
    pub(super) fn take(&mut self, m: &mut Run, fp: *mut Word, pc: Pc) {
        // SAFETY: callers pass a frame of the stack and an instruction of its code.
        unsafe {
            let code = m.code_of(fp);
            m.language = (*code).language;
            m.take_frame(fp, code, pc);
        }
        self.vm.stack.fp = fp;
        self.vm.lower_watermark();
    }

    fn counting(&self) -> Counting {
        let config = &self.jit.config;
        Counting {
            jit: config.jit,
            loop_threshold: config.loop_threshold,
            entry_threshold: config.entry_threshold,
            fuel: self.vm.limits.fuel.is_some(),
        }
    }

    fn drive(&mut self, m: &mut Run, call: &Call) -> Result<Word, Error> {
        let counting = self.counting();
        let mut next = None;
        loop {
            let stop = match next.take() {
                Some(stop) => stop,
                None if self.jit.is_recording() => self.record(m),
                None => {
                    // SAFETY: set by `take`.
                    m.language = unsafe { (*m.code).language };
                    self.languages[m.language.0 as usize].run(m, counting)
                }
            };
            self.vm.stack.fp = m.fp;
            // Every return below the watch stops the loop, and the watch is never below the watermark.
            self.vm.lower_watermark();
            next = match stop {
                Stop::Poll => self.poll(m, call)?,
                Stop::Hot => self.hot(m),
                Stop::Enter => self.enter(m, call)?,
                Stop::Foreign => None,
                Stop::Entered => {
                    let entry = &m.code().sites()[0];
                    if counting.jit { site_reached(entry, counting.entry_threshold) } else { None }
                }
                Stop::Watched => self.watched(m),
                Stop::Finished(w) => {
                    if !self.vm.underflow() {
                        return Ok(w);
                    }
                    self.resume_with(m, w)
                }
                Stop::Raise(w) => self.raise(m, call, w)?,
                Stop::Request(r) => self.request(m, call, r)?,
                Stop::Overflow => self.fault(m, call, Fault::StackOverflow)?,
            };
        }
    }

    /// Does what the poll word asks for.
    pub(super) fn poll(&mut self, m: &mut Run, call: &Call) -> Result<Option<Stop>, Error> {
        if self.vm.fuel < 0 {
            self.vm.fuel = 0;
            let limit = self.vm.limits.fuel.unwrap_or(0);
            return Err(self.stopped(m, exceeded("fuel", limit.saturating_add(1), limit)));
        }
        let reasons = self.vm.poll.take(u64::MAX);
        if reasons & poll::INTERRUPT != 0 {
            return Err(self.stopped(m, Error::new(ErrorKind::Interrupted, "interrupted")));
        }
        if let Some(deadline) = self.vm.limits.deadline
            && call.start.elapsed() >= deadline
        {
            let milliseconds = |d: Duration| d.as_millis() as u64;
            return Err(self.stopped(m, exceeded("time", milliseconds(call.start.elapsed()), milliseconds(deadline))));
        }
        if reasons & poll::LANGUAGE != 0 {
            self.languages.iter().for_each(|l| l.language().attend(&mut self.vm));
        }
        if reasons & poll::INVALID != 0 {
            self.drop_invalid_units();
        }
        if reasons & (poll::COLLECT | poll::MEMORY) != 0 && !self.collect(m, Collection::Automatic) {
            return self.fault(m, call, Fault::OutOfMemory);
        }
        Ok(None)
    }

    fn fault(&mut self, m: &mut Run, call: &Call, fault: Fault) -> Result<Option<Stop>, Error> {
        let language = self.languages[m.language.0 as usize].language();
        let exception = language.fault(&mut self.vm, fault);
        // SAFETY: the running frame has a first slot.
        let first = unsafe { m.fp.add(FRAME_HEADER).read() };
        let Some((code, args)) = language.recover(&mut self.vm, exception, first) else { return self.raise(m, call, exception) };
        self.overtake(m.fp);
        m.begin_call(code);
        for (i, w) in args.into_iter().enumerate() {
            m.argument(i, w);
        }
        Ok(self.apply(m, Next::EnterTail))
    }

    /// Applies what a step asks of control, as the interpreter's loop does.
    pub(super) fn apply(&mut self, m: &mut Run, next: Next<Word>) -> Option<Stop> {
        // SAFETY: the step has opened the frames that it calls.
        unsafe {
            match next {
                Next::Next => m.ip = m.ip.add(OP_SIZE),
                Next::Jump(t) => m.ip = m.address(t.pc()),
                Next::Enter(slot) => {
                    if !m.push_call(slot) {
                        return Some(Stop::Overflow);
                    }
                    self.take(m, m.fp, 0);
                }
                Next::EnterTail => {
                    if !m.replace_frame() {
                        return Some(Stop::Overflow);
                    }
                    self.take(m, m.fp, 0);
                }
                Next::Return(w) => return self.returned(m, w),
                Next::Raise(w) => return Some(Stop::Raise(w)),
                Next::Request => return m.stop.take(),
            }
        }
        None
    }

    /// Drops the running frame and gives its result to the frame below.
    pub(super) fn returned(&mut self, m: &mut Run, w: Word) -> Option<Stop> {
        // SAFETY: the running frame is the top frame.
        unsafe {
            let Some(fp) = m.pop_frame(w) else { return Some(Stop::Finished(w)) };
            self.take(m, fp, Run::resume(fp).pc);
        }
        (m.fp < m.watch).then_some(Stop::Watched)
    }

    /// Gives an exception to its handler.
    pub(super) fn raise(&mut self, m: &mut Run, call: &Call, exception: Word) -> Result<Option<Stop>, Error> {
        let (mut fp, mut pc) = (m.fp, m.pc());
        loop {
            // SAFETY: `fp` walks the frames of the stack down to the base frame.
            unsafe {
                let code = &*m.code_of(fp);
                if let Some(h) = code.handler(pc).copied() {
                    self.overtake(fp);
                    fp.add(FRAME_HEADER + h.slot.index()).write(exception);
                    self.take(m, fp, h.target);
                    return Ok(self.came_back(m));
                }
                let previous = fp.add(FRAME_PREVIOUS).read().smi_value();
                if previous == 0 || fp == call.base {
                    break;
                }
                fp = fp.sub(previous as usize);
                pc = Run::resume(fp).pc.saturating_sub(1);
            }
        }
        if self.raise_below(m, call, exception) {
            return Ok(self.came_back(m));
        }
        let Some((code, args)) = self.languages[m.language.0 as usize].language().raise(&mut self.vm, exception) else {
            return Err(self.uncaught(m, exception));
        };
        // The frame that raised waits for a handler that never returns to it.
        self.overtake(m.fp);
        let pc = m.pc();
        // SAFETY: the stack's margin holds the frame of a handler even when the stack is full.
        unsafe {
            m.begin_call(code);
            for (i, w) in args.into_iter().enumerate() {
                m.argument(i, w);
            }
            m.fp.add(FRAME_RESUME).write(Resume { pc, slot: None }.word());
            let next = m.next;
            self.take(m, next, 0);
        }
        Ok(None)
    }

    /// Gives an exception to a handler in the captured frames that the base frame returns to. False if there is none.
    fn raise_below(&mut self, m: &mut Run, call: &Call, exception: Word) -> bool {
        let call_of = |resume: Resume| resume.pc.saturating_sub(1);
        if !self.vm.reinstate_first(|code, resume| code.handler(call_of(resume)).is_some()) {
            return false;
        }
        self.overtake(call.base);
        let fp = self.vm.stack.fp;
        // SAFETY: the frame put back is a frame.
        unsafe {
            let code = &*m.code_of(fp);
            let handler = code.handler(call_of(Run::resume(fp))).copied().expect("it was looked for");
            fp.add(FRAME_HEADER + handler.slot.index()).write(exception);
            self.take(m, fp, handler.target);
        }
        true
    }

    /// The error of an exception that nobody caught.
    fn uncaught(&mut self, m: &Run, exception: Word) -> Error {
        let language = self.languages[m.language.0 as usize].language();
        let message = language.show_uncaught(&self.vm, exception);
        let kind = match language.fault_of(&self.vm, exception) {
            Some(Fault::StackOverflow) => self.stack_limit().kind,
            Some(Fault::OutOfMemory) => {
                let (given, limit) = (self.vm.heap.used() as u64, self.vm.limits.heap_bytes as u64);
                ErrorKind::Limit { which: "heap", given, limit }
            }
            None => ErrorKind::Uncaught(self.vm.root(exception)),
        };
        let mut error = self.stopped(m, Error::new(kind, message));
        // The library's own frames, which bring an exception here, are no news to anybody.
        if let Some(first) = error.trace.iter().position(|t| t.location.is_some()) {
            error.trace.drain(..first);
        }
        error
    }

    /// The error of a full stack.
    fn stack_limit(&self) -> Error {
        let limit = self.vm.limits.stack_bytes as u64;
        let used = (self.vm.stack.fp as usize).saturating_sub(self.vm.stack.base() as usize) as u64;
        exceeded("stack", used.max(limit), limit)
    }

    /// Adds the guest's stack, the running instruction first.
    fn stopped(&self, m: &Run, error: Error) -> Error {
        // SAFETY: the running frame's resume word is free to use.
        unsafe { m.fp.add(FRAME_RESUME).write(Resume { pc: m.pc() + 1, slot: None }.word()) };
        self.traced(error)
    }

    /// Adds the guest's stack to an error, innermost frame first, at most a few dozen of them.
    fn traced(&self, mut error: Error) -> Error {
        const SHOWN: usize = 32;
        let mut fp = self.vm.stack.fp;
        while !fp.is_null() && error.trace.len() < SHOWN {
            // SAFETY: `fp` walks the frames of the stack.
            let (code, pc, previous) = unsafe {
                let code = self.vm.code(fp.add(FRAME_CODE).read().as_code().expect("a frame's code word"));
                (code, Run::resume(fp).pc.saturating_sub(1), fp.add(FRAME_PREVIOUS).read().smi_value())
            };
            let location = self.location(code, pc);
            if error.location.is_none() {
                error.location.clone_from(&location);
            }
            error.trace.push(TraceEntry { function: code.name.to_string(), location });
            if previous == 0 {
                break;
            }
            fp = fp.wrapping_sub(previous as usize);
        }
        error
    }

    fn location(&self, code: &Code, pc: Pc) -> Option<Location> {
        let span = code.span(pc.min(code.len() as Pc - 1));
        if span == vm_core::Span::default() {
            return None;
        }
        let source = self.vm.source(code.source());
        let (line, column) = source.line_column(span.start);
        Some(Location { source: source.name.clone(), span, line, column })
    }

    /// Does what only the driver can do. The step that asked is finished.
    fn request(&mut self, m: &mut Run, call: &Call, request: Request<Word>) -> Result<Option<Stop>, Error> {
        match request {
            Request::Collect => {
                self.collect(m, Collection::Major);
                m.ip = m.ip.wrapping_add(OP_SIZE);
                Ok(None)
            }
            Request::Uncaught(w) => Err(self.uncaught(m, w)),
            Request::Exit(w) => {
                let status = w.as_smi().map_or(1, |n| n as i32);
                Err(Error::new(ErrorKind::Exit(status), format!("exit {status}")))
            }
            Request::Host(function, args, slot) => self.call_host(m, call, function, args, slot),
            Request::Capture(slot) => {
                self.vm.set_resume(Resume { pc: m.pc() + 1, slot: Some(slot) });
                self.overtake_waiting(call.base);
                match self.vm.capture() {
                    Ok(k) => Ok(self.resume_with(m, k)),
                    Err(_) => self.fault(m, call, Fault::OutOfMemory),
                }
            }
            Request::Reinstate(k, w) => match self.vm.place(k) {
                Place::Here => self.reinstate(m, call, k, w),
                Place::Outside => {
                    self.escape = Some((self.vm.root(k), self.vm.root(w)));
                    Err(escaping())
                }
                Place::Nowhere => {
                    let language = self.languages[m.language.0 as usize].language();
                    let why = "the continuation belongs to a call by the host that has ended";
                    let exception = language.error(&mut self.vm, why);
                    self.raise(m, call, exception)
                }
            },
        }
    }

    fn reinstate(&mut self, m: &mut Run, call: &Call, k: Word, w: Word) -> Result<Option<Stop>, Error> {
        self.overtake(call.base);
        match self.vm.reinstate(k) {
            Some(Receiver::Frame) => Ok(self.resume_with(m, w)),
            Some(Receiver::Host) => Ok(Some(Stop::Finished(w))),
            None => Err(self.traced(Error::new(ErrorKind::Host, "not a continuation"))),
        }
    }

    /// Goes on in the top frame, which waits for a value.
    fn resume_with(&mut self, m: &mut Run, w: Word) -> Option<Stop> {
        let fp = self.vm.stack.fp;
        // SAFETY: the top frame is a frame that waits at its resume word.
        unsafe {
            let resume = Run::resume(fp);
            if let Some(slot) = resume.slot {
                fp.add(FRAME_HEADER + slot.index()).write(w);
            }
            self.take(m, fp, resume.pc);
        }
        m.watch = m.watch.max(self.vm.stack.watermark);
        self.watched(m)
    }

    fn call_host(
        &mut self,
        m: &mut Run,
        call: &Call,
        function: Word,
        args: Word,
        slot: vm_core::Slot,
    ) -> Result<Option<Stop>, Error> {
        let host = function.as_smi().and_then(|i| Some(self.hosts.get(i as usize)?.1.clone()));
        let args: Vec<Word> = match self.vm.cast(args, vm_core::core_shapes::VECTOR) {
            Some(v) => self.vm.elements(v).to_vec(),
            None => Vec::new(),
        };
        let Some(host) = host else {
            return Err(self.traced(Error::new(ErrorKind::Host, "no such host function")));
        };
        // SAFETY: the running frame waits for the host's answer as for that of a callee.
        unsafe { m.fp.add(FRAME_RESUME).write(Resume { pc: m.pc() + 1, slot: Some(slot) }.word()) };
        let vm: *const Vm = &*self.vm;
        let result = host(self, &args);
        // What follows is about the frames of this machine.
        assert!(std::ptr::eq(vm, &*self.vm), "a host function has put another machine in the place of the one that called it");
        self.vm.native_limit = super::native::limit();
        // Calls back may have collected, and have run in frames above.
        m.watch = m.watch.max(self.vm.stack.watermark);
        if let Some((k, w)) = self.escape.take() {
            if self.vm.place(k.get(&self.vm)) == Place::Outside {
                self.escape = Some((k, w));
                return Err(escaping());
            }
            let (k, w) = (k.get(&self.vm), w.get(&self.vm));
            return self.reinstate(m, call, k, w);
        }
        match result {
            Ok(w) => {
                m.set(slot, w);
                m.ip = m.ip.wrapping_add(OP_SIZE);
                Ok(None)
            }
            Err(error) => self.host_failed(m, call, error),
        }
    }

    /// A host function has answered with an error: the guest's own exceptions are raised again, what ends programs ends this
    /// one, and anything else is an error of the guest's language.
    fn host_failed(&mut self, m: &mut Run, call: &Call, error: Error) -> Result<Option<Stop>, Error> {
        match error.kind {
            ErrorKind::Uncaught(ref root) if self.vm.owns(root) => {
                let exception = root.get(&self.vm);
                self.raise(m, call, exception)
            }
            ErrorKind::Limit { .. } | ErrorKind::Interrupted | ErrorKind::Exit(_) => Err(error),
            ErrorKind::Uncaught(_) | ErrorKind::Syntax | ErrorKind::Image | ErrorKind::Host | ErrorKind::Escape => {
                let language = self.languages[m.language.0 as usize].language();
                let exception = language.error(&mut self.vm, &error.to_string());
                self.raise(m, call, exception)
            }
        }
    }

    /// Collects all garbage, from outside of a running call or from a host function. (The VM's own [`Vm::collect`] does not know of
    /// compiled code, which has constants.)
    pub fn collect_garbage(&mut self) {
        let Jit { units, recordings, .. } = &mut self.jit;
        self.vm.keeps_references = !recordings.is_empty();
        self.vm.collect_with(Collection::Major, &mut |see| units.iter_mut().flatten().flat_map(Unit::roots).for_each(&mut *see));
    }

    /// Collects. False if the memory limit is still exceeded.
    fn collect(&mut self, m: &mut Run, kind: Collection) -> bool {
        let Jit { units, recordings, .. } = &mut self.jit;
        debug_assert!(recordings.iter().all(|r| r.replay.is_empty()));
        self.vm.keeps_references = !recordings.is_empty();
        let ok = self.vm.collect_with(kind, &mut |see| units.iter_mut().flatten().flat_map(Unit::roots).for_each(&mut *see));
        m.watch = m.watch.max(self.vm.stack.watermark);
        ok
    }
}

/// What ends the calls between a continuation that goes on and the one that asked for it.
fn escaping() -> Error {
    Error::new(ErrorKind::Escape, "a continuation outside of the host function's call goes on")
}

/// The error of a limit.
fn exceeded(which: &'static str, given: u64, limit: u64) -> Error {
    Error::limit(which, given, limit, Error::exceeded(which, limit))
}
