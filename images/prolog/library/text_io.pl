:- module(text_io, [format_to_chars/3, format_to_chars/4, write_to_chars/2, write_to_chars/3, atom_to_chars/2, atom_to_chars/3, number_to_chars/2, number_to_chars/3, read_from_chars/2, read_term_from_chars/3, with_output_to_chars/2, with_output_to_chars/3,
    format_to_codes/3, format_to_codes/4, write_to_codes/2, write_to_codes/3, write_term_to_codes/3, write_term_to_codes/4, read_from_codes/2, read_term_from_codes/3, open_codes_stream/2, with_output_to_codes/2, with_output_to_codes/3,
    is_alnum/1, is_alpha/1, is_ascii/1, is_cntrl/1, is_csym/1, is_csymf/1, is_digit/1, is_digit/3, is_endfile/1, is_endline/1, is_graph/1, is_lower/1, is_newline/1, is_newpage/1, is_paren/2, is_period/1, is_print/1, is_punct/1, is_quote/1, is_space/1, is_upper/1, is_white/1, to_lower/2, to_upper/2, upper_lower/2,
    display/1, display/2, displayq/1, displayq/2, unknown/2, reconsult/1, concat/3, flush/0, write_ln/1, proper_list/1, checklist/2, sublist/3, convert_time/2, 'C'/3, setup_and_call_cleanup/3, merge/3, merge_set/3, hash_term/2, string_to_list/2, substring/4, read_variables/2, read_variables/3, at_initialization/1,
    unix/1, genarg/3, mode/1, no_style_check/1, simple/1, prolog_flag/2, skip_line/0, skip_line/1, compile/1, atom_char/2, midstring/3, raise_exception/1, on_exception/3, readln/1, readln/2,
    base64/2, base64_encoded/2, base64_encoded/3, base64/3, base64url/2, base64url//1, utf8_codes/3]).
% Names that other systems and earlier versions have for what there is; text in memory; characters by their codes; encodings.

format_to_chars(F, As, Cs) :- format(codes(Cs), F, As).
format_to_chars(F, As, Cs, T) :- format(codes(Cs, T), F, As).
write_to_chars(X, Cs) :- format(codes(Cs), '~w', [X]).
write_to_chars(X, Cs, T) :- format(codes(Cs, T), '~w', [X]).
atom_to_chars(X, Cs) :- write_to_chars(X, Cs).
atom_to_chars(X, Cs, T) :- write_to_chars(X, Cs, T).
number_to_chars(X, Cs) :- '$must_be'(number, X), write_to_chars(X, Cs).
number_to_chars(X, Cs, T) :- '$must_be'(number, X), write_to_chars(X, Cs, T).
read_from_chars(Cs, T) :- read_from_codes(Cs, T).
read_term_from_chars(Cs, T, Os) :- read_term_from_codes(Cs, T, Os).
with_output_to_chars(G, Cs) :- with_output_to(codes(Cs), G).
with_output_to_chars(G, Cs, T) :- with_output_to(codes(Cs, T), G).
format_to_codes(F, As, Cs) :- format(codes(Cs), F, As).
format_to_codes(F, As, Cs, T) :- format(codes(Cs, T), F, As).
write_to_codes(X, Cs) :- format(codes(Cs), '~w', [X]).
write_to_codes(X, Cs, T) :- format(codes(Cs, T), '~w', [X]).
write_term_to_codes(X, Cs, Os) :- with_output_to(codes(Cs), write_term(X, Os)).
write_term_to_codes(X, Cs, T, Os) :- with_output_to(codes(Cs, T), write_term(X, Os)).
read_from_codes(Cs, T) :- read_term_from_codes(Cs, T, []).
read_term_from_codes(Cs, T, Os) :- ( Cs == [] -> T = end_of_file ; text_to_string(Cs, S0), string_concat(S0, " .", S1), setup_call_cleanup(open_string(S1, S), read_term(S, T, Os), close(S)) ).
open_codes_stream(Cs, S) :- text_to_string(Cs, T), open_string(T, S).
with_output_to_codes(G, Cs) :- with_output_to(codes(Cs), G).
with_output_to_codes(G, Cs, T) :- with_output_to(codes(Cs, T), G).

is_alnum(C) :- code_type(C, alnum).
is_alpha(C) :- code_type(C, alpha).
is_ascii(C) :- code_type(C, ascii).
is_cntrl(C) :- code_type(C, cntrl).
is_csym(C) :- code_type(C, csym).
is_csymf(C) :- code_type(C, csymf).
is_digit(C) :- code_type(C, digit).
is_digit(C, Base, W) :- code_type(C, alnum), upcase_atom(C, C1), ( integer(C) -> char_code(A, C) ; A = C1 ), upcase_atom(A, U), char_code(U, X), ( X =< 0'9 -> W is X - 0'0 ; W is X - 0'A + 10 ), W < Base.
is_endfile(-1).
is_endline(C) :- code_type(C, end_of_line).
is_graph(C) :- code_type(C, graph).
is_lower(C) :- code_type(C, lower).
is_newline(10).
is_newpage(12).
is_paren(C, D) :- code_type(C, paren(D)).
is_period(C) :- code_type(C, period).
is_print(C) :- code_type(C, print).
is_punct(C) :- code_type(C, punct).
is_quote(C) :- code_type(C, quote).
is_space(C) :- code_type(C, space).
is_upper(C) :- code_type(C, upper).
is_white(C) :- code_type(C, white).
to_lower(U, L) :- '$char_case'(lower, U, L).
to_upper(L, U) :- '$char_case'(upper, L, U).
upper_lower(U, L) :- ( nonvar(U) -> code_type(U, upper(L)) ; code_type(L, lower(U)) ).

display(T) :- write_term(T, [ignore_ops(true)]).
display(S, T) :- write_term(S, T, [ignore_ops(true)]).
displayq(T) :- write_term(T, [ignore_ops(true), quoted(true)]).
displayq(S, T) :- write_term(S, T, [ignore_ops(true), quoted(true)]).
unknown(Old, New) :- current_prolog_flag(unknown, Old), set_prolog_flag(unknown, New).
reconsult(F) :- consult(F).
concat(A, B, C) :- atomic_list_concat([A, B], C).
flush :- flush_output.
write_ln(T) :- writeln(T).
proper_list(L) :- is_list(L).
checklist(P, L) :- maplist(P, L).
sublist(P, L, M) :- include(P, L, M).
convert_time(T, S) :- format_time(string(S), '%c', T).
'C'([X|S], X, S).
setup_and_call_cleanup(S, G, C) :- setup_call_cleanup(S, G, C).
merge(L, M, R) :- append(L, M, R0), msort(R0, R).
merge_set(L, M, R) :- append(L, M, R0), sort(R0, R).
hash_term(T, H) :- term_hash(T, H).
string_to_list(S, Cs) :- ( nonvar(S) -> string_codes(S, Cs) ; string_codes(S, Cs) ).
substring(S, B, L, T) :- B0 is B - 1, sub_string(S, B0, L, _, T).
read_variables(T, Vs) :- read_term(T, [variable_names(Vs)]).
read_variables(S, T, Vs) :- read_term(S, T, [variable_names(Vs)]).
at_initialization(G) :- initialization(G).
unix(system(C)) :- shell(C).
unix(shell(C)) :- shell(C).
unix(cd(D)) :- chdir(D).
unix(argv(A)) :- current_prolog_flag(argv, A).
genarg(N, T, A) :- arg(N, T, A).
mode(_).
no_style_check(S) :- ( S == single_var -> style_check(-singleton) ; style_check(-S) ).
simple(T) :- \+ compound(T).
prolog_flag(F, V) :- current_prolog_flag(F, V).
skip_line :- skip(10).
skip_line(S) :- skip(S, 10).
compile(F) :- consult(F).
atom_char(A, C) :- char_code(A, C).
midstring(A, B, C) :- sub_atom(A, _, _, _, B), atomic_list_concat([P, S], B, A), atom_concat(P, S, C), !.
raise_exception(E) :- throw(E).
on_exception(E, G, H) :- catch(G, E, H).
% A line as words, numbers and punctuation.
readln(Ws) :- readln(user_input, Ws).
readln(S, Ws) :- read_line_to_codes(S, Cs), ( Cs == -1 -> Ws = end_of_file ; '$line_words'(Cs, Ws) ).
'$line_words'([], []).
'$line_words'([C|Cs], Ws) :-
    ( code_type(C, space) -> '$line_words'(Cs, Ws)
    ; code_type(C, digit) -> '$line_word'(digit, Cs, Ds, Rest), number_codes(W, [C|Ds]), Ws = [W|Ws1], '$line_words'(Rest, Ws1)
    ; code_type(C, csym) -> '$line_word'(csym, Cs, Ds, Rest), atom_codes(W, [C|Ds]), Ws = [W|Ws1], '$line_words'(Rest, Ws1)
    ; char_code(W, C), Ws = [W|Ws1], '$line_words'(Cs, Ws1) ).
'$line_word'(T, [C|Cs], [C|Ds], Rest) :- code_type(C, T), !, '$line_word'(T, Cs, Ds, Rest).
'$line_word'(_, Cs, [], Cs).

base64(Plain, Encoded) :- base64_encoded(Plain, Encoded, [as(atom)]).
base64url(Plain, Encoded) :- base64_encoded(Plain, Encoded, [charset(url), padding(false), as(atom)]).
base64_encoded(Plain, Encoded) :- base64_encoded(Plain, Encoded, []).
base64_encoded(Plain, Encoded, Os) :-
    option(charset(Set), Os, classic), option(padding(Pad), Os, true), option(as(As), Os, string), option(encoding(Enc), Os, utf8),
    ( nonvar(Plain) -> text_to_string(Plain, S), string_codes(S, Cs), '$encode'(Enc, Cs, Bytes), '$base64'(Bytes, Set, Pad, Es), '$text_as'(As, Es, Encoded)
    ; nonvar(Encoded) -> text_to_string(Encoded, S), string_codes(S, Es), '$unbase64'(Es, Set, Bytes), '$encode'(Enc, Cs, Bytes), '$text_as'(As, Cs, Plain)
    ; throw(error(instantiation_error, _)) ).
base64url(Plain, Es, T) :- nonvar(Plain), !, '$base64'(Plain, url, false, Es0), append(Es0, T, Es).
base64url(Plain, Es, []) :- '$unbase64'(Es, url, Plain).
base64(Plain, Es, T) :- nonvar(Plain), !, '$base64'(Plain, classic, true, Es0), append(Es0, T, Es).
base64(Plain, Es, []) :- '$unbase64'(Es, classic, Plain).
'$text_as'(atom, Cs, A) :- atom_codes(A, Cs).
'$text_as'(string, Cs, S) :- string_codes(S, Cs).
'$text_as'(codes, Cs, Cs).
'$encode'(utf8, Cs, Bs) :- !, ( nonvar(Cs) -> utf8_codes(Cs, Bs, []) ; phrase(utf8_codes(Cs), Bs) ).
'$encode'(_, Cs, Cs).
'$base64'([], _, _, []).
'$base64'([A|Bs0], Set, Pad, Es) :-
    ( Bs0 = [B, C|Bs] -> N is A << 16 + B << 8 + C, '$sextets'(4, N, Set, Es, Es1), '$base64'(Bs, Set, Pad, Es1)
    ; Bs0 = [B] -> N is A << 16 + B << 8, '$sextets'(3, N, Set, Es, Es1), '$padding'(Pad, 1, Es1)
    ; N is A << 16, '$sextets'(2, N, Set, Es, Es1), '$padding'(Pad, 2, Es1) ).
'$sextets'(K, N, Set, Es0, Es) :- '$sextets'(0, K, N, Set, Es0, Es).
'$sextets'(K, K, _, _, Es, Es) :- !.
'$sextets'(I, K, N, Set, [E|Es0], Es) :- V is N >> (18 - 6 * I) /\ 63, '$sextet'(V, Set, E), J is I + 1, '$sextets'(J, K, N, Set, Es0, Es).
'$padding'(true, N, Es) :- ( N =:= 1 -> Es = [0'=] ; Es = [0'=, 0'=] ).
'$padding'(false, _, []).
'$sextet'(V, Set, C) :- ( V < 26 -> C is V + 0'A ; V < 52 -> C is V - 26 + 0'a ; V < 62 -> C is V - 52 + 0'0 ; V =:= 62 -> ( Set == url -> C = 0'- ; C = 0'+ ) ; Set == url -> C = 0'_ ; C = 0'/ ).
'$unsextet'(C, Set, V) :- ( C >= 0'A, C =< 0'Z -> V is C - 0'A ; C >= 0'a, C =< 0'z -> V is C - 0'a + 26 ; C >= 0'0, C =< 0'9 -> V is C - 0'0 + 52 ; '$sextet'(62, Set, C) -> V = 62 ; '$sextet'(63, Set, C), V = 63 ).
'$unbase64'(Es, Set, Bs) :- '$unsextets'(Es, Set, Vs), '$join_sextets'(Vs, Bs).
'$unsextets'([], _, []).
'$unsextets'([C|Cs], Set, Vs) :- ( C =:= 0'= -> Vs = [] ; code_type(C, space) -> '$unsextets'(Cs, Set, Vs) ; '$unsextet'(C, Set, V), Vs = [V|Vs1], '$unsextets'(Cs, Set, Vs1) ).
'$join_sextets'([], []).
'$join_sextets'([A, B], [X]) :- !, X is A << 2 + B >> 4.
'$join_sextets'([A, B, C], [X, Y]) :- !, X is A << 2 + B >> 4, Y is (B /\ 15) << 4 + C >> 2.
'$join_sextets'([A, B, C, D|Vs], [X, Y, Z|Bs]) :- X is A << 2 + B >> 4, Y is (B /\ 15) << 4 + C >> 2, Z is (C /\ 3) << 6 + D, '$join_sextets'(Vs, Bs).
utf8_codes(Cs, S0, S) :- nonvar(Cs), !, '$utf8'(Cs, S0, S).
utf8_codes([C|Cs], [B|S0], S) :- '$utf8_first'(B, N, C0), !, '$utf8_more'(N, C0, C, S0, S1), utf8_codes(Cs, S1, S).
utf8_codes([], S, S).
'$utf8'([], S, S).
'$utf8'([C|Cs], S0, S) :-
    ( C < 0x80 -> S0 = [C|S1]
    ; C < 0x800 -> A is 0xc0 \/ C >> 6, '$tail_byte'(C, 0, B), S0 = [A, B|S1]
    ; C < 0x10000 -> A is 0xe0 \/ C >> 12, '$tail_byte'(C, 6, B), '$tail_byte'(C, 0, D), S0 = [A, B, D|S1]
    ; A is 0xf0 \/ C >> 18, '$tail_byte'(C, 12, B), '$tail_byte'(C, 6, D), '$tail_byte'(C, 0, E), S0 = [A, B, D, E|S1] ),
    '$utf8'(Cs, S1, S).
'$tail_byte'(C, Shift, B) :- B is 0x80 \/ (C >> Shift /\ 0x3f).
'$utf8_first'(B, N, C) :- ( B < 0x80 -> N = 0, C = B ; B >= 0xf0 -> N = 3, C is B /\ 7 ; B >= 0xe0 -> N = 2, C is B /\ 15 ; B >= 0xc0, N = 1, C is B /\ 31 ).
'$utf8_more'(0, C, C, S, S) :- !.
'$utf8_more'(N, C0, C, [B|S0], S) :- C1 is C0 << 6 \/ (B /\ 0x3f), M is N - 1, '$utf8_more'(M, C1, C, S0, S).
