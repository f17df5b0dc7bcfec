% Modules: what they export and import, and what is asked of them. Which predicate a name means is known in Rust.

module(M) :- '$must_be'(atom, M), nb_setval('$toplevel_module', M).
'$toplevel_module'(M) :- ( catch(nb_getval('$toplevel_module', M0), _, fail) -> M = M0 ; M = user ).
set_module(S) :- strip_module(S, M, P), '$set_module_property'(P, M).
'$set_module_property'(base(B), M) :- !, '$set_base'(M, B).
'$set_module_property'(class(_), _) :- !.
'$set_module_property'(P, _) :- atom(P), '$set_module'(P).

% A file that defines a module begins so.
'$begin_module'(M, Es) :-
    '$must_be'(atom, M), '$must_be'(list, Es),
    ( catch(nb_getval('$place', F:_), _, fail), atom(F) -> true ; F = '' ),
    '$module'(M, F), '$set_module'(M), '$export_all'(Es, M).
'$export_all'([], _).
'$export_all'([E|Es], M) :- '$export_one'(E, M), '$export_all'(Es, M).
'$export_one'(E, _) :- var(E), !, throw(error(instantiation_error, _)).
'$export_one'(op(P, T, N), M) :- !, op(P, T, M:N), '$export_operators'(N, P, T, M).
'$export_one'(N/A, M) :- !, '$export'(M, N, A).
'$export_one'(N//A, M) :- !, A2 is A + 2, '$export'(M, N, A2).
'$export_one'((A, B), M) :- !, '$export_one'(A, M), '$export_one'(B, M).
'$export_one'([], _) :- !.
'$export_one'([E|Es], M) :- !, '$export_all'([E|Es], M).
'$export_one'(E, _) :- throw(error(type_error(export_specifier, E), _)).
'$export_operators'([], _, _, _) :- !.
'$export_operators'([N|Ns], P, T, M) :- !, '$export_operators'(N, P, T, M), '$export_operators'(Ns, P, T, M).
'$export_operators'(N0, P, T, M) :- ( N0 = _:N -> true ; N = N0 ), '$export_operator'(M, P, T, N).
export(S) :- strip_module(S, M, Es), '$export_one'(Es, M).
import(S) :- strip_module(S, M, Is), '$import_one'(Is, M, user).
'$import_one'((A, B), M, F) :- !, '$import_one'(A, M, F), '$import_one'(B, M, F).
'$import_one'(F:I, M, _) :- !, '$import_one'(I, M, F).
'$import_one'(I, M, F) :- '$import_list'([I], F, M, explicit, _).

use_module(S) :- strip_module(S, M, F), '$use'(F, M, all, _).
use_module(S, Is) :- strip_module(S, M, F), '$use'(F, M, Is, _).
% What would be loaded when it is called is loaded now.
autoload(S) :- strip_module(S, M, F), '$use'(F, M, all, _).
autoload(S, Is) :- strip_module(S, M, F), '$use'(F, M, Is, _).
reexport(S) :- strip_module(S, M, F), '$use'(F, M, all, Ns), '$export_all'(Ns, M).
reexport(S, Is) :- strip_module(S, M, F), '$use'(F, M, Is, Ns), '$export_all'(Ns, M).

% '$use'(File, Into, Imports, Names): a file is loaded once; what of its exports is asked for is imported under those names.
'$use'(F, _, _, _) :- var(F), !, throw(error(instantiation_error, _)).
'$use'([], _, _, []) :- !.
'$use'([F|Fs], M, Is, Ns) :- !, '$use'(F, M, Is, Ns0), '$use'(Fs, M, Is, Ns1), append(Ns0, Ns1, Ns).
'$use'(library(L), M, Is, Ns) :- '$library_name'(L, N), '$is_library'(N), !, '$use_library'(Is, N, M, Ns).
'$use'(library(L), _, _, []) :- '$library_name'(L, N), '$tolerated_library'(N), !.
'$use'(F, M, Is, Ns) :- '$source_file'(F, Name), '$load_once'(Name, M), '$use_module_file'(Name, M, Is, Ns).
'$library_name'(A/B, N) :- !, '$library_name'(A, N1), '$library_name'(B, N2), atomic_list_concat([N1, N2], /, N).
'$library_name'(N, N) :- atom(N).
% Everything that a library exports is found when it is called.
'$use_library'(all, N, M, Ns) :- !, ( '$library'(N, F, Ns0) -> '$library_operators'(F, all, M, Os), append(Ns0, Os, Ns) ; Ns = [] ).
'$use_library'(Is, N, M, Ns) :- ( '$library'(N, F, Es) -> '$library_operators'(F, Is, M, Os) ; F = N, Es = [], Os = [] ), '$import_these'(Is, F, M, Es, Ns0), append(Ns0, Os, Ns).
'$library_operators'(F, Is, M, Ns) :- '$exported_operators'(F, Os), '$import_operators'(Os, Is, M, Ns).
'$use_module_file'(Name, M, Is, Ns) :-
    '$file_module'(Name, F), !, '$exports'(F, Es), '$import_these'(Is, F, M, Es, Ns0),
    '$exported_operators'(F, Os), '$import_operators'(Os, Is, M, Ns1), append(Ns0, Ns1, Ns).
'$use_module_file'(_, _, _, []).
'$file_module'(Name, M) :- '$modules'(Ms), member(M, Ms), '$module_file'(M, F), F == Name, !.
'$load_once'(Name, M) :- '$loaded_files'(L), ( memberchk(Name, L) -> true ; nb_setval('$loaded', [Name|L]), '$load_file'(Name, M) ).
'$loaded_files'(L) :- ( catch(nb_getval('$loaded', L0), _, fail) -> L = L0 ; L = [] ).
'$import_operators'([], _, _, []).
'$import_operators'([O|Os], Is, M, Ns) :- O = op(P, T, N), ( '$wants_operator'(Is, O) -> op(P, T, M:N), Ns = [O|Ns1] ; Ns = Ns1 ), '$import_operators'(Os, Is, M, Ns1).
'$wants_operator'(all, _) :- !.
'$wants_operator'(except(L), O) :- !, \+ ( member(E, L), E = O ).
'$wants_operator'(L, O) :- member(E, L), E = O, !.

'$import_these'(Is, _, _, _, _) :- var(Is), !, throw(error(instantiation_error, _)).
'$import_these'(all, F, M, Es, Ns) :- !, '$import_list'(Es, F, M, all, Ns).
'$import_these'(except(L), F, M, Es, Ns) :- !, '$without'(Es, L, Es1), '$import_list'(Es1, F, M, all, Ns).
'$import_these'(Is, F, M, _, Ns) :- is_list(Is), !, '$import_list'(Is, F, M, explicit, Ns).
'$import_these'(Is, _, _, _, _) :- throw(error(type_error(import_specifier, Is), _)).
% `except` may also rename.
'$without'([], _, []).
'$without'([E|Es], L, R) :- ( '$excepted'(L, E, R, R1) -> true ; R = [E|R1] ), '$without'(Es, L, R1).
'$excepted'([X0|Xs], E, R, R1) :- ( X0 = (X as N) -> T = [E as N|R1] ; X = X0, T = R1 ), '$plain_indicator'(X, I), ( I == E -> R = T ; '$excepted'(Xs, E, R, R1) ).
'$plain_indicator'(N//A, I) :- !, A2 is A + 2, I = N/A2.
'$plain_indicator'(I, I).
'$import_list'([], _, _, _, []).
'$import_list'([I|Is], F, M, How, Ns) :- '$import_named'(I, F, M, How, Ns, Ns1), '$import_list'(Is, F, M, How, Ns1).
'$import_named'(I, _, _, _, _, _) :- var(I), !, throw(error(instantiation_error, _)).
'$import_named'(op(_, _, _), _, _, _, Ns, Ns) :- !.
'$import_named'(I as N, F, M, How, [N/A|Ns], Ns) :- !, '$plain_indicator'(I, P/A), '$import_as'(F, P, A, N, M, How).
'$import_named'(I, F, M, How, [N/A|Ns], Ns) :- '$plain_indicator'(I, N/A), !, '$import_as'(F, N, A, N, M, How).
'$import_named'(I, _, _, _, _, _) :- throw(error(type_error(predicate_indicator, I), _)).
'$import_as'(F, P, A, N, M, How) :-
    ( '$is_library'(F) -> ( '$find'(F, P, A, _) -> true ; true ) ; true ),
    ( '$import'(M, F, P, A, N) -> true
    ; How == all -> true
    ; print_message(error, error(permission_error(import_into(M), procedure, F:P/A), _)) ).

meta_predicate(S) :- strip_module(S, M, Ds), '$meta_predicates'(Ds, M).
'$meta_predicates'(D, _) :- var(D), !, throw(error(instantiation_error, _)).
'$meta_predicates'((A, B), M) :- !, '$meta_predicates'(A, M), '$meta_predicates'(B, M).
'$meta_predicates'([], _) :- !.
'$meta_predicates'([D|Ds], M) :- !, '$meta_predicates'(D, M), '$meta_predicates'(Ds, M).
'$meta_predicates'(M:D, _) :- !, '$meta_predicates'(D, M).
'$meta_predicates'(D, M) :- callable(D), !, D =.. [N|As], length(As, A), '$meta_letters'(As, Ls), atomic_list_concat(Ls, Spec), '$own'(M, N, A, K), '$set_meta'(K, A, Spec).
'$meta_predicates'(D, _) :- throw(error(type_error(callable, D), _)).
'$meta_letters'([], []).
'$meta_letters'([A|As], [L|Ls]) :- ( var(A) -> throw(error(instantiation_error, _)) ; '$meta_letter'(A, L) -> true ; throw(error(domain_error(meta_argument_specifier, A), _)) ), '$meta_letters'(As, Ls).
'$meta_letter'(A, A) :- integer(A), A >= 0, A =< 9.
'$meta_letter'(//, /).
'$meta_letter'(*, ?).
'$meta_letter'(A, A) :- '$listed_type'(A, [:, ^, ?, +, -, ++, --, !]).

strip_module(T, M, P) :- '$strip_module'(user, T, M, P).
context_module(S) :- '$strip_module'(user, S, M, M1), M1 = M.
@(S, M) :- '$must_be'(atom, M), '$strip_module'(user, S, Q, G), '$at'(G, Q, M).
'$at'(G, Q, M) :- callable(G), functor(G, N, A), '$find'(Q, N, A, K), '$meta'(K, A, _), !, '$ready'(M, G, G1), ( G1 = G -> call(G) ; G1 =.. [_|As], G2 =.. [N|As], call(Q:G2) ).
'$at'(G, Q, _) :- call(Q:G).

current_module(M) :- '$modules'(Ms), ( atom(M) -> memberchk(M, Ms) ; var(M) -> member(M, Ms) ; throw(error(type_error(module, M), _)) ).
module_property(M, P) :- '$some_module'(M), '$module_property'(P, M).
'$module_property'(file(F), M) :- '$module_file'(M, F), F \== ''.
'$module_property'(exports(L), M) :- '$exports'(M, L).
'$module_property'(exported_operators(L), M) :- '$exported_operators'(M, L), L \== [].
'$module_property'(class(C), M) :- ( M == system -> C = system ; '$is_library'(M) -> C = library ; C = user ).
'$some_module'(M) :- atom(M), '$is_library'(M), !.
'$some_module'(M) :- current_module(M).
import_module(M, B) :- '$some_module'(M), '$base'(M, B).
add_import_module(M, B, _) :- '$set_base'(M, B).
delete_import_module(M, B) :- '$base'(M, B), '$set_base'(M, system).
prolog_load_context(K, V) :- '$load_context'(K, V).
'$load_context'(module, M) :- '$current_module'(M).
'$load_context'(source, F) :- catch(nb_getval('$place', F:_), _, fail).
'$load_context'(file, F) :- catch(nb_getval('$place', F:_), _, fail).
'$load_context'(directory, D) :- catch(nb_getval('$place', F:_), _, fail), atom(F), ( '$folder_of'(F, D) -> true ; D = '.' ).
'$load_context'(dialect, swi).
'$load_context'(term_position, '$stream_position'(0, L, 0, 0)) :- catch(nb_getval('$place', _:L), _, fail).
'$folder_of'(F, D) :- atomic_list_concat(Parts, /, F), append(Folder, [_], Parts), Folder = [_|_], atomic_list_concat(Folder, /, D).

% What is asked of predicates.

current_predicate(S) :- nonvar(S), S = M:S1, !, ( var(M) -> current_module(M), '$own_predicate'(M, S1) ; '$current_predicate'(S1, M) ).
current_predicate(S) :- '$current_predicate'(S, user).
'$current_predicate'(S, _) :- nonvar(S), S = M:S1, !, current_predicate(M:S1).
'$current_predicate'(N/A, M) :- atom(N), integer(A), !, A >= 0, '$definition'(M, N, A, K), '$module_of'(K, A, D, _), D \== system, '$defined'(K, A).
'$current_predicate'(S, M) :- '$own_predicate'(M, S).
'$own_predicate'(M, S) :- '$indicator_ok'(S), '$predicates'(M, L), member(S, L).
'$indicator_ok'(S) :- var(S), !.
'$indicator_ok'(N/A) :- ( var(N) -> true ; atom(N) ), ( var(A) -> true ; integer(A) ), !.
'$indicator_ok'(S) :- throw(error(type_error(predicate_indicator, S), _)).
current_predicate(N, S) :- '$strip_module'(user, S, M0, H), ( H = M:H1 -> true ; M = M0, H1 = H ),
    ( nonvar(H1) -> functor(H1, N, A), current_predicate(M:N/A) ; current_predicate(M:N/A), functor(H1, N, A) ).

predicate_property(S, P) :- nonvar(S), S = M:H, var(M), !, current_module(M), predicate_property(M:H, P).
predicate_property(S, P) :- strip_module(S, M, H), ( var(H) -> '$predicates'(M, L), member(N/A, L), functor(H, N, A) ; functor(H, N, A) ),
    '$find'(M, N, A, K), '$property'(K, A, Kind), '$property_of'(P, Kind, K, A, M).
'$property_of'(visible, _, _, _, _).
'$property_of'(interpreted, Kind, _, _, _) :- Kind \== builtin.
'$property_of'(built_in, builtin, _, _, _).
'$property_of'(system, builtin, _, _, _).
'$property_of'(dynamic, dynamic, _, _, _).
'$property_of'(static, Kind, _, _, _) :- Kind \== dynamic.
'$property_of'(defined, _, K, A, _) :- '$defined'(K, A).
'$property_of'(imported_from(D), Kind, K, A, M) :- '$module_of'(K, A, D, _), D \== M, Kind \== builtin.
'$property_of'(exported, _, K, A, _) :- '$module_of'(K, A, D, N), '$exports'(D, Es), memberchk(N/A, Es).
'$property_of'(meta_predicate(H), _, K, A, _) :- '$meta'(K, A, Spec), '$module_of'(K, A, _, N), atom_chars(Spec, Cs), '$meta_arguments'(Cs, As), H =.. [N|As].
'$property_of'(transparent, _, K, A, _) :- '$meta'(K, A, _).
'$property_of'(number_of_clauses(C), Kind, K, A, _) :- Kind \== builtin, '$clauses'(K, A, C).
'$property_of'(P, _, K, A, _) :- '$declared'(K, A, Ps), member(P, Ps).
'$meta_arguments'([], []).
'$meta_arguments'([C|Cs], [A|As]) :- ( C == / -> A = // ; char_type(C, digit(_)) -> atom_number(C, A) ; A = C ), '$meta_arguments'(Cs, As).
