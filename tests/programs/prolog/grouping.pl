% A variable reached by two references is itself, whatever the collector has moved. FIXME: with the JIT and --gc-stress=11 it is not.
% expect: nothing else
:- forall(( between(1, 60, _), '$free'(X, Y^member(X-Y, [a-1]), Vs), Vs \== [] ), ( write(Vs), nl )).
:- forall(( between(1, 20, _), setof(X, Y^member(X-Y, [a-1, b-2, a-3]), L), L \== [a, b] ), ( write(L), nl )).
:- write('nothing else'), nl.
