//! Characters.

use super::error::type_error;
use super::{PrimInfo, Special, help, op1, op2};
use crate::ops::{CharFn, Op, Order};
use jitgen::Effects;
use vm_core::text::character;
use vm_core::{Vm, Word};

/// Case folding of a whole text.
pub fn fold_string(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            // Full folding differs from lower case for these.
            'ß' => out.push_str("ss"),
            'ſ' => out.push('s'),
            'ς' => out.push('σ'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn code_point(vm: &mut Vm, who: &str, w: Word) -> Result<u32, Word> {
    w.as_char().ok_or_else(|| type_error(vm, who, 1, "a character", w))
}

macro_rules! mapped {
    ($($NAME:ident $text:literal $f:path;)*) => {
        jitgen::helpers! { $(
            /// The procedure of that name.
            pub $NAME $text Effects::PURE_RAISES => |vm, c| Ok(Word::char($f(code_point(vm, $text, c)?)));
        )* }
    };
}

macro_rules! tested {
    ($($NAME:ident $text:literal $f:path;)*) => {
        jitgen::helpers! { $(
            /// The procedure of that name.
            pub $NAME $text Effects::PURE_RAISES => |vm, c| Ok(Word::bool($f(code_point(vm, $text, c)?)));
        )* }
    };
}

mapped! {
    UPCASE "char-upcase" character::upcase;
    DOWNCASE "char-downcase" character::downcase;
    FOLDCASE "char-foldcase" character::foldcase;
}

tested! {
    ALPHABETIC "char-alphabetic?" character::is_alphabetic;
    NUMERIC "char-numeric?" character::is_numeric;
    WHITESPACE "char-whitespace?" character::is_whitespace;
    UPPER "char-upper-case?" character::is_upper;
    LOWER "char-lower-case?" character::is_lower;
}

jitgen::helpers! {
    DIGIT_VALUE "digit-value" Effects::PURE_RAISES => |vm, c| {
        let c = code_point(vm, "digit-value", c)?;
        Ok(character::digit_value(c).map_or(Word::FALSE, |d| Word::smi(i64::from(d))))
    };
    IS_ASCII "char-ascii?" Effects::PURE_RAISES => |vm, c| {
        let c = char::from_u32(code_point(vm, "char-ascii?", c)?);
        Ok(Word::bool(c.is_some_and(|c| c.is_ascii())))
    };
}

const fn compare(name: &'static str, f: fn(vm_core::Slot, vm_core::Slot, vm_core::Slot) -> Op) -> PrimInfo {
    let mut info = op2(name, f).special(Special::Chain);
    info.min = 1;
    info.max = super::ANY;
    info
}


/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    op1("char->integer", |dst, a| Op::CharToInt { dst, a }),
    op1("integer->char", |dst, a| Op::IntToChar { dst, a }),
    compare("char=?", |dst, a, b| Op::CharCompare { dst, a, b, order: Order::Eq as u8 }),
    compare("char<?", |dst, a, b| Op::CharCompare { dst, a, b, order: Order::Less as u8 }),
    compare("char<=?", |dst, a, b| Op::CharCompare { dst, a, b, order: Order::LessEq as u8 }),
    compare("char>?", |dst, a, b| Op::CharCompare { dst, a: b, b: a, order: Order::Less as u8 }).named(),
    compare("char>=?", |dst, a, b| Op::CharCompare { dst, a: b, b: a, order: Order::LessEq as u8 }).named(),
    op1("char-upcase", |dst, a| Op::CharApply { dst, a, which: CharFn::Upcase as u8 }),
    op1("char-downcase", |dst, a| Op::CharApply { dst, a, which: CharFn::Downcase as u8 }),
    help("char-foldcase", &FOLDCASE),
    op1("char-alphabetic?", |dst, a| Op::CharApply { dst, a, which: CharFn::Alphabetic as u8 }),
    op1("char-numeric?", |dst, a| Op::CharApply { dst, a, which: CharFn::Numeric as u8 }),
    op1("char-whitespace?", |dst, a| Op::CharApply { dst, a, which: CharFn::Whitespace as u8 }),
    help("char-upper-case?", &UPPER),
    help("char-lower-case?", &LOWER),
    help("digit-value", &DIGIT_VALUE),
    help("char-ascii?", &IS_ASCII),
];
