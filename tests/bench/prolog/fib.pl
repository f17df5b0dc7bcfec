% Fibonacci numbers by double recursion.
:- initialization(main).
main :- fib(27, F), write(F), nl.
fib(0, 0) :- !.
fib(1, 1) :- !.
fib(N, F) :- A is N - 1, B is N - 2, fib(A, X), fib(B, Y), F is X + Y.
