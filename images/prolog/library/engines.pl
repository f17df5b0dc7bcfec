:- module(engines, [engine_create/3, engine_create/4, engine_next/2, engine_next_reified/2, engine_post/2, engine_post/3, engine_yield/1, engine_fetch/1, engine_destroy/1, engine_self/1, is_engine/1, current_engine/1]).
% Goals that are asked for one answer after the other. An engine is '$engine'(Number), or known by its alias.
engine_create(T, G, E) :- engine_create(T, G, E, []).
engine_create(T, G, E, Os) :-
    '$must_be'(list, Os), ( memberchk(alias(A), Os) -> '$must_be'(atom, A) ; A = [] ),
    ( A \== [], '$engine_number'(A, _) -> throw(error(permission_error(create, engine, A), context(system:engine_create/4, _))) ; true ),
    '$engine_create'(T-G, A, N), '$engine_name'(N, E).
'$engine_name'(N, E) :- ( '$engine_alias'(N, A) -> E = A ; E = '$engine'(N) ).
'$engine_of'(E, P, N) :-
    ( var(E) -> throw(error(instantiation_error, context(system:P, _)))
    ; '$engine_number'(E, N) -> true
    ; ( atom(E) ; E = '$engine'(_) ) -> throw(error(existence_error(engine, E), context(system:P, _)))
    ; throw(error(type_error(engine, E), context(system:P, _))) ).
engine_next(E, T) :- '$engine_of'(E, engine_next/2, N), '$engine_ask'(N, E, engine_next/2, the(T)).
% An engine that has ended is there until it is asked once more.
'$engine_ask'(N, E, P, A) :-
    '$engine_status'(N, S),
    ( S == waiting -> '$engine_resume'(N, R), R = A
    ; S == running -> throw(error(permission_error(resume, engine, E), context(system:P, _)))
    ; '$engine_destroy'(N), throw(error(existence_error(engine, E), context(system:P, _))) ).
engine_next_reified(E, T) :-
    '$engine_of'(E, engine_next_reified/2, N),
    ( catch('$engine_ask'(N, E, engine_next_reified/2, R), Error, R = exception(Error)) -> T = R ; T = no ).
engine_post(E, T) :-
    '$engine_of'(E, engine_post/2, N),
    ( '$engine_post'(N, T) -> true ; throw(error(permission_error(post_to, engine, E), context(system:engine_post/2, _))) ).
engine_post(E, T, A) :- engine_post(E, T), engine_next(E, A).
engine_fetch(T) :-
    ( '$engine_fetch'(T0) -> T = T0
    ; ( engine_self(E) -> true ; E = main ), throw(error(existence_error(term, delivery, E), context(system:engine_fetch/1, _))) ).
engine_yield(T) :-
    ( '$engine_running'(_) -> '$engine_yield'(T) ; throw(error(permission_error(yield, engine, main), context(system:engine_yield/1, _))) ).
engine_destroy(E) :-
    '$engine_of'(E, engine_destroy/1, N), '$engine_status'(N, S),
    ( S == running -> throw(error(permission_error(destroy, engine, E), context(system:engine_destroy/1, _))) ; '$engine_destroy'(N) ).
engine_self(E) :- '$engine_running'(N), '$engine_name'(N, E).
is_engine(E) :- nonvar(E), '$engine_number'(E, _).
current_engine(E) :- '$engines'(Ns), member(N, Ns), '$engine_name'(N, E).
