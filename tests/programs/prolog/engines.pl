% Engines: goals that are asked for one answer after the other, each with choice points and bindings of its own.
show(T) :- print(T), nl.
take(0, _, []) :- !.
take(N, E, L) :- ( engine_next(E, X) -> L = [X|Xs], M is N - 1, take(M, E, Xs) ; L = [] ).

:- engine_create(X, member(X, [a, b]), E), take(5, E, L), show(L).                    % expect: [a,b]
:- engine_create(N-S, (between(1, inf, N), S is N * N), E), take(4, E, L), show(L), engine_destroy(E). % expect: [1-1,2-4,3-9,4-16]

% What the caller binds and undoes is nothing to the engine, and the other way round.
:- engine_create(X, member(X, [1, 2, 3]), E), ( engine_next(E, _), fail ; engine_next(E, B), show(B) ). % expect: 2
:- Y = f(_), engine_create(Y, (Y = f(Z), member(Z, [p, q])), E), engine_next(E, A), engine_next(E, B), show(A/B), Y = f(V), ( var(V) -> show(free) ; show(bound) ).
% expect: f(p)/f(q)
% expect: free

% Two at a time, and one that asks another.
zip(A, B, [X-Y|L]) :- engine_next(A, X), engine_next(B, Y), !, zip(A, B, L).
zip(_, _, []).
:- engine_create(X, member(X, [1, 2, 3]), A), engine_create(Y, member(Y, [u, v]), B), zip(A, B, L), show(L). % expect: [1-u,2-v]
doubled(E, Y) :- repeat, ( engine_next(E, X) -> Y is 2 * X ; !, fail ).
:- engine_create(X, member(X, [1, 2, 3]), A), engine_create(Y, doubled(A, Y), B), take(9, B, L), show(L). % expect: [2,4,6]

% Terms given in the middle of a goal, and terms given to it.
steps :- forall(member(X, [one, two]), engine_yield(X)), engine_yield(three).
:- engine_create(end, steps, E), take(9, E, L), show(L).                             % expect: [one,two,three,end]
count(N) :- N < 3, engine_yield(N), M is N + 1, count(M).
:- engine_create(_, count(0), E), take(9, E, L), show(L).                            % expect: [0,1,2]
sums(S0) :- engine_fetch(X), S is S0 + X, engine_yield(S), sums(S).
:- engine_create(_, sums(0), E), maplist(engine_post(E), [3, 4, 5], L), show(L).     % expect: [3,7,12]

% How they end.
:- engine_create(X, member(X, [a]), E), engine_next_reified(E, A), engine_next_reified(E, B), show(A/B). % expect: the(a)/no
bad(1).
bad(_) :- throw(oops).
:- engine_create(X, bad(X), E), engine_next(E, A), catch(engine_next(E, _), B, true), show(A/B), catch(engine_next(E, _), error(C, _), ( C = existence_error(K, _), show(K) )).
% expect: 1/oops
% expect: engine
:- engine_create(X, catch(bad(X), oops, X = caught), E), take(9, E, L), show(L).     % expect: [1,caught]
:- engine_create(x, true, E, [alias(known)]), show(E), engine_next(known, X), show(X), engine_destroy(known), ( is_engine(known) -> show(yes) ; show(no) ).
% expect: known
% expect: x
% expect: no
:- catch(engine_next(unknown, _), error(E, _), show(E)).                             % expect: existence_error(engine,unknown)
:- engine_create(R, ( engine_self(Me), catch(engine_next(Me, _), error(permission_error(A, B, _), _), R = A/B) ), E), engine_next(E, R), show(R). % expect: resume/engine

% Much is made and forgotten between two answers.
words(0, []) :- !.
words(N, [w(N)|L]) :- M is N - 1, words(M, L).
long(L, N) :- words(300, L0), ( member(w(N), L0), N mod 50 =:= 0, words(N, L1), length(L1, L) ).
:- engine_create(N/L, long(L, N), E), words(500, _), engine_next(E, A), words(500, W), engine_next(E, B), length(W, K), engine_next(E, C), show([A, B, C, K]). % expect: [300/300,250/250,200/200,500]
waits(X, Y) :- freeze(X, Y = seen(X)), member(X, [1, 2]).
:- engine_create(Y, waits(_, Y), E), take(3, E, L), show(L).                         % expect: [seen(1),seen(2)]

% An engine that is not there, or runs, is refused where the library itself would not have asked.
:- catch('$engine_resume'(99, _), error(E, _), show(E)).                             % expect: permission_error(resume,engine,99)
:- catch('$engine_yield'(x), error(E, _), show(E)).                                  % expect: permission_error(yield,engine,main)
:- ( '$engine_destroy'(99) -> show(yes) ; show(no) ).                                % expect: no
:- engine_create(R, ( '$engine_running'(Me), ( '$engine_destroy'(Me) -> R = yes ; R = no ) ), E), engine_next(E, R), show(R). % expect: no
