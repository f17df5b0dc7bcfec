% Arguments that begin to change while code runs that has taken them for constant.
head(t(X, _), X).
loop(N, N, T) :- !, writeq(T), nl.
loop(I, N, T) :- head(T, X), change(I, T), head(T, Y), I1 is I + 1, seen(I, X, Y), loop(I1, N, T).
change(2000, T) :- !, atom_concat(set, arg, Name), G =.. [Name, 1, T, new], call(G).
change(_, _).
seen(2000, X, Y) :- !, writeq(X-Y), nl.
seen(I, X, Y) :- ( X == Y -> true ; writeq(different(I, X, Y)), nl ).
:- loop(0, 4000, t(old, z)).
% expect: old-new
% expect: t(new,z)
% A clause compiled before has its own terms too.
counter(c(0)).
next(N) :- T = c(0), atom_concat(nb_, setarg, Name), G =.. [Name, 1, T, 1], call(G), arg(1, T, N), T2 = c(0), arg(1, T2, 0).
:- next(N), next(M), writeq(N-M), nl. % expect: 1-1
