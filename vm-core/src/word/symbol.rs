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

/// All symbols of a VM. Entries of symbols that a collection finds unused are reused.
#[derive(Default)]
pub struct SymbolTable {
    names: Vec<Option<Box<str>>>,
    free: Vec<u32>,
    index: HashTable<u32>,
    /// Bytes of names, for the memory limit.
    bytes: usize,
    uninterned: u64,
}

impl SymbolTable {
    /// The symbol of this name; the same name gives the same symbol.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let hash = FxBuildHasher.hash_one(name);
        if let Some(&i) = self.index.find(hash, |&i| self.names[i as usize].as_deref() == Some(name)) {
            return Symbol(i);
        }
        let i = self.add(name);
        let names = &self.names;
        self.index.insert_unique(hash, i, |&i| FxBuildHasher.hash_one(names[i as usize].as_deref().unwrap_or("")));
        Symbol(i)
    }

    /// A new symbol that no name leads to. `prefix` starts the name it is shown with.
    pub fn uninterned(&mut self, prefix: &str) -> Symbol {
        self.uninterned += 1;
        let name = format!("{prefix}{}", self.uninterned);
        Symbol(self.add(&name))
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

    /// Frees the symbols that `live` does not hold. Called by the collector.
    pub fn sweep(&mut self, live: impl Fn(Symbol) -> bool) {
        for i in 0..self.names.len() as u32 {
            if live(Symbol(i)) {
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
        let (a, b) = (t.intern("a"), t.intern("b"));
        assert_eq!(t.intern("a"), a);
        assert_ne!(t.uninterned("a"), a);
        t.sweep(|s| s == b);
        assert_eq!(t.intern("b"), b);
        let c = t.intern("c");
        assert_eq!(t.name(c), "c");
        assert_eq!(t.capacity(), 3);
    }
}
