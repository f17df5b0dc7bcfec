% bench: symbolic
% quick: 1
% size: iterations
size(11000).
:- initialization(main).
% A simple analyser of clauses: which arguments are ground after a call, for each pattern of a call, to a fixpoint.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, analysis(C).
run(N, C) :- analysis(_), M is N - 1, run(M, C).
analysis(C) :- fixpoint([call(sort, [g,a], [g,g]), call(queens, [g,a], [g,g])], T), ground_after(T, 0, C).
ground_after([], C, C).
ground_after([call(_, _, Out)|T], C0, C) :- grounds(Out, C0, C1), ground_after(T, C1, C).
grounds([], C, C).
grounds([g|As], C0, C) :- !, C1 is C0 + 1, grounds(As, C1, C).
grounds([_|As], C0, C) :- grounds(As, C0, C).
fixpoint(T0, T) :- calls(T0, T0, T1), ( T1 == T0 -> T = T0 ; fixpoint(T1, T) ).
calls([], T, T).
calls([call(P, In, _)|Cs], T0, T) :-
    rules(P, Rs), all_ground(In, Best), outcomes(Rs, In, Best, Out, T0, T1), replace(T1, P, In, Out, T2), calls(Cs, T2, T).
all_ground([], []).
all_ground([_|As], [g|Gs]) :- all_ground(As, Gs).
outcomes([], _, Out, Out, T, T).
outcomes([R|Rs], In, Out0, Out, T0, T) :-
    copy_term(R, rule(Args, Body)), enter(In, Args), body(Body, T0, T1), leave(Args, Out1), join(Out0, Out1, Out2), outcomes(Rs, In, Out2, Out, T1, T).
enter([], []).
enter([g|Is], [A|As]) :- !, make_ground(A), enter(Is, As).
enter([_|Is], [_|As]) :- enter(Is, As).
leave([], []).
leave([A|As], [S|Ss]) :- ( ground(A) -> S = g ; S = a ), leave(As, Ss).
join([], [], []).
join([A|As], [B|Bs], [C|Cs]) :- ( A == g, B == g -> C = g ; C = a ), join(As, Bs, Cs).
make_ground(X) :- var(X), !, X = '$'.
make_ground(X) :- X =.. [_|As], make_all_ground(As).
make_all_ground([]).
make_all_ground([A|As]) :- make_ground(A), make_all_ground(As).
body([], T, T).
body([G|Gs], T0, T) :- goal(G, T0, T1), body(Gs, T1, T).
goal(is(X, E), T, T) :- !, make_ground(X), make_ground(E).
goal(less(X, Y), T, T) :- !, make_ground(X), make_ground(Y).
goal(same(X, Y), T, T) :- !, ( ground(X) -> make_ground(Y) ; ground(Y) -> make_ground(X) ; true ).
goal(G, T0, T) :- G =.. [P|As], leave(As, In), known(T0, P, In, Out, T), enter(Out, As).
known([], P, In, Out, [call(P, In, Out)]) :- all_ground(In, Out).
known([call(P, In, Out0)|T], P, In, Out, [call(P, In, Out0)|T]) :- !, Out = Out0.
known([C|T0], P, In, Out, [C|T]) :- known(T0, P, In, Out, T).
replace([call(P, In, _)|T], P, In, Out, [call(P, In, Out)|T]) :- !.
replace([C|T0], P, In, Out, [C|T]) :- replace(T0, P, In, Out, T).
rules(sort, [rule([[], []], []), rule([[X|L], S], [split(L, X, A, B), sort(A, C), sort(B, D), append(C, [X|D], S)])]).
rules(split, [rule([[], _, [], []], []), rule([[Y|L], X, [Y|A], B], [less(Y, X), split(L, X, A, B)]), rule([[Y|L], X, A, [Y|B]], [less(X, Y), split(L, X, A, B)])]).
rules(append, [rule([[], L, L], []), rule([[X|L], M, [X|N]], [append(L, M, N)])]).
rules(queens, [rule([N, Qs], [range(1, N, L), place(L, [], Qs)])]).
rules(range, [rule([N, N, [N]], []), rule([M, N, [M|L]], [less(M, N), is(K, M + 1), range(K, N, L)])]).
rules(place, [rule([[], Qs, Qs], []), rule([L, Safe, Qs], [select(Q, L, R), safe(Q, 1, Safe), place(R, [Q|Safe], Qs)])]).
rules(select, [rule([X, [X|L], L], []), rule([X, [Y|L], [Y|M]], [select(X, L, M)])]).
rules(safe, [rule([_, _, []], []), rule([Q, D, [P|Ps]], [is(S, P + D), less(Q, S), is(E, D + 1), safe(Q, E, Ps)])]).
% expect: 23
