// Flipping pancakes: the most prefix reversals over all permutations, with an alternating checksum.
// bench: floats
// quick: 6

const size = 10;

function reversePrefix(v, last) {
  for (let i = 0, j = last; i < j; i++, j--) {
    const t = v[i];
    v[i] = v[j];
    v[j] = t;
  }
}

// How many flips until a one is on top; `work` is scratch space.
function countFlips(perm, work, n) {
  for (let i = 0; i < n; i++) work[i] = perm[i];
  let flips = 0;
  for (let top = work[0]; top !== 0; top = work[0]) {
    reversePrefix(work, top);
    flips++;
  }
  return flips;
}

// Moves the first element behind the next `r`.
function rotatePrefix(v, r) {
  const first = v[0];
  for (let i = 0; i < r; i++) v[i] = v[i + 1];
  v[r] = first;
}

// The next permutation in the order of counting; false after the last.
function nextPermutation(perm, counts, n) {
  for (let r = 1; r < n; r++) {
    rotatePrefix(perm, r);
    if (--counts[r] > 0) return true;
    counts[r] = r + 1;
  }
  return false;
}

function fannkuch(n) {
  const perm = [], work = [], counts = [];
  for (let i = 0; i < n; i++) {
    perm.push(i);
    work.push(0);
    counts.push(i + 1);
  }
  let most = 0, checksum = 0, sign = 1;
  do {
    const flips = countFlips(perm, work, n);
    if (flips > most) most = flips;
    checksum += sign * flips;
    sign = -sign;
  } while (nextPermutation(perm, counts, n));
  console.log(checksum);
  console.log(most);
}

fannkuch(size);
