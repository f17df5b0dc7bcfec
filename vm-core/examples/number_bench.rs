//! Measures the numeric tower: `number_bench [NAME]`. Times are those of the best of several runs.
//!
//! Words are kept in roots, and the collector runs between steps, as under the driver.

use std::hint::black_box;
use std::time::Instant;
use vm_core::limits::poll;
use vm_core::number::{self, format, format::FloatStyle, parse};
use vm_core::{Collection, Limits, Root, Vm, Word};

fn main() {
    let only = std::env::args().nth(1);
    let mut vm = Vm::new(Limits::default()).expect("a VM");
    type Program = fn(&mut Vm);
    let programs: [(&str, Program, u32); 9] = [
        (
            "factorial 1000, 100 times",
            |vm| {
                (0..100).for_each(|_| {
                    black_box(factorial(vm, 1000));
                })
            },
            5,
        ),
        (
            "fib 10000, 100 times",
            |vm| {
                (0..100).for_each(|_| {
                    black_box(fib(vm, 10_000));
                })
            },
            5,
        ),
        (
            "pi, 1000 digits",
            |vm| {
                black_box(pi(vm, 1000));
            },
            5,
        ),
        ("sums of two limbs, 1e7", |vm| sums(vm, 10_000_000), 3),
        ("products over the small integers, 1e7", |vm| products(vm, 10_000_000), 3),
        ("rational harmonic sum 2000", harmonic, 3),
        ("print and read 100000 digits", print_and_read, 3),
        ("print floats, 1e6", print_floats, 3),
        ("mixed sums, 1e8", |vm| mixed(vm, 100_000_000), 3),
    ];
    for (name, program, runs) in programs {
        if only.as_deref().is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let best = (0..runs).map(|_| time(|| program(&mut vm))).fold(f64::INFINITY, f64::min);
        println!("{name:40} {:9.2} ms", best * 1e3);
    }
    if only.is_none_or(|only| "operations".contains(&only)) {
        for limbs in [1, 2, 4, 8, 16, 24, 32, 48, 64, 128, 256, 1024, 16384] {
            operations(&mut vm, limbs);
        }
    }
}

fn time(f: impl FnOnce()) -> f64 {
    let start = Instant::now();
    f();
    start.elapsed().as_secs_f64()
}

/// Collects if asked to; the words survive.
fn safepoint<const N: usize>(vm: &mut Vm, words: [Word; N]) -> [Word; N] {
    if vm.poll.get() & poll::COLLECT == 0 {
        return words;
    }
    let roots = words.map(|w| vm.root(w));
    vm.collect(Collection::Minor);
    roots.map(|r| r.get(vm))
}

fn factorial(vm: &mut Vm, n: i64) -> Word {
    let mut product = Word::smi(1);
    for i in 2..=n {
        product = number::mul(vm, product, Word::smi(i)).expect("a number");
        [product] = safepoint(vm, [product]);
    }
    product
}

fn fib(vm: &mut Vm, n: i64) -> Word {
    let (mut a, mut b) = (Word::smi(0), Word::smi(1));
    for _ in 0..n {
        (a, b) = (b, number::add(vm, a, b).expect("a number"));
        [a, b] = safepoint(vm, [a, b]);
    }
    a
}

/// The digits of pi one after the other from a continued fraction (Gibbons' spigot), summed up.
fn pi(vm: &mut Vm, digits: u32) -> i64 {
    let smi = Word::smi;
    let (mut q, mut r, mut t, mut k, mut n, mut l) = (smi(1), smi(0), smi(1), 1, 3, 3);
    let (mut sum, mut found) = (0, 0);
    let mul = |vm: &mut Vm, a, b: i64| number::mul(vm, a, Word::smi(b)).expect("a number");
    while found < digits {
        let (nt, fq) = (mul(vm, t, n), mul(vm, q, 4));
        let left = number::add(vm, fq, r).expect("a number");
        let left = number::sub(vm, left, t).expect("a number");
        if number::less(vm, left, nt).expect("reals") {
            sum += n;
            found += 1;
            let rest = number::sub(vm, r, nt).expect("a number");
            let next = mul(vm, q, 3);
            let next = number::add(vm, next, r).expect("a number");
            let next = mul(vm, next, 10);
            let quotient = number::quotient(vm, next, t).expect("a number");
            n = number::to_i64(vm, quotient).expect("a digit") - 10 * n;
            (q, r) = (mul(vm, q, 10), mul(vm, rest, 10));
        } else {
            let twice = mul(vm, q, 2);
            let sum = number::add(vm, twice, r).expect("a number");
            let next = mul(vm, q, 7 * k + 2);
            let rl = mul(vm, r, l);
            let next = number::add(vm, next, rl).expect("a number");
            let tl = mul(vm, t, l);
            let quotient = number::quotient(vm, next, tl).expect("a number");
            n = number::to_i64(vm, quotient).expect("a digit");
            (q, r, t) = (mul(vm, q, k), mul(vm, sum, l), tl);
            (k, l) = (k + 1, l + 2);
        }
        [q, r, t] = safepoint(vm, [q, r, t]);
    }
    sum
}

fn sums(vm: &mut Vm, n: u32) {
    let step = number::from_i128(vm, 1 << 70).expect("a number");
    let (mut sum, mut step) = (Word::smi(0), step);
    for _ in 0..n {
        sum = number::add(vm, sum, step).expect("a number");
        [sum, step] = safepoint(vm, [sum, step]);
    }
    black_box(sum);
}

fn products(vm: &mut Vm, n: u32) {
    let x = Word::smi(1 << 40);
    for i in 0..n {
        black_box(number::mul(vm, x, Word::smi(i64::from(i) << 20)).expect("a number"));
        let [] = safepoint(vm, []);
    }
}

fn harmonic(vm: &mut Vm) {
    let mut sum = Word::smi(0);
    for i in 1..=2000 {
        let term = number::div(vm, Word::smi(1), Word::smi(i)).expect("a number");
        sum = number::add(vm, sum, term).expect("a number");
        [sum] = safepoint(vm, [sum]);
    }
    black_box(sum);
}

fn print_and_read(vm: &mut Vm) {
    let n = number::expt(vm, Word::smi(7), Word::smi(118_329)).expect("a number");
    let text = format::to_text(vm, n, 10, &FloatStyle::TOWER).expect("text");
    let back = parse::digits(vm, &text, 10).expect("within limits").expect("a number");
    assert!(number::eqv(vm, n, back));
}

fn print_floats(_: &mut Vm) {
    for i in 0..1_000_000 {
        black_box(format::float_to_text(f64::from(i) * 0.1, 10, &FloatStyle::TOWER));
    }
}

fn mixed(vm: &mut Vm, n: i64) {
    let (mut i, mut x) = (Word::smi(0), vm.float(0.0));
    for _ in 0..n {
        i = number::add(vm, i, Word::smi(3)).expect("a number");
        let half = vm.float(0.5);
        x = number::add(vm, x, half).expect("a number");
    }
    black_box((i, x));
}

/// Single operations on operands of so many limbs.
fn operations(vm: &mut Vm, limbs: u32) {
    let one = Word::smi(1);
    let bits = number::shift(vm, one, Word::smi(i64::from(limbs) * 64)).expect("a number");
    let a = number::quotient(vm, bits, Word::smi(3)).expect("a number");
    let b = number::quotient(vm, bits, Word::smi(7)).expect("a number");
    let ab = number::mul(vm, a, b).expect("a number");
    type Operation = fn(&mut Vm, Word, Word) -> number::Result;
    // Rooted at once, because measuring collects.
    let [a, b, ab, small] = [a, b, ab, Word::smi(12345)].map(|w| vm.root(w));
    let ops: [(&str, Operation, &Root, &Root); 7] = [
        ("add", number::add, &a, &b),
        ("sub", number::sub, &a, &b),
        ("mul small", number::mul, &a, &small),
        ("mul", number::mul, &a, &b),
        ("div small", number::quotient, &a, &small),
        ("div", number::quotient, &ab, &b),
        ("gcd", number::gcd, &ab, &b),
    ];
    print!("{limbs:6} limbs:");
    for (name, op, x, y) in ops {
        let mut run = |count: u32| {
            time(|| {
                for _ in 0..count {
                    let [x, y] = [x.get(vm), y.get(vm)];
                    black_box(op(vm, x, y)).expect("a number");
                    let [] = safepoint(vm, []);
                }
            })
        };
        let mut count = 1u32;
        while run(count) < 0.004 {
            count *= 2;
        }
        let nanoseconds = (0..7).map(|_| run(count)).fold(f64::INFINITY, f64::min) * 1e9 / f64::from(count);
        print!("  {name} {nanoseconds:.0} ns");
    }
    println!();
}
