//! The driver: runs programs. It interprets, lets the recorder write down what is hot, has units compiled, enters them, and takes
//! over when they leave. Collections, requests, exceptions and limits are handled here, with no native frame alive.
//!
//! ```text
//!            +--------------------- interpret ---------------------+
//!            |  site hot                       site has a unit     |
//!            v                                                     v
//!   +-> record a step --- closed, limit ---> optimise, compile   enter <--------+
//!   |      |   |                                    |              |            |
//!   +------+   | native call                        v              | returned   | poll done
//!              v                                interpret          | unwound    |
//!          interpret until it returns                              v            |
//!                                             exit cold: resume the step; hot: record from it
//! ```

mod deadline;
mod execute;
mod interpret;
mod jit;
mod native;
mod merge;
mod record;

pub use interpret::Dynamic;
pub(crate) use interpret::{Counting, Stop, Typed};
pub(crate) use jit::Jit;
pub use jit::Stats;

use crate::config::Config;
use crate::log::Log;
use crate::mode::Interpreter;
use std::sync::Arc;
use std::time::Instant;
use vm_core::{CodeId, Error, ErrorKind, HeapOptions, InterruptHandle, Language, LanguageId, Limits, Reading, Root, Source, SourceId, Vm, Word};

/// A function of the host that guest code can call; for what its `Err` does see [`crate::host`].
pub type HostFunction = Arc<dyn Fn(&mut Machine, &[Word]) -> Result<Word, Error> + Send + Sync>;

/// A VM with its languages and its JIT: what an embedder makes.
pub struct Machine {
    pub(crate) vm: Box<Vm>,
    pub(crate) languages: Vec<Box<dyn Dynamic>>,
    pub(crate) hosts: Vec<(String, HostFunction)>,
    pub(crate) jit: Jit,
    /// When the outermost call by the host that is in progress began.
    started: Option<Instant>,
    /// A continuation and the value it is to get, on their way out of calls by the host.
    escape: Option<(Root, Root)>,
}

impl Machine {
    /// A machine without languages.
    pub fn new(config: Config, limits: Limits) -> Result<Machine, Error> {
        Machine::with_heap(config, limits, HeapOptions::from_environment())
    }

    /// A machine without languages, with thresholds and test switches of its heap.
    pub fn with_heap(config: Config, limits: Limits, heap: HeapOptions) -> Result<Machine, Error> {
        let vm =
            Vm::with_options(limits, heap).map_err(|e| Error::new(ErrorKind::Host, format!("cannot reserve the stack: {e}")))?;
        Ok(Machine::of_vm(config, vm))
    }

    pub(crate) fn of_vm(config: Config, vm: Vm) -> Machine {
        let (languages, hosts) = (Vec::new(), Vec::new());
        Machine { jit: Jit::new(config, &vm), vm: Box::new(vm), languages, hosts, started: None, escape: None }
    }

    /// Adds a language and installs its library.
    pub fn add_language<L: Interpreter>(&mut self, language: L) -> Result<LanguageId, Error> {
        let id = LanguageId(self.languages.len() as u8);
        self.languages.push(Box::new(Typed(language)));
        let prelude = self.languages[id.0 as usize].language().install(&mut self.vm, id)?;
        for code in prelude {
            self.run(code)?;
        }
        Ok(id)
    }

    /// The language of this name or with this file extension.
    pub fn language(&self, name: &str) -> Option<LanguageId> {
        let is = |l: &dyn Language| l.name() == name || l.extensions().contains(&name);
        self.languages.iter().position(|l| is(l.language())).map(|i| LanguageId(i as u8))
    }

    /// How many languages there are; their ids count from 0.
    pub fn language_count(&self) -> usize {
        self.languages.len()
    }

    /// The front half of a language.
    pub fn front(&self, id: LanguageId) -> &dyn Language {
        self.languages[id.0 as usize].language()
    }

    /// The VM.
    pub fn vm(&self) -> &Vm {
        &self.vm
    }

    /// The VM, to make and change values.
    pub fn vm_mut(&mut self) -> &mut Vm {
        &mut self.vm
    }

    /// A handle that stops the machine's running call from any thread.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.vm.interrupt_handle()
    }

    /// Compiles a program to a function without parameters.
    pub fn load(&mut self, language: LanguageId, source: Source) -> Result<CodeId, Error> {
        let source = self.vm.add_source(source);
        self.languages[language.0 as usize].language().compile(&mut self.vm, language, source)
    }

    /// A stage of a program before bytecode as text; `None` if the language has no such stage.
    pub fn stage(&mut self, language: LanguageId, source: SourceId, stage: &str) -> Option<Result<String, Error>> {
        self.languages[language.0 as usize].language().stage(&mut self.vm, source, stage)
    }

    /// Whether a program's functions are compiled only when it runs.
    pub fn compiles_late(&self, language: LanguageId) -> bool {
        self.languages[language.0 as usize].language().compiles_late()
    }

    /// Runs a function without parameters. The result is valid until the machine runs again.
    pub fn run(&mut self, code: CodeId) -> Result<Word, Error> {
        self.call(code, &[])
    }

    /// Compiles and runs a program.
    pub fn eval(&mut self, language: LanguageId, source: Source) -> Result<Word, Error> {
        let code = self.load(language, source)?;
        self.run(code)
    }

    /// What a text begins with that a user types.
    pub fn reading(&mut self, language: LanguageId, text: &str) -> Reading {
        self.languages[language.0 as usize].language().reading(&mut self.vm, text)
    }

    /// Compiles a form that a user has typed.
    pub fn load_interactive(&mut self, language: LanguageId, source: Source) -> Result<CodeId, Error> {
        let source = self.vm.add_source(source);
        self.languages[language.0 as usize].language().compile_interactive(&mut self.vm, language, source)
    }

    /// What is shown to the user of the value of a form, and what to run for the next one.
    pub fn answer(&mut self, language: LanguageId, value: Word) -> (Option<String>, Option<(CodeId, Vec<Word>)>) {
        let front = self.languages[language.0 as usize].language();
        let answer = front.answer(&self.vm, value);
        (answer, front.more(&mut self.vm, value))
    }

    /// Whether a form's value says that it has failed.
    pub fn failed(&self, language: LanguageId, value: Word) -> bool {
        self.front(language).failed(&self.vm, value)
    }

    /// The text of a value, as a program of the language would print it (`write`: as it would be written in a source).
    pub fn show(&self, language: LanguageId, value: Word, write: bool) -> String {
        self.front(language).show(&self.vm, value, write)
    }

    /// Adds a function of the host; guest code calls it by the number returned. In a machine from an image it also takes the places
    /// of the functions that had its name.
    pub fn add_host(&mut self, name: &str, function: HostFunction) -> usize {
        self.hosts.iter_mut().filter(|(n, _)| n == name).for_each(|(_, f)| *f = function.clone());
        self.hosts.push((name.into(), function));
        self.hosts.len() - 1
    }

    /// Counts of what the JIT did.
    pub fn stats(&self) -> &Stats {
        &self.jit.stats
    }

    /// The units, freed ones left out.
    pub fn units(&self) -> impl Iterator<Item = &crate::unit::Unit> {
        self.jit.units.iter().flatten()
    }

    /// A stage of a unit's compiled code as text: `clif` or `asm`.
    pub fn unit_text(&self, unit: &crate::unit::Unit, stage: &str) -> Option<String> {
        self.jit.backend.text(unit.handle?, stage)
    }

    /// Sends the JIT's events to a log.
    pub fn set_log(&mut self, log: Log) {
        self.jit.log = log;
    }

    /// Keeps the texts of compiled code for [`Machine::unit_text`].
    pub fn keep_text(&mut self, keep: bool) {
        self.jit.keep_text = keep;
    }

    /// Ends a machine whose process ends with it. Only what may have effects is dropped: the states of languages, which hold open files,
    /// and values of the host. The system takes the memory back faster than it is freed piece by piece.
    pub fn abandon(self) {
        let Machine { vm, languages, hosts, jit, .. } = self;
        std::mem::forget(jit);
        vm.abandon();
        drop((languages, hosts));
    }
}
