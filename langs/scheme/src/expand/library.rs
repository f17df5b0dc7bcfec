//! Libraries: `define-library`, import sets, and finding libraries in files.

use super::env::{Library, Top};
use super::{Binding, Env, Expander, Meaning, Result, SyntaxError};
use crate::ast::Expr;
use crate::syntax::{Ident, Node, Syntax};
use vm_core::Symbol;

/// What an import set brings: names and what they are bound to.
pub type ImportSet = Vec<(Symbol, Binding)>;

/// The declarations of a library, sorted.
#[derive(Default)]
struct Declarations {
    exports: Vec<(Symbol, Symbol, Syntax)>,
    imports: Vec<Syntax>,
    body: Vec<Syntax>,
}

impl Expander<'_> {
    /// The parts of a library name, as text.
    fn library_name(&self, stx: &Syntax) -> Result<Vec<String>> {
        let parts = stx.items().filter(|i| !i.is_empty());
        let Some(parts) = parts else { return self.bad(stx, "a library name is a list of identifiers and numbers") };
        parts
            .iter()
            .map(|p| match &p.node {
                Node::Ident(i) => Ok(self.name(*i).to_string()),
                Node::Word(w) if w.as_smi().is_some_and(|n| n >= 0) => Ok(w.smi_value().to_string()),
                _ => self.bad(stx, "a library name is a list of identifiers and numbers"),
            })
            .collect()
    }

    /// Whether a library is there or can be found.
    pub(super) fn library_exists(&mut self, stx: &Syntax) -> Result<bool> {
        let name = self.library_name(stx)?;
        Ok(self.s.libraries.contains_key(crate::files::canonical(&name.join(" "))) || self.files.library(self.vm, &name, stx.at).is_ok())
    }

    /// Imports sets into an environment. Gives the code of libraries that had to be loaded.
    pub fn import(&mut self, sets: &[Syntax], env: Env) -> Result<Vec<Expr>> {
        let mut code = Vec::new();
        for set in sets {
            for (name, binding) in self.import_set(set, &mut code)? {
                self.s.bind(env, Ident::Plain(name), binding);
            }
        }
        Ok(code)
    }

    fn import_set(&mut self, stx: &Syntax, code: &mut Vec<Expr>) -> Result<ImportSet> {
        let Some([head, rest @ ..]) = stx.items() else { return self.bad(stx, "this is no import set") };
        let modifier = head.ident().map(|i| self.name(i).to_string());
        // `(only …)` is a library name too if what follows is no list.
        let nested = rest.first().is_some_and(|f| f.items().is_some());
        match (modifier.as_deref(), rest) {
            (Some("only"), [set, names @ ..]) if nested => {
                let from = self.import_set(set, code)?;
                names.iter().map(|n| self.pick(&from, n)).collect()
            }
            (Some("except"), [set, names @ ..]) if nested => {
                let mut from = self.import_set(set, code)?;
                for n in names {
                    let (symbol, _) = self.pick(&from, n)?;
                    from.retain(|f| f.0 != symbol);
                }
                Ok(from)
            }
            (Some("prefix"), [set, prefix]) if nested => {
                let Some(prefix) = prefix.ident() else { return self.bad(stx, "a prefix is an identifier") };
                let from = self.import_set(set, code)?;
                let prefix = self.name(prefix).to_string();
                Ok(from.into_iter().map(|(n, b)| (self.prefixed(&prefix, n), b)).collect())
            }
            (Some("rename"), [set, pairs @ ..]) if nested => {
                let mut from = self.import_set(set, code)?;
                let mut renamed = Vec::new();
                for p in pairs {
                    let Some([old, new]) = p.items() else { return self.bad(p, "expected (old new)") };
                    let (symbol, binding) = self.pick(&from, old)?;
                    let Some(new) = new.ident() else { return self.bad(p, "expected (old new)") };
                    from.retain(|f| f.0 != symbol);
                    renamed.push((self.s.symbol(new), binding));
                }
                from.extend(renamed);
                Ok(from)
            }
            _ => self.library(stx, code),
        }
    }

    fn prefixed(&mut self, prefix: &str, name: Symbol) -> Symbol {
        let text = format!("{prefix}{}", self.vm.symbols.name(name));
        self.vm.symbols.intern(&text)
    }

    fn pick(&self, from: &ImportSet, name: &Syntax) -> Result<(Symbol, Binding)> {
        let Some(i) = name.ident() else { return self.bad(name, "expected an identifier") };
        let symbol = self.s.symbol(i);
        match from.iter().find(|f| f.0 == symbol) {
            Some(f) => Ok(*f),
            None => SyntaxError::fail(name, format!("{} is not exported", self.name(i))),
        }
    }

    /// The exports of a library, which is loaded if need be.
    fn library(&mut self, stx: &Syntax, code: &mut Vec<Expr>) -> Result<ImportSet> {
        let parts = self.library_name(stx)?;
        let key = crate::files::canonical(&parts.join(" ")).to_string();
        let embedded = crate::files::is_embedded(&self.vm.source(stx.at.source).name);
        if key == crate::install::INTERNAL && !embedded {
            return SyntaxError::fail(stx, format!("library ({key}) is only for the libraries that come with the language"));
        }
        if !self.s.libraries.contains_key(&key) {
            if let Some(i) = self.loading.iter().position(|k| *k == key) {
                let others: String = self.loading[i + 1..].iter().map(|k| format!(" imports ({k}), which")).collect();
                let itself = if others.is_empty() { "itself".to_string() } else { format!("({key})") };
                return SyntaxError::fail(stx, format!("cyclic imports: library ({key}){others} imports {itself}"));
            }
            let forms = match self.files.library(self.vm, &parts, stx.at) {
                Ok(forms) => forms,
                Err(why) => return SyntaxError::fail(stx, format!("library ({key}){why}")),
            };
            self.loading.push(key.clone());
            for form in &forms {
                let is_library = |f: &Syntax| Some(self.name(f.items()?.first()?.ident()?) == "define-library");
                if is_library(form) == Some(true) {
                    let args = &form.items().expect("just tested")[1..];
                    code.extend(self.define_library(form, args)?);
                }
            }
            self.loading.pop();
        }
        match self.s.libraries.get(&key) {
            Some(l) => Ok(l.exports.iter().map(|(n, b)| (*n, *b)).collect()),
            None => SyntaxError::fail(stx, format!("the file found for library ({key}) does not define it")),
        }
    }

    /// Defines a library. Gives the code of its body.
    pub(super) fn define_library(&mut self, stx: &Syntax, args: &[Syntax]) -> Result<Vec<Expr>> {
        let [name, declarations @ ..] = args else { return self.bad(stx, "define-library takes a name and declarations") };
        let parts = self.library_name(name)?;
        let mut d = Declarations::default();
        self.declarations(declarations, &mut d)?;
        let prefix = format!("({}) ", parts.join(" "));
        let env = self.s.top(Top { prefix, ..Top::default() });
        let mut code = self.import(&d.imports, env)?;
        code.extend(self.program(&d.body, env)?);
        let mut library = Library::default();
        for (inner, outer, stx) in d.exports {
            let binding = match self.s.lookup(Ident::Plain(inner), env) {
                Meaning::Bound(b) => b,
                Meaning::Free(..) => {
                    let name = self.vm.symbols.name(inner);
                    return SyntaxError::fail(&stx, format!("{name} is exported but not defined"));
                }
            };
            library.exports.insert(outer, binding);
        }
        let key = parts.join(" ");
        self.defined.push(key.clone());
        self.s.libraries.insert(key, library);
        // What a library has defined does not change, so its records stay known.
        self.records.clear();
        Ok(code)
    }

    fn declarations(&mut self, declarations: &[Syntax], d: &mut Declarations) -> Result<()> {
        for form in declarations {
            let Some([head, args @ ..]) = form.items() else { return self.bad(form, "this is no library declaration") };
            let Some(i) = head.ident() else { return self.bad(form, "this is no library declaration") };
            match self.name(i) {
                "export" => {
                    for spec in args {
                        let spec_names = match spec.items() {
                            None => spec.ident().map(|i| (i, i)),
                            Some([rename, from, to]) if rename.ident().is_some_and(|i| self.name(i) == "rename") => {
                                from.ident().zip(to.ident())
                            }
                            Some(_) => None,
                        };
                        let Some((from, to)) = spec_names else { return self.bad(spec, "expected a name or (rename from to)") };
                        d.exports.push((self.s.symbol(from), self.s.symbol(to), spec.clone()));
                    }
                }
                "import" => d.imports.extend_from_slice(args),
                "begin" => d.body.extend_from_slice(args),
                "include" => {
                    let forms = self.include(super::Core::Include, form, args)?;
                    d.body.extend(forms);
                }
                "include-ci" => {
                    let forms = self.include(super::Core::IncludeCi, form, args)?;
                    d.body.extend(forms);
                }
                "include-library-declarations" => {
                    let forms = self.include(super::Core::Include, form, args)?;
                    self.declarations(&forms, d)?;
                }
                "cond-expand" => {
                    let env = self.s.everything.expect("made when the language is installed");
                    let forms = self.cond_expand(form, args, env)?;
                    self.declarations(&forms, d)?;
                }
                _ => return self.bad(form, "this is no library declaration"),
            }
        }
        Ok(())
    }
}
