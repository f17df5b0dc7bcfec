% Atoms and strings that can be taken apart in several ways.

atom_concat(A, B, C) :- '$concat_check'(A, B, C), '$concatenation'(A, B, C, atom).
string_concat(A, B, C) :- '$concat_check'(A, B, C), '$concatenation'(A, B, C, string).
text_concat(A, B, C) :- '$concat_check'(A, B, C), ( ( string(A) ; string(B) ; string(C) ) -> K = string ; K = atom ), '$concatenation'(A, B, C, K).
'$concat_check'(A, B, C) :- '$atomic_or_var'(A), '$atomic_or_var'(B), '$atomic_or_var'(C), ( var(C), ( var(A) ; var(B) ) -> throw(error(instantiation_error, _)) ; true ).
'$atomic_or_var'(A) :- ( compound(A) -> throw(error(type_error(atom, A), _)) ; true ).
'$concatenation'(A, B, C, K) :- nonvar(A), nonvar(B), !, '$concat'(A, B, C0, K), ( nonvar(C), C \== C0 -> '$text_atom'(C, X), '$text_atom'(C0, X) ; C = C0 ).
'$concatenation'(A, B, C, K) :- nonvar(A), !, '$concat_rest'(C, A, prefix, B, K).
'$concatenation'(A, B, C, K) :- nonvar(B), !, '$concat_rest'(C, B, suffix, A, K).
'$concatenation'(A, B, C, K) :- '$text_length'(C, M), '$between'(0, M, N), R is M - N, '$sub_text'(C, 0, N, A, K), '$sub_text'(C, N, R, B, K).

sub_atom(A, B, L, R, S) :- '$sub_check'(A, atom), '$bound_check'(B), '$bound_check'(L), '$bound_check'(R), '$sub_part_check'(S), '$sub'(A, B, L, R, S, atom).
sub_string(A, B, L, R, S) :- '$sub_check'(A, string), '$bound_check'(B), '$bound_check'(L), '$bound_check'(R), '$sub'(A, B, L, R, S, string).
'$sub_check'(A, K) :- ( var(A) -> throw(error(instantiation_error, _)) ; compound(A), K == atom -> throw(error(type_error(atom, A), _)) ; true ).
'$sub_part_check'(S) :- ( var(S) -> true ; atom(S) -> true ; string(S) -> true ; throw(error(type_error(atom, S), _)) ).
'$bound_check'(X) :- var(X), !.
'$bound_check'(X) :- integer(X), !, ( X < 0 -> throw(error(domain_error(not_less_than_zero, X), _)) ; true ).
'$bound_check'(X) :- throw(error(type_error(integer, X), _)).
'$sub'(A, B, L, R, S, _) :- nonvar(S), ( integer(B) ; integer(R) ), !, '$sub_known'(A, B, L, R, S).
'$sub'(A, B, L, R, S, _) :- nonvar(S), !, '$text_length'(A, N), '$text_length'(S, L), '$find_all'(A, S, 0, B), R is N - B - L.
'$sub'(A, B, L, R, S, K) :- '$text_length'(A, N), '$sub_bounds'(B, L, R, N), '$sub_text'(A, B, L, S, K).
'$find_all'(A, S, From, B) :- '$find_text'(A, S, From, B0), Next is B0 + 1, ( '$find_text'(A, S, Next, _) -> ( B = B0 ; '$find_all'(A, S, Next, B) ) ; B = B0 ).
'$sub_bounds'(B, L, R, N) :- integer(B), integer(L), !, R0 is N - B - L, R0 >= 0, R = R0.
'$sub_bounds'(B, L, R, N) :- integer(B), integer(R), !, L0 is N - B - R, L0 >= 0, L = L0.
'$sub_bounds'(B, L, R, N) :- integer(L), integer(R), !, B0 is N - L - R, B0 >= 0, B = B0.
'$sub_bounds'(B, L, R, N) :- integer(B), !, M is N - B, '$between'(0, M, L), R is M - L.
'$sub_bounds'(B, L, R, N) :- integer(L), !, M is N - L, '$between'(0, M, B), R is M - B.
'$sub_bounds'(B, L, R, N) :- integer(R), !, M is N - R, '$between'(0, M, B), L is M - B.
'$sub_bounds'(B, L, R, N) :- '$between'(0, N, B), M is N - B, '$between'(0, M, L), R is M - L.
sub_atom_icasechk(A, B, S) :- downcase_atom(A, A1), downcase_atom(S, S1), once(sub_atom(A1, B, _, _, S1)).

atomic_list_concat(L, A) :- '$join'(L, '', A, atom).
atomic_list_concat(L, S, A) :- ( var(S) -> throw(error(instantiation_error, _)) ; true ), '$atomic_list'(L), !, '$join'(L, S, A, atom).
atomic_list_concat(L, S, A) :- ( var(A) -> throw(error(instantiation_error, _)) ; true ), '$split'(S, A, L).
'$atomic_list'(L) :- '$skip_list'(L, _, T), T == [], '$all_bound'(L).
'$all_bound'([]).
'$all_bound'([X|Xs]) :- nonvar(X), '$all_bound'(Xs).
atomic_concat(A, B, C) :- '$join'([A, B], '', C, atom).
atomics_to_string(L, S) :- '$join'(L, '', S, string).
concat_atom(L, A) :- atomic_list_concat(L, A).
concat_atom(L, S, A) :- atomic_list_concat(L, S, A).
normalize_space(Out, T) :- '$normalize_space'(T, A), with_output_to(Out, write(A)).
text_to_string(T, S) :- ( var(T) -> throw(error(instantiation_error, _)) ; true ), ( T == [] -> S = "" ; '$text_string'(T, S) ).
string(T, S) :- text_to_string(T, S).
string_code(I, S, C) :- '$integer_bound'(I), ( I < 0 -> throw(error(domain_error(not_less_than_zero, I), _)) ; true ), J is I - 1, '$sub_text'(S, J, 1, A, atom), char_code(A, C).
get_string_code(I, S, C) :- string_code(I, S, C).
char_type(C, T) :- '$char_type'(C, T, char).
code_type(C, T) :- '$char_type'(C, T, code).
'$char_type'(C, T, K) :- var(C), !, '$between'(0, 255, X), ( K == code -> C = X ; char_code(C, X) ), '$class'(T, C).
'$char_type'(C, T, _) :- C == -1, !, T = end_of_file.
'$char_type'(C, T, _) :- '$one_character'(C), '$class'(T, C).
'$one_character'(C) :- ( integer(C) -> true ; atom(C), atom_length(C, 1) -> true ; throw(error(type_error(character, C), _)) ).
'$class'(T, C) :- var(T), !, '$class_name'(T), '$class'(T, C).
'$class'(digit(W), C) :- !, '$char_class'(C, digit), '$char_weight'(C, W).
'$class'(xdigit(W), C) :- !, '$char_weight'(C, W).
'$class'(to_lower(U), C) :- !, '$converted'(lower, upper, C, U).
'$class'(to_upper(L), C) :- !, '$converted'(upper, lower, C, L).
'$class'(upper(L), C) :- !, '$char_class'(C, upper), '$char_case'(lower, C, L).
'$class'(lower(U), C) :- !, '$char_class'(C, lower), '$char_case'(upper, C, U).
'$class'(paren(P), C) :- !, ( integer(C) -> char_code(D, C) ; D = C ), '$paren'(D, E), ( integer(C) -> char_code(E, P) ; P = E ).
'$class'(T, C) :- '$class_name'(T), !, '$char_class'(C, T).
'$class'(T, _) :- throw(error(domain_error(char_type, T), _)).
% The character is what the other becomes in one case; as an answer the other is what it becomes in the other case.
'$converted'(Case, Other, C, D) :- ( var(D) -> '$char_case'(Other, C, D) ; '$char_case'(Case, D, C) ).
'$class_name'(N) :- atom(N), !, memberchk(N, [alnum, alpha, csym, csymf, ascii, white, cntrl, digit, space, end_of_line, lower, upper, punct, graph, print, period, quote, paren, newline, prolog_var_start, prolog_atom_start, prolog_identifier_continue, prolog_symbol]).
'$class_name'(N) :- var(N), member(N, [alnum, alpha, csym, csymf, ascii, white, cntrl, digit(_), space, end_of_line, lower, upper, punct, graph, print, period, quote, paren, newline, prolog_var_start, prolog_atom_start, prolog_identifier_continue, prolog_symbol, xdigit(_), lower(_), upper(_), to_lower(_), to_upper(_)]).
'$paren'('(', ')').
'$paren'('[', ']').
'$paren'('{', '}').

term_to_atom(T, A) :- var(T), !, ( var(A) -> throw(error(instantiation_error, _)) ; true ), '$term_of_text'(A, T, _).
term_to_atom(T, A) :- var(A), !, '$written'(atom, T, A).
term_to_atom(T, A) :- '$term_of_text'(A, T1, _), T = T1.
atom_to_term(A, T, Bs) :- ( var(A) -> throw(error(instantiation_error, _)) ; true ), '$term_of_text'(A, T, Bs).
'$term_of_text'(A, T, Bs) :- '$text_string'(A, A0), '$read_text'(A0, T0, Bs0), T = T0, Bs = Bs0.
read_term_from_atom(A, T, Os) :- '$text_string'(A, A0), string_concat(A0, "\n.", A1), '$open_text'(A1, S), call_cleanup(read_term(S, T, Os), close(S)).
term_from_atom(A, T) :- atom_to_term(A, T, _).
sformat(S, F, A) :- format(string(S), F, A).
sformat(S, F) :- format(string(S), F, []).
term_string(T, S) :- nonvar(S), !, '$term_of_text'(S, T1, _), T = T1.
term_string(T, S) :- '$written'(string, T, S).
term_string(T, S, _) :- term_string(T, S).
sumlist(L, A, S) :- foldl('$plus', L, A, S).
'$plus'(X, Y, Z) :- Z is X + Y.
open_chars_stream(Cs, S) :- '$text_string'(Cs, T), '$open_text'(T, S).
char_conversion(A, B) :- ( ( var(A) ; var(B) ) -> throw(error(instantiation_error, _)) ; '$convert_character'(A, B) ).
'$one_char'(A) :- ( var(A) -> throw(error(instantiation_error, _)) ; atom(A), atom_length(A, 1) -> true ; throw(error(type_error(character, A), _)) ).
'$char_or_var'(C) :- ( var(C) -> true ; '$one_char'(C) ).
current_char_conversion(C, D) :- '$char_or_var'(C), '$char_or_var'(D), '$converted_characters'(L), ( var(C) -> '$conversion'(L, C, D) ; memberchk(C-E, L) -> D = E ; D = C ).
'$conversion'(L, C, D) :- member(C-D, L).
'$conversion'(L, C, C) :- '$between'(0, 255, X), char_code(C, X), \+ memberchk(C-_, L).

gensym(B, A) :- '$gensym'(B, N), '$concat'(B, N, A, atom).
'$gensym'(B, N) :- '$concat'('$gensym_', B, K, atom), catch(nb_getval(K, N0), _, N0 = 0), N is N0 + 1, nb_setval(K, N).
reset_gensym(B) :- '$concat'('$gensym_', B, K, atom), nb_setval(K, 0).
reset_gensym.
