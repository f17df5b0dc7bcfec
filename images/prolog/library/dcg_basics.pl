:- module('dcg/basics', [white//0, whites//0, nonblank//1, nonblanks//1, blank//0, blanks//0, blanks_to_nl//0, string//1, string_without//2, alpha_to_lower//1, digits//1, digit//1, integer//1, float//1, number//1, xinteger//1, xdigit//1, xdigits//1, eos//0, eol//0, remainder//1, prolog_symbol//1, csym//1, csyms//0, prolog_var_name//1, atom//1, sequence//2, sequence//3, sequence//5, optional//2, foreach//2, foreach//3]).
% Grammar rules for text as lists of codes. They are written as clauses, the text before and behind as last arguments.

white([C|S], S) :- nonvar(C), ( C =:= 32 -> true ; C =:= 9 ).
whites(S0, S) :- ( white(S0, S1) -> whites(S1, S) ; S = S0 ).
blank([C|S], S) :- nonvar(C), code_type(C, space).
blanks(S0, S) :- ( blank(S0, S1) -> blanks(S1, S) ; S = S0 ).
nonblank(C, [C|S], S) :- code_type(C, graph).
nonblanks(L, S0, S) :- ( S0 = [C|S1], code_type(C, graph) -> L = [C|L1], nonblanks(L1, S1, S) ; L = [], S = S0 ).
blanks_to_nl(S0, S) :- ( S0 = [C|S1], C =\= 10, code_type(C, space) -> blanks_to_nl(S1, S) ; S0 = [10|S1] -> S = S1 ; S0 = [], S = [] ).
string([], S, S).
string([C|L], [C|S0], S) :- string(L, S0, S).
string_without(End, L, S0, S) :- ( is_list(End) -> Es = End ; string_codes(End, Es) ), '$string_without'(S0, Es, L, S).
'$string_without'([C|S0], Es, L, S) :- \+ memberchk(C, Es), !, L = [C|L1], '$string_without'(S0, Es, L1, S).
'$string_without'(S, _, [], S).
alpha_to_lower(L, [C|S], S) :- ( nonvar(C) -> code_type(C, alpha), '$char_case'(lower, C, L) ; L = C ).
digits(L, S0, S) :- ( digit(C, S0, S1) -> L = [C|L1], digits(L1, S1, S) ; L = [], S = S0 ).
digit(C, [C|S], S) :- code_type(C, digit).
integer(I, S0, S) :- nonvar(I), !, format(codes(S0, S), '~d', [I]).
integer(I, S0, S) :- '$integer_codes'(L, S0, S), number_codes(I, L).
'$integer_codes'(L, S0, S) :- ( S0 = [0'-|S1] -> L = [0'-|L1], '$some_digits'(L1, S1, S) ; S0 = [0'+|S1] -> '$some_digits'(L, S1, S) ; '$some_digits'(L, S0, S) ).
'$some_digits'([C|L], S0, S) :- digit(C, S0, S1), digits(L, S1, S).
float(F, S0, S) :- float(F), !, format(codes(S0, S), '~w', [F]).
float(F, S0, S) :- number(N, S0, S), F is float(N).
number(N, S0, S) :- nonvar(N), !, format(codes(S0, S), '~w', [N]).
number(N, S0, S) :- '$integer_codes'(I, S0, S1), '$fraction'(F, S1, S2), '$exponent'(E, F, F1, S2, S), '$list_codes'([I, F1, E], L), number_codes(N, L).
'$fraction'(F, S0, S) :- ( S0 = [0'.|S1], '$some_digits'(L, S1, S2) -> F = [0'.|L], S = S2 ; F = [], S = S0 ).
'$exponent'(E, F0, F, S0, S) :- ( S0 = [C|S1], ( C =:= 0'e ; C =:= 0'E ), '$integer_codes'(L, S1, S2) -> E = [0'e|L], ( F0 == [] -> F = [0'., 0'0] ; F = F0 ), S = S2 ; E = [], F = F0, S = S0 ).
'$list_codes'([], []).
'$list_codes'([L|Ls], R) :- '$list_codes'(Ls, R0), '$before'(L, R0, R).
'$before'([], R, R).
'$before'([C|Cs], R0, [C|R]) :- '$before'(Cs, R0, R).
xinteger(V, S0, S) :- integer(V), !, format(codes(S0, S), '~16r', [V]).
xinteger(V, S0, S) :- xdigit(D, S0, S1), xdigits(Ds, S1, S), '$hexadecimal'([D|Ds], 0, V).
'$hexadecimal'([], V, V).
'$hexadecimal'([D|Ds], V0, V) :- V1 is V0 * 16 + D, '$hexadecimal'(Ds, V1, V).
xdigits(L, S0, S) :- ( xdigit(D, S0, S1) -> L = [D|L1], xdigits(L1, S1, S) ; L = [], S = S0 ).
xdigit(W, [C|S], S) :- code_type(C, xdigit(W)).
eos([], []).
eol(S0, S) :- ( S0 = [10|S1] -> S = S1 ; S0 = [13, 10|S1] -> S = S1 ; S0 = [], S = [] ).
remainder(R, R, []).
csyms(S0, S) :- ( S0 = [C|S1], nonvar(C), code_type(C, csym) -> csyms(S1, S) ; S = S0 ).
csym(C, [C|S], S) :- code_type(C, csym).
prolog_symbol(A, [C|S0], S) :- code_type(C, prolog_symbol), '$while'(prolog_symbol, L, S0, S), atom_codes(A, [C|L]).
prolog_var_name(A, [C|S0], S) :- code_type(C, prolog_var_start), '$while'(csym, L, S0, S), atom_codes(A, [C|L]).
'$while'(T, L, S0, S) :- ( S0 = [C|S1], code_type(C, T) -> L = [C|L1], '$while'(T, L1, S1, S) ; L = [], S = S0 ).
atom(A, S0, S) :- atomic(A), format(codes(S0, S), '~w', [A]).
sequence(P, L, S0, S) :- '$sequence'(L, P, S0, S).
'$sequence'([X|Xs], P, S0, S) :- call(P, X, S0, S1), '$sequence'(Xs, P, S1, S).
'$sequence'([], _, S, S).
sequence(P, Sep, L, S0, S) :- '$sequence'(L, P, Sep, S0, S).
% A separator that is there commits.
'$sequence'([X|Xs], P, Sep, S0, S) :- call(P, X, S0, S1), ( Xs \== [], phrase(Sep, S1, S2) -> !, Xs = [_|_], '$sequence_rest'(Xs, P, Sep, S2, S) ; Xs = [], S = S1 ).
'$sequence'([], _, _, S, S).
'$sequence_rest'([X|Xs], P, Sep, S0, S) :- call(P, X, S0, S1), ( Xs \== [], phrase(Sep, S1, S2) -> !, Xs = [_|_], '$sequence_rest'(Xs, P, Sep, S2, S) ; Xs = [], S = S1 ).
sequence(Start, P, Sep, End, L, S0, S) :- phrase(Start, S0, S1), '$sequence'(L, P, Sep, S1, S2), phrase(End, S2, S), !.
optional(M, D, S0, S) :- ( phrase(M, S0, S1) -> S = S1 ; phrase(D, S0, S) ).
foreach(Generator, Element, S0, S) :- findall(Element, Generator, Es), '$elements'(Es, S0, S).
'$elements'([], S, S).
'$elements'([E|Es], S0, S) :- phrase(E, S0, S1), '$elements'(Es, S1, S).
foreach(Generator, Element, Sep, S0, S) :- findall(Element, Generator, Es), '$separated'(Es, Sep, S0, S).
'$separated'([], _, S, S).
'$separated'([E|Es], Sep, S0, S) :- phrase(E, S0, S1), ( Es == [] -> S = S1 ; phrase(Sep, S1, S2), '$separated'(Es, Sep, S2, S) ).
