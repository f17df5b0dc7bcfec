% The scope of the cut, conditionals, negation.
t(1). t(2). t(3).
a(X) :- t(X), !.
b(X) :- ( t(X), X > 1 -> true ; X = none ).
c(X) :- ( t(X), X > 5 -> true ; X = none ).
d(X) :- call((t(X), !)).
d(9).
e(X) :- \+ \+ X = 1, var(X).
f(X) :- ( true ; X = 2 ), ( X = 1 ; X = 2 ).
g(X) :- t(X), ( X =:= 2, ! ; fail ).
g(10).
h(X) :- ( t(X) *-> true ; X = none ).
i(X) :- ( fail *-> true ; X = none ).
j(X) :- once(t(X)).
k(X, Y) :- ( X == 1 -> Y = one ; X == 2 -> Y = two ; Y = many ).
all(G, X) :- findall(X, G, L), print(L), nl.
:- all(a(X), X).            % expect: [1]
:- all(b(X), X).            % expect: [2]
:- all(c(X), X).            % expect: [none]
:- all(d(X), X).            % expect: [1,9]
:- ( e(_) -> write(yes) ; write(no) ), nl. % expect: yes
:- all(f(X), X).            % expect: [1,2,2]
:- all(g(X), X).            % expect: [2]
:- all(h(X), X).            % expect: [1,2,3]
:- all(i(X), X).            % expect: [none]
:- all(j(X), X).            % expect: [1]
:- all((member(X, [1,2,3]), k(X, Y)), Y). % expect: [one,two,many]
:- all((G = (t(X), !), call(G)), X). % expect: [1]
:- all((t(X), \+ X = 2), X). % expect: [1,3]
:- all(between(1, 5, X), X). % expect: [1,2,3,4,5]
:- all((t(X), ignore((X > 1, fail))), X). % expect: [1,2,3]
:- forall(t(X), X > 0), write(ok), nl. % expect: ok
:- all((( X = 1, Y = a ; X = 2, Y = b )), X-Y). % expect: [1-a,2-b]
count(N, N) :- !.
count(I, N) :- J is I + 1, count(J, N).
:- count(0, 2000), write(done), nl. % expect: done
len([], 0).
len([_|T], N) :- len(T, M), N is M + 1.
:- numlist(1, 2000, L), len(L, N), print(N), nl. % expect: 2000

% The flag occurs_check: unifications in bodies and heads, of terms that builtins make, of clauses that are data and the library's.
twice(X, f(X)).
same(X, X).
inside(f(g(X)), X).
sets(X, Y) :- X = g(Y).
:- dynamic given/2, derived/2.
given(X, f(X)).
derived(X, Y) :- Y = f(X).
cyclic(X, Y) :- X = f(Y), Y = g(X).
say(G) :- ( catch(G, error(E, _), (numbervars(E, 0, _), print(E), write(' '))) -> write(y) ; write(n) ), write(' ').
checks :-
    say(A = f(A)), say(twice(B, B)), say(same(C, f(C))), say(inside(D, D)), say(sets(E, E)), say(given(F, F)), say(derived(G, G)),
    say(cyclic(_, _)), say(H \= f(H)), say(I =.. [f, I]), say(unify_with_occurs_check(J, f(J))), nl,
    say(append([], f(K), K)), say((L = f(M, N), L = f(1, g(M)), N == g(1))), say(inside(f(g(a)), a)), say(call(sets, g(_), _)),
    say(catch(catch(throw(f(O, O)), f(P, g(P)), true), _, fail)), nl.
:- set_prolog_flag(occurs_check, true), checks.
% expect: n n n n n n n n y n n 
% expect: n y y y n 
:- set_prolog_flag(occurs_check, error), checks.
% expect: occurs_check(A,f(A)) y occurs_check(A,f(A)) y occurs_check(A,f(A)) y occurs_check(A,f(g(A))) y occurs_check(A,g(A)) y occurs_check(A,f(A)) y occurs_check(A,f(A)) y occurs_check(A,g(f(A))) y occurs_check(A,f(A)) y occurs_check(A,f(A)) y n 
% expect: occurs_check(A,f(A)) y y y y n 
:- set_prolog_flag(occurs_check, false), say(twice(B, B)), say(given(F, F)), say(append([], f(K), K)), nl. % expect: y y y 
:- forall(between(1, 300, _), (given(X, Y), Y == f(X))), set_prolog_flag(occurs_check, true), say(given(F, F)), say(derived(G, G)), nl. % expect: n n 
