% bench: database
% quick: 100
% size: iterations
size(1000000).
:- initialization(main).
% Clauses added, looked up and removed.
:- dynamic(fact/2).
:- dynamic(counter/1).
main :- size(N), assertz(counter(0)), fill(0, 1000), run(N), counter(C), write(C), nl.
fill(N, N) :- !.
fill(I, N) :- V is I * I, assertz(fact(I, V)), J is I + 1, fill(J, N).
run(0) :- !.
run(N) :-
    K is N mod 1000, fact(K, V), retract(counter(C)), C1 is (C + V) mod 1000003, assertz(counter(C1)),
    M is N - 1, run(M).
% expect: 338350
