//! `syntax-rules` (R7RS 4.3.2): patterns and templates are checked and compiled when the macro is defined; a use is matched and the
//! template is filled in, with fresh aliases for the symbols that it inserts.

use super::core::Core;
use super::env::{Binding, Env, Meaning, SyntaxError, Syntactic};
use crate::syntax::{At, Ident, Node, Syntax, dotted};
use std::sync::Arc;
use vm_core::word::SymbolTable;

/// A macro.
#[derive(Debug)]
pub struct Rules {
    /// Where it was defined.
    pub(crate) env: Env,
    /// What it was compiled from.
    pub(crate) form: Syntax,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    pattern: Pattern,
    template: Template,
    variables: usize,
}

#[derive(Debug)]
enum Pattern {
    Any,
    Variable(usize),
    Literal(Ident),
    Datum(Syntax),
    List(Sequence),
    Vector(Sequence),
}

/// `before … repeated <ellipsis> after … . tail`
#[derive(Debug)]
struct Sequence {
    before: Vec<Pattern>,
    /// What the ellipsis repeats, with its variables.
    repeated: Option<(Box<Pattern>, Vec<usize>)>,
    after: Vec<Pattern>,
    tail: Option<Box<Pattern>>,
}

#[derive(Debug)]
enum Template {
    Variable(usize),
    Insert(Ident),
    Datum(Node),
    List(Vec<Element>, Option<Box<Template>>),
    Vector(Vec<Element>),
}

/// A part of a template, followed by as many ellipses as `drivers` has levels; each level says which variables it runs over.
#[derive(Debug)]
struct Element {
    template: Template,
    drivers: Vec<Vec<usize>>,
}

/// What a pattern variable has matched.
#[derive(Clone, Debug)]
enum Capture {
    Nothing,
    One(Syntax),
    Many(Arc<[Capture]>),
}

struct Definition<'a> {
    s: &'a Syntactic,
    symbols: &'a SymbolTable,
    env: Env,
    ellipsis: Ident,
    custom: bool,
    literals: Vec<Ident>,
    /// Pattern variables of the rule at hand, with their ellipsis depth.
    variables: Vec<(Ident, usize)>,
}

impl Rules {
    /// Compiles `(syntax-rules …)`.
    pub fn define(s: &Syntactic, symbols: &SymbolTable, form: &Syntax, env: Env) -> Result<Rules, SyntaxError> {
        let Some(items) = form.items() else { return SyntaxError::fail(form, "syntax-rules: expected a proper list") };
        let (custom, rest) = match items.get(1).and_then(Syntax::ident) {
            Some(e) => (Some(e), &items[2..]),
            None => (None, items.get(1..).unwrap_or_default()),
        };
        let Some((literals, rules)) = rest.split_first() else {
            return SyntaxError::fail(form, "syntax-rules: expected (syntax-rules (literal ...) (pattern template) ...)");
        };
        let Some(literal_items) = literals.items() else {
            return SyntaxError::fail(literals, "syntax-rules: the literals must be a list of identifiers");
        };
        let mut names = Vec::new();
        for l in literal_items {
            let Some(i) = l.ident() else { return SyntaxError::fail(l, "syntax-rules: a literal must be an identifier") };
            names.push(i);
        }
        let mut d = Definition {
            s,
            symbols,
            env,
            ellipsis: custom.unwrap_or(Ident::Alias(u32::MAX)),
            custom: custom.is_some(),
            literals: names,
            variables: Vec::new(),
        };
        let rules = rules.iter().map(|r| d.rule(r)).collect::<Result<_, _>>()?;
        Ok(Rules { env, form: form.clone(), rules })
    }

    /// Expands a use of the macro.
    pub fn expand(&self, s: &mut Syntactic, form: &Syntax, env: Env) -> Result<Syntax, SyntaxError> {
        for rule in &self.rules {
            let mut captures = vec![Capture::Nothing; rule.variables];
            let m = Match { s, definition: self.env, usage: env };
            if m.top(&rule.pattern, form, &mut captures) {
                let mut fill = Fill { s, env: self.env, at: form.at, renamed: Vec::new(), budget: FILL_LIMIT };
                let mut result = fill.template(&rule.template, &captures)?;
                result.at = form.at;
                return Ok(result);
            }
        }
        Err(SyntaxError::new(form.at, "no rule of the macro matches this use"))
    }
}

/// The largest result of one expansion, in data.
const FILL_LIMIT: u32 = 4_000_000;

impl Definition<'_> {
    fn is_ellipsis(&self, i: Ident) -> bool {
        if self.literals.contains(&i) {
            return false;
        }
        if self.custom { i == self.ellipsis } else { self.means(i, "...", Core::Ellipsis) }
    }

    fn is_underscore(&self, i: Ident) -> bool {
        self.means(i, "_", Core::Underscore)
    }

    /// Whether an identifier is this auxiliary keyword: a program may bind it to something else, or import nothing that binds it.
    fn means(&self, i: Ident, text: &str, core: Core) -> bool {
        match self.s.lookup(i, self.env) {
            Meaning::Bound(Binding::Core(c)) => c == core,
            Meaning::Bound(_) => false,
            Meaning::Free(..) => self.symbols.name(self.s.symbol(i)) == text,
        }
    }

    fn ellipsis_at(&self, items: &[Syntax], i: usize) -> bool {
        items.get(i).and_then(Syntax::ident).is_some_and(|i| self.is_ellipsis(i))
    }

    fn rule(&mut self, rule: &Syntax) -> Result<Rule, SyntaxError> {
        let Some([pattern, template]) = rule.items() else {
            return SyntaxError::fail(rule, "syntax-rules: a rule is (pattern template)");
        };
        self.variables.clear();
        // The first element of the pattern stands for the keyword and is not looked at.
        let pattern = match &pattern.node {
            Node::List(items) if !items.is_empty() => self.sequence(&items[1..], None, 0, pattern)?,
            Node::Dotted(items) if items.len() > 1 => {
                let (tail, items) = items.split_last().expect("not empty");
                self.sequence(&items[1..], Some(tail), 0, pattern)?
            }
            _ => return SyntaxError::fail(pattern, "syntax-rules: a pattern is a list that begins with the keyword"),
        };
        let (compiled, used) = self.template(template, false)?;
        if let Some((v, _)) = used.iter().find(|(v, d)| self.variables[*v].1 > *d) {
            let name = self.symbols.name(self.s.symbol(self.variables[*v].0));
            return SyntaxError::fail(template, format!("syntax-rules: {name} needs more ellipses in the template"));
        }
        let template = compiled;
        Ok(Rule { pattern: Pattern::List(pattern), template, variables: self.variables.len() })
    }

    fn pattern(&mut self, p: &Syntax, depth: usize) -> Result<Pattern, SyntaxError> {
        Ok(match &p.node {
            Node::Ident(i) => {
                let i = *i;
                if self.literals.contains(&i) {
                    Pattern::Literal(i)
                } else if self.is_ellipsis(i) {
                    return SyntaxError::fail(p, "syntax-rules: an ellipsis must follow a pattern");
                } else if self.is_underscore(i) {
                    Pattern::Any
                } else if self.variables.iter().any(|v| v.0 == i) {
                    let name = self.symbols.name(self.s.symbol(i));
                    return SyntaxError::fail(p, format!("syntax-rules: pattern variable {name} occurs twice"));
                } else {
                    self.variables.push((i, depth));
                    Pattern::Variable(self.variables.len() - 1)
                }
            }
            Node::List(items) => Pattern::List(self.sequence(items, None, depth, p)?),
            Node::Dotted(items) => {
                let (tail, items) = items.split_last().expect("an improper list is not empty");
                Pattern::List(self.sequence(items, Some(tail), depth, p)?)
            }
            Node::Vector(items) => Pattern::Vector(self.sequence(items, None, depth, p)?),
            _ => Pattern::Datum(p.clone()),
        })
    }

    fn sequence(&mut self, items: &[Syntax], tail: Option<&Syntax>, depth: usize, whole: &Syntax) -> Result<Sequence, SyntaxError> {
        let mut seq = Sequence { before: Vec::new(), repeated: None, after: Vec::new(), tail: None };
        let mut i = 0;
        while i < items.len() {
            if self.ellipsis_at(items, i + 1) {
                if seq.repeated.is_some() {
                    return SyntaxError::fail(whole, "syntax-rules: a list pattern has at most one ellipsis");
                }
                let first = self.variables.len();
                let p = self.pattern(&items[i], depth + 1)?;
                seq.repeated = Some((Box::new(p), (first..self.variables.len()).collect()));
                i += 2;
                continue;
            }
            let p = self.pattern(&items[i], depth)?;
            if seq.repeated.is_some() {
                seq.after.push(p);
            } else {
                seq.before.push(p);
            }
            i += 1;
        }
        if let Some(t) = tail {
            seq.tail = Some(Box::new(self.pattern(t, depth)?));
        }
        Ok(seq)
    }

    /// Compiles a template, and says which variables it mentions at which ellipsis depth. `escaped`: inside `(... ...)`, where
    /// the ellipsis is an ordinary symbol.
    fn template(&mut self, t: &Syntax, escaped: bool) -> Result<(Template, Vec<(usize, usize)>), SyntaxError> {
        Ok(match &t.node {
            Node::Ident(i) => match self.variables.iter().position(|v| v.0 == *i) {
                Some(v) => (Template::Variable(v), vec![(v, 0)]),
                None if !escaped && self.is_ellipsis(*i) => {
                    return SyntaxError::fail(t, "syntax-rules: an ellipsis must follow a template");
                }
                None => (Template::Insert(*i), Vec::new()),
            },
            Node::List(items) if !escaped && items.len() == 2 && self.ellipsis_at(items, 0) => self.template(&items[1], true)?,
            Node::List(items) => {
                let (elements, used) = self.elements(items, escaped)?;
                (Template::List(elements, None), used)
            }
            Node::Dotted(items) => {
                let (tail, items) = items.split_last().expect("an improper list is not empty");
                let (elements, mut used) = self.elements(items, escaped)?;
                let (tail_template, more) = self.template(tail, escaped)?;
                used.extend(more);
                (Template::List(elements, Some(Box::new(tail_template))), used)
            }
            Node::Vector(items) => {
                let (elements, used) = self.elements(items, escaped)?;
                (Template::Vector(elements), used)
            }
            _ => (Template::Datum(t.node.clone()), Vec::new()),
        })
    }


    fn elements(&mut self, items: &[Syntax], escaped: bool) -> Result<(Vec<Element>, Vec<(usize, usize)>), SyntaxError> {
        let (mut elements, mut all) = (Vec::new(), Vec::new());
        let mut i = 0;
        while i < items.len() {
            let (template, mut used) = self.template(&items[i], escaped)?;
            let mut levels = 0;
            while !escaped && self.ellipsis_at(items, i + 1 + levels) {
                levels += 1;
            }
            // Level 0 is the outermost. A variable runs at a level if it is deeper than the ellipses inside that level.
            let mut drivers = Vec::new();
            for level in 0..levels {
                let inside = levels - 1 - level;
                let runs: Vec<usize> =
                    used.iter().filter(|(v, d)| self.variables[*v].1 > d + inside).map(|u| u.0).collect();
                if runs.is_empty() {
                    return SyntaxError::fail(&items[i], "syntax-rules: no pattern variable here has an ellipsis to follow");
                }
                drivers.push(runs);
            }
            used.iter_mut().for_each(|u| u.1 += levels);
            all.append(&mut used);
            elements.push(Element { template, drivers });
            i += 1 + levels;
        }
        Ok((elements, all))
    }
}

struct Match<'a> {
    s: &'a Syntactic,
    definition: Env,
    usage: Env,
}

impl Match<'_> {
    /// Matches a use, without its keyword.
    fn top(&self, pattern: &Pattern, form: &Syntax, captures: &mut [Capture]) -> bool {
        let Pattern::List(seq) = pattern else { return false };
        match &form.node {
            Node::List(items) if !items.is_empty() => self.sequence(seq, &items[1..], None, form.at, captures),
            Node::Dotted(items) => {
                let (tail, items) = items.split_last().expect("an improper list is not empty");
                self.sequence(seq, &items[1..], Some(tail), form.at, captures)
            }
            _ => false,
        }
    }

    fn pattern(&self, pattern: &Pattern, stx: &Syntax, captures: &mut [Capture]) -> bool {
        match pattern {
            Pattern::Any => true,
            Pattern::Variable(v) => {
                captures[*v] = Capture::One(stx.clone());
                true
            }
            Pattern::Literal(l) => stx.ident().is_some_and(|i| self.s.same(i, self.usage, *l, self.definition)),
            Pattern::Datum(d) => same_datum(&d.node, &stx.node),
            Pattern::List(seq) => match &stx.node {
                Node::List(items) => self.sequence(seq, items, None, stx.at, captures),
                Node::Dotted(items) => {
                    let (tail, items) = items.split_last().expect("an improper list is not empty");
                    self.sequence(seq, items, Some(tail), stx.at, captures)
                }
                // A sequence that needs no element matches its tail against any datum.
                _ if seq.before.is_empty() && seq.after.is_empty() => self.sequence(seq, &[], Some(stx), stx.at, captures),
                _ => false,
            },
            Pattern::Vector(seq) => match &stx.node {
                Node::Vector(items) => self.sequence(seq, items, None, stx.at, captures),
                _ => false,
            },
        }
    }

    fn sequence(&self, seq: &Sequence, items: &[Syntax], tail: Option<&Syntax>, at: At, captures: &mut [Capture]) -> bool {
        let fixed = seq.before.len() + seq.after.len();
        if items.len() < fixed || (seq.repeated.is_none() && items.len() > fixed && seq.tail.is_none()) {
            return false;
        }
        let (before, rest) = items.split_at(seq.before.len());
        if !seq.before.iter().zip(before).all(|(p, s)| self.pattern(p, s, captures)) {
            return false;
        }
        let rest = match &seq.repeated {
            None => rest,
            Some((p, variables)) => {
                let (many, rest) = rest.split_at(rest.len() - seq.after.len());
                let mut all: Vec<Vec<Capture>> = vec![Vec::with_capacity(many.len()); variables.len()];
                for s in many {
                    if !self.pattern(p, s, captures) {
                        return false;
                    }
                    for (all, v) in all.iter_mut().zip(variables) {
                        all.push(std::mem::replace(&mut captures[*v], Capture::Nothing));
                    }
                }
                for (all, v) in all.into_iter().zip(variables) {
                    captures[*v] = Capture::Many(all.into());
                }
                rest
            }
        };
        let (after, rest) = rest.split_at(seq.after.len());
        if !seq.after.iter().zip(after).all(|(p, s)| self.pattern(p, s, captures)) {
            return false;
        }
        match (&seq.tail, tail) {
            (None, None) => rest.is_empty(),
            (None, Some(_)) => false,
            (Some(p), None) => self.pattern(p, &Syntax::list(at, rest.to_vec()), captures),
            (Some(p), Some(t)) => {
                let node = dotted(rest.to_vec(), t.clone());
                self.pattern(p, &Syntax::new(if rest.is_empty() { t.at } else { at }, node), captures)
            }
        }
    }
}

/// Whether two data without identifiers are equal.
fn same_datum(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Word(a), Node::Word(b)) => a == b,
        (Node::Number(a), Node::Number(b)) | (Node::Text(a), Node::Text(b)) => a == b,
        (Node::Bytes(a), Node::Bytes(b)) => a == b,
        (Node::Object(a), Node::Object(b)) => a == b,
        _ => false,
    }
}

struct Fill<'a> {
    s: &'a mut Syntactic,
    env: Env,
    at: At,
    /// The aliases of this expansion.
    renamed: Vec<(Ident, Ident)>,
    /// How many parts of templates may still be filled in.
    budget: u32,
}

impl Fill<'_> {
    fn template(&mut self, t: &Template, captures: &[Capture]) -> Result<Syntax, SyntaxError> {
        self.budget = self.budget.saturating_sub(1);
        let node = match t {
            Template::Variable(v) => match &captures[*v] {
                Capture::One(s) => return Ok(s.clone()),
                _ => return Err(SyntaxError::new(self.at, "a pattern variable needs more ellipses in the template")),
            },
            Template::Insert(i) => {
                let alias = match self.renamed.iter().find(|r| r.0 == *i) {
                    Some(r) => r.1,
                    None => {
                        let alias = self.s.alias(*i, self.env);
                        self.renamed.push((*i, alias));
                        alias
                    }
                };
                Node::Ident(alias)
            }
            Template::Datum(d) => d.clone(),
            Template::List(elements, tail) => {
                let items = self.elements(elements, captures)?;
                match tail {
                    None => Node::List(items.into()),
                    Some(t) => {
                        let tail = self.template(t, captures)?;
                        if items.is_empty() {
                            return Ok(tail);
                        }
                        dotted(items, tail)
                    }
                }
            }
            Template::Vector(elements) => Node::Vector(self.elements(elements, captures)?.into()),
        };
        let made = Syntax::new(self.at, node);
        // Parts that are captured may be large and occur often.
        if self.budget == 0 || made.size() > FILL_LIMIT {
            return Err(SyntaxError::new(self.at, "the expansion of this macro use is too large"));
        }
        Ok(made)
    }

    fn elements(&mut self, elements: &[Element], captures: &[Capture]) -> Result<Vec<Syntax>, SyntaxError> {
        let mut out = Vec::with_capacity(elements.len());
        for e in elements {
            self.element(&e.template, &e.drivers, captures, &mut out)?;
        }
        Ok(out)
    }

    fn element(&mut self, t: &Template, drivers: &[Vec<usize>], captures: &[Capture], out: &mut Vec<Syntax>) -> Result<(), SyntaxError> {
        let Some((level, deeper)) = drivers.split_first() else {
            out.push(self.template(t, captures)?);
            return Ok(());
        };
        let mut length = None;
        for v in level {
            if let Capture::Many(many) = &captures[*v] {
                if length.is_some_and(|n| n != many.len()) {
                    return Err(SyntaxError::new(self.at, "pattern variables under one ellipsis matched different numbers of data"));
                }
                length = Some(many.len());
            }
        }
        let mut inner = captures.to_vec();
        for i in 0..length.unwrap_or(0) {
            for v in level {
                if let Capture::Many(many) = &captures[*v] {
                    inner[*v] = many[i].clone();
                }
            }
            self.element(t, deeper, &inner, out)?;
        }
        Ok(())
    }
}
