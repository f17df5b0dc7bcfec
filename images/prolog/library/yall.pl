:- module(yall, [(>>)/2, (>>)/3, (>>)/4, (>>)/5, (>>)/6, (>>)/7, (>>)/8, (>>)/9, (/)/2, (/)/3, (/)/4, (/)/5, (/)/6, (/)/7, (/)/8, (/)/9, is_lambda/1, lambda_calls/2, lambda_calls/3]).
% Lambda expressions: Parameters>>Goal and Free/[X1,...]>>Goal. Variables that are not free are new at each call.

'>>'(Ps, L) :- '$lambda'(Ps, L, [], G), call(G).
'>>'(Ps, L, A1) :- '$lambda'(Ps, L, [A1], G), call(G).
'>>'(Ps, L, A1, A2) :- '$lambda'(Ps, L, [A1,A2], G), call(G).
'>>'(Ps, L, A1, A2, A3) :- '$lambda'(Ps, L, [A1,A2,A3], G), call(G).
'>>'(Ps, L, A1, A2, A3, A4) :- '$lambda'(Ps, L, [A1,A2,A3,A4], G), call(G).
'>>'(Ps, L, A1, A2, A3, A4, A5) :- '$lambda'(Ps, L, [A1,A2,A3,A4,A5], G), call(G).
'>>'(Ps, L, A1, A2, A3, A4, A5, A6) :- '$lambda'(Ps, L, [A1,A2,A3,A4,A5,A6], G), call(G).
'>>'(Ps, L, A1, A2, A3, A4, A5, A6, A7) :- '$lambda'(Ps, L, [A1,A2,A3,A4,A5,A6,A7], G), call(G).
'$lambda'(Ps0, L0, As, G) :- '$copy_lambda'(Ps0, L0, Ps1, L), ( nonvar(Ps1), Ps1 = _/Ps2 -> Ps = Ps2 ; Ps = Ps1 ), '$bind_parameters'(Ps, As, Rest), '$add_goal_arguments'(Rest, L, G).
'$copy_lambda'(Ps0, L0, Ps, L) :- nonvar(Ps0), Ps0 = Free/_, !, copy_term(Free-Ps0-L0, Free-Ps-L).
'$copy_lambda'(Ps0, L0, Ps, L) :- copy_term(Ps0-L0, Ps-L).
'$bind_parameters'(Ps, As, Rest) :- ( nonvar(Ps), Ps = [P|Ps1], As = [A|As1] -> P = A, '$bind_parameters'(Ps1, As1, Rest) ; Rest = As ).
'$add_goal_arguments'([], G, G) :- !.
'$add_goal_arguments'(As, M:G0, M:G) :- !, '$add_goal_arguments'(As, G0, G).
'$add_goal_arguments'(As, G0, G) :- G0 =.. L0, '$list_join'(L0, As, L), G =.. L.
'$list_join'([], T, T).
'$list_join'([X|Xs], T, [X|Ys]) :- '$list_join'(Xs, T, Ys).
'/'(F, L) :- '$free_lambda'(F, L, [], G), call(G).
'/'(F, L, A1) :- '$free_lambda'(F, L, [A1], G), call(G).
'/'(F, L, A1, A2) :- '$free_lambda'(F, L, [A1,A2], G), call(G).
'/'(F, L, A1, A2, A3) :- '$free_lambda'(F, L, [A1,A2,A3], G), call(G).
'/'(F, L, A1, A2, A3, A4) :- '$free_lambda'(F, L, [A1,A2,A3,A4], G), call(G).
'/'(F, L, A1, A2, A3, A4, A5) :- '$free_lambda'(F, L, [A1,A2,A3,A4,A5], G), call(G).
'/'(F, L, A1, A2, A3, A4, A5, A6) :- '$free_lambda'(F, L, [A1,A2,A3,A4,A5,A6], G), call(G).
'/'(F, L, A1, A2, A3, A4, A5, A6, A7) :- '$free_lambda'(F, L, [A1,A2,A3,A4,A5,A6,A7], G), call(G).
'$free_lambda'(F, L0, As, G) :- ( nonvar(F), F = {_} -> true ; throw(error(type_error(lambda_free, F), _)) ), copy_term(F-L0, F-L), '$add_goal_arguments'(As, L, G).
is_lambda(T) :- nonvar(T), ( T = _>>_ ; T = _/_ ), !.
lambda_calls(L, G) :- lambda_calls(L, 0, G).
lambda_calls(Free/L, N, G) :- !, copy_term(Free/L, Free/L1), lambda_calls(L1, N, G).
lambda_calls(Ps>>L, N0, G) :- !, copy_term(Ps>>L, Ps1>>L1), ( Ps1 = _/Ps2 -> true ; Ps2 = Ps1 ), '$take_parameters'(Ps2, N0, N), lambda_calls(L1, N, G).
lambda_calls(M:G0, N, M:G) :- !, lambda_calls(G0, N, G).
lambda_calls(G0, N, G) :- length(As, N), '$add_goal_arguments'(As, G0, G).
'$take_parameters'([_|Ps], N0, N) :- N0 > 0, !, N1 is N0 - 1, '$take_parameters'(Ps, N1, N).
'$take_parameters'(_, N, N).
