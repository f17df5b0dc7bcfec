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
% Unifications with which the body of a static clause begins are part of its head, as far as nothing else depends on their variables.
ua(X, Y) :- (X = f(Y), q(Y)), s.
ub(X) :- X = a *-> q(X).
uc(X) :- X = a, !, q.
ud(X) :- X = a, !, q(X).
ue(X) :- f(Y) = X, ( q(Y) *-> r(Y) ).
uf(X, X) :- X = a.
ug(X) :- X = f(X).
uh(f(X)) :- X = a.
:- dynamic ui/1.
ui(X) :- X = a.
as_clause(H, C) :- clause(H, B), ( (H :- B) =@= C -> print(yes) ; print(H :- B) ), nl.
:- as_clause(ua(_, _), (ua(f(Y), Y) :- q(Y), s)). % expect: yes
:- as_clause(ub(_), (ub(X) :- X = a *-> q(X))). % expect: yes
:- as_clause(uc(_), (uc(a) :- !, q)). % expect: yes
:- as_clause(ud(_), (ud(X) :- X = a, !, q(X))). % expect: yes
:- as_clause(ue(_), (ue(f(Y)) :- q(Y) *-> r(Y))). % expect: yes
:- as_clause(uf(_, _), (uf(X, X) :- X = a)). % expect: yes
:- as_clause(ug(_), (ug(X) :- X = f(X))). % expect: yes
:- as_clause(uh(_), (uh(f(X)) :- X = a)). % expect: yes
:- as_clause(ui(_), (ui(X) :- X = a)). % expect: yes
