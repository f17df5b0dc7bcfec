:- module(arithmetic, [arithmetic_function/1, arithmetic_expression_value/2]).
% Functions of the program in arithmetic: goals that evaluate are rewritten when what comes behind the declaration is loaded.
arithmetic_function(S) :-
    strip_module(S, M, N/A), '$must_be'(atom, N), '$must_be'(nonneg, A),
    dynamic(arithmetic:'$function'/3), dynamic(arithmetic:'$functions_expand'/0), ( '$function'(N, A, M) -> true ; assertz(arithmetic:'$function'(N, A, M)) ),
    ( '$functions_expand' -> true ; assertz(arithmetic:'$functions_expand'), assertz((system:goal_expansion(G, E) :- arithmetic:'$expand_evaluation'(G, E))) ).
'$expand_evaluation'(G, E) :- callable(G), G =.. [P, A, B], memberchk(P, [is, <, >, =<, >=, =:=, =\=]), '$take_calls'(A, A1, true, C1), '$take_calls'(B, B1, C1, C), C \== true, H =.. [P, A1, B1], E = (C, H).
% The calls are in the order of evaluation, each with a variable in its place.
'$take_calls'(T, T, C, C) :- \+ compound(T), !.
'$take_calls'(T, V, C0, C) :- functor(T, N, A), '$function'(N, A, M), !, T =.. [_|As0], '$take_all_calls'(As0, As1, C0, C1), '$values'(As1, As2, C1, C2), append(As2, [V], As), G =.. [N|As], ( M == user -> Q = G ; Q = M:G ), '$with_call'(C2, Q, C).
'$take_calls'(T, U, C0, C) :- T =.. [N|As0], '$take_all_calls'(As0, As, C0, C), U =.. [N|As].
'$take_all_calls'([], [], C, C).
'$take_all_calls'([A|As], [B|Bs], C0, C) :- '$take_calls'(A, B, C0, C1), '$take_all_calls'(As, Bs, C1, C).
'$values'([], [], C, C).
'$values'([A|As], [V|Vs], C0, C) :- ( compound(A) -> '$with_call'(C0, V is A, C1) ; V = A, C1 = C0 ), '$values'(As, Vs, C1, C).
'$with_call'(true, G, G) :- !.
'$with_call'(C, G, (C, G)).
arithmetic_expression_value(E, V) :- ( '$expand_evaluation'(V is E, G) -> call(G) ; V is E ).
