//! Functions of characters: ASCII here, where the recorder sees it, everything else in helpers.

use super::{helped, put, put_bool};
use crate::builtins::chars as helpers;
use crate::ops::CharFn;
use jitgen::{Cmp, IntOp, Mode};
use vm_core::{ConstKind, Slot};

/// Whether `first <= n < first + count`, by one comparison.
fn within<M: Mode>(m: &mut M, n: M::Int, first: i64, count: i64) -> bool {
    // Exchanging the halves of the signed integers makes an unsigned comparison of a signed one.
    let (first, top, limit) = (m.int(first), m.int(i64::MIN), m.int(count ^ i64::MIN));
    let offset = m.int_op(IntOp::Sub, n, first);
    let offset = m.int_op(IntOp::Xor, offset, top);
    m.int_cmp(Cmp::Less, offset, limit)
}

pub(super) fn apply<M: Mode>(m: &mut M, dst: Slot, a: Slot, which: u8) -> M::Next {
    let (w, which) = (m.get(a), CharFn::of(which));
    if m.is_kind(w, ConstKind::Char) {
        let (c, limit) = (m.payload(w), m.int(128));
        if m.int_cmp(Cmp::Less, c, limit) {
            return ascii(m, dst, w, c, which);
        }
    }
    let helper = match which {
        CharFn::Alphabetic => &helpers::ALPHABETIC,
        CharFn::Numeric => &helpers::NUMERIC,
        CharFn::Whitespace => &helpers::WHITESPACE,
        CharFn::Upcase => &helpers::UPCASE,
        CharFn::Downcase => &helpers::DOWNCASE,
    };
    let r = m.call(helper, &[w]);
    helped(m, dst, r)
}

fn ascii<M: Mode>(m: &mut M, dst: Slot, w: M::Word, c: M::Int, which: CharFn) -> M::Next {
    let (a, letters, bit) = (i64::from(b'a'), 26, m.int(32));
    let truth = match which {
        CharFn::Alphabetic => {
            let lower = m.int_op(IntOp::Or, c, bit);
            within(m, lower, a, letters)
        }
        CharFn::Numeric => within(m, c, i64::from(b'0'), 10),
        // The space, and tab to return.
        CharFn::Whitespace => m.int_cmp(Cmp::Eq, c, bit) || within(m, c, 9, 5),
        CharFn::Upcase | CharFn::Downcase => {
            let first = if which == CharFn::Upcase { a } else { i64::from(b'A') };
            if !within(m, c, first, letters) {
                return put(m, dst, w);
            }
            let other = m.int_op(IntOp::Xor, c, bit);
            let other = m.from_payload(ConstKind::Char, other);
            return put(m, dst, other);
        }
    };
    put_bool(m, dst, truth)
}
