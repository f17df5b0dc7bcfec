//! The core language that the expander produces: variables are resolved, macros are gone, the derived forms that a compiler
//! gains nothing from are gone too.

use crate::builtins::Prim;
use crate::syntax::At;
use vm_core::{Symbol, Word};

/// A local variable: an index into [`Unit::vars`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Var(pub u32);

/// A reference to a toplevel variable: an index into [`Unit::globals`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GlobalRef(pub u32);

/// What is known of a local variable.
#[derive(Clone, Debug, Default)]
pub struct VarInfo {
    /// Its name, for messages.
    pub name: Option<Symbol>,
    /// How often it is referred to.
    pub refs: u32,
    /// How many of these references are calls of it.
    pub calls: u32,
    /// How often it is set, its initialisation apart.
    pub sets: u32,
    /// It may be referred to before it has a value, so references are checked.
    pub checked: bool,
    /// It stands for that operand of a call, for messages; 0: for none.
    pub operand: u8,
    /// It lives in a cell: it is assigned, and captured or alive when a continuation may be.
    pub boxed: bool,
}

/// What a compilation works on.
#[derive(Default)]
pub struct Unit {
    /// All local variables.
    pub vars: Vec<VarInfo>,
    /// All toplevel variables referred to; resolved when the whole text has been expanded.
    pub globals: Vec<Global>,
}

/// A toplevel variable as it is referred to.
#[derive(Clone, Debug)]
pub struct Global {
    /// The key of its binding cell.
    pub symbol: Symbol,
    /// The name in the program.
    pub name: Symbol,
    /// It belongs to the standard libraries and never changes.
    pub standard: bool,
    /// Nothing that the unit can see defines it.
    pub free: bool,
    /// How often the unit defines or sets it.
    pub sets: u32,
    /// What the unit knows of its value.
    pub known: Known,
}

/// What is known of a toplevel variable's value.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// A standard procedure that the compiler can open-code.
    Prim(Prim),
    /// A procedure of a record type whose shape is known.
    Record(RecordProc),
}

/// A procedure of a record type.
#[derive(Clone, Debug)]
pub struct RecordProc {
    /// The shape, as a word.
    pub shape: Word,
    /// What it does.
    pub kind: RecordKind,
}

/// What a procedure of a record type does.
#[derive(Clone, Debug)]
pub enum RecordKind {
    /// Makes a record; says for each parameter which field it initialises, and how many fields there are.
    Make(Vec<u8>, u8),
    /// Tests.
    Is,
    /// Reads a field.
    Get(u8),
    /// Writes a field.
    Set(u8),
}

/// An expression with its position.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Where it comes from.
    pub at: At,
    /// What it is.
    pub kind: Kind,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A constant. Nothing collects garbage while a unit is compiled, so it may be a pointer.
    Const(Word),
    /// A local variable.
    Var(Var),
    /// A toplevel variable.
    Global(GlobalRef),
    /// Assigns a local variable.
    SetVar(Var, Box<Expr>),
    /// Assigns a toplevel variable.
    SetGlobal(GlobalRef, Box<Expr>),
    /// Defines a toplevel variable.
    Define(GlobalRef, Box<Expr>),
    /// Condition, consequent, alternative.
    If(Box<[Expr; 3]>),
    /// The first value if it is true, otherwise the second.
    Or(Box<[Expr; 2]>),
    /// One after the other; not empty.
    Seq(Vec<Expr>),
    /// A procedure.
    Lambda(Box<Lambda>),
    /// New variables; the expressions do not see them.
    Let(Vec<(Var, Expr)>, Box<Expr>),
    /// New variables, initialised in order; the expressions see all of them.
    Letrec(Vec<(Var, Expr)>, Box<Expr>),
    /// New variables that hold procedures which may refer to each other and are never assigned.
    Fix(Vec<(Var, Lambda)>, Box<Expr>),
    /// The same for procedures that are only called, and only as the last thing that this expression does: calls are jumps.
    Labels(Vec<(Var, Lambda)>, Box<Expr>),
    /// A call.
    Call(Box<Expr>, Vec<Expr>),
    /// A standard procedure in operator position.
    Prim(Prim, Vec<Expr>),
    /// A procedure of a known record type.
    Record(RecordProc, Vec<Expr>),
    /// Evaluates the first, binds its values to the clause's variables, and goes on with the clause's body.
    Receive(Box<Expr>, Box<Clause>),
    /// Evaluates the first; if that raises through the machine, binds the exception and evaluates the second.
    Catch(Box<Expr>, Var, Box<Expr>),
}

/// A procedure.
#[derive(Clone, Debug)]
pub struct Lambda {
    /// Its name for stack traces.
    pub name: Option<Symbol>,
    /// Where it comes from.
    pub at: At,
    /// One, or several in a `case-lambda`.
    pub clauses: Vec<Clause>,
}

/// Parameters and body.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The required parameters.
    pub params: Vec<Var>,
    /// The parameter that takes the rest.
    pub rest: Option<Var>,
    /// The body.
    pub body: Expr,
}

impl Expr {
    /// An expression.
    pub fn new(at: At, kind: Kind) -> Expr {
        Expr { at, kind }
    }

    /// A constant.
    pub fn constant(at: At, w: Word) -> Expr {
        Expr { at, kind: Kind::Const(w) }
    }

    /// A conditional.
    pub fn branch(at: At, test: Expr, yes: Expr, no: Expr) -> Expr {
        Expr { at, kind: Kind::If(Box::new([test, yes, no])) }
    }

    /// A sequence; the unspecified value if it is empty.
    pub fn seq(at: At, mut items: Vec<Expr>) -> Expr {
        match items.len() {
            0 => Expr::constant(at, Word::UNSPECIFIED),
            1 => items.remove(0),
            _ => Expr { at, kind: Kind::Seq(items) },
        }
    }

    /// A call.
    pub fn call(at: At, f: Expr, args: Vec<Expr>) -> Expr {
        Expr { at, kind: Kind::Call(Box::new(f), args) }
    }

    /// A procedure of fixed arity.
    pub fn lambda(at: At, name: Option<Symbol>, params: Vec<Var>, body: Expr) -> Expr {
        Expr { at, kind: Kind::Lambda(Box::new(Lambda { name, at, clauses: vec![Clause { params, rest: None, body }] })) }
    }

    /// Calls `see` with each direct subexpression.
    pub fn children<'e>(&'e self, see: &mut dyn FnMut(&'e Expr)) {
        match &self.kind {
            Kind::Const(_) | Kind::Var(_) | Kind::Global(_) => {}
            Kind::SetVar(_, e) | Kind::SetGlobal(_, e) | Kind::Define(_, e) => see(e),
            Kind::If(es) => es.iter().for_each(see),
            Kind::Or(es) => es.iter().for_each(see),
            Kind::Seq(es) | Kind::Prim(_, es) | Kind::Record(_, es) => es.iter().for_each(see),
            Kind::Lambda(l) => l.clauses.iter().for_each(|c| see(&c.body)),
            Kind::Let(bindings, body) | Kind::Letrec(bindings, body) => {
                bindings.iter().for_each(|(_, e)| see(e));
                see(body);
            }
            Kind::Fix(bindings, body) | Kind::Labels(bindings, body) => {
                bindings.iter().flat_map(|(_, l)| &l.clauses).for_each(|c| see(&c.body));
                see(body);
            }
            Kind::Call(f, args) => {
                see(f);
                args.iter().for_each(see);
            }
            Kind::Receive(e, clause) => {
                see(e);
                see(&clause.body);
            }
            Kind::Catch(e, _, handler) => {
                see(e);
                see(handler);
            }
        }
    }

    /// The same, to be changed.
    pub fn children_mut(&mut self, see: &mut dyn FnMut(&mut Expr)) {
        match &mut self.kind {
            Kind::Const(_) | Kind::Var(_) | Kind::Global(_) => {}
            Kind::SetVar(_, e) | Kind::SetGlobal(_, e) | Kind::Define(_, e) => see(e),
            Kind::If(es) => es.iter_mut().for_each(see),
            Kind::Or(es) => es.iter_mut().for_each(see),
            Kind::Seq(es) | Kind::Prim(_, es) | Kind::Record(_, es) => es.iter_mut().for_each(see),
            Kind::Lambda(l) => l.clauses.iter_mut().for_each(|c| see(&mut c.body)),
            Kind::Let(bindings, body) | Kind::Letrec(bindings, body) => {
                bindings.iter_mut().for_each(|(_, e)| see(e));
                see(body);
            }
            Kind::Fix(bindings, body) | Kind::Labels(bindings, body) => {
                bindings.iter_mut().flat_map(|(_, l)| &mut l.clauses).for_each(|c| see(&mut c.body));
                see(body);
            }
            Kind::Call(f, args) => {
                see(f);
                args.iter_mut().for_each(see);
            }
            Kind::Receive(e, clause) => {
                see(e);
                see(&mut clause.body);
            }
            Kind::Catch(e, _, handler) => {
                see(e);
                see(handler);
            }
        }
    }
}

/// An expression as text: the stages `expand` and `ast` of `vm show`.
pub fn show(vm: &vm_core::Vm, unit: &Unit, e: &Expr) -> String {
    let mut out = String::new();
    Show { vm, unit, out: &mut out }.expr(e, 0);
    out
}

struct Show<'a> {
    vm: &'a vm_core::Vm,
    unit: &'a Unit,
    out: &'a mut String,
}

impl Show<'_> {
    fn var(&self, v: Var) -> String {
        let info = &self.unit.vars[v.0 as usize];
        let name = info.name.map_or("t", |n| self.vm.symbols.name(n));
        format!("{name}.{}{}", v.0, if info.boxed { "*" } else { "" })
    }

    fn global(&self, g: GlobalRef) -> String {
        let info = &self.unit.globals[g.0 as usize];
        self.vm.symbols.name(info.symbol).replace(' ', "/")
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn list(&mut self, head: &str, items: &[Expr], indent: usize) {
        self.out.push('(');
        self.out.push_str(head);
        for e in items {
            self.out.push(' ');
            self.expr(e, indent + 2);
        }
        self.out.push(')');
    }

    fn formals(&self, c: &Clause) -> String {
        let mut names: Vec<String> = c.params.iter().map(|p| self.var(*p)).collect();
        if let Some(r) = c.rest {
            names.push(format!(". {}", self.var(r)));
        }
        format!("({})", names.join(" "))
    }

    fn lambda(&mut self, l: &Lambda, indent: usize) {
        self.out.push_str(if l.clauses.len() == 1 { "(lambda" } else { "(case-lambda" });
        for c in &l.clauses {
            self.out.push(' ');
            self.out.push_str(&self.formals(c));
            self.line(indent + 2);
            self.expr(&c.body, indent + 2);
        }
        self.out.push(')');
    }

    fn bindings(&mut self, head: &str, bindings: &[(Var, Expr)], body: &Expr, indent: usize) {
        self.out.push_str(&format!("({head} ("));
        for (v, e) in bindings {
            self.out.push_str(&format!("({} ", self.var(*v)));
            self.expr(e, indent + 4);
            self.out.push(')');
        }
        self.out.push(')');
        self.line(indent + 2);
        self.expr(body, indent + 2);
        self.out.push(')');
    }

    fn procedures(&mut self, head: &str, bindings: &[(Var, Lambda)], body: &Expr, indent: usize) {
        self.out.push_str(&format!("({head} ("));
        for (v, l) in bindings {
            self.line(indent + 4);
            self.out.push_str(&format!("({} ", self.var(*v)));
            self.lambda(l, indent + 6);
            self.out.push(')');
        }
        self.out.push(')');
        self.line(indent + 2);
        self.expr(body, indent + 2);
        self.out.push(')');
    }

    fn expr(&mut self, e: &Expr, indent: usize) {
        match &e.kind {
            Kind::Const(w) => {
                let text = crate::builtins::print::limited(self.vm, *w, 60);
                let quoted = w.as_symbol().is_some() || *w == Word::NIL || text.starts_with('(');
                self.out.push_str(&format!("{}{text}", if quoted { "'" } else { "" }));
            }
            Kind::Var(v) => self.out.push_str(&self.var(*v)),
            Kind::Global(g) => self.out.push_str(&self.global(*g)),
            Kind::SetVar(v, e) => {
                let name = self.var(*v);
                self.list(&format!("set! {name}"), std::slice::from_ref(e), indent);
            }
            Kind::SetGlobal(g, e) => {
                let name = self.global(*g);
                self.list(&format!("set! {name}"), std::slice::from_ref(e), indent);
            }
            Kind::Define(g, e) => {
                let name = self.global(*g);
                self.list(&format!("define {name}"), std::slice::from_ref(e), indent);
            }
            Kind::If(es) => {
                self.out.push_str("(if ");
                for (i, e) in es.iter().enumerate() {
                    if i > 0 {
                        self.line(indent + 4);
                    }
                    self.expr(e, indent + 4);
                }
                self.out.push(')');
            }
            Kind::Or(es) => self.list("or", &es[..], indent),
            Kind::Seq(es) => {
                self.out.push_str("(begin");
                for e in es {
                    self.line(indent + 2);
                    self.expr(e, indent + 2);
                }
                self.out.push(')');
            }
            Kind::Lambda(l) => self.lambda(l, indent),
            Kind::Let(bindings, body) => self.bindings("let", bindings, body, indent),
            Kind::Letrec(bindings, body) => self.bindings("letrec*", bindings, body, indent),
            Kind::Fix(bindings, body) => self.procedures("fix", bindings, body, indent),
            Kind::Labels(bindings, body) => self.procedures("labels", bindings, body, indent),
            Kind::Call(f, args) => {
                self.out.push('(');
                self.expr(f, indent + 2);
                for a in args {
                    self.out.push(' ');
                    self.expr(a, indent + 2);
                }
                self.out.push(')');
            }
            Kind::Prim(p, args) => self.list(&format!("#{}", p.info().name), args, indent),
            Kind::Record(r, args) => self.list(&format!("#record {:?}", r.kind), args, indent),
            Kind::Receive(e, c) => {
                let head = format!("receive {}", self.formals(c));
                self.list(&head, &[(**e).clone(), c.body.clone()], indent);
            }
            Kind::Catch(e, v, handler) => {
                let head = format!("catch {}", self.var(*v));
                self.list(&head, &[(**e).clone(), (**handler).clone()], indent);
            }
        }
    }
}
