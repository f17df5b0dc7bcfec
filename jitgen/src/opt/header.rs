//! Loop headers: what is assumed of them, and whether it holds.
//!
//! A header is planned from the edges that enter it, on the assumption that the edges that come back bring nothing else.
//! When they are known this is checked; if it does not hold, the header's hints are weakened and the loop is walked again. Hints
//! name no values, so they live on when an outer loop is walked again.

use super::edge::{EdgeState, Node, is_float, is_smi};
use super::facts::Fact;
use super::heap::Entry;
use super::plan::{Claims, Kind, NO_NODE, Plan, late_on_all};
use super::state::{Mark, Opt};
use super::value::Val;
use crate::ir::flow::PieceId;
use crate::ir::{BlockId, Type};
use smallvec::SmallVec;
use vm_core::ShapeId;

/// After so many failed attempts a header gets words and nothing else.
const MAX_ROUNDS: u32 = 10;

/// How much may be assumed of a header's parameter, or of a slot of an object passed to it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Level {
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
pub struct Hint {
    pub level: Level,
    /// The hints of the slots, if this was planned as an object.
    pub kids: u32,
    pub len: u32,
}

/// What is remembered of a loop header.
#[derive(Debug)]
pub struct HeaderState {
    pub hints: Vec<Hint>,
    /// Offsets of places whose contents the loop changes.
    pub killed: Vec<i64>,
    /// Hints for the values of stores put off, by place.
    pub late: Vec<((Val, i64), u32)>,
    /// Places to which stores are not put off on all edges that come back.
    pub done: Vec<(Val, i64)>,
    /// Whether the unit may be assumed valid.
    pub valid: bool,
    pub rounds: u32,
    /// Nothing is assumed.
    pub generic: bool,
    /// Edges come back from where the header does not dominate.
    pub irreducible: bool,
    // ---- of the attempt under way
    pub plan: Plan,
    pub memory: Vec<Entry>,
    pub assumed_valid: bool,
    pub block: BlockId,
    pub entries: usize,
    pub mark: Mark,
    pub insts: usize,
    pub blocks: usize,
    pub edges: usize,
    pub entry_lengths: Vec<(BlockId, usize)>,
    pub stats: super::Stats,
}

impl HeaderState {
    pub(super) fn new(mark: Mark, types: usize) -> HeaderState {
        HeaderState {
            hints: vec![Hint { level: Level::Open, kids: 0, len: 0 }; types],
            killed: Vec::new(),
            late: Vec::new(),
            done: Vec::new(),
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

    /// The places to which stores stay put off while the loop runs: in constant objects only, whose names outlive a walk.
    pub(super) fn late_places(&self, edges: &[EdgeState]) -> Vec<Entry> {
        let mut places = if self.generic { Vec::new() } else { late_on_all(edges) };
        places.retain(|e| matches!(e.base, Val::Const(_)) && !self.done.contains(&e.place()));
        // The loop may store something else on the way.
        places.iter_mut().for_each(|e| e.late = Some(Val::None));
        places
    }

    /// The hint for the value of a store put off.
    pub(super) fn late_hint(&mut self, place: &Entry) -> u32 {
        if let Some((_, hint)) = self.late.iter().find(|(p, _)| *p == place.place()) {
            return *hint;
        }
        let hint = self.hints.len() as u32;
        self.hints.push(Hint { level: Level::Open, kids: 0, len: 0 });
        self.late.push((place.place(), hint));
        hint
    }

    /// Weakens a hint to a value of its type.
    pub(super) fn weaken(&mut self, hint: u32, fact: Fact) {
        let level = &mut self.hints[hint as usize].level;
        *level = match *level {
            Level::Plain(old) => Level::Plain(old.join(fact)),
            _ => Level::Plain(Fact { equals: Val::None, ..fact }),
        };
    }

    /// The hints of the slots of an object.
    pub(super) fn kids(&mut self, hint: u32, len: u32) -> u32 {
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

impl Opt<'_> {
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
            check.claims.force_done(back, |place| header.plan.puts_off(place));
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
        for (place, n) in header.plan.late.clone() {
            let late: Option<_> = back.iter().map(|e| e.late(place.place()).map(|(_, n)| *n)).collect();
            match late {
                Some(tuple) => tasks.push((n, tuple, header.late_hint(&place))),
                None => {
                    header.done.push(place.place());
                    check.ok = false;
                }
            }
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
pub struct Check {
    pub claims: Claims,
    /// The nodes on the edges that come back, for each node of the plan.
    pub tuples: Vec<Option<SmallVec<[u32; 4]>>>,
    pub ok: bool,
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
