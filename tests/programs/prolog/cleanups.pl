% Cleanups within cleanups, catches, cuts, solutions and each other: each runs once, from the inside outwards.
w(X) :- write(X), write(' ').
c(G, C) :- setup_call_cleanup(true, G, w(C)).
t(G) :- ( catch(G, B, ( w(ball(B)) )) -> write(yes) ; write(no) ), nl.
:- t(c(c(fail, 1), 2)).
% expect: 1 2 no
:- t(c(c(true, 1), 2)).
% expect: 1 2 yes
:- t(c(c(throw(x), 1), 2)).
% expect: 1 2 ball(x) yes
:- t(c(c(member(_, [a,b]), 1), 2)).
% expect: 1 2 yes
:- t((c(c(member(X, [a,b,c]), 1), 2), w(X), X == b)).
% expect: a b 1 2 yes
:- t((c(c(member(X, [a,b,c]), 1), 2), w(X), fail)).
% expect: a b 1 2 c no
:- t((c(c(member(X, [a,b,c]), 1), 2), w(X), X == c)).
% expect: a b 1 2 c yes
:- t((c(member(X, [a,b]), 1), c(member(Y, [c,d]), 2), w(X-Y), fail)).
% expect: a-c 2 a-d 1 b-c 2 b-d no
:- t((c(member(X, [a,b]), 1), c(member(Y, [c,d]), 2), w(X-Y), X-Y == b-c, !)).
% expect: a-c 2 a-d 1 b-c 2 yes
:- t((c(member(X, [a,b]), 1), once(c(member(Y, [c,d]), 2)), w(X-Y), fail)).
% expect: 2 a-c 1 2 b-c no
:- t((c(c(c(fail, 1), 2), 3) ; c(c(c(true, 4), 5), 6))).
% expect: 1 2 3 4 5 6 yes
:- t(\+ c(c(member(_, [a,b]), 1), 2)).
% expect: 1 2 no
:- t((c(c(member(_, [a,b]), 1), 2) -> w(then) ; w(else))).
% expect: 1 2 then yes
:- t(forall(c(member(X, [a,b]), 1), c(w(X), 2))).
% expect: a 2 1 b 2 yes
:- t((findall(X, c(c(member(X, [a,b]), 1), 2), L), w(L))).
% expect: 1 2 [a,b] yes
:- t((findall(X, c(( member(X, [a,b]), c(true, X) ), 2), L), w(L))).
% expect: a b 2 [a,b] yes
:- t(c(catch(c(throw(x), 1), x, w(caught)), 2)).
% expect: 1 caught 2 yes
:- t(c(catch(c(( member(X, [a,b]), X == b, throw(x) ), 1), x, w(caught)), 2)).
% expect: 1 caught 2 yes
:- t(setup_call_cleanup(true, true, setup_call_cleanup(true, w(in), w(out)))).
% expect: in out yes
:- t(setup_call_cleanup(true, fail, ( w(1), fail ))).
% expect: 1 no
:- t(setup_call_cleanup(true, c(fail, 1), throw(lost))).
% expect: 1 ball(lost) yes
:- t(call_with_time_limit(10, c(fail, 1))).
% expect: 1 no
:- t(call_with_time_limit(10, call_with_time_limit(10, c(c(throw(x), 1), 2)))).
% expect: 1 2 ball(x) yes
:- t(c(call_with_inference_limit(c(fail, 1), 1000, _), 2)).
% expect: 1 2 no
:- t(( between(1, 3, N), c(c(N > 2, N), end) )).
% expect: 1 end 2 end 3 end yes
count(0) :- !.
count(N) :- ( c(c(N mod 3 =:= 0, N), e) -> true ; true ), M is N - 1, count(M).
:- t(count(6)).
% expect: 6 e 5 e 4 e 3 e 2 e 1 e yes
deep(0) :- !, fail.
deep(N) :- M is N - 1, setup_call_cleanup(true, deep(M), ( nb_getval(runs, R), S is R + 1, nb_setval(runs, S) )).
:- nb_setval(runs, 0), ( deep(500) -> true ; nb_getval(runs, R), write(R), nl ).
% expect: 500
