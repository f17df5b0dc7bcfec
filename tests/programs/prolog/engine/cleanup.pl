% Cleanups run when the goal has no more solutions, is cut, fails, raises.
:- setup_call_cleanup(true, member(X, [1,2,3]), (write(cleanup), nl)), write(X), nl.
:- setup_call_cleanup(true, member(X, [1,2,3]), (write(cleanup), nl)), X == 3, write(X), nl.
:- catch(setup_call_cleanup(true, throw(x), (write(cleanup), nl)), E, (write(caught(E)), nl)).
:- setup_call_cleanup(true, fail, (write(cleanup), nl)) ; write(failed), nl.
% expect: 1
% expect: cleanup
% expect: cleanup
% expect: 3
% expect: cleanup
% expect: caught(x)
% expect: cleanup
% expect: failed
