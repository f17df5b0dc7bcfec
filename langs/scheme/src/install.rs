//! Makes the standard libraries in a new VM: shapes, primitives as procedures, the library written in Scheme, and the table of what
//! each standard library exports.

use crate::ast::{RecordKind, RecordProc};
use crate::builtins::{self, Lower, Special};
use crate::compile::REST;
use crate::expand::core::Core;
use crate::expand::env::Library;
use crate::expand::{Binding, Env, Syntactic, Top};
use crate::object::{self, Shapes, State};
use crate::ops::Op;
use crate::program;
use crate::syntax::Ident;
use std::fmt::Write as _;
use vm_core::core_shapes::CLOSURE;
use vm_core::{CodeBuilder, CodeId, Error, ErrorKind, LanguageId, Layout, Shape, Slot, SourceId, Vm, Word};

/// The library in Scheme, in the order in which it is run.
const SOURCES: &[(&str, &str)] = &[
    ("<scheme control>", include_str!("../../../images/scheme/control.scm")),
    ("<scheme base>", include_str!("../../../images/scheme/base.scm")),
    ("<scheme io>", include_str!("../../../images/scheme/io.scm")),
    ("<scheme lists>", include_str!("../../../images/scheme/lists.scm")),
    ("<scheme tables>", include_str!("../../../images/scheme/tables.scm")),
];

/// Installs the language.
pub(crate) fn install(vm: &mut Vm, id: LanguageId) -> Result<Vec<CodeId>, Error> {
    let shapes = Shapes::define(vm);
    vm.set_state(State {
        language: id,
        shapes,
        syntactic: Syntactic::default(),
        raise: None,
        streams: Default::default(),
        library_roots: Vec::new(),
        start: std::time::Instant::now(),
        eval_source: None,
        random: 0x1234_5678_9abc_def0,
    });
    let mut s = Syntactic::default();
    let env = s.top(Top { standard: true, ..Top::default() });
    for (core, text, _) in Core::ALL {
        let name = vm.symbols.intern(text);
        s.bind(env, Ident::Plain(name), Binding::Core(*core));
    }
    let lambda = vm.symbols.intern("lambda");
    s.everywhere = Some(s.alias(Ident::Plain(lambda), env));
    s.everything = Some(env);
    known_records(vm, &mut s, shapes);
    object::state_mut(vm).syntactic = s;
    let source = vm.add_source(vm_core::Source::new("<scheme primitives>", ""));
    let taken_apart = primitives(vm, id, source)?;
    let dynamic = vm.symbols.intern("%dynamic-state");
    let state = vm.make(shapes.dynamic, &[Word::NIL, Word::NIL, Word::NIL]).word();
    let g = vm.global(id, dynamic);
    vm.set_global(g, state);
    object::state_mut(vm).syntactic.standard.insert(dynamic);

    let mut codes = vec![program::compile_library(vm, "<scheme primitives>", &taken_apart, env)?];
    for (name, text) in SOURCES {
        codes.push(program::compile_library(vm, name, text, env)?);
    }
    libraries(vm, env);
    Ok(codes)
}

/// The procedures of objects that Rust makes: the library in Scheme uses them like those of its own records.
fn known_records(vm: &mut Vm, s: &mut Syntactic, shapes: Shapes) {
    fn fields<L: Layout>(vm: &mut Vm, s: &mut Syntactic, shape: Shape<L>, name: &str) {
        let shape = shape.id();
        let mut add = |text: String, kind: RecordKind| {
            let symbol = vm.symbols.intern(&text);
            s.records.insert(symbol, RecordProc { shape: shape.into(), kind });
            s.standard.insert(symbol);
        };
        add(format!("%make-{name}"), RecordKind::Make((0..L::FIXED as u8).collect(), L::FIXED as u8));
        add(format!("%{name}?"), RecordKind::Is);
        for (i, field) in L::FIELDS.iter().enumerate() {
            add(format!("%{name}-{field}"), RecordKind::Get(i as u8));
            add(format!("%set-{name}-{field}!"), RecordKind::Set(i as u8));
        }
    }
    fields(vm, s, shapes.condition, "condition");
    fields(vm, s, shapes.dynamic, "dynamic");
    fields(vm, s, shapes.parameter, "parameter");
    fields(vm, s, shapes.promise, "promise");
}

/// Makes the procedures that are instructions or helpers. Gives the definitions, in Scheme, of those that the compiler takes apart.
fn primitives(vm: &mut Vm, id: LanguageId, source: SourceId) -> Result<String, Error> {
    let mut text = String::new();
    for p in builtins::prims() {
        let info = p.info();
        let symbol = vm.symbols.intern(info.name);
        object::state_mut(vm).syntactic.standard.insert(symbol);
        let fixed = info.min == info.max && !matches!(info.special, Some(Special::Fold | Special::Chain));
        if matches!(info.lower, Lower::Source) || (!fixed && !p.is_variadic()) {
            if fixed {
                let names: Vec<String> = (0..info.min).map(|i| format!("x{i}")).collect();
                let _ = writeln!(text, "(define ({0} {1}) ({0} {1}))", info.name, names.join(" "));
            }
            continue;
        }
        let code = primitive(id, source, p, fixed).map_err(|e| Error::new(ErrorKind::Host, e.to_string()))?;
        let code = vm.add_code(code);
        let closure = vm.make_slots(CLOSURE, &[code.into()], &[]);
        let closure = closure.map_err(|_| Error::new(ErrorKind::Host, "no memory for the standard library"))?;
        let g = vm.global(id, symbol);
        vm.set_global(g, closure.word());
    }
    Ok(text)
}

/// The code of a primitive as a procedure.
fn primitive(id: LanguageId, source: SourceId, p: builtins::Prim, fixed: bool) -> Result<vm_core::Code, vm_core::CodeError> {
    let info = p.info();
    let params = if fixed { u16::from(info.min) + 1 } else { 2 };
    let mut b: CodeBuilder<Op> = CodeBuilder::new(info.name, id, params, source);
    let slots: Vec<Slot> = (0..u32::from(params)).map(|i| b.slot(i)).collect();
    let dst = b.slot(u32::from(params));
    let args = vm_core::Args { base: 1, count: (params - 1) as u8 };
    let mut result = true;
    match info.lower {
        Lower::Help(_) if !fixed => {
            b.attribute(REST);
            let apply = builtins::prim("%apply-primitive").expect("in the table");
            b.emit(Op::Int { dst, value: i32::from(p.index()) });
            b.emit(Op::Helper2 { dst, a: dst, b: slots[1], prim: apply.index() as u8 });
        }
        Lower::Help(_) => {
            let prim = p.index();
            b.emit(match params - 1 {
                0 => Op::Helper0 { dst, prim },
                _ if p.is_variadic() => Op::HelperN { dst, operands: args, prim },
                1 => Op::Helper1 { dst, a: slots[1], prim },
                2 => Op::Helper2 { dst, a: slots[1], b: slots[2], prim: prim as u8 },
                _ => Op::Helper3 { dst, operands: args, prim },
            });
        }
        Lower::Op0(f) => {
            b.emit(f(dst));
        }
        Lower::Op1(f) => {
            b.emit(f(dst, slots[1]));
        }
        Lower::Op2(f) => {
            b.emit(f(dst, slots[1], slots[2]));
        }
        Lower::OpN(f) => {
            b.emit(f(dst, args));
        }
        Lower::Do1(f) => {
            b.emit(f(slots[1]));
            result = false;
        }
        Lower::Do2(f) => {
            b.emit(f(slots[1], slots[2]));
            result = false;
        }
        Lower::Do3(f) => {
            b.emit(f(slots[1], slots[2], slots[3]));
            result = false;
        }
        Lower::Source => unreachable!("left out by the caller"),
    }
    if !result {
        let value = b.literal(Word::UNSPECIFIED);
        b.emit(Op::Const { dst, value });
    }
    b.emit(Op::Return { a: dst });
    b.finish()
}

/// What the standard libraries export, by the last part of their names. Syntax is in the table of the expander.
const EXPORTS: &[(&str, &str)] = &[
    (
        "base",
        "* + - / < <= = > >= abs append apply assoc assq assv binary-port? boolean=? boolean? bytevector bytevector-append \
         bytevector-copy bytevector-copy! bytevector-length bytevector-u8-ref bytevector-u8-set! bytevector? caar cadr \
         call-with-current-continuation call-with-port call-with-values call/cc car cdar cddr cdr ceiling char->integer char-ready? \
         char<=? char<? char=? char>=? char>? char? close-input-port close-output-port close-port complex? cons current-error-port \
         current-input-port current-output-port denominator dynamic-wind eof-object eof-object? eq? equal? eqv? error \
         error-object-irritants error-object-message error-object? even? exact exact-integer-sqrt exact-integer? exact? expt \
         features file-error? floor floor-quotient floor-remainder floor/ flush-output-port for-each gcd get-output-bytevector \
         get-output-string inexact inexact? input-port-open? input-port? integer->char integer? lcm length list list->string \
         list->vector list-copy list-ref list-set! list-tail list? make-bytevector make-list make-parameter make-string \
         make-vector map max member memq memv min modulo negative? newline not null? number->string number? numerator odd? \
         open-input-bytevector open-input-string open-output-bytevector open-output-string output-port-open? output-port? pair? \
         peek-char peek-u8 port? positive? procedure? quotient raise raise-continuable rational? rationalize read-bytevector \
         read-bytevector! read-char read-error? read-line read-string read-u8 real? remainder reverse round set-car! set-cdr! \
         square string string->list string->number string->symbol string->utf8 string->vector string-append string-copy \
         string-copy! string-fill! string-for-each string-length string-map string-ref string-set! string<=? string<? string=? \
         string>=? string>? string? substring symbol->string symbol=? symbol? textual-port? truncate truncate-quotient \
         truncate-remainder truncate/ u8-ready? utf8->string values vector vector->list vector->string vector-append vector-copy \
         vector-copy! vector-fill! vector-for-each vector-length vector-map vector-ref vector-set! vector? with-exception-handler \
         write-bytevector write-char write-string write-u8 zero?",
    ),
    ("case-lambda", ""),
    (
        "char",
        "char-alphabetic? char-ci<=? char-ci<? char-ci=? char-ci>=? char-ci>? char-downcase char-foldcase char-lower-case? \
         char-numeric? char-upcase char-upper-case? char-whitespace? digit-value string-ci<=? string-ci<? string-ci=? string-ci>=? \
         string-ci>? string-downcase string-foldcase string-upcase",
    ),
    ("complex", "angle imag-part magnitude make-polar make-rectangular real-part"),
    (
        "cxr",
        "caaaar caaadr caaar caadar caaddr caadr cadaar cadadr cadar caddar cadddr caddr cdaaar cdaadr cdaar cdadar cdaddr cdadr \
         cddaar cddadr cddar cdddar cddddr cdddr",
    ),
    ("eval", "environment eval"),
    (
        "file",
        "call-with-input-file call-with-output-file delete-file file-exists? open-binary-input-file open-binary-output-file \
         open-input-file open-output-file with-input-from-file with-output-to-file",
    ),
    ("inexact", "acos asin atan cos exp finite? infinite? log nan? sin sqrt tan"),
    ("lazy", "force make-promise promise?"),
    ("load", "load"),
    ("process-context", "command-line emergency-exit exit get-environment-variable get-environment-variables"),
    ("read", "read"),
    ("repl", "interaction-environment"),
    ("time", "current-jiffy current-second jiffies-per-second"),
    ("write", "display write write-shared write-simple"),
    (
        "r5rs",
        "* + - / < <= = > >= abs acos angle append apply asin assoc assq assv atan boolean? caaaar caaadr caaar caadar caaddr \
         caadr caar cadaar cadadr cadar caddar cadddr caddr cadr call-with-current-continuation call-with-input-file \
         call-with-output-file call-with-values car cdaaar cdaadr cdaar cdadar cdaddr cdadr cdar cddaar cddadr cddar cdddar \
         cddddr cdddr cddr cdr ceiling char->integer char-alphabetic? char-ci<=? char-ci<? char-ci=? char-ci>=? char-ci>? \
         char-downcase char-lower-case? char-numeric? char-ready? char-upcase char-upper-case? char-whitespace? char<=? char<? \
         char=? char>=? char>? char? close-input-port close-output-port complex? cons cos current-input-port current-output-port \
         denominator display dynamic-wind eof-object? eq? equal? eqv? eval even? exact->inexact exact? exp expt floor for-each force \
         gcd imag-part inexact->exact inexact? input-port? integer->char integer? interaction-environment lcm length list \
         list->string list->vector list-ref list-tail list? load log magnitude make-polar make-rectangular make-string make-vector \
         map max member memq memv min modulo negative? newline not null-environment null? number->string number? numerator odd? \
         open-input-file open-output-file output-port? pair? peek-char positive? procedure? quotient rational? rationalize read \
         read-char real-part real? remainder reverse round scheme-report-environment set-car! set-cdr! sin sqrt string \
         string->list string->number string->symbol string-append string-ci<=? string-ci<? string-ci=? string-ci>=? string-ci>? \
         string-copy string-fill! string-length string-ref string-set! string<=? string<? string=? string>=? string>? string? \
         substring symbol->string symbol? tan truncate values vector vector->list vector-fill! vector-length vector-ref vector-set! \
         vector? with-input-from-file with-output-to-file write write-char zero?",
    ),
];

/// The library through which those that come with the language see everything that the standard libraries define.
pub(crate) const INTERNAL: &str = "scheme internal";

fn internal(s: &Syntactic, standard: Env) -> Library {
    let mut library = Library::default();
    library.exports.extend(s.standard.iter().map(|symbol| (*symbol, Binding::Global(*symbol))));
    for (name, binding) in &s.top_ref(standard).bindings {
        if let Ident::Plain(symbol) = name {
            library.exports.insert(*symbol, *binding);
        }
    }
    library
}

/// Fills the table of libraries, and the environment of programs that import nothing.
fn libraries(vm: &mut Vm, standard: Env) {
    let mut s = std::mem::take(&mut object::state_mut(vm).syntactic);
    for (name, procedures) in EXPORTS {
        let mut library = Library::default();
        for text in procedures.split_whitespace() {
            let symbol = vm.symbols.intern(text);
            let binding = match s.lookup(Ident::Plain(symbol), standard) {
                crate::expand::Meaning::Bound(b) => b,
                crate::expand::Meaning::Free(..) => Binding::Global(symbol),
            };
            library.exports.insert(symbol, binding);
        }
        for (core, text, exporters) in Core::ALL {
            if exporters.split(' ').any(|e| e == *name) {
                library.exports.insert(vm.symbols.intern(text), Binding::Core(*core));
            }
        }
        s.libraries.insert(format!("scheme {name}"), library);
    }
    // Everything public is what a program without imports sees.
    let mut top = Top::default();
    for (core, text, exporters) in Core::ALL {
        if !exporters.is_empty() {
            top.bindings.insert(Ident::Plain(vm.symbols.intern(text)), Binding::Core(*core));
        }
    }
    for symbol in &s.standard {
        if !vm.symbols.name(*symbol).starts_with('%') {
            top.bindings.insert(Ident::Plain(*symbol), Binding::Global(*symbol));
        }
    }
    for (name, binding) in &s.top_ref(standard).bindings {
        if let (Ident::Plain(symbol), Binding::Macro(_)) = (name, binding) {
            if !vm.symbols.name(*symbol).starts_with('%') {
                top.bindings.insert(*name, *binding);
            }
        }
    }
    let mut all = Library::default();
    for (name, binding) in &top.bindings {
        if let Ident::Plain(symbol) = name {
            all.exports.insert(*symbol, *binding);
        }
    }
    s.libraries.insert("scheme extras".into(), all);
    s.libraries.insert(INTERNAL.into(), internal(&s, standard));
    let everything = s.top(top);
    s.everything = Some(everything);
    object::state_mut(vm).syntactic = s;
}
