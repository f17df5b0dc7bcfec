% Eight puzzle by A*, farmer's puzzle by breadth first, SEND+MORE by search, knights.
:- use_module(library(pairs)).
:- use_module(library(heaps)).
goal([1,2,3,8,0,4,7,6,5]).
move(S, T) :- nth0(I, S, 0), neighbour(I, J), nth0(J, S, X), swap(S, X, T).
neighbour(I, J) :- member(D, [-3,3]), J is I + D, J >= 0, J =< 8.
neighbour(I, J) :- I mod 3 > 0, J is I - 1.
neighbour(I, J) :- I mod 3 < 2, J is I + 1.
swap([], _, []).
swap([0|S], X, [X|T]) :- !, swap(S, X, T).
swap([X|S], X, [0|T]) :- !, swap(S, X, T).
swap([Y|S], X, [Y|T]) :- swap(S, X, T).
h(S, H) :- goal(G), findall(D, ( nth0(I, S, X), X > 0, nth0(J, G, X), D is abs(I mod 3 - J mod 3) + abs(I // 3 - J // 3) ), Ds), sum_list(Ds, H).
astar(Start, Path) :- h(Start, H), list_to_heap([H-n(Start, 0, [Start])], Heap), astar(Heap, [Start], Path).
astar(Heap, Seen, Path) :- get_from_heap(Heap, _, n(S, G, P), Heap1), ( goal(S) -> reverse(P, Path) ; findall(F-n(T, G1, [T|P]), ( move(S, T), \+ memberchk(T, Seen), G1 is G + 1, h(T, H), F is G1 + H ), New), foldl([F-N, H0, H1]>>add_to_heap(H0, F, N, H1), New, Heap1, Heap2), findall(T, member(_-n(T, _, _), New), Ts), append(Ts, Seen, Seen1), astar(Heap2, Seen1, Path) ).
print_board([A,B,C,D,E,F,G,H,I]) :- format("~w~w~w/~w~w~w/~w~w~w ", [A,B,C,D,E,F,G,H,I]).
% farmer
opposite(w, e). opposite(e, w).
unsafe(s(F, W, G, _)) :- W == G, F \== G.
unsafe(s(F, _, G, C)) :- G == C, F \== G.
cross(s(F, W, G, C), s(F1, W, G, C), alone) :- opposite(F, F1).
cross(s(F, F, G, C), s(F1, F1, G, C), wolf) :- opposite(F, F1).
cross(s(F, W, F, C), s(F1, W, F1, C), goat) :- opposite(F, F1).
cross(s(F, W, G, F), s(F1, W, G, F1), cabbage) :- opposite(F, F1).
bfs([[S|P]-Ms|_], S, Ms, _) :- P = P, !.
bfs([[S|P]-Ms|Q], Goal, Sol, Seen) :- findall([T,S|P]-[M|Ms], ( cross(S, T, M), \+ unsafe(T), \+ memberchk(T, Seen) ), Next), findall(T, member([T|_]-_, Next), Ts), append(Seen, Ts, Seen1), append(Q, Next, Q1), bfs(Q1, Goal, Sol, Seen1).
% SEND+MORE=MONEY
digits(Ds) :- numlist(0, 9, Ds).
money([S,E,N,D,M,O,R,Y]) :- digits(D0), M = 1, select(1, D0, D1), select(S, D1, D2), S > 7, select(E, D2, D3), select(N, D3, D4), N =:= E + 1, select(D, D4, D5), Y is (D + E) mod 10, select(Y, D5, D6), select(O, D6, D7), O =:= 0, select(R, D7, _),
  1000*S + 100*E + 10*N + D + 1000*M + 100*O + 10*R + E =:= 10000*M + 1000*O + 100*N + 10*E + Y.
queens(N, Qs) :- numlist(1, N, L), permutation(L, Qs), safe(Qs), !.
safe([]). safe([Q|Qs]) :- no_attack(Q, Qs, 1), safe(Qs).
no_attack(_, [], _). no_attack(Q, [R|Rs], D) :- abs(Q - R) =\= D, D1 is D + 1, no_attack(Q, Rs, D1).
main :- astar([2,8,3,1,6,4,7,0,5], P), length(P, N), M is N - 1, format("~d moves: ", [M]), maplist(print_board, P), nl,
  bfs([[s(w,w,w,w)]-[]], s(e,e,e,e), Ms, [s(w,w,w,w)]), reverse(Ms, Rs), atomic_list_concat(Rs, ' ', A), writeln(A),
  money(L), print(L), nl, queens(6, Q), print(Q), nl,
  ( catch(get_from_heap(heap(nil, 0), _, _, _), _, fail) -> writeln(odd) ; writeln(empty) ).
:- initialization(main).
% expect: 5 moves: 283/164/705 283/104/765 203/184/765 023/184/765 123/084/765 123/804/765 
% expect: goat alone wolf goat cabbage alone goat
% expect: [9,5,6,7,1,0,8,2]
% expect: [2,4,6,1,3,5]
% expect: empty
