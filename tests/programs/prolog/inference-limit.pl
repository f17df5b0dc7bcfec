% Limits on the number of calls and on their depth: the same in every mode.
count(N, N) :- !.
count(I, N) :- I1 is I + 1, count(I1, N).
forever :- forever.
deep(0) :- !.
deep(N) :- M is N - 1, deep(M), true.
:- call_with_inference_limit(count(0, 10), 1000, R), writeq(R), nl. % expect: !
:- call_with_inference_limit(count(0, 1000), 50, R), writeq(R), nl. % expect: inference_limit_exceeded
:- call_with_inference_limit(forever, 200, R), writeq(R), nl. % expect: inference_limit_exceeded
:- call_with_inference_limit(member(X, [1,2]), 100, R), writeq(X-R), nl. % expect: 1-true
:- findall(X-R, call_with_inference_limit(member(X, [1,2]), 100, R), L), writeq(L), nl. % expect: [1-true,2-!]
:- call_with_inference_limit(fail, 100, _) -> true ; writeq(failed), nl. % expect: failed
:- catch(call_with_inference_limit(atom_length(_, _), 100, _), error(E, _), true), writeq(E), nl. % expect: instantiation_error
:- call_with_inference_limit((findall(X, (member(X, [1,2,3]), count(0, X)), L)), 1000, R), writeq(L-R), nl. % expect: [1,2,3]-!
forever0(_) :- forever.
:- call_with_inference_limit(maplist(forever0, [a]), 100, R), writeq(R), nl. % expect: inference_limit_exceeded
:- call_with_inference_limit((call_with_inference_limit(forever, 100, R1), count(0, 5)), 1000, R2), writeq(R1-R2), nl. % expect: inference_limit_exceeded-!
:- call_with_depth_limit(deep(5), 100, R), writeq(R), nl. % expect: 6
:- call_with_depth_limit(deep(50), 20, R), writeq(R), nl. % expect: depth_limit_exceeded
:- call_with_depth_limit(true, 20, R), writeq(R), nl. % expect: 1
% Predicates of the library count like all others, and what does not end is stopped.
:- call_with_inference_limit(findall(X, repeat, _), 1000, R), writeq(R), nl. % expect: inference_limit_exceeded
:- call_with_inference_limit((length(_, N), N > 100000), 1000, R), writeq(R), nl. % expect: inference_limit_exceeded
:- call_with_inference_limit(catch(forever, E, true), 1000, R), writeq(E-R), nl. % expect: inference_limit_exceeded-!
% Nor does the limit of a goal hold for what comes after it, or between its solutions.
:- call_with_inference_limit(member(X, [1,2,3]), 50, _), count(0, 1000), X >= 2, writeq(X), nl. % expect: 2
:- call_with_inference_limit((call_with_inference_limit(forever, 10000, R1), writeq(R1)), 100, R2), writeq(R2), nl. % expect: inference_limit_exceeded
:- catch(call_with_inference_limit(throw(ball), 100, _), B, true), count(0, 1000), writeq(B), nl. % expect: ball
% The number of calls: twice as many take twice as many.
calls(G, N) :- statistics(inferences, N0), call(G), statistics(inferences, N1), N is N1 - N0.
:- calls(count(0, 1000), A), calls(count(0, 2000), B), ( A > 1000, A < 2100, B > 1.9 * A, B < 2.1 * A -> writeq(yes) ; writeq(A-B) ), nl. % expect: yes
