% bench: symbolic
% quick: 10
% size: iterations
size(280000).
:- initialization(main).
% Large terms unified, with and without bindings.
main :- size(N), tree(9, x, A), tree(9, Y, B), run(N, A), A = B, write(Y), nl.
run(0, _) :- !.
run(N, A) :- tree(5, _, B), tree(5, z, C), B = C, \+ C = f(_, 1), \+ A = C, M is N - 1, run(M, A).
tree(0, L, L) :- !.
tree(N, L, f(A, B)) :- M is N - 1, tree(M, L, A), tree(M, L, B).
% expect: x
