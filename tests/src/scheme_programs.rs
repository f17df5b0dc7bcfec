//! Random Scheme programs: what they print must not depend on the mode.
//!
//! A program defines functions and a few globals, then calls the functions in loops and prints what they return. Functions use
//! named let, tail and non-tail recursion on a decreasing counter, closures, assigned variables, pairs, vectors, floats, big
//! integers, `call/cc` for escapes, `apply`, `map`, strings and deliberate errors caught by `guard`. Calls go only to functions
//! defined before, and every loop counts down, so that every program ends.

use crate::random::Random;
use std::fmt::Write;

/// What an expression should give.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    List,
    Vector,
    Function,
}

/// A program for this seed.
pub fn generate(seed: u64) -> String {
    let mut g = Generator { random: Random::new(seed), out: String::new(), scope: Vec::new(), functions: Vec::new(), names: 0 };
    let first = g.constant();
    let _ = writeln!(g.out, "(define g0 {first})\n(define g1 (list 1 2.5 3))\n(define g2 (make-vector 4 7))");
    g.scope = vec![("g0".into(), Kind::Number), ("g1".into(), Kind::List), ("g2".into(), Kind::Vector)];
    for i in 0..g.below(3) + 2 {
        g.function(i);
    }
    g.main();
    g.out
}

struct Generator {
    random: Random,
    out: String,
    scope: Vec<(String, Kind)>,
    functions: Vec<(String, usize)>,
    names: u32,
}

impl Generator {
    fn below(&mut self, n: u64) -> u64 {
        self.random.below(n)
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// Evaluates in a scope with more variables.
    fn with<R>(&mut self, variables: &[(&str, Kind)], body: impl FnOnce(&mut Generator) -> R) -> R {
        let visible = self.scope.len();
        self.scope.extend(variables.iter().map(|(n, k)| (n.to_string(), *k)));
        let result = body(self);
        self.scope.truncate(visible);
        result
    }

    fn function(&mut self, number: u64) {
        let params: Vec<String> = (0..self.below(3)).map(|i| format!("p{i}")).collect();
        let name = format!("f{number}");
        let typed: Vec<(&str, Kind)> = params.iter().map(|p| (p.as_str(), Kind::Number)).collect();
        let body = self.with(&typed, |g| g.body(3));
        let _ = writeln!(self.out, "(define ({name} {})\n  {body})", params.join(" "));
        self.functions.push((name, params.len()));
    }

    /// Statements, then a number.
    fn body(&mut self, depth: u32) -> String {
        let mut text = String::new();
        for _ in 0..self.below(3) {
            let _ = write!(text, "{}\n  ", self.statement(depth - 1));
        }
        text + &self.number(depth)
    }

    fn main(&mut self) {
        for _ in 0..self.below(3) + 1 {
            let (name, params) = self.functions[self.random.below(self.functions.len() as u64) as usize].clone();
            let mut args = vec!["k".to_string(); params.min(1)];
            args.extend((1..params).map(|_| self.constant()));
            let count = self.below(50) + 5;
            let _ = writeln!(
                self.out,
                "(do ((k {count} (- k 1))) ((= k 0))\n  (write (guard (e (#t 'failed)) ({name} {})))\n  (newline))",
                args.join(" ")
            );
        }
        self.out.push_str("(write (list g0 g1 g2))\n(newline)\n");
    }

    fn variable(&mut self, kind: Kind) -> Option<String> {
        let fitting: Vec<String> = self.scope.iter().filter(|(_, k)| *k == kind).map(|(n, _)| n.clone()).collect();
        (!fitting.is_empty()).then(|| fitting[self.random.below(fitting.len() as u64) as usize].clone())
    }

    fn constant(&mut self) -> String {
        match self.below(9) {
            0 => format!("{}.5", self.below(100)),
            1 => "1152921504606846975".into(),
            2 => "-1152921504606846976".into(),
            3 => "1e200".into(),
            4 => format!("-{}", self.below(20)),
            5 => "0.0".into(),
            _ => self.below(10).to_string(),
        }
    }

    /// Something done for its effect.
    fn statement(&mut self, depth: u32) -> String {
        match self.below(6) {
            // Loop counters, named i…, are never assigned to.
            0 | 1 => match self.variable(Kind::Number).filter(|v| !v.starts_with('i')) {
                Some(v) => format!("(set! {v} {})", self.number(depth)),
                None => self.number(depth),
            },
            2 => format!("(vector-set! g2 {} {})", self.below(4), self.number(depth)),
            3 => format!("(set-car! g1 {})", self.number(depth)),
            4 => format!("(if {} {})", self.boolean(depth), if depth == 0 { "#f".into() } else { self.statement(depth - 1) }),
            _ => format!("(vector-fill! g2 {})", self.number(depth)),
        }
    }

    fn boolean(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.below(8) {
            0 => format!("(and {} {})", self.leaf_test(d), self.leaf_test(d)),
            1 => format!("(or {} {})", self.leaf_test(d), self.leaf_test(d)),
            2 => format!("(not {})", self.leaf_test(d)),
            3 => format!("(null? {})", self.list(d)),
            4 => format!("(eqv? {} {})", self.number(d), self.number(d)),
            _ => self.leaf_test(d),
        }
    }

    fn leaf_test(&mut self, depth: u32) -> String {
        let op = ["<", "<=", ">", ">=", "="][self.below(5) as usize];
        format!("({op} {} {})", self.number(depth), self.number(depth))
    }

    fn number(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match (self.below(3), self.variable(Kind::Number)) {
                (1 | 2, Some(v)) => v,
                _ => self.constant(),
            };
        }
        let d = depth - 1;
        match self.below(22) {
            0..=4 => {
                let op = ["+", "-", "*", "+", "max"][self.below(5) as usize];
                format!("({op} {} {})", self.number(d), self.number(d))
            }
            5 => {
                format!("({} {} {})", ["quotient", "remainder", "modulo"][self.below(3) as usize], self.below(5000), self.number(d))
            }
            6 => format!("(if {} {} {})", self.boolean(d), self.number(d), self.number(d)),
            7 => format!("(vector-ref {} {})", self.vector(d), self.below(4)),
            8 => format!("(length {})", self.list(d)),
            9 => format!("(car {})", self.list(d)),
            10 | 11 => self.call(d),
            12 => format!("(apply + (map {} {}))", self.lambda(d, 1), self.list(d)),
            13 => format!("({} {} {})", self.lambda(d, 2), self.number(d), self.number(d)),
            14 | 15 => self.binding(d),
            16 | 17 => self.counted_loop(d),
            18 => self.escape(d),
            19 => format!("(call-with-values (lambda () (values {} {})) {})", self.number(d), self.number(d), self.lambda(d, 2)),
            20 => format!("(guard (e (#t {})) {})", self.number(d), self.number(d)),
            _ => format!("(string-length (number->string {}))", self.number(d)),
        }
    }

    fn binding(&mut self, d: u32) -> String {
        let v = self.fresh("v");
        let value = self.number(d);
        let (statement, body) = self.with(&[(&v, Kind::Number)], |g| (g.statement(d), g.body(d.max(1))));
        format!("(let (({v} {value})) {statement} {body})")
    }

    /// Adds up over a counter; half of the loops recur in an argument instead of in tail position.
    fn counted_loop(&mut self, d: u32) -> String {
        let (name, i, acc) = (self.fresh("loop"), self.fresh("i"), self.fresh("a"));
        let count = self.below(30);
        if self.below(2) == 0 {
            let (start, step) = (self.number(0), self.with(&[(&i, Kind::Number), (&acc, Kind::Number)], |g| g.number(d)));
            return format!("(let {name} (({i} {count}) ({acc} {start})) (if (= {i} 0) {acc} ({name} (- {i} 1) {step})))");
        }
        let (base, item) = (self.number(0), self.with(&[(&i, Kind::Number)], |g| g.number(d)));
        let op = ["+", "-", "max"][self.below(3) as usize];
        format!("(let {name} (({i} {count})) (if (= {i} 0) {base} ({op} {item} ({name} (- {i} 1)))))")
    }

    fn escape(&mut self, d: u32) -> String {
        let k = self.fresh("k");
        let (test, out, on) = self.with(&[(&k, Kind::Function)], |g| (g.boolean(d), g.number(d), g.number(d)));
        format!("(call-with-current-continuation (lambda ({k}) (if {test} ({k} {out}) {on})))")
    }

    fn call(&mut self, d: u32) -> String {
        if self.functions.is_empty() {
            return self.number(0);
        }
        // Mostly the latest: chains of calls rather than a star.
        let (name, params) = self.functions[self.functions.len() - 1].clone();
        let args: Vec<String> = (0..params).map(|_| self.number(d.min(1))).collect();
        format!("({name} {})", args.join(" "))
    }

    fn lambda(&mut self, d: u32, params: usize) -> String {
        let names: Vec<String> = (0..params).map(|_| self.fresh("x")).collect();
        let typed: Vec<(&str, Kind)> = names.iter().map(|n| (n.as_str(), Kind::Number)).collect();
        let body = self.with(&typed, |g| g.number(d.min(1)));
        format!("(lambda ({}) {body})", names.join(" "))
    }

    fn list(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.below(if depth == 0 { 2 } else { 6 }) {
            0 => "g1".into(),
            1 => "'(3 1.5 2)".into(),
            2 => format!("(list {} {})", self.number(d), self.number(d)),
            3 => format!("(cons {} {})", self.number(d), self.list(d)),
            4 => format!("(map {} {})", self.lambda(d, 1), self.list(d)),
            _ => format!("(reverse {})", self.list(d)),
        }
    }

    fn vector(&mut self, depth: u32) -> String {
        let d = depth.saturating_sub(1);
        match self.below(3) {
            0 => format!("(vector {} 1 2.5 {})", self.number(d), self.number(d)),
            _ => "g2".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn programs_are_balanced_and_reproducible() {
        for seed in 0..200 {
            let program = super::generate(seed);
            assert_eq!(program, super::generate(seed));
            let depth = program.chars().map(|c| i32::from(c == '(') - i32::from(c == ')')).sum::<i32>();
            assert_eq!(depth, 0, "{program}");
        }
    }
}
