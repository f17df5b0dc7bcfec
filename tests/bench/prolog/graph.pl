% bench: database
% quick: 20
% size: iterations
size(500000).
:- initialization(main).
% All paths of a graph whose edges are dynamic and do not change.
:- dynamic(edge/2).
edge(a, b). edge(b, c). edge(c, d). edge(d, e). edge(a, c). edge(b, d). edge(e, f). edge(c, f). edge(f, g). edge(d, g). edge(g, h). edge(e, h).
path(X, X, []).
path(X, Y, [Z|P]) :- edge(X, Z), path(Z, Y, P).
main :- size(N), run(N), findall(P, path(a, h, P), Ps), length(Ps, C), write(C), nl.
run(0) :- !.
run(N) :- ( path(a, h, _), fail ; true ), M is N - 1, run(M).
% expect: 11
