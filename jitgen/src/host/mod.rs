//! Host functions, and calls by the host.
//!
//! A host function is a Rust closure whose parameters and result convert (see [`convert`]). With `&mut Machine` as its first
//! parameter it may call back into the guest:
//!
//! ```text
//! machine.define(scheme, "clamp", |x: f64, low: f64, high: f64| x.clamp(low, high))?;
//! machine.define(scheme, "parse", |text: String| text.trim().parse::<i64>())?;              // Err is raised in the guest
//! machine.define(scheme, "twice", move |m: &mut Machine, f: Root, x: i64| -> Result<i64, Error> {
//!     let once: i64 = m.call_function(scheme, &f, (x,))?;
//!     m.call_function(scheme, &f, (once,))
//! })?;
//! ```
//!
//! **Errors.** What a host function answers with `Err` is raised in the guest as an error of the guest's language. An error that came
//! out of a call back keeps its kind: the guest's own exception is raised again as it was; a limit, an interrupt and `exit` end
//! the outer call too. A panic is raised as an error.
//!
//! **Values.** A [`Word`] is valid only until the machine runs again, because objects move. What a host keeps is a [`Root`].

pub mod convert;

use crate::driver::{HostFunction, Machine};
use convert::{FromWord, IntoArgs, IntoWord};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use vm_core::{CodeId, Error, ErrorKind, LanguageId, Root, Source, Word};

/// A Rust function that can be a host function: up to six convertible parameters and a convertible result.
pub trait HostCallable<Args>: Send + Sync + 'static {
    /// How many arguments it takes.
    const PARAMS: usize;
    /// Converts, calls, converts back.
    fn call(&self, machine: &mut Machine, args: &[Word]) -> Result<Word, Error>;
}

/// Marks host functions whose first parameter is the machine.
pub struct WithMachine;

fn argument<T: FromWord>(machine: &mut Machine, args: &[Word], i: usize) -> Result<T, Error> {
    let converted = args.get(i).and_then(|w| T::from_word(&mut machine.vm, *w));
    converted.ok_or_else(|| Error::new(ErrorKind::Host, format!("argument {} must be {}", i + 1, T::NAME)))
}

macro_rules! callable {
    ($n:literal; $($t:ident $v:ident $i:literal)*) => {
        impl<Fun, R, $($t),*> HostCallable<($($t,)*)> for Fun
        where
            Fun: Fn($($t),*) -> R + Send + Sync + 'static,
            R: IntoWord,
            $($t: FromWord),*
        {
            const PARAMS: usize = $n;
            #[allow(unused_variables)]
            fn call(&self, machine: &mut Machine, args: &[Word]) -> Result<Word, Error> {
                $(let $v = argument::<$t>(machine, args, $i)?;)*
                self($($v),*).into_word(&mut machine.vm)
            }
        }

        impl<Fun, R, $($t),*> HostCallable<(WithMachine, $($t,)*)> for Fun
        where
            Fun: Fn(&mut Machine, $($t),*) -> R + Send + Sync + 'static,
            R: IntoWord,
            $($t: FromWord),*
        {
            const PARAMS: usize = $n;
            #[allow(unused_variables)]
            fn call(&self, machine: &mut Machine, args: &[Word]) -> Result<Word, Error> {
                $(let $v = argument::<$t>(machine, args, $i)?;)*
                self(machine, $($v),*).into_word(&mut machine.vm)
            }
        }
    };
}
callable!(0;);
callable!(1; A a 0);
callable!(2; A a 0 B b 1);
callable!(3; A a 0 B b 1 C c 2);
callable!(4; A a 0 B b 1 C c 2 D d 3);
callable!(5; A a 0 B b 1 C c 2 D d 3 E e 4);
callable!(6; A a 0 B b 1 C c 2 D d 3 E e 4 F f 5);

impl Machine {
    /// Defines a function of the host in a language, under a name.
    pub fn define<Args, F: HostCallable<Args>>(&mut self, language: LanguageId, name: &str, function: F) -> Result<(), Error> {
        self.bind(language, name, Some(F::PARAMS as u16), move |machine, args| function.call(machine, args))
    }

    /// Defines a function of the host that takes any number of arguments of any type. They are valid until the function calls
    /// back: what it needs longer it roots.
    pub fn define_variadic<F, R>(&mut self, language: LanguageId, name: &str, function: F) -> Result<(), Error>
    where
        F: Fn(&mut Machine, &[Word]) -> R + Send + Sync + 'static,
        R: IntoWord,
    {
        self.define_counted(language, name, None, function)
    }

    /// The same with a fixed number of arguments, or any number.
    pub fn define_counted<F, R>(&mut self, language: LanguageId, name: &str, params: Option<u16>, function: F) -> Result<(), Error>
    where
        F: Fn(&mut Machine, &[Word]) -> R + Send + Sync + 'static,
        R: IntoWord,
    {
        self.bind(language, name, params, move |machine, args| function(machine, args).into_word(&mut machine.vm))
    }

    fn bind<F>(&mut self, language: LanguageId, name: &str, params: Option<u16>, function: F) -> Result<(), Error>
    where
        F: Fn(&mut Machine, &[Word]) -> Result<Word, Error> + Send + Sync + 'static,
    {
        let label = name.to_string();
        let host: HostFunction = Arc::new(move |machine: &mut Machine, args: &[Word]| {
            let depth = machine.vm.entry_depth();
            let result = catch_unwind(AssertUnwindSafe(|| function(machine, args))).unwrap_or_else(|_| {
                machine.unwind_to(depth);
                Err(Error::new(ErrorKind::Host, "the host function panicked"))
            });
            result.map_err(|mut e| {
                if matches!(e.kind, ErrorKind::Host) {
                    e.message = format!("{label}: {}", e.message);
                }
                e
            })
        });
        let index = self.add_host(name, host);
        let front = self.languages[language.0 as usize].language();
        front.bind_host(&mut self.vm, language, name, index, params)
    }

    /// What to run to call a guest's function value, for [`Machine::call`]. An error if it does not take these arguments.
    pub fn prepare_call(&mut self, language: LanguageId, function: Word, args: &[Word]) -> Result<(CodeId, Vec<Word>), Error> {
        self.languages[language.0 as usize].language().call(&mut self.vm, function, args)
    }

    /// Calls a guest's function value. The result is valid until the machine runs again.
    pub fn call_value(&mut self, language: LanguageId, function: Word, args: &[Word]) -> Result<Word, Error> {
        let (code, params) = self.prepare_call(language, function, args)?;
        self.call(code, &params)
    }

    /// Calls a guest's function that the host has kept, and converts its result.
    pub fn call_function<T: FromWord>(&mut self, language: LanguageId, function: &Root, args: impl IntoArgs) -> Result<T, Error> {
        let args = args.into_args(&mut self.vm)?;
        let function = function.get(&self.vm);
        let result = self.call_value(language, function, &args)?;
        self.converted(result, "the function")
    }

    /// The value of a toplevel variable, as a program would see it.
    pub fn global<T: FromWord>(&mut self, language: LanguageId, name: &str) -> Result<T, Error> {
        let front = self.languages[language.0 as usize].language();
        let value = front.global(&mut self.vm, language, name);
        let value = value.ok_or_else(|| Error::new(ErrorKind::Host, format!("{name} is not defined")))?;
        self.converted(value, name)
    }

    /// Calls the function that a toplevel variable holds, and converts its result.
    pub fn call_global<T: FromWord>(&mut self, language: LanguageId, name: &str, args: impl IntoArgs) -> Result<T, Error> {
        let function: Root = self.global(language, name)?;
        let args = args.into_args(&mut self.vm)?;
        let function = function.get(&self.vm);
        let result = self.call_value(language, function, &args)?;
        self.converted(result, name)
    }

    /// Compiles and runs a program, and converts its value.
    pub fn eval_as<T: FromWord>(&mut self, language: LanguageId, source: Source) -> Result<T, Error> {
        let name = source.name.clone();
        let value = self.eval(language, source)?;
        self.converted(value, &name)
    }

    fn converted<T: FromWord>(&mut self, w: Word, what: &str) -> Result<T, Error> {
        T::from_word(&mut self.vm, w).ok_or_else(|| Error::new(ErrorKind::Host, format!("the value of {what} is not {}", T::NAME)))
    }
}
