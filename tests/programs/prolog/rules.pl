% Rules: heads that match without binding the goal, guards, an error where no rule matches.
len([], N) => N = 0.
len([_|T], N) => len(T, N0), N is N0 + 1.
mx(X, Y, Z), X >= Y => Z = X.
mx(_, Y, Z) => Z = Y.
same(X, X) => writeln(same).
same(_, _) => writeln(differ).
d(f(X, g(X))) => numbervars(X, 0, _), print(X), nl.
d(f(a)) => writeln(fa).
e(X), var(X) => writeln(unbound).
e("s") => writeln(string).
m:q(1) => writeln(one).
% Another text between two rules ends neither.
:- discontiguous between/1.
between(a) => writeln(first).
:- use_module('../../libraries/prolog/shapes', [area/2]).
between(b) => writeln(second).

t(G) :- catch((G -> true ; writeln(no)), error(E, _), (numbervars(E, 0, _), print(E), nl)).
:- initialization(main).
main :- t((len([a,b,c], N), print(N), nl)), t(len(_, 3)), t(len([a|_], _)), t((mx(1,2,Z), print(Z), nl)), t(same(a,a)), t(same(A,A)), t(same(_,_)), t(same(a,_)), t(d(f(1,g(1)))), t(d(f(_,g(1)))), t(d(f(B,g(B)))), t(d(f(a))), t(d(f(_))), t(d(x)), t(e(_)), t(e("s")), t(e(2)), t(m:q(1)), t(m:q(2)), t((len([a],2))), t(between(a)), t(between(b)), t(between(c)).
% expect: 3
% expect: existence_error(matching_rule,user:len(A,3))
% expect: existence_error(matching_rule,user:len(A,B))
% expect: 2
% expect: same
% expect: same
% expect: differ
% expect: differ
% expect: 1
% expect: existence_error(matching_rule,user:d(f(A,g(1))))
% expect: A
% expect: fa
% expect: existence_error(matching_rule,user:d(f(A)))
% expect: existence_error(matching_rule,user:d(x))
% expect: unbound
% expect: string
% expect: existence_error(matching_rule,user:e(2))
% expect: one
% expect: existence_error(matching_rule,m:q(2))
% expect: no
% expect: first
% expect: second
% expect: existence_error(matching_rule,user:between(c))
