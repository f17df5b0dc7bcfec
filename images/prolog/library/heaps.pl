:- module(heaps, [empty_heap/1, singleton_heap/3, add_to_heap/4, get_from_heap/4, min_of_heap/3, min_of_heap/5, peek_at_heap/3, heap_size/2, heap_to_list/2, list_to_heap/2, merge_heaps/3, priority_peek/2, delete_from_heap/4, is_heap/1]).
% Priority queues as pairing heaps: heap(Tree, Size), a tree being nil or t(Key, Priority, Subtrees).

empty_heap(heap(nil, 0)).
singleton_heap(heap(t(K, P, []), 1), P, K).
is_heap(H) :- nonvar(H), H = heap(T, N), integer(N), ( T == nil -> N =:= 0 ; nonvar(T), T = t(_, _, _) ).
add_to_heap(heap(T0, N0), P, K, heap(T, N)) :- N is N0 + 1, '$meld'(T0, t(K, P, []), T).
get_from_heap(heap(t(K, P, Ts), N0), P, K, heap(T, N)) :- N is N0 - 1, '$meld_pairs'(Ts, T).
min_of_heap(heap(t(K, P, _), _), P, K).
min_of_heap(H, P1, K1, P2, K2) :- get_from_heap(H, P1, K1, H1), min_of_heap(H1, P2, K2).
peek_at_heap(H, P, K) :- min_of_heap(H, P, K).
priority_peek(H, P) :- min_of_heap(H, P, _).
heap_size(heap(_, N), N).
heap_to_list(H, L) :- ( get_from_heap(H, P, K, H1) -> L = [P-K|L1], heap_to_list(H1, L1) ; L = [] ).
list_to_heap(L, H) :- empty_heap(H0), '$add_pairs'(L, H0, H).
'$add_pairs'([], H, H).
'$add_pairs'([P-K|L], H0, H) :- add_to_heap(H0, P, K, H1), '$add_pairs'(L, H1, H).
merge_heaps(heap(T1, N1), heap(T2, N2), heap(T, N)) :- N is N1 + N2, '$meld'(T1, T2, T).
delete_from_heap(H0, P, K, H) :- heap_to_list(H0, L0), '$delete_key'(L0, P, K, L), list_to_heap(L, H).
'$delete_key'([P-K0|L], P, K, L) :- K0 == K, !.
'$delete_key'([X|L0], P, K, [X|L]) :- '$delete_key'(L0, P, K, L).
'$meld'(nil, T, T) :- !.
'$meld'(T, nil, T) :- !.
'$meld'(t(K1, P1, T1), t(K2, P2, T2), T) :- ( P1 @=< P2 -> T = t(K1, P1, [t(K2, P2, T2)|T1]) ; T = t(K2, P2, [t(K1, P1, T1)|T2]) ).
'$meld_pairs'([], nil).
'$meld_pairs'([T], T) :- !.
'$meld_pairs'([T1, T2|Ts], T) :- '$meld'(T1, T2, T3), '$meld_pairs'(Ts, T4), '$meld'(T3, T4, T).
