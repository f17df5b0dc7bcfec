//! `define-record-type`. A type defined at the top of a program or library is made while the program is compiled, so its shape is
//! a constant and its procedures can be open-coded; one defined in a body is made each time the body is entered.

use super::{Binding, Env, Expander, Result};
use crate::ast::{Expr, Kind, RecordKind, RecordProc, Var};
use crate::syntax::{At, Ident, Node, Syntax};
use vm_core::{Symbol, Word};

/// A definition taken apart.
pub(super) struct Definition {
    type_name: Ident,
    constructor: Option<(Ident, Vec<usize>)>,
    predicate: Option<Ident>,
    fields: Vec<Field>,
}

struct Field {
    name: Ident,
    accessor: Option<Ident>,
    modifier: Option<Ident>,
}

impl Definition {
    /// Everything that the form defines.
    pub(super) fn names(&self) -> Vec<Ident> {
        let mut names = vec![self.type_name];
        names.extend(self.constructor.as_ref().map(|c| c.0));
        names.extend(self.predicate);
        for f in &self.fields {
            names.extend(f.accessor);
            names.extend(f.modifier);
        }
        names
    }

    fn procedures(&self) -> Vec<(Ident, RecordKind)> {
        let mut all = Vec::new();
        if let Some((name, fields)) = &self.constructor {
            all.push((*name, RecordKind::Make(fields.iter().map(|&f| f as u8).collect(), self.fields.len() as u8)));
        }
        all.extend(self.predicate.map(|p| (p, RecordKind::Is)));
        for (i, f) in self.fields.iter().enumerate() {
            all.extend(f.accessor.map(|a| (a, RecordKind::Get(i as u8))));
            all.extend(f.modifier.map(|m| (m, RecordKind::Set(i as u8))));
        }
        all
    }
}

impl Expander<'_> {
    pub(super) fn record_definition(&self, stx: &Syntax, args: &[Syntax]) -> Result<Definition> {
        let [name, constructor, predicate, specs @ ..] = args else {
            return self.bad(stx, "define-record-type takes a name, a constructor, a predicate and fields");
        };
        let type_name = match name.ident().or_else(|| name.items()?.first()?.ident()) {
            Some(i) => i,
            None => return self.bad(name, "the name of a record type must be an identifier"),
        };
        let mut fields: Vec<Field> = Vec::new();
        for spec in specs {
            let parts: &[Syntax] = match (&spec.node, spec.items()) {
                (Node::Ident(_), _) => std::slice::from_ref(spec),
                (_, Some(items)) if (1..=3).contains(&items.len()) => items,
                _ => return self.bad(spec, "expected (field accessor modifier)"),
            };
            let mut ids = Vec::new();
            for p in parts {
                match p.ident() {
                    Some(i) => ids.push(i),
                    None => return self.bad(spec, "expected (field accessor modifier)"),
                }
            }
            if fields.iter().any(|f| f.name == ids[0]) {
                return self.bad(spec, "a field is declared twice");
            }
            fields.push(Field { name: ids[0], accessor: ids.get(1).copied(), modifier: ids.get(2).copied() });
        }
        if fields.len() > 250 {
            return self.bad(stx, "a record has at most 250 fields");
        }
        let constructor = match &constructor.node {
            Node::Word(Word::FALSE) => None,
            Node::Ident(i) => Some((*i, (0..fields.len()).collect())),
            Node::List(items) if items.first().and_then(Syntax::ident).is_some() => {
                let mut order = Vec::new();
                for p in &items[1..] {
                    match fields.iter().position(|f| Some(f.name) == p.ident()) {
                        Some(i) if !order.contains(&i) => order.push(i),
                        _ => return self.bad(constructor, "a constructor's parameters are fields, each once"),
                    }
                }
                Some((items[0].ident().expect("just tested"), order))
            }
            _ => return self.bad(constructor, "expected (constructor field ...)"),
        };
        let predicate = match &predicate.node {
            Node::Word(Word::FALSE) => None,
            Node::Ident(i) => Some(*i),
            _ => return self.bad(predicate, "expected the name of a predicate"),
        };
        Ok(Definition { type_name, constructor, predicate, fields })
    }

    /// What a record type needs at run time: its name, its fields' names and their accessors' names.
    fn record_names(&self, d: &Definition) -> (Symbol, Vec<Symbol>, Vec<Symbol>, u64) {
        let name = self.s.symbol(d.type_name);
        let fields = d.fields.iter().map(|f| self.s.symbol(f.name)).collect();
        let accessors = d.fields.iter().map(|f| self.s.symbol(f.accessor.unwrap_or(f.name))).collect();
        let immutable = d.fields.iter().enumerate().fold(0, |m, (i, f)| if f.modifier.is_none() && i < 64 { m | 1 << i } else { m });
        (name, fields, accessors, immutable)
    }

    /// The definitions of a record type at the top.
    pub(super) fn record_toplevel(&mut self, stx: &Syntax, d: &Definition, env: Env) -> Vec<Expr> {
        let (name, fields, accessors, immutable) = self.record_names(d);
        let (rtd, shape) = crate::object::new_record_type(self.vm, name, &fields, &accessors, immutable);
        let g = self.define_global(d.type_name, env);
        let mut forms = vec![Expr::new(stx.at, Kind::Define(g, Box::new(Expr::constant(stx.at, rtd))))];
        for (name, kind) in d.procedures() {
            let proc = RecordProc { shape, kind };
            let lambda = self.record_lambda(stx.at, name, |x, args| {
                let _ = x;
                Expr::new(stx.at, Kind::Record(proc.clone(), args))
            }, arity(&proc.kind));
            let g = self.define_global(name, env);
            forms.push(Expr::new(stx.at, Kind::Define(g, Box::new(lambda))));
            if let super::Meaning::Bound(Binding::Global(cell)) = self.s.lookup(name, env) {
                self.s.records.insert(cell, proc);
                if !self.s.top_ref(self.s.top_of(env)).standard {
                    self.records.push(cell);
                }
            }
        }
        forms
    }

    fn record_lambda(&mut self, at: At, name: Ident, make: impl FnOnce(&mut Self, Vec<Expr>) -> Expr, arity: usize) -> Expr {
        let params: Vec<Var> = (0..arity).map(|_| self.var(None)).collect();
        let args = params.iter().map(|p| self.reference(at, *p)).collect();
        let body = make(self, args);
        let symbol = self.s.symbol(name);
        Expr::lambda(at, Some(symbol), params, body)
    }

    /// The bindings of a record type in a body.
    pub(super) fn record_bindings(
        &mut self,
        stx: &Syntax,
        d: &Definition,
        vars: &[(Ident, Var)],
        bindings: &mut Vec<(Var, Expr)>,
    ) -> Result<()> {
        let at = stx.at;
        let var = |name: Ident| vars.iter().find(|(n, _)| *n == name).expect("bound by the body").1;
        let (name, fields, accessors, immutable) = self.record_names(d);
        let list = |x: &mut Self, names: &[Symbol]| {
            names.iter().rev().fold(Word::NIL, |tail, s| x.vm.pair((*s).into(), tail))
        };
        let (fields_list, accessors_list) = (list(self, &fields), list(self, &accessors));
        let args = [name.into(), fields_list, accessors_list, Word::smi((immutable & 0xffff_ffff) as i64)];
        let args = args.into_iter().map(|w| Expr::constant(at, w)).collect();
        let rtd = var(d.type_name);
        let make = self.call_standard(at, "%make-record-type", args);
        bindings.push((rtd, make));
        for (name, kind) in d.procedures() {
            let lambda = self.record_lambda(at, name, |x, mut args| {
                let rtd = x.reference(at, rtd);
                let index = |i: u8| Expr::constant(at, Word::smi(i64::from(i)));
                match &kind {
                    RecordKind::Make(order, count) => {
                        let mut values: Vec<Expr> = vec![Expr::constant(at, Word::FALSE); usize::from(*count)];
                        for (f, a) in order.iter().zip(args) {
                            values[usize::from(*f)] = a;
                        }
                        values.insert(0, rtd);
                        x.call_standard(at, "%make-record", values)
                    }
                    RecordKind::Is => {
                        args.push(rtd);
                        x.call_standard(at, "%record-is?", args)
                    }
                    RecordKind::Get(i) => {
                        args.extend([rtd, index(*i)]);
                        x.call_standard(at, "%record-ref", args)
                    }
                    RecordKind::Set(i) => {
                        let value = args.pop().expect("two parameters");
                        args.extend([rtd, index(*i), value]);
                        x.call_standard(at, "%record-set!", args)
                    }
                }
            }, arity(&kind));
            bindings.push((var(name), lambda));
        }
        Ok(())
    }
}

fn arity(kind: &RecordKind) -> usize {
    match kind {
        RecordKind::Make(order, _) => order.len(),
        RecordKind::Is | RecordKind::Get(_) => 1,
        RecordKind::Set(_) => 2,
    }
}
