//! Control flow of a graph: pieces of blocks, reverse postorder, dominators.
//!
//! A block can be left in its middle, by a guard whose exit has a child. So the nodes of the flow graph are *pieces*: the
//! stretches of a block between such guards. A guard that ends a piece belongs to it; its exit's child and the next piece are the
//! two successors. What a piece computes dominates both of them, except the result of the guard itself.

use super::{BlockId, ExitId, Graph, Op, Terminator};
use smallvec::SmallVec;

/// The index of a piece.
pub type PieceId = u32;
/// No piece.
pub const NO_PIECE: PieceId = u32::MAX;

/// How control comes to a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// It begins the graph.
    Entry,
    /// It goes on behind a guard in the middle of the block.
    Next,
    /// It begins the child of an exit.
    Child(ExitId),
    /// It begins a block that jumps lead to.
    Jump,
}

/// A stretch of a block.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The block.
    pub block: BlockId,
    /// Which of the block's instructions belong to it.
    pub from: u32,
    /// The end of that range.
    pub to: u32,
    /// How control comes to it.
    pub arrival: Arrival,
    /// The pieces after it: the target of a jump, or the next piece, or a child.
    pub successors: SmallVec<[PieceId; 2]>,
    /// The reachable pieces before it.
    pub predecessors: SmallVec<[PieceId; 2]>,
    /// Its place in reverse postorder; `u32::MAX` if nothing leads to it.
    pub order: u32,
    /// Its immediate dominator; its own index for the first piece.
    pub dominator: PieceId,
}

/// The pieces of a graph.
pub struct Flow {
    /// All pieces; piece 0 begins the entry block.
    pub pieces: Vec<Piece>,
    /// The first piece of each block.
    pub first: Vec<PieceId>,
    /// The reachable pieces in reverse postorder.
    pub order: Vec<PieceId>,
    /// The range in which the dominator tree's walk is inside a piece: see [`Flow::dominates`].
    spans: Vec<(u32, u32)>,
}

impl Flow {
    /// Finds the pieces of a graph whose references are in range.
    pub fn of(g: &Graph) -> Flow {
        let mut flow = Flow { pieces: Vec::new(), first: Vec::new(), order: Vec::new(), spans: Vec::new() };
        flow.cut(g);
        flow.connect(g);
        flow.sort();
        flow.find_dominators();
        flow
    }

    fn cut(&mut self, g: &Graph) {
        let mut arrival = vec![Arrival::Jump; g.blocks.len()];
        if let Some(entry) = arrival.first_mut() {
            *entry = Arrival::Entry;
        }
        for (i, e) in g.exits.iter().enumerate() {
            if let Some(child) = e.as_ref().and_then(|e| e.child) {
                arrival[child.index()] = Arrival::Child(ExitId(i as u32));
            }
        }
        for (b, block) in g.blocks.iter().enumerate() {
            self.first.push(self.pieces.len() as PieceId);
            let (block_id, mut from, mut comes) = (BlockId(b as u32), 0, arrival[b]);
            for (i, r) in block.insts.iter().enumerate() {
                let leaves = g.inst(*r).exit.and_then(|e| g.exits[e.index()].as_ref()).is_some_and(|e| e.child.is_some());
                if leaves {
                    self.pieces.push(Piece::new(block_id, from, i as u32 + 1, comes));
                    (from, comes) = (i as u32 + 1, Arrival::Next);
                }
            }
            self.pieces.push(Piece::new(block_id, from, block.insts.len() as u32, comes));
        }
    }

    fn connect(&mut self, g: &Graph) {
        let child_of = |e: ExitId| g.exits[e.index()].as_ref().and_then(|e| e.child);
        for p in 0..self.pieces.len() {
            let piece = &self.pieces[p];
            let block = &g.blocks[piece.block.index()];
            let mut successors = SmallVec::new();
            if self.pieces.get(p + 1).is_some_and(|next| next.arrival == Arrival::Next) {
                let guard = block.insts[piece.to as usize - 1];
                if let Some(child) = g.inst(guard).exit.and_then(child_of) {
                    successors.push(self.first[child.index()]);
                }
                successors.push(p as PieceId + 1);
            } else {
                match &block.end {
                    Terminator::Jump(target, _) => successors.push(self.first[target.index()]),
                    Terminator::Leave(e) => successors.extend(child_of(*e).map(|c| self.first[c.index()])),
                    _ => {}
                }
            }
            self.pieces[p].successors = successors;
        }
    }

    /// Depth first from the entry; the main line comes before what leaves it.
    fn sort(&mut self) {
        if self.pieces.is_empty() {
            return;
        }
        let mut seen = vec![false; self.pieces.len()];
        let mut stack: Vec<(PieceId, usize)> = vec![(0, 0)];
        seen[0] = true;
        while let Some((p, i)) = stack.last_mut() {
            let piece = &self.pieces[*p as usize];
            match piece.successors.get(*i) {
                Some(&s) => {
                    *i += 1;
                    if !std::mem::replace(&mut seen[s as usize], true) {
                        stack.push((s, 0));
                    }
                }
                None => {
                    self.order.push(*p);
                    stack.pop();
                }
            }
        }
        self.order.reverse();
        for (i, &p) in self.order.iter().enumerate() {
            self.pieces[p as usize].order = i as u32;
        }
        for &p in &self.order {
            for s in self.pieces[p as usize].successors.clone() {
                self.pieces[s as usize].predecessors.push(p);
            }
        }
    }

    /// The iterative algorithm of Cooper, Harvey and Kennedy.
    fn find_dominators(&mut self) {
        if self.pieces.is_empty() {
            return;
        }
        self.pieces[0].dominator = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for &p in &self.order[1..] {
                let mut dominator = NO_PIECE;
                for &q in &self.pieces[p as usize].predecessors {
                    if self.pieces[q as usize].dominator != NO_PIECE {
                        dominator = if dominator == NO_PIECE { q } else { self.nearest(dominator, q) };
                    }
                }
                if self.pieces[p as usize].dominator != dominator {
                    self.pieces[p as usize].dominator = dominator;
                    changed = true;
                }
            }
        }
        self.number();
    }

    fn nearest(&self, mut a: PieceId, mut b: PieceId) -> PieceId {
        let order = |p: PieceId| self.pieces[p as usize].order;
        while a != b {
            while order(a) > order(b) {
                a = self.pieces[a as usize].dominator;
            }
            while order(b) > order(a) {
                b = self.pieces[b as usize].dominator;
            }
        }
        a
    }

    fn number(&mut self) {
        let children = self.dominated();
        self.spans = vec![(0, 0); self.pieces.len()];
        let (mut clock, mut stack) = (1, vec![(0, 0)]);
        self.spans[0].0 = 1;
        while let Some((p, i)) = stack.last_mut() {
            clock += 1;
            match children[*p as usize].get(*i) {
                Some(&c) => {
                    *i += 1;
                    self.spans[c as usize].0 = clock;
                    stack.push((c, 0));
                }
                None => {
                    self.spans[*p as usize].1 = clock;
                    stack.pop();
                }
            }
        }
    }

    /// The children of each piece in the dominator tree, in reverse postorder.
    pub fn dominated(&self) -> Vec<SmallVec<[PieceId; 2]>> {
        let mut children = vec![SmallVec::new(); self.pieces.len()];
        for &p in self.order.iter().skip(1) {
            children[self.pieces[p as usize].dominator as usize].push(p);
        }
        children
    }

    /// Whether every path to `b` goes through `a`. Both are reachable.
    pub fn dominates(&self, a: PieceId, b: PieceId) -> bool {
        let ((from, to), (x, y)) = (self.spans[a as usize], self.spans[b as usize]);
        from <= x && y <= to
    }

    /// Whether anything leads to the piece.
    pub fn reachable(&self, p: PieceId) -> bool {
        self.pieces[p as usize].order != u32::MAX
    }

    /// The reachable predecessors of a piece that do not come before it in reverse postorder.
    pub fn back_edges(&self, p: PieceId) -> impl Iterator<Item = PieceId> {
        let piece = &self.pieces[p as usize];
        piece.predecessors.iter().copied().filter(|&q| self.pieces[q as usize].order >= piece.order)
    }
}

impl Piece {
    fn new(block: BlockId, from: u32, to: u32, arrival: Arrival) -> Piece {
        Piece {
            block,
            from,
            to,
            arrival,
            successors: SmallVec::new(),
            predecessors: SmallVec::new(),
            order: u32::MAX,
            dominator: NO_PIECE,
        }
    }
}

/// Whether an operation is a constant.
pub fn is_constant(op: Op) -> bool {
    matches!(op, Op::Word | Op::Int | Op::Float | Op::Constant)
}
