//! Any text is read as terms, or refused with a position inside of it; reading goes on behind an error and comes to the end.
#![no_main]

use jitgen::{Config, Machine};
use libfuzzer_sys::fuzz_target;
use prolog::reader;
use std::cell::RefCell;
use vm_core::Limits;

/// So many texts are read by one machine, which takes longer to make than a text to read.
const TEXTS: u32 = 1000;

thread_local! {
    static MACHINE: RefCell<(u32, Option<Machine>)> = const { RefCell::new((0, None)) };
}

fn machine() -> Machine {
    let mut machine = Machine::new(Config::default(), Limits::default()).expect("a machine");
    machine.add_language(prolog::Prolog).expect("the library");
    machine
}

fuzz_target!(|text: &str| MACHINE.with_borrow_mut(|(texts, kept)| {
    *texts += 1;
    if *texts % TEXTS == 0 {
        *kept = None;
    }
    read(kept.get_or_insert_with(machine), text);
}));

fn read(machine: &mut Machine, text: &str) {
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
}
