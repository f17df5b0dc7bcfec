% The order of variables lasts from their first comparison on, whatever the collector moves.
garbage(0) :- !.
garbage(N) :- length(L, 50), msort(L, _), M is N - 1, garbage(M).
pairs([], []).
pairs([X|Xs], Ps) :- each(Xs, X, Ps, Rest), pairs(Xs, Rest).
each([], _, Ps, Ps).
each([Y|Ys], X, [c(X, Y, O)|Ps], Rest) :- compare(O, X, Y), each(Ys, X, Ps, Rest).
same([]).
same([c(X, Y, O)|Ps]) :- compare(O1, X, Y), ( O1 == O -> true ; writeln(changed) ), same(Ps).
sorted([]).
sorted([_]) :- !.
sorted([X, Y|Zs]) :- ( X @< Y -> true ; writeln(unsorted) ), sorted([Y|Zs]).
check(A, B) :- ( A == B -> writeln(same) ; writeln(different) ).
keys([], _, []).
keys([X|Xs], N, [k(X, N)|Ks]) :- keys(Xs, N, Ks).
put([], A, A).
put([X|Xs], A0, A) :- put_assoc(X, A0, found, A1), put(Xs, A1, A).
found([], _).
found([X|Xs], A) :- ( get_assoc(X, A, found) -> true ; writeln(lost) ), found(Xs, A).
main :-
    length(L, 40), sort(L, S), reverse(L, R), sort(R, S2), check(S, S2),
    garbage(200), sorted(S), sort(L, S3), check(S, S3),
    length(V, 12), pairs(V, Ps), length(Ps, N), writeln(N),
    garbage(200), same(Ps), garbage(200), same(Ps),
    keys(V, 1, Ks), sort(Ks, O1), garbage(100), sort(Ks, O2), check(O1, O2),
    length(W, 20), empty_assoc(A0), put(W, A0, A), garbage(200), found(W, A), writeln(done).
:- initialization(main).
% expect: same
% expect: same
% expect: 66
% expect: same
% expect: done
