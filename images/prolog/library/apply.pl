:- module(apply, [convlist/3, maplist/6, maplist/7, maplist/8, foldl/6, foldl/7, foldr/4, partition/5, scanl/4, scanl/5, scanl/6, scanl/7]).
% Predicates of higher order beyond those of the system.

convlist(P, L, R) :- '$convlist'(L, P, R).
'$convlist'([], _, []).
'$convlist'([X|Xs], P, R) :- ( call(P, X, Y) -> R = [Y|R1] ; R = R1 ), '$convlist'(Xs, P, R1).
maplist(P, A, B, C, D, E) :- '$maplist5'(A, B, C, D, E, P).
'$maplist5'([], [], [], [], [], _).
'$maplist5'([A|As], [B|Bs], [C|Cs], [D|Ds], [E|Es], P) :- call(P, A, B, C, D, E), '$maplist5'(As, Bs, Cs, Ds, Es, P).
maplist(P, A, B, C, D, E, F) :- '$maplist6'(A, B, C, D, E, F, P).
'$maplist6'([], [], [], [], [], [], _).
'$maplist6'([A|As], [B|Bs], [C|Cs], [D|Ds], [E|Es], [F|Fs], P) :- call(P, A, B, C, D, E, F), '$maplist6'(As, Bs, Cs, Ds, Es, Fs, P).
maplist(P, A, B, C, D, E, F, G) :- '$maplist7'(A, B, C, D, E, F, G, P).
'$maplist7'([], [], [], [], [], [], [], _).
'$maplist7'([A|As], [B|Bs], [C|Cs], [D|Ds], [E|Es], [F|Fs], [G|Gs], P) :- call(P, A, B, C, D, E, F, G), '$maplist7'(As, Bs, Cs, Ds, Es, Fs, Gs, P).
foldl(P, A, B, C, V0, V) :- '$foldl3'(A, B, C, P, V0, V).
'$foldl3'([], [], [], _, V, V).
'$foldl3'([A|As], [B|Bs], [C|Cs], P, V0, V) :- call(P, A, B, C, V0, V1), '$foldl3'(As, Bs, Cs, P, V1, V).
foldl(P, A, B, C, D, V0, V) :- '$foldl4'(A, B, C, D, P, V0, V).
'$foldl4'([], [], [], [], _, V, V).
'$foldl4'([A|As], [B|Bs], [C|Cs], [D|Ds], P, V0, V) :- call(P, A, B, C, D, V0, V1), '$foldl4'(As, Bs, Cs, Ds, P, V1, V).
foldr(P, L, V0, V) :- '$foldr'(L, P, V0, V).
'$foldr'([], _, V, V).
'$foldr'([X|Xs], P, V0, V) :- '$foldr'(Xs, P, V0, V1), call(P, X, V1, V).

partition(P, L, Less, Equal, Greater) :- '$partition'(L, P, Less, Equal, Greater).
'$partition'([], _, [], [], []).
'$partition'([X|Xs], P, L, E, G) :- call(P, X, O), '$partition'(O, X, Xs, P, L, E, G).
'$partition'(<, X, Xs, P, [X|L], E, G) :- '$partition'(Xs, P, L, E, G).
'$partition'(=, X, Xs, P, L, [X|E], G) :- '$partition'(Xs, P, L, E, G).
'$partition'(>, X, Xs, P, L, E, [X|G]) :- '$partition'(Xs, P, L, E, G).
scanl(G, L, V0, [V0|Vs]) :- '$scanl'(L, G, V0, Vs).
'$scanl'([], _, _, []).
'$scanl'([X|Xs], G, V0, [V|Vs]) :- call(G, X, V0, V), '$scanl'(Xs, G, V, Vs).
scanl(G, L, M, V0, [V0|Vs]) :- '$scanl'(L, M, G, V0, Vs).
'$scanl'([], [], _, _, []).
'$scanl'([X|Xs], [Y|Ys], G, V0, [V|Vs]) :- call(G, X, Y, V0, V), '$scanl'(Xs, Ys, G, V, Vs).
scanl(G, L, M, N, V0, [V0|Vs]) :- '$scanl'(L, M, N, G, V0, Vs).
'$scanl'([], [], [], _, _, []).
'$scanl'([X|Xs], [Y|Ys], [Z|Zs], G, V0, [V|Vs]) :- call(G, X, Y, Z, V0, V), '$scanl'(Xs, Ys, Zs, G, V, Vs).
scanl(G, L, M, N, O, V0, [V0|Vs]) :- '$scanl'(L, M, N, O, G, V0, Vs).
'$scanl'([], [], [], [], _, _, []).
'$scanl'([X|Xs], [Y|Ys], [Z|Zs], [W|Ws], G, V0, [V|Vs]) :- call(G, X, Y, Z, W, V0, V), '$scanl'(Xs, Ys, Zs, Ws, G, V, Vs).
