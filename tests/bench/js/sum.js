// The sum of the integers up to ten thousand, over and over: an integer loop with nothing in it.
// bench: floats
// quick: 10

const size = 80000;

function sum(n) {
  let total = 0;
  for (let i = n; i !== 0; i--) total += i;
  return total;
}

let total = 0;
for (let k = 0; k < size; k++) total += sum(10000);
console.log(total.toFixed(0));
