//! What kind of number a word is.

use crate::heap::Object;
use crate::word::core_shapes::{BIGINT, BigInt, COMPLEX, Complex, FLOAT, Float, RATIO, Ratio};
use crate::{Vm, Word};

/// A number, taken apart.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// A small integer.
    Small(i64),
    /// A big integer.
    Big(Object<BigInt>),
    /// An exact rational that is no integer.
    Ratio(Object<Ratio>),
    /// A float of either form.
    Float(f64),
    /// A complex number that is not real.
    Complex(Object<Complex>),
}

impl Number {
    /// The number that the word is, if it is one.
    #[inline]
    pub fn of(vm: &Vm, w: Word) -> Option<Number> {
        if let Some(n) = w.as_smi() {
            return Some(Number::Small(n));
        }
        if w.is_immediate_float() {
            return Some(Number::Float(w.float_bits_decoded()));
        }
        let shape = vm.shape_of(w)?;
        if shape == BIGINT.id() {
            Some(Number::Big(Object::trust(w)))
        } else if shape == FLOAT.id() {
            Some(Number::Float(f64::from_bits(vm.get(Object::<Float>::trust(w), Float::bits).bits())))
        } else if shape == RATIO.id() {
            Some(Number::Ratio(Object::trust(w)))
        } else if shape == COMPLEX.id() {
            Some(Number::Complex(Object::trust(w)))
        } else {
            None
        }
    }

    /// Whether it is an exact integer.
    pub fn is_exact_integer(self) -> bool {
        matches!(self, Number::Small(_) | Number::Big(_))
    }
}
