:- module(intercept, [intercept/3, intercept/4, intercept_all/4, nb_intercept_all/4, send_signal/1, send_silent_signal/1]).
% Signals that a goal sends to whoever called it, and goes on: the handlers that are active are a list in a global variable, innermost
% first. Leaving the goal takes its handler away, and backtracking into it brings it back, since the variable is restored.

'$handlers'(L) :- ( catch(b_getval('$intercept', L0), _, fail) -> L = L0 ; L = [] ).
'$intercepted'(G, H) :- '$handlers'(L), b_setval('$intercept', [H|L]), call(G), b_setval('$intercept', L).
intercept(G, Ball, Handler) :- '$intercepted'(G, plain(Ball, Handler)).
intercept(G, Ball, Handler, Arg) :- '$intercepted'(G, with(Ball, Handler, Arg)).
send_signal(S) :- '$must_be'(nonvar, S), '$handlers'(L), ( '$send'(L, S) -> true ; throw(error(existence_error(intercept_handler, S), _)) ).
send_silent_signal(S) :- '$must_be'(nonvar, S), '$handlers'(L), ( '$send'(L, S) -> true ; true ).
% A handler runs with those outside of it; the signal goes on to them when the handler sends it again.
'$send'([H|Hs], S) :- '$matches'(H, S, G), !, '$handlers'(L), b_setval('$intercept', Hs), call(G), b_setval('$intercept', L).
'$send'([_|Hs], S) :- '$send'(Hs, S).
'$matches'(plain(Ball, Handler), S, G) :- copy_term(Ball-Handler, S-G).
'$matches'(with(Ball, Handler, Arg), S, call(G, Arg)) :- copy_term(Ball-Handler, S-G).
% All that is sent as Template, when the goal is done.
intercept_all(Template, G, Ball, List) :- Store = '$sent'([]), intercept(G, Ball, intercept:'$keep'(Template), Store), arg(1, Store, L0), reverse(L0, List).
'$keep'(X, Store) :- arg(1, Store, L), setarg(1, Store, [X|L]).
nb_intercept_all(Template, G, Ball, List) :- Store = '$sent'([]), intercept(G, Ball, intercept:'$nb_keep'(Template), Store), arg(1, Store, L0), reverse(L0, List).
'$nb_keep'(X, Store) :- arg(1, Store, L), nb_setarg(1, Store, [X|L]).
