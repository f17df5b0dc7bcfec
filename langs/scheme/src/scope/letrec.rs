//! `letrec*` sorted out (after Ghuloum and Dybvig, "Fixing Letrec (reloaded)", 2009): the bindings are ordered by what they refer to;
//! groups of procedures become [`Kind::Fix`], single values become `let`, and only what truly refers to itself before it has a value
//! is initialised by assignment.

use crate::ast::{Expr, Kind, Lambda, Unit, Var};
use crate::syntax::At;
use rustc_hash::FxHashMap;
use vm_core::Word;

struct Binding {
    var: Var,
    init: Expr,
    /// Which bindings of the group it refers to.
    refers: Vec<usize>,
    procedure: bool,
}

/// Replaces a `letrec*`.
pub(super) fn fix(unit: &mut Unit, at: At, bindings: Vec<(Var, Expr)>, body: Expr) -> Expr {
    let index: FxHashMap<Var, usize> = bindings.iter().enumerate().map(|(i, b)| (b.0, i)).collect();
    let mut all: Vec<Binding> = Vec::with_capacity(bindings.len());
    let mut last_effect = None;
    // Initial values, and what they refer to at once that comes behind them.
    let mut early = Vec::new();
    for (i, (var, init)) in bindings.into_iter().enumerate() {
        let mut refers = Vec::new();
        mentions(&init, &index, &mut refers);
        let procedure = matches!(init.kind, Kind::Lambda(_)) && unit.vars[var.0 as usize].sets == 0;
        if !procedure && !matches!(init.kind, Kind::Const(_)) {
            // What may have effects happens in the order written.
            refers.extend(last_effect);
            last_effect = Some(i);
            let mut now = Vec::new();
            mentions_at_once(&init, &index, &mut now);
            early.extend(now.into_iter().filter(|&j| j > i).map(|j| (i, j)));
        }
        all.push(Binding { var, init, refers, procedure });
    }
    // Procedures and constants could be there from the beginning, but a reference that comes before them is an error all the same.
    for (i, j) in early {
        all[j].procedure = false;
        all[j].refers.push(i);
    }
    let groups = components(&all);
    let mut slots: Vec<Option<Binding>> = all.into_iter().map(Some).collect();
    let mut result = body;
    for mut group in groups.into_iter().rev() {
        group.sort_unstable();
        let members: Vec<Binding> = group.iter().map(|&i| slots[i].take().expect("in one group")).collect();
        result = bind(unit, at, &group, members, result);
    }
    result
}

fn bind(unit: &mut Unit, at: At, group: &[usize], mut members: Vec<Binding>, body: Expr) -> Expr {
    let recursive = members.len() > 1 || members[0].refers.contains(&group[0]);
    if !recursive {
        let b = members.pop().expect("one");
        return Expr::new(at, Kind::Let(vec![(b.var, b.init)], Box::new(body)));
    }
    let (procedures, others): (Vec<Binding>, Vec<Binding>) = members.into_iter().partition(|b| b.procedure);
    let procedures: Vec<(Var, Lambda)> = procedures
        .into_iter()
        .filter_map(|b| match b.init.kind {
            Kind::Lambda(l) => Some((b.var, *l)),
            _ => None,
        })
        .collect();
    // What is no procedure is there from the beginning without a value, and is assigned in order.
    let mut holes = Vec::new();
    let mut items = Vec::new();
    for b in others {
        unit.vars[b.var.0 as usize].checked = true;
        unit.vars[b.var.0 as usize].sets += 1;
        holes.push((b.var, Expr::constant(at, Word::HOLE)));
        items.push(Expr::new(b.init.at, Kind::SetVar(b.var, Box::new(b.init))));
    }
    items.push(body);
    let mut result = Expr::seq(at, items);
    if !procedures.is_empty() {
        result = Expr::new(at, Kind::Fix(procedures, Box::new(result)));
    }
    if holes.is_empty() { result } else { Expr::new(at, Kind::Let(holes, Box::new(result))) }
}

/// Notes which variables of the group the expression mentions.
fn mentions(e: &Expr, index: &FxHashMap<Var, usize>, out: &mut Vec<usize>) {
    if let Kind::Var(v) | Kind::SetVar(v, _) = &e.kind {
        if let Some(&i) = index.get(v) {
            if !out.contains(&i) {
                out.push(i);
            }
        }
    }
    e.children(&mut |c| mentions(c, index, out));
}

/// The same for what is referred to when the expression is evaluated, not when procedures are called that it makes.
fn mentions_at_once(e: &Expr, index: &FxHashMap<Var, usize>, out: &mut Vec<usize>) {
    match &e.kind {
        Kind::Lambda(_) => {}
        Kind::Fix(_, body) => mentions_at_once(body, index, out),
        Kind::Var(v) => out.extend(index.get(v)),
        _ => e.children(&mut |c| mentions_at_once(c, index, out)),
    }
}

/// Strongly connected components in the order in which they can be bound (Tarjan, without recursion).
fn components(all: &[Binding]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let n = all.len();
    let (mut number, mut low, mut on_stack) = (vec![NEW; n], vec![0; n], vec![false; n]);
    let (mut stack, mut out, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..n {
        if number[root] != NEW {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((v, i)) = work.pop() {
            if i == 0 {
                number[v] = next;
                low[v] = next;
                next += 1;
                stack.push(v);
                on_stack[v] = true;
            } else {
                low[v] = low[v].min(low[all[v].refers[i - 1]]);
            }
            // On to the next edge that leads to a new node; edges to nodes on the stack count at once.
            let mut i = i;
            let mut descend = None;
            while let Some(&w) = all[v].refers.get(i) {
                i += 1;
                if number[w] == NEW {
                    descend = Some(w);
                    break;
                }
                if on_stack[w] {
                    low[v] = low[v].min(number[w]);
                }
            }
            if let Some(w) = descend {
                work.push((v, i));
                work.push((w, 0));
                continue;
            }
            if low[v] == number[v] {
                let mut group = Vec::new();
                loop {
                    let w = stack.pop().expect("the root of the component is on the stack");
                    on_stack[w] = false;
                    group.push(w);
                    if w == v {
                        break;
                    }
                }
                out.push(group);
            }
        }
    }
    out
}
