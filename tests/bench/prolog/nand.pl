% bench: search
% quick: 1
% size: iterations
size(2400).
:- initialization(main).
% Circuits of nand gates for a truth table of two inputs, the smallest first.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, all(C).
run(N, C) :- all(_), M is N - 1, run(M, C).
all(Cs) :- findall(C, ( member(T, [t(0,1,1,0), t(0,0,0,1), t(0,1,1,1), t(1,0,0,0)]), smallest(T, C) ), Cs).
smallest(T, C) :- between(0, 5, C), gates(C, [t(0,0,1,1), t(0,1,0,1)], Gs), Gs = [T|_], !.
gates(0, Gs, Gs).
gates(N, Gs0, Gs) :- N > 0, pair(Gs0, A, B), nand(A, B, G), \+ known(G, Gs0), M is N - 1, gates(M, [G|Gs0], Gs).
pair([A|T], A, B) :- element(B, [A|T]).
pair([_|T], A, B) :- pair(T, A, B).
element(X, [X|_]).
element(X, [_|T]) :- element(X, T).
known(G, [H|_]) :- G == H, !.
known(G, [_|T]) :- known(G, T).
nand(t(A,B,C,D), t(E,F,G,H), t(I,J,K,L)) :- I is 1 - A * E, J is 1 - B * F, K is 1 - C * G, L is 1 - D * H.
% expect: [4,2,3,4]
