//! Prolog machines as images: programs go on with all that they have defined.

mod output;

use jitgen::{AnyLanguage, Config, Machine};
use output::Output;
use vm_core::{ErrorKind, HeapOptions, LanguageId, Limits, Root, Source};

fn options() -> HeapOptions {
    HeapOptions { nursery_bytes: 64 << 10, verify: true, poison: true, ..HeapOptions::default() }
}

fn load(bytes: &[u8]) -> Result<(Machine, Option<Root>), vm_core::Error> {
    Machine::from_image(bytes, vec![AnyLanguage::new(prolog::Prolog)], Config::default(), Limits::default(), options())
}

const P: LanguageId = LanguageId(0);

/// What a program prints.
#[track_caller]
fn printed(machine: &mut Machine, text: &str) -> String {
    let output = Output::default();
    machine.vm_mut().output = Box::new(output.clone());
    machine.eval(P, Source::new("<test>", text)).unwrap_or_else(|e| panic!("{text}: {e}"));
    let bytes = output.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

const PROGRAM: &str = "
:- op(700, xfx, ===>).
:- op(200, xfy, **>).
:- dynamic(fact/2).
:- set_prolog_flag(double_quotes, codes).
fact(1, one). fact(2, [a, 'B c', \"codes\"]). fact(3, f(X, _, X)).
rule(X ===> Y) :- fact(X, Y).
greeting --> [hello], name.
name --> [world].
name --> [prolog].
count(N, N) :- !.
count(I, N) :- I1 is I + 1, count(I1, N).
big(X) :- X is 3 ** 100.
:- nb_setval(counter, 41).
:- assertz(fact(4, four)), retract(fact(1, _)).
attempt(Goal) :- catch(Goal, error(E, _), ( write(caught(E)), nl )).
main :- write(main), nl.
";

const CHECKS: &[(&str, &str)] = &[
    (":- findall(X, rule(X ===> _), L), write(L), nl.", "[2,3,4]\n"),
    (":- X = (a ===> b **> c), writeq(X), nl.", "a===>b**>c\n"),
    (":- phrase(greeting, [hello, prolog]), write(yes), nl.", "yes\n"),
    (":- fact(3, f(a, b, Z)), write(Z), nl.", "a\n"),
    (":- X = \"ab\", write(X), nl.", "[97,98]\n"),
    (":- count(0, 3000), big(X), write(X), nl.", "515377520732011331036461129765621272702107522001\n"),
    (":- nb_getval(counter, X), Y is X + 1, nb_setval(counter, Y), write(Y), nl.", "42\n"),
    (":- assertz(fact(5, five)), retract(fact(4, _)), findall(X, fact(X, _), L), write(L), nl.", "[2,3,5]\n"),
    (":- attempt(atom_length(_, _)).", "caught(instantiation_error)\n"),
    (":- append(X, [c], [a, b, c]), atom_codes(A, \"xy\"), write(X-A), nl.", "[a,b]-xy\n"),
    (":- X = 1, ( member(X, [2, 1]) -> write(found) ; write(lost) ), nl.", "found\n"),
];

#[test]
fn programs_go_on_in_the_loaded_machine() {
    let mut m = Machine::with_heap(Config::default(), Limits::default(), options()).unwrap();
    m.add_language(prolog::Prolog).unwrap();
    printed(&mut m, PROGRAM);
    let main: Root = m.global(P, "main").unwrap();
    let bytes = m.save_image(Some(&main)).unwrap();
    let (mut first, start) = load(&bytes).unwrap();
    let output = Output::default();
    first.vm_mut().output = Box::new(output.clone());
    assert!(first.call_function::<bool>(P, &start.unwrap(), ()).unwrap());
    assert_eq!(*output.0.lock().unwrap(), b"main\n");
    let again = first.save_image(None).unwrap();
    let (mut second, _) = load(&again).unwrap();
    for (text, value) in CHECKS {
        let expected = printed(&mut m, text);
        assert_eq!(expected, *value, "{text}");
        for m in [&mut first, &mut second] {
            assert_eq!(printed(m, text), expected, "{text}");
        }
    }
}

#[test]
fn the_host_calls_goals() {
    let mut m = Machine::new(Config::default(), Limits::default()).unwrap();
    m.add_language(prolog::Prolog).unwrap();
    printed(&mut m, "even(X) :- 0 is X mod 2. fails :- fail. raises :- throw(ball).");
    assert!(m.call_global::<bool>(P, "even", (4i64,)).unwrap());
    assert!(!m.call_global::<bool>(P, "even", (5i64,)).unwrap());
    let e = m.call_global::<bool>(P, "even", (4i64, 5i64)).unwrap_err();
    assert!(e.message.contains("no predicate even/2"), "{e}");
    let e = m.call_global::<bool>(P, "nothing", ()).unwrap_err();
    assert!(e.message.contains("not defined"), "{e}");
    assert!(!m.call_global::<bool>(P, "fails", ()).unwrap());
}

#[test]
fn damaged_images_are_refused() {
    let mut m = Machine::new(Config::default(), Limits::default()).unwrap();
    m.add_language(prolog::Prolog).unwrap();
    let bytes = m.save_image(None).unwrap();
    let (mut loaded, mut refused, mut state) = (0, 0, 88172645463325252u64);
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 20) as usize % n
    };
    let start = std::time::Instant::now();
    while start.elapsed().as_secs() < 2 {
        let mut bytes = bytes.clone();
        let at = 24 + below(bytes.len() - 24);
        bytes[at] ^= 1 << below(8);
        vm_core::image::seal(&mut bytes);
        match load(&bytes) {
            Ok((mut m, _)) => {
                m.vm_mut().collect(vm_core::Collection::Major);
                loaded += 1;
            }
            Err(e) => {
                assert!(matches!(e.kind, ErrorKind::Image | ErrorKind::Limit { .. }), "{e:?}");
                refused += 1;
            }
        }
    }
    assert!(loaded > 0 && refused > 0, "{loaded} loaded, {refused} refused");
}
