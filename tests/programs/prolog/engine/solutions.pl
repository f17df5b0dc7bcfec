% All solutions.
:- aggregate_all(max(X), member(X, [1,3,2]), M), write(M), nl.
:- aggregate_all(count, fail, C), write(C), nl.
:- aggregate_all(r(count, sum(X)), member(X, [1,2]), R), write(R), nl.
p(1, a). p(2, b). p(3, a).
:- catch(aggregate_all(_, true, _), error(E, _), (write(E), nl)).
:- aggregate_all(max(X, Y), p(X, Y), M), write(M), nl.
:- ( aggregate_all(max(X), fail, M) -> write(M) ; write(none) ), nl.
:- ( bagof(X, p(X, Y), L), write(Y-L), nl, fail ; true ).
:- bagof(X-Y, p(X, Y), L), write(L), nl.
:- setof(Y, X^p(X, Y), L), write(L), nl.
:- forall(p(X, _), X > 0) -> write(all), nl ; write(some), nl.
:- findall(X, (between(1, 3, X), X =\= 2), L), write(L), nl.
% expect: 3
% expect: 0
% expect: r(2,3)
% expect: instantiation_error
% expect: max(3,a)
% expect: none
% expect: a-[1,3]
% expect: b-[2]
% expect: [1-a,2-b,3-a]
% expect: [a,b]
% expect: all
% expect: [1,3]
