% bench: lists
% quick: 2
% size: iterations
size(2000).
:- initialization(main).
% Naive reverse of a list of 400 elements: 80,601 calls each.
main :- size(N), range(1, 400, L), run(N, L), nrev(L, [F|_]), write(F), nl.
run(0, _) :- !.
run(N, L) :- nrev(L, _), M is N - 1, run(M, L).
range(N, N, [N]) :- !.
range(I, N, [I|T]) :- J is I + 1, range(J, N, T).
app([], L, L).
app([H|T], L, [H|R]) :- app(T, L, R).
nrev([], []).
nrev([H|T], R) :- nrev(T, S), app(S, [H], R).
