% Recursion of every form over graphs with cycles: what tables give is what a search without them gives.
show(T) :- print(T), nl.
% Graphs of so many nodes, by a number that tells them apart.
edge(G, N, X, Y) :- M is N - 1, between(0, M, X), member(K, [1, 2]), Z is (X * (7 + 2 * G) + K * (G + 3) * (X + K)), 0 =\= Z mod 3, Y is Z mod N.
reached(G, N, X, Ys) :- findall(Y, edge(G, N, X, Y), Ys0), sort(Ys0, Ys1), close(Ys1, G, N, Ys1, Ys).
close([], _, _, All, All).
close([Y|Ys], G, N, All0, All) :-
    findall(Z, ( edge(G, N, Y, Z), \+ memberchk(Z, All0) ), Zs0), sort(Zs0, Zs), append(Ys, Zs, Next), ord_union(All0, Zs, All1), close(Next, G, N, All1, All).

:- table left/4, right/4, double/4, late/4, even/4, odd/4, first/4, second/4, third/4, near(_, _, _, _, min), far(_, _, _, lattice(longer/3)).
left(G, N, X, Y) :- edge(G, N, X, Y).
left(G, N, X, Y) :- left(G, N, X, Z), edge(G, N, Z, Y).
right(G, N, X, Y) :- edge(G, N, X, Y).
right(G, N, X, Y) :- edge(G, N, X, Z), right(G, N, Z, Y).
double(G, N, X, Y) :- double(G, N, X, Z), double(G, N, Z, Y).
double(G, N, X, Y) :- edge(G, N, X, Y).
% The recursion comes first, and is cut off or asked twice.
late(G, N, X, Y) :- late(G, N, X, Z), late(G, N, X, _), edge(G, N, Z, Y).
late(G, N, X, Y) :- \+ late(G, N, X, nowhere), edge(G, N, X, Y).
even(G, N, X, Y) :- odd(G, N, X, Z), edge(G, N, Z, Y).
odd(G, N, X, Y) :- edge(G, N, X, Y).
odd(G, N, X, Y) :- even(G, N, X, Z), edge(G, N, Z, Y).
both(G, N, X, Y) :- even(G, N, X, Y).
both(G, N, X, Y) :- odd(G, N, X, Y).
% Three that need each other, each with a way in of its own.
first(G, N, X, Y) :- second(G, N, X, Y).
first(G, N, X, Y) :- third(G, N, X, Z), edge(G, N, Z, Y).
second(G, N, X, Y) :- third(G, N, X, Z), first(G, N, Z, Y).
second(G, N, X, Y) :- edge(G, N, X, Y).
third(G, N, X, Y) :- first(G, N, X, Y).
near(G, N, X, Y, 1) :- edge(G, N, X, Y).
near(G, N, X, Y, D) :- near(G, N, X, Z, D0), edge(G, N, Z, Y), D is D0 + 1.
far(G, N, X, [X]) :- G >= 0, N > X.
far(G, N, X, [X|L]) :- Y is X + 1, Y < N, far(G, N, Y, L).
longer(A, B, C) :- length(A, M), length(B, K), ( M >= K -> C = A ; C = B ).

same(P, G, N, X) :- reached(G, N, X, Ys), findall(Y, call(P, G, N, X, Y), L0), msort(L0, L), ( L == Ys -> true ; show(differs(P, G, N, X, L, Ys)) ).
:- forall(( member(P, [left, right, double, late, first]), between(0, 4, G), member(N, [3, 8, 13]), member(X, [0, 2]) ), same(P, G, N, X)), show(same). % expect: same
:- forall(( between(0, 4, G), member(N, [4, 11]), member(X, [0, 3]) ),
       ( reached(G, N, X, Ys), findall(Y, both(G, N, X, Y), L0), sort(L0, L), ( L == Ys -> true ; show(differs(G, N, X)) ) )), show(same). % expect: same
% Nodes that are open; each answer once.
:- forall(( member(P, [left, right, double]), between(0, 2, G) ),
       ( findall(X-Y, call(P, G, 9, X, Y), L0), msort(L0, L), findall(X-Y, ( between(0, 8, X), reached(G, 9, X, Ys), member(Y, Ys) ), L1), ( L == L1 -> true ; show(differs(P, G)) ) )),
   show(same). % expect: same
% Distances.
distance(G, N, X, Y, D) :- level([X], G, N, [], 1, Y, D).
level(Xs, G, N, Seen, D0, Y, D) :-
    findall(Z, ( member(X, Xs), edge(G, N, X, Z), \+ memberchk(Z, Seen) ), Zs0), sort(Zs0, Zs), Zs \== [],
    ( memberchk(Y, Zs) -> D = D0 ; append(Zs, Seen, Seen1), D1 is D0 + 1, level(Zs, G, N, Seen1, D1, Y, D) ).
:- forall(( between(0, 3, G), near(G, 12, 1, Y, D) ), ( distance(G, 12, 1, Y, D) -> true ; show(differs(G, Y, D)) )), show(same). % expect: same
:- far(0, 40, 0, L), length(L, Len), show(Len). % expect: 40
% Terms of any kind in goals: variants, and what only looks alike.
:- table id/2.
id(X, Y) :- Y = X.
:- forall(member(T, [f(A, B), f(A, A), [A, B|C], [A, B, C], "f(_)", 'f(_)', f("a"), f(a), 1.0, 1, 12345678901234567890, f([], [[]]), [[a], b], [[a, b]]]),
       ( id(T, T1), ( T1 =@= T -> true ; show(T-T1) ) )), show(same). % expect: same
:- numlist(1, 5000, L), id(L, L1), id(L, L2), ( L1 == L, L2 == L -> show(same) ; show(no) ). % expect: same
:- X = f(X), catch(id(X, _), error(E, _), true), ( E = type_error(Type, _) -> show(Type) ; show(E) ). % expect: acyclic_term
:- X = [a|X], catch(id(X, _), error(E, _), true), ( E = type_error(Type, _) -> show(Type) ; show(E) ). % expect: acyclic_term
% What raises leaves no table half done.
:- table bad/1.
bad(X) :- member(X, [1, 2]).
bad(X) :- bad(Y), Y > 1, nb_getval(stop, true), X is foo + Y.
bad(3).
:- nb_setval(stop, true), catch(bad(_), error(type_error(T, _), _), true), show(T). % expect: evaluable
:- nb_setval(stop, false), findall(X, bad(X), L0), sort(L0, L), show(L). % expect: [1,2,3]
