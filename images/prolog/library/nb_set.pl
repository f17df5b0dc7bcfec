:- module(nb_set, [empty_nb_set/1, add_nb_set/2, add_nb_set/3, gen_nb_set/2, nb_set_to_list/2, size_nb_set/2]).
% Sets that grow without being undone: a global variable holds the members, as an association.

empty_nb_set(nb_set(K)) :- gensym('$nb_set', K), empty_assoc(A), nb_setval(K, A).
add_nb_set(X, S) :- add_nb_set(X, S, _).
add_nb_set(X, nb_set(K), New) :- nb_getval(K, A), ( get_assoc(X, A, _) -> New = false ; New = true, put_assoc(X, A, true, A1), nb_setval(K, A1) ).
gen_nb_set(nb_set(K), X) :- nb_getval(K, A), gen_assoc(X, A, _).
nb_set_to_list(nb_set(K), L) :- nb_getval(K, A), assoc_to_keys(A, L).
size_nb_set(S, N) :- nb_set_to_list(S, L), length(L, N).
