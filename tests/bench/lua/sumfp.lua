-- The sum of the floats up to ten thousand, over and over: a loop whose counter and total are floats.
-- bench: floats
-- quick: 10

local size = 10000

local function sum(n)
  local total = 0.0
  local i = n
  while i >= 0.0 do
    total = i + total
    i = i - 1.0
  end
  return total
end

local total = 0.0
for _ = 1, size do
  total = total + sum(10000.0)
end
print(string.format("%.0f", total))
