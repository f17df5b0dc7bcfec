//! The machine that the commands run programs on: built from the settings, with the one language that is needed. The only
//! file that knows how settings become a machine and which languages there are.

use crate::settings::Settings;
use crate::{cache, image};
use jitgen::{AnyLanguage, Interpreter, Machine, log::Log};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use vm_core::{Error, ErrorKind, LanguageId};

/// A language that is built in.
pub struct BuiltIn {
    /// Its name on the command line.
    pub name: &'static str,
    /// File extensions, without dot.
    pub extensions: &'static [&'static str],
    add: fn(&mut Machine) -> Result<LanguageId, Error>,
    any: fn() -> AnyLanguage,
}

/// The languages that are built in.
pub fn languages() -> Vec<BuiltIn> {
    fn built_in<L: Interpreter + Default>() -> BuiltIn {
        let language = L::default();
        let (name, extensions) = (language.name(), language.extensions());
        BuiltIn { name, extensions, add: |m| m.add_language(L::default()), any: || AnyLanguage::new(L::default()) }
    }
    vec![built_in::<scheme::Scheme>(), built_in::<prolog::Prolog>(), built_in::<toy::Toy>()]
}

/// All of them, for an image that says which it needs.
pub fn any_languages() -> Vec<AnyLanguage> {
    languages().iter().map(|l| (l.any)()).collect()
}

/// A machine with one language.
pub struct Host {
    /// The machine.
    pub machine: Machine,
    /// Its language.
    pub language: LanguageId,
}

impl Host {
    /// A machine for programs in a language.
    pub fn new(settings: &Settings, language: &BuiltIn) -> Result<Host, Error> {
        let (machine, language) = match &settings.image {
            Some(path) => {
                let bytes = vm_core::image::read_file(path)?;
                let (mut machine, _, _) = image::load(settings, &bytes, &path.display().to_string())?;
                let id = match machine.language(language.name) {
                    Some(id) => id,
                    None => (language.add)(&mut machine)?,
                };
                (machine, id)
            }
            None => match cache::load(settings, language.name) {
                Some(machine) => (machine, LanguageId(0)),
                None => {
                    let mut machine = Machine::with_heap(settings.jit.clone(), settings.limits.clone(), settings.heap.clone())?;
                    let id = (language.add)(&mut machine)?;
                    cache::store(&mut machine, language.name);
                    (machine, id)
                }
            },
        };
        Host::finished(settings, machine, language)
    }

    /// The machine with what every program finds in it.
    pub fn finished(settings: &Settings, mut machine: Machine, language: LanguageId) -> Result<Host, Error> {
        image::define_save(&mut machine, language);
        machine.vm_mut().library_path.clone_from(&settings.library_path);
        if let Some(path) = &settings.jit_log {
            machine.set_log(Log::new(open_log(path)?));
        }
        Ok(Host { machine, language })
    }

    /// Writes out what is still held back: the guest's output, then the log.
    pub fn finish(&mut self) {
        let _ = self.machine.vm_mut().output.flush();
        self.machine.set_log(Log::default());
    }
}

fn open_log(path: &Path) -> Result<Box<dyn Write + Send>, Error> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stderr()));
    }
    let wrong = |e| Error::new(ErrorKind::Host, format!("cannot write {}: {e}", path.display()));
    Ok(Box::new(BufWriter::new(File::create(path).map_err(wrong)?)))
}
