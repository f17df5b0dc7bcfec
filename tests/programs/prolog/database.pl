% Clauses at run time: the logical update view.
:- dynamic p/1, q/2, counter/1.
p(1). p(2). p(3).
all(G, X) :- findall(X, G, L), print(L), nl.
:- all((p(X), Y is X + 10, assertz(p(Y))), X). % expect: [1,2,3]
:- all(p(X), X).                     % expect: [1,2,3,11,12,13]
:- all((retract(p(X)), X < 3), X).   % expect: [1,2]
:- all(p(X), X).                     % expect: []
:- asserta(p(1)), asserta(p(0)), assertz(p(2)), all(p(X), X). % expect: [0,1,2]
:- assertz((q(X, Y) :- Y is X * 2, ! ; Y = none)), q(4, Y), print(Y), nl. % expect: 8
:- retractall(q(_, _)), \+ q(1, _), write(gone), nl. % expect: gone
:- retractall(fresh(_)), \+ fresh(1), write(known), nl. % expect: known
counter(0).
next :- retract(counter(N)), M is N + 1, assertz(counter(M)).
loop(0) :- !.
loop(N) :- next, M is N - 1, loop(M).
:- loop(1000), counter(N), print(N), nl. % expect: 1000
:- assertz(r(1)), assertz(r(2)), ( retract(r(1)) -> true ), all(r(X), X). % expect: [2]
s(X) :- X = 1 ; X = 2.
:- all(s(X), X).                     % expect: [1,2]
:- setof(X-Y, (member(X, [b,a]), member(Y, [2,1])), L), print(L), nl. % expect: [a-1,a-2,b-1,b-2]
age(peter, 7). age(ann, 11). age(pat, 8). age(tom, 5). age(mike, 11).
:- setof(A-N, age(N, A), L), print(L), nl. % expect: [5-tom,7-peter,8-pat,11-ann,11-mike]
:- setof(N, A^age(N, A), L), print(L), nl. % expect: [ann,mike,pat,peter,tom]
:- all(bagof(N, age(N, A), L), A-L). % expect: [5-[tom],7-[peter],8-[pat],11-[ann,mike]]
:- ( bagof(X, fail, L) -> print(L) ; write(none) ), nl. % expect: none
:- aggregate_all(count, age(_, _), C), aggregate_all(max(A), age(_, A), M), aggregate_all(sum(A), age(_, A), S), print(C/M/S), nl. % expect: 5/11/42
:- nb_setval(k, 1), nb_getval(k, V), print(V), nl. % expect: 1
