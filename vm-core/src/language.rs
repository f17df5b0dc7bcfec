//! What a language is to the VM.

use crate::code::{Code, CodeId, LanguageId};
use crate::error::Error;
use crate::image::ImageState;
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

/// What a text begins with that a user has typed so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// Nothing but blanks and comments.
    Blank,
    /// Something that goes on in the next line.
    Unfinished,
    /// Something that can be run (or is wrong in a way that more text does not mend), so many bytes of it.
    Form(usize),
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

    /// What to run in place of the frame in which a fault has happened, its exception given and the word in its first slot: for a
    /// language that looks for handlers itself, because its code never returns. By default handlers are those of the frames.
    fn recover(&self, vm: &mut Vm, exception: Word, first: Word) -> Option<(CodeId, Vec<Word>)> {
        let _ = (vm, exception, first);
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
    /// `params`: how many arguments it takes; `None` is any number.
    fn bind_host(&self, vm: &mut Vm, id: LanguageId, name: &str, index: usize, params: Option<u16>) -> Result<(), Error> {
        let _ = (vm, id, index, params);
        Err(Error::new(crate::ErrorKind::Host, format!("{}: host functions such as {name} cannot be bound", self.name())))
    }

    /// The value of a toplevel variable, as a program would see it.
    fn global(&self, vm: &mut Vm, id: LanguageId, name: &str) -> Option<Word> {
        let symbol = vm.symbols.find(name)?;
        let value = vm.global_value(vm.find_global(id, symbol)?);
        (value != Word::HOLE).then_some(value)
    }

    /// A call by the host begins. It may have interrupted guest code, by way of a host function: what belongs to the frames of that code
    /// (its exception handlers) must not be found from within the call. Gives what [`Language::leave`] puts back.
    fn enter(&self, vm: &mut Vm) -> Option<Word> {
        let _ = vm;
        None
    }

    /// A call by the host has ended, in whatever way.
    fn leave(&self, vm: &mut Vm, outer: Word) {
        let _ = (vm, outer);
    }

    /// What a text begins with that a user types. By default every line is a form.
    fn reading(&self, vm: &mut Vm, text: &str) -> Reading {
        let _ = vm;
        if text.trim().is_empty() { Reading::Blank } else { Reading::Form(text.len()) }
    }

    /// Compiles a form that a user has typed: a query where programs consist of clauses. By default it is a program.
    fn compile_interactive(&self, vm: &mut Vm, id: LanguageId, source: SourceId) -> Result<CodeId, Error> {
        self.compile(vm, id, source)
    }

    /// What is shown to the user of the value of a form; `None`: nothing.
    fn answer(&self, vm: &Vm, value: Word) -> Option<String> {
        (value != Word::UNSPECIFIED && value != Word::UNDEFINED).then(|| self.show(vm, value, true))
    }

    /// Whether a form's value says that it has failed.
    fn failed(&self, vm: &Vm, value: Word) -> bool {
        let _ = (vm, value);
        false
    }

    /// What to run for the next answer of a form that has several, once the user has seen this value.
    fn more(&self, vm: &mut Vm, value: Word) -> Option<(CodeId, Vec<Word>)> {
        let _ = (vm, value);
        None
    }

    /// Where the name begins that a text ends with.
    fn name_start(&self, text: &str) -> usize {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        text.len() - text.chars().rev().take_while(|c| part(*c)).map(char::len_utf8).sum::<usize>()
    }

    /// The bound names that begin so, in order.
    fn names(&self, vm: &Vm, id: LanguageId, prefix: &str) -> Vec<String> {
        let bound = vm.globals().filter(|(l, _, g)| *l == id && vm.global_value(*g) != Word::HOLE);
        let mut names: Vec<String> = bound.map(|(_, n, _)| vm.symbols.name(n)).filter(|n| n.starts_with(prefix)).map(String::from).collect();
        names.sort_unstable();
        names
    }

    /// The text of a form that does a user's command (`trace`, `untrace`) with an argument, where the language has it.
    fn command(&self, command: &str, argument: &str) -> Option<String> {
        let _ = (command, argument);
        None
    }

    /// Differs between versions of the language whose images do not fit each other: tables that the numbers in its instructions
    /// refer to.
    fn image_version(&self) -> u64 {
        0
    }

    /// What the language keeps in Rust, for an image: `ImageState::default()` where it keeps nothing. By default an error: a language
    /// that has not thought of images cannot be saved.
    fn save_state(&self, vm: &Vm, id: LanguageId) -> Result<ImageState, Error> {
        let _ = (vm, id);
        Err(Error::new(crate::ErrorKind::Host, format!("{}: programs cannot be saved as images yet", self.name())))
    }

    /// Puts back what [`Language::save_state`] has given: the VM has everything else of the image already. Nothing of it is believed.
    fn restore_state(&self, vm: &mut Vm, id: LanguageId, state: &ImageState) -> Result<(), Error> {
        let _ = (vm, id, state);
        Ok(())
    }

    /// What the language requires of code from an image, beyond what holds for all languages: kinds of literals, numbers in range.
    /// All code objects are there.
    fn check_code(&self, vm: &Vm, code: &Code) -> Result<(), String> {
        let _ = (vm, code);
        Ok(())
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

    /// Whether functions are compiled when they are first called: then a program must have run before its bytecode can be shown.
    fn compiles_late(&self) -> bool {
        false
    }

    /// A stage before bytecode as text: `tokens`, `ast` or a stage of the language's own. `None`: no such stage.
    fn stage(&self, vm: &mut Vm, source: SourceId, stage: &str) -> Option<Result<String, Error>>;
}
