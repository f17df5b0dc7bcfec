:- module(option, [option/2, option/3, select_option/3, select_option/4, merge_options/3, meta_options/3]).
% Option lists: Name(Value) or Name = Value.

option(O, Os) :- '$option_parts'(O, N, V), '$get_option'(Os, N, V0), !, V = V0.
option(O, Os, D) :- '$option_parts'(O, N, V), ( '$get_option'(Os, N, V0) -> V = V0 ; V = D ).
'$option_parts'(O, N, V) :- ( compound(O) -> true ; throw(error(type_error(option, O), _)) ), ( O = (N = V) -> true ; O =.. [N, V] ).
'$get_option'([O|Os], N, V) :- ( nonvar(O), '$option_value'(O, N, V0) -> V = V0 ; '$get_option'(Os, N, V) ).
'$option_value'(N0 = V, N, V) :- !, N0 == N.
'$option_value'(O, N, V) :- compound(O), functor(O, N, 1), arg(1, O, V).
select_option(O, Os, R) :- '$option_parts'(O, N, V), '$remove_option'(Os, N, V0, R), !, V = V0.
select_option(O, Os, R, D) :- '$option_parts'(O, N, V), ( '$remove_option'(Os, N, V0, R0) -> V = V0, R = R0 ; V = D, R = Os ).
'$remove_option'([O|Os], N, V, R) :- ( nonvar(O), '$option_value'(O, N, V0) -> V = V0, R = Os ; R = [O|R1], '$remove_option'(Os, N, V, R1) ).
merge_options(New, Old, Merged) :- '$canonical_options'(New, N), '$canonical_options'(Old, O), '$unnamed_options'(O, N, O1), '$put_options'(N, O1, M), sort(M, Merged).
'$canonical_options'([], []).
'$canonical_options'([O|Os], [C|Cs]) :- ( O = (N = V) -> C =.. [N, V] ; C = O ), '$canonical_options'(Os, Cs).
'$unnamed_options'([], _, []).
'$unnamed_options'([O|Os], New, R) :- functor(O, N, A), ( '$has_functor'(New, N, A) -> R = R1 ; R = [O|R1] ), '$unnamed_options'(Os, New, R1).
'$has_functor'([O|Os], N, A) :- ( functor(O, N, A) -> true ; '$has_functor'(Os, N, A) ).
'$put_options'([], L, L).
'$put_options'([O|Os], L, [O|R]) :- '$put_options'(Os, L, R).
meta_options(_, Os, Os).
