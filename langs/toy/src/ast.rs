//! The syntax tree.

use crate::ops::Operation;
use vm_core::{Span, Word};

/// An expression with its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it is.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, PartialEq, Debug)]
pub enum ExprKind {
    /// An integer, `true`, `false` or `nil`.
    Constant(Word),
    /// A float.
    Float(f64),
    /// A variable or function.
    Name(String),
    /// An operator or a built-in function applied to two operands; or to one.
    Operation(Operation, Vec<Expr>),
    /// A call: the function, then the arguments.
    Call(Vec<Expr>),
}

impl Expr {
    /// A constant that is written nowhere.
    pub(crate) fn constant(w: Word) -> Expr {
        Expr { kind: ExprKind::Constant(w), span: Span::default() }
    }
}

impl ExprKind {
    /// An operator applied to operands.
    pub(crate) fn operator(text: &str, operands: Vec<Expr>) -> ExprKind {
        ExprKind::Operation(Operation::named(text, operands.len()).expect("an operator"), operands)
    }

    /// A call, or an operation that is written like one.
    pub(crate) fn call(name: &str, span: Span, mut args: Vec<Expr>) -> ExprKind {
        match Operation::named(name, args.len()) {
            Some(operation) => ExprKind::Operation(operation, args),
            None => {
                args.insert(0, Expr { kind: ExprKind::Name(name.into()), span });
                ExprKind::Call(args)
            }
        }
    }
}

/// A statement.
#[derive(Clone, PartialEq, Debug)]
pub enum Stmt {
    /// `var x = e`: a variable of the function, or of the program.
    Var(String, Expr),
    /// `x = e`
    Assign(String, Expr),
    /// `if e { … } else { … }`
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    /// `while e { … }`
    While(Expr, Vec<Stmt>),
    /// `return e`
    Return(Expr),
    /// An expression for its effect.
    Expr(Expr),
    /// `fun f(a, b) { … }`: only at the top.
    Fun(String, Vec<String>, Vec<Stmt>),
}
