% Sets that backtracking leaves as they are, and answers by number and order.
t(G) :- catch(( call(G) -> R = yes ; R = no ), error(R, _), true), print(R), nl.
:- empty_nb_set(S), add_nb_set(f(_), S), add_nb_set(f(_), S, N), size_nb_set(S, K), print(N-K), nl. % expect: false-1
:- empty_nb_set(S), add_nb_set(f(X, X), S), add_nb_set(f(_, _), S, N), size_nb_set(S, K), print(N-K), nl. % expect: true-2
:- empty_nb_set(S), add_nb_set('$VAR'(0), S), add_nb_set(_, S, N), print(N), nl. % expect: true
:- empty_nb_set(S), add_nb_set(1, S), add_nb_set(1.0, S, N), nb_set_to_list(S, L), print(N-L), nl. % expect: true-[1.0,1]
:- empty_nb_set(S), ( add_nb_set(b, S), add_nb_set(a, S), fail ; true ), findall(X, gen_nb_set(S, X), L), print(L), nl. % expect: [a,b]
:- empty_nb_set(S), forall(between(1, 100, X), ( Y is X mod 7, add_nb_set(Y, S) )), size_nb_set(S, N), print(N), nl. % expect: 7
:- t(size_nb_set(a, _)).                        % expect: no
:- findall(X, limit(1 + 1, member(X, [a,b,c])), L), print(L), nl. % expect: [a,b]
:- findall(X, limit(inf, member(X, [a,b,c])), L), print(L), nl. % expect: [a,b,c]
:- findall(X, offset(1 + 1, member(X, [a,b,c])), L), print(L), nl. % expect: [c]
:- t(offset(-1, true)).                         % expect: domain_error(not_less_than_zero,-1)
:- t(offset(_, true)).                          % expect: instantiation_error
:- t(limit(_, true)).                           % expect: instantiation_error
:- t(limit(a, true)).                           % expect: type_error(evaluable,a/0)
:- t(limit(0, true)).                           % expect: no
:- t(order_by([], true)).                       % expect: domain_error(non_empty_list,[])
:- t(order_by(a, true)).                        % expect: type_error(list,a)
