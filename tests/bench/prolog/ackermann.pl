% bench: calls
% quick: 1
size(10).
:- initialization(main).
% Ackermann's function.
main :- size(N), ack(2, 50, _), ack(3, N, A), write(A), nl.
ack(0, N, A) :- !, A is N + 1.
ack(M, 0, A) :- !, K is M - 1, ack(K, 1, A).
ack(M, N, A) :- N1 is N - 1, ack(M, N1, B), M1 is M - 1, ack(M1, B, A).
% expect: 13
