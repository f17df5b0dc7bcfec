% Predicates that programs of checks pass to predicates of libraries.
:- dynamic f/1, g/2.
p(1, a). p(2, b). p(3, a). p(4, c). p(2, b).
inc(X, Y) :- Y is X + 1.
up(X, Y) :- atom(X), upcase_atom(X, Y).
cnt(X, A, B) :- atom(X), B is A + 1.
pl(X, Y, Z) :- Z is X + Y.
