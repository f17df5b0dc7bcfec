% Sudoku by backtracking over the cell with the fewest candidates.
:- use_module(library(lists)).

solve(Grid) :- cells(Grid, Cells), fill(Cells).

cells(Grid, Cells) :-
    transposed(Grid, Columns),
    boxes(Grid, Boxes),
    findall(R-C, ( between(1, 9, R), between(1, 9, C) ), Places),
    maplist(cell(Grid, Columns, Boxes), Places, All),
    include([cell(V, _, _, _)]>>var(V), All, Cells).
cell(Grid, Columns, Boxes, R-C, cell(V, Row, Col, Box)) :-
    nth1(R, Grid, Row), nth1(C, Row, V), nth1(C, Columns, Col),
    B is (R - 1) // 3 * 3 + (C - 1) // 3 + 1, nth1(B, Boxes, Box).

transposed([[]|_], []) :- !.
transposed(Rows, [Col|Cols]) :- heads(Rows, Col, Tails), transposed(Tails, Cols).
heads([], [], []).
heads([[X|Xs]|Rs], [X|Hs], [Xs|Ts]) :- heads(Rs, Hs, Ts).

boxes([], []).
boxes([A, B, C|Rows], Boxes) :- three(A, B, C, Bs), boxes(Rows, Rest), append(Bs, Rest, Boxes).
three([], [], [], []).
three([A1,A2,A3|A], [B1,B2,B3|B], [C1,C2,C3|C], [[A1,A2,A3,B1,B2,B3,C1,C2,C3]|Bs]) :- three(A, B, C, Bs).

fill([]).
fill(Cells) :-
    maplist(with_candidates, Cells, Counted),
    keysort(Counted, [_-(Ds-cell(V, _, _, _))|Rest]),
    member(V, Ds),
    pairs_values(Rest, Pairs),
    maplist([_-Cell, Cell]>>true, Pairs, Cells1),
    fill(Cells1).
with_candidates(cell(V, R, C, B), N-(Ds-cell(V, R, C, B))) :-
    findall(D, ( between(1, 9, D), \+ used(D, R), \+ used(D, C), \+ used(D, B) ), Ds),
    length(Ds, N).
used(D, L) :- member(X, L), X == D, !.

puzzle(1, ["53467891.", "6721953..", "198.42567", "8597614.3", "4268537.1", "71392485.", "961537284", "287419.35", ".4528.179"]).
puzzle(2, ["51974863.", "783652419", "4261.9875", "35798.241", "264317598", "1985243..", "975863124", "8324915.7", "..1275983"]).

grid(Strings, Grid) :- maplist([S, Row]>>( string_chars(S, Cs), maplist(digit, Cs, Row) ), Strings, Grid).
digit('.', _) :- !.
digit(C, D) :- atom_number(C, D).

show(Grid) :- forall(nth1(I, Grid, Row), ( show_row(Row), ( I mod 3 =:= 0, I < 9 -> writeln('------+-------+------') ; true ) )).
show_row([A,B,C,D,E,F,G,H,I]) :- format("~w ~w ~w | ~w ~w ~w | ~w ~w ~w~n", [A,B,C,D,E,F,G,H,I]).

main :- forall(puzzle(N, S), ( grid(S, G), ( once(solve(G)) -> format("Puzzle ~d~n", [N]), show(G) ; writeln(none) ) )).
:- initialization(main).
% expect: Puzzle 1
% expect: 5 3 4 | 6 7 8 | 9 1 2
% expect: 6 7 2 | 1 9 5 | 3 4 8
% expect: 1 9 8 | 3 4 2 | 5 6 7
% expect: ------+-------+------
% expect: 8 5 9 | 7 6 1 | 4 2 3
% expect: 4 2 6 | 8 5 3 | 7 9 1
% expect: 7 1 3 | 9 2 4 | 8 5 6
% expect: ------+-------+------
% expect: 9 6 1 | 5 3 7 | 2 8 4
% expect: 2 8 7 | 4 1 9 | 6 3 5
% expect: 3 4 5 | 2 8 6 | 1 7 9
% expect: none
