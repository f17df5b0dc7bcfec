% bench: symbolic
% quick: 1
% size: iterations
size(24000).
:- initialization(main).
% Terms rewritten to a normal form with equations of lists and numbers, then compared.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, work(C).
run(N, C) :- work(_), M is N - 1, run(M, C).
work(C) :- findall(yes, ( claim(A, B), rewrite(A, X), rewrite(B, Y), X == Y ), L), length(L, C).
claim(append(append(x, y), append(z, nil)), append(x, append(y, append(z, nil)))).
claim(reverse(append(reverse(x), reverse(y))), append(reverse(reverse(y)), reverse(reverse(x)))).
claim(times(plus(a, b), plus(c, d)), plus(plus(times(a, c), times(a, d)), plus(times(b, c), times(b, d)))).
claim(length(append(x, append(y, append(z, w)))), plus(length(x), plus(length(y), plus(length(z), length(w))))).
claim(implies(and(p, q), or(q, r)), if(p, if(q, true, true), true)).
claim(plus(times(plus(a, plus(b, c)), d), e), plus(times(a, d), plus(times(b, d), plus(times(c, d), e)))).
rewrite(T, N) :- atom(T), !, N = T.
rewrite(T, N) :- T =.. [F|As], rewrite_all(As, Bs), U =.. [F|Bs], simplify(U, N).
rewrite_all([], []).
rewrite_all([A|As], [B|Bs]) :- rewrite(A, B), rewrite_all(As, Bs).
simplify(T, N) :- equal(T, U), !, rewrite(U, N).
simplify(T, T).
equal(append(append(A, B), C), append(A, append(B, C))).
equal(reverse(append(A, B)), append(reverse(B), reverse(A))).
equal(reverse(reverse(A)), A).
equal(times(plus(A, B), C), plus(times(A, C), times(B, C))).
equal(times(A, plus(B, C)), plus(times(A, B), times(A, C))).
equal(plus(plus(A, B), C), plus(A, plus(B, C))).
equal(length(append(A, B)), plus(length(A), length(B))).
equal(implies(A, B), if(A, if(B, true, false), true)).
equal(and(A, B), if(A, if(B, true, false), false)).
equal(or(A, B), if(A, true, if(B, true, false))).
equal(if(if(A, B, C), D, E), if(A, if(B, D, E), if(C, D, E))).
equal(if(true, A, _), A).
equal(if(false, _, A), A).
equal(if(_, A, A), A) :- atom(A).
% expect: 5
