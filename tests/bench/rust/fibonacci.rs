//! Fibonacci numbers in a loop, modulo a prime, the largest below 2^30.
// bench: tlc
// quick: 1000

const SIZE: i64 = 100000000;

fn fibonacci(mut n: i64) -> i64 {
    let (mut a, mut b) = (0i64, 1i64);
    while n != 0 {
        (a, b) = (b, (a + b).rem_euclid(1073741789));
        n -= 1;
    }
    a
}

fn main() {
    println!("{}", fibonacci(std::hint::black_box(SIZE)));
}
