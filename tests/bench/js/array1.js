// Arrays of integers: filled, copied element by element, summed.
// bench: floats
// quick: 2

const size = 500;

function makeFilled(n) {
  const v = new Array(n).fill(0);
  for (let i = 0; i < n; i++) v[i] = i;
  return v;
}

function copyBackwards(v) {
  const w = new Array(v.length).fill(0);
  for (let i = v.length - 1; i >= 0; i--) w[i] = v[i];
  return w;
}

function total(v) {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i];
  return sum;
}

let sum = 0;
for (let k = 0; k < size; k++) sum += total(copyBackwards(makeFilled(200000)));
console.log(sum.toFixed(0));
