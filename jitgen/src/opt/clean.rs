//! The last pass: drops what nobody uses, puts straight what was left crooked, and numbers everything anew.
//!
//! *Requires* a finished graph. *Keeps* every effect and every guard. *Breaks* value and block numbers; exits keep theirs.
//!
//! Parameters that are the same on every edge, or equal to another parameter on every edge, are replaced; blocks with a single
//! predecessor that ends in a jump to them are joined with it; pure operations, loads, allocations and parameters without use go.

use super::PassSet;
use crate::ir::{Block, BlockId, Effect, Exit, ExitId, Graph, Inst, Op, Ref, Terminator, Value};

/// Cleans a graph.
pub fn clean(g: Graph, on: PassSet) -> Graph {
    let mut c = Cleaner {
        subst: (0..g.insts.len() as u32).map(Ref).collect(),
        edges: vec![Vec::new(); g.blocks.len()],
        reached: vec![false; g.blocks.len()],
        live: vec![!on.dce; g.insts.len()],
        g,
    };
    c.reach();
    if on.dce {
        c.merge_params();
        c.mark();
    }
    c.rebuild()
}

struct Cleaner {
    g: Graph,
    /// What stands for each value now.
    subst: Vec<Ref>,
    /// The blocks that jump to each block.
    edges: Vec<Vec<BlockId>>,
    reached: Vec<bool>,
    live: Vec<bool>,
}

impl Cleaner {
    fn find(&self, mut r: Ref) -> Ref {
        while self.subst[r.index()] != r {
            r = self.subst[r.index()];
        }
        r
    }

    fn child(&self, e: ExitId) -> Option<BlockId> {
        self.g.exits[e.index()].as_ref().and_then(|e| e.child)
    }

    fn successors(&self, b: BlockId) -> Vec<BlockId> {
        let block = self.g.block(b);
        let mut next: Vec<BlockId> = match &block.end {
            Terminator::Jump(t, _) => vec![*t],
            Terminator::Leave(e) => self.child(*e).into_iter().collect(),
            _ => Vec::new(),
        };
        next.extend(block.insts.iter().filter_map(|r| self.g.inst(*r).exit).filter_map(|e| self.child(e)));
        next
    }

    fn reach(&mut self) {
        let mut stack = vec![BlockId(0)];
        self.reached[0] = true;
        while let Some(b) = stack.pop() {
            if let Terminator::Jump(t, _) = &self.g.block(b).end {
                self.edges[t.index()].push(b);
            }
            for s in self.successors(b) {
                if !std::mem::replace(&mut self.reached[s.index()], true) {
                    stack.push(s);
                }
            }
        }
    }

    fn arg(&self, from: BlockId, i: usize) -> Ref {
        match &self.g.block(from).end {
            Terminator::Jump(_, args) => self.find(args[i]),
            _ => unreachable!("an edge is a jump"),
        }
    }

    /// Replaces parameters that say nothing of their own, until there are none.
    fn merge_params(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for b in 1..self.g.blocks.len() {
                if self.reached[b] && !self.edges[b].is_empty() {
                    changed |= self.merge_params_of(b);
                }
            }
        }
    }

    fn merge_params_of(&mut self, b: usize) -> bool {
        let mut changed = false;
        let params = self.g.blocks[b].params.clone();
        let mut columns: Vec<(Ref, Vec<Ref>)> = Vec::new();
        for (i, &p) in params.iter().enumerate() {
            if self.find(p) != p {
                continue;
            }
            let column: Vec<Ref> = self.edges[b].iter().map(|e| self.arg(*e, i)).collect();
            let mut others = column.iter().copied().filter(|r| *r != p);
            let same = others.next().filter(|first| others.all(|r| r == *first));
            // Two parameters are one if every edge gives both the same value, or each its own.
            let twin = || {
                let equal = |(q, other): &&(Ref, Vec<Ref>)| {
                    column.iter().zip(other).all(|(x, y)| x == y || (*x == p && y == q)) && self.g.inst(*q).ty == self.g.inst(p).ty
                };
                columns.iter().find(equal).map(|(q, _)| *q)
            };
            match same.or_else(twin) {
                Some(r) => {
                    self.subst[p.index()] = r;
                    changed = true;
                }
                None => columns.push((p, column)),
            }
        }
        changed
    }

    /// Marks what is used, from effects, guards and terminators on.
    fn mark(&mut self) {
        let mut param_of = vec![(u32::MAX, 0u32); self.g.insts.len()];
        for (b, block) in self.g.blocks.iter().enumerate() {
            for (i, p) in block.params.iter().enumerate() {
                param_of[p.index()] = (b as u32, i as u32);
            }
        }
        let mut stack: Vec<Ref> = Vec::new();
        for b in (0..self.g.blocks.len()).filter(|b| self.reached[*b]) {
            let block = &self.g.blocks[b];
            for r in &block.insts {
                let inst = self.g.inst(*r);
                let kept = match inst.op.effect() {
                    Effect::Guard | Effect::Write => true,
                    Effect::Call => inst.op != Op::CallHelper || !self.g.helpers[inst.imm as usize].effects.elidable,
                    Effect::Pure | Effect::Read | Effect::Allocate => false,
                };
                if kept {
                    stack.push(*r);
                    inst.exit.into_iter().for_each(|e| self.push_exit(e, &mut stack));
                }
            }
            match &block.end {
                Terminator::Return(r) => stack.push(self.find(*r)),
                Terminator::TailCall(_, args) => stack.extend(args.iter().map(|a| self.find(*a))),
                Terminator::Leave(e) => self.push_exit(*e, &mut stack),
                Terminator::Jump(..) | Terminator::Open => {}
            }
        }
        // The entry's parameters are the unit's.
        stack.extend(&self.g.blocks[0].params);
        while let Some(r) = stack.pop() {
            if std::mem::replace(&mut self.live[r.index()], true) {
                continue;
            }
            stack.extend(self.g.inst(r).args.iter().map(|a| self.find(*a)));
            let (b, i) = param_of[r.index()];
            if b != u32::MAX {
                stack.extend(self.edges[b as usize].iter().map(|e| self.arg(*e, i as usize)));
            }
        }
    }

    fn push_exit(&self, e: ExitId, stack: &mut Vec<Ref>) {
        for v in crate::ir::values(self.g.exit(e)) {
            if let Value::Ref(r) = v {
                stack.push(self.find(r));
            }
        }
    }

    /// The graph in its final order.
    fn rebuild(mut self) -> Graph {
        // Which blocks follow one another as one: each chain becomes a block.
        let mut chains: Vec<Vec<BlockId>> = Vec::new();
        let mut chain_of = vec![u32::MAX; self.g.blocks.len()];
        let mut is_child = vec![false; self.g.blocks.len()];
        for b in (0..self.g.blocks.len()).filter(|b| self.reached[*b]) {
            for r in &self.g.blocks[b].insts {
                if let Some(c) = self.g.inst(*r).exit.and_then(|e| self.child(e)) {
                    is_child[c.index()] = true;
                }
            }
        }
        let joined = |c: &Cleaner, b: usize| b != 0 && !is_child[b] && c.edges[b].len() == 1;
        for b in (0..self.g.blocks.len()).filter(|b| self.reached[*b]) {
            if joined(&self, b) {
                continue;
            }
            let mut chain = vec![BlockId(b as u32)];
            while let Terminator::Jump(t, args) = &self.g.block(chain[chain.len() - 1]).end {
                if !joined(&self, t.index()) {
                    break;
                }
                let (t, args) = (*t, args.clone());
                for (p, a) in self.g.blocks[t.index()].params.clone().into_iter().zip(args) {
                    if self.find(p) == p {
                        self.subst[p.index()] = self.find(a);
                    }
                }
                chain.push(t);
            }
            chain.iter().for_each(|c| chain_of[c.index()] = chains.len() as u32);
            chains.push(chain);
        }
        Rebuild { c: &self, chain_of, number: vec![u32::MAX; self.g.insts.len()] }.run(&chains)
    }
}

struct Rebuild<'a> {
    c: &'a Cleaner,
    chain_of: Vec<u32>,
    number: Vec<u32>,
}

impl Rebuild<'_> {
    fn run(mut self, chains: &[Vec<BlockId>]) -> Graph {
        let g = &self.c.g;
        let mut count = 0;
        let mut order: Vec<Ref> = Vec::with_capacity(g.insts.len());
        let mut out = Graph {
            constants: g.constants.clone(),
            helpers: g.helpers.clone(),
            entry_slots: g.entry_slots.clone(),
            exits: vec![None; g.exits.len()],
            ..Graph::default()
        };
        for chain in chains {
            let mut block = Block { params: Vec::new(), insts: Vec::new(), end: Terminator::Open };
            let first = g.block(chain[0]);
            let params = first.params.iter().filter(|p| self.keeps(**p));
            let insts = chain.iter().flat_map(|b| &g.block(*b).insts).filter(|r| self.c.live[r.index()]);
            for (list, refs) in [(&mut block.params, params.collect::<Vec<_>>()), (&mut block.insts, insts.collect())] {
                for r in refs {
                    self.number[r.index()] = count;
                    list.push(Ref(count));
                    order.push(*r);
                    count += 1;
                }
            }
            out.blocks.push(block);
        }
        out.insts = order.iter().map(|r| self.inst(g.inst(*r), &mut out.exits)).collect();
        for (i, chain) in chains.iter().enumerate() {
            let end = &g.block(chain[chain.len() - 1]).end;
            out.blocks[i].end = self.end(end, &mut out.exits);
        }
        out
    }

    fn keeps(&self, p: Ref) -> bool {
        self.c.live[p.index()] && self.c.subst[p.index()] == p
    }

    fn get(&self, r: Ref) -> Ref {
        let n = self.number[self.c.find(r).index()];
        debug_assert!(n != u32::MAX, "v{} is used", r.0);
        Ref(n)
    }

    fn inst(&self, inst: &Inst, exits: &mut [Option<Exit>]) -> Inst {
        if let Some(e) = inst.exit {
            self.exit(e, exits);
        }
        Inst { args: inst.args.iter().map(|a| self.get(*a)).collect(), ..*inst }
    }

    fn block(&self, b: BlockId) -> BlockId {
        BlockId(self.chain_of[b.index()])
    }

    fn end(&self, end: &Terminator, exits: &mut [Option<Exit>]) -> Terminator {
        match end {
            Terminator::Open => Terminator::Open,
            Terminator::Jump(t, args) => {
                let params = &self.c.g.block(*t).params;
                let kept = params.iter().zip(args).filter(|(p, _)| self.keeps(**p));
                Terminator::Jump(self.block(*t), kept.map(|(_, a)| self.get(*a)).collect())
            }
            Terminator::Return(r) => Terminator::Return(self.get(*r)),
            Terminator::TailCall(code, args) => Terminator::TailCall(*code, args.iter().map(|a| self.get(*a)).collect()),
            Terminator::Leave(e) => {
                self.exit(*e, exits);
                Terminator::Leave(*e)
            }
        }
    }

    fn exit(&self, e: ExitId, exits: &mut [Option<Exit>]) {
        let value = |v: &mut Value| {
            if let Value::Ref(r) = v {
                *r = self.get(*r);
            }
        };
        let mut exit = self.c.g.exit(e).clone();
        exit.frames.iter_mut().for_each(|f| f.slots.iter_mut().for_each(|(_, v)| value(v)));
        exit.log.iter_mut().for_each(value);
        exit.virtuals.iter_mut().for_each(|o| o.slots.iter_mut().for_each(value));
        exit.stores.iter_mut().for_each(|s| {
            s.object = self.get(s.object);
            value(&mut s.value);
        });
        exit.child = exit.child.map(|b| self.block(b));
        exits[e.index()] = Some(exit);
    }
}
