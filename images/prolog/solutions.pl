% All solutions.

findall(T, G, L) :- '$partial_list'(L), '$bag_new'(B), '$findall'(T, G, B), '$bag_list'(B, L).
findall(T, G, L, Tail) :- '$bag_new'(B), '$findall'(T, G, B), '$bag_list'(B, L0), append(L0, Tail, L).
'$findall'(T, G, B) :- call(G), '$bag_add'(B, T), fail.
'$findall'(_, _, _).
'$partial_list'(L) :- '$skip_list'(L, _, T), ( var(T) -> true ; T == [] -> true ; throw(error(type_error(list, L), _)) ).

'$strip'(V, V) :- var(V), !.
'$strip'(_^G0, G) :- !, '$strip'(G0, G).
'$strip'(_:G0, G) :- !, '$strip'(G0, G).
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
    ; W =.. [v|Vs], findall(W-T, G1, Ps), Ps \== [], '$keysort_variables'(Ps, Sorted), '$groups'(Sorted, Groups), '$member_group'(Groups, W, L) ).
'$keysort_variables'(Ps, Sorted) :- keysort(Ps, Sorted).
'$groups'([], []).
'$groups'([W-T|Ps], [W-[T|Ts]|Gs]) :- '$same_group'(Ps, W, Ts, Rest), '$groups'(Rest, Gs).
'$same_group'([W2-T|Ps], W, Ts, Rest) :- W2 =@= W, !, W2 = W, Ts = [T|Ts1], '$same_group'(Ps, W, Ts1, Rest).
'$same_group'(Ps, _, [], Ps).
'$member_group'([W0-L0], W, L) :- !, W = W0, L = L0.
'$member_group'([W-L|_], W, L).
'$member_group'([_|Gs], W, L) :- '$member_group'(Gs, W, L).
setof(T, G, S) :- '$partial_list'(S), bagof(T, G, L), sort(L, S).

aggregate_all(count, G, C) :- !, '$bag_new'(B), '$cell_set'(B, 0), '$count_all'(G, B), '$cell_get'(B, C).
aggregate_all(count(_), G, C) :- !, aggregate_all(count, G, C).
aggregate_all(sum(E), G, S) :- !, findall(E, G, L), sum_list(L, S).
aggregate_all(bag(E), G, L) :- !, findall(E, G, L).
aggregate_all(set(E), G, S) :- !, findall(E, G, L), sort(L, S).
aggregate_all(max(E, W), G, max(M, V)) :- !, findall(E-W, G, [H|T]), foldl('$max_pair', T, H, M-V).
aggregate_all(min(E, W), G, min(M, V)) :- !, findall(E-W, G, [H|T]), foldl('$min_pair', T, H, M-V).
aggregate_all(max(E), G, M) :- !, findall(E, G, [H|T]), '$best'(T, H, (>), (@>), M).
aggregate_all(min(E), G, M) :- !, findall(E, G, [H|T]), '$best'(T, H, (<), (@<), M).
aggregate_all(T, _, _) :- throw(error(domain_error(aggregate_spec, T), _)).
'$count_all'(G, B) :- call(G), '$cell_get'(B, N), N1 is N + 1, '$cell_set'(B, N1), fail.
'$count_all'(_, _).
'$max_pair'(X-A, Y-B, M) :- ( X > Y -> M = X-A ; M = Y-B ).
'$min_pair'(X-A, Y-B, M) :- ( X < Y -> M = X-A ; M = Y-B ).
% Numbers and expressions are compared by value, other terms in the standard order.
'$best'([], M0, _, _, M) :- ( catch(M1 is M0, _, fail) -> M = M1 ; M = M0 ).
'$best'([X|Xs], M0, C, S, M) :- ( catch(call(C, X, M0), _, call(S, X, M0)) -> '$best'(Xs, X, C, S, M) ; '$best'(Xs, M0, C, S, M) ).
