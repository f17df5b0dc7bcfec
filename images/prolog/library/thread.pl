:- module(thread, [concurrent/3, concurrent_and/2, concurrent_and/3, concurrent_maplist/2, concurrent_maplist/3, concurrent_maplist/4, concurrent_forall/2, concurrent_forall/3, first_solution/3, call_in_thread/2,
    thread_self/1, is_thread/1, thread_property/2, thread_statistics/3, thread_setconcurrency/2, thread_idle/2, with_mutex/2, mutex_create/1, mutex_create/2, mutex_destroy/1, mutex_lock/1, mutex_trylock/1, mutex_unlock/1, mutex_unlock_all/0, mutex_property/2,
    message_queue_create/1, message_queue_create/2, message_queue_destroy/1, message_queue_property/2, thread_send_message/2, thread_send_message/3, thread_get_message/1, thread_get_message/2, thread_get_message/3, thread_peek_message/1, thread_peek_message/2,
    thread_create/3, thread_create/2, thread_create/4, thread_join/1, thread_join/2, thread_detach/1, thread_exit/1]).
% There is one thread. What is to run in another runs, to its end, when it is joined or its messages are waited for.

concurrent(_, Gs, _) :- '$must_be'(list, Gs), '$all_once'(Gs).
'$all_once'([]).
'$all_once'([G|Gs]) :- once(G), '$all_once'(Gs).
concurrent_and(G, A) :- call(G), call(A).
concurrent_and(G, A, _) :- call(G), call(A).
concurrent_maplist(G, L) :- maplist(G, L).
concurrent_maplist(G, L, M) :- maplist(G, L, M).
concurrent_maplist(G, L, M, N) :- maplist(G, L, M, N).
concurrent_forall(G, A) :- forall(G, A).
concurrent_forall(G, A, _) :- forall(G, A).
first_solution(_, Gs, _) :- member(G, Gs), call(G), !.
call_in_thread(_, G) :- once(G).
% '$thread'(Id, State): waiting(Goal), running, or how it has ended, until it is joined.
thread_create(G, T) :- thread_create(G, T, []).
thread_create(G, T, Os) :-
    ( var(T) -> true ; throw(error(uninstantiation_error(T), _)) ), '$must_be'(callable, G), '$must_be'(list, Os),
    ( memberchk(alias(A), Os) -> T0 = A ; '$serial'(N), atom_concat('$thread', N, T0) ),
    '$messages', '$keep_fact'(thread:'$thread'(T0, waiting(G)), last), T = T0.
thread_create(G, T, Os, _) :- thread_create(G, T, Os).
% Runs a thread that waits, if there is one.
'$run_thread'(T) :-
    '$messages', retract(thread:'$thread'(T, waiting(G))), !, assertz(thread:'$thread'(T, running)),
    thread_self(Self), nb_setval('$thread_self', T), catch('$thread_run'(G, S), E, '$thread_ended'(E, S)), nb_setval('$thread_self', Self),
    retract(thread:'$thread'(T, running)), '$keep_fact'(thread:'$thread'(T, S), last).
'$thread_run'(G, S) :- ( call(G) -> S = true ; S = false ).
'$thread_ended'(E, S) :- ( E = '$thread_exit'(X) -> S = exited(X) ; S = exception(E), print_message(warning, E) ).
thread_exit(X) :- throw('$thread_exit'(X)).
thread_join(T) :- thread_join(T, S), ( S == true -> true ; throw(error(thread_error(T, S), _)) ).
thread_join(T, S) :- '$thread_ok'(T), ( '$run_thread'(T) -> true ; true ), retract(thread:'$thread'(T, S0)), !, S = S0.
thread_detach(T) :- '$thread_ok'(T).
'$thread_ok'(T) :- ( var(T) -> throw(error(instantiation_error, _)) ; '$messages', '$thread'(T, _) -> true ; throw(error(existence_error(thread, T), _)) ).
thread_self(T) :- catch(nb_getval('$thread_self', T0), _, T0 = main), T = T0.
is_thread(T) :- nonvar(T), ( T == main -> true ; '$messages', '$thread'(T, _) -> true ).
thread_property(T, P) :- ( T = main, S = running ; '$messages', '$thread'(T, S0), ( S0 = waiting(_) -> S = running ; S = S0 ) ), member(P, [id(T), status(S), detached(false)]).
thread_statistics(_, K, V) :- statistics(K, V).
thread_setconcurrency(1, _).
thread_idle(G, _) :- once(G).

% Mutexes are counters: the same thread may lock one again.
mutex_create(M) :- mutex_create(M, []).
mutex_create(M, Os) :- ( memberchk(alias(A), Os) -> M = A ; nonvar(M) -> true ; '$serial'(N), atom_concat('$mutex', N, M) ).
mutex_destroy(M) :- '$set_locks'(M, 0).
with_mutex(M, G) :- '$must_be'(atom, M), once(G).
mutex_lock(M) :- '$locks'(M, N0), N is N0 + 1, '$set_locks'(M, N).
mutex_trylock(M) :- mutex_lock(M).
mutex_unlock(M) :- '$locks'(M, N0), ( N0 > 0 -> N is N0 - 1, '$set_locks'(M, N) ; throw(error(permission_error(unlock, mutex, M), _)) ).
mutex_unlock_all :- nb_setval('$locks', []).
mutex_property(M, status(S)) :- '$all_locks'(L), member(M-N, L), ( N > 0 -> S = locked(main, N) ; S = unlocked ).
'$all_locks'(L) :- catch(nb_getval('$locks', L), _, L = []).
'$locks'(M, N) :- '$must_be'(atom, M), '$all_locks'(L), ( memberchk(M-N0, L) -> N = N0 ; N = 0 ).
'$set_locks'(M, N) :- '$all_locks'(L0), ( select(M-_, L0, L1) -> true ; L1 = L0 ), nb_setval('$locks', [M-N|L1]).

% Messages are clauses '$message'(Queue, Term).
message_queue_create(Q) :- message_queue_create(Q, []).
message_queue_create(Q, Os) :- ( memberchk(alias(A), Os) -> Q = A ; nonvar(Q) -> true ; '$serial'(N), atom_concat('$queue', N, Q) ), '$messages', assertz(thread:'$queue'(Q)).
message_queue_destroy(Q) :- '$must_be'(nonvar, Q), '$messages', ( retract(thread:'$queue'(Q)) -> retractall(thread:'$message'(Q, _)) ; throw(error(existence_error(message_queue, Q), _)) ).
message_queue_property(Q, P) :- '$messages', '$queue'(Q), ( P = size(N), aggregate_all(count, '$message'(Q, _), N) ; atom(Q), P = alias(Q) ).
'$messages' :- dynamic(thread:'$queue'/1), dynamic(thread:'$message'/2), dynamic(thread:'$thread'/2).
'$queue_ok'(Q) :- ( var(Q) -> throw(error(instantiation_error, _)) ; '$messages', ( '$queue'(Q) -> true ; is_thread(Q) -> true ; thread_self(Q) ) -> true ; throw(error(existence_error(message_queue, Q), _)) ).
thread_send_message(Q, M) :- '$queue_ok'(Q), '$keep_fact'(thread:'$message'(Q, M), last).
thread_send_message(Q, M, _) :- thread_send_message(Q, M).
thread_get_message(M) :- thread_self(Q), thread_get_message(Q, M).
thread_get_message(Q, M) :- '$queue_ok'(Q), ( '$wait_message'(Q, M) -> true ; throw(error(system_error(deadlock(Q)), _)) ).
thread_get_message(Q, M, _) :- '$queue_ok'(Q), '$wait_message'(Q, M), !.
'$wait_message'(Q, M) :- ( retract(thread:'$message'(Q, M)) -> true ; '$run_thread'(_), '$wait_message'(Q, M) ).
thread_peek_message(M) :- thread_self(Q), thread_peek_message(Q, M).
thread_peek_message(Q, M) :- '$queue_ok'(Q), '$message'(Q, M), !.
