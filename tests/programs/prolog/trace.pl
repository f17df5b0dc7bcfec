% The four ports and exceptions, spy points, commands at the prompt; what is told is on standard error.
app([], L, L).
app([X|Xs], L, [X|Ys]) :- app(Xs, L, Ys).
q(X) :- member(X, [1,2]), X > 1.
r(X) :- ( X = 1 ; X = 2 ), !.
s(X) :- findall(Y, r(Y), X).
bad(X) :- atom_length(X, _).
t(G) :- catch(G, E, true), ( nonvar(E) -> ( E = error(F, _) -> writeq(F) ; writeq(E) ) ; writeq(yes) ), nl.
:- tracing -> writeq(tracing) ; writeq(not), nl. % expect: not
:- leash(-all).
:- trace, app([1], [2], X), writeq(X), nl. % expect: [1,2]
% error:    Call: (10) app([1], [2], _
% error:    Call: (11) app([], [2], _
% error:    Exit: (11) app([], [2], [2])
% error:    Exit: (10) app([1], [2], [1, 2])
:- q(X), writeq(X), nl. % expect: 2
% error:    Redo: (11) member(1, [1, 2])
% error:    Fail: (11) 1>1
:- s(X), writeq(X), nl. % expect: [1]
:- t(bad(_)). % expect: instantiation_error
% error:    Exception: (13) atom_length(_
:- nodebug.
:- \+ tracing, writeq(off), nl. % expect: off
:- spy(r/1), writeq(spied), nl. % expect: spied
% error: % Spy point on r/1
:- visible(+all), leash(+all), s(X), writeq(X), nl. % expect: [1]
% stdin: s
% stdin: l
:- s(X), writeq(X), nl. % expect: [1]
% stdin: c
% stdin: n
% no-error: (13) r(3)
:- debugging. % error: % Debug mode is off
:- trace, app([], [1], X), writeq(X), nl. % expect: [1]
% stdin: ?
% stdin: r
% stdin: r
% stdin:
% stdin:
% stdin: l
% error: newline, c: creep
% A goal made to fail, and one that is given up.
:- trace, app([], [1], _) -> true ; writeq(failed), nl. % expect: failed
% stdin: f
% stdin: l
:- debug, catch((trace, app([], [1], _)), E, (writeq(E), nl)). % expect: '$aborted'
% stdin: a
:- nodebug, nospyall, app([], [1], X), writeq(X), nl. % expect: [1]
% exit: 0
