//! Numbers: what the instructions' fast paths leave over, and everything that is no instruction.

use super::error::{arithmetic, number_error, range_error, type_error};
use super::{ANY, PrimInfo, Special, Test, help, helpn, op1, op2};
use crate::object;
use crate::ops::{Flonum, Op, Real};
use jitgen::{Effects, HelperResult};
use std::cmp::Ordering;
use vm_core::core_shapes::{TEXT, TUPLE};
use vm_core::number::{self, NumberError, format::FloatStyle};
use vm_core::{Vm, Word, text};

/// Whether the text is a numeric literal. The lexer asks this for every atom, so it makes no number.
pub fn valid_literal(text: &str, radix: u32) -> bool {
    let mut s = text.as_bytes();
    let (mut radix, mut seen) = (radix, [false; 2]);
    while let [b'#', letter, rest @ ..] = s {
        let (which, new) = match letter.to_ascii_lowercase() {
            b'e' | b'i' => (0, radix),
            b'b' => (1, 2),
            b'o' => (1, 8),
            b'd' => (1, 10),
            b'x' => (1, 16),
            _ => return false,
        };
        if std::mem::replace(&mut seen[which], true) {
            return false;
        }
        (radix, s) = (new, rest);
    }
    let signed = matches!(s.first(), Some(b'+' | b'-'));
    if signed && s.len() == 2 && s[1].eq_ignore_ascii_case(&b'i') {
        return true;
    }
    let Some(rest) = real_literal(s, radix) else { return false };
    match rest {
        [] => true,
        [b'i' | b'I'] => signed,
        [b'@', angle @ ..] => real_literal(angle, radix) == Some(&[]),
        [b'+' | b'-', b'i' | b'I'] => true,
        [b'+' | b'-', ..] => matches!(real_literal(rest, radix), Some([b'i' | b'I'])),
        _ => false,
    }
}

/// What follows a real literal at the beginning.
fn real_literal(s: &[u8], radix: u32) -> Option<&[u8]> {
    let sign = usize::from(matches!(s.first(), Some(b'+' | b'-')));
    let body = &s[sign..];
    if sign == 1 && body.len() >= 5 && (body[..5].eq_ignore_ascii_case(b"inf.0") || body[..5].eq_ignore_ascii_case(b"nan.0")) {
        return Some(&body[5..]);
    }
    let digits = |s: &[u8]| s.iter().take_while(|c| char::from(**c).is_digit(radix)).count();
    let whole = digits(body);
    let rest = &body[whole..];
    if whole > 0 && rest.first() == Some(&b'/') {
        let below = digits(&rest[1..]);
        return (below > 0).then(|| &rest[1 + below..]);
    }
    if radix != 10 {
        return (whole > 0).then_some(rest);
    }
    let (fraction, rest) = match rest {
        [b'.', after @ ..] => (digits(after), &after[digits(after)..]),
        _ => (0, rest),
    };
    if whole + fraction == 0 {
        return None;
    }
    if let [b'e' | b'E', after @ ..] = rest {
        let sign = usize::from(matches!(after.first(), Some(b'+' | b'-')));
        let exponent = digits(&after[sign..]);
        return (exponent > 0).then(|| &after[sign + exponent..]);
    }
    Some(rest)
}

/// The number that a literal denotes.
pub fn parse(vm: &mut Vm, text: &str, radix: u32) -> Option<Word> {
    number::parse::tower_syntax(vm, text, radix).ok().flatten()
}

/// The shortest text that reads back as the same float.
pub fn write_float(out: &mut String, f: f64) {
    out.push_str(&number::format::float_to_text(f, 10, &FloatStyle::TOWER));
}

/// Writes any number.
pub fn write_number(vm: &Vm, out: &mut String, w: Word, radix: u32) -> bool {
    number::format::write_text(vm, w, radix, &FloatStyle::TOWER, out).is_ok()
}

const PURE: Effects = Effects::PURE_RAISES;

fn two_values(vm: &mut Vm, who: &str, a: Word, b: Word) -> HelperResult {
    vm.make_slots(TUPLE, &[], &[a, b]).map(|t| t.word()).map_err(|e| super::error::memory_error(vm, who, e))
}

/// The value of a real function that is no instruction's fast path.
fn real(vm: &mut Vm, which: Real, a: Word) -> HelperResult {
    let (who, result) = match which {
        Real::Sqrt => ("sqrt", number::sqrt(vm, a)),
        Real::Floor => ("floor", number::floor(vm, a)),
        Real::Ceiling => ("ceiling", number::ceiling(vm, a)),
        Real::Truncate => ("truncate", number::truncate(vm, a)),
        Real::Round => ("round", number::round(vm, a)),
        Real::Abs => ("abs", number::abs(vm, a)),
        Real::Inexact => ("inexact", number::inexact(vm, a)),
        Real::Exact => ("exact", number::exact(vm, a)),
        Real::Negate => ("-", number::negate(vm, a)),
        Real::Exp if a == Word::smi(0) => ("exp", Ok(Word::smi(1))),
        Real::Exp => ("exp", number::exp(vm, a)),
        Real::Log => ("log", number::log(vm, a)),
        Real::Sin => ("sin", number::sin(vm, a)),
        Real::Cos => ("cos", number::cos(vm, a)),
        Real::Tan => ("tan", number::tan(vm, a)),
        Real::Asin => ("asin", number::asin(vm, a)),
        Real::Acos => ("acos", number::acos(vm, a)),
        Real::Atan => ("atan", number::atan(vm, a)),
        Real::Even => ("even?", number::is_even(vm, a).map(Word::bool)),
        Real::Odd => ("odd?", number::is_odd(vm, a).map(Word::bool)),
        Real::Number if number::is_number(vm, a) => ("+", Ok(a)),
        Real::Number => ("+", Err(NumberError::Operand { index: 0, expected: number::Expected::Number })),
    };
    arithmetic(vm, who, result, &[a])
}

fn truth(vm: &mut Vm, who: &str, result: number::Result<bool>, operands: &[Word]) -> HelperResult {
    result.map(Word::bool).map_err(|e| number_error(vm, who, e, operands))
}

fn radix(vm: &mut Vm, who: &str, args: &[Word]) -> Result<u32, Word> {
    match args.get(1).map(|w| (w.as_smi(), *w)) {
        None => Ok(10),
        Some((Some(n), _)) if (2..=36).contains(&n) => Ok(n as u32),
        Some((_, w)) => Err(range_error(vm, who, 2, w)),
    }
}

macro_rules! binary {
    ($($NAME:ident $text:literal $f:path;)*) => {
        jitgen::helpers! { $(
            #[doc = $text]
            pub $NAME $text PURE => |vm, a, b| {
                let result = $f(vm, a, b);
                arithmetic(vm, $text, result, &[a, b])
            };
        )* }
    };
}

binary! {
    ADD "+" number::add;
    SUB "-" number::sub;
    MUL "*" number::mul;
    DIV "/" number::div;
    QUOTIENT "quotient" number::quotient;
    REMAINDER "remainder" number::remainder;
    MODULO "modulo" number::modulo;
    FLOOR_QUOTIENT "floor-quotient" number::floor_quotient;
    BIT_AND "bitwise-and" number::bit_and;
    BIT_OR "bitwise-ior" number::bit_or;
    BIT_XOR "bitwise-xor" number::bit_xor;
    SHIFT "arithmetic-shift" number::shift;
    MAX "max" number::max;
    MIN "min" number::min;
    GCD "gcd" number::gcd;
    LCM "lcm" number::lcm;
    EXPT "expt" number::expt;
    ATAN2 "atan" number::atan2;
    LOG_BASE "log" number::log_base;
    MAKE_RECTANGULAR "make-rectangular" number::make_rectangular;
    MAKE_POLAR "make-polar" number::make_polar;
    RATIONALIZE "rationalize" number::rationalize;
}

macro_rules! unary {
    ($($NAME:ident $text:literal $f:path;)*) => {
        jitgen::helpers! { $(
            #[doc = $text]
            pub $NAME $text PURE => |vm, a| {
                let result = $f(vm, a);
                arithmetic(vm, $text, result, &[a])
            };
        )* }
    };
}

unary! {
    NUMERATOR "numerator" number::numerator;
    DENOMINATOR "denominator" number::denominator;
    BIT_NOT "bitwise-not" number::bit_not;
    MAGNITUDE "magnitude" number::magnitude;
    ANGLE "angle" number::angle;
    REAL_PART "real-part" number::real_part;
    IMAG_PART "imag-part" number::imag_part;
}

macro_rules! predicate {
    ($($NAME:ident $text:literal $f:path;)*) => {
        jitgen::helpers! { $(
            #[doc = $text]
            pub $NAME $text PURE => |vm, a| {
                let result = $f(vm, a);
                truth(vm, $text, result, &[a])
            };
        )* }
    };
}

predicate! {
    IS_EXACT "exact?" number::is_exact;
    IS_FINITE "finite?" number::is_finite;
    IS_INFINITE "infinite?" number::is_infinite;
    IS_NAN "nan?" number::is_nan;
}

fn exact_smi(vm: &Vm, w: Word) -> Option<i64> {
    w.as_smi().or_else(|| vm.float_value(w).filter(|f| f.fract() == 0.0 && f.abs() < 1e15).map(|f| f as i64))
}

jitgen::helpers! {
    /// `=` beyond the fast path.
    pub NUM_EQ "=" PURE => |vm, a, b| {
        let result = number::numeric_equal(vm, a, b);
        truth(vm, "=", result, &[a, b])
    };
    /// `<` beyond the fast path.
    pub LESS "<" PURE => |vm, a, b| {
        let result = number::less(vm, a, b);
        truth(vm, "<", result, &[a, b])
    };
    /// `<=` beyond the fast path.
    pub LESS_EQ "<=" PURE => |vm, a, b| {
        let result = number::less_or_equal(vm, a, b);
        truth(vm, "<=", result, &[a, b])
    };
    /// A function of one number beyond the fast path: which, operand.
    pub REAL "real" PURE => |vm, which, a| {
        let which = Real::of(which.as_smi().unwrap_or(0) as u8);
        real(vm, which, a)
    };
    IS_REAL "real?" Effects::PURE => |vm, a| Ok(Word::bool(number::is_real(vm, a)));
    /// Fails unless it is real.
    CHECK_REAL "max" PURE => |vm, a| if number::is_real(vm, a) { Ok(a) } else { Err(type_error(vm, "max", 1, "a real number", a)) };
    IS_RATIONAL "rational?" Effects::PURE => |vm, a| Ok(Word::bool(number::is_rational(vm, a)));
    IS_INTEGER "integer?" Effects::PURE => |vm, a| Ok(Word::bool(number::is_integer(vm, a)));
    /// `number?`
    pub IS_NUMBER "number?" Effects::PURE => |vm, a| Ok(Word::bool(number::is_number(vm, a)));
    /// `exact-integer?`
    pub IS_EXACT_INTEGER "exact-integer?" Effects::PURE => |vm, a| Ok(Word::bool(number::is_exact_integer(vm, a)));
    IS_INEXACT "inexact?" PURE => |vm, a| {
        let result = number::is_exact(vm, a).map(|e| !e);
        truth(vm, "inexact?", result, &[a])
    };
    IS_EXACT_RATIONAL "exact-rational?" Effects::PURE => |vm, a| {
        Ok(Word::bool(number::is_rational(vm, a) && number::is_exact(vm, a) == Ok(true)))
    };
    FLOOR_DIVIDE "floor/" PURE => |vm, a, b| match number::floor_divide(vm, a, b) {
        Ok((q, r)) => two_values(vm, "floor/", q, r),
        Err(e) => Err(number_error(vm, "floor/", e, &[a, b])),
    };
    TRUNCATE_DIVIDE "truncate/" PURE => |vm, a, b| match number::truncate_divide(vm, a, b) {
        Ok((q, r)) => two_values(vm, "truncate/", q, r),
        Err(e) => Err(number_error(vm, "truncate/", e, &[a, b])),
    };
    INTEGER_SQRT "exact-integer-sqrt" PURE => |vm, a| match number::exact_integer_sqrt(vm, a) {
        Ok((s, r)) => two_values(vm, "exact-integer-sqrt", s, r),
        Err(e) => Err(number_error(vm, "exact-integer-sqrt", e, &[a])),
    };
    EXPT_MOD "exact-integer-expt-mod" PURE => |vm, a, b, c| {
        let result = number::expt_modulo(vm, a, b, c);
        arithmetic(vm, "modular-expt", result, &[a, b, c])
    };
    BIT_COUNT "bit-count" PURE => |vm, a| match number::bit_count(vm, a) {
        Ok(n) => Ok(Word::smi(n as i64)),
        Err(e) => Err(number_error(vm, "bit-count", e, &[a])),
    };
    BIT_LENGTH "integer-length" PURE => |vm, a| match number::bit_length(vm, a) {
        Ok(n) => Ok(Word::smi(n as i64)),
        Err(e) => Err(number_error(vm, "integer-length", e, &[a])),
    };
    FIRST_BIT "first-set-bit" PURE => |vm, a| match number::first_set_bit(vm, a) {
        Ok(n) => Ok(Word::smi(n.map_or(-1, |n| n as i64))),
        Err(e) => Err(number_error(vm, "first-set-bit", e, &[a])),
    };
    NUMBER_TO_STRING "number->string" Effects { raises: true, ..Effects::ALLOCATES } => |vm, args...| {
        let base = radix(vm, "number->string", args)?;
        let mut out = String::new();
        match number::format::write_text(vm, args[0], base, &FloatStyle::TOWER, &mut out) {
            Ok(()) => Ok(object::new_text(vm, &out)),
            Err(e) => Err(number_error(vm, "number->string", e, args)),
        }
    };
    STRING_TO_NUMBER "string->number" Effects { raises: true, ..Effects::READS } => |vm, args...| {
        let base = radix(vm, "string->number", args)?;
        let Some(t) = vm.cast(args[0], TEXT) else { return Err(type_error(vm, "string->number", 1, "a string", args[0])) };
        // Most of what is no number does not begin as one.
        let first = text::char_at(vm, t, 0).and_then(char::from_u32).unwrap_or('a');
        if !(first.is_digit(base) || matches!(first, '+' | '-' | '.' | '#')) {
            return Ok(Word::FALSE);
        }
        let text = text::to_string(vm, t);
        Ok(parse(vm, &text, base).unwrap_or(Word::FALSE))
    };
    FLOAT_BITS "float-bits" PURE => |vm, a| match number::to_f64(vm, a) {
        Some(f) => number::from_u64(vm, f.to_bits()).map_err(|e| number_error(vm, "flonum->bits", e, &[])),
        None => Err(type_error(vm, "flonum->bits", 1, "a flonum", a)),
    };
    COMPARE "compare" PURE => |vm, a, b| match number::compare(vm, a, b) {
        Ok(o) => Ok(Word::smi(match o {
            Some(Ordering::Less) => -1,
            Some(Ordering::Greater) => 1,
            _ => 0,
        })),
        Err(e) => Err(number_error(vm, "number-compare", e, &[a, b])),
    };
    RANDOM "random" Effects { raises: true, ..Effects::READS_WRITES } => |vm, n| {
        let state = object::state_mut(vm);
        // A splitmix step.
        state.random = state.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        if let Some(limit) = n.as_smi().filter(|n| *n > 0) {
            return Ok(Word::smi(((u128::from(z) * limit as u128) >> 64) as i64));
        }
        match vm.float_value(n) {
            Some(f) if f > 0.0 => Ok(vm.float((z >> 11) as f64 / (1u64 << 53) as f64 * f)),
            _ if number::is_exact_integer(vm, n) && number::is_positive(vm, n) == Ok(true) => {
                let big = number::from_u64(vm, z);
                big.and_then(|b| number::expt(vm, b, Word::smi(4))).and_then(|b| number::modulo(vm, b, n))
                    .map_err(|e| number_error(vm, "random", e, &[n]))
            }
            _ => Err(type_error(vm, "random", 1, "a positive number", n)),
        }
    };
    SEED "random-seed" Effects::READS_WRITES => |vm, n| {
        let seed = exact_smi(vm, n).unwrap_or(0) as u64;
        object::state_mut(vm).random = seed;
        Ok(Word::UNSPECIFIED)
    };

    /// The exponential function of a float.
    pub EXP_FLOAT "exp" Effects::PURE => float |x| x.exp();
    /// The sine of a float.
    pub SIN_FLOAT "sin" Effects::PURE => float |x| x.sin();
    /// The cosine of a float.
    pub COS_FLOAT "cos" Effects::PURE => float |x| x.cos();
    /// The tangent of a float.
    pub TAN_FLOAT "tan" Effects::PURE => float |x| x.tan();
    /// The arc tangent of a float.
    pub ATAN_FLOAT "atan" Effects::PURE => float |x| x.atan();
    /// The logarithm of a positive float.
    pub LOG_FLOAT "log" Effects::PURE => float |x| x.ln();
}

macro_rules! reals {
    ($($name:literal $Which:ident)*) => {
        const REALS: &[PrimInfo] = &[$(op1($name, |dst, a| Op::Real { dst, a, which: Real::$Which as u8 })),*];
    };
}

reals! {
    "%sqrt" Sqrt "floor" Floor "ceiling" Ceiling "truncate" Truncate "round" Round "abs" Abs "inexact" Inexact "exact" Exact
    "exact->inexact" Inexact "inexact->exact" Exact "%negate" Negate "exp" Exp "%log" Log "sin" Sin "cos" Cos "tan" Tan "asin" Asin
    "acos" Acos "%atan" Atan "even?" Even "odd?" Odd "%number" Number "sqrt" Sqrt
}

/// Functions of one number.
pub const REAL_PRIMS: &[PrimInfo] = REALS;

macro_rules! flonums {
    ($($name:literal $Which:ident)*) => {
        const FLONUMS: &[PrimInfo] = &[$(op2($name, |dst, a, b| Op::Flonum { dst, a, b, which: Flonum::$Which as u8 })),*];
    };
}

flonums! {
    "%fl+" Add "%fl-" Sub "%fl*" Mul "%fl/" Div "%fl<" Less "%fl<=" LessEq "%fl=" Eq
}

/// Functions of two floats.
pub const FLONUM_PRIMS: &[PrimInfo] = FLONUMS;

const fn compare(name: &'static str, f: fn(vm_core::Slot, vm_core::Slot, vm_core::Slot) -> Op, test: Test) -> PrimInfo {
    let mut info = op2(name, f).special(Special::Chain).test(test);
    info.min = 1;
    info.max = ANY;
    info
}

const fn fold(name: &'static str, min: u8, f: fn(vm_core::Slot, vm_core::Slot, vm_core::Slot) -> Op, special: Special) -> PrimInfo {
    let mut info = op2(name, f).special(special);
    info.min = min;
    info.max = ANY;
    info
}

const fn against(name: &'static str, with: &'static str, n: i64) -> PrimInfo {
    PrimInfo::new(name, 1, 1, super::Lower::Source).special(Special::Compare(with, n)).named()
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    fold("+", 0, |dst, a, b| Op::Add { dst, a, b }, Special::Sum),
    fold("*", 0, |dst, a, b| Op::Mul { dst, a, b }, Special::Product),
    fold("-", 1, |dst, a, b| Op::Sub { dst, a, b }, Special::Difference),
    fold("/", 1, |dst, a, b| Op::Div { dst, a, b }, Special::Quotient),
    compare("<", |dst, a, b| Op::Less { dst, a, b }, Test::Less),
    compare("<=", |dst, a, b| Op::LessEq { dst, a, b }, Test::LessEq),
    compare(">", |dst, a, b| Op::Less { dst, a: b, b: a }, Test::Greater).named(),
    compare(">=", |dst, a, b| Op::LessEq { dst, a: b, b: a }, Test::GreaterEq).named(),
    compare("=", |dst, a, b| Op::NumEq { dst, a, b }, Test::NumEq),
    against("zero?", "=", 0),
    against("positive?", ">", 0),
    against("negative?", "<", 0),
    PrimInfo::new("1+", 1, 1, super::Lower::Source).special(Special::Add(1)).named(),
    PrimInfo::new("-1+", 1, 1, super::Lower::Source).special(Special::Add(-1)).named(),
    PrimInfo::new("1-", 1, 1, super::Lower::Source).special(Special::Add(-1)).named(),
    PrimInfo::new("add1", 1, 1, super::Lower::Source).special(Special::Add(1)).named(),
    PrimInfo::new("sub1", 1, 1, super::Lower::Source).special(Special::Add(-1)).named(),
    op2("quotient", |dst, a, b| Op::Quotient { dst, a, b }),
    op2("truncate-quotient", |dst, a, b| Op::Quotient { dst, a, b }).named(),
    op2("remainder", |dst, a, b| Op::Remainder { dst, a, b }),
    op2("truncate-remainder", |dst, a, b| Op::Remainder { dst, a, b }).named(),
    op2("modulo", |dst, a, b| Op::Modulo { dst, a, b }),
    op2("floor-remainder", |dst, a, b| Op::Modulo { dst, a, b }).named(),
    fold("bitwise-and", 0, |dst, a, b| Op::BitAnd { dst, a, b }, Special::BitFold(-1)),
    fold("bitwise-ior", 0, |dst, a, b| Op::BitOr { dst, a, b }, Special::BitFold(0)),
    fold("bitwise-xor", 0, |dst, a, b| Op::BitXor { dst, a, b }, Special::BitFold(0)),
    op2("arithmetic-shift", |dst, a, b| Op::Shift { dst, a, b }),
    fold("max", 1, |dst, a, b| Op::Max { dst, a, b }, Special::Fold),
    fold("min", 1, |dst, a, b| Op::Min { dst, a, b }, Special::Fold),
    help("floor-quotient", &FLOOR_QUOTIENT),
    help("%real", &CHECK_REAL),
    help("real?", &IS_REAL).total(),
    help("rational?", &IS_RATIONAL).total(),
    help("integer?", &IS_INTEGER).total(),
    help("exact?", &IS_EXACT),
    help("inexact?", &IS_INEXACT),
    help("exact-rational?", &IS_EXACT_RATIONAL).total(),
    help("finite?", &IS_FINITE),
    help("infinite?", &IS_INFINITE),
    help("nan?", &IS_NAN),
    help("floor/", &FLOOR_DIVIDE),
    help("truncate/", &TRUNCATE_DIVIDE),
    help("exact-integer-sqrt", &INTEGER_SQRT),
    help("%expt-mod", &EXPT_MOD),
    help("%gcd", &GCD),
    help("%lcm", &LCM),
    help("expt", &EXPT),
    help("%atan2", &ATAN2),
    help("%log2", &LOG_BASE),
    help("make-rectangular", &MAKE_RECTANGULAR),
    help("make-polar", &MAKE_POLAR),
    help("rationalize", &RATIONALIZE),
    help("numerator", &NUMERATOR),
    help("denominator", &DENOMINATOR),
    help("bitwise-not", &BIT_NOT),
    help("magnitude", &MAGNITUDE),
    help("angle", &ANGLE),
    help("real-part", &REAL_PART),
    help("imag-part", &IMAG_PART),
    help("bit-count", &BIT_COUNT),
    help("integer-length", &BIT_LENGTH),
    help("first-set-bit", &FIRST_BIT),
    helpn("number->string", 1, 2, &NUMBER_TO_STRING),
    helpn("string->number", 1, 2, &STRING_TO_NUMBER),
    help("%flonum-bits", &FLOAT_BITS),
    help("%number-compare", &COMPARE),
    help("%random", &RANDOM),
    help("%random-seed", &SEED),
];
