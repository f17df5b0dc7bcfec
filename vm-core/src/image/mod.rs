//! Images: a VM's heap, symbols, shapes, code, globals and registers as bytes, and back.
//!
//! ```text
//!   magic | version | checksum of what follows | length
//!   languages    name, fingerprint of the instruction table and version, by number
//!   symbols      every entry of the table, in order: symbols keep their numbers
//!   shapes       every shape, in order: shapes keep their ids
//!   sources      names and texts
//!   heap         the live objects, packed into segments that become chunks of the old space; large objects
//!   codes        instructions, literals, marks, handlers, positions, in order: codes keep their ids
//!   globals, registers, state of the languages
//! ```
//!
//! **Speed.** A pointer is stored as *segment, offset*, laid out as in a chunk: loading copies each segment as it is and makes one pass over its
//! words. The library of a language is loaded in the time it takes to touch its bytes a few times.
//!
//! **Trust.** Nothing of an image is believed. Lengths and counts are checked against what is there, every pointer must lead to the beginning
//! of an object, every constant must exist, instructions pass the same check as those of a compiler, and frames in
//! captured continuations must be frames of their code. An image that fails is an [`ErrorKind::Image`]; the half-made VM is dropped.
//!
//! **What is not in it.** The stack: whoever wants to go on where the program was captures a continuation first and keeps it in a register.
//! Roots and values of the host (their objects stand for nothing in the loaded VM), registered finalisers, compiled code.

pub mod bytes;
mod code;
mod heap;
mod load;
mod save;
#[cfg(test)]
mod tests;

use crate::code::{OpSet, Ops};
use crate::error::{Error, ErrorKind};
use crate::word::Word;
use std::io::Write;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

pub use load::{Overview, languages, load, overview};
pub use save::{save, seal};

const MAGIC: [u8; 8] = *b"\x89VMIMG\r\n";
/// Raised whenever the format changes: images of another version are refused.
const VERSION: u32 = 5;
/// Bytes before the checksummed body: magic, version, checksum, length.
const HEADER: usize = 24;

/// Reads the instructions of one language back.
pub trait OpDecoder {
    /// The [`OpSet::FINGERPRINT`]: images whose instructions were made by another table are refused.
    fn fingerprint(&self) -> u64;
    /// The instructions of one function; `None` if the bytes are not instructions.
    fn decode(&self, bytes: &[u8]) -> Option<Box<dyn Ops>>;
}

/// The decoder of an instruction type.
pub struct OpsOf<O>(PhantomData<fn() -> O>);

impl<O> OpsOf<O> {
    /// The decoder.
    pub const fn new() -> Self {
        OpsOf(PhantomData)
    }
}

impl<O> Default for OpsOf<O> {
    fn default() -> Self {
        OpsOf::new()
    }
}

impl<O: OpSet> OpDecoder for OpsOf<O> {
    fn fingerprint(&self) -> u64 {
        O::FINGERPRINT
    }

    fn decode(&self, mut bytes: &[u8]) -> Option<Box<dyn Ops>> {
        let mut ops: Vec<O> = Vec::new();
        while !bytes.is_empty() {
            let (op, taken) = O::decode(bytes)?;
            ops.push(op);
            bytes = &bytes[taken..];
        }
        ops.shrink_to_fit();
        Some(Box::new(ops))
    }
}

/// A language as the images know it; its place in the list is its [`LanguageId`](crate::LanguageId).
#[derive(Clone, Copy)]
pub struct ImageLanguage<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its instructions.
    pub decoder: &'a dyn OpDecoder,
    /// Differs between versions whose images do not fit each other.
    pub version: u64,
}

/// What a language keeps in Rust, in a form that an image can hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImageState {
    /// Whose it is.
    pub name: String,
    /// Anything. Whoever reads it back checks it.
    pub bytes: Vec<u8>,
    /// Words. Pointers among them are valid until the next collection.
    pub words: Vec<Word>,
}

/// The error of an image that is not what it should be.
pub fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Image, format!("damaged image: {what}"))
}

/// Whether a file's contents claim to be an image.
pub fn is_image(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Writes a file so that it has either its old contents or all of the new, whatever happens meanwhile.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let fail = |e: std::io::Error| Error::new(ErrorKind::Host, format!("{}: {e}", path.display()));
    let directory = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or_else(|| fail(std::io::ErrorKind::InvalidInput.into()))?;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let temporary = directory.join(format!(".{}.{}.{number}.tmp", name.to_string_lossy(), std::process::id()));
    let write = || {
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&temporary, path)?;
        // The new name itself must reach the disk too; not every system lets a directory be opened for that.
        if let Ok(d) = std::fs::File::open(directory) {
            let _ = d.sync_all();
        }
        Ok(())
    };
    write().map_err(|e| {
        let _ = std::fs::remove_file(&temporary);
        fail(e)
    })
}

/// Reads a file.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|e| Error::new(ErrorKind::Host, format!("{}: {e}", path.display())))
}
