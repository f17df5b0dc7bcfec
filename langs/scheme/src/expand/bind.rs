//! Binding forms: the `let` family and `do`.

use super::core::Core;
use super::{Binding, Env, Expander, Result};
use crate::ast::{Clause, Expr, Kind, Var};
use crate::syntax::{At, Ident, Syntax};
use vm_core::Word;

impl Expander<'_> {
    /// `((name init) …)`. A name without value, as some Schemes have it, is refused.
    fn bindings<'s>(&self, list: &'s Syntax, form: &Syntax) -> Result<Vec<(Ident, &'s Syntax)>> {
        let Some(items) = list.items() else { return self.bad(form, "expected a list of bindings") };
        items
            .iter()
            .map(|b| match b.items() {
                Some([name, init]) if name.ident().is_some() => Ok((name.ident().expect("just tested"), init)),
                _ => self.bad(b, "expected (variable expression)"),
            })
            .collect()
    }

    fn check_distinct(&self, names: &[(Ident, &Syntax)], form: &Syntax) -> Result<()> {
        for (i, (n, _)) in names.iter().enumerate() {
            if names[..i].iter().any(|m| m.0 == *n) {
                return self.bad(form, &format!("variable {} is bound twice", self.name(*n)));
            }
        }
        Ok(())
    }

    pub(super) fn let_form(&mut self, c: Core, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        match args {
            [name, list, body @ ..] if c == Core::Let && name.ident().is_some() && !body.is_empty() => {
                self.named_let(stx, name, list, body, env)
            }
            [list, body @ ..] if !body.is_empty() => {
                let names = self.bindings(list, stx)?;
                if c != Core::LetStar {
                    self.check_distinct(&names, stx)?;
                }
                match c {
                    Core::Let => {
                        let mut made = Vec::new();
                        for (n, init) in &names {
                            let init = self.expr(init, env)?;
                            made.push((self.var_of(*n), self.named(init, *n)));
                        }
                        let scope = names.iter().zip(&made).map(|(n, m)| (n.0, Binding::Var(m.0))).collect();
                        let inner = self.s.local(env, scope);
                        let body = self.body(body, inner, stx)?;
                        Ok(if made.is_empty() { body } else { Expr::new(stx.at, Kind::Let(made, Box::new(body))) })
                    }
                    Core::LetStar => {
                        let mut made = Vec::new();
                        let mut inner = env;
                        for (n, init) in names {
                            let init = self.expr(init, inner)?;
                            let v = self.var_of(n);
                            made.push((v, self.named(init, n)));
                            inner = self.s.local(inner, vec![(n, Binding::Var(v))]);
                        }
                        let inner = self.s.local(inner, Vec::new());
                        let mut result = self.body(body, inner, stx)?;
                        while let Some(b) = made.pop() {
                            result = Expr::new(stx.at, Kind::Let(vec![b], Box::new(result)));
                        }
                        Ok(result)
                    }
                    _ => {
                        let vars: Vec<Var> = names.iter().map(|n| self.var_of(n.0)).collect();
                        let scope = names.iter().zip(&vars).map(|(n, v)| (n.0, Binding::Var(*v))).collect();
                        let inner = self.s.local(env, scope);
                        let mut made = Vec::new();
                        for ((n, init), v) in names.iter().zip(vars) {
                            let init = self.expr(init, inner)?;
                            made.push((v, self.named(init, *n)));
                        }
                        let inner = self.s.local(inner, Vec::new());
                        let body = self.body(body, inner, stx)?;
                        Ok(self.letrec(stx.at, c == Core::LetrecStar, made, body))
                    }
                }
            }
            _ => self.bad(stx, &format!("{} takes bindings and a body", c.text())),
        }
    }

    /// `letrec` or `letrec*`. An initialisation that may be entered again by its continuation assigns the variable of the first
    /// time, and those of `letrec` are all evaluated before the first assignment. Definitions in bodies are not treated so: it would
    /// make boxes of many variables, and the difference is seen only by a program that enters a definition twice.
    fn letrec(&mut self, at: At, sequential: bool, made: Vec<(Var, Expr)>, body: Expr) -> Expr {
        if !made.iter().any(|(_, init)| self.may_capture(init)) {
            return Expr::new(at, Kind::Letrec(made, Box::new(body)));
        }
        let (mut bindings, mut temporaries, mut items) = (Vec::new(), Vec::new(), Vec::new());
        for (v, init) in made {
            if matches!(init.kind, Kind::Lambda(_)) {
                bindings.push((v, init));
                continue;
            }
            self.unit.vars[v.0 as usize].checked = true;
            bindings.push((v, Expr::constant(at, Word::HOLE)));
            let value = if sequential {
                init
            } else {
                let t = self.var(None);
                let value = self.reference(at, t);
                temporaries.push((t, init));
                value
            };
            items.push(self.assign(at, v, value));
        }
        items.push(body);
        let mut result = Expr::seq(at, items);
        if !temporaries.is_empty() {
            result = Expr::new(at, Kind::Let(temporaries, Box::new(result)));
        }
        Expr::new(at, Kind::Letrec(bindings, Box::new(result)))
    }

    /// Whether the expression calls what may capture a continuation.
    fn may_capture(&self, e: &Expr) -> bool {
        match &e.kind {
            Kind::Lambda(_) => return false,
            Kind::Call(f, _) => match &f.kind {
                Kind::Global(g) => {
                    let name = self.unit.globals[g.0 as usize].name;
                    if crate::builtins::prim(self.vm.symbols.name(name)).is_none_or(|p| p.info().calls) {
                        return true;
                    }
                }
                _ => return true,
            },
            _ => {}
        }
        let mut found = false;
        e.children(&mut |c| found |= self.may_capture(c));
        found
    }

    /// Gives an anonymous procedure the name of the variable that it initialises.
    pub(super) fn named(&self, mut e: Expr, name: Ident) -> Expr {
        if let Kind::Lambda(l) = &mut e.kind {
            l.name = l.name.or(Some(self.s.symbol(name)));
        }
        e
    }

    fn named_let(&mut self, stx: &Syntax, name: &Syntax, list: &Syntax, body: &[Syntax], env: Env) -> Result<Expr> {
        let names = self.bindings(list, stx)?;
        self.check_distinct(&names, stx)?;
        let mut inits = Vec::new();
        for (n, init) in &names {
            let init = self.expr(init, env)?;
            inits.push(self.named(init, *n));
        }
        let name = name.ident().expect("checked by the caller");
        let loop_var = self.var_of(name);
        let outer = self.s.local(env, vec![(name, Binding::Var(loop_var))]);
        let params: Vec<Var> = names.iter().map(|n| self.var_of(n.0)).collect();
        let scope = names.iter().zip(&params).map(|(n, v)| (n.0, Binding::Var(*v))).collect();
        let inner = self.s.local(outer, scope);
        let body = self.body(body, inner, stx)?;
        let symbol = self.s.symbol(name);
        let lambda = Expr::lambda(stx.at, Some(symbol), params, body);
        let f = self.reference(stx.at, loop_var);
        let call = Expr::call(stx.at, f, inits);
        Ok(Expr::new(stx.at, Kind::Letrec(vec![(loop_var, lambda)], Box::new(call))))
    }

    pub(super) fn do_loop(&mut self, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let [specs, exit, body @ ..] = args else { return self.bad(stx, "do takes variables, a test and commands") };
        let (Some(specs), Some([test, results @ ..])) = (specs.items(), exit.items()) else {
            return self.bad(stx, "do takes variables, a test and commands");
        };
        let mut scope = Vec::new();
        let (mut params, mut inits, mut steps) = (Vec::new(), Vec::new(), Vec::new());
        for spec in specs {
            let (name, init, step) = match spec.items() {
                Some([name, init]) => (name, init, None),
                Some([name, init, step]) => (name, init, Some(step)),
                _ => return self.bad(spec, "expected (variable init step)"),
            };
            let Some(i) = name.ident() else { return self.bad(spec, "expected (variable init step)") };
            if scope.iter().any(|(n, _)| *n == i) {
                return self.bad(stx, &format!("variable {} is bound twice", self.name(i)));
            }
            inits.push(self.expr(init, env)?);
            let v = self.var_of(i);
            scope.push((i, Binding::Var(v)));
            params.push(v);
            steps.push(step);
        }
        let inner = self.s.local(env, scope);
        let test = self.expr(test, inner)?;
        let results = self.exprs(results, inner)?;
        let loop_var = self.var(None);
        let mut commands = self.exprs(body, inner)?;
        let mut next = Vec::new();
        for (step, v) in steps.into_iter().zip(&params) {
            next.push(match step {
                Some(s) => self.expr(s, inner)?,
                None => self.reference(stx.at, *v),
            });
        }
        let again = self.reference(stx.at, loop_var);
        commands.push(Expr::call(stx.at, again, next));
        let body = Expr::branch(stx.at, test, Expr::seq(stx.at, results), Expr::seq(stx.at, commands));
        let symbol = self.vm.symbols.intern("do");
        let lambda = Expr::lambda(stx.at, Some(symbol), params, body);
        let f = self.reference(stx.at, loop_var);
        let call = Expr::call(stx.at, f, inits);
        Ok(Expr::new(stx.at, Kind::Letrec(vec![(loop_var, lambda)], Box::new(call))))
    }

    pub(super) fn let_values(&mut self, c: Core, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        if c == Core::Receive {
            let [formals, e, body @ ..] = args else { return self.bad(stx, "receive takes formals, an expression and a body") };
            if body.is_empty() {
                return self.bad(stx, "receive takes formals, an expression and a body");
            }
            let e = self.expr(e, env)?;
            let (params, rest, inner) = self.formals(formals, env)?;
            let body = self.body(body, inner, stx)?;
            return Ok(receive(stx, e, params, rest, body));
        }
        let [list, body @ ..] = args else { return self.bad(stx, &format!("{} takes bindings and a body", c.text())) };
        let Some(list) = list.items().filter(|_| !body.is_empty()) else {
            return self.bad(stx, &format!("{} takes bindings and a body", c.text()));
        };
        let mut made = Vec::new();
        let mut inner = env;
        let mut seen: Vec<Ident> = Vec::new();
        for b in list {
            let Some([formals, e]) = b.items() else { return self.bad(b, "expected (formals expression)") };
            if c == Core::LetValues {
                let (names, rest) = self.formal_names(formals)?;
                for n in names.into_iter().chain(rest) {
                    if seen.contains(&n) {
                        return self.bad(stx, &format!("variable {} is bound twice", self.name(n)));
                    }
                    seen.push(n);
                }
            }
            let e = self.expr(e, if c == Core::LetValues { env } else { inner })?;
            let (params, rest, scope) = self.formals(formals, inner)?;
            inner = scope;
            made.push((e, params, rest));
        }
        let inner = self.s.local(inner, Vec::new());
        let mut result = self.body(body, inner, stx)?;
        while let Some((e, params, rest)) = made.pop() {
            result = receive(stx, e, params, rest, result);
        }
        Ok(result)
    }

    /// Assigns or defines the variables of formals from the values of an expression; `each` makes the assignment of one.
    pub(super) fn receive_into(
        &mut self,
        stx: &Syntax,
        formals: &Syntax,
        e: Expr,
        each: &mut dyn FnMut(&mut Self, Ident, Expr) -> Result<Expr>,
    ) -> Result<Expr> {
        let (names, rest) = self.formal_names(formals)?;
        let (mut params, mut items) = (Vec::new(), Vec::new());
        let mut rest_var = None;
        for (i, n) in names.iter().copied().chain(rest).enumerate() {
            let v = self.var_of(n);
            if i < names.len() {
                params.push(v);
            } else {
                rest_var = Some(v);
            }
            let value = self.reference(stx.at, v);
            items.push(each(self, n, value)?);
        }
        items.push(Expr::constant(stx.at, Word::UNSPECIFIED));
        Ok(receive(stx, e, params, rest_var, Expr::seq(stx.at, items)))
    }
}

fn receive(stx: &Syntax, e: Expr, params: Vec<Var>, rest: Option<Var>, body: Expr) -> Expr {
    Expr::new(stx.at, Kind::Receive(Box::new(e), Box::new(Clause { params, rest, body })))
}

