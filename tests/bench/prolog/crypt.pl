% bench: search
% quick: 1
% size: iterations
size(18000).
:- initialization(main).
% A multiplication whose digits are known to be even or odd: OEE * EE = EOEE + EOE0 = OOEE.
main :- size(N), run(N, A), write(A), nl.
run(1, A) :- !, solve(A).
run(N, A) :- solve(_), M is N - 1, run(M, A).
solve(X-Y) :-
    odd(A), even(B), even(C), X is 100 * A + 10 * B + C,
    high(D), even(E), Y is 10 * D + E,
    P is X * E, P > 999, P < 10000, shape(P, [even,odd,even,even]),
    Q is X * D, Q > 99, Q < 1000, shape(Q, [even,odd,even]),
    R is P + 10 * Q, R > 999, R < 10000, shape(R, [odd,odd,even,even]), !.
solve(none).
even(0). even(2). even(4). even(6). even(8).
high(2). high(4). high(6). high(8).
odd(1). odd(3). odd(5). odd(7). odd(9).
shape(N, Ks) :- digits(N, [], Ds), kinds(Ds, Ks).
digits(0, Ds, Ds) :- !.
digits(N, Ds0, Ds) :- D is N mod 10, M is N // 10, digits(M, [D|Ds0], Ds).
kinds([], []).
kinds([D|Ds], [K|Ks]) :- kind(D, K), kinds(Ds, Ks).
kind(D, even) :- 0 =:= D mod 2, !.
kind(_, odd).
% expect: 300-28
