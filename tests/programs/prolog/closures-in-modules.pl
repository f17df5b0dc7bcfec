% Closures of a module whose predicates take goals: the goals belong to that module, however often they are called.
:- module(closures, []).
:- use_module(library(apply)).
:- use_module(library(lists)).

double(X, Y) :- Y is 2 * X.
user:double(X, user(X)).
other:double(X, other(X)).
user:small(_) :- fail.
small(X) :- X < 3.

:- meta_predicate twice(1, ?), on(2, ?, ?), plain_and(?, 0).
twice(G, X) :- call(G, X), call(G, X).
on(G, X, Y) :- call(G, X, Y).
plain_and(X, G) :- print(X), call(G).

show(X) :- print(X), nl.
% The same result each time, when the code is known and before.
steady(G, X, X1) :- copy_term(G-X, G1-X1), call(G1), forall(between(1, 60, _), ( copy_term(G-X, G2-X2), call(G2), ( X2 =@= X1 -> true ; throw(differs(X1, X2)) ) )).

:- steady(maplist(maplist(double), [[1, 2], [3], []], L), L, R), show(R). % expect: [[2,4],[6],[]]
:- steady(maplist(maplist(user:double), [[1, 2]], L), L, R), show(R). % expect: [[user(1),user(2)]]
:- steady(maplist(other:maplist(double), [[1, 2]], L), L, R), show(R). % expect: [[other(1),other(2)]]
:- steady(maplist(user:maplist(double), [[1, 2]], L), L, R), show(R). % expect: [[user(1),user(2)]]
:- steady(maplist(maplist(maplist(double)), [[[1], [2]], [[3]]], L), L, R), show(R). % expect: [[[2],[4]],[[6]]]
:- steady(( member(G, [double, user:double, other:double]), maplist(maplist(G), [[1]], L), L \== [[2]] ), L, R), show(R). % expect: [[user(1)]]
:- steady(maplist(include(small), [[1, 5, 2], [7]], L), L, R), show(R). % expect: [[1,2],[]]
:- steady(maplist(exclude(user:small), [[1, 5, 2], [7]], L), L, R), show(R). % expect: [[1,5,2],[7]]
:- steady(maplist(on(double), [1, 2], L), L, R), show(R). % expect: [2,4]
:- steady(maplist(on, [double, user:double, double], [1, 2, 3], L), L, R), show(R). % expect: [2,user(2),6]
:- steady(( G = twice(small), ( call(G, 2) -> A = yes ; A = no ), ( call(G, 3) -> B = yes ; B = no ) ), A-B, R), show(R). % expect: yes-no
:- steady(( foldl([X, A0, A]>>( double(X, Y), A is A0 + Y ), [1, 2, 3], 0, S) ), S, R), show(R). % expect: 12
:- steady(maplist([L, N]>>( maplist(double, L, D), sum_list(D, N) ), [[1, 2], [3]], Ns), Ns, R), show(R). % expect: [6,6]
:- forall(between(1, 3, X), call(plain_and(X), nl)).
% expect: 1
% expect: 2
% expect: 3
:- steady(( catch(maplist(maplist(nothing), [[1]], _), error(existence_error(_, PI), _), true) ), PI, R), show(R). % expect: closures:nothing/2
:- steady(( catch(maplist(maplist(_), [[1]], _), error(E, _), true) ), E, R), show(R). % expect: instantiation_error
:- steady(( catch(maplist(maplist(1), [[1]], _), error(E, _), true) ), E, R), show(R). % expect: type_error(callable,1)

% What a closure means may change.
late(X, first(X)).
:- steady(maplist(maplist(late), [[1]], L), L, R), show(R). % expect: [[first(1)]]
:- dynamic changed/2.
changed(X, old(X)).
:- steady(maplist(on(changed), [1], L), L, R), show(R), retract(changed(_, old(_))), assertz((changed(X, new(X)))), steady(maplist(on(changed), [1], M), M, Q), show(Q).
% expect: [old(1)]
% expect: [new(1)]
:- dynamic apply_it/2.
apply_it(G, X) :- X = G.
:- steady(maplist(apply_it, [double], L), L, R), show(R). % expect: [double]
:- meta_predicate apply_it(1, ?).
:- steady(maplist(apply_it, [double], L), L, R), show(R). % expect: [closures:double]
