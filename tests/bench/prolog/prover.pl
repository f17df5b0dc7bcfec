% bench: search
% quick: 1
% size: iterations
size(28000).
:- initialization(main).
% A prover of propositional sequents.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, proved(C).
run(N, C) :- proved(_), M is N - 1, run(M, C).
proved(C) :- findall(F, ( formula(F), prove([], [F]) ), L), length(L, C).
formula(or(a, not(a))).
formula(imp(and(imp(a, b), imp(b, c)), imp(a, c))).
formula(imp(imp(imp(a, b), a), a)).
formula(imp(and(or(a, b), and(imp(a, c), imp(b, c))), c)).
formula(imp(or(a, b), and(a, b))).
formula(imp(not(and(a, b)), or(not(a), not(b)))).
formula(imp(and(imp(a, imp(b, c)), and(imp(c, d), and(a, b))), and(d, or(c, e)))).
prove(L, R) :- common(L, R), !.
prove(L, R) :- take(not(A), L, L1), !, prove(L1, [A|R]).
prove(L, R) :- take(not(A), R, R1), !, prove([A|L], R1).
prove(L, R) :- take(and(A, B), L, L1), !, prove([A,B|L1], R).
prove(L, R) :- take(or(A, B), R, R1), !, prove(L, [A,B|R1]).
prove(L, R) :- take(imp(A, B), R, R1), !, prove([A|L], [B|R1]).
prove(L, R) :- take(and(A, B), R, R1), !, prove(L, [A|R1]), prove(L, [B|R1]).
prove(L, R) :- take(or(A, B), L, L1), !, prove([A|L1], R), prove([B|L1], R).
prove(L, R) :- take(imp(A, B), L, L1), !, prove(L1, [A|R]), prove([B|L1], R).
common([A|_], R) :- atom(A), has(A, R), !.
common([_|L], R) :- common(L, R).
has(A, [B|_]) :- A == B, !.
has(A, [_|R]) :- has(A, R).
take(X, [Y|L], L) :- nonvar(Y), X = Y, !.
take(X, [Y|L], [Y|R]) :- take(X, L, R).
% expect: 6
