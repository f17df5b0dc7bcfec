//! Going from one engine to another: see [`crate::builtins::engines`].

use super::{Leave, Step, proceed};
use crate::builtins::engines;
use jitgen::Mode;
use vm_core::{Slot, Word};

/// Exchanges the registers, and goes on with a continuation of the other side.
#[inline(always)]
pub(super) fn switch<M: Mode>(m: &mut M, request: u8, a: Slot, b: Slot) -> Step<M> {
    let request = m.constant(Word::smi(request.into()));
    let operands = [request, m.get(Slot::OWN), m.get(a), m.get(b)];
    let next = m.call(&engines::SWITCH, &operands).map_err(Leave::Throw)?;
    Ok(proceed(m, next))
}
