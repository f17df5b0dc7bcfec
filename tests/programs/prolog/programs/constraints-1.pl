% Constraints over integers: a puzzle of letters, queens.
% expect: [4..7,5..8,2..8,2..8,2..8]
% expect: [9,5,6,7]+[1,0,8,5]=[1,0,6,5,2]
% expect: [1,3,5,2,4]
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
main :-
    puzzle(P), term_variables(P, Vs), maplist(fd_dom, Vs, Ds), print(Ds), nl, label(Vs), print(P), nl,
    queens(5, Qs), print(Qs), nl.
