//! What Scheme keeps in a VM: the layouts of its own objects, and its state.

use crate::expand::Syntactic;
use vm_core::core_shapes::{BYTES, TEXT, VECTOR};
use vm_core::word::Special;
use vm_core::{CodeId, LanguageId, OutOfMemory, Shape, ShapeId, SourceId, Symbol, TailKind, Vm, Word, text};

vm_core::layout! {
    /// The description of a record type: its name, the shape of its records, the names of fields and accessors (vectors).
    pub RecordType { imm name, imm shape, imm fields, imm accessors };
    /// A condition: what kind of error (a symbol), the message (a string), the irritants (a list), and a field for the library.
    pub Condition { imm kind, imm message, imm irritants, imm extra };
    /// A port: flags, what is buffered (a string or bytevector), how far it is read, the host's stream (a small integer or
    /// false), the characters of a line so far.
    pub Port { flags, buffer, position, stream, line };
    /// A hash table: how keys are compared, the number of entries, the index (a bytevector), keys and values (vectors),
    /// how many places in them are used, and the procedures of a table with its own equivalence.
    pub Table { kind, count, index, keys, values, used, custom };
    /// An environment for `eval`: its number.
    pub Environment { imm number };
    /// A parameter object's inside: its value outside of `parameterize`, and its converter or false.
    pub Parameter { value, imm converter };
    /// The dynamic state: the stack of handlers, the winders of `dynamic-wind`, and the values of parameters, each a list.
    pub Dynamic { handlers, winders, parameters };
    /// A promise: whether it has a value, and the value or the procedure that computes it, in a pair shared by chained promises.
    pub Promise { state };
}

/// The shapes of Scheme's own objects in a VM.
#[derive(Clone, Copy)]
pub struct Shapes {
    /// Record types.
    pub record_type: Shape<RecordType>,
    /// Conditions.
    pub condition: Shape<Condition>,
    /// Ports.
    pub port: Shape<Port>,
    /// Hash tables.
    pub table: Shape<Table>,
    /// Environments.
    pub environment: Shape<Environment>,
    /// Parameters.
    pub parameter: Shape<Parameter>,
    /// The dynamic state.
    pub dynamic: Shape<Dynamic>,
    /// Promises.
    pub promise: Shape<Promise>,
}

/// Scheme's state in a VM.
pub struct State {
    /// The language's id.
    pub language: LanguageId,
    /// The shapes.
    pub shapes: Shapes,
    /// What the expander remembers. Taken out while it works.
    pub syntactic: Syntactic,
    /// The code that raises an exception through the program's handlers; there once the library has been loaded.
    pub raise: Option<CodeId>,
    /// Open files.
    pub streams: crate::builtins::stream::Streams,
    /// For each text that was found as a library: the folder under which it was found.
    pub library_roots: Vec<(SourceId, std::path::PathBuf)>,
    /// When the VM was made.
    pub start: std::time::Instant,
    /// The text that code made from data is said to come from.
    pub eval_source: Option<SourceId>,
    /// The state of the random number generator.
    pub random: u64,
}

impl Shapes {
    /// Defines the shapes.
    pub fn define(vm: &mut Vm) -> Shapes {
        let name = |vm: &mut Vm, s: &str| vm.symbols.intern(s);
        let names = ["record-type", "condition", "port", "hash-table", "environment", "parameter", "dynamic-state", "promise"].map(|s| name(vm, s));
        Shapes {
            record_type: vm.shapes.define(names[0]),
            condition: vm.shapes.define(names[1]),
            port: vm.shapes.define(names[2]),
            table: vm.shapes.define(names[3]),
            environment: vm.shapes.define(names[4]),
            parameter: vm.shapes.define(names[5]),
            dynamic: vm.shapes.define(names[6]),
            promise: vm.shapes.define(names[7]),
        }
    }
}

/// Scheme's state. Every VM that runs Scheme code has it.
#[inline]
pub fn state(vm: &Vm) -> &State {
    vm.state::<State>().expect("Scheme is installed")
}

/// Scheme's state, to be changed.
#[inline]
pub fn state_mut(vm: &mut Vm) -> &mut State {
    vm.state_mut::<State>().expect("Scheme is installed")
}

/// The shapes.
#[inline]
pub fn shapes(vm: &Vm) -> Shapes {
    state(vm).shapes
}

/// A string; the empty one if memory does not suffice, which the driver will find out.
pub fn new_text(vm: &mut Vm, s: &str) -> Word {
    match text::new(vm, s) {
        Ok(t) => t.word(),
        Err(_) => text::new(vm, "").map_or(Word::UNSPECIFIED, |t| t.word()),
    }
}

/// A bytevector.
pub fn new_bytes(vm: &mut Vm, bytes: &[u8]) -> Result<Word, OutOfMemory> {
    let b = vm.make_bytes(BYTES, &[], bytes.len())?;
    vm.bytes_mut(b).copy_from_slice(bytes);
    Ok(b.word())
}

/// A vector.
pub fn new_vector(vm: &mut Vm, words: &[Word]) -> Result<Word, OutOfMemory> {
    Ok(vm.make_slots(VECTOR, &[], words)?.word())
}

/// The string's text, if it is a string.
pub fn text_of(vm: &Vm, w: Word) -> Option<String> {
    Some(text::to_string(vm, vm.cast(w, TEXT)?))
}

/// A list of words.
pub fn list(vm: &mut Vm, words: &[Word]) -> Word {
    words.iter().rev().fold(Word::NIL, |tail, w| vm.pair(*w, tail))
}

/// The elements of a proper list.
pub fn elements(vm: &Vm, mut list: Word) -> Option<Vec<Word>> {
    use vm_core::core_shapes::{PAIR, Pair};
    let mut out = Vec::new();
    let mut slow = list;
    while let Some(p) = vm.cast(list, PAIR) {
        out.push(vm.get(p, Pair::car));
        list = vm.get(p, Pair::cdr);
        if out.len() % 2 == 0 {
            let p = vm.cast(slow, PAIR)?;
            slow = vm.get(p, Pair::cdr);
            if slow == list && list != Word::NIL {
                return None;
            }
        }
    }
    (list == Word::NIL).then_some(out)
}

/// Makes a record type. `immutable` has a bit for each field that nothing modifies. Gives the type and its shape as a word.
pub fn new_record_type(vm: &mut Vm, name: Symbol, fields: &[Symbol], accessors: &[Symbol], immutable: u64) -> (Word, Word) {
    let shown = vm.symbols.name(name).trim_start_matches('<').trim_end_matches('>').to_string();
    let shown = if shown.is_empty() { name } else { vm.symbols.intern(&shown) };
    let count = fields.len().min(ShapeId::MAX_FIXED as usize) as u32;
    let shape = vm.shapes.add(shown, count, TailKind::None, immutable, false, Special::None);
    let vector = |vm: &mut Vm, names: &[Symbol]| {
        let words: Vec<Word> = names.iter().map(|s| (*s).into()).collect();
        new_vector(vm, &words).unwrap_or(Word::NIL)
    };
    let (fields, accessors) = (vector(vm, fields), vector(vm, accessors));
    let layout = shapes(vm).record_type;
    let rtd = vm.make(layout, &[shown.into(), shape.into(), fields, accessors]).word();
    vm.shapes.get_mut(shape).meta = rtd;
    (rtd, shape.into())
}

/// The name of the list of objects that forms given to `eval` contain.
const ROOTED: &str = "%rooted objects";

/// Keeps an object and gives its number.
pub fn root(vm: &mut Vm, language: LanguageId, w: Word) -> u32 {
    use vm_core::core_shapes::Global;
    let name = vm.symbols.intern(ROOTED);
    let g = vm.global(language, name);
    let old = vm.get(g, Global::value);
    let mut all = match vm.cast(old, VECTOR) {
        Some(v) => vm.elements(v).to_vec(),
        None => Vec::new(),
    };
    if let Some(i) = all.iter().position(|x| *x == w) {
        return i as u32;
    }
    all.push(w);
    if let Ok(v) = new_vector(vm, &all) {
        vm.set(g, Global::value, v);
    }
    all.len() as u32 - 1
}

/// The object of that number.
pub fn rooted(vm: &mut Vm, language: LanguageId, i: u32) -> Word {
    use vm_core::core_shapes::Global;
    let name = vm.symbols.intern(ROOTED);
    let g = vm.global(language, name);
    let all = vm.get(g, Global::value);
    vm.cast(all, VECTOR).and_then(|v| vm.elements(v).get(i as usize).copied()).unwrap_or(Word::UNSPECIFIED)
}

/// The identity hash of any word.
pub fn identity(vm: &mut Vm, w: Word) -> u64 {
    if w.is_pointer() { u64::from(vm.identity_hash(w)) } else { w.bits() }
}
