% Puzzles by search: queens, the zebra, the towers of Hanoi, measuring water. Goals that run when the text has been read.
:- use_module(library(lists)).
queens(N, Qs) :- numlist(1, N, Ns), permutation(Ns, Qs), safe(Qs), !.
safe([]).
safe([Q|Qs]) :- no_attack(Q, Qs, 1), safe(Qs).
no_attack(_, [], _).
no_attack(Q, [Q1|Qs], D) :- Q =\= Q1 + D, Q =\= Q1 - D, D1 is D + 1, no_attack(Q, Qs, D1).
show(Qs) :- length(Qs, N), forall(member(Q, Qs), (forall(between(1, N, C), (C =:= Q -> write('Q ') ; write('. '))), nl)).
right_of(X, Y, [Y,X|_]).
right_of(X, Y, [_|T]) :- right_of(X, Y, T).
next_to(X, Y, L) :- right_of(X, Y, L) ; right_of(Y, X, L).
zebra(Owner, Hs) :-
    Hs = [h(_,norwegian,_,_,_),_,h(_,_,_,milk,_),_,_],
    member(h(red,english,_,_,_), Hs), member(h(green,_,_,coffee,_), Hs), member(h(_,spanish,dog,_,_), Hs),
    member(h(_,ukrainian,_,tea,_), Hs), right_of(h(green,_,_,_,_), h(ivory,_,_,_,_), Hs),
    member(h(_,_,snails,_,winston), Hs), member(h(yellow,_,_,_,kools), Hs),
    next_to(h(_,_,_,_,chesterfield), h(_,_,fox,_,_), Hs), next_to(h(_,_,_,_,kools), h(_,_,horse,_,_), Hs),
    member(h(_,_,_,orange,lucky), Hs), member(h(_,japanese,_,_,parliament), Hs), next_to(h(_,norwegian,_,_,_), h(blue,_,_,_,_), Hs),
    member(h(_,Owner,zebra,_,_), Hs).
hanoi(0, _, _, _) --> !, [].
hanoi(N, A, B, C) --> {M is N-1}, hanoi(M, A, C, B), [A-B], hanoi(M, C, B, A).
water(S) :- bfs([[0-0]], [0-0], S).
bfs([[s(2)|_]|_], _, _) :- fail.
bfs([[A-B|P]|_], _, S) :- (A =:= 4 ; B =:= 4), !, reverse([A-B|P], S).
bfs([[X|P]|Q], V, S) :- findall(Y, (pour(X, Y), \+ memberchk(Y, V)), Ys0), sort(Ys0, Ys), findall([Y,X|P], member(Y, Ys), Ps), append(Q, Ps, Q1), append(V, Ys, V1), bfs(Q1, V1, S).
pour(_-B, 3-B). pour(A-_, A-5). pour(_-B, 0-B). pour(A-_, A-0).
pour(A-B, C-D) :- T is min(A, 5-B), T > 0, C is A-T, D is B+T.
pour(A-B, C-D) :- T is min(B, 3-A), T > 0, C is A+T, D is B-T.
:- initialization(main).
main :-
    queens(6, Qs), writeln(Qs), show(Qs), zebra(O, Hs), format("~w owns the zebra~n", [O]),
    forall(( nth1(I, Hs, H), ground(H) ), format("~w: ~q~n", [I, H])),
    ( queens(3, _) -> true ; writeln('no 3 queens') ).
:- initialization(( phrase(hanoi(4, l, r, m), Ms), format("~w moves: ~w~n", [4, Ms]) )).
:- initialization(( water(S), print(S), nl )).
:- initialization(fail).
% error: Initialization goal failed
:- initialization(halt).
% exit: 0
% expect: [2,4,6,1,3,5]
% expect: . Q . . . . 
% expect: . . . Q . . 
% expect: . . . . . Q 
% expect: Q . . . . . 
% expect: . . Q . . . 
% expect: . . . . Q . 
% expect: japanese owns the zebra
% expect: 2: h(blue,ukrainian,horse,tea,chesterfield)
% expect: 3: h(red,english,snails,milk,winston)
% expect: 4: h(ivory,spanish,dog,orange,lucky)
% expect: 5: h(green,japanese,zebra,coffee,parliament)
% expect: no 3 queens
% expect: 4 moves: [l-m,l-r,m-r,l-m,r-l,r-m,l-m,l-r,m-r,m-l,r-l,m-r,l-m,l-r,m-r]
% expect: [0-0,0-5,3-2,0-2,2-0,2-5,3-4]
