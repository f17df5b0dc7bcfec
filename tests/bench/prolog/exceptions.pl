% bench: control
% quick: 20
% size: iterations
size(2600000).
:- initialization(main).
% Balls thrown through a few frames and caught.
main :- size(N), run(N, 0, S), write(S), nl.
run(0, S, S) :- !.
run(N, S0, S) :- catch(deep(5, N), found(X), true), S1 is (S0 + X) mod 1000003, M is N - 1, run(M, S1, S).
deep(0, N) :- throw(found(N)).
deep(D, N) :- D > 0, E is D - 1, deep(E, N), true.
% expect: 210
