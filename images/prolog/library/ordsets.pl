:- module(ordsets, [is_ordset/1, ord_empty/1, ord_memberchk/2, ord_insert/3, ord_add_element/3, ord_del_element/3, ord_union/2, ord_union/3, ord_union/4, ord_subtract/3, ord_intersection/2, ord_intersection/3, ord_disjoint/2, ord_intersect/2, ord_subset/2, ord_seteq/2, ord_symdiff/3, ord_selectchk/3, ord_list_to_set/2, list_to_ord_set/2, ord_max/2, ord_min/2, ord_product/3, ord_comparison/3, ord_intersect/3, ord_intersection/4, oset_is/1, oset_union/3, oset_int/3, oset_diff/3, oset_dint/2, oset_dunion/2, oset_addel/3, oset_delel/3, oset_power/2]).
% Ordered sets: lists in the standard order of terms without duplicates.

list_to_ord_set(L, S) :- sort(L, S).
is_ordset(S) :- is_list(S), '$is_ordset'(S).
'$is_ordset'([]).
'$is_ordset'([X|Xs]) :- '$is_ordset'(Xs, X).
'$is_ordset'([], _).
'$is_ordset'([Y|Ys], X) :- X @< Y, '$is_ordset'(Ys, Y).
ord_empty([]).
ord_memberchk(X, [Y|Ys]) :- compare(O, X, Y), '$ord_memberchk'(O, X, Ys).
'$ord_memberchk'(=, _, _).
'$ord_memberchk'(>, X, Ys) :- ord_memberchk(X, Ys).
ord_insert(S, X, T) :- ord_union(S, [X], T).
ord_add_element(S, X, T) :- ord_union(S, [X], T).
ord_del_element(S, X, T) :- ord_subtract(S, [X], T).
ord_selectchk(X, S, T) :- ord_memberchk(X, S), ord_subtract(S, [X], T).
ord_union([], []).
ord_union([S|Ss], U) :- '$concat_lists'([S|Ss], L), sort(L, U).
'$concat_lists'([], []).
'$concat_lists'([L|Ls], R) :- '$append_list'(L, R0, R), '$concat_lists'(Ls, R0).
'$append_list'([], R, R).
'$append_list'([X|Xs], R, [X|Ys]) :- '$append_list'(Xs, R, Ys).
ord_union([], T, T).
ord_union([X|Xs], T, U) :- '$ord_union'(T, X, Xs, U).
'$ord_union'([], X, Xs, [X|Xs]).
'$ord_union'([Y|Ys], X, Xs, U) :- compare(O, X, Y), '$ord_union'(O, X, Xs, Y, Ys, U).
'$ord_union'(=, X, Xs, _, Ys, [X|U]) :- ord_union(Xs, Ys, U).
'$ord_union'(<, X, Xs, Y, Ys, [X|U]) :- ord_union(Xs, [Y|Ys], U).
'$ord_union'(>, X, Xs, Y, Ys, [Y|U]) :- '$ord_union'(Ys, X, Xs, U).
ord_union(S, T, U, New) :- ord_union(S, T, U), ord_subtract(T, S, New).
ord_subtract([], _, []).
ord_subtract([X|Xs], T, D) :- '$ord_subtract'(T, X, Xs, D).
'$ord_subtract'([], X, Xs, [X|Xs]).
'$ord_subtract'([Y|Ys], X, Xs, D) :- compare(O, X, Y), '$ord_subtract'(O, X, Xs, Y, Ys, D).
'$ord_subtract'(=, _, Xs, _, Ys, D) :- ord_subtract(Xs, Ys, D).
'$ord_subtract'(<, X, Xs, Y, Ys, [X|D]) :- ord_subtract(Xs, [Y|Ys], D).
'$ord_subtract'(>, X, Xs, _, Ys, D) :- '$ord_subtract'(Ys, X, Xs, D).
ord_intersection([S], S) :- !.
ord_intersection([S,T|Ss], I) :- ord_intersection(S, T, U), ord_intersection([U|Ss], I).
ord_intersection([], _, []).
ord_intersection([X|Xs], T, I) :- '$ord_intersection'(T, X, Xs, I).
'$ord_intersection'([], _, _, []).
'$ord_intersection'([Y|Ys], X, Xs, I) :- compare(O, X, Y), '$ord_intersection'(O, X, Xs, Y, Ys, I).
'$ord_intersection'(=, X, Xs, _, Ys, [X|I]) :- ord_intersection(Xs, Ys, I).
'$ord_intersection'(<, _, Xs, Y, Ys, I) :- ord_intersection(Xs, [Y|Ys], I).
'$ord_intersection'(>, X, Xs, _, Ys, I) :- '$ord_intersection'(Ys, X, Xs, I).
ord_disjoint(S, T) :- ord_intersection(S, T, []).
ord_intersect(S, T) :- ord_intersection(S, T, [_|_]).
ord_subset(S, T) :- ord_subtract(S, T, []).
ord_seteq(S, T) :- S == T.
ord_symdiff(S, T, D) :- ord_subtract(S, T, A), ord_subtract(T, S, B), ord_union(A, B, D).
ord_list_to_set(L, S) :- sort(L, S).
ord_min([X|_], X).
ord_max([X|Xs], Y) :- ( Xs == [] -> Y = X ; ord_max(Xs, Y) ).
ord_product([], _, []).
ord_product([X|Xs], T, P) :- '$ord_product'(T, X, P, P1), ord_product(Xs, T, P1).
'$ord_product'([], _, P, P).
'$ord_product'([Y|Ys], X, [X-Y|P], P1) :- '$ord_product'(Ys, X, P, P1).
ord_comparison(O, S, T) :- compare(O, S, T).
ord_intersect(A, B, C) :- ord_intersection(A, B, C).
ord_intersection(A, B, I, D) :- ord_intersection(A, B, I), ord_subtract(B, A, D).
oset_is(S) :- is_ordset(S).
oset_union(A, B, C) :- ord_union(A, B, C).
oset_int(A, B, C) :- ord_intersection(A, B, C).
oset_diff(A, B, C) :- ord_subtract(A, B, C).
oset_dint(Ss, S) :- ord_intersection(Ss, S).
oset_dunion(Ss, S) :- ord_union(Ss, S).
oset_addel(S, E, T) :- ord_add_element(S, E, T).
oset_delel(S, E, T) :- ord_del_element(S, E, T).
oset_power(S, P) :- findall(T, '$part_of_set'(S, T), P0), sort(P0, P).
'$part_of_set'([], []).
'$part_of_set'([X|Xs], Ys) :- ( Ys = [X|Zs] ; Ys = Zs ), '$part_of_set'(Xs, Zs).
