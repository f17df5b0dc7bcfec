% What \+ is given is no part of the body: that it is no goal is said when it is called, of the argument alone.
t(G) :- catch((G->writeln(y);writeln(n)), error(E,_), (print(E),nl)).
:- t(\+ 1), t(\+ (fail,1)), t((\+ 1, true)), t(call(\+ 1)), t(findall(X, \+ 3, L)), t(once(\+ (a,1))), t(forall(\+ 1, true)), t((true, \+ (fail, 1))), t(\+ (fail, X)), t(\+ \+ 1), t((fail, \+ 1)).
p :- \+ 1.
:- t(p).
:- t(assertz((q :- \+ 3))), t(q).
% expect: type_error(callable,1)
% expect: type_error(callable,(fail,1))
% expect: type_error(callable,1)
% expect: type_error(callable,1)
% expect: type_error(callable,3)
% expect: type_error(callable,(a,1))
% expect: type_error(callable,1)
% expect: type_error(callable,(fail,1))
% expect: y
% expect: type_error(callable,1)
% expect: n
% expect: type_error(callable,1)
% expect: y
% expect: type_error(callable,3)
