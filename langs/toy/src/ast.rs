//! The syntax tree.

use vm_core::Span;

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
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A variable or function.
    Name(String),
    /// An operator applied to two operands.
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// A call.
    Call(Box<Expr>, Vec<Expr>),
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
