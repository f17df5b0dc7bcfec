% Arguments of terms that are changed: seen by everything that reads them, undone by backtracking or not.
:- T = f(a, b), setarg(1, T, x), writeq(T), nl. % expect: f(x,b)
:- T = f(a, b), ( setarg(1, T, x), fail ; true ), writeq(T), nl. % expect: f(a,b)
:- T = f(a), ( nb_setarg(1, T, x), fail ; true ), writeq(T), nl. % expect: f(x)
:- T = f(a), setarg(1, T, Y), Y = 3, writeq(T), nl. % expect: f(3)
:- T = f(_), setarg(1, T, g(Z)), Z = 1, arg(1, T, X), writeq(X), nl. % expect: g(1)
:- T = [1,2,3], setarg(1, T, x), T = [H|_], writeq(H), nl. % expect: x
:- catch(setarg(x, f(a), 1), error(E, _), true), writeq(E), nl. % expect: type_error(integer,x)
:- catch(setarg(1, a, 1), error(E, _), true), writeq(E), nl. % expect: type_error(compound,a)
:- catch(setarg(_, f(a), 1), error(E, _), true), writeq(E), nl. % expect: instantiation_error
:- \+ setarg(2, f(a), 1), \+ setarg(0, f(a), 1), writeq(no), nl. % expect: no

% Nested changes are undone in order.
nested(T) :- setarg(1, T, 1), ( setarg(1, T, 2), fail ; arg(1, T, X), writeq(X), nl ), fail.
nested(T) :- writeq(T), nl.
:- nested(t(0)).
% expect: 1
% expect: t(0)

% Counting without unbinding: a clause's term is new at each call.
count(G, N) :- S = count(0), ( call(G), arg(1, S, C0), C is C0 + 1, nb_setarg(1, S, C), fail ; arg(1, S, N) ).
:- count(between(1, 1000, _), N), count(member(_, [a,b]), M), writeq(N-M), nl. % expect: 1000-2

% The first and the last reading of a loop with changes between.
get(t(X, _), X).
loop(N, N, _) :- !.
loop(I, N, T) :- get(T, X), I1 is I + 1, setarg(1, T, I1), get(T, Y), ( Y =:= I1, X =:= I -> true ; writeq(bad(I, X, Y)), nl ), loop(I1, N, T).
:- T = t(0, z), loop(0, 3000, T), writeq(T), nl. % expect: t(3000,z)

% The same by matching a head, with the change undone by failure each time.
sees(T, I) :- setarg(2, T, I), T = t(_, J), J == I, T \== t(0, z).
undone(I, I, T) :- !, writeq(T), nl.
undone(I, N, T) :- \+ \+ sees(T, I), T = t(_, Z), Z == z, I1 is I + 1, undone(I1, N, T).
:- undone(0, 2000, t(0, z)). % expect: t(0,z)

% Copies do not share what may change: facts, solutions, exceptions.
:- dynamic(fact/1).
fact(p(a)).
:- fact(X), nb_setarg(1, X, b), fact(Y), writeq(X-Y), nl. % expect: p(b)-p(a)
:- T = p(a), findall(T, true, [U]), setarg(1, U, b), writeq(T-U), nl. % expect: p(a)-p(b)
:- T = p(a), copy_term(T, U), setarg(1, U, b), writeq(T-U), nl. % expect: p(a)-p(b)
:- T = p(a), catch(throw(T), U, true), setarg(1, U, b), writeq(T-U), nl. % expect: p(a)-p(b)
:- T = f(x), duplicate_term(T, U), nb_setarg(1, T, y), writeq(U), nl. % expect: f(x)

% A mutable array, and a value that survives later choice points.
fill(N, N, _) :- !.
fill(I, N, A) :- I1 is I + 1, Q is I1 * I1, setarg(I1, A, Q), fill(I1, N, A).
total(N, N, _, S, S) :- !.
total(I, N, A, S0, S) :- I1 is I + 1, arg(I1, A, X), S1 is S0 + X, total(I1, N, A, S1, S).
:- functor(A, array, 200), fill(0, 200, A), total(0, 200, A, 0, S), writeq(S), nl. % expect: 2686700
:- S = s(none), ( member(X, [1,2,3]), nb_setarg(1, S, f(X, _)), X >= 2, !, true ; true ), arg(1, S, f(A, V)), ( V = 1, fail ; true ), writeq(A), ( var(V) -> writeq(free) ; true ), nl. % expect: 2free
