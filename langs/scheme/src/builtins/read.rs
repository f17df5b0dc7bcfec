//! `read`: data from a port.

use super::error::{condition, memory_error};
use super::port::{self, INPUT};
use super::{PrimInfo, helpn, numbers};
use crate::lexer::{Atom, Bracket, Lexer, ReadError};
use crate::object;
use crate::reader::{Build, Parser};
use jitgen::Effects;
use rustc_hash::{FxHashMap, FxHashSet};
use std::vec::Drain;
use vm_core::core_shapes::{PAIR, Pair, VECTOR};
use vm_core::limits::poll;
use vm_core::{OutOfMemory, Span, Vm, Word};

/// How much of the port's text is looked at first: it is copied, and most data are short.
const WINDOW: usize = 64;

/// As much of a text as is worth copying at once, unless a token is longer.
const LARGEST_WINDOW: usize = 1 << 12;

/// The data of a text that have labels.
#[derive(Default)]
pub struct Labels {
    /// For each label a fresh pair that stands for the datum until it is there, and what stands for it now.
    all: FxHashMap<u32, (Word, Word)>,
}

impl Labels {
    /// The datum that comes next has a label.
    pub fn begin(&mut self, vm: &mut Vm, label: u32) {
        let placeholder = vm.pair(Word::HOLE, Word::HOLE);
        self.all.insert(label, (placeholder, placeholder));
    }

    /// That datum, unless it is but a reference to itself.
    pub fn end(&mut self, label: u32, datum: Word) -> Option<Word> {
        let (placeholder, now) = self.all.get_mut(&label)?;
        *now = datum;
        (datum != *placeholder).then_some(datum)
    }

    /// What a reference stands for.
    pub fn get(&self, label: u32) -> Option<Word> {
        self.all.get(&label).map(|&(_, now)| now)
    }

    /// Replaces what stands for data in a whole datum by the data.
    pub fn close(&self, vm: &mut Vm, root: Word) -> Word {
        if self.all.is_empty() {
            return root;
        }
        let replace: FxHashMap<Word, Word> = self.all.values().copied().collect();
        let fix = |w: Word| replace.get(&w).copied().unwrap_or(w);
        let mut seen = FxHashSet::default();
        let mut todo = vec![root];
        while let Some(w) = todo.pop() {
            if !seen.insert(w) {
                continue;
            }
            if let Some(p) = vm.cast(w, PAIR) {
                for field in [Pair::car, Pair::cdr] {
                    let new = fix(vm.get(p, field));
                    vm.set(p, field, new);
                    todo.push(new);
                }
            } else if let Some(v) = vm.cast(w, VECTOR) {
                for i in 0..vm.length(v) {
                    let new = fix(vm.elements(v)[i]);
                    vm.set_element(v, i, new);
                    todo.push(new);
                }
            }
        }
        fix(root)
    }
}

/// Makes data in the heap.
struct Data<'a> {
    vm: &'a mut Vm,
    labels: Labels,
}

impl Build for Data<'_> {
    type Datum = Word;

    fn atom(&mut self, span: Span, atom: Atom<'_>) -> Result<Word, ReadError> {
        match atom {
            Atom::Symbol(name) => Ok(self.vm.symbols.intern_weak(&name).into()),
            Atom::Constant(w) => Ok(w),
            Atom::Number(text) => numbers::parse(self.vm, text, 10)
                .ok_or_else(|| ReadError::new(span, format!("{text} is no number that can be represented"))),
            Atom::Text(text) => Ok(object::new_text(self.vm, &text)),
            Atom::Reference(n) => self.labels.get(n).ok_or_else(|| ReadError::new(span, format!("label #{n}# has no datum"))),
        }
    }

    fn sequence(&mut self, span: Span, kind: Bracket, mut items: Drain<'_, Word>, dotted: bool) -> Result<Word, ReadError> {
        let too_large = |_: OutOfMemory| ReadError::new(span, "the datum is too large");
        match kind {
            Bracket::Vector => self.vm.make_slots(VECTOR, &[], items.as_slice()).map(|v| v.word()).map_err(too_large),
            Bracket::Bytes => {
                let bytes: Vec<u8> = items.filter_map(|i| self.byte(&i)).collect();
                object::new_bytes(self.vm, &bytes).map_err(too_large)
            }
            _ => {
                let tail = if dotted { items.next_back() } else { None }.unwrap_or(Word::NIL);
                Ok(items.rev().fold(tail, |tail, w| self.vm.pair(w, tail)))
            }
        }
    }

    fn byte(&self, datum: &Word) -> Option<u8> {
        datum.as_smi().and_then(|n| n.try_into().ok())
    }

    fn prefixed(&mut self, _keyword: Span, name: &'static str, _end: u32, datum: Word) -> Result<Word, ReadError> {
        let name = self.vm.symbols.intern(name).into();
        let rest = self.vm.pair(datum, Word::NIL);
        Ok(self.vm.pair(name, rest))
    }

    fn label(&mut self, label: u32) {
        self.labels.begin(self.vm, label);
    }

    fn labelled(&mut self, span: Span, label: u32, datum: Word) -> Result<Word, ReadError> {
        self.labels.end(label, datum).ok_or_else(|| ReadError::new(span, format!("label #{label}# stands for nothing but itself")))
    }
}

fn read(vm: &mut Vm, args: &[Word]) -> jitgen::HelperResult {
    let p = port::port(vm, "read", args, 0, INPUT)?;
    // Nothing recurses over what is read, so its depth has no limit.
    let mut parser = Parser::new(u32::MAX);
    let mut labels = Labels::default();
    let (mut window, mut ended) = (WINDOW, false);
    // Each round takes the tokens that are whole in the next piece of the text.
    loop {
        if vm.poll.get() & (poll::INTERRUPT | poll::DEADLINE) != 0 {
            // It is seen to when the procedure has returned.
            return Ok(Word::UNSPECIFIED);
        }
        if parser.bytes() > vm.limits.heap_bytes {
            return Err(memory_error(vm, "read", OutOfMemory { bytes: parser.bytes() }));
        }
        let Some((text, all)) = port::peek_text(vm, p, window)? else {
            return parser.finish(0).map(|()| Word::EOF).map_err(|e| read_error(vm, &e));
        };
        let mut lexer = Lexer::part(&text, !ended, port::folding(vm, p, None));
        let mut build = Data { vm, labels };
        let result = lexer.by_ref().find_map(|token| match token.and_then(|(t, span)| parser.push(&mut build, t, span)) {
            Ok(datum) => datum.map(Ok),
            Err(e) => Some(Err(e)),
        });
        labels = build.labels;
        port::folding(vm, p, Some(lexer.folding()));
        let unfinished = result.as_ref().is_none_or(|r| matches!(r, Err(e) if e.incomplete));
        let used = if ended && unfinished { text.len() } else { lexer.position() };
        port::skip_text(vm, p, text[..used].chars().count());
        match result {
            Some(Ok(datum)) => return Ok(labels.close(vm, datum)),
            Some(Err(e)) => return Err(read_error(vm, &e)),
            None if used == 0 && all => ended = !port::extend_text(vm, p)?,
            None => {}
        }
        window = match used {
            0 => (4 * text.len()).max(LARGEST_WINDOW),
            _ => (4 * window).min(LARGEST_WINDOW),
        };
    }
}

fn read_error(vm: &mut Vm, e: &ReadError) -> Word {
    condition(vm, "read", &format!("read: {}", e.message), &[])
}

jitgen::helpers! {
    READ "read" Effects::READS_WRITES => |vm, args...| read(vm, args);
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[helpn("read", 0, 1, &READ)];
