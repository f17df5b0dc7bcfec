% Consulting: reading a program's clauses and running its directives.

'$program'(I) :- nb_setval('$loaded', []), '$source_stream'(I, S), '$load'(S), '$run_initializations', '$main', '$run_at_halt', '$failures'(N), flush_output, ( N =:= 0 -> true ; halt(1) ).

'$load'(S) :- nb_setval('$init', []), nb_setval('$conditions', []), '$load_terms'(S).
% In a failure-driven loop, so that what is read is garbage at once.
'$load_terms'(S) :- repeat, '$load_term'(S, T), T == end_of_file, !, '$close'(S).
'$load_term'(S, T) :-
    '$position'(S, File, Line),
    nb_setval('$place', File:Line),
    catch('$read'(S, T, _, Ss), E, '$read_failed'(E, T)),
    nb_getval('$conditions', Cs),
    ( T == end_of_file -> true
    ; '$condition'(T, Cs) -> true
    ; Cs = [skip(_)|_] -> true
    ; '$singletons'(T, Ss), '$handle'(T) ).

% Conditional compilation: a stack of take (the text counts), skip(wait) (a later branch may count), skip(done).
'$condition'(T, Cs) :- nonvar(T), T = (:- D), nonvar(D), '$conditional'(D, Cs).
'$conditional'(if(G), Cs) :-
    ( Cs = [skip(_)|_] -> C = skip(done) ; '$holds'(G) -> C = take ; C = skip(wait) ), nb_setval('$conditions', [C|Cs]).
'$conditional'(elif(G), [C0|Cs]) :-
    ( C0 == skip(wait), '$holds'(G) -> C = take ; C0 == skip(wait) -> C = C0 ; C = skip(done) ), nb_setval('$conditions', [C|Cs]).
'$conditional'(else, [C0|Cs]) :- ( C0 == skip(wait) -> C = take ; C = skip(done) ), nb_setval('$conditions', [C|Cs]).
'$conditional'(endif, [_|Cs]) :- nb_setval('$conditions', Cs).
'$holds'(G) :- catch(( call(G) -> true ; fail ), E, ( '$directive_error'(E), fail )).

'$read_failed'(E, []) :- '$syntax_message'(E), '$failed'.
'$singletons'(_, []) :- !.
'$singletons'(T, Ss) :- '$is_clause'(T), '$style'(singleton), !, '$names'(Ss, Ns), '$warn'('Singleton variables: ~w', [Ns]).
'$singletons'(_, _).
'$is_clause'(T) :- nonvar(T), T \= (:- _), T \= (?- _).
'$names'([], []).
'$names'([N=_|T], [N|Ns]) :- '$names'(T, Ns).

'$handle'(T) :- var(T), !, catch('$add_clause'(T), E, '$directive_error'(E)).
'$handle'([]) :- !.
'$handle'([H|T]) :- !, '$handle'(H), '$handle'(T).
'$handle'((:- D)) :- !, '$directive'(D).
'$handle'((?- D)) :- !, '$directive'(D).
'$handle'(T) :- '$test_clause'(T, N, Os, B), '$kept'('$unit', none, U), U \== none, !, '$keep_test'(U, N, Os, B).
'$handle'(T) :- catch('$expand'(T, C), E, ( '$directive_error'(E), C = [] )), '$add_all'(C).
% Tests between begin_tests and end_tests are kept for plunit.
'$test_clause'((test(N) :- B), N, [], B).
'$test_clause'((test(N, Os) :- B), N, Os, B).
'$test_clause'(test(N), N, [], true).
'$test_clause'(test(N, Os), N, Os, true).
'$keep_test'(U, N, Os, B) :- '$kept'('$place', user, P), ( P = _:L -> true ; L = P ), assertz('$test'(U, N, Os, B, L)).
'$begin_tests'(U, Os) :- dynamic('$test_unit'/2), ( retract('$test_unit'(U, _)) -> retractall('$test'(U, _, _, _, _)) ; true ), assertz('$test_unit'(U, Os)), nb_setval('$unit', U).
'$expand'(T, C) :- '$defined'(term_expansion, 2), call(term_expansion, T, C0), !, '$expand_rest'(C0, C).
'$expand'(T, C) :- '$expand_rest'(T, C).
'$expand_rest'(T, T) :- var(T), !.
'$expand_rest'((H --> B), C) :- !, dcg_translate_rule((H --> B), C0), '$expand_body'(C0, C).
'$expand_rest'(T, C) :- '$expand_body'(T, C).
'$expand_body'(T, C) :- '$defined'(goal_expansion, 2), nonvar(T), T = (H :- B), !, expand_goal(B, B1), C = (H :- B1).
'$expand_body'(T, T).
expand_goal(G, G) :- \+ '$defined'(goal_expansion, 2), !.
expand_goal(G, E) :- '$expand_goal'(G, E).
'$expand_goal'(G, G) :- var(G), !.
'$expand_goal'((A, B), (C, D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'((A ; B), (C ; D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'((A -> B), (C -> D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'((A *-> B), (C *-> D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'(\+ A, \+ B) :- !, '$expand_goal'(A, B).
'$expand_goal'(findall(T, A, L), findall(T, B, L)) :- !, '$expand_goal'(A, B).
'$expand_goal'(forall(A, B), forall(C, D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'(G, E) :- catch(call(goal_expansion, G, G1), _, fail), G1 \== G, !, '$expand_goal'(G1, E).
'$expand_goal'(G, G).
'$add_all'(C) :- var(C), !, catch('$add_clause'(C), E, '$directive_error'(E)).
'$add_all'([]) :- !.
'$add_all'([H|T]) :- !, '$add_all'(H), '$add_all'(T).
'$add_all'((:- D)) :- !, '$directive'(D).
'$add_all'((H --> B)) :- !, dcg_translate_rule((H --> B), C), '$add_all'(C).
'$add_all'(C) :- '$notice_apart'(C), catch('$add_clause'(C), E, '$directive_error'(E)).
'$notice_apart'(C) :- '$clause_apart'(C, P, L), '$style'(discontiguous), !, '$warn'('Clauses of ~q are not together in the source-file~n  Current predicate: ~q~n  Use :- discontiguous ~q. to suppress this message', [P, L, P]).
'$notice_apart'(_).

'$directive'(D) :- var(D), !, '$directive_error'(error(instantiation_error, _)).
'$directive'(initialization(G)) :- !, nb_getval('$init', L), nb_setval('$init', [G|L]).
'$directive'(initialization(G, main)) :- !, nb_setval('$main', G).
'$directive'(initialization(G, _)) :- !, '$directive'(initialization(G)).
'$directive'(begin_tests(U)) :- !, '$begin_tests'(U, []).
'$directive'(begin_tests(U, Os)) :- !, '$begin_tests'(U, Os).
'$directive'(end_tests(_)) :- !, nb_setval('$unit', none).
'$directive'(module(M, Es)) :- !, '$set_module'(M), '$export_operators'(Es).
'$directive'(reexport(F)) :- !, '$run_directive'(use_module(F)).
'$directive'(D) :- '$run_directive'(D).
'$run_directive'(D0) :- catch(expand_goal(D0, D), _, D = D0), catch('$once_or_warn'(D), E, ( '$directive_error'(E), '$directive_failed'(D) )).
'$once_or_warn'(D) :- call(D), !.
'$once_or_warn'(D) :- '$failed', '$directive_failed'(D).
'$directive_failed'(D) :- '$warn'('Goal (directive) failed: ~p', [user:D]).
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
consult(user) :- !, '$load_stream'(user_input).
consult(F) :- '$source_file'(F, Name), nb_getval('$loaded', L), nb_setval('$loaded', [Name|L]), '$load_file'(Name).
'$load_file'(Name) :- '$open'(Name, read, S), '$load_stream'(S).
% What a file says of conditions, quotes, style and its module ends with it, and its initializations run then.
'$load_stream'(S) :-
    '$kept'('$place', none, Place), '$kept'('$conditions', [], Cs), '$kept'('$init', [], Init), '$unwanted'(Styles),
    '$current_module'(M), current_prolog_flag(double_quotes, Quotes),
    nb_setval('$conditions', []), nb_setval('$init', []),
    '$load_terms'(S),
    set_prolog_flag(double_quotes, Quotes), nb_setval('$unwanted', Styles),
    '$run_initializations',
    '$set_module'(M), nb_setval('$init', Init), nb_setval('$conditions', Cs), nb_setval('$place', Place).
'$kept'(K, Default, V) :- ( catch(nb_getval(K, V0), _, fail) -> V = V0 ; V = Default ).
ensure_loaded(F) :- '$use'(F).
include(F) :- '$include'(F).
% Text of another file as if it were in this one.
'$include'(F) :- '$source_file'(F, Name), '$open'(Name, read, S), nb_getval('$place', Place), '$load_terms'(S), nb_setval('$place', Place).
% The system's libraries are there already; a file is loaded once.
'$use'(Fs) :- is_list(Fs), !, '$use_all'(Fs).
'$use'(library(L)) :- !, ( nonvar(L), '$library'(Ls), memberchk(L, Ls) -> true ; throw(error(existence_error(source_sink, library(L)), _)) ).
'$use'(F) :- '$source_file'(F, Name), nb_getval('$loaded', L), ( memberchk(Name, L) -> true ; consult(Name) ).
'$library'([aggregate, ansi_term, apply, apply_macros, arithmetic, assoc, backcomp, check, charsio, codesio, ctypes, date, dcg/basics, dcg/high_order, debug, dialect, edinburgh, edit, error, filesex,
    gensym, heaps, listing, lists, main, make, nb_set, occurs, operators, option, ordsets, pairs, pio, plunit, portray_text, pprint, prolog_code, prolog_stack, quintus, random, rbtrees, readln, readutil,
    sandbox, shell, solution_sequences, sort, statistics, strings, system, tabling, terms, test_cover, thread, time, ugraphs, varnumbers, when, writef, yall]).
'$use_all'([]).
'$use_all'([F|Fs]) :- '$use'(F), '$use_all'(Fs).
'$export_operators'(Es) :- is_list(Es), !, '$export_all'(Es).
'$export_operators'(_).
'$export_all'([]).
'$export_all'([E|Es]) :- ( nonvar(E), E = op(P, T, N) -> op(P, T, N) ; true ), '$export_all'(Es).
'$source_file'(F, _) :- var(F), !, throw(error(instantiation_error, _)).
'$source_file'(F0, Name) :-
    '$file_text'(F0, F), '$candidate'(F, Name), exists_file(Name), !.
'$source_file'(F, _) :- throw(error(existence_error(source_sink, F), _)).
'$file_text'(F, A) :- string(F), !, atom_string(A, F).
'$file_text'(F, F) :- atom(F), !.
'$file_text'(A/B, F) :- !, '$file_text'(A, A1), '$file_text'(B, B1), atomic_list_concat([A1, /, B1], F).
'$file_text'(F, _) :- throw(error(type_error(atom, F), _)).
% Beside the file being loaded first.
'$candidate'(F, Name) :- '$beside'(F, F1), '$with_extension'(F1, Name).
'$candidate'(F, Name) :- '$with_extension'(F, Name).
'$with_extension'(F, F).
'$with_extension'(F, N) :- atom_concat(F, '.pl', N).
'$with_extension'(F, N) :- atom_concat(F, '.pro', N).
'$beside'(F, F1) :-
    \+ sub_atom(F, 0, 1, _, /), catch(nb_getval('$place', Place:_), _, fail), atom(Place),
    atomic_list_concat(Parts, /, Place), append(Folder, [_], Parts), Folder = [_|_],
    append(Folder, [F], Parts1), atomic_list_concat(Parts1, /, F1).
'$file'(F, _) :- var(F), !, throw(error(instantiation_error, _)).
'$file'(F, F) :- exists_file(F), !.
'$file'(F, N) :- atom(F), atom_concat(F, '.pl', N), exists_file(N), !.
'$file'(F, F).
load_files(Fs) :- '$use'(Fs).
load_files(Fs, Os) :- ( memberchk(if(not_loaded), Os) -> '$use'(Fs) ; memberchk(stream(S), Os) -> '$load_stream'(S) ; consult(Fs) ).
exists_source(F) :- ( F = library(_) -> true ; catch('$source_file'(F, _), _, fail) ).
source_file(F) :- nb_getval('$loaded', L), member(F, L).
use_module(F) :- '$use'(F).
use_module(F, _) :- '$use'(F).
module(_, _).
% Which warnings are wanted: those not in the list.
style_check(S) :- var(S), !, throw(error(instantiation_error, _)).
style_check(+K) :- !, '$unwanted'(L0), '$without_style'(L0, K, L), nb_setval('$unwanted', L).
style_check(-K) :- !, '$unwanted'(L), nb_setval('$unwanted', [K|L]).
style_check(_).
'$unwanted'(L) :- ( catch(nb_getval('$unwanted', L0), _, fail) -> L = L0 ; L = [] ).
'$without_style'([], _, []).
'$without_style'([K|Ks], S, L) :- ( K == S -> L = L1 ; L = [K|L1] ), '$without_style'(Ks, S, L1).
'$style'(K) :- '$unwanted'(L), \+ memberchk(K, L).
initialization(G) :- call(G).
initialization(G, _) :- call(G).
expand_term(T, C) :- '$expand'(T, C).
argv(A) :- '$arguments'(A).
