:- module(format_predicates, [format_predicate/2, current_format_predicate/2, '$own_directives'/4]).
% Directives of format/2 that a program defines: '$own_directive'(Code, Module, Name, Arity). The predicate is called with what stands
% between the tilde and the character (a number, or `default`) and with the next arguments, as many as it has more.

format_predicate(C, P) :-
    '$directive_code'(C, Code), strip_module(P, M, H), '$must_be'(callable, H), functor(H, N, A),
    ( A > 0 -> true ; throw(error(domain_error(format_predicate, H), context(system:format_predicate/2, _))) ),
    dynamic(system:'$own_directive'/4),
    retractall(system:'$own_directive'(Code, _, _, _)), assertz(system:'$own_directive'(Code, M, N, A)).
'$directive_code'(C, _) :- var(C), !, throw(error(instantiation_error, context(system:format_predicate/2, _))).
'$directive_code'(C, C) :- integer(C), C >= 0, C =< 0x10ffff, !.
'$directive_code'(C, Code) :- ( atom(C) ; string(C) ), atom_codes(C, [Code]), !.
'$directive_code'(C, _) :- throw(error(type_error(character, C), context(system:format_predicate/2, _))).
current_format_predicate(Code, P) :- dynamic(system:'$own_directive'/4), system:'$own_directive'(Code, M, N, A), functor(H, N, A), ( M == user -> P = H ; P = M:H ).

% A format and its arguments with the output of such directives in their place, as an argument of ~p.
'$own_directives'(F0, As0, F, As) :- '$format_codes'(F0, Cs0), ( is_list(As0) -> L = As0 ; L = [As0] ), '$rewritten'(Cs0, L, Cs1, As), string_codes(F, Cs1).
'$format_codes'(F, Cs) :- ( atomic(F), F \== [] -> atom_codes(F, Cs) ; text_to_string(F, S), string_codes(S, Cs) ).
'$rewritten'([], As, [], As).
'$rewritten'([0'~|Cs0], As0, Cs, As) :- '$directive_parts'(Cs0, As0, Number, Between, Code, Rest, As1), !, '$rewritten_one'(Code, Number, Between, As0, As1, Rest, Cs, As).
'$rewritten'([C|Cs0], As0, [C|Cs], As) :- '$rewritten'(Cs0, As0, Cs, As).
'$rewritten_one'(Code, Number, _, _, As1, Rest, [0'~, 0'p|Cs], ['$portrayed'(S)|As]) :-
    system:'$own_directive'(Code, M, N, A), !,
    K is A - 1, length(Own, K), ( append(Own, As2, As1) -> true ; throw(error(format('not enough arguments'), _)) ),
    G =.. [N, Number|Own], ( with_output_to(string(S), M:G) -> true ; fail ),
    '$rewritten'(Rest, As2, Cs, As).
'$rewritten_one'(Code, _, Between, As0, As1, Rest, Cs, As) :-
    % One of the system's: it keeps its arguments.
    append(Between, [Code|Cs1], Cs2), Cs = [0'~|Cs2], '$taken'(Code, T), length(Own, T),
    ( append(Own, As2, As1) -> append(Stars, As1, As0), append(Stars, Own, Kept), append(Kept, As3, As) ; As2 = [], As3 = [], As = As0 ),
    '$rewritten'(Rest, As2, Cs1, As3).
% What stands between the tilde and the character: nothing, digits, a star (the next argument), a backquote and a character.
'$directive_parts'([0'*, C|Cs], [N|As], N, [0'*], C, Cs, As) :- !, integer(N).
'$directive_parts'([0'`, X, C|Cs], As, X, [0'`, X], C, Cs, As) :- !.
'$directive_parts'(Cs0, As, N, Ds, C, Cs, As) :- '$leading_digits'(Cs0, Ds, [C|Cs]), ( Ds == [] -> N = default ; number_codes(N, Ds) ).
'$leading_digits'([C|Cs], [C|Ds], Rest) :- C >= 0'0, C =< 0'9, !, '$leading_digits'(Cs, Ds, Rest).
'$leading_digits'(Cs, [], Cs).
% How many arguments a directive of the system takes.
'$taken'(C, T) :- ( memberchk(C, `~nt|+`) -> T = 0 ; C == 0'W -> T = 2 ; T = 1 ).
