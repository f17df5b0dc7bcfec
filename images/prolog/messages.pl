% What is told on standard error.

'$place_text'(A) :- catch(nb_getval('$place', F:L), _, fail), !, format(atom(A), '~w:~w', [F, L]).
'$place_text'(user).
'$warn'(F, Args) :- '$place_text'(P), format(atom(T), F, Args), format(atom(A), 'Warning: ~w:~nWarning:    ~w', [P, T]), '$message'(A).
'$error_message'(E) :- '$place_text'(P), '$text_of_error'(E, T), format(atom(A), 'Warning: ~w:~nWarning:    Goal (directive) raised: ~w', [P, T]), '$message'(A).
'$syntax_message'(error(syntax_error(W), file(F, L, C, _))) :- !, '$syntax_text'(W, T), format(atom(A), 'ERROR: ~w:~w:~w: Syntax error: ~w', [F, L, C, T]), '$message'(A).
'$syntax_message'(E) :- '$error_message'(E).
'$syntax_text'(operator_expected, T) :- !, T = 'Operator expected'.
'$syntax_text'(end_of_file, T) :- !, T = 'Unexpected end of file'.
'$syntax_text'(end_of_clause, T) :- !, T = 'Unexpected end of clause'.
'$syntax_text'(illegal_start_of_term, T) :- !, T = 'Illegal start of term'.
'$syntax_text'(W, T) :- atomic_list_concat(Ws, '_', W), atomic_list_concat(Ws, ' ', T).
'$text_of_error'(E, T) :- nonvar(E), E = error(F, C), !, ( '$formal'(F, T0) -> true ; format(atom(T0), 'Unknown error term: ~p', [F]) ), '$context'(C, T0, T).
'$text_of_error'(E, T) :- format(atom(T), 'Unknown message: ~p', [E]).
'$context'(_, T, T).
'$formal'(F, _) :- var(F), !, fail.
'$formal'(instantiation_error, 'Arguments are not sufficiently instantiated').
'$formal'(uninstantiation_error(C), T) :- format(atom(T), 'Cannot unify ~p with an uninstantiated argument', [C]).
'$formal'(type_error(evaluable, C), T) :- !, format(atom(T), 'Arithmetic: evaluable `~p\' does not exist', [C]).
'$formal'(type_error(X, C), T) :- '$kind'(C, K), format(atom(T), 'Type error: `~w\' expected, found `~p\' (~w)', [X, C, K]).
'$formal'(domain_error(X, C), T) :- format(atom(T), 'Domain error: `~w\' expected, found `~p\'', [X, C]).
'$formal'(existence_error(procedure, P), T) :- !, format(atom(T), 'Unknown procedure: ~q', [P]).
'$formal'(existence_error(X, C), T) :- format(atom(T), '~w `~p\' does not exist', [X, C]).
'$formal'(permission_error(A, X, C), T) :- format(atom(T), 'No permission to ~w ~w `~p\'', [A, X, C]).
'$formal'(evaluation_error(W), T) :- format(atom(T), 'Arithmetic: evaluation error: ~p', [W]).
'$formal'(representation_error(W), T) :- format(atom(T), 'Cannot represent due to `~w\'', [W]).
'$formal'(resource_error(W), T) :- format(atom(T), 'Not enough resources: ~w', [W]).
'$formal'(syntax_error(W), T) :- format(atom(T), 'Syntax error: ~w', [W]).
'$kind'(C, 'an integer') :- integer(C), !.
'$kind'(C, 'a float') :- float(C), !.
'$kind'(C, 'an empty_list') :- C == [], !.
'$kind'(C, 'an atom') :- atom(C), !.
'$kind'(C, 'a string') :- string(C), !.
'$kind'(C, 'a compound') :- compound(C), !.
'$kind'(_, 'a var').
print_message(error, E) :- !, '$text_of_error'(E, T), atom_concat('Warning: ... ', T, M), '$message'(M).
print_message(_, _).
