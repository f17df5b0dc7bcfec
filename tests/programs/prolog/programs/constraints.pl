% Constraints over integers: a puzzle of letters, queens, sudoku, magic squares, a knapsack, a schedule.
% expect: [4..7,5..8,2..8,2..8,2..8]
% expect: [9,5,6,7]+[1,0,8,5]=[1,0,6,5,2]
% expect: [1,5,8,6,3,7,2,4]
% expect: [1,3,5,14,17,4,16,7,12,18,15,19,6,10,20,11,8,2,13,9]
% expect: [9, 8, 7, 6, 5, 4, 3, 2, 1].
% expect: [2, 4, 6, 1, 7, 3, 9, 8, 5].
% expect: [3, 5, 1, 9, 2, 8, 7, 4, 6].
% expect: [1, 2, 8, 5, 3, 7, 6, 9, 4].
% expect: [6, 3, 4, 8, 9, 2, 1, 5, 7].
% expect: [7, 9, 5, 4, 6, 1, 8, 3, 2].
% expect: [5, 1, 9, 2, 8, 6, 4, 7, 3].
% expect: [4, 7, 2, 3, 1, 9, 5, 6, 8].
% expect: [8, 6, 3, 7, 4, 5, 2, 1, 9].
% expect: [5, 3, 4, 6, 7, 8, 9, 1, 2].
% expect: [6, 7, 2, 1, 9, 5, 3, 4, 8].
% expect: [1, 9, 8, 3, 4, 2, 5, 6, 7].
% expect: [8, 5, 9, 7, 6, 1, 4, 2, 3].
% expect: [4, 2, 6, 8, 5, 3, 7, 9, 1].
% expect: [7, 1, 3, 9, 2, 4, 8, 5, 6].
% expect: [9, 6, 1, 5, 3, 7, 2, 8, 4].
% expect: [2, 8, 7, 4, 1, 9, 6, 3, 5].
% expect: [3, 4, 5, 2, 8, 6, 1, 7, 9].
% expect: 8-[2,7,6,9,5,1,4,3,8]
% expect: [0,3,2]-32
% expect: [0,0,3,2]
:- use_module(library(clpfd)).
:- initialization(main).
puzzle([S,E,N,D] + [M,O,R,E] = [M,O,N,E,Y]) :-
        Vars = [S,E,N,D,M,O,R,Y], Vars ins 0..9, all_different(Vars),
                  S*1000 + E*100 + N*10 + D + M*1000 + O*100 + R*10 + E #=
        M*10000 + O*1000 + N*100 + E*10 + Y, M #\= 0, S #\= 0.
queens(N, Qs) :- length(Qs, N), Qs ins 1..N, safe(Qs), labeling([ff], Qs).
safe([]). safe([Q|Qs]) :- no_attack(Q, Qs, 1), safe(Qs).
no_attack(_, [], _).
no_attack(Q, [Q1|Qs], D) :- Q #\= Q1, abs(Q - Q1) #\= D, D1 is D+1, no_attack(Q, Qs, D1).
sudoku(Rows) :-
        length(Rows, 9), maplist(same_length(Rows), Rows),
        append(Rows, Vs), Vs ins 1..9,
        maplist(all_distinct, Rows),
        transpose(Rows, Columns), maplist(all_distinct, Columns),
        Rows = [As,Bs,Cs,Ds,Es,Fs,Gs,Hs,Is],
        blocks(As, Bs, Cs), blocks(Ds, Es, Fs), blocks(Gs, Hs, Is).
blocks([], [], []).
blocks([N1,N2,N3|Ns1], [N4,N5,N6|Ns2], [N7,N8,N9|Ns3]) :-
        all_distinct([N1,N2,N3,N4,N5,N6,N7,N8,N9]), blocks(Ns1, Ns2, Ns3).
problem(1, [[_,_,_,_,_,_,_,_,_],
            [_,_,_,_,_,3,_,8,5],
            [_,_,1,_,2,_,_,_,_],
            [_,_,_,5,_,7,_,_,_],
            [_,_,4,_,_,_,1,_,_],
            [_,9,_,_,_,_,_,_,_],
            [5,_,_,_,_,_,_,7,3],
            [_,_,2,_,1,_,_,_,_],
            [_,_,_,_,4,_,_,_,9]]).
problem(2, [[5,3,_,_,7,_,_,_,_],[6,_,_,1,9,5,_,_,_],[_,9,8,_,_,_,_,6,_],[8,_,_,_,6,_,_,_,3],[4,_,_,8,_,3,_,_,1],[7,_,_,_,2,_,_,_,6],[_,6,_,_,_,_,2,8,_],[_,_,_,4,1,9,_,_,5],[_,_,_,_,8,_,_,7,9]]).
magic(Square) :-
    Square = [A,B,C,D,E,F,G,H,I], Square ins 1..9, all_different(Square),
    maplist([X,Y,Z]>>(X + Y + Z #= 15), [A,D,G,A,B,C,A,C], [B,E,H,D,E,F,E,E], [C,F,I,G,H,I,I,G]).
knapsack(Counts, Value) :-
    Counts = [A,B,C], Counts ins 0..10, scalar_product([4,3,7], Counts, #=<, 23), Value #= 5*A + 4*B + 10*C,
    labeling([max(Value)], Counts).
schedule(Starts) :-
    Starts = [A,B,C,D], Starts ins 0..20, tasks(Starts, [3,2,2,1], [1,1,2,1], Tasks), cumulative(Tasks, [limit(2)]),
    A #=< B, End #= max(max(A + 3, B + 2), max(C + 2, D + 1)), labeling([min(End)|[]], Starts).
tasks([], [], [], []).
tasks([S|Ss], [D|Ds], [U|Us], [task(S,D,_,U,_)|Ts]) :- tasks(Ss, Ds, Us, Ts).
main :-
    puzzle(P), term_variables(P, Vs), maplist(fd_dom, Vs, Ds), print(Ds), nl, label(Vs), print(P), nl,
    queens(8, Q8), print(Q8), nl, queens(20, Q20), print(Q20), nl,
    problem(1, R1), sudoku(R1), maplist(labeling([ff]), R1), maplist(portray_clause, R1),
    problem(2, R2), sudoku(R2), maplist(portray_clause, R2),
    findall(S, (magic(S), label(S)), Squares), length(Squares, N), Squares = [First|_], print(N-First), nl,
    once(knapsack(Counts, Value)), print(Counts-Value), nl,
    once(schedule(Starts)), print(Starts), nl.
