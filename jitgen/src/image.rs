//! Images of whole machines: the VM and the languages' own state, to bytes and back.
//!
//! What an image needs of Rust comes from the host: the languages, and the functions that the host had defined (by name: a
//! function that the host of the loaded machine does not define raises an error when it is called). Compiled code is not part of an
//! image; it comes back as programs run.

use crate::Config;
use crate::driver::{Dynamic, HostFunction, Machine, Typed};
use crate::mode::Interpreter;
use std::sync::Arc;
use vm_core::image::bytes::{Input, Output};
use vm_core::image::{self, ImageLanguage, ImageState, damaged};
use vm_core::{Error, ErrorKind, HeapOptions, LanguageId, Limits, Root, Word};

/// The state of the machine itself has this name; those of languages have theirs.
const MACHINE: &str = "";

/// A language that an image may need.
pub struct AnyLanguage(Box<dyn Dynamic>);

impl AnyLanguage {
    /// Of any type.
    pub fn new<L: Interpreter>(language: L) -> AnyLanguage {
        AnyLanguage(Box::new(Typed(language)))
    }
}

fn image_languages(languages: &[Box<dyn Dynamic>]) -> Vec<ImageLanguage<'_>> {
    let of = |l: &'_ dyn Dynamic| (l.language().name(), l.decoder(), l.language().image_version());
    languages.iter().map(|l| of(&**l)).map(|(name, decoder, version)| ImageLanguage { name, decoder, version }).collect()
}

impl Machine {
    /// The machine as an image. `start`: a function for whoever loads the image to call. In a call by a host function the frames
    /// that wait for it are not part of the image; a continuation that refers to them is.
    pub fn save_image(&mut self, start: Option<&Root>) -> Result<Vec<u8>, Error> {
        self.collect_all();
        let mut out = Output::default();
        out.count(self.hosts.len());
        self.hosts.iter().for_each(|(name, _)| out.str(name));
        let start = start.map_or(Word::UNDEFINED, |s| s.get(&self.vm));
        let mut states = vec![ImageState { name: MACHINE.into(), bytes: out.bytes, words: vec![start] }];
        for (i, l) in self.languages.iter().enumerate() {
            let state = l.language().save_state(&self.vm, LanguageId(i as u8))?;
            states.push(ImageState { name: l.language().name().into(), ..state });
        }
        image::save(&self.vm, &image_languages(&self.languages), &states)
    }

    /// The machine of an image, and the function to be called. `languages`: at least those that the image needs.
    pub fn from_image(
        bytes: &[u8],
        languages: Vec<AnyLanguage>,
        config: Config,
        limits: Limits,
        heap: HeapOptions,
    ) -> Result<(Machine, Option<Root>), Error> {
        let needed = image::overview(bytes)?.languages;
        let mut given: Vec<_> = languages.into_iter().map(|l| l.0).collect();
        let mut languages = Vec::new();
        for name in needed {
            let Some(i) = given.iter().position(|l| l.language().name() == name) else {
                return Err(Error::new(ErrorKind::Image, format!("the image needs the language {name}, which is not there")));
            };
            languages.push(given.swap_remove(i));
        }
        let (vm, states) = image::load(bytes, &image_languages(&languages), limits, heap)?;
        let mut machine = Machine::of_vm(config, vm);
        machine.languages = languages;
        let start = machine.restore(&states)?;
        Ok((machine, start))
    }

    fn restore(&mut self, states: &[ImageState]) -> Result<Option<Root>, Error> {
        let Some((own, states)) = states.split_first().filter(|(own, _)| own.name == MACHINE) else {
            return Err(damaged("it has no state of its machine"));
        };
        if states.len() != self.languages.len() {
            return Err(damaged("it has not the state of every language"));
        }
        // Roots first: the languages may allocate.
        let start = match own.words[..] {
            [Word::UNDEFINED] => None,
            [w] => Some(self.vm.root(w)),
            _ => return Err(damaged("its start is not one function")),
        };
        let mut input = Input::new(&own.bytes);
        let count = input.count(1)?;
        for _ in 0..count {
            let name = input.str()?.to_string();
            self.hosts.push((name.clone(), absent(name)));
        }
        input.end()?;
        for (i, (l, state)) in self.languages.iter().zip(states).enumerate() {
            let language = l.language();
            if state.name != language.name() {
                return Err(damaged("it has not the state of every language"));
            }
            language.restore_state(&mut self.vm, LanguageId(i as u8), state)?;
        }
        for code in self.vm.codes() {
            let checked = self.languages[code.language.0 as usize].language().check_code(&self.vm, code);
            checked.map_err(|why| damaged(&format!("{}: {why}", code.name)))?;
        }
        Ok(start)
    }
}

/// A function of the host that had saved the image, until the host defines it.
fn absent(name: String) -> HostFunction {
    let message = format!("{name}: this host does not have the function that the image needs");
    Arc::new(move |_, _| Err(Error::new(ErrorKind::Host, message.clone())))
}
