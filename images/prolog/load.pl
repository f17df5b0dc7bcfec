% Consulting: reading a program's clauses and running its directives.

'$program'(I) :- '$source_stream'(I, S), '$load'(S), '$run_initializations', '$main', '$failures'(N), flush_output, ( N =:= 0 -> true ; halt(1) ).

'$load'(S) :- nb_setval('$init', []), '$load_terms'(S).
'$load_terms'(S) :-
    '$position'(S, File, Line),
    nb_setval('$place', File:Line),
    catch('$read'(S, T, _, Ss), E, '$read_failed'(E, T)),
    ( T == end_of_file -> '$close'(S)
    ; '$singletons'(T, Ss), '$handle'(T), '$load_terms'(S) ).
'$read_failed'(E, []) :- '$syntax_message'(E), '$failed'.
'$singletons'(_, []) :- !.
'$singletons'(T, Ss) :- '$is_clause'(T), !, '$names'(Ss, Ns), '$warn'('Singleton variables: ~w', [Ns]).
'$singletons'(_, _).
'$is_clause'(T) :- nonvar(T), T \= (:- _), T \= (?- _).
'$names'([], []).
'$names'([N=_|T], [N|Ns]) :- '$names'(T, Ns).

'$handle'(T) :- var(T), !, catch('$add_clause'(T), E, '$directive_error'(E)).
'$handle'([]) :- !.
'$handle'([H|T]) :- !, '$handle'(H), '$handle'(T).
'$handle'((:- D)) :- !, '$directive'(D).
'$handle'((?- D)) :- !, '$directive'(D).
'$handle'(T) :- catch('$expand'(T, C), E, ( '$directive_error'(E), C = [] )), '$add_all'(C).
'$expand'(T, C) :- '$predicates'(L), memberchk(term_expansion/2, L), call(term_expansion, T, C0), !, C = C0.
'$expand'((H --> B), C) :- !, dcg_translate_rule((H --> B), C).
'$expand'(T, T).
'$add_all'(C) :- var(C), !, catch('$add_clause'(C), E, '$directive_error'(E)).
'$add_all'([]) :- !.
'$add_all'([H|T]) :- !, '$add_all'(H), '$add_all'(T).
'$add_all'((:- D)) :- !, '$directive'(D).
'$add_all'((H --> B)) :- !, dcg_translate_rule((H --> B), C), '$add_all'(C).
'$add_all'(C) :- '$notice_apart'(C), catch('$add_clause'(C), E, '$directive_error'(E)).
'$notice_apart'(C) :- '$clause_apart'(C, P, L), !, '$warn'('Clauses of ~q are not together in the source-file~n  Current predicate: ~q~n  Use :- discontiguous ~q. to suppress this message', [P, L, P]).
'$notice_apart'(_).

'$directive'(D) :- var(D), !, '$directive_error'(error(instantiation_error, _)).
'$directive'(initialization(G)) :- !, nb_getval('$init', L), nb_setval('$init', [G|L]).
'$directive'(initialization(G, main)) :- !, nb_setval('$main', G).
'$directive'(initialization(G, _)) :- !, '$directive'(initialization(G)).
'$directive'(module(_, _)) :- !.
'$directive'(use_module(_)) :- !.
'$directive'(use_module(_, _)) :- !.
'$directive'(ensure_loaded(F)) :- ( atom(F) -> exists_file(F) ; fail ), !, consult(F).
'$directive'(ensure_loaded(_)) :- !.
'$directive'(set_prolog_flag(F, V)) :- !, '$run_directive'(set_prolog_flag(F, V)).
'$directive'(D) :- '$run_directive'(D).
'$run_directive'(D) :- catch('$once_or_warn'(D), E, '$directive_error'(E)).
'$once_or_warn'(D) :- call(D), !.
'$once_or_warn'(D) :- '$failed', '$warn'('Goal (directive) failed: user:~p', [D]).
'$directive_error'(E) :- '$failed', '$error_message'(E).

'$run_initializations' :- nb_getval('$init', L), nb_setval('$init', []), reverse(L, R), '$initialize'(R).
'$initialize'([]).
'$initialize'([G|Gs]) :- '$run_directive'(G), '$initialize'(Gs).
'$main' :- catch(nb_getval('$main', G), _, fail), !, '$run_main'(G).
'$main'.
'$run_main'(G) :- catch(( call(G) -> R = true ; R = fail ), E, R = raised), !, '$main_result'(R, G, E).
'$main_result'(true, _, _) :- halt(0).
'$main_result'(fail, G, _) :- '$describe'('initialization goal failed: user:~p', [G], A), '$message'(A), halt(1).
'$main_result'(raised, _, E) :- '$text_of_error'(E, A), '$describe'('initialization goal raised exception: ~w', [A], M), '$message'(M), halt(2).
'$describe'(F, A, M) :- format(atom(M), F, A).

consult([]) :- !.
consult([F|Fs]) :- !, consult(F), consult(Fs).
consult(user) :- !, '$load_terms'(user_input).
consult(F) :- '$file'(F, Name), '$open'(Name, read, S), catch(nb_getval('$place', Old), _, Old = none), '$load_terms'(S), nb_setval('$place', Old).
ensure_loaded(F) :- consult(F).
include(F) :- consult(F).
'$file'(F, _) :- var(F), !, throw(error(instantiation_error, _)).
'$file'(F, F) :- exists_file(F), !.
'$file'(F, N) :- atom(F), atom_concat(F, '.pl', N), exists_file(N), !.
'$file'(F, F).
use_module(_).
use_module(_, _).
module(_, _).
style_check(_).
initialization(G) :- call(G).
initialization(G, _) :- call(G).
expand_term(T, C) :- '$expand'(T, C).
argv(A) :- '$arguments'(A).
