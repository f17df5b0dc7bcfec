% A module with operators, goals as arguments and dynamic predicates of its own.
:- module(shapes, [area/2, describe/1, op(700, xfx, ===>), (===>)/2, each/2]).
:- use_module(library(lists)).
:- meta_predicate each(1, ?).
:- dynamic seen/1.
area(circle(R), A) :- A is pi * R ** 2.
area(rect(W, H), A) :- A is W * H.
describe(S) :- area(S, A), format("~w has area ~2f~n", [S, A]), assertz(seen(S)), count(N), format("seen ~d~n", [N]).
count(N) :- aggregate_all(count, seen(_), N).
A ===> B :- B = got(A).
each(_, []).
each(G, [X|Xs]) :- call(G, X), each(G, Xs).
