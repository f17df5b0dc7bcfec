:- module(rules, ['$rule_clause'/3, '$close_rules'/1]).
% Rules Head, Guard => Body as clauses: the head matches without binding the goal, and commits. Behind the last rule of a predicate a
% clause says that none has matched.

'$rule_clause'(H0, B, (M:H :- G)) :-
    ( nonvar(H0), H0 = (H1, Guard) -> true ; H1 = H0, Guard = true ),
    '$current_module'(M0), '$strip_module'(M0, H1, M, H2), '$must_be'(callable, H2),
    functor(H2, N, A), functor(H, N, A), H2 =.. [_|Ps], H =.. [_|Vs], '$once_only'(Ps, Once),
    '$match_arguments'(Ps, Vs, Once, Tests, [Guard, !, B], Pats, Args),
    ( Pats == [] -> Gs = Tests ; Gs = [(subsumes_term(Pats, Args), Pats = Args)|Tests] ), '$conjunction'(Gs, G),
    '$kept'('$rules', [], Rs), ( memberchk(r(M, N, A), Rs) -> true ; nb_setval('$rules', [r(M, N, A)|Rs]) ).
% Variables that occur once in all arguments.
'$once_only'(Ps, Once) :- T =.. [v|Ps], term_singletons(T, Once).
'$match_arguments'([], [], _, Gs, Gs, [], []).
'$match_arguments'([P|Ps], [V|Vs], Once, Gs, Rest, Pats, Args) :-
    ( var(P), '$is_among'(P, Once) -> V = P, Gs = Gs1, Pats = Pats1, Args = Args1
    ; atomic(P) -> Gs = [V == P|Gs1], Pats = Pats1, Args = Args1
    ; compound(P), P =.. [_|Xs], '$all_among'(Xs, Once) -> Gs = [nonvar(V), V = P|Gs1], Pats = Pats1, Args = Args1
    ; Gs = Gs1, Pats = [P|Pats1], Args = [V|Args1] ),
    '$match_arguments'(Ps, Vs, Once, Gs1, Rest, Pats1, Args1).
'$is_among'(V, [W|Ws]) :- ( V == W -> true ; '$is_among'(V, Ws) ).
'$all_among'([], _).
'$all_among'([V|Vs], Ws) :- var(V), '$is_among'(V, Ws), '$all_among'(Vs, Ws).
'$conjunction'([G], G) :- !.
'$conjunction'([G|Gs], C) :- ( G == true -> C = C1 ; C = (G, C1) ), '$conjunction'(Gs, C1).
'$close_rules'([]).
'$close_rules'([r(M, N, A)|Rs]) :- functor(H, N, A), '$add_clause'((M:H :- throw(error(existence_error(matching_rule, M:H), _)))), '$close_rules'(Rs).
