//! Finds local procedures that are only called, and whose calls are all the last thing that the binding expression does: they need no
//! closure and no frame. Calling them is a jump; when they call themselves they are loops.

use crate::ast::{Expr, Kind, Lambda, Unit, Var};

/// Turns [`Kind::Fix`] into [`Kind::Labels`] where that is possible, from the inside outwards.
pub(super) fn find(e: &mut Expr) {
    e.children_mut(&mut find);
    if let Kind::Fix(bindings, body) = &mut e.kind {
        if can_jump(bindings, body) {
            e.kind = Kind::Labels(std::mem::take(bindings), Box::new(std::mem::replace(body, placeholder())));
        }
    }
}

/// The members of a group of procedures share one closure, which stands for the one member that is used as a value. Groups for which
/// that does not do (several such members, or members with several clauses) become assigned variables.
pub(super) fn split(unit: &Unit, e: &mut Expr) {
    e.children_mut(&mut |c| split(unit, c));
    if let Kind::Fix(bindings, body) = &mut e.kind {
        let escaping = bindings.iter().filter(|(v, _)| unit.vars[v.0 as usize].refs != unit.vars[v.0 as usize].calls).count();
        let several = bindings.iter().any(|(_, l)| l.clauses.len() > 1);
        if (escaping > 1 && bindings.len() > 1) || several {
            let at = e.at;
            let body = std::mem::replace(&mut **body, placeholder());
            let (mut holes, mut items) = (Vec::new(), Vec::new());
            for (v, l) in std::mem::take(bindings) {
                holes.push((v, Expr::constant(at, vm_core::Word::HOLE)));
                let lambda = Expr::new(l.at, Kind::Lambda(Box::new(l)));
                items.push(Expr::new(at, Kind::SetVar(v, Box::new(lambda))));
            }
            items.push(body);
            e.kind = Kind::Let(holes, Box::new(Expr::seq(at, items)));
        }
    }
}

fn placeholder() -> Expr {
    Expr::constant(crate::syntax::At::default(), vm_core::Word::UNSPECIFIED)
}

fn can_jump(bindings: &[(Var, Lambda)], body: &Expr) -> bool {
    let vars: Vec<(Var, usize)> = bindings.iter().map(|(v, l)| (*v, l.clauses[0].params.len())).collect();
    bindings.iter().all(|(_, l)| l.clauses.len() == 1 && l.clauses[0].rest.is_none())
        && only_tail_calls(body, &vars, true)
        && bindings.iter().all(|(_, l)| only_tail_calls(&l.clauses[0].body, &vars, true))
}

/// Whether the variables (with their numbers of parameters) occur only as operators of calls in tail position.
pub(super) fn only_tail_calls(e: &Expr, vars: &[(Var, usize)], tail: bool) -> bool {
    let here = |e: &Expr| only_tail_calls(e, vars, tail);
    let inside = |e: &Expr| only_tail_calls(e, vars, false);
    match &e.kind {
        Kind::Const(_) | Kind::Global(_) => true,
        Kind::Var(v) | Kind::SetVar(v, _) if vars.iter().any(|x| x.0 == *v) => false,
        Kind::Var(_) => true,
        Kind::SetVar(_, e) | Kind::SetGlobal(_, e) | Kind::Define(_, e) => inside(e),
        Kind::If(es) => inside(&es[0]) && here(&es[1]) && here(&es[2]),
        Kind::Or(es) => inside(&es[0]) && here(&es[1]),
        Kind::Seq(es) => es.split_last().is_none_or(|(last, rest)| rest.iter().all(inside) && here(last)),
        Kind::Lambda(l) => l.clauses.iter().all(|c| inside(&c.body)) && !mentions_in(l, vars),
        Kind::Let(bindings, body) | Kind::Letrec(bindings, body) => bindings.iter().all(|b| inside(&b.1)) && here(body),
        Kind::Fix(bindings, body) => bindings.iter().all(|b| !mentions_in(&b.1, vars)) && here(body),
        // Labels run where this expression runs.
        Kind::Labels(bindings, body) => bindings.iter().all(|b| here(&b.1.clauses[0].body)) && here(body),
        Kind::Call(f, args) => {
            let operator = match &f.kind {
                Kind::Var(v) => match vars.iter().find(|x| x.0 == *v) {
                    Some((_, arity)) => tail && *arity == args.len(),
                    None => true,
                },
                _ => inside(f),
            };
            operator && args.iter().all(inside)
        }
        Kind::Prim(_, args) | Kind::Record(_, args) => args.iter().all(inside),
        Kind::Receive(e, clause) => inside(e) && here(&clause.body),
        Kind::Catch(e, _, handler) => inside(e) && inside(handler),
    }
}

fn mentions_in(l: &Lambda, vars: &[(Var, usize)]) -> bool {
    let names: Vec<Var> = vars.iter().map(|v| v.0).collect();
    l.clauses.iter().any(|c| super::uses(&c.body, &names).0 > 0)
}
