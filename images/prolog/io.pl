% Reading and writing.

write(T) :- '$write'('$output', T, 4).
write(S, T) :- '$write'(S, T, 4).
print(T) :- '$write'('$output', T, 5).
print(S, T) :- '$write'(S, T, 5).
writeln(T) :- '$write'('$output', T, 4), nl.
writeln(S, T) :- '$write'(S, T, 4), nl(S).
writeq(T) :- '$write'('$output', T, 5).
writeq(S, T) :- '$write'(S, T, 5).
write_canonical(T) :- '$write'('$output', T, 3).
write_canonical(S, T) :- '$write'(S, T, 3).
write_term(T, O) :- write_term('$output', T, O).
write_term(S, T, O) :- must_be(list, O), '$write_options'(O, 0, F), '$write'(S, T, F).
'$write_options'([], F, F).
'$write_options'([O|Os], F0, F) :- var(O), !, throw(error(instantiation_error, _)), '$write_options'(Os, F0, F).
'$write_options'([quoted(true)|Os], F0, F) :- !, F1 is F0 \/ 1, '$write_options'(Os, F1, F).
'$write_options'([ignore_ops(true)|Os], F0, F) :- !, F1 is F0 \/ 2, '$write_options'(Os, F1, F).
'$write_options'([numbervars(true)|Os], F0, F) :- !, F1 is F0 \/ 4, '$write_options'(Os, F1, F).
'$write_options'([_|Os], F0, F) :- '$write_options'(Os, F0, F).
nl :- '$put'('$output', '\n').
nl(S) :- '$put'(S, '\n').
put_char(C) :- put_char('$output', C).
put_char(S, C) :- ( var(C) -> throw(error(instantiation_error, _)) ; atom(C), atom_length(C, 1) -> '$put'(S, C) ; throw(error(type_error(character, C), _)) ).
put_byte(B) :- char_code(C, B), '$put'('$output', C).
get_char(C) :- '$get'('$input', C).
get_char(S, C) :- '$get'(S, C).
peek_char(C) :- '$peek'('$input', C).
peek_char(S, C) :- '$peek'(S, C).
get_code(C) :- get_code('$input', C).
get_code(S, C) :- '$get'(S, X), '$code'(X, C).
peek_code(C) :- peek_code('$input', C).
peek_code(S, C) :- '$peek'(S, X), '$code'(X, C).
put_code(C) :- char_code(X, C), '$put'('$output', X).
'$code'(end_of_file, C) :- !, C = -1.
'$code'(X, C) :- char_code(X, C).
flush_output(_) :- flush_output.
read(T) :- '$read'('$input', T, _, _).
read(S, T) :- '$read'(S, T, _, _).
read_term(T, O) :- read_term('$input', T, O).
read_term(S, T, O) :- must_be(list, O), '$read'(S, T, Ns, Ss), '$read_options'(O, T, Ns, Ss).
'$read_options'([], _, _, _).
'$read_options'([variable_names(Ns)|O], T, Ns, Ss) :- !, '$read_options'(O, T, Ns, Ss).
'$read_options'([variables(Vs)|O], T, Ns, Ss) :- !, term_variables(T, Vs), '$read_options'(O, T, Ns, Ss).
'$read_options'([singletons(Ss)|O], T, Ns, Ss) :- !, '$read_options'(O, T, Ns, Ss).
'$read_options'([_|O], T, Ns, Ss) :- '$read_options'(O, T, Ns, Ss).
open(F, M, S) :- '$open'(F, M, S).
open(F, M, S, _) :- '$open'(F, M, S).
close(S) :- '$close'(S).
close(S, _) :- '$close'(S).
current_output(S) :- '$current_output'(S).
current_input(S) :- '$current_input'(S).
at_end_of_stream :- '$peek'('$input', end_of_file).
at_end_of_stream(S) :- '$peek'(S, end_of_file).
see(F) :- '$open'(F, read, S), set_input(S).
seen :- '$current_input'(S), '$close'(S).
tell(F) :- '$open'(F, write, S), set_output(S).
told :- '$current_output'(S), '$close'(S).
format(F) :- '$format'('$output', F, []).
format(F, A) :- '$format'('$output', F, A).
format(S, F, A) :- nonvar(S), '$sink'(S, K, R), !, '$memory'(M), '$format'(M, F, A), '$contents'(M, T), '$close'(M), '$convert'(K, T, R).
format(S, F, A) :- '$format'(S, F, A).
with_output_to(Sink, G) :- '$sink'(Sink, K, R), '$memory'(M), '$current_output'(Old), set_output(M),
    ( catch(once(G), E, true) -> set_output(Old), '$contents'(M, T), '$close'(M), ( nonvar(E) -> throw(E) ; '$convert'(K, T, R) )
    ; set_output(Old), '$close'(M), fail ).
'$sink'(atom(A), atom, A).
'$sink'(string(A), string, A).
'$sink'(codes(A), codes, A).
'$sink'(chars(A), chars, A).
'$convert'(atom, T, A) :- '$text_atom'(T, A).
'$convert'(string, T, T).
'$convert'(codes, T, A) :- string_codes(T, A).
'$convert'(chars, T, A) :- string_chars(T, A).
listing(S) :- ( S = N/A -> true ; N = S ), forall(( '$predicates'(L), member(N/A, L) ), '$listing'(N, A)).
'$listing'(N, A) :- functor(H, N, A), ( '$property'(N, A, dynamic) -> format(':- dynamic ~q/~w.~n~n', [N, A]) ; true ), forall(clause(H, B), portray_clause((H :- B))), nl.
portray_clause(C) :- \+ \+ ( numbervars(C, 0, _), '$portray'(C) ).
'$portray'((H :- true)) :- !, writeq(H), write('.\n').
'$portray'((H :- B)) :- !, writeq(H), write(' :-'), '$portray_body'(B), write('.\n').
'$portray'(H) :- writeq(H), write('.\n').
'$portray_body'((A, B)) :- !, '$portray_body'(A), write(','), '$portray_body'(B).
'$portray_body'(A) :- write('\n    '), '$portray_goal'(A).
'$portray_goal'(A) :- writeq(A).
numbervars(T) :- numbervars(T, 0, _).
numbervars(T, S, E) :- term_variables(T, Vs), '$number'(Vs, S, E).
'$number'([], N, N).
'$number'(['$VAR'(N)|Vs], N, E) :- M is N + 1, '$number'(Vs, M, E).
