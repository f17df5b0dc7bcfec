:- module(random, [random_member/2, random_select/3, random_permutation/2, randset/3, randseq/3, setrand/1, random_subseq/3, maybe/0, maybe/1, maybe/2, getrand/1, random_perm2/4, random_numlist/4]).
% Random choices.

random_member(X, L) :- length(L, N), N > 0, I is random(N), nth0(I, L, X).
random_select(X, L, R) :- length(L, N), N > 0, I is random(N), nth0(I, L, X, R).
random_permutation(L, P) :- '$random_keys'(L, Ks), keysort(Ks, S), '$values_only'(S, P).
'$random_keys'([], []).
'$random_keys'([X|Xs], [K-X|Ks]) :- K is random_float, '$random_keys'(Xs, Ks).
'$values_only'([], []).
'$values_only'([_-X|Ps], [X|Xs]) :- '$values_only'(Ps, Xs).
randseq(K, N, L) :- '$random_set'(K, N, [], S), random_permutation(S, L).
randset(K, N, S) :- '$random_set'(K, N, [], S0), sort(S0, S).
'$random_set'(0, _, S, S) :- !.
'$random_set'(K, N, S0, S) :- X is random(N) + 1, ( memberchk(X, S0) -> '$random_set'(K, N, S0, S) ; K1 is K - 1, '$random_set'(K1, N, [X|S0], S) ).
setrand(_).
random_subseq([], [], []).
random_subseq([X|Xs], S, R) :- ( maybe -> S = [X|S1], R = R1 ; S = S1, R = [X|R1] ), random_subseq(Xs, S1, R1).
maybe :- random(2) =:= 0.
maybe(P) :- random_float < P.
maybe(K, N) :- random(N) < K.
getrand(0).
random_perm2(A, B, X, Y) :- ( maybe -> X = A, Y = B ; X = B, Y = A ).
random_numlist(P, L, U, Ns) :- findall(N, ( between(L, U, N), maybe(P) ), Ns).
