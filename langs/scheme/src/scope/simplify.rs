//! Source-level simplification: standard procedures become primitives, constants and copies are propagated, procedures called once
//! are put where they are called, `letrec*` is sorted out.

use super::{is_pure, labels, letrec, uses};
use crate::ast::{Clause, Expr, Kind, Known, Lambda, RecordKind, Unit, Var};
use crate::builtins::equal::is_nan;
use crate::builtins::{Prim, Special};
use crate::syntax::At;
use rustc_hash::FxHashMap;
use vm_core::Word;

/// How many operands are taken two at a time.
pub(crate) const MANY: usize = 16;

/// How many operands a primitive may have as such; if there are more, the procedure gets them in a list.
fn most(p: Prim) -> usize {
    match p.special() {
        Some(Special::List | Special::ConsStar) => usize::MAX,
        Some(s) if s.is_pairwise() => MANY,
        _ => crate::compile::MAX_ARGS,
    }
}

/// What stands for a variable.
enum Replacement {
    /// A constant or another variable.
    Simple(Kind),
    /// A procedure that is called once, not yet simplified.
    Once(Lambda),
    /// A group of procedures whose only call from outside is at one place.
    Group(Vec<(Var, Lambda)>),
}

struct Simplify<'a> {
    unit: &'a mut Unit,
    replace: FxHashMap<Var, Replacement>,
}

/// Simplifies the forms of a unit.
pub(super) fn forms(unit: &mut Unit, forms: Vec<Expr>) -> Vec<Expr> {
    let mut s = Simplify { unit, replace: FxHashMap::default() };
    forms.into_iter().map(|e| s.expr(e)).collect()
}

impl Simplify<'_> {
    fn expr(&mut self, e: Expr) -> Expr {
        let at = e.at;
        let kind = match e.kind {
            Kind::Var(v) => match self.replace.get(&v) {
                Some(Replacement::Simple(k)) => k.clone(),
                _ => Kind::Var(v),
            },
            k @ (Kind::Const(_) | Kind::Global(_)) => k,
            Kind::SetVar(v, e) => Kind::SetVar(v, Box::new(self.expr(*e))),
            Kind::SetGlobal(g, e) => Kind::SetGlobal(g, Box::new(self.expr(*e))),
            Kind::Define(g, e) => Kind::Define(g, Box::new(self.expr(*e))),
            Kind::If(es) => return self.branch(at, *es),
            Kind::Or(es) => {
                let [a, b] = *es;
                let (a, b) = (self.expr(a), self.expr(b));
                match &a.kind {
                    Kind::Const(Word::FALSE) => return b,
                    Kind::Const(_) | Kind::Lambda(_) => return a,
                    _ => Kind::Or(Box::new([a, b])),
                }
            }
            Kind::Seq(es) => return self.seq(at, es),
            Kind::Lambda(l) => Kind::Lambda(Box::new(self.lambda(*l))),
            Kind::Let(bindings, body) => return self.bind(at, bindings, *body),
            Kind::Letrec(bindings, body) => {
                let fixed = letrec::fix(self.unit, at, bindings, *body);
                return self.expr(fixed);
            }
            Kind::Fix(bindings, body) | Kind::Labels(bindings, body) => return self.fix(at, bindings, *body),
            Kind::Call(f, args) => return self.call(at, *f, args),
            Kind::Prim(p, args) => {
                let args = self.exprs(args);
                return self.prim(at, p, args);
            }
            Kind::Record(r, args) => Kind::Record(r, self.exprs(args)),
            Kind::Receive(e, clause) => return self.receive(at, *e, *clause),
            Kind::Catch(e, v, handler) => {
                let (e, handler) = (self.expr(*e), self.expr(*handler));
                Kind::Catch(Box::new(e), v, Box::new(handler))
            }
        };
        Expr::new(at, kind)
    }

    fn exprs(&mut self, es: Vec<Expr>) -> Vec<Expr> {
        es.into_iter().map(|e| self.expr(e)).collect()
    }

    fn lambda(&mut self, mut l: Lambda) -> Lambda {
        l.clauses = l.clauses.into_iter().map(|c| Clause { body: self.expr(c.body), ..c }).collect();
        l
    }

    fn branch(&mut self, at: At, [test, yes, no]: [Expr; 3]) -> Expr {
        let test = self.expr(test);
        match test.kind {
            Kind::Const(w) => return self.expr(if w == Word::FALSE { no } else { yes }),
            Kind::Prim(p, mut args) if p.special() == Some(Special::Not) => {
                let inner = args.pop().expect("one operand");
                let (yes, no) = (self.expr(yes), self.expr(no));
                return Expr::branch(at, inner, no, yes);
            }
            _ => {}
        }
        let (yes, no) = (self.expr(yes), self.expr(no));
        Expr::branch(at, test, yes, no)
    }

    fn seq(&mut self, at: At, es: Vec<Expr>) -> Expr {
        let count = es.len();
        let mut out = Vec::with_capacity(count);
        for (i, e) in es.into_iter().enumerate() {
            let e = self.expr(e);
            if i + 1 < count && is_pure(self.unit, &e) {
                continue;
            }
            match e.kind {
                Kind::Seq(inner) => out.extend(inner),
                _ => out.push(e),
            }
        }
        Expr::seq(at, out)
    }

    fn info(&self, v: Var) -> &crate::ast::VarInfo {
        &self.unit.vars[v.0 as usize]
    }

    /// A `let`.
    fn bind(&mut self, at: At, bindings: Vec<(Var, Expr)>, body: Expr) -> Expr {
        let mut kept = Vec::new();
        let mut effects = Vec::new();
        let mut procedures = Vec::new();
        for (v, init) in bindings {
            let info = self.info(v);
            let (refs, calls, constant) = (info.refs, info.calls, info.sets == 0);
            match init.kind {
                Kind::Lambda(l) if constant && refs == 0 => drop(l),
                Kind::Lambda(l) if constant && refs == 1 && calls == 1 && l.clauses.len() == 1 => {
                    self.replace.insert(v, Replacement::Once(*l));
                }
                Kind::Lambda(l) if constant => procedures.push((v, *l)),
                kind => {
                    let init = self.expr(Expr::new(init.at, kind));
                    let copies = match &init.kind {
                        Kind::Const(_) => constant,
                        Kind::Var(w) => constant && self.info(*w).sets == 0 && !self.info(*w).checked,
                        Kind::Global(g) => {
                            constant && calls == refs && matches!(self.unit.globals[g.0 as usize].known, Known::Prim(_) | Known::Record(_))
                        }
                        _ => false,
                    };
                    if copies {
                        if let Kind::Var(w) = init.kind {
                            let more = refs.saturating_sub(1);
                            self.unit.vars[w.0 as usize].refs += more;
                        }
                        self.replace.insert(v, Replacement::Simple(init.kind));
                    } else if refs == 0 && constant {
                        if !is_pure(self.unit, &init) {
                            effects.push(init);
                        }
                    } else {
                        kept.push((v, init));
                    }
                }
            }
        }
        let mut result = match procedures.is_empty() {
            true => self.expr(body),
            false => {
                // One by one: they do not refer to each other.
                let nested = procedures.into_iter().fold(body, |body, p| Expr::new(at, Kind::Fix(vec![p], Box::new(body))));
                self.expr(nested)
            }
        };
        if !kept.is_empty() {
            result = Expr::new(at, Kind::Let(kept, Box::new(result)));
        }
        if !effects.is_empty() {
            effects.push(result);
            result = Expr::seq(at, effects);
        }
        result
    }

    fn fix(&mut self, at: At, bindings: Vec<(Var, Lambda)>, body: Expr) -> Expr {
        let vars: Vec<Var> = bindings.iter().map(|b| b.0).collect();
        let (refs, calls) = vars.iter().fold((0, 0), |t, v| (t.0 + self.info(*v).refs, t.1 + self.info(*v).calls));
        if refs == 0 {
            return self.expr(body);
        }
        if refs == calls && !matches!(&body.kind, Kind::Call(f, _) if matches!(f.kind, Kind::Var(v) if vars.contains(&v))) {
            let inside = bindings.iter().flat_map(|b| &b.1.clauses).fold(0, |n, c| n + uses(&c.body, &vars).1);
            let arities: Vec<(Var, usize)> = bindings.iter().map(|(v, l)| (*v, l.clauses[0].params.len())).collect();
            let jumps = bindings.iter().all(|(_, l)| {
                l.clauses.len() == 1 && l.clauses[0].rest.is_none() && labels::only_tail_calls(&l.clauses[0].body, &arities, true)
            });
            // Called from one place: it becomes a loop there.
            if refs == inside + 1 && jumps {
                let last = vars.len() - 1;
                for v in &vars[..last] {
                    self.replace.insert(*v, Replacement::Group(Vec::new()));
                }
                self.replace.insert(vars[last], Replacement::Group(bindings));
                return self.expr_with_group(&vars, body);
            }
        }
        let bindings = bindings.into_iter().map(|(v, l)| (v, self.lambda(l))).collect();
        let body = self.expr(body);
        Expr::new(at, Kind::Fix(bindings, Box::new(body)))
    }

    /// Simplifies the body of a group that will be put at its only call from outside.
    fn expr_with_group(&mut self, vars: &[Var], body: Expr) -> Expr {
        let result = self.expr(body);
        // The call was in code that has been dropped: so is the group.
        for v in vars {
            self.replace.remove(v);
        }
        result
    }

    fn call(&mut self, at: At, f: Expr, args: Vec<Expr>) -> Expr {
        match f.kind {
            Kind::Var(v) => match self.replace.get(&v) {
                Some(Replacement::Once(_)) => {
                    let Some(Replacement::Once(l)) = self.replace.remove(&v) else { unreachable!("just seen") };
                    self.apply(at, l, args)
                }
                Some(Replacement::Group(_)) => self.enter_group(at, v, args),
                Some(Replacement::Simple(k)) => {
                    let f = Expr::new(f.at, k.clone());
                    match f.kind {
                        Kind::Var(_) => {
                            let args = self.exprs(args);
                            Expr::call(at, f, args)
                        }
                        _ => self.call(at, f, args),
                    }
                }
                None => {
                    let args = self.exprs(args);
                    Expr::call(at, f, args)
                }
            },
            Kind::Lambda(l) => self.apply(at, *l, args),
            Kind::Global(g) => {
                let known = self.unit.globals[g.0 as usize].known.clone();
                match known {
                    Known::Prim(p) if p.accepts(args.len()) && args.len() <= most(p) => {
                        if p.special() == Some(Special::CallWithValues) {
                            return self.call_with_values(at, p, args);
                        }
                        let args = self.exprs(args);
                        self.prim(at, p, args)
                    }
                    Known::Record(r) if args.len() == record_arity(&r.kind) => {
                        let args = self.exprs(args);
                        Expr::new(at, Kind::Record(r, args))
                    }
                    _ => {
                        let args = self.exprs(args);
                        Expr::call(at, f, args)
                    }
                }
            }
            _ => {
                let f = self.expr(f);
                let args = self.exprs(args);
                Expr::call(at, f, args)
            }
        }
    }

    /// The only call from outside of a group of procedures: the group is bound here.
    fn enter_group(&mut self, at: At, v: Var, args: Vec<Expr>) -> Expr {
        let holder = self.replace.iter().find_map(|(k, r)| match r {
            Replacement::Group(g) if g.iter().any(|b| b.0 == v) => Some(*k),
            _ => None,
        });
        let args = self.exprs(args);
        let Some(Replacement::Group(group)) = holder.and_then(|k| self.replace.remove(&k)) else {
            return Expr::call(at, Expr::new(at, Kind::Var(v)), args);
        };
        for (w, _) in &group {
            self.replace.remove(w);
        }
        let group = group.into_iter().map(|(w, l)| (w, self.lambda(l))).collect();
        let call = Expr::call(at, Expr::new(at, Kind::Var(v)), args);
        Expr::new(at, Kind::Fix(group, Box::new(call)))
    }

    /// A call of a procedure that is written in operator position.
    fn apply(&mut self, at: At, mut l: Lambda, mut args: Vec<Expr>) -> Expr {
        let fits = |c: &Clause| c.params.len() == args.len() || (c.rest.is_some() && args.len() >= c.params.len());
        let Some(i) = l.clauses.iter().position(fits) else {
            let args = self.exprs(args);
            let l = self.lambda(l);
            return Expr::call(at, Expr::new(l.at, Kind::Lambda(Box::new(l))), args);
        };
        let clause = l.clauses.swap_remove(i);
        let rest = args.split_off(clause.params.len());
        let mut bindings: Vec<(Var, Expr)> = clause.params.into_iter().zip(args).collect();
        if let Some(v) = clause.rest {
            let list = crate::builtins::prim("list").expect("in the table");
            bindings.push((v, Expr::new(at, Kind::Prim(list, rest))));
        }
        if bindings.is_empty() { self.expr(clause.body) } else { self.bind(at, bindings, clause.body) }
    }

    fn call_with_values(&mut self, at: At, p: Prim, mut args: Vec<Expr>) -> Expr {
        let consumer = args.pop().expect("two operands");
        let producer = args.pop().expect("two operands");
        let values = match producer.kind {
            Kind::Lambda(l) if l.clauses.len() == 1 && l.clauses[0].params.is_empty() && l.clauses[0].rest.is_none() => {
                let mut l = *l;
                l.clauses.pop().expect("one clause").body
            }
            kind => Expr::call(at, Expr::new(producer.at, kind), Vec::new()),
        };
        match consumer.kind {
            Kind::Lambda(l) if l.clauses.len() == 1 => {
                let mut l = *l;
                let clause = l.clauses.pop().expect("one clause");
                self.receive(at, values, clause)
            }
            kind => {
                let consumer = self.expr(Expr::new(consumer.at, kind));
                let values = self.expr(values);
                Expr::new(at, Kind::Prim(p, vec![consumer, values]))
            }
        }
    }

    fn receive(&mut self, at: At, e: Expr, clause: Clause) -> Expr {
        let e = self.expr(e);
        match e.kind {
            Kind::Prim(p, args) if p.special() == Some(Special::Values) && args.len() >= clause.params.len() => {
                if args.len() == clause.params.len() || clause.rest.is_some() {
                    let mut args = args;
                    let rest = args.split_off(clause.params.len());
                    let mut bindings: Vec<(Var, Expr)> = clause.params.into_iter().zip(args).collect();
                    if let Some(v) = clause.rest {
                        let list = crate::builtins::prim("list").expect("in the table");
                        bindings.push((v, Expr::new(at, Kind::Prim(list, rest))));
                    }
                    // The operands are simplified already, and simplifying them again changes nothing.
                    return if bindings.is_empty() { self.expr(clause.body) } else { self.bind(at, bindings, clause.body) };
                }
                let e = Expr::new(e.at, Kind::Prim(p, args));
                let clause = Clause { body: self.expr(clause.body), ..clause };
                Expr::new(at, Kind::Receive(Box::new(e), Box::new(clause)))
            }
            kind => {
                let clause = Clause { body: self.expr(clause.body), ..clause };
                Expr::new(at, Kind::Receive(Box::new(Expr::new(e.at, kind)), Box::new(clause)))
            }
        }
    }

    /// A primitive with simplified operands.
    fn prim(&mut self, at: At, p: Prim, mut args: Vec<Expr>) -> Expr {
        let small = |e: &Expr| match e.kind {
            Kind::Const(w) => w.as_smi(),
            _ => None,
        };
        let simple = |name: &str, args: Vec<Expr>| {
            Expr::new(at, Kind::Prim(crate::builtins::prim(name).expect("in the table"), args))
        };
        match p.special() {
            Some(Special::Eqv | Special::Equal) => {
                let immediate = |e: &Expr| matches!(e.kind, Kind::Const(w) if !w.is_pointer() && !is_nan(w));
                if args.iter().any(immediate) {
                    return simple("eq?", args);
                }
            }
            Some(Special::Not) => {
                if let Kind::Const(w) = args[0].kind {
                    return Expr::constant(at, Word::bool(w == Word::FALSE));
                }
            }
            Some(Special::Values) if args.len() == 1 => return args.pop().expect("one operand"),
            Some(Special::Sum | Special::Product) => {
                let sum = p.special() == Some(Special::Sum);
                match args.len() {
                    0 => return Expr::constant(at, Word::smi(if sum { 0 } else { 1 })),
                    1 => return simple("%number", args),
                    2 => {
                        if let (Some(a), Some(b)) = (small(&args[0]), small(&args[1])) {
                            let n = if sum { a.checked_add(b) } else { a.checked_mul(b) };
                            if let Some(w) = n.and_then(Word::from_smi) {
                                return Expr::constant(at, w);
                            }
                        }
                    }
                    _ => return self.fold(at, p, args),
                }
            }
            Some(Special::Difference | Special::Quotient) => {
                let minus = p.special() == Some(Special::Difference);
                match args.len() {
                    1 if minus => {
                        return match small(&args[0]).and_then(|n| Word::from_smi(-n)) {
                            Some(w) => Expr::constant(at, w),
                            None => simple("%negate", args),
                        };
                    }
                    1 => {
                        args.insert(0, Expr::constant(at, Word::smi(1)));
                        return Expr::new(at, Kind::Prim(p, args));
                    }
                    2 => {
                        if let (true, Some(a), Some(b)) = (minus, small(&args[0]), small(&args[1])) {
                            if let Some(w) = Word::from_smi(a - b) {
                                return Expr::constant(at, w);
                            }
                        }
                    }
                    _ => return self.fold(at, p, args),
                }
            }
            Some(Special::Fold) => match args.len() {
                1 => return simple("%real", args),
                2 => {}
                _ => return self.fold(at, p, args),
            },
            Some(Special::BitFold(unit)) => match args.len() {
                0 => return Expr::constant(at, Word::smi(unit)),
                1 => {
                    args.push(Expr::constant(at, Word::smi(unit)));
                    return Expr::new(at, Kind::Prim(p, args));
                }
                2 => {}
                _ => return self.fold(at, p, args),
            },
            Some(Special::Chain) => match args.len() {
                1 => {
                    args.push(args[0].clone());
                    return self.once(at, p, args);
                }
                2 => {}
                _ => return self.chain(at, p, args),
            },
            Some(Special::Path(path)) => {
                let mut e = args.pop().expect("one operand");
                for step in path.bytes().rev() {
                    e = simple(if step == b'a' { "car" } else { "cdr" }, vec![e]);
                }
                return e;
            }
            _ => {}
        }
        Expr::new(at, Kind::Prim(p, args))
    }

    /// `(+ a b c)` is `(+ (+ a b) c)`.
    fn fold(&mut self, at: At, p: Prim, args: Vec<Expr>) -> Expr {
        let constant = args.iter().all(|a| matches!(a.kind, Kind::Const(_)));
        let mut args = args.into_iter();
        let first = args.next().expect("several operands");
        // Where some operands are no constants the others stay what they are, so that messages can count them.
        args.fold(first, |a, b| if constant { self.prim(at, p, vec![a, b]) } else { Expr::new(at, Kind::Prim(p, vec![a, b])) })
    }

    fn fresh(&mut self, operand: u8) -> Var {
        self.unit.vars.push(crate::ast::VarInfo { refs: 2, operand, ..Default::default() });
        Var(self.unit.vars.len() as u32 - 1)
    }

    /// `(< a)` compares its operand with itself, so that its type is checked.
    fn once(&mut self, at: At, p: Prim, mut args: Vec<Expr>) -> Expr {
        args.truncate(1);
        let a = args.pop().expect("one operand");
        let v = self.fresh(1);
        let x = || Expr::new(at, Kind::Var(v));
        let check = Expr::new(at, Kind::Prim(p, vec![x(), x()]));
        let body = Expr::seq(at, vec![check, Expr::constant(at, Word::TRUE)]);
        Expr::new(at, Kind::Let(vec![(v, a)], Box::new(body)))
    }

    /// `(< a b c)` is `(and (< a b) (< b c))` with every operand evaluated first, and compared even when the answer is known, so
    /// that an operand of the wrong type is always found.
    fn chain(&mut self, at: At, p: Prim, args: Vec<Expr>) -> Expr {
        let mut bindings = Vec::new();
        let mut names = Vec::new();
        for (i, a) in args.into_iter().enumerate() {
            match a.kind {
                Kind::Const(w) if w.as_smi().is_some() => names.push(Kind::Const(w)),
                kind => {
                    let v = self.fresh(i as u8 + 1);
                    bindings.push((v, Expr::new(a.at, kind)));
                    names.push(Kind::Var(v));
                }
            }
        }
        let test = |pair: &[Kind]| Expr::new(at, Kind::Prim(p, pair.iter().map(|k| Expr::new(at, k.clone())).collect()));
        let mut result: Option<Expr> = None;
        for i in (0..names.len() - 1).rev() {
            let first = test(&names[i..i + 2]);
            result = Some(match result {
                None => first,
                Some(r) => {
                    let mut others: Vec<Expr> = names[i + 1..].windows(2).map(test).collect();
                    others.push(Expr::constant(at, Word::FALSE));
                    Expr::branch(at, first, r, Expr::seq(at, others))
                }
            });
        }
        let result = result.expect("at least three operands");
        if bindings.is_empty() { result } else { Expr::new(at, Kind::Let(bindings, Box::new(result))) }
    }
}

fn record_arity(kind: &RecordKind) -> usize {
    match kind {
        RecordKind::Make(order, _) => order.len(),
        RecordKind::Is | RecordKind::Get(_) => 1,
        RecordKind::Set(_) => 2,
    }
}
