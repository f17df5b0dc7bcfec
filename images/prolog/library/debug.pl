:- module(debug, [debug/1, debug/3, nodebug/1, debugging/1, debugging/2, list_debug_topics/0, debug_message_context/1]).
% Messages of topics that are wanted.

debug(T) :- '$topics'(Ts), ( memberchk(T, Ts) -> true ; nb_setval('$topics', [T|Ts]) ).
nodebug(T) :- '$topics'(Ts0), findall(X, ( member(X, Ts0), X \= T ), Ts), nb_setval('$topics', Ts).
debugging(T) :- '$topics'(Ts), member(X, Ts), subsumes_term(X, T), !.
debugging(T, B) :- ( debugging(T) -> B = true ; B = false ).
list_debug_topics :- '$topics'(Ts), forall(member(T, Ts), ( format(user_error, '~w~n', [T]) )).
debug_message_context(_).
debug(T, F, As) :- ( debugging(T) -> print_message(debug(T), format(F, As)) ; true ).
'$topics'(Ts) :- catch(nb_getval('$topics', Ts), _, Ts = []).
