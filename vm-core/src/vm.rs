//! The state of one virtual machine.

use crate::assume::Assumptions;
use crate::code::{Code, CodeId};
use crate::config::HeapOptions;
use crate::frame::Stack;
use crate::heap::{Finalizers, Globals, Heap, Hosts, Root, Roots, States};
use crate::limits::{InterruptHandle, Limits, PollWord};
use crate::source::{Source, SourceId};
use crate::word::{ShapeId, ShapeTable, SymbolTable, Word};
use std::any::Any;
use std::io::Write;
use std::sync::Arc;

/// How many values an exit of compiled code may hand over.
pub const EXIT_VALUES: usize = 4096;

/// How many words a VM keeps for its languages: see [`Vm::registers`].
pub const REGISTERS: usize = 8;

/// One virtual machine: its heap, stack, symbols, shapes and code. It can move between threads but not be shared by them, and
/// it uses no process-wide state.
pub struct Vm {
    /// The heap.
    pub heap: Heap,
    /// The frames.
    pub stack: Stack,
    /// Set when the driver must act.
    pub poll: Arc<PollWord>,
    /// Compiled code unwinds when its native stack pointer is below this address.
    pub native_limit: usize,
    /// Where compiled code puts the values of an exit.
    pub exit_values: Box<[u64; EXIT_VALUES]>,
    /// The result of a function that compiled code calls with all registers preserved.
    pub quiet_result: Word,
    /// Compiled code was left, all its frames with it, to go on with the code at this address in the top frame; 0 otherwise. Taken
    /// by the driver.
    pub resumed: usize,
    /// Which exit compiled code was left through: unit and exit. Taken by the driver.
    pub last_exit: Option<(u32, u32)>,
    /// What compiled code had done of the step that it left in the middle: results of impure operations, in order.
    pub exit_log: Vec<Word>,
    /// Where guest programs print: standard output, unless the host sets something else.
    pub output: Box<dyn Write + Send>,
    /// The guest program's command line: its own name, then its arguments.
    pub arguments: Vec<String>,
    /// Where languages look for libraries, after the folder of the program itself.
    pub library_path: Vec<std::path::PathBuf>,
    /// What compilers have found to be probably wrong, until the host takes it. Compilers add a bounded number per program.
    pub warnings: Vec<crate::error::Warning>,
    /// What is left of [`Limits::fuel`].
    pub fuel: i64,
    /// The exception that a helper raised: see [`Word::RAISED`].
    pub pending: Word,
    /// Words that the collector sees, for the languages' own use: the current exception handlers, the winders of dynamic extents, the
    /// current process. The host's languages agree on who uses which.
    pub registers: [Word; REGISTERS],
    /// The symbols.
    pub symbols: SymbolTable,
    /// The shapes.
    pub shapes: ShapeTable,
    /// The limits.
    pub limits: Limits,
    /// What compiled code takes as constant.
    pub assumptions: Assumptions,
    pub(crate) codes: Vec<Box<Code>>,
    /// The address of the table of code objects, a pointer to each by its id: compiled code reads it.
    #[doc(hidden)]
    pub code_table: usize,
    /// How many codes' literals are known to be old.
    pub(crate) codes_old: usize,
    pub(crate) sources: Vec<Source>,
    pub(crate) globals: Globals,
    pub(crate) roots: Roots,
    pub(crate) hosts: Hosts,
    pub(crate) finalizers: Finalizers,
    pub(crate) references: Option<References>,
    /// References stay for now: a recording in progress knows some of them as such.
    pub keeps_references: bool,
    pub(crate) before_collection: Vec<fn(&mut Vm)>,
    states: States,
}

/// See [`Vm::follow_references`].
pub(crate) struct References {
    pub(crate) shape: ShapeId,
    pub(crate) limit: Root,
    pub(crate) slot: u32,
}

impl Vm {
    /// Has the collector replace references by what they refer to. A reference is a reference to the first slot of an object of this
    /// shape: a slot with what it refers to (a stamped hole: nothing yet), and a stamp. Those are replaced whose stamp, a stamped hole, is at least
    /// the one that is then in a slot of `limit`: the language says so that they will not change any more (a logic variable
    /// that no backtracking resets). Panics if the shape has not exactly two slots.
    pub fn follow_references<L: crate::Layout>(&mut self, shape: crate::Shape<L>, limit: Root, slot: u32) {
        assert!(L::FIXED == 2 && L::TAIL == crate::TailKind::None, "a reference has two slots");
        self.references = Some(References { shape: shape.id(), limit, slot });
    }

    /// Has a function called before each collection, but for those while something is recorded: it drops what the language knows
    /// that nobody will look at any more. It must not change what a program can observe, and does not make objects.
    pub fn before_collection(&mut self, drop: fn(&mut Vm)) {
        self.before_collection.push(drop);
    }

    /// A VM without languages, whose heap is set up as the environment says (see [`HeapOptions::from_environment`]). Fails if
    /// the system has no address space for its stack and its nursery.
    pub fn new(limits: Limits) -> std::io::Result<Vm> {
        Vm::with_options(limits, HeapOptions::from_environment())
    }

    /// A VM without languages.
    pub fn with_options(limits: Limits, options: HeapOptions) -> std::io::Result<Vm> {
        let poll = Arc::<PollWord>::default();
        let heap = Heap::new(poll.clone(), options, limits.heap_bytes);
        let mut symbols = SymbolTable::default();
        let shapes = ShapeTable::new(&mut symbols);
        Ok(Vm {
            heap: heap.ok_or_else(std::io::Error::last_os_error)?,
            stack: Stack::new(limits.stack_bytes)?,
            poll,
            native_limit: 0,
            exit_values: Box::new([0; EXIT_VALUES]),
            quiet_result: Word::UNDEFINED,
            output: Box::new(std::io::BufWriter::new(std::io::stdout())),
            arguments: Vec::new(),
            library_path: Vec::new(),
            warnings: Vec::new(),
            resumed: 0,
            last_exit: None,
            exit_log: Vec::new(),
            fuel: limits.fuel.map_or(i64::MAX, |f| f as i64),
            pending: Word::UNDEFINED,
            registers: [Word::UNDEFINED; REGISTERS],
            symbols,
            shapes,
            limits,
            assumptions: Assumptions::default(),
            codes: Vec::new(),
            code_table: 0,
            codes_old: 0,
            sources: Vec::new(),
            globals: Globals::default(),
            roots: Roots::default(),
            hosts: Hosts::default(),
            finalizers: Finalizers::default(),
            references: None,
            keeps_references: false,
            before_collection: Vec::new(),
            states: Default::default(),
        })
    }

    /// A handle that stops guest code from any thread.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        InterruptHandle(self.poll.clone())
    }

    /// Prints to the guest's output. A failing output (a closed pipe) ends nothing: the host finds out when it flushes.
    pub fn print(&mut self, text: &str) {
        let _ = self.output.write_all(text.as_bytes());
    }

    /// Ends a VM whose process ends with it: see the driver. Drops what may have effects, and frees no memory.
    pub fn abandon(mut self: Box<Self>) {
        drop((std::mem::take(&mut self.states), std::mem::take(&mut self.hosts)));
        std::mem::forget(self);
    }

    /// Adds a code object.
    pub fn add_code(&mut self, mut code: Code) -> CodeId {
        let id = CodeId(self.codes.len() as u32);
        code.id = id;
        self.codes.push(Box::new(code));
        self.code_table = self.codes.as_ptr() as usize;
        id
    }

    /// The id that the next code object added gets: compilers of functions that refer to each other need it in advance.
    pub fn next_code_id(&self) -> CodeId {
        CodeId(self.codes.len() as u32)
    }

    /// A code object. Its address is stable.
    #[inline(always)]
    pub fn code(&self, id: CodeId) -> &Code {
        &self.codes[id.0 as usize]
    }

    /// All code objects.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.codes.iter().map(|c| &**c)
    }

    /// Adds a source text.
    pub fn add_source(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        SourceId(self.sources.len() as u32 - 1)
    }

    /// A source text.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// All source texts, in the order in which they were added.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter()
    }

    /// State of a language's own, kept with the VM. Words in it are not seen by the collector.
    #[inline]
    pub fn state<T: Any + Send>(&self) -> Option<&T> {
        self.states.get()
    }

    /// The same, to be changed.
    #[inline]
    pub fn state_mut<T: Any + Send>(&mut self) -> Option<&mut T> {
        self.states.get_mut()
    }

    /// Puts state of a language's own.
    pub fn set_state<T: Any + Send>(&mut self, state: T) {
        self.states.set(state);
    }
}
