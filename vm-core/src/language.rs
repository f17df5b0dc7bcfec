//! What a language is to the VM.

use crate::code::{CodeId, LanguageId};
use crate::error::Error;
use crate::source::SourceId;
use crate::vm::Vm;
use crate::word::Word;

/// A fault that the VM itself detects and that the language turns into one of its own exceptions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The VM stack is full.
    StackOverflow,
    /// The memory limit is exceeded.
    OutOfMemory,
}

/// The front half of a language: text to code, values to text. The back half, `step`, is `jitgen::Interpreter`.
pub trait Language: Send + 'static {
    /// The name used on the command line.
    fn name(&self) -> &'static str;

    /// File extensions, without dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Makes the language's shapes, globals and primitives in a new VM. Gives functions without parameters that define the
    /// rest of the library; they are run in order.
    fn install(&self, vm: &mut Vm, id: LanguageId) -> Result<Vec<CodeId>, Error>;

    /// Compiles a program to a function without parameters that runs it.
    fn compile(&self, vm: &mut Vm, id: LanguageId, source: SourceId) -> Result<CodeId, Error>;

    /// The text of a value: as a program would print it, or (`write`) as it would be written in a source.
    fn show(&self, vm: &Vm, value: Word, write: bool) -> String;

    /// One line for a value that nobody caught.
    fn show_uncaught(&self, vm: &Vm, value: Word) -> String {
        self.show(vm, value, true)
    }

    /// The exception for a fault.
    fn fault(&self, vm: &mut Vm, fault: Fault) -> Word;

    /// Which fault an exception stands for, if for any: a fault that nobody caught is the host's
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit).
    fn fault_of(&self, vm: &Vm, exception: Word) -> Option<Fault> {
        let _ = (vm, exception);
        None
    }

    /// What to run to call a function value: code and its parameters.
    fn call(&self, vm: &mut Vm, function: Word, args: &[Word]) -> Result<(CodeId, Vec<Word>), Error> {
        let _ = (vm, function, args);
        Err(Error::new(crate::ErrorKind::Host, format!("{}: the host cannot call functions", self.name())))
    }

    /// The exception for an error that a host function reports.
    fn error(&self, vm: &mut Vm, message: &str) -> Word;

    /// Binds a name to a function of the host: calling it asks for `Request::Host` with this index and a vector of arguments.
    fn bind_host(&self, vm: &mut Vm, id: LanguageId, name: &str, index: usize) -> Result<(), Error> {
        let _ = (vm, id, index);
        Err(Error::new(crate::ErrorKind::Host, format!("{}: host functions such as {name} cannot be bound", self.name())))
    }

    /// What runs when an exception finds no handler in the frames' code: code with its parameters, called from the
    /// instruction that raised. It must not return. `None`: the exception is uncaught.
    fn raise(&self, vm: &mut Vm, exception: Word) -> Option<(CodeId, Vec<Word>)> {
        let _ = (vm, exception);
        None
    }

    /// Called by the driver between two instructions after [`poll::LANGUAGE`](crate::limits::poll::LANGUAGE) was raised.
    fn attend(&self, vm: &mut Vm) {
        let _ = vm;
    }

    /// The nursery that suits the language's programs, where nobody asks for another. `None`: the default.
    fn nursery_bytes(&self) -> Option<usize> {
        None
    }

    /// A stage before bytecode as text: `tokens`, `ast` or a stage of the language's own. `None`: no such stage.
    fn stage(&self, vm: &mut Vm, source: SourceId, stage: &str) -> Option<Result<String, Error>>;
}
