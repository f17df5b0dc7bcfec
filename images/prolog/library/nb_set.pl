:- module(nb_set, [empty_nb_set/1, add_nb_set/2, add_nb_set/3, gen_nb_set/2, size_nb_set/2, nb_set_to_list/2]).
% Sets that backtracking leaves as they are.

empty_nb_set(nb_set(t)).
add_nb_set(K, S) :- add_nb_set(K, S, _).
add_nb_set(K0, S, New) :- duplicate_term(K0, K), arg(1, S, T0), ( get_assoc(K, T0, _) -> New = false ; New0 = true, put_assoc(K, T0, true, T), nb_linkarg(1, S, T), New = New0 ).
gen_nb_set(S, K) :- nb_set_to_list(S, L), member(K, L).
nb_set_to_list(S, L) :- arg(1, S, T), assoc_to_keys(T, L).
size_nb_set(S, N) :- nb_set_to_list(S, L), length(L, N).
