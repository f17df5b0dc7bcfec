//! Tests of images: everything comes back, and nothing bad comes in.


use super::{HEADER, ImageLanguage, ImageState, OpsOf, languages, load, overview, read_file, save, seal, write_file};
use crate::assume::Switch;
use crate::frame::{Receiver, Resume};
use crate::testing::{LANGUAGE, Op, Random, code};
use crate::word::Special;
use crate::{
    CodeBuilder, Collection, Error, ErrorKind, Handler, HeapOptions, LanguageId, Limits, SiteKind, Source, Span, TailKind, Vm,
    Word, core_shapes::*,
};

const SWITCH: Switch = Switch::new(5);
const OPS: OpsOf<Op> = OpsOf::new();
const LANGUAGES: &[ImageLanguage<'static>] = &[ImageLanguage { name: "test", decoder: &OPS, version: 1 }];

fn options() -> HeapOptions {
    HeapOptions { nursery_bytes: 64 << 10, verify: true, poison: true, ..HeapOptions::default() }
}

fn restored(bytes: &[u8]) -> Result<(Vm, Vec<ImageState>), Error> {
    load(bytes, LANGUAGES, Limits::default(), options())
}

/// A VM with something of everything, and its image.
fn sample() -> (Vm, Vec<u8>) {
    let mut vm = Vm::with_options(Limits::default(), options()).unwrap();
    let source = vm.add_source(Source::new("a.test", "(define größe 1)\n"));
    let name = vm.symbols.intern("größe");
    let g = vm.global(LANGUAGE, name);
    let big = vm.make_bytes(BYTES, &[], 100_000).unwrap();
    vm.bytes_mut(big).iter_mut().enumerate().for_each(|(i, b)| *b = (i % 255) as u8);
    let float = vm.float(1e200);
    let text = crate::text::new(&mut vm, "wide: €").unwrap();
    let bigint = crate::number::parse::digits(&mut vm, "123456789012345678901234567890", 10).unwrap().unwrap();
    let list = [big.word(), float, text.word(), bigint, Word::char(0x1f600), Word::from_float(0.5).unwrap()]
        .into_iter()
        .fold(Word::NIL, |tail, w| vm.pair(w, tail));
    vm.set_global(g, list);
    // A cycle, a weak reference, an ephemeron, a shared object, a shape with a class, symbols of all kinds.
    let cell = vm.make(CELL, &[list]);
    let weak = vm.make(WEAK, &[cell.word()]).word();
    let e = vm.make(EPHEMERON, &[cell.word(), weak]).word();
    let gensym = vm.symbols.uninterned_weak("g");
    let host = vm.host_value(Box::new(5u8), 0);
    let words = [cell.word(), e, list, gensym.into(), PAIR.id().into_word(), host.word()];
    let vector = vm.make_slots(VECTOR, &[], &words).unwrap();
    vm.set(cell, Cell::value, vector.word());
    let class = vm.symbols.intern("class");
    let shape = vm.shapes.add(class, 2, TailKind::Slots, 1, true, Special::Weak);
    vm.shapes.get_mut(shape).meta = vector.word();
    vm.registers[1] = vector.word();
    // Code with everything that code has.
    let mut b: CodeBuilder<Op> = CodeBuilder::new("f", LANGUAGE, 1, source);
    b.attribute(77);
    let (s0, s1) = (b.slot(0), b.slot(1));
    let k = b.literal(g.word());
    b.span(Span::new(0, 17));
    b.emit(Op::Load { dst: s1, value: k });
    b.mark(SiteKind::Loop);
    let to = crate::Target::new(b.here());
    b.span(Span::new(8, 15));
    b.emit(Op::Add { dst: s1, a: s0, b: s1 });
    b.mark(SiteKind::Join);
    b.emit(Op::JumpLess { a: s0, b: s1, target: to });
    let f_args = crate::Args { base: 0, count: 2 };
    b.emit(Op::Call { dst: s0, f_args });
    b.mark(SiteKind::Return);
    let slots = b.list(&[s1, s0, s1]).unwrap();
    b.emit(Op::Gather { dst: s0, slots });
    b.mark(SiteKind::TakeBack(3));
    b.emit(Op::Return { value: s0 });
    b.handler(Handler { from: 1, to: 4, target: 4, slot: s0 });
    let code = b.finish().unwrap();
    let f = vm.add_code(code);
    let closure = vm.make_slots(CLOSURE, &[f.into()], &[list]).unwrap();
    vm.registers[2] = closure.word();
    // A continuation of twenty frames.
    vm.begin_entry();
    for i in 0..20 {
        let waits = Resume { pc: 4, slot: Some(vm.code(f).slot(0)) };
        vm.set_resume(waits);
        vm.push_frame(f, &[Word::smi(i)]).unwrap();
        vm.top_slots()[1] = list;
        vm.set_resume(waits);
        if i == 11 {
            vm.registers[3] = vm.capture().unwrap();
        }
    }
    vm.push_frame(f, &[]).unwrap();
    vm.registers[4] = vm.capture().unwrap();
    vm.end_entry();
    vm.turn_on(SWITCH);
    vm.collect(Collection::Major);
    let state = ImageState { name: "test".into(), bytes: b"state".to_vec(), words: vec![vm.registers[1], Word::smi(3)] };
    let bytes = save(&vm, LANGUAGES, &[state]).unwrap();
    (vm, bytes)
}

trait IntoWord {
    fn into_word(self) -> Word;
}

impl IntoWord for crate::ShapeId {
    fn into_word(self) -> Word {
        Word::constant(crate::ConstKind::Shape, self.bits())
    }
}

#[test]
fn everything_comes_back() {
    let (vm, bytes) = sample();
    let (mut new, states) = restored(&bytes).unwrap();
    new.collect(Collection::Minor);
    assert_eq!((states[0].name.as_str(), &states[0].bytes[..]), ("test", &b"state"[..]));
    assert_eq!(states[0].words, [new.registers[1], Word::smi(3)]);
    let name = new.symbols.find("größe").unwrap();
    let g = new.find_global(LANGUAGE, name).unwrap();
    let mut w = new.global_value(g);
    let mut items = Vec::new();
    while let Some(p) = new.cast(w, PAIR) {
        items.push(new.get(p, Pair::car));
        w = new.get(p, Pair::cdr);
    }
    assert_eq!(items[..2], [Word::from_float(0.5).unwrap(), Word::char(0x1f600)]);
    use crate::number::format::{FloatStyle, to_text};
    assert_eq!(to_text(&new, items[2], 10, &FloatStyle::TOWER).unwrap(), "123456789012345678901234567890");
    assert_eq!(crate::text::to_string(&new, new.cast(items[3], TEXT).unwrap()), "wide: €");
    assert_eq!(new.float_value(items[4]), Some(1e200));
    let big = new.cast(items[5], BYTES).unwrap();
    assert!(new.bytes(big).iter().enumerate().all(|(i, b)| *b == (i % 255) as u8) && new.length(big) == 100_000);

    let vector = new.cast(new.registers[1], VECTOR).unwrap();
    let [cell, e, list, gensym, shape, host] = new.elements(vector).try_into().unwrap();
    assert_eq!(new.get(new.cast(cell, CELL).unwrap(), Cell::value), vector.word());
    assert_eq!(new.slot(e, 0), Some(cell));
    assert_eq!(new.slot(new.slot(e, 1).unwrap(), 0), Some(cell));
    assert_eq!(list, new.global_value(g));
    let gensym = gensym.as_symbol().unwrap();
    assert!(!new.symbols.is_interned(gensym) && !new.symbols.is_permanent(gensym));
    assert_eq!(shape, PAIR.id().into_word());
    assert!(new.host::<u8>(host).is_none());
    assert_eq!(new.symbols.capacity(), vm.symbols.capacity());
    let class = new.shapes.iter().last().unwrap();
    assert_eq!((new.symbols.name(class.name), class.meta, class.special), ("class", vector.word(), Special::Weak));

    let f = new.get(new.cast(new.registers[2], CLOSURE).unwrap(), Closure::code).as_code().unwrap();
    let (a, b) = (vm.code(f), new.code(f));
    assert_eq!((&a.name, a.params, a.slots, a.attribute), (&b.name, b.params, b.slots, b.attribute));
    assert_eq!(a.ops_of::<Op>(), b.ops_of::<Op>());
    assert_eq!((a.handlers(), a.spans()), (b.handlers(), b.spans()));
    let sites = |c: &crate::Code| c.sites().iter().map(|s| (s.pc, s.kind)).collect::<Vec<_>>();
    assert_eq!(sites(a), sites(b));
    assert_eq!((b.literals()[0], a.lists()), (g.word(), b.lists()));
    assert!(new.is_on(SWITCH) && !new.is_on(Switch::new(4)));
    assert_eq!(new.source(b.source()).text, "(define größe 1)\n");
    assert_eq!(vm.listing(a).to_string(), new.listing(b).to_string());

    for (register, first) in [(4, 19), (3, 10)] {
        new.begin_entry();
        let k = new.registers[register];
        assert_eq!(new.reinstate(k), Some(Receiver::Frame));
        let numbers: Vec<_> = new.frames().map(|f| f.slots[0].as_smi().unwrap()).collect();
        assert_eq!(numbers, (0..=first).rev().collect::<Vec<_>>());
        assert!(new.frames().all(|f| f.slots[1] == list && f.resume.pc == 4));
        while new.pop_frame().is_some() || new.underflow() {}
        new.end_entry();
        new.collect(Collection::Major);
        let vector = new.cast(new.registers[1], VECTOR).unwrap();
        assert_eq!(new.elements(vector)[2], list);
    }
    // A saved image of the restored VM is restored, too.
    new.collect(Collection::Major);
    let again = save(&new, LANGUAGES, &[]).unwrap();
    let (mut third, _) = restored(&again).unwrap();
    third.collect(Collection::Major);
    assert_eq!(third.codes().count(), vm.codes().count());
}

#[test]
fn the_restored_machine_allocates_and_collects() {
    let mut vm = Vm::with_options(Limits::default(), options()).unwrap();
    let mut list = Word::NIL;
    for i in 0..200_000 {
        list = vm.pair(Word::smi(i), list);
    }
    vm.registers[0] = list;
    let bytes = save(&vm, &[], &[]).unwrap();
    let (mut vm, _) =
        load(&bytes, &[], Limits::default(), HeapOptions { nursery_bytes: 64 << 10, ..HeapOptions::default() }).unwrap();
    for round in 0..3 {
        for i in 0..100_000 {
            vm.registers[1] = vm.pair(Word::smi(i), vm.registers[if i % 1000 == 0 { 0 } else { 1 }]);
            crate::testing::safepoint(&mut vm);
        }
        vm.collect(if round == 1 { Collection::Major } else { Collection::Minor });
        let (mut w, mut n) = (vm.registers[0], 200_000);
        while let Some(p) = vm.cast(w, PAIR) {
            n -= 1;
            assert_eq!(vm.get(p, Pair::car), Word::smi(n));
            w = vm.get(p, Pair::cdr);
        }
        assert_eq!(n, 0);
    }
    vm.registers.fill(Word::NIL);
    vm.collect(Collection::Major);
    assert!(vm.heap_stats().live < 1 << 16);
}

#[test]
fn every_flipped_bit_and_every_truncation_is_found() {
    let (_, bytes) = sample();
    let is_image = |r: Result<(Vm, Vec<ImageState>), Error>| matches!(r, Err(e) if matches!(e.kind, ErrorKind::Image));
    let mut random = Random(4711);
    for i in 0..600 {
        let mut damaged = bytes.clone();
        let at = if i < HEADER * 8 { i / 8 } else { random.below(bytes.len()) };
        damaged[at] ^= 1 << (i % 8);
        assert!(is_image(restored(&damaged)), "bit {} of byte {at}", i % 8);
        let cut = if i < 100 { i } else { random.below(bytes.len()) };
        assert!(is_image(restored(&bytes[..cut])));
    }
    assert!(is_image(restored(&[])));
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(is_image(restored(&longer)));
}

/// Damage that the checksum does not find, because somebody has computed it anew: an error, or a VM in good order.
#[test]
fn whatever_an_image_holds_the_machine_stays_sound() {
    let (_, bytes) = sample();
    let mut random = Random(20_240_815);
    let (mut accepted, mut refused) = (0, 0);
    // The large byte array in the middle would take most of the hits.
    let places: Vec<usize> = (HEADER..bytes.len())
        .filter(|i| bytes[i.saturating_sub(20)..*i].windows(2).any(|w| w[1] != w[0].wrapping_add(1)))
        .collect();
    for i in 0..6000 {
        let mut damaged = bytes.clone();
        for _ in 0..=random.below(3) {
            let at = places[random.below(places.len())];
            match i % 4 {
                0 => damaged[at] ^= 1 << random.below(8),
                1 => damaged[at] = random.below(256) as u8,
                2 => damaged[at] = damaged[at].wrapping_add(8),
                _ => {
                    // One stored word over another.
                    let from = places[random.below(places.len())].min(bytes.len() - 8);
                    let to = at.min(bytes.len() - 8);
                    damaged.copy_within(from..from + 8, to);
                }
            }
        }
        seal(&mut damaged);
        match restored(&damaged) {
            Ok((mut vm, _)) => {
                accepted += 1;
                exercise(&mut vm);
            }
            Err(e) => {
                refused += 1;
                assert!(matches!(e.kind, ErrorKind::Image | ErrorKind::Limit { .. }), "{e:?}");
            }
        }
    }
    assert!(accepted > 100 && refused > 1000, "{accepted} accepted, {refused} refused");
}

/// Uses what was loaded, with the verifier on.
fn exercise(vm: &mut Vm) {
    vm.collect(Collection::Minor);
    for code in vm.codes() {
        let live = code.liveness();
        assert!((0..code.len()).all(|pc| (0..code.slots as usize).all(|s| live.is_live(pc as u32, s) || pc < code.len())));
        let _ = vm.listing(code).to_string();
        for pc in 0..code.len() {
            let span = code.span(pc as u32);
            if span != Span::default() {
                let _ = &vm.source(code.source()).text[span.start as usize..span.end as usize];
            }
        }
    }
    for k in vm.registers {
        vm.begin_entry();
        if vm.reinstate(k) == Some(Receiver::Frame) {
            let count = vm.frames().count();
            assert!((0..count - 1).all(|_| vm.pop_frame().is_some() || vm.underflow()));
        }
        vm.end_entry();
    }
    vm.collect(Collection::Major);
}

#[test]
fn images_of_other_versions_are_refused_politely() {
    let (mut vm, bytes) = sample();
    let message = |bytes: &[u8], languages: &[ImageLanguage<'_>]| {
        load(bytes, languages, Limits::default(), options()).err().map(|e| e.message).unwrap_or_default()
    };
    let mut other = bytes.clone();
    other[8] = 99;
    assert!(message(&other, LANGUAGES).contains("format 99"));
    assert!(message(&bytes, &[]).contains("another version"));
    assert!(message(&bytes, &[ImageLanguage { name: "other", decoder: &OPS, version: 1 }]).contains("another version"));
    assert!(message(b"hello, world, I am a text", LANGUAGES).contains("not an image"));
    // And a VM whose code nobody knows cannot be saved.
    assert!(save(&vm, &[], &[]).is_err());
    let limits = Limits { heap_bytes: 50_000, ..Limits::default() };
    assert!(matches!(load(&bytes, LANGUAGES, limits, options()).err().unwrap().kind, ErrorKind::Limit { which: "heap", .. }));
    let _ = code(&mut vm, "g", 1, &[]);
    let _ = LanguageId(0);
}

#[test]
fn an_overview_needs_no_languages() {
    let (vm, bytes) = sample();
    let o = overview(&bytes).unwrap();
    assert_eq!(languages(&bytes).unwrap(), o.languages);
    assert_eq!((o.languages, o.sources, o.codes), (vec!["test".to_string()], vec!["a.test".to_string()], 1));
    assert!(o.heap_bytes > 100_000 && o.symbols > 3 && o.shapes == vm.shapes.count());
    assert!(overview(&bytes[..100]).is_err());
}

#[test]
fn files_are_replaced_whole_or_not_at_all() {
    let directory = std::env::temp_dir().join(format!("vm-image-test-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let path = directory.join("test.image");
    write_file(&path, b"one").unwrap();
    write_file(&path, b"two").unwrap();
    assert_eq!(read_file(&path).unwrap(), b"two");
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1);
    assert!(write_file(&directory.join("missing").join("x"), b"").is_err());
    assert!(write_file(&directory, b"three").is_err());
    assert!(read_file(&directory.join("none")).is_err());
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1);
    std::fs::remove_dir_all(&directory).unwrap();
}
