//! Merging: what is known where several edges meet, and which parameters the optimised block gets.
//!
//! *Requires* that raw values reach a merge as parameters (others are made real where they are defined: `Opt::crosses`). *Keeps*
//! facts about what dominates the merge. *Breaks* nothing.
//!
//! Each edge is captured with everything its values hold. A [`Plan`] then says what each raw parameter becomes: a value
//! that is the same on all edges needs no parameter; an object that is virtual on all edges stays virtual, and its slots are
//! merged one by one; floats and raw integers are passed unboxed; the rest is words.
//!
//! A loop header is planned from the edges that enter it, on the assumption that the edges that come back bring nothing else.
//! When they are known this is checked; if it does not hold, the header's [`Hint`]s are weakened and the loop is walked again. Hints
//! name no values, so they live on when an outer loop is walked again.

use super::facts::Fact;
use super::heap::Entry;
use super::state::{Mark, Opt, key};
use super::value::{Const, ObjId, Val};
use crate::ir::flow::PieceId;
use crate::ir::{BlockId, Op, Ref, Terminator, Type};
use smallvec::SmallVec;
use vm_core::{ShapeId, Word};

/// Objects nested deeper than this are allocated at merges.
const MAX_DEPTH: u32 = 8;
/// After so many failed attempts a header gets words and nothing else.
const MAX_ROUNDS: u32 = 10;

const NO_NODE: u32 = u32::MAX;

/// A value as an edge passes it.
#[derive(Clone, Copy, Debug)]
struct Node {
    val: Val,
    fact: Fact,
    /// The value in another form that is at hand on the edge: a box's float, a float's box, and so on.
    other: Val,
    /// Of an object: its shape.
    shape: Option<ShapeId>,
    /// Of an object: where its slots' nodes are listed.
    kids: u32,
    len: u32,
}

/// One edge to a merge.
#[derive(Debug)]
pub struct EdgeState {
    /// The optimised block that it leaves.
    block: BlockId,
    /// The node of each raw parameter.
    args: Vec<u32>,
    nodes: Vec<Node>,
    kids: Vec<u32>,
    memory: Vec<Entry>,
    valid: bool,
}

/// How much may be assumed of a header's parameter, or of a slot of an object passed to it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Level {
    /// What the entering edges say.
    Open,
    /// A float.
    Float,
    /// A small integer as a raw one.
    Int,
    /// A value of its type, of which this holds on the edges that come back.
    Plain(Fact),
}

#[derive(Clone, Copy, Debug)]
struct Hint {
    level: Level,
    /// The hints of the slots, if this was planned as an object.
    kids: u32,
    len: u32,
}

/// What is remembered of a loop header.
#[derive(Debug)]
pub struct HeaderState {
    hints: Vec<Hint>,
    /// Offsets of places whose contents the loop changes.
    killed: Vec<i64>,
    /// Whether the unit may be assumed valid.
    valid: bool,
    rounds: u32,
    /// Nothing is assumed.
    generic: bool,
    /// Edges come back from where the header does not dominate.
    irreducible: bool,
    // ---- of the attempt under way
    plan: Plan,
    memory: Vec<Entry>,
    assumed_valid: bool,
    block: BlockId,
    entries: usize,
    mark: Mark,
    insts: usize,
    blocks: usize,
    edges: usize,
    entry_lengths: Vec<(BlockId, usize)>,
    stats: super::Stats,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    /// The same value on all edges.
    Same(Val),
    /// A virtual object on all edges.
    Object(ShapeId),
    /// A float, whose box the raw value is.
    Float,
    /// A raw integer, whose small integer the raw value is.
    Int,
    /// A value of the raw value's own type.
    Plain(Type, Fact),
}

#[derive(Clone, Debug)]
struct Planned {
    kind: Kind,
    /// Its node on each edge.
    tuple: SmallVec<[u32; 4]>,
    hint: u32,
    depth: u32,
    kids: u32,
    len: u32,
}

/// What the raw parameters of a merge become.
#[derive(Clone, Default, Debug)]
pub struct Plan {
    nodes: Vec<Planned>,
    kids: Vec<u32>,
    /// The node of each raw parameter.
    params: Vec<u32>,
}

/// What a plan's construction knows of each edge's nodes.
struct Claims {
    owner: Vec<Vec<u32>>,
    forced: Vec<Vec<bool>>,
    /// Something was forced that may have been planned otherwise before.
    again: bool,
}

impl Claims {
    fn new(edges: &[EdgeState]) -> Claims {
        Claims {
            owner: edges.iter().map(|e| vec![NO_NODE; e.nodes.len()]).collect(),
            forced: edges.iter().map(|e| vec![false; e.nodes.len()]).collect(),
            again: false,
        }
    }

    /// An object must be allocated on an edge, and all it holds.
    fn force(&mut self, edges: &[EdgeState], e: usize, node: u32) {
        let mut stack = vec![node];
        while let Some(n) = stack.pop() {
            let node = &edges[e].nodes[n as usize];
            if node.shape.is_some() && !std::mem::replace(&mut self.forced[e][n as usize], true) {
                self.again = true;
                stack.extend(edges[e].slots(node));
            }
        }
    }
}

impl EdgeState {
    fn slots(&self, node: &Node) -> impl Iterator<Item = u32> + use<'_> {
        self.kids[node.kids as usize..(node.kids + node.len) as usize].iter().copied()
    }

    fn node(&self, n: u32) -> &Node {
        &self.nodes[n as usize]
    }
}

impl HeaderState {
    fn new(mark: Mark, types: usize) -> HeaderState {
        HeaderState {
            hints: vec![Hint { level: Level::Open, kids: 0, len: 0 }; types],
            killed: Vec::new(),
            valid: true,
            rounds: 0,
            generic: false,
            irreducible: false,
            plan: Plan::default(),
            memory: Vec::new(),
            assumed_valid: false,
            block: BlockId(0),
            entries: 0,
            mark,
            insts: 0,
            blocks: 0,
            edges: 0,
            entry_lengths: Vec::new(),
            stats: Default::default(),
        }
    }

    /// Weakens a hint to a value of its type.
    fn weaken(&mut self, hint: u32, fact: Fact) {
        let level = &mut self.hints[hint as usize].level;
        *level = match *level {
            Level::Plain(old) => Level::Plain(old.join(fact)),
            _ => Level::Plain(Fact { equals: Val::None, ..fact }),
        };
    }

    /// The hints of the slots of an object.
    fn kids(&mut self, hint: u32, len: u32) -> u32 {
        let h = self.hints[hint as usize];
        if h.len == len && len > 0 {
            return h.kids;
        }
        let kids = self.hints.len() as u32;
        self.hints.extend((0..len).map(|_| Hint { level: Level::Open, kids: 0, len: 0 }));
        let h = &mut self.hints[hint as usize];
        (h.kids, h.len) = (kids, len);
        kids
    }
}

fn is_float(n: &Node) -> bool {
    n.fact.is_float() && n.shape.is_none()
}

fn is_smi(n: &Node) -> bool {
    n.fact.is_smi() && n.shape.is_none()
}

impl Opt<'_> {
    /// Whether control comes to the piece by edges that must be merged.
    pub(super) fn is_merge(&self, p: PieceId) -> bool {
        let piece = &self.flow.pieces[p as usize];
        piece.predecessors.len() > 1 || self.flow.back_edges(p).next().is_some()
    }

    fn raw_params(&self, p: PieceId) -> &[Ref] {
        &self.raw.block(self.flow.pieces[p as usize].block).params
    }

    // ---- edges

    /// Takes down an edge from the current place to a merge.
    pub(super) fn capture(&mut self, target: PieceId, args: &[Ref]) {
        self.exit_count += 1;
        let mut edge = EdgeState {
            block: self.block,
            args: Vec::with_capacity(args.len()),
            nodes: Vec::with_capacity(args.len()),
            kids: Vec::new(),
            memory: self.memory.iter().copied().filter(|e| e.base != Val::None).collect(),
            valid: self.valid,
        };
        let mut queue: Vec<(ObjId, u32)> = Vec::new();
        for a in args {
            let v = self.value(*a);
            let n = self.capture_value(&mut edge, &mut queue, v);
            edge.args.push(n);
        }
        let mut next = 0;
        while let Some(&(o, n)) = queue.get(next) {
            next += 1;
            let len = self.object(o).len;
            let mut kids = SmallVec::<[u32; 8]>::new();
            for i in 0..len {
                let v = self.object_slot(o, i);
                kids.push(self.capture_value(&mut edge, &mut queue, v));
            }
            (edge.nodes[n as usize].kids, edge.nodes[n as usize].len) = (edge.kids.len() as u32, len);
            edge.kids.extend(kids);
        }
        let irreducible = self.headers[target as usize].as_ref().is_some_and(|h| h.irreducible && h.block.0 != 0);
        if irreducible {
            self.pass_irreducible(target, edge);
            return;
        }
        self.incoming[target as usize].push(edge);
        self.edge_log.push(target);
    }

    fn capture_value(&mut self, edge: &mut EdgeState, queue: &mut Vec<(ObjId, u32)>, v: Val) -> u32 {
        let mut node = Node { val: v, fact: self.fact(v), other: Val::None, shape: None, kids: 0, len: 0 };
        let at_hand = |o: &Self, op: Op, r: Ref| o.cse.find(op, 0, key(&[Val::Ref(r)])).unwrap_or(Val::None);
        match v {
            Val::Object(o) => {
                let (count, n) = (self.exit_count, edge.nodes.len() as u32);
                let object = &mut self.objects[o.0 as usize];
                if object.exit.0 == count {
                    return object.exit.1;
                }
                object.exit = (count, n);
                node.shape = Some(object.shape);
                queue.push((o, n));
            }
            Val::Ref(r) if node.fact.is_float() => node.other = at_hand(self, Op::Unbox, r),
            Val::Ref(r) if node.fact.is_smi() => node.other = at_hand(self, Op::Untag, r),
            Val::Boxed(f) => node.other = at_hand(self, Op::Box, f),
            Val::Tagged(i) => node.other = at_hand(self, Op::Tag, i),
            _ => {}
        }
        edge.nodes.push(node);
        edge.nodes.len() as u32 - 1
    }

    // ---- plans

    fn plan(&self, p: PieceId, edges: &[EdgeState], mut header: Option<&mut HeaderState>) -> Plan {
        let mut claims = Claims::new(edges);
        loop {
            let mut plan = Plan::default();
            for i in 0..self.raw_params(p).len() {
                let tuple = edges.iter().map(|e| e.args[i]).collect();
                let param = self.raw_params(p)[i];
                let ty = self.raw.inst(param).ty;
                let depth = if self.crosses[param.index()] { MAX_DEPTH } else { 0 };
                let n = self.plan_node(&mut plan, &mut claims, edges, &mut header, tuple, (i as u32, ty, depth));
                plan.params.push(n);
            }
            let mut next = 0;
            while next < plan.nodes.len() {
                self.plan_slots(&mut plan, &mut claims, edges, &mut header, next);
                next += 1;
            }
            if !std::mem::replace(&mut claims.again, false) {
                return plan;
            }
            claims.owner.iter_mut().for_each(|o| o.fill(NO_NODE));
        }
    }

    fn plan_slots(
        &self,
        plan: &mut Plan,
        claims: &mut Claims,
        edges: &[EdgeState],
        header: &mut Option<&mut HeaderState>,
        n: usize,
    ) {
        let node = &plan.nodes[n];
        if !matches!(node.kind, Kind::Object(_)) {
            return;
        }
        let (tuple, hint, depth) = (node.tuple.clone(), node.hint, node.depth);
        let len = edges[0].node(tuple[0]).len;
        let hints = header.as_mut().map_or(0, |h| h.kids(hint, len));
        let mut kids = SmallVec::<[u32; 8]>::new();
        for i in 0..len {
            let tuple = edges.iter().zip(&tuple).map(|(e, n)| e.kids[(e.node(*n).kids + i) as usize]).collect();
            kids.push(self.plan_node(plan, claims, edges, header, tuple, (hints + i, Type::Word, depth + 1)));
        }
        (plan.nodes[n].kids, plan.nodes[n].len) = (plan.kids.len() as u32, len);
        plan.kids.extend(kids);
    }

    fn plan_node(
        &self,
        plan: &mut Plan,
        claims: &mut Claims,
        edges: &[EdgeState],
        header: &mut Option<&mut HeaderState>,
        tuple: SmallVec<[u32; 4]>,
        (hint, ty, depth): (u32, Type, u32),
    ) -> u32 {
        let level = match header {
            Some(h) if h.generic => Level::Plain(Fact::of_type(ty)),
            Some(h) => h.hints[hint as usize].level,
            None => Level::Open,
        };
        if let Some(n) = self.plan_object(plan, claims, edges, &tuple, level, depth) {
            if n == plan.nodes.len() as u32 {
                let shape = edges[0].node(tuple[0]).shape.expect("planned as an object");
                plan.nodes.push(Planned { kind: Kind::Object(shape), tuple, hint, depth, kids: 0, len: 0 });
            }
            return n;
        }
        for (e, n) in tuple.iter().enumerate() {
            claims.force(edges, e, *n);
        }
        let nodes: SmallVec<[&Node; 4]> = edges.iter().zip(&tuple).map(|(e, n)| e.node(*n)).collect();
        let kind = self.leaf_kind(&nodes, level, ty);
        plan.nodes.push(Planned { kind, tuple, hint, depth, kids: 0, len: 0 });
        plan.nodes.len() as u32 - 1
    }

    /// The number of the node for an object that is virtual on all edges: an earlier one, or the next.
    fn plan_object(
        &self,
        plan: &Plan,
        claims: &mut Claims,
        edges: &[EdgeState],
        tuple: &[u32],
        level: Level,
        depth: u32,
    ) -> Option<u32> {
        let first = edges[0].node(tuple[0]);
        let shape = first.shape?;
        let alike = edges.iter().zip(tuple).enumerate().all(|(e, (edge, &n))| {
            let node = edge.node(n);
            node.shape == Some(shape) && node.len == first.len && !claims.forced[e][n as usize]
        });
        if !alike || level != Level::Open || depth >= MAX_DEPTH {
            return None;
        }
        let owners: SmallVec<[u32; 4]> = tuple.iter().enumerate().map(|(e, n)| claims.owner[e][*n as usize]).collect();
        if owners.iter().all(|o| *o == NO_NODE) {
            for (e, n) in tuple.iter().enumerate() {
                claims.owner[e][*n as usize] = plan.nodes.len() as u32;
            }
            return Some(plan.nodes.len() as u32);
        }
        if owners.iter().all(|o| *o == owners[0]) {
            return Some(owners[0]);
        }
        // One object on some edge, several on another: they cannot stay virtual.
        for o in owners {
            if o != NO_NODE {
                let tuple = plan.nodes[o as usize].tuple.clone();
                tuple.iter().enumerate().for_each(|(e, n)| claims.force(edges, e, *n));
            }
        }
        None
    }

    fn leaf_kind(&self, nodes: &[&Node], level: Level, ty: Type) -> Kind {
        let joined = nodes.iter().map(|n| Fact { equals: Val::None, ..n.fact }).reduce(Fact::join).expect("an edge");
        let first = nodes[0];
        if level == Level::Open && first.shape.is_none() && nodes.iter().all(|n| n.val == first.val) {
            return Kind::Same(first.val);
        }
        if ty != Type::Word || !self.on.boxes {
            return match level {
                Level::Plain(f) => Kind::Plain(ty, joined.join(f)),
                _ => Kind::Plain(ty, joined),
            };
        }
        let (floats, smis) = (nodes.iter().all(|n| is_float(n)), nodes.iter().all(|n| is_smi(n)));
        match level {
            Level::Float if floats => Kind::Float,
            Level::Int if smis => Kind::Int,
            Level::Open if floats && nodes.iter().any(|n| self.prefers_float(n)) => Kind::Float,
            Level::Open if smis && nodes.iter().any(|n| matches!(n.val, Val::Tagged(_))) => Kind::Int,
            Level::Plain(f) => Kind::Plain(ty, joined.join(f)),
            _ => Kind::Plain(ty, joined),
        }
    }

    fn prefers_float(&self, n: &Node) -> bool {
        matches!(n.val, Val::Boxed(_) | Val::Const(_))
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

    fn pass_nodes(&mut self, plan: &Plan, edge: &EdgeState, target: BlockId, nodes: &[u32]) {
        let mut writer = EdgeWriter { edge, made: vec![None; edge.nodes.len()], written: SmallVec::new() };
        let mut args = Vec::new();
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
    fn pass_irreducible(&mut self, target: PieceId, edge: EdgeState) {
        let header = self.headers[target as usize].take().expect("the header was entered");
        let nodes: Vec<u32> = edge.args.clone();
        self.pass_nodes(&header.plan, &edge, header.block, &nodes);
        self.headers[target as usize] = Some(header);
    }

    // ---- closing loops

    /// When everything below a header was walked: checks what was assumed of it. If it holds, the edges that come back are
    /// finished. Otherwise the state is as before the header was entered, and it must be entered again.
    pub(super) fn close(&mut self, p: PieceId) -> bool {
        let mut header = self.headers[p as usize].take().expect("a header that was entered");
        if header.irreducible {
            self.headers[p as usize] = Some(header);
            return true;
        }
        let edges = std::mem::take(&mut self.incoming[p as usize]);
        let back = &edges[header.entries..];
        let mut check = Check { claims: Claims::new(back), tuples: vec![None; header.plan.nodes.len()], ok: true };
        if !back.is_empty() {
            self.check_params(&mut header, &mut check, &edges);
            check_memory(&mut header, &mut check, back);
        }
        let ok = check.ok;
        if ok {
            for (i, e) in back.iter().enumerate() {
                let nodes: Vec<u32> = check.tuples.iter().map(|t| t.as_ref().expect("every node was checked")[i]).collect();
                self.pass_nodes(&header.plan, e, header.block, &nodes);
            }
        }
        let mark = header.mark;
        self.incoming[p as usize] = edges;
        if !ok {
            header.rounds += 1;
            self.stats.rounds += 1;
            header.generic |= header.rounds >= MAX_ROUNDS;
            self.roll_back(p, &header);
        }
        self.headers[p as usize] = Some(header);
        if !ok {
            self.undo_to(mark);
        }
        ok
    }

    /// The mark at which a header was entered.
    pub(super) fn header_mark(&self, p: PieceId) -> Mark {
        self.headers[p as usize].as_ref().expect("a header that was entered").mark
    }

    fn roll_back(&mut self, p: PieceId, header: &HeaderState) {
        self.undo_to(header.mark);
        while self.edge_log.len() > header.edges {
            if let Some(target) = self.edge_log.pop() {
                self.incoming[target as usize].pop();
            }
        }
        self.out.insts.truncate(header.insts);
        self.facts.truncate(header.insts);
        self.out.blocks.truncate(header.blocks);
        for (block, len) in &header.entry_lengths {
            self.out.blocks[block.index()].insts.truncate(*len);
        }
        for q in 0..self.pieces.len() as PieceId {
            if q != p && self.flow.reachable(q) && self.flow.dominates(p, q) {
                self.pieces[q as usize].alive = false;
                // An irreducible header below is entered anew.
                if let Some(h) = &mut self.headers[q as usize] {
                    h.block = BlockId(0);
                }
            }
        }
        let rounds = self.stats.rounds;
        self.stats = super::Stats { rounds, ..header.stats };
    }

    fn check_params(&self, header: &mut HeaderState, check: &mut Check, edges: &[EdgeState]) {
        let back = &edges[header.entries..];
        let mut tasks: Vec<(u32, SmallVec<[u32; 4]>, u32)> = Vec::new();
        for (i, n) in header.plan.params.clone().into_iter().enumerate().rev() {
            tasks.push((n, back.iter().map(|e| e.args[i]).collect(), i as u32));
        }
        while let Some((n, tuple, hint)) = tasks.pop() {
            let node = header.plan.nodes[n as usize].clone();
            if let Kind::Object(shape) = node.kind {
                if self.check_object(header, check, back, (n, &tuple, hint), shape) {
                    let hints = header.hints[node.hint as usize].kids;
                    for i in 0..node.len {
                        let slot = back.iter().zip(&tuple).map(|(e, t)| e.kids[(e.node(*t).kids + i) as usize]).collect();
                        tasks.push((header.plan.kids[(node.kids + i) as usize], slot, hints + i));
                    }
                }
                continue;
            }
            check.tuples[n as usize] = Some(tuple.clone());
            let entering: SmallVec<[&Node; 4]> = edges.iter().zip(&node.tuple).map(|(e, t)| e.node(*t)).collect();
            let coming: SmallVec<[&Node; 4]> = back.iter().zip(&tuple).map(|(e, t)| e.node(*t)).collect();
            if let Some(level) = self.check_leaf(node.kind, header.hints[hint as usize].level, &entering, &coming) {
                header.hints[hint as usize].level = level;
                check.ok = false;
            }
            for (e, t) in tuple.iter().enumerate() {
                check.claims.force(back, e, *t);
            }
        }
        check_forced(header, check, back);
    }

    /// Whether an object planned as virtual is so on the edges that come back, and not yet seen there.
    fn check_object(
        &self,
        header: &mut HeaderState,
        check: &mut Check,
        back: &[EdgeState],
        (n, tuple, hint): (u32, &SmallVec<[u32; 4]>, u32),
        shape: ShapeId,
    ) -> bool {
        let planned = &header.plan.nodes[n as usize];
        let (len, first_hint) = (planned.len, planned.hint);
        if let Some(earlier) = &check.tuples[n as usize] {
            if earlier != tuple {
                // One object for two parameters when entering, two when coming back.
                header.weaken(hint, Fact::object(shape));
                header.weaken(first_hint, Fact::object(shape));
                check.ok = false;
            }
            return false;
        }
        check.tuples[n as usize] = Some(tuple.clone());
        let alike = back.iter().zip(tuple).all(|(e, &t)| e.node(t).shape == Some(shape) && e.node(t).len == len);
        let free = tuple.iter().enumerate().all(|(e, &t)| check.claims.owner[e][t as usize] == NO_NODE);
        if !alike || !free {
            let fact = back.iter().zip(tuple).map(|(e, t)| e.node(*t).fact).fold(Fact::object(shape), Fact::join);
            header.weaken(hint, fact);
            check.ok = false;
            return false;
        }
        for (e, t) in tuple.iter().enumerate() {
            check.claims.owner[e][*t as usize] = n;
        }
        true
    }

    /// The level to go on with if what was planned does not hold (or could be better) for what comes back.
    fn check_leaf(&self, kind: Kind, level: Level, entering: &[&Node], coming: &[&Node]) -> Option<Level> {
        let join = |nodes: &[&Node]| nodes.iter().map(|n| Fact { equals: Val::None, ..n.fact }).reduce(Fact::join);
        let back = join(coming).expect("an edge comes back");
        let enter = join(entering).expect("an edge enters");
        let all = || entering.iter().chain(coming);
        let ty = if let Kind::Plain(ty, _) = kind { ty } else { Type::Word };
        let unboxed = || {
            if level != Level::Open || !self.on.boxes || ty != Type::Word {
                return None;
            }
            if all().all(|n| is_float(n)) && all().any(|n| self.prefers_float(n)) {
                return Some(Level::Float);
            }
            let tagged = |n: &&&Node| matches!(n.val, Val::Tagged(_));
            if all().all(|n| is_smi(n)) && coming.iter().any(|n| tagged(&n)) { Some(Level::Int) } else { None }
        };
        match kind {
            Kind::Same(v) => {
                let holds = coming.iter().all(|n| n.val == v && n.shape.is_none());
                let ty = self.type_of_value(v);
                let unboxed = || if ty == Type::Word { unboxed() } else { None };
                (!holds).then(|| unboxed().unwrap_or(Level::Plain(enter.widen(back, ty))))
            }
            Kind::Float => (!coming.iter().all(|n| is_float(n))).then(|| Level::Plain(enter.join(back))),
            Kind::Int => (!coming.iter().all(|n| is_smi(n))).then(|| Level::Plain(enter.widen(back, Type::Word))),
            Kind::Plain(ty, fact) => match unboxed() {
                Some(better) => Some(better),
                None => (!back.implies(fact)).then(|| Level::Plain(fact.widen(back, ty))),
            },
            Kind::Object(_) => None,
        }
    }

    fn type_of_value(&self, v: Val) -> Type {
        match v {
            Val::Ref(r) => self.out.inst(r).ty,
            Val::Const(c) => self.consts.get(c).ty(),
            _ => Type::Word,
        }
    }
}

/// A header's check under way.
struct Check {
    claims: Claims,
    /// The nodes on the edges that come back, for each node of the plan.
    tuples: Vec<Option<SmallVec<[u32; 4]>>>,
    ok: bool,
}

/// An object that is virtual in the plan must not be needed as a word on an edge that comes back.
fn check_forced(header: &mut HeaderState, check: &mut Check, back: &[EdgeState]) {
    for n in 0..header.plan.nodes.len() {
        let node = &header.plan.nodes[n];
        let (Kind::Object(shape), Some(tuple)) = (node.kind, &check.tuples[n]) else { continue };
        if tuple.iter().enumerate().any(|(e, t)| check.claims.forced[e][*t as usize]) {
            let hint = node.hint;
            let fact = back.iter().zip(tuple).map(|(e, t)| e.node(*t).fact).fold(Fact::object(shape), Fact::join);
            header.weaken(hint, fact);
            check.ok = false;
        }
    }
}

fn check_memory(header: &mut HeaderState, check: &mut Check, back: &[EdgeState]) {
    for e in &header.memory {
        if !back.iter().all(|b| b.memory.contains(e)) {
            check.ok = false;
            if !header.killed.contains(&e.offset) {
                header.killed.push(e.offset);
            }
        }
    }
    if header.assumed_valid && !back.iter().all(|b| b.valid) {
        header.valid = false;
        check.ok = false;
    }
}

/// Writes what an edge's values need at the end of its block.
struct EdgeWriter<'e> {
    edge: &'e EdgeState,
    /// Objects allocated here.
    made: Vec<Option<Ref>>,
    /// Conversions and constants written here.
    written: SmallVec<[(Op, Val, Ref); 8]>,
}

impl EdgeWriter<'_> {
    fn convert(&mut self, o: &mut Opt<'_>, op: Op, r: Ref, at_hand: Val) -> Ref {
        if let Val::Ref(r) = at_hand {
            return r;
        }
        if let Some(w) = self.written.iter().find(|w| w.0 == op && w.1 == Val::Ref(r)) {
            return w.2;
        }
        let made = o.emit_in(self.edge.block, op, 0, &[r], None);
        self.written.push((op, Val::Ref(r), made));
        made
    }

    fn constant(&mut self, o: &mut Opt<'_>, c: Const) -> Ref {
        let v = o.consts.intern(c);
        if let Some(w) = self.written.iter().find(|w| w.0 == Op::Word && w.1 == v) {
            return w.2;
        }
        let made = o.write_const(self.edge.block, c);
        self.written.push((Op::Word, v, made));
        made
    }

    fn float(&mut self, o: &mut Opt<'_>, n: u32) -> Ref {
        let node = *self.edge.node(n);
        match node.val {
            Val::Boxed(f) => f,
            Val::Const(c) => {
                let float = match o.consts.get(c) {
                    Const::Word(w) => w.float_bits_decoded(),
                    Const::Pointer(k) => o.vm.float_value(o.out.constants[k as usize]).unwrap_or(f64::NAN),
                    _ => f64::NAN,
                };
                self.constant(o, Const::Float(float.to_bits()))
            }
            Val::Ref(r) => self.convert(o, Op::Unbox, r, node.other),
            _ => unreachable!("planned as a float"),
        }
    }

    fn int(&mut self, o: &mut Opt<'_>, n: u32) -> Ref {
        let node = *self.edge.node(n);
        match node.val {
            Val::Tagged(i) => i,
            Val::Const(c) => match o.consts.get(c) {
                Const::Word(w) => self.constant(o, Const::Int(w.smi_value())),
                _ => unreachable!("planned as an integer"),
            },
            Val::Ref(r) => self.convert(o, Op::Untag, r, node.other),
            _ => unreachable!("planned as an integer"),
        }
    }

    /// A value of the raw value's own type.
    fn word(&mut self, o: &mut Opt<'_>, n: u32) -> Ref {
        let node = *self.edge.node(n);
        match node.val {
            Val::Ref(r) => r,
            Val::Const(c) => {
                let c = o.consts.get(c);
                self.constant(o, c)
            }
            Val::Boxed(f) => self.convert(o, Op::Box, f, node.other),
            Val::Tagged(i) => self.convert(o, Op::Tag, i, node.other),
            Val::Object(_) => self.object(o, n),
            Val::None => unreachable!("a raw value that dominates its uses"),
        }
    }

    fn object(&mut self, o: &mut Opt<'_>, root: u32) -> Ref {
        let edge = self.edge;
        let mut busy = vec![false; edge.nodes.len()];
        let mut patches: SmallVec<[(u32, u32, u32); 2]> = SmallVec::new();
        let mut stack: Vec<(u32, u32)> = vec![(root, 0)];
        busy[root as usize] = true;
        while let Some(&mut (n, ref mut next)) = stack.last_mut() {
            let node = edge.node(n);
            if self.made[n as usize].is_some() {
                stack.pop();
                continue;
            }
            if *next < node.len {
                let kid = edge.kids[(node.kids + *next) as usize];
                *next += 1;
                if edge.node(kid).shape.is_some()
                    && self.made[kid as usize].is_none()
                    && !std::mem::replace(&mut busy[kid as usize], true)
                {
                    stack.push((kid, 0));
                }
                continue;
            }
            stack.pop();
            let mut args = SmallVec::<[Ref; 8]>::new();
            for (i, kid) in edge.slots(node).enumerate() {
                if edge.node(kid).shape.is_some() && self.made[kid as usize].is_none() {
                    patches.push((n, i as u32, kid));
                    let hole = self.constant(o, Const::Word(Word::UNDEFINED));
                    args.push(hole);
                } else if let Some(r) = self.made[kid as usize] {
                    args.push(r);
                } else {
                    let r = self.word(o, kid);
                    args.push(r);
                }
            }
            let shape = node.shape.expect("an object");
            self.made[n as usize] = Some(o.emit_in(edge.block, Op::New, i64::from(shape.bits()), &args, None));
        }
        for (holder, i, held) in patches {
            let (Some(h), Some(v)) = (self.made[holder as usize], self.made[held as usize]) else { continue };
            let shape = edge.node(holder).shape.expect("an object");
            o.emit_in(edge.block, Op::Store, shape.fixed_offset() as i64 + 8 * i64::from(i), &[h, v], None);
        }
        self.made[root as usize].expect("made above")
    }
}
