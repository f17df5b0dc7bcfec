% Consulting: reading a program's clauses and running its directives.

% What is asked for at each term has a value, as finding none is an error that costs time.
'$program'(I) :- nb_setval('$loaded', []), nb_setval('$source', I), nb_setval('$unit', none), nb_setval('$unwanted', []), nb_setval('$trace_state', off), '$source_stream'(I, S), '$load'(S), '$set_module'(user), '$run_initializations', '$main', '$run_at_halt', '$failures'(N), flush_output, ( N =:= 0 -> true ; halt(1) ).

'$load'(S) :- nb_setval('$init', []), nb_setval('$conditions', []), nb_setval('$rules', []), '$load_terms'(S), '$end_rules'.
% In a failure-driven loop, so that what is read is garbage at once.
'$load_terms'(S) :- repeat, '$load_clauses'(S), '$load_term'(S, T), T == end_of_file, !, '$close'(S).
% Clauses that are just added, as long as nothing is to be done with them before.
'$load_clauses'(S) :- nb_getval('$conditions', Cs), Cs \= [skip(_)|_], \+ '$has_hook'(term_expansion), \+ '$has_hook'(goal_expansion), '$kept'('$unit', none, none), !, '$add_clauses'(S).
'$load_clauses'(_).
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
'$singletons'(T, Ss) :- '$style'(singleton), \+ '$declaration'(T), !, '$names'(Ss, Ns), '$warn'('Singleton variables: ~w', [Ns]).
'$singletons'(_, _).
'$declaration'(T) :- nonvar(T), T = (:- D), nonvar(D), '$declares'(D).
'$declares'(table(_)).
'$declares'(module(_, _)).
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
'$keep_test'(U, N, Os0, B) :- '$kept'('$place', user, P), ( P = _:L -> true ; L = P ), '$current_module'(M), '$test_options'(Os0, M, Os), assertz(plunit:'$test'(U, N, Os, M:B, L)).
% Goals among the options are of the module in which the test stands.
'$test_options'(Os, M, Qs) :- ( Os == [] -> Qs = [] ; Os = [O|Rest] -> '$test_option'(O, M, Q), Qs = [Q|Qs1], '$test_options'(Rest, M, Qs1) ; '$test_option'(Os, M, Q), Qs = [Q] ).
'$test_option'(O, M, Q) :- ( compound(O), functor(O, N, 1), memberchk(N, [setup, cleanup, condition, forall, true]) -> arg(1, O, G), Q =.. [N, M:G] ; Q = O ).
'$begin_tests'(U, Os) :- dynamic(plunit:'$test_unit'/2), ( retract(plunit:'$test_unit'(U, _)) -> retractall(plunit:'$test'(U, _, _, _, _)) ; true ), '$current_module'(M), '$test_options'(Os, M, Qs), assertz(plunit:'$test_unit'(U, Qs)), nb_setval('$unit', U).
'$expand'(T, C) :- '$has_hook'(term_expansion), '$hook_module'(term_expansion, M), call(M:term_expansion(T, C0)), !, '$expand_rest'(C0, C).
'$expand'(T, C) :- '$expand_rest'(T, C).
'$expand_rest'(T, T) :- var(T), !.
'$expand_rest'((H --> B), C) :- !, dcg_translate_rule((H --> B), C0), '$expand_body'(C0, C).
'$expand_rest'(T, C) :- '$expand_body'(T, C).
'$expand_body'(T, C) :- '$has_hook'(goal_expansion), nonvar(T), T = (H :- B), !, expand_goal(B, B1), C = (H :- B1).
'$expand_body'(T, T).
% Expansions are those of the module being loaded, of `user`, of the system.
'$hook_module'(P, M) :- '$current_module'(M0), member(M, [M0, user, system]), ( M == M0 -> true ; M0 \== user ; M == system ), '$own'(M, P, 2, K), '$defined'(K, 2).
expand_goal(G, G) :- \+ '$has_hook'(goal_expansion), !.
expand_goal(G, E) :- '$expand_goal'(G, E).
'$expand_goal'(G, G) :- var(G), !.
'$expand_goal'((A, B), (C, D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'((A ; B), (C ; D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'((A -> B), (C -> D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'((A *-> B), (C *-> D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'(\+ A, \+ B) :- !, '$expand_goal'(A, B).
'$expand_goal'(findall(T, A, L), findall(T, B, L)) :- !, '$expand_goal'(A, B).
'$expand_goal'(forall(A, B), forall(C, D)) :- !, '$expand_goal'(A, C), '$expand_goal'(B, D).
'$expand_goal'(G, E) :- '$hook_module'(goal_expansion, M), catch(call(M:goal_expansion(G, G1)), _, fail), G1 \== G, !, '$expand_goal'(G1, E).
'$expand_goal'(G, G).
'$add_all'(C) :- var(C), !, catch('$add_clause'(C), E, '$directive_error'(E)).
'$add_all'([]) :- !.
'$add_all'([H|T]) :- !, '$add_all'(H), '$add_all'(T).
'$add_all'((:- D)) :- !, '$directive'(D).
'$add_all'((H --> B)) :- !, dcg_translate_rule((H --> B), C), '$add_all'(C).
'$add_all'((H => B)) :- !, catch(( '$rule_clause'(H, B, C), '$notice_apart'(C), '$add_clause'(C) ), E, '$directive_error'(E)).
'$add_all'(C) :- '$notice_apart'(C), catch('$add_clause'(C), E, '$directive_error'(E)).
'$notice_apart'(C) :- '$clause_apart'(C, P, L), '$style'(discontiguous), !, '$warn'('Clauses of ~q are not together in the source-file~n  Current predicate: ~q~n  Use :- discontiguous ~q. to suppress this message', [P, L, P]).
'$notice_apart'(_).

% Rules Head, Guard => Body: see library/rules.pl. What is said behind the last one of a predicate waits for the end of the text.
'$end_rules' :- nb_getval('$rules', Rs), ( Rs == [] -> true ; nb_setval('$rules', []), '$close_rules'(Rs) ).
'$directive'(D) :- var(D), !, '$directive_error'(error(instantiation_error, _)).
'$directive'(M:D) :- nonvar(D), '$kept'(D), !, '$current_module'(M0), '$set_module'(M), '$directive'(D), '$set_module'(M0).
'$directive'(initialization(G)) :- !, '$note_main'(G), '$in_module'(G, G1), '$kept'('$place', none, P), nb_getval('$init', L), nb_setval('$init', [G1-P|L]).
'$directive'(initialization(G, main)) :- !, '$note_main'(G), '$in_module'(G, G1), '$kept'('$place', none, P), nb_setval('$main', G1-P).
'$directive'(initialization(G, _)) :- !, '$directive'(initialization(G)).
'$directive'(begin_tests(U)) :- !, '$begin_tests'(U, []).
'$directive'(begin_tests(U, Os)) :- !, '$begin_tests'(U, Os).
'$directive'(end_tests(_)) :- !, nb_setval('$unit', none).
'$directive'(module(M, Es)) :- !, catch('$begin_module'(M, Es), E, '$directive_error'(E)).
'$directive'(include(F)) :- !, catch('$include'(F), E, '$directive_error'(E)).
'$directive'(D) :- '$in_module'(D, D1), '$run_directive'(D1).
% Whose main/1 library(main) is to call.
'$note_main'(G) :- ( G == main -> '$current_module'(M), nb_setval('$main_module', M) ; true ).
'$kept'(initialization(_)).
'$kept'(initialization(_, _)).
% A goal of the module being loaded.
'$in_module'(G, G1) :- '$current_module'(M), ( M == user -> G1 = G ; G1 = M:G ).
'$run_directive'(D0) :- catch(expand_goal(D0, D), _, D = D0), catch('$once_or_warn'(D), E, ( '$directive_error'(E), '$directive_failed'(D) )).
'$once_or_warn'(D) :- '$run_goal'(D), !.
'$once_or_warn'(D) :- '$failed', '$directive_failed'(D).
% Goals of users: traced if the debugger is on, or turned on by them.
'$run_goal'(G) :- '$trace_state'(S), ( S == off, \+ '$turns_on'(G) -> call(G) ; '$traced'(10, user, G) ).
'$trace_state'(S) :- ( catch(nb_getval('$trace_state', S0), _, fail) -> S = S0 ; S = off ).
'$turns_on'(G) :- nonvar(G), ( G == trace -> true ; ( G = (A, B) ; G = (A ; B) ; G = (A -> B) ) -> ( '$turns_on'(A) -> true ; '$turns_on'(B) ) ; G = _:H -> '$turns_on'(H) ; G = spy(_) ).
'$directive_failed'(D) :- '$shown_goal'(D, G), '$warn'('Goal (directive) failed: ~p', [G]).
'$directive_error'(E) :- '$failed', '$error_message'(E).

'$run_initializations' :- nb_getval('$init', L), nb_setval('$init', []), reverse(L, R), '$initialize'(R).
'$initialize'([]).
'$initialize'([G-P|Gs]) :- ( P = F:_ -> nb_setval('$place', behind(F)) ; true ), '$run_initialization'(G, P), '$initialize'(Gs).
% The text is read already: messages of the goal itself tell no place.
'$run_initialization'(G0, P) :-
    catch(expand_goal(G0, G), _, G = G0),
    ( catch('$run_goal'(G), E, true) -> ( nonvar(E) -> '$failed', print_message(error, init_goal(goal_raised(E), P)) ; true ) ; '$failed', print_message(warning, init_goal(failed, P)) ).
'$main' :- catch(nb_getval('$main', G-P), _, fail), !, '$run_main'(G, P).
'$main'.
'$run_main'(G, P) :- ( P = F:_ -> nb_setval('$place', behind(F)) ; true ), catch(( call(G) -> R = true ; R = fail ), E, R = raised), !, '$main_result'(R, G, E, P).
'$main_result'(true, _, _, _) :- halt(0).
'$main_result'(fail, G, _, P) :- '$shown_goal'(G, G1), print_message(error, init_goal(failed(main), G1, P)), halt(1).
'$main_result'(raised, G, E, P) :- '$shown_goal'(G, G1), print_message(error, init_goal(raised(E), G1, P)), halt(2).
% A goal with the module that it is called in.
'$shown_goal'(G, G1) :- '$current_module'(M), ( M == user -> G1 = user:G ; G1 = G ).

consult(S) :- strip_module(S, M, F), '$consult'(F, M).
'$consult'([], _) :- !.
'$consult'([F|Fs], M) :- !, '$consult'(F, M), '$consult'(Fs, M).
'$consult'(user, M) :- !, '$load_stream'(user_input, M).
'$consult'(M:F, _) :- !, '$consult'(F, M).
'$consult'(F, M) :- '$source_file'(F, Name), '$loaded_files'(L), nb_setval('$loaded', [Name|L]), '$load_file'(Name, M), '$use_module_file'(Name, M, all, _).
load_files(S) :- consult(S).
load_files(S, Os) :-
    strip_module(S, M, F), ( memberchk(imports(Is), Os) -> true ; Is = all ),
    ( memberchk(stream(I), Os) -> '$load_stream'(I, M) ; memberchk(if(not_loaded), Os) -> '$use'(F, M, Is, _) ; '$consult'(F, M) ).
'$load_file'(Name, Into) :- '$open'(Name, read, S), '$load_stream'(S, Into).
% What a file says of conditions, quotes, style and its module ends with it, and its initializations run then.
'$load_stream'(S, Into) :-
    '$kept'('$place', none, Place), '$kept'('$conditions', [], Cs), '$kept'('$init', [], Init), '$kept'('$rules', [], Rules), '$unwanted'(Styles),
    '$current_module'(M), current_prolog_flag(double_quotes, Quotes),
    '$set_module'(Into), nb_setval('$conditions', []), nb_setval('$init', []), nb_setval('$rules', []),
    '$load_terms'(S), '$end_rules',
    set_prolog_flag(double_quotes, Quotes), nb_setval('$unwanted', Styles),
    '$run_initializations',
    '$set_module'(M), nb_setval('$init', Init), nb_setval('$rules', Rules), nb_setval('$conditions', Cs), nb_setval('$place', Place).
'$kept'(K, Default, V) :- ( catch(nb_getval(K, V0), _, fail) -> V = V0 ; V = Default ).
ensure_loaded(S) :- strip_module(S, M, F), '$use'(F, M, all, _).
include(F) :- '$include'(F).
% Text of another file as if it were in this one.
'$include'(F) :- '$source_file'(F, Name), '$open'(Name, read, S), nb_getval('$place', Place), '$load_terms'(S), nb_setval('$place', Place).
'$source_file'(F, _) :- var(F), !, throw(error(instantiation_error, _)).
'$source_file'(F0, Name) :-
    '$located'(F0, F), '$candidate'(F, Name), exists_file(Name), !.
'$source_file'(F, _) :- throw(error(existence_error(source_sink, F), _)).
% A path that begins with an alias: user:file_search_path(Alias, Folder).
'$located'(F0, F) :- compound(F0), functor(F0, N, 1), N \== '/', !, arg(1, F0, P0), '$file_text'(P0, P), '$search_path'(N, D), atomic_list_concat([D, /, P], F).
'$located'(F0, F) :- '$file_text'(F0, F).
'$search_path'(N, D) :- '$definition'(user, file_search_path, 2, K), '$defined'(K, 2), call(file_search_path(N, D0)), '$located'(D0, D).
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
    \+ sub_atom(F, 0, 1, _, /), '$kept'('$place', none, P), ( P = Place:_ ; P = behind(Place) ), !, atom(Place),
    atomic_list_concat(Parts, /, Place), append(Folder, [_], Parts), Folder = [_|_],
    append(Folder, [F], Parts1), atomic_list_concat(Parts1, /, F1).
'$file'(F, _) :- var(F), !, throw(error(instantiation_error, _)).
'$file'(F, F) :- exists_file(F), !.
'$file'(F, N) :- atom(F), atom_concat(F, '.pl', N), exists_file(N), !.
'$file'(F, F).
exists_source(S) :- strip_module(S, _, F), ( F = library(L) -> '$library_name'(L, N), ( '$is_library'(N) -> true ; '$tolerated_library'(N) ) ; catch('$source_file'(F, _), _, fail) ).
source_file(F) :- '$loaded_files'(L), member(F, L).
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
% Libraries that others have and that programs name; what they define is there, or has no meaning here.
'$tolerated_library'(N) :- '$listed_type'(N, [charsio, pure_input, codesio, ctypes, edit, make, operators, system, tabling, oset, modules, macros, shlib, uid, unix, streams, nb_rbtrees, edinburgh, prolog_versions, date, dialect, threadutil, prolog_stack, ansi_term, base32, base64, edinburgh, quintus, shell, socket, time, url, utf8, www_browser, arithmetic, prolog_code, prolog_source, listing, statistics, thread, thread_pool, sort, occurs, varnumbers, prolog_debug, 'dialect/hprolog', 'dialect/sicstus', 'dialect/yap', 'dialect/iso', increval, wfs, check, portray_text, pprint, quasi_quotations, record, tables, apply_macros, filesex, pio, readln, sandbox, test_cover, writef, check, 'dcg/high_order']).
initialization(G) :- call(G).
initialization(G, _) :- call(G).
expand_term(T, C) :- '$expand'(T, C).
argv(A) :- '$arguments'(A).
