% Terms taken apart and compared, and goals watched to their end.

compound_name_arity(T, N, A) :- ( var(T) -> '$must_be'(atomic, N), '$must_be'(nonneg, A), '$some_arguments'(A, N), functor(T, N, A) ; compound(T) -> functor(T, N, A) ; throw(error(type_error(compound, T), _)) ).
compound_name_arguments(T, N, As) :-
    ( compound(T) -> T =.. [N|As]
    ; nonvar(T) -> throw(error(type_error(compound, T), _))
    ; '$must_be'(list, As), '$must_be'(atomic, N), length(As, A), '$some_arguments'(A, N), T =.. [N|As] ).
% There are no compound terms without arguments.
'$some_arguments'(A, N) :- ( A =:= 0 -> throw(error(domain_error(compound_non_zero_arity, N), _)) ; true ).
name(X, Cs) :- ( var(X) -> '$text_string'(Cs, S), ( catch(number_codes(N, Cs), error(syntax_error(_), _), fail) -> X = N ; atom_string(X, S) ) ; atomic(X) -> atom_codes(X, Cs) ; throw(error(type_error(atomic, X), _)) ).
'?='(A, B) :- ( A == B -> true ; A \= B ).
same_term(A, B) :- A == B.
nonground(T, V) :- term_variables(T, [V0|_]), V = V0.
term_variables(T, Vs, Tail) :- term_variables(T, L), append(L, Tail, Vs).
is_most_general_term(T) :- ( is_list(T) -> term_variables(T, Vs), length(T, N), length(Vs, N), '$all_unbound'(T) ; compound(T) -> T =.. [_|As], '$all_unbound'(As), term_variables(T, Vs), length(Vs, N), length(As, N) ; atom(T) ).
'$all_unbound'([]).
'$all_unbound'([X|Xs]) :- var(X), '$all_unbound'(Xs).
term_singletons(T, Vs) :- term_variables(T, Vs0), '$single'(Vs0, T, Vs).
'$single'([], _, []).
'$single'([V|Vs], T, Ss) :- ( '$occurrences'(T, V, 0, N), N =:= 1 -> Ss = [V|Ss1] ; Ss = Ss1 ), '$single'(Vs, T, Ss1).
'$occurrences'(T, V, N0, N) :- ( T == V -> N is N0 + 1 ; compound(T) -> T =.. [_|As], '$occurrences_in'(As, V, N0, N) ; N = N0 ).
'$occurrences_in'([], _, N, N).
'$occurrences_in'([A|As], V, N0, N) :- '$occurrences'(A, V, N0, N1), '$occurrences_in'(As, V, N1, N).
term_hash(T, H) :- ( ground(T) -> with_output_to(string(S), write_canonical(T)), string_codes(S, Cs), '$hash'(Cs, 5381, H) ; true ).
variant_hash(T, H) :- copy_term_nat(T, C), numbervars(C, 0, _), term_hash(C, N), format(atom(H), '~16r', [N]).
variant_sha1(T, H) :- variant_hash(T, H).
'$hash'([], H, H).
'$hash'([C|Cs], H0, H) :- H1 is (H0 * 33 + C) /\ 0xffffff, '$hash'(Cs, H1, H).
nb_current(K, V) :- ( atom(K) -> true ; throw(error(type_error(atom, K), _)) ), catch(nb_getval(K, V0), _, fail), V = V0.
write_length(T, N, Os) :- with_output_to(string(S), write_term(T, Os)), string_length(S, N).
string_bytes(S, Bs, _) :- ( var(S) -> '$text_string'(Bs, S) ; string_codes(S, Bs) ).
prompt(Old, New) :- ( catch(nb_getval('$prompt', P), _, fail) -> true ; P = '|: ' ), Old = P, nb_setval('$prompt', New).
prompt1(_).
current_arithmetic_function(T) :- ( nonvar(T) -> functor(T, N, A) ; true ), '$functions'(Fs), ( nonvar(T) -> memberchk(N/A, Fs) ; member(N/A, Fs), functor(T, N, A) ).
catch_with_backtrace(G, E, R) :- catch(G, E, R).
source_location(F, L) :- catch(nb_getval('$place', F:L), _, fail).

% How the goal has ended is a binding, undone where the search goes back into it; what it has raised is kept across that.
setup_call_catcher_cleanup(S, G, Catcher, C) :- once(S), '$must_be_callable'(C), '$call_cleanup'('$observed'(G, State), '$ended'(State, Catcher, C)).
'$observed'(G, State) :- '$level'(Before), catch(G, E, ( nb_setval('$raised', [E]), throw(E) )), '$level'(After), ( Before == After -> State = exit ; State = ! ).
'$ended'(State, Catcher, C) :-
    ( catch(nb_getval('$raised', [E]), _, fail) -> nb_setval('$raised', []), End = exception(E) ; var(State) -> End = fail ; End = State ),
    ( Catcher = End -> call(C) ; true ).
