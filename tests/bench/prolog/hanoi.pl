% bench: calls
% quick: 6
size(24).
:- initialization(main).
% The towers of Hanoi, the moves counted.
main :- size(N), hanoi(N, a, b, c, 0, C), write(C), nl.
hanoi(0, _, _, _, C, C) :- !.
hanoi(N, A, B, C, K0, K) :- M is N - 1, hanoi(M, A, C, B, K0, K1), K2 is K1 + 1, hanoi(M, C, B, A, K2, K).
% expect: 63
