:- module(rbtrees, [rb_new/1, rb_empty/1, rb_lookup/3, rb_insert/4, rb_insert_new/4, rb_update/4, rb_update/5, rb_apply/4, rb_delete/3, rb_delete/4,
    rb_visit/2, rb_keys/2, rb_map/2, rb_map/3, rb_fold/4, rb_min/3, rb_max/3, rb_next/4, rb_previous/4, rb_in/3, rb_size/2, list_to_rbtree/2, ord_list_to_rbtree/2, is_rbtree/1]).
% Balanced trees under the names of red-black trees: what they are is the associations of `assoc`.

rb_new(T) :- empty_assoc(T).
rb_empty(T) :- empty_assoc(T).
rb_lookup(K, V, T) :- get_assoc(K, T, V).
rb_insert(T0, K, V, T) :- put_assoc(K, T0, V, T).
rb_insert_new(T0, K, V, T) :- \+ get_assoc(K, T0, _), put_assoc(K, T0, V, T).
rb_update(T0, K, V, T) :- get_assoc(K, T0, _), put_assoc(K, T0, V, T).
rb_update(T0, K, V0, V, T) :- get_assoc(K, T0, V0), put_assoc(K, T0, V, T).
rb_apply(T0, K, G, T) :- get_assoc(K, T0, V0), call(G, V0, V), !, put_assoc(K, T0, V, T).
rb_delete(T0, K, T) :- del_assoc(K, T0, _, T).
rb_delete(T0, K, V, T) :- del_assoc(K, T0, V, T).
rb_visit(T, Ps) :- assoc_to_list(T, Ps).
rb_keys(T, Ks) :- assoc_to_keys(T, Ks).
rb_map(T, G) :- map_assoc(G, T).
rb_map(T0, G, T) :- map_assoc(G, T0, T).
rb_fold(G, T, S0, S) :- assoc_to_list(T, Ps), foldl(G, Ps, S0, S).
rb_min(T, K, V) :- min_assoc(T, K, V).
rb_max(T, K, V) :- max_assoc(T, K, V).
rb_next(T, K, N, V) :- assoc_to_list(T, Ps), '$first_after'(Ps, K, N, V).
'$first_after'([N-V|Ps], K, N1, V1) :- ( N @> K -> N1 = N, V1 = V ; '$first_after'(Ps, K, N1, V1) ).
rb_previous(T, K, P, V) :- assoc_to_list(T, Ps0), reverse(Ps0, Ps), '$first_before'(Ps, K, P, V).
'$first_before'([N-V|Ps], K, N1, V1) :- ( N @< K -> N1 = N, V1 = V ; '$first_before'(Ps, K, N1, V1) ).
rb_in(K, V, T) :- ( ground(K) -> get_assoc(K, T, V) ; gen_assoc(K, T, V) ).
rb_size(T, N) :- assoc_to_keys(T, Ks), length(Ks, N).
list_to_rbtree(L, T) :- empty_assoc(T0), '$put_pairs'(L, T0, T).
ord_list_to_rbtree(L, T) :- list_to_rbtree(L, T).
'$put_pairs'([], T, T).
'$put_pairs'([K-V|L], T0, T) :- put_assoc(K, T0, V, T1), '$put_pairs'(L, T1, T).
is_rbtree(T) :- is_assoc(T).
