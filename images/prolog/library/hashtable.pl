:- module(hashtable, [ht_new/1, ht_is_hashtable/1, ht_size/2, ht_put/3, ht_put/5, ht_put_new/3, ht_update/4, ht_del/3, ht_get/3, ht_gen/3, ht_pairs/2, ht_keys/2, ht_values/2]).
% Tables that change, undone on backtracking: ht(Tree, Size), the tree a balanced one of library(assoc).

ht_new(ht(t, 0)).
ht_is_hashtable(H) :- nonvar(H), H = ht(_, N), integer(N).
ht_size(ht(_, N), N).
ht_put(H, K, V) :- '$ground_key'(K), arg(1, H, T0), ( get_assoc(K, T0, _) -> true ; '$ht_grow'(H, 1) ), put_assoc(K, T0, V, T), setarg(1, H, T).
ht_put(H, K, V, Default, Old) :- ( ht_get(H, K, Old0) -> Old = Old0 ; Old = Default ), ht_put(H, K, V).
ht_put_new(H, K, V) :- \+ ht_get(H, K, _), ht_put(H, K, V).
ht_update(H, K, Old, New) :- ht_get(H, K, Old), ht_put(H, K, New).
ht_del(H, K, V) :- '$ground_key'(K), arg(1, H, T0), del_assoc(K, T0, V, T), setarg(1, H, T), '$ht_grow'(H, -1).
ht_get(H, K, V) :- '$ground_key'(K), arg(1, H, T), get_assoc(K, T, V).
ht_gen(H, K, V) :- arg(1, H, T), gen_assoc(K, T, V).
ht_pairs(H, Ps) :- ( nonvar(H) -> arg(1, H, T), assoc_to_list(T, Ps) ; ht_new(H), '$ht_put_all'(Ps, H) ).
ht_keys(H, Ks) :- arg(1, H, T), assoc_to_keys(T, Ks).
ht_values(H, Vs) :- arg(1, H, T), assoc_to_values(T, Vs).
'$ht_put_all'([], _).
'$ht_put_all'([P|Ps], H) :- P =.. [_, K, V], ht_put(H, K, V), '$ht_put_all'(Ps, H).
'$ht_grow'(H, D) :- arg(2, H, N0), N is N0 + D, setarg(2, H, N).
'$ground_key'(K) :- ( ground(K) -> true ; throw(error(instantiation_error, _)) ).
