-- The sum of the integers up to ten thousand, over and over: an integer loop with nothing in it.
-- bench: floats
-- quick: 10

local size = 80000

local function sum(n)
  local total = 0
  local i = n
  while i ~= 0 do
    total = i + total
    i = i - 1
  end
  return total
end

local total = 0
for _ = 1, size do
  total = total + sum(10000)
end
print(string.format("%.0f", total))
