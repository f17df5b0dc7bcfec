//! Plans: what the raw parameters of a merge become.

use super::edge::{EdgeState, Node, is_float, is_smi};
use super::facts::Fact;
use super::header::{HeaderState, Level};
use super::heap::Entry;
use super::state::Opt;
use super::value::Val;
use crate::ir::Type;
use crate::ir::flow::PieceId;
use smallvec::SmallVec;
use vm_core::ShapeId;

/// Objects nested deeper than this are allocated at merges.
const MAX_DEPTH: u32 = 8;

/// No node.
pub const NO_NODE: u32 = u32::MAX;

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
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
pub struct Planned {
    pub kind: Kind,
    /// Its node on each edge.
    pub tuple: SmallVec<[u32; 4]>,
    pub hint: u32,
    pub depth: u32,
    pub kids: u32,
    pub len: u32,
}

/// What the raw parameters of a merge become.
#[derive(Clone, Default, Debug)]
pub struct Plan {
    pub nodes: Vec<Planned>,
    pub kids: Vec<u32>,
    /// The node of each raw parameter.
    pub params: Vec<u32>,
    /// The stores that stay put off: the place, and the node of the value.
    pub late: Vec<(Entry, u32)>,
}

impl Plan {
    /// Whether the store to a place stays put off.
    pub(super) fn puts_off(&self, place: &Entry) -> bool {
        self.late.iter().any(|(e, _)| e.place() == place.place())
    }
}

/// The places to which stores have been put off on all edges: they may stay so. What memory holds there is known if it is known on
/// all edges.
pub fn late_on_all(edges: &[EdgeState]) -> Vec<Entry> {
    let Some((first, others)) = edges.split_first() else { return Vec::new() };
    let common = |(e, _): &(Entry, u32)| {
        let same: Option<Vec<_>> = others.iter().map(|o| o.late(e.place())).collect();
        let old = if same?.iter().all(|(o, _)| o.late == e.late) { e.late } else { Some(Val::None) };
        Some(Entry { late: old, ..*e })
    };
    first.late.iter().filter_map(common).collect()
}

/// What a plan's construction knows of each edge's nodes.
pub struct Claims {
    pub owner: Vec<Vec<u32>>,
    pub forced: Vec<Vec<bool>>,
    /// Something was forced that may have been planned otherwise before.
    pub again: bool,
}

impl Claims {
    pub(super) fn new(edges: &[EdgeState]) -> Claims {
        Claims {
            owner: edges.iter().map(|e| vec![NO_NODE; e.nodes.len()]).collect(),
            forced: edges.iter().map(|e| vec![false; e.nodes.len()]).collect(),
            again: false,
        }
    }

    /// What stores put off need is allocated on an edge, but for those that stay so.
    pub(super) fn force_done(&mut self, edges: &[EdgeState], stays: impl Fn(&Entry) -> bool) {
        for (e, edge) in edges.iter().enumerate() {
            edge.late.iter().filter(|(place, _)| !stays(place)).for_each(|(_, n)| self.force(edges, e, *n));
        }
    }

    /// An object must be allocated on an edge, and all it holds.
    pub(super) fn force(&mut self, edges: &[EdgeState], e: usize, node: u32) {
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

impl Opt<'_> {
    pub(super) fn plan(&self, p: PieceId, edges: &[EdgeState], mut header: Option<&mut HeaderState>) -> Plan {
        let mut claims = Claims::new(edges);
        let late = match &header {
            Some(h) => h.late_places(edges),
            None => late_on_all(edges),
        };
        claims.force_done(edges, |p| late.iter().any(|l| l.place() == p.place()));
        claims.again = false;
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
            for place in &late {
                let tuple = edges.iter().map(|e| e.late(place.place()).expect("on all edges").1).collect();
                let hint = header.as_mut().map_or(0, |h| h.late_hint(place));
                let n = self.plan_node(&mut plan, &mut claims, edges, &mut header, tuple, (hint, Type::Word, 0));
                plan.late.push((*place, n));
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

    pub(super) fn prefers_float(&self, n: &Node) -> bool {
        matches!(n.val, Val::Boxed(_) | Val::Const(_))
    }
}
