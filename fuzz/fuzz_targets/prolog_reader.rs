//! Any text is read as terms, or refused with a position inside of it; reading goes on behind an error and comes to the end.
#![no_main]

use jitgen::{Config, Machine};
use libfuzzer_sys::fuzz_target;
use prolog::reader;
use vm_core::Limits;

fuzz_target!(|text: &str| {
    let mut machine = Machine::new(Config::default(), Limits::default()).expect("a machine");
    machine.add_language(prolog::Prolog).expect("the library");
    let mut at = 0;
    while at < text.len() {
        let (read, next) = reader::read(machine.vm_mut(), text, at);
        match read {
            Ok(read) if read.term.is_none() => break,
            Ok(read) => assert!(read.start >= at && read.start <= text.len()),
            Err(e) => assert!(e.at <= text.len(), "{e:?}"),
        }
        assert!(next > at && text.is_char_boundary(next), "{at} {next}");
        at = next;
    }
});
