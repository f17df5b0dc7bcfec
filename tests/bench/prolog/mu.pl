% bench: search
% quick: 1
% size: iterations
size(22000).
:- initialization(main).
% Hofstadter's MU puzzle: a derivation of muiiu from mi.
main :- size(N), run(N, L), write(L), nl.
run(1, L) :- !, derive([m,u,i,i,u], 5, L).
run(N, L) :- derive([m,u,i,i,u], 5, _), M is N - 1, run(M, L).
derive(Goal, Depth, L) :- theorem(Goal, Depth, Steps), length(Steps, L), !.
theorem([m,i], _, [axiom]).
theorem(S, D, [R|Steps]) :- D > 0, E is D - 1, theorem(P, E, Steps), rule(R, P, S).
rule(1, P, S) :- join(X, [i], P), join(X, [i,u], S).
rule(2, [m|X], [m|Y]) :- join(X, X, Y).
rule(3, P, S) :- join(X, [i,i,i|Y], P), join(X, [u|Y], S).
rule(4, P, S) :- join(X, [u,u|Y], P), join(X, Y, S).
join([], L, L).
join([H|T], L, [H|R]) :- join(T, L, R).
% expect: 6
