//! Merging: what is known where several edges meet, and which parameters the optimised block gets.
//!
//! *Requires* that raw values reach a merge as parameters (others are made real where they are defined: `Opt::crosses`). *Keeps*
//! facts about what dominates the merge. *Breaks* nothing.
//!
//! Each edge is captured with everything its values hold. A [`Plan`] then says what each raw parameter becomes: a value
//! that is the same on all edges needs no parameter; an object that is virtual on all edges stays virtual, and its slots are
//! merged one by one; floats and raw integers are passed unboxed; the rest is words.

use super::edge::{EdgeState, EdgeWriter};
use super::facts::Fact;
use super::header::HeaderState;
use super::heap::Entry;
use super::plan::{Kind, Plan, Planned};
use super::state::{Mark, Opt};
use super::value::Val;
use crate::ir::flow::PieceId;
use crate::ir::{BlockId, Ref, Terminator, Type};
use smallvec::SmallVec;

impl Opt<'_> {
    /// Whether control comes to the piece by edges that must be merged.
    pub(super) fn is_merge(&self, p: PieceId) -> bool {
        let piece = &self.flow.pieces[p as usize];
        piece.predecessors.len() > 1 || self.flow.back_edges(p).next().is_some()
    }

    pub(super) fn raw_params(&self, p: PieceId) -> &[Ref] {
        &self.raw.block(self.flow.pieces[p as usize].block).params
    }

    // ---- entering

    fn new_header(&self, p: PieceId, mark: Mark) -> HeaderState {
        let mut h = HeaderState::new(mark, self.raw_params(p).len());
        h.irreducible = self.flow.back_edges(p).any(|q| !self.flow.dominates(p, q));
        h.generic = h.irreducible || !self.on.loops;
        h
    }

    /// The plan that takes any values.
    fn plain_plan(&self, p: PieceId, edges: &[EdgeState]) -> Plan {
        let mut plan = Plan::default();
        for (i, param) in self.raw_params(p).iter().enumerate() {
            let ty = self.raw.inst(*param).ty;
            let tuple = edges.iter().map(|e| e.args[i]).collect();
            let kind = Kind::Plain(ty, Fact::of_type(ty));
            plan.nodes.push(Planned { kind, tuple, hint: i as u32, depth: 0, kids: 0, len: 0 });
            plan.params.push(i as u32);
        }
        plan
    }

    /// Opens the optimised block of a merge. False if no edge leads there.
    pub(super) fn enter_merge(&mut self, p: PieceId, mark: Mark) -> bool {
        let mut header = self.headers[p as usize].take();
        if header.is_none() && self.flow.back_edges(p).next().is_some() {
            header = Some(Box::new(self.new_header(p, mark)));
        }
        // An edge may still come to a header that does not dominate its loop.
        let irreducible = header.as_ref().is_some_and(|h| h.irreducible);
        if self.incoming[p as usize].is_empty() && !irreducible {
            self.headers[p as usize] = header;
            return false;
        }
        let edges = std::mem::take(&mut self.incoming[p as usize]);
        let plan = if irreducible { self.plain_plan(p, &edges) } else { self.plan(p, &edges, header.as_deref_mut()) };
        if let Some(h) = &mut header {
            h.mark = mark;
            (h.insts, h.blocks, h.edges) = (self.out.insts.len(), self.out.blocks.len(), self.edge_log.len());
            h.entries = edges.len();
            h.entry_lengths = edges.iter().map(|e| (e.block, self.out.block(e.block).insts.len())).collect();
            h.stats = self.stats;
        }
        self.merge_memory(&edges, header.as_deref_mut());
        let block = self.new_block();
        self.block = block;
        self.open_params(p, &plan, block, &edges);
        for e in &edges {
            self.pass(&plan, e, block, |node, i| node.tuple[i], &edges);
        }
        if let Some(h) = &mut header {
            h.block = block;
            h.plan = plan;
        }
        self.headers[p as usize] = header;
        self.incoming[p as usize] = edges;
        true
    }

    fn merge_memory(&mut self, edges: &[EdgeState], header: Option<&mut HeaderState>) {
        let generic = header.as_ref().is_some_and(|h| h.generic);
        let killed = header.as_ref().map_or(&[][..], |h| &h.killed);
        let kept = |e: &Entry| !generic && !killed.contains(&e.offset) && edges[1..].iter().all(|o| o.memory.contains(e));
        let memory: Vec<Entry> = edges.first().map_or(Vec::new(), |first| first.memory.iter().copied().filter(kept).collect());
        let valid = !generic && edges.iter().all(|e| e.valid) && header.as_ref().is_none_or(|h| h.valid);
        self.forget_memory();
        for (i, e) in memory.iter().enumerate() {
            match i < self.memory.len() {
                true => self.set_entry(i, *e),
                false => self.remember(e.base, e.offset, e.index, e.value),
            }
        }
        self.set_valid(valid);
        if let Some(h) = header {
            (h.memory, h.assumed_valid) = (memory, valid);
        }
    }

    /// Makes the plan's parameters and objects, and binds the raw parameters.
    fn open_params(&mut self, p: PieceId, plan: &Plan, block: BlockId, edges: &[EdgeState]) {
        let mut vals = Vec::with_capacity(plan.nodes.len());
        for node in &plan.nodes {
            let val = match node.kind {
                Kind::Same(v) => {
                    let fact = edges.iter().zip(&node.tuple).map(|(e, n)| e.node(*n).fact).reduce(Fact::join);
                    self.narrow(v, fact.expect("an edge"));
                    v
                }
                Kind::Object(shape) => Val::Object(self.new_object(shape, (0..node.len).map(|_| Val::None))),
                Kind::Float => Val::Boxed(self.emit_param(block, Type::Float, Fact::WORD)),
                Kind::Int => {
                    let fact = edges.iter().zip(&node.tuple).map(|(e, n)| e.node(*n).fact).reduce(Fact::join);
                    // Only the header's check makes the range of a loop's integers known.
                    let fact = if self.flow.back_edges(p).next().is_some() { Fact::SMI } else { fact.expect("an edge") };
                    Val::Tagged(self.emit_param(block, Type::Int, fact))
                }
                Kind::Plain(ty, fact) => Val::Ref(self.emit_param(block, ty, fact)),
            };
            vals.push(val);
        }
        for (node, val) in plan.nodes.iter().zip(&vals) {
            if let Val::Object(o) = val {
                let start = self.object(*o).start as usize;
                for i in 0..node.len as usize {
                    self.slots[start + i] = vals[plan.kids[node.kids as usize + i] as usize];
                }
            }
        }
        for (i, n) in plan.params.iter().enumerate() {
            let param = self.raw_params(p)[i];
            self.bind(param, vals[*n as usize]);
        }
        for (place, n) in &plan.late {
            self.take_down(Entry { value: vals[*n as usize], ..*place });
        }
    }

    // ---- passing

    /// Ends an edge's block with the jump to the merge, and writes what its values need.
    fn pass(
        &mut self,
        plan: &Plan,
        edge: &EdgeState,
        target: BlockId,
        node_of: impl Fn(&Planned, usize) -> u32,
        edges: &[EdgeState],
    ) {
        let i = edges.iter().position(|e| std::ptr::eq(e, edge)).unwrap_or(0);
        let nodes: Vec<u32> = plan.nodes.iter().map(|n| node_of(n, i)).collect();
        self.pass_nodes(plan, edge, target, &nodes);
    }

    pub(super) fn pass_nodes(&mut self, plan: &Plan, edge: &EdgeState, target: BlockId, nodes: &[u32]) {
        let mut writer = EdgeWriter { edge, made: vec![None; edge.nodes.len()], written: SmallVec::new() };
        let mut args = Vec::new();
        for (place, n) in edge.late.iter().filter(|(e, _)| !plan.puts_off(e)) {
            writer.store(self, *place, *n);
        }
        for (node, &n) in plan.nodes.iter().zip(nodes) {
            match node.kind {
                Kind::Same(_) | Kind::Object(_) => {}
                Kind::Float => args.push(writer.float(self, n)),
                Kind::Int => args.push(writer.int(self, n)),
                Kind::Plain(..) => args.push(writer.word(self, n)),
            }
        }
        self.out.blocks[edge.block.index()].end = Terminator::Jump(target, args);
    }

    /// An edge to a header that was planned to take anything.
    pub(super) fn pass_irreducible(&mut self, target: PieceId, edge: EdgeState) {
        let header = self.headers[target as usize].take().expect("the header was entered");
        let nodes: Vec<u32> = edge.args.clone();
        self.pass_nodes(&header.plan, &edge, header.block, &nodes);
        self.headers[target as usize] = Some(header);
    }
}
