% bench: search
% quick: 1
% size: iterations
size(1000).
:- initialization(main).
% All ways to put eight queens on a board.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, solutions(C).
run(N, C) :- solutions(_), M is N - 1, run(M, C).
solutions(C) :- findall(Q, queens(Q), L), length(L, C).
queens(Qs) :- place([1,2,3,4,5,6,7,8], [], Qs).
place([], Qs, Qs).
place([F|Fs], Placed, Qs) :- pick([F|Fs], Q, Rest), safe(Placed, Q, 1), place(Rest, [Q|Placed], Qs).
pick([X|T], X, T).
pick([H|T], X, [H|R]) :- pick(T, X, R).
safe([], _, _).
safe([P|Ps], Q, D) :- P =\= Q + D, P =\= Q - D, D1 is D + 1, safe(Ps, Q, D1).
% expect: 92
