:- module(assoc, [empty_assoc/1, put_assoc/4, get_assoc/3, list_to_assoc/2, ord_list_to_assoc/2, assoc_to_list/2, assoc_to_keys/2, assoc_to_values/2, pairs_to_assoc/2, max_assoc/3, min_assoc/3, del_assoc/4, del_min_assoc/4, del_max_assoc/4, gen_assoc/3, map_assoc/2, map_assoc/3, transpose_pairs/2, foldl_assoc/4, is_assoc/1, get_assoc/5]).
% Association lists: AVL trees. A tree is t, or t(Key, Value, Balance, Left, Right), where Balance is <, - or > as the left
% tree is higher than, as high as or lower than the right one: as in SWI-Prolog, so that trees are printed alike.

empty_assoc(t).

get_assoc(K, T, V) :- ( var(T) -> throw(error(instantiation_error, _)) ; '$get_assoc'(T, K, V) ).
'$get_assoc'(t(K0, V0, _, L, R), K, V) :- compare(O, K, K0), '$get_assoc'(O, K, V, V0, L, R).
'$get_assoc'(=, _, V, V, _, _).
'$get_assoc'(<, K, V, _, L, _) :- '$get_assoc'(L, K, V).
'$get_assoc'(>, K, V, _, _, R) :- '$get_assoc'(R, K, V).
% Of an unbound tree SWI-Prolog says that no rule matches.
'$tree'(T, G) :- ( var(T) -> throw(error(existence_error(matching_rule, assoc:G), _)) ; true ).

put_assoc(K, T0, V, T) :- ( var(T0) -> '$tree'(T0, insert(T0, K, V, T, _)) ; '$put_assoc'(T0, K, V, T, _) ).
'$put_assoc'(t, K, V, t(K, V, -, t, t), grown).
'$put_assoc'(t(K0, V0, B, L, R), K, V, T, Grown) :- compare(O, K, K0), '$put_assoc'(O, K, V, K0, V0, B, L, R, T, Grown).
'$put_assoc'(=, K, V, _, _, B, L, R, t(K, V, B, L, R), same).
'$put_assoc'(<, K, V, K0, V0, B, L0, R, T, Grown) :- '$put_assoc'(L0, K, V, L, G), '$grown'(G, left, K0, V0, B, L, R, T, Grown).
'$put_assoc'(>, K, V, K0, V0, B, L, R0, T, Grown) :- '$put_assoc'(R0, K, V, R, G), '$grown'(G, right, K0, V0, B, L, R, T, Grown).
'$grown'(same, _, K, V, B, L, R, t(K, V, B, L, R), same).
'$grown'(grown, left, K, V, -, L, R, t(K, V, <, L, R), grown).
'$grown'(grown, left, K, V, >, L, R, t(K, V, -, L, R), same).
'$grown'(grown, left, K, V, <, L, R, T, same) :- '$rotate_right'(L, K, V, R, T, _).
'$grown'(grown, right, K, V, -, L, R, t(K, V, >, L, R), grown).
'$grown'(grown, right, K, V, <, L, R, t(K, V, -, L, R), same).
'$grown'(grown, right, K, V, >, L, R, T, same) :- '$rotate_left'(R, K, V, L, T, _).

% The left tree is too high; the last argument says whether the whole is lower than the left tree was with its root.
'$rotate_right'(t(K1, V1, <, A, B), K, V, C, t(K1, V1, -, A, t(K, V, -, B, C)), lower).
'$rotate_right'(t(K1, V1, -, A, B), K, V, C, t(K1, V1, >, A, t(K, V, <, B, C)), same).
'$rotate_right'(t(K1, V1, >, A, t(K2, V2, B2, B, C)), K, V, D, t(K2, V2, -, t(K1, V1, BL, A, B), t(K, V, BR, C, D)), lower) :- '$double'(B2, BL, BR).
'$rotate_left'(t(K1, V1, >, B, C), K, V, A, t(K1, V1, -, t(K, V, -, A, B), C), lower).
'$rotate_left'(t(K1, V1, -, B, C), K, V, A, t(K1, V1, <, t(K, V, >, A, B), C), same).
'$rotate_left'(t(K1, V1, <, t(K2, V2, B2, B, C), D), K, V, A, t(K2, V2, -, t(K, V, BL, A, B), t(K1, V1, BR, C, D)), lower) :- '$double'(B2, BL, BR).
'$double'(-, -, -).
'$double'(<, -, >).
'$double'(>, <, -).

del_assoc(K, T0, V, T) :- '$del_assoc'(T0, K, V, T, _).
'$del_assoc'(t(K0, V0, B, L, R), K, V, T, Lower) :- compare(O, K, K0), '$del_assoc'(O, K, V, K0, V0, B, L, R, T, Lower).
'$del_assoc'(=, _, V, _, V, B, L, R, T, Lower) :- '$join_assoc'(L, R, B, T, Lower).
'$del_assoc'(<, K, V, K0, V0, B, L0, R, T, Lower) :- '$del_assoc'(L0, K, V, L, W), '$lowered'(W, left, K0, V0, B, L, R, T, Lower).
'$del_assoc'(>, K, V, K0, V0, B, L, R0, T, Lower) :- '$del_assoc'(R0, K, V, R, W), '$lowered'(W, right, K0, V0, B, L, R, T, Lower).
'$join_assoc'(t, R, _, R, lower) :- !.
'$join_assoc'(L, t, _, L, lower) :- !.
'$join_assoc'(L, R0, B, T, Lower) :- '$del_min'(R0, K, V, R, W), '$lowered'(W, right, K, V, B, L, R, T, Lower).
'$lowered'(same, _, K, V, B, L, R, t(K, V, B, L, R), same).
'$lowered'(lower, left, K, V, <, L, R, t(K, V, -, L, R), lower).
'$lowered'(lower, left, K, V, -, L, R, t(K, V, >, L, R), same).
'$lowered'(lower, left, K, V, >, L, R, T, W) :- '$rotate_left'(R, K, V, L, T, W).
'$lowered'(lower, right, K, V, >, L, R, t(K, V, -, L, R), lower).
'$lowered'(lower, right, K, V, -, L, R, t(K, V, <, L, R), same).
'$lowered'(lower, right, K, V, <, L, R, T, W) :- '$rotate_right'(L, K, V, R, T, W).
'$del_min'(t(K, V, _, t, R), K, V, R, lower) :- !.
'$del_min'(t(K0, V0, B, L0, R), K, V, T, Lower) :- '$del_min'(L0, K, V, L, W), '$lowered'(W, left, K0, V0, B, L, R, T, Lower).
'$del_max'(t(K, V, _, L, t), K, V, L, lower) :- !.
'$del_max'(t(K0, V0, B, L, R0), K, V, T, Lower) :- '$del_max'(R0, K, V, R, W), '$lowered'(W, right, K0, V0, B, L, R, T, Lower).
del_min_assoc(T0, K, V, T) :- '$del_min'(T0, K, V, T, _).
del_max_assoc(T0, K, V, T) :- '$del_max'(T0, K, V, T, _).

list_to_assoc(L, T) :-
    '$pairs_ok'(L, L), keysort(L, Ps), length(Ps, N),
    ( '$twice'(Ps) -> throw(error(domain_error(unique_key_pairs, L), _)) ; '$to_tree'(N, Ps, [], _, T) ).
'$twice'([K-_, K1-_|Ps]) :- ( K == K1 -> true ; '$twice'([K1-_|Ps]) ).
% The tree of the first N pairs, what is behind them, and how high it is.
'$to_tree'(0, Ps, Ps, 0, t) :- !.
'$to_tree'(N, Ps0, Ps, H, t(K, V, B, L, R)) :-
    NL is N // 2, NR is N - NL - 1,
    '$to_tree'(NL, Ps0, [K-V|Ps1], HL, L), '$to_tree'(NR, Ps1, Ps, HR, R),
    H is HL + 1, ( HL > HR -> B = (<) ; B = - ).
'$pairs_ok'(P, L) :- var(P), !, throw(error(instantiation_error, L)).
'$pairs_ok'([], _) :- !.
'$pairs_ok'([P|Ps], L) :- nonvar(P), P = _-_, !, '$pairs_ok'(Ps, L).
'$pairs_ok'([P|_], _) :- !, throw(error(type_error(pair, P), _)).
'$pairs_ok'(_, L) :- throw(error(type_error(list, L), _)).
ord_list_to_assoc(L, T) :- list_to_assoc(L, T).
pairs_to_assoc(L, T) :- list_to_assoc(L, T).
assoc_to_list(T, L) :- '$assoc_to_list'(T, L, []).
'$assoc_to_list'(t, L, L).
'$assoc_to_list'(t(K, V, _, A, B), L, R) :- '$assoc_to_list'(A, L, [K-V|M]), '$assoc_to_list'(B, M, R).
assoc_to_keys(T, L) :- '$assoc_to_keys'(T, L, []).
'$assoc_to_keys'(t, L, L).
'$assoc_to_keys'(t(K, _, _, A, B), L, R) :- '$assoc_to_keys'(A, L, [K|M]), '$assoc_to_keys'(B, M, R).
assoc_to_values(T, L) :- '$assoc_to_values'(T, L, []).
'$assoc_to_values'(t, L, L).
'$assoc_to_values'(t(_, V, _, A, B), L, R) :- '$assoc_to_values'(A, L, [V|M]), '$assoc_to_values'(B, M, R).
is_assoc(T) :- nonvar(T), ( T == t -> true ; T = t(_, _, _, _, _), assoc_to_keys(T, Ks), sort(Ks, Ks) ).
max_assoc(T, K, V) :- '$tree'(T, max_assoc(T, K, V)), '$max_assoc'(T, K, V).
'$max_assoc'(t(K, V, _, _, R), K1, V1) :- ( R == t -> K1 = K, V1 = V ; '$max_assoc'(R, K1, V1) ).
min_assoc(T, K, V) :- '$tree'(T, min_assoc(T, K, V)), '$min_assoc'(T, K, V).
'$min_assoc'(t(K, V, _, L, _), K1, V1) :- ( L == t -> K1 = K, V1 = V ; '$min_assoc'(L, K1, V1) ).
gen_assoc(K, T, V) :- ground(K), !, get_assoc(K, T, V).
gen_assoc(K, T, V) :- '$gen_assoc'(T, K, V).
'$gen_assoc'(t(_, _, _, L, _), K, V) :- '$gen_assoc'(L, K, V).
'$gen_assoc'(t(K, V, _, _, _), K, V).
'$gen_assoc'(t(_, _, _, _, R), K, V) :- '$gen_assoc'(R, K, V).
map_assoc(P, T) :- '$map_assoc'(T, P).
'$map_assoc'(t, _).
'$map_assoc'(t(_, V, _, L, R), P) :- '$map_assoc'(L, P), call(P, V), '$map_assoc'(R, P).
map_assoc(P, T, U) :- '$map_assoc'(T, U, P).
'$map_assoc'(t, t, _).
'$map_assoc'(t(K, V, B, L0, R0), t(K, W, B, L, R), P) :- '$map_assoc'(L0, L, P), call(P, V, W), '$map_assoc'(R0, R, P).
foldl_assoc(P, T, A0, A) :- '$foldl_assoc'(T, P, A0, A).
'$foldl_assoc'(t, _, A, A).
'$foldl_assoc'(t(K, V, _, L, R), P, A0, A) :- '$foldl_assoc'(L, P, A0, A1), call(P, K, V, A1, A2), '$foldl_assoc'(R, P, A2, A).
transpose_pairs(Ps, Ts) :- '$flip_pairs'(Ps, Fs), keysort(Fs, Ts).
'$flip_pairs'([], []).
'$flip_pairs'([K-V|Ps], [V-K|Fs]) :- '$flip_pairs'(Ps, Fs).
% A value and the tree with another in its place.
get_assoc(K, T0, V0, T, V) :- get_assoc(K, T0, V0), put_assoc(K, T0, V, T).
