:- module(dialect_hprolog, [take/3, drop/3, split_at/4, memberchk_eq/2, intersect_eq/3, list_difference_eq/3, substitute_eq/4, sublist/2, max_go_list/2, or_list/2, chr_delete/3]).
% Lists as hProlog's libraries have them: what ends in _eq compares by ==.

take(N, L, Xs) :- '$must_be'(nonneg, N), length(Xs, N), append(Xs, _, L), !.
drop(N, L, Xs) :- split_at(N, L, _, Xs).
split_at(N, L, Xs, Ys) :- '$must_be'(nonneg, N), length(Xs, N), append(Xs, Ys, L), !.
memberchk_eq(X, [Y|Ys]) :- ( X == Y -> true ; memberchk_eq(X, Ys) ).
intersect_eq([], _, []).
intersect_eq([X|Xs], Ys, Zs) :- ( memberchk_eq(X, Ys) -> Zs = [X|Zs1] ; Zs = Zs1 ), intersect_eq(Xs, Ys, Zs1).
list_difference_eq([], _, []).
list_difference_eq([X|Xs], Ys, Zs) :- ( memberchk_eq(X, Ys) -> Zs = Zs1 ; Zs = [X|Zs1] ), list_difference_eq(Xs, Ys, Zs1).
substitute_eq(_, [], _, []).
substitute_eq(X, [Y|Ys], Z, [W|Ws]) :- ( X == Y -> W = Z ; W = Y ), substitute_eq(X, Ys, Z, Ws).
% Some of the elements, in their order.
sublist(L, L).
sublist(Sub, [X|Xs]) :- '$fewer'(Xs, X, Sub).
'$fewer'(Xs, _, Sub) :- sublist(Sub, Xs).
'$fewer'([Y|Ys], X, [X|Sub]) :- '$fewer'(Ys, Y, Sub).
max_go_list([X|Xs], M) :- '$greatest'(Xs, X, M).
'$greatest'([], M, M).
'$greatest'([X|Xs], Y, M) :- ( X @=< Y -> '$greatest'(Xs, Y, M) ; '$greatest'(Xs, X, M) ).
or_list(L, N) :- '$or_list'(L, 0, N).
'$or_list'([], N, N).
'$or_list'([X|Xs], N0, N) :- N1 is N0 \/ X, '$or_list'(Xs, N1, N).
chr_delete([], _, []).
chr_delete([X|Xs], Y, Zs) :- ( X == Y -> Zs = Zs1 ; Zs = [X|Zs1] ), chr_delete(Xs, Y, Zs1).
