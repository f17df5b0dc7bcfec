% Facts whose arguments are compound terms are told apart by what is in these. What indexes give is what a list of the facts gives.
:- dynamic fact/1, e/3, g/2.
show(T) :- print(T), nl.
det(G) :- '$level'(A), call(G), '$level'(B), ( A == B -> show(det) ; show(nondet) ).

:- forall(between(1, 300, I), ( J is I mod 7, K is I mod 50, assertz(fact(parent(I, J))), assertz(fact(likes(J, K, I))), assertz(e(n(I), p(J, K), w)) )).
:- fact(parent(17, X)), show(X). % expect: 3
:- det(fact(parent(17, _))). % expect: det
:- det(fact(likes(_, _, 250))). % expect: det
:- det(e(n(200), _, _)). % expect: det
:- det(e(_, p(3, 10), _)). % expect: nondet
:- findall(I, e(n(I), p(3, 10), _), L), show(L). % expect: [10]
:- findall(I, fact(likes(3, _, I)), L), length(L, N), show(N). % expect: 43
:- findall(I, fact(likes(_, 7, I)), L), show(L). % expect: [7,57,107,157,207,257]
:- ( fact(parent(301, _)) -> show(yes) ; show(no) ), ( fact(none(1)) -> show(yes) ; show(no) ), ( e(n(a), _, _) -> show(yes) ; show(no) ).
% expect: no
% expect: no
% expect: no
% Variables in the place of the part, and of the whole.
:- assertz(fact(parent(_, open))), asserta(fact(_)), findall(X, fact(parent(17, X)), [_|L]), show(L), findall(x, fact(other(_)), L2), show(L2).
% expect: [3,open]
% expect: [x]
:- retract(fact(parent(_, open))), once(retract(fact(X))), ( nonvar(X) -> show(bound(X)) ; true ), findall(Y, fact(parent(17, Y)), L), show(L).
% expect: bound(parent(1,1))
% expect: [3,open]
% All operations in a random order, with terms that share keys at some places.
random_term(T) :- random_between(1, 5, K), part(A), part(B), nth1(K, [f(A), f(A, B), g(A, B), A, f(g(A), B)], T).
part(P) :- random_between(1, 8, K), random_between(1, 30, I), nth1(K, [I, I, I, a, h(I), "s", 1.5, _], P).
act(L0, L) :- random_between(1, 10, K), random_term(A), random_term(B), act(K, g(A, B), L0, L).
act(K, T, L0, L) :- K =< 5, !, assertz(T), copy_term(T, C), append(L0, [C], L).
act(6, T, L0, [C|L0]) :- !, asserta(T), copy_term(T, C).
act(K, T, L0, L) :- K =< 8, !, ( retract(T) -> without_first(T, L0, L) ; \+ without_first(T, L0, _), L = L0 ).
act(_, T, L0, L0) :- findall(T, call(T), A), findall(T, member(T, L0), B), ( A =@= B -> true ; show(differs(T, A, B)) ).
without_first(T, [X|L], L) :- \+ T \= X, copy_term(X, Y), T = Y, !.
without_first(T, [X|L0], [X|L]) :- without_first(T, L0, L).
run(0, L, L) :- !.
run(N, L0, L) :- ( act(L0, L1) -> true ; show(failed), L1 = L0 ), M is N - 1, run(M, L1, L).
:- set_random(seed(42)), run(150, [], L), findall(g(A, B), g(A, B), L1), ( L1 =@= L -> show(same) ; show(differs) ). % expect: same
% A goal that was begun sees what there was; what is all alike is not looked at in vain.
:- retractall(fact(_)), forall(between(1, 60, I), assertz(fact(same(here, I)))).
:- forall(fact(same(here, I)), ( J is I + 1000, assertz(fact(same(here, J))) )), aggregate_all(count, fact(_), N), show(N). % expect: 120
:- forall(( fact(same(here, I)), I > 1000 ), retract(fact(same(here, I)))), aggregate_all(count, fact(same(_, _)), N), show(N), det(fact(same(_, 37))).
% expect: 60
% expect: det
% Two arguments that leave many clauses each have an index together.
:- dynamic t/3.
pairs(G) :- findall(X, call(G, X), L), show(L).
:- forall(between(0, 399, I), ( A is I mod 20, B is I // 20, assertz(t(A, B, I)) )), det(t(3, 7, _)), pairs(t(3, 7)), pairs(t(3, 20)).
% expect: det
% expect: [143]
% expect: []
:- assertz(t(3, 7, last)), asserta(t(_, 7, open)), pairs(t(3, 7)), pairs(t(4, 7)), pairs(t(4, 8)).
% expect: [open,143,last]
% expect: [open,144]
% expect: [164]
:- retract(t(3, 7, 143)), pairs(t(3, 7)), once(retract(t(_, 7, open))), pairs(t(3, 7)), det(t(3, 7, _)), retractall(t(3, _, _)), pairs(t(3, 7)), pairs(t(4, 7)).
% expect: [open,last]
% expect: [last]
% expect: det
% expect: []
% expect: [144]
:- forall(( between(0, 19, A), between(0, 19, B) ), ( findall(I, t(A, B, I), L), ( A =:= 3 -> L == [] ; I is 20 * B + A, L == [I] ) -> true ; show(wrong(A, B, L)) )).
