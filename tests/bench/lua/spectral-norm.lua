-- The spectral norm of an infinite matrix given by a formula, by power iteration over arrays of floats.
-- bench: floats
-- quick: 20

local size = 800

local function entry(i, j)
  return 1.0 / ((i + j) * (i + j + 1) * 0.5 + (i + 1))
end

local function multiply(n, x, y)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + entry(i, j) * x[j] end
    y[i] = sum
  end
end

local function multiply_transposed(n, x, y)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + entry(j, i) * x[j] end
    y[i] = sum
  end
end

local function dot(n, x, y)
  local sum = 0.0
  for i = 0, n - 1 do sum = sum + x[i] * y[i] end
  return sum
end

local function spectral_norm(n)
  local u, v, t = {}, {}, {}
  for i = 0, n - 1 do u[i], v[i], t[i] = 1.0, 0.0, 0.0 end
  for _ = 1, 10 do
    multiply(n, u, t)
    multiply_transposed(n, t, v)
    multiply(n, v, t)
    multiply_transposed(n, t, u)
  end
  return math.sqrt(dot(n, u, v) / dot(n, v, v))
end

print(string.format("%.0f", 1e9 * spectral_norm(size)))
