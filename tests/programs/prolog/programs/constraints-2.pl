% Constraints over integers: sudoku, a magic square, a knapsack, a schedule.
% expect: [1, 3, 2, 4].
% expect: [4, 2, 3, 1].
% expect: [3, 1, 4, 2].
% expect: [2, 4, 1, 3].
% expect: [2,7,6,9,5,1,4,3,8]
% expect: [0,3,2]-32
% expect: [0,0,3,2]
:- use_module(library(clpfd)).
:- initialization(main).
sudoku(Rows) :-
    Rows = [[A,B,C,D],[E,F,G,H],[I,J,K,L],[M,N,O,P]], append(Rows, Vs), Vs ins 1..4,
    maplist(all_distinct, Rows), transpose(Rows, Columns), maplist(all_distinct, Columns),
    maplist(all_distinct, [[A,B,E,F],[C,D,G,H],[I,J,M,N],[K,L,O,P]]).
problem([[1,_,_,_],[_,_,3,_],[_,_,_,2],[_,4,_,_]]).
magic(Square) :-
    Square = [A,B,C,D,E,F,G,H,I], Square ins 1..9, all_different(Square),
    maplist([X,Y,Z]>>(X + Y + Z #= 15), [A,D,G,A,B,C,A,C], [B,E,H,D,E,F,E,E], [C,F,I,G,H,I,I,G]).
knapsack(Counts, Value) :-
    Counts = [A,B,C], Counts ins 0..4, scalar_product([4,3,7], Counts, #=<, 23), Value #= 5*A + 4*B + 10*C,
    labeling([max(Value)], Counts).
schedule(Starts) :-
    Starts = [A,B,C,D], Starts ins 0..4, tasks(Starts, [3,2,2,1], [1,1,2,1], Tasks), cumulative(Tasks, [limit(2)]),
    A #=< B, End #= max(max(A + 3, B + 2), max(C + 2, D + 1)), labeling([min(End)], Starts).
tasks([], [], [], []).
tasks([S|Ss], [D|Ds], [U|Us], [task(S,D,_,U,_)|Ts]) :- tasks(Ss, Ds, Us, Ts).
main :-
    problem(Rows), sudoku(Rows), append(Rows, Cells), label(Cells), maplist(portray_clause, Rows),
    magic(Square), Square = [2|_], label(Square), !, print(Square), nl,
    once(knapsack(Counts, Value)), print(Counts-Value), nl,
    once(schedule(Starts)), print(Starts), nl.
