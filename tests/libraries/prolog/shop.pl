:- module(shop, [price/2, run/1, each/2, op(700, xfx, ===>), (===>)/2, here/1, sold/1, total/1]).
:- use_module(stock, [item/1 as article, amount/2]).
:- dynamic sold/1.
:- meta_predicate run(0), each(1, ?).
helper(1).
helper(2).
% Names of the system and of libraries, defined here for this module alone.
append(mine).
last(_, shop).
price(X, P) :- helper(P), article(X).
run(G) :- strip_module(G, M, P), functor(P, N, _), writeq(M:N), nl, call(G).
each(_, []).
each(P, [X|Xs]) :- call(P, X), each(P, Xs).
X ===> Y :- Y = got(X).
here(M) :- context_module(M).
total(L) :- findall(X, helper(X), L0), last(L0, Y), L = L0-Y.
:- assertz(sold(1)), sold(X), writeq(sold(X)), nl.
:- forall(member(X, [1,2]), helper(X)), writeq(all), nl.
:- maplist([X]>>helper(X), [1,2]), writeq(lambda), nl.
:- X = 1, ( \+ helper(3), helper(X) -> writeq(yes) ; writeq(no) ), nl.
:- catch(nowhere(1), error(E, _), true), writeq(E), nl.
user:portray(secret(_)) :- helper(1), write('<hidden>').
