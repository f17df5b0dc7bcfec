//! Programs and the bodies of libraries: forms at the top, in order.

use super::body::Value;
use super::core::Core;
use super::{Binding, Env, Expander, Meaning, Result};
use crate::ast::{Expr, GlobalRef, Kind};
use crate::syntax::{Ident, Syntax};
use std::collections::VecDeque;

impl Expander<'_> {
    /// Expands the forms of a program or of a library's body, in order. The last value is the program's.
    pub fn program(&mut self, forms: &[Syntax], env: Env) -> Result<Vec<Expr>> {
        self.claim_definitions(forms, env);
        let mut queue: VecDeque<Syntax> = forms.iter().cloned().collect();
        let mut out = Vec::new();
        while let Some(form) = queue.pop_front() {
            let core = match self.form_keyword(&form, env) {
                Some(Binding::Macro(m)) => {
                    let expanded = self.expand_macro(m, &form, env)?;
                    queue.push_front(expanded);
                    continue;
                }
                Some(Binding::Core(c)) => Some(c),
                _ => None,
            };
            let args = form.items().map_or(&[][..], |i| i.get(1..).unwrap_or_default());
            match core {
                Some(Core::Begin) if args.is_empty() => {}
                Some(Core::Begin) => {
                    // What a macro has expanded to may refer to what it defines further down.
                    self.claim_definitions(args, env);
                    args.iter().rev().for_each(|a| queue.push_front(a.clone()));
                }
                Some(Core::CondExpand) => {
                    let forms = self.cond_expand(&form, args, env)?;
                    forms.into_iter().rev().for_each(|f| queue.push_front(f));
                }
                Some(c @ (Core::Include | Core::IncludeCi)) => {
                    let forms = self.include(c, &form, args)?;
                    self.claim_definitions(&forms, env);
                    forms.into_iter().rev().for_each(|f| queue.push_front(f));
                }
                Some(Core::Import) => {
                    let code = self.import(args, env)?;
                    out.extend(code);
                }
                Some(Core::DefineLibrary) => {
                    let code = self.define_library(&form, args)?;
                    out.extend(code);
                }
                Some(Core::Define) => {
                    let (name, value) = self.definition(&form, args)?;
                    out.push(self.define(&form, name, &value, env)?);
                }
                Some(Core::DefineValues) => {
                    let [formals, e] = args else { return self.bad(&form, "define-values takes formals and an expression") };
                    let e = self.expr(e, env)?;
                    let code = self.receive_into(&form, formals, e, &mut |x, name, value| {
                        let g = x.define_global(name, env);
                        Ok(Expr::new(form.at, Kind::Define(g, Box::new(value))))
                    })?;
                    out.push(code);
                }
                Some(Core::DefineRecordType) => {
                    let definition = self.record_definition(&form, args)?;
                    out.extend(self.record_toplevel(&form, &definition, env));
                }
                Some(Core::DefineSyntax) => {
                    let [name, rules] = args else { return self.bad(&form, "define-syntax takes a keyword and a transformer") };
                    let Some(name) = name.ident() else { return self.bad(&form, "define-syntax takes a keyword and a transformer") };
                    let binding = self.transformer(rules, env)?;
                    self.s.kept = true;
                    self.s.bind(env, name, binding);
                }
                _ => out.push(self.expr(&form, env)?),
            }
        }
        Ok(out)
    }

    fn define(&mut self, form: &Syntax, name: Ident, value: &Value, env: Env) -> Result<Expr> {
        // The variable exists before its value is expanded, so that a procedure refers to itself and not to an import.
        let g = self.define_global(name, env);
        let value = self.definition_value(form, name, value, env)?;
        Ok(Expr::new(form.at, Kind::Define(g, Box::new(value))))
    }

    /// The variable that a definition at the top defines. It hides an import of the same name.
    pub(super) fn define_global(&mut self, name: Ident, env: Env) -> GlobalRef {
        self.claim(name, env);
        let g = self.toplevel(name, env);
        self.unit.globals[g.0 as usize].sets += 1;
        g
    }

    /// Binds a name to a variable of this environment, if it is not yet.
    fn claim(&mut self, name: Ident, env: Env) {
        let symbol = self.s.symbol(name);
        if let Ident::Alias(_) = name {
            // A name inserted by a macro is a variable that only this expansion knows.
            if !self.s.binds(env, name) {
                let text = format!("{} {}", self.vm.symbols.name(symbol), self.s.unique());
                let cell = self.vm.symbols.intern(&text);
                self.s.bind(env, name, Binding::Global(cell));
                self.note_standard(env, cell);
            }
            return;
        }
        let cell = self.cell_name(env, symbol);
        let own = self.s.lookup(name, env) == Meaning::Bound(Binding::Global(cell)) && self.s.binds(env, name);
        if !own {
            let before = self.s.lookup(name, env);
            self.s.bind(env, name, Binding::Global(cell));
            if let Meaning::Bound(Binding::Global(old)) = before {
                if old != cell {
                    self.inherit(old, cell);
                }
            }
            self.note_standard(env, cell);
        }
    }

    fn note_standard(&mut self, env: Env, cell: vm_core::Symbol) {
        if self.s.top_ref(env).standard {
            self.s.standard.insert(cell);
        }
        self.s.records.remove(&cell);
    }

    /// Definitions that can be seen without expanding anything hide imports from the beginning of the text, so that procedures
    /// above them already refer to the program's own versions.
    fn claim_definitions(&mut self, forms: &[Syntax], env: Env) {
        for form in forms {
            let Some([head, args @ ..]) = form.items() else { continue };
            match self.keyword(head, env) {
                Some(Binding::Core(Core::Begin)) => self.claim_definitions(args, env),
                Some(Binding::Core(Core::Define)) => {
                    if let Ok((name, _)) = self.definition(form, args) {
                        self.claim(name, env);
                    }
                }
                Some(Binding::Core(Core::DefineRecordType)) => {
                    if let Ok(d) = self.record_definition(form, args) {
                        for name in d.names() {
                            self.claim(name, env);
                        }
                    }
                }
                Some(Binding::Core(Core::DefineValues)) => {
                    let names = args.first().map(|f| self.formal_names(f));
                    if let Some(Ok((names, rest))) = names {
                        for name in names.into_iter().chain(rest) {
                            self.claim(name, env);
                        }
                    }
                }
                _ => {}
            }
        }
    }

}
