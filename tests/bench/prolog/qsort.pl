% bench: lists
% quick: 2
% size: iterations
size(11000).
:- initialization(main).
% Quicksort of 200 numbers with difference lists.
main :- size(N), numbers(200, 4711, L), run(N, L), qsort(L, S, []), S = [A|_], write(A), nl.
run(0, _) :- !.
run(N, L) :- qsort(L, _, []), M is N - 1, run(M, L).
numbers(0, _, []) :- !.
numbers(N, X, [Y|T]) :- Y is (X * 1103 + 12345) mod 65536, M is N - 1, numbers(M, Y, T).
qsort([], R, R).
qsort([X|L], R, R0) :- split(L, X, L1, L2), qsort(L2, R1, R0), qsort(L1, R, [X|R1]).
split([], _, [], []).
split([X|L], Y, [X|L1], L2) :- X =< Y, !, split(L, Y, L1, L2).
split([X|L], Y, L1, [X|L2]) :- split(L, Y, L1, L2).
% expect: 103
