% Predicates of more clauses than are code together: what has been called often with a key is compiled for itself, and does what the clauses do.

term_expansion(generate(mixed), Cs) :-
    findall(C, ( between(0, 205, I), ( mixed_clause(I, C) ; I mod 50 =:= 25, C = (mixed(X, Y) :- Y = open(I, X)) ) ), Cs).
term_expansion(generate(shape), Cs) :-
    findall(C, ( between(0, 149, I), atom_concat(op, I, F), H =.. [F, A, B], shape_clause(I, H, A, B, C) ), Cs).
term_expansion(generate(state), Cs) :-
    findall(C, ( between(0, 109, I), J is (3 * I + 1) mod 110, K is (I + 1) mod 110,
                 ( C = (state(I, 0, J) :- !) ; C = (state(I, N, K) :- N > 0) ) ), Cs).
term_expansion(generate(same), Cs) :-
    findall((same(K, I, Y) :- Y = v(I)), ( between(0, 239, I), ( I < 210 -> K = big ; K = I ) ), Cs).
term_expansion(generate(word), [(word(none) --> []) | Cs]) :-
    findall((word(I) --> [A], { I >= 0 }), ( between(0, 205, I), atom_concat(w, I, A) ), Cs).
term_expansion(generate(keyed), Cs) :-
    findall((keyed(K, I) :- ( I mod 10 =:= 7 -> throw(thrown(I)) ; true ), I > -1), ( between(0, 205, I), key(I, K) ), Cs).

mixed_clause(I, (mixed(K, Y) :- member(Y, [K, again(K)]))) :- K is I // 2.
shape_clause(I, H, A, B, (shape(H, R) :- A > B, !, R = larger(I))) :- I mod 2 =:= 0.
shape_clause(I, H, A, B, (shape(H, R) :- R = pair(I, A, B))).
key(I, K) :- M is I mod 5, key(M, I, K).
key(0, I, I).
key(1, I, K) :- K is I / 4.0 + 0.1.
key(2, I, K) :- atom_concat(a, I, K).
key(3, I, K) :- K is 10 ** 20 + I.
key(4, I, K) :- number_string(I, K0), string_concat("s", K0, K).

generate(mixed).
generate(shape).
generate(state).
generate(same).
generate(word).
generate(keyed).

% How many answers there are, and that they are the same each time, whatever has been compiled in between.
steady(G, N) :-
    findall(G, G, First),
    forall(between(1, N, _), ( findall(G, G, L), ( L =@= First -> true ; throw(differs) ) )),
    length(First, K), print(K), nl.
answers(T, G) :- findall(T, G, L), print(L), nl.
often(G) :- forall(between(1, 201, _), forall(G, true)).

walk(0, S, S) :- !.
walk(N, S0, S) :- C is N mod 3, state(S0, C, S1), M is N - 1, walk(M, S1, S).
walked(0, S, S) :- !.
walked(N, I, S) :- ( N mod 3 =:= 0 -> J is (3 * I + 1) mod 110 ; J is (I + 1) mod 110 ), M is N - 1, walked(M, J, S).

:- walk(1500, 0, S), walked(1500, 0, T), ( S == T -> print(same) ; print(S-T) ), nl. % expect: same
:- often(mixed(3, _)), steady(mixed(12, _), 12), answers(Y, mixed(12, Y)).
% expect: 8
% expect: [12,again(12),12,again(12),open(25,12),open(75,12),open(125,12),open(175,12)]
:- steady(mixed(_, _), 1), steady(mixed(foo, _), 12), answers(Y, mixed(foo, Y)).
% expect: 416
% expect: 4
% expect: [open(25,foo),open(75,foo),open(125,foo),open(175,foo)]
:- steady(mixed(12, open(_, _)), 12), steady(mixed(40, again(_)), 12).
% expect: 4
% expect: 2
:- often(shape(op3(1, 2), _)), steady(shape(op4(2, 1), _), 12), steady(shape(op4(1, 2), _), 12), steady(shape(op5(2, 1), _), 12), steady(shape(op4(a), _), 12).
% expect: 1
% expect: 1
% expect: 1
% expect: 0
:- shape(op4(3, 2), R), print(R), nl, shape(op5(3, 2), Q), print(Q), nl.
% expect: larger(4)
% expect: pair(5,3,2)
:- catch(shape(op4(_, 2), _), error(E, _), ( print(E), nl )). % expect: instantiation_error
:- often(same(215, 215, _)), steady(same(big, 7, _), 12), steady(same(big, _, _), 1), steady(same(230, _, _), 12).
% expect: 1
% expect: 210
% expect: 1
:- often(phrase(word(_), [w3], _)), steady(phrase(word(_), [w77, x], _), 12), steady(phrase(word(_), [none], _), 12), steady(phrase(word(77), [w77], _), 12).
% expect: 2
% expect: 1
% expect: 1
:- often(keyed(5, _)), forall(( between(1, 10, _), between(20, 29, I), key(I, K) ), ( catch(findall(J, keyed(K, J), [I]), thrown(I), true) -> true ; throw(wrong(K)) )), print(keyed), nl.
% expect: keyed
:- steady(keyed(1.0, _), 12), steady(keyed("s4", _), 12), steady(keyed(s4, _), 12), steady(keyed(100000000000000000003, _), 12).
% expect: 0
% expect: 1
% expect: 0
% expect: 1

% Clauses that change: what was compiled is forgotten, and calls in progress see what was there.
:- dynamic fact/3.
fill(N) :- forall(between(1, N, I), assertz((fact(I, X, Y) :- Y = got(I, X)))).
:- fill(205), often(fact(2, a, _)), steady(fact(3, a, _), 12), steady(fact(_, a, _), 1).
% expect: 1
% expect: 205
:- assertz((fact(3, X, Y) :- Y = later(X))), answers(Y, fact(3, a, Y)). % expect: [got(3,a),later(a)]
:- asserta((fact(_, X, Y) :- Y = any(X))), answers(Y, fact(3, a, Y)). % expect: [any(a),got(3,a),later(a)]
:- retract((fact(5, _, _) :- _)), answers(Y, fact(5, a, Y)). % expect: [got(5,a)]
:- answers(Y, ( fact(3, a, Y), retractall(fact(3, _, _)) )), answers(Y, fact(3, a, Y)).
% expect: [got(3,a),later(a)]
% expect: []
:- answers(Y, ( fact(7, a, Y), assertz((fact(7, X, Z) :- Z = new(X))) )), answers(Y, fact(7, a, Y)).
% expect: [got(7,a)]
% expect: [got(7,a),new(a)]
:- retractall(fact(_, _, _)), fill(205), often(fact(2, a, _)), steady(fact(9, b, _), 12), answers(Y, fact(9, b, Y)).
% expect: 1
% expect: [got(9,b)]
