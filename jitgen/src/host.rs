//! Host functions and the conversion of values, both ways.

use crate::driver::{HostFunction, Machine};
use std::sync::Arc;
use vm_core::core_shapes::{PAIR, Pair, VECTOR};
use vm_core::{Error, ErrorKind, LanguageId, Vm, Word, number, text};

/// A Rust type that guest values convert to.
pub trait FromWord: Sized {
    /// What a guest programmer would call the type.
    const NAME: &'static str;
    /// The value, if the word is one of the type.
    fn from_word(vm: &Vm, w: Word) -> Option<Self>;
}

/// A Rust type that converts to a guest value.
pub trait IntoWord {
    /// The word. An error where the guest has no room for it.
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error>;
}

impl FromWord for Word {
    const NAME: &'static str = "value";
    fn from_word(_vm: &Vm, w: Word) -> Option<Word> {
        Some(w)
    }
}

impl IntoWord for Word {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(self)
    }
}

impl FromWord for bool {
    const NAME: &'static str = "boolean";
    fn from_word(_vm: &Vm, w: Word) -> Option<bool> {
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

impl FromWord for i64 {
    const NAME: &'static str = "integer";
    fn from_word(vm: &Vm, w: Word) -> Option<i64> {
        number::to_i64(vm, w)
    }
}

impl IntoWord for i64 {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        number::from_i64(vm, self).map_err(|_| memory())
    }
}

impl FromWord for f64 {
    const NAME: &'static str = "number";
    fn from_word(vm: &Vm, w: Word) -> Option<f64> {
        w.as_smi().map(|n| n as f64).or_else(|| vm.float_value(w))
    }
}

impl IntoWord for f64 {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        Ok(vm.float(self))
    }
}

impl FromWord for String {
    const NAME: &'static str = "string";
    fn from_word(vm: &Vm, w: Word) -> Option<String> {
        Some(text::to_string(vm, text::of(vm, w)?))
    }
}

impl IntoWord for &str {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        text::new(vm, self).map(Word::from).map_err(|_| memory())
    }
}

impl IntoWord for String {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        self.as_str().into_word(vm)
    }
}

impl IntoWord for () {
    fn into_word(self, _vm: &mut Vm) -> Result<Word, Error> {
        Ok(Word::UNSPECIFIED)
    }
}

/// A list or a vector.
impl<T: FromWord> FromWord for Vec<T> {
    const NAME: &'static str = "list or vector";
    fn from_word(vm: &Vm, w: Word) -> Option<Vec<T>> {
        if let Some(v) = vm.cast(w, VECTOR) {
            return vm.elements(v).iter().map(|e| T::from_word(vm, *e)).collect();
        }
        let (mut rest, mut all) = (w, Vec::new());
        while let Some(p) = vm.cast(rest, PAIR) {
            all.push(T::from_word(vm, vm.get(p, Pair::car))?);
            rest = vm.get(p, Pair::cdr);
        }
        (rest == Word::NIL).then_some(all)
    }
}

/// A list.
impl<T: IntoWord> IntoWord for Vec<T> {
    fn into_word(self, vm: &mut Vm) -> Result<Word, Error> {
        let mut words = Vec::with_capacity(self.len());
        for e in self {
            words.push(e.into_word(vm)?);
        }
        Ok(words.into_iter().rev().fold(Word::NIL, |rest, w| vm.pair(w, rest)))
    }
}

fn memory() -> Error {
    Error::new(ErrorKind::Limit { which: "heap", limit: 0 }, "no room for the host's value")
}

/// A Rust function that can be a host function: up to four convertible parameters and a convertible result.
pub trait HostCallable<Args>: Send + Sync + 'static {
    /// How many parameters it takes.
    const PARAMS: usize;
    /// Converts, calls, converts back. An error is one sentence.
    fn call(&self, vm: &mut Vm, args: &[Word]) -> Result<Word, String>;
}

macro_rules! callable {
    ($n:literal; $($t:ident $i:literal)*) => {
        impl<F, R, $($t),*> HostCallable<($($t,)*)> for F
        where
            F: Fn($($t),*) -> R + Send + Sync + 'static,
            R: IntoWord,
            $($t: FromWord),*
        {
            const PARAMS: usize = $n;
            #[allow(unused_variables)]
            fn call(&self, vm: &mut Vm, args: &[Word]) -> Result<Word, String> {
                let result = self($(
                    $t::from_word(vm, args[$i]).ok_or_else(|| format!("argument {} must be a {}", $i + 1, $t::NAME))?
                ),*);
                result.into_word(vm).map_err(|e| e.message)
            }
        }
    };
}
callable!(0;);
callable!(1; A 0);
callable!(2; A 0 B 1);
callable!(3; A 0 B 1 C 2);
callable!(4; A 0 B 1 C 2 D 3);

impl Machine {
    /// A guest's value as a Rust value, if it is one of the type.
    pub fn convert<T: FromWord>(&self, w: Word) -> Option<T> {
        T::from_word(&self.vm, w)
    }

    /// Calls a guest's function value. The result is valid until the machine runs again.
    pub fn call_value(&mut self, language: LanguageId, function: Word, args: &[Word]) -> Result<Word, Error> {
        let front = self.languages[language.0 as usize].language();
        let (code, params) = front.call(&mut self.vm, function, args)?;
        self.call(code, &params)
    }

    /// Calls the function that a global of a language holds, and converts its result.
    pub fn call_global<T: FromWord>(&mut self, language: LanguageId, name: &str, args: &[Word]) -> Result<T, Error> {
        let symbol = self.vm.symbols.intern(name);
        let global = self.vm.find_global(language, symbol);
        let function = global.map_or(Word::HOLE, |g| self.vm.global_value(g));
        if function == Word::HOLE {
            return Err(Error::new(ErrorKind::Host, format!("{name} is not defined")));
        }
        let result = self.call_value(language, function, args)?;
        self.convert(result).ok_or_else(|| Error::new(ErrorKind::Host, format!("{name} did not return a {}", T::NAME)))
    }

    /// Defines a function of the host in a language, under a name. A panic of the function is raised in the guest as an error.
    pub fn define<Args, F: HostCallable<Args>>(&mut self, language: LanguageId, name: &str, function: F) -> Result<(), Error> {
        let label = name.to_string();
        let host: HostFunction = Arc::new(move |machine: &mut Machine, args: &[Word]| {
            let called = std::panic::AssertUnwindSafe(|| match args.len() {
                n if n == F::PARAMS => function.call(&mut machine.vm, args),
                n => Err(format!("takes {} arguments, not {n}", F::PARAMS)),
            });
            let result = std::panic::catch_unwind(called).unwrap_or_else(|_| Err("the host function panicked".into()));
            result.map_err(|why| {
                let message = format!("{label}: {why}");
                machine.languages[language.0 as usize].language().error(&mut machine.vm, &message)
            })
        });
        let index = self.add_host(host);
        let front = self.languages[language.0 as usize].language();
        front.bind_host(&mut self.vm, language, name, index)
    }
}
