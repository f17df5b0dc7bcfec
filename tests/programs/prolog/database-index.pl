% Clauses that are data: indexes on several arguments, the logical update view, bodies and predicates that become code.
:- dynamic f/3, q/1, r/2, s/1, t/1, k/2, m/2.
put(f, N, N) :- !.
put(f, I, N) :- K is I mod 5, L is I * I, assertz(f(K, I, L)), J is I + 1, put(f, J, N).
:- put(f, 0, 60), findall(X, f(2, X, _), L), length(L, N), L = [A, B|_], write(N-A-B), nl. % expect: 12-2-7
:- findall(K, f(K, 33, _), L), write(L), nl.                  % expect: [3]
:- findall(K-I, f(K, I, 49), L), write(L), nl.                % expect: [2-7]
:- findall(K, f(K, nothing, _), L), write(L), nl.             % expect: []
% A variable matches every key, in its place.
:- assertz(f(_, 33, last)), asserta(f(_, 33, first)), findall(X, f(3, 33, X), L), write(L), nl. % expect: [first,1089,last]
:- findall(X, f(other, 33, X), L), write(L), nl.              % expect: [first,last]
:- retract(f(_, 33, 1089)), findall(X, f(3, 33, X), L), write(L), nl. % expect: [first,last]
:- retract(f(_, 33, first)), findall(X, f(3, 33, X), L), write(L), nl. % expect: [last]
% A call that can match one clause only leaves no choice point.
det(G) :- '$level'(A), call(G), '$level'(B), ( A == B -> write(det) ; write(nondet) ), nl.
:- det(f(_, 17, _)).                                          % expect: det
:- det(f(4, 59, _)).                                          % expect: det
:- det(f(4, _, _)).                                           % expect: nondet
:- det(f(_, _, 100)).                                         % expect: det
:- ( det(f(4, 100, _)) -> true ; write(none), nl ).           % expect: none
% Keys of every kind.
:- forall(member(X, [1, 1.0, a, "a", 'b c', foo(1), foo(1, 2), 100000000000000000000, 1r3, [], [x], 2.5, "b", -0.0, 0.0]), assertz(k(X, X))).
:- forall(( clause(k(X, _), true), nonvar(X) ), ( findall(Y, k(X, Y), L), ( L == [X] -> true ; write(X-L), nl ) )).
:- findall(Y, k(1, Y), L), write(L), nl.                      % expect: [1]
:- findall(Y, k(foo(_), Y), L), write(L), nl.                 % expect: [foo(1)]
:- X is 10 ** 20, findall(Y, k(X, Y), L), write(L), nl.       % expect: [100000000000000000000]
% A queue.
fill(0) :- !.
fill(N) :- assertz(q(N)), M is N - 1, fill(M).
turn(0) :- !.
turn(N) :- retract(q(X)), !, Y is X + 100, assertz(q(Y)), M is N - 1, turn(M).
:- fill(50), turn(500), findall(X, q(X), L), length(L, N), sum_list(L, S), write(N-S), nl. % expect: 50-51275
% The logical update view: a call sees the clauses that existed when it began.
:- findall(X, ( q(X), Y is X + 1, assertz(q(Y)) ), L), length(L, N), aggregate_all(count, q(_), C), write(N-C), nl. % expect: 50-100
:- findall(X, ( q(X), retractall(q(_)) ), L), length(L, N), write(N), nl. % expect: 100
:- assertz(q(1)), assertz(q(2)), assertz(q(3)), ( q(X), write(X), nl, retract(q(2)), fail ; true ).
% expect: 1
% expect: 2
% expect: 3
:- findall(X, q(X), L), write(L), nl.                         % expect: [1,3]
:- ( retract(q(X)), asserta(q(new(X))), X > 1 -> true ; true ), findall(Y, q(Y), L), write(L), nl. % expect: [new(3),new(1)]
% Bodies that are used often are code; cuts in them are local to the predicate.
:- assertz((r(X, Y) :- X > 10, !, Y is X - 10)), assertz((r(X, Y) :- Y is X + 3)).
run(0, R, R) :- !.
run(N, R0, R) :- r(R0, R1), M is N - 1, run(M, R1, R).
:- run(2000, 0, R), write(R), nl.                             % expect: 7
:- findall(Y, r(20, Y), L), write(L), nl.                     % expect: [10]
% Changed again and again while it is called.
change(0) :- !.
change(N) :- r(1, X), ( N mod 10 =:= 0 -> retract((r(_, _) :- true)) ; N mod 10 =:= 5 -> asserta(r(1, N)) ; true ), ( integer(X) -> true ; write(X), nl ), M is N - 1, change(M).
:- asserta(r(1, 0)), change(3000), findall(Y, r(1, Y), L), write(L), nl. % expect: [5,4]
% The predicate changes after it has become code, while it runs.
:- forall(between(1, 20, X), assertz(s(X))).
calls(0) :- !.
calls(N) :- s(7), M is N - 1, calls(M).
:- calls(1000), findall(X, ( s(X), X < 4, assertz(s(0)), retract(s(X)) ), L), write(L), nl. % expect: [1,2,3]
:- calls(5000), findall(X, s(X), L), length(L, N), sum_list(L, S), write(N-S), nl. % expect: 20-204
:- retractall(s(_)), ( s(_) -> true ; write(none), nl ).      % expect: none
:- assertz(s(back)), s(X), write(X), nl.                      % expect: back
% retractall takes only what matches, and makes predicates; static ones stay.
:- retractall(f(2, _, _)), aggregate_all(count, f(_, _, _), N), write(N), nl. % expect: 47
:- retractall(unheard_of(_)), ( unheard_of(1) -> true ; write(no), nl ). % expect: no
:- catch(retractall(run(_, _, _)), error(E, _), ( write(E), nl )). % expect: permission_error(modify,static_procedure,run/3)
% Many keys that come and go.
churn(0) :- !.
churn(N) :- assertz(m(N, a)), ( N > 20 -> true ; true ), K is N + 15, ( retract(m(K, _)) -> true ; true ), M is N - 1, churn(M).
:- churn(3000), findall(K, m(K, _), L), write(L), nl.         % expect: [15,14,13,12,11,10,9,8,7,6,5,4,3,2,1]
:- m(9, X), write(X), nl.                                     % expect: a
% clause/2 on data, and the clauses of a body.
:- clause(r(9, Y), (C, _)), Y = 1, write(C), nl.              % expect: 9>10
% Clauses added at both ends and erased, with keys of all kinds: what the indexes find is what a search of all finds.
:- dynamic found/2, listed/1.
kind(0, R, K) :- K is R mod 50.
kind(1, R, K) :- K is R * R.
kind(2, R, K) :- N is R mod 300, atom_concat(k, N, K).
kind(3, R, f(R)).
kind(4, R, K) :- K is R * 1000000000000.
kind(5, R, K) :- K is R * 16.
kind(6, R, K) :- K is R / 3.0.
keyed(R, K) :- M is R mod 7, kind(M, R, K).
random(R0, R) :- R is (R0 * 1103515245 + 12345) mod 2147483648.
changes(N, N, _) :- !.
changes(I, N, R0) :-
    random(R0, R), random(R, R2), A is (R >> 8) mod 10, X is R2 >> 12, keyed(X, K), keyed(I, V), change(A, I, K, V), J is I + 1, changes(J, N, R2).
change(0, _, K, V) :- !, asserta(found(K, V)), asserta(listed(K-V)).
change(1, _, K, _) :- !, ( retract(found(K, V)) -> once(retract(listed(K-V))) ; true ).
change(2, _, _, V) :- !, ( retract(found(K, V)) -> once(retract(listed(K-V))) ; true ).
change(3, I, _, V) :- I mod 50 =:= 3, !, assertz(found(_, V)), assertz(listed(_-V)).
change(_, _, K, V) :- assertz(found(K, V)), assertz(listed(K-V)), found(K, _), found(_, V), !.
agrees(A) :-
    forall(( nth0(I, A, K-_), I mod 20 =:= 0, nonvar(K) ), ( findall(W, found(K, W), Ws), findall(W, member(K-W, A), Ws) )),
    forall(( nth0(I, A, _-V), I mod 20 =:= 0 ), ( findall(W, found(W, V), Ws), findall(W, member(W-V, A), Us), Ws =@= Us )).
:- changes(0, 600, 42), findall(K-V, found(K, V), A), findall(P, listed(P), B), A =@= B, agrees(A), length(A, N), write(N), nl.
% expect: 479
