-- The Mandelbrot set on a square grid: floats in registers, a loop with an unpredictable trip count.
-- bench: floats
-- quick: 20

local size = 600

-- Iterations until the point escapes, at most 200.
local function escape(cr, ci)
  local zr, zi, count = 0.0, 0.0, 0
  while count < 200 do
    local zr2, zi2 = zr * zr, zi * zi
    if zr2 + zi2 > 4.0 then return count end
    zr, zi = zr2 - zi2 + cr, 2.0 * (zr * zi) + ci
    count = count + 1
  end
  return count
end

local function run(n)
  local total = 0
  for y = 0, n - 1 do
    local ci = 2.5 * y / n - 1.25
    for x = 0, n - 1 do
      total = total + escape(2.5 * x / n - 2.0, ci)
    end
  end
  return total
end

print(run(size))
