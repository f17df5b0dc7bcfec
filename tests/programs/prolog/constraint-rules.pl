% Constraint handling rules.
:- use_module(library(chr)).
:- chr_constraint below/2, divisor/1, prime/1, candidate/1, fib(+int, ?int), upto(+int), least/1, road/2, way/3, colour(+any), mixed/1, counter/1, step, value/1, part(?any, +int), total/1, stop, root/2, arrow/2, make/1, find/2, union/2, link/2.
% Orders: variables that are below each other are one.
below(X, X) <=> true.
below(X, Y), below(Y, X) <=> X = Y.
below(X, Y) \ below(X, Y) <=> true.
below(X, Y), below(Y, Z) ==> below(X, Z).
divisor(0) <=> true.
divisor(N) \ divisor(M) <=> N =< M | L is M mod N, divisor(L).
candidate(1) <=> true.
candidate(N) <=> prime(N), M is N - 1, candidate(M).
absorb @ prime(Y) \ prime(X) <=> 0 =:= X mod Y | true.
upto(Max), fib(N1, V1), fib(N2, V2) ==> N2 =:= N1 + 1, N2 < Max | N3 is N2 + 1, V3 is V1 + V2, fib(N3, V3).
least(X) \ least(Y) <=> X =< Y | true.
road(X, Y) ==> way(X, Y, 1).
way(X, Y, N) \ way(X, Y, M) <=> N =< M | true.
road(X, Y), way(Y, Z, N) ==> X \== Z, N < 10 | M is N + 1, way(X, Z, M).
colour(red), colour(blue) <=> mixed(purple).
colour(red), colour(yellow) # Id <=> mixed(orange) pragma passive(Id).
step, counter(N) <=> M is N + 1, counter(M).
value(X), counter(N) <=> X = N, counter(N).
part(f(X), N), part(X, M) <=> K is N + M, total(K).
stop \ total(_) <=> true.
stop <=> true.
make(A) <=> root(A, 0).
union(A, B) <=> find(A, X), find(B, Y), link(X, Y).
arrow(A, B) \ find(A, X) <=> find(B, X).
root(A, _) \ find(A, X) <=> X = A.
link(A, A) <=> true.
link(A, B), root(A, N), root(B, M) <=> ( N >= M -> arrow(B, A), K is max(N, M + 1), root(A, K) ; arrow(A, B), root(B, M) ).
show(P) :- findall(P, find_chr_constraint(P), L0), msort(L0, L), print(L), nl.

:- initialization(main).
main :- forall(clause(t(N), G), ( write(N), write(' '), ( call(G) -> true ; print(failed), nl ) )).
t(1) :- below(A, B), below(B, C), below(C, A), A == B, B == C, show(below(_, _)).       % expect: 1 []
t(2) :- below(_, B), below(B, _), findall(x, find_chr_constraint(below(_, _)), L), print(L), nl. % expect: 2 [x,x,x]
t(3) :- divisor(9), divisor(6), show(divisor(_)).                                       % expect: 3 [divisor(3)]
t(4) :- candidate(20), show(prime(_)).                                                  % expect: 4 [prime(2),prime(3),prime(5),prime(7),prime(11),prime(13),prime(17),prime(19)]
t(5) :- fib(0, 1), fib(1, 1), upto(5), show(fib(_, _)).                                 % expect: 5 [fib(0,1),fib(1,1),fib(2,2),fib(3,3),fib(4,5),fib(5,8)]
t(6) :- least(5), least(3), least(7), show(least(_)).                                   % expect: 6 [least(3)]
t(7) :- road(a, b), road(b, c), road(c, a), show(way(_, _, _)).                         % expect: 7 [way(a,b,1),way(a,c,2),way(b,a,2),way(b,c,1),way(c,a,1),way(c,b,2)]
t(8) :- colour(red), colour(blue), colour(red), colour(yellow), show(mixed(_)), show(colour(_)).
% expect: 8 [mixed(purple)]
% expect: [colour(red),colour(yellow)]
t(9) :- counter(0), step, step, step, value(X), print(X), nl.                           % expect: 9 3
t(10) :- part(f(A), 3), part(b, 4), show(total(_)), A = b, show(total(_)), stop, show(total(_)).
% expect: 10 []
% expect: [total(7)]
% expect: []
t(11) :- ( least(1), fail ; true ), show(least(_)).                                     % expect: 11 []
t(12) :- maplist(make, [a, b, c, d]), union(a, b), union(c, d), union(b, d), find(a, X), find(d, Y), find(c, Z), ( X == Y, Y == Z -> print(same) ; print(apart) ), nl. % expect: 12 same
