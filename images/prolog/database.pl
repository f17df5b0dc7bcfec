% Clauses, predicates, operators, flags.

% What clause/2 does where the clauses are not code.
'$clause'(H, B) :- '$look'(H, B, Ref0, At), '$clause_from'(At, Ref0, H, B).
'$clause_from'(true, _, _, _) :- !.
'$clause_from'(At, Ref0, H, B) :- '$clause_at'(At, Ref0, H, Ref), '$clause'(Ref, H, B).
% The clause, then those from a place on.
'$clause_at'([], Ref0, _, Ref) :- !, Ref = Ref0.
'$clause_at'(_, Ref, _, Ref).
'$clause_at'(At0, _, H, Ref) :- '$step'(At0, H, Ref0, At), '$clause_at'(At, Ref0, H, Ref).
retract(C) :- '$clause_parts'(C, H, B), '$retract'(H, B, Ref0, At), '$retract_from'(At, Ref0, H, B).
'$retract_from'(true, _, _, _) :- !.
'$retract_from'(At, Ref0, H, B) :- '$clause_at'(At, Ref0, H, Ref), '$clause'(Ref, H, B), '$erase'(Ref).
'$clause_parts'(C, _, _) :- var(C), !, throw(error(instantiation_error, _)).
'$clause_parts'((H :- B), H, B) :- !.
'$clause_parts'(M:(H :- B), M:H, B) :- !.
'$clause_parts'(H, H, true).
retractall(H) :- var(H), !, throw(error(instantiation_error, _)).
retractall(H) :- '$erase_all'(H).
% Not the last call, so that errors tell of abolish/1.
abolish(S) :- strip_module(S, M, PI), '$abolish_in'(PI, M), M = M.
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
current_op(P, T, S) :- ( nonvar(S), S = _:N -> true ; N = S ), '$op_check'(P, T, N), '$ops'(S, L), member(op(P, T, N), L).
'$op_check'(P, T, N) :-
    ( var(P) -> true ; integer(P), P >= 0, P =< 1200 -> true ; throw(error(domain_error(operator_priority, P), _)) ),
    ( var(T) -> true ; memberchk(T, [fx,fy,xf,yf,xfx,xfy,yfx]) -> true ; throw(error(domain_error(operator_specifier, T), _)) ),
    ( var(N) -> true ; atom(N) -> true ; throw(error(type_error(atom, N), _)) ).

% Flags. Those of the reader and `unknown` are the system's, the others are pairs in a global variable.
current_prolog_flag(F, V) :- ( var(F) -> true ; atom(F) -> true ; throw(error(type_error(atom, F), _)) ), '$all_flags'(L), ( var(F) -> member(F-V, L) ; memberchk(F-V0, L), V = V0 ).
'$all_flags'(L) :- '$flags'(L0), '$kept_flags'(L1), '$arguments'(As), ( As = [--|A] -> true ; A = As ), append(L0, [argv-A|L1], L).
'$kept_flags'(L) :- ( catch(nb_getval('$flags', L), _, fail) -> true ; findall(F-V, '$flag'(F, _, V), L) ).
set_prolog_flag(F, V) :-
    ( var(F) -> throw(error(instantiation_error, _)) ; var(V) -> throw(error(instantiation_error, _)) ; true ),
    ( atom(F) -> true ; throw(error(type_error(atom, F), _)) ),
    '$kept_flags'(L),
    ( '$flag_values'(F, Vs) -> ( '$flag_value'(Vs, V) -> true ; throw(error(domain_error(flag_value, F+V), _)) )
    ; memberchk(F-_, L) -> true
    ; '$flags'(System), memberchk(F-_, System) -> true
    ; throw(error(domain_error(prolog_flag, F), _)) ),
    ( '$system_flag'(F) -> '$set_flag'(F, V) ; Vs == none -> throw(error(permission_error(modify, flag, F), _)) ; '$keep_flag'(L, F, V) ).
create_prolog_flag(F, V, _) :- '$kept_flags'(L), '$keep_flag'(L, F, V).
'$keep_flag'(L0, F, V) :- '$without_flag'(L0, F, L), nb_setval('$flags', [F-V|L]).
'$without_flag'([], _, []).
'$without_flag'([F-V|L0], G, L) :- ( F == G -> L = L0 ; L = [F-V|L1], '$without_flag'(L0, G, L1) ).
'$system_flag'(F) :- '$system_flag'(F, _).
'$system_flag'(double_quotes, [codes, chars, atom, string]).
'$system_flag'(back_quotes, [codes, chars, atom, string]).
'$system_flag'(unknown, [error, fail, warning]).
'$system_flag'(occurs_check, [false, true, error]).
'$system_flag'(iso, [true, false]).
'$system_flag'(char_conversion, [on, off]).
'$system_flag'(float_overflow, [error, infinity]).
'$system_flag'(float_zero_div, [error, infinity]).
'$system_flag'(float_undefined, [error, nan]).
'$flag_values'(max_arity, none) :- !.
'$flag_values'(F, Vs) :- ( '$system_flag'(F, Vs) -> true ; '$flag'(F, Vs, _) ).
'$flag_value'(any, _).
'$flag_value'(none, _).
'$flag_value'([V|Vs], X) :- memberchk(X, [V|Vs]).
% '$flag'(Flag, Values, Value): the values that it can be given (none: it cannot be set) and the one at the beginning.
'$flag'(bounded, none, false).
'$flag'(max_integer, none, 9223372036854775807).
'$flag'(min_integer, none, -9223372036854775808).
'$flag'(max_tagged_integer, none, 1152921504606846975).
'$flag'(min_tagged_integer, none, -1152921504606846976).
'$flag'(integer_rounding_function, none, toward_zero).
'$flag'(dialect, none, swi).
'$flag'(debug, [on, off, true, false], off).
'$flag'(optimise, [true, false], false).
'$flag'(gc, [true, false], true).
'$flag'(verbose, [silent, normal, true, false], silent).
'$flag'(verbose_load, [silent, normal, full, true, false], silent).
'$flag'(generate_debug_info, [true, false], true).
'$flag'(autoload, any, true).
'$flag'(stack_limit, any, 1073741824).
'$flag'(encoding, any, utf8).
'$flag'(print_write_options, any, [portray(true), numbervars(true)]).
'$flag'(answer_write_options, any, [quoted(true), portray(true), max_depth(10), spacing(next_argument)]).
'$flag'(toplevel_prompt, any, '~m~d~l~!~q ?- ').
'$flag'(float_rounding, [to_nearest], to_nearest).
'$flag'(prefer_rationals, [false], false).
'$flag'(character_escapes, [true, false], true).
'$flag'(max_char_code, none, 1114111).
'$flag'(float_max, none, 1.7976931348623157e308).
'$flag'(float_min, none, 2.2250738585072014e-308).
'$flag'(version, none, 90004).
'$flag'(version_data, none, swi(9, 0, 4, [])).
'$flag'(emulated_dialect, none, swi).
'$flag'(threads, none, false).
'$flag'(unix, none, true).
'$flag'(signals, none, false).
'$flag'(timezone, none, 0).
'$flag'(tmp_dir, any, '/tmp').
'$flag'(last_call_optimisation, [true, false], true).
'$flag'(optimise_unify, [true, false], true).
'$flag'(traditional, none, false).
'$flag'(debug_on_error, [true, false], false).
'$flag'(report_error, [true, false], true).
'$flag'(on_error, [print, halt, status], print).
'$flag'(on_warning, [print, halt, status], print).
'$flag'(message_context, any, []).
'$flag'(verbose_autoload, [true, false], false).
'$flag'(verbose_file_search, [true, false], false).
'$flag'(warn_override_implicit_import, [true, false], true).
'$flag'(stream_type_check, [false, loose, true], loose).
'$flag'(tty_control, [true, false], false).
'$flag'(color_term, [true, false], false).
'$flag'(xref, [true, false], false).
'$flag'(var_prefix, [false], false).
'$flag'(allow_variable_name_as_functor, [false], false).
'$flag'(prompt_alternatives_on, any, determinism).
'$flag'(toplevel_var_size, any, 1000).
'$flag'(toplevel_print_anon, [true, false], true).
'$flag'(toplevel_mode, any, backtracking).
'$flag'(history, any, 0).
'$flag'(rational_syntax, [compatibility], compatibility).
assertion(G) :- ( \+ \+ call(G) -> true ; throw(error(assertion_failed(G), _)) ).
