% bench: calls
% quick: 12
size(35).
:- initialization(main).
% Fibonacci numbers by double recursion.
main :- size(N), fib(N, F), write(F), nl.
fib(N, F) :- N < 2, !, F = N.
fib(N, F) :- A is N - 1, B is N - 2, fib(A, X), fib(B, Y), F is X + Y.
% expect: 144
