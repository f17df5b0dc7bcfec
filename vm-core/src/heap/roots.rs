//! Where the collector begins: handles of hosts, constant tables of compiled units, globals, host values.
#![allow(unsafe_code)]

use super::special::Tracer;
use crate::Vm;
use crate::code::LanguageId;
use crate::word::core_shapes::{GLOBAL, Global, HOST, HostValue};
use crate::word::{Symbol, Word};
use crate::{Object, heap::fixed_offset};
use hashbrown::HashMap;
use parking_lot::Mutex;
use rustc_hash::FxBuildHasher;
use std::any::Any;
use std::sync::Arc;

/// A value that a host keeps alive: the collector sees it and updates it. It may be cloned, sent to other threads, and dropped
/// anywhere; only its own VM can read it.
#[derive(Clone, Debug)]
pub struct Root(Arc<RootSlot>);

#[derive(Debug)]
struct RootSlot {
    index: u32,
    released: Arc<Mutex<Vec<u32>>>,
}

impl Drop for RootSlot {
    fn drop(&mut self) {
        self.released.lock().push(self.index);
    }
}

impl Root {
    /// The value now. Panics if the root belongs to another VM.
    #[inline]
    #[track_caller]
    pub fn get(&self, vm: &Vm) -> Word {
        assert!(Arc::ptr_eq(&self.0.released, &vm.roots.released), "a root of another VM");
        vm.roots.handles[self.0.index as usize]
    }
}

/// Identifies a constant table given to [`Vm::add_root_table`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RootTable(u32);

/// Roots that hosts and the JIT own.
#[derive(Default)]
pub(crate) struct Roots {
    handles: Vec<Word>,
    free: Vec<u32>,
    released: Arc<Mutex<Vec<u32>>>,
    tables: Vec<Option<Box<[Word]>>>,
    free_tables: Vec<u32>,
    new_tables: Vec<u32>,
}

impl Roots {
    /// Frees the slots of dropped handles.
    pub(super) fn release_dropped(&mut self) {
        for i in self.released.lock().drain(..) {
            self.handles[i as usize] = Word::NIL;
            self.free.push(i);
        }
    }

    /// Visits the roots; if only young ones are wanted, leaves out tables that were visited before.
    pub(super) fn visit(&mut self, young: bool, mut visit: impl FnMut(&mut Word)) {
        self.handles.iter_mut().for_each(&mut visit);
        if young {
            for &i in &self.new_tables {
                self.tables[i as usize].iter_mut().flatten().for_each(&mut visit);
            }
        } else {
            self.tables.iter_mut().flatten().flatten().for_each(&mut visit);
        }
    }

    /// After a minor collection: the tables hold old pointers now, but for those that it tells.
    pub(super) fn settled(&mut self, young: impl Fn(Word) -> bool) {
        let tables = &self.tables;
        self.new_tables.retain(|&i| tables[i as usize].iter().flatten().any(|w| young(*w)));
    }
}

/// The global bindings of all languages.
#[derive(Default)]
pub(crate) struct Globals {
    pub(crate) entries: Vec<GlobalEntry>,
    index: HashMap<(u8, Symbol), u32, FxBuildHasher>,
    /// How many entries are known to be old.
    old: usize,
}

/// One global binding.
pub(crate) struct GlobalEntry {
    pub(crate) language: LanguageId,
    pub(crate) name: Symbol,
    /// Points to a [`Global`].
    pub(crate) cell: Word,
}

impl Globals {
    pub(crate) fn get(&self, language: LanguageId, name: Symbol) -> Option<Object<Global>> {
        self.index.get(&(language.0, name)).map(|&i| Object::trust(self.entries[i as usize].cell))
    }

    pub(crate) fn add(&mut self, language: LanguageId, name: Symbol, cell: Object<Global>) {
        self.index.insert((language.0, name), self.entries.len() as u32);
        self.entries.push(GlobalEntry { language, name, cell: cell.word() });
    }

    pub(super) fn visit_young(&mut self, mut visit: impl FnMut(&mut Word)) {
        self.entries[self.old..].iter_mut().for_each(|e| visit(&mut e.cell));
    }

    /// After a minor collection: the entries hold old pointers now, but for those that it tells.
    pub(super) fn settled(&mut self, young: impl Fn(Word) -> bool) {
        let first = self.entries[self.old..].iter().position(|e| young(e.cell));
        self.old = first.map_or(self.entries.len(), |i| self.old + i);
    }

    pub(super) fn all_old(&mut self) {
        self.old = self.entries.len();
    }

    /// The cells of bindings that have a value; the others live only while something else refers to them.
    pub(super) fn bound(&self) -> impl Iterator<Item = Word> {
        // SAFETY: the cells are `Global` objects.
        let bound = |w: Word| unsafe { super::raw::load(w, fixed_offset::<Global>(Global::value.index())) } != Word::HOLE;
        self.entries.iter().map(|e| e.cell).filter(move |w| bound(*w))
    }

    pub(super) fn sweep(&mut self, t: &impl Tracer) {
        let before = self.entries.len();
        self.entries.retain(|e| t.alive(e.cell).is_some());
        if self.entries.len() < before {
            self.index.clear();
            self.index.extend(self.entries.iter().enumerate().map(|(i, e)| ((e.language.0, e.name), i as u32)));
        }
        self.old = self.entries.len();
    }

    pub(super) fn cells(&mut self) -> impl Iterator<Item = &mut Word> {
        self.entries.iter_mut().map(|e| &mut e.cell)
    }
}

/// Rust values that guest objects refer to by index; each is dropped after its object has died.
#[derive(Default)]
pub(crate) struct Hosts {
    entries: Vec<Option<HostEntry>>,
    free: Vec<u32>,
    young: Vec<u32>,
}

struct HostEntry {
    /// Points to the [`HostValue`]; weak.
    object: Word,
    value: Box<dyn Any + Send>,
    bytes: usize,
}

impl Hosts {
    /// Takes out the values whose objects were not reached, of the young ones or of all. Gives them, and the bytes they
    /// were accounted for; the caller drops them when the collection is over.
    pub(super) fn sweep(&mut self, t: &impl Tracer, young: bool) -> (Vec<Box<dyn Any + Send>>, usize) {
        let mut dead = (Vec::new(), 0);
        let candidates = std::mem::take(&mut self.young);
        let mut check = |i: usize, slot: &mut Option<HostEntry>| {
            let Some(entry) = slot else { return };
            match t.alive(entry.object) {
                Some(object) => {
                    entry.object = object;
                    if t.stays_young(object) {
                        self.young.push(i as u32);
                    }
                }
                None => {
                    if let Some(entry) = slot.take() {
                        dead.0.push(entry.value);
                        dead.1 += entry.bytes;
                        self.free.push(i as u32);
                    }
                }
            }
        };
        if young {
            candidates.into_iter().for_each(|i| check(i as usize, &mut self.entries[i as usize]));
        } else {
            self.entries.iter_mut().enumerate().for_each(|(i, e)| check(i, e));
        }
        dead
    }
}

/// Keeping values alive, and the tables behind it.
impl Vm {
    /// Keeps a value alive for the host until the root and its clones are dropped.
    pub fn root(&mut self, w: Word) -> Root {
        let roots = &mut self.roots;
        if roots.free.is_empty() {
            roots.release_dropped();
        }
        let index = roots.free.pop().unwrap_or_else(|| {
            roots.handles.push(Word::NIL);
            u32::try_from(roots.handles.len() - 1).expect("fewer than 2^32 roots")
        });
        roots.handles[index as usize] = w;
        Root(Arc::new(RootSlot { index, released: roots.released.clone() }))
    }

    /// Whether a root is one of this VM.
    pub fn owns(&self, root: &Root) -> bool {
        Arc::ptr_eq(&root.0.released, &self.roots.released)
    }

    /// Makes a root hold another value. Panics if the root belongs to another VM.
    #[track_caller]
    pub fn set_root(&mut self, root: &Root, w: Word) {
        assert!(Arc::ptr_eq(&root.0.released, &self.roots.released), "a root of another VM");
        self.roots.handles[root.0.index as usize] = w;
    }

    /// How many roots are in use.
    pub fn root_count(&self) -> usize {
        self.roots.handles.len() - self.roots.free.len() - self.roots.released.lock().len()
    }

    /// Adds a table of constants for compiled code: it does not move, and after a collection its pointers are up to date. Its
    /// words are not written but by the collector.
    pub fn add_root_table(&mut self, words: Box<[Word]>) -> RootTable {
        let roots = &mut self.roots;
        let i = roots.free_tables.pop().unwrap_or_else(|| {
            roots.tables.push(None);
            roots.tables.len() as u32 - 1
        });
        roots.tables[i as usize] = Some(words);
        roots.new_tables.push(i);
        RootTable(i)
    }

    /// A table of constants.
    pub fn root_table(&self, table: RootTable) -> &[Word] {
        self.roots.tables[table.0 as usize].as_deref().unwrap_or(&[])
    }

    /// Removes a table of constants.
    pub fn remove_root_table(&mut self, table: RootTable) {
        let roots = &mut self.roots;
        if roots.tables[table.0 as usize].take().is_some() {
            roots.free_tables.push(table.0);
            roots.new_tables.retain(|&i| i != table.0);
        }
    }

    /// A language's global binding; made with [`Word::HOLE`] as its value when first asked for. A binding without a value
    /// lives only while something refers to it.
    pub fn global(&mut self, language: LanguageId, name: Symbol) -> Object<Global> {
        if let Some(g) = self.globals.get(language, name) {
            return g;
        }
        let g = self.make(GLOBAL, &[Word::HOLE, name.into(), Word::smi(0)]);
        self.globals.add(language, name, g);
        g
    }

    /// A language's global binding, if there is one.
    pub fn find_global(&self, language: LanguageId, name: Symbol) -> Option<Object<Global>> {
        self.globals.get(language, name)
    }

    /// All global bindings, in the order in which they were made.
    pub fn globals(&self) -> impl Iterator<Item = (LanguageId, Symbol, Object<Global>)> {
        self.globals.entries.iter().map(|e| (e.language, e.name, Object::trust(e.cell)))
    }

    /// A guest object that stands for a Rust value. The value is dropped after the object has died; `bytes` is what it
    /// counts for against the memory limit.
    pub fn host_value(&mut self, value: Box<dyn Any + Send>, bytes: usize) -> Object<HostValue> {
        let index = self.hosts.free.pop().unwrap_or_else(|| {
            self.hosts.entries.push(None);
            u32::try_from(self.hosts.entries.len() - 1).expect("fewer than 2^32 host values")
        });
        let object = self.make(HOST, &[Word::smi(i64::from(index))]);
        self.hosts.entries[index as usize] = Some(HostEntry { object: object.word(), value, bytes });
        self.hosts.young.push(index);
        self.heap.external_changed(bytes as isize);
        object
    }

    /// The Rust value that a guest object stands for, if it is of that type. Objects that came with an image stand for none.
    pub fn host<T: Any>(&self, w: Word) -> Option<&T> {
        let index = self.get(self.cast(w, HOST)?, HostValue::index).as_smi()?;
        let entry = self.hosts.entries.get(index as usize)?.as_ref()?;
        if entry.object == w { entry.value.downcast_ref() } else { None }
    }

    /// The same, to be changed.
    pub fn host_mut<T: Any>(&mut self, w: Word) -> Option<&mut T> {
        let index = self.get(self.cast(w, HOST)?, HostValue::index).as_smi()?;
        let entry = self.hosts.entries.get_mut(index as usize)?.as_mut()?;
        if entry.object == w { entry.value.downcast_mut() } else { None }
    }
}
