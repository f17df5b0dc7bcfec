:- module(rbtrees, [rb_new/1, rb_empty/1, rb_lookup/3, rb_update/4, rb_update/5, rb_apply/4, rb_insert/4, rb_insert_new/4, rb_delete/3, rb_delete/4, rb_visit/2, rb_keys/2, rb_map/2, rb_map/3, rb_fold/4, rb_min/3, rb_max/3, rb_del_min/4, rb_del_max/4, rb_next/4, rb_previous/4, rb_size/2, rb_in/3, list_to_rbtree/2, ord_list_to_rbtree/2, is_rbtree/1, rb_partial_map/4, rb_clone/3]).
% The interface of red-black trees, on the balanced trees of library(assoc): what a tree looks like is nobody's business.

rb_new(T) :- empty_assoc(T).
rb_empty(T) :- empty_assoc(T).
rb_lookup(K, V, T) :- get_assoc(K, T, V0), V = V0.
rb_insert(T0, K, V, T) :- put_assoc(K, T0, V, T).
rb_insert_new(T0, K, V, T) :- \+ get_assoc(K, T0, _), put_assoc(K, T0, V, T).
rb_update(T0, K, V, T) :- get_assoc(K, T0, _), !, put_assoc(K, T0, V, T).
rb_update(T0, K, V0, V, T) :- get_assoc(K, T0, V1), V0 = V1, !, put_assoc(K, T0, V, T).
rb_apply(T0, K, G, T) :- get_assoc(K, T0, V0), call(G, V0, V), !, put_assoc(K, T0, V, T).
rb_delete(T0, K, T) :- del_assoc(K, T0, _, T), !.
rb_delete(T0, K, V, T) :- del_assoc(K, T0, V, T), !.
rb_visit(T, Ps) :- assoc_to_list(T, Ps).
rb_keys(T, Ks) :- assoc_to_keys(T, Ks).
rb_map(T, G) :- map_assoc(G, T).
rb_map(T0, G, T) :- map_assoc(G, T0, T).
rb_fold(G, T, S0, S) :- assoc_to_list(T, Ps), '$fold_pairs'(Ps, G, S0, S).
'$fold_pairs'([], _, S, S).
'$fold_pairs'([P|Ps], G, S0, S) :- call(G, P, S0, S1), '$fold_pairs'(Ps, G, S1, S).
rb_min(T, K, V) :- min_assoc(T, K, V).
rb_max(T, K, V) :- max_assoc(T, K, V).
rb_del_min(T0, K, V, T) :- del_min_assoc(T0, K, V, T).
rb_del_max(T0, K, V, T) :- del_max_assoc(T0, K, V, T).
% The neighbour of a key is the last place where the way to it went the other way.
rb_next(T, K, N, V) :- '$next'(T, K, none, N-V).
'$next'(t, _, B, N) :- B = N, N = _-_.
'$next'(t(K0, V0, _, L, R), K, B, N) :- ( K0 @> K -> '$next'(L, K, K0-V0, N) ; '$next'(R, K, B, N) ).
rb_previous(T, K, P, V) :- '$previous'(T, K, none, P-V).
'$previous'(t, _, B, P) :- B = P, P = _-_.
'$previous'(t(K0, V0, _, L, R), K, B, P) :- ( K0 @< K -> '$previous'(R, K, K0-V0, P) ; '$previous'(L, K, B, P) ).
rb_size(T, N) :- '$size'(T, 0, N).
'$size'(t, N, N).
'$size'(t(_, _, _, L, R), N0, N) :- '$size'(L, N0, N1), N2 is N1 + 1, '$size'(R, N2, N).
rb_in(K, V, T) :- ground(K), !, get_assoc(K, T, V0), V = V0.
rb_in(K, V, T) :- gen_assoc(K, T, V).
list_to_rbtree(Ps, T) :- '$insert_pairs'(Ps, t, T).
'$insert_pairs'([], T, T).
'$insert_pairs'([K-V|Ps], T0, T) :- put_assoc(K, T0, V, T1), '$insert_pairs'(Ps, T1, T).
ord_list_to_rbtree(Ps, T) :- list_to_rbtree(Ps, T).
is_rbtree(T) :- nonvar(T), is_assoc(T).
% New values for some keys; keys and values of the same tree.
rb_partial_map(T0, Ks, G, T) :- '$partial_map'(Ks, G, T0, T).
'$partial_map'([], _, T, T).
'$partial_map'([K|Ks], G, T0, T) :- ( get_assoc(K, T0, V0) -> call(G, V0, V), put_assoc(K, T0, V, T1) ; T1 = T0 ), '$partial_map'(Ks, G, T1, T).
rb_clone(T0, T, Ps) :- '$clone'(T0, T, Ps, []).
'$clone'(t, t, Ps, Ps).
'$clone'(t(K, _, B, L0, R0), t(K, V, B, L, R), Ps0, Ps) :- '$clone'(L0, L, Ps0, [K-V|Ps1]), '$clone'(R0, R, Ps1, Ps).
