% Terms of more arguments than code and predicates can have: data like other terms.
show(T) :- print(T), nl.
wide(N, T) :- numlist(1, N, L), T =.. [w|L].

:- functor(T, a, 300), functor(T, N, A), arg(1, T, X), arg(300, T, Y), show([N, A]), ( var(X), var(Y), X \== Y -> show(free) ; show(no) ).
% expect: [a,300]
% expect: free
:- functor(T, a, 100000), arg(70000, T, x), arg(70000, T, X), show(X), setarg(99999, T, y), nb_setarg(5, T, z), arg(99999, T, Y), arg(5, T, Z), show(Y/Z).
% expect: x
% expect: y/z
:- functor(T, a, 1000), ( arg(500, T, here), fail ; arg(500, T, X), ( var(X) -> show(undone) ; show(X) ) ). % expect: undone
:- functor(T, a, 1000), setarg(7, T, 1), ( setarg(7, T, 2), fail ; arg(7, T, X), show(X) ). % expect: 1
:- functor(T, a, 1000), arg(3, T, b), findall(I, ( arg(I, T, X), X == b ), L), show(L), ( arg(1001, T, _) -> show(yes) ; show(no) ).
% expect: [3]
% expect: no
% Taken apart, made, unified, compared, copied, sorted.
:- wide(256, T), T =.. [F|As], length(As, N), show(F/N), U =.. [F|As], ( T == U, T = U -> show(same) ; show(no) ).
% expect: w/256
% expect: same
:- wide(400, T), functor(P, w, 400), P = T, arg(399, P, X), show(X), arg(1, T, Y), show(Y).
% expect: 399
% expect: 1
:- wide(400, T), wide(401, U), ( T = U -> show(yes) ; show(no) ), compare(O, T, U), show(O), duplicate_term(T, V), setarg(400, V, 0), compare(P, T, V), show(P).
% expect: no
% expect: <
% expect: >
:- functor(T, f, 300), arg(1, T, X), arg(300, T, X), arg(299, T, g(X, Y)), copy_term(T, C), arg(1, C, A), arg(300, C, B), arg(299, C, G),
   ( A == B, A \== X, G = g(D, E), D == A, E \== Y -> show(copied) ; show(no) ). % expect: copied
:- functor(T, f, 300), term_variables(T, Vs), length(Vs, N), show(N), ( ground(T) -> show(yes) ; show(no) ), maplist(=(1), Vs), ( ground(T) -> show(yes) ; show(no) ).
% expect: 300
% expect: no
% expect: yes
:- functor(T, f, 300), functor(U, f, 300), ( T =@= U -> show(yes) ; show(no) ), arg(1, T, X), arg(2, T, X), ( T =@= U -> show(yes) ; show(no) ).
% expect: yes
% expect: no
:- functor(T, f, 300), arg(9, T, T), ( cyclic_term(T) -> show(cyclic) ; show(no) ), copy_term(T, U), arg(9, U, V), ( V == U -> show(cyclic) ; show(no) ).
% expect: cyclic
% expect: cyclic
:- wide(300, T), term_to_atom(T, A), atom_length(A, N), show(N), term_to_atom(U, A), ( U == T -> show(same) ; show(no) ).
% expect: 1094
% expect: same
:- wide(300, T), findall(T, member(_, [1, 2]), [A, B]), ( A == B -> show(same) ; show(no) ), nb_setval(kept, T), nb_getval(kept, V), ( V == T -> show(same) ; show(no) ).
% expect: same
% expect: same
:- wide(300, T), catch(throw(T), E, true), arg(300, E, X), show(X), sort([T, T], L), length(L, N), show(N).
% expect: 300
% expect: 1
:- functor(T, f, 300), arg(8, T, X), freeze(X, show(woken(X))), functor(U, f, 300), arg(8, U, now), T = U. % expect: woken(now)
:- functor(T, f, 300), dif(T, U), functor(U, f, 300), T = T, U = V, ( \+ T = V -> show(apart) ; show(no) ). % expect: apart
% Kept as clauses, with rules that mention them.
:- dynamic store/2.
:- wide(300, T), assertz(store(1, T)), assertz((store(2, X) :- X = T)), forall(store(K, V), ( arg(300, V, A), show(K-A) )).
% expect: 1-300
% expect: 2-300
:- forall(between(1, 300, _), ( clause(store(_, _), B), B \= true )), clause(store(2, _), _ = W), arg(2, W, X), show(X). % expect: 2
:- wide(260, T), ( retract(store(1, T)) -> show(yes) ; show(no) ), wide(300, U), ( retract(store(1, U)) -> show(yes) ; show(no) ).
% expect: no
% expect: yes
% Arrays.
:- functor(A, array, 2000), forall(between(1, 2000, I), nb_setarg(I, A, prime)),
   forall(( between(2, 44, I), arg(I, A, prime), J is I * I, between(J, 2000, K), 0 is K mod I ), nb_setarg(K, A, no)),
   aggregate_all(count, ( arg(I, A, prime), I > 1 ), N), show(N). % expect: 303
:- functor(A, count, 500), forall(between(1, 500, I), nb_setarg(I, A, 0)),
   forall(between(1, 20000, K), ( I is K mod 500 + 1, arg(I, A, V), W is V + 1, nb_setarg(I, A, W) )), aggregate_all(sum(V), arg(_, A, V), S), show(S). % expect: 20000
% What is no goal and no clause.
:- wide(300, T), catch(call(T), error(E, _), show(E)). % expect: existence_error(procedure,w/300)
:- wide(300, T), catch(assertz(T), error(E, _), show(E)). % expect: representation_error(max_arity)
:- wide(300, T), catch(call(call, T), error(E, _), show(E)). % expect: existence_error(procedure,w/300)
:- wide(300, T), ( catch(clause(T, _), error(E, _), show(E)) -> true ; show(none) ). % expect: none
:- catch(functor(_, a, 1152921504606846975), error(resource_error(_), _), show(resource)). % expect: resource
:- catch(functor(_, a, 1000000000000000000000), error(E, _), show(E)). % expect: representation_error(max_arity)
:- current_prolog_flag(max_arity, A), show(A). % expect: unbounded
