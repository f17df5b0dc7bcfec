:- module(solution_sequences, [limit/2, offset/2, call_nth/2, order_by/2, distinct/1, distinct/2, findnsols/4, findnsols/5, reduced/1, reduced/3, group_by/4]).
% Restricting, ordering and counting the solutions of a goal.

limit(N0, G) :- ( ( N0 == infinite ; N0 == inf ) -> call(G) ; N is N0, '$must_be'(integer, N), N > 0, '$bag_new'(C), '$cell_set'(C, 0), '$limit'(N, G, C) ).
'$limit'(N, G, C) :- call(G), '$cell_get'(C, M0), M is M0 + 1, ( M =:= N -> ! ; '$cell_set'(C, M) ).
offset(N0, G) :- N is N0, '$must_be'(integer, N), ( N >= 0 -> true ; throw(error(domain_error(not_less_than_zero, N), _)) ), '$bag_new'(C), '$cell_set'(C, 0), call(G), '$cell_get'(C, M), ( M >= N -> true ; M1 is M + 1, '$cell_set'(C, M1), fail ).
call_nth(G, N) :- '$bag_new'(C), '$cell_set'(C, 0), ( var(N) -> call(G), '$cell_get'(C, M0), N is M0 + 1, '$cell_set'(C, N) ; '$must_be'(integer, N), ( N > 0 -> true ; throw(error(domain_error(not_less_than_one, N), _)) ), call(G), '$cell_get'(C, M0), M is M0 + 1, '$cell_set'(C, M), M =:= N, ! ).
order_by(Specs, G) :- '$must_be'(list, Specs), ( Specs == [] -> throw(error(domain_error(non_empty_list, []), _)) ; true ), term_variables(G, Vs), findall(Vs, G, L0), '$order_by'(Specs, Vs, L0, L), '$element_of'(Vs, L).
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
% So many answers at a time; behind the last ones there are none.
findnsols(N, T, G, L) :- findnsols(N, T, G, L, []).
findnsols(N, T, G, L, Tail) :- '$must_be'(nonneg, N), '$bag_new'(C), '$cell_set'(C, 0-[]), '$chunk'(C, N, T, G, L0), '$join_lists'(L0, Tail, L).
'$chunk'(C, N, T0, G0, L) :- copy_term(T0-G0, T-G), '$level'(Before), call(G), '$level'(After), '$cell_get'(C, M0-Ts), M is M0 + 1,
    ( Before == After -> !, reverse([T|Ts], L) ; M =:= N -> '$cell_set'(C, 0-[]), reverse([T|Ts], L) ; '$cell_set'(C, M-[T|Ts]), fail ).
'$chunk'(C, _, _, _, L) :- '$cell_get'(C, _-Ts), reverse(Ts, L).
'$join_lists'([], T, T).
'$join_lists'([X|Xs], T, [X|Ys]) :- '$join_lists'(Xs, T, Ys).
reduced(G) :- distinct(G).
reduced(W, G, _) :- distinct(W, G).
group_by(By, T, G, Bag) :- findall(By-T, G, Ps0), keysort(Ps0, Ps), '$by_variant'(Ps, Gs), member(By-Bag, Gs).
'$by_variant'([], []).
'$by_variant'([K-V|Ps], [K-[V|Vs]|Gs]) :- '$of_variant'(Ps, K, Vs, Rest), '$by_variant'(Rest, Gs).
'$of_variant'([K0-V|Ps], K, [V|Vs], Rest) :- K0 =@= K, !, K0 = K, '$of_variant'(Ps, K, Vs, Rest).
'$of_variant'(Ps, _, [], Ps).
