//! An object with one method that a flag chose: adding up its arguments or counting them. The loop sends to it without knowing.
// bench: tlc
// quick: 1000

use std::hint::black_box;

const SIZE: i64 = 100000000;

trait Accumulator {
    fn send(&mut self, argument: i64);
    fn value(&self) -> i64;
}

struct Adder(i64);

impl Accumulator for Adder {
    fn send(&mut self, argument: i64) {
        self.0 += argument;
    }
    fn value(&self) -> i64 {
        self.0
    }
}

struct Counter(i64);

impl Accumulator for Counter {
    fn send(&mut self, _argument: i64) {
        self.0 += 1;
    }
    fn value(&self) -> i64 {
        self.0
    }
}

fn accumulate(n: i64) -> i64 {
    let object: Box<dyn Accumulator> = if n < 0 { Box::new(Counter(0)) } else { Box::new(Adder(0)) };
    // The class is known only at run time: without this the loop would be replaced by a formula.
    let mut object = black_box(object);
    let mut n = n.abs();
    while n != 0 {
        object.send(n);
        n -= 1;
    }
    object.value()
}

fn main() {
    println!("{}", accumulate(black_box(SIZE)));
    println!("{}", accumulate(black_box(-SIZE)));
}
