//! Scheme inside a host: functions and values both ways, errors, limits, interrupts, threads.

use jitgen::{Config, FromWord, IntoWord, Machine};
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use vm_core::{Error, ErrorKind, HeapOptions, LanguageId, Limits, Root, Source, Symbol, Word};

#[path = "../examples/embed.rs"]
mod example;

#[test]
fn the_example_runs() {
    example::main().unwrap();
}

/// How a machine runs: plainly interpreted; everything compiled at once; collecting all the time.
fn modes() -> [(Config, HeapOptions); 3] {
    let eager = Config::eager();
    let stress = HeapOptions { collect_every: 7, verify: true, poison: true, ..HeapOptions::default() };
    let plain = Config { jit: false, ..Config::default() };
    [(plain.clone(), HeapOptions::default()), (eager, HeapOptions::default()), (plain, stress)]
}

fn machine_with(config: Config, heap: HeapOptions, limits: Limits) -> (Machine, LanguageId) {
    let mut machine = Machine::with_heap(config, limits, heap).unwrap();
    let scheme = machine.add_language(scheme::Scheme::default()).unwrap();
    (machine, scheme)
}

fn machine() -> (Machine, LanguageId) {
    machine_with(Config::default(), HeapOptions::default(), Limits::default())
}

/// Runs a test in every mode.
fn everywhere(test: impl Fn(&mut Machine, LanguageId)) {
    for (config, heap) in modes() {
        let (mut machine, scheme) = machine_with(config, heap, Limits::default());
        test(&mut machine, scheme);
    }
}

fn source(text: &str) -> Source {
    Source::new("<test>", text)
}

/// The value of a text, as it is written.
#[track_caller]
fn written(machine: &mut Machine, scheme: LanguageId, text: &str) -> String {
    match machine.eval(scheme, source(text)) {
        Ok(value) => machine.show(scheme, value, true),
        Err(e) => panic!("{e}"),
    }
}

#[track_caller]
fn round_trip<T: FromWord + IntoWord + Clone + PartialEq + Debug + Send + Sync + 'static>(
    machine: &mut Machine,
    scheme: LanguageId,
    value: T,
    text: &str,
) {
    let word = machine.make(value.clone()).unwrap();
    assert_eq!(machine.show(scheme, word, true), text);
    assert_eq!(machine.convert::<T>(word), Some(value.clone()));
    // And through a function of the host.
    machine.define(scheme, "id", |x: T| x).unwrap();
    machine.define(scheme, "value", move || value.clone()).unwrap();
    assert_eq!(written(machine, scheme, "(id (value))"), text);
}

#[test]
fn values_convert_both_ways() {
    everywhere(|m, s| {
        round_trip(m, s, true, "#t");
        round_trip(m, s, i64::MIN, "-9223372036854775808");
        round_trip(m, s, u64::MAX, "18446744073709551615");
        round_trip(m, s, -128i8, "-128");
        round_trip(m, s, 65535u16, "65535");
        round_trip(m, s, 1.5f64, "1.5");
        round_trip(m, s, 1e300f64, "1e300");
        round_trip(m, s, 'λ', "#\\λ");
        round_trip(m, s, "a\"größe€".to_string(), "\"a\\\"größe€\"");
        round_trip(m, s, vec![1i64, 2, 3], "(1 2 3)");
        round_trip(m, s, Vec::<String>::new(), "()");
        round_trip(m, s, vec![vec![1u8], vec![]], "((1) ())");
        round_trip(m, s, Some(7i32), "7");
        round_trip(m, s, None::<i32>, "#f");
        round_trip(m, s, (1i64, "two".to_string(), 3.0f64), "(1 \"two\" 3.0)");
        round_trip(m, s, Box::<[u8]>::from([0u8, 255]), "#u8(0 255)");
        let symbol = m.vm_mut().symbols.intern("abc");
        round_trip(m, s, symbol, "abc");
    });
}

#[test]
fn values_convert_from_what_guests_have() {
    let (mut m, s) = machine();
    let m = &mut m;
    assert_eq!(m.eval_as::<Vec<i64>>(s, source("#(1 2 3)")).unwrap(), [1, 2, 3]);
    assert_eq!(m.eval_as::<(i64, bool)>(s, source("(values 1 #f)")).unwrap(), (1, false));
    assert_eq!(m.eval_as::<f64>(s, source("1/4")).unwrap(), 0.25);
    assert_eq!(m.eval_as::<f64>(s, source("(expt 10 30)")).unwrap(), 1e30);
    assert_eq!(m.eval_as::<Option<i64>>(s, source("(if #f #f)")).unwrap(), None);
    assert_eq!(m.eval_as::<char>(s, source("\"x\"")).unwrap(), 'x');
    m.eval_as::<()>(s, source("'anything")).unwrap();
    let wrong = |m: &mut Machine, text: &str, part: &str, e: Option<Error>| {
        let e = e.unwrap_or_else(|| panic!("{text} was converted"));
        assert!(matches!(e.kind, ErrorKind::Host) && e.message.contains(part), "{e:?}");
        let _ = m;
    };
    let e = m.eval_as::<i64>(s, source("'x")).err();
    wrong(m, "'x", "is not an integer of 64 bits", e);
    let e = m.eval_as::<i64>(s, source("(expt 2 64)")).err();
    wrong(m, "2^64", "is not an integer of 64 bits", e);
    let e = m.eval_as::<u8>(s, source("256")).err();
    wrong(m, "256", "is not an integer from 0 to 255", e);
    let e = m.eval_as::<Vec<i64>>(s, source("(let ((l (list 1 2 3 4))) (set-cdr! (cdddr l) l) l)")).err();
    wrong(m, "endless", "is not a list", e);
    let e = m.eval_as::<Vec<i64>>(s, source("'(1 2 . 3)")).err();
    wrong(m, "improper", "is not a list", e);
    let e = m.eval_as::<(i64, i64)>(s, source("'(1 2 3)")).err();
    wrong(m, "three", "is not a list of two elements", e);
}

#[test]
fn functions_of_the_host_are_procedures() {
    everywhere(|m, s| {
        m.define(s, "add", |a: i64, b: i64| a + b).unwrap();
        m.define(s, "now", || 42u64).unwrap();
        m.define_variadic(s, "count", |_: &mut Machine, args: &[Word]| args.len()).unwrap();
        assert_eq!(written(m, s, "(list (add 1 2) (now) (count) (count 1 2 3) (procedure? add))"), "(3 42 0 3 #t)");
        assert_eq!(written(m, s, "(map add '(1 2) '(10 20))"), "(11 22)");
        assert_eq!(written(m, s, "(apply count (iota 300))"), "300");
        assert_eq!(written(m, s, "(let loop ((i 0) (n 0)) (if (= i 1000) n (loop (+ i 1) (add n i))))"), "499500");
        // Programs that import see those of the library (host), under whatever name.
        let import = Source::new("p.scm", "(import (scheme base) (rename (host) (add plus))) (plus 3 4)");
        assert_eq!(m.eval_as::<i64>(s, import).unwrap(), 7);
        // A program may define the name itself; a function defined again is another one.
        assert_eq!(written(m, s, "(define (add a) (list a)) (add 5)"), "(5)");
        m.define(s, "now", || 43u64).unwrap();
        assert_eq!(written(m, s, "(now)"), "43");
    });
}

#[test]
fn errors_of_the_host_are_conditions() {
    everywhere(|m, s| {
        m.define(s, "half", |n: i64| if n % 2 == 0 { Ok(n / 2) } else { Err(format!("{n} is odd")) }).unwrap();
        m.define(s, "broken", |n: i64| -> i64 { panic!("{n}") }).unwrap();
        m.define(s, "parse", |t: String| t.parse::<i64>()).unwrap();
        let caught = |m: &mut Machine, text: &str| {
            written(m, s, &format!("(guard (e ((error-object? e) (condition/report-string e))) {text})"))
        };
        assert_eq!(caught(m, "(half 4)"), "2");
        assert_eq!(caught(m, "(half 5)"), "\"half: 5 is odd\"");
        assert_eq!(caught(m, "(half \"x\")"), "\"half: argument 1 must be an integer of 64 bits\"");
        assert_eq!(caught(m, "(half 1 2)"), "\"half takes 1 argument, got 2\"");
        assert_eq!(caught(m, "(parse \"x1\")"), "\"parse: invalid digit found in string\"");
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| ()));
        assert_eq!(caught(m, "(broken 1)"), "\"broken: the host function panicked\"");
        std::panic::set_hook(hook);
        // Uncaught it is the host's, with the place.
        let e = m.eval(s, Source::new("x.scm", "(define (f)\n  (+ 1 (half 3)))\n(f)")).unwrap_err();
        assert!(matches!(e.kind, ErrorKind::Uncaught(_)));
        assert_eq!(e.message, "half: 3 is odd");
        assert!(e.trace.iter().any(|t| t.function == "f"), "{:?}", e.trace);
    });
}

/// Functions that call back: each calls its first argument.
fn call_back(m: &mut Machine, s: LanguageId) {
    m.define(s, "twice", move |m: &mut Machine, f: Root, x: i64| -> Result<i64, Error> {
        let once: i64 = m.call_function(s, &f, (x,))?;
        m.call_function(s, &f, (once,))
    })
    .unwrap();
    m.define(s, "call", move |m: &mut Machine, f: Root| m.call_function::<Root>(s, &f, ())).unwrap();
    m.define(s, "swallow", move |m: &mut Machine, f: Root| m.call_function::<Root>(s, &f, ()).map_err(|e| e.message)).unwrap();
}

#[test]
fn functions_of_the_host_call_back() {
    everywhere(|m, s| {
        call_back(m, s);
        assert_eq!(written(m, s, "(twice (lambda (x) (* x 10)) 7)"), "700");
        assert_eq!(written(m, s, "(twice (lambda (x) (twice (lambda (y) (+ y 1)) x)) 0)"), "4");
        // Hot, with garbage made on every level.
        let loops = "(let loop ((i 0) (n 0)) (if (= i 300) n (loop (+ i 1) (+ n (twice (lambda (x) (vector-length (make-vector (+ x 1)))) i)))))";
        assert_eq!(written(m, s, loops), (0..300).map(|i| i + 2).sum::<i64>().to_string());
        // The guest's own exceptions pass through, to handlers outside and inside of the call.
        assert_eq!(written(m, s, "(guard (e ((symbol? e) (list 'outer e))) (call (lambda () (raise 'boom))))"), "(outer boom)");
        assert_eq!(written(m, s, "(call (lambda () (guard (e (#t (list 'inner e))) (raise 'boom))))"), "(inner boom)");
        assert_eq!(written(m, s, "(guard (e (#t (condition/report-string e))) (call car))"), "\"car takes 1 argument, got 0\"");
        assert_eq!(
            written(m, s, "(with-exception-handler (lambda (e) 5) (lambda () (call (lambda () (+ 1 (with-exception-handler (lambda (e) 10) (lambda () (raise-continuable 'c))))))))"),
            "11"
        );
        // Parameters and winders of the caller are those of the callee.
        let parameters = "(define p (make-parameter 1)) (parameterize ((p 2)) (call (lambda () (p))))";
        assert_eq!(written(m, s, parameters), "2");
        // The host may take its time before it passes an exception on.
        m.define(s, "late", move |m: &mut Machine, f: Root| -> Result<(), Error> {
            let e = m.call_function::<Root>(s, &f, ()).unwrap_err();
            m.collect_garbage();
            m.eval(s, source("(let loop ((i 0) (l '())) (if (< i 3000) (loop (+ i 1) (cons i l)) (length l)))"))?;
            m.collect_garbage();
            Err(e)
        })
        .unwrap();
        assert_eq!(written(m, s, "(guard (e (#t e)) (late (lambda () (raise (list 1 \"two\" (vector 3))))))"), "(1 \"two\" #(3))");
        // An error in a call back leaves the state of the outer call as it was.
        assert_eq!(
            written(m, s, "(guard (e (#t (list 'outer (condition/report-string e)))) (swallow (lambda () (guard (e ((string? e) 1)) (raise 'x)))))"),
            "(outer \"swallow: uncaught exception: x\")"
        );
    });
}

#[test]
fn continuations_leave_calls_back() {
    everywhere(|m, s| {
        call_back(m, s);
        let text = "(define log '())
            (define (note x) (set! log (cons x log)))
            (define result
              (call/cc (lambda (k)
                (dynamic-wind (lambda () (note 'in))
                              (lambda () (call (lambda () (swallow (lambda () (k 'out))))) (note 'never))
                              (lambda () (note 'after))))))
            (list result log)";
        assert_eq!(written(m, s, text), "(out (after in))");
        // What was captured in a call that has ended has nobody to return to.
        let text = "(define k #f)
            (call (lambda () (call/cc (lambda (c) (set! k c))) 1))
            (guard (e (#t (condition/report-string e))) (k 2) 'returned)";
        assert_eq!(written(m, s, text), "\"the continuation belongs to a call by the host that has ended\"");
        // Within one call back everything goes.
        let text = "(call (lambda ()
              (let* ((n 0) (k (call/cc (lambda (c) c))))
                (set! n (+ n 1))
                (if (< n 5) (k k) n))))";
        assert_eq!(written(m, s, text), "5");
        // Later programs re-enter what earlier ones have captured.
        assert_eq!(written(m, s, "(define again #f) (define times 0) (+ 1 (call/cc (lambda (c) (set! again c) 1)))"), "2");
        assert_eq!(written(m, s, "(set! times (+ times 1)) (if (< times 3) (again times) 'done)"), "2");
    });
}

#[test]
fn endless_calls_back_end_in_an_error() {
    let (mut m, s) = machine();
    call_back(&mut m, s);
    let e = m.eval(s, source("(define (deeper) (call deeper)) (deeper)")).unwrap_err();
    assert!(matches!(e.kind, ErrorKind::Limit { which: "nesting", .. }), "{e:?}");
    assert_eq!(written(&mut m, s, "(call (lambda () 1))"), "1");
}

#[test]
fn exit_in_a_call_back_is_the_hosts() {
    let (mut m, s) = machine();
    call_back(&mut m, s);
    let e = m.eval(s, source("(guard (e (#t 1)) (call (lambda () (swallow (lambda () (exit 7))))))"));
    // The function that swallows makes an error of it; one that passes it on lets it through.
    assert_eq!(m.convert::<i64>(e.unwrap()), Some(1));
    let e = m.eval(s, source("(guard (e (#t 1)) (call (lambda () (exit 7))))")).unwrap_err();
    assert!(matches!(e.kind, ErrorKind::Exit(7)), "{e:?}");
}

#[test]
fn hosts_keep_values_over_collections() {
    let heap = HeapOptions { nursery_bytes: 64 << 10, verify: true, poison: true, ..HeapOptions::default() };
    let (mut m, s) = machine_with(Config::default(), heap, Limits::default());
    let counter: Root = m.eval_as(s, source("(define n 0) (lambda (by) (set! n (+ n by)) (list n (make-string 10 #\\x)))")).unwrap();
    let kept: Vec<Root> = (0..100).map(|i| m.call_function(s, &counter, (i,)).unwrap()).collect();
    m.collect_garbage();
    m.eval(s, source("(let loop ((i 0) (l '())) (if (< i 100000) (loop (+ i 1) (if (= 0 (modulo i 100)) '() (cons i l)))))")).unwrap();
    let mut sum = 0;
    for (i, root) in kept.iter().enumerate() {
        sum += i as i64;
        let word = root.get(m.vm());
        assert_eq!(m.convert::<(i64, String)>(word), Some((sum, "xxxxxxxxxx".into())));
    }
    let before = m.vm().root_count();
    drop(kept);
    m.collect_garbage();
    assert_eq!(m.vm().root_count(), before - 100);
    assert_eq!(m.call_global::<i64>(s, "abs", (-5i64,)).unwrap(), 5);
    assert_eq!(m.global::<i64>(s, "n").unwrap(), sum);
    let e = m.call_global::<i64>(s, "no-such-name", ()).unwrap_err();
    assert!(e.message.contains("no-such-name is not defined"));
}

#[test]
fn objects_of_the_host_are_dropped_with_the_guests() {
    struct Thing(i64, Arc<AtomicUsize>);
    impl Drop for Thing {
        fn drop(&mut self) {
            self.1.fetch_add(1, Ordering::Relaxed);
        }
    }
    let (mut m, s) = machine();
    let dropped = Arc::new(AtomicUsize::new(0));
    let counter = dropped.clone();
    m.define(s, "thing", move |n: i64| Arc::new(Thing(n, counter.clone()))).unwrap();
    m.define(s, "number", |t: Arc<Thing>| t.0).unwrap();
    m.define(s, "other", || Arc::new(Mutex::new(1))).unwrap();
    assert_eq!(written(&mut m, s, "(define kept (thing 1)) (map number (map thing '(5 6)))"), "(5 6)");
    let message = "\"number: argument 1 must be an object of the host of the right type\"";
    for wrong in ["(other)", "5", "\"x\""] {
        assert_eq!(written(&mut m, s, &format!("(guard (e (#t (condition/report-string e))) (number {wrong}))")), message);
    }
    m.collect_garbage();
    assert_eq!(dropped.load(Ordering::Relaxed), 2);
    assert_eq!(written(&mut m, s, "(number kept)"), "1");
    drop(m);
    assert_eq!(dropped.load(Ordering::Relaxed), 3);
}

#[track_caller]
fn limited(limits: Limits, text: &str, which: &str) -> (u64, u64) {
    let (mut m, s) = machine_with(Config::default(), HeapOptions::default(), limits);
    call_back(&mut m, s);
    let e = m.eval(s, source(text)).unwrap_err();
    let ErrorKind::Limit { which: found, given, limit } = e.kind else { panic!("{e:?}") };
    assert_eq!(found, which);
    assert!(given >= limit, "{given} is within {limit}");
    (given, limit)
}

#[test]
fn limits_are_errors() {
    const LOOP: &str = "(let loop ((i 0)) (loop (+ i 1)))";
    const GROW: &str = "(let loop ((l '())) (loop (cons 1 l)))";
    const DEEP: &str = "(let loop ((i 0)) (+ 1 (loop (+ i 1))))";
    for text in ["TEXT", "(call (lambda () TEXT))"] {
        let within = |body: &str| text.replace("TEXT", body);
        let fuel = Limits { fuel: Some(100_000), ..Limits::default() };
        assert_eq!(limited(fuel, &within(LOOP), "fuel"), (100_001, 100_000));
        let time = Limits { deadline: Some(Duration::from_millis(60)), ..Limits::default() };
        let start = Instant::now();
        assert_eq!(limited(time, &within(LOOP), "time").1, 60);
        assert!(start.elapsed() < Duration::from_secs(5));
        let heap = Limits { heap_bytes: 20 << 20, ..Limits::default() };
        assert_eq!(limited(heap, &within(GROW), "heap").1, 20 << 20);
        let stack = Limits { stack_bytes: 1 << 20, ..Limits::default() };
        assert_eq!(limited(stack, &within(DEEP), "stack").1, 1 << 20);
    }
    // A text that nests too deeply is a syntax error.
    let limits = Limits { parser_depth: 100, ..Limits::default() };
    let (mut m, s) = machine_with(Config::default(), HeapOptions::default(), limits);
    let e = m.eval(s, source(&("(list ".repeat(200) + &")".repeat(200)))).unwrap_err();
    assert!(matches!(e.kind, ErrorKind::Syntax), "{e:?}");
    // Little room for code: units come and go, and the results are the same.
    let limits = Limits { code_bytes: 64 << 10, ..Limits::default() };
    let (mut m, s) = machine_with(Config::eager(), HeapOptions::default(), limits);
    let text = "(define (f n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (string-length (number->string i)))))))
                (list (f 1000) (length (map (lambda (x) (* x x)) (iota 100))))";
    assert_eq!(written(&mut m, s, text), "(2890 100)");
}

#[test]
fn a_deadline_counts_from_the_outermost_call() {
    let limits = Limits { deadline: Some(Duration::from_millis(200)), ..Limits::default() };
    let (mut m, s) = machine_with(Config::default(), HeapOptions::default(), limits);
    call_back(&mut m, s);
    // Each call back is short; all of them together are not.
    let start = Instant::now();
    let e = m.eval(s, source("(let loop () (call (lambda () (do ((i 0 (+ i 1))) ((= i 1000))))) (loop))")).unwrap_err();
    assert!(matches!(e.kind, ErrorKind::Limit { which: "time", .. }), "{e:?}");
    assert!(start.elapsed() < Duration::from_secs(10));
    // And the next call has all of its time again.
    assert_eq!(written(&mut m, s, "(do ((i 0 (+ i 1))) ((= i 1000) i))"), "1000");
}

#[test]
fn interrupts_stop_compiled_loops_and_calls_back() {
    for text in ["(let loop ((i 0)) (loop (+ i 1)))", "(guard (e (#t 1)) (call (lambda () (let loop () (loop)))))"] {
        let (mut m, s) = machine();
        call_back(&mut m, s);
        let handle = m.interrupt_handle();
        let stopper = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            handle.interrupt();
            Instant::now()
        });
        let e = m.eval(s, source(text)).unwrap_err();
        let latency = stopper.join().unwrap().elapsed();
        assert!(matches!(e.kind, ErrorKind::Interrupted), "{e:?}");
        assert!(latency < Duration::from_secs(1), "{latency:?}");
        assert_eq!(written(&mut m, s, "(+ 1 2)"), "3");
    }
}

#[test]
fn many_machines_in_many_threads() {
    const MACHINES: usize = 200;
    const THREADS: usize = 8;
    let next = AtomicUsize::new(0);
    let parked: Mutex<Vec<(usize, Machine, LanguageId, Root)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    if i >= MACHINES {
                        break;
                    }
                    let (mut m, s) = machine();
                    m.define(s, "own", move || i).unwrap();
                    let text = "(define n 0) (define (f k) (if (= k 0) (own) (+ 1 (f (- k 1))))) (set! n (f 1000)) (lambda (x) (set! n (+ n x)) n)";
                    let f: Root = m.eval_as(s, source(text)).unwrap();
                    assert_eq!(m.call_function::<usize>(s, &f, (1,)).unwrap(), 1001 + i);
                    parked.lock().unwrap().push((i, m, s, f));
                }
            });
        }
    });
    // They move to other threads, all of them alive.
    let parked = Mutex::new(parked.into_inner().unwrap());
    assert_eq!(parked.lock().unwrap().len(), MACHINES);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let Some((i, mut m, s, f)) = parked.lock().unwrap().pop() else { break };
                    assert_eq!(m.call_function::<usize>(s, &f, (1,)).unwrap(), 1002 + i);
                    assert_eq!(m.eval_as::<usize>(s, source("(let loop ((k 0)) (if (< k 5000) (loop (+ k 1)) (own)))")).unwrap(), i);
                }
            });
        }
    });
}

#[test]
fn symbols_and_words_are_the_machines() {
    let (mut m, s) = machine();
    m.define(s, "name", |a: Symbol| a).unwrap();
    assert_eq!(written(&mut m, s, "(eq? 'x (name 'x))"), "#t");
    m.define_variadic(s, "second", |_: &mut Machine, args: &[Word]| args[1]).unwrap();
    assert_eq!(written(&mut m, s, "(second 1 '(a b) 3)"), "(a b)");
}
