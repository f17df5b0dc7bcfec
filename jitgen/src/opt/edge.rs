//! An edge to a merge: what it passes, with everything that its values hold; and writing it out at the end of its block.

use super::facts::Fact;
use super::heap::Entry;
use super::state::{Opt, key};
use super::value::{Const, ObjId, Val};
use crate::ir::flow::PieceId;
use crate::ir::{BlockId, Op, Ref, referred_offset};
use smallvec::SmallVec;
use vm_core::{ShapeId, Word};

/// A value as an edge passes it.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub val: Val,
    pub fact: Fact,
    /// The value in another form that is at hand on the edge: a box's float, a float's box, and so on.
    pub other: Val,
    /// Of an object: its shape.
    pub shape: Option<ShapeId>,
    /// Of an object: where its slots' nodes are listed.
    pub kids: u32,
    pub len: u32,
}

/// One edge to a merge.
#[derive(Debug)]
pub struct EdgeState {
    /// The optimised block that it leaves.
    pub block: BlockId,
    /// The node of each raw parameter.
    pub args: Vec<u32>,
    pub nodes: Vec<Node>,
    pub kids: Vec<u32>,
    pub memory: Vec<Entry>,
    /// Stores put off: the place, and the node of the value.
    pub late: Vec<(Entry, u32)>,
    pub valid: bool,
}

impl EdgeState {
    pub(super) fn slots(&self, node: &Node) -> impl Iterator<Item = u32> + use<'_> {
        self.kids[node.kids as usize..(node.kids + node.len) as usize].iter().copied()
    }

    /// The store put off to a place.
    pub(super) fn late(&self, place: (Val, i64)) -> Option<&(Entry, u32)> {
        self.late.iter().find(|(e, _)| e.place() == place)
    }

    pub(super) fn node(&self, n: u32) -> &Node {
        &self.nodes[n as usize]
    }
}

pub fn is_float(n: &Node) -> bool {
    n.fact.is_float() && n.shape.is_none()
}

pub fn is_smi(n: &Node) -> bool {
    n.fact.is_smi() && n.shape.is_none()
}

impl Opt<'_> {
    /// Takes down an edge from the current place to a merge.
    pub(super) fn capture(&mut self, target: PieceId, args: &[Ref]) {
        self.exit_count += 1;
        let mut edge = EdgeState {
            block: self.block,
            args: Vec::with_capacity(args.len()),
            nodes: Vec::with_capacity(args.len()),
            kids: Vec::new(),
            memory: self.memory.iter().copied().filter(|e| e.base != Val::None && e.late.is_none()).collect(),
            late: Vec::new(),
            valid: self.valid,
        };
        let mut queue: Vec<(ObjId, u32)> = Vec::new();
        for a in args {
            let v = self.value(*a);
            let n = self.capture_value(&mut edge, &mut queue, v);
            edge.args.push(n);
        }
        for i in 0..self.memory.len() {
            let e = self.memory[i];
            if e.late.is_some() {
                let v = self.resolve(e.value);
                let n = self.capture_value(&mut edge, &mut queue, v);
                edge.late.push((e, n));
            }
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
}

/// Writes what an edge's values need at the end of its block.
pub struct EdgeWriter<'e> {
    pub edge: &'e EdgeState,
    /// Objects allocated here.
    pub made: Vec<Option<Ref>>,
    /// Conversions and constants written here.
    pub written: SmallVec<[(Op, Val, Ref); 8]>,
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

    pub(super) fn float(&mut self, o: &mut Opt<'_>, n: u32) -> Ref {
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

    pub(super) fn int(&mut self, o: &mut Opt<'_>, n: u32) -> Ref {
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
    pub(super) fn word(&mut self, o: &mut Opt<'_>, n: u32) -> Ref {
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

    /// Does a store that was put off.
    pub(super) fn store(&mut self, o: &mut Opt<'_>, place: Entry, n: u32) {
        let value = self.word(o, n);
        let base = match place.base {
            Val::Const(c) => {
                let c = o.consts.get(c);
                self.constant(o, c)
            }
            Val::Ref(r) => r,
            _ => unreachable!("a real object"),
        };
        o.emit_in(self.edge.block, Op::Store, place.offset, &[base, value], None);
    }

    /// The object that must be there before a node's value can be stored, if that is still to be made.
    fn needed(&self, n: u32) -> Option<u32> {
        let edge = self.edge;
        let shape = edge.node(n).shape.filter(|_| self.made[n as usize].is_none())?;
        if referred_offset(shape).is_none() {
            return Some(n);
        }
        let holder = edge.kids[edge.node(n).kids as usize];
        (edge.node(holder).shape.is_some() && self.made[holder as usize].is_none()).then_some(holder)
    }

    fn object(&mut self, o: &mut Opt<'_>, root: u32) -> Ref {
        let edge = self.edge;
        if let Some(r) = self.made[root as usize] {
            return r;
        }
        if let Some(offset) = edge.node(root).shape.and_then(referred_offset) {
            let holder = self.word(o, edge.kids[edge.node(root).kids as usize]);
            let r = o.emit_in(edge.block, Op::SlotOf, offset, &[holder], None);
            self.made[root as usize] = Some(r);
            return r;
        }
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
                if let Some(kid) = self.needed(kid)
                    && !std::mem::replace(&mut busy[kid as usize], true)
                {
                    stack.push((kid, 0));
                }
                continue;
            }
            stack.pop();
            let mut args = SmallVec::<[Ref; 8]>::new();
            for (i, kid) in edge.slots(node).enumerate() {
                if self.needed(kid).is_some() {
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
            let Some(h) = self.made[holder as usize] else { continue };
            let v = self.object(o, held);
            let shape = edge.node(holder).shape.expect("an object");
            o.emit_in(edge.block, Op::Store, shape.fixed_offset() as i64 + 8 * i64::from(i), &[h, v], None);
        }
        self.made[root as usize].expect("made above")
    }
}
