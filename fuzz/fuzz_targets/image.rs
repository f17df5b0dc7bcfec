//! Any bytes are refused as an image, or give a machine whose heap is sound. The checksum is made to fit, so that what it would
//! find is left to the checks behind it.
#![no_main]

use jitgen::{AnyLanguage, Config, Machine};
use libfuzzer_sys::fuzz_target;
use vm_core::{Collection, ErrorKind, HeapOptions, Limits, image};

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    image::seal(&mut bytes);
    let heap = HeapOptions { nursery_bytes: 64 << 10, verify: true, poison: true, ..HeapOptions::default() };
    let languages = vec![AnyLanguage::new(scheme::Scheme::default())];
    match Machine::from_image(&bytes, languages, Config::default(), Limits::default(), heap) {
        Ok((mut machine, _)) => {
            machine.vm_mut().collect(Collection::Major);
        }
        Err(e) => assert!(matches!(e.kind, ErrorKind::Image | ErrorKind::Limit { .. }), "{e:?}"),
    }
});
