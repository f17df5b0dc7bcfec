//! The mode that finishes a step which compiled code left in the middle.
//!
//! The exit carries the results of the step's impure operations so far, in order. `Resume` takes them instead of doing the
//! operations again, one for each, until they are used up; from there on it is [`Run`]. Pure operations are simply done again:
//! they give what they gave before. A promotion that was refused is logged too, because `Run` never refuses one.
#![allow(unsafe_code)]

use super::*;
use crate::driver::Stop;
use std::collections::VecDeque;
use vm_core::OpSet;

/// Finishes a step.
pub struct Resume<'a> {
    pub(crate) run: &'a mut Run,
    pub(crate) log: VecDeque<Word>,
    /// How many promotions the step has asked for.
    promotions: u32,
}

impl<'a> Resume<'a> {
    /// A step that goes on behind what the log tells.
    pub(crate) fn new(run: &'a mut Run, log: VecDeque<Word>) -> Resume<'a> {
        Resume { run, log, promotions: 0 }
    }

    /// The path that compiled code has taken at a promotion.
    fn promoted<T>(&mut self, value: T) -> Option<T> {
        self.promotions += 1;
        let refused = self.log.pop_front_if(|w| *w == Word::refused(self.promotions));
        refused.is_none().then_some(value)
    }

    /// The instruction to be finished.
    pub(crate) fn instruction<O: OpSet>(&self) -> O {
        // SAFETY: the running frame's code is of the language whose instructions are `O`.
        unsafe { *self.run.ip.cast::<O>() }
    }

    /// The logged result of an impure operation, or the operation's own.
    fn impure(&mut self, operation: impl FnOnce(&mut Run) -> Word) -> Word {
        match self.log.pop_front() {
            Some(w) => w,
            None => operation(self.run),
        }
    }

    /// The same for an operation without result.
    fn effect(&mut self, operation: impl FnOnce(&mut Run)) {
        if self.log.pop_front().is_none() {
            operation(self.run)
        }
    }
}

/// Passes operations on to [`Run`].
macro_rules! forward {
    ($($name:ident($($arg:ident: $t:ty),*) -> $r:ty;)*) => { $(
        #[inline]
        fn $name(&mut self, $($arg: $t),*) -> $r {
            self.run.$name($($arg),*)
        }
    )* };
}

impl Mode for Resume<'_> {
    type Word = Word;
    type Int = i64;
    type Float = f64;
    next_for_the_driver!(Word);

    fn request(&mut self, request: Request<Word>) -> Next<Word> {
        self.run.stop = Some(Stop::Request(request));
        Next::Request
    }

    fn code(&self) -> &Code {
        self.run.code()
    }

    fn pc(&self) -> Pc {
        self.run.pc()
    }

    fn vm(&self) -> &Vm {
        self.run.vm()
    }

    forward! {
        literal(k: Lit) -> Word;
        constant(w: Word) -> Word;
        int(n: i64) -> i64;
        float(f: f64) -> f64;
        get(s: Slot) -> Word;
        set(s: Slot, w: Word) -> ();
        begin_call(code: CodeId) -> ();
        begin_any_call(code: Word, params: usize) -> bool;
        argument(i: usize, w: Word) -> ();
        as_smi(w: Word) -> Option<Smi<Word>>;
        as_smis(a: Word, b: Word) -> Option<(Smi<Word>, Smi<Word>)>;
        as_float(w: Word) -> Option<f64>;
        is_kind(w: Word, kind: ConstKind) -> bool;
        same(a: Word, b: Word) -> bool;
        smi_op(op: SmiOp, a: Smi<Word>, b: Smi<Word>) -> Option<Smi<Word>>;
        smi_cmp(cmp: Cmp, a: Smi<Word>, b: Smi<Word>) -> bool;
        smi_bits(op: IntOp, a: Smi<Word>, b: Smi<Word>) -> Smi<Word>;
        untag(a: Smi<Word>) -> i64;
        tag(n: i64) -> Option<Smi<Word>>;
        int_op(op: IntOp, a: i64, b: i64) -> i64;
        int_div(a: i64, b: i64) -> Option<(i64, i64)>;
        int_cmp(cmp: Cmp, a: i64, b: i64) -> bool;
        payload(w: Word) -> i64;
        from_payload(kind: ConstKind, n: i64) -> Word;
        float_op(op: FloatOp, a: f64, b: f64) -> f64;
        float_fn(f: FloatFn, a: f64) -> f64;
        float_cmp(cmp: Cmp, a: f64, b: f64) -> bool;
        int_to_float(n: i64) -> f64;
        float_to_int(f: f64) -> i64;
        box_float(f: f64) -> Word;
        call_float(helper: &'static Helper, args: &[f64]) -> f64;
    }

    fn promote_few(&mut self, w: Word, _most: u32) -> Option<Word> {
        self.promoted(w)
    }

    fn promote_int(&mut self, n: i64) -> Option<i64> {
        self.promoted(n)
    }

    fn class(&mut self, w: Word) -> Option<Class> {
        self.run.class(w).and_then(|class| self.promoted(class))
    }

    fn cast<L: Layout>(&mut self, w: Word, shape: Shape<L>) -> Option<Obj<Word, L>> {
        self.run.cast(w, shape)
    }

    fn cast_any(&mut self, w: Word, shape: ShapeId) -> Option<AnyObj<Word>> {
        self.run.cast_any(w, shape)
    }

    fn new<L: Layout>(&mut self, shape: Shape<L>, fields: &[Word]) -> Obj<Word, L> {
        Obj::trust(self.impure(|run| run.new(shape, fields).word()))
    }

    fn new_slots<L: Slots>(&mut self, shape: Shape<L>, fields: &[Word], tail: &[Word]) -> Obj<Word, L> {
        Obj::trust(self.impure(|run| run.new_slots(shape, fields, tail).word()))
    }

    fn new_any(&mut self, shape: ShapeId, fields: &[Word]) -> AnyObj<Word> {
        AnyObj { word: self.impure(|run| run.new_any(shape, fields).word), shape }
    }

    fn load<L: Layout>(&mut self, o: Obj<Word, L>, field: Field<L>) -> Word {
        if field.immutable() { self.run.load(o, field) } else { self.impure(|run| run.load(o, field)) }
    }

    fn store<L: Layout>(&mut self, o: Obj<Word, L>, field: Field<L>, w: Word) {
        self.effect(|run| run.store(o, field, w))
    }

    fn load_slot(&mut self, o: AnyObj<Word>, i: u32) -> Word {
        if immutable_slot(self.vm(), o.shape, i) { self.run.load_slot(o, i) } else { self.impure(|run| run.load_slot(o, i)) }
    }

    fn store_slot(&mut self, o: AnyObj<Word>, i: u32, w: Word) {
        self.effect(|run| run.store_slot(o, i, w))
    }

    fn place_of(&mut self, o: AnyObj<Word>, i: u32) -> Place<Word> {
        self.run.place_of(o, i)
    }

    fn load_through(&mut self, place: Place<Word>) -> Word {
        self.impure(|run| run.load_through(place))
    }

    fn store_through(&mut self, place: Place<Word>, w: Word) {
        self.effect(|run| run.store_through(place, w))
    }

    fn length<L: Tail>(&mut self, o: Obj<Word, L>) -> i64 {
        self.run.length(o)
    }

    fn element<L: Slots>(&mut self, o: Obj<Word, L>, i: i64) -> Option<Word> {
        let now = self.run.element(o, i)?;
        Some(if L::TAIL_IMMUTABLE { now } else { self.impure(|_| now) })
    }

    fn set_element<L: Slots>(&mut self, o: Obj<Word, L>, i: i64, w: Word) -> bool {
        let ok = self.run.element(o, i).is_some();
        if ok {
            self.effect(|run| {
                run.set_element(o, i, w);
            });
        }
        ok
    }

    fn byte<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64) -> Option<i64> {
        let now = self.run.byte(o, i)?;
        Some(self.impure(|_| Word::smi(now)).smi_value())
    }

    fn set_byte<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64, n: i64) -> bool {
        let ok = self.run.byte(o, i).is_some();
        if ok {
            self.effect(|run| {
                run.set_byte(o, i, n);
            });
        }
        ok
    }

    fn unit<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64) -> Option<i64> {
        let now = self.run.unit(o, i)?;
        Some(self.impure(|_| Word::smi(now)).smi_value())
    }

    fn set_unit<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64, n: i64) -> bool {
        let ok = self.run.unit(o, i).is_some();
        if ok {
            self.effect(|run| {
                run.set_unit(o, i, n);
            });
        }
        ok
    }

    fn double<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64) -> Option<f64> {
        let now = self.run.double(o, i)?;
        let word = self.impure(|run| run.box_float(now));
        self.run.as_float(word)
    }

    fn set_double<L: Bytes>(&mut self, o: Obj<Word, L>, i: i64, f: f64) -> bool {
        let ok = self.run.double(o, i).is_some();
        if ok {
            self.effect(|run| {
                run.set_double(o, i, f);
            });
        }
        ok
    }

    fn global(&mut self, g: Obj<Word, Global>) -> Word {
        self.impure(|run| run.global(g))
    }

    fn set_global(&mut self, g: Obj<Word, Global>, w: Word) {
        self.effect(|run| run.set_global(g, w))
    }

    fn is_on(&mut self, switch: Switch) -> bool {
        self.impure(|run| Word::bool(run.is_on(switch))) == Word::TRUE
    }

    fn call(&mut self, helper: &'static Helper, args: &[Word]) -> Result<Word, Word> {
        match self.log.pop_front() {
            // The exception is the next of the log, if the code came as far as to fetch it.
            Some(Word::RAISED) => Err(self.log.pop_front().unwrap_or(self.vm().pending)),
            Some(w) => Ok(w),
            None => self.run.call(helper, args),
        }
    }
}

/// Whether a slot of objects of the shape never changes.
pub(crate) fn immutable_slot(vm: &Vm, shape: ShapeId, i: u32) -> bool {
    i < 64 && vm.shapes.get(shape).immutable >> i & 1 != 0
}
