% Constraints over integers: sudoku, a magic square.
% expect: [1, 3, 2, 4].
% expect: [4, 2, 3, 1].
% expect: [3, 1, 4, 2].
% expect: [2, 4, 1, 3].
% expect: [2,7,6,9,5,1,4,3,8]
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
main :-
    problem(Rows), sudoku(Rows), append(Rows, Cells), label(Cells), maplist(portray_clause, Rows),
    magic(Square), Square = [2|_], label(Square), !, print(Square), nl.
