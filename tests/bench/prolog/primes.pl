% bench: lists
% quick: 300
size(50000).
:- initialization(main).
% The primes up to a number, by sieving a list.
main :- size(N), from(2, N, L), sieve(L, Ps), count(Ps, 0, C), write(C), nl.
from(I, N, []) :- I > N, !.
from(I, N, [I|T]) :- J is I + 1, from(J, N, T).
sieve([], []).
sieve([P|Xs], [P|Ps]) :- strike(Xs, P, Ys), sieve(Ys, Ps).
strike([], _, []).
strike([X|Xs], P, Ys) :- 0 =:= X mod P, !, strike(Xs, P, Ys).
strike([X|Xs], P, [X|Ys]) :- strike(Xs, P, Ys).
count([], C, C).
count([_|T], C0, C) :- C1 is C0 + 1, count(T, C1, C).
% expect: 62
