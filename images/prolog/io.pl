% Reading and writing.

write_canonical(T) :- '$write_canonical'('$output', T).
write_canonical(S, T) :- '$write_canonical'(S, T).
print(T) :- print('$output', T).
print(S, T) :- '$portrayed'(T, T1, 5, F), '$write'(S, T1, F).
write_term(T, O) :- write_term('$output', T, O).
write_term(S, T, O) :-
    '$options'(O, write_option),
    '$write_options'(O, w(0, 0, 1200, [], false, false), w(F0, D, P, Ns, Full, Nl)),
    ( F0 /\ 128 =\= 0 -> F1 is F0 - 128, '$portrayed'(T, T1, F1, F) ; T1 = T, F = F0 ),
    '$write'(S, T1, F, D, P, Ns),
    ( Full == true -> ( Nl == true -> nl(S) ; '$put'(S, ' ') ) ; Nl == true -> nl(S) ; true ).
'$options'(O, K) :- '$skip_list'(O, _, T), '$options'(T, O, K).
'$options'(T, _, _) :- var(T), !, throw(error(instantiation_error, _)).
'$options'([], O, _) :- !, '$options_bound'(O).
'$options'(_, O, _) :- throw(error(type_error(list, O), _)).
'$options_bound'([]).
'$options_bound'([O|Os]) :- ( var(O) -> throw(error(instantiation_error, _)) ; '$options_bound'(Os) ).
'$write_options'([], W, W).
'$write_options'([O|Os], W0, W) :- ( '$write_option'(O, W0, W1) -> true ; throw(error(domain_error(write_option, O), _)) ), '$write_options'(Os, W1, W).
'$write_option'(O, w(F0,D,P,Ns,Full,Nl), w(F,D,P,Ns,Full,Nl)) :- '$write_flag'(O, V, Bit), !, '$boolean'(V), ( V == true -> F is F0 \/ Bit ; F is F0 /\ \ Bit ).
'$write_option'(brace_terms(V), W0, W) :- !, '$boolean'(V), '$negated'(V, N), '$write_option'('$no_braces'(N), W0, W).
'$write_option'(max_depth(D), w(F,_,P,Ns,Full,Nl), w(F,D,P,Ns,Full,Nl)) :- '$option_integer'(D).
'$write_option'(priority(P), w(F,D,_,Ns,Full,Nl), w(F,D,P,Ns,Full,Nl)) :- '$option_integer'(P).
'$write_option'(variable_names(Ns), w(F,D,P,_,Full,Nl), w(F,D,P,Ns,Full,Nl)) :- '$variable_names'(Ns).
'$write_option'(fullstop(V), w(F0,D,P,Ns,_,Nl), w(F,D,P,Ns,V,Nl)) :- '$boolean'(V), ( V == true -> F is F0 \/ 256 ; F is F0 /\ \ 256 ).
'$write_option'(nl(V), w(F,D,P,Ns,Full,_), w(F,D,P,Ns,Full,V)) :- '$boolean'(V).
'$write_option'(spacing(V), w(F0,D,P,Ns,Full,Nl), w(F,D,P,Ns,Full,Nl)) :- '$option_bound'(V), ( V == next_argument -> F is F0 \/ 32 ; V == standard, F = F0 ).
'$write_option'(dotlists(V), W, W) :- '$boolean'(V).
'$write_option'(cycles(V), W, W) :- '$boolean'(V).
'$write_option'(character_escapes(V), W, W) :- '$boolean'(V).
'$write_option'(partial(V), W, W) :- '$boolean'(V).
'$write_option'(quote_non_ascii(V), W, W) :- '$boolean'(V).
'$write_option'(attributes(_), W, W).
'$write_option'(blobs(_), W, W).
'$write_option'(module(_), W, W).
'$write_option'(character_escapes_unicode(_), W, W).
'$write_option'(portray_goal(_), W, W).
'$write_flag'(quoted(V), V, 1).
'$write_flag'(ignore_ops(V), V, 2).
'$write_flag'(numbervars(V), V, 4).
'$write_flag'('$no_braces'(V), V, 16).
'$write_flag'(no_lists(V), V, 64).
'$write_flag'(portray(V), V, 128).
'$write_flag'(portrayed(V), V, 128).
'$negated'(true, false).
'$negated'(false, true).
'$boolean'(V) :- '$option_bound'(V), ( V == true -> true ; V == false ).
'$option_bound'(V) :- ( var(V) -> throw(error(instantiation_error, _)) ; true ).
'$option_integer'(V) :- '$option_bound'(V), integer(V), V >= 0.
'$variable_names'(Ns) :- '$skip_list'(Ns, _, T), ( var(T) -> throw(error(instantiation_error, _)) ; T == [], '$variable_names_ok'(Ns) ).
'$variable_names_ok'([]).
'$variable_names_ok'([N|Ns]) :- '$option_bound'(N), N = (A=_), '$option_bound'(A), atom(A), '$variable_name'(A), '$variable_names_ok'(Ns).
'$variable_name'(A) :- atom_codes(A, [C|Cs]), '$name_start'(C), '$name_rest'(Cs).
'$name_start'(0'_) :- !.
'$name_start'(C) :- '$char_class'(C, upper).
'$name_rest'([]).
'$name_rest'([C|Cs]) :- '$char_class'(C, csym), '$name_rest'(Cs).

% portray/1 writes into memory; what it has written stands in the term as a text.
'$portrayed'(T, T1, F0, F) :- ( '$property'(portray, 1, dynamic) -> true ; '$property'(portray, 1, static) ), !, '$portray_term'(T, T1), F is F0 \/ 8.
'$portrayed'(T, T, F, F).
'$portray_term'(T, '$portrayed'(S)) :- nonvar(T), catch(with_output_to(string(S), '$call_portray'(T)), _, fail), !.
'$portray_term'(T, T1) :- compound(T), !, T =.. [N|As], '$portray_terms'(As, Bs), T1 =.. [N|Bs].
'$portray_term'(T, T).
'$call_portray'(T) :- call(portray, T), !.
'$portray_terms'([], []).
'$portray_terms'([A|As], [B|Bs]) :- '$portray_term'(A, B), '$portray_terms'(As, Bs).

tab(N) :- tab('$output', N).
tab(S, N) :- M is N, ( integer(M) -> '$spaces'(S, M) ; throw(error(type_error(integer, M), _)) ).
put(C) :- ( integer(C) -> put_code(C) ; put_char(C) ).
get(C) :- get_code(X), ( X =:= -1 -> C = X ; X > 32 -> C = X ; get(C) ).
skip(C) :- skip('$input', C).
skip(S, C) :- ( integer(C) -> '$skip'(S, C) ; char_code(C, X), '$skip'(S, X) ).
ttyflush :- flush_output.

read(T) :- '$read'('$input', T, _, _, _, _).
read(S, T) :- '$read'(S, T, _, _, _, _).
read_term(T, O) :- read_term('$input', T, O).
read_term(S, T, O) :-
    ( var(S) -> throw(error(instantiation_error, _)) ; true ),
    '$options'(O, read_option),
    '$read_options_ok'(O),
    ( '$member_option'(syntax_errors(E), O), E \== error -> '$read_quietly'(S, E, T0, Ns, Ss, Vs, P) ; '$read'(S, T0, Ns, Ss, Vs, P) ),
    T = T0,
    '$read_options'(O, Ns, Ss, Vs, P).
'$read_quietly'(S, E, T, Ns, Ss, Vs, P) :- catch('$read'(S, T, Ns, Ss, Vs, P), Error, true), ( var(Error) -> true ; '$read_error'(E, Error, S, T, Ns, Ss, Vs, P) ).
'$read_error'(E, Error, S, T, Ns, Ss, Vs, P) :-
    ( Error = error(syntax_error(_), _) -> true ; throw(Error) ),
    ( E == quiet -> true ; print_message(error, Error) ),
    E == dec10,
    '$read_quietly'(S, E, T, Ns, Ss, Vs, P).
'$member_option'(O, [O1|_]) :- O = O1, !.
'$member_option'(O, [_|Os]) :- '$member_option'(O, Os).
'$read_options_ok'([]).
'$read_options_ok'([O|Os]) :- ( '$read_option'(O) -> true ; throw(error(domain_error(read_option, O), _)) ), '$read_options_ok'(Os).
'$read_option'(variables(_)).
'$read_option'(variable_names(_)).
'$read_option'(singletons(_)).
'$read_option'(term_position(_)).
'$read_option'(subterm_positions(_)).
'$read_option'(comments(_)).
'$read_option'(syntax_errors(E)) :- '$option_bound'(E), memberchk(E, [error, fail, quiet, dec10]).
'$read_option'(double_quotes(_)).
'$read_option'(back_quotes(_)).
'$read_option'(backquoted_string(_)).
'$read_option'(module(_)).
'$read_option'(cycles(_)).
'$read_option'(dotlists(_)).
'$read_option'(var_prefix(_)).
'$read_option'(character_escapes(_)).
'$read_options'([], _, _, _, _).
'$read_options'([O|Os], Ns, Ss, Vs, P) :- '$read_result'(O, Ns, Ss, Vs, P), '$read_options'(Os, Ns, Ss, Vs, P).
'$read_result'(variable_names(Ns), Ns1, _, _, _) :- !, Ns = Ns1.
'$read_result'(variables(Vs), _, _, Vs1, _) :- !, Vs = Vs1.
'$read_result'(singletons(S), _, Ss, _, _) :- !, ( S == warning -> true ; S = Ss ).
'$read_result'(term_position(P), _, _, _, P1) :- !, P = P1.
'$read_result'(comments(C), _, _, _, _) :- !, C = [].
'$read_result'(_, _, _, _, _).
read_clause(S, T, O) :- read_term(S, T, O).

% What is raised tells of the predicate that was called: so its helper is not called last.
open(F, M, S) :- '$open_file'(F, M, S0, S, []), S = S0.
open(F, M, S, O) :- '$open_file'(F, M, S0, S, O), S = S0.
'$open_file'(F, M, S0, S, O) :-
    ( var(F) -> throw(error(instantiation_error, _)) ; true ),
    ( var(M) -> throw(error(instantiation_error, _)) ; true ),
    '$options'(O, stream_option),
    ( atom(M) -> true ; throw(error(type_error(atom, M), _)) ),
    ( var(S) -> true ; throw(error(uninstantiation_error(S), _)) ),
    ( memberchk(M, [read, write, append, update]) -> true ; throw(error(domain_error(io_mode, M), _)) ),
    ( '$file_text'(F) -> true ; throw(error(domain_error(source_sink, F), _)) ),
    '$open_options'(O, o(false, _, eof_code, false), Options),
    '$open'(F, M, Options, S0).
'$file_text'(F) :- ( atom(F) -> F \== [] ; string(F) ).
'$open_options'([], O, O).
'$open_options'([O|Os], O0, O2) :- ( '$open_option'(O, O0, O1) -> true ; throw(error(domain_error(stream_option, O), _)) ), '$open_options'(Os, O1, O2).
'$open_option'(type(T), o(_,A,E,L), o(B,A,E,L)) :- '$option_bound'(T), ( T == binary -> B = true ; T == text, B = false ).
'$open_option'(alias(A), o(B,_,E,L), o(B,A,E,L)) :- '$option_bound'(A), atom(A).
'$open_option'(eof_action(E), o(B,A,_,L), o(B,A,E,L)) :- '$option_bound'(E), memberchk(E, [error, eof_code, reset]).
'$open_option'(reposition(V), O, O) :- '$boolean'(V).
'$open_option'(encoding(V), o(B,A,E,_), o(B,A,E,L)) :- '$option_bound'(V), ( memberchk(V, [octet, iso_latin_1, ascii]) -> L = true ; L = false ).
'$open_option'(bom(_), O, O).
'$open_option'(create(_), O, O).
'$open_option'(lock(_), O, O).
'$open_option'(wait(_), O, O).
'$open_option'(buffer(_), O, O).
'$open_option'(close_on_abort(_), O, O).
'$open_option'(newline(_), O, O).
'$open_option'(locale(_), O, O).
'$open_option'(close_on_exec(_), O, O).
close(S) :- '$close'(S, false).
close(S, O) :-
    ( var(S) -> throw(error(instantiation_error, _)) ; true ),
    '$options'(O, close_option),
    '$close_options'(O, false, Force),
    '$close'(S, Force).
'$close_options'([], F, F).
'$close_options'([O|Os], _, F) :- ( O = force(F1), '$boolean'(F1) -> true ; throw(error(domain_error(close_option, O), _)) ), '$close_options'(Os, F1, F).
open_string(T, S) :- '$open_text'(T, S).
open_null_stream(S) :- '$memory'(S).

stream_property(S, P) :-
    ( var(S) -> true ; S = '$stream'(_) -> true ; atom(S) -> true ; throw(error(domain_error(stream, S), _)) ),
    ( '$stream_property_ok'(P) -> true ; throw(error(domain_error(stream_property, P), _)) ),
    ( nonvar(S) -> ( is_stream(S) -> true ; throw(error(existence_error(stream, S), _)) ), '$stream_properties'(S, L)
    ; '$streams'(Ss), member(S, Ss), '$stream_properties'(S, L) ),
    '$member_property'(L, P).
'$member_property'(L, P) :- nonvar(P), P \= alias(_), !, memberchk(P, L).
'$member_property'(L, P) :- member(P, L).
'$stream_property_ok'(P) :- var(P), !.
'$stream_property_ok'(input).
'$stream_property_ok'(output).
'$stream_property_ok'(P) :- compound(P), functor(P, N, 1), memberchk(N, [file_name, mode, alias, position, end_of_stream, eof_action, reposition, type, encoding, newline, buffer, buffer_size, bom, tty, file_no, line_counts, close_on_abort, close_on_exec, locale, timeout, representation_errors, error, write_errors, nlink]).
current_stream(F, M, S) :- stream_property(S, mode(M)), ( stream_property(S, file_name(F)) -> true ; F = [] ).
set_stream(S, P) :- ( compound(P), P =.. [N, V], '$set_stream'(S, N, V) -> true ; throw(error(domain_error(stream_property, P), _)) ).
stream_position_data(F, '$stream_position'(C, L, P, B), V) :- '$position_part'(F, C, L, P, B, V).
'$position_part'(char_count, C, _, _, _, C).
'$position_part'(line_count, _, L, _, _, L).
'$position_part'(line_position, _, _, P, _, P).
'$position_part'(byte_count, _, _, _, B, B).
seek(S, O, bof, O) :- set_stream_position(S, '$stream_position'(O, 1, 0, O)).
at_end_of_stream :- '$at_end'('$input').
at_end_of_stream(S) :- '$at_end'(S).
see(F) :- var(F), !, throw(error(instantiation_error, _)).
see(user) :- !, set_input(user_input).
see(S) :- is_stream(S), !, set_input(S).
see(F) :- '$open_file'(F, read, S, _, []), set_input(S).
seen :- current_input(S), close(S).
seeing(S) :- current_input(S).
tell(F) :- var(F), !, throw(error(instantiation_error, _)).
tell(user) :- !, set_output(user_output).
tell(S) :- is_stream(S), !, set_output(S).
tell(F) :- '$open_file'(F, write, S, _, []), set_output(S).
append(F) :- '$open_file'(F, append, S, _, []), set_output(S).
told :- current_output(S), close(S).
telling(S) :- current_output(S).
copy_stream_data(S, T) :- '$read_all'(S, Text, _), '$put'(T, Text).

format(F) :- '$format_goals'(F, [], F1, A), '$format'('$output', F1, A).
format(F, A) :- '$format_goals'(F, A, F1, A1), '$format'('$output', F1, A1).
format(S, F, A) :- nonvar(S), '$sink'(S, K, R), !, '$format_goals'(F, A, F1, A1), ( K == atom -> '$formatted'(atom, F1, A1, R) ; '$formatted'(string, F1, A1, T), '$convert'(K, T, R) ).
format(S, F, A) :- '$format_goals'(F, A, F1, A1), '$format'(S, F1, A1).
% ~p prints, ~@ calls, ~W has options: their text is made before the format is interpreted.
'$format_goals'(F, A, F1, A1) :- '$defined'('$own_directive', 4), !, '$own_directives'(F, A, F1, A2), '$format_goals'(F1, A2, A1).
'$format_goals'(F, A, F, A1) :- '$format_goals'(F, A, A1).
'$format_goals'(F, A, A1) :- ( '$format_calls'(F, Ds) -> '$format_list'(A, L), '$format_texts'(Ds, L, A1) ; A1 = A ).
'$format_list'(A, L) :- ( is_list(A) -> L = A ; L = [A] ).
'$format_texts'([], L, L).
'$format_texts'([0'W|Ds], [X, Os|Xs], ['$portrayed'(S)|Ys]) :- !, with_output_to(string(S), write_term(X, Os)), '$format_texts'(Ds, Xs, Ys).
'$format_texts'([D|Ds], [X|Xs], [Y|Ys]) :- !, '$format_text'(D, X, Y), '$format_texts'(Ds, Xs, Ys).
'$format_texts'([_|_], [], []).
'$format_text'(0'p, X, Y) :- nonvar(X), X = '$portrayed'(_), !, Y = X.
'$format_text'(0'p, X, '$portrayed'(S)) :- !, with_output_to(string(S), print(X)).
'$format_text'(0'@, X, '$portrayed'(S)) :- !, with_output_to(string(S), X).
'$format_text'(_, X, X).
with_output_to(Sink, G) :-
    ( var(Sink) -> throw(error(instantiation_error, _)) ; '$sink'(Sink, K, R) -> true ; throw(error(domain_error(output_sink, Sink), _)) ),
    '$memory'(M), current_output(Old), set_output(M),
    ( catch(once(G), E, true) -> set_output(Old), '$contents'(M, T), close(M), ( nonvar(E) -> throw(E) ; '$convert'(K, T, R) )
    ; set_output(Old), close(M), fail ).
'$sink'(atom(A), atom, A).
'$sink'(string(A), string, A).
'$sink'(codes(A), codes, A).
'$sink'(codes(A, T), codes_tail, A-T).
'$sink'(chars(A), chars, A).
'$sink'(chars(A, T), chars_tail, A-T).
'$convert'(atom, T, A) :- '$text_atom'(T, A).
'$convert'(string, T, T).
'$convert'(codes, T, A) :- string_codes(T, A).
'$convert'(chars, T, A) :- string_chars(T, A).
'$convert'(codes_tail, T, A-R) :- string_codes(T, L), append(L, R, A).
'$convert'(chars_tail, T, A-R) :- string_chars(T, L), append(L, R, A).

listing(S) :- var(S), !, throw(error(instantiation_error, _)).
listing(M:S) :- !, '$listing_in'(S, M).
listing(S) :- '$listing_in'(S, user).
listing :- '$toplevel_module'(M), '$predicates'(M, L), forall(member(N/A, L), '$listing'(M, N, A)).
'$listing_in'(M:S, _) :- !, '$listing_in'(S, M).
'$listing_in'([], _) :- !.
'$listing_in'([S|Ss], M) :- !, '$listing_in'(S, M), '$listing_in'(Ss, M).
'$listing_in'(S, M) :- ( S = N/A -> true ; S = N//A0 -> A is A0 + 2 ; N = S ), '$predicates'(M, L), forall(member(N/A, L), '$listing'(M, N, A)).
'$listing'(M, N, A) :- functor(H, N, A), '$own'(M, N, A, K), ( '$property'(K, A, dynamic) -> format(':- dynamic ~q/~w.~n~n', [N, A]) ; true ), ( '$property'(K, A, static) -> Kind = static ; Kind = dynamic ), '$source_clauses'(N, A, Kind, Cs), forall(clause(M:H, B), '$list_clause'((H :- B), Cs)), nl.
% Variables have the names of the program's text, where a clause there is a variant.
'$list_clause'(C, Cs) :- ( '$written_as'(Cs, C, Ns) -> true ; Ns = [] ), '$call_them_so'(Ns), portray_clause(C).
'$written_as'([T|Ts], C, Ns) :- ( T = S-Ns, S =@= C -> S = C ; '$written_as'(Ts, C, Ns) ).
'$call_them_so'([]).
'$call_them_so'([N=V|Ns]) :- ( var(V) -> atom_string(N, T), V = '$portrayed'(T) ; true ), '$call_them_so'(Ns).
'$source_clauses'(N, A, Kind, Cs) :- findall(C, '$source_clause'(N, A, Kind, C), Cs).
'$source_clause'(N, A, Kind, C-Ns) :- '$source_of_program'(S), call_cleanup('$clause_in'(S, N, A, C0, Ns), close(S)), ( Kind == static -> C0 = (H0 :- B0), '$absorbed'(H0, B0, H, B), C = (H :- B) ; C = C0 ).
'$source_of_program'(S) :- catch(nb_getval('$source', I), _, fail), '$source_text'(I, T), '$open_text'(T, S).
'$source_of_program'(S) :- '$loaded_files'(Fs), member(F, Fs), catch('$open'(F, read, S), _, fail).
'$clause_in'(S, N, A, C, Ns) :-
    repeat, catch('$read'(S, T, Ns, _, _, _), _, T = []),
    ( T == end_of_file -> !, fail ; nonvar(T), ( T = (H :- _) -> C = T ; H = T, C = (T :- true) ), callable(H), functor(H, N, A), \+ memberchk(N/A, [(:-)/1, (?-)/1, (-->)/2]) ).
portray_clause(C) :- current_output(S), portray_clause(S, C).
portray_clause(S, C0) :- \+ \+ ( copy_term_nat(C0, C), '$canonical_names'(C, Ns), '$name_variables'(Ns), '$portray'(C, S) ).
'$name_variables'([]).
'$name_variables'([N='$portrayed'(N)|Ns]) :- '$name_variables'(Ns).
'$portray'((H :- T), S) :- T == true, !, '$portray_term'(S, H, 1199), '$put'(S, '.\n').
'$portray'((H :- B), S) :- !, '$portray_term'(S, H, 1199), '$put'(S, ' :-'), '$portray_body'(B, S, 4, 1199), '$put'(S, '.\n').
'$portray'((:- D), S) :- !, '$put'(S, ':- '), '$portray_term'(S, D, 1199), '$put'(S, '.\n').
'$portray'((H --> B), S) :- !, '$portray_term'(S, H, 1199), '$put'(S, ' -->'), '$portray_body'(B, S, 4, 1199), '$put'(S, '.\n').
'$portray'((H => B), S) :- !, '$portray_term'(S, H, 1199), '$put'(S, ' =>'), '$portray_body'(B, S, 4, 1199), '$put'(S, '.\n').
'$portray'(H, S) :- '$portray_term'(S, H, 1199), '$put'(S, '.\n').
'$portray_term'(S, T, P) :- '$write'(S, T, 45, 0, P, []).
% A goal begins at a column; what follows on lines of its own begins there too.
'$portray_body'(B, S, C, P) :- '$new_line'(S, C), '$portray_goal'(B, S, C, P).
'$new_line'(S, C) :- nl(S), '$spaces'(S, C).
'$portray_goal'(G, S, C, P) :- nonvar(G), '$portray_control'(G, S, C, P), !.
'$portray_goal'(G, S, _, P) :- '$portray_term'(S, G, P).
'$portray_control'((A, B), S, C, P) :- ( nonvar(A), A = (A1, A2) -> '$portray_control'((A1, A2, B), S, C, P) ; P >= 1000 -> '$portray_conjunction'(A, B, S, C) ; '$put'(S, '(   '), D is C + 4, '$portray_conjunction'(A, B, S, D), '$new_line'(S, C), '$put'(S, ')') ).
'$portray_control'(\+ G, S, C, _) :- nonvar(G), G = (_, _), !, '$put'(S, '\\+ ( '), D is C + 5, '$portray_goal'(G, S, D, 1000), E is C + 3, '$new_line'(S, E), '$put'(S, ')').
'$portray_control'(\+ G, S, C, _) :- '$put'(S, '\\+ '), D is C + 3, '$portray_goal'(G, S, D, 900).
'$portray_control'(G, S, C, _) :- '$disjunctive'(G), '$put'(S, '(   '), D is C + 4, '$portray_alternatives'(G, S, C, D), '$new_line'(S, C), '$put'(S, ')').
'$portray_control'({}(G), S, C, _) :- !, '$put'(S, '{ '), D is C + 2, '$portray_goal'(G, S, D, 1200), '$new_line'(S, C), '$put'(S, '}').
% A call whose arguments are goals has them each on lines of its own, if one of them is a conjunction or has branches.
'$portray_control'(G, S, C, _) :-
    callable(G), '$goal_arguments'(G, Kinds), G =.. [F|As], '$large_goal'(Kinds, As),
    '$portray_term'(S, F, 0), '$put'(S, '('), format(string(T), '~q', [F]), string_length(T, L), D is C + L + 1,
    '$portray_arguments'(Kinds, As, S, D), '$put'(S, ')').
'$goal_arguments'(G, [K|Ks]) :- predicate_property(user:G, meta_predicate(H)), !, H =.. [_,K|Ks].
'$large_goal'([K|Ks], [A|As]) :- ( '$goal_kind'(K), nonvar(A), ( A = (_, _) ; '$disjunctive'(A) ) -> true ; '$large_goal'(Ks, As) ).
'$goal_kind'(0).
'$goal_kind'(^).
'$portray_arguments'([K|Ks], [A|As], S, C) :-
    ( '$goal_kind'(K), nonvar(A), A = (_, _) -> '$put'(S, '( '), D is C + 2, '$portray_goal'(A, S, D, 1000), '$new_line'(S, C), '$put'(S, ')')
    ; '$goal_kind'(K) -> '$portray_goal'(A, S, C, 999)
    ; '$portray_term'(S, A, 999) ),
    ( Ks == [] -> true ; '$put'(S, ','), '$new_line'(S, C), '$portray_arguments'(Ks, As, S, C) ).
'$portray_conjunction'(A, B, S, C) :- '$portray_goal'(A, S, C, 999), '$put'(S, ','), '$new_line'(S, C), '$portray_goal'(B, S, C, 1000).
'$disjunctive'(G) :- ( G = (_ ; _) -> true ; G = (_ -> _) -> true ; G = (_ *-> _) ).
'$portray_alternatives'(G, S, C, D) :- nonvar(G), G = (A ; B), !, '$portray_branch'(A, S, C, D), '$new_line'(S, C), '$put'(S, ';   '), '$portray_alternatives'(B, S, C, D).
'$portray_alternatives'(G, S, C, D) :- '$portray_branch'(G, S, C, D).
'$portray_branch'(G, S, C, D) :- nonvar(G), G = (A -> B), !, '$portray_goal'(A, S, D, 1000), '$new_line'(S, C), '$put'(S, '->  '), '$portray_goal'(B, S, D, 1000).
'$portray_branch'(G, S, C, D) :- nonvar(G), G = (A *-> B), !, '$portray_goal'(A, S, D, 1000), '$new_line'(S, C), '$put'(S, '*-> '), '$portray_goal'(B, S, D, 1000).
'$portray_branch'(G, S, _, D) :- '$portray_goal'(G, S, D, 1000).
numbervars(T) :- numbervars(T, 0, _).
numbervars(T, S, E) :- '$must_be'(integer, S), term_variables(T, Vs), '$number'(Vs, S, E).
numbervars(T, S, E, _) :- numbervars(T, S, E).
'$number'([], N, N).
'$number'(['$VAR'(N)|Vs], N, E) :- M is N + 1, '$number'(Vs, M, E).
'$read'(S, T, Ns, Ss) :- '$read'(S, T, Ns, Ss, _, _).
'$open'(F, M, S) :- open(F, M, S, []).
'$close'(S) :- close(S).
