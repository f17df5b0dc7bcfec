% Goals, closures and clauses that are looked at often enough to be entered by code of their own: what they mean may change all the same.
show(T) :- print(T), nl.
times(0, _) :- !.
times(N, G) :- \+ \+ call(G), M is N - 1, times(M, G).

% clause/2 on clauses that do not change, then change, and do not change again.
:- dynamic road/2, note/1, alone/0.
road(a, b).
road(b, c).
road(X, Y) :- on(X, Z), ( Z == Y ; Y = x ).
looks(G, L) :- findall(B, clause(G, B), L).
:- times(500, looks(road(a, _), [true, _])), findall(Y-B, clause(road(a, Y), B), [A, e-B]), B = (on(_, z), _), show([A, B]).
% expect: [b-true,(on(a,z),(z==e;e=x))]
:- assertz((road(a, d) :- note(x))), looks(road(a, _), L), length(L, N), show(N). % expect: 3
:- retract(road(a, b)), findall(H-B, ( H = road(_, _), clause(H, B), B \= (_, _) ), L), show(L). % expect: [road(b,c)-true,road(a,d)-note(x)]
:- times(500, clause(road(b, _), _)), asserta(road(b, z)), findall(Y, clause(road(b, Y), true), L), show(L). % expect: [z,c]
:- times(2000, clause(road(b, _), _)), retractall(road(_, _)), ( clause(road(_, _), _) -> show(yes) ; show(no) ). % expect: no
% Whoever looks sees the clauses that were there when it began.
:- assertz(note(1)), assertz(note(2)), times(300, clause(note(_), _)).
:- forall(clause(note(X), true), ( Y is X + 10, assertz(note(Y)) )), findall(X, note(X), L), show(L). % expect: [1,2,11,12]
:- times(300, clause(note(_), _)), forall(clause(note(X), true), ( retractall(note(_)), show(X) )).
% expect: 1
% expect: 2
% expect: 11
% expect: 12
% A body that is given; one that is none; heads without arguments, and unbound ones.
:- assertz((alone :- on(1, 2), !)), assertz(alone), times(300, clause(alone, _)).
:- clause(alone, (A, B)), show(A/B). % expect: on(1,2)/!
:- ( clause(alone, true) -> show(yes) ; show(no) ). % expect: yes
:- ( clause(alone, other) -> show(yes) ; show(no) ). % expect: no
:- catch(clause(alone, 3), error(E, _), show(E)). % expect: type_error(callable,3)
:- times(2000, clause(alone, _)), retract((alone :- _)), clause(alone, B), show(B). % expect: true
:- catch(clause(_, _), error(E, _), show(E)). % expect: instantiation_error
:- catch(clause(4, _), error(E, _), show(E)). % expect: type_error(callable,4)
:- catch(clause(atom_length(_, _), _), error(E, _), show(E)). % expect: permission_error(access,private_procedure,atom_length/2)
:- times(300, \+ clause(nowhere(_), _)), assertz(nowhere(here)), clause(nowhere(X), B), show(X-B). % expect: here-true
% What waits for a binding is run for the head and for the body.
:- assertz(note(7)), assertz((note(8) :- on(8, 8))), times(300, clause(note(_), _)).
:- freeze(X, X > 7), clause(note(X), B), show(X/B). % expect: 8/on(8,8)
:- freeze(B, B \== true), clause(note(X), B), show(X/B). % expect: 8/on(8,8)

% Goals and closures.
pair(X, Y) :- show(X+Y).
:- times(3, pair(1, 2)).
% expect: 1+2
% expect: 1+2
% expect: 1+2
each([], _).
each([X|Xs], P) :- call(P, X), each(Xs, P).
:- each([1, 2], pair(0)), each([a], show).
% expect: 0+1
% expect: 0+2
% expect: a
:- catch(each([1, 2, 3], late(x)), error(E, _), show(E)). % expect: existence_error(procedure,late/2)
late(x, 1).
late(x, 2).
late(x, 3).
:- each([1, 2, 3], late(x)), show(now). % expect: now
% The system's predicate until the program has one of that name.
both(G, A, B) :- call(G, A, B).
:- both(subtract([1, 2, 3]), [2], L), both(subtract([1, 2, 3]), [2], L), show(L). % expect: [1,3]
subtract(A, B, C) :- C = minus(A, B).
:- both(subtract([1, 2, 3]), [2], L), show(L). % expect: minus([1,2,3],[2])
% Arguments that depend on a module are qualified from when on that is declared.
told(G, M) :- strip_module(G, M, _).
:- both(told, foo, M), both(told, foo, M), show(M). % expect: user
:- meta_predicate told(0, ?).
:- both(told, foo, M), both(told, foo, M), show(M), told(other:foo, N), show(N).
% expect: user
% expect: other
% Control constructs and what is no goal.
:- times(3, ( true, ! ; fail )), show(cut). % expect: cut
:- catch(times(1, ( true, 1 )), error(E, _), show(E)). % expect: type_error(callable,(true,1))
:- catch(both(3, a, b), error(E, _), show(E)). % expect: type_error(callable,3)
:- catch(both(_, a, b), error(E, _), show(E)). % expect: instantiation_error
:- catch(both(nothing(here), a, b), error(E, _), show(E)). % expect: existence_error(procedure,nothing/3)
:- catch(both(nothing(here), a, b), error(E, _), show(E)). % expect: existence_error(procedure,nothing/3)
% Terms that are evaluated: sums of small integers, and others.
value(E, V) :- call(is, V, E).
:- value(1 + 2, A), value(7 - 9, B), value(6 * 7, C), value(2 ** 10, D), show([A, B, C, D]). % expect: [3,-2,42,1024]
:- value(1152921504606846975 + 1, A), value(1.5 * 2, B), value((1 + 2) * (3 - 1), C), show([A, B, C]). % expect: [1152921504606846976,3.0,6]
:- catch(value(1 + a, _), error(E, _), show(E)). % expect: type_error(evaluable,a/0)
:- catch(value(1 + _, _), error(E, _), show(E)). % expect: instantiation_error
% Of modules.
:- assertz((shop:price(X, Y) :- Y is X * 2)), assertz(shop:(cheap(X) :- price(X, Y), Y < 10)), assertz((price(X, Y) :- Y is X * 100)).
:- times(3, both(shop:price, 4, _)), both(shop:price, 4, A), both(price, 4, B), call(shop:price(4), C), call(shop:cheap(2)), show([A, B, C]). % expect: [8,400,8]
:- times(3, \+ shop:cheap(5)), G = shop:cheap(4), times(3, G), show(yes). % expect: yes
:- retractall(shop:price(_, _)), assertz((shop:price(X, Y) :- Y is X * 3)), both(shop:price, 4, A), show(A). % expect: 12
:- times(300, clause(shop:cheap(_), _)), clause(shop:cheap(Z), (G, _)), ( G = price(V, _), V == Z -> show(same) ; true ), asserta((shop:cheap(1) :- true)), findall(B, clause(shop:cheap(_), B), L), length(L, N), show(N).
% expect: same
% expect: 2
:- catch(both(shop:nothing, a, b), error(E, _), show(E)), catch(both(shop:nothing, a, b), error(E, _), show(E)).
% expect: existence_error(procedure,shop:nothing/2)
% expect: existence_error(procedure,shop:nothing/2)
:- both(other:shop:price, 1, A), both(user:price, 1, B), show(A/B). % expect: 3/100
% More functors, and modules, than are told apart.
:- forall(( between(1, 9, I), atom_concat(p, I, P) ), ( H =.. [P, X, Y], assertz((H :- Y is X + I)), assertz((shop:H :- Y is X - I)) )).
sum([], S, S).
sum([P|Ps], S0, S) :- call(P, S0, S1), sum(Ps, S1, S).
:- findall(P, ( between(1, 9, I), atom_concat(p, I, P) ), Ps), findall(shop:P, member(P, Ps), Qs), append(Ps, Qs, All),
   forall(between(1, 300, _), sum(All, 0, 0)), sum(Ps, 0, A), sum(Qs, 0, B), show(A/B). % expect: 45/ -45
% A predicate that two modules see.
:- dynamic seen_by/1.
:- assertz(seen_by(1)), times(300, clause(seen_by(_), _)), times(300, clause(elsewhere:seen_by(_), _)), assertz(seen_by(2)).
:- findall(X, clause(seen_by(X), _), L), findall(X, clause(elsewhere:seen_by(X), _), M), show(L/M). % expect: [1,2]/[1,2]
:- times(3000, clause(elsewhere:seen_by(_), _)), times(3000, clause(seen_by(_), _)), retract(seen_by(1)).
:- findall(X, clause(seen_by(X), _), L), findall(X, clause(elsewhere:seen_by(X), _), M), show(L/M). % expect: [2]/[2]
% Flags that change what clause/2 and unification do.
fixed(a).
:- times(300, clause(fixed(_), _)), set_prolog_flag(iso, true), catch(clause(fixed(_), _), error(E, _), show(E)), set_prolog_flag(iso, false), clause(fixed(X), true), show(X).
% expect: permission_error(access,private_procedure,fixed/1)
% expect: a
:- dynamic twice/2.
twice(X, X).
:- times(2000, clause(twice(_, _), _)), set_prolog_flag(occurs_check, true), ( clause(twice(X, f(X)), _) -> show(yes) ; show(no) ), set_prolog_flag(occurs_check, false). % expect: no
