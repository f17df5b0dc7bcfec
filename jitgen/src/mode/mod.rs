//! `Mode`: the operations that an interpreter is written in, and the hints.
//!
//! A language's `step` is generic over its [`Mode`]. A *green* value is a plain Rust value, known when code is compiled: the
//! instruction, its operands, a code object, a shape. A *red* value is known only when the program runs, and has one of
//! the mode's types; it cannot be inspected except through the mode. An operation that tells something about a red value (a
//! test, a comparison, a promotion) answers with a plain Rust value, and this is where a recording puts a guard. Everything else in `step`
//! (loops over greens, matches, helper functions) is ordinary Rust and unrolls in the recording.
//!
//! Three modes exist: [`Run`] does the operations; [`Record`](record::Record) does them and writes them down;
//! [`Resume`](resume::Resume) finishes a step that compiled code left in the middle: it takes the results of what was already done.
//!
//! **What a step may assume.** The collector never runs during a step. A step that reads the frame after a store sees the store. A
//! step may do effects in any order and any number: nothing is done twice when compiled code leaves in the middle.

/// The ends of a step in the modes that leave control to the driver.
macro_rules! next_for_the_driver {
    ($W:ty) => {
        type Next = Next<$W>;
        fn next(&mut self) -> Next<$W> {
            Next::Next
        }
        fn jump(&mut self, target: Target) -> Next<$W> {
            Next::Jump(target)
        }
        fn enter(&mut self, result: Slot) -> Next<$W> {
            Next::Enter(result)
        }
        fn enter_tail(&mut self) -> Next<$W> {
            Next::EnterTail
        }
        fn give_back(&mut self, w: $W) -> Next<$W> {
            Next::Return(w)
        }
        fn raise(&mut self, exception: $W) -> Next<$W> {
            Next::Raise(exception)
        }
    };
}

mod capture;
mod operations;
pub mod record;
mod recorded;
pub mod resume;
pub mod run;

pub use run::Run;

use crate::helper::Helper;
use smallvec::SmallVec;
use std::fmt::Debug;
use vm_core::assume::Switch;
use vm_core::code::Pc;
use vm_core::core_shapes::Global;
use vm_core::{
    Args, Bytes, Code, CodeId, ConstKind, Field, Layout, List, Lit, Shape, ShapeId, Slot, Slots, Tail, Target, Vm, Word,
};

/// A red word proved to be a small integer.
#[derive(Clone, Copy, Debug)]
pub struct Smi<W>(pub(crate) W);

impl<W: Copy> Smi<W> {
    /// The small integer as a word.
    #[inline(always)]
    pub fn word(self) -> W {
        self.0
    }
}

/// A red word proved to point to an object of layout `L`.
#[derive(Debug)]
pub struct Obj<W, L>(pub(crate) W, pub(crate) std::marker::PhantomData<L>);

impl<W: Copy, L> Clone for Obj<W, L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<W: Copy, L> Copy for Obj<W, L> {}

impl<W: Copy, L> Obj<W, L> {
    /// The pointer as a word.
    #[inline(always)]
    pub fn word(self) -> W {
        self.0
    }

    #[inline(always)]
    pub(crate) fn trust(w: W) -> Self {
        Obj(w, std::marker::PhantomData)
    }
}

/// A red word proved to refer to a slot of an object.
#[derive(Clone, Copy, Debug)]
pub struct Place<W>(pub(crate) W);

impl<W: Copy> Place<W> {
    /// The reference as a word.
    #[inline(always)]
    pub fn word(self) -> W {
        self.0
    }
}

/// What a red word is, made green: the object's shape, or the kind of immediate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// A small integer.
    Smi,
    /// A float, immediate or boxed.
    Float,
    /// A constant of that kind, other than a singleton.
    Constant(ConstKind),
    /// That singleton.
    Singleton(Word),
    /// An object of that shape.
    Object(ShapeId),
}

/// A red word whose class is known to be an object's, with slots that only its shape tells.
#[derive(Clone, Copy, Debug)]
pub struct AnyObj<W> {
    pub(crate) word: W,
    /// The shape.
    pub shape: ShapeId,
}

impl<W: Copy> AnyObj<W> {
    /// The pointer as a word.
    #[inline(always)]
    pub fn word(self) -> W {
        self.word
    }
}

/// A binary operation of floats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatOp {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a / b`
    Div,
}

/// An operation of one float.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatFn {
    /// The sign flipped.
    Neg,
    /// The absolute value.
    Abs,
    /// The square root.
    Sqrt,
    /// Rounded down.
    Floor,
    /// Rounded up.
    Ceil,
    /// Rounded to zero.
    Trunc,
    /// Rounded to nearest, ties to even.
    Round,
}

/// A binary operation of raw integers. Sums, differences and products wrap; shift counts are taken modulo 64.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntOp {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a & b`
    And,
    /// `a | b`
    Or,
    /// `a ^ b`
    Xor,
    /// `a << b`
    Shl,
    /// `a >> b`, arithmetic
    Sar,
    /// `a >> b`, logical
    Shr,
}

/// A comparison. Of floats, all are false if either is NaN.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cmp {
    /// `a < b`
    Less,
    /// `a <= b`
    LessEq,
    /// `a == b`
    Eq,
}

/// A checked operation of small integers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SmiOp {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
}

/// What a step does to control, as the modes that leave it to the driver say it.
#[derive(Clone, Copy, Debug)]
pub enum Next<W> {
    /// [`Mode::next`]
    Next,
    /// [`Mode::jump`]
    Jump(Target),
    /// [`Mode::enter`]
    Enter(Slot),
    /// [`Mode::enter_tail`]
    EnterTail,
    /// [`Mode::give_back`]
    Return(W),
    /// [`Mode::raise`]
    Raise(W),
    /// [`Mode::request`]
    Request,
}

/// What only the driver can do, with all frames on the VM stack.
#[derive(Clone, Copy, Debug)]
pub enum Request<W> {
    /// Puts a continuation into the slot and goes on: the frames from the running one down to the host's, with this frame
    /// waiting at the next instruction for a value in the same slot.
    Capture(Slot),
    /// Drops all frames down to the host's, puts back those of the continuation, and returns the value to its top frame.
    Reinstate(W, W),
    /// Calls a host function with arguments from a vector; the result goes to the slot.
    Host(W, W, Slot),
    /// Ends the host's call with an uncaught exception; the stack is still there to be shown.
    Uncaught(W),
    /// Ends the host's call with [`vm_core::ErrorKind::Exit`] and this status (a small integer).
    Exit(W),
    /// Collects all garbage, then goes on.
    Collect,
}

/// The operations an interpreter is written in. See the [module](self).
pub trait Mode: Sized {
    /// A red word.
    type Word: Copy + Debug;
    /// A red raw integer.
    type Int: Copy + Debug;
    /// A red raw float.
    type Float: Copy + Debug;
    /// What a step gives back: where control goes. It is made by the operations that end a step.
    type Next;

    // ---- the end of a step

    /// Goes on to the next instruction.
    fn next(&mut self) -> Self::Next;
    /// Jumps.
    fn jump(&mut self, target: Target) -> Self::Next;
    /// Jumps if the condition holds, and goes on to the next instruction otherwise.
    #[inline(always)]
    fn jump_if(&mut self, condition: bool, target: Target) -> Self::Next {
        if condition { self.jump(target) } else { self.next() }
    }
    /// Calls the code for which [`Mode::begin_call`] has opened a frame. The caller goes on at the next instruction, with the result
    /// in the slot.
    fn enter(&mut self, result: Slot) -> Self::Next;
    /// Replaces the running frame by the one that [`Mode::begin_call`] has opened.
    fn enter_tail(&mut self) -> Self::Next;
    /// Returns from the running frame.
    fn give_back(&mut self, w: Self::Word) -> Self::Next;
    /// Raises an exception: the innermost handler of any frame gets it.
    fn raise(&mut self, exception: Self::Word) -> Self::Next;
    /// Has the driver do something that needs the plain stack.
    fn request(&mut self, request: Request<Self::Word>) -> Self::Next;

    // ---- greens

    /// The running code object.
    fn code(&self) -> &Code;
    /// The index of the running instruction.
    fn pc(&self) -> Pc;
    /// The VM, to look up greens: shapes, state of the language. A step must not depend on anything in it that can change.
    fn vm(&self) -> &Vm;

    // ---- constants

    /// A literal of the running code.
    fn literal(&mut self, k: Lit) -> Self::Word;
    /// A word. An object must be one that something else keeps (a root, a binding) as long as the VM lives.
    fn constant(&mut self, w: Word) -> Self::Word;
    /// A raw integer.
    fn int(&mut self, n: i64) -> Self::Int;
    /// A raw float.
    fn float(&mut self, f: f64) -> Self::Float;

    // ---- the frame

    /// A slot of the running frame.
    fn get(&mut self, s: Slot) -> Self::Word;
    /// Sets a slot of the running frame.
    fn set(&mut self, s: Slot, w: Self::Word);
    /// Opens the frame of a callee behind the running one. Its slots are undefined but for those set by [`Mode::argument`].
    fn begin_call(&mut self, code: CodeId);
    /// Opens the frame of a callee that could not be promoted, if `code` names code that takes exactly `params` parameters.
    fn begin_any_call(&mut self, code: Self::Word, params: usize) -> bool;
    /// Opens the frame of a callee, promoted if that is possible, if it is code that takes exactly `params` parameters.
    #[inline(always)]
    fn begin_call_of(&mut self, callee: Self::Word, params: usize) -> bool {
        match self.promote_code(callee) {
            Some(code) if usize::from(self.vm().code(code).params) == params => self.begin_call(code),
            Some(_) => return false,
            None => return self.begin_any_call(callee, params),
        }
        true
    }
    /// Sets slot `i` of the frame opened. Panics if the code has no such parameter.
    fn argument(&mut self, i: usize, w: Self::Word);
    /// Sets the slots from `first` on of the frame opened to those of the running frame. Panics if the code has no such parameters.
    #[inline(always)]
    fn arguments(&mut self, first: usize, slots: Args) {
        for (i, slot) in slots.iter().enumerate() {
            let w = self.get(slot);
            self.argument(first + i, w);
        }
    }

    /// The same for slots wherever they are.
    #[inline(always)]
    fn listed_arguments(&mut self, first: usize, list: List) {
        for (i, w) in self.listed(&[], list).into_iter().enumerate() {
            self.argument(first + i, w);
        }
    }
    /// Those words, and what is in the slots of a list.
    #[inline(always)]
    fn listed(&mut self, first: &[Self::Word], list: List) -> SmallVec<[Self::Word; 12]> {
        let slots: SmallVec<[Slot; 12]> = self.code().list(list).into();
        let rest = slots.into_iter().map(|s| self.get(s));
        first.iter().copied().chain(rest).collect()
    }
    /// Sets slots to elements of a tail from index `first` on. Panics if there are not as many.
    #[inline(always)]
    fn unpack<L: Slots>(&mut self, o: Obj<Self::Word, L>, first: usize, slots: Args) {
        // The last first: then its test for the length is the only one.
        for (i, slot) in slots.iter().enumerate().rev() {
            let i = self.int((first + i) as i64);
            let w = self.element(o, i).expect("an element");
            self.set(slot, w);
        }
    }

    // ---- tests: each is a guard in a recording

    /// The small integer, if it is one.
    fn as_smi(&mut self, w: Self::Word) -> Option<Smi<Self::Word>>;
    /// Both small integers, if both are.
    fn as_smis(&mut self, a: Self::Word, b: Self::Word) -> Option<(Smi<Self::Word>, Smi<Self::Word>)>;
    /// The float's value, if it is one.
    fn as_float(&mut self, w: Self::Word) -> Option<Self::Float>;
    /// The object, if it has that shape.
    fn cast<L: Layout>(&mut self, w: Self::Word, shape: Shape<L>) -> Option<Obj<Self::Word, L>>;
    /// The object, if it has that shape, whose layout is known only when the program is compiled.
    fn cast_any(&mut self, w: Self::Word, shape: ShapeId) -> Option<AnyObj<Self::Word>>;
    /// Whether it is a constant of that kind.
    fn is_kind(&mut self, w: Self::Word, kind: ConstKind) -> bool;
    /// The slot that it refers to, if it is a reference to one.
    #[inline(always)]
    fn as_place(&mut self, w: Self::Word) -> Option<Place<Self::Word>> {
        if self.is_kind(w, ConstKind::Slot) { Some(Place(w)) } else { None }
    }
    /// Whether two words are identical.
    fn same(&mut self, a: Self::Word, b: Self::Word) -> bool;
    /// Whether it is that constant (not a pointer).
    fn is(&mut self, w: Self::Word, constant: Word) -> bool {
        let c = self.constant(constant);
        self.same(w, c)
    }

    // ---- promotion

    /// Makes a red word green. `None`: the recording has seen too many values here, so take the general path. When running
    /// always `Some`. The value may be a pointer: then use it only to look something up, never keep it.
    #[inline(always)]
    fn promote(&mut self, w: Self::Word) -> Option<Word> {
        self.promote_few(w, u32::MAX)
    }
    /// The same for the first `most` values that the recording sees here: one for what is mostly a return to a caller, which
    /// would have each caller's rest recorded as part of the callee.
    fn promote_few(&mut self, w: Self::Word, most: u32) -> Option<Word>;
    /// Makes the code object a word names green. `None` as for [`Mode::promote`], or if it is no code.
    #[inline(always)]
    fn promote_code(&mut self, w: Self::Word) -> Option<CodeId> {
        self.promote(w).and_then(Word::as_code)
    }
    /// Makes a raw integer green.
    fn promote_int(&mut self, n: Self::Int) -> Option<i64>;
    /// Makes the class of a word green.
    fn class(&mut self, w: Self::Word) -> Option<Class>;
    /// The word as an object of a promoted class; `None` if the class is not an object's.
    fn any_object(&mut self, w: Self::Word) -> Option<AnyObj<Self::Word>> {
        match self.class(w)? {
            Class::Object(shape) => Some(AnyObj { word: w, shape }),
            _ => None,
        }
    }

    // ---- small integers

    /// The result, unless it is no small integer.
    fn smi_op(&mut self, op: SmiOp, a: Smi<Self::Word>, b: Smi<Self::Word>) -> Option<Smi<Self::Word>>;
    /// Compares.
    fn smi_cmp(&mut self, cmp: Cmp, a: Smi<Self::Word>, b: Smi<Self::Word>) -> bool;
    /// Compares, without a test, two words that the language knows to be small integers, or stamped holes. The answer about others means nothing.
    #[inline(always)]
    fn word_cmp(&mut self, cmp: Cmp, a: Self::Word, b: Self::Word) -> bool {
        self.smi_cmp(cmp, Smi(a), Smi(b))
    }
    /// Bitwise [`IntOp::And`], [`IntOp::Or`] or [`IntOp::Xor`] of small integers.
    fn smi_bits(&mut self, op: IntOp, a: Smi<Self::Word>, b: Smi<Self::Word>) -> Smi<Self::Word>;
    /// The value.
    fn untag(&mut self, a: Smi<Self::Word>) -> Self::Int;
    /// The small integer, if it is one.
    fn tag(&mut self, n: Self::Int) -> Option<Smi<Self::Word>>;

    // ---- raw integers

    /// Computes.
    fn int_op(&mut self, op: IntOp, a: Self::Int, b: Self::Int) -> Self::Int;
    /// Quotient rounded to zero and remainder with the dividend's sign. `None` if the divisor is 0.
    fn int_div(&mut self, a: Self::Int, b: Self::Int) -> Option<(Self::Int, Self::Int)>;
    /// Compares.
    fn int_cmp(&mut self, cmp: Cmp, a: Self::Int, b: Self::Int) -> bool;
    /// The payload of a constant of that kind, after [`Mode::is_kind`] has said it is one.
    fn payload(&mut self, w: Self::Word) -> Self::Int;
    /// A constant of a kind with a payload (its low 32 bits), or a hole with a stamp below 2^55.
    fn from_payload(&mut self, kind: ConstKind, n: Self::Int) -> Self::Word;

    // ---- floats

    /// Computes.
    fn float_op(&mut self, op: FloatOp, a: Self::Float, b: Self::Float) -> Self::Float;
    /// Computes.
    fn float_fn(&mut self, f: FloatFn, a: Self::Float) -> Self::Float;
    /// Compares.
    fn float_cmp(&mut self, cmp: Cmp, a: Self::Float, b: Self::Float) -> bool;
    /// The nearest float.
    fn int_to_float(&mut self, n: Self::Int) -> Self::Float;
    /// Rounded to zero; saturating; NaN gives 0.
    fn float_to_int(&mut self, f: Self::Float) -> Self::Int;
    /// The float as a word.
    fn box_float(&mut self, f: Self::Float) -> Self::Word;
    /// Calls a pure function of floats.
    fn call_float(&mut self, helper: &'static Helper, args: &[Self::Float]) -> Self::Float;

    // ---- objects

    /// A new object: virtual in compiled code until it escapes. Panics if `fields` is not as long as the layout says.
    fn new<L: Layout>(&mut self, shape: Shape<L>, fields: &[Self::Word]) -> Obj<Self::Word, L>;
    /// A new object with a tail of slots of green length. Panics if `fields` is not as long as the layout says, or if
    /// there are more than [`MAX_NEW`] slots.
    fn new_slots<L: Slots>(&mut self, shape: Shape<L>, fields: &[Self::Word], tail: &[Self::Word]) -> Obj<Self::Word, L>;
    /// The same with the tail in slots of the frame.
    #[inline(always)]
    fn new_listed<L: Slots>(&mut self, shape: Shape<L>, fields: &[Self::Word], tail: List) -> Obj<Self::Word, L> {
        let tail = self.listed(&[], tail);
        self.new_slots(shape, fields, &tail)
    }
    /// A new object of a shape without tail and without raw slots. Panics if `fields` is not as long as the shape says.
    fn new_any(&mut self, shape: ShapeId, fields: &[Self::Word]) -> AnyObj<Self::Word>;
    /// The same with the fields in slots of the frame.
    #[inline(always)]
    fn new_any_listed(&mut self, shape: ShapeId, fields: List) -> AnyObj<Self::Word> {
        let fields = self.listed(&[], fields);
        self.new_any(shape, &fields)
    }
    /// A fixed slot.
    fn load<L: Layout>(&mut self, o: Obj<Self::Word, L>, field: Field<L>) -> Self::Word;
    /// Sets a fixed slot.
    fn store<L: Layout>(&mut self, o: Obj<Self::Word, L>, field: Field<L>, w: Self::Word);
    /// A fixed slot by number. Panics if the shape has no such tagged slot.
    fn load_slot(&mut self, o: AnyObj<Self::Word>, i: u32) -> Self::Word;
    /// Sets a fixed slot by number. Panics if the shape has no such tagged slot.
    fn store_slot(&mut self, o: AnyObj<Self::Word>, i: u32, w: Self::Word);
    /// A reference to a fixed slot. Panics if the shape has no such tagged slot, or if it lies behind [`Word::LAST_SLOT`].
    fn place_of(&mut self, o: AnyObj<Self::Word>, i: u32) -> Place<Self::Word>;
    /// What is in the slot.
    fn load_through(&mut self, place: Place<Self::Word>) -> Self::Word;
    /// Sets the slot.
    fn store_through(&mut self, place: Place<Self::Word>, w: Self::Word);
    /// The length of the tail.
    fn length<L: Tail>(&mut self, o: Obj<Self::Word, L>) -> Self::Int;
    /// An element of the tail, if the index is in range.
    fn element<L: Slots>(&mut self, o: Obj<Self::Word, L>, i: Self::Int) -> Option<Self::Word>;
    /// Sets an element of the tail, if the index is in range; says whether it was.
    fn set_element<L: Slots>(&mut self, o: Obj<Self::Word, L>, i: Self::Int, w: Self::Word) -> bool;
    /// A byte of the tail, if the index is in range.
    fn byte<L: Bytes>(&mut self, o: Obj<Self::Word, L>, i: Self::Int) -> Option<Self::Int>;
    /// Sets a byte of the tail to the low eight bits, if the index is in range; says whether it was.
    fn set_byte<L: Bytes>(&mut self, o: Obj<Self::Word, L>, i: Self::Int, n: Self::Int) -> bool;
    /// 32 bits of the tail, zero-extended, if the index (in units of 32 bits) is in range.
    fn unit<L: Bytes>(&mut self, o: Obj<Self::Word, L>, i: Self::Int) -> Option<Self::Int>;
    /// Sets 32 bits of the tail, if the index (in units of 32 bits) is in range; says whether it was.
    fn set_unit<L: Bytes>(&mut self, o: Obj<Self::Word, L>, i: Self::Int, n: Self::Int) -> bool;
    /// Eight bytes of the tail as a float, if the index (in units of 8 bytes) is in range.
    fn double<L: Bytes>(&mut self, o: Obj<Self::Word, L>, i: Self::Int) -> Option<Self::Float>;
    /// Sets eight bytes of the tail, if the index (in units of 8 bytes) is in range; says whether it was.
    fn set_double<L: Bytes>(&mut self, o: Obj<Self::Word, L>, i: Self::Int, f: Self::Float) -> bool;

    // ---- assumptions and helpers

    /// The value of a global binding. Compiled code assumes it constant until it is written, and stops assuming it after a
    /// few writes.
    fn global(&mut self, g: Obj<Self::Word, Global>) -> Self::Word;
    /// Writes a global binding and gives up the assumptions on it.
    fn set_global(&mut self, g: Obj<Self::Word, Global>, w: Self::Word);
    /// Whether a switch is on. Compiled code assumes that one that is off stays so.
    fn is_on(&mut self, switch: Switch) -> bool;
    /// Calls a residual helper: its result, or the exception it raised. Panics if the helper takes another number of
    /// operands.
    fn call(&mut self, helper: &'static Helper, args: &[Self::Word]) -> Result<Self::Word, Self::Word>;
}

/// The largest object that [`Mode::new_slots`] makes.
pub const MAX_NEW: usize = 256;

/// A language that the generator can run and compile.
pub trait Interpreter: vm_core::Language {
    /// Its instructions.
    type Op: vm_core::OpSet;

    /// Executes one instruction. Written once; `Run`, `Record` and `Resume` are instantiations of it.
    fn step<M: Mode>(m: &mut M, op: &Self::Op) -> M::Next;
}
