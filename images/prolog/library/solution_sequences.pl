:- module(solution_sequences, [limit/2, offset/2, call_nth/2, order_by/2, distinct/1, distinct/2, findnsols/4, findnsols/5]).
% Restricting, ordering and counting the solutions of a goal.

limit(N, G) :- ( N == infinite -> call(G) ; '$must_be'(nonneg, N), N > 0, '$bag_new'(C), '$cell_set'(C, 0), '$limit'(N, G, C) ).
'$limit'(N, G, C) :- call(G), '$cell_get'(C, M0), M is M0 + 1, ( M =:= N -> ! ; '$cell_set'(C, M) ).
offset(N, G) :- '$must_be'(nonneg, N), '$bag_new'(C), '$cell_set'(C, 0), call(G), '$cell_get'(C, M), ( M >= N -> true ; M1 is M + 1, '$cell_set'(C, M1), fail ).
call_nth(G, N) :- '$bag_new'(C), '$cell_set'(C, 0), ( var(N) -> call(G), '$cell_get'(C, M0), N is M0 + 1, '$cell_set'(C, N) ; '$must_be'(positive_integer, N), call(G), '$cell_get'(C, M0), M is M0 + 1, '$cell_set'(C, M), M =:= N, ! ).
order_by(Specs, G) :- term_variables(G, Vs), findall(Vs, G, L0), '$order_by'(Specs, Vs, L0, L), '$element_of'(Vs, L).
'$order_by'([], _, L, L).
'$order_by'([S|Ss], Vs, L0, L) :- '$order_by'(Ss, Vs, L0, L1), S =.. [Dir, K], '$keyed'(L1, Vs, K, Ps), ( Dir == asc -> O = (@=<) ; Dir == desc -> O = (@>=) ; throw(error(domain_error(order_specifier, S), _)) ), sort(1, O, Ps, Qs), '$unkeyed'(Qs, L).
'$keyed'([], _, _, []).
'$keyed'([R|Rs], Vs, K, [K1-R|Ps]) :- copy_term(Vs-K, R-K1), '$keyed'(Rs, Vs, K, Ps).
'$unkeyed'([], []).
'$unkeyed'([_-R|Ps], [R|Rs]) :- '$unkeyed'(Ps, Rs).
'$element_of'(X, [X]) :- !.
'$element_of'(X, [X|_]).
'$element_of'(X, [_|Xs]) :- '$element_of'(X, Xs).
distinct(G) :- distinct(G, G).
distinct(W, G) :- '$bag_new'(C), '$cell_set'(C, []), call(G), '$cell_get'(C, Seen), \+ '$seen_variant'(Seen, W), '$cell_set'(C, [W|Seen]).
'$seen_variant'([X|Xs], W) :- ( X =@= W -> true ; '$seen_variant'(Xs, W) ).
findnsols(N, T, G, L) :- findall(T, limit(N, G), L).
findnsols(N, T, G, L, Tail) :- findall(T, limit(N, G), L0), '$join_lists'(L0, Tail, L).
'$join_lists'([], T, T).
'$join_lists'([X|Xs], T, [X|Ys]) :- '$join_lists'(Xs, T, Ys).
