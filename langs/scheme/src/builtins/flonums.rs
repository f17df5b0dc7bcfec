//! The functions of C's `<math.h>` for SRFI 144: one procedure of the function's name in C and two flonums, of which most need one.

use super::{PrimInfo, help};
use crate::builtins::error::type_error;
use jitgen::Effects;
use vm_core::{Word, number};

/// What the function of that name in C gives.
fn apply(name: &str, x: f64, y: f64) -> Option<f64> {
    // C's exponents and orders are integers of 32 bits; the conversion saturates.
    let n = y as i32;
    Some(match name {
        "nextafter" => libm::nextafter(x, y),
        "copysign" => x.copysign(y),
        "ldexp" => libm::ldexp(x, n),
        "ilogb" => f64::from(libm::ilogb(x)),
        "fmax" => x.max(y),
        "fmin" => x.min(y),
        "exp2" => x.exp2(),
        "expm1" => x.exp_m1(),
        "sqrt" => x.sqrt(),
        "cbrt" => x.cbrt(),
        "hypot" => x.hypot(y),
        "pow" => x.powf(y),
        "log" => x.ln(),
        "log1p" => x.ln_1p(),
        "log2" => x.log2(),
        "log10" => x.log10(),
        "asin" => x.asin(),
        "acos" => x.acos(),
        "atan2" => x.atan2(y),
        "sinh" => x.sinh(),
        "cosh" => x.cosh(),
        "tanh" => x.tanh(),
        "asinh" => libm::asinh(x),
        "acosh" => libm::acosh(x),
        "atanh" => libm::atanh(x),
        "fmod" => x % y,
        "remainder" => libm::remquo(x, y).0,
        "remquo" => f64::from(libm::remquo(x, y).1),
        "tgamma" => libm::tgamma(x),
        "lgamma" => libm::lgamma(x),
        "signgam" => f64::from(libm::lgamma_r(x).1),
        "jn" => libm::jn(n, x),
        "yn" => libm::yn(n, x),
        "erf" => libm::erf(x),
        "erfc" => libm::erfc(x),
        _ => return None,
    })
}

jitgen::helpers! {
    FUNCTION "math-function" Effects::PURE_RAISES => |vm, name, x, y| {
        let (Some(symbol), Some(a)) = (name.as_symbol(), number::to_f64(vm, x)) else { return Err(type_error(vm, "flonum", 1, "a flonum", x)) };
        let Some(b) = number::to_f64(vm, y) else { return Err(type_error(vm, "flonum", 2, "a flonum", y)) };
        match apply(vm.symbols.name(symbol), a, b) {
            Some(f) => Ok(vm.float(f)),
            None => Err(type_error(vm, "%math", 1, "the name of a function", name)),
        }
    };
    MULTIPLY_ADD "fma" Effects::PURE_RAISES => |vm, x, y, z| {
        match (number::to_f64(vm, x), number::to_f64(vm, y), number::to_f64(vm, z)) {
            (Some(x), Some(y), Some(z)) => Ok(vm.float(x.mul_add(y, z))),
            _ => Ok(Word::FALSE),
        }
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[help("%math", &FUNCTION), help("%fma", &MULTIPLY_ADD)];
