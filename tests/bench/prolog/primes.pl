% The primes below 12,000 by sieving lists.
:- initialization(main).
main :- numlist(2, 12000, L), sieve(L, Ps), length(Ps, N), write(N), nl.
sieve([], []).
sieve([P|Xs], [P|Ps]) :- remove(Xs, P, Ys), sieve(Ys, Ps).
remove([], _, []).
remove([X|Xs], P, Ys) :- X mod P =:= 0, !, remove(Xs, P, Ys).
remove([X|Xs], P, [X|Ys]) :- remove(Xs, P, Ys).
