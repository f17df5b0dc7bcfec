% library(rbtrees), library(nb_set).
:- use_module(library(rbtrees)).
:- use_module(library(nb_set)).
tree(T) :- list_to_rbtree([b-2, a-1, d-4, c-3], T).
:- rb_new(T0), rb_insert(T0, k, 1, T1), rb_insert(T1, k, 2, T2), rb_visit(T2, L), writeq(L), nl. % expect: [k-2]
:- tree(T), rb_keys(T, K), rb_size(T, N), writeq(K-N), nl. % expect: [a,b,c,d]-4
:- tree(T), ( rb_insert_new(T, a, 9, _) -> writeq(new) ; writeq(old) ), nl. % expect: old
:- tree(T), rb_lookup(c, V, T), writeq(V), nl. % expect: 3
:- tree(T), \+ rb_lookup(x, _, T), \+ rb_update(T, x, 1, _), writeq(none), nl. % expect: none
:- tree(T), rb_update(T, a, Old, new, T1), rb_lookup(a, V, T1), writeq(Old-V), nl. % expect: 1-new
:- tree(T), rb_apply(T, b, succ, T1), rb_lookup(b, V, T1), writeq(V), nl. % expect: 3
:- tree(T), rb_delete(T, b, V, T1), rb_visit(T1, L), writeq(V-L), nl. % expect: 2-[a-1,c-3,d-4]
:- tree(T), rb_min(T, A, B), rb_max(T, C, D), writeq([A-B, C-D]), nl. % expect: [a-1,d-4]
:- tree(T), rb_next(T, b, A, B), rb_previous(T, b, C, D), writeq([A-B, C-D]), nl. % expect: [c-3,a-1]
:- tree(T), \+ rb_next(T, d, _, _), \+ rb_previous(T, a, _, _), writeq(ends), nl. % expect: ends
:- tree(T), rb_map(T, [X,Y]>>(Y is X * 10), T1), rb_visit(T1, L), writeq(L), nl. % expect: [a-10,b-20,c-30,d-40]
:- tree(T), rb_fold([_-V,S0,S]>>(S is S0 + V), T, 0, Sum), writeq(Sum), nl. % expect: 10
:- tree(T), findall(K-V, rb_in(K, V, T), L), writeq(L), nl. % expect: [a-1,b-2,c-3,d-4]
:- findall(N-N, between(1, 500, N), L), list_to_rbtree(L, T), rb_size(T, S), rb_lookup(250, V, T), writeq(S-V), nl. % expect: 500-250
:- empty_nb_set(S), ( member(X, [c, a, b, a, c]), add_nb_set(X, S), fail ; true ), nb_set_to_list(S, L), size_nb_set(S, N), writeq(L-N), nl. % expect: [a,b,c]-3
:- empty_nb_set(S), add_nb_set(f(x), S, A), add_nb_set(f(x), S, B), writeq(A-B), nl. % expect: true-false
:- empty_nb_set(S), add_nb_set(1, S), findall(X, gen_nb_set(S, X), L), writeq(L), nl. % expect: [1]
