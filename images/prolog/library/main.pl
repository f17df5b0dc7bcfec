:- module(main, [main/0, argv_options/3, argv_options/4, argv_usage/1, cli_enable_development_system/0, cli_parse_debug_options/2, ansi_format/3, writef/1, swritef/2, swritef/3, writef/2, portray_text/1, print_term/2, noprotocol/0]).
% Programs' beginnings, and predicates that matter where there are threads or colours.

main :- current_prolog_flag(argv, As), catch(nb_getval('$main_module', M), _, M = user), catch(( call(M:main, As) -> true ; halt(1) ), E, ( print_message(error, E), halt(2) )).
% Without a declaration of options --name=value, --name, --no-name and -abc are some. Where the program defines opt_type/3 (Flag, Option, Type)
% these are all there are, short flags are known, values have types, and -h shows what there is: opt_help/2, opt_meta/2.
argv_options(Spec, Ps, Os) :- argv_options(Spec, Ps, Os, []).
argv_options(Spec, Ps, Os, Cs) :-
    strip_module(Spec, M, As),
    ( '$opt_hook'(M, opt_type, 3) -> catch('$typed_options'(As, M, Ps0, Os0), opt_error(F, Args), '$argv_error'(F, Args, Cs)) ; '$plain_options'(As, Ps0, Os0) ),
    Ps = Ps0, Os = Os0.
'$opt_hook'(M, N, A) :- '$own'(M, N, A, K), '$defined'(K, A).
'$argv_error'(F, Args, Cs) :- ( memberchk(on_error(halt(N)), Cs) -> true ; N = 1 ), print_message(error, format(F, Args)), halt(N).
'$plain_options'([], [], []).
'$plain_options'([--|As], As, []) :- !.
'$plain_options'([A|As], Ps, [O|Os]) :- atom_concat(--, L, A), L \== '', !, '$long_option'(L, N, V), '$option_name'(N, N1), O =.. [N1, V], '$plain_options'(As, Ps, Os).
'$plain_options'([A|As], Ps, [O|Os]) :- atom_concat(-, L, A), sub_atom(L, 1, 1, _, =), !, '$long_option'(L, N, V), O =.. [N, V], '$plain_options'(As, Ps, Os).
'$plain_options'([A|As], Ps, Os) :- atom_concat(-, L, A), L \== '', \+ atom_number(A, _), !, atom_chars(L, Cs), findall(O, ( member(C, Cs), O =.. [C, true] ), Os1), append(Os1, Os2, Os), '$plain_options'(As, Ps, Os2).
'$plain_options'([A|As], [A|Ps], Os) :- '$plain_options'(As, Ps, Os).
'$long_option'(L, N, V) :- sub_atom(L, B, 1, R, =), !, sub_atom(L, 0, B, _, N), sub_atom(L, _, R, 0, V0), '$argv_value'(V0, V).
'$long_option'(L, N, V) :- ( atom_concat('no-', N, L) -> V = false ; N = L, V = true ).
'$argv_value'(V0, V) :- ( atom_number(V0, N) -> V = N ; V = V0 ).
'$option_name'(N, M) :- atomic_list_concat(Ws, -, N), atomic_list_concat(Ws, '_', M).

'$typed_options'([], _, [], []).
'$typed_options'([--|As], _, As, []) :- !.
'$typed_options'([A|_], M, _, _) :- memberchk(A, ['-h', '-?', '--help']), \+ ( atom_concat(-, F, A), call(M:opt_type(F, _, _)) ), !, argv_usage(M:[]), halt(0).
'$typed_options'([A|As], M, Ps, Os) :- atom_concat(--, L, A), !, '$typed_long'(L, A, As, M, As1, Os, Os1), '$typed_options'(As1, M, Ps, Os1).
'$typed_options'([A|As], M, Ps, Os) :- atom_concat(-, L, A), L \== '', \+ atom_number(A, _), !, '$typed_short'(L, As, M, As1, Os, Os1), '$typed_options'(As1, M, Ps, Os1).
'$typed_options'([A|As], M, [A|Ps], Os) :- '$typed_options'(As, M, Ps, Os).
'$typed_long'(L, A, As, M, As, [O|Os], Os) :- sub_atom(L, B, 1, R, =), !, sub_atom(L, 0, B, _, N), sub_atom(L, _, R, 0, V0), '$typed_flag'(N, A, M, K, T), '$typed_value'(T, A, V0, V), O =.. [K, V].
'$typed_long'(L, A, As0, M, As, Os0, Os) :-
    ( '$flag_of'(L, M, K, T) -> '$typed_next'(T, A, K, As0, As, Os0, Os)
    ; atom_concat('no-', N, L), '$flag_of'(N, M, K, boolean) -> O =.. [K, false], Os0 = [O|Os], As = As0
    ; throw(opt_error('Unknown option: ~w (-h for help)', [A])) ).
'$typed_short'(L, As0, M, As, Os0, Os) :-
    sub_atom(L, 0, 1, _, F), sub_atom(L, 1, _, 0, Rest), atom_concat(-, F, A), '$typed_flag'(F, A, M, K, T),
    ( Rest == '' -> '$typed_next'(T, A, K, As0, As, Os0, Os)
    ; '$flag_value_of'(T, V) -> O =.. [K, V], Os0 = [O|Os1], '$typed_short'(Rest, As0, M, As, Os1, Os)
    ; ( atom_concat(=, V0, Rest) -> true ; V0 = Rest ), '$typed_value'(T, A, V0, V), O =.. [K, V], Os0 = [O|Os], As = As0 ).
'$typed_flag'(F, A, M, K, T) :- ( '$flag_of'(F, M, K0, T0) -> K = K0, T = T0 ; throw(opt_error('Unknown option: ~w (-h for help)', [A])) ).
'$flag_of'(F0, M, K, T) :- '$option_name'(F0, F), once(call(M:opt_type(F, K, T))).
'$flag_value_of'(boolean, true).
'$flag_value_of'(boolean(V), V).
'$typed_next'(T, _, K, As, As, [O|Os], Os) :- '$flag_value_of'(T, V), !, O =.. [K, V].
'$typed_next'(T, A, K, [V0|As], As, [O|Os], Os) :- !, '$typed_value'(T, A, V0, V), O =.. [K, V].
'$typed_next'(T, A, _, [], _, _, _) :- throw(opt_error('Option ~w requires an argument (of type ~p)', [A, T])).
'$typed_value'(T, A, V0, V) :- ( '$argument_of_type'(T, V0, V1) -> V = V1 ; '$type_wanted'(T, W), throw(opt_error('Option ~w requires ~w (found ~w)', [A, W, V0])) ).
'$argument_of_type'(boolean, A, V) :- ( memberchk(A, [true, yes, on, '1']) -> V = true ; memberchk(A, [false, no, off, '0']), V = false ).
'$argument_of_type'(boolean(_), A, V) :- '$argument_of_type'(boolean, A, V).
'$argument_of_type'((T|U), A, V) :- ( '$argument_of_type'(T, A, V) -> true ; '$argument_of_type'(U, A, V) ).
'$argument_of_type'((T;U), A, V) :- '$argument_of_type'((T|U), A, V).
'$argument_of_type'(integer, A, V) :- atom_number(A, V), integer(V).
'$argument_of_type'(nonneg, A, V) :- atom_number(A, V), integer(V), V >= 0.
'$argument_of_type'(positive_integer, A, V) :- atom_number(A, V), integer(V), V > 0.
'$argument_of_type'(float, A, V) :- atom_number(A, N), V is float(N).
'$argument_of_type'(number, A, V) :- atom_number(A, V).
'$argument_of_type'(between(L, H), A, V) :- atom_number(A, N), ( float(L) -> V is float(N) ; integer(N), V = N ), V >= L, V =< H.
'$argument_of_type'(oneof(L), A, A) :- memberchk(A, L).
'$argument_of_type'(atom, A, A).
'$argument_of_type'(string, A, V) :- atom_string(A, V).
'$argument_of_type'(term, A, V) :- catch(term_to_atom(V, A), _, fail).
'$argument_of_type'(term(_), A, V) :- '$argument_of_type'(term, A, V).
'$argument_of_type'(file, A, A).
'$argument_of_type'(directory, A, A).
'$argument_of_type'(file(M), A, A) :- ( A == (-) -> true ; access_file(A, M) ).
'$argument_of_type'(directory(M), A, A) :- exists_directory(A), access_file(A, M).
'$type_wanted'(nonneg, 'a non-negative integer') :- !.
'$type_wanted'(between(L, H), W) :- !, format(atom(W), 'a number ~w..~w', [L, H]).
'$type_wanted'(oneof(L), W) :- !, atomic_list_concat(L, ', ', A), format(atom(W), 'one of ~w', [A]).
'$type_wanted'(T, W) :- format(atom(W), 'an argument of type ~p', [T]).

argv_usage(Spec) :-
    strip_module(Spec, M, _),
    ( '$opt_text'(M, help(header), H) -> format(user_error, '~w~n', [H]) ; true ),
    ( '$opt_text'(M, help(usage), U) -> true ; U = ' [options]' ),
    ( catch(nb_getval('$place', P), _, fail), ( P = F:_ ; P = behind(F) ) -> file_base_name(F, B) ; B = program ),
    format(user_error, 'Usage: ~w~w~n~nOptions:~n', [B, U]),
    findall(K, call(M:opt_type(_, K, _)), Ks0), list_to_set(Ks0, Ks),
    findall(Fs-T, ( member(K, Ks), '$usage_flags'(M, K, Fs), ( '$opt_text'(M, K, T) -> true ; T = '' ) ), Rows0),
    Rows = ['-h, -?, --help'-'Show this help message and exit'|Rows0],
    foldl('$usage_width', Rows, 0, W0), W is W0 + 1,
    forall(member(Fs-T, Rows), format(user_error, '~w~t~*|~w~n', [Fs, W, T])),
    ( '$opt_text'(M, help(footer), E) -> format(user_error, '~w~n', [E]) ; true ).
'$opt_text'(M, K, T) :- '$opt_hook'(M, opt_help, 2), call(M:opt_help(K, T)), !.
'$usage_width'(Fs-_, W0, W) :- atom_length(Fs, N), W is max(W0, N).
'$usage_flags'(M, K, Flags) :-
    findall(F-T, call(M:opt_type(F, K, T)), Pairs), findall(N-A, ( member(F-T, Pairs), atom_length(F, L), ( L =:= 1 -> N = 0 ; N = 1 ), '$usage_flag'(N, F, K, T, M, A) ), As0),
    keysort(As0, As1), pairs_values(As1, As), atomic_list_concat(As, ', ', Flags).
'$usage_flag'(N, F, K, T, M, A) :-
    ( N =:= 0 -> P = (-), S = ' ' ; P = (--), S = (=) ),
    ( '$flag_value_of'(T, _) -> atom_concat(P, F, A) ; '$usage_meta'(M, K, T, X), atomic_list_concat([P, F, S, X], A) ).
'$usage_meta'(M, K, _, X) :- '$opt_hook'(M, opt_meta, 2), call(M:opt_meta(K, X)), !.
'$usage_meta'(_, _, T, X) :- functor(T, N, _), upcase_atom(N, X).
cli_enable_development_system.
cli_parse_debug_options(Os, Os).
ansi_format(_, F, As) :- format(F, As).
noprotocol.
portray_text(_).
print_term(T, _) :- print(T).
writef(F) :- writef(F, []).
swritef(S, F) :- swritef(S, F, []).
swritef(S, F, As) :- with_output_to(string(S), writef(F, As)).
writef(F, As) :- atom_codes(F, Cs), '$writef'(Cs, As).
'$writef'([], _).
'$writef'([0'%, 0'w|Cs], [A|As]) :- !, write(A), '$writef'(Cs, As).
'$writef'([0'%, 0'd|Cs], [A|As]) :- !, write(A), '$writef'(Cs, As).
'$writef'([0'\\, 0'n|Cs], As) :- !, nl, '$writef'(Cs, As).
'$writef'([0'\\, 0'l|Cs], As) :- !, nl, '$writef'(Cs, As).
'$writef'([C|Cs], As) :- put_code(C), '$writef'(Cs, As).
