//! Scheme at the prompt: where a datum ends, which names there are, what is shown of a value.

use crate::builtins::print;
use crate::expand::{Binding, Env};
use crate::object;
use crate::reader;
use crate::syntax::Ident;
use vm_core::core_shapes::TUPLE;
use vm_core::{LanguageId, Reading, Vm, Word};

/// What a text begins with.
pub(crate) fn reading(vm: &mut Vm, text: &str) -> Reading {
    let depth = vm.limits.parser_depth;
    match reader::read_one(&mut vm.symbols, text, 0, depth) {
        Ok(Some((_, end))) => Reading::Form(end),
        Ok(None) => Reading::Blank,
        Err(e) if e.incomplete => Reading::Unfinished,
        // The compiler tells what is wrong.
        Err(_) => Reading::Form(text.len()),
    }
}

/// Where the name begins that a text ends with.
pub(crate) fn name_start(text: &str) -> usize {
    let delimiter = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '"' | ';' | '\'' | '`' | ',' | '|');
    text.rfind(delimiter).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8))
}

/// The bound names that begin so.
pub(crate) fn names(vm: &Vm, id: LanguageId, prefix: &str) -> Vec<String> {
    let s = &object::state(vm).syntactic;
    let mut found = Vec::new();
    let mut env: Option<Env> = crate::host::environment(vm);
    while let Some(e) = env {
        let top = s.top_ref(e);
        for (name, binding) in &top.bindings {
            let Ident::Plain(symbol) = name else { continue };
            let text = vm.symbols.name(*symbol);
            // A variable that is only mentioned is not bound.
            let bound = match binding {
                Binding::Global(cell) => vm.find_global(id, *cell).is_some_and(|g| vm.global_value(g) != Word::HOLE),
                _ => true,
            };
            if bound && text.starts_with(prefix) && (!text.starts_with('%') || prefix.starts_with('%')) {
                found.push(text.to_string());
            }
        }
        env = top.base;
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What is shown of a value: several values are lines of their own.
pub(crate) fn answer(vm: &Vm, value: Word) -> Option<String> {
    if let Some(t) = vm.cast(value, TUPLE) {
        let lines: Vec<String> = vm.elements(t).iter().map(|w| print::to_string(vm, *w, true)).collect();
        return (!lines.is_empty()).then(|| lines.join("\n"));
    }
    (value != Word::UNSPECIFIED && value != Word::UNDEFINED).then(|| print::to_string(vm, value, true))
}

/// `trace` wraps the procedure that a variable holds; the wrapper takes itself off when it is told so.
pub(crate) fn command(command: &str, name: &str) -> Option<String> {
    if name.is_empty() || name.contains(|c: char| c.is_whitespace() || "()[]\"';`,|".contains(c)) {
        return None;
    }
    match command {
        "trace" => Some(TRACE.replace("NAME", name)),
        "untrace" => Some(format!("(set! {name} ({name} '%untrace))")),
        _ => None,
    }
}

const TRACE: &str = "(set! NAME
  (let ((inner NAME) (depth 0) (port (current-error-port)))
    (define (show what) (display (make-string (* 2 depth) #\\space) port) (write what port) (newline port))
    (lambda args
      (cond ((and (pair? args) (eq? (car args) '%untrace)) inner)
            (else
             (show (cons 'NAME args))
             (call-with-values
               (lambda ()
                 (dynamic-wind (lambda () (set! depth (+ depth 1)))
                               (lambda () (apply inner args))
                               (lambda () (set! depth (- depth 1)))))
               (lambda results
                 (for-each (lambda (r) (show (list '=> r))) results)
                 (apply values results))))))))";
