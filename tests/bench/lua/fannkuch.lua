-- Flipping pancakes: the most prefix reversals over all permutations, with an alternating checksum.
-- bench: floats
-- quick: 6

local size = 10

local function reverse_prefix(v, last)
  local i, j = 0, last
  while i < j do
    v[i], v[j] = v[j], v[i]
    i, j = i + 1, j - 1
  end
end

-- How many flips until a one is on top; `work` is scratch space.
local function count_flips(perm, work, n)
  for i = 0, n - 1 do work[i] = perm[i] end
  local flips = 0
  local top = work[0]
  while top ~= 0 do
    reverse_prefix(work, top)
    flips = flips + 1
    top = work[0]
  end
  return flips
end

-- Moves the first element behind the next `r`.
local function rotate_prefix(v, r)
  local first = v[0]
  for i = 0, r - 1 do v[i] = v[i + 1] end
  v[r] = first
end

-- The next permutation in the order of counting; false after the last.
local function next_permutation(perm, counts, n)
  for r = 1, n - 1 do
    rotate_prefix(perm, r)
    local c = counts[r] - 1
    counts[r] = c
    if c > 0 then return true end
    counts[r] = r + 1
  end
  return false
end

local function fannkuch(n)
  local perm, work, counts = {}, {}, {}
  for i = 0, n - 1 do perm[i], work[i], counts[i] = i, 0, i + 1 end
  local most, checksum, sign = 0, 0, 1
  repeat
    local flips = count_flips(perm, work, n)
    if flips > most then most = flips end
    checksum = checksum + sign * flips
    sign = -sign
  until not next_permutation(perm, counts, n)
  print(checksum)
  print(most)
end

fannkuch(size)
