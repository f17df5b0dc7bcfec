% bench: symbolic
% quick: 1
% size: iterations
size(30000).
:- initialization(main).
% Combinators reduced: the factorial of a Church numeral is not needed, a tower of additions does.
main :- size(N), run(N, R), write(R), nl.
run(1, R) :- !, work(R).
run(N, R) :- work(_), M is N - 1, run(M, R).
work(R) :- term(12, T), reduce(T, V), size_of(V, 0, R).
term(0, k) :- !.
term(N, ap(ap(ap(s, ap(ap(s, ap(k, T)), i)), i), T)) :- M is N - 1, M > 9, !, term(M, T).
term(N, ap(ap(ap(s, i), i), ap(k, T))) :- M is N - 1, term(M, T).
reduce(T, V) :- step(T, U), !, reduce(U, V).
reduce(T, T).
step(ap(i, X), X).
step(ap(ap(k, X), _), X).
step(ap(ap(ap(s, F), G), X), ap(ap(F, X), ap(G, X))).
step(ap(F, X), ap(G, X)) :- step(F, G), !.
step(ap(F, X), ap(F, Y)) :- step(X, Y).
size_of(ap(A, B), N0, N) :- !, size_of(A, N0, N1), size_of(B, N1, N).
size_of(_, N0, N) :- N is N0 + 1.
% expect: 1
