% Terms that are copied, heads of clauses that are unified with goals, rows of tables, terms made lists.
:- dynamic(head/3).
:- dynamic(deep/1).
:- initialization(main).
main :- copies, heads, rows, lists.

% Shared variables stay shared; long, deep, wide and cyclic terms are copied.
copies :-
    copy_term(f(X, Y, g(X, h(Y, Z, Z)), 1), f(A, B, g(C, h(D, E, F)), _)),
    ( A == C, B == D, E == F, A \== X -> write(shared) ; write(wrong) ), nl, % expect: shared
    numlist(1, 2000, L), nest(2000, v(V, V), T), findall(L-T, true, [L2-T2]),
    ( L2 == L, T2 =@= T, T2 \== T -> write(large) ; write(wrong) ), nl, % expect: large
    functor(W, wide, 100), arg(1, W, one), findall(W, true, [W2]),
    ( W2 =@= W -> write(wide) ; write(wrong) ), nl, % expect: wide
    Cyclic = c(Cyclic, Cyclic, V2), copy_term(Cyclic, Copy), Copy = c(P, Q, V3),
    ( P == Q, V3 \== V2, var(V3) -> write(cyclic) ; write(wrong) ), nl, % expect: cyclic
    freeze(Fr, true), copy_term(s(Fr, Fr), s(Fr2, Fr3), Goals),
    ( Fr2 == Fr3, Goals = [_] -> write(attributed) ; write(wrong) ), nl, % expect: attributed
    catch(throw(ball(R, R, q(R, [S, S]))), ball(G, H, q(I, [J, K])), true),
    ( G == H, H == I, J == K, G \== J, G \== R, J \== S -> write(ball) ; write(wrong) ), nl. % expect: ball
nest(0, T, T) :- !.
nest(N, T0, T) :- M is N - 1, nest(M, n(T0, N), T).

% A variable of a head that is met for the first time stands for what it meets.
heads :-
    assertz((head(U, f(U, W), W) :- true)), assertz((head(p(U, U), k, U) :- U = 1)), assertz(head(g(1), _, _)),
    findall(M-N-O, head(M, N, O), All), numbervars(All, 0, _), print(All), nl, % expect: [A-f(A,B)-B,p(1,1)-k-1,g(1)-C-D]
    findall(N, head(a, N, b), Bound), print(Bound), nl, % expect: [f(a,b)]
    findall(X1-Y1, clause(head(X1, f(Y1, _), c), true), Clauses), numbervars(Clauses, 0, _), print(Clauses), nl, % expect: [A-A,g(1)-B]
    ( head(Same, f(Other, Same), Other) -> ( Same == Other -> write(same) ; write(wrong) ) ; write(none) ), nl, % expect: same
    freeze(Fz, (write(woken), nl)), head(Fz, f(FzToo, _), _), ( Fz == FzToo -> write(asleep) ; write(wrong) ), nl, % expect: asleep
    Fz = x, % expect: woken
    nest(1000, end(Z, Z), Deep), assertz(deep(Deep)), nest(1000, end(one, Two), Goal), deep(Goal), write(Two), nl. % expect: one

% Every column finds its rows, in their order.
rows :-
    forall(member(Q, [row(_, b, _), row(7, _, _), row(_, _, z), row(_, b, z), row(30, b, _), row(1.0, _, _), row(f(_), _, _), row(_, c, _)]),
        ( findall(I, ( Q, arg(1, Q, I) ), Is), write(Is), nl )),
    findall(I, row(I, _, _), All), length(All, N), write(N), nl,
    findall(I, row(_, I, I), Same), write(Same), nl.
% expect: [2,5,7,11,20,30]
% expect: [7,7]
% expect: [1,7,11,30,40]
% expect: [7,11,30]
% expect: [30]
% expect: []
% expect: []
% expect: [3]
% expect: 42
% expect: [a]
row(1, a, z). row(2, b, y). row(3, c, y). row(4, a, y). row(5, b, y). row(6, a, y). row(7, b, z). row(7, a, y).
row(8, a, y). row(9, a, y). row(10, a, y). row(11, b, z). row(12, a, y). row(13, a, y). row(14, a, a). row(15, a, y).
row(16, a, y). row(17, a, y). row(18, a, y). row(19, a, y). row(20, b, y). row(21, a, y). row(22, a, y). row(23, a, y).
row(24, a, y). row(25, a, y). row(26, a, y). row(27, a, y). row(28, a, y). row(29, a, y). row(30, b, z). row(31, a, y).
row(32, a, y). row(33, a, y). row(34, a, y). row(35, a, y). row(36, a, y). row(37, a, y). row(38, a, y). row(39, a, y).
row(40, a, z). row(41, a, y).

% `=..` in both directions, and what is no list.
lists :-
    forall(member(T-L, [
        f(a, b)-[f, a|_], f(a, b)-[_|_], f(a, b)-[f, a], f(a, b)-[f, a, b, c], 5-[_], 5-[_|_], 5-[], f(A, A)-[f, 1|_],
        f(B)-[B|B], f(_)-[g|_], _-[f, x, y], _-[7], "s"-[_] ]),
        ( T =.. L -> print(T-L), nl ; write(no), nl )),
    forall(member(T-L, [f(a)-[f|b], _-[f|b], f(a)-b, _-[], _-[f(x)], _-[7, 8], _-_]),
        ( catch(T =.. L, error(E, _), ( print(E), nl )) )).
% expect: f(a,b)-[f,a,b]
% expect: f(a,b)-[f,a,b]
% expect: no
% expect: no
% expect: 5-[5]
% expect: 5-[5]
% expect: no
% expect: f(1,1)-[f,1,1]
% expect: no
% expect: no
% expect: f(x,y)-[f,x,y]
% expect: 7-[7]
% expect: "s"-["s"]
% expect: type_error(list,[f|b])
% expect: type_error(list,[f|b])
% expect: type_error(list,b)
% expect: domain_error(non_empty_list,[])
% expect: type_error(atomic,f(x))
% expect: type_error(atom,7)
% expect: instantiation_error
