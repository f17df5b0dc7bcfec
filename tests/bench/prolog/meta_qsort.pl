% bench: control
% quick: 1
% size: iterations
size(20000).
:- initialization(main).
% An interpreter that runs quicksort.
main :- size(N), run(N, L), write(L), nl.
run(1, L) :- !, sorted(L).
run(N, L) :- sorted(_), M is N - 1, run(M, L).
sorted(L) :- solve(qsort([27,74,17,33,94,18,46,83,65,2,32,53,28,85,99,47,28,82,6,11,55,29,39,81,90,37,10,0,66,51], L, [])).
solve(true) :- !.
solve((A, B)) :- !, solve(A), solve(B).
solve((A -> B ; C)) :- !, ( solve(A) -> solve(B) ; solve(C) ).
solve(A =< B) :- !, A =< B.
solve(A > B) :- !, A > B.
solve(H) :- rule(H, B), solve(B).
rule(qsort([], R, R), true).
rule(qsort([X|L], R, R0), (split(L, X, L1, L2), qsort(L2, R1, R0), qsort(L1, R, [X|R1]))).
rule(split([], _, [], []), true).
rule(split([X|L], Y, A, B), (X =< Y -> same(A, [X|L1]), split(L, Y, L1, B) ; same(B, [X|L2]), split(L, Y, A, L2))).
rule(same(X, X), true).
% expect: [0,2,6,10,11,17,18,27,28,28,29,32,33,37,39,46,47,51,53,55,65,66,74,81,82,83,85,90,94,99]
