% What is told on standard error: warnings and errors, each line after its kind.

print_message(Kind, Term) :- '$message_hook'(Term, Kind), !.
print_message(Kind, Term) :- '$message_kind'(Kind, Prefix, Report), !, ( Report == true -> '$message_text'(Term, T), '$place_lines'(Kind, T, Lines), '$tell'(Prefix, Lines) ; true ).
print_message(_, _).
'$message_hook'(Term, Kind) :- ( '$property'(message_hook, 3, dynamic) -> true ; '$property'(message_hook, 3, static) ), '$message_lines'(Term, Lines), catch(call(message_hook, Term, Kind, Lines), _, fail).
'$message_kind'(error, 'ERROR: ', true).
'$message_kind'(warning, 'Warning: ', true).
'$message_kind'(debug(_), '% ', true).
'$message_kind'(help, '', true).
'$message_kind'(informational, '% ', false).
'$message_kind'(information, '% ', false).
'$message_kind'(banner, '', false).
'$message_kind'(silent, '', false).

% Each line of a text with a prefix.
'$tell'(Prefix, Text) :- split_string(Text, "\n", "", Lines), '$prefixed'(Lines, Prefix, Ls), '$join'(Ls, '\n', T, string), '$message'(T).
'$prefixed'([], _, []).
'$prefixed'([L|Ls], P, [M|Ms]) :- '$concat'(P, L, M, string), '$prefixed'(Ls, P, Ms).
% While a file is consulted its name and the line of the clause come first.
'$place_lines'(Kind, T, Lines) :- ( Kind == error ; Kind == warning ), catch(nb_getval('$place', F:L), _, fail), \+ sub_string(T, _, _, _, "Syntax error"), !, '$indented'(T, I), format(string(Lines), '~w:~w:~n~w', [F, L, I]).
'$place_lines'(_, T, T).
'$indented'(T, I) :- split_string(T, "\n", "", Ls), '$prefixed'(Ls, '   ', Ms), '$join'(Ms, '\n', I, string).
'$message_text'(Term, T) :- '$message_lines'(Term, Ls), '$lines_text'(Ls, T).
'$message_lines'(Term, Ls) :- nonvar(Term), '$own'(prolog, message, 3, K), '$defined'(K, 3), catch(call(prolog:message(Term, Ls, [])), _, fail), !.
'$message_lines'(Term, [T]) :- var(Term), !, '$text_of_error'(Term, T).
'$message_lines'(format(F, A), [F-A]) :- !.
'$message_lines'(error(syntax_error(W), P), [T]) :- nonvar(P), P = file(F, L, C, _), !, '$syntax_text'(W, T0), format(string(T), '~w:~w:~w: Syntax error: ~w', [F, L, C, T0]).
'$message_lines'(init_goal(failed, P), [T]) :- !, '$init_place'(P, A), format(string(T), '~wInitialization goal failed', [A]).
'$message_lines'(init_goal(goal_raised(E), P), [T]) :- !, '$init_place'(P, A), '$message_text'(E, T0), format(string(T), '~wInitialization goal raised exception:~n~w', [A, T0]).
'$message_lines'(init_goal(failed(main), G, P), [T]) :- !, '$init_place'(P, A), format(string(T), '~w~p: false', [A, G]).
'$message_lines'(init_goal(raised(E), G, P), [T]) :- !, '$init_place'(P, A), '$message_text'(E, T0), format(string(T), '~w~p ~w', [A, G, T0]).
'$message_lines'('$aborted', ['Execution Aborted'-[]]) :- !.
'$message_lines'(goal_failed(directive, G), ['Goal (directive) failed: ~p'-[G]]) :- !.
'$message_lines'(assertion_failed(_, G), ['Assertion failed: ~q'-[G]]) :- !.
'$message_lines'(Term, [T]) :- '$text_of_error'(Term, T).
'$lines_text'(Ls, T) :- with_output_to(string(T), '$write_lines'(Ls)).
'$write_lines'([]).
'$write_lines'([L|Ls]) :- '$write_line'(L), '$write_lines'(Ls).
'$write_line'(nl) :- !, nl.
'$write_line'(flush) :- !.
'$write_line'(at_same_line) :- !.
'$write_line'(F-A) :- !, format(F, A).
'$write_line'(ansi(_, F, A)) :- !, format(F, A).
'$write_line'(url(U)) :- !, print(U).
'$write_line'(begin(_, _)) :- !.
'$write_line'(end(_)) :- !.
'$write_line'(F) :- ( atomic(F), '$text_kind_of_format'(F) -> write(F) ; print(F) ).
'$text_kind_of_format'(F) :- ( atom(F) -> true ; string(F) ).
print_message_lines(S, Prefix, Ls) :-
    '$lines_text'(Ls, T),
    ( Prefix = kind(K) -> ( '$message_kind'(K, P, _) -> true ; P = '' ) ; atomic_list_concat(Ps, '~N', Prefix), atomic_list_concat(Ps, P) ),
    ( string_concat(T1, "\n", T) -> true ; T1 = T ),
    split_string(T1, "\n", "", Lines), '$prefixed'(Lines, P, Ms), '$join'(Ms, '\n', Text, string), '$put'(S, Text), nl(S).
message_to_codes(T, _, Cs) :- '$message_text'(T, S), string_codes(S, Cs).

'$init_place'(P, A) :- ( P = F:L -> format(atom(A), '~w:~w: ', [F, L]) ; A = '' ).
'$warn'(F, Args) :- print_message(warning, format(F, Args)).
'$error_message'(E) :- print_message(error, E).
'$syntax_message'(E) :- print_message(error, E).

'$syntax_text'(W, T) :- atom(W), '$syntax_known'(W, T), !.
'$syntax_text'(end_of_file_in_quoted(Q), T) :- !, ( Q == '"' -> K = 'quoted string' ; Q == '`' -> K = 'quoted codes' ; K = 'quoted atom' ), format(string(T), 'End of file in ~w', [K]).
'$syntax_text'(undefined_char_escape(C), T) :- !, format(string(T), 'Unknown character escape in quoted atom or string: `\\~w\'', [C]).
'$syntax_text'(W, T) :- atom(W), !, atomic_list_concat(Ws, '_', W), atomic_list_concat(Ws, ' ', T0), sub_atom(T0, 0, 1, _, C), upcase_atom(C, U), sub_atom(T0, 1, _, 0, R), atom_concat(U, R, T).
'$syntax_text'(W, T) :- format(string(T), '~p', [W]).
'$syntax_known'(operator_expected, 'Operator expected').
'$syntax_known'(operator_clash, 'Operator priority clash').
'$syntax_known'(operator_balance, 'Unbalanced operator').
'$syntax_known'(cannot_start_term, 'Illegal start of term').
'$syntax_known'(quoted_punctuation, 'Operand expected, unquoted comma or bar found').
'$syntax_known'(end_of_clause, 'Unexpected end of clause').
'$syntax_known'(end_of_file, 'Unexpected end of file').
'$syntax_known'(end_of_file_in_block_comment, 'End of file in /* ... */ comment').
'$syntax_known'(list_rest, 'Unexpected comma or bar in rest of list').
'$syntax_known'(illegal_number, 'Illegal number').

'$text_of_error'(E, T) :- nonvar(E), E = error(F, C), !, ( '$formal'(F, T0) -> true ; format(string(T0), 'Unknown error term: ~p', [F]) ), '$context'(C, T0, T).
'$text_of_error'(E, T) :- format(string(T), 'Unknown message: ~p', [E]).
'$context'(C, T0, T) :- nonvar(C), C = context(P, M), !, ( nonvar(P) -> '$place_name'(P, I), format(string(T1), '~w: ~w', [I, T0]) ; T1 = T0 ), ( nonvar(M) -> format(string(T), '~w (~w)', [T1, M]) ; T = T1 ).
'$context'(_, T, T).
% Names that are operators stand without parentheses, those of the system and of the program without a module.
'$place_name'(P, T) :- nonvar(P), P = M:I, atom(M), !, '$place_name'(I, T0), ( ( M == system ; M == user ) -> T = T0 ; format(string(T), '~q:~w', [M, T0]) ).
'$place_name'(P, T) :- nonvar(P), P = N/A, !, format(string(T), '~q/~w', [N, A]).
'$place_name'(P, T) :- format(string(T), '~q', [P]).
'$formal'(F, _) :- var(F), !, fail.
'$formal'(instantiation_error, 'Arguments are not sufficiently instantiated').
'$formal'(uninstantiation_error(C), T) :- format(string(T), 'Uninstantiated argument expected, found ~p', [C]).
'$formal'(type_error(evaluable, C), T) :- !, format(string(T), 'Arithmetic: `~p\' is not a function', [C]).
'$formal'(type_error(X, C), T) :- '$kind'(C, K), format(string(T), 'Type error: `~w\' expected, found `~p\' (~w)', [X, C, K]).
'$formal'(domain_error(X, C), T) :- format(string(T), 'Domain error: `~w\' expected, found `~p\'', [X, C]).
'$formal'(existence_error(procedure, P), T) :- !, '$of_that_name'(P, Qs), format(string(T0), 'Unknown procedure: ~q', [P]), '$alternatives'(Qs, T0, T).
'$formal'(existence_error(matching_rule, G), T) :- !, format(string(T), 'No rule matches ~p', [G]).
'$formal'(existence_error(X, C, In), T) :- format(string(T), '~w `~p\' does not exist in ~p', [X, C, In]).
'$formal'(duplicate_key(K), T) :- format(string(T), 'Duplicate key: ~p', [K]).
'$formal'(existence_error(X, C), T) :- format(string(T), '~w `~p\' does not exist', [X, C]).
'$formal'(permission_error(import_into(M), _, C), T) :- !, format(string(T), 'No permission to import ~p into ~p (name clash)', [C, M]).
'$formal'(permission_error(open, source_sink, alias(A)), T) :- !, format(string(T), 'No permission to reuse alias "~p": already taken', [A]).
'$formal'(permission_error(A, X, C), T) :- '$refused'(A, X, R), !, format(string(T), 'No permission to ~w `~p\'', [R, C]).
'$formal'(permission_error(A, X, C), T) :- format(string(T), 'No permission to ~w ~w `~p\'', [A, X, C]).
'$formal'(evaluation_error(W), T) :- format(string(T), 'Arithmetic: evaluation error: `~p\'', [W]).
'$formal'(representation_error(W), T) :- format(string(T), 'Cannot represent due to `~w\'', [W]).
'$formal'(resource_error(W), T) :- format(string(T), 'Not enough resources: ~w', [W]).
'$formal'(syntax_error(W), T) :- '$syntax_text'(W, T0), format(string(T), 'Syntax error: ~w', [T0]).
'$formal'(format(M), T) :- format(string(T), 'Format error: ~w', [M]).
'$formal'(format(M, A), T) :- format(string(T0), M, A), format(string(T), 'Format error: ~w', [T0]).
'$formal'(format_argument_type(D, A), T) :- format(string(T), 'Illegal argument to format sequence ~~~w: ~p', [D, A]).
'$formal'(assertion_failed(G), T) :- format(string(T), 'Assertion failed: ~p', [G]).
'$formal'(timeout_error(A, S), T) :- format(string(T), 'Timeout in ~w from ~p', [A, S]).
'$formal'(io_error(A, S), T) :- format(string(T), 'I/O error in ~w on stream ~p', [A, S]).
'$refused'(modify, static_procedure, 'modify static procedure').
'$refused'(input, stream, 'read from output stream').
'$refused'(output, stream, 'write to input stream').
'$refused'(input, text_stream, 'read bytes from TEXT stream').
'$refused'(output, text_stream, 'write bytes to TEXT stream').
'$refused'(input, binary_stream, 'read characters from binary stream').
'$refused'(output, binary_stream, 'write characters to binary stream').
% Predicates of that name with other numbers of arguments.
'$of_that_name'(P, Qs) :- ( nonvar(P), P = M:N/_ -> true ; P = N/_, M = user ), atom(N), atom(M), !, findall(Q, '$other_arity'(M, N, Q), Qs).
'$of_that_name'(_, []).
'$other_arity'(M, N, Q) :- between(0, 10, A), '$definition'(M, N, A, K), '$defined'(K, A), '$module_of'(K, A, D, _), ( ( D == system ; D == user ; '$is_library'(D) ) -> Q = N/A ; Q = D:N/A ).
'$alternatives'([], T, T) :- !.
'$alternatives'(Qs, T0, T) :- with_output_to(string(T1), forall(member(Q, Qs), format('~n        ~q', [Q]))), format(string(T), '~w~n  However, there are definitions for:~w', [T0, T1]).
'$kind'(C, 'a var') :- var(C), !.
'$kind'(C, 'an integer') :- integer(C), !.
'$kind'(C, 'a rational') :- rational(C), !.
'$kind'(C, 'a float') :- float(C), !.
'$kind'(C, 'an empty_list') :- C == [], !.
'$kind'(C, 'an atom') :- atom(C), !.
'$kind'(C, 'a string') :- string(C), !.
'$kind'(C, 'a list') :- is_list(C), !.
'$kind'(_, 'a compound').
