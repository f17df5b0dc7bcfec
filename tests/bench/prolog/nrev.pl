% Naive reverse of a list of 400, again and again: 80,601 calls each.
% quick: run(1)
:- initialization(main).
main :- run(500).
run(0) :- !.
run(N) :- numlist(1, 400, L), nrev(L, R), R = [400|_], M is N - 1, run(M).
nrev([], []).
nrev([H|T], R) :- nrev(T, RT), app(RT, [H], R).
app([], L, L).
app([H|T], L, [H|R]) :- app(T, L, R).
