:- module(tries, [trie_new/1, trie_destroy/1, is_trie/1, trie_insert/2, trie_insert/3, trie_update/3, trie_lookup/3, trie_delete/3, trie_gen/2, trie_gen/3, trie_gen_compiled/2, trie_gen_compiled/3]).
% Sets of terms up to renaming, with a value for each; backtracking leaves them as they are. An entry is '$entry'(Trie, Hash, Key, Value).

trie_new('$trie'(N)) :- '$serial'(N), dynamic(tries:'$entry'/4).
is_trie(T) :- nonvar(T), T = '$trie'(N), integer(N).
trie_destroy(T) :- '$trie'(T, N), retractall(tries:'$entry'(N, _, _, _)).
trie_insert(T, K) :- trie_insert(T, K, true).
trie_insert(T, K, V) :- '$trie'(T, N), \+ '$trie_value'(N, K, _, _), '$trie_add'(N, K, V).
trie_update(T, K, V) :- '$trie'(T, N), '$trie_remove'(N, K), '$trie_add'(N, K, V).
trie_lookup(T, K, V) :- '$trie'(T, N), '$trie_value'(N, K, _, V0), !, V = V0.
trie_delete(T, K, V) :- '$trie'(T, N), '$trie_value'(N, K, _, V), '$trie_remove'(N, K).
trie_gen(T, K) :- trie_gen(T, K, _).
trie_gen(T, K, V) :- '$trie'(T, N), '$entry'(N, _, K, V).
trie_gen_compiled(T, K) :- trie_gen(T, K, _).
trie_gen_compiled(T, K, V) :- trie_gen(T, K, V).
'$trie'(T, N) :- ( var(T) -> throw(error(instantiation_error, _)) ; T = '$trie'(N0), integer(N0) -> N = N0 ; throw(error(type_error(trie, T), _)) ).
'$trie_value'(N, K, H, V) :- variant_hash(K, H), '$entry'(N, H, K0, V), K0 =@= K.
'$trie_add'(N, K, V) :- variant_hash(K, H), assertz(tries:'$entry'(N, H, K, V)).
'$trie_remove'(N, K) :- variant_hash(K, H), ( clause(tries:'$entry'(N, H, K0, _), true), K0 =@= K, retract(tries:'$entry'(N, H, K0, _)) -> true ; true ).
