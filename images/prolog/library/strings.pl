:- module(strings, [string_lines/2, split_lines/2, indent_lines/3, dedent_lines/3]).
% Strings of several lines.

string_lines(S, Ls) :- nonvar(S), !, split_string(S, "\n", "", Ls0), ( '$drop_last_empty'(Ls0, Ls1) -> Ls = Ls1 ; Ls = Ls0 ).
string_lines(S, Ls) :- '$join'(Ls, '\n', S, string).
'$drop_last_empty'([""], []) :- !.
'$drop_last_empty'([L|Ls], [L|Ms]) :- '$drop_last_empty'(Ls, Ms).
split_lines(S, Ls) :- string_lines(S, Ls).
indent_lines(Prefix, S, T) :- split_string(S, "\n", "", Ls), '$indent_all'(Ls, Prefix, Ms), '$join'(Ms, '\n', T, string).
'$indent_all'([], _, []).
'$indent_all'([L|Ls], P, [M|Ms]) :- ( L == "" -> M = L ; string_concat(P, L, M) ), '$indent_all'(Ls, P, Ms).
dedent_lines(S, T, _) :- split_string(S, "\n", "", Ls), '$least_indent'(Ls, inf, N), '$dedent_all'(Ls, N, Ms), '$join'(Ms, '\n', T, string).
'$least_indent'([], N, N).
'$least_indent'([L|Ls], N0, N) :- split_string(L, "", " \t", [B]), ( B == "" -> N1 = N0 ; split_string(L, "", " \t", _), '$indent_of'(L, 0, I), N1 is min(N0, I) ), '$least_indent'(Ls, N1, N).
'$indent_of'(L, I, N) :- ( sub_string(L, I, 1, _, C), ( C == " " ; C == "\t" ) -> J is I + 1, '$indent_of'(L, J, N) ; N = I ).
'$dedent_all'([], _, []).
'$dedent_all'([L|Ls], N, [M|Ms]) :- ( N \== inf, sub_string(L, N, _, 0, M0) -> M = M0 ; M = "" ), '$dedent_all'(Ls, N, Ms).
