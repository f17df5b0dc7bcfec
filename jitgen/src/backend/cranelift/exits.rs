//! Leaving: the cold half of every guard.
//!
//! A guard branches to a cold block of its own that only names the exit's site. The exits of a unit need mostly the same values,
//! the older the value the more of them: so the rows of values, which are sorted by age, make a tree. Each node of it stores one
//! value in [`Vm::exit_values`], an exit enters the tree at the end of its row, and all paths end in the one block that calls
//! [`leave`] and returns. Nodes that only one way leads to share a block with the next.

use super::lower::{Callee, IN_EXIT, Lower, MEMORY};
use crate::backend::{BackendError, UNWOUND, leave};
use crate::ir::{ExitId, Ref, Type};
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use rustc_hash::FxHashMap;
use std::mem::offset_of;
use vm_core::Vm;

/// The values that exits store.
struct Tree {
    nodes: Vec<Node>,
    children: FxHashMap<(usize, Ref), usize>,
}

struct Node {
    /// The next node on the way to the root, and the value stored here; the root has none.
    stores: Option<(usize, Ref)>,
    /// How many values are stored on the way from here to the root: the value goes to the last of their places.
    depth: usize,
    /// How many exits and nodes lead here.
    ways: u32,
    /// Made when it is asked for: where several ways lead.
    block: Option<Block>,
}

impl Tree {
    const ROOT: usize = 0;

    fn new() -> Tree {
        let root = Node { stores: None, depth: 0, ways: 0, block: None };
        Tree { nodes: vec![root], children: FxHashMap::default() }
    }

    /// Adds an exit that needs these values, and gives the node at which it enters.
    fn add(&mut self, values: &[Ref]) -> usize {
        let mut at = Tree::ROOT;
        for &r in values {
            let new = self.nodes.len();
            let next = *self.children.entry((at, r)).or_insert(new);
            if next == new {
                self.nodes[at].ways += 1;
                self.nodes.push(Node { stores: Some((at, r)), depth: self.nodes[at].depth + 1, ways: 0, block: None });
            }
            at = next;
        }
        self.nodes[at].ways += 1;
        at
    }
}

impl Lower<'_, '_> {
    /// The block that goes on from an exit: its child, or a new one that leaves.
    pub(super) fn exit_block(&mut self, exit: ExitId) -> Block {
        match self.graph.exit(exit).child {
            Some(child) => self.block(child),
            None => {
                let block = self.cold_block();
                self.pending.push((block, exit));
                block
            }
        }
    }

    /// Fills the blocks of all exits.
    pub(super) fn emit_exits(&mut self) -> Result<(), BackendError> {
        let mut tree = Tree::new();
        let job = self.job;
        let mut entries = Vec::new();
        self.place = IN_EXIT;
        for (block, exit) in std::mem::take(&mut self.pending) {
            let site = job.site(exit)?;
            entries.push((block, site, tree.add(&site.values)));
        }
        for (block, site, node) in entries {
            self.b.switch_to_block(block);
            let site = self.address(site);
            self.store_from(&mut tree, node, site);
        }
        // A node comes after the one it leads to: filling a block asks for no later one.
        for i in (0..tree.nodes.len()).rev() {
            if let Some(block) = tree.nodes[i].block {
                self.b.switch_to_block(block);
                let site = self.b.block_params(block)[0];
                self.store_at(&mut tree, i, site);
            }
        }
        Ok(())
    }

    /// Goes on at a node: in its block if other ways lead there too.
    fn store_from(&mut self, tree: &mut Tree, node: usize, site: Value) {
        if tree.nodes[node].ways == 1 {
            return self.store_at(tree, node, site);
        }
        let block = match tree.nodes[node].block {
            Some(block) => block,
            None => {
                let block = self.cold_block();
                self.b.append_block_param(block, types::I64);
                *tree.nodes[node].block.insert(block)
            }
        };
        self.jump(block, &[site]);
    }

    /// Stores a node's value, and those of the nodes after it that no other way leads to.
    fn store_at(&mut self, tree: &mut Tree, mut node: usize, site: Value) {
        let first = node;
        let mut to = None;
        let mut noted = Vec::new();
        while let Node { stores: Some((next, r)), depth, ways, .. } = tree.nodes[node]
            && (node == first || ways == 1)
        {
            let v = self.value_in_exit(r, &mut noted);
            let v = if self.graph.inst(r).ty == Type::Bool { self.b.ins().uextend(types::I64, v) } else { v };
            let to = *to.get_or_insert_with(|| self.vm_field(offset_of!(Vm, exit_values)));
            self.b.ins().store(MEMORY, v, to, 8 * (depth as i32 - 1));
            node = next;
        }
        self.forget(noted);
        if node != first || node != Tree::ROOT {
            return self.store_from(tree, node, site);
        }
        self.call(leave as *const () as usize, Callee::Ints(3, false), &[self.vm, self.fp, site]);
        self.return_unwound();
    }

    /// Hands values over in [`Vm::exit_values`].
    pub(super) fn store_exit_values(&mut self, values: &[Value]) {
        if values.is_empty() {
            return;
        }
        let to = self.vm_field(offset_of!(Vm, exit_values));
        for (i, &v) in values.iter().enumerate() {
            self.b.ins().store(MEMORY, v, to, 8 * i as i32);
        }
    }

    /// Answers that all frames are on the VM stack.
    pub(super) fn return_unwound(&mut self) {
        let (status, value) = (self.int(UNWOUND as i64), self.int(0));
        self.b.ins().return_(&[status, value]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows that begin alike share their nodes, and each node knows how many ways lead to it.
    #[test]
    fn rows_share_what_they_begin_with() {
        let mut tree = Tree::new();
        let rows: [&[u32]; 5] = [&[1, 2, 3], &[1, 2, 4], &[1, 2], &[], &[1, 2, 3]];
        let ends: Vec<_> = rows.iter().map(|row| tree.add(&row.iter().map(|&r| Ref(r)).collect::<Vec<_>>())).collect();
        assert_eq!(tree.nodes.len(), 5);
        assert_eq!((ends[0], ends[3]), (ends[4], Tree::ROOT));
        let ways = |i: usize| tree.nodes[i].ways;
        assert_eq!(ends.iter().map(|&e| ways(e)).collect::<Vec<_>>(), [2, 1, 3, 2, 2]);
        assert_eq!(ends.iter().map(|&e| tree.nodes[e].depth).collect::<Vec<_>>(), [3, 3, 2, 0, 3]);
    }
}
