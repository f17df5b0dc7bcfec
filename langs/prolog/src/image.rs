//! What Prolog keeps in Rust, in images: functors, operators, flags, predicates, global variables. Tables of tabled goals are computed
//! again; open streams are closed, but for the standard ones.

use crate::arith;
use crate::builtins::BUILTINS;
use crate::modules::{Link, Module};
use crate::object::{self, Shapes, Term, world};
use crate::ops::{Integer, Op};
use crate::state::{Fix, Floats, OccursCheck, Operators, Predicate, Prolog as World, Quotes, Unknown, makes_wait};
use crate::streams::Stream;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use vm_core::image::bytes::{Input, Output, Read};
use vm_core::image::{ImageState, damaged};
use vm_core::{Code, CodeId, Error, LanguageId, Root, ShapeId, Symbol, TailKind, Vm, Word};

const QUOTES: [Quotes; 4] = [Quotes::Codes, Quotes::Chars, Quotes::Atom, Quotes::String];
const UNKNOWN: [Unknown; 3] = [Unknown::Error, Unknown::Fail, Unknown::Warning];
const OCCURS_CHECK: [OccursCheck; 3] = [OccursCheck::False, OccursCheck::True, OccursCheck::Error];

/// The tables of builtins and of evaluable functions, as a number.
pub(crate) fn version() -> u64 {
    let mut h = FxHasher::default();
    BUILTINS.iter().for_each(|b| (b.name, b.arity).hash(&mut h));
    arith::names().for_each(|f| f.hash(&mut h));
    // What the state consists of: to be changed with it.
    "three flags of floats, occurs_check, iso, characters converted, registers with what is followed".hash(&mut h);
    h.finish()
}

/// The state.
pub(crate) fn save(vm: &Vm) -> ImageState {
    let p = world(vm);
    let (mut out, mut words) = (Output::default(), Vec::new());
    out.number(p.shapes.0.into());
    words.extend::<[Word; 3]>([p.cons.into(), p.nil, p.state.get(vm)]);
    out.count(p.functors.len());
    for ((name, arity), shape) in &p.functors {
        out.number((*arity).into());
        words.extend::<[Word; 2]>([(*name).into(), (*shape).into()]);
    }
    for table in &p.operators.tables {
        out.count(table.len());
        for (name, (priority, fix)) in table {
            out.str(name);
            out.number((*priority).into());
            out.str(fix.name());
        }
    }
    out.u8(QUOTES.iter().position(|q| *q == p.double_quotes).unwrap_or(0) as u8);
    out.u8(QUOTES.iter().position(|q| *q == p.back_quotes).unwrap_or(0) as u8);
    out.u8(UNKNOWN.iter().position(|u| *u == p.unknown).unwrap_or(0) as u8);
    out.u8(OCCURS_CHECK.iter().position(|o| *o == p.occurs_check).unwrap_or(0) as u8);
    out.u8(p.iso.into());
    out.u8(p.conversions.on.into());
    out.count(p.conversions.table.len());
    for (from, to) in &p.conversions.table {
        out.number((*from).into());
        out.number((*to).into());
    }
    out.u8(p.mutable.into());
    out.u8(p.waking.into());
    for flag in [p.floats.overflow, p.floats.zero_div, p.floats.undefined] {
        out.u8(flag.into());
    }
    out.count(p.predicates.len());
    for ((_, arity), q) in &p.predicates {
        out.number((*arity).into());
        let flags = [q.dynamic, q.library, q.builtin, q.tabled, q.discontiguous, q.multifile];
        out.u8(flags.iter().enumerate().map(|(i, f)| u8::from(*f) << i).sum());
        out.number(q.load.into());
        words.push(q.database.get(vm));
    }
    out.str(&p.module);
    p.modules.save(&mut out, &mut words);
    out.count(p.spreads.len());
    for (shape, code) in &p.spreads {
        words.extend::<[Word; 2]>([(*shape).into(), (*code).into()]);
    }
    out.count(p.codes.iter().len());
    for (name, code) in p.codes.iter() {
        out.str(name);
        words.push((*code).into());
    }
    out.count(p.variables.len());
    for (name, value) in &p.variables {
        out.str(name);
        words.push(value.get(vm));
    }
    out.number(p.load.into());
    out.count(p.keep.len());
    words.extend(p.keep.iter().map(|k| k.get(vm)));
    let loaded = p.libraries.loaded();
    out.count(loaded.len());
    loaded.iter().for_each(|n| out.count(*n));
    out.u64(p.random);
    out.u64(p.serial);
    ImageState { name: String::new(), bytes: out.bytes, words }
}

struct Reader<'a> {
    input: Input<'a>,
    words: std::slice::Iter<'a, Word>,
}

impl Reader<'_> {
    fn word(&mut self) -> Read<Word> {
        self.words.next().copied().ok_or_else(|| damaged("a word is missing"))
    }

    fn symbol(&mut self) -> Read<Symbol> {
        self.word()?.as_symbol().ok_or_else(|| damaged("a name is no atom"))
    }

    fn shape(&mut self) -> Read<ShapeId> {
        self.word()?.as_shape().ok_or_else(|| damaged("a functor is no shape"))
    }

    fn code(&mut self) -> Read<CodeId> {
        self.word()?.as_code().ok_or_else(|| damaged("code is missing"))
    }

    fn root(&mut self, vm: &mut Vm) -> Read<Root> {
        let w = self.word()?;
        Ok(vm.root(w))
    }

    fn choice<T: Copy>(&mut self, all: &[T]) -> Read<T> {
        all.get(self.input.u8()? as usize).copied().ok_or_else(|| damaged("an unknown flag"))
    }

    fn character(&mut self) -> Read<char> {
        char::from_u32(self.input.small()?).ok_or_else(|| damaged("no character"))
    }

    fn operators(&mut self) -> Read<Operators> {
        let mut operators = Operators::default();
        for table in &mut operators.tables {
            for _ in 0..self.input.count(3)? {
                let (name, priority) = (self.input.str()?.to_string(), self.input.small()?);
                let fix = Fix::of(self.input.str()?).ok_or_else(|| damaged("an operator of unknown kind"))?;
                if !(1..=1200).contains(&priority) {
                    return Err(damaged("an operator of impossible priority"));
                }
                table.insert(name, (priority, fix));
            }
        }
        Ok(operators)
    }

    fn predicates(&mut self, vm: &mut Vm, p: &mut World) -> Read<()> {
        for _ in 0..self.input.count(3)? {
            let arity = self.input.small()?;
            let (flags, load) = (self.input.u8()?, self.input.small()?);
            let database = self.word()?;
            let db = vm.cast(database, p.shapes.database());
            let Some(name) = db.and_then(|db| vm.get(db, object::Database::name).as_symbol()) else {
                return Err(damaged("a predicate without clauses"));
            };
            let is = |i: u8| flags >> i & 1 != 0;
            let database = vm.root(database);
            let q = Predicate {
                database,
                dynamic: is(0),
                library: is(1),
                builtin: is(2),
                tabled: is(3),
                discontiguous: is(4),
                multifile: is(5),
                load,
            };
            p.predicates.insert((name, arity), q);
        }
        Ok(())
    }

    fn modules(&mut self, vm: &mut Vm, p: &mut World) -> Read<()> {
        for _ in 0..self.input.count(4)? {
            let name = self.input.str()?.to_string();
            let (file, base) = (self.input.str()?.to_string(), self.input.str()?.to_string());
            let (mut exports, mut operators) = (Vec::new(), Vec::new());
            for _ in 0..self.input.count(2)? {
                exports.push((self.input.str()?.to_string(), self.input.small()?));
            }
            for _ in 0..self.input.count(3)? {
                operators.push((self.input.small()?, self.input.str()?.to_string(), self.input.str()?.to_string()));
            }
            p.modules.table.insert(name, Module { file, base, exports, operators });
        }
        for _ in 0..self.input.count(2)? {
            let (arity, imported) = (self.input.small()?, self.input.bool()?);
            let [key, target, name] = [self.symbol()?, self.symbol()?, self.symbol()?];
            p.modules.insert(vm, (key, arity), Link { target, imported, name });
        }
        for _ in 0..self.input.count(2)? {
            let (arity, spec) = (self.input.small()?, self.input.str()?.to_string());
            let key = self.symbol()?;
            p.modules.declare(vm, key, arity, spec);
        }
        Ok(())
    }

    /// Everything behind the flags.
    fn rest(&mut self, vm: &mut Vm, p: &mut World) -> Read<()> {
        self.predicates(vm, p)?;
        p.module = self.input.str()?.to_string();
        self.modules(vm, p)?;
        for _ in 0..self.input.number()? {
            let (shape, code) = (self.shape()?, self.code()?);
            p.spreads.insert(shape, code);
        }
        for _ in 0..self.input.count(1)? {
            let (name, code) = (self.input.str()?.to_string(), self.code()?);
            p.codes.insert(name, code);
        }
        for _ in 0..self.input.count(1)? {
            let (name, value) = (self.input.str()?.to_string(), self.root(vm)?);
            p.variables.insert(name, value);
        }
        p.load = self.input.small()?;
        for _ in 0..self.input.number()? {
            let kept = self.root(vm)?;
            p.keep.push(kept);
        }
        for _ in 0..self.input.count(1)? {
            p.libraries.set_loaded(self.input.small()?);
        }
        p.random = self.input.u64()?;
        p.serial = self.input.u64()?;
        self.input.end()
    }
}

/// Puts the state of an image into a VM.
pub(crate) fn restore(vm: &mut Vm, language: LanguageId, state: &ImageState) -> Result<(), Error> {
    let mut r = Reader { input: Input::new(&state.bytes), words: state.words.iter() };
    let shapes = Shapes::restore(vm, r.input.small()?).ok_or_else(|| damaged("the shapes of Prolog are others"))?;
    let (cons, nil, registers) = (r.shape()?, r.word()?, r.word()?);
    if vm.cast(registers, shapes.state()).is_none() || nil.as_symbol().is_none() {
        return Err(damaged("the registers of Prolog are missing"));
    }
    let state = vm.root(registers);
    let mut p = crate::empty(vm, language, shapes, cons, nil, state);
    for _ in 0..r.input.number()? {
        let (arity, name, shape) = (r.input.small()?, r.symbol()?, r.shape()?);
        let (fixed, tail) = if crate::object::is_wide(arity) { (0, TailKind::Slots) } else { (arity, TailKind::None) };
        if shape.tail() != tail || shape.fixed() != fixed {
            return Err(damaged("a functor with other slots"));
        }
        let wakes = makes_wait(vm, name, arity);
        p.add_functor(name, arity, shape, wakes);
    }
    if !p.is_functor(cons) || cons.fixed() != 2 {
        return Err(damaged("lists have no functor"));
    }
    p.operators = r.operators()?;
    p.double_quotes = r.choice(&QUOTES)?;
    p.back_quotes = r.choice(&QUOTES)?;
    p.unknown = r.choice(&UNKNOWN)?;
    p.occurs_check = r.choice(&OCCURS_CHECK)?;
    p.iso = r.input.bool()?;
    p.conversions.on = r.input.bool()?;
    for _ in 0..r.input.count(2)? {
        p.conversions.set(r.character()?, r.character()?);
    }
    p.mutable = r.input.bool()?;
    p.waking = r.input.bool()?;
    p.floats = Floats { overflow: r.input.bool()?, zero_div: r.input.bool()?, undefined: r.input.bool()? };
    r.rest(vm, &mut p)?;
    p.streams = Stream::standard();
    crate::watch(vm, p);
    crate::modules::restored(vm);
    Ok(())
}

/// What Prolog requires of its code: the interpreter takes it for granted.
pub(crate) fn check_code(code: &Code) -> Result<(), String> {
    let ops: &Vec<Op> = code.ops().as_any().downcast_ref().ok_or("not the instructions of Prolog")?;
    for op in ops {
        let good = match *op {
            Op::Builtin { which, arguments } => {
                BUILTINS.get(usize::from(which)).is_some_and(|b| arguments.count() as u32 == b.arity)
            }
            Op::Integer { operation, .. } => usize::from(Integer::parts(operation).0) < Integer::ALL.len(),
            Op::Function { which, arguments, .. } => arith::takes(which, arguments.count() as u32),
            _ => true,
        };
        if !good {
            return Err(format!("an operand does not fit {op:?}"));
        }
    }
    Ok(())
}

/// What to run to call a goal with more arguments: as `call/N`, once.
pub(crate) fn call(vm: &mut Vm, goal: Word, args: &[Word]) -> Result<CodeId, Error> {
    let (name, mut all) = match object::view(vm, goal) {
        (_, Term::Atom(name)) => (name, Vec::new()),
        (w, Term::Compound(name, arity)) => (name, (0..arity).map(|i| object::arg(vm, w, i)).collect()),
        _ => return Err(Error::new(vm_core::ErrorKind::Host, "what is called is no goal")),
    };
    let arity = (all.len() + args.len()) as u32;
    let user = world(vm).user;
    if crate::modules::definition(vm, user, name, arity).is_none() {
        let name = vm.symbols.name(name);
        return Err(Error::new(vm_core::ErrorKind::Host, format!("there is no predicate {name}/{arity}")));
    }
    all.extend_from_slice(args);
    let goal = object::compound_of(vm, name, &all);
    crate::compile::start(vm, "call", goal).map_err(|e| Error::new(vm_core::ErrorKind::Host, e.to_string()))
}
