// The spectral norm of an infinite matrix given by a formula, by power iteration over arrays of floats.
// bench: floats
// quick: 20

const size = 800;

function entry(i, j) {
  return 1 / ((i + j) * (i + j + 1) * 0.5 + (i + 1));
}

function multiply(n, x, y) {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += entry(i, j) * x[j];
    y[i] = sum;
  }
}

function multiplyTransposed(n, x, y) {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += entry(j, i) * x[j];
    y[i] = sum;
  }
}

function dot(n, x, y) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[i] * y[i];
  return sum;
}

function spectralNorm(n) {
  const u = new Array(n).fill(1.0), v = new Array(n).fill(0.0), t = new Array(n).fill(0.0);
  for (let k = 0; k < 10; k++) {
    multiply(n, u, t);
    multiplyTransposed(n, t, v);
    multiply(n, v, t);
    multiplyTransposed(n, t, u);
  }
  return Math.sqrt(dot(n, u, v) / dot(n, v, v));
}

console.log((1e9 * spectralNorm(size)).toFixed(0));
