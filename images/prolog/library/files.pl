:- module(files, [file_base_name/2, file_directory_name/2, file_name_extension/3, absolute_file_name/2, absolute_file_name/3, is_absolute_file_name/1,
    directory_file_path/3, working_directory/2, cd/1, pwd/0, access_file/2, same_file/2, tmp_file_stream/3, make_directory_path/1,
    directory_member/3, getenv/2, setenv/2, unsetenv/1, shell/1, sleep/1, phrase_from_file/2, phrase_from_file/3, wildcard_match/2, expand_file_name/2, relative_file_name/3, copy_file/2, copy_directory/2, delete_directory_and_contents/1, delete_directory_contents/1, can_open_file/2, ls/0, ls/1, mv/2, rm/1]).
% Names of files, the environment, other programs.

file_base_name(F, B) :- '$path_parts'(F, _, B).
file_directory_name(F, D) :- '$path_parts'(F, D, _).
% Both without slashes at the end; the folder of a name without any is the current one.
'$path_parts'(F, D, B) :-
    ( var(F) -> throw(error(instantiation_error, _)) ; true ),
    atom_codes(F, Cs), reverse(Cs, Rs), '$drop_slashes'(Rs, Rs1), '$up_to_slash'(Rs1, Bs, Ds),
    ( Rs1 == [] -> ( Rs == [] -> D = '.', B = '' ; D = (/), B = (/) )
    ; atom_codes(B, Bs), ( Ds == none -> D = '.' ; '$drop_slashes'(Ds, Ds1), ( Ds1 == [] -> D = (/) ; reverse(Ds1, Es), atom_codes(D, Es) ) ) ).
'$drop_slashes'([0'/|Cs], Ds) :- !, '$drop_slashes'(Cs, Ds).
'$drop_slashes'(Cs, Cs).
'$up_to_slash'(Cs, Bs, Ds) :- '$before_slash'(Cs, [], Bs, Ds).
'$before_slash'([], Bs, Bs, none).
'$before_slash'([C|Cs], Bs0, Bs, Ds) :- ( C =:= 0'/ -> Bs = Bs0, Ds = Cs ; '$before_slash'(Cs, [C|Bs0], Bs, Ds) ).
file_name_extension(Base, Ext, Name) :- nonvar(Name), ( var(Base) ; var(Ext) ), !, '$split_extension'(Name, Base, Ext).
file_name_extension(Base, Ext, Name) :-
    ( ( var(Base) ; var(Ext) ) -> throw(error(instantiation_error, _)) ; true ),
    ( atom_concat('.', E, Ext) -> true ; E = Ext ),
    ( E == '' -> atom_string(Name, Base) ; '$split_extension'(Base, _, E0), E0 == E -> atom_string(Name, Base) ; atomic_list_concat([Base, '.', E], Name) ).
'$split_extension'(Name, Base, Ext) :-
    ( sub_atom(Name, B, 1, A, '.'), \+ ( C is B + 1, sub_atom(Name, C, A, 0, Rest), ( sub_atom(Rest, _, 1, _, '.') ; sub_atom(Rest, _, 1, _, /) ) )
    -> sub_atom(Name, 0, B, _, Base0), sub_atom(Name, _, A, 0, Ext0), ( nonvar(Ext), atom_concat('.', E1, Ext) -> E1 = Ext0 ; Ext = Ext0 ), Base = Base0
    ; Ext = '', atom_string(Base, Name) ).
is_absolute_file_name(F) :- sub_atom(F, 0, 1, _, /).
absolute_file_name(F, A) :- absolute_file_name(F, A, []).
absolute_file_name(F, A, Options) :-
    ( is_list(Options) -> F1 = F, A1 = A, Os = Options ; F1 = F, A1 = Options, Os = A ),
    ( var(F1) -> throw(error(instantiation_error, _)) ; true ),
    '$file_text'(F1, T), '$absolute'(T, Os, Whole0), '$with_extensions'(Os, Whole0, Whole, Os1),
    ( '$file_ok'(Os1, Whole) -> A1 = Whole ; memberchk(file_errors(fail), Os1) -> fail ; throw(error(existence_error(source_sink, F1), _)) ).
'$absolute'(T, Os, A) :-
    ( is_absolute_file_name(T) -> A0 = T
    ; ( memberchk(relative_to(D0), Os) -> D = D0 ; '$working_directory'(D) ), atomic_list_concat([D, /, T], A0) ),
    atomic_list_concat(Parts, /, A0), '$canonical_parts'(Parts, [], Parts1), atomic_list_concat(Parts1, /, A1), ( A1 == '' -> A = (/) ; A = A1 ).
'$canonical_parts'([], Rs, Ps) :- reverse(Rs, Ps).
'$canonical_parts'([P|Ps], Rs, Qs) :-
    ( P == '.' -> Rs1 = Rs ; P == '', Rs = [_|_] -> Rs1 = Rs ; P == '..' -> ( Rs = [_, Q|Rs2] -> Rs1 = [Q|Rs2] ; Rs1 = Rs ) ; Rs1 = [P|Rs] ),
    '$canonical_parts'(Ps, Rs1, Qs).
'$with_extensions'(Os, F, G, Os) :- ( memberchk(file_type(prolog), Os) -> Es = ['', '.pl', '.pro'] ; memberchk(extensions(Es0), Os) -> Es = Es0 ; Es = [''] ), member(E, Es),
    ( ( E == '' ; sub_atom(E, 0, 1, _, '.') ) -> E1 = E ; atom_concat('.', E, E1) ), atom_concat(F, E1, G), ( Es == [''] ; exists_file(G) ), !.
'$with_extensions'(Os, F, F, Os).
'$file_ok'(Os, F) :- ( memberchk(file_type(directory), Os) -> exists_directory(F) ; memberchk(access(M), Os), M \== none -> access_file(F, M) ; true ).
directory_file_path(D, F, P) :- ( is_absolute_file_name(F) -> P = F ; D == '.' -> P = F ; sub_atom(D, _, 1, 0, /) -> atom_concat(D, F, P) ; atomic_list_concat([D, /, F], P) ).
working_directory(Old, New) :- '$working_directory'(D), ( sub_atom(D, _, 1, 0, /) -> D1 = D ; atom_concat(D, /, D1) ), Old = D1, ( Old == New -> true ; chdir(New) ).
cd(D) :- chdir(D).
pwd :- working_directory(D, D), writeln(D).
access_file(F, M) :- ( M == none -> true ; M == exist -> ( exists_file(F) -> true ; exists_directory(F) ) ; ( M == write ; M == append ), \+ exists_file(F) -> file_directory_name(F, D), exists_directory(D) ; exists_file(F) -> true ; exists_directory(F) ).
same_file(F, G) :- ( F == G -> true ; absolute_file_name(F, A, []), absolute_file_name(G, A, []) ).
tmp_file_stream(E, F, S) :- ( var(E) ; atom(E) ), !, tmp_file(stream, F), open(F, write, S).
tmp_file_stream(F, S, Os) :- ( memberchk(extension(X), Os) -> true ; X = '' ), tmp_file(stream, F0), file_name_extension(F0, X, F), open(F, write, S).
make_directory_path(D) :- ( exists_directory(D) -> true ; file_directory_name(D, P), ( P == D -> true ; make_directory_path(P) ), make_directory(D) ).
directory_member(D, M, _) :- directory_files(D, Fs), member(F, Fs), F \== '.', F \== '..', directory_file_path(D, F, M).
% What a program sets is kept apart from the environment of the process, which belongs to the host.
getenv(N, V) :- ( '$environment'(L), memberchk(N-V0, L) -> V0 = set(V) ; '$getenv'(N, V) ).
setenv(N, V) :- atom_string(A, V), '$set_environment'(N, set(A)).
unsetenv(N) :- '$set_environment'(N, unset).
'$environment'(L) :- catch(nb_getval('$environment', L), _, L = []).
'$set_environment'(N, V) :- '$environment'(L), nb_setval('$environment', [N-V|L]).
shell(C) :- shell(C, 0).
sleep(T0) :- T is T0, get_time(Now), End is Now + T, '$sleep_until'(End).
'$sleep_until'(End) :- get_time(Now), Rest is End - Now, ( Rest > 0 -> '$nap'(Rest), '$sleep_until'(End) ; true ).
phrase_from_file(G, F) :- phrase_from_file(G, F, []).
phrase_from_file(G, F, Os) :- open(F, read, S, Os), read_stream_to_codes(S, Cs), close(S), phrase(G, Cs).
% What a pattern stands for in its last part.
expand_file_name(P, Fs) :-
    atom_codes(P, Cs),
    ( member(C, Cs), memberchk(C, [0'*, 0'?, 0'[, 0'{]) ->
        file_directory_name(P, D), file_base_name(P, B), catch(directory_files(D, All), _, All = []),
        findall(M, ( member(F, All), \+ sub_atom(F, 0, 1, _, '.'), wildcard_match(B, F), ( memberchk(0'/, Cs) -> directory_file_path(D, F, M) ; M = F ) ), Fs0), msort(Fs0, Fs)
    ; Fs = [P] ).
wildcard_match(P, S) :- atom_codes(P, Ps), atom_codes(S, Cs), '$wild'(Ps, Cs), !.
'$wild'([], []).
'$wild'([0'*|Ps], Cs) :- !, ( '$wild'(Ps, Cs) ; Cs = [_|Ds], '$wild'([0'*|Ps], Ds) ).
'$wild'([0'?|Ps], [_|Cs]) :- !, '$wild'(Ps, Cs).
'$wild'([0'[|Ps], [C|Cs]) :- !, append(Set, [0']|Rest], Ps), !, '$in_set'(Set, C), '$wild'(Rest, Cs).
'$wild'([0'{|Ps], Cs) :- !, append(Alternatives, [0'}|Rest], Ps), !, atom_codes(A, Alternatives), atomic_list_concat(As, ',', A), member(X, As), atom_codes(X, Xs), append(Xs, Rest, Qs), '$wild'(Qs, Cs).
'$wild'([P|Ps], [P|Cs]) :- '$wild'(Ps, Cs).
'$in_set'([L, 0'-, H|Set], C) :- !, ( C >= L, C =< H -> true ; '$in_set'(Set, C) ).
'$in_set'([X|Set], C) :- ( C =:= X -> true ; '$in_set'(Set, C) ).
% The name of a file as seen from the folder of another one.
relative_file_name(Path, To, Rel) :- nonvar(Path), !, absolute_file_name(Path, P, []), absolute_file_name(To, T, []), atomic_list_concat(Ps, /, P), atomic_list_concat(Ts, /, T), '$beyond_common'(Ps, Ts, Ps1, Ts1), append(Ups0, [_], Ts1), '$ups'(Ups0, Ups), append(Ups, Ps1, Rs), atomic_list_concat(Rs, /, Rel).
relative_file_name(Path, To, Rel) :- ( is_absolute_file_name(Rel) -> Path = Rel ; absolute_file_name(To, T, []), file_directory_name(T, D), atomic_list_concat([D, /, Rel], P), absolute_file_name(P, Path, []) ).
'$beyond_common'([P|Ps], [P|Ts], Qs, Us) :- Ps = [_|_], Ts = [_|_], !, '$beyond_common'(Ps, Ts, Qs, Us).
'$beyond_common'(Ps, Ts, Ps, Ts).
'$ups'([], []).
'$ups'([_|Xs], [..|Ys]) :- '$ups'(Xs, Ys).
copy_file(From, To0) :- ( exists_directory(To0) -> file_base_name(From, B), directory_file_path(To0, B, To) ; To = To0 ), setup_call_cleanup(open(From, read, I, [type(binary)]), setup_call_cleanup(open(To, write, O, [type(binary)]), '$copy_bytes'(I, O), close(O)), close(I)).
'$copy_bytes'(I, O) :- repeat, get_byte(I, B), ( B =:= -1 -> ! ; put_byte(O, B), fail ).
copy_directory(From, To) :- make_directory_path(To), forall('$entry'(From, F, P), ( directory_file_path(To, F, Q), ( exists_directory(P) -> copy_directory(P, Q) ; copy_file(P, Q) ) )).
'$entry'(D, F, P) :- directory_files(D, Fs), member(F, Fs), F \== '.', F \== '..', directory_file_path(D, F, P).
delete_directory_contents(D) :- forall('$entry'(D, _, P), ( exists_directory(P) -> delete_directory_and_contents(P) ; delete_file(P) )).
delete_directory_and_contents(D) :- delete_directory_contents(D), delete_directory(D).
can_open_file(F, M) :- access_file(F, M).
ls :- ls('.').
ls(D) :- directory_files(D, Fs), forall(( member(F, Fs), \+ sub_atom(F, 0, 1, _, '.') ), writeln(F)).
mv(F, G) :- rename_file(F, G).
rm(F) :- delete_file(F).
