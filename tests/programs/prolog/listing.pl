% Listings have the names of the program's variables; unifications with which static clauses begin are in their heads.
:- dynamic fact/2.
fact(Key, Value) :- other(Key, [_|Rest]), Value = Rest.
fact(_, _Any).
head(X, Y) :- Y = f(X), other(X, _).
kept(X) :- X = f(Y), other(X, Y).
greeting --> [hello], name, { true }, !.
:- assertz((fact(K, V) :- other(V, K))).
:- listing(fact/2), listing(head/2), listing(kept/1), listing(greeting//0).
% expect: :- dynamic fact/2.
% expect:
% expect: fact(Key, Value) :-
% expect:     other(Key, [_|Rest]),
% expect:     Value=Rest.
% expect: fact(_, _Any).
% expect: fact(A, B) :-
% expect:     other(B, A).
% expect:
% expect: head(X, f(X)) :-
% expect:     other(X, _).
% expect:
% expect: kept(X) :-
% expect:     X=f(Y),
% expect:     other(X, Y).
% expect:
% expect: greeting([hello|A], B) :-
% expect:     name(A, C),
% expect:     true,
% expect:     D=C,
% expect:     !,
% expect:     B=D.
% expect:
:- assertz((nested :- (a, b), (c, d), e)), clause(nested, B), print(B), nl. % expect: a,b,c,d,e
