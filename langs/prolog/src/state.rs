//! What the language keeps with a VM besides heap objects: functors, operators, flags, predicates, streams.
//!
//! Nothing here holds a pointer that the collector does not know of: heap objects are behind [`Root`]s, and names that are to
//! stay are those of shapes.

use crate::object::{Database, Shapes};
use crate::streams::Stream;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use vm_core::{CodeId, LanguageId, Object, Root, ShapeId, Symbol, TailKind, Vm, Word};

/// How an operator stands to its operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fix {
    /// Before its operand, which may be as weak as itself (`fy`).
    PrefixY,
    /// Before its operand, which is stronger (`fx`).
    PrefixX,
    /// After its operand (`yf`).
    PostfixY,
    /// After its operand (`xf`).
    PostfixX,
    /// Between stronger operands (`xfx`).
    Infix,
    /// The right operand may be as weak (`xfy`).
    InfixRight,
    /// The left operand may be as weak (`yfx`).
    InfixLeft,
}

impl Fix {
    /// The specifier.
    pub fn name(self) -> &'static str {
        match self {
            Fix::PrefixY => "fy",
            Fix::PrefixX => "fx",
            Fix::PostfixY => "yf",
            Fix::PostfixX => "xf",
            Fix::Infix => "xfx",
            Fix::InfixRight => "xfy",
            Fix::InfixLeft => "yfx",
        }
    }

    /// The specifier of that name.
    pub fn of(name: &str) -> Option<Fix> {
        use Fix::*;
        [PrefixY, PrefixX, PostfixY, PostfixX, Infix, InfixRight, InfixLeft].into_iter().find(|f| f.name() == name)
    }
}

/// An operator of one kind: priority and specifier.
pub type Op = Option<(u32, Fix)>;

/// The operator table: prefix, infix and postfix operators by name.
#[derive(Clone, Debug, Default)]
pub struct Operators {
    /// By kind: prefix, infix, postfix.
    pub tables: [HashMap<String, (u32, Fix), FxBuildHasher>; 3],
}

impl Operators {
    /// The standard's table with the additions of SWI-Prolog.
    pub fn standard() -> Operators {
        let mut t = Operators::default();
        let rows: &[(u32, Fix, &str)] = &[
            (1200, Fix::Infix, ":- --> =>"),
            (1200, Fix::PrefixX, ":- ?-"),
            (1100, Fix::InfixRight, "; |"),
            (1105, Fix::InfixRight, "|"),
            (1050, Fix::InfixRight, "-> *->"),
            (1000, Fix::InfixRight, ","),
            (990, Fix::Infix, ":="),
            (900, Fix::PrefixY, "\\+"),
            (700, Fix::Infix, "= \\= == \\== @< @=< @> @>= =.. is =:= =\\= < =< > >= >:< :< as =@= \\=@="),
            (600, Fix::InfixRight, ":"),
            (500, Fix::InfixLeft, "+ - /\\ \\/ xor"),
            (400, Fix::InfixLeft, "* / // rem mod div << >> divmod rdiv tdiv"),
            (200, Fix::Infix, "**"),
            (200, Fix::InfixRight, "^"),
            (200, Fix::PrefixY, "- + \\"),
            (1, Fix::PrefixX, "$"),
            (
                1150,
                Fix::PrefixX,
                "dynamic discontiguous initialization meta_predicate module_transparent multifile public thread_initialization thread_local table volatile",
            ),
        ];
        for (priority, fix, names) in rows {
            names.split(' ').for_each(|n| t.set(n, *priority, *fix));
        }
        t
    }

    fn kind(fix: Fix) -> usize {
        match fix {
            Fix::PrefixX | Fix::PrefixY => 0,
            Fix::PostfixX | Fix::PostfixY => 2,
            _ => 1,
        }
    }

    /// Adds, changes or (priority 0) removes an operator.
    pub fn set(&mut self, name: &str, priority: u32, fix: Fix) {
        let table = &mut self.tables[Self::kind(fix)];
        if priority == 0 {
            table.remove(name);
        } else {
            table.insert(name.into(), (priority, fix));
        }
    }

    /// The prefix operator of that name.
    pub fn prefix(&self, name: &str) -> Op {
        self.tables[0].get(name).copied()
    }

    /// The infix operator of that name.
    pub fn infix(&self, name: &str) -> Op {
        self.tables[1].get(name).copied()
    }

    /// The postfix operator of that name.
    pub fn postfix(&self, name: &str) -> Op {
        self.tables[2].get(name).copied()
    }

    /// Whether it is an operator of any kind.
    pub fn any(&self, name: &str) -> bool {
        self.tables.iter().any(|t| t.contains_key(name))
    }
}

/// What double quotes (or back quotes) read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quotes {
    /// A list of character codes.
    Codes,
    /// A list of one-character atoms.
    Chars,
    /// An atom.
    Atom,
    /// A string.
    String,
}

/// Which floats that are not finite are results and no errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Floats {
    /// Infinity, of what is too large.
    pub overflow: bool,
    /// Infinity, of a division by zero.
    pub zero_div: bool,
    /// What is no number.
    pub undefined: bool,
}

/// What happens when an unknown procedure is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unknown {
    /// An existence error.
    Error,
    /// Failure.
    Fail,
    /// A warning and failure.
    Warning,
}

/// What becomes of a unification that would make a cyclic term.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OccursCheck {
    /// It makes it.
    False,
    /// It fails.
    True,
    /// It is an error.
    Error,
}

/// A predicate.
pub struct Predicate {
    /// Its clauses: a [`Database`].
    pub database: Root,
    /// Declared dynamic.
    pub dynamic: bool,
    /// Part of the system: user programs replace it, not extend it, and cannot change it at run time.
    pub library: bool,
    /// A control construct or a builtin in Rust: cannot be redefined.
    pub builtin: bool,
    /// Its clauses are those of another predicate, called through tables.
    pub tabled: bool,
    /// Its clauses may be apart.
    pub discontiguous: bool,
    /// Its clauses may come from several files.
    pub multifile: bool,
    /// In which consultation it got its clauses.
    pub load: u32,
}

/// Code of the engine's own, by name.
#[derive(Default)]
pub struct Codes {
    by_name: HashMap<String, CodeId, FxBuildHasher>,
    /// The end of a `catch/3`.
    pub catch: Option<CodeId>,
    /// The end of a program.
    pub done: Option<CodeId>,
    /// The continuation that calls a goal.
    pub goal: Option<CodeId>,
    /// The end of an engine's goal.
    pub engine: Option<CodeId>,
}

impl Codes {
    /// Adds one. What each exception looks for is a field too.
    pub fn insert(&mut self, name: String, code: CodeId) {
        match &*name {
            "catch" => self.catch = Some(code),
            "done" => self.done = Some(code),
            "goal" => self.goal = Some(code),
            "engine" => self.engine = Some(code),
            _ => {}
        }
        self.by_name.insert(name, code);
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&String, &CodeId)> {
        self.by_name.iter()
    }
}

impl std::ops::Index<&str> for Codes {
    type Output = CodeId;

    fn index(&self, name: &str) -> &CodeId {
        &self.by_name[name]
    }
}

/// The language's state.
pub struct Prolog {
    /// Its id.
    pub language: LanguageId,
    /// Its shapes.
    pub shapes: Shapes,
    /// The functor of list cells.
    pub cons: ShapeId,
    /// The empty list.
    pub nil: Word,
    /// The atom `true`.
    pub truth: Word,
    /// Shapes by name and arity. The names live because the shapes do.
    pub functors: HashMap<(Symbol, u32), ShapeId, FxBuildHasher>,
    /// Whether some are wide: see [`crate::object::is_wide`].
    pub wide: bool,
    /// Those that were asked for last.
    pub recent: Recent,
    /// Which shapes are functors, by index.
    pub is_functor: Vec<bool>,
    /// Operators.
    pub operators: Operators,
    /// `double_quotes`.
    pub double_quotes: Quotes,
    /// `back_quotes`.
    pub back_quotes: Quotes,
    /// `unknown`.
    pub unknown: Unknown,
    /// `float_overflow`, `float_zero_div`, `float_undefined`.
    pub floats: Floats,
    /// `occurs_check`. Code made while it is not false asks for it.
    pub occurs_check: OccursCheck,
    /// `iso`: the standard where this system is more generous.
    pub iso: bool,
    /// `char_conversion`, and what is converted.
    pub conversions: crate::conversion::Conversions,
    /// The error of a unification that would have made a cyclic term, to be raised by the goal that has asked for it.
    pub cycle: Option<Root>,
    /// Predicates by key and arity: see [`crate::modules`]. The keys live because the databases do.
    pub predicates: HashMap<(Symbol, u32), Predicate, FxBuildHasher>,
    /// Whether arguments of terms may change.
    pub mutable: bool,
    /// Whether code looks for goals that wait before each goal.
    pub waking: bool,
    /// The functors that have it do so.
    pub wakers: Vec<ShapeId>,
    /// The engine's registers.
    pub state: Root,
    /// Alarms that have not been stopped.
    pub alarms: Vec<crate::alarm::Alarm>,
    /// Engines.
    pub engines: crate::builtins::engines::Engines,
    /// The tables of tabled goals.
    pub tables: crate::builtins::tabling::Tables,
    /// The module whose text is being loaded.
    pub module: String,
    /// The module of what says no other.
    pub user: Symbol,
    /// The module of the system's predicates.
    pub system: Symbol,
    /// The name `:`.
    pub colon: Symbol,
    /// The name `:-`.
    pub neck: Symbol,
    /// The numbers of the evaluable functions, by name and arity.
    pub functions: HashMap<(Symbol, u32), u16, FxBuildHasher>,
    /// The names `+`, `-`, `*`.
    pub operations: [Symbol; 3],
    /// The atoms `<`, `=`, `>`.
    pub orders: [Symbol; 3],
    /// All modules.
    pub modules: crate::modules::Modules,
    /// What goals have raised that ran as a program of their own.
    pub raised: Option<Root>,
    /// What goals and closures are entered by.
    pub entries: crate::entries::Entries,
    /// Code that calls a goal with its arguments, by the goal's functor.
    pub spreads: HashMap<ShapeId, CodeId, FxBuildHasher>,
    /// Continuations that call a predicate, by the name of its binding, which lives because the binding does.
    pub suspended: HashMap<Symbol, CodeId, FxBuildHasher>,
    /// Clauses of dynamic predicates that have been made code.
    pub compiled_clauses: u32,
    /// Code of the engine's own.
    pub codes: Codes,
    /// Streams: the first three are the standard ones.
    pub streams: Vec<Stream>,
    /// The current input.
    pub input: usize,
    /// The current output.
    pub output: usize,
    /// Global variables.
    pub variables: HashMap<String, Root, FxBuildHasher>,
    /// Which consultation is going on; 0: the library's.
    pub load: u32,
    /// The predicate of the clause that was added last.
    pub last_clause: Option<(Symbol, u32)>,
    /// What the toplevel says of the last query.
    pub answer: Option<crate::toplevel::Answer>,
    /// Directives that failed or raised.
    pub failures: u32,
    /// Atoms that must not be collected.
    pub keep: Vec<Root>,
    /// Libraries that are loaded when they are used.
    pub libraries: crate::libraries::Libraries,
    /// State of the random numbers.
    pub random: u64,
    /// Memory that a text was in, for the next.
    pub spare: String,
    /// Names given out by `gensym/2`, and the like.
    pub serial: u64,
}

impl Prolog {
    /// Notes that a shape is a functor; `wakes`: of goals that make others wait.
    pub fn add_functor(&mut self, name: Symbol, arity: u32, shape: ShapeId, wakes: bool) {
        if wakes {
            self.wakers.push(shape);
        }
        self.functors.insert((name, arity), shape);
        self.wide |= crate::object::is_wide(arity);
        let index = shape.index() as usize;
        if self.is_functor.len() <= index {
            self.is_functor.resize(index + 1, false);
        }
        self.is_functor[index] = true;
    }

    /// Whether a shape is a functor.
    #[inline]
    pub fn is_functor(&self, shape: ShapeId) -> bool {
        self.is_functor.get(shape.index() as usize).copied().unwrap_or(false)
    }
}

/// Shapes that were asked for last, by name and arity: each has one place.
pub struct Recent([Option<(Symbol, u32, ShapeId)>; Recent::PLACES]);

impl Default for Recent {
    fn default() -> Self {
        Recent([None; Self::PLACES])
    }
}

impl Recent {
    const PLACES: usize = 256;

    #[inline(always)]
    fn place(name: Symbol, arity: u32) -> usize {
        (name.index() ^ arity.rotate_left(5)) as usize % Self::PLACES
    }

    #[inline(always)]
    fn get(&self, name: Symbol, arity: u32) -> Option<ShapeId> {
        self.0[Self::place(name, arity)].filter(|r| (r.0, r.1) == (name, arity)).map(|r| r.2)
    }
}

/// The shape of compound terms with this name and arity.
#[inline]
pub fn functor(vm: &mut Vm, name: Symbol, arity: u32) -> ShapeId {
    match crate::object::world(vm).recent.get(name, arity) {
        Some(shape) => shape,
        None => find_functor(vm, name, arity),
    }
}

#[inline(never)]
fn find_functor(vm: &mut Vm, name: Symbol, arity: u32) -> ShapeId {
    let p = crate::object::world(vm);
    if let Some(&shape) = p.functors.get(&(name, arity)) {
        if !p.wakers.contains(&shape) {
            crate::object::world_mut(vm).recent.0[Recent::place(name, arity)] = Some((name, arity, shape));
        } else if !p.waking && p.load != 0 {
            look_for_waiting(vm);
        }
        return shape;
    }
    if arity == 3 && !p.mutable && SETTERS.contains(&vm.symbols.name(name)) {
        make_mutable(vm);
    }
    let (fixed, tail) = if crate::object::is_wide(arity) { (0, TailKind::Slots) } else { (arity, TailKind::None) };
    let shape = vm.shapes.add(name, fixed, tail, 0, false, Default::default());
    let wakes = makes_wait(vm, name, arity);
    crate::object::world_mut(vm).add_functor(name, arity, shape, wakes);
    shape
}

/// Whether a predicate of this name and arity makes goals wait.
pub fn makes_wait(vm: &Vm, name: Symbol, arity: u32) -> bool {
    WAKERS.contains(&(vm.symbols.name(name), arity))
}

/// Predicates that make goals wait: for a binding, or for a cut.
const WAKERS: &[(&str, u32)] = &[
    ("undo", 1),
    ("freeze", 2),
    ("dif", 2),
    ("when", 2),
    ("put_attr", 3),
    ("put_attrs", 2),
    ("call_cleanup", 2),
    ("setup_call_cleanup", 3),
    ("setup_call_catcher_cleanup", 4),
];

/// From now on code looks for goals that wait before each goal. Until a program names a predicate that makes some, the code of its own
/// clauses looks for them before calls and cuts only, which the library's goals need.
fn look_for_waiting(vm: &mut Vm) {
    crate::object::world_mut(vm).waking = true;
    crate::load::compile_again(vm, false);
}

/// Predicates that change arguments of terms. Until a program names one, arguments that are bound stay so: variables live in them, and
/// ground terms are shared.
const SETTERS: &[&str] = &["setarg", "nb_setarg", "nb_linkarg"];

fn make_mutable(vm: &mut Vm) {
    crate::object::world_mut(vm).mutable = true;
    crate::load::compile_again(vm, false);
}

/// The global binding of a predicate's code.
pub fn binding(vm: &mut Vm, name: Symbol, arity: u32) -> Object<vm_core::core_shapes::Global> {
    let language = crate::object::world(vm).language;
    if arity == 0 {
        return vm.global(language, name);
    }
    // Not by `format!`: this is done often.
    let name = vm.symbols.name(name);
    let mut key = String::with_capacity(name.len() + 5);
    key.push_str(name);
    key.push_str("\0/");
    match char::from_digit(arity, 10) {
        Some(digit) => key.push(digit),
        None => key.push_str(&arity.to_string()),
    }
    let key = vm.symbols.intern(&key);
    vm.global(language, key)
}

/// The predicate of that name and arity, made if there is none.
pub fn predicate(vm: &mut Vm, name: Symbol, arity: u32) -> &mut Predicate {
    if !crate::object::world(vm).predicates.contains_key(&(name, arity)) {
        make_predicate(vm, name, arity);
    }
    crate::object::world_mut(vm).predicates.get_mut(&(name, arity)).expect("just made")
}

#[cold]
fn make_predicate(vm: &mut Vm, name: Symbol, arity: u32) {
    let shape = crate::object::shapes(vm).database();
    let (none, zero) = (Word::NIL, Word::smi(0));
    let patience = Word::smi(crate::clauses::PATIENCE);
    let fields = [none, none, zero, name.into(), Word::smi(arity.into()), zero, none, zero, patience, none, zero, none, none];
    let database: Object<Database> = vm.make(shape, &fields);
    let database = vm.root(database.word());
    let p = crate::object::world_mut(vm);
    let fresh = Predicate {
        database,
        dynamic: false,
        library: p.load == 0,
        builtin: false,
        discontiguous: false,
        multifile: false,
        tabled: false,
        load: p.load,
    };
    p.predicates.insert((name, arity), fresh);
    crate::modules::appears(vm, name, arity);
}
