//! What identifiers mean: environments, bindings, and the renaming that makes macros hygienic.
//!
//! An expansion replaces every symbol that its template inserts by a fresh *alias*, which remembers the name and the environment of
//! the macro's definition. Binding forms bind aliases like symbols, so a variable inserted by a macro captures nothing of the macro's
//! user. A reference to an alias that nothing has bound means what its name means where the macro was defined, so no variable of
//! the user captures it.

use super::core::Core;
use super::rules::Rules;
use crate::ast::{RecordProc, Var};
use crate::syntax::{Ident, Syntax};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use vm_core::Symbol;

/// An environment: an index into the table of scopes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Env(pub u32);

/// What an identifier is bound to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// Syntax that the expander knows.
    Core(Core),
    /// A macro: an index into the table of macros.
    Macro(u32),
    /// A local variable of the unit being compiled.
    Var(Var),
    /// A toplevel variable: the key of its binding cell.
    Global(Symbol),
}

/// The outcome of looking up an identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// It is bound.
    Bound(Binding),
    /// It is not bound in this toplevel environment.
    Free(Env, Symbol),
}

/// A symbol renamed by an expansion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alias {
    pub(crate) name: Ident,
    pub(crate) env: Env,
}

/// One region of bindings.
pub(crate) enum Scope {
    /// The variables of a procedure or a body.
    Local { parent: Env, bindings: Vec<(Ident, Binding)> },
    /// A program, a library, or the interaction environment.
    Top(Top),
}

/// A toplevel environment.
#[derive(Default)]
pub struct Top {
    /// Definitions and imports.
    pub bindings: FxHashMap<Ident, Binding>,
    /// Where names are looked up that are not in `bindings`.
    pub base: Option<Env>,
    /// What is put in front of the names of variables, so that libraries do not share them.
    pub prefix: String,
    /// The standard libraries' own environment.
    pub standard: bool,
}

/// A library that has been defined.
#[derive(Clone, Default)]
pub struct Library {
    /// What it exports.
    pub exports: FxHashMap<Symbol, Binding>,
}

/// All that the expander remembers from one compilation to the next.
#[derive(Default)]
pub struct Syntactic {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) macros: Vec<Arc<Rules>>,
    /// Libraries by the text of their names.
    pub libraries: FxHashMap<String, Library>,
    /// The keys of all variables of the standard libraries.
    pub standard: FxHashSet<Symbol>,
    /// Record procedures of libraries.
    pub records: FxHashMap<Symbol, RecordProc>,
    /// The environment in which every standard name is bound.
    pub everything: Option<Env>,
    /// An alias that means `lambda` whatever the program binds.
    pub everywhere: Option<Ident>,
    /// The environment of programs and of the REPL.
    pub interaction: Option<Env>,
    /// Something that outlives the compilation refers to scopes or aliases made by it.
    pub kept: bool,
    pub(crate) unique: u32,
}

/// How large the tables were.
#[derive(Clone, Copy)]
pub struct Mark {
    scopes: usize,
    aliases: usize,
}

impl Syntactic {
    /// Begins a compilation.
    pub fn mark(&mut self) -> Mark {
        self.kept = false;
        Mark { scopes: self.scopes.len(), aliases: self.aliases.len() }
    }

    /// Ends a compilation: forgets its scopes and aliases, if nothing refers to them any more.
    pub fn release(&mut self, mark: Mark) {
        if !self.kept {
            self.scopes.truncate(mark.scopes);
            self.aliases.truncate(mark.aliases);
        }
    }

    /// A new toplevel environment.
    pub fn top(&mut self, top: Top) -> Env {
        self.kept = true;
        self.scopes.push(Scope::Top(top));
        Env(self.scopes.len() as u32 - 1)
    }

    /// A new scope inside another.
    pub fn local(&mut self, parent: Env, bindings: Vec<(Ident, Binding)>) -> Env {
        self.scopes.push(Scope::Local { parent, bindings });
        Env(self.scopes.len() as u32 - 1)
    }

    /// Adds a binding to a local scope; the later wins.
    pub fn bind(&mut self, env: Env, name: Ident, binding: Binding) {
        match &mut self.scopes[env.0 as usize] {
            Scope::Local { bindings, .. } => bindings.push((name, binding)),
            Scope::Top(top) => {
                self.kept |= matches!(name, Ident::Alias(_));
                top.bindings.insert(name, binding);
            }
        }
    }

    /// Whether the scope itself binds the name.
    pub fn binds(&self, env: Env, name: Ident) -> bool {
        match &self.scopes[env.0 as usize] {
            Scope::Local { bindings, .. } => bindings.iter().any(|b| b.0 == name),
            Scope::Top(top) => top.bindings.contains_key(&name),
        }
    }

    /// The toplevel environment around a scope.
    pub fn top_of(&self, mut env: Env) -> Env {
        while let Scope::Local { parent, .. } = &self.scopes[env.0 as usize] {
            env = *parent;
        }
        env
    }

    /// A toplevel environment's contents.
    pub fn top_mut(&mut self, env: Env) -> &mut Top {
        match &mut self.scopes[env.0 as usize] {
            Scope::Top(top) => top,
            Scope::Local { .. } => unreachable!("a toplevel environment"),
        }
    }

    /// The same.
    pub fn top_ref(&self, env: Env) -> &Top {
        match &self.scopes[env.0 as usize] {
            Scope::Top(top) => top,
            Scope::Local { .. } => unreachable!("a toplevel environment"),
        }
    }

    /// Whether the environment is a toplevel one.
    pub fn is_top(&self, env: Env) -> bool {
        matches!(self.scopes[env.0 as usize], Scope::Top(_))
    }

    /// What an identifier means in an environment.
    pub fn lookup(&self, name: Ident, env: Env) -> Meaning {
        let (mut name, mut env) = (name, env);
        loop {
            match &self.scopes[env.0 as usize] {
                Scope::Local { parent, bindings } => {
                    if let Some(b) = bindings.iter().rev().find(|b| b.0 == name) {
                        return Meaning::Bound(b.1);
                    }
                    env = *parent;
                }
                Scope::Top(top) => {
                    if let Some(&b) = top.bindings.get(&name) {
                        return Meaning::Bound(b);
                    }
                    match name {
                        Ident::Alias(i) => {
                            let alias = self.aliases[i as usize];
                            (name, env) = (alias.name, alias.env);
                        }
                        Ident::Plain(s) => match top.base {
                            Some(base) => match self.lookup(name, base) {
                                Meaning::Free(..) => return Meaning::Free(env, s),
                                bound => return bound,
                            },
                            None => return Meaning::Free(env, s),
                        },
                    }
                }
            }
        }
    }

    /// Where a toplevel variable's binding was looked up: the name and the toplevel environment in which it is bound or free.
    pub fn origin(&self, name: Ident, env: Env) -> (Ident, Env) {
        let (mut name, mut env) = (name, self.top_of(env));
        loop {
            let top = self.top_ref(env);
            if top.bindings.contains_key(&name) {
                return (name, env);
            }
            match name {
                Ident::Plain(_) => return (name, env),
                Ident::Alias(i) => {
                    let alias = self.aliases[i as usize];
                    (name, env) = (alias.name, self.top_of(alias.env));
                }
            }
        }
    }

    /// The core syntax an identifier means, if it means one.
    pub fn core(&self, name: Ident, env: Env) -> Option<Core> {
        match self.lookup(name, env) {
            Meaning::Bound(Binding::Core(c)) => Some(c),
            _ => None,
        }
    }

    /// Whether two identifiers mean the same (`free-identifier=?`).
    pub fn same(&self, a: Ident, a_env: Env, b: Ident, b_env: Env) -> bool {
        match (self.lookup(a, a_env), self.lookup(b, b_env)) {
            (Meaning::Free(_, x), Meaning::Free(_, y)) => x == y,
            (x, y) => x == y,
        }
    }

    /// The symbol an identifier was made from.
    pub fn symbol(&self, mut name: Ident) -> Symbol {
        loop {
            match name {
                Ident::Plain(s) => return s,
                Ident::Alias(i) => name = self.aliases[i as usize].name,
            }
        }
    }

    /// A new alias.
    pub fn alias(&mut self, name: Ident, env: Env) -> Ident {
        self.aliases.push(Alias { name, env });
        Ident::Alias(self.aliases.len() as u32 - 1)
    }

    /// Adds a macro.
    pub fn add_macro(&mut self, rules: Rules) -> Binding {
        self.macros.push(Arc::new(rules));
        Binding::Macro(self.macros.len() as u32 - 1)
    }

    /// A macro.
    pub fn macro_of(&self, index: u32) -> Arc<Rules> {
        self.macros[index as usize].clone()
    }

    /// A number that no other name has been made with.
    pub fn unique(&mut self) -> u32 {
        self.unique += 1;
        self.unique
    }
}

/// Why a program is not one.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// Where.
    pub at: crate::syntax::At,
    /// What, for people.
    pub message: String,
    /// What kind of trouble.
    pub trouble: Trouble,
}

/// Why a form cannot be expanded.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// It is wrong.
    Form,
    /// It nests too deeply for the stack at hand.
    Depth,
    /// A limit was hit, or the host interrupted.
    Stopped(vm_core::ErrorKind),
}

impl SyntaxError {
    /// An error at a datum.
    pub fn new(at: crate::syntax::At, message: impl Into<String>) -> SyntaxError {
        SyntaxError { at, message: message.into(), trouble: Trouble::Form }
    }

    /// An error at a datum, as a result.
    pub fn fail<T>(stx: &Syntax, message: impl Into<String>) -> Result<T, SyntaxError> {
        Err(SyntaxError::new(stx.at, message))
    }
}
