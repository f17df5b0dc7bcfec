//! Random toy programs: what they print must not depend on the mode.
//!
//! A program defines a few functions over integers, floats and pairs and calls them in loops. Every loop is bounded and calls
//! go only to functions defined before, so that every program ends.

use crate::random::Random;
use std::fmt::Write;

/// A program for this seed.
pub fn generate(seed: u64) -> String {
    let mut g = Generator {
        random: Random::new(seed),
        out: String::new(),
        functions: Vec::new(),
        variables: Vec::new(),
        depth: 0,
        names: 0,
    };
    for _ in 0..g.random.below(3) + 1 {
        g.function();
    }
    let calls = g.random.below(3) + 1;
    for _ in 0..calls {
        let (name, params) = g.functions.last().cloned().unwrap_or_default();
        let args: Vec<String> = (0..params).map(|_| g.constant()).collect();
        let n = g.random.below(60) + 5;
        let _ = writeln!(g.out, "k = 0\nwhile k < {n} {{ print({name}({})) k = k + 1 }}", args.join(", "));
    }
    g.out
}

struct Generator {
    random: Random,
    out: String,
    functions: Vec<(String, usize)>,
    variables: Vec<String>,
    depth: u32,
    names: u32,
}

impl Generator {
    fn function(&mut self) {
        let params: Vec<String> = (0..self.random.below(3)).map(|i| format!("p{i}")).collect();
        let name = format!("f{}", self.functions.len());
        let start = self.constant();
        let _ = write!(self.out, "fun {name}({}) {{\n  var acc = {start}\n", params.join(", "));
        self.variables = params.clone();
        self.variables.push("acc".into());
        self.depth = 0;
        for _ in 0..self.random.below(4) + 2 {
            self.statement(false);
        }
        self.out.push_str("  return acc\n}\n");
        self.functions.push((name, params.len()));
    }

    fn pick_variable(&mut self) -> String {
        let i = self.random.below(self.variables.len() as u64) as usize;
        self.variables[i].clone()
    }

    fn block(&mut self, in_loop: bool) {
        self.depth += 1;
        let visible = self.variables.len();
        for _ in 0..self.random.below(3) + 1 {
            self.statement(in_loop);
        }
        self.variables.truncate(visible);
        self.depth -= 1;
    }

    fn statement(&mut self, in_loop: bool) {
        let choice = self.random.below(if self.depth < 3 { 9 } else { 5 });
        match choice {
            0 => {
                self.names += 1;
                let (name, e) = (format!("v{}", self.names), self.expression(2));
                let _ = writeln!(self.out, "var {name} = {e}");
                self.variables.push(name);
            }
            1..=4 => {
                let (x, e) = (self.pick_variable(), self.expression(2));
                // Loop counters are not assigned to: loops stay bounded.
                let x = if x.starts_with('i') { "acc".into() } else { x };
                let _ = writeln!(self.out, "{x} = {e}");
            }
            5 | 6 => {
                let c = self.condition();
                let _ = writeln!(self.out, "if {c} {{");
                self.block(in_loop);
                if self.random.below(2) == 0 {
                    self.out.push_str("} else {\n");
                    self.block(in_loop);
                }
                self.out.push_str("}\n");
            }
            _ => {
                self.names += 1;
                let (i, n) = (format!("i{}", self.names), self.random.below(if in_loop { 6 } else { 40 }) + 1);
                let _ = writeln!(self.out, "var {i} = 0\nwhile {i} < {n} {{");
                self.variables.push(i.clone());
                self.block(true);
                let _ = writeln!(self.out, "{i} = {i} + 1\n}}");
            }
        }
    }

    fn constant(&mut self) -> String {
        match self.random.below(6) {
            0 => format!("{}.5", self.random.below(100)),
            1 => "2305843009213693951".into(),
            2 => "1.5e200".into(),
            _ => self.random.below(10).to_string(),
        }
    }

    fn condition(&mut self) -> String {
        let op = ["<", "<=", ">", ">=", "==", "!="][self.random.below(6) as usize];
        format!("({}) {op} ({})", self.number(1), self.number(1))
    }

    /// A number whatever the operands are: faults would end programs early.
    fn number(&mut self, depth: u32) -> String {
        self.expression(depth)
    }

    fn expression(&mut self, depth: u32) -> String {
        if depth == 0 || self.random.below(4) == 0 {
            return if self.random.below(3) == 0 { self.constant() } else { self.pick_variable() };
        }
        match self.random.below(10) {
            0..=5 => {
                let op = ["+", "-", "*", "+", "-", "/"][self.random.below(6) as usize];
                let (a, b) = (self.expression(depth - 1), self.expression(depth - 1));
                format!("({a} {op} {b})")
            }
            6 => format!("first(pair({}, {}))", self.expression(depth - 1), self.expression(depth - 1)),
            7 => format!("second(pair({}, {}))", self.expression(depth - 1), self.expression(depth - 1)),
            8 => format!("({} % {})", self.random.below(50), self.random.below(7) + 1),
            _ => match self.functions.last().cloned() {
                Some((name, params)) => {
                    let args: Vec<String> = (0..params).map(|_| self.expression(depth - 1)).collect();
                    format!("{name}({})", args.join(", "))
                }
                None => self.constant(),
            },
        }
    }
}
