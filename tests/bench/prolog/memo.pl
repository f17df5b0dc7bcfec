% bench: database
% quick: 100
% size: input
size(600000).
:- initialization(main).
% A table of as many answers as calls, looked up by key and by value.
:- dynamic(square/2).
main :- size(N), fill(0, N), sum(N, 0, S), write(S), nl.
fill(N, N) :- !.
fill(I, N) :- V is I * I, assertz(square(I, V)), J is I + 1, fill(J, N).
sum(0, S, S) :- !.
sum(N, S0, S) :- M is N - 1, square(M, V), square(K, V), S1 is (S0 + V + K) mod 1000003, sum(M, S1, S).
% expect: 333300
