// Doubly recursive Fibonacci numbers: calls and small-integer arithmetic, nothing else.
// bench: calls
// quick: 15

const size = 40;

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

console.log(fib(size));
