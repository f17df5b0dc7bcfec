-- Fast Fourier transform in place over two arrays of floats, forwards and back.
-- bench: floats
-- quick: 4

local size = 17

local floor = math.floor

local function bit_reverse(re, im, n)
  local j = 0
  for i = 0, n - 1 do
    if i < j then
      re[i], re[j] = re[j], re[i]
      im[i], im[j] = im[j], im[i]
    end
    local m = floor(n / 2)
    while m >= 1 and j >= m do
      j = j - m
      m = floor(m / 2)
    end
    j = j + m
  end
end

-- `sign` is -1 for the transform and 1 for its inverse, which still has to be divided by n.
local function fft(re, im, n, sign)
  bit_reverse(re, im, n)
  local half = 1
  while half < n do
    local step = 2 * half
    local angle = sign * math.pi / half
    local wr, wi = math.cos(angle), math.sin(angle)
    local ur, ui = 1.0, 0.0
    for k = 0, half - 1 do
      for i = k, n - 1, step do
        local j = i + half
        local xr, xi = re[j], im[j]
        local tr, ti = ur * xr - ui * xi, ur * xi + ui * xr
        local ar, ai = re[i], im[i]
        re[j], im[j] = ar - tr, ai - ti
        re[i], im[i] = ar + tr, ai + ti
      end
      ur, ui = ur * wr - ui * wi, ur * wi + ui * wr
    end
    half = step
  end
end

local function run(rounds)
  local n = 1
  for _ = 1, size do n = 2 * n end
  local re, im = {}, {}
  for i = 0, n - 1 do
    re[i] = ((i * 7919) % 1009) / 1009.0
    im[i] = 0.0
  end
  for _ = 1, rounds do
    fft(re, im, n, -1.0)
    fft(re, im, n, 1.0)
    for i = 0, n - 1 do
      re[i] = re[i] / n
      im[i] = im[i] / n
    end
  end
  local sum = 0.0
  for i = 0, n - 1 do sum = sum + re[i] end
  return sum
end

print(string.format("%.0f", 1000 * run(5)))
