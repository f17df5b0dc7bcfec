//! Arithmetic: the evaluable functions, on the core's numbers. Small integers and floats are handled by the instructions;
//! everything else arrives here.

use crate::builtins::control::LOOKS;
use crate::errors;
use crate::object::{Term, arg, view, world, world_mut};
use crate::ops::Integer;
use hashbrown::HashMap;
use jitgen::{Effects, HelperResult};
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;
use std::cmp::Ordering;
use vm_core::core_shapes::BIGINT;
use vm_core::number;
use vm_core::{Symbol, Vm, Word};

/// Looks at terms and raises. The variables of an error term take their age from the registers; an age put off is one that was, which will do: it
/// is below that of each later choice point.
const EVALUATES: Effects = Effects { raises: true, ..LOOKS };

jitgen::helpers! {
    /// The value of an expression.
    pub EVALUATE "evaluate" EVALUATES => |vm, w| evaluate(vm, w);
    /// The sum of two expressions.
    pub ADD "add" EVALUATES => |vm, a, b| evaluated(vm, "+", number::add, a, b);
    /// The difference of two expressions.
    pub SUB "subtract" EVALUATES => |vm, a, b| evaluated(vm, "-", number::sub, a, b);
    /// The product of two expressions.
    pub MUL "multiply" EVALUATES => |vm, a, b| evaluated(vm, "*", number::mul, a, b);
    /// The order of two expressions as -1, 0, 1; no number if they have none.
    pub COMPARE "compare" EVALUATES => |vm, a, b| {
        let (a, b) = (evaluate(vm, a)?, evaluate(vm, b)?);
        Ok(compare(vm, a, b))
    };
    /// An operation of [`Integer`], by its number, on two expressions.
    pub INTEGER "integer operation" EVALUATES => |vm, which, a, b| {
        let (_, name) = Integer::ALL[which.smi_value() as usize];
        let number = function(name, 2).map_or(0, usize::from);
        let operands = [evaluate(vm, a)?, evaluate(vm, b)?];
        apply(vm, number, &operands)
    };
    /// A function by its number.
    pub FUNCTION "function" EVALUATES => |vm, all...| {
        let which = all[0].as_smi().unwrap_or(0) as usize;
        apply(vm, which, &all[1..])
    };
}

type Function = fn(&mut Vm, &[Word]) -> HelperResult;
type Operation = fn(&mut Vm, Word, Word) -> number::Result;

/// The names of all functions, with how many arguments they take.
pub fn names() -> impl Iterator<Item = (&'static str, u32)> {
    FUNCTIONS.iter().map(|f| (f.0, f.1))
}

/// Whether a function of that number takes so many arguments.
pub fn takes(which: u16, arity: u32) -> bool {
    FUNCTIONS.get(usize::from(which)).is_some_and(|f| f.1 == arity)
}

/// The number of a function.
pub fn function(name: &str, arity: u32) -> Option<u16> {
    FUNCTIONS.iter().position(|f| f.1 == arity && f.0 == name).map(|i| i as u16)
}

/// The numbers of all functions, by name and arity.
pub fn numbered(vm: &mut Vm) -> HashMap<(Symbol, u32), u16, FxBuildHasher> {
    (0..).zip(FUNCTIONS).map(|(which, f)| ((vm.symbols.intern(f.0), f.1), which)).collect()
}

/// An operation on two expressions.
fn evaluated(vm: &mut Vm, name: &str, f: Operation, a: Word, b: Word) -> HelperResult {
    let (a, b) = (evaluate(vm, a)?, evaluate(vm, b)?);
    binary(vm, f, a, b).map_err(|e| errors::in_context(vm, e, name, 2))
}

/// The value of a function, by its number, for operands that are numbers.
fn apply(vm: &mut Vm, which: usize, operands: &[Word]) -> HelperResult {
    let f = &FUNCTIONS[which];
    (f.2)(vm, operands).map_err(|e| errors::in_context(vm, e, f.0, f.1))
}

fn binary(vm: &mut Vm, f: Operation, a: Word, b: Word) -> HelperResult {
    let r = f(vm, a, b).map_err(|e| errors::number(vm, e, a))?;
    checked(vm, r)
}

/// Floats that are not finite are errors, unless flags allow them.
fn checked(vm: &mut Vm, w: Word) -> HelperResult {
    match vm.float_value(w) {
        Some(f) if f.is_nan() => undefined(vm),
        Some(f) if f.is_infinite() && !world(vm).floats.overflow => Err(errors::evaluation(vm, "float_overflow")),
        _ => Ok(w),
    }
}

/// The result that is no number.
fn undefined(vm: &mut Vm) -> HelperResult {
    if world(vm).floats.undefined { Ok(vm.float(f64::NAN)) } else { Err(errors::evaluation(vm, "undefined")) }
}

/// A division by zero.
fn infinite(vm: &mut Vm, quotient: f64) -> HelperResult {
    if world(vm).floats.zero_div { Ok(vm.float(quotient)) } else { Err(errors::evaluation(vm, "zero_divisor")) }
}

/// The order of two numbers.
pub fn order(vm: &Vm, a: Word, b: Word) -> Option<Ordering> {
    number::compare(vm, a, b).ok().flatten()
}

fn compare(vm: &Vm, a: Word, b: Word) -> Word {
    match order(vm, a, b) {
        Some(Ordering::Less) => Word::smi(-1),
        Some(Ordering::Equal) => Word::smi(0),
        Some(Ordering::Greater) => Word::smi(1),
        None => Word::NIL,
    }
}

/// The value of an expression.
#[inline]
pub fn evaluate(vm: &mut Vm, w: Word) -> HelperResult {
    // What is no small integer is mostly a large one.
    if vm.shape_of(w) == Some(BIGINT.id()) {
        return Ok(w);
    }
    match view(vm, w) {
        (w, Term::Number(_)) => Ok(w),
        (w, _) => evaluate_term(vm, w),
    }
}

/// A term of more operations is first looked at: it may contain itself.
const MOST_OPERATIONS: usize = 1 << 20;

/// The value of what is no number. Depth is bounded by the heap.
fn evaluate_term(vm: &mut Vm, w: Word) -> HelperResult {
    enum Work {
        Evaluate(Word),
        Apply(u16, usize),
    }
    let (mut work, mut values) = (SmallVec::<[Work; 8]>::new(), SmallVec::<[Word; 8]>::new());
    work.push(Work::Evaluate(w));
    let (whole, mut steps) = (w, 0);
    while let Some(next) = work.pop() {
        steps += 1;
        if steps == MOST_OPERATIONS && !crate::object::is_acyclic(vm, whole) {
            return Err(errors::type_error(vm, "expression", whole));
        }
        let w = match next {
            Work::Apply(which, n) => {
                let from = values.len() - n;
                let r = apply(vm, usize::from(which), &values[from..])?;
                values.truncate(from);
                values.push(r);
                continue;
            }
            Work::Evaluate(w) => w,
        };
        let (w, t) = view(vm, w);
        let (name, n) = match t {
            Term::Number(_) => {
                values.push(w);
                continue;
            }
            Term::Var(_) => return Err(errors::instantiation(vm)),
            Term::Atom(s) => (s, 0),
            // A list of one element is its element.
            Term::Compound(..) if crate::object::uncons(vm, w).is_some_and(|(_, t)| t == crate::object::world(vm).nil) => {
                work.push(Work::Evaluate(arg(vm, w, 0)));
                continue;
            }
            Term::Compound(s, n) => (s, n),
            Term::Text if vm_core::text::length(vm, vm_core::Object::trust(w)) == 1 => {
                let c = vm_core::text::char_at(vm, vm_core::Object::trust(w), 0).unwrap_or(0);
                values.push(Word::smi(c.into()));
                continue;
            }
            _ => return Err(errors::type_error(vm, "evaluable", w)),
        };
        match world(vm).functions.get(&(name, n)).copied() {
            Some(which) => {
                work.push(Work::Apply(which, n as usize));
                work.extend((0..n).rev().map(|i| Work::Evaluate(arg(vm, w, i))));
            }
            None => {
                let culprit = errors::indicator(vm, name.into(), n);
                return Err(errors::type_error(vm, "evaluable", culprit));
            }
        }
    }
    Ok(values.pop().unwrap_or(Word::smi(0)))
}

fn integer(vm: &mut Vm, w: Word) -> HelperResult {
    if number::is_exact_integer(vm, w) { Ok(w) } else { Err(errors::type_error(vm, "integer", w)) }
}

fn integers(vm: &mut Vm, a: &[Word], f: Operation) -> HelperResult {
    integer(vm, a[0])?;
    integer(vm, a[1])?;
    f(vm, a[0], a[1]).map_err(|e| errors::number(vm, e, a[0]))
}

fn float(vm: &mut Vm, w: Word) -> Result<f64, Word> {
    match number::to_f64(vm, w) {
        Some(f) if f.is_finite() || vm.float_value(w).is_some() => Ok(f),
        _ => Err(errors::evaluation(vm, "float_overflow")),
    }
}

fn of_float(vm: &mut Vm, a: &[Word], f: impl Fn(f64) -> f64) -> HelperResult {
    let x = float(vm, a[0])?;
    let w = vm.float(f(x));
    checked(vm, w)
}

fn to_integer(vm: &mut Vm, w: Word, f: fn(&mut Vm, Word) -> number::Result) -> HelperResult {
    let r = f(vm, w).and_then(|r| number::exact(vm, r));
    r.map_err(|_| errors::evaluation(vm, "undefined"))
}

fn to_exact(vm: &mut Vm, w: Word) -> HelperResult {
    number::exact(vm, w).map_err(|_| errors::evaluation(vm, "undefined"))
}

fn is_float(vm: &Vm, w: Word) -> bool {
    vm.float_value(w).is_some()
}

fn divide(vm: &mut Vm, a: &[Word]) -> HelperResult {
    if !is_float(vm, a[0]) && !is_float(vm, a[1]) {
        if a[1] == Word::smi(0) {
            let x = float(vm, a[0])?;
            return if x == 0.0 && world(vm).floats.undefined { undefined(vm) } else { infinite(vm, x / 0.0) };
        }
        let q = number::div(vm, a[0], a[1]).map_err(|e| errors::number(vm, e, a[0]))?;
        // Integers that divide evenly give an integer, others a float.
        if number::is_exact_integer(vm, q) && !world(vm).iso {
            return Ok(q);
        }
        let f = float(vm, q)?;
        return Ok(vm.float(f));
    }
    let (x, y) = (float(vm, a[0])?, float(vm, a[1])?);
    if y == 0.0 {
        return if x == 0.0 || x.is_nan() { undefined(vm) } else { infinite(vm, x / y) };
    }
    let w = vm.float(x / y);
    checked(vm, w)
}

/// `**`: like `^`, but integers with a negative exponent give a float.
fn float_power(vm: &mut Vm, a: &[Word]) -> HelperResult {
    let integers = number::is_exact_integer(vm, a[0]) && number::is_exact_integer(vm, a[1]);
    if integers && number::is_negative(vm, a[1]).unwrap_or(false) && !matches!(a[0].as_smi(), Some(-1..=1)) {
        let (x, y) = (float(vm, a[0])?, float(vm, a[1])?);
        let w = vm.float(x.powf(y));
        return checked(vm, w);
    }
    power(vm, a)
}

fn power(vm: &mut Vm, a: &[Word]) -> HelperResult {
    if is_float(vm, a[0]) || is_float(vm, a[1]) {
        let (x, y) = (float(vm, a[0])?, float(vm, a[1])?);
        if x == 0.0 && y < 0.0 {
            return infinite(vm, x.powf(y));
        }
        let w = vm.float(x.powf(y));
        return checked(vm, w);
    }
    if !number::is_exact_integer(vm, a[1]) {
        let (x, y) = (float(vm, a[0])?, float(vm, a[1])?);
        let w = vm.float(x.powf(y));
        return checked(vm, w);
    }
    let negative = number::is_negative(vm, a[1]).unwrap_or(false);
    if negative && number::is_exact_integer(vm, a[0]) {
        return match a[0].as_smi() {
            Some(1) => Ok(a[0]),
            Some(-1) => Ok(Word::smi(if number::is_even(vm, a[1]).unwrap_or(true) { 1 } else { -1 })),
            Some(0) => Err(errors::evaluation(vm, "zero_divisor")),
            _ => Err(errors::type_error(vm, "float", a[0])),
        };
    }
    number::expt(vm, a[0], a[1]).map_err(|e| errors::number(vm, e, a[0]))
}

fn shift(vm: &mut Vm, a: &[Word], left: bool) -> HelperResult {
    integer(vm, a[0])?;
    integer(vm, a[1])?;
    let count = if left { Ok(a[1]) } else { number::negate(vm, a[1]) };
    count.and_then(|c| number::shift(vm, a[0], c)).map_err(|e| errors::number(vm, e, a[0]))
}

fn sign(vm: &mut Vm, a: &[Word]) -> HelperResult {
    let s = match order(vm, a[0], Word::smi(0)) {
        Some(Ordering::Less) => -1,
        Some(Ordering::Greater) => 1,
        _ => 0,
    };
    Ok(if is_float(vm, a[0]) { vm.float(s as f64) } else { Word::smi(s) })
}

fn choose(vm: &mut Vm, a: &[Word], wanted: Ordering) -> HelperResult {
    Ok(match order(vm, a[0], a[1]) {
        Some(o) if o == wanted => a[0],
        // Of an integer and the float it equals the float is chosen; of a number and none the one that is none.
        Some(Ordering::Equal) => {
            if is_float(vm, a[0]) {
                a[0]
            } else {
                a[1]
            }
        }
        None if vm.float_value(a[0]).is_some_and(f64::is_nan) => a[0],
        _ => a[1],
    })
}

/// The ratio of two rational numbers, as one.
fn ratio(vm: &mut Vm, a: &[Word]) -> HelperResult {
    for w in a {
        if is_float(vm, *w) {
            return Err(errors::type_error(vm, "rational", *w));
        }
    }
    number::div(vm, a[0], a[1]).map_err(|e| errors::number(vm, e, a[0]))
}

/// The simplest rational number that reads back as the same float.
fn rationalize(vm: &mut Vm, w: Word) -> HelperResult {
    let Some(x) = vm.float_value(w) else { return Ok(w) };
    if !x.is_finite() {
        return Err(errors::evaluation(vm, "undefined"));
    }
    let exact = number::exact(vm, w).map_err(|e| errors::number(vm, e, w))?;
    // Continued fractions: the first convergent that is the float.
    let (mut rest, mut n0, mut d0, mut n1, mut d1) = (exact, Word::smi(0), Word::smi(1), Word::smi(1), Word::smi(0));
    loop {
        let whole = number::floor(vm, rest).map_err(|e| errors::number(vm, e, w))?;
        let next = |vm: &mut Vm, last: Word, before: Word| {
            let product = number::mul(vm, whole, last).map_err(|e| errors::number(vm, e, w))?;
            number::add(vm, product, before).map_err(|e| errors::number(vm, e, w))
        };
        let (n, d) = (next(vm, n1, n0)?, next(vm, d1, d0)?);
        (n0, d0, n1, d1) = (n1, d1, n, d);
        let value = number::div(vm, n, d).map_err(|e| errors::number(vm, e, w))?;
        let fraction = number::sub(vm, rest, whole).map_err(|e| errors::number(vm, e, w))?;
        if number::to_f64(vm, value) == Some(x) || number::is_zero(vm, fraction).unwrap_or(true) {
            return Ok(value);
        }
        rest = number::div(vm, Word::smi(1), fraction).map_err(|e| errors::number(vm, e, w))?;
    }
}

/// Part of a rational number: `numerator/1` or `denominator/1`.
fn part(vm: &mut Vm, w: Word, f: fn(&mut Vm, Word) -> number::Result) -> HelperResult {
    if is_float(vm, w) {
        return Err(errors::type_error(vm, "rational", w));
    }
    f(vm, w).map_err(|e| errors::number(vm, e, w))
}

/// The float next to `x` on the way to `y`.
fn next_toward(x: f64, y: f64) -> f64 {
    match x.partial_cmp(&y) {
        Some(Ordering::Less) => x.next_up(),
        Some(Ordering::Greater) => x.next_down(),
        _ => x,
    }
}

fn log(vm: &mut Vm, a: &[Word]) -> HelperResult {
    match order(vm, a[0], Word::smi(0)) {
        Some(Ordering::Greater) => {}
        _ => return undefined(vm),
    }
    let w = number::log(vm, a[0]).map_err(|e| errors::number(vm, e, a[0]))?;
    let f = float(vm, w)?;
    Ok(vm.float(f))
}

fn random(vm: &mut Vm) -> u64 {
    let p = world_mut(vm);
    p.random ^= p.random << 13;
    p.random ^= p.random >> 7;
    p.random ^= p.random << 17;
    p.random
}

/// Processor time of the process in seconds, in hundredths; where the system does not tell, the time since it was first asked for.
pub fn cpu_time() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    let told = std::fs::read_to_string("/proc/self/stat").ok();
    let ticks = told.and_then(|s| {
        // The name of the program, in parentheses, may contain anything; twelve fields behind it come the user's and the system's ticks.
        let fields: Vec<&str> = s.rsplit_once(')')?.1.split_whitespace().collect();
        let [user, system] = [fields.get(11)?, fields.get(12)?].map(|f| f.parse::<f64>().ok());
        Some(user? + system?)
    });
    ticks.map_or_else(|| start.elapsed().as_secs_f64(), |n| n / 100.0)
}

fn index_of_bit(vm: &mut Vm, n: u64) -> HelperResult {
    Ok(number::from_u64(vm, n).unwrap_or(Word::smi(0)))
}

fn trig(vm: &mut Vm, a: &[Word], domain: fn(f64) -> bool, f: fn(f64) -> f64) -> HelperResult {
    let x = float(vm, a[0])?;
    if !domain(x) {
        return undefined(vm);
    }
    of_float(vm, a, f)
}

/// Name, arity, definition.
static FUNCTIONS: &[(&str, u32, Function)] = &[
    ("+", 2, |vm, a| binary(vm, number::add, a[0], a[1])),
    ("-", 2, |vm, a| binary(vm, number::sub, a[0], a[1])),
    ("*", 2, |vm, a| binary(vm, number::mul, a[0], a[1])),
    ("/", 2, divide),
    ("//", 2, |vm, a| integers(vm, a, number::quotient)),
    ("rem", 2, |vm, a| integers(vm, a, number::remainder)),
    ("mod", 2, |vm, a| integers(vm, a, number::modulo)),
    ("div", 2, |vm, a| integers(vm, a, number::floor_quotient)),
    ("-", 1, |vm, a| number::negate(vm, a[0]).map_err(|e| errors::number(vm, e, a[0]))),
    ("+", 1, |_, a| Ok(a[0])),
    ("eval", 1, |_, a| Ok(a[0])),
    ("abs", 1, |vm, a| number::abs(vm, a[0]).map_err(|e| errors::number(vm, e, a[0]))),
    ("sign", 1, sign),
    ("min", 2, |vm, a| choose(vm, a, Ordering::Less)),
    ("max", 2, |vm, a| choose(vm, a, Ordering::Greater)),
    ("gcd", 2, |vm, a| integers(vm, a, number::gcd)),
    ("lcm", 2, |vm, a| integers(vm, a, number::lcm)),
    ("/\\", 2, |vm, a| integers(vm, a, number::bit_and)),
    ("\\/", 2, |vm, a| integers(vm, a, number::bit_or)),
    ("xor", 2, |vm, a| integers(vm, a, number::bit_xor)),
    ("\\", 1, |vm, a| {
        integer(vm, a[0])?;
        number::bit_not(vm, a[0]).map_err(|e| errors::number(vm, e, a[0]))
    }),
    ("<<", 2, |vm, a| shift(vm, a, true)),
    (">>", 2, |vm, a| shift(vm, a, false)),
    ("msb", 1, |vm, a| {
        integer(vm, a[0])?;
        match number::bit_length(vm, a[0]) {
            Ok(n) if n > 0 && !number::is_negative(vm, a[0]).unwrap_or(true) => index_of_bit(vm, n - 1),
            _ => Err(errors::type_error(vm, "not_less_than_one", a[0])),
        }
    }),
    ("lsb", 1, |vm, a| {
        integer(vm, a[0])?;
        if !matches!(order(vm, a[0], Word::smi(0)), Some(Ordering::Greater)) {
            return Err(errors::type_error(vm, "not_less_than_one", a[0]));
        }
        // The lowest bit alone is what a number has in common with its negation.
        let negated = number::negate(vm, a[0]).map_err(|e| errors::number(vm, e, a[0]))?;
        let lowest = number::bit_and(vm, a[0], negated).map_err(|e| errors::number(vm, e, a[0]))?;
        let length = number::bit_length(vm, lowest).unwrap_or(1);
        index_of_bit(vm, length - 1)
    }),
    ("popcount", 1, |vm, a| {
        integer(vm, a[0])?;
        let n = number::bit_count(vm, a[0]).unwrap_or(0);
        index_of_bit(vm, n)
    }),
    ("**", 2, float_power),
    ("^", 2, power),
    ("rdiv", 2, ratio),
    ("rational", 1, |vm, a| to_exact(vm, a[0])),
    ("rationalize", 1, |vm, a| rationalize(vm, a[0])),
    ("numerator", 1, |vm, a| part(vm, a[0], number::numerator)),
    ("denominator", 1, |vm, a| part(vm, a[0], number::denominator)),
    ("getbit", 2, |vm, a| {
        let shifted = shift(vm, a, false)?;
        integers(vm, &[shifted, Word::smi(1)], number::bit_and)
    }),
    ("tdiv", 2, |vm, a| integers(vm, a, number::quotient)),
    ("trunc", 1, |vm, a| to_integer(vm, a[0], number::truncate)),
    ("nexttoward", 2, |vm, a| {
        let (x, y) = (float(vm, a[0])?, float(vm, a[1])?);
        Ok(vm.float(next_toward(x, y)))
    }),
    ("asinh", 1, |vm, a| of_float(vm, a, f64::asinh)),
    ("acosh", 1, |vm, a| trig(vm, a, |x| x >= 1.0, f64::acosh)),
    ("atanh", 1, |vm, a| trig(vm, a, |x| (-1.0..=1.0).contains(&x), f64::atanh)),
    ("acot", 1, |vm, a| of_float(vm, a, |x| (1.0 / x).atan())),
    ("sqrt", 1, |vm, a| trig(vm, a, |x| x >= 0.0, f64::sqrt)),
    ("sin", 1, |vm, a| of_float(vm, a, f64::sin)),
    ("cos", 1, |vm, a| of_float(vm, a, f64::cos)),
    ("tan", 1, |vm, a| of_float(vm, a, f64::tan)),
    ("asin", 1, |vm, a| trig(vm, a, |x| (-1.0..=1.0).contains(&x), f64::asin)),
    ("acos", 1, |vm, a| trig(vm, a, |x| (-1.0..=1.0).contains(&x), f64::acos)),
    ("atan", 1, |vm, a| of_float(vm, a, f64::atan)),
    ("sinh", 1, |vm, a| of_float(vm, a, f64::sinh)),
    ("cosh", 1, |vm, a| of_float(vm, a, f64::cosh)),
    ("tanh", 1, |vm, a| of_float(vm, a, f64::tanh)),
    ("atan2", 2, |vm, a| {
        let (y, x) = (float(vm, a[0])?, float(vm, a[1])?);
        if x == 0.0 && y == 0.0 { Err(errors::evaluation(vm, "undefined")) } else { Ok(vm.float(y.atan2(x))) }
    }),
    ("atan", 2, |vm, a| {
        let (y, x) = (float(vm, a[0])?, float(vm, a[1])?);
        if x == 0.0 && y == 0.0 { Err(errors::evaluation(vm, "undefined")) } else { Ok(vm.float(y.atan2(x))) }
    }),
    ("copysign", 2, |vm, a| {
        let (x, y) = (float(vm, a[0])?, float(vm, a[1])?);
        Ok(vm.float(x.copysign(y)))
    }),
    ("exp", 1, |vm, a| of_float(vm, a, f64::exp)),
    ("log", 1, log),
    ("log10", 1, |vm, a| trig(vm, a, |x| x > 0.0, f64::log10)),
    ("lgamma", 1, |vm, a| of_float(vm, a, libm::lgamma)),
    ("erf", 1, |vm, a| of_float(vm, a, libm::erf)),
    ("erfc", 1, |vm, a| of_float(vm, a, libm::erfc)),
    ("log2", 1, |vm, a| trig(vm, a, |x| x > 0.0, f64::log2)),
    ("log", 2, |vm, a| {
        let (b, x) = (log(vm, &a[..1])?, log(vm, &a[1..])?);
        divide(vm, &[x, b])
    }),
    ("float", 1, |vm, a| {
        let f = float(vm, a[0])?;
        Ok(vm.float(f))
    }),
    ("integer", 1, |vm, a| to_integer(vm, a[0], number::round_half_away)),
    ("truncate", 1, |vm, a| to_integer(vm, a[0], number::truncate)),
    ("round", 1, |vm, a| to_integer(vm, a[0], number::round_half_away)),
    ("ceiling", 1, |vm, a| to_integer(vm, a[0], number::ceiling)),
    ("ceil", 1, |vm, a| to_integer(vm, a[0], number::ceiling)),
    ("floor", 1, |vm, a| to_integer(vm, a[0], number::floor)),
    ("float_integer_part", 1, |vm, a| {
        if is_float(vm, a[0]) { of_float(vm, a, f64::trunc) } else { to_integer(vm, a[0], number::truncate) }
    }),
    ("float_fractional_part", 1, |vm, a| {
        if is_float(vm, a[0]) {
            // A part has the sign of the whole, also if it is zero.
            return of_float(vm, a, |x| x.fract().copysign(x));
        }
        let whole = to_integer(vm, a[0], number::truncate)?;
        binary(vm, number::sub, a[0], whole)
    }),
    ("succ", 1, |vm, a| integers(vm, &[a[0], Word::smi(1)], number::add)),
    ("plus", 2, |vm, a| binary(vm, number::add, a[0], a[1])),
    ("cot", 1, |vm, a| trig(vm, a, |x| x != 0.0, |x| 1.0 / x.tan())),
    ("powm", 3, |vm, a| number::expt_modulo(vm, a[0], a[1], a[2]).map_err(|e| errors::number(vm, e, a[0]))),
    ("pi", 0, |vm, _| Ok(vm.float(std::f64::consts::PI))),
    ("e", 0, |vm, _| Ok(vm.float(std::f64::consts::E))),
    ("epsilon", 0, |vm, _| Ok(vm.float(f64::EPSILON))),
    ("inf", 0, |vm, _| Ok(vm.float(f64::INFINITY))),
    ("nan", 0, |vm, _| Ok(vm.float(f64::NAN))),
    ("max_tagged_integer", 0, |_, _| Ok(Word::smi((1 << 60) - 1))),
    ("min_tagged_integer", 0, |_, _| Ok(Word::smi(-(1 << 60)))),
    ("max_integer", 0, |vm, _| Ok(number::from_i64(vm, i64::MAX).unwrap_or(Word::smi(0)))),
    ("min_integer", 0, |vm, _| Ok(number::from_i64(vm, i64::MIN).unwrap_or(Word::smi(0)))),
    ("cputime", 0, |vm, _| Ok(vm.float(cpu_time()))),
    ("realtime", 0, |vm, _| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let _ = &vm;
        Ok(Word::smi(since.map_or(0, |d| d.as_secs() as i64)))
    }),
    ("random", 1, |vm, a| {
        integer(vm, a[0])?;
        let bound = match a[0].as_smi() {
            Some(n) if n > 0 => n as u64,
            _ => return Err(errors::type_error(vm, "positive_integer", a[0])),
        };
        Ok(Word::smi((random(vm) % bound) as i64))
    }),
    ("random_float", 0, |vm, _| {
        let r = random(vm) >> 11;
        Ok(vm.float((r as f64 + 0.5) / (1u64 << 53) as f64))
    }),
    ("random", 0, |vm, _| {
        let r = random(vm) >> 11;
        Ok(vm.float((r as f64 + 0.5) / (1u64 << 53) as f64))
    }),
];
