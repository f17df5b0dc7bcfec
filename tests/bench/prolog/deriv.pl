% bench: symbolic
% quick: 10
% size: iterations
size(320000).
:- initialization(main).
% Symbolic derivatives.
main :- size(N), run(N), d(x * (x + 3) ^ 2, x, D), write(D), nl.
run(0) :- !.
run(N) :-
    d(((((((((x * x) * x) * x) * x) * x) * x) * x) * x) * x, x, _),
    d(((((((((x / x) / x) / x) / x) / x) / x) / x) / x) / x, x, _),
    d(log(log(log(log(log(log(log(log(log(log(x)))))))))), x, _),
    d((x + 1) * ((x ^ 2 + 2) * (x ^ 3 + 3)), x, _),
    M is N - 1, run(M).
d(U + V, X, DU + DV) :- !, d(U, X, DU), d(V, X, DV).
d(U - V, X, DU - DV) :- !, d(U, X, DU), d(V, X, DV).
d(U * V, X, DU * V + U * DV) :- !, d(U, X, DU), d(V, X, DV).
d(U / V, X, (DU * V - U * DV) / V ^ 2) :- !, d(U, X, DU), d(V, X, DV).
d(U ^ N, X, DU * N * U ^ M) :- !, M is N - 1, d(U, X, DU).
d(-U, X, -DU) :- !, d(U, X, DU).
d(exp(U), X, exp(U) * DU) :- !, d(U, X, DU).
d(log(U), X, DU / U) :- !, d(U, X, DU).
d(X, X, 1) :- !.
d(_, _, 0).
% expect: 1*(x+3)^2+x*((1+0)*2*(x+3)^1)
