% All solutions.

findall(T, G, L) :- '$partial_list'(L), '$bag_new'(B), '$findall'(T, G, B), '$bag_list'(B, L).
findall(T, G, L, Tail) :- '$bag_new'(B), '$findall'(T, G, B), '$bag_list'(B, L0), append(L0, Tail, L).
'$findall'(T, G, B) :- call(G), '$bag_add'(B, T), fail.
'$findall'(_, _, _).
'$partial_list'(L) :- '$skip_list'(L, _, T), ( var(T) -> true ; T == [] -> true ; throw(error(type_error(list, L), _)) ).

'$strip'(V, V) :- var(V), !.
'$strip'(_^G0, G) :- !, '$strip'(G0, G).
'$strip'(M:G0, G) :- !, '$strip'(G0, G1), ( nonvar(G1), G1 = _:_ -> G = G1 ; M == user -> G = G1 ; G = M:G1 ).
'$strip'(G, G).
'$free'(T, G, Vs) :- '$bound_part'(G, T, Bound), '$strip'(G, G1), term_variables(Bound, BVs), term_variables(G1, GVs), '$minus'(GVs, BVs, Vs).
'$bound_part'(G, B, B) :- var(G), !.
'$bound_part'(V^G, B0, B) :- !, '$bound_part'(G, B0-V, B).
'$bound_part'(_:G, B0, B) :- !, '$bound_part'(G, B0, B).
'$bound_part'(_, B, B).
'$minus'([], _, []).
'$minus'([V|Vs], Bs, R) :- ( '$occurs'(Bs, V) -> R = R1 ; R = [V|R1] ), '$minus'(Vs, Bs, R1).
'$occurs'([X|_], Y) :- X == Y, !.
'$occurs'([_|T], Y) :- '$occurs'(T, Y).

_^G :- call(G).

bagof(T, G, L) :- '$partial_list'(L), '$strip'(G, G1), '$must_be_callable'(G1), '$free'(T, G, Vs),
    ( Vs == [] -> findall(T, G1, L0), L0 \== [], L = L0
    ; W =.. [v|Vs], findall(W-T, G1, Ps), Ps \== [], '$common_variables'(Ps, _), keysort(Ps, Sorted), '$groups'(Sorted, Groups), '$member_group'(Groups, W, L) ).
% Free variables that solutions leave unbound are the same in all of them: sorting puts variants together and keeps their order.
'$common_variables'([], _).
'$common_variables'([W-_|Ps], Vs) :- term_variables(W, Ws), '$one_by_one'(Ws, Vs), '$common_variables'(Ps, Vs).
'$one_by_one'([], _).
'$one_by_one'([V|Ws], [V|Vs]) :- '$one_by_one'(Ws, Vs).
'$groups'([], []).
'$groups'([W-T|Ps], [W-[T|Ts]|Gs]) :- '$same_group'(Ps, W, Ts, Rest), '$groups'(Rest, Gs).
'$same_group'([W2-T|Ps], W, Ts, Rest) :- W2 == W, !, Ts = [T|Ts1], '$same_group'(Ps, W, Ts1, Rest).
'$same_group'(Ps, _, [], Ps).
'$member_group'([W0-L0], W, L) :- !, W = W0, L = L0.
'$member_group'([W-L|_], W, L).
'$member_group'([_|Gs], W, L) :- '$member_group'(Gs, W, L).
setof(T, G, S) :- '$partial_list'(S), bagof(T, G, L), sort(L, S).

aggregate_all(Spec, _, _) :- var(Spec), !, throw(error(instantiation_error, _)).
aggregate_all(Spec, G, Result) :- '$aggregate'(Spec, G, Result).
'$aggregate'(count, G, C) :- !, '$count_solutions'(G, C).
'$aggregate'(count(_), G, C) :- !, '$count_solutions'(G, C).
'$aggregate'(sum(E), G, S) :- !, '$fold_solutions'(E, G, '$sum_step', 0, S).
'$aggregate'(bag(E), G, L) :- !, findall(E, G, L).
'$aggregate'(set(E), G, S) :- !, findall(E, G, L), sort(L, S).
'$aggregate'(max(E), G, M) :- !, '$fold_solutions'(E, G, '$max_step', none, some(M)).
'$aggregate'(min(E), G, M) :- !, '$fold_solutions'(E, G, '$min_step', none, some(M)).
'$aggregate'(max(E, W), G, R) :- !, '$fold_solutions'(E-W, G, '$max_pair_step', none, some(M-V)), R = max(M, V).
'$aggregate'(min(E, W), G, R) :- !, '$fold_solutions'(E-W, G, '$min_pair_step', none, some(M-V)), R = min(M, V).
'$aggregate'(T, G, R) :- compound(T), T =.. [F|Specs], '$plain_specs'(Specs), !,
    '$templates'(Specs, Ts), findall(Ts, G, Rows), '$columns'(Specs, Rows, Rs), R =.. [F|Rs].
'$aggregate'(T, _, _) :- throw(error(domain_error(aggregate_spec, T), _)).
'$plain_specs'([]).
'$plain_specs'([S|Ss]) :- nonvar(S), '$template'(S, _), '$plain_specs'(Ss).
'$template'(count, 1).
'$template'(count(_), 1).
'$template'(sum(E), E).
'$template'(max(E), E).
'$template'(min(E), E).
'$template'(bag(E), E).
'$template'(set(E), E).
'$template'(max(E, W), E-W).
'$template'(min(E, W), E-W).
'$templates'([], []).
'$templates'([S|Ss], [T|Ts]) :- '$template'(S, T), '$templates'(Ss, Ts).
'$columns'([], _, []).
'$columns'([S|Ss], Rows, [R|Rs]) :- '$heads'(Rows, Column, Rest), '$of_column'(S, Column, R), '$columns'(Ss, Rest, Rs).
'$heads'([], [], []).
'$heads'([[H|T]|Rows], [H|Hs], [T|Ts]) :- '$heads'(Rows, Hs, Ts).
'$of_column'(S, Column, R) :- '$template'(S, X), copy_term(S-X, S1-X1), '$aggregate'(S1, '$one_of'(Column, X1), R).
'$one_of'([X|_], X).
'$one_of'([_|Xs], X) :- '$one_of'(Xs, X).
'$count_solutions'(G, C) :- '$bag_new'(B), '$cell_set'(B, 0), '$count_all'(G, B), '$cell_get'(B, C).
'$count_all'(G, B) :- call(G), '$cell_get'(B, N), N1 is N + 1, '$cell_set'(B, N1), fail.
'$count_all'(_, _).
'$fold_solutions'(E, G, Step, Start, Result) :- '$bag_new'(B), '$cell_set'(B, Start), '$fold_all'(E, G, Step, B), '$cell_get'(B, R), R = Result.
'$fold_all'(E, G, Step, B) :- call(G), '$cell_get'(B, A0), call(Step, E, A0, A), '$cell_set'(B, A), fail.
'$fold_all'(_, _, _, _).
'$sum_step'(E, A0, A) :- A is A0 + E.
'$max_step'(E, none, some(M)) :- !, '$value'(E, M).
'$max_step'(E, some(M0), some(M)) :- '$value'(E, V), ( '$greater'(V, M0) -> M = V ; M = M0 ).
'$min_step'(E, none, some(M)) :- !, '$value'(E, M).
'$min_step'(E, some(M0), some(M)) :- '$value'(E, V), ( '$greater'(M0, V) -> M = V ; M = M0 ).
'$max_pair_step'(E-W, none, some(M-W)) :- !, '$value'(E, M).
'$max_pair_step'(E-W, some(M0-W0), some(P)) :- '$value'(E, M), ( '$greater'(M, M0) -> P = M-W ; P = M0-W0 ).
'$min_pair_step'(E-W, none, some(M-W)) :- !, '$value'(E, M).
'$min_pair_step'(E-W, some(M0-W0), some(P)) :- '$value'(E, M), ( '$greater'(M0, M) -> P = M-W ; P = M0-W0 ).
% Numbers and expressions are compared by value, other terms in the standard order.
'$value'(E, V) :- number(E), !, V = E.
'$value'(E, V) :- catch(V is E, _, fail), !.
'$value'(E, E).
'$greater'(A, B) :- number(A), number(B), !, A > B.
'$greater'(A, B) :- A @> B.
