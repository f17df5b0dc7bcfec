//! Modules: which predicate a name means.
//!
//! A predicate's *key* is one symbol: the name itself for those of the system and of `user`, else the module and the name joined. A
//! program's own version of what the system defines has a key with the module `user`. A call names the key that its module's own
//! predicate has or would have; while the module has none, that key's binding holds the code of the predicate that the name means
//! there (imported, of `user`, of the system), and is written again when that code changes: see [`set_code`]. So a call
//! across modules costs what any call costs.
//!
//! Arguments that are goals (or anything else that depends on a module) are qualified by the caller, `Module:Argument`, as its
//! predicate's declaration `meta_predicate/1` says. What is not qualified belongs to `user`.

use crate::object::*;
use crate::state::{Fix, Operators, binding};
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;
use std::sync::LazyLock;
use vm_core::core_shapes::Global;
use vm_core::image::bytes::Output;
use vm_core::{Root, ShapeId, Symbol, Vm, Word};

type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// Between a module and a name in a key.
pub const JOINT: &str = "\0:";

/// What goals mean has changed.
fn forget_goals(vm: &mut Vm) {
    world_mut(vm).modules.goals.clear();
    crate::entries::forget(vm);
}

/// The module of that name, made if there is none, to be changed.
pub fn module<'a>(vm: &'a mut Vm, name: &str) -> &'a mut Module {
    forget_goals(vm);
    world_mut(vm).modules.table.entry_ref(name).or_default()
}

/// What is known of a module.
#[derive(Default, Clone)]
pub struct Module {
    /// The file that defines it.
    pub file: String,
    /// The predicates that it exports.
    pub exports: Vec<(String, u32)>,
    /// The operators that it exports: terms as text.
    pub operators: Vec<(u32, String, String)>,
    /// Where names are looked up that it does not define: `user` if this is empty.
    pub base: String,
}

/// A predicate that is called by a key of another module.
pub struct Link {
    /// The key of the predicate.
    pub target: Symbol,
    /// Imported, and not found where the module looks by default.
    pub imported: bool,
    /// The name without the module.
    pub name: Symbol,
}

/// All modules.
#[derive(Default)]
pub struct Modules {
    /// By name.
    pub table: Map<String, Module>,
    /// Keys whose binding holds the code of another predicate.
    pub links: Map<(Symbol, u32), Link>,
    /// The keys that hold the code of a predicate.
    aliases: Map<(Symbol, u32), Vec<Symbol>>,
    /// The declarations of arguments that depend on a module, by key: one character each.
    pub meta: Map<(Symbol, u32), String>,
    /// Names of the system's predicates that `user` defines too.
    overridden: HashSet<Symbol, FxBuildHasher>,
    /// What goals of modules are called as, by module (kept by the root) and functor: those whose arguments depend on no module.
    goals: Map<(Symbol, ShapeId), (ShapeId, Root)>,
    /// The operators of modules whose text is not being loaded.
    operators: Map<String, Operators>,
    /// Keeps the symbols of the above.
    keep: Vec<Root>,
}

impl Modules {
    /// None yet; something keeps the name of the module `user`.
    pub fn new(user: Root) -> Modules {
        Modules { keep: vec![user], ..Default::default() }
    }

    /// Writes what an image needs; operators of modules are not part of it.
    pub(crate) fn save(&self, out: &mut Output, words: &mut Vec<Word>) {
        out.count(self.table.len());
        for (name, m) in &self.table {
            [name, &m.file, &m.base].into_iter().for_each(|s| out.str(s));
            out.count(m.exports.len());
            for (name, arity) in &m.exports {
                out.str(name);
                out.number((*arity).into());
            }
            out.count(m.operators.len());
            for (priority, fix, name) in &m.operators {
                out.number((*priority).into());
                [fix, name].into_iter().for_each(|s| out.str(s));
            }
        }
        out.count(self.links.len());
        for ((key, arity), link) in &self.links {
            out.number((*arity).into());
            out.u8(link.imported.into());
            words.extend([*key, link.target, link.name].map(Word::from));
        }
        out.count(self.meta.len());
        for ((key, arity), spec) in &self.meta {
            out.number((*arity).into());
            out.str(spec);
            words.push((*key).into());
        }
    }

    /// Notes a link, not yet what its binding holds.
    pub(crate) fn insert(&mut self, vm: &mut Vm, (key, arity): (Symbol, u32), link: Link) {
        if link.imported {
            self.forget_goals(vm);
        }
        self.keep.extend([key, link.target, link.name].map(|s| vm.root(s.into())));
        self.aliases.entry((link.target, arity)).or_default().push(key);
        self.links.insert((key, arity), link);
    }

    /// Notes which arguments of a predicate depend on a module.
    pub(crate) fn declare(&mut self, vm: &mut Vm, key: Symbol, arity: u32, spec: String) {
        self.forget_goals(vm);
        self.keep.push(vm.root(key.into()));
        self.meta.insert((key, arity), spec);
    }

    /// What goals mean has changed.
    fn forget_goals(&mut self, vm: &mut Vm) {
        self.goals.clear();
        crate::entries::forget(vm);
    }
}

/// The standard's predicates: nobody may define them.
const FIXED: &str = "true/0 fail/0 false/0 !/0 []/0 ,/2 ;/2 ->/2 *->/2 |/2 :-/2 :-/1 ?-/1 -->/2 :/2 \\+/1 catch/3 throw/1 call/1 call/2 call/3 \
    call/4 call/5 call/6 call/7 call/8 =/2 \\=/2 unify_with_occurs_check/2 subsumes_term/2 var/1 nonvar/1 atom/1 number/1 integer/1 \
    float/1 atomic/1 compound/1 callable/1 ground/1 is_list/1 @=</2 @</2 @>/2 @>=/2 ==/2 \\==/2 compare/3 functor/3 arg/3 =../2 \
    copy_term/2 term_variables/2 is/2 =:=/2 =\\=/2 </2 >/2 =</2 >=/2 clause/2 current_predicate/1 asserta/1 assertz/1 assert/1 \
    retract/1 retractall/1 abolish/1 findall/3 findall/4 bagof/3 setof/3 current_input/1 current_output/1 set_input/1 set_output/1 \
    open/3 open/4 close/1 close/2 flush_output/0 flush_output/1 stream_property/2 at_end_of_stream/0 at_end_of_stream/1 \
    set_stream_position/2 get_char/1 get_char/2 peek_char/1 peek_char/2 put_char/1 put_char/2 nl/0 nl/1 get_code/1 get_code/2 \
    peek_code/1 peek_code/2 put_code/1 put_code/2 get_byte/1 get_byte/2 peek_byte/1 peek_byte/2 put_byte/1 put_byte/2 read_term/2 \
    read_term/3 read/1 read/2 write_term/2 write_term/3 write/1 write/2 writeq/1 writeq/2 write_canonical/1 \
    write_canonical/2 op/3 current_op/3 char_conversion/2 current_char_conversion/2 once/1 repeat/0 atom_length/2 atom_concat/3 \
    sub_atom/5 atom_chars/2 atom_codes/2 char_code/2 number_chars/2 number_codes/2 set_prolog_flag/2 current_prolog_flag/2 halt/0 \
    halt/1 keysort/2 sort/2 sort/4 msort/2 length/2 dynamic/1 discontiguous/1 initialization/1 atom_to_term/3";

/// The arguments of the system's predicates that depend on a module. `0` to `9`: goals that so many arguments are added to; `:` anything;
/// `^` goals with variables in front; `/` bodies of grammar rules.
const META: &str = "not 0|call 0|call 1?|call 2??|call 3???|call 4????|call 5?????|call 6??????|call 7???????|\\+ 0|once 0|ignore 0|\
    apply :?|forall 00|findall ?0?|findall ?0??|bagof ?^?|setof ?^?|aggregate_all ?0?|aggregate_all ??0?|catch 0?0|\
    catch_with_backtrace 0?0|setup_call_cleanup 000|call_cleanup 00|call_with_time_limit ?0|call_with_time_limit ?0?|\
    assert :|asserta :|assertz :|retract :|retractall :|abolish :|clause :?|\
    dynamic :|discontiguous :|multifile :|module_transparent :|meta_predicate :|table :|untable :|initialization 0|\
    initialization 0?|current_predicate :|current_predicate ?:|predicate_property :?|current_op ??:|op ??:|consult :|ensure_loaded :|\
    use_module :|use_module :?|autoload :|autoload :?|call_dcg /??|reexport :|reexport :?|import :|export :|with_output_to ?0|freeze ?0|when ?0|\
    phrase /?|phrase /??|reset 0??|listing :|context_module :|strip_module :??|@ :?|maplist 1?|\
    maplist 2??|maplist 3???|maplist 4????|foldl 3???|foldl 4????|foldl 5?????|include 1??|exclude 1??|partition 1???|partition 2????|\
    predsort 2??|assertion 0|, 00|; 00|-> 00|*-> 00|max_member 2??|min_member 2??|tnot 0|thread_local :|\
    findnsols ??0?|at_halt 0";

/// The same of predicates in libraries.
const LIBRARY_META: &str = "arithmetic_function :|chr_constraint :|constraints :|record :|current_chr_constraint :|engine_create ?0?|engine_create ?0??|convlist 2??|maplist 5?????|maplist 6??????|maplist 7???????|foldl 6??????|foldr 3???|aggregate ?^?|\
    aggregate ??^?|foreach 00|limit ?0|offset ?0|call_nth 0?|order_by ?0|distinct 0|distinct ?0|findnsols ??0?|findnsols ??0??|>> ?0|\
    lazy_findall ?0?|lazy_findall ??0?|>> ?:?|>> ?:??|>> ?:???|>> ?:????|>> ?:?????|>> ?:??????|>> ?:???????|/ ?0|/ ?1?|/ ?2??|/ ?3???|/ ?4????|/ ?5?????|partition 2?????|\
    rb_map ?1|rb_map ?2?|rb_fold 3???|rb_apply ??2?|map_assoc 1?|map_assoc 2??|sequence //?|sequence ///?|sequence /////?|\
    reduced 0|reduced ?0?|group_by ??0?|scanl 3???|scanl 4????|scanl 5?????|scanl 6??????|argv_options :??|argv_options :???|\
    argv_usage :|asserta :?|assertz :?|assert :?|clause :??|nth_clause :??|copy_predicate_clauses ::|call_cleanup 0?0|$ 0|notrace 0|\
    sig_atomic 0|tabled_call 0|with_tty_raw 0|time 0|alarm ?0?|alarm ?0??|alarm_at ?0??|push_operators :|push_operators :?|in_temporary_module ?00|\
    concurrent ?:?|concurrent_and 00|concurrent_and 00?|concurrent_maplist 1?|concurrent_maplist 2??|concurrent_maplist 3???|\
    concurrent_forall 00|concurrent_forall 00?|first_solution ?:?|call_in_thread ?0|thread_create 0?|thread_create 0??|thread_create 0???|\
    thread_idle 0?|with_mutex ?0|with_output_to_chars 0?|with_output_to_chars 0??|with_output_to_codes 0?|with_output_to_codes 0??|checklist 1?|\
    sublist 1??|on_exception ?00|setup_and_call_cleanup 000|mapargs 2??|mapsubterms 2??|mapsubterms_var 2??|foldsubterms 3???|foldsubterms 4????|foreach 0//??|foreach 0/??|\
    indent_lines 1???|rb_partial_map ??2?|/ ?6??????|/ ?7???????|spy :|nospy :|call_with_inference_limit 0??|call_with_depth_limit 0??|call_residue_vars 0?|snapshot 0|transaction 0|transaction 0?|not_exists 0|source_file :?|thread_initialization 0|lambda_calls :?|lambda_calls :??";

/// Rows of declarations, by name and arity.
type Declared = LazyLock<HashMap<(&'static str, u32), &'static str, FxBuildHasher>>;
static SYSTEM_DECLARED: Declared = LazyLock::new(|| declared(META));
static LIBRARY_DECLARED: Declared = LazyLock::new(|| declared(LIBRARY_META));

fn declared(rows: &'static str) -> HashMap<(&'static str, u32), &'static str, FxBuildHasher> {
    let rows = rows.split('|').filter_map(|row| row.rsplit_once(' '));
    // The first row of a predicate counts.
    rows.rev().map(|(name, spec)| ((name.trim_start(), spec.len() as u32), spec)).collect()
}

/// Whether a predicate is one of the standard's, or the system's own business.
pub fn is_fixed(name: &str, arity: u32) -> bool {
    thread_local! {
        static NAMES: HashSet<(&'static str, u32), FxBuildHasher> =
            FIXED.split_whitespace().filter_map(|row| row.rsplit_once('/')).map(|(name, n)| (name, n.parse().unwrap_or(0))).collect();
    }
    name.starts_with('$') || NAMES.with(|names| names.contains(&(name, arity)))
}

/// The key that names a predicate of a module whatever it is.
pub fn local(vm: &mut Vm, module: Symbol, name: Symbol) -> Symbol {
    let key = format!("{}{JOINT}{}", vm.symbols.name(module), vm.symbols.name(name));
    vm.symbols.intern(&key)
}

/// The module and the name that a key says. The system's predicates say `user` too, which sees them.
pub fn parts(vm: &mut Vm, key: Symbol) -> (Symbol, Symbol) {
    match vm.symbols.name(key).split_once(JOINT).map(|(m, n)| (m.to_string(), n.to_string())) {
        Some((module, name)) => (vm.symbols.intern(&module), vm.symbols.intern(&name)),
        None => (world(vm).user, key),
    }
}

/// The name of a key without its module.
pub fn plain(vm: &mut Vm, key: Symbol) -> Symbol {
    if has_module(vm, key) { parts(vm, key).1 } else { key }
}

/// Whether a key has that name without its module.
pub fn is_named(vm: &Vm, key: Symbol, name: Symbol) -> bool {
    key == name || vm.symbols.name(key).split_once(JOINT).is_some_and(|(_, plain)| plain == vm.symbols.name(name))
}

/// A key as a message shows it.
pub fn shown(vm: &Vm, key: Symbol) -> String {
    vm.symbols.name(key).replace(JOINT, ":")
}

fn has_module(vm: &Vm, key: Symbol) -> bool {
    vm.symbols.name(key).contains(JOINT)
}

/// Whether it is a predicate of the system itself.
pub fn is_systems(vm: &Vm, name: Symbol, arity: u32) -> bool {
    world(vm).predicates.get(&(name, arity)).is_some_and(|p| p.library) && !has_module(vm, name)
}

/// The module whose predicate a key is: where its clauses are read.
pub fn module_of(vm: &mut Vm, key: Symbol, arity: u32) -> Symbol {
    if is_systems(vm, key, arity) { world(vm).system } else { parts(vm, key).0 }
}

/// The key of a module's own predicate.
pub fn own(vm: &mut Vm, module: Symbol, name: Symbol, arity: u32) -> Symbol {
    let p = world(vm);
    let plain =
        if module == p.user { !is_systems(vm, name, arity) || is_fixed(vm.symbols.name(name), arity) } else { module == p.system };
    if plain { name } else { local(vm, module, name) }
}

/// Where a module looks up what it does not define.
pub fn base(vm: &mut Vm, module: Symbol) -> Option<Symbol> {
    let name = vm.symbols.name(module);
    let base = match name {
        "system" => return None,
        "user" => "system",
        _ if crate::libraries::is_library(name) => "system",
        _ => match world(vm).modules.table.get(name).map(|m| m.base.clone()) {
            Some(base) if !base.is_empty() => return Some(vm.symbols.intern(&base)),
            _ => "user",
        },
    };
    Some(vm.symbols.intern(base))
}

fn exists(vm: &Vm, key: Symbol, arity: u32) -> bool {
    world(vm).predicates.contains_key(&(key, arity))
}

/// The key of the predicate that a name means in a module.
pub fn definition(vm: &mut Vm, module: Symbol, name: Symbol, arity: u32) -> Option<Symbol> {
    let p = world(vm);
    if module == p.user && p.predicates.get(&(name, arity)).is_some_and(|p| !p.library) {
        return Some(name);
    }
    let mut at = Some(module);
    for _ in 0..100 {
        let key = own(vm, at?, name, arity);
        // The keys of `user` and of the system look alike.
        let other = at == Some(world(vm).system) && !is_systems(vm, key, arity);
        if exists(vm, key, arity) && !other {
            return Some(key);
        }
        if let Some(link) = world(vm).modules.links.get(&(key, arity)) {
            return Some(link.target);
        }
        at = base(vm, at?);
    }
    None
}

/// The same; a library that defines it is loaded.
pub fn find(vm: &mut Vm, module: Symbol, name: Symbol, arity: u32) -> Result<Option<Symbol>, Word> {
    match definition(vm, module, name, arity) {
        Some(found) => Ok(Some(found)),
        None => {
            let found = crate::libraries::autoload(vm, name, arity)?;
            if let Some(found) = found {
                let own = own(vm, module, name, arity);
                link(vm, own, arity, found, false);
            }
            Ok(found)
        }
    }
}

/// The key whose binding a call from a module uses.
pub fn target(vm: &mut Vm, module: Symbol, name: Symbol, arity: u32) -> Symbol {
    if is_systems(vm, name, arity) && is_fixed(vm.symbols.name(name), arity) {
        return name;
    }
    let own = own(vm, module, name, arity);
    if !exists(vm, own, arity)
        && !world(vm).modules.links.contains_key(&(own, arity))
        && let Some(found) = definition(vm, module, name, arity)
    {
        link(vm, own, arity, found, false);
    }
    own
}

/// Has a key stand for a predicate of another.
pub fn link(vm: &mut Vm, key: Symbol, arity: u32, target: Symbol, imported: bool) {
    if key == target {
        return;
    }
    unlink(vm, key, arity);
    if imported {
        override_by(vm, key);
    }
    let name = plain(vm, key);
    let mut modules = std::mem::take(&mut world_mut(vm).modules);
    modules.insert(vm, (key, arity), Link { target, imported, name });
    world_mut(vm).modules = modules;
    let (from, to) = (binding(vm, target, arity), binding(vm, key, arity));
    let code = vm.get(from, Global::value);
    vm.set_global(to, code);
}

fn unlink(vm: &mut Vm, key: Symbol, arity: u32) {
    let Some(link) = world_mut(vm).modules.links.remove(&(key, arity)) else { return };
    forget_goals(vm);
    let modules = &mut world_mut(vm).modules;
    if let Some(aliases) = modules.aliases.get_mut(&(link.target, arity)) {
        aliases.retain(|a| *a != key);
    }
    let g = binding(vm, key, arity);
    vm.set_global(g, Word::HOLE);
}

/// Notes that a key is that of a predicate: perhaps it is of `user` and has the name of one of the system's.
fn override_by(vm: &mut Vm, key: Symbol) {
    if has_module(vm, key) {
        let (module, name) = parts(vm, key);
        if module == world(vm).user {
            world_mut(vm).modules.overridden.insert(name);
        }
    }
}

/// Notes what an image's predicates and imports override.
pub(crate) fn restored(vm: &mut Vm) {
    let p = world(vm);
    let imports = p.modules.links.iter().filter(|(_, l)| l.imported).map(|(k, _)| k.0);
    let keys: Vec<Symbol> = p.predicates.keys().map(|k| k.0).chain(imports).collect();
    keys.into_iter().for_each(|key| override_by(vm, key));
}

/// Whether a name may mean something else in `user` than the key that it is.
pub fn is_overridden(vm: &Vm, name: Symbol) -> bool {
    world(vm).modules.overridden.contains(&name)
}

/// A predicate comes to be: what its name has meant until now by default is looked up again.
pub fn appears(vm: &mut Vm, key: Symbol, arity: u32) {
    let name = plain(vm, key);
    world_mut(vm).modules.goals.clear();
    crate::entries::forget_name(vm, name, arity);
    override_by(vm, key);
    if world(vm).modules.links.is_empty() {
        return;
    }
    let links = world(vm).modules.links.iter();
    let stale = links.filter(|((k, n), l)| *n == arity && (*k == key || l.name == name && !l.imported));
    let stale: Vec<Symbol> = stale.map(|((k, _), _)| *k).collect();
    stale.into_iter().for_each(|k| unlink(vm, k, arity));
}

/// Gives a predicate code, wherever it is called from.
pub fn set_code(vm: &mut Vm, key: Symbol, arity: u32, code: Word) {
    let aliases = world(vm).modules.aliases.get(&(key, arity)).cloned().unwrap_or_default();
    for key in std::iter::once(key).chain(aliases) {
        let g = binding(vm, key, arity);
        vm.set_global(g, code);
    }
}

/// So many modules in front of a term are taken away; a term that has more contains itself.
const MOST_QUALIFIERS: usize = 1 << 16;

/// A term without the modules in front of it, and the innermost of those, if there is one.
pub fn unqualified(vm: &Vm, w: Word) -> (Option<Symbol>, Word) {
    let p = world(vm);
    let (mut module, mut w, mut left) = (None, follow(vm, w), MOST_QUALIFIERS);
    while left > 0
        && let Some(functor) = vm.shape_of(w)
        && functor.fixed() == 2
        && p.is_functor(functor)
        && vm.shapes.get(functor).name == p.colon
        && let Some(m) = arg(vm, w, 0).as_symbol()
    {
        (module, w, left) = (Some(m), arg(vm, w, 1), left - 1);
    }
    (module, w)
}

/// The same for a term that is in a module; the error if the term has no end of modules.
pub fn strip_finite(vm: &mut Vm, module: Symbol, w: Word) -> Result<(Symbol, Word), Word> {
    let (Some(found), inner) = unqualified(vm, w) else { return Ok((module, follow(vm, w))) };
    if unqualified(vm, inner).0.is_some() {
        return Err(crate::errors::type_error(vm, "acyclic_term", w));
    }
    Ok((found, inner))
}

/// The same for a term that is in a module.
pub fn strip(vm: &Vm, module: Symbol, w: Word) -> (Symbol, Word) {
    let (inner, w) = unqualified(vm, w);
    (inner.unwrap_or(module), w)
}

/// A term that belongs to a module, as one that can be passed on: those of `user` stay as they are.
pub fn qualified(vm: &mut Vm, module: Symbol, w: Word) -> Word {
    if module == world(vm).user { w } else { compound(vm, ":", &[module.into(), w]) }
}

/// The declaration of the arguments of a predicate that depend on a module.
pub fn meta(vm: &Vm, key: Symbol, arity: u32) -> Option<&str> {
    if let Some(spec) = world(vm).modules.meta.get(&(key, arity)) {
        return Some(spec);
    }
    if !world(vm).predicates.get(&(key, arity)).is_some_and(|p| p.library) {
        return None;
    }
    match vm.symbols.name(key).split_once(JOINT) {
        Some((_, name)) => LIBRARY_DECLARED.get(&(name, arity)).copied(),
        None => SYSTEM_DECLARED.get(&(vm.symbols.name(key), arity)).copied(),
    }
}

fn name_and_arity(vm: &Vm, w: Word) -> Option<(Word, Symbol, u32)> {
    match view(vm, w) {
        (w, Term::Atom(s)) => Some((w, s, 0)),
        (w, Term::Compound(s, n)) => Some((w, s, n)),
        _ => None,
    }
}

/// A goal of a module with those arguments qualified that depend on one. A library's variables are what it was given: they are left.
fn qualify(vm: &mut Vm, module: Symbol, goal: Word, name: Symbol, arity: u32) -> Word {
    let Some(key) = definition(vm, module, name, arity) else { return goal };
    let declared = world(vm).modules.meta.contains_key(&(key, arity));
    if module == world(vm).user && !declared {
        return goal;
    }
    let Some(spec) = meta(vm, key, arity).map(str::to_string) else { return goal };
    let library = crate::libraries::is_library(vm.symbols.name(module));
    let mut args: Vec<Word> = (0..arity).map(|i| arg(vm, goal, i)).collect();
    for (a, s) in args.iter_mut().zip(spec.bytes()) {
        let is_qualified = unqualified(vm, *a).0.is_some();
        if is_qualified || !depends(s) || library && matches!(view(vm, *a).1, Term::Var(_)) {
            continue;
        }
        *a = compound(vm, ":", &[module.into(), *a]);
    }
    compound_of(vm, name, &args)
}

/// The declaration of the arguments that have to be qualified in a goal of a module, whatever they are: not in `user`, whose goals stay as they
/// are, nor in libraries, whose variables do.
pub fn depending(vm: &mut Vm, module: Symbol, name: Symbol, arity: u32) -> Option<String> {
    if module == world(vm).user || crate::libraries::is_library(vm.symbols.name(module)) {
        return None;
    }
    let key = definition(vm, module, name, arity)?;
    meta(vm, key, arity).filter(|spec| spec.bytes().any(depends)).map(str::to_string)
}

/// Whether a letter of a declaration says that the argument depends on a module.
pub fn depends(letter: u8) -> bool {
    matches!(letter, b'0'..=b'9' | b':' | b'^' | b'/')
}

/// What a goal in a module's clause calls: the key, and the goal with its arguments qualified.
pub fn called(vm: &mut Vm, module: Symbol, goal: Word) -> (Symbol, Word) {
    let (inner, stripped) = strip(vm, module, goal);
    let (module, goal) = if name_and_arity(vm, stripped).is_some() { (inner, stripped) } else { (module, goal) };
    let Some((goal, name, arity)) = name_and_arity(vm, goal) else { return (module, goal) };
    if module == world(vm).system {
        return (name, goal);
    }
    let goal = if arity == 0 { goal } else { qualify(vm, module, goal, name, arity) };
    (target(vm, module, name, arity), goal)
}

/// Notes that goals of a functor are called in a module as goals of another, with the same arguments.
fn note_goal(vm: &mut Vm, module: Symbol, functor: ShapeId, called: ShapeId) {
    let module_kept = vm.root(module.into());
    world_mut(vm).modules.goals.insert((module, functor), (called, module_kept));
}

/// A goal of a module to be called as a term: its name says whose predicate it is.
pub fn ready(vm: &mut Vm, module: Symbol, goal: Word) -> Result<Word, Word> {
    let user = world(vm).user;
    let Some((goal, name, arity)) = name_and_arity(vm, goal) else { return Ok(goal) };
    let functor = vm.shape_of(goal);
    if has_module(vm, name) || module == user && world(vm).modules.meta.is_empty() {
        if let Some(functor) = functor.filter(|_| name != world(vm).colon) {
            note_goal(vm, module, functor, functor);
        }
        return Ok(goal);
    }
    let found = find(vm, module, name, arity)?;
    let goal = qualify(vm, module, goal, name, arity);
    let same = module == user || target(vm, module, name, arity) == target(vm, user, name, arity);
    let name = if same { name } else { local(vm, module, name) };
    let Some(functor) = functor else { return Ok(name.into()) };
    let called = if same { functor } else { crate::state::functor(vm, name, arity) };
    if name != world(vm).colon && found.is_some_and(|key| meta(vm, key, arity).is_none()) {
        note_goal(vm, module, functor, called);
    }
    Ok(if same { goal } else { renamed(vm, goal, called) })
}

/// The same, if such a goal of the module was made ready before. What is qualified never was.
#[inline]
pub fn ready_before(vm: &mut Vm, module: Symbol, goal: Word) -> Option<Word> {
    let functor = vm.shape_of(goal)?;
    let &(called, _) = world(vm).modules.goals.get(&(module, functor))?;
    Some(if called == functor { goal } else { renamed(vm, goal, called) })
}

/// Whether goals of a functor are known to be called in a module with their arguments as they are.
pub fn is_plain(vm: &Vm, module: Symbol, functor: ShapeId) -> bool {
    world(vm).modules.goals.contains_key(&(module, functor))
}

/// A term with the same arguments and another functor.
fn renamed(vm: &mut Vm, term: Word, functor: ShapeId) -> Word {
    let arguments = crate::object::arguments(vm, term);
    crate::object::term_of(vm, functor, &arguments)
}

/// Whether a goal in a module's clause may be an instruction instead of a call.
pub fn is_inline(vm: &mut Vm, module: Symbol, name: &str, arity: u32) -> bool {
    if module == world(vm).system {
        return true;
    }
    let symbol = vm.symbols.intern(name);
    match definition(vm, module, symbol, arity) {
        Some(key) if key != symbol => false,
        Some(key) => module == world(vm).user || meta(vm, key, arity).is_none(),
        None => true,
    }
}

/// Whether a name means the system's predicate in a module.
pub fn is_systems_in(vm: &mut Vm, module: Symbol, name: &str, arity: u32) -> bool {
    let symbol = vm.symbols.intern(name);
    is_systems(vm, symbol, arity) && definition(vm, module, symbol, arity) == Some(symbol)
}

/// Makes a module the one whose text is loaded. Its operators are those of `user` as they were when it was first loaded, and its own.
pub fn enter(vm: &mut Vm, name: String) {
    let p = world_mut(vm);
    let before = std::mem::replace(&mut p.module, name.clone());
    if before == name {
        return;
    }
    let modules = &mut p.modules;
    modules.operators.insert(before, std::mem::take(&mut p.operators));
    let known = modules.operators.get(&name).or_else(|| modules.operators.get("user"));
    p.operators = known.cloned().unwrap_or_else(Operators::standard);
}

/// The operators of a module (by default the one whose text is loaded): those of `user` if its text never was.
pub fn operators(vm: &Vm, module: Option<Symbol>) -> &Operators {
    let p = world(vm);
    let table = &p.modules.operators;
    let name = module.map(|m| vm.symbols.name(m)).filter(|m| *m != p.module);
    name.and_then(|m| table.get(m).or_else(|| table.get("user"))).unwrap_or(&p.operators)
}

/// Adds an operator to the table of a module (by default the one whose text is loaded). Those of `user` and the system are everybody's.
pub fn set_operator(vm: &mut Vm, module: Option<&str>, name: &str, priority: u32, fix: Fix) {
    let p = world_mut(vm);
    let (own, everybody) = (module.is_none_or(|m| m == p.module), matches!(module, Some("user" | "system")));
    if own || everybody {
        p.operators.set(name, priority, fix);
    }
    for (m, operators) in &mut p.modules.operators {
        if everybody || Some(m.as_str()) == module {
            operators.set(name, priority, fix);
        }
    }
}

/// Declares which arguments of a predicate depend on a module.
pub fn set_meta(vm: &mut Vm, key: Symbol, arity: u32, spec: String) {
    let mut modules = std::mem::take(&mut world_mut(vm).modules);
    modules.declare(vm, key, arity, spec);
    world_mut(vm).modules = modules;
}
