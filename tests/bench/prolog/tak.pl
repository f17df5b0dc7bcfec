% bench: calls
% quick: 1
% size: iterations
size(500).
:- initialization(main).
% Takeuchi's function.
main :- size(N), run(N, A), write(A), nl.
run(1, A) :- !, tak(18, 12, 6, A).
run(N, A) :- tak(18, 12, 6, _), M is N - 1, run(M, A).
tak(X, Y, Z, A) :- X =< Y, !, A = Z.
tak(X, Y, Z, A) :-
    X1 is X - 1, Y1 is Y - 1, Z1 is Z - 1,
    tak(X1, Y, Z, A1), tak(Y1, Z, X, A2), tak(Z1, X, Y, A3),
    tak(A1, A2, A3, A).
% expect: 7
