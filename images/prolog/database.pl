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
'$clause_parts'(H, H, true).
retractall(H) :- var(H), !, throw(error(instantiation_error, _)).
retractall(H) :- '$erase_all'(H).
abolish(PI) :- var(PI), !, throw(error(instantiation_error, _)).
abolish(N/A) :- !, '$abolish'(N, A).
abolish(PI) :- throw(error(type_error(predicate_indicator, PI), _)).

dynamic(S) :- '$each'(S, dynamic).
discontiguous(S) :- '$each'(S, discontiguous).
multifile(S) :- '$each'(S, discontiguous).
module_transparent(_).
'$each'(S, _) :- var(S), !, throw(error(instantiation_error, _)).
'$each'([], _) :- !.
'$each'([H|T], D) :- !, '$each'(H, D), '$each'(T, D).
'$each'((A, B), D) :- !, '$each'(A, D), '$each'(B, D).
'$each'(_:S, D) :- !, '$each'(S, D).
'$each'(N/A, dynamic) :- !, '$dynamic'(N, A).
'$each'(N/A, discontiguous) :- !, '$discontiguous'(N, A).
'$each'(N//A, D) :- !, A2 is A + 2, '$each'(N/A2, D).
'$each'(S, _) :- throw(error(type_error(predicate_indicator, S), _)).

current_predicate(S) :- nonvar(S), S = _:S1, !, current_predicate(S1).
current_predicate(N/A) :- atom(N), integer(A), !, '$predicates'(L), memberchk(N/A, L).
current_predicate(S) :- '$indicator_ok'(S), '$predicates'(L), member(S, L).
'$indicator_ok'(S) :- var(S), !.
'$indicator_ok'(N/A) :- ( var(N) -> true ; atom(N) ), ( var(A) -> true ; integer(A) ), !.
'$indicator_ok'(S) :- throw(error(type_error(predicate_indicator, S), _)).
predicate_property(H, P) :- nonvar(H), functor(H, N, A), '$property'(N, A, K), '$property_of'(K, P).
'$property_of'(dynamic, dynamic).
'$property_of'(dynamic, defined).
'$property_of'(builtin, built_in).
'$property_of'(builtin, defined).
'$property_of'(library, defined).
'$property_of'(static, defined).
'$property_of'(static, static).

op(P, T, Ns) :- '$op'(P, T, Ns).
current_op(P, T, N) :- '$op_check'(P, T, N), '$ops'(L), member(op(P, T, N), L).
'$op_check'(P, T, N) :-
    ( var(P) -> true ; integer(P), P >= 0, P =< 1200 -> true ; throw(error(domain_error(operator_priority, P), _)) ),
    ( var(T) -> true ; memberchk(T, [fx,fy,xf,yf,xfx,xfy,yfx]) -> true ; throw(error(domain_error(operator_specifier, T), _)) ),
    ( var(N) -> true ; atom(N) -> true ; throw(error(type_error(atom, N), _)) ).
current_prolog_flag(F, V) :- ( var(F) -> true ; atom(F) -> true ; throw(error(type_error(atom, F), _)) ), '$flags'(L), member(F-V, L).
current_prolog_flag(argv, A) :- '$arguments'(A).
assertion(G) :- ( \+ \+ call(G) -> true ; throw(error(assertion_failed(G), _)) ).
