//! The conversion of values between Rust and the guest, both ways.
//!
//! | Rust | guest |
//! | --- | --- |
//! | `bool` | true, false |
//! | `i8` … `i64`, `u8` … `u64`, `usize` | exact integers; one that does not fit is no such value |
//! | `f64` | a float; from any real number |
//! | `char`, `String`, `&str` | characters (or strings of one), strings |
//! | [`Symbol`] | symbols |
//! | `Box<[u8]>` | byte strings |
//! | `Vec<T>` | a list; from a list or a vector |
//! | `(A, B)` … | a list of as many elements; from a list, a vector or several values |
//! | `Option<T>` | `None` is false; false and the unspecified value are `None` |
//! | `()` | the unspecified value; from anything |
//! | `Arc<T>` | an opaque object that stands for the Rust value and keeps it alive |
//! | [`Root`] | any value, kept alive and up to date while the root lives |
//! | `Result<T, E>` | the value, or an error that is raised |

use crate::Machine;
use std::any::Any;
use std::sync::Arc;
use vm_core::core_shapes::{BYTES, PAIR, Pair, TUPLE, VECTOR};
use vm_core::{Error, ErrorKind, OutOfMemory, Root, Symbol, Vm, Word, number, text};

/// A Rust type that guest values convert to.
pub trait FromWord: Sized {
    /// What a guest programmer would call the type, with its article.
    const NAME: &'static str;
    /// The value, if the word is one of the type.
    fn from_word(vm: &mut Vm, w: Word) -> Option<Self>;
}

/// A Rust type that converts to a guest value.
pub trait IntoWord {
    /// The word: nothing is collected meanwhile. An error where the guest has no room for it, or that is to be raised.
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error>;
}

/// The arguments of a call by the host: a tuple, a vector or a slice of what converts.
pub trait IntoArgs {
    /// The words: nothing is collected meanwhile.
    fn into_args(self, vm: &mut Vm) -> Result<Vec<Word>, Error>;
}

fn memory(vm: &Vm, e: &OutOfMemory) -> Error {
    Error::limit("heap", e.bytes as u64, vm.limits.heap_bytes as u64, "no room for the host's value")
}

impl FromWord for Word {
    const NAME: &'static str = "a value";
    fn from_word(_vm: &mut Vm, w: Word) -> Option<Word> {
        Some(w)
    }
}

impl IntoWord for Word {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(self)
    }
}

impl FromWord for Root {
    const NAME: &'static str = "a value";
    fn from_word(vm: &mut Vm, w: Word) -> Option<Root> {
        Some(vm.root(w))
    }
}

impl IntoWord for Root {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        Ok(self.get(vm))
    }
}

impl IntoWord for &Root {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        Ok(self.get(vm))
    }
}

impl FromWord for () {
    const NAME: &'static str = "a value";
    fn from_word(_vm: &mut Vm, _w: Word) -> Option<()> {
        Some(())
    }
}

impl IntoWord for () {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(Word::UNSPECIFIED)
    }
}

impl FromWord for bool {
    const NAME: &'static str = "a boolean";
    fn from_word(_vm: &mut Vm, w: Word) -> Option<bool> {
        match w {
            Word::TRUE => Some(true),
            Word::FALSE => Some(false),
            _ => None,
        }
    }
}

impl IntoWord for bool {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(Word::bool(self))
    }
}

macro_rules! integers {
    ($($t:ty, $wide:ty, $to:path, $from:path, $name:literal;)*) => {$(
        impl FromWord for $t {
            const NAME: &'static str = $name;
            fn from_word(vm: &mut Vm, w: Word) -> Option<$t> {
                $to(vm, w).and_then(|n| <$t>::try_from(n).ok())
            }
        }

        impl IntoWord for $t {
            fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
                match $from(vm, self as $wide) {
                    Ok(w) => Ok(w),
                    Err(_) => Err(memory(vm, &OutOfMemory { bytes: size_of::<$t>() })),
                }
            }
        }
    )*};
}

integers! {
    i8, i64, number::to_i64, number::from_i64, "an integer from -128 to 127";
    i16, i64, number::to_i64, number::from_i64, "an integer of 16 bits";
    i32, i64, number::to_i64, number::from_i64, "an integer of 32 bits";
    i64, i64, number::to_i64, number::from_i64, "an integer of 64 bits";
    isize, i64, number::to_i64, number::from_i64, "an integer of 64 bits";
    u8, u64, number::to_u64, number::from_u64, "an integer from 0 to 255";
    u16, u64, number::to_u64, number::from_u64, "a nonnegative integer of 16 bits";
    u32, u64, number::to_u64, number::from_u64, "a nonnegative integer of 32 bits";
    u64, u64, number::to_u64, number::from_u64, "a nonnegative integer of 64 bits";
    usize, u64, number::to_u64, number::from_u64, "a nonnegative integer of 64 bits";
}

impl FromWord for f64 {
    const NAME: &'static str = "a real number";
    fn from_word(vm: &mut Vm, w: Word) -> Option<f64> {
        number::to_f64(vm, w)
    }
}

impl IntoWord for f64 {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        Ok(vm.float(self))
    }
}

impl FromWord for char {
    const NAME: &'static str = "a character";
    fn from_word(vm: &mut Vm, w: Word) -> Option<char> {
        if let Some(c) = w.as_char() {
            return char::from_u32(c);
        }
        // Languages without characters have strings of one.
        let string = String::from_word(vm, w)?;
        let mut chars = string.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

impl IntoWord for char {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(Word::char(self as u32))
    }
}

impl FromWord for String {
    const NAME: &'static str = "a string";
    fn from_word(vm: &mut Vm, w: Word) -> Option<String> {
        Some(text::to_string(vm, text::of(vm, w)?))
    }
}

impl IntoWord for &str {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        text::new(vm, self).map(Word::from).map_err(|e| memory(vm, &e))
    }
}

impl IntoWord for String {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        self.as_str().into_word(vm)
    }
}

impl IntoWord for &String {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        self.as_str().into_word(vm)
    }
}

impl FromWord for Symbol {
    const NAME: &'static str = "a symbol";
    fn from_word(_vm: &mut Vm, w: Word) -> Option<Symbol> {
        w.as_symbol()
    }
}

impl IntoWord for Symbol {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(self.into())
    }
}

impl FromWord for Box<[u8]> {
    const NAME: &'static str = "a byte string";
    fn from_word(vm: &mut Vm, w: Word) -> Option<Box<[u8]>> {
        vm.cast(w, BYTES).map(|b| vm.bytes(b).into())
    }
}

impl IntoWord for Box<[u8]> {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        match vm.make_bytes(BYTES, &[], self.len()) {
            Ok(b) => {
                vm.bytes_mut(b).copy_from_slice(&self);
                Ok(b.word())
            }
            Err(e) => Err(memory(vm, &e)),
        }
    }
}

impl<T: FromWord> FromWord for Option<T> {
    const NAME: &'static str = T::NAME;
    fn from_word(vm: &mut Vm, w: Word) -> Option<Option<T>> {
        match w {
            Word::FALSE | Word::UNSPECIFIED | Word::UNDEFINED => Some(None),
            w => T::from_word(vm, w).map(Some),
        }
    }
}

impl<T: IntoWord> IntoWord for Option<T> {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        self.map_or(Ok(Word::FALSE), |v| v.into_word(vm))
    }
}

/// The elements of a list, a vector or several values. `None` for anything else, endless lists among them.
fn elements(vm: &Vm, w: Word) -> Option<Vec<Word>> {
    if let Some(v) = vm.cast(w, VECTOR) {
        return Some(vm.elements(v).to_vec());
    }
    if let Some(t) = vm.cast(w, TUPLE) {
        return Some(vm.elements(t).to_vec());
    }
    let (mut rest, mut slow, mut all) = (w, w, Vec::new());
    while let Some(p) = vm.cast(rest, PAIR) {
        all.push(vm.get(p, Pair::car));
        rest = vm.get(p, Pair::cdr);
        if all.len() % 2 == 0 {
            slow = vm.get(vm.cast(slow, PAIR)?, Pair::cdr);
            if slow == rest && rest != Word::NIL {
                return None;
            }
        }
    }
    (rest == Word::NIL).then_some(all)
}

fn list(vm: &mut Vm, words: &[Word]) -> Word {
    words.iter().rev().fold(Word::NIL, |rest, w| vm.pair(*w, rest))
}

impl<T: FromWord> FromWord for Vec<T> {
    const NAME: &'static str = "a list or vector of the right elements";
    fn from_word(vm: &mut Vm, w: Word) -> Option<Vec<T>> {
        elements(vm, w)?.into_iter().map(|e| T::from_word(vm, e)).collect()
    }
}

impl<T: IntoWord> IntoWord for Vec<T> {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        let words = self.into_args(vm)?;
        Ok(list(vm, &words))
    }
}

impl<T: IntoWord + Clone> IntoWord for &[T] {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        self.to_vec().into_word(vm)
    }
}

/// The Rust value itself stays where it is; the guest can only hand it on. When no guest object refers to it any more, the
/// collector drops the guest's share of it.
impl<T: Any + Send + Sync> FromWord for Arc<T> {
    const NAME: &'static str = "an object of the host of the right type";
    fn from_word(vm: &mut Vm, w: Word) -> Option<Arc<T>> {
        vm.host::<Arc<T>>(w).cloned()
    }
}

impl<T: Any + Send + Sync> IntoWord for Arc<T> {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        Ok(vm.host_value(Box::new(self), size_of::<T>()).word())
    }
}

impl<T: IntoWord, E: Into<Box<dyn std::error::Error + Send + Sync>>> IntoWord for Result<T, E> {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        match self {
            Ok(value) => value.into_word(vm),
            // An error of a call back into the machine keeps its kind: the guest's own exception goes on as it was.
            Err(e) => Err(match e.into().downcast::<Error>() {
                Ok(error) => *error,
                Err(other) => Error::new(ErrorKind::Host, other.to_string()),
            }),
        }
    }
}

impl<T: IntoWord> IntoArgs for Vec<T> {
    fn into_args(self, vm: &mut Vm) -> Result<Vec<Word>, Error> {
        self.into_iter().map(|v| v.into_word(vm)).collect()
    }
}

impl<T: IntoWord + Clone> IntoArgs for &[T] {
    fn into_args(self, vm: &mut Vm) -> Result<Vec<Word>, Error> {
        self.to_vec().into_args(vm)
    }
}

impl IntoArgs for () {
    fn into_args(self, _vm: &mut Vm) -> Result<Vec<Word>, Error> {
        Ok(Vec::new())
    }
}

macro_rules! tuples {
    ($($name:literal: $($t:ident $v:ident)+;)*) => {$(
        impl<$($t: IntoWord),+> IntoArgs for ($($t,)+) {
            fn into_args(self, vm: &mut Vm) -> Result<Vec<Word>, Error> {
                let ($($v,)+) = self;
                Ok(vec![$($v.into_word(vm)?),+])
            }
        }

        impl<$($t: IntoWord),+> IntoWord for ($($t,)+) {
            fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
                let words = self.into_args(vm)?;
                Ok(list(vm, &words))
            }
        }

        impl<$($t: FromWord),+> FromWord for ($($t,)+) {
            const NAME: &'static str = $name;
            fn from_word(vm: &mut Vm, w: Word) -> Option<($($t,)+)> {
                let words = elements(vm, w)?;
                let [$($v),+] = words[..] else { return None };
                Some(($($t::from_word(vm, $v)?,)+))
            }
        }
    )*};
}

tuples! {
    "a list of one element": A a;
    "a list of two elements": A a B b;
    "a list of three elements": A a B b C c;
    "a list of four elements": A a B b C c D d;
    "a list of five elements": A a B b C c D d E e;
    "a list of six elements": A a B b C c D d E e F f;
}

impl Machine {
    /// A guest's value as a Rust value, if it is one of the type.
    pub fn convert<T: FromWord>(&mut self, w: Word) -> Option<T> {
        T::from_word(&mut self.vm, w)
    }

    /// A Rust value as a guest's value, valid until the machine runs again.
    pub fn make<T: IntoWord>(&mut self, value: T) -> Result<Word, Error> {
        value.into_word(&mut self.vm)
    }
}
