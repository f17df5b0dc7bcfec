// The Mandelbrot set on a square grid: floats in registers, a loop with an unpredictable trip count.
// bench: floats
// quick: 20

const size = 600;

// Iterations until the point escapes, at most 200.
function escape(cr, ci) {
  let zr = 0, zi = 0, count = 0;
  for (; count < 200; count++) {
    const zr2 = zr * zr, zi2 = zi * zi;
    if (zr2 + zi2 > 4) return count;
    zi = 2 * (zr * zi) + ci;
    zr = zr2 - zi2 + cr;
  }
  return count;
}

function run(n) {
  let total = 0;
  for (let y = 0; y < n; y++) {
    const ci = (2.5 * y) / n - 1.25;
    for (let x = 0; x < n; x++) total += escape((2.5 * x) / n - 2, ci);
  }
  return total;
}

console.log(run(size));
