% Tabling: left recursion, mutual recursion, moded arguments.
:- table path/2.
edge(a,b). edge(b,c). edge(c,a). edge(c,d).
path(X, Y) :- path(X, Z), edge(Z, Y).
path(X, Y) :- edge(X, Y).
:- findall(Y, path(a, Y), L), sort(L, S), write(S), nl.
:- table fib/2.
fib(0, 0). fib(1, 1).
fib(N, F) :- N > 1, A is N-1, B is N-2, fib(A, X), fib(B, Y), F is X+Y.
:- fib(100, F), write(F), nl.
:- table ev/1, od/1.
ev(0). ev(N) :- od(M), N is M + 1, N < 10.
od(N) :- ev(M), N is M + 1, N < 10.
:- findall(X, ev(X), L), sort(L, S), write(S), nl.
:- table sp(_, _, min).
w(a,b,1). w(b,c,2). w(a,c,5). w(c,a,1).
sp(X, Y, D) :- w(X, Y, D).
sp(X, Y, D) :- sp(X, Z, D0), w(Z, Y, D1), D is D0 + D1.
:- findall(Y-D, sp(a, Y, D), L), sort(L, S), write(S), nl.
% expect: [a,b,c,d]
% expect: 354224848179261915075
% expect: [0,2,4,6,8]
% expect: [a-4,b-1,c-3]
