//! From a VM to an image.

use super::bytes::Output;
use super::heap::Packer;
use super::{HEADER, ImageLanguage, ImageState, MAGIC, VERSION};
use crate::error::{Error, ErrorKind};
use crate::vm::Vm;
use crate::word::{Special, Word};

/// Everything that is reachable from code, globals, shapes, registers and the languages' own state. A major collection before
/// makes the image smaller: it removes globals and symbols that nothing refers to.
pub fn save(vm: &Vm, languages: &[ImageLanguage<'_>], states: &[ImageState]) -> Result<Vec<u8>, Error> {
    let mut packer = Packer::new(vm);
    for code in vm.codes() {
        let Some(language) = languages.get(code.language.0 as usize) else {
            return Err(Error::new(ErrorKind::Host, format!("{}: code of an unknown language", code.name)));
        };
        if language.decoder.fingerprint() != code.ops().fingerprint() {
            return Err(Error::new(ErrorKind::Host, format!("{}: not code of language {}", code.name, language.name)));
        }
        code.literals().iter().for_each(|w| packer.reach(*w));
    }
    vm.globals().for_each(|(_, _, g)| packer.reach(g.word()));
    vm.shapes.iter().for_each(|s| packer.reach(s.meta));
    vm.registers.iter().chain(states.iter().flat_map(|s| &s.words)).for_each(|w| packer.reach(*w));
    packer.trace();

    let mut out = Output { bytes: vec![0; HEADER] };
    out.count(languages.len());
    for l in languages {
        out.str(l.name);
        out.u64(l.decoder.fingerprint());
        out.u64(l.version);
    }
    symbols(vm, &mut out);
    shapes(vm, &mut out);
    out.count(vm.sources.len());
    for s in &vm.sources {
        out.str(&s.name);
        out.str(&s.text);
    }
    out.count(vm.codes.len());
    packer.write(&mut out);
    let word = |out: &mut Output, w: Word| out.u64(packer.stored(w));
    vm.shapes.iter().for_each(|s| word(&mut out, s.meta));
    vm.codes().for_each(|c| super::code::write(&mut out, c, &packer));
    out.count(vm.globals().count());
    for (language, name, g) in vm.globals() {
        out.u8(language.0);
        out.number(u64::from(name.index()));
        word(&mut out, g.word());
    }
    vm.registers.iter().for_each(|w| word(&mut out, *w));
    out.number(vm.assumptions.switches);
    out.count(states.len());
    for s in states {
        out.str(&s.name);
        out.blob(&s.bytes);
        out.count(s.words.len());
        s.words.iter().for_each(|w| word(&mut out, *w));
    }
    seal(&mut out.bytes);
    Ok(out.bytes)
}

/// Fills the header in, whatever the body is: also for tests of what a checksum does not find. Without room for a header
/// nothing is done.
pub fn seal(bytes: &mut [u8]) {
    if bytes.len() < HEADER {
        return;
    }
    let checksum = crc32fast::hash(&bytes[HEADER..]);
    let length = (bytes.len() - HEADER) as u64;
    bytes[..8].copy_from_slice(&MAGIC);
    bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
    bytes[12..16].copy_from_slice(&checksum.to_le_bytes());
    bytes[16..24].copy_from_slice(&length.to_le_bytes());
}

fn symbols(vm: &Vm, out: &mut Output) {
    out.count(vm.symbols.capacity());
    for entry in vm.symbols.entries() {
        match entry {
            None => out.u8(0),
            Some((name, permanent, interned)) => {
                out.u8(1 | u8::from(permanent) << 1 | u8::from(interned) << 2);
                out.str(name);
            }
        }
    }
    out.number(vm.symbols.uninterned_count());
}

fn shapes(vm: &Vm, out: &mut Output) {
    out.count(vm.shapes.count());
    for s in vm.shapes.iter() {
        out.u8(s.id.fixed() as u8);
        out.u8(s.id.tail() as u8);
        out.u8(match s.special {
            Special::None => 0,
            Special::Weak => 1,
            Special::Ephemeron => 2,
        });
        out.number(s.immutable);
        out.u8(u8::from(s.tail_immutable));
        out.number(u64::from(s.name.index()));
    }
}
