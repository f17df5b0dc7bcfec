:- module(broadcast, [listen/2, listen/3, unlisten/1, unlisten/2, unlisten/3, listening/3, broadcast/1, broadcast_request/1]).
% Messages to whoever listens: '$listener'(Listener, Template, Module, Goal), in the order of coming.

listen(T, G) :- strip_module(G, M, _), listen(M, T, G).
listen(L, T, G) :- '$must_be'(callable, G), dynamic(broadcast:'$listener'/4), strip_module(G, M, P), assertz(broadcast:'$listener'(L, T, M, P)).
unlisten(L) :- unlisten(L, _, _).
unlisten(L, T) :- unlisten(L, T, _).
unlisten(L, T, G) :- dynamic(broadcast:'$listener'/4), strip_module(G, M, P), ( var(P) -> retractall(broadcast:'$listener'(L, T, _, _)) ; retractall(broadcast:'$listener'(L, T, M, P)) ).
listening(L, T, M:G) :- dynamic(broadcast:'$listener'/4), clause('$listener'(L, T, M, G), true).
broadcast(T) :- dynamic(broadcast:'$listener'/4), forall(clause('$listener'(_, T, M, G), true), ( catch(M:G, E, ( print_message(error, E), fail )) -> true ; true )).
broadcast_request(T) :- dynamic(broadcast:'$listener'/4), clause('$listener'(_, T, M, G), true), call(M:G).
