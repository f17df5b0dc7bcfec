% Terms that contain themselves do not hang.
:- X = f(X), Y = f(Y), X = Y, write(unified), nl.                                % expect: unified
:- X = f(X), Y = f(Y), ( X == Y -> write(same) ; write(different) ), nl.         % expect: same
:- X = [a|X], copy_term(X, Y), Y = [A|_], write(A), nl.                          % expect: a
:- X = f(X, _), term_variables(X, Vs), length(Vs, N), write(N), nl.              % expect: 1
:- X = f(X), ( ground(X) -> write(ground) ; write(open) ), nl.                   % expect: ground
:- X = f(X), ( acyclic_term(X) -> write(finite) ; write(cyclic) ), nl.           % expect: cyclic
:- X = [a|X], catch(length(X, _), error(type_error(T, _), _), (write(T), nl)).   % expect: list
