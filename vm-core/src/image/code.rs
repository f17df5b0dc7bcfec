//! Code objects in images.

use super::bytes::{Input, Output, Read};
use super::heap::{Packer, Resolver};
use super::{ImageLanguage, damaged};
use crate::code::{Code, CodeParts, Handler, LanguageId, Pc, SiteKind, Slot};
use crate::source::{Source, SourceId, Span};

const KINDS: [SiteKind; 4] = [SiteKind::Entry, SiteKind::Loop, SiteKind::Join, SiteKind::Return];
/// The kind that a slot follows.
const TAKE_BACK: u8 = KINDS.len() as u8;

/// Appends a code object.
pub(super) fn write(out: &mut Output, code: &Code, packer: &Packer<'_>) {
    out.str(&code.name);
    out.u8(code.language.0);
    out.count(code.params.into());
    out.count(code.slots.into());
    out.number(code.attribute.into());
    out.count(code.literals().len());
    code.literals().iter().for_each(|w| out.u64(packer.stored(*w)));
    out.count(code.lists().len());
    code.lists().iter().for_each(|s| out.number(s.index() as u64));
    out.count(code.sites().len());
    for site in code.sites() {
        out.number(site.pc.into());
        match site.kind {
            SiteKind::TakeBack(slot) => [TAKE_BACK, slot].into_iter().for_each(|byte| out.u8(byte)),
            kind => out.u8(KINDS.iter().position(|k| *k == kind).unwrap_or(0) as u8),
        }
    }
    out.count(code.handlers().len());
    for h in code.handlers() {
        [h.from, h.to, h.target, h.slot.index() as Pc].into_iter().for_each(|n| out.number(n.into()));
    }
    out.number(code.source().0.into());
    out.count(code.spans().len());
    let (mut pc, mut start) = (0, 0);
    for &(p, span) in code.spans() {
        // Differences are small numbers.
        out.signed(i64::from(p) - pc);
        out.signed(i64::from(span.start) - start);
        out.signed(i64::from(span.end) - i64::from(span.start));
        (pc, start) = (p.into(), span.start.into());
    }
    let mut ops = Vec::new();
    code.ops().encode(&mut ops);
    out.blob(&ops);
}

/// Reads a code object and checks it like one that a compiler has made.
pub(super) fn read(input: &mut Input<'_>, resolver: &Resolver, languages: &[ImageLanguage<'_>], sources: &[Source]) -> Read<Code> {
    let name = input.str()?.into();
    let language = LanguageId(input.u8()?);
    let decoder = languages.get(language.0 as usize).ok_or_else(|| damaged("code of an unknown language"))?.decoder;
    let (params, slots, attribute) = (input.small()?, input.small()?, input.small()?);
    let count = input.count(8)?;
    let literals = (0..count).map(|_| resolver.word(input.stored_word()?)).collect::<Read<_>>()?;
    let count = input.count(1)?;
    let lists = (0..count).map(|_| Ok(Slot::from_index(input.small()?))).collect::<Read<_>>()?;
    let count = input.count(2)?;
    let mark = |input: &mut Input<'_>| {
        let pc = input.small()?;
        let kind = match input.u8()? {
            TAKE_BACK => SiteKind::TakeBack(input.u8()?),
            kind => *KINDS.get(usize::from(kind)).ok_or_else(|| damaged("an unknown mark"))?,
        };
        Ok((pc, kind))
    };
    let marks: Vec<(Pc, SiteKind)> = (0..count).map(|_| mark(input)).collect::<Read<_>>()?;
    if marks.first() != Some(&(0, SiteKind::Entry)) {
        return Err(damaged("code without an entry"));
    }
    let count = input.count(4)?;
    let handlers = (0..count).map(|_| handler(input)).collect::<Read<_>>()?;
    let source = SourceId(input.small()?);
    let spans = spans(input, sources.get(source.0 as usize))?;
    let ops = decoder.decode(input.blob()?).ok_or_else(|| damaged("unreadable instructions"))?;
    let parts = CodeParts { name, language, params, slots, attribute, ops, literals, lists, marks, handlers, source, spans };
    let malformed = |e| damaged(&format!("{e}"));
    parts.finish().map_err(malformed)
}

fn handler(input: &mut Input<'_>) -> Read<Handler> {
    let (from, to, target) = (input.small()?, input.small()?, input.small()?);
    Ok(Handler { from, to, target, slot: Slot::from_index(input.small()?) })
}

/// Positions: in order, and inside the text. Without a text there are none.
fn spans(input: &mut Input<'_>, source: Option<&Source>) -> Read<Vec<(Pc, Span)>> {
    let count = input.count(3)?;
    let mut spans = Vec::with_capacity(count);
    let (mut pc, mut start) = (0i64, 0i64);
    for i in 0..count {
        let step = input.signed()?;
        if step < 0 || i > 0 && step == 0 {
            return Err(damaged("positions out of order"));
        }
        pc = pc.checked_add(step).filter(|p| *p <= i64::from(Pc::MAX)).ok_or_else(|| damaged("a position is too far"))?;
        start = start.wrapping_add(input.signed()?);
        let end = start.wrapping_add(input.signed()?);
        let text = source.map_or("", |s| &s.text);
        let inside = |n: i64| usize::try_from(n).is_ok_and(|n| text.is_char_boundary(n));
        let span =
            if start <= end && inside(start) && inside(end) { Span::new(start as usize, end as usize) } else { Span::default() };
        spans.push((pc as Pc, span));
    }
    Ok(spans)
}
