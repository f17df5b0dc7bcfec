//! Scheme machines as images: programs go on where they were, and nothing bad comes in.

use jitgen::{AnyLanguage, Config, Machine};
use vm_core::{Error, ErrorKind, HeapOptions, LanguageId, Limits, Root, Source, image};

fn options() -> HeapOptions {
    HeapOptions { nursery_bytes: 64 << 10, verify: true, poison: true, ..HeapOptions::default() }
}

fn machine() -> (Machine, LanguageId) {
    let mut machine = Machine::with_heap(Config::default(), Limits::default(), options()).unwrap();
    let scheme = machine.add_language(scheme::Scheme::default()).unwrap();
    (machine, scheme)
}

fn load(bytes: &[u8]) -> Result<(Machine, Option<Root>), Error> {
    let languages = vec![AnyLanguage::new(scheme::Scheme::default())];
    Machine::from_image(bytes, languages, Config::default(), Limits::default(), options())
}

fn source(text: &str) -> Source {
    Source::new("<test>", text)
}

#[track_caller]
fn written(machine: &mut Machine, text: &str) -> String {
    let scheme = machine.language("scheme").unwrap();
    match machine.eval(scheme, source(text)) {
        Ok(value) => machine.show(scheme, value, true),
        Err(e) => panic!("{e}"),
    }
}

/// A program with a definition of every kind.
const PROGRAM: &str = "
(define-library (counting) (export counter (rename next! step!))
  (import (scheme base))
  (begin (define-record-type counter (make-counter n) counter? (n counter-n set-counter-n!))
         (define (counter n) (make-counter n))
         (define (next! c) (set-counter-n! c (+ 1 (counter-n c))) (counter-n c))))
(define first-form 1)
(import (counting))
(define-syntax swap! (syntax-rules () ((_ a b) (let ((t a)) (set! a b) (set! b t)))))
(define-syntax my-or (syntax-rules () ((_) #f) ((_ e) e) ((_ e r ...) (let ((t e)) (if t t (my-or r ...))))))
(define-record-type <point> (point x y) point? (x point-x) (y point-y set-point-y!))
(define p (point 1 \"two\"))
(define c (counter 41))
(define table (make-equal-hash-table))
(hash-table-set! table '(a b) 1.5)
(define big (expt 3 200))
(define data (list 1/3 (make-rectangular 1 2) #\\λ \"größe\" 'sym #u8(1 2) (vector 1 2) car))
(define cycle (list 1 2)) (set-cdr! (cdr cycle) cycle)
(define param (make-parameter 10))
(define promise (delay (begin (set! forced (+ forced 1)) forced)))
(define forced 0)
(define (car x) (list 'mine x))
(define k #f)
(define times 0)
(define trail '())
(define (run) (let ((v (call/cc (lambda (c) (set! k c) 'first)))) (set! trail (cons v trail)) (reverse trail)))
(run)
(define text-port (open-input-string \"abc def\"))
(read-char text-port)
(define (fail) (vector-ref (vector 1 2) 5))
(define (main . args) (list 'main args))
";

const CHECKS: &[(&str, &str)] = &[
    ("(step! c)", "42"),
    ("(let ((a 1) (b 2)) (swap! a b) (list a b))", "(2 1)"),
    ("(let ((t 5)) (my-or #f t))", "5"),
    ("(list (point? p) (point-x p) (point-y p) (point? c))", "(#t 1 \"two\" #f)"),
    ("(set-point-y! p 7) (point-y p)", "7"),
    ("(hash-table-ref/default table (list 'a 'b) #f)", "1.5"),
    ("(= big (expt 3 200))", "#t"),
    ("(list-head data 7)", "(1/3 1+2i #\\λ \"größe\" sym #u8(1 2) #(1 2))"),
    ("((list-ref data 7) '(9 8))", "9"),
    ("(caddr cycle)", "1"),
    ("(parameterize ((param 11)) (param))", "11"),
    ("(list (force promise) (force promise))", "(1 1)"),
    ("(car 1)", "(mine 1)"),
    // The captured program goes on to its end.
    ("(begin (set! times (+ times 1)) (if (< times 2) (k times) 'not-again))", "#<unspecified>"),
    ("trail", "(1 first)"),
    ("(read-char text-port)", "#\\b"),
    ("(eval '(+ 1 2) (interaction-environment))", "3"),
    ("(guard (e (#t (condition/report-string e))) (fail))", "\"vector-ref: argument 2 must be a valid index, not 5\""),
    ("(let loop ((i 0) (s 0)) (if (= i 1000) s (loop (+ i 1) (+ s (vector-length (make-vector i))))))", "499500"),
    ("(map (lambda (x) (* x x)) '(1 2 3))", "(1 4 9)"),
    ("(call-with-output-string (lambda (port) (write 'x port)))", "\"x\""),
    ("(let-values (((q r) (floor/ 7 2))) (list q r))", "(3 1)"),
    ("(main 1 2)", "(main (1 2))"),
];

#[test]
fn programs_go_on_in_the_loaded_machine() {
    let (mut m, s) = machine();
    m.eval(s, Source::new("p.scm", PROGRAM)).unwrap();
    let main: Root = m.global(s, "main").unwrap();
    let bytes = m.save_image(Some(&main)).unwrap();
    // The machine itself goes on too, and gives the same answers as its image, and as the image of that.
    let (mut first, start) = load(&bytes).unwrap();
    let start = start.unwrap();
    assert_eq!(first.call_function::<(vm_core::Symbol, Vec<i64>)>(s, &start, (5,)).unwrap().1, [5]);
    let again = first.save_image(None).unwrap();
    let (mut second, none) = load(&again).unwrap();
    assert!(none.is_none());
    for (text, value) in CHECKS {
        for (i, m) in [&mut m, &mut first, &mut second].into_iter().enumerate() {
            assert_eq!(written(m, text), *value, "machine {i}: {text}");
        }
    }
    let e = second.eval(s, source("(fail)")).unwrap_err();
    assert!(e.trace.iter().any(|t| t.location.as_ref().is_some_and(|l| l.source == "p.scm")), "{:?}", e.trace);
}

#[test]
fn functions_of_the_host_come_from_the_host() {
    let (mut m, s) = machine();
    m.define(s, "host-add", |a: i64, b: i64| a + b).unwrap();
    m.eval(s, source("(define (f x) (host-add x 1)) (f 1)")).unwrap();
    let bytes = m.save_image(None).unwrap();
    let (mut m, _) = load(&bytes).unwrap();
    let e = m.eval(s, source("(f 1)")).unwrap_err();
    assert_eq!(e.message, "host-add: host-add: this host does not have the function that the image needs".replacen("host-add: ", "", 1));
    m.define(s, "host-add", |a: i64, b: i64| a * 100 + b).unwrap();
    assert_eq!(written(&mut m, "(list (f 2) (host-add 3 4))"), "(201 304)");
}

#[test]
fn machines_can_be_saved_from_within() {
    let (mut m, s) = machine();
    let saved = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let to = saved.clone();
    m.define(s, "save!", move |m: &mut Machine, start: Root| m.save_image(Some(&start)).map(|bytes| *to.lock().unwrap() = bytes)).unwrap();
    let text = "(define n 1)
        (define (work)
          (let ((state (call/cc (lambda (k) (save! k) 'saved))))
            (set! n (+ n 1))
            (list state n (let loop ((i 0)) (if (< i 500) (loop (+ i 1)) i)))))
        (let ((result (dynamic-wind (lambda () #f) work (lambda () (set! n (* n 10)))))) (append result (list n)))";
    assert_eq!(written(&mut m, text), "(saved 2 500 20)");
    // The image goes on in the middle of the program, any number of times.
    let bytes = saved.lock().unwrap().clone();
    for state in [7, 8] {
        let (mut m, k) = load(&bytes).unwrap();
        let (found, n, turns, end): (i64, i64, i64, i64) = m.call_function(s, &k.unwrap(), (state,)).unwrap();
        assert_eq!((found, n, turns, end), (state, 2, 500, 20));
    }
}

fn refused(bytes: &[u8]) -> String {
    let e = load(bytes).err().expect("refused");
    assert!(matches!(e.kind, ErrorKind::Image), "{e:?}");
    e.message
}

#[test]
fn bad_images_are_refused() {
    let (mut m, _) = machine();
    let bytes = m.save_image(None).unwrap();
    assert_eq!(refused(b""), "not an image");
    assert_eq!(refused(b"(display 1)"), "not an image");
    assert_eq!(refused(&bytes[..bytes.len() - 1]), "damaged image: it is not as long as it says");
    let mut damaged = bytes.clone();
    damaged[bytes.len() / 2] ^= 4;
    assert_eq!(refused(&damaged), "damaged image: its checksum is wrong");
    let languages = vec![];
    let e = Machine::from_image(&bytes, languages, Config::default(), Limits::default(), options()).err().unwrap();
    assert_eq!(e.message, "the image needs the language scheme, which is not there");
    let limits = Limits { heap_bytes: 10_000, ..Limits::default() };
    let languages = vec![AnyLanguage::new(scheme::Scheme::default())];
    let e = Machine::from_image(&bytes, languages, Config::default(), limits, options()).err().unwrap();
    assert!(matches!(e.kind, ErrorKind::Limit { which: "heap", .. }), "{e:?}");
}

/// xorshift64*
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }
}

/// Damage that a checksum does not find: the loader refuses it or gives a machine that can be used.
#[test]
fn mutated_images_never_do_harm() {
    let (mut m, s) = machine();
    m.eval(s, Source::new("p.scm", PROGRAM)).unwrap();
    let bytes = m.save_image(None).unwrap();
    let seed = std::env::var("VM_RANDOM_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let seconds = std::env::var("VM_RANDOM_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(3);
    let mut random = Random(seed | 1 << 40);
    let (mut refused, mut loaded) = (0, 0);
    let start = std::time::Instant::now();
    while start.elapsed().as_secs() < seconds {
        let mut bytes = bytes.clone();
        for _ in 0..=random.below(3) {
            let at = 24 + random.below(bytes.len() - 24);
            match random.below(4) {
                0 => bytes[at] ^= 1 << random.below(8),
                1 => bytes[at] = random.below(256) as u8,
                2 => bytes.truncate(at),
                _ => drop(bytes.splice(at..at, [random.below(256) as u8])),
            }
        }
        image::seal(&mut bytes);
        match load(&bytes) {
            Ok((mut m, _)) => {
                loaded += 1;
                m.vm_mut().collect(vm_core::Collection::Major);
            }
            Err(e) => {
                assert!(matches!(e.kind, ErrorKind::Image | ErrorKind::Limit { .. }), "seed {seed}: {e:?}");
                refused += 1;
            }
        }
    }
    assert!(refused > 10 && loaded > 0, "{refused} refused, {loaded} loaded");
}
