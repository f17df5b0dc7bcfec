:- module(settings, [setting/4, setting/2, set_setting/2, set_setting_default/2, restore_setting/1, load_settings/1, load_settings/2, save_settings/0, save_settings/1, current_setting/1, setting_property/2, list_settings/0, list_settings/1, convert_setting_text/3]).
% What a program lets its users choose: named values with a type, a default and a line of text. An entry is '$setting'(Module:Name, Type,
% Default, Comment); what differs from the default is '$chosen'(Module:Name, Value).

setting(S, Type, Default, Comment) :-
    '$name_of'(S, M, N), '$must_be'(atom, N), '$ready', '$setting_default'(Default, Type, V), '$check_setting'(Type, V),
    ( clause('$setting'(M:N, _, _, _), true) -> retractall(settings:'$setting'(M:N, _, _, _)) ; true ),
    assertz(settings:'$setting'(M:N, Type, V, Comment)).
'$ready' :- dynamic([settings:'$setting'/4, settings:'$chosen'/2, settings:'$settings_file'/1]).
'$name_of'(S, M, N) :- ( nonvar(S), S = M0:N0 -> M = M0, N = N0 ; M = user, N = S ).
% The default may be a sum, a text made of parts, the environment's, or another setting.
'$setting_default'(D, Type, V) :- ( nonvar(D), '$default'(D, Type, V0) -> V = V0 ; V = D ).
'$default'(env(N), T, V) :- getenv(N, A), convert_setting_text(T, A, V).
'$default'(env(N, D), T, V) :- ( getenv(N, A) -> convert_setting_text(T, A, V) ; '$setting_default'(D, T, V) ).
'$default'(setting(S), _, V) :- setting(S, V).
'$default'(A + B, text, V) :- atomic_list_concat([A, B], V).
'$default'(D, T, V) :- compound(D), memberchk(T, [integer, nonneg, positive_integer, float, number]), V is D.
'$check_setting'(Type, V) :- ( var(Type) -> throw(error(instantiation_error, _)) ; '$setting_type'(Type, T) -> '$must_be'(T, V) ; throw(error(existence_error(type, Type), _)) ).
'$setting_type'(Type, T) :- ( Type == text -> T = text ; Type == directory -> T = text ; Type == file -> T = text ; T = Type ).
'$entry'(S, M:N, Type, Default, C) :- '$name_of'(S, M, N), '$ready', ( clause('$setting'(M:N, Type, Default, C), true) *-> true ; nonvar(N) -> throw(error(existence_error(setting, M:N), _)) ).
setting(S, V) :- '$entry'(S, Q, _, D, _), ( clause('$chosen'(Q, V0), true) -> V = V0 ; V = D ).
set_setting(S, V) :- '$entry'(S, Q, T, D, _), !, '$check_setting'(T, V), ( clause('$chosen'(Q, Old), true) -> true ; Old = D ), retractall(settings:'$chosen'(Q, _)), ( V == D -> true ; assertz(settings:'$chosen'(Q, V)) ), ( Old == V -> true ; '$tell_setting'(Q, Old, V) ).
'$tell_setting'(Q, Old, New) :- print_message(silent, settings(changed(Q, Old, New))).
set_setting_default(S, D) :- '$entry'(S, Q, T, _, C), !, '$setting_default'(D, T, V), '$check_setting'(T, V), retractall(settings:'$setting'(Q, _, _, _)), assertz(settings:'$setting'(Q, T, V, C)).
restore_setting(S) :- '$entry'(S, Q, _, _, _), !, retractall(settings:'$chosen'(Q, _)).
current_setting(S) :- '$name_of'(S, M, N), '$ready', clause('$setting'(M:N, _, _, _), true).
setting_property(S, P) :- '$entry'(S, _, T, D, C), member(P, [type(T), default(D), comment(C)]).
convert_setting_text(T, A, V) :- ( memberchk(T, [integer, nonneg, positive_integer, float, number, between(_, _)]) -> atom_number(A, V) ; T == atom -> atom_string(V, A) ; memberchk(T, [text, directory, file]) -> atom_string(V, A) ; memberchk(T, [boolean, bool]) -> atom_string(V0, A), memberchk(V0-V, [true-true, on-true, yes-true, false-false, off-false, no-false]) ; T == string -> text_to_string(A, V) ; term_to_atom(V, A) ), '$check_setting'(T, V).
load_settings(F) :- load_settings(F, []).
load_settings(F, Os) :- '$ready', absolute_file_name(F, Path), retractall(settings:'$settings_file'(_)), assertz(settings:'$settings_file'(Path)),
    ( exists_file(Path) -> setup_call_cleanup(open(Path, read, S), '$read_settings'(S, Os), close(S)) ; true ).
'$read_settings'(S, Os) :- read(S, T), ( T == end_of_file -> true ; '$read_setting'(T, Os), '$read_settings'(S, Os) ).
'$read_setting'(setting(Q, V), Os) :- !, ( current_setting(Q) -> set_setting(Q, V) ; memberchk(undefined(load), Os) -> '$name_of'(Q, M, N), assertz(settings:'$chosen'(M:N, V)) ; print_message(warning, format('Unknown setting: ~q', [Q])) ).
'$read_setting'(T, _) :- throw(error(domain_error(settings_term, T), _)).
save_settings :- '$ready', ( clause('$settings_file'(F), true) -> save_settings(F) ; throw(error(existence_error(settings_file, default), _)) ).
save_settings(F) :- '$ready', absolute_file_name(F, Path), setup_call_cleanup(open(Path, write, S), forall(clause('$chosen'(Q, V), true), format(S, '~q.~n', [setting(Q, V)])), close(S)).
list_settings :- list_settings(_).
list_settings(M) :- '$ready', forall(clause('$setting'(M:N, _, D, C), true), ( setting(M:N, V), ( V == D -> Mark = ' ' ; Mark = '*' ), format('~q:~q~t~30|~w ~q~t~60|~w~n', [M, N, Mark, V, C]) )).
