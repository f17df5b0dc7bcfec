% All ways to put eight queens on a board, forty times.
:- initialization(main).
main :- run(40).
run(0) :- !.
run(N) :- findall(Q, queens(8, Q), L), length(L, 92), M is N - 1, run(M).
queens(N, Qs) :- numlist(1, N, Ns), place(Ns, [], Qs).
place([], Qs, Qs).
place(Free, Placed, Qs) :- pick(Q, Free, Rest), safe(Placed, Q, 1), place(Rest, [Q|Placed], Qs).
pick(X, [X|T], T).
pick(X, [H|T], [H|R]) :- pick(X, T, R).
safe([], _, _).
safe([P|Ps], Q, D) :- P =\= Q + D, P =\= Q - D, D1 is D + 1, safe(Ps, Q, D1).
