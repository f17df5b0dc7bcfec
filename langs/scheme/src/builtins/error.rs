//! Errors: condition objects, and what the instructions and helpers say when an operand does not fit.

use super::{PrimInfo, help, helpn, print};
use crate::object::{self, Condition};
use jitgen::{Effects, HelperResult};
use vm_core::code::Pc;
use vm_core::number::{Expected, NumberError};
use vm_core::{Code, OutOfMemory, Symbol, Vm, Word};

/// Makes a condition.
pub fn condition(vm: &mut Vm, kind: &str, message: &str, irritants: &[Word]) -> Word {
    let kind = vm.symbols.intern(kind);
    let message = object::new_text(vm, message);
    let irritants = object::list(vm, irritants);
    let shape = object::shapes(vm).condition;
    vm.make(shape, &[kind.into(), message, irritants, Word::FALSE]).word()
}

/// An operand of the wrong type. `position` counts from 1.
pub fn type_error(vm: &mut Vm, who: &str, position: usize, expected: &str, w: Word) -> Word {
    condition(vm, "type", &format!("{who}: argument {position} must be {expected}, not"), &[w])
}

/// An index or a size out of range.
pub fn range_error(vm: &mut Vm, who: &str, position: usize, w: Word) -> Word {
    condition(vm, "range", &format!("{who}: argument {position} is out of range:"), &[w])
}

/// A result too large for memory.
pub fn memory_error(vm: &mut Vm, who: &str, e: OutOfMemory) -> Word {
    condition(vm, "memory", &format!("{who}: out of memory: {} bytes are too many", e.bytes), &[])
}

/// What went wrong in arithmetic.
pub fn number_error(vm: &mut Vm, who: &str, e: NumberError, operands: &[Word]) -> Word {
    match e {
        NumberError::Operand { index, expected } => {
            let expected = match expected {
                Expected::Number => "a number",
                Expected::Real => "a real number",
                Expected::Finite => "a finite real number",
                Expected::Integer => "an integer",
                Expected::ExactInteger => "an exact integer",
                Expected::NonNegative => "a nonnegative integer",
            };
            let w = operands.get(usize::from(index)).copied().unwrap_or(Word::UNSPECIFIED);
            type_error(vm, who, usize::from(index) + 1, expected, w)
        }
        NumberError::DivisionByZero => condition(vm, "division", &format!("{who}: division by zero"), &[]),
        NumberError::OutOfRange => condition(vm, "range", &format!("{who}: argument out of range"), operands),
        NumberError::Interrupted => condition(vm, "interrupt", &format!("{who}: interrupted"), &[]),
        NumberError::TooLarge => condition(vm, "memory", &format!("{who}: the result is too large"), &[]),
        NumberError::OutOfMemory(e) => memory_error(vm, who, e),
    }
}

/// What an instruction is called in messages if it stands for a call of another procedure than its own, or has the operands of that call
/// in another order: the words of a literal of its code. [`note`] finds them.
pub fn note_words(pc: Pc, name: Symbol, operands: [u8; 2]) -> [Word; 3] {
    [Word::smi(pc.into()), name.into(), Word::smi(i64::from(u16::from_le_bytes(operands)))]
}

/// What the literal of such notes begins with, and no literal of a program does.
pub const NOTES: Word = Word::HOLE;

/// The name and the operands that messages about an instruction should have.
pub fn note(vm: &Vm, code: &Code, pc: Pc) -> Option<(Symbol, [u8; 2])> {
    let notes = code.literals().iter().rev().find_map(|w| {
        let words = vm.elements(vm.cast(*w, vm_core::core_shapes::VECTOR)?);
        (words.first() == Some(&NOTES)).then(|| &words[1..])
    })?;
    let found = notes.chunks_exact(3).find(|n| n[0] == Word::smi(pc.into()))?;
    Some((found[1].as_symbol()?, (number(found[2]) as u16).to_le_bytes()))
}

/// A message of an instruction as one of the procedure that it stands for.
fn renamed(message: &str, name: &str, operands: [u8; 2]) -> String {
    let said = message.split_once(": ").map_or(message, |m| m.1);
    let operand =
        |i: usize| said.strip_prefix(&format!("argument {} ", i + 1)).map(|rest| format!("argument {} {rest}", operands[i]));
    let said = operand(0).or_else(|| operand(1)).unwrap_or_else(|| said.to_string());
    format!("{name}: {said}")
}

macro_rules! complaints {
    ($($Name:ident $who:literal $expected:literal;)*) => {
        /// An instruction and what it expects of an operand.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Complaint { $(#[doc = $who] $Name),* }

        const COMPLAINTS: &[(&str, &str)] = &[$(($who, $expected)),*];
    };
}

complaints! {
    Car "car" "a pair";
    Cdr "cdr" "a pair";
    SetCar "set-car!" "a pair";
    SetCdr "set-cdr!" "a pair";
    VectorRef "vector-ref" "a vector";
    VectorRefIndex "vector-ref" "a valid index";
    VectorSet "vector-set!" "a vector";
    VectorSetIndex "vector-set!" "a valid index";
    VectorLength "vector-length" "a vector";
    StringRef "string-ref" "a string";
    StringRefIndex "string-ref" "a valid index";
    StringSet "string-set!" "a string";
    StringSetIndex "string-set!" "a valid index";
    StringSetChar "string-set!" "a character";
    StringLength "string-length" "a string";
    BytesRef "bytevector-u8-ref" "a bytevector";
    BytesRefIndex "bytevector-u8-ref" "a valid index";
    BytesSet "bytevector-u8-set!" "a bytevector";
    BytesSetIndex "bytevector-u8-set!" "a valid index";
    BytesSetByte "bytevector-u8-set!" "a byte";
    BytesLength "bytevector-length" "a bytevector";
    CharToInt "char->integer" "a character";
    IntToChar "integer->char" "a Unicode scalar value";
    CharEq "char=?" "a character";
    CharLess "char<?" "a character";
    CharLessEq "char<=?" "a character";
    Apply "apply" "a proper list";
    Record "record" "a record of another type";
    RecordType "record" "a record type";
    FlAdd "fl+" "a flonum";
    FlSub "fl-" "a flonum";
    FlMul "fl*" "a flonum";
    FlDiv "fl/" "a flonum";
    FlLess "fl<?" "a flonum";
    FlLessEq "fl<=?" "a flonum";
    FlEq "fl=?" "a flonum";
    Unbox "unbox" "a box";
    SetBox "set-box!" "a box";
}

fn number(w: Word) -> usize {
    w.as_smi().and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
}

jitgen::helpers! {
    /// The condition for an operand that does not fit: complaint, position, operand.
    pub COMPLAIN "complain" Effects::ALLOCATES => |vm, which, position, w| {
        let (who, expected) = COMPLAINTS.get(number(which)).copied().unwrap_or(("procedure", "something else"));
        Ok(type_error(vm, who, number(position), expected, w))
    };

    /// The condition of an instruction that has a [`note`]: the condition, code, place.
    pub AS_CALLED "as_called" Effects::ALLOCATES => |vm, w, code, pc| {
        let note = code.as_code().and_then(|id| note(vm, vm.code(id), number(pc) as Pc));
        if let (Some((name, operands)), Some(c)) = (note, vm.cast(w, object::shapes(vm).condition)) {
            let message = object::text_of(vm, vm.get(c, Condition::message)).unwrap_or_default();
            let text = renamed(&message, vm.symbols.name(name), operands);
            let text = object::new_text(vm, &text);
            vm.set(c, Condition::message, text);
        }
        Ok(w)
    };

    /// The condition for a variable without value.
    pub UNBOUND "unbound" Effects::ALLOCATES => |vm, global, name| {
        use vm_core::core_shapes::{GLOBAL, Global};
        let name = match vm.cast(global, GLOBAL) {
            Some(g) => vm.get(g, Global::name),
            None => name,
        };
        let text = name.as_symbol().map_or_else(String::new, |s| shown_name(vm, s));
        Ok(condition(vm, "unbound", &format!("variable {text} is not bound"), &[]))
    };

    /// The condition for a variable that is used before its initialisation.
    pub UNSET "unset" Effects::ALLOCATES => |vm, name| {
        let text = name.as_symbol().map_or_else(String::new, |s| shown_name(vm, s));
        Ok(condition(vm, "unbound", &format!("variable {text} is used before its definition"), &[]))
    };

    /// The condition for a call of what is no procedure.
    pub NOT_PROCEDURE "not_procedure" Effects::ALLOCATES => |vm, w| {
        Ok(condition(vm, "apply", "attempt to call what is no procedure:", &[w]))
    };

    /// The condition for a wrong number of arguments: procedure, how many.
    pub ARITY "arity" Effects::READS => |vm, f, count| Ok(arity(vm, f, count));

    /// The condition for a wrong number of values: how many were expected, at least or exactly, what came.
    pub VALUES_COUNT "values_count" Effects::READS => |vm, expected, more, w| {
        let came = match vm.cast(w, vm_core::core_shapes::TUPLE) {
            Some(t) => vm.length(t),
            None => 1,
        };
        let least = if more == Word::TRUE { "at least " } else { "" };
        let n = number(expected);
        let s = if n == 1 { "" } else { "s" };
        Ok(condition(vm, "arity", &format!("expected {least}{n} value{s}, got {came}"), &[]))
    };

    /// The condition for a record of the wrong type: shape or type, index of the field, operand.
    pub WRONG_RECORD "wrong_record" Effects::READS => |vm, shape, index, w| {
        Ok(wrong_record(vm, shape, number(index), w))
    };

    MAKE "make-condition" Effects::ALLOCATES => |vm, kind, message, irritants| {
        let shape = object::shapes(vm).condition;
        Ok(vm.make(shape, &[kind, message, irritants, Word::FALSE]).word())
    };

    SET_RAISE "set-raise" Effects::ANY => |vm, f| {
        use vm_core::core_shapes::{CLOSURE, Closure};
        if let Some(c) = vm.cast(f, CLOSURE) {
            let code = vm.get(c, Closure::code).as_code();
            object::state_mut(vm).raise = code;
        }
        Ok(Word::UNSPECIFIED)
    };

    REPORT "report" Effects::READS => |vm, w| {
        let text = report(vm, w);
        Ok(object::new_text(vm, &text))
    };

    ASSERTION "assertion" Effects { raises: true, ..Effects::ALLOCATES } => |vm, text| {
        let text = object::text_of(vm, text).unwrap_or_default();
        Err(condition(vm, "assertion", &format!("assertion failed: {text}"), &[]))
    };
}

/// The name of a variable as the program has it: keys of cells carry the library in front.
pub fn shown_name(vm: &Vm, s: Symbol) -> String {
    let text = vm.symbols.name(s);
    text.rsplit(' ').next().unwrap_or(text).to_string()
}

/// A wrong number of arguments.
pub fn arity(vm: &mut Vm, f: Word, count: Word) -> Word {
    use crate::compile::{CASE, REST};
    use vm_core::core_shapes::{CLOSURE, Closure};
    let Some(c) = vm.cast(f, CLOSURE) else {
        return condition(vm, "apply", "attempt to call what is no procedure:", &[f]);
    };
    let count = number(count);
    let mut takes = Vec::new();
    let mut name = String::new();
    if let Some(id) = vm.get(c, Closure::code).as_code() {
        let code = vm.code(id);
        name = code.name.to_string();
        let one = |code: &vm_core::Code| {
            let rest = code.attribute & REST != 0;
            (usize::from(code.params).saturating_sub(1 + usize::from(rest)), rest)
        };
        if code.attribute & CASE != 0 {
            takes.extend(code.literals().iter().filter_map(|w| w.as_code()).map(|c| one(vm.code(c))));
        } else {
            takes.push(one(code));
        }
    }
    let takes = counts(takes);
    let plural = if matches!(takes.as_str(), "1" | "at least 1") { "" } else { "s" };
    condition(vm, "arity", &format!("{name} takes {takes} argument{plural}, got {count}"), &[])
}

/// `1, 2 or at least 4`: how many arguments the clauses of a procedure take; a flag says that more may follow.
fn counts(mut clauses: Vec<(usize, bool)>) -> String {
    clauses.sort_unstable();
    clauses.dedup();
    // A count just below those of a clause with a rest parameter belongs to them.
    if let Some(i) = clauses.iter().position(|c| c.1) {
        clauses.truncate(i + 1);
        while clauses.len() > 1 && clauses[clauses.len() - 2].0 + 1 >= clauses[clauses.len() - 1].0 {
            let n = clauses[clauses.len() - 2].0;
            clauses.truncate(clauses.len() - 2);
            clauses.push((n, true));
        }
    }
    let texts: Vec<String> = clauses.iter().map(|&(n, more)| if more { format!("at least {n}") } else { n.to_string() }).collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "no".into(),
    }
}

fn wrong_record(vm: &mut Vm, shape: Word, index: usize, w: Word) -> Word {
    let shape = match shape.as_shape() {
        Some(s) => Some(s),
        None => vm.cast(shape, object::shapes(vm).record_type).and_then(|r| vm.get(r, object::RecordType::shape).as_shape()),
    };
    let Some(shape) = shape else { return type_error(vm, "record", 2, "a record type", w) };
    if shape == object::shapes(vm).condition.id() {
        let part = if index == Condition::irritants.index() as usize { "irritants" } else { "message" };
        return type_error(vm, &format!("error-object-{part}"), 1, "an error object", w);
    }
    let info = vm.shapes.get(shape);
    let (name, meta) = (vm.symbols.name(info.name).to_string(), info.meta);
    let mut who = name.clone();
    if let Some(rtd) = vm.cast(meta, object::shapes(vm).record_type) {
        let accessors = vm.get(rtd, object::RecordType::accessors);
        if let Some(v) = vm.cast(accessors, vm_core::core_shapes::VECTOR) {
            if let Some(s) = vm.elements(v).get(index).and_then(|w| w.as_symbol()) {
                who = vm.symbols.name(s).to_string();
            }
        }
    }
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    type_error(vm, &who, 1, &format!("{article} {name}"), w)
}

/// One line for an exception: a condition's message and irritants, or the object itself.
pub fn report(vm: &Vm, w: Word) -> String {
    let Some(c) = vm.cast(w, object::shapes(vm).condition) else {
        return format!("uncaught exception: {}", print::to_string(vm, w, true));
    };
    let message = vm.get(c, Condition::message);
    let mut out = match object::text_of(vm, message) {
        Some(t) => t,
        // There was no memory for the message either.
        None if message == Word::UNSPECIFIED => "out of memory".into(),
        None => print::to_string(vm, message, true),
    };
    for i in object::elements(vm, vm.get(c, Condition::irritants)).unwrap_or_default() {
        out.push(' ');
        out.push_str(&print::limited(vm, i, 200));
    }
    out
}

/// A result of arithmetic as a helper's.
pub fn arithmetic(vm: &mut Vm, who: &str, result: vm_core::number::Result, operands: &[Word]) -> HelperResult {
    result.map_err(|e| number_error(vm, who, e, operands))
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    help("%make-condition", &MAKE),
    help("%set-raise!", &SET_RAISE),
    help("%report", &REPORT),
    helpn("%assertion-failed", 1, 1, &ASSERTION),
];
