//! From an image to a VM.

use super::bytes::{Input, Read};
use super::heap::{Resolver, same_core};
use super::{HEADER, ImageLanguage, ImageState, MAGIC, VERSION, damaged};
use crate::code::LanguageId;
use crate::config::HeapOptions;
use crate::error::{Error, ErrorKind};
use crate::heap::Object;
use crate::limits::Limits;
use crate::source::Source;
use crate::vm::Vm;
use crate::word::core_shapes::GLOBAL;
use crate::word::{ShapeId, ShapeInfo, ShapeTable, Special, Symbol, SymbolTable, TailKind, Word};

/// A VM as it was saved, and the state of its languages. The languages are the same, under the same numbers.
pub fn load(
    bytes: &[u8],
    languages: &[ImageLanguage<'_>],
    limits: Limits,
    options: HeapOptions,
) -> Result<(Vm, Vec<ImageState>), Error> {
    let mut input = Input::new(open(bytes)?);
    let input = &mut input;
    check_languages(input, languages)?;
    let mut vm = Vm::with_options(limits, options).map_err(|e| Error::new(ErrorKind::Host, e.to_string()))?;
    vm.symbols = symbols(input)?;
    let shapes = shapes(input, &vm.symbols)?;
    if !same_core(&shapes, &vm.shapes) {
        return Err(damaged("its core shapes are not those of this machine"));
    }
    vm.shapes = shapes;
    let count = input.count(2)?;
    vm.sources = (0..count).map(|_| Ok(Source::new(input.str()?, input.str()?))).collect::<Read<_>>()?;
    let codes: u32 = input.small()?;
    let resolver = Resolver::read(input, &mut vm, codes)?;
    let metas = (0..vm.shapes.count()).map(|_| resolver.word(input.stored_word()?)).collect::<Read<Vec<_>>>()?;
    vm.shapes.metas().zip(metas).for_each(|(meta, w)| *meta = w);
    for _ in 0..codes {
        let code = super::code::read(input, &resolver, languages, &vm.sources)?;
        vm.add_code(code);
    }
    resolver.check_continuations(&vm)?;
    globals(input, &resolver, &mut vm)?;
    for register in &mut vm.registers {
        *register = resolver.word(input.stored_word()?)?;
    }
    vm.assumptions.switches = input.number()?;
    let count = input.count(3)?;
    let states = (0..count).map(|_| state(input, &resolver)).collect::<Read<_>>()?;
    input.end()?;
    vm.all_old();
    Ok((vm, states))
}

/// Checks the header: gives the body.
fn open(bytes: &[u8]) -> Read<&[u8]> {
    let not = |what: String| Err(Error::new(ErrorKind::Image, what));
    let Some((header, body)) = bytes.split_at_checked(HEADER).filter(|(h, _)| h[..8] == MAGIC) else {
        return not("not an image".into());
    };
    let field = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if field(8) != VERSION {
        return not(format!("an image of format {}; this program reads format {VERSION}", field(8)));
    }
    let length = u64::from(field(16)) | u64::from(field(20)) << 32;
    if length != body.len() as u64 {
        return Err(damaged("it is not as long as it says"));
    }
    if crc32fast::hash(body) != field(12) {
        return Err(damaged("its checksum is wrong"));
    }
    Ok(body)
}

/// What an image says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overview {
    /// The version of the format.
    pub format: u32,
    /// The languages, by number.
    pub languages: Vec<String>,
    /// How many symbols there are.
    pub symbols: usize,
    /// How many shapes there are.
    pub shapes: usize,
    /// The source texts' names.
    pub sources: Vec<String>,
    /// How many code objects there are.
    pub codes: usize,
    /// Bytes of objects.
    pub heap_bytes: usize,
}

/// The languages that an image needs, by number.
pub fn languages(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let mut input = Input::new(open(bytes)?);
    language_names(&mut input)
}

fn language_names(input: &mut Input<'_>) -> Read<Vec<String>> {
    let count = input.count(17)?;
    let language = |input: &mut Input<'_>| {
        let name = input.str()?.to_string();
        input.take(16)?;
        Ok(name)
    };
    (0..count).map(|_| language(input)).collect()
}

/// Reads the beginning of an image: enough to know what is needed to load it.
pub fn overview(bytes: &[u8]) -> Result<Overview, Error> {
    let mut input = Input::new(open(bytes)?);
    let input = &mut input;
    let languages = language_names(input)?;
    let symbols = symbols(input)?;
    let shapes = shapes(input, &symbols)?.count();
    let count = input.count(2)?;
    let source = |input: &mut Input<'_>| {
        let name = input.str()?.to_string();
        input.str()?;
        Ok(name)
    };
    let sources = (0..count).map(|_| source(input)).collect::<Read<_>>()?;
    let codes: u32 = input.small()?;
    let heap_bytes = super::heap::total(input)?;
    let symbols = symbols.entries().flatten().count();
    Ok(Overview { format: VERSION, languages, symbols, shapes, sources, codes: codes as usize, heap_bytes })
}

fn check_languages(input: &mut Input<'_>, languages: &[ImageLanguage<'_>]) -> Read<()> {
    let count = input.count(17)?;
    for i in 0..count {
        let (name, fingerprint, version) = (input.str()?, input.u64()?, input.u64()?);
        let same = |l: &ImageLanguage<'_>| l.name == name && l.decoder.fingerprint() == fingerprint && l.version == version;
        if !languages.get(i).is_some_and(same) {
            let what = format!("the image was made by another version of this program or of its language {name}");
            return Err(Error::new(ErrorKind::Image, what));
        }
    }
    Ok(())
}

fn symbols(input: &mut Input<'_>) -> Read<SymbolTable> {
    let count = input.count(1)?;
    let mut table = SymbolTable::default();
    for _ in 0..count {
        let flags = input.u8()?;
        let name = match flags {
            0 => None,
            1..8 if flags & 1 != 0 => Some((input.str()?, flags & 2 != 0, flags & 4 != 0)),
            _ => return Err(damaged("a symbol with unknown flags")),
        };
        if !table.restore(name) {
            return Err(damaged("a symbol occurs twice"));
        }
    }
    table.set_uninterned_count(input.number()?);
    Ok(table)
}

fn shapes(input: &mut Input<'_>, symbols: &SymbolTable) -> Read<ShapeTable> {
    let count = input.count(6)?;
    if count > ShapeId::MAX_SHAPES as usize {
        return Err(damaged("too many shapes"));
    }
    let mut shapes = Vec::with_capacity(count);
    for i in 0..count {
        let fixed = input.u8()?.into();
        let tail = match input.u8()? {
            0 => TailKind::None,
            1 => TailKind::Slots,
            2 => TailKind::Bytes,
            3 => TailKind::Raw,
            _ => return Err(damaged("a shape with an unknown tail")),
        };
        let special = match input.u8()? {
            0 => Special::None,
            1 if tail != TailKind::Raw && tail != TailKind::Bytes => Special::Weak,
            2 if tail != TailKind::Raw && fixed >= 2 => Special::Ephemeron,
            _ => return Err(damaged("a shape of unknown kind")),
        };
        let (immutable, tail_immutable) = (input.number()?, input.bool()?);
        let name = Symbol::from_index(input.small()?);
        if !symbols.exists(name) {
            return Err(damaged("a shape without a name"));
        }
        let id = ShapeId::of(i as u32, tail, fixed, special);
        shapes.push(ShapeInfo { id, name, immutable, tail_immutable, meta: Word::NIL, special });
    }
    Ok(ShapeTable::restore(shapes))
}

fn globals(input: &mut Input<'_>, resolver: &Resolver, vm: &mut Vm) -> Read<()> {
    let count = input.count(10)?;
    for _ in 0..count {
        let language = LanguageId(input.u8()?);
        let name: u32 = input.small()?;
        let cell = resolver.word(input.stored_word()?)?;
        let name = Symbol::from_index(name);
        if !resolver.is_symbol(name.index()) || vm.cast(cell, GLOBAL).is_none() || vm.find_global(language, name).is_some() {
            return Err(damaged("a malformed global"));
        }
        vm.globals.add(language, name, Object::trust(cell));
    }
    Ok(())
}

fn state(input: &mut Input<'_>, resolver: &Resolver) -> Read<ImageState> {
    let (name, bytes) = (input.str()?.to_owned(), input.blob()?.to_vec());
    let count = input.count(8)?;
    let words = (0..count).map(|_| resolver.word(input.stored_word()?)).collect::<Read<_>>()?;
    Ok(ImageState { name, bytes, words })
}
