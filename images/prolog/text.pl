% Atoms and strings that can be taken apart in several ways.

atom_concat(A, B, C) :- '$concatenation'(A, B, C, atom).
string_concat(A, B, C) :- '$concatenation'(A, B, C, string).
'$concatenation'(A, B, C, K) :- nonvar(A), nonvar(B), !, '$concat'(A, B, C, K).
'$concatenation'(_, _, C, _) :- var(C), !, throw(error(instantiation_error, _)).
'$concatenation'(A, B, C, K) :- nonvar(A), !, atom_length(A, N), atom_length(C, M), R is M - N, '$sub_text'(C, 0, N, A0, atom), '$text_atom'(A, A0), '$sub_text'(C, N, R, B, K).
'$concatenation'(A, B, C, K) :- nonvar(B), !, atom_length(B, N), atom_length(C, M), R is M - N, '$sub_text'(C, R, N, B0, atom), '$text_atom'(B, B0), '$sub_text'(C, 0, R, A, K).
'$concatenation'(A, B, C, K) :- atom_length(C, M), '$between'(0, M, N), R is M - N, '$sub_text'(C, 0, N, A, K), '$sub_text'(C, N, R, B, K).

sub_atom(A, B, L, R, S) :- '$sub_check'(S), '$sub'(A, B, L, R, S, atom).
sub_string(A, B, L, R, S) :- '$sub'(A, B, L, R, S, string).
'$sub_check'(S) :- ( var(S) -> true ; atom(S) -> true ; throw(error(type_error(atom, S), _)) ).
'$sub'(A, B, L, R, S, K) :- nonvar(S), !, atom_length(A, N), atom_length(S, L), ( integer(B) -> '$sub_text'(A, B, L, S0, atom), '$text_atom'(S, S0) ; '$find_all'(A, S, 0, B) ), R is N - B - L, K = K.
'$sub'(A, B, L, R, S, K) :- atom_length(A, N), '$sub_bounds'(B, L, R, N), '$sub_text'(A, B, L, S, K).
'$find_all'(A, S, From, B) :- '$find_text'(A, S, From, B0), '$find_more'(A, S, B0, B).
'$find_more'(_, _, B, B).
'$find_more'(A, S, B0, B) :- From is B0 + 1, '$find_all'(A, S, From, B).
'$sub_bounds'(B, L, R, N) :- integer(B), integer(L), !, R0 is N - B - L, R0 >= 0, R = R0.
'$sub_bounds'(B, L, R, N) :- integer(B), integer(R), !, L0 is N - B - R, L0 >= 0, L = L0.
'$sub_bounds'(B, L, R, N) :- integer(L), integer(R), !, B0 is N - L - R, B0 >= 0, B = B0.
'$sub_bounds'(B, L, R, N) :- integer(B), !, M is N - B, '$between'(0, M, L), R is M - L.
'$sub_bounds'(B, L, R, N) :- integer(L), !, M is N - L, '$between'(0, M, B), R is M - B.
'$sub_bounds'(B, L, R, N) :- integer(R), !, M is N - R, '$between'(0, M, B), L is M - B.
'$sub_bounds'(B, L, R, N) :- '$between'(0, N, B), M is N - B, '$between'(0, M, L), R is M - L.

atomic_list_concat(L, A) :- '$join'(L, '', A, atom).
atomic_list_concat(L, S, A) :- is_list(L), ground(L), !, '$join'(L, S, A, atom).
atomic_list_concat(L, S, A) :- '$split'(S, A, L).
atomics_to_string(L, S) :- '$join'(L, '', S, string).
normalize_space(Out, T) :- '$normalize_space'(T, A), with_output_to(Out, write(A)).
term_string(S, T) :- var(S), nonvar(T), !, term_to_atom(S, T).
term_string(S, T) :- term_to_atom(S, A), '$text_string'(A, T).
text_concat(A, B, C) :- atom_concat(A, B, C).
text_to_string(T, S) :- '$text_string'(T, S).
string_code(I, S, C) :- J is I - 1, '$sub_text'(S, J, 1, A, atom), char_code(A, C).
sformat(S, F, A) :- format(string(S), F, A).
char_type(C, T) :- '$class'(T, C).
code_type(C, T) :- '$class'(T, C).
'$class'(digit(W), C) :- !, ( integer(C) -> X = C ; char_code(C, X) ), X >= 0'0, X =< 0'9, W is X - 0'0.
'$class'(to_lower(L), C) :- !, downcase_atom(C, L).
'$class'(to_upper(U), C) :- !, upcase_atom(C, U).
'$class'(upper(L), C) :- !, '$char_class'(C, upper), downcase_atom(C, L).
'$class'(lower(U), C) :- !, '$char_class'(C, lower), upcase_atom(C, U).
'$class'(T, C) :- '$char_class'(C, T).
gensym(B, A) :- '$serial'(N), atom_concat(B, N, A).
reset_gensym.
reset_gensym(_).
