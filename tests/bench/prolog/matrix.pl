% bench: numbers
% quick: 3
size(200).
:- initialization(main).
% Square matrices of floats multiplied.
main :- size(N), matrix(N, N, A), product(A, A, B), product(B, A, C), C = [[X|_]|_], Y is truncate(X), write(Y), nl.
matrix(0, _, []) :- !.
matrix(I, N, [R|Rs]) :- row(N, I, R), J is I - 1, matrix(J, N, Rs).
row(0, _, []) :- !.
row(K, I, [X|Xs]) :- X is (I * K mod 7) / 4.0, J is K - 1, row(J, I, Xs).
product(A, B, C) :- transpose(B, T), rows(A, T, C).
rows([], _, []).
rows([R|Rs], T, [S|Ss]) :- dots(T, R, S), rows(Rs, T, Ss).
dots([], _, []).
dots([C|Cs], R, [X|Xs]) :- dot(R, C, 0.0, X), dots(Cs, R, Xs).
dot([], [], S, S).
dot([X|Xs], [Y|Ys], S0, S) :- S1 is S0 + X * Y, dot(Xs, Ys, S1, S).
transpose([[]|_], []) :- !.
transpose(M, [C|Cs]) :- heads(M, C, R), transpose(R, Cs).
heads([], [], []).
heads([[X|R]|Rs], [X|Xs], [R|Ts]) :- heads(Rs, Xs, Ts).
% expect: 6
