% The prompt: queries, and their answers one after the other.

'$query'(I) :-
    '$source_stream'(I, S),
    catch(read_term(S, G, [variable_names(Vs)]), E, ( print_message(error, E), Vs = none )),
    close(S),
    '$ask'(Vs, G),
    flush_output.

'$ask'(none, _) :- !.
'$ask'(_, G) :- G == end_of_file, !.
'$ask'(Vs, G) :- nonvar(G), G = (?- Q), !, '$ask'(Vs, Q).
'$ask'(Vs, G) :- nonvar(G), G = (:- Q), !, '$ask'(Vs, Q).
'$ask'(Vs, G) :-
    catch(( '$solve'(G, Vs) -> true ; write('false.'), nl ), E, print_message(error, E)).

% Fails back into the goal as long as the user wants more.
'$solve'(G, Vs) :-
    call_cleanup(G, Det = true),
    '$show_answer'(Vs),
    ( Det == true -> write('.'), nl ; \+ '$more' ).

'$show_answer'(Vs0) :-
    copy_term(Vs0, Vs, Goals),
    '$bindings'(Vs, [], Bindings),
    append(Bindings, Goals, Lines),
    ( Lines == [] -> write(true) ; '$show_lines'(Lines, Vs) ).

% What is shown of each variable: nothing of those that begin with _, and of those that have no value; but that two are the same.
'$bindings'([], _, []).
'$bindings'([N = _|T], Seen, Ls) :- sub_atom(N, 0, 1, _, '_'), !, '$bindings'(T, Seen, Ls).
'$bindings'([N = V|T], Seen, Ls) :-
    var(V), !,
    ( '$same_variable'(Seen, V, M) -> Ls = ['$alias'(N, M)|Ls1], Seen1 = Seen ; Ls = Ls1, Seen1 = [M0 = V|Seen], M0 = N ),
    '$bindings'(T, Seen1, Ls1).
'$bindings'([N = V|T], Seen, ['$bound'(N, V)|Ls]) :- '$bindings'(T, Seen, Ls).

'$same_variable'([M = W|_], V, M) :- V == W, !.
'$same_variable'([_|T], V, M) :- '$same_variable'(T, V, M).

'$show_lines'([L], Vs) :- !, '$show_line'(L, Vs).
'$show_lines'([L|Ls], Vs) :- '$show_line'(L, Vs), write(','), nl, '$show_lines'(Ls, Vs).

'$show_line'('$alias'(N, M), _) :- !, write(N), write(' = '), write(M).
'$show_line'('$bound'(N, V), Vs) :- !, write(N), write(' = '), '$show_term'(V, 699, Vs).
'$show_line'(G, Vs) :- '$show_term'(G, 999, Vs).
'$show_term'(T, Priority, Vs) :-
    write_term(T, [quoted(true), numbervars(true), portray(true), spacing(next_argument), priority(Priority), variable_names(Vs)]).
