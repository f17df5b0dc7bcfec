//! `read`: data from a port.

use super::error::condition;
use super::port::{self, INPUT};
use super::{PrimInfo, helpn};
use crate::expand::Expander;
use crate::reader;
use crate::{NoFiles, object};
use jitgen::Effects;
use vm_core::{Vm, Word};

/// How much of the port's text is looked at first: it is copied for each datum, most of which are short.
const WINDOW: usize = 256;

fn read(vm: &mut Vm, args: &[Word]) -> jitgen::HelperResult {
    let p = port::port(vm, "read", args, 0, INPUT)?;
    let mut window = WINDOW;
    let depth = vm.limits.parser_depth;
    loop {
        let Some((text, all)) = port::peek_text(vm, p, window)? else { return Ok(Word::EOF) };
        let mut fold = port::folding(vm, p, None);
        let result = reader::read_one(&mut vm.symbols, &text, 0, depth, &mut fold);
        // What the window's end cuts off may belong to the last token.
        let cut = match &result {
            Ok(Some((_, end))) => *end == text.len(),
            Ok(None) => true,
            Err(e) => e.incomplete || e.span.end as usize >= text.len(),
        };
        if cut && (!all || port::extend_text(vm, p)?) {
            window *= 4;
            continue;
        }
        return match result {
            Ok(Some((stx, end))) => {
                port::skip_text(vm, p, text[..end].chars().count());
                port::folding(vm, p, Some(fold));
                to_datum(vm, &stx)
            }
            Ok(None) => {
                port::skip_text(vm, p, text.chars().count());
                Ok(Word::EOF)
            }
            Err(e) => {
                port::skip_text(vm, p, text[..(e.span.end as usize).min(text.len())].chars().count().max(1));
                Err(condition(vm, "read", &format!("read: {}", e.message), &[]))
            }
        };
    }
}

fn to_datum(vm: &mut Vm, stx: &crate::syntax::Syntax) -> jitgen::HelperResult {
    let language = object::state(vm).language;
    let mut syntactic = std::mem::take(&mut object::state_mut(vm).syntactic);
    let mut files = NoFiles;
    let result = Expander::new(vm, &mut syntactic, language, &mut files, u32::MAX).datum(stx);
    object::state_mut(vm).syntactic = syntactic;
    result.map_err(|e| condition(vm, "read", &format!("read: {}", e.message), &[]))
}

jitgen::helpers! {
    READ "read" Effects::READS_WRITES => |vm, args...| read(vm, args);
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[helpn("read", 0, 1, &READ)];
