:- module(lists, [nextto/3, same_length/2, proper_length/2, is_set/1, subseq/3, clumped/2, max_member/3, min_member/3, prefix/2, map_list_to_pairs/3, disjoint/2, group_pairs_by_key/2, selectchk/4]).
% Predicates on lists beyond those of the system.

nextto(X, Y, [A|Rest]) :- '$nextto'(Rest, A, X, Y).
'$nextto'([B|Rest], A, X, Y) :- ( A = X, B = Y ; '$nextto'(Rest, B, X, Y) ).
same_length([], []).
same_length([_|Xs], [_|Ys]) :- same_length(Xs, Ys).
proper_length(L, N) :- is_list(L), length(L, N).
is_set(S) :- is_list(S), length(S, N), sort(S, T), length(T, N).
subseq([], [], []).
subseq([X|Xs], Ys, Zs) :- '$subseq'(Ys, X, Xs, Zs).
'$subseq'(Ys, X, Xs, [X|Zs]) :- subseq(Xs, Ys, Zs).
'$subseq'([X|Ys], X, Xs, Zs) :- subseq(Xs, Ys, Zs).
clumped(L, Cs) :- '$clumped'(L, Cs).
'$clumped'([], []).
'$clumped'([X|Xs], [X-N|Cs]) :- '$clump'(Xs, X, 1, N, Rest), '$clumped'(Rest, Cs).
'$clump'([Y|Ys], X, N0, N, Rest) :- Y == X, !, N1 is N0 + 1, '$clump'(Ys, X, N1, N, Rest).
'$clump'(Rest, _, N, N, Rest).
max_member(P, M, [X|Xs]) :- '$best_member'(Xs, P, X, M).
'$best_member'([], _, M, M).
'$best_member'([X|Xs], P, M0, M) :- ( call(P, M0, X) -> '$best_member'(Xs, P, X, M) ; '$best_member'(Xs, P, M0, M) ).
min_member(P, M, [X|Xs]) :- '$least_member'(Xs, P, X, M).
'$least_member'([], _, M, M).
'$least_member'([X|Xs], P, M0, M) :- ( call(P, X, M0) -> '$least_member'(Xs, P, X, M) ; '$least_member'(Xs, P, M0, M) ).
prefix([], _).
prefix([X|Xs], [X|Ys]) :- prefix(Xs, Ys).
map_list_to_pairs(P, L, Ps) :- '$map_pairs'(L, P, Ps).
'$map_pairs'([], _, []).
'$map_pairs'([X|Xs], P, [K-X|Ps]) :- call(P, X, K), '$map_pairs'(Xs, P, Ps).
disjoint(Xs, Ys) :- \+ ( '$element'(X, Xs), memberchk(X, Ys) ).
'$element'(X, [X|_]).
'$element'(X, [_|Xs]) :- '$element'(X, Xs).
group_pairs_by_key([], []).
group_pairs_by_key([K-V|Ps], [K-[V|Vs]|Gs]) :- '$same_key'(Ps, K, Vs, Rest), group_pairs_by_key(Rest, Gs).
'$same_key'([K-V|Ps], K0, Vs, Rest) :- K == K0, !, Vs = [V|Vs1], '$same_key'(Ps, K0, Vs1, Rest).
'$same_key'(Ps, _, [], Ps).
selectchk(X, Xs, Y, Ys) :- select(X, Xs, Y, Ys), !.
