% What programs of checks share: c(Text, Expected) is a text, read as queries until it ends, and what they give.
:- initialization(main).
main :- nb_setval(checks, 0), c(Text, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Text, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Text, Expected) :- with_output_to(string(Result), run(Text)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Text, Result, Expected]) ).
run(Text) :- open_string(Text, S), queries(S), close(S).
queries(S) :- catch(read(S, Q), E, true), ( nonvar(E) -> show_error(E) ; Q == end_of_file -> true ; query(Q), queries(S) ).
query(Q) :- catch(( call(Q) -> write('.') ; write(no) ), E, show_error(E)).
show_error(error(syntax_error(_), _)) :- !, write('syntax error').
show_error(error(E, _)) :- writeq(E).
