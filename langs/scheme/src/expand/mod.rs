//! The expander: syntax objects to the core language. Macros are expanded hygienically (see [`env`](self::env)), the derived forms of
//! the standard are translated directly, definitions are collected.

pub mod core;
pub mod env;
pub mod rules;
mod bind;
mod body;
mod control;
mod library;
mod quote;
mod record;
mod top;

pub use env::{Binding, Env, Meaning, SyntaxError, Syntactic, Top, Trouble};
pub use library::ImportSet;

use self::core::Core;
use crate::ast::{Clause, Expr, Global, GlobalRef, Kind, Known, Lambda, Unit, Var, VarInfo};
use crate::syntax::{At, Ident, Node, Syntax};
use rules::Rules;
use rustc_hash::FxHashMap;
use std::time::Instant;
use vm_core::limits::poll;
use vm_core::{ErrorKind, LanguageId, Symbol, Vm, Word};

type Result<T> = std::result::Result<T, SyntaxError>;

/// The work of expanding macros in one compilation: past this, the program is taken not to end.
const WORK: u64 = 400_000_000;

/// The work of one use, besides one for each of its parts.
const USE_WORK: u64 = 80;

/// Expands one unit.
pub struct Expander<'a> {
    /// The VM, for symbols and constants.
    pub vm: &'a mut Vm,
    /// What is remembered between units.
    pub s: &'a mut Syntactic,
    /// The unit.
    pub unit: Unit,
    /// The language's id.
    pub language: LanguageId,
    /// Finds and reads files for `include` and libraries.
    pub files: &'a mut dyn Files,
    globals: FxHashMap<(Option<Env>, Symbol), GlobalRef>,
    /// Record procedures that the unit has defined for itself.
    records: Vec<Symbol>,
    /// Libraries that are being loaded.
    loading: Vec<String>,
    /// Libraries that this compilation has defined: if it fails they are not there, because their bodies will not run.
    defined: Vec<String>,
    depth: u32,
    limit: u32,
    work: u64,
    started: Instant,
}

fn too_deep(stx: &Syntax, limit: u32) -> SyntaxError {
    SyntaxError { at: stx.at, message: format!("expressions nested deeper than {limit}"), trouble: Trouble::Depth }
}

/// Where included texts and libraries come from.
pub trait Files {
    /// Reads a file named in `include`, relative to the text that names it; all its data.
    fn include(&mut self, vm: &mut Vm, name: &str, from: At, fold: bool) -> std::result::Result<Vec<Syntax>, String>;
    /// Finds the text of a library and reads its data; the message names the places tried.
    fn library(&mut self, vm: &mut Vm, name: &[String], from: At) -> std::result::Result<Vec<Syntax>, String>;
}

impl<'a> Expander<'a> {
    /// Starts a unit. `limit`: how deep expressions may nest.
    pub fn new(vm: &'a mut Vm, s: &'a mut Syntactic, language: LanguageId, files: &'a mut dyn Files, limit: u32) -> Expander<'a> {
        Expander { vm, s, unit: Unit::default(), language, files, globals: FxHashMap::default(), records: Vec::new(), loading: Vec::new(), defined: Vec::new(), depth: 0, limit, work: 0, started: Instant::now() }
    }

    /// Ends the unit: what a program knows of its own records is not carried over to the next, which may define them again.
    pub fn finish(self) -> Unit {
        for r in &self.records {
            self.s.records.remove(r);
        }
        self.unit
    }

    /// Ends a compilation that has failed.
    pub fn fail(self) -> Unit {
        for key in &self.defined {
            self.s.libraries.remove(key);
        }
        self.finish()
    }

    // ---- names, variables

    fn name(&self, i: Ident) -> &str {
        self.vm.symbols.name(self.s.symbol(i))
    }

    /// The text of a datum for messages.
    pub fn show(&self, stx: &Syntax) -> String {
        stx.show(&self.vm.symbols, &|i| self.s.symbol(i))
    }

    fn bad<T>(&self, stx: &Syntax, what: &str) -> Result<T> {
        SyntaxError::fail(stx, format!("{what}, in {}", self.show(stx)))
    }

    /// A new local variable.
    pub fn var(&mut self, name: Option<Symbol>) -> Var {
        self.unit.vars.push(VarInfo { name, ..VarInfo::default() });
        Var(self.unit.vars.len() as u32 - 1)
    }

    fn var_of(&mut self, name: Ident) -> Var {
        let symbol = self.s.symbol(name);
        self.var(Some(symbol))
    }

    fn reference(&mut self, at: At, v: Var) -> Expr {
        self.unit.vars[v.0 as usize].refs += 1;
        Expr::new(at, Kind::Var(v))
    }

    fn assign(&mut self, at: At, v: Var, value: Expr) -> Expr {
        self.unit.vars[v.0 as usize].sets += 1;
        Expr::new(at, Kind::SetVar(v, Box::new(value)))
    }

    /// The toplevel variable with this binding cell, or (with an environment) one that may still be defined there.
    fn global(&mut self, env: Option<Env>, name: Symbol) -> GlobalRef {
        if let Some(&g) = self.globals.get(&(env, name)) {
            return g;
        }
        self.unit.globals.push(Global { symbol: name, name, standard: false, free: false, sets: 0, known: Known::Nothing });
        let g = GlobalRef(self.unit.globals.len() as u32 - 1);
        self.globals.insert((env, name), g);
        g
    }

    /// A reference to a procedure of the standard library by its own name, whatever the program has done to it.
    pub fn standard(&mut self, at: At, name: &str) -> Expr {
        let symbol = self.vm.symbols.intern(name);
        let g = self.global(None, symbol);
        Expr::new(at, Kind::Global(g))
    }

    fn call_standard(&mut self, at: At, name: &str, args: Vec<Expr>) -> Expr {
        let f = self.standard(at, name);
        Expr::call(at, f, args)
    }

    /// When the unit has been expanded, finds out which bindings its toplevel variables have.
    pub fn resolve_globals(&mut self) {
        for ((env, name), g) in std::mem::take(&mut self.globals) {
            let symbol = match env {
                None => name,
                Some(env) => match self.s.lookup(Ident::Plain(name), env) {
                    Meaning::Bound(Binding::Global(s)) => s,
                    _ => self.cell_name(env, name),
                },
            };
            let standard = self.s.standard.contains(&symbol);
            let info = &mut self.unit.globals[g.0 as usize];
            info.free = env.is_some_and(|env| matches!(self.s.lookup(Ident::Plain(name), env), Meaning::Free(..)));
            info.symbol = symbol;
            info.standard = standard;
        }
        // A cell that is assigned under one of its names is assigned under all of them.
        let mut sets: FxHashMap<Symbol, u32> = FxHashMap::default();
        for g in &self.unit.globals {
            *sets.entry(g.symbol).or_default() += g.sets;
        }
        for g in &mut self.unit.globals {
            g.sets = sets[&g.symbol];
            if g.standard {
                if let Some(prim) = crate::builtins::prim(self.vm.symbols.name(g.symbol)) {
                    g.known = Known::Prim(prim);
                }
            }
            if let Some(r) = self.s.records.get(&g.symbol) {
                if g.sets <= 1 {
                    g.known = Known::Record(r.clone());
                }
            }
        }
    }

    /// The key of the cell for a variable that nothing has bound yet: its own name, unless the standard libraries use that.
    fn cell_name(&mut self, env: Env, name: Symbol) -> Symbol {
        let top = self.s.top_ref(env);
        if top.standard || (top.prefix.is_empty() && !self.s.standard.contains(&name)) {
            return name;
        }
        let text = format!("{}{}", top.prefix, self.vm.symbols.name(name));
        let text = if top.prefix.is_empty() { format!("program {text}") } else { text };
        self.vm.symbols.intern(&text)
    }

    // ---- expressions

    fn deeper(&mut self, stx: &Syntax) -> Result<()> {
        self.depth += 1;
        if self.depth > self.limit {
            return Err(too_deep(stx, self.limit));
        }
        Ok(())
    }

    /// Expands an expression.
    pub fn expr(&mut self, stx: &Syntax, env: Env) -> Result<Expr> {
        self.deeper(stx)?;
        let result = self.expr_inner(stx, env);
        self.depth -= 1;
        result
    }

    fn expr_inner(&mut self, stx: &Syntax, env: Env) -> Result<Expr> {
        let mut expanded;
        let mut stx = stx;
        loop {
            let items = match &stx.node {
                Node::Ident(i) => return self.variable(stx, *i, env),
                Node::List(items) if !items.is_empty() => items,
                Node::List(_) => return self.bad(stx, "the empty combination is no expression; quote it"),
                Node::Dotted(items) => match self.keyword(&items[0], env) {
                    Some(Binding::Macro(m)) => {
                        expanded = self.expand_macro(m, stx, env)?;
                        stx = &expanded;
                        continue;
                    }
                    _ => return self.bad(stx, "a combination must be a proper list"),
                },
                Node::Label(n, labelled) if matches!(labelled.node, Node::List(_) | Node::Dotted(_) | Node::Ident(_)) => {
                    if labelled.refers_to(*n) {
                        return SyntaxError::fail(stx, "a program may contain itself only in literals");
                    }
                    return self.expr(labelled, env);
                }
                _ => return Ok(Expr::constant(stx.at, self.datum(stx)?)),
            };
            match self.keyword(&items[0], env) {
                Some(Binding::Core(c)) => return self.core_expr(c, stx, items, env),
                Some(Binding::Macro(m)) => {
                    expanded = self.expand_macro(m, stx, env)?;
                    stx = &expanded;
                }
                _ => {
                    let f = self.expr(&items[0], env)?;
                    let args = self.exprs(&items[1..], env)?;
                    return Ok(Expr::call(stx.at, f, args));
                }
            }
        }
    }

    fn exprs(&mut self, items: &[Syntax], env: Env) -> Result<Vec<Expr>> {
        items.iter().map(|i| self.expr(i, env)).collect()
    }

    /// The syntactic binding of an operator, if it is one.
    fn keyword(&self, operator: &Syntax, env: Env) -> Option<Binding> {
        match self.s.lookup(operator.ident()?, env) {
            Meaning::Bound(b @ (Binding::Core(_) | Binding::Macro(_))) => Some(b),
            _ => None,
        }
    }

    /// The syntactic binding of a form's first element, if that is what makes the form special.
    fn form_keyword(&self, form: &Syntax, env: Env) -> Option<Binding> {
        match &form.node {
            Node::List(items) => self.keyword(items.first()?, env),
            // Only macros may be used in improper lists.
            Node::Dotted(items) => self.keyword(items.first()?, env).filter(|b| matches!(b, Binding::Macro(_))),
            _ => None,
        }
    }

    fn expand_macro(&mut self, index: u32, stx: &Syntax, env: Env) -> Result<Syntax> {
        self.may_go_on(stx)?;
        let rules = self.s.macro_of(index);
        let result = rules.expand(self.s, stx, env);
        let result = result.map_err(|mut e| {
            e.message = format!("{}, in {}", e.message, self.show(stx));
            e
        })?;
        let limit = self.limit.min(self.vm.limits.parser_depth);
        if result.depth() > limit { Err(too_deep(stx, limit)) } else { Ok(result) }
    }

    /// Whether the limits allow one more use of a macro.
    fn may_go_on(&mut self, stx: &Syntax) -> Result<()> {
        self.work += USE_WORK + stx.items().map_or(0, <[Syntax]>::len) as u64;
        if self.work > WORK {
            return SyntaxError::fail(stx, "macro expansion does not end");
        }
        let stopped = |kind, message| Err(SyntaxError { at: stx.at, message, trouble: Trouble::Stopped(kind) });
        let exceeded = |which: &'static str, given, limit: u64| {
            stopped(ErrorKind::Limit { which, given, limit }, format!("{} while macros were expanded", vm_core::Error::exceeded(which, limit)))
        };
        let reasons = self.vm.poll.get();
        if reasons & (poll::INTERRUPT | poll::DEADLINE) != 0 {
            return stopped(ErrorKind::Interrupted, "interrupted while macros were expanded".into());
        }
        if reasons & poll::MEMORY != 0 {
            let limit = self.vm.limits.heap_bytes as u64;
            return exceeded("heap", limit.saturating_add(1), limit);
        }
        if let Some(limit) = self.vm.limits.deadline
            && self.started.elapsed() >= limit
        {
            return exceeded("time", self.started.elapsed().as_millis() as u64, limit.as_millis() as u64);
        }
        // What a library costs depends on whether it was there already.
        if let (Some(limit), true) = (self.vm.limits.fuel, self.loading.is_empty()) {
            self.vm.fuel -= 1;
            if self.vm.fuel < 0 {
                return exceeded("fuel", limit.saturating_add(1), limit);
            }
        }
        Ok(())
    }

    fn variable(&mut self, stx: &Syntax, i: Ident, env: Env) -> Result<Expr> {
        match self.s.lookup(i, env) {
            Meaning::Bound(Binding::Var(v)) => Ok(self.reference(stx.at, v)),
            Meaning::Bound(Binding::Global(_)) => {
                let g = self.toplevel(i, env);
                Ok(Expr::new(stx.at, Kind::Global(g)))
            }
            Meaning::Free(top, name) => {
                let g = self.global(Some(top), name);
                Ok(Expr::new(stx.at, Kind::Global(g)))
            }
            Meaning::Bound(_) => {
                let name = self.name(i);
                SyntaxError::fail(stx, format!("{name} is syntax and cannot be used as an expression"))
            }
        }
    }

    /// The toplevel variable of an identifier known to be bound to one. Programs may still define their own version of an
    /// imported name, so the binding is found again when the unit has been expanded.
    fn toplevel(&mut self, i: Ident, env: Env) -> GlobalRef {
        let (name, top) = self.s.origin(i, env);
        match name {
            Ident::Plain(s) => self.global(Some(top), s),
            Ident::Alias(_) => match self.s.lookup(i, env) {
                Meaning::Bound(Binding::Global(cell)) => self.global(None, cell),
                _ => unreachable!("a toplevel variable"),
            },
        }
    }

    fn core_expr(&mut self, c: Core, stx: &Syntax, items: &[Syntax], env: Env) -> Result<Expr> {
        let args = &items[1..];
        match c {
            Core::Quote => match args {
                [d] => Ok(Expr::constant(stx.at, self.datum(d)?)),
                _ => self.bad(stx, "quote takes one datum"),
            },
            Core::Quasiquote => match args {
                [d] => self.quasiquote(d, env),
                _ => self.bad(stx, "quasiquote takes one datum"),
            },
            Core::Lambda => match args {
                [formals, body @ ..] if !body.is_empty() => {
                    let clause = self.clause(formals, body, env, stx)?;
                    Ok(self.lambda(stx.at, None, vec![clause]))
                }
                _ => self.bad(stx, "lambda takes formals and a body"),
            },
            Core::NamedLambda => self.named_lambda(stx, args, env),
            Core::CaseLambda => {
                let mut clauses = Vec::new();
                for a in args {
                    match a.items() {
                        Some([formals, body @ ..]) if !body.is_empty() => clauses.push(self.clause(formals, body, env, a)?),
                        _ => return self.bad(a, "a clause of case-lambda is (formals body ...)"),
                    }
                }
                Ok(self.lambda(stx.at, None, clauses))
            }
            Core::If => match args {
                [c, a] => {
                    let (c, a) = (self.expr(c, env)?, self.expr(a, env)?);
                    Ok(Expr::branch(stx.at, c, a, Expr::constant(stx.at, Word::UNSPECIFIED)))
                }
                [c, a, b] => {
                    let (c, a, b) = (self.expr(c, env)?, self.expr(a, env)?, self.expr(b, env)?);
                    Ok(Expr::branch(stx.at, c, a, b))
                }
                _ => self.bad(stx, "if takes two or three expressions"),
            },
            Core::Set => match args {
                [name, value] if name.ident().is_some() => self.set(stx, name, value, env),
                _ => self.bad(stx, "set! takes a variable and an expression"),
            },
            Core::Begin if args.is_empty() => Ok(Expr::constant(stx.at, Word::UNSPECIFIED)),
            Core::Begin => {
                let items = self.exprs(args, env)?;
                Ok(Expr::seq(stx.at, items))
            }
            Core::Let | Core::LetStar | Core::Letrec | Core::LetrecStar => self.let_form(c, stx, args, env),
            Core::LetValues | Core::LetStarValues | Core::Receive => self.let_values(c, stx, args, env),
            Core::LetSyntax | Core::LetrecSyntax => self.let_syntax(c, stx, args, env),
            Core::And => self.and(stx.at, args, env),
            Core::Or => self.or(stx.at, args, env),
            Core::When | Core::Unless => match args {
                [test, body @ ..] if !body.is_empty() => {
                    let test = self.expr(test, env)?;
                    let items = self.exprs(body, env)?;
                    let (body, other) = (Expr::seq(stx.at, items), Expr::constant(stx.at, Word::UNSPECIFIED));
                    let (yes, no) = if c == Core::When { (body, other) } else { (other, body) };
                    Ok(Expr::branch(stx.at, test, yes, no))
                }
                _ => self.bad(stx, &format!("{} takes a test and expressions", c.text())),
            },
            Core::Cond => self.cond(stx, args, env),
            Core::Case => self.case(stx, args, env),
            Core::Do => self.do_loop(stx, args, env),
            Core::Guard => self.guard(stx, args, env),
            Core::Parameterize => self.parameterize(stx, args, env),
            Core::Delay | Core::DelayForce | Core::ConsStream => self.delay(c, stx, args, env),
            Core::Assert => match args {
                [test, ..] => {
                    let text = self.show(test);
                    let test_at = test.at;
                    let test = self.expr(test, env)?;
                    let text = self.text_word(&text);
                    let failed = self.call_standard(stx.at, "%assertion-failed", vec![Expr::constant(test_at, text)]);
                    Ok(Expr::new(stx.at, Kind::Or(Box::new([test, failed]))))
                }
                _ => self.bad(stx, "assert takes an expression"),
            },
            Core::Catch => match args {
                [body, handler] => {
                    let body = self.expr(body, env)?;
                    let v = self.var(None);
                    let handler = self.expr(handler, env)?;
                    let exception = self.reference(stx.at, v);
                    let handler = Expr::call(stx.at, handler, vec![exception]);
                    Ok(Expr::new(stx.at, Kind::Catch(Box::new(body), v, Box::new(handler))))
                }
                _ => self.bad(stx, "%catch takes an expression and a handler"),
            },
            Core::SyntaxError => Err(self.syntax_error(stx, args)),
            Core::CondExpand => {
                let forms = self.cond_expand(stx, args, env)?;
                let items = self.exprs(&forms, env)?;
                Ok(Expr::seq(stx.at, items))
            }
            Core::Include | Core::IncludeCi => {
                let forms = self.include(c, stx, args)?;
                let items = self.exprs(&forms, env)?;
                Ok(Expr::seq(stx.at, items))
            }
            Core::Define | Core::DefineValues | Core::DefineRecordType | Core::DefineSyntax => {
                self.bad(stx, "a definition cannot stand where an expression is expected")
            }
            Core::Import | Core::DefineLibrary | Core::Export => {
                self.bad(stx, &format!("{} is allowed only at the top of a program", c.text()))
            }
            Core::Unquote | Core::UnquoteSplicing => self.bad(stx, "unquote outside of quasiquote"),
            Core::SyntaxRules => self.bad(stx, "syntax-rules is no expression"),
            Core::Else | Core::Arrow | Core::Ellipsis | Core::Underscore => self.bad(stx, "misplaced syntactic keyword"),
        }
    }

    fn syntax_error(&mut self, stx: &Syntax, args: &[Syntax]) -> SyntaxError {
        let mut message = match args.first().map(|a| &a.node) {
            Some(Node::Text(t)) => t.to_string(),
            _ => "syntax-error".to_string(),
        };
        for a in args.iter().skip(1) {
            message.push(' ');
            message.push_str(&self.show(a));
        }
        SyntaxError::new(stx.at, message)
    }

    fn set(&mut self, stx: &Syntax, name: &Syntax, value: &Syntax, env: Env) -> Result<Expr> {
        let i = name.ident().expect("checked by the caller");
        let value = self.expr(value, env)?;
        match self.s.lookup(i, env) {
            Meaning::Bound(Binding::Var(v)) => Ok(self.assign(stx.at, v, value)),
            Meaning::Bound(Binding::Core(_) | Binding::Macro(_)) => {
                let name = self.name(i);
                SyntaxError::fail(stx, format!("{name} is syntax and cannot be assigned"))
            }
            meaning => {
                let g = match meaning {
                    Meaning::Free(top, s) => self.global(Some(top), s),
                    _ => {
                        self.own_version(i, env);
                        self.toplevel(i, env)
                    }
                };
                self.unit.globals[g.0 as usize].sets += 1;
                Ok(Expr::new(stx.at, Kind::SetGlobal(g, Box::new(value))))
            }
        }
    }

    /// A program that assigns an imported standard variable gets a variable of its own with the same value.
    fn own_version(&mut self, i: Ident, env: Env) {
        let (name, top) = self.s.origin(i, env);
        let (Ident::Plain(symbol), Meaning::Bound(Binding::Global(old))) = (name, self.s.lookup(i, env)) else { return };
        if !self.s.standard.contains(&old) || self.s.top_ref(top).standard {
            return;
        }
        let cell = self.cell_name(top, symbol);
        self.s.bind(top, name, Binding::Global(cell));
        self.inherit(old, cell);
    }

    /// Until a program's own version of a standard variable is defined, it has the standard value.
    fn inherit(&mut self, old: Symbol, cell: Symbol) {
        let from = self.vm.global(self.language, old);
        let value = self.vm.global_value(from);
        let to = self.vm.global(self.language, cell);
        if self.vm.global_value(to) == Word::HOLE {
            self.vm.set_global(to, value);
        }
    }

    // ---- procedures

    fn lambda(&mut self, at: At, name: Option<Symbol>, clauses: Vec<Clause>) -> Expr {
        Expr::new(at, Kind::Lambda(Box::new(Lambda { name, at, clauses })))
    }

    fn named_lambda(&mut self, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let [header, body @ ..] = args else { return self.bad(stx, "named-lambda takes (name . formals) and a body") };
        let (name, formals) = match self.split_header(header) {
            Some((name, formals)) if name.ident().is_some() && !body.is_empty() => (name, formals),
            _ => return self.bad(stx, "named-lambda takes (name . formals) and a body"),
        };
        let clause = self.clause(&formals, body, env, stx)?;
        let symbol = name.ident().map(|i| self.s.symbol(i));
        Ok(self.lambda(stx.at, symbol, vec![clause]))
    }

    /// `(name . formals)` taken apart.
    fn split_header(&self, header: &Syntax) -> Option<(Syntax, Syntax)> {
        match &header.node {
            Node::List(items) if !items.is_empty() => Some((items[0].clone(), Syntax::list(header.at, items[1..].to_vec()))),
            Node::Dotted(items) => {
                let node = if items.len() == 2 { items[1].node.clone() } else { Node::Dotted(items[1..].into()) };
                Some((items[0].clone(), Syntax::new(header.at, node)))
            }
            _ => None,
        }
    }

    /// Formals and a body.
    fn clause(&mut self, formals: &Syntax, body: &[Syntax], env: Env, whole: &Syntax) -> Result<Clause> {
        let (params, rest, inner) = self.formals(formals, env)?;
        let body = self.body(body, inner, whole)?;
        Ok(Clause { params, rest, body })
    }

    /// New variables for formals, in a new scope.
    fn formals(&mut self, formals: &Syntax, env: Env) -> Result<(Vec<Var>, Option<Var>, Env)> {
        let (names, rest) = self.formal_names(formals)?;
        let mut bindings = Vec::with_capacity(names.len() + 1);
        let mut params = Vec::with_capacity(names.len());
        for n in names {
            let v = self.var_of(n);
            params.push(v);
            bindings.push((n, Binding::Var(v)));
        }
        let rest = rest.map(|n| {
            let v = self.var_of(n);
            bindings.push((n, Binding::Var(v)));
            v
        });
        Ok((params, rest, self.s.local(env, bindings)))
    }

    /// The identifiers of formals.
    fn formal_names(&self, formals: &Syntax) -> Result<(Vec<Ident>, Option<Ident>)> {
        let bad = |stx: &Syntax| self.bad(stx, "a formal parameter must be an identifier");
        let (items, rest): (&[Syntax], Option<&Syntax>) = match &formals.node {
            Node::Ident(i) => return Ok((Vec::new(), Some(*i))),
            Node::List(items) => (items, None),
            Node::Dotted(items) => items.split_last().map(|(t, items)| (items, Some(t))).expect("not empty"),
            _ => return bad(formals),
        };
        let mut names: Vec<Ident> = Vec::with_capacity(items.len());
        for item in items.iter().chain(rest) {
            let Some(i) = item.ident() else { return bad(item) };
            if names.contains(&i) {
                return SyntaxError::fail(item, format!("duplicate parameter {}", self.name(i)));
            }
            names.push(i);
        }
        let rest = if rest.is_some() { names.pop() } else { None };
        Ok((names, rest))
    }

    // ---- macros

    /// The binding of a macro definition's right-hand side.
    fn transformer(&mut self, stx: &Syntax, env: Env) -> Result<Binding> {
        let mut stx = stx.clone();
        loop {
            if let Some(i) = stx.ident() {
                // Another name for an existing keyword.
                return match self.s.lookup(i, env) {
                    Meaning::Bound(b @ (Binding::Core(_) | Binding::Macro(_))) => Ok(b),
                    _ => self.bad(&stx, "this is no macro"),
                };
            }
            match stx.items().and_then(|items| self.keyword(items.first()?, env)) {
                Some(Binding::Core(Core::SyntaxRules)) => {
                    let rules = Rules::define(self.s, &self.vm.symbols, &stx, env)?;
                    return Ok(self.s.add_macro(rules));
                }
                Some(Binding::Macro(m)) => stx = self.expand_macro(m, &stx, env)?,
                _ => return self.bad(&stx, "a macro is defined by syntax-rules"),
            }
        }
    }

    fn let_syntax(&mut self, c: Core, stx: &Syntax, args: &[Syntax], env: Env) -> Result<Expr> {
        let [bindings, body @ ..] = args else { return self.bad(stx, "expected macro bindings and a body") };
        let Some(list) = bindings.items().filter(|_| !body.is_empty()) else {
            return self.bad(stx, "expected macro bindings and a body");
        };
        let inner = self.s.local(env, Vec::new());
        let mut made = Vec::new();
        for b in list {
            let Some([name, rules]) = b.items() else { return self.bad(b, "expected (keyword transformer)") };
            let Some(name) = name.ident() else { return self.bad(b, "expected (keyword transformer)") };
            made.push((name, self.transformer(rules, if c == Core::LetrecSyntax { inner } else { env })?));
        }
        for (name, binding) in made {
            self.s.bind(inner, name, binding);
        }
        self.body(body, inner, stx)
    }
}
