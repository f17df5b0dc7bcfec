% A meta-interpreter with proof trees and depth limits, over dynamic clauses.
:- dynamic app/3, nat/1, even/1, odd/1, loop/1.
app([], L, L).
app([H|T], L, [H|R]) :- app(T, L, R).
nat(0).
nat(s(N)) :- nat(N).
even(0).
even(s(N)) :- odd(N).
odd(s(N)) :- even(N).
loop(X) :- loop(X).
solve(true, _, true) :- !.
solve((A, B), D, (PA, PB)) :- !, solve(A, D, PA), solve(B, D, PB).
solve((A ; B), D, P) :- !, ( solve(A, D, P) ; solve(B, D, P) ).
solve(\+ A, D, naf(A)) :- !, \+ solve(A, D, _).
solve(A, _, builtin(A)) :- predicate_property(A, built_in), !, call(A).
solve(_, 0, _) :- !, throw(depth_limit).
solve(A, D, (A :- P)) :- D1 is D - 1, clause(A, B), solve(B, D1, P).
show(P) :- show(P, 0).
show(true, _) :- !.
show((A, B), I) :- !, show(A, I), show(B, I).
show((A :- P), I) :- !, tab(I), print(A), nl, J is I + 2, show(P, J).
show(X, I) :- tab(I), print(X), nl.
t(G) :- catch(( solve(G, 20, P) -> format("~p proved~n", [G]), numbervars(P, 0, _), show(P) ; format("~p fails~n", [G]) ), E, format("~p raised ~p~n", [G, E])).
:- initialization(main).
main :- t(app([a], [b], L)), L = L, t(even(s(s(0)))), t(odd(s(s(0)))), t(loop(1)), t((nat(X), X = s(_))), t((X2 is 1 + 2, X2 > 2)), t(\+ odd(0)), t((fail ; true)),
  findall(A-B, solve(app(A, B, [1,2]), 10, _), L2), print(L2), nl, listing([even/1, odd/1]).
% expect: app([a],[b],[a,b]) proved
% expect: app([a],[b],[a,b])
% expect:   app([],[b],[b])
% expect: even(s(s(0))) proved
% expect: even(s(s(0)))
% expect:   odd(s(0))
% expect:     even(0)
% expect: odd(s(s(0))) fails
% expect: loop(1) raised depth_limit
% expect: nat(s(0)),s(0)=s(0) proved
% expect: nat(s(0))
% expect:   nat(0)
% expect: builtin(s(0)=s(0))
% expect: 3 is 1+2,3>2 proved
% expect: builtin(3 is 1+2)
% expect: builtin(3>2)
% expect: \+odd(0) proved
% expect: naf(odd(0))
% expect: fail;true proved
% expect: [[]-[1,2],[1]-[2],[1,2]-[]]
% expect: :- dynamic even/1.
% expect:
% expect: even(0).
% expect: even(s(N)) :-
% expect:     odd(N).
% expect:
% expect: :- dynamic odd/1.
% expect:
% expect: odd(s(N)) :-
% expect:     even(N).
% expect:
