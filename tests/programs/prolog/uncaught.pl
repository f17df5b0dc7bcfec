% Directives that fail or raise are warnings, and the status says that there were some.
% error: Goal (directive) failed
% error: evaluation error
% error: Unknown procedure: nothing/0
% exit: 1
:- fail.
:- X is 1 / 0, write(X).
:- nothing.
:- write(after), nl. % expect: after
