:- module('dcg/basics', [white//0, whites//0, nonblank//1, nonblanks//1, blank//0, blanks//0, blanks_to_nl//0, string//1, string_without//2, alpha_to_lower//1, digits//1, digit//1, integer//1, float//1, number//1, xinteger//1, xdigit//1, xdigits//1, eos//0, eol//0, remainder//1, prolog_symbol//1, csym//1, csyms//0, prolog_var_name//1, atom//1, sequence//2, sequence//3, sequence//5, optional//2, foreach//2, foreach//3]).
% Grammar rules for text: lists of codes.

white --> [C], { nonvar(C), ( C =:= 32 ; C =:= 9 ), ! }.
whites --> white, !, whites.
whites --> [].
blank --> [C], { nonvar(C), code_type(C, space) }.
blanks --> blank, !, blanks.
blanks --> [].
nonblank(C) --> [C], { code_type(C, graph) }.
nonblanks([H|T]) --> [H], { code_type(H, graph) }, !, nonblanks(T).
nonblanks([]) --> [].
blanks_to_nl --> [C], { C =\= 10, code_type(C, space) }, !, blanks_to_nl.
blanks_to_nl --> "\n", !.
blanks_to_nl, [] --> eos.
string([]) --> [].
string([H|T]) --> [H], string(T).
string_without(End, Codes) --> { string(End), !, string_codes(End, Es) }, '$string_without'(Es, Codes).
string_without(End, Codes) --> { atom(End), End \== [], !, atom_codes(End, Es) }, '$string_without'(Es, Codes).
string_without(End, Codes) --> '$string_without'(End, Codes).
'$string_without'(Es, [C|T]) --> [C], { \+ memberchk(C, Es) }, !, '$string_without'(Es, T).
'$string_without'(_, []) --> [].
alpha_to_lower(L) --> [C], { nonvar(C) -> code_type(C, alpha), code_type(U, to_upper(C)), L = U ; L = C }.
digits([H|T]) --> digit(H), !, digits(T).
digits([]) --> [].
digit(C) --> [C], { code_type(C, digit) }.
integer(I, Head, Tail) :- nonvar(I), !, format(codes(Head, Tail), '~d', [I]).
integer(I) --> '$int_codes'(Codes), { number_codes(I, Codes) }.
'$int_codes'([0'-, D0|D]) --> "-", !, '$digits1'([D0|D]).
'$int_codes'([D0|D]) --> ( "+" -> [] ; [] ), '$digits1'([D0|D]).
'$digits1'([H|T]) --> digit(H), digits(T).
float(F, Head, Tail) :- float(F), !, format(codes(Head, Tail), '~w', [F]).
float(F) --> number(F0), { F is float(F0) }.
number(N, Head, Tail) :- nonvar(N), !, format(codes(Head, Tail), '~w', [N]).
number(N) --> '$int_codes'(I), ( '$fraction'(F) -> [] ; { F = [] } ), ( '$exponent'(E) -> [] ; { E = [] } ), { '$number_parts'(I, F, E, Cs), number_codes(N, Cs) }.
'$fraction'([0'., D0|D]) --> ".", '$digits1'([D0|D]).
'$exponent'([0'e|Cs]) --> ( "e" ; "E" ), !, '$int_codes'(Cs).
'$number_parts'(I, F, E, Cs) :- ( F == [], E \== [] -> F1 = [0'., 0'0] ; F1 = F ), append(I, F1, L), append(L, E, Cs).
xinteger(V, Head, Tail) :- integer(V), !, format(codes(Head, Tail), '~16r', [V]).
xinteger(V) --> xdigit(D0), xdigits(D), { '$weights'([D0|D], 0, V) }.
'$weights'([], V, V).
'$weights'([D|Ds], V0, V) :- V1 is V0 * 16 + D, '$weights'(Ds, V1, V).
xdigits([H|T]) --> xdigit(H), !, xdigits(T).
xdigits([]) --> [].
xdigit(W) --> [C], { code_type(C, xdigit(W)) }.
eos([], []).
eol --> "\n", !.
eol --> "\r\n", !.
eol --> eos.
remainder(R, R, []).
csyms --> [C], { nonvar(C), code_type(C, csym) }, !, csyms.
csyms --> [].
csym(C) --> [C], { code_type(C, csym) }.
prolog_symbol(S) --> [C], { code_type(C, prolog_symbol) }, '$symbols'(T), { atom_codes(S, [C|T]) }.
'$symbols'([H|T]) --> [H], { code_type(H, prolog_symbol) }, !, '$symbols'(T).
'$symbols'([]) --> [].
prolog_var_name(N) --> [C], { code_type(C, prolog_var_start) }, '$csym_codes'(T), { atom_codes(N, [C|T]) }.
'$csym_codes'([H|T]) --> [H], { code_type(H, csym) }, !, '$csym_codes'(T).
'$csym_codes'([]) --> [].
atom(A, Head, Tail) :- atomic(A), format(codes(Head, Tail), '~a', [A]).
sequence(P, L) --> '$sequence'(L, P).
'$sequence'([H|T], P) --> call(P, H), '$sequence'(T, P).
'$sequence'([], _) --> [].
sequence(P, Sep, L) --> '$sequence'(L, P, Sep).
'$sequence'([H|T], P, Sep) --> call(P, H), ( Sep -> !, '$sequence'([_|_], [H2|T2], P, Sep), { T = [H2|T2] } ; { T = [] } ).
'$sequence'([], _, _) --> [].
'$sequence'(_, [H|T], P, Sep) --> '$sequence'([H|T], P, Sep).
sequence(Start, P, Sep, End, L) --> Start, sequence(P, Sep, L), End, !.
optional(M, _) --> M, !.
optional(_, D) --> D.
