//! Measures what a machine with Scheme costs: made by compiling the library, and loaded from an image.

use jitgen::{AnyLanguage, Config, Machine};
use std::time::Instant;
use vm_core::{Error, HeapOptions, Limits};

const TIMES: u32 = 50;

fn main() -> Result<(), Error> {
    let mut bytes = Vec::new();
    let start = Instant::now();
    for _ in 0..TIMES {
        let mut machine = Machine::new(Config::default(), Limits::default())?;
        machine.add_language(scheme::Scheme::default())?;
        bytes = if bytes.is_empty() { machine.save_image(None)? } else { bytes };
    }
    let compiled = start.elapsed() / TIMES;
    let start = Instant::now();
    for _ in 0..TIMES {
        let languages = vec![AnyLanguage::new(scheme::Scheme::default())];
        Machine::from_image(&bytes, languages, Config::default(), Limits::default(), HeapOptions::from_environment())?;
    }
    println!("compiled {compiled:?}, loaded {:?} from {} bytes", start.elapsed() / TIMES, bytes.len());
    Ok(())
}
