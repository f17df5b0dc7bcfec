% bench: control
% quick: 15
size(23).
:- initialization(main).
% A meta-interpreter over clause/2 runs Fibonacci.
:- dynamic(fib/2).
main :- size(N), solve(fib(N, F)), write(F), nl.
fib(0, 0).
fib(1, 1).
fib(N, F) :- N > 1, A is N - 1, B is N - 2, fib(A, X), fib(B, Y), F is X + Y.
solve(true) :- !.
solve((A, B)) :- !, solve(A), solve(B).
solve(G) :- builtin(G), !, call(G).
solve(G) :- clause(G, B), solve(B).
builtin(_ is _).
builtin(_ > _).
