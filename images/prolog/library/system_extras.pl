:- module(system_extras, [abort/0, abolish/2, assert/2, asserta/2, assertz/2, clause/3, nth_clause/3, clause_property/2, copy_predicate_clauses/2, call_cleanup/3, collation_key/2, locale_sort/2,
    compile_aux_clauses/1, compile_predicates/1, compiling/0, copy_stream_data/3, copy_term/4, copy_term_nat/4, current_atom/1, current_functor/2, current_blob/2, current_flag/1, get_flag/2, set_flag/2,
    default_module/2, det/1, deterministic/1, '$'/0, '$'/1, expand_file_search_path/2, functor/4, garbage_collect_atoms/0, garbage_collect_clauses/0, trim_stacks/0, trim_heap/0,
    get/2, put/2, get_single_char/1, nb_linkval/2, non_terminal/1, noprofile/1, notrace/1, protocol/1, protocola/1, protocolling/1, random_property/1, read_link/3,
    read_pending_chars/3, read_pending_codes/3, redefine_system_predicate/1, set_end_of_stream/1, sig_atomic/1, size_abstract_term/3, tabled_call/1, term_hash/4, undefined/0, var_number/2,
    with_tty_raw/1, tty_size/2, wildcard_match/3, setlocale/3, stream_pair/3, prolog_to_os_filename/2,
    float_parts/4, time/1, statistics/0, alarm/3, alarm/4, alarm_at/4, remove_alarm/1, current_alarm/4,
    push_operators/1, push_operators/2, pop_operators/0, pop_operators/1, push_op/3, in_temporary_module/3, get_prolog_backtrace/2, get_prolog_backtrace/3, print_prolog_backtrace/2, print_prolog_backtrace/3, backtrace/1,
    current_type/3, portray_clause/3, listing/2, expects_dialect/1,
    call_residue_vars/2, snapshot/1, transaction/1, transaction/2, untable/1, current_table/2, abolish_module_tables/1, abolish_private_tables/0, abolish_shared_tables/0, not_exists/1, residual_goals/1, sig_block/1, sig_unblock/1,
    require/1, version/0, version/1, license/1, license/2, source_file/2, source_file_property/2, exists_source/2, unload_file/1, expand_goal/4, expand_term/4, dcg_translate_rule/4, var_property/2, set_prolog_stack/2, prolog_stack_property/2,
    set_prolog_gc_thread/1, (thread_initialization)/1, message_to_string/2, atom_prefix/2, wait_for_input/3, on_signal/3, use_foreign_library/1, use_foreign_library/2, fill_buffer/1, prolog/0, break/0]).
% Predicates of the system that programs use rarely.

abort :- throw('$aborted').
abolish(N, A) :- abolish(N/A).
% A clause is its own reference.
assert(C, R) :- assertz(C, R).
assertz(C, R) :- '$reference_free'(R), '$assert_clause'(C, last, R).
asserta(C, R) :- '$reference_free'(R), '$assert_clause'(C, first, R).
'$reference_free'(R) :- ( var(R) -> true ; throw(error(uninstantiation_error(R), _)) ).
clause(H, B, R) :- nonvar(R), !, ( '$clause_reference'(R) -> true ; throw(error(type_error(db_reference, R), _)) ), '$clause_of'(R, M, H0), '$same_module_head'(H, M, H1), H1 = H0, '$clause'(R, H0, B).
clause(H, B, R) :- '$clause_references'(H, R), '$clause'(R, H, B).
'$clause_reference'(R) :- \+ atom(R), \+ number(R), \+ string(R), \+ compound(R).
'$same_module_head'(H, M, H1) :- ( nonvar(H), H = M0:H1 -> M0 = M ; H1 = H ).
'$clause_references'(H, R) :- '$walk'(H, access, R0, At), '$each_clause'(At, R0, H, R).
'$each_clause'([], R0, _, R) :- !, R = R0.
'$each_clause'(_, R, _, R).
'$each_clause'(At0, _, H, R) :- '$step'(At0, H, R0, At), '$each_clause'(At, R0, H, R).
nth_clause(H, N, R) :- nonvar(R), !, '$clause_of'(R, M, H0), functor(H0, F, A), functor(G, F, A), ( M == user -> H = G ; H = M:G ), '$nth_clause'(M:G, N, R0), R0 == R, !.
nth_clause(H, N, R) :- strip_module(H, M, H0), '$must_be'(callable, H0), functor(H0, F, A), functor(G, F, A), '$nth_clause'(M:G, N, R).
'$nth_clause'(H, N, R) :- findall(R0, '$clause_references'(H, R0), Rs), nth1(N, Rs, R).
clause_property(R, P) :- '$clause_of'(R, M, H), '$clause'(R, H, B), functor(H, F, A), ( B == true, P = fact ; P = predicate(M:F/A) ; P = module(M) ).
copy_predicate_clauses(From, To) :- strip_module(From, M, F), strip_module(To, N, T), '$head_of'(F, FN, A), '$head_of'(T, TN, A), functor(H, FN, A), findall((H :- B), clause(M:H, B), Cs), '$copy_clauses'(Cs, N, TN).
'$head_of'(I, N, A) :- ( I = N/A -> true ; functor(I, N, A) ).
'$copy_clauses'([], _, _).
'$copy_clauses'([(H :- B)|Cs], M, N) :- H =.. [_|As], G =.. [N|As], assertz(M:(G :- B)), '$copy_clauses'(Cs, M, N).
call_cleanup(G, Catcher, C) :- setup_call_catcher_cleanup(true, G, Catcher, C).
collation_key(A, A).
locale_sort(L, S) :- msort(L, S).
compile_aux_clauses(Cs) :- ( is_list(Cs) -> forall(member(C, Cs), assertz(C)) ; assertz(Cs) ).
compile_predicates(_).
compiling :- prolog_load_context(source, _).
copy_stream_data(S, T, N) :- ( N =< 0 -> true ; get_code(S, C), ( C =:= -1 -> true ; put_code(T, C), M is N - 1, copy_stream_data(S, T, M) ) ).
% Only some variables are new.
copy_term(Vs0, T0, Vs, T) :- term_variables(Vs0, Fresh), term_variables(T0, All), '$other_variables'(All, Fresh, Kept), copy_term(Kept/Vs0/T0, Kept/Vs/T).
copy_term_nat(Vs0, T0, Vs, T) :- term_variables(Vs0, Fresh), term_variables(T0, All), '$other_variables'(All, Fresh, Kept), copy_term_nat(Kept/Vs0/T0, Kept/Vs/T).
'$other_variables'([], _, []).
'$other_variables'([V|Vs], Ws, R) :- ( member(W, Ws), W == V -> R = R1 ; R = [V|R1] ), '$other_variables'(Vs, Ws, R1).
current_atom(A) :- atom(A).
current_functor(N, A) :- atom(N), ( integer(A) -> true ; current_predicate(N/A) ).
current_blob(B, T) :- blob(B, T).
current_flag(K) :- catch(nb_getval('$counters', L), _, fail), member(K-_, L).
get_flag(K, V) :- flag(K, V0, V0), V = V0.
set_flag(K, V) :- flag(K, _, V).
default_module(M, N) :- ( N = M ; M \== user, M \== system, N = user ; M \== system, N = system ).
det(_).
deterministic(true).
'$'.
'$'(G) :- ( call(G) *-> true ; throw(error(determinism_error(user:G, det, fail, guard), _)) ).
expand_file_search_path(P, F) :- '$located'(P, F).
functor(T, N, A, K) :- ( var(T) -> ( A == 0, K \== compound -> T = N, K = atomic ; functor(T, N, A), K = compound ) ; functor(T, N, A), ( compound(T) -> K = compound ; atom(T) -> K = atom ; K = atomic ) ).
garbage_collect_atoms.
garbage_collect_clauses.
trim_stacks.
trim_heap.
get(S, C) :- get_code(S, X), ( X =:= -1 -> C = X ; X > 32 -> C = X ; get(S, C) ).
put(S, C) :- ( integer(C) -> put_code(S, C) ; put_char(S, C) ).
get_single_char(C) :- get_code(user_input, C).
nb_linkval(K, V) :- nb_setval(K, V).
non_terminal(_).
noprofile(_).
notrace(G) :- once(G).
protocol(_).
protocola(_).
protocolling(_) :- fail.
random_property(_) :- fail.
read_link(_, _, _) :- fail.
read_pending_codes(S, Cs, T) :- read_line_to_codes(S, Cs0, []), append(Cs0, T, Cs).
read_pending_chars(S, Cs, T) :- read_line_to_codes(S, Cs0, []), atom_codes(A, Cs0), atom_chars(A, Cs1), append(Cs1, T, Cs).
redefine_system_predicate(_).
set_end_of_stream(_).
sig_atomic(G) :- once(G).
% A term of at most so many cells that subsumes another: those nearest to the root are kept.
size_abstract_term(N, T, A) :- '$abstract_level'([T-A], N, _).
'$abstract_level'([], N, N).
'$abstract_level'([T-A|Q], N0, N) :- ( compound(T), functor(T, F, K), N0 >= K + 1 -> functor(A, F, K), N1 is N0 - K - 1, T =.. [_|Ts], A =.. [_|As], pairs_keys_values(Ps, Ts, As), append(Q, Ps, Q1), '$abstract_level'(Q1, N1, N) ; ( compound(T) -> true ; A = T ), '$abstract_level'(Q, N0, N) ).
tabled_call(G) :- findall(G, G, L0), list_to_set(L0, L), member(G, L).
term_hash(T, Depth, Range, H) :- '$cut_depth'(Depth, T, T1), ( ground(T1) -> term_hash(T1, H0), H is H0 mod Range ; true ).
'$cut_depth'(0, _, '$deep') :- !.
'$cut_depth'(D, T, T) :- ( D < 0 ; \+ compound(T) ), !.
'$cut_depth'(D, T, T1) :- T =.. [F|As], E is D - 1, '$cut_depths'(As, E, Bs), T1 =.. [F|Bs].
'$cut_depths'([], _, []).
'$cut_depths'([A|As], D, [B|Bs]) :- '$cut_depth'(D, A, B), '$cut_depths'(As, D, Bs).
undefined.
var_number('$VAR'(N), N).
with_tty_raw(G) :- once(G).
tty_size(_, _) :- throw(error(system_error('Inappropriate ioctl for device'), _)).
wildcard_match(P, S, Os) :- ( memberchk(case_sensitive(false), Os) -> downcase_atom(P, P1), downcase_atom(S, S1), wildcard_match(P1, S1) ; wildcard_match(P, S) ).
setlocale(_, 'C', _).
stream_pair(P, R, W) :- ( nonvar(P) -> ( catch(stream_property(P, input), _, fail) -> R = P ; W = P ) ; P = R, W = W ).
prolog_to_os_filename(F, F).
float_parts(F, M, 2, E) :- '$must_be'(float, F), ( F =:= 0 -> M = F, E = 0 ; E0 is floor(log2(abs(F))) + 1, M0 is F / 2.0 ** E0, ( abs(M0) < 0.5 -> E is E0 - 1, M is M0 * 2 ; abs(M0) >= 1 -> E is E0 + 1, M is M0 / 2 ; E = E0, M = M0 ) ).

% What a goal takes, at each exit.
time(G) :-
    '$cputime'(C), get_time(W), '$inferences'(N, _, _), S = since(C, W, N),
    ( catch(G, E, ( '$tell_time'(S), throw(E) )) *-> '$tell_time'(S) ; '$tell_time'(S), fail ).
'$tell_time'(since(C0, W0, N0)) :-
    '$inferences'(N1, _, _), '$cputime'(C1), get_time(W1), N is N1 - N0, C is C1 - C0, W is W1 - W0,
    ( W > 0 -> P is min(100, round(100 * C / W)) ; P = 100 ), ( C > 0 -> Lips is truncate(N / C) ; Lips = 0 ),
    format(user_error, '% ~D inferences, ~3f CPU in ~3f seconds (~d% CPU, ~d Lips)~n', [N, C, W, P, Lips]).
statistics :- '$cputime'(T), format(user_error, '% ~3f seconds cpu time~n', [T]).
% Goals that run after some time, whatever runs then: '$time_out'/1 asks for them.
alarm(T, G, Id) :- alarm(T, G, Id, []).
alarm(T0, G, Id, Os) :- T is T0, '$alarm'(T, N), '$alarms'(L), ( memberchk(remove(R), Os) -> true ; R = false ), nb_setval('$alarms', [alarm(N, T, G, R)|L]), Id = '$alarm'(N).
alarm_at(T0, G, Id, Os) :- get_time(Now), T is T0 - Now, alarm(T, G, Id, Os).
remove_alarm('$alarm'(N)) :- ( '$disarm'(N) -> true ; true ), '$alarms'(L0), ( select(alarm(N, _, _, _), L0, L) -> nb_setval('$alarms', L) ; true ).
current_alarm(T, G, '$alarm'(N), scheduled) :- '$alarms'(L), member(alarm(N, T, G, _), L).
'$alarms'(L) :- catch(nb_getval('$alarms', L), _, L = []).

% Operators that are taken back later.
push_operators(Spec) :- '$push_operators'(Spec, Undo), '$operator_stack'(L), nb_setval('$operator_stack', [Undo|L]).
push_operators(Spec, Undo) :- '$push_operators'(Spec, Undo).
'$push_operators'(Spec, M:Undo) :- strip_module(Spec, M, Ops0), ( is_list(Ops0) -> Ops = Ops0 ; Ops = [Ops0] ), findall(U, ( member(op(_, T, N), Ops), '$operator_before'(T, N, U) ), Undo), forall(member(op(P, T, N), Ops), '$op'(P, T, M:N)).
'$operator_before'(T, N, op(P, T1, N)) :- '$ops'(N, L), '$same_kind'(T, T1), memberchk(op(P, T1, N), L), !.
'$operator_before'(T, N, op(0, T, N)).
'$same_kind'(T, T1) :- member(K, [[fx, fy], [xf, yf], [xfx, xfy, yfx]]), memberchk(T, K), !, member(T1, K).
pop_operators :- '$operator_stack'([U|L]), nb_setval('$operator_stack', L), pop_operators(U).
pop_operators(M:Undo) :- forall(member(op(P, T, N), Undo), '$op'(P, T, M:N)).
push_op(P, T, N) :- '$operator_stack'(L0), ( L0 = [M:U|L] -> true ; M = user, U = [], L = [] ), '$operator_before'(T, N, O), '$op'(P, T, M:N), nb_setval('$operator_stack', [M:[O|U]|L]).
'$operator_stack'(L) :- catch(nb_getval('$operator_stack', L), _, L = []).

in_temporary_module(M, Setup, G) :- ( var(M) -> '$serial'(N), atom_concat('$temporary', N, M) ; true ), @(Setup, M), @(G, M).
get_prolog_backtrace(_, []).
get_prolog_backtrace(_, [], _).
print_prolog_backtrace(_, _).
print_prolog_backtrace(_, _, _).
backtrace(_).

current_type(T, X, true) :- '$types'(Ts), member(T, Ts), X = X.
portray_clause(S, C, _) :- portray_clause(S, C).
listing(S, _) :- listing(S).
expects_dialect(_).
call_residue_vars(G, Vs) :- call(G), term_attvars(G, Vs).
% What a goal does to dynamic predicates is undone: always, or if it does not succeed.
snapshot(G) :- '$dynamic_clauses'(Before), ( catch('$one'(G), E, true) -> '$restore_clauses'(Before), ( nonvar(E) -> throw(E) ; true ) ; '$restore_clauses'(Before), fail ).
transaction(G) :- '$dynamic_clauses'(Before), ( catch('$one'(G), E, true) -> ( nonvar(E) -> '$restore_clauses'(Before), throw(E) ; true ) ; '$restore_clauses'(Before), fail ).
'$one'(G) :- call(G), !.
transaction(G, _) :- transaction(G).
'$dynamic_clauses'(L) :- findall(p(M, N, A, Cs), ( current_module(M), '$predicates'(M, Ps), member(N/A, Ps), functor(H, N, A), '$own'(M, N, A, K), '$property'(K, A, dynamic), findall(H-B, clause(M:H, B), Cs) ), L).
'$restore_clauses'(L) :- '$dynamic_clauses'(Now), forall(( member(p(M, N, A, Cs), Now), \+ ( member(p(M, N, A, Ds), L), Ds =@= Cs ) ), ( functor(H, N, A), retractall(M:H), ( member(p(M, N, A, Ds), L) -> forall(member(G-B, Ds), assertz(M:(G :- B))) ; true ) )).
untable(_).
current_table(_, _) :- fail.
abolish_module_tables(_) :- abolish_all_tables.
abolish_private_tables :- abolish_all_tables.
abolish_shared_tables.
not_exists(G) :- \+ call(G).
residual_goals(_).
sig_block(_).
sig_unblock(_).
require(_).
version :- current_prolog_flag(version, V), format('Version ~w~n', [V]).
version(_).
license(_).
license(_, _).
source_file(S, F) :- strip_module(S, M, H), nonvar(H), functor(H, N, A), '$own'(M, N, A, K), '$defined'(K, A), module_property(M, file(F)).
source_file_property(F, module(M)) :- current_module(M), module_property(M, file(F)).
exists_source(S, F) :- catch(absolute_file_name(S, F, [file_type(prolog), access(read)]), _, fail).
unload_file(_).
expand_goal(G, P, E, P) :- expand_goal(G, E).
expand_term(T, P, E, P) :- expand_term(T, E).
dcg_translate_rule(R, P, C, P) :- dcg_translate_rule(R, C).
var_property(_, _) :- fail.
set_prolog_stack(_, _).
prolog_stack_property(_, _) :- fail.
set_prolog_gc_thread(_).
thread_initialization(G) :- call(G).
message_to_string(T, S) :- message_to_codes(T, _, Cs), string_codes(S, Cs).
atom_prefix(A, P) :- sub_atom(A, 0, _, _, P), !.
wait_for_input(Ss, Ss, _).
on_signal(_, Old, _) :- Old = default.
use_foreign_library(F) :- throw(error(existence_error(file, F), _)).
use_foreign_library(F, _) :- use_foreign_library(F).
fill_buffer(_).
prolog.
break.
