:- module(prolog_code, [comma_list/2, semicolon_list/2, mkconj/3, mkdisj/3, pi_head/2, head_name_arity/3, most_general_goal/2, extend_goal/3, predicate_label/2, predicate_sort_key/2, is_control_goal/1, is_predicate_indicator/1, body_term_calls/2]).
% Terms that are parts of programs.

comma_list(G, L) :- '$operator_list'(G, (','), L).
semicolon_list(G, L) :- '$operator_list'(G, (;), L).
'$operator_list'(G, O, L) :- nonvar(G), !, '$flat_operator'(G, O, L0, []), L = L0.
'$operator_list'(G, O, L) :- '$must_be'(list, L), '$join_operator'(L, O, G).
'$flat_operator'(G, O, L0, L) :- ( nonvar(G), functor(G, O, 2) -> arg(1, G, A), arg(2, G, B), '$flat_operator'(A, O, L0, L1), '$flat_operator'(B, O, L1, L) ; L0 = [G|L] ).
'$join_operator'([X], _, X) :- !.
'$join_operator'([X|Xs], O, G) :- '$join_operator'(Xs, O, R), G =.. [O, X, R].
mkconj(A, B, C) :- ( A == true -> C = B ; B == true -> C = A ; C = (A, B) ).
mkdisj(A, B, C) :- ( ( A == true ; B == true ) -> C = true ; A == fail -> C = B ; A == false -> C = B ; B == fail -> C = A ; B == false -> C = A ; C = (A ; B) ).
pi_head(I, H) :- var(I), var(H), !, throw(error(instantiation_error, _)).
pi_head(I, H) :- ( nonvar(H) -> H = M:H1 ; I = M:_, H = M:H1 ), !, I = M:J, pi_head(J, H1).
pi_head(I, H) :- nonvar(I), I = N//A, !, A2 is A + 2, functor(H, N, A2).
pi_head(N/A, H) :- functor(H, N, A).
head_name_arity(H, N, A) :- functor(H, N, A).
most_general_goal(G, H) :- '$must_be'(callable, G), ( G = M:G0 -> functor(G0, N, A), functor(H0, N, A), H = M:H0 ; functor(G, N, A), functor(H, N, A) ).
extend_goal(G0, Es, G) :- ( Es == [] -> G = G0 ; G0 = M:G1 -> extend_goal(G1, Es, G2), G = M:G2 ; G0 =.. L0, append(L0, Es, L), G =.. L ).
predicate_label(I, L) :- ( I = M:N/A, memberchk(M, [user, system]) -> J = N/A ; J = I ), format(atom(L), '~q', [J]).
predicate_sort_key(I, K) :- ( I = _:J -> predicate_sort_key(J, K) ; I = K/_ -> true ; I = K//_ ).
is_control_goal(G) :- nonvar(G), memberchk(G, [(_, _), (_ ; _), (_ -> _), (_ *-> _), \+ _]).
is_predicate_indicator(I) :- ( var(I) -> throw(error(instantiation_error, _)) ; I = M:J -> atom(M), is_predicate_indicator(J) ; ( I = N/A ; I = N//A ), atom(N), integer(A), A >= 0 ).
body_term_calls(B, G) :- ( is_control_goal(B) -> B =.. [_|Ps], member(P, Ps), body_term_calls(P, G) ; G = B ).
