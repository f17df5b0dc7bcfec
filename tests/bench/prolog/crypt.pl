% A multiplication of three digits by two whose digits are even or odd as given: EOE * EE = EOEE + EOE0 = OOEE.
:- initialization(main).
main :- run(20).
run(0) :- !.
run(N) :- findall(A*B, solve(A, B), L), length(L, K), K >= 0, M is N - 1, run(M).
even(0). even(2). even(4). even(6). even(8).
odd(1). odd(3). odd(5). odd(7). odd(9).
solve(A, B) :-
    even(A1), A1 > 0, odd(A2), even(A3), A is A1 * 100 + A2 * 10 + A3,
    even(B1), B1 > 0, even(B2), B2 > 0, B is B1 * 10 + B2,
    P is A * B2, digits(P, [e, o, e, e]),
    Q is A * B1, digits(Q, [e, o, e]),
    R is A * B, digits(R, [o, o, e, e]).
digits(N, Kinds) :- reverse(Kinds, Ks), check(Ks, N).
check([], 0).
check([K|Ks], N) :- D is N mod 10, kind(K, D), M is N // 10, check(Ks, M).
kind(e, D) :- even(D).
kind(o, D) :- odd(D).
