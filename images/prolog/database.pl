% Clauses, predicates, operators, flags.

clause(H, B) :- '$body_ok'(B), '$walk'(H, access, Ref0, At), '$clause_from'(At, Ref0, H, Ref), '$clause'(Ref, H, B).
% The clause, then those from a place on.
'$clause_from'([], Ref0, _, Ref) :- !, Ref = Ref0.
'$clause_from'(_, Ref, _, Ref).
'$clause_from'(At0, _, H, Ref) :- '$step'(At0, H, Ref0, At), '$clause_from'(At, Ref0, H, Ref).
'$body_ok'(B) :- ( var(B) -> true ; callable(B) -> true ; throw(error(type_error(callable, B), _)) ).
retract(C) :- '$clause_parts'(C, H, B), '$walk'(H, modify, Ref0, At), '$clause_from'(At, Ref0, H, Ref), '$clause'(Ref, H, B), '$erase'(Ref).
'$clause_parts'(C, _, _) :- var(C), !, throw(error(instantiation_error, _)).
'$clause_parts'((H :- B), H, B) :- !.
'$clause_parts'(M:(H :- B), M:H, B) :- !.
'$clause_parts'(H, H, true).
retractall(H) :- var(H), !, throw(error(instantiation_error, _)).
retractall(H) :- '$erase_all'(H).
abolish(S) :- strip_module(S, M, PI), '$abolish_in'(PI, M).
'$abolish_in'(PI, _) :- var(PI), !, throw(error(instantiation_error, _)).
'$abolish_in'(N/A, M) :- !, '$own'(M, N, A, K), '$abolish'(K, A).
'$abolish_in'(PI, _) :- throw(error(type_error(predicate_indicator, PI), _)).

dynamic(S) :- '$each'(S, user, dynamic).
dynamic(S, _) :- '$each'(S, user, dynamic).
discontiguous(S) :- '$each'(S, user, discontiguous).
multifile(S) :- '$each'(S, user, multifile).
module_transparent(_).
public(_).
thread_local(S) :- '$each'(S, user, dynamic).
volatile(_).
'$each'(S, _, _) :- var(S), !, throw(error(instantiation_error, _)).
'$each'([], _, _) :- !.
'$each'([H|T], M, D) :- !, '$each'(H, M, D), '$each'(T, M, D).
'$each'((A, B), M, D) :- !, '$each'(A, M, D), '$each'(B, M, D).
'$each'(M:S, _, D) :- !, '$each'(S, M, D).
'$each'(S as _, M, D) :- !, '$each'(S, M, D).
'$each'(N/A, M, D) :- !, '$own'(M, N, A, K), '$declare'(D, K, A).
'$each'(N//A, M, D) :- !, A2 is A + 2, '$each'(N/A2, M, D).
'$each'(S, _, _) :- throw(error(type_error(predicate_indicator, S), _)).

op(P, T, Ns) :- '$op'(P, T, Ns).
current_op(P, T, N) :- '$op_check'(P, T, N), '$ops'(L), member(op(P, T, N), L).
'$op_check'(P, T, N) :-
    ( var(P) -> true ; integer(P), P >= 0, P =< 1200 -> true ; throw(error(domain_error(operator_priority, P), _)) ),
    ( var(T) -> true ; memberchk(T, [fx,fy,xf,yf,xfx,xfy,yfx]) -> true ; throw(error(domain_error(operator_specifier, T), _)) ),
    ( var(N) -> true ; atom(N) -> true ; throw(error(type_error(atom, N), _)) ).
current_prolog_flag(F, V) :- ( var(F) -> true ; atom(F) -> true ; throw(error(type_error(atom, F), _)) ), '$flags'(L), member(F-V, L).
current_prolog_flag(argv, A) :- '$arguments'(A).
assertion(G) :- ( \+ \+ call(G) -> true ; throw(error(assertion_failed(G), _)) ).
