% limits: --max-heap=1M --gc-stress=5000 --nursery=16K
% What needs more memory than there is raises an error that can be caught, and the program goes on.
deeper(N) :- M is N + 1, deeper(M), true.
longer(L) :- longer([x|L]).
larger(T) :- larger(f(T, T)).
left(N) :- ( true ; N = none ), M is N + 1, left(M).
t(G) :- catch(G, error(E, _), true), ( var(E) -> writeq(yes) ; writeq(E) ), nl.
:- t(deeper(0)). % expect: resource_error(memory)
:- t(longer([])). % expect: resource_error(memory)
:- t(larger(a)). % expect: resource_error(memory)
:- t(left(0)). % expect: resource_error(memory)
:- t(findall(X, repeat, _)). % expect: resource_error(memory)
:- t(length(_, 10000000)). % expect: resource_error(memory)
:- t(numlist(1, 10000000, _)). % expect: resource_error(memory)
:- t(length(_, 3)). % expect: yes
:- t(permutation([a,b], [b,a])). % expect: yes
:- t((numlist(1, 1000, L), sum_list(L, S), S =:= 500500)). % expect: yes
% An outer catch takes what an inner one does not; cleanups run.
:- catch(catch(deeper(0), other, true), error(resource_error(R), _), (writeq(R), nl)). % expect: memory
:- catch(setup_call_cleanup(true, deeper(0), (writeq(cleanup), nl)), error(resource_error(R), _), (writeq(R), nl)).
% expect: cleanup
% expect: memory
:- t(forall(between(1, 5, _), catch(deeper(0), error(resource_error(_), _), true))). % expect: yes
