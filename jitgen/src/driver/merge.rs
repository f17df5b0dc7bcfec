//! Merging: where a recording meets what its unit has recorded before.
#![allow(unsafe_code)]

use super::record::{parameters, poll};
use crate::ir::{Op, Terminator};
use crate::mode::{Mode, Run};
use crate::unit::{Edge, Recording, Unit};
use vm_core::code::SiteKind;
use vm_core::frame::{FRAME_HEADER, FRAME_PREVIOUS};
use vm_core::{Vm, Word};

/// How recordings merge.
pub(super) struct Merging {
    /// Joins are merge points.
    pub(super) joins: bool,
    /// How many blocks a merge point may have.
    pub(super) versions: usize,
    /// Headers poll.
    pub(super) polls: bool,
    /// The function that was just tail-called has large compiled code of its own.
    pub(super) large: bool,
}

/// Merges with what the unit has recorded, if the running instruction is a merge point. True: the recording has ended there.
pub(super) fn merge(m: &Run, rec: &mut Recording, unit: &mut Unit, vm: &Vm, policy: Merging) -> bool {
    if std::mem::replace(&mut rec.fresh, false) {
        return false;
    }
    let pc = rec.frames.last().expect("the running frame").pc;
    let Some(site) = m.code().site(pc) else { return false };
    let alone = std::mem::replace(&mut rec.alone, false);
    let header = match site.kind {
        SiteKind::Join if policy.joins => false,
        SiteKind::TakeBack(slot) if policy.joins => {
            rec.alone = rec.has_put_aside(&unit.raw, slot);
            false
        }
        SiteKind::Loop => true,
        SiteKind::Entry if rec.tail_called => true,
        _ => return false,
    };
    if rec.alone {
        return false;
    }
    let key = rec.key();
    let blocks = unit.merges.get(&key).cloned().unwrap_or_default();
    if header && (blocks.is_empty() || alone) {
        let visits = rec.visits.entry(key.clone()).or_default();
        *visits += 1;
        if *visits < 2 {
            if alone {
                return false;
            }
            let entry = site.kind == SiteKind::Entry;
            if entry && policy.large && ends_in_tail_call(m, rec, unit) {
                return true;
            }
            // A path that comes by where another has been is the second: what follows would be recorded again for each exit.
            if !entry || !unit.passed.contains(&key) {
                return false;
            }
        }
    }
    let values = rec.live_values(&mut unit.raw, vm);
    if let Some(&block) = blocks.first()
        && !blocks.iter().any(|b| unit.computes(*b))
    {
        unit.raw.blocks[rec.block.index()].end = Terminator::Jump(block, values);
        return true;
    }
    let edge = Edge { from: rec.block, values, frames: rec.snapshot(vm) };
    if !blocks.is_empty() {
        let now = live_words(m, rec, vm);
        if let Some(block) = rec.version(unit, &blocks, &edge, &now, policy.versions) {
            rec.brings_words(unit, block, &edge, &now);
            unit.raw.blocks[rec.block.index()].end = Terminator::Jump(block, edge.values);
            return true;
        }
    }
    let block = unit.raw.add_block();
    unit.raw.blocks[rec.block.index()].end = Terminator::Jump(block, edge.values.clone());
    rec.enter_block(&mut unit.raw, vm, block, edge);
    unit.merges.entry(key).or_default().push(block);
    if header && policy.polls {
        poll(rec, unit, vm, Op::Poll, 0);
    }
    false
}

/// What the live slots of all frames hold now, in the order of [`Recording::live_values`].
fn live_words(m: &Run, rec: &Recording, vm: &Vm) -> Vec<Word> {
    let mut words = Vec::new();
    let mut fp = m.fp;
    for i in (0..rec.frames.len()).rev() {
        for slot in rec.live_slots(vm, i).into_iter().rev() {
            // SAFETY: the recording's frames are the innermost ones on the stack, with the slots of their code.
            words.push(unsafe { fp.add(FRAME_HEADER + slot).read() });
        }
        if i > 0 {
            // SAFETY: the frame has one below it that belongs to the recording too.
            fp = unsafe { fp.sub(fp.add(FRAME_PREVIOUS).read().smi_value() as usize) };
        }
    }
    words.reverse();
    words
}

/// Ends a recording that has just tail-called a function with large compiled code of its own. What the function does is recorded once,
/// not once for each way that leads to it.
fn ends_in_tail_call(m: &Run, rec: &mut Recording, unit: &mut Unit) -> bool {
    let code = m.code();
    if rec.frames.len() > 1 || unit.at_entry && unit.code == code.id {
        return false;
    }
    let callee = rec.frames.pop().expect("the root frame");
    let operands = parameters(rec, unit, code, &callee);
    unit.raw.blocks[rec.block.index()].end = Terminator::TailCall(Some(code.id), operands);
    true
}
