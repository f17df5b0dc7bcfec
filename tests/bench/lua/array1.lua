-- Arrays of integers: filled, copied element by element, summed.
-- bench: floats
-- quick: 2

local size = 500

local function make_filled(n)
  local v = {}
  for i = 1, n do v[i] = i - 1 end
  return v
end

local function copy_backwards(v)
  local n = #v
  local w = {}
  for i = 1, n do w[i] = 0 end
  for i = n, 1, -1 do w[i] = v[i] end
  return w
end

local function total(v)
  local sum = 0
  for i = 1, #v do sum = sum + v[i] end
  return sum
end

local sum = 0
for _ = 1, size do
  sum = sum + total(copy_backwards(make_filled(200000)))
end
print(string.format("%.0f", sum))
