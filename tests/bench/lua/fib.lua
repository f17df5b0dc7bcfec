-- Doubly recursive Fibonacci numbers: calls and small-integer arithmetic, nothing else.
-- bench: calls
-- quick: 15

local size = 40

local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

print(fib(size))
