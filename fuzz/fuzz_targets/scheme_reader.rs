//! Any text is read, or refused with a position inside of it; what is read is read again from what is written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scheme::reader;
use vm_core::SourceId;
use vm_core::word::SymbolTable;

fuzz_target!(|text: &str| {
    let mut symbols = SymbolTable::default();
    let all = reader::read_all(&mut symbols, SourceId::default(), text, 500);
    if let Err(e) = &all {
        assert!(e.span.start <= e.span.end && e.span.end as usize <= text.len() + 1, "{e:?}");
    }
    // One datum after the other gives the same data.
    let (mut offset, mut count) = (0, 0);
    while let Ok(Some((_, end))) = reader::read_one(&mut symbols, text, offset, 500) {
        assert!(end > offset);
        (offset, count) = (end, count + 1);
    }
    if let Ok(all) = all {
        assert_eq!(all.len(), count);
    }
});
