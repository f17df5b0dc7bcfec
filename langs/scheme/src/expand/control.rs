//! Conditional and control forms: `and`, `or`, `cond`, `case`, `guard`, `parameterize`, `delay`.

use super::core::Core;
use super::{Env, Expander, Result, SyntaxError};
use crate::ast::{Expr, Kind, Var};
use crate::syntax::{At, Node, Syntax};
use vm_core::Word;

/// What a chain of clauses gives when none applies.
type Otherwise<'f> = &'f mut dyn FnMut(&mut Expander<'_>) -> Expr;

impl Expander<'_> {
    pub(super) fn and(&mut self, at: At, args: &[Syntax], env: Env) -> Result<Expr> {
        let mut items = self.exprs(args, env)?;
        let Some(mut result) = items.pop() else { return Ok(Expr::constant(at, Word::TRUE)) };
        while let Some(test) = items.pop() {
            result = Expr::branch(at, test, result, Expr::constant(at, Word::FALSE));
        }
        Ok(result)
    }

    pub(super) fn or(&mut self, at: At, args: &[Syntax], env: Env) -> Result<Expr> {
        let mut items = self.exprs(args, env)?;
        let Some(mut result) = items.pop() else { return Ok(Expr::constant(at, Word::FALSE)) };
        while let Some(test) = items.pop() {
            result = Expr::new(at, Kind::Or(Box::new([test, result])));
        }
        Ok(result)
    }

    fn is_core(&self, stx: &Syntax, core: Core, env: Env) -> bool {
        stx.ident().is_some_and(|i| match self.s.lookup(i, env) {
            super::Meaning::Bound(b) => b == super::Binding::Core(core),
            // Programs that import nothing that exports `else` and `=>` still mean them.
            super::Meaning::Free(_, s) => self.vm.symbols.name(s) == core.text(),
        })
    }

    pub(super) fn cond(&mut self, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        if args.is_empty() {
            return self.bad(stx, "cond takes at least one clause");
        }
        self.clauses(stx, args, env, &mut |_| Expr::constant(stx.at, Word::UNSPECIFIED))
    }

    /// The clauses of `cond` and `guard`.
    fn clauses(&mut self, stx: &Syntax, clauses: &[Syntax], env: Env, otherwise: Otherwise<'_>) -> Result<Expr> {
        // From the last to the first, so that long chains need no recursion here.
        let mut result: Option<Expr> = None;
        for (i, clause) in clauses.iter().enumerate().rev() {
            let Some([test, body @ ..]) = clause.items() else { return self.bad(clause, "expected a clause") };
            if self.is_core(test, Core::Else, env) {
                if i + 1 != clauses.len() {
                    return self.bad(stx, "else must be the last clause");
                }
                if body.is_empty() {
                    return self.bad(clause, "an else clause needs an expression");
                }
                let items = self.exprs(body, env)?;
                result = Some(Expr::seq(clause.at, items));
                continue;
            }
            let rest = match result.take() {
                Some(r) => r,
                None => otherwise(self),
            };
            let test = self.expr(test, env)?;
            result = Some(match body {
                [] => Expr::new(clause.at, Kind::Or(Box::new([test, rest]))),
                [arrow, f] if self.is_core(arrow, Core::Arrow, env) => {
                    let v = self.var(None);
                    let f = self.expr(f, env)?;
                    let (condition, arg) = (self.reference(clause.at, v), self.reference(clause.at, v));
                    let branch = Expr::branch(clause.at, condition, Expr::call(clause.at, f, vec![arg]), rest);
                    Expr::new(clause.at, Kind::Let(vec![(v, test)], Box::new(branch)))
                }
                _ => {
                    let items = self.exprs(body, env)?;
                    Expr::branch(clause.at, test, Expr::seq(clause.at, items), rest)
                }
            });
        }
        Ok(match result {
            Some(r) => r,
            None => otherwise(self),
        })
    }

    pub(super) fn case(&mut self, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let [key, clauses @ ..] = args else { return self.bad(stx, "case takes a key and clauses") };
        let key = self.expr(key, env)?;
        let v = self.var(None);
        let mut result = Expr::constant(stx.at, Word::UNSPECIFIED);
        for (i, clause) in clauses.iter().enumerate().rev() {
            let Some([data, body @ ..]) = clause.items().filter(|c| c.len() > 1) else {
                return self.bad(clause, "expected ((datum ...) expression ...)");
            };
            let value = match body {
                [arrow, f] if self.is_core(arrow, Core::Arrow, env) => {
                    let f = self.expr(f, env)?;
                    let arg = self.reference(clause.at, v);
                    Expr::call(clause.at, f, vec![arg])
                }
                _ => {
                    let items = self.exprs(body, env)?;
                    Expr::seq(clause.at, items)
                }
            };
            if self.is_core(data, Core::Else, env) {
                if i + 1 != clauses.len() {
                    return self.bad(stx, "else must be the last clause");
                }
                result = value;
                continue;
            }
            let Some(data) = data.items() else { return self.bad(clause, "expected ((datum ...) expression ...)") };
            let mut test: Option<Expr> = None;
            for d in data.iter().rev() {
                let constant = Expr::constant(d.at, self.datum(d)?);
                let key = self.reference(d.at, v);
                let same = self.call_standard(d.at, "eqv?", vec![key, constant]);
                test = Some(match test {
                    None => same,
                    Some(t) => Expr::new(d.at, Kind::Or(Box::new([same, t]))),
                });
            }
            let test = test.unwrap_or_else(|| Expr::constant(clause.at, Word::FALSE));
            result = Expr::branch(clause.at, test, value, result);
        }
        Ok(Expr::new(stx.at, Kind::Let(vec![(v, key)], Box::new(result))))
    }

    /// `(guard (variable clause …) body …)`: the library's procedure gets the body, the clauses, and whether they are exhaustive; when
    /// they are not, they end in a call that raises again where the exception came from.
    pub(super) fn guard(&mut self, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let [spec, body @ ..] = args else { return self.bad(stx, "guard takes (variable clause ...) and a body") };
        let Some([name, clauses @ ..]) = spec.items().filter(|_| !body.is_empty()) else {
            return self.bad(stx, "guard takes (variable clause ...) and a body");
        };
        let Some(i) = name.ident() else { return self.bad(stx, "guard takes (variable clause ...) and a body") };
        let inner = self.s.local(env, Vec::new());
        let body = self.body(body, inner, stx)?;
        let (v, again) = (self.var_of(i), self.var(None));
        let scope = self.s.local(env, vec![(i, super::Binding::Var(v))]);
        let exhaustive = clauses
            .last()
            .and_then(|c| c.items()?.first())
            .is_some_and(|test| self.is_core(test, Core::Else, scope));
        let handler = self.clauses(stx, clauses, scope, &mut |x| {
            let f = x.reference(stx.at, again);
            Expr::call(stx.at, f, Vec::new())
        })?;
        let thunk = Expr::lambda(stx.at, None, Vec::new(), body);
        let handler = Expr::lambda(stx.at, None, vec![v, again], handler);
        let exhaustive = Expr::constant(stx.at, Word::bool(exhaustive));
        Ok(self.call_standard(stx.at, "%guard", vec![thunk, handler, exhaustive]))
    }

    pub(super) fn parameterize(&mut self, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let [list, body @ ..] = args else { return self.bad(stx, "parameterize takes bindings and a body") };
        let Some(list) = list.items().filter(|_| !body.is_empty()) else {
            return self.bad(stx, "parameterize takes bindings and a body");
        };
        let mut pairs = Expr::constant(stx.at, Word::NIL);
        let mut made = Vec::new();
        for b in list {
            let Some([p, value]) = b.items() else { return self.bad(b, "expected (parameter value)") };
            let (p, value) = (self.expr(p, env)?, self.expr(value, env)?);
            made.push(self.call_standard(b.at, "cons", vec![p, value]));
        }
        while let Some(p) = made.pop() {
            pairs = self.call_standard(stx.at, "cons", vec![p, pairs]);
        }
        let inner = self.s.local(env, Vec::new());
        let body = self.body(body, inner, stx)?;
        let thunk = Expr::lambda(stx.at, None, Vec::new(), body);
        Ok(self.call_standard(stx.at, "%parameterize", vec![pairs, thunk]))
    }

    pub(super) fn delay(&mut self, c: Core, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let (first, e) = match (c, args) {
            (Core::ConsStream, [a, b]) => (Some(self.expr(a, env)?), b),
            (Core::Delay | Core::DelayForce, [e]) => (None, e),
            _ => return self.bad(stx, &format!("wrong number of expressions for {}", c.text())),
        };
        let body = self.expr(e, env)?;
        let thunk = Expr::lambda(stx.at, None, Vec::<Var>::new(), body);
        let name = if c == Core::DelayForce { "%delay-force" } else { "%delay" };
        let promise = self.call_standard(stx.at, name, vec![thunk]);
        Ok(match first {
            Some(a) => self.call_standard(stx.at, "cons", vec![a, promise]),
            None => promise,
        })
    }

    /// The forms of the first `cond-expand` clause whose requirement holds.
    pub(super) fn cond_expand(&mut self, stx: &Syntax, clauses: &[Syntax], env: Env) -> Result<Vec<Syntax>> {
        for clause in clauses {
            let Some([requirement, forms @ ..]) = clause.items() else { return self.bad(clause, "expected (requirement form ...)") };
            if self.holds(requirement, env)? {
                return Ok(forms.to_vec());
            }
        }
        let _ = stx;
        Ok(Vec::new())
    }

    fn holds(&mut self, requirement: &Syntax, env: Env) -> Result<bool> {
        if let Some(i) = requirement.ident() {
            let name = self.name(i);
            return Ok(name == "else" || crate::builtins::system::features().any(|f| f == name));
        }
        let Some([head, args @ ..]) = requirement.items() else { return self.bad(requirement, "this is no feature requirement") };
        let Some(i) = head.ident() else { return self.bad(requirement, "this is no feature requirement") };
        match (self.name(i), args) {
            ("and", args) => {
                for a in args {
                    if !self.holds(a, env)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            ("or", args) => {
                for a in args {
                    if self.holds(a, env)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            ("not", [a]) => Ok(!self.holds(a, env)?),
            ("library", [name]) => self.library_exists(name),
            _ => self.bad(requirement, "this is no feature requirement"),
        }
    }

    /// The data of the files that `include` names.
    pub(super) fn include(&mut self, c: Core, stx: &Syntax, args: &[Syntax]) -> Result<Vec<Syntax>> {
        let mut forms = Vec::new();
        for a in args {
            let Node::Text(name) = &a.node else { return self.bad(stx, "include takes file names") };
            match self.files.include(self.vm, name, a.at, c == Core::IncludeCi) {
                Ok(mut data) => forms.append(&mut data),
                Err(message) => return SyntaxError::fail(a, message),
            }
        }
        if args.is_empty() { self.bad(stx, "include takes file names") } else { Ok(forms) }
    }
}
