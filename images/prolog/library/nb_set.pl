:- module(nb_set, [empty_nb_set/1, add_nb_set/2, add_nb_set/3, gen_nb_set/2, size_nb_set/2, nb_set_to_list/2]).
% Sets that backtracking leaves as they are. Elements that differ in the names of variables only are one: each is kept under a term without
% variables.

empty_nb_set(nb_set(t)).
add_nb_set(K, S) :- add_nb_set(K, S, _).
add_nb_set(K0, S, New) :- duplicate_term(K0, K), '$set_key'(K, Key), arg(1, S, T0), ( get_assoc(Key, T0, _) -> New = false ; New0 = true, put_assoc(Key, T0, K, T), nb_linkarg(1, S, T), New = New0 ).
'$set_key'(K, Key) :- ( ground(K) -> Key = ground(K) ; copy_term_nat(K, K1), numbervars(K1, 0, _), Key = open(K1) ).
gen_nb_set(S, K) :- nb_set_to_list(S, L), member(K, L).
nb_set_to_list(S, L) :- nonvar(S), S = nb_set(T), assoc_to_values(T, L0), duplicate_term(L0, L1), sort(L1, L).
size_nb_set(S, N) :- nb_set_to_list(S, L), length(L, N).
