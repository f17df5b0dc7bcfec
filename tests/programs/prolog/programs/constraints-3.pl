% Constraints over integers: a knapsack, a schedule.
% expect: [0,3,2]-32
% expect: [0,0,3,2]
:- use_module(library(clpfd)).
:- initialization(main).
knapsack(Counts, Value) :-
    Counts = [A,B,C], Counts ins 0..4, scalar_product([4,3,7], Counts, #=<, 23), Value #= 5*A + 4*B + 10*C,
    labeling([max(Value)], Counts).
schedule(Starts) :-
    Starts = [A,B,C,D], Starts ins 0..4, tasks(Starts, [3,2,2,1], [1,1,2,1], Tasks), cumulative(Tasks, [limit(2)]),
    A #=< B, End #= max(max(A + 3, B + 2), max(C + 2, D + 1)), labeling([min(End)], Starts).
tasks([], [], [], []).
tasks([S|Ss], [D|Ds], [U|Us], [task(S,D,_,U,_)|Ts]) :- tasks(Ss, Ds, Us, Ts).
main :-
    once(knapsack(Counts, Value)), print(Counts-Value), nl,
    once(schedule(Starts)), print(Starts), nl.
