% bench: database
% quick: 100
% size: iterations
size(1000000).
:- initialization(main).
% A queue of clauses: taken from the front, added at the end.
:- dynamic(waiting/1).
main :- size(N), fill(0, 2000), run(N), waiting(X), !, write(X), nl.
fill(N, N) :- !.
fill(I, N) :- assertz(waiting(I)), J is I + 1, fill(J, N).
run(0) :- !.
run(N) :- retract(waiting(X)), !, Y is X + 1, assertz(waiting(Y)), M is N - 1, run(M).
% expect: 100
