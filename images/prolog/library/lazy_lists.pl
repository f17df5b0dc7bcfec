:- module(lazy_lists, [lazy_list/2, lazy_list/3, lazy_list_materialize/1, lazy_list_materialize/2, lazy_list_length/2, lazy_get_codes/4, lazy_read_terms/4, lazy_read_lines/4, lazy_message_queue/4,
    phrase_from_stream/2, stream_to_lazy_list/2, lazy_findall/3, lazy_findall/4, lazy_engine_next/4, syntax_error//1]).
% Lists that become longer when their end is looked at. The end of one waits, by freeze/2, for a goal that adds to it: call(Next, List, Tail),
% where List is [] at the end. What was added stays, whatever backtracking does: the cell '$lazy'(Value) is written by nb_setarg/3.

lazy_list(Next, L) :- '$lazy'(Next, '$unknown', L).
'$lazy'(Next, State, L) :- Cell = '$lazy'(State), freeze(L, '$lazy_more'(Cell, Next, L)).
'$lazy_more'(Cell, Next, L) :- arg(1, Cell, Known), ( Known = '$known'(L0, T) -> true ; '$lazy_next'(Next, L0, T), nb_setarg(1, Cell, '$known'(L0, T)) ), '$lazy_end'(T, Next), L = L0.
'$lazy_next'(Next, L, T) :- once(call(Next, L, T)).
'$lazy_end'(T, Next) :- ( var(T), \+ frozen_variable(T) -> '$lazy'(Next, '$unknown', T) ; true ).
frozen_variable(T) :- get_attr(T, freeze, _).
% call(Next, State0, State, Element): one element at a time; failing ends the list.
lazy_list(Next, State, L) :- Cell = '$lazy'('$unknown'), freeze(L, '$lazy_element'(Cell, Next, State, L)).
'$lazy_element'(Cell, Next, S0, L) :-
    arg(1, Cell, Known),
    ( Known = '$known'(L0) -> true
    ; call(Next, S0, S, X) -> lazy_list(Next, S, T), L0 = [X|T], nb_setarg(1, Cell, '$known'(L0))
    ; L0 = [], nb_setarg(1, Cell, '$known'(L0)) ),
    L = L0.
lazy_list_materialize(L) :- '$skip_list'(L, _, T), ( T == [] -> true ; var(T), T = [_|R] -> lazy_list_materialize(R) ; T = [] -> true ; throw(error(type_error(list, L), _)) ).
lazy_list_materialize(L, N) :- '$must_be'(nonneg, N), '$materialize'(N, L).
'$materialize'(0, _) :- !.
'$materialize'(N, L) :- ( L = [_|T] -> M is N - 1, '$materialize'(M, T) ; true ).
lazy_list_length(L, N) :- lazy_list_materialize(L), length(L, N).
lazy_get_codes(S, N, L, T) :- '$read_some'(N, S, L, T).
'$read_some'(0, _, T, T) :- !.
'$read_some'(N, S, L, T) :- get_code(S, C), ( C == -1 -> L = [], T = [] ; L = [C|L1], M is N - 1, '$read_some'(M, S, L1, T) ).
lazy_read_terms(S, Os0, L, T) :- ( select(chunk(N), Os0, Os) -> true ; N = 10, Os = Os0 ), '$read_terms'(N, S, Os, L, T).
'$read_terms'(0, _, _, T, T) :- !.
'$read_terms'(N, S, Os, L, T) :- read_term(S, X, Os), ( X == end_of_file -> L = [], T = [] ; L = [X|L1], M is N - 1, '$read_terms'(M, S, Os, L1, T) ).
lazy_read_lines(S, Os, L, T) :- ( memberchk(as(K), Os) -> true ; K = string ), ( memberchk(chunk(N), Os) -> true ; N = 5 ), '$read_lines'(N, S, K, L, T).
'$read_lines'(0, _, _, T, T) :- !.
'$read_lines'(N, S, K, L, T) :- read_line_to_string(S, X), ( X == end_of_file -> L = [], T = [] ; '$line_as'(K, X, Y), L = [Y|L1], M is N - 1, '$read_lines'(M, S, K, L1, T) ).
'$line_as'(string, X, X).
'$line_as'(atom, X, Y) :- atom_string(Y, X).
'$line_as'(codes, X, Y) :- string_codes(X, Y).
'$line_as'(chars, X, Y) :- string_chars(X, Y).
lazy_message_queue(Q, _, [X|T], T) :- thread_get_message(Q, X).
% Answers of a goal, asked for when they are looked at, so many at a time.
lazy_findall(T, G, L) :- lazy_findall(1, T, G, L).
lazy_findall(N, T, G, L) :- '$must_be'(positive_integer, N), engine_create(T, G, E), lazy_list(lazy_engine_next(E, N), L).
lazy_engine_next(E, N, L, T) :- ( N =:= 0 -> L = T ; engine_next(E, X) -> L = [X|L1], M is N - 1, lazy_engine_next(E, M, L1, T) ; L = [], T = [] ).
% Grammars on streams.
phrase_from_stream(G, S) :- stream_to_lazy_list(S, L), phrase(G, L).
stream_to_lazy_list(S, L) :- lazy_list(lazy_get_codes(S, 4096), L).
syntax_error(E, L, _) :- '$skip_list'(L, N, _), throw(error(syntax_error(E), remaining(N))).
