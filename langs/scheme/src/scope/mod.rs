//! From the core language as expanded to the core language as compiled: what is bound where, assigned, captured, called.
//!
//! ```text
//!   count      how often each variable is referred to, called, set
//!   simplify   standard procedures become primitives; `letrec*` is sorted out; constants, copies and procedures
//!              called once are substituted
//!   labels     procedures that are only called in tail position become labels
//!   boxes      which variables need cells
//! ```

mod boxes;
mod labels;
mod letrec;
mod simplify;

pub(crate) use simplify::MANY;

use boxes::Boxes;

use crate::ast::{Expr, Kind, Unit, Var};

/// Prepares the forms of a unit for code generation.
pub fn analyse(unit: &mut Unit, forms: Vec<Expr>) -> Vec<Expr> {
    count(unit, &forms);
    let mut out = simplify::forms(unit, forms);
    out.iter_mut().for_each(labels::find);
    count(unit, &out);
    out.iter_mut().for_each(|e| labels::split(unit, e));
    count(unit, &out);
    out.iter().for_each(|e| Boxes::find(unit, e));
    out
}

/// Counts references, calls and assignments.
fn count(unit: &mut Unit, forms: &[Expr]) {
    for v in &mut unit.vars {
        (v.refs, v.calls, v.sets) = (0, 0, 0);
    }
    forms.iter().for_each(|e| count_in(unit, e));
}

fn count_in(unit: &mut Unit, e: &Expr) {
    match &e.kind {
        Kind::Var(v) => unit.vars[v.0 as usize].refs += 1,
        Kind::SetVar(v, _) => unit.vars[v.0 as usize].sets += 1,
        Kind::Call(f, _) => {
            if let Kind::Var(v) = f.kind {
                unit.vars[v.0 as usize].calls += 1;
            }
        }
        _ => {}
    }
    e.children(&mut |c| count_in(unit, c));
}

/// Whether evaluating the expression does nothing but give a value, always the same one, so that it may be dropped.
fn is_pure(unit: &Unit, e: &Expr) -> bool {
    match &e.kind {
        Kind::Const(_) | Kind::Lambda(_) => true,
        Kind::Var(v) => !unit.vars[v.0 as usize].checked,
        Kind::Global(g) => unit.globals[g.0 as usize].standard,
        Kind::Prim(p, args) => p.info().total && args.iter().all(|a| is_pure(unit, a)),
        _ => false,
    }
}

/// How often any of the variables is referred to, and how often called.
pub fn uses(e: &Expr, vars: &[Var]) -> (u32, u32) {
    let mut total = (0, 0);
    add_uses(e, vars, &mut total);
    total
}

fn add_uses(e: &Expr, vars: &[Var], total: &mut (u32, u32)) {
    match &e.kind {
        Kind::Var(v) if vars.contains(v) => total.0 += 1,
        Kind::Call(f, _) if matches!(f.kind, Kind::Var(v) if vars.contains(&v)) => total.1 += 1,
        _ => {}
    }
    e.children(&mut |c| add_uses(c, vars, total));
}
