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
