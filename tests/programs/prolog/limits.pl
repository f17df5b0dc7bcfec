% Goals that run too long are interrupted, in loops of either kind.
count(N) :- M is N + 1, count(M).
:- catch(call_with_time_limit(0.05, (repeat, fail)), E, (print(E), nl)). % expect: time_limit_exceeded
:- catch(call_with_time_limit(0.05, count(0)), E, (print(E), nl)).       % expect: time_limit_exceeded
:- call_with_time_limit(60, true), write(ok), nl.                        % expect: ok
:- catch(call_with_time_limit(60, fail), _, true) -> true ; write(no), nl. % expect: no
