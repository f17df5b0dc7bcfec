% Delimited control; global variables that backtracking resets.
:- reset((shift(a), write(after), nl), B, K), write(B), nl, call(K).
:- reset(true, B, K), write(K), nl.
:- b_setval(v, 1), ( b_setval(v, 2), fail ; b_getval(v, X), write(X), nl ).
% expect: a
% expect: after
% expect: 0
% expect: 1
