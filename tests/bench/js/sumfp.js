// The sum of the floats up to ten thousand, over and over. The half that is added and taken away again keeps them floats.
// bench: floats
// quick: 10

const size = 10000;

function sum(n) {
  let total = 0.5;
  for (let i = n; i >= 0; i -= 1) total += i;
  return total - 0.5;
}

let total = 0;
for (let k = 0; k < size; k++) total += sum(10000);
console.log(total.toFixed(0));
