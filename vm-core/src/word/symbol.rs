//! Symbols (atoms, selectors, property names): interned strings that are compared by identity.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// An interned name: an index into its VM's [`SymbolTable`]. As a value it is an immediate constant, so comparing
/// symbols is comparing words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Symbol(u32);

impl Symbol {
    /// The index in the table.
    #[inline(always)]
    pub const fn index(self) -> u32 {
        self.0
    }

    /// The symbol of this index.
    #[inline(always)]
    pub const fn from_index(index: u32) -> Symbol {
        Symbol(index)
    }
}

/// All symbols of a VM.
///
/// Most symbols are permanent, because Rust code may keep a [`Symbol`] where the collector does not see it. Names that
/// a running program makes up (`string->symbol`, `gensym`) come from [`SymbolTable::intern_weak`] and
/// [`SymbolTable::uninterned_weak`]: a major collection that finds them unused reuses their entries.
#[derive(Default)]
pub struct SymbolTable {
    names: Vec<Option<Box<str>>>,
    /// A bit per entry: it may be reused when no word refers to it.
    weak: Vec<u64>,
    free: Vec<u32>,
    index: HashTable<u32>,
    /// Bytes of names, for the memory limit.
    bytes: usize,
    uninterned: u64,
}

impl SymbolTable {
    /// The symbol of this name; the same name gives the same symbol. It stays for good.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let s = self.intern_weak(name);
        self.set_weak(s.0, false);
        s
    }

    /// The symbol of this name for a running program. Unless it is permanent already, it lives as long as a word that the
    /// collector sees refers to it: Rust code must not keep it from one call to the next.
    pub fn intern_weak(&mut self, name: &str) -> Symbol {
        if let Some(s) = self.find(name) {
            return s;
        }
        let i = self.add(name);
        self.set_weak(i, true);
        self.enter(i);
        Symbol(i)
    }

    /// The symbol of this name, if there is one.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        let hash = FxBuildHasher.hash_one(name);
        self.index.find(hash, |&i| self.names[i as usize].as_deref() == Some(name)).map(|&i| Symbol(i))
    }

    /// Whether a name leads to the symbol.
    pub fn is_interned(&self, s: Symbol) -> bool {
        self.find(self.name(s)) == Some(s)
    }

    /// Whether the symbol stays for good.
    pub fn is_permanent(&self, s: Symbol) -> bool {
        self.weak.get(s.0 as usize / 64).is_some_and(|w| w >> (s.0 % 64) & 1 == 0)
    }

    fn set_weak(&mut self, i: u32, weak: bool) {
        let (word, bit) = (i as usize / 64, 1 << (i % 64));
        if self.weak.len() <= word {
            self.weak.resize(word + 1, 0);
        }
        if weak {
            self.weak[word] |= bit;
        } else {
            self.weak[word] &= !bit;
        }
    }

    /// A new symbol that no name leads to, for a running program: see [`SymbolTable::intern_weak`].
    pub fn uninterned_weak(&mut self, prefix: &str) -> Symbol {
        let s = self.uninterned(prefix);
        self.set_weak(s.0, true);
        s
    }

    /// A new symbol that no name leads to. `prefix` starts the name it is shown with.
    pub fn uninterned(&mut self, prefix: &str) -> Symbol {
        self.uninterned = self.uninterned.wrapping_add(1);
        let name = format!("{prefix}{}", self.uninterned);
        let i = self.add(&name);
        self.set_weak(i, false);
        Symbol(i)
    }

    fn add(&mut self, name: &str) -> u32 {
        self.bytes += name.len();
        match self.free.pop() {
            Some(i) => {
                self.names[i as usize] = Some(name.into());
                i
            }
            None => {
                self.names.push(Some(name.into()));
                u32::try_from(self.names.len() - 1).expect("fewer than 2^32 symbols")
            }
        }
    }

    /// The symbol's name.
    pub fn name(&self, s: Symbol) -> &str {
        self.names.get(s.0 as usize).and_then(|n| n.as_deref()).unwrap_or("")
    }

    /// How many entries there are, used or free: the bound of [`Symbol::index`].
    pub fn capacity(&self) -> usize {
        self.names.len()
    }

    /// Bytes of all names.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether there is a symbol of this index.
    pub fn exists(&self, s: Symbol) -> bool {
        self.names.get(s.0 as usize).is_some_and(Option::is_some)
    }

    /// Every entry in order: name, whether permanent, whether interned; `None` if the entry is free.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Option<(&str, bool, bool)>> {
        (0..self.names.len() as u32).map(Symbol).map(|s| {
            let name = self.names[s.0 as usize].as_deref()?;
            Some((name, self.is_permanent(s), self.is_interned(s)))
        })
    }

    /// Appends an entry as [`SymbolTable::entries`] gives it. False if the name is interned already.
    pub(crate) fn restore(&mut self, entry: Option<(&str, bool, bool)>) -> bool {
        let i = self.names.len() as u32;
        let Some((name, permanent, interned)) = entry else {
            self.names.push(None);
            self.free.push(i);
            self.set_weak(i, true);
            return true;
        };
        if interned && self.find(name).is_some() {
            return false;
        }
        self.names.push(Some(name.into()));
        self.bytes += name.len();
        self.set_weak(i, !permanent);
        if interned {
            self.enter(i);
        }
        true
    }

    /// Makes a name lead to its symbol.
    fn enter(&mut self, i: u32) {
        let names = &self.names;
        let hash = |i: u32| FxBuildHasher.hash_one(names[i as usize].as_deref().unwrap_or(""));
        self.index.insert_unique(hash(i), i, |&i| hash(i));
    }

    /// How many uninterned symbols were made.
    pub(crate) fn uninterned_count(&self) -> u64 {
        self.uninterned
    }

    /// Sets how many uninterned symbols were made.
    pub(crate) fn set_uninterned_count(&mut self, n: u64) {
        self.uninterned = n;
    }

    /// Frees the weak symbols that `live` does not hold. Called by the collector.
    pub fn sweep(&mut self, live: impl Fn(Symbol) -> bool) {
        for i in 0..self.names.len() as u32 {
            if self.is_permanent(Symbol(i)) || live(Symbol(i)) {
                continue;
            }
            let Some(name) = self.names[i as usize].take() else { continue };
            let hash = FxBuildHasher.hash_one(&*name);
            if let Ok(entry) = self.index.find_entry(hash, |&j| j == i) {
                entry.remove();
            }
            self.bytes -= name.len();
            self.free.push(i);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shared_and_swept() {
        let mut t = SymbolTable::default();
        let (a, b, d) = (t.intern_weak("a"), t.intern_weak("b"), t.intern("d"));
        assert_eq!(t.intern_weak("a"), a);
        assert_ne!(t.uninterned_weak("a"), a);
        t.sweep(|s| s == b);
        assert_eq!(t.intern_weak("b"), b);
        assert_eq!(t.find("a"), None);
        let c = t.intern("c");
        assert_eq!(t.name(c), "c");
        assert_eq!(t.capacity(), 4);
        t.sweep(|_| false);
        assert_eq!((t.find("b"), t.find("c"), t.find("d")), (None, Some(c), Some(d)));
    }
}
