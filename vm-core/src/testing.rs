//! What the tests of several modules share: a tiny instruction set, VMs with small heaps, random numbers.

use crate::{Code, CodeBuilder, CodeId, Collection, HeapOptions, LanguageId, Limits, SiteKind, SourceId, Vm, Word, limits::poll};

crate::bytecode! {
    /// Instructions that are built, listed and stored, but never run.
    pub enum Op {
        /// Reads a literal.
        Load(def dst, lit value),
        /// Adds.
        Add(def dst, use a, use b),
        /// Jumps.
        JumpLess(use a, use b, to target),
        /// Calls.
        Call(def dst, args f_args),
        /// Reads slots wherever they are.
        Gather(def dst, list slots),
        /// Has a number.
        Number(def dst, num n),
        /// Ends.
        Return(use value) end,
    }
}

pub const LANGUAGE: LanguageId = LanguageId(0);

/// Code whose frames have so many slots, with literals.
pub fn code(vm: &mut Vm, name: &str, slots: u32, literals: &[Word]) -> CodeId {
    let code = build(name, slots, literals);
    vm.add_code(code)
}

pub fn build(name: &str, slots: u32, literals: &[Word]) -> Code {
    let mut b: CodeBuilder<Op> = CodeBuilder::new(name, LANGUAGE, 0, SourceId(0));
    let (first, last) = (b.slot(0), b.slot(slots - 1));
    for w in literals {
        let value = b.literal(*w);
        b.emit(Op::Load { dst: first, value });
    }
    b.mark(SiteKind::Loop);
    b.emit(Op::Number { dst: first, n: slots as i32 });
    b.emit(Op::Return { value: last });
    b.finish().expect("code")
}

/// A VM whose every collection is verified, with a nursery of so many bytes.
pub fn vm(nursery_bytes: usize) -> Vm {
    let options = HeapOptions { nursery_bytes, verify: true, poison: true, ..HeapOptions::default() };
    Vm::with_options(Limits::default(), options).expect("a VM")
}

/// A VM with large limits whose collections are not verified.
pub fn fast_vm() -> Vm {
    Vm::with_options(Limits::default(), HeapOptions::default()).expect("a VM")
}

/// Collects if the poll word asks for it.
pub fn safepoint(vm: &mut Vm) -> bool {
    vm.poll.get() & (poll::COLLECT | poll::MEMORY) == 0 || vm.collect(Collection::Automatic)
}

/// Random numbers (xorshift), the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % n as u64) as usize
    }
}
