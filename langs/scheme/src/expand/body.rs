//! Bodies: internal definitions, found by expanding the heads of the forms, become one `letrec*`.

use super::core::Core;
use super::{Binding, Env, Expander, Result};
use crate::ast::{Expr, Kind, Var};
use crate::syntax::{Ident, Syntax};
use std::collections::VecDeque;
use vm_core::Word;

/// The right-hand side of a definition, not yet expanded.
pub(super) enum Value {
    /// `(define name)`
    Nothing,
    /// `(define name expression)`
    Expr(Syntax),
    /// `(define (name . formals) body …)`
    Procedure(Syntax, Vec<Syntax>),
}

/// A form of a body, with what its head has told.
enum Item {
    Expr(Syntax),
    Define(Var, Ident, Value, Syntax),
    Values(Syntax, Syntax, Vec<(Ident, Var)>, Syntax),
    Record(super::record::Definition, Vec<(Ident, Var)>, Syntax),
}

impl Expander<'_> {
    /// Takes `(define …)` apart.
    pub(super) fn definition(&self, stx: &Syntax, args: &[Syntax]) -> Result<(Ident, Value)> {
        let [target, rest @ ..] = args else { return self.bad(stx, "define takes a variable and an expression") };
        if let Some(name) = target.ident() {
            return match rest {
                [] => Ok((name, Value::Nothing)),
                [e] => Ok((name, Value::Expr(e.clone()))),
                _ => self.bad(stx, "define takes one expression for a variable"),
            };
        }
        // `(define ((f a) b) …)` defines a procedure that returns one.
        let (mut header, mut body) = (target.clone(), rest.to_vec());
        if body.is_empty() {
            return self.bad(stx, "a procedure needs a body");
        }
        loop {
            let Some((name, formals)) = self.split_header(&header) else { return self.bad(stx, "define takes a variable and an expression") };
            if let Some(name) = name.ident() {
                return Ok((name, Value::Procedure(formals, body)));
            }
            let lambda = Syntax::new(stx.at, crate::syntax::Node::Ident(self.lambda_keyword()));
            let mut inner = vec![lambda, formals];
            inner.append(&mut body);
            body = vec![Syntax::list(stx.at, inner)];
            header = name;
        }
    }

    /// An identifier that means `lambda` everywhere.
    fn lambda_keyword(&self) -> Ident {
        self.s.everywhere.expect("made when the language is installed")
    }

    /// Expands the right-hand side of a definition.
    pub(super) fn definition_value(&mut self, stx: &Syntax, name: Ident, value: &Value, env: Env) -> Result<Expr> {
        match value {
            Value::Nothing => Ok(Expr::constant(stx.at, Word::UNSPECIFIED)),
            Value::Expr(e) => {
                let e = self.expr(e, env)?;
                Ok(self.named(e, name))
            }
            Value::Procedure(formals, body) => {
                let clause = self.clause(formals, body, env, stx)?;
                let symbol = self.s.symbol(name);
                Ok(self.lambda(stx.at, Some(symbol), vec![clause]))
            }
        }
    }

    /// Expands a body whose parameters are bound in `env`.
    pub(super) fn body(&mut self, forms: &[Syntax], env: Env, whole: &Syntax) -> Result<Expr> {
        self.deeper(whole)?;
        let (items, inner) = self.scan(forms, env)?;
        let last = items.iter().rposition(|i| !matches!(i, Item::Expr(_)));
        let result = match last {
            None => {
                let mut all = Vec::with_capacity(items.len());
                for i in &items {
                    if let Item::Expr(e) = i {
                        all.push(self.expr(e, inner)?);
                    }
                }
                if all.is_empty() {
                    return self.bad(whole, "a body needs an expression");
                }
                Expr::seq(whole.at, all)
            }
            Some(last) if last + 1 == items.len() => return self.bad(whole, "a body must end with an expression"),
            Some(last) => {
                let mut bindings = Vec::new();
                let mut tail = Vec::new();
                for (i, item) in items.into_iter().enumerate() {
                    match item {
                        Item::Expr(e) if i > last => tail.push(self.expr(&e, inner)?),
                        item => self.bind_item(item, inner, &mut bindings)?,
                    }
                }
                Expr::new(whole.at, Kind::Letrec(bindings, Box::new(Expr::seq(whole.at, tail))))
            }
        };
        self.depth -= 1;
        Ok(result)
    }

    fn bind_item(&mut self, item: Item, env: Env, bindings: &mut Vec<(Var, Expr)>) -> Result<()> {
        match item {
            Item::Expr(e) => {
                let v = self.var(None);
                bindings.push((v, self.expr(&e, env)?));
            }
            Item::Define(v, name, value, stx) => bindings.push((v, self.definition_value(&stx, name, &value, env)?)),
            Item::Values(formals, e, vars, stx) => {
                let e = self.expr(&e, env)?;
                for (_, v) in &vars {
                    bindings.push((*v, Expr::constant(stx.at, Word::UNSPECIFIED)));
                }
                let set = self.receive_into(&stx, &formals, e, &mut |x, name, value| {
                    let v = vars.iter().find(|(n, _)| *n == name).expect("collected from the same formals").1;
                    Ok(x.assign(stx.at, v, value))
                })?;
                let dummy = self.var(None);
                bindings.push((dummy, set));
            }
            Item::Record(definition, vars, stx) => self.record_bindings(&stx, &definition, &vars, bindings)?,
        }
        Ok(())
    }

    /// Expands the heads of forms until it is known which of them are definitions. Gives also the scope of the definitions.
    fn scan(&mut self, forms: &[Syntax], env: Env) -> Result<(Vec<Item>, Env)> {
        let mut queue: VecDeque<Syntax> = forms.iter().cloned().collect();
        let mut items = Vec::new();
        let mut inner = env;
        while let Some(form) = queue.pop_front() {
            let keyword = self.form_keyword(&form, inner);
            let core = match keyword {
                Some(Binding::Macro(m)) => {
                    let expanded = self.expand_macro(m, &form, inner)?;
                    queue.push_front(expanded);
                    continue;
                }
                Some(Binding::Core(c)) => c,
                _ => {
                    items.push(Item::Expr(form));
                    continue;
                }
            };
            let args = form.items().map_or(&[][..], |i| &i[1..]);
            if matches!(core, Core::Define | Core::DefineValues | Core::DefineRecordType | Core::DefineSyntax) && inner == env {
                inner = self.s.local(env, Vec::new());
            }
            match core {
                Core::Begin => args.iter().rev().for_each(|a| queue.push_front(a.clone())),
                Core::CondExpand => {
                    let forms = self.cond_expand(&form, args, inner)?;
                    forms.into_iter().rev().for_each(|f| queue.push_front(f));
                }
                Core::Include | Core::IncludeCi => {
                    let forms = self.include(core, &form, args)?;
                    forms.into_iter().rev().for_each(|f| queue.push_front(f));
                }
                Core::Define => {
                    let (name, value) = self.definition(&form, args)?;
                    let v = self.define_local(&form, name, inner)?;
                    items.push(Item::Define(v, name, value, form));
                }
                Core::DefineValues => {
                    let [formals, e] = args else { return self.bad(&form, "define-values takes formals and an expression") };
                    let (names, rest) = self.formal_names(formals)?;
                    let mut vars = Vec::new();
                    for n in names.into_iter().chain(rest) {
                        vars.push((n, self.define_local(&form, n, inner)?));
                    }
                    items.push(Item::Values(formals.clone(), e.clone(), vars, form));
                }
                Core::DefineRecordType => {
                    let definition = self.record_definition(&form, args)?;
                    let mut vars = Vec::new();
                    for n in definition.names() {
                        vars.push((n, self.define_local(&form, n, inner)?));
                    }
                    items.push(Item::Record(definition, vars, form));
                }
                Core::DefineSyntax => {
                    let [name, rules] = args else { return self.bad(&form, "define-syntax takes a keyword and a transformer") };
                    let Some(name) = name.ident() else { return self.bad(&form, "define-syntax takes a keyword and a transformer") };
                    let binding = self.transformer(rules, inner)?;
                    self.s.bind(inner, name, binding);
                }
                _ => items.push(Item::Expr(form)),
            }
        }
        Ok((items, inner))
    }

    fn define_local(&mut self, form: &Syntax, name: Ident, env: Env) -> Result<Var> {
        if self.s.binds(env, name) {
            return self.bad(form, &format!("{} is defined twice in this body", self.name(name)));
        }
        let v = self.var_of(name);
        self.s.bind(env, name, Binding::Var(v));
        Ok(v)
    }
}
