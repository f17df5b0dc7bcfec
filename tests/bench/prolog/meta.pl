% bench: control
% quick: 1
% size: iterations
size(120).
:- initialization(main).
% A meta-interpreter over clause/2 runs Fibonacci.
:- dynamic(fib/2).
main :- size(N), run(N, F), write(F), nl.
run(1, F) :- !, solve(fib(17, F)), !.
run(N, F) :- once(solve(fib(17, _))), M is N - 1, run(M, F).
fib(0, 0).
fib(1, 1).
fib(N, F) :- N > 1, A is N - 1, B is N - 2, fib(A, X), fib(B, Y), F is X + Y.
solve(true) :- !.
solve((A, B)) :- !, solve(A), solve(B).
solve(G) :- builtin(G), !, call(G).
solve(G) :- clause(G, B), solve(B).
builtin(_ is _).
builtin(_ > _).
% expect: 1597
