% Attributed variables: goals that wait run before the next call, and before a cut that depends on them.
:- freeze(X, (write(got(X)), nl)), X = 5.
:- freeze(X, fail), ( X = 1 -> write(wrong) ; write(right) ), nl.
p(1) :- !, write(one), nl.
p(_) :- write(other), nl.
:- freeze(X, fail), p(X).
:- freeze(X, true), p(X).
:- dif(X, a), ( X = a -> write(wrong) ; write(right) ), nl.
:- dif(f(X,Y), f(1,2)), X = 1, ( Y = 2 -> write(wrong) ; write(right) ), nl.
:- when(ground(X+Y), (write(ground), nl)), X = 1, write(before), nl, Y = 2.
:- when((nonvar(X);nonvar(Y)), (write(either), nl)), X = 1, Y = 2.
:- catch((freeze(X, throw(oops)), X = 1), E, (write(E), nl)).
:- put_attr(X, dom, 5), get_attr(X, dom, V), write(V), nl.
dom:attr_unify_hook(A, V) :- write(hook(A, V)), nl.
:- put_attr(X, dom, 5), X = 7.
:- freeze(X, true), copy_term(X, _, Gs), Gs = [freeze(_, G)], write(G), nl.
% expect: got(5)
% expect: right
% expect: other
% expect: one
% expect: right
% expect: right
% expect: before
% expect: ground
% expect: either
% expect: oops
% expect: 5
% expect: hook(5,7)
% expect: user:true
