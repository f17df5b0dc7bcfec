% Lists, pairs, higher-order predicates. A program may define predicates of these names itself.

append([], L, L).
append([H|T], L, [H|R]) :- append(T, L, R).
append(Ls, L) :- '$append'(Ls, L).
'$append'([], []).
'$append'([L|Ls], As) :- append(L, Ws, As), '$append'(Ls, Ws).
member(X, [Y|Ys]) :- '$member'(Ys, X, Y).
'$member'(_, X, X).
'$member'([Y|Ys], X, _) :- '$member'(Ys, X, Y).
memberchk(X, L) :- member(X, L), !.
reverse(L, R) :- '$skip_list'(L, _, T), ( T == [] -> '$reverse'(L, [], R) ; '$reverse'(L, R, [], R) ).
% A list whose length is not known is as long as the other.
'$reverse'([], [], R, R).
'$reverse'([H|T], [_|B], A, R) :- '$reverse'(T, B, [H|A], R).
'$reverse'([], R, R).
'$reverse'([H|T], A, R) :- '$reverse'(T, [H|A], R).
nth0(I, L, E) :- integer(I), !, I >= 0, '$nth'(I, L, E).
nth0(I, L, E) :- var(I), !, '$nth_gen'(L, E, 0, I).
nth0(I, _, _) :- throw(error(type_error(integer, I), _)).
nth1(I, L, E) :- integer(I), !, I >= 1, I0 is I - 1, '$nth'(I0, L, E).
nth1(I, L, E) :- var(I), !, '$nth_gen'(L, E, 1, I).
nth1(I, _, _) :- throw(error(type_error(integer, I), _)).
'$nth'(0, [E|_], E) :- !.
'$nth'(I, [_|T], E) :- I1 is I - 1, '$nth'(I1, T, E).
'$nth_gen'([E|_], E, B, B).
'$nth_gen'([_|T], E, B, I) :- B1 is B + 1, '$nth_gen'(T, E, B1, I).
nth0(I, L, E, R) :- integer(I), !, I >= 0, '$nth_del'(I, L, E, R).
nth0(I, L, E, R) :- var(I), !, '$nth_gen_del'(L, E, R, 0, I).
nth0(I, _, _, _) :- throw(error(type_error(integer, I), _)).
nth1(I, L, E, R) :- integer(I), !, I >= 1, I0 is I - 1, '$nth_del'(I0, L, E, R).
nth1(I, L, E, R) :- var(I), !, '$nth_gen_del'(L, E, R, 1, I).
nth1(I, _, _, _) :- throw(error(type_error(integer, I), _)).
'$nth_del'(0, [E|T], E, T) :- !.
'$nth_del'(I, [H|T], E, [H|R]) :- I1 is I - 1, '$nth_del'(I1, T, E, R).
'$nth_gen_del'([E|T], E, T, B, B).
'$nth_gen_del'([H|T], E, [H|R], B, I) :- B1 is B + 1, '$nth_gen_del'(T, E, R, B1, I).
last([X], X) :- !.
last([_|T], X) :- last(T, X).
length(L, N) :- '$skip_list'(L, K, T), '$length'(T, L, K, N).
'$length'(T, _, K, N) :- T == [], !, '$length_argument'(N), N = K.
'$length'(T, _, K, N) :- var(T), integer(N), !, ( N < 0 -> throw(error(domain_error(not_less_than_zero, N), context(length/2, _))) ; true ), M is N - K, M >= 0, '$make_lists'(M, [], T).
% A long list is made in parts, between which the collector may run, or say that it is too long.
'$make_lists'(M, End, L) :- M > 100000, !, '$make_list'(100000, End, End1), M1 is M - 100000, '$make_lists'(M1, End1, L).
'$make_lists'(M, End, L) :- '$make_list'(M, End, L).
'$length'(T, _, K, N) :- var(T), var(N), !, T \== N, '$grow'(T, K, N).
'$length'(T, L, _, N) :- '$length_argument'(N), nonvar(T), throw(error(type_error(list, L), context(length/2, _))).
'$length_argument'(N) :- var(N), !.
'$length_argument'(N) :- integer(N), !, ( N < 0 -> throw(error(domain_error(not_less_than_zero, N), context(length/2, _))) ; true ).
'$length_argument'(N) :- throw(error(type_error(integer, N), context(length/2, _))).
'$grow'([], N, N).
'$grow'([_|T], K, N) :- K1 is K + 1, '$grow'(T, K1, N).
select(X, [H|T], R) :- '$select'(T, H, X, R).
'$select'(T, X, X, T).
'$select'([H2|T], H, X, [H|R]) :- '$select'(T, H2, X, R).
selectchk(X, L, R) :- select(X, L, R), !.
select(X, Xs, Y, Ys) :- '$select4'(Xs, X, Y, Ys).
'$select4'([X|T], X, Y, [Y|T]).
'$select4'([H|T], X, Y, [H|T2]) :- '$select4'(T, X, Y, T2).
exclude(_, [], []).
exclude(P, [X|Xs], R) :- ( call(P, X) -> R = R1 ; R = [X|R1] ), exclude(P, Xs, R1).
include(_, [], []).
include(P, [X|Xs], R) :- ( call(P, X) -> R = [X|R1] ; R = R1 ), include(P, Xs, R1).
partition(_, [], [], []).
partition(P, [X|Xs], I, O) :- ( call(P, X) -> I = [X|I1], O = O1 ; I = I1, O = [X|O1] ), partition(P, Xs, I1, O1).
maplist(P, L) :- '$maplist'(L, P).
'$maplist'([], _).
'$maplist'([X|Xs], P) :- call(P, X), '$maplist'(Xs, P).
maplist(P, L, M) :- '$maplist'(L, M, P).
'$maplist'([], [], _).
'$maplist'([X|Xs], [Y|Ys], P) :- call(P, X, Y), '$maplist'(Xs, Ys, P).
maplist(P, L, M, N) :- '$maplist'(L, M, N, P).
'$maplist'([], [], [], _).
'$maplist'([X|Xs], [Y|Ys], [Z|Zs], P) :- call(P, X, Y, Z), '$maplist'(Xs, Ys, Zs, P).
maplist(P, L, M, N, O) :- '$maplist'(L, M, N, O, P).
'$maplist'([], [], [], [], _).
'$maplist'([X|Xs], [Y|Ys], [Z|Zs], [W|Ws], P) :- call(P, X, Y, Z, W), '$maplist'(Xs, Ys, Zs, Ws, P).
foldl(P, L, A, B) :- '$foldl'(L, P, A, B).
'$foldl'([], _, A, A).
'$foldl'([X|Xs], P, A, C) :- call(P, X, A, B), '$foldl'(Xs, P, B, C).
foldl(P, L, M, A, B) :- '$foldl'(L, M, P, A, B).
'$foldl'([], [], _, A, A).
'$foldl'([X|Xs], [Y|Ys], P, A, C) :- call(P, X, Y, A, B), '$foldl'(Xs, Ys, P, B, C).
delete([], _, []).
delete([H|T], X, R) :- ( H \= X -> R = [H|R1] ; R = R1 ), delete(T, X, R1).
subtract([], _, []).
subtract([H|T], L, R) :- ( memberchk(H, L) -> R = R1 ; R = [H|R1] ), subtract(T, L, R1).
intersection([], _, []).
intersection([H|T], L, R) :- ( memberchk(H, L) -> R = [H|R1] ; R = R1 ), intersection(T, L, R1).
union([], L, L).
union([H|T], L, R) :- ( memberchk(H, L) -> R = R1 ; R = [H|R1] ), union(T, L, R1).
subset([], _).
subset([H|T], L) :- memberchk(H, L), subset(T, L).
% Of elements that are the same the first stays: numbered, they are sorted, and those that stay are sorted back.
list_to_set(L, S) :- '$must_be'(list, L), '$numbered'(L, 0, N), keysort(N, Sorted), '$first_of_each'(Sorted, Firsts), sort(1, @<, Firsts, Back), '$second_of_each'(Back, S).
'$numbered'([], _, []).
'$numbered'([X|Xs], I, [X-I|R]) :- J is I + 1, '$numbered'(Xs, J, R).
'$first_of_each'([], []).
'$first_of_each'([X-I|T], [I-X|R]) :- '$behind_same'(T, X, Rest), '$first_of_each'(Rest, R).
'$behind_same'([Y-_|T], X, Rest) :- X == Y, !, '$behind_same'(T, X, Rest).
'$behind_same'(Rest, _, Rest).
'$second_of_each'([], []).
'$second_of_each'([_-X|T], [X|R]) :- '$second_of_each'(T, R).
permutation(L, P) :- '$skip_list'(L, N, T), ( T == [] -> length(P, N) ; var(T) -> length(P, M), length(L, M) ; throw(error(type_error(list, L), _)) ), '$permutation'(L, P).
'$permutation'([], []).
'$permutation'(L, [H|T]) :- select(H, L, R), '$permutation'(R, T).
flatten(L, F) :- '$flatten'(L, [], F0), !, F = F0.
'$flatten'(V, T, [V|T]) :- var(V), !.
'$flatten'([], T, T) :- !.
'$flatten'([H|R], T, F) :- !, '$flatten'(H, F1, F), '$flatten'(R, T, F1).
'$flatten'(A, T, [A|T]).
sum_list(L, S) :- '$sum'(L, 0, S).
sumlist(L, S) :- '$sum'(L, 0, S).
'$sum'([], S, S).
'$sum'([X|Xs], A, S) :- B is A + X, '$sum'(Xs, B, S).
max_list([H|T], M) :- foldl('$max', T, H, M).
min_list([H|T], M) :- foldl('$min', T, H, M).
'$max'(X, Y, Z) :- Z is max(Y, X).
'$min'(X, Y, Z) :- Z is min(Y, X).
max_member(M, [H|T]) :- '$max_member'(T, H, M).
'$max_member'([], M, M).
'$max_member'([H|T], A, M) :- ( H @> A -> '$max_member'(T, H, M) ; '$max_member'(T, A, M) ).
min_member(M, [H|T]) :- '$min_member'(T, H, M).
'$min_member'([], M, M).
'$min_member'([H|T], A, M) :- ( H @< A -> '$min_member'(T, H, M) ; '$min_member'(T, A, M) ).
numlist(L, H, R) :- '$integer_bound'(L), '$integer_bound'(H), L =< H, '$numlist'(L, H, R).
'$numlist'(H, H, R) :- !, R = [H].
'$numlist'(L, H, [L|T]) :- L1 is L + 1, '$numlist'(L1, H, T).
pairs_keys_values([], [], []).
pairs_keys_values([K-V|T], [K|Ks], [V|Vs]) :- pairs_keys_values(T, Ks, Vs).
pairs_keys([], []).
pairs_keys([K-_|T], [K|Ks]) :- pairs_keys(T, Ks).
pairs_values([], []).
pairs_values([_-V|T], [V|Vs]) :- pairs_values(T, Vs).
% A merge sort from the bottom up: lists of one element, merged in pairs until one is left.
predsort(P, L, Sorted) :- '$must_be'(list, L), '$ones'(L, Ls), '$merge_all'(Ls, P, Sorted0), Sorted = Sorted0.
'$ones'([], []).
'$ones'([X|Xs], [[X]|Ls]) :- '$ones'(Xs, Ls).
'$merge_all'([], _, []).
'$merge_all'([L|Ls], P, R) :- '$merge_more'(Ls, L, P, R).
'$merge_more'([], L, _, L).
'$merge_more'([M|Ls], L, P, R) :- '$merge_pairs'([L,M|Ls], P, Ns), '$merge_all'(Ns, P, R).
'$merge_pairs'([], _, []).
'$merge_pairs'([L], _, [L]) :- !.
'$merge_pairs'([L,M|Ls], P, [N|Ns]) :- '$merge_by'(L, M, P, N), '$merge_pairs'(Ls, P, Ns).
'$merge_by'([], M, _, M) :- !.
'$merge_by'(L, [], _, L) :- !.
'$merge_by'([X|Xs], [Y|Ys], P, R) :- call(P, O, X, Y), '$merge_next'(O, X, Xs, Y, Ys, P, R).
'$merge_next'(<, X, Xs, Y, Ys, P, [X|R]) :- '$merge_by'(Xs, [Y|Ys], P, R).
'$merge_next'(>, X, Xs, Y, Ys, P, [Y|R]) :- '$merge_by'([X|Xs], Ys, P, R).
'$merge_next'(=, X, Xs, _, Ys, P, R) :- '$merge_by'([X|Xs], Ys, P, R).
