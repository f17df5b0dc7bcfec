//! The factorial of a large number modulo a prime, the largest below 2^30.
// bench: tlc
// quick: 1000

const SIZE: i64 = 100000000;

fn factorial(mut n: i64) -> i64 {
    let mut product = 1i64;
    while n != 0 {
        product = (product * n).rem_euclid(1073741789);
        n -= 1;
    }
    product
}

fn main() {
    println!("{}", factorial(std::hint::black_box(SIZE)));
}
