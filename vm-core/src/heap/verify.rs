//! The heap verifier: a test switch that walks everything reachable before and after each collection and panics where an invariant is broken.
//!
//! - Every pointer points to the beginning of an object that lies in the heap, in lines in use, and that no other
//!   object overlaps; its header names an existing shape and is no forwarding pointer.
//! - An old object points to a young one only if the object or the slot is remembered.
//! - A root that a minor collection would not look at points to no young object.
#![allow(unsafe_code)]

use super::collect::MoreRoots;
use super::raw;
use crate::Vm;
use crate::word::{Header, Word};
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;

type Set = HashSet<usize, FxBuildHasher>;

impl Vm {
    /// Panics if the heap is not as it should be.
    pub(super) fn verify_heap(&mut self, more: MoreRoots<'_>) {
        let mut queue = Vec::new();
        let mut root = |w: &mut Word| queue.push((*w, 0));
        self.stack.words(&self.codes).iter_mut().for_each(&mut root);
        self.stack.continuations().for_each(&mut root);
        self.registers.iter_mut().for_each(&mut root);
        self.exit_log.iter_mut().for_each(&mut root);
        root(&mut self.pending);
        self.roots.visit(false, &mut root);
        self.codes.iter_mut().flat_map(|c| c.literals_mut()).for_each(&mut root);
        self.globals.cells().for_each(&mut root);
        self.shapes.metas().for_each(&mut root);
        self.finalizers.dead.iter_mut().for_each(|f| root(&mut f.object));
        self.finalizers.waiting.iter_mut().for_each(|f| root(&mut f.object));
        more(&mut root);
        self.verify_old_roots();

        let slots: Set = self.heap.slots.iter().copied().collect();
        let remembered: Set = self.heap.remembered.iter().chain(&self.heap.watched).copied().collect();
        let large: Set = self.heap.old.large.iter().chain(&self.heap.young_large).map(|l| l.address).collect();
        let mut seen = Set::default();
        let mut objects = Vec::new();
        while let Some((w, slot)) = queue.pop() {
            let at = slot;
            let Some(object) = w.object() else { continue };
            if w.is_slot() {
                self.verify_slot(w, at);
            }
            let w = object;
            if !seen.insert(w.address()) {
                continue;
            }
            let (header, size) = self.verify_object(w, slot, &large);
            objects.push((w.address(), size));
            let open = header.has(Header::REMEMBERED);
            assert!(!open || remembered.contains(&w.address()), "{w:?} is marked as remembered but is not");
            // SAFETY: the object has just been checked.
            let extent = unsafe { raw::extent(w.address(), header) };
            for slot in (extent.from..extent.to).step_by(8) {
                // SAFETY: a tagged slot.
                let value = unsafe { (slot as *const Word).read() };
                if !header.is_young() && !open && value.object().is_some_and(|w| self.heap.is_young(w)) {
                    assert!(slots.contains(&slot), "old object {w:?} of shape {:?} points to young {value:?}", header.shape());
                }
                queue.push((value, slot));
            }
        }
        objects.sort_unstable();
        for pair in objects.windows(2) {
            assert!(pair[0].0 + pair[0].1 <= pair[1].0, "objects at {:x} and {:x} overlap", pair[0].0, pair[1].0);
        }
    }

    /// Checks that the object has the slot.
    fn verify_slot(&self, w: Word, at: usize) {
        let holder = w.holder();
        // SAFETY: what a reference to a slot names is an object.
        let extent = unsafe { raw::extent(holder.address(), raw::header(holder)) };
        let place = holder.address() + w.slot_offset();
        assert!((extent.from..extent.to).contains(&place), "{w:?} in slot {at:x} is no slot of its object");
    }

    /// Checks place and header; gives the header and the size.
    fn verify_object(&mut self, w: Word, slot: usize, large: &Set) -> (Header, usize) {
        let address = w.address();
        let in_nursery = address.wrapping_sub(self.heap.start) < self.heap.nursery.bytes();
        let in_extra = self.heap.extra.iter().any(|e| address.wrapping_sub(e.memory.address()) < e.memory.bytes());
        let in_chunk = self.heap.old.holds(address, 8);
        let in_large = large.contains(&address);
        assert!(address.is_multiple_of(8), "{w:?} in slot {slot:x} is misaligned");
        assert!(in_nursery || in_extra || in_chunk || in_large, "{w:?} in slot {slot:x} points outside the heap");
        // SAFETY: the memory is the heap's.
        let header = unsafe { raw::header(w) };
        let shape = header.shape();
        let info = self.shapes.by_index(shape.index());
        assert!(info.is_some_and(|i| i.id == shape), "{w:?} in slot {slot:x} has the header {:x}", header.bits());
        assert!(!header.has(Header::FORWARDED), "{w:?} in slot {slot:x} is forwarded");
        assert_eq!(header.has(Header::LARGE), in_large, "{w:?} in slot {slot:x}: wrong flag for a large object");
        if in_nursery || in_extra {
            assert!(header.is_young(), "{w:?} in slot {slot:x} is in the nursery but not young");
        }
        // SAFETY: the header is plausible.
        let size = unsafe { raw::extent(address, header) }.size;
        if in_chunk {
            assert!(!header.is_young(), "{w:?} in slot {slot:x} is in the old space but young");
            assert!(self.heap.old.holds(address, size), "{w:?} in slot {slot:x} lies in free lines");
            assert_eq!(header.bits() & Header::MARKED, self.heap.old.mark, "{w:?} in slot {slot:x} is reachable but not marked");
        }
        (header, size)
    }

    /// Roots that a minor collection leaves out are old.
    fn verify_old_roots(&mut self) {
        let heap = &self.heap;
        let old = |w: Word, what: &str| assert!(!w.object().is_some_and(|w| heap.is_young(w)), "{what} points to young {w:?}");
        let young = self.stack.young_words(&self.codes).len();
        let words = self.stack.words(&self.codes);
        let below = words.len() - young;
        words[..below].iter().for_each(|w| old(*w, "a frame below the watermark"));
        for code in &self.codes[..self.codes_old] {
            code.literals().iter().for_each(|w| old(*w, "a literal"));
        }
        self.finalizers.waiting[..self.finalizers.old].iter().for_each(|f| old(f.object, "a finaliser"));
    }
}
