% Shortest paths with assoc, topological order, strongly connected components, and a check of cycles.
:- use_module(library(assoc)).
:- use_module(library(pairs)).
:- use_module(library(ugraphs)).
:- use_module(library(aggregate)).

edge(a, b, 4). edge(a, c, 1). edge(c, b, 2). edge(b, d, 5). edge(c, d, 8). edge(d, e, 3).
edge(e, f, 1). edge(f, d, 1). edge(g, h, 2).

nodes(Ns) :- findall(N, ( edge(N, _, _) ; edge(_, N, _) ), L), sort(L, Ns).

dijkstra(Start, Dist, Prev) :-
    list_to_assoc([Start-0], D0), empty_assoc(P0),
    loop([0-Start], D0, P0, Dist, Prev).
loop([], D, P, D, P).
loop([Cost-N|Queue], D0, P0, D, P) :-
    get_assoc(N, D0, Best),
    (   Cost > Best
    ->  loop(Queue, D0, P0, D, P)
    ;   findall(M-W, edge(N, M, W), Es),
        foldl(relax(N, Cost), Es, Queue-D0-P0, Queue1-D1-P1),
        keysort(Queue1, Queue2),
        loop(Queue2, D1, P1, D, P)
    ).
relax(N, Cost, M-W, Q-D-P, Q1-D1-P1) :-
    New is Cost + W,
    (   get_assoc(M, D, Old), Old =< New
    ->  Q1 = Q, D1 = D, P1 = P
    ;   put_assoc(M, D, New, D1), put_assoc(M, P, N, P1), Q1 = [New-M|Q]
    ).
path(Prev, Start, Goal, Path) :- path(Prev, Start, Goal, [], Path).
path(_, S, S, Acc, [S|Acc]) :- !.
path(Prev, S, N, Acc, Path) :- get_assoc(N, Prev, M), path(Prev, S, M, [N|Acc], Path).

reach(X, Y) :- reach(X, Y, [X]).
reach(X, Y, _) :- edge(X, Y, _).
reach(X, Z, Seen) :- edge(X, Y, _), \+ memberchk(Y, Seen), reach(Y, Z, [Y|Seen]).

component(N, C) :- nodes(Ns), include([M]>>( M == N ; once(reach(N, M)), once(reach(M, N)) ), Ns, C).

main :-
    dijkstra(a, Dist, Prev),
    forall(gen_assoc(N, Dist, C), ( path(Prev, a, N, P), atomic_list_concat(P, ' -> ', T), format("~w~t~6|~t~d~4+  ~w~n", [N, C, T]) )),
    assoc_to_keys(Dist, Ks), assoc_to_values(Dist, Vs), print(Ks/Vs), nl,
    nodes(Ns), findall(C, ( member(N1, Ns), component(N1, C) ), Cs0), sort(Cs0, Cs), print(Cs), nl,
    findall(X-Y, edge(X, Y, _), Edges), vertices_edges_to_ugraph([z], Edges, G), print(G), nl,
    ( top_sort(G, _) -> writeln(acyclic) ; writeln(cyclic) ),
    del_edges(G, [f-d], G2), ( top_sort(G2, Order) -> msort(Order, Sorted), print(Sorted), nl ; writeln(cyclic) ),
    reachable(d, G, R), print(R), nl,
    transpose_ugraph(G2, GT), print(GT), nl,
    aggregate_all(max(W, X1-Y1), edge(X1, Y1, W), max(MW, ME)), format("heaviest ~w: ~w~n", [ME, MW]),
    aggregate_all(sum(W), edge(_, _, W), Sum), aggregate_all(count, edge(_, _, _), Count), Avg is Sum / Count, format("~2f ~d~n", [Avg, Count]),
    ( aggregate(count, Y^W^edge(X2, Y, W), K), format("~w:~w;", [X2, K]), fail ; nl ),
    ( bagof(Y-W, edge(X3, Y, W), L), format("~w~t~8|~w~n", [X3, L]), fail ; true ),
    transpose_pairs([a-1, b-2, c-1], TP), print(TP), nl,
    group_pairs_by_key([a-1, a-2, b-3, a-4], GP), print(GP), nl.
:- initialization(main).
% expect: a        0  a
% expect: b        3  a -> c -> b
% expect: c        1  a -> c
% expect: d        8  a -> c -> b -> d
% expect: e       11  a -> c -> b -> d -> e
% expect: f       12  a -> c -> b -> d -> e -> f
% expect: [a,b,c,d,e,f]/[0,3,1,8,11,12]
% expect: [[a],[b],[c],[d,e,f],[g],[h]]
% expect: [a-[b,c],b-[d],c-[b,d],d-[e],e-[f],f-[d],g-[h],h-[],z-[]]
% expect: cyclic
% expect: [a,b,c,d,e,f,g,h,z]
% expect: [d,e,f]
% expect: [a-[],b-[a,c],c-[a],d-[b,c],e-[d],f-[e],g-[],h-[g],z-[]]
% expect: heaviest c-d: 8
% expect: 3.00 9
% expect: a:2;b:1;c:2;d:1;e:1;f:1;g:1;
% expect: a       [b-4,c-1]
% expect: b       [d-5]
% expect: c       [b-2,d-8]
% expect: d       [e-3]
% expect: e       [f-1]
% expect: f       [d-1]
% expect: g       [h-2]
% expect: [1-a,1-c,2-b]
% expect: [a-[1,2],b-[3],a-[4]]
