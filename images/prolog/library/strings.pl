:- module(strings, [string_lines/2, split_lines/2, indent_lines/3, dedent_lines/3, indent_lines/4, interpolate_string/4]).
% Strings of several lines.

string_lines(S, Ls) :- nonvar(S), !, split_string(S, "\n", "", Ls0), ( '$drop_last_empty'(Ls0, Ls1) -> Ls = Ls1 ; Ls = Ls0 ).
string_lines(S, Ls) :- '$must_be'(list, Ls), '$each_line'(Ls, Ps), '$join'(Ps, '', S, string).
'$each_line'([], []).
'$each_line'([L|Ls], [L, '\n'|Ps]) :- '$each_line'(Ls, Ps).
'$drop_last_empty'([""], []) :- !.
'$drop_last_empty'([L|Ls], [L|Ms]) :- '$drop_last_empty'(Ls, Ms).
split_lines(S, Ls) :- string_lines(S, Ls).
indent_lines(Prefix, S, T) :- split_string(S, "\n", "", Ls), '$indent_all'(Ls, Prefix, Ms), '$join'(Ms, '\n', T, string).
'$indent_all'([], _, []).
'$indent_all'([L|Ls], P, [M|Ms]) :- ( L == "" -> M = L ; string_concat(P, L, M) ), '$indent_all'(Ls, P, Ms).
indent_lines(Filter, Prefix, S, T) :- split_string(S, "\n", "", Ls), '$indent_some'(Ls, Filter, Prefix, Ms), '$join'(Ms, '\n', T, string).
'$indent_some'([], _, _, []).
'$indent_some'([L|Ls], F, P, [M|Ms]) :- ( call(F, L) -> string_concat(P, L, M) ; M = L ), '$indent_some'(Ls, F, P, Ms).
% The white space that all lines begin with is taken away; lines of white space alone are empty. Tabs are what they stand for.
dedent_lines(S, T, Os) :- option(tab(Tab), Os, 8), split_string(S, "\n", "", Ls), '$line_indents'(Ls, Tab, Is), '$least_of'(Is, inf, N0), ( N0 == inf -> N = 0 ; N = N0 ), '$dedent_all'(Ls, Is, N, Ms), '$join'(Ms, '\n', T, string).
'$line_indents'([], _, []).
'$line_indents'([L|Ls], Tab, [I|Is]) :- string_codes(L, Cs), '$line_indent'(Cs, Tab, 0, I), '$line_indents'(Ls, Tab, Is).
% Column-Rest, or none for a line that is blank.
'$line_indent'([], _, _, none).
'$line_indent'([C|Cs], Tab, N, I) :- ( C =:= 32 -> M is N + 1, '$line_indent'(Cs, Tab, M, I) ; C =:= 9 -> M is (N // Tab + 1) * Tab, '$line_indent'(Cs, Tab, M, I) ; I = N-[C|Cs] ).
'$least_of'([], N, N).
'$least_of'([I|Is], N0, N) :- ( I = M-_ -> N1 is min(N0, M) ; N1 = N0 ), '$least_of'(Is, N1, N).
'$dedent_all'([], [], _, []).
'$dedent_all'([_|Ls], [I|Is], N, [M|Ms]) :- ( I = C-Cs -> K is C - N, format(string(M), '~*c~s', [K, 32, Cs]) ; M = "" ), '$dedent_all'(Ls, Is, N, Ms).
% What is in braces is a name, perhaps with a format and a value for want of one: {name}, {name,default}.
interpolate_string(S, T, Map, _) :- text_to_string(S, S0), '$interpolate'(S0, Map, Parts), atomics_to_string(Parts, T).
'$interpolate'(S, Map, Parts) :-
    ( sub_string(S, B, 1, _, "{"), C is B + 1, sub_string(S, C, _, 0, Rest), sub_string(Rest, L, 1, A, "}"), sub_string(Rest, 0, L, _, Spec), '$interpolated'(Spec, Map, V)
    -> sub_string(S, 0, B, _, Before), sub_string(Rest, _, A, 0, Behind), Parts = [Before, V|Parts1], '$interpolate'(Behind, Map, Parts1)
    ; sub_string(S, B, 1, A, "{") -> C is B + 1, sub_string(S, 0, C, _, Before), sub_string(S, _, A, 0, Behind), Parts = [Before|Parts1], '$interpolate'(Behind, Map, Parts1)
    ; Parts = [S] ).
'$interpolated'(Spec, Map, V) :-
    ( sub_string(Spec, B, 1, A, ",") -> sub_string(Spec, 0, B, _, N0), sub_string(Spec, _, A, 0, D), Default = just(D) ; N0 = Spec, Default = none ),
    atom_string(N, N0), '$is_name'(N),
    ( ( memberchk(N=V0, Map) -> true ; G =.. [N, V0], memberchk(G, Map) ) -> format(string(V), '~w', [V0]) ; Default = just(V) -> true ; throw(error(existence_error(template_var, N), _)) ).
'$is_name'(N) :- atom_codes(N, [C|Cs]), code_type(C, csymf), '$all_csym'(Cs).
'$all_csym'([]).
'$all_csym'([C|Cs]) :- code_type(C, csym), '$all_csym'(Cs).
