//! Both backends run the same graphs, on real VMs, and must agree on everything that can be seen: outcomes, frames, objects.
#![allow(unsafe_code)]

mod arith;
mod build;
mod calls;
mod continuations;
mod leaving;
mod memory;
mod objects;
mod random;
mod speed;

use super::*;
use build::G;
use std::cell::Cell;
use std::fmt::Write;
use vm_core::frame::{FRAME_CODE, FRAME_HEADER, FRAME_PREVIOUS, FRAME_RESUME, Resume};
use vm_core::{CodeBuilder, LanguageId, Limits, TailKind};

vm_core::bytecode! {
    /// Instructions of functions that are never interpreted.
    pub enum TestOp {
        /// Returns.
        Return(use value) end,
    }
}

crate::helpers! {
    NEGATE "negate" crate::Effects::PURE => |_vm, a| Ok(Word::smi(-a.smi_value()));
    CONS "cons" crate::Effects::ALLOCATES => |vm, a, b| Ok(vm.pair(a, b));
    SUM3 "sum3" crate::Effects::PURE => |_vm, a, b, c| Ok(Word::smi(a.smi_value() + b.smi_value() + c.smi_value()));
    LAST "last" crate::Effects::PURE => |_vm, all...| Ok(all.last().copied().unwrap_or(Word::smi(all.len() as i64)));
    FAIL "fail" crate::Effects::ANY => |_vm, a| Err(a);
    COUNT "count" crate::Effects::PURE => |_vm, all...| Ok(Word::smi(all.iter().filter(|w| w.is_smi()).count() as i64));
    HALVE "halve" crate::Effects::PURE => float |x| x / 2.0;
    HYPOT "hypot" crate::Effects::PURE => float |x, y| x.hypot(y);
}

/// A compiled unit with what its code refers to.
struct Owned {
    handle: CodeHandle,
    sites: Vec<Option<Box<ExitSite>>>,
    constants: Box<[Word]>,
    invalid: Box<u64>,
    /// Compiled code counts in it.
    _countdown: Box<Cell<u32>>,
}

/// How a unit is compiled.
#[derive(Clone, Copy, Default)]
pub(crate) struct Options {
    pub(crate) at_entry: bool,
    pub(crate) result: Option<Slot>,
    pub(crate) fuel: bool,
    pub(crate) quick: bool,
    pub(crate) fail_guards: Option<(u64, u32)>,
    pub(crate) keep_text: bool,
}

const ENTRY: Options = Options { at_entry: true, result: None, fuel: false, quick: false, fail_guards: None, keep_text: false };
pub(crate) const INSIDE: Options = Options { at_entry: false, ..ENTRY };

/// A VM with one backend.
pub(crate) struct Harness {
    pub(crate) vm: Vm,
    backend: Box<dyn Backend>,
    units: Vec<Owned>,
}

impl Harness {
    pub(crate) fn new(backend: Box<dyn Backend>) -> Harness {
        let mut vm = Vm::new(Limits { stack_bytes: 1 << 20, ..Limits::default() }).expect("a VM");
        vm.native_limit = stack_pointer() - (256 << 10);
        Harness { vm, backend, units: Vec::new() }
    }

    pub(crate) fn cranelift() -> Harness {
        Harness::new(Box::new(Cranelift::new(16 << 20)))
    }

    /// A function of which only the frame matters.
    pub(crate) fn code(&mut self, params: u16, slots: u16) -> CodeId {
        let mut b = CodeBuilder::<TestOp>::new("f", LanguageId(0), params, vm_core::SourceId(0));
        let value = b.slot(u32::from(slots) - 1);
        b.emit(TestOp::Return { value });
        self.vm.add_code(b.finish().expect("code"))
    }

    fn try_compile(&mut self, code: CodeId, graph: &Graph, options: Options) -> Result<usize, BackendError> {
        let unit = self.units.len() as u32;
        let site = |(i, e): (usize, &Option<Exit>)| {
            let e = e.as_ref().filter(|e| e.child.is_none())?;
            Some(Box::new(ExitSite::new(unit, ExitId(i as u32), e, graph, &self.vm)))
        };
        let sites: Vec<_> = graph.exits.iter().enumerate().map(site).collect();
        let constants: Box<[Word]> = graph.constants.clone().into();
        let invalid = Box::new(0u64);
        let countdown = Box::new(Cell::new(u32::MAX));
        let job = Job {
            graph,
            vm: &self.vm,
            code,
            at_entry: options.at_entry,
            result: options.result,
            sites: &sites,
            constants: constants.as_ptr(),
            invalid: &*invalid,
            fuel: options.fuel,
            countdown: options.quick.then_some(countdown.as_ptr()),
            fail_guards: options.fail_guards,
            keep_text: options.keep_text,
        };
        let handle = self.backend.compile(&job)?;
        if options.at_entry {
            self.vm.code(code).entry.native.set(self.backend.entry(handle));
        }
        self.units.push(Owned { handle, sites, constants, invalid, _countdown: countdown });
        Ok(unit as usize)
    }

    pub(crate) fn compile(&mut self, code: CodeId, graph: &Graph, options: Options) -> usize {
        self.try_compile(code, graph, options).expect("compiles")
    }

    /// Enters a unit whose root frame has these slots.
    fn enter(&mut self, code: CodeId, unit: usize, slots: &[Word]) -> Outcome {
        let fp = self.vm.stack.base();
        // SAFETY: the stack is empty and has room for a frame.
        unsafe {
            fp.add(FRAME_CODE).write(code.into());
            fp.add(FRAME_RESUME).write(Resume { pc: 0, slot: None }.word());
            fp.add(FRAME_PREVIOUS).write(Word::smi(0));
            for i in 0..self.vm.code(code).slots as usize {
                fp.add(FRAME_HEADER + i).write(slots.get(i).copied().unwrap_or(Word::UNDEFINED));
            }
            (self.vm.stack.fp, self.vm.stack.words) = (fp, fp);
            self.backend.enter(&mut self.vm, fp, self.units[unit].handle)
        }
    }

    /// Enters a unit and describes what can be seen afterwards.
    pub(crate) fn run(&mut self, code: CodeId, unit: usize, slots: &[Word]) -> String {
        let outcome = self.enter(code, unit, slots);
        let mut show = Show { vm: &self.vm, seen: Vec::new() };
        if outcome.status == RETURNED {
            return show.word(Word::from_bits(outcome.value));
        }
        assert_eq!((outcome.status, outcome.value), (UNWOUND, 0));
        let mut text = String::from("left");
        if let Some((unit, exit)) = self.vm.last_exit {
            write!(text, " u{unit} !{exit}").unwrap();
        }
        for &w in &self.vm.exit_log {
            write!(text, " log {}", show.word(w)).unwrap();
        }
        text + &show.frames()
    }
}

impl Harness {
    /// Describes a word with its objects.
    pub(crate) fn show(&self, w: Word) -> String {
        Show { vm: &self.vm, seen: Vec::new() }.word(w)
    }
}

fn stack_pointer() -> usize {
    let here = 0u8;
    &raw const here as usize
}

/// Runs a scenario with both backends, and gives what both say.
#[track_caller]
fn both<T: PartialEq + std::fmt::Debug>(scenario: impl Fn(&mut Harness) -> T) -> T {
    let cranelift = scenario(&mut Harness::cranelift());
    let reference = scenario(&mut Harness::new(Box::new(Reference::new())));
    assert_eq!(cranelift, reference, "machine code (left) and the reference executor (right) disagree");
    cranelift
}

/// Describes words with their objects; an object seen before is named by its number.
struct Show<'a> {
    vm: &'a Vm,
    seen: Vec<Word>,
}

impl Show<'_> {
    fn word(&mut self, w: Word) -> String {
        if let Some(f) = self.vm.float_value(w) {
            let kind = if w.is_pointer() { "boxed " } else { "" };
            return if f.is_nan() { "NaN".into() } else { format!("{kind}{f:?}") };
        }
        if w.is_slot() {
            return format!("{}@{}", self.word(w.holder()), w.slot_offset());
        }
        let Some(shape) = self.vm.shape_of(w) else { return format!("{w:?}") };
        if let Some(i) = self.seen.iter().position(|&s| s == w) {
            return format!("#{i}");
        }
        self.seen.push(w);
        let name = self.vm.symbols.name(self.vm.shapes.get(shape).name);
        let mut text = format!("#{}:{name}", self.seen.len() - 1);
        // SAFETY: offsets are within the object, as its shape and its length say.
        let load = |offset: usize| unsafe { vm_core::heap::raw::load(w, offset) };
        let length = if shape.has_tail() { load(8).bits() as usize } else { 0 };
        let tail = if shape.tail() == TailKind::Bytes { length.div_ceil(8) } else { length };
        for i in 0..shape.fixed() as usize + tail {
            let slot = load(shape.fixed_offset() + 8 * i);
            let raw = i >= shape.fixed() as usize && shape.tail() == TailKind::Bytes;
            let slot = if raw { format!("{:x}", slot.bits()) } else { self.word(slot) };
            write!(text, " {slot}").unwrap();
        }
        format!("({text})")
    }

    /// The frames from the top one down to the base.
    fn frames(&mut self) -> String {
        let mut text = String::new();
        let mut fp = self.vm.stack.fp;
        loop {
            // SAFETY: frames on the stack are well formed.
            unsafe {
                let code = self.vm.code(fp.read().as_code().expect("a code word"));
                let resume = Resume::from_word(fp.add(FRAME_RESUME).read());
                write!(text, " | c{} pc{}", code.id.0, resume.pc).unwrap();
                if let Some(s) = resume.slot {
                    write!(text, "->{s:?}").unwrap();
                }
                for i in 0..code.slots as usize {
                    let w = fp.add(FRAME_HEADER + i).read();
                    write!(text, " {}", if w == Word::UNDEFINED { "-".into() } else { self.word(w) }).unwrap();
                }
                match fp.add(FRAME_PREVIOUS).read().smi_value() {
                    0 => break,
                    n => fp = fp.sub(n as usize),
                }
            }
        }
        assert_eq!(fp, self.vm.stack.base());
        text
    }
}
